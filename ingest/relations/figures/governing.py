"""What was done to what a number counts: the verb before it (签下|五个项目), or what befell it (540名学生|结业)."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.words import compounds, tags, verbs
from ingest.relations.base import SentenceView
from ingest.relations.figures.indicators import indicator_pattern, indicator_set, indicators
from ingest.relations.figures.nouns import units
from ontology.records import Span

_LONGEST = 40  # code points before a number in which its verb may stand, names among them
_NAMES = "\ue000-\ue005"
_MASKED = "\ue000-\ue007"
_LED = re.compile(
    "(?:约|近|共计|总共|共|总计|合计|累计|先后|分别|达|逾|超过|超|全部|全[市县区镇村乡]|[本该我][市县区镇村乡]|其他|其余|另外|另|周边|沿线|附近|当地|所有"
    "|首批|第[一二三]批|各类|各级|各|的|里|内|中|至少|不少于|多达|大约|了)+\\Z"
)
_LIST = re.compile(f"(?:[“《]?[{_NAMES}]++[”》]?[、和与及，]?)++(?:等|共)*\\Z")  # never gives a name back
_OF_ITS = ("主办的", "承办的", "协办的", "举办的", "组织的", "发起的", "牵头的", "开办的", "领办的", "创办的")
_ITEMS = re.compile("[^，。；：！？]*、\\Z")
_NAMED_LAST = re.compile(f"(?P<verb>[\u4e00-\u9fff]{{1,3}})(?P<name>[{_NAMES}]{{2,8}})(?=[，。；])")
_OF_ALL = re.compile(f"来自(?:全[省市县区镇乡]|周边|[{_NAMES}]+)?的?\\Z")
_SUFFERED = "被未"
_ASPECT = "了过着"
_ENUMERATED = re.compile(
    "(?:[^，。；]*?[、和与及][^，。；]*|[\u4e00-\u9fff]{1,6})等(?:(?:各|多)?个?(?:方面|领域|内容|形式|类型|种类)的)?(?=[\u4e00-\u9fff]{2})"
)
_STOP = re.compile(f"[，。；：、！？,;:!?\\s“”（）()0-9{_MASKED}]|\\Z")
_LIGHT = re.compile(
    "\\A(?:家中|家里|一度|一并|全部|均已|都已|已经|已|均|都|也|就|纷纷|当场|顺利|成功|先后|陆续|同时|正在|还|全|仍)+"
)
_ATTENDED = re.compile("(?P<deed>旁听|观摩|观看|围观|咨询|就诊|就餐|应聘|参赛|助阵)了?(?:庭审|比赛|演出)?\\Z")
_BECAME = re.compile(
    "(?:当上了?|当起了?|担任|兼任|成为|受聘为|被聘为)“?(?P<post>[\u4e00-\u9fff]{2,6})(?=[，。；”]|\\Z)"
)  # 8名村干部|担任反诈员
_TOOK_PART = frozenset(
    {"参加", "参与", "报名", "完成", "实现"}
)  # say what those counted did, where they stand behind them
_LEADS_TO = re.compile("\\A(?:让|使|对|为|给|向|已|全[县市区镇村乡]|目前|今年|去年)+|(?:约|近|共|达|逾|超过?)\\Z")
_TOLD_LAST = re.compile("[\u4e00-\u9fff]+\\Z")
_SHORTEST, _BRIEF = 3, 10  # code points of what is told of those counted, with 的
_STATE, _TOLD = 4, 10  # code points of what befell those counted: before the noun, with 的
_NOUN, _WORD, _PERSONS = 6, 2, 8


def worded(view: SentenceView, noun: str, span: Span, number: Span, start: int) -> str:
    """What is counted with its verb, or with what befell it, where one stands right beside; else as it is.

    `noun` stands at `span`, its `number` with the unit at another; `start`: where its clause begins.
    """
    before = span[0] >= number[1]
    low = number[0] if before else span[0]
    if noun[:2] in indicator_set("governs") and not _ENUMERATED.match(noun):
        return noun
    led = _ENUMERATED.match(noun)
    short = noun[led.end() :] if led else noun
    if led is not None and (verb := _opens(noun)):  # 发现缺编、过期等隐患
        return verb + short
    became = _BECAME.match(view.shape, span[1]) if before and len(short) <= _NOUN else None
    if became is not None and not short.endswith(became["post"]):
        return short + became["post"]
    of = view.shape.startswith("的", max(span[1], number[1]))  # 汇报29处隐患点|的排查情况
    if of and len(noun) > 1 and noun in indicators()["verbs_alone"]["vague"] and _OF_ALL.search(view.shape, start, low):
        return "来自" + noun  # 来自全镇8个村|的农民
    told = _relative(view, low, start) if before and not of else ""
    if told:  # 从事棚菜生产的|30户农民
        return told + noun
    verb = "" if of else governing(view, low, start)
    if verb:
        return short if short.startswith(verb) else verb + short
    if before:
        return befallen(view, max(span[1], number[1]), noun)
    return noun


def _relative(view: SentenceView, position: int, start: int) -> str:
    """What those counted do or what was done to them, where 的 behind it stands right before their number and it is short; else ""."""
    told = _TOLD_LAST.search(view.shape, max(start, position - _LONGEST), position)
    words = _LEADS_TO.sub("", told[0]) if told else ""
    if not words.endswith("的") or not _SHORTEST <= len(words) <= _BRIEF:
        return ""
    first = words[slice(*units(words)[0])]
    if len(first) < _WORD or not _acts(first):
        return ""
    return first if len(first) == len(words) - 1 else words  # 交办的|46个问题


def governing(view: SentenceView, position: int, start: int) -> str:
    """The verb right before a place, over names and over what only leads to a number; "" where none stands there."""
    low = max(start, position - _LONGEST)
    window = view.shape[low:position]
    items = _ITEMS.search(window)
    if items is not None:  # 化解草场、土地、|婚姻等纠纷
        return _opens(items[0])
    window = _LED.sub("", window)
    unlisted = _LIST.sub("", window)
    if unlisted != window and unlisted.endswith(_OF_ITS):  # 主办的|展销会设展位: of the fair
        return ""
    window = _LED.sub("", unlisted)
    return _verb(window.rstrip("“《").rstrip(_ASPECT))


def _verb(window: str) -> str:
    """The verb with which words end, with what it led to (签下, 推广到); "" where they end in none."""
    window = window[-8:]
    cuts = units(window) if window and not "\ue000" <= window[-1] <= "\ue007" else ()
    if not cuts:
        return ""
    words = [window[slice(*cut)] for cut in cuts]
    last, ahead, table = words[-1], words[-2] if len(words) > 1 else "", indicators()["verbs_alone"]
    if len(last) == len(ahead) == 1 and _acts(ahead + last):  # 选派, which the dictionary cuts
        return ahead + last
    if last in table["ended"]:
        return ahead + last if ahead in table["single"] or _acts(ahead) else ""
    if len(last) == 1:
        alone = ahead[-1:] != "的" and (len(ahead) != 1 or not tags().get(ahead + last, "v").startswith("n"))
        return str(table["single"].get(last, "")) if alone else ""
    if not _acts(last):
        return ""
    alone = tags().get(ahead) != "v" or not _acts(ahead) or ahead in table["activities"]  # 光伏扶贫|覆盖
    return last if alone else ahead + last  # 恢复供电


def _begins(words: str) -> bool:
    """Whether words are a verb: 签订, 签下, 设."""
    table = indicators()["verbs_alone"]
    if len(words) == 1:
        return words in table["single"]
    return _acts(words) or (words[0] in table["single"] and words[1:] in table["ended"])


@cache
def _none() -> frozenset[str]:
    return frozenset(indicators()["verbs_alone"]["none"]) | (indicator_set("having") - {"涉及", "共涉及"})


def _acts(word: str) -> bool:
    if word in _none() or len(word) < 2:
        return False
    if word in indicator_set("governs"):
        return True
    return word not in indicator_set("counted") and (tags().get(word) == "v" or word in verbs())


def _known(word: str) -> bool:
    return word in tags() or word in compounds()


def _opens(words: str) -> str:
    """The verb that a list of what was done begins with, 化解 of 化解草场、土地; "" where it begins with none."""
    first = re.split("[、和与及]", words, maxsplit=1)[0]
    found = [match for match in indicator_pattern("governs").finditer(first) if len(match[0]) > 1]
    return found[-1][0] if found and len(first) > found[-1].end() else ""


def befallen(view: SentenceView, end: int, noun: str) -> str:
    """失联群众 of 87名群众|一度失联: a noun that ends at a place with what befell those counted; as it is where nothing did."""
    stop = _STOP.search(view.shape, end)
    told = view.shape[end : stop.start() if stop else len(view.shape)]
    told = _LIGHT.sub("", told)
    # behind a number, a name or a quoted word the verb goes on: 为214名老党员颁发|“光荣在党50年”纪念章
    closed = stop is None or not re.match(f"[0-9{_MASKED}“《]", view.shape[stop.start() :])
    table = indicators()["verbs_alone"]
    if not closed and noun in table["vague"]:
        return _done_with_name(view, end, noun)
    came = _ATTENDED.search(told) if noun.endswith(_people()) and "的" not in told else None
    if closed and came is not None and not noun.startswith(came["deed"]):  # 50名村民|自带板凳前来旁听
        return came["deed"] + noun
    if not closed or len(noun) > _NOUN or len(told) < 2:
        return noun
    if told[0] in _SUFFERED and noun in (*table["vague"], *table["people"]) and _WORD < len(told) <= _TOLD:
        return told + "的" + noun  # 2个镇|被黄牌警告
    plain = [told[slice(*cut)] for cut in units(told)]
    if any(word in _none() - _TOOK_PART for word in plain) or told[-1] in "的等内上中来去":
        return noun
    ended = stop is None or view.shape[stop.start() : stop.start() + 1] in ("，", "。", "；", "")
    unknown = ended and len(told) == _WORD and told[0] not in "之偏较很太更不" and not _known(told)  # 失联
    if unknown or (len(told) <= _STATE and all(_states(word) for word in plain)):
        return told + noun
    longest = _TOLD if noun in table["vague"] else _PERSONS if noun in table["people"] else 0
    begun = next((size for size in (2, 1) if _begins(told[:size])), 0) if len(told) <= longest else 0
    if begun:  # 6个村|签下采购协议
        return told[:begun] + told[begun:].lstrip(_ASPECT) + "的" + noun
    return noun


@cache
def _people() -> tuple[str, ...]:
    return tuple(indicators()["verbs_alone"]["people"])


def _states(word: str) -> bool:
    """Whether a word tells what befell those counted or what they did: 签约, 结业, 失联."""
    befalls = word in indicator_set("befalls")
    return befalls or _acts(word) or tags().get(word, "") in ("a", "ad", "d", "v", "vn")


def _done_with_name(view: SentenceView, end: int, noun: str) -> str:
    """设立法官联络站的村 of 8个村|设立法官联络站, where a name ends what was done; else the noun as it is."""
    named = _NAMED_LAST.match(view.shape, end)
    mark = next(iter(view.marks_in(named.start("name"), named.end())), None) if named else None
    if named is None or mark is None or mark.back or not any(_begins(named["verb"][:size]) for size in (2, 1)):
        return noun
    return view.text[named.start() : named.end()].replace("了", "", 1) + "的" + noun
