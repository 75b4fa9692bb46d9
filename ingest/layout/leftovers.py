"""What the making of a page leaves among its lines: names of pictures, days of a calendar, the beginnings of other articles.

It says nothing of any article, so it goes before the lines are read; and what a page sets over several lines (a label,
its value below), or behind its article (the headline, with site and day), is put where it is read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.bylines import byline
from ingest.bylines.roles import roles
from ingest.layout import channels, furniture, page_titles, run_together
from ingest.layout.furniture_fields import page_labels
from ingest.layout.furniture_parts import DATE, PROSE, is_issuer, is_paper_name, is_section
from ingest.layout.lines import is_final, starts_prose, title_like
from ingest.tables import load, words_in

_PICTURE = re.compile(
    r"[\w（）()·. \u3000-]{1,40}\.(?:jpe?g|png|gif|bmp|webp|mp4)"
    r"|(?:微信图片|微信截图|[Qq]{2}(?:图片|截图)|IMG|DSC[NF]?|_?MG|MVIMG|VID|mmexport|image|图片)[_ -]?\d[\w .()（）-]{0,30}",
    re.I,
)
_MARKDOWN_PICTURE = re.compile(r"!\[[^\]\n]{0,80}\]\([^)\n]{0,300}\)[ \u3000]*")
_WEEK = re.compile(r"(?:星期|周)?[日一][ \t\u3000]*(?:星期|周)?[一二](?:[ \t\u3000]*(?:星期|周)?[二三四五六日]){5}")
_LABEL_ALONE = re.compile(r"[【\[]?(?P<label>[\u3400-\u9fff][\u3400-\u9fff \u3000/]{0,6}?)[ \u3000]*[：:]")
_BEHIND_SITE = re.compile(
    rf"(?P<site>[\u3400-\u9fff]{{3,14}})[ \u3000]+(?P<day>{DATE.pattern})[ \u3000]+(?P<title>[^，。！？；][^。！？；]{{7,43}})"
)
_BEHIND_LABEL = re.compile(
    r"[【\[]?(?:(?:本文|文章|新闻|稿件|原文)?(?:标题|题目)|原题)[】\]]?[：: \u3000]+(?P<title>[^。]{6,60})"
)
_TEASER = ("...", "…", "．．．", "。。。")
_BARS = str.maketrans(dict.fromkeys("▏▎▍▌▋▊▉▐│┃∣︱", "|"))
_UNREAD = re.compile(r"\A(?:[?？�][ \u3000]*+)++(?=[\u3400-\u9fff“（(《\d]|\Z)")
_PICTURES_PLACE = re.compile(
    r"https?://[!-~]{0,500}?(?:wx_fmt=(?:jpe?g|png|gif|other)|\.(?:jpe?g|png|gif))(?=https?:|[^!-~]|\Z)"
)
_PICTURE_BEFORE = re.compile(
    r"\A[ ]{0,8}[\w-]{4,60}\.(?:jpe?g|png|gif)(?=[\u3400-\u9fff\d])", re.I
)  # IMG_01.jpg7月3日，…
_STROKE_LABEL = re.compile("(来源|作者|时间|编辑)/(?![文图摄])")  # 来源/ 某报 作者/ 时间/2025-10-10
_TEMPLATE = re.compile(r"#!\w{1,20}!#")
_SPACED_DAY = re.compile(r"((?:19|20)\d{2}) (\d{2}) / (\d{2})(?=[ \u3000]|\Z)")  # 2023 01 / 11 10:04:15
_BOX_DAY, _BOX_MONTH = re.compile(r"[0-3]?\d"), re.compile(r"((?:19|20)\d{2})[-/.年 ]{1,3}([01]?\d)月?")
_BOX_YEAR, _BOX_MONTH_DAY = re.compile(r"(?:19|20)\d{2}年?"), re.compile(r"([01]?\d)[-/.月]([0-3]?\d)日?")
_LETTER = re.compile("[A-Z][ \u3000]+[\u3400-\u9fff]{2,4}[：:]")  # N 编辑：甲
_LOW_LINE = re.compile("(?<=记者|通讯|摄影)_(?=[\u3400-\u9fff]{2,4}(?:[ \u3000]|\\Z))|(?<=通讯员)_(?=[\u3400-\u9fff])")
_GLUED = re.compile(
    "(?<=[。！？”）])[ \u3000]*(?:返回[\u3400-\u9fff]{2,4}，?查看更多|查看更多|阅读(?:全文|原文)|展开全文|举报/反馈|[\\[【]?详细[\\]】]?)\\Z"
)  # a button on the text's last line
_FILE = re.compile(r"\d{18,}|[0-9a-f]{16,64}")
_PAGE_NUMBER = re.compile(r"[A-D]\d{1,2}")  # within a text
_STEPS = re.compile("[>＞»›/]|->|>>")
_DRAWN = "\u2728\u2764\U0001f300-\U0001faff\ufe0f\u200d"
_DRAWN_AROUND = re.compile(rf"(?:(?<![ \u3000])[ \u3000]+)?[{_DRAWN}]+[ \u3000]*")
_LONG = page_titles.LONG
"""A line of so many code points, or with a stop, is text."""
_PLACES = ("位置：", "位置:")
_FOOT = 6
"""A headline that stands behind its text is one of so many last lines."""
_LIST_MARKS, _FEWEST_CHANNELS = ("•", "·", "-", "*"), 3
_SLOGAN = re.compile("[\u3400-\u9fff]{2,4}新闻，[^。]{2,30}")  # 某县新闻，讲述家乡的故事
_AHEAD = 10
"""The beginning of another article takes at most so many lines."""


def cleared(text: str) -> str:
    """A page's text without such lines, the others in their order.

    >>> cleared("某镇修好便民桥\\n微信图片_01.jpg\\n近日，便民桥通行。")
    '某镇修好便民桥\\n近日，便民桥通行。'
    """
    lines = _with_trail(run_together.apart([_without_marks(line) for line in text.translate(_BARS).split("\n")]))
    first = next((at for at, line in enumerate(lines) if is_text(line)), len(lines))
    head = _with_boxed_day(_unlisted(_undecorated(lines[:first])))
    lines, first = [*head, *lines[first:]], len(head)
    gone = {at for at, line in enumerate(lines) if line and _is_left(lines, at, first)}
    gone |= _teasers(lines, first) | page_titles.together(lines, first)
    gone |= {at for at in page_titles.behind(lines, first) if furniture.kind_of(lines[at].strip()) is None}
    gone |= page_titles.cut_short(lines)
    if first < len(lines):
        lines[first] = page_titles.without_headline(lines[first], lines[:first])
    entries, headlines = page_titles.listed(lines, first)
    gone = (gone | entries) - headlines
    for at in headlines:
        lines[at] = f"\n\n# {lines[at].strip()}"  # set apart, so that each begins an article
    _join_labels(lines, gone)
    return "\n".join(_headline_first(_kept(lines, gone)))


def _without_marks(line: str) -> str:
    """A line without marks of pictures, and of a table's edge where it is no row of one."""
    if "![" in line:
        line = _MARKDOWN_PICTURE.sub("", line)
    if line[1:2] in (" ", "\u3000") and line[0].isascii() and line[0].isupper() and _LETTER.match(line):
        line = line[2:]
    if "来源/" in line and "时间/" in line:
        line = _STROKE_LABEL.sub("\\1：", line)
    if line[:2] == "• " and line.rstrip().endswith(_PLACES):
        line = line[2:]  # • 当前位置：
    if line[:2] == ". ":
        line = line[2:]
    if line[:1] == "*" and line[-1:] == "*" and len(line) > 4 and line.strip("*").count("*") == 0:
        line = line.strip("*")  # **编辑：甲**
    if "_" in line:
        line = _LOW_LINE.sub(" ", line)
    if line[:1] in ("?", "？", "�"):  # spaces that were not read
        line = _UNREAD.sub("\u3000", line)
    if len(line) > 20 and line[-1] not in "。！？”":
        line = _GLUED.sub("", line)
    if line[:1].isascii() and ("." in line[:70]):
        line = _PICTURE_BEFORE.sub("", line)
    if "#!" in line:
        line = _TEMPLATE.sub("", line)
    if "://" in line:
        line = _PICTURES_PLACE.sub("", line)
    if line[4:5] == " " and line[:4].isdigit():
        line = _SPACED_DAY.sub(r"\1-\2-\3", line)
    bare = line.strip()
    if bare[:1] in ("|", "｜", "丨") or bare[-1:] in ("|", "｜", "丨"):
        inner = bare.strip("|｜丨 \t\u3000")
        if not any(mark in inner for mark in "|｜丨"):
            return inner
    return line


def _with_trail(lines: list[str]) -> list[str]:
    """The lines, the way through a site on one that had each step and each mark on its own."""
    found: list[str] = []
    joins = False
    for line in lines:
        bare = line.strip()
        marks = len(bare) < 3 and _STEPS.fullmatch(bare) is not None
        if found and bare and (marks or joins) and len(found[-1]) < 2 * _LONG:
            found[-1] = f"{found[-1].strip()} > " if marks else found[-1] + bare
        elif found and bare and found[-1].strip().endswith(_PLACES) and len(bare) < 9:
            found[-1] = found[-1].strip() + bare  # 当前位置：, and below it 首页
        else:
            found.append(line)
        joins = marks or (joins and not bare)
    return found


def _with_boxed_day(lines: list[str]) -> list[str]:
    """The lines, a day that stands in a box over or under its month and year on one with them: 16, and below it 2021/03."""
    found: list[str] = []
    for line in lines:
        bare, before = line.strip(), found[-1].strip() if found else ""
        day = _boxed_day(before, bare) or _boxed_day(bare, before) if bare and len(bare) < 9 and before else None
        if day:
            found[-1] = day
        else:
            found.append(line)
    return found


def _boxed_day(small: str, large: str) -> str | None:
    """A day with its month and year (16, 2021/03), or a month's day with its year (03-16, 2021) as one."""
    month = _BOX_MONTH.fullmatch(large)
    if month and _BOX_DAY.fullmatch(small):
        return f"{month[1]}-{month[2]}-{small}"
    day = _BOX_MONTH_DAY.fullmatch(small)
    return f"{large.rstrip('年')}-{day[1]}-{day[2]}" if day and _BOX_YEAR.fullmatch(large) else None


def _undecorated(head: list[str]) -> list[str]:
    """The lines over a text, without the small pictures around a headline; lines of a list that begin so keep theirs.

    >>> _undecorated(["🎉某镇举行义诊🎉"])
    ['某镇举行义诊']
    """
    begin = [at for at, line in enumerate(head) if _DRAWN_AROUND.match(line)]
    if len(begin) == 1:
        head[begin[0]] = _DRAWN_AROUND.sub("", head[begin[0]])
    return head


def _unlisted(head: list[str]) -> list[str]:
    """The lines over a text, a site's channels without the marks of a list: • 首页, • 财经."""
    marked = [at for at, line in enumerate(head) if (bare := line.strip())[:1] in _LIST_MARKS and 2 < len(bare) < 13]
    for at in marked if len(marked) > _FEWEST_CHANNELS else ():
        head[at] = head[at].strip()[1:].strip(" \u3000>＞")
    return [line.removeprefix("- ") for line in head]


def is_text(line: str) -> bool:
    """Whether a line is of an article's text, by a stop or its length: no headlines of a paper's page run together."""
    bare = line.strip()
    if "。" in bare or len(bare) <= _LONG:
        return "。" in bare
    parts = bare.split()
    return len(parts) < 3 or max(map(len, parts)) > _LONG  # else headlines of a paper's page, run together


def _is_left(lines: Sequence[str], at: int, first: int) -> bool:
    """A picture's name, a week's head, days of a calendar or a picture's number, on a line of its own."""
    bare = lines[at].strip()
    if not bare or len(bare) > 60:
        return not bare and lines[at] != ""
    if bare[-1].isascii() and _PICTURE.fullmatch(bare):
        return True
    if bare[-1] in "六日" and _WEEK.fullmatch(bare):
        return True
    if bare in ("（0）", "(0)", "0%", "T") or (len(bare) < 4 and bare.isascii() and _PAGE_NUMBER.fullmatch(bare)):
        return True  # a vote that nobody has given, a button for larger letters
    digits = "".join(bare.split())
    if len(digits) > 15 and _FILE.fullmatch(digits):
        return True  # a file's number
    if not (digits.isascii() and digits.isdigit()) or digits[0] == "0":
        return False  # 01 stands over a part of the text
    if at < first:
        return at > 0 and (_are_days(digits) or len(digits) < 3)
    return len(digits) < 3 and _between_paragraphs(lines, at)


def _are_days(digits: str) -> bool:
    """Numbers that follow one another, a week of a calendar: 45678910.

    >>> _are_days("45678910"), _are_days("252627282930"), _are_days("20230616")
    (True, True, False)
    """
    for size in (1, 2):
        day, run = int(digits[:size]), ""
        while len(run) < len(digits):
            run += str(day)
            day += 1
        if run == digits and day <= 32:
            return True
    return False


def _between_paragraphs(lines: Sequence[str], at: int) -> bool:
    """Whether whole paragraphs stand before and behind a line: no cell of a table."""
    before = next((line.strip() for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")
    behind = next((line.strip() for line in lines[at + 1 : at + 4] if line.strip()), "")
    if behind and not is_text(behind):
        return furniture.kind_of(behind) is not None and len(before) > 8
    return before.endswith(("。", "！", "？", "”", "）"))


def _teasers(lines: Sequence[str], first: int) -> set[int]:
    """The lines of other articles' beginnings under their heading (新闻推荐), behind an article's text."""
    slogans = words_in("furniture", "slogans")
    found: set[int] = set()
    for at in range(first + 1, len(lines)):
        if at in found or not channels.heads_links(lines[at].strip()):
            continue
        below = [*itertools.islice((i for i in range(at + 1, len(lines)) if lines[i].strip()), _AHEAD)]
        ends = [i for i in below if lines[i].rstrip().endswith(_TEASER)]
        stop = next((i for i in below if any(s in lines[i] for s in slogans) or _SLOGAN.match(lines[i].strip())), -1)
        last = stop if stop >= 0 else max(ends, default=-1)
        if last >= 0:
            found.update(range(at, last + 1))
    return found


def _join_labels(lines: list[str], gone: set[int]) -> None:
    """Put what stands under a label on the label's line: 来源：, and below it 某县融媒."""
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        label = _LABEL_ALONE.fullmatch(line) if line and line[-1] in "：:" and len(line) < 10 else None
        label = label or (_LABEL_ALONE.fullmatch(f"{line}：") if line in page_labels() else None)
        under = next((i for i in range(at + 1, min(at + 3, len(lines))) if lines[i].strip()), None)
        if label and under is not None and _fits("".join(label["label"].split()), lines[under].strip()):
            lines[at] = f"{line.rstrip('：:')}：{lines[under].strip()}"
            gone.add(under)
            at = under
        at += 1


def _fits(label: str, value: str) -> bool:
    """Whether a line is what such a label asks for: a day, a source, people."""
    if not value or len(value) > 30 or PROSE.search(value):
        return False
    data = load("furniture")
    if label in data["date_labels"] or label in data["weak_date_labels"]:
        return DATE.match(value) is not None
    if label in data["source_labels"] or roles().long.fullmatch(label) or label in data["person_labels"]:
        return not re.search("[：:]", value) and byline.parse(f"{label}：{value}") is not None
    return label in (*data["other_labels"], *data["weak_labels"]) and value.isdigit()


def _headline_first(lines: list[str]) -> list[str]:
    """The lines, the headline that stands behind the text under its label, or with site and day, put over it, where none
    does: 本文标题：某镇举行义诊."""
    shown = [at for at, line in enumerate(lines) if line.strip()]
    if len(shown) < 2 or not is_text(lines[shown[0]]):
        return lines
    for at in shown[-_FOOT:]:
        label = _BEHIND_LABEL.fullmatch(lines[at].strip())
        if label is not None:
            return [label["title"].strip(), "", *lines[:at], *lines[at + 1 :]]
    if _tells_of(lines[shown[-1]].strip(), [lines[at] for at in shown[:-1]]):
        return [lines[shown[-1]], "", *lines[: shown[-1]]]
    match = _BEHIND_SITE.fullmatch(lines[shown[-1]].strip())
    if match is None or not (is_section(match["site"]) or is_paper_name(match["site"])):
        return lines
    return [match["title"], "", *lines[: shown[-1]], f"{match['site']} {match['day']}", *lines[shown[-1] + 1 :]]


def _tells_of(last: str, text: Sequence[str]) -> bool:
    """Whether a page's last line is the headline of its text, said of what it names; over it the text has ended."""
    if len(last) < 8 or not title_like(last) or is_final(last) or starts_prose(last) or byline.parse(last):
        return False
    over = text[-1].strip()
    if (
        furniture.kind_of(last)
        or is_issuer(last)
        or not (is_final(over) or furniture.kind_of(over))
        or over[-1] in "：:"
    ):
        return False
    if any(_heads_part(line.strip()) and is_text(below) for line, below in itertools.pairwise(text)):
        return False  # one subheading of several, where the page was cut off
    named = {last[at : at + 3] for at in range(len(last) - 2)}
    return any(part in line for part in named for line in text[:_FOOT])


def _heads_part(line: str) -> bool:
    return bool(line) and not is_text(line) and title_like(line) and not (furniture.kind_of(line) or byline.parse(line))


def _kept(lines: Sequence[str], gone: set[int]) -> list[str]:
    """The lines that stay, without the blank line behind each that goes from between two."""
    found: list[str] = []
    left_out = False
    for at, line in enumerate(lines):
        if at in gone:
            left_out = True
            continue
        if left_out and not line.strip() and (not found or not found[-1].strip()):
            continue
        left_out = left_out and not line.strip()
        found.append(line)
    return found
