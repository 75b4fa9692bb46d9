"""How far organisations' names go left of their heads, and whether what stands there names something."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.lexicon import words
from ingest.mentions.organizations.organization_forms import NO_FIRM
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.places.gazetteer import bare_prefectures
from ingest.mentions.view import Reach, Token, View
from ingest.mentions.words import known_word, opening, tags
from ingest.tables import words_in
from ontology.records import Mention

_CHARTERED = frozenset(("GovernmentBody", "PartyOrganization", "DisciplineInspection", "MassOrganization"))
_FOUNDED = re.compile("(?:成立|组建|设立|建立|组成|抽调)了?(?:一?个)?\\Z")
_WANTED = re.compile("(?<![主重只需将])要|应当|必须|强调")
_NOT_OWN = frozenset("省市州县区旗镇乡村该本各我两几等及的")
"""What no firm's own name begins with beside 和: 嘉鱼县和|县农机…有限公司."""
_VILLAGES = ("村", "社区", "嘎查")
_SET_UP = ("设立", "成立", "组建", "组成", "抽调", "联合", "召开", "深入", "派驻")


def unknown_places(found: tuple[Mention, ...]) -> dict[int, Mention]:
    """Places that grammar found and farms of the Corps, by where they end, the longest of each: 葛仙山乡 of 葛仙山乡党委."""
    places: dict[int, Mention] = {}
    for mention in found:
        if mention.type == "Place" and mention.rule in ("place/grammar", "place/farm"):
            kept = places.get(mention.end)
            if kept is None or mention.start < kept.start:
                places[mention.end] = mention
    return places


def with_unknown(reach: Reach, head: int, unknown: dict[int, Mention]) -> Reach:
    """The reach from a place that the gazetteer does not know, the one nearest to the head."""
    if reach.place is not None:
        return reach
    for at in range(head, reach.start, -1):
        place = unknown.get(at)
        if place is not None and at - place.start > 1:
            return Reach(place.start, Token(place.start, place.end, "place"))
    return reach


def from_village(reach: Reach, head: int, unknown: dict[int, Mention]) -> Reach:
    """The reach from a village that the gazetteer does not know right behind its town: 石槽镇|姜楼村红白理事会."""
    if reach.place is None or not any(one.level == "township" for one in reach.place.divisions):
        return reach  # 铁西区|工人村: a quarter that is called so
    for at in range(head, reach.place.end + 1, -1):
        village = unknown.get(at)
        if village is not None and village.start == reach.place.end and village.text.endswith(_VILLAGES):
            return Reach(village.start, Token(village.start, village.end, "place"))
    return reach


def behind_setting_up(text: str, start: int, head: int) -> int:
    """Where the last word for setting up or going to a body ends before its head, 0 if there is none."""
    return max((text.rfind(word, start, head) + len(word) for word in _SET_UP if word in text[start:head]), default=0)


def behind_verbs(view: View, start: int, head: int) -> int:
    """Where a school's or a hospital's name begins behind the verbs in what was reached: 修缮|碧江中心幼儿园."""
    found = start
    for token in view.tokens[view.token_at[start] : view.token_at[head - 1] + 1] if start < head else ():
        written = view.text[token.start : token.end]
        trade = view.text.startswith(("大学", "学院"), token.end)  # 武汉|纺织|大学
        if (
            len(written) > 1
            and token.end <= head
            and (tags().get(written) == "v" or written in opening())
            and not trade
        ):
            found = token.end
    return found


def behind_wish(text: str, start: int, head: int) -> int:
    """Where a body's name begins behind a person and what the person wishes of it: 卢祖华希望|茶叶协会."""
    for size in (2, 3):
        verb = text[start + size : start + size + 2]
        if verb in words_in("organizations", "wishes") and start + size + 2 <= head:
            return start + size + 2 if name_rules().has_surname(text[start : start + size]) else start
    return start


def behind_introduction(text: str, start: int, head: int) -> int:
    """Where a firm's name begins behind the word for its part in a matter: 业主|鄂北矿业有限公司, 项目投资商|宁波某公司."""
    words_ = words_in("organizations", "introduced")
    begin = max(
        (text.rfind(word, start, head - 2) + len(word) for word in words_ if word in text[start : head - 2]), default=0
    )
    return begin or start


def called_own(middle: str) -> bool:
    """Whether a cooperative has a name of its own behind its village, no word of its trade: 苏王村|丰塘粮油种植.

    >>> called_own("丰塘粮油种植"), called_own("茶叶")
    (True, False)
    """
    return len(middle) > 3 and not known_word(middle[:2]) and not known_word(middle[:3])


def body_like(middle: str, kind: str) -> bool:
    """Whether what stands between an area and a head is a department's name, or too short to hold a verb."""
    return len(middle) < 5 or middle in words("organizations", "departments") or kind in _CHARTERED


def acts(view: View, start: int, head: int) -> bool:
    """Whether a verb stands right behind the area: 沟涯村|盘活旧校舍建粮食烘干中心."""
    token = view.tokens[view.token_at[start]] if start < head else None
    return token is not None and token.start == start and view.text[token.start : token.end] in opening()


@cache
def _joints() -> frozenset[str]:
    """The two characters on each side of what joins a department's name: 粮食和物资 of 粮食和物资储备."""
    names = words("organizations", "departments")
    return frozenset(n[i - 2 : i + 3] for n in names for i in range(2, len(n)) if n[i] in "和与")


def halves(text: str, at: int) -> bool:
    return text[at - 2 : at + 3] in _joints()


def is_trade(text: str, start: int, head: int, end: int) -> bool:
    """Whether a centre is one of several trades, a short word behind the joint: 茉莉花和|茶|产业服务中心."""
    return text[head:end] in ("产业服务中心", "产业发展中心", "服务中心", "发展中心") and 0 < head - start <= 4


def firm_reach(view: View, head: int, reach: Reach, unknown: dict[int, Mention]) -> Reach:
    """The reach of a firm's name: to the nearest area before it, over verbs of its trade (青海…酿造有限公司)."""
    if reach.place is not None:
        return reach
    trade = view.tokens[view.token_at[head - 1]] if head else None
    if reach.start == head and trade and view.text[trade.start : head] in words_in("organizations", "trade_verbs"):
        reach = view.reach(trade.start)  # 玛拉沁艾力|养牛|专业合作社
        if reach.place is not None:
            return reach
    start = reach.start
    while start and head - start < 20:
        far = next((n for n in (2, 3) if view.text[start - n : start] in bare_prefectures()), 0)
        if far and start < head:  # 上海申正律师事务所 in a paper of another province
            return Reach(start - far, None)
        token = view.tokens[view.token_at[start - 1]]
        if token.sort == "place":
            whole = view.reach(token.end, most=12)
            return whole if whole.place is not None and token.end < head else reach
        written = view.text[token.start : token.end]
        told = token.sort == "boundary" and written in words_in("organizations", "no_firm")
        if written == "和" and (joined := _over_joint(view, token.start, head)) is not None:
            return joined
        if token.sort in ("mark", "figure") or told or (len(written) == 1 and written in NO_FIRM):
            break
        start = token.start
        if (place := unknown.get(start)) is not None and head - start > 3:  # 某镇|翰盖都仁养殖专业合作社
            return Reach(place.start, Token(place.start, place.end, "place"))
    return reach


def _over_joint(view: View, joint: int, head: int) -> Reach | None:
    """The reach of a firm with 和 in its own name right behind its area: 嘉鱼县|欣和商贸, 嘉鱼县|和昌机械; None where 和 joins.

    An own name has two characters at least, so that what stands behind 和 must be its trade, or one character before that.
    """
    text = view.text
    for size in (0, 1, 2):
        token = view.tokens[view.token_at[joint - size - 1]] if joint > size else None
        if token is None or token.sort != "place" or token.end != joint - size:
            continue
        trade = joint + 1 if size else joint + 2
        own = text[joint - size : joint] if size else text[joint + 1 : joint + 2]
        only = size > 0 and head - joint < 4 and known_word(text[joint + 1 : head])  # 大德和|茶业: else it had no name
        coined = own[0] not in _NOT_OWN and (only or not (size == 2 and known_word(own)))
        if not coined or trade + 2 > head or not known_word(text[trade : trade + 2]):
            return None
        if not size and known_word(text[joint + 1 : joint + 3]):
            return None  # 嘉鱼县和|农机…有限公司
        whole = view.reach(token.end, most=12)
        return whole if whole.place is not None else None
    return None


def is_coined(view: View, start: int, head: int) -> bool:
    """Whether what stands before a head is no dictionary's word but a name: 竹娃 in 竹娃队, or a quotation."""
    tokens = view.tokens[view.token_at[start] : view.token_at[head - 1] + 1]
    return view.text[start] in "“「" or (head - start == 2 and all(token.sort == "other" for token in tokens))


def is_whole(text: str, head: int, end: int) -> bool:
    """Whether a head names something without more before it (实验小学), so that it may be a short name."""
    return end - head >= 4


POINTED = {
    "公司": ("公司", "集团"),
    "医院": ("医院",),
    "中心": ("中心",),
    "局": ("局",),
    "园": ("园",),
    "校": ("校", "小学", "中学", "大学", "学院"),
    "院": ("院",),
    "馆": ("馆",),
    "站": ("站",),
}
"""Words for a body named before (该局), and what that one's name ends with."""


def is_generic(view: View, start: int, head: int) -> bool:
    """Whether all words before a head are such as name nothing."""
    generic = words("organizations", "generic")
    if view.text[start:head] in generic:
        return True
    first, last = view.token_at[start], view.token_at[head - 1] if head else 0
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in view.tokens[first : last + 1]]
    if len(pieces) > 1 and all(len(piece) == 1 for piece in pieces) and not known_word("".join(pieces)):
        return False  # 大新|农场: characters that name nothing alone make a name together
    return all(piece in generic for piece in pieces)


def wanted(view: View, start: int) -> bool:
    """Whether the sentence only asks that what stands here be set up: 会议强调，要成立|工作专班."""
    begin = view.sentence_at(start).start
    set_up = _FOUNDED.search(view.text, max(begin, start - 6), start)
    return set_up is not None and _WANTED.search(view.text, begin, start) is not None
