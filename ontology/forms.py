"""The forms of output that others' scripts rely on: `extract` and `export jsonl` (DESIGN).

Names of the keys and their nesting are a contract; add keys, never change or remove one.
"""

from __future__ import annotations

from typing import Any

from ontology.records import LocalEntity, Reading, Statement


def extract_form(reading: Reading, *, source: str) -> dict[str, Any]:
    """One article as `wangge extract --format jsonl` prints it. The byline's names stand only in `byline`.

    `source` is the file's name as given. Offsets point into `text`, in code points, half-open.
    """
    article, context = reading.article, reading.context
    in_text = [entity for entity in reading.entities if entity.byline_role is None or len(entity.mentions) > 1]
    return {
        "id": article.id,
        "source": source,
        "title": article.title,
        "dateline": article.dateline,
        "dateline_place": (
            {"name": context.dateline_name, "code": context.dateline_code} if context.dateline_name else None
        ),
        "published": context.published,
        "area": context.area,
        "byline": [{"name": name.name, "role": name.role} for name in article.byline],
        "text": article.text,
        "entities": [entity_form(entity) for entity in in_text],
        "statements": [statement_form(statement) for statement in reading.statements],
    }


def entity_form(entity: LocalEntity) -> dict[str, Any]:
    """A local entity as `extract` prints it."""
    return {
        "id": entity.id,
        "type": entity.type,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "code": entity.code,
        "mentions": [list(span) for span in entity.mentions],
    }


def statement_form(statement: Statement) -> dict[str, Any]:
    """A statement as `extract` prints it: "object" or "value", or both where a gift to someone has a value."""
    form: dict[str, Any] = {"id": statement.id, "subject": statement.subject, "predicate": statement.predicate}
    if statement.object is not None:
        form["object"] = statement.object
    if statement.object is None or statement.value is not None:
        form["value"] = statement.value
    form |= {
        "unit": statement.unit,
        "indicator": statement.indicator,
        "scope": statement.scope,
        "role": statement.role,
        "time": statement.time,
        "modality": statement.modality,
        "approximate": statement.approximate,
        "change": statement.change,
        "details": dict(statement.details),
        "evidence": {"start": statement.evidence[0], "end": statement.evidence[1]},
        "confidence": statement.confidence,
        "extractor": statement.extractor,
    }
    return form
