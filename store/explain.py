"""Why an entity is one: for each of its local entities the key, the rule with its evidence, or the decision.

Worked out anew from what the entity's blocks hold, by the very function that made it: nothing is stored for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

from ontology.key_words import key_words
from ontology.records import ENTITY_TYPES, Decision
from store.base import Reader
from store.closure import close
from store.cypher import Asking, CypherView
from store.kin import Kin
from store.resolve import Link, links
from store.rules import Evidence
from store.rulings import Rulings

Ground: TypeAlias = Literal["key", "rule", "decision", "alone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why local entities that nothing tells apart (`count` of them, `local` the smallest id) belong to their entity.

    `ground`: "key" (`key` is shared with `other`), "rule" (`score` and `evidence` of the pair with `other`),
    "decision" (`decision`, which names it and `other`), or "alone": the one that the others were joined to.
    `other`: a local id of the same entity, '' where there is none.
    """

    local: str
    name: str
    count: int
    ground: Ground
    other: str = ""
    key: str = ""
    score: int = 0
    evidence: tuple[Evidence, ...] = ()
    decision: str = ""

    def words(self, language: str) -> str:
        """In "zh" or "en"."""
        said = "；" if language == "zh" else "; "
        if self.ground == "key":
            return _shared(self.key, language)
        if self.ground == "decision":
            return {"zh": f"人工决定 {self.decision}", "en": f"decided: {self.decision}"}[language]
        if self.ground == "rule":
            told = said.join(f"{one.words(language)} ({one.points:+d})" for one in self.evidence)
            return {"zh": f"规则 {self.score} 分：{told}", "en": f"rule, score {self.score}: {told}"}[language]
        return {"zh": "起点", "en": "the first of them"}[language]


def why(reader: Reader, entity: str) -> tuple[Reason, ...]:
    """The reasons of an entity, the first of its local entities first; empty where there is no such entity."""
    known, decisions = around(reader, entity)
    held = [one for one in known if one.entity == entity and not one.publisher]
    return reasons(held, links(known, decisions))


def around(reader: Reader, entity: str) -> tuple[frozenset[Kin], tuple[Decision, ...]]:
    """All kin that may join or part with those of an entity, and the decisions in force on any of them."""
    start = _members(reader, entity)
    rulings = Rulings.of(reader.decisions())
    closure = close(CypherView(cast(Asking, reader)), gone=[], come=start, changed=[], rulings=(rulings, rulings))
    known = frozenset({*closure.before.values(), *(one for one in start if not one.lies_in)})
    return known, tuple(one for one in rulings.in_force if one.id in closure.heard)


def _members(reader: Reader, entity: str) -> list[Kin]:
    """An entity's local entities, with no more than tells where they lie."""
    columns = "l.id AS id, l.name AS name, l.kind AS kind, l.keys AS keys, l.blocks AS blocks, l.answers AS answers"
    found: list[Kin] = []
    for etype in ENTITY_TYPES:
        for row in reader.rows(
            f"MATCH (e:{etype} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) RETURN {columns}", {"id": entity}
        ):
            keys, blocks, answers = (tuple(cast("list[str]", row[name])) for name in ("keys", "blocks", "answers"))
            name, kind = str(row["name"]), str(row["kind"])
            found.append(
                Kin(
                    first=str(row["id"]),
                    type=etype,
                    kind=kind,
                    name=name,
                    keys=keys,
                    blocks=blocks,
                    answers=answers,
                    entity=entity,
                )
            )
    return found


def reasons(cluster: Iterable[Kin], grown: Iterable[Link]) -> tuple[Reason, ...]:
    """One reason for each kin of a cluster: what joins it to those nearer to the first. `grown`: `resolve.links`."""
    kin = {one.first: one for one in sorted(cluster, key=lambda one: one.first)}
    beside: dict[str, list[Link]] = {first: [] for first in kin}
    for link in grown:
        if link.left in kin and link.right in kin:
            beside[link.left].append(link)
            beside[link.right].append(link)
    found: dict[str, Reason] = {}
    for start in kin:  # but for publishers, which are left out, all hang together
        if start in found:
            continue
        found[start] = Reason(local=start, name=kin[start].name, count=kin[start].count, ground="alone")
        reached = [start]
        for first in reached:
            for link in beside[first]:
                other = link.right if link.left == first else link.left
                if other not in found:
                    found[other] = _reason(kin[other], link, nearer=first)
                    reached.append(other)
    return tuple(found.values())


def _reason(kin: Kin, link: Link, *, nearer: str) -> Reason:
    same: dict[str, Any] = {"local": kin.first, "name": kin.name, "count": kin.count, "other": nearer}
    if link.pair:
        return Reason(**same, ground="rule", score=link.pair.score, evidence=link.pair.evidence)
    if link.decision:
        return Reason(**same, ground="decision", decision=link.decision)
    return Reason(**same, ground="key", key=link.key)


def _shared(key: str, language: str) -> str:
    return {"zh": "都认作 ", "en": "both known as "}[language] + key_words(key, "zh" if language == "zh" else "en")
