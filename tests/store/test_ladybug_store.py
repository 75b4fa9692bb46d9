"""The embedded home: opening, whatever lies at the path; locks; migration; readers kept off moving pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import ladybug
import pytest

from ontology.errors import StoreError, UsageError
from ontology.model import DEFAULT, Model, load, model
from ontology.records import FileReading
from store import open_store
from store.check import check
from store.content import content
from store.ddl import SCHEMA
from store.ladybug_store import LadybugReader, LadybugWriter
from tests.store import worlds
from tests.store.memory import differences
from tests.store.writing_child import page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one page."""
    path = tmp_path / "s.lbug"
    with open_store(str(path), write=True) as writer:
        writer.put([page(0)])
    return path


def test_a_reader_of_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(str(tmp_path / "none.lbug"))
    assert str(caught.value) == f"{tmp_path}/none.lbug: there is no store here; make one with: wangge ingest PATH"
    assert list(tmp_path.iterdir()) == []


def test_a_writer_makes_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "s.lbug"
    open_store(str(path), write=True).close()
    with open_store(str(path)) as reader:
        assert reader.files() == []


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_is_no_store(tmp_path: Path, write: bool) -> None:
    with pytest.raises(StoreError, match="a folder, not a store; name a file in it"):
        open_store(str(tmp_path), write=True) if write else open_store(str(tmp_path))


@pytest.mark.parametrize("write", [False, True])
def test_another_file_is_no_store_and_stays_as_it_is(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("不是图库" * 500, encoding="utf-8")
    with pytest.raises(StoreError, match="not a store of wangge, or a damaged one; give another path"):
        open_store(str(path), write=True) if write else open_store(str(path))
    assert path.read_text(encoding="utf-8") == "不是图库" * 500


@pytest.mark.parametrize("write", [False, True])
def test_a_ladybug_file_of_others_is_no_store_and_gets_no_tables(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "theirs.lbug"
    with ladybug.Database(str(path)) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Recipe(id STRING, PRIMARY KEY(id))")
    with pytest.raises(StoreError, match="a Ladybug file, but not a store of wangge"):
        open_store(str(path), write=True) if write else open_store(str(path))
    with ladybug.Database(str(path)) as database, ladybug.Connection(database) as connection:
        assert connection.execute("CALL show_tables() RETURN name").get_all() == [["Recipe"]]


def test_a_damaged_file_is_told_as_such(path: Path) -> None:
    path.write_bytes(b"\0" * 8192 + path.read_bytes()[8192:])
    for write in (False, True):
        with pytest.raises(StoreError, match="not a store of wangge, or a damaged one"):
            open_store(str(path), write=True) if write else open_store(str(path))


def test_what_another_store_left_beside_a_new_one_is_not_mixed_in(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "t.lbug"
    with open_store(str(other), write=True) as writer:
        writer.put([page(1)])
    other.with_name("t.lbug.wal").replace(path.with_name("s.lbug.wal"))
    with pytest.raises(StoreError, match="a log of another store lies beside it"):
        open_store(str(path), write=True)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the folder cannot be written to"):
        open_store("/proc/s.lbug", write=True)


def test_a_second_writer_is_told_who_writes(path: Path) -> None:
    with open_store(str(path), write=True), pytest.raises(StoreError) as caught:
        open_store(str(path), write=True)
    assert str(caught.value) == (
        f"{path}: this process is writing to this store; wait for it to end, or stop it, then try again"
    )
    code = (
        f"from store import open_store; w = open_store({str(path)!r}, write=True); print('open', flush=True); input()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match=f"process {child.pid} is writing to this store"):
            open_store(str(path), write=True)
    finally:
        child.communicate("\n")
    open_store(str(path), write=True).close()


def test_closing_a_reader_does_not_let_a_second_writer_in(path: Path) -> None:
    """Ladybug's own lock is let go when any handle on the file in the same process is closed."""
    with open_store(str(path), write=True):
        open_store(str(path)).close()
        found = subprocess.run(
            [sys.executable, "-c", f"from store import open_store; open_store({str(path)!r}, write=True)"],
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
    assert f"process {os.getpid()} is writing to this store" in found.stderr


def test_a_reader_does_not_mix_pages_that_a_checkpoint_moved(path: Path) -> None:
    with open_store(str(path), write=True) as writer, open_store(str(path)) as reader:
        assert isinstance(writer, LadybugWriter)
        writer.put([page(number) for number in range(1, 30)])
        writer._checkpoint(wait=1)
        assert len(reader.files()) == 30
        for number in range(10):
            writer.delete_article(page(number).readings[0].article.id)
        writer._checkpoint(wait=1)
        assert not differences(content(reader), content(writer))
        assert reader.refresh()


def test_a_checkpoint_waits_for_a_reader_that_asks(path: Path) -> None:
    with open_store(str(path), write=True) as writer, open_store(str(path)) as reader:
        assert isinstance(writer, LadybugWriter)
        writer.put([page(1)])
        with reader._settled():  # type: ignore[attr-defined]
            writer._checkpoint(wait=0)
            assert writer._log_length() > 0
        writer._checkpoint(wait=0)
        assert writer._log_length() == 0


def test_memory_given_to_a_store_is_an_option(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANGGE_BUFFER_MB", "100")
    with open_store(str(path)) as reader:
        assert isinstance(reader, LadybugReader)
        assert reader._file.run("CALL bm_info() RETURN mem_limit") == [[100 << 20]]
        # What took the memory keeps it (0.22.0): the file is opened again, so that the next question has it.
        used_up = reader._file
        with pytest.raises(StoreError, match="the memory given to the store is used up"):
            reader.rows("UNWIND range(1, 4000000) AS x WITH DISTINCT CAST(x AS STRING) AS y RETURN count(y) AS n")
        assert reader._file is not used_up
        assert reader.rows("MATCH (p:Person) RETURN count(*) AS n") == [{"n": 1}]
    monkeypatch.setenv("WANGGE_BUFFER_MB", "viel")
    with pytest.raises(UsageError, match="WANGGE_BUFFER_MB is 'viel'; give a number of megabytes, at least 64"):
        open_store(str(path))


@pytest.mark.parametrize(
    ("url", "kind", "says"),
    [
        ("bolt://127.0.0.1:9", StoreError, "no server answers here"),
        ("http://127.0.0.1", UsageError, "no store can be opened at 'http://127.0.0.1'; give a path"),
    ],
)
def test_an_address_of_another_kind(url: str, kind: type[Exception], says: str) -> None:
    with pytest.raises(kind, match=says):
        open_store(url)


@pytest.fixture
def wider(tmp_path: Path) -> Model:
    """The vocabulary with one more relation."""
    text = DEFAULT.read_text(encoding="utf-8")
    edited = tmp_path / "edited.ttl"
    edited.write_text(
        text
        + """
wg:inspires a wg:Relation, owl:ObjectProperty ;
    rdfs:label "启发"@zh, "inspires"@en ;
    rdfs:domain wg:Programme ;
    rdfs:range wg:Event .
""",
        encoding="utf-8",
    )
    return load(edited)


def inspired() -> FileReading:
    """A page with a statement of the new relation."""
    reading = worlds.reading(
        9,
        entities=[(worlds.GUISES[22], (0,), None), (worlds.GUISES[20], (1,), None)],
        statements=[worlds.said(9, 0, "inspires", 1)],
    )
    return worlds.file("inspired", [reading])


def test_a_relation_added_to_the_ontology_is_added_to_an_existing_store(path: Path, wider: Model) -> None:
    with LadybugWriter(path, wider.relations) as writer:
        writer.put([inspired()])
        assert writer.rows("MATCH (a:Programme)-[:INSPIRES]->(b:Event) RETURN a.name AS a, b.name AS b") == [
            {"a": "双报到", "b": "动员会"}
        ]
        assert check(writer) == []
    with open_store(str(path)) as reader:  # who knows less reads on
        assert len(reader.files()) == 2


def test_a_reader_of_an_older_store_has_it_migrated(path: Path, wider: Model) -> None:
    with LadybugReader(path, wider.relations) as reader:
        assert reader.rows("MATCH (:Programme)-[r:INSPIRES]->(:Event) RETURN count(r) AS n") == [{"n": 0}]
        assert check(reader) == []


def test_ends_and_columns_added_to_a_relation_are_added_to_an_existing_store(path: Path) -> None:
    relations = [
        replace(one, range=(*one.range, "Event")) if one.name == "governs" else one for one in model().relations
    ]
    with LadybugWriter(path, relations) as writer:
        assert writer.rows("MATCH (:Organization)-[r:GOVERNS]->(:Event) RETURN count(r) AS n") == [{"n": 0}]
        assert writer.generation() > 0
        assert check(writer) == []


def test_a_store_of_an_earlier_version_has_its_graph_worked_out_anew(path: Path) -> None:
    with open_store(str(path), write=True) as writer:
        assert isinstance(writer, LadybugWriter)
        before = content(writer)
        writer._file.run("MATCH (m:Meta) SET m.schema = '1'")
        writer._file.run("MATCH (e:Person) SET e.search = ''")
        for edges in ("(:LocalEntity)-[r:`IN`]->()", "(:Sentence)-[r:`IN`]->()", "()-[r:EVIDENCE]->()"):
            writer._file.run(f"MATCH {edges} DELETE r")  # as if that version had known none of them
    said: list[str] = []
    with LadybugReader(path, model().relations, notify=said.append) as reader:
        assert not differences(content(reader), before)
    assert len(said) == 1
    assert "made by an earlier version" in said[0]
    with LadybugReader(path, model().relations, notify=said.append):
        assert len(said) == 1


def test_a_store_of_a_later_version_says_what_to_do(path: Path) -> None:
    with open_store(str(path), write=True) as writer:
        assert isinstance(writer, LadybugWriter)
        writer._file.run("MATCH (m:Meta) SET m.schema = '99'")
    for write in (False, True):
        with pytest.raises(
            StoreError, match=rf"written by a later wangge \(schema 99; this one knows {SCHEMA}\); update wangge"
        ):
            open_store(str(path), write=True) if write else open_store(str(path))


def test_reading_for_a_rebuild_holds_no_whole_table_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a store outgrows the memory that a rebuild has: what a join is made with is held, all columns of it."""
    asked: list[tuple[str, Mapping[str, object]]] = []
    with open_store(str(path), write=True) as writer:
        assert isinstance(writer, LadybugWriter)
        writer._file.run("MATCH (:Statement)-[r:EVIDENCE]->(:Sentence) DELETE r")  # so that tables are looked through
        ask = writer._file.ask

        def noted(cypher: str, params: Mapping[str, object] | None = None) -> ladybug.QueryResult:
            asked.append((cypher, params or {}))
            return ask(cypher, params)

        with monkeypatch.context() as patched:
            patched.setattr(writer._file, "ask", noted)
            assert len(list(writer.file_readings(by_value=True))) == 1
        looked_through = [(cypher, params) for cypher, params in asked if "values" in params]
        assert {"Reading", "Byline", "Sentence", "LocalEntity", "Statement"} <= {
            cypher.partition("(n:`")[2].partition("`")[0] for cypher, _ in looked_through
        }
        for cypher, params in looked_through:
            ((plan,),) = writer._file.run(f"EXPLAIN {cypher}", params)
            assert "SCAN_NODE_TABLE" in plan, cypher
            assert "HASH_JOIN_BUILD" not in plan, cypher


def test_a_failed_rebuild_leaves_the_store_and_nothing_beside_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("no room")

    with open_store(str(path), write=True) as writer:
        before = content(writer)
        with monkeypatch.context() as patched:
            patched.setattr(LadybugWriter, "_fill", fail)
            with pytest.raises(StoreError, match="no room"):
                writer.rebuild()
        assert not differences(content(writer), before)
        assert sorted(one.name for one in path.parent.glob("*.new*")) == []
        writer.put([page(1)])
