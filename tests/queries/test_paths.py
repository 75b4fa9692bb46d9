"""Shortest paths, held against networkx on the whole world."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest

from queries.analysis import networkx_graph
from queries.find import find
from queries.paths import shortest_path


def ids(reader, name):
    return [row.id for row in find(reader, name)]


def test_each_step_has_the_sentence_that_says_so(reader):
    path = shortest_path(reader, ids(reader, "牧小禾"), ids(reader, "白洋街道"))
    assert [step.source.name for step in path] == ["牧小禾", "“红色管家”机制启动会", "浮来山街道党工委", "浮来山街道"]
    assert [(step.predicate, step.forward) for step in path] == [
        ("participatesIn", True),
        ("organizes", False),
        ("governs", True),
        ("pairsWith", False),
    ]
    for step in path:
        assert step.statements == len(step.said)
        said = step.said[0]
        assert said.sentence[said.start : said.end]
        assert said.published
    assert path[-1].said[0].sentence.startswith("武义讯 4月9日，白洋街道与莒县浮来山街道签约结对共建")


def test_lengths_are_those_of_networkx(reader):
    graph = networkx_graph(reader).to_undirected()
    nodes = sorted(graph.nodes)[::9]
    for a, b in itertools.combinations(nodes, 2):
        path = shortest_path(reader, [a], [b], longest=20, sentences=1)
        if nx.has_path(graph, a, b):
            assert len(path) == nx.shortest_path_length(graph, a, b)
            assert (path[0].source.id, path[-1].target.id) == (a, b)
            assert all(one.target == two.source for one, two in itertools.pairwise(path))
            assert all(step.said for step in path)
        else:
            assert path == ()


def test_it_is_always_the_same_path(reader, reversed_reader):
    start, end = ids(reader, "闾丘松"), ids(reader, "苗青")
    assert shortest_path(reader, start, end) == shortest_path(reversed_reader, start, end)
    assert [step.target.name for step in shortest_path(reader, start, end)] == ["义务植树活动", "苗青"]


def test_a_path_may_not_be_longer_than_asked_nor_walk_on_what_is_left_out(reader):
    start, end = ids(reader, "牧小禾"), ids(reader, "白洋街道")
    assert shortest_path(reader, start, end, longest=3) == ()
    assert len(shortest_path(reader, start, end, longest=4)) == 4
    assert shortest_path(reader, start, end, longest=4, without=("pairsWith",)) == ()


@pytest.mark.parametrize(("start", "end"), [([], []), (["0" * 20], ["1" * 20])])
def test_there_is_no_path_between_nothing(reader, start, end):
    assert shortest_path(reader, start, end) == ()


def test_there_is_no_path_from_an_entity_to_itself(reader):
    assert shortest_path(reader, ids(reader, "苗青"), ids(reader, "苗青")) == ()
