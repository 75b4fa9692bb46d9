"""Titles of posts in a sentence: where they stand, what they belong to, former or acting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ingest.relations.base import Mark, Title
from ingest.tables import load

# Where the words before a title that no name explains must end (never inside a name: marks are private-use).
_BOUNDARY = re.compile(r"[\ue000-\ue009，。；：、“”‘’（）()！？\s兼的和与及由在为是请对向给被将随让]")
_LOOSE = 12


@cache
def table() -> dict[str, Any]:
    """The words of posts (ingest/data/posts.yaml)."""
    posts: dict[str, Any] = load("posts")
    return posts


@cache
def _title() -> re.Pattern[str]:
    words = table()
    never = _either(words["never"])
    former, acting, degree = (_either(words[name]) for name in ("former", "acting", "degree"))
    core = _either(words["core"])
    return re.compile(
        rf"(?P<never>{never})|(?P<former>{former})?(?P<acting>{acting})?(?P<title>(?:{degree}){{0,2}}(?:{core}))(?![会团制级])"
    )


@cache
def _bodies() -> tuple[tuple[int, frozenset[str]], ...]:
    by_size: dict[int, set[str]] = {}
    for word in table()["body"]:
        by_size.setdefault(len(word), set()).add(word)
    return tuple((size, frozenset(by_size[size])) for size in sorted(by_size, reverse=True))


def _either(words: Sequence[str] | dict[str, Any]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def body_before(text: str, end: int) -> str:
    """The longest word of an organisation's body that ends at a position, '' if none.

    >>> body_before("明德小学党支部书记", 7)
    '党支部'
    """
    for size, words in _bodies():
        if text[max(0, end - size) : end] in words:
            return text[end - size : end]
    return ""


def titles_in(shape: str, marks: Sequence[Mark]) -> tuple[Title, ...]:
    """All titles of a sentence by place. `shape` has names masked, so a title inside a name is none."""
    ends = {mark.end: mark for mark in marks if mark.entity.type in ("Organization", "Place")}
    found: list[Title] = []
    for match in _title().finditer(shape):
        if match["never"]:
            continue
        start, title, core = match.start(), match["title"], _core(match["title"])
        former, acting = bool(match["former"]), bool(match["acting"])
        body = ""
        while word := body_before(shape, start):
            body, start = word + body, start - len(word)
        chain: list[Mark] = []
        if start not in ends and not body and shape[start - 1 : start] == "的" and start - 1 in ends:
            start -= 1  # 巡逻队的队长
        while start in ends:
            chain.insert(0, ends[start])
            start = ends[start].start
        loose = ""
        if not chain:
            window = shape[max(0, start - _LOOSE) : start]
            last = max((boundary.end() for boundary in _BOUNDARY.finditer(window)), default=0)
            loose = window[last:]
            if loose and start - len(loose) in ends and (loose + body).endswith(tuple(table()["offices"])):
                body, start, loose = loose + body, start - len(loose), ""  # 县人社局|就业股|股长
                chain = [ends[start]]
                start = chain[0].start
        for word in table()["former"]:
            if shape[:start].endswith(word):
                former, start = True, start - len(word)
                loose = loose.removesuffix(word)
                break
        found.append(
            Title(
                start=start,
                end=match.end(),
                chain=tuple(chain),
                body=body,
                title=title,
                core=core,
                loose=loose,
                former=former,
                acting=acting,
            )
        )
    return tuple(found)


def _core(title: str) -> str:
    cores: list[str] = [core for core in table()["core"] if title.endswith(core)]
    return max(cores, key=len)
