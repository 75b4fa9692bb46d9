"""The same bytes from every process: no set's own order may decide what a name is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(str(path) for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md", ".html"))


def extracted(seed: str, tagger: str) -> bytes:
    """What `extract` prints for the example pages in a process of its own with this hash seed."""
    command = [sys.executable, "-c", "from app.cli import main; main()"]
    done = subprocess.run(
        [*command, "extract", *PAGES, "--format", "jsonl", "--tagger", tagger],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("tagger", ["lac", "none"])
def test_two_hash_seeds_read_the_example_pages_to_the_same_bytes(tagger: str) -> None:
    first = extracted("1", tagger)
    assert first.count(b"\n") >= len(PAGES) > 0
    assert extracted("2", tagger) == first
