"""Faults of a vocabulary that would only show later, on a screen or in a user's RDF.

python -m ontology.lint [FILE]
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontology.model import EXCLUSIVE_BY, LANGUAGES, Model, Relation, Term, load
from ontology.records import ENTITY_TYPES

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_CLASS = re.compile(r"[A-Z][A-Za-z]*\Z")
_PROPERTY = re.compile(r"[a-z][A-Za-z]*\Z")
# Words that Cypher keeps for itself in one of the homes cannot name a table.
_RESERVED = frozenset(
    {"ALL", "AND", "AS", "CASE", "COLUMN", "DESC", "END", "GROUP", "IN", "LIMIT", "NOT", "ON", "OR", "ORDER"}
)


def lint(model: Model) -> list[str]:
    """All faults, one line each, in a fixed order; empty where the vocabulary is well formed."""
    return [*_types(model), *_words(model), *_clashes(model), *_relations(model)]


def _types(model: Model) -> Iterator[str]:
    if set(model.types.names) != set(ENTITY_TYPES):
        yield f"the types are {', '.join(model.types.names)}; the records know {', '.join(ENTITY_TYPES)}"
    for name in model.orphans:
        yield f"{name}: a kind under no type; give it rdfs:subClassOf one of {', '.join(model.types.names)}"
    for type_ in model.types:
        if not _COLOUR.match(type_.colour):
            yield f"{type_.name}: no colour of the form #RRGGBB"
        if not type_.icon:
            yield f"{type_.name}: no icon"
    for term in (*model.types, *model.kinds, *model.classes):
        if not _CLASS.match(term.name):
            yield f"{term.name}: a class is written LikeThis, in ASCII letters"


def _words(model: Model) -> Iterator[str]:
    for term in model.terms:
        for language in LANGUAGES:
            if not term.labels.get(language):
                yield f"{term.name}: no label in {language}"
            if not term.definitions.get(language):
                yield f"{term.name}: no definition in {language}"
            elif "\n" in term.definitions[language]:
                yield f"{term.name}: definition in {language} is longer than one line"
    for relation in model.relations:
        for language in LANGUAGES:
            if not relation.inverse_labels.get(language):
                yield f"{relation.name}: no inverse reading in {language}"


def _clashes(model: Model) -> Iterator[str]:
    yield from _shared("colour", ((t.colour.upper(), t.name) for t in (*model.types, *model.classes) if t.colour))
    yield from _shared("name", ((term.name, group) for group, terms in _groups(model) for term in terms))
    for language in LANGUAGES:
        yield from _shared(f"{language} label", _labels((*model.types, *model.kinds, *model.classes), language))
        readings = (
            (text, relation.name)
            for relation in model.relations
            for text in {relation.labels.get(language), relation.inverse_labels.get(language)}
            if text and not relation.symmetric
        )
        yield from _shared(f"{language} reading", readings)
        yield from _shared(f"{language} label", _labels(tuple(r for r in model.relations if r.symmetric), language))


def _relations(model: Model) -> Iterator[str]:
    ends = {*model.types.names, "Article"}
    for relation in model.relations:
        if not _PROPERTY.match(relation.name) or relation.table in _RESERVED:
            yield f"{relation.name}: a relation is written likeThis, in ASCII letters, and is no word of Cypher"
        if not relation.domain:
            yield f"{relation.name}: no domain"
        if not relation.range and not relation.literal:
            yield f"{relation.name}: no range"
        if relation.range and relation.literal:
            yield f"{relation.name}: its range is either entities or a value"
        for end in sorted({*relation.domain, *relation.range} - ends):
            yield f"{relation.name}: domain and range are types; {end} is none"
        yield from _annotations(relation)


def _annotations(relation: Relation) -> Iterator[str]:
    if relation.exclusive not in (None, "subject", "object"):
        yield f'{relation.name}: exclusive is "subject" or "object", not {relation.exclusive!r}'
    conditions = {
        "exclusiveBy": relation.exclusive_by,
        "exclusiveRole": relation.exclusive_roles,
        "exclusiveKind": relation.exclusive_kinds,
        "exclusiveWithin": relation.exclusive_within,
    }
    for name, given in conditions.items():
        if given and not relation.exclusive:
            yield f"{relation.name}: {name} without exclusive"
    for item in relation.exclusive_by:
        if item not in EXCLUSIVE_BY:
            yield f"{relation.name}: exclusiveBy is one of {', '.join(EXCLUSIVE_BY)}, not {item!r}"
    if relation.ends_activity and relation.literal != "date":
        yield f"{relation.name}: endsActivity needs a date for its value"
    alike = relation.labels == relation.inverse_labels
    if relation.symmetric and (set(relation.domain) != set(relation.range) or not alike):
        yield f"{relation.name}: symmetric, but its two ends or its two readings differ"
    if relation.same_type and set(relation.domain) != set(relation.range):
        yield f"{relation.name}: sameType, but domain and range differ"


def _groups(model: Model) -> tuple[tuple[str, Iterable[Term]], ...]:
    classes = (("types", model.types), ("kinds", model.kinds), ("record classes", model.classes))
    return (*classes, ("relations", model.relations), ("attributes", model.attributes))


def _labels(terms: Iterable[Term], language: str) -> Iterator[tuple[str, str]]:
    return ((term.labels[language], term.name) for term in terms if term.labels.get(language))


def _shared(what: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    owners: dict[str, list[str]] = defaultdict(list)
    for value, owner in pairs:
        owners[value].append(owner)
    for value, names in owners.items():
        if len(names) > 1:
            yield f"one {what} for {' and '.join(names)}: {value}"


if __name__ == "__main__":
    faults = lint(load(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    print("\n".join(faults) or "no faults")
    sys.exit(1 if faults else 0)
