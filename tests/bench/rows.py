"""All rows of a generated graph as Parquet files, which both homes are filled from.

    FOLDER/nodes/TABLE.parquet, FOLDER/edges/TABLE.FROM.TO.parquet

Derived county by county (`generated.shards`), so that memory stays that of a few counties whatever the size.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ontology.model import model
from ontology.records import ENTITY_TYPES
from store import ddl
from store.base import Graph, Row
from store.derive import derive
from tests.store import generated

TABLES = ddl.wanted(model().relations)
ENDS = {table: edges.pairs for table, edges in TABLES.edges.items()}
SHARDS_AT_ONCE = 4

_ARROW = {
    "string": pa.string(),
    "string[]": pa.list_(pa.string()),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written."""

    articles: int
    statements: int
    entities: int
    nodes: int
    edges: int


def write_rows(folder: Path, *, entities: int) -> Written:
    """Write the rows of a graph of about so many entities; what is there already is taken as it is."""
    done = folder / "written.json"
    if done.exists():
        return Written(**json.loads(done.read_text("utf-8")))
    with _Writers(folder) as writers:
        shards = generated.shards(entities=entities)
        while some := list(islice(shards, SHARDS_AT_ONCE)):
            writers.add(derive((file for shard in some for file in shard), [], ends=ENDS))
    counts = {path.stem: pq.ParquetFile(path).metadata.num_rows for path in folder.glob("*/*.parquet")}
    nodes = {table: counts.get(table, 0) for table in TABLES.nodes}
    written = Written(
        articles=nodes["Article"],
        statements=nodes["Statement"],
        entities=sum(nodes[table] for table in ENTITY_TYPES),
        nodes=sum(nodes.values()),
        edges=sum(counts.values()) - sum(nodes.values()),
    )
    done.write_text(json.dumps({name: getattr(written, name) for name in written.__slots__}), "utf-8")
    return written


def node_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(table, file) of all nodes."""
    for path in sorted((folder / "nodes").glob("*.parquet")):
        yield path.stem, path


def edge_files(folder: Path) -> Iterator[tuple[str, str, str, Path]]:
    """(table, from, to, file) of all edges."""
    for path in sorted((folder / "edges").glob("*.parquet")):
        table, start, end = path.stem.split(".")
        yield table, start, end, path


@dataclass(slots=True)
class _Writers:
    folder: Path
    open: dict[Path, pq.ParquetWriter] = field(default_factory=dict)

    def __enter__(self) -> _Writers:
        for part in ("nodes", "edges"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self.open.values():
            writer.close()

    def add(self, graph: Graph) -> None:
        for table, rows in graph.nodes.items():
            self._write(self.folder / "nodes" / f"{table}.parquet", TABLES.nodes[table], rows)
        for table, rows in graph.edges.items():
            pairs: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
            for id_, row in rows.items():
                pairs[str(row["from_table"]), str(row["to_table"])][id_] = row
            properties = {"from_id": "string", "to_id": "string"} | TABLES.edges[table].properties
            for (start, end), edges in pairs.items():
                self._write(self.folder / "edges" / f"{table}.{start}.{end}.parquet", properties, edges)

    def _write(self, path: Path, properties: Mapping[str, str], rows: Mapping[str, Row]) -> None:
        columns = {
            name: pa.array(list(rows) if name == "id" else [row.get(name) for row in rows.values()], type=_ARROW[kind])
            for name, kind in properties.items()
        }
        table = pa.table(columns)
        if path not in self.open:
            self.open[path] = pq.ParquetWriter(path, table.schema)
        self.open[path].write_table(table)
