"""Partial dates as EDTF text (Library of Congress, ISO 8601-2): 2022, 2022-10, 2022-10-26, 2022-10-26/2022-10-28.

A time is kept as written that way; its first and last possible day and its precision follow from it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


class Bounds(NamedTuple):
    """First and last possible day (ISO), and precision: day, month, year or interval."""

    start_date: str
    end_date: str
    precision: str


def bounds(edtf: str) -> Bounds:
    """First and last possible day of a date or closed interval. ValueError where it is not one.

    >>> bounds("2022-02")
    Bounds(start_date='2022-02-01', end_date='2022-02-28', precision='month')
    >>> bounds("2022-10-26/2022-11").end_date
    '2022-11-30'
    """
    first, _, last = edtf.partition("/")
    start = _part(first)
    if not last:
        return start
    end = _part(last)
    if end.end_date < start.start_date:
        raise ValueError(f"interval ends before it begins: {edtf}")
    return Bounds(start.start_date, end.end_date, "interval")


@lru_cache(maxsize=65536)
def moment(when: str) -> dt.datetime:
    """A moment as ISO 8601 writes it, of whatever form, to compare with others. ValueError where it is none.

    >>> moment("2022-10-26T08:00:00Z") == moment("2022-10-26T08:00:00.000+00:00") < moment("2022-10-26T08:00:00.5Z")
    True
    """
    found = dt.datetime.fromisoformat(when)
    if found.utcoffset() is None:
        raise ValueError(f"a time without its distance from UTC: {when}")
    return found


def _part(text: str) -> Bounds:
    match = _PART.match(text)
    if not match:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year < 1:
        raise ValueError(f"no such year: {text}")
    if month is None:
        return Bounds(f"{year:04}-01-01", f"{year:04}-12-31", "year")
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {text}")
    if day is None:
        return Bounds(f"{text}-01", f"{text}-{calendar.monthrange(year, month)[1]:02}", "month")
    dt.date(year, month, day)
    return Bounds(text, text, "day")
