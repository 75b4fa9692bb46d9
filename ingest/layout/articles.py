"""A page -> its articles: headline, dateline, body and byline of each, mended, with offsets.

Where one article ends and the next begins is decided in boundaries.py; here each is put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.bylines import byline, signing, unlabelled
from ingest.bylines.roles import roles
from ingest.bylines.signed import Byline, Signed, each_once
from ingest.bylines.signers import is_name, org_like, person_like
from ingest.context import dateline
from ingest.layout import channels, heads, leftovers, listed, lists, mending, punctuation
from ingest.layout.article_drafts import Draft
from ingest.layout.boundaries import split
from ingest.layout.furniture_signers import apart_from_signed, signing_fields, source_names
from ingest.layout.headline import closed_up, headline_of, is_document_head, original_title, puts_out
from ingest.layout.mending import Paragraph
from ingest.tables import load, words_in
from ontology.errors import InputError
from ontology.ids import article_id
from ontology.records import Article, BylineName, Page, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article and what stands around it on its page.

    `around`: lines that belong to it alone (date, source, editors); `above`: the page's head over it.
    """

    article: Article
    around: tuple[str, ...]
    above: tuple[str, ...]


_HAN = re.compile(r"[\u3400-\u9fff]")
_CLOSING_DAY = re.compile(
    r"[ \u3000]*(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日[ \u3000]*"
)


def articles(page: Page) -> tuple[Found, ...]:
    """The articles of a page in its order. InputError where there is none.

    >>> text = "某镇举行义诊\\n\\n本报讯（记者 高远）近日，某镇举行义诊活动。"
    >>> article = articles(Page(source="a.txt", digest="", text=text))[0].article
    >>> article.title, article.dateline, article.byline[0].name
    ('某镇举行义诊', '本报', '高远')
    """
    drafts = (
        split(listed.settled(mending.paragraphs(leftovers.cleared(punctuation.full_wide(page.text)))))
        if _HAN.search(page.text)
        else []
    )
    found = tuple(filter(None, map(_built, drafts)))
    if not found:
        raise InputError(
            "no article found: no paragraph of Chinese text",
            where=page.source,
            remedy="give a page with an article's text",
        )
    return found


class _Text:
    """An article's text being put together, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.length = 0

    def put(self, line: str) -> int:
        """Add a line, a table's cells with wide gaps between them; gives where it begins."""
        start = self.length + 1 if self.lines else 0
        self.lines.append(line.replace("\t", "\u3000"))
        self.length = start + len(line)
        return start


def _built(draft: Draft) -> Found | None:
    """The article of a draft: its text put together, its names and spans in it; None where nothing is left of it but a
    headline and the heads of lists of links."""
    headline, column = headline_of(draft)
    headline = headline or original_title(draft)
    title = " ".join(closed_up(part.text) for part in headline) or None
    links = _link_list(draft)
    apart = {id(part) for part in (*headline, *column, *links)}
    rest = [part for part in draft.parts if id(part) not in apart]
    if not rest:
        return None
    first = next((i for i, part in enumerate(rest) if not _over_body(part)), len(rest) - 1)
    rest = _with_pen_name(rest, first, dated=any(_CLOSING_DAY.fullmatch(note.text) for note in draft.notes))
    last = max((i for i, part in enumerate(rest) if part.kind != "byline"), default=0)
    text = _Text()
    if title:
        text.put(title)
    names: list[BylineName] = []
    place: str | None = None
    start = end = 0
    for index, part in enumerate(rest):
        where = text.put(part.text)
        read = _signatures(part, opens=place is None, first=index == first)
        if index == last and (sender := _sender(rest, last)) is not None and read.ends == len(part.text):
            read = replace(read, signed=[*read.signed, *sender[1].names], ends=sender[0])
        names += [BylineName(name=s.name, role=s.role, span=_moved(s.span, where)) for s in read.signed]
        place = place or read.place
        if index == first:
            start = where + read.begins
        if index <= last:
            end = where + (read.ends if index == last else len(part.text))
    names += _names_around([*draft.above, *(note.text for note in draft.notes)], names)
    whole = "\n".join(text.lines)
    body: Span = (start, max(start, end))
    signed_by = each_once(names, body[1])
    # A source named beside the text is no part of what the article is: reprinted elsewhere it stays the same one.
    own = [(name.name, name.role) for name in signed_by if name.span or not roles().is_source(name.role)]
    article = Article(
        id=article_id(title, place, whole[body[0] : body[1]], own),
        title=title,
        dateline=place,
        body=body,
        byline=signed_by,
        text=whole,
    )
    return Found(article=article, around=tuple(p.text for p in (*column, *draft.notes, *links)), above=draft.above)


def _over_body(part: Paragraph) -> bool:
    """A byline, a document's number (寿政发〔2023〕12号), its red head, its issuer: it stands over the body."""
    return part.kind == "byline" or is_document_head(part) or (part.kind == "short" and puts_out(part.text))


def _link_list(draft: Draft) -> list[Paragraph]:
    """Titles of other articles behind an article (相关新闻 and lines under it)."""
    tail: list[Paragraph] = []
    found: list[Paragraph] = []
    for part in reversed(draft.parts):
        if part.kind == "byline" and not tail:
            continue  # editors under the list
        heads_links = channels.heads_links(part.text)
        if part.kind not in ("short", "heading") and not heads_links:
            break
        tail.insert(0, part)
        if heads_links:
            found = tail[:]
    return found


def _with_pen_name(parts: list[Paragraph], first: int, *, dated: bool) -> list[Paragraph]:
    """The same paragraphs, a name in brackets at the end (（某组轩）, with an 附 behind it or not) as their byline, or a
    letter's writer; `dated`: a day closes the article.
    """
    for index in range(len(parts) - 1, first, -1):
        if parts[index].kind == "byline" or parts[index].text.startswith("附"):
            continue
        signed = unlabelled.pen_name(parts[index].text)
        if signed is None and index and _CLOSING_DAY.fullmatch(parts[index].text):
            index, dated = index - 1, True
        signed = signed or unlabelled.letter_writer([part.text for part in parts[first : index + 1]], dated=dated)
        if signed:
            return [*parts[:index], replace(parts[index], kind="byline", byline=signed), *parts[index + 1 :]]
        break
    letter = dated or parts[first].text.startswith(words_in("furniture", "letters_begin"))
    for index in range(first + 1, len(parts) - 1) if letter else ():  # a letter with the editors' note behind it
        if parts[index].kind == "short":
            signed = unlabelled.letter_writer([part.text for part in parts[max(first, index - 1) : index + 1]])
            if signed:
                return [*parts[:index], replace(parts[index], kind="byline", byline=signed), *parts[index + 1 :]]
    return parts


def _sender(parts: Sequence[Paragraph], last: int) -> tuple[int, Byline] | None:
    """The body alone in brackets at the end of the last paragraph, where no other ends so (each answer with its office)."""
    found = [unlabelled.body_alone(part.text) for part in parts]
    alone = unlabelled.body_alone(parts[last].text) if parts else None
    answers = any("答：" in part.text or "问：" in part.text for part in parts)
    return alone if sum(one is not None for one in found) == 1 and not answers else None


@dataclass(frozen=True, slots=True)
class _Signatures:
    """Who signs a paragraph, its dateline's place, and where the body begins and ends in it."""

    signed: list[Signed]
    place: str | None
    begins: int
    ends: int


def _signatures(part: Paragraph, *, opens: bool, first: bool) -> _Signatures:
    if part.byline is not None:
        sent = dateline.at_start(part.text) if opens else None
        return _Signatures([*part.byline.names], (sent.name or None) if sent else None, 0, len(part.text))
    if part.kind in ("short", "item") and part.text[0] in "【［[" and lists.is_item(part.text):
        return _Signatures([], None, 0, len(part.text))  # 【红榜】 is a subheading
    if part.kind == "short" and (value := heads.behind_head_label(part.text)):  # 主持：本报记者 甲
        asked = byline.parse(part.text[value:])
        names = asked.moved(value).names if asked and not asked.bare else ()
        return _Signatures([*names], None, 0, len(part.text))
    signed: list[Signed] = []
    begins, place = 0, None
    opening = dateline.at_start(part.text) if opens else None
    lead = signing.at_lead(part.text) if first and opening is None else None
    if opening:
        begins, place = opening.end, opening.name or None
        signed += opening.byline.names if opening.byline else []
    elif lead:
        begins = lead[0]
        signed += lead[1].names
    ending = signing.at_end(part.text)
    if ending is None or ending[0] < begins:
        return _Signatures(signed, place, begins, len(part.text))
    return _Signatures([*signed, *ending[1].names], place, begins, len(part.text[: ending[0]].rstrip()))


def _names_around(lines: Sequence[str], known: Sequence[BylineName]) -> list[BylineName]:
    """Whom the lines around an article name (编辑：甲, 来源：某报), each once per role, without a place in its text."""
    tables = load("bylines")
    nobody = {*tables["own_names"], *tables["not_sources"], *load("furniture")["words"]}
    taken = {(name.name, name.role) for name in known}
    found: dict[tuple[str, str], None] = {}
    for line in lines:
        for label, value in signing_fields(line):
            if roles().is_source(label):
                value, _, aside = value.replace("(", "（").partition("（")
                value, signed_too = apart_from_signed(value)
                found.update(((one.name, one.role), None) for one in signed_too)
                names = source_names(value)
                beside = (
                    byline.parse(f"（{aside.rstrip('）)')}）") if aside else None
                )  # 来源：某县融媒体中心（记者 甲）
                found.update(((one.name, one.role), None) for one in (beside.names if beside else ()))
            else:
                signed = byline.parse(f"{label}：{value}") or byline.parse(f"（{value}）")
                named = [one for one in signed.names if person_like(one.name) or org_like(one.name)] if signed else []
                # 作者：某报记者 甲 通讯员 乙
                found.update(((one.name, one.role), None) for one in named if one.role and one.role != label)
                names = [one.name for one in named if one.role in ("", label)]
                names = names or [value] * (not named and is_name(value))  # an office's: 2023-07-16 驻村第一书记 甲
            names = [name for name in names if len(name) > 1 and _HAN.search(name)]  # 来源：团区委 2023-09-05
            found.update(((name, label), None) for name in names if name not in nobody)
    return [BylineName(name=name, role=role) for name, role in found if (name, role) not in taken]


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
