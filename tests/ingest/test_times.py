"""Times are found where they stand and mean what the table says; nothing is invented without a date of issue."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.times.times import times
from ontology.dates import bounds

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def given_or_none(text: str) -> str | None:
    return None if text in ("~", "") else text


@pytest.mark.parametrize(("text", "published", "expected"), CASES, ids=lambda value: str(value)[:30])
def test_a_time_means_this(text: str, published: str, expected: list[str]) -> None:
    found = times(text, given_or_none(published))
    assert [time.edtf for time in found] == [given_or_none(value) for value in expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("活动于10月26日上午9时举行", ["10月26日上午9时"]),
        ("展览10月26日至28日开放", ["10月26日至28日"]),
        ("截至10月底，今年以来", ["10月底", "今年"]),
    ],
)
def test_a_span_holds_the_words_of_the_time_with_its_clock(text: str, words: list[str]) -> None:
    assert [text[time.start : time.end] for time in times(text, "2022-10-28")] == words


@given(
    st.text(alphabet="0123456789年月日号至—-去今明昨天周一二三四五十上下半季度底初“”，。 每第个", max_size=60),
    st.sampled_from([None, "2022", "2022-10", "2022-10-28", "0001-01-01", "9999-12-31"]),
)
@settings(max_examples=500, deadline=None)
def test_any_text_gives_ordered_spans_and_well_formed_dates(text: str, published: str | None) -> None:
    at = 0
    for time in times(text, published):
        assert at <= time.start < time.end <= len(text)
        at = time.end
        if time.edtf is not None:
            bounds(time.edtf)


@given(st.text(alphabet="月日昨今去年近期当天本周上半底12", max_size=40))
@settings(max_examples=300, deadline=None)
def test_without_a_date_of_issue_only_what_the_text_dates_itself_is_dated(text: str) -> None:
    assert all(time.edtf is None for time in times(text, None))
