"""Mending: the lines of a page -> its paragraphs, joined where a column, a page or a fixed width broke them.

A paragraph ends at a final mark (。！？：； and quotes behind them). A line that ends without one goes on
in the next, across blank lines too, unless it stands as a heading does. Where a short line could be
either, the page decides: if the three characters over the break occur together elsewhere on it
(街道网|格员), the break cut a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from ingest.bylines import byline
from ingest.bylines.signed import Byline
from ingest.bylines.signers import is_name, is_office, org_like
from ingest.context import dateline
from ingest.layout import channels, furniture, heads, lists, page_foot, page_head, verses
from ingest.layout.furniture_parts import is_diary_day, is_recent, is_section, is_trail
from ingest.layout.lines import (
    TITLE_LONGEST,
    Line,
    apart_from_turns,
    cells,
    is_final,
    lines_of,
    said_again,
    starts_prose,
    title_like,
    trigrams,
    width_of,
)
from ingest.tables import load, words_in
from ontology import divisions

ParagraphKind = Literal["heading", "short", "body", "item", "byline", "note"]
FIRST_LINE_LONGEST = 80
_PAUSE = "，、,的和与及在对为将把被向从由了是以"
_HEADING = re.compile(r"(#{1,6})[ \u3000]+(?P<text>\S.*)")
_WHEN = re.compile("(?:会议|活动)?(?:时[ \u3000]*间|日[ \u3000]*期)[：:]")
_WHERE = re.compile(
    "(?:会议|活动)?(?:地[ \u3000]*点|主[ \u3000]*持|出[ \u3000]*席|参[ \u3000]*加)[\u3400-\u9fff]{0,4}[：:]"
)
_CREDIT = re.compile(
    "(?:[。！？]|\\A)[ \u3000]*(?:受访者|通讯员|记者|主办方|学校|社区|单位|企业|医院|[\u3400-\u9fff]{2,4})[ \u3000]?[/／]?(?:供图|摄|摄影|资料图片?)\\Z"
)  # 活动现场。通讯员供图, under a picture
_CORRECTION = re.compile(
    "[【［■◆●▲※★ ]*(?P<label>更正(?:启事|声明|说明|与?致歉)?|勘误(?:启事)?|致歉(?:声明)?)[】］]?[：: \u3000]+"
    "(?=[^。]{0,60}(?:《|第?[0-9A-D]{1,3}版|本报|本刊|刊[登发]))"
)
_TIME_LABEL = re.compile("(?:时间|日期|日程|期限|时限|时段)[：: \u3000]*\\Z")
_REPORT_START = re.compile(r"近日|日前|连日来|据|截至|为[了进深贯切加提全认]|\d{1,2}月\d{1,2}日|\d{4}年\d")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A mended paragraph. `level`: of a heading marked with # (0 if none); `gap`: blank lines before it.

    `short`: a line that may be a headline or a subheading; `item`: an entry of a list (see `listed`);
    `note`: furniture, kept beside.
    """

    text: str
    kind: ParagraphKind
    gap: int
    level: int = 0
    byline: Byline | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is part of an article's text: no line of a headline stands behind it."""
        return self.kind in ("body", "item")


_BULLETS = "■◆●▲★□◎※☆○· "
_PAGE = re.compile(
    r"[A-D]\d{1,2}(?:版)?[ \u3000|｜·]*[\u3400-\u9fff]{2,4}|0[1-9][ \u3000|｜·]*[\u3400-\u9fff]{2,4}"
)  # A3 民生

_PAGE_NUMBER = re.compile("[A-D]?[0-9]{1,2}版?")


def _closed_quote(text: str) -> str:
    return text + "”" if text.rfind("“") > text.rfind("”") else text


def _is_of_office(line: str) -> bool:
    """A person behind an office, apart: 木鱼镇板桥村护河员 甲."""
    office, _, name = line.replace("\u3000", " ").rpartition(" ")
    return len(office) > 2 and is_name(name) and is_office(office.rstrip())


def _may_stand_over(part: Paragraph) -> bool:
    """Furniture, a column's name, a page's editors."""
    if part.kind == "byline":
        return part.byline is not None and part.byline.editorial
    return part.kind == "note" or (part.kind == "short" and heads.is_column(part.text))


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a page in order, furniture among them as notes."""
    lines = lines_of(text)
    return _Mender(lines).run()


_AGAIN = 50
"""Of a headline's pairs of characters so many in a hundred are in the lead."""
_BULLETIN = 24
"""A bulletin's name is no longer, in code points."""
_MASTHEAD = 12
"""So many lines of furniture may stand over a page's headline."""
_FEET = 12
"""So many lines of furniture may follow an article's last one."""


class _Mender:
    """One walk over the lines with at most one open paragraph."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.width = width_of(lines)
        self.done: list[Paragraph] = []
        self.open: list[str] = []  # pieces of the open body paragraph
        self.gap = 0
        self.waiting_gap = 0
        self.bodied = False
        self.turned = False  # behind （下转第三版）
        self.listing = False  # under the head of a page's own headlines
        self.commented = False  # under the head of readers' comments
        self.comments_next = False  # under the name of one who comments

    @cached_property
    def trigrams(self) -> frozenset[str]:
        return trigrams(self.lines)

    @cached_property
    def marks(self) -> frozenset[str]:
        return lists.repeated_marks(line.text for line in self.lines)

    @cached_property
    def over(self) -> frozenset[int]:
        return page_head.over_headline(self.lines)

    @cached_property
    def under(self) -> frozenset[int]:
        return page_foot.under_text(self.lines)

    @cached_property
    def verses(self) -> frozenset[int]:
        return verses.verses(self.lines)

    def run(self) -> list[Paragraph]:
        for index, line in enumerate(self.lines):
            for piece in apart_from_turns(line):
                self._take(index, piece)
        self._close()
        return self.done

    def _take(self, index: int, line: Line) -> None:
        if self.turned and not channels.turns_in(line.text):
            self._close()
        self.turned = channels.turns_out(line.text)
        heading = _HEADING.match(line.text)
        kind = None if heading else self._furniture(index, line)
        if kind in ("date", "masthead", "meta") and self._is_text(line.text):
            self._close()
            self.done.append(Paragraph(line.text, "short", line.gap + self.waiting_gap))
            self.waiting_gap = 0
            return
        bare = line.text.lstrip("# ")
        over = heads.is_masthead(bare) if heading else heads.is_digest_head(bare)
        if kind is None and not self.bodied and not self.open and over:
            line, kind, heading = replace(line, text=bare), "masthead", None
        if kind is not None:
            # A page's number or head inside a running paragraph must not cut it.
            self.waiting_gap += line.gap
            self._note(line)
            return
        gap, self.waiting_gap = line.gap + self.waiting_gap, 0
        if heading and not heading["text"].rstrip("# "):  # # #: a rule of a sort
            self._note(line)
            return
        if heading:
            self.listing = False
            self._close()
            self.done.append(Paragraph(heading["text"].rstrip("# "), "heading", gap, len(heading[1])))
            return
        if index in self.verses:
            self._close()
            self.done.append(Paragraph(line.text, "item", gap))
            self.bodied = True
            return
        opening = dateline.at_start(line.text)
        if opening is not None and opening.byline is not None and opening.end >= len(line.text):
            self._close()  # 某县讯（记者 甲） on a line of its own
            self.done.append(Paragraph(line.text, "byline", gap, 0, opening.byline))
            return
        signed = byline.parse(line.text) if len(line.text) <= byline.LONGEST else None
        if signed is not None and self._stands_as_byline(index, line, signed):
            self._close()
            self.done.append(Paragraph(line.text, "byline", gap, 0, signed))
            return
        correction = _CORRECTION.match(line.text) if self.bodied_or_open and self._may_end() else None
        if correction:  # 更正：本报12月1日第2版…, under another article
            self._close()
            self.done.append(Paragraph(correction["label"], "short", gap))
            line, gap = Line(line.text[correction.end() :], 0, False), 0
        behind = None if self.open or len(line.text) <= TITLE_LONGEST else dateline.after_headline(line.text)
        headline = heads.without_site(line.text[:behind].strip()) if behind else ""
        if behind and title_like(headline):
            self._close()
            self.done.append(Paragraph(headline, "short", gap))
            line, gap = Line(line.text[behind:], 0, False), 0
        if dateline.at_start(line.text) is not None:
            self._close()
        elif self._is_stamped(index, line):
            self._close()
            self.done.append(Paragraph(line.text, "short", gap))
            return
        elif self.open and self._goes_on(line, gap):
            self._join(line.text)
            return
        elif self._stands_short(index, line, gap):
            self._close()
            self.done.append(Paragraph(line.text, "short", gap))
            return
        self._close()
        self.open, self.gap = [line.text], gap

    def _furniture(self, index: int, line: Line) -> furniture.FurnitureKind | None:
        """What kind of furniture a line is where it stands: over the page, among readers' comments, or anywhere."""
        if self.commented and (
            self.comments_next or channels.is_comment(line.text) or channels.is_commenter(line.text)
        ):
            self.comments_next = channels.is_commenter(line.text)
            return "foot"
        self.commented = self.bodied_or_open and channels.heads_comments(line.text)
        if self.commented:
            return "foot"
        if self.listing and not line.gap:
            return "foot"
        self.listing = line.text.strip("【】[]：:") in load("furniture")["title_lists"]
        if self.listing:
            return "foot"
        kind = furniture.kind_of(line.text)
        if kind == "meta" and self._tells_when(index):
            return None
        if kind is None and self.bodied_or_open and self._at_foot(index) and furniture.is_contact(line.text):
            return "foot"
        if kind is None and not self.bodied_or_open and is_recent(line.text):
            return "meta"
        if kind is None and self._over_page and furniture.is_contact(line.text):
            return "masthead"  # 电话：…　邮箱：…, under a paper's name
        if kind is None and self._over_page and self._heads_page(index, line.text):
            return "masthead"
        if kind is None and not self.bodied_or_open and index in self.over:
            return "masthead"
        if kind is None and self.bodied_or_open and index in self.under:
            return "foot"
        if kind is None and self._over_page and (heads.is_site_head(line.text) or _PAGE.fullmatch(line.text)):
            return "masthead"
        return "meta" if kind is None and is_trail(line.text) else kind

    def _at_foot(self, index: int) -> bool:
        """Whether furniture of a page's foot stands beside a line."""
        below = any(furniture.kind_of(line.text) == "foot" for line in self.lines[index + 1 : index + 4])
        before = self.done[-1] if self.done and not self.open else None
        return below or (before is not None and before.kind == "note" and furniture.kind_of(before.text) == "foot")

    def _tells_when(self, index: int) -> bool:
        """A meeting's or event's time, over its place: 时间：…/地点：…."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if following is None or following.gap or not _WHEN.match(self.lines[index].text):
            return False
        return _WHERE.match(following.text) is not None

    def _heads_page(self, index: int, text: str) -> bool:
        """A page's first line that is a paper's name, or a bulletin's over its number."""
        below = self.lines[index + 1 : index + 4]
        if len(below) > 2 and len(text) <= _BULLETIN and heads.is_issue_number(below[0].text):
            return title_like(below[1].text)
        paper, *sections = text.split()
        if sections and heads.is_paper(paper) and all(_PAGE_NUMBER.fullmatch(p) or is_section(p) for p in sections):
            return len(self.lines) > 2  # 某县日报 综合新闻 3, 某县报 B2 经济
        first = index == 0 and len(self.lines) > 2
        return first and (heads.is_paper(text) or text.isdigit() or _PAGE.fullmatch(text) is not None)

    @property
    def _over_page(self) -> bool:
        """Nothing but furniture has been read yet."""
        return (
            not self.open and all(part.kind == "note" for part in self.done[:_MASTHEAD]) and len(self.done) < _MASTHEAD
        )

    @property
    def bodied_or_open(self) -> bool:
        return self.bodied or bool(self.open)

    def _is_text(self, text: str) -> bool:
        """A day that a list gives under its label (四、时间), or a diary's day behind another's text."""
        before = (
            self.open[-1] if self.open else self.done[-1].text if self.done and self.done[-1].kind != "note" else ""
        )
        if _TIME_LABEL.search(before):
            return True
        return self.bodied_or_open and is_diary_day(text)

    def _note(self, line: Line) -> None:
        note = Paragraph(line.text, "note", line.gap)
        if self.open and not self._ended():
            self.done.append(note)  # before the paragraph it interrupts
            return
        self._close()
        self.done.append(note)

    def _stands_as_byline(self, index: int, line: Line, signed: Byline) -> bool:
        if heads.tells_speaker(line.text) or line.text.strip(_BULLETS) in load("furniture")["columns"]:
            return False  # 群众来信
        only = signed.names[0].name if len(signed.names) == 1 else ""
        if only and line.text[0] in "【〖[" and not is_name(only) and not org_like(only):
            return False  # 【记者蹲点】
        if not signed.bare:
            return True
        if heads.is_notice_word(line.text) or heads.is_subtitle(line.text):
            return False
        if line.text.endswith("。") or divisions.counties_named(line.text):
            return False
        if line.text[0] in "（(":
            return True
        if line.set_right and self.open and self._ended() and all(is_name(one.name) for one in signed.names):
            return True  # 高远　米禾, at the right under the text
        before = next((part for part in reversed(self.done[-3:]) if part.kind != "note"), None)
        if _is_of_office(line.text) and self._stands_among_named(index):
            return False
        last = all(furniture.kind_of(after.text) for after in self.lines[index + 1 : index + 1 + _FEET])
        if self.open and not self._ended():
            return False
        under_headline = not self.open and before is not None and before.kind in ("heading", "short")
        if under_headline and before is not None and (lists.heads_names(before.text) or lists.is_row(before.text)):
            return False
        return (under_headline and len(signed.names) <= 3) or last

    def _stands_among_named(self, index: int) -> bool:
        """Whether the line above or below names another with an office: rows of who was honoured or elected."""
        beside = [self.lines[at] for at in (index - 1, index + 1) if 0 <= at < len(self.lines)]
        return any(_is_of_office(line.text) for line in beside)

    def _goes_on(self, line: Line, gap: int) -> bool:
        if lists.is_item(line.text) and (gap or self._ended()):
            return False
        if gap and heads.is_side_piece(line.text):
            return False
        if not self._ended():
            return not self._ends_item(line, gap)
        return bool(self.width and not gap and not line.indented and cells(self.open[-1]) >= 0.85 * self.width)

    def _may_end(self) -> bool:
        return not self.open or self._ended()

    def _ended(self) -> bool:
        """Whether the open paragraph is whole, a signature in brackets that began on a line before included."""
        last = self.open[-1]
        if _CREDIT.search(last):
            return True
        broken = last.endswith(("）", ")")) and not any(mark in last for mark in "（(")
        return is_final("".join(self.open[-4:]) if broken else last)

    def _ends_item(self, line: Line, gap: int) -> bool:
        """Whether an item or row without a final mark ends before a line: the list's next, or text set apart from it."""
        if lists.parts(self.open[0], line.text, self.marks):
            return True
        apart = not self.gap or starts_prose(line.text)
        return gap > 0 and apart and lists.begins_in_list(self.open[0], self.marks)

    def _stands_short(self, index: int, line: Line, gap: int) -> bool:
        text = line.text
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        # The page's first line, set apart: a headline may be long (关于印发《…》的通知).
        apart = self._over_page and not self.width and following is not None
        apart = apart and following is not None and (following.gap > 0 or furniture.kind_of(following.text) == "meta")
        if following is not None and not is_final(text) and dateline.at_start(following.text) is not None:
            text = _closed_quote(text)  # a report begins next: a quotation left open is a slip of the pen
        if self._heads_on(index) or (following is not None and self._is_told_again(text, following.text)):
            return True
        if not title_like(text, longest=FIRST_LINE_LONGEST if apart else TITLE_LONGEST):
            return False
        if following is None:
            return not is_final(text)
        if text.startswith(("——", "--")) or lists.is_item(text):
            return True
        bodied = self.bodied_or_open
        if is_final(text):
            asks = not bodied and text[-1] in "？！?!”…" and not starts_prose(text)
            return asks and self._heads(line, following)
        if (
            self.width
            and cells(text) >= 0.85 * self.width
            and not following.gap
            and dateline.at_start(following.text) is None
            and (bodied or self.done or "，" in text)
        ):
            return False
        titled = "，" not in text and text.endswith(words_in("furniture", "notice_words"))  # 2022年某县统计公报
        if starts_prose(text) and not titled and (bodied or self.width or "，" in text):
            return False
        if self.done and _REPORT_START.match(text):
            return False
        if bodied and text[-1] in _PAUSE:
            return False
        return not (bodied and self._cut_word(text, following.text)) or self._over_second_line(index)

    def _is_stamped(self, index: int, line: Line) -> bool:
        """Whether the next line says when a piece was put up (发布时间：…): a headline stands over it, whatever its words."""
        below = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        looks = title_like(line.text, longest=FIRST_LINE_LONGEST) and not is_final(line.text)
        return looks and furniture.opens(below) and (self._may_end() or line.gap > 0)

    def _is_told_again(self, text: str, following: str) -> bool:
        """Whether a report begins below whose lead tells of what the line says, however long that is."""
        if not self._may_end() or is_final(text) or not title_like(text, longest=FIRST_LINE_LONGEST):
            return False
        return starts_prose(following) and said_again(text, following) >= _AGAIN

    def _over_second_line(self, index: int) -> bool:
        """Whether a line set apart has another right below it and under that a dateline: a headline's first line."""
        line, second, third = (self.lines[index : index + 3] + [None] * 3)[:3]
        if line is None or second is None or third is None or not line.gap > second.gap:
            return False
        return title_like(second.text) and not is_final(second.text) and dateline.at_start(third.text) is not None

    def _heads_on(self, index: int) -> bool:
        """A page's first line that goes on in the second as a headline does, set apart: 某镇：/…, 心往一处想，/…."""
        first, second, third = (self.lines[index : index + 3] + [None] * 3)[:3]
        if first is None or second is None or third is None or self.width or self.open:
            return False
        if first.text[-1] not in "：:，" or len(first.text) > 24 or len(self.done) > _MASTHEAD:
            return False
        if not all(map(_may_stand_over, self.done)):
            return False
        if starts_prose(first.text) or starts_prose(second.text) or not title_like(second.text):
            return False
        signed = byline.parse(third.text) is not None
        return signed or (not second.gap and (third.gap > 0 or furniture.kind_of(third.text) is not None))

    def _heads(self, line: Line, following: Line) -> bool:
        """Does a line that ends with a mark stand where a headline does: first, under a column, within a headline?"""
        before = self.done[-1] if self.done else None
        if line.text[0] == "“" and line.gap and before is not None and before.kind == "note" and self._headed():
            return False  # speech, with which a report begins under its headline and an account's line
        if before is None or before.kind in ("byline", "note") or following.text.startswith(("——", "--")):
            return True
        if before.kind != "short":
            return False
        within = not line.gap and following.gap > 0 and line.text[0] != "“"
        return within or heads.is_column(before.text)

    def _headed(self) -> bool:
        """Whether a line that may be the headline has been read, besides columns' names."""
        return any(
            part.kind == "heading" or (part.kind == "short" and not heads.is_column(part.text))
            for part in self.done[-_MASTHEAD:]
        )

    def _cut_word(self, text: str, following: str) -> bool:
        """Do the characters over the break stand together elsewhere on the page? A mark among them is of no word (”9月)."""
        over = (text[-2:] + following[:1], text[-1:] + following[:2])
        return any(three.isalnum() and three in self.trigrams for three in over)

    def _join(self, text: str) -> None:
        last = self.open[-1]
        if last[-1:].isascii() and last[-1:].isalnum() and text[:1].isascii() and text[:1].isalnum():
            self.open.append(" ")
        self.open.append(text)

    def _close(self) -> None:
        if self.open:
            self.done.append(Paragraph("".join(self.open), "body", self.gap))
            self.open, self.bodied = [], True


def as_body(paragraph: Paragraph) -> Paragraph:
    """The same paragraph taken as part of a body."""
    return replace(paragraph, kind="body")
