"""What a Neo4j database says of itself, and bringing an older one up to what this version needs."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass

import neo4j
from neo4j.exceptions import Neo4jError

from ontology.errors import StoreError
from store import ddl
from store.ddl import Tables
from store.neo4j_connect import ReadOnlyError, worded
from store.neo4j_turns import NO_LIMIT

INDEX_SECONDS = 600
"""For building an index that an older database lacks."""

PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before one who was in another's way tries again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The Meta node of a database: its last change, the schema's version, and the digest of tables and indexes."""

    generation: int
    schema: int
    tables: str


def header(driver: neo4j.Driver, url: str) -> Header | None:
    """What a database says of itself; None where it is empty.

    StoreError where it holds something else than a store of wangge, or one of a later version.
    """

    def ask(transaction: neo4j.ManagedTransaction) -> tuple[dict[str, object] | None, bool]:
        meta = transaction.run("MATCH (m:Meta {id: 'meta'}) RETURN m").single()
        other = None if meta else transaction.run("MATCH (n) WHERE NOT n:Turn RETURN n.id LIMIT 1").single()
        return dict(meta["m"]) if meta else None, other is not None

    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        meta, other = session.execute_read(ask)
    if meta is None:
        if other:
            raise StoreError(
                "this database holds something other than a store of wangge",
                where=url,
                remedy="give wangge a server, or at least a database, of its own",
            )
        return None
    schema = int(str(meta["schema"]))
    if schema > ddl.SCHEMA:
        raise StoreError(
            f"written by a later wangge (schema {schema}; this one knows {ddl.SCHEMA})",
            where=url,
            remedy="update wangge, or there: wangge backup FOLDER, and here: wangge restore FOLDER --store NEW",
        )
    return Header(generation=int(str(meta["generation"])), schema=schema, tables=str(meta.get("tables") or ""))


def digest(tables: Tables) -> str:
    """16 hex digits that change whenever a table, a property, a constraint or an index does."""
    return hashlib.sha256(json.dumps([tables.digest(), ddl.constraints(tables)]).encode()).hexdigest()[:16]


def migrate(driver: neo4j.Driver, url: str, tables: Tables) -> None:
    """Give a database the constraints, the indexes, the names and the Meta node that it lacks; each step may be cut off.

    Where another does the same at this moment the server lets one of them fail: that one begins again.
    """
    wanted = digest(tables)
    for seconds in (*PAUSES, None):
        held = header(driver, url)
        if held is not None and held.tables == wanted:
            return
        try:
            _build(driver, tables, wanted)
        except Neo4jError as error:
            if seconds is None or isinstance(worded(error, url), ReadOnlyError):
                raise
            time.sleep(seconds)
        else:
            return


def outdated(driver: neo4j.Driver, url: str) -> bool:
    """Whether an earlier version worked out what the database derives: it must be rebuilt, then `renewed`."""
    held = header(driver, url)
    return held is not None and held.schema < ddl.SCHEMA


def renewed(driver: neo4j.Driver) -> None:
    """Note that what the database derives is this version's."""
    with driver.session() as session:
        session.execute_write(
            lambda transaction: transaction.run(
                "MATCH (m:Meta {id: 'meta'}) SET m.schema = $schema", {"schema": str(ddl.SCHEMA)}
            ).consume()
        )


def _build(driver: neo4j.Driver, tables: Tables, wanted: str) -> None:
    with driver.session() as session:
        # Without the server's limit of time: to build an index over millions of rows takes minutes.
        for statement in ddl.constraints(tables):
            session.run(neo4j.Query(statement, timeout=NO_LIMIT)).consume()
        waiting = neo4j.Query("CALL db.awaitIndexes($seconds)", timeout=NO_LIMIT)
        session.run(waiting, {"seconds": INDEX_SECONDS}).consume()
        session.execute_write(_name, tables)
        # Last: who finds the digest finds all that it stands for.
        session.execute_write(_sign, wanted)


def _name(transaction: neo4j.ManagedTransaction, tables: Tables) -> None:
    """Make every label, relation and property known: a question's unknown name is then a slip, not an empty table."""
    properties = {name for of in tables.nodes.values() for name in of}
    properties |= {name for edges in tables.edges.values() for name in edges.properties}
    for procedure, names in (
        ("db.createLabel", {*tables.nodes, "Turn"}),
        ("db.createRelationshipType", set(tables.edges)),
        ("db.createProperty", properties | {"announced", "settled", "filling", "held"}),
    ):
        for name in sorted(names):
            transaction.run(f"CALL {procedure}($name)", {"name": name}).consume()


def _sign(transaction: neo4j.ManagedTransaction, wanted: str) -> None:
    transaction.run(
        "MERGE (t:Turn {id: 'turn'}) ON CREATE SET t.announced = 0, t.settled = 0, t.filling = false"
    ).consume()
    transaction.run(
        "MERGE (m:Meta {id: 'meta'}) ON CREATE SET m.generation = 0, m.last_file = '', m.schema = $schema "
        "SET m.held = true WITH m SET m.generation = m.generation + 1, m.tables = $tables",
        {"schema": str(ddl.SCHEMA), "tables": wanted},
    ).consume()
