"""The benchmarks run, at a hundredth of their size; how fast is not asked here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_benchmarks_run_and_write_their_table_as_json(tmp_path: Path) -> None:
    output = tmp_path / "bench.json"
    command = [sys.executable, "-m", "tests.bench", "--quick", "--output", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    measures = json.loads(output.read_text("utf-8"))["measures"]
    assert {
        "put into Ladybug",
        "10 files, tagger none",
        "wangge --help",
        "neighbours, p50",
        "entity card, the most named, p95",
        "candidates",
        "same, named in one article, p50",
    } <= {measure["name"] for measure in measures}
    assert all(measure["value"] > 0 for measure in measures)
