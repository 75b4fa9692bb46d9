"""How far a change reaches: all kin whose cluster it may alter, before and after it (DESIGN, rule 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ontology.ids import local_id
from ontology.records import Decision
from store.base import Row
from store.resolve import Cluster, Kin, Likeness, named_block
from store.rulings import ON_LOCALS, Rulings
from store.view import SourceView


@dataclass(slots=True)
class Closure:
    """Kin that may join or part, by likeness; `heard`: the decisions in force, before or after, on any of them."""

    before: dict[Likeness, Kin] = field(default_factory=dict)
    after: dict[Likeness, Kin] = field(default_factory=dict)
    heard: dict[str, Decision] = field(default_factory=dict)


def close(
    view: SourceView,
    *,
    gone: Iterable[Kin],
    come: Iterable[Kin],
    changed: Iterable[Decision],
    rulings: tuple[Rulings, Rulings],
) -> Closure:
    """Follow blocks and decisions from what changed until nothing is added.

    `gone`, `come`: local entities (and publishers, once for each article) of the changed articles that are
    no longer, or newly, what they are; `changed`: decisions made or whose force changed. `rulings`:
    before and after.
    """
    gone, come = list(gone), list(come)
    closure = Closure()
    done: set[str] = set()
    pending: set[str] = set()

    def hear(ones: Iterable[Decision]) -> None:
        for one in ones:
            if one.kind in ON_LOCALS and one.id not in closure.heard:
                closure.heard[one.id] = one
                pending.update(map(named_block, (*one.left, *one.right)))

    def meet(kin: Kin) -> None:
        pending.update(kin.lies_in)
        for end in kin.answers:
            for ruling in rulings:
                hear(ruling.naming.get(end, ()))

    hear(changed)
    for kin in (*gone, *come):
        meet(kin)
    while pending := pending - done:
        asked, pending = pending, set()
        done |= asked
        for kin in view.kin(sorted(asked)):
            if kin.likeness not in closure.before:
                closure.before[kin.likeness] = kin
                meet(kin)
    closure.after = _after(view, closure.before, gone, come)
    return closure


def _after(view: SourceView, before: dict[Likeness, Kin], gone: list[Kin], come: list[Kin]) -> dict[Likeness, Kin]:
    after = dict(before)
    leaving: dict[Likeness, list[str]] = {}
    for kin in gone:
        leaving.setdefault(kin.likeness, []).append(kin.first)
    for likeness, ids in leaving.items():
        if likeness not in after:
            continue
        kin = after.pop(likeness)
        if kin.count == len(ids):
            continue
        first = kin.first
        if first in ids and not kin.publisher:
            first = min(local for local, _ in view.members([kin]) if local not in set(ids))
        after[likeness] = replace(kin, count=kin.count - len(ids), first=first)
    for kin in come:
        there = after.get(kin.likeness)
        after[kin.likeness] = replace(there, count=there.count + 1, first=min(there.first, kin.first)) if there else kin
    return after


def clusters_before(closure: Closure, rulings: Rulings) -> list[Cluster]:
    """The clusters of the closure as the store has them."""
    together: dict[str, list[Kin]] = {}
    for kin in closure.before.values():
        if kin.entity:
            together.setdefault(kin.entity, []).append(kin)
    return [
        Cluster(id=entity, type=rulings.type_of(kin[0].type, kin[0].answers), name="", kin=tuple(kin))
        for entity, kin in sorted(together.items())
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """What bears ids that decisions name: rows of local entities by id, and articles of which only their spans tell."""

    locals: Mapping[str, Row]
    articles: frozenset[str]


def named(view: SourceView, ends: Iterable[str]) -> Named:
    """What bears these ids: as their own, or as that of another span of theirs."""
    wanted = set(ends)
    rows = view.locals(sorted(wanted))
    lacking = wanted - rows.keys()
    if not lacking:
        return Named(rows, frozenset())
    bearers = view.kin([named_block(end) for end in sorted(lacking)])
    rows |= view.locals(sorted({kin.first for kin in bearers} - rows.keys()))
    lacking -= {end for kin in bearers for end in kin.answers}
    # Seldom: ids of a reading that was since replaced or deleted. No index leads from them to a span.
    articles = {
        article
        for article, mentions in (view.spans() if lacking else ())
        if any(local_id(article, *span) in lacking for span in mentions)
    }
    return Named(rows, frozenset(articles))
