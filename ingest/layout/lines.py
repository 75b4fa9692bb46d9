"""The lines of a page, and what one line shows by itself: where a paragraph ends, what may be a headline."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.bylines import byline, signing
from ingest.bylines.roles import roles
from ingest.layout import channels

TITLE_LONGEST = 44
"""A headline's line is no longer, in code points."""
_FINAL = "。！？…!?；;：:"
_BEHIND = "”’』」）)】》\"'"
_RUN_AT_END = re.compile(r"[\u3400-\u9fff]{1,4}\Z")
_RUN_AT_START = re.compile(r"[\u3400-\u9fff]{1,4}")
HAN_PAIR = re.compile("(?=([\u3400-\u9fff]{2}))")
_LEAD = 120
"""A report's lead has so many characters."""
_BROKEN_LINES = 4
_BYLINE_LINES = 12
_HALF_STOP = re.compile("[\u3400-\u9fff]\\.\\Z")  # a stop typed half wide
_PROSE_START = re.compile(
    r"(?:[问答][：:]|(?:记者|主持人|笔者)[：:]|近日|日前|近期|近年来|今年|去年|昨日|昨天|今天|连日来|目前|随后|据|为[了进深贯切加提全认]|这[是里次一]|在[^，]{2,}[上中下里前内时]|自|截至|截止|当天|当日|\d{1,2}月\d{1,2}日|\d{4}年|“[^”]*\Z|他|她|我(?![市县区省镇乡州村街院校国])|其中|同时|此外|下一步|活动现场|活动中|通过|随着|如今|原来)"
)


_PICTURE_NOTE = re.compile(
    "[（(▲△↑]?(?:[上下左右本题前后]?图[①-⑨\\d一二三四五]?(?:为(?!民|谋|何|了)|[：:、]|是(?!谁|否))|[上下左右]图)"
)
_SET_RIGHT = 16
"""A line that begins so many columns in stands at the right of its page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page without its space: `gap` counts the blank lines before it; `set_right`: far from the margin."""

    text: str
    gap: int
    indented: bool
    set_right: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of a page that are not blank."""
    raws = [(raw, raw.strip(" \t\r\x0b\x0c\u3000\xa0\u200b\ufeff")) for raw in text.split("\n")]
    found: list[Line] = []
    gap = index = 0
    while index < len(raws):
        raw, stripped = raws[index]
        if not stripped:
            gap, index = gap + 1, index + 1
            continue
        taken, whole = _byline_over_lines([line for _, line in raws[index : index + _BYLINE_LINES]])
        indented = raw.startswith(("\u3000", "    ", "\t", "\xa0\xa0"))
        found.append(Line(whole or stripped, gap, indented, indented and _margin(raw) >= _SET_RIGHT))
        gap, index = 0, index + taken
    return found


def _margin(raw: str) -> int:
    """How many columns of blanks a line begins with."""
    blanks = raw[: len(raw) - len(raw.lstrip(" \t\u3000\xa0"))]
    return sum({"\u3000": 2, "\t": 4}.get(blank, 1) for blank in blanks)


def _byline_over_lines(lines: Sequence[str]) -> tuple[int, str | None]:
    """How many lines a byline in brackets takes that begins here, and it put together; (1, None) if none does."""
    whole = lines[0]
    if len(whole) <= _LABELLED and _DESK.fullmatch(whole):
        return _labels_over_lines(lines)
    paired = _pairs_over_lines(lines)
    if paired[1]:
        return paired
    if _signs_next(whole) and len(lines) > 1 and 0 < len(lines[1]) <= _LABELLED:  # 本报记者, and below it 甲
        return (2, f"{whole} {lines[1]}") if byline.parse(f"{whole} {lines[1]}") else (1, None)
    if whole[0] not in "（(" or whole.endswith(("）", ")")):
        return 1, None
    for count, line in enumerate(lines[1:_BROKEN_LINES], 2):
        if not line or len(whole) > byline.LONGEST:
            break
        before, after = _RUN_AT_END.search(whole), _RUN_AT_START.match(line)
        within_name = before and after and 1 in (len(before.group()), len(after.group()))
        whole += line if within_name else f" {line}"
        if line.endswith(("）", ")")):
            return (count, whole) if byline.parse(whole) else (1, None)
    return 1, None


def _signs_next(line: str) -> bool:
    """A writer's calling alone on its line, that is no ordinary word too."""
    return len(line) <= _LABELLED and roles().long.fullmatch(line) is not None and line not in roles().wordy


def _pairs_over_lines(lines: Sequence[str]) -> tuple[int, str | None]:
    """编辑, below it 甲, below it 审核, below it 乙: two pairs or more are a byline, whatever words the roles are."""
    pairs = itertools.takewhile(
        lambda pair: roles().long.fullmatch(pair[0]) and 1 < len(pair[1]) <= _LABELLED,
        zip(lines[::2], lines[1::2], strict=False),
    )
    whole = [f"{role}：{name}" for role, name in pairs]
    text = " ".join(whole)
    return (2 * len(whole), text) if len(whole) > 1 and byline.parse(text) else (1, None)


def _labels_over_lines(lines: Sequence[str]) -> tuple[int, str | None]:
    """编辑 甲, and below it 审核 乙: what may be a subheading alone is a byline in a row of such lines."""
    rows = list(itertools.takewhile(lambda line: len(line) <= _LABELLED and _DESK.fullmatch(line), lines))
    whole = " ".join(rows)
    return (len(rows), whole) if len(rows) > 1 and byline.parse(whole) else (1, None)


_LABELLED = 14  # code points of a line that holds an editor's label and a name
_DESK = re.compile("[\u3400-\u9fff]{2,6}[ \u3000]+[\u3400-\u9fff]{2,4}")
_SIGNED = re.compile(
    "[。！？”][^。！？]{0,24}(?:摄|图|文|影|记者|通讯员|编辑|供稿|报道)[^。！？]{0,16}\\Z|[ \u3000/]?(?:摄|摄影|供图)\\Z"
)
"""How a paragraph that its signature closes may end: 。甲 摄, 。图/甲."""


def is_final(text: str) -> bool:
    """Does a paragraph end here? Quotes and brackets count with what stands before them.

    >>> is_final("他说：“好。”"), is_final("举行“铭记历史”")
    (True, False)
    """
    bare = text.rstrip(_BEHIND)
    if not bare:
        return True
    if bare[-1] in _FINAL or _HALF_STOP.search(bare):
        return True
    signed = text.endswith(("）", ")")) or _SIGNED.search(text) is not None
    return signed and signing.at_end(text) is not None


def starts_prose(text: str) -> bool:
    """Begins as a sentence of a report does (近日，为进一步…), not as a headline."""
    return _PROSE_START.match(text) is not None


def is_picture_note(text: str) -> bool:
    """Says what a picture shows, and so is no headline: 上图为开工现场, 图①：义诊现场.

    >>> is_picture_note("上图为开工现场"), is_picture_note("图书馆开馆"), is_picture_note("图①：义诊现场")
    (True, False, True)
    """
    return _PICTURE_NOTE.match(text) is not None


def title_like(text: str, *, longest: int = TITLE_LONGEST) -> bool:
    """Could be a line of a headline or a subheading by its own look: short, without a sentence's end."""
    if len(text) > longest or "。" in text or (text[-1] in "，、；：,;:" and not text.startswith("——")):
        return False
    if text.rfind("“") > text.rfind("”") or text.rfind("《") > text.rfind("》") or text.rfind("（") > text.rfind("）"):
        return False  # a quotation or bracket is open: the line goes on
    return text.count("，") + text.count(",") <= 2


def said_again(line: str, text: str) -> int:
    """How many in a hundred of a line's pairs of Chinese characters stand in the lead of a text too; 0 of none.

    >>> said_again("某镇举行义诊", "近日，某镇举行了义诊活动。")
    80
    """
    pairs = HAN_PAIR.findall(line)
    return 100 * sum(pair in text[:_LEAD] for pair in pairs) // len(pairs) if pairs else 0


def cells(text: str) -> float:
    """How wide a line is printed, in Chinese characters: Latin letters and digits take half of one."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def width_of(lines: Sequence[Line]) -> int:
    """The width (in cells) at which a page's lines were cut, 0 where they are whole paragraphs."""
    if len(lines) < 5:
        return 0
    open_ended = Counter(round(cells(line.text)) for line in lines if not is_final(line.text))
    if open_ended.total() < 0.5 * len(lines):
        return 0
    width = max(open_ended, key=lambda wide: (sum(open_ended[wide + d] for d in (-1, 0, 1)), wide))
    near = sum(open_ended[width + d] for d in range(-max(2, width // 10), max(2, width // 10) + 1))
    longer = sum(1 for line in lines if cells(line.text) > 1.25 * width)  # a byline or headline may be
    return width if 10 <= width <= 80 and near >= 0.6 * open_ended.total() and longer <= 0.1 * len(lines) else 0


def trigrams(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(line.text[i : i + 3] for line in lines for i in range(len(line.text) - 2))


def apart_from_turns(line: Line) -> list[Line]:
    """A line, and apart from it what says at its ends where it goes on or comes from: （下转第三版）, （上接第一版）."""
    texts = channels.apart_from_turns(line.text)
    return [
        Line(text, 0 if at else line.gap, line.indented and not at, line.set_right and not at)
        for at, text in enumerate(texts)
    ]
