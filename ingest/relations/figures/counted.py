"""What a number counts: the noun after its unit (21支志愿者队伍), else the words before it (图书1736册)."""

from __future__ import annotations

import re

from ingest.mentions.words import tags
from ingest.relations.base import TITLE, SentenceView
from ingest.relations.figures.indicators import indicator_set, indicators
from ingest.relations.figures.noun_behind import PLANNED, PUNCTUATION, noun_behind, only_done
from ingest.relations.figures.nouns import NOUN, named_before, units
from ingest.relations.figures.phrases import thing
from ontology.records import Span

_SHORTEST = 2  # code points of what a size is of
_DEED = 16  # the same of what those counted did
_TOLD = 6  # a longer stretch that ends in a verb tells what was done
_SIZE = tuple("宽高长深厚")
_SUMMED = re.compile("(?:等|(?:以及|[及和、])[^，。；、]{1,16}|共)(?:约|近)?\\Z")
_CAME = re.compile(
    "(?:参加|出席|参与|观看|列席|参会|到会|参训)(?:了)?[“\u4e00-\u9fff\ue000-\ue007]{0,30}(?=[，。；！]|\\Z)"
)
_MONEY = re.compile(
    "(?:经费|资金|贷款|补贴|奖金|奖学金|助学金|慰问金|善款|基金|费用?|债券|授信|补助|价格|现金|赔款|欠款|货款|罚款|罚金|订单|保底价|[救补资]助金|执行款|案款"
    "|额度|收益|红包|奖励|奖补|租金|彩礼|学费|定金|订金|专款|借款|工钱|工资|药费)\\Z"
)
_TEAM = re.compile("的“?(?P<team>[\u4e00-\u9fff]{0,10}?(?:队伍|队|小组|组|团队|团|专班))(?![长员])")
_MADE_OF = re.compile("组成的?“?(?P<team>[\u4e00-\u9fff]{1,10}?(?:队伍|队|小组|组|团队|团|专班))(?![长员])")
_PERSON = re.compile(
    "(?:[者员民众生户童士长工师妇人手]|干部|家庭|家长|代表|教授|专家|书记|主任|骨干|领队|教练|裁判|司机|同志|姐妹|孩子)\\Z"
)
_HOUSE = "企业|单位|商铺|商户|学校|公司|银行|网点|[店厂馆园社院商]|(?<![进到现入登离出当])场|机构|部门|协会"
_HEADS = {**dict.fromkeys(("名", "位", "人"), _PERSON.pattern.removesuffix("\\Z")), "家": _HOUSE, "所": _HOUSE}
_PEOPLE_TOLD = re.compile(_PERSON.pattern.removesuffix("\\Z") + "|[组队班团会]\\Z|[）”]\\Z")
_GOT = {"票": "得票", "分": "得分", "元": "所得金额"}
_EACH = re.compile("[人户亩]均|每(?:公斤|[斤吨亩人户只头棵株件个月年天])")
_BRIEF = re.compile(
    "(?:已|均|都|全部|安全|紧急|及时|连夜|成功|顺利)*(?P<deed>(?:集中|就近|妥善)?[\u4e00-\u9fff]{2}?)(?:到|至|进|往|出|(?<=安置)在)[\u4e00-\u9fff\ue000-\ue005]+"
)
_DAILY = re.compile("每?(?:小时|天|日|年|月|吨|公斤)(?:均|可|能)*")
_MEASURED = re.compile(
    "(?:\\A(?:计划|概算)?(?:总投资|总面积|投资)|(?<=..)(?:销售额|营业额|产值|产量|收入|利润|税收|投资))\\Z"
)
_HOUSED = re.compile("(?:行政村|自然村|建制村|村|乡镇|社区|街道|镇|乡|县|学校|企业)(?=..)")
_RATE_BEHIND = re.compile("[\u4e00-\u9fff]{0,4}率")
_REACHES = re.compile("(?:共|达|达到|实现|突破|超|超过|约|近|为)*[0-9]")
_YIELD = re.compile("(?:年|日)(?:产|加工|处理|出栏|生产|回收|存栏)(?:量|能力)?(?:约|近|可达|达)?\\Z")
_WORKS = re.compile("(?:生产|加工|养殖|种植)?(?:线|项目|车间|基地|工厂|加工厂|产业园|园区|厂)\\Z")
_PORTION = re.compile("(?P<of>占[^，。；0-9]{1,14}?(?:比重|比例))(?:已|就|高|达到?|为|约|近|超过?)*\\Z")
_WORTH = re.compile(
    "的(?P<of>(?:保底|统一|优惠|市场)?(?:价格|单价|均价|年?(?:销售额|产值|产量|收入|利润|税收)|高价|低价|(?:保护|收购|最低|批发|零售|起拍|出厂)?价|标准|成绩|进账|收入|租金|利润|净利|销售额|成本|代价|差价|保底价))"
    "(?P<then>发包|出租|出售|成交|收购|供应|卖出|拍出|中标|转让|承包|租下|买下|购入|供货)?"
)
_USED = re.compile(
    "(?:都|将|要|均|全部)?(?P<so>(?:用来|用于|捐给|投入|留作|返还|分给|归|来自|销往|出口|卖给)[\u4e00-\u9fff]{0,6})"
)
_LEADING = ("带动", "吸纳", "帮助", "助力", "引导", "促进", "解决", "推动", "支持", "安排", "辐射")
_FOR = re.compile(
    "，?(?:(?:用于|用来|专门|专项)|(?:为|给)[^，。；]{1,14}?)?(?P<for>(?:换上?|作(?![坊业品物为])|支持|设立|资助|奖励|补贴|补助|购买|购置|修缮|修建|改造|建设|慰问|帮助|帮扶|扶持|新建|添置|加装|维修|成立|建立|作为|用作)"
    "了?[“\u4e00-\u9fff\ue000-\ue005]{1,14}”?)(?=[，。；！]|\\Z)"
)
_SPENT = ("投资", "投入", "出资", "捐款", "捐资", "筹款")
_SOMEONE = re.compile("[\u4e00-\u9fff]某")
_CREW = 30  # code points that a team's name may have
_ASPECTS = frozenset("了着过")
_LISTED = 30  # code points of a list of those who came
_COUNTED_UP = re.compile(
    "(?:[、和及与]|以及|连同)(?:[\u4e00-\u9fff]{1,8}|[\ue000-\ue005]+[\u4e00-\u9fff]{1,6})[共计][约近]?\\Z"
    "|[员者民众生师工部表人兵][、和及与][\ue000-\ue005]+[\u4e00-\u9fff]{1,5}\\Z"
)  # 委员连同主任、副主任共|21人
_LEADS = re.compile("\\A(?:率领?|带领)(?=..)")
_CAPACITY = re.compile(
    "(?P<size>海拔|总?建筑面积|占地面积|容量|库容|容积|储量|蓄水量|载重量|直径|(?<![特擅成延生校班队组增加船站村镇市县局])(?P<way>[长宽高深厚])度?)(?:达到?|为|约|近|超)*\\Z"
)
_HOLDS = re.compile("[池罐库窖箱塘坝仓塔桶]\\Z")
_COMES_TO = re.compile("考察|观摩|参观|调研|视察")
_TEAM_END = ("团", "队", "组", "班")
_PEOPLE = ("人", "名", "人次", "户", "家", "票", "位")
_THINGS = ("座", "栋", "艘", "台", "辆", "间", "口")
_CASES = ("个", "件", "处", "起", "条", "批", "项")


def counted(
    view: SentenceView, number: Span, unit: str, kind: str, start: int, change: re.Match[str] | None
) -> tuple[str, Span]:
    """(what is counted, its span) for a number and its unit from `start` of the clause on; "" where no one can tell.

    `kind`: count, measure, money or share. `change`: what is said of a change (同比增长) right before the number.
    """
    begin, end = number
    if view.shape.startswith("班子", end):  # 县四家|班子领导: who leads, no number of things
        return "", number
    if unit in ("人", "名") and "一行" in view.shape[max(0, begin - 4) : begin]:
        return _party(view, start, begin)
    if unit in ("人", "名") and _COUNTED_UP.search(view.shape, max(start, begin - _LISTED), begin) and _ends(view, end):
        return "参加人数", number
    if change is None and kind in ("count", "measure"):
        told = _behind(view, number, unit, kind, start)
        if told is not None:
            return told
    stop = change.start() if change else begin
    if kind == "share" and view.shape[stop - 1 : stop] == "的":  # 占支出的|八成二
        stop -= 1
        used = _USED.match(view.shape, end)
        low, high = named_before(view, start, stop) if used else (end, end)
        if used and high - low > 1:  # 收益的|四成|用来敬老
            return view.text[low:high] + used["so"], (low, used.end())
    portion = _PORTION.search(view.text, start, stop) if kind == "share" and change is None else None
    if portion is not None:  # 占年度计划投资比重达|53.3%
        low, high = named_before(view, start, portion.start())
        return view.text[low:high] + portion["of"], (min(low, portion.start()), portion.end("of"))
    if kind == "share" and change is None and (part := _part_of(view, number, start)) is not None:
        return part
    if unit in _PEOPLE and change is None and _SUMMED.search(view.shape, start, begin):
        came = _CAME.match(view.shape, end)
        if came is not None:  # 市领导及企业代表共|300余人参加活动
            long = came.end() - came.start() > _TOLD
            return "参加人数" if long else view.text[slice(*came.span())], came.span()
    if kind == "money" and change is None:
        told = _of_sum(view, number, start)
        if told is not None:
            return told
    if unit == "票" and view.shape[begin - 1 : begin] == "以":  # 以|2984票当选主任
        return "得票", number
    if kind == "share" and view.shape.startswith("人", end):  # 村里|六成人在外打工
        done = _done(view, end + 1)
        if done[1] - done[0] > 1:
            return view.text[slice(*done)], done
    took = _takes(view, start, begin, unit) if change is None and (kind == "money" or unit in ("票", "分")) else ""
    if took:  # 拿出|10万元
        after = noun_behind(view, end) if kind == "money" else (end, end)
        if after[1] - after[0] > 2 and not _led(view.text[slice(*after)]):  # 领到|5万元小额信贷
            return view.text[slice(*after)], after
        return took + _purpose(view, end), number
    return _by_words_before(view, number, unit, kind, start, stop, changed=change is not None)


def _behind(view: SentenceView, number: Span, unit: str, kind: str, start: int) -> tuple[str, Span] | None:
    """What is counted or measured by the noun behind the unit; None where none stands there that names it."""
    begin, end = number
    of_them = unit in _PEOPLE and view.shape.startswith("的", end)  # 4213人的吃水问题
    team = _TEAM.match(view.shape, end) if of_them else _MADE_OF.match(view.shape, end)
    if team is not None:  # 32人的|巡堤突击队
        bare = team["team"] in ("队伍", "队", "小组", "组", "团队", "团", "专班")
        return team["team"] + "人数" * bare, team.span("team")
    made = view.shape.startswith("组成的", end)
    crew = _crew(view, end + 2 * made) if of_them or made else None
    if crew is not None:
        return view.text[slice(*crew)], crew
    led = named_before(view, start, begin) if kind == "measure" and view.shape.startswith("的", end) else (0, 0)
    if led[1] - led[0] > 2 and _DAILY.search(view.text, max(0, led[0] - 3), led[0] + 2):  # 日处理种子|200吨的加工线
        return view.text[slice(*led)], led
    sized = _sized(view, number, unit, start) if kind == "measure" and view.shape.startswith("的", end) else None
    if sized is not None:
        return sized
    after = (end, end) if of_them else noun_behind(view, end, heads=_HEADS.get(unit))
    if after[1] - after[0] == 1 and view.shape[after[1] : after[1] + 1] in _ASPECTS:  # 117户|报了名
        after = (end, end)
    if view.shape[slice(*after)] in _SIZE:  # 门前的路7米宽
        so_long = noun_behind(view, after[1]) if view.shape.startswith("的", after[1]) else after
        if so_long[1] - so_long[0] > 1:  # 18米长的|新桥
            return view.text[slice(*so_long)] + view.text[slice(*after)] + "度", (after[0], so_long[1])
        before = named_before(view, start, begin)
        return view.text[slice(*before)] + view.text[slice(*after)] + "度", (before[0], after[1])
    told = view.text[slice(*after)]
    worth = _MEASURED.search(told) if kind == "count" else None
    if worth is not None and _REACHES.match(
        view.shape, after[1]
    ):  # 18个|展区销售额达10万元, 农业类项目19个|总投资32亿元
        told, after = told[: worth.start()], (after[0], after[0] + worth.start())
    housed = _HOUSED.match(told) if kind == "count" else None
    if housed is not None and _RATE_BEHIND.match(view.shape, after[1]):  # 205个|行政村|路面硬化率
        told, after = housed[0], (after[0], after[0] + housed.end())
    made_each = _YIELD.search(view.text, start, begin) if kind in ("count", "measure") else None
    if made_each is not None and len(_WORKS.sub("", told)) > 1:  # 年产|1.5万吨有机肥生产线
        return made_each[0].rstrip("约近可达") + _WORKS.sub("", told), (begin, after[1])
    noun_led = view.shape[begin - 1] in indicators()["single"] and len(told) == 2 and told not in tags()
    verbal = only_done(told) or (noun_led and _ends(view, after[1]))
    before = named_before(view, start, begin) if verbal else (begin, begin)
    first = view.text[slice(*before)]
    if len(first) > 1 and _names(first) and not only_done(first):  # 小型水罐车|2辆增援
        return first + (_led_to(view, first, end) if unit in _PEOPLE else ""), before
    deed = only_done(told) and unit in (*_PEOPLE, *_CASES, *_THINGS) and not _ends(view, after[1])
    deed = deed or (unit == "人" and len(told) > 1 and not _PEOPLE_TOLD.search(told))  # 9人|血压偏高
    if told and _names(told) and not deed:
        return told, after
    return None


def _sized(view: SentenceView, number: Span, unit: str, start: int) -> tuple[str, Span] | None:
    """冷库容量 of 容量500吨的|冷库, 蓄水池容积 of 200立方米的|蓄水池: what a size is of; None where none is told."""
    after = noun_behind(view, number[1])
    noun, size = view.text[slice(*after)], _CAPACITY.search(view.shape, start, number[0])
    if len(noun) < _SHORTEST or only_done(noun):
        return None
    if size is not None:
        return noun + (size["way"] + "度" if size["way"] else size["size"]), (size.start(), after[1])
    return (noun + "容积", after) if unit == "立方米" and _HOLDS.search(noun) else None


def _of_sum(view: SentenceView, number: Span, start: int) -> tuple[str, Span] | None:
    """What a sum is by the words behind it: its price, what it is paid as, what is worth so much; None where they do not say."""
    begin, end = number
    price = _WORTH.match(view.shape, end)
    if price is not None:  # 以每年2000元的|价格发包
        low, high = named_before(view, start, begin)
        head = re.split("[以按]", view.text[low:high])[0]
        each = _EACH.search(view.text, low, begin)
        if each is not None:  # 以每公斤2.7元的|价格
            return each[0] + price["of"], (low, price.end("of"))
        short = 1 < len(head) <= _TOLD and not only_done(head)
        return (price["then"] or (head if short else "")) + price["of"], (low, price.end("of"))
    after = noun_behind(view, end)
    thing = view.text[slice(*after)]
    if _MONEY.search(thing):  # 拨了|3万元活动经费
        return thing, after
    head = view.text[named_before(view, start, begin)[0] : begin].removesuffix("价值")
    head = "" if head.endswith(("的", "和", "及", "与", "、")) else head  # 200套文具和|价值8万元的电脑
    worth = view.shape.endswith("价值", start, begin) and (not head or only_done(head[-2:]))
    if worth and len(thing) > 1:  # 价值|5万元的救援设备
        return thing + "价值", (begin - 2, after[1])
    return None


def _by_words_before(
    view: SentenceView, number: Span, unit: str, kind: str, start: int, stop: int, *, changed: bool
) -> tuple[str, Span]:
    """What is counted by the words before the number, up to `stop`, else by what those counted did; "" where no one can tell."""
    begin, end = number
    before = named_before(view, start, stop)
    noun = view.text[slice(*before)]
    if _SOMEONE.fullmatch(noun):
        return _called(view, start, begin)
    if kind == "money" and not changed and len(noun) == 1:  # 领到|5万元小额信贷
        after = noun_behind(view, end)
        before = after if after[1] - after[0] > 1 else before
        noun = view.text[slice(*before)]
    if (
        kind in ("money", "count", "measure") and not changed and noun and noun[-2:] not in _SPENT and only_done(noun)
    ):  # 统筹安排|2000万元专项资金
        after = noun_behind(view, end, led=kind == "count")
        if after[1] - after[0] > 2 and _names(view.text[slice(*after)]):
            return view.text[slice(*after)], after
    if unit in _PEOPLE and not changed and noun in _LEADING:  # 带动|15.6万人|增收
        done = _done(view, end)
        if 1 < done[1] - done[0] <= _TOLD and only_done(view.shape[slice(*done)]):
            return noun + view.text[slice(*done)], before
    of_those = view.shape.startswith("的", end)
    if unit in _PEOPLE and of_those and len(noun) > _TOLD and tags().get(noun[slice(*units(noun)[-1])]) == "v":
        return "", number  # 村医连夜敲开|62户的门: what was done, at length
    if noun and _names(noun) and not (unit in _PEOPLE and noun.endswith(("里", "中", "上", "内"))):
        return noun + (_led_to(view, noun, end) if unit in _PEOPLE and not changed else ""), before
    if not changed and kind in ("share", "money"):  # 近三成村民, 5万元小额信贷
        after = noun_behind(view, end)
        if after[1] > after[0] and _names(view.text[slice(*after)]):
            return view.text[slice(*after)], after
    if (
        unit == "家"
        and len([m for m in view.marks_in(start, begin) if m.end == begin or view.shape[m.end] in "、与和"]) > 1
    ):  # 海关、边检站与商务局|四家
        return "单位", number
    if unit in (*_PEOPLE, *_CASES, *_THINGS) and not PLANNED.match(view.shape, end):
        done = _done(view, end)
        brief = _BRIEF.match(view.shape, *done)
        if brief is not None:  # 158人|全部转移到小学
            return view.text[slice(*brief.span("deed"))], brief.span("deed")
        if done[1] - done[0] > 1 and view.text[slice(*done)] not in indicator_set("nothing"):
            return view.text[slice(*done)], done
    if unit in _PEOPLE and not changed and view.shape.endswith("等", start, begin):
        return _called(view, start, begin)
    if view.shape[stop - 1 : stop] == "的" and kind != "measure":  # 已办结的|132件
        before = named_before(view, start, stop - 1)
        if before[1] - before[0] > 1:
            return view.text[slice(*before)], before
    return "", number


def _part_of(view: SentenceView, number: Span, start: int) -> tuple[str, Span] | None:
    """农民收入 of 农民|80%的收入来自蜜桃: a part of what people have; None where no people stand right before the number."""
    begin, end = number
    low, high = named_before(view, start, begin)
    if high != begin or high - low < _SHORTEST or not _PERSON.search(view.text, low, high) or view.shape[end] != "的":
        return None
    after = noun_behind(view, end)
    if after[1] - after[0] < _SHORTEST:
        return None
    return view.text[low:high] + view.text[slice(*after)], (low, after[1])


def _party(view: SentenceView, start: int, begin: int) -> tuple[str, Span]:
    """志愿者 of 带领志愿者一行|16人: who goes along; by what they come for, 考察人员, where several are named, or no one by what
    they are."""
    stop = view.shape.rfind("一行", start, begin)
    low, high = named_before(view, start, stop)
    who = _LEADS.sub("", thing(view.text[low:high]))
    if not 1 < len(who) <= _TOLD or view.shape[high - len(who) - 1 : high - len(who)] in ("、", "和", "及", "与"):
        for mark in view.marks_in(start, stop, "Organization"):
            if mark.end == stop and mark.entity.name.endswith("考察团"):
                return "考察团人数", (stop, begin)
        purpose = _COMES_TO.search(view.text, begin, begin + _LISTED)
        return (purpose[0] if purpose else "参加") + "人员", (stop, begin)
    return who + "人数" * who.endswith(_TEAM_END), (high - len(who), high)


def _led_to(view: SentenceView, noun: str, end: int) -> str:
    """就业 of 带动村民680人|就业: what those were led to; else ""."""
    done = _done(view, end) if noun.startswith(_LEADING) else (end, end)
    told = view.text[slice(*done)]
    return told if 1 < len(told) <= _TOLD - 2 or (len(told) <= _TOLD and only_done(told)) else ""


def _led(words: str) -> bool:
    """Whether words begin with a verb: 支持村里修渠."""
    first = words[slice(*units(words)[0])]
    return only_done(first) or first in indicator_set("governs", "verbs", "does")


def _purpose(view: SentenceView, end: int) -> str:
    """支持村里修渠 of 拿出20万元|支持村里修渠: what a sum is for, as far as its clause tells so shortly; else ""."""
    led = _FOR.match(view.shape, end)
    return view.text[led.start("for") : led.end()] if led else ""


def _called(view: SentenceView, start: int, begin: int) -> tuple[str, Span]:
    """(what those named are called, its span) where a number sums them up: 抓获犯罪嫌疑人|丁某、孟某等4人; "" if nothing is said."""
    unnamed = _SOMEONE.search(view.shape, start, begin)
    named = view.marks_in(start, begin, "Person")
    firsts = [*([unnamed.start()] if unnamed else []), *(mark.start for mark in named[:1])]
    low, high = named_before(view, start, min(firsts)) if firsts else (begin, begin)
    if high - low > 1 and TITLE not in view.plain[low:high]:
        return view.text[low:high], (low, begin)
    return "", (begin, begin)


def _crew(view: SentenceView, end: int) -> Span | None:
    """The team of 12人的“银龄医疗队”, whose name stands behind the number of its people."""
    for mark in view.marks_in(end + 1, end + 2 + _CREW, "Organization", "Programme"):
        return (mark.start, mark.end) if view.shape[end + 1 : mark.start] in ("", "“") else None
    return None


def _ends(view: SentenceView, position: int) -> bool:
    """Whether a clause ends at a place: 水罐车2辆增援|。"""
    return PUNCTUATION.match(view.shape, position) is not None or position == len(view.shape)


def _takes(view: SentenceView, start: int, stop: int, unit: str) -> str:
    """What a sum is by the verb right before it, 拿出, 卖了; "" where that tells nothing."""
    words = view.shape[max(start, stop - NOUN) : stop].rstrip("约近达超共了")
    cuts = units(words)
    table = indicators()["takes"]
    taken = next((str(table[words[low:]]) for low, _ in cuts[-2:] if words[low:] in table), "")  # 卖|得
    if not taken and words.endswith("得") and not words.endswith("所得"):  # 共得|4.6万元, 独得|17分
        return _GOT.get(unit, "")
    if taken == "售价":  # 一斤小米卖到|26元
        low, high = named_before(view, start, stop - len(words) + words.rindex("卖"))
        return view.text[low:high].rstrip("卖") + taken if 1 < high - low <= _TOLD else taken
    if taken and words[: cuts[-1][0]].endswith(("多", "少")):  # 一亩地多挣|700元
        return ""
    first = words[slice(*cuts[0])] if cuts else ""
    of_noun = len(cuts) > 1 and tags().get(first, "n") == "n" and words.endswith(("收", "交", "付"))
    return "" if of_noun else taken  # 彩礼只收了6万元: of the gift


def _names(noun: str) -> bool:
    """Whether words can be what is counted: not 等, 和, 每人, 拿."""
    return noun not in indicator_set("nothing") and (len(noun) > 1 or noun in indicators()["single"] or noun in _SIZE)


def _done(view: SentenceView, start: int) -> Span:
    """What those counted did (860人参加活动, 10人登上“好人榜”), up to the next number or stop."""
    stop = re.compile(r"[，。；：、！？,;:!?\s（(]|[0-9]").search(view.shape, start)
    end = min(stop.start() if stop else len(view.shape), start + _DEED)
    for mark in view.marks_in(start, end + 40):
        if mark.start < end < mark.end:
            end = mark.start if mark.end - start > _DEED + 8 else mark.end
    if view.shape[end : end + 1] == "”":
        end += 1
    return start, end
