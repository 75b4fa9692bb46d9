"""The names of places in a text that may tell its county: towns, communities, villages, counties, areas above.

Only names that the divisions know, each at its longest before its class word, so that a name within
another (下沙村 in 白下沙村) does not speak. Linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.mentions.words import common_words
from ingest.tables import load
from ontology import divisions

_CLASSES = ("街道", "社区", "苏木", "嘎查", "镇", "乡", "村")
_CLASS = re.compile("|".join(_CLASSES))
_COUNTY_CLASS = re.compile("[县市区旗]")
_UPPER_CLASS = re.compile("[市州盟省]|地区|自治区")
_LONGEST = 7
"""So many code points at most has a town's or village's name before its class word."""
_MOST = 400
"""So many different names are looked up at most: more tell nothing new, and hostile text stays cheap."""
_GLUED = frozenset("于在的和及是为了到从对进下返与或等被让把向往离遍")
"""What may stand before an ordinary word that ends like a place: 位|于|城镇 is no 于城镇."""
_BODY = re.compile(
    "委|(?:人民)?政府|人大|政协|纪|监|法院|检察院|公安|人武部|融媒|新时代文明|[\u3400-\u9fff]{2,8}?(?:局|联合会|中心|大队)"
)
_PLAIN, _IN_TITLE, _OF_BODY, _ABROAD = 1.0, 1.0, 0.7, 0.4
"""Weights of a county's name: as it is; more in the headline; more in a body's name; named with its province."""
_LEADING = (
    "走进",
    "走入",
    "来到",
    "深入",
    "我们",
    "在",
    "到",
    "赴",
    "从",
    "向",
    "对",
    "是",
    "会议",
    "政协",
    "中共",
    "共青团",
    "省",
    "市",
    "州",
    "地区",
)
"""What may stand right before a county's name of two characters: 走进|莘县."""
_BEHIND_COUNTY = 0.6
"""Weight of a place right behind a county's name: a county's own paper names its towns without it."""
_OF_ONE = 0.3
"""Weight of a name of one character and its class word, which is an ordinary word as often (枣乡, 唐村)."""
_BARE = 0.7
"""Weight of a county's bare name in the name of a body of its own: 应城实验四小."""
_HALF = re.compile("(?<![\u3400-\u9fff\\d])[\u3400-\u9fff]{2,4}")
_BEHIND = frozenset("镇乡道县市区村入赴去回")
"""What may end right before a village's name, besides words of grammar."""
_BESIDE_NAME = frozenset("前后东西南北大小上下新老中")
"""What before a village's name may be its first character: 前|孟庄村, which no list has whole."""
_SELF = re.compile(
    "(?:[全我本该]|(?<![\u3400-\u9fff])|(?<=联合|一级))([县区市旗])(?:委|政府|人大|政协|纪委|长|直|级|内|里|域内|[\u3400-\u9fff]{2,10}?(?:局|中心|馆|院|联合会|大队))"
    "|[全我本]([县区市旗])"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What texts name, each with its weight.

    `places`: towns, communities and villages; `counties`: by name; `selves`: how often a text calls its own
    county 县, 区, 市 or 旗 (我县, 县委); `upper`: codes of prefectures and provinces, and how often.
    """

    places: Mapping[str, float]
    counties: Mapping[str, float]
    selves: Mapping[str, float]
    upper: Mapping[str, float]


def names_in(text: str, *, title_end: int = 0) -> Names:
    """The names of places in a text whose headline ends at `title_end`.

    >>> names = names_in("聊城市东昌府区斗虎屯镇开展义诊，全区各镇观摩")
    >>> names.places, names.counties, names.selves, names.upper
    ({'斗虎屯镇': 0.6}, {'聊城市东昌府区': 1.0}, {'区': 1.0}, {'3715': 1.0})
    """
    counties, upper = counties_in(text, title_end=title_end), _upper(text)
    for name in (*before_bodies(text), *_behind_province(text, 4)):
        for division in divisions.prefectures_named(name):
            upper[division.code] = upper.get(division.code, 0.0) + 1
    return Names(_places(text), counties, _selves(text), upper)


def counties_in(text: str, *, title_end: int = 0) -> dict[str, float]:
    """The names of counties in a text whose headline ends at `title_end`, each with its weight."""
    counties = _counties(text, title_end)
    bare = (*before_bodies(text), *_bare_in_title(text, title_end), *_behind_province(text, 6))
    for name in bare:
        if divisions.counties_named(name) and not (
            divisions.prefectures_named(name) or divisions.provinces_named(name)
        ):
            counties[name] = counties.get(name, 0.0) + _BARE
    return counties


def _behind_province(text: str, code_length: int) -> list[str]:
    """The bare names of areas of a level right behind their province's: 怒江 of 云南怒江, 平武 of 四川平武."""
    found: list[str] = []
    for match in _provinces().finditer(text):
        for length in (4, 3, 2):
            name = text[match.end() : match.end() + length]
            named = divisions.upper_named(match.group() + name) if len(name) == length else ()
            if named:
                found += [name for division in named if len(division.code) == code_length and division.name != name]
                break
    return found


@cache
def _provinces() -> re.Pattern[str]:
    return re.compile("|".join(load("counties")["provinces_bare"]))


def _bare_in_title(text: str, title_end: int) -> list[str]:
    """The bare names of counties, each that of one alone, with which a headline, its second half or the report below
    begins and that the text has again: 临潭举办民俗节.
    """
    stop = frozenset(load("counties")["ordinary"])
    found: list[str] = []
    lead = _HALF.match(text, title_end)
    for half in (*_HALF.finditer(text, 0, title_end), *([lead] if lead is not None else [])):
        for length in (4, 3, 2):
            name = half.group()[:length]
            if len(name) < length or name in stop or name in common_words() or text.count(name) < 2:
                continue
            named = divisions.counties_named(name)
            if len(named) == 1 and named[0].name != name:
                found.append(name)
                break
    return found


def together(each: Iterable[Names]) -> Names:
    """The names of several texts as those of one: a place once, the rest summed."""
    places: defaultdict[str, float] = defaultdict(float)
    counties, selves, upper = (defaultdict[str, float](float) for _ in range(3))
    for names in each:
        for name, weight in names.places.items():
            places[name] = max(weight, places[name])
        for summed, found in ((counties, names.counties), (selves, names.selves), (upper, names.upper)):
            for name, weight in found.items():
                summed[name] += weight
    return Names(places, counties, selves, upper)


def counties_bearing(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By name, the codes of counties that hold a town or village so called, of any class; names borne nowhere left out."""
    keys = {name: {name, _without_class(name)} for name in names}
    found = divisions.areas_by_bare({key for each in keys.values() for key in each if len(key) > 1})
    codes = {
        name: tuple(sorted({code for key in each for code in found.get(key, ()) if len(code) == 6}))
        for name, each in keys.items()
    }
    return {name: each for name, each in codes.items() if each}


def _without_class(name: str) -> str:
    return next((name.removesuffix(end) for end in _CLASSES if name.endswith(end)), name)


def _places(text: str) -> dict[str, float]:
    stop = frozenset(load("counties")["ordinary"])
    candidates: dict[str, list[str]] = {}
    for match in _CLASS.finditer(text):
        window = _han_before(text, match.start(), _LONGEST) + match.group()
        if window not in candidates:
            if len(candidates) >= _MOST:
                break
            candidates[window] = list(_endings(window, len(match.group()), stop))
    known = counties_bearing(name for names in candidates.values() for name in names)
    found: dict[str, float] = {}
    for window, names in candidates.items():
        name = next((name for name in names if name in known), None)
        if name:
            behind = window[: -len(name)].endswith(("县", "市", "区", "旗"))
            if behind and _is_new(window[: -len(name)], name):
                continue
            weight = _OF_ONE if len(name) == 2 else _BEHIND_COUNTY if behind else 1.0
            before = window[-len(name) - 1 : -len(name)]
            cut = len(name) == 3 and window.endswith("村") and before and before not in _GLUED and before not in _BEHIND
            if (before in _BESIDE_NAME and len(name) < 5) or cut:
                weight = _OF_ONE  # 前|孟庄村, 家住金|牛新村
            found[name] = max(weight, found.get(name, 0.0))
    return found


def _is_new(before: str, name: str) -> bool:
    """Whether a place right behind a county's name is none that the list has there, and so speaks for no other county."""
    named = next((found for size in (5, 4, 3) if (found := divisions.counties_named(before[-size:]))), ())
    return bool(named) and len(named) == 1 and not divisions.below_named(named[0].code, name)


def _endings(window: str, class_length: int, stop: frozenset[str]) -> Iterable[str]:
    """What may be the name that a class word ends, the longest first, down to an ordinary word."""
    shortest = class_length + (1 if window.endswith(("镇", "乡", "街道")) else 2)
    ordinary = max((size for size in range(shortest, len(window) + 1) if window[-size:] in stop), default=0)
    for size in range(len(window), max(shortest - 1, ordinary), -1):
        name = window[-size:]
        if name[-1:] == name[-2:-1]:
            continue  # 郑家镇镇东小学: a class word twice is cut too late
        if ordinary and size == ordinary + 1 and name[0] in _GLUED:
            continue
        yield name


def _counties(text: str, title_end: int) -> dict[str, float]:
    stop = frozenset(load("counties")["ordinary"])
    found: defaultdict[str, float] = defaultdict(float)
    for match in _COUNTY_CLASS.finditer(text):
        window = _han_before(text, match.start(), 10) + match.group()
        for length in range(len(window), 1, -1):
            name = window[-length:]
            if name in stop or not divisions.counties_named(name):
                continue
            if (
                name[0] in "和与"
                and length == 2
                and text[max(0, match.end() - 3) : match.end() - 2] in ("》", "”", "）", "、")
            ):
                continue  # 《…》|和县妇联
            if length == 2 and text[match.end() : match.end() + 1] == "长":
                continue  # 县委副书记、代|县长
            # 镇和县 is not 和县: so short a name must not go on from the word before it.
            behind_word = name[0] not in _GLUED and window[-4:-2] in common_words()  # 宜居|绛县
            if length > 2 or len(window) == 2 or window[:-2].endswith(_LEADING) or behind_word:
                abroad = window[:-length].endswith(("省", "自治区"))
                weight = _ABROAD if abroad else _PLAIN
                weight += _IN_TITLE if match.end() <= title_end else 0.0
                weight += _OF_BODY if _BODY.match(text, match.end()) and not abroad else 0.0
                found[name] += weight
            break
    return dict(found)


def before_bodies(text: str, *, kind: str = "bodies_behind_bare") -> list[str]:
    """The bare names of counties and prefectures in names of bodies of theirs: 应城 of 应城实验四小, 衡水 of 衡水电视台.

    `kind`: of what bodies, a list in data/counties.yaml.

    >>> before_bodies("图书角落户应城实验四小"), before_bodies("汝城在线只提供存储空间", kind="sites_behind_bare")
    (['应城'], ['汝城'])
    """
    stop = frozenset(load("counties")["ordinary"])
    found: list[str] = []
    for match in _bodies(kind).finditer(text):
        window = _han_before(text, match.start(), 4)
        for length in (4, 3, 2):
            name, before = window[-length:], window[:-length]
            if len(name) < length or name in stop or name in common_words():
                continue
            if not before or before.endswith(_LEADING) or before[-1] in _GLUED or before[-2:] in common_words():
                known = divisions.counties_named(name) or divisions.prefectures_named(name)
                if known and not any(division.name == name for division in known):
                    found.append(name)
                    break
    return found


@cache
def _bodies(kind: str) -> re.Pattern[str]:
    words = sorted(load("counties")[kind], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _selves(text: str) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for match in _SELF.finditer(text):
        counts[match[1] or match[2]] += 1
    return dict(counts)


def _upper(text: str) -> dict[str, float]:
    """Codes of prefectures and provinces that a text names in full (聊城市, 山东省)."""
    found: defaultdict[str, float] = defaultdict(float)
    for match in _UPPER_CLASS.finditer(text):
        window = _han_before(text, match.start(), 8) + match.group()
        for length in range(len(window), 2, -1):
            named = [*divisions.prefectures_named(window[-length:]), *divisions.provinces_named(window[-length:])]
            if named:
                for division in named:
                    found[division.code] += 1
                break
    return dict(found)


def _han_before(text: str, at: int, most: int) -> str:
    start = at
    while start > 0 and at - start < most and "\u3400" <= text[start - 1] <= "\u9fff":
        start -= 1
    return text[start:at]
