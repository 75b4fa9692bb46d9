"""What is found in a text, case by case (tests/cases/mentions.yaml), by grammar and gazetteer alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest import mentions
from ingest.entities.local import local_entities
from ingest.mentions.places import scenes
from ingest.mentions.view import View
from ingest.sentences import sentences
from ontology.errors import UsageError
from ontology.ids import normal_name
from ontology.records import Article, Context, LocalEntity

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "mentions.yaml").read_text("utf-8")
)


def article_of(text: str, headline: str = "") -> Article:
    whole = f"{headline}\n{text}" if headline else text
    begin = len(whole) - len(text)
    return Article(id="a" * 20, title=headline or None, dateline=None, body=(begin, len(whole)), byline=(), text=whole)


def view_of(text: str) -> View:
    article = article_of(text)
    return View(article=article, sentences=sentences(article), context=Context(area="371502"))


def read(text: str, *, area: str | None, headline: str = "", tagger: str = "none") -> tuple[LocalEntity, ...]:
    article = article_of(text, headline)
    return local_entities(article, sentences(article), Context(area=area), tagger=tagger)


def names_of(entities: tuple[LocalEntity, ...], type_: str | None = None) -> set[str]:
    return {
        normal_name(name)
        for entity in entities
        if type_ in (None, entity.type)
        for name in (entity.name, *entity.aliases)
    }


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_text_gives_the_names_that_a_reader_sees(case: dict[str, Any]) -> None:
    found = read(case["text"], area=case["area"], headline=case.get("headline", ""), tagger=case.get("tagger", "none"))
    for type_, names in case.get("finds", {}).items():
        assert {normal_name(name) for name in names} <= names_of(found, type_), type_
    assert not {normal_name(name) for name in case.get("never", [])} & names_of(found)
    for type_, names in case.get("never_as", {}).items():
        assert not {normal_name(name) for name in names} & names_of(found, type_), type_
    codes = {entity.name: entity.code for entity in found}
    assert {name: codes[name] for name in case.get("codes", {})} == case.get("codes", {})


def test_each_mention_says_what_found_it_and_cuts_its_text_out() -> None:
    text = "10月25日，新区街道党工委书记柯明远到化机小区察看“双报到”工作机制。"
    article = article_of(text)
    found = mentions.find(article, sentences(article), Context(area="371502"), tagger="none")
    assert {mention.rule.partition("/")[0] for mention in found} >= {"place", "organization", "person", "programme"}
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


@given(st.text("东昌府区甲乙，。：；！？“”\n", min_size=1))
def test_clauses_tile_the_text_each_within_a_sentence(text: str) -> None:
    view = view_of(text)
    assert "".join(text[start:end] for start, end in view.clauses) == text
    for start, end in view.clauses:
        assert view.sentence_at(start) == view.sentence_at(end - 1)
        assert {view.clause_at(position) for position in range(start, end)} == {(start, end)}


def test_an_unknown_tagger_is_refused_with_those_there_are() -> None:
    article = article_of("好。")
    with pytest.raises(UsageError, match="lac, none"):
        mentions.find(article, sentences(article), Context(), tagger="hmm")


def test_without_a_county_people_and_events_are_still_found() -> None:
    found = read("网格员高凯参加“纸为传承”剪纸活动。", area=None)
    assert {"高凯", "纸为传承剪纸活动"} <= names_of(found)


def test_a_calling_behind_a_surname_is_a_short_name_of_who_alone_is_named_with_it() -> None:
    text = "县果业中心农艺师程度站在树下讲课。“程老师讲得明白。”果农刘满仓说，旁边的陈老师笑了。"
    people = {entity.name: entity.aliases for entity in read(text, area="610527") if entity.type == "Person"}
    assert people == {"程度": ("程老师",), "刘满仓": (), "陈老师": ()}


def test_an_office_behind_a_surname_is_no_short_name_of_who_is_named_behind_another() -> None:
    text = "商会会长刘新岳捐了书。据该校刘校长介绍，全校有百名学生。县委书记周长棠来过，周书记很满意。"
    people = {entity.name: entity.aliases for entity in read(text, area="361128") if entity.type == "Person"}
    assert people == {"刘新岳": (), "刘校长": (), "周长棠": ("周书记",)}


def test_a_long_chain_of_places_is_walked_once() -> None:
    ended = {3 * (number + 1): 3 * number for number in range(100_000)}
    text = "张庄村" * len(ended)
    assert {scenes._outermost(text, end, ended) for end in tuple(ended)} == {0}  # in a second, else in an hour
