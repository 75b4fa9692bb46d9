"""Whom a figure is of: all that may be, each with what speaks for and against it, added up by learned weights.

May be: the names of the sentence and of the one before it, whom a speaker or a person stands for, the event that is
being told of, whom the sentence before spoke of, the article's topic, event and area, and whatever it named before. Each
cue counts alone and with the sort of the one that it is a cue of (当天 speaks for an event, 全县 for a county). The
weights are data/figure_bearers.tsv, made by `build_bearers` from annotated articles; no name stands in them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, repeat
from typing import NamedTuple

from ingest.modality import demand
from ingest.relations.actors import whose
from ingest.relations.base import TIME, Mark, SentenceView
from ingest.relations.figures.bearer_cues import around, cues_around, no_one, sort
from ingest.relations.figures.bearer_parts import parted
from ingest.relations.figures.bearer_standing import FAR, REPORTS, standing
from ingest.relations.figures.bearer_story import BEARING, in_article, in_paragraph, named_in_paragraph
from ingest.relations.figures.bearers import area_of, listed, ways
from ingest.relations.figures.no_bearers import no_bearers
from ingest.relations.figures.subjects import no_subjects
from ingest.relations.figures.told import Told
from ingest.relations.figures.unread import of_unread
from ingest.relations.places.areas import body_of, level
from ingest.tables import FOLDER, weights_in
from ontology.records import LocalEntity

DATA = FOLDER / "figure_bearers.tsv"
OF = " / "
"""Stands in the table between a cue and the sort with which it counts."""
NO_ONE = "no one"
"""The sort of whom the article does not name."""
_UNITS = {
    "人": "person",
    "名": "person",
    "位": "person",
    "人次": "person",
    "户": "household",
    "家": "body",
    "个": "body",
}
_HEAD = re.compile(
    f"(?:[“ 　由该我咱全在{TIME}]|今年|去年|目前|如今|现在|据悉|据了解|当天|其中|这[个家支座项所场处]|我们|咱们)*"
)
_WAYS = ("Mechanism", "Regulation")
_BY = re.compile(
    "(?:通过|采取|采用|按照|依托)(?:建立|健全|完善|实行|推行|了)?“?\\Z"
)  # 通过建立|理事会监督机制，流转土地200亩
_PRESS = ("新闻发布会", "新闻通气会")
_GIVES = re.compile("[捐赠]|送[上去来给到]|汇来|寄来|拨付|资助|慰问金")
_BACK = 8  # so many names of the sentence before may be meant
_EARLIER = 60  # so many names back, whatever the article has named may be meant
_RANKS, _MOST = 6, 8
_ENDINGS = range(8, 1, -1)  # code points of a name's end that may stand for it, the longest first
_MANY = 2
_SURE = 0.25  # so likely at least it must be that a figure is of someone, for it to be said
_SURE_OF_BODY, _SURE_OF_SITE = 0.3, 0.45  # the same of a body, a village or a site named seldom, and elsewhere
_SELDOM, _VILLAGE = 2, 5
_LEAST_CHANCE, _MOST_CHANCE = (
    0.28,
    0.98,
)  # how often a choice of share 0 and of share 1 is right, in articles not learned from


class Candidate(NamedTuple):
    """One that a figure may be of, with its sort and its cues: what speaks for or against it. No entity: no one whom the
    article names."""

    entity: LocalEntity | None
    sort: str
    cues: tuple[str, ...]


def candidates(view: SentenceView, told: Told) -> tuple[list[Candidate], tuple[str, ...]]:
    """All that a figure may be of, last no one, for it may be of someone whom the article does not name; and the cues that
    are of all of them, and say something only with their sorts."""
    found: dict[str, tuple[LocalEntity, set[str]]] = {}
    area = view.about.county or view.about.town
    means = {mark.entity.id for mark in view.marks if _is_means(view, mark)}
    means |= no_bearers(view, told.amount.number.start) | no_subjects(view, told.amount.number.start)
    told_at = view.section is not None or demand(view.text, 0, told.amount.number.start) is not None

    def add(entity: LocalEntity | None, cue: str) -> None:
        if entity is None or entity.id in means:
            return
        entity = body_of(about, entity)
        held = found.get(entity.id)
        if held is not None:
            held[1].add(cue)
            return
        if entity.type not in BEARING:
            return
        if area is not None and entity.kind == "Meeting" and (told_at or entity.name.endswith(_PRESS)):
            return  # 会议要求，新建高标准农田5.2万亩: what is said at a meeting, or to the press, is of others
        found[entity.id] = entity, {cue}

    position, about = told.amount.number.start, view.about
    clause = view.clause_of(position)
    summed_up = listed(view)
    ended = [actor for actor in view.actors if actor.mark.end <= position]
    gives = _GIVES.search(view.text, view.clauses[clause][0], max(position, told.span[1])) is not None
    for actor in view.actors:
        for cue in (*standing(view, told, clause, actor, ended), *parted(view, told, clause, actor)):
            add(actor.mark.entity, cue)
        if gives and actor.mark.end <= position:
            add(actor.mark.entity, f"{actor.case} gives")
            add(view.homes.get(actor.mark.entity.id), "home gives")
        if actor.group in summed_up:  # A、B等30余家单位
            add(actor.mark.entity, f"listed{min(abs(clause - actor.clause), FAR)}")
    for cue, entity in (*_meant(view, position, clause), *in_paragraph(view, position)):
        add(entity, cue)
    echoes = list(_echoes(view, position, clause))
    for cue, entity in (*echoes, *(_before(view.before) if view.before is not None else ())):
        add(entity, cue)
    echo = [(way, one) for way, one in echoes if way == "echo0"]
    for rank, (way, one) in enumerate((*echo, *ways(view, position, told.span), *_going_on(view))):
        if not way.startswith("on "):
            add(one, way)
        if rank == 0:
            add(one, "lead")
            add(one, f"lead {way}")
    names = about.standing
    low = bisect_left(names, view.offset(position), key=lambda item: item[0])
    unnamed = (one for _, one in reversed(names[max(0, low - _EARLIER) : low]) if one.type in BEARING)
    rank = 0
    for one in unnamed:
        if one.id not in found:
            rank += 1
            add(one, f"earlier{min(rank, _RANKS)}")
            if rank == _MOST:
                break
    unit = _UNITS.get(told.amount.unit, "thing") if told.amount.kind == "count" else told.amount.kind
    entities = [entity for entity, _ in found.values()]
    here = around(view, told, entities)
    times = named_in_paragraph(view, position)
    sorts = [sort(entity) for entity in entities]
    placed = in_article(entities, sorts, times, view.offset(position))
    ones = [
        Candidate(
            entity,
            kind,
            (*sorted(cues), *_sort_cues(entity, unit), *cues_around(entity, cues, here), *stands),
        )
        for (entity, cues), kind, stands in zip(found.values(), sorts, placed, strict=True)
    ]
    noun = told.noun
    shared = (
        *here.flags,
        *here.leads,
        f"unit={told.amount.unit}",
        f"of={noun[-2:]}",
        f"ends={noun[-1:]}",
        f"begins={noun[:2]}",
    )
    shared = shared if here.head else (*shared, "that-")
    none = (*no_one(view, told, here), f"none: named{min(len(times), _MANY)}")
    return [*ones, Candidate(None, NO_ONE, none)], shared


def _is_means(view: SentenceView, mark: Mark) -> bool:
    """Whether a sentence names a way of doing things only as that by which someone else did what is counted."""
    return mark.entity.kind in _WAYS and _BY.search(view.shape, 0, mark.start) is not None


def _sort_cues(entity: LocalEntity, unit: str) -> tuple[str, ...]:
    """What sort of thing an entity is, alone and with what is counted, and how often the article names it."""
    area = str(level(entity)) if entity.kind == "AdministrativeArea" else ""
    return _kinds(entity.type + area, entity.kind, unit, min(len(entity.mentions), 4))


@cache  # each that any figure may be of asks, and there are few
def _kinds(type_: str, kind: str, unit: str, times: int) -> tuple[str, ...]:
    return f"type={type_},{unit}", f"kind={kind},{unit}", f"kind={kind}", f"times={times}"


def _meant(view: SentenceView, position: int, clause: int) -> Iterator[tuple[str, LocalEntity | None]]:
    """(cue, entity) of those told of in the article, and of those for whom a name before the figure stands."""
    about = view.about
    yield from (("scene", view.scene), ("theme", view.theme), ("topic", about.topic), ("event", about.event))
    yield from ((f"head{min(index, 1)}", entity) for index, entity in enumerate(about.headline[:4]))
    yield from (("county", about.county), ("town", about.town))
    for before, actor in pairwise((None, *view.actors)):
        if actor is None or actor.mark.end > position:
            break
        distance, entity = min(clause - actor.clause, FAR), actor.mark.entity
        reports = "reports" if REPORTS.match(view.plain, actor.mark.end) else ""
        if entity.type == "Person":
            home = view.homes.get(entity.id)
            yield f"home{distance}", home
            if home is not None and home.type == "Organization":
                yield f"home over{distance}", area_of(about, home)
            if before is not None and whose(view.plain, before, actor):
                yield f"owns {reports}{distance}", before.mark.entity
        elif entity.type == "Organization":
            yield f"over {reports}{distance}", area_of(about, entity)


def _before(view: SentenceView) -> Iterator[tuple[str, LocalEntity | None]]:
    """Those whom the sentence before names."""
    for index, actor in enumerate(view.actors[-_BACK:]):
        yield f"was {actor.case}", actor.mark.entity
        if index == 0:
            yield "was first", actor.mark.entity
    for actor in view.actors[-1:]:
        yield "was last", actor.mark.entity
    for deed in view.deeds[-3:]:
        yield from (("was object", mark.entity) for mark in deed.objects if mark.start > deed.start)


def _going_on(view: SentenceView) -> Iterator[tuple[str, LocalEntity]]:
    """Of whom a sentence goes on to tell that names no one: as the one before, else as the article."""
    about = view.about
    tried = (("on theme", view.theme), ("on topic", about.topic), *(("on head", one) for one in about.headline[:4]))
    for way, one in (*tried, ("on event", about.event)):
        if one is not None and one.type in BEARING:
            yield way, one
            return


def _echoes(view: SentenceView, position: int, clause: int) -> Iterator[tuple[str, LocalEntity]]:
    """民宿 at the head of a clause: the one named before whose name ends so."""
    for index in range(clause, -1, -1):
        start, end = view.clauses[index]
        lead = _HEAD.match(view.shape, start, end)
        start = lead.end() if lead else start
        for size in _ENDINGS:
            known = view.about.endings.get(view.shape[start : start + size], ())
            if known and start + size <= min(end, position):
                one = view.about.last(view.offset(start), known.__contains__)
                if one is not None and one.type in BEARING:
                    yield f"echo{min(clause - index, FAR)}", one
                break


@cache
def weights() -> dict[str, dict[str, float]]:
    """Sort -> cue -> weight; with the sort "" for all."""
    table: dict[str, dict[str, float]] = {}
    for name, weight in weights_in(DATA).items():
        cue, _, kind = name.partition(OF)
        table.setdefault(kind, {})[cue] = weight
    return table


@cache
def _weighing(kind: str) -> dict[str, float]:
    """Cue -> what it weighs for one of a sort: alone and with the sort."""
    whole = dict(weights()[""])
    for cue, weight in weights().get(kind, {}).items():
        whole[cue] = whole.get(cue, 0.0) + weight
    return whole


@cache
def _by_cue() -> dict[str, dict[str, float]]:
    """Cue -> sort -> what it weighs with the sort."""
    table: dict[str, dict[str, float]] = {}
    for kind, known in weights().items():
        for cue, weight in known.items():
            table.setdefault(cue, {})[kind] = weight
    return table


def bearer(view: SentenceView, told: Told) -> tuple[LocalEntity, float] | None:
    """(entity, chance) that a figure is of; None where that is too unsure, or it is likeliest of no one named."""
    ones, shared = candidates(view, told)
    of_sort = dict.fromkeys((one.sort for one in ones), 0.0)
    for cue in shared:
        for kind, weight in _by_cue().get(cue, {}).items():
            if kind in of_sort:
                of_sort[kind] += weight
    best = chosen([of_sort[one.sort] + _sum(_weighing(one.sort), one.cues) for one in ones])
    entity = ones[best[0]].entity if best is not None else None
    if best is None or entity is None or best[1] < _least(view, entity, told):
        return None
    if of_unread(view, told.amount.number.start, entity):
        return None
    return entity, _LEAST_CHANCE + (_MOST_CHANCE - _LEAST_CHANCE) * best[1]


def _least(view: SentenceView, entity: LocalEntity, told: Told) -> float:
    """How likely it must be that a figure is of one: surer for those named once or twice, and not before it in its sentence."""
    start = told.amount.number.start
    if len(entity.mentions) > _SELDOM or any(mark.entity.id == entity.id and mark.end <= start for mark in view.marks):
        return _SURE
    if entity.type == "Organization":
        return _SURE_OF_BODY
    village = entity.type == "Place" and (entity.kind != "AdministrativeArea" or level(entity) >= _VILLAGE)
    return _SURE_OF_SITE if village else _SURE


def chosen(scores: Sequence[float]) -> tuple[int, float] | None:
    """(index, share) of the one that a figure is told of, by the scores of all, no one's last; None where it is not told.

    >>> chosen([0.0, 0.0]), chosen([0.0, 2.0]), chosen([0.0] * 9)
    ((0, 0.5), None, None)
    """
    most = max(scores)
    shares = [math.exp(score - most) for score in scores]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    share = shares[best] / sum(shares)
    return (best, share) if best < len(scores) - 1 and share >= _SURE else None


def _sum(known: Mapping[str, float], cues: Sequence[str]) -> float:
    return sum(map(known.get, cues, repeat(0.0)))
