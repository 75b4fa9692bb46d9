"""The core of a name: what is left of it without the words that papers add or leave out.

Pure; the words are cores.yaml. Names of one core lie in one block, where the rules of identity compare
them: 湖南青岚竹业有限公司 and 青岚竹业, “五星支部”创建 and 五星支部, 第25届菜博会 and 菜博会.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ontology.bodies import class_words_of
from ontology.body_area import names_of_area
from ontology.divisions import ancestors, by_code, spoken_names
from ontology.ids import normal_name

_DATA = Path(__file__).with_name("cores.yaml")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = "[〇零一二两三四五六七八九十百\\d]{1,5}"
_EDITION = re.compile(f"第?({_NUMBER})(届|次|期|季)")
_YEAR = re.compile(r"(\d{4})年(?:度)?")
_ASIDE = re.compile(r"[()（）【】,，、·!！:：]")


def organization_core(name: str, kind: str, area: str | None) -> str | None:
    """The core of a firm's, bank's, cooperative's, team's, society's or school's name; None for other kinds, or where it says nothing.

    >>> organization_core("湖南青岚竹业有限公司", "Company", "430922"), organization_core("青岚竹业", "Company", "430922")
    ('青岚竹业', '青岚竹业')
    >>> {organization_core(name, "Bank", "430922") for name in ("中国农业银行桃江县支行", "农行桃江支行")}
    {'农行支行'}
    >>> {organization_core(name, "School", "430922") for name in ("桃江职业中专", "县职业中等专业学校", "桃江县职中")}
    {'职业中等专业学校'}
    >>> organization_core("县财政局", "GovernmentBody", "430922")
    """
    if kind not in _words()["ends"]:
        return None
    text = _ASIDE.sub("", normal_name(name))
    if kind == "Bank":
        for word, short in _words()["banks"].items():
            text = text.replace(word, short)
        return _telling(_without_end(_without_county(text, area), tuple(_words()["ends"][kind])))
    if kind == "School":  # 职中 and 职业中等专业学校 are one word
        text = _without_county(text, area)
        end = next((end for end in _words()["ends"][kind] if text.endswith(end)), "")
        return _telling(text.removesuffix(end) + _words()["ends"][kind][0] if end else text)
    return _telling(_without_area(_without_end(text, tuple(_words()["ends"][kind])), area, bare=True))


def programme_core(name: str, area: str | None) -> str | None:
    """The core of a programme's name; None where it says nothing.

    >>> programme_core("“五星支部”创建", "410225"), programme_core("五星支部", "410225")
    ('五星支部', '五星支部')
    """
    text = _YEAR.sub("", _without_area(_ASIDE.sub("", normal_name(name)), area))
    return _telling(_without_end(text, tuple(_words()["programme"])))


def event_core(name: str, area: str | None) -> str | None:
    """The core of an event's name, without edition and year; None where it says nothing.

    >>> event_core("第七届剑川木雕职业技能大赛", "532931"), event_core("剑川木雕职业技能大赛", "532931")
    ('剑川木雕职业技能大赛', '剑川木雕职业技能大赛')
    >>> event_core("动员会", "532931")
    """
    text = _without_area(_ASIDE.sub("", normal_name(name)), area)
    text = _without_area(_EDITION.sub("", _YEAR.sub("", text)), area)
    return _telling(_without_end(text, tuple(_words()["event"])))


def edition(name: str) -> str:
    """The numbers by which an event's name counts, '' if it has none; a year counts where nothing else does.

    >>> edition("第二十五届菜博会"), edition("第25届菜博会"), edition("县十八届人大常委会第二十四次会议"), edition("2024年赛马节")
    ('25届', '25届', '18届 24次', '2024')
    """
    text = normal_name(name)
    counted = [f"{number_of(digits)}{word}" for digits, word in _EDITION.findall(text)]
    year = _YEAR.search(text)
    return " ".join(counted) or (year[1] if year else "")


def number_of(text: str) -> int:
    """A whole number below 1,000 in Chinese or Arabic digits.

    >>> number_of("二十五"), number_of("十"), number_of("一百零三"), number_of("25")
    (25, 10, 103, 25)
    """
    if text.isdecimal():
        return int(text)
    total = 0
    for part, unit in re.findall("([〇零一二两三四五六七八九]*)([百十]?)", text):
        digit = next((_DIGITS[one] for one in reversed(part)), 1 if unit else 0)
        total += digit * {"百": 100, "十": 10, "": 1}[unit]
    return total


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return words


def _telling(core: str) -> str | None:
    return core if len(core) >= 2 and core not in _words()["generic"] else None


def _without_end(text: str, ends: tuple[str, ...]) -> str:
    fitting = [end for end in ends if text.endswith(end) and len(text) - len(end) >= 2]
    return text[: len(text) - max(map(len, fitting))] if fitting else text


def _without_county(text: str, area: str | None) -> str:
    """Without the county's name, wherever it stands: the rest is so common that any other area's name must stay."""
    for name in _county_names(area or ""):
        if name in text and (len(name) > 1 or text.startswith(name)) and len(text) - len(name) >= 2:
            return text.replace(name, "", 1)
    return text


@lru_cache(maxsize=1024)
def _county_names(area: str) -> tuple[str, ...]:
    """All names of a county, longest first."""
    division = by_code(area)
    names = {*names_of_area(division.code), *spoken_names(division)} if division else set()
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _without_area(text: str, area: str | None, *, bare: bool = False) -> str:
    for name in _area_names(area or "", bare):
        if text.startswith(name) and len(text) - len(name) >= 2:
            return text[len(name) :]
    return text


@lru_cache(maxsize=1024)
def _area_names(area: str, bare: bool) -> tuple[str, ...]:
    """Names of an area and of those around it, longest first; its own without class word (寿光) only if `bare`."""
    division = by_code(area)
    if not division:
        return ()
    full = {name for name in names_of_area(area) if name.endswith(spoken_names(division, bare=False))}
    own = {*spoken_names(division), *class_words_of(division.display_name)}
    names = full | (own if bare else set())
    for above in ancestors(area):
        names.update(spoken_names(above))
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
