"""The properties are strong enough: each broken variant of the rules fails one of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.store import worlds
from tests.store.mutants import OF_HOMES, OF_RESOLVE, Break
from tests.store.properties import PROPERTIES, kin_join_as_the_rules_say
from tests.store.scripts import Put, Step, any_step


@pytest.mark.parametrize("mutant", OF_RESOLVE, ids=lambda one: one.__name__)
def test_a_broken_rule_is_caught(mutant: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    assert any(fails(kin_join_as_the_rules_say, Random(seed)) for seed in range(2000)), mutant.__doc__


@pytest.mark.parametrize("mutant", OF_HOMES, ids=lambda one: one.__name__)
def test_a_broken_home_is_caught(mutant: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    assert any(fails(holds, script(seed)) for seed in range(60) for holds in PROPERTIES), mutant.__doc__


def script(seed: int) -> list[Step]:
    """One of many scripts that differ widely."""
    chance = Random(seed)
    guises = worlds.palette(chance)
    start = Put([worlds.any_file(chance, guises, options=True) for _ in range(chance.randint(1, 4))])
    return [start, *(any_step(chance, guises) for _ in range(chance.randint(0, 10)))]


def fails(holds: Callable[[Any], object], world: object) -> bool:
    """Whether a property does not hold of a world."""
    try:
        holds(world)
    except (AssertionError, LookupError, ValueError):
        return True
    return False
