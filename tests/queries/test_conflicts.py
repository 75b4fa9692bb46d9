"""Contradictions: which statements of different articles cannot all hold (cases/conflicts.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ontology.records import FileReading
from queries.conflicts import Conflict, conflicts
from store import open_store
from tests.queries import world

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "conflicts.yaml").read_text("utf-8"))
KINDS = {
    "Person": "PublicPostHolder",
    "Organization": "PartyOrganization",
    "Place": "AdministrativeArea",
    "Event": "Activity",
    "Programme": "Programme",
}


def page(number: int, case: dict[str, Any]) -> FileReading:
    """One article of a case as a page: each fact is a sentence of its own."""
    given = case["articles"][number]
    names: dict[str, str] = {}
    says, sentences = [], []
    for subject, predicate, target, *further in given["facts"]:
        ends = [end for end in (subject, target) if isinstance(end, str) and " " in end]
        for end in ends:
            type_, name = end.split(" ")
            names[name] = type_ if "/" in type_ else f"{type_}/{KINDS[type_]}"
        words = [str(end).split(" ")[-1] for end in (subject, target)]
        sentence = f"{words[0]}，{len(says)}号说法，{words[1]}。"
        said = {"s": words[0], "p": predicate, "in": sentence, **(further[0] if further else {})}
        says.append(said | ({"o": words[1]} if len(ends) > 1 else {"v": target}))
        sentences.append(sentence)
    codes = case.get("codes", {})
    entities = [{kind: [name], **({"code": codes[name]} if name in codes else {})} for name, kind in names.items()]
    article = {
        "title": f"第{number}篇",
        "dateline": None,
        "body": "".join(sentences),
        "byline": [],
        "entities": [one | {"key": next(iter(one.values()))[0]} for one in entities],
        "says": says,
    }
    return world.page(
        {
            "source": f"{number}.txt",
            "published": str(given["published"]),
            "area": "371122",
            "publisher": None,
            "articles": [article],
        }
    )


def found(tmp_path: Path, case: dict[str, Any]) -> tuple[Conflict, ...]:
    with open_store(str(tmp_path / "case.lbug"), write=True) as writer:
        writer.put([page(number, case) for number in range(len(case["articles"]))])
        world.join_namesakes(writer)
        return conflicts(writer)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_articles_contradict_each_other_as_the_vocabulary_says(case: dict[str, Any], tmp_path: Path) -> None:
    shown = [
        {"kind": one.kind, "about": one.about.name, "values": [told.value for told in one.values]}
        | ({} if one.certain else {"certain": False})
        for one in found(tmp_path, case)
    ]
    assert shown == case.get("conflicts", [])


def test_every_value_has_its_sentence_and_its_article(tmp_path: Path) -> None:
    (conflict,) = found(tmp_path, CASES[0])
    for told in conflict.values:
        assert told.sentence
        assert str(told.value) in told.sentence
        assert told.source == {"张三": "0.txt", "李四": "1.txt"}[str(told.value)]


def test_a_value_that_was_put_right_names_the_correction(tmp_path: Path) -> None:
    case = {
        "articles": [
            {"published": "2023-04-10", "facts": [["Event 植树活动", "hasFigure", 300, {"indicator": "参加者"}]]},
            {"published": "2023-04-12", "facts": [["Event 植树活动", "hasFigure", 500, {"indicator": "参加者"}]]},
        ]
    }
    pages = [page(number, case) for number in range(2)]
    notice = world.page({
        "source": "2.txt", "published": "2023-04-12", "area": "371122", "publisher": None,
        "articles": [{"title": "更正", "dateline": None, "body": "《第0篇》中的300人应为500人。", "byline": [], "entities": [], "says": []}],
    })  # fmt: skip
    with open_store(str(tmp_path / "case.lbug"), write=True) as writer:
        writer.put([*pages, notice])
        world.join_namesakes(writer)
        (conflict,) = conflicts(writer)
    assert [(told.value, told.corrected_by) for told in conflict.values] == [
        (300.0, (notice.readings[0].article.id,)),
        (500.0, ()),
    ]
