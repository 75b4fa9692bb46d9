"""The exporters: one module and one line in EXPORTERS each.

An exporter is `write(reader, file, **options) -> int`: bytes into an open file, and how many records
(triples, lines) they are. Opening is shared: a file is replaced whole or not at all, so that a full
disk or an interruption leaves what was there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from ontology.errors import InputError, UsageError
from store.base import Reader

EXPORTERS = {
    "rdf": "queries.export.rdf",
    "jsonl": "queries.export.jsonl",
}


def export(reader: Reader, name: str, output: Path, **options: Any) -> int:
    """Write the graph in a form to a file; returns the number of records (triples, lines).

    InputError where the file cannot be written; UsageError where there is no such form.
    """
    if name not in EXPORTERS:
        raise UsageError(f"there is no export {name!r}", remedy="known: " + ", ".join(EXPORTERS))
    write: Callable[..., int] = import_module(EXPORTERS[name]).write
    temporary = ""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as file:
            temporary = file.name
            written = write(reader, file, **options)
        os.chmod(temporary, 0o644)
        os.replace(temporary, output)
    except OSError as error:
        raise InputError(
            f"cannot write: {error.strerror}", where=str(output), remedy="choose another --output"
        ) from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
    return written
