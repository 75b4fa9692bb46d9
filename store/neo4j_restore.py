"""Filling an empty database from a backup in many transactions, which nobody sees before the last: all of it or nothing.

Turn.filling says that it is under way. Where a restore was cut off it stays so, and the next restore begins anew.
"""

from __future__ import annotations

import time

import neo4j
from neo4j import Query

from ontology.errors import StoreError
from store.neo4j_turns import NO_LIMIT, lock, turn

STALE_SECONDS = 60.0
"""A restore that has stored nothing for so long was cut off."""
POLL_SECONDS = 1.0
DELETED_AT_ONCE = 2000


def begin(driver: neo4j.Driver, url: str) -> None:
    """Take an empty database for a restore. StoreError where it holds anything, or another restore is at work."""

    def take(transaction: neo4j.ManagedTransaction) -> int | None:
        """None when taken; else the generation of the restore that has it."""
        generation = lock(transaction, url, filling=True)
        if turn(transaction).filling:
            return generation
        if transaction.run("MATCH (n:File|Decision) RETURN n.id LIMIT 1").single() is not None:
            raise StoreError("the store is not empty", where=url, remedy="restore into a new one: --store")
        transaction.run("MATCH (t:Turn {id: 'turn'}) SET t.filling = true").consume()
        return None

    with driver.session() as session:
        held = session.execute_write(take)
        if held is None:
            return
        deadline = time.monotonic() + STALE_SECONDS
        while time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
            if session.execute_write(take) != held:
                raise StoreError("another restore into this store is under way", where=url, remedy="wait for it to end")
    _empty(driver)


def end(driver: neo4j.Driver, url: str) -> None:
    """Show what was filled in."""
    _over(driver, url)


def give_up(driver: neo4j.Driver, url: str) -> None:
    """Take out what was filled in."""
    _empty(driver)
    _over(driver, url)


def _over(driver: neo4j.Driver, url: str) -> None:
    def show(transaction: neo4j.ManagedTransaction) -> None:
        lock(transaction, url, filling=True)
        transaction.run("MATCH (t:Turn {id: 'turn'}) SET t.filling = false").consume()

    with driver.session() as session:
        session.execute_write(show)


def _empty(driver: neo4j.Driver) -> None:
    with driver.session() as session:
        session.run(
            Query(
                "MATCH (n) WHERE NOT n:Meta AND NOT n:Turn "
                f"CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {DELETED_AT_ONCE} ROWS",
                timeout=NO_LIMIT,
            )
        ).consume()
