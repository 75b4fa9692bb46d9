"""data/sureness.yaml and the rules that the finders name are the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ingest import mentions
from ingest.mentions.making import sureness
from ingest.tables import load

TABLE = load("sureness")
RULE = re.compile(f"(?:{'|'.join(TABLE)})/[a-z]+")


def rules_named():
    """Every string of the finders that is a rule's name."""
    for path in Path(mentions.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                yield node.value


def test_each_rule_has_a_line_and_each_line_a_rule():
    assert set(rules_named()) == {f"{finder}/{rule}" for finder, rules in TABLE.items() for rule in rules}


def test_a_mention_is_surer_than_nothing_and_not_certain():
    numbers = [
        number
        for rules in TABLE.values()
        for found in rules.values()
        for number in (found.values() if isinstance(found, dict) else [found])
    ]
    assert all(0 < number < 1 for number in numbers)


def test_a_rule_that_nobody_has_is_an_error():
    with pytest.raises(KeyError):
        sureness("place/nowhere")
