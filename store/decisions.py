"""Making decisions: who and when are arguments, ends are all the local entities a side has now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ontology.errors import UsageError
from ontology.ids import decision_id
from ontology.records import ENTITY_TYPES, Decision, DecisionKind
from store.base import Reader
from store.rulings import TWO_SIDED


def members(reader: Reader, entity: str) -> tuple[str, ...]:
    """The local ids that an entity has now, sorted; empty where there is no such entity."""
    rows = [
        row
        for etype in ENTITY_TYPES
        for row in reader.rows(
            f"MATCH (e:{etype} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) RETURN l.id AS id", {"id": entity}
        )
    ]
    return tuple(sorted(str(row["id"]) for row in rows))


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
    UsageError where a side is empty that must not be, or both sides share a local entity. Whoever decides on
    what another has decided meanwhile is told so by the store: nothing is overwritten.
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
    latest = max((one.when for one in reader.decisions()), default="")
    when = now.astimezone(dt.UTC)
    if latest:
        try:
            when = max(when, dt.datetime.fromisoformat(latest) + dt.timedelta(microseconds=1))
        except OverflowError:
            raise UsageError(
                f"no decision can be later than the last one, of {latest}", remedy="mend its time in a backup"
            ) from None
    stamp = when.isoformat(timespec="microseconds")
    left, right = tuple(sorted(left)), tuple(sorted(right))
    identity = decision_id(kind, left, right, value, who, stamp, why)
    return Decision(id=identity, kind=kind, left=left, right=right, value=value, who=who, when=stamp, why=why)


def withdrawal(reader: Reader, identity: str, *, who: str, now: dt.datetime, why: str = "") -> Decision:
    """A decision that withdraws another. UsageError where there is none of that id (a unique beginning is enough)."""
    stored = [one for one in reader.decisions() if one.id.startswith(identity)] if len(identity) >= 6 else []
    if len(stored) != 1:
        raise UsageError(
            f"{'no' if not stored else 'more than one'} decision has the id {identity!r}",
            remedy="`wangge log` lists them",
        )
    return decision(reader, "withdraw", (stored[0].id,), who=who, now=now, why=why)
