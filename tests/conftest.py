"""What the whole suite shares: optional needs are found, or their lack is said in one line.

A test marked `browser`, `neo4j` or `seed` needs something that may be absent. Outside CI such tests
are left out and one line says so; in CI their lack, and any skipped test, fails the run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.neo4j_servers import Servers, missing

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WANGGE_SHARED", ROOT.parent / "shared"))

NEEDS = {
    "browser": (lambda: shutil.which("chromium") is not None, "chromium (install it to test the screen in a browser)"),
    "seed": (
        lambda: (SHARED / "gold" / "score.py").exists(),
        "the seed page (set WANGGE_SHARED to the folder that has articles/ and gold/)",
    ),
    "neo4j": (lambda: not missing(), "Java 17 and Maven to run a Neo4j server (or set NEO4J_TEST_URI to an empty one)"),
}

on_neo4j = [pytest.mark.neo4j, pytest.mark.slow, pytest.mark.xdist_group("neo4j")]
"""Marks of a test that needs a server: all in one process, which has servers of its own."""


def pytest_configure() -> None:
    lacking = [name for present, name in NEEDS.values() if IN_CI and not present()]
    if lacking:  # said before any process starts
        raise pytest.UsageError("in CI nothing may be missing: " + "; ".join(lacking))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out: list[pytest.Item] = []
    lacking: dict[str, int] = {}
    for mark, (present, _) in NEEDS.items():
        marked = [item for item in items if item.get_closest_marker(mark)]
        if marked and not present():
            lacking[mark] = len(marked)
            left_out += marked
    config.stash[LACKING] = lacking
    if left_out:
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
        config.hook.pytest_deselected(items=left_out)


LACKING: pytest.StashKey[dict[str, int]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for mark, count in config.stash.get(LACKING, {}).items():
        terminalreporter.write_line(f"left out {count} tests: no {NEEDS[mark][1]}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def seed_page() -> Path:
    """The seed page of the project's founding: a real page, kept outside of the repository."""
    return SHARED / "articles" / "dongchangfu-2022-10.txt"


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    """The folder with the seed page's annotation and the scorer."""
    return SHARED / "gold"


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Neo4j servers, which start when first wanted."""
    servers = Servers(tmp_path_factory.mktemp("neo4j"))
    yield servers
    servers.stop()
