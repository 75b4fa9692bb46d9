"""What a public export leaves out: residents without a public post, telephone numbers and ID numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from store.base import Reader

# Mobile and land lines, 18-digit citizen numbers (GB 11643) with or without their check letter.
_NUMBERS = re.compile(
    r"(?<![0-9])(?:[1-9][0-9]{16}[0-9Xx]|(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}|0[0-9]{2,3}[- ]?[2-9][0-9]{6,7}|400[- ]?[0-9]{3}[- ]?[0-9]{4})(?![0-9])"
)
_POSTS = "HOLDS_POST|MEMBER_OF|DISPATCHED_TO"


def private_persons(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Persons without a public post, and who wrote no article: id -> all names they are called by."""
    public = {
        str(row["id"])
        for query in (
            f"MATCH (p:Person)-[:{_POSTS}]->() RETURN DISTINCT p.id AS id",
            "MATCH (p:Person)<-[:WRITTEN_BY]-(:Article) RETURN DISTINCT p.id AS id",
            "MATCH (p:Person) WHERE p.kind = 'PublicPostHolder' RETURN p.id AS id",
        )
        for row in reader.rows(query)
    }
    return {
        str(row["id"]): (str(row["name"]), *(row["aliases"] if isinstance(row["aliases"], list) else ()))
        for row in reader.rows("MATCH (p:Person) RETURN p.id AS id, p.name AS name, p.aliases AS aliases")
        if str(row["id"]) not in public
    }


def names_by_article(reader: Reader, persons: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Article id -> the names under which it speaks of these persons, longest first."""
    wanted = set(persons)
    names: dict[str, set[str]] = defaultdict(set)
    for row in reader.rows(
        "MATCH (l:LocalEntity) WHERE l.etype = 'Person' "
        "RETURN l.article AS article, l.entity AS entity, l.name AS name, l.aliases AS aliases"
    ):
        if row["entity"] in wanted:
            aliases = row["aliases"] if isinstance(row["aliases"], list) else []
            names[str(row["article"])].update([str(row["name"]), *aliases])
    return {article: tuple(sorted(found, key=lambda name: (-len(name), name))) for article, found in names.items()}


def masked(text: str, names: Iterable[str] = ()) -> str:
    """Text without telephone and ID numbers (＊) and without these names (某某).

    >>> masked("居民梁某芳 13800001111", ["梁某芳"])
    '居民某某 ＊'
    """
    for name in names:
        text = text.replace(name, "某某")
    return _NUMBERS.sub("＊", text)
