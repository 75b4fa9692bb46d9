"""The prefecture that an article is of, where it is no county's: 州委, 我市 and 全盟 of a prefecture that it names.

A prefecture's paper, government or mass organisation tells of its own bodies as a county's does (市委, 全州); its code
(four digits) is then the area, so that they are read whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from ingest.context.area import Located
from ingest.context.area_names import Names, counties_in
from ontology import divisions
from ontology.divisions import Division

_DIGITS = 4
_OWN = re.compile(
    "(?:(?<![\u3400-\u9fff])|(?<=[和中代]))(?P<body>[县区市旗州盟])(?=委|政府|人大|政协|纪委|长[\u3400-\u9fff]|直|级|[\u3400-\u9fff]{2,10}?(?:局|中心|馆|院|联合会))"
    "|(?P<whole>[全我本][县区市旗州盟])(?!场)"
)
_BELOW = re.compile("[县区旗镇乡村]|街道|社区")
_FROM_SOURCE = 2.0
"""What a dateline, source or paper speaks for the prefecture that it names, beside one for each time the text does."""
_OFTEN = 3
"""So much is said for a prefecture that an article without words for its own area is of."""
_SEVERAL = 2
"""So many counties of a prefecture are named where the article is of them all, though one may be named most."""


def of_article(names: Names, candidates: Collection[str], title: str, text: str, county: Located) -> Located | None:
    """The prefecture that an article with no county is of; also where its headline names it alone, or where the text
    says 全州 and names several counties of it."""
    told: Counter[str] = Counter()
    for code, weight in names.upper.items():
        if len(code) == _DIGITS:
            told[code] += int(weight)
    for code in candidates:
        if len(code) == _DIGITS:
            told[code] += int(_FROM_SOURCE)
    first = told.most_common(2)
    if not first or (len(first) > 1 and first[0][1] < 2 * first[1][1]):
        return None
    prefecture = divisions.by_code(first[0][0])
    if prefecture is None:
        return None
    if county.area is not None and county.area.startswith(prefecture.code) and _headed_by(prefecture, title, text):
        return _told(prefecture)
    often = county.area is None and first[0][1] >= _OFTEN and not _OWN.search(text)
    if not often and not _calls_itself(prefecture.name, text, strictly=county.area is not None):
        return None
    if county.area is not None:
        named = {one.code for name in names.counties for one in divisions.counties_named(name)}
        if sum(code.startswith(prefecture.code) for code in named) < _SEVERAL:
            return None
    return _told(prefecture)


def _told(prefecture: Division) -> Located:
    code = prefecture.code
    return Located(code, "inferred", f"文中所称即{divisions.full_name(code)}（{code}）")


def _headed_by(prefecture: Division, title: str, text: str) -> bool:
    """Whether a headline names the prefecture and nothing in it, and the text speaks of no county as its own."""
    name = next((name for name in divisions.spoken_names(prefecture, bare=False) if name in title), "")
    rest = title.replace(name, "") if name else title
    below = counties_in(rest) or _BELOW.search(rest)
    return name != "" and not below and not any(match.group()[-1] in "县区旗" for match in _OWN.finditer(text))


def _calls_itself(name: str, text: str, *, strictly: bool) -> bool:
    """Whether the words for one's own area are those of a prefecture's class; `strictly`: 全州 or 我州, and no other's."""
    said: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for match in _OWN.finditer(text):
        said[match.group()[-1]] += 1
        whole[match.group()[-1]] += match["whole"] is not None
    own = "市" if name.endswith("地区") else name[-1]
    others = sum(said.values()) - said[own]
    return whole[own] > 0 and others == 0 and own in "州盟" if strictly else said[own] > 2 * others
