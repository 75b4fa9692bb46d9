"""Organisations by grammar: an area or a name of its own, then what kind of body it is (桃江县 林业局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.mentions.area_words import AREA_WORDS, area_word
from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.making import mention_of, sureness
from ingest.mentions.organizations.body_parts import part_behind
from ingest.mentions.organizations.listed_bodies import listed
from ingest.mentions.organizations.organization_forms import NO_FIRM, REPORTED, behind_city, formed, holds_post
from ingest.mentions.organizations.organization_heads import heads_in
from ingest.mentions.organizations.organization_reach import (
    POINTED,
    acts,
    behind_wish,
    body_like,
    called_own,
    is_coined,
    is_generic,
    is_whole,
    unknown_places,
    wanted,
)
from ingest.mentions.organizations.organization_starts import begins
from ingest.mentions.organizations.own_bodies import own_bodies
from ingest.mentions.organizations.registered import registered
from ingest.mentions.organizations.short_bodies import short_bodies
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.places.housed import housed
from ingest.mentions.view import View
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
    "集团": "化",
    "党校": "研",
    "党组": "织成",
    "政协": "委",
    "学校": "园长卫",
    "医院": "感",
    "学院": "派",
    "法院": "案",
    "学会": "的了用这那怎如何做种养修包跳唱写",
    "中心": "组村屯线",
    "学区": "房内划",
    "法委": "员",
    "务队": "伍",
    "大办": "理事学法好起到结了的",
    "协办": "理事学法好起到结了的",
}
_SENDS = ("派驻", "派出", "派员", "派人", "组织", "组成")  # 职业技术学院|派驻, but 学院派
_COUNTED = re.compile(r"[一二三四五六七八九十两几数百千多0-9]+(?:余|多)?[个支名条只批家所]")
_FAMILY = re.compile(r"[一二三四五六七八九十两几数多0-9][余多]?[家所]\Z")
_BUILT_ONE = re.compile(r"[建办开盖修设买]起?了?(?:[一几两三]|[0-9]{1,2})[个支条家所座间处]")
"""What stands before a body that is yet to be: 办一所|技校."""
_LEVELS = re.compile("[两三四各]级")
_SHOWN = ("贡献", "彰显", "展现", "体现", "汇聚", "凝聚", "发出", "注入")
"""Before an assembly whose strength is meant: 贡献|政协|力量."""
_FOLK = ("群众", "村民", "农户", "乡亲", "百姓", "老乡")
_LEARNERS = (
    "全部",
    "都",
    "也",
    "就",
    "已",
    "已经",
    "慢慢",
    "逐渐",
    "终于",
    "很快",
    "娃",
    "孩子",
    "学生",
    "儿童",
    "们",
    "村民",
    "农民",
    "老人",
    "居民",
    "他",
    "她",
    "我",
    "你",
)
"""Before 学会, which is a verb behind them: 萌娃|学会“逃生经”."""
_ADDRESS = re.compile(r"[\u3400-\u9fff]{2,5}(?:自然村|村民小组|组)")
_ATTACHED = re.compile(
    r"(?:医学院)?附属[\u3400-\u9fff]{0,7}?(?P<head>医院|中学|小学|幼儿园|学校)(?:[\u3400-\u9fff]{2,4}?(?:分院|院区|分校|校区))?"
)
_ATTACHED_KINDS = {"医院": "HealthInstitution"}
_ELECTED = frozenset("当做任选为请让由把被")
"""What no town's or quarter's body has in its own name: 某人当|居委会主任."""
_SEVERAL = ("两地", "三地", "四地", "五地", "多地", "各地")
"""What stands before a head that several have: 浙江嘉善三地|法庭."""
_NO_BANK = ("手机", "网上", "网络", "血液", "时间", "道德", "积分", "种子", "骨髓")
_SUFFIXES = frozenset("式型类性级版款")
"""What ends a word that says of which sort something is, and begins no name."""
_OF_ALL = ("基层", "下属", "所属", "下辖", "所辖", "辖区", "各个", "有关", "相关", "部分", "直属各")
"""What stands before a body's last word where all such bodies are meant."""
_ONLY_WHERE = ("小区", "宿舍", "家属院", "家属楼", "家属区", "宿舍楼", "旧址", "遗址")
"""What stands behind a body whose name only says which house is meant: 纺织厂|家属院."""
_ASSEMBLIES = ("PeoplesCongress", "ConsultativeConference")
_EACH_PART = ("各专", "各委", "各工", "各办", "各科", "机关各")
"""What stands behind a body of which all parts are meant: 县人大|各专门委员会."""
_LATIN = re.compile(r"[0-9A-Za-z]")
_MANY_QUOTED = re.compile(r"(?:[2-9]|[1-9][0-9]+|[两二三四五六七八九十百]+)[余多]?[个支家所处]\Z")
_SOFTWARE = re.compile("(?:(?:“[^“”\n]{1,12}”|、){0,6}等)?(?:APP|App|app|小程序|公众号|抖音|微信|平台|客户端|软件)")
_ONE_OF = re.compile("[0-9一二三四五六七八九十两几数百千万多余][个支所家座处条间]\\Z")
_GUILDS = ("商会", "同乡会", "商协会")
"""Societies named after where their members come from, behind where they are: 慈溪市|九江商会."""
_EVERY = re.compile("(?:\\A|\\n|[：，。])各[镇乡街][^，。；：\\n]{0,10}、\\Z")
_SENT_TO = re.compile("(?:第[一二三四五六七八九十]{1,3}批)?(?:对口)?(?:派驻|驻|帮扶|支援|援建|援)\\Z")
_HELPERS = ("工作队", "工作组", "医疗队", "指挥部", "服务队")
_CHAMBER = re.compile(
    r"(?:委员)?(?:工作)?联络(?:小?组|处|站|室)|[\u3400-\u9fff]{2,14}?(?:工作委员会|专门委员会|委员会|工委)"
    r"|(?:提案|经济|农业农村|文化文史|文史|社会法制|社法|民族宗教|委员联络|委员工作|教科卫体|人口资源环境|法制|财经|监察司法|社会建设)委(?!员)"
)
_NAMED_ONLY = ("Company", "Cooperative", "Bank", "PropertyManager")
"""Kinds whose last word alone names nothing: 46家合作社、|家庭农场."""
_FORCES = ("总队", "支队", "大队", "中队")
_COURT = re.compile("法庭副?庭长")  # 南哨|法庭|庭长, but 车载法庭
_LEAGUE = re.compile("(?:(?<![\u3400-\u9fff])|(?<=[由和与及的在]))团\\Z|共青团\\Z")
"""The Youth League before an area's committee: 团|韩城市委."""
_OFFICE = re.compile("办(?![公事理学法好起到结了])")
_WITHIN_BODIES = ("党组", "党委", "党总支", "机关党委")
_LEADS = {
    "共青团": "MassOrganization",
    "中共": "PartyOrganization",
    "中国共产党": "PartyOrganization",
    "政协": "ConsultativeConference",
    "中国人民政治协商会议": "ConsultativeConference",
}
"""What 某县委员会 is of, by what stands before it."""
_LIMITED = ("有限公司", "有限责任公司")
_OF_VILLAGES = ("集体", "强村", "富民", "振兴", "共富", "村")
"""What the firm of a village is called by, which bears the village's name."""


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
    yield from short_bodies(view)
    own = [*own_bodies(view, found)]
    yield from own
    named = {(mention.start, mention.end) for mention in own}
    unknown = unknown_places(found)
    for start, end, kind, body in sorted(heads_in(text), key=lambda head: (head[1], head[0])):
        if (
            (start, end) in named
            or view.is_sealed(start, end)
            or (view.tokens[view.token_at[end - 1]].start > start and view.tokens[view.token_at[end - 1]].end > end)
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
        if text[start:end] in _WITHIN_BODIES and text[start - 1 : start] == "原":
            continue  # 县工商联|原党组书记: the body is meant
        if text[start:end] == "委员会" and text[start - 2 : start] in ("检察", "审判", "常务"):
            continue
        if text[end - 4 : end] in ("村委会办", "居委会办"):
            end -= 1  # 由村委会|办
        if text[end - 3 : end] == "委员会" and text.startswith(("选举", "换届"), end):
            continue  # 第八届居民委员会选举
        if text[start:end] in ("民委", "学会") and (text[start - 1 : start] in "居村" or text[end : end + 1].isdigit()):
            continue
        if text.startswith("政府办", end - 3) and not _OFFICE.match(text, end - 1):
            end -= 1  # 镇政府|办理
        if text.startswith("中心工作", end - 2) and not text.startswith(("人员", "者", "站"), end + 2):
            continue  # 县政府|中心工作
        barred = end < len(text) and text[end] in _NOT_AFTER.get(text[end - 2 : end], "")
        if barred and not text.startswith(_SENDS, end):
            continue
        if kind == "Company" and text.startswith("村", end) and text[end + 1 : end + 2] not in tuple("企民集级里"):
            continue  # 油坊|村
        if text.startswith(_ONLY_WHERE, end) or (kind in _ASSEMBLIES and text.startswith(_EACH_PART, end)):
            continue
        if text[end : end + 8].lstrip("约有近").lstrip("0123456789.余多").startswith(("公里", "千米")):
            continue  # 距乡政府6公里
        mention = _named(view, start, end, kind, body, unknown) or listed(view, start, end, kind, named)
        if mention and _graduates(text, mention):
            continue
        if mention and (mention.start, mention.end) not in named:  # by the longest head: 发展中心 before 中心
            named.add((mention.start, mention.end))
            yield mention
            yield from _parts_behind(view, mention)
            attached = _ATTACHED.match(text, mention.end) if mention.kind == "School" else None
            if attached is not None:  # 西南医科大学|附属中医医院
                yield _part(view, mention, attached.end(), _ATTACHED_KINDS.get(attached["head"], "School"))


def _parts_behind(view: View, mention: Mention) -> Iterator[Mention]:
    """The part named right behind a body, and the part of that one: 县公安局|交警大队|一中队."""
    text = view.text
    inner = part_behind(view, mention)
    if inner is None:
        return
    of_party = text.endswith(("党委", "党总支", "党支部"), 0, inner)
    office = _parts().at(text, inner) if of_party else None  # 某大学党委|统战部
    end = office.end if office is not None and text[office.end - 1] not in "长委" else inner
    part = _part(view, mention, end, "PartyOrganization" if of_party else mention.kind)
    yield part
    if part.text.endswith("队") and (squad := part_behind(view, part)):
        yield _part(view, mention, squad, mention.kind)


def _part(view: View, mention: Mention, end: int, kind: str) -> Mention:
    """What is within or attached to a body, and so has its name at its beginning."""
    text = view.text[mention.start : end]
    return replace(mention, end=end, text=text, kind=kind, confidence=sureness("organization/part"))


def _graduates(text: str, mention: Mention) -> bool:
    """Whether a name is of those who enter or left university: 姑娘蔡露|大学毕业, 资助困难|大学新生."""
    own = mention.text.removesuffix("大学")
    if own != mention.text and own.endswith(("困难", "贫困", "特困", "应届", "寒门", "优秀")):
        return True
    if own == mention.text or not text.startswith("毕业", mention.end) or known_word(own):
        return False
    return len(own) < 5 and any(name_rules().has_surname(own[-size:]) for size in (2, 3) if size <= len(own))


def _named(view: View, head: int, end: int, kind: str, body: bool, unknown: dict[int, Mention]) -> Mention | None:
    """The body whose head stands here, with its area or a name of its own; None where it is none, or one of many."""
    text = view.text
    reach = begins(view, head, end, kind, body, unknown)
    if reach is None:
        return None
    start = reach.start
    if reach.place is None and text[head:end] == "大学" and start < head:
        start = behind_city(text, start)
    if text[start - 1 : start] == "个" and text.startswith(AREA_WORDS, start):
        return None  # 13个|镇卫生院
    if (text[head:end] == "厂" and head - start < 3) or text.endswith(_SEVERAL, start, head):
        return None
    if _common_deed(text, start, head, end, kind):
        return None
    if kind == "Media" and REPORTED.match(text, end):
        return None
    if text[head:end] == "银行" and text.endswith(_NO_BANK, 0, head):
        return None  # 操作手机|银行
    if text[head:end] == "商会" and text[head - 1 : head] in tuple("会协"):
        return None  # 现场会商会, 协商会: a meeting
    if reach.place is None and start < head and text[start] in _SUFFIXES:
        return None  # 沉浸|式影院
    if text[head:end] == "院区" and text[head - 1 : head] == "合":
        return None  # 度假合|院区
    if text[head:end] in ("职中", "厂") and text[head - 1 : head] in tuple("履任在入就述验"):
        return None  # 履职中, 验厂
    quote = view.quote_ending.get(end + 1) if kind in ("Team", "ServiceCentre") else None
    if (
        quote
        and quote[1] == end
        and head - quote[0] > 1
        and (head - quote[0] > 3 or not is_generic(view, quote[0], head))
    ):
        if _SOFTWARE.match(text, end + 1) or _MANY_QUOTED.search(text, max(0, quote[0] - 6), quote[0] - 1):
            return None  # 下载“国家反诈中心”APP, 设立27个“务工人员服务站”
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
        if (
            sent[0] == "驻"
            and not text.endswith("派", 0, sent.start())
            and text.endswith(_HELPERS, 0, end)
            and reach.place is not None
        ):
            return mention_of(view, sent.start(), end, kind, "organization/sent")  # 驻|文竹镇乡村振兴工作队
    if start == head and (not is_whole(text, head, end) or (not body and kind in _NAMED_ONLY)):
        return None
    middle = text[reach.place.end if reach.place else start : head]
    if reach.place is not None and middle[:1] in ("原", "前") and text.startswith(AREA_WORDS, reach.place.end + 1):
        return mention_of(view, reach.place.end + 1, end, kind, "organization/short", "area")
    if reach.place is not None and not body_like(middle, kind) and acts(view, reach.place.end, head):
        return None
    if text[head:end] == "委员会" and not middle:
        outer = view.outermost(start)  # 中共永春县|石鼓镇|委员会
        lead = next((lead for lead in _LEADS if text.endswith(lead, 0, outer)), None)
        if lead is None:
            return None
        return mention_of(view, outer - len(lead), end, _LEADS[lead], "organization/area")
    if _COUNTED.match(middle):
        return None  # 甲马营镇|两个镇|党委
    if middle in ("原", "前") or "+" in middle or "＋" in middle:
        return None
    if (
        reach.place is not None
        and text[head:end] == "委"
        and (league := _LEAGUE.search(text, max(0, start - 4), start))
    ):
        full = f"共青团{text[start:end]}"
        return mention_of(view, league.start(), end, "MassOrganization", "organization/area", full=full)
    if reach.place is None:
        return _with_own_name(view, start, head, end, kind, body)
    return _with_area(view, start, reach.place.end, head, end, kind, body)


_NO_SCHOOLS = ("初中", "高中", "华中", "关中", "汉中", "闽中", "台中", "阆中")
"""What 小学 may stand behind as a word of its own, though it ends in 中."""


def _common_deed(text: str, start: int, head: int, end: int, kind: str) -> bool:
    """Whether what stands before a head tells of what is done with such a body, or of several: 建一座|烘干厂, 群众坐上|合作社."""
    if _BUILT_ONE.match(text, start, head) or _LEVELS.search(text, start, head):
        return True
    both = (
        text.startswith("小学", head)
        and text.endswith("中", start, head)
        and not text.endswith(_NO_SCHOOLS, start, head)
    )
    if both or (text.endswith("中小", start, head) and text.startswith("学校", head)):
        return True  # 新改扩建中|小学: schools of both kinds
    if text[head:end] == "政协" and text.endswith(_SHOWN, start, head):
        return True  # 绩溪建设贡献|政协|力量
    if any(word in text[start:head] for word in words_in("places", "ranks")):
        return True  # 武宣县|标志性|博物馆
    joined = kind in ("Company", "Cooperative") and any(word in text[start:head] for word in _FOLK)
    return joined or (text[head:end] == "学会" and text.endswith(_LEARNERS, start, head))


def _with_own_name(view: View, start: int, head: int, end: int, kind: str, body: bool) -> Mention | None:
    """A body with a name of its own, and no area."""
    text = view.text
    if text[start] in ("原", "前") and text.startswith(AREA_WORDS, start + 1):  # 原|县直机关幼儿园副园长
        return mention_of(view, start + 1, end, kind, "organization/short", "area")
    start = behind_wish(text, start, head)
    if start == head:
        return None
    start += text[start] == "兼"  # 副院长兼|诸佛庵人民法庭庭长
    if kind == "Media" and (named := behind_city(text, head)) < head:
        start = max(start, named)  # 采访组|河北|卫视
    if _LATIN.match(text[start]) or is_generic(view, start, head):
        return None
    if text[start - 1 : start] == "该" and text[start] in "县市镇乡村" and start + 2 < head:
        start += 1  # 该镇|合胜小学
    if text[start - 1 : start] in ("各", "每") and (text.startswith(AREA_WORDS, start) or start + 2 >= head):
        return None  # 各|镇政务服务中心, 各|中心学校: one of many
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
        ) and _ELECTED.isdisjoint(text[start:head])
        whole = whole or stationed or text[start] in "“「"
        if not whole or _ONE_OF.search(text, max(0, start - 6), start):
            return None  # 107个|新时代文明实践站
        if text[head:end] == "中心" or (end - head == 1 and not is_coined(view, start, head)):
            return None
        if start == head:
            if kind == "Team" and wanted(view, start):
                return None  # 要成立|工作专班
            return mention_of(view, start, end, kind, "organization/short", "alone")
    return mention_of(view, start, end, kind, "organization/own", "other")


def _own_firm(middle: str) -> bool:
    """Whether a firm behind its village has a name of its own, and is not the village's: 田坝村|仙人岭茶叶有限公司."""
    return len(middle) > 3 and not any(word in middle for word in _OF_VILLAGES)


def _with_area(view: View, start: int, area: int, head: int, end: int, kind: str, body: bool) -> Mention | None:
    """A body whose name begins with a place, which ends at `area`."""
    text = view.text
    middle = text[area:head]
    if text[head:end] == "中心" and text.endswith(("城区", "市区", "镇区", "县城", "集镇"), 0, head):
        return None
    if text[head:end] == "委" and len(middle) == 2 and middle[0] == "团":  # 韩城|团市委
        area_name = text[start:area].removesuffix(middle[1]) + middle[1]
        return mention_of(view, start, end, kind, "organization/area", full=f"共青团{area_name}委")
    if middle == "一" and kind in ("Company", "Cooperative", "HealthInstitution"):
        return None  # 福清|一|禽畜场: one of them
    if middle.endswith(_OF_ALL):
        return None  # 通许县供电局|基层|供电所
    if text[head:end] == "中心" and middle in ("", "主要", "核心", "地理", "几何"):
        return None  # 万城镇|主要|中心地带
    if not body and not middle and text[head:end] in ("公司", "集团", "企业", "社工", "联盟", "协会", "医院"):
        return None
    if text[head:end] == "社工" and text.endswith(("社区", "村", "街道", "镇"), start, head):
        return None  # 鼓楼社区|社工张三
    if text.endswith(_FORCES, head - 1, end) and text.endswith(("武警", "消防"), 0, start):
        start -= 2  # 武警|上饶支队
    if kind == "SocialOrganization" and text.endswith(words_in("organizations", "regions"), 0, start):
        start -= max(len(name) for name in words_in("organizations", "regions") if text.endswith(name, 0, start))
    if text[head:end] in _GUILDS and not middle:
        start = view.outermost(start)
    village = text.rfind("村", start, head) + 1 if kind == "Company" and text.endswith(_LIMITED, 0, end) else 0
    if village and _own_firm(text[village:head]):
        return mention_of(view, village, end, kind, "organization/own", "registered")
    if kind == "Cooperative":
        if text[area - 1] == "村" and called_own(middle):
            return mention_of(view, area, end, kind, "organization/own", "cooperative")
        start = view.outermost(start)  # 走马镇|白果村茶叶专业合作社
    return mention_of(view, start, end, kind, "organization/area")
