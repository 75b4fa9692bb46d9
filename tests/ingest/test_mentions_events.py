"""Events by weights: names lie apart in the text, begin with no count, and what speaks for one gets a weight for it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions.events.build_events import Learned, fitted, standing
from ingest.mentions.events.event_edges import led
from ingest.mentions.events.event_guards import is_none
from ingest.mentions.events.event_model import BIAS, cases, names, weights
from ingest.mentions.making import mention_of
from tests.ingest.test_mentions import view_of

TEXTS = st.text(alphabet="县在举办了第一场“春耕”培训班赛活动会议夜课，。、（）\n12日", min_size=1, max_size=60)


@settings(deadline=None)  # the first asks for the tables
@given(TEXTS)
def test_names_lie_apart_within_a_line_and_are_as_likely_as_was_asked(text: str) -> None:
    found = list(names(view_of(text), (), 0.3))
    assert all(0.3 <= name.chance <= 1 and name.span[0] < name.span[1] <= len(text) for name in found)
    assert all(one.span[1] <= next_.span[0] for one, next_ in pairwise(found))
    assert not any("\n" in text[slice(*name.span)] or "。" in text[slice(*name.span)] for name in found)


@given(TEXTS)
def test_every_case_ends_at_a_token_and_begins_at_one_before_it(text: str) -> None:
    view = view_of(text)
    ends = {token.end for token in view.tokens}
    for case in cases(view, (), lambda _: True):
        assert case.end in ends
        assert all(0 <= start < case.end - 1 for start, _ in case.starts)


def test_a_count_is_no_part_of_a_name() -> None:
    text = "3月2日，古楼街道举办了一场茶艺培训班。"
    begins = {start for case in cases(view_of(text), (), lambda _: True) for start, _ in case.starts}
    assert text.index("茶艺") in begins
    assert text.index("一场") not in begins


def test_what_stands_only_where_names_end_speaks_for_them() -> None:
    learned = [
        Learned([], ["held"], [["slogan"], ["over"]], 0),
        Learned([], ["every week"], [["slogan"], ["over"]], None),
    ] * 20
    table = fitted(learned)
    assert table["held"] > 0 > table["every week"]
    assert table["slogan"] > table["over"]


def test_the_gold_s_name_is_found_with_its_marks_and_the_longest_of_those_that_end_together() -> None:
    text = "举办“邻里一家亲”百家宴。百家宴上，选举中"
    gold = {
        "entities": [
            {"t": "EVENT", "n": ["“邻里一家亲”百家宴", "百家宴"]},
            {"t": "EVENT", "n": ["选举"], "optional": True},
        ]
    }
    sure, open_ = standing(text, gold)
    assert {text[start:end] for end, start in sure.items()} == {"“邻里一家亲”百家宴", "百家宴"}
    assert {text[end - 2 : end] for end in open_} == {"选举"}


def test_both_columns_of_the_table_hold_weights() -> None:
    for table in weights():
        assert BIAS in table
        assert len(table) > 300
        assert max(map(abs, table.values())) < 50


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("组织民营企业爱心助学暨“光彩书屋”揭牌活动", "民营企业爱心助学暨“光彩书屋”揭牌活动"),
        ("组织生活会", "组织生活会"),
        ("莘县妇联组织巾帼创业暨“她力量”宣讲活动", "巾帼创业暨“她力量”宣讲活动"),
        ("莘县妇联以“好家风”为主题的家庭教育讲座", "家庭教育讲座"),
        ("“好家风”为主题的家庭教育讲座", "“好家风”为主题的家庭教育讲座"),
        ("区领导春节前走访慰问", "春节前走访慰问"),
    ],
)
def test_a_name_leaves_out_who_holds_it_and_what_it_is_said_to_be_about(written: str, name: str) -> None:
    assert led(mention_of(view_of(written), 0, len(written), "Activity", "event/learned")).text == name


def test_a_verb_with_what_it_was_done_to_is_no_name() -> None:
    text = "检查了消防通道和灭火器配备"
    assert is_none(text, mention_of(view_of(text), 0, len(text), "Activity", "event/learned"))
