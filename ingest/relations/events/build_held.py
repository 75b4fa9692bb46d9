"""Makes ingest/data/held.tsv, the weights of `held`: `python -m ingest.relations.events.build_held GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev …, never the test half). Each event that the gold has is one case of
its place and one of its day: the softmax over what stands near it and none is fitted to what the gold says. Where
several choices are right, at first each counts, and then, in turns, the one that the weights take for the likeliest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.mentions.annotated import annotated
from ingest.mentions.events.build_events import Learned, fitted
from ingest.relations.annotated import Names, page_named, read
from ingest.relations.base import Mark
from ingest.relations.events.held import BIAS, DATA, Choice, cases
from ingest.tables import write_weights

_TURNS, _RIDGE = 3, 2e-3
_HEADER = "# Weights of ingest.relations.events.held; learned by build_held.py from tests/gold.\n"


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


def _cases(annotation: dict[str, Any], text: str) -> Iterator[tuple[list[list[str]], list[bool]]]:
    """Each event that the gold has: the features of what stands near it, and which of that is right."""
    names = Names(annotation)
    sites = names.tied(frozenset(("held_at",)))
    days = names.tied(frozenset(("held_on",)))
    for article in read(page_named(annotation["key"], text)):
        for case in cases(article.views(), frozenset()):
            events = names.of(case.event)
            if events:
                told = [
                    _is_right(
                        choice,
                        names,
                        {site for event, site in sites if event in events},
                        {day for event, day in days if event in events},
                    )
                    for choice in case.choices
                ]
                yield [choice.features for choice in case.choices], told


def _is_right(choice: Choice, names: Names, sites: set[str], days: set[str]) -> bool:
    """Whether a choice is one of the places or days that the gold has of its event."""
    what = choice.what
    if isinstance(what, Mark):  # a village's hall is right where the gold has the village
        return bool(sites & names.of(what.entity)) or any(site in what.entity.name for site in sites)
    return any((what.edtf or "").startswith(day) for day in days)


if __name__ == "__main__":
    main(sys.argv[1:])
