"""Rows into a Neo4j database: one statement for each 2,000 rows of a table, or of a (from, to) pair.

All within the caller's transaction, whose end makes them stored, all or none. Every load is counted: MATCH … CREATE
drops a relation whose end is missing without a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import neo4j

from ontology.errors import StoreError
from store.base import Graph, Row
from store.ddl import Pair, Tables, quoted

BATCH = 2000
"""Rows in one statement."""

_NO_PROPERTIES = {"id", "from_table", "from_id", "to_table", "to_id"}

T = TypeVar("T")


def apply(transaction: neo4j.ManagedTransaction, tables: Tables, *, remove: Graph, add: Graph) -> None:
    """Take `remove` out and put `add` in: a node that is there already is changed in place, an edge is made anew.

    `remove` names every edge that goes or changes, `add` holds whole rows. StoreError where an edge that goes is not
    there, an end is missing, or a row has a property that its table lacks. A node that goes and still has edges
    fails the commit.
    """
    for table, rows in remove.edges.items():
        for pair, edges in _by_pair(rows).items():
            _remove_edges(transaction, table, pair, edges)
    for table, rows in remove.nodes.items():
        gone = rows.keys() - add.nodes.get(table, {}).keys()
        for ids in batches(sorted(gone)):
            # Not DETACH: an edge that nobody named would go without a word.
            transaction.run(f"UNWIND $ids AS id MATCH (n:{quoted(table)} {{id: id}}) DELETE n", {"ids": ids}).consume()
    for table, rows in add.nodes.items():
        for batch in batches(_properties(table, tables.nodes[table], rows)):
            transaction.run(
                f"UNWIND $rows AS row MERGE (n:{quoted(table)} {{id: row.id}}) SET n = row", {"rows": batch}
            ).consume()
    for table, rows in add.edges.items():
        for pair, edges in _by_pair(rows).items():
            _create_edges(transaction, table, pair, tables.edges[table].properties, edges)


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most `size`.

    >>> list(batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _by_pair(rows: Mapping[str, Row]) -> dict[Pair, dict[str, Row]]:
    pairs: dict[Pair, dict[str, Row]] = defaultdict(dict)
    for row_id, row in rows.items():
        pairs[str(row["from_table"]), str(row["to_table"])][row_id] = row
    return pairs


def _create_edges(
    transaction: neo4j.ManagedTransaction,
    table: str,
    pair: Pair,
    properties: Mapping[str, str],
    rows: Mapping[str, Row],
) -> None:
    made = 0
    values = _properties(table, properties, rows)
    ends = ((str(row["from_id"]), str(row["to_id"])) for row in rows.values())
    for batch in batches(
        {"from_id": start, "to_id": end, "row": row} for (start, end), row in zip(ends, values, strict=True)
    ):
        # Not MERGE: what is added is known to be new, and MERGE walks the relations of a busy end.
        made += _count(
            transaction,
            f"UNWIND $rows AS each MATCH (a:{quoted(pair[0])} {{id: each.from_id}}) "
            f"MATCH (b:{quoted(pair[1])} {{id: each.to_id}}) CREATE (a)-[r:{quoted(table)}]->(b) SET r = each.row "
            "RETURN count(*)",
            batch,
        )
    _expect(made, len(rows), f"{table} from {pair[0]} to {pair[1]}")


def _remove_edges(transaction: neo4j.ManagedTransaction, table: str, pair: Pair, rows: Mapping[str, Row]) -> None:
    gone = 0
    for batch in batches({"id": id_, "from_id": row["from_id"], "to_id": row["to_id"]} for id_, row in rows.items()):
        gone += _count(
            transaction,
            f"UNWIND $rows AS each MATCH (a:{quoted(pair[0])} {{id: each.from_id}}) "
            f"MATCH (b:{quoted(pair[1])} {{id: each.to_id}}) "
            f"MATCH (a)-[r:{quoted(table)} {{id: each.id}}]->(b) DELETE r RETURN count(*)",
            batch,
        )
    _expect(gone, len(rows), f"{table} from {pair[0]} to {pair[1]}, to be taken out")


def _properties(table: str, properties: Mapping[str, str], rows: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    """Each row as the properties of its node or relation, its id among them, its ends not."""
    unknown: Collection[str] = set().union(*rows.values()) - properties.keys() - _NO_PROPERTIES if rows else ()
    if unknown:
        raise StoreError(f"the table {table} has no property {', '.join(sorted(unknown))}")
    floats = [name for name, kind in properties.items() if kind == "float"]
    names = [name for name in properties if name != "id"]
    for id_, row in rows.items():
        values: dict[str, Any] = {"id": id_} | {name: row[name] for name in names if row.get(name) is not None}
        for name in floats:
            if type(values.get(name)) is int:  # the other home's column makes it one, too
                values[name] = float(values[name])
        yield values


def _count(transaction: neo4j.ManagedTransaction, cypher: str, rows: list[dict[str, Any]]) -> int:
    return int(transaction.run(cypher, {"rows": rows}).single(strict=True)[0])


def _expect(found: int, rows: int, what: str) -> None:
    if found != rows:
        raise StoreError(
            f"only {found} of {rows} rows were found in or put into {what}",
            remedy="nothing was changed; `wangge check` says what is wrong with the store",
        )
