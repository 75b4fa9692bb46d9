"""Near-homonyms: two names in one post, or of two bodies with one officer, that differ in one character.

张建军 and 张建君, both 局长 of one bureau, may be one man whom an article misspells, or two. No rule of identity sees
them, as they share no block; nothing joins them but a person's decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ontology.ids import normal_name
from ontology.posts import post_of, sole
from store.base import Reader
from store.rules import Evidence

_ALIKE = 8
"""Names alike but for one place: of more than so many none is a slip of another."""
_LEAST_OF_BODY = 4
_COUNTING = frozenset("一二三四五六七八九十百千甲乙丙丁东西南北中上下前后左右大小新老正副省市县区镇乡村")
"""Characters that tell one body from another where nothing else does: 第一小学, 第二小学."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two entities of a type whose names differ in one character, with what speaks for their being one."""

    type: str
    left: str
    right: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A post held: ids and names of the person and the body, and the county of the body."""

    person: str
    name: str
    body: str
    body_type: str
    body_name: str
    area: str
    post: str


def near_names(reader: Reader) -> Iterator[Near]:
    """All such pairs of a store. Two names that stand in posts in one sentence are two: they are left out."""
    held = [
        _Held(*(str(row[name] or "") for name in ("person", "name", "body", "body_type", "body_name", "area", "role")))
        for row in reader.rows(
            "MATCH (p:Person)-[h:HOLDS_POST]->(o:Organization|Place) RETURN p.id AS person, p.name AS name, o.id AS body, "
            "o.etype AS body_type, o.name AS body_name, o.area AS area, h.role AS role ORDER BY person, body, role"
        )
    ]
    seen: set[tuple[str, str]] = set()
    for near in (*_people(held), *_bodies(held)):
        if (near.left, near.right) not in seen and not _side_by_side(reader, near):
            seen.add((near.left, near.right))
            yield near


def _people(held: Iterable[_Held]) -> Iterator[Near]:
    of_post: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    bodies: dict[str, str] = {}
    for one in held:
        of_post[one.body, post_of(one.post, one.body_name)][one.person] = one.name
        bodies[one.body] = one.body_name
    for (body, post), names in sorted(of_post.items()):
        for left, right in _alike(names):
            found = [Evidence("Person", "near_name", f"{bodies[body]} {post}")]
            if sole(post):
                found.append(Evidence("Person", "one_holder", post))
            yield Near(type="Person", left=left, right=right, evidence=tuple(found))


def _bodies(held: Iterable[_Held]) -> Iterator[Near]:
    of_officer: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for one in held:
        if one.body_type == "Organization" and one.area and len(normal_name(one.body_name)) >= _LEAST_OF_BODY:
            of_officer[one.area, one.name, post_of(one.post, one.body_name)][one.body] = one.body_name
    for (_, name, post), bodies in sorted(of_officer.items()):
        for left, right in _alike(bodies, but=_COUNTING):
            evidence = (Evidence("Organization", "near_name", f"{name} {post}"),)
            yield Near(type="Organization", left=left, right=right, evidence=evidence)


def _alike(names: dict[str, str], *, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Pairs of ids (smaller first) whose names are of one length and differ in one character, neither of `but`."""
    gaps: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for identity, name in names.items():
        bare = normal_name(name)
        for at, character in enumerate(bare):
            if len(bare) > 1 and character not in but:
                gaps[bare[:at], bare[at + 1 :]][identity] = character
    found: set[tuple[str, str]] = set()
    for group in gaps.values():
        if 1 < len(group) <= _ALIKE:
            found.update(pair for pair in combinations(sorted(group), 2) if group[pair[0]] != group[pair[1]])
    yield from sorted(found)


def _side_by_side(reader: Reader, near: Near) -> bool:
    end = "SUBJECT" if near.type == "Person" else "OBJECT"
    sentences = [
        {
            str(row["sentence"])
            for row in reader.rows(
                f"MATCH (e:{near.type} {{id: $id}})<-[:{end}]-(s:Statement)-[:EVIDENCE]->(t:Sentence) "
                "WHERE s.predicate = 'holdsPost' RETURN DISTINCT t.id AS sentence",
                {"id": one},
            )
        }
        for one in (near.left, near.right)
    ]
    return not sentences[0].isdisjoint(sentences[1])
