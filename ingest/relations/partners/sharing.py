"""Those who do a thing together though no word joins their names: each has a part in it (A出设备，B派人), their people do it
together (A的法官甲与B的所长乙一同调解), one takes what the other grows or makes (A种，由B收购)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.modality import any_in, meant
from ingest.relations.actors import acts
from ingest.relations.base import Actor, Draft, Mark, SentenceView, joined, relation
from ingest.relations.frames import house
from ingest.tables import load

_BODIES = ("Organization", "Place")
_MOST = 6  # bodies that share in a thing
_GAP = 34  # code points between two people's names that the second one's body and title may take
_CARE = 4  # code points between whom something is left to and what is done with it
_NEAR = 8  # code points behind a body within which its part is told
_MAKERS = ("Cooperative", "Company")
_BROUGHT = re.compile("(?:送|卖|运|交|供|销|发)(?:到|往|给|至)了?[^，。；]{0,10}\\Z")
_LEADS = ("牵头", "负责", "组织", "配合", "协助")
_HOSTS = re.compile("主办|举办|承办|召集")
_IN_CHARGE = re.compile("(?:负责|承担)(?:同志|人|部门|单位|监理|监管|监督)|派出(?:代表|所)|组织的")
_JOINT = re.compile("[与和同跟、]|会同|联合|带着|邀请")
_IN = re.compile("在(?:帮扶单位|对口单位|后盾单位|派出单位|结对单位)?[\ue000-\ue005]*\\Z")
_HELP = re.compile("的?(?:大力|鼎力|倾力|全力|精心|对口|技术|资金)?(?:支持|帮助|帮扶|协助|配合|扶持|援助|指导)下")
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
    yield from _gets(view)
    yield from _helped(view)


def _parts(view: SentenceView) -> Iterator[Draft]:
    """县残联提供器材，县医院、某校抽调医生，某镇负责接送; 班由某支部开办，县文化馆出师资: those who begin clauses in a row with
    their part, and behind 由 the one before them, whose it is."""
    run: list[list[Mark]] = []
    last = -2
    for index, (start, stop) in enumerate(view.clauses):
        here = [a for a in view.actors if a.clause == index and a.case != "of" and a.mark.entity.type in _BODIES]
        own = [a for a in here if a.group == here[0].group and a.case in ("agent", "by")]
        if not own or view.shape[start : own[0].mark.start].strip("由“ 　"):
            continue
        verb = any_in("partners", "parts").search(view.shape, own[-1].mark.end, min(own[-1].mark.end + _NEAR, stop))
        if verb is None or view.marks_in(own[-1].mark.end, verb.start()) or _IN_CHARGE.match(view.shape, verb.start()):
            continue
        if index != last + 1:
            yield from _each(view, run)
            run = [_whose(view, index, own[0], verb[0])]
        run.append([a.mark for a in own])
        last = index
    yield from _each(view, run)


def _whose(view: SentenceView, clause: int, own: Actor, verb: str) -> list[Mark]:
    """班由A开办，|B出师资; A把班办到村里，|由B派老师: whose the thing is in which one has a part."""
    if own.case == "by":
        before = [a for a in view.actors if a.clause < clause and a.case == "agent" and verb not in _LEADS]
        before = [a for a in before if a.mark.entity.type == "Organization"]
    else:
        start, stop = view.clauses[max(clause - 1, 0)]
        before = [a for a in view.actors if a.clause == clause - 1 and a.case == "by"]
        before = [a for a in before if not _HOSTS.search(view.shape, start, stop)]
    return [a.mark for a in before if a.group == before[0].group and a.mark.entity.type in _BODIES]


def _each(view: SentenceView, run: Sequence[Sequence[Mark]]) -> Iterator[Draft]:
    """The first of those in a row with each other one; nothing where only one clause tells of a part."""
    ones = list({mark.entity.id: mark for marks in run for mark in marks}.values())
    if sum(map(bool, run)) > 1 and len(ones) <= _MOST:
        for other in ones[1:]:
            yield from _with(view, ones[0], other, "parts")


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
    """合作社供种，所产由某公司包销; 合作社的鲜笋送到某公司加工; 某公司订单收购: whoever takes what another makes."""
    for verb in any_in("partners", "takes_up").finditer(view.shape):
        clause = view.clause_of(verb.start())
        here = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case != "of"]
        taker = here[-1] if here else None
        if taker is None or taker.mark.entity.type != "Organization":
            continue
        start = view.clauses[clause][0]
        brought = _BROUGHT.search(view.shape, start, taker.mark.start) is not None
        orders = verb[0] in load("partners")["orders"] and taker.mark.end == verb.start()
        if not (taker.case == "by" or brought or (orders and taker.case == "agent")):
            continue
        earlier = [a for a in view.actors if a.mark.end <= taker.mark.start and a.case == "agent" and a is not taker]
        makers = [a.mark for a in earlier if (orders or a.clause <= clause) and a.mark.entity.kind in _MAKERS]
        theme = view.theme if brought or orders else None
        if not makers and theme is not None and theme.kind in _MAKERS:
            makers = [Mark(entity=theme, start=taker.mark.start, end=taker.mark.start, back=True)]
        for maker in makers[:1]:
            yield from _with(view, maker, taker.mark, "takes_up")


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


def _gets(view: SentenceView) -> Iterator[Draft]:
    """派出所接到|反诈中心|预警; 农技中心从|农科院|引进新品种: who has from another what the two do a thing with."""
    for actor in view.actors:
        source = actor.mark
        told = actor.case == "from" or view.shape.endswith(("根据", "依据"), 0, source.start)
        if not told or source.back or source.entity.type != "Organization":
            continue
        if any_in("partners", "passed_on").match(view.shape, source.end) is None:
            continue
        before = [a for a in view.actors if a.clause == actor.clause and acts(a) and a.mark.end <= source.start]
        earlier = [a for a in view.actors if a.clause < actor.clause and acts(a)]
        taker = next((a for a in (before or earlier) if a.mark.entity.type == "Organization"), None)
        if taker is not None:
            yield from _with(view, taker.mark, source, "passed_on")


def _helped(view: SentenceView) -> Iterator[Draft]:
    """某村在帮扶单位|某局|的支持下，种起半夏: who does it, and who helps."""
    for actor in view.actors:
        helper = actor.mark
        if helper.entity.type != "Organization" or helper.entity.kind in _LEADERS or helper.back:
            continue
        lead = _IN.search(view.shape, view.clauses[actor.clause][0], helper.start)
        if lead is None or _HELP.match(view.shape, helper.end) is None:
            continue
        free = [a for a in view.actors if acts(a) and a.mark.entity.type in _BODIES and a.mark is not helper]
        before = [a for a in free if a.mark.end <= lead.start() and a.clause == actor.clause]
        after = [a for a in free if a.clause in (actor.clause + 1, actor.clause + 2)]
        for one in before[-1:] or after[:1]:
            yield from _with(view, one.mark, helper, "help")


def _with(view: SentenceView, one: Mark, other: Mark, entry: str) -> Iterator[Draft]:
    same = one.entity is other.entity or one.entity.name in other.entity.name or other.entity.name in one.entity.name
    kind = meant(view.lead(view.clause_of(one.start)), "")
    if same or view.in_speech(one.start) or kind not in ("reported", "planned"):
        return
    span = joined([(one.start, one.end), (other.start, other.end)])
    yield relation("cooperatesWith", one, other, span, 0.7, f"partners.yaml {entry}", modality=kind)
