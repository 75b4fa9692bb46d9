"""A small network that tells, for each code point, whether it begins, goes on or ends a name, and of which type.

It has learned from the project's own annotated texts alone (`build_network`), and not from what the grammar reads: its
cues are the characters, the words and known places of the view, the words' parts of speech, quotation marks and where
the headline stands. Its opinion is therefore one of its own. Five layers look at sixteen code points on each side, so
that what it says of a place hangs on no other text. The graph is data/network.onnx; like the
tagger it is loaded on first use and runs on one thread.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.mentions.tagger import session
from ingest.mentions.view import Token, View
from ingest.mentions.words import tags
from ingest.tables import FOLDER
from ontology.records import EntityType

DATA = FOLDER / "network.onnx"
TYPES: tuple[EntityType, ...] = ("Person", "Organization", "Place", "Event", "Programme")
BEGINS, GOES_ON, ENDS, ALONE = range(1, 5)
"""Labels of a first type's code points; each type has these four after those of the types before it, 0 is no name."""
LABELS = 1 + 4 * len(TYPES)
REACHES = (1, 2, 4, 8, 1)
"""How far to the left and right each layer looks."""
MARGIN = sum(REACHES)
_SORTS = ("boundary", "mark", "figure", "word", "other")
_LEVELS = ("province", "prefecture", "county", "township")
TOKENS, WHERE = 4 * (len(_SORTS) + 1 + len(_LEVELS)), 12
"""How many numbers there are of `Cues.tokens`, of `Cues.where`."""
_BLOCK = 2000
"""A long text is read in so many code points at once, with a margin that makes it the same as at once."""

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


class Cues(NamedTuple):
    """What the network looks at, numbers for each code point; see `cues`."""

    characters: Numbers
    words: Numbers
    tokens: Numbers
    tags: Numbers
    where: Numbers


class Name(NamedTuple):
    """A name that the network sees, and how likely it is by its own measure."""

    start: int
    end: int
    share: float


def names(view: View, type_: EntityType, least: float) -> tuple[Name, ...]:
    """The names of a type that are at least as likely as `least`, from left to right: none that goes over another."""
    logs = _logs(view)
    likeliest = logs.argmax(axis=1)
    first = 4 * TYPES.index(type_)
    found = []
    for start in map(int, np.flatnonzero(likeliest == first + BEGINS)):
        end = start + 1
        while end < len(likeliest) and likeliest[end] == first + GOES_ON:
            end += 1
        if end < len(likeliest) and likeliest[end] == first + ENDS:
            share = round(float(np.exp(logs[np.arange(start, end + 1), likeliest[start : end + 1]].sum())), 3)
            if share >= least:
                found.append(Name(start, end + 1, share))
    return tuple(found)


def _logs(view: View) -> Floats:
    """The logarithm of each label's share, [code points, labels]."""
    network, known = _network()
    read = cues(view, known)
    parts = [np.zeros((0, LABELS), np.float32)]
    for at in range(0, len(view.text), _BLOCK):
        begin = max(0, at - MARGIN)
        block = Cues(*(column[begin : at + _BLOCK + MARGIN] for column in read))
        (logs,) = network.run(["logs"], block._asdict())
        parts.append(logs[at - begin : at - begin + _BLOCK])
    return np.concatenate(parts)


def cues(view: View, known: dict[str, int]) -> Cues:
    """The cues of a text: numbers of its characters and of the words that hold them (0: unknown), what sort of word or
    place it is and where in it the character stands, its part of speech, whether it is quoted and in the headline."""
    sizes = [token.end - token.start for token in view.tokens]
    written = [view.text[token.start : token.end] for token in view.tokens]
    parts = _parts()
    return Cues(
        np.array([known.get(character, 0) for character in view.text], np.int64),
        np.repeat([known.get(word, 0) for word in written], sizes),
        np.fromiter(chain.from_iterable(map(_placed, view.tokens)), np.int64, len(view.text)),
        np.repeat([parts.get(tags().get(word, ""), 0) for word in written], sizes),
        _where(view),
    )


def _placed(token: Token) -> list[int]:
    """The sort of a token, a place's by its level, with 0 within, 1 at its first, 2 at its last, 3 at its only character."""
    if token.sort == "place":
        level = token.divisions[0].level if token.divisions else ""
        sort = len(_SORTS) + (1 + _LEVELS.index(level) if level in _LEVELS else 0)
    else:
        sort = _SORTS.index(token.sort)
    size = token.end - token.start
    return [4 * sort + 3] if size == 1 else [4 * sort + 1, *[4 * sort] * (size - 2), 4 * sort + 2]


def _where(view: View) -> Numbers:
    """0 in the body, 4 before it, 8 in the headline; 1 within quotation marks, 2 at the first, 3 at the last character there."""
    found = np.zeros(len(view.text), np.int64)
    found[: view.article.body[0]] = 4
    found[: len(view.article.title or "")] = 8
    held: dict[int, int] = {}
    for start, end in view.quoted:
        held.update(dict.fromkeys(range(start, end), 1))
        held[start], held[end - 1] = 2, 3
    for at, state in held.items():
        found[at] += state
    return found


@cache
def _parts() -> dict[str, int]:
    """Parts of speech by number, from 1 on."""
    return {tag: number for number, tag in enumerate(sorted(set(tags().values())), 1)}


def part_count() -> int:
    return len(_parts()) + 1


@cache
def _network() -> tuple[Any, dict[str, int]]:
    """The network, and its characters and words by number."""
    network = session(DATA)
    known = network.get_modelmeta().custom_metadata_map["known"]
    return network, {word: number for number, word in enumerate(known.split("\n"), 1)}
