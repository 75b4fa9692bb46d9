"""Parquet: a folder with entities.parquet, relations.parquet and statements.parquet, for pandas, DuckDB and R."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from queries.export.tables import COLUMNS, Tables
from store.base import Reader

FILES = tuple(f"{table}.parquet" for table in COLUMNS)
ROWS = 20_000
"""Rows of a row group, and held in memory at a time."""

_TYPES = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
}


def write(reader: Reader, files: Mapping[str, IO[bytes]], *, private: bool = False) -> int:
    """Write each table into its file; returns the number of rows in all."""
    tables = Tables.of(reader, private=private)
    written = 0
    for table, columns in COLUMNS.items():
        schema = pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()])
        with pq.ParquetWriter(files[f"{table}.parquet"], schema) as writer:
            rows = tables.rows(table)
            while group := list(islice(rows, ROWS)):
                writer.write_table(pa.Table.from_pylist(group, schema=schema))
                written += len(group)
    return written
