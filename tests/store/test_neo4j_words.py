"""A server's failures in words for people: what was wrong, where, what to do. No server is needed."""

from __future__ import annotations

import pytest
from neo4j.exceptions import IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired

from ontology.errors import StoreError, UsageError, WanggeError
from store.neo4j_connect import check_address, worded

URL = "bolt://127.0.0.1:7687"


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        ("Neo.ClientError.Security.Unauthorized", StoreError, "wrong user or password"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", StoreError, "too many wrong passwords"),
        ("Neo.ClientError.Security.CredentialsExpired", StoreError, "first password has not been changed"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", StoreError, "its database is read-only"),
        # As a full disk is told, at the moment and by all that is asked afterwards (seen on a full file system).
        ("Neo.DatabaseError.Transaction.TransactionLogError", StoreError, "its disk is full or broken; make room"),
        ("Neo.DatabaseError.Transaction.TransactionStartFailed", StoreError, "its disk is full or broken; make room"),
        ("Neo.TransientError.General.DatabaseUnavailable", StoreError, "it stopped, is starting, or its disk is full"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreError, "too little memory"),
        ("Neo.TransientError.Transaction.DeadlockDetected", StoreError, "the server says: something happened"),
        ("Neo.ClientError.Transaction.TransactionTimedOut", StoreError, "it took too long"),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", StoreError, "`wangge check` says what is wrong"),
        ("Neo.ClientError.Statement.SyntaxError", UsageError, "something happened"),
    ],
)
def test_a_failure_is_told_in_words(code: str, kind: type[WanggeError], says: str) -> None:
    error = worded(Neo4jError._hydrate_neo4j(code=code, message="something happened\nat org.neo4j.Some"), URL)
    assert type(error) is kind or isinstance(error, kind)
    assert says in str(error)
    assert "org.neo4j" not in str(error)
    if kind is StoreError:
        assert str(error).startswith(f"{URL}: ")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ServiceUnavailable("x"), "the connection to the server was lost; see that the server runs"),
        (SessionExpired("x"), "the connection to the server was lost"),
        (ConnectionResetError(), "the connection to the server was lost"),
        (
            IncompleteCommit("x"),
            "whether the last change was stored is not known; run the command again: nothing is stored",
        ),
        (StoreError("said already"), "said already"),
    ],
)
def test_a_broken_connection_is_told_in_words(error: Exception, says: str) -> None:
    assert says in str(worded(error, URL))


@pytest.mark.parametrize("address", [URL, "neo4j+s://graph.example:7687", "bolt://[::1]:7687", "bolt+ssc://localhost"])
def test_an_address_of_a_server_is_taken(address: str) -> None:
    check_address(address)
