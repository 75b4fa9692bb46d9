"""The form of `export jsonl` is a contract: keys may be added, none changed or removed (DESIGN)."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from ontology.forms import extract_form
from queries.export import export, rdf
from queries.find import find

ARTICLE = {
    "record", "id", "source", "title", "dateline", "dateline_place", "published", "published_from", "published_reason",
    "area", "area_from", "area_reason", "publisher", "byline", "corrects", "text",
}  # fmt: skip
ENTITY = {"record", "id", "type", "kind", "name", "aliases", "code", "read_as"}
STATEMENT = {
    "record", "id", "article", "source", "subject", "predicate", "local_subject", "local_object", "unit", "indicator",
    "scope", "role", "time", "modality", "approximate", "change", "details", "evidence", "confidence", "extractor",
    "status",
}  # fmt: skip


@pytest.fixture(scope="module")
def records(reader, tmp_path_factory):
    path = tmp_path_factory.mktemp("jsonl") / "graph.jsonl"
    lines = export(reader, "jsonl", path, decisions=True)
    read = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(read) == lines
    return read


def by_record(records, name):
    return [record for record in records if record["record"] == name]


def test_an_article_that_corrects_another_is_linked_to_it(records):
    title = {record["id"]: record["title"] for record in by_record(records, "article")}
    linked = [(record["title"], [title[one] for one in record["corrects"]]) for record in by_record(records, "article")]
    assert [pair for pair in linked if pair[1]] == [("更正", ["县林业局盘点春季造林"])]


def test_lines_are_sorted_by_id(records):
    ids = [record["id"] for record in records]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_keys_and_nesting_are_those_of_the_contract(records):
    assert {record["record"] for record in records} == {"article", "entity", "statement", "decision"}
    for record in by_record(records, "article"):
        assert set(record) == ARTICLE
        assert all(set(name) == {"name", "role"} for name in record["byline"])
        assert record["dateline_place"] is None or set(record["dateline_place"]) == {"name", "code"}
    for record in by_record(records, "entity"):
        assert set(record) == ENTITY
        assert all(set(one) == {"article", "source", "name"} for one in record["read_as"])
    for record in by_record(records, "statement"):
        assert set(record) - {"object", "value"} == STATEMENT
        assert "object" in record or "value" in record
        assert set(record["evidence"]) == {"start", "end"}
        assert isinstance(record["details"], dict)


def test_a_statement_is_as_in_extract_with_entities_for_ends(records, pages):
    written = {record["id"]: record for record in by_record(records, "statement")}
    entities = {record["id"]: record for record in by_record(records, "entity")}
    told = 0
    for page in pages:
        for reading in page.readings:
            for form in extract_form(reading, source=page.source)["statements"]:
                record = written[form["id"]]
                assert record["local_subject"] == form["subject"]
                assert record["local_object"] == form.get("object")
                assert record["source"] == page.source
                local = {one.id: one.name for one in reading.entities}
                name = {"article": reading.article.id, "source": page.source, "name": local[form["subject"]]}
                assert name in entities[record["subject"]]["read_as"]
                same = form.keys() - {"subject", "object", "scope"}
                assert {key: record[key] for key in same} == {key: form[key] for key in same}
                told += 1
    assert told == len(written)


def test_a_gift_has_both_a_taker_and_an_amount(records):
    gift = next(record for record in by_record(records, "statement") if record["unit"] == "袋")
    assert gift["value"] == 200
    assert gift["object"]


def test_what_a_person_deleted_is_not_exported(pages, tmp_path):
    """An entity and a statement that somebody deleted are gone, with what was said of the entity."""
    from store import open_store
    from store.decisions import decision, members

    with open_store(str(tmp_path / "deleted.lbug"), write=True) as writer:
        writer.put(pages)
        (entity,) = find(writer, "陶村")
        (figure,) = writer.rows("MATCH (s:Statement) WHERE s.indicator = '注册志愿者' RETURN s.id AS id")
        now = dt.datetime(2024, 4, 12, tzinfo=dt.UTC)
        for left in (members(writer, entity.id), (str(figure["id"]),)):
            writer.decide(decision(writer, "delete", left, who="测试员", now=now))
        export(writer, "jsonl", tmp_path / "graph.jsonl")
        export(writer, "csv", tmp_path / "csv")
        quads = list(rdf.quads(writer))
    text = (tmp_path / "graph.jsonl").read_text("utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    assert figure["id"] not in {record["id"] for record in records}
    assert "陶村" not in {record["name"] for record in by_record(records, "entity")}
    entities = {record["id"] for record in by_record(records, "entity")}
    for record in by_record(records, "statement"):
        assert {record["subject"], record.get("object", record["subject"])} <= entities
    assert str(figure["id"]) not in (tmp_path / "csv" / "statements.csv").read_text("utf-8")
    assert not any(str(figure["id"]) in quad.subject.value for quad in quads)


def test_articles_give_back_their_text(records, pages):
    texts = {reading.article.id: reading.article.text for page in pages for reading in page.readings}
    assert {record["id"]: record["text"] for record in by_record(records, "article")} == texts


def test_decisions_come_only_when_asked_for(records, reader, tmp_path):
    assert [record["state"] for record in by_record(records, "decision")] == ["applied", "applied"]
    assert {record["status"] for record in by_record(records, "statement")} == {None, "confirmed", "rejected"}
    export(reader, "jsonl", tmp_path / "graph.jsonl")
    assert '"decision"' not in (tmp_path / "graph.jsonl").read_text("utf-8")
