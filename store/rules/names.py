"""Rules that look at names and codes: places without code, renamings, short names of firms and programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from ontology.cores import organization_core, programme_core
from ontology.ids import normal_name
from ontology.traits import traits_of
from store.kin import Kin
from store.rules.table import Evidence, Pair, weighed

_QUOTES = '“”"「」『』'


def only_code(block: Sequence[Kin]) -> Iterable[Pair]:
    """A place without code joins the coded one, if its block (parent, name) has exactly one code."""
    coded = [kin for kin in block if kin.code]
    if len({kin.code for kin in coded}) != 1:
        return
    for kin in block:
        if not kin.code:
            yield from weighed(coded, [kin], [Evidence("Place", "only_code", coded[0].code)])


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


def _of_core(kind: str, core: str, two: tuple[Kin, Kin], full: Counter[str]) -> Iterable[Evidence]:
    names = [normal_name(kin.name) for kin in two]
    yield Evidence(kind, "same_core", core)
    bare = core in names
    if bare:
        yield Evidence(kind, "bare_core")
    if any(mark in kin.name for kin in two for mark in _QUOTES):
        yield Evidence(kind, "quoted")
    if len(core) >= 4:
        yield Evidence(kind, "long_core")
    elif len(core) <= 2:
        yield Evidence(kind, "short_core")
    if kind == "Organization":
        if two[0].kind != two[1].kind:
            yield Evidence(kind, "other_kind")
        if bare and full[core] > 1:
            yield Evidence(kind, "several_full", str(full[core]))
