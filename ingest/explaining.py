"""Why a page was read as it was: for each entity and statement the rule that made it, and its sentence.

A rule is a finder or an extractor with its version, and the table and the entry in it, or of a statement what it looks for
where no table says: `organization/2 area` by `organizations.yaml: 党委`, `posts/3` by `posts.yaml core: 书记`,
`places/8` by `places: one name right behind another`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ingest.mentions import MENTION_FINDERS
from ingest.relations import explained
from ingest.tables import load
from ontology.divisions import by_code
from ontology.records import LocalEntity, Reading, Span, Statement

_HEADS: dict[str, tuple[tuple[str, str], ...]] = {
    "Organization": (("organizations", "bodies"), ("organizations", "named"), ("organizations", "parts")),
    "Place": (("places", "heads"),),
    "Event": (("events", "heads"),),
    "Programme": (
        ("programmes", "known"),
        ("programmes", "heads"),
        ("programmes", "documents"),
        ("programmes", "inner"),
    ),
}
"""Table and list of the last words of names, by type."""
_BESIDE = (("titles", "posts"), ("titles", "occupations"), ("titles", "residents"), ("titles", "nicknames"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one entity or statement is there. `rule`: finder or extractor with version; `entry`: the table and its
    entry, or what a statement's rule looks for ('' only of entities); `sentence`: the one that it stands in first,
    '' outside of the text.
    """

    what: Literal["entity", "statement"]
    of: LocalEntity | Statement
    rule: str
    entry: str
    sentence: str


def reasons(reading: Reading) -> tuple[Reason, ...]:
    """A reason for each entity and then for each statement of a reading, in its order."""
    told = explained(reading.article, reading.sentences, reading.context, reading.entities, faults=[])
    return (
        *(_of_entity(reading, entity) for entity in reading.entities),
        *(_of_statement(reading, statement, entry) for statement, entry in told),
    )


def _of_entity(reading: Reading, entity: LocalEntity) -> Reason:
    finder, _, rule = entity.rule.partition("/")
    versions = {name.partition("/")[0]: name for name, _ in MENTION_FINDERS}
    span = entity.mentions[0]
    return Reason(
        what="entity",
        of=entity,
        rule=f"{versions.get(finder, finder)} {rule}".strip(),
        entry=_entry(reading.article.text, entity),
        sentence=_sentence(reading, span),
    )


def _of_statement(reading: Reading, statement: Statement, entry: str) -> Reason:
    return Reason(
        what="statement",
        of=statement,
        rule=statement.extractor,
        entry=entry,
        sentence=_sentence(reading, statement.evidence),
    )


def _sentence(reading: Reading, span: Span) -> str:
    holder = next((s for s in reading.sentences if s.start <= span[0] < s.end), None)
    return holder.text.strip() if holder else ""


def _entry(text: str, entity: LocalEntity) -> str:
    """The official division, the head of the name, or for a person the title beside it."""
    division = by_code(entity.code) if entity.code else None
    if division is not None:
        return f"divisions: {division.code} {division.name}"
    if entity.type == "Person":
        return _beside(text, entity)
    names = [text[start:end] for start, end in entity.mentions] + [entity.name]
    found = [
        (len(word), f"{table}.yaml {name}: {word}")
        for table, name in _HEADS[entity.type]
        for word in _listed(table, name)
        if any(written.rstrip("”》").endswith(word) for written in names)
    ]
    return max(found)[1] if found else ""


def _beside(text: str, person: LocalEntity) -> str:
    for start, end in person.mentions:
        found = [
            (len(word), f"{table}.yaml {name}: {word}")
            for table, name in _BESIDE
            for word in _listed(table, name)
            if text.endswith(word, 0, start) or text.startswith(word, end)
        ]
        if found:
            return max(found)[1]
    return ""


@cache
def _listed(table: str, name: str) -> tuple[str, ...]:
    entry: Any = load(table)[name]
    listed = entry.values() if isinstance(entry, dict) else [entry]
    return tuple(sorted({word for words in listed for word in words.split()}))
