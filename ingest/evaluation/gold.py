"""Annotated articles: gold.json beside a folder texts/ (an article a file), or one file for a whole page.

{"articles": [{"key", "title", "dateline", "area"?, "byline": [[name, role]…], "entities": [{"t", "n": [fullest name,
aliases…], "optional"?, "gpe"?}…], "relations": [[a, relation, b]…], "posts": [[person, title, organisation]…],
"figures": [[what, number, unit]…]}]}. Types: PLACE ORG PER EVENT PROGRAMME. `optional` entities count
neither way; `gpe`: an area that acts, Place or Organization; `area`: official code of the article's county.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import InputError

TYPES = {"PLACE": "Place", "ORG": "Organization", "PER": "Person", "EVENT": "Event", "PROGRAMME": "Programme"}

RELATIONS: dict[str, frozenset[str]] = {
    "located_in": frozenset({"locatedIn", "partOf", "governs", "subordinateTo"}),
    "part_of": frozenset({"partOf", "subordinateTo"}),
    "jurisdiction": frozenset({"governs", "locatedIn", "partOf"}),
    "organizes": frozenset({"organizes"}),
    "held_at": frozenset({"heldAt"}),
    "held_on": frozenset({"heldOn"}),
    "implements": frozenset({"implements"}),
    "cooperates_with": frozenset({"cooperatesWith"}),
    "visits": frozenset({"visits", "participatesIn"}),
    "donates_to": frozenset({"donatesTo"}),
    "establishes": frozenset({"establishes"}),
    "participates_in": frozenset({"participatesIn", "organizes"}),
    "holds_post": frozenset({"holdsPost", "memberOf"}),
    "member_of": frozenset({"memberOf", "holdsPost"}),
}
"""The gold's relation words, and the predicates that say them."""

_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』（）()【】,，。、·:：!！]")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """An annotated entity; `names[0]` is the fullest."""

    types: frozenset[str]
    type: str
    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated article."""

    key: str
    title: str | None
    area: str | None
    byline: tuple[str, ...]
    entities: tuple[GoldEntity, ...]
    relations: tuple[tuple[str, str, str], ...]
    posts: tuple[tuple[str, str, str], ...]
    figures: tuple[tuple[str, float, str], ...]


def folded(text: str | None) -> str:
    """A name or title as it is compared: NFKC, without spaces, quotes and punctuation."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text or ""))


def load(path: Path) -> tuple[GoldArticle, ...]:
    """The annotated articles of a gold file, or of gold.json in a folder. InputError says what is wrong."""
    file = path / "gold.json" if path.is_dir() else path
    try:
        data = json.loads(file.read_text("utf-8"))
        return tuple(_article(one) for one in data["articles"])
    except FileNotFoundError:
        raise InputError("there is no gold file", where=str(file), remedy="name a gold.json, or its folder") from None
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            f"not a gold file ({error})", where=str(file), remedy="see ingest/evaluation/gold.py"
        ) from error


def _article(data: dict[str, Any]) -> GoldArticle:
    return GoldArticle(
        key=data["key"],
        title=data.get("title"),
        area=data.get("area"),
        byline=tuple(name for name, _ in data.get("byline", [])),
        entities=tuple(_entity(one) for one in data.get("entities", [])),
        relations=tuple((a, relation, b) for a, relation, b in data.get("relations", [])),
        posts=tuple((person, title, body or "") for person, title, body in data.get("posts", [])),
        figures=tuple((what, float(value), unit or "") for what, value, unit in data.get("figures", [])),
    )


def _entity(data: dict[str, Any]) -> GoldEntity:
    kind = TYPES[data["t"]]
    either = frozenset({"Place", "Organization"}) if data.get("gpe") else frozenset()
    return GoldEntity(
        types=frozenset({kind}) | either, type=kind, names=tuple(data["n"]), optional=bool(data.get("optional"))
    )
