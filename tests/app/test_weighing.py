"""Weighing what articles say: review, conflicts, tenure, from pages to what is printed."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import Done, wangge

PAGES = {
    "座谈会": "区教育局召开师德师风座谈会\n\n东昌府讯 11月2日，东昌府区教育局召开师德师风座谈会，区教育局副局长彭松涛主持会议。\n",
    "走访": "区民政局走访养老机构\n\n东昌府讯 12月9日，东昌府区民政局走访养老机构，区民政局副局长彭松涛带队。\n",
    "任免": "东昌府区人大常委会任免名单\n\n东昌府讯 10月20日，东昌府区第十八届人大常委会第八次会议决定任命赵启明为东昌府区司法局局长；"
    "免去钱卫东的东昌府区司法局局长职务。\n",
    "植树": "韩集镇开展植树活动\n\n东昌府讯 10月12日，韩集镇党委书记周德海参加义务植树。\n",
    "座谈": "韩集镇召开产业座谈会\n\n东昌府讯 10月13日，韩集镇党委书记孙立新参加产业座谈会。\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weighing")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    path = folder / "graph.lbug"
    pages = [folder / f"{name}.txt" for name in PAGES]
    done = wangge("ingest", *pages, "--area", "371502", "--published", "2022-12-10", "--tagger", "none", store=path)
    assert done.returncode == 0, done.stderr
    return path


def listed(*words: object, store: Path) -> Any:
    done = wangge(*words, "--json", store=store)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def typed(keys: str, *, store: Path, monkeypatch: pytest.MonkeyPatch) -> Done:
    monkeypatch.setattr(sys, "stdin", StringIO(keys))
    return wangge("review", store=store)


def test_conflicts_have_both_values_with_their_sentences(store: Path) -> None:
    (conflict,) = listed("conflicts", "--kind", "holdsPost", store=store)
    assert (conflict["kind"], conflict["about"], conflict["under"]) == ("holdsPost", "韩集镇党委", ["书记"])
    assert sorted(one["value"] for one in conflict["values"]) == ["周德海", "孙立新"]
    for one in conflict["values"]:
        assert {"value", "statement", "article", "source", "sentence"} <= one.keys()
        assert one["value"] in one["sentence"]
    assert "1 contradiction" in wangge("conflicts", "--kind", "holdsPost", store=store).stdout


def test_an_unknown_kind_of_contradiction_is_said(store: Path) -> None:
    done = wangge("conflicts", "--kind", "holdsPosts", store=store)
    assert done.returncode == 2
    assert "holdsPost" in done.stderr


def test_a_tenure_tells_what_is_reported(store: Path) -> None:
    rows = {one["person"]: one for one in listed("tenure", "东昌府区司法局", store=store)}
    form = {"person", "organization", "post", "start", "end", "held_from", "held_until", "inferred", "statements"}
    assert all(form <= one.keys() for one in rows.values())
    assert (rows["钱卫东"]["end"], rows["钱卫东"]["successor"]) == ("2022-10-20", "赵启明")
    assert (rows["赵启明"]["start"], rows["赵启明"]["predecessor"]) == ("2022-10-20", "钱卫东")
    assert listed("tenure", "赵启明", store=store) == [rows["赵启明"]]


@pytest.mark.parametrize(
    ("day", "held"),
    [("2022-10-19", {"钱卫东": "likely"}), ("2022-10-25", {"赵启明": "last known"}), ("2017-10-19", {})],
)
def test_a_tenure_as_of_a_day_says_how_sure_it_is(day: str, held: dict[str, str], store: Path) -> None:
    rows = listed("tenure", "东昌府区司法局", "--as-of", day, store=store)
    assert {one["person"]: one["certainty"] for one in rows} == held


@pytest.mark.parametrize(
    ("words", "said"),
    [(("tenure", "无此机构"), "nothing in the store is called"), (("tenure", "赵启明", "--as-of", "上月"), "--as-of")],
)
def test_what_cannot_be_answered_is_said_in_one_line(words: tuple[str, ...], said: str, store: Path) -> None:
    done = wangge(*words, store=store)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_review_lists_pairs_with_what_speaks_for_and_against(store: Path) -> None:
    found = listed("review", store=store)
    (pair,) = [one for one in found["candidates"] if one["left_name"] == "彭松涛"]
    assert pair["type"] == "Person"
    assert all({"zh", "en"} == one.keys() for one in (*pair["for"], *pair["against"]))
    assert pair["for"]


def test_review_decides_by_one_key_a_pair_and_asks_no_more(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wangge("backup", tmp_path / "backup", store=store).returncode == 0
    copy = tmp_path / "copy.lbug"
    assert wangge("restore", tmp_path / "backup", store=copy).returncode == 0
    before = listed("review", store=copy)["candidates"]
    skipped = typed("x\nq\n", store=copy, monkeypatch=monkeypatch)
    assert "0 decided" in skipped.stderr
    done = typed("u\n" * len(before), store=copy, monkeypatch=monkeypatch)
    assert f"{len(before)} decided" in done.stderr, done.stdout
    assert listed("review", store=copy)["candidates"] == []
    decided = listed("log", store=copy)
    assert {one["kind"] for one in decided} == {"unsure"}
    assert wangge("undo", decided[0]["id"], store=copy).returncode == 0
    assert len(listed("review", store=copy)["candidates"]) == 1
