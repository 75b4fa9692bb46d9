"""What the numbers of a sentence count, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.relations.amounts import Amount, measured
from ingest.relations.base import TIME, SentenceView, bare
from ingest.relations.beside import NUMBERED, income_of, last_of, of_them, part_of, people_of, planned_of, with_verb
from ingest.relations.counted import counted
from ingest.relations.governing import worded
from ingest.relations.indicators import indicators
from ingest.relations.noun_behind import noun_behind, only_done
from ingest.relations.nouns import named_before
from ingest.relations.phrases import clean, named, priced, rate, thing
from ingest.relations.reported import counts_nothing, few_reported, least, reported
from ingest.relations.severally import named_severally, parts, severally, shared
from ontology.records import LocalEntity, Span

CORRECTION = re.compile("应为|应是|更正为|实为")
_WRONG = re.compile("有误|更正|误为|误写|错误|笔误|致歉|[”0-9][^，。；“”]{0,8}应[为是]“?[^，。；“”]{0,12}[0-9]")
_FROM = re.compile(f"(?:已|也)?[从由](?:{TIME}+的?|[\u4e00-\u9fff]{{1,6}}的|每[年月天])?\\Z")
_GROWS = re.compile(
    "[左右多余]?(?:[提加压拉](?=[到至])|恢复|壮大|扩充|扩大|增加|增长|提高|提升|上升|发展|减少|下降|降低|降|增|涨|跌|扩展|缩短|压缩|上涨|变为|变成)(?:到|至|为)?"
)
_THAN = re.compile("(?<=[^，。]{2})(?:要?[比较][^，。；]{2,6}?(?:高|低|多|少|偏[高低多少]?|快|慢|好)出?)\\Z")
_TIMES = re.compile("(?<=..)(?:是|为|达|相当于)[\u4e00-\u9fff]{1,8}的?\\Z")
_ACRES = ("一亩", "每亩")
_WAYS = ("公里", "里", "千米", "米", "海里")
_DEGREES = ("度", "℃", "摄氏度")
_WARM = re.compile("[气水室体地]温|温度|[高低]温")
_TASK = re.compile("计划|任务|目标|拟|应")
_DONE_OF = ("完成", "已完成", "实现")
_ALONE = re.compile("一[家村镇乡县市区社国](?:就|便|也|即)?[占达有]?")
_SEVERAL = re.compile("(?:同比|环比|分别|依次|各自|较上年|比上年|，)+\\Z")
_REACHED = re.compile("[，,](?:已|实际|共|累计|具体)*(?:达到?了?|为|至)")
_RAIN = "毫米"
_HELD_SO = ("建", "建起", "办", "开", "办了", "开了", "建成", "开展", "举办", "开办")
_SUCH = re.compile("这样的(?P<noun>[\u4e00-\u9fff]{1,12})，\\Z")
GROWN = re.compile(
    "(?:提|加|压|拉|恢复|壮大|扩充|增长|增加|提高|提升|上升|扩大|发展|下降|减少|降低|增|升|降|涨|跌)(?:到了?|至)(?:现在的|如今的|目前的|每[天月年])?\\Z"
)
_AMONG = re.compile("(?:其中|其余|余下|剩余|剩下)的?\\Z")
_REST = re.compile("(?:其余|余下|剩余|剩下)的?\\Z")
_EACH = re.compile("每[百千万]?(?:公斤|公里|公顷|平方米|[人户亩名个家位斤]{1,2}|[吨棵株只头])")
_SPELL = re.compile("周末|月|季度|星期|学期|工作日|晚上|早上|小时|年级")  # 每个|周末
_WHOSE = 4  # code points of those each of whom has so many
_FIRST = re.compile("(?:首[批车期次届]|第[一二三]批)\\Z")
_MOVED = re.compile(
    "[、，]?(?:[0-9]+[余多]?人)?(?:已|均|都|全部|安全|紧急|及时|连夜|成功|顺利)*(?P<deed>转移|撤离|撤出|安置|搬迁|搬出|入住|受灾|受益|受影响|脱贫|获救|脱险|恢复供[水电]|断电|停电|被困)"
)
_ONLY = re.compile(
    "(?:目前|现|已|共|共有|共计|总计|合计|累计|就|还|仅|约|近|达|有|已有|现有|超过|达到|足足|足有|的)*(?P<verb>找出|查出|清出|揪出|发现|抓获|查获|整改|收回)?"
)


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
    against += f"|[比较]{TIME}+(?:同期|末|底)?"
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
    earlier_end, indicator, unit_before, joint, told = view.clauses[0][0], "", "", "", list[str]()
    by_unit: dict[str, str] = {}  # what was counted last, by unit
    full = indicator_before = ""  # what was counted last with its verb, and without
    joined_before = False  # whether the number before was joined to one before it
    base = ""  # what the first of numbers joined by 、 counts
    all_found = [found for found in _measured(view) if not counts_nothing(view, found)]
    joined = severally(view, all_found)
    corrected = corrects(view)
    for at, found in enumerate(all_found):
        number = found.number
        clause = view.clause_of(number.start)
        start = max(view.clauses[clause][0], earlier_end)
        between = view.text[earlier_end : number.start]
        if between and indicator.endswith(between):  # 12个乡镇|156个行政村: what stands between is of the first
            start = number.start
        change = _change().search(view.shape, max(start, number.start - 14), number.start)
        noun, span = counted(view, (number.start, found.end), found.unit, found.kind, start, change)
        source = _FROM.search(view.shape, start, number.start)
        if source is not None and (not noun or _GROWS.match(view.shape, found.end)):
            low, high = named_before(view, start, source.start())  # 面积从300亩扩大到1860亩: of the area
            noun, span = view.text[low:high], (low, high) if high > low else span
        adjacent = number.start - earlier_end <= 1 and found.kind != "share"
        rank, of = joined.get(at, (0, 0))
        sharers: tuple[LocalEntity, ...] = ()
        if of:  # 甲、乙分别增长8.3%和9.0%
            first = all_found[at - rank].number.start
            change = change or _change().search(view.shape, max(0, first - 14), first)
            joint, before = joint if rank else _SEVERAL.sub("", noun), told[: len(told) - rank]
            sharers = named_severally(view, number.start, of)
            items = parts(view, first, of)
            noun = joint or before[-1] if sharers and before else shared(joint, before, rank, of)
            noun = items[rank] if items and not sharers else noun
        noun = clean(_by_unit(view, found, noun, start))
        of_those = noun and found.kind == "count" and found.unit == unit_before and between.endswith("的")
        if of_those and span[1] <= number.start and not indicator.endswith(between[:-1]) and thing(indicator):
            noun += "的" + thing(indicator)  # 收到提案316件，涉及乡村文旅的|58件
        if found.unit == "分" and noun.endswith("均"):
            noun += "得分"
        same_kind = by_unit.get(found.unit, "")
        if (not noun or only_done(noun)) and _REST.search(view.shape, start, number.start):
            left = thing(same_kind)  # 改造水站7座，剩余|3座计划年底完工
            noun = "剩余" + left if left else noun if found.unit in NUMBERED else ""
        if noun == "实际" and same_kind:
            noun += same_kind  # 用工46人，实际只有|11人
        elif same_kind and _ALONE.fullmatch(noun):
            noun = same_kind  # 其中江西莲荷公司一家就达|11.9亿元
        if change is None and (than := _THAN.search(noun)):
            noun, change = noun[: than.start()], _compared(view, than[0], start, number.start)
        if found.unit in ("户", "人") and found.unit != unit_before and view.shape[number.start - 1] == "、":
            noun = of_them(found, base, full) if base and noun in ("", base) else noun
        else:
            base = ""
        noun = part_of(view, found, noun, indicator, start, same=found.unit == unit_before)
        noun = planned_of(last_of(noun, full, between), indicator, same=found.unit == unit_before)
        noun = income_of(noun, indicator, same=found.unit == unit_before)
        if noun in _HELD_SO:
            noun = _such(view, clause) or noun
        if indicator and _GROWS.fullmatch(noun):  # …扩大到|1860亩: still of the area
            noun, span = indicator, (number.start, number.end)
        if told and not noun and found.unit == unit_before and _AMONG.search(view.shape, start, number.start):
            noun = indicator  # 收到诉求142件，其中|131件已办结
        grown = GROWN.search(view.shape, 0, number.start)  # 由43起降到|去年的5起
        exact = found.unit == unit_before and _REACHED.fullmatch(between)  # 突破百亿元，达到|103.7亿元
        if not noun and (change or adjacent or corrected or grown or exact):
            noun = by_unit.get(found.unit, indicator) if change and found.kind == "count" else indicator
        if not noun and view.shape.endswith("：", 0, number.start):  # 年转诊能力：|6000人次
            low, high = named_before(view, view.clauses[max(0, clause - 1)][0], number.start - 1)
            noun, span = view.text[low:high], (low, high) if high > low else span
        listed = _listed(view, number.start, found.unit) if not noun else None
        if not noun and listed is not None:  # 甲公司捐款20万元、乙公司10万元
            noun = indicator.removeprefix("平均") or _sum_of(view, found)
        if not noun:
            noun, span = _told_before(view, found, clause, indicator, earlier_end) or (
                _moved(view, found.end) + NUMBERED.get(found.unit, "") if found.unit in NUMBERED else "",
                span,
            )
        if number.han and found.kind == "count" and number.value < least(found) and not few_reported(view, found, noun):
            continue
        ended_before, earlier_end = earlier_end, found.end
        if not noun or not reported(view, found, noun):
            continue
        batch = _FIRST.search(view.text, 0, number.start)
        if batch is not None and span[0] > number.start and found.kind in ("count", "measure"):
            noun = batch[0] + noun  # 首批|33对师徒
        said = ""
        if change is None and not of and found.kind != "share" and noun and span[0] != number.start:
            said = worded(view, noun, span, (number.start, found.end), start)
        noun = noun if "每" in noun else _per(view, number.start) + noun
        if "每" not in noun and change is None and span[0] < number.start:
            noun = rate(view.text, span[0]) + noun
        if noun in _DONE_OF and found.unit == unit_before and _TASK.search(view.shape, 0, number.start):
            noun += indicator  # 计划播种冬小麦3.1万亩，已完成|2.6万亩
        several = joined_before and noun in indicators()["worth"]  # 图书2600册、校服350套，总价值|11.8万元
        gift = "捐赠" if full.startswith("捐") else ""
        noun = gift + noun if several else named(noun, found, indicator, same=found.unit == unit_before)
        noun = priced(noun, indicator) if found.kind == "money" else "人数" if noun == "人" else noun
        by_unit[found.unit] = noun
        indicator_before, indicator, unit_before, base = indicator, noun, found.unit, base or noun
        if said.endswith(noun) or ("等" in noun and said):
            noun = said
        gap = view.text[ended_before : min(span[0], number.start)].removeprefix(indicator_before)
        joined_before = gap in ("、", "和", "及", "以及")
        if gap in ("", "、", "和", "及", "以及") and not of and change is None and found.kind != "share":
            noun = with_verb(noun, full, indicator_before, listed=bool(gap))
        full = noun
        noun = people_of(found, noun, indicator_before, adjacent=adjacent)
        told.append(noun)
        owner = sharers[rank] if sharers else listed if listed is not None and listed.type != "Person" else None
        one = Told(amount=found, noun=noun, span=span, change=change.span("change") if change else None, owner=owner)
        yield _of_name_behind(view, one, start)


def _compared(view: SentenceView, words: str, start: int, position: int) -> re.Match[str] | None:
    """The words of a comparison, as a change, where they stand before a number: 收购价|比别处高出|一成; None where they do not."""
    low = view.text.find(words, start, position)
    return re.compile("(?P<change>.*)", re.DOTALL).match(view.text, low, position) if low >= 0 else None


def _by_unit(view: SentenceView, found: Amount, noun: str, start: int) -> str:
    """What a number of times, of degrees, of households or of a way is of; else the noun as it is."""
    if found.unit == "倍":  # 日用电量|是平日的3倍
        return _TIMES.sub("", noun)
    if noun.startswith("地") and view.text.endswith(_ACRES, 0, start):  # 一亩|地多挣700元
        return view.text[start - 2 : start] + noun
    if len(noun) == 1 and view.shape.endswith(noun + "均", start, found.number.start):  # 户均|4000元
        return noun + "均" + "金额" * (found.kind == "money")
    if found.unit == "户" and noun == "人":
        return NUMBERED["户"]
    if found.unit in _WAYS and noun.startswith(("离", "距")) and not noun.endswith("距离"):
        return noun + "距离"
    if noun in ("", "其中") and view.shape.startswith("是", found.end):  # 其中|38公里是土路
        low, high = noun_behind(view, found.end + 1)
        return view.text[low:high] if high - low > 1 else noun
    if found.unit in _DEGREES:
        warm = _WARM.search(view.text, start, found.number.start)
        return warm[0] if warm else "气温"
    return noun


def _of_name_behind(view: SentenceView, one: Told, start: int) -> Told:
    """A figure as that of whom the name behind it names (全长4.6公里的“越音路”); as it is where none stands there."""
    found = one.amount
    behind = _owner_behind(view, found.end)
    low, high = named_before(view, start, found.number.start) if behind and one.span[1] > found.end else (0, 0)
    if high - low <= 1:
        return one
    if only_done(view.text[low:high]):  # 组建起60人的“马背消防队”: its people
        return replace(one, owner=behind, noun=NUMBERED.get(found.unit, one.noun))
    return replace(one, owner=behind, noun=view.text[low:high], span=(low, high))


def _moved(view: SentenceView, end: int) -> str:
    """转移 of 41户158人|全部转移到学校: what was done with those counted, where the next number stands between; else ""."""
    match = _MOVED.match(view.shape, end)
    return match["deed"] if match else ""


def _such(view: SentenceView, clause: int) -> str:
    """田间课堂 of 像这样的田间课堂，镇里已办了|7期; "" where the clause before says nothing so."""
    such = _SUCH.search(view.text, 0, view.clauses[clause][0])
    return such["noun"] if such else ""


def _listed(view: SentenceView, start: int, unit: str) -> LocalEntity | None:
    """The one whose name stands right before a number, as lists of givers, of votes and of rain (昌坪村达312.5毫米) have it."""
    led = view.shape[max(0, start - 2) : start]
    if unit == _RAIN and led.endswith(("达", "达到", "为")):
        start -= 2 if led == "达到" else 1
    for mark in view.marks_in(max(0, start - 40), start):
        if mark.end == start and not mark.back and mark.entity.type in ("Organization", "Place", "Person"):
            return mark.entity
    return None


def _sum_of(view: SentenceView, found: Amount) -> str:
    """What a number right behind a name is where nothing says it."""
    if found.unit == "票":
        return "得票"
    if found.unit == _RAIN and "雨" in view.text:
        return "降雨量"
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
    view: SentenceView, found: Amount, clause: int, indicator: str, earlier: int
) -> tuple[str, Span] | None:
    """What is counted where its clause has only 共有 or 每人: that of the clause before, or of the number before."""
    start = found.number.start
    begin = view.clauses[clause][0]
    words = bare(view.shape[begin:start])
    if each := _EACH.fullmatch(words):  # 资助20名学生，每人5000元
        return (indicator + each[0], (begin, found.end)) if indicator else None
    only = _ONLY.fullmatch(words)
    if clause == 0 or not words or only is None or found.kind == "share":
        return None
    counted_too = view.shape.endswith("个", 0, earlier) and indicator.endswith(view.text[earlier : begin - 1])
    if found.unit in ("户", "人") and counted_too and not only["verb"]:
        return NUMBERED[found.unit], (begin, found.end)  # 下辖14个村民组，共有|412户
    low, high = view.clauses[clause - 1]  # 送上慰问金，共计1.2万元
    told = named_before(view, max(low, earlier), high - 1)
    noun = view.text[slice(*told)].rstrip("多")
    if only["verb"]:  # 在教学楼里找隐患，共找出7处
        noun = only["verb"] + (thing(noun) or str(indicators()["nominal"]["count"]))
    return (noun, told) if len(noun) > 1 and not any(letter.isdigit() for letter in noun) else None


def _per(view: SentenceView, start: int) -> str:
    """每百户 of 每百户拥有家用汽车38.4辆: what a number is reckoned by, in the same clause; else ""."""
    begin = view.clauses[view.clause_of(start)][0]
    match = _EACH.search(view.shape, begin, start)
    if match is None:
        return ""
    if match[0] == "每个" and (spell := _SPELL.match(view.shape, match.end())):
        return match[0] + spell[0]
    low, high = noun_behind(view, match.end()) if match[0].endswith(("个", "家", "名", "位")) else (0, 0)
    whose = view.text[low:high] if 1 < high - low <= _WHOSE and high < start else ""
    return match[0] + whose


def _measured(view: SentenceView) -> Iterator[Amount]:
    """The amounts of a sentence, without those of a dateline."""
    text = re.sub(f"(?<={TIME}){TIME}(?=[0-9])", lambda m: "的" if view.text[m.start()] == "的" else TIME, view.shape)
    return (found for found in measured(text) if found.number.start >= view.clauses[0][0])
