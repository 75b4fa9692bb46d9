"""What people do to a store, in any order: put, delete, decide, withdraw. Steps are plain data, played on any home."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol, TypeAlias

from hypothesis import strategies as st

from ontology.errors import UsageError
from ontology.ids import hash_of
from ontology.records import ENTITY_TYPES, Decision, FileReading
from tests.store import worlds


class Home(Protocol):
    """What a script is played on."""

    def put(self, files: Sequence[FileReading]) -> object: ...
    def delete_article(self, article: str) -> None: ...
    def decide(self, decision: Decision) -> None: ...


class Put:
    """Files put at once."""

    def __init__(self, files: Sequence[FileReading]) -> None:
        self.files = tuple(files)

    def __repr__(self) -> str:
        return f"Put({'; '.join(map(_said, self.files))})"


@dataclass(frozen=True, slots=True)
class Delete:
    article: int


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision of a kind. `left`, `right`: which of the local ids put so far, and whether their namesakes too.

    `pick`: which of the statements put, or of the decisions made, so far.
    """

    kind: str
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    namesakes: bool = False
    value: str | None = None
    pick: int = 0


Step: TypeAlias = Put | Delete | Decide

_TWO_SIDED = ("same", "same", "same", "different", "different", "split", "unsure")
_ONE_SIDED = ("rename", "retype", "delete")
_OF_STATEMENTS = ("confirm", "reject", "remove", "add")


def any_step(chance: Random, guises: Sequence[worlds.Guise]) -> Step:
    """Any one step."""
    draw = chance.random()
    if draw < 0.35:
        return Put([worlds.any_file(chance, guises, options=True) for _ in range(chance.randint(1, 3))])
    return any_decision(chance) if draw < 0.9 else Delete(chance.randrange(worlds.ARTICLES))


def any_decision(chance: Random) -> Decide:
    """Any decision."""
    which = chance.choice(("two", "two", "two", "one", "statement", "withdraw", "withdraw"))
    pick = chance.randrange(20)
    if which == "withdraw":
        return Decide("withdraw", pick=pick % 4)
    if which == "statement":
        return Decide(chance.choice(_OF_STATEMENTS), pick=pick)
    left, right = (tuple(chance.choices(range(21), k=chance.randint(1, 3))) for _ in range(2))
    namesakes = chance.random() < 0.5
    if which == "two":
        return Decide(chance.choice(_TWO_SIDED), left, right, namesakes)
    kind = chance.choice(_ONE_SIDED)
    values: dict[str, tuple[str, ...]] = {"rename": ("新名", "旧名"), "retype": ENTITY_TYPES}
    return Decide(kind, left, (), namesakes, value=chance.choice(values[kind]) if kind in values else None)


_SEEDS = st.integers(0, 2**32)


@st.composite
def scripts(draw: st.DrawFn, *, most: int = 10) -> list[Step]:
    """Files first, then anything. One seed a step: quick to make, and a failing script loses steps when it shrinks."""
    guises = worlds.palette(Random(draw(_SEEDS)))
    chance = Random(draw(_SEEDS))
    start = Put([worlds.any_file(chance, guises, options=True) for _ in range(chance.randint(1, 4))])
    return [start, *(any_step(Random(seed), guises) for seed in draw(st.lists(_SEEDS, max_size=most)))]


def _said(file: FileReading) -> str:
    """A file in a line: what differs between the files of a world."""
    readings = [
        f"{one.article.title}[{one.context.published} {one.context.area} {one.context.publisher} {one.context.rank}] "
        + " ".join(f"{each.name}{each.mentions}{each.keys}{each.code or ''}" for each in one.entities)
        + " ".join(f"{each.predicate}:{each.id[:6]}:{each.modality}" for each in one.statements)
        for one in file.readings
    ]
    return f"{file.digest} {file.source} {file.reader} {file.area_option or ''}: {' | '.join(readings)}"


class Player:
    """Plays steps on a home, giving decisions their times; knows what was put and decided so far."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.decisions: list[Decision] = []
        self.statements: dict[str, str] = {}
        self.locals: dict[str, str] = {}

    def play(self, step: Step) -> bool:
        """Do it; False where there was nothing to do it to."""
        if isinstance(step, Put):
            for reading in (reading for file in step.files for reading in file.readings):
                self.statements.update((one.id, json.dumps(one.to_dict())) for one in reading.statements)
                self.locals.update((one.id, one.name) for one in reading.entities)
            self.home.put(step.files)
        elif isinstance(step, Delete):
            try:
                self.home.delete_article(worlds.id_of(step.article))
            except UsageError:
                return False
        else:
            one = self.decision(step)
            if one is None:
                return False
            self.home.decide(one)
            self.decisions.append(one)
        return True

    def decision(self, step: Decide) -> Decision | None:
        """The decision that a step means now."""
        at = len(self.decisions)
        if step.kind == "withdraw":
            if not self.decisions:
                return None
            return worlds.decision("withdraw", [self.decisions[-1 - step.pick % len(self.decisions)].id], at=at)
        if step.kind in _OF_STATEMENTS:
            if not self.statements:
                return None
            key = sorted(self.statements)[step.pick % len(self.statements)]
            if step.kind == "add":
                return worlds.decision("add", [], at=at, value=self.added(key, step.pick))
            kind = "delete" if step.kind == "remove" else step.kind
            return worlds.decision(kind, [key], at=at)  # type: ignore[arg-type]
        left = self.side(step.left, namesakes=step.namesakes)
        right = self.side(step.right, namesakes=step.namesakes) - left
        if step.kind in _TWO_SIDED and not right:
            return None
        return worlds.decision(step.kind, sorted(left), sorted(right), at=at, value=step.value)  # type: ignore[arg-type]

    def side(self, picks: Sequence[int], *, namesakes: bool) -> set[str]:
        """Local ids: of those ever put, of all that a local entity may ever bear."""
        known = sorted(self.locals) or worlds.LOCALS
        one = {worlds.LOCALS[pick] if pick > 18 else known[pick % len(known)] for pick in picks}
        names = {self.locals.get(local) for local in one}
        return one | ({local for local, name in self.locals.items() if name in names} if namesakes else set())

    def added(self, key: str, pick: int) -> str:
        """A statement to add: one that was read at some time, or the like of it with another role."""
        statement = json.loads(self.statements[key])
        if pick % 2:
            other = hash_of("added", statement["article"], pick)
            statement |= {"role": "队长", "id": other, "evidence": [0, 2 if pick % 3 else 99]}
        text = json.dumps(statement, sort_keys=True)
        self.statements.setdefault(statement["id"], text)
        return text
