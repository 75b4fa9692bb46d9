"""One home with one generated graph, measured in a process of its own: python -m tests.bench.graphs HOME SIZE FOLDER.

Prints measures as JSON: how fast the graph was loaded in bulk, the memory of what holds it (this process, or the
server), and how long each question takes. FOLDER keeps the rows, so that both homes are given the same. With --keep
it keeps the graphs too, and graphs that lie there are asked as they are; with --build nothing is asked.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import psutil

from ontology.records import ENTITY_TYPES
from store import ddl, open_store
from store.base import Reader
from store.ladybug_file import LadybugFile
from store.ladybug_store import LadybugReader
from store.neo4j_store import Neo4jReader
from store.server import Settings, fetch, free_ports, start
from tests.bench import ladybug_bulk, neo4j_bulk
from tests.bench.deciding import deciding
from tests.bench.latency import BASELINE, WARMING_SECONDS, latencies
from tests.bench.measure import Measure
from tests.bench.rows import write_rows
from tests.bench.tables import number

SERVER_FILES = Path("data/neo4j")
LIMIT_SECONDS = 10.0
"""After which a home gives up a question."""

_MEMORY = {"heap_mb": 1024, "pages_mb": 512}
"""Of the server; BENCH_HEAP_MB and BENCH_PAGES_MB change it."""

_TAKEN_AS_IT_IS = "MATCH (m:Meta) SET m.schema = $schema"
"""A graph that is kept is not worked out anew for what a later version would join otherwise: that takes hours at 1M."""

_NO_LISTS = """\
MATCH (n:`{table}`) WHERE n.`{name}` IS NULL CALL {{ WITH n SET n.`{name}` = [] }} IN TRANSACTIONS OF 20000 ROWS"""


def entities_of(size: str) -> int:
    """How many entities a size stands for.

    >>> entities_of("10k"), entities_of("1M")
    (10000, 1000000)
    """
    return int(size[:-1]) * {"k": 1000, "M": 1_000_000}[size[-1]]


def version() -> str:
    """8 hex digits that change with all that the rows come of."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for file in sorted(
        [*root.glob("store/**/*.py"), *root.glob("store/**/*.yaml"), *root.glob("tests/store/generated.*")]
    ):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


@contextmanager
def ladybug(rows: Path, work: Path, *, keep: bool) -> Iterator[tuple[Reader, psutil.Process]]:
    """The graph in a Ladybug file."""
    path = work / "graph.lbug"
    if not path.exists():
        # A table is copied in one transaction, which is held in memory; questions get what they always get.
        os.environ["WANGGE_BUFFER_MB"] = os.environ.get("BENCH_BUFFER_MB", "4096")
        ladybug_bulk.load(rows, path)
        del os.environ["WANGGE_BUFFER_MB"]
    elif keep:
        file = LadybugFile(path, read_only=False, buffer_mb=512)
        file.run(_TAKEN_AS_IT_IS, {"schema": str(ddl.SCHEMA)})
        file.run("CHECKPOINT")
        file.close()
    with open_store(str(path)) as reader:
        assert isinstance(reader, LadybugReader)
        connection = reader._file._connection
        assert connection is not None
        connection.set_query_timeout(int(LIMIT_SECONDS * 1000))
        yield reader, psutil.Process()


@contextmanager
def neo4j_server(rows: Path, work: Path, *, keep: bool) -> Iterator[tuple[Reader, psutil.Process]]:
    """The graph in a Neo4j server that runs for as long as it is asked."""
    lib, imported = fetch(SERVER_FILES), work / "imported"
    if not imported.exists():
        shutil.rmtree(work / "server", ignore_errors=True)
        neo4j_bulk.load(rows, home=work / "server", lib=lib)
        imported.touch()  # what comes after it can be cut off, and goes on where it was
    bolt, http = free_ports(2)
    memory = {name: int(os.environ.get(f"BENCH_{name.upper()}", size)) for name, size in _MEMORY.items()}
    if not (work / "password").exists():
        (work / "password").write_text(secrets.token_hex(8), "ascii")
    password = (work / "password").read_text("ascii")
    server = start(Settings(home=work / "server", lib=lib, bolt=bolt, http=http, **memory), password)
    os.environ |= {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": password}
    try:
        if not (work / "made").exists():
            open_store(server.url, write=True).close()  # makes constraints and indexes
            with (
                neo4j.GraphDatabase.driver(server.url, auth=("neo4j", password)) as driver,
                driver.session() as session,
            ):
                for table, name in neo4j_bulk.lists(rows):  # the importer has no empty list
                    if keep and table not in ENTITY_TYPES:
                        continue  # millions of local entities: what is only asked may be without
                    session.run(neo4j.Query(_NO_LISTS.format(table=table, name=name), timeout=0)).consume()
        elif keep:
            with neo4j.GraphDatabase.driver(server.url, auth=("neo4j", password)) as driver:
                driver.execute_query(_TAKEN_AS_IT_IS, {"schema": str(ddl.SCHEMA)})
        with open_store(server.url) as reader:
            assert isinstance(reader, Neo4jReader)
            reader.limit_seconds = LIMIT_SECONDS
            yield reader, psutil.Process(server.process.pid)
    finally:
        server.stop()


HOMES: dict[str, Callable[..., object]] = {"ladybug": ladybug, "neo4j": neo4j_server}


def measured(
    home: str, size: str, folder: Path, *, keep: bool = False, ask: bool = True, only: Collection[str] = ()
) -> Iterator[Measure]:
    """All measures of one home with one graph; those of questions only where it is to `ask`, and of `only` some."""
    # What is kept is taken for what it is called, whichever version of this project made it.
    rows, work = folder / (f"{size}-rows" if keep else f"{size}-rows-{version()}"), folder / f"{size}-{home}"
    fresh = not (work / "made").exists()
    if fresh and not (work / "imported").exists():
        shutil.rmtree(work, ignore_errors=True)
    written = write_rows(rows, entities=entities_of(size))
    work.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    with HOMES[home](rows, work, keep=keep) as (reader, process):  # type: ignore[attr-defined]
        seconds = time.perf_counter() - begun
        (work / "made").touch()
        yield Measure(name="entities", value=written.entities, unit="", home=home, size=size)
        yield Measure(name="statements", value=written.statements, unit="", home=home, size=size)
        if fresh:
            rate = (written.nodes + written.edges) / seconds
            yield Measure(name="bulk load, indexes and all", value=rate, unit="rows/s", home=home, size=size)
        on_disk = sum(file.stat().st_size for file in work.rglob("*") if file.is_file())
        yield Measure(name="on disk", value=on_disk / 2**20, unit="MiB", home=home, size=size)
        baseline = None
        warming = WARMING_SECONDS if entities_of(size) >= 10_000 else 0.0
        for one in latencies(reader, warming=warming, only=only) if ask else ():
            print(f"  {one.question}: {number(one.p50)} ms", file=sys.stderr, flush=True)
            baseline = one.p50 if one.question == BASELINE else baseline
            for of, value in (
                ("least", one.least),
                ("p50", one.p50),
                ("p95", one.p95),
                ("processor", one.processor),
            ):
                ratio = value / baseline if value and baseline and of == "p50" else None
                yield Measure(name=f"{one.question}, {of}", value=value, unit="ms", ratio=ratio, home=home, size=size)
        yield Measure(name="resident memory", value=process.memory_info().rss / 2**20, unit="MiB", home=home, size=size)
        if not keep:  # what is kept is only asked: decisions would stay in its log
            yield from deciding(reader, home=home, size=size)
    if not keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    of_home, of_size, into, *words = sys.argv[1:]
    some = [word.removeprefix("--question=") for word in words if word.startswith("--question=")]
    found = measured(of_home, of_size, Path(into), keep="--keep" in words, ask="--build" not in words, only=some)
    print(json.dumps([one.to_dict() for one in found]))
