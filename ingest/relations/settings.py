"""When and where an event was whose own sentences do not say: by the scene that the news sets before it is named.

3月5日，县体育馆门前锣鼓喧天。…出征仪式上，…: the day and the place told last before an event, while nothing leads away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ingest.modality import any_in, meant
from ingest.relations.base import Draft, Mark, SentenceView, TimeSpan
from ingest.relations.occasions import AROUND, held_at
from ontology.records import LocalEntity

_DAY = len("2022-10-26")
_LEAD = 3  # sentences of the body in which the news tells its day
_FAR = 9  # sentences between a day and the event told of
_REACH = 240  # code points between a site and the event's name
_APART = re.compile("前一|次日|翌日|第二天|明|截至|截止|自|前\\Z")
_UNTIL = re.compile("(?:起|以来|之前|前|止|至今|底)")
_BEFORE = re.compile("(?:截至|截止|自|从|于[^，。；]{0,6}前|定于|将于|拟于|计划于|原定)[^，。；]{0,4}\\Z")


class _Stands(NamedTuple):
    """Where an event first stands in the body: number of its sentence (None: only in the headline)."""

    event: LocalEntity
    number: int | None
    start: int


def settings(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """The days and places of those events of which `said`, (predicate, subject's and object's ids), has none."""
    body = [view for view in views if not view.headline]
    if not body:
        return
    leaves = any_in("scenes", "leaves")
    breaks = [leaves.match(view.text.lstrip(" 　“")) is not None for view in body]
    days = [(n, time) for n, view in enumerate(body) for time in view.times if not breaks[n] and _is_day(view, time)]
    told = {(predicate, subject) for predicate, subject, _ in said}
    for stands in _events(body):
        if ("heldOn", stands.event.id) not in told and days:
            yield from _on_day(body, days, stands)
        if ("heldAt", stands.event.id) not in told and stands.event.kind != "Inspection":
            yield from _at_site(body, stands)


def _events(body: Sequence[SentenceView]) -> Iterator[_Stands]:
    """The events that the news is about: of the headline, or the only one."""
    about = body[0].about
    first: dict[str, tuple[int, int]] = {}
    for number, view in enumerate(body):
        for mark in view.marks:
            if mark.entity.type == "Event" and not AROUND.match(view.shape, mark.end):
                first.setdefault(mark.entity.id, (number, mark.start))
    for event in about.events if len(about.events) == 1 else (one for one in about.headline if one.type == "Event"):
        if event.id not in about.ahead and (event.id in first or event.id not in about.told):
            yield _Stands(event, *first.get(event.id, (None, 0)))


def _is_day(view: SentenceView, time: TimeSpan) -> bool:
    """Whether a time is a day, or some days, on which something may have been; not until or since when it was."""
    edtf, text = time.edtf or "", view.text
    if len(edtf.partition("/")[0]) != _DAY or edtf.startswith("X") or view.in_speech(time.start):
        return False
    written = text[time.start : time.end]
    return not (
        _APART.search(written)
        or _UNTIL.match(text, time.end)
        or _BEFORE.search(text, max(0, time.start - 12), time.start)
    )


def _on_day(
    body: Sequence[SentenceView], days: Sequence[tuple[int, TimeSpan]], stands: _Stands
) -> Iterator[tuple[SentenceView, Draft]]:
    last = _LEAD if stands.number is None else stands.number
    before = [(n, time) for n, time in days if n < last or (n == last and time.start < stands.start)]
    if stands.number is None:
        before = before[:1]
    if not before:
        return
    number, time = before[-1]
    if last - number > _FAR:
        return
    view = body[number]
    clause = view.clause_of(time.start)
    kind = meant(view.lead(clause), view.shape[time.end : time.end + 8])
    if kind not in ("reported", "planned"):
        return
    yield (
        view,
        Draft(
            predicate="heldOn",
            subject=stands.event,
            value=time.edtf,
            written=view.text[time.start : time.end],
            time=time.edtf,
            modality=kind,
            start=time.start,
            end=time.end,
            confidence=0.6,
        ),
    )


def _at_site(body: Sequence[SentenceView], stands: _Stands) -> Iterator[tuple[SentenceView, Draft]]:
    """The first site that the lead tells of, before the event is named."""
    number = _LEAD if stands.number is None else min(stands.number, _LEAD)
    last = body[min(number, len(body) - 1)]
    name = last.offset(stands.start if number == stands.number else len(last.text))
    start, site = next(iter(last.about.sites), (name, None))
    view = next((view for view in body if view.sentence.start <= start < view.sentence.end), None)
    if not name - _REACH < start < name or view is None or site is None or site.type not in ("Place", "Organization"):
        return
    begin = start - view.sentence.start
    mark = Mark(entity=site, start=begin, end=min(len(view.text), begin + len(site.name)))
    thing = Mark(entity=stands.event, start=mark.start, end=mark.end, back=True)
    for draft in held_at(view, thing, mark, mark.end, "reported", 0.55):
        yield view, draft
