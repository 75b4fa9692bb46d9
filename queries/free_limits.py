"""How much a free query may take, and what comes of one."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.errors import WanggeError
from queries.catalog import Table


class LimitError(WanggeError):
    """A free query was ended at one of its limits, or its process came to an end by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one free query. At rows and bytes the answer is cut, at the others the query is ended."""

    seconds: float = 20.0
    memory_mb: int = 1024  # above what the opened store takes, its buffer pool included
    rows: int = 10_000
    bytes: int = 20_000_000  # of the rows as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Table):
    """The rows of a free query; `cut` says why there are no more, '' where these are all."""

    cut: str = ""


def time_over(limits: Limits) -> LimitError:
    return LimitError(f"the query was ended after {limits.seconds:g} seconds", remedy="ask for less: " + NARROWER)


def memory_over(limits: Limits) -> LimitError:
    return LimitError(
        f"the query was ended: it needs more than {limits.memory_mb:,} MB of memory", remedy="ask for less: " + NARROWER
    )


NARROWER = "give labels, ids or an area, shorter paths, fewer patterns at once"
