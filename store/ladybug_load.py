"""Rows into a Ladybug file and out of it, as Arrow tables: one statement a table, or a (from, to) pair.

The caller opens and ends the transaction. Every load is counted: Ladybug's MATCH … CREATE drops a
relation whose end is missing without a word (FACTS 1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa

from ontology.errors import StoreError
from store.base import Graph, Row
from store.ddl import Pair, Tables, quoted

_ARROW = {
    "string": pa.string(),
    "string[]": pa.list_(pa.string()),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
}
_EDGE_ENDS = {"from_table": "string", "from_id": "string", "to_table": "string", "to_id": "string"}

Execute = Callable[[str, dict[str, Any]], list[list[Any]]]


def apply(execute: Execute, tables: Tables, *, remove: Graph, add: Graph) -> None:
    """Take `remove` out and put `add` in: a node in both is changed in place, an edge is made anew.

    `remove` names every edge that goes or changes, `add` holds whole rows. StoreError where a node
    that goes still has edges, an end is missing, or a row has a property that its table lacks.
    """
    for table, rows in remove.edges.items():
        for pair, edges in _by_pair(rows).items():
            _remove_edges(execute, table, pair, edges)
    for table, rows in remove.nodes.items():
        gone = rows.keys() - add.nodes.get(table, {}).keys()
        if gone:
            execute(
                f"LOAD FROM $rows MATCH (n_:{quoted(table)} {{id: id}}) DELETE n_",
                {"rows": pa.table({"id": pa.array(sorted(gone), pa.string())})},
            )
    for table, rows in add.nodes.items():
        if rows:
            _merge_nodes(execute, table, tables.nodes[table], rows)
    for table, rows in add.edges.items():
        for pair, edges in _by_pair(rows).items():
            _create_edges(execute, table, pair, tables.edges[table].properties, edges)


def _by_pair(rows: Mapping[str, Row]) -> dict[Pair, dict[str, Row]]:
    pairs: dict[Pair, dict[str, Row]] = defaultdict(dict)
    for row_id, row in rows.items():
        pairs[str(row["from_table"]), str(row["to_table"])][row_id] = row
    return pairs


def _merge_nodes(execute: Execute, table: str, properties: dict[str, str], rows: Mapping[str, Row]) -> None:
    sets = ", ".join(f"n_.{quoted(name)} = {quoted(name)}" for name in properties if name != "id")
    _expect(
        execute(
            f"LOAD FROM $rows MERGE (n_:{quoted(table)} {{id: id}}) "
            + (f"SET {sets} " if sets else "")
            + "RETURN count(n_.id)",
            {"rows": _arrow(table, properties, rows)},
        ),
        len(rows),
        table,
    )


def _create_edges(
    execute: Execute, table: str, pair: Pair, properties: dict[str, str], rows: Mapping[str, Row]
) -> None:
    # CREATE, not MERGE: what is added is known to be new, and MERGE walks the relations of a busy end.
    sets = ", ".join(f"{quoted(name)}: {quoted(name)}" for name in properties)
    _expect(
        execute(
            f"LOAD FROM $rows {_match_ends(pair)} CREATE (a_)-[r_:{quoted(table)} {{{sets}}}]->(b_) RETURN count(*)",
            {"rows": _arrow(table, properties | _EDGE_ENDS, rows)},
        ),
        len(rows),
        f"{table} from {pair[0]} to {pair[1]}",
    )


def _remove_edges(execute: Execute, table: str, pair: Pair, rows: Mapping[str, Row]) -> None:
    _expect(
        execute(
            f"LOAD FROM $rows MATCH (a_:{quoted(pair[0])} {{id: from_id}})-[r_:{quoted(table)} {{id: id}}]->"
            f"(b_:{quoted(pair[1])} {{id: to_id}}) DELETE r_ RETURN count(*)",
            {"rows": _arrow(table, {"id": "string"} | _EDGE_ENDS, rows, subset=True)},
        ),
        len(rows),
        f"{table} from {pair[0]} to {pair[1]}, taking out",
    )


def _match_ends(pair: Pair) -> str:
    # Two MATCH clauses: with a comma between the ends the plan is a cross product (FACTS 1).
    return f"MATCH (a_:{quoted(pair[0])} {{id: from_id}}) MATCH (b_:{quoted(pair[1])} {{id: to_id}})"


def _arrow(table: str, properties: Mapping[str, str], rows: Mapping[str, Row], *, subset: bool = False) -> pa.Table:
    if not subset:
        unknown = {name for row in rows.values() for name in row} - properties.keys() - _EDGE_ENDS.keys()
        if unknown:
            raise StoreError(f"the table {table} has no property {', '.join(sorted(unknown))}")
    columns: dict[str, pa.Array] = {}
    for name, kind in properties.items():
        values: Collection[Any] = rows.keys() if name == "id" else [row.get(name) for row in rows.values()]
        columns[name] = pa.array(values, _ARROW[kind])
    return pa.table(columns)


def _expect(result: Iterable[list[Any]], rows: int, what: str) -> None:
    loaded = next(iter(result), [0])[0]
    if loaded != rows:
        raise StoreError(
            f"{loaded} of {rows} rows were stored in {what}: an end is missing", remedy="nothing was changed"
        )
