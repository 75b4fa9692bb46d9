"""Words for an area before what it has, where no area is named: 县林业局, 区委."""

from __future__ import annotations

from functools import cache

from ingest.mentions.lexicon import word_kinds, words
from ingest.mentions.organizations.organization_heads import COMMITTEE
from ingest.mentions.places.gazetteer import bare_prefectures
from ingest.mentions.view import View
from ingest.mentions.words import verbs
from ingest.tables import words_in

AREA_WORDS = (
    "自治区",
    "苏木",
    "嘎查",
    "自治县",
    "自治州",
    "自治旗",
    "兵团",
    "师市",
    "街道",
    "社区",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "镇",
    "乡",
    "村",
    "场",
)
_OPEN_AREA = (*AREA_WORDS, "共青团", *"团省市州盟县区旗")
"""What a word for an area or a committee (COMMITTEE) begins with."""
_FIRST = frozenset(word[0] for word in _OPEN_AREA)
_NO_AREA = tuple("各全本每城乡一两几多新个")
_OF_MANY = ("部分", "有关", "相关", "所有", "其他", "其余", "先进", "后进", "多数")
"""What stands before a word for areas of which several are meant: 部分|村党支部书记."""
_PARTS_OF = tuple("学校园景库片社小厂辖街营矿林牧山院教")
"""Before 区: no district, but a part of one (学区, 园区)."""
_LEVELS = ("两级", "三级", "四级")


@cache
def known_bodies() -> frozenset[str]:
    """All that may stand whole behind an area word: 林业局, 党委, 人大常委会, 委组织部."""
    return frozenset(_offices() | set(word_kinds("organizations", "bodies")))


@cache
def _offices() -> frozenset[str]:
    """Offices of all departments: 林业局, 市监所."""
    ends = ("局", "厅", "委", "委员会", "中心", "办", "办公室", "所", "站", "分局")
    return frozenset(name + end for name in words("organizations", "departments") for end in ends)


def area_word(view: View, start: int, head: int, end: int) -> int | None:
    """Where 县林业局 begins in what was reached: at a word of its own for an area, with a whole body behind it."""
    text, open_ = view.text, None
    for at in range(start, end - 1):
        if text[at] not in _FIRST or not text.startswith(_OPEN_AREA, at):
            continue
        if view.tokens[view.token_at[at]].start != at or text[at - 1 : at] in _NO_AREA:
            continue
        if text.endswith(_OF_MANY, 0, at) or (text[at - 1 : at] == "该" and text[at] not in "县市区旗"):
            continue  # 该|镇政府会议室, but 该|县交通运输局
        if text[at] == "区" and text[at - 1 : at] in _PARTS_OF:
            continue  # 陇城学|区中心小学
        if text[at - 1 : at + 1] in words_in("organizations", "classes"):
            continue  # 相关县|区人大常委会
        if text[at:end] in _offices():
            continue  # 市场监管所: 市 is of its first word
        if text[at - 1 : at + 1] in bare_prefectures():
            continue  # 郑|州慈善总会
        for word in AREA_WORDS:
            after = at + len(word)
            if not text.startswith(word, at) or after >= end or text.startswith(_LEVELS, after):
                continue  # 县、乡、村|三级退役军人服务中心
            if text[after:end] in known_bodies() and text[at - 1] != "驻":
                return at  # 镇人大办公室汇总后交|镇政府
            if text.startswith(f"委{word}", after) and text[after + 1 + len(word) : end] in known_bodies():
                return after + 1  # 县委|县政府
            if (
                (at == start or (at == start + 2 and text[start:at] in verbs()))
                and text[at - 1 : at] != "该"
                and text[after] not in "级区镇域村街里"
                and head >= after
                and not text.startswith("村民", at)
            ):
                open_ = at
        if COMMITTEE.match(text, at, end):
            return at if open_ is None else open_
    return open_
