"""An article being gathered from a page's paragraphs, and what shows of it whether it has ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.bylines import signing
from ingest.context import dateline
from ingest.layout import furniture, heads
from ingest.layout.furniture_parts import is_issuer
from ingest.layout.mending import Paragraph

HEADLINE_LINES = 3
"""A headline has at most so many lines: kicker, headline, what it did."""

LOOK_AHEAD = 8
_EDITORS = 20
"""No article has more editors' lines in a row."""
DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_TOWN = re.compile(r"(?=([\u3400-\u9fff][^全该本各农新乡\W](?:镇|乡|村|社区|街道)))")
_HANDS_ON = ("转发", "印发", "批转", "附件", "附：")
"""Words of a document that has another behind its signature."""
DOCUMENT_NUMBER = re.compile(r"[〔\[［（(](?:19|20)\d{2}[〕\]］）)]\s*(?:第\s*)?\d{1,5}\s*号")
"""莘政发〔2024〕12号, over a document's title."""
SURE_BRIEFS = (
    "短波",
    "简讯",
    "短讯",
    "快讯",
    "集锦",
    "速览",
    "集萃",
    "荟萃",
    "一周要闻",
    "本周要闻",
    "每周要闻",
    "要闻汇总",
)
"""Columns that hold nothing but briefs, …"""
_BRIEFS = (*SURE_BRIEFS, "动态", "速递", "播报", "传真", "快递", "一览", "新闻")
"""… and those that may."""


@dataclass(slots=True)
class Draft:
    """An article being gathered: its paragraphs in order, the headline's first; notes around it."""

    above: tuple[str, ...]
    parts: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    bodies: int = 0
    largest_gap: int = 0
    gap: int = 0  # blank lines before it
    bare: bool = False  # begun without headline and dateline
    first: int = 0  # where its first body paragraph stands
    headlines: int = 0  # so many of its first paragraphs are known to be lines of a headline
    over: int = 0  # so many of its first paragraphs stand over the line with its day and source
    lines: int = 0  # so many lines that may be a headline stand behind its first body paragraph
    days: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)  # that it names, and villages

    @property
    def opening(self) -> list[Paragraph]:
        """What stands over its first body paragraph, of it no more than a headline can have."""
        return self.parts[: min(self.first, LOOK_AHEAD)]

    def add(self, paragraph: Paragraph) -> None:
        if self.bodies:
            self.largest_gap = max(self.largest_gap, paragraph.gap)
        elif paragraph.is_text:
            self.first = len(self.parts)
        self.parts.append(paragraph)
        self.lines += self.bodies > 0 and paragraph.kind in ("short", "heading")
        self.towns |= towns_in(paragraph.text)
        if paragraph.is_text:
            self.bodies += 1
            self.days.update(DAY.findall(paragraph.text))


@dataclass(slots=True)
class Layout:
    """How a page has set its articles apart so far: the least gap between two, the largest within one."""

    articles: int = 0
    between: int = 0
    within: int = 0
    level: int = 0  # of the headlines it marks as headings
    briefs: str = ""  # the column of briefs under which it is (镇街短波)

    def take(self, draft: Draft) -> None:
        """Learn from an article that has ended."""
        if self.articles:
            self.between = draft.gap if self.articles == 1 else min(self.between, draft.gap)
        self.articles += 1
        self.briefs = self.briefs or column_of_briefs(draft)
        self.within = max(self.within, draft.largest_gap)
        self.level = next((part.level for part in draft.opening if part.kind == "heading"), self.level)


def towns_in(text: str) -> set[str]:
    """The towns and villages that a text names, by the last characters of their names.

    >>> sorted(towns_in("徐庄镇小张村的晒场上，全村人都来了"))
    ['小张村', '徐庄镇']
    """
    return set(_TOWN.findall(text))


def column_of_briefs(draft: Draft) -> str:
    """The column of briefs that stands over an article's headline: 镇街短波; "" if none does."""
    column = "".join(draft.parts[0].text.strip("【】[]■◆●▲ ").split())
    return column if len(draft.opening) > 1 and heads.is_column(column) and column.endswith(_BRIEFS) else ""


def signed_before(current: Draft) -> bool:
    """Whether an article is signed in its dateline or under its headline."""
    opening = dateline.at_start(current.parts[current.first].text)
    return bool(opening and opening.byline) or any(
        part.byline is not None and not part.byline.editorial for part in current.parts[: current.first]
    )


def hands_on(draft: Draft) -> bool:
    """Whether a document has another behind its signature."""
    return any(word in part.text for part in draft.parts for word in _HANDS_ON)


def signed_off(part: Paragraph, notes: Sequence[Paragraph]) -> bool:
    """Whether a line is the body that puts a piece out, and a day stands below it: 某镇党政办 / 2023年12月4日."""
    dated = any(furniture.kind_of(note.text) == "date" for note in notes[:1])
    return dated and part.kind == "short" and is_issuer(part.text)


def own_level(current: Draft) -> int:
    """How deep the heading is that an article has for its headline; a column's name over it (# 基层短波) is none."""
    levels = [part for part in current.opening if part.kind == "heading"]
    if len(levels) > 1 and levels[1].level > levels[0].level and _stands_over_articles(levels[0].text):
        levels = levels[1:]
    return levels[0].level if levels else 0


def _stands_over_articles(line: str) -> bool:
    return heads.is_column(line) or heads.is_masthead(line) or furniture.kind_of(line) is not None


def head_at(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Paragraph], Paragraph | None]:
    """What stands from `index` on before the first body paragraph (headline, byline, notes), and that one."""
    head: list[Paragraph] = []
    for paragraph in paragraphs[index : index + LOOK_AHEAD]:
        if paragraph.is_text:
            return head, paragraph
        head.append(paragraph)
    return head, None


def closed(current: Draft) -> int:
    """How surely the article gathered so far has ended: 3 signed by its authors, 1 by a photographer, 0 not."""
    last = len(current.parts) - 1
    for index in range(last, max(current.first, last - _EDITORS) - 1, -1):
        part = current.parts[index]
        signed = part.byline if part.kind == "byline" else None
        if part.kind == "body":
            ending = signing.at_end(part.text)
            signed = ending[1] if ending else None
        if signed is not None and signed.editorial:
            continue
        if signed is None:
            return 0
        return 1 if signed.photo and current.bodies > 1 else 3
    return 0


def first_body(draft: Draft) -> int:
    """Where a draft's first body paragraph stands among its parts."""
    return next(i for i, part in enumerate(draft.parts) if part.is_text)
