"""What a public export leaves out: residents without a public post, telephone numbers and ID numbers.

A resident is left out with every statement whose end they are, and their name is masked wherever it would still
stand: in sentences, headlines, values and the names of other entities (梁芳捐款仪式).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.model import model
from ontology.posts import is_post
from store.base import Reader, Row

SOMEBODY = "某某"
NUMBER = "＊"
# Citizen numbers (GB 11643: 18 digits, the last one or X; 15 in old ones), mobile and land lines, 400 and 800 lines.
_NUMBERS = re.compile(
    r"(?<![0-9])(?:"
    r"[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14}"
    r"|(?:\+?86[- ]?)?1[3-9][0-9](?:[-. ]?[0-9]{4}){2}"
    r"|[(（]?0[0-9]{2,3}[)）]?[- —]?[2-9][0-9]{6,7}"
    r"|[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}"
    r")(?![0-9])"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－＋．", "0123456789-+.")
_SET_APART = r"[ \u3000]{0,3}"
"""Blanks that newspapers set between the characters of a short name: 李　磊."""

# By what a person is known to hold a public post, or to write in public. A plan counts, a denial does not.
_PUBLIC = (
    "MATCH (p:Person)<-[:OBJECT]-(s:Statement) WHERE s.predicate = 'appoints' "
    "AND s.modality <> 'denied' AND s.status <> 'rejected' RETURN p.id AS id",
    "MATCH (p:Person)<-[:WRITTEN_BY]-(:Article) RETURN p.id AS id",
    "MATCH (p:Person) WHERE p.kind = 'PublicPostHolder' RETURN p.id AS id",
)
_HELD = (
    "MATCH (p:Person)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o) WHERE s.predicate IN ['holdsPost', 'dispatchedTo'] "
    "AND s.modality <> 'denied' AND s.status <> 'rejected' "
    "RETURN p.id AS id, p.kind AS kind, s.role AS role, o.etype AS body_type, o.kind AS body"
)


def _holds(row: Row) -> bool:
    """Whether somebody is no private resident for what is said to be their post.

    Not for what only says what they are (a pupil, a volunteer); who is called a resident elsewhere, for a public post.
    """
    if not is_post(str(row["role"] or "")):
        return False
    kinds, body = model().kinds, str(row["body"])
    public = row["body_type"] == "Place" or (body in kinds and kinds[body].public_body)
    return public or row["kind"] != "PrivateResident"


class Privacy:
    """What an export may show. `Privacy.all()` shows everything, `Privacy.public(reader)` what anybody may see."""

    def __init__(
        self,
        *,
        hidden: frozenset[str] = frozenset(),
        by_article: Mapping[str, Names] | None = None,
        by_entity: Mapping[str, Names] | None = None,
        mask_numbers: bool = True,
    ) -> None:
        self.hidden = hidden
        self._by_article = by_article or {}
        self._by_entity = by_entity or {}
        self._mask_numbers = mask_numbers
        self._masks = {name for names in self._by_article.values() for name in names.masks}
        self._lengths = sorted({len(name) for name in self._masks}, reverse=True)

    @classmethod
    def all(cls) -> Privacy:
        """Nothing is left out."""
        return cls(mask_numbers=False)

    @classmethod
    def public(cls, reader: Reader) -> Privacy:
        """Without residents who hold no public post, and without telephone and ID numbers."""
        known = {str(row["id"]) for query in _PUBLIC for row in reader.rows(query)}
        known |= {str(row["id"]) for row in reader.rows(_HELD) if _holds(row)}
        hidden = frozenset(str(row["id"]) for row in reader.rows("MATCH (p:Person) RETURN p.id AS id")) - known
        called = [
            (str(row["article"]), str(row["entity"]), str(row["etype"]), _names(row))
            for row in reader.rows(
                "MATCH (l:LocalEntity) RETURN l.article AS article, l.entity AS entity, l.etype AS etype, "
                "l.name AS name, l.aliases AS aliases"
            )
        ]
        private: dict[str, set[str]] = defaultdict(set)
        for article, entity, _, names in called:
            if entity in hidden:
                private[article] |= names
        people: dict[str, set[str]] = defaultdict(set)
        things: dict[str, set[str]] = defaultdict(set)
        for article, entity, etype, names in called:
            if article not in private or entity in hidden:
                continue
            if etype == "Person":
                people[article] |= names
            elif within := {one for one in private[article] if any(one in name for name in names)}:
                things[entity] |= within
        return cls(
            hidden=hidden,
            by_article={article: Names.of(found, but=people[article]) for article, found in private.items()},
            by_entity={entity: Names.of(found) for entity, found in things.items()},
        )

    def hides(self, *entities: str | None) -> bool:
        """Whether any of these entities is left out."""
        return not self.hidden.isdisjoint(entities)

    def words(self, text: str, *, article: str) -> str:
        """Words of an article (a sentence, a headline, a value) as they may be shown."""
        return self._shown(text, self._by_article.get(article))

    def name(self, text: str, *, entity: str) -> str:
        """A name of an entity that is shown, without the names of those who are not."""
        return self._shown(text, self._by_entity.get(entity))

    def summed(self, text: str) -> str:
        """Words that several articles may share (a relation's role or goods), without any of the names."""
        shown, at = [], 0
        while at < len(text):
            length = next((size for size in self._lengths if text[at : at + size] in self._masks), 0)
            shown.append(SOMEBODY if length else text[at])
            at += length or 1
        return self._shown("".join(shown), None)

    def _shown(self, text: str, names: Names | None) -> str:
        if names is not None:
            text = names.masked(text)
        return without_numbers(text) if self._mask_numbers else text


@dataclass(frozen=True, slots=True)
class Names:
    """Names to be masked in a text. One inside a longer name of somebody who is shown stays."""

    pattern: re.Pattern[str]
    masks: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], *, but: Iterable[str] = ()) -> Names:
        """These names, unless somebody of `but` bears them too."""
        shown = set(but)
        masks = frozenset(names) - shown
        longest_first = sorted(masks | shown, key=lambda name: (-len(name), name))
        written = (_SET_APART.join(map(re.escape, name)) for name in longest_first)
        return cls(re.compile("|".join(written) or r"(?!)"), masks)

    def masked(self, text: str) -> str:
        """The text with 某某 for each of the names.

        >>> Names.of(["梁芳"], but=["梁芳菲"]).masked("居民梁芳对书记梁芳菲说")
        '居民某某对书记梁芳菲说'
        >>> Names.of(["李磊"]).masked("村民李　磊报警")
        '村民某某报警'
        """
        return self.pattern.sub(lambda match: SOMEBODY if self._masks(match.group()) else match.group(), text)

    def _masks(self, written: str) -> bool:
        return written in self.masks or "".join(written.split()) in self.masks


def without_numbers(text: str) -> str:
    """Text with ＊ for each telephone and ID number, in full width too.

    >>> without_numbers("拨打13800001111，2024年新增36名")
    '拨打＊，2024年新增36名'
    """
    found = list(_NUMBERS.finditer(text.translate(_FULL_WIDTH)))
    for match in reversed(found):
        text = text[: match.start()] + NUMBER + text[match.end() :]
    return text


def _names(row: Row) -> set[str]:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    return {name for name in (str(row["name"]), *aliases) if name}
