"""Figures: numbers that an article reports, with what is counted, the unit, whom it is about, and as of when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ingest.mentions.lexicon import words as listed
from ingest.mentions.words import boundaries, cut_units
from ingest.modality import any_of, meant
from ingest.numbers import Number, numbers
from ingest.relations.base import TIME, Draft, SentenceView, bare
from ingest.relations.occasions import time_for
from ingest.relations.subjects import subject_at
from ingest.tables import load
from ontology.records import Modality

UnitClass = Literal["count", "money", "measure", "share"]

_FEW, _SOME = 3, 10  # in Chinese numerals: below the first no figure, below the second none in direct speech
_WORKED_OUT = {"measure": 0, "money": 1e7, "count": 1e5, "share": 0}  # from here 万 and 亿 stay with the unit
_CORRECTION = re.compile("应为|应是|更正为|实为")
_WRONG = re.compile("有误|更正|误为|误写|错误|笔误|致歉")
_QUOTES = re.compile("[“”‘’]")
_SHORT = 3  # so short a word before a number goes with the quoted name before it
_NOW = re.compile("现有|目前|如今|现已|现共有|眼下")  # what follows is of now, not of the date before it
_FROM = re.compile("[从由]\\Z")
_GROWS = re.compile(
    "[左右多余]?(?:扩大|增加|增长|提高|提升|上升|发展|减少|下降|降低|降|增|涨|扩展|缩短|压缩|上涨|变为|变成)(?:到|至|为)?"
)
_PEOPLE = re.compile(
    "(?:常住|流动|农村|城镇|外来)?(?:居民|群众|村民|人口|学生|师生|市民|游客|职工|农民|农户|老人|党员|橘农|茶农|果农|牧民|移民|侨胞|乡亲|用户|志愿者|劳动力)"
)
_NOUN = 14  # code points that a counted thing's name may have
_PUNCTUATION = re.compile(r"[，。；：、！？,.;:!?\s“”‘’\"'（）()《》…—\-]")
_BOUNDARY = re.compile(r"[，。；：！？,;:!?\n“”‘’（）()]|……")
_ORDINALS = ("第", "之", "几", "数", "好", "A", "B", "G", "·", "-", "—", "/", "号")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    number: Number
    unit: str
    kind: UnitClass
    end: int  # after the unit


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    classes = {unit: kind for kind, units in load("units").items() for unit in units}
    return any_of(tuple(classes)), classes


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = load("indicators")
    return words


@cache
def _set(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in _words()[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_of(tuple(_words()[name]))


@cache
def _change() -> re.Pattern[str]:
    change = _words()["change"]
    verbs = "|".join(sorted(change["verbs"], key=lambda word: (-len(word), word)))
    against = "|".join(sorted(change["against"], key=lambda word: (-len(word), word)))
    return re.compile(f"(?P<change>(?:{against})?(?:{verbs}))(?:了|约|近|超过|超)?\\Z")


def figures(view: SentenceView) -> Iterator[Draft]:
    if view.headline:
        return
    earlier_end, indicator = view.clauses[0][0], ""
    for found in _measured(view):
        number = found.number
        clause = view.clause_of(number.start)
        start = max(view.clauses[clause][0], earlier_end)
        change = _change().search(view.shape, max(start, number.start - 14), number.start)
        noun, span = _indicator(view, found, start, change)
        if _FROM.search(view.shape, start, number.start) and _GROWS.match(view.shape, found.end):
            grown = _before(view, start, number.start - 1)  # 面积从300亩扩大到1860亩: of the area
            noun, span = view.text[slice(*grown)], grown if grown[1] > grown[0] else span
        if noun == "其中":  # 培训妇女4100余人，其中2600人就业
            noun, span = indicator, (number.start, found.end)
        adjacent = number.start - earlier_end <= 1 and found.kind != "share"
        corrected = _CORRECTION.search(view.shape) if _WRONG.search(view.shape) else None
        if indicator and _GROWS.fullmatch(noun):  # …扩大到|1860亩: still of the area
            noun, span = indicator, (number.start, number.end)
        if not noun and (change or adjacent or corrected):
            noun = indicator
        if number.han and number.value < _FEW:
            continue
        earlier_end = found.end
        if not noun or not _wanted(view, found, noun):
            continue
        indicator = noun
        subject = subject_at(view, number.start, span)
        if subject is None:
            continue
        entity, sure = subject
        time = time_for(view, number.start)
        if time is not None and _NOW.search(view.shape, time.end, number.start):
            time = None
        modality = _modality(view, clause, number.start)
        if corrected and number.start < corrected.start():  # “3200亩”有误，应为“2300亩”
            modality = "denied"
        value, unit = _value(found)
        yield Draft(
            predicate="hasFigure",
            subject=entity,
            value=value,
            written=view.text[number.start : found.end],
            unit=unit,
            indicator=_QUOTES.sub("", noun),
            time=time.edtf if time else None,
            modality=modality,
            approximate=number.approximate,
            change=change["change"] if change else None,
            rule=f"units.yaml {found.kind}: {found.unit}",
            start=min(span[0], number.start),
            end=max(span[1], found.end),
            confidence=sure,
        )


def _measured(view: SentenceView) -> Iterator[_Found]:
    """Numbers with a unit that counts or measures; times, ages, ordinals and list numbers left out."""
    return (found for found in measured(view.shape) if found.number.start >= view.clauses[0][0])


def measured(text: str) -> Iterator[_Found]:
    """The same of any text in which names and times are masked."""
    pattern, classes = _units()
    for number in numbers(text):
        before = text[number.start - 1 : number.start]
        if before in _ORDINALS or before == TIME or (before.isascii() and before.isalpha()):
            continue
        if number.sign:
            yield _Found(number=number, unit="%" if number.sign == "%" else number.sign, kind="share", end=number.end)
            continue
        unit = pattern.match(text, number.end)
        if unit is None and "万" in number.scale and _PEOPLE.match(text, number.end):  # 5.2万居民
            yield _Found(number=number, unit="人", kind="count", end=number.end)
            continue
        if unit is None or classes[unit[0]] == "time":
            continue
        yield _Found(number=number, unit=unit[0], kind=classes[unit[0]], end=unit.end())  # type: ignore[arg-type]


def amount(text: str) -> tuple[int, float, str] | None:
    """Where the first amount of a text begins, its value and unit; None where there is none.

    >>> amount("课桌椅120套、图书3000册")
    (3, 120.0, '套')
    """
    found = next(measured(text), None)
    return None if found is None else (found.number.start, *_value(found))


def _value(found: _Found) -> tuple[float, str]:
    """万 and 亿 are worked out as long as people would read the number so: 18万元 is 180000 元, 4.8亿元 stays.

    With units of measure they stay as statistics print them: 115万亩.
    """
    scale = "".join(letter for letter in found.number.scale if letter in "万亿")
    if scale and not found.number.han and found.number.value >= _WORKED_OUT[found.kind]:
        return found.number.base, scale + found.unit
    return found.number.value, {"块钱": "元", "元钱": "元"}.get(found.unit, found.unit)


def _wanted(view: SentenceView, found: _Found, noun: str) -> bool:
    number, words = found.number, _words()
    vague = number.han or number.value < _SOME
    if vague and any(noun == word or (len(word) > 1 and noun.startswith(word)) for word in words["abstract"]):
        return False
    speech = view.in_speech(number.start)
    if speech and number.approximate:  # “一个月能拿3000多元”: talk
        return False
    small = found.unit in words["small"] or speech
    if number.han and number.value < (_SOME if small else _FEW):
        return False
    return not _pattern("idioms").match(view.shape, number.start)


def _indicator(
    view: SentenceView, found: _Found, start: int, change: re.Match[str] | None
) -> tuple[str, tuple[int, int]]:
    """(what is counted, its span): the noun after the unit (21支志愿者队伍), else the words before (图书1736册)."""
    if change is None and found.kind in ("count", "measure"):
        after = _after(view, found.end)
        if after[1] > after[0]:
            return view.text[after[0] : after[1]], after
    stop = change.start() if change else found.number.start
    before = _before(view, start, stop)
    if found.kind == "money" and change is None and before[1] - before[0] == 1:  # 领到|5万元小额信贷
        after = _after(view, found.end)
        before = after if after[1] - after[0] > 1 else before
    if before[1] > before[0]:
        return view.text[before[0] : before[1]], before
    if change is None and found.kind in ("share", "money"):  # 近三成村民, 5万元小额信贷
        after = _after(view, found.end)
        if after[1] > after[0]:
            return view.text[after[0] : after[1]], after
    if found.unit in ("人", "名", "人次", "户", "家", "票"):
        done = _done(view, found.end)
        if done[1] > done[0]:
            return view.text[done[0] : done[1]], done
    return "", (found.number.start, found.end)


def _after(view: SentenceView, start: int) -> tuple[int, int]:
    end = start
    if view.shape[start : start + 1] == "的":
        start = end = start + 1
    if view.shape[start : start + 1] == "“":  # 48名“小河长”
        close = view.shape.find("”", start, start + _NOUN)
        if close > start:
            return start + 1, close
    window = view.shape[start : start + _NOUN]
    for mark in view.marks_in(start, start + 1 + _NOUN + 40):
        if view.shape[start : mark.start] in ("", "“"):
            return (mark.start, mark.end)
        break
    stop = _PUNCTUATION.search(window)
    window = window[: stop.start()] if stop else window
    window = window[: next((i for i, letter in enumerate(window) if "\ue000" <= letter <= TIME), len(window))]
    verbs, does = _set("verbs"), _set("does", "governs")
    for low, high in cut_units(window):
        word = window[low:high]
        if (
            word in verbs
            or (end > start and word in _doing())
            or any(letter.isdigit() for letter in word)
            or numbers(word)
        ):
            break
        if (
            word == "的"
            or word[0] in "在了和与"
            or (end > start and (word in does or (high < len(window) and _goes_on(word))))
        ):
            break
        end = start + high
    return start, end


def _goes_on(word: str) -> bool:
    """Whether a word behind a noun tells on and names nothing: one character that ends no noun, or one said twice (缓缓)."""
    if len(word) == 1:
        return word not in _words()["single"]
    return len(word) == 2 and word[0] == word[1]


@cache
def _doing() -> frozenset[str]:
    """Verbs, adverbs and the like, which name nothing that is counted (80名民兵|连续), but not offices (12名书记)."""
    return boundaries() - listed("titles", "posts") - listed("titles", "occupations") - _set("counted")


def _done(view: SentenceView, start: int) -> tuple[int, int]:
    """What those counted did (860人参加活动), at most eight code points."""
    window = view.shape[start : start + 8]
    stop = _PUNCTUATION.search(window)
    end = start + (stop.start() if stop else len(window))
    return start, min(end, next((m.end for m in view.marks_in(start, end + 30) if m.start < end), end))


def _before(view: SentenceView, start: int, stop: int) -> tuple[int, int]:
    """The words before a number that name what is counted, without those that only lead to it."""
    words = _words()
    low = max(start, stop - _NOUN - 6)
    window = view.shape[low:stop]
    cut = max((match.end() for match in _BOUNDARY.finditer(window)), default=0)
    cut = max(cut, window.rfind(TIME) + 1, window.rfind("、") + 1)
    if view.shape[stop - 1 : stop] == "”":  # 建成“口袋公园”|18个
        opened = view.shape.rfind("“", max(start, stop - _NOUN - 2), stop - 1)
        if opened >= 0:
            return opened + 1, stop - 1
    if view.shape[low + cut - 1 : low + cut] == "”" and 0 < len(window) - cut <= _SHORT:  # “信用积分卡”充值4560元
        opened = view.shape.rfind("“", start, low + cut)
        if opened >= 0 and view.shape[low + cut : stop].strip("共计达为已约"):
            return opened + 1, stop
    low, window = low + cut, window[cut:]
    fill = words["fill"]
    stripped = not window.endswith(("应到", "实到"))
    while stripped:
        stripped = False
        for word in fill:
            if window.endswith(word):
                window, stripped = window[: -len(word)], True
    mark_end = max((mark.end for mark in view.marks_in(low, low + len(window))), default=low)
    if mark_end == low + len(window) and mark_end > low:
        mark = next(m for m in view.marks_in(low, mark_end) if m.end == mark_end)
        return mark.start, mark.end
    if mark_end > low:  # only the words after the last name
        window, low = window[mark_end - low :], mark_end
    cuts = list(cut_units(window))
    leads, starts = _set("lead"), {begin for begin, _ in cuts}
    for verb in reversed(list(_pattern("governs").finditer(window))):
        rest = window[verb.end() :]  # 为孩子们送去|图书: what is counted stands behind the verb
        if verb.start() in starts and len(rest) >= 2 and rest not in words["measures"]:
            low, window = low + verb.end() + len(rest) - len(rest.lstrip("了")), rest.lstrip("了")
            cuts = list(cut_units(window))
            break
    while len(cuts) > 1 and window[cuts[-1][0] : cuts[-1][1]] in _set("given"):  # 从公积金中|拿出20万元
        cuts.pop()
    while len(cuts) > 1 and window[cuts[0][0] : cuts[0][1]] in leads and _stands(window[cuts[1][0] :]):
        cuts.pop(0)
    if not cuts:
        return low, low
    if window.endswith("的"):  # 来自机关的860人参加活动: what they did says more
        return low, low
    while cuts and cuts[-1][1] - cuts[0][0] > _NOUN:
        cuts.pop(0)
    if not cuts:
        return low, low
    return low + cuts[0][0], low + cuts[-1][1]


def _stands(noun: str) -> bool:
    """Whether words can stand alone as what is counted: not the 率 of 办结率, not 面积."""
    return len(noun) >= 2 and noun[0] not in "率数量额度" and noun not in _words()["measures"]


def _modality(view: SentenceView, clause: int, position: int) -> Modality:
    """A number is planned where its clause or the sentence's head says so, else reported."""
    start = view.clauses[clause][0]
    near = bare(view.shape[start:position])
    return "planned" if meant(view.text[:start] or view.text, near) == "planned" else "reported"
