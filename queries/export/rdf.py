"""RDF with evidence: every statement with its sentence, and the plain relations that they add up to.

The vocabulary is ontology/governance.ttl (aligned to ORG, schema.org, PROV-O, Web Annotation). In TriG
and N-Quads what an article says stands in a graph of its own, named by the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from ontology.dates import bounds
from ontology.errors import UsageError
from ontology.ids import hash_of
from ontology.model import model
from ontology.records import ENTITY_TYPES
from queries.export.privacy import masked, names_by_article, private_persons
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
    "wg": "https://w3id.org/wangge/ontology#",
    "wgid": "https://w3id.org/wangge/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
}
_DATE_TYPES = {"day": "date", "month": "gYearMonth", "year": "gYear"}

Graph = ox.NamedNode | ox.DefaultGraph
Object = ox.NamedNode | ox.Literal


def write(reader: Reader, file: IO[bytes], *, form: str = "turtle", private: bool = False) -> int:
    """Write the graph; returns the number of triples. UsageError on an unknown `form`."""
    if form not in FORMATS:
        raise UsageError(f"unknown RDF format {form!r}", remedy="use " + ", ".join(FORMATS))
    syntax = FORMATS[form]
    number = 0

    def counted() -> Iterator[ox.Quad | ox.Triple]:
        nonlocal number
        for quad in quads(reader, private=private):
            number += 1
            yield quad if syntax.supports_datasets else quad.triple

    ox.serialize(counted(), file, syntax, prefixes=PREFIXES)
    return number


def quads(reader: Reader, *, private: bool = False) -> Iterator[ox.Quad]:
    """All triples with the graph they stand in, always in the same order."""
    hidden = {} if private else private_persons(reader)
    names = names_by_article(reader, hidden)
    for etype in ENTITY_TYPES:
        yield from _entities(reader, etype, hidden)
    yield from _relations(reader, hidden)
    yield from _articles(reader, hidden, names, mask=not private)
    yield from _statements(reader, hidden, names, mask=not private)


def _entities(reader: Reader, etype: str, hidden: dict[str, tuple[str, ...]]) -> Iterator[ox.Quad]:
    rows = reader.stream(
        f"MATCH (e:{etype}) RETURN e.id AS id, e.kind AS kind, e.name AS name, e.aliases AS aliases, e.code AS code ORDER BY id"
    )
    for row in rows:
        if row["id"] in hidden:
            continue
        subject = _id(row["id"])
        yield _quad(subject, "rdf:type", _term(f"wg:{etype}"))
        if row["kind"] and row["kind"] != etype:
            yield _quad(subject, "rdf:type", _term(f"wg:{row['kind']}"))
        yield _quad(subject, "skos:prefLabel", ox.Literal(str(row["name"]), language="zh"))
        for alias in row["aliases"] if isinstance(row["aliases"], list) else []:
            yield _quad(subject, "skos:altLabel", ox.Literal(alias, language="zh"))
        if row["code"]:
            yield _quad(subject, "wg:code", ox.Literal(str(row["code"])))


def _relations(reader: Reader, hidden: dict[str, tuple[str, ...]]) -> Iterator[ox.Quad]:
    """The plain relations, and for each post held an org:Membership."""
    for name, relation in model().relations.items():
        if not relation.is_stored:
            continue
        rows = reader.stream(
            f"MATCH (a)-[r:{relation.table}]->(b) RETURN a.id AS subject, b.id AS object, r.id AS id, r.role AS role, "
            "r.first_date AS first_date, r.last_date AS last_date, r.statements AS statements ORDER BY subject, object, id"
        )
        last: tuple[str, str] | None = None
        for row in rows:
            pair = (str(row["subject"]), str(row["object"]))
            if hidden.keys() & set(pair):
                continue
            if pair != last:
                yield _quad(_id(pair[0]), f"wg:{name}", _id(pair[1]))
                last = pair
            if name == "holdsPost":
                yield from _membership(row)


def _membership(row: Row) -> Iterator[ox.Quad]:
    tenure, role = _id(row["id"]), str(row["role"] or "")
    yield _quad(tenure, "rdf:type", _term("wg:Tenure"))
    yield _quad(tenure, "rdf:type", _term("org:Membership"))
    yield _quad(tenure, "org:member", _id(row["subject"]))
    yield _quad(tenure, "org:organization", _id(row["object"]))
    yield _quad(tenure, "wg:role", ox.Literal(role))
    post = _id(hash_of("role", role))
    yield _quad(tenure, "org:role", post)
    yield _quad(post, "rdf:type", _term("org:Role"))
    yield _quad(post, "skos:prefLabel", ox.Literal(role, language="zh"))
    yield _quad(tenure, "wg:statements", _integer(row["statements"]))


def _articles(
    reader: Reader, hidden: dict[str, tuple[str, ...]], names: dict[str, tuple[str, ...]], *, mask: bool
) -> Iterator[ox.Quad]:
    for row in reader.stream(
        "MATCH (a:Article) RETURN a.id AS id, a.title AS title, a.source AS source, a.published AS published, "
        "a.publisher AS publisher ORDER BY id"
    ):
        article, hide = _id(row["id"]), names.get(str(row["id"]), ())
        yield _quad(article, "rdf:type", _term("wg:Article"))
        yield _quad(article, "dcterms:source", ox.Literal(str(row["source"])))
        if row["title"]:
            title = masked(str(row["title"]), hide) if mask else str(row["title"])
            yield _quad(article, "schema:headline", ox.Literal(title, language="zh"))
        if row["published"]:
            yield from _date(article, "schema:datePublished", str(row["published"]), ox.DefaultGraph())
    for table, term in (("MENTIONS", "mentions"), ("WRITTEN_BY", "writtenBy"), ("PUBLISHED_BY", "publishedBy")):
        last: tuple[str, str] | None = None
        for row in reader.stream(
            f"MATCH (a:Article)-[:{table}]->(e) RETURN a.id AS article, e.id AS entity ORDER BY article, entity"
        ):
            pair = (str(row["article"]), str(row["entity"]))
            if pair != last and pair[1] not in hidden:
                yield _quad(_id(pair[0]), f"wg:{term}", _id(pair[1]))
            last = pair


def _statements(
    reader: Reader, hidden: dict[str, tuple[str, ...]], names: dict[str, tuple[str, ...]], *, mask: bool
) -> Iterator[ox.Quad]:
    told: set[str] = set()
    entity_of = {
        str(row["id"]): str(row["entity"])
        for row in reader.rows("MATCH (l:LocalEntity) RETURN l.id AS id, l.entity AS entity")
    }
    for row in reader.stream(
        "MATCH (s:Statement)-[:EVIDENCE]->(t:Sentence) RETURN s.id AS id, s.article AS article, s.predicate AS predicate, "
        "s.subject_local AS subject, s.object_local AS object, s.scope_local AS scope, s.value_text AS value_text, "
        "s.value_number AS value_number, s.unit AS unit, s.indicator AS indicator, s.role AS role, s.time AS time, "
        "s.modality AS modality, s.approximate AS approximate, s.change AS change, s.details AS details, "
        "s.evidence_start AS first, s.evidence_end AS last, s.confidence AS confidence, s.extractor AS extractor, "
        "s.status AS status, t.id AS sentence, t.text AS text, t.start_offset AS start_offset ORDER BY id"
    ):
        subject = entity_of[str(row["subject"])]
        object_ = entity_of[str(row["object"])] if row["object"] else None
        if row["status"] == "rejected" or hidden.keys() & {subject, object_}:
            continue
        graph = _id(row["article"])
        yield from _statement(row, subject, object_, entity_of, graph)
        if str(row["sentence"]) not in told:
            told.add(str(row["sentence"]))
            text = masked(str(row["text"]), names.get(str(row["article"]), ())) if mask else str(row["text"])
            yield from _sentence(row, text, graph)


def _statement(
    row: Row, subject: str, object_: str | None, entity_of: dict[str, str], graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    said = _id(row["id"])
    yield _quad(said, "rdf:type", _term("wg:Statement"), graph)
    yield _quad(said, "rdf:subject", _id(subject), graph)
    yield _quad(said, "rdf:predicate", _term(f"wg:{row['predicate']}"), graph)
    if object_ is not None:
        yield _quad(said, "rdf:object", _id(object_), graph)
    elif row["value_number"] is not None:
        value = ox.Literal(repr(float(str(row["value_number"]))), datatype=_term("xsd:double"))
        yield _quad(said, "wg:value", value, graph)
    elif row["predicate"] == "heldOn":
        yield from _date(said, "wg:value", str(row["value_text"]), graph)
    else:
        yield _quad(said, "wg:value", ox.Literal(str(row["value_text"])), graph)
    for name in ("unit", "indicator", "role", "time", "change", "modality", "extractor"):
        if row[name]:
            yield _quad(said, f"wg:{name}", ox.Literal(str(row[name])), graph)
    if row["scope"]:
        yield _quad(said, "wg:scope", _id(entity_of[str(row["scope"])]), graph)
    if row["approximate"]:
        yield _quad(said, "wg:approximate", ox.Literal(True), graph)
    for name, detail in json.loads(str(row["details"] or "[]")):
        yield _quad(said, "wg:detail", ox.Literal(f"{name}: {detail}"), graph)
    confidence = ox.Literal(f"{float(str(row['confidence'])):.2f}", datatype=_term("xsd:decimal"))
    yield _quad(said, "wg:confidence", confidence, graph)
    yield _quad(said, "wg:evidence", _id(row["sentence"]), graph)
    yield _quad(said, "oa:start", _integer(row["first"]), graph)
    yield _quad(said, "oa:end", _integer(row["last"]), graph)


def _sentence(row: Row, text: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    sentence, start = _id(row["sentence"]), int(str(row["start_offset"]))
    yield _quad(sentence, "rdf:type", _term("wg:Sentence"), graph)
    yield _quad(sentence, "oa:hasSource", graph, graph)
    yield _quad(sentence, "oa:exact", ox.Literal(text, language="zh"), graph)
    yield _quad(sentence, "oa:start", _integer(start), graph)
    yield _quad(sentence, "oa:end", _integer(start + len(str(row["text"]))), graph)


def _date(subject: ox.NamedNode, predicate: str, edtf: str, graph: Graph) -> Iterator[ox.Quad]:
    """A date typed by its precision; an interval by its first and last day."""
    start, end, precision = bounds(edtf)
    if precision in _DATE_TYPES:
        yield _quad(subject, predicate, ox.Literal(edtf, datatype=_term(f"xsd:{_DATE_TYPES[precision]}")), graph)
    else:
        yield _quad(subject, predicate, ox.Literal(edtf), graph)
        yield _quad(subject, "wg:startDate", ox.Literal(start, datatype=_term("xsd:date")), graph)
        yield _quad(subject, "wg:endDate", ox.Literal(end, datatype=_term("xsd:date")), graph)


def _quad(subject: ox.NamedNode, predicate: str, object_: Object, graph: Graph | None = None) -> ox.Quad:
    return ox.Quad(subject, _term(predicate), object_, graph or ox.DefaultGraph())


def _term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def _id(identity: object) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["wgid"] + str(identity))


def _integer(value: object) -> ox.Literal:
    return ox.Literal(str(int(str(value or 0))), datatype=_term("xsd:integer"))
