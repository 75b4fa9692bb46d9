"""What the words between a name and a post make of it: held, taken up, left, only planned, or denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.modality import any_in, any_of
from ingest.relations.posts.titles import table
from ontology.records import Modality

_ASIDE = re.compile(r"[（(][^（）()]{0,6}[）)]|同志|女士|先生")
_BRACKET = re.compile(r"[（(](?:[^（）()]{1,8}[，,、；;])?")
_DATED = re.compile(r"\A[，, ]?[自从于在]?[0-9]{4}[0-9年月日至到.—–-]{1,20}[起间，]?")
_LEVELS = ("社区", "村", "镇", "乡", "街道", "县", "区", "市", "学校", "公司", "村里", "社区里")  # 也是社区“…”的组长
_DUTIES = re.compile("[\ue000-\ue007]*(?:分管|主管|负责|协管|主抓)[\u3400-\u9fff、]{1,14}的\\Z")
"""What an office is charged with: 系县政府|分管农业农村工作的|副县长."""
_WENT = re.compile(
    "(?:又|再|先后|后来|后|被|经)?(?:组织)?(?:选派|下派|选调|派|调|转|回)?(?:到|赴|在|来到|来|去|至|往)[\ue000\ue002\ue005]+"
)
_KIN = re.compile(
    "的?(?:妻子|丈夫|爱人|老伴|父亲|母亲|爸爸|妈妈|父母|儿子|女儿|儿媳|女婿|岳父|岳母|公公|婆婆|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|外公|外婆|叔叔|舅舅|侄子|"
    "孙子|孙女|家人|亲戚|同学|战友|朋友|徒弟|师傅|师父|邻居|同事|前任|继任者|搭档|战友们)"
)
_NAMED = re.compile("[他她人名]叫\\Z|名字?叫\\Z|叫做\\Z")
_LEFT = re.compile("的?(?:职务|职位|岗位|位置|位子|一职|任)上?(?:刚刚|刚|正式|光荣)?(?:退|卸|离|下来|调)")
_WITH_THEM = ("带领", "率领", "陪同", "委托", "邀请", "指导", "主持", "引导", "见证", "讲话")
"""What is told of one called by an office: 在张三院长的|带领下."""
_HAN = re.compile("[\u3400-\u9fff]")
_REACH = 14  # code points between a name and a post
_MEANINGS: tuple[tuple[str, Modality, bool], ...] = (
    ("holds", "reported", False),
    ("takes", "reported", False),
    ("held", "ended", True),
    ("ends", "ended", False),
    ("plans", "planned", False),
    ("denies", "denied", False),
)
"""List of words in posts.yaml, what a post after them is, and whether it was held before."""


@cache
def verbs() -> tuple[tuple[str, Modality, bool], ...]:
    """(word between a name and a post, modality, former), longest first."""
    words: list[tuple[str, Modality, bool]] = []
    for name, modality, former in _MEANINGS:
        words += [(word, modality, former) for word in table()[name]]
    return tuple(sorted(words, key=lambda item: (-len(item[0]), item[0])))


@cache
def _any_verb() -> re.Pattern[str]:
    return any_of(tuple(word for word, _, _ in verbs()))


def turned(words: str, modality: Modality) -> Modality:
    """What 将, 拟 or 未 before a verb make of it."""
    if modality != "reported":
        return modality
    if any_of(("并未", "未", "没有", "并非", "不是", "从未", "没")).search(words):
        return "denied"
    return "planned" if any_of(("将", "拟", "即将", "有望", "预计", "提名", "建议")).search(words) else modality


def meaning(lead: str, between: str, after: str) -> tuple[Modality, bool] | None:
    """(modality, former) of "lead NAME between TITLE after"; None where they say no post."""
    if _KIN.match(between):
        return None  # 甲的妻子是某校|教师
    between = _DUTIES.sub("", _DATED.sub("", _ASIDE.sub("", between)))
    if any_in("posts", "dismisses").search(lead) and _ends_so(between, ("的", "", "辞去")):
        return "ended", False
    if any_in("posts", "appoints").search(lead) and _ends_so(between, ("为", "任", "担任", "同志为", "")):
        return ("planned" if re.search(r"拟|提名|建议", lead) else "reported"), False
    if between.endswith("从") and _LEFT.match(after):  # 从副局长岗位上退下来
        return "ended", True
    for word, modality, former in verbs() if _any_verb().search(between) else ():
        at = between.find(word)
        if at < 0 or at > _REACH:
            continue
        rest = between[at + len(word) :]
        if any("\ue000" <= letter <= "\ue004" for letter in rest) or len(rest) > _REACH:
            continue
        if len(word) == 1 and not _alone(between, at, rest):
            continue
        if (
            word == "为"
            and after[:1] not in ("", "的", "兼")
            and after[:2] not in ("候选", "人选")
            and _HAN.match(after)
        ):
            continue  # 甲为名誉会长|颁发聘书
        return turned(between[:at], modality), former
    if _BRACKET.fullmatch(between) and after[:1] in tuple("）),，、；;") and after[:1]:  # 张三（女，县文联主席）
        return "reported", False
    if between and not between.strip(" 　") and (not after or after[:1] in "\n；;。，,（("):  # 张三　某局局长
        return "reported", False
    if between in ("，", ",") and _NAMED.search(lead) and (not after or after[:1] in "。，,；;"):
        return "reported", False  # 她叫张三，某村的党支部书记。
    if between == "" and (after[:1] != "的" or after[1:3] in _WITH_THEM):
        return "reported", False
    if between in ("同志的", "的") and after.startswith("职务"):
        return "ended", False
    return None


def _ends_so(between: str, endings: Sequence[str]) -> bool:
    return between.strip("，, 　") in endings or any(ending and between.endswith(ending) for ending in endings)


def _alone(between: str, at: int, rest: str) -> bool:
    """任 or 系 as a word of its own: at most a time or where one went before it (到某校|任), nothing after it."""
    before = between[:at].strip("，, 　").strip("\ue006")
    return (len(before) <= 4 or _WENT.fullmatch(before) is not None) and (
        not rest.strip("\ue005\ue006，,") or rest in _LEVELS
    )
