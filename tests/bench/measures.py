"""What is measured. Each bench returns measures; a ratio compares with a baseline of the same run."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number with its unit; `ratio` to the baseline of the same run, None where there is none."""

    name: str
    value: float
    unit: str
    ratio: float | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def start_up(*, quick: bool) -> list[Measure]:
    """Wall time of `wangge --help` and of `extract`, with start-up, beside a bare interpreter."""
    runs = 2 if quick else 7
    page = os.environ.get("WANGGE_BENCH_PAGE") or str(next(EXAMPLES.glob("寿光*")))
    wangge = [sys.executable, "-c", "from app.cli import main; main()"]
    bare = _wall([sys.executable, "-c", "pass"], runs)
    found = [Measure(name="python -c pass (baseline)", value=bare, unit="s", ratio=1.0)]
    for name, words in (
        ("wangge --help", ["--help"]),
        ("wangge extract PAGE", ["extract", page, "--format", "jsonl"]),
        ("wangge extract PAGE --tagger none", ["extract", page, "--format", "jsonl", "--tagger", "none"]),
    ):
        seconds = _wall([*wangge, *words], runs)
        found.append(Measure(name=name, value=seconds, unit="s", ratio=seconds / bare))
    return found


def reading(*, quick: bool) -> list[Measure]:
    """Characters and articles read per second in one process, beside a plain scan for sentence ends."""
    from ingest.pages import pages
    from ingest.pipeline import read_page
    from ontology.records import Page

    held = [page for page in pages([EXAMPLES]) if isinstance(page, Page)]
    characters = sum(len(page.text) for page in held)
    rounds = 1 if quick else 20
    scan = re.compile("[^。！？]*[。！？]")
    baseline = _seconds(lambda: [scan.findall(page.text) for page in held * rounds])
    found = []
    for tagger in ("none", "lac"):
        articles = sum(len(read_page(page, tagger=tagger).readings) for page in held)  # warms what is loaded once
        seconds = _seconds(lambda tagger=tagger: [read_page(page, tagger=tagger) for page in held * rounds])  # type: ignore[misc]
        found += [
            Measure(
                name=f"read, tagger {tagger}",
                value=characters * rounds / seconds,
                unit="characters/s",
                ratio=seconds / baseline,
            ),
            Measure(name=f"read, tagger {tagger}", value=articles * rounds / seconds, unit="articles/s"),
        ]
    found.append(
        Measure(name="resident memory after reading", value=psutil.Process().memory_info().rss / 2**20, unit="MiB")
    )
    return found


def loading(*, quick: bool) -> list[Measure]:
    """Statements stored per second, with all that hangs on them, from articles already read."""
    from store import open_store
    from tests.store.generated import generated_files

    files = list(generated_files(articles=20 if quick else 2000))
    statements = sum(len(reading.statements) for file in files for reading in file.readings)
    with tempfile.TemporaryDirectory() as folder:
        writer = open_store(str(Path(folder) / "bench.lbug"), write=True)

        def load() -> None:
            for start in range(0, len(files), 200):
                writer.put(files[start : start + 200])

        seconds = _seconds(load)
        writer.close()
    return [
        Measure(name="load into Ladybug", value=statements / seconds, unit="statements/s"),
        Measure(name="resident memory after loading", value=psutil.Process().memory_info().rss / 2**20, unit="MiB"),
    ]


BENCHES: Sequence[Callable[..., list[Measure]]] = (start_up, reading, loading)


def _wall(command: Sequence[str], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
