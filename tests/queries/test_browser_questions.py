"""docs/neo4j.md: what a person pastes into Neo4j Browser gives a picture with readable captions."""

from __future__ import annotations

import re
from pathlib import Path

import neo4j
import pytest
import yaml

from ingest import pipeline
from ontology.model import model
from ontology.records import ENTITY_TYPES, FileReading
from store import open_store
from store.ddl import wanted
from store.server import POM
from tests.neo4j_servers import Servers

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = re.findall(r"```cypher\n(.*?)```", (ROOT / "docs" / "neo4j.md").read_text("utf-8"), re.DOTALL)


def test_there_are_five() -> None:
    assert len(QUESTIONS) == 5


def test_docker_runs_the_version_that_maven_fetches() -> None:
    image = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["neo4j"]["image"]
    assert image == "neo4j:" + re.findall(r"<version>(5[^<]*)</version>", POM.read_text("utf-8"))[0]


@pytest.fixture(scope="module")
def driver(neo4j_servers: Servers) -> neo4j.Driver:
    """A server that holds the example pages."""
    url = neo4j_servers.empty()
    files = [one for one in pipeline.read([ROOT / "examples"], tagger="none") if isinstance(one, FileReading)]
    with open_store(url, write=True) as writer:
        writer.put(files)
    return neo4j_servers.driver(url)


class Pictured:
    """What Browser draws of an answer."""

    def __init__(self, driver: neo4j.Driver, question: str) -> None:
        graph = driver.execute_query(question, result_transformer_=neo4j.Result.graph)
        self.nodes, self.relations = list(graph.nodes), list(graph.relationships)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.xdist_group("neo4j")
def test_each_draws_a_picture_with_names(driver: neo4j.Driver, question: str) -> None:
    picture = Pictured(driver, question)
    assert len(picture.nodes) > 1
    assert picture.relations
    for node in picture.nodes:
        # Browser captions a node with its `name`, else with its `title`.
        if node.labels & set(ENTITY_TYPES):
            assert node["name"]
            assert node.labels == {node["etype"]}
        elif "Article" in node.labels:
            assert "title" in node
    assert {relation.type for relation in picture.relations} <= wanted(model().relations).edges.keys()
