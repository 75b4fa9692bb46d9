"""A statement with its ends, its sentence and its article, as screen and command line show it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from store.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a statement: an entity."""

    id: str
    etype: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStatement:
    """A statement with its sentence. `start`, `end`: the evidence within `sentence`, in code points.

    `number` is set for figures and gifts, `value` for values in words; `time` is EDTF text or ''; `details` are
    further words by name (what was given).
    """

    id: str
    predicate: str
    subject: End
    object: End | None
    value: str
    number: float | None
    unit: str
    indicator: str
    role: str
    time: str
    modality: str
    approximate: bool
    change: str
    status: str
    confidence: float
    extractor: str
    sentence: str
    start: int
    end: int
    article: str
    title: str
    source: str
    published: str
    details: tuple[tuple[str, str], ...] = ()


STATEMENT = (
    "s.id AS id, s.predicate AS predicate, s.value_text AS value, s.value_number AS number, s.unit AS unit, "
    "s.indicator AS indicator, s.role AS role, s.time AS time, s.modality AS modality, s.approximate AS approximate, "
    "s.details AS details, s.change AS change, s.status AS status, s.confidence AS confidence, "
    "s.extractor AS extractor, s.evidence_start AS first, s.evidence_end AS last"
)
SENTENCE = "t.text AS sentence, t.start_offset AS sentence_start"
ARTICLE = "a.id AS article, a.title AS title, a.source AS source, a.published AS published, a.start_date AS day"
COLUMNS = (
    f"{STATEMENT}, {SENTENCE}, {ARTICLE}, x.id AS subject_id, x.etype AS subject_type, x.name AS subject_name, "
    "y.id AS object_id, y.etype AS object_type, y.name AS object_name"
)
"""Columns of a query that binds s: Statement, x: subject, y: object or null, t: Sentence, a: Article."""


def statements(rows: Iterable[Row]) -> tuple[SaidStatement, ...]:
    """Statements from rows with COLUMNS: the newest article first, then as its text goes."""
    ordered = sorted(rows, key=lambda row: (str(row["title"] or ""), str(row["article"]), *_place(row), str(row["id"])))
    ordered.sort(key=lambda row: str(row["day"] or ""), reverse=True)
    return tuple(map(_statement, ordered))


def _place(row: Row) -> tuple[int, int]:
    return int(str(row["first"])), int(str(row["last"]))


def _statement(row: Row) -> SaidStatement:
    start = int(str(row["sentence_start"]))
    texts = {
        name: str(row[name] or "")
        for name in (
            "id", "predicate", "value", "unit", "indicator", "role", "time", "modality", "change", "status",
            "extractor", "sentence", "article", "title", "source", "published",
        )
    }  # fmt: skip
    return SaidStatement(
        subject=End(id=str(row["subject_id"]), etype=str(row["subject_type"]), name=str(row["subject_name"])),
        object=End(id=str(row["object_id"]), etype=str(row["object_type"]), name=str(row["object_name"]))
        if row["object_id"]
        else None,
        number=float(str(row["number"])) if row["number"] is not None else None,
        approximate=bool(row["approximate"]),
        details=tuple((str(name), str(words)) for name, words in json.loads(str(row["details"] or "[]"))),
        confidence=float(str(row["confidence"] or 0)),
        start=int(str(row["first"])) - start,
        end=int(str(row["last"])) - start,
        **texts,
    )
