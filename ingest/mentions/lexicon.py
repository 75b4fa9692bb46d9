"""Word lists with one look-up: the longest word that begins at a place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from ingest.modality import any_of
from ingest.tables import load

Label = TypeVar("Label")
_FEW = 200
_ARTICLE = range(100, 20_000)
"""Lengths of texts of which it is kept where each two characters stand first: all word lists look through an article."""


class Hit(NamedTuple, Generic[Label]):
    """A word found; offsets in code points of the text looked at, half-open."""

    start: int
    end: int
    label: Label


class Lexicon(Generic[Label]):
    """Words of two or more characters, each with a label; looked up by their first two characters.

    >>> list(Lexicon([("农家书屋", "Brand")]).scan("建农家书屋"))
    [Hit(start=1, end=5, label='Brand')]
    """

    def __init__(self, words: Iterable[tuple[str, Label]]) -> None:
        self._labels: dict[str, Label] = {}
        groups: dict[str, set[int]] = {}
        for word, label in words:
            if len(word) > 1:
                self._labels.setdefault(word, label)
                groups.setdefault(word[:2], set()).add(len(word))
        self._sizes = {first: sorted(sizes, reverse=True) for first, sizes in groups.items()}
        self._firsts = frozenset(pair[0] for pair in groups)
        firsts = re.escape("".join(sorted(self._firsts)))
        # A pattern costs more to make than an article's few names to look for one by one.
        self._first = re.compile(f"[{firsts}]") if len(groups) > _FEW else None

    def at(self, text: str, start: int) -> Hit[Label] | None:
        """The longest word that begins at `start`."""
        for size in self._sizes.get(text[start : start + 2], ()):
            word = text[start : start + size]
            if word in self._labels:
                return Hit(start, start + len(word), self._labels[word])
        return None

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[Label]]:
        """The longest word at every place, overlapping ones too, from left to right."""
        stop = len(text) if end is None else min(end, len(text))
        sizes, labels, firsts = self._sizes, self._labels, self._firsts
        if start == 0 and stop == len(text) in _ARTICLE:
            yield from self._hits(text, *pairs(text))
            return
        if self._first is not None:
            places = [match.start() for match in self._first.finditer(text, start, stop)]
        elif firsts.isdisjoint(text[start:stop]):
            return
        else:
            places = [at for at in range(start, stop) if text[at] in firsts]
        for at in places:
            for size in sizes.get(text[at : at + 2], ()):
                word = text[at : at + size]
                if word in labels:
                    yield Hit(at, at + len(word), labels[word])
                    break

    def _hits(self, text: str, first: Mapping[str, int], again: Mapping[str, Sequence[int]]) -> list[Hit[Label]]:
        """What `scan` finds in a text of which it is known where each two characters stand (`pairs`)."""
        sizes, labels = self._sizes, self._labels
        hits = []
        for pair in sizes.keys() & first.keys():
            lengths = sizes[pair]
            for at in (first[pair], *again.get(pair, ())):
                for size in lengths:
                    word = text[at : at + size]
                    if word in labels:
                        hits.append(Hit(at, at + len(word), labels[word]))
                        break
        hits.sort(key=itemgetter(0))
        return hits

    def cover(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[Label]]:
        """Words from left to right, the longest at each place, none beginning within another or ending past `end`."""
        stop = len(text) if end is None else end
        last = start
        for hit in self.scan(text, start, stop):
            if hit.start >= last and hit.end <= stop:
                yield hit
                last = hit.end


@lru_cache(maxsize=2)
def pairs(text: str) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Where each two characters of a text that stand together begin first, and where those begin that stand there again."""
    first: dict[str, int] = {}
    again: dict[str, list[int]] = {}
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        if first.setdefault(pair, at) != at:
            again.setdefault(pair, []).append(at)
    return first, again


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The words of one list of a table of ingest/data, where they stand separated by spaces."""
    return frozenset(load(table)[name].split())


@cache
def any_word(table: str, name: str) -> re.Pattern[str]:
    """The pattern of the words of such a list, the longest first."""
    return any_of(tuple(sorted(words(table, name))))


@cache
def word_kinds(table: str, name: str) -> dict[str, str]:
    """Word -> kind, from a table that lists words under their kinds."""
    return {word: kind for kind, listed in load(table)[name].items() for word in listed.split()}
