"""Where things are and whose they are: chains of names, names that contain a place, offices that govern."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from ingest.relations.base import About, Draft, Mark, SentenceView, all_names
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity, Span

_TOWN_CODE = 9  # digits of an official code that name the town


@cache
def table() -> dict[str, Any]:
    """Levels of places and the organisations that govern (ingest/data/places.yaml)."""
    places: dict[str, Any] = load("areas")
    return places


def level(entity: LocalEntity) -> int:
    """How far down a place lies, by its name's ending and kind: province 0 … compound 6, 9 unknown."""
    if entity.code and entity.kind == "AdministrativeArea":
        return {2: 0, 4: 1, 6: 2, 9: 4, 12: 5}.get(len(entity.code), _by_ending(entity.name))
    return _by_ending(entity.name)


def _by_ending(name: str) -> int:
    for number, endings in table()["levels"].items():
        if name.endswith(tuple(endings)):
            return int(number)
    return 9


def governed(about: About, entity: LocalEntity) -> LocalEntity | None:
    """The area that an entity is or whose own body it is (镇党委, 县人民政府); None for a house of its own."""
    if entity.type == "Place":
        return entity
    if entity.type == "Organization":
        for name in all_names(entity):
            for tail in _governing():
                area = about.names.get(name.removesuffix(tail)) if name.endswith(tail) else None
                if area is not None and area.type == "Place":
                    return area
    return None


@cache
def _governing() -> tuple[str, ...]:
    return tuple(sorted(table()["governing"], key=lambda word: (-len(word), word)))


def places(view: SentenceView) -> Iterator[Draft]:
    yield from _chains(view)
    for mark in (*view.marks, *view.inner):
        if _first(view, mark):
            yield from _by_name(view, mark)
            yield from _by_topic(view, mark)


def _first(view: SentenceView, mark: Mark) -> bool:
    """Whether this is the first place in the article where the entity's name stands outside of another's."""
    return view.offset(mark.start) == view.about.first[mark.entity.id]


def _chains(view: SentenceView) -> Iterator[Draft]:
    """韩集镇|古漯河新村|石海子村: each lies in the one before it."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start]
        if before.entity.type != "Place" or after.entity.type not in ("Place", "Organization"):
            continue
        if between not in ("", "的"):
            continue
        if after.entity.type == "Place" and not _below(before.entity, after.entity):
            continue
        span, surety = (before.start, after.end), 0.95 if not between else 0.85
        yield _located(after.entity, before.entity, span, surety)
        village = parent_of(view, after.entity) if after.entity.type == "Organization" else None
        if village is not None and village.type == "Place" and _below(before.entity, village):
            yield _located(village, before.entity, span, surety)  # 那吉镇|滨河社区党支部: 滨河社区 lies there too


def _below(upper: LocalEntity, lower: LocalEntity) -> bool:
    if upper is lower:
        return False
    if upper.code and lower.code and len(upper.code) != len(lower.code):
        return lower.code.startswith(upper.code.rstrip("0") or upper.code)
    return (
        level(upper) < level(lower)
        or (level(upper) == level(lower) and upper.kind != lower.kind)
        or (level(upper) == level(lower) == 5)
    )


def _located(
    inner: LocalEntity, outer: LocalEntity, span: Span, confidence: float, predicate: str = "locatedIn"
) -> Draft:
    return Draft(predicate=predicate, subject=inner, object=outer, start=span[0], end=span[1], confidence=confidence)


def _by_name(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """郑家镇镇东小学 lies in 郑家镇; 古楼街道党工委 governs 古楼街道."""
    entity = mark.entity
    if entity.type not in ("Place", "Organization"):
        return
    parent = parent_of(view, entity)
    if parent is None:
        yield from _by_stem(view, mark)
        return
    span = (mark.start, mark.end)
    if parent.type == "Organization":
        if entity.type == "Organization":
            yield _located(entity, parent, span, 0.85, "partOf")
        return
    rest = _rest(entity, parent)
    if entity.type == "Organization" and rest.endswith(tuple(table()["governing"])) and rest in table()["governing"]:
        yield _located(entity, parent, span, 0.95, "governs")
    elif entity.type == "Organization" or _below(parent, entity):
        yield _located(entity, parent, span, 0.95)


def parent_of(view: SentenceView, entity: LocalEntity) -> LocalEntity | None:
    """The entity with the longest name with which this one's name begins."""
    best: LocalEntity | None = None
    size = 1
    for name in all_names(entity):
        for cut in range(len(name) - 1, size, -1):
            other = view.about.names.get(name[:cut])
            if other is not None and other is not entity and other.type in ("Place", "Organization"):
                if name[:cut].endswith(tuple(table()["stems"])) or other.type == "Organization":
                    best, size = other, cut
                break
    return best


def _by_stem(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """石羊小学 lies in 石羊镇, where the article names that town and the school's name begins with its stem."""
    entity = mark.entity
    if entity.type != "Organization":
        return
    for name in all_names(entity):
        for size in (4, 3, 2):
            town = view.about.stems.get(name[:size]) if len(name) > size + 1 else None
            if town is not None and town is not entity and not name[size:].startswith(tuple(table()["stems"])):
                yield _located(entity, town, (mark.start, mark.end), 0.75)
                return


def _rest(entity: LocalEntity, parent: LocalEntity) -> str:
    for name in all_names(entity):
        for head in all_names(parent):
            if name.startswith(head) and len(name) > len(head):
                return name[len(head) :]
    return normal_name(entity.name)


def _by_topic(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """A village lies in the town that its official code says, or that the article is about, if no name says otherwise."""
    entity, topic = mark.entity, view.about.topic
    if entity.type != "Place" or view.headline or not entity.name.endswith(tuple(table()["villages"])):
        return
    if entity.code:
        town = view.about.towns.get(entity.code[:_TOWN_CODE])
        if town is not None and town is not entity:
            yield _located(entity, town, (mark.start, mark.end), 0.8 if town is topic else 0.7)
        return
    if topic is None or topic is entity or topic.type != "Place" or not topic.name.endswith(tuple(table()["towns"])):
        return
    if parent_of(view, entity) is None and not _stands_below(view, mark):
        yield _located(entity, topic, (mark.start, mark.end), 0.6)


def _stands_below(view: SentenceView, mark: Mark) -> bool:
    """Whether a place right before the name already says where it lies."""
    return any(other.end == mark.start and other.entity.type == "Place" for other in view.marks)
