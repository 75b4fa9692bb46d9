"""The tables of free queries: hostile_cypher.yaml and ordinary_cypher.yaml."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from queries.free_guard import Checked, check

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table, long texts put together from their parts."""
    found: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    for case in found:
        case["text"] = case.get("text", "".join(piece * times for piece, times in case.get("parts", ())))
    return found


def name_of(case: dict[str, Any]) -> str:
    """What a case is called in pytest's report."""
    return str(case["text"])[:50].encode("unicode_escape").decode()


def unguarded(text: str) -> Checked:
    """A text as if the guard had let it through."""
    return replace(check("RETURN 1"), text=text, columns=None)
