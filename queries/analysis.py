"""For researchers in Python: the graph as networkx sees it, shortest paths with their sentences, silent areas.

from store import open_store
from queries import analysis

reader = open_store("data/wangge.lbug")
graph = analysis.networkx_graph(reader, types=("Person", "Organization"))
for one in analysis.central(graph)[:10]:
    print(one.name, one.score)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx
import numpy as np

from ontology import divisions
from ontology.errors import UsageError
from ontology.records import ENTITY_TYPES
from store.base import Reader

_ENDS = "|".join(ENTITY_TYPES)
Measure = Literal["pagerank", "degree", "betweenness"]
EDGE_WALKS = 3_000_000
"""Edges that betweenness may walk, about 10 µs each: a larger graph is estimated from as many nodes as that allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An entity and how central it is; `score` depends on the measure, larger is more central."""

    id: str
    name: str
    etype: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentArea:
    """A division that was not reported on; `last_day`: when it last was, '' if the store never heard of it."""

    code: str
    name: str
    last_day: str


def networkx_graph(
    reader: Reader,
    *,
    types: Collection[str] = ENTITY_TYPES,
    relations: Collection[str] | None = None,
    least: int = 1,
    without: Collection[str] = (),
) -> nx.MultiDiGraph:
    """The entities and the relations between them, each with its properties; nodes and edges in order of id.

    Nodes are entity ids with etype, kind, name, code, area, first_day, last_day, articles; edges have the
    relation's id as key, and relation (holdsPost …), role, value, unit, what, statements, first_date,
    last_date. `types`: of entities; `relations`: names in the ontology, None for all; `least`: statements
    behind a relation; `without`: ids of entities to leave out. UsageError on an unknown type.
    """
    unknown = sorted(set(types) - set(ENTITY_TYPES))
    if unknown:
        raise UsageError(f"there is no entity type {unknown[0]!r}", remedy="use " + ", ".join(ENTITY_TYPES))
    graph = nx.MultiDiGraph()
    hidden = set(without)
    wanted = set(types)
    for etype in ENTITY_TYPES:
        if etype not in wanted:
            continue
        for row in reader.stream(
            f"MATCH (e:{etype}) RETURN e.id AS id, e.etype AS etype, e.kind AS kind, e.name AS name, e.code AS code, "
            "e.area AS area, e.first_day AS first_day, e.last_day AS last_day, e.articles AS articles ORDER BY id"
        ):
            identity = str(row.pop("id"))
            if identity not in hidden:
                graph.add_node(identity, **row)
    edges = reader.rows(
        f"MATCH (a:{_ENDS})-[r]->(b:{_ENDS}) WHERE r.statements >= $least "
        "RETURN r.id AS id, a.id AS source, b.id AS target, r.predicate AS relation, r.role AS role, "
        "r.value_number AS value, r.unit AS unit, r.what AS what, r.statements AS statements, "
        "r.first_date AS first_date, r.last_date AS last_date ORDER BY id",
        {"least": least},
    )
    for row in edges:
        identity, source, target = (str(row.pop(name)) for name in ("id", "source", "target"))
        if source in graph and target in graph and (relations is None or row["relation"] in relations):
            graph.add_edge(source, target, key=identity, **row)
    return graph


def central(graph: nx.MultiDiGraph, *, measure: Measure = "pagerank", seed: int = 0) -> list[Ranked]:
    """All entities, the most central first; directions do not count, several relations between two count as one.

    `betweenness` is exact up to some 1,000 entities, beyond that estimated from a sample chosen by `seed`
    (EDGE_WALKS). UsageError on an unknown measure.
    """
    simple = _simple(graph)
    if measure == "pagerank":
        scores = _pagerank(simple)
    elif measure == "degree":
        scores = dict(simple.degree())
    elif measure == "betweenness":
        sample = max(10, EDGE_WALKS // max(1, simple.size()))
        scores = nx.betweenness_centrality(simple, k=sample if sample < len(simple) else None, seed=seed)
    else:
        raise UsageError(f"unknown measure {measure!r}", remedy="use pagerank, degree or betweenness")
    ranked = [
        Ranked(id=node, name=graph.nodes[node]["name"], etype=graph.nodes[node]["etype"], score=round(score, 12))
        for node, score in scores.items()
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.name, one.id))


def communities(
    graph: nx.MultiDiGraph, *, method: Literal["labels", "louvain"] = "labels", seed: int = 0
) -> list[tuple[str, ...]]:
    """Groups of entities more closely related among themselves, by size; ids of each group sorted.

    `labels` (label propagation) is for any size, `louvain` finds better groups up to some 10,000 entities.
    The same graph and seed give the same groups. UsageError on an unknown method.
    """
    simple = _simple(graph)
    if method == "labels":
        found = nx.community.fast_label_propagation_communities(simple, weight="weight", seed=seed)
    elif method == "louvain":
        found = nx.community.louvain_communities(simple, weight="weight", seed=seed)
    else:
        raise UsageError(f"unknown method {method!r}", remedy="use labels or louvain")
    return sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group))


def silent_areas(reader: Reader, county: str, *, since: str = "9999-12-31") -> list[SilentArea]:
    """Streets and towns of a county (official code) of which no article of `since` (ISO day) or later speaks.

    Unlike the query `areas-without-news` it knows those that no article ever spoke of: they come first. An
    article on a village is no article on its town here, unless it names the town.
    """
    last_day = {
        str(row["code"]): str(row["last_day"] or "")
        for row in reader.rows(
            "MATCH (p:Place) WHERE p.code STARTS WITH $county RETURN p.code AS code, p.last_day AS last_day",
            {"county": county},
        )
    }
    silent = [
        SilentArea(code=one.code, name=one.display_name, last_day=last_day.get(one.code, ""))
        for one in divisions.children(county)
        if last_day.get(one.code, "") < since
    ]
    return sorted(silent, key=lambda one: (one.last_day, one.code))


def _pagerank(simple: Any, *, damping: float = 0.85, rounds: int = 100, tolerance: float = 1e-9) -> dict[str, float]:
    """PageRank over weighted undirected edges by numpy alone: networkx's own needs scipy."""
    nodes = list(simple.nodes)
    if not nodes:
        return {}
    place = {node: at for at, node in enumerate(nodes)}
    ends = [(place[a], place[b], weight) for a, b, weight in simple.edges(data="weight")]
    source = np.array([a for a, _, _ in ends] + [b for _, b, _ in ends], dtype=np.int64)
    target = np.array([b for _, b, _ in ends] + [a for a, _, _ in ends], dtype=np.int64)
    weight = np.array([w for *_, w in ends] * 2, dtype=float)
    strength = np.bincount(source, weights=weight, minlength=len(nodes))
    alone = strength == 0
    share = weight / strength[source]
    score = np.full(len(nodes), 1 / len(nodes))
    for _ in range(rounds):
        flow = np.bincount(target, weights=score[source] * share, minlength=len(nodes))
        new = (1 - damping + damping * score[alone].sum()) / len(nodes) + damping * flow
        moved, score = np.abs(new - score).sum(), new
        if moved < tolerance:
            break
    return {node: float(score[at]) for node, at in place.items()}


def _simple(graph: nx.MultiDiGraph) -> Any:
    """One undirected edge between two entities, its `weight` the number of statements; no loops."""
    simple = nx.Graph()
    simple.add_nodes_from(graph.nodes)
    for source, target, statements in graph.edges(data="statements", default=1):
        if source != target:
            before = simple.get_edge_data(source, target, {"weight": 0})["weight"]
            simple.add_edge(source, target, weight=before + statements)
    return simple
