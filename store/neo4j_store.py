"""The home on a server: one Neo4j database, any number of readers and writers.

All that is not Neo4j's own is in home.py and cypher.py. A change is one transaction that first raises `generation` on
the Meta node: writers wait for each other there, so none works on a state that another is changing. The driver runs
a change again where the server says that it may (a deadlock, a restart). A reader's every answer is of one state,
the newest, never of one between two changes (neo4j_turns.py).
"""

from __future__ import annotations

import pickle
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TypeVar

import neo4j
from neo4j import unit_of_work

from ontology.errors import StoreError
from ontology.model import Relation
from ontology.records import Decision, FileReading
from store import ddl, neo4j_load, neo4j_restore, neo4j_schema
from store.base import Graph, Params, Reader, Row
from store.content import content
from store.cypher import CypherView
from store.ddl import Tables, quoted
from store.derive import derive
from store.home import HomeReader, HomeWriter
from store.neo4j_connect import FAILURES, ReadOnlyError, connect, worded
from store.neo4j_load import BATCH, batches
from store.neo4j_turns import NO_LIMIT, Asking, announce, between_changes, held, lock, settle
from store.neo4j_values import check_names
from store.neo4j_values import rows as rows_of
from store.update import Change, difference
from store.view import SourceView

T = TypeVar("T")

SPOOL_BYTES = 32 << 20
"""Of a streamed answer in memory; what is more waits in a file without a name."""


class Neo4jReader(HomeReader):
    """Asks a Neo4j database. Safe to share between threads.

    It sees the newest state at each question; a streamed answer is whole on this side before its first row comes, so
    that it stays of one state however long it is read.
    """

    limit_seconds = NO_LIMIT
    """After which the server ends a question; it may be set."""

    def __init__(self, url: str, relations: Iterable[Relation]) -> None:
        self.url = url
        self._relations = tuple(relations)
        self.tables = ddl.wanted(self._relations)
        self._driver = connect(url)
        try:
            with self._wording():
                self._ready()
            self._told = self.generation()
        except BaseException:
            self._driver.close()
            raise

    def rows(self, cypher: str, params: Params | None = None) -> list[Row]:
        with self._wording():
            return self._between_changes(lambda asking: _rows(asking, cypher, params))

    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]:
        with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as spool:

            def keep(asking: neo4j.ManagedTransaction) -> int:
                spool.seek(0)
                spool.truncate()
                result = asking.run(cypher, dict(params or {}))
                count = 0
                for count, batch in enumerate(batches(rows_of(result)), 1):  # noqa: B007
                    pickle.dump(batch, spool)
                check_names(result.consume())
                return count

            with self._wording():
                count = self._between_changes(keep)
            spool.seek(0)
            for _ in range(count):
                yield from _unspooled(spool)

    def for_each(self, cypher: str, ids: Collection[str], *, through: str, params: Params | None = None) -> list[Row]:
        with self._wording():
            return self._between_changes(lambda asking: _for_each(asking, cypher, ids, params))

    def refresh(self) -> bool:
        told, self._told = self._told, self.generation()
        return told != self._told

    @contextmanager
    def still(self) -> Iterator[HomeReader]:
        with self._wording(), held(self._driver, self.url) as transaction:
            yield Inside(transaction, self.tables)

    def together(self, ask: Callable[[Reader], T]) -> T:
        with self._wording():
            return self._between_changes(lambda asking: ask(Inside(asking, self.tables)))

    def close(self) -> None:
        self._driver.close()

    def _between_changes(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        return between_changes(self._driver, self.url, work, limit=self.limit_seconds)

    def _ready(self) -> None:
        """Refuse what is no store, and bring an older one up to date, where that is allowed."""
        held = neo4j_schema.header(self._driver, self.url)
        if held is None:
            raise StoreError("there is no store here", where=self.url, remedy="make one with: wangge ingest PATH")
        if held.tables != neo4j_schema.digest(self.tables) or held.schema < ddl.SCHEMA:
            with suppress(ReadOnlyError):  # an older store that nobody may change is read as it is
                Neo4jWriter(self.url, self._relations).close()

    @contextmanager
    def _wording(self) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            raise worded(error, self.url) from error


class Neo4jWriter(Neo4jReader, HomeWriter):
    """Changes a Neo4j database; makes its constraints, its indexes and its Meta node where they lack.

    Several may write at once: each change waits for the one before it, and works on what that left.
    """

    _filling = False

    def changing(self, work: Callable[[SourceView], Change]) -> Change:
        return self._change(lambda inside: work(CypherView(inside)))

    def rebuild(self) -> None:
        """As the contract says. Holds the whole graph in memory, and all writers until it is done."""

        def again(inside: Inside) -> Change:
            files, decisions = list(inside.file_readings(by_value=True)), inside.decisions()
            held = content(inside)
            _take_out_doubles(inside, held)
            return difference(held, derive(files, decisions, ends=self.ends()))

        self._change(again, always=True)

    def restore(self, files: Iterable[FileReading], decisions: Iterable[Decision]) -> None:
        """As the contract says; until it is done, the database can neither be read nor changed by others."""
        with self._wording():
            neo4j_restore.begin(self._driver, self.url)
            self._filling = True
            try:
                self._fill(files, decisions)
            except BaseException:
                neo4j_restore.give_up(self._driver, self.url)
                raise
            else:
                neo4j_restore.end(self._driver, self.url)
            finally:
                self._filling = False

    def _ready(self) -> None:
        neo4j_schema.migrate(self._driver, self.url, self.tables)
        if neo4j_schema.outdated(self._driver, self.url):
            # Noted last: where this is cut off, whoever opens the store next begins again.
            self.rebuild()
            neo4j_schema.renewed(self._driver)

    def _change(self, work: Callable[[Inside], Change], *, always: bool = False) -> Change:
        """Ask and change in one transaction. `always`: the generation grows even if nothing changes."""
        announced: list[int] = []

        def attempt(transaction: neo4j.ManagedTransaction) -> Change:
            lock(transaction, self.url, filling=self._filling)
            change = work(Inside(transaction, self.tables))
            if always or any(
                (*change.remove.nodes.values(), *change.remove.edges.values(), *change.add.nodes.values())
            ):
                transaction.run(
                    "MATCH (m:Meta {id: 'meta'}) SET m.generation = m.generation + 1, "
                    "m.last_file = CASE WHEN $file = '' THEN m.last_file ELSE $file END",
                    {"file": change.last_file},
                ).consume()
                neo4j_load.apply(transaction, self.tables, remove=change.remove, add=change.add)
                announced.append(announce(self._driver))
            return change

        with self._wording():
            try:
                with self._driver.session() as session:
                    return session.execute_write(unit_of_work(timeout=NO_LIMIT)(attempt))
            finally:
                if announced:
                    # Not where the server is gone: who reads next settles what nobody has.
                    with suppress(*FAILURES):
                        settle(self._driver, announced[-1])


class Inside(HomeReader):
    """A home as one transaction sees it that holds the lock: one state, in as many questions as it takes."""

    def __init__(self, transaction: Asking, tables: Tables) -> None:
        self.tables = tables
        self._transaction = transaction

    def rows(self, cypher: str, params: Params | None = None) -> list[Row]:
        return _rows(self._transaction, cypher, params)

    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]:
        result = self._transaction.run(cypher, dict(params or {}))
        yield from rows_of(result)
        check_names(result.consume())

    def for_each(self, cypher: str, ids: Collection[str], *, through: str, params: Params | None = None) -> list[Row]:
        return _for_each(self._transaction, cypher, ids, params)

    def refresh(self) -> bool:
        return False

    def close(self) -> None:
        pass  # the transaction is another's to end


def _rows(asking: Asking, cypher: str, params: Params | None) -> list[Row]:
    result = asking.run(cypher, dict(params or {}))
    found = list(rows_of(result))
    check_names(result.consume())
    return found


def _for_each(asking: Asking, cypher: str, ids: Collection[str], params: Params | None) -> list[Row]:
    """One question for many ids: what costs is the way to the server and back."""
    together = "UNWIND $ids AS i_ " + re.sub(r"\$id\b", "i_", cypher)
    return [
        row for some in batches(sorted(ids), BATCH) for row in _rows(asking, together, {"ids": some, **(params or {})})
    ]


def _unspooled(spool: IO[bytes]) -> list[Row]:
    batch: list[Row] = pickle.load(spool)  # written by this very process
    return batch


def _take_out_doubles(inside: Inside, held: Graph) -> None:
    """Take out of the store, and of `held`, relations that it has twice: a difference of rows by id cannot see them."""
    for table, rows in held.edges.items():
        doubled = inside.rows(
            f"MATCH ()-[r:{quoted(table)}]->() WITH r.id AS id, count(*) AS times WHERE times > 1 RETURN id"
        )
        for some in batches([str(row["id"]) for row in doubled]):
            inside.rows(f"UNWIND $ids AS id MATCH ()-[r:{quoted(table)} {{id: id}}]->() DELETE r", {"ids": some})
            for id_ in some:
                rows.pop(id_, None)
