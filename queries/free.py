"""Free Cypher: a person's own text, asked of either home without opening anything else.

First the guard (free_guard.py, free_bounds.py), which is pure and the same for both homes; then a
runner that limits time, memory, rows and bytes, whatever the guard may have missed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from ontology.errors import UsageError
from queries.free_bounds import check_bounds
from queries.free_guard import Checked, check
from queries.free_limits import Answer, Limits
from queries.free_process import ask_ladybug
from store import SERVERS
from store.base import Value

MAX_PARAMETER_BYTES = 100_000

Runner = Callable[[str, Checked, Mapping[str, Value], Limits], Answer]
"""Asks a home, by its address, what the guard let through."""


def run(
    store_url: str, text: str, params: Mapping[str, Value] | None = None, *, limits: Limits | None = None
) -> Answer:
    """The answer to a free query; `cut` says where it is not whole. Columns are called as RETURN writes them.

    Nodes and maps come as JSON text. UsageError for a text that is refused or faulty and for parameters
    that lack or are too many, LimitError at a limit of time or memory, StoreError where the store fails.
    """
    given = dict(params or {})
    checked = check(text)
    _check_params(checked, given)
    check_bounds(checked, given)
    scheme = store_url.partition("://")[0] if "://" in store_url else ""
    if scheme not in _RUNNERS:
        raise UsageError(f"no store can be opened at an address {scheme}://…", remedy="give a path or bolt://host:port")
    return _RUNNERS[scheme](store_url, checked, given, limits or Limits())


def _neo4j(url: str, checked: Checked, params: Mapping[str, Value], limits: Limits) -> Answer:
    from queries.free_neo4j import ask_neo4j  # the driver waits until it is wanted

    return ask_neo4j(url, checked, params, limits)


_RUNNERS: Mapping[str, Runner] = {"": ask_ladybug} | dict.fromkeys(SERVERS, _neo4j)


def _check_params(checked: Checked, params: Mapping[str, Value]) -> None:
    for missing in sorted(checked.parameters - params.keys()):
        # Ladybug would take it for null.
        raise UsageError(f"the query needs the parameter ${missing}", remedy=f"give --param {missing}=…")
    for unknown in sorted(params.keys() - checked.parameters):
        raise UsageError(f"the query has no parameter ${unknown}", remedy="it has " + (_names(checked) or "none"))
    size = 0
    for name, value in params.items():
        if isinstance(value, list):
            _check_list(name, value)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                size += len(item.encode("utf-8", "replace"))
                if "\0" in item or any("\ud800" <= each <= "\udfff" for each in item):
                    raise UsageError(f"the parameter ${name} holds what is no character", remedy="take it out")
            elif isinstance(item, float) and not math.isfinite(item):
                raise UsageError(f"the parameter ${name} is not a finite number")
            elif isinstance(item, int) and not -(2**63) <= item < 2**63:
                raise UsageError(f"the parameter ${name} is larger than a store can keep")
            elif item is not None and not isinstance(item, int | float):
                raise UsageError(f"the parameter ${name} is neither text nor number nor a list of them")
            else:
                size += 8
    if size > MAX_PARAMETER_BYTES:
        raise UsageError(f"the parameters are longer than {MAX_PARAMETER_BYTES:,} bytes", remedy="ask in several parts")


def _check_list(name: str, values: list[Any]) -> None:
    """UsageError for a list of several types, or of none: Ladybug gives a list one type, and may end the process."""
    types = {float if type(item) is int else type(item) for item in values if item is not None}
    if len(types) > 1:
        raise UsageError(f"the list ${name} is of several types", remedy="give texts only, or numbers only")
    if not values:
        raise UsageError(f"the list ${name} is empty", remedy="give it at least one item")


def _names(checked: Checked) -> str:
    return ", ".join(f"${name}" for name in sorted(checked.parameters))
