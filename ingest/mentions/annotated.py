"""Annotated articles as the makers of weights see them: read up to the finder that is to learn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ingest.context.context import contexts
from ingest.layout.articles import articles
from ingest.mentions import MENTION_FINDERS
from ingest.mentions.view import View
from ingest.pages import Source, page_of
from ingest.sentences import sentences
from ontology.records import Mention

_Case = TypeVar("_Case")
_Weights = TypeVar("_Weights")


def each_left_out(
    folders: Sequence[str], cases: Callable[[Path], Iterable[_Case]], learned: Callable[[list[_Case]], _Weights]
) -> Iterator[tuple[str, list[_Case], _Weights]]:
    """For each folder its name, its cases, and the weights learned from the cases of all the others.

    >>> list(each_left_out(["a", "b"], lambda folder: [folder.name], "".join))
    [('a', ['a'], 'b'), ('b', ['b'], 'a')]
    """
    found = {Path(folder).name: list(cases(Path(folder))) for folder in folders}
    for name, own in found.items():
        yield name, own, learned([case for other, held in found.items() if other != name for case in held])


def annotated(folder: str | Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Each article of a folder's gold.json as it stands there, with the text of its page (texts/KEY.txt …)."""
    for article in json.loads((Path(folder) / "gold.json").read_text("utf-8"))["articles"]:
        yield article, next((Path(folder) / "texts").glob(f"{article['key']}.*")).read_text("utf-8")


def views(key: str, text: str, finds: Callable[[str], bool]) -> Iterator[tuple[View, tuple[Mention, ...]]]:
    """Each article of a page, with what those finders find whose name `finds` takes. `key`: of the page in its gold."""
    page = page_of(Source(f"{key}.txt", data=text.encode()))
    found = articles(page)
    for item, context in zip(found, contexts(page, found), strict=True):
        view = View(article=item.article, sentences=sentences(item.article), context=context)
        mentions: tuple[Mention, ...] = ()
        for name, finder in MENTION_FINDERS:
            if finds(name):
                mentions += tuple(finder(view, mentions))
        yield view, mentions
