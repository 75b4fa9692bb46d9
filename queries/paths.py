"""The shortest path between entities, with the sentences behind each step.

A search from both ends, ring by ring; each ring is one question to the store. Neither home's own shortest path
is used: they differ in their words, and in which of several paths they give.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ontology.records import ENTITY_TYPES
from queries.find import EntityRow, by_ids
from store.base import Reader

_ENDS = "|".join(ENTITY_TYPES)
_RING = (
    f"UNWIND $ids AS from_id MATCH (a:{_ENDS} {{id: from_id}})-[r]-(b:{_ENDS}) "
    "RETURN a.id AS here, b.id AS there, r.id AS relation, r.predicate AS predicate, r.statements AS statements"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence behind a step; `start`, `end`: the words that say so, in code points of `sentence`."""

    statement: str
    sentence: str
    start: int
    end: int
    article: str
    title: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a path. `forward`: the relation goes from `source` to `target`, else from `target` to `source`.

    `statements`: how many stand behind the relation; `said`: the first of them by date of issue.
    """

    source: EntityRow
    target: EntityRow
    predicate: str
    role: str
    forward: bool
    statements: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Hop:
    """How the search came to an entity. Orders by what is preferred: more statements, then smaller ids."""

    fewer: int  # minus the number of statements
    before: str
    relation: str


_Reached: TypeAlias = dict[str, _Hop | None]


def shortest_path(
    reader: Reader,
    start: Collection[str],
    end: Collection[str],
    *,
    longest: int = 6,
    without: Collection[str] = (),
    sentences: int = 3,
) -> tuple[Step, ...]:
    """A shortest path from an entity of `start` to one of `end` (ids); empty where there is none, or they share one.

    Directions of relations do not count; of several paths it is always the same one. `longest`: most steps;
    `without`: relations not to walk on (by way of "locatedIn" a county joins everything); `sentences`: most
    of them for a step.
    """
    hops = _hops(reader, set(start), set(end), longest=longest, without=frozenset(without))
    entities = {row.id: row for row in by_ids(reader, tuple({one for hop in hops for one in hop[:2]}))}
    return tuple(
        _step(reader, entities[source], entities[target], relation, sentences) for source, target, relation in hops
    )


def _hops(
    reader: Reader, start: set[str], end: set[str], *, longest: int, without: frozenset[str]
) -> list[tuple[str, str, str]]:
    """(source, target, relation's id) of each step."""
    if start & end:
        return []
    reached: tuple[_Reached, _Reached] = (dict.fromkeys(start), dict.fromkeys(end))
    rings = [start, end]
    for _ in range(longest):
        # The smaller ring grows: two rings of half the way are far smaller than one of all of it.
        side = 0 if len(rings[0]) <= len(rings[1]) else 1
        found = _ring(reader, rings[side], reached[side], without)
        if not found:
            return []
        reached[side].update(found)
        rings[side] = set(found)
        if met := rings[side] & reached[1 - side].keys():
            # All that meet now are equally far: had one been nearer, the rings would have met before.
            return _walk(min(met), *reached)
    return []


def _ring(reader: Reader, ring: set[str], reached: _Reached, without: frozenset[str]) -> dict[str, _Hop]:
    found: dict[str, _Hop] = {}
    for row in reader.rows(_RING, {"ids": sorted(ring)}):
        there = str(row["there"])
        if there in reached or row["predicate"] in without:
            continue
        hop = _Hop(-int(str(row["statements"] or 0)), str(row["here"]), str(row["relation"]))
        found[there] = min(hop, found.get(there, hop))
    return found


def _walk(
    middle: str, from_start: Mapping[str, _Hop | None], from_end: Mapping[str, _Hop | None]
) -> list[tuple[str, str, str]]:
    first: list[tuple[str, str, str]] = []
    here = middle
    while (hop := from_start[here]) is not None:
        first.append((hop.before, here, hop.relation))
        here = hop.before
    last: list[tuple[str, str, str]] = []
    here = middle
    while (hop := from_end[here]) is not None:
        last.append((here, hop.before, hop.relation))
        here = hop.before
    return [*reversed(first), *last]


def _step(reader: Reader, source: EntityRow, target: EntityRow, relation: str, sentences: int) -> Step:
    for subject, object_ in ((source, target), (target, source)):
        rows = reader.rows(
            f"MATCH (:{subject.etype} {{id: $subject}})-[r]->(:{object_.etype} {{id: $object}}) WHERE r.id = $relation "
            "RETURN r.predicate AS predicate, r.role AS role, r.statements AS statements",
            {"subject": subject.id, "object": object_.id, "relation": relation},
        )
        if rows:
            break
    predicate, role = str(rows[0]["predicate"]), str(rows[0]["role"] or "")
    return Step(
        source=source,
        target=target,
        predicate=predicate,
        role=role,
        forward=subject is source,
        statements=int(str(rows[0]["statements"] or 0)),
        said=_said(reader, subject, object_, predicate, role, limit=sentences),
    )


def _said(
    reader: Reader, subject: EntityRow, object_: EntityRow, predicate: str, role: str, *, limit: int
) -> tuple[Said, ...]:
    rows = reader.rows(
        f"MATCH (:{subject.etype} {{id: $subject}})<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(:{object_.etype} {{id: $object}}) "
        "WHERE s.predicate = $predicate AND ($role = '' OR s.role = $role) AND s.modality = 'reported' "
        "AND s.status <> 'rejected' "
        "MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article) "
        "RETURN s.id AS statement, t.text AS sentence, t.start_offset AS sentence_start, s.evidence_start AS first, "
        "s.evidence_end AS last, a.id AS article, a.title AS title, a.published AS published, a.start_date AS day "
        "ORDER BY day, statement LIMIT $limit",
        {"subject": subject.id, "object": object_.id, "predicate": predicate, "role": role, "limit": limit},
    )
    return tuple(
        Said(
            statement=str(row["statement"]),
            sentence=str(row["sentence"]),
            start=int(str(row["first"])) - int(str(row["sentence_start"])),
            end=int(str(row["last"])) - int(str(row["sentence_start"])),
            article=str(row["article"]),
            title=str(row["title"] or ""),
            published=str(row["published"] or ""),
        )
        for row in rows
    )
