"""Whom a sentence is about where it does not say so itself: 全村, 该镇, the actor before, the article's topic."""

from __future__ import annotations

import re
from functools import cache

from ingest.relations.base import About, SentenceView, all_names
from ingest.tables import load
from ontology.records import LocalEntity

_ABOUT = ("Place", "Organization", "Programme", "Event")


@cache
def _back() -> re.Pattern[str]:
    words = sorted(load("cases")["back"], key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


def place_ending(about: About, ending: str, at: int) -> LocalEntity | None:
    """The place whose name ends so: the topic, else the last one named before."""

    def fits(entity: LocalEntity) -> bool:
        return entity.type == "Place" and any(name.endswith(ending) for name in all_names(entity))

    if about.topic is not None and fits(about.topic):
        return about.topic
    return about.last(at, fits)


def subject_at(view: SentenceView, position: int) -> tuple[LocalEntity, float] | None:
    """(entity, confidence) that a number at a position is about."""
    about = view.about
    clause = view.clause_of(position)
    for index in range(clause, -1, -1):
        start, end = view.clauses[index]
        end = min(end, position)
        back = next(reversed(list(_back().finditer(view.shape, start, end))), None)
        free = [
            actor.mark
            for actor in view.actors
            if actor.clause == index
            and actor.mark.end <= end
            and actor.mark.entity.type in _ABOUT
            and actor.case in ("agent", "by", "of", "in")
        ]
        acting = [mark for mark in free if mark.entity.type in ("Place", "Organization")] or free
        if acting and (back is None or acting[-1].start > back.start()):
            return acting[-1].entity, 0.85 if index == clause else 0.8
        if back is not None:
            place = place_ending(about, load("cases")["back"][back[0]], view.offset(back.start()))
            if place is not None:
                return place, 0.8
    if about.topic is not None:
        return about.topic, 0.7
    last = about.last(view.offset(position), lambda entity: entity.type in ("Place", "Organization"))
    if last is not None:
        return last, 0.6
    return None
