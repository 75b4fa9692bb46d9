"""What decisions amount to: which are in force, what they say of a statement or a type, and their states in words.

A function of the set of decisions alone; which ends are present is told by those who ask (DESIGN, rule 6).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias, cast

from ontology.dates import bounds, moment
from ontology.errors import UsageError
from ontology.records import Decision, EntityType, Statement

State: TypeAlias = Literal["applied", "waiting", "refused", "impossible", "withdrawn"]
Verdict: TypeAlias = tuple[State, str]
"""A decision's state, and the reason for people ('' where there is nothing to say)."""

TWO_SIDED = frozenset({"same", "different", "unsure", "split"})
BARRIERS = frozenset({"different", "split"})
ON_LOCALS = TWO_SIDED | {"rename", "retype", "delete"}
ON_STATEMENTS = frozenset({"confirm", "reject", "delete"})
STATUS = {"confirm": "confirmed", "reject": "rejected", "delete": "deleted"}


def in_order(one: Decision) -> tuple[dt.datetime, str]:
    """What decisions are sorted by: their moments, however they are written, then their ids."""
    return moment(one.when), one.id


@dataclass(frozen=True)
class Rulings:
    """All decisions of a store, by (when, id)."""

    decisions: tuple[Decision, ...]

    @staticmethod
    def of(decisions: Iterable[Decision]) -> Rulings:
        """From decisions in any order; one given twice counts once."""
        return Rulings(tuple(sorted({one.id: one for one in decisions}.values(), key=in_order)))

    @cached_property
    def by_id(self) -> dict[str, Decision]:
        return {one.id: one for one in self.decisions}

    @cached_property
    def withdrawn(self) -> dict[str, Decision]:
        """Id of each decision that is not in force -> the withdrawal that ended it."""
        place = {one.id: index for index, one in enumerate(self.decisions)}
        ended: dict[str, Decision] = {}
        # Latest first: what withdraws a withdrawal is settled before the withdrawal itself.
        for index in range(len(self.decisions) - 1, -1, -1):
            one = self.decisions[index]
            if one.kind == "withdraw" and one.id not in ended:
                for target in one.left:
                    if place.get(target, index) < index:
                        ended.setdefault(target, one)
        return ended

    @cached_property
    def in_force(self) -> tuple[Decision, ...]:
        """Decisions that count, withdrawals left out, by (when, id)."""
        return tuple(one for one in self.decisions if one.kind != "withdraw" and one.id not in self.withdrawn)

    @cached_property
    def naming(self) -> dict[str, tuple[Decision, ...]]:
        """Local id (or statement id) -> the decisions in force that name it and may bear on local entities."""
        naming: dict[str, list[Decision]] = {}
        for one in self.in_force:
            if one.kind in ON_LOCALS:
                for end in (*one.left, *one.right):
                    naming.setdefault(end, []).append(one)
        # One may name an end on both of its sides.
        return {end: tuple(ones if len(ones) == 1 else dict.fromkeys(ones)) for end, ones in naming.items()}

    @cached_property
    def statuses(self) -> dict[str, str]:
        """Statement id -> confirmed, rejected or deleted; the latest decision counts."""
        return {end: STATUS[one.kind] for one in self.in_force if one.kind in ON_STATEMENTS for end in one.left}

    @cached_property
    def added(self) -> dict[str, tuple[tuple[Decision, Statement], ...]]:
        """Article -> statements that people added to it."""
        added: dict[str, list[tuple[Decision, Statement]]] = {}
        for one in self.in_force:
            if one.kind == "add":
                statement = added_statement(one)
                added.setdefault(statement.article, []).append((one, statement))
        return {article: tuple(ones) for article, ones in added.items()}

    @cached_property
    def deleted(self) -> frozenset[str]:
        """Local ids (and statement ids) that a decision in force takes out of the graph."""
        return frozenset(end for one in self.in_force if one.kind == "delete" for end in one.left)

    def type_of(self, read_as: EntityType, answers: Collection[str]) -> EntityType:
        """The type of a local entity, given the type it was read with and the ids it answers to."""
        said = [one for end in answers for one in self.naming.get(end, ()) if one.kind == "retype"]
        return cast(EntityType, max(said, key=in_order).value) if said else read_as

    def refixed(self, before: Rulings) -> set[str]:
        """Ids of the decisions whose `fixed` may be another than under fewer decisions."""
        if before is self:
            return set()
        come = self.by_id.keys() - before.by_id.keys()
        ended = {
            id_
            for id_ in self.withdrawn.keys() | before.withdrawn.keys()
            if self.withdrawn.get(id_) != before.withdrawn.get(id_)
        }
        naming = {one.id for one in self.decisions if one.kind == "withdraw" and not come.isdisjoint(one.left)}
        return come | ended | naming

    def fixed(self, one: Decision) -> Verdict | None:
        """The state of a decision that does not depend on what is stored besides decisions, else None."""
        ended_by = self.withdrawn.get(one.id)
        if ended_by is not None:
            why = f": {ended_by.why}" if ended_by.why else ""
            return "withdrawn", f"withdrawn by {ended_by.who} at {ended_by.when}{why}"
        if one.kind != "withdraw":
            return None
        known = [self.by_id[end] for end in one.left if end in self.by_id]
        if not known:
            return "waiting", "the decision it withdraws is not in the store"
        if all(in_order(other) >= in_order(one) for other in known):
            return "impossible", "it withdraws a decision that was made later"
        return "applied", ""


def one_sided(one: Decision, present: Collection[str]) -> Verdict:
    """The state of a one-sided decision in force, given the ids that are in the store."""
    here = sum(end in present for end in one.left)
    if not here:
        return "waiting", f"nothing that it names is in the store ({len(one.left)} named)"
    return "applied", "" if here == len(one.left) else f"{here} of {len(one.left)} it names are in the store"


def added_statement(one: Decision) -> Statement:
    """The statement that an `add` decision holds; `extractor` names the decision. UsageError where it holds none."""
    try:
        statement = Statement.from_dict(json.loads(one.value or ""))
        json.dumps(statement.to_dict(), ensure_ascii=False, allow_nan=False).encode("utf-8")  # as a home must keep it
        value = float(statement.value) if isinstance(statement.value, int) else statement.value
        problem = _problem_with(statement)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        problem = str(error)
    if problem:
        raise UsageError(
            f"the statement to add cannot be read: {problem}", where=f"decision {one.id}", remedy="give it as JSON"
        )
    return replace(statement, value=value, extractor=f"{BY_DECISION}{one.id}")


def _problem_with(statement: Statement) -> str:
    """What keeps a statement written by hand from being stored; '' if nothing does. ValueError for a wrong time."""
    if not all((statement.id, statement.article, statement.subject, statement.predicate)):
        return "id, article, subject and predicate must be texts"
    if not statement.object and statement.value in (None, ""):
        return "it has neither object nor value"
    if not 0 <= statement.confidence <= 1:
        return "its confidence is not between 0 and 1"
    if statement.time:
        bounds(statement.time)
    return ""


BY_DECISION = "decision/"
"""Beginning of the extractor of a statement that a person added: it is no part of a reading."""
