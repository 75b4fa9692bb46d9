"""Free queries on Neo4j, as far as they can be held without a server: plans, values, and the watch over time."""

from __future__ import annotations

import threading
from typing import Any

import neo4j
import pytest

from ontology.errors import StoreError, UsageError
from queries import free_neo4j
from queries.free_limits import Answer, LimitError, Limits
from queries.free_neo4j import MAX_ESTIMATE, OPERATORS, _within, check_plan, native

ANSWER = Answer(columns=("x",), rows=({"x": 1},))


def step(operator: str, *children: dict[str, Any], rows: float = 1.0) -> dict[str, Any]:
    """A step as the driver gives it: a leaf has no children at all."""
    found: dict[str, Any] = {"operatorType": f"{operator}@neo4j", "args": {"EstimatedRows": rows}}
    return found | ({"children": list(children)} if children else {})


def test_a_plan_that_only_reads_passes() -> None:
    check_plan("r", step("ProduceResults", step("Filter", step("Expand(All)", step("NodeByLabelScan")))))


OTHERS = """
LoadCSV ProcedureCall Foreach Create Merge DetachDelete SetProperty ShowTransactions TerminateTransactions ShowSettings
Repeat(Trail) TransactionForeach SubqueryForeach NewInNeo4j6
"""


@pytest.mark.parametrize("operator", OTHERS.split())
def test_a_step_that_is_not_known_to_read_is_refused_however_deep_it_lies(operator: str) -> None:
    with pytest.raises(UsageError, match="holds the step"):
        check_plan("r", step("ProduceResults", step("Apply", step("Argument"), step("Optional", step(operator)))))


@pytest.mark.parametrize("query_type", ["w", "rw", "s", None])
def test_only_queries_of_the_type_that_reads_pass(query_type: str | None) -> None:
    with pytest.raises(UsageError, match="does not only read"):
        check_plan(query_type, step("ProduceResults"))


def test_a_command_without_a_plan_is_refused() -> None:
    with pytest.raises(UsageError, match="does not only read"):
        check_plan("r", None)


def test_a_product_too_large_by_the_servers_own_estimate_is_not_begun() -> None:
    check_plan("r", step("ProduceResults", step("CartesianProduct", rows=MAX_ESTIMATE)))
    with pytest.raises(UsageError, match="connect its patterns"):
        check_plan("r", step("ProduceResults", step("CartesianProduct", rows=MAX_ESTIMATE * 2)))


def test_no_known_step_writes() -> None:
    writing = ("Create", "Merge", "Delete", "Set", "Remove", "Load", "Procedure", "Foreach", "Transaction", "Drop")
    assert not [operator for operator in OPERATORS if operator.startswith(writing)]


def test_values_become_pythons_own() -> None:
    graph = neo4j.graph.Graph()
    node = neo4j.graph.Node(graph, "4:x:1", 1, ["Person"], {"name": "张三", "day": neo4j.time.Date(2022, 10, 26)})
    assert native([node, {"b": 1, "a": neo4j.time.Duration(days=1)}]) == [
        {"day": "2022-10-26", "name": "张三"},
        {"a": "P1D", "b": 1},
    ]


def test_work_in_time_is_answered_and_its_error_raised() -> None:
    limits = Limits(seconds=5)
    assert _within(limits, lambda: ANSWER, pytest.fail) == ANSWER

    def fails() -> Answer:
        raise StoreError("no server")

    with pytest.raises(StoreError, match="no server"):
        _within(limits, fails, pytest.fail)


def test_work_that_does_not_end_is_ended_and_not_waited_for() -> None:
    ended = threading.Event()

    def works_on() -> Answer:
        ended.wait(60)
        return ANSWER

    with pytest.raises(LimitError, match=r"ended after 0.01 seconds"):
        _within(Limits(seconds=0.01), works_on, ended.set)
    assert ended.is_set()


def test_a_server_too_busy_to_end_a_query_does_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_neo4j, "END_SECONDS", 0.01)
    released = threading.Event()

    def works_on() -> Answer:
        released.wait(60)
        return ANSWER

    with pytest.raises(LimitError):
        _within(Limits(seconds=0.01), works_on, lambda: released.wait(60) and None)
    released.set()
