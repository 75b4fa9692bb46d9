"""Stops of a tour that no verb of going tells: where those who go round are met, look on, are welcomed; the last stop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.modality import any_in, meant
from ingest.relations.actors import acts
from ingest.relations.base import INSIDE, ORG, PERSON, PLACE, TITLE, Draft, Mark, SentenceView, joined, relation
from ingest.relations.frames import house
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.rounds import called_on, they
from ontology.ids import normal_name
from ontology.records import LocalEntity

_PICTURE = re.compile("[ \u3000▲▼●（(]*(?:左|右|上|下|中|本|组)?图[为：:]")
_OWN_HOME = re.compile("(?:老人|同志|大爷|大娘|奶奶|爷爷)?的?(?:家[中里]?|住处|病房)[，,]")
_LAST = re.compile("[，,]?(?:也)?[是为](?:此行|此次|这次|本次|当天)[^，。；]{0,6}(?:站|处|点)")
_AT = re.compile("[^，。；：“”]{0,12}[，,]")
_NAMES = "\ue002\ue000\ue005"
TELLS = re.compile("(?:表示|介绍|说|告诉|透露|坦言|汇报)")
_HOLDS = re.compile(
    "(?:进行|开展|展开)了?(?:实地|现场|专题|集体|走访)*(?:考察|调研|走访|检查|督导|视察|慰问|参观|回访)"
)
_CHECKS = re.compile(
    "(?:等[^，。；]{0,10})?(?:的[^，。；]{1,24}?)?(?:逐一|依次|现场|实地|全面|突击|重点|联合|集中|随机)*(?:(?:进行|开展|展开)了?(?:实地|现场|专题|集体|安全|全面|专项|联合|突击|消防)*)?"
    "(?:考察|调研|走访|检查|督导|视察|督查|排查|巡查|抽查)"
)
_JOINTS = ("", "、", "和", "与", "及", "以及")
_UNREAD = re.compile(
    "(?:(?![了的在由到向为把将对与和等])[\u4e00-\u9fff]){0,10}(?:、(?:(?![了在由对向把将被为])[\u4e00-\u9fff“”]){2,12}){0,4}[、和及]“?"
)
"""Between two names of a list: the end of a longer name, and others that no one has found."""
_OVER_LIST = re.compile("对(?:(?:(?![了在由对向把将被为的和])[\u4e00-\u9fff“”]){2,12}、){0,5}\\Z")
_MORE = re.compile("(?:、(?:(?![了在由对向把将被为进开])[\u4e00-\u9fff“”]){2,12}){1,5}(?:等地?)?(?=进行|开展|展开)")
"""The last of a list, which no one has found."""
_VILLAGES = ("村", "社区", "嘎查")
_FIRMS = ("Company", "Cooperative", "School", "HealthInstitution")
_INSIDE = re.compile("(?:境内|内|里|旁|边)?的")
HOME = re.compile(f"(?:[、和][^，。；到赴进往去看]{{0,12}}{PERSON}{INSIDE}*){{0,4}}(?:的?家[中里]?|住处|家门)")
"""What stands behind those whose homes are gone to: 甲、稠岭村党员乙|家中."""
_TITLED = f"、{TITLE}{ORG}{PLACE}{INSIDE}"
_WITHIN = re.compile("[^，。；：]{0,16}(?:里|内|上|中|旁|边|前|现场|门口)[，,]")
_STATION = re.compile(
    "(?:第[一二三四五]|首|最后一|下一|头一|末)站[，]?(?:便|就)?(?:是|来到|到了|选在|设在|为)?(?:位于|地处)?"
)
OWN = ("村", "社区", "该", "公司", "站长", "校长", "镇", "乡", "馆长")
_BACKED = re.compile(
    "的(?:大力)?(?:支持|带领|指导|帮助|领导|组织|推动|关心|见证|协调)|(?:党委|政府)?(?:的)?带领下|布局"
)
_HAND = re.compile(
    "(?:老人|大爷|大娘|奶奶|爷爷)?(?P<hold>(?:紧紧|一把|紧)?(?:拉着|握着|拉住|握住|拉过|攥着))(?=[\ue001\ue005]+的手)"
)
_WELCOMES = re.compile("(?:又|也|先后)?(?:迎来|接待)了?")
WITH_ALL = re.compile("等?(?:人|同志|领导)?一行")
OFFICIAL = "PublicPostHolder"


def stops_told(view: SentenceView) -> Iterator[Draft]:
    """Every stop that a sentence tells of in one of these ways."""
    yield from _heard(view)
    yield from _looked_over(view)
    yield from _passed(view)
    yield from _leads(view)
    yield from _by_hand(view)
    yield from _welcomed(view)
    yield from _stations(view)
    yield from _at_homes(view)
    yield from _pictured(view)


def _pictured(view: SentenceView) -> Iterator[Draft]:
    """图为庭长甲（中）在某镇某村农户家中听取意见: whom a picture shows at a place from elsewhere."""
    if _PICTURE.match(view.text) is None:
        return
    for place in view.actors:
        if place.case != "in" or place.mark.entity.type not in ("Place", "Organization"):
            continue
        before = [m for m in view.marks_in(view.clauses[place.clause][0], place.mark.start, "Person") if not m.back]
        for person in before[-1:]:
            home = view.homes.get(person.entity.id)
            same = home is not None and normal_name(place.mark.entity.name) in normal_name(home.name)
            if person.entity.kind == OFFICIAL and level(place.mark.entity) >= TOWN and home is not None and not same:
                yield _told(person, place.mark, "pictured there", 0.7)


def _at_homes(view: SentenceView) -> Iterator[Draft]:
    """在困难党员乙家中，甲问了他的身体: whom an official so calls on."""
    people = view.marks_in(0, len(view.text), "Person")
    for host, guest in pairwise(people):
        clause = view.clause_of(host.start)
        begin, stop = view.clauses[clause]
        inside = view.shape[begin : host.start].lstrip(" \u3000").startswith(("在", "来到", "走进"))
        home = _OWN_HOME.match(view.shape, host.end, stop)
        if home is None or not inside or guest.start < stop or view.in_speech(host.start):
            continue
        near = view.clause_of(guest.start) == clause + 1 and not view.plain[stop : guest.start].strip(_TITLED)
        if near and host.entity is not guest.entity and guest.entity.kind == OFFICIAL:
            span = (host.start, guest.end)
            yield relation("visits", guest, host, span, 0.75, "tours.yaml: at someone's home")


def _stations(view: SentenceView) -> Iterator[Draft]:
    """最后一站，是位于某镇的某公司: those who go round were there."""
    party = party_of(view)
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
                    yield relation("visits", one, mark, (told.start(), mark.end), 0.75, "tours.yaml: station")


def _by_hand(view: SentenceView) -> Iterator[Draft]:
    """老党员甲拉着乙的手: whom one who goes round meets so is called on."""
    for hold in _HAND.finditer(view.shape) if "的手" in view.text else ():
        one, other = (next((m for m in view.marks if at in (m.start, m.end)), None) for at in hold.span("hold"))
        if one is None or other is None or {one.entity.type, other.entity.type} != {"Person"}:
            continue
        guest, host = (one, other) if one.entity in party_of(view) else (other, one)
        if guest.entity in party_of(view) and host.entity not in party_of(view) and not view.in_speech(one.start):
            yield _told(guest, host, "by the hand", 0.7)


def _welcomed(view: SentenceView) -> Iterator[Draft]:
    """某村迎来县长张三一行: who is welcomed was there."""
    for verb in _WELCOMES.finditer(view.shape) if "迎来" in view.text or "接待" in view.text else ():
        host = next((mark for mark in view.marks if mark.end == verb.start()), None)
        guests = view.marks_in(verb.end(), view.clauses[view.clause_of(verb.start())][1], "Person", "Organization")
        if (
            host is None
            or host.entity.type not in ("Place", "Organization")
            or not guests
            or view.in_speech(host.start)
        ):
            continue
        guest = guests[-1]
        if WITH_ALL.match(view.shape, guest.end) or guest.entity.kind == "Team":
            yield _told(guest, host, "welcomed", 0.75)


def _told(guest: Mark, host: Mark, rule: str, surety: float) -> Draft:
    start, end = joined([(guest.start, guest.end), (host.start, host.end)])
    return relation("visits", guest, host, (start, end), surety, f"tours.yaml: {rule}")


def _leads(view: SentenceView) -> Iterator[Draft]:
    """张三率某考察团: who leads a team is one of it."""
    for person, team in pairwise(view.marks):
        if person.entity.type != "Person" or team.entity.kind != "Team" or team.back:
            continue
        between = view.shape[person.end : team.start]
        if between.strip("同志“") in ("率", "率领", "带领", "率队", "带着", "组织"):
            yield relation(
                "memberOf", person, team, (person.start, team.end), 0.85, "tours.yaml: leads a team", role="领队"
            )


def _passed(view: SentenceView) -> Iterator[Draft]:
    """Of an article about a tour: 在某公司，负责人介绍了…; 某村是此行的最后一站. Its leader was there."""
    heads = [one for one in view.about.headline if one.type == "Person" and one.kind == OFFICIAL]
    party = party_of(view) or tuple(heads[:1])
    if view.headline or not party or view.in_speech(0):
        return
    begin = next((index for index, letter in enumerate(view.shape) if letter not in " 　\n"), 0)
    for mark in view.marks:
        if mark.entity.type not in ("Place", "Organization") or mark.back:
            continue
        lead = view.shape[begin : mark.start]
        chain = not lead or not lead.strip(_NAMES)
        inside = view.shape[begin : begin + 1] == "在" and not lead[1:].strip(_NAMES + "的“")
        at = _AT.match(view.shape, mark.end) if inside else None
        last = _LAST.match(view.shape, mark.end) if chain else None
        others = (m for m in view.marks if at and m.start == at.end() and m.entity not in party)
        first = next(iter(view.marks_in(at.end(), len(view.shape))), None) if at else None
        if any(m.entity.type != "Person" and not _office(view, m) for m in others):
            at = None  # 在某镇分会场，某项目同步开工
        met = bool(at) and any(one.entity in party for one in view.marks_in(mark.end, len(view.text), "Person"))
        group = at is not None and they().match(view.shape, at.end()) is not None
        met = met or group  # 在某客运站，督导组抽查了…
        if at and not met and not view.about.party and (first is None or not _at_home(view, first, mark, at.end())):
            at = None  # without a word for a tour, only where one from there meets those who come
        inner = mark.end + view.shape.startswith("的", mark.end)
        within = any(other.start == inner for other in view.marks)  # 金拱镇|里仁村: the inner one
        if at and not met and not view.about.party and not view.rounds:  # only where the next clause is the leader's
            at = at if any(m.entity is party[0] and m.start == at.end() for m in view.marks) else None
        told = at or last
        if first is not None and first.entity not in party and WITH_ALL.match(view.shape, first.end):
            continue  # another's round goes on there: 在某社区，区长乙一行…
        if told and not within and view.about.first.get(party[0].id, 0) < view.offset(mark.start):
            for one in party if first is None or first.entity not in party else _with(view, first):
                yield relation(
                    "visits",
                    one,
                    mark,
                    (mark.start, told.end()),
                    0.65,
                    "tours.yaml: a stop told of in an article about a tour",
                )


def _with(view: SentenceView, first: Mark) -> tuple[LocalEntity, ...]:
    """Who goes round where one of them is named: that one, with those who lead with him or her where it says 一行."""
    all_ = WITH_ALL.match(view.shape, first.end) is not None
    leaders = (one for one in view.rounds if all_ and one not in view.along)
    team = view.about.party if first.entity in view.about.party else ()
    return tuple(dict.fromkeys((first.entity, *team, *leaders)))


def _at_home(view: SentenceView, person: Mark, place: Mark, start: int) -> bool:
    """Whether the first name of a clause is of one from a place: 在五星村，村党支部书记|孟和."""
    if person.entity.type != "Person" or view.plain[start : person.start].strip(_TITLED):
        return person.entity in view.rounds
    home = house(view, person) or view.homes.get(person.entity.id)
    return person.entity in view.rounds or home is place.entity or view.text.startswith(OWN, start)


def _office(view: SentenceView, mark: Mark) -> bool:
    """Whether a name only says whose someone is: 某公司总经理…."""
    return view.plain[mark.end : mark.end + 1] == TITLE or view.shape.startswith("负责人", mark.end)


def villages(view: SentenceView, stops: Sequence[Mark]) -> list[Mark]:
    """石岭村|大清河堤段, 洪宽工业村的|某公司, 白石村农田建设点, 苏王村某合作社, 某公司的|车间: who is at a field or a firm of a village is in the
    village, at a firm's workshop with the firm."""
    starts = {stop.start for stop in stops if stop.entity.kind != "AdministrativeArea"}
    houses = {stop.start for stop in stops if stop.entity.kind in _FIRMS}
    sites = {stop.start for stop in stops if stop.entity.kind in ("Venue", "Site", "FunctionalZone")}
    found = []
    for mark in view.marks:
        start = mark.end + view.shape.startswith("的", mark.end)
        village = mark.entity.type == "Place" and mark.entity.name.endswith(_VILLAGES)
        if (village and start in starts) or (mark.entity.kind in _FIRMS and start in sites):
            found.append(mark)
    for mark in view.inner:
        village = mark.entity.type == "Place" and mark.entity.name.endswith(_VILLAGES)
        found += [mark] if village and mark.start in sites | houses else []
    return found


def party_of(view: SentenceView) -> tuple[LocalEntity, ...]:
    """Who goes round, as the sentences before say; with those whom the article says to go along with them."""
    party, rounds = view.about.party, view.rounds
    people = any(one.type == "Person" for one in rounds)
    if party and people and not set(rounds) & set(party):
        return party
    return tuple(dict.fromkeys((*rounds, *party)))


def _looked_over(view: SentenceView) -> Iterator[Draft]:
    """张三对某公司、某广场进行实地考察, 对某公司的消防通道逐一检查: who looks over places was there."""
    for run in _runs_over(view):
        last, clause = run[-1], view.clause_of(run[0].start)
        rest = _MORE.match(view.shape, last.end)
        verb = _HOLDS.match(
            view.text, rest.end() if rest else last.end
        )  # also where 视察 is read as the event that it is
        if verb is None and last.entity.kind != "AdministrativeArea":
            verb = _CHECKS.match(view.shape, last.end)
        people = [a.mark for a in view.actors if acts(a) and a.clause == clause and a.mark.end <= run[0].start]
        begin = people[-1].end if people else view.clauses[clause][0]
        kind = meant(view.lead(clause), view.shape[begin : run[0].start])
        if verb is None or kind not in ("reported", "planned"):
            continue
        group = not people and they().match(view.shape[begin : run[0].start].lstrip(" 　")) is not None
        visitors: tuple[LocalEntity, ...] = party_of(view) if group else ()  # 一行人对某中心、某农场进行了视察
        if people and people[-1].entity.type == "Person":
            visitors = (people[-1].entity,)
        for one in visitors:
            for stop in run:
                span = (people[-1].start if people else run[0].start, verb.end())
                yield relation(
                    "visits",
                    one,
                    stop,
                    span,
                    0.8 if people else 0.7,
                    "tours.yaml: looks over",
                    modality="planned" if kind == "planned" else "reported",
                )


def _runs_over(view: SentenceView) -> Iterator[list[Mark]]:
    """The places and houses behind each 对, joined by 、 and 和 or standing one within the other."""
    if "对" not in view.shape:
        return
    for index, mark in enumerate(view.marks):
        if _OVER_LIST.search(view.shape, 0, mark.start) is None or view.in_speech(mark.start):
            continue
        run = [mark]
        for after in view.marks[index + 1 :]:
            between = view.shape[run[-1].end : after.start]
            if between not in _JOINTS and not listed_on(between):
                break
            run.append(after)
        if all(one.entity.type in ("Place", "Organization") for one in run):
            yield run


def listed_on(between: str) -> bool:
    """Whether a list goes on over what stands between two names."""
    return _UNREAD.fullmatch(between) is not None


def _heard(view: SentenceView) -> Iterator[Draft]:
    """在绿禾源种业，张三听取了介绍: who comes to a place and looks round or listens there."""
    pattern = any_in("tours", "looks")
    for actor in view.actors:
        place, clause = actor.mark, actor.clause
        if actor.case != "in" or place.entity.type not in ("Place", "Organization") or view.in_speech(place.start):
            continue
        here = [a.mark for a in view.actors if a.case == "agent" and a.clause in (clause, clause + 1)]
        people = [m for m in here if m.entity.type == "Person" and m.start >= place.end]
        people = [
            m for m in people if not HOME.match(view.shape, m.end) and not called_on(view, m)
        ]  # 赵某家中走访: visited
        if not people or "；" in view.shape[place.end : people[0].start] or called_on(view, people[0]):
            continue
        if view.marks_in(place.end, people[0].start, "Event", "Programme"):
            continue
        stop = view.clauses[min(view.clause_of(people[0].start) + 1, len(view.clauses) - 1)][1]
        look = pattern.search(view.shape, people[0].end, min(stop, people[0].end + 24))
        if look is None:
            continue
        # 在某村，网格员甲正登记，书记乙叮嘱他: who looks on is named right before
        later = view.marks_in(people[0].end, look.start(), "Person")
        there = next((m.entity for m in reversed(later) if _heads(view, m)), people[0].entity)
        if people[0].back:  # 甲看望了乙，得知其女儿丙…, 在医院，他…: whom the sentence puts first
            there = next((m.entity for m in view.marks_in(0, people[0].start, "Person")), there)
        inner = [m for m in view.marks if _INSIDE.fullmatch(view.shape, place.end, m.start)]
        stops = [place, *(m for m in inner if m.entity.type in ("Place", "Organization"))]  # 在小镇内的某公司
        homes = view.marks_in(place.end, view.clauses[clause][1], "Person")
        stops += [m for m in homes if m.end <= people[0].start and HOME.match(view.shape, m.end)]  # 在某社区甲家，乙…
        for stop_at in (*stops, *villages(view, stops)):
            for one in view.about.party if there in view.about.party else (there,):
                yield relation(
                    "visits",
                    one,
                    stop_at,
                    (min(stop_at.start, people[0].start), max(look.end(), stop_at.end)),
                    0.8,
                    f"tours.yaml looks: {look[0]}",
                )


def _heads(view: SentenceView, person: Mark) -> bool:
    """Whether a clause begins with a person, titles left out."""
    return not view.plain[view.clauses[view.clause_of(person.start)][0] : person.start].strip(_TITLED)
