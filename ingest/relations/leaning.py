"""Which entity of an article an office may lean on: the area of a level, the town told of, the house it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ingest.relations.base import About, all_names
from ontology.records import LocalEntity

FIRST = 200  # so many of an article's entities are asked where nothing nearer fits
COUNTY = ("区", "县", "旗", "市")
_FALSE = (
    "社区",
    "小区",
    "片区",
    "管区",
    "园区",
    "景区",
    "校区",
    "街区",
    "灌区",
    "库区",
    "厂区",
    "保护区",
    "开发区",
    "示范区",
    "集聚区",
    "度假区",
    "超市",
    "夜市",
    "小镇",
    "古镇",
)
VILLAGE = ("村", "社区", "嘎查")


def town_told_of(about: About, begins: int, at: int) -> LocalEntity | None:
    """The town or village that a sentence has named before an offset."""
    low, high = (bisect_left(about.standing, offset, key=lambda item: item[0]) for offset in (begins, at))
    towns = (e for _, e in reversed(about.standing[low:high]) if e.kind == "AdministrativeArea")
    return next((e for e in towns if ends_so(e, ("镇", "乡", "街道", *VILLAGE))), None)


def employer(about: About, at: int) -> LocalEntity | None:
    """The company or house whose departments an article speaks of: its topic, else the last one named."""
    kinds = ("Company", "HealthInstitution", "Bank", "PublicInstitution")
    if about.topic is not None and about.topic.kind in kinds:
        return about.topic
    return about.last(at, lambda entity: entity.kind in kinds)


def hospital(about: About, at: int) -> LocalEntity | None:
    """神经外科|主任: the hospital that the article is about, else the last one named."""
    topic = about.topic
    if topic is not None and topic.kind == "HealthInstitution":
        return topic
    return about.last(at, lambda entity: entity.kind == "HealthInstitution")


def stood(entity: LocalEntity, at: int) -> int:
    """Where an entity stands last before an offset, -1 if nowhere."""
    before = bisect_left(entity.mentions, (at, at))
    return entity.mentions[before - 1][0] if before else -1


def ends_so(entity: LocalEntity, ends: tuple[str, ...]) -> bool:
    """Whether a name ends with a word for its level: 东昌府区 with 区, but 华府社区 only with 社区."""
    for name in all_names(entity):
        false = next((word for word in _FALSE if name.endswith(word)), "") if name.endswith(_FALSE) else ""
        if name.endswith(tuple(end for end in ends if len(end) >= len(false) or not false.endswith(end))):
            return True
    return False


def seat_of(about: About, ends: tuple[str, ...]) -> LocalEntity | None:
    """县长 where the county itself is not named: its government, else its party committee."""
    for kind, tails in (("GovernmentBody", ("政府",)), ("PartyOrganization", ("委",))):
        for end in ends if set(ends) <= set(COUNTY) else ():
            for entity in about.entities[:FIRST]:
                if entity.kind == kind and any(_ends(name, end, tails) for name in all_names(entity)):
                    return entity
    return None


def _ends(name: str, end: str, tails: tuple[str, ...]) -> bool:
    """Whether a name is of the area's own body: 莘县人民政府, 莘县委, not 莘县林业局党委."""
    return name.endswith(tuple(_own(end, tails))) and len(name) > 2


def _own(end: str, tails: Iterable[str]) -> Iterator[str]:
    for middle in ("", "人民"):
        for tail in tails:
            yield end + middle + tail


def area_near(about: About, at: int, ends: tuple[str, ...]) -> LocalEntity | None:
    def fits(entity: LocalEntity) -> bool:
        return entity.type == "Place" and (not ends or ends_so(entity, ends))

    if about.topic is not None and fits(about.topic):
        return about.topic
    return about.last(at, fits) or next((entity for entity in about.entities[:FIRST] if fits(entity)), None)
