"""How far down a place lies, which area a body governs, and what a name begins with."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from ingest.relations.base import About, SentenceView, all_names
from ingest.tables import load, words_in
from ontology.records import LocalEntity

_SITES = ("Venue", "Site", "Road", "NaturalFeature", "ResidentialCompound")
HOLDING = ("Venue", "FunctionalZone", "ResidentialCompound", "NaturalFeature")
"""What sites with a name that begins with its name lie in: 龟峰山风景区|金龟广场."""
_SCENIC = ("景区", "风景区", "旅游区", "度假区", "公园", "保护区")
"""What is as wide as the hill or lake that it is named after."""
COUNTY, TOWN, VILLAGE = 2, 4, 5
"""Levels of places."""
COUNTY_DIGITS, TOWN_DIGITS = 6, 9
"""How many digits of an official code name the county, the town."""


_SECTIONS = ("科", "股", "处")
"""Last characters of the names of parts of a bureau or hospital."""


@cache
def table() -> dict[str, Any]:
    """Levels of places, the organisations that govern, what stems and branches names have (ingest/data/areas.yaml)."""
    found: dict[str, Any] = load("areas")
    return found


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
            for tail in governing() if name.endswith(governing()) else ():
                area = about.names.get(name.removesuffix(tail)) if name.endswith(tail) else None
                if area is not None and area.type == "Place":
                    return area
    return None


def own_rather(about: About, area: LocalEntity | None) -> LocalEntity | None:
    """The county that an article is of, where a word that it shares with its prefecture (市) leads to that one: the paper
    of a city in a city calls itself so, and the other by its name."""
    own = about.own
    if area is not None and area.code in about.away:  # 我县党政代表团赴邻县: never ours
        return own if own is not None and own.name[-1:] == area.name[-1:] else None
    if own is None or area is None or area is about.topic or area.type != "Place":
        return area
    shares = area.name[-1:] == own.name[-1:]
    return own if shares and level(area) < COUNTY and below(area, own) else area


@cache
def governing() -> tuple[str, ...]:
    return tuple(sorted(table()["governing"], key=lambda word: (-len(word), word)))


def below(upper: LocalEntity, lower: LocalEntity) -> bool:
    if upper is lower:
        return False
    if upper.code and lower.code and len(upper.code) != len(lower.code):
        return lower.code.startswith(upper.code.rstrip("0") or upper.code)
    return (
        level(upper) < level(lower)
        or (level(upper) == level(lower) and upper.kind != lower.kind)
        or (level(upper) == level(lower) == 5)
    )


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
                site = entity.type == "Place" and entity.kind in _SITES and other.kind in HOLDING
                site = site and not name[cut:].endswith(_SCENIC)
                if name[:cut].endswith(words_in("areas", "stems")) or other.type == "Organization" or site:
                    best, size = other, cut
                break
    return best


def county_like(entity: LocalEntity) -> bool:
    return entity.type == "Place" and entity.name.endswith(("县", "市", "区", "旗"))


def is_section(entity: LocalEntity) -> bool:
    """Whether a name is of a part of a bureau or hospital, which 该局 and 该院 do not mean: 县人社局培训股."""
    return entity.type == "Organization" and entity.name.endswith(_SECTIONS)


def body_of(about: About, section: LocalEntity) -> LocalEntity:
    """The bureau or hospital that a section is named after, of whose deeds its people speak; itself for all others."""
    if not is_section(section):
        return section
    over = [one for one in about.entities if one.kind == section.kind and section.name[:-2].startswith(one.name)]
    return max(over, key=lambda one: (len(one.name), one.id), default=section)
