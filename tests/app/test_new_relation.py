"""One edit of governance.ttl is enough: tables, legend, type check and RDF know a new relation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from streamlit.testing.v1 import AppTest

from ingest import pipeline
from ontology.errors import OntologyError
from ontology.ids import statement_id
from ontology.lint import lint
from ontology.model import DEFAULT, model
from ontology.records import FileReading, Statement
from store import open_store
from store.check import check
from tests.app.conftest import ROOT, wangge

EDIT = """
wg:inspires a wg:Relation, owl:ObjectProperty ;
    rdfs:label "启发"@zh, "inspires"@en ;
    wg:inverseLabel "受启发于"@zh, "is inspired by"@en ;
    skos:definition "一个人启发另一个人。"@zh, "A person inspires another."@en ;
    rdfs:domain wg:Person ;
    rdfs:range wg:Person .
"""


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vocabulary with one more relation, in use."""
    file = tmp_path / "governance.ttl"
    file.write_text(DEFAULT.read_text("utf-8") + EDIT, "utf-8")
    monkeypatch.setenv("WANGGE_ONTOLOGY", str(file))


def with_statement(file: FileReading) -> FileReading:
    """The file's reading with one statement of the new relation between two persons of its first article."""
    first = file.readings[0]
    one, other = [entity for entity in first.entities if entity.type == "Person" and entity.byline_role is None][:2]
    evidence = first.sentences[-1].start, first.sentences[-1].end
    identity = statement_id(first.article.id, "inspires", one.id, other.id, None, "reported", evidence)
    said = Statement(
        id=identity,
        article=first.article.id,
        subject=one.id,
        predicate="inspires",
        object=other.id,
        evidence=evidence,
        confidence=1.0,
        extractor="test/1",
    )
    reader = "9.0.0"
    return replace(
        file, reader=reader, readings=(replace(first, statements=(*first.statements, said)), *file.readings[1:])
    )


@pytest.mark.usefixtures("edited")
def test_a_relation_added_to_the_vocabulary_reaches_tables_type_check_legend_and_rdf(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lint(model()) == []
    model().relations["inspires"].check("Person", "Person")
    with pytest.raises(OntologyError, match="inspires cannot lie between Person and Place"):
        model().relations["inspires"].check("Person", "Place")

    (page,) = (
        one for one in pipeline.read([ROOT / "examples"]) if isinstance(one, FileReading) and "寿光" in one.source
    )
    with open_store(str(store), write=True) as writer:  # made before the edit: migrated at open
        writer.put([with_statement(page)])
        rows = writer.rows("MATCH (:Person)-[r:INSPIRES]->(:Person) RETURN r.statements AS statements")
        assert rows == [{"statements": 1}]
        assert check(writer) == []

    graph = tmp_path / "graph.nt"
    assert wangge("export", "rdf", "--format", "nt", "--private", "--output", graph, store=store).returncode == 0
    predicates = {triple.predicate.value for triple in ox.parse(path=graph)}
    assert model().relations["inspires"].iri in predicates

    monkeypatch.setenv("WANGGE_STORE", str(store))
    screen = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=60).run()
    screen.switch_page("views/graph.py").run()
    assert not screen.exception
    assert "启发" in screen.multiselect(key="graph_relations").options
