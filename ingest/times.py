"""Times in a text, resolved against the issue's date, with their precision kept as EDTF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as written: offsets (code points, half-open) and its EDTF text, None where it says no date (近日)."""

    start: int
    end: int
    edtf: str | None


def times(text: str, published: str | None) -> tuple[TimeExpression, ...]:
    """The times of a text in order; `published` is the EDTF date of issue or None."""
    return ()
