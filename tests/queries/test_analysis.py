"""The graph as networkx sees it, and what researchers compute of it."""

from __future__ import annotations

import networkx as nx
import pytest

from ontology.errors import UsageError
from queries.analysis import central, communities, networkx_graph, silent_areas
from queries.counts import counts


def name(graph, node):
    return graph.nodes[node]["name"]


def test_the_whole_graph_has_all_entities_and_relations(reader):
    graph = networkx_graph(reader)
    held = counts(reader)
    assert len(graph) == sum(held[etype] for etype in ("Organization", "Person", "Place", "Event", "Programme"))
    assert graph.size() == held["relations"]
    assert all(data["name"] and data["etype"] for _, data in graph.nodes(data=True))
    assert all(data["relation"] and data["statements"] > 0 for *_, data in graph.edges(data=True))


def test_nodes_and_edges_come_in_one_order(reader, reversed_reader):
    one, other = networkx_graph(reader), networkx_graph(reversed_reader)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_types_relations_and_least_narrow_the_graph(reader):
    people = networkx_graph(reader, types=("Person", "Organization"))
    assert {data["etype"] for _, data in people.nodes(data=True)} == {"Person", "Organization"}
    posts = networkx_graph(reader, relations=("holdsPost",))
    assert {data["relation"] for *_, data in posts.edges(data=True)} == {"holdsPost"}
    assert {data["statements"] for *_, data in networkx_graph(reader, least=3).edges(data=True)} == {3}
    hidden = next(iter(people.nodes))
    assert hidden not in networkx_graph(reader, without=(hidden,))
    with pytest.raises(UsageError, match="no entity type 'People'"):
        networkx_graph(reader, types=("People",))


def test_a_gift_keeps_its_amount_and_a_post_its_role(reader):
    edges = [data for *_, data in networkx_graph(reader).edges(data=True)]
    gift = next(data for data in edges if data["relation"] == "donatesTo" and data["unit"] == "袋")
    assert (gift["value"], gift["what"]) == (200, "大米")
    assert "网格员" in {data["role"] for data in edges if data["relation"] == "holdsPost"}


@pytest.mark.parametrize("measure", ["pagerank", "degree", "betweenness"])
def test_centrality_ranks_all_entities_the_same_each_time(reader, measure):
    graph = networkx_graph(reader)
    ranked = central(graph, measure=measure)
    assert {one.id for one in ranked} == set(graph.nodes)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert ranked == central(graph, measure=measure)


def test_pagerank_is_a_share_and_favours_the_middle_of_a_star():
    star = nx.MultiDiGraph()
    star.add_nodes_from([(str(n), {"name": str(n), "etype": "Place"}) for n in range(6)])
    star.add_edges_from([("0", str(n), {"statements": 1}) for n in range(1, 5)])
    ranked = central(star)
    assert ranked[0].id == "0"
    assert ranked[-1].id == "5", "who has no relation comes last"
    assert sum(one.score for one in ranked) == pytest.approx(1)
    # By hand: b = (.15 + .85 b) / 6 for who has none, a leaf l = b + .85 m / 4, the middle m = b + .85 * 4 l.
    assert ranked[0].score == pytest.approx(0.4618, abs=0.0001)


def test_an_empty_graph_has_no_centre_and_no_groups():
    assert central(nx.MultiDiGraph()) == []
    assert communities(nx.MultiDiGraph()) == []


@pytest.mark.parametrize("method", ["labels", "louvain"])
def test_communities_part_the_entities_the_same_each_time(reader, method):
    graph = networkx_graph(reader)
    groups = communities(graph, method=method)
    assert sorted(node for group in groups for node in group) == sorted(graph.nodes)
    assert groups == communities(graph, method=method)
    assert 1 < len(groups) < len(graph)


def test_unknown_measures_and_methods_are_refused(reader):
    graph = networkx_graph(reader)
    with pytest.raises(UsageError, match="pagerank, degree or betweenness"):
        central(graph, measure="fame")
    with pytest.raises(UsageError, match="labels or louvain"):
        communities(graph, method="magic")


def test_silent_areas_know_those_never_reported_on(reader):
    silent = silent_areas(reader, "371122", since="2024-04-11")
    found = {one.name: one.last_day for one in silent}
    assert found["招贤镇"] == ""
    assert found["店子集街道"] == "2024-04-10"
    assert "浮来山街道" not in found
    assert silent[-1].name == "店子集街道", "those never reported on come first"
