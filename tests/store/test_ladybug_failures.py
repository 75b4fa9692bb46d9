"""A writer that is killed, a full disk, a log that does not replay: what was acknowledged is there, all of it or nothing."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from random import Random

import pytest

from store import open_store
from store.check import check
from store.ladybug_file import parts, wal
from tests.store.killing import acknowledged, exported, killed, pages_of, uninterrupted, writing
from tests.store.writing_child import page


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_writer_loses_nothing_that_it_acknowledged_and_leaves_nothing_half_done(
    tmp_path: Path, times: int
) -> None:
    store, chance, stored = tmp_path / "s.lbug", Random(times), list[int]()
    for turn in range(times):
        stored += killed(str(store), len(stored), chance)
        if turn % 2:  # whoever comes first after a kill mends what it left
            open_store(str(store), write=True).close()
        with open_store(str(store)) as reader:
            stored = pages_of(reader, stored)
            if turn == times - 1:
                assert check(reader) == []
    with open_store(str(store), write=True) as writer:  # the ingest begins again, and finds what is there
        count = len(stored) + 3
        outcomes = writer.put([page(number) for number in range(count)])
        assert outcomes == ["unchanged"] * len(stored) + ["read"] * 3
    assert exported(str(store), tmp_path) == uninterrupted(count, tmp_path)


def test_on_a_full_disk_a_change_is_refused_whole_and_the_store_goes_on(tmp_path: Path) -> None:
    store = tmp_path / "s.lbug"
    with open_store(str(store), write=True) as writer:
        writer.put([page(0)])
    limit = store.stat().st_size + 60_000
    child = writing(str(store), 1, 10_000, limit)
    stored, last = acknowledged(child)
    assert (child.returncode, last) == (
        1,
        f"error {store}: the disk is full or cannot be written to; make room, then try again",
    )
    assert stored
    with open_store(str(store), write=True) as writer:
        assert [file.digest for file in writer.files()] == [page(number).digest for number in (0, *stored)]
        writer.put([page(len(stored) + 1)])
        assert check(writer) == []


def test_a_log_that_does_not_replay_is_kept_aside_and_the_rest_is_taken_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "s.lbug"
    with open_store(str(store), write=True) as writer:
        writer.put([page(0)])
        writer.put([page(1)])
    log = wal(store)
    torn = log.read_bytes()[:-300]
    log.write_bytes(torn)
    with open_store(str(store)) as reader:
        assert [file.digest for file in reader.files()] == [page(0).digest]
        assert check(reader) == []
    said = capsys.readouterr().err
    assert "the last write was cut off" in said
    assert "kept as s.lbug.damaged-1; 1 changes are lost: read the last files again (wangge ingest)" in said
    assert (tmp_path / "s.lbug.damaged-1.wal").read_bytes() == torn
    assert parts(store) == [store]


@pytest.mark.slow
def test_a_reader_beside_a_busy_writer_sees_whole_changes_only(tmp_path: Path) -> None:
    store = tmp_path / "s.lbug"
    with open_store(str(store), write=True) as writer:
        writer.put([page(0)])
        base = writer.generation() - 1
    sentences = [0, *accumulate(sum(len(one.sentences) for one in page(number).readings) for number in range(41))]
    child = writing(str(store), 1, 40)
    seen = set()
    with open_store(str(store)) as reader:
        base = reader.generation() - len(reader.files())
        while child.poll() is None:
            reader.refresh()
            (row,) = reader.rows(
                "MATCH (m:Meta) MATCH (f:File) MATCH (a:Article {file: f.id})<-[:`IN`]-(s:Sentence) "
                "RETURN m.generation AS generation, count(DISTINCT f.id) AS files, count(DISTINCT a.id) AS articles, "
                "count(s.id) AS sentences"
            )
            files = int(str(row["files"]))
            seen.add(files)
            assert row == {
                "generation": base + files,
                "files": files,
                "articles": files * 4,
                "sentences": sentences[files],
            }
        assert acknowledged(child)[0] == list(range(1, 41))
        reader.refresh()
        assert len(reader.files()) == 41
        assert check(reader) == []
    assert len(seen) > 1
