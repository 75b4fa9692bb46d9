"""Known places: the divisions of the article's county, and counties, prefectures and provinces anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.mentions.lexicon import Hit, Lexicon
from ontology.divisions import Division, ancestors, by_code, spoken_names, upper, within

_RANK = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}


class Places:
    """Names of divisions as one county's newspaper uses them. `bare`: names without a class word (平安)."""

    def __init__(self, lexicon: Lexicon[tuple[Division, ...]], bare: dict[str, tuple[Division, ...]]) -> None:
        self.lexicon, self.bare = lexicon, bare

    def find(self, text: str) -> Iterator[Hit[tuple[Division, ...]]]:
        """Names in the text from left to right, the longest first, without overlap."""
        both = sorted([*self.lexicon.scan(text), *areas_above().scan(text)], key=lambda hit: (hit.start, -hit.end))
        last = 0
        for hit in both:
            if hit.start >= last:
                yield hit
                last = hit.end


@lru_cache(maxsize=256)
def places_of(area: str | None) -> Places:
    """The places of a county (six digits), what it lies in, and nothing of other counties; none if unknown."""
    if area is None or len(area) != 6 or by_code(area) is None:
        return Places(Lexicon(()), {})
    own = by_code(area)
    assert own is not None
    named: dict[str, list[Division]] = {}
    bare: dict[str, list[Division]] = {}
    for division in (own, *ancestors(area)):
        for name in spoken_names(division):
            named.setdefault(name, []).append(division)
    for division in within(area):
        full = spoken_names(division, bare=False)
        for name in full:
            if len(name) > 2 or division.level == "township":
                named.setdefault(name, []).append(division)
            if name.endswith("村") and len(name) == 2:
                named.setdefault(name + "村", []).append(division)  # 程村村
        for name in spoken_names(division):
            if name not in full and division.name.endswith("居委会") and len(name) > 1:
                named.setdefault(name + "居", []).append(division)  # as in Jiangsu: 金余居
            if name not in full:
                bare.setdefault(name, []).append(division)
    ranked = ((name, tuple(sorted(found, key=_order))) for name, found in named.items())
    return Places(Lexicon(ranked), {name: tuple(sorted(found, key=_order)) for name, found in bare.items()})


@cache
def areas_above() -> Lexicon[tuple[Division, ...]]:
    """Provinces, prefectures and counties by full name."""
    named: dict[str, list[Division]] = {}
    for division in upper():
        for name in spoken_names(division, bare=False):
            if len(name) > 2 or division.level == "province":
                named.setdefault(name, []).append(division)
    return Lexicon((name, tuple(sorted(found, key=_order))) for name, found in named.items())


def _order(division: Division) -> tuple[int, str]:
    return _RANK[division.level], division.code


@cache
def bare_prefectures() -> frozenset[str]:
    """Provinces and prefectures without their class word (山东, 成都)."""
    found = [division for division in upper() if division.level != "county"]
    return frozenset(spoken_names(d)[-1] for d in found if spoken_names(d))


def short_names(division: Division) -> tuple[str, ...]:
    """A division's names without class word, of two characters or more."""
    full = spoken_names(division, bare=False)
    return tuple(name for name in spoken_names(division) if name not in full)
