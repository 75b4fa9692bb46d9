"""The world of world.yaml as a store that the tests here share, and the same world built in another order."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ontology.records import Decision, FileReading
from store import open_store
from store.base import Reader
from tests.neo4j_servers import Servers


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


world = _load("world")


@pytest.fixture(scope="session")
def pages() -> tuple[FileReading, ...]:
    """The pages of the world."""
    return world.world()


@pytest.fixture(scope="session")
def world_decisions(pages: tuple[FileReading, ...]) -> list[Decision]:
    """What was decided of the world."""
    return list(world.decisions(pages))


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory, pages: tuple[FileReading, ...]) -> Path:
    """A store that holds the world and what was decided of it."""
    path = tmp_path_factory.mktemp("world") / "world.lbug"
    with open_store(str(path), write=True) as writer:
        writer.put(pages)
        for decision in world.decisions(pages):
            writer.decide(decision)
    return path


@pytest.fixture(scope="session")
def reader(store_path: Path) -> Iterator[Reader]:
    """The world, opened for reading."""
    with open_store(str(store_path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def reversed_reader(tmp_path_factory: pytest.TempPathFactory, pages: tuple[FileReading, ...]) -> Iterator[Reader]:
    """The same world, its pages read one by one and last first: a home without an order of its own may show another."""
    path = tmp_path_factory.mktemp("reversed") / "world.lbug"
    with open_store(str(path), write=True) as writer:
        for page in reversed(pages):
            writer.put([page])
        for decision in world.decisions(pages):
            writer.decide(decision)
    with open_store(str(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def world_url(neo4j_servers: Servers, pages: tuple[FileReading, ...], world_decisions: list[Decision]) -> Iterator[str]:
    """The world on a Neo4j server, its pages last first."""
    url = neo4j_servers.empty()
    with open_store(url, write=True) as writer:
        for page in reversed(pages):
            writer.put([page])
        for decision in world_decisions:
            writer.decide(decision)
    return url


@pytest.fixture(scope="module")
def world_on_neo4j(world_url: str) -> Iterator[Reader]:
    """The same, opened for reading."""
    with open_store(world_url) as opened:
        yield opened


HOSTILE = {
    "source": "=cmd|恶意.txt",
    "published": "2024-04",
    "area": "371122",
    "publisher": "莒县报",
    "articles": [
        {
            "title": "@标题 <b>&\x0b",
            "dateline": None,
            "body": '=合作社\x0c和-协会<甲&乙>"丙"合作，+站长\u202e到场。\x01',
            "byline": [],
            "entities": [
                {"Organization/Cooperative": ["=合作社\x0c"]},
                {"Organization/SocialOrganization": ['-协会<甲&乙>"丙"']},
                {"Person/PublicPostHolder": ["+站长\u202e"]},
            ],
            "says": [
                {"s": "=合作社\x0c", "p": "cooperatesWith", "o": '-协会<甲&乙>"丙"', "in": "合作"},
                {"s": "+站长\u202e", "p": "holdsPost", "o": "=合作社\x0c", "role": "=站长\x0b", "in": "+站长"},
                {"s": "=合作社\x0c", "p": "hasFigure", "v": -3, "unit": "%", "indicator": "@增长", "in": "合作"},
            ],
        }
    ],
}


@pytest.fixture(scope="session")
def hostile_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A store whose names and texts hold what XML cannot, and what a spreadsheet would run."""
    path = tmp_path_factory.mktemp("hostile") / "world.lbug"
    with open_store(str(path), write=True) as writer:
        writer.put([world.page(HOSTILE)])
    with open_store(str(path)) as opened:
        yield opened
