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
from pathlib import Path
from typing import Any

import psutil

from tests.bench.measure import Measure

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


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
    """Statements stored per second by `put`, with all that hangs on them, from articles already read.

    Beside `derive`, which works out the same rows for no store.
    """
    from store import open_store
    from store.derive import derive
    from tests.neo4j_servers import PASSWORD, lacking, start_server
    from tests.store.generated import generated_files

    files = list(generated_files(articles=20 if quick else 2000))
    statements = sum(len(reading.statements) for file in files for reading in file.readings)
    baseline = statements / _seconds(lambda: derive(files, []))
    found = [Measure(name="derive (baseline)", value=baseline, unit="statements/s", ratio=1.0)]

    def load(name: str, url: str) -> None:
        with open_store(url, write=True) as writer:
            writer.put(files[:20])  # what is loaded and compiled once is not counted
            seconds = _seconds(lambda: [writer.put(files[at : at + 200]) for at in range(20, len(files), 200)])
        rate = sum(len(one.readings[0].statements) for one in files[20:]) / seconds if len(files) > 20 else statements
        found.append(Measure(name=f"put into {name}", value=rate, unit="statements/s", ratio=rate / baseline))

    with tempfile.TemporaryDirectory() as folder:
        load("Ladybug", str(Path(folder) / "bench.lbug"))
        found.append(
            Measure(name="resident memory after loading", value=psutil.Process().memory_info().rss / 2**20, unit="MiB")
        )
        if not lacking():
            os.environ |= {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
            server = start_server(Path(folder) / "server")
            try:
                load("Neo4j", server.url)
            finally:
                server.kill()
    return found


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
