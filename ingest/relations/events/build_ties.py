"""Makes ingest/data/ties.tsv, the weights of `ties`: `python -m ingest.relations.events.build_ties GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev3 …, never the test half). Each name where it stands with an event is
one case; the gold says only that the two are tied, not where. So at first all places of a tied pair count for it, and
then, in turns, the one that the weights found so far take for the likeliest. Nothing is drawn.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ingest.mentions.annotated import annotated
from ingest.mentions.events.build_events import Learned, fitted
from ingest.relations import statements
from ingest.relations.annotated import Names, Read, page_named, read
from ingest.relations.events.ties import BIAS, DATA, Tie, candidates
from ingest.tables import write_weights
from ontology.records import LocalEntity

_TIED = frozenset(("participates_in", "organizes"))
_TURNS, _RIDGE = 3, 1e-3
_HEADER = "# Weights of ingest.relations.events.ties; learned by build_ties.py from tests/gold.\n"


class Case(NamedTuple):
    """A name and an event that the gold has too: whether it ties them, and each place of the name near the event.

    `open`: nothing but the weights says anything of the two.
    """

    tied: bool
    open: bool
    places: tuple[Tie, ...]


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by feature."""
    table = learned([case for folder in folders for case in cases(folder)])
    write_weights(DATA, _HEADER, table)
    assert BIAS in table


def learned(found: Sequence[Case]) -> dict[str, float]:
    """Feature -> weight."""
    table: dict[str, float] = {}
    for turn in range(_TURNS + 1):
        examples = []
        for case in found:
            best = [max(case.places, key=lambda tie: score(table, tie))] if turn and case.tied else case.places
            examples += [Learned([], [], [tie.features], 0 if case.tied else None) for tie in best]
        table = fitted(examples, ridge=_RIDGE)
    return table


def score(table: Mapping[str, float], tie: Tie) -> float:
    return table.get(BIAS, 0.0) + sum(table.get(feature, 0.0) for feature in tie.features)


def cases(folder: str | Path) -> Iterator[Case]:
    """The cases of a folder of annotated articles."""
    for annotation, text in annotated(folder):
        names = Names(annotation)
        for article in read(page_named(annotation["key"], text)):
            yield from _cases(article, names)


def _cases(article: Read, names: Names) -> Iterator[Case]:
    tied = names.tied(_TIED)
    named = {entity.id: names.of(entity) for entity in article.entities}
    said = {
        frozenset((one.subject, one.object)) for one in statements(*article) if not one.extractor.startswith("ties/")
    }
    pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    unknown = frozenset(id_ for id_, found in named.items() if not found)
    for tie in candidates(article.views(), _of(unknown)):
        pairs[tie.mark.entity.id, tie.event.id].append(tie)
    for pair, places in pairs.items():
        right = any((a, b) in tied for a in named[pair[0]] for b in named[pair[1]])
        yield Case(right, frozenset(pair) not in said and bool(named[pair[0]]), tuple(places))


def _of(events: frozenset[str]) -> Callable[[LocalEntity, LocalEntity], bool]:
    """Whether an event is one of those."""
    return lambda _, event: event.id in events


if __name__ == "__main__":
    main(sys.argv[1:])
