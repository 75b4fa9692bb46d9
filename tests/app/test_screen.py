"""The screen without a browser: every page in both languages, search, cards, graph, and hostile text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.words import all_words, safe
from queries import cards
from queries.find import find
from store import open_store
from store.days import APPOINTED, END, START
from tests.app.conftest import ROOT, wangge

PAGES = ["views/search.py", "views/graph.py", "views/article.py"]


@pytest.fixture
def screen(read_store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("WANGGE_STORE", str(read_store))
    return AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=30)


def shown(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.subheader, *screen.info, *screen.button]
    return "\n".join(
        str(part.label if hasattr(part, "label") and not hasattr(part, "value") else getattr(part, "value", ""))
        for part in parts
    ) + "\n".join(button.label for button in screen.button)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages(screen: AppTest, page: str, language: str) -> None:
    screen.session_state["language"] = language
    screen.run()
    screen.switch_page(page).run()
    assert not screen.exception
    assert not screen.error


def test_search_finds_an_entity_and_its_card_shows_each_statement_with_its_sentence(
    screen: AppTest, read_store: Path
) -> None:
    screen.run()
    screen.text_input(key="query").input("谭景岱").run()
    hits = [button for button in screen.button if "谭景岱" in button.label]
    assert hits
    hits[0].click().run()
    assert not screen.exception
    reader = open_store(str(read_store))
    try:
        card = cards.card(reader, find(reader, "谭景岱")[0].id)
    finally:
        reader.close()
    assert card.statements
    text = shown(screen)
    for said in card.statements:
        assert (
            safe(said.sentence[:8]).replace("\\", "")
            in text.replace("\\", "").replace("-background[", "").replace("]", "")
            or said.title in text
        )


def test_what_is_not_found_is_said_kindly(screen: AppTest) -> None:
    screen.run()
    screen.text_input(key="query").input("查无此人").run()
    assert not screen.exception
    assert any("查无此人" in info.value.replace("\\", "") for info in screen.info)


def test_the_graph_opens_on_a_page_and_expands_from_an_entity(screen: AppTest, read_store: Path) -> None:
    reader = open_store(str(read_store))
    try:
        start = find(reader, "寿光市")[0].id
    finally:
        reader.close()
    screen.run()
    screen.switch_page("views/graph.py").run()
    assert len(screen.session_state["drawn"]) > 10
    screen.session_state["graph_start"] = start
    screen.run()
    assert start in screen.session_state["drawn"]
    assert not screen.exception


def test_a_missing_store_is_one_clear_line_on_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANGGE_STORE", str(tmp_path / "none.lbug"))
    screen = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=30).run()
    assert not screen.exception
    assert len(screen.error) == 1


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[点我](javascript:alert(1))",
    "**粗** :red[红] $x^2$ `码` ~~删~~ # 题",
    "![](http://example.com/x.png)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_articles_is_shown_letter_by_letter(text: str) -> None:
    shown_text = safe(text)
    assert shown_text.replace("\\", "") == text
    for place, letter in enumerate(shown_text):
        if letter in "<>[]()*:$`~#!_&":
            assert shown_text[place - 1] == "\\"


def test_an_article_with_hostile_text_is_shown_and_nothing_of_it_is_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "寿光-2023-05-01.txt"
    page.write_text(
        "圣城街道 开展“<script>alert(1)</script>”清洁活动\n\n寿光讯 5月1日，圣城街道开展清洁活动，"
        "[点我](javascript:alert(1))的**横幅**挂满仓圣公园。\n\n（记者 令狐川）\n",
        "utf-8",
    )
    store = tmp_path / "hostile.lbug"
    assert wangge("ingest", page, store=store).returncode == 0
    monkeypatch.setenv("WANGGE_STORE", str(store))
    screen = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=30).run()
    screen.switch_page("views/article.py").run()
    assert not screen.exception
    bodies = [part.value for part in (*screen.markdown, *screen.subheader, *screen.caption)]
    assert any("alert" in body for body in bodies)
    assert not any("<script>" in body or "](javascript" in body for body in bodies)
    assert not any(part.proto.allow_html for part in screen.markdown)


def test_every_word_of_the_screen_is_in_both_languages() -> None:
    assert [key for key, texts in all_words().items() if set(texts) != {"zh", "en"} or not all(texts.values())] == []


def test_what_a_report_changes_in_a_post_has_a_word() -> None:
    assert {f"change_{one}" for one in (*APPOINTED, START, END)} <= all_words().keys()


def test_every_word_that_a_page_asks_for_is_there_and_chinese_ones_have_full_width_marks() -> None:
    pages = [*(ROOT / "app").glob("*.py"), *(ROOT / "app" / "views").glob("*.py")]
    asked = {key for page in pages for key in re.findall(r"""word\(["'](\w+)["']""", page.read_text("utf-8"))}
    assert asked <= all_words().keys()
    assert [texts["zh"] for texts in all_words().values() if re.search(r"[一-鿿][,;:!?()]", texts["zh"])] == []


def test_two_of_one_name_are_offered_with_their_counties_and_said_to_be_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for county in ("寿阳", "盱眙"):
        page = tmp_path / f"{county}-2024-05-20.txt"
        page.write_text(
            f"{county}县政府开会\n\n{county}讯 5月20日，县政府召开夏收工作会议，副县长张建军主持。\n", "utf-8"
        )
    store = tmp_path / "graph.lbug"
    assert wangge("ingest", *tmp_path.glob("*.txt"), "--tagger", "none", store=store).returncode == 0
    monkeypatch.setenv("WANGGE_STORE", str(store))
    screen = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=30).run()
    screen.session_state["entity"] = "张建军"
    screen.run()
    assert any("2 个" in info.value for info in screen.info)
    screen.switch_page("views/graph.py").run()
    screen.text_input(key="graph_query").input("张建军").run()
    starts = [button.label for button in screen.button if "张建军" in button.label]
    assert sorted(label.rpartition(" · ")[2] for label in starts) == ["寿阳县", "盱眙县"]
    screen.text_input(key="graph_query").input("查无此人").run()
    assert any("查无此人" in info.value for info in screen.info)


def test_an_article_is_opened_by_its_address(screen: AppTest, read_store: Path) -> None:
    reader = open_store(str(read_store))
    try:
        last = cards.articles(reader)[-1]
    finally:
        reader.close()
    screen.run()
    screen.switch_page("views/article.py")
    screen.query_params["article"] = last.id
    screen.run()
    assert screen.selectbox(key="article").value == last.id
    assert not screen.info


def test_of_an_address_of_no_article_it_is_said_that_there_is_none(screen: AppTest) -> None:
    screen.run()
    screen.switch_page("views/article.py")
    screen.query_params["article"] = "0" * 20
    screen.run()
    assert not screen.exception
    assert [info.value for info in screen.info] == [all_words()["no_article"]["zh"].format("0" * 20)]
    assert not screen.subheader
