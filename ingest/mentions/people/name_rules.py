"""The lists that say what a personal name looks like, and what is counted of one in a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.words import boundaries, common_words, cut_units, opening

HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
HAN_RUN = re.compile(rf"{HAN}+")
MARKS = frozenset("，。；：、！？“”‘’（）()《》　 \n,;:!?…—-/")
QUOTES = frozenset("“”‘’（(")
_GOES_ON = frozenset("在着了过到起出开上住走来")
_FAR = 4000
"""Code points on each side of a place within which a name's other mentions count,"""
_BLOCK = 1000
"""and of a block for all places of which the same stretch is counted once."""
_AT_ENDS = ("书记", "主任", "代表", "干部", "群众", "们")
OPENS = (
    "书记",
    "主任",
    "主席",
    "长",
    "员",
    "民",
    "者",
    "师",
    "生",
    "经理",
    "常委",
    "党员",
    "群众",
    "总裁",
    "代表",
    "医生",
    "老板",
    "户",
    "匠",
    "手",
    "商",
)


class NameRules:
    """The lists that say what a name looks like, loaded once."""

    def __init__(self) -> None:
        self.single = frozenset("".join(words("surnames", "single")))
        self.wordy = frozenset("".join(words("surnames", "wordy")))
        self.compound = words("surnames", "compound")
        self.surnames = self.single | {surname[0] for surname in self.compound}
        labels = {w: name for name in ("residents", "occupations", "posts") for w in words("titles", name)}
        self.titles = Lexicon(sorted(labels.items()))
        self.nicknames = Lexicon((word, None) for word in sorted(words("titles", "nicknames")))
        self.speech = Lexicon((word, None) for word in sorted(words("titles", "speech")))
        self.deeds = Lexicon((word, None) for word in sorted(words("titles", "deeds")))
        self.after = words("titles", "after") | words("boundaries", "single")
        self.bounds = boundaries()
        self.common = common_words()
        self.whole = words("boundaries", "whole")
        self.verbs = self.bounds | opening()
        self.given = frozenset("".join(words("surnames", "given")))
        self.composed = Lexicon((word, None) for word in sorted(words("surnames", "composed")))
        self.no_names = words("titles", "no_names")
        self.solar = words("titles", "solar")
        self.times = words("titles", "times")
        self.modal = frozenset("".join(words("surnames", "modal")))
        self.never_first = frozenset("".join(words("titles", "never_first")))

    def is_given(self, name: str) -> bool:
        """Whether a surname in ordinary use stands before characters of given names only (杭建军)."""
        return name[0] in self.single and name[0] not in self.wordy and self.given.issuperset(name[1:])

    def has_surname(self, name: str) -> bool:
        return name[:2] in self.compound or name[0] in self.single


@cache
def name_rules() -> NameRules:
    return NameRules()


@lru_cache(maxsize=16384)
def units(text: str) -> int:
    """Of how many words the best cut of a few characters is."""
    return len(cut_units(text))


def acts_at(text: str, at: int) -> bool:
    """Whether a verb of one character stands here: none of given names, and 在, 着, 了 … behind it (跪在)."""
    return text[at : at + 1] not in name_rules().given and text[at + 1 : at + 2] in _GOES_ON


def count_near(text: str, name: str, near: int) -> int:
    """How often a name stands near a place (within a bound, so that long texts stay linear)."""
    if len(text) <= _FAR:
        return _counted(text, name, 0, len(text))
    block = near - near % _BLOCK
    return _counted(text, name, max(0, block - _FAR), min(len(text), block + _BLOCK + _FAR))


@lru_cache(maxsize=4096)  # names are weighed at each place where they stand
def _counted(text: str, name: str, start: int, end: int) -> int:
    return text.count(name, start, end)


@lru_cache(maxsize=16384)
def is_title(name: str) -> bool:
    """Whether an office or a word for what people are stands in it."""
    return (
        name.startswith(_AT_ENDS) or name.endswith(_AT_ENDS) or next(name_rules().titles.scan(name), None) is not None
    )
