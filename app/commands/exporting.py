"""The command `export`, with one sub-command a format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import DEFAULT_STORE, StoreOption, reader_of, say

Output = Annotated[
    Path, typer.Option("--output", "-o", help="Where to write; replaced whole, or not at all.", metavar="PATH")
]
Private = Annotated[
    bool, typer.Option("--private", help="With residents without a public post, telephone and ID numbers.")
]


def register(cli: typer.Typer) -> None:
    group = typer.Typer(name="export", help="Write the graph to a file.", no_args_is_help=True)
    group.command("rdf")(rdf)
    group.command("jsonl")(jsonl)
    cli.add_typer(group)


def rdf(
    output: Output,
    form: Annotated[str, typer.Option("--format", help="turtle, nt, nquads, trig, jsonld or xml.")] = "turtle",
    private: Private = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write RDF with the sentence behind each statement.

    Example: wangge export rdf --format turtle --output graph.ttl
    """
    from queries.export import export

    with reader_of(store) as reader:
        count = export(reader, "rdf", output, form=form, private=private)
    say(f"{count} triples written to {output}")


def jsonl(
    output: Output,
    decisions: Annotated[bool, typer.Option("--decisions", help="With the decisions.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write articles, entities and statements, one record a line, sorted by id.

    Example: wangge export jsonl --output graph.jsonl
    """
    from queries.export import export

    with reader_of(store) as reader:
        count = export(reader, "jsonl", output, decisions=decisions)
    say(f"{count} records written to {output}")
