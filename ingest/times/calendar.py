"""The calendar behind times: days, parts of days known, feasts, five-year plans. Pure arithmetic and one table."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TypeAlias

from ingest.tables import load

Known: TypeAlias = "tuple[int, int | None, int | None]"
"""A date as far as it is known: year, month, day."""

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def known(edtf: str | None) -> Known | None:
    """Year, month and day of a date's EDTF text (of an interval's first part), None where there is no date."""
    if not edtf:
        return None
    parts = [int(part) for part in edtf.split("/")[0].split("-")]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None


def edtf(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The EDTF text of a date, None where there is no such day.

    >>> edtf(2022, 10), edtf(2022, 2, 30)
    ('2022-10', None)
    """
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def number(text: str) -> int | None:
    """A number of a date in digits or Chinese numerals: 26, 二十六, 廿六, 二〇二二.

    >>> [number(t) for t in ("26", "二十六", "十", "二〇二二", "廿六", "十月")]
    [26, 26, 10, 2022, 26, None]
    """
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    tens, ten, ones = text.partition("十")
    if not ten:
        digits = [_HAN.get(c) for c in text]
        if not digits or None in digits:
            return None
        return int("".join(str(d) for d in digits))
    if len(tens) > 1 or len(ones) > 1 or any(c not in _HAN for c in tens + ones):
        return None
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def shifted(day: dt.date, days: int) -> dt.date | None:
    """The day so many days later; None beyond the calendar's ends."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def month_shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months later."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


@cache
def feast(name: str, year: int) -> tuple[dt.date, dt.date, dt.date] | None:
    """A feast's own day and the first and last day of its time in a year, None where the table ends.

    >>> [day.isoformat() for day in feast("春节", 2023)]
    ['2023-01-22', '2023-01-21', '2023-01-27']
    """
    table = load("calendar")
    if name in table["fixed"]:
        first, last = (dt.date.fromisoformat(f"{year:04}-{day}") for day in table["fixed"][name])
        return first, first, last
    if name in ("清明", "清明节"):
        day = dt.date(year, 4, int((year % 100) * 0.2422 + 4.81) - (year % 100) // 4)
        return day, day, day
    anchor, before, after = table["lunar"][name]
    days = table["lunar_days"].get(year, {})
    if anchor not in days:
        return None
    own = dt.date.fromisoformat(f"{year:04}-{days[anchor]}")
    single = before == after
    main = own + dt.timedelta(days=before if single else 0)
    return main, own + dt.timedelta(days=before), own + dt.timedelta(days=after)


def plan(text: str) -> str | None:
    """The years of a five-year plan by its number in front of 五.

    >>> plan("十四"), plan("七")
    ('2021/2025', '1986/1990')
    """
    count = number(text)
    if count is None or count < 3:
        return {1: "1953/1957", 2: "1958/1962"}.get(count or 0)
    first = int(load("calendar")["third_plan"]) + 5 * (count - 3)
    return f"{first}/{first + 4}"
