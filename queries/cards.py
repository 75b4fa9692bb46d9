"""What the screen and `wangge show` need of one entity or one article: every statement with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.errors import UsageError
from queries.find import EntityRow, by_ids
from queries.said import ARTICLE, COLUMNS, SENTENCE, STATEMENT, statements
from queries.said import End as End
from queries.said import SaidStatement as SaidStatement
from store.base import Reader, Row, Value


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
    """An entity, the statements about it, and how each article named it.

    `total`: statements there are; `named`: local entities there are; `published`, `signed`: articles whose
    publisher it is, or whose byline names it. Statements: the newest article first, then as its text goes.
    """

    entity: EntityRow
    statements: tuple[SaidStatement, ...]
    total: int
    read_as: tuple[ReadAs, ...]
    named: int
    published: int
    signed: int


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


# Of few hops each, from the entity itself: one pattern for all would make Ladybug read whole tables for each card.
_SAID = "MATCH (e:{etype} {{id: $id}})<-[:{end}]-(s:Statement)"
_NEWEST = (
    f"{_SAID} WITH s.id AS id, s.article AS of_article MATCH (a:Article {{{{id: of_article}}}}) "
    f"RETURN id, {ARTICLE} ORDER BY day DESC, id{{limit}}"
)
_SENTENCES = f"{_SAID}-[:EVIDENCE]->(t:Sentence) {{where}}RETURN '{{end}}' AS side, {STATEMENT}, {SENTENCE}"
_OTHERS = (
    f"{_SAID}-[:{{other}}]->(o) {{where}}"
    "RETURN '{end}' AS side, s.id AS id, o.id AS other_id, o.etype AS other_type, o.name AS other_name"
)
_READ_AS = (
    "MATCH (e:{etype} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) "
    "WITH l.id AS id, l.article AS article, l.name AS name, l.aliases AS aliases, l.rule AS rule, l.keys AS keys "
    "MATCH (a:Article {{id: article}}) RETURN id, article, name, aliases, rule, keys, a.title AS title, "
    "a.source AS source, a.start_date AS day ORDER BY day DESC, article, id{limit}"
)
_COUNTS = (
    "MATCH (e:{etype} {{id: $id}})<-[:SUBJECT]-(s:Statement) RETURN 'statements' AS what, count(s.id) AS number "
    "UNION ALL MATCH (e:{etype} {{id: $id}})<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(o) WHERE o.id <> $id "
    "RETURN 'statements' AS what, count(s.id) AS number "
    "UNION ALL MATCH (e:{etype} {{id: $id}})<-[:REFERS_TO]-(l:LocalEntity) "
    "RETURN 'named' AS what, count(l.id) AS number"
)
_OF_ARTICLES = "MATCH (e:{etype} {{id: $id}})<-[:{link}]-(a:Article) RETURN count(DISTINCT a.id) AS number"
_LINKS = {"PUBLISHED_BY": ("Organization",), "WRITTEN_BY": ("Organization", "Person", "Place")}
_IN_ARTICLE = (
    "MATCH (a:Article {id: $id})<-[:`IN`]-(t:Sentence)<-[:EVIDENCE]-(s:Statement)-[:SUBJECT]->(x) "
    "OPTIONAL MATCH (s)-[:OBJECT]->(y)"
)


def card(reader: Reader, identity: str, *, limit: int | None = None) -> Card:
    """The card of an entity by its id. UsageError on an unknown id.

    `limit`: at most so many statements and so many names, those of the newest articles.
    """
    return reader.together(lambda one: _card(one, identity, limit))


def _card(reader: Reader, identity: str, limit: int | None) -> Card:
    found = by_ids(reader, (identity,))
    if not found:
        raise UsageError(f"no entity has the id {identity}", remedy="look it up with `wangge search NAME`")
    (entity,) = found
    articles_ = _newest(reader, entity, limit)
    said = statements(_said_of(reader, entity, articles_, limit=limit))
    read_as = _read_as(reader, entity, limit)
    total, named = (len(said), len(read_as)) if limit is None else _counts(reader, entity)
    return Card(
        entity=entity,
        statements=said,
        total=total,
        read_as=read_as,
        named=named,
        published=_of_articles(reader, entity, "PUBLISHED_BY"),
        signed=_of_articles(reader, entity, "WRITTEN_BY"),
    )


def _of_articles(reader: Reader, entity: EntityRow, link: str) -> int:
    """How many articles have this link to an entity."""
    if entity.etype not in _LINKS[link]:
        return 0
    (row,) = reader.rows(_OF_ARTICLES.format(etype=entity.etype, link=link), {"id": entity.id})
    return int(str(row["number"]))


def _newest(reader: Reader, entity: EntityRow, limit: int | None) -> dict[str, Row]:
    """The articles, with said.ARTICLE, of statements about an entity by the statements' ids: those of the newest."""
    cypher = " UNION ALL ".join(
        _NEWEST.format(etype=entity.etype, end=end, limit="" if limit is None else " LIMIT $limit")
        for end in ("SUBJECT", "OBJECT")
    )
    rows = reader.rows(cypher, {"id": entity.id} | ({} if limit is None else {"limit": limit}))
    of_article = {str(row.pop("id")): row for row in rows}
    newest = sorted(sorted(of_article), key=lambda id_: str(of_article[id_]["day"]), reverse=True)
    return {id_: of_article[id_] for id_ in newest[:limit]}


def _said_of(reader: Reader, entity: EntityRow, articles_: dict[str, Row], *, limit: int | None) -> list[Row]:
    """Rows with said.COLUMNS of an entity's statements: those with these articles."""
    if not articles_:
        return []
    where = "" if limit is None else "WHERE s.id IN $chosen "
    bound: dict[str, Value] = {"id": entity.id} | ({} if limit is None else {"chosen": sorted(articles_)})
    own: dict[str, Value] = {"id": entity.id, "type": entity.etype, "name": entity.name}

    def asked(pattern: str) -> list[Row]:
        ends = (("SUBJECT", "OBJECT"), ("OBJECT", "SUBJECT"))
        words = ({"etype": entity.etype, "end": end, "other": other, "where": where} for end, other in ends)
        return reader.rows(" UNION ALL ".join(pattern.format(**each) for each in words), bound)

    others = {(str(row["id"]), str(row["side"])): row for row in asked(_OTHERS)}
    found: dict[str, Row] = {}
    for row in asked(_SENTENCES):
        side = str(row.pop("side"))
        across = others.get((str(row["id"]), side), {})
        mine, theirs = ("subject", "object") if side == "SUBJECT" else ("object", "subject")
        for column, value in own.items():
            row[f"{mine}_{column}"] = value
            row[f"{theirs}_{column}"] = across.get(f"other_{column}")
        found[str(row["id"])] = row | articles_[str(row["id"])]
    return list(found.values())


def _counts(reader: Reader, entity: EntityRow) -> tuple[int, int]:
    """How many statements are about an entity, and how many local entities it has."""
    number = {"statements": 0, "named": 0}
    for row in reader.rows(_COUNTS.format(etype=entity.etype), {"id": entity.id}):
        number[str(row["what"])] += int(str(row["number"]))
    return number["statements"], number["named"]


def _read_as(reader: Reader, entity: EntityRow, limit: int | None) -> tuple[ReadAs, ...]:
    cypher = _READ_AS.format(etype=entity.etype, limit="" if limit is None else " LIMIT $limit")
    read_as = [
        ReadAs(
            id=str(row["id"]),
            article=str(row["article"]),
            title=str(row["title"] or ""),
            source=str(row["source"] or ""),
            name=str(row["name"]),
            aliases=_texts(row["aliases"]),
            rule=str(row["rule"] or ""),
            keys=_texts(row["keys"]),
        )
        for row in reader.rows(cypher, {"id": entity.id} | ({} if limit is None else {"limit": limit}))
    ]
    return tuple(sorted(read_as, key=lambda one: (one.source, one.article, one.id)))


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
    said = reader.rows(f"{_IN_ARTICLE} RETURN {COLUMNS}", bound)
    place = {str(row["id"]): int(str(row["first"])) for row in said}
    return ArticleCard(
        byline=tuple((str(row["name"]), str(row["role"] or "")) for row in byline),
        text="".join(str(row["text"]) for row in sentences),
        marks=_marks(reader, identity),
        statements=tuple(sorted(statements(said), key=lambda one: (place[one.id], one.id))),
        **{name: str(value or "") for name, value in rows[0].items()},
    )


def articles(reader: Reader) -> tuple[ArticleRow, ...]:
    """All articles, newest first, then by source and place on the page."""
    # A statement knows its article: counting needs no walk over sentences.
    number = {
        str(row["article"]): int(str(row["statements"]))
        for row in reader.rows(
            "MATCH (s:Statement) WHERE s.status <> 'deleted' RETURN s.article AS article, count(s.id) AS statements"
        )
    }
    rows = reader.rows(
        "MATCH (a:Article) RETURN a.id AS id, a.title AS title, a.published AS published, a.area AS area, "
        "a.source AS source, a.position AS place"
    )
    rows.sort(key=lambda row: (str(row["source"]), int(str(row["place"] or 0)), str(row["id"])))
    rows.sort(key=lambda row: str(row["published"] or ""), reverse=True)
    names = ("id", "title", "published", "area", "source")
    return tuple(
        ArticleRow(statements=number.get(str(row["id"]), 0), **{name: str(row[name] or "") for name in names})
        for row in rows
    )


def _marks(reader: Reader, identity: str) -> tuple[MarkedSpan, ...]:
    rows = reader.rows(
        "MATCH (l:LocalEntity)-[:REFERS_TO]->(e) WHERE l.article = $id "
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


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
