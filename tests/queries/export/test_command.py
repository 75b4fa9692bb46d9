"""The command `export`: one sub-command for each exporter, each with an example."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from app.cli import cli
from queries.export import EXPORTERS


@pytest.mark.parametrize("name", EXPORTERS)
def test_each_exporter_is_a_command_with_an_example(name):
    shown = CliRunner().invoke(cli, ["export", name, "--help"], terminal_width=200)
    assert shown.exit_code == 0
    assert f"wangge export {name}" in shown.output
    assert ("--private" in shown.output) == (name != "jsonl")


@pytest.mark.parametrize("name", EXPORTERS)
def test_each_writes_what_it_is_told(name, store_path, tmp_path):
    output = tmp_path / "out"
    done = CliRunner().invoke(cli, ["export", name, "--output", str(output), "--store", str(store_path)])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert f"written to {output}" in done.stderr
    assert output.exists()


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_folder_that_it_makes_is_told(name, store_path, tmp_path):
    folder = tmp_path / "new"
    output = folder if name in ("csv", "parquet") else folder / "out"
    arguments = ["export", name, "--output", str(output), "--store", str(store_path)]
    told = f"made the folder {folder}\n"
    assert told in CliRunner().invoke(cli, arguments).stderr
    assert told not in CliRunner().invoke(cli, arguments).stderr


def test_rdf_takes_a_format(store_path, tmp_path):
    arguments = ["export", "rdf", "--format", "nt", "--output", str(tmp_path / "out"), "--store", str(store_path)]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert (tmp_path / "out").read_text("utf-8").startswith("<https://w3id.org/wangge/id/")
