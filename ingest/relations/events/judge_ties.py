"""How well weights tell who takes part in an event in articles that they were not learned from.

`python -m ingest.relations.events.judge_ties GOLD…` (tests/gold/dev …, never the test half; some seconds a half): for each
folder the weights are learned from all others, as `build_ties` does, and tried on those pairs of it of which nothing else
is said, before `ties` bars any. A line each: how many pairs the annotation has that are still unsaid, then for each
score from which on one may be said, the share that the annotation has, and how many of them. The annotation lists what
a researcher wants, not all that is so: the shares are the least that is right.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ingest.mentions.annotated import each_left_out
from ingest.relations.events.build_ties import Case, cases, learned, score

SCORES = (1.0, 0.5, 0.25, 0.0, -0.5, -1.0)


def main(folders: Sequence[str]) -> None:
    """Prints the table, with a last line of all folders."""
    print("\t".join(("half", "unsaid", *(f"from {least}" for least in SCORES))))
    whole: list[tuple[float, bool]] = []
    for name, own, table in each_left_out(folders, cases, learned):
        scored = judged(own, table)
        whole += scored
        print(_line(name, scored), flush=True)
    print(_line("all", whole))


def judged(held: Sequence[Case], table: dict[str, float]) -> list[tuple[float, bool]]:
    """The best score of each open pair, and whether the annotation ties it.

    >>> judged([Case(True, False, ())], {})
    []
    """
    return [(max(score(table, tie) for tie in case.places), case.tied) for case in held if case.open]


def _line(name: str, scored: Sequence[tuple[float, bool]]) -> str:
    cells = [name, str(sum(tied for _, tied in scored))]
    for least in SCORES:
        said = [tied for found, tied in scored if found > least]
        cells.append(f"{sum(said) / len(said):.2f} of {len(said)}" if said else "none")
    return "\t".join(cells)


if __name__ == "__main__":
    main(sys.argv[1:])
