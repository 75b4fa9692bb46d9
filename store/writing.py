"""One article's rows, and what it adds to the sums over articles (entities, typed relations).

Used for all articles by `derive` and for those that changed by `update`, so that both write the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from ontology.ids import hash_of, local_id, normal_name
from ontology.keys import organization_area, organization_key
from ontology.model import Relation
from ontology.posts import is_post
from ontology.records import LocalEntity, Reading, Statement
from store.base import Graph, Row, StoredFile
from store.days import Behind, Days, reported
from store.resolve import Kin, lies_in, local_redirects
from store.rows import (
    area_of,
    article_row,
    byline_row,
    days_of,
    local_row,
    part_rows,
    reading_id,
    reading_row,
    sentence_row,
    statement_row,
)
from store.rulings import Rulings, Verdict
from store.schema import EDGE_TABLES
from store.selection import counted

Ends: TypeAlias = Mapping[str, Collection[tuple[str, str]]]
"""Relation table -> the (from, to) types it may lie between."""


def ends_of(relations: Iterable[Relation]) -> Ends:
    """What the ontology lets the relations between entities lie between."""
    return {
        one.table: frozenset(pair for pair in product(one.domain, one.range) if one.allows(*pair)) for one in relations
    }


Answers: TypeAlias = Mapping[str, tuple[str, ...]]
"""Local id -> the ids, named by decisions in force, that it bears. Those that bear none are left out."""

TENURES = "holdsPost"
"""The relation whose edges are tenures: they have reported beginnings and ends."""
_BY = frozenset(EDGE_TABLES["WRITTEN_BY"][1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A reading of one article in one file: `nth` of this article there, at `position` on the page (both from 0)."""

    file: StoredFile
    nth: int
    position: int
    reading: Reading


@dataclass(slots=True)
class Tally:
    """Sums over articles: how many speak of an entity, and which; the statements behind a relation.

    `relations[table][id]` is the relation's row without its sums, `behind[table][id]` the sums.
    """

    entities: dict[str, Days] = field(default_factory=lambda: defaultdict(Days))
    speaking: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    relations: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    behind: dict[str, dict[str, Behind]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Behind)))


@dataclass(slots=True, kw_only=True)
class Writing:
    """What is being written. `entity_of`: local id (or publisher's) -> its entity, none for those deleted.

    `added`: states of the decisions that add statements to these articles; `statements`: ids of all
    statements written.
    """

    rulings: Rulings
    ends: Ends | None
    entity_of: Mapping[str, str] = field(default_factory=dict)
    graph: Graph = field(default_factory=lambda: Graph(defaultdict(dict), defaultdict(dict)))
    tally: Tally = field(default_factory=Tally)
    added: dict[str, Verdict] = field(default_factory=dict)
    statements: set[str] = field(default_factory=set)


def edge(from_table: str, from_id: str, to_table: str, to_id: str) -> Row:
    """An edge's row, without properties."""
    return {"from_table": from_table, "from_id": from_id, "to_table": to_table, "to_id": to_id}


def write_readings(writing: Writing, article: str, candidates: Sequence[Candidate]) -> Candidate:
    """Rows of Reading and ReadingPart of one article; the candidate that counts."""
    best = counted([(one.reading, one.file.reader, one.file.digest, one.nth) for one in candidates])
    nodes = writing.graph.nodes
    for at, one in enumerate(candidates):
        key = reading_id(one.file.digest, article, one.nth)
        nodes["Reading"][key] = reading_row(one.file.digest, one.reading, counted=at == best)
        if at != best:
            nodes["ReadingPart"].update(part_rows(key, one.reading))
    return candidates[best]


def answers_of(reading: Reading, named: Collection[str]) -> Answers:
    """Which of the ids that decisions name a reading's local entities bear: their own, or of another span of theirs."""
    if not named:
        return {}
    answers: dict[str, list[str]] = {}
    for end, local in bearers(reading).items():
        if end in named:
            answers.setdefault(local, []).append(end)
    return {local: tuple(sorted(ends)) for local, ends in answers.items()}


def bearers(reading: Reading) -> dict[str, str]:
    """Every id by which a reading's local entities may be named -> the local entity: its own, or of any of its spans."""
    article = reading.article.id
    bearer = {one.id: one.id for one in reading.entities}
    for one in sorted(reading.entities, key=lambda each: each.id):
        for span in one.mentions:
            bearer.setdefault(local_id(article, *span), one.id)
    return bearer


def kin_of(one: LocalEntity, *, area: str, answers: tuple[str, ...]) -> Kin:
    """A local entity as kin of itself alone. `area`: its county (`rows.area_of`)."""
    return Kin(
        first=one.id,
        type=one.type,
        kind=one.kind,
        name=one.name,
        aliases=one.aliases,
        code=one.code or "",
        area=area,
        keys=one.keys,
        blocks=one.blocks,
        traits=one.traits,
        answers=answers,
    )


@lru_cache(maxsize=4096)
def publisher_of(name: str, area: str) -> Kin:
    """The organisation that articles of an area ('' if unknown) name as publisher: keyed as one of the text would be."""
    code, path = organization_area(name, area=area) if area else (None, ())
    key = organization_key(code, path) or f"Organization||{normal_name(name)}"
    return Kin(
        first=hash_of("publisher", key, name, area),
        type="Organization",
        kind="Media",
        name=name,
        area=area,
        keys=(key,),
        publisher=True,
    )


def article_kin(reading: Reading, answers: Answers) -> Iterable[Kin]:
    """Every local entity of a reading as kin, and its publisher."""
    area = reading.context.area
    for one in reading.entities:
        yield kin_of(one, area=area_of(one, area), answers=answers.get(one.id, ()))
    if reading.context.publisher:
        yield publisher_of(reading.context.publisher, area or "")


@lru_cache(maxsize=65536)
def block_id(block: str) -> str:
    """Key of a Block: blocks may be longer than a home's index allows."""
    return hash_of("block", block)


@lru_cache(maxsize=1024)
def relation_table(predicate: str) -> str:
    """A relation's table.

    >>> relation_table("holdsPost")
    'HOLDS_POST'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate).upper()


def write_article(writing: Writing, one: Candidate, answers: Answers) -> None:
    """All rows of an article's counted reading, and its share of the tally."""
    article = one.reading.article
    nodes = writing.graph.nodes
    nodes["Article"][article.id] = article_row(one.reading, one.file, one.position)
    for position, name in enumerate(article.byline):
        nodes["Byline"][f"{article.id}-{position}"] = byline_row(article.id, position, name)
    sentences, in_ = nodes["Sentence"], writing.graph.edges["IN"]
    for sentence in one.reading.sentences:
        sentences[sentence.id] = sentence_row(sentence)
        in_[sentence.id] = edge("Sentence", sentence.id, "Article", article.id)
    write_said(writing, one.reading, answers)


def write_said(writing: Writing, reading: Reading, answers: Answers) -> None:
    """Rows of what a reading, or a part of one, says: local entities, statements, and their share of the tally.

    A part has no sentences: the evidence of its statements stays what it is. Of an entity it has all local entities
    of the article, or says of it before a change what it says after.
    """
    article, context = reading.article.id, reading.context
    days = days_of(context.published)
    ends = _write_locals(writing, reading, answers)
    said = {end[1] for end in ends.values()}
    if context.publisher:
        publisher = publisher_of(context.publisher, context.area or "")
        entity = writing.entity_of[publisher.first]
        said.add(entity)
        edges = writing.graph.edges
        edges["PUBLISHED_BY"][article] = edge("Article", article, "Organization", entity)
        block = block_id(publisher.keys[0])
        edges["IN_BLOCK"][f"{article}-{block}"] = edge("Article", article, "Block", block)
    for entity in said:
        writing.tally.entities[entity].add(days.start_date, days.end_date)
        writing.tally.speaking[entity].add(article)
    _write_statements(writing, reading, ends, days[:2])


def _write_locals(writing: Writing, reading: Reading, answers: Answers) -> dict[str, tuple[str, str]]:
    """Rows of an article's local entities; (type, entity) of each that has an entity."""
    article, article_area = reading.article.id, reading.context.area
    nodes, edges = writing.graph.nodes, writing.graph.edges
    locals_, redirects = nodes["LocalEntity"], nodes["Redirect"]
    in_, in_block, refers_to = edges["IN"], edges["IN_BLOCK"], edges["REFERS_TO"]
    ends: dict[str, tuple[str, str]] = {}
    mentions: dict[tuple[str, str], int] = defaultdict(int)
    for one in reading.entities:
        identity = one.id
        borne = answers.get(identity, ())
        entity = writing.entity_of.get(identity, "")
        locals_[identity] = local_row(one, area=area_of(one, article_area), answers=borne, entity=entity)
        in_[identity] = edge("LocalEntity", identity, "Article", article)
        for block in map(block_id, lies_in(one.keys, one.blocks, borne)):
            in_block[f"{identity}-{block}"] = edge("LocalEntity", identity, "Block", block)
        if not entity:
            continue
        end: tuple[str, str] = (writing.rulings.type_of(one.type, borne) if borne else one.type, entity)
        ends[identity] = end
        for redirect in local_redirects(identity, entity):
            redirects[redirect] = {"targets": [entity]}
        refers_to[identity] = edge("LocalEntity", identity, *end)
        in_text = len(one.mentions)
        if one.byline_role is not None:
            in_text -= 1
            if ("Article", end[0]) in _BY:
                edges["WRITTEN_BY"][identity] = edge("Article", article, *end) | {"role": one.byline_role}
        if in_text > 0:
            mentions[end] += in_text
    for said, count in mentions.items():
        edges["MENTIONS"][f"{article}-{said[1]}"] = edge("Article", article, *said) | {"count": count}
    return ends


def _write_statements(
    writing: Writing, reading: Reading, ends: Mapping[str, tuple[str, str]], published: tuple[str, str]
) -> None:
    sentences = reading.sentences
    starts = [one.start for one in sentences]
    statements, edges, statuses = writing.graph.nodes["Statement"], writing.graph.edges, writing.rulings.statuses
    subjects, objects, evidence = edges["SUBJECT"], edges["OBJECT"], edges["EVIDENCE"]
    for statement in (*reading.statements, *_added(writing, reading)):
        identity = statement.id
        status = statuses.get(identity, "")
        statements[identity] = statement_row(statement, status=status)
        writing.statements.add(identity)
        if sentences:
            sentence = sentences[bisect_right(starts, statement.evidence[0]) - 1]
            evidence[identity] = edge("Statement", identity, "Sentence", sentence.id)
        if status == "deleted":
            continue
        subject = ends.get(statement.subject)
        object_ = ends.get(statement.object) if statement.object else None
        if subject:
            subjects[identity] = edge("Statement", identity, *subject)
        if object_:
            objects[identity] = edge("Statement", identity, *object_)
        if subject and object_ and counts(statement, status):
            tell(_tally_relation(writing, statement, subject, object_), statement, published)


def _tally_relation(
    writing: Writing, statement: Statement, subject: tuple[str, str], object_: tuple[str, str]
) -> Behind:
    """The sums of the typed relation that a statement stands behind; of none, sums that nobody reads."""
    table = relation_table(statement.predicate)
    if writing.ends is not None and (subject[0], object_[0]) not in writing.ends.get(table, ()):
        return Behind()
    row = relation_of(statement)
    identity = relation_id(row, subject[1], object_[1])
    if identity not in writing.tally.relations[table]:
        writing.tally.relations[table][identity] = row | edge(*subject, *object_)
    return writing.tally.behind[table][identity]


def relation_of(statement: Statement) -> Row:
    """What a typed relation says besides its ends: holdsPost its role, donatesTo what was given, others nothing."""
    row: Row = {"predicate": statement.predicate, "role": "", "value_number": None, "unit": "", "what": ""}
    if statement.predicate == TENURES:
        row["role"] = statement.role or ""
    elif statement.predicate == "donatesTo":
        row["value_number"] = statement.value if isinstance(statement.value, float) else None
        row["unit"] = statement.unit or ""
        row["what"] = dict(statement.details).get("what", "")
    return row


def relation_id(row: Row, subject: str, object_: str) -> str:
    """Id of a typed relation from its row and the entities at its ends: one for all statements that say the same."""
    said = (row["predicate"], subject, object_, row["role"], row["value_number"], row["unit"], row["what"])
    return hash_of("relation", *said)


def counts(statement: Statement, status: str) -> bool:
    """Whether a statement with an object tells of a typed relation: that it is or, of a post, that it ended.

    What is said to be somebody's post and is none (a pupil of a school, a resident of a village) stays a statement.
    """
    if statement.predicate == TENURES and not is_post(statement.role or ""):
        return False
    modalities = ("reported", "ended") if statement.predicate == TENURES else ("reported",)
    return statement.modality in modalities and status not in ("rejected", "deleted")


def tell(behind: Behind, statement: Statement, published: tuple[str, str]) -> None:
    """Add a statement to the sums of its relation. Only reported ones make it: an end alone is no relation."""
    if statement.modality == "reported":
        behind.add(*days_said(statement, published))
    if statement.predicate == TENURES:
        behind.reach(reported(statement, published))


def days_said(statement: Statement, published: tuple[str, str]) -> tuple[str, str]:
    """First and last possible day of what a statement says: its own time, else its article's."""
    return days_of(statement.time)[:2] if statement.time else published


def _added(writing: Writing, reading: Reading) -> Iterable[Statement]:
    """Statements that people added to this article, their ends as its local entities are now called."""
    waiting = writing.rulings.added.get(reading.article.id)
    if not waiting:
        return
    bearer = bearers(reading)
    known = {one.id for one in reading.statements}
    for decision, statement in waiting:
        ends = {end: bearer.get(end) for end in (statement.subject, statement.object, statement.scope) if end}
        start, end = statement.evidence
        if None in ends.values():
            writing.added[decision.id] = "waiting", "a local entity that it names is not in the store"
        elif not 0 <= start < end <= len(reading.article.text):
            writing.added[decision.id] = "impossible", "its evidence lies outside of the article"
        elif statement.id in known:
            writing.added[decision.id] = "applied", "the store has this statement without it"
        else:
            writing.added[decision.id] = "applied", ""
            known.add(statement.id)
            subject = ends[statement.subject] or ""
            yield replace(
                statement,
                subject=subject,
                object=ends.get(statement.object or ""),
                scope=ends.get(statement.scope or ""),
            )


def relation_row(row: Row, behind: Behind) -> Row:
    """A typed relation's row with its sums."""
    return row | {
        "statements": behind.count,
        "first_date": behind.first,
        "last_date": behind.last,
        "start_date": behind.start,
        "end_date": behind.end,
    }
