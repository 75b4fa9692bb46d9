"""What is said to lie in an area by a word for it (村里有X、Y, 全镇有X), by 都在, by 开在这里, or behind its name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.base import Draft, Mark, SentenceView, relation
from ingest.relations.places.areas import TOWN, below, county_like, level, parent_of
from ingest.tables import words_in
from ontology.records import LocalEntity

_HAS = re.compile(
    "(?:全(?P<whole>[村镇乡县])|(?<![全各每本多一])(?P<area>村|镇|乡|街道|社区|嘎查|苏木|县)(?:境内|辖区内?|内|里|上|中))"
    "(?P<has>的|(?:就|还|现|共|建|设|拥|分布)?有|建起了?|建成了?|建了)(?=[\ue000\ue002])"
)
"""Words for the area that was named before, and for what it has."""
_OWNS = re.compile("(?:境内|辖区)?(?:就|还|现|共|建|设|拥|分布)?有(?=[\ue000\ue002])")
_LIES = re.compile("(?:都|均|全都?|也都?|就|同)在(?=\ue002)")
_INSIDE = re.compile("(?:境内|辖区内?|内|里|范围内)|[。；，\\s]|\\Z")
_HERE = re.compile("就?(?:开|建|设|办|坐落|修|藏|落户)在(?:这里|那里|此处|此地|此)")
_HEADED = re.compile("[\\s　●■▲◆★·①-⑩]*\ue002+\ue005*：(?=\ue002)")
_AND = ("、", "和", "及", "与", "以及")
_FAR = 400  # code points back to the area that a word for it means
_LEVELS = {
    "嘎查": "villages",
    "村": "villages",
    "社区": "villages",
    "镇": "towns",
    "乡": "towns",
    "街道": "towns",
    "苏木": "towns",
}


def lying(view: SentenceView) -> Iterator[Draft]:
    shape = view.shape
    for told in _HAS.finditer(shape) if not view.headline else ():
        word = told["whole"] or told["area"]
        area = _meant(view, told.start(), word)
        first = next((mark for mark in view.marks if mark.start == told.end()), None)
        if area is None or first is None or view.in_speech(told.start()):
            continue
        for mark in _row(view, first):
            if _may_lie(view, mark, area):
                yield relation("locatedIn", mark, area, (told.start(), mark.end), 0.7, f"lying: {told[0]}")
    for back in view.marks:
        owns = _OWNS.match(shape, back.end) if back.back and back.entity.type == "Place" else None
        first = next((mark for mark in view.marks if owns and mark.start == owns.end()), None)
        if owns is None or first is None or view.in_speech(owns.start()):
            continue
        for mark in _row(view, first):
            if _may_lie(view, mark, back.entity):
                yield relation("locatedIn", mark, back, (back.start, mark.end), 0.75, f"lying: {owns[0]}")
    yield from _told_where(view)
    yield from _headed(view)


def _told_where(view: SentenceView) -> Iterator[Draft]:
    """X、Y都在某镇境内; X就开在这里."""
    shape = view.shape
    for told in _LIES.finditer(shape):
        place = next((mark for mark in view.marks if mark.start == told.end()), None)
        for mark in _row_before(view, told.start()) if place and _INSIDE.match(shape, place.end) else ():
            if place and mark.entity.type in ("Place", "Organization") and _may_lie(view, mark, place.entity):
                yield relation("locatedIn", mark, place, (mark.start, place.end), 0.8, f"lying: {told[0]}")
    for told in _HERE.finditer(shape):
        mark_here = next((one for one in reversed(view.marks) if one.end == told.start()), None)
        here = _named_before(view, mark_here) if mark_here is not None else None
        if mark_here is not None and here is not None and _may_lie(view, mark_here, here):
            span = (mark_here.start, told.end())
            yield relation("locatedIn", mark_here, here, span, 0.7, f"lying: {told[0]}")


def _headed(view: SentenceView) -> Iterator[Draft]:
    """嘉峰镇：窦庄村、郭壁村: what a line lists behind an area's name."""
    head = _HEADED.match(view.shape) if "：" in view.shape else None
    if head is None:
        return
    areas = [mark for mark in view.marks if mark.end <= head.end() and mark.entity.type == "Place"]
    first = next((mark for mark in view.marks if mark.start == head.end()), None)
    if not areas or first is None or view.headline or level(areas[-1].entity) < TOWN:
        return
    for mark in _row(view, first):
        lower = mark.entity.type == "Place" and below(areas[-1].entity, mark.entity)
        lower = lower and mark.entity.kind != "NaturalFeature"
        if lower and level(areas[-1].entity) < level(mark.entity) and not view.in_speech(mark.start):
            yield relation(
                "locatedIn", mark, areas[-1], (areas[-1].start, mark.end), 0.8, "lying: listed behind an area"
            )


def _meant(view: SentenceView, at: int, word: str) -> LocalEntity | None:
    """The area of a level that was named last before a position of the sentence."""
    ends = words_in("areas", _LEVELS[word]) if word in _LEVELS else ("县",)
    offset = view.offset(at)
    area = view.about.last(offset, lambda entity: entity.type == "Place" and entity.name.endswith(ends))
    since = view.about.since(area, offset) if area is not None else None
    return area if since is not None and since <= _FAR else None


def _row(view: SentenceView, first: Mark) -> list[Mark]:
    """The names of a list, from its first."""
    row = [first]
    for mark in view.marks:
        if mark.start > row[-1].end and view.shape[row[-1].end : mark.start] in _AND:
            row.append(mark)
    return row


def _row_before(view: SentenceView, end: int) -> list[Mark]:
    """The names of a list, from its last, which ends right before a position."""
    row: list[Mark] = []
    for mark in reversed(view.marks):
        if mark.end == end or (row and view.shape[mark.end : row[-1].start] in _AND):
            row.append(mark)
    return row


def _named_before(view: SentenceView, mark: Mark) -> LocalEntity | None:
    """The place that was named last before a name."""
    return view.about.last(view.offset(mark.start), lambda entity: entity.type == "Place" and entity is not mark.entity)


def _may_lie(view: SentenceView, mark: Mark, area: LocalEntity) -> bool:
    """Whether a name's bearer may lie in an area: no wider than it, and of no other area by its name."""
    entity = mark.entity
    if entity is area or mark.back or entity.kind == "Team" or (entity.type == "Place" and not below(area, entity)):
        return False
    named = parent_of(view, entity)
    return named is None or named is area or county_like(named)
