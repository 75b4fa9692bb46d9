"""Search by name, alias and text. Plain containment: both homes answer it alike, without an index of their own."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.ids import normal_name
from ontology.records import ENTITY_TYPES
from queries.find import COLUMNS, EntityRow, check_text
from store.base import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceHit:
    """A sentence that contains the text searched for; `start` is where, in code points of the sentence."""

    article: str
    title: str
    source: str
    published: str
    sentence: str
    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found: entities (exact names first, then the most mentioned) and sentences."""

    entities: tuple[EntityRow, ...]
    sentences: tuple[SentenceHit, ...]


def search(
    reader: Reader, text: str, *, types: tuple[str, ...] = ENTITY_TYPES, limit: int = 50, sentences: bool = True
) -> Hits:
    """Entities whose name or alias contains `text`, and sentences that do; at most `limit` of each.

    White space around it does not count, and nothing contains no text. UsageError where it is not UTF-8.
    """
    check_text(text)
    text = text.strip()
    if not text:
        return Hits(entities=(), sentences=())
    return reader.together(
        lambda one: Hits(
            entities=entities(one, text, types=types, limit=limit),
            sentences=in_text(one, text, limit=limit) if sentences else (),
        )
    )


def entities(
    reader: Reader, text: str, *, types: tuple[str, ...] = ENTITY_TYPES, limit: int = 50
) -> tuple[EntityRow, ...]:
    """Entities whose name or an alias contains `text`: exact first, then by number of articles."""
    wanted = normal_name(text)
    found = [
        EntityRow.of(row)
        for etype in types
        for row in reader.rows(
            # `search` begins with the name: an entity of exactly this name is never cut off by the limit.
            f"MATCH (e:{etype}) WHERE e.name CONTAINS $text OR ($wanted <> '' AND e.search CONTAINS $wanted) "
            # By id again: else Ladybug reads all columns of the table.
            f"WITH e.id AS one MATCH (e:{etype} {{id: one}}) "
            f"RETURN {COLUMNS}, CASE WHEN e.search = $wanted OR e.search STARTS WITH $line THEN 0 ELSE 1 END AS partly "
            "ORDER BY partly, articles DESC, name, id LIMIT $limit",
            {"text": text, "wanted": wanted, "line": wanted + "\n", "limit": limit},
        )
    ]
    found.sort(key=lambda row: (normal_name(row.name) != wanted, -row.articles, row.name, row.id))
    return tuple(found[:limit])


def in_text(reader: Reader, text: str, *, limit: int = 50) -> tuple[SentenceHit, ...]:
    """Sentences that contain `text` as written, newest articles first."""
    rows = reader.rows(
        "MATCH (s:Sentence)-[:`IN`]->(a:Article) WHERE s.text CONTAINS $text "
        "RETURN a.id AS article, a.title AS title, a.source AS source, a.published AS published, "
        "s.id AS sentence, s.text AS text, s.start_offset AS place "
        "ORDER BY published DESC, article, place LIMIT $limit",
        {"text": text, "limit": limit},
    )
    names = ("article", "title", "source", "published", "sentence", "text")
    return tuple(
        SentenceHit(start=str(row["text"]).find(text), **{name: str(row[name] or "") for name in names}) for row in rows
    )
