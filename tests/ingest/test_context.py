"""Date of issue, area, publisher and the dateline's place: from the best source that says them, with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.context import area, dating
from ingest.context.context import contexts
from ingest.layout.articles import articles
from ontology.dates import bounds
from ontology.records import Context, Page

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "contexts.yaml").read_text(encoding="utf-8"))


def read(text: str, *, name: str = "a.txt", **options: str) -> tuple[Context, ...]:
    page = Page(source=name, digest="", text=text)
    return contexts(page, articles(page), **options)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_context_of_a_page_is(case: dict[str, Any]) -> None:
    found = read(case["page"], name=case["name"])
    assert len(found) == len(case["articles"])
    for context, wanted in zip(found, case["articles"], strict=True):
        assert {key: getattr(context, key) for key in wanted} == wanted
        assert context.area_reason
        assert context.published_reason


def test_options_come_before_all_else() -> None:
    (context,) = read(
        "东昌府讯 近日举行。\n2022年10月28日", name="寿光-2023-04-12.txt", published="2021-05", area="410225"
    )
    assert (context.published, context.published_from, context.area, context.area_from) == (
        "2021-05",
        "option",
        "410225",
        "option",
    )


def test_reasons_are_told_in_words_with_the_evidence() -> None:
    page = Page(source="a.txt", digest="", text="升旗\n\n为纪念抗美援朝72周年，10月24日，斗虎屯镇举行升旗仪式。")
    (found,) = articles(page)
    (context,) = contexts(page, [found])
    assert "1950+72=2022" in context.published_reason
    assert "斗虎屯镇" in context.area_reason
    assert context.area == "371502"


def test_an_open_area_names_its_candidates_and_the_remedy() -> None:
    (context,) = read("近日，韩集镇组织演练。\n\n韩集镇中心小学师生参加。")
    assert context.area is None
    assert "--area" in context.area_reason


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("寿光-2023-04-12.txt", "2023-04-12"),
        ("20221028_03版.pdf", "2022-10-28"),
        ("2022年10月28日.docx", "2022-10-28"),
        ("dongchangfu-2022-10.txt", "2022-10"),
        ("papers/2022.10.28/第3版.txt", None),
        ("2022-10-28.zip/03.txt", None),
        ("000_030373752a937f64.txt", None),
        ("p2022.txt", None),
        ("20221399.txt", None),
        ("IMG_1234.txt", None),
    ],
)
def test_a_file_name_says_a_date_or_not(name: str, expected: str | None) -> None:
    found = dating.in_name(name)
    assert (found.published if found else None) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("寿光市融媒体中心", "370783"),
        ("寿光", "370783"),
        ("东昌府", "371502"),
        ("安溪县人民政府网", "350524"),
        ("本报", None),
        ("人民日报", None),
        ("山东省聊城市东昌府区", "371502"),
    ],
)
def test_a_source_or_dateline_names_one_county_or_none(name: str, code: str | None) -> None:
    assert area.county_in(name) == code


@given(st.text(alphabet="镇乡村街道社区县市区旗古楼柳园张郑家讯近日，。 0123456789年月", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_a_well_formed_context(text: str) -> None:
    page = Page(source="a.txt", digest="", text=f"近日，举行。{text}")
    for context in contexts(page, articles(page)):
        assert (context.published is None) == (context.published_from == "open")
        assert (context.area is None) == (context.area_from == "open")
        if context.published:
            bounds(context.published)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("10月9日重阳节，古榕村摆开长桌宴。", "2016-10"),
        ("6月10日端午节，2021年办起的龙舟队下了水。", "2024-06"),
        ("6月10日端午节，2025年办起的龙舟队下了水。", None),
        ("6月23日，2023榕江云台茶开园节在古榕村举行。", "2023-06"),
        ("6月23日，村里收购了2023斤新茶，产销对接会开到地头。", None),
    ],
)
def test_the_year_is_inferred_from_a_feast_s_day_and_from_an_event_named_by_it(
    text: str, published: str | None
) -> None:
    assert dating.inferred([text]).published == published
