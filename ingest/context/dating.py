"""The date of issue: from an option, the file's name, the page's own words, else inferred, with the reason.

Inference rests on dated facts in data/dating.yaml: anniversaries (1950 + 72), counted days (第五个…节),
what was spoken of in a stretch of time, and weekdays named beside a date. Facts that disagree leave
the year open; what is open is said to be so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from ingest.layout import furniture
from ingest.layout.furniture_fields import TO_THE_MINUTE, fields
from ingest.layout.furniture_parts import is_dated_link
from ingest.tables import load
from ingest.times import calendar
from ingest.times.times import times
from ontology.dates import bounds
from ontology.records import Origin

_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?:[-_./年]?(0[1-9]|1[0-2]|[1-9](?=[-_./月]))(?:[-_./月]?(0[1-9]|[12]\d|3[01]|[1-9](?!\d))日?)?)?(?![0-9A-Za-z])"
)
_DATE_IN_LINE = re.compile(
    r"(?P<year>(?:19|20)\d{2}|[一二][〇○零ОO0一二三四五六七八九]{3})\s*[年./-]\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})"
)
_DAY_FIRST = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})(?![\d.])"
)  # 13.03.2016 06:10
_SHORT_YEAR = re.compile(
    r"(?<![\d-])(?P<year>[012]\d)-(?P<month>\d{2})-(?P<day>\d{2})(?=\s+\d{1,2}[:：]\d{2})"
)  # 22-06-21 09:15
_ARCHIVED = re.compile("(?:GMT[+-]\\d{1,2},|归档(?:时间|日期|于)?|今天是|现在是|当前时间)[：: \u3000]*\\Z")
_OWN_WORDS = re.compile(
    r"(?:本文|此文|原文)(?:首发|发布|发表|刊发|刊载|刊)[于在]|(?:[，（(]|原)(?:刊|载)于?(?=[12][09][0-9]{2}年)"
)
_DATELINE_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[讯电]")
_DAY_TOLD = re.compile(r"(?<!年)(\d{1,2})月(\d{1,2})日")
_NEAR = 10  # days between an article and those that its page lists beside it
_WEEKDAY = re.compile(r"(?<!年)(\d{1,2})月(\d{1,2})日[（(,，]?(?:星期|周)([一二三四五六日天])")
_COUNT = r"[（(第]?\s*(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})\s*"
_SIGNED = re.compile(
    rf"(?:\A|\n)(?:[^\n。，；]{{0,40}}[\s\u3000])?{_DATE_IN_LINE.pattern}日?(?:[\s\u3000]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?\s*\Z"
)
# 遵义日报社·赤水河畔版　2018-06-20, above a report that the page's lines do not set apart
_HEADED = re.compile(
    rf"(?:\A|\n)(?:[^\n。，；！？“”]{{0,40}}[\s\u3000：:])?{_DATE_IN_LINE.pattern}日?(?:[\s\u3000]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?(?=[\s\u3000]|\Z)"
)
# 召开2024年…推进会: an event named by its year is held in it, but one that looks back may be held in the next
_NAMED = re.compile(
    r"(?<!\d)(?P<year>20\d{2})(?:年(?!度|\d|[前上下]半年|[底末初])|(?=[\u3400-\u9fff“（])(?![年亩册元人个名户斤吨米场次万千百多余份套棵株本公件位台家]))(?P<what>[^，。；、！？\n\d]{2,26}?)"
    r"(?:推进会|动员会|部署会|对接会|启动仪式|大赛|比赛|联赛|龙舟赛|邀请赛|马拉松|运动会|演练|培训班|竞赛|文化节|艺术节|旅游节|招聘会|招聘活动|宣传月|宣传周|活动月|开幕|开班|动员大会|工作会议|展演|晚会|村晚|植树|义务植树|开工仪式|开工活动|签约仪式|签约活动|表彰大会(?=在)|火把节|丰收节|开园节|采摘节)"
)
# 6月10日端午节: the years in which a feast of the lunar calendar falls on that day
_FEAST = re.compile(
    r"(?<!年)(?P<month>\d{1,2})月(?P<day>\d{1,2})日[（(，,]?(?:这天|当天)?(?:是|适逢|恰逢|正值|正逢)?(?P<name>端午|重阳|中秋|七夕|元宵|腊八)"
)
_PRINTED = 2007
"""Before this year hardly a page was kept that says no date."""
_SOON = 8  # years after the last that a text names in which it is printed
_ROUND = 19  # years after which a day of the lunar calendar falls on the same day again
# what is told of a whole year is told in the first months of the next
_YEARLY = re.compile(
    r"(?<!\d)(?P<year>20\d{2})年(?!第|[前上下一二三四]|\d)[^，。；、！？\n\d]{0,10}?(?:经济运行|国民经济|经济社会发展|统计公报|工作总结)"
)
_EARLY = re.compile(r"(?<!\d)(?P<month>[1-3])月\d{1,2}日")
_BACK = re.compile("总结|表彰|述职|考核|评议|颁奖|回顾|通报|先进")
_PLANNED = re.compile("将|拟|定于|预计|计划|力争|确保")
_CIRCLES = str.maketrans("○ОO0", "〇〇〇〇")


@dataclass(frozen=True, slots=True)
class Issued:
    """A date of issue as EDTF text, where it comes from, and why (in Chinese, for the screen)."""

    published: str | None
    origin: Origin
    reason: str


OPEN = Issued(None, "open", "未写明日期，文中也没有可据以推定的内容")


def in_name(source: str) -> Issued | None:
    """The date that a file's name says: 寿光-2023-04-12.txt, 20221028_03版.pdf, 2022-10.txt.

    >>> in_name("pages/寿光-2023-04-12.txt").published, in_name("000_030373752a937f64.txt")
    ('2023-04-12', None)
    """
    stem = PurePath(source.replace("\\", "/")).name
    stem = stem.rsplit(".", 1)[0]
    for match in _IN_NAME.finditer(stem):
        year, month, day = (int(part) if part else None for part in match.groups())
        if month is None and not re.search(r"年|(?<!\d)(?:19|20)\d{2}\Z|\A(?:19|20)\d{2}(?!\d)", stem):
            continue
        value = calendar.edtf(year or 0, month, day)
        if value:
            return Issued(value, "name", f"文件名“{stem}”")
    return None


def in_lines(lines: Iterable[str]) -> Issued | None:
    """The date that metadata, mastheads and date lines say: labelled dates first, then mastheads, then others."""
    best: tuple[int, Issued] | None = None
    lines = [line for line in lines if not is_dated_link(line)]
    labels = set(load("furniture")["date_labels"])
    for line in lines:
        match = _DATE_IN_LINE.search(line) or _DAY_FIRST.search(line) or _SHORT_YEAR.search(line)
        if not match or _ARCHIVED.search(line, max(0, match.start() - 8), match.start()):
            continue
        value = _value(match)
        if value is None:
            continue
        exact = TO_THE_MINUTE.search(line) is not None
        labelled = any(label in labels or (exact and label in ("时间", "日期")) for label, _ in fields(line) or ())
        weak = any(label in ("时间", "日期") for label, _ in fields(line) or ())
        answered = any(label in load("furniture")["reply_date_labels"] for label, _ in fields(line) or ())
        rank = -1 if answered else 0 if labelled else 1 if weak or exact or furniture.kind_of(line) == "masthead" else 2
        if best is None or rank < best[0]:
            best = rank, Issued(value, "page", f"版面上写着“{line[:60]}”")
    return best[1] if best else None


def beside_links(lines: Iterable[str], text: str) -> Issued | None:
    """The year in which other articles listed beside this one are dated, where a day that it tells of lies near theirs.

    >>> beside_links(["- 2025-08-15某县举行义诊活动"], "8月16日，运动会在某县开幕。").published
    '2025'
    """
    days = [
        calendar.edtf(*map(int, match.groups()))
        for line in lines
        if is_dated_link(line)
        for match in [_DATE_IN_LINE.search(line)]
        if match
    ]
    last = max((day for day in days if day and len(day) == 10), default=None)
    if last is None:
        return None
    listed = dt.date.fromisoformat(last)
    for match in _DAY_TOLD.finditer(text):
        try:
            told = dt.date(listed.year, int(match[1]), int(match[2]))
        except ValueError:
            continue
        if abs((told - listed).days) <= _NEAR:
            return Issued(str(listed.year), "inferred", f"旁列文章最晚为{last}，文中所记{match[0]}与之相近")
    return None


def in_text(text: str) -> Issued | None:
    """The date that an article says of itself: 本文发布于2024年11月30日, 本报2022年10月26日讯."""
    said = _DATELINE_DAY.search(text, 0, 200)
    if said:
        value = _value(said)
        if value:
            return Issued(value, "page", f"电头“{said.group()}”")
    signed = _SIGNED.search(text.rstrip(), max(0, len(text.rstrip()) - 80))
    if signed:
        value = _value(signed)
        if value:
            return Issued(value, "page", f"文末写着“{signed.group().strip()}”")
    headed = _HEADED.search(text, 0, 200)
    if headed:
        value = _value(headed)
        if value:
            return Issued(value, "page", f"文首写着“{headed.group().strip()}”")
    own = _OWN_WORDS.search(text)
    if own:
        match = _DATE_IN_LINE.match(text, own.end())
        value = _value(match) if match else None
        if match and value:
            return Issued(value, "page", f"文中写着“{text[own.start() : match.end()]}日”")
    return None


def _value(match: re.Match[str]) -> str | None:
    year, month, day = (
        calendar.number(
            match[part].translate(_CIRCLES) if part == "year" and not match[part].isdecimal() else match[part]
        )
        for part in ("year", "month", "day")
    )
    if year and year < 100:
        year += 2000
    return calendar.edtf(year, month, day) if year and month else None


def lies_in(inner: Issued, outer: Issued) -> bool:
    """Is the first date within the second, and known more precisely (2022-10-28 in 2022-10)?"""
    if inner.published is None or outer.published is None:
        return False
    day, month = bounds(inner.published), bounds(outer.published)
    return month.start_date <= day.start_date and day.end_date <= month.end_date and day != month


def inferred(texts: Sequence[str]) -> Issued:
    """The date that dated facts in a page's texts give: a year, with the month where days of it are named.

    >>> inferred(["为纪念抗美援朝72周年，10月24日，学校举行升旗仪式。"]).published
    '2022-10'
    """
    year, reason = _year(texts)
    if year is None:
        return (None if reason else _after_year(texts)) or Issued(None, "open", reason or OPEN.reason)
    month = _month(texts, year)
    if month:
        return Issued(f"{year:04}-{month:02}", "inferred", f"{reason}；文中所记最晚在{month}月")
    return Issued(f"{year:04}", "inferred", reason)


def _year(texts: Sequence[str]) -> tuple[int | None, str]:
    exact: Counter[int] = Counter()
    why: dict[int, str] = {}
    low, high = (1, 1), (9999, 12)
    reasons: list[str] = []
    for text in texts:
        for year, words in _exact_years(text):
            exact[year] += 1
            why.setdefault(year, words)
        for first, last, words in _periods(text):
            if first > low:
                low = first
                reasons.append(words)
            if last < high:
                high = last
                reasons.append(words)
    if exact:
        (year, count), *others = exact.most_common()
        if not others or count > sum(n for _, n in others):
            return year, why[year]
        return None, "推定年份的说法不一：" + "；".join(why[y] for y in sorted(why))
    if low[0] == high[0]:
        return low[0], "；".join(dict.fromkeys(reasons))
    lead = _leading_year(texts)
    if lead and low <= (lead[0], 12):
        return lead
    named = _named_year(texts)
    if named and low <= (named[0], 12):
        return named
    years = _weekday_years(texts, low[0], min(high[0], low[0] + 5)) if low[0] > 1 else None
    return years or _feast_year(texts, low[0], high[0]) or (None, "")


def _exact_years(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    anniversaries, counted = _patterns()
    data = load("dating")
    for match in anniversaries.finditer(text):
        count = _count(match["n"])
        if count:
            base = data["anniversaries"][match["name"]]
            found.append((base + count, f"“{match.group()}”：{base}+{count}={base + count}"))
    for match in counted.finditer(text):
        count = _count(match["n"])
        if count:
            base = data["counted"][match["name"]]
            found.append((base + count, f"“{match.group()}”在{base + count}年"))
    return found


def _count(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    hundreds, hundred, rest = text.partition("百")
    if not hundred:
        return calendar.number(text)
    head = calendar.number(hundreds) if hundreds else 1
    tail = calendar.number(rest.lstrip("零")) if rest else 0
    return head * 100 + tail if head and tail is not None else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("dating")

    def words(table: dict[str, int]) -> str:
        return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))

    return (
        re.compile(rf"(?P<name>{words(data['anniversaries'])})[”》」]?[^，。；、！？\n\d]{{0,8}}?{_COUNT}周年"),
        re.compile(
            rf"第\s*(?P<n>\d{{1,3}}|[一二三四五六七八九十]{{1,4}})\s*[个届次][“‘]?(?P<name>{words(data['counted'])})"
        ),
    )


def _periods(text: str) -> Iterable[tuple[tuple[int, int], tuple[int, int], str]]:
    for period in load("dating")["periods"]:
        word = next((word for word in period["words"] if word in text), None)
        if word:
            yield _month_of(period.get("from"), (1, 1)), _month_of(period.get("to"), (9999, 12)), f"文中说到“{word}”"


def _month_of(text: str | None, default: tuple[int, int]) -> tuple[int, int]:
    if not text:
        return default
    year, month = str(text).split("-")
    return int(year), int(month)


def _leading_year(texts: Sequence[str]) -> tuple[int, str] | None:
    """The year of a full date in a report's first words, if no text names a later day."""
    for text in texts:
        for match in re.finditer(r"(?<!\d)((?:19|20)\d{2})年\d{1,2}月\d{1,2}日", text[:160]):
            return int(match[1]), f"文首写着“{match.group()}”"
    return None


def _named_year(texts: Sequence[str]) -> tuple[int, str] | None:
    """The one year by which texts name an event that they report, if no text names a later year."""
    found: dict[int, str] = {}
    for text in texts:
        for match in _NAMED.finditer(text, 0, min(len(text), 240)):
            if not _BACK.search(match["what"]) and not _PLANNED.search(text, max(0, match.start() - 6), match.start()):
                found.setdefault(int(match["year"]), match.group())
    later = max((int(y) for text in texts for y in re.findall(r"(?<!\d)(20\d{2})年", text)), default=0)
    if len(found) != 1 or later > max(found):
        return None
    (year, words), *_ = found.items()
    return year, f"文中说到“{words}”"


def _after_year(texts: Sequence[str]) -> Issued | None:
    """The first months after a whole year that a text tells of: 2019年全区经济运行情况, on 1月19日."""
    for text in texts:
        told = _YEARLY.search(text, 0, min(len(text), 240))
        day = _EARLY.search(text, 0, min(len(text), 240)) if told else None
        if told and day:
            published = f"{int(told['year']) + 1:04}-{int(day['month']):02}"
            return Issued(published, "inferred", f"文中说到“{told.group()}”和“{day.group()}”")
    return None


def _weekday_years(texts: Sequence[str], low: int, high: int) -> tuple[int, str] | None:
    for text in texts:
        for match in _WEEKDAY.finditer(text):
            weekday = "一二三四五六日".find(match[3].replace("天", "日"))
            fits = []
            for year in range(low, high + 1):
                value = calendar.edtf(year, int(match[1]), int(match[2]))
                if value and dt.date.fromisoformat(value).weekday() == weekday:
                    fits.append(year)
            if len(fits) == 1:
                return fits[0], f"“{match.group()}”只合{fits[0]}年"
    return None


def _feast_year(texts: Sequence[str], low: int, high: int) -> tuple[int, str] | None:
    """The one year from the last that the texts name on in which a feast falls on the day that they give it."""
    named = max((int(y) for text in texts for y in re.findall(r"(?<!\d)(20\d{2})年", text)), default=_PRINTED)
    first = max(low, named, _PRINTED)
    stop = min(high + 1, first + (_ROUND if first == _PRINTED else _SOON))
    for text in texts:
        for match in _FEAST.finditer(text):
            day = int(match["month"]), int(match["day"])
            fits = [
                year
                for year in range(first, stop)
                if (feast := calendar.feast(match["name"], year)) is not None and (feast[0].month, feast[0].day) == day
            ]
            if len(fits) == 1:
                return fits[0], f"“{match.group()}”只合{fits[0]}年"
    return None


def _month(texts: Sequence[str], year: int) -> int | None:
    """The latest month of that year that the texts speak of as past."""
    latest: int | None = None
    for text in texts:
        for time in times(text, f"{year:04}"):
            known = calendar.known(time.edtf.split("/")[-1]) if time.edtf else None
            if known is None or known[0] != year or known[1] is None:
                continue
            if _PLANNED.search(text, max(0, time.start - 10), time.start) or text[time.end : time.end + 1] == "前":
                continue
            latest = max(latest or 0, known[1])
    return latest
