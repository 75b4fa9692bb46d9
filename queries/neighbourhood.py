"""Parts of the graph small enough to draw: a page's entities, an entity's neighbours, paged."""

from __future__ import annotations

from dataclasses import dataclass

from store.base import Reader, Row

_ENDS = "Organization|Person|Place|Event|Programme"


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
    rows = reader.rows(
        f"MATCH (a:Article)-[:MENTIONS]->(e:{_ENDS}) WHERE a.file = $file "
        "RETURN DISTINCT e.id AS id, e.etype AS etype, e.kind AS kind, e.name AS name, e.articles AS articles",
        {"file": file},
    )
    return _cap(reader, [_node(row) for row in rows], limit=limit)


def around(reader: Reader, identity: str, *, limit: int) -> Picture:
    """An entity with its neighbours, those of most statements first; `total` counts all of them and itself."""
    rows = reader.rows(
        f"MATCH (e:{_ENDS})-[r]-(o:{_ENDS}) WHERE e.id = $id AND o.id <> $id "
        "RETURN o.id AS id, o.etype AS etype, o.kind AS kind, o.name AS name, o.articles AS articles, "
        "sum(r.statements) AS weight ORDER BY weight DESC, name, id",
        {"id": identity},
    )
    own = reader.rows(
        f"MATCH (e:{_ENDS}) WHERE e.id = $id "
        "RETURN e.id AS id, e.etype AS etype, e.kind AS kind, e.name AS name, e.articles AS articles",
        {"id": identity},
    )
    nodes = tuple(_node(row) for row in [*own, *rows])
    shown = nodes[:limit]
    return Picture(nodes=shown, edges=between(reader, [node.id for node in shown]), total=len(nodes))


def of(reader: Reader, identities: list[str], *, limit: int) -> Picture:
    """These entities and what relates them."""
    rows = reader.rows(
        f"MATCH (e:{_ENDS}) WHERE e.id IN $ids "
        "RETURN e.id AS id, e.etype AS etype, e.kind AS kind, e.name AS name, e.articles AS articles",
        {"ids": identities or [""]},
    )
    return _cap(reader, [_node(row) for row in rows], limit=limit)


def between(reader: Reader, identities: list[str]) -> tuple[Edge, ...]:
    """All typed relations among the entities of these ids, by id."""
    rows = reader.rows(
        f"MATCH (a:{_ENDS})-[r]->(b:{_ENDS}) WHERE a.id IN $ids AND b.id IN $ids "
        "RETURN r.id AS id, type(r) AS relation, a.id AS source, b.id AS target, r.role AS role, r.statements AS statements",
        {"ids": identities or [""]},
    )
    edges = [
        Edge(
            id=str(row["id"]),
            relation=str(row["relation"]),
            source=str(row["source"]),
            target=str(row["target"]),
            role=str(row["role"] or ""),
            statements=int(str(row["statements"] or 0)),
        )
        for row in rows
    ]
    return tuple(sorted(edges, key=lambda edge: edge.id))


def _cap(reader: Reader, nodes: list[Node], *, limit: int) -> Picture:
    edges = between(reader, [node.id for node in nodes])
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
