"""Numbers told severally, 甲、乙分别增长8.3%和9.0%: of whom each is, and of what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.relations.base import SentenceView
from ingest.relations.figures.amounts import Amount
from ontology.records import LocalEntity

_WORD = 2
_LED = re.compile(
    "\\A(?:实现|完成|其中|预计|全[县市区省镇村国乡州]|我[县市区省镇村国]|[的了，]|[上下]半年|去年|今年|当年|使|让)+"
)
_LISTED = re.compile("(?:[\u4e00-\u9fff、]|[0-9]{1,3}(?:[—\\-～至到][0-9]{1,3})?岁)+")
_AGED = re.compile("[0-9]{1,3}(?:[—\\-～至到][0-9]{1,3})?(?:周?岁)?(?:及?以[上下])?")
_REACHED = re.compile("(?:已|均|就)?(?:分别|依次)?(?:已|达到?|为|实现|完成|约)*\\Z")
_AGAINST = re.compile("(?:[按同]?可比(?:口径)?|同口径|同比|环比|[比较][^，。；]{1,6})\\Z")
_GROWTHS = ("增速", "增幅", "涨幅", "降幅", "占比")
_SEVERALLY = re.compile("分别|依次")
_AND = ("、", "和", "与", "及", "以及", "，")


def severally(view: SentenceView, all_found: Sequence[Amount]) -> dict[int, tuple[int, int]]:
    """For numbers behind 分别 that are joined by 、 or 和: by place among all, (rank among those, how many they are)."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    while at < len(all_found):
        last = at
        while last + 1 < len(all_found) and view.shape[all_found[last].end : all_found[last + 1].number.start] in _AND:
            last += 1
        begin = view.clauses[view.clause_of(all_found[at].number.start)][0]
        run = all_found[at : last + 1]
        if last > at and (_SEVERALLY.search(view.shape, begin, run[0].number.start) or _untold(view, begin, run)):
            found |= {index: (index - at, last - at + 1) for index in range(at, last + 1)}
        at = last + 1
    return found


def _untold(view: SentenceView, begin: int, run: Sequence[Amount]) -> bool:
    """Whether numbers are told severally without a word that says so: 城镇、农村居民人均可支配收入达到19824元、6700元，增长6%、
    11.1%."""
    if len({found.unit for found in run}) > 1 or run[0].kind not in ("money", "share"):
        return False
    return run[0].kind == "share" or bool(parts(view, run[0].number.start, len(run)))


def parts(view: SentenceView, position: int, of: int) -> tuple[str, ...]:
    """城镇居民收入 and 农村居民收入 of 城镇、农村居民收入分别为: what each of so many numbers is of; () where untold."""
    begin = view.clauses[view.clause_of(position)][0]
    runs = (run[0] for run in _LISTED.finditer(view.shape, begin, position))
    told = next((before.lstrip("、") for run in runs if (before := _before_severally(run))), "")
    items = re.split("[、和与及](?!以[上下])", told)
    if len(items) != of:
        return ()
    first = _LED.sub("", items[0])
    items[-1] = _AGAINST.sub("", items[-1])
    if len({item[-_WORD:] for item in items}) == 1 and min(map(len, items)) > _WORD:  # 民间投资、工业投资分别增长
        return (first, *items[1:])
    aged = _AGED.match(items[-1])
    if aged is not None and all(map(_AGED.fullmatch, items[:-1])):  # 0-17岁、18-34岁、35岁及以上人口
        return (*(item + items[-1][aged.end() :] for item in items[:-1]), items[-1])
    shared = items[-1][len(first) :]
    if any(len(item) != len(first) for item in items[1:-1]) or len(first) < _WORD:
        return ()
    if len(shared) >= _WORD and len(first) in (_WORD, 2 * _WORD):
        return (*(item + shared for item in (first, *items[1:-1])), items[-1])
    return (first, *items[1:])


def _before_severally(run: str) -> str:
    """What of a run of characters and 、 stands before its last 分别 or 依次, else before what leads to its number."""
    at = max(run.rfind("分别"), run.rfind("依次"), 0)
    return run[:at] if at else _REACHED.sub("", run)


def shared(noun: str, told: Sequence[str], rank: int, of: int) -> str:
    """What a number behind 分别 is of: a part of 城镇和农村居民收入, else that of what was counted before; else ""."""
    first, joint, rest = noun.partition("和")
    if joint and of == 2 and len(first) == 2 and len(rest) > 4:
        return (first, rest[:2])[rank] + rest[2:]
    earlier = list(dict.fromkeys(told))[-of:]
    if noun in _GROWTHS and len(earlier) == of:  # 产值…，增速分别提高19%、12.8%
        return earlier[rank] + noun
    return noun or (earlier[rank] if len(earlier) == of else "")


def named_severally(view: SentenceView, position: int, of: int) -> tuple[LocalEntity, ...]:
    """So many names joined in the number's clause or the one before: 甲、乙分列前两位，分别为95.4%和94.8%."""
    clause = view.clause_of(position)
    groups: dict[int, list[LocalEntity]] = {}
    for actor in view.actors:
        if clause - 2 <= actor.clause <= clause and actor.mark.end <= position and actor.case == "agent":
            groups.setdefault(actor.group, []).append(actor.mark.entity)
    return next((tuple(group) for group in reversed(groups.values()) if len(group) == of), ())
