"""The words of figures (ingest/data/indicators.yaml), as sets and patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.modality import any_of
from ingest.tables import load


@cache
def indicators() -> dict[str, Any]:
    """The table, list by list."""
    table: dict[str, Any] = load("indicators")
    return table


@cache
def indicator_set(*names: str) -> frozenset[str]:
    """The words of some of its lists."""
    return frozenset(word for name in names for word in indicators()[name])


@cache
def indicator_pattern(name: str) -> re.Pattern[str]:
    """Any word of one of its lists, the longest first."""
    return any_of(tuple(indicators()[name]))
