"""Who did what only the headline names, and where, by the lead: 县局会同某公司，对某村的矿山进行验收; A、B到某企业听意见.

A deed of the headline (ingest.mentions.events.headlined) and what a court sits on are told of in the lead without their name,
or with the place right before it. Those who act there take part in it, as do those with whom they act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.events.headlined import RULE as DEED
from ingest.modality import meant
from ingest.relations.base import Actor, Draft, Mark, SentenceView, bare, relation
from ingest.relations.events.occasions import held_at
from ingest.relations.places.areas import TOWN, VILLAGE, level
from ontology.records import LocalEntity

_SITTING = "event/sitting"
_LOOKS = re.compile(
    "(?:进行|开展|展开)?了?[^，。；]{0,6}?(?:检查|验收|巡查|排查|抽查|调研|视察|督查|走访|慰问|检修|清理|清扫|抢修|除雪|救援)"
)
_SEEN = re.compile("走访|慰问|看望|检查|排查|巡查|督查|视察|调研|察看|查看|来到|走进|深入")
_JOINED = re.compile("(?:联合|会同|联手|携手|协同|组织|邀请|带领|率领?|带着)\\Z")
_PRIVATE = frozenset({"PrivateResident", "NicknamedPerson"})
_STILL = re.compile("得知|了解|接到?|获悉|报警|报告|因|由于")


def doings(view: SentenceView) -> Iterator[Draft]:
    """Those who act in the lead of a headline's deed take part in it, and where they do is where it was."""
    yield from _placed(view)
    event = view.scene
    if view.headline or event is None or event.rule != DEED or (view.before is not None and not view.before.headline):
        return
    doers, places = _lead(view)
    if not doers or view.in_speech(doers[0].start):
        return
    kind = meant(view.lead(view.clause_of(doers[0].start)), bare(view.shape[doers[0].end : doers[0].end + 12]))
    if kind != "reported":
        return
    for doer in doers:
        yield relation(
            "participatesIn", doer, event, (doer.start, doer.end), 0.7, "doings: acts in the lead of the deed"
        )
    for place in places:
        thing = Mark(entity=event, start=place.start, end=place.end, back=True)
        yield from held_at(view, thing, place, place.end, "reported", 0.6, "doings: where the lead's deed was")


def _lead(view: SentenceView) -> tuple[list[Mark], list[Mark]]:
    """Those who act in a sentence before it says where or to whom, with whom they do so, and the places it is done at."""
    doers: list[Mark] = []
    places: list[Mark] = []
    for actor in view.actors:
        mark = actor.mark
        if mark.entity.type == "Event" or (doers and _SEEN.search(view.plain, doers[0].end, mark.start)):
            break
        if mark.entity.type not in ("Person", "Organization", "Place") or mark.back:
            continue
        there = actor.case in ("in", "to")
        if mark.entity.kind in _PRIVATE or view.text.startswith("的", mark.end):
            continue
        if there and mark.entity.type == "Place" and level(mark.entity) >= TOWN:
            if actor.case == "in" or _LOOKS.search(view.text, mark.end):
                places.append(mark)
        elif actor.case == "agent" and not places and mark.entity not in view.about.headline and _acts(mark.entity):
            if _STILL.search(view.plain, view.clauses[0][0], mark.start):
                break
            doers.append(mark)
        elif (
            actor.case in ("with", "made") and not places and _JOINED.search(_before(view, actor)) and _may(mark.entity)
        ):
            doers.append(mark)
        elif there and doers:
            break
    return doers, places


def _before(view: SentenceView, actor: Actor) -> str:
    """What stands before the names that an actor is listed with."""
    first = next(one.mark for one in view.actors if (one.group, one.clause) == (actor.group, actor.clause))
    return view.plain[: first.start]


def _acts(entity: LocalEntity) -> bool:
    """Whether one acts where its name stands free: no village, which may be where something is."""
    return _may(entity) and (entity.type != "Place" or level(entity) == TOWN)


def _may(entity: LocalEntity) -> bool:
    """Whether one may take part: a person, a body, a town or village."""
    return entity.type != "Place" or (entity.kind == "AdministrativeArea" and level(entity) >= TOWN)


def _placed(view: SentenceView) -> Iterator[Draft]:
    """到某村公开开庭审理一起纠纷案, 在某村抢修道路: a deed that is named right behind the place where it is done."""
    for thing in view.marks:
        if thing.entity.rule not in (DEED, _SITTING) or thing.back or view.headline or view.in_speech(thing.start):
            continue
        clause = view.clause_of(thing.start)
        here = [a for a in view.actors if a.clause == clause and a.mark.end <= thing.start and a.case == "in"]
        places = [a.mark for a in here if a.mark.entity.type == "Place" and level(a.mark.entity) >= VILLAGE]
        for place in places[-1:]:
            kind = meant(view.lead(clause), bare(view.shape[view.clauses[clause][0] : thing.start]))
            if kind == "reported":
                rule = "doings: the place right before the deed"
                yield from held_at(view, thing, place, thing.end, "reported", 0.75, rule)
