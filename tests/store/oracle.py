"""Rules 4 and 5 of DESIGN word for word, on single local entities, slow and plain: what resolve must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ontology.ids import entity_id
from ontology.keys import has_code
from ontology.records import Decision
from store.resolve import Kin
from store.rules import MERGE, pairs

Clusters = dict[str, frozenset[str]]
"""Entity id -> its local ids (and publishers')."""


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions that nothing in force withdraws, by (when, id)."""
    ordered = sorted(decisions, key=lambda one: (one.when, one.id))

    def holds(at: int) -> bool:
        later = range(at + 1, len(ordered))
        return not any(ordered[w].kind == "withdraw" and ordered[at].id in ordered[w].left and holds(w) for w in later)

    return [one for at, one in enumerate(ordered) if one.kind != "withdraw" and holds(at)]


def clusters(single: Iterable[Kin], decisions: Sequence[Decision]) -> Clusters:
    """The clusters of local entities, each alone in its kin, and what they are called."""
    said = in_force(decisions)
    deleted = {end for one in said if one.kind == "delete" for end in one.left}
    locals_ = sorted((one for one in single if not deleted & set(one.answers)), key=lambda one: one.first)
    types = {one.first: one.type for one in locals_}
    for one in said:
        if one.kind == "retype":
            types.update({x.first: one.value for x in locals_ if set(x.answers) & set(one.left)})  # type: ignore[misc]

    def keys(one: Kin) -> list[str]:
        new = types[one.first]
        return [key if one.type == new or key.startswith(f"{new}|") else f"{new}|was|{key}" for key in one.keys]

    def blocks(one: Kin) -> set[str]:
        new = types[one.first]
        return {b if one.type == new or b.startswith(f"{new}|") else f"{new}|was|{b}" for b in (*one.keys, *one.blocks)}

    def side(ends: Iterable[str]) -> list[Kin]:
        return [one for one in locals_ if set(one.answers) & set(ends)]

    barriers = []
    for one in said:
        if one.kind in ("different", "split"):
            left, right = ({x.first for x in side(ends)} for ends in (one.left, one.right))
            if not left & right:
                barriers.append((left, right))

    def apart(a: Kin, b: Kin) -> bool:
        return (
            types[a.first] != types[b.first]
            or bool(a.code and b.code and a.code != b.code)
            or any(
                (a.first in left and b.first in right) or (b.first in left and a.first in right)
                for left, right in barriers
            )
        )

    cluster = {one.first: {one.first} for one in locals_}
    by_id = {one.first: one for one in locals_}

    def join(a: str, b: str) -> bool:
        if cluster[a] is cluster[b]:
            return True
        if any(apart(by_id[x], by_id[y]) for x in cluster[a] for y in cluster[b]):
            return False
        both = cluster[a] | cluster[b]
        for member in both:
            cluster[member] = both
        return True

    for one in said:
        if one.kind == "same":
            left_, right_ = side(one.left), side(one.right)
            if left_ and right_ and not {x.first for x in left_} & {x.first for x in right_}:
                join(left_[0].first, right_[0].first)
    for key in sorted({key for one in locals_ for key in keys(one)}):
        holders = [one for one in locals_ if key in keys(one)]
        for at, holder in enumerate(holders):
            any(join(earlier.first, holder.first) for earlier in holders[:at])
    found: set[tuple[int, tuple[str, ...], tuple[str, ...]]] = set()
    for block in {block for one in locals_ for block in blocks(one)}:
        inside = [
            replace(
                one,
                type=types[one.first],
                keys=tuple(keys(one)),
                kind=one.kind if types[one.first] == one.type else types[one.first],
            )
            for one in locals_
            if block in blocks(one)
        ]
        for pair in pairs(inside):
            if pair.score >= MERGE:
                found.add((-pair.score, *sorted((pair.left, pair.right))))
    for _, left, right in sorted(found):
        for a in left:
            for b in right:
                join(a, b)

    whole = {frozenset(members) for members in cluster.values()}
    best = {}
    for members in whole:
        ranked = [(not has_code(key), -len(key), at, key) for x in members for at, key in enumerate(keys(by_id[x]))]
        best[members] = min(ranked)[3] if ranked else ""
    shared = [key for key in best.values() if list(best.values()).count(key) > 1]
    return {
        entity_id(min(members, key=lambda x: (by_id[x].publisher, x)) if not key or key in shared else key): members
        for members, key in best.items()
    }
