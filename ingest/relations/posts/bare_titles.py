"""Of whose a title is that stands bare: 负责人|张三, 网格员|李四: by the sentence, the title before it, or the article."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.relations.base import About, SentenceView, Title, all_names
from ingest.relations.places.areas import governed, own_rather
from ingest.relations.posts.leaning import (
    COUNTY,
    FIRST,
    Office,
    area_near,
    ends_so,
    house_of,
    seat_of,
    stood,
    unnamed_seat,
)
from ingest.relations.posts.titles import Rule, body_of
from ontology.records import LocalEntity

_OFFICIAL = ("GovernmentBody",)
_FIRMS = frozenset({"Company", "Venue", "Site", "PropertyManager", "Bank"})
PRIVATE = frozenset({"Company", "PropertyManager", "Cooperative"})
"""Kinds of houses that no area has one of, so that their offices are no area's."""
_ELSEWHERE = frozenset({"JudicialBody", "ArmedForcesDepartment", "Bank", "School"})
"""Kinds of houses of which an article that names none may mean those of another county, or any of the county's many."""
_PARTY = ("党委", "工委", "县委", "市委", "区委", "省委", "州委", "旗委", "镇委", "纪委", "团委")
"""Ends of committees of which no one is the 主任."""
_OTHERS = frozenset({"ConsultativeConference", "PeoplesCongress", "PartyOrganization"})
"""Kinds of bodies that have no 院长 or 校长: who sits in them has that office elsewhere."""
_WITH = ("与", "和", "同", "携手", "联合", "牵手")
_RANKS = frozenset(("巡视员", "调研员", "主任科员", "副主任科员", "科员"))
_AREA = re.compile("[\u3400-\u9fff]{2,4}?[市县区旗]")
_SERVES = re.compile("(?:扎根|供职|供职于|任职于|就职于|工作于|坚守|服务|来自|在)\\Z")


def first_in_sentence(view: SentenceView, title: Title, rule: Rule) -> LocalEntity | None:
    """鱼馆违规使用…，负责人|张三: the house that the sentence puts first before a bare title, else the place told of."""
    marks = view.marks_in(0, title.start, "Organization", "Place")
    houses = [m.entity for m in marks if m.entity.kind in (*rule.of, "Venue") and m.entity.kind not in _OFFICIAL]
    if houses:
        return houses[0]
    sites = [m.entity for m in marks if m.entity.type == "Place"]
    return sites[-1] if sites and not any(m.entity.type == "Organization" for m in marks) else None


def alone_in_sentence(view: SentenceView, title: Title, rule: Rule) -> LocalEntity | None:
    """在某农技中心，高级农艺师|张三: the one body that a sentence names, as where it is, before a bare title."""
    houses = view.marks_in(0, title.start, "Organization")
    if not houses:  # 在古城镇的任河水库，…，管护员|张三
        sites = [m.entity for m in view.marks_in(0, title.start, "Place") if m.entity.kind != "AdministrativeArea"]
        return sites[0] if len(sites) == 1 and sites[0].kind in rule.of else None
    if len(houses) != 1 or houses[0].entity.kind not in rule.of:
        return None
    return houses[0].entity if view.text.endswith(("在", "进", "到", "入", "于"), 0, houses[0].start) else None


def first_of_two(view: SentenceView, title: Title, rule: Rule) -> LocalEntity | None:
    """县医院与省立医院的会诊中心挂牌。副院长|张三介绍: the one that the sentence before tells of, not its partner."""
    last = view.before
    if last is None or any(_fits(m.entity, rule) for m in view.marks_in(0, title.start, "Organization")):
        return None
    houses = [m for m in last.marks_in(0, len(last.text), "Organization") if _fits(m.entity, rule)]
    if len({m.entity.id for m in houses}) != 2 or last.shape[houses[0].end : houses[1].start] not in _WITH:
        return None
    return houses[0].entity


def worked_at(view: SentenceView, title: Title, rule: Rule) -> LocalEntity | None:
    """扎根某镇卫生院26年的|乡村医生: the one house in the words before 的 that a title may be of."""
    if view.shape[title.start - 1 : title.start] != "的":
        return None
    begin = max(view.shape.rfind(mark, 0, title.start) for mark in "，。；：、") + 1
    houses = [m for m in view.marks_in(begin, title.start - 1, "Organization") if m.entity.kind in rule.of]
    led = _SERVES.search(view.shape, begin, houses[0].start) if houses else None
    return houses[0].entity if len(houses) == 1 and led is not None and not houses[0].back else None


def of_before(about: About, title: Title, before: LocalEntity, rule: Rule) -> LocalEntity | None:
    """县委副书记、县长; 镇党委书记、镇长; 局党组书记、局长; 协会会长、秘书长."""
    if title.core == "书记" or title.core in _RANKS:
        return before  # 副市长、一级巡视员|张三
    area = governed(about, before)
    for one in (before, area, house_of(about, before)):
        if one is not None and _fits(one, rule):
            return one
    tail = body_of(before.name)
    if tail and rule.ends and before.name.removesuffix(tail).endswith(rule.ends):
        return before  # 县应急管理局党委书记、局长, where no one speaks of the bureau itself
    if rule.of == {"Area"} and before.kind == "PartyOrganization" and before.name[:-1].endswith(rule.ends):
        seats = (about.names.get(before.name[:-1] + tail) for tail in ("人民政府", "政府"))
        return next(filter(None, seats), before)  # 枞阳县委副书记、县长|张三, where the text has no more of that county
    if rule.ends and before.kind in _OTHERS:
        return None  # 市政协副主席、院长|张三
    return before if before.type == "Organization" and area is None and "Area" not in rule.of else None


def bare_of(
    about: About, title: Title, before: LocalEntity | None, at: int, rule: Rule, less: float = 0.0
) -> Office | None:
    if about.ours is not None and rule.ends and _fits(about.ours, rule):
        return Office(about.ours, 0.75 - less)  # 院长|张三, where the hospital speaks of 我院
    meant = own_rather(about, _by_kind(about, at, rule))
    if title.title.endswith("领导") and meant is not None and _one_of_several(about, meant, rule.ends):
        return None
    if meant is not None and meant.id not in about.hosts:
        return Office(meant, 0.75 - less)
    strange = before is not None and bool(rule.ends) and before.kind in _OTHERS
    if before is not None and before.type == "Organization" and "Area" not in rule.of and not strange:
        return Office(before, 0.7 - less)
    seat = seat_of(about, rule.ends)
    if seat is not None:
        return Office(seat, 0.55)
    unnamed = unnamed_seat(about, title.title)
    if unnamed is not None:
        return Office(unnamed, 0.5)
    if rule.of == {"Area"}:  # 副县长 without a county: no one else's
        return None
    if title.former and about.topic is not None and about.topic.type == "Place" and not _fits(about.topic, rule):
        return None  # 退休教师|张三, in an article about a street
    if about.housed and about.ours is None and "Area" not in rule.of:
        return None  # 检察长|张三, of our house, which has no name in the text
    if rule.of and rule.of <= PRIVATE | {"Venue", "Site"} and (about.topic is None or about.topic.type == "Place"):
        return None  # 董事长|张三, of a firm that the text does not name
    topic = about.topic if about.topic is not None and about.topic.kind not in _OTHERS - rule.of else None
    crafts = not rule.of and topic is not None and topic.kind in _OFFICIAL  # 传承人|张三, in news of a ministry
    if topic is not None and topic.type in ("Organization", "Place") and not crafts:
        return Office(topic, 0.6 - less)
    county = area_near(about, at, COUNTY) if not rule.of & _ELSEWHERE and title.core != "主任" else None
    return None if county is None else Office(county, 0.5 - less)


def _one_of_several(about: About, meant: LocalEntity, ends: tuple[str, ...]) -> bool:
    """Whether 市领导 may be another city's than the one named last: the article, of no county, names or speaks of a body of two."""
    if about.own is not None or meant is about.topic or meant in about.headline:
        return False
    theirs = (area[0] for one in about.entities[:FIRST] if (area := _AREA.match(one.name)) and area[0].endswith(ends))
    return any(name not in all_names(meant) for name in theirs)


def _fits(entity: LocalEntity, rule: Rule) -> bool:
    """Whether a title may be of an entity, by its kind or how its name ends."""
    if entity.type not in ("Organization", "Place"):
        return False
    if entity.name.endswith(_PARTY) and "PartyOrganization" not in rule.of:
        return False
    if entity.kind in rule.of or (entity.type == "Place" and "Area" in rule.of and not rule.ends):
        return True
    return bool(rule.ends) and ends_so(entity, rule.ends)


def _by_kind(about: About, at: int, rule: Rule) -> LocalEntity | None:
    def fits(entity: LocalEntity) -> bool:
        return _fits(entity, rule)

    def named_so(entity: LocalEntity) -> bool:
        return fits(entity) and ends_so(entity, rule.ends)

    so = about.last(at, named_so) if rule.ends else None
    if not rule.nearest and about.topic is not None and (named_so(about.topic) if rule.ends else fits(about.topic)):
        return so if so is not None and _told_of_alone(about, so, at) else about.topic
    if about.topic is not None and fits(about.topic) and (so is None or _right_below(about, so, at)):
        return about.topic  # 古楼街道|汇金社区居民…，网格员: told of together, the article is about the street
    return so or about.last(at, fits) or _still_to_come(about, rule, fits)


def _still_to_come(about: About, rule: Rule, fits: Callable[[LocalEntity], bool]) -> LocalEntity | None:
    """The first that fits where none was named yet; of firms only one without others: 老板|张三汇来10万元；甲公司、乙公司…."""
    fitting = [entity for entity in about.entities[:FIRST] if fits(entity)]
    return fitting[0] if fitting and (not rule.of <= _FIRMS or len(fitting) == 1) else None


def _told_of_alone(about: About, one: LocalEntity, at: int) -> bool:
    """Whether a headline names two houses and the text so far has spoken of this one alone: 县医院 卫生院同日义诊."""
    topic = about.topic
    if topic is None or one not in about.headline:
        return False
    return about.told.get(one.id, at) < at <= about.told.get(topic.id, at)


def _right_below(about: About, inner: LocalEntity, at: int) -> bool:
    """Whether a place stands last right behind the article's topic."""
    start, topic = stood(inner, at), about.topic
    return topic is not None and topic is not inner and any(end == start for _, end in topic.mentions)
