"""How those whom a figure may be of stand in what the article tells: in its paragraph, and how long ago and how often.

A sentence that names no one is often of the one with whom its paragraph begins (张三　某校教师。…), of the house of the
person it tells of, or of whoever was named last. What each of these says is learned (`build_bearers`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.relations.base import Mark, SentenceView
from ontology.records import LocalEntity

BEARING = ("Place", "Organization", "Event", "Programme")
_SENTENCES = 12  # so many sentences of a paragraph are looked back at
_FAR = 2  # sentences from here on are all as far
_BACK = 4  # so many sentences back, whom they spoke of
_HEAD = 3  # code points that may stand before what a paragraph begins with (2号　)
_STEPS = (10, 20, 40, 80, 160, 320)  # code points back to a name
_RANKS, _TIMES, _SAME = 5, 4, 2


class Paragraph(NamedTuple):
    """A sentence's paragraph up to it. `opening`: the names of its first sentence, none where that is the sentence itself;
    `earlier`: names of all its sentences before; `back`: how many those are; `spoke`: whom its first spoke of."""

    opening: tuple[Mark, ...]
    earlier: tuple[Mark, ...]
    back: int
    spoke: LocalEntity | None


@lru_cache(maxsize=4)  # each figure of a sentence asks
def paragraph(view: SentenceView) -> Paragraph:
    """The paragraph of a sentence, as far as it is told before it."""
    told = [view]
    while (before := told[-1].before) is not None and not before.text.endswith("\n") and len(told) < _SENTENCES:
        told.append(before)
    earlier = told[:0:-1]
    return Paragraph(
        opening=earlier[0].marks if earlier else (),
        earlier=tuple(mark for one in earlier for mark in one.marks),
        back=min(len(earlier), _FAR),
        spoke=told[-2].theme if earlier else None,
    )


def in_paragraph(view: SentenceView, position: int) -> Iterator[tuple[str, LocalEntity | None]]:
    """(cue, entity) of those with whom the paragraph of a position begins, of its people's houses, and of those before."""
    here = paragraph(view)
    own = [mark for mark in view.marks if mark.end <= position]
    opening, back = here.opening if here.back else own, here.back
    if opening:
        first = opening[0]
        at = f"{back}{'h' if first.start <= _HEAD else ''}"
        if first.entity.type == "Person":
            yield f"begins home{at}", view.homes.get(first.entity.id)
            others = [mark.entity for mark in opening[1:] if mark.entity.type in BEARING]
            for which, those in (("first", others[:1]), ("last", others[-1:])):
                yield from ((f"begins {which}{at}", entity) for entity in those)
        else:
            yield f"begins{at}", first.entity
    people = [mark.entity for mark in (*here.earlier, *own) if mark.entity.type == "Person"]
    if people:
        home = view.homes.get(people[-1].id)
        yield f"last home{min(back, 1)}", home
        if len({person.id for person in people}) == 1:
            yield f"only home{min(back, 1)}", home
    yield f"begins by{back}", here.spoke
    told = view.before
    for index in range(1, _BACK):
        if told is None:
            break
        yield f"spoke{index}", told.theme
        told = told.before


def named_in_paragraph(view: SentenceView, position: int) -> Mapping[str, int]:
    """How often the paragraph of a position names each up to there, by id."""
    times: dict[str, int] = {}
    for mark in (*paragraph(view).earlier, *(mark for mark in view.marks if mark.end <= position)):
        if mark.entity.type in BEARING:
            times[mark.entity.id] = times.get(mark.entity.id, 0) + 1
    return times


def in_article(
    entities: Sequence[LocalEntity], sorts: Sequence[str], times: Mapping[str, int], before: int
) -> list[tuple[str, ...]]:
    """Of each that may be meant at an offset of the article: how often the paragraph and the article name it up to
    there, how long ago, and which of its sort (`sorts`) it is. `times`: those that the paragraph names."""
    counted = [bisect_left(one.mentions, (before, 0)) for one in entities]
    last = [one.mentions[count - 1][0] if count else -1 for one, count in zip(entities, counted, strict=True)]
    most = max((len(one.mentions) for one in entities), default=0)
    order = sorted(range(len(entities)), key=lambda at: (-last[at], entities[at].id))
    found: list[tuple[str, ...]] = [()] * len(entities)
    of_sort, ranks = Counter(sorts), dict.fromkeys(sorts, 0)
    for rank, at in enumerate(order):
        one, kind = entities[at], sorts[at]
        cues = _of_paragraph(min(times.get(one.id, 0), _TIMES), min(len(times), 2), len(one.mentions) == most)
        if last[at] < 0:
            found[at] = (*cues, "not yet")
            continue
        which = min(ranks[kind], _SAME) if of_sort[kind] > 1 else None
        ago = bisect_left(_STEPS, before - last[at])
        found[at] = cues + _of_article(min(rank, _RANKS), ago, min(counted[at], _TIMES), which)
        ranks[kind] += 1
    return found


@cache
def _of_paragraph(times: int, named: int, most: bool) -> tuple[str, ...]:
    """The cues of one that its paragraph names so often; `named`: how many it names, `most`: no other is named as often."""
    alone = ("alone in paragraph",) if times and named == 1 else ()
    within = (f"in paragraph{times}", *alone) if times else ("not in paragraph",) if named else ()
    return (*within, "most named") if most else within


@cache
def _of_article(rank: int, ago: int, times: int, which: int | None) -> tuple[str, ...]:
    """The cues of one named before; `which`: how many of its sort are named after it, None where none is of its sort."""
    return f"rank{rank}", f"ago{ago}", f"named{times}", "only of sort" if which is None else f"of sort{which}"
