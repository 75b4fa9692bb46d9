"""Terms, literals and quads as rdf.py writes them: the vocabulary is closed, dates are typed by their precision."""

from __future__ import annotations

import math
from functools import lru_cache

import pyoxigraph as ox

from ontology.dates import bounds
from ontology.model import model
from ontology.terms import ENTITIES, NAMESPACE
from queries.export.characters import xml_text

PREFIXES = {
    "wg": NAMESPACE,
    "wgid": ENTITIES,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
_DATE_TYPES = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear", "interval": "edtf:EDTF"}
Graph = ox.NamedNode | ox.DefaultGraph
Object = ox.NamedNode | ox.Literal


def quad_of(subject: ox.NamedNode, predicate: str, object_: Object, graph: Graph | None = None) -> ox.Quad:
    """A quad; the predicate by its short name, the default graph where none is named."""
    return ox.Quad(subject, term_of(predicate), object_, graph or ox.DefaultGraph())


@lru_cache(maxsize=1024)
def term_of(name: str) -> ox.NamedNode:
    """A term by its short name. OntologyError for one of ours that the vocabulary does not have."""
    prefix, _, local = name.partition(":")
    if prefix == "wg":
        model().term(local)
    return ox.NamedNode(PREFIXES[prefix] + local)


def node_of(identity: object) -> ox.NamedNode:
    """The node of an entity, article, sentence or statement."""
    return ox.NamedNode(ENTITIES + str(identity))


def text_of(value: object, *, language: str | None = None) -> ox.Literal:
    """A text, of no language or one, as XML can hold it."""
    return ox.Literal(xml_text(str(value)), language=language)


def date_of(edtf: str) -> ox.Literal:
    """A date typed by its precision: 2024 as xsd:date would be ill-typed."""
    return ox.Literal(edtf, datatype=term_of(_DATE_TYPES[bounds(edtf).precision]))


def number_of(value: float) -> ox.Literal:
    """A number as xsd:decimal, which keeps what was written; what is no number as xsd:double."""
    if not math.isfinite(value):
        return ox.Literal(value)
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return ox.Literal(text, datatype=term_of("xsd:decimal"))


def count_of(value: object) -> ox.Literal:
    """A whole number from 0."""
    return ox.Literal(str(int(str(value or 0))), datatype=term_of("xsd:nonNegativeInteger"))
