"""Whether what stands before a place's last word makes a name with it, or only a common noun (驻村, 老旧小区, 水毁道路)."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.area_words import known_bodies
from ingest.mentions.lexicon import words
from ingest.mentions.people.framed import OF_SEVERAL
from ingest.mentions.people.name_rules import count_near, name_rules
from ingest.mentions.people.name_sounds import composed_at
from ingest.mentions.view import Token, View
from ingest.mentions.words import common_words, known_word, opening, tags, verbs
from ingest.modality import any_of
from ingest.tables import words_in

_COUNTED_WITHIN = re.compile(
    r"[一二三四五六七八九十两几半0-9]+(?:余|多)?[个家条处间片块座栋幢圈排](?![子庄店房窑铺台])"
)
"""五家|企业, but 五家子村, 三间房乡 are names."""
_COUNTERS = frozenset("家个条座处间栋所亩片块公里套栏载")
_POINTING = frozenset("这那哪")
_UNITS = (
    "平方",
    "立方",
    "月份",
    "年度",
    "公顷",
    "公里",
    "吨级",
    "万吨",
    "千伏",
    "千瓦",
    "兆瓦",
    "米高",
    "米长",
    "层",
    "周年",
    "级",
    "期",
)
_NUMBERS = frozenset("0123456789一二三四五六七八九十百千万亿余多几两")
_COUNTED = re.compile(r"[一二三四五六七八九十两几数百千万多0-9]+(?:余|多)?[个条座片]?\Z")
_BODIES = ("派出所", "分局", "公安局", "卫生院", "医院", "中心", "公司", "委员会", "支队", "大队")
_HOMES = frozenset("球戏土苗侗瑶藏畲水侨茶果花蔗橘梨桃老家故他异同思返下粮酒醋")
_POSTS = ("医师", "教师", "教授", "书记", "主任", "长", "员", "民", "师")
_SUMMED = ("等", "所有", "这些", "那些", "其他", "一些", "许多", "不少", "众多", "部分", "这个", "那个", "有的", "哪个")
"""What stands before a common noun: 洋湖村、岭上村等临水村."""
_DOING = frozenset("活富美带帮强进为成有")
_LEVELS = frozenset("省市州县区镇乡街村组")
_PRAISES = (
    "重要",
    "主要",
    "最大",
    "最美",
    "首个",
    "首家",
    "唯一",
    "知名",
    "著名",
    "大型",
    "核心产",
    "优质",
    "全国",
    "全省",
    "国家级",
    "省级",
    "市级",
    "县级",
    "全县",
    "全镇",
    "全乡",
    "全村",
    "全区",
    "全市",
    "全体",
    "近三年",
)
_FIGURES = frozenset("路桥村")
_DEGREES = frozenset("大小强名穷富先")
_MODIFIERS = frozenset("大小老新旧前后上下内外东西南北中高低多各每全本该主分")
_HARD = frozenset("农乡全本该此各邻小")
_UNKNOWN_TOWN = re.compile("(?<![乡村城全各本该])[\u3400-\u9fff]{2}(?:镇|街道)\\Z")
_COMMITTEES = ("党支部", "党总支", "党委", "村委会", "委会", "居委会", "村民委员会", "两委", "“两委")
_NO_VILLAGE = frozenset("全本该各每一两几多我他她你们某此农乡贫县区镇市邻旧原现任住到去来向让由请给为和与在")
_DOES = frozenset(
    "聊像盯懂搞借堵摘抢搬浇逛扛拎扔捡喊吃喝玩买踩跑爬追挤赚挣找做拆飘挖讨绕拍忙躲挡陪闯哪谁啥咱也还却很能垮入插"
)
_CLASSED = re.compile("(?:个|是)[^，。；、“”！？\n]{1,14}的\\Z")
"""What tells of which sort a village is, before a common noun: 江西村是个缺水的|石山村."""
_ON = re.compile(r"[\u3400-\u9fff]{0,3}?(?:村(?!民|里|头|口)|社区|小区|路(?!边|口|上|段|旁)|街道)")
_NOT_FIRST, _NOT_LAST = (
    frozenset("喝赏封修毁守看边同共先转哪第一二三四五六七八九十半几多每整大小两各全本该"),
    frozenset("滨临封修毁守看跑翻爬修通指走过铺上下登游进出开沟街护一沿借片到掉完住着了饮喝喂洗抓依靠傍"),
)


def acts(view: View, start: int, head: int) -> bool:
    """Whether a verb or an adverb of one character stands before a head, such as no place's name has: 抢|早市, 懂|大海."""
    for at in range(start, head):
        token = view.tokens[view.token_at[at]]
        if view.text[at] in _DOES and (token.end - token.start == 1 or token.end > head):
            return True
    return False


def is_counted(text: str, start: int, head: int, place: Token | None) -> bool:
    """177家|民居客栈, 城东街道两个商圈: what is counted before its head is a common noun."""
    if _COUNTED_WITHIN.search(text, place.end if place else start, head):
        return True
    if text[start - 1 : start] not in _NUMBERS:
        return text[start - 1 : start] in _POINTING and text[start : start + 1] in _COUNTERS
    return text[start : start + 1] in _COUNTERS or text.startswith(_UNITS, start)


def summed(text: str, start: int, head: int, word: str) -> bool:
    """Whether a number before the head counts places: 花墩、马元两村, 沿岸六镇, 能养活一村; 曹杨二村 is a name."""
    number = "一二三四五六七八九十".find(text[head - 1].replace("两", "二")) + 1
    if not number or word not in ("村", "镇", "乡"):
        return False
    if text[head - 1] == "两" or head - 1 == start or word != "村":
        return True
    names = text.count("、", max(0, head - 6 * number), head) + text.count("和", max(0, head - 6 * number), head) + 1
    own = text[start : head - 1]
    listed = text[start - 1 : start] in ("、", "和", "与")
    return (number > 1 and listed and names == number) or (number == 1 and (own[-2:] in verbs() or own[-1] in _DOING))


def is_person(text: str, start: int, head: int, end: int) -> bool:
    """村民党大山, 庭长成功路, 石大山等5名党员: a surname behind a title, or before a count of people, begins no hill's name."""
    if end - head != 1 or not 2 <= end - start <= 3 or not name_rules().has_surname(text[start:end]):
        return False
    return text.endswith(_callings(), 0, start) or OF_SEVERAL.match(text, end) is not None


@cache
def _callings() -> tuple[str, ...]:
    return tuple(words("titles", "posts") | words("titles", "occupations") | words("titles", "residents"))


def no_name(name: str, own: str, kind: str) -> bool:
    """Whether a word before 山, 河, 路 … is too long or too common to make a name with it."""
    if (
        not 1 <= len(own) <= 3
        or own[-1] in _NOT_LAST
        or (own[0] in _NOT_FIRST and not (len(own) > 1 and own[0] in "大小"))
    ):
        return True
    if own[-1] in "好了着过" and len(own) > 1:
        return True
    if len(own) == 3 and known_word(own[:2]) and known_word(own[2] + name[-1]):
        return True  # 住房|盘山而建
    if kind == "Road" and own in words("places", "generic"):
        return True  # 擂鼓镇|通村路
    if name[-1] == "海" and len(own) > 2:
        return True  # 樱花茶海, 通陆达海
    if any(own.find(post, len(post) == 1) >= 0 for post in _POSTS):
        return True  # 村民|山, but 长青街
    return name in common_words() and (len(name) < 3 or kind != "NaturalFeature")


def everyday(text: str, start: int, head: int, end: int) -> bool:
    """Whether a name ends in an everyday word, or is a figure of speech in quotes: 背街小巷, 商贸重镇, 人手巡山, “连心桥”."""
    if text[start:end].endswith(words_in("places", "common_ends")):
        return True
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    return quoted and text[head:end] in _FIGURES and known_word(text[start:head])


def of_levels(own: str) -> bool:
    """Whether only words for levels of areas stand before a head: 构建区镇|村三级网络."""
    return len(own) > 1 and _LEVELS.issuperset(own)


def praised(own: str) -> bool:
    """Whether what stands before a head says how much it matters: 郑州市|重要“菜篮子”生产|基地, 江西|十大休闲旅游|小镇."""
    return own.startswith((*_PRAISES, "特色")) or any(word in own for word in words_in("places", "ranks"))


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('places', 'slogans')).pattern}){{2,}}")


def wished_for(own: str) -> bool:
    """Whether only words of a slogan stand before a head: 打造|平安和谐|新城, 构建|和谐美好|社区."""
    return _slogan().fullmatch(own) is not None


def honoured(text: str, place: Token | None) -> bool:
    """Whether a province or a prefecture says of what rank an honour is: 江西省|工业旅游|示范基地."""
    above = place is not None and place.divisions[0].level in ("province", "prefecture")
    return above and place is not None and text.startswith(words_in("places", "ranked"), place.end)


def of_a_town(view: View, place: Token | None, end: int) -> bool:
    """Whether a head that ends at `end` is within a town's short name behind its county's: 宁化|河龙."""
    if place is None or place.divisions[0].level != "county":
        return False
    names = (view.text[place.end : place.end + size] for size in (2, 3) if place.end < end < place.end + size)
    return any(d.level == "township" for name in names for d in view.places.bare(name))


def behind_whereabouts(text: str, start: int, head: int) -> int:
    """Where a village's name begins behind words for where it lies: 位于城南|莫愁社区, 附近|东埔村."""
    word = next((w for w in words_in("places", "whereabouts") if text.startswith(w, start, head)), "")
    return start + len(word) if head - start - len(word) > 1 else start


def over_a_verb(view: View, head: int) -> int:
    """Where a name begins that holds a verb of two characters right behind a mark or a place: ，钓鱼|台|水库."""
    verb = view.tokens[view.token_at[head - 2]]
    if verb.sort != "boundary" or verb.end - verb.start != 2 or not verb.start:
        return head - 1
    before = view.tokens[view.token_at[verb.start - 1]]
    return verb.start if before.sort in ("mark", "place") else head - 1


def coined(view: View, start: int, head: int) -> bool:
    """Whether no dictionary has what stands before a head: 仓圣 in 仓圣公园."""
    return head - start == 2 and not known_word(view.text[start:head])


def unworded(view: View, start: int, head: int) -> bool:
    """Whether no word of the text's cut covers what stands before a head: 大清 in 大清河堤."""
    return start >= 0 and all(view.tokens[view.token_at[at]].sort == "other" for at in range(start, head))


def weak(view: View, start: int, head: int) -> bool:
    """Whether the last word before an administrative head is one that names nothing (驻村, 七个村, 居民小区)."""
    if start >= head or _wished(view, start, head):
        return False
    token = view.tokens[view.token_at[head - 1]]
    own = view.text[start:head]
    last = view.text[max(token.start, start) : head]
    known = words("organizations", "departments")
    if token.end > head and view.text[token.start : token.end] in known:
        return True
    if composed_at(view.text, start, least=2) == head + 1:
        return True  # 扎西|江村: a person
    if own[0] == "中" and view.text[start - 1 : start] == "其":
        return True  # 其中|城镇人口
    if tags().get(own[:2]) in ("ad", "d", "a") and (own[2:] in verbs() or own[2:] in opening()):
        return True  # 认真排查|小区
    if own in words("boundaries", "sending") or own in words_in("boundaries", "never_within"):
        return True  # 召集|镇政府
    if any(mark in own for mark in "各每") or own.endswith(
        ("乡", "回", "进", "入", "驻", "返", "全", "该", "本", "整", "逐", "挨", "包", "联", "挂", "交", "报", "找")
    ):
        return True
    if own[-1] in "出到下" and view.text[head] in "乡嘎":
        return True  # 刚出|乡, 定下|嘎查
    if own[-1] == "一" and view.text.startswith("一", head + 1):
        return True  # 全国一村一品
    if own[-1] in "后时间" and view.text[head] in "镇乡街":
        return True  # 接警后|镇党委
    if own[-1] == view.text[head] == "村":  # 赵坦寨村|村东
        return True
    if own[0] in "县市区" and len(own) > 2:
        return True
    if own[0] == view.text[head] or own.endswith(("有", "看", "帮", "带", "嘎查")) or own.endswith(_BODIES):
        return True  # 村看村, 泗泾派出所|社区民警
    if own.endswith("等") or "届" in own or _COUNTED_WITHIN.search(own) or (len(own) < 2 and view.text[head] != "村"):
        return True  # 红梅等社区, 石塘三个街道, 其间街道
    word = len(own) == 2 and own in common_words() and view.text[head] != "村"
    if (
        word
        and count_near(view.text, view.text[start : head + (1 if view.text[head] in "镇乡" else 2)], start) < 2
        and view.text[start - 1 : start] not in tuple("镇乡道区县市、")
    ):
        return True  # 老城社区
    if view.text[head] == "乡" and own[-1] in _HOMES:
        return True  # 青海土乡, 侨乡
    hard = len(last) > 1 or last in _HARD or last == own
    return (
        (hard and last in words("places", "generic"))
        or own in words("places", "generic")
        or own in words("places", "urged")
        or bool(_COUNTED.match(own))
        or len(own) > 6
        or "同志" in own
        or (own[-1] == "之" and view.text[head] in "乡村镇")
    )


def _wished(view: View, start: int, head: int) -> bool:
    """Whether a wish stands as a name between a town and its community, or before its committee or those who serve it:
    南麻街道|平安|社区, 幸福|社区党委, but 平安社区建设."""
    if not view.text.startswith("社区", head) or view.text.startswith(("建设", "创建"), head + 2):
        return False
    own = view.text[start:head]
    named = own in words_in("places", "streets") or own in words_in("places", "street_wishes")
    if tags().get(own) not in ("a", "an", "ad") and (not named or own in words_in("places", "verbal")):
        return False
    before = view.tokens[view.token_at[start - 1]] if start else None
    if _UNKNOWN_TOWN.search(view.text, max(0, start - 5), start):
        return True
    town = before is not None and before.sort == "place" and before.end == start
    town = town and before is not None and before.divisions[0].level == "township"
    return town or view.text.startswith(words_in("places", "of_communities"), head + 2)


def before_bodies(text: str, end: int) -> bool:
    """Whether a village's committee or branch, or a town's government, is named right behind it."""
    if text[end - 1] == "村":
        return text.startswith(_COMMITTEES, end)
    return any(text[end : end + size] in known_bodies() for size in range(2, 9))


def has_bodies(view: View, start: int, head: int, end: int) -> bool:
    """Whether a village's committee or a town's government is named right behind it, so that any word is its name:
    马村|党支部, 青龙镇|人民政府."""
    own, generic = view.text[start:head], words("places", "generic")
    if not 1 <= len(own) <= 3 or not before_bodies(view.text, end) or tags().get(view.text[start:end]) == "n":
        return False
    if (
        own[-1] in "村开到往入进出回起交报送给由请归至后前时日"
        or not _NO_VILLAGE.isdisjoint(own)
        or own in verbs()
        or tags().get(own, "").startswith("v")
    ):
        return False
    if view.text[head:end] != "村" and len(own) > 1 and own not in generic:
        return view.tokens[view.token_at[start - 1]].sort in ("mark", "boundary", "place") if start else True
    return all(view.tokens[view.token_at[at]].sort == "other" for at in range(start, head))


def common(view: View, start: int, head: int, end: int, place: Token | None) -> bool:
    """Whether a village's or a compound's name is a common noun (临水村, 茶叶大村) and no place stands beside it."""
    text, own = view.text, view.text[start:head]
    if text.endswith(_SUMMED, 0, start):
        return True
    if place is not None or not own:
        return False
    if len(own) > 2 and own[-1] in _DEGREES and (tags().get(own[:-1]) is not None or text[start - 1 : start] == "的"):
        return True  # 溪龙乡的产茶大村
    if text[start - 1 : start] == "的" and _CLASSED.search(text, max(0, start - 18), start):
        return count_near(text, text[start:end], start) < 2
    listed = start > 1 and text[start - 1] in "、和与"
    beside = listed and view.tokens[view.token_at[start - 2]].sort == "place"
    more = text[end : end + 1] == "、" and end + 1 < len(text)
    beside = beside or (more and view.tokens[view.token_at[end + 1]].sort == "place")
    return len(own) == 1 and text[head:end] == "村" and not beside and count_near(text, text[start:end], start) < 2


def goes_on(view: View, end: int) -> bool:
    """Whether a head is the beginning of another name: 茶园 in 茶园坡社区."""
    more = _ON.match(view.text, end)
    if not more:
        return False
    between = view.tokens[view.token_at[end] : view.token_at[more.end() - 1] + 1]
    if between[-1].end > more.end():
        return False
    return between[0].start == end and all(t.sort in ("other", "word") for t in between)


def generic(view: View, start: int, head: int, *, named: bool) -> bool:
    """Whether only words that name nothing stand before a head; `named`: single characters may make a name."""
    generic = words("places", "generic")
    if start == head or _wished(view, start, head):
        return False
    if view.text[start] == "级":
        return True  # AAAA|级旅游景区
    if view.text[start:head] in generic or view.text[start:head] in words("places", "urged"):
        return True
    first, last = view.token_at[start], view.token_at[head - 1]
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in view.tokens[first : last + 1]]
    if named and len(pieces) > 1 and all(len(piece) == 1 for piece in pieces) and not _MODIFIERS.issuperset(pieces):
        return False  # 马家河镇, 新马工业园: characters that are words alone, and a name together
    return all(piece in generic for piece in pieces)
