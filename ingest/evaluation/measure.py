"""Precision, recall and F1 by type; recall of posts, relations, figures, bylines and titles, with what was said.

Document-level: an entity is right where one of its names is one of the gold's names for that type. Posts,
relations and figures in the gold are those a researcher wants, not all that could be said, so they are
measured by recall beside `said`, the number of statements made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from ingest.evaluation.gold import RELATIONS, GoldArticle, folded

ENTITY_MEASURES = ("Person", "Organization", "Place", "Event", "Programme")
RECALL_MEASURES = ("post", "post+org", "relation", "figure", "byline", "title", "area")
SYMMETRIC = frozenset({"cooperates_with"})
_SCALES = {"万": 10_000, "亿": 100_000_000}
_UNREAD: dict[str, Any] = {"entities": [], "statements": [], "byline": [], "title": None, "area": None, "text": ""}
NO_RELATIONS = frozenset({"holdsPost", "hasFigure", "mentions", "writtenBy", "publishedBy"})


@dataclass(slots=True)
class Count:
    """How often right, spurious, missed; `said`: statements made, where that is counted."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    said: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right, self.spurious + other.spurious, self.missed + other.missed, self.said + other.said
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing missed or said wrongly; `sentence` is where it stands, '' where that is unknown."""

    article: str
    measure: str
    fault: str
    what: str
    sentence: str = ""


@dataclass(slots=True)
class Result:
    """Counts by measure, and every fault."""

    counts: dict[str, Count] = field(
        default_factory=lambda: {name: Count() for name in ENTITY_MEASURES + RECALL_MEASURES}
    )
    faults: list[Fault] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """One number a measure: F1 where precision is defined, else recall; rounded to three decimals."""
        numbers = {name: self.counts[name].f1 for name in ENTITY_MEASURES}
        numbers |= {name: self.counts[name].recall for name in RECALL_MEASURES}
        numbers["core"] = sum((self.counts[name] for name in ENTITY_MEASURES[:3]), Count()).f1
        numbers["entities"] = sum((self.counts[name] for name in ENTITY_MEASURES), Count()).f1
        return {name: round(number, 3) for name, number in numbers.items()}


def measure(gold: Sequence[GoldArticle], read: Iterable[dict[str, Any]]) -> Result:
    """Measure articles in the form of `extract` against gold; each gold article meets its best match."""
    left, result = list(read), Result()
    for article in gold:
        best = _match(article, left)
        if best is not None:
            left.remove(best)
        _measure_article(article, best or _UNREAD, result)
    return result


def _match(gold: GoldArticle, left: list[dict[str, Any]]) -> dict[str, Any] | None:
    by_key = [one for one in left if PurePath(one["source"]).stem == gold.key]
    if by_key:
        return max(by_key, key=lambda one: len(one["entities"]))
    byline = {folded(name) for name in gold.byline}
    names = {folded(name) for entity in gold.entities for name in entity.names}

    def likeness(one: dict[str, Any]) -> int:
        title = 5 if gold.title and folded(gold.title) == folded(one["title"]) else 0
        shared = sum(bool(names & _names(entity)) for entity in one["entities"])
        return title + 3 * len(byline & {folded(name["name"]) for name in one["byline"]}) + shared

    best = max(left, key=likeness, default=None)
    return best if best is not None and likeness(best) else None


def _names(entity: dict[str, Any]) -> set[str]:
    return {folded(name) for name in (entity["name"], *entity["aliases"])}


class _Matcher:
    """Whether a name of the gold and the names of a read entity mean the same."""

    def __init__(self, gold: GoldArticle, read: dict[str, Any]) -> None:
        self.aliases: dict[str, set[str]] = {}
        for entity in gold.entities:
            every = {folded(name) for name in entity.names}
            for name in every:
                self.aliases[name] = every
        self.names = {entity["id"]: _names(entity) for entity in read["entities"]}

    def same(self, identity: str | None, name: str) -> bool:
        return bool(self.names.get(identity or "", set()) & self.aliases.get(folded(name), {folded(name)}))

    def inside(self, identity: str | None, name: str) -> bool:
        wanted = folded(name)
        return self.same(identity, name) or any(
            wanted in one or one in wanted for one in self.names.get(identity or "", ())
        )


def worked_out(value: float, unit: str) -> tuple[float, str]:
    """(value, unit) with 万 and 亿 before the unit worked out, so that 4.23亿元 and 423000000元 are the same.

    >>> worked_out(4.23, "亿元"), worked_out(5200, "万方")
    ((423000000.0, '元'), (52000000.0, '方'))
    """
    while unit[:1] in _SCALES:
        value, unit = value * _SCALES[unit[0]], unit[1:]
    return float(round(value, 6)), unit


def _measure_article(gold: GoldArticle, read: dict[str, Any], result: Result) -> None:
    _measure_entities(gold, read, result)
    matcher, statements = _Matcher(gold, read), read["statements"]
    for person, title, body in gold.posts:
        held = [
            one
            for one in statements
            if one["predicate"] in RELATIONS["holds_post"]
            and matcher.same(one["subject"], person)
            and one["role"]
            and (folded(title) in folded(one["role"]) or folded(one["role"]) in folded(title))
        ]
        _count(result, gold, "post", bool(held), f"{person} {title}")
        with_body = [one for one in held if not body or matcher.inside(one.get("object"), body)]
        _count(result, gold, "post+org", bool(with_body), f"{person} {title} {body}")
    for relation in gold.relations:
        said = any(_says(one, relation, matcher) for one in statements)
        _count(result, gold, "relation", said, " ".join(relation))
    values = {
        worked_out(float(one["value"]), folded(one["unit"]))
        for one in statements
        if isinstance(one.get("value"), int | float)
    }
    for what, value, unit in gold.figures:
        _count(result, gold, "figure", worked_out(value, folded(unit)) in values, f"{what} {value:.12g}{unit}")
    byline = {folded(name["name"]) for name in read["byline"]}
    for name in gold.byline:
        _count(result, gold, "byline", folded(name) in byline, name)
    if gold.title:
        _count(result, gold, "title", folded(gold.title) == folded(read["title"]), f"{gold.title} / {read['title']}")
    if gold.area:
        _count(result, gold, "area", _same_area(gold.area, read["area"]), f"{gold.area} / {read['area']}")
    for one in statements:
        name = {"holdsPost": "post", "hasFigure": "figure"}.get(one["predicate"], "relation")
        result.counts[name].said += name != "relation" or one["predicate"] not in NO_RELATIONS


def _same_area(gold: str, read: str | None) -> bool:
    """Whether an area's code is the annotated one, a prefecture's with or without its two zeros (5331, 533100)."""
    return read is not None and gold in (read, f"{read:0<6}")


def _measure_entities(gold: GoldArticle, read: dict[str, Any], result: Result) -> None:
    used: set[str] = {entity["id"] for entity in read["entities"] if folded(entity["name"]) in map(folded, gold.byline)}
    for entity in gold.entities:
        wanted = {folded(name) for name in entity.names}
        named = [one for one in read["entities"] if wanted & _names(one)]
        right = [one for one in named if one["type"] in entity.types]
        used.update(one["id"] for one in (named if entity.optional else right))
        if not entity.optional:
            typed = f" (read as {named[0]['type']})" if named and not right else ""
            _count(result, gold, entity.type, bool(right), entity.names[0] + typed)
    for one in read["entities"]:
        if one["id"] not in used:
            result.counts[one["type"]].spurious += 1
            start = one["mentions"][0][0]
            around = read["text"][max(0, start - 15) : start + 30].replace("\n", " ")
            result.faults.append(
                Fault(article=gold.key, measure=one["type"], fault="spurious", what=one["name"], sentence=around)
            )


def _says(statement: dict[str, Any], relation: tuple[str, str, str], matcher: _Matcher) -> bool:
    left, word, right = relation
    dated = word == "held_on" and (statement["time"] or "").startswith(right)
    if dated and (matcher.same(statement["subject"], left) or matcher.same(statement.get("object"), left)):
        return True
    if statement["predicate"] not in RELATIONS.get(word, {word}):
        return False
    if word == "held_on":
        return matcher.same(statement["subject"], left) and str(statement.get("value") or "").startswith(right)
    forward = matcher.same(statement["subject"], left) and matcher.same(statement.get("object"), right)
    backward = matcher.same(statement["subject"], right) and matcher.same(statement.get("object"), left)
    return forward or (word in SYMMETRIC and backward)


def _count(result: Result, gold: GoldArticle, name: str, right: bool, what: str) -> None:
    if right:
        result.counts[name].right += 1
    else:
        result.counts[name].missed += 1
        result.faults.append(Fault(article=gold.key, measure=name, fault="missed", what=what))
