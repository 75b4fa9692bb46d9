"""Lists among a page's paragraphs: winners, members, projects, cells of a table, each on a line of its own.

Their lines look like headlines, and those that are names like signatures. What tells them is where they
stand: behind a head (10名获奖者名单：, 先进集体（5个）), or more in a row than a headline has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.context import dateline
from ingest.layout import lists
from ingest.layout.mending import Paragraph

_LONG_RUN = 7
"""So many short lines in a row are a list though nothing heads them: column, kicker, headline, subtitles are fewer."""
_HEADLINE_LINES = 4
"""A headline that follows a list has at most so many lines, its column's name counted."""
_FEWEST = 2
"""Under a head that no colon closes so few lines are a list: a headline may end like one (…荣获一等奖)."""
_SHORT_NAME = 8
"""A line that is longer, in code points, is not a person's name alone."""


def settled(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs, those that are a list's entries as `item`, and no name in a list as a signature."""
    found = list(paragraphs)
    bodied = False
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _may_be_entry(found[end]):
            end += 1
        if end == start:
            bodied = bodied or found[start].kind == "body"
            start += 1
            continue
        following = found[end] if end < len(found) else None
        if bodied:
            found[start:end] = _entries(found[start - 1], found[start:end], following)
        elif sum(part.kind == "byline" for part in found[start:end]) > 1:
            found[start:end] = [replace(part, kind="short", byline=None) for part in found[start:end]]
        start = end
    return found


def _may_be_entry(part: Paragraph) -> bool:
    return part.kind == "short" or (part.kind == "byline" and part.byline is not None and part.byline.bare)


def _entries(before: Paragraph, run: list[Paragraph], following: Paragraph | None) -> list[Paragraph]:
    """A run of short lines behind `before` and before `following`, its entries as items if it is a list."""
    head = next((i for i, part in enumerate(run[:_HEADLINE_LINES]) if lists.heads_names(part.text)), None)
    if before.kind == "body" and lists.announces(before.text):
        first = 0
    elif head is not None and len(run) > head + _FEWEST and not run[head + 1].text.startswith(("—", "--")):
        first = head + 1
    elif len(run) >= _LONG_RUN:
        first = 1
    else:
        return run
    last = _next_headline(run, first, following)
    items = [replace(part, kind="item", byline=None) for part in run[first:last]]
    return [*run[:first], *items, *run[last:]]


def _next_headline(run: Sequence[Paragraph], first: int, following: Paragraph | None) -> int:
    """Where in a list's run the lines begin that are the next article's headline; its length if none are."""
    gaps = [part.gap for part in run[first + 1 :]]
    widest = max(gaps, default=0)
    if gaps.count(widest) == 1 and widest > 0:
        at = first + 1 + gaps.index(widest)
        if len(run) - at <= _HEADLINE_LINES and not lists.heads_names(run[at].text):
            return at
    reports = following is not None and (
        following.kind == "byline" or (following.kind == "body" and dateline.at_start(following.text) is not None)
    )
    return len(run) - 1 if reports and len(run) - first > 1 and len(run[-1].text) > _SHORT_NAME else len(run)
