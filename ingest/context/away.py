"""Where an article says that its own people go or others come from, so that no county there is its own: 我县党政代表团赴金寨、
霍山两县考察."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.context.area_names import counties_in
from ingest.mentions.words import common_words
from ontology import divisions

_GO = re.compile(
    "我[县市区旗][^。；\n]{0,30}?(?:赴|前往|(?:来|走)?到(?=[^。；\n]{2,30}?(?:考察|学习|取经|观摩|招商|对接|参观)))"
    "(?P<to>[^，。；\n]{2,40})"
)
_OTHERS = re.compile(
    "(?:(?<![\u3400-\u9fff])|(?<=[日天午]))(?P<own>[县市区旗])(?:委|人大|政协|政府|党政|长|领导|纪委|法院|检察院)"
    "[^，。；\n]{0,30}?(?:赴|前往|到)(?P<to>[^，。；\n]{1,14}?(?P=own)[^，。；\n]{0,12}?(?:考察|学习|取经|观摩|招商|交流))"
)
"""Those of a county of the same class that the text does not name: 区人大常委会副主任甲赴某区学习考察."""

_COME = re.compile(
    "(?P<to>[^。；：:）)\n讯]{2,60}?)(?:一行|代表团|考察团|考察组|参观团|学习团|率队|带队|率)[^。；\n]{0,20}?"
    "(?:来|到|莅临|赴)我[县市区旗](?![委人政])"
)
"""Those who come to us from another county: 某县委书记甲、县长乙率党政代表团一行来我市考察."""
_HERE = re.compile("[来到临赴]我[县市区旗]")


@lru_cache(maxsize=64)
def counties_away(text: str) -> frozenset[str]:
    """Codes of the counties to which a text says that we go or that others come from, under their full names or their bare ones.

    >>> sorted(counties_away("我市党政代表团赴如皋海安考察"))
    ['320682', '320685']
    """
    codes: set[str] = set()
    for match in (*_GO.finditer(text), *_OTHERS.finditer(text)):
        to = match["to"]
        named = [*counties_in(to), *(to[at : at + 2] for at in range(len(to) - 1))]
        found = (divisions.counties_named(name) for name in named if name not in common_words())
        codes |= {county.code for each in found for county in each}
    for match in _COME.finditer(text) if _HERE.search(text) else ():
        if "邀" not in match["to"]:  # 某县邀请专家一行来我县
            codes |= {county.code for name in counties_in(match["to"]) for county in divisions.counties_named(name)}
    return frozenset(codes)
