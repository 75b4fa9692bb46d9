"""What `update` asks of a home: a handful of questions, answered as stored before the change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from ontology.records import Decision, EntityType, Reading, Span
from store.base import Row, StoredFile
from store.resolve import Kin
from store.rulings import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One reading of an article in one file: the `nth` of this article there, from 0.

    For the reading that counts, `entity_of` has local id -> entity id (`LocalEntity.entity`) and
    `published_by` the entity of PUBLISHED_BY, '' without one; both are empty for one that waits.
    """

    file: StoredFile
    nth: int
    reading: Reading
    entity_of: Mapping[str, str]
    published_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article with its first and last possible day, '' where it is undated."""

    article: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContext:
    """Day of issue (EDTF), county and publisher's name of an article; '' where there is none."""

    published: str
    area: str
    publisher: str


class SourceView(Protocol):
    """A home before a change. Ids that are not stored are left out of answers; answers are in no order.

    Each is one query or two in the Cypher that both homes share; those marked * are seldom asked.
    """

    def files(self, digests: Collection[str]) -> list[StoredFile]:
        """The files of these digests (`rows.file_of`)."""

    def readings(self, articles: Collection[str]) -> list[StoredReading]:
        """Every reading of these articles in all files, counted and waiting (`rows.reading_of`, `reading_of_parts`)."""

    def decisions(self) -> list[tuple[Decision, Verdict]]:
        """All decisions with (state, state_reason)."""

    def kin(self, blocks: Collection[str]) -> list[Kin]:
        """All that lies in these blocks, each once, grouped by the store so that a hub costs a few rows.

        `blocks` are texts; keys of table Block by `writing.block_id`. Local entities by IN_BLOCK, grouped by
        etype, kind, name, aliases, code, area, keys, blocks, answers and entity (and by id where keys are
        empty): `first` = min(id), `count` = count(DISTINCT id). Articles by IN_BLOCK, grouped by publisher and area: `writing.publisher_of`
        with `count` = count(DISTINCT id) and `entity` = that of their PUBLISHED_BY.
        """

    def members(self, kin: Sequence[Kin]) -> list[tuple[str, str]]:
        """* (local id, article) of all local entities of these kin; of a publisher (its `first`, article).

        All of a kin have one `entity` (REFERS_TO) and, if any, lie in the block `lies_in[0]`.
        """

    def locals(self, locals_: Collection[str]) -> dict[str, Row]:
        """Local id -> its row."""

    def locals_of(self, entities: Mapping[str, Collection[tuple[EntityType, str]]]) -> dict[str, Row]:
        """Article -> (type, id) of entities: the rows of its local entities that belong to any of these, by local id."""

    def spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """* (article, mentions) of every local entity: read through when a decision names an id that none has."""

    def statements(self, statements: Collection[str]) -> dict[str, Row]:
        """Statement id -> its row; statements that people added are among them."""

    def about(self, locals_: Mapping[str, AbstractSet[str]]) -> dict[str, Row]:
        """Article -> local ids: the rows of its statements whose subject or object is any of these, by id."""

    def contexts(self, articles: Collection[str]) -> dict[str, ArticleContext]:
        """What of these articles' contexts bears on entities."""

    def published_by(self, articles: Collection[str]) -> dict[str, str]:
        """Article -> the entity of its PUBLISHED_BY, for those that have one."""

    def entities(self, entities: Collection[str]) -> dict[str, tuple[str, Row]]:
        """Entity id -> (table, row)."""

    def relations(self, table: str, relations: Mapping[str, Row]) -> dict[str, Row]:
        """Relations of one table by id; the given rows have at least from_table, from_id, to_table and to_id."""

    def speaking_of(self, entity: str, table: str) -> list[Dated]:
        """* Each article once that MENTIONS, is WRITTEN_BY, PUBLISHED_BY or has a local entity of an entity."""

    def behind(self, relations: Mapping[str, Row]) -> dict[str, list[tuple[str, Row, Dated]]]:
        """* Relation -> (id, row, its article) of every statement with its predicate and its ends."""
