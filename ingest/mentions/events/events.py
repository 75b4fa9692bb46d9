"""Events: a quoted slogan with its head (“…”主题升旗仪式), or what was held (举行 … 签约仪式).

An event's name is `[place] [year] [edition] ["slogan"] topic head [branch venue]`. On its left stands what
holds it (举行, 参加), a mark, a time or a function word; verbs of two characters may be part of the topic
(灭火实战演练, 遗体告别仪式), which no dictionary can tell: so the topic goes back to the nearest sure bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.mentions.events import (
    announced,
    central,
    event_lists,
    event_model,
    headlined,
    sessions,
    staged,
    tours,
    unnamed,
)
from ingest.mentions.events.event_edges import led, trimmed
from ingest.mentions.events.event_guards import is_led_by_post, is_none
from ingest.mentions.events.event_reach import (
    BRACKET,
    BRANCH,
    EDITION,
    MOST,
    after_verb,
    event_of,
    is_plain,
    topic_reach,
    verbs_beside,
    whole_span,
)
from ingest.mentions.events.event_rounds import rounds, sittings
from ingest.mentions.events.event_slogans import DIRECT, held_once, slogan_of, whole_of
from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.programmes.standing import lasting, stands
from ingest.mentions.view import View
from ontology.records import Mention

_NUMBERED = re.compile(r"第[一二三四五六七八九十百0-9]+[次届]|[一二三四五六七八九十]+届[一二三四五六七八九十]+次")
_FESTIVAL = re.compile("节(?=[\u3400-\u9fff]{2,8}?分会场|在|接待|开幕|举行|举办|启动|期间|上)")
_EDITION_FEAST = re.compile(
    "(?<=[办来行庆])(?P<name>(?:首届|第[一二三四五六七八九十0-9]{1,3}届)(?:“[^“”\n]{2,10}”)?[\u3400-\u9fff]{2,10}?节)(?![目日能水约省点气庆假前后]|期间)"
)
"""A festival by its edition, wherever it is held or will be: 还要办|第二届亚麻收获节."""
_EDITION = re.compile(
    "(?:首届|第[一二三四五六七八九十百0-9]{1,4}届)(?:“[^“”\n]{2,12}”)?(?:(?![了的在于由是将从、，])[\u3400-\u9fff·]){2,16}?"
    "(?:节|交易会|博览会|展销会|展览会|推介会|洽谈会|庙会|歌会|诗会|茶会|灯会|花会|运动会|论坛|大赛|联赛|锦标赛|邀请赛|挑战赛|争霸赛|马拉松|文化周|文化月|[茶歌棋书画艺舞]王赛)"
    "(?=[、，。；与和及暨（(”\n ]|在[^，]|于|正式|隆重|盛大|开幕|启动|举行|举办|落下|拉开|圆满)"
)
"""What comes again under a name of its own, by its edition, whatever stands around it: 第十四届金桔交易会与|第六届苗木花卉交易会."""
_OF_BODY = re.compile("[委员代]|政协|人大|理事|全会|党组|政府|班子")
_DATED = re.compile(r"(?:20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?:年度?)?")
_COUNTER = re.compile(r"(?:一|首|本|这|那|该|今年首|数|几|两|三|多)?(?:场|次|期|轮|堂)")
_ONCE = re.compile("[一两三几数](?:场|次|轮|堂)")
_CUT = ("距离", "距", "迎接", "次会议", "届会议", "节主题", "次全")
_SPIRIT = ("精神", "部署", "决策", "上的讲话", "讲话精神", "工作报告", "代表")
_LIKELY, _SURE, _PLAIN = 0.5, 0.8, 0.97  # from where on the weights' say is taken
_AGAIN = 6  # code points of a name that is one wherever it stands again
_OPENS = frozenset("，。！？；：:\n　 —日月”")
_HELD_OF = ("组织的", "举办的", "举行的", "开展的", "召开的", "主办的", "承办的")


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Events outside of the byline, and wherever else a name so found stands again."""
    ruled = tuple(_found(view, found))
    bodies = {m.start: m.end for m in found if m.type == "Organization"}
    all_found = (*ruled, *_learned(view, found, ruled))
    both = (_without_host(trimmed(view.text, one), view.text, bodies) for one in all_found)
    goes_on = {end for _, end in lasting(view.text, len(view.article.title or ""))}
    titled = bytearray(len(view.text))  # 《关于召开…大会的请示》
    for start, end in view.quoted:
        if view.text[start - 1] == "《":
            titled[start:end] = b"\x01" * (end - start)
    named = tuple(
        one
        for one in both
        if one.end not in goes_on and not is_none(view.text, one) and not (titled[one.start] and titled[one.end - 1])
    )
    named += tuple(tour for tour in tours.find(view) if not is_led_by_post(tour))
    yield from named
    yield from (one for one in map(led, event_lists.listed(view, named)) if not is_none(view.text, one))
    told = (*central.find(view, named), *sessions.find(view, found))
    yield from told
    yield from headlined.find(view, tuple(one for one in (*named, *told) if one.rule != headlined.RULE))
    known: dict[str, Mention] = {}
    for mention in named:
        if _AGAIN <= len(mention.text) <= MOST:
            known.setdefault(mention.text, mention)
    for hit in Lexicon((name, one) for name, one in sorted(known.items())).scan(view.text):
        if not view.is_sealed(hit.start, hit.end):
            yield replace(hit.label, start=hit.start, end=hit.end)


def _learned(view: View, found: tuple[Mention, ...], ruled: tuple[Mention, ...]) -> Iterator[Mention]:
    """What the weights of `event_model` take for an event's name where the grammar sees none."""
    taken = bytearray(len(view.text))
    for mention in ruled:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for (start, end), chance in event_model.names(view, found, _LIKELY):
        lasts = view.text.startswith("”行动", end - 3) and not held_once(view, view.text.rfind("“", 0, end) + 1)
        if not any(taken[start:end]) and not lasts and staged.may_name(view, start, end, sure=chance > _SURE):
            kind = event_model.kind_of(view.text, end - (view.text[end - 1] in "”’"))[1] or "Activity"
            case = "plain" if chance > _PLAIN else "sure" if chance > _SURE else "likely"
            yield headlined.cut(view, event_of(view, start, end, kind, "event/learned", case), found)


def _found(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    text = view.text
    for start, end in view.quoted:
        if text[start - 1] != "《" and not view.is_sealed(start, end) and not re.search("[。！？]", text[start:end]):
            slogan = None
            if not stands(text, text[start:end]):
                slogan = slogan_of(view, start, end) or whole_of(view, start, end)
            if slogan:
                yield slogan
    houses = {m.end: m.start for m in found if m.type == "Organization"}
    for hit in staged.heads().scan(text):
        if text.startswith(_SPIRIT, hit.end):  # 学习党代会精神: no event of the article
            continue
        if text.startswith("大会", hit.start) and text.endswith(("会议", "全会"), 0, hit.start):  # 第五次会议|大会发言
            continue
        for mention in (_held(view, hit.start, hit.end, hit.label), _topical(view, hit.start, hit.end, hit.label)):
            if mention and not mention.text.startswith(_CUT) and mention.text not in words("programmes", "known"):
                yield _clear(view, mention, houses)
    yield from staged.find(view, found)
    yield from announced.find(view)
    yield from unnamed.find(view)
    yield from rounds(view)
    yield from sittings(view)
    for edition in _EDITION_FEAST.finditer(text) if "届" in text else ():
        yield event_of(view, *edition.span("name"), "Activity", "event/topic", "held")
    for edition in _EDITION.finditer(text) if "届" in text else ():
        if not view.is_sealed(*edition.span()) and not _OF_BODY.search(edition[0]):
            yield event_of(view, *edition.span(), "Activity", "event/topic", "held")
    for match in _FESTIVAL.finditer(text):
        span = match.start(), match.end()
        mention = _topical(view, *span, "Activity") or _held(view, *span, "Activity")
        feast = next((f for f in words("events", "festivals") if mention and mention.text.endswith(f)), "")
        if feast and mention and "暨" in mention.text:
            continue  # 消委会会议暨元旦春节|期间安全工作部署会
        if mention and mention.end - mention.start > 3 and (not feast or mention.end - mention.start > len(feast) + 4):
            yield mention


def _without_host(mention: Mention, text: str, bodies: dict[int, int]) -> Mention:
    """An event's name without the last of several who hold it: 县作协、青年美协|春节送福活动."""
    end = bodies.get(mention.start, 0)
    if text[mention.start - 1 : mention.start] not in tuple("、和与") or not mention.start < end <= mention.end - 4:
        return mention
    return replace(mention, start=end, text=text[end : mention.end])


def _clear(view: View, mention: Mention, houses: dict[int, int]) -> Mention:
    """An event's name without the end of an organisation's before it: 湖北橘颂公司|脐橙签约仪式."""
    for end in range(mention.start + 1, mention.end - 3):
        if houses.get(end, mention.start) < mention.start:
            start, end = whole_span(view.text, end, mention.end, mention.kind)
            return replace(mention, start=start, end=end, text=view.text[start:end])
    return mention


def _topical(view: View, head: int, end: int, kind: str) -> Mention | None:
    """An event whose topic holds verbs, years or editions, between a sure bound and its head."""
    text = view.text
    reach = topic_reach(view, head, of_people=kind == "Training" or text.startswith("表彰", head))
    start = reach.start
    if start == head or view.is_sealed(start, end):
        return None
    if _goes_on(view, start, head, end):
        return None
    before, behind = verbs_beside()
    held = text.endswith(before, 0, start) or text.endswith(_HELD_OF, 0, start)
    opened = not start or text[start - 1] in _OPENS
    skipped = _COUNTER.match(text, start, head)
    start = skipped.end() if skipped else start
    own = reach.place.end if reach.place and reach.place.start >= start else start
    if reach.place and reach.place.end == head:
        return None
    dated = _DATED.match(text, start, head)
    own = max(own, dated.end()) if dated else own
    direct = kind in ("Meeting", "Ceremony") and text.endswith(DIRECT, 0, start)  # 召开供热恳谈会: what it is about
    if head - own < 2 or (is_plain(view, own, head) and not (direct and head - own >= 4)):
        return None
    if after_verb(view, own, head) != own and not direct:
        return None
    branch = BRANCH.match(text, end)
    told = text.startswith(behind, branch.end() if branch else end) and (end - head > 2 or head - own > 3)
    if held or (opened and told):
        return event_of(view, start, end, kind, "event/topic", "held" if held else "told")
    return None


def _goes_on(view: View, start: int, head: int, end: int) -> bool:
    """Whether a name is an action with a slogan that is not told of as held on a day."""
    quoted = view.quote_ending.get(head)
    opened = start + 1 if view.text[start : start + 1] in ("“", "‘") else quoted[0] if quoted else None
    return opened is not None and view.text[head:end].endswith("行动") and not held_once(view, opened)


def _held(view: View, head: int, end: int, kind: str) -> Mention | None:
    text = view.text
    if (
        view.is_sealed(head, end)
        or text[head - 1 : head] == "”"
        or (text[end - 1] == "会" and text[end : end + 1] in tuple("议场员"))
    ):
        return None
    number = _NUMBERED.search(text, max(0, head - 8), end) if kind == "Meeting" else None
    numbered = number is not None
    first = number.start() if number is not None and not number.group()[1:2].isalpha() else head  # 第|23|次常务会议
    reach = view.reach(first, most=32 if numbered else 24, verbal=True)
    start = reach.start
    if reach.place is not None and not numbered and not text[reach.place.end : head]:
        start = reach.place.end
    if numbered and text.startswith(("学习", "传达", "召开", "参加", "列席"), start):
        start += 2
    if not numbered:
        start = after_verb(view, start, head)
    if not numbered and text[end - 1] in "会节赛" and BRACKET.search(text, max(0, start - 8), start):
        start = topic_reach(view, head).start  # 丝绸之路（敦煌）国际文化博览会
    edition = EDITION.search(text, max(0, start - 8), start)
    start = edition.start() if edition else start
    named = text[reach.place.end if reach.place and start < reach.place.end else start : head]
    if (
        text[start:end] in words("events", "generic")
        or (named and is_plain(view, head - len(named), head))
        or end - start < 3
        or _goes_on(view, start, head, end)
    ):
        return None
    before, behind = verbs_beside()
    held = text.endswith(before, 0, start) or text.endswith(_HELD_OF, 0, start)
    if reach.place is not None and start == reach.place.end:
        held = held or text.endswith(before, 0, reach.place.start)
    if numbered:
        series = (
            view.quote_ending.get(start - 1) if text[start - 1 : start] == "的" else None
        )  # “马扎议事会”的第63次会议
        return event_of(view, series[0] - 1 if series else start, end, kind, "event/numbered")
    if not named:
        return None
    if len(text[head:end]) == 1 and len(named) < 3:
        return None
    once = _ONCE.match(text, start, head)  # 组织了|一次|全县综合演练
    if held or text[head:end] in words("events", "always"):
        return event_of(view, once.end() if once else start, end, kind, "event/held")
    if text[end : end + 3].startswith(behind) and (
        kind not in ("Activity", "Training", "Inspection")
        or end - head > 2
        or len(named) > 3
        or text[end - 1] in "赛节会"
    ):
        return event_of(view, start, end, kind, "event/follows")
    return None
