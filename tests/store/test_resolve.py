"""Which local entities are one entity, what it is called, and what becomes of decisions (DESIGN, rules 3 to 6)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.ids import entity_id
from ontology.records import Decision, EntityType
from store.resolve import Cluster, Kin, Resolution, local_redirects, resolve
from tests.store.properties import kin_join_as_the_rules_say
from tests.store.worlds import decision


def person(
    first: str, *keys: str, named: bool = False, code: str = "", type: EntityType = "Person", **more: object
) -> Kin:
    """A local entity with an id that sorts as it reads."""
    kin = Kin(first=first, type=type, kind=type, name="王芳", code=code, keys=keys, answers=(first,) if named else ())
    return replace(kin, **more) if more else kin  # type: ignore[arg-type]


def members(resolution: Resolution) -> set[frozenset[str]]:
    return {frozenset(kin.first for kin in cluster.kin) for cluster in resolution.clusters}


def groups(*words: str) -> set[frozenset[str]]:
    """`groups("ab", "c")`: a and b are one, c another."""
    return {frozenset(word) for word in words}


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**64))
def test_kin_join_as_the_rules_say(seed: int) -> None:
    kin_join_as_the_rules_say(Random(seed))


class TestKeys:
    def test_equal_keys_join(self) -> None:
        assert members(resolve([person("a", "P|1"), person("b", "P|1"), person("c", "P|2")], [])) == groups("ab", "c")

    def test_without_a_key_each_stands_alone(self) -> None:
        assert members(resolve([person("a"), person("b")], [])) == groups("a", "b")

    def test_one_with_both_affiliations_joins_their_clusters(self) -> None:
        kin = [person("a", "P|1"), person("b", "P|2"), person("c", "P|2", "P|1")]
        assert members(resolve(kin, [])) == groups("abc")

    def test_two_codes_stay_apart_even_through_a_third(self) -> None:
        kin = [person("a", "P|1", code="1"), person("b", "P|2", code="2"), person("c", "P|1", "P|2")]
        assert members(resolve(kin, [])) == groups("ac", "b")

    def test_a_code_joins_its_block_only_where_it_is_the_only_one(self) -> None:
        here = person("a", "Place|371502001", code="371502001", type="Place", blocks=("Place|371502|古楼街道",))
        there = person("b", "Place|371502002", code="371502002", type="Place", blocks=("Place|371502|古楼街道",))
        open_ = person("c", "Place|371502|古楼街道", type="Place")
        assert members(resolve([here, open_], [])) == groups("ac")
        assert members(resolve([here, there, open_], [])) == groups("a", "b", "c")


class TestIds:
    def test_an_entity_takes_the_id_of_its_best_key(self) -> None:
        one = resolve([person("a", "P|1", "P|22"), person("b", "P|22")], []).clusters[0]
        assert one.id == entity_id("P|22")

    def test_a_code_is_better_than_a_fuller_key(self) -> None:
        kin = person("a", "Place|371502|古楼街道办事处", "Place|371502001", type="Place")
        assert resolve([kin], []).clusters[0].id == entity_id("Place|371502001")

    def test_of_equally_full_keys_the_earlier_is_better_then_the_smaller(self) -> None:
        assert resolve([person("a", "P|2", "P|1")], []).clusters[0].id == entity_id("P|2")
        assert resolve([person("a", "P|2", "P|1"), person("b", "P|1")], []).clusters[0].id == entity_id("P|1")

    def test_clusters_that_share_their_best_key_take_their_smallest_local_ids(self) -> None:
        kin = [person(first, "P|1", named=first in "ab") for first in "abc"]
        found = resolve(kin, [decision("different", ["a"], ["b"], at=1)])
        assert members(found) == groups("ac", "b")
        assert {one.id for one in found.clusters} == {entity_id("a"), entity_id("b")}
        assert found.redirects == {entity_id("P|1"): tuple(sorted((entity_id("a"), entity_id("b"))))}

    def test_the_id_an_entity_bears_is_no_redirect(self) -> None:
        found = resolve([person("a", "P|1", "P|22"), person("b", "P|22")], [])
        assert found.redirects == {entity_id("P|1"): (entity_id("P|22"),)}

    def test_a_local_id_leads_to_its_entity_by_two_ids(self) -> None:
        assert local_redirects("a", "e") == ("a", entity_id("a"))
        assert local_redirects("a", entity_id("a")) == ("a",)

    def test_a_publisher_lends_its_id_only_where_there_is_nobody_else(self) -> None:
        publisher = person("0", "O|1", type="Organization", publisher=True)
        others = [person(first, "O|1", type="Organization", named=True) for first in "ab"]
        found = resolve([publisher, *others], [decision("different", ["a"], ["b"], at=1)])
        assert {one.id for one in found.clusters} == {entity_id("a"), entity_id("b")}


def verdict(kin: list[Kin], *decisions: Decision) -> tuple[str, str]:
    """The state of the first decision."""
    return resolve(kin, decisions).states[decisions[0].id]


def one(kin: list[Kin], *decisions: Decision) -> Cluster:
    """The only cluster."""
    (cluster,) = resolve(kin, decisions).clusters
    return cluster


class TestDecisions:
    A, B, C = (person(first, f"P|{first}", named=True) for first in "abc")

    def test_same_joins_what_no_key_would(self) -> None:
        assert members(resolve([self.A, self.B], [decision("same", ["a"], ["b"], at=1)])) == groups("ab")

    def test_different_holds_apart_what_a_key_joins(self) -> None:
        kin = [person(first, "P|1", named=True) for first in "ab"]
        assert members(resolve(kin, [decision("different", ["a"], ["b"], at=1)])) == groups("a", "b")

    def test_same_joins_only_the_smallest_of_each_side_and_keys_the_rest(self) -> None:
        kin = [self.A, self.B, self.C]
        assert members(resolve(kin, [decision("same", ["a", "c"], ["b"], at=1)])) == groups("ab", "c")

    def test_a_refused_same_says_what_stands_between(self) -> None:
        apart = decision("different", ["a"], ["b"], at=2)
        state, reason = verdict([self.A, self.B], decision("same", ["a"], ["b"], at=1), apart)
        assert (state, reason) == ("refused", f"编辑 decided 'different' at {apart.when} (decision {apart.id})")
        place = replace(self.B, type="Place")
        assert verdict([self.A, place], decision("same", ["a"], ["b"], at=1)) == (
            "refused",
            "they are of two types: Person and Place",
        )
        codes = [replace(self.A, code="1"), replace(self.B, code="2")]
        assert verdict(codes, decision("same", ["a"], ["b"], at=1)) == (
            "refused",
            "they bear two official codes: 1 and 2",
        )

    def test_a_side_that_is_not_stored_makes_it_wait(self) -> None:
        state, reason = verdict([self.A], decision("same", ["a"], ["b"], at=1))
        assert (state, reason) == ("waiting", "no local entity of its right side is in the store")

    def test_it_applies_to_those_present_and_says_so(self) -> None:
        state, reason = verdict([self.A, self.B], decision("same", ["a", "x"], ["b"], at=1))
        assert (state, reason) == ("applied", "2 of 3 it names are in the store")

    def test_one_local_entity_on_both_sides_makes_it_impossible(self) -> None:
        both = replace(self.A, answers=("a", "b"))
        state, reason = verdict([both], decision("different", ["a"], ["b"], at=1))
        assert (state, reason) == ("impossible", "as now read, one local entity (王芳) is on both of its sides")

    def test_unsure_changes_nothing_but_is_remembered(self) -> None:
        found = resolve([self.A, self.B], [decision("unsure", ["a"], ["b"], at=1)])
        assert members(found) == groups("a", "b")
        assert [state for state, _ in found.states.values()] == ["applied"]

    def test_a_withdrawn_decision_counts_again_when_its_withdrawal_is_withdrawn(self) -> None:
        same = decision("same", ["a"], ["b"], at=1)
        undo = decision("withdraw", [same.id], at=2)
        redo = decision("withdraw", [undo.id], at=3)
        assert members(resolve([self.A, self.B], [same, undo])) == groups("a", "b")
        assert members(resolve([self.A, self.B], [same, undo, redo])) == groups("ab")

    def test_the_latest_name_wins_and_holds_for_all_it_was_given_to(self) -> None:
        names = [decision("rename", ["a"], value=name, at=at) for at, name in enumerate(("旧名", "新名"))]
        assert one([self.A], *names).name == "新名"
        assert {
            each.name
            for each in resolve([self.A, self.B], [decision("rename", ["a", "b"], value="新名", at=1)]).clusters
        } == {"新名"}

    def test_retyped_local_entities_stay_together_under_the_new_type(self) -> None:
        kin = [person(first, "Person|1", named=True) for first in "ab"]
        cluster = one(kin, decision("retype", ["a", "b"], value="Place", at=1))
        assert cluster.type == "Place"
        assert cluster.id == entity_id("Place|was|Person|1")

    def test_the_old_id_leads_to_what_was_retyped_unless_others_still_bear_it(self) -> None:
        retype = decision("retype", ["a"], value="Place", at=1)
        alone = person("a", "Person|1", named=True)
        found = resolve([alone], [retype])
        assert found.redirects == {entity_id("Person|1"): (found.clusters[0].id,)}
        again = resolve([alone, person("b", "Person|1")], [retype])
        assert entity_id("Person|1") in {each.id for each in again.clusters}
        assert entity_id("Person|1") not in again.redirects

    def test_a_type_is_changed_before_barriers_are_looked_at(self) -> None:
        kin = [self.A, replace(self.B, type="Place")]
        both = [decision("same", ["a"], ["b"], at=1), decision("retype", ["b"], value="Person", at=2)]
        assert members(resolve(kin, both)) == groups("ab")

    def test_what_is_deleted_is_in_no_entity_and_other_decisions_wait_for_it(self) -> None:
        same = decision("same", ["a"], ["b"], at=1)
        found = resolve([self.A, self.B], [same, decision("delete", ["a"], at=2)])
        assert members(found) == groups("b")
        assert found.states[same.id][0] == "waiting"


@pytest.mark.parametrize("size", [2000])
def test_a_hub_with_many_apart_is_resolved_by_its_clusters_not_its_pairs(size: int) -> None:
    kin = [person(f"{number:05}", "P|1") for number in range(size)]
    assert len(resolve(kin, []).clusters) == 1
