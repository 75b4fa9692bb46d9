"""Relations that a verb says: X 实施 Y, X 成立 Y, X 印发 Y, by the table of relations (ingest/data/relations.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from ingest.relations.base import Deed, Draft, Mark, SentenceView, joined
from ingest.tables import load
from ontology.records import LocalEntity

_OWN = frozenset({"visits", "participatesIn", "donatesTo"})
"""Predicates with an extractor of their own: their verbs only mark the clause here."""
_OF = ("的", "的“")
_CARRIED = {0: 0.0, 1: 0.1, 2: 0.2}
"""How much surer a name in the clause is than one carried there."""


@cache
def frames_of(verb: str) -> tuple[dict[str, Any], ...]:
    """The frames that have a verb, in the table's order."""
    return tuple(frame for frame in load("relations")["frames"] if verb in frame["verbs"])


def fits(entity: LocalEntity, allowed: list[str]) -> bool:
    """Whether an entity's type or kind is among those allowed."""
    return entity.type in allowed or entity.kind in allowed


def says(deed: Deed, predicate: str) -> bool:
    """Whether a deed's verb can say a relation."""
    return any(frame["predicate"] == predicate for frame in frames_of(deed.verb))


def doers(view: SentenceView, deed: Deed, allowed: list[str]) -> tuple[tuple[LocalEntity, Mark | None], ...]:
    """Who did it: the clause's actors, else (carried) the article's topic; with their marks where they have one."""
    own = tuple((mark.entity, mark) for mark in deed.agents if fits(mark.entity, allowed))
    if own:
        return own
    topic = view.about.topic
    if deed.carried == 2 and topic is not None and fits(topic, allowed) and not view.in_speech(deed.start):
        return ((topic, None),)
    return ()


def owners(view: SentenceView) -> Iterator[Draft]:
    """社区的“五点半课堂”: whose programme it is, runs it."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start]
        if after.entity.type == "Programme" and before.entity.type in ("Organization", "Place") and between in _OF:
            yield Draft(
                predicate="implements",
                subject=before.entity,
                object=after.entity,
                start=before.start,
                end=after.end,
                confidence=0.65,
            )


def frames(view: SentenceView) -> Iterator[Draft]:
    for deed in view.deeds:
        if deed.modality is None:
            continue
        for thing in deed.objects:
            frame = next((f for f in frames_of(deed.verb) if fits(thing.entity, f["object"])), None)
            if frame is None or frame["predicate"] in _OWN:
                continue
            for doer, mark in doers(view, deed, frame["subject"]):
                if doer is thing.entity:
                    continue
                yield _draft(view, deed, frame, doer, mark, thing)


def _draft(
    view: SentenceView, deed: Deed, frame: dict[str, Any], doer: LocalEntity, mark: Mark | None, thing: Mark
) -> Draft:
    spans = [(deed.start, deed.end), (thing.start, thing.end)]
    if mark is not None:
        spans.append((mark.start, mark.end))
    start, end = joined(spans)
    assert deed.modality is not None
    return Draft(
        predicate=frame["predicate"],
        subject=doer,
        object=thing.entity,
        role=load("participation")["hosts"].get(deed.verb) if frame["predicate"] == "organizes" else None,
        modality=deed.modality,
        start=start,
        end=end,
        confidence=frame["confidence"] - _CARRIED.get(deed.carried, 0.25),
    )
