"""What `wangge evaluate` counts: names in any of their forms, optional names neither way, roles by inclusion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation.gold import load
from ingest.evaluation.measure import measure
from ontology.errors import InputError

GOLD = {
    "articles": [
        {
            "key": "a1",
            "title": "柳泉镇 举行“护河”行动",
            "area": "370783",
            "byline": [["钟离雪", "记者"]],
            "entities": [
                {"t": "PLACE", "n": ["柳泉镇"], "gpe": True},
                {"t": "PER", "n": ["申屠明"]},
                {"t": "EVENT", "n": ["“护河”行动", "护河行动"]},
                {"t": "ORG", "n": ["志愿队"], "optional": True},
            ],
            "relations": [["柳泉镇", "organizes", "“护河”行动"], ["“护河”行动", "held_on", "2023-05"]],
            "posts": [["申屠明", "镇长", "柳泉镇"]],
            "figures": [["参加", 30, "人"]],
        }
    ]
}


def entity(identity: str, kind: str, name: str, *aliases: str) -> dict[str, Any]:
    return {"id": identity, "type": kind, "name": name, "aliases": list(aliases), "mentions": [[0, len(name)]]}


def statement(subject: str, predicate: str, **fields: Any) -> dict[str, Any]:
    return {"subject": subject, "predicate": predicate, "unit": None, "role": None, "time": None} | fields


def article(**changes: Any) -> dict[str, Any]:
    read: dict[str, Any] = {
        "source": "a1.txt",
        "title": "柳泉镇 举行“护河”行动",
        "area": "370783",
        "byline": [{"name": "钟离雪", "role": "记者"}],
        "text": "柳泉镇 举行“护河”行动",
        "entities": [
            entity("p", "Organization", "柳泉镇"),
            entity("m", "Person", "申屠明"),
            entity("e", "Event", "护河行动"),
            entity("o", "Place", "志愿队"),
        ],
        "statements": [
            statement("p", "organizes", object="e"),
            statement("e", "heldOn", value="2023-05-06"),
            statement("m", "holdsPost", object="p", role="副镇长"),
            statement("p", "hasFigure", value=30.0, unit="人"),
        ],
    }
    return read | changes


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.json"
    file.write_text(json.dumps(GOLD), "utf-8")
    return file


def test_an_article_read_as_annotated_measures_one_everywhere(gold: Path) -> None:
    result = measure(load(gold), [article()])
    assert {name: value for name, value in result.measures().items() if value != 1.0} == {
        "Organization": 0.0,
        "Programme": 0.0,
    }
    assert result.faults == []


@pytest.mark.parametrize(
    ("changes", "measured", "fault"),
    [
        ({"title": "柳泉镇"}, "title", "missed"),
        ({"byline": []}, "byline", "missed"),
        ({"area": None}, "area", "missed"),
        ({"area": "371502"}, "area", "missed"),
        ({"statements": []}, "figure", "missed"),
        ({"entities": [entity("x", "Person", "申屠")]}, "Person", "spurious"),
        ({"entities": [entity("x", "Place", "申屠明")]}, "Person", "missed"),
    ],
)
def test_what_is_missing_or_made_up_is_listed(gold: Path, changes: dict[str, Any], measured: str, fault: str) -> None:
    result = measure(load(gold), [article(**changes)])
    assert (measured, fault) in {(one.measure, one.fault) for one in result.faults}
    assert result.measures()[measured] < 1.0


def test_an_article_that_was_not_read_counts_as_missed(gold: Path) -> None:
    assert measure(load(gold), []).measures()["core"] == 0.0


@pytest.mark.parametrize(
    "text", ["", "[]", '{"articles": [{}]}', '{"articles": [{"key": "a", "entities": [{"t": "X", "n": []}]}]}']
)
def test_a_file_that_is_no_gold_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "gold.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"gold\.json"):
        load(file)
