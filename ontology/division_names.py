"""How people and newspapers call a division: from its official name to the spoken ones, best first.

Pure functions of name and level; nothing is looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

Level = Literal["province", "prefecture", "county", "township", "village"]
LEVELS: tuple[Level, ...] = get_args(Level)

# Prefecture rows that only hold counties: no area bears these names.
CONTAINERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

_NATIONS = (
    "维吾尔|柯尔克孜|鄂伦春|鄂温克|达斡尔|哈萨克|俄罗斯|塔吉克|塔塔尔|乌孜别克|蒙古|朝鲜|锡伯|土家|布依|布朗|哈尼|傈僳|"
    "拉祜|纳西|景颇|普米|阿昌|基诺|德昂|独龙|仡佬|仫佬|毛南|撒拉|保安|东乡|高山|珞巴|门巴|赫哲|裕固|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|羌|怒|京|土|各"
)
_NATION = f"(?:(?:{_NATIONS})族|维吾尔|柯尔克孜|哈萨克|塔吉克|鄂伦春|蒙古|锡伯)"
_AUTONOMOUS = re.compile(
    rf"(?P<bare>.{{2,}}?)(?:{_NATION}{{1,5}}(?=自治|乡|镇|街道)|(?:{_NATIONS})(?=民族乡))"
    r"(?P<kind>自治州|自治县|自治旗|自治区|民族乡|乡|镇|街道)\Z"
)
_NATION_ONLY = re.compile(r"(?P<bare>.{2,}?)族?(?P<kind>自治县|自治旗)\Z")  # 东乡族自治县, 鄂温克族自治旗
_SHORT_KIND = {"自治州": "州", "自治县": "县", "自治旗": "旗", "民族乡": "乡", "乡": "乡", "镇": "镇", "街道": "街道"}

# End of a committee's name -> the class that a newspaper says instead; the first that fits counts.
_COMMITTEES = {
    **dict.fromkeys(("嘎查委员会", "嘎查委会"), "嘎查"),
    **dict.fromkeys(("居民委员会", "居委会"), "社区"),
    **dict.fromkeys(("村民委员会", "村民民委员会", "村民员委会", "村民委会", "村民委员"), "村"),
    **dict.fromkeys(("村委员会", "村委会", "牧委会"), "村"),
}
_VILLAGE_CLASSES = {"嘎查": ("嘎查",), "社区": ("社区",), "村": ("村", "社区", "嘎查")}
_CLASSES: dict[str, tuple[str, ...]] = {
    "village": ("社区", "嘎查村", "嘎查", "村"),
    "township": ("街道", "地区", "苏木", "镇", "民族乡", "乡"),
    "county": ("林区", "特区", "矿区", "新区", "区", "县", "市", "旗"),
    "prefecture": ("地区", "市", "盟", "州"),
    "province": ("自治区", "省", "市"),
}
_ZONES = (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"), ("经济开发区", "经开区"))


def level_of(code: str) -> Level:
    """Level of an official code by its length (2, 4, 6, 9, 12 digits). ValueError for any other."""
    return LEVELS[(2, 4, 6, 9, 12).index(len(code))]


@lru_cache(maxsize=65536)
def spoken(name: str, level: Level, *, bare: bool = True) -> tuple[str, ...]:
    """Names in use for a division, best first; `bare` adds the name without any class word, last.

    A bare name (平安, 幸福) is also an ordinary word or the name of something else: take it only
    where the place is meant anyway, as in a dateline.

    >>> spoken("东张庄村委会", "village")
    ('东张庄村', '东张庄')
    >>> spoken("名人苑社区居委会", "village", bare=False)
    ('名人苑社区',)
    >>> spoken("沙镇镇", "township")
    ('沙镇镇', '沙镇')
    >>> spoken("杨镇地区", "township", bare=False)
    ('杨镇地区', '杨镇')
    >>> spoken("双江拉祜族佤族布朗族傣族自治县", "county")
    ('双江拉祜族佤族布朗族傣族自治县', '双江县', '双江')
    """
    if level == "prefecture" and name in CONTAINERS:
        return ()
    full = _full_names(name, level)
    if not bare:
        return full
    return tuple(dict.fromkeys([*full, *filter(None, [_bare(full[-1], level)])]))


def _full_names(name: str, level: Level) -> tuple[str, ...]:
    if level == "village":
        return (_village(name),)
    if level == "township":
        name = name.removesuffix("办事处") if name.endswith("街道办事处") else name
        if name.endswith(("镇镇", "乡乡")) and len(name) > 2:
            return name, name[:-1]
        if name.endswith(("镇地区", "乡地区")):
            return name, name.removesuffix("地区")
    if level == "county":
        for long, short in _ZONES:
            if name.endswith(long) and name != long:
                return name, name.removesuffix(long) + short
    match = _AUTONOMOUS.match(name) or _NATION_ONLY.match(name)
    if match and match["kind"] in _SHORT_KIND:
        return name, match["bare"] + _SHORT_KIND[match["kind"]]
    return (name,)


def _village(name: str) -> str:
    head = re.split("[（(]", name, maxsplit=1)[0] or name
    for ending, class_word in _COMMITTEES.items():
        if head.endswith(ending) and len(head) > len(ending):
            stem = head.removesuffix(ending)
            return stem if stem.endswith(_VILLAGE_CLASSES[class_word]) else stem + class_word
    return head.removesuffix("村") if head.endswith("嘎查村") else head


def _bare(name: str, level: Level) -> str | None:
    match = _AUTONOMOUS.match(name)
    if match:
        return match["bare"]
    if level == "county" and name.endswith(("开发区", "高新区", "经开区", "园区")):
        return None
    for class_word in _CLASSES[level]:
        if name.endswith(class_word):
            rest = name.removesuffix(class_word)
            return rest if len(rest) > 1 else None
    return None
