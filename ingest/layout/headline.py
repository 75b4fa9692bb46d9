"""An article's headline among a draft's first lines: which of them it has, and what column, account or note stands beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.context import dateline
from ingest.layout import furniture, heads, lists
from ingest.layout.article_drafts import DOCUMENT_NUMBER, HEADLINE_LINES, Draft, first_body
from ingest.layout.furniture_parts import DATE, is_issuer, is_section, is_trail
from ingest.layout.lines import is_picture_note, title_like
from ingest.layout.mending import Paragraph
from ingest.tables import load, words_in
from ontology.divisions import counties_named

_RED_HEAD = re.compile(r"(?:委|政府|办公室|局|部|院|会|公司|学校|领导小组)文件\Z")
_NOTE_LONGEST = 3  # paragraphs of an editors' note over a headline
_ANNOUNCES = ("栏目", "专栏", "系列报道", "敬请", "刊发", "刊登", "推出")
_WITH_ASIDE = re.compile("[（(][\u3400-\u9fff]{2,8}[）)].{6}")  # （组图）某镇举行义诊
_COLUMN_LONGEST = 14
"""A longer line in 【】 that stands alone over the text is a headline."""
_BULLETS = "■◆●▲★□◎※☆· "
_OF_PICTURES = ("图片新闻", "新闻图片", "图说新闻", "图片报道")
_COPIED = re.compile("查看完整版本[：: \u3000]*")
_STATION = re.compile("[\u3400-\u9fff]{1,4}网[\u3400-\u9fff]{2,4}(?:站|频道)")  # 红网东安站
_HAN_ALONE = re.compile(r"[\u3400-\u9fff\d]+")


def headline_of(draft: Draft) -> tuple[list[Paragraph], list[Paragraph]]:
    """The headline's lines, and a column's name over them (要闻, 【基层动态】)."""
    lead: list[Paragraph] = []
    signed = False
    looked = 0  # at so many of the lines over bylines
    for at, part in enumerate(draft.parts):
        if part.is_text or (at == draft.over > 0 and part.text[0] not in "—-" and _heads_text(lead)):
            break
        while part.kind == "byline" and not signed and looked < len(lead):
            signed, looked = not heads.is_column(lead[looked].text), looked + 1
        if lead and is_document_head(part):
            continue  # a document's number under its title
        if part.kind == "heading" or (part.kind == "short" and (not signed or part.text.startswith("——"))):
            lead.append(part)  # a short line behind the byline is a subheading
    noted = not lead and draft.parts[first_body(draft)].text.lstrip("【[■◆● ").startswith(
        words_in("furniture", "lead_notes")
    )
    if noted or (len(lead) == 1 and _is_lead_note(lead[0].text)):
        lead = _behind_note(draft) or lead
    columns = _labelled(lead)
    while columns < len(lead) - 1 and _stands_over(lead[columns], lead[columns + 1], last=columns + 2 == len(lead)):
        columns += 1
    pictured = len(lead) == 1 and (lead[0].text[0] in "【[" or lead[0].text.strip(_BULLETS) in _OF_PICTURES)
    if pictured and lead[0].kind == "short" and heads.is_column(lead[0].text):
        return [], lead  # 【图片新闻】 over a picture's report
    column = lead[:columns]
    lead = lead[len(column) :]
    lead, beside = _without_labels(lead)
    column += beside
    said_again = any(part.text.startswith("原标题：") for part in beside)
    if (not beside or said_again) and lead and heads.behind_column(lead[0].text) != lead[0].text:
        # 【走基层】某镇…: the line as it stands is kept beside, the headline without its column.
        column.append(lead[0])
        lead[0] = replace(lead[0], text=heads.behind_column(lead[0].text))
    apart = [part for part in lead[1:] if part.kind == "short" and puts_out(part.text)]
    apart = [part for part in apart if not _goes_on(lead, part)]
    if len(lead) > 1:  # 上林, over or under its headline
        places = [part for part in lead if part.kind == "short" and len(part.text) < 5 and counties_named(part.text)]
        if places and places[0] is not lead[0]:
            lead = lead[: lead.index(places[0])]
        apart, column = [*apart, *places], [*column, *places]
    lead = [part for part in lead if part not in apart]
    if any(part.kind == "heading" for part in lead):
        marked = next(i for i, part in enumerate(lead) if part.kind == "heading")
        same = [p for p in lead[marked:] if p.kind == "heading" and p.level == lead[marked].level]
        return [*lead[:marked], *same[:HEADLINE_LINES], *_under_heading(draft, lead[marked + 1 :])], column
    if len(lead) > HEADLINE_LINES and all(part.gap for part in lead[1:]):
        lead = lead[:1]  # pictures' captions, each set apart
    lines: list[Paragraph] = []
    for index, part in enumerate(lead):
        if is_document_head(part):
            continue
        rows = [row.text for row in lead[index : index + 2]]
        if lines and (_begins_text(part.text) or (len(rows) > 1 and all(map(lists.is_row, rows)))):
            break
        if lines and not part.gap and len(lines) < HEADLINE_LINES and _qualifies(part.text):
            lines.append(part)
        whole = part.text[-1] == "】" and (len(lead) > 1 or len(part.text) <= _COLUMN_LONGEST)
        item = lists.is_item(part.text) and (bool(lines) or part.text[0] != "【" or whole)
        if (part.text[0] in "（(" and not _WITH_ASIDE.match(part.text)) or item or len(lines) == HEADLINE_LINES:
            break
        lines.append(part)
    return lines, column


def _heads_text(lead: Sequence[Paragraph]) -> bool:
    """Whether lines over a page's day and source are a headline; those below it are subheadings or captions."""
    last = lead[-1].text if lead else ""
    return len(last) > _COLUMN_LONGEST and not (heads.is_column(last) or puts_out(last) or heads.is_site_head(last))


def original_title(draft: Draft) -> list[Paragraph]:
    """The headline that a page without one gives as the piece's first (原标题：…), or a bulletin's name and number."""
    for line in (*draft.above, *(note.text for note in draft.notes)):
        title = line.strip("（）()【】[] ").removeprefix("原标题")
        if title != line and title[:1] in ("：", ":") and len(title) > 5:
            return [Paragraph(heads.behind_column(title[1:].strip()), "short", 0)]
    for name, number in pairwise(draft.above):
        if heads.is_issue_number(number) and len(name) > 6 and name.endswith(words_in("furniture", "bulletins")):
            return [Paragraph(name + number, "short", 0)]
    for line in (*draft.above, *(note.text for note in draft.notes)):
        title = _COPIED.sub("", line) if _COPIED.match(line) else _last_step(line)
        if len(title) > 7 and title_like(title):
            return [Paragraph(title, "short", 0)]
    return []


def _last_step(line: str) -> str:
    """The last step of the way through a site, which may be the piece itself: 首页 » 问答 » 某镇举办篮球赛."""
    step = re.split("[>＞»]", line)[-1].strip() if is_trail(line) else ""
    return step if step and not heads.is_column(step) and not is_section(step) else ""


def _labelled(lead: Sequence[Paragraph]) -> int:
    """Where among a page's first lines its headline stands under a label (留言标题：…); 0 if nowhere."""
    return next((i for i, part in enumerate(lead[:HEADLINE_LINES]) if heads.headline_in(part.text)), 0)


def _without_labels(lead: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The headline's lines without their labels (标题：…, 引题：…), a site's name behind them, or what is said twice;
    and the lines as they stood, kept beside.
    """
    labelled = sum(heads.behind_label(part.text) is not None for part in lead[:HEADLINE_LINES]) > 1
    bare: list[Paragraph] = []
    beside: list[Paragraph] = []
    for index, part in enumerate(lead[: HEADLINE_LINES + 1]):
        text = (heads.headline_in(part.text) if not index else None) or heads.without_site(part.text)
        text = (heads.behind_label(part.text) if labelled else None) or text
        if index and text.startswith("原标题："):
            text = bare[0].text  # what the piece was called first stands beside
        if text != part.text or any(text == other.text for other in bare):
            beside.append(part)
        again = len(text) > 3 and not puts_out(text)  # a caption of some of its words: 葡萄熟了
        if not any(text == other.text or (again and text in other.text) for other in bare):
            bare.append(part if text == part.text else replace(part, text=text))
    return [*bare, *lead[HEADLINE_LINES + 1 :]], beside


def _behind_note(draft: Draft) -> list[Paragraph]:
    """The headline behind an editor's note that stands first on its page, without the column that the note names."""
    parts = draft.parts[first_body(draft) :]
    begin = next((i for i, part in enumerate(parts) if part.kind in ("short", "heading")), len(parts))
    end = next((i for i, part in enumerate(parts[begin:], begin) if part.kind not in ("short", "heading")), len(parts))
    signed = end < len(parts) and (parts[end].kind == "byline" or dateline.at_start(parts[end].text) is not None)
    note = "".join(part.text for part in parts[:begin])
    announced = begin <= _NOTE_LONGEST and any(word in note for word in _ANNOUNCES)  # 本报开设“院坝说事”专栏
    if not (signed or announced) or end - begin > HEADLINE_LINES + 1:
        return []
    named = [part for part in parts[begin:end] if f"“{part.text}”" in note]
    return [part for part in parts[begin:end] if part not in named]


def _stands_over(line: Paragraph, following: Paragraph, *, last: bool) -> bool:
    """A column, an account's name, or whose page it is, set apart from the headline: it is no line of that.

    `last`: no line follows `following`. Who issues a document stands in its headline: 某县教育局/关于…的通知.
    """
    if heads.is_column(line.text) or heads.is_account(line.text) or heads.is_head_label(line.text):
        return not (last and puts_out(following.text))
    if _is_short_name(line.text, following):
        return True
    if following.text.startswith("关于"):
        return DATE.search(line.text) is not None and puts_out(line.text)
    if heads.is_name_line(line.text):
        return True
    dated = DATE.search(line.text) is not None
    return is_issuer(line.text) and (dated or following.gap > line.gap)


def _begins_text(line: str) -> bool:
    """A line under a headline that is none of it: who speaks and when, a table's row, the head of an editor's note."""
    if heads.is_head_label(line) or lists.is_tabbed(line) or is_picture_note(line):
        return True
    label, colon, _ = line.partition("：")
    return _is_lead_note(label if colon else line)


def _is_lead_note(line: str) -> bool:
    """The head of an editors' note, alone on its line: 导 读."""
    return "".join(line.split()).strip("【】[]：:■◆●") in load("furniture")["lead_notes"]


def _qualifies(text: str) -> bool:
    """What in brackets right under a headline belongs to it (（3月13日—3月17日）, （试行）), no word on its adoption.

    >>> _qualifies("（征求意见稿）"), _qualifies("（2022年1月12日县人大常委会通过）"), _qualifies("（2020年4月26日）")
    (True, False, False)
    """
    if text[0] not in "（(" or text[-1] not in "）)" or len(text) > 18:
        return False
    return furniture.kind_of(text) is None and not text[:-1].endswith(
        ("通过", "公布", "印发", "上", "修订", "修正", "号")
    )


def closed_up(line: str) -> str:
    """A headline's line with single spaces, a short word set wide without any (公　告)."""
    words = line.split()
    return ("" if len(words) > 1 and all(len(word) == 1 for word in words) else " ").join(words)


def _is_short_name(line: str, following: Paragraph) -> bool:
    """A few characters set apart from a long headline: a column that no table names (警方提示)."""
    if not 3 <= len(line) <= 6 or not _HAN_ALONE.fullmatch(line) or not following.gap:
        return False
    if lists.is_item(following.text) and following.text[0] not in "【[":
        return False  # 1.某镇…, under the head of several
    if line.endswith(words_in("furniture", "notice_words")) or heads.is_head_label(following.text):
        return False
    return len(following.text) > 9 and not following.text.startswith(("—", "--", "关于")) and not _names_place(line)


def _names_place(line: str) -> bool:
    return line.endswith(("镇", "乡", "街道", "社区", "村", "县", "市", "区", "旗"))


def puts_out(line: str) -> bool:
    """Who puts the piece out, or the account it stands in, on a line under the headline."""
    return (
        _STATION.fullmatch(line) is not None
        or is_issuer(line)
        or heads.is_account(line)
        or heads.is_name_line(line)
        or heads.is_site_name(line)
    )


def _goes_on(lead: Sequence[Paragraph], issuer: Paragraph) -> bool:
    """Whether an issuer's name is the headline's first line: 某县教育局/关于…的通知."""
    following = lead[lead.index(issuer) + 1 :][:1]
    return bool(following) and following[0].text.startswith("关于") and not following[0].gap


def _under_heading(draft: Draft, lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The headline's second line under a marked heading: a subtitle, or a line that is no subheading of several."""
    short = [part for part in lines if part.kind == "short"][:1]
    if not short or lists.is_item(short[0].text) or short[0].text[0] in "（(":
        return []
    first = first_body(draft)
    last = max(i for i, part in enumerate(draft.parts) if part.is_text)
    alone = not any(part.kind in ("short", "heading") for part in draft.parts[first:last])
    return (
        short if short[0].text.startswith(("——", "--")) or alone or dateline.at_start(draft.parts[first].text) else []
    )


def is_document_head(part: Paragraph) -> bool:
    return part.kind == "short" and (
        DOCUMENT_NUMBER.search(part.text) is not None or _RED_HEAD.search(part.text) is not None
    )
