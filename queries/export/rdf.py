"""RDF with evidence: every statement with its sentence, and the plain relations that they add up to.

Said in the vocabulary (ontology/governance.ttl), and beside it in the plain terms where consumers look for them:
SKOS labels, ORG memberships, schema.org headlines, Web Annotation text. In TriG, N-Quads and JSON-LD what an article says
stands in a graph of its own, named by the article.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import IO

import pyoxigraph as ox

from ontology.dates import bounds
from ontology.errors import UsageError
from ontology.ids import hash_of
from ontology.model import model
from ontology.records import ENTITY_TYPES
from ontology.terms import ENTITIES, NAMESPACE
from queries.export.characters import xml_text
from queries.export.privacy import Privacy
from store.base import Reader, Row

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}
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
_STANDARD_TYPES = {
    "Organization": "org:Organization",
    "Person": "foaf:Person",
    "Place": "schema:Place",
    "Event": "schema:Event",
}

Graph = ox.NamedNode | ox.DefaultGraph
Object = ox.NamedNode | ox.Literal


def write(reader: Reader, file: IO[bytes], *, form: str = "turtle", private: bool = False) -> int:
    """Write the graph; returns the number of triples. UsageError on an unknown `form`."""
    if form not in FORMATS:
        raise UsageError(f"unknown RDF format {form!r}", remedy="use " + ", ".join(FORMATS))
    syntax, number = FORMATS[form], 0

    def counted() -> Iterator[ox.Quad]:
        nonlocal number
        for quad in quads(reader, private=private):
            number += 1
            yield quad

    triples = counted() if syntax.supports_datasets else (quad.triple for quad in counted())
    ox.serialize(triples, file, syntax, prefixes=PREFIXES)
    return number


def quads(reader: Reader, *, private: bool = False) -> Iterator[ox.Quad]:
    """All triples with the graph they stand in, always in the same order."""
    privacy = Privacy.all() if private else Privacy.public(reader)
    for etype in ENTITY_TYPES:
        yield from _entities(reader, etype, privacy)
    yield from _relations(reader, privacy)
    yield from _articles(reader, privacy)
    yield from _local_entities(reader, privacy)
    yield from _statements(reader, privacy)


def _entities(reader: Reader, etype: str, privacy: Privacy) -> Iterator[ox.Quad]:
    for row in reader.stream(
        f"MATCH (e:{etype}) RETURN e.id AS id, e.kind AS kind, e.name AS name, e.aliases AS aliases, e.code AS code, "
        "e.level AS level, e.first_day AS first_day, e.last_day AS last_day ORDER BY id"
    ):
        identity = str(row["id"])
        if privacy.hides(identity):
            continue
        subject = _id(identity)
        yield _quad(subject, "rdf:type", _term(f"wg:{etype}"))
        if etype in _STANDARD_TYPES:
            yield _quad(subject, "rdf:type", _term(_STANDARD_TYPES[etype]))
        if row["kind"] and row["kind"] != etype:
            yield _quad(subject, "rdf:type", _term(f"wg:{row['kind']}"))
            yield _quad(subject, "wg:kind", _text(row["kind"]))
        name = privacy.name(str(row["name"]), entity=identity)
        yield _quad(subject, "wg:name", _text(name))
        yield _quad(subject, "skos:prefLabel", _text(name, language="zh"))
        for alias in row["aliases"] if isinstance(row["aliases"], list) else []:
            shown = privacy.name(alias, entity=identity)
            yield _quad(subject, "wg:alias", _text(shown))
            yield _quad(subject, "skos:altLabel", _text(shown, language="zh"))
        for column in ("code", "level"):
            if row[column]:
                yield _quad(subject, f"wg:{column}", _text(row[column]))
        for column, term in (("first_day", "wg:firstDay"), ("last_day", "wg:lastDay")):
            if row[column]:
                yield _quad(subject, term, ox.Literal(str(row[column]), datatype=_term("xsd:date")))


def _relations(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    """The plain relations, for each post held a tenure, and the dates of events."""
    for relation in model().relations:
        if relation.of_articles or not relation.range:
            continue
        rows = reader.stream(
            f"MATCH (a)-[r:{relation.table}]->(b) RETURN a.id AS subject, b.id AS object, r.id AS id, r.role AS role, "
            "r.statements AS statements ORDER BY subject, object, id"
        )
        last: tuple[str, str] | None = None
        for row in rows:
            pair = (str(row["subject"]), str(row["object"]))
            if privacy.hides(*pair):
                continue
            if pair != last:
                yield _quad(_id(pair[0]), f"wg:{relation.name}", _id(pair[1]))
                last = pair
            if relation.name == "holdsPost":
                yield from _tenure(row, privacy)
    for row in reader.stream(
        "MATCH (e:Event)<-[:SUBJECT]-(s:Statement) WHERE s.predicate = 'heldOn' AND s.modality = 'reported' "
        "AND s.status <> 'rejected' RETURN DISTINCT e.id AS event, s.value_text AS date ORDER BY event, date"
    ):
        yield _quad(_id(row["event"]), "wg:heldOn", _date(str(row["date"])))


def _tenure(row: Row, privacy: Privacy) -> Iterator[ox.Quad]:
    tenure, role = _id(row["id"]), privacy.summed(str(row["role"] or ""))
    yield _quad(tenure, "rdf:type", _term("wg:Tenure"))
    yield _quad(tenure, "rdf:type", _term("org:Membership"))
    for own, standard, end in (("holder", "member", "subject"), ("body", "organization", "object")):
        yield _quad(tenure, f"wg:{own}", _id(row[end]))
        yield _quad(tenure, f"org:{standard}", _id(row[end]))
    yield _quad(tenure, "wg:statements", _count(row["statements"]))
    if role:
        post = _id(hash_of("role", role))
        yield _quad(tenure, "wg:role", _text(role))
        yield _quad(tenure, "org:role", post)
        yield _quad(post, "rdf:type", _term("org:Role"))
        yield _quad(post, "skos:prefLabel", _text(role, language="zh"))


def _articles(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    places = {
        str(row["code"]): str(row["id"])
        for row in reader.rows("MATCH (p:Place) WHERE p.code <> '' RETURN p.code AS code, p.id AS id ORDER BY code, id")
    }
    for row in reader.stream(
        "MATCH (a:Article) RETURN a.id AS id, a.title AS title, a.source AS source, a.published AS published, "
        "a.area AS area, a.dateline AS dateline, a.dateline_code AS dateline_code ORDER BY id"
    ):
        article, identity = _id(row["id"]), str(row["id"])
        yield _quad(article, "rdf:type", _term("wg:Article"))
        yield _quad(article, "rdf:type", _term("schema:NewsArticle"))
        yield _quad(article, "wg:source", _text(row["source"]))
        if row["title"]:
            title = privacy.words(str(row["title"]), article=identity)
            yield _quad(article, "wg:title", _text(title))
            yield _quad(article, "schema:headline", _text(title, language="zh"))
        if row["published"]:
            yield _quad(article, "wg:published", _date(str(row["published"])))
            yield _quad(article, "schema:datePublished", _date(str(row["published"])))
        for column in ("area", "dateline"):
            if row[column]:
                yield _quad(article, f"wg:{column}", _text(row[column]))
        if place := places.get(str(row["dateline_code"] or "")):
            yield _quad(article, "wg:datelinePlace", _id(place))
    for term, table in (("mentions", "MENTIONS"), ("writtenBy", "WRITTEN_BY"), ("publishedBy", "PUBLISHED_BY")):
        for row in reader.stream(
            f"MATCH (a:Article)-[:{table}]->(e) RETURN DISTINCT a.id AS article, e.id AS entity ORDER BY article, entity"
        ):
            if not privacy.hides(str(row["entity"])):
                yield _quad(_id(row["article"]), f"wg:{term}", _id(row["entity"]))


def _local_entities(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    for row in reader.stream(
        "MATCH (l:LocalEntity)-[:REFERS_TO]->(e) "
        "RETURN l.id AS id, l.article AS article, l.name AS name, e.id AS entity ORDER BY id"
    ):
        entity, graph = str(row["entity"]), _id(row["article"])
        if privacy.hides(entity):
            continue
        local = _id(row["id"])
        yield _quad(local, "rdf:type", _term("wg:LocalEntity"), graph)
        yield _quad(local, "wg:refersTo", _id(entity), graph)
        yield _quad(local, "dcterms:isPartOf", graph, graph)
        yield _quad(local, "rdfs:label", _text(privacy.name(str(row["name"]), entity=entity), language="zh"), graph)


def _statements(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    told: set[str] = set()
    entity_of = {
        str(row["id"]): str(row["entity"])
        for row in reader.rows("MATCH (l:LocalEntity) RETURN l.id AS id, l.entity AS entity")
    }
    for row in reader.stream(
        "MATCH (s:Statement)-[:EVIDENCE]->(t:Sentence) WHERE s.status <> 'deleted' AND s.status <> 'rejected' "
        "RETURN s.id AS id, s.article AS article, s.predicate AS predicate, s.subject_local AS subject, "
        "s.object_local AS object, s.scope_local AS scope, s.value_text AS value_text, s.value_number AS value_number, "
        "s.unit AS unit, s.indicator AS indicator, s.role AS role, s.time AS time, s.modality AS modality, "
        "s.approximate AS approximate, s.change AS change, s.details AS details, s.evidence_start AS first, "
        "s.evidence_end AS last, s.confidence AS confidence, s.extractor AS extractor, t.id AS sentence, "
        "t.text AS text, t.start_offset AS sentence_start ORDER BY id"
    ):
        ends = {end: entity_of.get(str(row[end] or ""), "") for end in ("subject", "object", "scope")}
        gone = not ends["subject"] or (row["object"] and not ends["object"])
        if gone or privacy.hides(*ends.values()):
            continue
        graph = _id(row["article"])
        yield from _statement(row, ends, privacy, graph)
        if str(row["sentence"]) not in told:
            told.add(str(row["sentence"]))
            yield from _sentence(row, privacy, graph)


def _statement(row: Row, ends: dict[str, str], privacy: Privacy, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    said, article = _id(row["id"]), str(row["article"])
    yield _quad(said, "rdf:type", _term("wg:Statement"), graph)
    if row["predicate"] == "hasFigure":
        yield _quad(said, "rdf:type", _term("wg:Figure"), graph)
    yield _quad(said, "wg:inArticle", graph, graph)
    yield _quad(said, "wg:subject", _id(ends["subject"]), graph)
    yield _quad(said, "wg:predicate", _term(f"wg:{row['predicate']}"), graph)
    for end in ("object", "scope"):
        if ends[end]:
            yield _quad(said, f"wg:{end}", _id(ends[end]), graph)
    if row["value_number"] is not None:
        yield _quad(said, "wg:value", _number(float(str(row["value_number"]))), graph)
    elif row["value_text"]:
        words = str(row["value_text"])
        value = _date(words) if row["predicate"] == "heldOn" else _text(privacy.words(words, article=article))
        yield _quad(said, "wg:value", value, graph)
    for name in ("unit", "indicator", "role", "time", "change", "modality", "extractor"):
        if row[name]:
            yield _quad(said, f"wg:{name}", _text(privacy.words(str(row[name]), article=article)), graph)
    if row["time"]:
        days = bounds(str(row["time"]))
        yield _quad(said, "wg:startDate", ox.Literal(days.start_date, datatype=_term("xsd:date")), graph)
        yield _quad(said, "wg:endDate", ox.Literal(days.end_date, datatype=_term("xsd:date")), graph)
        yield _quad(said, "wg:precision", _text(days.precision), graph)
    if row["approximate"]:
        yield _quad(said, "wg:approximate", ox.Literal(True), graph)
    for name, detail in json.loads(str(row["details"] or "[]")):
        yield _quad(said, "wg:detail", _text(f"{name}: {privacy.words(detail, article=article)}"), graph)
    confidence = ox.Literal(f"{float(str(row['confidence'])):.2f}", datatype=_term("xsd:decimal"))
    yield _quad(said, "wg:confidence", confidence, graph)
    yield _quad(said, "wg:evidence", _id(row["sentence"]), graph)
    first, last, start = (int(str(row[name])) for name in ("first", "last", "sentence_start"))
    words = str(row["text"])[first - start : last - start]
    yield _quad(said, "wg:text", _text(privacy.words(words, article=article)), graph)
    yield _quad(said, "wg:startOffset", _count(first), graph)
    yield _quad(said, "wg:endOffset", _count(last), graph)


def _sentence(row: Row, privacy: Privacy, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    sentence, start = _id(row["sentence"]), int(str(row["sentence_start"]))
    text = privacy.words(str(row["text"]), article=str(row["article"]))
    yield _quad(sentence, "rdf:type", _term("wg:Sentence"), graph)
    yield _quad(sentence, "wg:inArticle", graph, graph)
    yield _quad(sentence, "wg:text", _text(text), graph)
    yield _quad(sentence, "oa:exact", _text(text, language="zh"), graph)
    yield _quad(sentence, "wg:startOffset", _count(start), graph)
    yield _quad(sentence, "wg:endOffset", _count(start + len(str(row["text"]))), graph)


def _quad(subject: ox.NamedNode, predicate: str, object_: Object, graph: Graph | None = None) -> ox.Quad:
    return ox.Quad(subject, _term(predicate), object_, graph or ox.DefaultGraph())


@lru_cache(maxsize=1024)
def _term(name: str) -> ox.NamedNode:
    """A term by its short name. OntologyError for one of ours that the vocabulary does not have."""
    prefix, _, local = name.partition(":")
    if prefix == "wg":
        model().term(local)
    return ox.NamedNode(PREFIXES[prefix] + local)


def _id(identity: object) -> ox.NamedNode:
    return ox.NamedNode(ENTITIES + str(identity))


def _text(value: object, *, language: str | None = None) -> ox.Literal:
    return ox.Literal(xml_text(str(value)), language=language)


def _date(edtf: str) -> ox.Literal:
    """A date typed by its precision: 2024 as xsd:date would be ill-typed."""
    return ox.Literal(edtf, datatype=_term(_DATE_TYPES[bounds(edtf).precision]))


def _number(value: float) -> ox.Literal:
    if not math.isfinite(value):
        return ox.Literal(value)
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return ox.Literal(text, datatype=_term("xsd:decimal"))


def _count(value: object) -> ox.Literal:
    return ox.Literal(str(int(str(value or 0))), datatype=_term("xsd:nonNegativeInteger"))
