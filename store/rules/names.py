"""Rules that look at names and codes: places without code, renamings, short names of firms and programmes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from ontology.cores import organization_core, programme_core
from ontology.ids import normal_name
from ontology.traits import traits_of
from store.kin import Kin
from store.rules.table import QUOTES, Evidence, Pair, spoken, weighed


def only_code(block: Sequence[Kin]) -> Iterable[Pair]:
    """A place without code joins the coded one, if its block (parent, name) has exactly one code."""
    coded = [kin for kin in block if kin.code]
    if len({kin.code for kin in coded}) != 1:
        return
    for kin in block:
        if not kin.code:
            yield from weighed(coded, [kin], [Evidence("Place", "only_code", spoken(coded[0].code))])


_WIDE = frozenset({"NaturalFeature", "Road"})
_BUILT = frozenset({"Venue", "ResidentialCompound", "FunctionalZone", "Site", "SchoolSite"})
_COMMON = re.compile(
    "(?:人民|文化|中心|健身|休闲|时代|法治|党建|体育|市民|村民|口袋|街心|主题)?(?:广场|公园|礼堂|大院|市场|剧场|书屋|书房|驿站|食堂"
    "|会议室|活动室|阅览室|服务站|服务中心|大厅|工业园区|产业园|开发区|小区|大街|中路|东路|西路|南路|北路)\\Z"
)


def same_place(block: Sequence[Kin]) -> Iterable[Pair]:
    """A venue, compound, river or road that one article places in a town and another only in the county."""
    if block[0].type != "Place":
        return
    found: dict[tuple[str, ...], list[Kin]] = {}
    for kin in block:
        if not kin.code and kin.keys and kin.kind in _WIDE | _BUILT:
            found.setdefault(kin.keys, []).append(kin)
    towns = {code[:9] for keys in found if len(code := keys[0].split("|")[1]) > 6}
    for one, other in combinations(sorted(found)[:_MOST], 2):
        kinds = {found[one][0].kind, found[other][0].kind}
        name = min((found[one][0].name, found[other][0].name), key=len)
        yield from weighed(found[one], found[other], _of_place(name, kinds, len(towns)))


def _of_place(name: str, kinds: set[str], towns: int) -> Iterable[Evidence]:
    yield Evidence("Place", "same_name", name)
    if len(name) >= 4:
        yield Evidence("Place", "long_name")
    if kinds <= _WIDE and len(name) >= 3:
        yield Evidence("Place", "wide")
    elif towns <= 1:
        yield Evidence("Place", "one_town")
    else:
        yield Evidence("Place", "several_towns", str(towns))
    if _COMMON.fullmatch(name):
        yield Evidence("Place", "common_name")


def renamed(block: Sequence[Kin]) -> Iterable[Pair]:
    """What an article says was renamed joins what bears the former name's key."""
    for kin in block:
        for key in traits_of(kin.traits).renamed_from:
            former = [one for one in block if key in one.keys and one is not kin]
            if former:
                yield from weighed(former, [kin], [Evidence("any", "renamed", former[0].name)])


def same_core(block: Sequence[Kin]) -> Iterable[Pair]:
    """Names of one core: a firm and its short name, a programme with and without 工程 or 行动."""
    kind = block[0].type
    if kind not in ("Organization", "Programme"):
        return
    bearing: dict[str, list[Kin]] = {}
    for kin in block:
        bearing.setdefault(normal_name(kin.name), []).append(kin)
    cores = {name: core for name, kin in bearing.items() if (core := _core(kin[0]))}
    full = Counter(core for name, core in cores.items() if name != core)
    for name, other in combinations(sorted(cores)[:_MOST], 2):
        if cores[name] == cores[other]:
            two = bearing[name], bearing[other]
            yield from weighed(*two, _of_core(kind, cores[name], (two[0][0], two[1][0]), full))


_MOST = 30
"""Names of one core that are compared: more bear it by chance."""


def _core(kin: Kin) -> str | None:
    area = kin.area or None
    if kin.type == "Programme":
        return programme_core(kin.name, area)
    return organization_core(kin.name, kin.kind, area)


def _told_apart(shorter: str, longer: str) -> bool:
    """Whether two ends mean different bodies: 宣讲队 and 服务队, 集团有限公司 and 有限公司; not 队 and 服务队."""
    return not longer.endswith(shorter) or ("集团" in longer and "集团" not in shorter)


def _of_core(kind: str, core: str, two: tuple[Kin, Kin], full: Counter[str]) -> Iterable[Evidence]:
    names = [normal_name(kin.name) for kin in two]
    yield Evidence(kind, "same_core", core)
    bare = core in names
    if bare:
        yield Evidence(kind, "bare_core")
    if any(mark in kin.name for kin in two for mark in QUOTES):
        yield Evidence(kind, "quoted")
    if len(core) >= 4:
        yield Evidence(kind, "long_core")
    elif len(core) <= 2:
        yield Evidence(kind, "short_core")
    ends = [name.rpartition(core)[2] for name in names]
    if not bare and _told_apart(*sorted(ends, key=len)):
        yield Evidence(kind, "other_end", " / ".join(sorted(ends)))
    if kind == "Organization":
        if two[0].kind != two[1].kind:
            yield Evidence(kind, "other_kind")
        if bare and full[core] > 1:
            yield Evidence(kind, "several_full", str(full[core]))
