"""Places: those of the gazetteer, and unknown ones by their last word (古漯河新村, 化机小区, 桃花江竹材集散中心)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Hit, Lexicon, word_kinds, words
from ingest.mentions.making import matched, mention_of
from ingest.mentions.places import place_nouns as nouns
from ingest.mentions.places.gazetteer import bare_prefectures
from ingest.mentions.places.hamlets import hamlets
from ingest.mentions.places.housed import own_halls, staged_in
from ingest.mentions.places.place_lists import listed
from ingest.mentions.places.place_small import small
from ingest.mentions.places.place_starts import before_town, begins
from ingest.mentions.places.streets import streets
from ingest.mentions.view import Token, View
from ingest.mentions.words import known_word, tags
from ingest.tables import words_in
from ontology.divisions import spoken_names
from ontology.records import Mention

_ABOVE = ("province", "prefecture")
_SIDES = frozenset("前后东西南北")
_PROVINCES = tuple("豫皖赣湘鄂川蜀渝黔滇桂粤闽浙苏鲁冀晋陕陇甘宁青藏新蒙辽吉黑琼")
"""Provinces by one character, as they stand before a side: 豫|南."""
_LED = frozenset("到在及和与赴、")
_OFFICES = ("书记", "主任", "支书", "党支部", "村主任", "第一书记", "委会")
_IN_CHAINS = (*_ABOVE, "county")
_ONE = "村镇乡路街巷桥湖河江溪渠山岛湾海屯寺庙塔港垸圩"
_OFFICIAL_ENDS = ("村", "社区", "镇", "乡", "街道", "嘎查", "苏木", "区", "县", "市", "省", "州", "旗", "盟")
_NOT_AFTER = {
    "村": "内外民委支级里口头官史干集医容委部规庄务居落看帮带连路道", "社区": "", "镇": "级区上里长庙寺祠", "乡": "贤镇亲村情下长愁土间音建规居",
    "路": "边线口人径上灯面程段过子桥况基费牌途", "街": "头道上边面坊巷办区景舞市", "山": "区上林体里下水头路羊药脚坡货沟东西口城寨珍门腰顶泉岳川洪巅楂",
    "河": "道长流边水段岸里北南畔西东源床滩鱼网", "江": "边水西苏岸两源", "湖": "边水面北南里畔泊", "海": "洋边鲜外上内水报拔关南选参啸浪域滩", "湾": "里区", "桥": "梁边头墩洞", "塔": "吊尖座",
    "港": "口澳商珠湾务山村镇乡", "垸": "区内外子", "圩": "口区内外子镇街场日期市集亭", "花园": "段式洋", "苏木": "达长", "嘎查": "达长", "岛": "屿礁", "溪": "水流边河", "渠": "道边", "巷": "子道口尾", "屯": "兵垦田粮村乡镇", "寺": "庙", "庙": "会宇", "公园": "", "广场": "舞", "超市": "", "市场": "监主化价经营占份", "新区": "",
}  # fmt: skip
_WHOLE = ("菜市场", "步行街", "停车场", "会议室", "展销中心", "体育中心", "文化中心", "活动中心")
"""Heads that no shorter head cuts: what stands before 菜|市场 is no name."""
_VILLAGE_DOES = frozenset("看帮带连落")
"""What may go on behind a village of a town: 新政镇韩家湾村|看了停车场, but not 村看村."""
_SHORTEST = {
    "江": 3,
    "河": 3,
    "湖": 3,
    "山": 3,
    "海": 3,
    "湾": 3,
    "桥": 3,
    "街": 3,
    "路": 3,
    "巷": 3,
    "溪": 3,
    "渠": 3,
    "垸": 3,
    "圩": 3,
    "村": 2,
    "镇": 3,
    "乡": 3,
}
_LONGER = (
    "路",
    "街",
    "大道",
    "大桥",
    "镇",
    "乡",
    "村",
    "社区",
    "区",
    "县",
    "市",
    "中学",
    "小学",
    "精神",
    "号",
    "新闻",
    "日报",
    "晚报",
    "大堤",
    "杯",
    "野生",
    "鱼",
    "埠",
    "新城",
    "新区",
    "湾",
    "公司",
    "集团",
)
_ON_BANKS = frozenset("岸段畔堤边沿")
_WATER = frozenset("河溪江湖渠")
_IN_WATER = ("在", "沿", "流入", "汇入", "注入", "位于")
_CALLED = ("的", "称", "称为", "为", "叫", "叫作", "叫做", "誉", "是")
"""What stands before a nickname in quotes: 远近闻名的“乐器小镇”."""
_AWARDED = ("有个", "有座", "是个", "称", "为", "叫", "叫作", "叫做", "誉", "评", "予", "获")
"""What stands before a calling in quotes that names no place: 获评“红旗村”."""
_BANKS = ("两岸", "沿线", "沿岸", "流域", "河畔", "岸边", "水面", "河段", "上游", "中游", "下游", "支流", "源头")
_COMPOUND = re.compile(
    "(?:小区|安置区|安置点|安置房|居民点|楼盘|景点)“(?P<name>[\u3400-\u9fff]{2,6}[园苑城里庄府湾居寨村邸台坊阁院家区谷])”"
)
"""What is called by a name in quotes right behind the word for what it is: 搬迁小区|“兴盛园”."""
_EXIT = re.compile("(?<=高速)(?:公路)?[\u3400-\u9fff]{2,4}?(?:出入口|出口|入口|收费站|服务区|互通)")
_WITHIN_ONE = ("院内", "校内", "园内", "村内", "镇内", "县内", "场内")
_PLAQUES = ("的牌匾", "的匾", "牌匾", "光荣牌", "的称号", "称号", "的荣誉", "的奖牌", "的金字招牌")
_TOWN = re.compile(
    r"[\u3400-\u9fff]{2,5}(?:镇|乡|街道|小学|中学)(?=[\u3400-\u9fff]{2})|[\u3400-\u9fff]{2,3}(?:街道)?办(?=[\u3400-\u9fff]{2})"
)
_FIRM = re.compile(r"[\u3400-\u9fff]{2,10}?有限(?:责任)?公司")
_SPIRIT = "精神"
_COUNTED_BEHIND = re.compile("[0-9.万]{1,8}[余多]?(?:[处个亩座间家所条片块栋]|公里|千米)")
_HOUSE_OF_NAME = re.compile("[\u3400-\u9fff]{0,3}(?:网|学院|大学|日报|晚报|电视台)")


@cache
def heads() -> Lexicon[str]:
    """Heads of two or more characters."""
    return Lexicon(sorted(word_kinds("places", "heads").items()))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Known places as they stand, and unknown ones."""
    yield from _known(view)
    yield from _famous(view)
    yield from listed(view)
    yield from small(view)
    yield from streets(view)
    yield from own_halls(view)
    yield from _quoted(view)
    yield from matched(view, _COMPOUND, "ResidentialCompound", "place/quoted", group="name")
    for exit_ in _EXIT.finditer(view.text) if "高速" in view.text else ():
        start = view.reach(exit_.start() - 2, most=4).start
        if 2 <= exit_.start() - 2 - start <= 4:
            yield mention_of(view, start, exit_.end(), "Venue", "place/grammar", "other")
    yield from _dateline(view)
    yield from _away(view)
    kinds = word_kinds("places", "heads")
    text = view.text
    hits = [*heads().scan(text)]
    ends = {hit.end: hit.start for hit in hits if text[hit.start : hit.end] in _WHOLE}
    hits = [hit for hit in hits if ends.get(hit.end, hit.start) == hit.start]
    hits += [Hit(m.start(), m.end(), kinds[m.group()]) for m in re.finditer(f"[{_ONE}]", text)]
    unknown = [mention for hit in sorted(hits) if (mention := _unknown(view, hit))]
    yield from unknown
    yield from hamlets(view, {mention.end for mention in unknown if mention.text.endswith("村")})


def _known(view: View) -> Iterator[Mention]:
    for index, token in enumerate(view.tokens):
        if token.sort != "place" or _within_word(view.text, token):
            continue
        if not view.is_sealed(token.start, token.end) and not _embedded(view, index):
            text = view.text[token.start : token.end]
            if _cuts_a_word(view, token):
                continue  # 移民|新村
            if token.divisions[0].level in _ABOVE and (_of_lower(view, index) or _ranks(view.text, token.end)):
                continue
            bare = not text.endswith(_OFFICIAL_ENDS)
            if bare and token.divisions[0].level in _ABOVE and _FIRM.match(view.text, token.end):
                continue  # 湖南|同康药业有限公司
            if bare and _HOUSE_OF_NAME.match(view.text, token.end):
                continue  # 安徽|文明网, 百色|学院
            best = token.divisions[0]
            if best.level == "county" and text in words_in("places", "quarters") and best not in view.above:
                continue  # 洛阳's 老城区 is meant in Luoyang alone
            longer = best.level == "village" and _is_longer(view, token)
            sure = len(token.divisions) == 1 and not longer
            yield mention_of(
                view,
                token.start - longer,
                token.end,
                "AdministrativeArea",
                "place/gazetteer",
                "official" if text.endswith(_OFFICIAL_ENDS) else "short",
                code=best.code if sure else None,
            )


def _of_lower(view: View, index: int) -> bool:
    """Whether an area stands only as the first part of the full name of one that lies in it: 湖北省|蕲春县."""
    token, after = view.tokens[index], view.tokens[min(index + 1, len(view.tokens) - 1)]
    if token.divisions[0] in view.above and not view.text[token.start : token.end].endswith(_OFFICIAL_ENDS):
        return False
    if after.sort != "place" or after.start != token.end or after.divisions[0].level not in _IN_CHAINS:
        return False
    if all(division not in view.above for division in token.divisions):
        stem = spoken_names(token.divisions[0])[-1]
        if view.text.count(stem) > 1:
            return False  # 和县与宁波…, 宁波市|江北区: the area is told of by itself too
    return any(after.divisions[0].code.startswith(division.code) for division in token.divisions)


def _is_longer(view: View, token: Token) -> bool:
    """Whether a village's name begins with a word for a side that another village's has not: 到|前孟庄村拍摄, not 前|孟庄村支书."""
    start, text = token.start - 1, view.text
    if start < 1 or text[start] not in _SIDES or text.startswith(_OFFICES, token.end):
        return False
    before = view.tokens[view.token_at[start - 1]]
    town = before.sort == "place" and before.end == start and before.divisions[0].level == "township"
    return town or text[start - 1] in _LED


def _cuts_a_word(view: View, token: Token) -> bool:
    """Whether a village's name begins with the last character of a word: 移|民新村."""
    text, start = view.text, token.start
    if token.divisions[0].level != "village" or not start or view.tokens[view.token_at[start - 1]].sort == "place":
        return False
    beside = known_word(text[start : start + 2]) or known_word(text[start - 2 : start])  # 连线|下洋村
    return text[start - 1 : start + 1] in tags() and not beside


def _ranks(text: str, end: int) -> bool:
    """Whether an area says of what rank an honour or a thing is: 安庆市|级, 吉林|好人榜, 安徽省|民主法治示范村."""
    return text.startswith(words_in("places", "ranked"), end)


@cache
def _known_nature() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("places", "known")))


def _famous(view: View) -> Iterator[Mention]:
    """Waters and mountains that everybody knows (黄河), where no longer name holds them (黄河路)."""
    for hit in _known_nature().cover(view.text):
        if not view.is_sealed(hit.start, hit.end) and not view.text.startswith(_LONGER, hit.end):
            yield mention_of(view, hit.start, hit.end, "NaturalFeature", "place/known")


def _within_word(text: str, token: Token) -> bool:
    """上海|市场, 邕江都市|报, 1.4万多名|山区: a known name that is only a part of other words."""
    if text[token.end - 1] == "市" and text.startswith("场", token.end):
        return True
    if text.startswith("都市报", token.end - 2):
        return True
    if (
        token.end - token.start == 3
        and text.startswith("山区", token.end - 2)
        and text[token.start - 1 : token.start] in _PROVINCES
    ):
        return True  # 豫|南山区
    return text[token.start] in "名个家条座" and text[token.start - 1 : token.start] in tuple("0123456789多余几数")


def _embedded(view: View, index: int) -> bool:
    """Whether a short name stands between words, as in 信义东昌府积分: then it names no place by itself."""
    token = view.tokens[index]
    if view.text[token.start : token.end].endswith(_OFFICIAL_ENDS):
        return False
    before, after = view.tokens[max(0, index - 1)], view.tokens[min(len(view.tokens) - 1, index + 1)]
    return before.sort in ("word", "other") and after.sort in ("word", "other")


def _dateline(view: View) -> Iterator[Mention]:
    """A town's dateline (羊口讯): a place of the text; a county's is known of the article anyway."""
    name = view.article.dateline or ""
    if any(name in spoken_names(division) for division in view.above):
        return  # 昭苏讯: the county, though its town is called so too
    towns = [d for d in view.places.bare(name) if d.level == "township"]
    spans = [span for span in view.sealed if view.text.startswith(name, span[0])] if towns else []
    for start, _ in spans[:1]:
        code = towns[0].code if len(towns) == 1 else None
        yield mention_of(view, start, start + len(name), "AdministrativeArea", "place/dateline", code=code)


_HOSTS = ("主办", "承办", "协办")
"""What a house does that acts, and so is a body: 修竹村服务点|承办."""
_HOPED = ("能", "可以", "会", "将", "早日", "成为", "越")
"""What stands behind a house of which something is hoped."""
_SQUARES = ("广场", "公园", "码头")
"""What is called by an everyday word, where one is or comes there: 在|和平|广场."""
_THERE = ("在", "来到", "走进", "前往", "位于", "参观", "参观了", "察看了", "考察了", "观摩了", "走访了")
_SHORTEST_NAME = 2
_ENDS_NO_NAME = ("等", "我", "咱", "你", "该", "我们", "咱们", "他们")
"""What ends a list or points before the word for an area: 泉水等|村, 来到我|村."""
_AWAY = re.compile(
    "(?<=[在赴到从往])(?P<name>[\u3400-\u9fff]{2,5}?)"
    "(?=举行|举办|召开|开幕|签约|参加|打工|务工|工作|就业|上班|求学|读书|返|回来|回到|赶|考察|学习|培训|领|起步|逝世|出差|设立|发布|启动)"
)


def _away(view: View) -> Iterator[Mention]:
    """Cities and provinces by their short names, where something happens there: 在武汉举行, 到广东务工."""
    for found in _AWAY.finditer(view.text):
        division = bare_prefectures().get(found["name"])
        if division and division not in view.above and not view.is_sealed(*found.span()):
            yield mention_of(view, *found.span(), "AdministrativeArea", "place/away", code=division.code)


def _quoted(view: View) -> Iterator[Mention]:
    """“信用积分超市”: a name in quotes that ends in a place's head; with the place before it as its place."""
    schemed = words("places", "schemed")
    for start, end in view.quoted:
        if not 4 <= end - start <= 12 or view.text.endswith(_CALLED, 0, start - 1):
            continue
        if _COUNTED_BEHIND.match(view.text, end + 1) or view.text.startswith(_PLAQUES, end + 1):
            continue  # “口袋球场”|16处, “二等功臣之家”|的牌匾
        for hit in heads().scan(view.text, start, end):
            whole = hit.end == end and hit.start > start and hit.label == "Venue"
            if whole and view.text[hit.start : hit.end] not in schemed:
                yield mention_of(view, start, end, hit.label, "place/quoted")
                break


def _unknown(view: View, hit: Hit[str]) -> Mention | None:
    """The place whose last word stands here, with a name of its own or its area's; None where the words name none."""
    text, head = view.text, view.text[hit.start : hit.end]
    if _heads_nothing(view, hit):
        return None
    administrative = hit.label in ("AdministrativeArea", "NaturalVillage", "ManagementArea", "ResidentialCompound")
    start, place = begins(view, hit, administrative=administrative)
    called = head in ("镇", "乡", "街道") and text[start : hit.start] in words("places", "town_words")
    bodied = called or (head in ("村", "镇", "乡", "街道") and nouns.has_bodies(view, start, hit.start, hit.end))
    if place is None and (start == hit.start or (_village_acts(text, hit) and not bodied)):
        return None
    start = _own_start(text, hit, start, place, administrative=administrative)
    if head.startswith("高速") and place is None and hit.start - start > 4:
        start = hit.start - 2  # 货车一律走|二广高速
    own = text[start : hit.start]
    if _told_of(view, hit, start, place) or (
        place is None
        and nouns.acts(view, start, hit.start)
        and not (hit.label == "ResidentialCompound" and len(own) > 3)
    ):
        return None
    if administrative and _common(view, hit, start, place, bodied=bodied):
        return None
    if "+" in own or "＋" in own:
        return None  # 基地+农户+|市场
    if not administrative and (nouns.goes_on(view, hit.end) or _COUNTED_BEHIND.match(text, hit.end) or "两委" in own):
        return None  # 临时停车场|19处
    named = administrative or place is not None or len(head) > 1
    named = named or (head in _WATER and len(own) == 2 and text.endswith(_IN_WATER, 0, start))  # 在|渔水|河
    water = head in _WATER and text.startswith(_BANKS, hit.end) and hit.end - start == 2
    if not water and (
        (not bodied and nouns.generic(view, start, hit.start, named=named))
        or (place is None and hit.end - start < _SHORTEST.get(head, 2))
    ):
        return None
    begun = _by_head(view, hit, start, place, administrative=administrative)
    if begun is None:
        return None
    start, own = begun, text[begun : hit.start] if place is not None else own
    if nouns.is_counted(text, start, hit.start, place) or nouns.is_person(text, start, hit.start, hit.end):
        return None
    if head == "路" and text[start] in "米里" and text[start - 1].isdigit():
        return None  # 铺了800|米石板路
    if hit.label == "NaturalFeature" and any(
        h.end == hit.end and h.start > start for h in _known_nature().scan(text, start, hit.end)
    ):
        return None  # 辖区内|鄱阳湖
    if len(head) == 1 and not administrative and nouns.no_name(text[start : hit.end], own, hit.label):
        return None
    if text[start - 1 : start] == "“" and text[hit.end : hit.end + 1] == "”" and text.endswith(_AWARDED, 0, start - 1):
        return None  # 获评“红旗村”
    if place is not None and place.start == start and text.endswith("中国", 0, start):
        start -= 2  # 中国|酉阳油茶产业园
    if "两级" in own or "三级" in own:
        return None  # 省、|市两级副食品生产重点基地
    if own.startswith("号"):  # 1|号公路
        start -= len(text[:start]) - len(text[:start].rstrip("0123456789"))
    case = "administrative" if administrative else "other"
    hosts = hit.label == "Venue" and text.startswith(_HOSTS, hit.end)
    return mention_of(view, start, hit.end, "ServiceCentre" if hosts else hit.label, "place/grammar", case)


def _village_acts(text: str, hit: Hit[str]) -> bool:
    """Whether 村 has what only a village does or has behind it: 村|党支部, 村|自筹."""
    following = text[hit.end : hit.end + 1]
    if text.startswith("落", hit.end) and not text.startswith(("落实", "落地", "落户", "落成"), hit.end):
        return False  # 原始|村落
    return text[hit.start : hit.end] == "村" and (following in _VILLAGE_DOES or nouns.before_bodies(text, hit.end))


def _heads_nothing(view: View, hit: Hit[str]) -> bool:
    """Whether a place's last word is part of another word or name here, or goes on as something else."""
    text, head = view.text, view.text[hit.start : hit.end]
    following = text[hit.end : hit.end + 1]
    banks = following in _ON_BANKS and head in _WATER and nouns.unworded(view, hit.start - 2, hit.start)
    goes_on = not banks and not _village_acts(text, hit) and following in (_NOT_AFTER.get(head) or "\0")
    if view.is_sealed(hit.start, hit.end) or goes_on or text.startswith("通村公路", hit.start - 1):
        return True
    if head == "村" and text.startswith("镇银行", hit.end):
        return True  # 柳银|村镇银行
    if text.startswith(("校区", "院区"), hit.end):
        return True  # 某大学温泉|校区
    if following == "化" and head.endswith(("集群", "园区", "景区", "基地")):
        return True  # 产业集群|化
    if head == "村" and following == "小" and text[hit.end + 1 : hit.end + 2] not in tuple("学组"):
        return True  # 麻雀|村小
    if (head == "村" and text.startswith("两委", hit.end)) or text.startswith(_SPIRIT, hit.end):
        return True
    countryside = head == "乡" and text[hit.start - 1 : hit.start] == "城"  # 输转|城乡劳动力
    if countryside and text.startswith(words_in("places", "of_town_and_country"), hit.end):
        return True
    if head == "江" and any(text[hit.end - size : hit.end] in bare_prefectures() for size in (2, 3)):
        return True  # 黑龙江|牡丹江: the province and the city
    if head in ("乡", "海") and _FIRM.match(text, hit.end):
        return True  # 赣州橙乡里电商有限公司
    token = view.tokens[view.token_at[hit.start]]
    if token.sort == "place" or (following == "”" and head in words("places", "schemed")):
        return True
    if len(head) == 1 and hit.label in ("Road", "NaturalFeature") and text[hit.start - 1 : hit.start] == head:
        return True  # 旧桥|桥面
    if len(head) == 1 and head not in "镇乡" and text[hit.start - 3 : hit.start - 1] in bare_prefectures():
        return True  # 江苏|吴江
    # the character ends no word here
    return len(head) == 1 and token.start < hit.start and (token.end != hit.end or token.sort == "boundary")


def _own_start(text: str, hit: Hit[str], start: int, place: Token | None, *, administrative: bool) -> int:
    """Where a place's own name begins, behind a town that no list has, 我 and 该, and words for where it lies."""
    if administrative and (said := text.rfind("的", start, hit.start - 1)) >= 0:
        start = said + 1  # 小小的|道角村
    for word in words_in("places", "village_sorts") if administrative and "村" in text[start : hit.start - 1] else ():
        if (sort := text.rfind(word, start, hit.start - 1)) >= 0:
            start = sort + len(word)  # 贫困村|龙洞村
    town = _TOWN.match(text, start, hit.start) if administrative else None
    if town:  # 合隆镇陈家店村
        start = town.end()
    if place is None and text.startswith(("镇", "乡"), hit.start) and hit.start - start > 3:
        start += before_town(text, start, hit.end)
    if hit.label == "Road" and (main := text.rfind("干道", start, hit.start)) >= 0:
        start = main + 2  # 城区主干道|宁红大道
    base = text.rfind("基地", start, hit.start - 1)
    if base >= 0 and (administrative or any(mark in text[base + 3 : hit.start] for mark in "村镇乡")):
        start = base + 2  # 爱国主义教育基地|西张村烈士陵园
    former = administrative and text[start] == "原" and hit.start - start > 2 and text[start + 1] != "家"
    start += former  # 由|原|楚南村合并而成
    if place is not None:
        return start
    if text[start] == "系" and text[start - 1 : start] == "，" and start + 2 < hit.start:
        start += 1  # ，系|学生公寓宿舍楼
    if text.startswith("希望", start) and start + 3 < hit.start and text.startswith(_HOPED, hit.end):
        start += 2  # ，希望|爱心书屋能成为…
    if text[start - 1 : start] in ("我", "该") and text[start] in "县市区旗州盟镇乡场" and start + 2 < hit.end:
        start += 1  # 我区|大运河
    if text.startswith(_WITHIN_ONE, start) and start + 3 < hit.end:
        start += 2  # 在院内|门诊广场
    if text.startswith("小时", start) and text[start - 2 : start] == "24":
        start -= 2  # 24|小时城市书房
    near = text.rfind("附近", start, hit.start) if administrative else -1
    if near >= 0 and near + 3 < hit.end:
        return near + 2  # 该山场附近|南坪村
    return nouns.behind_whereabouts(text, start, hit.start) if administrative else start


def _told_of(view: View, hit: Hit[str], start: int, place: Token | None) -> bool:
    """Whether the words before a place's last word tell of levels or praise, or make an everyday word with it."""
    own = view.text[start : hit.start]
    return (
        nouns.of_levels(own)
        or nouns.wished_for(view.text[place.end : hit.start] if place is not None else own)
        or nouns.praised(view.text[place.end : hit.start] if place is not None else own)
        or (hit.label == "Venue" and nouns.honoured(view.text, place))
        or nouns.everyday(view.text, start, hit.start, hit.end)
        or nouns.of_a_town(view, place, hit.end)
    )


def _common(view: View, hit: Hit[str], start: int, place: Token | None, *, bodied: bool) -> bool:
    """Whether an area's words are common ones and no name. `bodied`: its bodies are told of, or towns are called so."""
    text, head = view.text, view.text[hit.start : hit.end]
    if nouns.summed(text, start, hit.start, head) or (head == "镇" and text[hit.start - 1] in "古小"):
        return True  # 富田|古镇 is no town
    if not bodied and (nouns.weak(view, start, hit.start) or nouns.common(view, start, hit.start, hit.end, place)):
        return True
    if head == "村" and text.startswith("社区", hit.end) and text[start : hit.start][-1:] in tuple("农新"):
        return True  # 罗岗新型农村|社区, 玉皇新村|社区
    return hit.label == "ResidentialCompound" and nouns.goes_on(view, hit.end)  # 永兴花苑|社区


def _by_head(view: View, hit: Hit[str], start: int, place: Token | None, *, administrative: bool) -> int | None:
    """Where a name begins by what its last word asks for: an area a name of its own, a short word one or its area's, a
    word that leans on others more than one character; None where it has none."""
    text, head, own = view.text, view.text[hit.start : hit.end], view.text[start : hit.start]
    if administrative or len(head) == 1:
        if not own or "“" in own or own.endswith(_ENDS_NO_NAME):
            return None
        if administrative or place is None:
            return start
        whole = place.end == hit.start and not text[place.start : place.end].endswith(_OFFICIAL_ENDS)
        start = place.start if whole else place.end  # 庄河港
        return start if hit.end - start >= _SHORTEST_NAME else None
    if place is not None:
        return start
    leans = len(own) < 3 and head in words("places", "leaning") and not nouns.coined(view, start, hit.start)
    there = head in _SQUARES and text.endswith(_THERE, 0, start) and own not in words("places", "generic")
    if leans and not (len(own) == 2 and (there or staged_in(text, start, hit.end))):
        return None
    if len(own) > 1:
        return start
    start = nouns.over_a_verb(view, hit.start)
    return start if start < hit.start - 1 else None
