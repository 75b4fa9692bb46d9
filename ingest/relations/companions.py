"""Whoever goes along on a tour is at its stops: news names companions once, and then only tells where the leader goes.

县长甲到某镇、某乡调研，副县长乙参加。…随后，调研组来到某村。 Who goes along is told by the words of `rounds` (陪同, 一同前往) and by
what is said of the tour: those who take part in it with one who leads it. Only what a reader of the sentence sees is
said: it or its neighbour names whoever goes along, or it has a word for all who go round (一行, 调研组).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ingest.relations.base import Draft, Mark, SentenceView
from ingest.relations.rounds import they
from ontology.ids import normal_name
from ontology.records import LocalEntity

_STOPS = ("Place", "Organization")
_EITHER = re.compile("陪同[^，。；]{0,8}或")  # 陪同考察或参加座谈: some of them were not on the way


class _Tour(NamedTuple):
    """Who leads, by id, and who goes along."""

    leaders: tuple[str, ...]
    along: tuple[LocalEntity, ...]


def companions(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """The visits of those who go along to where leaders were (`said`: predicate, subject's and object's ids)."""
    been: dict[str, set[str | None]] = defaultdict(set)
    for predicate, visitor, stop in said:
        if predicate == "visits":
            been[visitor].add(stop)
    for tour in _tours(views, said, been) if been else ():
        stops = {stop for leader in tour.leaders for stop in been.get(leader, ())}
        for number, mark in _stands(views, stops):
            begun = min(views[0].about.first.get(leader, 0) for leader in tour.leaders)
            for one in tour.along if begun <= views[number].offset(mark.start) else ():
                known = mark.entity.id in been[one.id] or one is mark.entity
                place = None if known or _at_home(views[number], one, mark) else _place(views, number, one, mark)
                if place is not None:
                    been[one.id].add(mark.entity.id)
                    view, start, end = place
                    yield view, _visit(start, end, one, mark.entity)


def _tours(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]], been: Mapping[str, Set[str | None]]
) -> list[_Tour]:
    """The tours that sentences tell of, and the inspections in which one who was somewhere is named first."""
    found = [
        _Tour(tuple(one.id for one in view.rounds if one not in view.along), view.along) for view in views if view.along
    ]
    known = {mark.entity.id: mark.entity for view in views for mark in view.marks}
    there: dict[str, list[LocalEntity]] = defaultdict(list)
    for predicate, one, event in said:
        inspection = predicate == "participatesIn" and event in known and known[event].kind == "Inspection"
        if inspection and event is not None and one in known and known[one].type == "Person":
            there[event].append(known[one])
    for event in sorted(there):
        first, *others = sorted(there[event], key=lambda one: (views[0].about.first.get(one.id, 0), one.id))
        if first.id in been:
            found.append(_Tour((first.id,), tuple(others)))
    return list(dict.fromkeys(tour for tour in found if tour.leaders))


def _stands(views: Sequence[SentenceView], stops: Set[str | None]) -> Iterator[tuple[int, Mark]]:
    """Where stops stand below the headline; first where a word for all who go round stands with them."""
    for grouped in (True, False):
        for number, view in enumerate(views):
            marks = [m for m in view.marks if m.entity.id in stops and m.entity.type in _STOPS]
            if marks and not view.headline and _grouped(view) is grouped:
                yield from ((number, mark) for mark in marks if not view.in_speech(mark.start))


def _grouped(view: SentenceView) -> bool:
    return they().search(view.shape) is not None


def _at_home(view: SentenceView, one: LocalEntity, stop: Mark) -> bool:
    """Whether a stop is whose officer someone is: 石宝镇镇长 at 石宝镇."""
    home = view.homes.get(one.id)
    return home is not None and normal_name(stop.entity.name) in normal_name(home.name)


def _place(
    views: Sequence[SentenceView], number: int, one: LocalEntity, stop: Mark
) -> tuple[SentenceView, int, int] | None:
    """The sentence, and from where to where in it, that shows a companion at a stop; None where none does."""
    named = [
        (at, mark) for at, view in enumerate(views) if not view.headline for mark in view.marks if mark.entity is one
    ]
    if any(_EITHER.search(views[at].text, mark.end) for at, mark in named):
        return None
    for at, mark in named:  # with the stop, or right behind the sentence that has it
        near = views[at - 1 : at + 1] if at else views[:1]
        if any(other.entity is stop.entity for view in near for other in view.marks):
            return views[at], mark.start, mark.end
    if _grouped(views[number]) or any(at == number - 1 for at, _ in named):
        return views[number], stop.start, stop.end
    return None


def _visit(start: int, end: int, one: LocalEntity, stop: LocalEntity) -> Draft:
    return Draft(
        predicate="visits",
        subject=one,
        object=stop,
        rule="tours.yaml: goes along all the way",
        start=start,
        end=end,
        confidence=0.6,
    )
