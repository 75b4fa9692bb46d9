"""Numbers as newspapers write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import han_value, numbers


@pytest.mark.parametrize(
    ("text", "value", "approximate"),
    [
        ("1736册", 1736, False),
        ("１７３６册", 1736, False),
        ("3,600户", 3600, False),
        ("3万余元", 30_000, True),
        ("三万余册", 30_000, True),
        ("1.2亿元", 120_000_000, False),
        ("2000多万元", 20_000_000, True),
        ("十二个", 12, False),
        ("二十户", 20, False),
        ("三百零五名", 305, False),
        ("三百五名", 350, False),
        ("百余名", 100, True),
        ("近百人", 100, True),
        ("上千亩", 1000, True),
        ("八百多人", 800, True),
        ("约40座", 40, True),
        ("签约87人", 87, False),
        ("附近3个村", 3, False),
        ("近3个村", 3, True),
        ("线上5场", 5, False),
        ("九十八点六", 98.6, False),
    ],
)
def test_value_and_about(text: str, value: float, approximate: bool) -> None:
    (number,) = numbers(text)
    assert (number.value, number.approximate) == (value, approximate)


@pytest.mark.parametrize(
    ("text", "value"), [("100%", 100), ("98.6％", 98.6), ("百分之四十", 40), ("近半数三成", 30), ("七成", 70)]
)
def test_shares_are_percent(text: str, value: float) -> None:
    assert [(number.value, number.sign) for number in numbers(text)] == [(value, "%")]


@pytest.mark.parametrize("text", ["一成不变", "两成功", "成为", "余下", "多来"])
def test_words_that_only_look_like_shares_or_numbers_are_none(text: str) -> None:
    assert not any(number.sign for number in numbers(text))


@pytest.mark.parametrize("written", ["三四", "三四十", "七八"])
def test_guesses_between_two_numbers_are_no_number(written: str) -> None:
    assert han_value(written) is None


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_back(value: int) -> None:
    assert han_value(_in_han(value)) == value


def _in_han(value: int) -> str:
    digits, written, gap = "零一二三四五六七八九", "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    return written


@given(st.text(alphabet="0123456789,.一二三十百千万亿余多成%点零 个", max_size=60))
def test_numbers_stand_apart_from_left_to_right_in_any_text(text: str) -> None:
    found = numbers(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= number.start < number.end <= len(text) for number in found)
