"""What keeps a store: copies and backups that give every export to the byte, and a check that finds any damage."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.errors import StoreError, UsageError
from store.backup import backup, copy, opened, restore
from store.base import Value
from store.check import Finding, check
from store.content import content
from store.home import HomeWriter
from tests.store import worlds
from tests.store.contract.conftest import Home
from tests.store.contract.exports import exports
from tests.store.contract.test_contract import PAGES
from tests.store.memory import differences


def filled(home: Home) -> HomeWriter:
    """A home with articles, namesakes made one, and a statement that was rejected."""
    writer = home.writer()
    writer.put(PAGES)
    writer.decide(worlds.decision("same", [worlds.local_at(0, 0)], [worlds.local_at(2, 2)], at=0))
    rejected = next(one.id for one in PAGES[0].readings[0].statements if one.predicate == "visits")
    writer.decide(worlds.decision("reject", [rejected], at=1))
    return writer


def test_a_copy_gives_the_same_exports(
    fresh: Callable[[], Home], fresh_elsewhere: Callable[[], Home], tmp_path: Path
) -> None:
    here, there = filled(fresh()), fresh_elsewhere().writer()
    copy(here, there)
    assert exports(there, tmp_path / "copy") == exports(here, tmp_path / "own")


def test_backup_and_restore_give_the_same_exports(
    fresh: Callable[[], Home], fresh_elsewhere: Callable[[], Home], tmp_path: Path
) -> None:
    here, there = filled(fresh()), fresh_elsewhere().writer()
    backup(here, tmp_path / "backup")
    restore(there, opened(tmp_path / "backup"))
    assert exports(there, tmp_path / "restored") == exports(here, tmp_path / "own")


def test_a_rebuilt_store_gives_the_same_exports(home: Home, tmp_path: Path) -> None:
    writer = filled(home)
    before = exports(writer, tmp_path / "before")
    writer.rebuild()
    assert exports(writer, tmp_path / "after") == before


def test_a_copy_into_a_store_that_holds_anything_is_refused(fresh: Callable[[], Home]) -> None:
    here, there = filled(fresh()), filled(fresh())
    before = content(there)
    with pytest.raises(StoreError, match="not empty"):
        copy(here, there)
    assert not differences(content(there), before)


def test_of_a_store_that_changes_meanwhile_nothing_is_copied(
    fresh: Callable[[], Home], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = filled(fresh()), fresh().writer()
    whole = here.file_readings

    def meanwhile_deleted():
        yield from whole()
        here.delete_article(worlds.id_of(1))

    monkeypatch.setattr(here, "file_readings", meanwhile_deleted)
    with pytest.raises(StoreError, match="changed while it was read"):
        copy(here, there)
    assert there.files() == []
    here.put(PAGES)
    with pytest.raises(StoreError, match="changed while it was read"):
        backup(here, tmp_path / "backup")
    assert list(tmp_path.glob("backup*")) == []


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An empty folder for backups, away from the stores."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_beside_it(
    fresh: Callable[[], Home], shelf: Path
) -> None:
    here = filled(fresh())
    for name in ("kept.new", "kept.old"):
        (shelf / name).mkdir()
        (shelf / name / "mine.txt").write_text("mine")
    (shelf / "link").symlink_to(shelf / "kept")
    backup(here, shelf / "kept")
    before = (shelf / "kept" / "files.jsonl").read_bytes()
    here.delete_article(worlds.id_of(1))
    backup(here, shelf / "link")
    assert (shelf / "link").is_symlink()
    assert (shelf / "kept" / "files.jsonl").read_bytes() != before
    assert sorted(path.name for path in shelf.iterdir()) == ["kept", "kept.new", "kept.old", "link"]
    assert [(shelf / name / "mine.txt").read_text() for name in ("kept.new", "kept.old")] == ["mine", "mine"]


@pytest.mark.parametrize(
    "others",
    [
        {"manifest.json": '{"name": "a browser extension"}'},
        {"manifest.json": "no JSON"},
        {"manifest.json": '{"format": 1}', "files.jsonl": ""},
        {"files.jsonl": "mine"},
        {"notes.txt": "mine"},
        {"notes.txt": "mine", "manifest.json": None},
    ],
)
def test_a_folder_that_holds_anything_but_a_backup_is_refused_and_kept(
    fresh: Callable[[], Home], shelf: Path, others: dict[str, str | None]
) -> None:
    here, folder = filled(fresh()), shelf / "folder"
    folder.mkdir()
    if None in others.values():  # beside a true backup
        backup(here, folder)
    for name, text in others.items():
        if text is not None:
            (folder / name).write_text(text)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UsageError, match="holds something other than a backup"):
        backup(here, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert list(shelf.iterdir()) == [folder]


def test_where_the_new_backup_cannot_take_its_place_the_earlier_one_stays(
    fresh: Callable[[], Home], shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, folder = filled(fresh()), shelf / "kept"
    backup(here, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(StoreError, match="cannot be written"):
        backup(here, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert list(shelf.iterdir()) == [folder]


ALONE = {
    "File": {"reader", "published_option", "area_option"},
    "Article": {"dateline_name", "dateline_code"},
    "LocalEntity": {"traits"},
    "Statement": {"value_number", "unit", "indicator", "change"},
}
"""What stands in one row alone and enters no id that can be told again: a check takes it at its word."""

ANOTHER = {"string": "'无'", "string[]": "['无']", "int": "7", "float": "7.5"}
"""A value of each type that the pages do not hold."""


def found_after(home: Home, cypher: str) -> list[Finding]:
    """What a check finds after this."""
    home.spoil(cypher)
    findings = check(home.reader())
    home.restart()
    return findings


@pytest.mark.slow
def test_check_finds_any_value_that_was_changed(home: Home) -> None:
    writer = filled(home)
    tables, rows = writer.tables.nodes, content(writer).nodes
    unseen: dict[str, set[str]] = {}
    for table, held in rows.items():
        for name, kind in tables[table].items():
            if name == "id" or not held:
                continue
            if not found_after(home, f"MATCH (n:{table}) SET n.`{name}` = {ANOTHER.get(kind, 'NOT n.' + name)}"):
                unseen.setdefault(table, set()).add(name)
            home.spoil(
                *(
                    f"MATCH (n:{table} {{id: '{id_}'}}) SET n.`{name}` = {literal(row[name])}"
                    for id_, row in held.items()
                )
            )
    assert check(home.reader()) == []
    assert unseen == ALONE


def literal(value: Value) -> str:
    return "NULL" if value is None else json.dumps(value, ensure_ascii=False)


@pytest.mark.slow
def test_check_finds_any_node_and_any_edge_that_was_taken_out_or_put_in(fresh: Callable[[], Home]) -> None:
    graph = content(filled(fresh()))
    edges = sorted({
        (str(row["from_table"]), table, str(row["to_table"])) for table, rows in graph.edges.items() for row in rows.values()
    })  # fmt: skip
    planted = [
        *(
            f"MATCH (n:{table}) WITH n ORDER BY n.id LIMIT 1 DETACH DELETE n"
            for table, rows in graph.nodes.items()
            if rows
        ),
        *(f"CREATE (:{table} {{id: '无'}})" for table in graph.nodes),
        *(
            f"MATCH (:{start})-[r:`{table}`]->(:{end}) WITH r ORDER BY r.id LIMIT 1 DELETE r"
            for start, table, end in edges
        ),
        *(
            f"MATCH (a:{start})-[:`{table}`]->(b:{end}) WITH a, b ORDER BY a.id, b.id LIMIT 1 "
            f"CREATE (a)-[:`{table}` {{id: '无'}}]->(b)"
            for start, table, end in edges
        ),
    ]
    for cypher in planted:
        home = fresh()
        filled(home)
        assert found_after(home, cypher), cypher
