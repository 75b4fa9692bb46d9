"""Numbers with a unit that counts or measures, in a text in which names and times are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ingest.modality import any_of
from ingest.numbers import Number, han_value, numbers
from ingest.relations.base import TIME
from ingest.tables import load

UnitClass = Literal["count", "money", "measure", "share"]

_PEOPLE = re.compile(
    "(?:常住|流动|农村|城镇|外来)?(?:居民|群众|村民|人口|学生|师生|市民|游客|职工|农民|农户|老人|党员|橘农|茶农|果农|牧民|移民|侨胞|乡亲|用户|志愿者|劳动力)"
)
_POINTS = re.compile("个(?=[、和](?:[0-9.]+个?[、和]){0,3}[0-9.]+个百分点)")  # 提高3.1个、2.7个百分点
_SUM = re.compile(
    "(?P<jiao>毛(?:钱|(?![\u4e00-\u9fff])))|[块元](?P<mao>[一二两三四五六七八九1-9])[角毛](?:钱)?|块(?P<rest>[一二三四五六七八九1-9])(?![0-9个十百\u4e00-\u9fff])"
    "|(?P<bare>块)(?=[，。；、！？”’哩呢啊吧]|\\Z)"
)
_PRICE = re.compile("(?:[价卖斤挣赚付交亏补值花收]|一天|每天|工资|[多少]了?)[\u4e00-\u9fff]{0,3}\\Z")
_COURSES = re.compile("门(?=[课功语学技专手]|[，。；、]|\\Z)")  # 开发课程54门, 8门课程
_SCORED = re.compile("(?:得分|评分|总分)[：:为]?\\Z")
_DEGREES = re.compile("℃|摄氏度|度(?!电)")
_POWER = re.compile("度(?!假|过|数|量)电?")
_WARM = re.compile("(?:零下|[气水室地低高]温|温度)[^，。；]{0,5}\\Z")
_SPANS = {"年": "年", "天": "天", "个月": "个月", "小时": "小时", "个小时": "小时", "个多小时": "小时", "分钟": "分钟"}
_HOURS, _LED = 100, 10  # from so many hours on it is work that is counted; code points before a number that lead to it
_LASTING = re.compile(
    "(?:为期|历时|用时|时长|(?<!公示)(?<!考试)(?<!报名)时间|时限|期限|工期|试用期|帮扶期|服务期|建设期)"
    "(?:从|由)?(?:共|计|为|达|约|只|有|仅|了|缩短|压缩|降|减少|到|至)*\\Z|(?:缩短|压缩|降)[到至为]\\Z"
)
_PASSING = re.compile("(?:为期|历时|持续)[约近]?\\Z")  # how many days an event goes on is no figure
_LESS = tuple("长为、是达")  # 增长-8.7%
_ORDINALS = ("第", "之", "几", "·", "-", "—", "/", "号", "数", "好")  # the last two only of numerals: 数百, 好几


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit; `end`: after the unit."""

    number: Number
    unit: str
    kind: UnitClass
    end: int

    @property
    def value(self) -> tuple[float, str]:
        """(value, unit), 万 and 亿 worked out, so that one unit is compared with itself: 4.8亿元 is 480000000 元."""
        return self.number.value, {"块钱": "元", "元钱": "元", "角钱": "角"}.get(self.unit, self.unit)


@cache
def _units() -> tuple[re.Pattern[str], dict[str, UnitClass | Literal["time"]]]:
    classes = {unit: kind for kind, units in load("units").items() for unit in units}
    return any_of(tuple(classes)), classes


def measured(text: str) -> Iterator[Amount]:
    """All amounts of a text; times, ages, ordinals and list numbers left out."""
    pattern, classes = _units()
    told = 0  # where the last sum ends: 4角 is of 12元4角
    for number in numbers(text):
        if number.start < told:
            continue
        before = text[number.start - 1 : number.start]
        if number.sign == "%" and before == "-" and text[number.start - 2 : number.start - 1] in _LESS:
            yield Amount(
                number=replace(number, value=-number.value, start=number.start - 1),
                unit="%",
                kind="share",
                end=number.end,
            )
            continue
        if before in (_ORDINALS if number.han else _ORDINALS[:-2]) or before == TIME:
            continue
        if before.isascii() and before.isalpha():
            continue
        if number.sign:
            yield Amount(number=number, unit="%" if number.sign == "%" else number.sign, kind="share", end=number.end)
            continue
        if (warmth := _warmth(text, number)) is not None:
            yield warmth
            continue
        if (spoken := _spoken(text, number)) is not None:
            told = spoken.end
            yield spoken
            continue
        unit = _POINTS.match(text, number.end) or _COURSES.match(text, number.end) or pattern.match(text, number.end)
        if unit is None and "万" in number.scale and _PEOPLE.match(text, number.end):  # 5.2万居民
            households = text.startswith(("农户", "用户"), number.end)
            yield Amount(number=number, unit="户" if households else "人", kind="count", end=number.end)
            continue
        if unit is not None and unit.re is _COURSES:
            yield Amount(number=number, unit="门", kind="count", end=unit.end())
            continue
        if unit is None and (power := _POWER.match(text, number.end)) and _power_told(text, number, power):
            yield Amount(number=number, unit="度", kind="measure", end=power.end())
            continue
        if unit is None and _SCORED.search(text, max(0, number.start - 4), number.start):  # 得分96.8
            yield Amount(number=number, unit="分", kind="count", end=number.end)
            continue
        kind = "time" if unit is None else classes.get(unit[0], "share")
        if unit is not None and kind == "time" and _lasts(text, number, unit[0]):
            yield Amount(number=number, unit=_SPANS[unit[0]], kind="measure", end=unit.end())
            continue
        if unit is None or kind == "time":
            continue
        if unit.re is _POINTS:
            yield Amount(number=number, unit="个百分点", kind="share", end=unit.end())
            continue
        yield Amount(number=number, unit=unit[0], kind=kind, end=unit.end())


def _power_told(text: str, number: Number, power: re.Match[str]) -> bool:
    """Whether so many 度 are of electricity: 发电160万度, 用电300度, 2万度电."""
    return power[0].endswith("电") or "电" in text[max(0, number.start - _LED) : number.start]


def _warmth(text: str, number: Number) -> Amount | None:
    """A temperature, below zero with its sign: 零下23度, 气温6℃; None where it is none."""
    unit = _DEGREES.match(text, number.end)
    if unit is None or (unit[0] == "度" and not _WARM.search(text, max(0, number.start - _LED), number.start)):
        return None
    below = text.endswith("零下", 0, number.start)
    told = replace(number, value=-number.value) if below else number
    return Amount(number=told, unit=unit[0], kind="measure", end=unit.end())


def _spoken(text: str, number: Number) -> Amount | None:
    """A sum as it is spoken: 7块2, 12元4角, 四毛钱, 一天100块; None where it is none."""
    match = _SUM.match(text, number.end)
    if match is None:
        return None
    if match["jiao"]:
        value = number.value / 10
    elif match["rest"] or match["mao"]:
        rest = match["rest"] or match["mao"]
        value = number.value + (int(rest) if rest.isdigit() else han_value(rest) or 0) / 10
    elif match["bare"] and _PRICE.search(text, max(0, number.start - _LED), number.start):
        value = number.value
    else:
        return None
    whole = replace(number, value=float(f"{value:.12g}"))
    return Amount(number=whole, unit="元", kind="money", end=match.end())


def _lasts(text: str, number: Number, unit: str) -> bool:
    """Whether a number says how long something takes, by the words before it, or counts hours of work: 服务3.2万小时."""
    if unit not in _SPANS or (unit == "天" and _PASSING.search(text, max(0, number.start - _LED), number.start)):
        return False
    if unit.endswith("小时") and number.value >= _HOURS:
        return True
    return _LASTING.search(text, max(0, number.start - _LED), number.start) is not None


def amount(text: str) -> tuple[int, float, str] | None:
    """Where the first amount of a text begins, its value and unit; None where there is none.

    >>> amount("课桌椅120套、图书3000册")
    (3, 120.0, '套')
    """
    found = next(measured(text), None)
    return None if found is None else (found.number.start, *found.value)
