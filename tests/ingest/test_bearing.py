"""Whom figures are told of: how it is measured against figures.json, and how the weights that choose are learned."""

from __future__ import annotations

import json
from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation.bearing import bearing_file, load_bearing, matching, measure_bearing
from ingest.evaluation.gold import folded, load
from ingest.relations.base import SentenceView
from ingest.relations.figures.bearer_cues import sort
from ingest.relations.figures.bearer_model import NO_ONE, candidates, chosen, weights
from ingest.relations.figures.bearer_story import in_article, in_paragraph, named_in_paragraph
from ingest.relations.figures.build_bearers import Case, fitted
from ingest.relations.figures.judge_bearers import judged
from ingest.relations.figures.told import told
from ingest.relations.reading import views
from ingest.sentences import sentences
from ontology.errors import InputError
from ontology.records import Context, LocalEntity
from tests.ingest.marking import marked

ROOT = Path(__file__).resolve().parents[2] / "tests" / "gold"
JUDGED = sorted(path for name in ("figures.json", "bearers.json") for path in ROOT.glob(f"dev*/{name}"))

TEXT = "柳泉镇修路3.2万米。志愿队走访农户56户。"
GOLD = {
    "articles": [
        {
            "key": "a1",
            "entities": [{"t": "PLACE", "n": ["柳泉镇"]}, {"t": "ORG", "n": ["爱心志愿队", "志愿队"]}],
        }
    ]
}
FIGURES = [
    {"key": "a1", "quote": "3.2万米", "value": 32000, "unit": "米", "indicator": ["修路"], "bearer": ["柳泉镇"]},
    {
        "key": "a1",
        "quote": "农户56户",
        "value": 56,
        "unit": "户",
        "indicator": ["走访农户"],
        "bearer": ["爱心志愿队", "柳泉镇"],
    },
    {"key": "a1", "quote": "农户", "say": False},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "figures.json").write_text(json.dumps({"figures": FIGURES}), "utf-8")
    return tmp_path


def said(**changes: Any) -> list[dict[str, Any]]:
    """The article as read: the road as annotated, the farmers as the changes say."""
    entities = [{"id": "p", "name": "柳泉镇", "aliases": []}, {"id": "o", "name": "志愿队", "aliases": []}]
    road = {"subject": "p", "indicator": "修路", "value": 3.2, "unit": "万米", "evidence": {"start": 3, "end": 9}}
    homes = {"subject": "o", "indicator": "走访农户", "value": 56.0, "unit": "户", "evidence": {"start": 13, "end": 20}}
    statements = [
        {"predicate": "hasFigure", "change": None, "modality": "reported"} | one for one in (road, homes | changes)
    ]
    return [{"source": "a1.txt", "text": TEXT, "entities": entities, "statements": statements}]


def measured(gold: Path, read: list[dict[str, Any]]) -> dict[str, float]:
    file = bearing_file(gold)
    assert file is not None
    return measure_bearing(load_bearing(file, load(gold)), read).measures()


def test_figures_read_as_annotated_measure_one_under_any_name_of_their_bearer(gold: Path) -> None:
    assert set(measured(gold, said()).values()) == {1.0}
    assert measured(gold, said(subject="p"))["figure bearer"] == 1.0  # the second best is right too


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"indicator": "户"}, {"figure indicator", "figure right"}),
        ({"indicator": "上门走访农户"}, set()),
        ({"indicator": "走访农户户数"}, set()),
        ({"value": 57.0}, {"figure said", "figure bearer", "figure indicator", "figure right"}),
        ({"evidence": {"start": 0, "end": 3}}, {"figure said", "figure bearer", "figure indicator", "figure right"}),
    ],
)
def test_what_is_wrong_of_one_of_two_halves_its_measure(gold: Path, changes: dict[str, Any], wrong: set[str]) -> None:
    assert {name for name, number in measured(gold, said(**changes)).items() if number == 0.5} == wrong


def test_what_was_not_read_is_missed_and_says_nothing_of_the_rest(gold: Path) -> None:
    assert measured(gold, []) == {
        "figure said": 0.0,
        "figure bearer": 0.0,
        "figure indicator": 0.0,
        "figure right": 0.0,
    }


def test_a_file_that_holds_no_figures_is_named(gold: Path) -> None:
    (gold / "figures.json").write_text('{"figures": [{"key": "a2"}]}', "utf-8")
    with pytest.raises(InputError, match=r"figures\.json"):
        load_bearing(gold / "figures.json", load(gold))


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_annotated_figure_stands_in_its_article(path: Path) -> None:
    figures = json.loads(path.read_text("utf-8"))["figures"]
    texts = {
        key: folded(next((path.parent / "texts").glob(f"{key}.*")).read_text("utf-8"))
        for key in {one["key"] for one in figures}
    }
    assert [one["quote"] for one in figures if folded(one["quote"]) not in texts[one["key"]]] == []
    if path.name == "figures.json":
        named = {(one.key, entity.names[0]) for one in load(path.parent) for entity in one.entities}
        borne = {(one["key"], name) for one in figures for name in one.get("bearer", ())}
        assert borne - named == set()


def test_a_number_is_matched_with_its_scale_worked_out(gold: Path) -> None:
    left = load_bearing(gold / "figures.json", load(gold))["a1"]
    assert matching(TEXT, 3.2, "万米", (5, 9), left) is left[0]
    assert matching(TEXT, 3.2, "米", (5, 9), left) is None


def test_what_only_the_right_ones_have_weighs_for_them_and_what_only_the_others_have_against() -> None:
    cases = [
        Case("a", (("named", "near"), ("near",), ("far",)), (1.0, 0.0, 0.0)),
        Case("b", (("far",), ("named",)), (0.0, 1.0)),
    ] * 3
    learned = fitted(cases)
    assert learned["named"] > 0 > learned["far"]
    assert fitted(cases) == learned


def test_cases_in_which_no_one_is_right_say_nothing() -> None:
    cases = [Case("a", (("named",), ("far",)), (1.0, 0.0))] * 5
    assert fitted([*cases, *[Case("b", (("named",), ("far",)), (0.0, 0.0))] * 9]) == fitted(cases)


def test_the_table_holds_weights_of_cues_alone_and_with_sorts() -> None:
    assert sum(map(len, weights().values())) > 1000
    assert max(abs(weight) for held in weights().values() for weight in held.values()) < 10
    assert weights()[""]["lead"] > 0
    assert {"", "Event", "Area5", NO_ONE} <= weights().keys()


def test_a_half_is_judged_by_what_is_chosen_and_why_that_is_wrong() -> None:
    right = Case("a", (("named",), ("far",), ("none",)), (1.0, 0.0, 0.0))
    held = {
        "right": right,
        "not chosen": right._replace(right=(0.0, 1.0, 0.0)),
        "no candidate": right._replace(right=(0.0, 0.0, 1.0)),
        "not read": right._replace(right=(0.0, 0.0, 1.0), of="unread"),
        "of nobody": right._replace(right=(0.0, 0.0, 1.0), of="nobody"),
        "missed": Case("a", (), (), of="missed"),
        "unsaid": Case("a", (("far",), ("none",)), (0.0, 1.0), of="nobody"),
    }
    assert judged(list(held.values()), {"named": 3.0, "none": 1.0}) == Counter(held.keys())


def test_whom_a_figures_own_words_name_is_judged_without_a_choice() -> None:
    own = Case("a", (("far",), ("none",)), (0.0, 1.0), 1.0)
    assert judged([own, own._replace(own=0.0, of="unread")], {"none": 3.0}) == Counter({"right": 1, "not read": 1})


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([3.0, 1.0, 0.0], 0),
        ([1.0, 3.0, 0.0], 1),
        ([1.0, 1.0, 0.0], 0),
        ([1.0, 3.0], None),  # likeliest of no one
        ([0.0] * 9, None),  # too unsure
    ],
)
def test_a_figure_is_told_of_the_likeliest_if_that_is_sure_enough(scores: list[float], told: int | None) -> None:
    best = chosen(scores)
    assert (best and best[0]) == told


def seen(text: str) -> tuple[tuple[LocalEntity, ...], list[SentenceView]]:
    """A marked text's entities and sentences, as extractors see them."""
    article = marked(text)
    return article.entities, list(views(article.article, sentences(article.article), Context(), article.entities))


STORY = (
    "[柳泉镇|Place:AdministrativeArea]表彰先进。\n"
    "[张三|Person]　[石桥小学|Organization:School]教师。[李四|Person]是[红旗厂|Organization:Company]的。每年家访56户。\n"
    "去年修路3公里。"
)


@pytest.mark.parametrize(
    ("number", "cue", "name"),
    [
        ("56", "begins first2h", "石桥小学"),
        ("56", "last home1", "红旗厂"),
        ("3", "spoke1", "红旗厂"),
    ],
)
def test_a_paragraph_tells_whom_its_figures_may_be_of(number: str, cue: str, name: str) -> None:
    view = next(one for one in seen(STORY)[1] if number in one.text)
    said = {(cue, one.name) for cue, one in in_paragraph(view, view.text.index(number)) if one is not None}
    assert (cue, name) in said


def test_names_are_told_apart_by_how_long_ago_they_stood() -> None:
    entities, told = seen(STORY)
    view = next(one for one in told if "56" in one.text)
    position = view.text.index("56")
    times = named_in_paragraph(view, position)
    ones = [next(one for one in entities if one.name == name) for name in ("红旗厂", "石桥小学", "柳泉镇")]
    cues = in_article(ones, [sort(one) for one in ones], times, view.offset(position))
    assert [next(cue for cue in held if cue.startswith("rank")) for held in cues] == ["rank0", "rank1", "rank2"]
    assert ["not in paragraph" in held for held in cues] == [False, False, True]


@pytest.mark.parametrize(
    "sentences",
    list(
        permutations(
            ["[张三|Person]捐款20万元。", "[柳泉镇|Place:AdministrativeArea]有村民1200人。", "收入达3.6亿元。"]
        )
    ),
)
def test_every_figure_is_of_someone_named_in_the_article_and_of_no_person(sentences: tuple[str, ...]) -> None:
    article = marked("".join(sentences))
    borne = [one for one in article.statements() if one.predicate == "hasFigure"]
    places = {entity.id for entity in article.entities if entity.type != "Person"}
    assert {one.subject for one in borne} <= places
    assert all(0.25 <= one.confidence < 0.9 for one in borne)


def test_where_only_people_are_named_no_figure_is_said() -> None:
    assert marked("[张三|Person]捐款20万元。").said("hasFigure") == set()


@pytest.mark.parametrize(
    ("name", "cue"),
    [
        ("县政协", "does last1"),
        ("专题视察", "object of one named1"),
        ("专题视察", "counted"),
        ("县政协", "prev=，"),
        ("县政协", "does last1*since1"),
    ],
)
def test_what_a_name_does_and_whether_it_is_counted_speaks_for_and_against_it(name: str, cue: str) -> None:
    view = seen(
        "去年以来，[县政协|Organization:ConsultativeConference]开展[专题视察|Event:Inspection]8次，报送调研报告16篇。"
    )[1][0]
    figure = next(one for one in told(view) if one.amount.value == (16.0, "篇"))
    ones, _ = candidates(view, figure)
    assert cue in next(one.cues for one in ones if one.entity is not None and one.entity.name == name)
