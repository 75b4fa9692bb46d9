"""Making decisions: who and when are arguments, ends are all the local entities a side has now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ontology.dates import moment
from ontology.errors import OntologyError, UsageError
from ontology.ids import decision_id
from ontology.records import ENTITY_TYPES, Decision, DecisionKind, Statement
from store.admissible import OvertakenError, check_words, relation_of
from store.base import Reader, Writer
from store.rulings import TWO_SIDED, added_statement

TRIES = 20
"""How often somebody may be overtaken by others who decide at the same time."""


LEAST_OF_ID = 6
"""Characters that the beginning of an id needs to stand for it."""


def take(writer: Writer, make: Callable[[], Decision]) -> Decision:
    """Store a decision; where others decided meanwhile, ask anew what it is about, and decide after them.

    `make` is called again each time, so that what the others made one or parted is seen. UsageError as `make` raises.
    """
    for _ in range(TRIES - 1):
        made = make()
        try:
            writer.decide(made)
        except OvertakenError:
            continue
        return made
    made = make()
    writer.decide(made)
    return made


_MEMBERS = " UNION ALL ".join(
    f"MATCH (e:{etype} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) RETURN l.id AS id" for etype in ENTITY_TYPES
)


def members(reader: Reader, entity: str) -> tuple[str, ...]:
    """The local ids that an entity has now, sorted; empty where there is no such entity."""
    return tuple(sorted(str(row["id"]) for row in reader.rows(_MEMBERS, {"id": entity})))


def decision(
    reader: Reader,
    kind: DecisionKind,
    left: Sequence[str],
    right: Sequence[str] = (),
    *,
    who: str,
    now: dt.datetime,
    why: str = "",
    value: str | None = None,
) -> Decision:
    """A decision of now, or one microsecond after the latest stored one, whichever is later.

    `left`, `right`: local ids, statement ids, or for `withdraw` a decision's id; both empty for `add`.
    UsageError where a side is empty that must not be, both sides share a local entity, the words are none that a
    person can read, or a statement to add is none of the vocabulary. Whoever decides on what another has decided
    meanwhile is told so by the store (OvertakenError): nothing is overwritten.
    """
    if kind == "split" and left and not right:
        raise UsageError("a split must leave something", remedy="name fewer local entities: `wangge show ENTITY --why`")
    if kind != "add" and (not left or (kind in TWO_SIDED and not right)):
        raise UsageError(
            f"a decision {kind!r} needs {'both sides' if kind in TWO_SIDED else 'something to be about'}",
            remedy="name what is in the store",
        )
    shared = set(left) & set(right)
    if shared:
        remedy = "to part them: `wangge split ENTITY LOCAL…`" if kind == "different" else "they are one entity already"
        raise UsageError(f"both sides of {kind!r} hold {sorted(shared)[0]}", remedy=remedy)
    made_at = [moment(str(row["at"])) for row in reader.rows("MATCH (d:Decision) RETURN d.decided_at AS at")]
    when, latest = now.astimezone(dt.UTC), max(made_at, default=None)
    if latest:
        try:
            when = max(when, latest + dt.timedelta(microseconds=1))
        except OverflowError:
            raise UsageError(
                f"no decision can be later than the last one, of {latest.isoformat()}",
                remedy="mend its time in a backup",
            ) from None
    stamp = when.isoformat(timespec="microseconds")
    left, right = tuple(sorted(left)), tuple(sorted(right))
    identity = decision_id(kind, left, right, value, who, stamp, why)
    made = Decision(id=identity, kind=kind, left=left, right=right, value=value, who=who, when=stamp, why=why)
    check_words(made)
    if kind == "add":
        _check_ends(reader, added_statement(made))
    return made


def _check_ends(reader: Reader, statement: Statement) -> None:
    """UsageError where the relation cannot lie between what a statement's ends now are, those that are stored.

    Also where another article's statement bears its id: one that was written by hand, and not made of what it says.
    """
    for row in reader.rows("MATCH (s:Statement {id: $id}) RETURN s.article AS article", {"id": statement.id}):
        if row["article"] != statement.article:
            raise UsageError(
                f"another article's statement has the id {statement.id!r}", remedy="give it one of its own"
            )
    relation = relation_of(statement)
    subject = _type_of(reader, statement.subject)
    end = _type_of(reader, statement.object) if statement.object else str(relation.literal)
    try:
        if subject and end:
            relation.check(subject, end)
    except OntologyError as error:
        raise UsageError(error.problem, remedy=error.remedy) from error


def _type_of(reader: Reader, local: str) -> str:
    """The type of the entity of a local entity; '' where it is not stored or was deleted."""
    rows = reader.rows("MATCH (l:LocalEntity {id: $id})-[:REFERS_TO]->(e) RETURN e.etype AS etype", {"id": local})
    return str(rows[0]["etype"]) if rows else ""


def withdrawal(reader: Reader, identity: str, *, who: str, now: dt.datetime, why: str = "") -> Decision:
    """A decision that withdraws another. UsageError where there is none of that id (a unique beginning is enough)."""
    beginning = "MATCH (d:Decision) WHERE d.id STARTS WITH $id RETURN d.id AS id"
    stored = (
        [str(row["id"]) for row in reader.rows(beginning, {"id": identity})] if len(identity) >= LEAST_OF_ID else []
    )
    if len(stored) != 1:
        raise UsageError(
            f"{'no' if not stored else 'more than one'} decision has the id {identity!r}",
            remedy="`wangge log` lists them",
        )
    return decision(reader, "withdraw", (stored[0],), who=who, now=now, why=why)
