"""Entities and typed relations after a change: what the store has, less what the touched articles had, plus what they have.

A first or last day that only a touched article had is looked for again among the others; that alone may
read all that speaks of an entity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from store.affected import Affected
from store.base import Row
from store.naming import entity_row
from store.resolve import Cluster
from store.rows import statement_of
from store.view import SourceView
from store.writing import Days, days_said, relation_id, relation_of, relation_row, stands_behind


def entity_rows(view: SourceView, affected: Affected, before: Iterable[Cluster], after: Iterable[Cluster]) -> None:
    """Rows of the closure's entities, and of others that the touched articles speak of on other days."""
    was, now = (side.writing for side in affected.sides)
    clusters = {cluster.id: cluster for cluster in after}
    concerned = {cluster.id for cluster in before} | clusters.keys()
    for entity in was.tally.entities.keys() | now.tally.entities.keys():
        if was.tally.entities.get(entity) != now.tally.entities.get(entity):
            concerned.add(entity)
    stored = view.entities(sorted(concerned))
    for entity in sorted(concerned):
        table, row = stored.get(entity, ("", {}))
        if row:
            was.graph.nodes[table][entity] = row
        days = _after(
            Days(int(row["articles"]), str(row["first_day"]), str(row["last_day"])) if row else Days(),  # type: ignore[arg-type]
            was.tally.entities.get(entity, Days()),
            now.tally.entities.get(entity, Days()),
            partial(_others_speaking, view, affected, entity, table),
        )
        cluster = clusters.get(entity)
        if cluster is not None:
            new = entity_row(cluster, articles=days.count, first_day=days.first, last_day=days.last)
            now.graph.nodes[cluster.type][entity] = new
        elif days.count:
            now.graph.nodes[table][entity] = row | {
                "articles": days.count,
                "first_day": days.first,
                "last_day": days.last,
            }


def relation_rows(view: SourceView, affected: Affected) -> None:
    """Rows of the typed relations that the touched articles' statements stood or stand behind."""
    was, now = (side.writing for side in affected.sides)
    for name in sorted(was.tally.relations.keys() | now.tally.relations.keys()):
        rows = now.tally.relations.get(name, {}) | was.tally.relations.get(name, {})
        stored = view.relations(name, rows)
        for identity in sorted(rows):
            row = stored.get(identity)
            if row is not None:
                was.graph.edges[name][identity] = row
            days = _after(
                Days(int(row["statements"]), str(row["first_date"]), str(row["last_date"])) if row else Days(),  # type: ignore[arg-type]
                was.tally.behind[name].get(identity, Days()),
                now.tally.behind[name].get(identity, Days()),
                partial(_others_behind, view, affected, row or {}, identity),
            )
            if days.count:
                ends = now.tally.relations[name].get(identity) or rows[identity]
                now.graph.edges[name][identity] = relation_row(ends, days)


def _others_speaking(view: SourceView, affected: Affected, entity: str, table: str) -> Iterable[tuple[str, str]]:
    """Days of the untouched articles that speak of an entity."""
    return ((one.first, one.last) for one in view.speaking_of(entity, table) if one.article not in affected.touched)


def _others_behind(view: SourceView, affected: Affected, relation: Row, identity: str) -> Iterable[tuple[str, str]]:
    """Days of the statements of untouched articles that stand behind a relation."""
    for key, row, article in view.behind(relation):
        statement = statement_of(key, row)
        own = relation_id(relation_of(statement), str(relation["from_id"]), str(relation["to_id"]))
        if article.article not in affected.touched and own == identity and stands_behind(statement, str(row["status"])):
            yield days_said(statement, (article.first, article.last))


def _after(stored: Days, was: Days, now: Days, others: Callable[[], Iterable[tuple[str, str]]]) -> Days:
    """Sums over all, from those stored and the touched articles' share before and after."""
    rest = Days(stored.count - was.count, stored.first, stored.last)
    lost_first = was.first and was.first == stored.first and not (now.first and now.first <= was.first)
    lost_last = was.last and was.last == stored.last and now.last < was.last
    if lost_first or lost_last:
        rest = Days()
        for first, last in others():
            rest.add(first, last)
    rest.count = stored.count - was.count + now.count
    rest.widen(now.first, now.last)
    return rest
