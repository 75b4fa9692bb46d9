"""Known places: the divisions of the article's county, and counties, prefectures and provinces anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from ingest.mentions.lexicon import Hit, Lexicon, pairs
from ingest.mentions.words import known_word
from ontology.divisions import (
    Division,
    ancestors,
    beginnings,
    below_beginning,
    below_named,
    by_code,
    counties_named,
    spoken_names,
    upper,
    upper_named,
)

_BELOW = re.compile("[\u3400-\u9fff]{1,6}?(?:街道|苏木|嘎查|社区|[镇乡村])")
_SEAT = "县(?:委|长|政府|人大|政协|纪委|直|级|领导|人民)"
_SEATED = re.compile(_SEAT)
_SHORT = re.compile(f"[\u3400-\u9fff]县(?=[\u3400-\u9fff]{{1,6}}?(?:街道|[镇乡])|{_SEAT})")
_TOWN = re.compile("镇|街道|苏木|乡(?![亲村镇贤])|村(?![民里镇庄])")
"""Behind a county's name without its class word: a town or village called like it (太平区, but 太平|镇)."""
_TOGETHER = "会同县"
"""A county whose name begins with a verb: elsewhere 会同|县综合执法局."""
_INNER = re.compile("[^\\W\\d_的和与及有在到把对将为去看帮跟向从驻包抓由各]{1,2}")
_OWN = re.compile(
    "[^\\W\\d_省市县区旗州镇乡村道社办里组的了在到和与及是从至赴往为由把被对向等将给让请叫去来回进下上该本各全我驻包帮联抓]"
)
"""A character that may begin a village's name, and is no word of grammar before it."""
_RANK = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}


class Places:
    """Names of divisions as one county's newspaper uses them: those of the county (six digits), of what lies in it and what it
    lies in, and of its prefecture's other counties of short names; none where it is None. Names are made as texts ask for them."""

    def __init__(self, area: str | None) -> None:
        self.area = area
        own = by_code(area) if area else None
        self._near: dict[str, list[Division]] = {}
        for division in (own, *ancestors(own.code)) if own else ():
            for name in spoken_names(division):
                self._near.setdefault(name, []).append(division)
        for division in _beside(own) if own else ():
            self._near.setdefault(division.display_name, []).append(division)
        self._beginnings = {name[:2] for name in self._near} | (beginnings(area) if area else set())

    def bare(self, name: str) -> tuple[Division, ...]:
        """What lies in the county and is called so without a class word (平安)."""
        return _below(self.area, name[:2])[1].get(name, ()) if self.area else ()

    def named(self, text: str) -> Lexicon[tuple[Division, ...]]:
        """The names with class words, of those that begin as two characters of the text."""
        found: dict[str, tuple[Division, ...]] = {}
        for pair in self._beginnings & pairs(text)[0].keys():
            found.update(_below(self.area, pair)[0] if self.area else {})
        for name, near in self._near.items():
            found[name] = tuple(sorted([*near, *found.get(name, ())], key=_order))
        return Lexicon(found.items())

    def find(self, text: str) -> Iterator[Hit[tuple[Division, ...]]]:
        """Names in the text from left to right, the longest first, without overlap."""
        above = [*areas_above().scan(text), *self._short(text)]
        guests = {text[hit.start : hit.end]: hit.label for upper in above for hit in self._behind(text, upper)}
        elsewhere = Lexicon(sorted(guests.items(), key=lambda guest: guest[0])).scan(text)
        both = sorted([*self.named(text).scan(text), *above, *elsewhere], key=lambda hit: (hit.start, -hit.end))
        if self.area and not any(county.code.startswith(self.area[:4]) for county in counties_named(_TOGETHER)):
            both = [hit for hit in both if text[hit.start : hit.end] != _TOGETHER]
        both = [hit for hit in both if not _of_a_town(text, hit) and not _of_a_committee(text, hit)]
        cut = {
            name for name in {text[h.start : h.end] for h in both if h.label[0].level == "village"} if _cut(text, name)
        }
        both = [hit for hit in both if text[hit.start : hit.end] not in cut]
        last = 0
        town: Hit[tuple[Division, ...]] | None = None
        for hit in both:
            if hit.start >= last:
                last = hit.end
                there = () if _of_another(text, town, hit) else _there(town, hit)
                if not there:  # grammar reads it, without a namesake's code
                    continue
                hit = town = Hit(hit.start, hit.end, there)
                if text.startswith("村村民", hit.end - 2):
                    hit = Hit(hit.start, hit.end - 1, hit.label)  # 江村|村民
                yield hit

    def _short(self, text: str) -> Iterator[Hit[tuple[Division, ...]]]:
        """Other counties of two characters, where a town or the seat of theirs stands right behind: 涉县|更乐镇, 寿县|县委."""
        for match in _SHORT.finditer(text):
            for county in counties_named(match[0]):
                named = _BELOW.match(text, match.end())
                below = named is not None and below_named(county.code, named.group())
                if county.code != self.area and (below or _SEATED.match(text, match.end())):
                    yield Hit(match.start(), match.end(), (county,))

    def _behind(self, text: str, upper: Hit[tuple[Division, ...]]) -> Iterator[Hit[tuple[Division, ...]]]:
        """The town and the village named right behind another county: 大丰区|大中街道, 于都县|梓山镇|潭头村."""
        county, at = upper.label[0].code, upper.end
        if len(county) != 6 or county == self.area:
            return
        at += text.startswith("的", at)  # 靖远县的|若笠乡
        for _ in ("town", "village"):
            named = _BELOW.match(text, at)
            found = below_named(county, named.group()) if named else ()
            if not named or not found:
                return
            yield Hit(named.start(), named.end(), tuple(sorted(found, key=_order)))
            at = named.end()


def _of_a_town(text: str, hit: Hit[tuple[Division, ...]]) -> bool:
    """Whether a name is only the beginning of a town's that is called like the county: 太平|镇 for 太平区."""
    if _TOWN.match(text, hit.end) is None:
        return False
    name = text[hit.start : hit.end]
    return all(_RANK[d.level] < _RANK["township"] and name not in spoken_names(d, bare=False) for d in hit.label)


def _cut(text: str, name: str) -> bool:
    """Whether a village's name is always the end of a longer one, behind one and the same character: 宋|王庄村."""
    at = text.find(name)
    own = text[at - 1 : at] if at else ""
    if text.count(name) < 2 or not _OWN.fullmatch(own) or text.count(own + name) < text.count(name):
        return False
    while at >= 0:
        if known_word(text[max(0, at - 2) : at]) or known_word(text[at - 1 : at + 1]):
            return False
        at = text.find(name, at + 1)
    return True


def _of_a_committee(text: str, hit: Hit[tuple[Division, ...]]) -> bool:
    """Whether 居 is the first character of a committee (南桥|居委会, where 南桥居 is a name too), or 行 a bank's last (银行|唐县)."""
    if text[hit.start] == "行" and text[hit.start - 1 : hit.start] == "银":
        return True
    return text[hit.end - 1] == "居" and text.startswith(("委会", "民委员会", "民区", "委"), hit.end)


def _of_another(text: str, town: Hit[tuple[Division, ...]] | None, hit: Hit[tuple[Division, ...]]) -> bool:
    """Whether a village of another town is only the end of a name right behind a town: 保平镇|麻石垭社区, not 石垭社区."""
    if town is None or not 1 <= hit.start - town.end <= 2 or not _INNER.fullmatch(text, town.end, hit.start):
        return False
    towns = {division.code for division in town.label if division.level == "township"}
    return bool(towns) and all(d.level == "village" and d.code[:9] not in towns for d in hit.label)


def _there(before: Hit[tuple[Division, ...]] | None, hit: Hit[tuple[Division, ...]]) -> tuple[Division, ...]:
    """What a name may be: villages right behind a town only those that lie in it (石桥镇|北石臼村)."""
    if before is None or before.end != hit.start or any(d.level != "village" for d in hit.label):
        return hit.label
    towns = {division.code for division in before.label if division.level == "township"}
    if len(towns) < len(before.label):
        return hit.label
    return tuple(division for division in hit.label if division.code[:9] in towns)


@lru_cache(maxsize=256)
def places_of(area: str | None) -> Places:
    """The places of a county (six digits); none if unknown."""
    return Places(None if area is None or len(area) != 6 or by_code(area) is None else area)


_Named: TypeAlias = dict[str, tuple[Division, ...]]


@lru_cache(maxsize=16384)
def _below(county: str, pair: str) -> tuple[_Named, _Named]:
    """The names that begin with two characters of what lies in a county, with a class word and without."""
    named: dict[str, list[Division]] = {}
    bare: dict[str, list[Division]] = {}
    for division in below_beginning(county, pair):
        full = spoken_names(division, bare=False)
        for name in full:
            if len(name) > 2 or division.level == "township":
                named.setdefault(name, []).append(division)
            if name.endswith("村") and len(name) == 2:
                named.setdefault(name + "村", []).append(division)  # 程村村
            if name.endswith("村村") and len(name) > 2:
                named.setdefault(name[:-1], []).append(division)  # 江村 for 江村村
        if "农村社区" in division.name and division.level == "village":
            named.setdefault(division.name.partition("农村社区")[0] + "社区", []).append(division)
        for name in spoken_names(division):
            if name not in full and division.name.endswith("居委会") and len(name) > 1:
                for end in ("居", "居民区"):  # as in Jiangsu and Shanghai: 金余居, 横港居民区
                    named.setdefault(name + end, []).append(division)
            if name not in full:
                bare.setdefault(name, []).append(division)
    return _begun(named, pair), _begun(bare, pair)


def _begun(names: dict[str, list[Division]], pair: str) -> _Named:
    return {name: tuple(sorted(found, key=_order)) for name, found in names.items() if name[:2] == pair}


_LIKE_WORDS = frozenset("和成任易同通开代理文新费单达云容温息高")
"""First characters of counties' names of two that end other words: 免费|县, 召开|县委."""


@cache
def _short_counties() -> tuple[Division, ...]:
    """Counties with names of two characters, which are too short to look for all over the country: 宁县."""
    return tuple(d for d in upper() if d.level == "county" and len(d.display_name) == 2)


def _beside(own: Division) -> Iterator[Division]:
    """Such counties of the same prefecture."""
    for division in _short_counties():
        if (
            division.code[:4] == own.code[:4]
            and division.code != own.code
            and division.display_name[0] not in _LIKE_WORDS
        ):
            yield division


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
def bare_prefectures() -> dict[str, Division]:
    """Provinces and prefectures by their names without class word (山东, 成都); the widest of a name."""
    found = sorted((division for division in upper() if division.level != "county"), key=_order, reverse=True)
    return {spoken_names(d)[-1]: d for d in found if spoken_names(d)}


def short_names(division: Division) -> tuple[str, ...]:
    """A division's names without class word, of two characters or more."""
    full = spoken_names(division, bare=False)
    return tuple(name for name in spoken_names(division) if name not in full)


def names_county(name: str) -> bool:
    """Whether a county is called so without its class word: 沐川."""
    return any(upper_named(name + word) for word in ("县", "市", "区"))
