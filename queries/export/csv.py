"""CSV: a folder with entities.csv, relations.csv and statements.csv, in UTF-8, for spreadsheets and R.

A text that a spreadsheet would take for a formula gets a leading apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import IO

from queries.export.tables import COLUMNS, Tables
from store.base import Reader, Value

FILES = tuple(f"{table}.csv" for table in COLUMNS)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(reader: Reader, files: Mapping[str, IO[bytes]], *, private: bool = False) -> int:
    """Write each table into its file; returns the number of rows in all."""
    tables = Tables.of(reader, private=private)
    written = 0
    for table, columns in COLUMNS.items():
        file = io.TextIOWrapper(files[f"{table}.csv"], "utf-8", newline="", write_through=False)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in tables.rows(table):
            writer.writerow([cell(value) for value in row.values()])
            written += 1
        file.flush()
        file.detach()
    return written


def cell(value: Value) -> str:
    """A value as a cell: lists joined by 、, whole numbers without .0, no formula.

    >>> cell("=1+1"), cell(-3.0), cell(["甲", "乙"]), cell(None)
    ("'=1+1", '-3', '甲、乙', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    text = "、".join(value) if isinstance(value, list) else value
    return f"'{text}" if text.startswith(_FORMULA) else text
