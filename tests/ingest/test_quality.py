"""The quality gate: no measure of reading falls below the recorded one; the seed page is read as annotated.

tests/gold/quality.json holds what was measured. Where reading became better, record it:

    python -m tests.ingest.test_quality
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest import pipeline
from ingest.evaluation.bearing import bearing_file, load_bearing, measure_bearing
from ingest.evaluation.gold import load
from ingest.evaluation.identity import identity_file, load_identity, measure_identity
from ingest.evaluation.measure import measure
from ontology.forms import extract_form
from ontology.records import FileReading

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
RECORD = GOLD / "quality.json"
OF_IDENTITY = ("identity",)
"""Parts in which only what recurs is annotated: measured for identity alone."""
HALVES = tuple(sorted({path.parent.name for path in GOLD.glob("*/gold.json")}.difference(OF_IDENTITY)))
SLACK = 0.002
"""What rounding may take."""


@cache
def measured(half: str) -> dict[str, float]:
    """The measures of one part of the gold corpus, as it is read now."""
    articles, files = load(GOLD / half), read(GOLD / half / "texts")
    numbers = measure(articles, extracted(files)).measures() if half in HALVES else {}
    if (file := bearing_file(GOLD / half)) is not None:
        numbers |= measure_bearing(load_bearing(file, articles), extracted(files)).measures()
    if (file := identity_file(GOLD / half)) is not None:
        numbers |= measure_identity(load_identity(file, articles), files).measures()
    return numbers


def read(*paths: Path) -> list[FileReading]:
    files = []
    for file in pipeline.read(paths):
        assert isinstance(file, FileReading), file  # a page that is not read whole would only lower the measures
        files.append(file)
    return files


def extracted(files: list[FileReading]) -> list[dict[str, Any]]:
    return [extract_form(reading, source=file.source) for file in files for reading in file.readings]


@pytest.mark.parametrize("half", [*HALVES, *OF_IDENTITY])
def test_no_measure_falls_below_the_recorded_one(half: str) -> None:
    recorded = json.loads(RECORD.read_text("utf-8"))[half]
    now = measured(half)
    assert {name: (now[name], was) for name, was in recorded.items() if now[name] < was - SLACK} == {}


@pytest.mark.seed
def test_the_seed_page_is_read_as_annotated(seed_page: Path, shared_gold: Path, tmp_path: Path) -> None:
    page = extracted(read(seed_page))
    assert len(page) == 14
    assert [one["dateline_place"]["code"] for one in page if one["dateline_place"]][:1] == ["371502"]
    places = {one["dateline_place"]["name"] for one in page if one["dateline_place"]}
    assert {name.rstrip("区镇") for name in places} == {"东昌府", "郑家", "侯营", "斗虎屯"}
    for article in page:
        spans = [span for entity in article["entities"] for span in entity["mentions"]]
        assert all(article["text"][start:end].strip() for start, end in spans)
        for said in article["statements"]:
            assert article["text"][said["evidence"]["start"] : said["evidence"]["end"]].strip()
    predicted = tmp_path / "seed.jsonl"
    predicted.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in page), "utf-8")
    needs = "entities=0.95,relation=0.95,figure=1,post=1,post+org=1,byline=1,title=1"
    scorer = [
        sys.executable,
        str(shared_gold / "score.py"),
        str(shared_gold / "dongchangfu-2022-10.json"),
        str(predicted),
    ]
    done = subprocess.run(
        [*scorer, "--need", needs, "--most", "post=2,figure=2,relation=6"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


if __name__ == "__main__":
    RECORD.write_text(json.dumps({half: measured(half) for half in (*HALVES, *OF_IDENTITY)}, indent=2) + "\n", "utf-8")
    print(f"recorded in {RECORD}")
