"""Which reading counts: of one file read twice, and of one article in several files (DESIGN, rule 1).

Also what a reading must satisfy to be stored and given back exactly: `canonical`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from ontology.dates import bounds
from ontology.errors import InputError
from ontology.records import FileReading, LocalEntity, Reading, Statement
from store.base import FileOutcome

ReaderOrder: TypeAlias = tuple[tuple[int, ...], str]


def reader_order(reader: str) -> ReaderOrder:
    """A reader's version as something that sorts: numbers, then what follows them.

    >>> reader_order("0.10.0+lac") > reader_order("0.9.3+lac") > reader_order("0.9.3")
    True
    """
    version, _, extra = reader.partition("+")
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version)), extra


def content(reading: Reading) -> str:
    """A reading as JSON text, the same for equal readings."""
    return json.dumps(reading.to_dict(), ensure_ascii=False, separators=(",", ":"))


def chosen(stored: FileReading | None, offered: FileReading) -> tuple[FileReading, FileOutcome]:
    """Which reading of one file (same digest) to keep, and what became of the offered one.

    An older reader never replaces a newer one. Of one reader's: options given replace; articles that
    were deleted come back; else the same bytes under another name keep the best (context, source, content),
    whichever came first.
    """
    if stored is None:
        return offered, "read"
    if stored == offered:
        return stored, "unchanged"
    old, new = reader_order(stored.reader), reader_order(offered.reader)
    if old != new:
        return (offered, "read") if new > old else (stored, "unchanged")
    options = (offered.published_option, offered.area_option)
    if options != (stored.published_option, stored.area_option):
        return (offered, "read") if any(options) else (stored, "unchanged")
    held = {reading.article.id for reading in stored.readings}
    if any(reading.article.id not in held for reading in offered.readings):
        return offered, "read"
    return (offered, "read") if _worth(offered) < _worth(stored) else (stored, "unchanged")


def _worth(file: FileReading) -> tuple[list[tuple[int, int]], str, list[str]]:
    """Smaller is better."""
    return [one.context.rank for one in file.readings], file.source, [content(one) for one in file.readings]


def counted(candidates: Sequence[tuple[Reading, str, str, int]]) -> int:
    """Which of several readings of one article counts: its place among (reading, reader, digest, nth in its file).

    Best context, then newest reader, then smallest by content; between equal ones the file's digest.
    """
    if len(candidates) == 1:
        return 0
    newest = sorted({reader_order(reader) for _, reader, _, _ in candidates}, reverse=True)
    return min(
        range(len(candidates)),
        key=lambda at: (
            candidates[at][0].context.rank,
            newest.index(reader_order(candidates[at][1])),
            content(candidates[at][0]),
            *candidates[at][2:],
        ),
    )


def canonical(file: FileReading) -> FileReading:
    """The file's reading as a store gives it back: entities by first span, statements by evidence, '' as None.

    InputError where a reading contradicts itself, so that it could not be given back or would lose something.
    """
    readings = tuple(_canonical(one, where=file.source) for one in file.readings)
    return replace(
        file,
        readings=readings,
        published_option=file.published_option or None,
        area_option=file.area_option or None,
    )


def _canonical(reading: Reading, *, where: str) -> Reading:
    article, context = reading.article, reading.context
    sentences = tuple(sorted(reading.sentences, key=lambda one: one.start))
    _check(reading, where=where)
    return Reading(
        article=replace(article, title=article.title or None, dateline=article.dateline or None),
        context=replace(
            context,
            published=context.published or None,
            area=context.area or None,
            publisher=context.publisher or None,
            dateline_name=context.dateline_name or None,
            dateline_code=context.dateline_code or None,
        ),
        sentences=sentences,
        entities=tuple(sorted(map(_entity, reading.entities), key=lambda one: (one.mentions, one.id))),
        statements=tuple(sorted(map(_statement, reading.statements), key=lambda one: (one.evidence, one.id))),
    )


def _entity(entity: LocalEntity) -> LocalEntity:
    return entity if entity.code != "" else replace(entity, code=None)


def _statement(one: Statement) -> Statement:
    value = float(one.value) if isinstance(one.value, int) else one.value
    texts = (one.object, one.unit, one.indicator, one.scope, one.role, one.time, one.change)
    if "" not in texts and value is one.value and value != "":
        return one
    object_, unit, indicator, scope, role, time, change = (text or None for text in texts)
    return replace(
        one, object=object_, value=None if value == "" else value, unit=unit, indicator=indicator, scope=scope,
        role=role, time=time, change=change,
    )  # fmt: skip


def _check(reading: Reading, *, where: str) -> None:
    article = reading.article.id
    problems = (
        *_sentence_problems(reading),
        *_statement_problems(reading),
        *(f"{what} {one!r} stands twice" for what, ids in _ids(reading) for one in _repeated(ids)),
        *_date_problems(reading),
        *(f"the local entity {one.id!r} is of another article" for one in reading.entities if one.article != article),
    )
    for problem in problems:
        raise InputError(f"a reading contradicts itself: {problem}", where=where, remedy="report this page")


def _sentence_problems(reading: Reading) -> Iterable[str]:
    at = 0
    for one in sorted(reading.sentences, key=lambda each: each.start):
        if one.start != at or one.end - one.start != len(one.text) or one.article != reading.article.id:
            yield f"its sentences do not tile the text at {at}"
        at = one.end
    if "".join(one.text for one in sorted(reading.sentences, key=lambda each: each.start)) != reading.article.text:
        yield "its sentences are not its text"


def _statement_problems(reading: Reading) -> Iterable[str]:
    known = {one.id for one in reading.entities}
    for one in reading.statements:
        ends = [end for end in (one.subject, one.object, one.scope) if end]
        missing = [end for end in ends if end not in known]
        if missing:
            yield f"statement {one.id!r} names {missing[0]!r}, which is no local entity of the article"
        if not one.object and (one.value is None or one.value == ""):
            yield f"statement {one.id!r} has neither object nor value"
        if one.article != reading.article.id:
            yield f"statement {one.id!r} is of another article"


def _date_problems(reading: Reading) -> Iterable[str]:
    times = {one.time for one in reading.statements} | {reading.context.published}
    for time in sorted(time for time in times if time):
        try:
            bounds(time)
        except ValueError as error:
            yield str(error)


def _ids(reading: Reading) -> Iterable[tuple[str, list[str]]]:
    yield "sentence", [one.id for one in reading.sentences]
    yield "local entity", [one.id for one in reading.entities]
    yield "statement", [one.id for one in reading.statements]


def _repeated(ids: list[str]) -> list[str]:
    return sorted(one for one, times in Counter(ids).items() if times > 1)
