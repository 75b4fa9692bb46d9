"""Statements of an article: the tables of cases, and what holds of any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from ingest.relations import EXTRACTORS, explained, statements
from ingest.relations.base import Draft, SentenceView
from ingest.sentences import sentences
from ontology.model import model
from ontology.records import Article, Context, LocalEntity, Statement
from tests.ingest.marking import marked

CASES = Path(__file__).parent.parent / "cases"
INGEST = Path(ingest.__file__).parent


def cases(name: str) -> list[Any]:
    table: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=f"{name}-{number}") for number, case in enumerate(table, start=1)]


@pytest.mark.parametrize("case", cases("posts"))
def test_posts_are_read_as_the_case_says(case: dict[str, Any]) -> None:
    found = marked(case["text"], headline=case.get("headline", ""))
    assert found.said("holdsPost", published=case.get("published")) == set(case["says"])


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("去年8月，[费清远|Person]到[柳林镇|Place:AdministrativeArea]调研。", "2022-08"),
        ("[费清远|Person]3月2日到[柳林镇|Place:AdministrativeArea]调研。", "2023-03-02"),
        ("[费清远|Person]到[柳林镇|Place:AdministrativeArea]调研。", None),
        ("自2019年以来，[费清远|Person]走访了[柳林镇|Place:AdministrativeArea]。", None),
        ("2015年，新校舍建成，[费清远|Person]到[柳林镇|Place:AdministrativeArea]调研。", None),
        ("镇里计划2025年建成产业园，[费清远|Person]到[柳林镇|Place:AdministrativeArea]调研。", None),
        ("[费清远|Person]到建于1958年的[柳林水库|Place:NaturalFeature]调研。", None),
        ("2018年和2019年，[费清远|Person]到[柳林镇|Place:AdministrativeArea]调研。", None),
    ],
)
def test_a_visit_is_on_the_day_that_its_sentence_says(text: str, time: str | None) -> None:
    found = [one for one in marked(text).statements(published="2023-03-08") if one.predicate == "visits"]
    assert [one.time for one in found] == [time]


def test_a_list_of_appointments_and_removals_dates_each_by_the_day_it_was_passed() -> None:
    article = marked(
        "（2024年1月18日县第十八届人大常委会第二十一次会议通过）\n任命：\n[费清远|Person]为[莘县水利局|Organization:GovernmentBody]局长。\n"
        "免去：\n[田归农|Person]的[莘县水利局|Organization:GovernmentBody]局长职务。"
    )
    posts = [one for one in article.statements(published="2024-01-19") if one.predicate == "holdsPost"]
    assert [(one.time, one.modality) for one in posts] == [("2024-01-18", "reported"), ("2024-01-18", "ended")]


@pytest.mark.parametrize(
    ("text", "time", "change"),
    [
        ("[费清远|Person]2021年3月任[莘县水利局|Organization:GovernmentBody]局长以来，走遍各镇。", "2021-03", "start"),
        (
            "2021年9月，[莘县审计局|Organization:GovernmentBody]副局长[费清远|Person]任[莘县水利局|Organization:GovernmentBody]局长。",
            "2021-09",
            "start",
        ),
        ("2021年9月3日，[费清远|Person]任[莘县防汛指挥部|Organization:GovernmentBody]指挥长。", None, None),
        ("[费清远|Person]是[莘县水利局|Organization:GovernmentBody]局长。", None, None),
        ("2021年9月3日，[费清远|Person]到村里。他担任[莘县水利局|Organization:GovernmentBody]局长。", None, None),
    ],
)
def test_a_time_beside_the_verb_is_when_a_post_was_taken_up(text: str, time: str | None, change: str | None) -> None:
    posts = [one for one in marked(text).statements(published="2024-01-19") if one.predicate == "holdsPost"]
    told = [(one.time, dict(one.details).get("change")) for one in posts if one.role in ("局长", "指挥长")]
    assert told == [(time, change)]


def test_the_day_of_a_list_of_appointments_is_not_that_of_the_office_held_before() -> None:
    article = marked(
        "（2024年1月18日县第十八届人大常委会第二十一次会议通过）\n任命：\n"
        "[莘县审计局|Organization:GovernmentBody]副局长[费清远|Person]为[莘县水利局|Organization:GovernmentBody]局长。"
    )
    posts = [one for one in article.statements(published="2024-01-19") if one.predicate == "holdsPost"]
    assert {(one.role, one.time, dict(one.details).get("change")) for one in posts} == {
        ("副局长", None, None),
        ("局长", "2024-01-18", "appointed"),
    }


@pytest.mark.parametrize("case", cases("relations"))
def test_relations_are_read_as_the_case_says(case: dict[str, Any]) -> None:
    article = marked(case["text"], headline=case.get("headline", ""))
    assert article.said(*case["about"], published=case.get("published")) == set(case["says"])


@pytest.mark.parametrize("case", cases("wordings"))
def test_one_relation_is_read_in_the_words_of_many_papers(case: dict[str, Any]) -> None:
    article = marked(case["text"], headline=case.get("headline", ""))
    assert article.said(*case["about"], published=case.get("published")) == set(case["says"])


@pytest.mark.parametrize("case", cases("figures"))
def test_figures_are_read_as_the_case_says(case: dict[str, Any]) -> None:
    article = marked(case["text"], headline=case.get("headline", ""))
    assert article.said("hasFigure", published=case.get("published")) == set(case["says"])


AS_OF = {
    "a report's headline": (
        "2023年[莘县|Place:AdministrativeArea]民政工作总结",
        "全县发放低保金3120万元。",
        "2023",
        "reported",
    ),
    "a part on the year gone by": (
        "政府工作报告",
        "一、2023年工作回顾\n过去一年，预计[莘县|Place:AdministrativeArea]实现生产总值98亿元。",
        "2023",
        "reported",
    ),
    "a part on the year to come": (
        "政府工作报告",
        "二、2024年工作安排\n[莘县|Place:AdministrativeArea]生产总值增长6.5%。",
        "2024",
        "planned",
    ),
    "what is so now": (
        "2023年[莘县|Place:AdministrativeArea]民政工作总结",
        "全县现有养老院14所。",
        None,
        "reported",
    ),
    "a founding's year": (
        "学校添新楼",
        "[明德小学|Organization:School]创办于1958年，有教职工142人。",
        None,
        "reported",
    ),
}


@pytest.mark.parametrize(("headline", "text", "time", "modality"), AS_OF.values(), ids=AS_OF)
def test_a_figure_is_as_of_the_time_that_its_report_or_part_tells(
    headline: str, text: str, time: str | None, modality: str
) -> None:
    figures = [one for one in marked(text, headline=headline).statements() if one.predicate == "hasFigure"]
    assert [(one.time, one.modality) for one in figures] == [(time, modality)]


@pytest.mark.parametrize("table", ["posts", "relations", "wordings", "figures"])
def test_every_statement_says_which_table_or_module_has_the_rule_that_made_it(table: str) -> None:
    for case in yaml.safe_load((CASES / f"{table}.yaml").read_text("utf-8")):
        article = marked(case["text"], headline=case.get("headline", ""))
        context = Context(published=case.get("published"))
        for _, rule in explained(article.article, sentences(article.article), context, article.entities):
            source = re.match(r"(?P<name>\w+)(?P<table>\.yaml)?:? \S", rule)
            assert source is not None, case["text"]
            folder, ending = ("data", "yaml") if source["table"] else ("relations", "py")
            assert len(list((INGEST / folder).rglob(f"{source['name']}.{ending}"))) == 1, rule


PIECES = [
    "[柳林镇|Place:AdministrativeArea]", "[后寨村|Place:AdministrativeArea]", "[费清远|Person]", "[明德小学|Organization:School]",
    "[县委=莘县县委|Organization:PartyOrganization]", "[读书节|Event:Activity]", "[全科网格|Programme]", "书记", "副县长", "任命", "免去", "为", "的",
    "开展", "在", "与", "联合", "、", "，", "。", "“", "”", "近日", "3月5日", "21支", "图书300册", "增长8%", "来到", "捐赠", "出席", "原", "不再担任", "全镇", "将", "\n",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_every_statement_is_allowed_stands_in_one_sentence_and_has_an_id_of_its_own(text: str) -> None:
    article = marked(text)
    tiled = sentences(article.article)
    found = article.statements(published="2023-03-08")
    types = {entity.id: entity.type for entity in article.entities}
    assert len({statement.id for statement in found}) == len(found)
    assert list(found) == sorted(found, key=lambda statement: statement.evidence)
    for statement in found:
        start, end = statement.evidence
        assert any(sentence.start <= start < end <= sentence.end for sentence in tiled)
        second = types[statement.object] if statement.object else _literal(statement)
        assert model().relations[statement.predicate].allows(types[statement.subject], second)
        assert 0 < statement.confidence < 1
        assert round(statement.confidence, 2) == statement.confidence


def _literal(statement: Statement) -> str:
    return "number" if isinstance(statement.value, float) else "date"


@given(texts, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_entities_come_changes_nothing(text: str, random: Any) -> None:
    article = marked(text)
    shuffled = list(article.entities)
    random.shuffle(shuffled)
    tiled = sentences(article.article)
    again = statements(article.article, tiled, Context(published="2023-03-08"), tuple(shuffled))
    assert again == statements(article.article, tiled, Context(published="2023-03-08"), article.entities)


def test_extractors_have_names_of_their_own_with_a_version() -> None:
    names = [name for name, _ in EXTRACTORS]
    assert len(set(names)) == len(names)
    assert all(name.partition("/")[2].isdigit() for name in names)


def test_an_extractor_is_a_function_and_a_line_and_its_statements_bear_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def neighbours(view: SentenceView) -> Iterator[Draft]:
        for one, other in pairwise(view.marks):
            yield Draft(
                predicate="pairsWith",
                subject=one.entity,
                object=other.entity,
                rule="beside",
                start=one.start,
                end=other.end,
                confidence=0.5,
            )

    monkeypatch.setattr("ingest.relations.EXTRACTORS", (*EXTRACTORS, ("neighbours/7", neighbours)))
    article = marked("[柳林镇|Place:AdministrativeArea]挨着[河店镇|Place:AdministrativeArea]。")
    assert [statement.extractor for statement in article.statements()] == ["neighbours/7"]
    told = explained(article.article, sentences(article.article), Context(), article.entities)
    assert [rule for _, rule in told] == ["beside"]


def test_the_byline_says_nothing() -> None:
    text = "后寨村成立了调解队。记者 费清远"
    article = Article(id="a", title=None, dateline=None, body=(0, 10), byline=(), text=text)
    author = LocalEntity(
        id="p", article="a", type="Person", kind="Person", name="费清远", mentions=((13, 16),), byline_role="记者"
    )
    assert statements(article, sentences(article), Context(), (author,)) == ()
