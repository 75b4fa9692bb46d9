"""How much of what people marked is found: the seed page, and the development half of the gold corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.pages import Source, page_of, sources
from ingest.pipeline import read_page

DEV = Path(__file__).parent.parent / "gold" / "dev"


def predict(paths: list[Path], to: Path, *, areas: dict[str, str]) -> None:
    lines = []
    for path in paths:
        for source in sources([path]):
            assert isinstance(source, Source)
            reading = read_page(page_of(source), area=areas.get(path.stem))
            for item in reading.readings:
                article = item.article
                lines.append(
                    {
                        "source": path.name,
                        "title": article.title,
                        "byline": [{"name": name.name, "role": name.role} for name in article.byline],
                        "entities": [entity.to_dict() for entity in item.entities if entity.byline_role is None],
                        "statements": [],
                    }
                )
    to.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")


def score(scorer: Path, gold: Path, predicted: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, str(scorer / "score.py"), str(gold), str(predicted), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.seed
def test_seed_page_gives_its_entities(seed_page: Path, shared_gold: Path, tmp_path: Path) -> None:
    predict([seed_page], tmp_path / "seed.jsonl", areas={})
    gold = shared_gold / "dongchangfu-2022-10.json"
    code, said = score(shared_gold, gold, tmp_path / "seed.jsonl", "--need", "entities=0.95,core=0.95")
    assert code == 0, said


@pytest.mark.seed
def test_pages_of_other_counties_give_theirs(shared_gold: Path, tmp_path: Path) -> None:
    gold = json.loads((DEV / "gold.json").read_text("utf-8"))["articles"]
    paths = [DEV / "texts" / f"{article['key']}.txt" for article in gold]
    predict(paths, tmp_path / "dev.jsonl", areas={article["key"]: article["area"] for article in gold})
    code, said = score(
        shared_gold, DEV / "gold.json", tmp_path / "dev.jsonl", "--by-key", "--need", "entities=0.93,core=0.93"
    )
    assert code == 0, said
