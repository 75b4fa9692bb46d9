"""The county that a page or article speaks of: from an option, the file's name, its own words, else by vote.

Every street, town, community and village named on a page speaks for the counties that hold one of
that name, the more the rarer the name is in the country. Words such as 县委 or 我市 tell the county's
kind. A county is taken only where it stands clearly before the next.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.context.area_names import Names, counties_bearing
from ingest.tables import load, words_in
from ontology import divisions
from ontology.divisions import Division
from ontology.former_names import formers_of
from ontology.records import Origin

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LOOKED_INTO = 12
"""So many counties with the most votes are looked into name by name,"""
_LOOKED_INTO_IF_EVEN = 80
"""and up to so many that have as many votes as the last of them."""
_OF_ALL = 150.0
"""How much a name that only one county bears speaks for it over chance; one that n bear, an n-th of it."""
_VILLAGE, _IN_ITS_TOWN, _TWICE = 0.8, 1.5, 3
"""Weight of a village's name, and what it gains within a town that is named too, for so many villages at most."""
_COUNTY, _MORE = 2.2, 1.4
"""What a county's name speaks for it once, and each doubling of it."""
_CANDIDATE = 5.0
"""What a dateline speaks for each county that it may name."""
_WITH_ITS_TOWN = 2.0
"""What a county gains that a text names whole, none more often, and a town or village of its too."""
_BARE = 0.6
_TOWNS = ("镇", "乡", "街道")
_KIND, _OTHER_KIND = 0.7, -1.2
_PREFECTURE, _PROVINCE = 1.6, 0.8
_ENOUGH, _AHEAD = 2.0, 1.2
"""A county is taken from so much evidence on, and so much ahead of the next, both as logarithms of chances."""


@dataclass(frozen=True, slots=True)
class Located:
    """A county's code, where it comes from, and why (in Chinese, for the screen)."""

    area: str | None
    origin: Origin
    reason: str


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
            if _may_be_above(name[:length], codes):
                return None
            # A bare name (和平, 城关) needs its class word or an organisation behind it, or must be all there is.
            whole = name[:length] in divisions.spoken_names(found[0], bare=False)
            if (
                whole
                or found[0].name == name[:length]
                or not rest
                or rest.startswith(words_in("counties", "behind_bare"))
            ):
                return codes.pop()
        if codes:
            return None
    return None


def _may_be_above(name: str, counties: Collection[str]) -> bool:
    """长沙: a county's bare name that is a prefecture's or province's too."""
    above = (*divisions.prefectures_named(name), *divisions.provinces_named(name))
    return any(d.name not in {county.name for county in map(divisions.by_code, counties) if county} for d in above)


def may_mean(name: str) -> tuple[str, ...]:
    """Codes of the counties that a dateline's or paper's name may mean, and of prefectures and provinces.

    A prefecture's stands for the county of its name too, which lies in it.

    >>> may_mean("鼓楼")
    ('320106', '320302', '350102', '410204')
    >>> may_mean("长沙"), may_mean("长沙晚报")
    (('4301',), ('4301',))
    """
    for length in range(min(len(name), 16), 1, -1):
        found = divisions.upper_named(name[:length])
        if found:
            bare = not any(d.name == name[:length] for d in found)
            fits = not bare or not name[length:] or name[length:].startswith(words_in("counties", "behind_bare"))
            above = tuple(d.code for d in found if len(d.code) < 6)
            if bare and (provinces := divisions.provinces_named(name[:length])):
                return tuple(sorted(d.code for d in provinces))  # 河北新闻网 is not 河北区's
            return (
                tuple(sorted({d.code for d in found if d.code in above or not d.code.startswith(above)}))
                if fits
                else ()
            )
    return ()


def decided(names: Names, text: str, *, candidates: Collection[str] = (), elsewhere: Collection[str] = ()) -> Located:
    """The county that the names of places speak for, if one stands clearly first; else open, with the reason.

    Each name speaks for the counties that bear it as a logarithm of how unlikely it is elsewhere, so that a
    village's name of its own says more than ten 和平村. `candidates`: codes of counties, or of an area above
    them, one of which is meant (a dateline 鼓楼 or 长沙). `elsewhere`: counties that are not meant.
    """
    bearing = counties_bearing(names.places)
    said = _counties_said(names)
    first: dict[str, float] = defaultdict(float)
    for codes in bearing.values():
        for code in codes:
            first[code] += math.log1p(_OF_ALL / len(codes))
    for code, weight in said.items():
        first[code] += weight
    for code in candidates:
        if len(code) == 6:
            first[code] += _CANDIDATE
    for code in first:
        first[code] += _above(code, names.upper, candidates)
    if elsewhere:  # whose own people go away is named, or not to be told
        named = {*said, *candidates}
        first = defaultdict(float, {code: w for code, w in first.items() if code in named and code not in elsewhere})
    likely = _likely(first)
    borne = {code: _borne(code, bearing) for code in likely}
    rarity = {name: _rarity(name, codes, borne) for name, codes in bearing.items()}
    kind = _kind(names.selves)
    named_whole = {d.code for name in names.counties for d in divisions.counties_named(name) if name.endswith(d.name)}
    named_whole = {code for code in named_whole if said.get(code, 0.0) >= max(said.values(), default=0.0)}
    scores: dict[str, float] = {}
    for code in likely:
        weight = _looked_into(borne[code], {name: rarity[name] * names.places[name] for name in borne[code]})
        weight += said.get(code, 0.0) + _CANDIDATE * (code in candidates)
        weight += _WITH_ITS_TOWN * (code in named_whole and bool(borne[code]))
        if weight > 0:
            weight += (
                _bare_mentions(code, text)
                + _above(code, names.upper, candidates)
                + _of_kind(code, kind, names.counties)
            )
        scores[code] = weight
    ordered = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ordered or ordered[0][1] <= 0:
        return Located(None, "open", "文中没有可据以定位的地名")
    best, score = ordered[0]
    second = ordered[1][1] if len(ordered) > 1 else 0.0
    county = divisions.by_code(best)
    called = [name for name in names.counties if county and name in divisions.spoken_names(county)]
    spoken = "、".join([*called, *borne[best]][:6])
    if score >= _ENOUGH and score >= second + _AHEAD:
        return Located(best, "inferred", f"文中的地名（{spoken}）合于{divisions.full_name(best)}（{best}）")
    rivals = "、".join(f"{divisions.full_name(code)}（{code}）" for code, _ in ordered[:3])
    return Located(None, "open", f"文中的地名（{spoken}）可属{rivals}，定不下来；可用 --area 指明")


def is_voiced(county: str, names: Names) -> bool:
    """Whether a text names a county, or a town, community or village in it."""
    if any(d.code == county for name in names.counties for d in divisions.counties_named(name)):
        return True
    return any(divisions.below_named(county, name) for name in names.places)


def is_of_kind(county: str, names: Names) -> bool:
    """Whether a text that calls its own county 我市 may be of a county: one of that class."""
    kind, division = _kind(names.selves), divisions.by_code(county)
    return kind is not None and division is not None and division.name.endswith(kind)


def _counties_said(names: Names) -> dict[str, float]:
    """What the names of counties speak for each, shared where several bear one."""
    times: dict[str, float] = defaultdict(float)
    sharing: dict[str, int] = {}
    for name, weight in names.counties.items():
        named = divisions.counties_named(name)
        for division in named:
            times[division.code] += weight
            sharing[division.code] = min(len(named), sharing.get(division.code, len(named)))
    said = {code: _COUNTY + _MORE * math.log2(weight) - math.log(sharing[code]) for code, weight in times.items()}
    return {code: weight for code, weight in said.items() if weight > 0}


def _likely(first: Mapping[str, float]) -> list[str]:
    """The counties with the most votes, by code where they are even; more where as many have as many."""
    ordered = sorted(first.items(), key=lambda pair: (-pair[1], pair[0]))
    last = ordered[_LOOKED_INTO - 1][1] if len(ordered) >= _LOOKED_INTO else 0.0
    even = [code for code, weight in ordered if weight >= last]
    return even if len(even) <= _LOOKED_INTO_IF_EVEN else even[:_LOOKED_INTO]


def _borne(county: str, bearing: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The names that a county's towns and villages bear exactly, class word and all, with their codes."""
    found = {name: _below(county, name) for name, codes in bearing.items() if county in codes}
    return {name: [division.code for division in named] for name, named in found.items() if named}


def _below(county: str, name: str) -> tuple[Division, ...]:
    """The towns and villages that bear a name, class word and all; a town that was 漫河乡 may be 漫河镇 today."""
    found = divisions.below_named(county, name)
    ending = next((end for end in _TOWNS if name.endswith(end)), "") if not found and len(name) > 2 else ""
    stem = name.removesuffix(ending)
    others = (divisions.below_named(county, stem + end) for end in _TOWNS if ending and len(stem) > 1)
    return found or next(filter(None, others), ())


def _rarity(name: str, holding: Sequence[str], borne: Mapping[str, Mapping[str, Sequence[str]]]) -> float:
    """How much a name speaks for a county that bears it; `holding`: the counties with one so called of any class."""
    known = all(county in borne for county in holding)
    sharing = sum(name in named for named in borne.values()) if known else len(holding)
    return math.log1p(_OF_ALL / max(1, sharing))


def _looked_into(borne: Mapping[str, Sequence[str]], weights: Mapping[str, float]) -> float:
    """How much the names speak for a county that bears them, each with its weight."""
    towns = {code for codes in borne.values() for code in codes if len(code) == 9}
    weight, inside = 0.0, 0
    for name, codes in borne.items():
        town = any(len(code) == 9 for code in codes)
        weight += weights[name] * (1.0 if town else _VILLAGE)
        inside += not town and any(code[:9] in towns for code in codes)
    return weight + _IN_ITS_TOWN * min(inside, _TWICE)


def _bare_mentions(county: str, text: str) -> float:
    """安溪茶学院, 民勤一中: a county's name without its class word, in a text that speaks of its places anyway."""
    division = divisions.by_code(county)
    bare = divisions.spoken_names(division)[-1] if division else ""
    if not 2 <= len(bare) <= 8 or bare in load("counties")["ordinary"]:
        return 0.0
    return _BARE * min(3, text.count(bare))


def _kind(selves: Mapping[str, float]) -> str | None:
    """县, 区, 市 or 旗 where a text calls its own county so (县委, 我市), clearly most often; None if it does not."""
    ordered = sorted(selves.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ordered or (len(ordered) > 1 and ordered[0][1] < 2 * ordered[1][1]):
        return None
    return ordered[0][0]


def _of_kind(county: str, kind: str | None, called: Collection[str]) -> float:
    """`called`: names of counties in the text; one that says a county's former name may call it by its former kind."""
    division = divisions.by_code(county)
    if not kind or not division:
        return 0.0
    if division.name.endswith(kind):
        return _KIND
    formers = [former.name for former in formers_of(county) if former.name.endswith(kind)]
    if formers:
        return _KIND if any(name in called for name in formers) else 0.0
    return _OTHER_KIND


def _above(county: str, upper: Collection[str], candidates: Collection[str]) -> float:
    found = _PREFECTURE * (county[:4] in upper) + _PROVINCE * (county[:2] in upper)
    return found + _PREFECTURE * (county[:4] in candidates) + _PROVINCE * (county[:2] in candidates)


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
