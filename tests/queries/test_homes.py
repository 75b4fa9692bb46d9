"""What is asked gets the same answer from both homes: the same rows in the same order, the same bytes in every export."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import pipeline
from ontology.errors import UsageError
from ontology.records import ENTITY_TYPES
from queries import cards, counts, find, neighbourhood, paths, search
from queries.analysis import central, networkx_graph, silent_areas
from queries.catalog import NamedQuery, catalog, run
from queries.export import EXPORTERS, export
from store import open_store
from store.base import Reader
from store.content import content
from store.home import HomeReader
from tests.conftest import on_neo4j
from tests.neo4j_servers import Servers

pytestmark = on_neo4j

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("golden")
AREA = {"world": "371122", "examples": "370783"}

Homes = tuple[Reader, Reader]


@pytest.fixture(scope="module")
def examples(neo4j_servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    """The example pages in both homes."""
    urls = str(tmp_path_factory.mktemp("examples") / "examples.lbug"), neo4j_servers.empty()
    files = list(pipeline.read([ROOT / "examples"], tagger="none"))
    for url in urls:
        with open_store(url, write=True) as writer:
            writer.put(files)  # type: ignore[arg-type]
    with open_store(urls[0]) as ladybug, open_store(urls[1]) as neo4j:
        yield ladybug, neo4j


@pytest.fixture(params=["world", "examples"])
def homes(request: pytest.FixtureRequest) -> Homes:
    """One graph in both homes."""
    if request.param == "examples":
        found: Homes = request.getfixturevalue("examples")
        return found
    return request.getfixturevalue("reader"), request.getfixturevalue("world_on_neo4j")


def same(homes: Homes, ask: Callable[[Reader], Any]) -> Any:
    """The answer of both."""
    ladybug, neo4j = (ask(home) for home in homes)
    assert neo4j == ladybug
    assert text_of(neo4j) == text_of(ladybug)  # 1 and 1.0 are equal, and not the same
    return neo4j


def text_of(value: Any) -> str:
    return json.dumps(value, default=dataclasses.asdict, ensure_ascii=False)


over_all_queries = pytest.mark.parametrize("query", catalog(), ids=lambda query: query.name)


@over_all_queries
def test_a_named_query_gives_its_golden_rows_on_neo4j(query: NamedQuery, world_on_neo4j: Reader) -> None:
    for case in json.loads((GOLDEN / f"{query.name}.json").read_text("utf-8")):
        assert text_of(run(world_on_neo4j, query.name, case["params"]).rows) == text_of(case["rows"])


@over_all_queries
def test_a_named_query_gives_the_same_rows_on_the_example_pages(query: NamedQuery, examples: Homes) -> None:
    same(examples, lambda reader: run(reader, query.name, query.example))
    if all(parameter.default is not None for parameter in query.parameters):
        same(examples, lambda reader: run(reader, query.name))


def test_both_hold_the_same_rows(homes: Homes) -> None:
    def held(reader: Reader) -> Any:
        assert isinstance(reader, HomeReader)
        graph = content(reader)
        return [
            {table: dict(sorted(rows.items())) for table, rows in half.items()} for half in (graph.nodes, graph.edges)
        ]

    ladybug, neo4j = map(held, homes)
    for half, other in zip(ladybug, neo4j, strict=True):
        assert {name: len(rows) for name, rows in other.items()} == {name: len(rows) for name, rows in half.items()}
        for table, rows in half.items():
            assert other[table] == rows, table


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "parquet"])
@pytest.mark.parametrize("options", [{}, {"private": True}], ids=["", "private"])
def test_an_export_is_the_same_to_the_byte(homes: Homes, name: str, options: dict[str, Any], tmp_path: Path) -> None:
    if name == "jsonl":
        options = {"decisions": "private" in options}
    written = []
    for number, home in enumerate(homes):
        export(home, name, tmp_path / str(number), **options)
        files = sorted((tmp_path / str(number)).rglob("*")) or [tmp_path / str(number)]
        written.append([(file.name if len(files) > 1 else "", file.read_bytes()) for file in files if file.is_file()])
    assert written[0] == written[1]
    assert all(text for _, text in written[0])


def test_cards_and_pictures_are_the_same(homes: Homes) -> None:
    names = same(homes, lambda reader: [entity.name for entity in search.entities(reader, "街道")])
    assert names
    for name in names[:5]:
        found = same(homes, lambda reader, name=name: find.find(reader, name))
        for entity in found:
            same(homes, lambda reader, id_=entity.id: cards.card(reader, id_, limit=20))
            same(homes, lambda reader, id_=entity.id: neighbourhood.around(reader, id_, limit=30))
    articles = same(homes, cards.articles)
    same(homes, lambda reader: cards.article(reader, articles[0].id))
    same(homes, counts.counts)


@pytest.mark.parametrize("text", ["社区", "书记", "2", "Ａ", "。", "不在任何地方"])
def test_a_search_finds_the_same(homes: Homes, text: str) -> None:
    same(homes, lambda reader: search.search(reader, text, limit=7))


def test_paths_are_the_same(homes: Homes) -> None:
    most = same(homes, lambda reader: [row["entity_id"] for row in run(reader, "most-connected", {"limit": "6"}).rows])
    found = [
        same(homes, lambda reader, a=a, b=b: paths.shortest_path(reader, [a], [b]))
        for at, a in enumerate(most)
        for b in most[at + 1 :]
    ]
    assert any(found)


def test_the_graph_for_networkx_is_the_same(homes: Homes, request: pytest.FixtureRequest) -> None:
    graph = same(homes, lambda reader: sorted(networkx_graph(reader).edges(keys=True, data=True), key=str))
    assert graph
    same(homes, lambda reader: central(networkx_graph(reader))[:10])
    area = AREA[request.node.callspec.params["homes"]]
    same(homes, lambda reader: silent_areas(reader, area))


@pytest.mark.parametrize(
    "cypher",
    [
        "UNWIND [3, 1, 2] AS x RETURN x, x / 2 AS half, x * 1.0 AS real, -x AS less ORDER BY x",
        "MATCH (s:Statement) RETURN count(*) AS n, sum(s.evidence_end) AS total, min(s.value_number) AS least",
        "MATCH (s:Statement) RETURN s.value_number AS number, s.id AS id ORDER BY id",
        "MATCH (s:Statement) WHERE s.value_number > 5 RETURN s.value_number AS number ORDER BY number, s.id",
        "MATCH (s:Statement) OPTIONAL MATCH (s)-[:OBJECT]->(o) RETURN s.id AS id, coalesce(o.name, '') AS name ORDER BY id",
        "MATCH (s:Statement) RETURN s.confidence AS confidence, s.approximate AS about, s.id AS id ORDER BY id",
        "MATCH (e:Organization|Person) RETURN e.aliases AS aliases, e.articles AS n, e.id AS id ORDER BY id",
        "MATCH (a:Person)-[r]->(b) RETURN type(r) AS type, r.statements AS n, count(*) AS m ORDER BY type, n",
        "MATCH (p:Person) RETURN sum(p.articles) AS total, max(p.name) AS last, min(p.name) AS first",
        "RETURN date('2022-10-26') AS day, 'x' STARTS WITH '' AS empty, size('一二') AS size",
    ],
)
def test_a_question_gives_the_same_values_and_types(homes: Homes, cypher: str) -> None:
    rows = same(homes, lambda reader: reader.rows(cypher))
    assert rows
    assert same(homes, lambda reader: list(reader.stream(cypher))) == rows


@pytest.mark.parametrize("etype", ENTITY_TYPES)
def test_an_unknown_name_is_wrong_use_on_both(homes: Homes, etype: str) -> None:
    for cypher in (f"MATCH (n:{etype}) RETURN n.nothing", f"MATCH (n:{etype})-[:NO_SUCH]->() RETURN n.id"):
        for home in homes:
            with pytest.raises(UsageError):
                home.rows(cypher)
