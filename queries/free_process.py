"""A free query on a Ladybug file: asked in a process of its own, which is watched and ended at a limit.

Measured with ladybug 0.22.0: its own time limit and buffer pool bind neither parsing nor large lists, and
deep nesting ends the whole process. So nothing here relies on Ladybug's good will (free_child.py).
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ontology.errors import StoreError, UsageError
from queries.free_guard import Checked
from queries.free_limits import Answer, LimitError, Limits, memory_over, time_over
from store.base import Row, Value

OPEN_SECONDS = 90.0
"""For opening the store: a log of 128 MB takes some seconds to read, a writer moving pages up to a minute."""
GRACE_SECONDS = 1.0
WATCH_SECONDS = 0.02
"""Between two looks at the memory; a process takes some 50 MB meanwhile."""
_OVERHEAD = 1 << 20  # bytes of the first and last lines
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from queries.free_child import main; main()"


def ask_ladybug(url: str, checked: Checked, params: Mapping[str, Value], limits: Limits) -> Answer:
    """The rows of a checked query. UsageError for a faulty text, LimitError at a limit, StoreError else."""
    path = Path(url).absolute()
    if not path.exists():
        raise StoreError("there is no store here", where=url, remedy="make one with: wangge ingest PATH")
    request = {"path": str(path), "cypher": checked.text, "params": dict(params), **asdict(limits)}
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, json.dumps([os.path.abspath(entry) for entry in sys.path])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,  # Ctrl-C is for us, who then end it
    )
    try:
        return _answer(child, request, checked, limits)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _answer(child: subprocess.Popen[bytes], request: dict[str, Any], checked: Checked, limits: Limits) -> Answer:
    assert child.stdin is not None
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for message in _messages(child, limits):
        if isinstance(message, list):
            rows.append(dict(zip(columns, message, strict=True)))
        elif "columns" in message:
            columns = checked.columns or tuple(message["columns"])
        elif "error" in message:
            raise _error(message, limits, str(request["path"]))
        elif "cut" in message:
            return Answer(columns=columns, rows=tuple(rows), cut=cut(str(message["cut"]), limits))
    raise _ended(child)


def cut(limit: str, limits: Limits) -> str:
    """What to say of an answer that was cut at its rows or bytes; '' of a whole one."""
    if not limit:
        return ""
    most = f"{limits.rows:,} rows" if limit == "rows" else f"{limits.bytes / 1e6:g} MB"
    return f"only the first {most} are shown: there are more"


def _messages(child: subprocess.Popen[bytes], limits: Limits) -> Iterator[Any]:
    """The child's lines, until it ends. LimitError when it is over its time or memory."""
    assert child.stdout is not None
    deadline = time.monotonic() + OPEN_SECONDS
    ceiling, size, rest = float("inf"), 0, b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            ready = selector.select(WATCH_SECONDS)
            if time.monotonic() > deadline:
                if ceiling == float("inf"):
                    raise LimitError(f"the store was not open after {OPEN_SECONDS:g} seconds", remedy="try again later")
                raise time_over(limits)
            if _resident(child.pid) > ceiling:
                raise memory_over(limits)
            if not ready:
                continue
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                return
            size += len(piece)
            if size > limits.bytes + _OVERHEAD:
                raise LimitError("the answer is larger than it said", remedy="ask for less")
            *lines, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
            for line in lines:
                message = json.loads(line)
                if isinstance(message, dict) and "ready" in message:
                    deadline = time.monotonic() + limits.seconds + GRACE_SECONDS
                    ceiling = _resident(child.pid) + limits.memory_mb * (1 << 20)
                yield message


def _resident(process: int) -> int:
    """Bytes of memory in use by a process; 0 where it has ended."""
    try:
        with open(f"/proc/{process}/statm", "rb") as sizes:
            return int(sizes.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _error(message: dict[str, str], limits: Limits, path: str) -> UsageError | LimitError | StoreError:
    if message["kind"] == "use":
        return UsageError(
            message["error"],
            remedy="MATCH (n:Person) RETURN n LIMIT 1 shows what a person has; `wangge queries` lists questions that work",
        )
    if message["kind"] == "memory":
        return memory_over(limits)
    if message["kind"] == "time":
        return time_over(limits)
    return StoreError(message["error"], where=path, remedy=message.get("remedy", ""))


def _ended(child: subprocess.Popen[bytes]) -> LimitError:
    code = child.wait()
    how = signal.Signals(-code).name if code < 0 else f"code {code}"
    return LimitError(
        f"the query ended the process that asked it ({how}); nothing else is harmed", remedy="ask in a simpler way"
    )
