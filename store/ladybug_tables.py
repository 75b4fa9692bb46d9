"""The tables that a Ladybug file has, and bringing an older file up to those it should have."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.errors import StoreError
from store import ddl
from store.ddl import Edges, Pair, Tables
from store.ladybug_file import LadybugFile

_KINDS = {ladybug: kind for kind, ladybug in ddl.LADYBUG_TYPES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The Meta node of a file: its last change, the schema's version, and the digest of its tables."""

    generation: int
    schema: int
    tables: str


def header(file: LadybugFile) -> Header | None:
    """What a file says of itself; None where it has no tables yet.

    StoreError where the tables are not wangge's, or of a later version than this one knows.
    """
    names = {name for (name,) in file.run("CALL show_tables() RETURN name")}
    if not names:
        return None
    rows = file.run("MATCH (m:Meta) RETURN m") if "Meta" in names else []
    if not rows:
        raise StoreError(
            "a Ladybug file, but not a store of wangge", where=str(file.path), remedy="give another path with --store"
        )
    meta = rows[0][0]
    schema = int(meta["schema"])
    if schema > ddl.SCHEMA:
        raise StoreError(
            f"written by a later wangge (schema {schema}; this one knows {ddl.SCHEMA})",
            where=str(file.path),
            remedy="update wangge, or there: wangge backup FOLDER, and here: wangge restore FOLDER --store NEWPATH",
        )
    return Header(generation=int(meta["generation"]), schema=schema, tables=str(meta.get("tables") or ""))


def needs(file: LadybugFile, want: Tables) -> list[str]:
    """The statements that give a file the tables it lacks; none where it has them all, and maybe more."""
    held = header(file)
    if held is None:
        return ddl.create(want)
    return [] if held.tables == want.digest() else ddl.widen(tables(file), want)


def outdated(file: LadybugFile) -> bool:
    """Whether an earlier version worked out what the file derives: it must be rebuilt."""
    held = header(file)
    return held is not None and held.schema < ddl.SCHEMA


def migrate(file: LadybugFile, want: Tables) -> bool:
    """Give a file the tables it lacks, in one transaction; True if it lacked any. It stays as `outdated` as it was."""
    statements = needs(file, want)
    if not statements:
        return False
    held = header(file)
    file.run("BEGIN TRANSACTION")
    try:
        for statement in statements:
            file.run(statement)
        if held is None:
            file.run("CREATE (:Meta {id: 'meta', generation: 0})")
        file.run(
            "MATCH (m:Meta) SET m.generation = m.generation + 1, m.schema = $schema, m.tables = $tables",
            {"schema": str(held.schema if held else ddl.SCHEMA), "tables": want.digest()},
        )
        file.run("COMMIT")
    except BaseException:
        file.rollback()
        raise
    return True


def tables(file: LadybugFile) -> Tables:
    """All tables of a file, read from its catalogue."""
    nodes: dict[str, dict[str, str]] = {}
    edges: dict[str, Edges] = {}
    for name, sort in file.run("CALL show_tables() RETURN name, type"):
        quoted = str(name).replace("'", "\\'")
        properties = {
            str(column): _KINDS.get(str(kind), str(kind))
            for column, kind in file.run(f"CALL table_info('{quoted}') RETURN name, type")
        }
        if sort == "NODE":
            nodes[name] = properties
        else:
            edges[name] = Edges(properties, tuple(_pairs(file, quoted)))
    return Tables(nodes, edges)


def _pairs(file: LadybugFile, quoted: str) -> list[Pair]:
    return [(str(row[0]), str(row[1])) for row in file.run(f"CALL show_connection('{quoted}') RETURN *")]
