"""A number whose noun is looked for, with what the numbers of its sentence before it count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.relations.base import SentenceView
from ingest.relations.figures.amounts import Amount


@dataclass(slots=True, kw_only=True)
class Before:
    """What the numbers of a sentence told so far count.

    `end`: where the last of them ends; `noun`: what it counts, `full`: with its verb, `unit`: in which unit; `joint`:
    what the numbers behind 分别 have in common; `base`: what the first of those joined by 、 counts; `joined`: whether
    the last was joined to one before it; `by_unit`: what was counted last in each unit; `told`: all nouns in order.
    `sort`: the sort of projects counted last, whose number ends at `sorted_at`.
    """

    end: int
    noun: str = ""
    full: str = ""
    unit: str = ""
    joint: str = ""
    base: str = ""
    joined: bool = False
    by_unit: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    sort: str = ""
    sorted_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A number in its sentence. `start`: from where on its own words stand; `between`: the text from the number before
    to it; `adjacent`: whether next to nothing stands there; `change`: the words of its growth or fall."""

    view: SentenceView
    found: Amount
    clause: int
    start: int
    between: str
    adjacent: bool
    change: re.Match[str] | None
    before: Before

    @property
    def at(self) -> int:
        """Where the number begins."""
        return self.found.number.start

    @property
    def same(self) -> bool:
        """Whether the number before it is in the same unit."""
        return self.found.unit == self.before.unit
