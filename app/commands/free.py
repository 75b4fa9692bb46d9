"""The command `cypher`: a query in the user's own words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import DEFAULT_STORE, JsonOption, StoreOption, parameters, print_table, say
from ontology.errors import UsageError

if TYPE_CHECKING:
    from store.base import Value


def register(cli: typer.Typer) -> None:
    cli.command()(cypher)


def cypher(
    text: Annotated[str, typer.Argument(help="A query that reads: MATCH … RETURN …")],
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param", help="key=text, or key:=JSON for a number or list; may be given often.", metavar="KEY=VALUE"
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="How the answer is printed.", metavar="table|csv|json")
    ] = "table",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Ask a query of your own in Cypher. It can only read, for 20 seconds, and shows at most 10,000 rows.

    Example: wangge cypher 'MATCH (p:Person)-[:HOLDS_POST]->(o) WHERE o.name = $name RETURN p.name' --param name=寿光市
    """
    from queries.free import run

    if form not in ("table", "csv", "json"):
        raise UsageError(f"unknown format {form!r}", remedy="use table, csv or json")
    answer = run(store, text, values(param or []))
    print_table(answer.columns, answer.rows, form="json" if as_json else form)
    if answer.cut:
        say(answer.cut)


def values(given: Sequence[str]) -> dict[str, Value]:
    """--param key=text and key:=JSON as a dict. UsageError where one is neither.

    >>> values(["name=寿光市", "least:=2"])
    {'name': '寿光市', 'least': 2}
    """
    found: dict[str, Value] = {}
    for key, text in parameters(given).items():
        if not key.endswith(":"):
            found[key] = text
            continue
        try:
            found[key[:-1]] = json.loads(text)
        except (ValueError, RecursionError):
            raise UsageError(f"--param {key}={text!r} is not JSON", remedy=f"for text give {key[:-1]}=…") from None
    return found
