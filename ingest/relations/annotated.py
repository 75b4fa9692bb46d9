"""Annotated articles as the makers of weights of relations see them: read up to the entities, with the annotation's names."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any, NamedTuple

from ingest.context.context import contexts
from ingest.entities.local import local_entities
from ingest.layout.articles import articles
from ingest.pages import Source, page_of
from ingest.relations.base import SentenceView
from ingest.relations.reading import views
from ingest.sentences import sentences
from ontology.ids import normal_name
from ontology.records import Article, Context, LocalEntity, Page, Sentence


class Read(NamedTuple):
    """An article, read as far as its entities."""

    article: Article
    sentences: tuple[Sentence, ...]
    context: Context
    entities: tuple[LocalEntity, ...]

    def views(self) -> tuple[SentenceView, ...]:
        return views(*self)


def page_named(key: str, text: str) -> Page:
    """The page of an annotation's text; `key`: of the page in its gold."""
    return page_of(Source(f"{key}.txt", data=text.encode()))


def read(page: Page) -> Iterator[Read]:
    """Each article of a page."""
    found = articles(page)
    for item, context in zip(found, contexts(page, found), strict=True):
        tiled = sentences(item.article)
        yield Read(item.article, tiled, context, local_entities(item.article, tiled, context))


class Names:
    """The names in an article's annotation; an entity with several goes by its first."""

    def __init__(self, annotation: dict[str, Any]) -> None:
        self._relations = annotation["relations"]
        self._first: dict[str, str] = {
            normal_name(name): entity["n"][0] for entity in annotation["entities"] for name in entity["n"]
        }

    def first(self, name: str) -> str:
        """The first name of what has a name; the name itself where nothing annotated has it (a day)."""
        return self._first.get(normal_name(name), name)

    def of(self, entity: LocalEntity) -> set[str]:
        """By what names an entity that was read is annotated; empty where it is not."""
        names = map(normal_name, (entity.name, *entity.aliases))
        return {self._first[name] for name in names if name in self._first}

    def tied(self, relations: Set[str]) -> set[tuple[str, str]]:
        """The pairs of which the annotation has one of some relations (participates_in), by first names."""
        return {
            (self.first(one), self.first(other)) for one, relation, other in self._relations if relation in relations
        }
