"""The process that asks Ladybug a free query. Started by free_process.py, and by nothing else.

Reads one request on standard input: `{"path", "cypher", "params", "seconds", "memory_mb", "rows", "bytes"}`.
Writes lines of JSON: `{"ready": true}` when the store is open and the limits hold, then
`{"columns": […]}`, a list a row, and last `{"cut": …}` or `{"error": …, "kind": "use" | "store" | "memory" | "time"}`.

When the query begins, this process can open no file and no socket any more, write to none, and take no
more memory than it was given; there is no network, and nothing in its environment.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from ontology.errors import UsageError, WanggeError
from store.generation import GenerationFile
from store.home import plain
from store.ladybug_file import LadybugFile, TornError

BUFFER_MB = 256
OPEN_WAIT_SECONDS = 10.0
WARM_UP = (
    "RETURN date('2022-10-26'), timestamp('2022-10-26'), interval('1 day'), sum(1), gen_random_uuid(), 0.5, [{a: 1}]"
)
"""Makes Ladybug load the Python modules that values of these types need, while files can still be opened."""
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_DIE_WITH_PARENT = 1
_MEMORY = ("std::bad_alloc", "memory given to the store", "Cannot allocate memory")


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.buffer.readline())
    leave_the_world()
    try:
        answer(request)
    except UsageError as error:
        tell({"error": error.problem, "kind": "use"})
    except WanggeError as error:
        tell({"error": error.problem, "kind": kind(error.problem), "remedy": error.remedy})
    except MemoryError:
        tell({"error": "", "kind": "memory"})
    # Ladybug's destructors would still do work for nobody.
    os._exit(0)


def kind(problem: str) -> str:
    """What came to an end: memory, time, or something of the store."""
    if any(sign in problem for sign in _MEMORY):
        return "memory"
    return "time" if problem.startswith("Interrupted") else "store"


def answer(request: dict[str, Any]) -> None:
    """Ask, and tell the rows until one of the limits."""
    path = Path(request["path"])
    with GenerationFile(path).shared():  # no page moves while we ask
        file = opened(path)
        file.run(WARM_UP)
        file.run(f"CALL timeout={int(request['seconds'] * 1000)}")
        close_doors(request["memory_mb"])
        tell({"ready": True})
        result = file.ask(request["cypher"], request["params"])
        tell({"columns": result.get_column_names()})
        rows = size = 0
        while result.has_next():
            line = json.dumps([plain(value) for value in result.get_next()], ensure_ascii=False).encode() + b"\n"
            rows, size = rows + 1, size + len(line)
            if rows > request["rows"] or size > request["bytes"]:
                tell({"cut": "rows" if rows > request["rows"] else "bytes"})
                return
            sys.stdout.buffer.write(line)
        tell({"cut": ""})


def opened(path: Path) -> LadybugFile:
    """The store, read only; waits while a writer is in the middle of a commit."""
    deadline = time.monotonic() + OPEN_WAIT_SECONDS
    while True:
        try:
            return LadybugFile(path, read_only=True, buffer_mb=BUFFER_MB)
        except TornError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def leave_the_world() -> None:
    """End when the parent ends; a network with nothing in it, where the system lets us (close_doors needs neither)."""
    libc = ctypes.CDLL(None)
    if sys.platform == "linux":
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)


def close_doors(memory_mb: int) -> None:
    """From here on: no new file or socket, no byte written to a file, no more memory than this.

    A new handle takes the lowest free number: a limit at that number leaves none, while those open stay
    good. Ladybug maps 8 TB ahead of use, so memory is limited from what is mapped now; what a query
    takes in the buffer pool lies within that mapping and is bounded by its size.
    """
    with open("/proc/self/statm", "rb") as sizes:
        data = int(sizes.read().split()[5]) * resource.getpagesize()
    most = data + max(memory_mb - BUFFER_MB, 64) * (1 << 20)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    lowest = os.dup(sys.stdin.fileno())
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))


def tell(message: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more
        sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
        sys.stdout.buffer.flush()
