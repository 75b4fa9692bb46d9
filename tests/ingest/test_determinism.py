"""The same bytes from every process: neither a set's own order nor what was read before may decide what a name is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(str(path) for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md", ".html"))


def extracted(tagger: str, *options: str, pages: list[str], **environment: str) -> list[bytes]:
    """The lines that `extract` prints for pages in a process of its own with this environment, in alphabetical order."""
    command = [sys.executable, "-c", "from app.cli import main; main()"]
    done = subprocess.run(
        [*command, "extract", *pages, "--format", "jsonl", "--tagger", tagger, *options],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(done.stdout.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("tagger", ["lac", "none"])
def test_the_same_bytes_by_another_hash_seed_in_another_order_by_more_processes_and_threads(tagger: str) -> None:
    first = extracted(tagger, pages=PAGES, PYTHONHASHSEED="1", OMP_NUM_THREADS="1")
    assert len(first) >= len(PAGES) > 0
    other = extracted(tagger, "--jobs", "2", pages=PAGES[::-1], PYTHONHASHSEED="2", OMP_NUM_THREADS="2")
    assert other == first
