"""Local entities in the making: what mentions of one name say together, and how two become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ontology.ids import normal_name
from ontology.records import EntityType, Mention, Span

MOST = 300
"""Names compared with each other: an article has fewer of a type, and a hostile text stays linear."""


@dataclass
class Draft:
    """A local entity in the making. `written`: its names as they stand, with their spans; `expanded`: its
    name with the area that context supplies, '' if none."""

    type: EntityType
    kind: str
    rule: str
    code: str | None = None
    expanded: str = ""
    written: dict[str, list[Span]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)

    def names(self) -> tuple[str, tuple[str, ...]]:
        """The fullest name and the others."""
        if len(self.written) == 1 and not self.more and not self.expanded:
            return next(iter(self.written)), ()
        every = {normal_name(n): n for n in (*self.written, *sorted(self.more), self.expanded) if n}
        best = normal_name(self.expanded) if self.expanded else max(every, key=lambda n: (len(n), n))
        return every[best], tuple(sorted(every[n] for n in every if n != best))

    def fullest(self) -> str:
        return normal_name(self.names()[0])

    def spans(self) -> tuple[Span, ...]:
        return tuple(sorted({span for spans in self.written.values() for span in spans}))

    def first_span(self) -> Span:
        """The first span of the fullest name that stands in the text."""
        name = max(self.written, key=lambda n: (n == self.expanded, len(normal_name(n)), n))
        return min(self.written[name])

    def take(self, other: Draft) -> None:
        for name, spans in other.written.items():
            self.written.setdefault(name, []).extend(spans)
        self.more |= other.more | ({other.expanded} if other.expanded else set())
        self.code = self.code or other.code
        if self.kind == self.type:
            self.kind = other.kind


def grouped(mentions: Iterable[Mention]) -> list[Draft]:
    """A draft for each name, in the order of their first mentions."""
    groups: dict[str, Draft] = {}
    for mention in mentions:
        draft = groups.get(normal_name(mention.text))
        if draft is None:
            draft = Draft(type=mention.type, kind=mention.kind, rule=mention.rule, code=mention.code)
            groups[normal_name(mention.text)] = draft
        draft.written.setdefault(mention.text, []).append((mention.start, mention.end))
    return list(groups.values())


def merge(drafts: list[Draft], same: dict[int, int]) -> list[Draft]:
    """The drafts, each joined to the one that `same` names for it by their places in the list."""
    for index in same:
        target = same[index]
        while target in same:
            target = same[target]
        drafts[target].take(drafts[index])
    return [draft for index, draft in enumerate(drafts) if index not in same]
