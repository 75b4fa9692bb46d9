"""Inspections: a firm, a school or a site that one who inspects comes to is looked over by that one.

News tells in the headline, or by a word for those who go round (检查组), that a tour is an inspection, and then only where they
went: 县领导督导安全生产 / 县长甲先后来到某公司、某中学，详细查看消防设施. A sentence must name both, and say that things were looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.modality import any_of
from ingest.relations.base import Draft, Mark, SentenceView, joined, relation
from ingest.relations.visits.tours import OFFICIAL
from ingest.tables import load
from ontology.records import LocalEntity

_UNDER = frozenset(
    (
        "Company",
        "Cooperative",
        "School",
        "HealthInstitution",
        "Bank",
        "PropertyManager",
        "Venue",
        "Site",
        "ServiceCentre",
    )
)
"""Kinds of what is looked over when someone comes; a town or a village is so only where a sentence says it."""


def inspections(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Whom those inspect who are said to visit (`said`: predicate, subject's and object's ids)."""
    known = {(one, under) for predicate, one, under in said if predicate == "supervises"}
    headed = any(view.headline and _inspects(view.text) for view in views)
    for view in views:
        if view.headline or not (headed or _inspects(view.text)) or _word("looks_at").search(view.text) is None:
            continue
        if _word("not_at").search(view.text) is not None:
            continue
        for guest in view.marks:
            if not _may_inspect(view, guest) or view.in_speech(guest.start):
                continue
            for stop in view.marks_in(guest.end, len(view.text), "Organization", "Place"):
                pair = guest.entity.id, stop.entity.id
                visited = stop.entity.kind in _UNDER and ("visits", *pair) in said
                if visited and pair not in known and not _own(view, guest.entity, stop):
                    known.add(pair)
                    yield view, _draft(guest, stop)


def _inspects(text: str) -> bool:
    """Whether words tell of an inspection: 督导安全生产, 检查组; not of a check of one's own health (健康检查)."""
    return _word("inspects").search(text) is not None


def _word(name: str) -> re.Pattern[str]:
    return any_of(tuple(load("overseers")[name]))


def _may_inspect(view: SentenceView, guest: Mark) -> bool:
    """Whether one leads those who inspect: an official who does not only go along, or a crew of inspectors."""
    entity = guest.entity
    if entity.type == "Person":
        return entity.kind == OFFICIAL and entity not in view.along
    return entity.kind == "Team" and entity.name.rstrip("”").endswith(tuple(load("overseers")["crews"]))


def _own(view: SentenceView, guest: LocalEntity, stop: Mark) -> bool:
    """Whether it is one's own house: 校长 at the school."""
    return view.homes.get(guest.id) is stop.entity


def _draft(guest: Mark, stop: Mark) -> Draft:
    start, end = joined([(guest.start, guest.end), (stop.start, stop.end)])
    return relation("supervises", guest, stop, (start, end), 0.65, "overseers.yaml inspects")
