"""What both homes share: values as plain scalars, and the source layer read back as records."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from ontology.errors import StoreError, UsageError
from ontology.records import Decision, FileReading, Reading
from store import update
from store.base import FileOutcome, Params, Reader, Row, StoredFile, Value
from store.cypher import CypherView
from store.ddl import Tables
from store.derive import file_reading
from store.rows import reading_id, reading_ids
from store.rulings import in_order
from store.update import Change
from store.view import SourceView
from store.writing import Ends

T = TypeVar("T")

FILES_AT_ONCE = 200
"""How many files are read or written at a time where a whole source layer goes through memory."""


_PATH = {"_NODES", "_RELS"}
"""How Ladybug gives a path."""


def plain(value: Any) -> Value:
    """A value of a query's answer as a scalar or a list of texts; nodes and maps become JSON text.

    UsageError for a path of Ladybug's, whose nodes may come with wrong numbers.

    >>> plain(decimal.Decimal("3")), plain(dt.date(2022, 10, 26)), plain({"b": 1, "_ID": 3})
    (3, '2022-10-26', '{"b": 1}')
    >>> plain(1e999)  # JSON has no such number
    'inf'
    """
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [item if isinstance(item := plain(each), str) else json.dumps(item) for each in value]
    if isinstance(value, dict) and value.keys() == _PATH:
        raise UsageError(
            "a path itself cannot be returned from a file; return its parts: MATCH (a)-[h]->(b) RETURN a, h, b"
        )
    if isinstance(value, dict):
        shown = {
            key: plain(item) for key, item in sorted(value.items()) if not key.startswith("_") and item is not None
        }
        return json.dumps(shown, ensure_ascii=False)
    return str(value)


class HomeReader(ABC):
    """The half of a Reader that is the same in both homes, on `rows`, `stream` and `for_each`."""

    tables: Tables

    @abstractmethod
    def rows(self, cypher: str, params: Params | None = None) -> list[Row]: ...

    @abstractmethod
    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]: ...

    @abstractmethod
    def for_each(
        self, cypher: str, ids: Collection[str], *, through: str, params: Params | None = None
    ) -> list[Row]: ...

    @abstractmethod
    def refresh(self) -> bool: ...

    def is_own(self, file: Path) -> bool:
        return False  # a server's files are its own affair

    @abstractmethod
    def close(self) -> None: ...

    @contextmanager
    def still(self) -> Iterator[HomeReader]:
        """Itself, where nobody else can change what it sees."""
        yield self

    def together(self, ask: Callable[[Reader], T]) -> T:
        with self.still() as one:
            return ask(one)

    def generation(self) -> int:
        return cast(int, self.rows("MATCH (m:Meta) RETURN m.generation AS generation")[0]["generation"])

    def files(self) -> list[StoredFile]:
        digests = [str(row["id"]) for row in self.rows("MATCH (f:File) RETURN f.id AS id ORDER BY f.id")]
        return sorted(CypherView(self).files(digests), key=lambda file: file.digest)

    def file_readings(self, *, by_value: bool = False) -> Iterator[FileReading]:
        files = self.files()
        for start in range(0, len(files), FILES_AT_ONCE):
            chosen = files[start : start + FILES_AT_ONCE]
            stored = CypherView(self, by_value=by_value).readings(
                {article for file in chosen for article in file.articles}
            )
            readings = {reading_id(one.file.digest, one.reading.article.id, one.nth): one.reading for one in stored}
            for file in chosen:
                missing = [article for id_, article, _ in reading_ids(file) if id_ not in readings]
                if missing:
                    raise StoreError(
                        f"the article {missing[0]} of the file {file.source!r} is not there",
                        remedy="bring a backup back, or read the files into a new store",
                    )
                yield file_reading(file, [readings[id_] for id_, _, _ in reading_ids(file)])

    def decisions(self) -> list[Decision]:
        stored = [decision for decision, _ in CypherView(self).decisions()]
        return sorted(stored, key=in_order)

    def counted(self, article: str) -> Reading | None:
        row = self.rows("MATCH (r:Reading {article: $id}) WHERE r.counted RETURN r.id AS id", {"id": article})
        if not row:
            return None
        return next(
            one.reading
            for one in CypherView(self).readings([article])
            if reading_id(one.file.digest, article, one.nth) == row[0]["id"]
        )

    def ends(self) -> Ends:
        """The (from, to) tables that each relation's table takes."""
        return {table: edges.pairs for table, edges in self.tables.edges.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class HomeWriter(HomeReader):
    """The half of a Writer that is the same in both homes, on `changing`."""

    @abstractmethod
    def changing(self, work: Callable[[SourceView], Change]) -> Change:
        """Ask for a change and apply it, in one transaction that raises the generation first.

        Nothing happens where the change is empty.
        """

    @abstractmethod
    def rebuild(self) -> None: ...

    @abstractmethod
    def restore(self, files: Iterable[FileReading], decisions: Iterable[Decision]) -> None: ...

    def put(self, files: Sequence[FileReading]) -> list[FileOutcome]:
        last = files[-1].digest if files else ""
        change = self.changing(lambda view: replace(update.put(view, files, ends=self.ends()), last_file=last))
        return list(change.outcomes)

    def delete_article(self, article: str) -> None:
        self.changing(lambda view: update.delete_article(view, article, ends=self.ends()))

    def decide(self, decision: Decision) -> None:
        self.changing(lambda view: update.decide(view, decision, ends=self.ends()))

    def _fill(self, files: Iterable[FileReading], decisions: Iterable[Decision]) -> None:
        """Put a whole source layer into an empty store, in batches.

        Decisions first: on an empty store they wait, which costs next to nothing, and each batch of
        files then meets them all.
        """
        for decision in sorted(decisions, key=in_order):
            self.decide(decision)
        rest = iter(files)
        while batch := list(islice(rest, FILES_AT_ONCE)):
            self.put(batch)
