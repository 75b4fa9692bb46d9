"""A Turtle file as an index: subject -> predicate -> objects, in the order of the file.

Read with pyoxigraph: rdflib takes about 0.3 s for the vocabulary, which every `extract` would pay.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self, TypeAlias

import pyoxigraph as ox

from ontology.errors import OntologyError
from ontology.terms import NAMESPACE

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_Node: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple"
_Index: TypeAlias = "dict[_Node, dict[str, list[_Node]]]"


class Triples:
    """The statements of one file. Methods take a term of our namespace by its name, a predicate by its IRI."""

    def __init__(self, index: _Index) -> None:
        self._index = index

    @classmethod
    def read(cls, path: Path) -> Self:
        """OntologyError where the file is missing or not Turtle."""
        index: _Index = {}
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                index.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
        except OSError as error:
            raise OntologyError("the vocabulary cannot be read", where=str(path), remedy=str(error)) from error
        except SyntaxError as error:
            raise OntologyError(f"not Turtle: {error}", where=str(path), remedy="mend that line") from error
        return cls(index)

    def own(self, class_iri: str) -> tuple[str, ...]:
        """Names of our terms that are declared to be of a class, in the order of the file."""
        wanted = ox.NamedNode(class_iri)
        found = (node for node, facts in self._index.items() if wanted in facts.get(RDF + "type", ()))
        return tuple(name for node in found if (name := _own_name(node)))

    def is_a(self, name: str, class_iri: str) -> bool:
        return ox.NamedNode(class_iri) in self._objects(name, RDF + "type")

    def own_names(self, name: str, predicate: str) -> tuple[str, ...]:
        """Names of the objects that are terms of ours."""
        return tuple(own for node in self._objects(name, predicate) if (own := _own_name(node)))

    def by_language(self, name: str, predicate: str) -> dict[str, str]:
        """language -> text; the first of a language counts."""
        texts: dict[str, str] = {}
        for node in self._objects(name, predicate):
            if isinstance(node, ox.Literal):
                texts.setdefault(node.language or "", node.value)
        return texts

    def texts(self, name: str, annotation: str) -> tuple[str, ...]:
        """All texts of one of our annotation properties."""
        return tuple(node.value for node in self._objects(name, NAMESPACE + annotation) if isinstance(node, ox.Literal))

    def text(self, name: str, annotation: str) -> str:
        """The first text of one of our annotation properties, '' if there is none."""
        return next(iter(self.texts(name, annotation)), "")

    def flag(self, name: str, annotation: str) -> bool:
        return self.text(name, annotation) == "true"

    def members(self, name: str, predicate: str) -> tuple[str, ...]:
        """IRIs of the objects; an owl:unionOf stands for its members."""
        found: list[str] = []
        for node in self._objects(name, predicate):
            union = self._index.get(node, {}).get(OWL + "unionOf") if isinstance(node, ox.BlankNode) else None
            nodes = self._list(union[0]) if union else iter((node,))
            found += [member.value for member in nodes if isinstance(member, ox.NamedNode)]
        return tuple(found)

    def _objects(self, name: str, predicate: str) -> list[_Node]:
        return self._index.get(ox.NamedNode(NAMESPACE + name), {}).get(predicate, [])

    def _list(self, node: _Node) -> Iterator[_Node]:
        seen: set[_Node] = set()
        while node not in seen and RDF + "first" in self._index.get(node, {}):
            seen.add(node)
            yield self._index[node][RDF + "first"][0]
            node = self._index[node][RDF + "rest"][0]


def _own_name(node: _Node) -> str | None:
    if isinstance(node, ox.NamedNode) and node.value.startswith(NAMESPACE):
        return node.value.removeprefix(NAMESPACE)
    return None
