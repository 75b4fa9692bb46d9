"""Several at one server: writers wait for each other, readers see whole changes only."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from itertools import accumulate
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import TransientError

from ontology.errors import StoreError
from store import neo4j_restore, neo4j_turns, open_store, update
from store.check import check
from store.neo4j_store import Neo4jReader, Neo4jWriter
from store.view import SourceView
from tests.conftest import on_neo4j
from tests.neo4j_servers import Servers
from tests.store import worlds
from tests.store.killing import ROOT, acknowledged, exported, uninterrupted, writing
from tests.store.writing_child import page

pytestmark = on_neo4j


@pytest.fixture
def url(neo4j_servers: Servers) -> str:
    return neo4j_servers.empty()


def test_two_ingests_of_overlapping_files_at_once_are_as_one_after_the_other(url: str, tmp_path: Path) -> None:
    open_store(url, write=True).close()
    children = [writing(url, 0, 10), writing(url, 4, 10)]
    assert [acknowledged(child) for child in children] == [(list(range(10)), ""), (list(range(4, 14)), "")]
    with open_store(url) as reader:
        assert check(reader) == []
        assert reader.generation() == 1 + 14  # what the other had stored changed nothing
    assert exported(url, tmp_path) == uninterrupted(14, tmp_path)


def test_two_who_make_a_store_at_once_make_one(url: str) -> None:
    failures: list[BaseException] = []

    def make(number: int) -> None:
        try:
            with open_store(url, write=True) as writer:
                writer.put([page(number)])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(url) as reader:
        assert len(reader.files()) == 2
        assert check(reader) == []


def test_two_who_decide_at_once_lose_nothing_and_what_contradicts_is_resolved_in_order(url: str) -> None:
    """Two programs, six decisions each, of which one half says the same and the other different: different wins."""
    with open_store(url, write=True) as writer:
        writer.put([page(0), page(1)])
    ends = worlds.local_at(0, 0), worlds.local_at(4, 0)
    children = [deciding(url, who, kind, *ends, "6") for who, kind in (("甲", "same"), ("乙", "different"))]
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    made = [child.communicate()[0].split() for child in children]
    assert [child.returncode for child in children] == [0, 0]
    with open_store(url) as reader:
        held = reader.decisions()
        assert sorted(one.id for one in held) == sorted(id_ for ids in made for id_ in ids)
        assert len(held) == 12
        assert len({one.when for one in held}) == 12
        states = reader.rows("MATCH (d:Decision) RETURN DISTINCT d.kind AS kind, d.state AS state ORDER BY kind")
        assert states == [{"kind": "different", "state": "applied"}, {"kind": "same", "state": "refused"}]
        entities = reader.rows(
            "UNWIND $ids AS i MATCH (l:LocalEntity {id: i}) RETURN l.entity AS entity", {"ids": [*ends]}
        )
        assert len({row["entity"] for row in entities}) == 2
        assert check(reader) == []


def deciding(*words: str) -> subprocess.Popen[str]:
    """A child that is about to decide (deciding_child)."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.deciding_child", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


def test_a_deadlock_with_somebody_else_stops_nobody(url: str, neo4j_servers: Servers) -> None:
    """Another program holds what the writer will change, and waits for what it holds: the server ends one of them."""
    driver = neo4j_servers.driver(url)
    with open_store(url, write=True) as writer:
        writer.put([page(0)])
        held, locked, tries = threading.Event(), threading.Event(), list[int]()

        def other() -> None:
            with driver.session() as session, session.begin_transaction() as transaction:
                transaction.run("MATCH (n:Person|Organization) SET n.held = true").consume()
                held.set()
                locked.wait(30)
                with contextlib.suppress(TransientError):
                    transaction.run("MATCH (m:Meta) SET m.held = true").consume()
                transaction.close()  # without a commit

        def work(view: SourceView) -> update.Change:
            tries.append(1)
            if len(tries) == 1:
                locked.set()
                wait_for_lock(driver)
            return update.put(view, [page(1)], ends=writer.ends())

        thread = threading.Thread(target=other)
        thread.start()
        held.wait(30)
        assert writer.changing(work).outcomes == ("read",)
        thread.join()
        assert check(writer) == []


def test_a_change_that_the_server_ends_for_a_deadlock_is_tried_again(url: str) -> None:
    with open_store(url, write=True) as writer:
        tries: list[int] = []

        def work(view: SourceView) -> update.Change:
            tries.append(1)
            if len(tries) == 1:
                raise TransientError  # as the server's word for a deadlock becomes one
            return update.put(view, [page(0)], ends=writer.ends())

        generation = writer.generation()
        assert writer.changing(work).outcomes == ("read",)
        assert len(tries) == 2
        assert writer.generation() == generation + 1
        assert check(writer) == []


def wait_for_lock(driver: neo4j.Driver) -> None:
    """Until some transaction waits for a lock."""
    deadline = time.monotonic() + 30
    while not driver.execute_query(
        "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN 1"
    ).records:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_reader_beside_a_busy_writer_sees_whole_changes_only(url: str) -> None:
    with open_store(url, write=True) as writer:
        writer.put([page(0)])
        base = writer.generation() - len(writer.files())  # before another writes: two questions are two moments
    sentences = [0, *accumulate(sum(len(one.sentences) for one in page(number).readings) for number in range(21))]
    child = writing(url, 1, 20)
    seen = set()
    with open_store(url) as reader:
        while child.poll() is None:
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
        assert acknowledged(child)[0] == list(range(1, 21))
        assert len(reader.files()) == 21
        assert check(reader) == []
    assert len(seen) > 1


def test_where_a_writer_died_while_it_stored_the_reader_waits_for_the_server_and_settles_it(url: str) -> None:
    with open_store(url, write=True) as writer:
        writer.put([page(0)])
        assert isinstance(writer, Neo4jWriter)
        neo4j_turns.announce(writer._driver)
    with open_store(url) as reader:
        assert isinstance(reader, Neo4jReader)
        assert len(reader.files()) == 1
        with reader._driver.session() as session:
            now = session.execute_read(neo4j_turns.turn)
        assert now.announced == now.settled


def test_readers_who_are_always_overtaken_hold_the_writers_for_one_answer(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_turns, "TRIES", 2)
    with open_store(url, write=True) as writer, open_store(url) as reader:
        assert isinstance(reader, Neo4jReader)
        number = iter(range(100))
        asked: list[int] = []

        def work(asking: neo4j.ManagedTransaction) -> int:
            asked.append(1)
            if len(asked) <= 2:
                writer.put([page(next(number))])
            return int(asking.run("MATCH (f:File) RETURN count(f)").single(strict=True)[0])

        assert neo4j_turns.between_changes(reader._driver, url, work) == 2
        assert len(asked) == 3


def test_a_restore_that_was_cut_off_is_seen_by_nobody_and_begun_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_restore, "STALE_SECONDS", 2.0)
    monkeypatch.setattr(neo4j_restore, "POLL_SECONDS", 0.2)
    with open_store(url, write=True) as writer:
        assert isinstance(writer, Neo4jWriter)
        neo4j_restore.begin(writer._driver, url)
        writer._filling = True
        writer.put([page(0)])  # and here it is killed
        writer._filling = False
        for ask in (lambda: writer.put([page(1)]), writer.files, lambda: open_store(url)):
            with pytest.raises(StoreError, match="a restore into this store is under way, or was cut off"):
                ask()
        writer.restore([page(2), page(3)], [])
        assert [file.digest for file in writer.files()] == [page(2).digest, page(3).digest]
        assert check(writer) == []
