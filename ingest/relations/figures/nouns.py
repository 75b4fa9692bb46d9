"""The words before a number that name what it counts: 图书|共1736册, 居民小区党支部|91个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ingest.mentions.words import compounds, cut_units, known_word, tags, verbs
from ingest.relations.base import TIME, Mark, SentenceView
from ingest.relations.figures.indicators import indicator_pattern, indicator_set, indicators
from ontology.records import Span

NOUN = 18  # code points that a counted thing's name may have
_MIXED = re.compile("[一二两三四五六七八九十][^，。；]{1,2}、")
_AMOUNTS_TO = ("实现", "完成", "达", "达到", "为", "约", "约为", "突破", "超过", "已达")
_PARTS = 4  # characters of a word that the dictionary cuts
_SHORT = 3  # so short a word before a number goes with the quoted name before it
_BOUNDARY = re.compile(r"[☆★　，。；：！？,;:!?\n“”‘’（）()]|……|——")
_COMPOUND = re.compile(
    "[^，。；]{0,4}?(?:资金|项目|经费|任务|工程|用房|用地|面积|人员|机构|场所|中心|基地|设施|设备|资料|收入|费用?|站|点|队|率|额|量|规模|能力|强度|进度|占比|天数|时间|周期|时长|就业|支出|投资|通知书|意见书|决定书|建议书|责任书)"
)
_ADVERBS = re.compile("(?:每年|每月|每天|已|将|共|又|再|还|也|先后|累计|陆续|今年|去年|直接)\\Z")
_TOPIC = re.compile(
    "[\u4e00-\u9fff]{1,8}(?:教育|医疗|卫生|水利|交通|农业|林业|畜牧业|旅游|建设|扶贫|项目|工程|事业|产业|公路|改造|治理)(?=(?:累计|共计|总共|共|已)(?:投入|完成投资|筹集|整合|落实|争取))"
)  # 我县|高中教育累计投入资金
_SUMS = re.compile(
    "(?:营业收入|主营业务收入|(?:综合|总|销售)?收入|总?产值|利润总额|利润|利税|税收|增加值|销售额|营业额|零售额|投资)"
)
_BRANCH = re.compile(
    "(?:企业|[农林牧渔工商]业|产业|(?:服务|旅游|餐饮|建筑|制造|批发|零售|住宿|采矿|物流|加工|养殖|种植)业)(?:累计|共计|共|已)?\\Z"
)  # whose sum it is
_WITHIN = frozenset({"在", "从", "向", "对", "由", "等"})  # what they begin ends with 的
_COMPLEMENTS = frozenset("出成上起")  # of a verb: 售|出, not of what leads to a number
_MEASURED = "率量额值数"  # 满意率|达, never a word 率达
_THINGS = ("Road", "NaturalFeature")
_TIMELY = (
    "(?:媒体|[据经][^，。；]{0,8})(?:报道|介绍|统计|透露|核算|测算)(?![到的])|(?:负责人|记者)?介绍(?!信|人|所|就业|工作|岗位|对象)(?:说|称)?|"
    "[^，。；的]{0,6}[村镇乡县区市校社家院园厂站馆店][里内上口]的|[^，。；的]{0,6}?(?:之初|之时|伊始)|同期(?!声)|"
    "[0-9一二三四五六七八九十两]{1,4}个?(?:分钟|小时|天|周|月|年)(?:多|来|内|里|间|时间|工夫|功夫)?|"
    "(?:自|从)?[^，。；]{0,8}(?:以来|年来|月来|天来|至今|期间|之后|之前|年内|月内|日内|天内)|"
    "上(?=共|累计|已)|[我本该全][县市区旗州省镇乡村](?![域场级民长委庄镇貌])的?|全年|随后|后|前|仅|光|只|其中|这里|那里|这样的|这|该|本次|此次|本|我|他|她|它|们|的"
)
_SINCE = re.compile(
    "(?:(?P<deed>[^，。；的]{2,8}?)(?:时(?![间代期长段效尚装刻速薪差])|初期|首日)|(?P<short>(?!提前|转正)[\u4e00-\u9fff]{2})[前后](?![前后置列期沿台勤续备代辈]))(?:的|就|只|仅)?"
)


@lru_cache(maxsize=1024)
def units(text: str) -> tuple[Span, ...]:
    """The words of a text; those that the dictionary cuts apart but that are one (增|收, 隐|患) are joined."""
    joined = indicator_set("joined")
    spans: list[Span] = []
    for start, end in _compounded(text, cut_units(text)):
        word = text[spans[-1][0] : end] if spans else ""
        if word in joined or (2 < len(word) <= 4 and word in tags() and not known_word(word)):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _compounded(text: str, cuts: Sequence[Span]) -> Iterator[Span]:
    """A cut in which single characters that are a word of `compounds` together (名|额) are one, the longest first."""
    at = 0
    while at < len(cuts):
        size = 0
        while size < _PARTS and at + size < len(cuts) and cuts[at + size][1] - cuts[at + size][0] == 1:
            size += 1
        while size > 1 and text[cuts[at][0] : cuts[at + size - 1][1]] not in compounds():
            size -= 1
        size = max(size, 1)
        yield cuts[at][0], cuts[at + size - 1][1]
        at += size


def named_before(view: SentenceView, start: int, stop: int) -> Span:
    """The words before a number that name what is counted, without those that only lead to it."""
    while stop > start and view.shape[stop - 1].isspace():  # 离县城有 |96公里
        stop -= 1
    if view.shape[stop - 1 : stop] == "）":  # 学校（幼儿园）|118所
        opened = view.shape.rfind("（", start, stop)
        if opened > start:
            low, high = named_before(view, start, opened)
            return (low, stop) if high == opened else (low, high)
    if view.shape[stop - 1 : stop] == "（" and stop - 1 > start:  # 先进集体（|6个）
        stop -= 1
    if view.shape[stop - 1 : stop] == "》":  # 签订《责任状》|24份
        opened = view.shape.rfind("《", start, stop)
        if opened >= 0:
            return opened + 1, stop - 1
    low = _begins(view, start, stop)
    if view.shape[low - 1 : low] == "）" and low > start and view.shape[low:stop] in _AMOUNTS_TO:
        opened = view.shape.rfind("（", start, low)  # 地区生产总值（GDP）实现|212亿元
        return named_before(view, start, opened) if opened > start else (low, low)
    if (
        view.shape[low - 1 : low] == "）"
        and low > start
        and _unfilled(view.shape[low:stop]) in indicators()["measures"]
    ):
        opened = view.shape.rfind("（", start, low)  # 农业（包括服务业）增加值|1.8亿元
        first = named_before(view, start, opened)[0] if opened > start else low
        return first, low + len(_unfilled(view.shape[low:stop]))
    quoted = _quoted(view, start, low, stop)
    if quoted is not None:
        return quoted
    window = _unfilled(view.shape[low:stop])
    filled = len(window) < stop - low
    named = _of_name(view, start, low, window)
    if named is not None:
        return named
    last_name = max((mark.end for mark in view.marks_in(low, low + len(window))), default=low)
    low, window = _untimed(last_name, window[last_name - low :])
    return _without_lead(*_behind_verb(low, window), filled=filled)


def _begins(view: SentenceView, start: int, stop: int) -> int:
    """Where the words before a number begin: behind the last mark, date or item of its clause."""
    low = max(start, stop - NOUN - 6)
    window = view.shape[low:stop]
    cut = max((match.end() for match in _BOUNDARY.finditer(window)), default=0)
    cut = max(cut, window.rfind(TIME) + 1)
    while window[cut : cut + 1] in ("、", "的", "和", "与", "并"):  # 图书3册|、课桌20张
        cut += 1
    if (
        len(window) - cut > NOUN
        or _MIXED.search(window, cut)
        or any(letter.isdigit() or "\ue000" <= letter <= TIME for letter in window[cut:])
    ):
        cut = max(cut, _items(window, cut))
    return low + cut


def _quoted(view: SentenceView, start: int, low: int, stop: int) -> Span | None:
    """A name in quotation marks right before a number, or one with a short word behind it; None where there is none.

    `low`: where the words before the number begin.
    """
    if view.shape[stop - 1 : stop] == "”":  # 建成“口袋公园”|18个
        opened = view.shape.rfind("“", max(start, stop - NOUN - 2), stop - 1)
        if opened >= 0:
            return opened + 1, stop - 1
    if view.shape[low - 1 : low] == "”" and 0 < stop - low <= _SHORT:  # “信用积分卡”充值4560元
        opened = view.shape.rfind("“", start, low)
        if opened >= 0 and view.shape[low:stop].strip("共计达为已约有仅"):
            return opened + 1, stop
    return None


def _of_name(view: SentenceView, start: int, low: int, window: str) -> Span | None:
    """The name that ends the words before a number, if a thing is counted so, else nothing of it; or the words that go
    with the last name among them. None where no name says more than the words behind it."""
    end = low + len(window)
    last = max((mark.end for mark in view.marks_in(low, end)), default=low)
    if last == low:
        return None
    mark = next(mark for mark in view.marks_in(low, last) if mark.end == last)
    if last == end:
        return (mark.start, mark.end) if _is_counted(view, mark, start) else (low, low)
    if view.shape[mark.start - 1 : mark.start] == "占":  # 占|全区比重
        at = mark.start - 1
        first = named_before(view, start, at) if at > start else (mark.start, mark.start)
        return min(first[0], at), end
    if end - last == 1 and window[-1] in indicators()["single"]:  # 家庭医生服务团|队: one with the name
        return mark.start, end
    return None


def _is_counted(view: SentenceView, mark: Mark, start: int) -> bool:
    """Whether a name right before a number is what is counted: an event, a road, or what its clause's verb made."""
    before = view.shape[max(start, mark.start - 2) : mark.start]
    at = mark.start - len(before) + len(before.rstrip("了“"))  # 办起了“|石斛人家”民宿
    led = indicator_pattern("governs").search(view.shape, max(start, at - 4), at)
    return not mark.back and (
        mark.entity.type in ("Event", "Programme")
        or mark.entity.kind in _THINGS
        or (led is not None and led.end() == at and not view.shape.startswith("等", mark.end))
    )


def _behind_verb(low: int, window: str) -> tuple[int, str]:
    """Words from an offset on, behind the last verb that what is counted stands with: 实现|营业收入, 为孩子们|送去图书."""
    starts = {begin for begin, _ in units(window)}
    for verb in reversed(list(indicator_pattern("having").finditer(window))):
        rest = window[verb.end() :]
        if _SUMS.fullmatch(rest) and _BRANCH.search(window, 0, verb.start()):
            break  # 规上服务业|实现营业收入
        if verb.start() in starts and verb.end() in starts and len(rest) >= 2 and rest not in indicators()["measures"]:
            low, window = _untimed(low + verb.end() + len(rest) - len(rest.lstrip("了")), rest.lstrip("了"))
            break
    begun = _verb_phrase(window)
    return low + begun, window[begun:]


def _without_lead(low: int, window: str, *, filled: bool) -> Span:
    """The words from an offset on without prepositions and the like at their head, and verbs of giving at their end.

    `filled`: words that only lead to the number (只有) stood behind them.
    """
    cuts = units(window)
    while len(cuts) > 1 and window[cuts[-1][0] : cuts[-1][1]] in indicator_set("given"):  # 从公积金中|拿出20万元
        cuts = cuts[:-1]
    inside = False
    while len(cuts) > 1 and window[cuts[0][0] : cuts[0][1]] in indicator_set("lead") and _stands(window[cuts[1][0] :]):
        inside = inside or window[cuts[0][0] : cuts[0][1]] in _WITHIN
        cuts = cuts[1:]
    of = window.rfind("的", cuts[0][0]) + 1 if inside else 0
    if of and len(window) - of > 1:  # 在|村任职的|网格员, 等|镇以及邻近州县的|游客
        low, window = low + of, window[of:]
        cuts = units(window)
    if window.endswith("的") and filled and 3 <= len(window) <= NOUN:  # 完成改造的|只有1160家
        return low, low + len(window) - 1
    if window.endswith("的"):  # 来自机关的860人参加活动: what they did says more
        return low, low
    while cuts and cuts[-1][1] - cuts[0][0] > NOUN:
        cuts = cuts[1:]
    return (low + cuts[0][0], low + cuts[-1][1]) if cuts else (low, low)


def _items(window: str, cut: int) -> int:
    """Where what is counted begins in words with numbers or names: behind the last 、, or behind the last name where a
    verb stands that all items are of (敬老院|收到棉衣、棉被)."""
    last = window.rfind("、") + 1
    named = max((at + 1 for at in range(cut, len(window)) if window[at] >= "\ue000"), default=cut)
    words = window[named:]
    if last <= named or "某" in words or _MIXED.search(words) or any(letter.isdigit() for letter in words):
        return last
    return named if indicator_pattern("governs").match(words) else last


def _verb_phrase(window: str) -> int:
    """Where the last verb stands with which what is counted begins; 0 where none does.

    A verb within a compound begins nothing: 社区建设资金, 商品房销售面积.
    """
    cuts = units(window)
    starts = {begin for begin, _ in cuts} | {len(window)}
    found, after = 0, -1
    for verb in indicator_pattern("governs").finditer(window):
        rest = window[verb.end() :].lstrip("了")
        if verb.start() not in starts or verb.end() not in starts or len(rest) < 2 or rest[0] in "已被":
            continue
        if window[verb.start() - 1 : verb.start()] == "、" or rest in _AMOUNTS_TO:
            continue  # 固定资产|投资实现45亿元
        led = _ADVERBS.search(window, 0, verb.start())  # 研究院每年|投入研发经费
        if _COMPOUND.fullmatch(rest) and led is None and (found or _ends_in_noun(window[: verb.start()], rest)):
            continue
        if verb.start() != after:  # 转移安置|群众: one with the verb before it
            found = verb.start()
        after = verb.end()
    topic = _TOPIC.match(window) if found else None
    if topic is not None and topic.end() <= found and _ends_in_noun(topic[0], "资金项目"):
        return 0
    lead = next(
        (
            size
            for size in (2, 1)
            if window[found - size : found] in ("日均", "年均", "月均", "户均", "每年", "每月", "每天", "年", "首期")
        ),
        0,
    )
    lead = 0 if lead == 1 and window[found - 2 : found - 1] in ("今", "当", "去", "本", "全", "多") else lead
    found -= lead if found else 0
    return found


def _ends_in_noun(words: str, head: str) -> bool:
    """Whether words before a verb with a head behind it are nouns alone; the last of them, where the head is one word:
    兑现技改|补贴资金."""
    words = words.removesuffix("平均")
    cuts = units(words)[-1:] if len(head) <= _SHORT and len(words) <= 2 * _SHORT else units(words)
    return all(tags().get(words[low:high], "n").startswith(("n", "a", "vn")) for low, high in cuts if high - low > 1)


def _untimed(low: int, window: str) -> tuple[int, str]:
    """Words from an offset on without those at their head that only say when or which, or who told it."""
    while (
        (lead := _timely().match(window)) is not None
        and _stands(window[lead.end() :])
        and not any(begin < lead.end() < end for begin, end in units(window))  # 本|科上线
    ):
        window, low = window[lead.end() :], low + lead.end()
    since = _SINCE.match(window)
    if (
        since is not None and _stands(window[since.end() :]) and _done_last(since["deed"] or since["short"])
    ):  # 协会成立时|会员
        return low + since.end(), window[since.end() :]
    return low, window


@cache
def _timely() -> re.Pattern[str]:
    """Words at the head that only say when, which, where or who told it, one behind another."""
    when = "|".join(sorted(indicators()["when"], key=lambda word: (-len(word), word)))
    return re.compile(f"\\A(?:{when}|{_TIMELY})+")


def _done_last(words: str) -> bool:
    """Whether words end in a verb: 协会成立."""
    last = words[slice(*units(words)[-1])]
    return len(last) > 1 and (last in verbs() or tags().get(last) == "v")


@cache
def _fillers() -> tuple[str, ...]:
    return tuple(sorted(indicators()["fill"], key=lambda word: -len(word)))


def _unfilled(window: str) -> str:
    """Words before a number without those that only lead to it; never half a word (查处违法行|为)."""
    fill, joined, stripped = _fillers(), indicator_set("joined"), not window.endswith(("应到", "实到"))
    governs = indicator_set("governs")
    while stripped and window.endswith(fill):
        stripped = False
        for word in fill:
            if not window.endswith(word):
                continue
            last = window[-2:]
            whole = last in joined or (last not in fill and last[0] not in _MEASURED and known_word(last))
            whole = whole or last in governs or (word in _COMPLEMENTS and last in verbs())
            if len(word) == 1 and len(window) > 1 and whole:  # never half a word: 售|出, 违法行|为
                continue
            window, stripped = window[: -len(word)], True
    return window


def _stands(noun: str) -> bool:
    """Whether words can stand alone as what is counted: not the 率 of 办结率, not 面积."""
    return len(noun) >= 2 and noun[0] not in "率数量额度" and noun not in indicators()["measures"]
