"""Visits and inspections: who went where, every stop of a tour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.events.tours import RULE as TOUR
from ingest.modality import any_in, any_of, meant
from ingest.relations.actors import callings
from ingest.relations.base import (
    INSIDE,
    ORG,
    PERSON,
    PLACE,
    TITLE,
    Deed,
    Draft,
    Mark,
    SentenceView,
    bare,
    joined,
    relation,
)
from ingest.relations.frames import house, partners, says
from ingest.relations.places.areas import TOWN, VILLAGE, level
from ingest.relations.visits.comers import arrived, sent
from ingest.relations.visits.rounds import AT_HEAD, HEADS, beside, bodies_beside, goes_on_tours, led_along, titled
from ingest.relations.visits.tours import HOME, OFFICIAL, TELLS, WITH_ALL, party_of, stops_told, villages
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity

_NEXT = re.compile(
    r"(?:的?(?:(?![了到对向把])[\u4e00-\u9fff“”、A-Z0-9]){0,30})?(?:、|和|及|以及|，以及|，和)(?:[\u4e00-\u9fff]{1,6}的|位于|落户)?“?"
)
_HOSTS = re.compile(f"[^，。；到赴进往去看]{{0,8}}{PERSON}{INSIDE}*[、和]")  # 小荆村|困难户甲、|北岙街道老党员乙家中
_WORD = "(?:(?![到在对向为把是有和及])[\u4e00-\u9fff])"
_NAMED = f"(?:[{PLACE}{ORG}]{INSIDE}*{_WORD}{{0,8}})+"
_LISTED = re.compile(f"{_NAMED}(?:[、和及](?:{_NAMED}|{_WORD}{{1,8}}))*[，。；]")
"""A clause that is a list of stops and nothing else: 来到甲村、乙村，|丙镇丁村、戊村，."""
_OVER = re.compile(f"(?:、{_WORD}{{1,8}}|{_WORD}{{1,8}})?，")
_GOES_ON = ("以及", "和", "及")
_SENT_OUT = re.compile("派出?|组织|组团|选派|抽调")
_GOES_ROUND = (
    "Team",
    "GovernmentBody",
    "PeoplesCongress",
    "ConsultativeConference",
    "PartyOrganization",
    "MassOrganization",
    "SocialOrganization",
    "DisciplineInspection",
)
_SESSIONS = ("PeoplesCongress", "ConsultativeConference")
_SENT_GROUP = re.compile(
    "(?:工作|专家|督导|督查|检查|巡察|考察|调研|慰问|观摩|验收)[组团]"
)  # of others than the leader
_HEAD = ("组长", "副组长", "成员", "负责人")  # of a group: one of it, whom no one has found
_YARD = re.compile(
    "(?:老人|同志|大爷|大娘|奶奶|爷爷)?(?:的?家|的?(?:小院|院子|院里|住处|病房|床前|屋里))"
)  # 走进张某的|小院
_OF_THOSE = re.compile("[^，。；\ue000-\ue007]{1,8}的(?!村|社区)")  # 到某公园避暑的|游客
_NEAR_TO = re.compile(
    "(?:附近|旁边|隔壁|对面)的?|(?:的)?(?:旧址|成立地|诞生地|驻地|所在地|发源地|发祥地|策源地|故里|故乡|老家)(?:的|——)?"
)
_RUNS = re.compile(
    "(?:负责)?(?:运营|管理|经营|承建|开发|打造|创办|兴办|投资建设|投资兴建|投建|领办|建设|托管|承包)的“?"
)
_STANDS = re.compile("(?:设在|建在|位于|落在|坐落在|坐落于|办在)")
_LOOKS_AT = re.compile("(?:实地)?(?:看了?|察看了?|查看了?|参观了?|考察了?|踏看)“?")
_LED_THERE = re.compile("(?:[^，。；\ue000-\ue007]{0,6}(?:负责人|干部|代表|人员)?)(?:到|赴|前往|来到|走进)")
_FETCHED = re.compile("(?:请出|请来|请到|邀来|找来|叫来|接来)了?[^，。；、]{0,16}\\Z")
_PUBLIC = frozenset({"GovernmentBody", "PartyOrganization", "PeoplesCongress", "AdministrativeArea"})
_NOUN = ("的", "基地", "实践", "点")  # 挂牌成立写生|实践基地
_CALLED = 24  # code points between a verb of calling on someone and the name
_BACK = ("回", "返")
_STAYS = re.compile(
    "[，]?(?:当|做|任|担任|成为|接任|创业|定居|工作|安家|务农|种|养|开[了起办]|办[了起]|承包|发展|接手)"
)
_ON_IT = re.compile("就|围绕|针对|聚焦|[，,]以")
_WORKS, _BUILT = ("Project", "Works", "Programme"), ("项目", "工程", "基地", "一期", "二期", "三期", "园")
_ROUTES = re.compile("分(?:成|为|作)?[两三四五六多]路|兵分|分头|分[两三四五六]组|分成?[两三四五六]个?组")
_APART = re.compile("分别|分头|各自")
_SORTS = re.compile(
    "(?:困难|特困|退休|离休|老|贫困|优秀|全国|省|市|县)*(?:职工|劳模|党员|干部|教师|工人|学生|军人|军属|烈属|模范|学子)|(?:困难|特困|退休|离休|贫困)"
)
"""What those are who are called on one after the other: 劳模甲和|困难职工|乙."""
_THEIR_COMING = re.compile(
    f"(?:一行|等人?|的?(?:专家|领导|同志|嘉宾|客人|代表)们?|{TITLE}|[0-9]+人)*(?:专程|再次|亲临|远道而来)?(?:(?:来到|到|来|赴|莅临)[{PLACE}{ORG}{INSIDE}]+(?:实地)?)?"
)
_SPEECH = re.compile("(?:时|期间)?(?:发表)?的?(?:系列)?(?:重要)?(?:讲话|指示|批示|论述)")
_WELCOMES = re.compile("表示|致以|表达|给予|报以")
_TOUR = 5  # code points between a place and the tour that is made there: 到某镇|开展|调研
_SHORT = frozenset({"到", "到了", "还到了", "赴", "进入", "进了", "进到"})


def visits(view: SentenceView) -> Iterator[Draft]:
    seen: set[int] = set()  # where the stops told of so far stand
    for deed in (*view.deeds, *_toured_there(view)):
        if deed.modality is None or not says(deed, "visits"):
            continue
        if not deed.objects and not _called_on(view, deed):
            yield from _there(view, deed)
            continue
        if deed.verb in _SHORT and not _goes(view, deed):
            continue
        if deed.objects and _SPEECH.match(view.shape, deed.objects[-1].end):
            continue  # 贯彻考察云南|重要讲话精神
        if deed.objects and deed.verb.startswith(_BACK) and _STAYS.match(view.shape, deed.objects[-1].end):
            continue  # 回到白岩村当起了村医
        stops = [stop for stop in _stops(view, deed) if _is_stop(stop.entity) and not _topic(view, deed, stop)]
        stops = [one for stop in stops for one in _beyond(view, stop)]
        stops += _looked_at(view, stops)
        stops += villages(view, stops)
        stops += [mark for mark in deed.objects if mark.entity.type == "Person" and _YARD.match(view.shape, mark.end)]
        stops += _called_on(view, deed)
        stops += [mark for mark in deed.places if mark.entity.type == "Place" and level(mark.entity) >= TOWN]
        visitors = [*_visitors(view, deed), *((mark.entity, mark, 0.75) for mark in _led_there(view, deed))]
        visitors = [item for item in visitors if item[1] is None or item[1].start not in seen]  # a stop goes nowhere
        led = "领下" in view.text  # 检查组在副主任甲带领下走进…: not the hosts that 陪同 a delegation
        if deed.carried < 2 and any(one.type == "Person" or (led and one.kind == "Team") for one, _, _ in visitors):
            visitors += [(one, None, 0.65) for one in beside(view) if all(one is not who for who, _, _ in visitors)]
        if visitors and deed.carried < 2 and "陪同下" in view.text:  # 在县委宣传部、县农业局负责人陪同下，到某村
            visitors += [
                (one, None, 0.65) for one in bodies_beside(view) if all(one is not who for who, _, _ in visitors)
            ]
        if _ROUTES.search(view.shape, 0, deed.end) and len(stops) > 1:
            continue  # 分两路，分别来到: the sentences behind tell who went where
        each = _severally(view, deed, visitors, stops)
        for visitor, mark, sure in visitors:
            for stop in each.get(visitor.id, stops):
                of_house = visitor.type == "Organization" and stop.entity.type == "Person" and deed.carried > 0
                if not of_house and not _lives(view, visitor, stop):
                    yield _draft(deed, visitor, mark, stop, sure)
        for stop in stops:
            for mark in partners(view, deed, stop):  # A联合B，组织队员到P看望老人
                if mark.entity.type == "Organization" and mark.start not in seen:
                    yield _draft(deed, mark.entity, mark, stop, 0.7)
        seen.update(stop.start for stop in stops)
    yield from stops_told(view)
    yield from _with_those_before(view)
    yield from sent(view)
    yield from arrived(view)


def _toured_there(view: SentenceView) -> Iterator[Deed]:
    """率队先后|考察|了甲公司、乙公司: a tour named by its verb alone, with what it governs, as a deed."""
    for tour in view.marks:
        end = tour.end + view.shape.startswith("了", tour.end)
        if tour.entity.rule != TOUR or tour.back:
            continue
        thing = next((a for a in view.actors if a.mark.start == end + view.shape.startswith("“", end)), None)
        if thing is None or thing.mark.back or thing.mark.entity.type not in ("Place", "Organization"):
            continue
        if thing.mark.entity.kind == "AdministrativeArea" and level(thing.mark.entity) < TOWN:
            continue  # 督查|我区|节前安全
        clause = view.clause_of(tour.start)
        before = [a for a in view.actors if a.mark.end <= tour.start and a.case == "agent" and not a.mark.back]
        before = [a for a in before if a.mark.entity.type in ("Person", "Organization")]
        kind = meant(view.lead(clause), bare(view.shape[view.clauses[clause][0] : tour.start]))
        yield Deed(
            verb="考察",
            start=tour.start,
            end=end,
            clause=clause,
            agents=tuple(a.mark for a in before if a.group == before[-1].group),
            objects=tuple(a.mark for a in view.actors if a.group == thing.group and a.case != "of"),
            companions=(),
            places=(),
            takers=(),
            carried=2 if not before else int(before[-1].clause != clause),
            modality=None if kind == "unsaid" else kind,
        )


def _severally(
    view: SentenceView, deed: Deed, visitors: Sequence[tuple[LocalEntity, Mark | None, float]], stops: Sequence[Mark]
) -> dict[str, list[Mark]]:
    """甲、乙分别赶赴A镇、B镇: the stop of each by id, in order, where there are as many as go; {} where all went to all."""
    going = {mark.start: one.id for one, mark, _ in visitors if mark is not None}
    where = {stop.start: stop for stop in stops}
    if len(going) < 2 or len(going) != len(where):
        return {}
    apart = _APART.search(view.shape, max(going), deed.end) is not None
    return {going[who]: [where[stop]] for who, stop in zip(sorted(going), sorted(where), strict=True)} if apart else {}


def _lives(view: SentenceView, visitor: LocalEntity, stop: Mark) -> bool:
    """Whether a stop is the village whose officer someone is: 后寨村党支部书记甲带大家看了村里."""
    village = stop.entity.kind == "AdministrativeArea" and level(stop.entity) >= VILLAGE
    home = view.homes.get(visitor.id) if village and visitor.kind == OFFICIAL else None
    return stop.entity is visitor or (home is not None and normal_name(stop.entity.name) in normal_name(home.name))


def _led_there(view: SentenceView, deed: Deed) -> list[Mark]:
    """组织甲街道、乙街道到某社区取经: towns and bodies that another makes go."""
    made = [a.mark for a in view.actors if a.case == "made" and a.clause == deed.clause and a.mark.end <= deed.start]
    going = [
        m for m in made if m.entity.type != "Person" and (m.entity.type == "Organization" or level(m.entity) >= TOWN)
    ]
    there = _LED_THERE.fullmatch(view.shape, made[-1].end, deed.end) if made and going == made else None
    return going if there is not None and not deed.carried else []


def _with_those_before(view: SentenceView) -> Iterator[Draft]:
    """县长甲深入乙镇、丙镇调研。副县长丁一同调研: who goes along was where the sentence before tells of."""
    before = view.before
    bodies = bodies_beside(view) if before is not None else []
    along = [*beside(view), *bodies] if before is not None else []
    if before is not None and bodies and not any(says(deed, "visits") for deed in before.deeds):
        before = before.before  # 他强调，…: what was said stands between
    if before is None or not along or any(says(deed, "visits") and deed.objects for deed in view.deeds):
        return
    first = next(mark for mark in view.marks if mark.entity is along[0])
    end = view.clauses[-1][1]
    for deed in before.deeds:
        if deed.modality is None or not deed.objects or not says(deed, "visits") or not _visitors(before, deed):
            continue
        if (deed.verb in _SHORT and not _goes(before, deed)) or deed.verb.rstrip("了") in load("tours")["calls"]:
            continue
        for stop in _stops(before, deed):
            for one in along:
                area = (
                    stop.entity.kind == "AdministrativeArea" and level(stop.entity) < TOWN
                )  # 来凤县: whose own leaders go along
                if stop.entity.type in ("Place", "Organization") and stop.entity is not one and not area:
                    yield relation(
                        "visits", one, stop, (first.start, end), 0.65, "tours.yaml: goes along", modality=deed.modality
                    )


def _stops(view: SentenceView, deed: Deed) -> list[Mark]:
    """What a verb governs, on through a list whose names have more words behind them (华溪村黄精基地、坪坝村…)."""
    if not deed.objects:
        return []  # 慰问了放了38年电影的老放映员甲: whom a verb calls on alone
    stops = [where for mark in deed.objects for where in _where(view, deed, mark)]
    clause = deed.clause
    while clause + 1 < len(view.clauses) and view.shape[view.clauses[clause + 1][0] :].startswith(_GOES_ON):
        clause += 1  # 深入新华村、某传习馆，以及某公司
    while clause + 1 < len(view.clauses) and _LISTED.fullmatch(view.shape, *view.clauses[clause + 1]):
        clause += 1  # 来到A镇甲村、乙村，B镇丙村
    for mark in view.marks_in(stops[-1].end, view.clauses[clause][1]):
        between = view.shape[stops[-1].end : mark.start]
        if _RUNS.fullmatch(between):  # 某公司运营的|某中心: the latter alone
            stops[-1] = mark
            continue
        if mark.entity.type == "Person" and HOME.match(view.shape, mark.end):
            continue
        hosts = _HOSTS.fullmatch(between) is not None and HOME.search(view.shape, mark.end, view.clauses[clause][1])
        joint = hosts or _NEXT.fullmatch(between) or _STANDS.fullmatch(between)
        over = clause > deed.clause and _OVER.fullmatch(between)
        if between not in ("", "的", "驻") and not joint and not over:
            break
        stops.append(mark)
        if (
            between in ("", "的", "驻")
            and stops[-2] not in deed.objects
            and mark.entity.type in ("Place", "Organization")
        ):
            stops.pop(-2)  # 黄水镇|万胜坝社区: the inner one
    return stops


def _is_stop(entity: LocalEntity) -> bool:
    """Whether one can be gone to: a place, a body, works that are being built."""
    works = entity.kind in _WORKS and entity.name.endswith(_BUILT)
    return entity.type in ("Place", "Organization") or works


def _topic(view: SentenceView, deed: Deed, stop: Mark) -> bool:
    """Whether works are only what a tour is about: 深入某旗就|某工程|实施情况进行调研."""
    works = stop.entity.type == "Programme"
    return works and _ON_IT.search(view.shape, min(deed.end, stop.start), stop.start) is not None


def _where(view: SentenceView, deed: Deed, thing: Mark) -> list[Mark]:
    """What a verb governs, or where that is: 先后到甲村、某公司|暗访, 察看了乙村的|农家书屋."""
    if thing.entity.type not in ("Event", "Programme"):
        return [thing]
    before = [
        m for m in view.marks_in(deed.end, thing.start) if view.shape[m.end : thing.start] in ("", "的", "的“", "“")
    ]
    return [m for m in before if m.entity.type in ("Place", "Organization") and m not in deed.objects] or [thing]


def _looked_at(view: SentenceView, stops: Sequence[Mark]) -> list[Mark]:
    """到某村看|种子田: what those who come look at where they are."""
    found = []
    for stop in stops[-1:]:
        look = _LOOKS_AT.match(view.shape, stop.end)
        there = [] if look is None else [mark for mark in view.marks if mark.start == look.end()]
        found += [mark for mark in there if mark.entity.kind in ("Venue", "Site")]
    return found


def _beyond(view: SentenceView, stop: Mark) -> tuple[Mark, ...]:
    """A stop, or what lies near it, or is what it is told of: 后寨村附近的|某公司, 第一届县委成立地|某村."""
    near = _NEAR_TO.match(view.shape, stop.end)
    return (stop,) if near is None else tuple(mark for mark in view.marks if mark.start == near.end())[:1]


def _called_on(view: SentenceView, deed: Deed) -> list[Mark]:
    """看望慰问了老护士长张三: people who are called on, with those joined to them."""
    if deed.verb.rstrip("了") not in load("tours")["calls"]:
        return []
    stop = view.clauses[deed.clause][1]
    people = [mark for mark in view.marks_in(deed.end, stop, "Person") if not mark.back]
    if not people and view.shape.endswith(("进行", "进行了", "开展", "开展了"), 0, deed.start):
        people = [m for m in deed.takers if m.entity.type == "Person" and not m.back]  # 对张三、李四进行了慰问
    if not people or people[0].start - deed.end > _CALLED or not people[0].entity.mentions:
        return []
    found = [people[0]]
    for mark in people[1:]:
        between = view.plain[found[-1].end : mark.start].strip(f"、和与及{TITLE}{ORG}{PLACE}{INSIDE}")
        if between and not between.endswith(callings()) and not _SORTS.fullmatch(between):
            break
        found.append(mark)
    return found


def _there(view: SentenceView, deed: Deed) -> Iterator[Draft]:
    """张三在后寨村走访: where someone looks round."""
    if deed.verb not in load("tours")["rounds"] or deed.carried or view.shape.startswith(_NOUN, deed.end):
        return
    if _spoken_of(view, deed):
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
    if not last or "\ue000" <= last <= TITLE or before.endswith((*leads, "深入")):
        return True
    ends = (*load("tours")["rounds"], *load("tours")["purposes"])
    purpose = any_of(ends).match(view.shape, deed.objects[-1].end) if deed.objects else None
    return purpose is not None or _toured(view, deed)  # 组织队员到养老院看望老人


def _toured(view: SentenceView, deed: Deed) -> bool:
    """Whether a tour is named right behind where someone goes: 15人到乐平镇|考察交流."""
    end = deed.objects[-1].end if deed.objects else len(view.text)
    return any(mark.entity.kind == "Inspection" and mark.start in range(end, end + _TOUR) for mark in view.marks)


def _visitors(view: SentenceView, deed: Deed) -> list[tuple[LocalEntity, Mark | None, float]]:
    guests = _spoken_of(view, deed)
    if guests:
        return [(mark.entity, mark, 0.75) for mark in guests]
    last = max((mark.end for mark in deed.agents if mark.end <= deed.start), default=deed.start)
    sent = _SENT_OUT.search(view.shape, last, deed.start) is not None  # 某镇派出考察组到某村
    own = [
        mark
        for mark in deed.agents
        if (mark.entity.type in ("Person", "Organization") or (sent and mark.entity.type == "Place"))
        and mark.end <= deed.start
        # 张三表示，“巴扎义诊”将走进…: who only speaks of it
        and not (deed.carried and TELLS.match(view.shape, mark.end))
    ]
    own = [mark for mark in own if mark.entity.type != "Person" or not HOME.match(view.shape, mark.end)]
    own = [mark for mark in own if not (deed.carried and _FETCHED.search(view.shape, 0, mark.start))]
    own = [*(mark for mark in _heading(view, deed) if mark not in own), *own]
    rounds, party = view.rounds, party_of(view)
    he = bool(own) and all(mark.back and mark.entity.type == "Person" for mark in own)
    if (
        he
        and rounds
        and not view.marks_in(0, own[0].start, "Person")
        and own[0].entity not in (*rounds, *view.about.tourers)
    ):
        return [(one, None, 0.75) for one in rounds]  # 随后，他到…: who went before, not whom they called on
    if own and rounds and all(goes_on_tours(mark.entity) or (mark.back and mark.entity.kind == "Team") for mark in own):
        return [(one, None, 0.7) for one in dict.fromkeys((*(mark.entity for mark in own), *party))]  # 代表团一行又来到
    if own and own[0].entity.type == "Person":
        own = [*(mark for mark in titled(view, own[0]) if mark not in own), *own]
    if own:
        own += [mark for mark in led_along(view, own[0], deed.start) if mark not in own]
        with_them = [
            (one, None, 0.7) for one in view.about.party if any(mark.entity in view.about.party for mark in own)
        ]
        if own[-1].entity in rounds and WITH_ALL.match(view.shape, own[-1].end):  # 苏某一行: with those who went before
            near = () if view.before is None else {mark.entity.id for mark in view.before.marks}
            with_them += [(one, None, 0.65) for one in rounds if one not in view.along or one.id in near]
        with_them += [(one, None, 0.7) for one in _teams(view, own)]  # 巡察组组长甲带着组员走访
        with_them += [(one, None, 0.7) for one in _led_bodies(view, deed, own)]
        here = [(mark.entity, mark, 0.9 if deed.carried == 0 else 0.75) for mark in own]
        with_them = [item for item in with_them if all(item[0] is not mark.entity for mark in own)]
        return [*here, *{item[0].id: item for item in with_them}.values()]
    words = view.shape[view.clauses[0][0] : deed.end]
    groups = any_in("tours", "groups").finditer(words)
    group = any(not words.startswith(_HEAD, match.end()) for match in groups)
    since = max((mark.end for mark in view.marks_in(0, deed.start, "Person", "Organization")), default=0)
    begins = min(view.clauses[deed.clause][0], since) if view.marks_in(0, deed.start, "Organization") else 0
    they = any_in("tours", "they").search(view.shape, begins, deed.end)  # 一行来到 is a verb of its own
    tour = deed.verb in load("tours")["tour"]
    if view.in_speech(deed.start):
        return []
    named = [a.mark for a in view.actors if a.case == "agent" and a.mark.end <= deed.start and not a.mark.back]
    if named and named[0].entity.type == "Person" and not group and not they:  # 甲没有急着开庭，而是和乙去了某村
        with_one = [named[0], *led_along(view, named[0], deed.start)]
        return (
            [(mark.entity, mark, 0.65) for mark in with_one]
            if tour and not TELLS.match(view.shape, named[0].end)
            else []
        )
    leader, topic = view.about.leader, view.about.topic
    if group:
        session = topic is not None and topic.kind in _SESSIONS and "会人员" in words
        body = (
            topic
            if topic is not None
            and topic.kind in _GOES_ROUND
            and leader not in view.about.headline
            and "会人员" not in words
            else leader
            if leader is not None
            and not _SENT_GROUP.search(words)
            and leader.kind == OFFICIAL
            and ("会人员" not in words or view.about.first.get(leader.id, 0) < view.offset(deed.start))
            and (leader in view.about.headline or _governs(view, leader))
            else None
        )
        going = party or (() if body is None else (body,))
        going = (*going, topic) if session and topic is not None and topic not in going else going
        if "会人员" in words and view.before is not None:  # those whom the sentence before says to be at the meeting
            at_meeting = [m.entity for m in view.before.marks if m.entity.kind == OFFICIAL]
            going = (*going, *at_meeting) if leader in at_meeting else going
        return [(one, None, 0.7) for one in going]
    if they:
        return [(one, None, 0.7) for one in party]
    if deed.carried == 2 and tour and not (deed.objects and _OF_THOSE.match(view.shape, deed.objects[-1].end)):
        if not party and leader is not None and leader in view.about.headline:
            party = (leader,)
        return [(one, None, 0.65) for one in party]
    return []


def _spoken_of(view: SentenceView, deed: Deed) -> list[Mark]:
    """甲对|代表团、乙|一行到某县考察表示欢迎: who came, where another only speaks of it."""
    to = [a for a in view.actors if a.clause == deed.clause and a.case == "to" and a.mark.end <= deed.start]
    if not to or not _THEIR_COMING.fullmatch(view.plain, to[-1].mark.end, deed.start):
        return []
    group = [a.mark for a in to if a.group == to[-1].group]
    welcome = _WELCOMES.search(view.shape, deed.end, view.clauses[deed.clause][1])
    about = view.shape[: group[0].start].rstrip("“").endswith("对") or any(
        view.plain.endswith("对" + TITLE * n, 0, group[0].start) for n in (1, 2)
    )
    return group if welcome is not None and about else []


def _teams(view: SentenceView, own: Sequence[Mark]) -> Iterator[LocalEntity]:
    """Teams whose heads lead them somewhere."""
    for mark in own:
        team = house(view, mark) if mark.entity.type == "Person" and AT_HEAD.match(view.plain, mark.end) else None
        if team is not None and team.kind == "Team":
            yield team


def _led_bodies(view: SentenceView, deed: Deed, own: Sequence[Mark]) -> Iterator[LocalEntity]:
    """带领县农业农村局、县水利局主要负责同志深入…: the bodies whose heads go along with those who lead them."""
    for mark in own:
        if mark.entity.kind != OFFICIAL or AT_HEAD.match(view.plain, mark.end) is None:
            continue
        led = [a for a in view.actors if mark.end <= a.mark.start and a.mark.end <= deed.start]
        if led and HEADS.match(view.shape, led[-1].mark.end) and all(a.case in ("made", "with", "of") for a in led):
            yield from (a.mark.entity for a in led if a.mark.entity.type == "Organization")


def _governs(view: SentenceView, leader: LocalEntity) -> bool:
    """Whether the article's first person holds an office of an area, as those do whom others follow from a meeting."""
    home = view.homes.get(leader.id)
    return home is not None and home.kind in _PUBLIC


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
    return relation(
        "visits", visitor, stop, (start, end), sure, f"relations.yaml visits: {deed.verb}", modality=deed.modality
    )
