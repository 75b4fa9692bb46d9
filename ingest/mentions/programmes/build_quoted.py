"""Makes ingest/data/quoted.tsv, the weights of `quoted_model`: `python -m ingest.mentions.programmes.build_quoted GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev …, never the test half). Each quotation is one case: the softmax
over the ends of a programme's name that begins with it and none is fitted to what the gold says. Nothing is
drawn; run it again when the features change.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.mentions.annotated import annotated, views
from ingest.mentions.events.build_events import Learned, fitted
from ingest.mentions.programmes.quoted_model import DATA, cases
from ingest.tables import write_weights

RIDGE = 1e-3
_IGNORED = re.compile(r"[\s“”\"'‘’「」《》·]")
_HEADER = "# Weights of ingest.mentions.programmes.quoted_model; learned by build_quoted.py from tests/gold.\n"


def _before(finder: str) -> bool:
    return not finder.startswith(("event", "programme", "founded", "person"))


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by feature."""
    table = fitted([case for folder in folders for case in learned(Path(folder))], ridge=RIDGE)
    write_weights(DATA, _HEADER, table)


def learned(folder: Path) -> Iterator[Learned]:
    """The cases of a folder's articles with the end that the gold gives each."""
    for article, text in annotated(folder):
        yield from _cases(article, text)


def _cases(article: dict[str, Any], text: str) -> Iterator[Learned]:
    named = {_IGNORED.sub("", name): entity for entity in article["entities"] for name in entity["n"]}
    for view, found in views(article["key"], text, _before):
        for case in cases(view, found):
            told = [named.get(_IGNORED.sub("", view.text[case.span[0] : end])) for end, _ in case.ends]
            longest = next((at for at in reversed(range(len(told))) if told[at]), None)
            entity = told[longest] if longest is not None else None
            right = longest if entity and entity["t"] == "PROGRAMME" else None
            if (
                entity
                and (right is None or entity.get("optional"))
                and any(one and one["t"] == "PROGRAMME" for one in told)
            ):
                continue  # a programme within an event's name, or one that is left open
            yield Learned([], case.shared, [features for _, features in case.ends], right)


if __name__ == "__main__":
    main(sys.argv[1:])
