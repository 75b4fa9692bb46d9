"""The whole content of a home as a pure function of what was read and decided, and back.

Rows are those of schema.py, `id` being the row's key and no column. What a record has not is '' in a text
column and null in a number column. The Meta node is the home's own and no part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from ontology.records import Decision, FileReading, Reading
from store.base import Graph, Row, StoredFile
from store.naming import entity_row
from store.resolve import Kin, Likeness, Resolution, resolve
from store.rows import (
    decision_of,
    decision_row,
    file_of,
    file_row,
    reading_ids,
    reading_of,
    reading_of_parts,
    stored_file,
)
from store.rulings import ON_LOCALS, Rulings, Verdict, one_sided
from store.selection import canonical, chosen
from store.writing import (
    Answers,
    Candidate,
    Ends,
    Writing,
    answers_of,
    article_kin,
    block_id,
    relation_row,
    write_article,
    write_readings,
)


def derive(files: Iterable[FileReading], decisions: Iterable[Decision], *, ends: Ends | None = None) -> Graph:
    """All rows of a home that holds these files and decisions, whatever their order.

    `ends`: the (from, to) types that a relation's table takes, None for all; what does not fit stays a
    statement without a typed relation. InputError where a reading contradicts itself.
    """
    held: dict[str, FileReading] = {}
    for file in map(canonical, files):
        held[file.digest] = chosen(held.get(file.digest), file)[0]
    writing = Writing(rulings=Rulings.of(decisions), ends=ends)
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for digest in sorted(held):
        writing.graph.nodes["File"][digest] = file_row(stored_file(held[digest]))
        for one in candidates_of(held[digest]):
            candidates[one.reading.article.id].append(one)
    counting = [write_readings(writing, article, candidates[article]) for article in sorted(candidates)]

    answers = [answers_of(one.reading, writing.rulings.naming) for one in counting]
    kin, kin_of_local = group(counting, answers)
    resolution = resolve(kin.values(), writing.rulings.decisions)
    entity_of_kin = {one.first: cluster.id for cluster in resolution.clusters for one in cluster.kin}
    writing.entity_of = {
        local: entity_of_kin[kin[likeness].first]
        for local, likeness in kin_of_local.items()
        if kin[likeness].first in entity_of_kin
    }
    for one, borne in zip(counting, answers, strict=True):
        write_article(writing, one, borne)
    write_sums(writing, resolution)
    for block in {block for one in kin.values() for block in one.lies_in}:
        writing.graph.nodes["Block"][block_id(block)] = {}
    present = {end for borne in answers for ids in borne.values() for end in ids} | writing.statements
    for decision in writing.rulings.decisions:
        verdict = verdict_of(decision, writing, resolution.states, present)
        writing.graph.nodes["Decision"][decision.id] = decision_row(decision, verdict)
    return writing.graph


def candidates_of(file: FileReading) -> Iterator[Candidate]:
    """The readings of a file with their places in it."""
    stored = stored_file(file)
    for position, ((_, _, nth), reading) in enumerate(zip(reading_ids(stored), file.readings, strict=True)):
        yield Candidate(file=stored, nth=nth, position=position, reading=reading)


def group(counting: Iterable[Candidate], answers: Iterable[Answers]) -> tuple[dict[Likeness, Kin], dict[str, Likeness]]:
    """All kin of these articles by likeness, and the likeness of each local entity (and publisher)."""
    sizes: Counter[Likeness] = Counter()
    first: dict[Likeness, Kin] = {}
    likeness_of: dict[str, Likeness] = {}
    for one, borne in zip(counting, answers, strict=True):
        for kin in article_kin(one.reading, borne):
            likeness = likeness_of[kin.first] = kin.likeness
            sizes[likeness] += 1
            there = first.get(likeness)
            if there is None or kin.first < there.first:
                first[likeness] = kin
    return {
        likeness: kin if sizes[likeness] == 1 else replace(kin, count=sizes[likeness])
        for likeness, kin in first.items()
    }, likeness_of


def write_sums(writing: Writing, resolution: Resolution) -> None:
    """Entities, redirects of keys and typed relations, where all articles have been written."""
    nodes, tally = writing.graph.nodes, writing.tally
    for cluster in resolution.clusters:
        days = tally.entities[cluster.id]
        nodes[cluster.type][cluster.id] = entity_row(
            cluster, articles=days.count, first_day=days.first, last_day=days.last
        )
    for redirect, targets in resolution.redirects.items():
        nodes["Redirect"][redirect] = {"targets": list(targets)}
    for table, rows in tally.relations.items():
        for identity, row in rows.items():
            if tally.behind[table][identity].count:
                writing.graph.edges[table][identity] = relation_row(row, tally.behind[table][identity])


def verdict_of(
    decision: Decision, writing: Writing, on_locals: Mapping[str, Verdict], present: Collection[str]
) -> Verdict:
    """A decision's state. `present`: ids of what is stored, of those that it names."""
    fixed = writing.rulings.fixed(decision)
    if fixed is not None:
        return fixed
    if decision.kind == "add":
        return writing.added.get(decision.id, ("waiting", "the article that it adds to is not in the store"))
    if decision.kind in ON_LOCALS - {"delete"}:
        return on_locals[decision.id]
    return one_sided(decision, present)


def source(graph: Graph) -> tuple[list[FileReading], list[Decision]]:
    """Inverse of `derive`: the files by digest, decisions by (when, id). For a home that streams: `file_readings`."""
    decisions = [decision_of(identity, row) for identity, row in graph.nodes.get("Decision", {}).items()]
    return list(file_readings(graph)), list(Rulings.of(decisions).decisions)


def file_readings(graph: Graph) -> Iterator[FileReading]:
    """The files that a graph's rows hold, by digest, waiting readings included."""
    nodes = graph.nodes
    of_article = {
        table: _by(nodes.get(table, {}), "article") for table in ("Sentence", "Byline", "LocalEntity", "Statement")
    }
    parts = _by(nodes.get("ReadingPart", {}), "reading")
    for digest, row in sorted(nodes.get("File", {}).items()):
        file = file_of(digest, row)
        readings = []
        for key, article, _ in reading_ids(file):
            if nodes["Reading"][key]["counted"]:
                rows = {table: grouped.get(article, {}) for table, grouped in of_article.items()}
                readings.append(counted_reading(article, nodes["Article"][article], rows))
            else:
                readings.append(reading_of_parts(parts[key].values()))
        yield file_reading(file, readings)


def file_reading(file: StoredFile, readings: Iterable[Reading]) -> FileReading:
    """A file's reading from what is known of the file, and its readings in the page's order."""
    return FileReading(
        digest=file.digest,
        source=file.source,
        reader=file.reader,
        published_option=file.published_option,
        area_option=file.area_option,
        readings=tuple(readings),
    )


def counted_reading(article: str, row: Row, of_article: Mapping[str, Mapping[str, Row]]) -> Reading:
    """The counted reading of an article from its rows, by id, in Sentence, Byline, LocalEntity and Statement."""
    return reading_of(
        article,
        row,
        sentences=of_article["Sentence"],
        bylines=of_article["Byline"].values(),
        locals_=of_article["LocalEntity"],
        statements=of_article["Statement"],
    )


def _by(rows: Mapping[str, Row], column: str) -> dict[str, dict[str, Row]]:
    grouped: dict[str, dict[str, Row]] = defaultdict(dict)
    for identity, row in rows.items():
        grouped[str(row[column])][identity] = row
    return grouped
