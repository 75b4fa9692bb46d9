"""A store with the example pages, read once for all tests of the faces, and a way to call the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"

Run = Callable[..., subprocess.CompletedProcess[str]]


def wangge(
    *words: object, store: Path | None = None, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    settings = {"WANGGE_STORE": str(store)} if store else {}
    return subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", *map(str, words)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | settings | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the four example pages; not to be written to."""
    store = tmp_path_factory.mktemp("store") / "examples.lbug"
    done = wangge("ingest", EXAMPLES, store=store)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture
def store(read_store: Path, tmp_path: Path) -> Path:
    """A copy of the store with the example pages, to change at will."""
    for file in read_store.parent.glob(read_store.name + "*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / read_store.name
