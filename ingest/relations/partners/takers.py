"""To whom something is given: by the words around the verb, else by what the article spoke of before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.modality import any_in, any_of
from ingest.relations.base import Actor, Mark, SentenceView
from ingest.relations.doers import Doer
from ingest.relations.frames import house
from ingest.relations.places.areas import TOWN, level
from ingest.tables import load, words_in
from ontology.records import LocalEntity

_TAKING = ("Organization", "Place", "Person", "Programme")
_BODIES = ("Organization", "Place", "Person")
ELSE = re.compile("用于|设立|成立|建设|岗位|感谢|建议|意见|祝福|温暖|演出")
_TO = re.compile("[向给为帮](?!了)(?:该|这|[两三四五六](?:个|所|家|支)?)?(?P<noun>[\u4e00-\u9fff]*)")
_AT = re.compile("(?P<noun>[\u4e00-\u9fff]*)")
SOME = re.compile("了?[0-9０-９一二两三四五六七八九十百千万多余近约共]+(?:名|位|户|个家庭)")
_SUMMED = re.compile("累计|历年|多年来|年以来|以来")
COUNTED = re.compile("[0-9０-９一二三四五六七八九十百千万亿两数几]")
_FOR = re.compile("[为给向](?!了)|用于|帮|助力|支持")
_SEVERAL = re.compile("[向给为](?P<size>[两三四五])(?:个|所|家|支)(?P<of>村|社区|镇|乡|学校|小学|队|医院)")
_NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5}
_FAR = 300  # code points back within which a scene is still where one is
_GIVES = re.compile("(?:各|共|也|现场|当场)?(?:捐|认捐|赠)")
_FOUNDS = re.compile("(?:组建|成立|设立|创立|创办|建立)了?“?\\Z")
_SETS = re.compile("设立|设置|成立")
_ROOMS = ("Venue", "Site")
_PLAIN = ("School", "AdministrativeArea")
_NAMES = 60  # names back within which some of a kind are meant
CLOSE = 4  # code points between who gave and the verb
_NEWS = 10  # sentences back within which a disaster is still what the news is about
_DISASTER = re.compile("灾|暴雨|洪水|洪峰|滑坡|地震|台风|疫情|冰雹|冻雨|内涝|险情|泥石流|暴雪|山火")
PUPILS = re.compile(
    "的?(?:全体|全校|在校|[0-9一二两三四五六七八九十百]+余?名)?(?:学生|师生|孩子们?|同学们?|学子|老人们?|职工|患者)(?:们)?(?:送来|送上|送去|捐赠|捐献|带来|赠送)?"
)
_ITS = re.compile("[向给为]其(?![中他余实它])")
_THEM = re.compile("[向给为][他她]们")
_HIM = re.compile("[向给为][他她](?![们人])")
_HOME = re.compile("[向给为](?:自己的|其)?(?P<where>母校|家乡|故乡|老家|桑梓)(?!父老)")
_OFFICIAL = "PublicPostHolder"
_LEARNS = re.compile("(?:得知|听说|获悉|了解到|知道|看到|听闻|发现|考虑到|因|为解决|鉴于)\\Z")
_LACKS = re.compile(
    "(?:[^，。；\ue000-\ue007]{0,6})?(?:缺|急需|需要|没有|短缺|不足|受灾|遭|困难|紧张|告急|破旧|老旧|简陋)"
)
_ALL_OF_IT = re.compile("[里内]?，")
_LESS, _LEAST = 0.65, 0.6
"""Where the article says to whom, where only what was told before does."""


def untold(
    view: SentenceView, doer: Doer, verb: re.Match[str], last: Sequence[Mark], always: bool, counted: bool
) -> tuple[list[Mark], float]:
    """Who gets it where the clause does not say: who got what was given before, else a fund named before, else whom
    the headline or the lead says that gifts are for, else whom things can only be brought to."""
    assert doer.mark is not None
    if SOME.match(view.shape, verb.end()) or _SUMMED.search(view.shape, doer.mark.end, verb.start()):
        return [], 0.0  # 资助8名学生; 自2019年以来已累计捐资: not to whom the news is about alone
    direct = verb[0] in load("gifts")["direct"] and not _builds(view, verb)
    if always and len(last) == 1 and not direct:
        return [mark for mark in last if mark.entity is not doer.entity], _LESS
    if always and not direct and (fund := _fund(view, verb)) is not None:
        return [fund], _LESS
    start, stop = view.clauses[view.clause_of(verb.start())]
    if doer.entity.type == "Place" and view.shape[doer.mark.end : verb.start()].strip("还也又共"):
        return [], 0.0  # 端芬镇海外乡亲|捐资: not the town itself
    taker, topic = view.about.taker, view.about.topic
    whom = taker if always and doer.carried == 0 else None
    if whom is None and always and topic is not None and topic.kind in load("gifts")["topics"]:
        whom = None if _FOR.search(view.shape, start, stop) else topic
    if whom is not None and whom is not doer.entity:
        return [Mark(entity=whom, start=verb.start(), end=verb.start(), back=True)], _LESS
    if counted and verb[0] in load("gifts")["brought"] and _leaves_open(view, doer, verb):
        return _spoken_of(view, doer, verb), _LEAST
    return [], 0.0


def _builds(view: SentenceView, verb: re.Match[str]) -> bool:
    """捐建|文化长廊一处: what is built has no name, and is for another."""
    return verb[0].endswith("建") and not view.marks_in(verb.end(), view.clauses[view.clause_of(verb.start())][1])


def _fund(view: SentenceView, verb: re.Match[str]) -> Mark | None:
    """设立某基金，目前已有某商会认捐36万元: the fund that an earlier clause named."""
    before = view.marks_in(0, view.clauses[view.clause_of(verb.start())][0], "Programme", "Organization")
    ends = words_in("gifts", "funds")
    return before[-1] if before and before[-1].entity.name.rstrip("”").endswith(ends) else None


def takers_of(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """Who gets it by the words: 给A送去, 送到A, 捐给A, 资助A, …，全部捐给A, 在A…为孩子们送去."""
    clause = view.clause_of(verb.start())
    stop = view.clauses[clause][1]
    before = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case == "to"]
    after = [a for a in view.actors if verb.end() <= a.mark.start < stop and a.case != "of"]
    told = [a for a in after if _direct(view, verb, a.mark) or a.case == "to" or _led(view, a.mark)][:1]
    behind = clause + 1
    own = _TO.search(view.shape, view.clauses[clause][0], verb.start())
    while own is None and behind + 1 < len(view.clauses) and _another_gives(view, behind):
        behind += 1  # 甲捐款50万元，乙捐款15万元，用于改善某校条件
    if not told and not before and behind < len(view.clauses):
        low, high = view.clauses[behind]
        hands = any_in("gifts", "hands").match(view.shape, low)
        after = [a for a in view.actors if low <= a.mark.start < high and a.case != "of"] if hands else []
        told = after[:1]
    found = _grouped(view, [*before[-1:], *told])
    if not found and "赞助" in verb[0]:  # 邀请赛由甲、乙举办，丙冠名赞助
        found = [m for m in view.marks_in(0, verb.start(), "Event") if m.entity.kind != "Meeting"][:1]
    return (
        found
        or _founded(view, verb)
        or _its(view, verb)
        or _home(view, verb)
        or _at(view, verb)
        or _set_up(view, clause)
        or _standing(view, verb)
    )


def _another_gives(view: SentenceView, clause: int) -> bool:
    """Whether a clause, which only a comma divides from the one before, tells of another gift."""
    start, stop = view.clauses[clause]
    return view.shape[start - 1] in "，," and any_in("gifts", "always").search(view.shape, start, stop) is not None


def _founded(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """捐款30万元组建|某基金会: the fund that a gift founds."""
    stop = view.clauses[view.clause_of(verb.start())][1]
    ends = words_in("gifts", "funds")
    for mark in view.marks_in(verb.end(), stop, "Organization", "Programme"):
        named = mark.entity.name.rstrip("”").endswith(ends) and not view.marks_in(verb.end(), mark.start)
        if named and _FOUNDS.search(view.shape, verb.end(), mark.start):
            return [mark]
    return []


def _its(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """医疗队与卫生院签订协议，向其捐赠: the one named last before, not who acts."""
    start = view.clauses[view.clause_of(verb.start())][0]
    its = _ITS.search(view.shape, start, verb.start())
    he = _HIM.search(view.shape, start, verb.start()) if its is None else None
    if he is not None:  # 慰问老党员甲时，乙了解了甲的生活，并给他送去了面粉
        people = [m for m in view.marks_in(0, he.start(), "Person") if not m.back]
        visited = [m for m in people if m.entity.kind != _OFFICIAL]
        return visited[-1:] if len(people) > 1 and len({m.entity for m in visited}) == 1 else []
    if its is None and _THEM.search(view.shape, start, verb.start()):  # 看望了甲和乙，为他们送去了慰问金
        calls = load("tours")["calls"]
        called = [d for d in view.deeds if d.start < start and d.verb.rstrip("了") in calls]
        end = view.clauses[called[-1].clause][1] if called else 0
        seen = view.marks_in(called[-1].end, end, "Person") if called else []
        return [m for m in seen if m.entity.kind != _OFFICIAL and not m.back]
    before = view.marks_in(0, its.start(), *_BODIES) if its else ()
    return list(before[-1:]) if len(before) > 1 else []


def _home(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """某中学校友张三为|母校|捐资, 许某为|家乡|捐赠100万元: the school named before who gives or that alone is named, the village or
    town that the article is about or the sentence names first."""
    told = _HOME.search(view.shape, view.clauses[view.clause_of(verb.start())][0], verb.start())
    if told is None:
        return []
    before = [mark for mark in view.marks_in(0, told.start()) if not mark.back]
    if told["where"] == "母校":
        schools = [mark.entity for mark in before if mark.entity.kind == "School"]
        schools = schools or [one for one in view.about.entities if one.kind == "School"]
        found = schools[-1] if len(set(schools)) == 1 else None
    else:
        areas = [m.entity for m in before if m.entity.kind == "AdministrativeArea" and level(m.entity) >= TOWN]
        topic = view.about.topic
        here = topic is not None and topic.kind == "AdministrativeArea" and level(topic) >= TOWN
        found = topic if here else areas[0] if len(set(areas)) == 1 else None
    return [Mark(entity=found, start=told.start(), end=told.end(), back=True)] if found is not None else []


def _standing(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """在某校，A捐建的“书屋”揭牌; 某工坊的设备是A援助的; 得知某队缺棉衣，A送来…: where or of what the sentence tells."""
    clause = view.clause_of(verb.start())
    earlier = [a for a in view.actors if a.clause < clause and a.mark.entity.type in _TAKING and a.case != "of"]
    if earlier and earlier[-1].clause == clause - 1:
        one = earlier[-1]
        low, high = view.clauses[one.clause]
        if _LACKS.match(view.shape, one.mark.end, high) and _LEARNS.search(view.shape, low, one.mark.start):
            return [one.mark]
    always = verb[0] in load("gifts")["always"]
    if not always or not view.shape.startswith("的", verb.end()):
        return []
    here = [
        a for a in view.actors if a.case == "in" and a.clause == clause - 1 and _ALL_OF_IT.match(view.shape, a.mark.end)
    ]
    return [a.mark for a in here if a.mark.entity.type in _BODIES and not _wide(a.mark.entity)][-1:]


def _grouped(view: SentenceView, ones: Sequence[Actor]) -> list[Mark]:
    groups = {a.group for a in ones}
    return [a.mark for a in view.actors if a.group in groups and a.case != "of" and a.mark.entity.type in _TAKING]


def _at(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """Where something is brought to children or residents without a name, the place stands for them."""
    clause = view.clause_of(verb.start())
    words = view.shape[view.clauses[clause][0] : verb.start()].lstrip()
    if not words.startswith(("为", "给", "向")) and not any_of(("为", "给")).search(words):
        return []
    theirs = [a.mark for a in view.actors if a.clause == clause and a.mark.end <= verb.start()][-1:]
    if theirs and theirs[0].entity.type == "Organization" and PUPILS.fullmatch(view.shape, theirs[0].end, verb.start()):
        return theirs  # 为该校|学生送来了
    there = [a for a in view.actors if a.case == "in" and a.clause <= clause and a.mark.end <= verb.start()]
    there = [a for a in there if a.mark.entity.type in _BODIES and not _wide(a.mark.entity)]
    return [a.mark for a in there if a.group == there[-1].group]  # 走进甲校、乙校，给孩子们送去


def _set_up(view: SentenceView, clause: int) -> list[Mark]:
    """拿出奖金15万元，在某校|设立奖学金: where the clause behind says that a fund is set up."""
    there = [a.mark for a in view.actors if a.clause == clause + 1 and a.case == "in"][:1]
    if not there or not _SETS.match(view.shape, there[0].end):
        return []
    funds = view.marks_in(there[0].end, view.clauses[clause + 1][1], "Programme")
    ends = tuple(load("gifts")["funds"])
    return there if funds and funds[0].entity.name.rstrip("”").endswith(ends) else []


def _wide(entity: LocalEntity) -> bool:
    return entity.kind == "AdministrativeArea" and level(entity) < TOWN


def _direct(view: SentenceView, verb: re.Match[str], mark: Mark) -> bool:
    """Whether a name is what the verb itself takes: 资助|A, 送到|A, 捐给了结对渔民|A."""
    if not verb[0].removesuffix("了").endswith(("给", "到", "予", *load("gifts")["direct"])):
        return False
    between = view.shape[verb.end() : mark.start].removeprefix("了").strip("“")
    return len(between) <= CLOSE and not COUNTED.search(between)


def _led(view: SentenceView, mark: Mark) -> bool:
    return view.shape[: mark.start].rstrip("“").endswith(words_in("gifts", "for_it"))


def _leaves_open(view: SentenceView, doer: Doer, verb: re.Match[str]) -> bool:
    """Whether no words between who gives and the verb say to or for whom (为群众送去, 向灾区捐)."""
    assert doer.mark is not None
    words = view.shape[doer.mark.end : view.clauses[view.clause_of(verb.start())][1]]
    told = any_in("gifts", "got").search(view.shape, 0, verb.start())
    return told is None and doer.entity.kind != "AdministrativeArea" and not ELSE.search(words)


def _spoken_of(view: SentenceView, doer: Doer, verb: re.Match[str]) -> list[Mark]:
    """So many of a kind that were named last (两个村), else a school, team or village that the sentence named before the
    giver, else that the article is about, that the sentence before names, or where the scene is."""
    assert doer.mark is not None
    home = house(view, doer.mark) or view.homes.get(doer.entity.id)
    at = view.offset(doer.mark.start)
    kinds = load("gifts")["takers"]
    noun = _noun(view, doer, verb)
    stop = view.clauses[view.clause_of(verb.start())][1]
    relief = any_in("gifts", "relief").search(view.shape, verb.end(), stop) is not None and _struck(view)

    def fits(entity: LocalEntity) -> bool:
        if entity.kind not in kinds or entity in (doer.entity, home) or (home is not None and entity.name in home.name):
            return False
        area = entity.type == "Place" and entity.kind == "AdministrativeArea" and level(entity) <= TOWN
        if area and not (relief and entity is view.about.topic and level(entity) == TOWN):
            return False
        return not entity.name.startswith(doer.entity.name) and (not noun or noun in entity.name)

    topic = view.about.topic
    several = _SEVERAL.search(view.shape, doer.mark.end)
    if several is not None:  # 向两个村赠送: so many of a kind named last
        size, ends = _NUMBERS[several["size"]], several["of"]
        upto = bisect_left(view.about.standing, at, key=lambda item: item[0])
        lately = view.about.standing[max(0, upto - _NAMES) : upto]
        acting = [entity for _, entity in lately if entity.type in ("Place", "Organization")]
        alike = list(dict.fromkeys(e for e in reversed(acting) if e.name.rstrip("”").endswith(ends)))[:size]
        return [Mark(entity=e, start=doer.mark.start, end=doer.mark.start, back=True) for e in alike]
    before = (mark for mark in view.marks_in(0, doer.mark.start) if not _GIVES.match(view.shape, mark.end))
    told = [mark.entity for mark in before if fits(mark.entity)]
    if not told and topic is not None and topic.kind not in _ROOMS and fits(topic):
        told = [topic]
    if not told and view.before is not None and verb[0] in load("gifts")["always"]:
        near = (*view.before.marks, *view.before.inner)
        told = [m.entity for m in near if m.entity.kind in _PLAIN and fits(m.entity) and not m.back]
    if not told and view.about.taker is not None and fits(view.about.taker):
        told = [view.about.taker]
    site = view.about.site(at, _FAR)
    if not told and site is not None and site.kind not in _ROOMS and fits(site):
        told = [site]
    return [Mark(entity=told[-1], start=doer.mark.start, end=doer.mark.start, back=True)] if told else []


def _struck(view: SentenceView) -> bool:
    """Whether the sentence or one of those shortly before tells of a disaster."""
    at: SentenceView | None = view
    for _ in range(_NEWS):
        if at is None:
            return False
        if _DISASTER.search(at.text):
            return True
        at = at.before
    return False


def _noun(view: SentenceView, doer: Doer, verb: re.Match[str]) -> str:
    """给|中心|的职工送来: what the words call those who get it; they are meant only where their name has it."""
    assert doer.mark is not None
    told = _TO.search(view.shape, doer.mark.end, verb.start())
    if verb[0].endswith("到"):  # 拉到|学校
        told = _AT.match(view.shape, verb.end())
    return told["noun"].partition("的")[0] if told else ""
