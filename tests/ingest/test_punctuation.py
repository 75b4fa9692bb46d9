"""Marks typed half wide are read as those that are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ingest.layout.articles import articles
from ingest.layout.punctuation import full_wide
from ontology.records import Page

CASES = yaml.safe_load(Path("tests/cases/punctuation.yaml").read_text("utf-8"))
TEXTS = sorted(Path("tests/gold/dev17/texts").iterdir())
TYPED = {
    "commas and stops within": str.maketrans("，；！？", ",;!?"),
    "a blank behind each comma": str.maketrans({"，": ", "}),
    "brackets": str.maketrans("（）", "()"),
    "straight quotes": str.maketrans("“”", '""'),
    "corner quotes": str.maketrans("“”", "「」"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"])
def test_marks_are_read_as_printed(case: dict[str, str]) -> None:
    assert full_wide(case["typed"]) == case["printed"]
    assert full_wide(case["printed"]) == case["printed"], "what is printed stays"


@pytest.mark.parametrize("way", TYPED)
def test_an_article_typed_half_wide_is_the_article_as_printed(way: str) -> None:
    for path in TEXTS:
        printed = full_wide(path.read_text("utf-8"))
        typed = printed.translate(TYPED[way])
        read = [found.article for found in articles(Page(source=path.name, digest="", text=typed))]
        assert read == [found.article for found in articles(Page(source=path.name, digest="", text=printed))], path.name


@pytest.mark.parametrize("hostile", ['("', '"中', "（(", "中, ", "中.", "(中", ",中;"])
def test_marks_without_their_other_half_are_left_and_take_no_second_look(hostile: str) -> None:
    text = hostile * 50_000
    assert len(full_wide(text)) <= len(text)
