"""Neo4j servers for the tests: started on free ports when first wanted, or those of NEO4J_TEST_URI.

NEO4J_TEST_URI: one or two addresses, separated by a space, of servers that are empty; user and password as for
wangge. With one, the tests that need two homes at once are skipped.
"""

from __future__ import annotations

import os
from pathlib import Path

import neo4j
import pytest

from store.neo4j_connect import connect
from store.server import Server, Settings, fetch, free_ports, lacking, start

ROOT = Path(__file__).resolve().parents[1]
JARS = ROOT / "data" / "neo4j"
PASSWORD = "only-for-tests"
HEAP_MB = 512
MOST = 2
"""Servers at once: no test holds more than two homes of one kind."""


def missing() -> str:
    """What is missing to test with a server, '' if nothing."""
    return "" if os.environ.get("NEO4J_TEST_URI") else lacking()


class Servers:
    """Gives out servers in turn, each emptied first: what was given out before the last two is no longer there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        given = os.environ.get("NEO4J_TEST_URI", "").split()
        self._given = bool(given)
        if not given:
            os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = "neo4j", PASSWORD
        self._drivers = {url: self._unused(url) for url in given}
        self._servers: list[Server] = []
        self._turn = 0

    def empty(self) -> str:
        """Address of a server that holds nothing, not even a store."""
        urls = list(self._drivers)
        if self._turn >= len(urls) and len(urls) < MOST and not self._given:
            server = start_server(self.folder / f"server-{len(urls)}")
            self._servers.append(server)
            self._drivers[server.url] = connect(server.url)
            urls = list(self._drivers)
        url = urls[self._turn % len(urls)]
        self._turn = (self._turn + 1) % MOST
        with self._drivers[url].session() as session:  # in parts: a large graph at once takes more than the heap
            session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS").consume()
        return url

    def two(self) -> None:
        """Skip a test that needs two homes where there is but one."""
        if self._given and len(self._drivers) < MOST:
            pytest.skip("needs two servers: give NEO4J_TEST_URI two addresses")

    def driver(self, url: str) -> neo4j.Driver:
        """A driver of a server, to change it behind a home's back."""
        return self._drivers[url]

    def stop(self) -> None:
        for driver in self._drivers.values():
            driver.close()
        for server in self._servers:
            server.kill()  # nothing of it is kept

    def _unused(self, url: str) -> neo4j.Driver:
        driver = connect(url)
        if driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]:
            raise pytest.UsageError(f"NEO4J_TEST_URI: {url} is not empty, and the tests would delete what it holds")
        return driver


def start_server(
    home: Path, *, read_only: bool = False, ports: tuple[int, int] | None = None, log_mb: int = 8
) -> Server:
    """A small server of a test's own; the test ends it."""
    bolt, http = ports or free_ports(2)
    settings = Settings(
        home=home,
        lib=fetch(JARS),
        bolt=bolt,
        http=http,
        heap_mb=HEAP_MB,
        pages_mb=64,
        log_mb=log_mb,
        read_only=read_only,
        # A server that lives for minutes: to compile its code well costs more than it saves.
        java=("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
    )
    return start(settings, PASSWORD)
