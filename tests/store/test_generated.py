"""The graphs made up for measuring: always the same, of the size asked for, sound, and derivable part by part."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ontology.model import model
from ontology.records import ENTITY_TYPES
from store import open_store
from store.base import Graph
from store.check import check
from store.derive import derive
from store.writing import ends_of
from tests.store import generated
from tests.store.memory import differences

ENDS = ends_of(model().relations)
SMALL = 3 * generated.ENTITIES_A_COUNTY


@pytest.fixture(scope="module")
def whole() -> Graph:
    return derive(generated.files(entities=SMALL), [], ends=ENDS)


def test_the_same_numbers_give_the_same_files() -> None:
    assert list(generated.generated_files(articles=5)) == list(generated.generated_files(articles=5))


def test_a_graph_has_about_as_many_entities_as_asked_for(whole: Graph) -> None:
    assert 0.9 < sum(len(whole.nodes[etype]) for etype in ENTITY_TYPES) / SMALL < 1.1


def test_every_relation_between_entities_is_said(whole: Graph) -> None:
    said = {row["predicate"] for row in whole.nodes["Statement"].values()}
    assert said == {one.name for one in model().relations if "Article" not in one.domain}
    assert {row["modality"] for row in whole.nodes["Statement"].values()} == {"reported", "planned", "ended", "denied"}


def test_a_few_entities_are_spoken_of_again_and_again_and_most_once(whole: Graph) -> None:
    articles = Counter(str(row["to_id"]) for row in whole.edges["MENTIONS"].values())
    assert max(articles.values()) > 100
    assert sum(count == 1 for count in articles.values()) > len(articles) / 2


def test_what_is_derived_county_by_county_is_what_is_derived_of_all(whole: Graph) -> None:
    parts = Graph({}, {})
    for shard in generated.shards(entities=SMALL):
        part = derive(shard, [], ends=ENDS)
        for held, rows in ((parts.nodes, part.nodes), (parts.edges, part.edges)):
            for table, fresh in rows.items():
                assert not held.setdefault(table, {}).keys() & fresh.keys()
                held[table] |= fresh
    assert not differences(parts, whole)


@pytest.mark.slow
def test_a_store_holds_it_soundly(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "generated.lbug"), write=True) as writer:
        writer.put(list(generated.generated_files(articles=150)))
        assert check(writer) == []
