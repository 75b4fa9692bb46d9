"""Figures: numbers that an article reports, with what is counted, the unit, whom it is about, and as of when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.mentions.words import cut_units, tags
from ingest.modality import any_of, meant
from ingest.numbers import Number, numbers
from ingest.relations.base import TIME, Draft, SentenceView, bare
from ingest.relations.bearers import bearer, named_severally
from ingest.relations.counted import counted, doing, named_before
from ingest.relations.indicators import indicator_pattern, indicators
from ingest.relations.occasions import time_for
from ingest.tables import load
from ontology.records import LocalEntity, Modality, Span

UnitClass = Literal["count", "money", "measure", "share"]

_FEW, _SOME = 3, 10  # in Chinese numerals: below the first no figure, below the second none in direct speech
_TALKED = 100
_WORKED_OUT = {"measure": 0, "money": 1e7, "count": 1e5, "share": 0}  # from here 万 and 亿 stay with the unit
_CORRECTION = re.compile("应为|应是|更正为|实为")
_WRONG = re.compile("有误|更正|误为|误写|错误|笔误|致歉|[”0-9][^，。；“”]{0,8}应[为是]“?[^，。；“”]{0,12}[0-9]")
_WORD = 2
_LED = re.compile(
    "\\A(?:实现|完成|其中|预计|全[县市区省镇村国乡州]|我[县市区省镇村国]|[的了，]|[上下]半年|去年|今年|当年|使|让)+"
)
_PARTS = re.compile("[\u4e00-\u9fff]+(?:[、和与及][\u4e00-\u9fff]+)+?(?=分别|依次)")
_QUOTES = re.compile("[“”‘’]")
_NOW = re.compile("现有|目前|如今|现已|现共有|眼下")  # what follows is of now, not of the date before it
_FROM = re.compile(f"[从由](?:{TIME}+的?|最初的|原来的|每[年月天])?\\Z")
_GROWS = re.compile(
    "[左右多余]?(?:扩大|增加|增长|提高|提升|上升|发展|减少|下降|降低|降|增|涨|扩展|缩短|压缩|上涨|变为|变成)(?:到|至|为)?"
)
_PEOPLE = re.compile(
    "(?:常住|流动|农村|城镇|外来)?(?:居民|群众|村民|人口|学生|师生|市民|游客|职工|农民|农户|老人|党员|橘农|茶农|果农|牧民|移民|侨胞|乡亲|用户|志愿者|劳动力)"
)
_NUMBERED = {
    "户": "户数",
    "人": "人数",
    "人次": "人次",
    "平方公里": "面积",
    "平方米": "面积",
    "亩": "面积",
}  # what is counted where only the unit says it
_AGAINST = re.compile("[比较](?:上|去|前)?\\Z")
_GROWN = re.compile(
    "(?:增长|增加|提高|提升|上升|扩大|发展|下降|减少|降低|增|升|降)(?:到了?|至)(?:现在的|如今的|目前的)?\\Z"
)
_TALK = re.compile("[我你您咱俺]")
_AMONG = re.compile("(?:其中|其余|余下|剩余|剩下)的?\\Z")
_MONTH = re.compile("[正腊]月\\Z")
_COURSES = re.compile("培训|举办|开展|共|累计|讲座|课堂|第")
_LIMIT = re.compile("(?:以上|以下|以内)的(?:\\w)")
_EACH = re.compile("每[百千万]?[人户亩名个家位公斤]{1,2}")
_ONLY = re.compile("(?:目前|现|已|共|共有|共计|总计|合计|累计|就|还|仅|约|近|达|有|已有|现有|超过|达到|的)*")
_SEVERALLY = re.compile("分别|依次")
_WISHED = re.compile(
    "(?<![主重首需想只])要(?!求|点|素|闻)|(?<![反适响供对相])应(?!急|用|对|邀|到|出席|参加)|必须"
    "|可(?!支配|比|再|持续|见|谓|靠|是)|力争|确保|争取"
)
_PLANS = re.compile(
    "\\A[（(]?[一二三四五六七八九]?[）)、]?是?要(?!求)|承诺|限期|达产后|建成后|投产后|投用后|全部建成|项目建成|约定|力争|预计到|计划到|到20[0-9]{2}年底?，?(?:力争|将|要)"
)
_DONE = re.compile("已|现有|目前|截至|累计")
_POINTS = re.compile("个(?=[、和](?:[0-9.]+个?[、和]){0,3}[0-9.]+个百分点)")  # 提高3.1个、2.7个百分点
_AND = ("、", "和", "与", "及", "以及", "，")
_ORDINALS = ("第", "之", "几", "·", "-", "—", "/", "号", "数", "好")  # the last two only of numerals: 数百, 好几


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
def _change() -> re.Pattern[str]:
    change = indicators()["change"]
    verbs = "|".join(sorted(change["verbs"], key=lambda word: (-len(word), word)))
    against = "|".join(sorted(change["against"], key=lambda word: (-len(word), word)))
    against += f"|[比较]{TIME}+(?:同期|末|底)?"
    return re.compile(f"(?P<change>(?:{against})?(?:{verbs})|(?:{against})[多少])(?:了|约|近|超过|超)?\\Z")


def figures(view: SentenceView) -> Iterator[Draft]:
    if view.headline:
        return
    earlier_end, indicator, unit_before, joint, told = view.clauses[0][0], "", "", "", list[str]()
    all_found = [found for found in _measured(view) if not _no_figure(view, found)]
    severally = _severally(view, all_found)
    corrected = _CORRECTION.search(view.shape) is not None and _WRONG.search(view.shape) is not None
    for at, found in enumerate(all_found):
        number = found.number
        clause = view.clause_of(number.start)
        start = max(view.clauses[clause][0], earlier_end)
        change = _change().search(view.shape, max(start, number.start - 14), number.start)
        noun, span = counted(view, (number.start, found.end), found.unit, found.kind, start, change)
        source = _FROM.search(view.shape, start, number.start)
        if source is not None and _GROWS.match(view.shape, found.end):
            low, high = named_before(view, start, source.start())  # 面积从300亩扩大到1860亩: of the area
            noun, span = view.text[low:high], (low, high) if high > low else span
        adjacent = number.start - earlier_end <= 1 and found.kind != "share"
        rank, of = severally.get(at, (0, 0))
        sharers: tuple[LocalEntity, ...] = ()
        if of:  # 甲、乙分别增长8.3%和9.0%
            first = all_found[at - rank].number.start
            change = change or _change().search(view.shape, max(0, first - 14), first)
            joint, before = joint if rank else noun, told[: len(told) - rank]
            sharers = named_severally(view, number.start, of)
            parts = _parts(view, first, of)
            noun = joint or before[-1] if sharers and before else _several(joint, before, rank, of)
            noun = parts[rank] if parts and not sharers else noun
        if indicator and _GROWS.fullmatch(noun):  # …扩大到|1860亩: still of the area
            noun, span = indicator, (number.start, number.end)
        if told and not noun and found.unit == unit_before and _AMONG.search(view.shape, start, number.start):
            noun = indicator  # 收到诉求142件，其中|131件已办结
        grown = _GROWN.search(view.shape, 0, number.start)  # 由43起降到|去年的5起
        if not noun and (change or adjacent or corrected or grown):
            noun = indicator
        listed = _listed(view, number.start) if not noun else None
        if not noun and listed is not None:  # 甲公司捐款20万元、乙公司10万元
            noun = indicator or _sum_of(view, found)
        if not noun:
            noun, span = _told_before(view, found, clause, indicator, earlier_end) or (
                _NUMBERED.get(found.unit, ""),
                span,
            )
        if number.han and number.value < _FEW:
            continue
        earlier_end = found.end
        if not noun or not _wanted(view, found, noun):
            continue
        noun = noun if "每" in noun else _per(view, number.start) + noun
        indicator, unit_before = noun, found.unit
        told.append(noun)
        subject = bearer(view, number.start, span)
        thing = _owner_behind(view, found.end)
        if thing is not None and span[1] > found.end:  # 全长4.6公里的“越音路”: of the road
            low, high = named_before(view, start, number.start)
            if high - low > 1:
                subject, noun, span = (thing, 0.85), view.text[low:high], (low, high)
        if sharers and subject is not None:
            subject = sharers[rank], subject[1]
        elif listed is not None and listed.type != "Person":
            subject = listed, 0.8
        if subject is None:
            continue
        entity, sure = subject
        time = time_for(view, number.start)
        if time is not None and (
            _NOW.search(view.shape, time.end, number.start)
            or _AGAINST.search(view.shape, 0, time.start)
            or _GROWN.search(view.shape, 0, number.start)
        ):
            time = None
        modality = _modality(view, clause, number.start)
        if corrected:  # “3200亩”有误，应为“2300亩”
            modality = _corrected(view, number.start) or modality
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
            change=view.text[slice(*change.span("change"))] if change else None,
            rule=f"units.yaml {found.kind}: {found.unit}",
            start=min(span[0], number.start),
            end=max(span[1], found.end),
            confidence=sure,
        )


def _no_figure(view: SentenceView, found: _Found) -> bool:
    """Numbers that count nothing: 三分之二, 腊月二十八, “三个多”, 每10户, 100米以上的高楼, 锦绣苑三期."""
    number, shape = found.number, view.shape
    start = number.start
    if shape.startswith("分之", number.end) or _MONTH.search(shape, 0, start) or shape[start - 1 : start] == "每":
        return True
    if found.unit == "分" and shape[start - 1 : start] in ("点", "时"):  # 2点11分
        return True
    if number.han and found.unit == "期" and not _COURSES.search(shape, max(0, start - 8), start):
        return True
    if number.han:
        opened, close = shape.rfind("“", max(0, start - 8), start), shape.find("”", found.end, found.end + 8)
        if opened >= 0 and close >= 0 and "”" not in shape[opened:start] and (opened + 1 < start or close > found.end):
            return True
    return _LIMIT.match(shape, found.end) is not None


def _listed(view: SentenceView, start: int) -> LocalEntity | None:
    """The one whose name stands right before a number, as lists of givers and of votes have it."""
    for mark in view.marks_in(max(0, start - 40), start):
        if mark.end == start and not mark.back and mark.entity.type in ("Organization", "Place", "Person"):
            return mark.entity
    return None


def _sum_of(view: SentenceView, found: _Found) -> str:
    """What a number right behind a name is where nothing says it."""
    if found.unit == "票":
        return "得票"
    if found.kind == "money":
        return "捐款" if "捐" in view.text else "金额"
    return ""


def _owner_behind(view: SentenceView, end: int) -> LocalEntity | None:
    """Whose a sum or a measure is that stands before a name: 总投资15亿元的|沂蒙智慧食品产业园."""
    for mark in view.marks_in(end, min(len(view.text), end + 60)):
        named = mark.entity.type in ("Place", "Organization", "Programme") and not mark.back
        return mark.entity if named and view.shape[end : mark.start] in ("的", "的“") else None
    return None


def _told_before(
    view: SentenceView, found: _Found, clause: int, indicator: str, earlier: int
) -> tuple[str, Span] | None:
    """What is counted where its clause has only 共有 or 每人: that of the clause before, or of the number before."""
    start = found.number.start
    begin = view.clauses[clause][0]
    words = bare(view.shape[begin:start])
    if each := _EACH.fullmatch(words):  # 资助20名学生，每人5000元
        return (indicator + each[0], (begin, found.end)) if indicator else None
    if clause == 0 or not words or not _ONLY.fullmatch(words) or found.kind == "share":
        return None
    low, high = view.clauses[clause - 1]  # 送上慰问金，共计1.2万元
    told = named_before(view, max(low, earlier), high - 1)
    noun = view.text[slice(*told)].rstrip("多")
    return (noun, told) if len(noun) > 1 and not any(letter.isdigit() for letter in noun) else None


def _per(view: SentenceView, start: int) -> str:
    """每百户 of 每百户拥有家用汽车38.4辆: what a number is reckoned by, in the same clause; else ""."""
    begin = view.clauses[view.clause_of(start)][0]
    match = _EACH.search(view.shape, begin, start)
    return match[0] if match else ""


def _severally(view: SentenceView, all_found: Sequence[_Found]) -> dict[int, tuple[int, int]]:
    """For numbers behind 分别 that are joined by 、 or 和: by place among all, (rank among those, how many they are)."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    while at < len(all_found):
        last = at
        while last + 1 < len(all_found) and view.shape[all_found[last].end : all_found[last + 1].number.start] in _AND:
            last += 1
        begin = view.clauses[view.clause_of(all_found[at].number.start)][0]
        if last > at and _SEVERALLY.search(view.shape, begin, all_found[at].number.start):
            found |= {index: (index - at, last - at + 1) for index in range(at, last + 1)}
        at = last + 1
    return found


def _corrected(view: SentenceView, position: int) -> Modality | None:
    """Of a correction: what stands before 应为 is denied, what stands behind it is so; None where its part has none."""
    low, high = view.shape.rfind("；", 0, position) + 1, view.shape.find("；", position)
    high = high if high >= 0 else len(view.shape)
    if _CORRECTION.search(view.shape, position, high):
        return "denied"
    return "reported" if _CORRECTION.search(view.shape, low, position) else None


def _parts(view: SentenceView, position: int, of: int) -> tuple[str, ...]:
    """城镇居民收入 and 农村居民收入 of 城镇、农村居民收入分别为: what each of so many numbers is of; () where untold."""
    begin = view.clauses[view.clause_of(position)][0]
    match = next(_PARTS.finditer(view.shape, begin, position), None)
    items = re.split("[、和与及]", match[0]) if match else []
    if len(items) != of:
        return ()
    first = _LED.sub("", items[0])
    shared = items[-1][len(first) :]
    if any(len(item) != len(first) for item in items[1:-1]) or len(first) < _WORD:
        return ()
    if len(shared) >= _WORD and len(first) in (_WORD, 2 * _WORD):
        return (*(item + shared for item in (first, *items[1:-1])), items[-1])
    return (first, *items[1:])


def _several(noun: str, told: Sequence[str], rank: int, of: int) -> str:
    """What a number behind 分别 is of: a part of 城镇和农村居民收入, else that of what was counted before; else ""."""
    first, joint, rest = noun.partition("和")
    if joint and of == 2 and len(first) == 2 and len(rest) > 4:
        return (first, rest[:2])[rank] + rest[2:]
    earlier = list(dict.fromkeys(told))[-of:]
    return noun or (earlier[rank] if len(earlier) == of else "")


def _measured(view: SentenceView) -> Iterator[_Found]:
    """Numbers with a unit that counts or measures; times, ages, ordinals and list numbers left out."""
    text = re.sub(f"(?<={TIME}){TIME}(?=[0-9])", lambda m: "的" if view.text[m.start()] == "的" else TIME, view.shape)
    return (found for found in measured(text) if found.number.start >= view.clauses[0][0])


def measured(text: str) -> Iterator[_Found]:
    """The same of any text in which names and times are masked."""
    pattern, classes = _units()
    for number in numbers(text):
        before = text[number.start - 1 : number.start]
        if before in (_ORDINALS if number.han else _ORDINALS[:-2]) or before == TIME:
            continue
        if before.isascii() and before.isalpha():
            continue
        if number.sign:
            yield _Found(number=number, unit="%" if number.sign == "%" else number.sign, kind="share", end=number.end)
            continue
        unit = _POINTS.match(text, number.end) or pattern.match(text, number.end)
        if unit is None and "万" in number.scale and _PEOPLE.match(text, number.end):  # 5.2万居民
            yield _Found(number=number, unit="人", kind="count", end=number.end)
            continue
        if unit is None or classes[unit[0]] == "time":
            continue
        if unit.re is _POINTS:
            yield _Found(number=number, unit="个百分点", kind="share", end=unit.end())
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
    number, words = found.number, indicators()
    vague = number.value < (2 * _SOME if number.han else _SOME)
    if vague and any(noun == word or (len(word) > 1 and noun.startswith(word)) for word in words["abstract"]):
        return False
    speech = view.in_speech(number.start)
    if speech and number.approximate and (found.kind == "money" or found.kind == "count"):  # “一个月能拿3000多元”: talk
        return False
    clause = view.clauses[view.clause_of(number.start)]
    if (
        speech and (number.value < _TALKED or found.kind == "count") and _TALK.search(view.text, *clause)
    ):  # “我在这里有12个朋友”
        return False
    small = found.unit in words["small"] or speech
    if number.han and number.value < (_SOME if small else _FEW):
        return False
    return not indicator_pattern("idioms").match(view.shape, number.start)


def _modality(view: SentenceView, clause: int, position: int) -> Modality:
    """A number is planned where its clause or the sentence's head says so, or an earlier clause whose plan goes on."""
    start = view.clauses[clause][0]
    near = bare(view.shape[start:position])
    said = meant(view.text[:start] or view.text, near)
    if said == "planned" or (said == "unsaid" and _WISHED.search(near) and not near.endswith("要")):  # 费用要9万元
        return "planned"
    told = view.shape[view.shape.rfind("；", 0, position) + 1 : position]
    if _wills(told) and not _DONE.search(told, told.rfind("将")):
        return "planned"
    plan = _PLANS.search(told)
    return "planned" if plan and not _DONE.search(told, plan.end()) else "reported"


def _wills(words: str) -> bool:
    """Whether 将 stands before a verb, not before what is done something to: 将|安排资金, not 将氛围推向高潮."""
    at = words.rfind("将")
    if at < 0 or words.startswith(("将近", "将军"), at):
        return False
    first = next((words[at + 1 + low : at + 1 + high] for low, high in cut_units(words[at + 1 :])), "")
    return first in doing() or tags().get(first, "").startswith("v")
