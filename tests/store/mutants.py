"""Broken variants of the rules: each was somebody's simpler rule, and a test must catch each (DESIGN, rule 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pytest

from ontology.ids import entity_id
from store import affected, closure, resolve, rulings, sums, update, writing
from store.days import Reported
from store.resolve import Cluster, Kin
from store.rules import Pair, Rule

Break = Callable[[pytest.MonkeyPatch], None]


def no_barriers_in_rules(patch: pytest.MonkeyPatch) -> None:
    """Rule 4 (c) joins across a barrier."""
    plain = resolve._Clustering.apply_rules

    def apply_rules(self: Any, rules: Sequence[Rule]) -> None:
        patched = self.apart
        self.apart = lambda left, right: ""
        plain(self, rules)
        self.apart = patched

    patch.setattr(resolve._Clustering, "apply_rules", apply_rules)


def no_type_barrier(patch: pytest.MonkeyPatch) -> None:
    """A person and a place may be one."""
    plain = resolve._Clustering.apart
    patch.setattr(
        resolve._Clustering,
        "apart",
        lambda self, left, right: "" if left.type != right.type else plain(self, left, right),
    )


def no_code_barrier(patch: pytest.MonkeyPatch) -> None:
    """Two official codes may be one place."""
    plain = resolve._Clustering.apart
    patch.setattr(
        resolve._Clustering,
        "apart",
        lambda self, left, right: "" if left.code != right.code else plain(self, left, right),
    )


def kin_by_arrival(patch: pytest.MonkeyPatch) -> None:
    """The local entities of a key join in the order in which they came, not by id."""
    patch.setattr(resolve, "sorted", lambda items, **_: list(items), raising=False)


def barriers_between_neighbours_only(patch: pytest.MonkeyPatch) -> None:
    """A barrier holds two local entities apart, but not their clusters."""
    plain = resolve._Clustering.join

    def join(self: Any, left: int, right: int, **why: Any) -> str:
        a, b = self.find(left), self.find(right)
        marks = self.side[a].marks, self.side[b].marks
        if a != b and not set(marks[0]) & set(marks[1]):
            self.side[a].marks = {}
        return plain(self, left, right, **why)

    patch.setattr(resolve._Clustering, "join", join)


def any_code(patch: pytest.MonkeyPatch) -> None:
    """A place without code joins a coded one although its block has several."""

    def rule(block: Sequence[Kin]) -> Iterable[Pair]:
        coded = [kin for kin in block if kin.code]
        return [Pair(score=1000, left=(coded[0].first,), right=(kin.first,)) for kin in block if coded and not kin.code]

    patch.setattr(resolve.resolve, "__kwdefaults__", {"rules": (rule,)})


def candidates_join(patch: pytest.MonkeyPatch) -> None:
    """What the rules would only propose is joined."""
    patch.setattr(resolve, "MERGE", 1)


def pairs_join_their_first(patch: pytest.MonkeyPatch) -> None:
    """A pair joins the first of each side alone, so that a split takes more with it than was named."""
    plain = resolve._ordered
    patch.setattr(resolve, "_ordered", lambda pair: (plain(pair)[0], plain(pair)[1][:1], plain(pair)[2][:1]))


def worst_first(patch: pytest.MonkeyPatch) -> None:
    """Of pairs of which a barrier allows one, the weaker wins."""
    plain = resolve._ordered
    patch.setattr(resolve, "_ordered", lambda pair: (-plain(pair)[0], *plain(pair)[1:]))


def rules_see_all(patch: pytest.MonkeyPatch) -> None:
    """A rule sees all of a type, not one block."""
    plain = resolve._Clustering.apply_rules

    def apply_rules(self: Any, rules: Sequence[Rule]) -> None:
        kept = self.as_type
        self.as_type = [replace(one, keys=(*one.keys, f"{one.type}|all")) for one in kept]
        plain(self, rules)
        self.as_type = kept

    patch.setattr(resolve._Clustering, "apply_rules", apply_rules)


def traits_do_not_tell_apart(patch: pytest.MonkeyPatch) -> None:
    """Local entities that differ in their traits are taken for kin."""
    plain = Kin.likeness.fget  # type: ignore[attr-defined]
    patch.setattr(Kin, "likeness", property(lambda self: plain(replace(self, traits=()))))


def withdrawals_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A withdrawn decision still counts."""
    patch.setattr(rulings.Rulings, "withdrawn", {})


def withdrawn_for_good(patch: pytest.MonkeyPatch) -> None:
    """A withdrawal cannot be withdrawn."""

    def withdrawn(self: rulings.Rulings) -> dict[str, Any]:
        return {target: one for one in self.decisions if one.kind == "withdraw" for target in one.left}

    replacement = cached_property(withdrawn)
    replacement.__set_name__(rulings.Rulings, "withdrawn")
    patch.setattr(rulings.Rulings, "withdrawn", replacement)


def living_ids_redirect(patch: pytest.MonkeyPatch) -> None:
    """The id of a key redirects although an entity bears it."""

    def key_redirects(clusters: Iterable[Cluster]) -> dict[str, tuple[str, ...]]:
        leads: dict[str, set[str]] = {}
        for cluster in clusters:
            for key in (key for kin in cluster.kin for key in kin.keys):
                leads.setdefault(entity_id(key), set()).add(cluster.id)
        return {identity: tuple(sorted(targets)) for identity, targets in leads.items()}

    patch.setattr(resolve, "key_redirects", key_redirects)
    patch.setattr(update, "key_redirects", key_redirects)


def one_redirect_is_enough(patch: pytest.MonkeyPatch) -> None:
    """Where an id may mean several entities, it leads to the first alone."""
    plain = resolve.key_redirects

    def key_redirects(clusters: Iterable[Cluster]) -> dict[str, tuple[str, ...]]:
        return {identity: targets[:1] for identity, targets in plain(clusters).items()}

    patch.setattr(resolve, "key_redirects", key_redirects)
    patch.setattr(update, "key_redirects", key_redirects)


def same_joins_the_last(patch: pytest.MonkeyPatch) -> None:
    """'same' joins the greatest local entity of each side, so that a new one moves the join."""
    plain = resolve._Clustering.ends
    patch.setattr(resolve._Clustering, "ends", lambda self, ids: plain(self, ids)[::-1])


def spans_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Only the first span of its fullest name is a local entity's id."""
    patch.setattr(writing, "bearers", lambda reading: {one.id: one.id for one in reading.entities})


def ends_not_followed(patch: pytest.MonkeyPatch) -> None:
    """The closure follows blocks, but no decisions."""
    patch.setattr(closure, "ON_LOCALS", frozenset())


def old_blocks_not_followed(patch: pytest.MonkeyPatch) -> None:
    """The closure starts from the new local entities alone."""
    plain = closure.close

    def close(view: Any, *, gone: Any, come: Any, changed: Any, rulings: Any) -> closure.Closure:
        found = plain(view, gone=[], come=come, changed=changed, rulings=rulings)
        found.after = closure._after(view, found.before, [one for one in gone if one.likeness in found.before], come)
        return found

    patch.setattr(update, "close", close)


def days_only_widen(patch: pytest.MonkeyPatch) -> None:
    """A first or last day is never given up."""
    patch.setattr(sums, "_gives_up_days", lambda stored, was, now: False)


def ends_told_first_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A tenure that is new to its table is taken to be new to the store."""
    patch.setattr(sums, "_may_have_ended", lambda table, known, stored: set())


def starts_only_move_back(patch: pytest.MonkeyPatch) -> None:
    """A reported beginning or end that one article gave up stays where the stored row has it."""
    plain = sums._behind_after

    def after(others: Any, stored: Any, was: Any, now: Any) -> Any:
        found = plain(others, stored, was, now)
        if stored is not None:
            found.reach(Reported(stored.start, stored.end))
        return found

    patch.setattr(sums, "_behind_after", after)


def others_of_the_article_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Whether an article speaks of an entity is told by the local entities alone that move."""
    patch.setattr(affected.Affected, "_ends", lambda self, article, locals_: set())


def statements_stay(patch: pytest.MonkeyPatch) -> None:
    """What is said of a local entity that moves is left where it was."""
    patch.setattr(affected.Affected, "meet_statements", lambda self, rows: None)


def first_come_counts(patch: pytest.MonkeyPatch) -> None:
    """Of several readings of an article the one that was there first counts."""
    patch.setattr(writing, "counted", lambda candidates: 0)


def last_name_wins(patch: pytest.MonkeyPatch) -> None:
    """Of one file under two names, the later put stays."""

    def chosen(stored: Any, offered: Any) -> Any:
        return offered, "read"

    patch.setattr(update, "chosen", chosen)


OF_RESOLVE: tuple[Break, ...] = (
    no_barriers_in_rules,
    no_type_barrier,
    no_code_barrier,
    kin_by_arrival,
    barriers_between_neighbours_only,
    any_code,
    candidates_join,
    pairs_join_their_first,
    worst_first,
    rules_see_all,
    traits_do_not_tell_apart,
    withdrawals_forgotten,
    withdrawn_for_good,
    same_joins_the_last,
)

OF_HOMES: tuple[Break, ...] = (
    living_ids_redirect,
    one_redirect_is_enough,
    spans_forgotten,
    ends_not_followed,
    old_blocks_not_followed,
    days_only_widen,
    ends_told_first_are_forgotten,
    starts_only_move_back,
    others_of_the_article_forgotten,
    statements_stay,
    first_come_counts,
    last_name_wins,
)
