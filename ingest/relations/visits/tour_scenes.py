"""Stops that an article about a tour tells of by what is there, not by who comes.

在某公司，生产线正忙。县长甲当即打电话…; 某公司主营…。某公司的订单…。甲一家一家看，一项一项问. Who leads the tour was at each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.modality import any_in
from ingest.relations.base import INSIDE, ORG, PLACE, Draft, Mark, SentenceView, relation
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.rounds import they
from ingest.relations.visits.tours import OFFICIAL, villages
from ontology.records import LocalEntity

_IN = re.compile(
    f"[\\s　]*(?:随后[，,]?|接着[，,]?|当天[，,]?|[上下]午[，,]?)?在(?:位于)?“?(?P<names>[{ORG}{PLACE}{INSIDE}的、“”]+)[^，。；：{ORG}{PLACE}]{{0,12}}?(?<![会议上])[，,]"
)
_FIRST = re.compile(f"[\\s　]*(?:位于[{PLACE}{INSIDE}]+的)?(?:[{PLACE}{INSIDE}])*(?P<name>[{ORG}{PLACE}]{INSIDE}*)")
_EACH = re.compile(
    "一(?P<what>[处家项户站个])一(?P=what)|边走边[看问听]|边看边[问听]|边听边[看问]|挨[家个]|逐一|每到一[处家站]|看[^，。；]{1,6}、问|问[^，。；]{1,8}、问"
)
_SITES = ("Company", "Cooperative", "School", "HealthInstitution", "Venue", "Site", "FunctionalZone")
_LATER = 2  # so many sentences behind a scene's first the one who leads is named
_HOUSES = ("GovernmentBody", "PartyOrganization", "PeoplesCongress", "ConsultativeConference")


def tour_scenes(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Visits of those who lead a tour to the scenes of it (`said`: predicate, subject's and object's ids)."""
    been = {(one, stop) for predicate, one, stop in said if predicate == "visits"}
    goers = {one for one, _ in been}
    told_to: dict[str, int] = {}  # the sentence, by leader, behind which scenes are yet to be told
    for number, view in enumerate(views):
        leader = next((one for one in _leaders(view) if one.id in goers), None)
        if leader is None or view.headline or view.in_speech(0):
            continue
        stops = _inside(view) if _told_of(views, number, leader) else []
        at = number
        if not stops and _looks_at_each(view, leader):
            while at > told_to.get(leader.id, 0) and _firm(views[at - 1]) is not None:
                at -= 1
            told_to[leader.id] = number
        scenes = [(view, stop) for stop in stops]
        scenes += [(told, stop) for told in views[at:number] if (stop := _firm(told)) is not None]
        for told, stop in scenes:
            for mark in (stop, *villages(told, [stop])):
                if (leader.id, mark.entity.id) not in been:
                    been.add((leader.id, mark.entity.id))
                    yield (
                        told,
                        relation("visits", leader, mark, (mark.start, mark.end), 0.6, "tour_scenes: a scene of a tour"),
                    )


def _leaders(view: SentenceView) -> tuple[LocalEntity, ...]:
    """Officials who lead those that go round when a sentence is told."""
    going = view.rounds or view.about.party
    return tuple(one for one in going if one.type == "Person" and one.kind == OFFICIAL and one not in view.along)


def _inside(view: SentenceView) -> list[Mark]:
    """Where a sentence begins: 在柳河镇|某公司，; of names one within the other, the inner."""
    told = _IN.match(view.shape)
    found: list[Mark] = []
    for mark in view.marks_in(0, told.end("names")) if told is not None else ():
        if found and view.shape[found[-1].end : mark.start].strip("“”") in ("", "的"):
            found.pop()
        found.append(mark)
    return [mark for mark in found if not mark.back and _may_be_stop(mark.entity)]


def _may_be_stop(one: LocalEntity) -> bool:
    if one.kind == "AdministrativeArea":
        return level(one) >= TOWN
    return one.type in ("Place", "Organization") and one.kind not in _HOUSES


def _told_of(views: Sequence[SentenceView], number: int, leader: LocalEntity) -> bool:
    """Whether who leads, or a word for all who go round, stands in a scene: in its sentence, or soon behind in its paragraph."""
    for view in views[number : number + _LATER + 1]:
        if view is not views[number] and (_IN.match(view.shape) or views[number].text.endswith("\n")):
            return False
        if any(m.entity is leader and not view.in_speech(m.start) for m in view.marks) or they().search(view.shape):
            return True
        if view.text.endswith("\n"):
            return False
    return False


def _firm(view: SentenceView) -> Mark | None:
    """The firm or site that a sentence begins with and tells of."""
    told = None if view.headline else _FIRST.match(view.shape)
    mark = next((m for m in view.marks if told is not None and m.start == told.start("name")), None)
    return mark if mark is not None and not mark.back and mark.entity.kind in _SITES else None


def _looks_at_each(view: SentenceView, leader: LocalEntity) -> bool:
    """Whether a sentence says that who leads looked at one after the other, and does not say where."""
    if view.marks_in(0, len(view.text), "Place") or not any(mark.entity is leader for mark in view.marks):
        return False
    return _EACH.search(view.shape) is not None and any_in("tours", "looks").search(view.text) is not None
