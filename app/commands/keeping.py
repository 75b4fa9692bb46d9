"""Commands that keep the store: delete, backup, restore, copy, check, rebuild."""

from __future__ import annotations

import dataclasses
from pathlib import Path
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


def register(cli: typer.Typer) -> None:
    for command in (delete, backup, restore, copy, check, rebuild):
        cli.command()(command)


def delete(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id; `wangge articles` lists them.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Delete an article and all that only it said. Reading its file again brings it back.

    Example: wangge delete 0a1b2c3d4e5f60718293 --yes
    """
    from queries.cards import article as article_card

    with writer_of(store) as writer:
        found = article_card(writer, article)
        if not yes:
            typer.confirm(f"delete “{found.title or found.text[:20]}” ({found.source})?", abort=True, err=True)
        writer.delete_article(article)
    say(f"deleted {article}")


def backup(folder: Annotated[Path, typer.Argument(metavar="FOLDER")], store: StoreOption = DEFAULT_STORE) -> None:
    """Write what was read and decided as JSON lines.

    Example: wangge backup backup-2022-10
    """
    from store.backup import backup as write_backup

    with reader_of(store) as reader:
        write_backup(reader, folder)
    say(f"backed up {store} to {folder}")


def restore(folder: Annotated[Path, typer.Argument(metavar="FOLDER")], store: StoreOption = DEFAULT_STORE) -> None:
    """Build the same graph from a backup, in an empty store of either home.

    Example: wangge restore backup-2022-10 --store data/new.lbug
    """
    from store.backup import opened
    from store.backup import restore as fill

    backup = opened(folder)  # first: where there is nothing whole to restore, no store is made
    with writer_of(store, make=True) as writer:
        fill(writer, backup)
    say(f"restored {folder} to {store}")


def copy(
    source: Annotated[str, typer.Option("--from", metavar="STORE", help="The store to copy.")],
    target: Annotated[str, typer.Option("--to", metavar="STORE", help="An empty or new store, of either home.")],
) -> None:
    """Copy a store into an empty one, from either home to either: a .lbug file, or bolt://host:port.

    Example: wangge copy --from data/wangge.lbug --to bolt://127.0.0.1:7687
    """
    from store.backup import copy as copy_store

    if source == target or Path(source).resolve() == Path(target).resolve():
        raise UsageError("a store cannot be copied onto itself", remedy="give --to another path or server")
    # The reader first: where there is nothing to copy, no store is made.
    with reader_of(source) as reader, writer_of(target, make=True) as writer:
        copy_store(reader, writer)
    say(f"copied {source} to {target}")


def check(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Check the store: counts, dangling ends, evidence offsets, and that derived = resolve(source).

    Example: wangge check
    """
    from store.check import check as find_faults

    with reader_of(store) as reader:
        rows = [dataclasses.asdict(finding) for finding in find_faults(reader)]
        open_ones = _without_effect(reader)
    if open_ones:  # no fault of the store: said, and listed elsewhere
        say(f"decisions without effect: {open_ones}; wangge log --state waiting --state refused --state impossible")
    if as_json:
        print_json(rows)
    elif rows:
        print_table(list(rows[0]), rows)
    else:
        say("nothing wrong")
    if rows:
        raise typer.Exit(1)


def _without_effect(reader: Reader) -> str:
    """How many decisions wait, are refused or impossible: "2 waiting, 1 refused", '' where none is."""
    rows = reader.rows(
        "MATCH (d:Decision) WHERE d.state IN ['waiting', 'refused', 'impossible'] "
        "RETURN d.state AS state, count(d.id) AS many ORDER BY state"
    )
    return ", ".join(f"{row['many']} {row['state']}" for row in rows)


def rebuild(store: StoreOption = DEFAULT_STORE) -> None:
    """Compute entities, relations and edges afresh from what was read and decided.

    Example: wangge rebuild
    """
    with writer_of(store) as writer:
        writer.rebuild()
    say(f"rebuilt {store}")
