"""Events by the frame that holds them: what is 举行 or 召开, and what 在某地举行, whatever its last word.

A list of heads never ends (双选会, 朗诵会, 采风创作活动, 技能大比武); what these verbs stage is always an event. So a
name here goes from the verb to the clause's end, or from the clause's beginning to the verb, over quotations,
figures and verbs of its topic; its last characters only say that it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon, any_word, word_kinds, words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.mentions.words import known_word
from ingest.modality import any_of
from ontology.records import Mention

_LASTING = ("开展", "启动")
_MOST, _LEAST = 46, 4  # code points of a name
_STOPS = frozenset("，。；！？：\n,;!?:、　 ”’》）")
_STANDING = ("会", "课", "班", "营", "课堂", "讲堂", "节", "集市")
_OPENING = {"“": "”", "‘": "’", "《": "》", "「": "」", "（": "）"}
_ANY_OPENING = re.compile(f"[{''.join(_OPENING)}]")
_ON_DAY = re.compile("[0-9]日|当天|当日|当晚|凌晨|[昨今][日天晚]|日前|近日")
_COUNT = re.compile(
    "[了过]?的?(?:(?:一|两|三|首|今年首|本年度首)(?:场|次|期|堂|个|台)|(?:今年)?第[一二三四五六七八九十]+(?:场|期|堂|个|台)|[一两三]届)?"
)
_ATTRIBUTE = re.compile(
    "(?:主题[为是]“[^“”\n]{1,40}”|题为“[^“”\n]{1,40}”|为期[^，。；]{1,6}"
    "|[^，。；：“”\n的在]{2,14})的(?=[\u3400-\u9fff“0-9])"
)
_THEMED = re.compile("以(?=“[^“”\n]{1,40}”为主[题线]的)")  # what it is about belongs to the name
_BEHIND = re.compile(
    "[，。；！？：\n]|\\Z|(?:并|在|于|后，|时，|期间|现场|，|暨将|吸引|邀请|共有|给予|为[期全]|对|以及|和[^，。；]{0,8}活动)"
)
_IT_IS = re.compile("这(?:就|正)?是")
_WHEN = re.compile(
    "(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:至[0-9]{1,2}日)?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚|当天|当晚|当日)?"
    "(?:[0-9]{1,2}[时点](?:半|[0-9]{1,2}分)?许?)?|近日|日前|昨日|今日|近期|连日来|日前|当天|当日|当晚|随后|同日"
)
_HOSTED = re.compile(
    "(?:[^“”]{0,60}?(?:主办|承办|协办|举办|组织|开展|发起|筹办|支持|指导|参与|策划|授课|执教|冠名|赞助|协作|主讲|负责)|[^“”的]{0,14})的(?=[\u3400-\u9fff“0-9])"
)
_INNER = re.compile(  # what is done, so that a stretch with it is no name; not 在线, 对接, 邀请赛, 党组织
    "在(?![线职校])|(?<!自)由|从(?!业)|对(?![接口标抗话联])|把|将(?!军)|被|给(?!水)|跟|让(?!利)|向(?![阳导党前上未])|举[行办]|召开|参加|出席|来到|前往|表示"
    "|来自|收听|收看|聆听|成为|作为|据悉|获悉|通过|围绕|邀请(?![赛展])|开展|召集|拿下|获得|荣获|摘得|夺得|斩获|入选|(?<!党)组织(?!部|生活|员|建设|委员)|主办|承办|宣布|联合(?!执法|检查|整治|巡|行动|会|演|应急|救援)"
)
_SAME = re.compile("[此本这][次场届]")
_QUOTATION = re.compile("“[^“”]*”")
_THIS = (
    "本次",
    "此次",
    "这次",
    "该",
    "本届",
    "这场",
    "各",
    "每",
    "一系列",
    "系列",
    "多",
    "活动",
    "其",
    "会议",
    "大会",
    "仪式",
)
_THEN = re.compile(
    "，?(?:(?:今日|今天|昨日|昨天|近日|日前|当天|当日|上午|下午|[0-9]{1,2}月[0-9]{1,2}日(?:上午|下午|晚|至[0-9]{1,2}日)?|[0-9]{1,2}日))?"
    "(?:[在于][^，。；！？：\n]{2,36}?)?"
    "(?:隆重|正式|成功|如期|顺利|圆满|同步|同时|热烈|火热|盛大|也|今日|今天|昨日|近日|日前|已|相继|分别|再次|即将|将|热闹|精彩|激情|欢乐|温情|温馨|暖心|这里|此)*"
)


@cache
def _tails() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = word_kinds("events", "tails")
    return any_of(tuple(kinds)), kinds


@cache
def heads() -> Lexicon[str]:
    return Lexicon(sorted(word_kinds("events", "heads").items()))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """What a verb of staging governs, and what stands before one; none that ends as an organisation of `found` does."""
    houses = {mention.end for mention in found if mention.type == "Organization"}
    for verb in any_word("events", "stages").finditer(view.text):
        lasting = verb[0].endswith(_LASTING)
        yield from (m for m in _after(view, verb.end()) if m.end not in houses and not (lasting and _lasts(view, m)))
    for verb in any_word("events", "staged").finditer(view.text):
        lasting = verb[0].startswith(_LASTING)
        yield from (m for m in _before(view, verb.start()) if m.end not in houses and not (lasting and _lasts(view, m)))


def _lasts(view: View, mention: Mention) -> bool:
    """Whether what is 开展 or 启动 may go on for years, as no day is told (or “红色管家”三年行动): no event then."""
    if "“" in mention.text and mention.text.endswith(("行动", "整治")):
        return True
    sentence = max(view.text.rfind(mark, 0, mention.start) for mark in "。！？\n") + 1
    return _ON_DAY.search(view.text, sentence, mention.start) is None


def _after(view: View, at: int) -> Iterator[Mention]:
    """举办了一场别开生面的|“邻里守望”坝坝宴."""
    text = view.text
    start = _COUNT.match(text, at).end()  # type: ignore[union-attr]
    themed = _THEMED.match(text, start)
    attribute = themed or _ATTRIBUTE.match(text, start)
    begin = attribute.end() if attribute else start
    stop = _right(view, begin)
    for tail in _tails()[0].finditer(text, begin, stop):
        end = _closed(text, begin, tail.end())
        if _whole(view, begin, end) and (end == stop or _BEHIND.match(text, end)):
            yield from _named(view, begin, end)
            return


def _before(view: View, verb: int) -> Iterator[Mention]:
    """由县文旅局主办的|第三届歌手大赛初赛|在人民广场举行."""
    text = view.text
    start = _left(view, verb)
    for tail in _tails()[0].finditer(text, start, verb):
        end = _closed(text, start, tail.end())
        if not _THEN.fullmatch(text, end, verb):
            continue
        begin = start
        for lead in (_IT_IS, _WHEN, _HOSTED, _COUNT, _WHEN, _THEMED):
            found = lead.match(text, begin, tail.start())
            begin = found.end() if found else begin
        if _whole(view, begin, end):
            yield from _named(view, begin, end)
        return


def _closed(text: str, start: int, end: int) -> int:
    """A name's end, behind the mark that closes its quotation: “茶桌议事会”."""
    close = text[end : end + 1]
    return end + 1 if close in ("”", "’") and text.rfind("“‘"["”’".index(close)], start, end) >= 0 else end


def _right(view: View, start: int) -> int:
    """Where a clause ends behind `start`; what stands in quotation marks is passed over."""
    text, at = view.text, start
    most = min(len(text), start + _MOST)
    while at < most and text[at] not in _STOPS:
        close = _OPENING.get(text[at])
        end = text.find(close, at, at + _MOST) if close else -1
        at = end + 1 if end > 0 else at + 1
    return min(at, len(text))


def _left(view: View, end: int) -> int:
    """Where a clause begins before `end`; what stands in quotation marks is passed over."""
    text, at = view.text, end
    while at and end - at < 2 * _MOST:
        quoted = view.quote_ending.get(at)
        if quoted and quoted[1] - quoted[0] <= _MOST:
            at = quoted[0] - 1
        elif text[at - 1] in _STOPS or text[at - 1] in _OPENING:
            break
        else:
            at -= 1
    return at


def _whole(view: View, start: int, end: int) -> bool:
    """Whether a stretch may be a name: its quotations are closed within it, and outside of them nothing else is done."""
    text = view.text
    if not _LEAST <= end - start <= _MOST or text.startswith(_THIS, start) or view.is_sealed(start, end):
        return False
    bare, at = "", start
    while opening := _ANY_OPENING.search(text, at, end):
        inner = text.find(_OPENING[opening[0]], opening.start(), end)
        if inner < 0:
            return False
        bare += text[at : opening.start()] + "“”"
        at = inner + 1
    words_outside = bare + text[at:end]
    return not _INNER.search(words_outside) and words_outside not in words("events", "generic")


def _named(view: View, start: int, end: int) -> Iterator[Mention]:
    text, last = view.text, end - (view.text[end - 1] in "”’")
    bodies = (
        "委员会",
        "协会",
        "理事会",
        "联合会",
        "基金会",
        "研究会",
        "学会",
        "商会",
        "工会",
        "机会",
        "社会",
        "组委会",
        "常委会",
    )
    standing = last < end and text.endswith(_STANDING, start, last)  # “妈妈夜课”, “戏台议事会”: held again and again
    if standing or text.endswith(bodies, start, last) or generic(view, start, end):
        return
    _, kinds = _tails()
    head = max(
        (hit for hit in heads().scan(text, max(start, last - 10), last) if hit.end == last),
        key=lambda hit: hit.end - hit.start,
        default=None,
    )
    tail = next(kinds[text[last - size : last]] for size in (4, 3, 2, 1) if text[last - size : last] in kinds)
    yield mention_of(view, start, end, head.label if head else tail, "event/staged")


def may_name(view: View, start: int, end: int, *, sure: bool) -> bool:
    """Whether a stretch that the weights take for a name may be one: outside of quotations nothing else is done, it says
    what it is about, and, unless they are `sure`, it ends as a name does, not in a word that ends alike (职工, 彩礼)."""
    text, core = view.text, end - (view.text[end - 1] in "”’")
    bare = _QUOTATION.sub("", text[start:end])
    if _INNER.search(bare) or _SAME.search(bare) or "了" in bare or generic(view, start, end):
        return False
    kinds = _tails()[1]
    headed = any(hit.end == core for hit in heads().scan(text, max(start, core - 10), core))
    word = next((text[core - size : core] for size in (3, 2) if known_word(text[core - size : core])), "")
    tailed = any(text[core - size : core] in kinds for size in (4, 3, 2, 1)) and (not word or word in kinds)
    return sure or headed or core < end or tailed


def generic(view: View, start: int, end: int) -> bool:
    """Whether no word of a name says what it is about: 志愿服务活动, 全体会议."""
    generic = words("events", "blank")
    first, last = view.token_at[start], view.token_at[end - 1]
    pieces = [view.text[max(t.start, start) : min(t.end, end)] for t in view.tokens[first : last + 1]]
    return all(piece in generic or (len(piece) == 1 and piece in "会式") for piece in pieces)
