"""A generated graph of 20,000 entities in both homes: each question gets the same rows in the same order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from ontology.records import ENTITY_TYPES
from queries import cards, counts, find, neighbourhood, paths, search
from queries.catalog import NamedQuery, catalog, run
from queries.export import export
from store import open_store
from store.base import Graph, Reader
from store.derive import derive
from store.home import HomeWriter
from store.update import Change
from tests.bench.latency import Subjects, parameters, subjects
from tests.conftest import on_neo4j
from tests.neo4j_servers import Servers
from tests.queries.test_homes import Homes, same
from tests.store import generated

pytestmark = [*on_neo4j, pytest.mark.slow]

ENTITIES = 20_000


@pytest.fixture(scope="module")
def homes(neo4j_servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    """The graph, derived county by county and given to each home's own loader."""
    urls = str(tmp_path_factory.mktemp("generated") / "generated.lbug"), neo4j_servers.empty()
    with open_store(urls[0], write=True) as one, open_store(urls[1], write=True) as other:
        for shard in generated.shards(entities=ENTITIES):
            add(derive(shard, [], ends=one.ends()), one, other)
    with open_store(urls[0]) as ladybug, open_store(urls[1]) as neo4j:
        yield ladybug, neo4j


def add(graph: Graph, *writers: HomeWriter) -> None:
    for writer in writers:
        writer.changing(lambda _: Change(remove=Graph({}, {}), add=graph))


@pytest.fixture(scope="module")
def about(homes: Homes) -> Subjects:
    """Some of its people, bodies and places."""
    return subjects(homes[0])


def test_it_is_of_the_size_that_was_asked_for(homes: Homes) -> None:
    found = same(homes, lambda reader: sum(
        int(str(row["n"])) for etype in ENTITY_TYPES for row in reader.rows(f"MATCH (e:{etype}) RETURN count(*) AS n")
    ))  # fmt: skip
    assert 0.9 * ENTITIES < found < 1.1 * ENTITIES


@pytest.mark.parametrize("query", catalog(), ids=lambda query: query.name)
def test_a_named_query_gives_the_same_rows(query: NamedQuery, homes: Homes, about: Subjects) -> None:
    asked = parameters(query, about)
    rows = [same(homes, lambda reader, params=params: run(reader, query.name, params)).rows for params in asked[::5]]
    assert any(rows) or query.name in SAY_NOTHING


SAY_NOTHING = {"corrections", "disputed-figures", "namesakes", "attended-together", "colleagues", "co-authors"}


@pytest.mark.parametrize("query", [one for one in catalog() if all(two.default is not None for two in one.parameters)],
                         ids=lambda query: query.name)  # fmt: skip
def test_asked_of_the_whole_graph_it_gives_the_same_rows(query: NamedQuery, homes: Homes) -> None:
    same(homes, lambda reader: run(reader, query.name, {}))


def test_a_reader_gives_the_same_source_layer(homes: Homes, about: Subjects) -> None:
    same(homes, Reader.files)
    same(homes, Reader.decisions)
    same(homes, lambda reader: [reader.counted(article) for article in about.articles[:3]])

    def digest(reader: Reader) -> str:
        text = hashlib.sha256()
        for file in reader.file_readings():
            text.update(repr(file).encode())
        return text.hexdigest()

    same(homes, digest)


def test_a_reader_streams_the_same_rows(homes: Homes) -> None:
    cypher = "MATCH (s:Statement)-[:SUBJECT]->(e) RETURN s.id AS id, e.name AS name ORDER BY id"
    same(homes, lambda reader: list(islice(reader.stream(cypher), 5000)))


def test_cards_pictures_paths_and_searches_are_the_same(homes: Homes, about: Subjects) -> None:
    for identity in (*about.people[:3], *about.bodies[:3], *about.places[:3], *about.once[::3]):
        same(homes, lambda reader, identity=identity: cards.card(reader, identity, limit=50))
        same(homes, lambda reader, identity=identity: neighbourhood.around(reader, identity, limit=50))
    for article in about.articles[:2]:
        same(homes, lambda reader, article=article: cards.article(reader, article))
    for name in about.names:
        same(homes, lambda reader, name=name: find.find(reader, name))
        same(homes, lambda reader, name=name: search.search(reader, name))
    same(homes, lambda reader: paths.shortest_path(reader, about.people[:1], about.people[1:2]))
    same(homes, counts.counts)


def test_exports_are_the_same_to_the_byte(homes: Homes, tmp_path: Path) -> None:
    def exported(reader: Reader) -> str:
        export(reader, "jsonl", tmp_path / "graph.jsonl")
        return hashlib.sha256((tmp_path / "graph.jsonl").read_bytes()).hexdigest()

    same(homes, exported)
