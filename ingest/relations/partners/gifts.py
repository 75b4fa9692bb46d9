"""Gifts: who gives what to whom, whatever the verb; to those who were spoken of where the words do not say to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.modality import any_in, any_of
from ingest.numbers import numbers
from ingest.relations.actors import acts
from ingest.relations.base import Draft, Mark, SentenceView, joined, relation
from ingest.relations.deeds import others_act
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.figures.amounts import measured
from ingest.relations.figures.indicators import indicator_pattern
from ingest.relations.figures.told import told
from ingest.relations.frames import house, profiled
from ingest.relations.partners.givers import acting_before, described, givers
from ingest.relations.partners.receivers import Receiving, convoys, receiving, takes
from ingest.relations.partners.takers import CLOSE, COUNTED, ELSE, PUPILS, SOME, takers_of, untold
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.tours import OFFICIAL
from ingest.tables import load
from ontology.records import LocalEntity, Modality, Span

_NOUN = re.compile(
    "仪式|活动|单位|企业|人士|情况|事宜|倡议|公告|明细|方(?!便)|者(?!子)|箱|名单|证书|协议|善举|款物|现场|最多"
    "|(?:之举|行为|义举)?(?:表达|表示|致以|深表)|[、，]?(?:助学|助老|济困|扶贫|兴教|奉献)[^，。；]{0,2}?(?:是|的(?:优良|良好|传统|精神|理念)|”)"
)
_NO_THING = re.compile(
    "了?(?:(?:[一这][份片番声句丝阵])(?:真挚|节日|新春|美好|诚挚|浓浓|满满)*的?(?:爱心|祝福|温暖|关怀|关爱|问候|欢乐)(?![\u4e00-\u9fff]{0,2}(?:物资|礼|包|款|书|品|金|卡|车|餐))"
    "|(?:很多|许多|更多|诸多|一些|一系列|一种|一个|强有?力|坚实|有力|有益|良好|全新|新)*的?(?:新?思路|经验|借鉴|机会|便利|启示|支持|保障|动力|契机|遵循|支撑|参考|指导|平台|(?:免费)?(?:医疗|诊疗|咨询|体检)(?:服务)?(?:的同时)?|(?:有力|优质|全方位|更多)?的?(?:帮助|帮扶|服务|保证|条件|依据|便捷|渠道|示范))(?=[，。；和与及、]))"
)
"""Behind a verb, what no one can hold: 送去一份爱心和祝福, 提供了新思路."""
_LESSON = re.compile(
    "了?(?:(?:[一两三四五六几]|[0-9]+)余?(?:多)?(?:堂|场|节|次|趟|首|曲|段|幕|出)|[^，。；]{0,24}?(?:课|讲座|演出|宣讲|表演|节目|盛宴|文化大餐|体验|培训|辅导|知识(?:“?[^，。；]{0,2}礼包”?)?)(?=[，。；]|\\Z))"
)
"""Behind a verb, what is taught or shown: 带来一堂法治课, 送上法律知识“大礼包”."""
_WHAT = re.compile(
    "了?(?:[0-9一二三四五六七八九十百千万余近约共][^，。；]|价值|(?!方|单位|者|人|企业|仪式|活动)[\u4e00-\u9fff]{2})"
)
_GOT = re.compile("接受|接过|收下|接下|收到|受赠|接收|获赠|领到|拿到|得到|收获|用上|穿上|盖上|迎来")
_EACH = ("分别", "依次")
_OTHERS = re.compile("灾区|疫区|全县|全市|全区|全州|各[村镇乡校]|贫困地区|西部|边远|累计|历年|多年|以来|设立|成立|建设")
_NO_MORE = re.compile("的?(?:[，。；\\n]|\\Z)")
_FOR_WHOM = re.compile("[给为向帮](?P<whom>[\u4e00-\u9fff0-9]+)")
_WORTH = re.compile("(?:总?价值|金额|数量)\\Z")
_SUM = ("捐款", "捐资", "捐助", "出资", "款")  # of no one thing
_NOUN_SIZE = 20  # code points that the name of a gift may have
_MOST = 3  # takers of one gift
_THINGS = 6  # sorts of things given at once
_NATIVES = re.compile(
    "[^，。；\ue000-\ue007]{0,2}(?:牧民|村民|农民|居民|渔民|社员|乡亲|乡贤|籍|农户|老人|青年|企业家|老板)"
)
_SURELY = re.compile("慰问[金品]|慰问物资|慰问礼|[0-9]元|大米|面粉|食用油|棉被|被褥|米面油|粮油|助学金|善款|生活用品")
"""Goods or money, even beside wishes: 送去了新春祝福及慰问金."""
_SAYS_SO = ("表示", "致以", "表达", "亲切", "诚挚", "的", "深表", "深切")
_FOR_IT = re.compile("(?:表彰(?!大?会)|感谢|答谢|授予|颁发)[^，。；]*\\Z")
"""表彰其为家乡|捐赠: a gift that one is thanked for, not one of who thanks."""
_GREETINGS = re.compile("[金品信卡]|物资|活动|演出|组|团|礼|和(?:新春|节日)?祝福")
"""Before and behind 慰问 where it is no verb of giving: 表示慰问, 慰问品."""
_OFFERS = ("提供", "免费提供", "无偿提供", "支援")
_BOUGHT = ("买了", "购买了")
_SURE = 0.85  # where the words say to whom
_LESS = 0.7  # where another clause or sentence does


class _Given(NamedTuple):
    """A number of things given: of what, where its words end in the sentence, value and unit."""

    noun: str
    end: int
    value: float
    unit: str


@cache
def _verbs() -> re.Pattern[str]:
    return any_of((*load("gifts")["always"], *load("gifts")["moved"]))


@cache
def _goods() -> re.Pattern[str]:
    return re.compile("|".join((any_in("gifts", "goods").pattern, any_in("gifts", "relief").pattern, "[0-9万千百]元")))


def gifts(view: SentenceView) -> Iterator[Draft]:
    last: list[Mark] = []  # A向该校捐赠图书，B捐赠校服: the taker goes on
    for verb in _verbs().finditer(view.shape) if not view.headline else ():
        clause = view.clause_of(verb.start())
        start, stop = view.clauses[clause]
        always = verb[0] in load("gifts")["always"]
        if clause < view.aims or _NOUN.match(view.text, verb.end()) or view.in_speech(verb.start()):
            continue
        if _FOR_IT.search(view.shape, start, verb.start()) or _in_brackets(view.text, verb.start()):
            continue
        if _NO_THING.match(view.text, verb.end()) or view.shape.endswith(("募", "受", "待"), 0, verb.start()):
            continue
        received = _received(view, verb)
        if received is None and _GOT.search(view.shape, start, verb.start()):
            continue  # 校长接过捐赠的图书
        what = _amounts(view, verb)
        if any_in("gifts", "owed").search(view.text, start, stop) and not verb[0].startswith(("捐", "拿出")):
            continue  # 送来赔付款, 把奖金送到A手里: what one has a right to
        if received is not None:
            for giver in received[0]:
                kind = how_meant(view, _doer(giver), verb.start())
                if kind is not None and kind in ("reported", "planned"):
                    for thing in _each(what):
                        yield _gift(view, giver.entity, giver, received[1], verb, kind, _SURE, thing)
            continue
        takers = takers_of(view, verb)
        if verb[0] == "慰问" and takers and all(_is_county(taker.entity) for taker in takers):
            continue  # 走访慰问了某县的老人
        bare = bool(takers) and _WHAT.match(view.shape, verb.end()) and not ELSE.search(view.shape, start, stop)
        goods = _names_goods(view, verb)
        if not (always or bare or what or COUNTED.search(view.text, start, stop) or goods):
            continue
        if verb[0] == "慰问" and (
            view.shape.endswith(_SAYS_SO, 0, verb.start()) or _GREETINGS.match(view.text, verb.end())
        ):
            continue
        if verb[0] in load("gifts")["hands_over"] and not goods:
            continue
        if verb[0] in _OFFERS and not what and not goods:
            continue  # 为省委的决策|提供|基础资料
        if _LESSON.match(view.text, verb.end()) and not _names_goods(view, verb):
            continue
        beside = described(view, verb)
        doers = _doers(view, verb, takers, always) if beside is None else (_doer(beside),)
        if not takers and verb[0] in load("gifts")["carries"]:
            doers = _comers(view, verb, doers)
        got: list[Mark] = []
        for number, doer in enumerate(doers):
            kind = how_meant(view, doer, verb.start()) if beside is None else "reported"
            mark = doer.mark
            if (
                kind is None
                or mark is None
                or kind not in ("reported", "planned")
                or not _gives(view, doer, verb, takers)
            ):
                continue
            if beside is None and view.shape.startswith("的", verb.end()) and mark.end != verb.start():
                continue  # 代表团来到三水援建的|某校: another's
            given = [_its_house(view, taker) for taker in takers if taker.entity is not doer.entity]
            sure = _SURE
            if not given and not takers and _WHAT.match(view.shape, verb.end()):
                given, sure = untold(view, doer, verb, last, always, bool(what))
            if not given and not takers and (always or verb[0] in load("gifts")["carries"]):
                given, sure = _brought(view, doer, verb, always or _names_goods(view, verb)), _LESS
            own = _own(view, what, number, len(doers), verb)
            apart = any_of(_EACH).search(view.shape, *view.clauses[clause]) is not None
            each = _each(what) if own is not None and own is what[0] and not apart else (own,)
            for one, counted, taker in _pairs(view, doer, given[:_MOST], always):
                for thing in each if counted else each[:1]:
                    yield _gift(view, one, mark, taker, verb, kind, sure, thing, counted=counted)
            got = given or got
        last = takers or got or last
    yield from _loads(view)


def _is_county(entity: LocalEntity) -> bool:
    return entity.kind == "AdministrativeArea" and level(entity) < TOWN


def _in_brackets(text: str, at: int) -> bool:
    """授予“热心公益（捐款100万元）”牌匾."""
    return text.rfind("（", 0, at) > text.rfind("）", 0, at)


def _loads(view: SentenceView) -> Iterator[Draft]:
    """某商会的三辆货车抵达某镇."""
    if view.headline or not any_in("gifts", "arrives").search(view.shape):
        return
    for sender, takers in convoys(view):
        for taker in takers[:_MOST]:
            span = joined([(sender.start, sender.end), (taker.start, taker.end)])
            yield relation("donatesTo", sender, taker, span, _LESS, "gifts.yaml arrives")


def _names_goods(view: SentenceView, verb: re.Match[str]) -> bool:
    """Whether the clause names money or things such as are given, and none that only sounds so (送上祝福)."""
    start, stop = view.clauses[view.clause_of(verb.start())]
    goods = _goods().search(view.shape, start, stop)
    if goods is None:
        return False
    spare = any_in("gifts", "spare").search(view.shape, verb.end(), stop)
    return spare is None or _SURELY.search(view.shape, verb.end(), stop) is not None


def _comers(view: SentenceView, verb: re.Match[str], doers: tuple[Doer, ...]) -> tuple[Doer, ...]:
    """甲协会走进某敬老院。志愿者们…，并送上棉鞋60双: who came, where the words name no one else, or only whom they came to."""
    told = receiving(view, verb.start())
    if not told.takers:
        return doers
    if doers and (not told.here or any(doer.entity is not told.takers[0].entity for doer in doers[:1])):
        return doers
    if not doers:
        words = view.shape[view.clauses[0][0] : verb.start()]
        if told.here or any(acts(a) and a.mark.end <= verb.start() for a in view.actors):
            return ()
        if others_act(words) and not any_in("gifts", "they").search(words):
            return ()
    return tuple(Doer(entity=mark.entity, mark=mark, carried=1) for mark in told.comers)


def _brought(view: SentenceView, doer: Doer, verb: re.Match[str], gift: bool) -> list[Mark]:
    """Where those who give have come to, or who is told of as getting gifts, in another clause or sentence."""
    start, stop = view.clauses[view.clause_of(verb.start())]
    if not gift or _is_county(doer.entity):
        return []
    if (
        SOME.match(view.shape, verb.end())
        or _OTHERS.search(view.shape, start, stop)
        or any_in("gifts", "spare").search(view.shape, verb.end(), stop)
    ):
        return []
    whom = _FOR_WHOM.search(view.shape, start, verb.start())
    if whom is not None and not any_in("gifts", "folk").search(whom["whom"]):
        return []
    told, home = receiving(view, verb.start()), view.homes.get(doer.entity.id)
    if not told.takers and _made_by(view, doer, verb) and view.theme is not None and takes(view.theme):
        told = Receiving((Mark(entity=view.theme, start=verb.start(), end=verb.start(), back=True),))
    if told.came and not told.here:
        came = {mark.entity for mark in told.comers}
        if came and doer.entity not in came and home not in came:
            return []
    takers = [mark for mark in told.takers if told.comers or not told.came or mark.entity.kind != "AdministrativeArea"]
    own = (doer.entity, home)
    return [mark for mark in takers if mark.entity not in own and not mark.entity.name.startswith(doer.entity.name)]


def _made_by(view: SentenceView, doer: Doer, verb: re.Match[str]) -> bool:
    """灯杆由某公司无偿捐赠。, 机子是某局赠送的，: whether what was spoken of was given by one, and the clause says no more."""
    assert doer.mark is not None
    by = any(a.case == "by" and a.mark is doer.mark for a in view.actors) or view.shape.endswith(
        "是", 0, doer.mark.start
    )
    return by and doer.carried == 0 and _NO_MORE.match(view.shape, verb.end()) is not None


def _doers(view: SentenceView, verb: re.Match[str], takers: Sequence[Mark], always: bool) -> tuple[Doer, ...]:
    """Who acts in the clause or an earlier one: not who gets it; else of whom the paragraph is a portrait."""
    doers = tuple(d for d in doers_at(view, verb.start(), people=True) if d.mark is not None and d.carried <= 1)
    theirs = bool(takers) and not doers and PUPILS.fullmatch(view.shape, takers[0].end, verb.start()) is not None
    if theirs or (takers and doers and all(d.entity is takers[0].entity for d in doers)):  # A得知某村缺音响，捐来…
        doers = acting_before(view, takers[0])
    who = profiled(view) if not doers and always and takers else None
    if who is not None:  # 2号　张三，男，…。今年7月向红十字会捐款
        back = Mark(entity=who, start=verb.start(), end=verb.start(), back=True)
        return (Doer(entity=who, mark=back, carried=1),)
    return (*doers, *_joined_to(view, doers, verb))


_JOINTLY = re.compile("(?:联合|会同|携手|联手|协同)了?[^，。；向给为]{0,60}\\Z")
_ASKED = re.compile("协调|联系|联络")
"""What one does to another so that it comes or gives, who is then no giver beside one: 协调某公司，为学生送来…."""


def _joined_to(view: SentenceView, doers: Sequence[Doer], verb: re.Match[str]) -> Iterator[Doer]:
    """A联合|B|向某校捐赠图书, A携手|B|，为学生送来棉衣: with whom those do it who act, where no other verb stands between."""
    told = [(doer.mark, doer.carried) for doer in doers if doer.carried <= 1 and doer.mark is not None]
    if not told:
        return
    last, carried = told[-1]
    clause = view.clause_of(last.start)
    end = min(view.clauses[clause][1], verb.start())
    for actor in view.actors:
        mark = actor.mark
        if actor.clause != clause or actor.case != "with" or not last.end <= mark.start <= mark.end <= end:
            continue
        ends_it = all(a.mark.end <= mark.end for a in view.actors if a.group == actor.group)
        if carried and ends_it and view.shape[mark.end : end].strip("，, "):
            continue
        if not carried and not _JOINTLY.search(view.shape, last.end, mark.start):
            continue
        if not _ASKED.search(view.shape, last.end, mark.start):
            yield Doer(entity=mark.entity, mark=mark, carried=carried)


def _gives(view: SentenceView, doer: Doer, verb: re.Match[str], takers: Sequence[Mark]) -> bool:
    """Whether one who acts is one who gives, by what stands behind the name and by the verb."""
    assert doer.mark is not None
    if doer.entity.type == "Place" and _NATIVES.match(view.shape, doer.mark.end):
        return False  # 克尔古提乡|牧民…: whom no one has found
    houses = any(taker.entity.type == "Organization" for taker in takers)
    return verb[0] not in _BOUGHT or doer.entity.type == "Organization" or houses  # 给孩子买了…


def _pairs(
    view: SentenceView, doer: Doer, takers: Sequence[Mark], always: bool
) -> Iterator[tuple[LocalEntity, bool, Mark]]:
    """(who gives, whether what is counted is said of it, who gets it); between two people only by a verb of giving alone,
    or where an official calls on someone."""
    for giver, counted in givers(view, doer):
        for taker in takers:
            people = giver.type == taker.entity.type == "Person"
            called_on = giver.kind == OFFICIAL and taker.entity.kind != OFFICIAL  # 给他送去了面粉
            if giver is not taker.entity and not (people and not always and not called_on):
                yield giver, counted, taker


def _its_house(view: SentenceView, taker: Mark) -> Mark:
    """把图书交到校长|张三手中: a head takes it for the house."""
    headed = (
        taker.entity.type == "Person"
        and taker.entity.kind == OFFICIAL
        and not taker.back
        and any(t.end == taker.start for t in view.titles)
    )
    own = (house(view, taker) or view.homes.get(taker.entity.id)) if headed else None
    if own is None or not takes(own):
        return taker
    return Mark(entity=own, start=taker.start, end=taker.end)


def _received(view: SentenceView, verb: re.Match[str]) -> tuple[list[Mark], Mark] | None:
    """学校收到A、B捐赠的校服: (who gave, who got it)."""
    clause = view.clause_of(verb.start())
    near = [a for a in view.actors if clause - 1 <= a.clause <= clause and a.mark.end <= verb.start()]
    here = [a for a in near if a.case != "of"]
    if len(here) < 2 or verb.start() - here[-1].mark.end > CLOSE:
        return None
    given = [a for a in here if a.group == here[-1].group]
    taker = next((a for a in reversed(here) if a.group != here[-1].group), None)
    if taker is None or not acts(taker):
        return None
    got = _GOT.search(view.shape, taker.mark.end, given[0].mark.start)
    told = taker.clause == clause and here[-1].case == "from" and verb[0] in load("gifts")["always"]
    if told or (got and here[-1].case in ("from", "agent") and view.shape.startswith("的", verb.end())):
        return [a.mark for a in given], _its_house(view, taker.mark)
    return None


def _doer(mark: Mark) -> Doer:
    return Doer(entity=mark.entity, mark=mark, carried=0)


@lru_cache(maxsize=64)  # each verb of a clause asks
def _has_number(clause: str) -> bool:
    return bool(numbers(clause))


def _amounts(view: SentenceView, verb: re.Match[str]) -> list[_Given]:
    """What is counted as given: behind the verb up to the clause's end, else before it (把10万元善款捐给)."""
    start, stop = view.clauses[view.clause_of(verb.start())]
    if not _has_number(view.shape[start:stop]):
        return []
    said = _nouns(view)
    for low, high in ((verb.end(), stop), (start, verb.start())):
        counted = [
            one
            for one in measured(view.shape[low:high])
            if one.unit not in load("gifts")["no_units"]
            or (one.unit == "个" and _goods().search(said.get(low + one.number.start, "")))  # 书包300个, not 3个村
        ]
        if counted:
            return [_Given(said.get(low + one.number.start, ""), low + one.end, *one.value) for one in counted]
    return []


@lru_cache(maxsize=4)  # each verb of a sentence asks
def _nouns(view: SentenceView) -> dict[int, str]:
    """What each number of a sentence counts, by where the number begins."""
    return {one.amount.number.start: one.noun for one in told(view)}


def _each(given: Sequence[_Given]) -> Sequence[_Given | None]:
    """Each thing given, or nothing where no number tells of one."""
    return given[:_THINGS] or (None,)


def _thing(noun: str) -> str:
    """What is given, by what its number counts: 书包 of 捐赠书包, 救援设备 of 救援设备价值; "" of a sum of money alone."""
    noun = _WORTH.sub("", noun)
    verb = _verbs().match(noun) or indicator_pattern("governs").match(noun)
    return noun[verb.end() :].strip("来的款") if verb else "" if noun.endswith(_SUM) else noun


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
    *,
    counted: bool = True,
) -> Draft:
    """`counted`: whether what is counted is said of this giver."""
    spans: list[Span] = [(mark.start, mark.end), (taker.start, taker.end), verb.span()]
    start, end = joined(spans)
    stop = view.clauses[view.clause_of(verb.start())][1]
    what = view.text[verb.end() : stop].rstrip("，。；,; \n")
    noun = what.strip("了的、和及 ") if given is None else _thing(given.noun)
    named = given is None and bool(view.marks_in(verb.end(), verb.end() + len(what)))
    if given is not None or not named:
        end = max(end, given.end if given is not None else verb.end() + len(what))
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        value=given.value if given and counted else None,
        unit=given.unit if given and counted else None,
        modality=kind,
        details=(("what", noun),) if 0 < len(noun) <= _NOUN_SIZE and not named else (),
        rule=f"gifts.yaml {verb[0]}",
        start=start,
        end=end,
        confidence=sure,
    )
