"""The rule table of identity: what is one, what a person is asked about, what stays apart (tests/cases/identity.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ontology.keys import author_key, person_key
from ontology.traits import Post
from store.kin import Kin
from store.rules import CANDIDATE, MERGE, Pair, pairs
from store.rules.table import _TABLE

COUNTY = "371522"
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "identity.yaml").read_text("utf-8"))


def person(name: str, at: int, said: dict[str, Any]) -> Kin:
    """A person as one article speaks of it."""
    keys = [person_key(COUNTY, name, body) for body in said.get("of", ())]
    if said.get("author"):
        keys.append(author_key(COUNTY, name, "staff"))
    traits = [Post(*post.split(" ", 2)).trait for post in said.get("posts", ())]
    traits += [f"{word}|{key}" for word in ("from", "near", "title") for key in said.get(word, ())]
    traits += [f"month|{said['month']}"] if "month" in said else []
    traits += ["namesake"] if said.get("namesake") else []
    kind = said.get("kind", "PublicPostHolder" if said.get("posts") else "Person")
    return kin("Person", kind, name, at, [key for key in keys if key], traits)


def kin(type_: Any, kind: str, name: str, at: int, keys: list[str], traits: list[str]) -> Kin:
    return Kin(
        first=f"{at:020}", type=type_, kind=kind, name=name, area=COUNTY, keys=tuple(keys), traits=tuple(sorted(traits))
    )


def block(case: dict[str, Any], group: str) -> list[Kin]:
    if group == "people":
        return [person(case["name"], at, said) for at, said in enumerate(case["they"])]
    found = []
    for at, said in enumerate(case["they"]):
        traits = [f"{word}|{said[word]}" for word in ("day", "out", "at", "by", "was") if word in said]
        key = said.get("key") or f"Event|{COUNTY}|{said['name']}|{said.get('day', at)}"
        type_ = "Event" if group == "events" else case["type"]
        found.append(kin(type_, said.get("kind", "Activity"), said["name"], at, [key], traits))
    return found


def best(kin: list[Kin]) -> Pair | None:
    """The best pair between the first and the last."""
    between = [
        pair
        for pair in pairs(kin)
        if {kin[0].first in side for side in (pair.left, pair.right)} == {True, False}
        and {kin[-1].first in side for side in (pair.left, pair.right)} == {True, False}
    ]
    return max(between, key=lambda pair: pair.score, default=None)


def verdict(pair: Pair | None) -> str:
    if pair is None or pair.score < CANDIDATE:
        return "apart"
    return "one" if pair.score >= MERGE else "candidate"


@pytest.mark.parametrize(
    ("group", "case"), [pytest.param(group, case, id=case["about"]) for group, cases in CASES.items() for case in cases]
)
def test_two_of_a_block_are(group: str, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    if case["are"] == "apart" and case["because"]:  # to see what was weighed, though it is too little
        monkeypatch.setattr("store.rules.table.CANDIDATE", -1000)
    pair = best(block(case, group))
    assert verdict(pair) == case["are"], pair
    assert set(case["because"]) <= {one.name for one in pair.evidence} if pair else not case["because"]


def test_the_order_of_a_block_does_not_matter_to_what_is_found() -> None:
    for group, cases in CASES.items():
        for case in cases:
            kin = block(case, group)
            assert set(pairs(kin)) == set(pairs(kin[::-1])) or group == "people"  # a person's kin come by id


def test_all_evidence_has_points_and_words_in_both_languages() -> None:
    for group, table in _TABLE.items():
        for name, one in table.items() if isinstance(table, dict) else ():
            assert set(one) == {"points", "zh", "en"}, (group, name)
            assert one["zh"].count("{0}") == one["en"].count("{0}"), (group, name)


def test_nothing_but_code_and_origin_joins_by_one_word_alone() -> None:
    """Below a clear threshold nothing is merged: what suffices alone is what a text says, or what cannot be two."""
    alone = {
        name
        for table in _TABLE.values()
        if isinstance(table, dict)
        for name, one in table.items()
        if one["points"] >= MERGE
    }
    assert alone == {"only_code", "came_from", "renamed", "same_body", "same_ground"}


@pytest.mark.parametrize("size", [3000])
def test_a_name_that_many_bear_is_compared_in_less_than_all_pairs(size: int) -> None:
    many = [
        person("王芳", at, {"kind": "PrivateResident", "near": [f"Place|{371522101200 + at}"], "month": "2023-03"})
        for at in range(size)
    ]
    many.append(person("王芳", size, {"of": ["Place|371522101207"], "month": "2023-03"}))
    found = list(pairs(many))
    assert {(pair.left, pair.right) for pair in found} <= {((f"{7:020}",), (f"{size:020}",))}
