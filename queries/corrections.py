"""Which article corrects which other (更正): told by headlines that a correction quotes, as the named query says."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from queries.catalog import run
from store.base import Reader


class Correction(NamedTuple):
    """An article (id and headline) that corrects another."""

    article: str
    title: str
    corrected: str


def corrections(reader: Reader) -> tuple[Correction, ...]:
    """All of a store, each pair once, by their ids."""
    rows = run(reader, "corrections").rows
    pairs = {Correction(str(row["correction_id"]), str(row["correction"]), str(row["corrected_id"])) for row in rows}
    return tuple(sorted(pairs))


def corrected(reader: Reader) -> dict[str, tuple[Correction, ...]]:
    """Each corrected article's id -> the corrections of it."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in corrections(reader):
        found[one.corrected].append(one)
    return {article: tuple(ones) for article, ones in found.items()}
