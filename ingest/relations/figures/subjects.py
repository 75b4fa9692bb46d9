"""Whom a number is not of, as the form of its sentence says: those who stand there as what others do, want or are.

丙厂是甲园的龙头企业，年产值3亿元 is of the mill; 县里成立乙中心，新培育合作社52家 is of the county; 为其发放贷款400万元 is of the bank.
Where a number's form says outright whom it is of, no one else is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.relations.base import TIME, Actor, SentenceView
from ingest.relations.places.areas import COUNTY, TOWN, level
from ontology.records import LocalEntity

_LEAD = re.compile(
    f"(?:[“ 　{TIME}，、]|今年|去年|目前|如今|现在|近年来|据悉|据了解|据介绍|据统计|当天|截至|同时|此外|首先|随后|之后|另外)*"
)
_OVER = re.compile("[\u4e00-\u9fff]{2,3}(?:省|市|自治区|自治州|州)")  # 江苏省|灌云县
_IS = re.compile("[也就正]?(?:是|为|系|作为|属于?)(?!由|否|了)")
_FOR = re.compile("为了?(?!其|[\ue000-\ue007])|围绕|依托|按照|根据|结合|针对|随着|借助|利用|通过")
_ROUND = re.compile("(?:围绕|按照|结合|针对|借助)[“]?\\Z")
_DOES = re.compile(
    "(?:开展|培育|打造|支持|助力|用于|深化|落实|执行|贯彻|宣传|坚持|创新|探索|构建|健全|完善|制定|创建|申报|获评|注册)"
    "(?:了|出|着)?[^，。；\ue000-\ue007]{0,4}[“‘]?\\Z"
)
_ONE = re.compile("一[项个家座种条处][^。；\ue000-\ue007]{0,60}的(?=[\ue000\ue002\ue004])")
_SET_UP = re.compile("(?:设置|建有|设有|配有|配备|配套建设|扩建|新建)(?:了|有)?“?\\Z")
_LOAN = re.compile("贷款|授信|信贷|用信|放贷")
_LIST = re.compile("分别[是为]|(?<=[，：（])(?:包括|其中)")
_JUDGED = re.compile("认为|发现|指出|表示|提出|得知|了解到")
_SAYS = re.compile("[^。；“]{0,12}?(?:说|介绍|告诉|表示|坦言|透露)[^。；“]{0,4}[：，]")
_SPOKEN = 5  # so many sentences a speech may have gone on
_WE = re.compile("我们|咱们|我公司|我厂|我社|我村|我校")
_WHOLE = re.compile("[全我][市县区旗州省镇乡](?!域|[^，。；]{0,6}系统)")
_MONEY = re.compile("[0-9.]+余?多?[万亿]*[万亿元]")
_SIZED = re.compile("(?:占地|面积|投资)[^，。；0-9]{0,6}\\Z")
_OF_ONE = re.compile("(?:左右|以上)?的[^，。；：、0-9\ue000-\ue007]{0,10}(?=[\ue000\ue002\ue004])")
_ANEW = re.compile("[；。！？]")
_WITHIN = re.compile("[在对为给向到于占从自]\\Z|带动|覆盖|辐射|助推|[领先](?:在)?\\Z|系统\\Z")
_FEAST = re.compile("(?:春|国庆|中秋|元宵|端午|清明|劳动|重阳)节”?\\Z")
_ACTING = ("Organization", "Place")
_HAVING = re.compile("(?:拥有|坐拥|位于|地处|毗邻|濒临|紧邻|坐落[在于]|隶属于?)[\ue000-\ue007]*\\Z")
_OF_NAME = re.compile("[\u4e00-\u9fff]{0,4}的(?=[\ue000\ue002])")
_SO_MANY = re.compile("[0-9.]+余?多?万?(?:[个项宗处件座条口眼户套米亩]|公里|千米)")
_SO_MANY_BEFORE = re.compile("[0-9]+余?多?[个项宗处]\\Z")
_CLASSES = ("项目", "工程", "工作", "改造", "建设")
_NEAR = 12  # code points from a number to the words that say what it counts
_DIGIT = re.compile("[0-9]")


def outright(view: SentenceView, position: int, end: int) -> LocalEntity | None:
    """Whom a number from `position` to `end` is of by its form: 总投资3亿元的|丙厂; in a report on an area's year, where
    nothing else is named since the last stop, the area."""
    sized = _OF_ONE.match(view.shape, end) if _SIZED.search(view.shape, 0, position) else None
    if sized is not None:
        return next((mark.entity for mark in view.marks if mark.start == sized.end()), None)
    house = _speakers_house(view, position)
    if house is not None:
        return house
    area, town, first = view.about.county, view.about.town, view.about.first
    if view.section is None or view.section.planned or area is None:
        return None
    if town is not None and first[town.id] < first[area.id]:
        return None
    start = view.clauses[view.clause_of(position)][0]
    heads = any(head.mark.end <= position for head in _heads(view))
    return None if heads or view.marks_in(start, end) else area


def _speakers_house(view: SentenceView, position: int) -> LocalEntity | None:
    """“…。我们还打算将设备增加到|500台”: the firm, cooperative or village of whoever began to speak."""
    we = _WE.search(view.text, 0, position)
    if we is None or view.marks_in(we.end(), position, "Organization", "Event"):
        return None
    one, end = view, we.start()
    for _ in range(_SPOKEN):
        opened = one.text.rfind("“", 0, end)
        if "”" in one.text[max(opened, 0) : end]:
            return None
        if opened >= 0:
            people = one.marks_in(0, opened, "Person")
            said = people and _SAYS.fullmatch(one.shape, people[-1].end, opened)
            home = view.homes.get(people[-1].entity.id) if said else None
            return home if home is not None and _speaks_as(home) else None
        before = one.before
        if before is None or before.text.endswith("\n"):
            return None
        one, end = before, len(before.text)
    return None


def _speaks_as(house: LocalEntity) -> bool:
    if house.kind == "AdministrativeArea":
        return level(house) > TOWN
    return house.kind in ("Company", "Cooperative", "PropertyManager", "School", "HealthInstitution")


def no_subjects(view: SentenceView, position: int) -> frozenset[str]:
    """Ids of those whom a number's sentence names, but as no one whom it tells of."""
    return frozenset(
        entity.id
        for told in (
            _predicates,
            _counted,
            _of_another,
            _made_before,
            _ends,
            _behind,
            _takers,
            _visits,
            _places_of_speech,
            _in_report,
            _under_whole,
        )
        for entity in told(view, position)
    )


def _before(view: SentenceView, position: int) -> list[Actor]:
    return [actor for actor in view.actors if actor.mark.end <= position]


@lru_cache(maxsize=4)  # each number of a sentence asks, and most of the ways below
def _heads(view: SentenceView) -> tuple[Actor, ...]:
    """Those who head a clause, but for people."""
    starts = {found.end() for start, end in view.clauses for found in (_LEAD.match(view.shape, start, end),) if found}
    starts |= {found.end() for start in starts for found in (_OVER.match(view.shape, start),) if found}
    return tuple(
        actor
        for actor in view.actors
        if actor.case == "agent" and actor.mark.start in starts and actor.mark.entity.type != "Person"
    )


def _predicates(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """甲是乙园的龙头: what one is, and whose; of the sentence before, what sort of works."""
    yield from _is(view, position)
    if view.before is not None:
        yield from (one for one in _is(view.before, len(view.before.text)) if one.type == "Programme")


def _is(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    for head in _heads(view):
        mark = head.mark
        said = _IS.match(view.shape, mark.end)
        if said is None or mark.end >= position:
            continue
        end = view.clauses[head.clause][1]
        yield from (one.entity for one in view.marks_in(said.end(), end) if one.entity.id != mark.entity.id)
        one_of = _ONE.match(view.shape, said.end(), position)  # 是一项以供水为主，兼灌溉的|水利工程
        if one_of is not None:
            yield from (one.entity for one in view.marks if one.start == one_of.end())


def _of_another(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """拥有河套灌区的|临河市: what only tells more of the one behind it."""
    for mark in view.marks_in(0, position):
        if _HAVING.search(view.shape, 0, mark.start) and _OF_NAME.match(view.shape, mark.end, position):
            yield mark.entity


def _counted(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """实施老旧小区改造项目16个，涉及居民9000户: not of the projects, which are counted themselves."""
    for mark in view.marks_in(0, len(view.text), "Programme"):
        if (
            mark.entity.name.endswith(_CLASSES)
            and mark.start < position + _NEAR
            and (_SO_MANY.match(view.shape, mark.end) or _SO_MANY_BEFORE.search(view.shape, 0, mark.start))
        ):
            yield mark.entity


def _made_before(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """农场设置集散中心。扩建育秧中心|400平方米: not what the sentence before tells to have been set up by another."""
    before = view.before
    if before is None or any(mark.end <= position for mark in view.marks):
        return
    heads = [head.mark for head in _heads(before)]
    for mark in before.marks_in(0, len(before.text), "Place", "Programme"):
        if _SET_UP.search(before.shape, 0, mark.start) and any(head.end <= mark.start for head in heads):
            yield mark.entity


def _ends(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """Programmes for which, or which, someone does what is told: 为打好“三夏”之仗, 注册品牌“湾里红”."""
    heads = [head for head in _heads(view) if head.mark.end <= position and head.mark.entity.type != "Programme"]
    own = view.clause_of(position)
    groups = set()
    for actor in _before(view, position):
        mark = actor.mark
        if not heads or mark.entity.type != "Programme" or mark.entity.kind == "Document":
            continue
        if _ROUND.search(view.shape, 0, mark.start) and heads[0].mark.end < mark.start:
            yield mark.entity
            continue
        if actor.clause == own:
            continue
        start = view.clauses[actor.clause][0]
        lead = _LEAD.match(view.shape, start, mark.start)
        aim = lead is not None and _FOR.match(view.shape, lead.end(), mark.start) is not None
        aim = aim and _DIGIT.search(view.shape, start, mark.start) is None
        does = _DOES.search(view.shape, start, mark.start) is not None and heads[0].mark.end <= mark.start
        if aim or does or actor.group in groups:
            groups.add(actor.group)
            yield mark.entity


def _behind(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """Those first named behind the number, in a list of what it counts or with a number of their own."""
    named = {mark.entity.id for mark in view.marks if mark.start < position}
    for mark in view.marks:
        first = view.about.first.get(mark.entity.id, 0)
        if mark.start < position or first < view.offset(position) or mark.entity.id in named:
            continue
        stop = view.shape.find("，", position, mark.start)
        if _LIST.search(view.shape, position, mark.start) or (
            stop >= 0 and _DIGIT.search(view.shape, stop, mark.start) is not None
        ):
            yield mark.entity


def _takers(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """Whom a bank lends to, and for what."""
    own = view.clause_of(position)
    if _LOAN.search(view.text, *view.clauses[own]) is None or _MONEY.match(view.shape, position) is None:
        return
    kept = {mark.entity.id for mark in view.marks if mark.entity.kind == "Bank" and mark.end <= position}
    if kept:
        kept |= {head.mark.entity.id for head in _heads(view) if head.clause == own}
        yield from (mark.entity for mark in view.marks if mark.entity.id not in kept)


def _visits(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """到金青村进行考察，均认为…: what is then told is of others."""
    for mark in view.marks_in(0, position, "Event"):
        if view.shape.endswith(("进行", "开展"), 0, mark.start) and _JUDGED.search(view.shape, mark.end, position):
            yield mark.entity


def _places_of_speech(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """“我们计划在赤壁将人员扩充至300人”: of the speaker's house, not of where or of what it plans."""
    we = _WE.search(view.text, 0, position)
    if we is None:
        return
    for actor in _before(view, position):
        entity = actor.mark.entity
        afar = actor.case == "in" and entity.kind == "AdministrativeArea" and level(entity) <= COUNTY
        if actor.mark.start > we.end() and not actor.mark.back and (afar or entity.type == "Programme"):
            yield entity


def _in_report(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """A report of an area's year tells of the area whatever its clause does not say of another."""
    if view.section is None or view.about.county is None:
        return
    start = view.clauses[view.clause_of(position)][0]
    here = {mark.entity.id for mark in view.marks_in(start, position)}
    yield from (
        one
        for one in view.about.entities
        if one.type != "Event" and one.kind != "AdministrativeArea" and one.id not in here
    )


def _under_whole(view: SentenceView, position: int) -> Iterator[LocalEntity]:
    """全市累计开工项目1031个: of no house or site, where no one is named behind 全市."""
    whole = None
    for whole in _WHOLE.finditer(view.text, 0, position):  # noqa: B007  the last
        pass
    if whole is None or _ANEW.search(view.shape, whole.end(), position):
        return
    if _WITHIN.search(view.text, 0, whole.start()) or any(
        mark.start > whole.start() for mark in view.marks_in(0, position)
    ):
        return
    if any(head.mark.start < whole.start() and head.mark.entity.type in _ACTING for head in _heads(view)):
        return
    for one in view.about.entities:
        site = one.type == "Place" and one.kind != "AdministrativeArea"
        if site or one.type == "Organization" or (one.type == "Event" and _FEAST.search(one.name)):
            yield one
