"""The example in each query's header works on the example pages that the project carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import pipeline
from ontology.records import FileReading
from queries.catalog import catalog, run
from store import open_store

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

NOT_TOLD = {
    "awards",
    "corrections",
    "successions",
    "supervision",
    "programme-spread",
    "donations",
    "partners",
    "disputed-figures",
}
"""Questions that the example pages have no answer to, or one that the reader may miss."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("examples") / "examples.lbug")
    files = list(pipeline.read([EXAMPLES], tagger="none"))
    assert all(isinstance(file, FileReading) for file in files)
    with open_store(path, write=True) as writer:
        writer.put(files)
    with open_store(path) as reader:
        yield reader


@pytest.mark.parametrize("query", catalog(), ids=lambda query: query.name)
def test_the_example_answers(query, examples):
    rows = run(examples, query.name, query.example).rows
    assert rows or query.name in NOT_TOLD
