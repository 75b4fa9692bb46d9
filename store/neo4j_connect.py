"""Getting to a Neo4j server: its address, who we are there, and its failures in words for people.

User and password come from NEO4J_USERNAME and NEO4J_PASSWORD, or are asked for on a terminal; they never
stand in an address, an error or a log.
"""

from __future__ import annotations

import getpass
import logging
import os
import sys
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import (
    AuthError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from ontology.errors import StoreError, UsageError, WanggeError

USER = "neo4j"
CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0
"""For how long a change is tried again: a server that restarts in this time stops nobody."""

FAILURES = (Neo4jError, DriverError, OSError)
"""What the driver raises where the server, the network or a question is at fault: `worded` says it."""

# What the driver would say of retries and notifications is told as errors, or is nobody's concern.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_PASSWORDS: dict[tuple[str, str], str] = {}
"""(address, user) -> the password that a person typed: asked for once in a process."""


class ReadOnlyError(StoreError):
    """The server takes no changes."""


class UnsureError(StoreError):
    """The connection broke at the moment of a commit."""


def connect(url: str) -> neo4j.Driver:
    """A driver that has been let in. UsageError for an address that is none, StoreError where nobody answers."""
    check_address(url)
    user, password = credentials(url)
    driver = _driver(url, user, password)
    try:
        try:
            driver.verify_connectivity()
        except AuthError as error:
            if password is not None:
                raise worded(error, url) from error
            if not _terminal():
                raise StoreError("the server wants a password", where=url, remedy=_ENTER) from error
            driver.close()
            password = _asked(url, user)
            driver = _driver(url, user, password)
            driver.verify_connectivity()
            _PASSWORDS[url, user] = password
    except (ServiceUnavailable, OSError) as error:
        driver.close()
        raise StoreError(
            "no server answers here", where=url, remedy="start one (make neo4j), or give another --store"
        ) from error
    except (*FAILURES, ValueError) as error:
        driver.close()
        raise worded(error, url) from error
    except BaseException:
        driver.close()
        raise
    return driver


def let_in(url: str) -> dict[str, str]:
    """The environment in which another process is let in as this one is. Errors as of `connect`."""
    connect(url).close()
    user, password = credentials(url)
    return {"NEO4J_USERNAME": user} | ({} if password is None else {"NEO4J_PASSWORD": password})


def check_address(url: str) -> None:
    """UsageError for an address with a user or password in it, without saying them, or without a host."""
    parts = urlsplit(url)
    if "@" in parts.netloc or parts.username or parts.password:
        raise UsageError(
            "an address with a user or password in it is not taken: others could read it",
            remedy=f"give {parts.scheme}://{parts.netloc.rpartition('@')[2]}, and set NEO4J_USERNAME and NEO4J_PASSWORD",
        )
    try:
        found = parts.hostname and (parts.port or True)
    except ValueError:
        found = None
    if not found or parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(f"{url!r} is no address of a server", remedy="give one such as bolt://127.0.0.1:7687")


def credentials(url: str) -> tuple[str, str | None]:
    """User and password for an address; None where no password was given so far."""
    user = os.environ.get("NEO4J_USERNAME") or USER
    return user, os.environ.get("NEO4J_PASSWORD") or _PASSWORDS.get((url, user))


def worded(error: BaseException, url: str) -> WanggeError:
    """A failure of the server, the driver or the network in words for people."""
    if isinstance(error, WanggeError):
        return error
    code = str(getattr(error, "code", "") or "")
    said = str(getattr(error, "message", "") or error).split("\n")[0].strip().rstrip(".")
    for sign, kind, problem, remedy in _WORDS:
        if sign in code:
            return kind(problem, where=url, remedy=remedy)
    if isinstance(error, IncompleteCommit):
        return UnsureError(
            "the connection broke at the moment of storing: whether the last change was stored is not known",
            where=url,
            remedy="run the command again: nothing is stored twice",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return StoreError("the connection to the server was lost", where=url, remedy=_AGAIN)
    if ".ClientError.Statement." in code or ".ClientError.Procedure." in code:
        return UsageError(said, remedy="`wangge queries` lists questions that work")
    return StoreError(f"the server says: {said} ({code})", where=url)


_AGAIN = "see that the server runs, then run the command again: it goes on where it was"
_ENTER = "set NEO4J_USERNAME and NEO4J_PASSWORD to its user"
# (part of the error's code; error; problem; remedy), the first that fits.
_WORDS: tuple[tuple[str, type[StoreError], str, str], ...] = (
    ("Security.AuthenticationRateLimit", StoreError, "too many wrong passwords: the server waits", "try again in a minute"),
    ("Security.CredentialsExpired", StoreError, "the server's first password has not been changed", "change it there, " + _ENTER),
    ("Security.", StoreError, "the server does not let us in: wrong user or password", _ENTER),
    ("DatabaseError.Transaction.", StoreError, "the server cannot store anything: its disk is full or broken", "make room there and start it again, then run the command again: it goes on where it was"),
    ("ReadOnly", ReadOnlyError, "this server takes no changes: its database is read-only", "set server.databases.default_to_read_only=false there, or give another --store"),
    ("Transaction.TransactionTimedOut", StoreError, "the server ended the work: it took too long", "ask for less at once, or raise db.transaction.timeout there"),
    ("OutOfMemory", StoreError, "the server has too little memory for this", "give it more (-Xmx), or ask for less at once"),
    ("DatabaseUnavailable", StoreError, "the server's database is not there: it stopped, is starting, or its disk is full", "see its logs and start it again, then run the command again: it goes on where it was"),
    ("ConstraintValidationFailed", StoreError, "the store is not as it should be: nothing was changed", "`wangge check` says what is wrong with it"),
)  # fmt: skip


def _driver(url: str, user: str, password: str | None) -> neo4j.Driver:
    try:
        return neo4j.GraphDatabase.driver(
            url,
            auth=None if password is None else (user, password),
            connection_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            # Only what tells of a name that the store does not have: neo4j_store makes it an error.
            notifications_min_severity="WARNING",
            notifications_disabled_classifications=_OTHERS,
            warn_notification_severity="OFF",
            telemetry_disabled=True,
        )
    except (DriverError, ValueError) as error:
        raise worded(error, url) from error


_OTHERS = frozenset(neo4j.NotificationDisabledClassification) - {neo4j.NotificationDisabledClassification.UNRECOGNIZED}


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(url: str, user: str) -> str:
    return getpass.getpass(f"password of {user} at {url}: ", stream=sys.stderr)
