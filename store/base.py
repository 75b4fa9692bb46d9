"""The store's contract: what a home of the graph offers. Two homes, one behaviour (tests/store/contract).

Separate faces: `Reader` asks, `Writer` changes. A change is one transaction that holds whole files,
one article's removal or one decision, source and derived together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from ontology.records import Decision, FileReading, Reading

Scalar = str | int | float | bool | None
Value = Scalar | list[str]
Row = dict[str, Value]
Params = Mapping[str, Value]

FileOutcome = Literal["read", "unchanged"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What the store knows of a file it has read: enough to read it again the same way."""

    digest: str
    source: str
    reader: str
    published_option: str | None
    area_option: str | None
    articles: tuple[str, ...]


class Reader(Protocol):
    """Asks the graph. Holds one snapshot: `refresh` moves to the newest when the generation changed."""

    def rows(self, cypher: str, params: Params | None = None) -> list[Row]:
        """All rows of a query in the Cypher that both homes share (FACTS 2); columns by name, scalars only."""

    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]:
        """The rows one by one, for exports."""

    def for_each(self, cypher: str, ids: Collection[str], *, through: str, params: Params | None = None) -> list[Row]:
        """All rows of a question in which $id is each of these ids; it goes along the relations `through`."""

    def generation(self) -> int:
        """A number that grows with every change."""

    def refresh(self) -> bool:
        """Move to the newest state; True if it changed."""

    def files(self) -> list[StoredFile]:
        """All files read, by digest."""

    def file_readings(self) -> Iterator[FileReading]:
        """The whole source layer but decisions, waiting readings included, by digest."""

    def decisions(self) -> list[Decision]:
        """All decisions, withdrawn ones included, by (when, id)."""

    def counted(self, article: str) -> Reading | None:
        """The reading of an article that counts, or None where it is not stored."""

    def still(self) -> AbstractContextManager[Reader]:
        """Within: a reader that stays at one state through many questions, for an export or a backup.

        Writers may have to wait for its end.
        """

    def together(self, ask: Callable[[Reader], T]) -> T:
        """What `ask` finds in a few questions to the reader that it is given: all are answered of one state.

        No writer waits; where a change came in between, `ask` is called again. One way to a server and back for
        each question, not several.
        """

    def is_own(self, file: Path) -> bool:
        """Whether a file is one that the store is kept in, however its path is written: nothing else may write there."""

    def close(self) -> None: ...


class Writer(Reader, Protocol):
    """A reader that also changes. One at a time on a file; on a server `generation` serialises them."""

    def put(self, files: Sequence[FileReading]) -> list[FileOutcome]:
        """Store each file's reading in place of what its digest had. One transaction for all of them."""

    def delete_article(self, article: str) -> None:
        """Remove every reading of an article. UsageError where there is none."""

    def decide(self, decision: Decision) -> None:
        """Add a decision and apply it."""

    def rebuild(self) -> None:
        """Compute the whole derived layer afresh from the source layer."""

    def restore(self, files: Iterable[FileReading], decisions: Iterable[Decision]) -> None:
        """Fill an empty store with a source layer; StoreError where it is not empty."""


@dataclass(slots=True)
class Graph:
    """A graph as rows: what a home holds, or what is to be added or removed.

    `nodes[table][id]` is the node's properties (schema.py); `edges[table][id]` is the relation's
    properties plus `from_table`, `from_id`, `to_table`, `to_id`.
    """

    nodes: dict[str, dict[str, Row]]
    edges: dict[str, dict[str, Row]]
