"""Named queries on a page as it is read: whose post, which day, who signs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.app.conftest import wangge

PAGE = """富顺县人民代表大会常务委员会任免名单

（2024年8月7日富顺县第十九届人民代表大会常务委员会第二十四次会议通过）

任命：

令狐川为富顺县教育和体育局局长；

免去：

公冶闻的富顺县文化广播电视和旅游局局长职务。


富顺县人民政府关于濮阳简等同志职务任免的通知

濮阳简任富顺县卫生健康局副局长，免去其富顺县中医医院副院长职务。


副县长尉迟衡督导防汛备汛

本报讯 8月5日上午，县委常委、常务副县长尉迟衡率队深入富世街道、狮市镇，实地督导防汛备汛工作。县水务局局长亓官远舟陪同。

在狮市镇沱江大堤，尉迟衡察看了堤身情况。

（富顺县融媒体中心 记者 宰父安）
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    page = folder / "富顺-2024-08-09.txt"
    page.write_text(PAGE, "utf-8")
    assert wangge("ingest", page, store=folder / "graph.lbug").returncode == 0
    return folder / "graph.lbug"


def asked(store: Path, name: str) -> list[dict[str, str]]:
    done = wangge("query", name, "--format", "csv", store=store)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_an_appointment_has_the_posts_body_who_appoints_and_the_day_of_the_meeting(store: Path) -> None:
    rows = {(row["person"], row["change"]): row for row in asked(store, "appointments")}
    made, removed = rows["令狐川", "appoints"], rows["公冶闻", "ended"]
    assert (made["role"], made["body"], made["appointed_by"]) == (
        "局长",
        "富顺县教育和体育局",
        "富顺县人民代表大会常务委员会",
    )
    assert removed["body"] == "富顺县文化广播电视和旅游局"
    assert {(row["day"], row["day_from"]) for row in (made, removed)} == {("2024-08-07", "said")}


def test_an_appointment_that_names_nobody_who_appoints_is_listed_beside_its_removal(store: Path) -> None:
    rows = {(row["person"], row["change"]): row for row in asked(store, "appointments")}
    made, removed = rows["濮阳简", "appoints"], rows["濮阳简", "ended"]
    assert (made["role"], made["body"], made["appointed_by"]) == ("副局长", "富顺县卫生健康局", "")
    assert (removed["role"], removed["body"]) == ("副院长", "富顺县中医医院")


def test_a_post_that_is_only_held_is_no_appointment(store: Path) -> None:
    assert {row["person"] for row in asked(store, "appointments")} == {"令狐川", "公冶闻", "濮阳简"}


def test_a_visit_has_the_day_said_in_its_sentence_or_that_of_the_event_and_says_which(store: Path) -> None:
    days = {(row["visitor"], row["day"], row["day_from"]) for row in asked(store, "visits")}
    assert {("尉迟衡", "2024-08-05", "said"), ("尉迟衡", "2024-08-05", "event")} <= days


def test_who_attended_together_did_so_on_the_events_day(store: Path) -> None:
    (row,) = (row for row in asked(store, "attended-together") if "尉迟衡" in row.values())
    assert (row["first_day"], row["last_day"], row["days_from"]) == ("2024-08-05", "2024-08-05", "event")


def test_a_deputy_and_the_executive_deputy_of_one_body_are_one_post(store: Path) -> None:
    (row,) = (row for row in asked(store, "concurrent-posts") if row["person"] == "尉迟衡")
    assert {row["role"], row["other_role"]} == {"常务副县长", "县委常委"}
    held = {row["role"] for row in asked(store, "posts-in-area") if row["person"] == "尉迟衡"}
    assert {"副县长", "常务副县长"} <= held


def test_who_signs_is_told_as_a_person_or_a_body_persons_first(store: Path) -> None:
    rows = asked(store, "reporters")
    signed = list(dict.fromkeys((row["reporter"], row["author_type"]) for row in rows))
    assert signed[0] == ("宰父安", "Person")
    assert all(sort == "Organization" for name, sort in signed if "融媒体中心" in name)


def test_figures_are_told_with_their_indicator_by_every_query_that_tells_a_number() -> None:
    from queries.catalog import catalog

    for query in catalog():
        columns = {column.name for column in query.columns}
        if {"number", "unit"} <= columns and "predicate" in columns:
            assert {"indicator", "change", "approximate"} <= columns, query.name
