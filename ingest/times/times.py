"""Times in a text, resolved against the date of issue, with their precision kept as EDTF (ontology/dates.py).

One walk from left to right. What is written in part (23日, the 28日 of 10月26日至28日, 当天) is completed
from what was said just before, else from the date of issue; what cannot be completed has no EDTF text.
Clock times belong to an expression's span and are dropped from its value. The forms are in time_rules.py.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.times import calendar
from ingest.times.rules import NO_TIME, TO, Memory, interval, rules, starts, year_for


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as written: offsets (code points, half-open) and its EDTF text, None where it says no date (近日)."""

    start: int
    end: int
    edtf: str | None


# Look-alikes of one character each, so that offsets stay: full-width digits, and circles written for zero.
_PLAIN = str.maketrans("０１２３４５６７８９○Ｏ", "0123456789〇〇")
_CLOCK = re.compile(
    r"(?:[ \u3000]?(?:凌晨|清晨|早晨|早上|一早|上午|中午|下午|午后|傍晚|晚上|晚间|夜间|深夜|晚)"
    r"|[ \u3000]?\d{1,2}(?:时(?!代)|点(?![多个名位钟])|[:：]\d{2})(?:\d{1,2}分|[半许整])?){1,4}"
)
_QUOTES = re.compile("[“”\n]")
_STOPS = re.compile("[。！？\n]")
_DAY_OF_WRITING = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[讯电]")


@lru_cache(maxsize=4)  # the keys and the statements of an article both ask
def times(text: str, published: str | None) -> tuple[TimeExpression, ...]:
    """The times of a text in order; `published` is the EDTF date of issue, or None where it is not known.

    >>> [(t.edtf, "10月26日至28日，日前"[t.start:t.end]) for t in times("10月26日至28日，日前", "2022-10-30")]
    [('2022-10-26/2022-10-28', '10月26日至28日'), (None, '日前')]
    """
    plain = text.translate(_PLAIN)
    memory = Memory(plain, calendar.known(published))
    memory.today = _day_of_writing(memory)
    found: list[TimeExpression] = []
    at = checked = 0
    depth = 0
    while (start := _start_of_next(plain, at)) is not None:
        for mark in _QUOTES.finditer(plain, checked, start):
            depth = {"“": 1, "”": 0, "\n": 0}[mark.group()]
        if _STOPS.search(plain, checked, start):
            memory.sentence_year = None
        checked, memory.speech = start, bool(depth)
        hit = _read(plain, start, memory)
        if hit is None:
            at = start + 1
            continue
        end, value = hit
        if value == NO_TIME:
            at = end
            continue
        clock = _CLOCK.match(plain, end)
        end = clock.end() if clock else end
        second = _until(plain, end, value, memory)
        if second is not None:
            end, value = second
        found.append(TimeExpression(start=start, end=end, edtf=value))
        at = end
    return tuple(found)


def _read(text: str, start: int, memory: Memory) -> tuple[int, str | None] | None:
    for pattern, resolve in rules():
        match = pattern.match(text, start)
        if match:
            value = resolve(match, memory)
            _remember(value, match.end(), memory)
            return match.end(), value
    return None


def _until(text: str, end: int, first: str | None, memory: Memory) -> tuple[int, str | None] | None:
    """The end and value of a range whose first part ends here (10月26日至28日), None where there is none."""
    joined = TO.match(text, end)
    if not joined or first is None or "/" in first:
        return None
    hit = _read(text, joined.end(), memory)
    if hit is None or not hit[1] or "/" in hit[1]:
        return None
    stop, last = hit
    clock = _CLOCK.match(text, stop)
    return (clock.end() if clock else stop), interval(first, last)


def _remember(value: str | None, end: int, memory: Memory) -> None:
    said = calendar.known(value.split("/")[-1]) if value else None
    if said is None:
        return
    year, month, day = said
    memory.year = year
    if month is not None:
        memory.month, memory.month_at = (year, month), end
    if month is not None and day is not None:
        memory.day = dt.date(year, month, day)


def _day_of_writing(memory: Memory) -> dt.date | None:
    """The day that 昨日 and 今天 count from: the dateline's (本报10月26日讯), else the issue's."""
    said = _DAY_OF_WRITING.search(memory.text, 0, 200)
    if said:
        month, day = int(said[2]), int(said[3])
        year = int(said[1]) if said[1] else year_for(month, day, memory)
        return _date(calendar.edtf(year, month, day) if year else None)
    if memory.issue and memory.issue[1] and memory.issue[2]:
        return dt.date(memory.issue[0], memory.issue[1], memory.issue[2])
    return None


def _date(edtf: str | None) -> dt.date | None:
    return dt.date.fromisoformat(edtf) if edtf and len(edtf) == 10 else None


def _start_of_next(text: str, at: int) -> int | None:
    match = starts().search(text, at)
    return match.start() if match else None
