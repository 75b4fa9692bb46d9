"""A store with the example pages, read once for all tests of the faces, and a way to call the command line."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from app.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True, kw_only=True)
class Done:
    """How a command ended: its exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def wangge(*words: object, store: Path | None = None, **environment: str) -> Done:
    """Run the command line in this process, from the project's folder, as a user does there."""
    settings = {"COLUMNS": "200", **({"WANGGE_STORE": str(store)} if store else {}), **environment}
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        mock.patch.dict(os.environ, settings),
        mock.patch.object(sys, "argv", ["wangge", *map(str, words)]),
        contextlib.chdir(ROOT),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Done(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())


@pytest.fixture(scope="session")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the four example pages; not to be written to."""
    store = tmp_path_factory.mktemp("store") / "examples.lbug"
    done = wangge("ingest", "examples", store=store)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture
def store(read_store: Path, tmp_path: Path) -> Path:
    """A copy of the store with the example pages, to change at will."""
    for file in read_store.parent.glob(read_store.name + "*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / read_store.name
