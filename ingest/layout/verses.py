"""Text that a channel sets one clause to a line, without marks, as verse is set: none of its lines is a headline.

What tells them is where they stand: several in a row under the headline's day and source, or more in a row than a headline
has lines, with sentences of the same text behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.bylines import byline
from ingest.context import dateline
from ingest.layout import furniture, heads, lists
from ingest.layout.leftovers import is_text
from ingest.layout.lines import Line, cells, is_final, width_of

_LONGEST = 24
"""Cells of such a line."""
_HEADED = 7
"""So many code points tell a headline from a column's name over it."""
_NEAR = 6
"""A headline stands so many lines over its text at most."""
_UNDER_DAY, _IN_TEXT, _AGAIN = 3, 4, 2
"""So many lines stand in a row at least: under a headline's day, within a text, on a page that has such lines."""


def verses(lines: Sequence[Line]) -> frozenset[int]:
    """The places among a page's lines of those that are set so.

    >>> page = "某镇护河队十年如一日|2024-03-12 08:00|>在河堤上|总有一群人|守着这条河|>3月11日，队员沿河走了一上午。"
    >>> lines = [Line(text.lstrip(">"), int(text[0] == ">"), False) for text in page.split("|")]
    >>> sorted(verses(lines))
    [2, 3, 4]
    """
    last = next((at for at in range(len(lines) - 1, -1, -1) if is_text(lines[at].text)), 0)
    if width_of(lines):
        return frozenset()
    found: set[int] = set()
    least = min((line.gap for line in lines[1:]), default=0)  # between lines that are not set apart
    told, at = False, 0
    while at < last:
        end = at
        while end < last and _may_be_verse(lines[end].text) and (end == at or lines[end].gap == least):
            end += 1
        if end == at:
            told = told or is_text(lines[at].text)
            at += 1
            continue
        fewest = _AGAIN if found else _IN_TEXT if told else _UNDER_DAY
        placed = bool(found) or (lines[at].gap > least if told else _under_day(lines, at))
        if end - at >= fewest and placed and _ends_there(lines[end], least):
            found.update(range(at, end))
        at = end
    return frozenset(found)


def _may_be_verse(text: str) -> bool:
    if cells(text) > _LONGEST or is_final(text) or "。" in text or "：" in text:
        return False
    if lists.is_item(text) or lists.is_row(text) or dateline.at_start(text) is not None:
        return False
    return furniture.kind_of(text) is None and byline.parse(text) is None and not heads.is_column(text)


def _under_day(lines: Sequence[Line], at: int) -> bool:
    """Whether a headline with its day or source stands over a line."""
    if at < 2 or furniture.kind_of(lines[at - 1].text) not in ("meta", "date"):
        return False
    over = next(
        (line.text for line in reversed(lines[max(0, at - _NEAR) : at]) if furniture.kind_of(line.text) is None), ""
    )
    return len(over) >= _HEADED and not heads.is_column(over) and not heads.is_account(over)


def _ends_there(following: Line, least: int) -> bool:
    """Whether what stands behind is set apart, or ends what the lines tell, and is no report of its own."""
    return (following.gap > least or is_final(following.text)) and dateline.at_start(following.text) is None
