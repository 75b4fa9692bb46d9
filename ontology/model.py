"""The vocabulary as records: governance.ttl -> types, kinds, relations, attributes.

`model()` is what the whole house uses; `load(path)` reads an edited file. Loading is lenient about what
lint.py reports (missing labels, unknown ends), so that all faults of a file can be listed at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from ontology.errors import OntologyError
from ontology.terms import NAMESPACE, Terms, unknown
from ontology.triples import OWL, RDFS, SKOS, Triples

DEFAULT = Path(__file__).with_name("governance.ttl")

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LiteralKind = Literal["string", "number", "date"]
EXCLUSIVE_BY = ("role", "indicator", "unit", "scope", "time", "level")
"""What exclusive statements may have to agree in: their own items, or their object's level."""
Texts: TypeAlias = Mapping[str, str]

_LITERALS: dict[str, LiteralKind] = {
    "http://www.w3.org/2001/XMLSchema#string": "string",
    "http://www.w3.org/2001/XMLSchema#decimal": "number",
    NAMESPACE + "PartialDate": "date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the vocabulary: `labels` and `definitions` by language (zh, en); `iri` in full."""

    name: str
    labels: Texts
    definitions: Texts

    @property
    def iri(self) -> str:
        return NAMESPACE + self.name

    def label(self, lang: Language = "zh") -> str:
        """The label in a language; the name where it has none."""
        return self.labels.get(lang) or self.name

    def definition(self, lang: Language = "zh") -> str:
        """The one-line definition in a language, '' where it has none."""
        return self.definitions.get(lang, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeType(Term):
    """A type of entity with its colour (#RRGGBB), icon (material) and the names of its kinds."""

    colour: str
    icon: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Term):
    """A kind of entity. `type`: its entity type; `parents`: types or kinds directly above; `icon` its own or the type's.

    `public_body`: a post there is a public post.
    """

    type: str
    parents: tuple[str, ...]
    icon: str
    public_body: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClass(Term):
    """A class of what is read and decided: Article, Sentence, Statement, Tenure, Decision …"""

    colour: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Term):
    """A property of records that no article states: code, confidence, evidence … `domain`, `range`: names or IRIs.

    `one_of`: the only values it may have, empty where any of its range will do.
    """

    domain: tuple[str, ...]
    range: tuple[str, ...]
    required: bool
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Term):
    """A relation that an article may state.

    `domain`, `range`: entity types, or Article; `literal`: what its value is, None for an entity.
    `functional`: a subject has at most one object. `exclusive`: "subject": at one time a subject has at
    most one object; "object": at one time an object has at most one subject; among statements that agree
    in `exclusive_by` ("level": of the object), whose role is one of `exclusive_roles` and whose subject is of one of
    `exclusive_kinds` (empty: any); reports `exclusive_within` days apart count as of one time. `plain_roles`: a role that
    ends so says what somebody is, and is no post. `activity`: only the
    living do it; `ends_activity`: nobody does after it. `same_type`: both ends are of one type. `qualifiers`: what
    its statements may carry.
    """

    inverse_labels: Texts
    domain: tuple[str, ...]
    range: tuple[str, ...]
    literal: LiteralKind | None
    symmetric: bool
    functional: bool
    exclusive: str | None
    exclusive_by: tuple[str, ...]
    exclusive_roles: tuple[str, ...]
    exclusive_kinds: tuple[str, ...]
    exclusive_within: int
    plain_roles: tuple[str, ...]
    activity: bool
    ends_activity: bool
    same_type: bool
    qualifiers: tuple[str, ...]

    @property
    def table(self) -> str:
        """Its table in the stores: HOLDS_POST for holdsPost."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self.name).upper()

    @property
    def of_articles(self) -> bool:
        """Whether its subject is an article (mentions, writtenBy, publishedBy, corrects)."""
        return "Article" in self.domain

    def inverse_label(self, lang: Language = "zh") -> str:
        """How it reads from the object: 任职者为, "has as post holder"."""
        return self.inverse_labels.get(lang) or self.name

    def allows(self, subject: str, object_or_literal: str) -> bool:
        """Whether a statement may lie between these types; the second may be string, number or date.

        >>> model().relations["heldOn"].allows("Event", "date")
        True
        """
        if subject not in self.domain:
            return False
        if object_or_literal == self.literal:
            return True
        return object_or_literal in self.range and (not self.same_type or subject == object_or_literal)

    def check(self, subject: str, object_or_literal: str) -> None:
        """OntologyError, saying what is allowed, where `allows` is False."""
        if not self.allows(subject, object_or_literal):
            ends = " or ".join(self.range) or str(self.literal)
            raise OntologyError(
                f"{self.name} cannot lie between {subject} and {object_or_literal}",
                remedy=f"it goes from {' or '.join(self.domain)} to {ends}"
                + (" of one type" if self.same_type else ""),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The vocabulary. `source`: the file it was read from. `orphans`: classes that hang under no type."""

    source: str
    types: Terms[NodeType]
    kinds: Terms[Kind]
    relations: Terms[Relation]
    attributes: Terms[Attribute]
    classes: Terms[RecordClass]
    orphans: tuple[str, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms: types, kinds, relations, attributes, record classes."""
        groups: tuple[Iterable[Term], ...] = (self.types, self.kinds, self.relations, self.attributes, self.classes)
        return tuple(term for group in groups for term in group)

    def term(self, name: str) -> Term:
        """Any term by name. OntologyError, with close names, where there is none."""
        by_name = {term.name: term for term in self.terms}
        if name not in by_name:
            raise unknown("term", name, by_name)
        return by_name[name]

    def type_of(self, kind: str) -> str:
        """The entity type of a kind; a type is a kind of its own. OntologyError for an unknown one."""
        return kind if kind in self.types else self.kinds[kind].type

    def kind_label(self, kind: str, lang: Language = "zh") -> str:
        """The label of a kind, or of a type used as kind."""
        return (self.types if kind in self.types else self.kinds)[kind].label(lang)


def model() -> Model:
    """The vocabulary in use: the file that `WANGGE_ONTOLOGY` names, else governance.ttl. Loaded once each."""
    return _loaded(os.environ.get("WANGGE_ONTOLOGY") or str(DEFAULT))


@lru_cache(maxsize=4)  # by name: each mention asks, and a Path takes longer to make than to look up
def _loaded(path: str) -> Model:
    return load(Path(path))


def load(path: Path | None = None) -> Model:
    """Read a vocabulary file (Turtle). OntologyError where it is missing or not Turtle."""
    triples = Triples.read(path or DEFAULT)
    classes = [name for name in triples.own(OWL + "Class") if name not in ("Entity", "Relation", "Record")]
    records = set(triples.own(NAMESPACE + "Record"))
    above = {name: triples.own_names(name, RDFS + "subClassOf") for name in classes}
    types = [name for name in classes if "Entity" in above[name]]
    reached = {name: _type_above(name, above, types) for name in classes if name not in records and name not in types}
    kinds = {name: found for name, found in reached.items() if found}
    relations = triples.own(NAMESPACE + "Relation")
    properties = [*triples.own(OWL + "ObjectProperty"), *triples.own(OWL + "DatatypeProperty")]
    attributes = dict.fromkeys(name for name in properties if name not in relations)
    icons = {name: triples.text(name, "icon") for name in classes}
    return Model(
        source=str(path or DEFAULT),
        types=Terms(
            "type",
            (
                NodeType(
                    **_texts(triples, name),
                    name=name,
                    colour=triples.text(name, "colour"),
                    icon=icons[name],
                    kinds=tuple(kind for kind, type_ in kinds.items() if type_ == name),
                )
                for name in types
            ),
        ),
        kinds=Terms(
            "kind",
            (
                Kind(
                    **_texts(triples, name),
                    name=name,
                    type=type_,
                    parents=above[name],
                    icon=icons[name] or icons[type_],
                    public_body=triples.flag(name, "publicBody"),
                )
                for name, type_ in kinds.items()
            ),
        ),
        relations=Terms("relation", (_relation(triples, name) for name in relations)),
        attributes=Terms("attribute", (_attribute(triples, name) for name in attributes)),
        classes=Terms(
            "record",
            (
                RecordClass(**_texts(triples, name), name=name, colour=triples.text(name, "colour"), icon=icons[name])
                for name in classes
                if name in records
            ),
        ),
        orphans=tuple(name for name, found in reached.items() if not found),
    )


def _texts(triples: Triples, name: str) -> dict[str, Texts]:
    return {
        "labels": triples.by_language(name, RDFS + "label"),
        "definitions": triples.by_language(name, SKOS + "definition"),
    }


def _type_above(name: str, above: Mapping[str, tuple[str, ...]], types: list[str]) -> str | None:
    seen, waiting = {name}, list(above[name])
    while waiting:
        parent = waiting.pop(0)
        if parent in types:
            return parent
        if parent not in seen:
            seen.add(parent)
            waiting += above.get(parent, ())
    return None


def _relation(triples: Triples, name: str) -> Relation:
    ends = triples.members(name, RDFS + "range")
    literals = [_LITERALS[end] for end in ends if end in _LITERALS]
    return Relation(
        **_texts(triples, name),
        name=name,
        inverse_labels=triples.by_language(name, NAMESPACE + "inverseLabel"),
        domain=tuple(end.removeprefix(NAMESPACE) for end in triples.members(name, RDFS + "domain")),
        range=tuple(end.removeprefix(NAMESPACE) for end in ends if end not in _LITERALS),
        literal=literals[0] if literals else None,
        symmetric=triples.is_a(name, OWL + "SymmetricProperty"),
        functional=triples.flag(name, "functional"),
        exclusive=triples.text(name, "exclusive") or None,
        exclusive_by=triples.texts(name, "exclusiveBy"),
        exclusive_roles=triples.texts(name, "exclusiveRole"),
        exclusive_kinds=triples.own_names(name, NAMESPACE + "exclusiveKind"),
        exclusive_within=int(triples.text(name, "exclusiveWithin") or 0),
        plain_roles=triples.texts(name, "plainRole"),
        activity=triples.flag(name, "activity"),
        ends_activity=triples.flag(name, "endsActivity"),
        same_type=triples.flag(name, "sameType"),
        qualifiers=triples.texts(name, "qualifier"),
    )


def _attribute(triples: Triples, name: str) -> Attribute:
    return Attribute(
        **_texts(triples, name),
        name=name,
        domain=tuple(end.removeprefix(NAMESPACE) for end in triples.members(name, RDFS + "domain")),
        range=tuple(end.removeprefix(NAMESPACE) for end in triples.members(name, RDFS + "range")),
        required=triples.flag(name, "required"),
        one_of=triples.texts(name, "oneOf"),
    )
