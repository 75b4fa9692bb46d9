"""A Neo4j database filled in bulk from the rows of rows.py, by neo4j-admin's importer."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from store.ddl import SCHEMA
from tests.bench.rows import TABLES, edge_files, node_files

SEPARATOR = "\x1f"

_SUFFIX = {"string": "", "string[]": ":string[]", "int": ":long", "float": ":double", "bool": ":boolean"}


def load(rows: Path, *, home: Path, lib: Path, heap_mb: int = 1024) -> None:
    """Make the database of a server that has not yet run, with all these rows. `home`, `lib`: as of store.server."""
    work = home / "import"
    shutil.rmtree(work, ignore_errors=True)
    (work / "conf").mkdir(parents=True)
    (work / "Meta.csv").write_text(f'id:ID(Meta),generation:long,schema,last_file\n"meta",1,"{SCHEMA}",""\n', "ascii")
    words = [f"--nodes=Meta={(work / 'Meta.csv').resolve()}"]
    for table, source in node_files(rows):
        names = {name: f"{name}{_SUFFIX[kind]}" for name, kind in TABLES.nodes[table].items()}
        names["id"] = f"id:ID({table})"
        words.append(f"--nodes={table}={_csv(source, work / f'{table}.csv', names)}")
    for table, start, end, source in edge_files(rows):
        names = {name: f"{name}{_SUFFIX[kind]}" for name, kind in TABLES.edges[table].properties.items()}
        names |= {"from_id": f":START_ID({start})", "to_id": f":END_ID({end})"}
        target = _csv(source, work / f"{table}.{start}.{end}.csv", names)
        words.append(f"--relationships={table}={target}")
    done = subprocess.run(
        [
            *("java", f"-Xmx{heap_mb}m", "-cp", f"{lib.resolve()}/*", "org.neo4j.cli.AdminTool"),
            *("database", "import", "full", "neo4j", "--overwrite-destination", "--multiline-fields=true"),
            *("--array-delimiter=U+001F", "--max-off-heap-memory=2g", *words),
        ],
        env=os.environ | {"NEO4J_HOME": str(home.resolve()), "NEO4J_CONF": str((work / "conf").resolve())},
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"neo4j-admin: {(done.stdout + done.stderr)[-3000:]}")
    shutil.rmtree(work)


def lists(rows: Path) -> Iterator[tuple[str, str]]:
    """(table, property) of every list among the nodes."""
    for table, _ in node_files(rows):
        yield from ((table, name) for name, kind in TABLES.nodes[table].items() if kind == "string[]")


def _csv(source: Path, target: Path, names: Mapping[str, str]) -> Path:
    """The same rows as CSV under the importer's column names, which tell types and ends."""
    file = pq.ParquetFile(source)
    columns = [names[name] for name in file.schema_arrow.names]
    with target.open("wb") as out:
        out.write((",".join(columns) + "\n").encode())
        for group in range(file.num_row_groups):
            table = file.read_row_group(group)
            for at, kind in enumerate(table.schema.types):
                if pa.types.is_list(kind):
                    table = table.set_column(at, table.schema.names[at], pc.binary_join(table.column(at), SEPARATOR))
            csv.write_csv(table, out, csv.WriteOptions(include_header=False))
    return target.resolve()
