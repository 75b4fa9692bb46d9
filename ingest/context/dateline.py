"""Datelines: where a report comes from, before its first word (某县讯, 本报10月26日讯（记者 甲）, 新华社某地10月26日电)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.bylines import byline, signing
from ingest.bylines.signed import Byline
from ingest.bylines.signers import is_name, org_like
from ingest.layout import heads
from ingest.tables import load
from ontology.records import Span

_CITED = ("据", "又", "另据")
_SENDER = re.compile(r"[\u3400-\u9fff·]{2,14}(?:融媒体中心|融媒|日报|晚报|电视台|新闻网|客户端)[ \u3000·/|]+")
_REPORTING = ("网", "在线", "日报", "晚报", "融媒", "融媒体中心", "新闻", "发布", "客户端", "电视台", "周刊", "周报")
_OPEN = "【[（("
_HEAD = 60
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?)?"
_TOO = r"(?:[（(][\u3400-\u9fff]{2,12}[）)])?"  # 某网（某报网）讯: what the paper is called too
_REPORT = re.compile(
    rf"[【\[（(]?(?:《[\u3400-\u9fff]{{2,10}}》)?(?P<name>(?:[\u3400-\u9fff]{{2,6}}(?:[网报台刊][-—/|]))?[\u3400-\u9fffA-Za-z·]{{2,16}}?){_TOO}[ \u3000]?(?P<day>{_DAY})[ \u3000]?(?P<sent>讯|电(?![视力信台])|消息|报道(?=[：:]))"
    r"(?P<after>[】\]）)]?[ \t\u3000\xa0：:]*(?=[（(\[【])|[】\]）)]?[ \t\u3000\xa0：:]+|[】\]）)])?"
)
_AGENCY = re.compile(
    rf"[【\[（(]?(?P<agency>新华社|中新社|中新网|新华网|人民网|央视网|央广网)(?P<name>[\u3400-\u9fff]{{0,8}}?){_DAY}(?:[电讯]|消息)[】\]）)]?[ \t\u3000\xa0：:]*"
)


_FURTHER = re.compile("[【（(]?[又另]讯[】）)]?(?:[：: \u3000]+|(?=[（(]))")  # another report under the same headline
_STATION = re.compile(  # 某县融媒体中心（记者 甲）近日
    r"(?P<name>[\u3400-\u9fff]{1,10}(?:融媒体中心|融媒|日报|晚报|电视台|客户端|[\u3400-\u9fff]网))[ \u3000]?(?P<colon>[：:][ \u3000]*)?(?=[（(])"
)
_BEGUN = re.compile("(?:\\d{4}年|\\d{1,2}月|近日|日前|昨日|今日|连日来)")  # 某县网（甲）近日


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: the place or paper as written, its span, the byline that follows in brackets, and where it all ends.

    `name` is "" where the report only follows on another (又讯).
    """

    name: str
    span: Span
    byline: Byline | None
    end: int


@lru_cache(maxsize=256)  # each step from lines to articles asks of the same paragraphs
def at_start(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, or None.

    >>> at_start("郑家讯 为纪念抗美援朝72周年，").name
    '郑家'
    >>> at_start("喜讯传来") is None
    True
    """
    indent = len(paragraph) - len(paragraph.lstrip())
    head = paragraph[indent : indent + _HEAD]
    sender = _SENDER.match(head)
    behind = at_start(paragraph[indent + sender.end() :]) if sender else None
    if sender and behind:  # 某县融媒体中心 某县新闻网5月20日讯
        return _moved(behind, indent + sender.end())
    further = _FURTHER.match(head)
    if further:
        return _with_byline(paragraph, "", indent, indent + further.end())
    agency = _AGENCY.match(head)
    if agency:
        name = agency["name"] or agency["agency"]
        start = agency.start("name") if agency["name"] else agency.start("agency")
        return _with_byline(paragraph, name, indent + start, indent + agency.end())
    match = _REPORT.match(head)
    station = _STATION.match(head) if match is None else None
    if station:
        found = _with_byline(paragraph, station["name"], indent + station.start("name"), indent + station.end())
        if found.byline is None:
            return None
        told = station["colon"] or _BEGUN.match(paragraph, found.end)  # 某网：（甲）秋日里
        named = all(is_name(one.name) for one in found.byline.names) and told
        return found if named or not found.byline.bare else None
    if not match or not _is_name(match["name"], separated=match["after"] is not None, dated=bool(match["day"])):
        return None
    if match["sent"] == "报道" and not (match["name"].endswith(_REPORTING) or heads.is_account(match["name"])):
        return None  # 云上某县报道：, no writer's
    if match["sent"] == "电" and not (match["day"] and match["after"] is not None):
        return None  # wired on a day: 4月9日电（…; 电 alone is a word
    within = _byline_within(paragraph, indent + match.end("sent")) if head[0] in _OPEN else None
    if within is not None:  # （本报讯 记者 甲）
        start = indent + match.start("name")
        return Dateline(match["name"], (start, start + len(match["name"])), *within)
    own = next((own for own in load("bylines")["own_names"] if match["name"].startswith(own)), "")
    own = own if len(match["name"]) >= len(own) + 2 else ""  # 本报寿光讯 is from 寿光
    name = match["name"].removeprefix(own)
    return _with_byline(paragraph, name, indent + match.start("name") + len(own), indent + match.end())


def after_headline(line: str) -> int | None:
    """Where a dateline begins in a line that holds the headline too, put before it with a space; None if nowhere.

    >>> after_headline("某镇举行义诊 本报讯（记者 高远）近日，某镇举行义诊。")
    7
    """
    for gap in re.finditer(r"[ \u3000]+", line[:_HEAD]):
        if (
            gap.start() >= 4
            and not _SENDER.match(line[: gap.end()])
            and at_start(line[gap.end() : gap.end() + 2 * _HEAD]) is not None
        ):
            return gap.end()
    return None


def _is_name(name: str, *, separated: bool, dated: bool) -> bool:
    known = load("bylines")
    if name in known["not_datelines"] or name.endswith(tuple(known["not_dateline_ends"])) or name.startswith(_CITED):
        return False
    if name.endswith("通") and len(name) > 2:  # 南通讯, but not 汛期通讯
        return False
    if separated or dated:
        return len(name) <= 8 or org_like(name)
    return name.startswith(tuple(known["own_names"])) or name.endswith(("融媒体中心", "融媒", "日报", "晚报"))


def _moved(dateline: Dateline, by: int) -> Dateline:
    start, end = dateline.span
    signed = dateline.byline.moved(by) if dateline.byline else None
    return Dateline(dateline.name, (start + by, end + by), signed, dateline.end + by)


def _byline_within(paragraph: str, at: int) -> tuple[Byline, int] | None:
    """The byline that stands behind a dateline in one pair of brackets, and where the report begins."""
    window = paragraph[at : at + byline.LONGEST]
    close = min((found for found in map(window.find, "）)】]") if found > 1), default=-1)
    parsed = byline.parse(window[:close].strip(" \u3000：:/，,")) if close > 0 else None
    if parsed is None:
        return None
    lead = len(window[:close]) - len(window[:close].lstrip(" \u3000：:/，,"))
    end = at + close + 1
    while end < len(paragraph) and paragraph[end] in " \t\u3000\xa0：:":
        end += 1
    return parsed.moved(at + lead), end


def _with_byline(paragraph: str, name: str, start: int, end: int) -> Dateline:
    found: Byline | None = None
    window = paragraph[end : end + byline.LONGEST]
    if window[:1] and window[0] in "（(［[【":
        close = min((at for at in (window.find(mark) for mark in "）)］]】") if at > 0), default=-1)
        if close > 0:
            parsed = byline.parse(window[: close + 1])
            if parsed:
                found = parsed.moved(end)
                end += close + 1
                more = signing.at_lead(paragraph[end:]) if paragraph[end : end + 1] in ("（", "(") else None
                if more is not None:  # （记者 甲）（通讯员 乙）
                    found = Byline(found.names + more[1].moved(end).names, found.roles | more[1].roles)
                    end += more[0]
    while end < len(paragraph) and paragraph[end] in " \t\u3000\xa0：:":
        end += 1
    told = signing.at_lead(paragraph[end:], sent=True) if found is None else None  # 本报讯 记者甲报道：
    if told is not None:
        found, end = told[1].moved(end), end + told[0]
    return Dateline(name, (start, start + len(name)), found, end)
