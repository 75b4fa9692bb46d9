"""Visits and inspections: who went where, every stop of a tour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.events.tours import RULE as TOUR
from ingest.modality import any_of, meant
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
from ingest.relations.frames import partners, says
from ingest.relations.places.areas import TOWN, VILLAGE, level
from ingest.relations.visits.comers import arrived, sent
from ingest.relations.visits.rounds import beside, bodies_beside
from ingest.relations.visits.tours import HOME, OFFICIAL, stops_told, villages
from ingest.relations.visits.visitors import spoken_of, visitors_of
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity

_WORD = "(?:(?![到在对向为把是有和及])[\u4e00-\u9fff])"
_UNKNOWN = f"(?:、{_WORD}{{2,12}}){{0,4}}"
_NEXT = re.compile(
    rf"(?:的?(?:(?![了到对向把])[\u4e00-\u9fff“”、A-Z0-9]){{0,30}})?{_UNKNOWN}(?:、|和|及|以及|，以及|，和)(?:[\u4e00-\u9fff]{{1,6}}的|位于|落户|(?:(?![了到在对向为把是有来去])[\u4e00-\u9fff]){{2,5}})?“?"
)
_HOSTS = re.compile(f"[^，。；到赴进往去看]{{0,8}}{PERSON}{INSIDE}*[、和]")  # 小荆村|困难户甲、|北岙街道老党员乙家中
_NAMED = f"(?:[{PLACE}{ORG}]{INSIDE}*{_WORD}{{0,8}})+"
_LISTED = re.compile(f"{_NAMED}(?:[、和及](?:{_NAMED}|{_WORD}{{1,8}}))*[，。；]")
"""A clause that is a list of stops and nothing else: 来到甲村、乙村，|丙镇丁村、戊村，."""
_UNREAD = re.compile(f"{_WORD}{{2,12}}(?:、{_WORD}{{2,12}})*，")
_OVER = re.compile(f"(?:、{_WORD}{{1,8}}|{_WORD}{{1,8}})?，")
_GOES_ON = ("以及", "和", "及")
_YARD = re.compile(
    "(?:老人|同志|大爷|大娘|奶奶|爷爷)?(?:的?家|的?(?:小院|院子|院里|住处|病房|床前|屋里))"
)  # 走进张某的|小院
_NEAR_TO = re.compile(
    "(?:附近|旁边|隔壁|对面)的?|(?:的)?(?:旧址|成立地|诞生地|驻地|所在地|发源地|发祥地|策源地|故里|故乡|老家)(?:的|——)?"
)
_RUNS = re.compile(
    "(?:负责)?(?:运营|管理|经营|承建|开发|打造|创办|兴办|投资建设|投资兴建|投建|领办|建设|托管|承包)的“?"
)
_STANDS = re.compile("(?:设在|建在|位于|落在|坐落在|坐落于|办在)")
_LOOKS_AT = re.compile("(?:实地)?(?:看了?|察看了?|查看了?|参观了?|考察了?|踏看)“?")
_LED_THERE = re.compile("(?:[^，。；\ue000-\ue007]{0,6}(?:负责人|干部|代表|人员)?)(?:到|赴|前往|来到|走进)")
_NOUN = ("的", "基地", "实践", "点")  # 挂牌成立写生|实践基地
_CALLED = 24  # code points between a verb of calling on someone and the name
_BACK = ("回", "返")
_STAYS = re.compile(
    "[，]?(?:当|做|任|担任|成为|接任|创业|定居|工作|安家|务农|种|养|开[了起办]|办[了起]|承包|发展|接手)"
)
_ON_IT = re.compile("就|围绕|针对|聚焦|[，,]以")
_WORKS, _BUILT = ("Project", "Works", "Programme"), ("项目", "工程", "基地", "一期", "二期", "三期", "园")
_DEPUTY = re.compile("(?:代表|委员|常委)(?![处团])")
"""走访全国人大|代表: of a house, whose one is called on."""
_ROUTES = re.compile("分(?:成|为|作)?[两三四五六多]路|兵分|分头|分[两三四五六]组|分成?[两三四五六]个?组")
_APART = re.compile("分别|分头|各自")
_SORTS = re.compile(
    "(?:困难|特困|退休|离休|老|贫困|优秀|全国|省|市|县)*(?:职工|劳模|党员|干部|教师|工人|学生|军人|军属|烈属|模范|学子)|(?:困难|特困|退休|离休|贫困)"
)
"""What those are who are called on one after the other: 劳模甲和|困难职工|乙."""
_SPEECH = re.compile("(?:时|期间)?(?:发表)?的?(?:系列)?(?:重要)?(?:讲话|指示|批示|论述)")
_GOODS = re.compile(
    "(?:捐|赠|送|运|寄|调|发|采购|筹集)[^，。；]{0,8}的[^，。；]{0,10}(?:物资|袋|箱|批|车|吨|件|套|台|包|粮|药|品)"
)
_TOUR = 5  # code points between a place and the tour that is made there: 到某镇|开展|调研
_SHORT = frozenset({"到", "到了", "还到了", "赴", "进入", "进了", "进到"})


def visits(view: SentenceView) -> Iterator[Draft]:
    seen: set[int] = set()  # where the stops told of so far stand
    for deed in (*view.deeds, *_toured_there(view)):
        if deed.modality is None or not says(deed, "visits"):
            continue
        if not deed.objects and not _called_on(view, deed) and not _behind_unread(view, deed):
            yield from _there(view, deed)
            continue
        if deed.verb in _SHORT and not _goes(view, deed):
            continue
        if deed.objects and _SPEECH.match(view.shape, deed.objects[-1].end):
            continue  # 贯彻考察云南|重要讲话精神
        if deed.verb.endswith("抵达") and deed.agents and _GOODS.search(view.shape, deed.agents[-1].end, deed.start):
            continue  # 某会捐赠的编织袋已抵达某县: goods, not who sent them
        if deed.objects and deed.verb.startswith(_BACK) and _STAYS.match(view.shape, deed.objects[-1].end):
            continue  # 回到白岩村当起了村医
        stops = [stop for stop in _stops(view, deed) if _is_stop(stop.entity) and not _topic(view, deed, stop)]
        stops = [one for stop in stops for one in _beyond(view, stop)]
        stops = [s for s in stops if s.entity.type != "Organization" or not _DEPUTY.match(view.text, s.end)]
        stops += _looked_at(view, stops)
        stops += villages(view, stops)
        stops += [mark for mark in deed.objects if mark.entity.type == "Person" and _YARD.match(view.shape, mark.end)]
        stops += _called_on(view, deed)
        stops += [mark for mark in deed.places if mark.entity.type == "Place" and level(mark.entity) >= TOWN]
        visitors = [*visitors_of(view, deed), *((mark.entity, mark, 0.75) for mark in _led_there(view, deed))]
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
    area = stop.entity.kind == "AdministrativeArea"
    own = area and (level(stop.entity) >= VILLAGE or level(stop.entity) < TOWN)  # 县长甲走访慰问了全县老人
    home = view.homes.get(visitor.id) if own and visitor.kind == OFFICIAL else None
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
        if deed.modality is None or not deed.objects or not says(deed, "visits") or not visitors_of(before, deed):
            continue
        if (deed.verb in _SHORT and not _goes(before, deed)) or deed.verb.rstrip("了") in load("tours")["calls"]:
            continue
        for stop in _stops(before, deed):
            for one in along:
                area = (
                    stop.entity.kind == "AdministrativeArea" and level(stop.entity) < TOWN
                )  # 来凤县: whose own leaders go along
                if stop.entity.type in ("Place", "Organization") and not area and not _at_home(view, one, stop):
                    yield relation(
                        "visits", one, stop, (first.start, end), 0.65, "tours.yaml: goes along", modality=deed.modality
                    )


def _at_home(view: SentenceView, one: LocalEntity, stop: Mark) -> bool:
    """Whether a sentence names a stop as whose officer someone is: 石宝镇镇长 goes along, but does not visit 石宝镇."""
    home, name = view.homes.get(one.id), normal_name(stop.entity.name)
    named = any(name in normal_name(t.chain[-1].entity.name) for t in view.titles if t.chain)
    return one is stop.entity or (named and home is not None and name in normal_name(home.name))


def _stops(view: SentenceView, deed: Deed) -> list[Mark]:
    """What a verb governs, on through a list whose names have more words behind them (华溪村黄精基地、坪坝村…)."""
    if not deed.objects:
        return _behind_unread(view, deed)  # 慰问了放了38年电影的老放映员甲: whom a verb calls on alone
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


def _behind_unread(view: SentenceView, deed: Deed) -> list[Mark]:
    """前往恒通电子，|某中学，某展厅、某市场等地: a list of stops behind one that no one has read."""
    end = view.clauses[deed.clause][1]
    if (
        _UNREAD.fullmatch(view.shape, deed.end, end) is None
        or deed.verb.removesuffix("了") not in load("tours")["tour"]
    ):
        return []
    last = deed.clause
    while last + 1 < len(view.clauses) and _LISTED.fullmatch(view.shape, *view.clauses[last + 1]):
        last += 1
    return [mark for mark in view.marks_in(end, view.clauses[last][1]) if not mark.back] if last > deed.clause else []


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
    if spoken_of(view, deed):
        return
    groups = {actor.mark: actor.group for actor in view.actors if actor.mark in deed.places[-1:]}
    places = [a.mark for a in view.actors if a.group in groups.values() and a.mark in deed.places]  # 在A村、B村看望
    for visitor in deed.agents:
        for stop in places:
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


def _draft(deed: Deed, visitor: LocalEntity, mark: Mark | None, stop: Mark, sure: float) -> Draft:
    spans = [(deed.start, deed.end), (stop.start, stop.end)]
    if mark is not None:
        spans.append((mark.start, mark.end))
    start, end = joined(spans)
    assert deed.modality is not None
    return relation(
        "visits", visitor, stop, (start, end), sure, f"relations.yaml visits: {deed.verb}", modality=deed.modality
    )
