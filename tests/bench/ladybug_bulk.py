"""A Ladybug file filled in bulk from the rows of rows.py, by COPY."""

from __future__ import annotations

from pathlib import Path

from store import open_store
from store.ddl import quoted
from store.ladybug_store import LadybugWriter
from tests.bench.rows import edge_files, node_files


def load(rows: Path, path: Path) -> None:
    """Make a store at `path` with all these rows."""
    with open_store(str(path), write=True) as writer:
        assert isinstance(writer, LadybugWriter)
        file = writer._file
        for table, source in node_files(rows):
            file.run(f"COPY {quoted(table)} FROM '{source}'")
        for table, start, end, source in edge_files(rows):
            file.run(f"COPY {quoted(table)} FROM '{source}' (from='{start}', to='{end}')")
        file.run("MATCH (m:Meta) SET m.generation = 1")
        file.run("CHECKPOINT")
