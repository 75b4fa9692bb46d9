"""The lock of a store's file: one writer at a time, and who it is.

Ladybug locks its file itself, but with a POSIX lock: two writers in one process do not see each
other, and closing a reader in the writer's process lets the lock go. So a writer also holds
PATH.lock, with a lock of its own that the system lets go when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from ontology.errors import StoreError


class FileLock:
    """Held from its making until `close`. StoreError, naming the holder's PID, where another holds it."""

    def __init__(self, store: Path) -> None:
        self.path = store.with_name(store.name + ".lock")
        try:
            file = open(self.path, "a+", encoding="utf-8", errors="replace")  # noqa: SIM115 - held as long as the lock is
        except OSError as error:
            raise StoreError(
                f"the folder cannot be written to ({error.strerror})",
                where=str(store),
                remedy="choose a store in a folder of yours with --store",
            ) from error
        if not _lock(file):
            file.seek(0)
            holder = file.read().strip()
            file.close()
            raise held(store, holder)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def close(self) -> None:
        """Let go. The file stays, empty: removing it would let two writers lock two files of one name."""
        if not self._file.closed:
            self._file.truncate(0)
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def held(store: Path, holder: str) -> StoreError:
    """The error that says who writes to a store; `holder` is a PID, or '' where it is not known."""
    who = "this process" if holder == str(os.getpid()) else f"process {holder}" if holder else "another process"
    return StoreError(
        f"{who} is writing to this store", where=str(store), remedy="wait for it to end, or stop it, then try again"
    )


def _lock(file: IO[str]) -> bool:
    try:
        # flock belongs to the open file, not to the process: closing other handles does not end it.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
