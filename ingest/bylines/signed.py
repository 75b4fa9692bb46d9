"""Who signed: the names of a byline with their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.bylines.roles import roles
from ontology.records import BylineName, Span


@dataclass(frozen=True, slots=True)
class Signed:
    """A name of a byline: its role as written ('' if none) and its span in the text that was parsed."""

    name: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Byline:
    """A parsed byline: its names in order, and all role words met."""

    names: tuple[Signed, ...]
    roles: frozenset[str]

    @property
    def bare(self) -> bool:
        """Names without any role: could be something else where it stands."""
        return not self.roles

    @property
    def editorial(self) -> bool:
        """Only editors, proof-readers and sources: such a line may follow any article's end."""
        return bool(self.roles) and all(roles().is_editorial(r) or roles().is_source(r) for r in self.roles)

    @property
    def photo(self) -> bool:
        """Who took the picture: it ends a caption."""
        return not self.roles.isdisjoint(roles().photo) and len(self.names) == 1

    def moved(self, by: int) -> Byline:
        """The same byline with all spans moved by so many code points."""
        names = tuple(Signed(s.name, s.role, (s.span[0] + by, s.span[1] + by)) for s in self.names)
        return Byline(names, self.roles)


def each_once(names: Sequence[BylineName], end: int) -> tuple[BylineName, ...]:
    """The names of a byline, who signs again in the same role beside or behind the text once: 记者 甲, 本报记者 甲.

    `end`: where the body ends; names within it all stay, as they are no names of the text.
    """
    found: list[BylineName] = []
    for name in dict.fromkeys(names):
        beside = name.span is None or name.span[0] >= end
        roles = [one.role for one in found if one.name == name.name] if beside else []
        if not any(role.endswith(name.role) or (role and name.role.endswith(role)) for role in roles):
            found.append(name)
    return tuple(found)
