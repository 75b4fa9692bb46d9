"""Word lists are data that people extend: what they say twice under one key would be lost without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

TABLES = sorted([*Path("ingest/data").glob("*.yaml"), *Path("ontology").glob("*.yaml")])


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_table_says_a_key_twice(path: Path) -> None:
    assert list(_said_twice(yaml.compose(path.read_text("utf-8")))) == []


def test_a_key_said_twice_is_found() -> None:
    assert list(_said_twice(yaml.compose("a: 1\nb: {c: 1, c: 2}\na: 3"))) == ["a in line 3", "c in line 2"]


def _said_twice(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        seen = set[str]()
        for key, _ in node.value:
            if key.value in seen:
                yield f"{key.value} in line {key.start_mark.line + 1}"
            seen.add(key.value)
        for _, value in node.value:
            yield from _said_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _said_twice(value)
