"""How a list's parts (；, 二是) divide a sentence's names from its figures: each part is of its own.

A number is seldom of one who acts in another part, and often of the first whom its own part names. What each cue says is
learned (`build_bearers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.relations.base import Actor, Mark, SentenceView
from ingest.relations.figures.told import Told

_PARTED = re.compile("[；;。！？]|(?<=[，：、])[一二三四五六七八九十]是|第[一二三四五六七八九十]，")
_MOST = 2


def parted(view: SentenceView, told: Told, clause: int, actor: Actor) -> Iterator[str]:
    """The cues of a name that stands before the figure, which stands in a clause of this number."""
    mark, position = actor.mark, told.amount.number.start
    if mark.end > position:
        return
    yield f"parted{min(len(_PARTED.findall(view.shape, mark.end, position)), _MOST)}"
    own = _own_part(view, position)
    if own and own[0].start == mark.start:
        where = "" if actor.clause == clause else " before"
        yield from ("part's first", f"part's first {actor.case}{where}")


@lru_cache(maxsize=4)  # each name of a sentence asks
def _own_part(view: SentenceView, position: int) -> tuple[Mark, ...]:
    """The names of a number's own part of its sentence, up to the number."""
    start = max((match.end() for match in _PARTED.finditer(view.shape, 0, position)), default=0)
    return view.marks_in(start, position)
