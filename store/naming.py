"""What an entity is called, and its other properties: from its kin (DESIGN, rule 5)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from ontology.divisions import by_code
from ontology.ids import normal_name
from store.base import Row
from store.resolve import Cluster

_LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}

LONGEST_NAME = 200
"""Code points of an entity's name or alias: what is longer is no name, and a home's index has its limits."""

STRONG_KINDS = frozenset({"PublicPostHolder"})
"""Kinds of which one article's word is enough: who once held a public post is no private resident."""


@lru_cache(maxsize=65536)
def official_name(code: str) -> str:
    """The name newspapers use for the division of an official code; '' where there is none."""
    division = by_code(code)
    return division.display_name if division else ""


def entity_row(cluster: Cluster, *, articles: int, first_day: str, last_day: str) -> Row:
    """Of an entity's table. `articles`: how many speak of it; days ISO, '' if no article is dated."""
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    aliases: set[str] = set()
    areas = set()
    code = ""
    for kin in cluster.kin:
        names[kin.name[:LONGEST_NAME]] += kin.count
        aliases.update(alias[:LONGEST_NAME] for alias in kin.aliases)
        areas.add(kin.area)
        code = code or kin.code
        if kin.type == cluster.type:
            kinds[kin.kind] += kin.count
    code = code if cluster.type == "Place" else ""
    name = cluster.name[:LONGEST_NAME] or (official_name(code) if code else "") or best_name(names)
    aliases.update(names)
    aliases.discard(name)
    others = sorted(one for one in aliases if one)
    areas.discard("")
    return {
        "etype": cluster.type,
        "name": name,
        "aliases": list(others),
        "search": "\n".join(map(normal_name, (name, *others))),
        "kind": best_kind(kinds, otherwise=cluster.type),
        "level": _LEVELS.get(len(code), ""),
        "code": code,
        "area": areas.pop() if len(areas) == 1 else "",
        "first_day": first_day,
        "last_day": last_day,
        "articles": articles,
    }


def best_name(names: Counter[str]) -> str:
    """The fullest name, else the most frequent, else the smallest.

    >>> best_name(Counter({"区委": 9, "中共东昌府区委": 1, "东昌府区委员会": 2}))
    '东昌府区委员会'
    """
    if len(names) == 1:
        return next(iter(names))
    return min(names, key=lambda name: (-len(normal_name(name)), -names[name], name))


def best_kind(kinds: Counter[str], *, otherwise: str) -> str:
    """One that needs a single word, else the most frequent that says more than the type, else the type."""
    known = [kind for kind in kinds if kind != otherwise]
    if not known:
        return otherwise
    return min(known, key=lambda kind: (kind not in STRONG_KINDS, -kinds[kind], kind))
