"""Parts of the graph small enough to draw: a page's entities, an entity's neighbours, paged."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import ENTITY_TYPES
from queries.find import by_ids
from store.base import Reader, Row

_ENDS = "Organization|Person|Place|Event|Programme"
_EDGE = (
    "r.id AS id, type(r) AS relation, {source}.id AS source, {target}.id AS target, r.role AS role, "
    "r.statements AS statements"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity to draw."""

    id: str
    etype: str
    kind: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A typed relation to draw; `relation` is its table (HOLDS_POST), `statements` how many stand behind it."""

    id: str
    relation: str
    source: str
    target: str
    role: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Nodes and the relations between them; `total`: how many nodes there were before the cap."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int


def page(reader: Reader, file: str, *, limit: int) -> Picture:
    """The entities that the articles of a file speak of, the most connected first, and what relates them."""
    return reader.together(lambda one: _page(one, file, limit))


def _page(reader: Reader, file: str, limit: int) -> Picture:
    rows = reader.rows(
        f"MATCH (a:Article)-[:MENTIONS]->(e:{_ENDS}) WHERE a.file = $file "
        "RETURN DISTINCT e.id AS id, e.etype AS etype, e.kind AS kind, e.name AS name, e.articles AS articles",
        {"file": file},
    )
    return _cap(reader, [_node(row) for row in rows], limit=limit)


def around(reader: Reader, identity: str, *, limit: int) -> Picture:
    """An entity with its neighbours, those of most statements first; `total` counts all of them and itself."""
    return reader.together(lambda one: _around(one, identity, limit))


def _around(reader: Reader, identity: str, limit: int) -> Picture:
    found = by_ids(reader, (identity,))
    if not found:
        return Picture(nodes=(), edges=(), total=0)
    (own,) = found
    # From the one entity outwards: to look for relations between many ids Ladybug reads them all.
    start = f"MATCH (e:{own.etype} {{id: $id}})"
    neighbours: dict[str, Node] = {}
    weight: dict[str, int] = {}
    edges: dict[str, Edge] = {}
    # Not by UNION ALL: of one end's id, the same in all rows of a branch, Ladybug makes the id of all rows (0.22.0).
    for pattern, source, target in (("-[r]->", "e", "o"), ("<-[r]-", "o", "e")):
        for row in reader.rows(
            f"{start}{pattern}(o:{_ENDS}) RETURN o.id AS other, o.etype AS etype, o.kind AS kind, o.name AS name, "
            f"o.articles AS articles, {_EDGE.format(source=source, target=target)}",
            {"id": identity},
        ):
            node, edge = _node(row | {"id": row["other"]}), _edge(row)
            edges[edge.id] = edge
            if node.id != identity:
                neighbours[node.id] = node
                weight[node.id] = weight.get(node.id, 0) + edge.statements
    others = sorted(neighbours.values(), key=lambda node: (-weight[node.id], node.name, node.id))
    centre = Node(id=own.id, etype=own.etype, kind=own.kind, name=own.name, articles=own.articles)
    shown = (centre, *others)[:limit]
    ids = {node.id for node in shown}
    if len(shown) > 1:
        for row in reader.rows(
            f"{start}-[]-(a:{_ENDS})-[r]->(b:{_ENDS}) WHERE a.id IN $ids AND b.id IN $ids "
            f"RETURN DISTINCT {_EDGE.format(source='a', target='b')}",
            {"id": identity, "ids": sorted(ids)},
        ):
            edge = _edge(row)
            edges[edge.id] = edge
    among = sorted((one for one in edges.values() if {one.source, one.target} <= ids), key=lambda one: one.id)
    return Picture(nodes=shown, edges=tuple(among), total=len(others) + 1)


def of(reader: Reader, identities: list[str], *, limit: int) -> Picture:
    """These entities and what relates them."""
    return reader.together(lambda one: _cap(one, _nodes(one, identities), limit=limit))


def between(reader: Reader, identities: list[str]) -> tuple[Edge, ...]:
    """All typed relations among the entities of these ids, by id."""
    return reader.together(lambda one: _between(one, _nodes(one, identities)))


def _nodes(reader: Reader, identities: list[str]) -> list[Node]:
    """The entities of these ids, looked up in each type: to look for ids without a label would read the store."""
    rows = [
        row
        for etype in ENTITY_TYPES
        for row in reader.rows(
            f"UNWIND $ids AS one MATCH (e:{etype} {{id: one}}) "
            "RETURN e.id AS id, e.etype AS etype, e.kind AS kind, e.name AS name, e.articles AS articles",
            {"ids": sorted(set(identities))},
        )
    ]
    return [_node(row) for row in rows]


def _between(reader: Reader, nodes: list[Node]) -> tuple[Edge, ...]:
    ids = sorted(node.id for node in nodes)
    edges: dict[str, Edge] = {}
    for etype in sorted({node.etype for node in nodes}):
        for row in reader.for_each(
            f"MATCH (a:{etype} {{id: $id}})-[r]->(b:{_ENDS}) WHERE b.id IN $among "
            f"RETURN {_EDGE.format(source='a', target='b')}",
            [node.id for node in nodes if node.etype == etype],
            through="SUBJECT",  # of about as many rows as all typed relations
            params={"among": ids},
        ):
            edge = _edge(row)
            edges[edge.id] = edge
    return tuple(edges[id_] for id_ in sorted(edges))


def _edge(row: Row) -> Edge:
    return Edge(
        id=str(row["id"]),
        relation=str(row["relation"]),
        source=str(row["source"]),
        target=str(row["target"]),
        role=str(row["role"] or ""),
        statements=int(str(row["statements"] or 0)),
    )


def _cap(reader: Reader, nodes: list[Node], *, limit: int) -> Picture:
    edges = _between(reader, nodes)
    degree: dict[str, int] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            degree[end] = degree.get(end, 0) + 1
    nodes.sort(key=lambda node: (-degree.get(node.id, 0), -node.articles, node.name, node.id))
    shown = {node.id for node in nodes[:limit]}
    kept = tuple(edge for edge in edges if edge.source in shown and edge.target in shown)
    return Picture(nodes=tuple(nodes[:limit]), edges=kept, total=len(nodes))


def _node(row: Row) -> Node:
    texts = {name: str(row[name] or "") for name in ("id", "etype", "kind", "name")}
    return Node(articles=int(str(row["articles"] or 0)), **texts)


def last_file(reader: Reader) -> str | None:
    """The digest of the file read last; where it is gone, of the newest article's; None for an empty store."""
    for cypher in (
        "MATCH (m:Meta) MATCH (a:Article) WHERE a.file = m.last_file RETURN a.file AS file LIMIT 1",
        "MATCH (a:Article) RETURN a.file AS file, a.published AS published ORDER BY published DESC, file LIMIT 1",
    ):
        if held := reader.rows(cypher):
            return str(held[0]["file"])
    return None
