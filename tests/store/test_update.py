"""Whatever is put, deleted, decided and withdrawn, in whatever order, a home holds what its source says (DESIGN)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from tests.store.properties import PROPERTIES
from tests.store.scripts import Step, scripts

Property = Callable[[list[Step]], object]
EVERYDAY, LONG = 12, 400


def of_any_script(holds: Property, *, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(scripts())
    def run(script: list[Step]) -> None:
        holds(script)

    run()


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_of_any_script(holds: Property) -> None:
    of_any_script(holds, examples=EVERYDAY)


@pytest.mark.slow
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_of_many_scripts(holds: Property) -> None:
    of_any_script(holds, examples=LONG)
