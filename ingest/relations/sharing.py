"""Those who do a thing together though no word joins their names: each has a part in it (A出设备，B派人), their people do it
together (A的法官甲与B的所长乙一同调解), one takes what the other grows or makes (A种，由B收购)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.modality import any_in, meant
from ingest.relations.base import Actor, Draft, Mark, SentenceView, joined, relation
from ingest.relations.frames import house

_BODIES = ("Organization", "Place")
_MOST = 5  # bodies that share in a thing
_GAP = 34  # code points between two people's names that the second one's body and title may take
_CARE = 4  # code points between whom something is left to and what is done with it
_NEAR = 8  # code points behind a body within which its part is told
_JOINT = re.compile("[与和同跟、]|会同|联合|带着|邀请")
_LEADERS = ("PartyOrganization", "PeoplesCongress", "ConsultativeConference")


def sharing(view: SentenceView) -> Iterator[Draft]:
    """A cooperatesWith B where the sentence tells of a part for each, or of what their people do."""
    if view.headline:
        return
    if any_in("partners", "parts").search(view.shape):
        yield from _parts(view)
    if any_in("partners", "side_by_side").search(view.shape):
        yield from _people(view)
    if any_in("partners", "takes_up").search(view.shape):
        yield from _supplies(view)
    if any_in("partners", "runs_for").search(view.shape):
        yield from _entrusts(view)


def _parts(view: SentenceView) -> Iterator[Draft]:
    """县残联提供器材，县医院抽调医生，某镇负责接送: clauses in a row that begin with a body and its part."""
    run: list[Actor] = []
    last = -2
    for index, (start, _) in enumerate(view.clauses):
        own = next((a for a in view.actors if a.clause == index and a.case != "of"), None)
        fits = own is not None and own.case in ("agent", "by") and own.mark.entity.type in _BODIES
        if own is None or not fits or view.shape[start : own.mark.start].strip("由“ 　"):
            continue
        verb = any_in("partners", "parts").search(view.shape, own.mark.end, own.mark.end + _NEAR)
        if verb is None or view.marks_in(own.mark.end, verb.start()):
            continue
        if index != last + 1:
            yield from _each(view, run)
            run = []
        run.append(own)
        last = index
    yield from _each(view, run)


def _each(view: SentenceView, run: Sequence[Actor]) -> Iterator[Draft]:
    """The first of those in a row with each other one; nothing where one is the other's parent in name."""
    ones = list({a.mark.entity.id: a for a in run}.values())
    if not 1 < len(ones) <= _MOST:
        return
    for other in ones[1:]:
        yield from _with(view, ones[0].mark, other.mark, "parts")


def _people(view: SentenceView) -> Iterator[Draft]:
    """法庭法官甲与司法所所长乙一同调解: the bodies of two people whom a word joins, where what they do is done by both."""
    for one, other in pairwise(view.marks_in(0, len(view.shape), "Person")):
        between = view.plain[one.end : other.start]
        if len(between) > _GAP or not _JOINT.match(between.lstrip("，")):
            continue
        joint = any_in("partners", "side_by_side").search(view.shape, other.end)
        if joint is None or "分别" in view.shape[other.end : joint.start()]:
            continue
        if any_in("partners", "joint_deeds").match(view.shape, joint.end()) is None:
            continue
        ours, theirs = (house(view, mark) or view.homes.get(mark.entity.id) for mark in (one, other))
        if ours is None or theirs is None or {ours.type, theirs.type} != {"Organization"}:
            continue
        if ours.kind in _LEADERS or theirs.kind in _LEADERS:
            continue
        yield from _with(view, one.standing_for(ours), other.standing_for(theirs), "side_by_side")


def _supplies(view: SentenceView) -> Iterator[Draft]:
    """合作社供种，所产由某公司包销: whoever takes what another makes."""
    for verb in any_in("partners", "takes_up").finditer(view.shape):
        clause = view.clause_of(verb.start())
        takers = [a for a in view.actors if a.clause == clause and a.case == "by" and a.mark.end <= verb.start()]
        makers = [
            a
            for a in view.actors
            if a.clause < clause and a.case == "agent" and a.mark.entity.kind in ("Cooperative", "Company")
        ]
        if not takers or not makers or takers[-1].mark.entity.type != "Organization":
            continue
        yield from _with(view, makers[0].mark, takers[-1].mark, "takes_up")


def _entrusts(view: SentenceView) -> Iterator[Draft]:
    """某村把黄牛交给某公司代养: who leaves something to another's care."""
    for verb in any_in("partners", "runs_for").finditer(view.shape):
        clause = view.clause_of(verb.start())
        here = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case != "of"]
        if len(here) < 2 or here[-1].case not in ("to", "by") or verb.start() - here[-1].mark.end > _CARE:
            continue
        owner = next((a for a in reversed(here[:-1]) if a.case == "agent" and a.mark.entity.type in _BODIES), None)
        if owner is not None and here[-1].mark.entity.type == "Organization":
            yield from _with(view, owner.mark, here[-1].mark, "runs_for")


def _with(view: SentenceView, one: Mark, other: Mark, entry: str) -> Iterator[Draft]:
    same = one.entity is other.entity or one.entity.name in other.entity.name or other.entity.name in one.entity.name
    kind = meant(view.lead(view.clause_of(one.start)), "")
    if same or view.in_speech(one.start) or kind not in ("reported", "planned"):
        return
    span = joined([(one.start, one.end), (other.start, other.end)])
    yield relation("cooperatesWith", one, other, span, 0.7, f"partners.yaml {entry}", modality=kind)
