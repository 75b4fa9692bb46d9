"""What changes in a home when files are put, an article is deleted or a decision made (DESIGN, rule 7).

Reads only the closure of what changed, and gives rows to take out and to put in; a home that applies
them holds, byte for byte, what `derive` makes of the whole source layer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ontology.records import Decision, FileReading, Reading, Span
from store.base import FileOutcome, Graph, Row, StoredFile
from store.resolve import Kin
from store.rulings import Verdict
from store.writing import Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One reading of an article in one file, as stored: the `nth` of this article there, from 0.

    `entity_of`: local id -> entity id, for the counted reading (`LocalEntity.entity`; '' where deleted).
    """

    file: StoredFile
    nth: int
    counted: bool
    reading: Reading
    entity_of: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article (or a statement of it) with its first and last possible day, '' where undated."""

    article: str
    first: str
    last: str


class SourceView(Protocol):
    """What `update` asks of a home. All of it as stored before the change; ids not stored are left out.

    Each is one query or two in the Cypher both homes share; those marked * are rare.
    """

    def files(self, digests: Collection[str]) -> list[StoredFile]:
        """File rows (`rows.file_of`)."""

    def readings(self, articles: Collection[str]) -> list[StoredReading]:
        """Every reading of these articles, counted and waiting (`rows.reading_of`, `rows.reading_of_parts`)."""

    def decisions(self) -> list[tuple[Decision, Verdict]]:
        """All decisions with (state, state_reason)."""

    def kin(self, blocks: Collection[str]) -> list[Kin]:
        """All that lies in these blocks (texts; keys of Block by `writing.block_id`), each once, grouped by the store:

        MATCH (b:Block)<-[:IN_BLOCK]-(l:LocalEntity), group by etype, kind, name, aliases, code, area, keys,
        blocks, answers and entity; `first` = min(l.id), `count` = count(DISTINCT l.id). And
        MATCH (b:Block)<-[:IN_BLOCK]-(a:Article), group by publisher, area: `writing.publisher_of` with
        `count` of articles and the entity of their PUBLISHED_BY.
        """

    def members(self, kin: Sequence[Kin]) -> list[tuple[str, str]]:
        """* (local id, article) of all local entities of these kin; for a publisher its `first` and each article."""

    def articles_of(self, locals_: Collection[str]) -> dict[str, str]:
        """Local id -> its article, by the key of LocalEntity."""

    def spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """* (article, mentions) of every LocalEntity. Read through only if a decision names an id nobody bears."""

    def statements(self, statements: Collection[str]) -> dict[str, str]:
        """Statement id -> its article, statements that people added included."""

    def entities(self, entities: Collection[str]) -> dict[str, tuple[str, Row]]:
        """Entity id -> (table, row without id)."""

    def relations(self, table: str, relations: Collection[tuple[str, str, str]]) -> dict[str, Row]:
        """(id, from id, to id) -> rows with from_table, from_id, to_table, to_id, by id."""

    def speaking_of(self, entity: str, etype: str) -> list[Dated]:
        """* Each article once that mentions, is written by or is published by an entity."""

    def behind(self, relation: Row) -> list[tuple[str, Dated]]:
        """* (statement id, its dates, else its article's) of every statement with the relation's ends and predicate."""

    def present(self, table: str, ids: Collection[str]) -> set[str]:
        """Which keys a node table has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Rows to take out, then rows to put in. A changed node stands only in `add`, a changed edge in both.

    An edge's ends may change under its id: take it out by the ends in `remove`. `outcomes`: one for each
    file put, in order.
    """

    remove: Graph
    add: Graph
    outcomes: tuple[FileOutcome, ...] = ()


def update(
    view: SourceView,
    *,
    put: Sequence[FileReading] = (),
    delete: Collection[str] = (),
    decide: Sequence[Decision] = (),
    ends: Ends | None = None,
) -> Change:
    """The change that puts files, deletes every reading of articles, or adds decisions; one kind at a time.

    UsageError where an article to delete is not stored or a decision says nothing; InputError where a
    reading contradicts itself. `ends` as in `derive`.
    """
    raise NotImplementedError
