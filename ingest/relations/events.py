"""Events: who organises them, where and when they are held, who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.relations.base import Deed, Draft, Mark, SentenceView, TimeSpan, joined
from ingest.relations.frames import fits, says
from ingest.tables import load

_HOST = ("举行", "举办", "召开", "进行", "启动", "开幕", "举行了", "拉开", "落幕", "开展", "开赛", "闭幕")


def events(view: SentenceView) -> Iterator[Draft]:
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "organizes"):
            continue
        held = [thing for thing in deed.objects if thing.entity.type == "Event"]
        if not held and not deed.objects and deed.verb in _HOST:
            held = _held_before(view, deed)
        for thing in held:
            yield from _companions(view, deed, thing)
            yield from _when(view, deed, thing)
            yield from _where(view, deed, thing)


def _held_before(view: SentenceView, deed: Deed) -> list[Mark]:
    """The event that is itself held: 升旗仪式在操场举行."""
    start = view.clauses[deed.clause][0]
    return list(view.marks_in(start, deed.start, "Event")[-1:])


def _companions(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """A联合B举办E: B organises too."""
    allowed = ["Organization", "Place"]
    assert deed.modality is not None
    for other in companions(view, deed):
        if fits(other.entity, allowed):
            start, end = joined([(other.start, other.end), (deed.start, deed.end), (thing.start, thing.end)])
            yield Draft(
                predicate="organizes",
                subject=other.entity,
                object=thing.entity,
                modality=deed.modality,
                start=start,
                end=end,
                confidence=0.85,
            )


def companions(view: SentenceView, deed: Deed) -> tuple[Mark, ...]:
    """Those with whom it was done, in the clause or in the one before it (A联合B，在X举办E)."""
    if deed.companions or deed.carried != 1:
        return deed.companions
    return tuple(actor.mark for actor in view.actors if actor.case == "with" and actor.clause == deed.clause - 1)


def time_for(view: SentenceView, position: int, *, from_clause: int = 0) -> TimeSpan | None:
    """The time that governs a place in a sentence: the nearest before it, none where it says no date."""
    start = view.clauses[from_clause][0]
    before = [time for time in view.times if start <= time.start < position]
    dated = [time for time in before if time.edtf]
    return dated[-1] if dated else None


def _when(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    position = max(deed.start, thing.end)
    time = time_for(view, position)
    if time is None or time.edtf is None or view.in_speech(deed.start) or len(time.edtf) < len("2022-10"):
        return
    start, end = joined([(time.start, time.end), (deed.start, deed.end), (thing.start, thing.end)])
    assert deed.modality is not None
    yield Draft(
        predicate="heldOn",
        subject=thing.entity,
        value=time.edtf,
        written=view.text[time.start : time.end],
        time=time.edtf,
        modality=deed.modality,
        start=start,
        end=end,
        confidence=0.95 if len(time.edtf) == len("2022-10-26") else 0.85,
    )


def _where(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    assert deed.modality is not None
    places = [mark for mark in deed.places if mark.entity is not thing.entity]
    if not places and deed.clause:
        places = [a.mark for a in view.actors if a.case == "in" and a.clause == deed.clause - 1]
    for place in places[-1:]:
        if place.entity.type not in ("Place", "Organization"):
            continue
        start, end = joined([(place.start, place.end), (deed.start, deed.end), (thing.start, thing.end)])
        yield Draft(
            predicate="heldAt",
            subject=thing.entity,
            object=place.entity,
            modality=deed.modality,
            start=start,
            end=end,
            confidence=0.9,
        )


def roles() -> dict[str, str]:
    """Verb -> the role it gives to who takes part."""
    table: dict[str, str] = load("participation")["roles"]
    return table
