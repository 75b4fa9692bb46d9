"""Cutting Chinese text into words by a dictionary: the cut with the fewest words."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.lexicon import words
from ingest.tables import FOLDER

_BODIES = ("党", "支部", "总支", "村", "学生会", "妇联", "团", "第一", "老", "主治", "主任医")
_RANKS = ("副", "老", "原", "代", "总", "大", "中", "支", "分", "小", "正", "前")
_BOUNDING = frozenset(("v", "d", "p", "c", "r", "u", "xc", "vd", "ad", "TIME"))
DATA = FOLDER / "lac"
_LETTERS = re.compile(r"[A-Za-z0-9]+")


@cache
def _dictionary() -> tuple[frozenset[str], dict[str, int]]:
    """The words, and the length of the longest by their first two characters."""
    text = (DATA / "small_seg.dic").read_text("utf-8")
    known = frozenset(line.split()[0] for line in text.split("\n") if line.strip())
    longest: dict[str, int] = {}
    for word in known:
        longest[word[:2]] = max(longest.get(word[:2], 0), len(word))
    return known, longest


def cut_units(text: str) -> list[tuple[int, int]]:
    """Spans of the cut with the fewest units; at equal counts the longer first unit. They tile the text."""
    known, longest = _dictionary()
    size = len(text)
    count = [0] * (size + 1)
    step = [1] * size
    for start in range(size - 1, -1, -1):
        best, length = count[start + 1], 1
        most = longest.get(text[start : start + 2])
        if most is not None:
            for end in range(start + 2, min(start + most, size) + 1):
                if count[end] <= best and text[start:end] in known:
                    best, length = count[end], end - start
        count[start], step[start] = best + 1, length
    units: list[tuple[int, int]] = []
    at = 0
    while at < size:
        units.append((at, at + step[at]))
        at += step[at]
    return _join_letters(text, units) if _LETTERS.search(text) else units


def _join_letters(text: str, units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in units:
        single = end - start == 1 and _LETTERS.fullmatch(text[start:end])
        if joined and single and joined[-1][1] == start and _LETTERS.fullmatch(text[joined[-1][0] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def known_word(text: str) -> bool:
    """Whether the tagger's dictionary has a text as one word, idioms too."""
    return text in _dictionary()[0]


@cache
def tags() -> dict[str, str]:
    """Words of two to four characters, each with the tag that it has when it stands alone (data/words.tsv)."""
    lines = (DATA.parent / "words.tsv").read_text("utf-8").split("\n")
    return dict(line.split("\t") for line in lines if line and line[0] != "#")


@cache
def common_words() -> frozenset[str]:
    """Words that are no names of people, places or bodies, and that end in no office but are one (not 支部书记)."""
    posts = words("titles", "posts")
    return frozenset(
        word
        for word, tag in tags().items()
        if tag not in ("PER", "nr", "ORG", "nt", "LOC", "ns")
        and not (len(word) > 2 and word[-2:] in posts and word[:-2] not in _RANKS)
        and not word.endswith(("局", "厅", "党委", "县"))
    )


@cache
def boundaries() -> frozenset[str]:
    """Words at which no name goes on: verbs, prepositions, conjunctions, adverbs, pronouns, times, and offices."""
    offices = {post for post in words("titles", "posts") if not post.startswith(_BODIES)}
    offices -= words("titles", "within_names")
    tagged = {word for word, tag in tags().items() if tag in _BOUNDING and word in common_words()}
    spoken = {word for word in words("titles", "speech") if len(word) > 1}
    return frozenset((tagged - words("boundaries", "not_words")) | words("boundaries", "words") | offices | spoken)


@cache
def opening() -> frozenset[str]:
    """Verbal nouns, which stand within names but begin none of a place or an organisation."""
    tagged = {word for word, tag in tags().items() if tag == "vn" and len(word) <= 3}
    return frozenset((tagged - words("boundaries", "not_opening")) | words("boundaries", "opening"))


@cache
def verbs() -> frozenset[str]:
    """Verbs of two characters that `tags` has not (data/verbs.txt)."""
    lines = (DATA.parent / "verbs.txt").read_text("utf-8").split("\n")
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


@cache
def compounds() -> frozenset[str]:
    """Words of two to four characters that the tagger's dictionary cuts (data/compounds.txt)."""
    lines = (DATA.parent / "compounds.txt").read_text("utf-8").split("\n")
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split()) | verbs()
