"""Entities and typed relations after a change: what the store has, less what the touched articles had, plus what they have.

A first or last day that only a touched article had is looked for again among the others; that alone may
read all that speaks of an entity.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import cast

from store.affected import Affected
from store.base import Row
from store.days import Behind, Days, Reported
from store.naming import entity_row
from store.resolve import Cluster
from store.rows import statement_of
from store.view import SourceView
from store.writing import TENURES, Writing, counts, relation_id, relation_of, relation_row, relation_table, tell


def entity_rows(view: SourceView, affected: Affected, before: Iterable[Cluster], after: Iterable[Cluster]) -> set[str]:
    """Rows of the closure's entities, and of others that the touched articles speak of on other days.

    Returns those of them that the store does not have.
    """
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
            partial(_others_speaking, view, was, entity, table),
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
    return concerned - stored.keys()


def relation_rows(view: SourceView, affected: Affected, new: Collection[str]) -> None:
    """Rows of the typed relations behind which the touched articles' statements stood or stand otherwise than before.

    `new`: entities that the store does not have: nor has it a relation of theirs, and is not asked for one.
    """
    was, now = (side.writing for side in affected.sides)
    for name in sorted(was.tally.relations.keys() | now.tally.relations.keys()):
        rows = {
            identity: row
            for identity, row in (now.tally.relations.get(name, {}) | was.tally.relations.get(name, {})).items()
            if _share(was, name, identity) != _share(now, name, identity)
        }
        if not rows:
            continue
        known = {id_: row for id_, row in rows.items() if row["from_id"] not in new and row["to_id"] not in new}
        stored = view.relations(name, known) if known else {}
        ended_before = _may_have_ended(name, known, stored)
        sums = {
            identity: (
                _behind_of(stored.get(identity), untold=identity in ended_before),
                was.tally.behind[name].get(identity, Behind()),
                now.tally.behind[name].get(identity, Behind()),
            )
            for identity in sorted(rows)
        }
        asked = {id_: stored.get(id_) or rows[id_] for id_, three in sums.items() if _needs_others(*three)}
        others = _others_behind(view, affected, asked) if asked else {}
        for identity, three in sums.items():
            row = stored.get(identity)
            if row is not None:
                was.graph.edges[name][identity] = row
            behind = _behind_after(others.get(identity), *three)
            if behind.count:
                ends = now.tally.relations[name].get(identity) or rows[identity]
                now.graph.edges[name][identity] = relation_row(ends, behind)


def _share(writing: Writing, table: str, identity: str) -> tuple[Row, Behind] | None:
    """What articles add to a relation: its row with its ends, and their sums; None where they say nothing of it."""
    row = writing.tally.relations[table].get(identity)
    return None if row is None else (row, writing.tally.behind[table][identity])


def _may_have_ended(table: str, known: Mapping[str, Row], stored: Mapping[str, Row]) -> set[str]:
    """Tenures without a row that the store may have statements of all the same: an end that was reported first."""
    return set(known.keys() - stored.keys()) if table == relation_table(TENURES) else set()


def _behind_of(row: Row | None, *, untold: bool) -> Behind | None:
    """A relation's sums as stored, None where the store has statements of it that its rows do not tell."""
    if untold:
        return None
    if row is None:
        return Behind()
    first, last, start, end = (str(row[name]) for name in ("first_date", "last_date", "start_date", "end_date"))
    return Behind(cast(int, row["statements"]), first, last, start, end)


def _others_speaking(view: SourceView, was: Writing, entity: str, table: str) -> Iterable[tuple[str, str]]:
    """Days of the articles that speak of an entity, but for those that are written anew."""
    written = was.tally.speaking.get(entity, ())
    return ((one.first, one.last) for one in view.speaking_of(entity, table) if one.article not in written)


def _others_behind(view: SourceView, affected: Affected, relations: Mapping[str, Row]) -> dict[str, Behind]:
    """The sums of relations over the statements that are not written anew."""
    sums = {identity: Behind() for identity in relations}
    written = set().union(*(side.writing.statements for side in affected.sides))
    for identity, found in view.behind(relations).items():
        ends = str(relations[identity]["from_id"]), str(relations[identity]["to_id"])
        for key, row, article in found:
            statement = statement_of(key, row)
            own = relation_id(relation_of(statement), *ends)
            if key not in written and own == identity and counts(statement, str(row["status"])):
                tell(sums[identity], statement, (article.first, article.last))
    return sums


def _after(stored: Days, was: Days, now: Days, others: Callable[[], Iterable[tuple[str, str]]]) -> Days:
    """Sums over all, from those stored and the touched articles' share before and after."""
    rest = Days(stored.count - was.count, stored.first, stored.last)
    if _gives_up_days(stored, was, now):
        rest = Days()
        for first, last in others():
            rest.add(first, last)
    rest.count = stored.count - was.count + now.count
    rest.widen(now.first, now.last)
    return rest


def _needs_others(stored: Behind | None, was: Behind, now: Behind) -> bool:
    """Whether a relation's sums are to be worked out anew; `stored` None where only statements tell what is stored."""
    if stored is None or _gives_up_days(stored, was, now):
        return True
    return (was.start, was.end) != (now.start, now.end) and bool(was.start or was.end)


def _behind_after(others: Behind | None, stored: Behind | None, was: Behind, now: Behind) -> Behind:
    """`_after` for a relation. `others`: sums over the others' statements, where those stored do not tell them."""
    if others is None:
        assert stored is not None
        others = replace(stored, count=stored.count - was.count)
    others.count += now.count
    others.widen(now.first, now.last)
    others.reach(Reported(now.start, now.end))
    return others


def _gives_up_days(stored: Days, was: Days, now: Days) -> bool:
    """Whether a first or last day that the touched articles had may now be another article's."""
    lost_first = was.first and was.first == stored.first and not (now.first and now.first <= was.first)
    lost_last = was.last and was.last == stored.last and now.last < was.last
    return bool(lost_first or lost_last)
