"""What a person should look at: pairs that may be one, and entities that may be two (DESIGN, rule 4 (c)).

Candidates are the pairs that the rules found and that are not one entity; blocks keep the search near linear. Beside
them stand near-homonyms (near_names.py), which no rule compares.
A pair of entities that somebody called same, different or unsure, or split, is not proposed again, however
often its articles are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias, cast

from ontology.posts import post_of, sole
from store.base import Reader
from store.cypher import KIN_COLUMNS, kin_of_row
from store.ddl import quoted
from store.kin import Kin
from store.near_names import Near, near_names
from store.resolve import blocks
from store.rules import Evidence, pairs
from store.rulings import TWO_SIDED, Rulings

_COMPARED = ("Organization", "Person", "Event", "Programme")
"""Types in which rules leave pairs to a person; a place joins by its code or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two entities that may be one. `score`: below `rules.MERGE`, or above it where something holds them apart.

    `left_locals`, `right_locals`: the local entities that were compared, smallest ids of those alike.
    """

    left: str
    right: str
    type: str
    left_name: str
    right_name: str
    score: int
    evidence: tuple[Evidence, ...]
    left_locals: tuple[str, ...]
    right_locals: tuple[str, ...]

    def spoken(self, language: str, *, against: bool) -> tuple[str, ...]:
        """What speaks for the two being one, or against it, in "zh" or "en", weightiest first."""
        weighed = sorted(self.evidence, key=lambda one: -abs(one.points))
        return tuple(one.words(language) for one in weighed if (one.points < 0) == against)


Doubt: TypeAlias = Literal["two_counties", "two_heads"]

_DOUBTS = {
    "two_counties": {"zh": "同一天出现在两个县区：{0}", "en": "in two counties on one day: {0}"},
    "two_heads": {"zh": "同一时间有两位{0}", "en": "two of one office at one time: {0}"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """An entity that may be two: `what` says why (county codes and day; the office and its holders)."""

    entity: str
    type: str
    name: str
    doubt: Doubt
    what: str

    def words(self, language: str) -> str:
        """In "zh" or "en"."""
        return _DOUBTS[self.doubt][language].format(self.what)


def candidates(reader: Reader, *, limit: int | None = None) -> tuple[Candidate, ...]:
    """Pairs to decide, best first: by score, then by how many local entities hang on them, then by id."""
    kin = _kin(reader)
    rulings = Rulings.of(reader.decisions())
    found = undecided(kin, rulings, near=[_of_near(reader, one) for one in near_names(reader)])
    return found[:limit] if limit is not None else found


def _of_near(reader: Reader, near: Near) -> Candidate:
    sides = [
        reader.rows(
            f"MATCH (e:{near.type} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) RETURN l.id AS id, e.name AS name ORDER BY id",
            {"id": one},
        )
        for one in (near.left, near.right)
    ]
    return Candidate(
        left=near.left,
        right=near.right,
        type=near.type,
        left_name=str(sides[0][0]["name"]),
        right_name=str(sides[1][0]["name"]),
        score=sum(one.points for one in near.evidence),
        evidence=near.evidence,
        left_locals=tuple(str(row["id"]) for row in sides[0]),
        right_locals=tuple(str(row["id"]) for row in sides[1]),
    )


def undecided(kin: Iterable[Kin], rulings: Rulings, *, near: Iterable[Candidate] = ()) -> tuple[Candidate, ...]:
    """The candidates among kin (`entity` set) and of `near` under decisions, best first."""
    of = {one.first: one for one in kin}
    done = decided(of.values(), rulings)
    best = {both: one for one in near if (both := frozenset((one.left, one.right))) not in done}
    for block in blocks(of.values(), rulings.in_force):
        for pair in pairs(block):
            left, right = of[pair.left[0]], of[pair.right[0]]
            both = frozenset((left.entity, right.entity))
            if len(both) < 2 or both in done or (both in best and best[both].score >= pair.score):
                continue
            if left.entity > right.entity:
                left, right, pair_locals = right, left, (pair.right, pair.left)
            else:
                pair_locals = pair.left, pair.right
            best[both] = Candidate(
                left=left.entity,
                right=right.entity,
                type=block[0].type,
                left_name=left.name,
                right_name=right.name,
                score=pair.score,
                evidence=pair.evidence,
                left_locals=pair_locals[0],
                right_locals=pair_locals[1],
            )
    sizes: dict[str, int] = {}
    for one in of.values():
        sizes[one.entity] = sizes.get(one.entity, 0) + one.count
    return tuple(
        sorted(
            best.values(),
            key=lambda one: (-one.score, -sizes.get(one.left, 0) - sizes.get(one.right, 0), one.left, one.right),
        )
    )


def decided(kin: Iterable[Kin], rulings: Rulings) -> frozenset[frozenset[str]]:
    """Pairs of entities between which a decision in force stands, by what they are now."""
    entities: dict[str, set[str]] = {}
    for one in kin:
        for end in one.answers:
            entities.setdefault(end, set()).add(one.entity)
    found: set[frozenset[str]] = set()
    for ruling in rulings.in_force:
        if ruling.kind in TWO_SIDED:
            left, right = (
                {entity for end in side for entity in entities.get(end, ())} for side in (ruling.left, ruling.right)
            )
            found.update(frozenset((one, other)) for one in left for other in right if one != other)
    return frozenset(found)


def _kin(reader: Reader) -> list[Kin]:
    """All kin that rules may compare."""
    columns = ", ".join(f"l.{quoted(name)} AS {quoted(name)}" for name in KIN_COLUMNS)
    found = []
    for etype in _COMPARED:
        for row in reader.stream(
            f"MATCH (l:LocalEntity) WHERE l.etype = '{etype}' AND l.entity <> '' AND size(l.blocks) + size(l.answers) > 0 "
            f"RETURN {columns}, CASE WHEN size(l.keys) = 0 THEN l.id ELSE '' END AS alone, "
            "min(l.id) AS first, count(*) AS members"
        ):
            found.append(kin_of_row(row))
    return found


def suspicions(reader: Reader) -> tuple[Suspicion, ...]:
    """Entities that may be two, by type, name and id: people in two counties on one day, bodies with two heads."""
    found = [*_in_two_counties(reader), *_with_two_heads(reader)]
    return tuple(sorted(found, key=lambda one: (one.type, one.name, one.entity, one.doubt, one.what)))


def _in_two_counties(reader: Reader) -> Iterable[Suspicion]:
    counties: dict[str, set[str]] = {}
    for row in reader.stream(
        "MATCH (l:LocalEntity) WHERE l.etype = 'Person' AND l.area <> '' AND l.entity <> '' "
        "RETURN DISTINCT l.entity AS entity, l.area AS area"
    ):
        counties.setdefault(str(row["entity"]), set()).add(str(row["area"]))
    for entity in sorted(entity for entity, areas in counties.items() if len(areas) > 1):
        areas_on: dict[str, set[str]] = {}
        name = ""
        for row in reader.rows(
            "MATCH (e:Person {id: $id})<-[:REFERS_TO]-(l:LocalEntity) MATCH (a:Article {id: l.article}) "
            "RETURN e.name AS name, l.area AS area, a.published AS day",
            {"id": entity},
        ):
            name = str(row["name"])
            if row["area"] and len(str(row["day"] or "")) == 10:
                areas_on.setdefault(str(row["day"]), set()).add(str(row["area"]))
        for day, areas in sorted(areas_on.items()):
            if len(areas) > 1:
                what = f"{day} {' / '.join(sorted(areas))}"
                yield Suspicion(entity=entity, type="Person", name=name, doubt="two_counties", what=what)


def _with_two_heads(reader: Reader) -> Iterable[Suspicion]:
    """Bodies that stand for several keys, with two people in one office whose mentions overlap in time."""
    held: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for row in reader.stream(
        "MATCH (p:Person)-[h:HOLDS_POST]->(o:Organization) WHERE h.first_date <> '' "
        "RETURN o.id AS body, o.name AS name, h.role AS role, h.first_date AS first, h.last_date AS last, p.name AS holder"
    ):
        post = post_of(str(row["role"] or ""), str(row["name"]))
        if sole(post):
            office = str(row["body"]), str(row["name"]), post
            held.setdefault(office, []).append((str(row["first"]), str(row["last"]), str(row["holder"])))
    for (body, name, role), holders in sorted(held.items()):
        overlapping = [
            (one, other)
            for one, other in combinations(sorted(holders), 2)
            if one[0] < other[0] < one[1] and one[2] != other[2]
        ]
        if overlapping and _keys_of(reader, body) > 1:
            one, other = overlapping[0]
            what = f"{role} {one[2]} {one[0]} – {one[1]}, {other[2]} {other[0]} – {other[1]}"
            yield Suspicion(entity=body, type="Organization", name=name, doubt="two_heads", what=what)


def _keys_of(reader: Reader, body: str) -> int:
    rows = reader.rows(
        "MATCH (o:Organization {id: $id})<-[:REFERS_TO]-(l:LocalEntity) RETURN DISTINCT l.keys AS keys", {"id": body}
    )
    return len({tuple(cast("list[str]", row["keys"])) for row in rows})
