"""One open Ladybug file: its handle, its errors in words, and getting out of failures alive.

Facts measured with ladybug 0.22.0 that shape this: a transaction is memory until it commits, MERGE and
SET keep memory until the file is reopened; a write that fails for want of space leaves half a record
at the end of the WAL, and closing the handle then ends the whole process, unless `abandon` does it.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ladybug

from ontology.errors import StoreError, UsageError

_TORN = ("WAL file is corrupted", "checkpoint recovery is pending")
_IO = ("IO exception", "Storage exception")


class TornError(StoreError):
    """The end of the write-ahead log cannot be read: a writer was killed, or is writing right now."""


class MemoryUsedError(StoreError):
    """The buffer pool did not hold what a statement needed. What it took stays taken for as long as the handle is open."""


class DiskError(StoreError):
    """The file could not be read or written: no space, no permission, a broken disk."""


class LadybugFile:
    """A handle on a file. `tolerant`: leave out what of the WAL cannot be read, instead of TornError."""

    def __init__(self, path: Path, *, read_only: bool, buffer_mb: int, tolerant: bool = False) -> None:
        self.path = path
        self._database = self._connection = None
        self._sizes: dict[str, int] = {}
        try:
            self._database = ladybug.Database(
                str(path),
                read_only=read_only,
                buffer_pool_size=buffer_mb << 20,
                auto_checkpoint=False,  # only under the lock of generation.py
                throw_on_wal_replay_failure=not tolerant,
            )
            self._connection = ladybug.Connection(self._database)
            if not read_only:
                self.run("CALL force_checkpoint_on_close = false")
        except (RuntimeError, UnicodeDecodeError) as error:
            self.close()
            raise worded(error, path) from error

    def ask(self, cypher: str, params: Mapping[str, Any] | None = None) -> ladybug.QueryResult:
        """The answer of one statement, whole in memory. UsageError for a faulty text, StoreError else."""
        assert self._connection is not None
        try:
            result = self._connection.execute(cypher, dict(params or {}))
        except (RuntimeError, UnicodeDecodeError) as error:
            raise worded(error, self.path) from error
        if isinstance(result, list):
            for each in result:
                each.close()
            raise UsageError("a query is one statement", remedy="take out the semicolon")
        return result

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """The rows of one statement."""
        result = self.ask(cypher, params)
        try:
            rows: list[Any] = result.get_all()
        except UnicodeDecodeError as error:
            raise worded(error, self.path) from error
        result.close()
        return rows

    def relations(self, table: str) -> int:
        """About how many relations a table has: counted once for as long as the handle is open."""
        if table not in self._sizes:
            ((self._sizes[table],),) = self.run(f"MATCH ()-[r:`{table}`]->() RETURN count(*)")
        return self._sizes[table]

    def rollback(self) -> None:
        """End a transaction without a change; nothing where Ladybug has done so itself."""
        try:
            self.run("ROLLBACK")
        except StoreError as error:
            if "No active transaction" not in error.problem:
                raise

    def memory_used(self) -> float:
        """Share of the buffer pool in use, 0 to 1."""
        limit, used = self.run("CALL bm_info() RETURN *")[0]
        return float(used) / float(limit)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._database is not None:
            self._database.close()
        self._database = self._connection = None

    def abandon(self) -> None:
        """Close without writing: what Ladybug would still flush goes nowhere.

        Its destructor writes the rest of a failed commit, and a failure there ends the process.
        """
        ours = {_identity(os.stat(path)) for path in parts(self.path)}
        nowhere = os.open(os.devnull, os.O_RDWR)
        for name in os.listdir("/dev/fd"):
            handle = int(name)
            try:
                # Only what is open for writing: readers in this process go on reading.
                writable = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
                if writable and _identity(os.fstat(handle)) in ours:
                    os.dup2(nowhere, handle)
            except OSError:  # the handle that listed the folder is closed by now
                continue
        os.close(nowhere)
        self.close()


def parts(path: Path) -> list[Path]:
    """The files that Ladybug itself keeps of a store, those that exist: PATH, its WAL and its shadow."""
    return [part for suffix in ("", ".wal", ".shadow") if (part := path.with_name(path.name + suffix)).exists()]


def wal(path: Path) -> Path:
    """The write-ahead log of a store."""
    return path.with_name(path.name + ".wal")


_OWN = re.compile(r"(\.new|\.damaged-\d+)?(\.wal|\.shadow|\.lock|\.generation)?")
"""How the names of a store's files go on after its own: also of one being made, and of what was kept aside."""


def belongs(path: Path, file: Path) -> bool:
    """Whether a file, there or not, is the store at `path` or one of the files that are kept beside it."""
    store, other = (Path(os.path.realpath(one)) for one in (path, file))
    beside = other.parent == store.parent and other.name.startswith(store.name)
    return beside and _OWN.fullmatch(other.name.removeprefix(store.name)) is not None


def remove_store(path: Path) -> None:
    """Take away a store with all files beside it, if there is one."""
    for part in (*parts(path), path.with_name(path.name + ".lock"), path.with_name(path.name + ".generation")):
        part.unlink(missing_ok=True)


def keep_aside(path: Path) -> Path:
    """Copy a store's files to PATH.damaged-1 (or the next free number) and tell the new path."""
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for part in parts(path):
        shutil.copy2(part, kept.with_name(kept.name + part.name.removeprefix(path.name)))
    return kept


def check_file(path: Path) -> None:
    """StoreError where a folder lies at a store's path."""
    if path.is_dir():
        raise StoreError("a folder, not a store", where=str(path), remedy="name a file in it: wangge.lbug")


def worded(error: RuntimeError | UnicodeDecodeError, path: Path) -> StoreError | UsageError:
    """Ladybug's error in words for people. A text that is no UTF-8 can only come of a damaged page."""
    text = str(error).split("\n")[0].strip().rstrip(".")
    where = str(path)
    damage = _DAMAGE.search(text)
    if isinstance(error, UnicodeDecodeError) or (damage and text.startswith(("Runtime exception", *_IO))):
        # Without Ladybug's advice to try again later: no writer is at work where a reader opens the file.
        found = text.removeprefix("Runtime exception: ").partition(". The database")[0] if damage else "no UTF-8"
        return StoreError(f"the store is damaged or cut short ({found})", where=where, remedy=_BRING_BACK)
    if text.startswith(_ASKED_WRONGLY):
        return UsageError(text, remedy="`wangge queries` lists questions that work")
    if any(sign in text for sign in _TORN):
        return TornError(
            "the last write to this store was cut off",
            where=where,
            remedy="open it once with a command that writes, for example: wangge ingest PATH",
        )
    if "Could not set lock" in text:
        return StoreError("another program holds this store", where=where, remedy="close it, then try again")
    if "Buffer manager exception" in text:
        return MemoryUsedError(
            "the memory given to the store is used up",
            where=where,
            remedy="set WANGGE_BUFFER_MB to more megabytes, or ask for less at once",
        )
    if "not a valid Lbug database" in text:
        return StoreError("not a store of wangge, or a damaged one", where=where, remedy=_NOT_OURS)
    if "cannot be a directory" in text:
        return StoreError("a folder, not a store", where=where, remedy="name a file in it, for example wangge.lbug")
    if "does not match the current database" in text:
        return StoreError(
            "a log of another store lies beside it", where=where, remedy=f"move {wal(path).name} away, then try again"
        )
    if text.startswith(_UNFINISHED):
        return StoreError(
            "the last write cannot be brought to its end: the disk is full, or the store is cut short",
            where=where,
            remedy=f"make room, then try again; else {_NOT_OURS}",
        )
    if text.startswith("IO exception") and ("write" in text.lower() or "truncate" in text.lower()):
        return DiskError("the disk is full or cannot be written to", where=where, remedy="make room, then try again")
    if text.startswith(_IO):
        return DiskError(f"cannot be read: {text}", where=where, remedy=_NOT_OURS)
    return StoreError(text, where=where)


_UNFINISHED = "Failed while completing an interrupted checkpoint during recovery: IO exception"

_DAMAGE = re.compile(
    r"may be (corrupted|checkpointing)|Cannot read checkpoint|PIP page|[Rr]eading past the end|out of bounds for file"
)

_ASKED_WRONGLY = (
    "Parser exception",
    "Binder exception",
    "Conversion exception",
    "Overflow exception",
    "Runtime exception: Divide by zero",
    "Runtime exception: Modulo by zero",
)

_BRING_BACK = (
    "bring your backup back with: wangge restore FOLDER --store NEWPATH, "
    "or read the pages again: wangge ingest PATH --store NEWPATH"
)

_NOT_OURS = "give another path with --store, or bring your backup back with: wangge restore FOLDER --store NEWPATH"


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
