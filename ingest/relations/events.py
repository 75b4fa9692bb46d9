"""Events: who organises them, with where and when the same words say (the rest in occasions)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ingest.relations.base import Deed, Draft, Mark, SentenceView, joined
from ingest.relations.frames import says
from ingest.relations.occasions import when, where
from ingest.tables import load

_ACTING = ("Place", "Organization")


def events(view: SentenceView) -> Iterator[Draft]:
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "organizes"):
            continue
        objects = [thing for thing in deed.objects if thing.entity.type == "Event"]
        for thing in objects or _hosted(view, deed):
            yield from _hosts(view, deed, thing)
            yield from _companions(view, deed, thing)
            yield from when(view, thing, max(deed.start, thing.end), (deed.start, deed.end), deed.modality)
            yield from where(view, deed, thing)
    if view.headline:
        yield from _announced(view)


def _announced(view: SentenceView) -> Iterator[Draft]:
    """柳林镇：义务植树活动添新绿: whose news the headline says it is."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start].strip("“ 　")
        if after.entity.type == "Event" and before.entity.type in _ACTING and between in ("：", ":"):
            yield Draft(
                predicate="organizes",
                subject=before.entity,
                object=after.entity,
                start=before.start,
                end=after.end,
                confidence=0.6,
            )


def _hosted(view: SentenceView, deed: Deed) -> tuple[Mark, ...]:
    """由A主办，B承办的E: the event that follows a host's clause; 大赛由A主办，B承办: the one that stood before."""
    if deed.verb not in load("participation")["hosts"] or not deed.agents or deed.carried:
        return ()
    stop = view.clauses[min(deed.clause + 2, len(view.clauses) - 1)][1]
    follows = view.marks_in(deed.end, stop, "Event")[:1]
    return follows or view.marks_in(view.clauses[0][0], deed.start, "Event")[-1:]


def _hosts(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """Those before 主办 in a clause of its own organise the event that follows."""
    assert deed.modality is not None
    for host in deed.agents:
        if thing in deed.objects or host.entity.type not in _ACTING:
            continue
        yield Draft(
            predicate="organizes",
            subject=host.entity,
            object=thing.entity,
            role=load("participation")["hosts"][deed.verb],
            modality=deed.modality,
            start=min(host.start, thing.start),
            end=max(deed.end, thing.end),
            confidence=0.85,
        )


def _companions(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """A联合B举办E: B organises too; 请来B: B takes part."""
    assert deed.modality is not None
    for actor in view.actors:
        if actor.case != "with" or actor.clause not in (deed.clause - 1, deed.clause, deed.clause + 1):
            continue
        other = actor.mark
        invited = view.shape[: other.start].endswith(tuple(load("participation")["invites"]))
        ahead = other.end <= deed.start
        if other.entity.type not in _ACTING or (not invited and not ahead):
            continue
        start, end = joined([(other.start, other.end), (deed.start, deed.end), (thing.start, thing.end)])
        yield Draft(
            predicate="participatesIn" if invited else "organizes",
            subject=other.entity,
            object=thing.entity,
            modality=deed.modality,
            start=start,
            end=end,
            confidence=0.8 if invited else 0.85,
        )


def roles() -> dict[str, str]:
    """Verb -> the role it gives to who takes part."""
    table: dict[str, str] = load("participation")["roles"]
    return table
