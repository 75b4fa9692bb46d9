"""Who leads a tour, by the sentence that first names it: 县长甲率县党政考察团到乙县考察, 市长甲深入乙镇、丙镇，检查防汛工作."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.events.headlined import RULE as DEED
from ingest.mentions.events.tours import VERBS
from ingest.modality import meant
from ingest.relations.base import Actor, Draft, Mark, SentenceView, bare, joined, relation
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.rounds import led_along, they, titled
from ontology.records import LocalEntity, Modality

_SEES = re.compile(VERBS)
_ENDS = re.compile(f".*{VERBS}\\Z")
_NEXT = re.compile("[ \u3000]*(?:最后|随后|之后|而后|接着|当天|当日|下午|在|调研|视察|考察|检查|现场|还)")
_WITH = ("参加", "陪同", "参与", "接受", "一同", "随同", "配合")
_CALLED = re.compile("(?:召开|举行|组织召开|主持召开)了?\\Z")
GONE_TO = re.compile("(?:到|赴|深入|对|向|走进|前往)\\Z")
"""What stands before one to whom others come for a tour, who so holds nothing."""
_BESIDE = re.compile("陪同下")
_SITTING = ("PeoplesCongress", "ConsultativeConference")
_OVERSEES = re.compile("视察|执法检查|调研|检查")
"""What a congress or a conference does by itself: its leaders' tours of this sort are its own."""
_SENDS = re.compile(
    "(?:组织|选派|派出|抽调|邀请)(?=[^，。；]{2,30}?(?:到|赴|前往|走进|深入|代表|委员|专家|医生|干部|队员|党员|志愿者))"
)
_DEEDS = ("event/tour", "event/bare", "event/central", DEED)
_REACH = 6  # code points between a place and the tour that is held there: 到某镇开展专题|调研


def leads(view: SentenceView) -> Iterator[Draft]:
    """Those who lead a tour take part in it; a body right before it holds it; whoever tours in a place is there."""
    for tour in view.marks:
        if not _is_tour(view, tour):
            continue
        clause = view.clause_of(tour.start)
        here = [a for a in view.actors if a.mark.end <= tour.start and a.clause <= clause and a.mark is not tour]
        if tour.entity.rule == DEED and view.headline:
            yield from _whose(view, here, tour)
        elif (
            here
            and here[-1].mark.entity.type == "Organization"
            and here[-1].mark.end == tour.start
            and here[-1].case != "in"
            and not GONE_TO.search(view.shape, 0, here[-1].mark.start)
        ):
            yield _draft("organizes", here[-1].mark, tour, 0.75, "leading: the body right before a tour")
        agents = [a for a in here if a.case == "agent" and not a.mark.back and a.mark.entity.type != "Event"]
        if not agents or view.in_speech(tour.start):
            continue
        hosts, agents = _beside_them(view, agents, tour)
        nearest = max((a.clause for a in agents), default=0)
        first = next((a for a in agents if a.clause == nearest), None)
        if first is None:
            continue
        people = [a.mark for a in agents if a.group == first.group and a.mark.entity.type == "Person"]
        kind = meant(view.lead(clause), bare(view.shape[first.mark.end : tour.start]))
        if kind not in ("reported", "planned"):
            continue
        for host in hosts:
            yield _draft("participatesIn", host, tour, 0.75, "leading: goes along with them", kind, "陪同")
        meetings = [
            m for m in view.marks_in(tour.end, len(view.text), "Event") if _CALLED.search(view.text, 0, m.start)
        ]
        for one in _all(view, people, tour.start):
            role = "陪同" if view.shape.startswith("陪同", one.end) else "带队"
            yield _draft("participatesIn", one, tour, 0.8, "leading: leads a tour", kind, role)
            for meeting in meetings[:1]:
                yield _draft("participatesIn", one, meeting, 0.7, "leading: calls a meeting on a tour", kind)
        house = view.homes.get(people[0].entity.id) if people else None
        if house is not None and house.kind in _SITTING and _OVERSEES.search(tour.entity.name):
            span = joined([(people[0].start, people[0].end), (tour.start, tour.end)])
            rule = "leading: the house of who leads it"
            yield relation("organizes", house, tour.entity, span, 0.7, rule, modality=kind)
        for place in _named_in(view, tour):
            yield _draft("heldAt", tour, place, 0.75, "leading: the place in a tour's name", kind)
            for one in people:
                yield _draft("visits", one, place, 0.75, "leading: tours there", kind)
        for place in (a.mark for a in here if a.clause == clause and a.case == "in" and a.mark.entity.type == "Place"):
            for one in people if tour.start - place.end <= _REACH else ():
                yield _draft("visits", one, place, 0.85, "leading: tours there", kind)


def _named_in(view: SentenceView, tour: Mark) -> list[Mark]:
    """调研|齐乐镇|项目建设: a town or village that a tour's name begins with, behind the verb."""
    verb = _SEES.match(view.text, tour.start)
    end = verb.end() if verb is not None else tour.start
    inside = [mark for mark in view.inner if mark.start in (end, end + 1) and mark.end < tour.end]
    return [m for m in inside if m.entity.type == "Place" and level(m.entity) >= TOWN and not m.back]


def _beside_them(view: SentenceView, agents: list[Actor], tour: Mark) -> tuple[list[Mark], list[Actor]]:
    """(those in whose company others go, the others): 甲率代表团在县长|乙、副县长|丙|的陪同下到某县考察."""
    beside = _BESIDE.search(view.shape, agents[0].mark.end, tour.start)
    begin = view.shape.rfind("在", 0, beside.start()) if beside is not None else -1
    while begin > 0 and not view.marks_in(begin, tour.start, "Person"):
        begin = view.shape.rfind("在", 0, begin)
    if beside is None or begin < 0:
        return [], agents
    hosts = [m for m in view.marks_in(begin, beside.start(), "Person") if not m.back]
    return hosts, [a for a in agents if not begin < a.mark.start < beside.start()]


def sends(view: SentenceView) -> Iterator[Draft]:
    """县人大常委会组织部分代表视察民生工程, 县医院组织专家到某镇义诊: a body that has others go holds what they do there."""
    for deed in () if view.headline else view.marks_in(0, len(view.text), "Event"):
        if deed.back or deed.entity.rule not in _DEEDS or view.in_speech(deed.start):
            continue
        begin = view.clauses[view.clause_of(deed.start)][0]
        for verb in _SENDS.finditer(view.shape, begin, deed.start):
            agents = [
                a.mark
                for a in view.actors
                if a.case == "agent" and begin <= a.mark.start and a.mark.end <= verb.start() and not a.mark.back
            ]
            kind = meant(view.lead(view.clause_of(deed.start)), bare(view.shape[begin : verb.start()]))
            if not agents or kind not in ("reported", "planned") or view.marks_in(verb.end(), deed.start, "Event"):
                continue
            for one in agents:
                if _may_do(one.entity):
                    yield _draft("organizes", one, deed, 0.75, f"leading: has others go, {verb[0]}", kind)
            break


def meets(view: SentenceView) -> Iterator[Draft]:
    """调研组一行还召开了座谈会: those who lead the round take part in the meeting that it holds."""
    if view.headline or not view.rounds:
        return
    for meeting in view.marks_in(0, len(view.text), "Event"):
        if meeting.entity.kind != "Meeting" or not _CALLED.search(view.text, 0, meeting.start):
            continue
        group = they().search(view.shape, 0, meeting.start)
        begin = group.end() if group is not None else 0
        if (
            (group is None and not _on_the_way(view, meeting))
            or (group is not None and group[0].endswith("们"))
            or view.in_speech(meeting.start)
            or view.marks_in(begin, meeting.start, "Person")
        ):
            continue
        kind = meant(view.lead(view.clause_of(meeting.start)), bare(view.shape[begin : meeting.start]))
        leaders = [one for one in view.rounds if one not in view.along and (one.type == "Person" or one.kind == "Team")]
        for one in leaders if kind == "reported" else ():
            span = (group.start() if group is not None else 0, meeting.end)
            yield relation("participatesIn", one, meeting, span, 0.65, "leading: those who go round meet")


def _on_the_way(view: SentenceView, meeting: Mark) -> bool:
    """Whether those who go round hold a meeting of which no one else is said to: 最后，在某镇政府组织召开座谈会."""
    return _NEXT.match(view.text) is not None and not any(
        a.case in ("agent", "by") and a.mark.end <= meeting.start and a.mark.entity.type != "Event" for a in view.actors
    )


def _whose(view: SentenceView, here: list[Actor], deed: Mark) -> Iterator[Draft]:
    """派出所成功化解一起纠纷: whose deed a headline tells, where it puts one right before the verb or at its clause's head."""
    at, doer = view.clauses[view.clause_of(deed.start)][0], None
    for actor in here:
        if actor.mark.start >= at and not view.plain[at : actor.mark.start].strip(" 　"):
            at, doer = actor.mark.end, actor.mark  # 大田县|桃源镇|夜查消防隐患
    if doer is not None and _may_do(doer.entity):
        yield _draft("organizes", doer, deed, 0.75, "leading: whose deed the headline tells")


def _may_do(entity: LocalEntity) -> bool:
    """Whether one may be behind what is done: a body, a town, a village."""
    return entity.type == "Organization" or (entity.kind == "AdministrativeArea" and level(entity) >= TOWN)


def _is_tour(view: SentenceView, mark: Mark) -> bool:
    """Whether a tour is named here, for the first time below the headline: not one that others join (陪同调研)."""
    if (mark.entity.kind != "Inspection" and mark.entity.rule != DEED) or mark.back:
        return False
    first = view.about.told.get(mark.entity.id, view.offset(mark.start))
    named = mark.entity.rule == DEED or _SEES.match(view.text, mark.start) or _ENDS.match(mark.entity.name)
    if not named or (not view.headline and first != view.offset(mark.start)):
        return False
    return not view.shape.endswith(_WITH, 0, mark.start)


def _all(view: SentenceView, people: list[Mark], stop: int) -> Iterator[Mark]:
    """Leaders, with those named right before them, and whom they bring along."""
    if people:
        yield from titled(view, people[0])
        yield from people
        yield from led_along(view, people[-1], stop)


def _draft(
    predicate: str,
    who: Mark,
    what: Mark,
    sure: float,
    rule: str,
    modality: Modality = "reported",
    role: str | None = None,
) -> Draft:
    return relation(
        predicate,
        who,
        what,
        joined([(who.start, who.end), (what.start, what.end)]),
        sure,
        rule,
        modality=modality,
        role=role,
    )
