"""The county that a page or article speaks of: from an option, the file's name, its own words, else by vote.

Every street, town, community and village named on a page speaks for the counties that hold one of
that name, the more the rarer the name is in the country. Words such as 县委 or 我市 tell the county's
kind. A county is taken only where it stands clearly before the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from ingest.tables import load
from ontology import divisions
from ontology.divisions import Division
from ontology.records import Origin

_CLASS = re.compile("街道|社区|苏木|嘎查|[镇乡村]")
_COUNTY_CLASS = re.compile("[县市区旗]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_MOST = 400
"""So many different places of a page vote at most: more tell nothing new, and hostile text stays cheap."""
_LOOKED_INTO = 12
"""So many counties with the most votes are looked into name by name."""
_ENOUGH, _AHEAD = 0.6, 1.8
_SELF = re.compile(
    "(?:[全我本该]|(?<![\u3400-\u9fff])|(?<=联合|一级))([县区市旗])(?:委|政府|人大|政协|纪委|长|直|级|内|里|域|[\u3400-\u9fff]{2,10}?(?:局|中心|馆|院|联合会|大队))"
    "|[全我本]([县区市旗])"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A county's code, where it comes from, and why (in Chinese, for the screen)."""

    area: str | None
    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of places in a text: streets, towns, communities and villages; counties and how often."""

    places: tuple[str, ...]
    counties: tuple[tuple[str, int], ...]


def in_name(source: str) -> Located | None:
    """The county that a file's name says, alone or after its province: 寿光-2023-04-12.txt.

    >>> in_name("寿光-2023-04-12.txt").area
    '370783'
    """
    stem = PurePath(source.replace("\\", "/")).name.rsplit(".", 1)[0]
    for run in _HAN_RUN.findall(stem):
        code = county_in(run)
        if code:
            return Located(code, "name", f"文件名“{stem}”里的“{run}”")
    return None


def county_in(name: str) -> str | None:
    """The one county that the name of a paper, station or place begins with or is: 寿光市融媒体中心, 民勤.

    >>> county_in("寿光市融媒体中心"), county_in("安溪"), county_in("本报")
    ('370783', '350524', None)
    """
    for length in range(min(len(name), 16), 1, -1):
        found = divisions.counties_named(name[:length])
        codes = {d.code for d in found}
        if len(codes) == 1:
            rest = name[length:]
            # A bare name (和平, 城关) needs its class word or an organisation behind it, or must be all there is.
            if found[0].name == name[:length] or not rest or rest.startswith(tuple(load("counties")["behind_bare"])):
                return codes.pop()
        if codes:
            return None
    return None


@lru_cache(maxsize=65536)
def _areas(name: str) -> tuple[str, ...]:
    return tuple(code for code in divisions.areas_with(name) if len(code) == 6)


def names_in(text: str, *, dateline: str | None = None) -> Names:
    """The names of places in a text that the divisions know; `dateline` is a place known to be one."""
    stop = frozenset(load("counties")["ordinary"])
    places: dict[str, None] = {}
    if dateline and not divisions.counties_named(dateline):
        places.update((dateline + end, None) for end in ("镇", "乡", "街道") if _areas(dateline + end))
    for name in _place_names(text, stop):
        places[name] = None
        if len(places) >= _MOST:
            break
    return Names(tuple(places), tuple(_county_names(text, stop).items()))


def _place_names(text: str, stop: frozenset[str]) -> Iterable[str]:
    """The longest known name before each class word, in at most six characters."""
    looked: dict[str, str | None] = {}
    for match in _CLASS.finditer(text):
        window = _han_before(text, match.start(), 6) + match.group()
        if window not in looked:
            if len(looked) > 4 * _MOST:
                return
            looked[window] = _longest_known(window, len(match.group()), stop)
        name = looked[window]
        if name:
            yield name


def _longest_known(window: str, class_length: int, stop: frozenset[str]) -> str | None:
    shortest = class_length + (1 if window.endswith(("镇", "乡", "街道")) else 2)
    for length in range(len(window), shortest - 1, -1):
        name = window[-length:]
        if name in stop:
            return None
        if name[-1:] == name[-2:-1]:
            continue  # 郑家镇镇东小学: a class word twice is cut too late
        if _areas(name):
            return name
    return None


def _county_names(text: str, stop: frozenset[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for match in _COUNTY_CLASS.finditer(text):
        window = _han_before(text, match.start(), 10) + match.group()
        for length in range(len(window), 1, -1):
            name = window[-length:]
            if name not in stop and divisions.counties_named(name):
                # 镇和县 is not 和县: so short a name must not go on from the word before it.
                if length > 2 or len(window) == 2:
                    found[name] += 1
                break
    return found


def _han_before(text: str, at: int, most: int) -> str:
    start = at
    while start > 0 and at - start < most and "\u3400" <= text[start - 1] <= "\u9fff":
        start -= 1
    return text[start:at]


def kind_of_county(text: str) -> str | None:
    """县, 区, 市 or 旗 where a text calls its own county so (县委, 我市), most often; None if it does not."""
    counts: dict[str, int] = defaultdict(int)
    for match in _SELF.finditer(text):
        counts[match[1] or match[2]] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ordered or (len(ordered) > 1 and ordered[0][1] < 2 * ordered[1][1]):
        return None
    return ordered[0][0]


def upper_codes(text: str) -> set[str]:
    """Codes of prefectures and provinces that a text names in full (聊城市, 山东省)."""
    found: set[str] = set()
    for match in re.finditer("[市州盟省]|地区|自治区", text):
        window = _han_before(text, match.start(), 8) + match.group()
        for length in range(len(window), 2, -1):
            named = [*divisions.prefectures_named(window[-length:]), *divisions.provinces_named(window[-length:])]
            if named:
                found |= {d.code for d in named}
                break
    return found


def decided(names: Names, text: str) -> Located:
    """The county that the names of places speak for, if one stands clearly first; else open, with the reason.

    A name's voice is shared by the counties that bear it. The counties with the most are then looked
    into: there the name must be borne exactly, a village counts more within a town that is named too.
    """
    first: dict[str, float] = defaultdict(float)
    for name in names.places:
        areas = _areas(name)
        for code in areas:
            first[code] += 1 / len(areas)
    said = _counties_said(names, text)
    for code, weight in said.items():
        first[code] += weight
    likely = [code for code, _ in sorted(first.items(), key=lambda pair: (-pair[1], pair[0]))[:_LOOKED_INTO]]
    found = {code: _looked_into(code, names, likely) for code in likely}
    kind, upper = kind_of_county(text), upper_codes(text)
    scores = {
        code: (weight + said.get(code, 0.0) + _bare_mentions(code, text)) * _fit(code, kind, upper)
        for code, (weight, _) in found.items()
    }
    ordered = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ordered or ordered[0][1] == 0:
        return Located(None, "open", "文中没有可据以定位的地名")
    best, score = ordered[0]
    second = ordered[1][1] if len(ordered) > 1 else 0.0
    county = divisions.by_code(best)
    called = [name for name, _ in names.counties if county and name in divisions.spoken_names(county)]
    witnesses = "、".join([*called, *found[best][1]][:6])
    if score >= _ENOUGH and score >= _AHEAD * second:
        return Located(best, "inferred", f"文中的地名（{witnesses}）合于{divisions.full_name(best)}（{best}）")
    rivals = "、".join(f"{divisions.full_name(code)}（{code}）" for code, _ in ordered[:3])
    return Located(None, "open", f"文中的地名（{witnesses}）可属{rivals}，定不下来；可用 --area 指明")


def _counties_said(names: Names, text: str) -> dict[str, float]:
    """How often counties are named; one named with its province (江西省于都县) is rather another's than the paper's."""
    said: dict[str, float] = defaultdict(float)
    for name, times in names.counties:
        named = divisions.counties_named(name)
        abroad = f"省{name}" in text or f"自治区{name}" in text
        for division in named:
            said[division.code] += (0.5 if abroad else min(times, 3)) / len(named)
    return said


@lru_cache(maxsize=64)
def _borne(county: str) -> dict[str, tuple[str, ...]]:
    """Codes of a county's towns and villages by every name they bear with its class word."""
    found: dict[str, list[str]] = defaultdict(list)
    for division in divisions.within(county):
        for name in divisions.spoken_names(division, bare=False):
            found[name].append(division.code)
    return {name: tuple(codes) for name, codes in found.items()}


def _looked_into(county: str, names: Names, likely: Sequence[str]) -> tuple[float, list[str]]:
    """How much the names speak for a county that bears them exactly, and which do."""
    borne = _borne(county)
    towns = {code for name in names.places for code in borne.get(name, ()) if len(code) == 9}
    weight, witnesses = 0.0, []
    for name in names.places:
        codes = borne.get(name)
        if not codes:
            continue
        areas = _areas(name)
        rivals = sum(1 for code in likely if name in _borne(code)) if len(areas) <= _LOOKED_INTO else len(areas)
        town = any(len(code) == 9 for code in codes)
        inside = any(len(code) == 12 and code[:9] in towns for code in codes)
        weight += (1.0 if town else 0.5) / max(1, rivals) + (0.5 if inside else 0.0)
        witnesses.append(name)
    return weight, witnesses


def _bare_mentions(county: str, text: str) -> float:
    """安溪茶学院, 民勤一中: a county's name without its class word, in a text that speaks of its places anyway."""
    division = divisions.by_code(county)
    bare = divisions.spoken_names(division)[-1] if division else ""
    if not 2 <= len(bare) <= 8 or bare in load("counties")["ordinary"]:
        return 0.0
    return 0.4 * min(3, text.count(bare))


def _fit(county: str, kind: str | None, upper: set[str]) -> float:
    division = divisions.by_code(county)
    factor = 1.0
    if kind and division:
        factor *= 1.4 if division.name.endswith(kind) else 0.5
    if any(county.startswith(above) for above in upper):
        factor *= 1.5
    return factor


def place_code(name: str, area: str | None) -> str | None:
    """Official code of a dateline's place, as it is called in its county (郑家 for 郑家镇); None if not to be told."""
    if area:
        county = divisions.by_code(area)
        if county and name in divisions.spoken_names(county):
            return area
        for level in ("township", "village"):
            inner = divisions.by_name(name, within=area, levels=[level])
            if len(inner) == 1:
                return inner[0].code
            if inner:
                break
    found: Sequence[Division] = divisions.counties_named(name)
    if not found:
        found = divisions.prefectures_named(name) or divisions.provinces_named(name)
    codes = {d.code for d in found}
    return codes.pop() if len(codes) == 1 else None
