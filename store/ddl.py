"""The tables of a store: schema.py and the ontology's relations, told in the words of either home.

`wanted` says what a store must have; `create` and `widen` say how Ladybug gets there, `constraints`
how Neo4j does. An older file is widened in place: nothing is ever dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from ontology.model import Relation
from ontology.records import ENTITY_TYPES
from store.schema import EDGE_TABLES, ENTITY_PROPERTIES, NODE_TABLES, RELATION_PROPERTIES

SCHEMA = 8
"""Version of schema.py. Raise it where widening an older store leaves derived rows wanting: it is rebuilt at open."""

PRIMARY_KEY = "id"
LADYBUG_TYPES = {"string": "STRING", "string[]": "STRING[]", "int": "INT64", "float": "DOUBLE", "bool": "BOOL"}

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edges:
    """A relation table: its properties and the (from, to) tables it may lie between, in order."""

    properties: dict[str, str]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a store: `nodes[table]` are properties, `edges[table]` properties and ends."""

    nodes: dict[str, dict[str, str]]
    edges: dict[str, Edges]

    def digest(self) -> str:
        """16 hex digits that change whenever a table, a property or a pair of ends does."""
        plain = {
            "nodes": self.nodes,
            "edges": {name: [edges.properties, sorted(edges.pairs)] for name, edges in self.edges.items()},
        }
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def wanted(relations: Iterable[Relation]) -> Tables:
    """The tables that this version and this ontology need.

    A relation's table gets every pair of its domain × range that the ontology allows; what the schema
    names itself (MENTIONS, WRITTEN_BY …) stays as it is there.
    """
    nodes = {table: dict(properties) for table, properties in NODE_TABLES.items()}
    nodes |= {entity_type: dict(ENTITY_PROPERTIES) for entity_type in ENTITY_TYPES}
    edges = {
        table: Edges({PRIMARY_KEY: "string"} | properties, tuple(_between(pairs)))
        for table, (properties, pairs) in EDGE_TABLES.items()
    }
    for relation in relations:
        if relation.table in EDGE_TABLES:
            continue
        pairs = tuple(pair for pair in product(relation.domain, relation.range) if relation.allows(*pair))
        if pairs:
            edges[relation.table] = Edges(dict(RELATION_PROPERTIES), pairs)
    return Tables(nodes, edges)


def create(tables: Tables) -> list[str]:
    """Ladybug's statements that make these tables in an empty file."""
    return [
        *(_create_node(table, properties) for table, properties in tables.nodes.items()),
        *(_create_edge(table, edges) for table, edges in tables.edges.items()),
        # Neo4j's name for a relation's label; a macro persists in the file.
        "CREATE MACRO type(r) AS label(r)",
    ]


def widen(have: Tables, want: Tables) -> list[str]:
    """Ladybug's statements that add to a file what it lacks: tables, columns, (from, to) pairs."""
    statements: list[str] = []
    for table, properties in want.nodes.items():
        if table not in have.nodes:
            statements.append(_create_node(table, properties))
        else:
            statements += _add_columns(table, have.nodes[table], properties)
    for table, edges in want.edges.items():
        if table not in have.edges:
            statements.append(_create_edge(table, edges))
            continue
        held = have.edges[table]
        statements += _add_columns(table, held.properties, edges.properties)
        statements += [
            f"ALTER TABLE {quoted(table)} ADD FROM {quoted(start)} TO {quoted(end)}"
            for start, end in edges.pairs
            if (start, end) not in held.pairs
        ]
    return statements


def constraints(tables: Tables) -> list[str]:
    """Neo4j's statements: one unique id for each label (which also indexes it), and the indexes of LOOKED_UP."""
    return [
        *(
            f"CREATE CONSTRAINT {table.lower()}_id IF NOT EXISTS FOR (n:{quoted(table)}) REQUIRE n.id IS UNIQUE"
            for table in (*tables.nodes, "Turn")
        ),
        *(
            f"CREATE INDEX {table.lower()}_{name} IF NOT EXISTS FOR (n:{quoted(table)}) ON (n.{quoted(name)})"
            for table, names in LOOKED_UP.items()
            for name in names
        ),
    ]


LOOKED_UP = dict.fromkeys(ENTITY_TYPES, ("name",)) | {
    "Place": ("name", "code"),
    "Reading": ("article",),
    "ReadingPart": ("reading",),
    "Sentence": ("article",),
    "Byline": ("article",),
    "LocalEntity": ("article", "name"),
    "Statement": ("article",),
}
"""Properties by which nodes are found, besides their id. Neo4j keeps an index of each; Ladybug reads columns fast."""


def quoted(name: str) -> str:
    """A table's or property's name in backticks, so that a reserved word may be one.

    >>> quoted("IN")
    '`IN`'
    """
    if "`" in name:
        raise ValueError(f"a name in the schema holds a backtick: {name!r}")
    return f"`{name}`"


def _between(pairs: Iterable[Pair]) -> Iterable[Pair]:
    for pair in pairs:
        yield from product(*(ENTITY_TYPES if end == "*" else (end,) for end in pair))


def _columns(properties: dict[str, str]) -> str:
    return ", ".join(f"{quoted(name)} {LADYBUG_TYPES[kind]}" for name, kind in properties.items())


def _create_node(table: str, properties: dict[str, str]) -> str:
    return f"CREATE NODE TABLE {quoted(table)}({_columns(properties)}, PRIMARY KEY({quoted(PRIMARY_KEY)}))"


def _create_edge(table: str, edges: Edges) -> str:
    ends = ", ".join(f"FROM {quoted(start)} TO {quoted(end)}" for start, end in edges.pairs)
    return f"CREATE REL TABLE {quoted(table)}({ends}, {_columns(edges.properties)})"


def _add_columns(table: str, have: dict[str, str], want: dict[str, str]) -> list[str]:
    return [
        f"ALTER TABLE {quoted(table)} ADD {quoted(name)} {LADYBUG_TYPES[kind]}"
        for name, kind in want.items()
        if name not in have
    ]
