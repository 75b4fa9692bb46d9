"""Who gives: whom the verb has for its actor, with the firm or the body that he or she gives for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.actors import acts
from ingest.relations.base import Mark, SentenceView
from ingest.relations.doers import Doer
from ingest.relations.frames import house
from ingest.tables import load
from ontology.records import LocalEntity

_IN_PERSON = re.compile("(?:以|用)?(?:个人|私人)(?:名义|身份|积蓄|出资)|自掏腰包|自费")
_ALONE = re.compile("个人|自掏腰包|自家|自己|积蓄")
_ON_BEHALF = re.compile("代表(?:企业|公司|集团|单位|商会|协会|合作社|学校|医院|全体(?:员工|职工|会员))")
_HEADS = ("总经理", "董事长", "理事长", "经理", "负责人", "副总经理", "总裁", "会长")
_FIRMS = ("Company", "Cooperative", "SocialOrganization", "Bank")
_SHORTLY = (
    "工作队",
    "协会",
    "商会",
    "公司",
    "集团",
    "医院",
    "学校",
    "局",
    "银行",
    "支行",
    "合作社",
    "工会",
    "红十字会",
    "基金会",
    "联合会",
    "工作组",
    "医疗队",
    "指挥部",
)


def acting_before(view: SentenceView, taker: Mark) -> tuple[Doer, ...]:
    """Who acts before the name of who gets it."""
    acting = [a for a in view.actors if acts(a) and a.mark.end <= taker.start and a.mark.entity is not taker.entity]
    return tuple(Doer(entity=a.mark.entity, mark=a.mark, carried=1) for a in acting if a.group == acting[-1].group)


def described(view: SentenceView, verb: re.Match[str]) -> Mark | None:
    """Who gave what is only described: 把|某公司|捐给学校的礼包送到…, 来到|某公司|援建的学校."""
    cases = ("made", "in") if view.shape.startswith("的", verb.end()) else ("made",)
    there = [a.mark for a in view.actors if a.mark.end == verb.start() and a.case in cases]
    return there[0] if there and there[0].entity.type == "Organization" else None


def givers(view: SentenceView, doer: Doer) -> Iterator[tuple[LocalEntity, bool]]:
    """(who gives, whether what is counted is said of it): a firm's head gives for the firm, and alone the firm where he or
    she stands for it. One gift is counted once: of whom the sentence says it, and of the firm where it is given for it."""
    own, behalf, alone = None, False, None
    behalf_of = _behalf_of(view, doer)
    if behalf_of is not None:
        yield behalf_of, True
        return
    if doer.entity.type == "Person" and doer.mark is not None:
        own = house(view, doer.mark) or _firm(view, doer.mark)
        home = view.homes.get(doer.entity.id)
        behalf = _ON_BEHALF.search(view.shape, doer.mark.end) is not None
        if own is None and home is not None and (behalf or home.kind in _FIRMS[:2]):
            own = home if behalf or not _ALONE.search(view.text) else None
        behalf = behalf and own is not None and own.kind in load("gifts")["own"]
        alone = _IN_PERSON.search(view.shape, doer.mark.end, view.clauses[view.clause_of(doer.mark.start)][1])
        if own is not None and own.kind in load("gifts")["own"] and alone is None:
            yield own, behalf
    if own is None or doer.mark is None or alone or _ON_BEHALF.match(view.shape, doer.mark.end) is None:
        yield doer.entity, not behalf


def _behalf_of(view: SentenceView, doer: Doer) -> LocalEntity | None:
    """刘某代表|工作队|向村里赠送: whom a person gives for."""
    if doer.mark is None or not view.shape.startswith("代表", doer.mark.end):
        return None
    end = doer.mark.end + len("代表")
    named = next((mark.entity for mark in view.marks if mark.start == end), None)
    home = view.homes.get(doer.entity.id)
    if named is None and home is not None and view.text.startswith(_SHORTLY, end):
        word = next(word for word in _SHORTLY if view.text.startswith(word, end))
        return home if home.name.rstrip("”").endswith(word) else None
    return named if named is not None and named.type == "Organization" else None


def _firm(view: SentenceView, person: Mark) -> LocalEntity | None:
    """某公司设在港湾街道，总经理|张三: the firm that the sentence named before a head's bare title."""
    bare = any(not title.chain and title.end == person.start and title.title in _HEADS for title in view.titles)
    before = [mark for mark in view.marks_in(0, person.start, "Organization") if mark.entity.kind in _FIRMS]
    return before[-1].entity if bare and before else None
