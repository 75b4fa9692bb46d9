"""Whether a name of an organisation is short for another one, by its own words.

Characters left out, never put in: 民勤一中 of 民勤县第一中学, 县老体协 of 县老年人体育协会, 艾康公司 of
郸城县艾康生物科技有限公司.
"""

from __future__ import annotations

_STANDING = ("常务委员会", "常委会")
"""Ends of what a congress or a conference is between its meetings: 县政协常务委员会 is 县政协."""
_WHOLE = (
    "院",
    "局",
    "厅",
    "委",
    "部",
    "所",
    "站",
    "学",
    "校",
    "学区",
    "公司",
    "集团",
    "银行",
    "支行",
    "大队",
    "支队",
    "会",
    "中心",
    "政府",
    "政协",
    "人大",
)
_FORMS = {
    "公司": ("公司",),
    "集团": ("集团", "集团公司", "集团有限公司", "集团股份有限公司", "集团有限责任公司"),
    "合作社": ("合作社",),
    "联合社": ("联合社", "合作联社"),
}
"""What a firm's or a cooperative's short name keeps of its legal form, and what the whole name may then end with."""
_BRANCHES = ("分公司", "子公司", "支公司")
_CLIPPED = {
    "协会": "协",
    "中学": "中",
    "小学": "小",
    "大学": "大",
    "学校": "校",
    "办公室": "办",
    "指挥部": "指",
    "委员会": "委",
}
"""Last words of names, and what a short name has for each: 石碌|二小, 县老体|协, 市安委|办, 县农|委."""
_SCHOOLS = ("小学", "中学", "大学", "高中", "学院", "学校")
"""Last words of schools: one sort of school is short for no other (庙坝中学 stands, with characters left out, in 庙坝镇中心小学)."""
_NUMBERS = frozenset("一二三四五六七八九十")
_COMMITTEES = ("党", "工", "纪", "团", "机关", *"省市州县区旗镇乡")
"""Before 委: a committee of its own, short for no other."""
_OFFICED = (*(before + "委" for before in _COMMITTEES), "政府", "人大", "政协")
"""Before 办: whose office it is, and no part's of that body."""
_NOT_SHORT = ("部", "党支部", *(before + "委" for before in _COMMITTEES), *(body + "办" for body in _OFFICED))
"""Ends of names that others hold without being the same: 武平县委 stands, with one character left out, in 武平县纪委."""
_OF_ALL = ("中国", "全国", "中华")
"""What names of bodies of the whole country begin with, which are short for no area's."""
_AREAS = frozenset("省市县区州盟旗")
_LOWER = frozenset("镇乡村街")
"""What no short name leaves out: 城北小学 is not 城北街道中心小学."""
_ASSEMBLED = {"政协": _STANDING, "人大": ("主席团",)}
"""Bodies, and what they are called by where they are not in session."""


def short_for(short: str, full: str) -> bool:
    """Whether a name is short for another: its end, a part of it, its characters in order, or its own name and form.

    >>> short_for("民勤一中", "民勤县第一中学"), short_for("桃江县委", "桃江县政府")
    (True, False)
    >>> short_for("庙坝中学", "庙坝镇中心小学"), short_for("庙坝小学", "庙坝镇中心小学")
    (False, True)
    >>> short_for("松鹤合作社", "剑川县松鹤菌药种植专业合作社"), short_for("松鹤公司", "剑川县松鹤菌药种植专业合作社")
    (True, False)
    """
    if len(short) >= len(full) or len(short) < 3 or short.endswith(_NOT_SHORT):
        return False
    if short in full:  # 连州市人民法院 is not 连州市人民法院星子人民法庭, which is a branch of it
        ends = _ASSEMBLED.get(short[-2:])
        return not (full.startswith(short) and short.endswith(_WHOLE)) or (ends is not None and full.endswith(ends))
    form = next((form for form in _FORMS if short.endswith(form)), "")
    return _own_name_of(short, form, full) if form else _contracted(short, full)


def _contracted(short: str, full: str) -> bool:
    """Whether a name is another's from some word on, with characters left out before its last word."""
    at = full.find(short[:2])
    at = at if at > 0 else 0
    whole = full[at:]
    clipped = next((clip for word, clip in _CLIPPED.items() if whole.endswith(word)), whole[-1])
    if len(short) < 4 or short[0] != whole[0] or short[-1] not in (whole[-1], "中", clipped):
        return False
    if short.endswith(_SCHOOLS) and not whole.endswith(short[-2:]):
        return False
    if short.endswith(_SCHOOLS) and _NUMBERS & (set(whole) - set(short)):
        return False  # 中北小学 is not 中北第二小学
    if short.startswith(_OF_ALL) and not _AREAS.isdisjoint(set(whole) - set(short)):
        return False  # 中国摄影家协会 is not 中国哈尔滨市摄影家协会
    if short[-1] == "委" and (clipped != "委" or full.count("委员会") > 1):
        return False  # 县卫健委 is not 县卫生健康委员会直属机关委员会
    return in_order(short, whole) and (at == 0 or _LOWER.isdisjoint(set(whole) - set(short)))


def _own_name_of(short: str, form: str, full: str) -> bool:
    """Whether a firm's short name is words of the whole one, two characters at least, and its form: 艾康|公司, 锦程|集团."""
    own = short.removesuffix(form)
    if not full.endswith(_FORMS[form]):
        return False
    if full.endswith(_BRANCHES) and own[-2:] not in full.partition("公司")[2]:
        return False  # the head house: 蓝天公司 is not 蓝天化工有限公司淮安分公司
    at = full.find(own[:2])
    return len(own) > 1 and at >= 0 and in_order(own, full[at:])


def in_order(short: str, full: str) -> bool:
    """Whether a name has all of another's characters in their order: 民勤一中 in 民勤县第一中学."""
    rest = iter(full)
    return all(character in rest for character in short)
