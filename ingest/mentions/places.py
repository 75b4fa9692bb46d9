"""Places: those of the gazetteer, and unknown ones by their last word (古漯河新村, 化机小区, 桃花江竹材集散中心)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Hit, Lexicon, word_kinds, words
from ingest.mentions.names import count_near
from ingest.mentions.place_lists import listed
from ingest.mentions.view import Token, View
from ingest.mentions.words import boundaries, common_words, known_word, opening, tags
from ontology.records import Mention

_ONE = "村镇乡路街巷桥湖河江溪渠山岛湾海屯寺庙塔港"
_OFFICIAL_ENDS = ("村", "社区", "镇", "乡", "街道", "嘎查", "苏木", "区", "县", "市", "省", "州", "旗", "盟")
_NOT_AFTER = {
    "村": "内外民委两支级里口头官史干集医容委部规庄务居落", "社区": "", "镇": "级区上里长", "乡": "镇亲村情下长愁土间音建规居",
    "路": "边线口人径上灯面程段过", "街": "头道上边面坊巷办区", "山": "区上林体里下水头路羊药脚坡货沟东西", "河": "道长流边水段岸里北南畔西东",
    "江": "边水西苏岸两", "湖": "边水面北南里畔", "海": "洋边鲜外上内水报拔关南", "湾": "", "桥": "梁边头", "塔": "吊", "港": "口澳商", "岛": "", "溪": "水流边河",
    "渠": "道边", "巷": "", "屯": "", "寺": "庙", "庙": "会", "公园": "", "广场": "舞", "超市": "", "市场": "监主化价经营占份", "新区": "",
}  # fmt: skip
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
    "村": 2,
    "镇": 3,
    "乡": 3,
}


@cache
def heads() -> Lexicon[str]:
    """Heads of two or more characters."""
    return Lexicon(sorted(word_kinds("places", "heads").items()))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Known places as they stand, and unknown ones."""
    yield from _known(view)
    yield from _famous(view)
    yield from listed(view)
    yield from _quoted(view)
    yield from _dateline(view)
    kinds = word_kinds("places", "heads")
    text = view.text
    hits = [*heads().scan(text)]
    hits += [Hit(m.start(), m.end(), kinds[m.group()]) for m in re.finditer(f"[{_ONE}]", text)]
    for hit in sorted(hits):
        mention = _unknown(view, hit)
        if mention:
            yield mention


def _known(view: View) -> Iterator[Mention]:
    for index, token in enumerate(view.tokens):
        if _within_word(view.text, token):
            continue
        if token.sort == "place" and not view.is_sealed(token.start, token.end) and not _embedded(view, index):
            text = view.text[token.start : token.end]
            best = token.divisions[0]
            sure = len(token.divisions) == 1
            yield Mention(
                start=token.start,
                end=token.end,
                text=text,
                type="Place",
                kind="AdministrativeArea",
                rule="place/gazetteer",
                code=best.code if sure else None,
                confidence=0.95 if text.endswith(_OFFICIAL_ENDS) else 0.7,
            )


@cache
def _known_nature() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("places", "known")))


def _famous(view: View) -> Iterator[Mention]:
    """Waters and mountains that everybody knows (黄河), where no longer name holds them (黄河路)."""
    for hit in _known_nature().cover(view.text):
        if not view.is_sealed(hit.start, hit.end) and not view.text.startswith(_LONGER, hit.end):
            yield _mention(view, hit.start, hit.end, "NaturalFeature", "place/known", 0.7)


def _within_word(text: str, token: Token) -> bool:
    """上海|市场, 1.4万多名|山区: a known name that is only a part of other words."""
    if text[token.end - 1] == "市" and text.startswith("场", token.end):
        return True
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
    towns = [d for d in view.places.bare.get(name, ()) if d.level == "township"]
    spans = [span for span in view.sealed if view.text.startswith(name, span[0])] if towns else []
    for start, _ in spans[:1]:
        code = towns[0].code if len(towns) == 1 else None
        yield Mention(
            start=start,
            end=start + len(name),
            text=name,
            type="Place",
            kind="AdministrativeArea",
            rule="place/dateline",
            code=code,
            confidence=0.9,
        )


def _quoted(view: View) -> Iterator[Mention]:
    """“信用积分超市”: a name in quotes that ends in a place's head; with the place before it as its place."""
    for start, end in view.quoted:
        if not 4 <= end - start <= 12:
            continue
        for hit in heads().scan(view.text, start, end):
            if hit.end == end and hit.start > start and hit.label == "Venue":
                yield _mention(view, start, end, hit.label, "place/quoted", 0.7)
                break


def _unknown(view: View, hit: Hit[str]) -> Mention | None:
    text = view.text
    head = text[hit.start : hit.end]
    following = text[hit.end : hit.end + 1]
    banks = following in _ON_BANKS and head in _WATER and _unworded(view, hit.start - 2, hit.start)
    if view.is_sealed(hit.start, hit.end) or (not banks and following in (_NOT_AFTER.get(head) or "\0")):
        return None
    token = view.tokens[view.token_at[hit.start]]
    if token.sort == "place":
        return None
    if len(head) == 1 and token.start < hit.start and (token.end != hit.end or token.sort == "boundary"):
        return None  # the character ends no word here
    administrative = hit.label in ("AdministrativeArea", "NaturalVillage", "ManagementArea", "ResidentialCompound")
    start, place = _begins(view, hit, administrative=administrative)
    if start == hit.start and place is None:
        return None
    town = _TOWN.match(text, start, hit.start) if administrative else None
    if town:  # a town that the gazetteer does not know: 合隆镇陈家店村
        start = town.end()
    own = text[start : hit.start]
    if administrative and (_weak(view, start, hit.start) or _common(view, start, hit.start, hit.end, place)):
        return None
    if not administrative and _goes_on(view, hit.end):
        return None
    water = head in _WATER and text.startswith(_BANKS, hit.end) and hit.end - start == 2
    if not water and (_generic(view, start, hit.start) or (place is None and hit.end - start < _SHORTEST.get(head, 2))):
        return None
    if administrative or len(head) == 1:
        if not own or "“" in own or own.endswith("等"):  # 泉水等|村 ends a list
            return None
        if not administrative and place is not None:
            start = place.end
            if hit.end - start < 2:
                return None
    elif place is None and len(own) < 3 and head in words("places", "leaning") and not _coined(view, start, hit.start):
        return None
    if len(head) == 1 and not administrative and _no_name(text[start : hit.end], own, hit.label):
        return None
    return _mention(view, start, hit.end, hit.label, "place/grammar", 0.8 if administrative else 0.7)


def _over_boundary(view: View, head: int) -> int | None:
    """Where a name begins that holds a function word, right behind a mark or a town: 、才溪镇, 才溪镇下才村."""
    text = view.text
    for size in (3, 2):
        start = head - size
        own = text[max(0, start) : head]
        opened = start > 0 and (text[start - 1] in "、，。；：（\n" or text[start - 1] in "镇乡县")
        if not opened or not _HAN.fullmatch(own) or own in common_words():
            continue
        if set(own) & _NEVER_WITHIN:
            continue
        bounds = (own[at : at + 2] for at in range(size - 1))
        if not any(piece in boundaries() for piece in bounds) and own[0] not in _NEVER_FIRST:
            return start
    return None


def _behind_titles(view: View, start: int, head: int) -> int:
    """Where a name begins behind callings and words for parts of places: 干部|关山, 村口|凉亭."""
    start = next((start + len(spot) for spot in _SPOTS if view.text.startswith(spot, start, head)), start)
    while start < head:
        token = view.tokens[view.token_at[start]]
        written = view.text[start : token.end]
        if token.start != start or token.end > head or written not in _callings():
            break
        start = token.end
    return start


@cache
def _callings() -> frozenset[str]:
    """Words for people, which begin no place's name."""
    return words("titles", "posts") | words("titles", "occupations") | words("titles", "residents")


def _behind_heads(text: str, start: int, head: int) -> int:
    """Where a water's or a hill's own name begins: 母亲河|大洋河."""
    cut = max(text.rfind(mark, start, head) for mark in "河江湖山溪村镇乡区市县")
    return cut + 1 if start <= cut < head - 1 else start


def _behind_verbs(view: View, start: int, head: int, place: Token | None) -> int:
    """Where a name begins behind the verbs in what was reached: 加工污水影响|母屯海湿地."""
    found = start
    at = view.token_at[start] if place is None and start < head else None
    while at is not None and view.tokens[at].end <= head:
        token = view.tokens[at]
        written = view.text[token.start : token.end]
        if (
            token.end - token.start > 1
            and (tags().get(written) == "v" or written in _SPOILING)
            and written not in _trades()
        ):
            found = token.end
        at = at + 1 if token.end < head else None
    return found


@cache
def _trades() -> frozenset[str]:
    """Verbal nouns that stand within names of venues (种植基地, 交易市场): those of a head, and of its generic words."""
    heads_ = "".join(word_kinds("places", "heads"))
    return frozenset(w for w, tag in tags().items() if tag in ("v", "vn") and w in heads_) | words("places", "generic")


def _behind_verb(view: View, start: int, place_end: int, head: int) -> int:
    """Where a name begins, behind the last verb between a place and its head: 郭家坝镇建设|脐橙冷链物流园."""
    found = start
    token = view.tokens[view.token_at[place_end]]
    while token.end < head:
        written = view.text[token.start : token.end]
        if token.end - token.start > 1 and (token.sort == "boundary" or written in opening()):
            found = token.end
        token = view.tokens[view.token_at[token.end]]
    return found


def _begins(view: View, hit: Hit[str], *, administrative: bool) -> tuple[int, Token | None]:
    """Where the name of a head begins, and the known place before it that is part of it."""
    reach = view.reach(hit.start, most=8 if administrative else 14)
    start, place = reach
    if place is not None and place.end < hit.start:
        start = _behind_verb(view, start, place.end, hit.start)
        place = place if start <= place.start else None
    if not administrative:
        start = _behind_titles(view, start, hit.start)
        if hit.end - hit.start == 1:
            return _behind_heads(view.text, start, hit.start), place
        return _behind_verbs(view, start, hit.start, place), place
    if place is not None:
        start = place.end
        start += next((len(word) for word in ("委会", "民委员会") if view.text.startswith(word, start)), 0)
    if hit.start - start < 2:
        start = _over_boundary(view, hit.start) or start
    return start, place


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
    "杯",
)
_COUNTED_WITHIN = re.compile(r"[一二三四五六七八九十两几0-9]+(?:余|多)?[个家条]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ON_BANKS = frozenset("岸段畔堤边沿")
_NEVER_WITHIN = frozenset("的了是在由和与及为被把")
_NEVER_FIRST = frozenset("的了等在是就也被将不有这此各每其并及去来")
_SPOILING = frozenset(("影响", "污染", "破坏", "围绕", "进入", "通过"))
_SPOTS = (
    "村口",
    "村头",
    "村东头",
    "村西头",
    "路口",
    "路边",
    "街头",
    "河边",
    "江边",
    "山上",
    "山下",
    "门口",
    "城里",
    "镇上",
)
_HOMES = frozenset("土苗侗瑶藏畲水侨茶果花蔗橘梨桃老家故他异同思返下粮")
_POSTS = ("医师", "教师", "教授", "书记", "主任", "长", "员", "民", "师")
_WATER = frozenset("河溪江湖渠")
_SUMMED = ("等", "所有", "这些", "那些", "其他", "一些", "许多", "不少", "众多", "部分", "这个", "那个", "有的", "哪个")
"""What stands before a common noun: 洋湖村、岭上村等临水村."""
_DEGREES = frozenset("大小强名穷富先")
_BANKS = ("两岸", "沿线", "沿岸", "流域", "河畔", "岸边", "水面", "河段", "上游", "中游", "下游", "支流", "源头")
_ON = re.compile(r"[\u3400-\u9fff]{1,3}?(?:村|社区|小区|路|街道)")
_NOT_FIRST, _NOT_LAST = (
    frozenset("封修毁守看边同共先转哪一二三四五六七八九十半几多每整大小两各全本该"),
    frozenset("封修毁守看跑翻爬修通指走过铺上下登游进出开沟街"),
)


def _no_name(name: str, own: str, kind: str) -> bool:
    """Whether a word before 山, 河, 路 … is too long or too common to make a name with it."""
    if (
        not 1 <= len(own) <= 3
        or own[-1] in _NOT_LAST
        or (own[0] in _NOT_FIRST and not (len(own) > 1 and own[0] in "大小"))
    ):
        return True
    if any(own.find(post) >= 0 for post in _POSTS):
        return True
    return name in common_words() and (len(name) < 3 or kind != "NaturalFeature")


_HARD = frozenset("农乡全本该此各邻小")
_TOWN = re.compile(r"[\u3400-\u9fff]{2,5}(?:镇|乡|街道)(?=[\u3400-\u9fff]{2})")
_COUNTED = re.compile(r"[一二三四五六七八九十两几数百千万多0-9]+(?:余|多)?[个条座片]?\Z")


def _coined(view: View, start: int, head: int) -> bool:
    """Whether no dictionary has what stands before a head: 仓圣 in 仓圣公园."""
    return head - start == 2 and not known_word(view.text[start:head])


def _unworded(view: View, start: int, head: int) -> bool:
    """Whether no word of the text's cut covers what stands before a head: 大清 in 大清河堤."""
    return start >= 0 and all(view.tokens[view.token_at[at]].sort == "other" for at in range(start, head))


def _weak(view: View, start: int, head: int) -> bool:
    """Whether the last word before an administrative head is one that names nothing (驻村, 七个村, 居民小区)."""
    if start >= head:
        return False
    token = view.tokens[view.token_at[head - 1]]
    own = view.text[start:head]
    last = view.text[max(token.start, start) : head]
    known = words("organizations", "departments")
    if token.end > head and view.text[token.start : token.end] in known:
        return True
    if any(mark in own for mark in "各每") or own.endswith(("乡", "回", "进", "入", "驻", "返", "全", "该", "本")):
        return True
    if own[0] in "县市区" and len(own) > 2:
        return True
    if own.endswith("等") or "届" in own or _COUNTED_WITHIN.search(own) or (len(own) < 2 and view.text[head] != "村"):
        return True  # 红梅等社区, 石塘三个街道, 其间街道
    word = len(own) == 2 and own in common_words() and view.text[head] != "村"
    if (
        word
        and count_near(view.text, view.text[start : head + 2], start) < 2
        and view.text[start - 1 : start] not in tuple("镇乡道区县市、")
    ):
        return True  # 老城社区
    if view.text[head] == "乡" and own[-1] in _HOMES:
        return True  # 青海土乡, 侨乡
    hard = len(last) > 1 or last in _HARD or last == own
    return (
        (hard and last in words("places", "generic"))
        or own in words("places", "generic")
        or bool(_COUNTED.match(own))
        or len(own) > 6
    )


def _common(view: View, start: int, head: int, end: int, place: Token | None) -> bool:
    """Whether a village's or a compound's name is a common noun (临水村, 茶叶大村) and no place stands beside it."""
    text, own = view.text, view.text[start:head]
    if text.endswith(_SUMMED, 0, start):
        return True
    if place is not None or not own:
        return False
    if len(own) > 2 and own[-1] in _DEGREES and tags().get(own[:-1]) is not None:
        return True
    beside = text[start - 1 : start] in ("、", "和", "与") and view.tokens[view.token_at[start - 2]].sort == "place"
    beside = beside or (text[end : end + 1] == "、" and view.tokens[view.token_at[end + 1]].sort == "place")
    return len(own) == 1 and text[head:end] == "村" and not beside and count_near(text, text[start:end], start) < 2


def _goes_on(view: View, end: int) -> bool:
    """Whether a head is the beginning of another name: 茶园 in 茶园坡社区."""
    more = _ON.match(view.text, end)
    if not more:
        return False
    between = view.tokens[view.token_at[end] : view.token_at[more.end() - 1] + 1]
    return between[0].start == end and all(t.sort in ("other", "word") for t in between)


def _generic(view: View, start: int, head: int) -> bool:
    generic = words("places", "generic")
    if start == head:
        return False
    if view.text[start:head] in generic:
        return True
    first, last = view.token_at[start], view.token_at[head - 1]
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in view.tokens[first : last + 1]]
    return all(piece in generic for piece in pieces)


def _mention(view: View, start: int, end: int, kind: str, rule: str, confidence: float) -> Mention:
    return Mention(
        start=start, end=end, text=view.text[start:end], type="Place", kind=kind, rule=rule, confidence=confidence
    )
