"""What a decision must be to be stored: later than all others, about something, and in words that a person can read.

Held before anything is written, and of each line of a backup; what is stored already is taken as it is.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping

from ontology.dates import bounds, moment
from ontology.errors import OntologyError, UsageError
from ontology.model import Relation, model
from ontology.records import ENTITY_TYPES, Decision, Statement
from store.naming import LONGEST_NAME
from store.rulings import TWO_SIDED, added_statement, in_order

LONGEST_WHY = 500
"""Code points of a reason: long strings do not survive a kill on a file (FACTS 1), and a log is to be read."""

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that have no shape; with the format characters (Cf) all that does not show."""
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def _is_moment(when: str) -> bool:
    """Whether it is a moment of UTC as ISO 8601 writes it, and one that others can follow.

    >>> [_is_moment(f"2022-10-26T08:00:00{zone}") for zone in ("+00:00", "Z", ".5Z", "+08:00", "")]
    [True, True, True, False, False]
    >>> _is_moment("yesterday"), _is_moment("9999-12-31T23:59:59Z")
    (False, False)
    """
    try:
        found = moment(when)
    except ValueError:
        return False
    written = found.isoformat(timespec="seconds")[:19] == when[:19]
    return found.utcoffset() == dt.timedelta(0) and written and found.year < dt.MAXYEAR


class OvertakenError(UsageError):
    """Somebody else decided in the meantime: to be decided again, after it."""


def check_decision(one: Decision, stored: Mapping[str, Decision]) -> None:
    """UsageError where a decision says nothing, or the store has it; OvertakenError where it holds a later one."""
    check_words(one)
    if one.id in stored:
        raise UsageError(f"this decision is stored already: {one.id}")
    latest = max(stored.values(), key=in_order, default=None)
    if latest is not None and moment(one.when) <= moment(latest.when):
        raise OvertakenError(
            f"a decision of {one.when} is not later than the last one, of {latest.when}", remedy="decide again, now"
        )


def check_words(one: Decision) -> None:
    """UsageError where a decision, whatever the store holds, says nothing or what cannot be."""
    if not _is_moment(one.when):
        raise UsageError(
            f"a decision's time {one.when[:40]!r} is no moment of UTC", remedy="for example 2022-10-26T08:00:00+00:00"
        )
    if one.kind in TWO_SIDED and not (one.left and one.right):
        raise UsageError(f"a decision {one.kind!r} needs two sides", remedy="name local entities on both")
    if not one.left and one.kind != "add":
        raise UsageError(f"a decision {one.kind!r} names nothing", remedy="name what it is about")
    for what, text, longest in (
        ("who decides", one.who, LONGEST_NAME),
        ("the reason", one.why, LONGEST_WHY),
        ("the name", _name(one), LONGEST_NAME),
    ):
        _check_text(what, text, longest)
    if not one.who.strip():
        raise UsageError(f"nobody decides: 'who' of the decision {one.kind!r} is empty", remedy="name who decides")
    if one.kind == "rename" and not _name(one).strip():
        raise UsageError("a decision 'rename' needs the new name")
    if one.kind == "retype" and one.value not in ENTITY_TYPES:
        raise UsageError(f"no such type: {one.value!r}", remedy=f"known: {', '.join(ENTITY_TYPES)}")
    if one.kind == "add":
        _check_statement(added_statement(one))


def _check_text(what: str, text: str, longest: int) -> None:
    check_printable(what, text)
    if len(text) > longest:
        raise UsageError(f"{what} is {len(text)} characters long", remedy=f"at most {longest} are kept: say less")


def check_printable(what: str, text: str) -> None:
    """UsageError where a text holds what does not show: what is shown must be what is written.

    Line ends and tabs are among it, marks that turn the direction of writing, and spaces without width. `what`: names
    the text.
    """
    for place, character in enumerate(text, 1):
        category = unicodedata.category(character)
        control = category in _UNPRINTABLE or unicodedata.bidirectional(character) in _TURNING
        if control or category == "Cf" or character in _INVISIBLE:
            raise UsageError(
                f"{what} holds the {'control' if control else 'invisible'} character U+{ord(character):04X} at place {place}",
                remedy="write it in one line of plain characters",
            )


def _name(one: Decision) -> str:
    return (one.value or "") if one.kind == "rename" else ""


def relation_of(statement: Statement) -> Relation:
    """The relation of a statement that a person adds. UsageError where the vocabulary has none between entities."""
    try:
        relation = model().relations[statement.predicate]
    except OntologyError as error:
        raise UsageError(error.problem, remedy=error.remedy) from error
    if relation.of_articles:
        raise UsageError(f"{relation.name} is said of articles", remedy="it comes of reading, and is not added by hand")
    return relation


def _check_statement(statement: Statement) -> None:
    """UsageError where the relation takes no such object, or no such value."""
    relation = relation_of(statement)
    texts = {name: getattr(statement, name) for name in ("role", "unit", "indicator", "value", "time", "change")}
    for name, text in {**texts, **dict(statement.details)}.items():
        if isinstance(text, str):
            _check_text(f"its {name}", text, LONGEST_NAME)
    if statement.object is None:
        if relation.literal is None:
            ends = " or ".join(relation.range)
            raise UsageError(f"{relation.name} needs an entity as its object", remedy=f"of type {ends}")
        _check_value(relation, statement.value)
    elif not relation.range:
        raise UsageError(f"{relation.name} has a {relation.literal} as its value", remedy="give no object")


def _check_value(relation: Relation, value: str | float | None) -> None:
    if (relation.literal == "number") != isinstance(value, float):
        raise UsageError(f"the value of {relation.name} is a {relation.literal}, not {value!r}")
    if relation.literal == "date":
        try:
            bounds(str(value))
        except ValueError as error:
            raise UsageError(
                f"the value of {relation.name} is {error}", remedy="give 2022-10-26, 2022-10 or 2022"
            ) from error
