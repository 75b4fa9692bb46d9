"""`wangge check`: whether a store holds together, and is what its source layer says, no more and no less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.errors import WanggeError
from ontology.ids import sentence_id
from ontology.records import FileReading, Reading, Record
from store.base import Graph, Reader, Row
from store.content import edges, nodes
from store.derive import derive
from store.home import HomeReader

EXAMPLES = 3
"""How many ids of each kind of fault are named."""


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

    The source layer must read back, its offsets must cut the text, and then every row must be the one
    that `derive` makes of the source: so nothing dangles, is missing, doubled, orphaned or miscounted.
    Holds the whole graph in memory.
    """
    assert isinstance(reader, HomeReader)  # as every home is; the contract need not tell of tables
    try:
        files, decisions = list(reader.file_readings()), reader.decisions()
        faults = list(_offsets(files))
        if faults:  # of such a source nothing can be derived
            return faults
        expected = derive(files, decisions, ends=reader.ends())
    except (WanggeError, ValueError) as error:  # ValueError: a waiting reading that is no longer whole
        return [Finding(about="source", problem=str(error), many=1, examples=())]
    return list(_rows(reader, expected))


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
    }
