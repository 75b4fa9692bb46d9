"""Paragraphs -> drafts of articles: where one ends and the next begins.

A short line within a page is a headline or a subheading: what ended before (a byline) and what begins (a dateline, a
byline under it, a day) tell which, added up by learned weights (`boundary_model`). What has no headline and no dateline
(a signed picture's caption) is an article of its own only beside others that have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from ingest.bylines import byline, signing
from ingest.bylines.tokens import MARKS
from ingest.context import dateline
from ingest.layout import channels, furniture, heads, lists, mending
from ingest.layout.article_drafts import (
    DAY,
    HEADLINE_LINES,
    Draft,
    Layout,
    closed,
    column_of_briefs,
    head_at,
    own_level,
    signed_off,
)
from ingest.layout.boundary_model import COUNTED, LEAD, OF_PLACE, Telling, begins_here
from ingest.layout.furniture_parts import DATE
from ingest.layout.lines import is_final, is_picture_note, said_again, starts_prose, title_like
from ingest.layout.mending import Paragraph
from ingest.tables import load, words_in

_MASTHEAD = 40
"""No page's head has more lines."""
_CAPTION = re.compile("(?:图为|图|上图|下图|左图|右图|本图|题图|图片)[①②③④⑤\\d]?[：:为]?|[①②③④⑤]")
_AGAIN = 30
"""Of a headline's pairs of characters more in a hundred are in the lead than of a line that is none."""
_TOWN = 4  # characters that tell one town from another
_PLACE_ALONE = 7
"""A marked line that is no longer may be just a place's name: ●严务乡."""


def split(paragraphs: Sequence[Paragraph], begins: Telling = begins_here) -> list[Draft]:
    """The drafts of a page's articles in order; none where it has no paragraph of text.

    `begins`: tells of a line that may begin an article whether one does.
    """
    drafts: list[Draft] = []
    current = Draft(())
    layout = Layout()
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
        if current.bodies and _begins(paragraphs, index, layout, current, pending, begins):
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
            if not (current.bodies or current.over) and any(map(_stamps, pending)):
                current.over = len(current.parts)
            current.notes += pending
        if not drafts and not current.bodies and paragraph.kind in ("short", "heading"):
            days += tuple(note.text for note in pending if _is_dated(note.text))
        pending = []
        current.add(paragraph)
    current.notes += pending
    return _with_captions(_finished(drafts, current))


def _is_dated(note: str) -> bool:
    """Whether a line over a page's first headline says of which day the page is: 2023年9月12日　星期二　责编：甲."""
    return furniture.kind_of(note) == "date" or (furniture.kind_of(note) == "meta" and DATE.match(note) is not None)


def _stamps(note: Paragraph) -> bool:
    """Whether a line says when a piece was put up, or by whom, right under its headline."""
    return furniture.opens(note.text) or (furniture.kind_of(note.text) == "meta" and DATE.search(note.text) is not None)


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
    paragraphs: Sequence[Paragraph],
    index: int,
    layout: Layout,
    current: Draft,
    notes: Sequence[Paragraph],
    begins: Telling,
) -> bool:
    """Does a new article begin at this paragraph, given those found and the one gathered so far?"""
    if paragraphs[index].kind in ("byline", "item") or is_picture_note(paragraphs[index].text):
        return False
    if any(channels.turns_in(note.text) for note in notes):  # the rest of another article
        return not any(channels.turns_out(note.text) for note in notes)
    head, first = head_at(paragraphs, index)
    if first is None or heads.is_side_piece((head[0] if head else first).text):
        return False
    lines = [part for part in head if part.kind in ("short", "heading")]
    opening = dateline.at_start(first.text)
    if opening is not None and _only_a_preface(current):
        return False
    if opening is not None and not lines and opening.byline is None and _signed_lead(current):
        return False
    if opening is not None and not lines:
        # Without a headline of its own a dateline begins an article only behind one that has ended.
        return closed(current) > 0 or _both_signed(current, first) or not opening.name
    if len(head) > 1 and signed_off(head[0], head[1:]):
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
    if _repeats(lines, current) or (opening is None and all(_is_listed(part.text) for part in head)):
        return False
    if _is_stamped(head, first):
        return True
    if _has_lead_note(current) and not closed(current):
        return False
    if lines and COUNTED.search(lines[0].text) and not closed(current):
        return False
    sure = _signed_over_its_text(head) or _is_own_list(lines, current) or _is_as_deep(lines, current)
    return sure or begins(paragraphs, index, layout, current, notes)


def _signed_over_its_text(head: Sequence[Paragraph]) -> bool:
    """One line, and right below it who wrote: no part of an article is signed so."""
    under = head[1].byline if len(head) > 1 and head[1].kind == "byline" else None
    return head[0].kind == "short" and under is not None and not under.editorial and len(head[0].text) > _PLACE_ALONE


def _is_stamped(head: Sequence[Paragraph], first: Paragraph) -> bool:
    """A headline's lines, and right below them when the piece was put up (发布时间：…)."""
    lines = list(takewhile(lambda part: part.kind in ("short", "heading"), head))
    stamp = head[len(lines)] if len(lines) < len(head) else None
    if stamp is None or not 0 < len(lines) <= HEADLINE_LINES:
        return False
    dated = furniture.kind_of(stamp.text) == "date"  # under a letter's writer too
    return furniture.opens(stamp.text) or (
        dated and starts_prose(first.text) and said_again(lines[0].text, first.text) > _AGAIN
    )


def _is_own_list(lines: Sequence[Paragraph], current: Draft) -> bool:
    """A list that says whose it is (庆云县2023年度“荷乡工匠”名单), behind an article that is signed."""
    bare = lines[0].text.rstrip("：: ") if lines else ""
    return closed(current) > 0 and lists.heads_names(bare) and not lists.heads_part(bare)


def _is_as_deep(lines: Sequence[Paragraph], current: Draft) -> bool:
    """A heading that the file marks as deep as the article's own headline."""
    own = own_level(current)
    return bool(lines) and lines[0].kind == "heading" and 0 < lines[0].level <= own


def _is_listed(line: str) -> bool:
    return lists.is_item(line) or lists.is_tabbed(line)


def _repeats(lines: Sequence[Paragraph], current: Draft) -> bool:
    """The headline again, over the text itself, behind a summary."""
    titles = {part.text for part in current.opening}
    return bool(lines) and all(part.text in titles for part in lines)


def _both_signed(current: Draft, first: Paragraph) -> bool:
    """Both this article's dateline and the next have bylines: 本报讯（记者 甲）…, 本报讯（记者 乙）…."""
    opening = dateline.at_start(current.parts[current.first].text)
    following = dateline.at_start(first.text)
    return bool(opening and opening.byline and following and following.byline)


def _is_own_caption(paragraphs: Sequence[Paragraph], index: int, layout: Layout, current: Draft) -> bool:
    """A caption of its own: signed itself, behind a signed article or telling of a day the article does not."""
    text = paragraphs[index].text
    if not _own_byline(paragraphs, index) or _CAPTION.match(text) or (_is_caption(text) and _only_pictures(current)):
        return False
    if lists.is_item(text) and lists.is_item(current.parts[-1].text):
        return False  # briefs behind marks, each signed
    if closed(current) == 3:
        return True
    if not layout.articles:
        return False
    ending, place = signing.at_end(text), OF_PLACE.match(text)  # a picture from another town
    town = place[0][:_TOWN] if place is not None and ending is not None and ending[1].photo else ""
    if town and not any(town in part.text for part in current.parts):
        return True
    day = DAY.match(text)
    return day is not None and bool(current.days) and day.group() not in current.days


def _marked_as_the_last(lines: Sequence[Paragraph], first: Paragraph, current: Draft, layout: Layout) -> bool:
    """Whether a line has the mark that the last article's headline has (▲某镇举行义诊), each over a report of its own."""
    opening = current.opening
    if len(lines) != 1 or not opening or lines[0].text[0] not in MARKS or lines[0].text[0] != opening[-1].text[0]:
        return False
    if not all(heads.is_column(part.text) for part in opening[:-1]):
        return False
    told = [LEAD.search(part.text, 0, 30) is not None for part in (current.parts[current.first], first)]
    return len(lines[0].text) > _PLACE_ALONE and (bool(layout.briefs or column_of_briefs(current)) or all(told))


def _signed_lead(current: Draft) -> bool:
    """Under its headline there is no more than a lead or a caption without a dateline, and who signs all of it."""
    titled = current.parts[0].kind in ("heading", "short")
    return titled and current.bodies == 1 and dateline.at_start(current.parts[current.first].text) is None


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


def _own_byline(paragraphs: Sequence[Paragraph], index: int) -> bool:
    if signing.at_end(paragraphs[index].text):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind == "byline"
