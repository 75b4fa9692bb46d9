"""How much the store holds."""

from __future__ import annotations

from ontology.records import ENTITY_TYPES
from store.base import Reader

TABLES = ("File", "Article", "Sentence", "LocalEntity", "Statement", "Decision", *ENTITY_TYPES)


def counts(reader: Reader) -> dict[str, int]:
    """Number of records by table, and of relations between entities."""
    found = {table: _number(reader, f"MATCH (n:{table}) RETURN count(n.id) AS number") for table in TABLES}
    ends = "|".join(ENTITY_TYPES)
    found["relations"] = _number(reader, f"MATCH (:{ends})-[r]->(:{ends}) RETURN count(r.id) AS number")
    return found


def _number(reader: Reader, cypher: str) -> int:
    (row,) = reader.rows(cypher)
    return int(str(row["number"]))
