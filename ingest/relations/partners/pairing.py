"""Partners whose names do not stand side by side: with an outer area or a word for a neighbour between, by their members, by their experts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.modality import any_in, meant
from ingest.relations.base import Draft, Mark, SentenceView, relation
from ingest.relations.places.areas import TOWN, level

_BODIES = ("Organization", "Place")
_WITH_OUTER = re.compile(
    "[与同跟和](?:邻近的?|相邻的?|友邻|邻[村镇乡县]|对口支援的|对口帮扶的|(?:[\u4e00-\u9fff]{2,4}省)?(?:[\u4e00-\u9fff]{2,4}[市州])?[\ue002\ue005]+的?)"
)
_MEMBERS = "(?:党员|盟员|会员|社员|干部|职工|教师|老师|志愿者|民警|医生|医护人员|队员|师生|馆员|工作人员|法官)"
_SOME_OF = re.compile(f"(?:的)?(?:部分|全体)?{_MEMBERS}(?:代表)?[、和与及]")
_SO_MANY = re.compile(
    f"(?:的)?(?:部分|全体)?{_MEMBERS}(?:代表)?(?:共|等|一行|约|近)*[0-9一二两三四五六七八九十百]+余?[名人多位]*[，]?"
    "(?:走进|来到|赶到|前往|深入|奔赴|到|赴|在|一起|一同|共同|开展|组成|参加)"
)
_EXPERTS = re.compile(
    "[^，。；、和的\ue000-\ue007]{0,6}(?:[、和][^，。；、\ue000-\ue007]{2,8}){0,6}(?:等[^，。；\ue000-\ue007]{0,6})?的?"
    "(?:[0-9一二两三四五六七八九十]+余?[名位个])?[^，。；\ue000-\ue007的]{0,4}(?:专家|医生|医师|教授|教师|技术人员|技术员|农艺师|律师|讲师|医护人员)"
)
_ASKS = ("邀请", "邀请了", "还邀请", "邀请到", "特意邀请", "专门邀请", "请来", "请来了")
_REACH = 16  # code points behind the second name within which a verb says what they do together


def beyond(view: SentenceView) -> Iterator[Draft]:
    """甲镇与乙市|丙街道签订协议, 甲村与邻村丁村结成对子; 甲医院邀请乙医院的专家坐诊."""
    if view.headline:
        return
    for one, other in _neighbours(view):
        between = view.shape[one.end : other.start]
        clause = view.clause_of(one.start)
        after = view.shape[other.end : min(view.clauses[clause][1], other.end + _REACH)]
        verb = None
        if _WITH_OUTER.fullmatch(between):
            verb = any_in("partners", "pairs").match(after) or any_in("partners", "after").match(after)
        elif between.endswith(_ASKS) and other.entity.type == one.entity.type == "Organization":
            verb = _EXPERTS.match(view.shape, other.end)
            between = ""
        kind = meant(view.lead(clause), between) if verb is not None else "unsaid"
        if kind in ("reported", "planned"):
            assert verb is not None
            yield relation(
                "cooperatesWith",
                one,
                other,
                (one.start, other.end + len(verb[0])),
                0.75,
                "partners.yaml: beyond a name between",
                modality=kind,
            )


def _neighbours(view: SentenceView) -> Iterator[tuple[Mark, Mark]]:
    """Who acts, and the body or town behind it in the clause, with at most outer areas between."""
    acting = [a for a in view.actors if a.case != "of" and a.mark.entity.type in _BODIES]
    for one, other in pairwise(acting):
        big = all(a.mark.entity.type == "Organization" or level(a.mark.entity) >= TOWN for a in (one, other))
        if one.case != "agent" or one.clause != other.clause or not big or view.in_speech(one.mark.start):
            continue
        if one.mark.entity is not other.mark.entity:
            yield one.mark, other.mark


def mixed(view: SentenceView) -> Iterator[Draft]:
    """甲支部部分盟员和乙馆馆员20余人，来到某社区: bodies whose members go together."""
    for one, other in pairwise(view.marks):
        if view.headline or one.entity.type != "Organization" or other.entity.type != "Organization":
            continue
        if view.in_speech(one.start) or one.entity is other.entity:
            continue
        if _SOME_OF.fullmatch(view.shape, one.end, other.start) and _SO_MANY.match(view.shape, other.end):
            span = (one.start, other.end)
            yield relation("cooperatesWith", one, other, span, 0.7, "partners.yaml: members of both")
