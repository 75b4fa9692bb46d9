"""Cutting Chinese text into words by a dictionary: the cut with the fewest words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "lac"
_LETTERS = re.compile(r"[A-Za-z0-9]+")


@cache
def _dictionary() -> tuple[frozenset[str], int]:
    text = (DATA / "small_seg.dic").read_text("utf-8")
    words = frozenset(line.split()[0] for line in text.split("\n") if line.strip())
    return words, max(map(len, words))


def cut_units(text: str) -> list[tuple[int, int]]:
    """Spans of the cut with the fewest units; at equal counts the longer first unit. They tile the text."""
    words, longest = _dictionary()
    size = len(text)
    count = [0] * (size + 1)
    step = [1] * size
    for start in range(size - 1, -1, -1):
        best, length = count[start + 1], 1
        for end in range(start + 2, min(start + longest, size) + 1):
            if count[end] <= best and text[start:end] in words:
                best, length = count[end], end - start
        count[start], step[start] = best + 1, length
    units: list[tuple[int, int]] = []
    at = 0
    while at < size:
        units.append((at, at + step[at]))
        at += step[at]
    return _join_letters(text, units)


def _join_letters(text: str, units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in units:
        single = end - start == 1 and _LETTERS.fullmatch(text[start:end])
        if joined and single and joined[-1][1] == start and _LETTERS.fullmatch(text[joined[-1][0] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@cache
def common_words() -> frozenset[str]:
    """Words of two to four characters that are in common use (at least 50 times in the tagger's counts)."""
    lines = (line.split() for line in (DATA / "small_seg.dic").read_text("utf-8").split("\n"))
    return frozenset(line[0] for line in lines if len(line) > 1 and 2 <= len(line[0]) <= 4 and int(line[1]) >= 50)
