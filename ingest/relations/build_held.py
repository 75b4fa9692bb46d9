"""Makes ingest/data/held.tsv, the weights of `held`: `python -m ingest.relations.build_held GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev …, never the test half). Each event that the gold has is one case of
its place and one of its day: the softmax over what stands near it and none is fitted to what the gold says. Where
several choices are right, at first each counts, and then, in turns, the one that the weights take for the likeliest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.articles import articles
from ingest.context import contexts
from ingest.local import local_entities
from ingest.mentions.annotated import annotated
from ingest.mentions.build_events import Learned, fitted
from ingest.pages import Source, page_of
from ingest.relations.base import Mark
from ingest.relations.held import BIAS, DATA, Choice, cases
from ingest.relations.reading import views
from ingest.sentences import sentences
from ingest.tables import write_weights
from ontology.ids import normal_name
from ontology.records import LocalEntity

_TURNS, _RIDGE = 3, 2e-3
_HEADER = "# Weights of ingest.relations.held; learned by build_held.py from tests/gold.\n"


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by feature."""
    asked = [case for folder in folders for one, text in annotated(folder) for case in _cases(one, text)]
    learned = [_learned(choices, right, at) for choices, right in asked for at in _right(right) or (None,)]
    table = fitted(learned, ridge=_RIDGE)
    for _ in range(_TURNS):
        learned = []
        for choices, right in asked:
            scores = [sum(table.get(f, 0.0) for f in features) for features in choices]
            at = max(_right(right), key=scores.__getitem__, default=None)
            learned.append(_learned(choices, right, at))
        table = fitted(learned, ridge=_RIDGE)
    write_weights(DATA, _HEADER, table)
    assert BIAS in table


def _right(right: Sequence[bool]) -> list[int]:
    return [number for number, one in enumerate(right) if one]


def _learned(choices: Sequence[list[str]], right: Sequence[bool], at: int | None) -> Learned:
    """A case with one of its right choices, `at`, or none, and all that are not right."""
    kept = [n for n, one in enumerate(right) if not one or n == at]
    return Learned([], [], [choices[n] for n in kept], None if at is None else kept.index(at))


def _cases(article: dict[str, Any], text: str) -> Iterator[tuple[list[list[str]], list[bool]]]:
    """Each event that the gold has: the features of what stands near it, and which of that is right."""
    page = page_of(Source(f"{article['key']}.txt", data=text.encode()))
    found = articles(page)
    full = {normal_name(name): entity["n"][0] for entity in article["entities"] for name in entity["n"]}
    right = {
        (full.get(normal_name(a), a), full.get(normal_name(b), b)) for a, r, b in article["relations"] if r == "held_at"
    }
    days = {(full.get(normal_name(a), a), b) for a, r, b in article["relations"] if r == "held_on"}

    def named(entity: LocalEntity) -> set[str]:
        return {full[name] for name in map(normal_name, (entity.name, *entity.aliases)) if name in full}

    for item, context in zip(found, contexts(page, found), strict=True):
        tiled = sentences(item.article)
        entities = local_entities(item.article, tiled, context)
        for case in cases(views(item.article, tiled, context, entities), frozenset()):
            events = named(case.event)
            if events:
                told = [_is_right(choice, events, named, right, days) for choice in case.choices]
                yield [choice.features for choice in case.choices], told


def _is_right(
    choice: Choice, events: set[str], named: Any, right: set[tuple[str, str]], days: set[tuple[str, str]]
) -> bool:
    what = choice.what
    if isinstance(what, Mark):  # a village's hall is right where the gold has the village
        sites = {site for event, site in right if event in events}
        return bool(sites & named(what.entity)) or any(site in what.entity.name for site in sites)
    return any(event in events and (what.edtf or "").startswith(day) for event, day in days)


if __name__ == "__main__":
    main(sys.argv[1:])
