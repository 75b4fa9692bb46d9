"""Tours as a whole: whoever goes along is at the stops, and a tour is held where those on it go.

News names companions once, and then only tells where the leader goes: 县长甲到某镇、某乡调研，副县长乙参加。…随后，调研组来到某村。
Who goes along is told by the words of `rounds` (陪同, 一同前往) and by what is said of the tour: those who take part in it
with one who leads it. Only what a reader of the sentence sees is said: it or its neighbour names whoever goes along, or
it has a word for all who go round (一行, 调研组).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from ingest.modality import any_in, meant
from ingest.relations.base import Draft, Mark, SentenceView, joined, relation
from ingest.relations.events.occasions import held_at
from ingest.relations.visits.rounds import HEADS, bodies_beside, they
from ontology.ids import normal_name
from ontology.records import LocalEntity

_STOPS = ("Place", "Organization")
_LEADS = ("率", "率领", "带领", "带着", "会同")
_GOES_TO, _AT_HEAD = ("Activity", "Campaign", "Training", "Donation"), 30
"""Events that are brought to people, and code points from a sentence's beginning within which its scene is named."""
_SOON = 2  # so many sentences after an inspection's first those on it are named
_MOST = 40
"""So many tours of an article are held against all stops; news has a few."""
_APART = re.compile("分头|分路|兵分|分片")
_ALONG = re.compile(
    "(?:参加|陪同|随同|一同)(?:了)?(?:此次|这次)?(?:调研|检查|考察|督导|督查|视察|巡查|活动)?[。；]?\\s*\\Z"
)
_EITHER = re.compile("陪同[^，。；]{0,8}或|(?:参加|出席|列席)了?[^，。；]{0,6}(?:座谈|会议|推进会|汇报会|反馈会|仪式)")
"""陪同考察或参加座谈, 参加座谈: some of them were not on the way."""


class _Stand(NamedTuple):
    """Where a stop stands: whether apart from a word for all who go round, in which sentence, at which place in order."""

    apart: bool
    number: int
    place: int
    mark: Mark


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
    stands = _stands(views) if been else {}
    named = _named(views) if been else {}
    for tour in _tours(views, said, been) if been else ():
        there = {stop for leader in tour.leaders for stop in been.get(leader, ()) if stop in stands}
        begun = min(views[0].about.first.get(leader, 0) for leader in tour.leaders)
        for _, number, _, mark in sorted((stand for stop in there for stand in stands[stop]), key=itemgetter(0, 1, 2)):
            for one in tour.along if begun <= views[number].offset(mark.start) else ():
                known = mark.entity.id in been[one.id] or one is mark.entity
                place = (
                    None if known or _at_home(views[number], one, mark) else _place(views, number, named[one.id], mark)
                )
                if place is not None:
                    been[one.id].add(mark.entity.id)
                    view, start, end = place
                    yield view, _visit(start, end, one, mark.entity)
    for before, view in pairwise(views) if been else ():  # 县消防救援大队派人参加了检查
        bodies = bodies_beside(view) if any_in("tours", "rounds").search(view.text) else []
        seen = [mark for guest, mark in _visits(before, said) if guest.entity.type == "Person"] if bodies else []
        for body in bodies:
            start = next(mark.start for mark in view.marks if mark.entity is body)
            for mark in seen:
                own = normal_name(mark.entity.name) in normal_name(body.name)
                if mark.entity.id not in been[body.id] and not own:
                    been[body.id].add(mark.entity.id)
                    yield view, _visit(start, view.clauses[view.clause_of(start)][1], body, mark.entity)


def grounds(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Where an inspection is held, and the bodies on it, by the visits that the sentence with its name tells of.

    率县水利局负责人到某镇、某乡督查防汛工作: 督查 is held in the two, and the bureau takes part in it.
    """
    known = {(one, thing) for predicate, one, thing in said if predicate in ("participatesIn", "organizes", "heldAt")}
    on_it: dict[str | None, set[str]] = defaultdict(set)  # who takes part, by event
    guests: dict[str | None, set[str]] = defaultdict(set)  # who was there, by place
    for predicate, one, where in said:
        if predicate == "visits":
            guests[where].add(one)
        elif predicate in ("participatesIn", "organizes"):
            on_it[where].add(one)
    for number, view in enumerate(views):
        tour = next((mark for mark in view.marks if mark.entity.kind == "Inspection" and not mark.back), None)
        if tour is None or view.headline:
            continue
        clause = view.clause_of(tour.start)
        if meant(view.lead(clause), view.shape[view.clauses[clause][0] : tour.start]) != "reported":
            continue
        event = tour.entity
        visits = _visits(view, said)
        led = [(body, joined([(body.start, body.end), (tour.start, tour.end)])) for body in _led(view)]
        led += [(one, joined([(m.start, m.end) for m in (one, stop, tour)])) for one, stop in visits]
        for guest, (start, end) in led:
            if guest.entity.type == "Organization" and (guest.entity.id, event.id) not in known:
                known.add((guest.entity.id, event.id))
                on_it[event.id].add(guest.entity.id)
                yield (
                    view,
                    relation("participatesIn", guest, event, (start, end), 0.65, "companions: a body on an inspection"),
                )
        place, stops = view, [stop for guest, stop in visits if guest.entity.id in on_it[event.id]]
        for after in _next_told(views, number, said) if not visits else ():  # 开展集中视察。代表们先后到某村、某村
            if _grouped(after):
                place = after
                stops = [m for m in after.marks if not on_it[event.id].isdisjoint(guests[m.entity.id])]
        for stop in stops:
            if stop.entity.kind == "AdministrativeArea" and (event.id, stop.entity.id) not in known:
                known.add((event.id, stop.entity.id))
                thing = tour if place is view else replace(tour, start=stop.start, end=stop.end, back=True)
                for draft in held_at(
                    place, thing, stop, stop.end, "reported", 0.65, "companions: a stop of an inspection"
                ):
                    yield place, draft


def gone_to(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """活动中，县文化馆组织演员走进甲村、乙村: where the one that holds an event goes in its scene, it is held."""
    holds = {(one, thing) for predicate, one, thing in said if predicate == "organizes"}
    known = {(one, thing) for predicate, one, thing in said if predicate == "heldAt"}
    for view in views:
        event = view.scene
        named = next((m for m in view.marks if m.entity is event and m.end - view.clauses[0][0] <= _AT_HEAD), None)
        if event is None or named is None or view.headline or event.kind not in _GOES_TO:
            continue
        for host, stop in _visits(view, said):
            new = (host.entity.id, event.id) in holds and (event.id, stop.entity.id) not in known
            if new and stop.start > named.end and stop.entity.type in _STOPS:
                known.add((event.id, stop.entity.id))
                rule = "companions: where its host goes in it"
                for draft in held_at(view, named, stop, stop.end, "reported", 0.7, rule):
                    yield view, draft


def _next_told(
    views: Sequence[SentenceView], number: int, said: Set[tuple[str, str, str | None]]
) -> Sequence[SentenceView]:
    """The sentence after a tour's own; the one after that, where it only lists those who went along: 副县长李四参加调研。"""
    after = number + 1
    if after < len(views) and _ALONG.search(views[after].text) and not _visits(views[after], said):
        after += 1
    return views[after : after + 1]


def _visits(view: SentenceView, said: Set[tuple[str, str, str | None]]) -> list[tuple[Mark, Mark]]:
    """The visits of a sentence: who, and where."""
    return [(a, b) for a in view.marks for b in view.marks if ("visits", a.entity.id, b.entity.id) in said]


def _led(view: SentenceView) -> list[Mark]:
    """率县应急管理局、县消防救援大队相关负责人: the bodies whose heads someone leads."""
    found: list[Mark] = []
    for _, group in groupby(view.actors, key=lambda actor: (actor.clause, actor.group)):
        marks = [actor.mark for actor in group]
        led = view.plain.endswith(_LEADS, 0, marks[0].start) and HEADS.match(view.shape, marks[-1].end)
        found += [mark for mark in marks if led and mark.entity.type == "Organization"]
    return found


def _tours(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]], been: Mapping[str, Set[str | None]]
) -> list[_Tour]:
    """The tours that sentences tell of, and the inspections in which one who was somewhere is named first.

    Those on an inspection are named with it or soon after; whoever comes later is met on the way.
    """
    found = [
        _Tour(tuple(one.id for one in view.rounds if one not in view.along), view.along) for view in views if view.along
    ]
    first: dict[str, int] = {}
    known: dict[str, LocalEntity] = {}
    for number, view in enumerate(views):
        for mark in view.marks if not view.headline else ():
            known.setdefault(mark.entity.id, mark.entity)
            first.setdefault(mark.entity.id, number)
    there: dict[str, list[LocalEntity]] = defaultdict(list)
    apart = {mark.entity.id for view in views if _APART.search(view.text) for mark in view.marks}
    for predicate, one, event in said:
        if event in apart:  # 书记甲、区长乙分头检查安全生产
            continue
        if predicate != "participatesIn" or event not in known or known[event].kind != "Inspection":
            continue
        if one in known and known[one].type == "Person" and first[one] - first[event] <= _SOON:
            there[event].append(known[one])
    for event in sorted(there):
        leader, *others = sorted(there[event], key=lambda one: (views[0].about.first.get(one.id, 0), one.id))
        if leader.id in been:
            found.append(_Tour((leader.id,), tuple(others)))
    return list(dict.fromkeys(tour for tour in found if tour.leaders))[:_MOST]


def _stands(views: Sequence[SentenceView]) -> Mapping[str | None, Sequence[_Stand]]:
    """Where what may be a stop stands below the headline, by its id, in order."""
    found: dict[str | None, list[_Stand]] = defaultdict(list)
    place = count()
    for number, view in enumerate(views):
        marks = [m for m in (*view.marks, *view.inner) if m.entity.type in _STOPS and not view.in_speech(m.start)]
        apart = not _grouped(view) if marks and not view.headline else False
        for mark in marks if not view.headline else ():
            found[mark.entity.id].append(_Stand(apart, number, next(place), mark))
    return found


def _named(views: Sequence[SentenceView]) -> Mapping[str, tuple[int, Mark]]:
    """Where each entity is named first below the headline, by its id: the number of the sentence, and the mark."""
    found: dict[str, tuple[int, Mark]] = {}
    for number, view in enumerate(views):
        for mark in view.marks if not view.headline else ():
            found.setdefault(mark.entity.id, (number, mark))
    return found


def _grouped(view: SentenceView) -> bool:
    return they().search(view.shape) is not None


def _at_home(view: SentenceView, one: LocalEntity, stop: Mark) -> bool:
    """Whether a stop is whose officer someone is: 石宝镇镇长 at 石宝镇."""
    home = view.homes.get(one.id)
    return home is not None and normal_name(stop.entity.name) in normal_name(home.name)


def _place(
    views: Sequence[SentenceView], number: int, first: tuple[int, Mark], stop: Mark
) -> tuple[SentenceView, int, int] | None:
    """The sentence that names a companion as going along, and from where to where in it; None where none shows one at a stop.

    `first`: where the companion is named first.
    """
    at, named = first
    if _EITHER.search(views[at].text, named.end):
        return None
    near = views[at - 1 : at + 1] if at else views[:1]  # with the stop, or right behind the sentence that has it
    seen = any(other.entity is stop.entity and not other.back for view in near for other in view.marks)
    if seen or _grouped(views[number]) or at == number - 1:
        clause = views[at].clause_of(named.start)
        return views[at], named.start, views[at].clauses[clause][1]
    return None


def _visit(start: int, end: int, one: LocalEntity, stop: LocalEntity) -> Draft:
    return relation("visits", one, stop, (start, end), 0.6, "tours.yaml: goes along all the way")


def on_tours(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Whoever goes along with those on an inspection is on it: 县长甲到某镇走访慰问。部长乙，主任丙一同慰问."""
    known = {(one, thing) for predicate, one, thing in said if predicate in ("participatesIn", "organizes")}
    for number, view in enumerate(views):
        tour = next((mark for mark in view.marks if mark.entity.kind == "Inspection" and not mark.back), None)
        if tour is None or view.headline or view.in_speech(tour.start) or _APART.search(view.text):
            continue
        for after in views[number + 1 : number + 1 + _SOON]:
            leads = any((one.id, tour.entity.id) in known for one in after.rounds if one not in after.along)
            for mark in after.marks if leads and not after.headline else ():
                pair = mark.entity.id, tour.entity.id
                if mark.entity in after.along and mark.entity.type == "Person" and pair not in known:
                    known.add(pair)
                    span = mark.start, after.clauses[after.clause_of(mark.start)][1]
                    yield (
                        after,
                        relation(
                            "participatesIn", mark, tour.entity, span, 0.6, "companions: along on it", role="陪同"
                        ),
                    )
