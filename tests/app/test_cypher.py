"""The command `cypher`: forms of output, parameters, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.conftest import wangge

COUNT = "MATCH (p:Person) WHERE p.articles >= $least RETURN count(*) AS n, '街道' AS word"


def test_it_answers_as_a_table_as_csv_and_as_json(read_store: Path) -> None:
    table = wangge("cypher", COUNT, "--param", "least:=1", store=read_store)
    assert table.returncode == 0, table.stderr
    assert "街道" in table.stdout
    csv = wangge("cypher", COUNT, "--param", "least:=1", "--format", "csv", store=read_store)
    header, row = csv.stdout.splitlines()
    assert header == "n,word"
    [shown] = json.loads(wangge("cypher", COUNT, "--param", "least:=1", "--json", store=read_store).stdout)
    assert row == f"{shown['n']},街道"
    assert shown["n"] > 0


def test_an_answer_that_is_cut_says_so_beside_its_rows(read_store: Path) -> None:
    done = wangge("cypher", "UNWIND range(1, 10001) AS n RETURN n", "--json", store=read_store)
    assert len(json.loads(done.stdout)) == 10_000
    assert done.stderr == "only the first 10,000 rows are shown: there are more\n"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["MATCH (n) DETACH DELETE n"], "line 1, column 11: the word DETACH cannot stand here"),
        ([COUNT], "needs the parameter $least"),
        ([COUNT, "--param", "least:=x"], "is not JSON"),
        ([COUNT, "--param", 'least:={"a": 1}'], "neither text nor number"),
        ([COUNT, "--param", "least:=[]"], "the list $least is empty"),
        ([COUNT, "--param", 'least:=[1, "a"]'], "the list $least is of several types"),
        ([COUNT, "--param", "least:=[true, 1]"], "the list $least is of several types"),
        (["RETURN 1", "--param", "a=1"], "has no parameter $a"),
        (["RETURN 1", "--format", "xml"], "unknown format 'xml'"),
        (["MATCH (n:Person) RETURN n.nothing"], "Cannot find property nothing"),
        (["MATCH p = (:Person)-[:HOLDS_POST]->() RETURN p"], "a path itself cannot be returned from a file"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(read_store: Path, words: list[str], says: str) -> None:
    done = wangge("cypher", *words, store=read_store)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert done.stderr.startswith("wangge: ")
    assert done.stderr.count("\n") == 1


def test_it_has_help_with_an_example() -> None:
    done = wangge("cypher", "--help")
    assert done.returncode == 0
    assert "Example: wangge cypher" in done.stdout
    assert "-[:HOLDS_POST]->" in done.stdout
