"""Numbers of one whom the reader did not find, or of a villager's own life: they are of no one, and are not said.

该项目总投资3亿元, where no project was read; 奔腾电子于2020年落户本县，年产值4000万元, where the firm's name was not; 种粮大户张三流转了500亩.
"""

from __future__ import annotations

import re

from ingest.relations.base import TIME, Mark, SentenceView
from ingest.relations.figures.bearer_story import BEARING
from ontology.records import LocalEntity

_MASK = "\ue000-\ue007"
_THAT = re.compile(
    "(?:该|此(?!次)|这[个家座])(?P<noun>项目|工程|基地|园区|产业园|企业|公司|合作社|景区|农场|家庭农场|协会|商会|酒店|工厂|养殖场|种植园)"
)
_PROJECTS = ("项目", "工程")
_DEFINED = re.compile(
    f"(?:\\A|(?<=[，：“]))(?:[“ 　{TIME}，]|近日|据悉|据了解|据介绍|目前|如今)*"
    f"(?P<subject>[^，。；：、{_MASK}的地这那其我你他她它]{{2,14}}?)"
    f"(?:是一[家个座种]|作为[^，。；]{{0,12}}(?:企业|产业)|坐落[于在]|位于|成立于|创建于|始建于|(?:于|自){TIME}+(?:成立|落户|投产|建成|开业|注册|创办)|(?:主要|专业|专门)从事|主营)"
)
_NAME = 4  # code points of the shortest subject that may be a name
_SELF = ("公司", "企业", "合作社", "基地", "园区", "项目", "工厂", "学校", "医院", "社区", "中心")
_FARMER = re.compile(
    "(?:村民|大户|农户|果农|菜农|茶农|粮农|瓜农|花农|蚕农|药农|棉农|菇农|渔民|养殖户|种植户|贫困户|脱贫户|移民户|搬迁户|牧民|农民|阿婆|大爷|大妈|大娘|老汉)\\Z"
)
_HAS = re.compile(
    "种(?!粮|植大户)|养(?!殖大户)|卖|流转|承包|包了|租|投资|贷|借|赚|挣|收入|分红|工资|家|的(?:近|约)?\\Z|背来|收获"
)
_OTHERS = re.compile("等[0-9一二三四五六七八九十]*[名人位户]|代表|[捐赠送]")
_SAYS = re.compile("[^，。；]{0,8}(?:说|介绍|告诉|表示|算|道|讲)")
_CLAUSES = 1  # so many clauses go on to tell of one
_SHORT = 6  # code points of a number and its unit
_ALONE = re.compile("我(?![们县市区旗州省镇乡村社校院局所国家厂店公])")


def of_unread(view: SentenceView, position: int, entity: LocalEntity) -> bool:
    """Whether a number at a place, said to be of one, is of someone who was not read, or of a person's own life."""
    return _of_that(view, position, entity) or _of_subject(view, position, entity) or _of_farmer(view, position)


def _of_that(view: SentenceView, position: int, entity: LocalEntity) -> bool:
    """Behind 该项目 that stands for no one read, with no one named since."""
    that = None
    for one, end in ((view, position), (view.before, None)):
        if one is None or that is not None:
            break
        end = len(one.shape) if end is None else end
        for that in _THAT.finditer(one.shape, 0, end):  # noqa: B007  the last
            pass
        start = that.start() if that is not None else 0
        if any(start < mark.end and mark.entity.type in BEARING for mark in one.marks_in(0, end)):
            return False
    if that is None:
        return False
    if that["noun"] in _PROJECTS:
        return entity.type != "Programme" and entity.kind not in ("FunctionalZone", "Venue")
    return entity.kind == "AdministrativeArea" or entity.type == "Event"


def _of_subject(view: SentenceView, position: int, entity: LocalEntity) -> bool:
    """Behind a sentence's subject that was not read, with no one named since who could be the one."""
    for one, end in ((view, position), (view.before, None)):
        if one is None:
            return False
        end = len(one.shape) if end is None else end
        found = _DEFINED.search(one.shape, 0, end)
        stop = end if found is None else found.start("subject")
        if any(mark.entity.type in BEARING for mark in one.marks_in(0, stop)):
            return False  # 横山水库坝址位于内东乡，总投资|18亿元: of whom the sentence named before
        if found is None:
            continue
        subject = found["subject"]
        if len(subject) < _NAME and "作为" not in found[0]:
            return False  # 展馆位于…: a common noun for one who is named
        here = any(mark.entity.id == entity.id and mark.end <= position for mark in view.marks)
        if entity.kind == "AdministrativeArea" and (here or "产业" in found[0]):
            return False  # 柑橘作为该县支柱产业，种植面积|44万亩: of the county
        if subject.endswith(_SELF) or any(subject.endswith(size) for size in _tails(view, entity)):
            return False
        heads = [a for a in one.actors if a.case == "agent" and found.end() <= a.mark.start and a.mark.end <= end]
        return not any(a.mark.start in {start for start, _ in one.clauses} for a in heads)
    return False


def _tails(view: SentenceView, entity: LocalEntity) -> tuple[str, ...]:
    return tuple(name[-2:] for name in (entity.name.strip("“”"), *entity.aliases) if len(name) > 1)


def _of_farmer(view: SentenceView, position: int) -> bool:
    """What a villager grows, has or sells: 种粮大户张三流转了|500亩; “今年，我种了|15亩”, 果农李四说."""
    low = max((view.shape.rfind(stop, 0, position) for stop in "；。"), default=-1) + 1
    people = [mark for mark in view.marks_in(low, position) if mark.entity.type in (*BEARING, "Person")]
    person = people[-1] if people else None
    if person is None or person.entity.type != "Person" or not _farms(view, person):
        return False
    if _OTHERS.search(view.shape, person.end, position + _SHORT):
        return False
    if _SAYS.match(view.shape, person.end):
        return _ALONE.search(view.text, person.end, position) is not None
    near = view.clause_of(position) - view.clause_of(person.start) <= _CLAUSES
    return near and _HAS.search(view.shape, person.end, position) is not None


def _farms(view: SentenceView, person: Mark) -> bool:
    """Whether a villager is named, or meant by 他 where the sentence before names one."""
    if not person.back:
        return _FARMER.search(view.text, 0, person.start) is not None
    told = [view, view.before] if view.before is not None else [view]
    return any(
        mark.entity.id == person.entity.id and _FARMER.search(one.text, 0, mark.start) is not None
        for one in told
        for mark in one.marks
    )
