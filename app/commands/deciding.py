"""Commands that decide who is who: decide, split, undo, log."""

from __future__ import annotations

import dataclasses
import datetime as dt
import getpass
import os
from typing import Annotated

import typer

from app.commands.common import (
    DEFAULT_STORE,
    JsonOption,
    StoreOption,
    print_json,
    print_table,
    reader_of,
    say,
    writer_of,
)
from ontology.errors import UsageError
from store.base import Reader

Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
KINDS = ("same", "different", "unsure")


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
    from store.decisions import decision, members

    if kind not in KINDS:
        raise UsageError(f"unknown decision {kind!r}", remedy="use same, different or unsure")
    with writer_of(store) as writer:
        sides = [members(writer, one_entity(writer, reference)) for reference in (left, right)]
        made = decision(writer, kind, *sides, who=user(), now=dt.datetime.now(dt.UTC), why=why)  # type: ignore[arg-type]
        writer.decide(made)
        _report(writer, made.id, as_json=as_json)


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
    from store.decisions import decision, members

    with writer_of(store) as writer:
        all_members = members(writer, one_entity(writer, entity))
        strangers = sorted(set(local) - set(all_members))
        if strangers:
            raise UsageError(
                f"{strangers[0]} is no local entity of {entity}", remedy="`wangge show ENTITY --why` lists them"
            )
        left = tuple(one for one in all_members if one not in local)
        made = decision(writer, "split", tuple(local), left, who=user(), now=dt.datetime.now(dt.UTC), why=why)
        writer.decide(made)
        _report(writer, made.id, as_json=as_json)


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="A decision's id, or its beginning.")],
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a decision. The withdrawal is a decision too, and can be withdrawn.

    Example: wangge undo 0a1b2c3d
    """
    from store.decisions import withdrawal

    with writer_of(store) as writer:
        made = withdrawal(writer, decision, who=user(), now=dt.datetime.now(dt.UTC), why=why)
        if _states(writer)[made.left[0]]["state"] == "withdrawn":
            remedy = "`wangge log` says by whom; to have it back, undo that withdrawal"
            raise UsageError(f"{made.left[0]} is withdrawn already", remedy=remedy)
        writer.decide(made)
        _report(writer, made.id, as_json=as_json)


def log(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """List every decision: what, who, when, why, and what became of it.

    Example: wangge log
    """
    with reader_of(store) as reader:
        states = _states(reader)
        rows = [dataclasses.asdict(one) | states.get(one.id, {}) for one in reader.decisions()]
    columns = ("id", "kind", "left", "right", "value", "who", "when", "why", "state", "state_reason")
    print_table(columns, rows, form="json" if as_json else "table")


def user() -> str:
    """Who decides: WANGGE_USER, else the login name."""
    return os.environ.get("WANGGE_USER") or getpass.getuser()


def one_entity(reader: Reader, reference: str) -> str:
    """The id of the one entity meant; for none or several UsageError, which lists them."""
    from queries.find import find, unknown

    found = find(reader, reference)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise unknown(reader, reference)
    listed = ", ".join(
        f"{one.id} ({', '.join([f'{one.etype} {one.name}', one.area or 'area open', *_posts(reader, one.id)])})"
        for one in found
    )
    raise UsageError(f"{reference!r} may mean several", remedy=f"name one by its id: {listed}")


def _posts(reader: Reader, person: str) -> list[str]:
    """What tells namesakes apart for a reader: each post with its body; empty for what is no person."""
    rows = reader.rows(
        "MATCH (p:Person {id: $id})-[h:HOLDS_POST]->(o) RETURN o.name AS body, h.role AS role", {"id": person}
    )
    return sorted({f"{row['body']} {row['role'] or ''}".strip() for row in rows})


def _states(reader: Reader) -> dict[str, dict[str, str]]:
    rows = reader.rows("MATCH (d:Decision) RETURN d.id AS id, d.state AS state, d.state_reason AS state_reason")
    return {str(row["id"]): {name: str(row[name] or "") for name in ("state", "state_reason")} for row in rows}


def _report(reader: Reader, identity: str, *, as_json: bool) -> None:
    state = _states(reader)[identity]
    if as_json:
        print_json({"id": identity, **state})
    else:
        say(f"decision {identity}: {state['state']}" + (f" ({state['state_reason']})" if state["state_reason"] else ""))
