"""Places within villages and communities, which no gazetteer has: numbered courts, farms, phases, routes, small waters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.mentions.words import common_words, known_word
from ingest.modality import any_of
from ingest.tables import words_in
from ontology.records import Mention

_NUMBERED = re.compile(r"\d{1,4}号(?:大院|院|街坊)(?!士|长|区)")
_WATER = re.compile(
    "(?<![\u3400-\u9fff])(?P<own>[\u3400-\u9fff])[湖河江海溪渠](?=[水流岸畔沿边的是，。、上]|两岸|沿线)"
)
_ROUTE = re.compile(
    "(?<![0-9A-Za-z])(?:(?:国道|省道|县道)[GSXgsx]?[0-9]{1,4}线?|[GSXgsx]?[0-9]{2,4}(?:国道|省道|县道))(?:[\u3400-\u9fff]{1,4}?段)?"
)
_STRETCH = re.compile("(?<=[河江渠溪])[\u3400-\u9fff]{2,3}段(?=[，。、；和沿的水\n])")
_FARM = re.compile(
    "(?<![0-9一二三四五六七八九十百.])(?:[0-9]{1,3}|[一二三四五六七八九十]{2,4})团(?![员队长体圆委结购支干聚建歌次])(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})连(?![续接连同带环心]))?"
)
"""Farms of Xinjiang's Production and Construction Corps, and their companies: 79团, 223团三连."""
_DIVISION = re.compile(
    "(?<![一-鿿])(?:新疆生产建设兵团|新疆兵团|兵团)?第?[一二三四五六七八九十]{1,2}师(?![傅生大范资父长德兄徒哥专者文])"
    "|(?<![0-9一二三四五六七八九十])第[一二三四五六七八九十]{1,2}师(?![傅生大范资父长德兄徒哥专者文])"
    "|(?<=[在到赴来向为与和由从对于自、及团的])(?:新疆生产建设兵团|兵团)?[一二三四五六七八九十]{1,2}师(?![傅生大范资父长德兄徒哥专者文])"
)
"""Divisions of the Corps: 第七师, 兵团二师."""
_CORPS = ("兵团", "团场", "连队")
_PHASE = re.compile("[苑府庭][一二三四五六]期")
_NO_NATION = frozenset("个座是的有名位各这那某为县州市省区旗族")
"""What no own name before a nation's holds: 是个|瑶族村, 自治县|某族乡."""
_NEVER = frozenset("一二三四五六七八九十两几数多每各路边临")


def small(view: View) -> Iterator[Mention]:
    """Courts by their number, divisions and farms of the Corps, parts of compounds (锦绣苑三期), small waters."""
    text = view.text
    for found in _NUMBERED.finditer(text):
        yield mention_of(view, *found.span(), "ResidentialCompound", "place/numbered")
    for found in _PHASE.finditer(text):
        start = view.reach(found.start(), most=4).start
        if found.start() - start > 1:
            yield mention_of(view, start, found.end(), "ResidentialCompound", "place/phase")
    for found in _ROUTE.finditer(text) if "道" in text else ():
        yield mention_of(view, *found.span(), "Road", "place/route")
    farms = any(word in text for word in _CORPS) or (view.context.area or "").startswith("65")
    for found in _FARM.finditer(text) if farms and "团" in text else ():
        end = text.index("团", found.start()) + 1
        for stop in sorted({end, found.end()}):
            yield mention_of(view, found.start(), stop, "AdministrativeArea", "place/farm")
    for found in _DIVISION.finditer(text) if farms and "师" in text else ():
        if not _FARM.match(text, found.end()):  # 第四师|79团: the farm is told of
            yield mention_of(view, *found.span(), "AdministrativeArea", "place/farm")
    for found in _STRETCH.finditer(text) if "段" in text else ():
        reach = view.reach(found.start() - 1, most=6)
        start = reach.place.end if reach.place is not None else reach.start
        if found.start() - start > 1 and _is_part(text[found.start() : found.end() - 1]):
            yield mention_of(view, start, found.end(), "NaturalFeature", "place/stretch")
    yield from _of_nations(view)
    yield from _waters(view)


@cache
def _nations() -> re.Pattern[str]:
    nations = any_of(words_in("places", "nations")).pattern
    return re.compile(f"(?<=[\u3400-\u9fff])(?P<nation>{nations})(?:民族)?(?:[乡镇]|村(?![寨落民里口头庄]))")


def _of_nations(view: View) -> Iterator[Mention]:
    """Towns and villages of a nation, with a name of their own before it: 四排|赫哲族乡."""
    for found in _nations().finditer(view.text) if "族" in view.text else ():
        reach = view.reach(found.start(), most=5)
        start = reach.place.end if reach.place is not None else reach.start
        own = view.text[start : found.start()]
        plain = (
            own in words("places", "generic")
            or not _NO_NATION.isdisjoint(own)
            or any(own.endswith(word) for word in ("唯一", "等", "少数民族"))
        )
        if 1 <= len(own) <= 4 and not plain and not view.is_sealed(start, found.end()):
            yield mention_of(view, start, found.end(), "AdministrativeArea", "place/grammar", "administrative")


def _is_part(own: str) -> bool:
    """Whether what stands between a river and 段 is a place's name, and no word for which part it is (上游, 主干)."""
    return own not in common_words() and not set(own) & _NEVER


def _waters(view: View) -> Iterator[Mention]:
    """Rivers and lakes of one character (滆湖, 沮河) that no dictionary has, where the text names one twice."""
    text = view.text
    named = {found.group() for found in _WATER.finditer(text)}
    for name in sorted(named):
        everyday = name in words_in("places", "common_ends")
        if everyday or text.count(name) < 2 or known_word(name) or name[0] in words("places", "generic"):
            continue
        for found in re.finditer(re.escape(name), text):
            if not view.is_sealed(*found.span()):
                yield mention_of(view, *found.span(), "NaturalFeature", "place/water")
