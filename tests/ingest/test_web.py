"""Web pages: their main text is read without furniture, whatever their markup."""

from __future__ import annotations

import re
import sys
from itertools import accumulate, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats import markdown, nesting, web
from ingest.pages import Source, page_of


def text_of(data: bytes, name: str = "page.txt") -> str:
    return page_of(Source(name, data=data)).text


WEB_PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>张炉集镇开展义诊_东昌府区政府网</title>
<meta name="ContentSource" content="东昌府区融媒体中心"><script>var a = "脚本。";</script><style>p {color: red}</style></head>
<body><div class="nav-bar"><a href="/">首页</a> <a href="/x">新闻中心，要闻</a></div>
<div class="wrap"><h1>张炉集镇<br>开展义诊</h1>
<div class="info"><span>发布时间：2022-10-28 09:00</span> <span>浏览次数：12</span></div>
<div id="zoom"><p>　　东昌府讯 近日，张炉集镇开展义诊，<b>受到</b>好评。<br>居民说：“好。”</p>
<h2>送医上门</h2><table><tr><td>血压</td><td>260人</td></tr></table>
<p style="display:none">隐藏的话，不该出现。</p><p>（融媒体 高远）</p></div>
<p>责任编辑：甄好</p><div class="share">分享到，微信</div></div>
<div class="related"><a href="/1">别的新闻，很长的标题，在这里。</a></div><footer>版权所有，翻印必究。</footer></body></html>"""


def test_a_web_page_gives_its_main_text_without_furniture() -> None:
    assert text_of(WEB_PAGE.encode("gb18030"), "a.html").split("\n") == [
        "来源：东昌府区融媒体中心",
        "# 张炉集镇 开展义诊",
        "发布时间：2022-10-28 09:00 浏览次数：12",
        "东昌府讯 近日，张炉集镇开展义诊，受到好评。",
        "居民说：“好。”",
        "## 送医上门",
        "血压\t260人",
        "（融媒体 高远）",
        "责任编辑：甄好",
    ]


_PROSE = "<p>　　近日，某镇组织干部群众清理沟渠，共清淤18公里。</p><p>村民说，这下秋种有水了。</p>"


@pytest.mark.parametrize(
    ("page", "first_lines"),
    [
        (
            "<table><tr><td><b>崔口镇清淤护航秋种</b></td></tr><tr><td>发布日期：2023-09-05 &nbsp; 作者：米小禾</td></tr>"
            f"<tr><td>{_PROSE}</td></tr></table>",
            ["崔口镇清淤护航秋种", "发布日期：2023-09-05"],
        ),
        (
            "<head><title>庆云日报数字报-崔口镇清淤护航秋种</title></head><ul><li>崔口镇清淤护航秋种</li><li>某镇修路忙</li></ul>"
            f"<div>2023年09月05日 星期二</div><div>崔口镇清淤护航秋种</div><div>□本报记者 米小禾</div><div>{_PROSE}</div>",
            ["2023年09月05日 星期二", "崔口镇清淤护航秋种", "□本报记者 米小禾"],
        ),
    ],
    ids=["over its metadata, in a table's cell", "part of the window's title, the day over it"],
)
def test_a_web_page_s_headline_that_is_marked_as_none_is_found(page: str, first_lines: list[str]) -> None:
    lines = text_of(f"<!DOCTYPE html><html>{page}</html>".encode(), "a.html").split("\n")
    for line, expected in zip(lines, first_lines, strict=False):
        assert line.startswith(expected)


def test_a_table_of_a_web_page_gives_a_line_for_each_row_and_a_layout_table_its_lines() -> None:
    people = "<tr><th>姓名</th><th>网格</th></tr><tr><td><p>高远</p></td><td><p>第一网格</p></td></tr>"
    text = f"近日，某镇选出网格员。<br>名单如下：<table>{people}</table>公示期三天，请群众监督。"
    page = f"<!DOCTYPE html><body><table><tr><td>栏目</td><td>{text}</td></tr></table></body>"
    assert text_of(page.encode(), "a.html").split("\n") == [
        "近日，某镇选出网格员。",
        "名单如下：",
        "姓名\t网格",
        "高远\t第一网格",
        "公示期三天，请群众监督。",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 10_000 + "近日，某镇举行义诊。" + "</div>" * 10_000,
        "<p>近日，某镇举行义诊。</p>" + "<b>" * 50_000,
        "<table><tr><td>近日，某镇举行义诊。",
        "<p>近日，某镇举行义诊。</div></span></p></p>",
        "<p>近日，某镇举行义诊。<script>" + "a" * 100_000,
    ],
    ids=["deep", "unclosed", "cut off", "crossed", "open script"],
)
def test_garbage_around_the_text_of_a_web_page_does_no_harm(source: str) -> None:
    assert "近日，某镇举行义诊。" in text_of(source.encode(), "a.html")


@given(st.text(alphabet="<>/=\"' apdivh1scrtbe。，字&;#!-[]", max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_markup_whatever_breaks_the_reading_of_web_pages_and_markdown(source: str) -> None:
    assert isinstance(web.text_of(source), str)
    assert isinstance(markdown.text_of(source), str)


@pytest.mark.parametrize(
    ("tag", "depth"),
    [
        *product(["<div>", "<table><tr><td>", "<font>", "<p><b><div>"], [600, 3_000, 10_000]),
        ("<div>", 100_000),
        ("<font>", 100_000),
    ],
)
def test_elements_nested_however_deep_lose_no_text(tag: str, depth: int) -> None:
    nested = "<h1>某镇举行义诊</h1>" + f"{tag}村民说好。\n" * depth + "</div></td></font>" * 3 + "<p>最后一句。"
    text = web.text_of(nested)
    assert text.count("村民说好。") == depth
    assert text.startswith("# 某镇举行义诊\n")
    assert text.endswith("最后一句。")


@pytest.mark.parametrize(
    "part",
    [
        "<div>村民说好。",
        "<font>村民说好。</b>",
        "<h1>村民</h1><h1>说好。",
        "<section>村民说好。<section>村民说好。</section>",
        "<div><b>村民说好。</div>",
    ],
    ids=["boxes", "ends of nothing", "headings", "boxes around one part", "ends of what holds them"],
)
def test_a_web_page_nested_twice_as_deep_takes_twice_the_calls(part: str) -> None:
    def calls(depth: int) -> int:
        made = 0

        def counted(frame: object, event: str, what: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            web.text_of(part * depth)
        finally:
            sys.setprofile(None)
        return made

    calls(100)  # the tables
    assert calls(8_000) < 2.3 * calls(4_000)


@given(st.lists(st.sampled_from(["<b>", "</b>", "<p>", "</p>", "<td>", "<br>", "<b", "甲", "乙 ", "<!-- -->"])))
@settings(max_examples=200, deadline=None)
def test_a_page_made_flat_keeps_its_words_in_their_order(pieces: list[str]) -> None:
    source = "<i>" * (nesting.DEEPEST - 2) + "".join(pieces)
    flat = nesting.flattened(source)
    assert re.sub("<[^<>]*>", "", flat) == re.sub("<[^<>]*>", "", source.replace("<!-- -->", " "))
    steps = [-1 if tag.startswith("</") else 1 for tag in re.findall("<[^<>]*>", flat) if tag != "<br>"]
    assert max(accumulate(steps)) <= nesting.DEEPEST + 1
