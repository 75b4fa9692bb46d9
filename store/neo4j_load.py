"""Rows into a Neo4j database: one statement for each 2,000 rows of a table, or of a (from, to) pair.

All within the caller's transaction, whose end makes them stored, all or none. Every load is counted: MATCH … CREATE
drops a relation whose end is missing without a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import neo4j

from ontology.errors import StoreError
from store.base import Graph, Row
from store.ddl import Pair, Tables, quoted

BATCH = 2000
"""Rows in one statement."""

_AS_PLANNED = "CYPHER replan=skip "
"""Every end is found by its id, whatever the size of the graph: a plan once made stays right.

Without it a growing graph has each of some hundred plans made anew every few seconds, most of the work of a small load.
"""

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
            transaction.run(
                f"{_AS_PLANNED}UNWIND $ids AS id MATCH (n:{quoted(table)} {{id: id}}) DELETE n", {"ids": ids}
            ).consume()
    for table, rows in add.nodes.items():
        names, values = _values(table, tables.nodes[table], rows)
        sets = ", ".join(f"n.{quoted(name)} = row[{at}]" for at, name in enumerate(names[1:], 1))
        write = f"{_AS_PLANNED}UNWIND $rows AS row MERGE (n:{quoted(table)} {{id: row[0]}})"
        write += f" SET {sets}" if sets else ""
        for batch in batches(values):
            transaction.run(write, {"rows": batch}).consume()
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
    names, values = _values(table, properties, rows)
    sets = ", ".join(f"{quoted(name)}: row[{at}]" for at, name in enumerate(names))
    ends = ((row["from_id"], row["to_id"]) for row in rows.values())
    # Not MERGE: what is added is known to be new, and MERGE walks the relations of a busy end.
    write = (
        f"{_AS_PLANNED}UNWIND $rows AS row MATCH (a:{quoted(pair[0])} {{id: row[{len(names)}]}}) "
        f"MATCH (b:{quoted(pair[1])} {{id: row[{len(names) + 1}]}}) "
        f"CREATE (a)-[:{quoted(table)} {{{sets}}}]->(b) RETURN count(*)"
    )
    made = sum(
        _count(transaction, write, batch)
        for batch in batches((*value, *end) for value, end in zip(values, ends, strict=True))
    )
    _expect(made, len(rows), f"{table} from {pair[0]} to {pair[1]}")


def _remove_edges(transaction: neo4j.ManagedTransaction, table: str, pair: Pair, rows: Mapping[str, Row]) -> None:
    delete = (
        f"{_AS_PLANNED}UNWIND $rows AS row MATCH (a:{quoted(pair[0])} {{id: row[1]}}) "
        f"MATCH (b:{quoted(pair[1])} {{id: row[2]}}) "
        f"MATCH (a)-[r:{quoted(table)} {{id: row[0]}}]->(b) DELETE r RETURN count(*)"
    )
    gone = sum(
        _count(transaction, delete, batch)
        for batch in batches((id_, row["from_id"], row["to_id"]) for id_, row in rows.items())
    )
    _expect(gone, len(rows), f"{table} from {pair[0]} to {pair[1]}, to be taken out")


def _values(
    table: str, properties: Mapping[str, str], rows: Mapping[str, Row]
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Names of properties, the id first, and each row's values in this order: lists are half the work of maps."""
    unknown = set().union(*rows.values()) - properties.keys() - _NO_PROPERTIES
    if unknown:
        raise StoreError(f"the table {table} has no property {', '.join(sorted(unknown))}")
    names = [name for name in properties if name != "id"]
    kinds = [(name, properties[name] == "float") for name in names]
    # A whole number in a float's place is one: the other home's column makes it so.
    values = (
        (id_, *(float(row[name]) if real and type(row.get(name)) is int else row.get(name) for name, real in kinds))  # type: ignore[arg-type]
        for id_, row in rows.items()
    )
    return ["id", *names], values


def _count(transaction: neo4j.ManagedTransaction, cypher: str, rows: list[tuple[Any, ...]]) -> int:
    return int(transaction.run(cypher, {"rows": rows}).single(strict=True)[0])


def _expect(found: int, rows: int, what: str) -> None:
    if found != rows:
        raise StoreError(
            f"only {found} of {rows} rows were found in or put into {what}",
            remedy="nothing was changed; `wangge check` says what is wrong with the store",
        )
