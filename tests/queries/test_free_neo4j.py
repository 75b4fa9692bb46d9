"""Free queries on Neo4j: plans, values and the watch over time without a server; then the tables, on a real one."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from ontology.errors import StoreError, UsageError, WanggeError
from queries import free_neo4j
from queries.free import run
from queries.free_limits import Answer, LimitError, Limits
from queries.free_neo4j import MAX_ESTIMATE, OPERATORS, _within, ask_neo4j, check_plan
from store.base import Reader
from store.content import content
from store.home import HomeReader
from store.neo4j_values import native
from tests.conftest import on_neo4j
from tests.neo4j_servers import Servers
from tests.queries.free_cases import cases, name_of, unguarded

SMALL = Limits(seconds=1)
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


def on_server(test: Any) -> Any:
    """Marks of a test that asks a server."""
    for mark in on_neo4j:
        test = mark(test)
    return test


@pytest.fixture
def server(world_url: str, world_on_neo4j: Reader, neo4j_servers: Servers) -> Iterator[str]:
    """The world's server. What a test asks changes no row, no setting of the schema, and runs on no longer after it."""
    driver = neo4j_servers.driver(world_url)

    def state() -> Any:
        counts = driver.execute_query("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r)")
        names = [
            driver.execute_query(f"SHOW {what} YIELD {name} RETURN {name} ORDER BY {name}").records
            for what, name in (("INDEXES", "name"), ("CONSTRAINTS", "name"), ("USERS", "user"))
        ]
        return counts.records, names, world_on_neo4j.generation()

    before = state()
    yield world_url
    deadline = time.monotonic() + 30
    while running := driver.execute_query(
        "SHOW TRANSACTIONS YIELD currentQuery, metaData WHERE metaData.wangge IS NOT NULL RETURN currentQuery"
    ).records:
        assert time.monotonic() < deadline, running
        time.sleep(0.1)
    assert state() == before


class Driver:
    """Stands for a driver: says in which threads it was closed."""

    def __init__(self) -> None:
        self.closed_by: list[threading.Thread] = []

    def __enter__(self) -> Driver:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.closed_by.append(threading.current_thread())


@pytest.mark.parametrize("lets_go", [True, False], ids=["that ends when told", "that a server goes on with"])
def test_a_query_over_its_time_closes_its_driver_itself_unless_the_line_must_be_cut(
    lets_go: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    drivers: list[Driver] = []
    asking: list[threading.Thread] = []
    ended: list[Driver] = []
    answered = threading.Event()

    def connect(_: str) -> Driver:
        drivers.append(Driver())
        return drivers[-1]

    def ask(*_: object) -> Answer:
        asking.append(threading.current_thread())
        answered.wait(30)
        return ANSWER

    def terminate(driver: Driver, _: str) -> None:
        ended.append(driver)
        if lets_go:
            answered.set()

    for name, value in (("GRACE_SECONDS", 0.0), ("connect", connect), ("_ask", ask), ("terminate", terminate)):
        monkeypatch.setattr(free_neo4j, name, value)
    monkeypatch.setattr(free_neo4j, "HANG_UP_SECONDS", 10.0 if lets_go else 0.01)
    with pytest.raises(LimitError, match="was ended"):
        ask_neo4j("bolt://nowhere", unguarded("RETURN 1 AS n"), {}, Limits(seconds=0.01))
    used, other = drivers
    assert ended == [other]
    answered.set()
    asking[0].join(30)
    cut = [thread for thread in used.closed_by if thread is not asking[0]]
    assert bool(cut) is not lets_go


@on_server
def test_all_texts_of_the_table_leave_every_row_as_it_was(world_url: str, world_on_neo4j: Reader) -> None:
    """Those that the guard refuses, and those that it cannot tell from others."""
    assert isinstance(world_on_neo4j, HomeReader)
    before = content(world_on_neo4j)
    for case in cases("hostile_cypher.yaml"):
        start = time.monotonic()
        with pytest.raises(WanggeError) as refused:
            run(world_url, case["text"], limits=SMALL)
        assert case.get("says", "") in str(refused.value)
        assert time.monotonic() - start < 60  # on a busy machine; by its limits it is some 8 seconds
    assert content(world_on_neo4j) == before


@on_server
@pytest.mark.parametrize("case", [case for case in cases("hostile_cypher.yaml") if "by" in case], ids=name_of)
def test_work_without_end_is_not_begun_or_is_ended(server: str, case: dict[str, Any]) -> None:
    with pytest.raises(WanggeError, match=r"was ended|would come to more than"):
        run(server, case["text"], limits=SMALL)


@on_server
@pytest.mark.parametrize(
    "case", [case for case in cases("ordinary_cypher.yaml") if case.get("only") != "ladybug"], ids=name_of
)
def test_an_ordinary_query_is_answered(server: str, reader: Reader, case: dict[str, Any]) -> None:
    answer = run(server, case["text"], case.get("params"))
    assert list(answer.columns) == case["columns"]
    assert list(answer.rows) == case.get("rows", list(answer.rows))
    if "only" not in case:
        assert answer.rows
        assert len(answer.rows) == len(reader.rows(case["text"], case.get("params")))


@on_server
def test_a_sum_of_thousands_is_answered_or_ended_with_a_clear_error(server: str) -> None:
    with contextlib.suppress(LimitError):
        assert run(server, "RETURN " + "1+" * 4500 + "1 AS n", limits=SMALL).rows == ({"n": 4501},)


BEHIND_THE_GUARD = [
    "CREATE (:Person {id: 'x'})",
    "MATCH (n:Person) DETACH DELETE n",
    "MATCH (n:Person) SET n.name = 'x'",
    "MERGE (:Meta {id: 'y'})",
    "FOREACH (x IN [1] | CREATE (:Person))",
    "CREATE INDEX hostile FOR (n:Person) ON (n.kind)",
    "DROP CONSTRAINT person_id",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
    "CALL db.createLabel('Hostile')",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL dbms.killConnection('bolt-1')",
    "CALL db.stats.retrieve('QUERIES')",
    "CALL dbms.queryJmx('*:*')",
    "SHOW TRANSACTIONS",
    "SHOW SETTINGS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW USERS",
    "ALTER CURRENT USER SET PASSWORD FROM 'only-for-tests' TO 'changed-by-others'",
    "CREATE USER hostile SET PASSWORD 'hostile-hostile'",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "MATCH (a)-[*]-(b) RETURN count(*)",
    "UNWIND range(1, 1000000000) AS x RETURN sum(x)",
]


@on_server
@pytest.mark.parametrize("text", BEHIND_THE_GUARD, ids=lambda text: text[:30])
def test_what_the_guard_missed_is_stopped_by_plan_session_or_watch(server: str, text: str) -> None:
    with pytest.raises(WanggeError):
        ask_neo4j(server, unguarded(text), {}, SMALL)


@on_server
@pytest.mark.parametrize("load", ["LOAD CSV", "L\\u004fAD CSV", "LOAD CSV WITH HEADERS"])
def test_no_query_reaches_the_network(server: str, load: str) -> None:
    """Not even where the guard has let it through: the plan is looked at before anything is done."""
    with socket.create_server(("127.0.0.1", 0)) as trap:
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/x.csv"
        for asked in (
            lambda text: run(server, text, limits=SMALL),
            lambda text: ask_neo4j(server, unguarded(text), {}, SMALL),
        ):
            with pytest.raises(UsageError):
                asked(f"{load} FROM '{address}' AS row RETURN row")
        trap.settimeout(0.5)
        with pytest.raises(TimeoutError):
            trap.accept()


@on_server
def test_rows_and_bytes_are_bounded_while_they_stream(server: str) -> None:
    answer = run(server, "MATCH (a:Sentence), (b:Sentence) RETURN a.text AS text", limits=Limits(rows=7))
    assert (len(answer.rows), answer.cut) == (7, free_neo4j.cut("rows", Limits(rows=7)))
    answer = run(server, "MATCH (a:Sentence), (b:Sentence) RETURN a.text AS text", limits=Limits(bytes=2_000))
    assert answer.cut == free_neo4j.cut("bytes", Limits(bytes=2_000))
    assert 0 < len(answer.rows) < 200


@on_server
@pytest.mark.parametrize(
    "text", ["MATCH (n:Person) RETURN n.nothing", "MATCH (n:Nobody) RETURN n.id", "MATCH (n:Person RETURN n"]
)
def test_a_slip_is_wrong_use(server: str, text: str) -> None:
    with pytest.raises(UsageError):
        run(server, text)
