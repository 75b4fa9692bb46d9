"""Makes ingest/data/boundaries.tsv, the weights of `boundary_model`: `python -m ingest.layout.build_boundaries GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev …, never the test half), or tables of pages with their articles
(tests/cases/articles.yaml). The folders articles are run together, some on a
page, from each headline on, in ways that extracted pages stand: without blank lines, with one between articles, with
one between all lines. At each line that may begin an article the cues are one case, right where an article begins; what
went before is told as the annotation has it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

from ingest.descent import Numbers, fitted
from ingest.layout import boundaries
from ingest.layout.article_drafts import DOCUMENT_NUMBER, Draft, Layout
from ingest.layout.boundary_model import DATA, cues
from ingest.layout.lines import is_final
from ingest.layout.mending import Paragraph, paragraphs
from ingest.pages import Source, page_of
from ingest.tables import write_weights

_SIZES = (1, 2, 4, 6)
"""Articles on a page, in turn."""
_BLANKS = (("\n", "\n"), ("\n\n", "\n"), ("\n\n", "\n\n"), ("\n\n\n", "\n\n"))
"""What stands between two articles, and between two lines of one."""
_TURNS = 6
"""How often each article is used, each time beside others."""
_OF_TABLES = 20
"""So many times a page of a table counts."""
_LEAST, _RIDGE = 4, 1e-3
_HEADER = "# Weights of ingest.layout.boundary_model; learned by build_boundaries.py from tests/gold and tests/cases.\n"


def main(sources: Sequence[str]) -> None:
    """Writes the table, sorted by cue."""
    learned = [
        case
        for path in map(Path, sources)
        for text, starts in _pages(path)
        for case in (1 if path.is_dir() else _OF_TABLES) * list(_cases(text, starts))
    ]
    counted = Counter(cue for found, _ in learned for cue in found)
    names = sorted(cue for cue, count in counted.items() if count >= _LEAST)
    columns = {cue: column for column, cue in enumerate(names)}
    given = np.zeros((len(learned), len(names)))
    for row, (found, _) in enumerate(learned):
        given[row, [columns[cue] for cue in found if cue in columns]] = 1
    wanted = np.array([float(right) for _, right in learned])

    def slope(weights: Numbers) -> Numbers:
        told = 1 / (1 + np.exp(-given @ weights))
        down: Numbers = given.T @ (told - wanted) / len(wanted) + _RIDGE * weights
        return down

    weights = fitted(slope, len(names), steps=600, rate=0.05)
    write_weights(DATA, _HEADER, {cue: float(weights[column]) for cue, column in columns.items()})


def run_together(folder: Path) -> Iterator[list[list[str]]]:
    """Pages of a folder's articles run together: of each article its lines, the headline's first."""
    whole = [lines for lines in map(_from_headline, *_texts(folder)) if lines]
    for turn in range(_TURNS):
        articles = [_FORMS[turn % len(_FORMS)](lines) for lines in whole]
        mixed = sorted(articles, key=lambda lines: hashlib.sha256(f"{turn}{lines}".encode()).digest())
        while mixed:
            size = _SIZES[(turn + len(mixed)) % len(_SIZES)]
            yield mixed[:size]
            mixed = mixed[size:]


def _whole(lines: list[str]) -> list[str]:
    return lines


def _printed(lines: list[str]) -> list[str]:
    """An article as a paper prints it: nothing behind its last sentence or signature."""
    last = max((at for at, line in enumerate(lines) if is_final(line)), default=len(lines) - 1)
    return lines[: max(last, 1) + 1]


def _brief(lines: list[str]) -> list[str]:
    """A short one: of its text the first and the last paragraph."""
    printed = _printed(lines)
    first = next((at for at, line in enumerate(printed) if len(line) > _TEXT), len(printed))
    return [*printed[: first + 1], *printed[max(first + 1, len(printed) - 1) :]]


_FORMS: tuple[Callable[[list[str]], list[str]], ...] = (_whole, _printed, _brief)
_MARKED = 3
"""A headline's number (02 某镇食堂开张) has at most so many characters."""
_TEXT = 40
"""A longer line is of the text, in characters."""


def _texts(folder: Path) -> tuple[list[str], list[str]]:
    """The headlines of a folder's articles, and the texts of their pages."""
    found = json.loads((folder / "gold.json").read_text("utf-8"))["articles"]
    found = [article for article in found if article["title"] and (folder / "texts" / f"{article['key']}.txt").exists()]
    texts = [(folder / "texts" / f"{article['key']}.txt").read_text("utf-8") for article in found]
    return [article["title"] for article in found], texts


def _from_headline(title: str, text: str) -> list[str]:
    """The lines of a page from its headline on; none where it does not stand on lines of its own."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    at = next((at for at, line in enumerate(lines) if _bare(line) and _bare(title).startswith(_bare(line))), None)
    return [] if at is None else lines[at:]


def _bare(line: str) -> str:
    return "".join(filter(str.isalnum, line))


def _pages(source: Path) -> Iterator[tuple[str, list[str]]]:
    """Pages with the lines at which their articles begin."""
    if source.is_dir():
        for texts in run_together(source):
            between, within = _BLANKS[sum(map(len, texts)) % len(_BLANKS)]
            yield between.join(within.join(lines) for lines in texts), [lines[0] for lines in texts]
        return
    for case in yaml.safe_load(source.read_text("utf-8")):
        starts = [article.get("title") or article.get("starts") or "" for article in case["articles"]]
        for blank in ("\n", "\n\n"):
            yield case["page"].replace("\n", blank), starts


def _cases(text: str, starts: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """The cues of each line of a page that may begin an article, and whether one does."""
    mended = paragraphs(page_of(Source("page.txt", data=text.encode())).text)
    begun = _begun(mended, [_bare(start) for start in starts])
    found: list[tuple[list[str], bool]] = []

    def told(at: Sequence[Paragraph], index: int, layout: Layout, current: Draft, notes: Sequence[Paragraph]) -> bool:
        found.append((cues(at, index, layout, current, notes), index in begun))
        return index in begun

    boundaries.split(mended, begins=told)
    yield from found


def _begun(mended: Sequence[Paragraph], starts: Sequence[str]) -> set[int]:
    """Where the articles of a page begin, in order: the paragraphs that begin as they do, or are a line of their headline."""
    begun, after = set[int](), 0
    for start in starts:
        bare = ((at, _bare(mended[at].text)) for at in range(after, len(mended)))
        at = next(
            (at for at, text in bare if text and (start in text[: len(start) + _MARKED] or start.startswith(text))),
            None,
        )
        if at is not None:
            over = mended[at - 1] if at > after else mended[at]
            begun.add(at - 1 if DOCUMENT_NUMBER.search(over.text) and over is not mended[at] else at)
            after = at + 1
    return begun


if __name__ == "__main__":
    main(sys.argv[1:])
