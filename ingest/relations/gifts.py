"""Gifts: who gives what to whom, whatever the verb; to those who were spoken of where the words do not say to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ingest.modality import any_of
from ingest.relations.amounts import amount
from ingest.relations.base import Draft, Mark, SentenceView, joined
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.frames import house
from ingest.relations.places import level
from ingest.tables import load
from ontology.records import LocalEntity, Modality

_ACTING = ("Organization", "Place", "Person")
_COUNTED = re.compile(
    r"[0-9０-９.一二三四五六七八九十百千万亿两数余多几]+(?:余|多|万|亿)?(?:港|美|欧|日)?(?:元|台|套|件|箱|册|本|吨|公斤|斤|袋|床|顶|份|只|头|辆|盏|架|副|把|张|批|车|盒|瓶|个|根|棵|株|支|面|双|条|桶|幅|块|杯|组|笔|部)"
)
_NOUN = re.compile("仪式|活动|单位|企业|人士|方(?!便)|者(?!子)|箱|名单|证书|协议|善举|款物|现场")
_ELSE = re.compile(
    "[向给为帮](?!该|这|两|[三四五六]|夜校|学校|中心|协会|村|镇|乡|社区|队|医院|院里|队员|联盟|剧社|食堂|老人|他们|大家|现场|[^，]{0,3}记者)|用于|设立|成立|建设|岗位|锦旗|感谢|建议|意见|祝福|温暖|演出"
)
_NAMES = 60  # names back within which some of a kind are meant
_FAR = 320  # code points back within which someone spoken of may be who gets it
_TOWN = 4  # level
_SEVERAL = re.compile("[向给为](?P<size>[两三四五])(?:个|所|家|支)(?P<of>村|社区|镇|乡|学校|小学|队|医院)")
_NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5}
_HEADS = ("总经理", "董事长", "理事长", "经理", "负责人", "副总经理", "总裁", "会长")
_FIRMS = ("Company", "Cooperative", "SocialOrganization", "Bank")


@cache
def _verbs() -> re.Pattern[str]:
    return any_of((*load("gifts")["always"], *load("gifts")["moved"]))


def gifts(view: SentenceView) -> Iterator[Draft]:
    for verb in _verbs().finditer(view.shape) if not view.headline else ():
        clause = view.clause_of(verb.start())
        start, stop = view.clauses[clause]
        number = _COUNTED.search(view.text, start, stop)
        counted = number is not None and not (
            verb[0] == "带来" and number[0].startswith("一")
        )  # 带来一根插线板: to show
        if any_of(("接受", "接过", "收到", "受赠", "接收", "获赠")).search(view.shape, start, verb.start()):
            continue
        if clause < view.aims or _NOUN.match(view.text, verb.end()) or view.in_speech(verb.start()):
            continue
        if not counted and verb[0] not in load("gifts")["always"]:
            continue
        takers = _takers(view, verb)
        beside = next((a.mark for a in view.actors if a.mark.end == verb.start() and a.case == "made"), None)
        if beside is not None and beside.entity.type == "Organization":  # 把某公司捐给学校的礼包送到…
            yield from (
                _draft(view, beside.entity, beside, taker, verb, "reported", 0.8)
                for taker in takers
                if taker.entity is not beside.entity
            )
            continue
        for doer in doers_at(view, verb.start(), people=True):
            kind = how_meant(view, doer, verb.start())
            if doer.mark is None or doer.carried > 1 or kind not in ("reported", "planned"):
                continue
            given = [mark for mark in takers if mark.entity is not doer.entity]
            sure = 0.8
            if not given and verb[0] in load("gifts")["brought"] and counted and _leaves_open(view, doer, verb):
                given, sure = _spoken_of(view, doer), 0.6
            for giver in _givers(view, doer):
                for taker in given[:3]:
                    if giver is not taker.entity and not (giver.type == taker.entity.type == "Person"):
                        assert kind is not None
                        yield _draft(view, giver, doer.mark, taker, verb, kind, sure)


def _givers(view: SentenceView, doer: Doer) -> Iterator[LocalEntity]:
    """Who gives: a firm's head gives for the firm, and alone the firm where he or she stands for it."""
    own = None
    if doer.entity.type == "Person" and doer.mark is not None:
        own = house(view, doer.mark) or _firm(view, doer.mark) or view.homes.get(doer.entity.id)
        if own is not None and own.kind in load("gifts")["own"]:
            yield own
    if own is None or doer.mark is None or not view.shape.startswith("代表", doer.mark.end):
        yield doer.entity


def _firm(view: SentenceView, person: Mark) -> LocalEntity | None:
    """某公司设在港湾街道，总经理|张三: the firm that the sentence named before a head's bare title."""
    bare = any(not title.chain and title.end == person.start and title.title in _HEADS for title in view.titles)
    before = [mark for mark in view.marks_in(0, person.start, "Organization") if mark.entity.kind in _FIRMS]
    return before[-1].entity if bare and before else None


def _takers(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """Who gets it by the words: 给A送去, 送到A, 捐给A, …，全部捐给A."""
    clause = view.clause_of(verb.start())
    start, stop = view.clauses[clause]
    before = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case == "to"]
    after = [a for a in view.actors if verb.end() <= a.mark.start < stop and a.case != "of"]
    told = [a for a in after if a.mark.start == verb.end() or _led(view, a.mark)][:1]
    if not told and not before and clause + 1 < len(view.clauses):
        low, high = view.clauses[clause + 1]
        hands = any_of(tuple(load("gifts")["hands"])).match(view.shape, low)
        after = [a for a in view.actors if low <= a.mark.start < high and a.case != "of"] if hands else []
        told = after[:1]
    groups = {a.group for a in (*before[-1:], *told)}
    found = [a.mark for a in view.actors if a.group in groups and a.case != "of" and a.mark.start >= start]
    return [mark for mark in found if mark.entity.type in _ACTING]


def _led(view: SentenceView, mark: Mark) -> bool:
    return view.shape[: mark.start].rstrip("“").endswith(tuple(load("gifts")["for_it"]))


def _leaves_open(view: SentenceView, doer: Doer, verb: re.Match[str]) -> bool:
    """Whether no words between who gives and the verb say to or for whom (为群众送去, 向灾区捐)."""
    assert doer.mark is not None
    words = view.shape[doer.mark.end : view.clauses[view.clause_of(verb.start())][1]]
    told = any_of(tuple(load("gifts")["got"])).search(view.shape, 0, verb.start())
    return told is None and doer.entity.kind != "AdministrativeArea" and not _ELSE.search(words)


def _spoken_of(view: SentenceView, doer: Doer) -> list[Mark]:
    """Who was spoken of last before the giver and may be given to: a school, a team, a village, a town."""
    assert doer.mark is not None
    home = house(view, doer.mark) or view.homes.get(doer.entity.id)
    at = view.offset(doer.mark.start)
    kinds = load("gifts")["takers"]

    def fits(entity: LocalEntity) -> bool:
        if entity.kind not in kinds or entity in (doer.entity, home) or (home is not None and entity.name in home.name):
            return False
        if entity.type == "Place" and entity.kind == "AdministrativeArea" and level(entity) < _TOWN:
            return False
        return not entity.name.startswith(doer.entity.name)

    topic = view.about.topic
    several = _SEVERAL.search(view.shape, doer.mark.end)
    if several is not None:  # 向两个村赠送: so many of a kind named last
        size, ends = _NUMBERS[several["size"]], several["of"]
        upto = bisect_left(view.about.standing, at, key=lambda item: item[0])
        near = view.about.standing[max(0, upto - _NAMES) : upto]
        told = [entity for _, entity in near if entity.type in ("Place", "Organization")]
        alike = list(dict.fromkeys(e for e in reversed(told) if e.name.rstrip("”").endswith(ends)))[:size]
        return [Mark(entity=e, start=doer.mark.start, end=doer.mark.start, back=True) for e in alike]
    if topic is not None and fits(topic):
        return [Mark(entity=topic, start=doer.mark.start, end=doer.mark.start, back=True)]
    taker = view.about.last(at, fits)
    if taker is None or (view.about.since(taker, at) or _FAR + 1) > _FAR:
        return []
    return [Mark(entity=taker, start=doer.mark.start, end=doer.mark.start, back=True)]


def _draft(
    view: SentenceView, giver: LocalEntity, mark: Mark, taker: Mark, verb: re.Match[str], kind: Modality, sure: float
) -> Draft:
    start, end = joined([(mark.start, mark.end), (taker.start, taker.end), verb.span()])
    stop = view.clauses[view.clause_of(verb.start())][1]
    end = max(end, verb.end() + len(view.text[verb.end() : stop].rstrip("，。；,; \n")))
    given = amount(view.text[verb.end() : stop].strip("，。；,;了的 \n"))
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        value=given[1] if given else None,
        unit=given[2] if given else None,
        modality=kind,
        rule=f"gifts.yaml {verb[0]}",
        start=start,
        end=end,
        confidence=sure,
    )
