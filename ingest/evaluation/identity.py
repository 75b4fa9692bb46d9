"""How well articles' entities are told to be one: pairwise precision and recall, and B-cubed, against identity.json.

identity.json lies beside gold.json: {"clusters": [{"t", "name", "members": [[article, name]…]}…], "distinct":
[…], "uncertain": […]}. A cluster is one thing in two or more articles; whatever the gold annotates and no cluster
holds is one thing of its own. `uncertain` pairs count neither way; `distinct` ones are remarked on, and say
nothing that the clusters do not.

Measured is what was read: an annotated entity that the reader missed is the reader's fault, and counts in
`found` alone, the recall over all pairs of the clusters. Pairs within one article are coreference and left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

from ingest.evaluation.gold import TYPES, GoldArticle, GoldEntity, folded
from ingest.evaluation.measure import Count, Fault
from ontology.errors import InputError
from ontology.records import FileReading, LocalEntity, Reading
from store.derive import derive

Item = tuple[str, int]
"""An annotated entity: its article's key, and its place among the article's entities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIdentity:
    """`cluster_of`: item -> number of its cluster, those of their own left out; `uncertain`: pairs that count neither way."""

    articles: tuple[GoldArticle, ...]
    cluster_of: Mapping[Item, int]
    uncertain: frozenset[frozenset[Item]]


@dataclass(slots=True)
class IdentityResult:
    """`pairs`: of what was read, and `of_type` each; `unread`: pairs of the clusters with an end that was not;
    `b3`: (precision, recall) sums."""

    pairs: Count = field(default_factory=Count)
    of_type: dict[str, Count] = field(default_factory=dict)
    unread: int = 0
    b3: list[tuple[float, float]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Rounded to three decimals."""
        precision, recall = (sum(each) / len(each) if each else 0.0 for each in (list(one) for one in self._b3()))
        numbers = {
            "identity precision": self.pairs.precision,
            "identity recall": self.pairs.recall,
            "identity F1": self.pairs.f1,
            "identity B3 precision": precision,
            "identity B3 recall": recall,
            "identity B3 F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
            "identity found": self.pairs.right / total
            if (total := self.pairs.right + self.pairs.missed + self.unread)
            else 0.0,
        }
        return {name: round(number, 3) for name, number in numbers.items()}

    def _b3(self) -> tuple[list[float], list[float]]:
        return [one for one, _ in self.b3], [one for _, one in self.b3]


def identity_file(gold: Path) -> Path | None:
    """identity.json beside a gold.json, or in its folder; None where there is none."""
    file = (gold if gold.is_dir() else gold.parent) / "identity.json"
    return file if file.exists() else None


def load_identity(file: Path, articles: Sequence[GoldArticle]) -> GoldIdentity:
    """The clusters of an identity.json over annotated articles. InputError says what is wrong."""
    try:
        data = json.loads(file.read_text("utf-8"))
        extended = {one.key: list(one.entities) for one in articles}

        def item(type_: str | None, member: Sequence[str]) -> Item:
            key, name = member
            entities = extended[key]
            named = [at for at, one in enumerate(entities) if folded(name) in map(folded, one.names)]
            typed = [at for at in named if type_ is None or TYPES[type_] in entities[at].types]
            if typed or named:
                return key, (typed or named)[0]
            if type_ is None:
                raise ValueError(f"{key} has no entity {name}")
            entities.append(_annotated(type_, name))
            return key, len(entities) - 1

        cluster_of = {
            item(one["t"], member): number for number, one in enumerate(data["clusters"]) for member in one["members"]
        }
        uncertain = {
            frozenset(pair)
            for one in data.get("uncertain", [])
            for pair in combinations([item(one.get("t"), member) for member in one["members"]], 2)
        }
        whole = tuple(
            GoldArticle(
                key=one.key,
                title=one.title,
                area=one.area,
                byline=one.byline,
                entities=tuple(extended[one.key]),
                relations=one.relations,
                posts=one.posts,
                figures=one.figures,
            )
            for one in articles
        )
        return GoldIdentity(articles=whole, cluster_of=cluster_of, uncertain=frozenset(uncertain))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"not a gold of identity ({error})", where=str(file), remedy="see ingest/evaluation/identity.py"
        ) from error


def measure_identity(gold: GoldIdentity, files: Iterable[FileReading]) -> IdentityResult:
    """Measure the entities that the files' readings resolve to."""
    read = list(files)
    entity_of = {local: str(row["entity"]) for local, row in derive(read, []).nodes["LocalEntity"].items()}
    readings: dict[str, list[Reading]] = {}
    for file in read:
        readings.setdefault(PurePath(file.source).stem, []).extend(file.readings)
    found: dict[Item, str] = {}
    for article in gold.articles:
        entities = [one for reading in readings.get(article.key, ()) for one in reading.entities]
        for at, wanted in enumerate(article.entities):
            item = article.key, at
            if (item in gold.cluster_of or not wanted.optional) and (local := _matching(wanted, entities)):
                found[item] = entity_of[local.id]
    return compare(gold, found)


def compare(gold: GoldIdentity, found: Mapping[Item, str]) -> IdentityResult:
    """`found`: item -> the entity it was read as; what was not read is left out."""
    result = IdentityResult()
    entities = {(one.key, at): entity for one in gold.articles for at, entity in enumerate(one.entities)}
    true_of = {item: str(gold.cluster_of.get(item, item)) for item in found}
    for one, other in combinations(sorted(found), 2):
        if one[0] == other[0] or frozenset((one, other)) in gold.uncertain:
            continue
        same, said = true_of[one] == true_of[other], found[one] == found[other]
        if not same and not said:
            continue
        fault = "right" if same and said else "missed" if same else "spurious"
        for count in (result.pairs, result.of_type.setdefault(entities[one].type, Count())):
            setattr(count, fault, getattr(count, fault) + 1)
        if fault != "right":
            what = f"{entities[one].names[0]} = {other[0]} {entities[other].names[0]}"
            result.faults.append(Fault(article=one[0], measure="identity", fault=fault, what=what))
    members: dict[int, list[Item]] = {}
    for item, number in gold.cluster_of.items():
        members.setdefault(number, []).append(item)
    result.unread = sum(
        one not in found or other not in found for items in members.values() for one, other in combinations(items, 2)
    )
    result.b3 = _b_cubed(found, true_of)
    return result


def _b_cubed(found: Mapping[Item, str], true_of: Mapping[Item, str]) -> list[tuple[float, float]]:
    said: dict[str, set[Item]] = {}
    true: dict[str, set[Item]] = {}
    for item, entity in found.items():
        said.setdefault(entity, set()).add(item)
        true.setdefault(true_of[item], set()).add(item)
    both = {item: len(said[found[item]] & true[true_of[item]]) for item in found}
    return [(both[item] / len(said[found[item]]), both[item] / len(true[true_of[item]])) for item in sorted(found)]


def _matching(wanted: GoldEntity, entities: Iterable[LocalEntity]) -> LocalEntity | None:
    """The local entity that bears one of an annotated entity's names, at best its fullest; not one of the byline."""
    names = [folded(name) for name in wanted.names]
    bearing = [
        one
        for one in entities
        if one.type in wanted.types
        and (one.byline_role is None or len(one.mentions) > 1)
        and not set(names).isdisjoint(map(folded, (one.name, *one.aliases)))
    ]
    return min(bearing, key=lambda one: (folded(one.name) != names[0], one.mentions[0]), default=None)


def _annotated(type_: str, name: str) -> GoldEntity:
    kind: Any = TYPES[type_]
    return GoldEntity(types=frozenset({kind}), type=kind, names=(name,), optional=False)
