"""Makes ingest/data/names.tsv, the weights of `name_model`: `python -m ingest.mentions.people.build_names GOLD…`.

GOLD: folders of annotated articles (tests/gold/dev …, never the test half). What is learned shall hold for names
that nobody has written yet, so each article is read again and again with other people in it: names shuffled
among the articles, common and rare surnames with characters of given names, words and the first three characters
of idioms that begin with a surname, names of other peoples. Each place where a name may begin is one case: its
features for every end, and the end that the gold says, or none. Two sets of weights are fitted to the cases by
the same softmax, with the tagger's say and without. The draws are seeded; run it again when the features change.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest import descent
from ingest.descent import Numbers
from ingest.mentions.annotated import annotated, views
from ingest.mentions.people import name_model, people
from ingest.mentions.people.name_forms import BETWEEN
from ingest.mentions.people.name_model import DATA, Tagged, candidates, features, rule_end, tagged, tagger_features
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.people.name_sounds import SOUNDS
from ingest.mentions.people.openings import ASIDE, openings
from ingest.mentions.view import View
from ingest.mentions.words import common_words, tags
from ingest.tables import write_weights

COPIES = 4
"""How often each article is read with other people in it, besides once as it is. Ten copies weigh names that look like
words so much that more of a half left out is misread."""
_RENAMED = re.compile("[\u3400-\u9fff]{2,4}")
_LEAST = 4
"""A feature counts that so many cases have."""
_RIDGE, _STEPS, _RATE = 3e-5, 150, 0.1
_SMALL = 0.05
_HEADER = "# Weights of ingest.mentions.people.name_model without and with the tagger; learned by build_names.py from tests/gold.\n"


class Case(NamedTuple):
    """A place where a name may begin: features of each end, and which end is right, None if there is no name."""

    ends: list[list[str]]
    right: int | None


class _Names:
    """Names that are drawn for copies."""

    def __init__(self, written: Sequence[str], draw: Random) -> None:
        rules, self.draw, self.written = name_rules(), draw, sorted(written)
        usual = {name[0] for name in written} & rules.single - rules.wordy
        self.usual, self.rare = sorted(usual), sorted(rules.single - rules.wordy - usual)
        self.compound, self.given = sorted(rules.compound), sorted(rules.given)
        self.words = sorted(w for w in common_words() if w[0] in usual and len(w) in (2, 3))
        self.idioms = sorted(w[:3] for w in tags() if len(w) == 4 and w[0] in usual and _RENAMED.fullmatch(w))
        self.plain = sorted(w for w in common_words() if len(w) == 2)
        self.sounds = sorted(SOUNDS)

    def next(self, *, hard: bool) -> str:
        """A name; `hard`: one that looks like a word, or one of a rare form."""
        draw, kind = self.draw, self.draw.random()
        if not hard:
            return (
                draw.choice(self.written)
                if kind < 0.7
                else draw.choice(self.usual) + self._given(2 if kind < 0.9 else 1)
            )
        if kind < 0.35:
            return draw.choice(self.words)
        if kind < 0.5:
            return draw.choice(self.idioms)
        if kind < 0.65:
            return draw.choice(self.usual) + draw.choice(self.plain)
        if kind < 0.75:
            return draw.choice(self.rare) + self._given(draw.choice((1, 2)))
        if kind < 0.85:
            return draw.choice(self.compound) + self._given(draw.choice((1, 2)))
        if kind < 0.93:
            return "".join(draw.choice(self.sounds) for _ in range(draw.choice((3, 4, 4, 5))))
        return draw.choice(self.usual) + self._given(1)

    def _given(self, size: int) -> str:
        return "".join(self.draw.choice(self.given) for _ in range(size))


def main(folders: Sequence[str]) -> None:
    """Writes the table, sorted by feature."""
    cases: tuple[list[Case], list[Case]] = ([], [])
    gold = [article for folder in folders for article in annotated(folder)]
    names = _Names([name for one, _ in gold for name in _people(one) if name_rules().has_surname(name)], Random(1))
    for one, text in gold:
        for copy in range(COPIES + 1):
            renamed, people_in = _renamed(text, one, names, copy) if copy else (text, _names_in(one))
            for alone, both in _cases(one, renamed, *people_in):
                cases[0].append(alone)
                cases[1].append(both)
    tables = [fitted(part) for part in cases]
    write_weights(DATA, _HEADER, *tables)


def _people(article: dict[str, Any]) -> list[str]:
    """Names that may be replaced: of people who have one name in the article, which is no word."""
    return [
        entity["n"][0]
        for entity in article["entities"]
        if entity["t"] == "PER"
        and not entity.get("optional")
        and len(entity["n"]) == 1
        and _RENAMED.fullmatch(entity["n"][0])
        and entity["n"][0] not in common_words()
    ]


def _names_in(article: dict[str, Any]) -> tuple[set[str], set[str]]:
    """(people's names, names of which the gold says nothing: optional people, the byline's)."""
    sure = {n for e in article["entities"] if e["t"] == "PER" and not e.get("optional") for n in e["n"] if "·" not in n}
    open_ = {n for e in article["entities"] if e["t"] == "PER" and e.get("optional") for n in e["n"]}
    return sure, (open_ | {name for name, _ in article.get("byline", [])}) - sure


def _renamed(text: str, article: dict[str, Any], names: _Names, copy: int) -> tuple[str, tuple[set[str], set[str]]]:
    """The text with other people in it, and its names as `_names_in` gives them."""
    given: dict[str, str] = {}
    for name in _people(article):
        new = names.next(hard=copy % 5 < 2)
        while new in text or new in given.values():
            new = names.next(hard=copy % 5 < 2)
        given[name] = new
    sure, open_ = _names_in(article)
    if not given:
        return text, (sure, open_)
    pattern = re.compile("|".join(re.escape(name) for name in sorted(given, key=lambda name: (-len(name), name))))

    def other(written: str) -> str:
        return pattern.sub(lambda match: given[match.group()], written)

    return other(text), ({other(name) for name in sure}, {other(name) for name in open_})


def _cases(article: dict[str, Any], text: str, sure: set[str], open_: set[str]) -> Iterator[tuple[Case, Case]]:
    """Each place where a name may begin, without the tagger's say and with it."""
    for view, mentions in views(article["key"], text, lambda name: not name.startswith("person")):
        covered = people.covered_by(view, mentions)
        said: dict[int, Tagged] = {}
        for start, kind, word in _places(view, covered, sure):
            if covered[start] or view.is_sealed(start, start + 1):
                continue
            right = max((len(name) for name in sure if view.text.startswith(name, start)), default=0)
            ends = list(candidates(view.text, start, kind))
            if not ends or (not right and any(view.text.startswith(name, start) for name in open_)):
                continue
            if right and start + right not in ends:
                continue
            begin, stop = view.clause_at(start)
            if begin not in said:
                said[begin] = tagged(view.text[begin:stop], begin)
            ruled = rule_end(view.text, start, kind)
            alone = [features(view.text, start, end, kind, word, ruled) for end in ends]
            both = [
                [*found, *tagger_features(start, end, kind, said[begin])]
                for end, found in zip(ends, alone, strict=True)
            ]
            index = ends.index(start + right) if right else None
            yield Case(alone, index), Case(both, index)


def _places(view: View, covered: bytearray, sure: set[str]) -> Iterator[tuple[int, str, str]]:
    """The openings of a text, and what goes on a list behind each name."""
    going_on: dict[int, str] = {}
    for name in sorted(sure):
        at = view.text.find(name)
        while at >= 0:
            end = at + len(name)
            aside = ASIDE.match(view.text, end)
            end = aside.end() if aside else end
            if view.text[end : end + 1] in BETWEEN:
                going_on[end + 1] = view.text[end].strip()
            at = view.text.find(name, at + 1)
    for start, kind, word in openings(view, covered):
        if start in going_on and kind in ("list", "mark", "given"):
            continue
        going_on.pop(start, None)
        yield start, kind, word
    for start, word in sorted(going_on.items()):
        yield start, "next", word


@cache
def _index(size: int) -> npt.NDArray[np.float64]:
    return np.eye(size)


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """Weights of the softmax over the ends of a name and none (which has no features), fitted by Adam with a ridge."""
    counts = Counter(feature for case in cases for end in case.ends for feature in set(end))
    known = {feature: at + 1 for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= _LEAST))}
    sizes, most = len(name_model.SIZES), max(len(end) for case in cases for end in case.ends)
    rows = np.zeros((len(cases), sizes, most), dtype=np.int32)
    there = np.zeros((len(cases), sizes + 1), dtype=bool)
    there[:, sizes] = True
    right = np.full(len(cases), sizes)
    for at, case in enumerate(cases):
        for place, end in enumerate(case.ends):
            ids = [known[feature] for feature in end if feature in known]
            rows[at, place, : len(ids)] = ids
            there[at, place] = True
        if case.right is not None:
            right[at] = case.right
    wanted = _index(sizes + 1)[right]

    def slope(weights: Numbers) -> Numbers:
        scores = np.zeros((len(cases), sizes + 1))
        scores[:, :sizes] = weights[rows].sum(2)
        scores = np.where(there, scores, -1e9)
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        off = (shares - wanted)[:, :sizes] / len(cases)
        down = np.bincount(rows.ravel(), np.repeat(off.ravel(), most), len(weights)) + _RIDGE * weights
        down[0] = 0.0  # of no feature
        return down

    weights = descent.fitted(slope, len(known) + 1, steps=_STEPS, rate=_RATE)
    return {feature: float(weights[at]) for feature, at in known.items() if abs(weights[at]) >= _SMALL}


if __name__ == "__main__":
    main(sys.argv[1:])
