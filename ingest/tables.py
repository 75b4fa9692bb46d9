"""The reader's knowledge that is data: YAML tables in ingest/data, each loaded once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

FOLDER = Path(__file__).parent / "data"
"""Where the reader's tables, weights and the tagger lie."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The table ingest/data/`name`.yaml as plain lists and dicts; shared, so never change it.

    >>> "通讯员" in load("bylines")["roles"]
    True
    """
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)


@cache
def words_in(name: str, *path: str) -> tuple[str, ...]:
    """The words that a table lists at a path, for `startswith` and `endswith`.

    >>> "（" in words_in("bylines", "roles")
    False
    """
    found = load(name)
    for key in path:
        found = found[key]
    return cast("tuple[str, ...]", tuple(found))


NEW_LINE = "\\n"
"""How a table of weights writes a line's end within a feature."""


@lru_cache(maxsize=1024)
def size_in(number: int, bounds: tuple[int, ...]) -> str:
    """The least bound that is not below a number, as features tell sizes; "+" over all of them.

    >>> size_in(3, (1, 2, 4)), size_in(5, (1, 2, 4))
    ('4', '+')
    """
    at = bisect_left(bounds, number)
    return str(bounds[at]) if at < len(bounds) else "+"


def write_weights(path: Path, header: str, *tables: Mapping[str, float]) -> None:
    """Writes what `weights_in` reads: a line a feature, sorted, a column a table, empty where a table has it not."""
    lines = [
        "\t".join((name.replace("\n", NEW_LINE), *(f"{table[name]:.2f}" if name in table else "" for table in tables)))
        + "\n"
        for name in sorted(set().union(*tables))
    ]
    path.write_text(header + "".join(lines), "utf-8")


def weights_in(path: Path) -> dict[str, float]:
    """Feature -> weight: a table that learning made, a line each, its comments left out."""
    lines = (line for line in path.read_text("utf-8").split("\n") if line and line[0] != "#")
    return {name.replace(NEW_LINE, "\n"): float(weight) for name, _, weight in (line.partition("\t") for line in lines)}
