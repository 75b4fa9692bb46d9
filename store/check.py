"""`wangge check`: whether a store holds together, and is what its source layer says, no more and no less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress, product

from ontology.errors import WanggeError
from ontology.ids import article_id, decision_id, local_id, sentence_id, statement_id
from ontology.records import Article, Decision, FileReading, Reading, Record, Statement
from store.base import Graph, Reader, Row
from store.content import edges, nodes
from store.ddl import quoted
from store.derive import derive
from store.home import HomeReader
from store.schema import NODE_TABLES

EXAMPLES = 3
"""How many ids of each kind of fault are named."""

_DERIVED = {"Meta", "Block", "Redirect"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """A fault: `about` a table or an article, `problem` in words, how `many` rows, and some of their ids."""

    about: str
    problem: str
    many: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.about}: {self.many} × {self.problem} ({', '.join(self.examples)})"


def check(reader: Reader) -> list[Finding]:
    """All faults of a store, by table; none if it is sound.

    The source layer must read back, its ids must be those of its texts, its offsets must cut them, and
    then every row must be the one that `derive` makes of the source: so nothing dangles, is missing,
    doubled, orphaned or miscounted. What stands in one row alone and enters no id that can be told again
    (a figure, a reason, a confidence) is taken at its word. Holds the whole graph in memory.
    """
    assert isinstance(reader, HomeReader)  # as every home is; the contract need not tell of tables
    faults = list(_lacking(reader))
    if faults:  # such rows are no records
        return faults
    try:
        files, decisions = list(reader.file_readings()), reader.decisions()
        faults = [*_offsets(files), *_decision_ids(decisions)]
        if faults:  # of such a source nothing can be derived
            return faults
        expected = derive(files, decisions, ends=reader.ends())
    except (WanggeError, ValueError) as error:  # ValueError: a waiting reading that is no longer whole
        return [Finding(about="source", problem=str(error), many=1, examples=())]
    return list(_rows(reader, expected))


def _lacking(reader: HomeReader) -> Iterator[Finding]:
    """Rows of the source layer without a value that each must have: only a number may be unknown."""
    for table in sorted(NODE_TABLES.keys() - _DERIVED):
        needed = [quoted(name) for name, kind in NODE_TABLES[table].items() if kind != "float"]
        absent = " OR ".join(f"n.{name} IS NULL" for name in needed)
        rows = reader.rows(f"MATCH (n:{quoted(table)}) WHERE {absent} RETURN n.id AS id ORDER BY id")
        if rows:
            examples = tuple(str(row["id"]) for row in rows[:EXAMPLES])
            yield Finding(about=table, problem="without a value that it must have", many=len(rows), examples=examples)


def _rows(reader: HomeReader, expected: Graph) -> Iterator[Finding]:
    for table in sorted(reader.tables.nodes):
        if table != "Meta":
            yield from _compare(table, nodes(reader, table), expected.nodes.get(table, {}))
    for table in sorted(reader.tables.edges):
        yield from _compare(table, edges(reader, table), expected.edges.get(table, {}))


def _compare(table: str, held: Iterable[tuple[str, Row]], expected: Mapping[str, Row]) -> Iterator[Finding]:
    faults: dict[str, list[str]] = {"doubled": [], "not of any source": [], "other than the source says": []}
    seen: set[str] = set()
    for id_, row in held:
        if id_ in seen:
            faults["doubled"].append(id_)
        elif id_ not in expected:
            faults["not of any source"].append(id_)
        elif expected[id_] != row:
            faults["other than the source says"].append(id_)
        seen.add(id_)
    faults["missing"] = list(expected.keys() - seen)
    for problem, ids in faults.items():
        if ids:
            examples = tuple(sorted(ids)[:EXAMPLES])
            yield Finding(about=table, problem=problem, many=len(ids), examples=examples)


def _offsets(files: Iterable[FileReading]) -> Iterator[Finding]:
    for file in files:
        for reading in file.readings:
            for problem, ids in _reading_faults(reading).items():
                if ids:
                    about = f"article {reading.article.id}"
                    yield Finding(about=about, problem=problem, many=len(ids), examples=tuple(ids[:EXAMPLES]))


def _reading_faults(reading: Reading) -> dict[str, list[str]]:
    """Sentences tile the text, as `canonical` holds when they are stored; the rest points into it."""
    article, length = reading.article.id, len(reading.article.text)
    spans = [(one.start, one.end) for one in reading.sentences]
    return {
        "article whose id is not of its text": [article] if article not in _article_ids(reading.article) else [],
        "sentence whose id is not of its place": [
            one.id for one in reading.sentences if one.id != sentence_id(article, one.start, one.end)
        ],
        "statement whose evidence lies in no one sentence": [
            one.id
            for one in reading.statements
            if not any(start <= one.evidence[0] < one.evidence[1] <= end for start, end in spans)
        ],
        "local entity with a mention outside of the text": [
            one.id for one in reading.entities if not all(0 <= start < end <= length for start, end in one.mentions)
        ],
        "local entity whose id is of no mention": [
            one.id for one in reading.entities if one.id not in {local_id(article, *span) for span in one.mentions}
        ],
        "statement whose id is not of what it says": [
            one.id
            for one in reading.statements
            if one.object and one.id not in _statement_ids(one, len(reading.statements))
        ],
    }


def _article_ids(article: Article) -> Iterator[str]:
    """The ids that its text and byline may give: a source named beside the text enters none."""
    body = article.text[slice(*article.body)]
    choices = [(True,) if one.span else (True, False) for one in article.byline]
    for chosen in product(*choices):
        names = [(one.name, one.role) for one in compress(article.byline, chosen)]
        yield article_id(article.title, article.dateline, body, names)


def _statement_ids(one: Statement, most: int) -> Iterator[str]:
    """The ids that a statement with an object may bear, by its rank among those that would share one."""
    said = (one.article, one.predicate, one.subject, one.object, one.role, one.modality, one.evidence)
    return (statement_id(*said, rank) for rank in range(most))


def _decision_ids(decisions: Iterable[Decision]) -> Iterator[Finding]:
    changed = [
        one.id
        for one in decisions
        if one.id != decision_id(one.kind, one.left, one.right, one.value, one.who, one.when, one.why)
    ]
    if changed:
        yield Finding(
            about="Decision",
            problem="whose id is not of its words",
            many=len(changed),
            examples=tuple(changed[:EXAMPLES]),
        )
