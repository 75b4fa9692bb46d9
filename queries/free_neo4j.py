"""A free query on a Neo4j server: its plan is looked at first, then it is read in a transaction that is watched.

A READ session alone refuses writes, but neither LOAD CSV nor procedures, and the server's time limit only
marks a query (measured with Neo4j 5.26). So the plan may hold known operators only, and a watch ends the
transaction; where the server goes on all the same, the caller does not wait for it. An answer during which a change
was committed is asked again: it is of one state.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from ontology.errors import StoreError, UsageError, WanggeError
from queries.free_guard import Checked
from queries.free_limits import NARROWER, Answer, LimitError, Limits, time_over
from queries.free_process import GRACE_SECONDS, cut
from store.base import Row, Value
from store.home import plain
from store.neo4j_connect import connect, worded
from store.neo4j_turns import between_changes
from store.neo4j_values import check_names, native

MAX_ESTIMATE = 1e9
"""Rows that a step may come to by the server's own estimate: such products are not begun."""
END_SECONDS = 5.0
"""For ending a query that is over its time."""
HANG_UP_SECONDS = 1.0
"""For a query that was ended to say so, before the line to the server is cut."""

T = TypeVar("T")

_OPERATORS = """
    AllNodesScan NodeByLabelScan UnionNodeByLabelsScan IntersectionNodeByLabelsScan SubtractionNodeByLabelsScan
    NodeIndexSeek NodeUniqueIndexSeek NodeIndexScan NodeIndexContainsScan NodeIndexEndsWithScan
    NodeIndexSeekByRange NodeUniqueIndexSeekByRange MultiNodeIndexSeek NodeByIdSeek NodeByElementIdSeek
    DirectedRelationshipTypeScan UndirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan
    UndirectedUnionRelationshipTypesScan DirectedAllRelationshipsScan UndirectedAllRelationshipsScan
    DirectedRelationshipByIdSeek UndirectedRelationshipByIdSeek DirectedRelationshipByElementIdSeek
    UndirectedRelationshipByElementIdSeek DirectedRelationshipIndexSeek UndirectedRelationshipIndexSeek
    DirectedRelationshipIndexScan UndirectedRelationshipIndexScan NodeCountFromCountStore
    RelationshipCountFromCountStore Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into)
    VarLengthExpand(All) VarLengthExpand(Into) VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS)
    VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into) ShortestPath
    Filter Projection EagerAggregation OrderedAggregation Distinct OrderedDistinct Sort PartialSort Top PartialTop
    Top1WithTies Limit ExhaustiveLimit Skip ProduceResults Union OrderedUnion Unwind CartesianProduct NodeHashJoin
    ValueHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin ConditionalApply AntiConditionalApply SemiApply
    AntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply LetSemiApply LetAntiSemiApply LetSelectOrSemiApply
    LetSelectOrAntiSemiApply RollUpApply Apply Argument Optional Eager CacheProperties EmptyRow
    TriadicSelection TriadicBuild TriadicFilter AssertSameNode
"""
OPERATORS = frozenset(_OPERATORS.split())
"""Steps of a plan that read the graph, and only it. Left out: LoadCSV, ProcedureCall, whatever writes, paths without bounds."""


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """UsageError unless a query, as the server explains it, only reads, and not too much.

    >>> check_plan("r", {"operatorType": "LoadCSV@neo4j"})
    Traceback (most recent call last):
    ontology.errors.UsageError: the query's plan holds the step LoadCSV, which free queries do not take
    """
    if query_type != "r" or plan is None:
        raise UsageError("the query does not only read", remedy="begin with MATCH and end with RETURN")
    steps = [plan]
    while steps:
        step = steps.pop()
        operator = str(step["operatorType"]).partition("@")[0]
        if operator not in OPERATORS:
            raise UsageError(f"the query's plan holds the step {operator}, which free queries do not take")
        if float(step.get("args", {}).get("EstimatedRows", 0)) > MAX_ESTIMATE:
            raise UsageError(
                f"the query would come to more than {MAX_ESTIMATE:,.0f} rows on its way", remedy="connect its patterns"
            )
        steps += step.get("children", ())


def ask_neo4j(url: str, checked: Checked, params: Mapping[str, Value], limits: Limits) -> Answer:
    """The rows of a checked query. UsageError for a text refused, LimitError at a limit, StoreError else."""
    driver, mark = connect(url), uuid.uuid4().hex
    over, done = threading.Event(), threading.Event()

    def work() -> Answer:
        try:
            with driver:  # closed by the thread that uses it, at a moment when it does not
                return _ask(driver, url, mark, checked, params, limits, over)
        finally:
            done.set()

    def end() -> None:
        over.set()
        try:
            with connect(url) as other:
                terminate(other, mark)
        finally:
            # A server that goes on with a plan lets go of it only where nobody is at the other end any more.
            if not done.wait(HANG_UP_SECONDS):
                with suppress(BufferError):  # it is writing just now: so it does not wait, and will close it itself
                    driver.close()

    return _within(limits, work, end)


def _within(limits: Limits, work: Callable[[], Answer], end: Callable[[], None]) -> Answer:
    """What `work` comes to, if in time; else `end` it, and leave it behind if it goes on."""
    try:
        return _in_time(work, limits.seconds + GRACE_SECONDS)
    except TimeoutError:
        with suppress(TimeoutError):  # a server that is too busy to end a query ends it by its own limit
            _in_time(end, END_SECONDS)
        raise time_over(limits) from None


def _in_time(work: Callable[[], T], seconds: float) -> T:
    """What `work` comes to in a thread of its own, which nobody waits for after these seconds. TimeoutError then."""
    outcome: Future[T] = Future()

    def keep() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)  # raised where the outcome is asked for

    # Not of a pool: a program that ends does not wait for this one.
    threading.Thread(target=keep, daemon=True).start()
    return outcome.result(seconds)


def terminate(driver: neo4j.Driver, mark: str) -> None:
    """End the transactions that bear a mark, wherever they are. StoreError where the server does not answer."""
    try:
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            found = session.run("SHOW TRANSACTIONS YIELD transactionId, metaData")
            ids = [row["transactionId"] for row in found if (row["metaData"] or {}).get("wangge") == mark]
            if ids:
                session.run("TERMINATE TRANSACTIONS $ids", ids=ids).consume()
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"a query that took too long could not be ended ({error})") from error


def _ask(
    driver: neo4j.Driver,
    url: str,
    mark: str,
    checked: Checked,
    params: Mapping[str, Value],
    limits: Limits,
    over: threading.Event,
) -> Answer:
    """The rows of a query whose plan passes. LimitError where its time was `over` before it could be begun."""
    try:
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            with session.begin_transaction(timeout=limits.seconds, metadata={"wangge": mark}) as transaction:
                summary = transaction.run("EXPLAIN " + checked.text, dict(params)).consume()
            check_plan(summary.query_type, summary.plan)
            check_names(summary)

        def ask(transaction: neo4j.ManagedTransaction) -> Answer:
            if over.is_set():  # the plan took all the time, and nobody waits any more
                raise time_over(limits)
            try:
                result = transaction.run(checked.text, dict(params))
                taken = _taken(checked.columns or tuple(result.keys()), result, limits)
                result.consume()  # what is left of a cut answer is not fetched
                return taken
            except (Neo4jError, DriverError) as error:
                raise _worded(error, url, limits) from error  # else the driver would ask again at once

        return between_changes(
            driver, url, ask, limit=limits.seconds, metadata={"wangge": mark}, otherwise=_always_written
        )
    except (Neo4jError, DriverError) as error:
        raise _worded(error, url, limits) from error


def _always_written(_: neo4j.Driver, url: str, __: object) -> Answer:
    raise StoreError("the store is being written without a pause", where=url, remedy="ask again a little later")


def _taken(columns: tuple[str, ...], result: neo4j.Result, limits: Limits) -> Answer:
    """The rows up to the limits of rows and bytes; the rest is not fetched."""
    rows: list[Row] = []
    size = 0
    for record in result:
        values = [plain(native(value)) for value in record.values()]
        size += len(json.dumps(values, ensure_ascii=False).encode()) + 1
        if len(rows) == limits.rows or size > limits.bytes:
            return Answer(
                columns=columns, rows=tuple(rows), cut=cut("bytes" if size > limits.bytes else "rows", limits)
            )
        rows.append(dict(zip(columns, values, strict=True)))
    return Answer(columns=columns, rows=tuple(rows))


def _worded(error: Neo4jError | DriverError, url: str, limits: Limits) -> WanggeError:
    code = str(getattr(error, "code", "") or "")
    if "Transaction.TransactionTimedOut" in code or "Transaction.Terminated" in code:
        return time_over(limits)
    if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code or "StackOverflow" in code:
        return LimitError(
            "the server ended the query: it needs more memory than it may use", remedy="ask for less: " + NARROWER
        )
    return worded(error, url)
