"""Who acts at a place of a sentence, whatever the verb: named in the clause, in one before, or going on from before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.modality import any_in, meant
from ingest.relations.base import Actor, Mark, SentenceView, bare
from ingest.relations.deeds import does, others_act, stands_for
from ingest.relations.frames import house, says
from ontology.records import LocalEntity, Modality

_ACTING = ("Organization", "Place")
_TELLS = re.compile("[^，。；\ue000-\ue007]{0,6}?(?:说|介绍|告诉|表示|透露|打算|坦言|解释)")
_WISHES = re.compile("(?:建议|提议|呼吁|倡议|希望|号召)")
_BEHIND = 4  # code points behind who acts in which a plan is told
_CALLS = 6  # code points before a name in which it is said that one is told to do something
_ORDERS = ("要", "须", "必须", "应", "应当", "负责", "牵头")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who acts. `mark`: where he, she or it is named, None where only an earlier sentence does.

    `carried`: 0 named in the clause, 1 in an earlier one, 2 in an earlier sentence.
    """

    entity: LocalEntity
    mark: Mark | None
    carried: int


def doers_at(view: SentenceView, position: int, *, people: bool = False) -> tuple[Doer, ...]:
    """Those who act where a position stands; () where the words say that others do.

    A person stands for the house that his or her title names, unless `people`. In this order: 由A of the clause, the
    last that stands free in it before the position, those of the clauses before, whom the sentence before spoke of.
    """
    clause = view.clause_of(position)
    actors = [stands_for(view, actor) for actor in view.actors]
    for index in range(clause, max(-1, view.aims - 1), -1):
        here = [a for a in actors if a.clause == index and a.mark.end <= position and _acts(view, a)]
        if index < clause and len(here) > 1:
            here = _but_visited(view, index, here)
        own = tuple(
            Doer(entity=entity, mark=mark, carried=int(index != clause))
            for mark in _last(here)
            if (entity := _acting(view, mark, people)) is not None
        )
        if own:
            return own
        start, end = view.clauses[index]
        if here or others_act(view.shape[start : min(end, position)]):
            return ()
    theme = view.theme
    if theme is not None and theme.type in _ACTING and not view.in_speech(position) and not view.headline:
        return (Doer(entity=theme, mark=None, carried=2),)
    return ()


def _but_visited(view: SentenceView, clause: int, here: list[Actor]) -> list[Actor]:
    """张三回到家乡某镇，向某协会捐款: those of a clause who act, without those to whom they came."""
    seen = {
        mark.start
        for d in view.deeds
        if d.clause == clause and d.agents and (says(d, "visits") or says(d, "pairsWith"))
        for mark in d.objects
    }
    return [a for a in here if a.mark.start not in seen] or here


def _acts(view: SentenceView, actor: Actor) -> bool:
    """Whether a name is of one that acts in its clause, or is made to (要求某局建立)."""
    if does(view, actor) and not _moved(view, actor):
        return True
    if actor.case != "made" or actor.mark.entity.type not in _ACTING:
        return False
    first = next(a.mark for a in view.actors if a.group == actor.group and a.case == "made")
    return _told_to(view, first)


def _told_to(view: SentenceView, mark: Mark) -> bool:
    lead = view.shape[: mark.start]
    return any_in("cases", "tells").search(lead[-_CALLS:]) is not None


def _moved(view: SentenceView, actor: Actor) -> bool:
    """Whether a name is what 以 or 把 takes, not who acts: 以某村为样板."""
    return view.shape.endswith(("以", "把", "将", "像", "如", "是", "等"), 0, actor.mark.start)


def _last(here: Sequence[Actor]) -> list[Mark]:
    """The names joined to the last that acts; those behind 由 rather than any other."""
    told = [actor for actor in here if actor.case == "by"] or list(here)
    return [actor.mark for actor in told if actor.group == told[-1].group] if told else []


def _acting(view: SentenceView, mark: Mark, people: bool) -> LocalEntity | None:
    if mark.entity.type in _ACTING or (people and mark.entity.type == "Person"):
        return mark.entity
    told = view.homes.get(mark.entity.id) if _TELLS.match(view.shape, mark.end) else None  # 龙某说，课堂…
    own = house(view, mark) or told
    return own if own is not None and own.type in _ACTING else None


def how_meant(view: SentenceView, doer: Doer, position: int) -> Modality | None:
    """How what stands at a position is meant; an order to one that is named there is a plan (某镇要推行)."""
    start = view.clauses[view.clause_of(position)][0]
    begin = doer.mark.end if doer.mark is not None and start <= doer.mark.end <= position else start
    named = any(mark.start == position for mark in view.marks)  # 将|林长制推广: no plan
    near = bare(view.shape[begin : position + named])
    if (
        doer.mark is not None and doer.mark.end < start
    ):  # 某镇将以某村为样板，在全镇推广: the plan stands right behind who acts
        near = bare(view.shape[doer.mark.end : min(doer.mark.end + _BEHIND, start)].rstrip("，")) + near
    done = "已" in near or "采纳" in view.shape[:start]
    if _WISHES.search(view.shape, 0, start) and not done:
        return None
    told = [a for a in view.actors if a.case == "made" and a.mark is doer.mark]
    if told and doer.mark is not None and doer.mark.start >= start and _acts(view, told[0]):
        return "planned"
    kind = meant(view.text[:start] or view.text[:position], near)
    if kind != "unsaid":
        return kind
    return "planned" if doer.carried == 0 and near.lstrip("、和与及").startswith(_ORDERS) else None
