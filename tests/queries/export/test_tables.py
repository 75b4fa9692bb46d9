"""CSV and Parquet: three tables that agree with one another."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from queries.export import export
from queries.export.csv import cell
from queries.export.tables import COLUMNS


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_the_columns_and_ends_that_exist(reader, tmp_path):
    export(reader, "csv", tmp_path, private=True)
    tables = {name: read_csv(tmp_path / f"{name}.csv") for name in COLUMNS}
    for name, rows in tables.items():
        assert tuple(rows[0]) == tuple(COLUMNS[name])
        assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})
    known = {row["id"] for row in tables["entities"]}
    ends = {row[end] for row in tables["relations"] for end in ("source", "target")}
    ends |= {row[end] for row in tables["statements"] for end in ("subject", "object") if row[end]}
    assert ends <= known
    gift = next(row for row in tables["statements"] if row["predicate"] == "donatesTo" and row["unit"] == "袋")
    assert (gift["value_number"], json.loads(gift["details"])) == ("200", [["what", "大米"]])
    assert gift["subject_name"] == "莒县沐阳粮油有限公司"
    assert gift["sentence"]


def test_no_cell_is_a_formula(hostile_reader, tmp_path):
    export(hostile_reader, "csv", tmp_path)
    texts = 0
    for name, columns in COLUMNS.items():
        for row in read_csv(tmp_path / f"{name}.csv"):
            for column, kind in columns.items():
                if kind in ("string", "strings"):
                    assert not row[column].startswith(("=", "+", "-", "@", "\t", "\r"))
                    texts += row[column].startswith("'")
    assert texts >= 8
    figure = next(row for row in read_csv(tmp_path / "statements.csv") if row["predicate"] == "hasFigure")
    assert figure["value_number"] == "-3", "a number is no formula"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1", "'\t=1"),
        ("a=1", "a=1"),
        (-2.5, "-2.5"),
        (3.0, "3"),
        (True, "true"),
        (None, ""),
        (["-甲", "乙"], "'-甲、乙"),
    ],
)
def test_cells(value, shown):
    assert cell(value) == shown


def test_parquet_holds_the_same_as_csv_with_types(reader, tmp_path):
    export(reader, "parquet", tmp_path / "p")
    export(reader, "csv", tmp_path / "c")
    for name, columns in COLUMNS.items():
        rows = pq.read_table(tmp_path / "p" / f"{name}.parquet").to_pylist()
        written = read_csv(tmp_path / "c" / f"{name}.csv")
        assert [{column: cell(row[column]) for column in columns} for row in rows] == written
    figures = [row for row in rows if row["predicate"] == "hasFigure"]
    assert all(isinstance(row["value_number"], float) for row in figures)
