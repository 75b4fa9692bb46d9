"""`export jsonl`: one record a line, sorted by id (DESIGN: "The form of export jsonl").

{"record": "article" | "entity" | "statement" | "decision", "id", …}
"""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import IO, Any

from ontology.records import ENTITY_TYPES
from queries.corrections import corrections
from store.base import Reader, Row

_ENTITY = "MATCH (e:{etype}) RETURN e.id AS id, e.kind AS kind, e.name AS name, e.aliases AS aliases, e.code AS code ORDER BY id"
_ARTICLE = (
    "MATCH (a:Article) RETURN a.id AS id, a.source AS source, a.title AS title, a.dateline AS dateline, "
    "a.dateline_name AS dateline_name, a.dateline_code AS dateline_code, a.published AS published, "
    "a.published_from AS published_from, a.published_reason AS published_reason, a.area AS area, "
    "a.area_from AS area_from, a.area_reason AS area_reason, a.publisher AS publisher ORDER BY id"
)
_STATEMENT = (
    "MATCH (s:Statement) WHERE s.status <> 'deleted' RETURN s.id AS id, s.article AS article, s.predicate AS predicate, s.subject_local AS subject_local, "
    "s.object_local AS object_local, s.scope_local AS scope_local, s.value_text AS value_text, s.value_number AS value_number, "
    "s.unit AS unit, s.indicator AS indicator, s.role AS role, s.time AS time, s.modality AS modality, "
    "s.approximate AS approximate, s.change AS change, s.details AS details, s.evidence_start AS evidence_start, "
    "s.evidence_end AS evidence_end, s.confidence AS confidence, s.extractor AS extractor, s.status AS status ORDER BY id"
)


def write(reader: Reader, file: IO[bytes], *, decisions: bool = False) -> int:
    """Write the lines; returns how many."""
    lines = 0
    for record in records(reader, decisions=decisions):
        file.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))
        lines += 1
    return lines


def records(reader: Reader, *, decisions: bool = False) -> Iterator[dict[str, Any]]:
    """All records sorted by id; without what a person deleted."""
    sources = {
        str(row["id"]): str(row["source"])
        for row in reader.rows("MATCH (a:Article) RETURN a.id AS id, a.source AS source")
    }
    locals_ = reader.rows(
        "MATCH (l:LocalEntity) RETURN l.id AS id, l.article AS article, l.name AS name, l.entity AS entity ORDER BY id"
    )
    entity_of = {str(row["id"]): str(row["entity"]) for row in locals_}
    read_as: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in locals_:
        article = str(row["article"])
        read_as[str(row["entity"])].append({"article": article, "source": sources[article], "name": str(row["name"])})
    parts: list[Iterator[dict[str, Any]]] = [
        _articles(reader),
        *(_entities(reader, etype, read_as) for etype in ENTITY_TYPES),
        (_statement(row, sources, entity_of) for row in reader.stream(_STATEMENT) if _stands(row, entity_of)),
    ]
    if decisions:
        states = {row["id"]: row for row in reader.rows("MATCH (d:Decision) RETURN d.id AS id, d.state AS state")}
        made = sorted(reader.decisions(), key=lambda one: one.id)
        parts.append(iter([{"record": "decision", **one.to_dict(), "state": states[one.id]["state"]} for one in made]))
    yield from heapq.merge(*parts, key=lambda record: str(record["id"]))


def _articles(reader: Reader) -> Iterator[dict[str, Any]]:
    bylines: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in reader.rows(
        "MATCH (b:Byline) RETURN b.article AS article, b.name AS name, b.role AS role, b.position AS place ORDER BY article, place"
    ):
        bylines[str(row["article"])].append({"name": str(row["name"]), "role": str(row["role"] or "")})
    texts: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows(
        "MATCH (s:Sentence) RETURN s.article AS article, s.text AS text, s.start_offset AS place ORDER BY article, place"
    ):
        texts[str(row["article"])].append(str(row["text"]))
    corrects: dict[str, list[str]] = defaultdict(list)
    for one in corrections(reader):
        corrects[one.article].append(one.corrected)
    for row in reader.stream(_ARTICLE):
        identity = str(row["id"])
        place = {"name": row["dateline_name"], "code": row["dateline_code"] or None} if row["dateline_name"] else None
        yield {
            "record": "article",
            "id": identity,
            "source": row["source"],
            "title": row["title"] or None,
            "dateline": row["dateline"] or None,
            "dateline_place": place,
            **{
                name: row[name] or None
                for name in (
                    "published",
                    "published_from",
                    "published_reason",
                    "area",
                    "area_from",
                    "area_reason",
                    "publisher",
                )
            },
            "byline": bylines[identity],
            "corrects": corrects[identity],
            "text": "".join(texts[identity]),
        }


def _entities(reader: Reader, etype: str, read_as: dict[str, list[dict[str, str]]]) -> Iterator[dict[str, Any]]:
    for row in reader.stream(_ENTITY.format(etype=etype)):
        identity = str(row["id"])
        yield {
            "record": "entity",
            "id": identity,
            "type": etype,
            "kind": row["kind"],
            "name": row["name"],
            "aliases": row["aliases"] or [],
            "code": row["code"] or None,
            "read_as": sorted(read_as[identity], key=lambda one: (one["article"], one["name"])),
        }


def _stands(row: Row, entity_of: dict[str, str]) -> bool:
    """Whether both ends of a statement are still there: a person may have deleted an entity."""
    return all(entity_of[str(row[end])] for end in ("subject_local", "object_local") if row[end])


def _statement(row: Row, sources: dict[str, str], entity_of: dict[str, str]) -> dict[str, Any]:
    article, object_local = str(row["article"]), str(row["object_local"] or "")
    record: dict[str, Any] = {
        "record": "statement",
        "id": row["id"],
        "article": article,
        "source": sources[article],
        "subject": entity_of[str(row["subject_local"])],
        "predicate": row["predicate"],
    }
    value = row["value_number"] if row["value_number"] is not None else row["value_text"] or None
    if object_local:
        record["object"] = entity_of[object_local]
    if not object_local or value is not None:
        record["value"] = value
    return record | {
        "local_subject": row["subject_local"],
        "local_object": object_local or None,
        "unit": row["unit"] or None,
        "indicator": row["indicator"] or None,
        "scope": entity_of.get(str(row["scope_local"] or "")) or None,
        "role": row["role"] or None,
        "time": row["time"] or None,
        "modality": row["modality"],
        "approximate": bool(row["approximate"]),
        "change": row["change"] or None,
        "details": dict(json.loads(str(row["details"] or "[]"))),
        "evidence": {"start": row["evidence_start"], "end": row["evidence_end"]},
        "confidence": row["confidence"],
        "extractor": row["extractor"],
        "status": row["status"] or None,
    }
