"""Rows into a Ladybug file and out of it, as Arrow tables: one statement a table, or a (from, to) pair.

The caller opens and ends the transaction. Every load is counted: Ladybug's MATCH … CREATE drops a
relation whose end is missing without a word (FACTS 1).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import pyarrow as pa
from ladybug import QueryResult

from ontology.errors import StoreError
from store.base import Graph, Params, Row
from store.ddl import Pair, Tables, quoted
from store.ladybug_file import LadybugFile

ALWAYS_ONE_BY_ONE = 200
INTO_ONE = 20
"""From so many relations into one end up all that lead to it are looked through."""
READ_FOR_ONE = 800
"""How many relations Ladybug reads in the time of one small question (0.3 ms against 0.4 µs)."""

_ARROW = {
    "string": pa.string(),
    "string[]": pa.list_(pa.string()),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
}
_ENDS = {"from_id": "string", "to_id": "string"}
_NO_COLUMNS = {"id", "from_table", "from_id", "to_table", "to_id"}


def apply(file: LadybugFile, tables: Tables, *, remove: Graph, add: Graph) -> None:
    """Take `remove` out and put `add` in: a node that is there already is changed in place, an edge is made anew.

    `remove` names every edge that goes or changes, `add` holds whole rows. StoreError where a node
    that goes still has edges, an end is missing, or a row has a property that its table lacks.
    """
    for table, rows in remove.edges.items():
        for pair, edges in _by_pair(rows).items():
            _remove_edges(file, table, pair, edges)
    for table, rows in remove.nodes.items():
        gone = rows.keys() - add.nodes.get(table, {}).keys()
        if gone:
            _remove_nodes(file, table, gone)
    for table, rows in add.nodes.items():
        if rows:
            _write_nodes(file, table, tables.nodes[table], rows)
    for table, rows in add.edges.items():
        for pair, edges in _by_pair(rows).items():
            _create_edges(file, table, pair, tables.edges[table].properties, edges)


def for_each(
    file: LadybugFile, cypher: str, ids: Collection[str], *, through: str, params: Params
) -> Iterator[QueryResult]:
    """Answers to a question in which $id is each of these ids, which leads along the relations `through`.

    From many ids at once Ladybug reads every relation of the table, from one id only that one's.
    """
    if _one_by_one(file, len(ids), through):
        for id_ in ids:
            yield file.ask(cypher, {"id": id_, **params})
    else:
        yield file.ask("UNWIND $ids AS i_ " + re.sub(r"\$id\b", "i_", cypher), {"ids": sorted(ids), **params})


def _one_by_one(file: LadybugFile, count: int, table: str) -> bool:
    if count <= ALWAYS_ONE_BY_ONE:
        return True
    return count * READ_FOR_ONE < file.relations(table)


def _by_pair(rows: Mapping[str, Row]) -> dict[Pair, dict[str, Row]]:
    pairs: dict[Pair, dict[str, Row]] = defaultdict(dict)
    for row_id, row in rows.items():
        pairs[str(row["from_table"]), str(row["to_table"])][row_id] = row
    return pairs


def _write_nodes(file: LadybugFile, table: str, properties: dict[str, str], rows: Mapping[str, Row]) -> None:
    # Not MERGE: it keeps memory by the size of the table, and is slower than to look first.
    found = file.run(f"LOAD FROM $rows MATCH (n_:{quoted(table)} {{id: id}}) RETURN n_.id", {"rows": _ids(rows)})
    there = {id_ for (id_,) in found}
    old = {id_: row for id_, row in rows.items() if id_ in there}
    new = {id_: row for id_, row in rows.items() if id_ not in there} if there else rows
    names = [name for name in properties if name != "id"]
    if old and names:
        sets = ", ".join(f"n_.{quoted(name)} = {quoted(name)}" for name in names)
        file.run(
            f"LOAD FROM $rows MATCH (n_:{quoted(table)} {{id: id}}) SET {sets}",
            {"rows": _arrow(table, properties, old)},
        )
    if new:
        sets = ", ".join(f"{quoted(name)}: {quoted(name)}" for name in properties)
        file.run(f"LOAD FROM $rows CREATE (:{quoted(table)} {{{sets}}})", {"rows": _arrow(table, properties, new)})


def _remove_nodes(file: LadybugFile, table: str, gone: Collection[str]) -> None:
    # Not DETACH: an edge that nobody named would go without a word.
    file.run(f"LOAD FROM $rows MATCH (n_:{quoted(table)} {{id: id}}) DELETE n_", {"rows": _ids(gone)})


def _create_edges(
    file: LadybugFile, table: str, pair: Pair, properties: dict[str, str], rows: Mapping[str, Row]
) -> None:
    # Not MERGE: what is added is known to be new, and MERGE walks the relations of a busy end.
    sets = ", ".join(f"{quoted(name)}: {quoted(name)}" for name in properties)
    # Two MATCH clauses: with a comma between the ends the plan is a cross product (FACTS 1).
    ((made,),) = file.run(
        f"LOAD FROM $rows MATCH (a_:{quoted(pair[0])} {{id: from_id}}) MATCH (b_:{quoted(pair[1])} {{id: to_id}}) "
        f"CREATE (a_)-[r_:{quoted(table)} {{{sets}}}]->(b_) RETURN count(*)",
        {"rows": _arrow(table, properties | _ENDS, rows)},
    )
    _expect(made, len(rows), f"{table} from {pair[0]} to {pair[1]}")


def _remove_edges(file: LadybugFile, table: str, pair: Pair, rows: Mapping[str, Row]) -> None:
    match = (
        f"MATCH (a_:{quoted(pair[0])} {{id: %s}})-[r_:{quoted(table)} {{id: %s}}]->(b_:{quoted(pair[1])} {{id: %s}}) "
        "DELETE r_ RETURN count(*)"
    )
    if _one_by_one(file, len(rows), table):
        gone = 0
        into: dict[str, list[str]] = defaultdict(list)
        for id_, row in rows.items():
            into[str(row["to_id"])].append(id_)
        for to_id, ids in into.items():
            if len(ids) < INTO_ONE:
                cypher = match % ("$from_id", "$id", "$to_id")
                for id_ in ids:
                    gone += file.run(cypher, {"from_id": rows[id_]["from_id"], "id": id_, "to_id": to_id})[0][0]
            else:
                cypher = (
                    f"MATCH (b_:{quoted(pair[1])} {{id: $to_id}})<-[r_:{quoted(table)}]-(:{quoted(pair[0])}) "
                    "WHERE r_.id IN $ids DELETE r_ RETURN count(*)"
                )
                gone += file.run(cypher, {"to_id": to_id, "ids": ids})[0][0]
    else:
        cypher = "LOAD FROM $rows " + match % ("from_id", "id", "to_id")
        ((gone,),) = file.run(cypher, {"rows": _arrow(table, {"id": "string"} | _ENDS, rows, partly=True)})
    _expect(gone, len(rows), f"{table} from {pair[0]} to {pair[1]}, to be taken out")


def _arrow(table: str, properties: Mapping[str, str], rows: Mapping[str, Row], *, partly: bool = False) -> pa.Table:
    """Rows as a table of these columns, null where a row lacks one. `partly`: rows may hold more than that."""
    if not partly:
        unknown = set().union(*rows.values()) - properties.keys() - _NO_COLUMNS
        if unknown:
            raise StoreError(f"the table {table} has no property {', '.join(sorted(unknown))}")
    names = [name for name in properties if name != "id"]
    columns: dict[str, Iterable[Any]] = {"id": rows.keys()}
    if len(names) > 1:
        columns |= zip(names, zip(*map(_picker(names, rows), rows.values()), strict=True), strict=True)
    elif names:
        columns[names[0]] = [row.get(names[0]) for row in rows.values()]
    return pa.table({name: pa.array(columns[name], _ARROW[kind]) for name, kind in properties.items()})


def _picker(names: Sequence[str], rows: Mapping[str, Row]) -> Callable[[Row], tuple[Any, ...]]:
    """What takes a row's values by name; the fast one where every row has them all."""
    wanted = set(names)
    if all(row.keys() >= wanted for row in rows.values()):
        return itemgetter(*names)
    return lambda row: tuple(row.get(name) for name in names)


def _ids(ids: Iterable[str]) -> pa.Table:
    return pa.table({"id": pa.array(list(ids), pa.string())})


def _expect(found: int, rows: int, what: str) -> None:
    if found != rows:
        raise StoreError(
            f"only {found} of {rows} rows were found in or put into {what}",
            remedy="nothing was changed; `wangge check` says what is wrong with the store",
        )
