"""RDF with evidence: every statement with its sentence, and the plain relations that they add up to.

Said in the vocabulary (ontology/governance.ttl), and beside it in the plain terms where consumers look for them:
SKOS labels, ORG memberships, schema.org headlines, Web Annotation text. In TriG, N-Quads and JSON-LD what an article says
stands in a graph of its own, named by the article.
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
from queries.corrections import corrections
from queries.export.privacy import Privacy
from queries.export.rdf_terms import PREFIXES, count_of, date_of, node_of, number_of, quad_of, term_of, text_of
from store.base import Reader, Row

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}
_STANDARD_TYPES = {
    "Organization": "org:Organization",
    "Person": "foaf:Person",
    "Place": "schema:Place",
    "Event": "schema:Event",
}


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
        subject = node_of(identity)
        yield quad_of(subject, "rdf:type", term_of(f"wg:{etype}"))
        if etype in _STANDARD_TYPES:
            yield quad_of(subject, "rdf:type", term_of(_STANDARD_TYPES[etype]))
        if row["kind"] and row["kind"] != etype:
            yield quad_of(subject, "rdf:type", term_of(f"wg:{row['kind']}"))
            yield quad_of(subject, "wg:kind", text_of(row["kind"]))
        name = privacy.name(str(row["name"]), entity=identity)
        yield quad_of(subject, "wg:name", text_of(name))
        yield quad_of(subject, "skos:prefLabel", text_of(name, language="zh"))
        for alias in row["aliases"] if isinstance(row["aliases"], list) else []:
            shown = privacy.name(alias, entity=identity)
            yield quad_of(subject, "wg:alias", text_of(shown))
            yield quad_of(subject, "skos:altLabel", text_of(shown, language="zh"))
        for column in ("code", "level"):
            if row[column]:
                yield quad_of(subject, f"wg:{column}", text_of(row[column]))
        for column, term in (("first_day", "wg:firstDay"), ("last_day", "wg:lastDay")):
            if row[column]:
                yield quad_of(subject, term, ox.Literal(str(row[column]), datatype=term_of("xsd:date")))


def _relations(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    """The plain relations, for each post held a tenure, and the dates of events."""
    roles: set[str] = set()
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
                yield quad_of(node_of(pair[0]), f"wg:{relation.name}", node_of(pair[1]))
                last = pair
            if relation.name == "holdsPost":
                yield from _tenure(row, privacy, roles)
    for row in reader.stream(
        "MATCH (e:Event)<-[:SUBJECT]-(s:Statement) WHERE s.predicate = 'heldOn' AND s.modality = 'reported' "
        "AND s.status <> 'rejected' RETURN DISTINCT e.id AS event, s.value_text AS date ORDER BY event, date"
    ):
        yield quad_of(node_of(row["event"]), "wg:heldOn", date_of(str(row["date"])))


def _tenure(row: Row, privacy: Privacy, roles: set[str]) -> Iterator[ox.Quad]:
    """A tenure; its role too, where `roles` has not told it."""
    tenure, role = node_of(row["id"]), privacy.summed(str(row["role"] or ""))
    yield quad_of(tenure, "rdf:type", term_of("wg:Tenure"))
    yield quad_of(tenure, "rdf:type", term_of("org:Membership"))
    for own, standard, end in (("holder", "member", "subject"), ("body", "organization", "object")):
        yield quad_of(tenure, f"wg:{own}", node_of(row[end]))
        yield quad_of(tenure, f"org:{standard}", node_of(row[end]))
    yield quad_of(tenure, "wg:statements", count_of(row["statements"]))
    if role:
        post = node_of(hash_of("role", role))
        yield quad_of(tenure, "wg:role", text_of(role))
        yield quad_of(tenure, "org:role", post)
        if role not in roles:
            roles.add(role)
            yield quad_of(post, "rdf:type", term_of("org:Role"))
            yield quad_of(post, "skos:prefLabel", text_of(role, language="zh"))


def _articles(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    places = {
        str(row["code"]): str(row["id"])
        for row in reader.rows("MATCH (p:Place) WHERE p.code <> '' RETURN p.code AS code, p.id AS id ORDER BY code, id")
    }
    for row in reader.stream(
        "MATCH (a:Article) RETURN a.id AS id, a.title AS title, a.source AS source, a.published AS published, "
        "a.area AS area, a.dateline AS dateline, a.dateline_code AS dateline_code ORDER BY id"
    ):
        article, identity = node_of(row["id"]), str(row["id"])
        yield quad_of(article, "rdf:type", term_of("wg:Article"))
        yield quad_of(article, "rdf:type", term_of("schema:NewsArticle"))
        yield quad_of(article, "wg:source", text_of(row["source"]))
        if row["title"]:
            title = privacy.words(str(row["title"]), article=identity)
            yield quad_of(article, "wg:title", text_of(title))
            yield quad_of(article, "schema:headline", text_of(title, language="zh"))
        if row["published"]:
            yield quad_of(article, "wg:published", date_of(str(row["published"])))
            yield quad_of(article, "schema:datePublished", date_of(str(row["published"])))
        for column in ("area", "dateline"):
            if row[column]:
                yield quad_of(article, f"wg:{column}", text_of(row[column]))
        if place := places.get(str(row["dateline_code"] or "")):
            yield quad_of(article, "wg:datelinePlace", node_of(place))
    for term, table in (("mentions", "MENTIONS"), ("writtenBy", "WRITTEN_BY"), ("publishedBy", "PUBLISHED_BY")):
        for row in reader.stream(
            f"MATCH (a:Article)-[:{table}]->(e) RETURN DISTINCT a.id AS article, e.id AS entity ORDER BY article, entity"
        ):
            if not privacy.hides(str(row["entity"])):
                yield quad_of(node_of(row["article"]), f"wg:{term}", node_of(row["entity"]))
    for one in corrections(reader):
        yield quad_of(node_of(one.article), "wg:corrects", node_of(one.corrected))


def _local_entities(reader: Reader, privacy: Privacy) -> Iterator[ox.Quad]:
    for row in reader.stream(
        "MATCH (l:LocalEntity)-[:REFERS_TO]->(e) "
        "RETURN l.id AS id, l.article AS article, l.name AS name, e.id AS entity ORDER BY id"
    ):
        entity, graph = str(row["entity"]), node_of(row["article"])
        if privacy.hides(entity):
            continue
        local = node_of(row["id"])
        yield quad_of(local, "rdf:type", term_of("wg:LocalEntity"), graph)
        yield quad_of(local, "wg:refersTo", node_of(entity), graph)
        yield quad_of(local, "dcterms:isPartOf", graph, graph)
        yield quad_of(local, "rdfs:label", text_of(privacy.name(str(row["name"]), entity=entity), language="zh"), graph)


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
        graph = node_of(row["article"])
        yield from _statement(row, ends, privacy, graph)
        if str(row["sentence"]) not in told:
            told.add(str(row["sentence"]))
            yield from _sentence(row, privacy, graph)


def _statement(row: Row, ends: dict[str, str], privacy: Privacy, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    said, article = node_of(row["id"]), str(row["article"])
    yield quad_of(said, "rdf:type", term_of("wg:Statement"), graph)
    if row["predicate"] == "hasFigure":
        yield quad_of(said, "rdf:type", term_of("wg:Figure"), graph)
    yield quad_of(said, "wg:inArticle", graph, graph)
    yield quad_of(said, "wg:subject", node_of(ends["subject"]), graph)
    yield quad_of(said, "wg:predicate", term_of(f"wg:{row['predicate']}"), graph)
    for end in ("object", "scope"):
        if ends[end]:
            yield quad_of(said, f"wg:{end}", node_of(ends[end]), graph)
    if row["value_number"] is not None:
        yield quad_of(said, "wg:value", number_of(float(str(row["value_number"]))), graph)
    elif row["value_text"]:
        words = str(row["value_text"])
        value = date_of(words) if row["predicate"] == "heldOn" else text_of(privacy.words(words, article=article))
        yield quad_of(said, "wg:value", value, graph)
    for name in ("unit", "indicator", "role", "time", "change", "modality", "extractor"):
        if row[name]:
            yield quad_of(said, f"wg:{name}", text_of(privacy.words(str(row[name]), article=article)), graph)
    if row["time"]:
        days = bounds(str(row["time"]))
        yield quad_of(said, "wg:startDate", ox.Literal(days.start_date, datatype=term_of("xsd:date")), graph)
        yield quad_of(said, "wg:endDate", ox.Literal(days.end_date, datatype=term_of("xsd:date")), graph)
        yield quad_of(said, "wg:precision", text_of(days.precision), graph)
    if row["approximate"]:
        yield quad_of(said, "wg:approximate", ox.Literal(True), graph)
    for name, detail in json.loads(str(row["details"] or "[]")):
        yield quad_of(said, "wg:detail", text_of(f"{name}: {privacy.words(detail, article=article)}"), graph)
    confidence = ox.Literal(f"{float(str(row['confidence'])):.2f}", datatype=term_of("xsd:decimal"))
    yield quad_of(said, "wg:confidence", confidence, graph)
    yield quad_of(said, "wg:evidence", node_of(row["sentence"]), graph)
    first, last, start = (int(str(row[name])) for name in ("first", "last", "sentence_start"))
    words = str(row["text"])[first - start : last - start]
    yield quad_of(said, "wg:text", text_of(privacy.words(words, article=article)), graph)
    yield quad_of(said, "wg:startOffset", count_of(first), graph)
    yield quad_of(said, "wg:endOffset", count_of(last), graph)


def _sentence(row: Row, privacy: Privacy, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    sentence, start = node_of(row["sentence"]), int(str(row["sentence_start"]))
    text = privacy.words(str(row["text"]), article=str(row["article"]))
    yield quad_of(sentence, "rdf:type", term_of("wg:Sentence"), graph)
    yield quad_of(sentence, "wg:inArticle", graph, graph)
    yield quad_of(sentence, "wg:text", text_of(text), graph)
    yield quad_of(sentence, "oa:exact", text_of(text, language="zh"), graph)
    yield quad_of(sentence, "wg:startOffset", count_of(start), graph)
    yield quad_of(sentence, "wg:endOffset", count_of(start + len(str(row["text"]))), graph)
