"""How long a home takes to answer: each named query, an entity's card, its neighbours, a search.

Asked about places, bodies and people of a few counties in turn, the most named and some named once.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from ontology.errors import StoreError
from queries.cards import card
from queries.catalog import NamedQuery, catalog, run
from queries.find import find
from queries.neighbourhood import around
from queries.search import search
from store.base import Reader

RUNS = 100
SECONDS = 3.0
"""A question is asked RUNS times, or for so long."""
WARMING, WARMING_SECONDS = 5, 60.0
"""So many questions are asked in turn for so long before any is measured."""
BASELINE = "one article by its id (baseline)"


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds: shortest, median and 95th percentile; None where the home gave up.

    `processor`: median of the processor time that this process took, which other work on the machine does not
    lengthen: all of it where the home is a file, only the asking where it is a server.
    """

    question: str
    least: float | None
    p50: float | None
    p95: float | None
    processor: float | None


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is asked about: counties by code, entities' and articles' ids, names."""

    areas: list[str]
    people: list[str]
    bodies: list[str]
    places: list[str]
    once: list[str]
    names: list[str]
    articles: list[str]
    titles: list[str]
    reporters: list[str]


def latencies(reader: Reader, *, warming: float = WARMING_SECONDS, only: Collection[str] = ()) -> Iterator[Latency]:
    """All questions, the baseline first; or `only` these. `warming`: seconds of questions before, not measured."""
    asked = list(questions(reader, subjects(reader)))
    begun = time.perf_counter()
    # A server that has just started still compiles itself: its first thousand answers say little.
    while time.perf_counter() - begun < warming:
        for _, asks in asked[:WARMING]:
            with suppress(StoreError):
                _timed(asks)
    for question, asks in asked:
        if not only or question == BASELINE or question in only:
            yield measure(question, asks)


def measure(question: str, asks: Sequence[Callable[[], object]]) -> Latency:
    """Ask each in turn, and as often beforehand: what a home makes ready once (a plan, code) is not counted."""
    try:
        _timed(asks)
        taken = _timed(asks)
    except StoreError:  # no time, or no memory
        return Latency(question, None, None, None, None)
    clock, processor = zip(*taken, strict=True)
    p95 = statistics.quantiles(clock, n=20, method="inclusive")[-1] if len(clock) > 1 else clock[0]
    return Latency(question, min(clock), statistics.median(clock), p95, statistics.median(processor))


def _timed(asks: Sequence[Callable[[], object]]) -> list[tuple[float, float]]:
    """Milliseconds of RUNS answers, or of those of the first SECONDS: by the clock, and of the processor."""
    taken: list[tuple[float, float]] = []
    begun = time.perf_counter()
    for ask in islice(cycle(asks), RUNS):
        clock, processor = time.perf_counter(), time.process_time()
        ask()
        taken.append(((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000))
        if time.perf_counter() - begun > SECONDS:
            break
    return taken


def subjects(reader: Reader) -> Subjects:
    """Of three counties: those most named, and some named once."""
    found = reader.rows("MATCH (a:Article) RETURN a.area AS area, count(*) AS n ORDER BY area")
    areas = [str(row["area"]) for row in found]
    areas = [areas[0], areas[len(areas) // 2], areas[-1]]

    def most(etype: str, order: str) -> list[str]:
        return [
            str(row["id"])
            for area in areas
            for row in reader.rows(
                f"MATCH (e:{etype}) WHERE e.area = $area RETURN e.id AS id ORDER BY e.articles {order}, id LIMIT 4",
                {"area": area},
            )
        ]

    people, bodies, places = (most(etype, "DESC") for etype in ("Person", "Organization", "Place"))
    rows = reader.rows("MATCH (a:Article) WHERE a.area = $area RETURN a.id AS id, a.title AS title ORDER BY id LIMIT 9",
                       {"area": areas[1]})  # fmt: skip
    names = [
        str(reader.rows(f"MATCH (e:{etype} {{id: $id}}) RETURN e.name AS name", {"id": id_})[0]["name"])
        for etype, id_ in (("Person", people[5]), ("Organization", bodies[5]), ("Place", places[5]))
    ]
    return Subjects(
        areas=areas,
        people=people,
        bodies=bodies,
        places=places,
        once=[*most("Person", "ASC"), *most("Organization", "ASC")],
        names=names,
        articles=[str(row["id"]) for row in rows],
        titles=[str(row["title"]) for row in rows],
        reporters=[
            str(row["name"])
            for row in reader.rows(
                "MATCH (a:Article {id: $id})-[:WRITTEN_BY]->(p:Person) RETURN p.name AS name", {"id": rows[0]["id"]}
            )
        ],
    )


def questions(reader: Reader, about: Subjects) -> Iterator[tuple[str, list[Callable[[], object]]]]:
    """(name, the same question about several things)."""
    yield (
        BASELINE,
        [_asker(reader, "MATCH (a:Article {id: $id}) RETURN a.title AS title", id=id_) for id_ in about.articles],
    )
    hubs = [id_ for ids in zip(about.people, about.bodies, about.places, strict=True) for id_ in ids]
    for name, ids in (("the most named", hubs), ("named once", about.once)):
        yield f"entity card, {name}", [lambda id_=id_: card(reader, id_, limit=50) for id_ in ids]
        yield f"one hop around, {name}", [lambda id_=id_: around(reader, id_, limit=50) for id_ in ids]
    yield "an entity by its name", [lambda name=name: find(reader, name) for name in about.names]
    yield "search", [lambda name=name: search(reader, name, limit=20) for name in about.names]
    for query in catalog():
        yield (
            query.name,
            [lambda name=query.name, params=params: run(reader, name, params) for params in parameters(query, about)],
        )


def parameters(query: NamedQuery, about: Subjects) -> list[Mapping[str, str]]:
    """Values for a query's parameters: the narrowest that it takes."""
    choices: dict[str, Sequence[str]] = {
        "from": about.people,
        "to": about.people[1:] + about.people[:1],
        "organization": about.bodies,
        "title": about.titles,
        "reporter": about.reporters,
        "since": ["2021-02-01"],
        "until": ["2021-02-28"],
        "as_of": ["2021-02-28"],
        "indicator": ["道路里程"],
        "role": ["书记"],
        "name": about.names[:1],
        "predicate": ["visits"],
    }
    by_type: dict[str, Sequence[str]] = {"area": about.areas, "entities": about.people, "entity": about.people}
    given: dict[str, Sequence[str]] = {}
    for one in query.parameters:
        values = choices.get(one.name) or by_type.get(one.type)
        if values:
            given[one.name] = values
    if query.name == "areas-without-news":
        given["since"] = ["2023-12-20"]
    if query.name in ("subordinates", "indicator-series"):
        given["entity"] = about.places
    return [{name: values[at % len(values)] for name, values in given.items()} for at in range(len(about.people))]


def _asker(reader: Reader, cypher: str, **params: Any) -> Callable[[], object]:
    return lambda: reader.rows(cypher, params)
