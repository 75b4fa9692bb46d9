"""Which reading counts: of one file read twice, and of one article in several files (DESIGN, rule 1).

Also what a reading must satisfy to be stored and given back exactly: `canonical`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from ontology.errors import InputError
from ontology.records import FileReading, LocalEntity, Reading, Statement
from store.base import FileOutcome
from store.rows import content, days_of

ReaderOrder: TypeAlias = tuple[tuple[int, ...], str]


def reader_order(reader: str) -> ReaderOrder:
    """A reader's version as something that sorts: numbers, then what follows them.

    >>> reader_order("0.10.0+lac") > reader_order("0.9.3+lac") > reader_order("0.9.3")
    True
    """
    version, _, extra = reader.partition("+")
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version)), extra


def chosen(stored: FileReading | None, offered: FileReading) -> tuple[FileReading, FileOutcome]:
    """Which reading of one file (same digest) to keep, and what became of the offered one.

    An older reader never replaces a newer one. Of one version's: options given replace, whatever the
    tagger; articles that were deleted come back; else the same bytes under another name keep the best (context, source, content),
    whichever came first.
    """
    if stored is None:
        return offered, "read"
    if stored == offered:
        return stored, "unchanged"
    old, new = reader_order(stored.reader), reader_order(offered.reader)
    if old[0] != new[0]:
        return (offered, "read") if new > old else (stored, "unchanged")
    options = (offered.published_option, offered.area_option)
    if options != (stored.published_option, stored.area_option):
        return (offered, "read") if any(options) else (stored, "unchanged")
    if old != new:
        return (offered, "read") if new > old else (stored, "unchanged")
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
    _check(reading, where=where)
    article, context = reading.article, reading.context
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
        sentences=tuple(sorted(reading.sentences, key=lambda one: one.start)),
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
    for problem in (*_tiling(reading), *_naming(reading), *_dating(reading)):
        raise InputError(f"a reading contradicts itself: {problem}", where=where, remedy="report this page")


def _tiling(reading: Reading) -> Iterable[str]:
    article, at = reading.article, 0
    ordered = sorted(reading.sentences, key=lambda one: one.start)
    for one in ordered:
        if one.start != at or one.end - one.start != len(one.text) or one.article != article.id:
            yield f"its sentences do not tile the text at {at}"
        at = one.end
    if "".join([one.text for one in ordered]) != article.text:
        yield "its sentences are not its text"


def _naming(reading: Reading) -> Iterable[str]:
    article, known = reading.article, {one.id for one in reading.entities}
    for what, records in (
        ("sentence", reading.sentences),
        ("local entity", reading.entities),
        ("statement", reading.statements),
    ):
        twice = _repeated([one.id for one in records])
        if twice:
            yield f"the {what} {twice[0]!r} stands twice"
    for entity in reading.entities:
        if entity.article != article.id:
            yield f"the local entity {entity.id!r} is of another article"
    for one in reading.statements:
        if one.article != article.id:
            yield f"statement {one.id!r} is of another article"
        if (
            one.subject not in known
            or (one.object and one.object not in known)
            or (one.scope and one.scope not in known)
        ):
            yield f"statement {one.id!r} names what is no local entity of its article"
        if not one.object and (one.value is None or one.value == ""):
            yield f"statement {one.id!r} has neither object nor value"
        if not 0 <= one.evidence[0] < one.evidence[1] <= len(article.text):
            yield f"the evidence of statement {one.id!r} lies outside of the text"


def _dating(reading: Reading) -> Iterable[str]:
    times = {one.time for one in reading.statements} | {reading.context.published}
    for time in sorted(time for time in times if time):
        try:
            days_of(time)
        except ValueError as error:
            yield str(error)


def _repeated(ids: list[str]) -> list[str]:
    return [] if len(set(ids)) == len(ids) else sorted(one for one, times in Counter(ids).items() if times > 1)
