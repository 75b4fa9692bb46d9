"""A statement that a person adds to an article: its ends are local entities there, its evidence words of its text."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from ontology.dates import bounds
from ontology.errors import UsageError
from ontology.ids import normal_name, statement_id
from ontology.posts import HOLDS
from ontology.records import MODALITIES, Reading, Span, Statement
from store.admissible import relation_of
from store.base import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says that an article says, in words; '' where it says nothing of it.

    `subject`, `object`: what the article speaks of, by local id, entity's id or a name it has there; `object` of a
    relation with a value (heldOn, hasFigure) is that value. `value`, `unit`, `what`: of a gift (donatesTo).
    `evidence`: words as they stand in the article, in one sentence.
    """

    subject: str
    predicate: str
    object: str
    evidence: str
    role: str = ""
    time: str = ""
    modality: str = "reported"
    value: str = ""
    unit: str = ""
    indicator: str = ""
    what: str = ""


def statement(reader: Reader, article: str, said: Said) -> Statement:
    """The statement, certain, for a decision `add`. UsageError where it names what is not in the article."""
    reading = reader.counted(article)
    if reading is None:
        raise UsageError(f"no article has the id {article!r}", remedy="`wangge articles` lists them")
    relation = relation_of(
        Statement(
            id="", article=article, subject="", predicate=said.predicate, evidence=(0, 1), confidence=1.0, extractor=""
        )
    )
    if relation.name == HOLDS and not said.role.strip():
        raise UsageError("a post has no name", remedy="give --role, as the article has it: 局长, 党委书记 …")
    if said.modality not in MODALITIES:
        raise UsageError(f"no modality {said.modality!r}", remedy=f"use one of {', '.join(MODALITIES)}")
    if said.time:
        _check_time(said.time)
    entities = _entities(reader, article)
    subject = _local(reading, entities, said.subject)
    object_ = _local(reading, entities, said.object) if relation.range else None
    words = said.value if relation.range else said.object
    value = _number(words) if words and (relation.literal == "number" or relation.range) else words or None
    evidence = _span(reading, said.evidence)
    target = object_ or [words, said.unit or None, said.indicator or None, None]
    return Statement(
        id=statement_id(article, relation.name, subject, target, said.role or None, said.modality, evidence),
        article=article,
        subject=subject,
        predicate=relation.name,
        object=object_,
        value=value,
        unit=said.unit or None,
        indicator=said.indicator or None,
        role=said.role or None,
        time=said.time or None,
        modality=said.modality,
        details=(("what", said.what),) if said.what else (),
        evidence=evidence,
        confidence=1.0,
        extractor="",
    )


def _entities(reader: Reader, article: str) -> dict[str, tuple[str, str]]:
    """Local id -> id and name of its entity, for all of an article that have one."""
    rows = reader.rows(
        "MATCH (:Article {id: $id})<-[:`IN`]-(l:LocalEntity)-[:REFERS_TO]->(e) "
        "RETURN l.id AS local, e.id AS entity, e.name AS name",
        {"id": article},
    )
    return {str(row["local"]): (str(row["entity"]), str(row["name"])) for row in rows}


def _local(reading: Reading, entities: dict[str, tuple[str, str]], reference: str) -> str:
    """The local entity that is meant: by its own id, its entity's id, or a name; UsageError for none or several."""
    wanted = normal_name(reference)
    names: dict[str, set[str]] = {}
    for one in reading.entities:
        entity, name = entities.get(one.id, ("", ""))
        if reference in (one.id, entity):
            return one.id
        for each in filter(None, (one.name, *one.aliases, name)):
            names.setdefault(normal_name(each), set()).add(one.id)
    found = sorted(names.get(wanted, ()))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"the article names several {reference!r}", remedy=f"name one by its id: {', '.join(found)}")
    close = difflib.get_close_matches(wanted, sorted(names), n=5, cutoff=0.3) or sorted(names)[:20]
    raise UsageError(f"the article speaks of nothing called {reference!r}", remedy=f"it names: {'、'.join(close)}")


def _span(reading: Reading, words: str) -> Span:
    """Where words first stand in an article's text, within one sentence."""
    for sentence in reading.sentences:
        at = sentence.text.find(words) if words.strip() else -1
        if at >= 0:
            return sentence.start + at, sentence.start + at + len(words)
    raise UsageError(
        f"no sentence of the article says {words[:60]!r}", remedy="give words as they stand in it, of one sentence"
    )


def _check_time(time: str) -> None:
    try:
        bounds(time)
    except ValueError as error:
        raise UsageError(f"the time: {error}", remedy="give 2022-10-26, 2022-10, 2022 or two of them with /") from error


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        raise UsageError(f"the value is a number, not {words!r}", remedy="write it in digits: 300, 12.5") from None
