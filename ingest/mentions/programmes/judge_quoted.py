"""How well quotations are judged on pages that their weights were not learned from: `python -m ingest.mentions.programmes.judge_quoted GOLD…`.

GOLD: as for `build_quoted`. Each half is judged with the weights that the other halves give, each quotation by itself.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from functools import partial

from ingest.evaluation.measure import Count
from ingest.mentions.annotated import each_left_out
from ingest.mentions.events.build_events import Learned, fitted
from ingest.mentions.programmes.build_quoted import RIDGE, learned
from ingest.mentions.programmes.quoted_model import BIAS, LEAST


def main(folders: Sequence[str]) -> None:
    """Prints precision, recall and F1 of the quotations said to name a programme, by half."""
    total = Count()
    for name, cases, table in each_left_out(folders, learned, partial(fitted, ridge=RIDGE)):
        count = _judged(cases, table)
        total += count
        print(f"| {name} | {_row(count)} |")
    print(f"| all | {_row(total)} |")


def _judged(cases: Sequence[Learned], table: dict[str, float]) -> Count:
    count = Count()
    for case in cases:
        base = table[BIAS] + sum(table.get(feature, 0.0) for feature in case.shared)
        total = sum(math.exp(base + sum(table.get(feature, 0.0) for feature in end)) for end in case.starts)
        said, named = total / (1 + total) >= LEAST, case.right is not None
        count += Count(right=said and named, spurious=said and not named, missed=named and not said)
    return count


def _row(count: Count) -> str:
    named = count.right + count.missed
    return f"{named} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f}"


if __name__ == "__main__":
    main(sys.argv[1:])
