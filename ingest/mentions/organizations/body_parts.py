"""Parts of a body named right behind it: 县公安局|网络安全保卫大队, 台资企业协会|巴城联络处."""

from __future__ import annotations

import re

from ingest.mentions.lexicon import words
from ingest.mentions.view import View
from ontology.records import Mention

_INNER = re.compile(
    r"(?P<middle>交（巡）警|[\u3400-\u9fff]{1,10}?)(?:大队|中队|支队|(?<![本专文学百])(?<![^心病护管]理)科|股|处(?=副?处长)|党支部|党总支|团支部|门诊部)(?![技学普长员份东队])"
)
_INNER_POST = re.compile(
    r"(?P<middle>[\u3400-\u9fff]{2,6}?)(?:特勤站|工作站|工作室|联络处|项目部|营业部|纪检监察组|合唱队|艺术团|速裁团队|校区|分会|(?<!厕)所|站|(?<![家开])庭|系)(?![属有在需谓得长点台列统想急盼忧作做提述])"
)
_WITH_PARTS = frozenset(
    (
        "GovernmentBody",
        "PublicInstitution",
        "HealthInstitution",
        "PoliceStation",
        "JudicialBody",
        "School",
        "Company",
        "MassOrganization",
        "SocialOrganization",
        "DisciplineInspection",
    )
)
_PARTY = re.compile("(?:机关)?(?:党支部|党总支|党委|团支部|团委|工会|妇联)(?![书委成副员主])")
_WITH_PARTY = frozenset(("Company", "School", "HealthInstitution", "SocialOrganization", "PublicInstitution"))
_SENDERS = tuple("局院委校园所站厅部队室心司府处办镇乡村区县市道厂社会")
_ORGANIZATIONAL = ("部", "科", "处", "股", "人事", "宣传", "工作", "建设", "委", "干部", "机构")
"""What goes on a name that 组织 begins: 组织部, 组织人事科."""
_NUMBERS = tuple("一二三四五六七八九十")
NOT_INNER = frozenset("的在与和、从对把被将是为到给等及了着向由派")


def behind_sending(text: str, start: int, head: int) -> int:
    """Where a name goes on behind what a body does with its own people, or 0: 县公安局组织|交警大队, but 组织人事科."""
    for at in range(start, head):
        verb = text[at : at + 2]
        if verb not in words("boundaries", "sending") or not text.endswith(_SENDERS, 0, at):
            continue
        if not text.endswith("社会", 0, at) and not (verb == "组织" and text.startswith(_ORGANIZATIONAL, at + 2)):
            return at + 2
    return 0


def part_behind(view: View, outer: Mention) -> int | None:
    """Where the part of a body ends that is named right behind it: 县公安局网络安全保卫大队, 县人民医院急诊科."""
    if outer.kind not in _WITH_PARTS:
        return None
    own = _PARTY.match(view.text, outer.end) if outer.kind in _WITH_PARTY else None
    if own is not None:  # 某有限公司|党支部
        return own.end()
    match = _INNER.match(view.text, outer.end) or _INNER_POST.match(view.text, outer.end)
    if match is None or NOT_INNER & set(match["middle"]):
        return None
    numbered = match["middle"] in _NUMBERS and view.text.endswith("队", 0, outer.end)  # 交警大队|一中队
    if len(match["middle"]) < 2 - (match.group()[-1] in "科股") and not numbered:
        return None
    if behind_sending(view.text, outer.end, outer.end + 1):
        return None
    first = view.tokens[view.token_at[outer.end]]
    written = view.text[first.start : first.end]
    cut = first.start < outer.end or first.sort == "mark"
    if cut or (first.sort == "boundary" and len(written) > 1 and written != "直属"):
        return None
    return match.end()
