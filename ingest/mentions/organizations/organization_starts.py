"""Where the names of organisations begin, left of their heads."""

from __future__ import annotations

import re

from ingest.mentions.area_words import AREA_WORDS, area_word
from ingest.mentions.events.event_reach import topic_reach
from ingest.mentions.lexicon import words
from ingest.mentions.organizations.body_parts import behind_sending
from ingest.mentions.organizations.organization_forms import behind_city
from ingest.mentions.organizations.organization_reach import (
    behind_introduction,
    behind_setting_up,
    behind_verbs,
    firm_reach,
    from_village,
    halves,
    is_generic,
    is_trade,
    is_whole,
    with_unknown,
)
from ingest.mentions.view import Reach, View
from ingest.tables import words_in
from ontology.records import Mention

_BUILT = re.compile(
    "(?:办成|办好|建成|盖起?|新建|建起|修缮|修建|兴建|改建|扩建|重建|加开|开办|开设|增设|捐建|援建|就读|建(?=[医学小中幼]))了?(?:一?[间所座家])?"
    "|(?<=[这那一每哪两几])[间所座家处]"
)
"""What is done with a house, or that counts it, before its name: 修缮|碧江中心幼儿园, 这|间|调解室."""
_HELD = re.compile(
    "(?:(?<=[\u3400-\u9fff]{2})(?<![责主信委担重专现历升时])|(?<=[）)]))任(?=[^务职命意期教性何]{0,6}\\Z)"
)
_HANDED = re.compile("(?:由|移交|移送|交给|交|请来|邀请|上报|报送)(?=[省市县区镇乡旗][\u3400-\u9fff]{2})")
"""Verbs right before a body of the area, which no name begins with: 移交|县自来水公司."""
_LEGAL = ("有限公司", "有限责任公司", "事务所", "合作社", "分公司", "支公司")
"""Forms of firms whose full name is area, own name, trade and form, without a break."""
_CHARGED = ("指挥部", "领导小组", "专班", "工作专班", "工作组")
"""Bodies named by what they are charged with, verbs and all: 镇森林草原防灭火指挥部."""
_OWN_AREAS = ("社区", "村", "嘎查", "街道", "镇", "乡", "苏木")
"""Words for areas that may end a name which no gazetteer has: 芦圩村|党支部."""
_INNER = re.compile("[\u3400-\u9fff]{2}[局厅]")
_BRANCHES = (
    "供电所",
    "分馆",
    "营业所",
    "分理处",
    "支行",
    "分店",
    "服务站",
    "工作站",
    "管理站",
    "检测站",
    "供电服务中心",
    "分指挥部",
    "车务段",
    "工务段",
    "供电段",
    "机务段",
    "电务段",
    "客运段",
    "海事处",
    "联络处",
    "项目部",
    "营业部",
    "税务所",
    "分局",
    "分院",
    "分校",
    "分中心",
    "支队",
    "大队",
    "中队",
    "分公司",
    "支公司",
    "分会",
    "办事处",
)
_PARENTS = (
    "局",
    "院",
    "校",
    "中心",
    "公司",
    "总队",
    "支队",
    "会",
    "书店",
    "检验所",
    "研究所",
    "集团",
    "海关",
    "援疆",
    "援藏",
    "援青",
    "超市",
    "银行",
)
_PARENT = 4  # code points of a parent by a name of its own
_HOSPITALS = ("医院", "大学", "医学院", "医学中心", "医大")
_COUNTED_BEHIND = re.compile(r"(?:（[^（）\n]{1,8}）)?[0-9]+(?:余|多)?(?:个|所|家|处|座|支)")
_OF_TOWNS = ("Company", "Cooperative", "Bank")
"""Kinds whose registered names begin with the town."""
_ACTED_ON = frozenset(("School", "HealthInstitution", "CulturalInstitution", "PropertyManager"))


def begins(view: View, head: int, end: int, kind: str, body: bool, unknown: dict[int, Mention]) -> Reach | None:
    """Where the name of a body begins whose head stands here, and its place; None where no body is named."""
    reach = _own_reach(view, head, end, unknown)
    if kind not in _OF_TOWNS:
        reach = from_village(reach, head, unknown)
    return _cut_reach(view, head, end, kind, body, reach, unknown)


def _own_reach(view: View, head: int, end: int, unknown: dict[int, Mention]) -> Reach:
    """How far a body's name goes left of its head: over a place that no gazetteer has, a parent, the half before 和."""
    text = view.text
    reach = _from_town(view, view.reach(head), head)
    called = area_word(view, reach.start, head, end)
    word = next((word for word in _OWN_AREAS if called is not None and text.startswith(word, called)), None)
    community = unknown.get(called + len(word)) if called is not None and word is not None else None
    if community is not None and set(text[community.start : called]) & words("boundaries", "single"):
        community = None  # 又跟|村党总支
    if called is None or (community is not None and community.start < called):
        reach = with_unknown(reach, head, unknown)  # 西山|社区居委会, 芦圩|村党支部: its own name
    if reach.place is not None and text.endswith(_BRANCHES, 0, end) and text.endswith(_PARENTS, 0, reach.start):
        parent = view.reach(reach.start)  # 某州生态环境局贵德分局
        short = area_word(view, parent.start, reach.start, reach.start) if parent.place is None else None
        if parent.place is not None or short is not None:  # 市生态环境局|淅川分局
            reach = Reach(parent.start if short is None else short, parent.place)
        elif reach.start - parent.start >= _PARENT and not is_generic(view, parent.start, reach.start):
            reach = Reach(parent.start, None)  # 国铁南宁局|茂名车务段
    if reach.place is not None and text.endswith("医院", 0, end) and text.endswith(_HOSPITALS, 0, reach.start):
        parent = view.reach(reach.start)  # 兰州大学第二医院|会宁医院
        reach = Reach(parent.start, parent.place)
    if text.endswith("学院", 0, end) and text.startswith("大学", reach.start) and reach.start < head:
        reach = Reach(behind_city(text, view.reach(reach.start).start), None)  # 武汉纺织|大学外经贸学院
    if (
        text[reach.start - 1 : reach.start] in ("和", "与")
        and reach.place is None
        and (
            text[head:end] in ("局", "厅")
            or _INNER.search(text, reach.start, head)
            or is_trade(text, reach.start, head, end)
            or _of_two_trades(view, reach.start, head, end)
            or halves(text, reach.start - 1)
        )
        and not (text.startswith(AREA_WORDS, reach.start))
    ):
        whole_name = view.reach(reach.start - 1)  # 县文化广电体育和旅游局
        if whole_name.place or area_word(view, whole_name.start, reach.start - 1, end) is not None:
            reach = whole_name
    return reach


def _from_town(view: View, reach: Reach, head: int) -> Reach:
    """The reach over the whole short name of a town of the county whose characters make a word: 下马关|派出所."""
    for size in (4, 3) if reach.place is None else ():
        begin = head - size
        if 0 <= begin < reach.start and any(
            town.level == "township" for town in view.places.bare(view.text[begin:head])
        ):
            return Reach(begin, None)
    return reach


def _of_two_trades(view: View, start: int, head: int, end: int) -> bool:
    """Whether a centre is of a short word for a trade right behind its area and of another: 景东县|茶叶和|特色生物产业发展中心."""
    if not view.text.endswith("中心", head, end) or start == head:
        return False
    first = view.reach(start - 1)
    if first.place is None or not 2 <= start - 1 - first.place.end <= 4:
        return False
    return not view.text.endswith(("院", "局", "会", "校", "站", "所", "办", "委", "中心", "政府"), 0, start - 1)


def _cut_reach(
    view: View, head: int, end: int, kind: str, body: bool, reach: Reach, unknown: dict[int, Mention]
) -> Reach | None:
    """The same without what is done to the body or said of it before its name; None where no body is named."""
    text = view.text
    if handed := list(_HANDED.finditer(text, max(reach.start - 1, 0), head)):
        reach = Reach(handed[-1].end(), None)
    if begin := behind_sending(text, reach.start + 1, head):
        reach = Reach(begin, None)
    if not body and text.endswith(_LEGAL, 0, end):
        reach = firm_reach(view, head, reach, unknown)
        inner = text.rfind("公司", reach.start, head)
        whole = text.endswith(("分公司", "支公司"), 0, end) or inner < 0 or head - inner < 5
        reach = reach if whole else Reach(inner + 2, None)  # 物业公司|北京某物业管理有限公司
    if text[head:end] in _CHARGED and reach.place is None and area_word(view, reach.start, head, end) is None:
        wider = topic_reach(view, head)
        if wider.place is not None or text.startswith(AREA_WORDS, wider.start):
            reach = wider
    if text[head:end] in _CHARGED and (set_up := behind_setting_up(text, reach.start, head)):
        if set_up == head or text.startswith("了", set_up):
            return None
        reach = Reach(set_up, None)  # 成立|镇公开选聘工作领导小组
    if reach.place is None and _COUNTED_BEHIND.match(text, end):
        return None  # 社区卫生服务中心9个
    if reach.place is None and (held := _HELD.search(text, reach.start, head)):
        reach = Reach(held.end(), None)  # 张三任|公司董事长
    if reach.place is None and (built := _BUILT.match(text, reach.start, head + 2)):
        reach = Reach(min(built.end(), head), None)
    led = next((word for word in words_in("organizations", "whereabouts") if text.startswith(word, reach.start)), "")
    if reach.place is None and len(led) > 1 and reach.start + len(led) + 1 < head:
        reach = Reach(reach.start + len(led), None)  # 社会组织|青禾社工, 辖区|阳光幼儿园
    if reach.place is None and kind == "School" and text.startswith("学校", reach.start) and reach.start + 3 < head:
        reach = Reach(reach.start + 2, None)  # 结对|学校|江华第二中学
    if reach.place is None and (near := text.rfind("附近", reach.start, head)) >= 0 and near + 3 < head:
        reach = Reach(near + 2, None)  # 故障点附近|大新农场
    if reach.place is None and kind == "Company":
        reach = Reach(behind_introduction(text, reach.start, head), None)
    if reach.place is None and kind in _ACTED_ON:
        reach = Reach(behind_verbs(view, reach.start, head), None)
        if reach.start == head and head > 0 and not is_whole(text, head, end):
            return None
    return reach
