"""What lies where in a list whose parts begin with a place alone: 三、永建镇, then 问题：某公司疏散通道堵塞."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.relations.base import Draft, SentenceView, relation
from ingest.relations.places.areas import TOWN, level
from ontology.records import LocalEntity

_HEAD = re.compile(
    "[\\s　]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、]|[★▼▲●◆■◎○☆])[\\s　]*"
    "[\ue002\ue005]+(?:[（(][^（()）]{0,16}[）)])?[：:]?[\\s　]*"
)
_LYING = ("Company", "Cooperative", "School", "Venue", "Site", "CulturalInstitution", "ResidentialCompound")
_LEAST = 2  # parts that such a list has


def sections(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Each house named first in a part lies in the part's place, where nothing else says where it lies."""
    heads = [_head(view) for view in views]
    if sum(head is not None for head in heads) < _LEAST:
        return
    placed = {who for predicate, who, _ in said if predicate == "locatedIn"}
    here: LocalEntity | None = None
    told: set[str] = set()
    for view, head in zip(views, heads, strict=True):
        if head is not None:
            here = head
            continue
        for mark in view.marks if here is not None else ():
            entity = mark.entity
            if entity.id in told or mark.back:
                continue
            told.add(entity.id)
            if entity.kind in _LYING and entity is not here and entity.id not in placed:
                assert here is not None
                yield (
                    view,
                    relation(
                        "locatedIn",
                        entity,
                        here,
                        (mark.start, mark.end),
                        0.65,
                        "sections: under the heading of a place",
                    ),
                )


def _head(view: SentenceView) -> LocalEntity | None:
    """The innermost place of a line that holds nothing else; None of other lines."""
    places = [mark.entity for mark in view.marks if mark.entity.type == "Place"]
    if not places or view.headline or len(places) != len(view.marks) or not _HEAD.fullmatch(view.shape):
        return None
    return places[-1] if level(places[-1]) >= TOWN else None
