"""Paragraphs -> drafts of articles: where one ends and the next begins.

A boundary needs evidence: what ended before (a byline) and what begins (a dateline, a byline under a
headline, a heading the file marks). A short line within running text is a subheading. So a page from
any paper is one article unless it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import byline, dateline, furniture, mending
from ingest.mending import Paragraph
from ingest.tables import load

ENOUGH = 3
"""Evidence that a boundary needs; see `_evidence`."""

HEADLINE_LINES = 3
"""A headline has at most so many lines: kicker, headline, what it did."""

_LOOK_AHEAD = 8
_LEAD = re.compile(r"近日|日前|连日来|昨[日天]|今[日天]|\d{1,2}月\d{1,2}日|\d{1,2}日[上下]?午?")
_CAPTION = re.compile("(?:图为|图|上图|下图|左图|右图|本图|题图|图片)[①②③④⑤\\d]?[：:为]?|[①②③④⑤]")
_TWO_PARTS = re.compile(r"\S{3,}[ \u3000]\S{3,}")


@dataclass(slots=True)
class Draft:
    """An article being gathered: its paragraphs in order, the headline's first; notes around it."""

    above: tuple[str, ...]
    parts: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    bodies: int = 0
    largest_gap: int = 0

    def add(self, paragraph: Paragraph) -> None:
        if self.bodies:
            self.largest_gap = max(self.largest_gap, paragraph.gap)
        self.parts.append(paragraph)
        self.bodies += paragraph.kind == "body"


def split(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """The drafts of a page's articles in order; none where it has no paragraph of text."""
    drafts: list[Draft] = []
    current = Draft(())
    pending: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "note":
            pending.append(paragraph)
            continue
        if current.bodies and paragraph.kind == "body" and _only_headline_lines(current, paragraph):
            current.parts = [replace(p, kind="short") if p.kind == "body" else p for p in current.parts]
            current.bodies = 0
        if current.bodies and _begins(paragraphs, index, current, pending):
            behind, before = _shared_out(pending, paragraph.gap)
            current.notes += behind
            drafts.append(current)
            current = _opened(before, current.above)
        elif not current.parts:
            current = _opened([*current.notes, *pending], current.above)
        else:
            current.notes += pending
        pending = []
        current.add(paragraph)
    current.notes += pending
    return _finished(drafts, current)


def _only_headline_lines(current: Draft, paragraph: Paragraph) -> bool:
    """Before a dateline there is nothing but lines like a headline's: they are one, whatever they looked like."""
    return (
        current.bodies <= HEADLINE_LINES
        and dateline.at_start(paragraph.text) is not None
        and all(mending.title_like(p.text) and not mending.is_final(p.text) for p in current.parts)
    )


def _opened(notes: Sequence[Paragraph], above: tuple[str, ...]) -> Draft:
    heads = tuple(note.text for note in notes if furniture.kind_of(note.text) == "masthead")
    others = [note for note in notes if furniture.kind_of(note.text) != "masthead"]
    return Draft(heads or above, notes=others)


def _finished(drafts: list[Draft], last: Draft) -> list[Draft]:
    """All drafts; the last one may be only lines: a list of names under a headline, or a stray line."""
    if last.bodies:
        return [*drafts, last]
    lines = [part for part in last.parts if part.kind in ("heading", "short")]
    if drafts:
        drafts[-1].parts += last.parts
        drafts[-1].notes += last.notes
    elif len(lines) > 1:
        first = next(i for i, part in enumerate(last.parts) if part is lines[1])
        last.parts[first:] = [mending.as_body(p) if p.kind in ("heading", "short") else p for p in last.parts[first:]]
        return [last]
    return drafts


def _shared_out(notes: Sequence[Paragraph], gap: int) -> tuple[list[Paragraph], list[Paragraph]]:
    """Notes between two articles: those of the one before and of the one after, cut at the widest gap."""
    gaps = [*(note.gap for note in notes), gap]
    widest = max(gaps)
    if gaps.count(widest) == 1:
        cut = gaps.index(widest)
        return list(notes[:cut]), list(notes[cut:])
    for cut, note in enumerate(notes):
        if furniture.kind_of(note.text) == "masthead" or furniture.opens(note.text):
            return list(notes[:cut]), list(notes[cut:])
    return list(notes), []


def _begins(paragraphs: Sequence[Paragraph], index: int, current: Draft, notes: Sequence[Paragraph]) -> bool:
    """Does a new article begin at this paragraph, given the one gathered so far?"""
    if paragraphs[index].kind == "byline":
        return False
    head, first = _head(paragraphs, index)
    if first is None or _is_side_piece(head[0] if head else first):
        return False
    if dateline.at_start(first.text):
        return not _only_a_preface(current)
    if not head:
        # A caption of its own: a paragraph behind a signed article that is signed itself.
        return _closed(current) == 3 and _own_byline(paragraphs, index) and not _CAPTION.match(first.text)
    if all(mending.is_numbered(part.text) for part in head):
        return False
    return _evidence(head, first, current, notes) >= ENOUGH


def _evidence(head: Sequence[Paragraph], first: Paragraph, current: Draft, notes: Sequence[Paragraph]) -> int:
    """How much speaks for a new article with this headline and first paragraph."""
    score = _closed(current)
    if any(part.kind == "byline" for part in head):
        score += 3
    if any(part.kind == "note" and furniture.opens(part.text) for part in (*notes, *head)):
        score += 3
    elif any(furniture.kind_of(note.text) in ("rule", "masthead") for note in notes):
        score += 2
    headings = [part for part in head if part.kind == "heading"]
    if headings:
        own = next((part.level for part in current.parts if part.kind == "heading"), 0)
        score += 3 if own and headings[0].level <= own else -3
    if head[0].gap > max(1, current.largest_gap):
        score += 1
    lines = [part.text for part in head if part.kind in ("short", "heading")]
    if _LEAD.search(first.text, 0, 80):
        score += 1
    if len(lines) > 1 or any(_TWO_PARTS.search(line) for line in lines):
        score += 1
    if sum(map(len, lines)) <= 8:
        score -= 1
    last = current.parts[-1]
    if last.kind == "body" and not mending.is_final(last.text):
        score -= 2
    return score


def _is_side_piece(paragraph: Paragraph) -> bool:
    """链接, 记者手记, 相关阅读：…: a piece that belongs to the article before it."""
    text = paragraph.text.lstrip("【[■◆●▲★□ ")
    words = tuple(load("furniture")["sidebars"])
    if not text.startswith(words):
        return False
    rest = text[max(len(word) for word in words if text.startswith(word)) :]
    return not rest or rest[0] in "】]：:— \u3000|"


def _only_a_preface(current: Draft) -> bool:
    """Under its headline there is no more yet than an editor's note or a picture's caption."""
    notes = tuple(load("furniture")["lead_notes"])
    bodies = [part for part in current.parts if part.kind == "body"]
    if len(bodies) > 2:
        return False
    if any(part.text.lstrip("【[■◆● ").startswith(notes) for part in current.parts):
        return True
    titled = current.parts[0].kind in ("heading", "short")
    return titled and all(_is_caption(part.text) for part in bodies)


def _is_caption(text: str) -> bool:
    if _CAPTION.match(text):
        return True
    ending = byline.at_end(text)
    return ending is not None and ending[1].photo and len(text) <= 80


def _head(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Paragraph], Paragraph | None]:
    """What stands from `index` on before the first body paragraph (headline, byline, notes), and that one."""
    head: list[Paragraph] = []
    for paragraph in paragraphs[index : index + _LOOK_AHEAD]:
        if paragraph.kind == "body":
            return head, paragraph
        head.append(paragraph)
    return head, None


def _closed(current: Draft) -> int:
    """How surely the article gathered so far has ended: 3 signed by its authors, 1 by a photographer, 0 not."""
    for index in range(len(current.parts) - 1, first_body(current) - 1, -1):
        part = current.parts[index]
        signed = part.byline if part.kind == "byline" else None
        if part.kind == "body":
            ending = byline.at_end(part.text)
            signed = ending[1] if ending else None
        if signed is not None and signed.editorial:
            continue
        if signed is None:
            return 0
        return 1 if signed.photo and current.bodies > 1 else 3
    return 0


def first_body(draft: Draft) -> int:
    """Where a draft's first body paragraph stands among its parts."""
    return next(i for i, part in enumerate(draft.parts) if part.kind == "body")


def _own_byline(paragraphs: Sequence[Paragraph], index: int) -> bool:
    if byline.at_end(paragraphs[index].text):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind == "byline"
