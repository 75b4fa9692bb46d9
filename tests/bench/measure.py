"""What a benchmark gives: numbers with units."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number with its unit, None where it could not be had (a question that was given up).

    `ratio` is to the baseline of the same run, None where there is none. `home` and `size` where it is of
    a generated graph in one home.
    """

    name: str
    value: float | None
    unit: str
    ratio: float | None = None
    home: str = ""
    size: str = ""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
