"""Makes ingest/data/events.tsv, the weights of `event_model`: `python -m ingest.mentions.events.build_events GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev …, never the test half). Each place where an event's name may end
is one case: the softmax over its beginnings and none is fitted to what the gold says. A first, smaller fit says of
each end alone whether it is worth the asking. Nothing is drawn; run it again when the features change.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest import descent
from ingest.descent import Numbers
from ingest.mentions.annotated import annotated, views
from ingest.mentions.events.event_model import BIAS, DATA, cases
from ingest.tables import write_weights

_LEAST = 4
"""A feature counts that so many names have."""
_RIDGE, _STEPS, _RATE = 3e-5, 200, 0.1
_SMALL = 0.05
_SURE = 0.005
"""An end that is less likely than this is not asked for its beginnings."""
_IGNORED = re.compile(r"[\s“”\"'‘’《》·]")
_HEADER = "# Weights of ingest.mentions.events.event_model, of ends and of names; learned by build_events.py from tests/gold.\n"


class Learned(NamedTuple):
    """A case as `event_model` gives it, without its places; `right`: which beginning the gold has, None if no name."""

    look: list[str]
    shared: list[str]
    starts: list[list[str]]
    right: int | None


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by feature."""
    learned = [case for folder in folders for one, text in annotated(folder) for case in _cases(one, text)]
    ends = fitted([Learned([], [], [case.look], None if case.right is None else 0) for case in learned])
    ends[BIAS] -= float(np.log(_SURE / (1 - _SURE)))
    names = fitted([case for case in learned if sum(ends.get(f, 0.0) for f in case.look) + ends[BIAS] > 0])
    write_weights(DATA, _HEADER, ends, names)


def _cases(article: dict[str, Any], text: str) -> Iterator[Learned]:
    """Each place where a name may end, with the beginning of the longest of the gold's names that ends there."""
    for view, mentions in views(article["key"], text, lambda name: name.startswith(("place", "row", "organization"))):
        sure, open_ = standing(view.text, article)
        for case in cases(view, mentions, lambda _: True):
            if case.end in open_ and case.end not in sure:
                continue
            begins = [start for start, _ in case.starts]
            right = begins.index(sure[case.end]) if sure.get(case.end) in begins else None
            yield Learned(case.look, case.shared, [features for _, features in case.starts], right)


def standing(text: str, article: dict[str, Any]) -> tuple[dict[int, int], set[int]]:
    """(end -> start of the gold's events, ends of those that it leaves open); of names that end together the longest."""
    sure: dict[int, int] = {}
    open_: set[int] = set()
    for entity in article["entities"]:
        for name in entity["n"] if entity["t"] == "EVENT" else ():
            letters = _IGNORED.sub("", name)
            for match in re.finditer("[\\s“”‘’《》·]*".join(map(re.escape, letters)), text) if len(letters) > 1 else ():
                start, end = match.span()
                if text[start - 1 : start] in ("“", "‘", "《") and re.search("[”’》]", text[start : end + 1]):
                    start -= 1
                if text[end : end + 1] in ("”", "’") and re.search("[“‘]", text[start:end]):
                    end += 1
                if entity.get("optional"):
                    open_.add(end)
                else:
                    sure[end] = min(start, sure.get(end, start))
    return sure, open_


def fitted(learned: Sequence[Learned], *, ridge: float = _RIDGE) -> dict[str, float]:
    """Weights of the softmax over the beginnings of a name and none (which has no features), by Adam with a ridge."""
    counts = Counter(f for case in learned for start in case.starts for f in {*case.shared, *start})
    known = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= _LEAST and "\t" not in f))}
    features: list[int] = []
    rows: list[int] = []
    owners: list[int] = []
    right: list[float] = []
    for number, case in enumerate(learned):
        for at, start in enumerate(case.starts):
            ids = [known[f] for f in sorted({*case.shared, *start}) if f in known]
            features += ids
            rows += [len(owners)] * len(ids)
            owners.append(number)
            right.append(float(at == case.right))
    weights, bias = _descent(
        np.array(features), np.array(rows), np.array(owners), np.array(right), len(known), len(learned), ridge
    )
    table = {f: float(weights[at]) for f, at in known.items() if abs(weights[at]) >= _SMALL}
    return table | {BIAS: bias}


def _descent(
    features: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
    owners: npt.NDArray[np.int64],
    right: npt.NDArray[np.float64],
    size: int,
    number: int,
    ridge: float,
) -> tuple[npt.NDArray[np.float64], float]:
    def slope(weights: Numbers) -> Numbers:  # the last weight is the bias
        scores = np.exp(np.minimum(np.bincount(rows, weights[features], len(owners)) + weights[size], 30.0))
        off = (scores / (1 + np.bincount(owners, scores, number))[owners] - right) / number
        return np.append(np.bincount(features, off[rows], size) + ridge * weights[:size], off.sum())

    weights = descent.fitted(slope, size + 1, steps=_STEPS, rate=_RATE)
    return weights[:size], float(weights[size])


if __name__ == "__main__":
    main(sys.argv[1:])
