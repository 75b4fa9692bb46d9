"""How well weights choose whom figures are of in articles that they were not learned from.

`python -m ingest.relations.figures.judge_bearers GOLD…` (tests/gold/dev …, never the test half; ten seconds a half): for each
folder the weights are learned from all others, as `build_bearers` does, and tried on it. A line each: figures said, the
share of those that are told of one of the annotated, the share of the annotated that is said; then why the others are wrong,
as shares of all said: none of those annotated was read as an entity, or was a candidate, or was chosen; or it is of nobody.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.mentions.annotated import each_left_out
from ingest.relations.figures.bearer_model import chosen
from ingest.relations.figures.build_bearers import Case, cases, fitted

_WRONG = ("not read", "no candidate", "not chosen", "of nobody")
_HEADER = ("half", "said", "right", "recall", *_WRONG)


def main(folders: Sequence[str]) -> None:
    """Prints the table, with a last line of all folders."""
    print("\t".join(_HEADER))
    whole: Counter[str] = Counter()
    for name, own, weights in each_left_out(folders, cases, fitted):
        counts = judged(own, weights)
        whole += counts
        print(_line(name, counts), flush=True)
    print(_line("all", whole))


def judged(held: Sequence[Case], weights: Mapping[str, float]) -> Counter[str]:
    """How many figures there are of each outcome: right, one of those of a wrong one, or unsaid (wanted or not).

    >>> sure = Case("a", (("named",), ("none",)), (1.0, 0.0))
    >>> judged([sure, sure._replace(right=(0.0, 1.0), of="nobody")], {"named": 3.0})
    Counter({'right': 1, 'of nobody': 1})
    """
    return Counter(_outcome(case, weights) for case in held)


def _outcome(case: Case, weights: Mapping[str, float]) -> str:
    if case.own is not None:
        right = case.own
    else:
        best = chosen([sum(weights.get(cue, 0.0) for cue in cues) for cues in case.cues]) if case.cues else None
        if best is None:
            return "unsaid" if case.of == "nobody" else "missed"
        right = case.right[best[0]]
    if right:
        return "right"
    if case.of:
        return "of nobody" if case.of == "nobody" else "not read"
    return "not chosen" if any(case.right[:-1]) else "no candidate"


def _line(name: str, counts: Mapping[str, int]) -> str:
    said = counts["right"] + sum(counts[why] for why in _WRONG)
    wanted = said - counts["of nobody"]
    shares = [counts["right"] / said, wanted / (wanted + counts["missed"]), *(counts[why] / said for why in _WRONG)]
    return "\t".join((name, str(said), *(f"{share:.3f}" for share in shares)))


if __name__ == "__main__":
    main(sys.argv[1:])
