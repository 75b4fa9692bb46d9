"""Writers in processes of their own, to be killed: what was acknowledged before must be there after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

from queries.export import export
from store import open_store
from store.base import Reader
from tests.store.writing_child import page

ROOT = Path(__file__).resolve().parents[2]


def kills(usual: int) -> int:
    """How often a test kills: as usual, or as often as WANGGE_KILLS says (a server takes long to start again)."""
    return int(os.environ.get("WANGGE_KILLS", usual))


def writing(store: str, *numbers: int) -> subprocess.Popen[str]:
    """A child that is about to write to a store, a path or an address: FROM, MOST and, on a file, BYTES."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writing_child", store, *map(str, numbers)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


def acknowledged(child: subprocess.Popen[str]) -> tuple[list[int], str]:
    """The numbers a child printed, and its last words."""
    said, _ = child.communicate()
    lines = said.splitlines()
    return [int(line) for line in lines if line.isdigit()], next((one for one in lines if not one.isdigit()), "")


def killed(store: str, start: int, chance: Random) -> list[int]:
    """Let a child write, and kill it at any moment; what it had acknowledged."""
    child = writing(store, start, 10_000)
    assert child.stdout
    first = child.stdout.readline()
    time.sleep(chance.uniform(0.0, 0.5))
    child.send_signal(signal.SIGKILL)
    return [int(first), *acknowledged(child)[0]]


def pages_of(reader: Reader, acknowledged: Iterable[int]) -> list[int]:
    """The pages that a store holds: all that were acknowledged, and at most the one that was being written."""
    known = list(acknowledged)
    found = [file.digest for file in reader.files()]
    expected = [page(number).digest for number in known]
    assert found in (expected, [*expected, page(len(known)).digest])
    return list(range(len(found)))


def exported(store: str, folder: Path) -> bytes:
    """`wangge export jsonl` of a store."""
    with open_store(store) as reader:
        export(reader, "jsonl", folder / "export.jsonl", decisions=True)
    return (folder / "export.jsonl").read_bytes()


def uninterrupted(count: int, folder: Path) -> bytes:
    """The export of a store that was given the same pages in peace."""
    path = str(folder / "peace.lbug")
    with open_store(path, write=True) as writer:
        writer.put([page(number) for number in range(count)])
    return exported(path, folder)
