"""The exporters: one module and one line in EXPORTERS each.

An exporter's `write(reader, file, **options) -> int` writes bytes into an open file and returns how many records
(triples, rows, lines) they are; one with `FILES` gets a mapping from these names to open files, and its output is
a folder. Opening is shared: what is written replaces what was there whole or not at all, so that a full disk or an
interruption leaves it as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from ontology.errors import InputError, UsageError
from store.base import Reader

EXPORTERS = {
    "rdf": "queries.export.rdf",
    "graphml": "queries.export.graphml",
    "gexf": "queries.export.gexf",
    "csv": "queries.export.csv",
    "jsonl": "queries.export.jsonl",
    "parquet": "queries.export.parquet",
}


def export(reader: Reader, name: str, output: Path, **options: Any) -> int:
    """Write the graph in a form to a file, or for csv and parquet to files in a folder; returns the number of records.

    A device or a pipe is written into; a link stays, and what it leads to is replaced. InputError where it cannot
    be written; UsageError where there is no such form, or where the store itself would be written over.
    """
    if name not in EXPORTERS:
        raise UsageError(f"there is no export {name!r}", remedy="known: " + ", ".join(EXPORTERS))
    module = import_module(EXPORTERS[name])
    write: Callable[..., int] = module.write
    names: tuple[str, ...] = getattr(module, "FILES", ())
    targets = [output / one for one in names] or [output]
    try:
        if any(reader.is_own(target) for target in targets):
            raise UsageError(
                "the store that is read lies there, and would be lost",
                where=str(output),
                remedy="choose another --output",
            )
        with _replacing(targets) as files, reader.still() as still:
            return write(still, dict(zip(names, files, strict=True)) if names else files[0], **options)
    except OSError as error:
        raise InputError(
            f"cannot write: {error.strerror or error}", where=str(output), remedy="choose another --output"
        ) from error


@contextmanager
def _replacing(targets: Sequence[Path]) -> Iterator[list[IO[bytes]]]:
    """Open files beside the targets, which take their places when all of them are written whole.

    What is there and is no regular file is opened itself.
    """
    made: dict[str, Path] = {}
    folders = _missing(targets)
    try:
        with ExitStack() as stack:
            files: list[IO[bytes]] = []
            for target in targets:
                if target.is_dir():
                    raise IsADirectoryError(0, "a folder is there", str(target))
                if target.exists() and not target.is_file():  # a device or a pipe has no earlier content to keep
                    files.append(stack.enter_context(target.open("wb")))
                    continue
                target = Path(os.path.realpath(target))
                target.parent.mkdir(parents=True, exist_ok=True)
                file = stack.enter_context(
                    tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False)
                )
                made[file.name] = target
                files.append(file)
            yield files
        for temporary, target in made.items():
            os.chmod(temporary, 0o644)
            os.replace(temporary, target)
    finally:
        for temporary in made:
            if os.path.exists(temporary):
                os.unlink(temporary)
        for folder in folders:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()


def _missing(targets: Sequence[Path]) -> list[Path]:
    """Folders that will have to be made, the deepest first."""
    folders = {folder for target in targets for folder in target.absolute().parents if not folder.exists()}
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)
