"""Rules of automatic identity (DESIGN, rule 4 (c)): pure functions of the kin of one block, scored by a table.

A rule sees the kin of one block by id, those of one type, and nothing outside of it; what it finds in it
are pairs with what speaks for and against them. `resolve` joins those whose score reaches `MERGE`; what
lies below is a candidate for a person to decide (candidates.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from store.kin import Kin
from store.rules.events import same_event
from store.rules.names import only_code, renamed, same_core, same_place
from store.rules.people import same_person
from store.rules.table import CANDIDATE, MERGE, Evidence, Pair

__all__ = ["CANDIDATE", "MERGE", "RULES", "Evidence", "Pair", "Rule", "pairs"]

Rule: TypeAlias = Callable[[Sequence[Kin]], Iterable[Pair]]

RULES: tuple[Rule, ...] = (only_code, same_place, renamed, same_core, same_event, same_person)


def pairs(block: Sequence[Kin], rules: Sequence[Rule] = RULES) -> Iterable[Pair]:
    """All that the rules find in a block (kin by id, of one type), in no order; one pair may come more than once."""
    if len(block) > 1:
        for rule in rules:
            yield from rule(block)
