"""A title that stands bare beside a name is the post that the article elsewhere gives that person with its house.

省检察院检察长贾甲陪同。…贾甲检察长表示: the second names no house, and the one named last is the guests'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.relations.base import Draft
from ontology.records import LocalEntity

_SURE, _TOLD, _LEANING = 0.85, 0.75, 0.8
"""From so much on a post's house is named, or where its role tells more; up to so much it was worked out."""


def of_known_houses(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, posts whose house was worked out put to the one house that the same person's same office is named with."""
    named: defaultdict[tuple[str, str], dict[str, tuple[str, LocalEntity]]] = defaultdict(dict)
    for draft in drafts:
        if _is_post(draft) and draft.object is not None and draft.role and _is_named(draft):
            named[draft.subject.id, draft.rule][draft.object.id] = (draft.role, draft.object)
    return [_put(draft, named.get((draft.subject.id, draft.rule), {})) for draft in drafts]


def _put(draft: Draft, houses: dict[str, tuple[str, LocalEntity]]) -> Draft:
    if not _is_post(draft) or draft.confidence > _LEANING:
        return draft
    alike = {key: told for key, told in houses.items() if told[0] == draft.role}  # 常务副会长, though 会长 elsewhere
    if not alike and len(houses) > 1 and draft.role and "副" not in draft.role:  # 政协副主席、工商联主席甲, then 甲主席
        alike = {key: told for key, told in houses.items() if told[0].endswith(draft.role) and "副" not in told[0]}
    houses = alike or houses
    if len(houses) != 1:
        return draft
    role, house = next(iter(houses.values()))
    same = role.endswith(draft.role or role)  # 副厅长 is addressed as 厅长
    return replace(draft, object=house) if same and draft.object is not house else draft


def _is_named(draft: Draft) -> bool:
    return draft.confidence >= _SURE or (draft.confidence >= _TOLD and f"posts.yaml core: {draft.role}" != draft.rule)


def _is_post(draft: Draft) -> bool:
    return draft.predicate == "holdsPost" and draft.modality == "reported"
