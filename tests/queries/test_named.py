"""Every named query: its header is whole and true, and it gives the rows of golden/NAME.json.

A golden file holds one or more cases, each the parameters and the rows that they give on the world of
world.yaml. For a new query write `[{"params": {…}}]`; then, and after a change that is meant,

    WANGGE_REGENERATE_GOLDEN=1 python -m pytest tests/queries/test_named.py

writes the rows, to be read before they are committed.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from ontology.dates import bounds
from queries.catalog import FOLDER, Column, NamedQuery, Table, Words, catalog, run

GOLDEN = Path(__file__).with_name("golden")
QUERIES = catalog()
REGENERATE = os.environ.get("WANGGE_REGENERATE_GOLDEN") == "1"

over_all_queries = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)

# What only one of the homes takes, or takes otherwise (both were asked).
NOT_SHARED = {
    r"\blabels\(": "a node's type is its property etype",
    r"\belementId\(|\bid\(": "ids are the property id",
    r"\bCALL\b|\bapoc\.": "procedures differ",
    r"\bshortestPath\b|\bSHORTEST\b": "queries/paths.py finds paths",
    r"\+=": "properties are set one by one",
    r"\[\s*\w+ IN ": "list comprehension",
    r"\btoString\(|\bsubstring\(|\bdate\(": "other names or other counting",
    r"\*(?:\]|\.\.\]|\d+\.\.\])": "a walk needs an upper bound",
    r"IS NULL": "absent texts are '' in the store; coalesce what an OPTIONAL MATCH may lack",
    r"=~": "regular expressions can be made to run for ever",
}


@pytest.fixture(scope="module")
def ask(reader):
    """Asks a query on the world; the same question only once."""
    told: dict[str, Table] = {}

    def asked(query: NamedQuery, params: dict[str, str]) -> Table:
        key = json.dumps([query.name, params])
        if key not in told:
            told[key] = run(reader, query.name, params)
        return told[key]

    return asked


def cases(query: NamedQuery) -> list[dict[str, Any]]:
    path = GOLDEN / f"{query.name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else [{"params": {}}]


@over_all_queries
def test_header_is_whole_in_both_languages(query):
    words = [query.title, query.question, *(one.meaning for one in (*query.parameters, *query.columns))]
    assert all(re.search("[一-鿿]", one.zh) for one in words), words
    assert not any(re.search("[一-鿿]", one.en) for one in words), words
    assert re.search(r"[？?]\Z", query.question.zh)
    assert query.question.en.endswith("?")
    assert query.columns
    assert query.example.keys() <= {one.name for one in query.parameters}
    assert {one.name for one in query.parameters if one.default is None} <= query.example.keys()


@over_all_queries
def test_parameters_are_those_of_the_body(query):
    said = {name for one in query.parameters for name in bound_names(one)}
    terms = {f"{one.name}_term" for one in query.parameters if one.type == "until"}
    assert said == set(re.findall(r"\$(\w+)", query.cypher)) - terms - {"sole_posts", "plain_roles", "same_posts"}


def bound_names(parameter):
    return [parameter.name, f"{parameter.name}_codes"] if parameter.type == "area" else [parameter.name]


@over_all_queries
def test_body_uses_only_what_both_homes_share(query):
    assert [why for pattern, why in NOT_SHARED.items() if re.search(pattern, query.cypher)] == []


@over_all_queries
def test_nothing_is_looked_up_without_a_label(query):
    starts = re.findall(r"MATCH (?:\w+ = )?\((\w*)(:?)[^)]*\)(?!\s*[-<])", query.cypher)
    assert all(label for _, label in starts), "a lone node without label scans every table"


@over_all_queries
def test_rows_are_the_golden_ones(query, ask):
    found = [{"params": case["params"], "rows": list(ask(query, case["params"]).rows)} for case in cases(query)]
    path = GOLDEN / f"{query.name}.json"
    if REGENERATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text_of(found), "utf-8")
    assert path.exists(), "no golden rows: see the head of this file"
    assert found == json.loads(path.read_text("utf-8"))
    assert any(case["rows"] for case in found), "a golden case must show at least one row"


def text_of(found: list[dict[str, Any]]) -> str:
    """One row a line, so that a change shows as the rows that changed."""
    written = []
    for case in found:
        rows = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in case["rows"])
        params = json.dumps(case["params"], ensure_ascii=False)
        written.append(f'  {{"params": {params}, "rows": [' + (f"\n{rows}\n  " if rows else "") + "]}")
    return "[\n" + ",\n".join(written) + "\n]\n"


@over_all_queries
def test_columns_are_those_of_the_header(query, ask):
    for case in cases(query):
        table = ask(query, case["params"])
        assert table.columns == tuple(column.name for column in query.columns)
        for row in table.rows:
            assert tuple(row) == table.columns
            assert all(fits(column, row[column.name]) for column in query.columns), row


def fits(column: Column, value: Any) -> bool:
    """Whether a value is of its column's type; '' stands for what is not known."""
    if column.type == "int":
        return type(value) is int
    if column.type == "float":
        return value is None or isinstance(value, int | float)
    if column.type == "list":
        return isinstance(value, list) and value == sorted(set(value))
    if not isinstance(value, str):
        return False
    if column.type == "id":
        return not value or re.fullmatch("[0-9a-f]{20}", value) is not None
    if column.type == "date" and value:
        bounds(value)
    return True


@over_all_queries
def test_rows_are_distinct_and_always_in_one_order(query, ask, reversed_reader):
    for case in cases(query):
        rows = ask(query, case["params"]).rows
        assert len({json.dumps(row) for row in rows}) == len(rows)
        assert rows == run(reversed_reader, query.name, case["params"]).rows


def test_every_golden_file_has_its_query():
    assert {path.stem for path in GOLDEN.glob("*.json")} == {query.name for query in QUERIES}
    assert {path.suffix for path in FOLDER.iterdir()} == {".cypher"}


def test_no_two_queries_ask_the_same():
    for words in ([query.title for query in QUERIES], [query.question for query in QUERIES]):
        assert len(set(words)) == len(words)
        assert all(isinstance(one, Words) for one in words)
