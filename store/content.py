"""All that a home holds, as rows: what `derive` makes of its source layer, if nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from store.base import Graph, Row
from store.cypher import Asking
from store.ddl import quoted


def content(home: Asking) -> Graph:
    """Every row of a home but its Meta node, by table and id."""
    return Graph(
        {table: dict(nodes(home, table)) for table in home.tables.nodes if table != "Meta"},
        {table: dict(edges(home, table)) for table in home.tables.edges},
    )


def nodes(home: Asking, table: str) -> Iterator[tuple[str, Row]]:
    """(id, row) of every node of a table; an id twice if the store has it twice."""
    columns = ", ".join(f"n.{quoted(name)} AS {quoted(name)}" for name in home.tables.nodes[table])
    for row in home.stream(f"MATCH (n:{quoted(table)}) RETURN {columns}"):
        yield str(row.pop("id")), row


def edges(home: Asking, table: str) -> Iterator[tuple[str, Row]]:
    """(id, row with its ends) of every edge of a table; an id twice if the store has it twice."""
    held = home.tables.edges[table]
    # Most tables of a small store are empty, and have many pairs of ends.
    if home.rows(f"MATCH ()-[r:{quoted(table)}]->() RETURN count(r) AS n") == [{"n": 0}]:
        return
    columns = ", ".join(f"r.{quoted(name)} AS {quoted(name)}" for name in held.properties)
    for start, end in held.pairs:
        for row in home.stream(
            f"MATCH (a:{quoted(start)})-[r:{quoted(table)}]->(b:{quoted(end)}) "
            f"RETURN {columns}, a.id AS from_id, b.id AS to_id"
        ):
            yield str(row.pop("id")), row | {"from_table": start, "to_table": end}
