"""PATH.generation: two numbers beside a store, and the lock that keeps readers off pages being moved.

A reader's snapshot is only safe until the writer's next checkpoint, which moves pages under it: a
query then mixes old and new rows. So a reader asks under a shared lock, a writer checkpoints under
an exclusive one and counts its checkpoints here, and a reader that sees the count changed reopens.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ontology.errors import StoreError

_LENGTH = 20 + 1 + 20 + 1
"""Bytes of what a writer writes; what another program left behind them says nothing."""
_POLL_SECONDS = 0.005
READER_WAIT_SECONDS = 60.0


class Numbers(NamedTuple):
    """`generation`: of the last change; `checkpoints`: how often pages were moved."""

    generation: int
    checkpoints: int


class GenerationFile:
    """The file of one store. Written in place: a full disk cannot hinder it, a lock on it stays valid.

    Only the store's writer opens it with `write`, and makes it where it lacks.
    """

    def __init__(self, store: Path, *, write: bool = False) -> None:
        self.path = store.with_name(store.name + ".generation")
        self._store = store
        self._flags = os.O_CLOEXEC | (os.O_RDWR | os.O_CREAT if write else os.O_RDONLY)
        self._handle: int | None = None

    def read(self) -> Numbers:
        """The numbers; zeros where no writer has written any, or another program spoiled the file."""
        handle = self._opened()
        words = os.pread(handle, _LENGTH, 0).split() if handle is not None else []
        if len(words) != 2 or not all(word.isdigit() for word in words):
            return Numbers(0, 0)
        return Numbers(int(words[0]), int(words[1]))

    def write(self, numbers: Numbers) -> None:
        """StoreError where the file cannot be written."""
        handle = self._opened()
        assert handle is not None
        try:
            # Of one length, in one call: a reader never sees half of it.
            os.pwrite(handle, f"{numbers.generation:020} {numbers.checkpoints:020}\n".encode("ascii"), 0)
        except OSError as error:
            raise StoreError(f"cannot be written ({error.strerror})", where=str(self.path)) from error

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Pages stay where they are within. StoreError where the writer does not finish moving them."""
        handle = self._opened()
        if handle is None:  # no writer was ever here, or the folder is only ours to read
            yield
            return
        if not _acquire(handle, fcntl.LOCK_SH, READER_WAIT_SECONDS):
            raise StoreError(
                "the process that writes to this store does not let readers in",
                where=str(self._store),
                remedy="wait for it to end, or stop it, then try again",
            )
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)

    @contextmanager
    def exclusive(self, *, wait: float) -> Iterator[bool]:
        """True within if no reader asks now; False if readers went on asking for `wait` seconds."""
        handle = self._opened()
        assert handle is not None
        if not _acquire(handle, fcntl.LOCK_EX, wait):
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _opened(self) -> int | None:
        if self._handle is None:
            try:
                self._handle = os.open(self.path, self._flags, 0o644)
            except FileNotFoundError:
                if self._flags & os.O_CREAT:
                    raise
            except OSError as error:
                raise StoreError(f"cannot be opened ({error.strerror})", where=str(self.path)) from error
        return self._handle


def _acquire(handle: int, kind: int, wait: float) -> bool:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True
