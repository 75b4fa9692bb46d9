"""Whose a bare title is that goes on a list of others: 经理甲、|会计|乙; 副镇长甲，|武装部部长|乙; 甲院长、乙|书记."""

from __future__ import annotations

import re

from ingest.relations.actors import callings
from ingest.relations.base import INSIDE, ORG, PERSON, PLACE, SentenceView, Title
from ingest.relations.places.areas import governed
from ingest.relations.posts.titles import rules
from ingest.tables import words_in
from ontology.records import LocalEntity

_BEHIND_NAME = re.compile(f"[、和与及]{PERSON}{INSIDE}*")
_AND = ("、", "和", "及", "与", "以及")
_CALLED = 14  # code points of a calling and what it is of, before an office
_CALLED_OF = re.compile(f"(?<=[{PLACE}{ORG}{INSIDE}])(?P<what>[“”\u3400-\u9fff]{{2,8}})、\\Z")
_CALLING = frozenset(
    (
        "AdministrativeArea",
        "School",
        "Company",
        "Bank",
        "SocialOrganization",
        "HealthInstitution",
        "GovernmentBody",
        "Cooperative",
    )
)
_PARTS = frozenset(
    ("党委", "党组", "党总支", "党支部", "机关党委", "纪委", "工会", "政治处", "政治部", "办公室", "纪检组", "团委")
)
_INNER = ("办", "学院", "分院", "研究院", "研究所", "教研室", "教研部", "团委", "中心", "站")
"""Ends of parts that only a house of the kinds in `_SOLE` has, not an area's committee: 省委党校|进修学院, but not 县发改办."""
_DEPARTMENTS = ("科", "股", "室", "部", "处", "组", "班", "系", "车间", "公司", "企业", "学校", "医院", "工会", "支部")
_GOES_ON = re.compile("[\u3400-\u9fff]{0,6}[，；]")
"""What stands between a name and the next of its house: a comma, with what the one does before it (主持，)."""
_SOLE = frozenset(("JudicialBody", "HealthInstitution", "School", "GovernmentBody", "Company", "PublicInstitution"))
"""Kinds of houses whose people a list goes on to name behind a comma without the house."""
_OF_ANOTHER = re.compile("局|厅|医院|公司|银行|中心")
"""Ends of houses of their own within words before a title."""
_ASSEMBLIES = ("ConsultativeConference", "PeoplesCongress")
OF_ASSEMBLY = re.compile("政协.|人大常委会.|人大.")
"""Parts of an area's conference or congress, beside which a committee is another part of it."""
_TOWNS = ("镇", "乡", "街道", "苏木")
_AD_HOC = ("小组", "指挥部", "专班", "工作组", "专案组", "组委会")
"""Ends of bodies that are set up for a time and have no parts or committees of their own."""


def same_house(view: SentenceView, last: tuple[int, LocalEntity] | None, title: Title) -> LocalEntity | None:
    """What a title is of by whom the sentence names before it; None where it has a house of its own, or nothing tells.

    `last`: where the last name with its titles ends, and what those are of.
    """
    if last is not None:
        end, house = last
        joined = view.shape[end : title.start - len(title.loose)] in _AND or end == title.start
        if joined and _may_be_of(house, title):
            return house
        if _goes_on_within(view, last, title) or _goes_on_in_town(view, last, title):
            return house
        behind = not title.chain and not title.loose and _BEHIND_NAME.fullmatch(view.shape, end, title.start)
        if behind and _may_be_of(house, title):
            return house
    return None if title.chain or title.loose else _called_of(view, title)


def _may_be_of(house: LocalEntity, title: Title) -> bool:
    """Whether a title may be of the house of who was named before it: 小学教师甲、会计乙, but not 小学教师甲、辅警乙."""
    rule = rules()[title.core]
    if title.former and not (title.loose or title.body or title.chain):
        return False  # 县委副书记甲，退休|干部乙
    if title.loose.endswith(("委", "委员会")):
        # 县政协提案委主任甲、经科委|副主任乙; 县政协副主席甲、资源环境委员会|主任乙, but 县政协主席甲、发改委|主任乙
        return house.kind in _ASSEMBLIES and title.loose not in words_in("posts", "houses", "commissions")
    inner = house.kind in _SOLE and not house.name.endswith("政府") and title.loose.endswith(_INNER)
    if inner and not title.loose.startswith(("省", "市", "县", "区", "镇", "乡")):
        return True  # 某校教研部主任甲、进修学院|副院长乙
    if title.loose and not title.body and not title.loose.endswith(_DEPARTMENTS):
        return False  # 支行行长甲、农信联社|理事长乙
    if _OF_ANOTHER.search(title.loose[:-1]):
        return False  # 镇人大主席甲、教育局督导室|主任乙
    return rule.named or not rule.of or "Area" in rule.of or house.kind in rule.of or bool(title.body or title.loose)


def _called_of(view: SentenceView, title: Title) -> LocalEntity | None:
    """北孙村“两委”成员、|妇联主席甲: whose one is by what one is called before an office that says no house."""
    called = _CALLED_OF.search(view.shape, max(0, title.start - _CALLED), title.start)
    if called is None or not called["what"].rstrip("”").endswith((*callings(), "成员", "干部", "领导", "代表")):
        return None
    return next((m.entity for m in view.marks if m.end == called.start("what") and m.entity.kind in _CALLING), None)


def _goes_on_in_town(view: SentenceView, last: tuple[int, LocalEntity], title: Title) -> bool:
    """Whether a bare title behind a comma is of the town before: 某镇副镇长甲，武装部部长乙."""
    if title.chain or title.loose or view.shape[last[0] : title.start] not in ("，", "；"):
        return False
    town = governed(view.about, last[1]) or last[1]
    if town.type != "Place" or not town.name.endswith(_TOWNS):
        return False
    return title.core in words_in("posts", "of_a_town") or title.body in words_in("posts", "town_bodies")


def _goes_on_within(view: SentenceView, last: tuple[int, LocalEntity], title: Title) -> bool:
    """Whether a title behind a comma is of a part of the house before: 市公安局局长甲，党委委员乙，政治处主任丙."""
    house, rule = last[1], rules()[title.core]
    if title.chain or _GOES_ON.fullmatch(view.shape, last[0], title.start - len(title.loose)) is None:
        return False
    if f"{title.body}{title.title}".startswith("党组") and house.type == "Organization":
        return True  # 县人大常委会主任甲，党组副书记|乙
    kinds = (*_SOLE, *_ASSEMBLIES)
    if not title.body and not title.former and house.kind in kinds and not house.name.endswith(("政府", "法庭")):
        # 某县检察院检察长甲，副检察长|乙; 某县法院院长甲主持，立案庭|庭长乙
        part = title.loose in words_in("posts", "houses", "parts")
        if part or (not title.loose and house.kind in rule.of):
            return True
    if not title.body or house.type != "Organization" or house.kind in ("PartyOrganization", "Bank"):
        return False
    if house.name.endswith(_AD_HOC):  # 党委书记甲任组长，党委委员|乙任副组长
        return False
    return title.body in _PARTS and governed(view.about, house) is None
