"""A client or a server that is killed, a lost connection, a wrong password, a server that takes no changes or has no room.

In each case what was acknowledged is there, all of a change or nothing, a person is told what to do, and the ingest
goes on where it was and ends in the same graph, byte for byte in its export.
"""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from ontology.errors import StoreError, UsageError
from store import neo4j_connect, open_store
from store.check import check
from store.content import content
from store.ddl import SCHEMA
from store.neo4j_connect import connect
from store.server import Server, start
from tests.conftest import on_neo4j
from tests.neo4j_servers import PASSWORD, Servers, start_server
from tests.store.killing import acknowledged, exported, killed, kills, pages_of, uninterrupted, writing
from tests.store.memory import differences
from tests.store.writing_child import page

pytestmark = on_neo4j


@pytest.fixture
def url(neo4j_servers: Servers) -> str:
    return neo4j_servers.empty()


@pytest.fixture
def own(tmp_path: Path, neo4j_servers: Servers) -> Iterator[list[Server]]:
    """A server of the test's own (with the user of the others), to be killed and started again: the last of the list runs."""
    servers = [start_server(tmp_path / "server")]
    yield servers
    servers[-1].kill()


def start_again(own: list[Server]) -> None:
    own.append(start(own[-1].settings, PASSWORD))


def finish(store: str, stored: list[int], folder: Path) -> None:
    """The ingest begins again, finds what is there, and ends as one that nothing disturbed."""
    count = len(stored) + 3
    with open_store(store, write=True) as writer:
        outcomes = writer.put([page(number) for number in range(count)])
        assert outcomes == ["unchanged"] * len(stored) + ["read"] * 3
        assert check(writer) == []
    assert exported(store, folder) == uninterrupted(count, folder)


@pytest.mark.parametrize("times", [kills(3)])
def test_a_killed_client_loses_nothing_that_was_acknowledged(url: str, tmp_path: Path, times: int) -> None:
    stored, chance = list[int](), Random(times)
    for _ in range(times):
        stored += killed(url, len(stored), chance)
        with open_store(url) as reader:
            stored = pages_of(reader, stored)
    finish(url, stored, tmp_path)


@pytest.mark.parametrize("times", [kills(2)])
def test_a_killed_server_loses_nothing_that_was_acknowledged(own: list[Server], tmp_path: Path, times: int) -> None:
    stored, chance = list[int](), Random(times)
    url = own[-1].url
    for _ in range(times):
        child = writing(url, len(stored), 10_000)
        assert child.stdout
        first = child.stdout.readline()
        time.sleep(chance.uniform(0.0, 1.0))
        own[-1].kill()
        start_again(own)
        # Either it waited for the server and goes on, or it could not know what became of its last change, and says so.
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.0, 3.0))
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
        said, last = acknowledged(child)
        assert not last or "run the command again" in last
        stored += [int(first), *said]
        with open_store(url) as reader:
            stored = pages_of(reader, stored)
    finish(url, stored, tmp_path)


def test_an_ingest_waits_for_a_server_that_is_started_again(
    own: list[Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_connect, "RETRY_SECONDS", 180.0)  # a busy machine takes long to start one
    with open_store(own[-1].url, write=True) as writer:
        writer.put([page(0)])
        own[-1].stop()
        outcomes: list[object] = []
        putting = threading.Thread(target=lambda: outcomes.append(writer.put([page(1)])))
        putting.start()
        start_again(own)
        putting.join()
        assert outcomes == [["read"]]
    finish(own[-1].url, [0, 1], tmp_path)


class Proxy:
    """A way to a server that can be cut."""

    def __init__(self, url: str) -> None:
        self._target = (urlsplit(url).hostname, urlsplit(url).port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"bolt://127.0.0.1:{self._door.getsockname()[1]}"
        self.open = True
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        self.open = False
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._sockets.clear()

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._door.accept()
                if not self.open:
                    client.close()
                    continue
                server = socket.create_connection(self._target)
                self._sockets += [client, server]
                threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    @staticmethod
    def _pass_on(client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        with contextlib.suppress(OSError):
            while True:
                for ready in select.select([client, server], [], [])[0]:
                    data = ready.recv(1 << 16)
                    if not data:
                        raise OSError
                    other[ready].sendall(data)
        client.close()
        server.close()


@pytest.fixture
def proxy(url: str) -> Iterator[Proxy]:
    made = Proxy(url)
    yield made
    made.close()


def test_a_connection_lost_for_a_moment_is_made_again(proxy: Proxy, url: str, tmp_path: Path) -> None:
    with open_store(proxy.url, write=True) as writer:
        writer.put([page(0)])
        proxy.cut()
        again = threading.Timer(2.0, lambda: setattr(proxy, "open", True))
        again.start()
        assert writer.put([page(1)]) == ["read"]
        again.join()
    finish(url, [0, 1], tmp_path)


def test_a_connection_lost_for_good_is_told_and_nothing_is_half_stored(
    proxy: Proxy, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_connect, "RETRY_SECONDS", 1.0)
    with open_store(proxy.url, write=True) as writer:
        writer.put([page(0)])
        proxy.cut()
        with pytest.raises(
            StoreError, match="the connection to the server was lost; see that the server runs, then run"
        ):
            writer.put([page(1)])
    with open_store(url) as reader:
        assert pages_of(reader, [0]) == [0]
    finish(url, [0], tmp_path)


def test_a_wrong_password_is_told_and_is_said_to_nobody(
    url: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-secret")
    with pytest.raises(StoreError, match="wrong user or password; set NEO4J_USERNAME and NEO4J_PASSWORD") as told:
        open_store(url)
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="the server wants a password; set NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(url, write=True)
    assert "wrong-secret" not in str(told.value) + "".join(capfd.readouterr())


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "http", "bolt+s"])
def test_a_password_in_an_address_is_not_taken_and_not_repeated(scheme: str) -> None:
    with pytest.raises(UsageError) as told:
        open_store(f"{scheme}://somebody:secret@127.0.0.1:7687")
    assert "secret" not in str(told.value)
    assert "somebody" not in str(told.value)


@pytest.mark.parametrize(
    "address", ["bolt://", "bolt://127.0.0.1:x", "bolt://127.0.0.1:99999", "neo4j://a/b", "bolt://a?b"]
)
def test_what_is_no_address_is_wrong_use(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a server"):
        open_store(address)


def test_where_no_server_runs_the_way_to_start_one_is_told() -> None:
    with pytest.raises(StoreError, match=r"bolt://127.0.0.1:9: no server answers here; start one \(make neo4j\)"):
        open_store("bolt://127.0.0.1:9")


def test_a_server_that_takes_no_changes_can_be_read(own: list[Server], tmp_path: Path) -> None:
    url, settings = own[-1].url, own[-1].settings
    with open_store(url, write=True) as writer:
        writer.put([page(0)])
        before = exported(url, tmp_path)
        own[-1].stop()
        own.append(start_server(settings.home, read_only=True, ports=(settings.bolt, settings.http)))
        with pytest.raises(StoreError, match=r"this server takes no changes: its database is read-only; set "):
            writer.put([page(1)])
    assert exported(url, tmp_path) == before
    own[-1].stop()
    start_again([*own[:1], own[0]])


def test_a_store_of_an_earlier_version_has_its_graph_worked_out_anew(url: str) -> None:
    with open_store(url, write=True) as writer:
        writer.put([page(0), page(1)])
        before = content(writer)
    with connect(url) as driver:
        for edges in ("(:LocalEntity)-[r:IN]->()", "()-[r:EVIDENCE]->()"):  # as if that version had known none of them
            driver.execute_query(f"MATCH {edges} DELETE r")
        driver.execute_query("MATCH (m:Meta) SET m.schema = '1'")
    with open_store(url) as reader:
        assert not differences(content(reader), before)
        assert reader.rows("MATCH (m:Meta) RETURN m.schema AS schema") == [{"schema": str(SCHEMA)}]
    with open_store(url, write=True) as writer:
        assert check(writer) == []
