"""The source layer as rows of schema.py and back: every record is given back equal to what was stored.

What a record has not is '' in a text column and null in a number column. `id` is the row's key and no
column of it. Readings must be `selection.canonical`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from ontology.dates import Bounds, bounds
from ontology.ids import hash_of
from ontology.records import (
    Article,
    BylineName,
    Context,
    Decision,
    FileReading,
    LocalEntity,
    Reading,
    Sentence,
    Span,
    Statement,
)
from store.base import Row, StoredFile
from store.rulings import BY_DECISION, Verdict

PART = 1400
"""Code points of a waiting reading's content in one ReadingPart: long strings do not survive a kill (FACTS 1)."""

_COUNTY = re.compile(r"(\d{6})(?:\d{3}){0,2}\Z")


def content(reading: Reading) -> str:
    """A reading as JSON text, the same for equal readings."""
    return json.dumps(reading.to_dict(), ensure_ascii=False, separators=(",", ":"))


def stored_file(file: FileReading) -> StoredFile:
    """What is known of a file besides its content."""
    return StoredFile(
        digest=file.digest,
        source=file.source,
        reader=file.reader,
        published_option=file.published_option,
        area_option=file.area_option,
        articles=tuple(one.article.id for one in file.readings),
    )


def file_row(file: StoredFile) -> Row:
    """Of table File; its key is the digest."""
    return {
        "source": file.source,
        "reader": file.reader,
        "published_option": file.published_option or "",
        "area_option": file.area_option or "",
        "articles": list(file.articles),
    }


def file_of(digest: str, row: Row) -> StoredFile:
    """Inverse of `file_row`."""
    return StoredFile(
        digest=digest,
        source=_text(row, "source"),
        reader=_text(row, "reader"),
        published_option=_text(row, "published_option") or None,
        area_option=_text(row, "area_option") or None,
        articles=tuple(_texts(row, "articles")),
    )


def reading_id(digest: str, article: str, nth: int) -> str:
    """Key of table Reading: the nth reading (from 0) of one article in one file."""
    return hash_of("reading", digest, article, nth)


def reading_ids(file: StoredFile) -> Iterator[tuple[str, str, int]]:
    """(key of Reading, article, nth) of each reading of a file, in the page's order."""
    times: dict[str, int] = {}
    for article in file.articles:
        nth = times[article] = times.get(article, -1) + 1
        yield reading_id(file.digest, article, nth), article, nth


def reading_row(digest: str, reading: Reading, *, counted: bool) -> Row:
    """Of table Reading. `digest`: its file's."""
    ids = ([one.id for one in records] for records in (reading.sentences, reading.entities, reading.statements))
    return {"file": digest, "article": reading.article.id, "counted": counted, "holds": hash_of("holds", *ids)}


def part_rows(reading_key: str, reading: Reading) -> Iterator[tuple[str, Row]]:
    """Rows of table ReadingPart: the content of a reading that waits."""
    text = content(reading)
    for position, start in enumerate(range(0, len(text), PART)):
        part: Row = {"reading": reading_key, "position": position, "text": text[start : start + PART]}
        yield f"{reading_key}-{position}", part


def reading_of_parts(parts: Iterable[Row]) -> Reading:
    """Inverse of `part_rows`, the rows in any order."""
    return Reading.from_dict(json.loads("".join(_text(part, "text") for part in sorted(parts, key=_position))))


def article_row(reading: Reading, file: StoredFile, position: int) -> Row:
    """Of table Article. `file`: where the reading that counts stands; `position` in it, from 0."""
    article, context = reading.article, reading.context
    days = days_of(context.published)
    return {
        "etype": "Article",
        "title": article.title or "",
        "dateline": article.dateline or "",
        "dateline_name": context.dateline_name or "",
        "dateline_code": context.dateline_code or "",
        "body_start": article.body[0],
        "body_end": article.body[1],
        "published": context.published or "",
        "start_date": days.start_date,
        "end_date": days.end_date,
        "published_from": context.published_from,
        "published_reason": context.published_reason,
        "area": context.area or "",
        "area_from": context.area_from,
        "area_reason": context.area_reason,
        "publisher": context.publisher or "",
        "source": file.source,
        "file": file.digest,
        "position": position,
    }


def sentence_row(one: Sentence) -> Row:
    """Of table Sentence."""
    return {"article": one.article, "start_offset": one.start, "end_offset": one.end, "text": one.text}


def byline_row(article: str, position: int, name: BylineName) -> Row:
    """Of table Byline; its key is `{article}-{position}`."""
    return {
        "article": article,
        "position": position,
        "name": name.name,
        "role": name.role,
        "span": _spans_text([name.span] if name.span else []),
    }


def local_row(one: LocalEntity, *, area: str, answers: Sequence[str], entity: str) -> Row:
    """Of table LocalEntity. `area`, `answers`, `entity` are derived: see `area_of`, `resolve.Kin`."""
    return {
        "article": one.article,
        "etype": one.type,
        "kind": one.kind,
        "name": one.name,
        "aliases": list(one.aliases),
        "code": one.code or "",
        "spans": _spans_text(one.mentions),
        "keys": list(one.keys),
        "blocks": list(one.blocks),
        "traits": list(one.traits),
        "in_byline": one.byline_role is not None,
        "byline_role": one.byline_role or "",
        "rule": one.rule,
        "area": area,
        "answers": list(answers),
        "entity": entity,
    }


def statement_row(one: Statement, *, status: str) -> Row:
    """Of table Statement. `status` is derived: '', confirmed, rejected or deleted."""
    days = days_of(one.time)
    number = isinstance(one.value, float)
    return {
        "article": one.article,
        "predicate": one.predicate,
        "subject_local": one.subject,
        "object_local": one.object or "",
        "scope_local": one.scope or "",
        "value_text": "" if number or one.value is None else str(one.value),
        "value_number": one.value if number else None,
        "unit": one.unit or "",
        "indicator": one.indicator or "",
        "role": one.role or "",
        "time": one.time or "",
        "start_date": days.start_date,
        "end_date": days.end_date,
        "precision": days.precision,
        "modality": one.modality,
        "approximate": one.approximate,
        "change": one.change or "",
        "details": json.dumps(one.details, ensure_ascii=False) if one.details else "",
        "evidence_start": one.evidence[0],
        "evidence_end": one.evidence[1],
        "confidence": one.confidence,
        "extractor": one.extractor,
        "status": status,
    }


def decision_row(one: Decision, verdict: Verdict) -> Row:
    """Of table Decision."""
    return {
        "kind": one.kind,
        "left_ids": list(one.left),
        "right_ids": list(one.right),
        "value": one.value or "",
        "who": one.who,
        "decided_at": one.when,
        "why": one.why,
        "state": verdict[0],
        "state_reason": verdict[1],
    }


def decision_of(identity: str, row: Row) -> Decision:
    """Inverse of `decision_row`, but for the state."""
    return Decision(
        id=identity,
        kind=cast(Any, row["kind"]),
        left=tuple(_texts(row, "left_ids")),
        right=tuple(_texts(row, "right_ids")),
        value=_text(row, "value") or None,
        who=_text(row, "who"),
        when=_text(row, "decided_at"),
        why=_text(row, "why"),
    )


def reading_of(
    article: str,
    row: Row,
    *,
    sentences: Mapping[str, Row],
    bylines: Iterable[Row],
    locals_: Mapping[str, Row],
    statements: Mapping[str, Row],
) -> Reading:
    """The counted reading of an article from its rows, by id, in any order. Statements that people added are left out."""
    tiled = sorted(
        (
            Sentence(
                id=key,
                article=article,
                start=_int(one, "start_offset"),
                end=_int(one, "end_offset"),
                text=_text(one, "text"),
            )
            for key, one in sentences.items()
        ),
        key=lambda one: one.start,
    )
    byline = tuple(_byline_of(one) for one in sorted(bylines, key=_position))
    return Reading(
        article=Article(
            id=article,
            title=_text(row, "title") or None,
            dateline=_text(row, "dateline") or None,
            body=(_int(row, "body_start"), _int(row, "body_end")),
            byline=byline,
            text="".join(one.text for one in tiled),
        ),
        context=Context(
            published=_text(row, "published") or None,
            published_from=cast(Any, row["published_from"]),
            published_reason=_text(row, "published_reason"),
            area=_text(row, "area") or None,
            area_from=cast(Any, row["area_from"]),
            area_reason=_text(row, "area_reason"),
            publisher=_text(row, "publisher") or None,
            dateline_name=_text(row, "dateline_name") or None,
            dateline_code=_text(row, "dateline_code") or None,
        ),
        sentences=tuple(tiled),
        entities=tuple(
            sorted((local_of(key, one) for key, one in locals_.items()), key=lambda one: (one.mentions, one.id))
        ),
        statements=tuple(
            sorted(
                (
                    statement_of(key, one)
                    for key, one in statements.items()
                    if not _text(one, "extractor").startswith(BY_DECISION)
                ),
                key=lambda one: (one.evidence, one.id),
            )
        ),
    )


def local_of(identity: str, row: Row) -> LocalEntity:
    """Inverse of `local_row`, but for what is derived."""
    return LocalEntity(
        id=identity,
        article=_text(row, "article"),
        type=cast(Any, row["etype"]),
        kind=_text(row, "kind"),
        name=_text(row, "name"),
        aliases=tuple(_texts(row, "aliases")),
        code=_text(row, "code") or None,
        mentions=spans_of(_text(row, "spans")),
        keys=tuple(_texts(row, "keys")),
        blocks=tuple(_texts(row, "blocks")),
        traits=tuple(_texts(row, "traits") or ()),
        byline_role=_text(row, "byline_role") if row["in_byline"] else None,
        rule=_text(row, "rule"),
    )


def statement_of(identity: str, row: Row) -> Statement:
    """Inverse of `statement_row`, but for the status."""
    number = row["value_number"]
    value = _text(row, "value_text") or None if number is None else float(cast(float, number))
    details = json.loads(_text(row, "details") or "[]")
    return Statement(
        id=identity,
        article=_text(row, "article"),
        subject=_text(row, "subject_local"),
        predicate=_text(row, "predicate"),
        object=_text(row, "object_local") or None,
        value=value,
        unit=_text(row, "unit") or None,
        indicator=_text(row, "indicator") or None,
        scope=_text(row, "scope_local") or None,
        role=_text(row, "role") or None,
        time=_text(row, "time") or None,
        modality=cast(Any, row["modality"]),
        approximate=bool(row["approximate"]),
        change=_text(row, "change") or None,
        details=tuple((str(name), str(said)) for name, said in details),
        evidence=(_int(row, "evidence_start"), _int(row, "evidence_end")),
        confidence=float(cast(float, row["confidence"])),
        extractor=_text(row, "extractor"),
    )


def area_of(one: LocalEntity, article_area: str | None) -> str:
    """Code of the county that a local entity belongs to: of its code or first key with one, else its article's."""
    return _area(one.code or "", one.keys) or ("" if one.code else article_area or "")


@lru_cache(maxsize=65536)
def _area(code: str, keys: tuple[str, ...]) -> str:
    codes = [code, *(part for key in keys for part in key.split("|"))]
    return next((match.group(1) for each in codes if each[:1].isdigit() and (match := _COUNTY.match(each))), "")


@lru_cache(maxsize=65536)
def days_of(edtf: str | None) -> Bounds:
    """First and last possible day and precision; all '' where there is no date."""
    return bounds(edtf) if edtf else Bounds("", "", "")


def spans_of(text: str) -> tuple[Span, ...]:
    """Spans from "start-end start-end …".

    >>> spans_of("0-3 10-12")
    ((0, 3), (10, 12))
    """
    return tuple((int(start), int(end)) for start, _, end in (one.partition("-") for one in text.split()))


def _spans_text(spans: Iterable[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _byline_of(row: Row) -> BylineName:
    spans = spans_of(_text(row, "span"))
    return BylineName(name=_text(row, "name"), role=_text(row, "role"), span=spans[0] if spans else None)


def _position(row: Row) -> int:
    return _int(row, "position")


def _text(row: Row, name: str) -> str:
    return cast(str, row[name])


def _texts(row: Row, name: str) -> list[str]:
    return cast("list[str]", row[name])


def _int(row: Row, name: str) -> int:
    return cast(int, row[name])
