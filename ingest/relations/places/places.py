"""Where things are and whose they are: chains of names, names that contain a place, offices that govern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.mentions.lexicon import words
from ingest.relations.base import INSIDE, TIME, Draft, Mark, SentenceView, relation
from ingest.relations.places.areas import (
    COUNTY_DIGITS,
    TOWN,
    TOWN_DIGITS,
    VILLAGE,
    below,
    county_like,
    governed,
    level,
    parent_of,
)
from ingest.relations.places.own_names import by_bank, by_house, by_name
from ingest.tables import load, words_in
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
_AROUND = ("Road", "Venue", "Site", "FunctionalZone", "ManagementArea")
_OWN = ("Team", "Cooperative", "ServiceCentre", "SocialOrganization", "Venue")
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
_HERE = re.compile(
    "就?(?:在|位于|坐落在|建在|设在|藏在|修在|开在)(?P<area>村|社区|镇|乡|嘎查)(?:口|里|头|上|中|内|东头?|西头?|南头?|北头?|后|前|边|旁|中心|部|委会)"
)
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
_AND = ("、", "和", "及", "与")
_GROUPS = ("组", "社")


_OVER = re.compile("、(?:(?![的了在由对向将把被为与和同及等到])[\u4e00-\u9fff“”A-Za-z0-9]){2,10}、")
"""Between two of a list, one that no one has found."""
_BULLETS = " \u3000●■◆▲★▼○◎·\n"
_DAYS = re.compile(f"[{TIME}{INSIDE}近日前连来，,]+")
_AWAY = re.compile("到|赴|考察|前往|来自|走进|学习|参观|取经|与|和|邻|[县市]")
"""Between a town and a village that so may lie elsewhere: 柳林镇组织干部到某县|某村|学习."""


def places(view: SentenceView) -> Iterator[Draft]:
    yield from _chains(view)
    yield from _inner_chains(view)
    yield from _told(view)
    yield from _come_to(view)
    yield from _own(view)
    yield from _here(view)
    for mark in (*view.marks, *view.inner):
        if view.offset(mark.start) == view.about.told.get(mark.entity.id):
            yield from _by_topic(view, mark)
        if _first(view, mark):
            yield from by_name(view, mark)
            yield from by_house(view, mark)
            yield from by_bank(view, mark)


def _first(view: SentenceView, mark: Mark) -> bool:
    """Whether this is the first place in the article where the entity's name stands outside of another's."""
    return view.offset(mark.start) == view.about.first.get(mark.entity.id)


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
        if after.entity.type == "Place" and not below(before.entity, after.entity):
            if not between and before.entity.kind in _AROUND and level(after.entity) == VILLAGE:
                yield relation(
                    "locatedIn", after, before, (before.start, after.end), 0.75, "places: behind what stands around it"
                )  # 平遥古城|站马道社区
            continue
        span, surety = (before.start, after.end), 0.95 if not between else 0.85
        yield relation("locatedIn", after, before, span, surety, "places: one name right behind another")
        village = parent_of(view, after.entity)
        if village is not None and (village.type == "Organization" or below(before.entity, village)):
            yield relation(
                "locatedIn", village, before, span, surety, "places: one name right behind another"
            )  # 那吉镇|滨河社区党支部: 滨河社区 lies there too
        if after.entity.type == "Place":
            yield from _listed(view, before, after)


def _inner_chains(view: SentenceView) -> Iterator[Draft]:
    """Within a longer name too: 枞阳县|会宫镇 in the name of what the town holds; 连平县|隆街镇 where only the town is in it."""
    behind = [(mark, inner) for inner in view.inner for mark in view.marks if mark.end == inner.start]
    for before, after in (*pairwise(view.inner), *behind):
        areas = before.entity.kind == after.entity.kind == "AdministrativeArea"
        if areas and before.end == after.start and below(before.entity, after.entity):
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
            if lead == "在" and view.shape[after.end : after.end + 1] == "是" and below(before.entity, after.entity):
                yield relation("locatedIn", after, before, (before.start, after.end), 0.8, "places: 在 there, it is")
    for start, _ in view.clauses[1:]:
        stands = _STANDS.match(view.shape, start)
        place = next(iter(view.marks_in(stands.end(), stands.end() + 20, "Place")), None) if stands else None
        owner = next((a for a in view.actors if a.case == "agent" and a.mark.end <= start), None)
        if stands is None or place is None or owner is None or place.start != stands.end():
            continue
        if owner.mark.entity.type == "Organization" and owner.mark.entity is not place.entity:
            yield relation("locatedIn", owner.mark, place, (owner.mark.start, place.end), 0.75, f"places: {stands[0]}")


def _here(view: SentenceView) -> Iterator[Draft]:
    """钓鱼台水库|就在村口: it lies in the village that the article is about or names alone."""
    for told in _HERE.finditer(view.shape) if "在" in view.shape or "位于" in view.shape else ():
        mark = next((m for m in view.marks if m.end == told.start()), None)
        if mark is None or mark.back or view.in_speech(mark.start) or mark.entity.kind == "AdministrativeArea":
            continue
        ends = words_in("areas", "towns") if told["area"] in ("镇", "乡") else words_in("areas", "villages")
        alike = [e for e in view.about.entities if e.type == "Place" and e.name.endswith(ends)]
        topic = view.about.topic
        area = topic if topic in alike else alike[0] if len(alike) == 1 else None
        if area is not None and mark.entity.type in ("Place", "Organization") and area is not mark.entity:
            yield relation("locatedIn", mark, area, (mark.start, told.end()), 0.7, f"places: {told[0]}")


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
        if area is None or area.back or area.entity.kind != "AdministrativeArea" or level(area.entity) < TOWN:
            continue
        if not (view.shape[: area.start].endswith(_REACHED) or before[-1].case == "in" or _chained(view, area)):
            continue
        last = deed.objects[0]
        for house in view.marks_in(last.start, view.clauses[deed.clause][1], "Organization", "Place"):
            if house is not last and view.shape[last.end : house.start] not in _AND:
                break
            last = house
            named = parent_of(view, house.entity)
            if house.back or house.entity.kind == "AdministrativeArea" or (named and not county_like(named)):
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
            if village.entity.kind != "AdministrativeArea" or level(village.entity) != VILLAGE:
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
        between = view.shape[last.end : mark.start]
        if (between not in _AND and not _OVER.fullmatch(between)) or mark.entity.type != "Place":
            return
        inner = any(other.start == mark.end and other.entity.type == "Place" for other in view.marks)
        named = parent_of(view, mark.entity)
        if named is not None and named is not outer.entity and not county_like(named):
            return  # 新河镇周圈村…园、|沂涛镇…基地
        if inner or level(mark.entity) != level(first.entity) or not below(outer.entity, mark.entity):
            return
        yield relation("locatedIn", mark, outer, (outer.start, mark.end), 0.75, "places: a list behind its area")
        last = mark


def _by_topic(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """A village lies in the town, a town in the county, that its official code says; a village without a code, or of
    another town's, in the town that the article is about, or in the only one it names, if no name says otherwise."""
    entity, about = mark.entity, view.about
    if entity.type != "Place" or _stands_below(view, mark):
        return
    span = (mark.start, mark.end)
    if entity.name.endswith(words_in("areas", "towns")):
        county = about.counties.get((entity.code or "")[:COUNTY_DIGITS])
        if county is not None and county is not entity and _first(view, mark):
            yield relation("locatedIn", entity, county, span, 0.65, "places: the county of its code")
        return
    if entity.kind == "NaturalVillage":
        yield from _hamlet(view, mark)
        return
    if not entity.name.endswith(words_in("areas", "villages")):
        return
    coded = about.towns.get(entity.code[:TOWN_DIGITS]) if entity.code else None
    if coded is not None and coded is not entity:
        yield relation(
            "locatedIn", entity, coded, span, 0.8 if coded is about.topic else 0.7, "places: the town of its code"
        )
        return
    if (acting := _acting_town(view, mark)) is not None and parent_of(view, entity) is None:
        yield relation("locatedIn", entity, acting, span, 0.6, "places: the town that acts in its sentence")
        return
    topic = about.topic
    told = topic is not None and topic.type == "Place" and topic.name.endswith(words_in("areas", "towns"))
    heads = [one for one in about.headline if one.type == "Place" and level(one) == TOWN]
    town = topic if told else heads[0] if len(set(heads)) == 1 else about.town
    if town is None or town is entity or parent_of(view, entity) is not None:
        return
    if entity.code and town.code and not entity.code.startswith(town.code[:TOWN_DIGITS]):
        return
    yield relation(
        "locatedIn",
        entity,
        town,
        span,
        0.6 if told else 0.55,
        "places: the town that the article is about or names alone",
    )


def _acting_town(view: SentenceView, mark: Mark) -> LocalEntity | None:
    """尚堂镇举办表彰大会，对|北侯村|村民进行表彰; ●常家镇　|石佛寺村|…: the one town that a sentence begins with."""
    before = [m for m in view.marks_in(0, mark.start, "Place") if m.entity.name.endswith(words_in("areas", "towns"))]
    if len({m.entity.id for m in before}) != 1 or view.headline or view.in_speech(mark.start):
        return None
    town, code = before[0].entity, mark.entity.code
    if code and town.code and not code.startswith(town.code[:TOWN_DIGITS]):
        return None
    lead = view.shape[: before[0].start].strip(_BULLETS)
    heads = not lead or _DAYS.fullmatch(lead) is not None
    away = _AWAY.search(view.shape, before[0].end, mark.start) is not None
    return town if heads and not away and below(town, mark.entity) else None


def _hamlet(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """A group of villagers lies in the village that was named last: 丽江村，连通|大屋组、桐子坪组."""
    ends = words_in("areas", "villages")
    village = view.about.last(view.offset(mark.start), lambda e: e.type == "Place" and e.name.endswith(ends))
    if village is not None and mark.entity.name.endswith(_GROUPS):
        rule = "places: a group of the village named last"
        yield relation("locatedIn", mark, village, (mark.start, mark.end), 0.7, rule)


def _stands_below(view: SentenceView, mark: Mark) -> bool:
    """Whether a place right before the name already says where it lies."""
    return any(other.end == mark.start and other.entity.type == "Place" for other in view.marks)
