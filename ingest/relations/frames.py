"""Relations that a verb says: X 实施 Y, X 成立 Y, X 印发 Y, by the table of relations (ingest/data/relations.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from ingest.relations.base import Deed, Draft, Mark, SentenceView, joined, relation
from ingest.relations.places.areas import governed
from ingest.relations.programmes.programmes import levers, pilots, running, spread, told_of
from ingest.tables import load, words_in
from ontology.records import LocalEntity

_OWN = frozenset({"visits", "participatesIn", "donatesTo"})
"""Predicates with an extractor of their own: their verbs only mark the clause here."""
_TEAM = re.compile("的(?:特殊)?(?:队伍|组织|志愿队|服务队|小队|团队)")
_THIS = re.compile("这[支个家]")
_RUN = 14  # code points that further titles may take between one and its holder
_SUBJECT = re.compile("[》”]?(?:的)?(?:贯彻|落实|执行|实施|推进)?情况")  # 对贯彻实施《某条例》情况进行检查
_BODIES = ("Organization", "Place")
_MUST_OR_NOT = re.compile(
    "(?:要|须|应)?(?:尽快|抓紧|加快|立即|着手|负责|牵头|带头|率先|进一步|年内|年底前|会同有关部门|积极)*"
)
_MUST = re.compile("(?:要|须|应)(?:尽快|抓紧|加快|立即|着手|负责|牵头|带头|率先|进一步|年内|年底前|会同有关部门|积极)*")
_SPEAKS = re.compile(
    "(?:还|也|进一步|向记者|高兴地)?(?:介绍|说|表示|告诉|透露|坦言|讲|谈到|提到|通报|回忆)[^，。；“]{0,4}[，：]"
)
_JOINED = re.compile("联合|会同|携手|协同|联手")
_JOINT = frozenset({"implements", "establishes", "issues"})
_LABEL = re.compile(
    "\\s*(?:主要|典型|特色|具体)?(?:做法|经验|成效|亮点|措施|问题)[：:]"
)  # in a list, of whom the line before names
_PROFILE = re.compile(
    "[\\s　]*(?:[0-9]{1,2}号?[.、．]?|[（(]?[一二三四五六七八九十]{1,2}[）)、.])?[\\s　]*\ue001\ue005*[，,](?:男|女)[，,]"
)
_PARAGRAPH = 5  # sentences of a portrait
_PART = re.compile(
    "(?:新|老)?(?:住院|教学|综合|办公|门诊|宿舍|实训|图书)?(?:大?楼|宿舍|操场|食堂|图书室|校舍|院墙|病房)"
    "|[^，。；、\ue000-\ue006]{0,6}?(?:道路|公路|大门|围墙|跑道|水井|厕所|路灯|球场|步道|护栏)"
)
_ROUND = re.compile("巡[河林山湖田护查]|调研|督导|督查|检查|走访|慰问|考察|视察|暗访|接访|下访")
_COMMITTEE = re.compile("委(?:员会)?[^员]{0,12}(?:会议|全会|会)|常委|党组|党政|人大|政协|主任会议|常务会议")
_MERGED = re.compile("(?:职责|职能|机构)[^，。；]{0,4}?(?:整合|划入|合并|并入)")
_CARRIED = {0: 0.0, 1: 0.1, 2: 0.2}
"""How much surer a name in the clause is than one carried there."""


@cache
def frames_of(verb: str) -> tuple[dict[str, Any], ...]:
    """The frames that have a verb, with or without 了, in the table's order; then those of 开展 for 联合开展."""
    table = load("relations")
    told = {verb, verb.removesuffix("了")}
    bare_verbs = {word.removeprefix(how) for word in told for how in table["how"]} - told
    own = [frame for frame in table["frames"] if not told.isdisjoint(frame["verbs"])]
    rest = [frame for frame in table["frames"] if not bare_verbs.isdisjoint(frame["verbs"])]
    return (*own, *(frame for frame in rest if frame not in own and not frame.get("also")))


def fits(entity: LocalEntity, allowed: list[str]) -> bool:
    """Whether an entity's type or kind is among those allowed."""
    return entity.type in allowed or entity.kind in allowed


_UNNAMED = "event/bare"
"""The rule of a mention that is an event's noun alone."""


@cache
def _said_by(verb: str) -> frozenset[str]:
    return frozenset(str(frame["predicate"]) for frame in frames_of(verb))


def says(deed: Deed, predicate: str) -> bool:
    """Whether a deed's verb can say a relation."""
    return predicate in _said_by(deed.verb)


def doers(view: SentenceView, deed: Deed, allowed: list[str]) -> tuple[tuple[LocalEntity, Mark | None], ...]:
    """Who did it: the clause's actors, else (carried) the article's topic; with their marks where they have one."""
    own = tuple((mark.entity, mark) for mark in deed.agents if fits(mark.entity, allowed))
    if own:
        return own
    houses = {house(view, mark): mark for mark in deed.agents if mark.entity.type == "Person" and not mark.back}
    known = tuple((one, mark) for one, mark in houses.items() if one is not None and fits(one, allowed))
    if known:
        return known
    who = profiled(view) if deed.carried == 2 else None
    if who is not None:
        return ((who, None),) if fits(who, allowed) else ()
    topic = view.theme if _LABEL.match(view.shape) else view.about.topic
    if any(mark.entity.rule == _UNNAMED for mark in deed.objects):
        return ()  # 随后举行了签约仪式: whose it was is not told
    if deed.carried == 2 and deed.places and view.shape.startswith("的", deed.end):
        return ()  # 在某中学举行的|捐赠仪式上: only where it was
    if deed.carried == 2 and topic is not None and fits(topic, allowed) and not view.in_speech(deed.start):
        return ((topic, None),)
    return ()


def profiled(view: SentenceView) -> LocalEntity | None:
    """Whom a paragraph is a portrait of (2号　张三，男，1979年生，…): the person it, or one of the sentences before, begins with."""
    at: SentenceView | None = view
    for _ in range(_PARAGRAPH):
        if at is None:
            return None
        if at.marks and at.marks[0].entity.type == "Person" and _PROFILE.match(at.shape):
            return at.marks[0].entity
        if at.text.endswith("\n") and at is not view:
            return None
        at = at.before
    return None


def house(view: SentenceView, person: Mark) -> LocalEntity | None:
    """延川路小学|副校长张三: whom a person with a title acts for; the area itself for its own committee's head."""
    for title in view.titles:
        near = title.end <= person.start <= title.end + _RUN and "，" not in view.shape[title.end : person.start]
        if title.chain and near and not view.marks_in(title.end, person.start):
            return governed(view.about, title.chain[-1].entity) or title.chain[-1].entity
    return None


def frames(view: SentenceView) -> Iterator[Draft]:
    for said in view.deeds:
        deed = said if said.modality is not None else _ordered(view, said)
        if deed is None:
            continue
        for thing in deed.objects if not _far_off(view, deed) else ():
            for frame in _frames_for(view, deed, thing):
                yield from _by_frame(view, deed, frame, thing)
        if not deed.objects and says(deed, "establishes"):
            yield from _this_team(view, deed)
    yield from running(view)
    yield from levers(view)
    yield from pilots(view)
    yield from told_of(view)
    yield from spread(view)


def _frames_for(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[dict[str, Any]]:
    """The first frame of a verb that fits what is acted on, and those that hold besides."""
    fitting = [frame for frame in frames_of(deed.verb) if fits(thing.entity, frame["object"])]
    first = next((frame for frame in fitting if not frame.get("also")), None)
    for frame in fitting:
        predicate = frame["predicate"]
        if predicate in _OWN or not (frame is first or frame.get("also")):
            continue
        if predicate == "implements" and _SUBJECT.match(view.shape, thing.end):
            continue
        if deed.carried == 0 and deed.agents and view.shape[deed.agents[-1].end : deed.start] == "的":
            continue  # 宣讲团|的组建主要参照…: a noun
        if predicate == "establishes" and _not_founded(view, deed, thing):
            continue
        yield frame


def _by_frame(view: SentenceView, deed: Deed, frame: dict[str, Any], thing: Mark) -> Iterator[Draft]:
    """What a frame says of each who acts, and of those who do so with them."""
    for doer, mark in _not_speakers(view, deed, frame, doers(view, deed, frame["subject"])):
        if doer is thing.entity or (frame.get("also") and mark is None):
            continue
        if frame["predicate"] == "organizes" and (_governed_by(doer, mark, thing) or _only_with(view, deed, mark)):
            continue
        if frame["predicate"] == "organizes" and mark is not None and _walks(mark.entity, deed, thing.entity):
            span = joined([(mark.start, mark.end), (deed.start, deed.end), (thing.start, thing.end)])
            yield relation(
                "participatesIn", mark, thing, span, 0.8, f"frames: a round of one's own, {deed.verb}", role="带队"
            )
            continue
        yield _draft(view, deed, frame, doer, mark, thing)
        if frame["predicate"] == "establishes" and "领办" in deed.verb and mark is not None:
            for branch in _branch(view, mark):
                yield _draft(view, deed, frame, branch, mark, thing)
        if frame["predicate"] == "pairsWith" and "Person" not in (doer.type, thing.entity.type):
            yield _draft(view, deed, frame | {"predicate": "cooperatesWith"}, doer, mark, thing)
    for mark in (*partners(view, deed, thing), *_unled(view, deed)) if frame["predicate"] in _JOINT else ():
        if fits(mark.entity, frame["subject"]):
            yield _draft(view, deed, frame, mark.entity, mark, thing)


def _governed_by(one: LocalEntity, mark: Mark | None, event: Mark) -> bool:
    """县委书记|甲|主持召开县委常委会: the committee's meeting, not the county's whose committee he heads."""
    headed = mark is not None and mark.entity.type == "Person" and one.kind == "AdministrativeArea"
    return headed and _COMMITTEE.search(event.entity.name) is not None


def _only_with(view: SentenceView, deed: Deed, mark: Mark | None) -> bool:
    """委员们…，与|某村|干部进行座谈: with whom others do so."""
    lead = "" if mark is None else view.shape[view.clauses[view.clause_of(mark.start)][0] : mark.start]
    return deed.verb in ("进行", "进行了") and lead.strip(" \u3000").endswith(("与", "和", "同", "跟"))


def _walks(one: LocalEntity, deed: Deed, event: LocalEntity) -> bool:
    """Whether an event is a person's own round, not the house's: 县委书记|甲|开展巡河活动, but not “大走访”活动."""
    own = "“" not in event.name and _ROUND.search(event.name) is not None
    return own and one.type == "Person" and deed.modality == "reported"


def _branch(view: SentenceView, person: Mark) -> Iterator[LocalEntity]:
    """某村党支部书记|张三领办: what a branch's secretary founds so, the branch does."""
    for title in view.titles:
        if title.end == person.start and title.chain and title.chain[-1].entity.kind == "PartyOrganization":
            yield title.chain[-1].entity


def _ordered(view: SentenceView, deed: Deed) -> Deed | None:
    """县长要求，县市监局要|牵头建立P; 责成镇政府|建立P: what a body is told to found or carry out is planned."""
    if not deed.objects or not (says(deed, "establishes") or says(deed, "implements")):
        return None
    before = [a for a in view.actors if a.clause == deed.clause and a.mark.end <= deed.start and a.case != "of"]
    told = before[-1] if before else None
    if told is None or told.mark.entity.type not in _BODIES or view.in_speech(deed.start):
        return None
    begin = view.clauses[deed.clause][0]
    lead = view.shape[begin : told.mark.start]
    made = told.case == "made" and lead.endswith(words_in("cases", "tells"))
    order = _MUST if not made else _MUST_OR_NOT
    if not (made or told.case == "agent") or not order.fullmatch(view.shape, told.mark.end, deed.start):
        return None
    return replace(deed, agents=(told.mark,), carried=0, modality="planned")


def _not_speakers(
    view: SentenceView,
    deed: Deed,
    frame: dict[str, Any],
    found: tuple[tuple[LocalEntity, Mark | None], ...],
) -> Iterator[tuple[LocalEntity, Mark | None]]:
    """社区书记张三介绍，…还组建了某服务队: who speaks tells what the house does that is spoken for."""
    for doer, mark in found:
        tells = mark is not None and doer.type == "Person" and deed.carried == 1 and frame["predicate"] in _JOINT
        if tells and mark is not None and _SPEAKS.match(view.plain, mark.end):
            one = house(view, mark)
            if one is not None and fits(one, frame["subject"]):
                yield one, mark
        else:
            yield doer, mark


def _not_founded(view: SentenceView, deed: Deed, thing: Mark) -> bool:
    """新建某卫生院|住院楼: a part of it; 新组建的某局: by one who is named elsewhere; A、B职责整合，组建C: from them."""
    listed = not deed.passive and thing.start > deed.end and view.shape.startswith("、", deed.end)
    if listed or _PART.match(view.shape, thing.end) or (deed.passive and deed.verb.startswith("组成")):
        return True  # 公租房建设、|某水厂; 教联体由甲校、乙校组成: they are in it
    fresh = deed.carried > 1 or view.shape.endswith("新", 0, deed.start)
    if deed.carried and fresh and view.shape.startswith("的", deed.end):
        return True
    if deed.carried and view.shape.startswith("于", deed.end):
        return True  # 成立于2011年的|某合作社: by whom is not told
    own = max((mark.end for mark in deed.agents), default=0)
    if deed.verb.startswith("组成") and view.shape.startswith("的", deed.end) and "由" in view.shape[own : deed.start]:
        return True  # 张三领着由42人组成的|突击队
    start = view.clauses[deed.clause][0]
    begin = min((mark.end for mark in deed.agents), default=start)
    return _MERGED.search(view.shape, min(begin, start), deed.start) is not None


def _far_off(view: SentenceView, deed: Deed) -> bool:
    """代表团来到某区援建的某校: another verb stands between who acts and a verb that only describes a thing."""
    if deed.carried or not deed.agents or view.shape[deed.end : deed.end + 1] != "的":
        return False
    last = max(mark.end for mark in deed.agents)
    return any(last <= other.start and other.end <= deed.start for other in view.deeds)


def partners(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Mark]:
    """A联合B启动E: B does so too, where A stands before it in the sentence."""
    if deed.carried > 1 or not deed.agents:
        return
    last = deed.agents[-1]
    told = view.clause_of(last.start)
    for actor in view.actors:
        mark = actor.mark
        if actor.case != "with" or mark.end > deed.start or mark.entity is thing.entity:
            continue  # before anything is looked for: the actors are many, and asked of for each stop
        near = actor.clause in (deed.clause - 1, deed.clause)
        # A联合B，把各村会长请到一起，订立某公约
        if near or (
            actor.clause == told and _JOINED.search(view.shape, last.end, max(last.end, mark.start)) is not None
        ):
            yield mark


def _unled(view: SentenceView, deed: Deed) -> tuple[Mark, ...]:
    """派出所联合A、B办起E, where no name says who joined A and B: they do so all the same."""
    if deed.agents or deed.carried <= 1:
        return ()
    return tuple(mark for mark in deed.companions if not view.shape.startswith("的", mark.end))


def _this_team(view: SentenceView, deed: Deed) -> Iterator[Draft]:
    """这支由县妇联牵头组建的队伍: the team told of before."""
    noun = _TEAM.match(view.shape, deed.end)
    if noun is None or not _THIS.search(view.shape, 0, deed.start):
        return
    team = view.about.last(view.offset(deed.start), lambda entity: entity.kind == "Team")
    for mark in deed.agents if team is not None and not deed.carried else ():
        assert team is not None
        if mark.entity.type != "Programme" and mark.entity is not team:
            yield relation("establishes", mark, team, (mark.start, noun.end()), 0.75, "frames: the team told of before")


def _draft(
    view: SentenceView, deed: Deed, frame: dict[str, Any], doer: LocalEntity, mark: Mark | None, thing: Mark
) -> Draft:
    spans = [(deed.start, deed.end), (thing.start, thing.end)]
    if mark is not None:
        spans.append((mark.start, mark.end))
    start, end = joined(spans)
    assert deed.modality is not None
    return relation(
        frame["predicate"],
        doer,
        thing,
        (start, end),
        frame["confidence"] - _CARRIED.get(deed.carried, 0.25),
        f"relations.yaml {frame['predicate']}: {deed.verb}",
        modality=deed.modality,
        role=load("participation")["hosts"].get(deed.verb) if frame["predicate"] == "organizes" else None,
    )
