"""Samples of what was read, to be judged one by one: posts, relations and figures, drawn blindly.

Recall against gold says what was found; whether what was said is right is judged one by one, each statement
by its sentence alone (and the one before it, where a pronoun or a scene needs it). Drawn are posts
(holdsPost), figures (hasFigure) and relations (every other predicate of the text).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.evaluation.measure import NO_RELATIONS
from ontology.records import FileReading, Modality, Reading, Record, Statement

KINDS = ("post", "relation", "figure")
MARKS = ("⟦", "⟧")
"""What stands before and behind the evidence in a sample's sentence; neither is used in the texts."""

SURE = 0.9
"""From this confidence on a reader may rely on a statement; the share right among these is told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    """A statement with its ends by name, and where it stands.

    `kind`: one of KINDS. `article`: the gold's key, the file's name without its ending. `scope`: the name of
    whom a figure counts. `sentence`: the whole one, its evidence between MARKS; `before`: the one ahead of it,
    '' where there is none.
    """

    kind: str
    article: str
    statement: str
    subject: str
    predicate: str
    object: str | None
    value: str | float | None
    unit: str | None
    indicator: str | None
    scope: str | None
    role: str | None
    time: str | None
    modality: Modality
    approximate: bool
    change: str | None
    details: tuple[tuple[str, str], ...]
    confidence: float
    sentence: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Record):
    """A sample with its verdict. `right` is None until it was judged; `why`: what is wrong, '' if nothing."""

    sample: Sample
    right: bool | None = None
    why: str = ""


def draw(files: Iterable[FileReading], *, each: int = 50, seed: int = 0) -> tuple[Sample, ...]:
    """`each` samples of each kind (all, where there are fewer), in the order of KINDS, then article and place.

    Each statement's lot comes from the seed and its id alone, so all are as likely, the same readings give the
    same samples, and where reading changes a little most are drawn again and keep their verdicts.
    """
    said: dict[str, list[tuple[str, Reading, Statement]]] = {kind: [] for kind in KINDS}
    for file in files:
        key = PurePath(file.source).stem
        for reading in file.readings:
            for statement in reading.statements:
                if (kind := _kind(statement)) is not None:
                    said[kind].append((key, reading, statement))
    drawn: list[Sample] = []
    for kind in KINDS:
        chosen = sorted(said[kind], key=lambda one: _lot(seed, one[2].id))[:each]
        chosen.sort(key=lambda one: (one[0], one[2].evidence, one[2].id))
        drawn += [_sample(kind, *one) for one in chosen]
    return tuple(drawn)


def carried(samples: Iterable[Sample], judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """The samples, with the verdicts given before to those that say the same, however sure the reader is now."""
    before = {_said(one.sample): one for one in judged}
    found = ((sample, before.get(_said(sample))) for sample in samples)
    return tuple(Judged(sample=one, right=old.right, why=old.why) if old else Judged(sample=one) for one, old in found)


def rows(judged: Sequence[Judged]) -> list[dict[str, str]]:
    """How many of each kind, of all, and of all from SURE on, are right: rows of a table for people."""
    groups = [(kind, [one for one in judged if one.sample.kind == kind]) for kind in KINDS]
    groups += [
        ("all", list(judged)),
        (f"all of confidence {SURE} or more", [one for one in judged if one.sample.confidence >= SURE]),
    ]
    return [_row(name, ones) for name, ones in groups]


def _row(name: str, judged: Sequence[Judged]) -> dict[str, str]:
    right = sum(one.right is True for one in judged)
    share = f"{right / len(judged):.2f}" if judged else ""
    return {"kind": name, "n": str(len(judged)), "right": str(right), "share": share}


def _kind(statement: Statement) -> str | None:
    if statement.predicate in NO_RELATIONS:
        return {"holdsPost": "post", "hasFigure": "figure"}.get(statement.predicate)
    return "relation"


def _lot(seed: int, statement: str) -> str:
    return hashlib.sha256(f"{seed} {statement}".encode()).hexdigest()


def _said(sample: Sample) -> tuple[tuple[str, object], ...]:
    return tuple(sorted((name, repr(value)) for name, value in sample.to_dict().items() if name != "confidence"))


def _sample(kind: str, key: str, reading: Reading, statement: Statement) -> Sample:
    names = {entity.id: entity.name for entity in reading.entities}
    start, end = statement.evidence
    at = next(at for at, one in enumerate(reading.sentences) if one.start <= start < one.end)
    holder = reading.sentences[at]
    start, end = start - holder.start, end - holder.start
    opening, closing = MARKS
    marked = f"{holder.text[:start]}{opening}{holder.text[start:end]}{closing}{holder.text[end:]}"
    return Sample(
        kind=kind,
        article=key,
        statement=statement.id,
        subject=names[statement.subject],
        predicate=statement.predicate,
        object=names[statement.object] if statement.object else None,
        value=statement.value,
        unit=statement.unit,
        indicator=statement.indicator,
        scope=names[statement.scope] if statement.scope else None,
        role=statement.role,
        time=statement.time,
        modality=statement.modality,
        approximate=statement.approximate,
        change=statement.change,
        details=statement.details,
        confidence=statement.confidence,
        sentence=marked.strip(),
        before=reading.sentences[at - 1].text.strip() if at else "",
    )
