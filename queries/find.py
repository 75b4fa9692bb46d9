"""Finding what a person means by ENTITY: an id (its own, or one that redirects to it), an official code or a name."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from ontology.errors import UsageError
from ontology.ids import normal_name
from ontology.records import ENTITY_TYPES
from store.base import Reader, Row

_ID = re.compile(r"[0-9a-f]{20}\Z")
_CODE = re.compile(r"[0-9]{2,12}\Z")
COLUMNS = (
    "e.id AS id, e.etype AS etype, e.name AS name, e.aliases AS aliases, e.kind AS kind, e.level AS level, "
    "e.code AS code, e.area AS area, e.first_day AS first_day, e.last_day AS last_day, e.articles AS articles"
)

_BY_ID = " UNION ALL ".join(f"MATCH (e:{etype} {{id: $id}}) RETURN {COLUMNS}" for etype in ENTITY_TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """An entity as the store has it; days ISO or '', `articles` how many speak of it."""

    id: str
    etype: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    level: str
    code: str
    area: str
    first_day: str
    last_day: str
    articles: int

    @classmethod
    def of(cls, row: Row) -> EntityRow:
        """From a row with the columns of an entity."""
        aliases = row["aliases"] if isinstance(row["aliases"], list) else []
        articles = row["articles"] if isinstance(row["articles"], int) else 0
        texts = {name: str(row[name] or "") for name in cls.__slots__ if name not in ("aliases", "articles")}
        return cls(aliases=tuple(aliases), articles=articles, **texts)


def find(reader: Reader, reference: str) -> tuple[EntityRow, ...]:
    """All entities that a reference may mean, by (type, name, id); empty where there is none.

    An id wins, then a redirect, then an official code, then a name, then an alias. Names are compared as
    `normal_name` has them: quotes, white space and full width do not count.
    """
    check_text(reference)
    return reader.together(lambda one: _find(one, reference))


def _find(reader: Reader, reference: str) -> tuple[EntityRow, ...]:
    if _ID.match(reference):
        found = by_ids(reader, (reference,)) or by_ids(reader, redirects(reader, reference))
        if found:
            return found
    if _CODE.match(reference):
        found = _where(reader, "e.code = $text", reference, types=("Place",))
        if found:
            return found
    wanted = normal_name(reference)
    if not wanted:
        return ()
    # What contains the name is few; which of them bears it whole is told here, alike for both homes.
    close = _where(reader, "e.search CONTAINS $text", wanted)
    named = tuple(row for row in close if normal_name(row.name) == wanted)
    return named or tuple(row for row in close if wanted in map(normal_name, row.aliases))


def unknown(reader: Reader, text: str) -> UsageError:
    """That nothing bears a name, with the names in the store that are closest to it."""
    wanted = normal_name(text)
    parts = sorted({wanted[: (len(wanted) + 1) // 2], wanted[len(wanted) // 2 :]})
    names = {row.name for part in parts if len(part) > 1 for row in _where(reader, "e.search CONTAINS $text", part)}
    close = difflib.get_close_matches(wanted, sorted(names), n=3)
    remedy = f"close to it: {'、'.join(close)}" if close else f"try `wangge search {text!r}`"
    return UsageError(f"nothing in the store is called {text!r}", remedy=remedy)


def posts(reader: Reader, person: EntityRow) -> list[str]:
    """What tells namesakes apart: a person's posts, each with its body; empty for what is no person."""
    rows = reader.rows(
        "MATCH (p:Person {id: $id})-[h:HOLDS_POST]->(o) RETURN o.name AS body, h.role AS role", {"id": person.id}
    )
    return sorted({f"{row['body']} {row['role'] or ''}".strip() for row in rows})


def check_text(text: str) -> None:
    """UsageError where a text holds what no stored text can: lone surrogates, from bytes that are no UTF-8."""
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError("the words to look for are not UTF-8", remedy="set the terminal to UTF-8 and type them again")


def by_ids(reader: Reader, ids: tuple[str, ...]) -> tuple[EntityRow, ...]:
    """The entities with these very ids. Looked up in each type: an id without a label would scan the store."""
    rows = [EntityRow.of(row) for identity in ids for row in reader.rows(_BY_ID, {"id": identity})]
    return tuple(sorted(rows, key=_order))


def redirects(reader: Reader, identity: str) -> tuple[str, ...]:
    """The ids an older id, or a local entity's id, leads to."""
    rows = reader.rows("MATCH (r:Redirect {id: $id}) RETURN r.targets AS targets", {"id": identity})
    targets = rows[0]["targets"] if rows else []
    return tuple(targets) if isinstance(targets, list) else ()


def _where(reader: Reader, condition: str, text: str, types: tuple[str, ...] = ENTITY_TYPES) -> tuple[EntityRow, ...]:
    rows = [
        EntityRow.of(row)
        for etype in types
        # By id again: else Ladybug reads all columns of the table, four times the work.
        for row in reader.rows(
            f"MATCH (e:{etype}) WHERE {condition} WITH e.id AS one MATCH (e:{etype} {{id: one}}) RETURN {COLUMNS}",
            {"text": text},
        )
    ]
    return tuple(sorted(rows, key=_order))


def _order(row: EntityRow) -> tuple[str, str, str]:
    return row.etype, row.name, row.id
