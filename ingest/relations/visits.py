"""Visits and inspections: who went where, every stop of a tour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.modality import any_of, meant
from ingest.relations.actors import acts
from ingest.relations.base import INSIDE, ORG, PLACE, TITLE, Deed, Draft, Mark, SentenceView, joined
from ingest.relations.comers import SMALL, TOWN, arrived, sent
from ingest.relations.frames import house, partners, says
from ingest.relations.places import level
from ingest.relations.rounds import AT_HEAD, beside, led_along
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity

_NEXT = re.compile(
    r"(?:的?(?:(?![了到对向把])[\u4e00-\u9fff“”、A-Z0-9]){0,30})?(?:、|和|及|以及|，以及|，和)(?:[\u4e00-\u9fff]{1,6}的|位于|落户)?“?"
)
_GOES_ON = ("以及", "和", "及")
_LAST = re.compile("[，,]?(?:也)?[是为](?:此行|此次|这次|本次|当天)[^，。；]{0,6}(?:站|处|点)")
_AT = re.compile("[^，。；：“”]{0,12}[，,]")
_NAMES = "\ue002\ue000\ue005"
_SENT_OUT = re.compile("派出?|组织|组团|选派|抽调")
_HEAD = ("组长", "副组长", "成员", "负责人")  # of a group: one of it, whom no one has found
_TELLS = re.compile("(?:表示|介绍|说|告诉|透露|坦言|汇报)")
_HOLDS = re.compile(
    "(?:进行|开展|展开)了?(?:实地|现场|专题|集体|走访)*(?:考察|调研|走访|检查|督导|视察|慰问|参观|回访)"
)
_VILLAGES = ("村", "社区", "嘎查")
_INSIDE = re.compile("(?:境内|内|里|旁|边)?的")
_HOME = re.compile("(?:的?家[中里]?|住处|家门)")
_TITLED = f"、{TITLE}{ORG}{PLACE}{INSIDE}"
_WITHIN = re.compile("[^，。；：]{0,16}(?:里|内|上|中|旁|边|前|现场|门口)[，,]")
_STATION = re.compile(
    "(?:第[一二三四五]|首|最后一|下一|头一|末)站[，]?(?:便|就)?(?:是|来到|到了|选在|设在|为)?(?:位于|地处)?"
)
_OWN = ("村", "社区", "该", "公司", "站长", "校长", "镇", "乡", "馆长")
_BACKED = re.compile(
    "的(?:大力)?(?:支持|带领|指导|帮助|领导|组织|推动|关心|见证|协调)|(?:党委|政府)?(?:的)?带领下|布局"
)
_OF_THOSE = re.compile("[^，。；\ue000-\ue007]{1,8}的(?!村|社区)")  # 到某公园避暑的|游客
_CALLED = 24  # code points between a verb of calling on someone and the name
_SHORT = frozenset({"到", "赴", "进入"})


def visits(view: SentenceView) -> Iterator[Draft]:
    seen: set[int] = set()  # where the stops told of so far stand
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "visits"):
            continue
        if not deed.objects and not _called_on(view, deed):
            yield from _there(view, deed)
            continue
        if deed.verb in _SHORT and not _goes(view, deed):
            continue
        stops = [stop for stop in _stops(view, deed) if stop.entity.type in ("Place", "Organization")]
        stops += _villages(view, stops)
        stops += _called_on(view, deed)
        stops += [mark for mark in deed.places if mark.entity.type == "Place" and level(mark.entity) >= TOWN]
        visitors = _visitors(view, deed)
        if deed.carried < 2 and any(visitor.type == "Person" for visitor, _, _ in visitors):
            visitors += [(one, None, 0.65) for one in beside(view) if all(one is not who for who, _, _ in visitors)]
        for visitor, mark, sure in visitors:
            for stop in stops:
                of_house = visitor.type == "Organization" and stop.entity.type == "Person" and deed.carried > 0
                if stop.entity is not visitor and not of_house:
                    yield _draft(deed, visitor, mark, stop, sure)
        for stop in stops:
            for mark in partners(view, deed, stop):  # A联合B，组织队员到P看望老人
                if mark.entity.type == "Organization" and mark.start not in seen:
                    yield _draft(deed, mark.entity, mark, stop, 0.7)
        seen.update(stop.start for stop in stops)
    yield from _heard(view)
    yield from _looked_over(view)
    yield from _passed(view)
    yield from _leads(view)
    yield from _stations(view)
    yield from sent(view)
    yield from arrived(view)


def _stations(view: SentenceView) -> Iterator[Draft]:
    """最后一站，是位于某镇的某公司: those who go round were there."""
    party = _party(view)
    for told in _STATION.finditer(view.shape):
        stop = next(iter(view.marks_in(told.end(), told.end() + 40)), None)
        if stop is None or view.in_speech(stop.start) or view.shape[told.end() : stop.start].strip("“"):
            continue
        stops = [stop]
        for mark in view.marks_in(stop.end, view.clauses[view.clause_of(stop.start)][1]):
            if view.shape[stops[-1].end : mark.start] not in ("", "的", "的“"):
                break
            stops.append(mark)
        people = view.marks_in(0, told.start(), "Person")
        here = tuple(dict.fromkeys(mark.entity for mark in people if not mark.back))
        for one in here or party:
            for mark in stops:
                if mark.entity.type in ("Place", "Organization") and mark.entity is not one:
                    yield Draft(
                        predicate="visits",
                        subject=one,
                        object=mark.entity,
                        rule="tours.yaml: station",
                        start=told.start(),
                        end=mark.end,
                        confidence=0.75,
                    )


def _leads(view: SentenceView) -> Iterator[Draft]:
    """张三率某考察团: who leads a team is one of it."""
    for person, team in pairwise(view.marks):
        if person.entity.type != "Person" or team.entity.kind != "Team" or team.back:
            continue
        between = view.shape[person.end : team.start]
        if between.strip("同志“") in ("率", "率领", "带领", "率队", "带着", "组织"):
            yield Draft(
                predicate="memberOf",
                subject=person.entity,
                object=team.entity,
                role="领队",
                rule="tours.yaml: leads a team",
                start=person.start,
                end=team.end,
                confidence=0.85,
            )


def _passed(view: SentenceView) -> Iterator[Draft]:
    """Of an article about a tour: 在某公司，负责人介绍了…; 某村是此行的最后一站. Its leader was there."""
    heads = [one for one in view.about.headline if one.type == "Person" and one.kind == "PublicPostHolder"]
    party = _party(view) or tuple(heads[:1])
    if view.headline or not party or view.in_speech(0):
        return
    begin = next((index for index, letter in enumerate(view.shape) if letter not in " 　\n"), 0)
    for mark in view.marks:
        if mark.entity.type not in ("Place", "Organization") or mark.back:
            continue
        lead = view.shape[begin : mark.start]
        chain = not lead or not lead.strip(_NAMES)
        at = view.shape[begin : begin + 1] == "在" and not lead[1:].strip(_NAMES) and _AT.match(view.shape, mark.end)
        last = _LAST.match(view.shape, mark.end) if chain else None
        others = (m for m in view.marks if at and m.start == at.end() and m.entity not in party)
        first = next(iter(view.marks_in(at.end(), len(view.shape))), None) if at else None
        if any(m.entity.type != "Person" and not _office(view, m) for m in others):
            at = None  # 在某镇分会场，某项目同步开工
        if at and not view.about.party and (first is None or not _at_home(view, first, mark, at.end())):
            at = None  # without a word for a tour, only where one from there meets those who come
        within = any(other.start == mark.end for other in view.marks)  # 金拱镇|里仁村: the inner one
        if at and not view.about.party and not view.rounds:  # only where the next clause is the leader's
            at = at if any(m.entity is party[0] and m.start == at.end() for m in view.marks) else None
        if (at or last) and not within and view.about.first.get(party[0].id, 0) < view.offset(mark.start):
            named = first is not None and first.entity in party and first.entity not in view.about.party
            for one in (first.entity,) if named and first is not None else view.about.party or party:
                yield Draft(
                    predicate="visits",
                    subject=one,
                    object=mark.entity,
                    rule="tours.yaml: a stop told of in an article about a tour",
                    start=mark.start,
                    end=(at or last).end(),  # type: ignore[union-attr]
                    confidence=0.65,
                )


def _at_home(view: SentenceView, person: Mark, place: Mark, start: int) -> bool:
    """Whether the first name of a clause is of one from a place: 在五星村，村党支部书记|孟和."""
    if person.entity.type != "Person" or view.plain[start : person.start].strip(_TITLED):
        return person.entity in view.rounds
    home = house(view, person) or view.homes.get(person.entity.id)
    return person.entity in view.rounds or home is place.entity or view.text.startswith(_OWN, start)


def _office(view: SentenceView, mark: Mark) -> bool:
    """Whether a name only says whose someone is: 某公司总经理…."""
    return view.plain[mark.end : mark.end + 1] == TITLE or view.shape.startswith("负责人", mark.end)


def _stops(view: SentenceView, deed: Deed) -> list[Mark]:
    """What a verb governs, on through a list whose names have more words behind them (华溪村黄精基地、坪坝村…)."""
    stops = list(deed.objects)
    clause = deed.clause
    while clause + 1 < len(view.clauses) and view.shape[view.clauses[clause + 1][0] :].startswith(_GOES_ON):
        clause += 1  # 深入新华村、某传习馆，以及某公司
    for mark in view.marks_in(stops[-1].end, view.clauses[clause][1]):
        between = view.shape[stops[-1].end : mark.start]
        if between not in ("", "的", "驻") and not _NEXT.fullmatch(between):
            break
        stops.append(mark)
        if between in ("", "的", "驻") and stops[-2] not in deed.objects:
            stops.pop(-2)  # 黄水镇|万胜坝社区: the inner one
    return stops


def _called_on(view: SentenceView, deed: Deed) -> list[Mark]:
    """看望慰问了老护士长张三: people who are called on, with those joined to them."""
    if deed.verb.rstrip("了") not in load("tours")["calls"]:
        return []
    stop = view.clauses[deed.clause][1]
    people = [mark for mark in view.marks_in(deed.end, stop, "Person") if not mark.back]
    if not people or people[0].start - deed.end > _CALLED or not people[0].entity.mentions:
        return []
    found = [people[0]]
    for mark in people[1:]:
        if view.plain[found[-1].end : mark.start].strip(f"、和与及{TITLE}{ORG}{PLACE}{INSIDE}"):
            break
        found.append(mark)
    return found


def _villages(view: SentenceView, stops: Sequence[Mark]) -> list[Mark]:
    """石岭村|大清河堤段, 洪宽工业村的|某公司: who is at a field or a firm of a village is in the village."""
    starts = {stop.start for stop in stops if stop.entity.kind != "AdministrativeArea"}
    return [
        mark
        for mark in view.marks
        if mark.entity.type == "Place"
        and mark.entity.name.endswith(_VILLAGES)
        and (mark.end in starts or (mark.end + 1 in starts and view.shape.startswith("的", mark.end)))
    ]


def _there(view: SentenceView, deed: Deed) -> Iterator[Draft]:
    """张三在后寨村走访: where someone looks round."""
    if deed.verb not in load("tours")["rounds"] or deed.carried or view.shape[deed.end : deed.end + 1] == "的":
        return
    for visitor in deed.agents:
        for stop in deed.places[-1:]:
            if visitor.entity.type in ("Person", "Organization") and visitor.end <= stop.start:
                yield _draft(deed, visitor.entity, visitor, stop, 0.85)


def _goes(view: SentenceView, deed: Deed) -> bool:
    """Whether 到 or 赴 is a verb of its own: right after who goes, at a clause's head, or after 先后, 率队 …"""
    before = view.shape[view.clauses[deed.clause][0] : deed.start].rstrip(" 　")
    last = before[-1:]
    leads = (*load("tours")["leads"], *load("tours")["groups"], *load("tours")["sent"])
    if not last or "\ue000" <= last <= TITLE or before.endswith(leads):
        return True
    ends = (*load("tours")["rounds"], *load("tours")["purposes"])
    purpose = any_of(ends).match(view.shape, deed.objects[-1].end) if deed.objects else None
    return purpose is not None  # 组织队员到养老院看望老人


def _visitors(view: SentenceView, deed: Deed) -> list[tuple[LocalEntity, Mark | None, float]]:
    last = max((mark.end for mark in deed.agents if mark.end <= deed.start), default=deed.start)
    sent = _SENT_OUT.search(view.shape, last, deed.start) is not None  # 某镇派出考察组到某村
    own = [
        mark
        for mark in deed.agents
        if (mark.entity.type in ("Person", "Organization") or (sent and mark.entity.type == "Place"))
        and mark.end <= deed.start
        # 张三表示，“巴扎义诊”将走进…: who only speaks of it
        and not (deed.carried and _TELLS.match(view.shape, mark.end))
    ]
    own = [mark for mark in own if mark.entity.type != "Person" or not _HOME.match(view.shape, mark.end)]
    own = [*(mark for mark in _heading(view, deed) if mark not in own), *own]
    rounds, party = view.rounds, _party(view)
    he = bool(own) and all(mark.back and mark.entity.type == "Person" for mark in own)
    if he and rounds and not view.marks_in(0, own[0].start, "Person") and own[0].entity not in rounds:
        return [(one, None, 0.75) for one in rounds]  # 随后，他到…: who went before, not whom they called on
    if own and rounds and all(mark.back and mark.entity.kind == "Team" for mark in own):
        return [(one, None, 0.7) for one in dict.fromkeys((*(mark.entity for mark in own), *party))]  # 代表团一行又来到
    if own:
        own += [mark for mark in led_along(view, own[0], deed.start) if mark not in own]
        with_them = [
            (one, None, 0.7) for one in view.about.party if any(mark.entity in view.about.party for mark in own)
        ]
        here = [(mark.entity, mark, 0.9 if deed.carried == 0 else 0.75) for mark in own]
        return [*here, *(item for item in with_them if all(item[0] is not mark.entity for mark in own))]
    words = view.shape[view.clauses[0][0] : deed.start]
    groups = any_of(tuple(load("tours")["groups"])).finditer(words)
    group = any(not words.startswith(_HEAD, match.end()) for match in groups)
    they = any_of(tuple(load("tours")["they"])).search(view.shape, view.clauses[deed.clause][0], deed.start)
    tour = deed.verb in load("tours")["tour"]
    if view.in_speech(deed.start):
        return []
    leader, topic = view.about.leader, view.about.topic
    if group:
        body = (
            topic
            if topic is not None and topic.type == "Organization" and leader not in view.about.headline
            else leader
        )
        going = party or (() if body is None else (body,))
        return [(one, None, 0.7) for one in going]
    if they:
        return [(one, None, 0.7) for one in party]
    if deed.carried == 2 and tour and not (deed.objects and _OF_THOSE.match(view.shape, deed.objects[-1].end)):
        if not party and leader is not None and leader in view.about.headline:
            party = (leader,)
        return [(one, None, 0.65) for one in party]
    return []


def _party(view: SentenceView) -> tuple[LocalEntity, ...]:
    """Who goes round, as the sentences before say; with those whom the article says to go along with them."""
    party, rounds = view.about.party, view.rounds
    if party and not set(rounds) & set(party):
        return party
    return tuple(dict.fromkeys((*rounds, *party)))


def _heading(view: SentenceView, deed: Deed) -> list[Mark]:
    """张三带领县委办、县民政局负责人深入…: who heads those that go, in the clause of the verb."""
    if view.in_speech(deed.start):
        return []
    people = view.marks_in(view.clauses[deed.clause][0], deed.start, "Person")
    return [mark for mark in people if AT_HEAD.match(view.plain, mark.end)][-1:]


def _draft(deed: Deed, visitor: LocalEntity, mark: Mark | None, stop: Mark, sure: float) -> Draft:
    spans = [(deed.start, deed.end), (stop.start, stop.end)]
    if mark is not None:
        spans.append((mark.start, mark.end))
    start, end = joined(spans)
    assert deed.modality is not None
    return Draft(
        predicate="visits",
        subject=visitor,
        object=stop.entity,
        modality=deed.modality,
        rule=f"relations.yaml visits: {deed.verb}",
        start=start,
        end=end,
        confidence=sure,
    )


def _looked_over(view: SentenceView) -> Iterator[Draft]:
    """张三对某公司进行实地考察: who looks over a place was there."""
    for actor in view.actors:
        stop = actor.mark
        if stop.entity.type not in ("Place", "Organization") or view.in_speech(stop.start):
            continue
        verb = _HOLDS.match(view.shape, stop.end) if view.shape.endswith("对", 0, stop.start) else None
        people = [a.mark for a in view.actors if acts(a) and a.clause == actor.clause and a.mark.end <= stop.start]
        if verb is None or not people or people[-1].entity.type != "Person":
            continue
        kind = meant(view.lead(actor.clause), view.shape[people[-1].end : stop.start])
        if kind in ("reported", "planned"):
            yield Draft(
                predicate="visits",
                subject=people[-1].entity,
                object=stop.entity,
                modality=kind,
                rule="tours.yaml: looks over",
                start=people[-1].start,
                end=verb.end(),
                confidence=0.8,
            )


def _heard(view: SentenceView) -> Iterator[Draft]:
    """在绿禾源种业，张三听取了介绍; 某村的院里，所长张三打完疫苗: who comes from elsewhere and acts at a place is there."""
    pattern = any_of(tuple(load("tours")["looks"]))
    for actor in view.actors:
        place, clause = actor.mark, actor.clause
        inside = actor.case == "in" or _WITHIN.match(view.shape, place.end) is not None
        if not inside or place.entity.type not in ("Place", "Organization") or view.in_speech(place.start):
            continue
        here = [a.mark for a in view.actors if a.case == "agent" and a.clause in (clause, clause + 1)]
        if actor.case != "in":
            here = [mark for mark in here if view.clause_of(mark.start) == clause + 1]
        people = [m for m in here if m.entity.type == "Person" and m.start >= place.end]
        people = [m for m in people if not _HOME.match(view.shape, m.end)]  # 赵某家中走访: visited
        if not people or view.marks_in(place.end, people[0].start, "Event", "Programme"):
            continue
        stop = view.clauses[min(view.clause_of(people[0].start) + 1, len(view.clauses) - 1)][1]
        look = pattern.search(view.shape, people[0].end, min(stop, people[0].end + 24)) if actor.case == "in" else None
        end = look.end() if look is not None else people[0].end
        lead = view.plain[view.clauses[clause][1] : people[0].start]
        if look is None and (
            _BACKED.match(view.shape, place.end) or view.text.startswith(_OWN, view.clauses[clause][1])
        ):
            continue
        if look is None and view.shape[view.clauses[clause][1] - 1] not in "，,":
            continue
        if look is None and (lead.strip(_TITLED) or not _from_elsewhere(view, people[0], place)):
            continue
        there = people[0].entity
        inner = [m for m in view.marks if _INSIDE.fullmatch(view.shape, place.end, m.start)]
        stops = [place, *(m for m in inner if m.entity.type in ("Place", "Organization"))]  # 在小镇内的某公司
        homes = view.marks_in(place.end, view.clauses[clause][1], "Person")
        stops += [m for m in homes if m.end <= people[0].start and _HOME.match(view.shape, m.end)]  # 在某社区甲家，乙…
        going = view.about.party if there in view.about.party else (there,)
        along = [mark.entity for mark in led_along(view, people[0], stop)] if look is None else []
        for stop_at in (*stops, *_villages(view, stops)):
            for one in dict.fromkeys((*going, *along)):
                yield Draft(
                    predicate="visits",
                    subject=one,
                    object=stop_at.entity,
                    rule=f"tours.yaml looks: {look[0] if look is not None else 'there'}",
                    start=min(stop_at.start, people[0].start),
                    end=max(end, stop_at.end),
                    confidence=0.8 if look is not None else 0.6,
                )


def _from_elsewhere(view: SentenceView, person: Mark, place: Mark) -> bool:
    """Whether a person with a post comes from outside of a small place, and does more there than speak."""
    home = house(view, person) or view.homes.get(person.entity.id)
    if person.entity.kind != "PublicPostHolder" or level(place.entity) < SMALL or home is None:
        return False
    inside = home is place.entity or normal_name(place.entity.name) in normal_name(home.name)
    return not inside and not _TELLS.match(view.shape, person.end)
