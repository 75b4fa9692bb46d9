"""When a deed was done, where its own sentence says: 去年8月，县长甲到某镇; else it is as old as the news."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.relations.base import Draft, SentenceView, TimeSpan

_DEEDS = frozenset({"visits", "donatesTo", "awards", "establishes", "issues"})
"""Relations that are done at a time, and not told of an event with a day of its own."""
_SPANS = re.compile(
    "(?:自|从|截至|截止|至|到|以|为庆祝|纪念|为期|距|每年?|经过|历时|[建立办始生业成]于|获|获得|荣获|计划|预计|力争)\\Z"
)
_SINCE = re.compile("(?:以来|起|至今|之?前|之?后|前夕|来|间|期间|内|初以来|的|度|[建成获])")
_PARTS = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")


def dated(view: SentenceView, draft: Draft) -> Draft:
    """The draft with the day, month or year that stands in its own clause, or alone in the clause before; its evidence
    holds that too."""
    if draft.predicate not in _DEEDS or draft.time or draft.modality != "reported":
        return draft
    before = [time for time in view.times if time.end <= draft.start and _leads(view, time, draft.start)]
    within = [time for time in view.times if draft.start < time.start < draft.end]
    for time in before[-1:] or within[:1]:
        if time.edtf and _says_when(view, time):
            start, end = min(draft.start, time.start), max(draft.end, time.end)
            return replace(draft, time=time.edtf, start=start, end=end)
    return draft


def _leads(view: SentenceView, time: TimeSpan, deed: int) -> bool:
    """Whether a time stands in the clause where a deed begins, or is all of the clause before: 去年8月，|县长甲到某镇."""
    own, of_deed = view.clause_of(time.start), view.clause_of(deed)
    start, end = view.clauses[own]
    alone = view.text[start:end].strip("，、 　\n") == view.text[time.start : time.end]
    return own == of_deed or (own == of_deed - 1 and alone)


def _says_when(view: SentenceView, time: TimeSpan) -> bool:
    """Whether a day, a month or a year is when something was done, not since when or until when (自2019年以来)."""
    return (
        _PARTS.fullmatch(time.edtf or "") is not None
        and not _SPANS.search(view.text, 0, time.start)
        and not _SINCE.match(view.text, time.end)
        and not view.in_speech(time.start)
    )
