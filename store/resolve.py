"""Which local entities are one entity: a pure function of local entities and decisions (DESIGN, rules 3 to 6).

Nothing but sets and total sorts: no clock, no random number, and no order of arrival enters. It works on
kin (local entities that no rule can tell apart), so that a place which every article names is one item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ontology.ids import entity_id
from ontology.keys import has_code
from ontology.records import Decision, EntityType
from store.kin import Kin, Likeness, lies_in, named_block
from store.rules import MERGE, RULES, Pair, Rule, pairs
from store.rulings import BARRIERS, TWO_SIDED, Rulings, Verdict, one_sided

__all__ = [
    "Cluster",
    "Kin",
    "Likeness",
    "Link",
    "Resolution",
    "blocks",
    "key_redirects",
    "lies_in",
    "links",
    "local_redirects",
    "named_block",
    "resolve",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Kin that are one entity. `name`: what people renamed it to, '' if nobody did. `kin`: by `first`."""

    id: str
    type: EntityType
    name: str
    kin: tuple[Kin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Clusters by id; ids of keys that lead to them; the state of each decision in force on local entities.

    `redirects` holds those of keys (of a local entity: `local_redirects`); `states` all kinds of
    `rulings.ON_LOCALS` but delete, which may name statements as well.
    """

    clusters: tuple[Cluster, ...]
    redirects: dict[str, tuple[str, ...]]
    states: dict[str, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What made one cluster of two: a decision's id, a key that both sides bear, or a pair that a rule found.

    `left`, `right`: `Kin.first` of those it was found on. The links of a cluster hold it together, none is idle.
    """

    left: str
    right: str
    decision: str = ""
    key: str = ""
    pair: Pair | None = None


def resolve(kin: Iterable[Kin], decisions: Iterable[Decision], *, rules: Sequence[Rule] = RULES) -> Resolution:
    """Cluster kin by rule 4 and name the clusters' ids by rule 5.

    `decisions`: those that concern them, withdrawals too (or `Rulings.in_force`); of others the ends
    would be taken for absent. Linear but for the sorting, and for decisions that hold many apart.
    """
    work = _joined(kin, decisions, rules)
    clusters = work.clusters()
    return Resolution(clusters=clusters, redirects=key_redirects(clusters), states=work.states)


def links(kin: Iterable[Kin], decisions: Iterable[Decision], *, rules: Sequence[Rule] = RULES) -> tuple[Link, ...]:
    """Why the clusters of `resolve` are what they are, in the order in which they grew."""
    return tuple(_joined(kin, decisions, rules).links)


def blocks(kin: Iterable[Kin], decisions: Iterable[Decision]) -> Iterable[list[Kin]]:
    """The blocks within which `resolve` lets rules compare: kin by id, as decisions have them, those of more than one."""
    return _Clustering(_in_order(kin), Rulings.of(decisions)).blocks()


def _joined(kin: Iterable[Kin], decisions: Iterable[Decision], rules: Sequence[Rule]) -> _Clustering:
    work = _Clustering(_in_order(kin), Rulings.of(decisions))
    work.hear_decisions()
    work.join_keys()
    work.apply_rules(rules)
    return work


def _in_order(kin: Iterable[Kin]) -> list[Kin]:
    return sorted(kin, key=lambda one: (one.first, one.publisher))


def key_redirects(clusters: Iterable[Cluster]) -> dict[str, tuple[str, ...]]:
    """H("entity", key) of every key -> the entities of all clusters that hold it, unless an entity bears that id."""
    leads: dict[str, set[str]] = {}
    borne = set()
    for cluster in clusters:
        borne.add(cluster.id)
        for kin in cluster.kin:
            for key in kin.keys if kin.type == cluster.type else (*kin.keys, *_retyped(kin, cluster.type).keys):
                leads.setdefault(key, set()).add(cluster.id)
    redirects = {_id_of_key(key): tuple(sorted(ids)) for key, ids in leads.items()}
    return {id_: targets for id_, targets in redirects.items() if id_ not in borne}


@lru_cache(maxsize=65536)
def _id_of_key(key: str) -> str:
    return entity_id(key)


def local_redirects(local: str, entity: str) -> tuple[str, ...]:
    """The ids that lead to the entity of a local entity: its own, and H("entity", it) unless borne."""
    own = entity_id(local)
    return (local,) if own == entity else (local, own)


@dataclass(slots=True)
class _Side:
    """A cluster while it grows: what may hold it apart from another."""

    type: EntityType
    code: str
    marks: dict[int, int] = field(default_factory=dict)  # barrier's number -> the side it is on
    members: list[int] = field(default_factory=list)


class _Clustering:
    def __init__(self, kin: list[Kin], rulings: Rulings) -> None:
        self.rulings = rulings
        self.states: dict[str, Verdict] = {}
        self.barriers: list[Decision] = []
        self.present: dict[str, list[int]] = {}
        self.kin: list[Kin] = []
        for one in kin:
            if one.answers and not rulings.deleted.isdisjoint(one.answers):
                continue
            for end in one.answers:
                self.present.setdefault(end, []).append(len(self.kin))
            self.kin.append(one)
        self.as_type = [
            _retyped(one, rulings.type_of(one.type, one.answers)) if one.answers else one for one in self.kin
        ]
        self.parent = list(range(len(self.kin)))
        self.links: list[Link] = []
        self.side = [_Side(one.type, one.code, {}, [at]) for at, one in enumerate(self.as_type)]

    def find(self, at: int) -> int:
        parent = self.parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def apart(self, left: _Side, right: _Side) -> str:
        """Why two clusters may not be one, in words; '' if they may."""
        if left.type != right.type:
            return f"they are of two types: {' and '.join(sorted((left.type, right.type)))}"
        if left.code and right.code and left.code != right.code:
            return f"they bear two official codes: {' and '.join(sorted((left.code, right.code)))}"
        few, many = sorted((left.marks, right.marks), key=len)
        held = [number for number, side in few.items() if many.get(number, side) != side]
        if not held:
            return ""
        one = self.barriers[min(held)]
        return f"{one.who} decided {one.kind!r} at {one.when} (decision {one.id})" + (f": {one.why}" if one.why else "")

    def join(self, left: int, right: int, *, decision: str = "", key: str = "", pair: Pair | None = None) -> str:
        """Make one cluster of two, and remember for what; '' or why not."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return ""
        kept, gone = self.side[a], self.side[b]
        if reason := self.apart(kept, gone):
            return reason
        if len(kept.members) + len(kept.marks) < len(gone.members) + len(gone.marks):
            a, b, kept, gone = b, a, gone, kept
        self.parent[b] = a
        ends = self.kin[left].first, self.kin[right].first
        self.links.append(Link(left=ends[0], right=ends[1], decision=decision, key=key, pair=pair))
        kept.members += gone.members
        kept.marks |= gone.marks
        kept.code = kept.code or gone.code
        return ""

    def hear_decisions(self) -> None:
        """Rule 4 (a) and rule 6: barriers first, then 'same', each by (when, id)."""
        joins: list[tuple[Decision, int, int]] = []
        for one in self.rulings.in_force:
            if one.kind in ("rename", "retype"):
                self.states[one.id] = one_sided(one, self.present)
            elif one.kind in TWO_SIDED:
                left, right = self.ends(one.left), self.ends(one.right)
                self.states[one.id] = self.two_sided(one, left, right)
                if self.states[one.id][0] != "applied":
                    continue
                if one.kind in BARRIERS:
                    number = len(self.barriers)
                    self.barriers.append(one)
                    for side, ends in enumerate((left, right)):
                        for at in ends:
                            self.side[at].marks[number] = side
                elif one.kind == "same":
                    joins.append((one, left[0], right[0]))
        for one, at, other in joins:
            if reason := self.join(at, other, decision=one.id):
                self.states[one.id] = "refused", reason

    def ends(self, ids: Iterable[str]) -> list[int]:
        """Places of the kin that a side names, by smallest id."""
        return sorted({at for end in ids for at in self.present.get(end, ())})

    def two_sided(self, one: Decision, left: list[int], right: list[int]) -> Verdict:
        both = set(left) & set(right)
        if both:
            name = self.kin[min(both)].name
            return "impossible", f"as now read, one local entity ({name}) is on both of its sides"
        if not left or not right:
            side = "either side" if not left and not right else "its left side" if not left else "its right side"
            return "waiting", f"no local entity of {side} is in the store"
        named = len(one.left) + len(one.right)
        here = sum(end in self.present for end in (*one.left, *one.right))
        return "applied", "" if here == named else f"{here} of {named} it names are in the store"

    def join_keys(self) -> None:
        """Rule 4 (b): the kin of a key, by id, each join the first earlier one that no barrier forbids."""
        by_key: dict[str, list[int]] = {}
        for at, one in enumerate(self.as_type):
            for key in one.keys:
                by_key.setdefault(key, []).append(at)
        for key in sorted(by_key):
            heads: list[int] = []  # the earliest of each cluster met so far
            for at in by_key[key]:
                if not any(not self.join(head, at, key=key) for head in heads):
                    heads.append(at)

    def apply_rules(self, rules: Sequence[Rule]) -> None:
        """Rule 4 (c): what the rules find in each block that is clear enough, best first."""
        place = {one.first: at for at, one in enumerate(self.kin)}
        found: dict[tuple[int, tuple[str, ...], tuple[str, ...]], Pair] = {}
        for block in self.blocks():
            found.update((_ordered(one), one) for one in pairs(block, rules) if one.score >= MERGE)
        for (_, left, right), pair in sorted(found.items(), key=lambda item: item[0]):
            # Seldom more than one cluster on a side: decisions may have parted those that share a key.
            ones, others = (self.one_each(place[first] for first in side) for side in (left, right))
            for one in ones:
                for other in others:
                    self.join(one, other, pair=pair)

    def one_each(self, ends: Iterable[int]) -> list[int]:
        """The first of each cluster among some kin."""
        firsts: dict[int, int] = {}
        for at in ends:
            firsts.setdefault(self.find(at), at)
        return list(firsts.values())

    def blocks(self) -> Iterable[list[Kin]]:
        """The kin of each key and rule block, those of more than one."""
        blocks: dict[str, list[int]] = {}
        for at, one in enumerate(self.as_type):
            for block in dict.fromkeys((*one.keys, *one.blocks)):
                blocks.setdefault(block, []).append(at)
        return ([self.as_type[at] for at in members] for members in blocks.values() if len(members) > 1)

    def clusters(self) -> tuple[Cluster, ...]:
        """Rule 5: each cluster takes the id of its best key, or of its smallest local id."""
        names: dict[int, str] = {}
        for one in self.rulings.in_force:
            if one.kind == "rename":
                names.update((self.find(at), one.value or "") for end in one.left for at in self.present.get(end, ()))
        roots = [at for at in range(len(self.kin)) if self.find(at) == at]
        best = {root: self.best_key(self.side[root].members) for root in roots}
        bearers: dict[str, int] = {}
        for key in best.values():
            bearers[key] = bearers.get(key, 0) + 1
        found = []
        for root in roots:
            kin = tuple(self.kin[at] for at in sorted(self.side[root].members))
            key = best[root]
            if not key or bearers[key] > 1:
                key = min((one.publisher, one.first) for one in kin)[1]
            found.append(Cluster(id=_id_of_key(key), type=self.side[root].type, name=names.get(root, ""), kin=kin))
        return tuple(sorted(found, key=lambda one: one.id))

    def best_key(self, members: Iterable[int]) -> str:
        """Has a code, then fullest, then earliest in a local entity's own order, then smallest; '' if none.

        Earliest is not by date: a better date of an article must not change what its entities are called.
        """
        positions: dict[str, int] = {}
        for at in members:
            for position, key in enumerate(self.as_type[at].keys):
                positions[key] = min(position, positions.get(key, position))
        if len(positions) < 2:
            return next(iter(positions), "")
        return min(positions, key=lambda key: (not has_code(key), -len(key), positions[key], key))


def _ordered(pair: Pair) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return -pair.score, min(pair.left, pair.right), max(pair.left, pair.right)


def _retyped(kin: Kin, entity_type: EntityType) -> Kin:
    """Kin under the type a decision gave them: their keys begin with it, so that they stay together."""
    if kin.type == entity_type:
        return kin
    keys, blocks = (
        tuple(one if one.startswith(f"{entity_type}|") else f"{entity_type}|was|{one}" for one in each)
        for each in (kin.keys, kin.blocks)
    )
    return replace(kin, type=entity_type, kind=entity_type, keys=keys, blocks=blocks)
