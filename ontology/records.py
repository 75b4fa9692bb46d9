"""Records: what flows between the parts of the house.

Frozen, keyword-only, plain data: none holds a store, a clock or an open file. Offsets count Unicode
code points of the article's `text` and are half-open. Ids are made in ids.py. `to_dict`/`from_dict`
round-trip every record through JSON.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, Self, cast

Span: typing.TypeAlias = tuple[int, int]

EntityType = Literal["Organization", "Person", "Place", "Event", "Programme"]
ENTITY_TYPES: tuple[EntityType, ...] = typing.get_args(EntityType)

Modality = Literal["reported", "planned", "ended", "denied"]
MODALITIES: tuple[Modality, ...] = typing.get_args(Modality)

Origin = Literal["option", "name", "page", "inferred", "open"]
"""Where a piece of context comes from, best first: --option, file name, the page's own words, inferred, open."""
ORIGINS: tuple[Origin, ...] = typing.get_args(Origin)

DecisionKind = Literal[
    "same", "different", "unsure", "split", "rename", "retype", "confirm", "reject", "add", "delete", "withdraw"
]
DECISION_KINDS: tuple[DecisionKind, ...] = typing.get_args(DecisionKind)


class Record:
    """Base of all records: conversion to and from plain JSON values."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dict of all fields; tuples become lists."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The record that `to_dict` gave. TypeError on unknown or missing fields, and on values of another type."""
        if not isinstance(data, dict):
            _wrong(data, "an object")
        readers = _readers(cls)  # type: ignore[arg-type]
        if unknown := sorted(data.keys() - readers.keys()):
            raise TypeError(f"no field is called {unknown[0]!r}")
        if lacking := sorted(_required(cls) - data.keys()):  # type: ignore[arg-type]
            raise TypeError(f"the field {lacking[0]!r} is missing")
        return cls(**{name: readers[name](value) for name, value in data.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Record):
    """One input file as text, before anything is read in it.

    `source` is the file's name as given (in an archive: archive.zip/inner.txt); `digest` the SHA-256
    (hex) of its bytes; `text` has \\n line ends and no BOM.
    """

    source: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineName(Record):
    """A name in the byline with its role as written (融媒体, 通讯员, 记者, 摄, 宣, 编辑 …), '' if none.

    `span` is where the name stands in the article's text; None where it stands outside of it.
    """

    name: str
    role: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """One article: `text` is all of it, mended (headline, dateline, body, byline); offsets point into it.

    `body` is the span of the body within `text`. `dateline` is the place as written (东昌府), None if
    there is none.
    """

    id: str
    title: str | None
    dateline: str | None
    body: Span
    byline: tuple[BylineName, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Record):
    """What is known of an article from around it. Each piece with where it comes from and why.

    `published`: EDTF date of issue (2022-10-26, 2022-10, 2022) or None. `area`: official code (six
    digits: the county) or None. `dateline_code`: official code of the dateline's place.
    """

    published: str | None = None
    published_from: Origin = "open"
    published_reason: str = ""
    area: str | None = None
    area_from: Origin = "open"
    area_reason: str = ""
    publisher: str | None = None
    dateline_name: str | None = None
    dateline_code: str | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better: (area's origin, date's origin) in the order of ORIGINS."""
        return ORIGINS.index(self.area_from), ORIGINS.index(self.published_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Record):
    """A stretch of an article. The sentences of an article tile its text; none is over 600 code points."""

    id: str
    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A typed span of an article's text, before mentions become local entities.

    `full`: the name that the words around give it (海陶北村 for 海陶北 in 海陶北、小塘等村), '' where it stands whole.
    """

    start: int
    end: int
    text: str
    type: EntityType
    kind: str
    rule: str
    code: str | None = None
    confidence: float = 1.0
    full: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity(Record):
    """An entity as one article speaks of it.

    `mentions`: spans of all its names. `keys`: what automatic identity joins on, best first, each
    beginning with the type ("Place|371502001"). `blocks`: wider groups within which rules may compare.
    `traits`: what those rules look at besides names (ontology/traits.py).
    `byline_role`: set for the byline's names, None for entities of the text. `rule`: what found it.
    """

    id: str
    article: str
    type: EntityType
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    mentions: tuple[Span, ...]
    keys: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    byline_role: str | None = None
    rule: str = ""

    def __hash__(self) -> int:
        return hash(self.id)  # sets of them are made at every sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """ "Article a says, in this stretch, that subject — predicate — object (or value)", with time and modality.

    `subject`, `object`, `scope`: ids of local entities of the same article. `object` or `value`
    is set, both only for a gift to someone (donatesTo). `value`: str or float, never a number as text. `time`: EDTF text or None. `evidence`: the
    span that says so, within one sentence. `confidence`: two decimals. `extractor`: name/version.
    `details`: further words by name, sorted, e.g. (("rank", "正科级"), ("what", "图书")).
    """

    id: str
    article: str
    subject: str
    predicate: str
    object: str | None = None
    value: str | float | None = None
    unit: str | None = None
    indicator: str | None = None
    scope: str | None = None
    role: str | None = None
    time: str | None = None
    modality: Modality = "reported"
    approximate: bool = False
    change: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    evidence: Span
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Record):
    """One article as one file was read: the unit that is added, replaced or removed whole."""

    article: Article
    context: Context
    sentences: tuple[Sentence, ...]
    entities: tuple[LocalEntity, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading(Record):
    """All articles of one file, in the page's order, with the options it was read with.

    `reader`: version of the reader as "major.minor.patch" plus tagger ("0.1.0+lac"); compared by
    `reader_order`.
    """

    digest: str
    source: str
    reader: str
    published_option: str | None = None
    area_option: str | None = None
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A person's word about local entities or statements: only ever added, withdrawn by another decision.

    `left` and `right` are all local ids (or statement ids) each side had when decided; for `split`:
    those taken out and those left; for one-sided kinds `right` is empty; for `withdraw` `left` is the
    decision's id. `value`: the new name (rename), type (retype), or a statement as JSON (add).
    `when`: ISO 8601 UTC, later than any stored.
    """

    id: str
    kind: DecisionKind
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    value: str | None = None
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A node of the graph: a cluster of local entities. `members`: their ids, sorted.

    `first_day`, `last_day`: ISO days between which articles speak of it, None if no article is dated.
    """

    id: str
    type: EntityType
    kind: str
    name: str
    aliases: tuple[str, ...]
    code: str | None
    level: str | None
    first_day: str | None
    last_day: str | None
    members: tuple[str, ...]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _required(cls: type) -> frozenset[str]:
    """Names of the fields that have no default."""
    return frozenset(one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING)


@cache
def _readers(cls: type) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in typing.get_type_hints(cls).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes of a JSON value one of the hinted type, or raises TypeError: what is kept must be what is said."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return lambda value: value if value in args else _wrong(value, f"one of {', '.join(args)}")
    if origin is tuple:
        return _items(args)
    if args:  # of several types, which no two share
        return _one_of(hint, [(_kinds(arg), _reader(arg)) for arg in args])
    if issubclass(hint, Record):
        return cast(Callable[[Any], Any], hint.from_dict)
    if hint is float:  # JSON writes 3.0 as it likes
        return lambda value: value if type(value) in (float, int) else _wrong(value, "a number")
    return lambda value: value if type(value) is hint else _wrong(value, hint.__name__)


def _items(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers = [_reader(arg) for arg in args if arg is not Ellipsis]
    [each, *_] = readers
    if Ellipsis in args:
        return lambda value: tuple(map(each, value)) if isinstance(value, list | tuple) else _wrong(value, "a list")
    return lambda value: (
        tuple(read(item) for read, item in zip(readers, value, strict=True))
        if isinstance(value, list | tuple) and len(value) == len(readers)
        else _wrong(value, f"a list of {len(readers)}")
    )


def _one_of(hint: Any, readers: list[tuple[tuple[type, ...], Callable[[Any], Any]]]) -> Callable[[Any], Any]:
    by_kind = {kind: read for kinds, read in readers for kind in kinds}
    return lambda value: by_kind[type(value)](value) if type(value) in by_kind else _wrong(value, str(hint))


def _kinds(hint: Any) -> tuple[type, ...]:
    """The types of JSON values that may stand for one of the hinted type."""
    if hint is float:
        return float, int
    if typing.get_origin(hint) is tuple:
        return list, tuple
    return (dict,) if isinstance(hint, type) and issubclass(hint, Record) else (hint,)


def _wrong(value: Any, right: str) -> typing.NoReturn:
    raise TypeError(f"{str(value)[:40]!r} is not {right}")
