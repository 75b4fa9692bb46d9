"""Where things are and whose they are: chains of names, names that contain a place, offices that govern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from ingest.mentions.lexicon import words
from ingest.relations.base import About, Draft, Mark, SentenceView, all_names, relation
from ingest.tables import load, words_in
from ontology.ids import normal_name
from ontology.records import LocalEntity

_BRANCHES = (
    "Team",
    "ServiceCentre",
    "PartyOrganization",
    "PublicInstitution",
    "MassOrganization",
    "PoliceStation",
    "JudicialBody",
    "GovernmentBody",
)
_SITES = ("Venue", "Site", "Road", "NaturalFeature", "ResidentialCompound")
_AROUND = ("Road", "Venue", "Site", "FunctionalZone", "ManagementArea")
_HOLDING = ("Venue", "FunctionalZone", "ResidentialCompound", "NaturalFeature")
"""What sites with a name that begins with its name lie in: 龟峰山风景区|金龟广场."""
_SCENIC = ("景区", "风景区", "旅游区", "度假区", "公园", "保护区")
"""What is as wide as the hill or lake that it is named after."""
_OWN = ("Team", "Cooperative", "ServiceCentre", "SocialOrganization", "Venue")
_VILLAGE = 5
_OF_PLACE = re.compile("(?:[\u4e00-\u9fff]{0,6}?)(?:企业|大户|公司|工厂|合作社|单位|学校|老字号|商户|龙头|名片)")
_WITHIN = (
    "",
    "的",
    "内的",
    "里的",
    "境内的",
    "境内有",
    "辖区内的",
    "辖区的",
    "辖区内有",
    "所辖的",
    "下辖的",
    "区域内的",
)
_STANDS = re.compile("就?(?:驻在|设在|位于|坐落于|坐落在|地处)“?")
_REACHED = (
    "来到",
    "到",
    "到达",
    "抵达",
    "在",
    "回到",
    "走进",
    "深入",
    "前往",
    "赴",
    "赶到",
    "赶赴",
    "落户",
    "进驻",
    "视察",
    "调研",
    "督导",
    "检查",
    "走访",
    "考察",
    "督查",
)
_SHORT = tuple("河街路桥湖溪")  # 泉吉|河 in 泉吉乡
_TOWN = 4  # level
_AND = ("、", "和", "及", "与")
COUNTY = 2
"""The level of counties."""
_TOWN_CODE, _COUNTY_CODE = 9, 6  # digits of an official code that name the town, the county


@cache
def table() -> dict[str, Any]:
    """Levels of places and the organisations that govern (ingest/data/places.yaml)."""
    places: dict[str, Any] = load("areas")
    return places


def level(entity: LocalEntity) -> int:
    """How far down a place lies, by its name's ending and kind: province 0 … compound 6, 9 unknown."""
    if entity.kind in _SITES:
        return 6  # a 小镇 or a 校区 is none of the levels that its name ends like
    if entity.code and entity.kind == "AdministrativeArea":
        return {2: 0, 4: 1, 6: 2, 9: 4, 12: 5}.get(len(entity.code), _by_ending(entity.name))
    return _by_ending(entity.name)


@lru_cache(maxsize=1024)
def _by_ending(name: str) -> int:
    for number, endings in table()["levels"].items():
        if name.endswith(tuple(endings)):
            return int(number)
    return 9


def governed(about: About, entity: LocalEntity) -> LocalEntity | None:
    """The area that an entity is or whose own body it is (镇党委, 县人民政府); None for a house of its own."""
    if entity.type == "Place":
        return entity
    if entity.type == "Organization":
        for name in all_names(entity):
            for tail in _governing() if name.endswith(_governing()) else ():
                area = about.names.get(name.removesuffix(tail)) if name.endswith(tail) else None
                if area is not None and area.type == "Place":
                    return area
    return None


@cache
def _governing() -> tuple[str, ...]:
    return tuple(sorted(table()["governing"], key=lambda word: (-len(word), word)))


def places(view: SentenceView) -> Iterator[Draft]:
    yield from _chains(view)
    yield from _inner_chains(view)
    yield from _told(view)
    yield from _come_to(view)
    yield from _own(view)
    for mark in (*view.marks, *view.inner):
        if view.offset(mark.start) == view.about.told.get(mark.entity.id):
            yield from _by_topic(view, mark)
        if _first(view, mark):
            yield from _by_name(view, mark)
            yield from _by_house(view, mark)


def _first(view: SentenceView, mark: Mark) -> bool:
    """Whether this is the first place in the article where the entity's name stands outside of another's."""
    return view.offset(mark.start) == view.about.first[mark.entity.id]


def _chains(view: SentenceView) -> Iterator[Draft]:
    """韩集镇|古漯河新村|石海子村: each lies in the one before it."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start]
        houses = before.entity.type == after.entity.type == "Organization"
        own = between.strip("“") == "" or (between.strip("“") == "的" and after.entity.kind == "Team")
        if houses and own and _inside(after):
            yield relation(
                "partOf", after, before, (before.start, after.end), 0.8, "places: a house right behind another"
            )
        if before.entity.kind == "SelfGoverningCommittee" and after.entity.type == "Place" and not between:
            village = governed(view.about, before.entity)
            if village is not None and village is not after.entity:  # 建基村委会|小松坪自然村
                yield relation(
                    "locatedIn",
                    after,
                    village,
                    (before.start, after.end),
                    0.85,
                    "places: behind the committee of a village",
                )
        if before.entity.type != "Place" or after.entity.type not in ("Place", "Organization"):
            continue
        if between not in _WITHIN and not (between == "“" and after.entity.kind in _OWN):
            continue
        if after.entity.name in words("places", "known"):
            continue  # 长育村的|洱海 is wider than the village
        if after.entity.type == "Place" and not _below(before.entity, after.entity):
            if not between and before.entity.kind in _AROUND and level(after.entity) == _VILLAGE:
                yield relation(
                    "locatedIn", after, before, (before.start, after.end), 0.75, "places: behind what stands around it"
                )  # 平遥古城|站马道社区
            continue
        span, surety = (before.start, after.end), 0.95 if not between else 0.85
        yield relation("locatedIn", after, before, span, surety, "places: one name right behind another")
        village = parent_of(view, after.entity)
        if village is not None and (village.type == "Organization" or _below(before.entity, village)):
            yield relation(
                "locatedIn", village, before, span, surety, "places: one name right behind another"
            )  # 那吉镇|滨河社区党支部: 滨河社区 lies there too
        if after.entity.type == "Place":
            yield from _listed(view, before, after)


def _inner_chains(view: SentenceView) -> Iterator[Draft]:
    """Within a longer name too: 枞阳县|会宫镇 in the name of what the town holds."""
    for before, after in pairwise(view.inner):
        areas = before.entity.kind == after.entity.kind == "AdministrativeArea"
        if areas and before.end == after.start and _below(before.entity, after.entity):
            yield relation(
                "locatedIn", after, before, (before.start, after.end), 0.9, "places: one within a longer name"
            )


def _told(view: SentenceView) -> Iterator[Draft]:
    """某公司是和桥镇的纳税大户; 在金顶街街道，模式口大街是老街; 工作室…，驻在某园区: it lies there."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start]
        if between == "是" and before.entity.type == "Organization" and after.entity.type == "Place":
            if view.shape[after.end : after.end + 1] == "的" and _OF_PLACE.match(view.shape, after.end + 1):
                yield relation("locatedIn", before, after, (before.start, after.end), 0.8, "places: is of there")
        elif between == "，" and before.entity.type == after.entity.type == "Place":
            lead = view.shape[: before.start].strip(" 　\n")
            if lead == "在" and view.shape[after.end : after.end + 1] == "是" and _below(before.entity, after.entity):
                yield relation("locatedIn", after, before, (before.start, after.end), 0.8, "places: 在 there, it is")
    for start, _ in view.clauses[1:]:
        stands = _STANDS.match(view.shape, start)
        place = next(iter(view.marks_in(stands.end(), stands.end() + 20, "Place")), None) if stands else None
        owner = next((a for a in view.actors if a.case == "agent" and a.mark.end <= start), None)
        if stands is None or place is None or owner is None or place.start != stands.end():
            continue
        if owner.mark.entity.type == "Organization" and owner.mark.entity is not place.entity:
            yield relation("locatedIn", owner.mark, place, (owner.mark.start, place.end), 0.75, f"places: {stands[0]}")


def _come_to(view: SentenceView) -> Iterator[Draft]:
    """来到某镇某村，走进某合作社; 在某镇创办的某公司: what one comes to or founds in a village or a town lies there."""
    for deed in view.deeds:
        if (
            deed.modality is None
            or not deed.objects
            or view.in_speech(deed.start)
            or deed.verb.removesuffix("了") not in _comes()
        ):
            continue
        before = [a for a in view.actors if a.mark.end <= deed.start and a.clause >= deed.clause - 1]
        if before and before[-1].mark.entity.type == "Person":  # 在太平镇，张三一行先后来到某公司
            before = [a for a in before[:-1] if a.case == "in" and _only_there(view, a.clause, a.mark.end)]
        area = before[-1].mark if before else None
        if area is None or area.back or area.entity.kind != "AdministrativeArea" or level(area.entity) < _TOWN:
            continue
        if not (view.shape[: area.start].endswith(_REACHED) or before[-1].case == "in" or _chained(view, area)):
            continue
        last = deed.objects[0]
        for house in view.marks_in(last.start, view.clauses[deed.clause][1], "Organization", "Place"):
            if house is not last and view.shape[last.end : house.start] not in _AND:
                break
            last = house
            named = parent_of(view, house.entity)
            if house.back or house.entity.kind == "AdministrativeArea" or (named and not _county_like(named)):
                continue
            beside = (other for other in view.marks if other.entity.type == "Place")
            if not any(other.end in (house.start, house.start - 1) for other in beside):  # 某镇|某公司: said already
                yield relation(
                    "locatedIn", house, area, (area.start, house.end), 0.7, f"places: come to there, {deed.verb}"
                )


def _only_there(view: SentenceView, clause: int, end: int) -> bool:
    """Whether a clause says only where: 在|太平镇|，."""
    start, stop = view.clauses[clause]
    return view.shape[start:stop].lstrip().startswith("在") and not view.shape[end:stop].strip("，, ")


def _own(view: SentenceView) -> Iterator[Draft]:
    """嘎查成立了骑马巡护队: what a village sets up of its own lies there."""
    for deed in view.deeds:
        if deed.modality != "reported" or not deed.objects or deed.verb not in _founds() or view.headline:
            continue
        for village in deed.agents[-1:]:
            if village.entity.kind != "AdministrativeArea" or level(village.entity) != _VILLAGE:
                continue
            for house in deed.objects:
                if house.entity.kind in _OWN and parent_of(view, house.entity) is None:
                    span = min(village.start, house.start), max(village.end, house.end)
                    yield relation("locatedIn", house, village, span, 0.7, f"places: a village's own, {deed.verb}")


def _chained(view: SentenceView, area: Mark) -> bool:
    """Whether the outer places right before an area stand behind a word of coming: 来到成吉思汗镇|大甸子村."""
    start = area.start
    for mark in reversed(view.marks_in(0, area.start, "Place")):
        if mark.end != start:
            break
        start = mark.start
    return start < area.start and view.shape[:start].endswith(_REACHED)


@cache
def _founds() -> frozenset[str]:
    frames = load("relations")["frames"]
    return frozenset(verb for frame in frames if frame["predicate"] == "establishes" for verb in frame["verbs"])


@cache
def _comes() -> frozenset[str]:
    """Verbs of coming to, looking at and founding a house."""
    wanted = ("visits", "establishes")
    frames = load("relations")["frames"]
    return frozenset(verb for frame in frames if frame["predicate"] in wanted for verb in frame["verbs"])


def _inside(mark: Mark) -> bool:
    """Whether an organisation right behind another may be one of its own: a team, a station, a branch."""
    return mark.entity.kind in _BRANCHES and not mark.back


def _listed(view: SentenceView, outer: Mark, first: Mark) -> Iterator[Draft]:
    """来凤县翔凤镇、百福司镇: the county goes on over the list, as long as the places are of one level."""
    last = first
    for mark in view.marks_in(first.end, first.end + 60):
        if view.shape[last.end : mark.start] not in _AND or mark.entity.type != "Place":
            return
        inner = any(other.start == mark.end and other.entity.type == "Place" for other in view.marks)
        if inner or level(mark.entity) != level(first.entity) or not _below(outer.entity, mark.entity):
            return
        yield relation("locatedIn", mark, outer, (outer.start, mark.end), 0.75, "places: a list behind its area")
        last = mark


def _below(upper: LocalEntity, lower: LocalEntity) -> bool:
    if upper is lower:
        return False
    if upper.code and lower.code and len(upper.code) != len(lower.code):
        return lower.code.startswith(upper.code.rstrip("0") or upper.code)
    return (
        level(upper) < level(lower)
        or (level(upper) == level(lower) and upper.kind != lower.kind)
        or (level(upper) == level(lower) == 5)
    )


def _by_name(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """郑家镇镇东小学 lies in 郑家镇; 古楼街道党工委 governs 古楼街道."""
    entity = mark.entity
    if entity.type not in ("Place", "Organization"):
        return
    parent = parent_of(view, entity)
    if parent is None or parent.type == "Organization" or parent.kind in _HOLDING or _county_like(parent):
        yield from _by_stem(view, mark)
    if parent is None:
        return
    span = (mark.start, mark.end)
    if parent.type == "Organization":
        if entity.type == "Organization":
            yield relation("partOf", entity, parent, span, 0.85, "places: its name begins with the body's")
        return
    yield from _by_chain(view, mark, parent)
    rest = _rest(entity, parent)
    if entity.type == "Organization" and rest.endswith(words_in("areas", "governing")) and rest in table()["governing"]:
        yield relation("governs", entity, parent, span, 0.95, "areas.yaml governing: " + rest)
    elif entity.type == "Organization" or _below(parent, entity) or (parent.kind in _HOLDING and parent is not entity):
        yield relation("locatedIn", entity, parent, span, 0.95, "places: its name begins with the area's")


def _by_chain(view: SentenceView, mark: Mark, outer: LocalEntity) -> Iterator[Draft]:
    """深圳市|坪山区|企业家商会: the second place lies in the first, and what has the name lies in the second too."""
    inner = _second(view.about, mark.entity, outer)
    if inner is not None:
        span = (mark.start, mark.end)
        yield relation("locatedIn", inner, outer, span, 0.8, "places: the second area in a name")
        governs = mark.entity.type == "Organization" and _rest(mark.entity, outer)[-2:] in _governing()
        if not governs:  # 林寨镇兴井村党总支 governs it
            yield relation("locatedIn", mark, inner, span, 0.9, "places: the second area in a name")


def _second(about: About, entity: LocalEntity, outer: LocalEntity) -> LocalEntity | None:
    """The place that stands right behind the outermost one in a name."""
    for name in all_names(entity):
        for head in all_names(outer):
            if not name.startswith(head):
                continue
            for cut in range(len(name) - 1, len(head) + 1, -1):
                inner = about.names.get(name[len(head) : cut])
                if (
                    inner is not None
                    and inner.kind == "AdministrativeArea"
                    and inner is not entity
                    and _below(outer, inner)
                ):
                    return inner
    return None


def parent_of(view: SentenceView, entity: LocalEntity) -> LocalEntity | None:
    """The entity with the longest name with which this one's name begins."""
    best: LocalEntity | None = None
    size = 1
    for name in all_names(entity):
        for cut in range(len(name) - 1, size, -1):
            other = view.about.names.get(name[:cut])
            if other is not None and other is not entity and other.type in ("Place", "Organization"):
                shorter = view.about.names.get(name[: cut - 1])
                if other.type == "Place" and not other.code and shorter is not None and shorter.code:
                    other, cut = shorter, cut - 1  # 郑家镇|镇东小学, not 郑家镇镇|东小学
                site = entity.type == "Place" and entity.kind in _SITES and other.kind in _HOLDING
                site = site and not name[cut:].endswith(_SCENIC)
                if name[:cut].endswith(words_in("areas", "stems")) or other.type == "Organization" or site:
                    best, size = other, cut
                break
    return best


def _by_stem(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """石羊小学 lies in 石羊镇, where the article names that town and the school's name begins with its stem."""
    entity = mark.entity
    if entity.type == "Place" and entity.kind == "AdministrativeArea":
        return
    for name in all_names(entity):
        for at in _after_bodies(name):
            for size in (4, 3, 2):
                told = len(name) > at + size + 1 or name[at + size :] in _SHORT
                town = view.about.stems.get(name[at : at + size]) if told else None
                if town is not None and town.name.startswith(name):  # 友谊路街 is 友谊路街道
                    continue
                if town is None or town is entity or name[at + size :].startswith(words_in("areas", "stems")):
                    continue
                yield relation(
                    "locatedIn",
                    entity,
                    town,
                    (mark.start, mark.end),
                    0.75,
                    "places: its name has the stem of the town's",
                )
                return


def _by_house(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """恼里人民法庭 is a part of the one county court that the article names, a police station of its one bureau."""
    entity = mark.entity
    for end, house in table()["branches"].items():
        if (
            entity.type != "Organization"
            or not entity.name.endswith(end)
            or entity.name.endswith(words_in("areas", "apart"))
        ):
            continue
        if any(house in name for name in all_names(entity)):
            return
        bodies = (e for e in view.about.entities if e.type == "Organization" and e.name.endswith(house))
        uppers = [body for body in bodies if _of_county(view.about, body.name.removesuffix(house))]
        if len(uppers) == 1:
            yield relation("partOf", entity, uppers[0], (mark.start, mark.end), 0.6, f"areas.yaml branches: {end}")
        return


def _of_county(about: About, area: str) -> bool:
    """Whether a body's area is a county: 长垣市|人民法院, not a prefecture's."""
    place = about.names.get(normal_name(area))
    wide = place is not None and place.code is not None and len(place.code) < _COUNTY_CODE
    return area.endswith(("县", "区", "旗", "市")) and not wide


def _after_bodies(name: str) -> list[int]:
    """Where the stem of a place may stand in a name: at its head, or behind an area or a body it is a branch of."""
    ends = words_in("areas", "bodies")
    return [0, *(at for at in range(2, len(name) - 3) if name[:at].endswith(ends))]


def _rest(entity: LocalEntity, parent: LocalEntity) -> str:
    for name in all_names(entity):
        for head in all_names(parent):
            if name.startswith(head) and len(name) > len(head):
                return name[len(head) :]
    return normal_name(entity.name)


def _by_topic(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """A village lies in the town, a town in the county, that its official code says; a village without a code, or of
    another town's, in the town that the article is about, or in the only one it names, if no name says otherwise."""
    entity, about = mark.entity, view.about
    if entity.type != "Place" or _stands_below(view, mark):
        return
    span = (mark.start, mark.end)
    if entity.name.endswith(words_in("areas", "towns")):
        county = about.counties.get((entity.code or "")[:_COUNTY_CODE])
        if county is not None and county is not entity and _first(view, mark):
            yield relation("locatedIn", entity, county, span, 0.65, "places: the county of its code")
        return
    if not entity.name.endswith(words_in("areas", "villages")):
        return
    coded = about.towns.get(entity.code[:_TOWN_CODE]) if entity.code else None
    if coded is not None and coded is not entity:
        yield relation(
            "locatedIn", entity, coded, span, 0.8 if coded is about.topic else 0.7, "places: the town of its code"
        )
        return
    topic = about.topic
    told = topic is not None and topic.type == "Place" and topic.name.endswith(words_in("areas", "towns"))
    town = topic if told else about.town
    if town is None or town is entity or parent_of(view, entity) is not None:
        return
    if entity.code and town.code and not entity.code.startswith(town.code[:_TOWN_CODE]):
        return
    yield relation(
        "locatedIn",
        entity,
        town,
        span,
        0.6 if told else 0.55,
        "places: the town that the article is about or names alone",
    )


def _county_like(entity: LocalEntity) -> bool:
    return entity.type == "Place" and entity.name.endswith(("县", "市", "区", "旗"))


def _stands_below(view: SentenceView, mark: Mark) -> bool:
    """Whether a place right before the name already says where it lies."""
    return any(other.end == mark.start and other.entity.type == "Place" for other in view.marks)
