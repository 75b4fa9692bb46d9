"""Where the name of an unknown place begins: how far it goes left from its last word."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.lexicon import Hit, word_kinds, words
from ingest.mentions.view import Token, View
from ingest.mentions.words import boundaries, common_words, opening, tags, verbs
from ingest.tables import words_in
from ontology.divisions import upper_named

_HAN = re.compile(r"[\u3400-\u9fff]+")
_TAKEN_UP = re.compile(
    "(?:(?<=[\u3400-\u9fff]{2})(?<![责主信委担重专现历升时])任|(?<=[）)])任(?![家庄丘店集楼寨]))(?=[\u3400-\u9fff]{1,4}\\Z)"
)
_NEVER_WITHIN = frozenset("的了是在由和与及为被把向给从对于以让")
_NEVER_FIRST = frozenset("的了等在是就也被将不有这此各每其并及去来")
_BORDERED = re.compile(
    "(?:[东西南北左右前后上下]{1,2}(?:[邻接连通靠临依傍望抵至到界倚濒枕与]|毗邻|与|相连)|往[东西南北左右]{1,2}[通是]|逢上|轮到|归)(?=[\u3400-\u9fff]{2})"
)
"""What says where a place borders on another, before that one's name: 南连|桥沟镇."""
_LED_FROM = re.compile("(?<=[\u3400-\u9fff])自(?=[^然治强力信主由动来家己][\u3400-\u9fff]{0,3}\\Z)")
_TOWNS = ("镇", "乡", "街道")
_STREETS = ("街", "路", "大街", "大道", "巷")
_HOLDING = ("社区", "街道")
_ZONES = ("示范区", "开发区", "高新区", "经开区", "管理区", "管委会")
_SOUNDS = frozenset("那达和才向把为都将敢没")
_SPOILING = frozenset(("影响", "污染", "破坏", "围绕", "进入", "通过", "打造", "建成", "管好", "抢通"))
_FAMED = ("名苑", "名都", "名城", "名门", "名邸", "名府", "名园", "名居", "名座", "名轩")
"""Last words of compounds' names that begin with a word for counting people."""
_AFTER = ("，", "（", "、", "；")
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


def begins(view: View, hit: Hit[str], *, administrative: bool) -> tuple[int, Token | None]:
    """Where the name of a head begins, and the known place before it that is part of it."""
    text, own_word = view.text, view.text[max(0, hit.start - 2) : hit.start]
    famed = hit.label == "ResidentialCompound" and own_word in _FAMED  # 天湖|名苑|小区, where 名 counts nobody
    start, place = view.reach(hit.start - 2 * famed, most=8 if administrative else 14)
    if text.startswith("社区", hit.start) and text.endswith(_TOWNS, 0, hit.start - 2) and own_word in _street_words():
        return hit.start - 2, None  # 花坪镇|解放|社区
    if place is None and (bordered := _BORDERED.match(view.text, start, hit.start)):
        start = bordered.end()
    own = place.end if place else start
    if (cut := _behind_rarer_verbs(view.text, own, hit, to_head=administrative)) > own:
        start, place = cut, None
    elif place is None:
        start = _whole_word(view, start, hit.start)
    if place is not None and place.end < hit.start:
        if administrative and view.text[place.end : hit.start] in words("boundaries", "sending"):
            return hit.start, None  # 长寿镇组织|镇村干部
        start = _behind_verb(view, start, place.end, hit.start)
        place = place if start <= place.start else None
    if not administrative:
        start += place is None and view.text[start] == "含" and view.text[start - 1 : start] in _AFTER  # ，含|饶丰大桥
        start = _behind_titles(view, start, hit.start)
        if hit.end - hit.start == 1:
            start = _behind_heads(view.text, start, hit.start)
            start += 2 * view.text.startswith(("工程", "项目"), start)  # 供水工程|象溪
            return _behind_titles(view, start, hit.start), place
        return _behind_verbs(view, start, hit.start, place), place
    if place is None and (taken := _TAKEN_UP.search(view.text, start, hit.start)):
        start = taken.end()  # 张三任|芝城镇党委书记
    if place is None and (led := _LED_FROM.search(view.text, start, hit.start)):
        start = led.end()  # 管道自|岩上村
    if place is not None:
        start = place.end
    elif (sent := view.text.rfind("驻", start, hit.start - 1)) >= 0:
        start = sent + 1  # 自治区文化和旅游厅驻|加依村
    if place is not None:
        start += next((len(word) for word in ("委会", "民委员会") if view.text.startswith(word, start)), 0)
    if hit.start - start < 2 and (place is None or place.end < hit.start):  # 郑家镇|镇东小学
        start = _over_boundary(view, hit.start) or start
    if view.text.startswith(("嘎查", "苏木"), hit.start):
        start = _over_a_sound(view, start)
    zone = max(
        (
            view.text.rfind(word, start, hit.start) + len(word)
            for word in _ZONES
            if word in view.text[start : hit.start]
        ),
        default=0,
    )
    start = max(start, zone) if zone < hit.start else start  # 农业高新技术产业示范区|揉谷镇
    if hit.label == "ResidentialCompound":
        cut = max(view.text.rfind(word, start, hit.start - 1) + len(word) for word in _HOLDING)
        start = max(start, cut) if any(view.text.endswith(word, start, cut) for word in _HOLDING) else start
    if view.text[hit.start] == "屯" and (village := view.text.rfind("村", start, hit.start - 1)) >= 0:
        start = village + 1  # 中心村|姜家屯
    return start, place


@cache
def _street_words() -> frozenset[str]:
    """Everyday words and wishes that name streets and communities."""
    return frozenset((*words_in("places", "streets"), *words_in("places", "street_wishes")))


def _over_boundary(view: View, head: int) -> int | None:
    """Where a name begins that holds a function word, right behind a mark or a town: 、才溪镇, 才溪镇下才村."""
    text = view.text
    for size in (3, 2):
        start = head - size
        own = text[max(0, start) : head]
        token = view.tokens[view.token_at[start - 1]] if start > 0 else None
        if token is None or (token.sort == "place" and token.end > start):  # 三合街道|平都社区, 沂源县|城乡
            continue
        behind = token.sort == "place"
        opened = behind or text[start - 1] in "、，。；：（\n" or text[start - 1] in "镇乡县"
        if not opened or not _HAN.fullmatch(own) or own in common_words():
            continue
        within = own[1:2] == "和" and ((behind and size == 3) or (size == 2 and text[start - 1] == "、"))
        if set(own) & _NEVER_WITHIN and not within:
            continue  # 昌和里社区, behind a town; 、中和村
        bounds = (own[at : at + 2] for at in range(size - 1))
        if behind and size == 3 and tags().get(own[:2]) in ("d", "ad") and own not in common_words():
            return start  # 城关镇|大力滩村
        if within:
            return start
        if not any(piece in boundaries() for piece in bounds) and own[0] not in _NEVER_FIRST:
            return start
    return None


def _over_a_sound(view: View, start: int) -> int:
    """Where a Mongolian name begins some of whose sounds are written with words of grammar: 那|斯嘎吐嘎查, 古伦温都|尔嘎查."""
    at = start
    while at and start - at < 5:
        token = view.tokens[view.token_at[at - 1]]
        if token.sort in ("mark", "place") or view.text.endswith(("苏木", "镇"), 0, at):
            return at
        if token.end - token.start > 1 or (token.sort != "other" and view.text[at - 1] not in _SOUNDS):
            return start
        at -= 1
    return start if at else 0


def _behind_titles(view: View, start: int, head: int) -> int:
    """Where a name begins behind callings and words for parts of places: 干部|关山, 村口|凉亭."""
    start = next((start + len(spot) for spot in _SPOTS if view.text.startswith(spot, start, head)), start)
    if (household := view.text.rfind("户", start, head) + 1) and view.text[start:household] in _callings():
        return household  # 脱贫户|江绍光
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
    cut = max(text.rfind(mark, start, head) for mark in "河江湖山溪港村镇乡区市县")
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
            and not view.text.startswith(_STREETS, token.end)
        ):
            found = token.end
        at = at + 1 if token.end < head else None
    return found


def _behind_rarer_verbs(text: str, start: int, hit: Hit[str], *, to_head: bool) -> int:
    """Where a name begins behind the last verb that no other word cuts: 警报声划破|观音桥步行街.

    `to_head`: also one right before the head (交给|社区), which stands within a venue's name (露营|基地).
    """
    known = tags()
    for at in range(hit.start - 2 if to_head else hit.start - 3, start - 1, -1):
        if text[at : at + 2] not in verbs():
            continue
        before = at > start and text[at - 1 : at + 1] in known
        behind = at + 3 <= hit.end and text[at + 1 : at + 3] in known
        if not before and not behind:
            return at + 2
    return start


def _whole_word(view: View, start: int, head: int) -> int:
    """One character more where it is cut off a word that names something: 太|行大峡谷."""
    if 0 < start < head and tags().get(view.text[start - 1 : start + 1]) in ("LOC", "ns", "nz"):
        token = view.tokens[view.token_at[start - 1]]
        if token.sort == "boundary" and token.end - token.start == 1:
            return start - 1
    return start


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


def before_town(text: str, start: int, end: int) -> int:
    """The length of a county's short name before a town that the text also names without it: 句容|边城镇."""
    for size in (2, 3):
        town = text[start + size : end]
        if len(town) > 2 and text.count(town) > text.count(text[start:end]) and upper_named(text[start : start + size]):
            return size
    return 0
