"""A home in dicts: it holds nothing but rows, so that all it knows has gone through them, and it is strict.

A change that takes out what is not there, leaves an edge without its end or forgets one fails at once.
`asked` tells how much each question made it hand over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ontology.records import Decision, EntityType, FileReading, Span
from store import update
from store.base import FileOutcome, Graph, Row, StoredFile
from store.derive import counted_reading, derive, source
from store.resolve import Kin, Likeness
from store.rows import decision_of, file_of, local_of, reading_ids, reading_of_parts
from store.rulings import Verdict
from store.update import Change
from store.view import ArticleContext, Dated, StoredReading
from store.writing import block_id, kin_of, publisher_of

ENTITY_TABLES = ("Organization", "Person", "Place", "Event", "Programme")


class MemoryHome:
    """A home: `graph` is all it holds."""

    def __init__(self) -> None:
        self.graph = Graph(defaultdict(dict), defaultdict(dict))
        self.asked: Counter[str] = Counter()

    # What changes it

    def put(self, files: Sequence[FileReading]) -> list[FileOutcome]:
        change = update.put(self, files)
        self.apply(change)
        return list(change.outcomes)

    def delete_article(self, article: str) -> None:
        self.apply(update.delete_article(self, article))

    def decide(self, decision: Decision) -> None:
        self.apply(update.decide(self, decision))

    def rebuild(self) -> None:
        self.graph = derive(*source(self.graph))

    def apply(self, change: Change) -> None:
        for table, rows in change.remove.edges.items():
            for key, row in rows.items():
                assert self.graph.edges[table].pop(key) == row, (table, key)
        for table, rows in change.remove.nodes.items():
            for key, row in rows.items():
                assert self.graph.nodes[table].pop(key) == row, (table, key)
        for table, rows in change.add.nodes.items():
            self.graph.nodes[table].update(rows)
        for table, rows in change.add.edges.items():
            assert not rows.keys() & self.graph.edges[table].keys(), table
            self.graph.edges[table].update(rows)
        for table, rows in self.graph.edges.items():
            for key, row in rows.items():
                for end in ("from", "to"):
                    assert row[f"{end}_id"] in self.graph.nodes[str(row[f"{end}_table"])], (table, key, end)

    # SourceView

    def files(self, digests: Collection[str]) -> list[StoredFile]:
        held = self.graph.nodes["File"]
        return [file_of(digest, held[digest]) for digest in digests if digest in held]

    def readings(self, articles: Collection[str]) -> list[StoredReading]:
        nodes, found = self.graph.nodes, []
        for digest, row in nodes["File"].items():
            for key, article, nth in reading_ids(file_of(digest, row)):
                if article not in articles:
                    continue
                self.asked["readings"] += 1
                entity_of: dict[str, str] = {}
                published_by = ""
                if nodes["Reading"][key]["counted"]:
                    reading = counted_reading(article, nodes["Article"][article], self._of(article))
                    entity_of = {local: str(one["entity"]) for local, one in self._of(article)["LocalEntity"].items()}
                    edge = self.graph.edges["PUBLISHED_BY"].get(article)
                    published_by = str(edge["to_id"]) if edge else ""
                else:
                    parts = [part for part in nodes["ReadingPart"].values() if part["reading"] == key]
                    reading = reading_of_parts(parts)
                found.append(
                    StoredReading(
                        file=file_of(digest, row),
                        nth=nth,
                        reading=reading,
                        entity_of=entity_of,
                        published_by=published_by,
                    )
                )
        return found

    def _of(self, article: str) -> dict[str, dict[str, Row]]:
        return {
            table: {key: row for key, row in self.graph.nodes[table].items() if row["article"] == article}
            for table in ("Sentence", "Byline", "LocalEntity", "Statement")
        }

    def decisions(self) -> list[tuple[Decision, Verdict]]:
        return [
            (decision_of(key, row), (row["state"], row["state_reason"]))  # type: ignore[misc]
            for key, row in self.graph.nodes["Decision"].items()
        ]

    def kin(self, blocks: Collection[str]) -> list[Kin]:
        keys = {block_id(block) for block in blocks}
        found: dict[Likeness, Kin] = {}
        inside = {
            (str(row["from_table"]), str(row["from_id"]))
            for row in self.graph.edges["IN_BLOCK"].values()
            if row["to_id"] in keys
        }
        for table, identity in sorted(inside):
            one = self._kin(table, identity)
            there = found.get(one.likeness)
            if there is not None:
                assert there.entity == one.entity, "kin of two entities"
                one = replace(there, count=there.count + 1, first=min(there.first, one.first))
            found[one.likeness] = one
        self.asked["kin"] += len(found)
        return list(found.values())

    def _kin(self, table: str, identity: str) -> Kin:
        row = self.graph.nodes[table][identity]
        if table == "Article":
            entity = str(self.graph.edges["PUBLISHED_BY"][identity]["to_id"])
            return replace(publisher_of(str(row["publisher"]), str(row["area"])), entity=entity)
        answers = tuple(str(end) for end in row["answers"])  # type: ignore[union-attr]
        one = kin_of(local_of(identity, row), area=str(row["area"]), answers=answers)
        return replace(one, entity=str(row["entity"]))

    def members(self, kin: Sequence[Kin]) -> list[tuple[str, str]]:
        wanted = {one.likeness: one.first for one in kin}
        found = []
        for identity, row in self.graph.nodes["LocalEntity"].items():
            if self._kin("LocalEntity", identity).likeness in wanted:
                found.append((identity, str(row["article"])))
        for article, row in self.graph.nodes["Article"].items():
            if row["publisher"]:
                likeness = self._kin("Article", article).likeness
                if likeness in wanted:
                    found.append((wanted[likeness], article))
        self.asked["members"] += len(found)
        return found

    def locals(self, locals_: Collection[str]) -> dict[str, Row]:
        held = self.graph.nodes["LocalEntity"]
        return {local: held[local] for local in locals_ if local in held}

    def locals_of(self, entities: Mapping[str, Collection[tuple[EntityType, str]]]) -> dict[str, Row]:
        return {
            local: row
            for local, row in self.graph.nodes["LocalEntity"].items()
            if row["entity"] in {entity for _, entity in entities.get(str(row["article"]), ())}
        }

    def spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        self.asked["spans"] += 1
        for identity, row in self.graph.nodes["LocalEntity"].items():
            yield str(row["article"]), local_of(identity, row).mentions

    def statements(self, statements: Collection[str]) -> dict[str, Row]:
        held = self.graph.nodes["Statement"]
        return {one: held[one] for one in statements if one in held}

    def about(self, locals_: Mapping[str, AbstractSet[str]]) -> dict[str, Row]:
        wanted = {local for ids in locals_.values() for local in ids}
        return {
            statement: row
            for statement, row in self.graph.nodes["Statement"].items()
            if row["article"] in locals_ and not wanted.isdisjoint((row["subject_local"], row["object_local"]))
        }

    def contexts(self, articles: Collection[str]) -> dict[str, ArticleContext]:
        held = self.graph.nodes["Article"]
        names = ("published", "area", "publisher")
        return {
            one: ArticleContext(**{name: str(held[one][name]) for name in names}) for one in articles if one in held
        }

    def published_by(self, articles: Collection[str]) -> dict[str, str]:
        edges = self.graph.edges["PUBLISHED_BY"]
        return {article: str(edges[article]["to_id"]) for article in articles if article in edges}

    def entities(self, entities: Collection[str]) -> dict[str, tuple[str, Row]]:
        return {
            entity: (table, self.graph.nodes[table][entity])
            for table in ENTITY_TABLES
            for entity in entities
            if entity in self.graph.nodes[table]
        }

    def relations(self, table: str, relations: Mapping[str, Row]) -> dict[str, Row]:
        held = self.graph.edges[table]
        ends = ("from_table", "from_id", "to_table", "to_id")
        return {
            key: held[key]
            for key, row in relations.items()
            if key in held and all(held[key][end] == row[end] for end in ends)
        }

    def speaking_of(self, entity: str, table: str) -> list[Dated]:
        edges = [row for name in ("MENTIONS", "WRITTEN_BY", "PUBLISHED_BY") for row in self.graph.edges[name].values()]
        articles = {str(row["from_id"]) for row in edges if (row["to_table"], row["to_id"]) == (table, entity)}
        articles |= {str(row["article"]) for row in self.graph.nodes["LocalEntity"].values() if row["entity"] == entity}
        self.asked["speaking_of"] += len(articles)
        return [self._dated(article) for article in articles]

    def behind(self, relations: Mapping[str, Row]) -> dict[str, list[tuple[str, Row, Dated]]]:
        subject, object_ = self.graph.edges["SUBJECT"], self.graph.edges["OBJECT"]
        return {
            identity: [
                (key, row, self._dated(str(row["article"])))
                for key, row in self.graph.nodes["Statement"].items()
                if row["predicate"] == relation["predicate"]
                and key in subject
                and key in object_
                and subject[key]["to_id"] == relation["from_id"]
                and object_[key]["to_id"] == relation["to_id"]
            ]
            for identity, relation in relations.items()
        }

    def _dated(self, article: str) -> Dated:
        row = self.graph.nodes["Article"][article]
        return Dated(article=article, first=str(row["start_date"]), last=str(row["end_date"]))


def canon(graph: Graph) -> dict[str, dict[str, dict[str, Row]]]:
    """A graph without its empty tables: equal if and only if the homes hold the same to the byte."""
    return {
        part: {table: dict(rows) for table, rows in tables.items() if rows}
        for part, tables in (("nodes", graph.nodes), ("edges", graph.edges))
    }


def derived(graph: Graph) -> dict[str, dict[str, dict[str, Row]]]:
    """A graph without its decisions: what an undone decision must leave as it was."""
    whole = canon(graph)
    whole["nodes"].pop("Decision", None)
    return whole


def differences(left: Graph, right: Graph) -> list[str]:
    """Where two graphs differ, in words; empty if and only if they hold the same to the byte."""
    found = []
    for part in ("nodes", "edges"):
        ones, others = canon(left)[part], canon(right)[part]
        for table in sorted(ones.keys() | others.keys()):
            mine, theirs = ones.get(table, {}), others.get(table, {})
            found += [
                f"{table} {key}: {mine.get(key)} != {theirs.get(key)}"
                for key in sorted(mine.keys() | theirs.keys())
                if mine.get(key) != theirs.get(key)
            ]
    return found
