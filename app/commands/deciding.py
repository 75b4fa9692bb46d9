"""Commands that decide who is who, and what became of what was decided: decide, split, undo, log."""

from __future__ import annotations

import dataclasses
import datetime as dt
import getpass
import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Annotated, TypeAlias, get_args

import typer

from app.commands.common import (
    DEFAULT_STORE,
    JsonOption,
    StoreOption,
    described,
    print_json,
    print_table,
    reader_of,
    say,
    writer_of,
)
from ontology.errors import UsageError
from ontology.records import Decision, DecisionKind
from store.base import Reader, Value, Writer
from store.rulings import State

Sides: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""What a decision names on its left and on its right."""
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
KINDS: tuple[DecisionKind, ...] = ("same", "different", "unsure")
STATES = get_args(State)
AFTER = {
    "refused": "once what stands in its way is withdrawn (wangge undo DECISION)",
    "waiting": "once what it names is in the store",
}
"""When a decision without effect has one after all."""
COMMANDS = {"delete": "remove", "withdraw": "undo"}
"""Kind of a decision -> the word for it on the command line, where that is another."""
COLUMNS = ("id", "kind", "command", "left", "right", "value", "who", "when", "why", "state", "state_reason")


def register(cli: typer.Typer) -> None:
    for command in (decide, split, undo, log):
        cli.command()(command)


def decide(
    left: Annotated[str, typer.Argument(metavar="A", help="An entity: id or name.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another entity: id or name.")],
    kind: Annotated[str, typer.Argument(metavar="|".join(KINDS))],
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Decide that two entities are the same, different, or unsure. Nothing is lost: `undo` withdraws it.

    Example: wangge decide 张伟 张玮 same --why 同一人
    """
    if kind not in KINDS:
        raise UsageError(f"unknown decision {kind!r}", remedy="use same, different or unsure")
    made_of(store, kind, lambda writer: two_sides(writer, kind, left, right), why=why, as_json=as_json)


def split(
    entity: Annotated[str, typer.Argument(help="An entity: id or name.")],
    local: Annotated[
        list[str], typer.Argument(metavar="LOCAL…", help="Local entities to take out; `show --why` lists them.")
    ],
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Take local entities out of an entity.

    Example: wangge split 张伟 0a1b2c3d4e5f60718293
    """

    def sides(writer: Writer) -> Sides:
        taken, left = parts(writer, entity, local)
        return taken, left

    made_of(store, "split", sides, why=why, as_json=as_json)


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="A decision's id, or its beginning.")],
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a decision. The withdrawal is a decision too, and can be withdrawn.

    Example: wangge undo 0a1b2c3d
    """
    from store.decisions import take, withdrawal

    before: dict[str, dict[str, str]] = {}
    with writer_of(store) as writer:

        def make() -> Decision:
            before.update(_states(writer))
            made = withdrawal(writer, decision, who=user(), now=dt.datetime.now(dt.UTC), why=why)
            if before[made.left[0]]["state"] == "withdrawn":
                remedy = "`wangge log` says by whom; to have it back, undo that withdrawal"
                raise UsageError(f"{made.left[0]} is withdrawn already", remedy=remedy)
            return made

        report(writer, take(writer, make).id, before, as_json=as_json)


def log(
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            help=f"Only those that are so: {', '.join(STATES)}; may be given several times.",
            metavar="STATE",
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List every decision: what, who, when, why, and what became of it.

    Example: wangge log --state waiting --state refused
    """
    for one in state or ():
        if one not in STATES:
            raise UsageError(f"no decision is {one!r}", remedy=f"use one of {', '.join(STATES)}")
    with reader_of(store) as reader:
        states = _states(reader)
        listed = [one for one in reader.decisions() if not state or states.get(one.id, {}).get("state") in state]
        rows = [dataclasses.asdict(one) | {"command": command_of(one.kind)} | states.get(one.id, {}) for one in listed]
        if not as_json:
            names = _names(reader, {end for one in listed for end in _ends(one)})
            rows = [
                row | {"kind": command_of(one.kind), "about": _about(one, names)}
                for row, one in zip(rows, listed, strict=True)
            ]
    if as_json:
        print_table(COLUMNS, rows, form="json")
    else:
        print_table(("id", "kind", "about", "value", "who", "when", "why", "state", "state_reason"), rows)


def made_of(
    store: str,
    kind: DecisionKind,
    sides: Callable[[Writer], Sides],
    *,
    why: str,
    as_json: bool,
    value: Callable[[Writer], str | None] = lambda writer: None,
) -> None:
    """Take a decision and say what became of it. Where others decide meanwhile, `sides` and `value` are asked again."""
    from store.decisions import decision, take

    before: dict[str, dict[str, str]] = {}
    with writer_of(store) as writer:

        def make() -> Decision:
            before.update(_states(writer))
            left, right = sides(writer)
            now = dt.datetime.now(dt.UTC)
            return decision(writer, kind, left, right, who=user(), now=now, why=why, value=value(writer))

        report(writer, take(writer, make).id, before, as_json=as_json)


def two_sides(reader: Reader, kind: str, left: str, right: str) -> Sides:
    """All local entities of two entities, each named by id or name.

    Of two that were decided to be the same and are now called different: of each as it would be without that.
    """
    from store.parting import parted

    one, other = (one_entity(reader, reference) for reference in (left, right))
    if one == other and kind == "different":
        apart = parted(reader, one, left, right)
        if apart is None:
            raise UsageError(
                f"{left} and {right} are one entity, and not because somebody decided so",
                remedy="`wangge show ENTITY --why` lists its local entities, `wangge split ENTITY LOCAL…` takes some out",
            )
        return apart
    return locals_of(reader, one, left), locals_of(reader, other, right)


def locals_of(reader: Reader, entity: str, called: str) -> tuple[str, ...]:
    """All local entities of an entity. UsageError where it has none, being known only as who published articles."""
    from store.decisions import members

    found = members(reader, entity)
    if not found:
        raise UsageError(
            f"{called} is known only as a publisher, and decisions are about whom articles speak of",
            remedy="read an article that names it",
        )
    return found


def parts(reader: Reader, entity: str, local: Sequence[str]) -> Sides:
    """Local entities of an entity that are named, and its others. UsageError where one is not its own."""
    of_entity = locals_of(reader, one_entity(reader, entity), entity)
    strangers = sorted(set(local) - set(of_entity))
    if strangers:
        raise UsageError(
            f"{strangers[0]} is no local entity of {entity}", remedy="`wangge show ENTITY --why` lists them"
        )
    return tuple(local), tuple(one for one in of_entity if one not in local)


def user() -> str:
    """Who decides: WANGGE_USER unless it is blank, else the login name, else (in a container) the user's number."""
    given = os.environ.get("WANGGE_USER", "").strip()
    if given:
        return given
    try:
        return getpass.getuser().strip() or str(os.getuid())
    except (KeyError, OSError):  # KeyError until Python 3.13: the number has no name
        return str(os.getuid())


def one_entity(reader: Reader, reference: str) -> str:
    """The id of the one entity meant; for none or several UsageError, which lists them."""
    from queries.find import find, unknown

    found = find(reader, reference)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise unknown(reader, reference)
    listed = ", ".join(described(one, reader) for one in found)
    raise UsageError(f"{reference!r} may mean several", remedy=f"name one by its id: {listed}")


def _states(reader: Reader) -> dict[str, dict[str, str]]:
    rows = reader.rows("MATCH (d:Decision) RETURN d.id AS id, d.state AS state, d.state_reason AS state_reason")
    return {str(row["id"]): {name: str(row[name] or "") for name in ("state", "state_reason")} for row in rows}


def _names(reader: Reader, ends: Collection[str]) -> dict[str, str]:
    """What decisions are about in words: names of local entities, statements; of what is not stored nothing."""
    asked: dict[str, Value] = {"ids": sorted(ends)}
    if not ends:
        return {}
    names = {
        str(row["id"]): str(row["name"])
        for row in reader.rows(
            "UNWIND $ids AS i MATCH (l:LocalEntity {id: i}) RETURN l.id AS id, l.name AS name", asked
        )
    }
    for row in reader.rows(
        "UNWIND $ids AS i MATCH (s:Statement {id: i}) OPTIONAL MATCH (s)-[:SUBJECT]->(x) "
        "OPTIONAL MATCH (s)-[:OBJECT]->(y) RETURN s.id AS id, x.name AS subject, s.predicate AS predicate, y.name AS object",
        asked,
    ):
        words = (str(row[name] or "") for name in ("subject", "predicate", "object"))
        names[str(row["id"])] = " ".join(filter(None, words))
    return names


def _ends(one: Decision) -> tuple[str, ...]:
    """The ids of all that a decision is about."""
    made = json.loads(one.value or "{}") if one.kind == "add" else {}
    return (*one.left, *one.right, *(str(made[end]) for end in ("subject", "object") if made.get(end)))


def _about(one: Decision, names: Mapping[str, str]) -> str:
    """Both sides of a decision, each name once; of a statement that was added what it says. Ids of what is not stored."""
    if one.kind == "add":
        made = json.loads(one.value or "{}")
        words = (made.get("subject"), made.get("predicate"), made.get("object") or made.get("value"), made.get("role"))
        return " ".join(names.get(str(word), str(word)) for word in words if word is not None)
    sides = ("、".join(dict.fromkeys(names.get(end, end) for end in side)) for side in (one.left, one.right))
    return " | ".join(filter(None, sides))


def report(reader: Reader, identity: str, before: Mapping[str, Mapping[str, str]], *, as_json: bool) -> None:
    """Say a decision's id and what became of it and, for it, of others; exit code 1 where it is refused.

    `before`: the states of all decisions before it.
    """
    after = _states(reader)
    state = after[identity]
    others = [
        one for one in reader.decisions() if one.id in before and one.id != identity and before[one.id] != after[one.id]
    ]
    if as_json:
        told = [{"id": one.id, "kind": one.kind, **after[one.id]} for one in others]
        print_json({"id": identity, **state, "others": told})
    else:
        say(f"decision {identity}: {_in_words(state)}")
        if state["state"] in AFTER:
            say(f"it is kept, and takes effect {AFTER[state['state']]}")
        names = _names(reader, {end for one in others for end in _ends(one)})
        for one in others:
            say(
                f"for it, {command_of(one.kind)} {_about(one, names)} (decision {one.id}) is {_in_words(after[one.id])}"
            )
    if state["state"] == "refused":
        raise typer.Exit(1)


def _in_words(state: Mapping[str, str]) -> str:
    return state["state"] + (f" ({state['state_reason']})" if state["state_reason"] else "")


def command_of(kind: str) -> str:
    """The command that makes a decision of a kind, as a person knows it: remove and undo, not delete and withdraw."""
    return COMMANDS.get(kind, kind)
