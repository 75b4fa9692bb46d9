"""Where and when an event was whose own sentences do not say, by weights learned from the annotated articles.

The grammar of `occasions` reads what a sentence says of an event that it names. News sets the scene first (3月5日，县体育馆
门前锣鼓喧天。…出征仪式上，…) or comes back to it. Here each event is one case: every place, house or day that stands near
it is a choice, and so is none of them; all that speaks for and against each is added up. The weights are
data/held.tsv, made by `build_held`; no name stands in them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from ingest.modality import Meant, any_in, any_of, meant
from ingest.relations.base import TITLE, Draft, Mark, SentenceView, TimeSpan
from ingest.relations.events.occasions import AROUND, held_at, held_on
from ingest.relations.places.areas import level
from ingest.tables import FOLDER, size_in, weights_in
from ontology.records import LocalEntity, Span

DATA = FOLDER / "held.tsv"
BIAS = "bias"
"""A feature that every choice has."""
_LIKELY = {"heldAt": 0.6, "heldOn": 0.5}  # of the weights, from where on what is likeliest is said
_MOST = 4  # events of an article, by where they first stand
_BEFORE, _BEHIND = 7, 3  # so many sentences before an event's first name, and after it, may set its scene
_TWO = 2
_DAY = len("2022-10-26")
_SCENE = re.compile(
    "(?:的)?[^，。；的]{0,6}?(?:上|里|内|外|前|旁|边|中|下|现场|广场|操场|礼堂|大院|会议室|院子)(?![市级午任期])"
)
_LIVELY = re.compile(
    "热闹|锣鼓|人头攒动|欢声|掌声|歌声|暖意|灯火通明|亮如白昼|座无虚席|人声|笑声|济济一堂|热气腾腾|彩旗|喜气|热火朝天"
)
_APART = re.compile("前一|次日|翌日|第二天|明|截至|截止|自|前\\Z")
_UNTIL = re.compile("(?:起|以来|之前|前|止|至今|底)")
_CLOSES = re.compile("(?:闭幕|落幕|结束|收官)")
_SINCE = re.compile(
    "(?:持续|延续|延长|开幕|开始|启动)[到至]\\Z|(?:截至|截止|自|从|于[^，。；]{0,6}前)[^，。；]{0,4}\\Z"
)
_THERE = re.compile("在(?:这里|此|那里|此地|现场)|这里")
_HOLDS = any_of(
    ("举行", "举办", "召开", "开展", "组织", "主办", "启动", "走进", "来到", "在", "由", "参加", "出席", "开幕", "落幕", "上演", "揭牌", "签约", "开班", "开赛")
)  # fmt: skip


class Choice(NamedTuple):
    """A place or a day where it stands (`number` of its sentence), with what speaks for and against it."""

    number: int
    what: Mark | TimeSpan
    features: list[str]


class Case(NamedTuple):
    """An event that is asked of, with what may be where or when it was; `predicate`: heldAt or heldOn."""

    event: LocalEntity
    predicate: str
    choices: list[Choice]


class _News(NamedTuple):
    """Of an article: in which sentences each event stands, which of them break a scene, its first day."""

    events: tuple[LocalEntity, ...]
    stands: dict[str, list[int]]
    breaks: list[bool]
    paragraphs: list[int]
    day: str | None


def held(views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]) -> Iterator[tuple[SentenceView, Draft]]:
    """The days and places of those events of which `said`, (predicate, subject's and object's ids), has none."""
    told = {(predicate, subject) for predicate, subject, _ in said}
    taken = {where for predicate, _, where in said if predicate == "heldAt"}
    known = weights()
    for case in cases(views, told):
        shares = [
            math.exp(min(known[BIAS] + sum(known.get(feature, 0.0) for feature in choice.features), 50.0))
            for choice in case.choices
        ]
        choice = case.choices[max(range(len(shares)), key=lambda at: (shares[at], -at))]
        if isinstance(choice.what, Mark) and choice.what.entity.id in taken and _of_another(views, case, choice):
            continue
        alike = (share for share, one in zip(shares, case.choices, strict=True) if _same(one, choice))
        chance = sum(alike) / (1 + sum(shares))
        if chance < _LIKELY[case.predicate]:
            continue
        view = views[choice.number]
        for draft in _drafts(view, case, choice, 0.4 + 0.3 * chance):
            yield view, draft


def _of_another(views: Sequence[SentenceView], case: Case, choice: Choice) -> bool:
    """Whether the place's sentence names another event, and an event is one of several there (还将举行A、B、C)."""
    view = views[choice.number]
    events = {mark.entity for mark in view.marks if mark.entity.type == "Event"}
    return case.event in events and len(events) > _TWO


def _same(one: Choice, other: Choice) -> bool:
    """Whether two choices are of one place or day."""
    if isinstance(one.what, Mark):
        return isinstance(other.what, Mark) and one.what.entity is other.what.entity
    return isinstance(other.what, TimeSpan) and one.what.edtf == other.what.edtf


def _drafts(view: SentenceView, case: Case, choice: Choice, surety: float) -> Iterator[Draft]:
    what = choice.what
    kind = _meant(view, what.start, what.end)
    if kind == "unsaid" or kind == "denied":
        return
    if isinstance(what, Mark):
        thing = Mark(entity=case.event, start=what.start, end=what.end, back=True)
        yield from held_at(view, thing, what, what.end, kind, surety, "held: likeliest place by the weights")
        return
    if what.edtf is not None:
        yield held_on(
            view,
            case.event,
            what.edtf,
            (what.start, what.end),
            surety,
            "held: likeliest day by the weights",
            modality=kind,
        )


def _meant(view: SentenceView, start: int, end: int) -> Meant:
    clause = view.clause_of(start)
    return meant(view.lead(clause), view.shape[max(view.clauses[clause][0], start - 6) : end + 8])


def cases(views: Sequence[SentenceView], told: Set[tuple[str, str]]) -> Iterator[Case]:
    """Every event that the grammar gives no day or no place (`told`: predicate and subject's id), with what is near."""
    news = _news(views)
    seen: dict[tuple[int, Span], list[str]] = {}
    for event in news.events:
        if ("heldOn", event.id) not in told and (days := list(_near(news, views, event, "day", seen))):
            yield Case(event, "heldOn", days)
        if event.kind != "Inspection" and ("heldAt", event.id) not in told:
            sites = list(_near(news, views, event, "site", seen))
            if sites:
                yield Case(event, "heldAt", sites)


def _news(views: Sequence[SentenceView]) -> _News:
    stands: dict[str, list[int]] = {}
    known: dict[str, LocalEntity] = {}
    paragraphs, breaks = [], []
    leaves = any_in("scenes", "leaves")
    paragraph = 0
    for number, view in enumerate(views):
        for mark in view.marks:
            if mark.entity.type == "Event" and not AROUND.match(view.shape, mark.end):
                known.setdefault(mark.entity.id, mark.entity)
                told = stands.setdefault(mark.entity.id, [])
                if not told or told[-1] != number:
                    told.append(number)
        paragraphs.append(paragraph)
        paragraph += view.text.rstrip(" 　").endswith("\n")
        breaks.append(leaves.match(view.text.lstrip(" 　“")) is not None)
    day = next((t.edtf for v in views if not v.headline for t in v.times if t.edtf and len(t.edtf) == _DAY), None)
    events = [one for one in known.values() if one.id not in (views[0].about.ahead if views else ())]
    return _News(tuple(events[:_MOST]), stands, breaks, paragraphs, day)


def _near(
    news: _News, views: Sequence[SentenceView], event: LocalEntity, sort: str, seen: dict[tuple[int, Span], list[str]]
) -> Iterator[Choice]:
    """The days or places of the sentences around where an event first stands below the headline."""
    told = news.stands[event.id]
    body = [at for at in told if not views[at].headline]
    first = body[0] if body else told[0] + 2
    for number in range(max(0, first - _BEFORE), min(len(views), first + _BEHIND + 1)):
        view = views[number]
        items: Sequence[Mark | TimeSpan] = (
            [mark for mark in view.marks if _may_be_site(mark.entity) and not _CLOSES.match(view.text, mark.end)]
            if sort == "site"
            else [time for time in view.times if _is_day(view, time)]
        )
        for item in items:
            key = number, (item.start, item.end)
            own = seen.get(key)
            if own is None:
                own = seen[key] = (
                    _of_site(view, item) if isinstance(item, Mark) else _of_day(news, view, item)
                ) + _of_sentence(news, view, number, sort)
            yield Choice(number, item, own + _of_pair(news, views, number, item, event, first))


def _may_be_site(entity: LocalEntity) -> bool:
    if entity.type == "Place":
        return entity.kind != "AdministrativeArea" or level(entity) >= 3
    return entity.type == "Organization"


def _is_day(view: SentenceView, time: TimeSpan) -> bool:
    """Whether a time is a day, or some days, on which something may have been; not until or since when it was."""
    edtf, text = time.edtf or "", view.text
    if len(edtf.partition("/")[0]) != _DAY:
        return False
    return not (
        _APART.search(text[time.start : time.end])
        or _UNTIL.match(text, time.end)
        or _SINCE.search(text, max(0, time.start - 12), time.start)
    )


def _of_sentence(news: _News, view: SentenceView, number: int, sort: str) -> list[str]:
    found = [sort, f"{sort} k={size_in(number, (0, 1, 2, 3, 5, 8))}"]
    if view.headline:
        found.append(f"{sort} headline")
    if news.breaks[number]:
        found.append(f"{sort} breaks")
    days = {t.edtf for t in view.times if t.edtf and len(t.edtf) == _DAY}
    if days:
        found.append(f"{sort} day={news.day in days}")
    return found


def _of_site(view: SentenceView, mark: Mark) -> list[str]:
    entity = mark.entity
    clause = view.clause_of(mark.start)
    begin, end = view.clauses[clause]
    sort = f"{entity.kind}{level(entity)}" if entity.type == "Place" else "Organization"
    found = [f"kind={sort}", f"clause={size_in(clause, (0, 1, 2))}"]
    if entity.type == "Organization":
        found.append(f"kind={entity.kind}")
    actor = next((one for one in view.actors if one.mark is mark), None)
    found.append(f"{entity.type} case={actor.case if actor else None}")
    if view.in_speech(mark.start):
        found.append("site in speech")
    if mark.back:
        found.append("site back")
    behind, before = view.plain[mark.end : end], view.plain[max(begin, mark.start - 6) : mark.start]
    inner = next((one for one in view.marks if one.start == mark.end), None)
    if inner is not None:
        found.append(f"outer of {inner.entity.type},{inner.entity.kind}")
    if any(one.end == mark.start for one in view.marks):
        found.append("inner")
    if behind[:1] == TITLE:
        found.append("office")
    found += [f"n1={behind[:1]}", f"n2={behind[:2]}", f"p1={before[-1:]}", f"p2={before[-2:]}"]
    scene = _SCENE.match(view.shape, mark.end, end)
    if scene is not None:
        found += ["scene", f"scene p={before[-1:]}"]
    sites = [start for start, _ in view.about.sites]
    if view.offset(mark.start) in sites:
        found.append("first site" if view.offset(mark.start) == sites[0] else "site")
    if _LIVELY.search(view.shape, mark.end, min(len(view.shape), mark.end + 20)):
        found.append("lively")
    if "在" in view.plain[max(begin, mark.start - 12) : mark.start]:
        found.append("在")
    held = _HOLDS.search(behind)
    if held is not None:
        found.append(f"site v={held[0]}")
    return found


def _of_day(news: _News, view: SentenceView, time: TimeSpan) -> list[str]:
    clause = view.clause_of(time.start)
    begin, end = view.clauses[clause]
    behind, before = view.plain[time.end : end], view.plain[max(begin, time.start - 6) : time.start]
    found = [f"day n1={behind[:1]}", f"day n2={behind[:2]}", f"day p1={before[-1:]}", f"day p2={before[-2:]}"]
    found.append(f"day clause={size_in(clause, (0, 1, 2))}")
    if time.edtf == news.day:
        found.append("news' day")
    if "/" in (time.edtf or ""):
        found.append("days")
    if view.in_speech(time.start):
        found.append("day in speech")
    found.append(f"meant={_meant(view, time.start, time.end)}")
    return found


def _of_pair(
    news: _News, views: Sequence[SentenceView], number: int, item: Mark | TimeSpan, event: LocalEntity, first: int
) -> list[str]:
    view, sort = views[number], "site" if isinstance(item, Mark) else "day"
    main = event in view.about.headline or len(news.events) == 1
    found = [f"{sort} event={event.kind}", f"{sort} events={len(news.events)}", f"{sort} main={main}"]
    if event is news.events[0]:
        found.append(f"{sort} first")
    if isinstance(item, Mark) and item.entity.name in event.name:
        found.append("site in name")
    found.append(f"{sort} view={'this' if view.scene is event else 'none' if view.scene is None else 'other'}")
    here = [one for one in view.marks if one.entity is event]
    if here:
        one = min(here, key=lambda mark: (abs(mark.start - item.start), mark.start))
        order = "before" if item.end <= one.start else "after"
        low, high = (item.end, one.start) if order == "before" else (one.end, item.start)
        between = view.plain[low:high]
        apart = abs(view.clause_of(item.start) - view.clause_of(one.start))
        side = f"{sort} {order}"
        found += [f"{sort} here", f"{side}{size_in(apart, (0, 1, 2, 4))}", f"{side} back={one.back}"]
        found += [f"{side} w={word}" for word in sorted(set(_HOLDS.findall(between)))] if len(between) < 60 else []
        if not between.strip("，“的"):
            found.append(f"{side} adjoining")
        if any(mark.entity.type == "Event" and mark.entity is not event for mark in view.marks_in(low, high)):
            found.append(f"{side} over another")
        return found
    if any(one.entity.type == "Event" for one in view.marks):
        found.append(f"{sort} with another")
    if sort == "site" and _THERE.search(views[first].text if first < len(views) else ""):
        found += ["there", f"there={size_in(abs(first - number), (1, 2, 3))}"]
    low, high = min(number, first), max(number, first)
    order = "ahead" if number < first else "behind"
    found += [f"{sort} {order}={size_in(high - low, (1, 2, 3, 5))}", f"{sort} {order},{main}"]
    found.append(
        f"{sort} paragraphs={size_in(news.paragraphs[high] - news.paragraphs[low], (0, 1, 2)) if high < len(views) else 'none'}"
    )
    if any(news.breaks[low + 1 : high + 1]):
        found.append(f"{sort} broken")
    if any(low <= at < high for other in news.events if other is not event for at in news.stands[other.id]):
        found.append(f"{sort} other event between")
    between_items = sum(
        sum(_may_be_site(one.entity) for one in v.marks) if sort == "site" else sum(_is_day(v, t) for t in v.times)
        for v in views[low + 1 : high]
    )
    found.append(f"{sort} others={size_in(between_items, (0, 1, 3))}")
    return found


@cache
def weights() -> dict[str, float]:
    """Feature -> weight (data/held.tsv)."""
    return weights_in(DATA)
