"""How long it takes to find what a person should decide, and to take a decision and withdraw it.

    python -m tests.bench.deciding STORE ROUNDS

In a process of its own, so that its memory is that of finding candidates. Prints measures as JSON; at the end the
store is as it was, but for the decisions in its log. Ladybug works in this process: its times are the processor's, so
that other work on the machine does not count. A server's are the clock's. No start-up and no checkpoint is counted.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from ontology.records import Decision, DecisionKind
from store import open_store
from store.base import Reader, Writer
from store.candidates import candidates
from store.decisions import decision, members, withdrawal
from store.ladybug_store import LadybugReader
from store.neo4j_store import Neo4jReader
from tests.bench.measure import Measure

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
ONCE, OFTEN, MOST = "named in one article", "named in some ten", "the most named"


def deciding(reader: Reader, *, home: str, size: str) -> list[Measure]:
    """What is measured of the store of a reader, for the tables."""
    url = reader.url if isinstance(reader, Neo4jReader) else str(reader.path)  # type: ignore[attr-defined]
    rounds = 1 if size == "1k" else 12  # decisions of each kind; a thousand entities are to see that it runs
    command = [sys.executable, "-m", "tests.bench.deciding", url, str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [Measure(**one | {"home": home, "size": size}) for one in json.loads(done.stdout.splitlines()[-1])]


def measured(url: str, rounds: int) -> Iterator[Measure]:
    """Candidates first, while nothing else has taken memory."""
    clock = time.perf_counter if "://" in url else time.process_time
    with open_store(url) as reader:
        begun = clock()
        candidates(reader)
        seconds = clock() - begun
        yield Measure(name="candidates", value=seconds, unit="s")
    yield Measure(name="candidates, most memory", value=_peak(), unit="MiB")
    with open_store(url, write=True) as writer:
        for whom, people in subjects(writer, rounds).items():
            for kind, taken in times(writer, people, clock).items():
                p95 = statistics.quantiles([*taken, *taken], n=20, method="inclusive")[-1]
                for of, value in (("least", min(taken)), ("p50", statistics.median(taken)), ("p95", p95)):
                    yield Measure(name=f"{kind}, {whom}, {of}", value=value * 1000, unit="ms")


def subjects(reader: Reader, rounds: int) -> dict[str, list[str]]:
    """People by how many articles speak of them: ids, two for each round."""
    rows = reader.rows("MATCH (e:Person) RETURN e.id AS id, e.articles AS articles ORDER BY articles DESC, id")
    often = [str(row["id"]) for row in rows if 8 <= int(str(row["articles"])) <= 12]
    once = [str(row["id"]) for row in rows if row["articles"] == 1]
    chance = Random(6)
    return {
        ONCE: chance.sample(once, min(2 * rounds, len(once))),
        OFTEN: chance.sample(often, min(2 * rounds, len(often))),
        MOST: [str(row["id"]) for row in rows[: min(4, 2 * rounds)]],
    }


def times(writer: Writer, people: Sequence[str], clock: Callable[[], float]) -> dict[str, list[float]]:
    """Seconds of each decision and each withdrawal, from asking whom it is about to being stored."""
    taken: dict[str, list[float]] = {}

    def timed(name: str, make: Callable[[], Decision]) -> Decision:
        before, begun = _checkpoints(writer), clock()
        made = make()
        writer.decide(made)
        seconds = clock() - begun
        if _checkpoints(writer) == before:
            taken.setdefault(name, []).append(seconds)
        return made

    kinds: tuple[DecisionKind, ...] = ("same", "different", "rename", "delete")
    for one, other in zip(people[::2], people[1::2], strict=False):
        for kind in kinds:
            made = timed(kind, lambda kind=kind, one=one, other=other: _made(writer, kind, one, other))  # type: ignore[misc]
            timed(f"{kind} withdrawn", lambda made=made: withdrawal(writer, made.id, who="bench", now=NOW))  # type: ignore[misc]
    return taken


def _peak() -> float:
    """The most memory that this process has had, MiB. Of the system's books: getrusage counts the parent's too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def _checkpoints(writer: Writer) -> int:
    return writer._numbers.read().checkpoints if isinstance(writer, LadybugReader) else 0


def _made(writer: Writer, kind: DecisionKind, one: str, other: str) -> Decision:
    right = members(writer, other) if kind in ("same", "different") else ()
    value = "新名" if kind == "rename" else None
    return decision(writer, kind, members(writer, one), right, who="bench", now=NOW, value=value)


if __name__ == "__main__":
    print(json.dumps([one.to_dict() for one in measured(sys.argv[1], int(sys.argv[2]))]))
