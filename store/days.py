"""Sums of days over articles and statements, and when what a statement says began and ended.

A report that somebody holds a post is no beginning: only an appointment, an election or an interval
(2018-03/2021-05) is. A removal, or a word such as 原 or 曾任, is an end or a day by which it had ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ontology.records import Statement
from store.rows import days_of

START, END = "start", "end"
"""Values of the detail `change`: the statement's time is when the post was taken up, or left."""
APPOINTED = ("appointed", START)


class Reported(NamedTuple):
    """First possible day of the beginning, last possible day of the end (ISO); '' where none is reported."""

    start: str
    end: str


def reported(statement: Statement, published: tuple[str, str]) -> Reported:
    """What a statement reports of beginning and end. `published`: first and last possible day of its article.

    An end without a day of its own is known to lie before its article.
    """
    days = days_of(statement.time) if statement.time else None
    first, last = (days.start_date, days.end_date) if days else published
    if days and days.precision == "interval":
        return Reported(first, last)
    change = dict(statement.details).get("change", "")
    if statement.modality == "ended":
        return Reported("", last)
    if statement.modality == "reported" and change in APPOINTED:
        return Reported(first, "")
    return Reported("", "")


@dataclass(slots=True)
class Days:
    """A number of things, and the first and last day among them, '' where none is dated."""

    count: int = 0
    first: str = ""
    last: str = ""

    def add(self, first: str, last: str) -> None:
        """One more thing, with its first and last day."""
        self.count += 1
        self.widen(first, last)

    def widen(self, first: str, last: str) -> None:
        """Reach to these days."""
        if first and (not self.first or first < self.first):
            self.first = first
        if last > self.last:
            self.last = last


@dataclass(slots=True)
class Behind(Days):
    """The statements behind a relation, with the earliest beginning and the earliest end that are reported.

    Statements of an end are not counted, and their days are none of `first` and `last`.
    """

    start: str = ""
    end: str = ""

    def reach(self, said: Reported) -> None:
        """Take in what one more statement reports."""
        self.start = earliest(self.start, said.start)
        self.end = earliest(self.end, said.end)


def earliest(*days: str) -> str:
    """The earliest of those that are known, '' where none is."""
    return min(filter(None, days), default="")
