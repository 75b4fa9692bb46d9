"""What the commands share: the store's option, opening it, and printing for people or as JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from ontology.errors import UsageError
from store.base import Reader, Writer

DEFAULT_STORE = "data/wangge.lbug"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store", envvar="WANGGE_STORE", help="The graph: a .lbug file, or bolt://host:port.", metavar="STORE"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, and nothing else there.")]


@contextmanager
def reader_of(store: str) -> Iterator[Reader]:
    """The store opened for reading, closed at the end."""
    from store import open_store

    reader = open_store(store)
    try:
        yield reader
    finally:
        reader.close()


@contextmanager
def writer_of(store: str) -> Iterator[Writer]:
    """The store opened for writing, closed at the end."""
    from store import open_store

    writer = open_store(store, write=True)
    try:
        yield writer
    finally:
        writer.close()


def say(message: str) -> None:
    """A message for people, on standard error."""
    print(message, file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False))


def print_table(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]], *, title: str = "", form: str = "table"
) -> None:
    """Rows as a table for people, as CSV, or as a JSON array of objects."""
    if form == "json":
        print_json([{column: row[column] for column in columns} for row in rows])
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, fieldnames=list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows([{column: plain(row[column]) for column in columns} for row in rows])
    elif form == "table":
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(title=title or None, title_justify="left", show_lines=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text(plain(row[column])) for column in columns))
        console = Console()
        console.print(table)
        console.print(f"{len(rows)} rows" if len(rows) != 1 else "1 row", style="dim")
    else:
        raise UsageError(f"unknown format {form!r}", remedy="use table, csv or json")


def plain(value: Any) -> str:
    """A value as people read it: whole numbers without .0, lists joined, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return "、".join(str(item) for item in value)
    return str(value)


def parameters(given: Sequence[str]) -> dict[str, str]:
    """--param key=value … as a dict. UsageError where there is no '='."""
    pairs = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise UsageError(f"--param {text!r} is not of the form key=value")
        pairs[key] = value
    return pairs
