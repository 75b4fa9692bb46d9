"""Values of Neo4j's driver as Python's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j
from neo4j import NotificationClassification

from ontology.errors import UsageError
from store.base import Row
from store.home import plain

_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def rows(result: neo4j.Result) -> Iterator[Row]:
    """The rows of an answer as they come: columns by name, values plain."""
    names = result.keys()
    for record in result:
        yield {
            name: value if type(value) in _AS_IT_IS else plain(native(value))
            for name, value in zip(names, record.values(), strict=True)
        }


def check_names(summary: neo4j.ResultSummary) -> None:
    """UsageError for a label, relation or property that no table has: Neo4j itself takes it for one without rows."""
    for status in summary.gql_status_objects:
        if status.classification == NotificationClassification.UNRECOGNIZED:
            said = status.status_description.removeprefix("warn: ").partition(". Verify")[0]
            raise UsageError(said, remedy="is it spelt as docs/neo4j.md has it?")


def native(value: Any) -> Any:
    """A driver's value as Python's own: nodes and relations as maps, times as text, a path as its parts."""
    if isinstance(value, neo4j.graph.Path):
        return [native(part) for part in _parts(value)]
    if isinstance(value, neo4j.graph.Entity):
        return {key: native(item) for key, item in sorted(value.items())}
    if isinstance(value, neo4j.time.Date | neo4j.time.Time | neo4j.time.DateTime | neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, list):
        return [native(item) for item in value]
    if isinstance(value, dict):
        return {key: native(item) for key, item in sorted(value.items())}  # Neo4j keeps no order
    return value


def _parts(path: neo4j.graph.Path) -> Iterator[Any]:
    yield path.start_node
    for relation, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relation
        yield node
