"""When a post was taken up, held or left, where the words around it say so.

A day in the sentence is the day of the news unless a word binds it to the post: 当选, 免去, 自…起, 2018年3月至2021年5月任.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.modality import any_in
from ingest.relations.base import INSIDE, ORG, PERSON, PLACE, TITLE, SentenceView, TimeSpan
from ingest.relations.events.occasions import time_for
from ingest.tables import words_in
from ontology.records import Modality

_RIGHT_BEFORE = 6
"""Code points between a time and the verb of a post that it belongs to: 起，先后任."""
_TAKEN = re.compile("(?:同志)?(?:担任|出任|任)")
_LED = f"，{PERSON}{TITLE}{ORG}{PLACE}{INSIDE}、"
_DATED = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}\\Z")
_SINCE = re.compile("[起]|以来|之后|后")


class Spell(NamedTuple):
    """`time`: EDTF, None where none is said; `change`: start where the post was taken up then, else ''."""

    time: str | None = None
    change: str = ""


NO_SPELL = Spell()


def spell(view: SentenceView, start: int, end: int, between: str, modality: Modality) -> Spell:
    """Of a post whose title begins at `end`, held by who stands before `start`. `between`: the words between them."""
    bound = _bound(view, start, end)
    if bound is not None and "/" in (bound.edtf or ""):
        return Spell(bound.edtf)
    if modality == "reported" and any_in("posts", "takes").search(between):
        return Spell(_day(view, end), "start")
    if modality == "reported" and bound is not None and _SINCE.match(view.shape, bound.end):
        return Spell(bound.edtf, "start")
    began = _taken(view, start, end, bound) if modality == "reported" else None
    if began is not None:
        return Spell(began, "start")
    if modality == "ended" and any_in("posts", "ends").search(between):
        return Spell(_day(view, end))
    return NO_SPELL


def _taken(view: SentenceView, start: int, end: int, bound: TimeSpan | None) -> str | None:
    """When 任 says that a post of a house was taken up: 张三|2021年3月|任某局局长; 2021年3月，某馆馆长|张三任某局局长."""
    house = next((title for title in view.titles if title.start == end and title.chain), None)
    if house is None or house.core in words_in("posts", "charged"):
        return None
    if _TAKEN.fullmatch(view.shape, bound.end if bound is not None else start, end) is None:
        return None  # 1979年8月出生，现|任
    if bound is None:
        begin = len(view.plain[:start].rstrip(_LED))
        bound = next((time for time in view.times if time.edtf and time.end == begin), None)
    return bound.edtf if bound is not None and _DATED.match(bound.edtf or "") else None


def _bound(view: SentenceView, start: int, end: int) -> TimeSpan | None:
    """The time right before the verb of a post."""
    times = [time for time in view.times if start <= time.start and time.end <= end and time.edtf]
    return times[-1] if times and end - times[-1].end <= _RIGHT_BEFORE else None


def _day(view: SentenceView, position: int) -> str | None:
    time = time_for(view, position)
    return time.edtf if time is not None else None
