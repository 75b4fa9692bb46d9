"""What of a free query's cost can be told from its text: lists of range, texts that double, patterns that backtrack.

Neo4j's time limit does not end such work, and its memory is everyone's. Whatever cannot be told here
is ended by the limits of the process (Ladybug) or the transaction (Neo4j).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from itertools import pairwise

from ontology.errors import UsageError
from queries.free_guard import Checked
from store.base import Value

MAX_RANGE = 1_000_000
"""Numbers that the ranges of one query make together, each multiplied by the others."""
MAX_GROWTH = 4_096
"""How many times longer than what is stored or given a text or list may become by + and replace."""
MAX_LOOPS = 6
"""Comprehensions and functions that go through a list; one may lie in another, not two."""
MAX_REPEATS = 3
"""Open repeats (*, +, {n,}) in a regular expression: each one more multiplies the steps by the text's length."""

MAX_WAYS = 1_000
"""Ways through a regular expression by its alternatives and question marks: those that follow multiply."""

_UNKNOWN_LENGTH = 1_000  # of size(…) in a range
_LOOPS = frozenset({"any", "all", "none", "single", "list_transform", "list_filter", "list_any_value"})
_GROWING = frozenset({"concat", "concat_ws", "list_concat", "list_cat", "list_append", "list_prepend"})


def check_bounds(checked: Checked, params: Mapping[str, Value]) -> None:
    """UsageError where a query's text and parameters say that it makes too much of too little."""
    _check_ranges(checked, params)
    _check_growth(checked, params)
    _check_loops(checked)
    _check_patterns(checked, params)


def _calls(checked: Checked, names: frozenset[str]) -> list[tuple[int, int]]:
    """The opening and closing brackets of calls of these functions."""
    return [
        (index, checked.closings[index])
        for index in sorted(checked.closings)
        if index
        and checked.tokens[index].is_sign("(")
        and checked.tokens[index - 1].text.lower() in names
        and checked.tokens[index - 1].is_name
    ]


def _arguments(checked: Checked, opening: int, closing: int) -> list[tuple[int, int]]:
    """The first token of each argument of a call, and the one after its last."""
    inner, cuts = opening + 1, [opening]
    while inner < closing:
        if checked.tokens[inner].is_sign(","):
            cuts.append(inner)
        inner = checked.closings.get(inner, inner) + 1
    return [(before + 1, after) for before, after in pairwise([*cuts, closing])]


def _check_ranges(checked: Checked, params: Mapping[str, Value]) -> None:
    total = 1.0
    for opening, closing in _calls(checked, frozenset({"range"})):
        bounds = [_number(checked, start, end, params) for start, end in _arguments(checked, opening, closing)]
        if len(bounds) < 2:
            raise UsageError("range takes a first and a last number", remedy="for example range(1, 10)")
        step = abs(bounds[2]) if len(bounds) > 2 else 1
        total *= max(1.0, (abs(bounds[1] - bounds[0]) + 1) / max(step, 1))
    if total > MAX_RANGE:
        raise UsageError(f"the ranges of this query make more than {MAX_RANGE:,} numbers", remedy="take shorter ones")


def _number(checked: Checked, start: int, end: int, params: Mapping[str, Value]) -> float:
    """The value of a range's argument: whole numbers, parameters and sizes, added and subtracted."""
    total, sign, index = 0.0, 1, start
    while index < end:
        token = checked.tokens[index]
        if token.is_sign("-", "+"):
            sign = -sign if token.text == "-" else sign
        elif token.kind == "number" and token.text.isdecimal():
            total, sign = total + sign * int(token.text), 1
        elif token.kind == "parameter":
            value = params.get(token.text, 0)
            if isinstance(value, bool) or not isinstance(value, int):
                raise UsageError(f"${token.text} in range must be a whole number", remedy=f"give {token.text}:=10")
            total, sign = total + sign * value, 1
        elif token.upper in ("SIZE", "LENGTH") and index + 1 in checked.closings:
            index = checked.closings[index + 1]
            total, sign = total + (_UNKNOWN_LENGTH if sign > 0 else -_UNKNOWN_LENGTH), 1
        else:
            raise UsageError(
                "the bounds of range must be told beforehand", remedy="use numbers, parameters, size(…) and + or -"
            )
        index += 1
    return total


def _check_growth(checked: Checked, params: Mapping[str, Value]) -> None:
    """Each WITH may use what the one before has made: their factors multiply."""
    factors = {0: 1.0}
    clauses = [
        mark.index
        for mark in checked.marks
        if mark.word in ("WITH", "RETURN", "UNWIND")
        and not (mark.index and checked.tokens[mark.index - 1].upper in ("STARTS", "ENDS"))
    ]
    replaced = {closing: opening for opening, closing in _calls(checked, frozenset({"replace"}))}
    growing = dict(_calls(checked, _GROWING))
    clause, total = 0, 1.0
    for index, token in enumerate(checked.tokens):
        if clauses and index == clauses[0]:
            clause = clauses.pop(0)
            factors[clause] = 1.0
        if token.is_sign("+", "||") and index + 1 < len(checked.tokens):
            # s + 'x' makes s longer, s + s doubles it.
            factors[clause] += checked.tokens[index + 1].kind not in ("string", "number")
        elif index in growing:
            factors[clause] += len(_arguments(checked, index, growing[index])) - 1
        elif index in replaced:
            total *= _replacement(checked, _arguments(checked, replaced[index], index), params)
    for factor in factors.values():
        total *= factor
    if total > MAX_GROWTH:
        raise UsageError("the query may make very long texts or lists of short ones", remedy="use fewer + and replace")


def _replacement(checked: Checked, arguments: list[tuple[int, int]], params: Mapping[str, Value]) -> int:
    """How many times longer `replace` may make a text: as long as what it puts in, and one more between letters."""
    searched, put = (_text(checked, argument, params) for argument in arguments[-2:])
    if put is None:
        raise UsageError(
            "what replace puts in must be a text or a parameter", remedy="for example replace(x, '街', '')"
        )
    return len(put) + 1 if put and not searched else max(1, len(put))


def _text(checked: Checked, argument: tuple[int, int], params: Mapping[str, Value]) -> str | None:
    """An argument's text where it is a string or a parameter."""
    start, end = argument
    token = checked.tokens[start]
    if end - start != 1 or token.kind not in ("string", "parameter"):
        return None
    return token.text if token.kind == "string" else str(params.get(token.text, ""))


def _check_loops(checked: Checked) -> None:
    memberships = {mark.index for mark in checked.marks if mark.word == "IN"}
    comprehensions = [
        (opening, closing)
        for opening, closing in checked.closings.items()
        if checked.tokens[opening].is_sign("[") and opening + 2 in memberships
    ]
    loops = sorted(comprehensions + _calls(checked, _LOOPS))
    if len(loops) > MAX_LOOPS:
        raise UsageError(f"the query goes through lists more than {MAX_LOOPS} times", remedy="ask in several queries")
    for opening, closing in loops:
        if sum(other < opening and closing < end for other, end in loops) > 1:
            raise UsageError("a list within a list within a list", remedy="use UNWIND")


def _check_patterns(checked: Checked, params: Mapping[str, Value]) -> None:
    for index, token in enumerate(checked.tokens):
        if not token.is_sign("=~"):
            continue
        after = checked.tokens[index + 1] if index + 1 < len(checked.tokens) else None
        if after is None or after.kind not in ("string", "parameter"):
            raise UsageError("after =~ a text or a parameter must come", remedy="for example x.name =~ '.*街道'")
        check_pattern(str(params.get(after.text, "")) if after.kind == "parameter" else after.text)


_PATTERN = re.compile(
    r"""
    \\.
  | (?P<group>\)[*+{])
  | (?P<flag>\(\?(?!:|i\)))
  | \(\?i\)
  | (?P<opening>\((?:\?:)?)
  | (?P<or>\|)
  | (?P<closing>\)\??)
  | (?P<open>[*+]|\{[0-9]*,?[0-9]*\})\??
  | (?P<maybe>\?)
    """,
    re.DOTALL | re.VERBOSE,
)


def check_pattern(pattern: str) -> None:
    """UsageError where a regular expression may take very long on Neo4j, whose Java tries every way to match.

    >>> check_pattern(r"(城关|新区).*街道")
    >>> check_pattern("(a+)+b")
    Traceback (most recent call last):
    ontology.errors.UsageError: a regular expression that repeats a group; use CONTAINS, or one without groups
    """
    repeats, ways = 0, 1
    alternatives = [1]  # of each group that is open, and of the whole
    for found in _PATTERN.finditer(pattern):
        if found["group"]:
            raise UsageError("a regular expression that repeats a group", remedy="use CONTAINS, or one without groups")
        if found["flag"]:
            raise UsageError("a regular expression with (?", remedy="only (?: and (?i) are taken")
        if re.fullmatch(r"\\[1-9k]", found[0]):
            raise UsageError("a regular expression that refers back", remedy="use CONTAINS")
        repeats += found["open"] is not None
        if found["opening"]:
            alternatives.append(1)
        elif found["or"]:
            alternatives[-1] += 1
        elif found["closing"] and len(alternatives) > 1:
            ways *= alternatives.pop()
        if found["maybe"] or found["closing"] == ")?":
            ways *= 2
    if repeats > MAX_REPEATS:
        raise UsageError(f"a regular expression with more than {MAX_REPEATS} repeats", remedy="use CONTAINS")
    if ways * math.prod(alternatives) > MAX_WAYS:
        raise UsageError(
            f"a regular expression with more than {MAX_WAYS:,} ways to match", remedy="use fewer | and ?, or CONTAINS"
        )
