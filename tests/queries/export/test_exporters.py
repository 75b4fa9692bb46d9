"""What every exporter keeps to: whole or not at all, the same bytes each time, nothing private."""

from __future__ import annotations

import errno
import importlib
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest

from ontology.errors import InputError, UsageError
from queries.export import EXPORTERS, export
from queries.export.characters import REPLACEMENT, xml_text
from queries.export.tables import COLUMNS

over_all_exporters = pytest.mark.parametrize("name", EXPORTERS)
over_public_exporters = pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "jsonl"])

RESIDENTS = ("牧小禾", "乐正平")
NUMBERS = ("13800001111", "371122194003074526")


def files_of(output: Path) -> dict[str, bytes]:
    if output.is_dir():
        return {path.name: path.read_bytes() for path in sorted(output.iterdir())}
    return {output.name: output.read_bytes()}


def text_of(output: Path) -> str:
    """All that an export says, compressed or not."""
    texts = []
    for name, content in files_of(output).items():
        if name.endswith(".parquet"):
            texts.append(json.dumps(pq.read_table(io.BytesIO(content)).to_pylist(), ensure_ascii=False))
        else:
            texts.append(content.decode("utf-8"))
    return "\n".join(texts)


@over_all_exporters
def test_it_writes_its_records_and_tells_how_many(name, reader, tmp_path):
    assert export(reader, name, tmp_path / "new" / "out", **({} if name == "jsonl" else {"private": True})) > 100
    assert "亓官远舟" in text_of(tmp_path / "new" / "out")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["out"], "nothing else is left there"


@over_all_exporters
def test_the_same_graph_is_the_same_bytes(name, reader, reversed_reader, tmp_path):
    for number, one in enumerate((reader, reader, reversed_reader)):
        export(one, name, tmp_path / f"{number}" / "out")
    first, *others = (files_of(tmp_path / f"{number}" / "out") for number in range(3))
    assert all(other == first for other in others)


@over_all_exporters
def test_what_was_there_stays_where_writing_fails(name, reader, tmp_path, monkeypatch):
    output = tmp_path / "out"
    export(reader, name, output)
    before = files_of(output)
    module = importlib.import_module(EXPORTERS[name])

    def full(_reader, target, **_):
        for file in target.values() if isinstance(target, dict) else [target]:
            file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "write", full)
    with pytest.raises(InputError, match="No space left on device") as raised:
        export(reader, name, output)
    assert str(output) in str(raised.value)
    assert files_of(output) == before
    with pytest.raises(InputError):
        export(reader, name, tmp_path / "deep" / "folder" / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"], "no half file and no empty folder"


def test_a_disk_that_fills_in_the_midst_of_a_graph_is_told_when_lxml_is_done(reader, monkeypatch):
    ended = []

    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    def written(graph, file):  # lxml, told of it here, would end the program
        ended.append(file.write(b"<graphml>") + file.write(b"</graphml>"))

    monkeypatch.setattr(nx, "write_graphml", written)
    with pytest.raises(OSError, match="No space left"):
        importlib.import_module(EXPORTERS["graphml"]).write(reader, Full())
    assert ended == [19]


@over_all_exporters
def test_it_stops_clean_where_the_store_fails_half_way(name, reader, tmp_path):
    class Failing:
        def __getattr__(self, attribute):
            return getattr(reader, attribute)

        def stream(self, *arguments):
            yield from list(reader.stream(*arguments))[:1]
            raise UsageError("the store failed")

        rows = stream

        @contextmanager
        def still(self):
            yield self

    with pytest.raises(UsageError, match="the store failed"):
        export(Failing(), name, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@over_all_exporters
def test_a_folder_or_file_in_its_place_is_refused_and_kept(name, reader, tmp_path):
    many = hasattr(importlib.import_module(EXPORTERS[name]), "FILES")
    output = tmp_path / "out"
    if many:
        output.write_text("mine")
    else:
        output.mkdir()
        (output / "mine").write_text("mine")
    with pytest.raises(InputError, match="cannot write"):
        export(reader, name, output)
    assert (output if many else output / "mine").read_text() == "mine"


def test_a_folder_keeps_the_other_files_in_it(reader, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    export(reader, "csv", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", *(f"{table}.csv" for table in COLUMNS)}


@over_all_exporters
@pytest.mark.parametrize("part", ["", ".wal", ".lock", ".generation", ".damaged-1"])
def test_the_store_that_is_read_is_never_written_over(name, part, reader, store_path, tmp_path):
    names = getattr(importlib.import_module(EXPORTERS[name]), "FILES", ())
    if names:  # by one of the tables in the folder
        (tmp_path / names[0]).symlink_to(f"{store_path}{part}")
        output = tmp_path
    else:
        output = store_path.parent / ".." / store_path.parent.name / f"{store_path.name}{part}"
    before = files_of(store_path.parent)
    with pytest.raises(UsageError, match="the store that is read lies there"):
        export(reader, name, output)
    assert files_of(store_path.parent) == before


@pytest.mark.parametrize("name", ["rdf", "graphml", "gexf", "jsonl"])
def test_a_pipe_is_written_into_and_stays_one(name, reader, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as other:
        read = other.submit(pipe.read_bytes)
        export(reader, name, pipe)
    export(reader, name, tmp_path / "file")
    assert read.result() == (tmp_path / "file").read_bytes()
    assert pipe.is_fifo()


def test_a_link_stays_and_what_it_leads_to_is_replaced(reader, tmp_path):
    link, target = tmp_path / "link", tmp_path / "elsewhere" / "graph.jsonl"
    target.parent.mkdir()
    target.write_text("earlier")
    link.symlink_to(target)
    export(reader, "jsonl", link)
    assert link.is_symlink()
    assert "亓官远舟" in target.read_text("utf-8")


def test_an_unknown_exporter_lists_those_there_are(reader, tmp_path):
    with pytest.raises(UsageError, match="rdf, graphml, gexf, csv, jsonl, parquet"):
        export(reader, "pdf", tmp_path / "out")


@over_public_exporters
def test_a_public_export_names_no_resident_and_no_number_of_theirs(name, reader, tmp_path):
    export(reader, name, tmp_path / "out")
    text = text_of(tmp_path / "out")
    hidden = [
        row["id"]
        for row in reader.rows("MATCH (p:Person) WHERE p.name IN $names RETURN p.id AS id", {"names": list(RESIDENTS)})
    ]
    assert len(hidden) == 2
    assert [secret for secret in (*RESIDENTS, *NUMBERS, *hidden) if secret in text] == []
    assert "亓官远舟" in text
    assert "公冶闻" in text, "a reporter writes in public"


@over_public_exporters
def test_a_private_export_has_them(name, reader, tmp_path):
    export(reader, name, tmp_path / "out", private=True)
    text = text_of(tmp_path / "out")
    secrets = RESIDENTS if name in ("graphml", "gexf") else (*RESIDENTS, *NUMBERS)
    assert [secret for secret in secrets if secret not in text] == []


@over_all_exporters
def test_an_empty_store_is_exported_as_nothing(name, tmp_path):
    from store import open_store

    with open_store(str(tmp_path / "empty.lbug"), write=True) as empty:
        assert export(empty, name, tmp_path / "out") == 0
    assert (tmp_path / "out").exists()


@over_all_exporters
def test_hostile_names_are_written_and_can_be_read(name, hostile_reader, tmp_path):
    assert export(hostile_reader, name, tmp_path / "out") > 0
    assert "合作社" in text_of(tmp_path / "out")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_can_be_parsed_whatever_the_names_hold(form, hostile_reader, tmp_path):
    export(hostile_reader, form, tmp_path / "out")
    root = ET.parse(tmp_path / "out").getroot()
    assert root.tag.endswith(form)
    assert REPLACEMENT in text_of(tmp_path / "out")


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_back_the_graph(form, read, reader, tmp_path):
    export(reader, form, tmp_path / "out", private=True)
    graph = read(tmp_path / "out")
    rows = reader.rows("MATCH (p:Person)-[h:HOLDS_POST]->(o) RETURN p.id AS holder, o.id AS body, h.role AS role")
    held = [(a, b, data["role"]) for a, b, data in graph.edges(data=True) if data["relation"] == "holdsPost"]
    assert sorted(held) == sorted((row["holder"], row["body"], row["role"]) for row in rows)
    assert {data["label"] for _, data in graph.nodes(data=True)} >= {"莒县", *RESIDENTS}


def test_characters_that_xml_cannot_hold_are_replaced_one_by_one():
    every = "".join(map(chr, (*range(0x20), 0x7F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x1F600)))
    shown = xml_text(every)
    assert len(shown) == len(every)
    assert ET.fromstring(f"<a>{shown}</a>").text == shown
    assert re.sub(REPLACEMENT, "", shown) == "\t\n\x7f😀"
