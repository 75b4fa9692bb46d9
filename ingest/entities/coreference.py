"""Which names of an article mean one thing: equal, short for another, or a headline's variant.

Every rule looks at the article and its context alone. A short name joins a full one only where exactly
one fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.context.away import counties_away
from ingest.entities.coreference_bodies import organizations, places
from ingest.entities.coreference_events import (
    alike,
    ceremonies,
    met_again,
    one_sitting,
    one_tour,
    openings,
    plainer,
    same_news,
    tour_names,
)
from ingest.entities.drafts import Draft, grouped, merge
from ingest.mentions.events.headlined import RULE as DEED
from ingest.mentions.events.headlined import names as headlined_names
from ingest.mentions.lexicon import words
from ingest.mentions.people.addressed import calls
from ontology.records import Article, Context, EntityType, Mention

_CASE = re.compile(".*?(?:审理|宣判)了?(?:一起|[0-9一二三四五六七八九十两]+起)?")
_THEMED = re.compile("”(?:为|作)(?:主题|主线|主旨)的")
_OFFICES = 16
"""Code points before a name in which the offices stand that one holds."""
_WITH_SURNAME = 3  # code points of a name whose surname is one and whose given name is two
_QUOTED = re.compile(r"[“‘]([^“”‘’]{3,})[”’]")


def joined(article: Article, context: Context, mentions: Sequence[Mention]) -> list[Draft]:
    """The local entities in the making, of an article's chosen mentions."""
    drafts: list[Draft] = []
    drafts += places(context, mentions)
    drafts += organizations(context, mentions, counties_away(article.text))
    events = openings(ceremonies(one_sitting(one_tour(alike([m for m in mentions if m.type == "Event"])))))
    events = met_again(article, same_news(article, events))
    areas = {m.text for m in mentions if m.type in ("Place", "Organization")}
    for event in events:
        event.more |= {_THEMED.sub("”", name) for name in event.written if _THEMED.search(name)}
        event.more |= {short for name in (*event.written, *event.more) for short in plainer(name, areas)}
        event.more |= {
            slogan for name in event.written for slogan in _QUOTED.findall(name) if len(slogan) < len(name) - 2
        }
        if event.rule == "event/sitting":  # 公开审理一起竹林承包合同纠纷案: the case's own name
            event.more |= {case for name in event.written if (case := _CASE.sub("", name)) != name}
        if event.rule == DEED:
            event.more |= {short for name in event.written for short in headlined_names(name)}
        if event.rule == "event/tour":
            event.more |= {short for name in event.written for short in tour_names(name)}
            event.expanded = max(event.written, key=lambda name: (len(name), name))
    drafts += events
    programmes = alike([m for m in mentions if m.type == "Programme"])
    for programme in programmes:  # “全科网格”制度 is 全科网格 too, 咸丰县老街改造项目 is 老街改造项目
        if programme.kind in ("Works", "Project"):
            programme.more |= {short for name in programme.written for short in plainer(name, areas)}
        programme.more |= {
            short for name in programme.written for short in _QUOTED.findall(name) if len(short) < len(name) - 2
        }
    drafts += programmes
    drafts += _people(article.text, [m for m in mentions if m.type == "Person"])
    return drafts


def signed_type(name: str, role: str) -> tuple[EntityType, str]:
    """Type and kind of a name in the byline."""
    if name.endswith(("镇", "乡", "街道", "社区", "村")) and len(name) > 2:
        return "Place", "AdministrativeArea"
    if (
        role == "宣"
        or (len(name) > 4 and "·" not in name)
        or (re.search(r"(?:委|局|中心|部|办|院|校|队|站|所)$", name) and len(name) > 3)
    ):
        return "Organization", "Organization"
    return "Person", "Person"


def _people(text: str, mentions: list[Mention]) -> list[Draft]:
    drafts = _called_by_given_name(_called_by_first(grouped(mentions)))
    kinds: dict[str, tuple[int, str]] = {}  # the first kind that each name is told with
    for at, mention in enumerate(mentions):
        if mention.kind != "Person":
            kinds.setdefault(mention.text, (at, mention.kind))
    for draft in drafts:
        if draft.kind == "Person" and not kinds.keys().isdisjoint(draft.written):
            draft.kind = min(kinds[name] for name in draft.written if name in kinds)[1]
    same: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        if draft.rule in ("person/addressed", "person/nickname"):  # 周书记 is 周长友, 程老师 is 程明
            short = next(iter(draft.written))
            named = [
                i
                for i, other in enumerate(drafts)
                if i != index
                and any(calls(short, name, other.kind) for name in other.written)
                and not _holds_another(text, short[1:], other)
            ]
            if len(named) == 1:
                same[index] = named[0]
                drafts[named[0]].expanded = drafts[named[0]].names()[0]
    return merge(drafts, same)


def _holds_another(text: str, office: str, named: Draft) -> bool:
    """Whether a person is only named behind other offices than the one somebody is addressed by: 会长刘新和 is no 刘校长."""
    if office not in words("titles", "addressed"):
        return False
    before = [text[max(0, start - _OFFICES) : start] for start, _ in named.spans()]
    held = [words_before for words_before in before if words_before.endswith(tuple(words("titles", "addressed")))]
    return bool(held) and not any(office in words_before for words_before in before)


def _called_by_first(drafts: list[Draft]) -> list[Draft]:
    """A name of several parts is also its first alone, where one begins so: 阿依古丽 of 阿依古丽·哈力."""
    wholes: dict[str, list[int]] = {}
    for index, draft in enumerate(drafts):
        first, dot, _ = draft.fullest().partition("·")
        if dot:
            wholes.setdefault(first, []).append(index)
    fits = {index: wholes.get(draft.fullest(), []) for index, draft in enumerate(drafts)} if wholes else {}
    return merge(drafts, {index: found[0] for index, found in fits.items() if len(found) == 1})


def _called_by_given_name(drafts: list[Draft]) -> list[Draft]:
    """A given name alone is whoever alone bears it in the article: 桂发 of 孟桂发."""
    bearers: dict[str, list[int]] = {}
    for index, draft in enumerate(drafts):
        name = draft.fullest()
        if len(name) == _WITH_SURNAME:
            bearers.setdefault(name[1:], []).append(index)
    fits = {index: bearers.get(draft.fullest(), []) for index, draft in enumerate(drafts)}
    return merge(drafts, {index: found[0] for index, found in fits.items() if len(found) == 1})
