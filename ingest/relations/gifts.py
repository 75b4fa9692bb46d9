"""Gifts: who gives what to whom, whatever the verb; to those who were spoken of where the words do not say to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.modality import any_in, any_of
from ingest.numbers import numbers
from ingest.relations.actors import acts
from ingest.relations.amounts import measured
from ingest.relations.base import Actor, Draft, Mark, SentenceView, joined
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.frames import house, profiled
from ingest.relations.places import level
from ingest.tables import load, words_in
from ontology.records import LocalEntity, Modality, Span

_TAKING = ("Organization", "Place", "Person", "Programme")
_BODIES = ("Organization", "Place", "Person")
_NOUN = re.compile("仪式|活动|单位|企业|人士|方(?!便)|者(?!子)|箱|名单|证书|协议|善举|款物|现场|最多")
_ELSE = re.compile("用于|设立|成立|建设|岗位|感谢|建议|意见|祝福|温暖|演出")
_TO = re.compile("[向给为帮](?!了)(?:该|这|[两三四五六](?:个|所|家|支)?)?(?P<noun>[\u4e00-\u9fff]*)")
_AT = re.compile("(?P<noun>[\u4e00-\u9fff]*)")
_IN_PERSON = re.compile("(?:以|用)?(?:个人|私人)(?:名义|身份|积蓄|出资)|自掏腰包|自费")
_SOME = re.compile("了?[0-9０-９一二两三四五六七八九十百千万多余近约共]+(?:名|位|户|个家庭)")
_SUMMED = re.compile("累计|历年|多年来|年以来|以来")
_ALONE = re.compile("个人|自掏腰包|自家|自己|积蓄")
_COUNTED = re.compile("[0-9０-９一二三四五六七八九十百千万亿两数几]")
_WHAT = re.compile(
    "了?(?:[0-9一二三四五六七八九十百千万余近约共][^，。；]|价值|(?!方|单位|者|人|企业|仪式|活动)[\u4e00-\u9fff]{2})"
)
_FOR = re.compile("[为给向](?!了)|用于|帮|助力|支持")
_GOT = re.compile("接受|接过|收下|接下|收到|受赠|接收|获赠|领到")
_ON_BEHALF = re.compile("代表(?:企业|公司|集团|单位|商会|协会|合作社|学校|医院|全体(?:员工|职工|会员))")
_SEVERAL = re.compile("[向给为](?P<size>[两三四五])(?:个|所|家|支)(?P<of>村|社区|镇|乡|学校|小学|队|医院)")
_NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5}
_EACH = ("分别", "依次")
_FAR = 300  # code points back within which a scene is still where one is
_SETS = re.compile("设立|设置|成立")
_ROOMS = ("Venue", "Site")
_PLAIN = ("School", "AdministrativeArea")
_NAMES = 60  # names back within which some of a kind are meant
_CLOSE = 4  # code points between who gave and the verb
_NOUN_SIZE = 20  # code points that the name of a gift may have
_MOST = 3  # takers of one gift
_TOWN = 4  # level
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
_NEWS = 10  # sentences back within which a disaster is still what the news is about
_DISASTER = re.compile("灾|暴雨|洪水|洪峰|滑坡|地震|台风|疫情|冰雹|冻雨|内涝|险情|泥石流|暴雪|山火")
_NATIVES = re.compile(
    "[^，。；\ue000-\ue007]{0,2}(?:牧民|村民|农民|居民|渔民|社员|乡亲|乡贤|籍|农户|老人|青年|企业家|老板)"
)
_BOUGHT = ("买了", "购买了")
_ITS = re.compile("[向给为]其(?![中他余实它])")
_LEARNS = re.compile("(?:得知|听说|获悉|了解到|知道|看到|听闻|发现|考虑到|因|为解决|鉴于)\\Z")
_LACKS = re.compile(
    "(?:[^，。；\ue000-\ue007]{0,6})?(?:缺|急需|需要|没有|短缺|不足|受灾|遭|困难|紧张|告急|破旧|老旧|简陋)"
)
_ALL_OF_IT = re.compile("[里内]?，")
_SURE, _LESS, _LEAST = 0.85, 0.65, 0.6
"""Where the words say to whom, where the article does, where only what was told before does."""


class _Given(NamedTuple):
    """A number of things given: where the words that say of what begin in the sentence, where it does, value and unit."""

    since: int
    start: int
    value: float
    unit: str


@cache
def _verbs() -> re.Pattern[str]:
    return any_of((*load("gifts")["always"], *load("gifts")["moved"]))


def gifts(view: SentenceView) -> Iterator[Draft]:
    last: list[Mark] = []  # A向该校捐赠图书，B捐赠校服: the taker goes on
    for verb in _verbs().finditer(view.shape) if not view.headline else ():
        clause = view.clause_of(verb.start())
        start, stop = view.clauses[clause]
        always = verb[0] in load("gifts")["always"]
        if clause < view.aims or _NOUN.match(view.text, verb.end()) or view.in_speech(verb.start()):
            continue
        received = _received(view, verb)
        if received is None and _GOT.search(view.shape, start, verb.start()):
            continue  # 校长接过捐赠的图书
        what = _amounts(view, verb)
        if any_in("gifts", "owed").search(view.text, start, stop) and not verb[0].startswith(("捐", "拿出")):
            continue  # 送来赔付款, 把奖金送到A手里: what one has a right to
        if received is not None:
            kind = how_meant(view, Doer(entity=received[0].entity, mark=received[0], carried=0), verb.start())
            if kind in ("reported", "planned"):
                assert kind is not None
                yield _gift(
                    view, received[0].entity, received[0], received[1], verb, kind, _SURE, what[0] if what else None
                )
            continue
        takers = _takers(view, verb)
        bare = (
            bool(takers)
            and _WHAT.match(view.shape, verb.end()) is not None
            and not _ELSE.search(view.shape, start, stop)
        )
        if not (always or bare or what or _COUNTED.search(view.text, start, stop)):
            continue
        beside = _beside(view, verb)
        if beside is not None:
            doers: tuple[Doer, ...] = (Doer(entity=beside.entity, mark=beside, carried=0),)
        else:
            doers = tuple(d for d in doers_at(view, verb.start(), people=True) if d.mark is not None and d.carried <= 1)
            if takers and doers and all(d.entity is takers[0].entity for d in doers):  # A得知某村缺音响，捐来…
                doers = _before(view, takers[0])
            who = profiled(view) if not doers and always and takers else None
            if who is not None:  # 2号　张三，男，…。今年7月向红十字会捐款
                back = Mark(entity=who, start=verb.start(), end=verb.start(), back=True)
                doers = (Doer(entity=who, mark=back, carried=1),)
        for number, doer in enumerate(doers):
            kind = how_meant(view, doer, verb.start()) if doer.mark is not beside else "reported"
            if doer.mark is None or kind not in ("reported", "planned"):
                continue
            if doer.entity.type == "Place" and _NATIVES.match(view.shape, doer.mark.end):
                continue  # 克尔古提乡|牧民…: whom no one has found
            if verb[0] in _BOUGHT and doer.entity.type != "Organization":
                continue  # 给孩子买了…
            if beside is None and view.shape.startswith("的", verb.end()) and doer.mark.end != verb.start():
                continue  # 代表团来到三水援建的|某校: another's
            given, sure = [mark for mark in takers if mark.entity is not doer.entity], _SURE
            if not given and not takers and _WHAT.match(view.shape, verb.end()):
                given, sure = _untold(view, doer, verb, last, always, bool(what))
            for giver, counted in _givers(view, doer):
                for taker in given[:_MOST]:
                    if giver is not taker.entity and not (giver.type == taker.entity.type == "Person" and not always):
                        assert kind is not None
                        own = _own(view, what, number, len(doers), verb)
                        said = _gift(view, giver, doer.mark, taker, verb, kind, sure, own)
                        yield said if counted else replace(said, value=None, unit=None)
        last = takers or last


def _before(view: SentenceView, taker: Mark) -> tuple[Doer, ...]:
    """Who acts before the name of who gets it."""
    acting = [a for a in view.actors if acts(a) and a.mark.end <= taker.start and a.mark.entity is not taker.entity]
    return tuple(Doer(entity=a.mark.entity, mark=a.mark, carried=1) for a in acting if a.group == acting[-1].group)


def _beside(view: SentenceView, verb: re.Match[str]) -> Mark | None:
    """Who gave what is only described: 把|某公司|捐给学校的礼包送到…, 来到|某公司|援建的学校."""
    cases = ("made", "in") if view.shape.startswith("的", verb.end()) else ("made",)
    there = [a.mark for a in view.actors if a.mark.end == verb.start() and a.case in cases]
    return there[0] if there and there[0].entity.type == "Organization" else None


def _untold(
    view: SentenceView, doer: Doer, verb: re.Match[str], last: Sequence[Mark], always: bool, counted: bool
) -> tuple[list[Mark], float]:
    """Who gets it where the clause does not say: who got what was given before, else a fund named before, else whom
    the headline or the lead says that gifts are for, else whom things can only be brought to."""
    assert doer.mark is not None
    if _SOME.match(view.shape, verb.end()) or _SUMMED.search(view.shape, doer.mark.end, verb.start()):
        return [], 0.0  # 资助8名学生; 自2019年以来已累计捐资: not to whom the news is about alone
    if always and len(last) == 1 and verb[0] not in load("gifts")["direct"]:
        return [mark for mark in last if mark.entity is not doer.entity], _LESS
    if always and verb[0] not in load("gifts")["direct"] and (fund := _fund(view, verb)) is not None:
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


def _fund(view: SentenceView, verb: re.Match[str]) -> Mark | None:
    """设立某基金，目前已有某商会认捐36万元: the fund that an earlier clause named."""
    before = view.marks_in(0, view.clauses[view.clause_of(verb.start())][0], "Programme", "Organization")
    ends = words_in("gifts", "funds")
    return before[-1] if before and before[-1].entity.name.rstrip("”").endswith(ends) else None


def _received(view: SentenceView, verb: re.Match[str]) -> tuple[Mark, Mark] | None:
    """学校收到A捐赠的校服: (who gave, who got it)."""
    clause = view.clause_of(verb.start())
    here = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case != "of"]
    if (
        verb[0] not in load("gifts")["always"]
        or len(here) < 2
        or here[-1].case != "from"
        or not acts(here[-2])
        or verb.start() - here[-1].mark.end > _CLOSE
    ):
        return None
    return here[-1].mark, here[-2].mark


def _givers(view: SentenceView, doer: Doer) -> Iterator[tuple[LocalEntity, bool]]:
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


def _takers(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """Who gets it by the words: 给A送去, 送到A, 捐给A, 资助A, …，全部捐给A, 在A…为孩子们送去."""
    clause = view.clause_of(verb.start())
    stop = view.clauses[clause][1]
    before = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case == "to"]
    after = [a for a in view.actors if verb.end() <= a.mark.start < stop and a.case != "of"]
    told = [a for a in after if _direct(view, verb, a.mark) or a.case == "to" or _led(view, a.mark)][:1]
    if not told and not before and clause + 1 < len(view.clauses):
        low, high = view.clauses[clause + 1]
        hands = any_in("gifts", "hands").match(view.shape, low)
        after = [a for a in view.actors if low <= a.mark.start < high and a.case != "of"] if hands else []
        told = after[:1]
    found = _grouped(view, [*before[-1:], *told])
    if not found and "赞助" in verb[0]:  # 邀请赛由甲、乙举办，丙冠名赞助
        found = [m for m in view.marks_in(0, verb.start(), "Event") if m.entity.kind != "Meeting"][:1]
    return found or _its(view, verb) or _at(view, verb) or _set_up(view, clause) or _standing(view, verb)


def _its(view: SentenceView, verb: re.Match[str]) -> list[Mark]:
    """医疗队与卫生院签订协议，向其捐赠: the one named last before, not who acts."""
    start = view.clauses[view.clause_of(verb.start())][0]
    its = _ITS.search(view.shape, start, verb.start())
    before = view.marks_in(0, its.start(), *_BODIES) if its else ()
    return list(before[-1:]) if len(before) > 1 else []


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
    return entity.kind == "AdministrativeArea" and level(entity) < _TOWN


def _direct(view: SentenceView, verb: re.Match[str], mark: Mark) -> bool:
    """Whether a name is what the verb itself takes: 资助|A, 送到|A, 捐给了结对渔民|A."""
    if not verb[0].removesuffix("了").endswith(("给", "到", "予", *load("gifts")["direct"])):
        return False
    between = view.shape[verb.end() : mark.start].removeprefix("了").strip("“")
    return len(between) <= _CLOSE and not _COUNTED.search(between)


def _led(view: SentenceView, mark: Mark) -> bool:
    return view.shape[: mark.start].rstrip("“").endswith(words_in("gifts", "for_it"))


def _leaves_open(view: SentenceView, doer: Doer, verb: re.Match[str]) -> bool:
    """Whether no words between who gives and the verb say to or for whom (为群众送去, 向灾区捐)."""
    assert doer.mark is not None
    words = view.shape[doer.mark.end : view.clauses[view.clause_of(verb.start())][1]]
    told = any_in("gifts", "got").search(view.shape, 0, verb.start())
    return told is None and doer.entity.kind != "AdministrativeArea" and not _ELSE.search(words)


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
        area = entity.type == "Place" and entity.kind == "AdministrativeArea" and level(entity) <= _TOWN
        if area and not (relief and entity is view.about.topic and level(entity) == _TOWN):
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
    told = [mark.entity for mark in view.marks_in(0, doer.mark.start) if fits(mark.entity)]
    if not told and topic is not None and topic.kind not in _ROOMS and fits(topic):
        told = [topic]
    if not told and view.before is not None and verb[0] in load("gifts")["always"]:
        near = (*view.before.marks, *view.before.inner)
        told = [m.entity for m in near if m.entity.kind in _PLAIN and fits(m.entity) and not m.back]
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


@lru_cache(maxsize=64)  # each verb of a clause asks
def _has_number(clause: str) -> bool:
    return bool(numbers(clause))


def _amounts(view: SentenceView, verb: re.Match[str]) -> list[_Given]:
    """What is counted as given: behind the verb up to the clause's end, else before it (把10万元善款捐给)."""
    start, stop = view.clauses[view.clause_of(verb.start())]
    if not _has_number(view.shape[start:stop]):
        return []
    for low, high in ((verb.end(), stop), (start, verb.start())):
        counted = [one for one in measured(view.shape[low:high]) if one.unit not in load("gifts")["no_units"]]
        since = [0, *(one.end for one in counted)]
        if counted:
            return [
                _Given(low + at, low + one.number.start, *one.value) for at, one in zip(since, counted, strict=False)
            ]
    return []


def _own(view: SentenceView, given: Sequence[_Given], number: int, size: int, verb: re.Match[str]) -> _Given | None:
    """What one of several gives: A、B分别捐赠价值5万元的设备和200套冬装; what the first number counts where no one does so apart."""
    start = view.clauses[view.clause_of(verb.start())][0]
    apart = size > 1 and any_of(_EACH).search(view.shape, start, verb.start()) is not None
    if apart and len(given) > 1:
        return given[number] if len(given) == size else None
    return given[0] if given else None


def _gift(
    view: SentenceView,
    giver: LocalEntity,
    mark: Mark,
    taker: Mark,
    verb: re.Match[str],
    kind: Modality,
    sure: float,
    given: _Given | None,
) -> Draft:
    spans: list[Span] = [(mark.start, mark.end), (taker.start, taker.end), verb.span()]
    start, end = joined(spans)
    stop = view.clauses[view.clause_of(verb.start())][1]
    what = view.text[verb.end() : stop].rstrip("，。；,; \n")
    low, high = (verb.end(), verb.end() + len(what)) if given is None else (given.since, given.start)
    noun = view.text[low:high].strip("了的、和及 ").rstrip("共计约总价值") if low >= verb.end() else ""
    named = any(low <= mark.start < high for mark in view.marks)
    if given is not None or not named:
        end = max(end, verb.end() + len(what))
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        value=given.value if given else None,
        unit=given.unit if given else None,
        modality=kind,
        details=(("what", noun),) if 0 < len(noun) <= _NOUN_SIZE and not named else (),
        rule=f"gifts.yaml {verb[0]}",
        start=start,
        end=end,
        confidence=sure,
    )
