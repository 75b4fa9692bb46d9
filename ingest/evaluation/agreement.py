"""How far two annotators agree: each annotation is measured as if it were a reading, against the other as gold.

What one of the two calls optional counts neither way, and an area that acts for one may be Place or
Organization for both. The pairwise F1 is the same whichever annotation comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.evaluation.gold import RELATIONS, GoldArticle, GoldEntity, folded
from ingest.evaluation.measure import ENTITY_MEASURES, RECALL_MEASURES, Count, Fault, measure
from ontology.errors import InputError

Read = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One measure. `first`: of what the first annotator has, how much the second has too; `second` the other
    way round; `optional`: entities that the one requires and the other calls optional, counted in neither."""

    first: Count
    second: Count
    optional: int = 0

    @property
    def f1(self) -> float:
        total = self.first.recall + self.second.recall
        return 2 * self.first.recall * self.second.recall / total if total else 0.0

    def __add__(self, other: Agreed) -> Agreed:
        return Agreed(
            first=self.first + other.first,
            second=self.second + other.second,
            optional=self.optional + other.optional,
        )


def agreement(first: Sequence[GoldArticle], second: Sequence[GoldArticle]) -> tuple[dict[str, Agreed], list[Fault]]:
    """Every measure over the articles of `second`, core and entities last; and what only one of the two has.

    InputError where `second` has an article that `first` has not, or relates a name that is none of its entities.
    """
    by_key = {one.key: one for one in first}
    if unknown := sorted(one.key for one in second if one.key not in by_key):
        raise InputError(f"the first annotation has no article {unknown[0]}", remedy="annotate the same texts")
    pairs = [(by_key[one.key], one) for one in second]
    there = measure([_with(one, other) for one, other in pairs], [_as_read(other) for _, other in pairs])
    back = measure([_with(other, one) for one, other in pairs], [_as_read(one) for one, _ in pairs])
    measures = {
        name: Agreed(first=there.counts[name], second=back.counts[name], optional=_optional_for_one(pairs, name))
        for name in ENTITY_MEASURES + RECALL_MEASURES
    }
    for name, kinds in (("core", ENTITY_MEASURES[:3]), ("entities", ENTITY_MEASURES)):
        measures[name] = sum((measures[one] for one in kinds), Agreed(first=Count(), second=Count()))
    sides = (("only the first", there), ("only the second", back))
    return measures, [
        replace(fault, fault=who) for who, result in sides for fault in result.faults if fault.fault == "missed"
    ]


def rows(measures: dict[str, Agreed]) -> list[dict[str, str]]:
    """The measures as rows of a table for people."""
    return [
        {
            "measure": name,
            "F1": f"{one.f1:.3f}",
            "first": str(one.first.right + one.first.missed),
            "of these in second": str(one.first.right),
            "second": str(one.second.right + one.second.missed),
            "of these in first": str(one.second.right),
            "optional for one": "" if name in RECALL_MEASURES else str(one.optional),
        }
        for name, one in measures.items()
    ]


def _same(entity: GoldEntity, article: GoldArticle) -> list[GoldEntity]:
    names = set(map(folded, entity.names))
    return [one for one in article.entities if names & set(map(folded, one.names))]


def _with(article: GoldArticle, other: GoldArticle) -> GoldArticle:
    """`article` with every entity optional that is so for `other`, and of all types that either allows;
    an area that the one calls Organization and the other Place is counted as Organization."""

    def joined(entity: GoldEntity) -> GoldEntity:
        named = _same(entity, other)
        alike = [entity, *(one for one in named if one.types & entity.types)]
        return replace(
            entity,
            type=min(one.type for one in alike),
            types=frozenset().union(*(one.types for one in alike)),
            optional=entity.optional or any(one.optional for one in named),
        )

    return replace(article, entities=tuple(map(joined, article.entities)))


def _optional_for_one(pairs: Sequence[tuple[GoldArticle, GoldArticle]], kind: str) -> int:
    both_ways = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    return sum(
        entity.type == kind and not entity.optional and any(same.optional for same in _same(entity, other))
        for one, other in both_ways
        for entity in one.entities
    )


def _as_read(article: GoldArticle) -> Read:
    """An annotation in the form of `extract`, as far as it is measured."""
    ids = {folded(name): str(at) for at, one in enumerate(article.entities) for name in one.names}

    def known(name: str) -> str:
        if folded(name) not in ids:
            raise InputError(f"{name} is related, but no entity of the annotation", where=article.key)
        return ids[folded(name)]

    def said(subject: str, predicate: str, **fields: Any) -> Read:
        return {"subject": subject, "predicate": predicate, "unit": None, "role": None, "time": None} | fields

    statements = [
        said(known(left), "heldOn", value=right)
        if word == "held_on"
        else said(known(left), _predicate(word), object=known(right))
        for left, word, right in article.relations
    ]
    statements += [
        said(known(person), "holdsPost", role=title, object=known(body) if body else None)
        for person, title, body in article.posts
    ]
    statements += [said("", "hasFigure", value=value, unit=unit) for _, value, unit in article.figures]
    return {
        "source": article.key,
        "title": article.title,
        "area": article.area,
        "byline": [{"name": name} for name in article.byline],
        "text": "",
        "entities": [
            {
                "id": str(at),
                "type": one.type,
                "name": one.names[0],
                "aliases": list(one.names[1:]),
                "mentions": [[0, 0]],
            }
            for at, one in enumerate(article.entities)
        ],
        "statements": statements,
    }


def _predicate(word: str) -> str:
    """The predicate that says a relation word of the gold: located_in is locatedIn."""
    if word not in RELATIONS:
        return word
    start, *rest = word.split("_")
    same = start + "".join(map(str.capitalize, rest))
    return same if same in RELATIONS[word] else min(RELATIONS[word])
