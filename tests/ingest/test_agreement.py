"""How far two annotations agree, and the table of it in docs/reading.md.

Where an annotation changed, write the table anew:

    python -m tests.ingest.test_agreement
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import cli
from ingest.evaluation.agreement import Agreed, agreement, rows
from ingest.evaluation.gold import GoldArticle, load
from ontology.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
TEST = ROOT / "tests" / "gold" / "test"
SECOND = TEST / "second.json"
PAGE = ROOT / "docs" / "reading.md"
PLACE = re.compile(
    r"(?<=<!-- agreement: python -m tests\.ingest\.test_agreement -->\n).*?(?=<!-- /agreement -->)", re.S
)

ARTICLE: dict[str, Any] = {
    "key": "a1",
    "title": "柳泉镇 举行“护河”行动",
    "area": "370783",
    "byline": [["钟离雪", "记者"]],
    "entities": [
        {"t": "PLACE", "n": ["柳泉镇"], "gpe": True},
        {"t": "ORG", "n": ["柳泉镇党委", "镇党委"]},
        {"t": "PER", "n": ["申屠明"]},
        {"t": "EVENT", "n": ["“护河”行动", "护河行动"]},
        {"t": "PROGRAMME", "n": ["河长制"]},
    ],
    "relations": [
        ["柳泉镇", "organizes", "护河行动"],
        ["柳泉镇党委", "jurisdiction", "柳泉镇"],
        ["柳泉镇党委", "supervises", "护河行动"],
        ["护河行动", "held_on", "2023-05-06"],
    ],
    "posts": [["申屠明", "书记", "柳泉镇党委"]],
    "figures": [["参加", 30, "人"]],
}
NO_ORGANISATION = [one for one in ARTICLE["entities"] if one["t"] != "ORG"]


def table() -> str:
    """The table of docs/reading.md, as the annotations are now."""
    measured = rows(agreement(load(TEST), load(SECOND))[0])
    head = list(measured[0])
    lines = (head, ["---"] * len(head), *(row.values() for row in measured))
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def annotated(folder: Path, **changes: Any) -> tuple[GoldArticle, ...]:
    file = folder / "gold.json"
    file.write_text(json.dumps({"articles": [ARTICLE | changes]}), "utf-8")
    return load(file)


def with_entity(**changes: Any) -> list[dict[str, Any]]:
    """The entities, the organisation with these changes."""
    return [one | changes if one["t"] == "ORG" else one for one in ARTICLE["entities"]]


def test_the_table_in_the_docs_is_what_the_annotations_give() -> None:
    found = PLACE.search(PAGE.read_text("utf-8"))
    assert found is not None
    assert found[0] == table(), "python -m tests.ingest.test_agreement writes it anew"


def test_the_second_annotation_is_of_every_second_text() -> None:
    texts = sorted(path.stem for path in (TEST / "texts").iterdir())
    assert [one.key for one in load(SECOND)] == texts[::2]


def test_an_annotation_agrees_with_itself_in_everything(tmp_path: Path) -> None:
    one = annotated(tmp_path)
    measures, faults = agreement(one, one)
    assert {name: agreed.f1 for name, agreed in measures.items()} == dict.fromkeys(measures, 1.0)
    assert faults == []


def test_it_does_not_matter_whose_annotation_is_first() -> None:
    second = load(SECOND)
    first = tuple(one for one in load(TEST) if one.key in {other.key for other in second})
    there, back = agreement(first, second)[0], agreement(second, first)[0]
    turned = {name: Agreed(first=one.second, second=one.first, optional=one.optional) for name, one in back.items()}
    for name, one in there.items():
        assert one.f1 == pytest.approx(turned[name].f1), name
        assert (one.first.right, one.first.missed, one.optional) == (
            turned[name].first.right,
            turned[name].first.missed,
            turned[name].optional,
        )


@pytest.mark.parametrize(
    ("changes", "measured", "f1", "only"),
    [
        ({"entities": with_entity(n=["中共柳泉镇委", "柳泉镇党委"])}, "Organization", 1.0, set()),
        ({"entities": with_entity(t="PLACE", gpe=True)}, "Organization", 1.0, set()),
        (
            {"entities": with_entity(t="EVENT")},
            "Organization",
            0.0,
            {("Organization", "only the first"), ("Event", "only the second")},
        ),
        (
            {"figures": [["参加", 31, "人"]]},
            "figure",
            0.0,
            {("figure", "only the first"), ("figure", "only the second")},
        ),
        ({"figures": []}, "figure", 0.0, {("figure", "only the first")}),
        ({"relations": ARTICLE["relations"][1:]}, "relation", 6 / 7, {("relation", "only the first")}),
        ({"posts": [["申屠明", "书记", None]]}, "post+org", 0.0, {("post+org", "only the first")}),
    ],
)
def test_what_only_one_of_the_two_says_is_a_difference(
    tmp_path: Path, changes: dict[str, Any], measured: str, f1: float, only: set[tuple[str, str]]
) -> None:
    measures, faults = agreement(annotated(tmp_path), annotated(tmp_path, **changes))
    assert measures[measured].f1 == pytest.approx(f1)
    assert {(one.measure, one.fault) for one in faults} == only


def test_what_one_of_the_two_calls_optional_counts_neither_way(tmp_path: Path) -> None:
    sure, unsure = annotated(tmp_path), annotated(tmp_path, entities=with_entity(optional=True))
    for pair in ((sure, unsure), (unsure, sure)):
        measures, faults = agreement(*pair)
        assert faults == []
        one = measures["Organization"]
        assert (one.first.right, one.second.right, one.optional) == (0, 0, 1)
        assert measures["relation"].f1 == 1.0


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"key": "a2"}, "no article a2"), ({"entities": NO_ORGANISATION}, "柳泉镇党委 is related")],
)
def test_annotations_that_cannot_be_compared_are_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        agreement(annotated(tmp_path), annotated(tmp_path, **changes))


def test_evaluate_compares_two_annotations_without_reading(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(json.dumps({"articles": [ARTICLE]}), "utf-8")
    second.write_text(json.dumps({"articles": [ARTICLE | {"figures": []}]}), "utf-8")
    done = CliRunner().invoke(cli, ["evaluate", str(first), "--second", str(second), "--json", "--errors"])
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert {name for name, f1 in report["measures"].items() if f1 < 1.0} == {"figure"}
    assert [one["what"] for one in report["faults"]] == ["参加 30人"]


if __name__ == "__main__":
    PAGE.write_text(PLACE.sub(lambda _: table(), PAGE.read_text("utf-8")), "utf-8")
    print(f"written in {PAGE}")
