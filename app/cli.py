"""The command line `wangge`: one function a command, in commands/. Heavy imports wait until a command runs.

Prints for people; with --json one JSON array or object on standard output and nothing else there.
Progress and messages go to standard error. Exit codes: 0 all done, 1 an input, a store or a
server failed, a check found something, or a decision was refused, 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from app.commands import (
    asking,
    deciding,
    evaluating,
    exporting,
    free,
    keeping,
    mending,
    reading,
    reviewing,
    serving,
    weighing,
)
from ontology.errors import UsageError, WanggeError, cut

cli = typer.Typer(
    name="wangge",
    help="网格 Wangge: from local newspapers to a graph of local governance that answers, and says which sentence says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (reading, asking, free, exporting, deciding, mending, reviewing, weighing, keeping, evaluating, serving):
    part.register(cli)


def _say_versions(asked: bool) -> None:
    if asked:
        from ingest.pipeline import VERSION

        print(f"wangge {version('wangge')} (reader {VERSION})")
        raise typer.Exit


@cli.callback()
def versions(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the program's version and the reader's.", callback=_say_versions, is_eager=True
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """The console script: errors become one line and an exit code, never a traceback."""
    try:
        cli()
    except UsageError as error:
        _end(error, code=2)
    except (WanggeError, OSError) as error:
        _end(error, code=1)


def _end(error: Exception, *, code: int) -> None:
    if isinstance(error, BrokenPipeError):  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    said = str(error) if isinstance(error, WanggeError) else cut(str(error))
    print(f"wangge: {' '.join(said.split())}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
