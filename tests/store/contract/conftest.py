"""The homes that the contract is held to. Another home is one class and one line in HOMES."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from store import open_store
from store.home import HomeReader, HomeWriter
from store.ladybug_store import LadybugWriter
from tests.conftest import on_neo4j
from tests.neo4j_servers import Servers


class Home(Protocol):
    """One store that starts empty. Whatever it opens is closed at the end of the test."""

    def writer(self) -> HomeWriter: ...

    def reader(self) -> HomeReader: ...

    def restart(self) -> None:
        """Close all that is open."""

    def spoil(self, *cyphers: str) -> None:
        """Change the store behind the contract's back, with no writer open."""


class _OpenedByUrl:
    """What is opened through its address, and closed again, alike for both homes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open: list[HomeReader] = []

    def writer(self) -> HomeWriter:
        writer = open_store(self.url, write=True)
        self._open.append(writer)
        return writer

    def reader(self) -> HomeReader:
        reader = open_store(self.url)
        self._open.append(reader)
        return reader

    def restart(self) -> None:
        while self._open:
            self._open.pop().close()


class LadybugHome(_OpenedByUrl):
    def spoil(self, *cyphers: str) -> None:
        self.restart()
        writer = self.writer()
        assert isinstance(writer, LadybugWriter)
        for cypher in cyphers:
            writer._file.run(cypher)
        self.restart()


@pytest.fixture(scope="session")
def empty_ladybug(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy: to make its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("ladybug") / "empty.lbug"
    open_store(str(path), write=True).close()
    return path


@pytest.fixture
def ladybug(tmp_path: Path, empty_ladybug: Path) -> Iterator[Callable[[], LadybugHome]]:
    made: list[LadybugHome] = []

    def fresh() -> LadybugHome:
        path = tmp_path / f"{len(made)}.lbug"
        shutil.copy(empty_ladybug, path)
        made.append(LadybugHome(str(path)))
        return made[-1]

    yield fresh
    for home in made:
        home.restart()


class Neo4jHome(_OpenedByUrl):
    def __init__(self, url: str, servers: Servers) -> None:
        super().__init__(url)
        self._servers = servers

    def spoil(self, *cyphers: str) -> None:
        self.restart()
        for cypher in cyphers:
            self._servers.driver(self.url).execute_query(cypher)


@pytest.fixture
def neo4j(neo4j_servers: Servers) -> Iterator[Callable[[], Neo4jHome]]:
    made: list[Neo4jHome] = []

    def fresh() -> Neo4jHome:
        made.append(Neo4jHome(neo4j_servers.empty(), neo4j_servers))
        return made[-1]

    yield fresh
    for home in made:
        home.restart()


HOMES = ("ladybug", pytest.param("neo4j", marks=on_neo4j))
"""Names of fixtures that give fresh, empty homes; two of one kind at once."""


@pytest.fixture(params=HOMES)
def fresh(request: pytest.FixtureRequest) -> Callable[[], Home]:
    """Makes an empty home each time it is called."""
    made: Callable[[], Home] = request.getfixturevalue(request.param)
    return made


@pytest.fixture(params=HOMES)
def fresh_elsewhere(request: pytest.FixtureRequest) -> Callable[[], Home]:
    """As `fresh`, for tests of two homes: every pair of them is tried."""
    made: Callable[[], Home] = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def home(fresh: Callable[[], Home]) -> Home:
    return fresh()
