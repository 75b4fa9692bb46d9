"""Names by weights: a choice is always one of the ends there are; what speaks for a name gets a weight for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions.people.build_names import Case, fitted
from ingest.mentions.people.name_model import SIZES, candidates, choose, weights
from ingest.mentions.people.name_rules import HAN_RUN

TEXTS = st.text(alphabet="县长书记王李赵明和、，。说在村民1 “”", min_size=1, max_size=40)


@settings(deadline=None)  # the first asks for the tables
@given(TEXTS, st.integers(0, 39), st.sampled_from(["posts", "residents", "mark", "next"]))
def test_a_choice_is_one_of_the_ends_of_han_characters_or_none(text: str, start: int, kind: str) -> None:
    choice = choose(text, start, kind, "")
    assert 0 < choice.chance <= 1
    if choice.span is not None:
        assert choice.span[0] == start
        assert choice.span[1] in set(candidates(text, start, kind))
        assert HAN_RUN.fullmatch(text, *choice.span)
        assert choice.span[1] - start in SIZES


def test_where_no_name_can_stand_there_is_surely_none() -> None:
    assert choose("县长，", 2, "posts", "县长") == (None, 1.0, 0.0)


@pytest.mark.parametrize(
    ("title", "kind", "behind"),
    [
        ("骑手", "posts", "久坐、跑楼多"),
        ("医生", "occupations", "都会带着药箱来"),
        ("学生", "residents", "齐刷刷举起了手"),
        ("书记", "posts", "开出的共享工具间"),
        ("会长", "posts", "把牌子立起来了"),
        ("经理", "posts", "用手机对着羊群扫了一圈"),
        ("领导", "occupations", "管一管。"),
    ],
)
def test_what_people_do_behind_a_title_is_no_name(title: str, kind: str, behind: str) -> None:
    assert choose(title + behind, len(title), kind, title).span is None


@pytest.mark.parametrize(
    ("title", "behind", "name"),
    [
        ("总经理", "望军原在武汉做电商，", "望军"),
        ("理事长", "符永贵在仪式上说", "符永贵"),
        ("种粮大户", "檀四清代表大家发言", "檀四清"),
    ],
)
def test_a_name_behind_a_title_keeps_all_its_characters(title: str, behind: str, name: str) -> None:
    assert choose(title + behind, len(title), "posts", title).span == (len(title), len(title) + len(name))


def test_what_only_right_ends_have_weighs_for_a_name_and_what_only_wrong_ones_have_against() -> None:
    cases = [Case([["surname"], ["surname", "over"]], 0), Case([["word"], ["word", "over"]], None)] * 20
    learned = fitted(cases)
    assert learned["surname"] > 0 > learned["over"]
    assert learned["word"] < 0


@pytest.mark.parametrize("column", [0, 1])
def test_both_columns_of_the_table_hold_weights(column: int) -> None:
    table = weights()[column]
    assert len(table) > 1000
    assert max(map(abs, table.values())) < 50
