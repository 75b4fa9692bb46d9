"""What the numbers of a sentence count, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.mentions.words import known_word
from ingest.relations.amounts import Amount, measured
from ingest.relations.base import TIME, SentenceView, bare
from ingest.relations.counted import counted, only_done
from ingest.relations.governing import worded
from ingest.relations.indicators import indicator_pattern, indicator_set, indicators
from ingest.relations.nouns import named_before, units
from ingest.relations.severally import named_severally, parts, severally, shared
from ontology.records import LocalEntity, Span

_VERB = 5  # a longer stretch names what was done as a whole
_FEW, _SOME = 3, 10  # in Chinese numerals: below the first no figure, below the second none in direct speech
_TALKED = 100
CORRECTION = re.compile("应为|应是|更正为|实为")
_WRONG = re.compile("有误|更正|误为|误写|错误|笔误|致歉|[”0-9][^，。；“”]{0,8}应[为是]“?[^，。；“”]{0,12}[0-9]")
_FROM = re.compile(f"(?:已|也)?[从由](?:{TIME}+的?|[\u4e00-\u9fff]{{1,6}}的|每[年月天])?\\Z")
_GROWS = re.compile(
    "[左右多余]?(?:恢复|扩大|增加|增长|提高|提升|上升|发展|减少|下降|降低|降|增|涨|跌|扩展|缩短|压缩|上涨|变为|变成)(?:到|至|为)?"
)
_NUMBERED = {
    "户": "户数",
    "人": "人数",
    "人次": "人次",
    "平方公里": "面积",
    "平方米": "面积",
    "亩": "面积",
}  # what is counted where only the unit says it
_ENDS = re.compile(
    "\\A(?:[一二三四五六七八九]、|[一二三四五六七八九]是(?=..)|[、的了和]+|所(?=[接报收需办建获带在]..))"
    "|(?:[、的]|每[天月年日]|连续[0-9一二两三四五六七八九十]+年|[一两三]年|已经?|[只就还也均仅便却才竟]|能再|足足|反倒|反而|同时|如今|目前|最高可|不[低少高]于|不超过|仅有|至今"
    "|力争|争取|确保|预计|有望|零下|骤降到|同比|环比|累计|降到|增到|一共|[0-9]{1,3}个?(?:分钟|小时|天|月))+\\Z"
)
_INNER = re.compile("已(?=完成|超|达|建|办|签)|(?<=..)(?:仅|反倒|反而)(?=..)")
_GROWN_TO = re.compile(
    "(?<=..)(?:已|又|再|仅|只|还|便|也)?(?:发展|扩大|增加|增长|提高|提升|上升|减少|下降|降低|缩短|压缩|压减|压降|缩减|扩展|回升|回落|攀升|恢复|壮大|扩充|增|降|升|涨|冲|跌|扩)[到至为]?\\Z"
)  # 裂果率|降到4%
_FROM_THAT = re.compile(
    "(?<=[^，。]{2})(?:[从由按]|卖到|卖出)(?:每[\u4e00-\u9fff]{1,2}|最初|原来|零|过去|当初)[\u4e00-\u9fff0-9]{0,8}\\Z"
)
_CHANGED = re.compile(
    "(?<=..)[由从](?:最初的?|原来的?|过去的?|年初的?|保护初期的?|上年的?|去年的?)?[0-9][^，。；]{0,12}?(?:到|至|为|成)?\\Z"
)  # 平均审理天数|由41天缩短至
_COUNTED_TOO = re.compile(
    "(?<=..)[0-9][0-9.]*[余多]?[万亿]?[^0-9]{1,2}\\Z|(?<=[村镇乡县校院])里\\Z"
)  # 酥梨|127筐共计3800公斤
_GROUPED = ("分", "成", "为", "村", "屯", "庄", "队")
_AMONG_THEM = re.compile("[\u4e00-\u9fff]{1,4}中(?:排|位居|位列|居|列|名列)第?")
_PREPOSITION = re.compile("(?<=.)[在从把给将]")
_THAN = re.compile("(?<=[^，。]{2})(?:要?[比较][^，。；]{2,6}?(?:高|低|多|少|偏[高低多少]?|快|慢|好)出?)\\Z")
_PART = re.compile("(?<=..)(?:大约|将近|接近|超过|就|只|仅|也|已|还|均|各)*占(?:到|了|据)?\\Z")
_ONE = re.compile("一[村镇乡县市区家社国人].?")
_LEFT = re.compile("(?<=..)[只仅还]?剩下?\\Z")
_TIMES = re.compile("(?<=..)(?:是|为|达|相当于)[\u4e00-\u9fff]{1,8}的?\\Z")
_DEGREES = ("度", "℃", "摄氏度")
_WARM = re.compile("[气水室体地]温|温度|[高低]温")
_DURING = re.compile("\\A[^，。]{2,}?时(?=[\u4e00-\u9fff]{2,5}[率量额]\\Z)")  # 运抵时|烂果率
_TASK = re.compile("计划|任务|目标|拟|应")
_DONE_OF = ("完成", "已完成", "实现")
_PARTS_OF = ("占比", "占", "比重", "占比为")
_HELD_SO = ("建", "建起", "办", "开", "办了", "开了", "建成", "开展", "举办", "开办")
_SUCH = re.compile("这样的(?P<noun>[\u4e00-\u9fff]{1,12})，\\Z")
GROWN = re.compile(
    "(?:恢复|增长|增加|提高|提升|上升|扩大|发展|下降|减少|降低|增|升|降|涨|跌)(?:到了?|至)(?:现在的|如今的|目前的|每[天月年])?\\Z"
)
_TALK = re.compile("[我你您咱俺]")
_AMONG = re.compile("(?:其中|其余|余下|剩余|剩下)的?\\Z")
_MONTH = re.compile("[正腊]月\\Z")
_COURSES = re.compile("培训|举办|开展|共|累计|讲座|课堂|第")
_LIMIT = re.compile("(?:以上|以下|以内)的(?:\\w)")
_NAMED_BY = re.compile(
    "排(?:CT|螺旋)|米(?:速滑|短?跑|长跑|赛|接力|栏|自由泳|蛙泳)|个(?:冬天|夏天|春天|秋天|春秋|寒暑|年头)"
)
_FOREMOST = re.compile("(?<![目此日之以先年月天跟会])前\\Z")
_EACH = re.compile("每[百千万]?(?:公斤|公里|公顷|平方米|[人户亩名个家位斤]{1,2}|[吨棵株只头])")
_RATE = re.compile(
    "(?P<rate>每(?:小时|天|日|月|年|周|季度|分钟|班|次|趟|公里)|(?<![节生当近次今翌假昨明即连平往纪])日|(?<![0-9今明去前后当本全近往常多整青少成新周拜过同半一二两三四五六七八九十几])年)"
    "(?:可以|可|能|均|最多|最高|约)*\\Z"
)
_FOR_EACH = re.compile(
    "(?:每|一)(?:(?P<by>公斤|千克|斤|吨|升|亩|公顷|平方米|米|棵|株|只|头|枚|个|件|本|度|立方米|方)|(?P<of>[人户名位]|位老人|名学生|户家庭)|[天月年])\\Z"
)
_SUM = re.compile("(?:[\u4e00-\u9fff]{2}[金费价款]|补贴|补助|津贴|奖励|工资|租金)\\Z")
_GIVEN = re.compile("[买送给发捐建修装配种卖收租换带添]了(?=..)")
_TWO = 2
_MOVED = re.compile(
    "[、，]?(?:[0-9]+[余多]?人)?(?:已|均|都|全部|安全|紧急|及时|连夜|成功|顺利)*(?P<deed>转移|撤离|撤出|安置|搬迁|搬出|入住|受灾|受益|受影响|脱贫|获救|脱险|恢复供[水电]|断电|停电|被困)"
)
_TO_EACH = re.compile(
    "(?:每[\u4e00-\u9fff]{1,8}|各)(?:配|派|送|设|明确|确定|配备|配发|安排|选派|发放|赠送|建|有|挂牌)[\u4e00-\u9fff]{0,4}\\Z"
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
    more = f"(?:{against}|[比较][^，。；0-9]{{2,8}}?)(?:还|要|又|再|仍)?[多少高低快慢](?:出|了|收|挣|卖|赚)?"
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
    full = ""  # what was counted last, with its verb
    base = ""  # what the first of numbers joined by 、 counts
    all_found = [found for found in _measured(view) if not _no_figure(view, found)]
    joined = severally(view, all_found)
    corrected = corrects(view)
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
        rank, of = joined.get(at, (0, 0))
        sharers: tuple[LocalEntity, ...] = ()
        if of:  # 甲、乙分别增长8.3%和9.0%
            first = all_found[at - rank].number.start
            change = change or _change().search(view.shape, max(0, first - 14), first)
            joint, before = joint if rank else noun, told[: len(told) - rank]
            sharers = named_severally(view, number.start, of)
            items = parts(view, first, of)
            noun = joint or before[-1] if sharers and before else shared(joint, before, rank, of)
            noun = items[rank] if items and not sharers else noun
        if found.unit == "倍":  # 日用电量|是平日的3倍
            noun = _TIMES.sub("", noun)
        elif found.unit in _DEGREES:
            warm = _WARM.search(view.text, start, number.start)
            noun = warm[0] if warm else "气温"
        noun = _clean(noun)
        than = _THAN.search(noun) if change is None else None
        if than is not None:  # 收购价|比别处高出|一成
            low = view.text.find(than[0], start, number.start)
            change = re.compile("(?P<change>.*)", re.DOTALL).match(view.text, low, number.start) if low >= 0 else None
            noun = noun[: than.start()]
        if found.unit in ("户", "人") and found.unit != unit_before and view.shape[number.start - 1] == "、":
            if base and noun in ("", base):  # 5个隐患点、|47户、|163人
                verb = indicator_pattern("governs").match(full)
                of_it = verb[0] if verb and not base.startswith(verb[0]) else base  # 惠及3个村民组、|860人
                noun = (of_it if len(of_it) > 1 and base not in _NUMBERED.values() else "") + _NUMBERED[found.unit]
        else:
            base = ""
        if indicator and (
            noun in _PARTS_OF or (found.kind == "share" and noun.startswith("占") and "占" not in indicator)
        ):
            # 工业投资42.1亿元，占比|48.7%, 占全区的|近三成
            noun = indicator + noun
        if found.kind == "share" and (part := _PART.search(noun)):  # 60岁以上老人占到|28%
            one = _ONE.fullmatch(noun[: part.start()]) and indicator  # 后岸村一村|就占四成
            noun = (indicator if one else noun[: part.start()]) + "占比"
        if noun in _HELD_SO:
            noun = _such(view, clause) or noun
        if indicator and _GROWS.fullmatch(noun):  # …扩大到|1860亩: still of the area
            noun, span = indicator, (number.start, number.end)
        if told and not noun and found.unit == unit_before and _AMONG.search(view.shape, start, number.start):
            noun = indicator  # 收到诉求142件，其中|131件已办结
        grown = GROWN.search(view.shape, 0, number.start)  # 由43起降到|去年的5起
        if not noun and (change or adjacent or corrected or grown):
            noun = by_unit.get(found.unit, indicator) if change and found.kind == "count" else indicator
        listed = _listed(view, number.start) if not noun else None
        if not noun and listed is not None:  # 甲公司捐款20万元、乙公司10万元
            noun = indicator or _sum_of(view, found)
        if not noun:
            noun, span = _told_before(view, found, clause, indicator, earlier_end) or (
                _moved(view, found.end) + _NUMBERED.get(found.unit, "") if found.unit in _NUMBERED else "",
                span,
            )
        if number.han and number.value < _FEW and not _few(view, found, noun):
            continue
        ended_before, earlier_end = earlier_end, found.end
        if not noun or not _wanted(view, found, noun):
            continue
        said = ""
        if change is None and not of and found.kind != "share" and noun and span[0] != number.start:
            said = worded(view, noun, span, (number.start, found.end), start)
        noun = noun if "每" in noun else _per(view, number.start) + noun
        if "每" not in noun and change is None and span[0] < number.start:
            noun = _rate(view.text, span[0]) + noun
        if noun in _DONE_OF and found.unit == unit_before and _TASK.search(view.shape, 0, number.start):
            noun += indicator  # 计划播种冬小麦3.1万亩，已完成|2.6万亩
        noun = _named(noun, found, indicator, same=found.unit == unit_before)
        noun = _priced(noun, indicator) if found.kind == "money" else "人数" if noun == "人" else noun
        by_unit[found.unit] = noun
        indicator, unit_before, base = noun, found.unit, base or noun
        if said.endswith(noun) or ("等" in noun and said):
            noun = said
        begins = min(span[0], number.start)
        verb = indicator_pattern("governs").match(full)
        joint_with = view.shape[ended_before:begins] in ("、", "和", "及", "以及") and verb is not None
        if (
            joint_with
            and verb is not None
            and change is None
            and not only_done(noun[:2])
            and found.kind != "share"
            and not of
        ):
            noun = verb[0] + noun  # 查处酒驾5起、|醉驾1起
        full = noun
        told.append(noun)
        owner = sharers[rank] if sharers else listed if listed is not None and listed.type != "Person" else None
        thing = _owner_behind(view, found.end)
        if thing is not None and span[1] > found.end:  # 全长4.6公里的“越音路”: of the road
            low, high = named_before(view, start, number.start)
            if high - low > 1:
                owner, noun, span = thing, view.text[low:high], (low, high)
        yield Told(amount=found, noun=noun, span=span, change=change.span("change") if change else None, owner=owner)


def _moved(view: SentenceView, end: int) -> str:
    """转移 of 41户158人|全部转移到学校: what was done with those counted, where the next number stands between; else ""."""
    match = _MOVED.match(view.shape, end)
    return match["deed"] if match else ""


def _few(view: SentenceView, found: Amount, noun: str) -> bool:
    """Whether one or two in Chinese numerals are reported: 两座冷库, 每个网格配一名网格员, 电动车一辆."""
    number, unit, words = found.number, found.unit, indicators()
    if view.in_speech(number.start) or view.shape[number.start : number.start + 1] == "二":
        return False
    if number.value == _TWO:
        if unit == "次":
            return _ended(view.shape, found.end)
        named = bool(view.marks_in(max(0, number.start - 1), number.start)) or noun not in words["verbs_alone"]["vague"]
        return unit in words["two"] or (named and unit in ("个", "家") and noun.endswith(tuple(words["two_of"])))
    ended = _ended(view.shape, found.end) and len(noun) > 1 and view.shape[number.start - 1] not in "每第"
    return unit in words["one"] and (ended or _TO_EACH.search(view.shape, 0, number.start) is not None)


def _ended(shape: str, position: int) -> bool:
    return shape[position : position + 1] in ("，", "。", "；", "、", "和", "")


def _clean(noun: str) -> str:
    """What is counted, without words at its ends that only say when or how far (死亡人数|同比, 水位|已|超警戒)."""
    noun = _DURING.sub("", _CHANGED.sub("", noun))
    noun = _INNER.sub("", _ENDS.sub("", noun))
    noun = _COUNTED_TOO.sub("", noun)
    noun = _LEFT.sub("剩余", noun)
    shorter = _FROM_THAT.sub("", _GROWN_TO.sub("", noun))
    noun = _told_last(shorter if len(shorter) > 1 and not only_done(shorter) else noun)
    verb = indicator_pattern("governs").match(noun)
    return noun[: verb.end()] + noun[verb.end() + 1 :] if verb and noun.startswith("了", verb.end()) else noun


def _told_last(noun: str) -> str:
    """收来老物件 of 又在各村收来老物件: of words with a preposition, which tell a whole story, the last verb and its object."""
    led = _PREPOSITION.search(noun)
    if led is None:
        return noun
    given = list(_GIVEN.finditer(noun, led.end()))
    if given:  # 还从利润中给清道夫队|买了救生衣
        return given[-1][0][0] + noun[given[-1].end() :]
    done = [low for low, high in units(noun) if low > led.start() and high - low > 1 and only_done(noun[low:high])]
    return noun[done[-1] :] if done and not noun[done[-1] :].endswith(("率", "额")) else noun


def _named(noun: str, found: Amount, before: str, *, same: bool) -> str:
    """What is counted where only what was done is said: 完成251个 behind 认领微心愿263个 is 完成微心愿, 报名117户 is 报名户数.

    `before`: what the number before counts, `same` whether in the same unit.
    """
    kinds, thing = indicators()["nominal"], _thing(before)
    if noun in indicators()["worth"] and thing:
        return thing + noun
    if not only_done(noun) or noun in indicators()["takes"].values():
        return noun
    if same and found.kind == "count" and thing and len(noun) < _VERB:
        return noun + thing
    return noun + str(kinds.get(found.unit, kinds.get(found.kind, "")))


def _thing(noun: str) -> str:
    """微心愿 of 认领微心愿, 居民 of 参加选举的居民: what a number counts, without what was done to it; "" where nothing is left."""
    noun = _told_last(noun[noun.rfind("的") + 1 :])
    verb = indicator_pattern("governs").match(noun)
    noun = noun[verb.end() :] if verb else noun
    cuts = units(noun)
    done = next((low for low, high in cuts if not only_done(noun[low:high])), len(noun))
    thing = noun[done:]
    if len(thing) < 2 or thing in indicator_set("governs") or thing in indicators()["nominal"].values():
        return ""
    return thing


def _such(view: SentenceView, clause: int) -> str:
    """田间课堂 of 像这样的田间课堂，镇里已办了|7期; "" where the clause before says nothing so."""
    such = _SUCH.search(view.text, 0, view.clauses[clause][0])
    return such["noun"] if such else ""


def _no_figure(view: SentenceView, found: Amount) -> bool:
    """Numbers that count nothing: 三分之二, 腊月二十八, “三个多”, 每10户, 100米以上的高楼, 锦绣苑三期."""
    number, shape = found.number, view.shape
    start = number.start
    if number.han and number.end - start == 1 and known_word(shape[start : found.end + 1]):  # 电动|三轮车
        return True
    if shape.startswith("分之", number.end) or _MONTH.search(shape, 0, start) or shape[start - 1 : start] == "每":
        return True
    if found.unit == "组" and (shape[start - 1 : start] in _GROUPED or "\ue000" <= shape[start - 1 : start] <= TIME):
        return True  # 大伙分|三组, 后寨村|四组
    if shape.rfind("《", 0, start) > shape.rfind("》", 0, start) or _AMONG_THEM.match(shape, found.end):
        return True  # 《红色故事二十讲》, 在五个城区中排第二
    if found.unit in ("名", "位", "强") and _FOREMOST.search(shape, 0, start):  # 前三名
        return True
    if _NAMED_BY.match(shape, number.end) or (
        found.unit in ("幢", "栋") and shape.endswith(("住在", "家住"), 0, start)
    ):
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


def _sum_of(view: SentenceView, found: Amount) -> str:
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
    low, high = view.clauses[clause - 1]  # 送上慰问金，共计1.2万元
    told = named_before(view, max(low, earlier), high - 1)
    noun = view.text[slice(*told)].rstrip("多")
    if only["verb"]:  # 在教学楼里找隐患，共找出7处
        noun = only["verb"] + (_thing(noun) or str(indicators()["nominal"]["count"]))
    return (noun, told) if len(noun) > 1 and not any(letter.isdigit() for letter in noun) else None


def _per(view: SentenceView, start: int) -> str:
    """每百户 of 每百户拥有家用汽车38.4辆: what a number is reckoned by, in the same clause; else ""."""
    begin = view.clauses[view.clause_of(start)][0]
    match = _EACH.search(view.shape, begin, start)
    return match[0] if match else ""


def _rate(text: str, position: int) -> str:
    """日 of 该站|日|处理污水500吨, 每小时 of 每小时可|处理荔枝15吨: by what time a number is reckoned; else ""."""
    match = _RATE.search(text, max(0, position - 8), position)
    if match is None or (len(match["rate"]) == 1 and not only_done(text[position : position + 2])):
        return ""
    return match["rate"]


def _priced(noun: str, before: str) -> str:
    """每吨价格 of 每吨|1800元, 每亩补偿费 of 补偿费每亩, 每位老人慰问金 behind 慰问金9200元: what a sum for each is of."""
    each = _FOR_EACH.search(noun)
    if each is None or (each.start() and noun[: each.start()].endswith("每")):
        return noun
    thing = noun[: each.start()]
    if len(thing) > 1 and (not each["of"] or _SUM.search(thing)):
        return each[0] + thing
    if thing:
        return noun
    sum_before = _SUM.search(before)
    if sum_before is not None and each["of"]:
        return noun + sum_before[0]
    return noun + ("价格" if each["by"] else "金额")


def _measured(view: SentenceView) -> Iterator[Amount]:
    """The amounts of a sentence, without those of a dateline."""
    text = re.sub(f"(?<={TIME}){TIME}(?=[0-9])", lambda m: "的" if view.text[m.start()] == "的" else TIME, view.shape)
    return (found for found in measured(text) if found.number.start >= view.clauses[0][0])


@cache
def _abstract() -> tuple[str, ...]:
    return tuple(word for word in indicators()["abstract"] if len(word) > 1)


def _wanted(view: SentenceView, found: Amount, noun: str) -> bool:
    number, words = found.number, indicators()
    vague = number.value < (2 * _SOME if number.han else _SOME)
    if vague and (noun in words["abstract"] or noun.startswith(_abstract())):
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
    if number.han and number.value < (_SOME if small else _FEW) and not (not speech and _few(view, found, noun)):
        return False
    return not indicator_pattern("idioms").match(view.shape, number.start)
