"""Named queries: one question a file in named/*.cypher, whose header is its documentation and its contract.

Header lines, each a comment:

    // title: zh | en
    // question: zh | en
    // param NAME: TYPE = default — meaning zh | meaning en      (without "= default": it must be given)
    // returns NAME: TYPE — meaning zh | meaning en
    // order: NAME -NAME                 (of rows that are asked for in parts, which other queries' ORDER BY
                                         cannot sort; "-": the greatest first)
    // example: NAME=value NAME=value

An `until` that a query also names $NAME_term has there the day on which a term of office that began on it is over
(`tenures.term`). $sole_posts, where a query names it, are the titles of posts that one person at a time holds; $plain_roles the ends
of titles that are no posts (a resident, a pupil), which make no relation but are statements; $same_posts the ids, one
behind the other, of each two tenures of a person that are one post (`seats.same_posts`).

Columns of type `list` hold texts, here sorted: neither home gives `collect` an order. Those of type `term` hold names
of the vocabulary (a type, a kind, a relation or its table), `code` an official code, `details` a statement's further
words as JSON ([["what", "助学金"]]): a table for people says them in words.

Types of parameters: `string`, `int`; `since` and `until` (an EDTF date, which binds its first or its last
day); `entity` (an ENTITY: id or name; the query is asked for each that bears it, with its id bound and its type
in the place of the label Entity: a home finds what starts at one id at once); `entities` (an ENTITY; binds the
list of ids); `area` (a place's name, id or official code, or the name of a division that articles report on;
binds as $NAME_codes the codes with which those of its parts begin, as $NAME the ids of what has none). An
empty text means "any": it binds '' or [''].
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.dates import bounds
from ontology.errors import OntologyError, UsageError
from ontology.model import model
from ontology.posts import HOLDS
from queries.areas import area
from queries.find import EntityRow, check_text, find, unknown
from queries.seats import same_posts
from queries.tenures import term
from store.base import Reader, Row, Value

FOLDER = Path(__file__).parent / "named"
PARAMETER_TYPES = ("string", "int", "since", "until", "entity", "entities", "area")
COLUMN_TYPES = ("string", "int", "float", "date", "id", "list", "term", "code", "details")

_PARAM = re.compile(r"(\w+): (\w+)(?: = (\S*))? — (.+)\Z")
_INTEGER = re.compile(r"[0-9]{1,9}\Z")
_SOLE_POSTS = "$sole_posts"
_PLAIN_ROLES = "$plain_roles"
_SAME_POSTS = "$same_posts"
_NOTHING = "-"  # no id and no code begins so; Ladybug takes no empty list
_RETURNS = re.compile(r"(\w+): (\w+) — (.+)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    @classmethod
    def parse(cls, text: str) -> Words:
        """From "zh | en"; ValueError where one is missing."""
        zh, _, en = (part.strip() for part in text.partition(" | "))
        if not zh or not en:
            raise ValueError(f"expected 'zh | en': {text!r}")
        return cls(zh=zh, en=en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query; `default` as text, '' meaning "any", None where it must be given."""

    name: str
    type: str
    default: str | None
    meaning: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a named query's answer."""

    name: str
    type: str
    meaning: Words

    @property
    def label(self) -> str:
        """Its meaning in Chinese as a heading: what stands before the first bracket or colon.

        >>> Column(name="day", type="date", meaning=Words(zh="时间（文中未说则为见报日期）", en="time")).label
        '时间'
        """
        return re.split("[（：，]", self.meaning.zh)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question that anyone can ask by name."""

    name: str
    title: Words
    question: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    example: Mapping[str, str]
    cypher: str

    def sorted(self, rows: list[Row]) -> list[Row]:
        """Rows in the order that the header says; as they are where it says none."""
        for key in reversed(self.order):  # sorting keeps the order of what is equal
            rows = sorted(rows, key=_rank_of(key.removeprefix("-")), reverse=key.startswith("-"))
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer: column names in order, and rows as dicts."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def catalog(folder: Path = FOLDER) -> tuple[NamedQuery, ...]:
    """All named queries, by name. OntologyError names the file and line whose header is wrong."""
    return tuple(parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.cypher")))


def named(name: str) -> NamedQuery:
    """The query of that name; UsageError lists close ones where there is none."""
    known = {query.name: query for query in catalog()}
    if name not in known:
        close = difflib.get_close_matches(name, known, n=5, cutoff=0.4) or sorted(known)
        raise UsageError(
            f"there is no query {name!r}", remedy="try " + ", ".join(close) + "; `wangge queries` lists all"
        )
    return known[name]


def parse(name: str, text: str) -> NamedQuery:
    """A named query from its file's text. OntologyError says which line of the header is wrong."""
    words: dict[str, Words] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    order: tuple[str, ...] = ()
    example: dict[str, str] = {}
    lines = text.splitlines()
    header = [line for line in lines if line.startswith("//")]
    for number, line in enumerate(header, 1):
        key, _, rest = line.removeprefix("//").strip().partition(" ")
        try:
            if key in ("title:", "question:"):
                words[key[:-1]] = Words.parse(rest)
            elif key == "param":
                parameters.append(_parameter(rest))
            elif key == "returns":
                columns.append(_column(rest))
            elif key == "order:":
                order = tuple(rest.split())
            elif key == "example:":
                example = dict(part.partition("=")[::2] for part in shlex.split(rest))
            else:
                raise ValueError(f"unknown header {key!r}")
        except ValueError as error:
            raise OntologyError(str(error), where=f"{name}.cypher, line {number}") from error
    for needed in ("title", "question"):
        if needed not in words:
            raise OntologyError(f"no '// {needed}:' line", where=f"{name}.cypher")
    return NamedQuery(
        name=name,
        title=words["title"],
        question=words["question"],
        parameters=tuple(parameters),
        columns=tuple(columns),
        order=order,
        example=example,
        cypher="\n".join(line for line in lines if not line.startswith("//")).strip(),
    )


def run(reader: Reader, name: str, params: Mapping[str, str] | None = None) -> Table:
    """Ask a named query; parameters as text. UsageError on an unknown query, parameter or value, or one that lacks."""
    query = named(name)
    given = dict(params or {})
    known = [parameter.name for parameter in query.parameters]
    for strange in sorted(given.keys() - set(known)):
        raise UsageError(
            f"query {name} has no parameter {strange!r}", remedy="it takes " + (", ".join(known) or "none")
        )
    binding: dict[str, Value] = {}
    starts: tuple[EntityRow, ...] = ()
    starts_at = ""
    for parameter in query.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is None or (not text and parameter.default is None):
            raise UsageError(
                f"query {name} needs the parameter {parameter.name!r}",
                remedy=f"give --param {parameter.name}=… ({parameter.meaning.en})",
            )
        if parameter.type == "entity":
            starts = _found(reader, text)
            starts_at = parameter.name
        else:
            binding |= bind(reader, parameter, text)
            if parameter.type == "until" and f"${parameter.name}_term" in query.cypher:
                binding[f"{parameter.name}_term"] = term(str(binding[parameter.name])) if text else ""
    if _SOLE_POSTS in query.cypher:
        binding["sole_posts"] = list(model().relations[HOLDS].exclusive_roles)
    if _PLAIN_ROLES in query.cypher:
        binding["plain_roles"] = list(model().relations[HOLDS].plain_roles)
    if _SAME_POSTS in query.cypher:
        binding["same_posts"] = same_posts(reader) or [_NOTHING]
    if starts_at:
        rows = [
            row
            for one in starts
            for row in reader.rows(query.cypher.replace(":Entity ", f":{one.etype} "), binding | {starts_at: one.id})
        ]
    else:
        rows = reader.rows(query.cypher, binding)
    for row in rows:
        for column in query.columns:
            value = row[column.name]
            if isinstance(value, list):
                row[column.name] = sorted(value)
    return Table(columns=tuple(column.name for column in query.columns), rows=tuple(query.sorted(rows)))


def several(reader: Reader, query: NamedQuery, given: Mapping[str, str]) -> Iterator[tuple[str, tuple[EntityRow, ...]]]:
    """What of the given parameters names several entities, which are answered for together, with those entities."""
    for parameter in query.parameters:
        text = given.get(parameter.name, "")
        if text and parameter.type in ("entity", "entities", "area"):
            found = find(reader, text)
            if len(found) > 1:
                yield text, found


def bind(reader: Reader, parameter: Parameter, text: str) -> dict[str, Value]:
    """What a parameter's text stands for in the query. UsageError where it stands for nothing."""
    name = parameter.name
    check_text(text)
    if parameter.type == "string":
        return {name: text}
    if parameter.type == "int":
        if not _INTEGER.match(text):
            raise UsageError(f"parameter {name} is a whole number from 0 on, not {text!r}")
        return {name: int(text)}
    if parameter.type in ("since", "until"):
        return {name: day(f"parameter {name}", text, last=parameter.type == "until")}
    if parameter.type == "area":
        return _bind_area(reader, name, text)
    return _bind_entities(reader, name, text)


def _bind_area(reader: Reader, name: str, text: str) -> dict[str, Value]:
    if not text:
        return {name: [""], f"{name}_codes": [""]}
    found = area(reader, text)
    if found is None:
        raise unknown(reader, text)
    return {name: list(found.ids) or [_NOTHING], f"{name}_codes": list(found.codes) or [_NOTHING]}


def _bind_entities(reader: Reader, name: str, text: str) -> dict[str, Value]:
    if not text:
        return {name: [""]}
    return {name: [row.id for row in _found(reader, text)]}


def _found(reader: Reader, text: str) -> tuple[EntityRow, ...]:
    check_text(text)
    found = find(reader, text)
    if not found:
        raise unknown(reader, text)
    return found


def day(what: str, text: str, *, last: bool) -> str:
    """The first or last possible day (ISO) of a date that somebody gives, '' where none is given. `what`: names it.

    UsageError where it is no date.
    """
    if not text:
        return ""
    try:
        days = bounds(text)
    except ValueError:
        raise UsageError(f"{what} is a date like 2022-10-26, 2022-10 or 2022, not {text!r}") from None
    return days.end_date if last else days.start_date


def _rank_of(column: str) -> Callable[[Row], tuple[bool, float, str]]:
    return lambda row: _rank(row[column])


def _rank(value: Value) -> tuple[bool, float, str]:
    """Null first, then numbers, then texts, so that one column always sorts."""
    if isinstance(value, bool | int | float):
        return False, float(value), ""
    return value is not None, 0.0, str(value or "")


def _parameter(text: str) -> Parameter:
    name, kind, default, meaning = _fields(_PARAM, text)
    if kind not in PARAMETER_TYPES:
        raise ValueError(f"unknown type of parameter {kind!r}; known: {', '.join(PARAMETER_TYPES)}")
    return Parameter(name=name, type=kind, default=default, meaning=Words.parse(meaning))


def _column(text: str) -> Column:
    name, kind, meaning = _fields(_RETURNS, text)
    if kind not in COLUMN_TYPES:
        raise ValueError(f"unknown type of column {kind!r}; known: {', '.join(COLUMN_TYPES)}")
    return Column(name=name, type=kind, meaning=Words.parse(meaning))


def _fields(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    match = pattern.match(text)
    if not match:
        raise ValueError(f"cannot read header {text!r}")
    return match.groups()
