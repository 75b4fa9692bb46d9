"""An id is a hash of JSON, whatever writes that JSON."""

from __future__ import annotations

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from ontology.ids import entity_id, hash_of

parts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(parts, max_size=4))
def test_an_id_is_the_hash_of_a_json_array_that_begins_with_the_type(given_parts: list[object]) -> None:
    array = json.dumps(["kind", *given_parts], ensure_ascii=False, separators=(",", ":"))
    expected = hashlib.sha256(array.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    assert hash_of("kind", *given_parts) == expected  # type: ignore[arg-type]


@given(st.text())
def test_an_entity_s_id_is_a_hash_like_any_other(key: str) -> None:
    assert entity_id(key) == hash_of("entity", key)
