"""Paragraphs -> drafts of articles: where one ends and the next begins.

A boundary needs evidence: what ended before (a byline) and what begins (a dateline, a byline under a
headline, a heading the file marks). A short line within running text is a subheading. So a page from
any paper is one article unless it says otherwise; and what has no headline and no dateline (a signed
picture's caption) is an article of its own only beside others that have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ingest import byline, channels, dateline, furniture, heads, lists, mending, signing
from ingest.byline_tokens import MARKS
from ingest.furniture_parts import is_issuer
from ingest.furniture_signers import signing_fields
from ingest.lines import is_final, title_like
from ingest.mending import Paragraph
from ingest.tables import load, words_in

ENOUGH = 4
"""Evidence that a boundary needs; see `_evidence`."""

HEADLINE_LINES = 3
"""A headline has at most so many lines: kicker, headline, what it did."""

_LOOK_AHEAD = 8
_EDITORS = 20
"""No article has more editors' lines in a row."""
_MASTHEAD = 40
"""No page's head has more lines."""
_LEAD = re.compile(r"近日|日前|连日来|昨[日天]|今[日天]|\d{1,2}月\d{1,2}日|\d{1,2}日[上下]?午?")
_TODAY = re.compile(r"[ 　]*(?:近日|日前|昨[日天]|今[日天]|(?:\d{4}年)?\d{1,2}月\d{1,2}日)")
_PAIR = re.compile("(?=([\u3400-\u9fff]{2}))")
_NEWS_LEAD = 120
"""A report's lead has so many characters."""
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_CAPTION = re.compile("(?:图为|图|上图|下图|左图|右图|本图|题图|图片)[①②③④⑤\\d]?[：:为]?|[①②③④⑤]")
_DOCUMENT = re.compile(r"(?P<issuer>[\u3400-\u9fff]{4,24}?)?关于\S{2,60}的(?P<sort>[\u3400-\u9fff]{1,4})")
_HANDS_ON = ("转发", "印发", "批转", "附件", "附：")
"""Words of a document that has another behind its signature."""
_SURE_BRIEFS = (
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
_BRIEFS = (*_SURE_BRIEFS, "动态", "速递", "播报", "传真", "快递", "一览", "新闻")
"""… and those that may."""
_OF_PLACE = re.compile("[\u3400-\u9fff]{1,8}(?:[镇乡村县区市]|街道|社区|农场|苏木|嘎查)")
_TOWN = 4  # characters that tell one town from another
_PLACE_ALONE = 7
"""A marked line that is no longer may be just a place's name: ●严务乡."""
_TWO_PARTS = re.compile(r"\S{3,}[ \u3000]\S{3,}")


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
    days: set[str] = field(default_factory=set)

    @property
    def opening(self) -> list[Paragraph]:
        """What stands over its first body paragraph, of it no more than a headline can have."""
        return self.parts[: min(self.first, _LOOK_AHEAD)]

    def add(self, paragraph: Paragraph) -> None:
        if self.bodies:
            self.largest_gap = max(self.largest_gap, paragraph.gap)
        elif paragraph.is_text:
            self.first = len(self.parts)
        self.parts.append(paragraph)
        if paragraph.is_text:
            self.bodies += 1
            self.days.update(_DAY.findall(paragraph.text))


@dataclass(slots=True)
class _Layout:
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
        self.briefs = self.briefs or _column_of_briefs(draft)
        self.within = max(self.within, draft.largest_gap)
        self.level = next((part.level for part in draft.opening if part.kind == "heading"), self.level)


def split(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """The drafts of a page's articles in order; none where it has no paragraph of text."""
    drafts: list[Draft] = []
    current = Draft(())
    layout = _Layout()
    pending: list[Paragraph] = []
    days: tuple[str, ...] = ()  # over the page's first headline
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "note":
            pending.append(paragraph)
            continue
        if current.bodies and paragraph.kind == "body" and _only_headline_lines(current, paragraph):
            below = current.parts[current.first :]
            current.parts[current.first :] = [replace(p, kind="short") if p.kind == "body" else p for p in below]
            current.bodies = current.first = 0
            current.headlines = len(current.parts)
        if current.bodies and _begins(paragraphs, index, layout, current, pending):
            layout.take(current)
            behind, before = _shared_out(pending, paragraph.gap)
            current.notes += behind
            drafts.append(current)
            current = _opened(before, (*current.above, *days))
            days = ()
            current.gap = max([paragraph.gap, *(note.gap for note in pending)])
            current.bare = paragraph.kind == "body" and dateline.at_start(paragraph.text) is None
        elif not current.parts:
            current = _opened([*current.notes, *pending], current.above)
        else:
            current.notes += pending
        if not drafts and not current.bodies and paragraph.kind in ("short", "heading"):
            days += tuple(note.text for note in pending if furniture.kind_of(note.text) == "date")
        pending = []
        current.add(paragraph)
    current.notes += pending
    return _with_captions(_finished(drafts, current))


def _with_captions(drafts: list[Draft]) -> list[Draft]:
    """The same drafts; where nothing but captions stands beside one article, they are its own."""
    if not all(draft.bare for draft in drafts[1:]):
        return drafts
    for draft in drafts[1:]:
        drafts[0].parts += draft.parts
        drafts[0].notes += draft.notes
        if draft.above != drafts[0].above:
            drafts[0].notes += [Paragraph(line, "note", 0) for line in draft.above]
    return drafts[:1]


def _only_headline_lines(current: Draft, paragraph: Paragraph) -> bool:
    """Before a dateline there is nothing but lines like a headline's: they are one, whatever they looked like."""
    return (
        current.bodies <= HEADLINE_LINES
        and dateline.at_start(paragraph.text) is not None
        and all(title_like(p.text) and not is_final(p.text) for p in current.parts[current.headlines :])
    )


def _opened(notes: Sequence[Paragraph], above: tuple[str, ...]) -> Draft:
    over = [note for note in notes if heads.is_masthead(note.text)]
    others = [note for note in notes if not heads.is_masthead(note.text)]
    return Draft(tuple(note.text for note in over[:_MASTHEAD]) or above, notes=[*over[_MASTHEAD:], *others])


def _finished(drafts: list[Draft], last: Draft) -> list[Draft]:
    """All drafts; the last one may be only lines: a list of names under a headline, or a stray line."""
    if last.bodies:
        return [*drafts, last]
    lines = [part for part in last.parts if part.kind in ("heading", "short")]
    if drafts:
        drafts[-1].parts += last.parts
        drafts[-1].notes += last.notes
    elif len(lines) > 1:
        second = lines[1].gap == 0 and len(lines) > 2 and (lines[2].gap > 0 or lines[2].text[0] in "（(")
        first = next(i for i, part in enumerate(last.parts) if part is lines[2 if second else 1])
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
        if heads.is_masthead(note.text) or furniture.opens(note.text):
            return list(notes[:cut]), list(notes[cut:])
    return list(notes), []


def _begins(
    paragraphs: Sequence[Paragraph], index: int, layout: _Layout, current: Draft, notes: Sequence[Paragraph]
) -> bool:
    """Does a new article begin at this paragraph, given those found and the one gathered so far?"""
    if paragraphs[index].kind in ("byline", "item"):
        return False
    if any(channels.turns_in(note.text) for note in notes):  # the rest of another article
        return not any(channels.turns_out(note.text) for note in notes)
    head, first = _head(paragraphs, index)
    if first is None or heads.is_side_piece((head[0] if head else first).text):
        return False
    lines = [part for part in head if part.kind in ("short", "heading")]
    opening = dateline.at_start(first.text)
    if opening is not None:
        if _only_a_preface(current):
            return False
        # Without a headline of its own a dateline begins an article only behind one that has ended.
        ended = _closed(current) > 0 or _both_signed(current, first) or not opening.name
        return not _repeats(lines, current) if lines else ended
    if len(head) > 1 and _signed_off(head[0], head[1:]):
        return False  # the signature is of what stands before
    if not head:
        return _is_own_caption(paragraphs, index, layout, current)
    if lines and "".join(lines[0].text.strip("【】[]■◆●▲ ").split()) in load("furniture")["standing"]:
        return True
    if lines and first.text.startswith(words_in("furniture", "letters_begin")):
        signature = len(lines) > 1 and byline.parse(lines[0].text) is not None  # of the letter before
        return not signature and not _repeats(lines, current)
    if _marked_as_the_last(lines, first, current, layout):
        return True
    if all(lists.is_item(part.text) or lists.is_tabbed(part.text) for part in head) or _repeats(lines, current):
        return False
    if _has_lead_note(current) and not _closed(current):
        return False
    return _evidence(paragraphs, index, layout, current, notes) >= ENOUGH


def _repeats(lines: Sequence[Paragraph], current: Draft) -> bool:
    """The headline again, over the text itself, behind a summary."""
    titles = {part.text for part in current.opening}
    return bool(lines) and all(part.text in titles for part in lines)


def _both_signed(current: Draft, first: Paragraph) -> bool:
    """Both this article's dateline and the next have bylines: 本报讯（记者 甲）…, 本报讯（记者 乙）…."""
    opening = dateline.at_start(current.parts[current.first].text)
    following = dateline.at_start(first.text)
    return bool(opening and opening.byline and following and following.byline)


def _is_own_caption(paragraphs: Sequence[Paragraph], index: int, layout: _Layout, current: Draft) -> bool:
    """A caption of its own: signed itself, behind a signed article or telling of a day the article does not."""
    text = paragraphs[index].text
    if not _own_byline(paragraphs, index) or _CAPTION.match(text) or (_is_caption(text) and _only_pictures(current)):
        return False
    if lists.is_item(text) and lists.is_item(current.parts[-1].text):
        return False  # briefs behind marks, each signed
    if _closed(current) == 3:
        return True
    if not layout.articles:
        return False
    ending, place = signing.at_end(text), _OF_PLACE.match(text)  # a picture from another town
    town = place[0][:_TOWN] if place is not None and ending is not None and ending[1].photo else ""
    if town and not any(town in part.text for part in current.parts):
        return True
    day = _DAY.match(text)
    return day is not None and bool(current.days) and day.group() not in current.days


def _evidence(
    paragraphs: Sequence[Paragraph], index: int, layout: _Layout, current: Draft, notes: Sequence[Paragraph]
) -> int:
    """How much speaks for a new article with the headline at `index`; `ENOUGH` is.

    An end signed before and a byline under the headline are as good as sure, but not alone: parts of one
    article may be signed, and what was added to one may have a name of its own.
    """
    head, first = _head(paragraphs, index)
    assert first is not None
    signed_off = _signed_off(current.parts[-1], notes) and not _hands_on(current)
    score = _closed(current) or 3 * signed_off
    if any(heads.is_digest_head(line) for line in current.above):
        score += 3
    if any(part.kind == "byline" or (part.kind == "note" and signing_fields(part.text)) for part in head):
        score += 4
    if any(part.kind == "note" and furniture.opens(part.text) for part in (*notes, *head)):
        score += 4
    elif any(heads.is_masthead(note.text) for note in notes) or any(furniture.is_colophon(note.text) for note in notes):
        score += 3
    elif any(furniture.kind_of(note.text) == "rule" for note in notes):
        score += 1
    column = layout.briefs or _column_of_briefs(current)
    before = current.parts[current.first]
    if column and _is_brief(head, first, column) and _is_brief(current.opening[-1:], before, column):
        score += 5
    headings = [part for part in head if part.kind == "heading"]
    if headings:
        own = _own_level(current) or layout.level
        score += 3 if own and headings[0].level <= own else -3
    gap = head[0].gap - sum(note.gap for note in notes)  # a rule stands between two blank lines anyway
    inner = max(part.gap for part in (*head[1:], first))  # a headline stands nearer to its text than to what ended
    if gap > max(1, current.largest_gap, inner):
        score += 1
        within = max(layout.within, current.largest_gap)
        between = min(layout.between, current.gap) if layout.articles > 1 else current.gap
        if gap >= between > within:
            score += 2  # so far the page has set its articles apart so, and nothing else
    lines = [part.text for part in head if part.kind in ("short", "heading")]
    if lines and lists.heads_names(lines[0].rstrip("：: ")):
        score += -4 if lists.heads_part(lines[0]) else 1  # 获奖名单 is part of an article, 某县…获奖名单 is one
    score += max((_of_documents(line, current, notes) for line in lines[:2] if "关于" in line), default=0)
    if _LEAD.search(first.text, 0, 80):
        score += 1
    if len(lines) > 1 or any(_TWO_PARTS.search(line) for line in lines):
        score += 1
    if sum(map(len, lines)) <= 8 and not headings:
        score -= 1
    if _signed_at_end(paragraphs, index + len(head)):
        score += 3 if _signed_before(current) else 1  # one is signed over its text, one at its end
    if len(lines) == 1 and _tells_news(lines[0], first.text) and _TODAY.match(current.parts[current.first].text):
        score += 3
    last = current.parts[-1]
    if last.kind == "body" and not is_final(last.text):
        score -= 2
    return score


def _tells_news(line: str, text: str) -> bool:
    """Whether a line is the headline of a report that begins with its day: a third of it stands in the report's lead.

    >>> _tells_news("区领导督导春耕备耕", "3月15日，副区长到芦溪镇督导春耕备耕工作。")
    True
    >>> _tells_news("机械下田保进度", "12月4日，徐庄镇调配收割机62台。")
    False
    """
    pairs = _PAIR.findall(line)
    lead = text[:_NEWS_LEAD]
    return _TODAY.match(text) is not None and len(line) > 8 and 3 * sum(pair in lead for pair in pairs) >= len(pairs)


def _column_of_briefs(draft: Draft) -> str:
    """The column of briefs that stands over an article's headline: 镇街短波; "" if none does."""
    column = "".join(draft.parts[0].text.strip("【】[]■◆●▲ ").split())
    return column if len(draft.opening) > 1 and heads.is_column(column) and column.endswith(_BRIEFS) else ""


def _is_brief(head: Sequence[Paragraph], first: Paragraph, column: str) -> bool:
    """A headline on one line that says of which place it is, nearer to its text than to what stands before it; in a column
    of briefs alone as near, where the text begins with a day or the place again."""
    place = _OF_PLACE.match(head[0].text.lstrip(MARKS)) if len(head) == 1 else None
    if place is None:
        return False
    told = _LEAD.search(first.text, 0, 30) is not None or first.text.startswith(place[0])
    return head[0].gap > first.gap or (told and column.endswith(_SURE_BRIEFS) and head[0].gap == first.gap)


def _marked_as_the_last(lines: Sequence[Paragraph], first: Paragraph, current: Draft, layout: _Layout) -> bool:
    """Whether a line has the mark that the last article's headline has (▲某镇举行义诊), each over a report of its own."""
    opening = current.opening
    if len(lines) != 1 or not opening or lines[0].text[0] not in MARKS or lines[0].text[0] != opening[-1].text[0]:
        return False
    if not all(heads.is_column(part.text) for part in opening[:-1]):
        return False
    told = [_LEAD.search(part.text, 0, 30) is not None for part in (current.parts[current.first], first)]
    return len(lines[0].text) > _PLACE_ALONE and (bool(layout.briefs or _column_of_briefs(current)) or all(told))


def _signed_before(current: Draft) -> bool:
    """Whether an article is signed in its dateline or under its headline."""
    opening = dateline.at_start(current.parts[current.first].text)
    return bool(opening and opening.byline) or any(
        part.byline is not None and not part.byline.editorial for part in current.parts[: current.first]
    )


def _of_documents(line: str, current: Draft, notes: Sequence[Paragraph]) -> int:
    """How much a document's title (某县人民政府关于…的通知) speaks for a new article: 3 with its issuer, 3 behind a signature
    with its day; 0 behind one that hands another on (转发…的通知).
    """
    title = _DOCUMENT.fullmatch(line)
    if title is None or title["sort"] not in words_in("furniture", "notice_words"):
        return 0
    if _hands_on(current):
        return 0
    signed = _signed_off(current.parts[-1], notes)
    return 3 * (title["issuer"] is not None and is_issuer(title["issuer"])) + 3 * signed


def _hands_on(draft: Draft) -> bool:
    """Whether a document has another behind its signature."""
    return any(word in part.text for part in draft.parts for word in _HANDS_ON)


def _signed_off(part: Paragraph, notes: Sequence[Paragraph]) -> bool:
    """Whether a line is the body that puts a piece out, and a day stands below it: 某镇党政办 / 2023年12月4日."""
    dated = any(furniture.kind_of(note.text) == "date" for note in notes[:1])
    return dated and part.kind == "short" and is_issuer(part.text)


def _own_level(current: Draft) -> int:
    """How deep the heading is that an article has for its headline; a column's name over it (# 基层短波) is none."""
    levels = [part for part in current.opening if part.kind == "heading"]
    if len(levels) > 1 and levels[1].level > levels[0].level and heads.is_column(levels[0].text):
        levels = levels[1:]
    return levels[0].level if levels else 0


def _signed_at_end(paragraphs: Sequence[Paragraph], first: int) -> bool:
    """Do the paragraphs from this one on end, before any other short line, with a byline?"""
    for paragraph in paragraphs[first : first + _LOOK_AHEAD]:
        if paragraph.kind == "byline":
            return paragraph.byline is not None and not paragraph.byline.editorial
        if paragraph.kind in ("short", "heading"):
            return False
        if signing.at_end(paragraph.text):
            return True
    return False


def _only_a_preface(current: Draft) -> bool:
    """Under its headline there is no more yet than an editor's note or a picture's caption."""
    return (current.bodies <= 2 and _has_lead_note(current)) or _only_pictures(current)


def _only_pictures(current: Draft) -> bool:
    """Under a headline nothing but pictures' captions."""
    titled = current.parts[0].kind in ("heading", "short")
    return titled and all(
        _is_caption(part.text) or (behind is not None and behind.byline is not None and behind.byline.photo)
        for part, behind in zip_longest(current.parts, current.parts[1:])
        if part is not None and part.kind == "body"
    )


def _has_lead_note(current: Draft) -> bool:
    """Its first lines are an editor's note (编者按：…)."""
    notes = words_in("furniture", "lead_notes")
    opening = current.parts[: current.first + 2]
    return current.bodies <= 2 and any(part.text.lstrip("【[■◆● ").startswith(notes) for part in opening)


def _is_caption(text: str) -> bool:
    if _CAPTION.match(text):
        return True
    ending = signing.at_end(text)
    return ending is not None and ending[1].photo and len(text) <= 80


def _head(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Paragraph], Paragraph | None]:
    """What stands from `index` on before the first body paragraph (headline, byline, notes), and that one."""
    head: list[Paragraph] = []
    for paragraph in paragraphs[index : index + _LOOK_AHEAD]:
        if paragraph.is_text:
            return head, paragraph
        head.append(paragraph)
    return head, None


def _closed(current: Draft) -> int:
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


def _own_byline(paragraphs: Sequence[Paragraph], index: int) -> bool:
    if signing.at_end(paragraphs[index].text):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind == "byline"
