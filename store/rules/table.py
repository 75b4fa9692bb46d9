"""The rule table: what each piece of evidence is worth, and its words (identity.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ontology.divisions import by_code
from store.kin import Kin

_TABLE: dict[str, Any] = yaml.load(
    Path(__file__).with_name("identity.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)

QUOTES = '“”"「」『』'

MERGE: int = _TABLE["merge"]
CANDIDATE: int = _TABLE["candidate"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (points > 0) or against a pair. `group`: a type's name, or "any"; `what`: was found."""

    group: str
    name: str
    what: str = ""

    @property
    def points(self) -> int:
        return int(_TABLE[self.group][self.name]["points"])

    def words(self, language: str) -> str:
        """In "zh" or "en".

        >>> Evidence("Person", "same_body", "区委").words("en")
        'both belong to 区委'
        """
        return str(_TABLE[self.group][self.name][language]).format(self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two of a block that a rule compared; `score` is the sum of the evidence.

    `left`, `right`: `Kin.first` of all kin for which it holds, sorted: those that share a key are one to a rule, and
    where a decision parts them, what is left of them still joins.
    """

    score: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


def spoken(key: str) -> str:
    """A key as a person reads it: its last field, of a code the division's name."""
    last = key.rpartition("|")[2]
    division = by_code(last) if last.isdecimal() else None
    return division.display_name if division else last


def weighed(left: Iterable[Kin], right: Iterable[Kin], evidence: Iterable[Evidence]) -> Iterable[Pair]:
    """The pair with its score, where that reaches `CANDIDATE`."""
    found = tuple(evidence)
    score = sum(one.points for one in found)
    if score >= CANDIDATE:
        first, second = sorted(tuple(sorted(one.first for one in side)) for side in (left, right))
        yield Pair(score=score, left=first, right=second, evidence=found)
