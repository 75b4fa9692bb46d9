"""The embedded home: one Ladybug file, one writer, any number of readers beside it.

A reader keeps the snapshot of when it opened; PATH.generation, written after each commit, tells it
when to reopen. All that is not Ladybug's own is in home.py and cypher.py.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import ladybug

from ontology.errors import StoreError, UsageError
from store import ddl, ladybug_load
from store.base import Graph, Params, Row
from store.home import plain
from store.lock import FileLock

READER_BUFFER_MB = 256
WRITER_BUFFER_MB = 1024
CHECKPOINT_STATEMENTS = 10_000


class LadybugReader:
    """Asks a Ladybug file. Holds one snapshot; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mutex = threading.RLock()
        if not path.exists():
            raise StoreError("there is no store here", where=str(path), remedy="make one with: wangge ingest PATH")
        self._open()

    def _open(self) -> None:
        # The number is read before the file is opened: a commit in between is then seen as new, not missed.
        self._seen = _stored_generation(self.path)
        self._connect(read_only=True, buffer_mb=READER_BUFFER_MB)

    def _connect(self, *, read_only: bool, buffer_mb: int) -> None:
        size = int(os.environ.get("WANGGE_BUFFER_MB", buffer_mb)) << 20
        self._database = ladybug.Database(str(self.path), read_only=read_only, buffer_pool_size=size)
        self._connection = ladybug.Connection(self._database)

    def rows(self, cypher: str, params: Params | None = None) -> list[Row]:
        with self._mutex:
            return list(self._answer(cypher, params))

    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]:
        yield from self._answer(cypher, params)

    def generation(self) -> int:
        return int(self.rows("MATCH (m:Meta) RETURN m.generation AS generation")[0]["generation"])  # type: ignore[arg-type]

    def refresh(self) -> bool:
        with self._mutex:
            if _stored_generation(self.path) == self._seen:
                return False
            self.close()
            self._open()
            return True

    def close(self) -> None:
        with self._mutex:
            self._connection.close()
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, cypher: str, params: Params | None) -> Iterator[Row]:
        try:
            result = self._connection.execute(cypher, dict(params or {}))
        except RuntimeError as error:
            raise _worded(error) from error
        if isinstance(result, list):
            raise UsageError("a query is one statement", remedy="take out the semicolon")
        names = result.get_column_names()
        while result.has_next():
            yield {name: plain(value) for name, value in zip(names, result.get_next(), strict=True)}
        result.close()


class LadybugWriter(LadybugReader):
    """The one writer of a Ladybug file; makes the file, its tables and its folder where they lack."""

    def __init__(self, path: Path, relations: Iterable[ddl.Relation]) -> None:
        self.path = path
        self._mutex = threading.RLock()
        self._tables = ddl.wanted(relations)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path)
        try:
            self._connect(read_only=False, buffer_mb=WRITER_BUFFER_MB)
            self._migrate()
        except BaseException:
            self._lock.close()
            raise

    def _migrate(self) -> None:
        if not self._execute("CALL show_tables() RETURN name", {}):
            self._execute("BEGIN TRANSACTION", {})
            for statement in ddl.create(self._tables):
                self._execute(statement, {})
            self._execute("CREATE (:Meta {id: 'meta', generation: 0, schema: $schema})", {"schema": str(ddl.SCHEMA)})
            self._execute("COMMIT", {})
        _write_generation(self.path, self.generation())

    def apply(self, *, remove: Graph, add: Graph) -> None:
        """Take rows out and put rows in, in one transaction that raises the generation first."""
        with self._mutex:
            self._execute("BEGIN TRANSACTION", {})
            try:
                self._execute("MATCH (m:Meta) SET m.generation = m.generation + 1", {})
                ladybug_load.apply(self._execute, self._tables, remove=remove, add=add)
                self._execute("COMMIT", {})
            except BaseException:
                self._rollback()
                raise
            _write_generation(self.path, self.generation())

    def refresh(self) -> bool:
        return False

    def close(self) -> None:
        with self._mutex:
            self._execute("CHECKPOINT", {})
            super().close()
            self._lock.close()

    def _execute(self, cypher: str, params: dict[str, Any]) -> list[list[Any]]:
        result = self._connection.execute(cypher, params)
        assert isinstance(result, ladybug.QueryResult)
        answer: list[Any] = result.get_all()
        result.close()
        return answer

    def _rollback(self) -> None:
        try:
            self._execute("ROLLBACK", {})
        except RuntimeError as error:
            # Ladybug itself has rolled back where a statement failed inside.
            if "No active transaction" not in str(error):
                raise


def _generation_file(store: Path) -> Path:
    return store.with_name(store.name + ".generation")


def _stored_generation(store: Path) -> int:
    try:
        return int(_generation_file(store).read_text(encoding="ascii") or 0)
    except (FileNotFoundError, ValueError):
        return 0


def _write_generation(store: Path, generation: int) -> None:
    target = _generation_file(store)
    fresh = target.with_name(target.name + ".new")
    fresh.write_text(f"{generation}\n", encoding="ascii")
    fresh.replace(target)


def _worded(error: RuntimeError) -> StoreError | UsageError:
    text = str(error).split("\n")[0]
    if text.startswith(("Parser exception", "Binder exception")):
        return UsageError(text)
    return StoreError(text)
