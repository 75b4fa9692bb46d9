"""Numbers with a unit that counts or measures, in a text in which names and times are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.modality import any_of
from ingest.numbers import Number, numbers
from ingest.relations.base import TIME
from ingest.tables import load

UnitClass = Literal["count", "money", "measure", "share"]

_PEOPLE = re.compile(
    "(?:常住|流动|农村|城镇|外来)?(?:居民|群众|村民|人口|学生|师生|市民|游客|职工|农民|农户|老人|党员|橘农|茶农|果农|牧民|移民|侨胞|乡亲|用户|志愿者|劳动力)"
)
_POINTS = re.compile("个(?=[、和](?:[0-9.]+个?[、和]){0,3}[0-9.]+个百分点)")  # 提高3.1个、2.7个百分点
_SPANS = {"年": "年", "天": "天", "个月": "个月", "小时": "小时", "个小时": "小时", "个多小时": "小时", "分钟": "分钟"}
_HOURS, _LED = 100, 10  # from so many hours on it is work that is counted; code points before a number that lead to it
_LASTING = re.compile(
    "(?:为期|历时|用时|时长|(?<!公示)(?<!考试)(?<!报名)时间|时限|期限|工期|试用期|帮扶期|服务期|建设期)"
    "(?:从|由)?(?:共|计|为|达|约|只|有|仅|了|缩短|压缩|降|减少|到|至)*\\Z|(?:缩短|压缩|降)[到至为]\\Z"
)
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
        return self.number.value, {"块钱": "元", "元钱": "元"}.get(self.unit, self.unit)


@cache
def _units() -> tuple[re.Pattern[str], dict[str, UnitClass | Literal["time"]]]:
    classes = {unit: kind for kind, units in load("units").items() for unit in units}
    return any_of(tuple(classes)), classes


def measured(text: str) -> Iterator[Amount]:
    """All amounts of a text; times, ages, ordinals and list numbers left out."""
    pattern, classes = _units()
    for number in numbers(text):
        before = text[number.start - 1 : number.start]
        if before in (_ORDINALS if number.han else _ORDINALS[:-2]) or before == TIME:
            continue
        if before.isascii() and before.isalpha():
            continue
        if number.sign:
            yield Amount(number=number, unit="%" if number.sign == "%" else number.sign, kind="share", end=number.end)
            continue
        unit = _POINTS.match(text, number.end) or pattern.match(text, number.end)
        if unit is None and "万" in number.scale and _PEOPLE.match(text, number.end):  # 5.2万居民
            yield Amount(number=number, unit="人", kind="count", end=number.end)
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


def _lasts(text: str, number: Number, unit: str) -> bool:
    """Whether a number says how long something takes, by the words before it, or counts hours of work: 服务3.2万小时."""
    if unit not in _SPANS:
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
