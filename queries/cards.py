"""What the screen and `wangge show` need of one entity or one article: every statement with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.errors import UsageError
from queries.find import EntityRow, by_ids
from store.base import Reader, Row

_ENDS = "Organization|Person|Place|Event|Programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a statement: an entity."""

    id: str
    etype: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStatement:
    """A statement with its sentence. `start`, `end`: the evidence within `sentence`, in code points.

    `number` is set for figures, `value` for values in words; `time` is EDTF text or ''.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAs:
    """A local entity: the name under which one article spoke of the entity."""

    id: str
    article: str
    title: str
    source: str
    name: str
    aliases: tuple[str, ...]
    rule: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entity, all statements about it, and how each article named it."""

    entity: EntityRow
    statements: tuple[SaidStatement, ...]
    read_as: tuple[ReadAs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpan:
    """A name in an article's text, in code points, half-open, with the entity it speaks of."""

    start: int
    end: int
    entity: End


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article as the reader page shows it: its text with the entities' names marked."""

    id: str
    title: str
    source: str
    published: str
    published_from: str
    published_reason: str
    area: str
    area_from: str
    area_reason: str
    byline: tuple[tuple[str, str], ...]
    text: str
    marks: tuple[MarkedSpan, ...]
    statements: tuple[SaidStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article in a list."""

    id: str
    title: str
    published: str
    area: str
    source: str
    statements: int


_STATEMENT = (
    "MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article) "
    "MATCH (s)-[:SUBJECT]->(x) OPTIONAL MATCH (s)-[:OBJECT]->(y) "
    "RETURN DISTINCT s.id AS id, s.predicate AS predicate, x.id AS subject_id, x.etype AS subject_type, x.name AS subject_name, "
    "y.id AS object_id, y.etype AS object_type, y.name AS object_name, s.value_text AS value, s.value_number AS number, "
    "s.unit AS unit, s.indicator AS indicator, s.role AS role, s.time AS time, s.modality AS modality, "
    "s.approximate AS approximate, s.change AS change, s.status AS status, s.confidence AS confidence, "
    "s.extractor AS extractor, t.text AS sentence, t.start_offset AS sentence_start, s.evidence_start AS first, "
    "s.evidence_end AS last, a.id AS article, a.title AS title, a.source AS source, a.published AS published"
)


def card(reader: Reader, identity: str) -> Card:
    """The card of an entity by its id. UsageError where no entity has it."""
    found = by_ids(reader, (identity,))
    if not found:
        raise UsageError(f"no entity has the id {identity}", remedy="look it up with `wangge search NAME`")
    (entity,) = found
    label = entity.etype
    rows = {
        str(row["id"]): row
        for end in ("SUBJECT", "OBJECT")
        for row in reader.rows(f"MATCH (e:{label} {{id: $id}})<-[:{end}]-(s:Statement) {_STATEMENT}", {"id": identity})
    }
    locals_ = reader.rows(
        f"MATCH (e:{label} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) "
        "RETURN l.id AS id, l.article AS article, l.name AS name, l.aliases AS aliases, l.rule AS rule, l.keys AS keys",
        {"id": identity},
    )
    titles = {row.id: row for row in articles(reader)} if len(locals_) > 20 else _titles(reader, locals_)
    read_as = [
        ReadAs(
            id=str(row["id"]),
            article=str(row["article"]),
            title=titles[str(row["article"])].title,
            source=titles[str(row["article"])].source,
            name=str(row["name"]),
            aliases=_texts(row["aliases"]),
            rule=str(row["rule"] or ""),
            keys=_texts(row["keys"]),
        )
        for row in locals_
    ]
    return Card(
        entity=entity,
        statements=_statements(list(rows.values())),
        read_as=tuple(sorted(read_as, key=lambda one: (one.source, one.article, one.id))),
    )


def article(reader: Reader, identity: str) -> ArticleCard:
    """An article by its id. UsageError where it is not stored."""
    rows = reader.rows(
        "MATCH (a:Article {id: $id}) RETURN a.id AS id, a.title AS title, a.source AS source, a.published AS published, "
        "a.published_from AS published_from, a.published_reason AS published_reason, a.area AS area, "
        "a.area_from AS area_from, a.area_reason AS area_reason",
        {"id": identity},
    )
    if not rows:
        raise UsageError(f"no article has the id {identity}", remedy="`wangge articles` lists them")
    bound = {"id": identity}
    sentences = reader.rows(
        "MATCH (t:Sentence)-[:`IN`]->(a:Article {id: $id}) RETURN t.text AS text, t.start_offset AS place ORDER BY place",
        bound,
    )
    byline = reader.rows(
        "MATCH (b:Byline) WHERE b.article = $id RETURN b.name AS name, b.role AS role, b.position AS place ORDER BY place",
        bound,
    )
    said = reader.rows(
        f"MATCH (s0:Sentence)-[:`IN`]->(:Article {{id: $id}}) MATCH (s:Statement)-[:EVIDENCE]->(s0) {_STATEMENT}", bound
    )
    return ArticleCard(
        byline=tuple((str(row["name"]), str(row["role"] or "")) for row in byline),
        text="".join(str(row["text"]) for row in sentences),
        marks=_marks(reader, identity),
        statements=tuple(sorted(_statements(said), key=lambda one: (one.article, one.sentence, one.start, one.id))),
        **{name: str(value or "") for name, value in rows[0].items()},
    )


def articles(reader: Reader) -> tuple[ArticleRow, ...]:
    """All articles, newest first, then by source and place on the page."""
    rows = reader.rows(
        "MATCH (a:Article) OPTIONAL MATCH (a)<-[:`IN`]-(:Sentence)<-[:EVIDENCE]-(s:Statement) "
        "RETURN a.id AS id, a.title AS title, a.published AS published, a.area AS area, a.source AS source, "
        "a.position AS place, count(s.id) AS statements"
    )
    rows.sort(key=lambda row: (str(row["source"]), int(str(row["place"] or 0)), str(row["id"])))
    rows.sort(key=lambda row: str(row["published"] or ""), reverse=True)
    names = ("id", "title", "published", "area", "source")
    return tuple(
        ArticleRow(statements=int(str(row["statements"])), **{name: str(row[name] or "") for name in names})
        for row in rows
    )


def _titles(reader: Reader, locals_: list[Row]) -> dict[str, ArticleRow]:
    found = {}
    for identity in {str(row["article"]) for row in locals_}:
        for row in reader.rows(
            "MATCH (a:Article {id: $id}) RETURN a.title AS title, a.source AS source, a.published AS published, a.area AS area",
            {"id": identity},
        ):
            texts = {name: str(value or "") for name, value in row.items()}
            found[identity] = ArticleRow(id=identity, statements=0, **texts)
    return found


def _marks(reader: Reader, identity: str) -> tuple[MarkedSpan, ...]:
    rows = reader.rows(
        f"MATCH (a:Article {{id: $id}})-[:MENTIONS]->(e:{_ENDS}) MATCH (e)<-[:REFERS_TO]-(l:LocalEntity) WHERE l.article = $id "
        "RETURN l.spans AS spans, e.id AS id, e.etype AS etype, e.name AS name",
        {"id": identity},
    )
    marks = [
        MarkedSpan(
            start=int(first),
            end=int(last),
            entity=End(id=str(row["id"]), etype=str(row["etype"]), name=str(row["name"])),
        )
        for row in rows
        for first, _, last in (span.partition("-") for span in str(row["spans"] or "").split())
    ]
    return tuple(sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.entity.id)))


def _statements(rows: list[Row]) -> tuple[SaidStatement, ...]:
    said = [_statement(row) for row in rows]
    return tuple(sorted(said, key=lambda one: (one.predicate, one.time, one.published, one.title, one.start, one.id)))


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
        confidence=float(str(row["confidence"] or 0)),
        start=int(str(row["first"])) - start,
        end=int(str(row["last"])) - start,
        **texts,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
