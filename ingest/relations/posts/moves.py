"""One who has an office before the name and is given another behind it: 县教育局副局长|张三|任某局局长."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.relations.base import Mark, SentenceView, Title, with_times
from ingest.relations.posts.tenure import meaning
from ingest.relations.posts.titles import rules
from ingest.tables import words_in

_BEFORE = 14  # code points before the first office that may say what is decided
_BESIDES = re.compile("兼|挂|分管|[拟将]|候选|提名")
_WITH_IT = ("书记", "成员", "党组成员", "党委委员", "委员")
"""Offices that go with a full-time one of the same house: 局党组书记、局长."""


class Move(NamedTuple):
    """The words that give one another office, and the first of the titles behind them."""

    words: str
    title: Title


def move(view: SentenceView, first: Title, holder: Mark) -> Move | None:
    """What gives a holder with an office before the name, `first`, another: 县教育局副局长|张三|任, 任命副县长|张三|为."""
    title = next((title for title in view.titles if title.start >= holder.end), None)
    if title is None or view.clause_of(title.start) != view.clause_of(holder.start):
        return None
    between = with_times(view, holder.end, title.start - len(title.loose)).removesuffix("中共")
    lead = "任命" if view.decision is not None else with_times(view, max(0, first.start - _BEFORE), first.start)
    meant = meaning(lead, between, view.shape[title.end : title.end + 10]) if between.strip("，、, 　") else None
    return Move(between, title) if meant is not None and meant[0] in ("reported", "planned") else None


def is_left(view: SentenceView, run: Sequence[Title], to: Move) -> bool:
    """Whether the offices of a run are held no more once another is: they are left by the verb's own meaning (调任), or
    both are such as one has one of at a time. Who is on a committee stays on it, and a secretary may be elected besides.
    """
    if to.words.endswith(words_in("posts", "leaves")):
        return True
    after = view.shape[to.title.end : to.title.end + 2]
    if _BESIDES.search(to.words) or after in ("人选", "候选") or view.shape.endswith("由", 0, run[0].start):
        return False  # 由镇长|张三|任文明实践所所长: a task that goes with the office
    fulltime = words_in("posts", "fulltime")
    both = run[-1].core in fulltime and to.title.core in fulltime
    return both and all(title.core in fulltime or title.core in _WITH_IT for title in run)


def is_rank_alone(title: Title) -> bool:
    """Whether a title is a civil servant's rank without a house: 四级调研员|张三任…, which is not of the house named last."""
    return title.core in words_in("posts", "ranks") and not (title.chain or title.loose or title.body)


def is_called_by_office(view: SentenceView, mark: Mark) -> bool:
    """Whether a person stands under a surname and an office or calling, and so shares no other's: 亓书记、张三副镇长."""
    name = view.text[mark.start : mark.end]
    return name.endswith("老师") or any(name.endswith(core) for core in rules() if len(core) == 2)
