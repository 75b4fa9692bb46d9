"""What a time can look like, and what each form means: patterns with their resolvers, tried in order.

A resolver is a pure function of a match and of what the walk in times.py remembers. It gives EDTF
text, None for a time without a date (近日), or NO_TIME for what only looks like one (每月5日).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from ingest.tables import load
from ingest.times import calendar
from ontology.dates import bounds

TO = re.compile(r" ?(?:至|到|—{1,2}|－|–|-|~|～|──) ?")
"""What stands between the two ends of a range."""

_PLANNED = re.compile("将|拟|定于|预计|计划|报名|截止|开幕")
_NEAR = 40
"""A month said so many code points before completes a day without one."""

_SUB = r"(?P<part>底|末|初|上旬|中旬|下旬)"


@dataclass(slots=True)
class Memory:
    """What the walk knows: the issue's date, the day of writing, what was said last, and where it stands.

    `speech`: within a quotation, where 今天 is the speaker's. `sentence_year`: the year that this
    sentence named together with a month, and that its later months go on with.
    """

    text: str
    issue: calendar.Known | None
    today: dt.date | None = None
    day: dt.date | None = None
    month: tuple[int, int] | None = None
    month_at: int = -1
    year: int | None = None
    sentence_year: int | None = None
    speech: bool = False


NO_TIME = ""
"""What a resolver gives for what looks like a time and is none (每月5日)."""

Resolver: TypeAlias = "Callable[[re.Match[str], Memory], str | None]"


def interval(first: str, last: str | None) -> str | None:
    """The EDTF text from a first to a last date; None where it would run backwards."""
    if last is None:
        return None
    if first == last:
        return first
    try:
        bounds(f"{first}/{last}")
    except ValueError:
        return None
    return f"{first}/{last}"


def year_for(month: int, day: int | None, memory: Memory) -> int | None:
    """The year of a month or day without one: the issue's, unless that lies far from it (December in January)."""
    if memory.sentence_year is not None:
        return memory.sentence_year
    if memory.issue is None:
        return None
    year, issue_month, _ = memory.issue
    if issue_month is None:
        return year
    ahead = month - issue_month
    if ahead > 6:
        return year - 1
    return year + 1 if ahead <= -11 else year


def _whole(match: re.Match[str], memory: Memory) -> str | None:
    """ISO and dotted dates: 2022-10-26, 2022.10.26."""
    year, month, day = (int(part) for part in re.split(r"[-./]", match.group()))
    return calendar.edtf(year, month, day)


def _years(match: re.Match[str], memory: Memory) -> str | None:
    return interval(match["a"], match["b"])


def _said_year(match: re.Match[str], memory: Memory) -> int | None:
    if match["year"]:
        return calendar.number(match["year"])
    word = match["word"]
    if word in ("同年", "当年", "次年", "翌年"):
        return memory.year + (word in ("次年", "翌年")) if memory.year is not None else None
    offsets = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
    return memory.issue[0] + offsets[word] if memory.issue else None


def _with_year(match: re.Match[str], memory: Memory) -> str | None:
    year = _said_year(match, memory)
    month = calendar.number(match["month"]) if match["month"] else None
    day = calendar.number(match["day"]) if match["day"] else None
    if year is None:
        return None
    if month is not None and match["year"]:
        memory.sentence_year = year
    if match["period"]:
        return _period(match["period"], year)
    return calendar.edtf(year, month, day)


def _period(text: str, year: int) -> str | None:
    """A part of a year: 上半年, 第三季度, 前三季度, 底, 初; None before year 1."""
    if year < 1:
        return None
    if text.endswith("半年"):
        return f"{year:04}-01/{year:04}-06" if "上" in text else f"{year:04}-07/{year:04}-12"
    if text.endswith("季度"):
        which = calendar.number(text.strip("的第前季度")) or 0
        if not 1 <= which <= 4:
            return None
        first = 1 if "前" in text else 3 * which - 2
        return f"{year:04}-{first:02}/{year:04}-{3 * which:02}"
    month = {"底": 12, "末": 12, "初": 1}.get(text[-1:])
    return calendar.edtf(year, month)


def _period_alone(match: re.Match[str], memory: Memory) -> str | None:
    if memory.issue is None:
        return None
    text = match.group()
    year = memory.issue[0]
    value = _period(text, year)
    # 四季度 or 年末 in January is the last year's: a period that has not begun yet was the year before.
    if value and memory.issue[1] and ("季度" in text or text == "年末") and int(value[5:7]) > memory.issue[1]:
        planned = _PLANNED.search(memory.text, max(0, match.start() - 8), match.start())
        return value if planned else _period(text, year - 1)
    return value


def _month_day(match: re.Match[str], memory: Memory) -> str | None:
    month = calendar.number(match["month"])
    day = calendar.number(match["day"]) if match["day"] else None
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return NO_TIME
    year = year_for(month, day, memory)
    return calendar.edtf(year, month, day) if year else None


def _months(match: re.Match[str], memory: Memory) -> str | None:
    """1—9月, 10月26—28日, 26至28日: a range whose first number has no unit."""
    first, last = int(match["a"]), int(match["b"])
    if match["unit"].startswith("月"):
        if not 1 <= first < last <= 12:
            return NO_TIME
        year = year_for(last, None, memory)
        return interval(f"{year:04}-{first:02}", f"{year:04}-{last:02}") if year else None
    if not 1 <= first < last <= 31:
        return NO_TIME
    place = _month_of_day(last, match.start(), memory)
    if place is None:
        return None
    start = calendar.edtf(*place, first)
    return interval(start, calendar.edtf(*place, last)) if start else None


def _month_days(match: re.Match[str], memory: Memory) -> str | None:
    month = int(match["month"])
    year = year_for(month, None, memory)
    start = calendar.edtf(year, month, int(match["a"])) if year else None
    return interval(start, calendar.edtf(year or 0, month, int(match["b"]))) if start else None


def _day_alone(match: re.Match[str], memory: Memory) -> str | None:
    if memory.text[match.start() - 1 : match.start()] in ("每", "第"):
        return NO_TIME
    day = int(match["day"])
    if not 1 <= day <= 31:
        return NO_TIME
    place = _month_of_day(day, match.start(), memory)
    return calendar.edtf(*place, day) if place else None


def _month_of_day(day: int, at: int, memory: Memory) -> tuple[int, int] | None:
    """The month of a day without one: said just before, else the issue's or the one before it."""
    if memory.month is not None and at - memory.month_at <= _NEAR:
        return memory.month
    if memory.issue is None or memory.issue[1] is None:
        return memory.month
    year, month, issue_day = memory.issue
    assert month is not None
    if issue_day is None or day <= issue_day:
        return year, month
    if _PLANNED.search(memory.text, max(0, at - 8), at):
        return year, month
    return calendar.month_shifted(year, month, -1)


def _near_day(match: re.Match[str], memory: Memory) -> str | None:
    word = match.group()
    if word in ("当天", "当日", "同日", "当晚", "次日", "翌日", "第二天", "前一天"):
        if memory.day is None:
            return None
        days = 1 if word in ("次日", "翌日", "第二天") else -1 if word == "前一天" else 0
        moved = calendar.shifted(memory.day, days)
        return moved.isoformat() if moved else None
    if memory.speech or memory.today is None:
        return None
    days = {"昨": -1, "今": 0, "明": 1, "前": -2, "后": 2}[word[0]]
    moved = calendar.shifted(memory.today, days)
    return moved.isoformat() if moved else None


def _near_month(match: re.Match[str], memory: Memory) -> str | None:
    word = match["word"]
    if word in ("当月", "同月"):
        place = memory.month
    elif memory.issue is None or memory.issue[1] is None:
        return None
    else:
        months = {"本": 0, "上": -1, "下": 1}[word[0]]
        place = calendar.month_shifted(memory.issue[0], memory.issue[1], months)
    if place is None:
        return None
    return calendar.edtf(*place, int(match["day"]) if match["day"] else None)


def _week(match: re.Match[str], memory: Memory) -> str | None:
    if memory.today is None:
        return None
    weeks = {"上": -1, "下": 1}.get(match["which"], 0)
    weekday = "一二三四五六日".find(match["day"].replace("天", "日"))
    moved = calendar.shifted(memory.today, 7 * weeks + weekday - memory.today.weekday())
    return moved.isoformat() if moved else None


def _plan(match: re.Match[str], memory: Memory) -> str | None:
    return calendar.plan(match["number"])


def _feast(match: re.Match[str], memory: Memory) -> str | None:
    if memory.issue is None:
        return None
    year = memory.issue[0]
    if match["word"]:
        year += {"今年": 0, "去年": -1, "前年": -2, "明年": 1}[match["word"]]
    found = calendar.feast(match["name"], year)
    if found and not match["word"] and memory.issue[1] and found[0].month - memory.issue[1] > 6:
        found = calendar.feast(match["name"], year - 1)
    if found is None:
        return None
    day, first, last = found
    if match["how"] in load("calendar")["feast_span"]:
        return interval(first.isoformat(), last.isoformat())
    return day.isoformat()


def _no_time(match: re.Match[str], memory: Memory) -> str | None:
    return NO_TIME


def _vague(match: re.Match[str], memory: Memory) -> str | None:
    return None


@cache
def rules() -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    """What is tried at each place, in this order; the first that fits counts."""
    table = load("calendar")

    def words(*lists: list[str]) -> str:
        return "|".join(
            re.escape(word) for word in sorted((w for words in lists for w in words), key=len, reverse=True)
        )

    to = TO.pattern
    # 投产后|年产值, 改造前|年收入: 后 and 前 belong to the verb before them
    after = f"[{table['verb_ends']}]"
    year = rf"(?:(?P<year>(?:19|20)\d{{2}}|[一二][〇零一二三四五六七八九]{{3}})年(?!代)度?|(?P<word>今年|去年|(?<!{after})前年(?!度)|明年|(?<!{after})后年|上年|本年|同年|次年|翌年|当年(?=\d)))"
    han = "一二三四五六七八九十"
    feasts = words([*table["fixed"], *table["lunar"], "清明", "清明节"])
    how = words(table["feast_span"], table["feast_day"])
    day = r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日"
    table_of: list[tuple[str, Resolver]] = [
        # 本报3月8日第2版《…》一文: when something was printed, not when it was
        (rf"{day}(?=(?:第?[A-Z]?\d{{1,2}}|第[{han}]{{1,2}})版)|(?<=本[报刊]){day}(?=《)", _vague),
        (r"(?:19|20)\d{2}(?P<s>[-./])\d{1,2}(?P=s)\d{1,2}(?!\d)", _whole),
        (rf"(?P<a>(?:19|20)\d{{2}}){to}(?P<b>(?:19|20)\d{{2}})(?:年(?!代)|学年)", _years),
        (rf"(?:(?P<word>今年|去年|前年|明年))?[“\"]?(?P<name>{feasts})[”\"]?节?(?P<how>{how})", _feast),
        (
            rf"{year} ?(?:的)?(?:(?P<month>\d{{1,2}}|[{han}]{{1,2}})月(?!龄)份?(?:(?P<day>\d{{1,2}}|[{han}廿]{{1,3}})[日号]|{_SUB})?"
            r"|(?P<period>[上下]半年|第?[一二三四1-4]季度|前[一二三]季度|底|末|初))?",
            _with_year,
        ),
        (rf"(?P<month>\d{{1,2}})月(?P<a>\d{{1,2}}){to}(?P<b>\d{{1,2}})日", _month_days),
        (rf"(?P<a>\d{{1,2}}){to}(?P<b>\d{{1,2}})(?P<unit>月份?|日)(?!龄|内|间)", _months),
        (
            rf"(?P<month>\d{{1,2}})月(?![龄度供租薪])份?(?:(?P<day>\d{{1,2}})(?:日|号(?![楼院线文店]))|{_SUB})?",
            _month_day,
        ),
        (rf"(?P<month>[{han}]{{1,2}})月(?:(?P<day>[{han}廿]{{1,3}})日|份|{_SUB})", _month_day),
        (r"每[年月周日天]?(?:\d{1,2}月)?(?:\d{1,2}日)?", _no_time),
        (r"(?P<day>\d{1,2})日(?![内间游后元报均龄])", _day_alone),
        (r"[上下]半年|第?[一二三四]季度|前[一二三]季度|年[底末初](?!岁)", _period_alone),
        (
            r"昨[日天晚]|今日(?![头聊要])|今[天晨早晚]|明[日天]|[前后]天|当[天日晚]|同日|[次翌]日|第二天|前一天",
            _near_day,
        ),
        (rf"(?P<word>本月|上个?月|下个?月|当月|同月)(?:(?P<day>\d{{1,2}})日|{_SUB})?", _near_month),
        (r"(?P<which>本|这|上|下)(?:周|个?星期)(?P<day>[一二三四五六日天])", _week),
        (r"[“\"]?(?P<number>十?[一二三四五六七八九十])五[”\"]?(?:规划)?(?:期间|时期|以来|末|初)", _plan),
        (words(table["vague"]), _vague),
    ]
    return tuple((re.compile(pattern), resolve) for pattern, resolve in table_of)


@cache
def starts() -> re.Pattern[str]:
    """Where one of the rules fits, by the characters that a time can begin with; a number counts from its first digit on."""
    table = load("calendar")
    first = {word[0] for word in [*table["fixed"], *table["lunar"], *table["vague"], "清明"]}
    any_rule = "|".join(re.sub(r"\(\?P<(?!s>)\w+>", "(?:", pattern.pattern) for pattern, _ in rules())
    return re.compile(
        r"(?:(?<![\d.])(?=\d)"
        rf"|(?=[一二三四五六七八九十上下第年每昨今明前后当同次翌本这去“\"{re.escape(''.join(sorted(first)))}]))(?:{any_rule})"
    )
