"""Whose turn it is: what keeps readers of a server from seeing a state between two changes.

Neo4j reads what is committed at each moment, and a commit becomes visible record by record; so one question may
mix two states. A writer therefore announces its commit on the node Turn before it commits, and settles it
after. What was read while nothing was announced is whole; else it is read again. Where a writer died between
the two, or writers leave no gap, a reader takes the lock that every change holds (Meta) for as long as it reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple, TypeVar

import neo4j
from neo4j import unit_of_work

from ontology.errors import StoreError
from store.neo4j_connect import FAILURES, ReadOnlyError, worded

TRIES = 8
"""How often a question is asked again before the writers have to wait for it."""
POLL_SECONDS = 0.02
SETTLE_SECONDS = 1.0
"""A commit seldom takes longer; after this the lock tells for certain that it is over."""
NO_LIMIT = 0.0
"""Seconds, for the server's time limit of a transaction: none, whatever its settings say."""

T = TypeVar("T")


Asking = neo4j.ManagedTransaction | neo4j.Transaction
"""A transaction that can be asked."""


class Turn(NamedTuple):
    """`announced`: commits begun; `settled`: the last of them known to be over; `filling`: a restore is not finished."""

    announced: int
    settled: int
    filling: bool


def turn(asking: Asking) -> Turn:
    """The turn as it is now. StoreError where the database holds no store."""
    record = asking.run(
        "MATCH (t:Turn {id: 'turn'}) RETURN t.announced AS announced, t.settled AS settled, t.filling AS filling"
    ).single()
    if record is None:
        raise StoreError("there is no store here", remedy="make one with: wangge ingest PATH")
    return Turn(*record.values())


def between_changes(
    driver: neo4j.Driver,
    url: str,
    work: Callable[[neo4j.ManagedTransaction], T],
    *,
    limit: float = NO_LIMIT,
    metadata: dict[str, Any] | None = None,
    otherwise: Callable[[neo4j.Driver, str, Callable[[neo4j.ManagedTransaction], T]], T] | None = None,
) -> T:
    """What `work` reads in one transaction, in which it sees one state; it may be called several times.

    `limit` (seconds) and `metadata` are the transaction's. `otherwise` is asked where writers leave no gap;
    without it they wait (`alone`). StoreError where a restore is not finished: there is no whole state to see.
    """

    def whole(transaction: neo4j.ManagedTransaction) -> tuple[T] | Turn:
        before = turn(transaction)
        refuse_half(before, url)
        if before.announced != before.settled:
            return before
        found = work(transaction)
        return (found,) if turn(transaction) == before else before

    waited = 0.0
    tries = 0
    while tries < TRIES and waited < SETTLE_SECONDS:
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            found = session.execute_read(unit_of_work(timeout=limit, metadata=metadata)(whole))
        if not isinstance(found, Turn):
            return found[0]
        if found.announced != found.settled:
            time.sleep(POLL_SECONDS)
            waited += POLL_SECONDS
        else:
            tries += 1
    return (otherwise or alone)(driver, url, work)


def alone(driver: neo4j.Driver, url: str, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
    """What `work` reads while every writer waits; a commit left unsettled by a writer that died is settled."""

    def held(transaction: neo4j.ManagedTransaction) -> T:
        lock(transaction, url)
        # Nobody announces without the lock, and who held it before has committed or has not.
        transaction.run("MATCH (t:Turn {id: 'turn'}) SET t.settled = t.announced").consume()
        return work(transaction)

    try:
        with driver.session() as session:
            return session.execute_write(unit_of_work(timeout=NO_LIMIT)(held))
    except ReadOnlyError:
        pass  # where nothing can be written, nobody writes
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        return session.execute_read(work)


@contextmanager
def held(driver: neo4j.Driver, url: str) -> Iterator[neo4j.Transaction]:
    """A transaction for many questions, while which every writer waits; it stores nothing."""
    with ExitStack() as stack:
        transaction = stack.enter_context(stack.enter_context(driver.session()).begin_transaction(timeout=NO_LIMIT))
        try:
            lock(transaction, url)
        except ReadOnlyError:  # where nothing can be written, nobody writes
            transaction.close()
            reading = stack.enter_context(driver.session(default_access_mode=neo4j.READ_ACCESS))
            transaction = stack.enter_context(reading.begin_transaction(timeout=NO_LIMIT))
        yield transaction
        transaction.close()


def lock(transaction: Asking, url: str, *, filling: bool = False) -> int:
    """Hold all other changes, and commits under way, off until the transaction ends; the generation.

    ReadOnlyError where the database takes no changes, StoreError where a restore is not finished, but for the
    one who is `filling`.
    """
    try:
        found = transaction.run(
            # What is read before a SET is read before its lock: the generation only after it.
            "MATCH (m:Meta {id: 'meta'}) SET m.held = true WITH m RETURN m.generation"
        ).single(strict=True)
    except FAILURES as error:
        failure = worded(error, url)
        if isinstance(failure, ReadOnlyError):
            raise failure from error  # the driver would try again and again
        raise
    if not filling:
        refuse_half(turn(transaction), url)
    return int(found[0])


def refuse_half(now: Turn, url: str) -> None:
    """StoreError where a restore is under way or was cut off."""
    if now.filling:
        raise StoreError(
            "a restore into this store is under way, or was cut off",
            where=url,
            remedy="wait for it to end, or begin it again with: wangge restore FOLDER",
        )


def announce(driver: neo4j.Driver) -> int:
    """Say that a commit is about to begin, with the lock held; its number, for `settle`."""
    return _number(driver, "MATCH (t:Turn {id: 'turn'}) SET t.announced = t.announced + 1 RETURN t.announced", {})


def settle(driver: neo4j.Driver, number: int) -> None:
    """Say that a commit is over: stored, or given up."""
    _number(
        driver,
        "MATCH (t:Turn {id: 'turn'}) SET t.held = true "
        "WITH t SET t.settled = CASE WHEN t.settled < $number THEN $number ELSE t.settled END RETURN t.settled",
        {"number": number},
    )


def _number(driver: neo4j.Driver, cypher: str, params: dict[str, Any]) -> int:
    def work(transaction: neo4j.ManagedTransaction) -> int:
        return int(transaction.run(cypher, params).single(strict=True)[0])

    with driver.session() as session:
        return session.execute_write(work)
