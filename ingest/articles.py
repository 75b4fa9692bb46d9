"""A page -> its articles: headline, dateline, body and byline of each, mended, with offsets.

A page may hold one article or many. A boundary needs evidence: what ended before (a byline) and what
begins (a dateline, a byline under a headline, a heading the file marks). A short line within running
text is a subheading. So a page from any paper is one article unless it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import byline, dateline, furniture, mending
from ingest.byline import Byline
from ingest.mending import Paragraph
from ingest.signers import person_like
from ingest.tables import load
from ontology.errors import InputError
from ontology.ids import article_id
from ontology.records import Article, BylineName, Page, Span

ENOUGH = 3
"""Evidence that a boundary needs; see `_evidence`."""

_HEADLINE_LINES = 3
"""A headline has at most so many lines: kicker, headline, what it did."""

_LOOK_AHEAD = 8
_LEAD = re.compile(r"近日|日前|连日来|昨[日天]|今[日天]|\d{1,2}月\d{1,2}日|\d{1,2}日[上下]?午?")
_CAPTION = re.compile("(?:图为|图|上图|下图|左图|右图|本图|题图|图片)[①②③④⑤\\d]?[：:为]?|[①②③④⑤]")
_TWO_PARTS = re.compile(r"\S{3,}[ \u3000]\S{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article and what stands around it on its page.

    `around`: lines that belong to it alone (date, source, editors); `above`: the page's head over it.
    """

    article: Article
    around: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
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


def articles(page: Page) -> tuple[Found, ...]:
    """The articles of a page in its order. InputError where there is none.

    >>> text = "某镇举行义诊\\n\\n本报讯（记者 高远）近日，某镇举行义诊活动。"
    >>> article = articles(Page(source="a.txt", digest="", text=text))[0].article
    >>> article.title, article.dateline, article.byline[0].name
    ('某镇举行义诊', '本报', '高远')
    """
    drafts = _split(mending.paragraphs(page.text))
    if not drafts:
        raise InputError(
            "no article found: no paragraph of text", where=page.source, remedy="give a page with an article's text"
        )
    return tuple(_built(draft) for draft in drafts)


def _split(paragraphs: Sequence[Paragraph]) -> list[_Draft]:
    drafts: list[_Draft] = []
    current = _Draft(())
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


def _only_headline_lines(current: _Draft, paragraph: Paragraph) -> bool:
    """Before a dateline there is nothing but lines like a headline's: they are one, whatever they looked like."""
    return (
        current.bodies <= _HEADLINE_LINES
        and dateline.at_start(paragraph.text) is not None
        and all(mending.title_like(p.text) and not mending.is_final(p.text) for p in current.parts)
    )


def _opened(notes: Sequence[Paragraph], above: tuple[str, ...]) -> _Draft:
    heads = tuple(note.text for note in notes if furniture.kind_of(note.text) == "masthead")
    others = [note for note in notes if furniture.kind_of(note.text) != "masthead"]
    return _Draft(heads or above, notes=others)


def _finished(drafts: list[_Draft], last: _Draft) -> list[_Draft]:
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


def _begins(paragraphs: Sequence[Paragraph], index: int, current: _Draft, notes: Sequence[Paragraph]) -> bool:
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


def _evidence(head: Sequence[Paragraph], first: Paragraph, current: _Draft, notes: Sequence[Paragraph]) -> int:
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


def _only_a_preface(current: _Draft) -> bool:
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


def _closed(current: _Draft) -> int:
    """How surely the article gathered so far has ended: 3 signed by its authors, 1 by a photographer, 0 not."""
    for index in range(len(current.parts) - 1, _first_body(current) - 1, -1):
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


def _first_body(draft: _Draft) -> int:
    return next(i for i, part in enumerate(draft.parts) if part.kind == "body")


def _own_byline(paragraphs: Sequence[Paragraph], index: int) -> bool:
    if byline.at_end(paragraphs[index].text):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind == "byline"


class _Text:
    """An article's text being put together, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.length = 0

    def put(self, line: str) -> int:
        """Add a line; gives where it begins."""
        start = self.length + 1 if self.lines else 0
        self.lines.append(line)
        self.length = start + len(line)
        return start


def _built(draft: _Draft) -> Found:
    """The article of a draft: its text put together, its names and spans in it."""
    title_parts, column = _headline(draft)
    title = " ".join(" ".join(part.text.split()) for part in title_parts) or None
    text = _Text()
    names: list[BylineName] = []
    place: str | None = None
    if title:
        text.put(title)
    apart = {id(part) for part in (*title_parts, *column)}
    rest = [part for part in draft.parts if id(part) not in apart]
    first = next(i for i, part in enumerate(rest) if part.kind != "byline")
    rest = _with_pen_name(rest, first)
    last = max(i for i, part in enumerate(rest) if part.kind != "byline")
    start = end = 0
    for index, part in enumerate(rest):
        where = text.put(part.text)
        signed, cut, skipped = _signed_in(part, opens=part.kind == "body" and place is None, last=index == last)
        if index == first:
            start = where
        if skipped:
            opening = dateline.at_start(part.text)
            if opening:
                place = opening.name
                start = where + skipped if index == first else start
        names += [BylineName(name=s.name, role=s.role, span=_moved(s.span, where)) for s in signed]
        if index <= last:
            end = where + cut
    names += _names_around(draft.notes, names)
    body: Span = (start, max(start, end))
    whole = "\n".join(text.lines)
    signed_by = tuple(dict.fromkeys(names))
    article = Article(
        id=article_id(title, place, whole[body[0] : body[1]], [(name.name, name.role) for name in signed_by]),
        title=title,
        dateline=place,
        body=body,
        byline=signed_by,
        text=whole,
    )
    around = tuple(note.text for note in (*column, *draft.notes))
    return Found(article=article, around=around, above=draft.above)


def _with_pen_name(parts: list[Paragraph], first: int) -> list[Paragraph]:
    """The same paragraphs, a name in brackets at the end (（某组轩）, with an 附 behind it or not) as their byline."""
    for index in range(len(parts) - 1, first, -1):
        if parts[index].kind == "byline" or parts[index].text.startswith("附"):
            continue
        signed = byline.pen_name(parts[index].text)
        if signed:
            return [*parts[:index], replace(parts[index], kind="byline", byline=signed), *parts[index + 1 :]]
        break
    return parts


def _signed_in(part: Paragraph, *, opens: bool, last: bool) -> tuple[list[byline.Signed], int, int]:
    """Who signs a paragraph, how much of it is body (to its byline, in the last), and how long its dateline is."""
    if part.kind == "byline":
        assert part.byline is not None
        return _authors(part.byline), len(part.text), 0
    signed: list[byline.Signed] = []
    skipped, cut = 0, len(part.text)
    opening = dateline.at_start(part.text) if opens else None
    if opening:
        skipped = opening.end
        signed += _authors(opening.byline) if opening.byline else []
    ending = byline.at_end(part.text)
    if ending and ending[0] >= skipped:
        signed += _authors(ending[1])
        cut = len(part.text[: ending[0]].rstrip()) if last else cut
    return signed, cut, skipped


def _headline(draft: _Draft) -> tuple[list[Paragraph], list[Paragraph]]:
    """The headline's lines, and a column's name over them (要闻, 【基层动态】)."""
    lead = []
    for part in draft.parts:
        if part.kind == "body":
            break
        if part.kind in ("heading", "short"):
            lead.append(part)
    column = [part for part in lead[:1] if len(lead) > 1 and furniture.is_column(part.text)]
    lead = lead[len(column) :]
    if any(part.kind == "heading" for part in lead):
        marked = next(i for i, part in enumerate(lead) if part.kind == "heading")
        same = [p for p in lead[marked:] if p.kind == "heading" and p.level == lead[marked].level]
        return [*lead[:marked], *same[:_HEADLINE_LINES], *_under_heading(draft, lead[marked + 1 :])], column
    lines: list[Paragraph] = []
    for part in lead:
        if part.text[0] in "（(" or mending.is_numbered(part.text) or len(lines) == _HEADLINE_LINES:
            break
        lines.append(part)
    return lines, column


def _under_heading(draft: _Draft, lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The headline's second line under a marked heading: a subtitle, or a line that is no subheading of several."""
    short = [part for part in lines if part.kind == "short"][:1]
    if not short or mending.is_numbered(short[0].text) or short[0].text[0] in "（(":
        return []
    first = _first_body(draft)
    last = max(i for i, part in enumerate(draft.parts) if part.kind == "body")
    alone = not any(part.kind in ("short", "heading") for part in draft.parts[first:last])
    return (
        short if short[0].text.startswith(("——", "--")) or alone or dateline.at_start(draft.parts[first].text) else []
    )


def _authors(signed: Byline) -> list[byline.Signed]:
    """The names of a byline but sources, which are the publisher's matter."""
    return [s for s in signed.names if not byline.is_source(s.role)]


def _names_around(notes: Sequence[Paragraph], known: Sequence[BylineName]) -> list[BylineName]:
    """People whom the lines around an article name (编辑：甲), who have no place in its text."""
    found = []
    for note in notes:
        for label, value in furniture.fields(note.text) or []:
            signed = byline.parse(f"{label}：{value}") if label and furniture.is_person_label(label) else None
            for s in signed.names if signed else ():
                if (
                    person_like(s.name)
                    and s.name not in load("bylines")["own_names"]
                    and (s.name, label) not in {(k.name, k.role) for k in known}
                ):
                    found.append(BylineName(name=s.name, role=label))
    return found


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
