"""Makes ingest/data/figure_bearers.tsv, the weights of `bearer_model`: `python -m ingest.relations.figures.build_bearers GOLD…`.

GOLD: folders of annotated articles with a figures.json or a bearers.json (tests/gold/dev …, never the test half). Each
figure that is read and annotated is one case: the cues of all that it may be of, and which of them the annotation
names; where it names none of them, or a figures.json leaves the number out, it is right that it is of no one. The weights are those of a softmax over the ones of a case, fitted by Adam with a ridge; where several are right
their shares are added, that of the best in full. Nothing is drawn by lot: the same cases give the same weights. Run it
again when the cues change.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ingest import descent
from ingest.descent import Numbers
from ingest.evaluation.bearing import GoldFigure, bearing_file, load_bearing, matching
from ingest.evaluation.gold import folded, load
from ingest.pages import page_of, sources
from ingest.relations.annotated import read
from ingest.relations.base import all_names
from ingest.relations.figures.bearer_model import DATA, OF, Candidate, candidates
from ingest.relations.figures.told import told
from ingest.tables import write_weights
from ontology.errors import InputError
from ontology.records import LocalEntity

_LEAST = 5
"""A cue counts that so many cases have."""
_RIDGE, _STEPS, _RATE = 3e-3, 120, 0.05
_OTHER = 0.1
"""What the share of one that is right, but not the best, counts."""
_SMALL = 0.02
_HEADER = "# Weights of ingest.relations.figures.bearer_model; learned by build_bearers.py from tests/gold.\n"


class Case(NamedTuple):
    """A figure of an article: the cues of each that it may be of, no one last, and how far each is right (0, _OTHER or 1).

    `own`: how far the one is right whom the figure's own words name, who is told of without a choice. `of`: "nobody"
    where it should not be said, "unread" where no one whom it is of was read; "missed" with no cues, where it was not read itself.
    """

    article: str
    cues: tuple[tuple[str, ...], ...]
    right: tuple[float, ...]
    own: float | None = None
    of: str = ""


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by cue."""
    weights = fitted([case for folder in folders for case in cases(Path(folder))])
    write_weights(DATA, _HEADER, weights)


def cases(folder: Path) -> Iterator[Case]:
    """The figures that are read in a folder's articles, those annotated and, where all are, those that are none."""
    whole = bearing_file(folder)
    gold = load_bearing(whole or folder / "bearers.json", load(folder))
    for key, figures in gold.items():
        path, left = next((folder / "texts").glob(f"{key}.*")), list(figures)
        yield from _cases(key, path, left, all_annotated=whole is not None)
        yield from (Case(key, (), (), of="missed") for figure in left if figure.bearers)


def _cases(key: str, path: Path, left: list[GoldFigure], *, all_annotated: bool) -> Iterator[Case]:
    source = next(iter(sources([path])))
    if isinstance(source, InputError):
        raise source
    for article in read(page_of(source)):
        for view in article.views():
            for one in told(view):
                evidence = view.offset(one.amount.number.start), view.offset(one.amount.end)
                figure = matching(article.article.text, *one.amount.value, evidence, left)
                if figure is not None:
                    left.remove(figure)
                if figure is not None or all_annotated:
                    ones, shared = candidates(view, one)
                    right = [_right(may.entity, figure) for may in ones]
                    right[-1] = 0.0 if any(right) else 1.0
                    own = None if one.owner is None else _right(one.owner, figure)
                    cues = tuple(_with_sort(may, shared) for may in ones)
                    yield Case(key, cues, tuple(right), own, _of(figure, article.entities))


def _with_sort(one: Candidate, shared: Sequence[str]) -> tuple[str, ...]:
    """The names that the table has for what counts for or against one: each cue alone, and with its sort."""
    return (*one.cues, *(f"{cue}{OF}{one.sort}" for cue in (*one.cues, *shared)))


def _right(one: LocalEntity | None, figure: GoldFigure | None) -> float:
    if figure is None or one is None:
        return 0.0
    names = _names(one)
    return 1.0 if names & figure.best else _OTHER if names & figure.bearers else 0.0


def _of(figure: GoldFigure | None, entities: Sequence[LocalEntity]) -> str:
    if figure is None or not figure.bearers:
        return "nobody"
    return "" if any(_names(one) & figure.bearers for one in entities) else "unread"


@lru_cache(maxsize=1024)
def _names(one: LocalEntity) -> frozenset[str]:
    return frozenset(folded(name) for name in (one.name, *all_names(one)))


def fitted(found: Sequence[Case]) -> dict[str, float]:
    """Weights of the softmax over the ones of each case, fitted by Adam with a ridge. Cases in which no one is right say nothing."""
    found = [case for case in found if any(case.right)]
    counts = Counter(cue for case in found for cue in {cue for cues in case.cues for cue in cues})
    known = {cue: at for at, cue in enumerate(sorted(cue for cue, n in counts.items() if n >= _LEAST))}
    lines = [(number, cues) for number, case in enumerate(found) for cues in case.cues]
    pairs = [(row, known[cue]) for row, (_, cues) in enumerate(lines) for cue in cues if cue in known]
    row_of, cue_of = np.array(pairs).T
    case_of, right = np.array([number for number, _ in lines]), np.array([r for case in found for r in case.right])
    starts = np.searchsorted(case_of, np.arange(len(found)))

    def slope(weights: Numbers) -> Numbers:
        scores = np.bincount(row_of, weights[cue_of], len(lines))
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[case_of])
        wanted = shares * right
        off = shares / np.bincount(case_of, shares)[case_of] - wanted / np.bincount(case_of, wanted)[case_of]
        return np.bincount(cue_of, off[row_of] / len(found), len(known)) + _RIDGE * weights

    weights = descent.fitted(slope, len(known), steps=_STEPS, rate=_RATE)
    return {cue: float(weights[at]) for cue, at in known.items() if abs(weights[at]) >= _SMALL}


if __name__ == "__main__":
    main(sys.argv[1:])
