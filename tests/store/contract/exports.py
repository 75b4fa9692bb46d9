"""What every exporter writes of a store, in every form it has: whatever leaves a store as it was leaves these as they were."""

from __future__ import annotations

from pathlib import Path

from queries.export import EXPORTERS, export
from queries.export.rdf import FORMATS
from store.base import Reader


def exports(reader: Reader, folder: Path, *, decisions: bool = True) -> dict[str, bytes]:
    """Bytes by file: each exporter with and without residents, RDF in each format. `decisions`: with those, in jsonl."""
    for name in EXPORTERS:
        for private in (False, True):
            if name == "jsonl":  # the whole store in any case
                export(reader, name, folder / name, decisions=decisions)
            else:
                export(reader, name, folder / f"{name}{'-private' if private else ''}", private=private)
    for form in FORMATS:
        export(reader, "rdf", folder / f"rdf-{form}", form=form, private=True)
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
