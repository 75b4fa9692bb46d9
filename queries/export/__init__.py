"""The exporters: one module and one line in EXPORTERS each.

An exporter is `lines(reader, **options) -> Iterator[bytes]`. Writing is shared: a file is replaced whole
or not at all, so that a full disk or an interruption leaves what was there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
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
    chunks: Callable[..., Iterator[tuple[bytes, int]]] = import_module(EXPORTERS[name]).chunks
    written = 0
    temporary = ""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as file:
            temporary = file.name
            for chunk, records in chunks(reader, **options):
                file.write(chunk)
                written += records
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
