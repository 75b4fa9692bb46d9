"""Organisations by grammar: an area or a name of its own, then what kind of body it is (桃江县 林业局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.mentions.area_words import AREA_WORDS, area_word, known_bodies
from ingest.mentions.body_parts import behind_sending, part_behind
from ingest.mentions.events import topic_reach
from ingest.mentions.housed import housed
from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.making import mention_of, sureness
from ingest.mentions.names import name_rules
from ingest.mentions.organization_forms import NO_FIRM, behind_city, formed, holds_post
from ingest.mentions.organization_heads import heads_in
from ingest.mentions.organization_reach import (
    POINTED,
    acts,
    behind_introduction,
    behind_setting_up,
    behind_verbs,
    behind_wish,
    body_like,
    called_own,
    firm_reach,
    halves,
    is_coined,
    is_generic,
    is_trade,
    is_whole,
    outermost,
    unknown_places,
    with_unknown,
)
from ingest.mentions.registered import registered
from ingest.mentions.view import Reach, View
from ingest.mentions.words import known_word
from ingest.tables import words_in
from ontology.records import Mention

_NOT_AFTER = {
    "大学": "生",
    "中学": "生",
    "小学": "生",
    "银行": "卡",
    "人大": "代",
    "政府": "性网",
    "公司": "法",
    "党校": "研",
    "党组": "织成",
    "政协": "委",
    "学校": "园长卫",
    "医院": "感",
    "学院": "派",
    "法院": "案",
    "学会": "的了用",
    "中心": "组",
    "学区": "房内划",
    "法委": "员",
}
_SENDS = ("派驻", "派出", "派员", "派人", "组织", "组成")  # 职业技术学院|派驻, but 学院派
_COUNTED = re.compile(r"[一二三四五六七八九十两几数百千多0-9]+(?:余|多)?[个支名条只批家所]")
_BUILT = re.compile(
    "(?:办成|办好|建成|盖起?|新建|建起|修缮|修建|兴建|改建|扩建|重建|加开|开办|开设|增设|捐建|援建|就读|建(?=[医学小中幼]))了?(?:一?[间所座家])?"
    "|(?<=[这那一每哪两几])[间所座家处]"
)
"""What is done with a house, or that counts it, before its name: 修缮|碧江中心幼儿园, 这|间|调解室."""
_FAMILY = re.compile(r"[一二三四五六七八九十两几数多0-9][余多]?[家所]\Z")
_ADDRESS = re.compile(r"[\u3400-\u9fff]{2,5}(?:自然村|村民小组|组)")
_HELD = re.compile("(?<=[\u3400-\u9fff]{2})(?<![责主信委担重专现历升时])任(?=[^务职命意期教性何]{0,6}\\Z)")
_HANDED = re.compile("(?:由|移交|移送|交给|交|请来|邀请|上报|报送)(?=[省市县区镇乡旗][\u3400-\u9fff]{2})")
"""Verbs right before a body of the area, which no name begins with: 移交|县自来水公司."""
_ATTACHED = re.compile(r"(?:医学院)?附属[\u3400-\u9fff]{0,7}?(?P<head>医院|中学|小学|幼儿园|学校)")
_ATTACHED_KINDS = {"医院": "HealthInstitution"}
_SEVERAL = ("两地", "三地", "四地", "五地", "多地", "各地")
"""What stands before a head that several have: 浙江嘉善三地|法庭."""
_LATIN = re.compile(r"[0-9A-Za-z]")
_EVERY = re.compile("(?:\\A|\\n|[：，。])各[镇乡街][^，。；：\\n]{0,10}、\\Z")
_SENT_TO = re.compile("(?:第[一二三四五六七八九十]{1,3}批)?(?:对口)?(?:驻|帮扶|支援|援建|援)\\Z")
_HELPERS = ("工作队", "工作组", "医疗队", "指挥部", "服务队")
_CHAMBER = re.compile(
    r"(?:委员)?(?:工作)?联络(?:组|处|站|室)|[\u3400-\u9fff]{2,14}?(?:工作委员会|专门委员会|委员会|工委)"
    r"|(?:提案|经济|农业农村|文化文史|文史|社会法制|社法|民族宗教|委员联络|委员工作|教科卫体|人口资源环境|法制|财经|监察司法|社会建设)委(?!员)"
)
_LEGAL = ("有限公司", "有限责任公司", "事务所", "合作社", "分公司", "支公司")
"""Forms of firms whose full name is area, own name, trade and form, without a break."""
_CHARGED = ("指挥部", "领导小组", "专班", "工作专班", "工作组")
"""Bodies named by what they are charged with, verbs and all: 镇森林草原防灭火指挥部."""
_NAMED_ONLY = ("Company", "Cooperative", "Bank", "PropertyManager")
"""Kinds whose last word alone names nothing: 46家合作社、|家庭农场."""
_OWN_AREAS = ("社区", "村", "嘎查", "街道", "镇", "乡", "苏木")
"""Words for areas that may end a name which no gazetteer has: 芦圩村|党支部."""
_INNER = re.compile("[\u3400-\u9fff]{2}[局厅]")
_FORCES = ("总队", "支队", "大队", "中队")
_COURT = re.compile("法庭副?庭长")  # 南哨|法庭|庭长, but 车载法庭
_LEAD = ("共青团",)
_BRANCHES = (
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
_OFFICE = re.compile("办(?![公事理学法好起到结了])")
_COUNTED_BEHIND = re.compile(r"(?:（[^（）\n]{1,8}）)?[0-9]+(?:余|多)?(?:个|所|家|处|座|支)")
_WITHIN_BODIES = ("党组", "党委", "党总支", "机关党委")
_ACTED_ON = frozenset(("School", "HealthInstitution", "CulturalInstitution", "PropertyManager"))
_LEADS = {
    "共青团": "MassOrganization",
    "中共": "PartyOrganization",
    "中国共产党": "PartyOrganization",
    "政协": "ConsultativeConference",
    "中国人民政治协商会议": "ConsultativeConference",
}
"""What 某县委员会 is of, by what stands before it."""
_JOINED = ("、", "和", "与", "及")
_TITLED = re.compile("(?:常务)?副?书记、\\Z")
_AFTER_TITLE = ("办事处", "居委会", "村委会", "管委会", "人大主席团")
"""What the head of a committee often leads too: 某街道党工委副书记、|办事处|主任."""
_LISTED_BODIES = ("政府", "办事处", "人大", "人大主席团", "管委会", "村委会", "居委会", "党委", "党工委")


@cache
def _parts() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("organizations", "parts")))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Organisations with an area or a name of their own; `organization/short` for those that lean on context.

    Houses that the article speaks of as places alone are places.
    """
    yield from housed(view, tuple(_found(view, found)), found)


def _found(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    text = view.text
    yield from formed(view)
    yield from registered(view)
    named: set[tuple[int, int]] = set()
    unknown = unknown_places(found)
    for start, end, kind, body in sorted(heads_in(text), key=lambda head: (head[1], head[0])):
        if view.is_sealed(start, end) or (
            view.tokens[view.token_at[end - 1]].start > start and view.tokens[view.token_at[end - 1]].end > end
        ):
            continue
        extended = (
            _parts().at(text, end) if kind in ("PartyOrganization", "GovernmentBody", "PeoplesCongress") else None
        )
        if extended and text[extended.end - 1 : extended.end + 1] == "委员" and text[extended.end :][:2] != "员会":
            extended = None  # 镇党委政法委员
        if extended and kind == "PeoplesCongress" and text[extended.end - 1] in "部校":
            extended = None  # 人大主席团|组织部分代表
        if extended and text[end : extended.end] == "办" and not _OFFICE.match(text, end):
            extended = None  # 镇政府|办理
        if extended and (
            kind == "PeoplesCongress" or text[end : extended.end] != "常委会" or "县市区州旗".find(text[start - 1]) >= 0
        ):
            end = extended.end
        whole = kind == "ConsultativeConference" or (kind == "PeoplesCongress" and text[end - 1] == "会")
        chamber = _CHAMBER.match(text, end) if whole else None
        if chamber and not (NO_FIRM - {"和"}) & set(chamber.group()) and not holds_post(chamber.group()):
            end = chamber.end()
        if text[end - 3 : end + 1] == "政法委员":
            start, end = end - 5, end - 3  # 镇党委|政法委员
        if text[end - 3 : end] == "村委会" and _ADDRESS.match(text, end):
            continue
        if text[end - 1] == "委" and kind == "PartyOrganization" and _OFFICE.match(text, end):
            end += 1  # 区委办
        led = text.startswith(("书记", "副书记", "成员", "委员"), end)
        if (
            text[start:end] in _WITHIN_BODIES
            and led
            and text[start - 1 : start] in tuple("局院委办厅联会校司团所行学园馆社厂心")
        ):
            continue  # 县水务局党组书记、局长: the bureau is meant
        if text[start:end] == "委员会" and text[start - 2 : start] in ("检察", "审判", "常务"):
            continue
        if text[end - 3 : end] == "委员会" and text.startswith(("选举", "换届"), end):
            continue  # 第八届居民委员会选举
        if text[start:end] in ("民委", "学会") and (text[start - 1 : start] in "居村" or text[end : end + 1].isdigit()):
            continue
        if text.startswith("政府办", end - 3) and not _OFFICE.match(text, end - 1):
            end -= 1  # 镇政府|办理
        barred = end < len(text) and text[end] in _NOT_AFTER.get(text[end - 2 : end], "")
        if barred and not text.startswith(_SENDS, end):
            continue
        mention = _named(view, start, end, kind, body, unknown) or _listed(view, start, end, kind, named)
        if mention and _graduates(text, mention):
            continue
        if mention and (mention.start, mention.end) not in named:  # by the longest head: 发展中心 before 中心
            named.add((mention.start, mention.end))
            yield mention
            inner = part_behind(view, mention)
            if inner:
                yield _part(view, mention, inner, mention.kind)
            attached = _ATTACHED.match(text, mention.end) if mention.kind == "School" else None
            if attached is not None:  # 西南医科大学|附属中医医院
                yield _part(view, mention, attached.end(), _ATTACHED_KINDS.get(attached["head"], "School"))


def _part(view: View, mention: Mention, end: int, kind: str) -> Mention:
    """What is within or attached to a body, and so has its name at its beginning."""
    text = view.text[mention.start : end]
    return replace(mention, end=end, text=text, kind=kind, confidence=sureness("organization/part"))


def _graduates(text: str, mention: Mention) -> bool:
    """Whether a name is of a person who left university: 姑娘蔡露|大学毕业."""
    own = mention.text.removesuffix("大学")
    if own == mention.text or not text.startswith("毕业", mention.end) or known_word(own):
        return False
    return len(own) < 5 and any(name_rules().has_surname(own[-size:]) for size in (2, 3) if size <= len(own))


def _listed(view: View, head: int, end: int, kind: str, named: set[tuple[int, int]]) -> Mention | None:
    """A body whose area stands before the one listed before it: 县交通运输局、应急管理局; 某乡党委、政府."""
    text = view.text
    start = view.reach(head).start
    titled = _TITLED.search(text, max(0, start - 6), start) if text[start:end] in _AFTER_TITLE else None
    before = titled.start() if titled is not None else start - 1
    if text[start - 1 : start] not in _JOINED or not any(stop == before for _, stop in named):
        return None
    name = text[start:end]
    listed = name in _LISTED_BODIES or (name in known_bodies() and len(name) > 2 and kind != "ServiceCentre")
    return mention_of(view, start, end, kind, "organization/listed") if listed else None


def _named(view: View, head: int, end: int, kind: str, body: bool, unknown: dict[int, Mention]) -> Mention | None:
    text = view.text
    reach = view.reach(head)
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
    if (
        text[reach.start - 1 : reach.start] in ("和", "与")
        and reach.place is None
        and (
            text[head:end] in ("局", "厅")
            or _INNER.search(text, reach.start, head)
            or is_trade(text, reach.start, head, end)
            or halves(text, reach.start - 1)
        )
        and not (text.startswith(AREA_WORDS, reach.start))
    ):
        whole_name = view.reach(reach.start - 1)  # 县文化广电体育和旅游局
        if whole_name.place or area_word(view, whole_name.start, reach.start - 1, end) is not None:
            reach = whole_name
    if handed := list(_HANDED.finditer(text, max(reach.start - 1, 0), head)):
        reach = Reach(handed[-1].end(), None)
    if begin := behind_sending(text, reach.start + 1, head):
        reach = Reach(begin, None)
    if not body and text.endswith(_LEGAL, 0, end):
        reach = firm_reach(view, head, reach)
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
    if reach.place is None and kind == "Company":
        reach = Reach(behind_introduction(text, reach.start, head), None)
    if reach.place is None and kind in _ACTED_ON:
        reach = Reach(behind_verbs(view, reach.start, head), None)
        if reach.start == head and head > 0 and not is_whole(text, head, end):
            return None
    start = reach.start
    if reach.place is None and text[head:end] == "大学" and start < head:
        start = behind_city(text, start)
    if text[start - 1 : start] == "个" and text.startswith(AREA_WORDS, start):
        return None  # 13个|镇卫生院
    if (text[head:end] == "厂" and head - start < 3) or text.endswith(_SEVERAL, start, head):
        return None
    if text[head:end] == "商会" and text[head - 1 : head] in tuple("会协"):
        return None  # 现场会商会, 协商会: a meeting
    if text[head:end] in ("职中", "厂") and text[head - 1 : head] in tuple("履任在入就述验"):
        return None  # 履职中, 验厂
    quote = view.quote_ending.get(end + 1) if kind in ("Team", "ServiceCentre") else None
    if (
        quote
        and quote[1] == end
        and head - quote[0] > 1
        and (head - quote[0] > 3 or not is_generic(view, quote[0], head))
    ):
        return mention_of(view, quote[0] - 1, end + 1, kind, "organization/quoted")
    if reach.place is None and start < head and text[start - 1 : start] == "该":
        word = next((word for word in POINTED if text.startswith(word, start, head)), None)
        if word is not None:  # 该局|农村公路管理站
            return mention_of(view, start, end, kind, "organization/pointed")
    if reach.place is None:
        cut = area_word(view, start, head, end)
        if cut is not None and _EVERY.search(text, max(0, cut - 16), cut):
            return None  # 各镇人民政府、|街道办事处
        if cut is not None:
            return mention_of(view, cut, end, kind, "organization/short", "area")
    if kind == "School" and view.quote_ending.get(end + 1) == (start, end):
        return None
    if _COUNTED.match(text, start, head) or _FAMILY.search(text, start, head):
        return None
    sent = _SENT_TO.search(text, max(0, start - 8), start) if start else None
    if sent and (sent[0] == "驻" or text.endswith(_HELPERS, 0, end)):  # 省水利厅|驻致祥村帮扶工作队
        sender = view.reach(sent.start())
        if sender.start < sent.start():
            short = area_word(view, sender.start, sent.start(), sent.start())
            return mention_of(view, short if short is not None else sender.start, end, kind, "organization/sent")
    if start == head and (not is_whole(text, head, end) or (not body and kind in _NAMED_ONLY)):
        return None
    middle = text[reach.place.end if reach.place else start : head]
    if reach.place is not None and middle[:1] in ("原", "前") and text.startswith(AREA_WORDS, reach.place.end + 1):
        return mention_of(view, reach.place.end + 1, end, kind, "organization/short", "area")
    if reach.place is not None and not body_like(middle, kind) and acts(view, reach.place.end, head):
        return None
    if text[head:end] == "委员会" and not middle:
        outer = outermost(view, start)  # 中共永春县|石鼓镇|委员会
        lead = next((lead for lead in _LEADS if text.endswith(lead, 0, outer)), None)
        if lead is None:
            return None
        return mention_of(view, outer - len(lead), end, _LEADS[lead], "organization/area")
    if middle in ("原", "前") or "+" in middle or "＋" in middle:
        return None
    if reach.place is not None and text.endswith(_LEAD, 0, start) and text[head:end] == "委":
        return mention_of(view, start - 3, end, "MassOrganization", "organization/area")
    if reach.place is None:
        if text[start] in ("原", "前") and text.startswith(AREA_WORDS, start + 1):  # 原|县直机关幼儿园副园长
            return mention_of(view, start + 1, end, kind, "organization/short", "area")
        start = behind_wish(text, start, head)
        if start == head:
            return None
        start += text[start] == "兼"  # 副院长兼|诸佛庵人民法庭庭长
        if _LATIN.match(text[start]) or is_generic(view, start, head):
            return None
        if text[start - 1 : start] in ("各", "每") and text.startswith(AREA_WORDS, start):
            return None  # 各|镇政务服务中心: one of many
        if body:
            whole = kind in (
                "School",
                "Team",
                "HealthInstitution",
                "CulturalInstitution",
                "PublicInstitution",
                "ServiceCentre",
            )
            stationed = (
                kind == "PoliceStation"
                or text[head:end] in words_in("organizations", "stations")
                or _COURT.match(text, head) is not None
            )
            whole = whole or stationed or text[start] in "“「"
            if not whole or text[head:end] == "中心" or (end - head == 1 and not is_coined(view, start, head)):
                return None
            if start == head:
                return mention_of(view, start, end, kind, "organization/short", "alone")
        return mention_of(view, start, end, kind, "organization/own", "other")
    if not body and not middle and text[head:end] in ("公司", "集团", "企业", "社工", "联盟", "协会", "医院"):
        return None
    if text[head:end] == "社工" and text.endswith(("社区", "村", "街道", "镇"), start, head):
        return None  # 鼓楼社区|社工张三
    if text.endswith(_FORCES, head - 1, end) and text.endswith(("武警", "消防"), 0, start):
        start -= 2  # 武警|上饶支队
    if kind == "SocialOrganization" and text.endswith(words_in("organizations", "regions"), 0, start):
        start -= max(len(name) for name in words_in("organizations", "regions") if text.endswith(name, 0, start))
    if kind == "Cooperative":
        if reach.place is not None and text[reach.place.end - 1] == "村" and called_own(middle):
            return mention_of(view, reach.place.end, end, kind, "organization/own", "cooperative")
        start = outermost(view, start)  # 走马镇|白果村茶叶专业合作社
    return mention_of(view, start, end, kind, "organization/area")
