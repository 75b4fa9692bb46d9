"""The embedded home: one Ladybug file, one writer, any number of readers beside it.

All that is not Ladybug's own is in home.py and cypher.py. A change is a transaction in the write-ahead
log; checkpoints fold the log into the file, under a lock that keeps readers off (generation.py), and
end with reopening, which gives back the memory that changes took.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ladybug import QueryResult

from ontology.errors import StoreError, UsageError
from ontology.model import Relation
from ontology.records import Decision, FileReading
from store import ddl, ladybug_load
from store.base import Params, Reader, Row
from store.cypher import CypherView
from store.generation import GenerationFile, Numbers
from store.home import HomeReader, HomeWriter, plain
from store.ladybug_file import (
    DiskError,
    LadybugFile,
    MemoryUsedError,
    TornError,
    belongs,
    check_file,
    keep_aside,
    parts,
    remove_store,
    wal,
    worded,
)
from store.ladybug_tables import header, migrate, needs, outdated
from store.lock import FileLock
from store.update import Change
from store.view import SourceView

READER_BUFFER_MB = 512
WRITER_BUFFER_MB = 1024
LOG_LENGTHS = (32 << 20, 128 << 20)
"""Bytes of the log after which it is folded into the file: at least, and at most. 10,000 statements write some 40 MB."""
LOG_LEFT = 1 << 20
"""Bytes of the log that may stay when a writer closes: reading it takes 0.1 s, folding it in 1 s or more."""
CHECKPOINT_MEMORY = 0.4
"""Share of the buffer pool after which a commit is followed by a checkpoint, however short the log."""
CHECKPOINT_WAIT_SECONDS = 10.0
OPEN_WAIT_SECONDS = 30.0

Notify = Callable[[str], None]
T = TypeVar("T")


def to_stderr(message: str) -> None:
    """Say what a person should know and need not decide."""
    print(f"wangge: {message}", file=sys.stderr)


class LadybugReader(HomeReader):
    """Asks a Ladybug file. Safe to share between threads: one query at a time.

    Its snapshot is of when it opened, until `refresh` or the writer's next checkpoint; one query never
    mixes two states.
    """

    def __init__(self, path: Path, relations: Iterable[Relation], *, notify: Notify = to_stderr) -> None:
        self.path = path
        self._notify = notify
        self._mutex = threading.RLock()
        self._streams = 0
        if not path.exists():
            raise StoreError("there is no store here", where=str(path), remedy="make one with: wangge ingest PATH")
        check_file(path)
        self._numbers = GenerationFile(path)
        relations = tuple(relations)
        self.tables = ddl.wanted(relations)
        self._file = self._open()
        if needs(self._file, self.tables) or outdated(self._file):
            # Made by an earlier version, or its making was cut off: a writer mends that.
            self._file.close()
            LadybugWriter(path, relations, notify=notify).close()
            self._file = self._open()
        self._told = self.generation()

    def rows(self, cypher: str, params: Params | None = None) -> list[Row]:
        result = self._ask(cypher, params)
        try:
            return list(_rows(result, self.path))
        finally:
            result.close()

    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]:
        # The answer is whole in Ladybug's memory when the first row comes: no lock is held while it is read.
        result = self._ask(cypher, params)
        self._streams += 1
        try:
            yield from _rows(result, self.path)
        finally:
            self._streams -= 1
            result.close()

    def for_each(self, cypher: str, ids: Collection[str], *, through: str, params: Params | None = None) -> list[Row]:
        found: list[Row] = []
        with self._mutex, self._settled():
            for result in ladybug_load.for_each(self._file, cypher, ids, through=through, params=params or {}):
                found += _rows(result, self.path)
                result.close()
        return found

    def refresh(self) -> bool:
        with self._mutex:
            if self._numbers.read() != self._seen:
                self._reopen()
            told, self._told = self._told, self.generation()
            return told != self._told

    @contextmanager
    def still(self) -> Iterator[HomeReader]:
        # A lock beside the one of each question: the writer puts its checkpoints off, and nothing moves.
        guard = GenerationFile(self.path)
        try:
            with guard.shared():
                yield self
        finally:
            guard.close()

    def together(self, ask: Callable[[Reader], T]) -> T:
        with self._mutex, self.still() as one:  # the mutex: no other thread moves to a newer state
            return ask(one)

    def is_own(self, file: Path) -> bool:
        return belongs(self.path, file)

    def close(self) -> None:
        with self._mutex:
            self._file.close()
            self._numbers.close()

    def _ask(self, cypher: str, params: Params | None) -> QueryResult:
        with self._mutex:
            try:
                with self._settled():
                    return self._file.ask(cypher, params)
            except MemoryUsedError:
                self._relieve()
                raise

    def _relieve(self) -> None:
        """Give back the memory that a question used up: the next shall not fail for it."""
        self._reopen()

    @contextmanager
    def _settled(self) -> Iterator[None]:
        """The handle is good and no page moves within."""
        while True:
            with self._numbers.shared():
                if self._numbers.read().checkpoints == self._seen.checkpoints:
                    yield
                    return
            self._reopen()

    def _reopen(self) -> None:
        if not self._streams:  # else the handle closes itself when the last answer is read
            self._file.close()
        self._file = self._open()

    def _open(self) -> LadybugFile:
        """A handle on the newest state. Waits out a commit under way; mends what a killed writer left."""
        deadline = time.monotonic() + OPEN_WAIT_SECONDS
        while True:
            try:
                with self._numbers.shared():
                    # The numbers are read first: a commit in between is then seen as new, not missed.
                    self._seen = self._numbers.read()
                    return LadybugFile(self.path, read_only=True, buffer_mb=_buffer_mb(READER_BUFFER_MB))
            except TornError:
                try:
                    FileLock(self.path).close()
                except StoreError:  # a writer lives: it is committing at this moment
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.02)
                else:
                    self._mend()

    def _mend(self) -> None:
        with FileLock(self.path):
            numbers = GenerationFile(self.path, write=True)
            try:
                _open_for_writing(self.path, numbers, self._notify).close()
            finally:
                numbers.close()


class LadybugWriter(LadybugReader, HomeWriter):
    """The one writer of a Ladybug file; makes the file, its tables and its folder where they lack."""

    def __init__(self, path: Path, relations: Iterable[Relation], *, notify: Notify = to_stderr) -> None:
        self.path = path
        self._notify = notify
        self._mutex = threading.RLock()
        self._streams = 0
        self._relations = tuple(relations)
        self.tables = ddl.wanted(self._relations)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"its folder cannot be made ({error.strerror})", where=str(path), remedy="choose another with --store"
            ) from error
        check_file(path)
        self._lock = FileLock(path)
        self._numbers = GenerationFile(path, write=True)
        try:
            self._file = _open_for_writing(path, self._numbers, notify)
            if migrate(self._file, self.tables):
                self._checkpoint(wait=OPEN_WAIT_SECONDS)
            self._publish()
            if outdated(self._file):
                notify(f"{path}: made by an earlier version; its graph is worked out anew")
                self.rebuild()
        except BaseException:
            if hasattr(self, "_file"):
                self._file.close()
            self._numbers.close()
            self._lock.close()
            raise

    def changing(self, work: Callable[[SourceView], Change]) -> Change:
        with self._mutex:
            # Nobody else changes the file between the questions and the transaction.
            change = work(CypherView(self))
            if not any((*change.remove.nodes.values(), *change.remove.edges.values(), *change.add.nodes.values())):
                return change
            with self._transaction():
                ladybug_load.apply(self._file, self.tables, remove=change.remove, add=change.add)
                if change.last_file:
                    self._file.run("MATCH (m:Meta) SET m.last_file = $file", {"file": change.last_file})
            if self._log_length() > self._log_allowed() or self._file.memory_used() > CHECKPOINT_MEMORY:
                self._checkpoint(wait=CHECKPOINT_WAIT_SECONDS)
            return change

    def rebuild(self) -> None:
        self._replace(self.file_readings(by_value=True), self.decisions())

    def restore(self, files: Iterable[FileReading], decisions: Iterable[Decision]) -> None:
        if self.rows("MATCH (f:File) RETURN f.id AS id LIMIT 1") or self.decisions():
            raise StoreError("the store is not empty", where=str(self.path), remedy="restore into a new path: --store")
        self._replace(files, decisions)

    def refresh(self) -> bool:
        return False  # it sees its own changes, and nobody else makes any

    @contextmanager
    def still(self) -> Iterator[HomeReader]:
        yield self

    def close(self) -> None:
        with self._mutex:
            if not hasattr(self, "_file") or self._closed:
                return
            self._closed = True
            try:
                if self._log_length() > LOG_LEFT:
                    self._checkpoint(wait=CHECKPOINT_WAIT_SECONDS)
            finally:
                self._file.close()
                self._numbers.close()
                self._lock.close()

    _closed = False

    def _relieve(self) -> None:
        pass  # a transaction may be under way; a checkpoint reopens

    @contextmanager
    def _settled(self) -> Iterator[None]:
        yield  # no page moves but by this writer

    def _replace(self, files: Iterable[FileReading], decisions: Iterable[Decision]) -> None:
        """Fill a new file and put it in the place of this one: all of it, or the file as it was."""
        with self._mutex:
            fresh = self.path.with_name(self.path.name + ".new")
            remove_store(fresh)
            try:
                with LadybugWriter(fresh, self._relations, notify=self._notify) as writer:
                    writer._fill(files, decisions)
                    with writer._transaction():
                        last = self.rows("MATCH (m:Meta) RETURN coalesce(m.last_file, '') AS file")[0]["file"]
                        writer._file.run(
                            "MATCH (m:Meta) SET m.generation = $next, m.last_file = $last",
                            {"next": self.generation() + 1, "last": last},
                        )
                    writer._checkpoint(wait=0)
                if parts(fresh) != [fresh]:
                    raise StoreError("no room for a second copy", where=str(fresh), remedy="make room, then try again")
                self._checkpoint(wait=OPEN_WAIT_SECONDS)
                with self._numbers.exclusive(wait=OPEN_WAIT_SECONDS) as alone:
                    if not alone or parts(self.path) != [self.path]:
                        raise StoreError(
                            "readers keep the store busy", where=str(self.path), remedy="end them, then try again"
                        )
                    _count_checkpoint(self._numbers)
                    self._file.close()
                    fresh.replace(self.path)
                    self._file = LadybugFile(self.path, read_only=False, buffer_mb=_buffer_mb(WRITER_BUFFER_MB))
                self._publish()
            finally:
                remove_store(fresh)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One transaction: all of it, or the file as it was."""
        with self._mutex:
            length = self._log_length()
            try:
                self._file.run("BEGIN TRANSACTION")
                self._file.run("MATCH (m:Meta) SET m.generation = m.generation + 1")
                yield
                self._file.run("COMMIT")
            except DiskError:
                self._recover(length)
                raise
            except BaseException:
                self._file.rollback()
                raise
            self._publish()

    def _recover(self, length: int) -> None:
        """After a failed write: forget the handle, cut the half record off the log, open again."""
        self._file.abandon()
        log = wal(self.path)
        if log.exists() and log.stat().st_size > length:
            os.truncate(log, length)
        self._file = LadybugFile(self.path, read_only=False, buffer_mb=_buffer_mb(WRITER_BUFFER_MB))

    def _log_length(self) -> int:
        log = wal(self.path)
        return log.stat().st_size if log.exists() else 0

    def _log_allowed(self) -> int:
        """A checkpoint writes most of a small file anew, so the log may grow with it; a reader reads all of the log."""
        shortest, longest = LOG_LENGTHS
        return min(max(shortest, self.path.stat().st_size // 2), longest)

    def _publish(self) -> None:
        self._numbers.write(self._numbers.read()._replace(generation=self.generation()))

    def _checkpoint(self, *, wait: float) -> None:
        """Fold the log into the file and reopen. Put off while readers ask, or for want of space: nothing is lost."""
        with self._mutex, self._numbers.exclusive(wait=wait) as alone:
            if not alone:
                return
            _count_checkpoint(self._numbers)
            try:
                self._file.run("CHECKPOINT")
            except DiskError as error:
                self._recover(self._log_length())
                self._notify(f"{error}; all that was stored is safe in {wal(self.path).name}")
                return
            if not self._streams:
                self._file.close()
                self._file = LadybugFile(self.path, read_only=False, buffer_mb=_buffer_mb(WRITER_BUFFER_MB))


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def _rows(result: QueryResult, path: Path) -> Iterator[Row]:
    names = result.get_column_names()
    while result.has_next():
        try:
            values = result.get_next()
        except UnicodeDecodeError as error:
            raise worded(error, path) from error
        yield {
            name: value if type(value) in _AS_IT_IS else plain(value) for name, value in zip(names, values, strict=True)
        }


def _open_for_writing(path: Path, numbers: GenerationFile, notify: Notify) -> LadybugFile:
    """A handle for the writer; what a killed writer left in the log is folded in first.

    Where the log does not replay, the files are kept aside and all that can be read of it is taken.
    """
    size = _buffer_mb(WRITER_BUFFER_MB)
    if parts(path) in ([], [path]):
        return LadybugFile(path, read_only=False, buffer_mb=size)
    with numbers.exclusive(wait=OPEN_WAIT_SECONDS) as alone:
        if not alone:
            raise StoreError("readers keep the store busy", where=str(path), remedy="end them, then try again")
        _count_checkpoint(numbers)
        try:
            file = LadybugFile(path, read_only=False, buffer_mb=size)
        except TornError:
            kept = keep_aside(path)
            file = LadybugFile(path, read_only=False, buffer_mb=size, tolerant=True)
            notify(_recovered(file, kept, numbers.read().generation))
        file.run("CHECKPOINT")
    return file


def _recovered(file: LadybugFile, kept: Path, published: int) -> str:
    """What to say after a log was taken as far as it could be read: `published` is the last change told of."""
    held = header(file)
    generation = held.generation if held else 0
    lost = published - generation
    return (
        f"{file.path}: the last write was cut off, and what came before it was taken over; the files as they were "
        f"are kept as {kept.name}; "
        + (f"{lost} changes are lost: read the last files again (wangge ingest)" if lost > 0 else "nothing is lost")
    )


def _count_checkpoint(numbers: GenerationFile) -> None:
    # Before the pages move: should the writer die while it moves them, readers reopen all the same.
    now = numbers.read()
    numbers.write(Numbers(now.generation, now.checkpoints + 1))


def _buffer_mb(default: int) -> int:
    given = os.environ.get("WANGGE_BUFFER_MB", "")
    if not given:
        return default
    if not given.isdecimal() or int(given) < 64:
        raise UsageError(f"WANGGE_BUFFER_MB is {given!r}", remedy="give a number of megabytes, at least 64")
    return int(given)
