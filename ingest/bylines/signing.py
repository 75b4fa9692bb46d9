"""Where a paragraph is signed: before its first words (（记者 甲）近日), or behind its last (。（记者 甲）, 。甲 摄)."""

from __future__ import annotations

import re

from ingest.bylines.byline import FINAL, LONGEST, parse
from ingest.bylines.rows import WIDE
from ingest.bylines.signed import Byline, Signed
from ingest.bylines.signers import is_name, surely_org
from ingest.bylines.tokens import CLOSE, MARKS, OPEN, glued

_TOLD = re.compile("[^。！？：:\n]{2,60}报道(?:[：:]|(?=\\d{1,2}[月日]|近日|日前|昨|今))")
_CAPTION = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u3000]{1,4}(?:(?:本报)?(?:记者|通讯员)[ \u3000]*)?(?P<name>[\u3400-\u9fff]{2,4})[ \u3000]*[/／]?(?:摄|摄影|供图)\Z"
)
_LEARNS = re.compile(
    "(?P<who>(?:本报|本网|本台|融媒体|全媒体)?(?:记者|通讯员)[ \u3000]*(?P<name>[\u3400-\u9fff]{2,4}?))[ \u3000]*"
    "(?=(?:日前|近日|昨日|今日|\\d{1,2}日)?(?:从|在)[^，。]{2,24}(?:获悉|了解到|得知|看到)[，：])"
)
_REPORTS = re.compile(
    "(?:本报|本网|本台)(?:首席|见习|实习|特约|全媒体|融媒体)?(?:记者|通讯员)[ \u3000]?(?P<name>[\u3400-\u9fff]{2,3})(?:摄影)?报道[ \u3000]?(?=[\u3400-\u9fff“])"
)  # 本报记者甲报道村民在
_BEGINS = re.compile(r"(?<=[ \u3000])(?:近日|日前|连日来|今年|昨日|昨天|今天|今日|\d{1,4}[年月日])")
_WIDE_GAP = re.compile(r"(?:\u3000| {2,}+)++(?=[^ \u3000])|[ \u3000](?=[“「])")
_SIGNATURE = 60
"""A signature without brackets before a report is no longer, in code points."""
_HAN = re.compile("[\u3400-\u9fff]{6,18}")
_VILLAGES = "村庄屯沟寨湾坪岭"
_BRACKETS = {"（": "）)", "(": "）)", "[": "]】", "【": "]】"}
"""What opens a signature, and what may close it: （【记者】甲【编辑】乙）."""
_PAPER = re.compile(
    "《[^》\n]{2,12}》(?:杂志|杂志社|报|报社)?[ \u3000]+(?:记者|通讯员)?[ \u3000]*(?P<name>[\u3400-\u9fff]{2,4})(?:\u3000|  |[ \u3000](?=近日|日前|为|今年))[ \u3000]*"
)
_SENT_ON = re.compile(r"[ \u3000]*\d{1,2}月\d{1,2}日(?:[讯电]|消息)[ \u3000]*(?=[（(])")
_CITED = re.compile(
    "(?:据[《“]?[\u3400-\u9fff]{3,12}[》”]?(?:报道|消息|讯)|[\u3400-\u9fff]{2,12}供稿)[ \u3000]*(?=[（(])"
)
_BEGUN = re.compile(r"[ \u3000]*(?:[“「]|近日|日前|连日来|为|\d{1,4}[年月日]|今年|昨|今[日天])")


def at_lead(paragraph: str, *, sent: bool = False) -> tuple[int, Byline] | None:
    """The byline that a report begins with, and where the report goes on: （记者 甲）近日, 记者甲报道：近日.

    `sent`: behind a dateline, where names alone may stand (本报讯 甲 近日).

    >>> at_lead("（记者 高远）近日，某镇举行义诊。")[0]
    7
    """
    day = _SENT_ON.match(paragraph)  # 7月15日讯（记者 甲）
    day = day or _CITED.match(paragraph)  # 据某报报道（通讯员 甲）
    start = day.end() if day else 0
    window = paragraph[start : start + LONGEST]
    paper = _PAPER.match(window) if window[:1] == "《" else None
    if paper is not None and is_name(paper["name"]):
        return start + paper.end(), Byline((Signed(paper["name"], "", paper.span("name")),), frozenset()).moved(start)
    opening, end = window[:1], 0
    if opening in _BRACKETS:
        end = min((at for at in map(window.find, _BRACKETS[opening]) if at > 0), default=-1) + 1
        if 0 < end < len(window) and window[end] in "（(":  # （记者 甲）（通讯员 乙）
            second = min((at for at in (window.find(mark, end) for mark in "）)") if at > 0), default=-1) + 1
            end = second if parse(window[:second].replace("）（", "， ").replace(")(", ", ")) else end
    if opening not in _BRACKETS or (opening in "[【" and parse(window[:end]) is None):  # 【记者】甲【编辑】乙
        told = _TOLD.match(window) or _REPORTS.match(window)
        end = told.end() if told and (told.re is _TOLD or is_name(told["name"])) else 0
    asked = _LEARNS.match(window) if sent and not end else None
    if asked and is_name("".join(asked["name"].split())):
        who = parse(asked["who"].rstrip())  # 本报讯 记者甲从县应急局获悉: the report goes on with its reporter
        if who is not None:
            return 0, who.moved(start)
    begins = _BEGINS.search(window, 4) if not end else None
    end = end or (begins.start() if begins else _set_apart(window) or (_labelled(window) if sent else 0))
    signature = window[:end].rstrip("：: ").replace("）（", "， ").replace(")(", ", ")
    found = parse(signature) if 0 < end < len(paragraph.rstrip()) - start else None
    if found is None or found.editorial:
        return None
    set_apart = sent or opening in MARKS or opening in _BRACKETS
    signed = set_apart and all(is_name(s.name) for s in found.names) and _BEGUN.match(window, end)
    return (start + end, found.moved(start)) if signed or not found.bare else None


def _set_apart(window: str) -> int:
    """Where a report begins behind a wide gap and a signature before that: 某报记者　甲　　“你们来了！”; 0 if nowhere."""
    return max(
        (gap.end() for gap in _WIDE_GAP.finditer(window, 4, _SIGNATURE) if parse(window[: gap.start()])), default=0
    )


def _labelled(window: str) -> int:
    """Where a report begins behind reporters with their labels and one space: 记者甲 通讯员乙 某镇举行; 0 if nowhere."""
    if not window.startswith(("记者", "通讯员", "本报", "全媒体", "融媒体")):
        return 0
    heads = ((gap.end(), parse(window[: gap.start()])) for gap in re.finditer("[ \u3000]+", window[:_SIGNATURE]))
    return max(
        (end for end, found in heads if found and all(s.role and is_name(s.name) for s in found.names)), default=0
    )


def at_end(paragraph: str) -> tuple[int, Byline] | None:
    """The byline that ends a paragraph, and where it begins: 。（记者 甲）, 。 记者 甲, 。甲 摄.

    >>> at_end("活动受到居民欢迎。（记者 高远）")[0]
    9
    """
    text = paragraph[-LONGEST - 40 :].rstrip()
    before = len(paragraph) - len(paragraph[-LONGEST - 40 :])
    stripped = text.rstrip("。")
    if stripped and stripped[-1] in CLOSE:
        last = _in_brackets(stripped, whole=not before)
        if last and last[0] and stripped[last[0] - 1] in CLOSE:  # （记者 甲）（编辑 乙）
            first = _in_brackets(stripped[: last[0]], whole=not before)
            alone = first is not None and first[1].bare and stripped[: first[0]].endswith(tuple(FINAL))
            if first and (not first[1].bare or alone):
                last = first[0], Byline(first[1].names + last[1].names, first[1].roles | last[1].roles)
        if last:
            return before + last[0], last[1].moved(before)
    cut = max(text.rfind(mark) for mark in FINAL)
    found = parse(text[cut + 1 :]) if 0 <= cut < len(text) - 1 else None
    pictured = _CAPTION.search(text, cut + 1) if found is None else None
    if pictured and is_name(pictured["name"]):  # 图为演练现场 甲 摄
        found = parse(pictured[0])
        return (before + pictured.start(), found.moved(before + pictured.start())) if found else None
    if found is None and (one := _with_workplace(text[cut + 1 :])):
        return before + cut + 1, one.moved(before + cut + 1)
    apart = WIDE.match(text, cut + 1) is not None or text[cut + 1 : cut + 2] in ("/", "／")
    if found is None or (found.bare and not (apart and all(is_name(s.name) for s in found.names))):
        return None
    return before + cut + 1, found.moved(before + cut + 1)


def _with_workplace(tail: str) -> Byline | None:
    """Who signs with where they work, nothing between: 。沂水县道托镇|高远.

    >>> _with_workplace("庆云县严务乡高远").names[0].name, _with_workplace("庆云县严务乡刘家村")
    ('高远', None)
    """
    start = len(tail) - len(tail.lstrip())
    run = tail.strip()
    at = glued(run) if _HAN.fullmatch(run) and run[-1] not in _VILLAGES and surely_org(run[: glued(run)]) else 0
    if not at or run.startswith(("图", "上图", "下图")):
        return None
    return Byline((Signed(run[at:], run[:at], (start + at, start + len(run))),), frozenset())


def _opening(text: str) -> int:
    """Where the bracket opens that the text's last character closes, others within it or not; -1 if nowhere."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in CLOSE) - (text[at] in OPEN)
        if depth <= 0:
            return at
    return -1


def _in_brackets(text: str, *, whole: bool) -> tuple[int, Byline] | None:
    """The byline in brackets that ends a text and where it begins; `whole`: the text is a whole paragraph."""
    start = _opening(text)
    found = parse(text[start:]) if start > 0 or (start == 0 and whole) else None
    if found is None or (found.bare and text[:start].rstrip()[-1:] not in FINAL):
        return None
    return start, found.moved(start)
