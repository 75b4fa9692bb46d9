"""Pages become the right articles: cases of one page and of many, and what holds for every page."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout.articles import articles
from ingest.layout.channels import apart_from_turns
from ontology.errors import InputError
from ontology.records import Article, Page

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "articles.yaml").read_text(encoding="utf-8"))


def read(text: str) -> list[Article]:
    return [found.article for found in articles(Page(source="page.txt", digest="", text=text))]


def body(article: Article) -> str:
    return article.text[slice(*article.body)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_has_these_articles(case: dict[str, Any]) -> None:
    found = read(case["page"])
    assert len(found) == len(case["articles"]), [article.title for article in found]
    for article, wanted in zip(found, case["articles"], strict=True):
        text = body(article)
        got = {
            "title": article.title,
            "dateline": article.dateline,
            "byline": sorted([name.name, name.role] for name in article.byline),
            "starts": text[: len(wanted.get("starts", ""))],
            "ends": text[-len(wanted.get("ends", "")) :],
            "holds": wanted.get("holds") if wanted.get("holds", "") in text else text,
        }
        expected = wanted | ({"byline": sorted(wanted["byline"])} if "byline" in wanted else {})
        assert {key: got[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\n\n"),
        lambda text: "\n" * 3 + text + "\n" * 3,
        lambda text: text.replace("（", "(").replace("）", ")"),
    ],
    ids=["more blank lines", "blank lines around", "half-width brackets"],
)
def test_layout_does_not_change_how_many_articles_there_are(case: dict[str, Any], change: Any) -> None:
    assert len(read(change(case["page"]))) == len(case["articles"])


HEADS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "heads.yaml").read_text(encoding="utf-8"))
HEADLINE = "荷塘里忙清淤 村民有了新饭碗"
TEXT = "5月20日，严务乡刘家村组织村民清理荷塘，清淤162亩。\n\n村党支部书记高远说，清完淤就栽藕，村里86户人家都能增收。"


@pytest.mark.parametrize("line", HEADS["over"])
def test_what_stands_over_a_headline_is_no_part_of_it(line: str) -> None:
    article = read(f"{line}\n\n{HEADLINE}\n\n{TEXT}")[0]
    assert (article.title, body(article)[:5]) == (HEADLINE, TEXT[:5])


@pytest.mark.parametrize("line", HEADS["under"])
def test_what_stands_under_a_headline_is_neither_headline_nor_text(line: str) -> None:
    article = read(f"{HEADLINE}\n{line}\n\n{TEXT}")[0]
    assert (article.title, body(article)[:5]) == (HEADLINE, TEXT[:5])


@pytest.mark.parametrize("line", HEADS["headline"])
def test_a_headlines_own_lines_stay_in_it(line: str) -> None:
    shown = " ".join(line.split())
    assert read(f"{line}\n{HEADLINE}\n\n{TEXT}")[0].title == f"{shown} {HEADLINE}"
    assert read(f"{HEADLINE}\n{line}\n\n{TEXT}")[0].title == f"{HEADLINE} {shown}"


@pytest.mark.parametrize("line", HEADS["feet"])
def test_what_stands_under_the_text_is_no_part_of_it(line: str) -> None:
    for page in (f"{HEADLINE}\n\n{TEXT}\n\n{line}", f"{HEADLINE}\n\n{TEXT}\n{line}"):
        assert [body(article) for article in read(page)] == [TEXT.replace("\n\n", "\n")]


@pytest.mark.parametrize("line", HEADS["last"])
def test_a_texts_own_last_lines_stay_in_it(line: str) -> None:
    assert body(read(f"{HEADLINE}\n\n{TEXT}\n\n{line}")[0]).endswith(line)


def test_an_article_has_the_same_id_alone_and_among_others() -> None:
    pages = [case["page"] for case in CASES if case["name"].startswith(("byline under", "headline, dateline"))]
    alone = [article.id for page in pages for article in read(page)]
    together = [article.id for article in read("\n\n".join(pages))]
    assert together == alone


def test_column_breaks_do_not_change_an_articles_id() -> None:
    whole = "某镇举行义诊\n\n东明讯 近日，沙窝镇举行义诊，为群众测血压260人次，受到好评。\n\n（记者 高远）"
    broken = whole.replace("测血压260", "测血\n\n压260")
    assert read(broken)[0].id == read(whole)[0].id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "2022年10月28日",
        "发布时间：2022-10-28　来源：某区融媒体中心",
        "（记者 高远）",
        "一行标题",
        "相关阅读\n相关新闻",
    ],
)
def test_a_page_without_any_article_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(InputError, match=r"page\.txt: no article found"):
        read(text)


LINES = st.sampled_from(
    [
        "新区街道 开展义诊活动",
        "东昌府讯 近日，新区街道开展义诊活动。",
        "本报讯（记者 高远）10月26日，活动举行。",
        "活动现场，居民纷纷点赞。",
        "他说：“这项活动好。”",
        "这是一行没有写完的话，后面还有",
        "（融媒体 高远 通讯员 米禾）",
        "县妇联宣",
        "一、加强领导",
        "抓落实",
        "图为活动现场。高远 摄",
        "2022年10月28日 星期五",
        "来源：某区融媒体中心　浏览次数：12",
        "上一篇：没有了",
        "编辑：甄好",
        "【走基层】新区街道开展义诊",
        "新区街道：",
        "据某区发布",
        "今日某县 2022年10月28日 要闻汇总",
        "某县统计局",
        "某县人民法院 > 法院动态",
        "左权检察",
        "留言标题：某镇通村路",
        "公　告",
        "☆共享农机中心　投资额：2亿元",
        "主　任：高远",
        "2.某镇护林员",
        "副题：——某镇推行小院议事见闻",
        "会议继续进行。（下转第三版）",
        "（上接第一版）会议指出，要抓好春管。",
        "网友评论（3）",
        "7月12日 20:00　雨停",
        "开栏的话",
        "PART 03",
        "",
        "",
    ]
)
PAGES = st.lists(LINES, max_size=24).map("\n".join)


def characters(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_spans_cut_what_they_claim_and_no_character_is_lost_or_made(text: str) -> None:
    try:
        found = articles(Page(source="page.txt", digest="", text=text))
    except InputError:
        return
    kept: list[str] = []
    for item in found:
        article = item.article
        start, end = article.body
        assert 0 <= start <= end <= len(article.text)
        for name in article.byline:
            if name.span is not None:
                assert "".join(article.text[slice(*name.span)].split()) == name.name
        if article.title is not None:
            assert article.text.startswith(article.title)
        kept += ["".join(part.split()) for part in (article.text, *item.around, *item.above)]
    # Where an article goes on elsewhere is said on its last line: a piece of it that stands beside.
    pieces = [piece for line in text.split("\n") if line.strip() for piece in apart_from_turns(line.strip())]
    lines = {"".join(piece.split()) for piece in pieces}
    assert [line for line in lines if not any(line in part for part in kept)] == []
    assert characters([item.article.text for item in found]) - characters([text]) == Counter()


@given(st.text(alphabet="（）“”。\n 记者张三讯#甲，：", max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    try:
        found = read(text)
    except InputError:
        return
    assert all(article.text for article in found)


HOSTILE = {
    "nested brackets": "（" * 10_000 + "字" + "）" * 10_000,
    "no punctuation": "字" * 300_000,
    "many short lines": "\n".join(f"短行{i}" for i in range(20_000)),
    "a long line over short ones": "字" * 200_000 + "\n" + "\n".join(f"短行{i}，" for i in range(2_000)),
    "many open bylines": "（记者\n" * 20_000,
    "many headlines": "某镇开展活动\n正文一段。\n" * 10_000,
    "quotes": "字" + "“”" * 100_000,
    "labels in brackets": ("[村镇]" * 10 + " ") * 4 + "某镇\n某镇举行义诊活动\n近日，义诊举行。",
    "addresses glued together": "字" + "https://" * 100_000,
    "a wide gap": "某镇举行义诊\n\n甲" + " " * 300 + "乙",
    "spaces that were not read": "\ufffd" * 300_000 + "x字",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_whole(name: str) -> None:
    text = HOSTILE[name]
    assert characters([article.text for article in read(text)]) == characters([text])


@pytest.mark.parametrize("marks", ["【", "【】", "[]", "▲", "■", "# #", "## ##", "——"])
def test_a_line_of_marks_alone_takes_nothing_from_the_articles_around_it(marks: str) -> None:
    before, after = "近日，某镇举行义诊活动。", "近日，某村修好便民桥。"
    for page in (f"某镇举行义诊\n{before}\n{marks}\n某村修好便民桥\n{after}", f"{before}\n{marks}\n{after}"):
        text = "\n".join(article.text for article in read(page))
        assert before in text
        assert after in text


TWICE_AS_LONG: dict[str, Callable[[int], str]] = {
    "bodies signed by an editor": lambda n: (
        "某镇举行义诊\n\n本报讯（记者 高远）近日，某镇举行义诊。\n" + "村民说好。（编辑：高远）\n" * n
    ),
    "mastheads over articles": lambda n: (
        "庆云报 2022年3月5日 第04版\n" * n + "某镇举行义诊\n本报讯（记者 高远）近日，义诊举行。\n" * n
    ),
    "datelines under lines like headlines": lambda n: "某镇举行义诊\n" + "聊城讯（记者 高远）3月5日，锣鼓喧天\n" * n,
    "winners behind a head": lambda n: "近日，某镇表彰先进，名单如下：\n" + "高远\n一等奖（1名）\n" * n,
    "days over lines like verse": lambda n: "某镇举行义诊\n" + "2023-05-20\n某镇的人们\n\n" * n + "近日，村民说好。",
    "lines over a site's foot": lambda n: "某县镇村\n" * n + "近日，村民说好。\nCopyright © 某乡里事",
    "columns over columns": lambda n: "要闻\n" * n + "近日，某镇举行义诊，村民说好。",
}
"""Pages whose lines have to be looked back at, or at those above, each time."""


@pytest.mark.parametrize("name", TWICE_AS_LONG)
def test_a_page_twice_as_long_takes_twice_the_calls(name: str) -> None:
    def calls(count: int) -> int:
        text, made = TWICE_AS_LONG[name](count), [0]

        def counted(_frame: object, event: str, _argument: object) -> None:
            made[0] += event == "call"

        sys.setprofile(counted)
        try:
            read(text)
        finally:
            sys.setprofile(None)
        return made[0]

    calls(100)  # the tables
    assert calls(600) < 2.4 * calls(300)


@pytest.mark.seed
def test_the_seed_page_has_its_fourteen_articles(seed_page: Path, shared_gold: Path) -> None:
    gold = json.loads((shared_gold / "dongchangfu-2022-10.json").read_text(encoding="utf-8"))["articles"]
    found = read(seed_page.read_text(encoding="utf-8"))
    assert [(a.title, a.dateline, [[n.name, n.role] for n in a.byline]) for a in found] == [
        (wanted["title"], wanted["dateline"], wanted["byline"]) for wanted in gold
    ]
