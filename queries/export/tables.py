"""The graph as three tables, for csv.py and parquet.py: entities, relations, statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.records import ENTITY_TYPES
from queries.export.privacy import Privacy
from store.base import Reader, Row

_ENDS = "|".join(ENTITY_TYPES)

# Column -> "string", "strings", "int", "float" or "bool".
COLUMNS: dict[str, dict[str, str]] = {
    "entities": {
        "id": "string", "type": "string", "kind": "string", "name": "string", "aliases": "strings", "code": "string",
        "level": "string", "area": "string", "first_day": "string", "last_day": "string", "articles": "int",
    },
    "relations": {
        "id": "string", "source": "string", "relation": "string", "target": "string", "role": "string",
        "value": "float", "unit": "string", "what": "string", "statements": "int", "first_date": "string",
        "last_date": "string",
    },
    "statements": {
        "id": "string", "article": "string", "source": "string", "title": "string", "published": "string",
        "subject": "string", "subject_name": "string", "predicate": "string", "object": "string",
        "object_name": "string", "value_text": "string", "value_number": "float", "unit": "string",
        "indicator": "string", "scope": "string", "role": "string", "time": "string", "modality": "string",
        "approximate": "bool", "change": "string", "details": "string", "status": "string", "confidence": "float",
        "extractor": "string", "sentence": "string", "evidence_start": "int", "evidence_end": "int",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """The three tables of a store; each can be read once or several times, its rows by id."""

    reader: Reader
    privacy: Privacy

    @classmethod
    def of(cls, reader: Reader, *, private: bool) -> Tables:
        """All of the store, or what anybody may see."""
        return cls(reader, Privacy.all() if private else Privacy.public(reader))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, their columns in the order of COLUMNS."""
        rows = {"entities": self._entities, "relations": self._relations, "statements": self._statements}[table]()
        return ({name: row[name] for name in COLUMNS[table]} for row in rows)

    def _entities(self) -> Iterator[Row]:
        for row in self.reader.stream(
            f"MATCH (e:{_ENDS}) RETURN e.id AS id, e.etype AS type, e.kind AS kind, e.name AS name, e.aliases AS aliases, "
            "e.code AS code, e.level AS level, e.area AS area, e.first_day AS first_day, e.last_day AS last_day, "
            "e.articles AS articles ORDER BY id"
        ):
            identity = str(row["id"])
            if self.privacy.hides(identity):
                continue
            aliases = row["aliases"] if isinstance(row["aliases"], list) else []
            yield row | {
                "name": self.privacy.name(str(row["name"]), entity=identity),
                "aliases": [self.privacy.name(alias, entity=identity) for alias in aliases],
            }

    def _relations(self) -> Iterator[Row]:
        for row in self.reader.stream(
            f"MATCH (a:{_ENDS})-[r]->(b:{_ENDS}) RETURN r.id AS id, a.id AS source, r.predicate AS relation, "
            "b.id AS target, r.role AS role, r.value_number AS value, r.unit AS unit, r.what AS what, "
            "r.statements AS statements, r.first_date AS first_date, r.last_date AS last_date ORDER BY id"
        ):
            if not self.privacy.hides(str(row["source"]), str(row["target"])):
                yield row | {name: self.privacy.summed(str(row[name] or "")) for name in ("role", "what")}

    def _statements(self) -> Iterator[Row]:
        entity_of = {
            str(row["id"]): str(row["entity"])
            for row in self.reader.stream("MATCH (l:LocalEntity) RETURN l.id AS id, l.entity AS entity")
        }
        names = {
            str(row["id"]): self.privacy.name(str(row["name"]), entity=str(row["id"]))
            for row in self.reader.stream(f"MATCH (e:{_ENDS}) RETURN e.id AS id, e.name AS name")
        }
        for row in self.reader.stream(
            "MATCH (s:Statement)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article) WHERE s.status <> 'deleted' "
            "RETURN s.id AS id, a.id AS article, a.source AS source, a.title AS title, a.published AS published, "
            "s.subject_local AS subject, s.predicate AS predicate, s.object_local AS object, s.value_text AS value_text, "
            "s.value_number AS value_number, s.unit AS unit, s.indicator AS indicator, s.scope_local AS scope, "
            "s.role AS role, s.time AS time, s.modality AS modality, s.approximate AS approximate, s.change AS change, "
            "s.details AS details, s.status AS status, s.confidence AS confidence, s.extractor AS extractor, "
            "t.text AS sentence, s.evidence_start AS evidence_start, s.evidence_end AS evidence_end ORDER BY id"
        ):
            subject, object_, scope = (entity_of.get(str(row[end] or ""), "") for end in ("subject", "object", "scope"))
            gone = not subject or (row["object"] and not object_)
            if gone or self.privacy.hides(subject, object_, scope):
                continue
            article = str(row["article"])
            worded = ("title", "value_text", "indicator", "role", "change", "details", "sentence")
            yield row | {
                "subject": subject,
                "subject_name": names[subject],
                "object": object_,
                "object_name": names.get(object_, ""),
                "scope": scope,
                **{name: self.privacy.words(str(row[name] or ""), article=article) for name in worded},
            }
