"""Free queries on a Ladybug file: answered as the guard promised, ended at every limit, and nothing opened meanwhile."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from ontology.errors import StoreError, UsageError, WanggeError
from queries import free_process
from queries.free import run
from queries.free_guard import check
from queries.free_limits import LimitError, Limits
from queries.free_process import ask_ladybug
from store import open_store
from tests.queries.free_cases import cases, name_of, unguarded

ROOT = Path(__file__).parent.parent.parent
SMALL = Limits(seconds=1, memory_mb=512)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def settled(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world's store in a folder of its own, with nothing left in its log: it opens at once."""
    folder = tmp_path_factory.mktemp("settled")
    for part in store_path.parent.glob(f"{store_path.name}*"):
        shutil.copy(part, folder / part.name)
    with open_store(str(folder / store_path.name), write=True) as writer:
        writer.rebuild()
    return folder / store_path.name


@pytest.fixture
def unchanged(settled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """What a test asks leaves every byte of the store, its folder and the working folder, and no process."""
    monkeypatch.chdir(tmp_path)
    before, running = contents(settled.parent), set(psutil.Process().children())
    yield
    assert contents(settled.parent) == before
    assert list(tmp_path.iterdir()) == []
    assert set(psutil.Process().children()) <= running  # those of other tests are not ours


@pytest.mark.parametrize(
    "case", [case for case in cases("ordinary_cypher.yaml") if case.get("only") != "neo4j"], ids=name_of
)
def test_an_ordinary_query_is_answered(reader: Any, case: dict[str, Any]) -> None:
    checked = check(case["text"])
    rows = [
        dict(zip(case["columns"], row.values(), strict=True)) for row in reader.rows(checked.text, case.get("params"))
    ]
    assert rows
    assert rows == case.get("rows", rows)


@pytest.mark.usefixtures("unchanged")
def test_the_process_answers_as_the_reader_does(settled: Path, reader: Any) -> None:
    text = (
        "MATCH (p:Person)-[h:HOLDS_POST]->(o) /* CREATE */ WHERE p.name <> $other AND o.name IN $bodies "
        "RETURN p.name AS 姓名, p, p.aliases, h.statements, date('2022-10-26') AS day, 0.5 AS half, sum(1) AS total "
        "ORDER BY 姓名, h.statements;"
    )
    params: dict[str, Any] = {"other": "", "bodies": ["县委组织部", "浮来山街道党工委"]}
    answer = run(str(settled), text, params)
    expected = [list(row.values()) for row in reader.rows(check(text).text, params)]
    assert [list(row.values()) for row in answer.rows] == expected != []
    assert answer.columns == ("姓名", "p", "p.aliases", "h.statements", "day", "half", "total")
    assert answer.cut == ""


def test_numbers_that_json_lacks_are_told_as_text(settled: Path) -> None:
    assert run(str(settled), "RETURN 1e308 * 10 AS big, -1e308 * 10 AS small").rows == (
        {"big": "inf", "small": "-inf"},
    )


@pytest.mark.usefixtures("unchanged")
def test_a_sum_of_thousands_is_answered_or_ended_with_a_clear_error(settled: Path) -> None:
    """How long it takes is the machine's; SMALL is its limit all the same."""
    with contextlib.suppress(LimitError):
        assert run(str(settled), "RETURN " + "1+" * 4500 + "1 AS n", limits=SMALL).rows == ({"n": 4501},)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("case", [case for case in cases("hostile_cypher.yaml") if "by" in case], ids=name_of)
def test_work_without_end_is_ended_with_a_clear_error(settled: Path, case: dict[str, Any]) -> None:
    with pytest.raises(LimitError, match=r"^the query (was ended(:| after)|ended the process)"):
        run(str(settled), case["text"], limits=SMALL)


# The guard refuses all of these; here it is as if it had not.
BEHIND_THE_GUARD = [
    "CREATE (:Person {id: 'x'})",
    "COPY (MATCH (n:Person) RETURN n.id) TO 'hostile.csv'",
    "EXPORT DATABASE 'hostile'",
    "LOAD FROM '/etc/passwd' (file_format='csv', header=false, delim=':') RETURN *",
    "LOAD FROM '/proc/self/environ' (file_format='csv', header=false) RETURN *",
    "LOAD EXTENSION '/tmp/hostile.so'",
    "ATTACH 'hostile.lbug' AS other (dbtype lbug)",
    "CREATE SEQUENCE hostile",
    "CALL timeout=0; UNWIND range(1, 100000000) AS x WITH collect(x) AS l UNWIND l AS y RETURN count(y)",
    "RETURN " + "repeat('x', 1000000000) + " * 5 + "''",
]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("text", BEHIND_THE_GUARD, ids=lambda text: text[:30])
def test_what_the_guard_missed_is_stopped_by_the_process(settled: Path, text: str) -> None:
    with pytest.raises(WanggeError):
        ask_ladybug(str(settled), unguarded(text), {}, SMALL)


@pytest.mark.usefixtures("unchanged")
def test_no_query_reaches_the_network(settled: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/x.csv"
        for text in (
            f"LOAD FROM '{address}' (header=false) RETURN *",
            f"LOAD CSV FROM '{address}' AS row RETURN row",
            f"INSTALL httpfs FROM '{address}'",
            f"ATTACH '{address}' AS other (dbtype lbug)",
        ):
            with pytest.raises(UsageError):
                run(str(settled), text)
            with pytest.raises(WanggeError):
                ask_ladybug(str(settled), unguarded(text), {}, SMALL)
        trap.setblocking(False)
        with pytest.raises(BlockingIOError):
            trap.accept()


def test_behind_closed_doors_nothing_can_be_opened_written_or_grown(tmp_path: Path) -> None:
    held = tmp_path / "held"
    program = f"""
import os, socket, sys
sys.path[:] = {sys.path!r}
from queries.free_child import close_doors, leave_the_world
held = open({str(held)!r}, "wb", buffering=0)
leave_the_world()
close_doors(320)
for name, work in {{
    "open": lambda: open("/etc/passwd"),
    "make": lambda: open({str(tmp_path / "made")!r}, "w"),
    "socket": lambda: socket.socket(),
    "pipe": lambda: os.pipe(),
    "run": lambda: os.posix_spawn("/bin/true", ["true"], {{}}, file_actions=[(os.POSIX_SPAWN_OPEN, 9, "/x", 0, 0)]),
    "write": lambda: held.write(b"x"),
    "memory": lambda: bytearray(1 << 28),
}}.items():
    try:
        work()
        print(name, "works")
    except (OSError, MemoryError) as error:
        pass
print("done")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "done\n"
    assert held.read_bytes() == b""
    assert os.listdir(tmp_path) == ["held"]


@pytest.mark.usefixtures("unchanged")
def test_a_process_that_ends_by_itself_is_told(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As 1,000 brackets end it, if they pass the guard; but those take long to do so.
    monkeypatch.setattr(free_process, "_START", "import ctypes, sys; sys.stdin.readline(); ctypes.string_at(0)")
    with pytest.raises(LimitError, match=r"^the query ended the process that asked it \(SIGSEGV\); nothing else"):
        run(str(settled), "RETURN 1")


@pytest.mark.usefixtures("unchanged")
def test_a_process_over_its_memory_is_ended_whatever_it_does(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grows = (
        "import time; print('{\"ready\": true}', flush=True); time.sleep(0.2); x = bytes(1 << 28) * 2; time.sleep(60)"
    )
    monkeypatch.setattr(free_process, "_START", grows)
    with pytest.raises(LimitError, match="needs more than 128 MB"):
        run(str(settled), "RETURN 1", limits=Limits(memory_mb=128))


@pytest.mark.usefixtures("unchanged")
def test_an_answer_is_cut_at_its_rows_and_says_so(settled: Path) -> None:
    answer = run(str(settled), "UNWIND range(1, 1000) AS n RETURN n ORDER BY n", limits=Limits(rows=10))
    assert [row["n"] for row in answer.rows] == list(range(1, 11))
    assert answer.cut == "only the first 10 rows are shown: there are more"
    whole = run(str(settled), "UNWIND range(1, 10) AS n RETURN n", limits=Limits(rows=10))
    assert len(whole.rows) == 10
    assert whole.cut == ""


@pytest.mark.usefixtures("unchanged")
def test_an_answer_is_cut_at_its_bytes_and_says_so(settled: Path) -> None:
    text = "UNWIND range(1, 5000) AS n RETURN n, $text AS text"
    answer = run(str(settled), text, {"text": "街" * 1000}, limits=Limits(bytes=1_000_000))
    assert 300 <= len(answer.rows) <= 333
    assert answer.cut == "only the first 1 MB are shown: there are more"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MATCH (n:Person) RETURN n.nothing", "Cannot find property nothing"),
        ("RETURN 1 / 0", "Divide by zero"),
        ("RETURN 9223372036854775807 + 1", "not within INT64 range"),
    ],
)
def test_a_faulty_text_is_told_in_the_stores_own_words(settled: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        run(str(settled), text)


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({}, r"needs the parameter \$name"),
        ({"name": "x", "other": "y"}, r"has no parameter \$other; it has \$name"),
        ({"name": "a\0b"}, "holds what is no character"),
        ({"name": "\ud800"}, "holds what is no character"),
        ({"name": float("nan")}, "not a finite number"),
        ({"name": 2**63}, "larger than a store can keep"),
        ({"name": ["x" * 60_000, "y" * 60_000]}, "longer than 100,000 bytes"),
        ({"name": {"a": 1}}, "neither text nor number"),
    ],
)
def test_parameters_are_checked_before_any_store_is_opened(params: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        run("no/such/store.lbug", "MATCH (n:Person {name: $name}) RETURN n.name", params)


def test_a_store_that_is_not_there_is_said_to_lack(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        run(str(tmp_path / "none.lbug"), "RETURN 1")
    with pytest.raises(UsageError, match="no store can be opened"):
        run("http://127.0.0.1/", "RETURN 1")


def test_a_query_is_answered_beside_a_writer_and_in_several_threads(settled: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.lbug"
    shutil.copy(settled, path)
    found: list[Any] = []
    with open_store(str(path), write=True):
        threads = [
            threading.Thread(target=lambda: found.append(run(str(path), "MATCH (p:Person) RETURN count(*) AS n").rows))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 2
    assert found[0] == found[1] != ()
