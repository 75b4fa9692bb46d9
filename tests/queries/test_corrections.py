"""Corrections (更正): what in an article they take back, and what they leave as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from queries.conflicts import conflicts
from queries.corrections import PutRight, changes
from store import open_store
from tests.queries import world


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("本报《植树》一文中，“300人”应为“500人”，特此更正。", "植树", [("300人", "500人")]),
        ("《植树》一文有误：一、“书记张三”应为“镇长张三”。二、“4月8日”应为“4月9日”。", "植树", [("书记张三", "镇长张三"), ("4月8日", "4月9日")]),
        ("《植树》中的300人应为500人。", "植树", [("300人", "500人")]),
        ("《植树》一文中“300人”有误，应为“500人”。", "植树", [("300人", "500人")]),
        ("因编辑疏忽，《植树》一文将“沙镇镇”误写为“韩屯镇”。", "植树", [("韩屯镇", "沙镇镇")]),
        ("《植树》一文中，“300人”应为“500人”；《修路》一文中，“3里”应为“5里”。", "植树", [("300人", "500人")]),
        ("《植树》一文中的数据有误，特此致歉。", "植树", []),
    ],
)  # fmt: skip
def test_a_correction_says_what_was_wrong_and_what_is_right(
    text: str, title: str, found: list[tuple[str, str]]
) -> None:
    assert [(wrong, right) for wrong, right, _ in changes(text, title)] == found


@pytest.mark.parametrize(
    ("wrong", "right", "value", "under", "concerned"),
    [
        ("300人", "500人", 300.0, (), True),
        ("300人", "500人", 500.0, (), False),
        ("1.5万亩", "1.2万亩", 15000.0, (), True),
        ("3000人", "5000人", 300.0, (), False),
        ("4月8日300人", "4月8日500人", "2023-04-08", (), False),
        ("4月8日", "4月9日", "2023-04-08", (), True),
        ("4月18日", "4月9日", "2023-04-08", (), False),
        ("东山公园", "西湖公园", "东山公园", (), True),
        ("书记张三", "书记李四", "张三", ("书记",), True),
        ("书记张三", "镇长张三", "张三", ("书记",), True),
        ("书记张三参加", "书记张三主持", "张三", ("书记",), False),
    ],
)
def test_a_value_is_taken_back_where_it_was_wrong_and_is_not_right(
    wrong: str, right: str, value: str | float, under: tuple[str, ...], concerned: bool
) -> None:
    assert PutRight(article="", wrong=wrong, right=right, clause="").concerns(value, under) == concerned


TREES = "4月8日，沙镇镇300人参加植树。"
ROADS = "许营镇300人参加修路。"
REPORTED = [
    {"s": "沙镇镇", "p": "hasFigure", "v": 300, "indicator": "参加者", "unit": "人", "time": "2023-04-08", "in": TREES},
    {"s": "许营镇", "p": "hasFigure", "v": 300, "indicator": "参加者", "unit": "人", "time": "2023-04-08", "in": ROADS},
    {"s": "植树", "p": "heldOn", "v": "2023-04-08", "in": TREES},
]
AGAIN = [
    {"s": "沙镇镇", "p": "hasFigure", "v": 500, "indicator": "参加者", "unit": "人", "time": "2023-04-08", "in": "沙镇镇500人参加。"},
    {"s": "许营镇", "p": "hasFigure", "v": 400, "indicator": "参加者", "unit": "人", "time": "2023-04-08", "in": "许营镇400人参加。"},
    {"s": "植树", "p": "heldOn", "v": "2023-04-09", "in": "植树于4月9日举行。"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("correction", "taken_back"),
    [
        ("《两镇植树修路》一文中，沙镇镇参加者“300人”应为“500人”。", [("沙镇镇", 300.0)]),
        ("《两镇植树修路》一文中，“许营镇300人”应为“许营镇400人”。", [("许营镇", 300.0)]),
        ("《两镇植树修路》一文中，“4月8日”应为“4月9日”。", [("植树", "2023-04-08")]),
        ("《两镇植树修路》一文中，“300人”应为“500人”。", []),  # whose it is, is not said
        ("《两镇植树修路》一文作者应为张三。", []),
    ],
)
def test_of_an_article_that_is_corrected_only_what_was_wrong_is_marked(
    correction: str, taken_back: list[tuple[str, Any]], tmp_path: Path
) -> None:
    pages = [
        article(0, "两镇植树修路", TREES + ROADS, REPORTED),
        article(1, "两镇动起来", "沙镇镇500人参加。许营镇400人参加。植树于4月9日举行。", AGAIN),
        article(2, "更正", correction, []),
    ]
    with open_store(str(tmp_path / "case.lbug"), write=True) as writer:
        writer.put(pages)
        world.join_namesakes(writer)
        marked = [(one.about.name, told.value) for one in conflicts(writer) for told in one.values if told.corrected_by]
    assert marked == taken_back


def article(number: int, title: str, body: str, says: list[dict[str, Any]]) -> Any:
    """A page whose one article says so of two towns and an event."""
    kinds = {"沙镇镇": "Place/AdministrativeArea", "许营镇": "Place/AdministrativeArea", "植树": "Event/Activity"}
    codes = {"沙镇镇": "371502101", "许营镇": "371502108"}
    entities = [
        {kind: [name], "key": name} | ({"code": codes[name]} if name in codes else {})
        for name, kind in kinds.items()
        if says
    ]
    return world.page({
        "source": f"{number}.txt", "published": f"2023-04-1{number}", "area": "371502", "publisher": None,
        "articles": [{"title": title, "dateline": None, "body": body, "byline": [], "entities": entities, "says": says}],
    })  # fmt: skip
