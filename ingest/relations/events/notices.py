"""Notices in points: who holds what is announced, when and where, under labels of their own (一、主办单位　…二、时间　…).

A label may stand on a line of its own with what it is about on the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.relations.base import Draft, Mark, SentenceView, relation
from ingest.relations.events.occasions import held_at, held_on
from ingest.tables import load
from ontology.records import LocalEntity

_POINT = (
    "[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[.．、])?[ \u3000]*"
)
_LABEL = re.compile(
    f"{_POINT}(?:(?P<host>主办|承办|协办|联合主办|指导)(?:单位|方|机构)?|(?:活动|举办|会议|比赛|培训|演出|招聘|具体)?(?P<when>时间|日期)"
    "|(?:活动|举办|会议|比赛|培训|演出|招聘|具体)?(?P<where>地点|会场))[ \u3000]*(?P<mark>[：:]|\n|\\Z)"
)
_ACTING = ("Organization", "Place")
_DAY = len("2022-10-26")


def notices(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Who holds the event that the headline names, and its day and place, where `said` has no day or place of it."""
    event = _announced(views)
    if event is None:
        return
    told = {(predicate, subject) for predicate, subject, _ in said}
    open_: re.Match[str] | None = None
    for view in views:
        label = None if view.headline else _LABEL.match(view.text)
        at = label.end() if label else 0
        label, open_ = label or open_, None
        if label is None:
            continue
        if not view.text[at:].strip():
            open_ = label
            continue
        if label["host"]:
            yield from _hosts(view, at, event, load("participation")["hosts"].get(label["host"]))
        elif label["when"] and ("heldOn", event.id) not in told:
            yield from _day(view, at, event)
        elif label["where"] and ("heldAt", event.id) not in told:
            yield from _place(view, at, event)


def _announced(views: Sequence[SentenceView]) -> LocalEntity | None:
    """The event of the headline, or the only one."""
    if not views:
        return None
    about = views[0].about
    named = [one for one in about.headline if one.type == "Event"] or list(about.events)
    return named[0] if len(named) == 1 else None


def _hosts(view: SentenceView, at: int, event: LocalEntity, role: str | None) -> Iterator[tuple[SentenceView, Draft]]:
    """A、B: to the first words that are no name."""
    for mark in view.marks_in(at, len(view.text)):
        if mark.entity.type not in _ACTING or view.shape[at : mark.start].strip("、，和及 　"):
            return
        at = mark.end
        yield (
            view,
            relation(
                "organizes", mark, event, (mark.start, mark.end), 0.85, "notices: the point of who holds it", role=role
            ),
        )


def _day(view: SentenceView, at: int, event: LocalEntity) -> Iterator[tuple[SentenceView, Draft]]:
    time = next((t for t in view.times if t.start >= at and t.edtf and len(t.edtf.partition("/")[0]) == _DAY), None)
    if time is not None and time.edtf:
        yield view, held_on(view, event, time.edtf, (time.start, time.end), 0.85, "notices: the point of its day")


def _place(view: SentenceView, at: int, event: LocalEntity) -> Iterator[tuple[SentenceView, Draft]]:
    """The last of the places that begin the point: 某镇某社区|文体广场."""
    last: Mark | None = None
    for mark in view.marks_in(at, len(view.text)):
        if mark.entity.type not in _ACTING or view.shape[last.end if last else at : mark.start].strip(" 　"):
            break
        last = mark
    if last is not None:
        thing = Mark(entity=event, start=last.start, end=last.end, back=True)
        for draft in held_at(view, thing, last, last.end, "reported", 0.85, "notices: the point of its place"):
            yield view, draft
