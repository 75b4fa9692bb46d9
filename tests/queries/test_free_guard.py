"""The guard of free queries: the two tables, and what must hold of any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import UsageError
from queries.free_bounds import check_bounds, check_pattern
from queries.free_guard import check
from queries.free_words import FUNCTIONS, STARTS
from tests.queries.free_cases import cases, name_of

HOSTILE = cases("hostile_cypher.yaml")
ORDINARY = cases("ordinary_cypher.yaml")


def test_the_tables_are_as_long_as_promised() -> None:
    assert len({case["text"] for case in HOSTILE}) == len(HOSTILE) >= 60
    assert len({case["text"] for case in ORDINARY}) == len(ORDINARY) >= 25


@pytest.mark.parametrize("case", [case for case in HOSTILE if "by" not in case], ids=name_of)
def test_a_hostile_text_is_refused_before_any_store_sees_it(case: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        check_bounds(check(case["text"]), {})
    assert case["says"] in str(refused.value)


@pytest.mark.parametrize("case", [case for case in HOSTILE if "by" in case], ids=name_of)
def test_what_only_the_limits_can_end_passes_the_guard(case: dict[str, Any]) -> None:
    check_bounds(check(case["text"]), {})


@pytest.mark.parametrize("case", ORDINARY, ids=name_of)
def test_an_ordinary_text_passes_with_its_columns_called_as_written(case: dict[str, Any]) -> None:
    checked = check(case["text"])
    check_bounds(checked, case.get("params", {}))
    assert list(checked.columns or ()) == case["columns"]
    assert checked.parameters == set(case.get("params", {}))


def test_what_goes_to_the_store_has_no_comment_and_keeps_its_places() -> None:
    text = "MATCH (n) /* DELETE\n n */ RETURN n.x // CREATE\n, '/* kept */' AS y;"
    sent = check(text).text
    assert "DELETE" not in sent
    assert "CREATE" not in sent
    assert "/* kept */" in sent
    assert sent.index("RETURN") == text.index("RETURN")
    assert sent.count("\n") == text.count("\n")


def test_a_refusal_says_line_and_column() -> None:
    with pytest.raises(UsageError, match=r"^line 2, column 3: the word DELETE"):
        check("MATCH (n)\n  DELETE n")


def test_a_range_is_counted_with_its_parameters() -> None:
    checked = check("UNWIND range(1, $n) AS x UNWIND range(0, $n + 1) AS y RETURN count(*) AS c")
    check_bounds(checked, {"n": 900})
    with pytest.raises(UsageError, match="more than 1,000,000"):
        check_bounds(checked, {"n": 1000})
    with pytest.raises(UsageError, match="whole number"):
        check_bounds(checked, {"n": "1000"})


def test_a_pattern_is_checked_in_its_parameter_too() -> None:
    checked = check("MATCH (n:Person) WHERE n.name =~ $p RETURN n.name")
    check_bounds(checked, {"p": ".*街道"})
    with pytest.raises(UsageError, match="repeats a group"):
        check_bounds(checked, {"p": "(a*)*b"})


@pytest.mark.parametrize("pattern", [r"\(x\)+", "(东|西)关.*", "(?i)abc.*", "[0-9]{2,4}年.+", "(?:a|b)?c"])
def test_ordinary_patterns_pass(pattern: str) -> None:
    check_pattern(pattern)


PIECES = """
CREATE DELETE CALL LOAD SET WHERE AS BY ORDER UNION ALL n NOT (n) (n:Person) -[r]-> -[*1..3]- n.name 'x' `y` 1 * ,
= + { } ( ) [ ] /* */ // ; ' " ` $p | : % EXISTS{ COUNT{ CASE END
"""
WORDS = st.sampled_from([*sorted(STARTS), *PIECES.split(), "\n"])


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_text_is_let_through_or_refused_in_words(text: str) -> None:
    try:
        checked = check(text)
    except UsageError:
        return
    # The text sent means what the text checked did: it is let through again, token by token.
    again = check(checked.text)
    assert [token.text for token in again.tokens] == [token.text for token in checked.tokens]
    assert again.text == checked.text


CLAUSES = ("CREATE", "MERGE", "DELETE", "SET", "REMOVE", "CALL", "LOAD", "FOREACH", "COPY", "ATTACH", "INSTALL", "USE")


@given(st.lists(WORDS, max_size=10).map(" ".join), st.sampled_from(CLAUSES))
def test_no_clause_that_does_more_than_read_follows_a_query_that_is_whole(before: str, clause: str) -> None:
    try:
        check(before)
    except UsageError:
        return
    for after in ("(x)", "x", "{ RETURN 1 }"):
        with pytest.raises(UsageError):
            check(f"{before}\n{clause} {after} RETURN 1")


@given(st.text(alphabet="([{", min_size=101, max_size=200))
def test_deep_nesting_is_refused(brackets: str) -> None:
    with pytest.raises(UsageError):
        check(f"RETURN {brackets}")


def test_no_function_is_known_under_a_name_that_writes_or_repeats() -> None:
    assert not FUNCTIONS & {
        "nextval",
        "repeat",
        "lpad",
        "rpad",
        "reduce",
        "list_reduce",
        "current_setting",
        "rand",
        "error",
    }
