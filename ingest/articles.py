"""A page -> its articles: headline, dateline, body and byline of each, mended, with offsets.

A page may hold one article or many. A boundary needs evidence: what ended before (a byline) and what
begins (a headline, a dateline, a byline under a headline). One headline inside running text is a
subheading. So a page from any paper is one article unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest import byline, dateline, mending
from ingest.dateline import Dateline
from ingest.mending import Paragraph
from ingest.tables import load
from ontology.errors import InputError
from ontology.ids import article_id
from ontology.records import Article, BylineName, Page, Span

_ENOUGH = 3
"""Evidence that a boundary needs; see `_evidence`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article and what stood around it on its page: `around` are lines that belong to it, `above` the page's heads."""

    article: Article
    around: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """An article being gathered: paragraphs in order, headline ones first."""

    parts: list[Paragraph] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def body(self) -> list[Paragraph]:
        return [part for part in self.parts if part.kind == "body"]

    @property
    def has_body(self) -> bool:
        return any(part.kind == "body" for part in self.parts)


def articles(page: Page) -> tuple[Found, ...]:
    """The articles of a page in its order. InputError where there is none."""
    drafts = _split(mending.paragraphs(page.text))
    found = tuple(_built(draft) for draft in drafts)
    if not found:
        raise InputError(
            "no article found: no paragraph of text",
            where=page.source,
            remedy="give a page with at least one article's text",
        )
    return found


def _split(paragraphs: Sequence[Paragraph]) -> list[_Draft]:
    drafts: list[_Draft] = []
    current = _Draft()
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.kind == "note":
            current.notes.append(paragraph.text)
            index += 1
            continue
        if current.has_body and _begins(paragraphs, index, current):
            drafts.append(current)
            current = _Draft()
        # A headline's lines up to its body are taken together, so that none of them is looked at again.
        if not current.has_body:
            current.parts.append(paragraph)
            index += 1
            continue
        current.parts.append(paragraph)
        index += 1
    if current.has_body:
        drafts.append(current)
    elif current.parts and drafts:
        drafts[-1].parts += current.parts
        drafts[-1].notes += current.notes
    return drafts


def _begins(paragraphs: Sequence[Paragraph], index: int, current: _Draft) -> bool:
    """Does a new article begin at this paragraph, given the one gathered so far?"""
    paragraph = paragraphs[index]
    if paragraph.kind == "byline":
        return False
    head, first = _head(paragraphs, index)
    if first is None:
        return False
    if head and head[0].text.strip("【】[]:：■◆●▲★ ") in load("furniture")["sidebars"]:
        return False
    if dateline.at_start(first.text):
        return True
    closed = _closed(current)
    if not head:
        # A caption of its own: a paragraph behind a signed article that is signed itself.
        return (
            closed >= 3
            and _own_byline(paragraphs, index)
            and not first.text.startswith(("图为", "上图", "下图", "左图", "右图"))
        )
    if all(mending.is_numbered(part.text) for part in head):
        return False
    score = closed
    if any(part.kind == "byline" for part in head):
        score += 3
    if any(part.kind == "heading" for part in head):
        score += _heading_evidence(head, current)
    if head[0].gap >= 2 and head[0].gap > max((part.gap for part in current.parts[1:]), default=0):
        score += 2
    return score >= _ENOUGH


def _heading_evidence(head: Sequence[Paragraph], current: _Draft) -> int:
    own = next((part.level for part in current.parts if part.kind == "heading"), 0)
    level = next(part.level for part in head if part.kind == "heading")
    return 3 if own and level <= own else -3


def _head(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Paragraph], Paragraph | None]:
    """The headline's lines from `index` on (with a byline under them) and the first body paragraph."""
    head: list[Paragraph] = []
    for paragraph in paragraphs[index : index + 8]:
        if paragraph.kind == "note":
            continue
        if paragraph.kind == "body":
            return head, paragraph
        head.append(paragraph)
    return head, None


def _closed(current: _Draft) -> int:
    """How surely the article gathered so far has ended: 3 signed by its authors, 1 by a photographer, 0 not."""
    for part in reversed(current.parts):
        signed = part.byline if part.kind == "byline" else None
        if part.kind == "body":
            ending = byline.at_end(part.text)
            signed = ending[1] if ending else None
            if signed and signed.photo and len(current.body) > 1:
                return 1
        if signed is not None and signed.editorial:
            continue
        return 3 if signed is not None else 0
    return 0


def _own_byline(paragraphs: Sequence[Paragraph], index: int) -> bool:
    if byline.at_end(paragraphs[index].text):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind == "byline"


def _built(draft: _Draft) -> Found:
    """The article of a draft: its text put together, its names and spans in it."""
    first = next(i for i, part in enumerate(draft.parts) if part.kind == "body")
    last = max(i for i, part in enumerate(draft.parts) if part.kind in ("body", "short", "heading"))
    title = (
        " ".join(" ".join(part.text.split()) for part in draft.parts[:first] if part.kind in ("heading", "short"))
        or None
    )
    pieces: list[str] = [title] if title else []
    at = len(title) if title else 0
    names: list[BylineName] = []
    place: str | None = None
    start = end = 0

    def put(text: str) -> int:
        nonlocal at
        where = at + 1 if pieces else 0
        pieces.append(text)
        at = where + len(text)
        return where

    for part in draft.parts[:first]:
        if part.kind == "byline" and part.byline:
            names += _names(part.byline, put(part.text))
    for index, part in enumerate(draft.parts[first:], first):
        where = put(part.text)
        if part.kind == "byline" and part.byline:
            names += _names(part.byline, where)
            if index < last:
                end = at
            continue
        opening: Dateline | None = dateline.at_start(part.text) if index == first else None
        if index == first:
            start = where
        if opening:
            place = opening.name
            start = where + opening.end
            if opening.byline:
                names += _names(opening.byline, where)
        ending = byline.at_end(part.text)
        end = at
        if ending:
            names += _names(ending[1], where)
            if index == last:
                end = where + len(part.text[: ending[0]].rstrip())
    text = "\n".join(pieces)
    body: Span = (start, max(start, end))
    byline_names = tuple(dict.fromkeys(names))
    article = Article(
        id=article_id(title, place, text[body[0] : body[1]], [(name.name, name.role) for name in byline_names]),
        title=title,
        dateline=place,
        body=body,
        byline=byline_names,
        text=text,
    )
    return Found(article=article, around=tuple(draft.notes), above=())


def _names(signed: byline.Byline, where: int) -> list[BylineName]:
    sources = byline.words().sources
    return [
        BylineName(name=s.name, role=s.role, span=(where + s.span[0], where + s.span[1]))
        for s in signed.names
        if s.role not in sources
    ]
