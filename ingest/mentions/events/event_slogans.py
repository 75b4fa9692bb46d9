"""Events that a slogan in quotation marks names, with the head behind it: “…”主题升旗仪式."""

from __future__ import annotations

import re

from ingest.mentions.events import staged
from ingest.mentions.events.event_reach import event_of
from ingest.mentions.lexicon import words
from ingest.mentions.view import View
from ontology.records import Mention

_THEMED = re.compile("(?:为|作)(?:主题|主线|主旨)的")
_CALLED = re.compile("(?:名叫|名为|题为|取名|叫作|叫做|主题为|主题是)\\Z")
_AFTER = re.compile(r"(?:20[0-9]{2}年(?:度)?)?(?:第[一二三四五六七八九十百0-9]{1,4}[届期季]|首届)?")
_TO_HEAD = re.compile(r"[\u3400-\u9fff]{0,8}")
_TO_THEMED_HEAD = re.compile(r"[\u3400-\u9fff]{0,16}")
_OFTEN = ("广泛", "深入", "积极", "大力", "定期", "持续", "经常", "不断", "分批", "多次", "轮流")
_FEASTS = (
    "节",
    "赛",
    "宴",
    "演唱会",
    "音乐会",
    "晚会",
    "博览会",
    "展",
    "运动会",
    "游园会",
    "朗诵会",
    "灯会",
    "庙会",
    "歌会",
    "诗会",
)
_ACTIVITY = ("活动", "主题", "系列", "暨", "启动", "开幕式")
_ONE_TIME = re.compile(
    "[^“”‘’]{1,60}[”’][^，。；]{0,10}?(?:(?:执法|检查|集中|统一|清理|救援|搜救|净滩|清剿|搜捕|抓捕|攻坚)行动|(?:公益|爱心|助学|慰问|捐赠|募捐)行动(?=，|。|启动|正式)|行动(?:就此|正式|现场|启动仪式|举行|展开|打响|落幕|收官|告捷|收网))"
)
_ON_DAY = re.compile("[0-9]日|当天|当日|当晚|上午|下午|昨[日天]|今[日天]|日前|近日")
_NTH = re.compile("(?:首届|第[一二三四五六七八九十百0-9]{1,4}届)\\Z")
_INNER = re.compile("(?:20[0-9]{2}年(?:度)?)?(?:第[一二三四五六七八九十百0-9]{1,4}[届期季]|首届)?\\Z")
_WHOLE = 10  # code points of a quotation that is an event's whole name
_WHICH = re.compile("20[0-9]{2}年?|第[一二三四五六七八九十百0-9]{1,4}[届期次季批]|首届")
_PART = re.compile("（第[一二三四五六七八九十百0-9]{1,4}[届期次季批场]）\\Z")
_LINKS = frozenset("在进到向与暨")
"""What may stand between a slogan and the rest of its name: “救”在身边急救技能培训."""
_OPENED = ("开", "开起", "开起了", "开了", "召开", "举行", "举办", "开展", "组织", "参加", "办起", "办了")
_LASTING = re.compile("(?:持续|长期|常年|深入|扎实|常态化|坚持|连续[^，。]{1,4}年)(?:开展|实施|推进)了?\\Z")
"""How an action is carried on that is a scheme: 持续开展|“希望工程圆梦行动”."""
DIRECT = (
    "举行",
    "举办",
    "召开",
    "开起",
    "开起了",
    "开展",
    "举行了",
    "举办了",
    "召开了",
    "开展了",
    "进行",
    "进行了",
    "座谈会上",
)
"""What holds an event right before its name, and no more than once."""


def held_once(view: View, start: int) -> bool:
    """Whether “X”行动 is told of as held on a day, and not as what goes on: that is a programme."""
    text = view.text
    if _ONE_TIME.match(text, start) is not None:
        return True
    sentence = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    return text.endswith(DIRECT, 0, start - 1) and _ON_DAY.search(text, sentence, start) is not None


def whole_of(view: View, start: int, end: int) -> Mention | None:
    """A quotation that is an event's whole name, with its year or number: “某县2021年培训班（第三期）”开班."""
    text = view.text
    if end - start < _WHOLE or _WHICH.search(text, start, end) is None:
        return None
    part = _PART.search(text, max(start, end - 8), end)
    last = part.start() if part else end
    head = next((hit for hit in staged.heads().scan(text, max(start, last - 8), last) if hit.end == last), None)
    return event_of(view, start, end, head.label, "event/slogan", "within") if head else None


def slogan_of(view: View, start: int, end: int) -> Mention | None:
    """A quoted slogan and the head that follows it, spaces between allowed: the longest head that fits."""
    text = view.text
    at = end + 1
    themed = _THEMED.match(text, at)  # 以“军鞋寄深情”为主题的拥军活动
    if text[at : at + 1] == "的" and _CALLED.search(text, max(0, start - 6), start - 1):
        at += 1  # 名叫“月光集市”的志愿服务活动
    at = themed.end() if themed else at
    dated = _AFTER.match(text, at)  # “火红弥勒”2024年弥勒火把节
    at = dated.end() if dated else at
    while text[at : at + 1] in tuple(" 　") and at < end + 3:
        at += 1
    run = (_TO_THEMED_HEAD if themed else _TO_HEAD).match(text, at)
    best = None
    inner = next(
        (h for h in staged.heads().scan(text, start, end) if h.end == end and h.end - h.start < end - start), None
    )
    if inner and text[inner.start : end].endswith(_FEASTS) and not text.startswith(_ACTIVITY, end + 1):
        edition = _INNER.search(text, max(0, start - 12), start - 1)
        return event_of(view, edition.start() if edition else start - 1, end + 1, inner.label, "event/slogan", "feast")
    for hit in staged.heads().scan(text, at, run.end() if run else at):
        if text[hit.start : hit.end] in words("events", "festivals"):
            continue
        between = view.tokens[view.token_at[at] : view.token_at[hit.start]]
        passed = _LINKS | words("events", "festivals") | (words("titles", "posts") if themed else frozenset())
        if any(t.sort == "boundary" and text[t.start : t.end] not in passed for t in between):
            break
        if text.startswith("在", at) and any(t.sort == "place" for t in between):  # “X”在报福镇签约
            break
        best = hit if best is None or hit.end > best.end else best
    if (
        best
        and view.text[best.start : best.end] in ("议事会", "协商会")
        and text.endswith(("成立", "组建", "成立了"), 0, start - 1)
    ):
        return None
    if best and text[best.start : best.end].endswith("行动") and not held_once(view, start):
        return None
    if best:
        edition = _NTH.search(text, max(0, start - 8), start - 1)  # 九襄镇首届|“梨花杯”篮球赛
        begin = view.outermost(edition.start()) if edition else start - 1
        return event_of(view, begin, best.end, best.label, "event/slogan", "headed")
    for hit in staged.heads().scan(text, start, end):  # “坝坝议事会”
        lasts = text.endswith("行动", start, end) and _LASTING.search(text, max(0, start - 8), start - 1) is not None
        if hit.end == end and hit.end - start > 2 and text.endswith(_OPENED, 0, start - 1) and not lasts:
            return event_of(view, start, end, hit.label, "event/quoted")
    for hit in staged.heads().scan(
        text, start, end
    ):  # a head within the quotes, with more before them: 人居环境整治百人“大会战”
        if hit.end == end and hit.start == start:
            reach = view.reach(start - 1, most=16)
            if reach.start < start - 1 and not any(word in text[reach.start : start] for word in _OFTEN):
                return event_of(view, reach.start, end + 1, hit.label, "event/slogan", "within")
    return None
