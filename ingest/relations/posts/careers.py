"""Of whom a clause goes on that names no one: 冯一诺，男，…出生。1981年3月任某局科员; 甲随叔父乙学艺，现任某会会长."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ingest.relations.base import INSIDE, ORG, PLACE, TIME, TITLE, Mark, SentenceView, Title
from ingest.relations.posts.spells import Spell, spell
from ingest.relations.posts.tenure import meaning, verbs
from ontology.records import Modality

_BACK = 3
"""So many sentences before may tell of whom a career is."""
_AROUND = re.compile(
    "[\ue000-\ue009]|[0-9年月日]|[至到起自从于在后又并再经由先同其期间—–.、，,（）() \u3000-]|被|组织|选派|以来|如今|目前"
)
"""What may stand around the verb of a career besides names and times."""
_DATELINE = re.compile("[^，。；：]{0,14}[讯电消息][】）)：: \u3000]+(?:（[^）]*）)?")
_SEATED = re.compile("就座|就坐|出席|列席|参加(?:会议|大会|活动)")
_STARTS = re.compile(
    f"[{ORG}{PLACE}{INSIDE}{TITLE}{TIME}的、，“” \u3000]*(?:[^由对向给为被据让请把，。；：]{{0,3}})\\Z"
)
"""What may stand before the name of whom a sentence tells of: times, a house, an office."""
_ANOTHER = re.compile(
    "(?:会议|并|决定)*(?:任命|免去|聘任|补选|增补|提名)(?![其他她])[\u3400-\u9fff]{2,4}?(?:同志)?(?:为|的)"
)
_OBJECT = re.compile(
    "(?:[跟追]?随|跟|师从|师承|拜|向|受|与|同|为|给|替|陪|娶|嫁|照顾|帮助|支持|带着)[^，。；\ue000-\ue009]{0,6}\\Z"
)
"""Words before one who is not told of: 随叔父|徐炳南."""


class Career(NamedTuple):
    """Who holds titles whose sentence names no one before them, and what the words before them make of it."""

    holder: Mark
    modality: Modality
    former: bool
    spelt: Spell


def carried_on(view: SentenceView, run: Sequence[Title], start: int) -> Career | None:
    """Who holds a run of titles of which a career goes on to tell; None where the clause tells of none.

    The clause, which begins at `start`, is nothing but times, houses and a verb of holding; the sentence before, or one a
    little further back, begins with whom it tells of.
    """
    between = view.shape[start : run[0].start - len(run[0].loose)]
    if view.marks_in(0, run[0].start, "Person") or view.in_speech(run[0].start) or view.headline:
        return None
    if _SEATED.search(view.shape, run[-1].end):
        return None  # 历任市政协主席，…在主席台就座: all who ever were
    if _AROUND.sub("", between) not in _verbs():
        return None
    before, back = view.before, 0
    while before is not None and back < _BACK and not before.marks_in(0, len(before.text), "Person"):
        before, back = before.before, back + 1
    told = _first(before) if before is not None else None
    meant = meaning("", _AROUND.sub("", between), view.shape[run[-1].end : run[-1].end + 10]) if told else None
    if told is None or meant is None:
        return None
    one = Mark(entity=told.entity, start=run[0].start, end=run[0].end)
    return Career(one, *meant, spell(view, start, run[0].start, between, meant[0]))


def appoints_another(words: str) -> bool:
    """Whether a clause appoints or dismisses one whose name was not read: 任命|某某|为某局局长; not 免去其副局长职务.

    >>> appoints_another("任命欧阳为"), appoints_another("免去其"), appoints_another("任命为")
    (True, False, False)
    """
    return _ANOTHER.match(words) is not None


def subject(view: SentenceView, holder: Mark, start: int) -> Mark:
    """Of whom a clause that begins at `start` tells where the clause before names `holder` last: whom the sentence begins
    with, if that one only did something with the holder."""
    first = _first(view)
    if first is None or holder.end > start or first.end >= holder.start:
        return holder
    return first if _OBJECT.search(view.shape, first.end, holder.start) is not None else holder


def _first(view: SentenceView) -> Mark | None:
    """The person with whom a sentence begins, with an office before the name or not."""
    first = next(iter(view.marks_in(0, len(view.text), "Person")), None)
    if first is None:
        return None
    dateline = _DATELINE.match(view.plain, 0, first.start)
    return first if _STARTS.match(view.plain, dateline.end() if dateline else 0, first.start) else None


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for word, _, _ in verbs())
