"""Lists on a page: items behind marks or numbers, lines under labels, rows of a table. None goes on in the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.numbers import han_value

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十]{1,3}[章节条部]|【|[一二三四五六七八九十]{1,2}\Z|(?:0\d|(?:PART|Part|NO|No)[. ]*\d{1,2})\Z)"
)
# Arrows, numbers in circles, geometric shapes, dingbats, pictures; not signs of units (℃, ㎡) and of papers (№).
_MARK = re.compile("[•‣※\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]|·(?=[ \u3000])")
_CIRCLED = re.compile("[\u2460-\u24ff\u2776-\u2793]")
_ORDINAL = re.compile(
    r"(?P<open>[（(]?)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<close>[、.．)）](?!\d)|号[ \u3000])"
)
_LABELLED = re.compile("[\u3400-\u9fff](?:[ \u3000]?[\u3400-\u9fff]){1,9}[：:]")
_TIMED = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?[ \u3000]*\d{1,2}[:：时]\d{0,2}|(?:周|星期)[一二三四五六日天]|\d{1,2}月\d{1,2}日[ \u3000]"
)
_COUNTED = re.compile(r"[（(](?:共|计)?\d{1,3}[名人个户件幅篇项][）)]\Z|(?:奖|得主|获得者|名单|人选)\Z")
_ANNOUNCED = re.compile(r"(?:名单|人选|获奖者|得主|获得者|一览|如下)(?:如下|公布如下|为|是)?[：:]\Z")
_APPENDED = re.compile(r"附[件录表]?[一二三四五1-5]?[：: \u3000]")
_OWN_AREA = re.compile("[省市县区旗镇乡村]|街道|社区")
_LONGEST_HEAD = 10  # code points of a list's head that names nothing but what the list is of
_GAP = re.compile("\u3000+|\t+|  +")
_LONGEST_CELL = 40  # code points
_LONGEST_ROW = 600
"""No row is longer, in code points: a paragraph is asked again before each line that may go on in it."""
_CELL = re.compile(r"[^，。；！？、：:“”]{1,14}")


def is_item(text: str) -> bool:
    """Begins as a numbered or marked subheading or item does: 一、 （二） 3. 【…】 ☆.

    >>> is_item("（二）建强队伍"), is_item("☆共享采棉机调度中心"), is_item("2.3亿元"), is_item("℃以上")
    (True, True, False, False)
    """
    return _NUMBERED.match(text) is not None or _MARK.match(text) is not None


def repeated_marks(lines: Iterable[str]) -> frozenset[str]:
    """The marks that two lines of a page or more begin with: they are a list's."""
    counts = Counter(mark for line in lines if (mark := _mark(line)))
    return frozenset(mark for mark, count in counts.items() if count > 1)


def parts(before: str, text: str, marks: frozenset[str]) -> bool:
    """Whether a line begins a list's next item, or its next row, behind one that has no final mark.

    >>> parts("☆产业园　投资额：2.3亿元", "☆兵地医共体", frozenset("☆")), parts("主任：高远", "委员：米禾", frozenset())
    (True, True)
    >>> parts("街道网", "格员走进社区：", frozenset())
    False
    """
    if _mark(text) in marks or is_row(text) or is_row(before):
        return True
    if _follows(before, text) or (_TIMED.match(before) and _TIMED.match(text)):
        return True
    return _LABELLED.match(before) is not None and _LABELLED.match(text) is not None


def begins_in_list(text: str, marks: frozenset[str]) -> bool:
    """Whether a paragraph is an item of a list: behind a mark of one, behind a number."""
    return _mark(text) in marks or any(form.match(text) for form in (_ORDINAL, _TIMED))


def heads_names(text: str) -> bool:
    """Whether a line stands over names: 一等奖（3名）, 优秀组织奖.

    >>> heads_names("一等奖（3名）"), heads_names("庆云县举行义诊")
    (True, False)
    """
    return _COUNTED.search(text) is not None


def announces(text: str) -> bool:
    """Whether a paragraph's end says that a list follows.

    >>> announces("近日，全县表彰10名志愿者，名单如下："), announces("10名获奖者名单："), announces("他说：")
    (True, True, False)
    """
    return _ANNOUNCED.search(text, max(0, len(text) - 12)) is not None


def heads_part(text: str) -> bool:
    """Whether a line heads a list that is part of the text around it, not an article: it says of no area whose it is.

    >>> heads_part("附：获奖名单"), heads_part("获奖名单"), heads_part("庆云县2023年度“荷乡工匠”名单")
    (True, True, False)
    """
    bare = text.rstrip("：: ")
    if not heads_names(bare):
        return False
    return _APPENDED.match(text) is not None or (len(bare) <= _LONGEST_HEAD and _OWN_AREA.search(bare) is None)


def is_row(text: str) -> bool:
    """A row of a table or of names: tabs between its cells, or three cells and more with wide gaps.

    >>> is_row("韩店镇学区　万泉镇万泉中学　南湖镇中心小学"), is_row("庆云报　2024年6月21日，第04版"), is_row("高远\\t网格长")
    (True, False, True)
    """
    if len(text) > _LONGEST_ROW:
        return False
    if is_tabbed(text):
        return True
    cells = _GAP.split(text.strip())
    return len(cells) > 2 and all(_CELL.fullmatch(cell) for cell in cells)


def is_tabbed(text: str) -> bool:
    """A row whose cells a table has set apart."""
    if len(text) > _LONGEST_ROW:
        return False
    cells = text.strip().split("\t")
    return len(cells) > 1 and "。" not in text and all(len(cell) <= _LONGEST_CELL for cell in cells)


def _mark(text: str) -> str:
    match = _MARK.match(text)
    if match is None:
        return ""
    return "①" if _CIRCLED.match(text) else match.group()


def _follows(before: str, text: str) -> bool:
    """Whether both begin with numbers of one kind, the second the next: 1.… 2.…, 3号… 4号…."""
    first, second = _ORDINAL.match(before), _ORDINAL.match(text)
    if first is None or second is None or first["open"] != second["open"] or first["close"] != second["close"]:
        return False
    one, next_one = _value(first["number"]), _value(second["number"])
    return one is not None and next_one == one + 1


def _value(number: str) -> float | None:
    return float(number) if number.isascii() else han_value(number)
