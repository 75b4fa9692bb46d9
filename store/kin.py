"""Kin: local entities that no rule can tell apart, so that a place which every article names is one item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ontology.records import EntityType

Likeness: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Local entities alike in all that identity and naming look at: `count` of them, `first` the smallest id.

    `code`, `area`: '' where there is none. `answers`: ids named by decisions in force that these bear, so a
    local entity that a decision names is alone in its kin. `entity`: what they belong to in the store, ''
    outside of one. `publisher`: no local entities, but articles that name it as their publisher.
    """

    first: str
    count: int = 1
    type: EntityType
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    area: str = ""
    keys: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    entity: str = ""
    publisher: bool = False

    @property
    def likeness(self) -> Likeness:
        """What kin share: equal for two local entities if and only if they are kin. Without a key each is alone."""
        return (
            *(self.type, self.kind, self.name, self.aliases, self.code, self.area),
            *(self.keys, self.blocks, self.traits, self.answers, self.publisher, "" if self.keys else self.first),
        )

    @property
    def lies_in(self) -> tuple[str, ...]:
        """All blocks they lie in: keys, rule blocks, and one for each id that a decision names."""
        return lies_in(self.keys, self.blocks, self.answers)


def lies_in(keys: Iterable[str], blocks: Iterable[str], answers: Iterable[str]) -> tuple[str, ...]:
    """The blocks of a local entity, each once: within them alone identity compares."""
    return tuple(dict.fromkeys((*keys, *blocks, *map(named_block, answers))))


def named_block(local: str) -> str:
    """The block of what bears an id that a decision names."""
    return f"{_NAMED}{local}"


def local_of_block(block: str) -> str:
    """Inverse of `named_block`; '' for any other block.

    >>> local_of_block(named_block("0a1b")), local_of_block("Person|371502|张伟|")
    ('0a1b', '')
    """
    return block.removeprefix(_NAMED) if block.startswith(_NAMED) else ""


_NAMED = "id|"
