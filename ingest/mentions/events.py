"""Events: a quoted slogan with its head (“…”主题升旗仪式), or what was held (举行 … 签约仪式).

An event's name is `[place] [year] [edition] ["slogan"] topic head [branch venue]`. On its left stands what
holds it (举行, 参加), a mark, a time or a function word; verbs of two characters may be part of the topic
(灭火实战演练, 遗体告别仪式), which no dictionary can tell: so the topic goes back to the nearest sure bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.mentions import announced, central, event_lists, event_model, staged, unnamed
from ingest.mentions.event_guards import from_edition, is_none, led
from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.making import mention_of
from ingest.mentions.standing import stands
from ingest.mentions.view import Reach, View
from ingest.mentions.words import opening, tags
from ontology.records import Mention, Span

_THEMED = re.compile("(?:为|作)(?:主题|主线|主旨)的")
_CALLED = re.compile("(?:名叫|名为|题为|取名|叫作|叫做|主题为|主题是)\\Z")
_AFTER = re.compile(r"(?:20[0-9]{2}年(?:度)?)?(?:第[一二三四五六七八九十百0-9]{1,4}[届期季]|首届)?")
_TO_HEAD = re.compile(r"[\u3400-\u9fff]{0,8}")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百0-9]+[次届]|[一二三四五六七八九十]+届[一二三四五六七八九十]+次")
_FESTIVAL = re.compile("节(?=[\\u3400-\\u9fff]{2,8}?分会场|在|接待|开幕|举行|举办|启动|期间|上)")
_EDITION = re.compile(r"(?:第[一二三四五六七八九十百0-9]{1,4}[届期季个]|首届)\Z")
_YEAR = re.compile(r"(?<![0-9])(?:20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?:年度?)?\Z")
_DATED = re.compile(r"(?:20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?:年度?)?")
_BRANCH = re.compile(r"[\u3400-\u9fff]{2,8}?分会场")
_COUNTER = re.compile(r"(?:一|首|本|这|那|该|今年首|数|几|两|三|多)?(?:场|次|期|轮|堂)")
_BRACKET = re.compile(r"[（(][\u3400-\u9fff]{2,4}[）)]\Z")
_ONCE = re.compile("[一两三几数](?:场|次|轮|堂)")
_OFTEN = ("广泛", "深入", "积极", "大力", "定期", "持续", "经常", "不断", "分批", "多次", "轮流")
_HARD = frozenset(("d", "p", "c", "r", "u", "xc", "vd", "ad", "TIME", "t"))
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
_CUT = ("距离", "距", "迎接", "次会议", "届会议", "节主题", "次全")
_SPIRIT = ("精神", "部署", "决策", "上的讲话", "讲话精神", "工作报告", "代表")
_ROUND = re.compile(
    r"(?P<term>)(?:[一二三四五六七八九十]{1,4}届)?[省市县区旗州]委第[一二三四五六七八九十]+轮(?:常规|专项|机动|提级)?巡[察视]"
    r"|第[一二三四五六七八九十]+次全国(?:人口|经济|农业|国土)普查"
    r"|(?P<election>)第[一二三四五六七八九十]+届(?:居民|村民|社区居民|社区)委员会(?:换届)?选举(?!办法|法|委员会|工作)"
)
_TOUR = re.compile(
    r"(?:督导检查|检查指导|调研指导|调研检查|考察学习|专题调研|实地调研|现场调研|督导调研|调研督导|调研|考察|视察|检查|督导|督查|暗访|巡查)了?"
    r"(?![组团队站后时的员])(?![^，。；]{0,12}开展)[^，。；、：“”！？\n]{1,20}(?:[和、“”][^，。；、：“”！？\n]{1,14}){0,4}?(?:工作|情况|建设|生产|产业|发展)(?=[，。；\n时要强指]|并|座谈)"
)
_SITTING = re.compile(
    "(?:依法|集中)?公开(?:开庭)?(?:审理|宣判)了?(?:一起|[0-9一二三四五六七八九十两]+起)?[\u3400-\u9fff]{2,20}?(?:案件|案(?!件)|纠纷(?!案))"
    "|(?<=一起)[\u3400-\u9fff]{2,16}?纠纷案(?:依法)?公开(?:开庭(?:审理)?|审理|宣判)"
)
_GROUP = re.compile(
    r"[\u3400-\u9fff·]{2,14}(?:考察团|代表团|调研组|慰问团|观摩团|考察组)(?:一行)?(?:来|到|赴)[\u3400-\u9fff]{1,8}?"
    r"(?:考察|调研|慰问|参观|观摩)(?:学习|交流|访问)?(?=[\s，。\n]|\Z)"
)
_GOES = re.compile("率|带队|带领|深入|前往|先后到|赴|一行|来到|到|走进|[书记县市区镇长主任主席]")
_PLAN = re.compile("就|对|要|将|听取|关于|开展|加强|负责")
_ALSO = re.compile("暨[^，。；和与及]*\\Z")
_ONE_TIME = re.compile(
    "[^“”‘’]{1,60}[”’][^，。；]{0,10}?(?:(?:执法|检查|集中|统一|清理|救援|搜救|净滩|清剿|搜捕|抓捕|攻坚)行动|行动(?:就此|正式|现场|启动仪式|举行|展开|打响|落幕|收官|告捷|收网))"
)
_ON_DAY = re.compile("[0-9]日|当天|当日|当晚|上午|下午|昨[日天]|今[日天]|日前|近日")
_INNER = re.compile("(?:20[0-9]{2}年(?:度)?)?(?:第[一二三四五六七八九十百0-9]{1,4}[届期季]|首届)?\\Z")
_PARTY = re.compile("(?:中国共产党|中共|中国共产主义青年团|共青团)\\Z")
_STOP_LEAD = re.compile("[。！？]")
_LINKS = frozenset("在进到向与暨")
"""What may stand between a slogan and the rest of its name: “救”在身边急救技能培训."""
_OPENED = ("开", "开起", "开起了", "开了", "召开", "举行", "举办", "开展", "组织", "参加", "办起", "办了")
_LASTING = re.compile("(?:持续|长期|常年|深入|扎实|常态化|坚持|连续[^，。]{1,4}年)(?:开展|实施|推进)了?\\Z")
"""How an action is carried on that is a scheme: 持续开展|“希望工程圆梦行动”."""
_MOST = 40
_LIKELY, _SURE, _PLAIN = 0.5, 0.8, 0.97  # from where on the weights' say is taken
_AGAIN = 6  # code points of a name that is one wherever it stands again
_OPENS = frozenset("，。！？；：:\n　 —日月”")
_HELD_OF = ("组织的", "举办的", "举行的", "开展的", "召开的", "主办的", "承办的")
_DIRECT = (
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


@cache
def _verbs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    verbs = sorted(words("events", "verbs"))
    return (*verbs, *(verb + "了" for verb in verbs)), tuple(sorted(words("events", "behind")))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Events outside of the byline, and wherever else a name so found stands again."""
    ruled = tuple(_found(view, found))
    both = (led(from_edition(view.text, one)) for one in (*ruled, *_learned(view, found, ruled)))
    named = tuple(one for one in both if not is_none(view.text, one))
    yield from named
    yield from event_lists.listed(view, named)
    yield from central.find(view, named)
    known: dict[str, Mention] = {}
    for mention in named:
        if _AGAIN <= len(mention.text) <= _MOST:
            known.setdefault(mention.text, mention)
    for hit in Lexicon((name, one) for name, one in sorted(known.items())).scan(view.text):
        if not view.is_sealed(hit.start, hit.end):
            yield replace(hit.label, start=hit.start, end=hit.end)


def _learned(view: View, found: tuple[Mention, ...], ruled: tuple[Mention, ...]) -> Iterator[Mention]:
    """What the weights of `event_model` take for an event's name where the grammar sees none."""
    taken = bytearray(len(view.text))
    for mention in ruled:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for (start, end), chance in event_model.names(view, found, _LIKELY):
        lasts = view.text.startswith("”行动", end - 3) and not _held_once(view, view.text.rfind("“", 0, end) + 1)
        if not any(taken[start:end]) and not lasts and staged.may_name(view, start, end, sure=chance > _SURE):
            kind = event_model.kind_of(view.text, end - (view.text[end - 1] in "”’"))[1] or "Activity"
            case = "plain" if chance > _PLAIN else "sure" if chance > _SURE else "likely"
            yield _mention(view, start, end, kind, "event/learned", case)


def _found(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    text = view.text
    for start, end in view.quoted:
        if text[start - 1] != "《" and not view.is_sealed(start, end) and not re.search("[。！？]", text[start:end]):
            slogan = _slogan(view, start, end) if not stands(text, text[start:end]) else None
            if slogan:
                yield slogan
    houses = {m.end: m.start for m in found if m.type == "Organization"}
    for hit in staged.heads().scan(text):
        if text.startswith(_SPIRIT, hit.end):  # 学习党代会精神: no event of the article
            continue
        if text.startswith("大会", hit.start) and text.endswith(("会议", "全会"), 0, hit.start):  # 第五次会议|大会发言
            continue
        for mention in (_held(view, hit.start, hit.end, hit.label), _topical(view, hit.start, hit.end, hit.label)):
            if mention and not mention.text.startswith(_CUT) and mention.text not in words("programmes", "known"):
                yield _clear(view, mention, houses)
    yield from staged.find(view, found)
    yield from announced.find(view)
    yield from unnamed.find(view)
    yield from _rounds(view)
    yield from _tours(view)
    yield from _sittings(view)
    for match in _FESTIVAL.finditer(text):
        span = match.start(), match.end()
        mention = _topical(view, *span, "Activity") or _held(view, *span, "Activity")
        feast = next((f for f in words("events", "festivals") if mention and mention.text.endswith(f)), "")
        if mention and mention.end - mention.start > 3 and (not feast or mention.end - mention.start > len(feast) + 4):
            yield mention


def _clear(view: View, mention: Mention, houses: dict[int, int]) -> Mention:
    """An event's name without the end of an organisation's before it: 湖北橘颂公司|脐橙签约仪式."""
    for end in range(mention.start + 1, mention.end - 3):
        if houses.get(end, mention.start) < mention.start:
            start, end = _whole(view.text, end, mention.end, mention.kind)
            return replace(mention, start=start, end=end, text=view.text[start:end])
    return mention


def _rounds(view: View) -> Iterator[Mention]:
    """Inspections by rounds and elections by terms: 十二届县委第九轮巡察, 第八届居民委员会选举."""
    for match in _ROUND.finditer(view.text):
        if not view.is_sealed(*match.span()):
            reach = view.reach(match.start(), most=12) if match["term"] else Reach(match.start(), None)
            start = reach.start if reach.place else match.start()
            yield _mention(view, start, match.end(), "Inspection", "event/round")


def _sittings(view: View) -> Iterator[Mention]:
    """What a court sits on before people: 公开开庭审理一起赡养纠纷案."""
    for match in _SITTING.finditer(view.text):
        if not view.is_sealed(*match.span()):
            yield _mention(view, *match.span(), "Activity", "event/sitting")


def _tours(view: View) -> Iterator[Mention]:
    """What officials go to see, named by verb and object in a headline or lead: 检查防汛工作, 考察红色旅游工作.

    A headline's 某县党政考察团来我市考察 is one by its whole.
    """
    article, text = view.article, view.text
    for match in _GROUP.finditer(text, 0, len(article.title or "")):
        if not view.is_sealed(*match.span()):
            yield _mention(view, match.start(), match.end(), "Inspection", "event/tour")
    lead = _STOP_LEAD.search(text, article.body[0], min(len(text), article.body[0] + 400))
    stop = lead.end() if lead else article.body[0]
    for match in _TOUR.finditer(text, 0, stop):
        start = match.start()
        told = start < len(article.title or "") or _GOES.search(text, max(article.body[0], start - 60), start)
        if told and not view.is_sealed(*match.span()) and not _PLAN.search(text, max(0, start - 6), start):
            yield _mention(view, start, match.end(), "Inspection", "event/tour")


@cache
def _is_bound(word: str, boundary: bool) -> bool:
    """Whether a word ends an event's name: what holds events, and all boundaries but verbs of two characters."""
    if word in _verbs()[0]:
        return True
    if not boundary or word in ("暨", "进", "下", "送"):
        return False
    outer = words("events", "outer") | words("titles", "posts") | words("titles", "speech")
    return len(word) < 2 or word in outer or tags().get(word) in _HARD


def topic_reach(view: View, head: int, *, of_people: bool = False) -> Reach:
    """How far a name of a topic goes left of its head, over years, editions and verbs of the topic.

    `of_people`: offices too, as in 村党组织书记培训班.
    """
    text, start, place = view.text, head, None
    while start and head - start < _MOST:
        numbered = _EDITION.search(text, max(0, start - 8), start) or _YEAR.search(text, max(0, start - 8), start)
        if numbered:
            start = numbered.start()
            continue
        bracket = _BRACKET.search(text, max(0, start - 8), start)
        if bracket:
            start = bracket.start()
            continue
        token = view.tokens[view.token_at[start - 1]]
        if token.end != start or place is not None:
            break
        if token.sort == "place":
            whole = view.reach(token.end, most=12)
            start, place = (whole.start, token) if whole.place == token else (token.start, token)
        elif token.sort == "mark":
            quoted = view.quote_ending.get(token.end)
            if not quoted or quoted[1] - quoted[0] > 30 or re.search("[。！？]", text[quoted[0] : quoted[1]]):
                break
            start = quoted[0] - 1
        elif text[token.start : token.end] in "和与及" and _ALSO.search(text, max(0, token.start - 30), token.start):
            start = token.start  # 国际劳动节暨劳动模范和先进集体表彰大会
        elif of_people and text[token.start : token.end] in words("titles", "posts"):
            start = token.start
        elif token.sort == "figure" or _is_bound(text[token.start : token.end], token.sort == "boundary"):
            break
        else:
            start = token.start
    return Reach(start, place)


def _topical(view: View, head: int, end: int, kind: str) -> Mention | None:
    """An event whose topic holds verbs, years or editions, between a sure bound and its head."""
    text = view.text
    reach = topic_reach(view, head, of_people=kind == "Training" or text.startswith("表彰", head))
    start = reach.start
    if start == head or view.is_sealed(start, end):
        return None
    if _goes_on(view, start, head, end):
        return None
    before, behind = _verbs()
    held = text.endswith(before, 0, start) or text.endswith(_HELD_OF, 0, start)
    opened = not start or text[start - 1] in _OPENS
    skipped = _COUNTER.match(text, start, head)
    start = skipped.end() if skipped else start
    own = reach.place.end if reach.place and reach.place.start >= start else start
    if reach.place and reach.place.end == head:
        return None
    dated = _DATED.match(text, start, head)
    own = max(own, dated.end()) if dated else own
    direct = kind in ("Meeting", "Ceremony") and text.endswith(_DIRECT, 0, start)  # 召开供热恳谈会: what it is about
    if head - own < 2 or (_generic(view, own, head) and not (direct and head - own >= 4)):
        return None
    if _after_verb(view, own, head) != own and not direct:
        return None
    branch = _BRANCH.match(text, end)
    told = text.startswith(behind, branch.end() if branch else end) and (end - head > 2 or head - own > 3)
    if held or (opened and told):
        return _mention(view, start, end, kind, "event/topic", "held" if held else "told")
    return None


def _goes_on(view: View, start: int, head: int, end: int) -> bool:
    """Whether a name is an action with a slogan that is not told of as held on a day."""
    quoted = view.quote_ending.get(head)
    opened = start + 1 if view.text[start : start + 1] in ("“", "‘") else quoted[0] if quoted else None
    return opened is not None and view.text[head:end].endswith("行动") and not _held_once(view, opened)


def _held_once(view: View, start: int) -> bool:
    """Whether “X”行动 is told of as held on a day, and not as what goes on: that is a programme."""
    text = view.text
    if _ONE_TIME.match(text, start) is not None:
        return True
    sentence = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    return text.endswith(_DIRECT, 0, start - 1) and _ON_DAY.search(text, sentence, start) is not None


def _slogan(view: View, start: int, end: int) -> Mention | None:
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
    run = _TO_HEAD.match(text, at)
    best = None
    inner = next(
        (h for h in staged.heads().scan(text, start, end) if h.end == end and h.end - h.start < end - start), None
    )
    if inner and text[inner.start : end].endswith(_FEASTS) and not text.startswith(_ACTIVITY, end + 1):
        edition = _INNER.search(text, max(0, start - 12), start - 1)
        return _mention(view, edition.start() if edition else start - 1, end + 1, inner.label, "event/slogan", "feast")
    for hit in staged.heads().scan(text, at, run.end() if run else at):
        if text[hit.start : hit.end] in words("events", "festivals"):
            continue
        between = view.tokens[view.token_at[at] : view.token_at[hit.start]]
        feasts = words("events", "festivals")
        if any(t.sort == "boundary" and text[t.start : t.end] not in _LINKS | feasts for t in between):
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
    if best and text[best.start : best.end].endswith("行动") and not _held_once(view, start):
        return None
    if best:
        return _mention(view, start - 1, best.end, best.label, "event/slogan", "headed")
    for hit in staged.heads().scan(text, start, end):  # “坝坝议事会”
        lasts = text.endswith("行动", start, end) and _LASTING.search(text, max(0, start - 8), start - 1) is not None
        if hit.end == end and hit.end - start > 2 and text.endswith(_OPENED, 0, start - 1) and not lasts:
            return _mention(view, start, end, hit.label, "event/quoted")
    for hit in staged.heads().scan(
        text, start, end
    ):  # a head within the quotes, with more before them: 人居环境整治百人“大会战”
        if hit.end == end and hit.start == start:
            reach = view.reach(start - 1, most=16)
            if reach.start < start - 1 and not any(word in text[reach.start : start] for word in _OFTEN):
                return _mention(view, reach.start, end + 1, hit.label, "event/slogan", "within")
    return None


def _held(view: View, head: int, end: int, kind: str) -> Mention | None:
    text = view.text
    if (
        view.is_sealed(head, end)
        or text[head - 1 : head] == "”"
        or (text[end - 1] == "会" and text[end : end + 1] in tuple("议场员"))
    ):
        return None
    number = _NUMBERED.search(text, max(0, head - 8), end) if kind == "Meeting" else None
    numbered = number is not None
    first = number.start() if number is not None and not number.group()[1:2].isalpha() else head  # 第|23|次常务会议
    reach = view.reach(first, most=32 if numbered else 24, verbal=True)
    start = reach.start
    if reach.place is not None and not numbered and not text[reach.place.end : head]:
        start = reach.place.end
    if numbered and text.startswith(("学习", "传达", "召开", "参加", "列席"), start):
        start += 2
    if not numbered:
        start = _after_verb(view, start, head)
    if not numbered and text[end - 1] in "会节赛" and _BRACKET.search(text, max(0, start - 8), start):
        start = topic_reach(view, head).start  # 丝绸之路（敦煌）国际文化博览会
    edition = _EDITION.search(text, max(0, start - 8), start)
    start = edition.start() if edition else start
    named = text[reach.place.end if reach.place and start < reach.place.end else start : head]
    if (
        text[start:end] in words("events", "generic")
        or (named and _generic(view, head - len(named), head))
        or end - start < 3
        or _goes_on(view, start, head, end)
    ):
        return None
    before, behind = _verbs()
    held = text.endswith(before, 0, start) or text.endswith(_HELD_OF, 0, start)
    if reach.place is not None and start == reach.place.end:
        held = held or text.endswith(before, 0, reach.place.start)
    if numbered:
        series = (
            view.quote_ending.get(start - 1) if text[start - 1 : start] == "的" else None
        )  # “马扎议事会”的第63次会议
        return _mention(view, series[0] - 1 if series else start, end, kind, "event/numbered")
    if not named:
        return None
    if len(text[head:end]) == 1 and len(named) < 3:
        return None
    once = _ONCE.match(text, start, head)  # 组织了|一次|全县综合演练
    if held or text[head:end] in words("events", "always"):
        return _mention(view, once.end() if once else start, end, kind, "event/held")
    if text[end : end + 3].startswith(behind) and (
        kind not in ("Activity", "Training", "Inspection")
        or end - head > 2
        or len(named) > 3
        or text[end - 1] in "赛节会"
    ):
        return _mention(view, start, end, kind, "event/follows")
    return None


@cache
def _skipped() -> frozenset[str]:
    return opening() - words("events", "verbal")


def _after_verb(view: View, start: int, head: int) -> int:
    """Where the name begins, without verbal nouns that do not belong to an event (加入乡村清洁行动)."""
    skipped = _skipped()
    while start < head:
        token = view.tokens[view.token_at[start]]
        if token.start != start or token.end > head or view.text[start : token.end] not in skipped:
            break
        start = token.end
    return start


def _generic(view: View, start: int, head: int) -> bool:
    generic = words("events", "generic")
    if start >= head or view.text[start:head] in generic:
        return start < head
    first, last = view.token_at[start], view.token_at[head - 1]
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in view.tokens[first : last + 1]]
    return all(piece in generic for piece in pieces)


def _mention(view: View, start: int, end: int, kind: str, rule: str, case: str = "") -> Mention:
    return mention_of(view, *_whole(view.text, start, end, kind), kind, rule, case)


def _whole(text: str, start: int, end: int, kind: str) -> Span:
    """An event's name with its branch venue, a meeting's with the party before it."""
    branch = _BRANCH.match(text, end)
    party = _PARTY.search(text, max(0, start - 6), start) if kind == "Meeting" else None
    return party.start() if party else start, branch.end() if branch else end
