"""What `update` asks of a home, in the Cypher that both homes share (FACTS 2).

Ids are looked up one by one through the key of a label, never by `IN $ids`: on Ladybug that reads the
whole table once for each id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, Protocol, cast

from ontology.records import ENTITY_TYPES, Decision, EntityType, Reading, Span
from store.base import Params, Row, StoredFile
from store.ddl import Tables, quoted
from store.kin import Kin, local_of_block
from store.rows import decision_of, file_of, reading_ids, reading_of, reading_of_parts, reading_row, spans_of
from store.rulings import Verdict
from store.schema import EDGE_TABLES
from store.view import ArticleContext, Dated, StoredReading
from store.writing import block_id, publisher_of

KIN_COLUMNS = ("etype", "kind", "name", "aliases", "code", "area", "keys", "blocks", "traits", "answers", "entity")
_OF_ARTICLE = ("Sentence", "Byline", "LocalEntity", "Statement")


_PATHS = {
    "Sentence": ("<-[:`IN`]-(n:Sentence)", "IN"),
    "LocalEntity": ("<-[:`IN`]-(n:LocalEntity)", "IN"),
    "Statement": ("<-[:`IN`]-(:Sentence)<-[:EVIDENCE]-(n:Statement)", "EVIDENCE"),
}
"""Table -> how its rows hang on an Article, and the relation that is widest on the way."""


_FEW, _SHARE = 20, 4
"""From so many articles up an entity is asked for as a whole, if it has no more than so many times as many."""


class Asking(Protocol):
    """What a home gives: rows, and the rows of one question asked about each of many ids."""

    tables: Tables

    def rows(self, cypher: str, params: Params | None = None) -> list[Row]: ...

    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]: ...

    def for_each(self, cypher: str, ids: Collection[str], *, through: str, params: Params | None = None) -> list[Row]:
        """All rows of a question in which $id is each of these ids; it goes along the relations `through`."""


class CypherView:
    """view.SourceView over a home.

    `by_value`: lean on no relation: those of an earlier version's store, or of a damaged one, may be wanting.
    Where an article's relations do not lead to all that its reading holds, whole tables are looked through for it.
    """

    def __init__(self, home: Asking, *, by_value: bool = False) -> None:
        self._home = home
        self._by_value = by_value

    def files(self, digests: Collection[str]) -> list[StoredFile]:
        return [file_of(id_, row) for id_, row in self.nodes("File", digests).items()]

    def readings(self, articles: Collection[str]) -> list[StoredReading]:
        held = self.nodes("Article", articles)
        if not held:
            return []
        stored = self._where("Reading", "article", held)
        parts_of = self._parts(held)
        counting = {article: _reading(article, row, parts_of[article]) for article, row in held.items()}
        if self._by_value and (lacking := held.keys() - _whole(stored, counting)):
            parts_of |= self._parts(lacking, looked_through=True)
            counting |= {article: _reading(article, held[article], parts_of[article]) for article in lacking}
        files = {file.digest: file for file in self.files({str(row["file"]) for row in stored.values()})}
        waiting: dict[str, list[Row]] = defaultdict(list)
        for part in self._where(
            "ReadingPart", "reading", [id_ for id_, row in stored.items() if not row["counted"]]
        ).values():
            waiting[str(part["reading"])].append(part)
        published = self.published_by([id_ for id_, row in held.items() if row["publisher"]])
        found = []
        for digest, file in sorted(files.items()):
            for id_, article, nth in reading_ids(file):
                if id_ not in stored:
                    continue
                if not stored[id_]["counted"]:
                    if id_ not in waiting:
                        continue
                    reading = reading_of_parts(waiting[id_])
                    found.append(StoredReading(file=file, nth=nth, reading=reading, entity_of={}))
                    continue
                locals_ = parts_of[article]["LocalEntity"]
                found.append(
                    StoredReading(
                        file=files[digest],
                        nth=nth,
                        reading=counting[article],
                        entity_of={local: str(row["entity"]) for local, row in locals_.items()},
                        published_by=published.get(article, ""),
                    )
                )
        return found

    def decisions(self) -> list[tuple[Decision, Verdict]]:
        return [
            (decision_of(id_, row), cast(Verdict, (row["state"], row["state_reason"])))
            for id_, row in self._all("Decision")
        ]

    def kin(self, blocks: Collection[str]) -> list[Kin]:
        found: dict[tuple[object, ...], Kin] = {}
        named = {local: block for block in blocks if (local := local_of_block(block))}
        rows = self.nodes("LocalEntity", named)
        for id_, row in rows.items():
            if id_ in cast("list[str]", row["answers"]):
                one = kin_of_row(row | {"first": id_, "members": 1})  # whom a decision names is alone in its kin
                found[*one.likeness, one.entity] = one
        asked = set(blocks) - {named[id_] for id_ in rows}
        present = self.present("Block", {block_id(block) for block in asked})
        columns = ", ".join(f"l.{quoted(name)} AS {quoted(name)}" for name in KIN_COLUMNS)
        for row in self._home.for_each(
            "MATCH (b:Block {id: $id})<-[:IN_BLOCK]-(l:LocalEntity) "
            # Without a key each is alone in its kin.
            f"RETURN b.id AS block, {columns}, CASE WHEN size(l.keys) = 0 THEN l.id ELSE '' END AS alone, "
            "min(l.id) AS first, count(*) AS members",
            present,
            through="IN_BLOCK",
        ):
            # All of a kin lie in the same blocks: each of them counts them all.
            kin = kin_of_row(row)
            found[*kin.likeness, kin.entity] = kin
        for row in self._home.for_each(
            "MATCH (b:Block {id: $id})<-[:IN_BLOCK]-(a:Article)-[:PUBLISHED_BY]->(e:Organization) "
            "RETURN b.id AS block, a.publisher AS name, a.area AS area, e.id AS entity, count(*) AS members",
            # A publisher lies in no block but that of its key.
            sorted({block_id(block) for block in asked if block.startswith("Organization|")}.intersection(present)),
            through="PUBLISHED_BY",
        ):
            publisher = publisher_of(str(row["name"]), str(row["area"]))
            publisher = replace(publisher, count=cast(int, row["members"]), entity=str(row["entity"]))
            found[*publisher.likeness, publisher.entity] = publisher
        return list(found.values())

    def members(self, kin: Sequence[Kin]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        columns = ", ".join(f"l.{quoted(name)} AS {quoted(name)}" for name in KIN_COLUMNS)
        for one in kin:
            if one.publisher:
                found += [
                    (one.first, str(row["article"]))
                    for row in self._home.rows(
                        "MATCH (b:Block {id: $block})<-[:IN_BLOCK]-(a:Article) "
                        "WHERE a.publisher = $name AND a.area = $area RETURN a.id AS article",
                        {"block": block_id(one.keys[0]), "name": one.name, "area": one.area},
                    )
                ]
                continue
            start = "(l:LocalEntity)" if not one.lies_in else "(b:Block {id: $block})<-[:IN_BLOCK]-(l:LocalEntity)"
            found += [
                (str(row["first"]), str(row["article"]))
                for row in self._home.rows(
                    f"MATCH {start} WHERE l.name = $name AND l.etype = $type AND l.entity = $entity "
                    f"RETURN l.id AS first, l.article AS article, 1 AS members, {columns}",
                    {"name": one.name, "type": one.type, "entity": one.entity}
                    | ({"block": block_id(one.lies_in[0])} if one.lies_in else {}),
                )
                if kin_of_row(row).likeness == one.likeness
            ]
        return found

    def locals(self, locals_: Collection[str]) -> dict[str, Row]:
        return self.nodes("LocalEntity", locals_)

    def locals_of(self, entities: Mapping[str, Collection[tuple[EntityType, str]]]) -> dict[str, Row]:
        asked: dict[tuple[EntityType, str], set[str]] = defaultdict(set)
        for article, ends in entities.items():
            for end in ends:
                asked[end].add(article)
        found: dict[str, Row] = {}
        rest: dict[str, set[str]] = defaultdict(set)
        for (etype, entity), articles in sorted(asked.items()):
            spoken_of_in = self._spoken_of_in(etype, entity) if len(articles) >= _FEW else _SHARE * _FEW * len(articles)
            if not spoken_of_in:
                continue
            if spoken_of_in <= _SHARE * len(articles):
                rows = self._home.rows(
                    f"MATCH (e:{etype} {{id: $id}})<-[:REFERS_TO]-(n:LocalEntity) RETURN {self._columns('LocalEntity')}",
                    {"id": entity},
                )
                found |= {id_: row for id_, row in _by_id(rows).items() if row["article"] in articles}
            else:
                for article in articles:
                    rest[article].add(entity)
        rows = self._home.for_each(
            "MATCH (a:Article {id: $id})<-[:`IN`]-(n:LocalEntity) WHERE n.entity IN $entities "
            f"RETURN {self._columns('LocalEntity')}",
            sorted(rest),
            through="IN",
            params={"entities": sorted(set().union(*rest.values()))},
        )
        return found | {id_: row for id_, row in _by_id(rows).items() if row["entity"] in rest[str(row["article"])]}

    def _spoken_of_in(self, etype: EntityType, entity: str) -> int:
        """How many articles speak of an entity, 0 where the store has none."""
        rows = self._home.rows(f"MATCH (e:{etype} {{id: $id}}) RETURN e.articles AS articles", {"id": entity})
        return cast(int, rows[0]["articles"]) if rows else 0

    def spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        for row in self._home.stream("MATCH (l:LocalEntity) RETURN l.article AS article, l.spans AS spans"):
            yield str(row["article"]), spans_of(str(row["spans"]))

    def statements(self, statements: Collection[str]) -> dict[str, Row]:
        return self.nodes("Statement", statements)

    def about(self, locals_: Mapping[str, AbstractSet[str]]) -> dict[str, Row]:
        rows = self._home.for_each(
            f"MATCH (a:Article {{id: $id}}){_PATHS['Statement'][0]} "
            "RETURN n.id AS id, n.article AS article, n.subject_local AS subject, n.object_local AS object",
            sorted(locals_),
            through="EVIDENCE",
        )
        # Not WHERE: with a condition on statements Ladybug begins at the whole table of them.
        found = [row for row in rows if not locals_[str(row["article"])].isdisjoint((row["subject"], row["object"]))]
        return self.nodes("Statement", [str(row["id"]) for row in found])

    def contexts(self, articles: Collection[str]) -> dict[str, ArticleContext]:
        rows = self._home.rows(
            "UNWIND $ids AS i MATCH (a:Article {id: i}) RETURN a.id AS id, a.published AS published, a.area AS area, "
            "a.publisher AS publisher",
            {"ids": sorted(articles)},
        )
        return {
            str(row["id"]): ArticleContext(
                **{name: str(row[name] or "") for name in ("published", "area", "publisher")}
            )
            for row in rows
        }

    def published_by(self, articles: Collection[str]) -> dict[str, str]:
        rows = self._home.for_each(
            "MATCH (a:Article {id: $id})-[:PUBLISHED_BY]->(e:Organization) RETURN a.id AS article, e.id AS entity",
            sorted(articles),
            through="PUBLISHED_BY",
        )
        return {str(row["article"]): str(row["entity"]) for row in rows}

    def entities(self, entities: Collection[str]) -> dict[str, tuple[str, Row]]:
        if not entities:
            return {}
        cypher = " UNION ALL ".join(
            f"UNWIND $ids AS i MATCH (n:{etype} {{id: i}}) RETURN {self._columns(etype)}" for etype in ENTITY_TYPES
        )
        return {
            id_: (str(row["etype"]), row)
            for id_, row in _by_id(self._home.rows(cypher, {"ids": sorted(entities)})).items()
        }

    def relations(self, table: str, relations: Mapping[str, Row]) -> dict[str, Row]:
        properties = ", ".join(
            f"r.{quoted(name)} AS {quoted(name)}" for name in self._home.tables.edges[table].properties
        )
        found: dict[str, Row] = {}
        by_ends: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in relations.values():
            by_ends[str(row["from_table"]), str(row["to_table"])].add(str(row["from_id"]))
        for (start, end), ids in by_ends.items():
            for row in self._home.for_each(
                f"MATCH (a:{quoted(start)} {{id: $id}})-[r:{quoted(table)}]->(b:{quoted(end)}) "
                f"RETURN {properties}, a.id AS from_id, b.id AS to_id",
                sorted(ids),
                through=table,
            ):
                id_ = str(row.pop("id"))
                if id_ in relations:
                    found[id_] = row | {"from_table": start, "to_table": end}
        return found

    def speaking_of(self, entity: str, table: str) -> list[Dated]:
        articles = "a.id AS id, a.start_date AS first, a.end_date AS last"
        # Whom an article mentions, or names as its writer, is what a local entity of it refers to.
        asked = [
            f"MATCH (e:{quoted(table)} {{id: $id}})<-[:REFERS_TO]-(:LocalEntity)-[:`IN`]->(a:Article) RETURN {articles}"
        ]
        if any(end in (table, "*") for _, end in EDGE_TABLES["PUBLISHED_BY"][1]):
            asked.append(f"MATCH (e:{quoted(table)} {{id: $id}})<-[:PUBLISHED_BY]-(a:Article) RETURN {articles}")
        found = {
            str(row["id"]): Dated(article=str(row["id"]), first=str(row["first"]), last=str(row["last"]))
            for row in self._home.rows(" UNION ALL ".join(asked), {"id": entity})
        }
        return list(found.values())

    def behind(self, relations: Mapping[str, Row]) -> dict[str, list[tuple[str, Row, Dated]]]:
        asked: dict[tuple[str, str, str], dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
        for relation, row in relations.items():
            start, end, predicate = str(row["from_table"]), str(row["to_table"]), str(row["predicate"])
            asked[start, end, predicate][str(row["from_id"]), str(row["to_id"])].append(relation)
        of_relation: dict[str, list[tuple[str, Row]]] = {relation: [] for relation in relations}
        for (start, end, predicate), by_ends in asked.items():
            for row in self._home.for_each(
                f"MATCH (a:{quoted(start)} {{id: $id}})<-[:SUBJECT]-(n:Statement) "
                f"MATCH (n)-[:OBJECT]->(b:{quoted(end)}) WHERE n.predicate = $predicate AND b.id IN $others "
                f"RETURN {self._columns('Statement')}, a.id AS from_id, b.id AS to_id",
                sorted({one for one, _ in by_ends}),
                through="OBJECT",
                params={"predicate": predicate, "others": sorted({other for _, other in by_ends})},
            ):
                ends, statement = (str(row.pop("from_id")), str(row.pop("to_id"))), str(row.pop("id"))
                for relation in by_ends.get(ends, ()):
                    of_relation[relation].append((statement, row))
        dated = self._dated({str(row["article"]) for rows in of_relation.values() for _, row in rows})
        return {
            relation: [(statement, row, dated[str(row["article"])]) for statement, row in rows]
            for relation, rows in of_relation.items()
        }

    def present(self, table: str, ids: Collection[str]) -> list[str]:
        """Which keys a node table has, sorted."""
        if not ids:
            return []
        return sorted(
            str(row["id"])
            for row in self._home.rows(
                f"UNWIND $ids AS i MATCH (n:{quoted(table)} {{id: i}}) RETURN n.id AS id", {"ids": sorted(ids)}
            )
        )

    def nodes(self, table: str, ids: Collection[str]) -> dict[str, Row]:
        """Rows of a node table by id, for those of the ids that it has."""
        if not ids:
            return {}
        cypher = f"UNWIND $ids AS i MATCH (n:{quoted(table)} {{id: i}}) RETURN {self._columns(table)}"
        return _by_id(self._home.rows(cypher, {"ids": sorted(ids)}))

    def _parts(
        self, articles: Collection[str], *, looked_through: bool = False
    ) -> dict[str, dict[str, dict[str, Row]]]:
        """Article -> table -> rows by id, of all that hangs on these articles. `looked_through`: as in `_of_articles`."""
        parts: dict[str, dict[str, dict[str, Row]]] = {one: {table: {} for table in _OF_ARTICLE} for one in articles}
        for table in _OF_ARTICLE:
            for id_, row in self._of_articles(table, articles, looked_through=looked_through).items():
                if (article := str(row["article"])) in parts:
                    parts[article][table][id_] = row
        return parts

    def _of_articles(self, table: str, articles: Collection[str], *, looked_through: bool) -> dict[str, Row]:
        """Rows of a part of these articles, along its relations: a look for a value would read the whole table."""
        if looked_through or table not in _PATHS:
            return self._where(table, "article", articles)
        path, through = _PATHS[table]
        cypher = f"MATCH (a:Article {{id: $id}}){path} RETURN {self._columns(table)}"
        return _by_id(self._home.for_each(cypher, articles, through=through))

    def _where(self, table: str, column: str, values: Iterable[str]) -> dict[str, Row]:
        # Not UNWIND: for a join with the values Ladybug holds the whole table, all columns of it, in memory.
        cypher = f"MATCH (n:{quoted(table)}) WHERE n.{quoted(column)} IN $values RETURN {self._columns(table)}"
        wanted = sorted(values)
        return _by_id(self._home.rows(cypher, {"values": wanted})) if wanted else {}

    def _all(self, table: str) -> list[tuple[str, Row]]:
        rows = self._home.rows(f"MATCH (n:{quoted(table)}) RETURN {self._columns(table)} ORDER BY n.id")
        return list(_by_id(rows).items())

    def _columns(self, table: str) -> str:
        return ", ".join(f"n.{quoted(name)} AS {quoted(name)}" for name in self._home.tables.nodes[table])

    def _dated(self, articles: Collection[str]) -> dict[str, Dated]:
        return {
            id_: Dated(article=id_, first=str(row["start_date"]), last=str(row["end_date"]))
            for id_, row in self.nodes("Article", articles).items()
        }


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {str(row.pop("id")): row for row in rows}


def kin_of_row(row: Row) -> Kin:
    """Kin from a row with KIN_COLUMNS, `first` and `members`."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    values["traits"] = values["traits"] or ()  # null in a store of an earlier schema
    return Kin(
        first=values["first"],
        count=values["members"],
        type=values["etype"],
        **{name: values[name] for name in KIN_COLUMNS if name != "etype"},
    )


def _whole(stored: Mapping[str, Row], counting: Mapping[str, Reading]) -> set[str]:
    """The articles whose counted readings are all that they were when they were stored."""
    return {
        article
        for row in stored.values()
        if row["counted"]
        and (article := str(row["article"])) in counting
        and row["holds"] == reading_row(str(row["file"]), counting[article], counted=True)["holds"]
    }


def _reading(article: str, row: Row, of: Mapping[str, Mapping[str, Row]]) -> Reading:
    return reading_of(
        article,
        row,
        sentences=of["Sentence"],
        bylines=of["Byline"].values(),
        locals_=of["LocalEntity"],
        statements=of["Statement"],
    )
