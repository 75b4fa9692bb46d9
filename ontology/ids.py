"""Ids: the first 20 hex digits of SHA-256 over a JSON array that begins with the record's type.

No path, position, date, option, clock or random number enters an id, so the same text gives the
same ids on any machine and in any order (DESIGN: "Ids and identity").
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TypeAlias

_IGNORED_IN_NAMES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")

Part: TypeAlias = "str | int | float | Sequence[Part] | None"


def hash_of(record_type: str, *parts: Part) -> str:
    """20 hex digits that identify a record.

    >>> hash_of("sentence", "a", 0, 12) == hash_of("sentence", "a", 0, 12)
    True
    >>> hash_of("sentence", "a", 1, 2) == hash_of("sentence", "a1", 2)
    False
    """
    return _digest(_json((record_type, *parts)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _json(part: Part) -> str:
    """JSON without spaces, as json.dumps writes it; ids are so many that its set-up would cost half of their time."""
    if type(part) is int:
        return str(part)
    if part is None:
        return "null"
    if isinstance(part, str):
        return encode_basestring(part)
    if isinstance(part, (int, float)):  # a union would be made anew at each call
        return json.dumps(part)
    return "[" + ",".join([encode_basestring(one) if type(one) is str else _json(one) for one in part]) + "]"


@lru_cache(maxsize=16384)
def normal_name(name: str) -> str:
    """A name as it enters ids and keys: NFKC, without white space and quotes.

    >>> normal_name("“纸为传承 剪出精彩”剪纸活动")
    '纸为传承剪出精彩剪纸活动'
    """
    return _IGNORED_IN_NAMES.sub("", unicodedata.normalize("NFKC", name))


def article_id(title: str | None, dateline: str | None, body: str, byline: Sequence[tuple[str, str]]) -> str:
    """Id of an article from its headline, dateline, mended body and byline ((name, role) pairs)."""
    return hash_of("article", title, dateline, body, [list(pair) for pair in byline])


def sentence_id(article: str, start: int, end: int) -> str:
    """Id of a sentence; offsets in code points of the article's text, half-open."""
    return _digest(f'["sentence",{encode_basestring(article)},{start},{end}]')  # hash_of, written out: there are many


def local_id(article: str, start: int, end: int) -> str:
    """Id of a local entity from the first span of its fullest name (its type does not enter)."""
    return _digest(f'["local",{encode_basestring(article)},{start},{end}]')


def statement_id(
    article: str,
    predicate: str,
    subject: str,
    object_or_value: Part,
    role: str | None,
    modality: str,
    evidence: tuple[int, int],
    rank: int = 0,
) -> str:
    """Id of a statement. `rank` > 0 tells apart, by time, statements that would share an id.

    `object_or_value`: the object's local id, or [value as written, unit, indicator, scope].
    """
    words = [encode_basestring("statement"), *map(encode_basestring, (article, predicate, subject))]
    words += [_json(object_or_value), _json(role), encode_basestring(modality), f"[{evidence[0]},{evidence[1]}]"]
    return _digest(f"[{','.join(words)},{rank}]" if rank else f"[{','.join(words)}]")


def decision_id(
    kind: str, left: Sequence[str], right: Sequence[str], value: str | None, who: str, when: str, why: str
) -> str:
    """Id of a decision from its kind, ends, value, author, time (ISO 8601, UTC) and reason."""
    return hash_of("decision", kind, sorted(left), sorted(right), value, who, when, why)


def entity_id(key_or_local: str) -> str:
    """Id of an entity from its best key, or from its smallest local id."""
    return _digest(f'["entity",{encode_basestring(key_or_local)}]')  # hash_of, written out: every local entity asks
