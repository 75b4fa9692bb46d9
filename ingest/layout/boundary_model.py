"""Whether a short line begins an article or heads a part of one, by weights learned from annotated pages run together.

What the page does around the line is said in cues: how the article before has ended, what the line looks like and how
it is set, what stands below it. The weights (ingest/data/boundaries.tsv, made by `build_boundaries`) add them up.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from ingest.bylines import signing
from ingest.bylines.tokens import MARKS
from ingest.context import dateline
from ingest.layout import furniture, heads, lists
from ingest.layout.article_drafts import (
    LOOK_AHEAD,
    SURE_BRIEFS,
    Draft,
    Layout,
    closed,
    column_of_briefs,
    hands_on,
    head_at,
    own_level,
    signed_before,
    signed_off,
    towns_in,
)
from ingest.layout.furniture_parts import is_issuer
from ingest.layout.furniture_signers import signing_fields
from ingest.layout.lines import HAN_PAIR, is_final, said_again
from ingest.layout.mending import Paragraph
from ingest.tables import FOLDER, size_in, weights_in, words_in

DATA = FOLDER / "boundaries.tsv"
BIAS = "*"
_SURE = 0.9
"""What cues must add up to: an article cut in two is worse than two run together."""
LEAD = re.compile(r"近日|日前|连日来|昨[日天]|今[日天]|\d{1,2}月\d{1,2}日|\d{1,2}日[上下]?午?")
"""A day in the lead of a report."""
OF_PLACE = re.compile("[\u3400-\u9fff]{1,8}(?:[镇乡村县区市]|街道|社区|农场|苏木|嘎查)")
_TODAY = re.compile(r"[ 　]*(?:近日|日前|昨[日天]|今[日天]|(?:\d{4}年)?\d{1,2}月\d{1,2}日)")
_BODY = re.compile("[镇乡村县区市旗州局委院校]|街道|社区|小学|公司|集团|协会|派出所|大队|中心|支部")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）) \u3000]|第[一二三四五六七八九十]+[章节条]")
COUNTED = re.compile(r"[（(]共?\d+[个名人家件项位支][）)]\Z")
"""So ends what stands over those honoured: 先进集体（4个）."""
_ENCLOSED = re.compile("[（(【].*[）)】]")
_DOCUMENT = re.compile(r"(?P<issuer>[\u3400-\u9fff]{4,24}?)?关于\S{2,60}的(?P<sort>[\u3400-\u9fff]{1,4})")
_REPORT = re.compile(
    r"(?:\d{4}年)?[\u3400-\u9fff]{1,10}?(?:[省市县区旗州盟镇乡局院会]|街道|政府)[\u3400-\u9fff\d]{0,20}(?:工作报告|统计公报|情况(?:的?报告|通报)|年度报告|工作(?:情况)?总结|工作(?:计划|打算|要点)|(?:进展|完成|运行|执行)[情简]况)"
)
"""A body's or an area's report, which no part of a document is headed by: 某县2023年统计公报, 某镇上半年工作总结."""
_TOLD = 50
_TWO_PARTS = re.compile(r"\S{3,}[ \u3000]\S{3,}")


Telling: TypeAlias = Callable[[Sequence[Paragraph], int, Layout, Draft, Sequence[Paragraph]], bool]
"""Of a page's paragraphs, a place there, the page's layout so far, the article gathered so far and the notes behind it:
whether another article begins."""


def begins_here(
    paragraphs: Sequence[Paragraph], index: int, layout: Layout, current: Draft, notes: Sequence[Paragraph]
) -> bool:
    """Whether an article begins at `index`, by the learned weights."""
    weights = _weights()
    return sum(weights.get(cue, 0.0) for cue in cues(paragraphs, index, layout, current, notes)) > _SURE


@cache
def _weights() -> dict[str, float]:
    return weights_in(DATA)


def cues(
    paragraphs: Sequence[Paragraph], index: int, layout: Layout, current: Draft, notes: Sequence[Paragraph]
) -> list[str]:
    """What speaks for and against an article that begins at `index`, behind the one gathered so far and its notes.

    A body paragraph stands within `LOOK_AHEAD` paragraphs from there, and a line over it.
    """
    head, first = head_at(paragraphs, index)
    assert first is not None
    ended = closed(current)
    signed = _signed_at_end(paragraphs, index + len(head))
    return [
        BIAS,
        *_of_end(current, notes, ended),
        *_of_furniture(current, head, notes),
        *_of_setting(head, first, layout, current, notes),
        *_of_lines([part.text for part in head if part.kind in ("short", "heading")], first.text, current, notes),
        *_of_text(first, current, ended),
        *_of_signatures(head, first, current, ended=ended, at_end=signed),
        _until_the_next(paragraphs[index + len(head) : index + len(head) + LOOK_AHEAD]),
    ]


def _of_end(current: Draft, notes: Sequence[Paragraph], ended: int) -> Iterator[str]:
    """How the article before has ended (how surely, `closed` tells), and how it began."""
    last = current.parts[-1]
    off = signed_off(last, notes) and not hands_on(current)
    yield f"ended {3 if off else ended}"
    yield f"last {last.kind}{' final' if is_final(last.text) else ''}"
    yield f"bodies {size_in(current.bodies, (1, 2, 4, 7))}"
    yield f"lines inside {size_in(current.lines, (0, 1, 3))}"
    began = current.parts[current.first].text
    if _TODAY.match(began):
        yield "began with a day"
    if dateline.at_start(began):
        yield "began with a dateline"
    if signed_before(current):
        yield "signed before"


def _of_furniture(current: Draft, head: Sequence[Paragraph], notes: Sequence[Paragraph]) -> Iterator[str]:
    """What stands between and over the two."""
    if any(heads.is_digest_head(line) for line in current.above):
        yield "digest"
    signed = next((at for at, part in enumerate(head) if _signs(part)), None)
    if signed is not None:
        yield f"signed {size_in(signed, (1, 2))} below"
        if signed_before(current):
            yield "signed below, as before"
    inside = [part for part in head if part.kind == "note"]
    if any(furniture.opens(part.text) for part in (*notes, *inside)):
        yield "furniture opens"
    if any(heads.is_masthead(note.text) for note in notes):
        yield "masthead"
    if any(furniture.is_colophon(note.text) for note in notes):
        yield "colophon"
    kinds = {furniture.kind_of(note.text) for note in notes}
    if "rule" in kinds:
        yield "rule"
    if "date" in {furniture.kind_of(part.text) for part in inside}:
        yield "date below"
    yield f"notes {size_in(len(notes), (0, 1, 3))}"
    yield f"notes below {size_in(len(inside), (0, 1, 2))}"


def _signs(part: Paragraph) -> bool:
    """Whether a paragraph says who wrote what stands below it."""
    if part.kind == "byline":
        return part.byline is not None and not part.byline.editorial
    return part.kind == "note" and bool(signing_fields(part.text))


def _of_setting(
    head: Sequence[Paragraph], first: Paragraph, layout: Layout, current: Draft, notes: Sequence[Paragraph]
) -> Iterator[str]:
    """How the line is set apart from what stands before and below it, and how the page has set articles apart so far."""
    headings = [part for part in head if part.kind == "heading"]
    if headings:
        own = own_level(current) or layout.level
        yield f"heading {'as deep' if own and headings[0].level <= own else 'deeper'}"
    elif own_level(current):
        yield "no heading"
    gap = head[0].gap - sum(note.gap for note in notes)  # a rule stands between two blank lines anyway
    inner = max(part.gap for part in (*head[1:], first))  # a headline stands nearer to its text than to what ended
    within = max(layout.within, current.largest_gap)
    yield f"gap {_against(gap, max(1, current.largest_gap))}"
    yield f"gap below {_against(gap, inner)}"
    if gap > max(1, current.largest_gap, inner):
        between = min(layout.between, current.gap) if layout.articles > 1 else current.gap
        yield "set as articles before" if gap >= between > within else "set apart"
    column = layout.briefs or column_of_briefs(current)
    before = current.parts[current.first]
    if column and _is_brief(head, first, column) and _is_brief(current.opening[-1:], before, column):
        yield "brief"


def _against(number: int, other: int) -> str:
    return "more" if number > other else "as much" if number == other else "less"


def _of_lines(lines: Sequence[str], text: str, current: Draft, notes: Sequence[Paragraph]) -> Iterator[str]:
    """What the lines over the text look like."""
    whole = "".join(lines)
    yield f"line {size_in(len(whole), (5, 8, 12, 16, 22, 30))}"
    yield f"lines {size_in(len(lines), (0, 1, 2, 3))}"
    if not lines:
        return
    first = lines[0]
    if any(_TWO_PARTS.search(line) for line in lines):
        yield "two parts"
    if len(lines) > 1:
        yield f"first line {size_in(len(first), (5, 8, 12, 16, 22, 30))}"
    if _BODY.search(first):
        yield "area or body"
    if _NUMBERED.match(first):
        yield "numbered, as before" if _NUMBERED.match(current.parts[0].text) else "numbered"
    if _ENCLOSED.fullmatch(first):
        yield "enclosed"
    if first[-1] in "：:—":
        yield "leads on"
    if "，" in first:
        yield "comma"
    if "：" in first[:-1]:
        yield "colon"
    if lines[-1].startswith("—"):
        yield "subtitle"
    if is_issuer(first):
        yield "issuer"
    if heads.is_column(first.strip("【】[]■◆●▲ ")):
        yield "column"
    if lists.heads_names(first.rstrip("：: ")):
        yield "heads a part" if lists.heads_part(first) or COUNTED.search(first) else "heads names"
    document = max((_of_documents(line, current, notes) for line in lines[:2]), default=0)
    if document:
        yield f"document {document}"
    if HAN_PAIR.search(whole):
        told = said_again(whole, text)
        yield f"told below {size_in(told, (5, 20, 33, 50, 70))}"
        if told > _TOLD and LEAD.search(text, 0, 80):
            yield "told below with its day"


def _of_text(first: Paragraph, current: Draft, ended: int) -> Iterator[str]:
    """How the text below begins."""
    text = first.text
    yield f"text {size_in(len(text), (20, 60, 120, 240))}"
    if "。" not in text:
        yield f"{'ended, ' if ended else ''}text without a stop"
    if dateline.at_start(text):
        yield "dateline"
    if _TODAY.match(text):
        yield "day after day" if _TODAY.match(current.parts[current.first].text) else "day"
    elif LEAD.search(text, 0, 80):
        yield "day in the lead"
    if text.startswith(words_in("furniture", "texts_go_on")):
        yield "goes on"
    if OF_PLACE.match(text):
        yield "place"
    towns = towns_in(text)
    if towns:
        yield "towns known" if towns & current.towns else "towns new"
    if text[0] == "“":
        yield "quotation"
    if first.kind == "item":
        yield "item"


def _of_signatures(
    head: Sequence[Paragraph], first: Paragraph, current: Draft, *, ended: int, at_end: bool
) -> Iterator[str]:
    """Whether the article before is signed, and what would be the next one; `at_end`: that one at its end."""
    if at_end:
        yield "signed at the end, as before" if ended else "signed at the end"
    opening = dateline.at_start(first.text)
    signed = at_end or any(map(_signs, head)) or bool(opening and opening.byline)
    was = ended > 0 or signed_before(current)
    yield f"{'signed' if signed else 'unsigned'} behind {'signed' if was else 'unsigned'}"


def _until_the_next(below: Sequence[Paragraph]) -> str:
    """How much text stands before the next line that may be a headline."""
    text = itertools.takewhile(lambda part: part.kind not in ("short", "heading"), below)
    return f"text until the next {size_in(sum(part.is_text for part in text), (1, 2, 4))}"


def _is_brief(head: Sequence[Paragraph], first: Paragraph, column: str) -> bool:
    """A headline on one line that says of which place it is, nearer to its text than to what stands before it; in a column
    of briefs alone as near, where the text begins with a day or the place again."""
    place = OF_PLACE.match(head[0].text.lstrip(MARKS)) if len(head) == 1 else None
    if place is None:
        return False
    told = LEAD.search(first.text, 0, 30) is not None or first.text.startswith(place[0])
    return head[0].gap > first.gap or (told and column.endswith(SURE_BRIEFS) and head[0].gap == first.gap)


def _of_documents(line: str, current: Draft, notes: Sequence[Paragraph]) -> int:
    """How much a document's title (某县人民政府关于…的通知) speaks for a new article: 3 with its issuer, 3 behind a signature
    with its day; 0 behind one that hands another on (转发…的通知). A report as much as one with its issuer.
    """
    if _REPORT.fullmatch(line):
        return 3
    title = _DOCUMENT.fullmatch(line)
    if title is None or title["sort"] not in words_in("furniture", "notice_words"):
        return 0
    if hands_on(current):
        return 0
    signed = signed_off(current.parts[-1], notes)
    return 3 * (title["issuer"] is not None and is_issuer(title["issuer"])) + 3 * signed


def _signed_at_end(paragraphs: Sequence[Paragraph], first: int) -> bool:
    """Do the paragraphs from this one on end, before any other short line, with a byline?"""
    for paragraph in paragraphs[first : first + LOOK_AHEAD]:
        if paragraph.kind == "byline":
            return paragraph.byline is not None and not paragraph.byline.editorial
        if paragraph.kind in ("short", "heading"):
            return False
        if signing.at_end(paragraph.text):
            return True
    return False
