"""What is printed for people: figures with what makes them a rise or a fall, one layout of 80 columns, help of a query."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from app.commands.telling import amount, line_of, print_pieces, text_pieces
from ontology.key_words import key_words
from queries.catalog import catalog
from tests.app.conftest import EXAMPLES, Done, wangge

PAGE = "今年生猪生产总体平稳\n\n汉川讯 2023年，汉川市生猪出栏约52.6万头，同比下降2.4%。\n\n（通讯员 令狐川）\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "汉川-2024-01-19.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture(scope="module")
def figures(page: Path) -> Path:
    """A store with the one page."""
    store = page.parent / "graph.lbug"
    assert wangge("ingest", page, store=store).returncode == 0
    return store


@pytest.mark.parametrize(
    ("value", "unit", "change", "approximate", "said"),
    [
        (2.4, "%", "下降", False, "下降2.4%"),
        (526000.0, "头", None, True, "约526000头"),
        (300, "吨", "较上年减少", True, "较上年减少约300吨"),
        ("2022-10", None, None, False, "2022-10"),
        (None, None, None, False, ""),
    ],
)
def test_an_amount_is_told_with_its_change_and_that_it_is_about_so_much(
    value: str | float | None, unit: str | None, change: str | None, approximate: bool, said: str
) -> None:
    assert amount(value=value, unit=unit, change=change, approximate=approximate) == said


@pytest.mark.parametrize("command", ["extract", "explain", "show"])
def test_a_fall_and_an_approximate_figure_are_shown_as_such(command: str, page: Path, figures: Path) -> None:
    done = wangge("show", "汉川市", store=figures) if command == "show" else wangge(command, page)
    assert "下降2.4%" in done.stdout
    assert "约526000头" in done.stdout


def test_scripts_are_given_change_and_approximate_too(page: Path, figures: Path) -> None:
    article = json.loads(wangge("extract", page, "--format", "jsonl").stdout)
    said = {(one["value"], one["change"], one["approximate"]) for one in article["statements"] if one["indicator"]}
    assert said == {(526000, None, True), (2.4, "同比下降", False)}
    (card,) = json.loads(wangge("show", "汉川市", "--json", store=figures).stdout)
    assert {(one["number"], one["change"], one["approximate"]) for one in card["statements"] if one["indicator"]} == {
        (526000, "", True),
        (2.4, "同比下降", False),
    }


def too_wide(done: Done, width: int) -> list[str]:
    return [line for line in done.stdout.splitlines() if cell_len(line) > width]


@pytest.mark.parametrize("width", [80, 200])
def test_extract_has_one_layout_however_wide_it_is_and_cuts_no_name(width: int) -> None:
    done = wangge("extract", EXAMPLES, COLUMNS=str(width))
    assert not too_wide(done, width)
    assert "┃" not in done.stdout
    told = [json.loads(line) for line in wangge("extract", EXAMPLES, "--format", "jsonl").stdout.splitlines()]
    assert done.stdout.count(" — ") >= sum(len(article["statements"]) for article in told)
    missing = [
        entity["name"] for article in told for entity in article["entities"] if entity["name"] not in done.stdout
    ]
    assert not missing


def test_a_line_breaks_between_pieces_and_a_number_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    print_pieces(text_pieces("全县出栏生猪52.6万头，同比下降。"), indent=2, width=16)
    assert capsys.readouterr().out.splitlines() == ["  全县出栏生猪", "    52.6万头，同", "    比下降。"]
    print_pieces(line_of("县委", "holdsPost", ["县人民政府"], ["县长"]), width=18)
    assert capsys.readouterr().out.splitlines() == ["县委 — holdsPost —", "  县人民政府  县长"]


@pytest.mark.parametrize("query", catalog(), ids=lambda query: query.name)
def test_help_after_a_querys_name_is_that_querys(query: object) -> None:
    name = str(getattr(query, "name"))  # noqa: B009
    done = wangge("query", name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: wangge query {name} ")
    (asked,) = (one for one in catalog() if one.name == name)
    for one in (*asked.parameters, *asked.columns):
        assert f"  {one.name} ({one.type}" in done.stdout
        assert one.meaning.zh in done.stdout
        assert one.meaning.en in done.stdout
    assert f"Example: wangge query {name}" in done.stdout


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("Place|371502", "地点 东昌府区", "Place 东昌府区"),
        ("Place|371502|月亮湾", "地点 月亮湾 (东昌府区)", "Place 月亮湾 (东昌府区)"),
        (
            "Organization|371502|人民政府/办公室",
            "组织 人民政府办公室 (东昌府区)",
            "Organization 人民政府办公室 (东昌府区)",
        ),
        ("Programme|371502|甲%7C乙", "事项 甲|乙 (东昌府区)", "Programme 甲|乙 (东昌府区)"),
        (
            "Person|371502|郝远舟|Organization|371502|党委",
            "人物 郝远舟 (东昌府区), 属 组织 党委 (东昌府区)",
            "Person 郝远舟 (东昌府区), of Organization 党委 (东昌府区)",
        ),
        (
            "Person|371502|郭龙君|author|staff",
            "人物 郭龙君 (东昌府区), 本报作者",
            "Person 郭龙君 (东昌府区), a writer of the paper",
        ),
        ("Place|000000", "地点 000000", "Place 000000"),
    ],
)
def test_a_key_is_told_in_words(key: str, zh: str, en: str) -> None:
    assert (key_words(key, "zh"), key_words(key, "en")) == (zh, en)


def test_why_is_told_to_people_without_raw_keys_and_to_scripts_with_them(read_store: Path) -> None:
    shown = wangge("show", "谭景岱", "--why", store=read_store).stdout
    assert "Person|" not in shown
    assert "known as Person 谭景岱 (" in shown
    (card,) = json.loads(wangge("show", "谭景岱", "--why", "--json", store=read_store).stdout)
    assert card["read_as"][0]["keys"][0].startswith("Person|")
    joined = [one for one in card["why"] if one["ground"] == "key"]
    assert all(one["key"] in card["read_as"][0]["keys"] and "|" not in one["en"] for one in joined)


def test_of_a_newspaper_that_nothing_is_stated_of_it_is_said_what_it_publishes(tmp_path: Path) -> None:
    page = tmp_path / "肥西-2024-05-17.txt"
    page.write_text(f"肥西报　2024年5月17日　星期五　第1版　要闻\n\n\n{PAGE.replace('汉川', '肥西')}", "utf-8")
    store = tmp_path / "graph.lbug"
    assert wangge("ingest", page, store=store).returncode == 0
    shown = wangge("show", "肥西报", store=store).stdout
    assert "发表 publisher of: 1  署名 signs: 0" in shown
    assert "nothing is stated of it" in shown
