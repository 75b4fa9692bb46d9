"""What the numbers of a sentence count, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.relations.base import TIME, SentenceView
from ingest.relations.figures.amounts import Amount, measured
from ingest.relations.figures.beside import (
    NUMBERED,
    last_of,
    of_them,
    part_of,
    people_of,
    planned_of,
    with_verb,
)
from ingest.relations.figures.counted import counted
from ingest.relations.figures.governing import worded
from ingest.relations.figures.indicators import indicators
from ingest.relations.figures.noun_behind import noun_behind, only_done
from ingest.relations.figures.nouns import named_before
from ingest.relations.figures.number_case import Before, Case
from ingest.relations.figures.phrases import bought, clean, named, priced, rate, thing
from ingest.relations.figures.reported import counts_nothing, few_reported, least, reported
from ingest.relations.figures.scope import PROJECTS, of_projects, of_whole, sector_begins
from ingest.relations.figures.severally import named_severally, parts, severally, shared
from ingest.relations.figures.unsaid import EACH, GROWN, GROWS, elsewhere, listed_before, unsaid
from ontology.records import LocalEntity, Span

CORRECTION = re.compile("应为|应是|更正为|实为")
_WRONG = re.compile("有误|更正|误为|误写|错误|笔误|致歉|[”0-9][^，。；“”]{0,8}应[为是]“?[^，。；“”]{0,12}[0-9]")
_LAST_OF_TIME = re.compile(f"(?<={TIME}){TIME}(?=[0-9])")
_FROM = re.compile(
    f"(?:已|也)?[从由](?:{TIME}+的?|[\u4e00-\u9fff]{{1,6}}的|每[年月天])?(?:不足|不到|近|约|仅有?|只有)?\\Z"
)
_THAN = re.compile("(?<=[^，。]{2})(?:要?[比较][^，。；]{2,6}?(?:高|低|多|少|偏[高低多少]?|快|慢|好)出?)\\Z")
_TIMES = re.compile("(?<=..)(?:是|为|达|相当于)[\u4e00-\u9fff]{1,8}的?\\Z")
_ACRES = ("一亩", "每亩")
_WAYS = ("公里", "里", "千米", "米", "海里")
_DEGREES = ("度", "℃", "摄氏度")
_WARM = re.compile("[气水室体地]温|温度|[高低]温")
_FROM_TO = re.compile(
    "(?:[0-9][个名户家所条亩处])?(?P<noun>[\u4e00-\u9fff]{2,14}[率例重入积量值数额度])(?:已经?)?[从由][^，。；]{2,24}\\Z"
)
_NO_PEOPLE = ("活动", "项目", "工程", "产业", "政策", "措施", "基地", "行动", "平台")
_TASK = re.compile("计划|任务|目标|拟|应")
_DONE_OF = ("完成", "已完成", "实现")
_ALONE = re.compile("一[家村镇乡县市区社国](?:就|便|也|即)?[占达有]?")
_DIGIT = re.compile("[0-9]")
_OF_TASK = re.compile(
    "(?P<done>占|完成)了?(?P<task>(?:[\u4e00-\u9fff]{0,8}|\ue006+)(?:任务|目标|计划|总里程|总任务|总数|总量|总面积)(?:数|任务|值)?(?:[0-9.]+[万亿]*[元个亩人吨户]?)?)的?(?:约|近)?\\Z"
)
_AMOUNT = re.compile("[0-9].*|\ue006")
_APART_FROM = re.compile("[；：]|其中")
_GROWTHS = ("增幅", "增长幅度", "涨幅", "降幅", "增速", "增长率", "增长比例", "下降幅度", "升幅", "跌幅", "增长速度")
_SEVERAL = re.compile("(?:(?:按)?(?:同|可比|同比)口径(?:计算)?|同比|环比|分别|依次|各自|较上年|比上年|，)+\\Z")
_HELD_SO = ("建", "建起", "办", "开", "办了", "开了", "建成", "开展", "举办", "开办")
_SUCH = re.compile("这样的(?P<noun>[\u4e00-\u9fff]{1,12})，\\Z")
_REST = re.compile("(?:其余|余下|剩余|剩下)的?\\Z")
_JOINS = ("、", "和", "及", "以及")
_CHANGE = 14  # code points before a number in which its change is told
_SPELL = re.compile("周末|月|季度|星期|学期|工作日|晚上|早上|小时|年级")  # 每个|周末
_WHOSE = 4  # code points of those each of whom has so many
_GOODS = re.compile("[等的](?P<thing>[\u4e00-\u9fff]{2,8})，\\Z")  # 捐赠的学习和生活用品，|价值两万元
_APART = re.compile("(?:\\A|[、，；：。]|其中|以及)(?:分别[为是]|包括)?(?:计划|概算|估算|预计)?\\Z")
_NEED = re.compile("(?<=..)(?:需求量?|需要量?|需[种用]量|用量|需)\\Z")
_TOTAL = re.compile("(?P<noun>总投资)(?:约|近|超过?|达)?\\Z")
_FIRST = re.compile("(?:首[批车期次届]|第[一二三]批)\\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An amount with what it counts (`noun`, standing at `span`) and the words of its change (同比增长).

    `owner`: whom it is of, where its own words name that one (甲公司捐款20万元、乙公司10万元; 甲、乙分别增长8%和9%).
    """

    amount: Amount
    noun: str
    span: Span
    change: Span | None = None
    owner: LocalEntity | None = None


@cache
def _change() -> re.Pattern[str]:
    change = indicators()["change"]
    verbs, against, beyond = (
        "|".join(sorted(change[name], key=lambda word: (-len(word), word))) for name in ("verbs", "against", "beyond")
    )
    against += f"|[两三四五]年平均|[比较]{TIME}+(?:同期|末|底)?"
    more = f"(?<=[^，。；]{{2}})[多少]了|(?<=..)(?:还|能|可|再|要){{1,4}}[提涨增降减]|(?:{against}|[比较][^，。；0-9]{{2,8}}?)(?:还|要|又|再|仍)?[多少高低快慢](?:出|了|收|挣|卖|赚)?"
    return re.compile(
        f"(?P<change>(?:{against})?(?:{verbs})|{more}|(?:{against})?(?<!不)(?:{beyond})(?:[^，。；0-9]{{1,12}})?)(?:了|约|近|超过|超|将近)?\\Z"
    )


def corrects(view: SentenceView) -> bool:
    """Whether a sentence mends a number printed before."""
    return CORRECTION.search(view.shape) is not None and _WRONG.search(view.shape) is not None


def told(view: SentenceView) -> Iterator[Told]:
    """The figures of a sentence in order; none of a headline."""
    if view.headline:
        return
    before = Before(end=view.clauses[0][0])
    all_found = [found for found in _measured(view) if not counts_nothing(view, found)]
    if not all_found:
        return
    joined = severally(view, all_found)
    corrected = corrects(view)
    for at, found in enumerate(all_found):
        case = _case(view, found, before)
        noun, span = _own_words(case)
        begun = sector_begins(view.text, span)
        if begun < span[0]:
            noun, span = view.text[begun : span[1]], (begun, span[1])
        owner: LocalEntity | None = None
        rank, of = joined.get(at, (0, 0))
        if of:
            first = all_found[at - rank].number.start
            noun, change, owner = _of_several(case, noun, first, rank, of)
            case = replace(case, change=change)
        noun, change = _after(case, clean(_by_unit(case, noun)), span)
        case = replace(case, change=change)
        noun, span = unsaid(case, _part(case, noun), span, corrected=corrected)
        listed = listed_before(view, found) if not noun else None
        if not noun:
            noun, span = elsewhere(case, span, listed=listed is not None)
        small = found.number.han and found.kind == "count" and found.number.value < least(found)
        if small and not few_reported(view, found, noun):
            continue
        ended, before.end = before.end, found.end
        if not noun or not reported(view, found, noun):
            continue
        noun, said = _worded(case, noun, span, several=of > 0)
        noun = _follow(case, noun, said, view.text[ended : min(span[0], case.at)], several=of > 0)
        if owner is None and listed is not None and listed.type != "Person":
            owner = listed
        one = Told(amount=found, noun=noun, span=span, change=change.span("change") if change else None, owner=owner)
        yield _of_name_behind(view, one, case.start)


def _case(view: SentenceView, found: Amount, before: Before) -> Case:
    """A number with what stands before it."""
    at = found.number.start
    clause = view.clause_of(at)
    start = max(view.clauses[clause][0], before.end)
    between = view.text[before.end : at]
    listed = between.endswith("、") and before.noun and between.startswith(before.noun)  # 11个贫困村|出列、8807人脱贫
    if listed or (
        between and before.noun.endswith(between.rstrip("和与及、") or between)
    ):  # 12个乡镇|156个行政村: what stands between is of the first
        start = at
    return Case(
        view=view,
        found=found,
        clause=clause,
        start=start,
        between=between,
        adjacent=at - before.end <= 1 and found.kind != "share",
        change=_change_before(view, start, at),
        before=before,
    )


def _change_before(view: SentenceView, start: int, position: int) -> re.Match[str] | None:
    """The words of a change right before a number (同比分别增长 |3.06%), from a place on."""
    while position > start and view.shape[position - 1].isspace():
        position -= 1
    return _change().search(view.shape, max(start, position - _CHANGE), position)


def _own_words(case: Case) -> tuple[str, Span]:
    """(what is counted, its span) by the words around a number."""
    view, found, at = case.view, case.found, case.at
    noun, span = counted(view, (at, found.end), found.unit, found.kind, case.start, case.change)
    source = _FROM.search(view.shape, case.start, at)
    if source is None or (noun and not GROWS.match(view.shape, found.end)):
        grown = GROWN.search(view.shape, case.start, at)
        begun = _FROM_TO.search(view.shape, view.clauses[case.clause][0], at) if grown and not noun else None
        if begun is not None:  # 路面硬化率从41%提高到|84%
            return begun["noun"], begun.span("noun")
        grown = grown if noun else None
        low, high = named_before(view, case.start, grown.start()) if grown else span
        if grown is not None and low < span[0] < high and view.shape[low] not in "把将":  # 亚麻种植面积恢复到|2.6万亩
            return view.text[low:high], (low, high)
        return noun, span
    low, high = named_before(view, case.start, source.start())  # 面积从300亩扩大到1860亩: of the area
    return view.text[low:high], (low, high) if high > low else span


def _of_several(
    case: Case, noun: str, first: int, rank: int, of: int
) -> tuple[str, re.Match[str] | None, LocalEntity | None]:
    """(noun, change, whose it is) of one of so many numbers told severally, 甲、乙分别增长8.3%和9.0%.

    `first`: where the first of them begins; `rank`: which of them it is, from 0.
    """
    view, before = case.view, case.before
    change = case.change or _change_before(view, 0, first)
    if not rank:
        before.joint = _SEVERAL.sub("", noun)
    earlier = before.told[: len(before.told) - rank]
    sharers = named_severally(view, case.at, of)
    if sharers and earlier:
        return before.joint or earlier[-1], change, sharers[rank]
    noun = shared(before.joint, earlier, rank, of)
    if sharers:
        return noun, change, sharers[rank]
    items = parts(view, first, of)
    return items[rank] if items else noun, change, None


def _after(case: Case, noun: str, span: Span) -> tuple[str, re.Match[str] | None]:
    """(noun, change) of a number whose words lean on what the number before counts: the rest of those, one of them alone."""
    view, found, before, at, change = case.view, case.found, case.before, case.at, case.change
    if GROWS.match(noun) and GROWN.search(view.shape, case.start, at):  # 社员从12户|发展到现在的136户
        noun = ""
    of_those = noun and found.kind == "count" and case.same and case.between.endswith("的")
    if of_those and span[1] <= at and not before.noun.endswith(case.between[:-1]) and thing(before.noun):
        noun += "的" + thing(before.noun)  # 收到提案316件，涉及乡村文旅的|58件
    if found.unit == "分" and noun.endswith("均"):
        noun += "得分"
    same_kind = before.by_unit.get(found.unit, "")
    if (not noun or only_done(noun)) and _REST.search(view.shape, case.start, at):
        left = thing(same_kind)  # 改造水站7座，剩余|3座计划年底完工
        noun = "剩余" + left if left else noun if found.unit in NUMBERED else ""
    need = _NEED.search(before.noun) if case.same and noun and only_done(noun) else None
    if need is not None:  # 化肥需求量约35万吨，已储备|24万吨
        noun += before.noun[: need.start()]
    if noun == "实际" and same_kind:
        noun += same_kind  # 用工46人，实际只有|11人
    elif same_kind and _ALONE.fullmatch(noun):
        noun = same_kind  # 其中江西莲荷公司一家就达|11.9亿元
    task = _OF_TASK.search(view.shape, case.start, at) if found.kind == "share" and change is None else None
    if task is not None and before.noun:  # 外贸出口171万美元，完成年任务的|78%
        noun = before.noun.partition("占")[0].removesuffix(task["done"]) + task["done"] + _AMOUNT.sub("", task["task"])
    if (
        noun in _GROWTHS and before.noun and not before.noun.endswith(noun) and found.kind == "share"
    ):  # 集体收入4.8万元，增幅达|300%
        noun = before.noun + noun
    if change is None and (than := _THAN.search(noun)):
        noun, change = noun[: than.start()], _compared(view, than[0], case.start, at)
    return noun, change


def _part(case: Case, noun: str) -> str:
    """The noun of a number that tells the people, a part, the plan or the income of what the number before counts."""
    found, before = case.found, case.before
    if found.unit in ("户", "人") and not case.same and case.view.shape[case.at - 1] == "、":
        noun = of_them(found, before.base, before.full) if before.base and noun in ("", before.base) else noun
    else:
        before.base = ""
    noun = part_of(case.view, found, noun, before.noun, case.start, same=case.same)
    noun = planned_of(last_of(noun, before.full, case.between), before.noun, same=case.same)
    noun = of_whole(case, noun)
    return (_such(case) or noun) if noun in _HELD_SO else noun


def _worded(case: Case, noun: str, span: Span, *, several: bool) -> tuple[str, str]:
    """(noun with what it is reckoned by, its first and its rate; with the verb that its clause has, or "")."""
    view, found, at = case.view, case.found, case.at
    batch = _FIRST.search(view.text, 0, at)
    if batch is not None and span[0] > at and found.kind in ("count", "measure"):
        noun = batch[0] + noun  # 首批|33对师徒
    said = ""
    if case.change is None and not several and found.kind != "share" and span[0] != at:
        said = worded(view, noun, span, (at, found.end), case.start)
    noun = noun if "每" in noun else _per(view, at) + noun
    if "每" not in noun and case.change is None and span[0] < at:
        noun = rate(view.text, span[0]) + noun
    if noun in _DONE_OF and case.same and _TASK.search(view.shape, 0, at):
        noun += case.before.noun  # 计划播种冬小麦3.1万亩，已完成|2.6万亩
    return noun, said


def _follow(case: Case, noun: str, said: str, gap: str, *, several: bool) -> str:
    """What a number counts as its list says it, and from now on what the number before the next counts.

    `said`: the noun with the verb of its own clause, or ""; `gap`: the text from the number before to its words.
    """
    found, before = case.found, case.before
    worth = before.joined and noun in indicators()["worth"]  # 图书2600册、校服350套，总价值|11.8万元
    goods = (
        _GOODS.search(case.view.text, 0, case.view.text.rfind(noun, 0, case.at))
        if noun in indicators()["worth"]
        else None
    )
    if goods is not None and not worth and thing(before.noun) not in goods[0]:
        return goods["thing"] + noun
    gift = "捐赠" if before.full.startswith("捐") else ""
    noun = gift + noun if worth else named(noun, found, before.noun, same=case.same)
    if found.kind == "money" and case.change is None:
        low = case.view.clauses[max(0, case.clause - 1)][0]
        noun = bought(priced(noun, before.noun), case.view.text[low : found.end + _CHANGE])
    noun = priced(noun, before.noun) if found.kind == "money" else "人数" if noun == "人" else noun
    earlier = before.noun
    before.base = before.base or noun
    before.noun, before.unit, before.by_unit[found.unit] = noun, found.unit, noun
    if said.endswith(noun) or (noun and said.startswith(noun)) or ("等" in noun and said):
        noun = said
    gap = gap.removeprefix(earlier)
    before.joined = gap in _JOINS
    if (not gap or before.joined) and not several and case.change is None and found.kind != "share":
        noun = with_verb(noun, before.full, earlier, listed=bool(gap))
    full, before.full = before.full, noun
    noun = people_of(found, noun, earlier, full, adjacent=case.adjacent)
    before.told.append(noun)
    if found.kind == "count":
        several = before.sorted_at > 0 and not _APART_FROM.search(case.view.shape, before.sorted_at, case.at)
        before.sort = before.noun if before.noun.endswith(PROJECTS) and not several else ""
        before.sorted_at = found.end
    return of_projects(case, noun)


def _compared(view: SentenceView, words: str, start: int, position: int) -> re.Match[str] | None:
    """The words of a comparison, as a change, where they stand before a number: 收购价|比别处高出|一成; None where they do not."""
    low = view.text.find(words, start, position)
    return re.compile("(?P<change>.*)", re.DOTALL).match(view.text, low, position) if low >= 0 else None


def _by_unit(case: Case, noun: str) -> str:
    """What a number of times, of degrees, of households or of a way is of; else the noun as it is."""
    view, found, start = case.view, case.found, case.start
    if found.unit == "倍":  # 日用电量|是平日的3倍
        return _TIMES.sub("", noun)
    if noun.startswith("地") and view.text.endswith(_ACRES, 0, start):  # 一亩|地多挣700元
        return view.text[start - 2 : start] + noun
    if len(noun) == 1 and view.shape.endswith(noun + "均", start, found.number.start):  # 户均|4000元
        return noun + "均" + "金额" * (found.kind == "money")
    if found.unit == "户" and noun == "人":
        return NUMBERED["户"]
    if found.unit in ("户", "人") and noun in _NO_PEOPLE:
        return ""
    if found.unit in _WAYS and noun.startswith(("离", "距")) and not noun.endswith("距离"):
        return noun + "距离"
    if noun in ("", "其中") and view.shape.startswith("是", found.end):  # 其中|38公里是土路
        low, high = noun_behind(view, found.end + 1)
        return view.text[low:high] if high - low > 1 else noun
    if found.unit in _DEGREES and "电" not in noun:
        warm = _WARM.search(view.text, start, found.number.start)
        return warm[0] if warm else "气温"
    return noun


def _such(case: Case) -> str:
    """田间课堂 of 像这样的田间课堂，镇里已办了|7期; "" where the clause before says nothing so."""
    such = _SUCH.search(case.view.text, 0, case.view.clauses[case.clause][0])
    return such["noun"] if such else ""


def _of_name_behind(view: SentenceView, one: Told, start: int) -> Told:
    """A figure as that of whom the name behind it names (全长4.6公里的“越音路”); as it is where none stands there."""
    found = one.amount
    behind = _owner_behind(view, found.end)
    if behind is not None and one.span[1] <= found.number.start and _APART.search(view.shape, 0, one.span[0]):
        return replace(one, owner=behind)  # 总投资15亿元的|沂蒙智慧食品产业园
    total = _TOTAL.search(view.text, start, found.number.start) if behind is not None else None
    if total is not None:  # 引进的项目中包括总投资50亿元的|某风电项目
        return replace(one, owner=behind, noun=total["noun"], span=total.span("noun"))
    low, high = named_before(view, start, found.number.start) if behind and one.span[1] > found.end else (0, 0)
    if high - low <= 1:
        return one
    if only_done(view.text[low:high]):  # 组建起60人的“马背消防队”: its people
        return replace(one, owner=behind, noun=NUMBERED.get(found.unit, one.noun))
    return replace(one, owner=behind, noun=view.text[low:high], span=(low, high))


def _owner_behind(view: SentenceView, end: int) -> LocalEntity | None:
    """Whose a sum or a measure is that stands before a name: 总投资15亿元的|沂蒙智慧食品产业园."""
    for mark in view.marks_in(end, min(len(view.text), end + 60)):
        named = mark.entity.type in ("Place", "Organization", "Programme") and not mark.back
        return mark.entity if named and view.shape[end : mark.start] in ("的", "的“") else None
    return None


def _per(view: SentenceView, start: int) -> str:
    """每百户 of 每百户拥有家用汽车38.4辆: what a number is reckoned by, in the same clause; else ""."""
    begin = view.clauses[view.clause_of(start)][0]
    match = EACH.search(view.shape, begin, start)
    if match is None or _DIGIT.search(view.shape, match.end(), start):  # 每户补贴5万元新建|4家宾馆
        return ""
    if match[0] == "每个" and (spell := _SPELL.match(view.shape, match.end())):
        return match[0] + spell[0]
    low, high = noun_behind(view, match.end()) if match[0].endswith(("个", "家", "名", "位")) else (0, 0)
    high = min(high, max(low, view.text.find("（", low, high))) if "（" in view.text[low:high] else high
    whose = view.text[low:high] if 1 < high - low <= _WHOSE and high < start else ""
    return match[0] + whose


def _measured(view: SentenceView) -> Iterator[Amount]:
    """The amounts of a sentence, without those of a dateline."""
    text = _LAST_OF_TIME.sub(lambda m: "的" if view.text[m.start()] == "的" else TIME, view.shape)
    return (found for found in measured(text) if found.number.start >= view.clauses[0][0])
