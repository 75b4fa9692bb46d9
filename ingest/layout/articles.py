"""A page -> its articles: headline, dateline, body and byline of each, mended, with offsets.

Where one article ends and the next begins is decided in boundaries.py; here each is put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.bylines import byline, signing, unlabelled
from ingest.bylines.roles import roles
from ingest.bylines.signed import Byline, Signed, each_once
from ingest.bylines.signers import is_name, org_like, person_like
from ingest.context import dateline
from ingest.layout import channels, furniture, heads, leftovers, listed, lists, mending, punctuation
from ingest.layout.article_drafts import DOCUMENT_NUMBER, HEADLINE_LINES, Draft, first_body
from ingest.layout.boundaries import split
from ingest.layout.furniture_parts import DATE, is_issuer, is_section, is_trail
from ingest.layout.furniture_signers import apart_from_signed, signing_fields, source_names
from ingest.layout.lines import is_picture_note, title_like
from ingest.layout.mending import Paragraph
from ingest.tables import load, words_in
from ontology.divisions import counties_named
from ontology.errors import InputError
from ontology.ids import article_id
from ontology.records import Article, BylineName, Page, Span

_RED_HEAD = re.compile(r"(?:委|政府|办公室|局|部|院|会|公司|学校|领导小组)文件\Z")


_NOTE_LONGEST = 3  # paragraphs of an editors' note over a headline
_ANNOUNCES = ("栏目", "专栏", "系列报道", "敬请", "刊发", "刊登", "推出")
_WITH_ASIDE = re.compile("[（(][\u3400-\u9fff]{2,8}[）)].{6}")  # （组图）某镇举行义诊
_COLUMN_LONGEST = 14
"""A longer line in 【】 that stands alone over the text is a headline."""
_BULLETS = "■◆●▲★□◎※☆· "
_OF_PICTURES = ("图片新闻", "新闻图片", "图说新闻", "图片报道")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article and what stands around it on its page.

    `around`: lines that belong to it alone (date, source, editors); `above`: the page's head over it.
    """

    article: Article
    around: tuple[str, ...]
    above: tuple[str, ...]


_COPIED = re.compile("查看完整版本[：: \u3000]*")
_HAN_ALONE = re.compile(r"[\u3400-\u9fff\d]+")
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
    headline, column = _headline(draft)
    headline = headline or _original_title(draft)
    title = " ".join(_closed_up(part.text) for part in headline) or None
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
    return part.kind == "byline" or _is_document_head(part) or (part.kind == "short" and _puts_out(part.text))


def _is_document_head(part: Paragraph) -> bool:
    return part.kind == "short" and (
        DOCUMENT_NUMBER.search(part.text) is not None or _RED_HEAD.search(part.text) is not None
    )


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


def _headline(draft: Draft) -> tuple[list[Paragraph], list[Paragraph]]:
    """The headline's lines, and a column's name over them (要闻, 【基层动态】)."""
    lead: list[Paragraph] = []
    signed = False
    looked = 0  # at so many of the lines over bylines
    for at, part in enumerate(draft.parts):
        if part.is_text or (at == draft.over > 0 and part.text[0] not in "—-" and _heads_text(lead)):
            break
        while part.kind == "byline" and not signed and looked < len(lead):
            signed, looked = not heads.is_column(lead[looked].text), looked + 1
        if lead and _is_document_head(part):
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
    apart = [part for part in lead[1:] if part.kind == "short" and _puts_out(part.text)]
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
        if _is_document_head(part):
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
    return len(last) > _COLUMN_LONGEST and not (heads.is_column(last) or _puts_out(last) or heads.is_site_head(last))


def _original_title(draft: Draft) -> list[Paragraph]:
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
        again = len(text) > 3 and not _puts_out(text)  # a caption of some of its words: 葡萄熟了
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
        return not (last and _puts_out(following.text))
    if _is_short_name(line.text, following):
        return True
    if following.text.startswith("关于"):
        return DATE.search(line.text) is not None and _puts_out(line.text)
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


def _closed_up(line: str) -> str:
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


def _puts_out(line: str) -> bool:
    """Who puts the piece out, or the account it stands in, on a line under the headline."""
    return is_issuer(line) or heads.is_account(line) or heads.is_name_line(line) or heads.is_site_name(line)


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
