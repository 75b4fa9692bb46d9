"""RDF: one graph in every format, within the vocabulary and its shapes."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
import rdflib

from ontology.errors import OntologyError, UsageError
from ontology.model import model
from ontology.terms import ENTITIES, NAMESPACE
from queries.export import export
from queries.export.rdf import FORMATS, quads
from queries.export.rdf_terms import term_of
from queries.find import find

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

WG = rdflib.Namespace(NAMESPACE)
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
SKOS = rdflib.namespace.SKOS
RDFLIB = {"turtle": "turtle", "nt": "nt", "xml": "xml", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


def exported(reader, path, form, **options):
    export(reader, "rdf", path / form, form=form, **options)
    return (path / form).read_bytes()


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_parses_back_to_the_same_graph(form, private, reader, tmp_path):
    said = set(quads(reader, private=private))
    content = exported(reader, tmp_path, form, private=private)
    read = set(ox.parse(io.BytesIO(content), format=FORMATS[form]))
    if FORMATS[form].supports_datasets:
        assert read == said
    else:
        assert {quad.triple for quad in read} == {quad.triple for quad in said}


def test_as_many_triples_as_are_told_are_in_the_file_each_once(reader, tmp_path):
    number = export(reader, "rdf", tmp_path / "graph.nt", form="nt")
    lines = (tmp_path / "graph.nt").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) == number > 0


@pytest.mark.parametrize("form", FORMATS)
def test_rdflib_reads_the_same_triples_from_every_format(form, reader, tmp_path):
    plain = rdflib.Graph().parse(data=exported(reader, tmp_path, "nt"), format="nt")
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(reader, tmp_path, form), format=RDFLIB[form])
    assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(plain)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_parses_back(form, hostile_reader, tmp_path):
    said = {quad.triple for quad in quads(hostile_reader)}
    content = exported(hostile_reader, tmp_path, form)
    assert {quad.triple for quad in ox.parse(io.BytesIO(content), format=FORMATS[form])} == said


@pytest.fixture(scope="module")
def graph(reader, tmp_path_factory):
    return rdflib.Graph().parse(data=exported(reader, tmp_path_factory.mktemp("rdf"), "turtle"), format="turtle")


def test_only_terms_of_the_vocabulary_are_used(graph):
    known = {term.iri for term in model().terms}
    used = {str(node) for triple in graph for node in triple if str(node).startswith(NAMESPACE)}
    assert used <= known
    assert len(used) > 60


def test_an_unknown_term_raises():
    with pytest.raises(OntologyError, match="holdPost"):
        term_of("wg:holdPost")


def test_an_unknown_format_is_refused(reader, tmp_path):
    with pytest.raises(UsageError, match="turtle, nt, nquads, trig, jsonld, xml"):
        export(reader, "rdf", tmp_path / "out", form="rdfxml")
    assert list(tmp_path.iterdir()) == []


def test_a_statement_has_its_ends_its_article_and_its_words(graph, reader):
    (county,) = find(reader, "莒县")
    figures = list(graph.subjects(WG.subject, rdflib.URIRef(ENTITIES + county.id)))
    assert {str(graph.value(one, WG.value)) for one in figures} == {"12000", "15000"}
    for one in figures:
        assert (one, rdflib.RDF.type, WG.Figure) in graph
        assert graph.value(one, WG.predicate) == WG.hasFigure
        sentence = graph.value(one, WG.evidence)
        assert str(graph.value(one, WG.text)) in str(graph.value(sentence, WG.text))
        begin = int(graph.value(one, WG.startOffset)) - int(graph.value(sentence, WG.startOffset))
        assert str(graph.value(sentence, WG.text))[begin:].startswith(str(graph.value(one, WG.text)))
        assert graph.value(sentence, WG.inArticle) == graph.value(one, WG.inArticle)
        assert graph.value(one, WG.value).datatype == rdflib.XSD.decimal


def test_a_tenure_is_an_org_membership_too(graph, reader):
    (person,) = find(reader, "赫连晴")
    (tenure,) = graph.subjects(WG.holder, rdflib.URIRef(ENTITIES + person.id))
    assert graph.value(tenure, ORG.member) == graph.value(tenure, WG.holder)
    assert graph.value(tenure, ORG.organization) == graph.value(tenure, WG.body)
    assert str(graph.value(tenure, WG.role)) == "党工委副书记"
    assert str(graph.value(graph.value(tenure, ORG.role), SKOS.prefLabel)) == "党工委副书记"


def test_dates_are_typed_by_their_precision(reader, tmp_path):
    graph = rdflib.Graph().parse(data=exported(reader, tmp_path, "nt"), format="nt")
    types = {date.datatype for date in graph.objects(None, WG.heldOn)}
    assert types == {rdflib.XSD.date}, "a plan is no date of an event"
    values = {value.datatype for value in graph.objects(None, WG.value) if value.datatype != rdflib.XSD.decimal}
    assert values == {rdflib.XSD.date, rdflib.XSD.gYearMonth}


def test_what_a_person_rejected_is_not_exported(graph, reader):
    (row,) = reader.rows("MATCH (s:Statement) WHERE s.status = 'rejected' RETURN s.id AS id")
    assert (rdflib.URIRef(ENTITIES + row["id"]), None, None) not in graph


def test_what_an_article_says_stands_in_its_own_graph(reader):
    articles = {row["id"] for row in reader.rows("MATCH (a:Article) RETURN a.id AS id")}
    of_statements = {quad.graph_name for quad in quads(reader) if quad.predicate.value == NAMESPACE + "evidence"}
    assert {graph.value.removeprefix(ENTITIES) for graph in of_statements} <= articles


def test_a_resident_is_left_out_with_what_is_said_of_them(reader):
    (resident,) = find(reader, "乐正平")
    node = ox.NamedNode(ENTITIES + resident.id)
    public = {quad.triple for quad in quads(reader)}
    private = {quad.triple for quad in quads(reader, private=True)}
    assert not any(node in (triple.subject, triple.object) for triple in public)
    assert sum(node in (triple.subject, triple.object) for triple in private) > 5
    texts = [triple.object.value for triple in public if triple.predicate.value == NAMESPACE + "text"]
    assert "居民某某在会上提了建议，留下电话＊，说有事打这个电话就行，网格员苗青把建议记了下来。" in texts
