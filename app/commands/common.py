"""What the commands share: the store's option, opening it, and printing for people or as JSON."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ontology.errors import StoreError, UsageError
from store.base import Reader, Writer

if TYPE_CHECKING:
    from queries.find import EntityRow

DEFAULT_STORE = "data/wangge.lbug"

_UNCUT = re.compile(r"[!-~]{0,32}\Z")
"""What is read and copied whole: a date, a number, an id, a name of the ontology."""
_LEAST = 6
"""Cells that a column of other text needs to be read: three Han characters, a name."""
_LINES = 4
"""Over so many lines a text may be folded, about: one that is longer needs a wider column."""

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
def writer_of(store: str, *, make: bool = False) -> Iterator[Writer]:
    """The store opened for writing, closed at the end; StoreError where there is none, unless it may `make` one."""
    from store import open_store

    if not make and "://" not in store and not Path(store).exists():
        raise StoreError("there is no store here", where=store, remedy="make one with: wangge ingest PATH")
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


def area_told(code: str) -> str:
    """An official code with the names from the province down; '' for none.

    >>> area_told("140725")
    '山西省晋中市寿阳县 140725'
    """
    from ontology.divisions import full_name

    return f"{full_name(code)} {code}".strip() if code else ""


def described(row: EntityRow, reader: Reader) -> str:
    """An entity told apart from its namesakes: id, type, name, where it is, and a person's posts.

    `d3a984c0e6401c44ff4c (Organization 寿阳县政府, 山西省晋中市寿阳县 140725)`
    """
    from queries.find import posts

    place = area_told(row.code or row.area) or "县区未知 area open"
    return f"{row.id} ({', '.join([f'{row.etype} {row.name}', place, *posts(reader, row)])})"


def say_several(reference: str, found: Sequence[EntityRow], reader: Reader) -> None:
    """On standard error, where a reference may mean several: which, and how to ask for one."""
    if len(found) > 1:
        say(
            f"{reference}: 有 {len(found)} 个，都列出 {len(found)} are called so, all are told; to ask for one, give its id:"
        )
        for row in found:
            say(f"  {described(row, reader)}")


def short_path(source: str) -> str:
    """A file's path for a table for people: from the working folder on where it lies below it, else its last part."""
    path = Path(source)
    if not path.is_absolute():
        return source
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else path.name


def print_table(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str = "",
    form: str = "table",
    labels: Mapping[str, str] | None = None,
) -> None:
    """Rows as a table for people, as CSV, or as a JSON array of objects. `labels`: columns' names in Chinese, for people."""
    if form == "json":
        print_json([{column: row[column] for column in columns} for row in rows])
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, fieldnames=list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows([{column: plain(row[column]) for column in columns} for row in rows])
    elif form == "table":
        _print_for_people(columns, rows, title, labels or {})
    else:
        raise UsageError(f"unknown format {form!r}", remedy="use table, csv or json")


def _print_for_people(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]], title: str, labels: Mapping[str, str]
) -> None:
    """A table as wide as the terminal, without empty columns; where it would have to cut dates, numbers or ids
    in two, or fold a text over many lines, a record a row with a line a column."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if title:
        console.print(Text(title, style="italic"))
    texts = {column: [" ".join(plain(row[column]).split()) for row in rows] for column in columns}
    shown = [column for column in columns if any(texts[column])] or list(columns)
    uncut = {column for column in shown if all(map(_UNCUT.match, texts[column]))}
    least, whole = {}, {}
    for column in shown:
        longest = max(map(cell_len, texts[column]), default=0)
        whole[column] = max(longest, cell_len(column), cell_len(labels.get(column, "")), 1)
        # The heading of other text may be folded too: better than no table.
        folded = min(max(_LEAST, -(-longest // _LINES)), max(longest, min(cell_len(column), _LEAST), 1))
        least[column] = whole[column] if column in uncut else folded
    room = console.width - sum(least.values()) - len(shown) + 1
    if room >= 0:
        wide = room >= 2 * len(shown) + 2
        table = Table(padding=(0, 1) if wide else 0, show_edge=wide)
        widths = _widths(least, whole, room - (2 * len(shown) + 2 if wide else 0))
        for column in shown:
            number = any(isinstance(row[column], (int, float)) for row in rows)
            table.add_column(
                f"{labels[column]}\n{column}" if column in labels else column,
                overflow="fold",
                no_wrap=column in uncut,
                justify="right" if number else "left",
                width=widths[column],
            )
        for cells in zip(*(texts[column] for column in shown), strict=True):
            table.add_row(*map(Text, cells))
        console.print(table)
    else:
        headings = {column: f"{labels.get(column, '')} {column}".lstrip() for column in shown}
        margin = max(map(cell_len, headings.values()))
        for cells in zip(*(texts[column] for column in shown), strict=True):
            for column, text in zip(shown, cells, strict=True):
                if text:
                    print(f"{headings[column]}{' ' * (margin - cell_len(headings[column]))}  {text}")
            print()
    console.print(f"{len(rows)} rows" if len(rows) != 1 else "1 row", style="dim")


def _widths(least: Mapping[str, int], whole: Mapping[str, int], room: int) -> dict[str, int]:
    """The columns' widths in cells: the `least` of each, and of the `room` beside them what each needs to stand
    `whole`, the small wants first."""
    widths = dict(least)
    wanting = sorted(least, key=lambda column: whole[column] - least[column])
    for at, column in enumerate(wanting):
        more = min(whole[column] - least[column], room // (len(wanting) - at))
        widths[column] += more
        room -= more
    return widths


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
