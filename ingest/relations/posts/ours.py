"""The house that an article is of where it speaks of 我院, 我校 or 我公司, and those to which its people go or whose people come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ontology.records import LocalEntity

_OURS = re.compile(
    "(?:我|本)(?P<end>院|校|局|园|馆|公司|集团|会(?=[会副秘领理执常，。、与和]|\\n|受邀|应邀|创会|荣誉|名誉|党支部|主办|承办|一行|召开|举办|组织))(?![士级])"
)
_GOES_TO = (
    "赴",
    "走进",
    "来到",
    "前往",
    "到",
    "应",
    "参观",
    "支援",
    "帮扶",
    "入驻",
    "自",
    "从",
    "任",
    "考入",
    "毕业于",
    "就读于",
    "参加",
    "出席",
)
"""What stands before the house of others: 赴某县人民医院帮扶, 应某医院之邀, 自某大学毕业."""
_COMES = re.compile("(?:来|到|赴|莅临|莅|走进|至|在|走访|访问|考察|调研|参观)(?:我|本)(?:院|校|局|园|馆|公司|集团|会)")
_ENDS = {"校": ("学校", "小学", "中学", "大学", "学院", "完小", "一中", "高中"), "园": ("幼儿园",)}
"""How a house is named that is spoken of by another word."""


def speaks_of_own(text: str) -> bool:
    """Whether an article speaks of a house as its own: 我院, 我校.

    >>> speaks_of_own("到我院交流"), speaks_of_own("我院士团队")
    (True, False)
    """
    return _OURS.search(text) is not None


def hosts(text: str, standing: Iterable[tuple[int, int, LocalEntity]]) -> frozenset[str]:
    """Ids of the houses to which people go, or whose people come, in an article that speaks of its own house as 我院."""
    if not speaks_of_own(text):
        return frozenset()
    houses = [(start, one) for start, _, one in standing if one.type == "Organization"]
    come = [
        (max(text.rfind(stop, 0, match.start()) for stop in "。\n"), match.start()) for match in _COMES.finditer(text)
    ]
    return frozenset(
        one.id
        for start, one in houses
        if text.endswith(_GOES_TO, 0, start)
        or _left(text, start, one)
        or any(begin < start < end for begin, end in come)  # 某州检察院检察长一行来我院
    )


def _left(text: str, start: int, house: LocalEntity) -> bool:
    """Whether a name stands there as a school that someone left: 某大学毕业."""
    return any(text.startswith(name + "毕业", start) for name in (house.name, *house.aliases))


def ours(text: str, houses: Sequence[LocalEntity], away: frozenset[str]) -> LocalEntity | None:
    """The first house that 我院 may mean; `away`: those that it does not."""
    said = _OURS.search(text)
    end = said["end"] if said is not None else ""
    ends = _ENDS.get(end, (end,))
    fits = [one for one in houses if one.type == "Organization" and one.id not in away and one.name.endswith(ends)]
    if end == "会":  # 我会受邀参加某商会成立大会, that many bodies called so attend
        fits = [one for one in fits if len(one.mentions) > 1]
    return fits[0] if end and fits else None
