"""The benchmarks run, at a hundredth of their size; how fast is not asked here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import merged
from tests.bench.measure import Measure

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


def test_what_is_measured_anew_replaces_itself_alone(tmp_path: Path) -> None:
    page = tmp_path / "bench.json"
    before = [
        Measure(name="100 files", value=1.0, unit="ms/article"),
        Measure(name="100 files", value=2.0, unit="MiB at most"),
        Measure(name="card", value=3.0, unit="ms", home="neo4j", size="1M"),
    ]
    page.write_text(json.dumps({"measures": [one.to_dict() for one in before]}), "utf-8")
    anew = Measure(name="100 files", value=4.0, unit="ms/article")
    assert merged(page, [anew]) == [anew, *before[1:]]
    assert merged(tmp_path / "none.json", before) == before
