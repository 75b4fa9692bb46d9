"""Makes ingest/data/ties.tsv, the weights of `ties`: `python -m ingest.relations.build_ties GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev3 …, never the test half). Each name where it stands with an event is
one case; the gold says only that the two are tied, not where. So at first all places of a tied pair count for it, and
then, in turns, the one that the weights found so far take for the likeliest. Nothing is drawn.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ingest.articles import articles
from ingest.context import contexts
from ingest.local import local_entities
from ingest.mentions.annotated import annotated
from ingest.mentions.build_events import Learned, fitted
from ingest.pages import Source, page_of
from ingest.relations.reading import views
from ingest.relations.ties import BIAS, DATA, candidates
from ingest.sentences import sentences
from ingest.tables import write_weights
from ontology.ids import normal_name
from ontology.records import LocalEntity

_TIED = ("participates_in", "organizes")
_TURNS, _RIDGE = 3, 1e-3
_HEADER = "# Weights of ingest.relations.ties; learned by build_ties.py from tests/gold.\n"


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by feature."""
    pairs: list[tuple[bool, list[list[str]]]] = []
    for folder in folders:
        for one, text in annotated(folder):
            pairs += _pairs(one, text)
    places = [(tied, features) for tied, stands in pairs for features in stands]
    table = fitted([Learned([], [], [f], 0 if tied else None) for tied, f in places], ridge=_RIDGE)
    for _ in range(_TURNS):
        learned = []
        for tied, stands in pairs:
            best = max(stands, key=lambda features: sum(table.get(f, 0.0) for f in features))
            learned += [Learned([], [], [features], 0 if tied else None) for features in ([best] if tied else stands)]
        table = fitted(learned, ridge=_RIDGE)
    write_weights(DATA, _HEADER, table)
    assert BIAS in table


def _pairs(article: dict[str, Any], text: str) -> Iterator[tuple[bool, list[list[str]]]]:
    """Each pair of a name and an event that the gold has too: whether they are tied, and the features of each place."""
    page = page_of(Source(f"{article['key']}.txt", data=text.encode()))
    found = articles(page)
    full = {normal_name(name): entity["n"][0] for entity in article["entities"] for name in entity["n"]}
    tied = {
        (full.get(normal_name(a), a), full.get(normal_name(b), b)) for a, r, b in article["relations"] if r in _TIED
    }

    def named(entity: LocalEntity) -> set[str]:
        return {full[name] for name in map(normal_name, (entity.name, *entity.aliases)) if name in full}

    for item, context in zip(found, contexts(page, found), strict=True):
        tiled = sentences(item.article)
        entities = local_entities(item.article, tiled, context)
        names = {entity.id: named(entity) for entity in entities}
        unknown = frozenset(id_ for id_, found_names in names.items() if not found_names)
        pairs: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
        for tie in candidates(views(item.article, tiled, context, entities), _of(unknown)):
            pairs[tie.mark.entity.id, tie.event.id].append(tie.features)
        for (one, event), stands in pairs.items():
            yield any((a, b) in tied for a in names[one] for b in names[event]), stands


def _of(events: frozenset[str]) -> Callable[[LocalEntity, LocalEntity], bool]:
    """Whether an event is one of those."""
    return lambda _, event: event.id in events


if __name__ == "__main__":
    main(sys.argv[1:])
