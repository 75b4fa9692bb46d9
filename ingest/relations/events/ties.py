"""Who takes part in an event, by weights learned from the project's own annotated articles.

The grammar of `attendance`, `onstage` and `events` reads what a sentence says. News tells an event over many: the
headline names it, the lead says where it was, and those who speak, give or help in it stand sentences away, before its
name or after it. Here all that speaks for and against a tie between a name where it stands and an event is added up:
how far and over what they lie apart, what the sentence is about, what part the name has in its clause. The weights
are data/ties.tsv, made by `build_ties`; no name stands in them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from ingest.modality import any_in, any_of, meant
from ingest.relations.base import TITLE, Actor, Draft, Mark, SentenceView, relation
from ingest.relations.events.attendance import ONCE
from ingest.relations.events.crews import STANDING
from ingest.relations.events.offstage import HIS_WORDS, off_stage, told_by_one
from ingest.relations.events.onstage import CALLS, MADE, against, scene_acts
from ingest.relations.events.scenes import ITEM, OVER, PAST, held_again, nobodys
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.rounds import is_round
from ingest.tables import FOLDER, load, size_in, weights_in
from ontology.records import LocalEntity

DATA = FOLDER / "ties.tsv"
BIAS = "bias"
"""A feature that every tie has."""
_SCORE = 0.25  # of the weights, from where on one is likelier to take part than not
_NEAR_SCORE = -0.75  # the same where nothing leads away from the event
_QUOTED = 1.0  # the same of one who is only quoted
_VERB = 8  # code points behind a name that tell how its clause is meant
_TYPES = {"Person": "P", "Organization": "O", "Place": "L"}
_BARE = "event/bare"
_MARGIN = 1.0  # of the weights, by which another event may be less likely
_MOST = 4  # events of an article, by where they first stand
_DAY = len("2022-10-26")
_NEAR, _AHEAD = 14, 6  # so many sentences after an event's name, and before it, may tell of it
_STOP = re.compile("[，。；：]")
_COUNTED = re.compile("[0-9一二三四五六七八九十百千万余]+(?:个|人|名|户|家|亩|元|万|吨|公里|%|％)")
_PRESENT = re.compile("现场|当场|当天|当日|当晚|台上|台下|随后|接着|首先|最后|期间|席间|会上|会后")
_SAID = re.compile("[说道]|表示|介绍|告诉|指出|强调|要求")
_THEIR_CARE = re.compile(
    "的?(?:[^，。；\ue000-\ue007]{0,6}的)?(?:深切|亲切|殷切|大力|正确|坚强)?(?:关怀|关心|关爱|支持|领导|帮助|号召|要求|部署|温暖|嘱托|大爱之举|精神)"
)
"""带着镇党委、镇政府的|深切关怀: a body in whose name something is done, not one that is there."""
_SEEN = re.compile("(?:[、和][^，。；]{2,20}){0,5}等(?:[0-9]+[家个处])?(?:企业|公司|单位|地|处|项目|村|点位|现场)")
"""What those on a tour look at: 考察某公司|、某厂等企业."""
_ON_TOUR = re.compile("[^，。；]{0,60}(?:陪同|参加|一同|随同)(?:调研|考察|视察|检查|督导|督查|走访)")
_OF_PAPERS = re.compile(
    "(?:的)?《|(?:[、和与及]*[\ue000\ue002\ue005])*(?:党组|常委会)?(?:的)?(?:上?半?年度?|今年|去年|提案|财政)?(?:工作)?(?:报告|情况|工作(?![人者组坊站室中]))"
)
"""县妇联|《关于召开…的请示》, 审议了州政协|常委会工作报告, 研究市法院|党组工作: a body's paper or work, not the body."""
_GIVEN_BY = re.compile("(?:被|获得?|将被|荣获)(?:[\ue000-\ue007]*)\\Z")
"""获奖选手将被|县总工会|授予称号: by whom it is given, at another time."""
_IN_DUTY = re.compile(
    "(?:[、和及]?[\ue000\ue002\ue005])*(?:等[^，。；]{0,10}|各[^，。；]{0,8})?(?:还|也|均|都)?(?:要|须|必须|应当?|务必)(?![求素点闻事])"
)
_INSIDE = re.compile("(?:的)?(?:院里|院内|门口|门前|大厅|广场|里|内)")
_MEETING_SAYS = re.compile("[ 　]*(?:会议|大会|全会)(?:认为|强调|指出|要求|提出|决定)")
_SAYS = frozenset({"Pbar=says", "Obar=says"})
_BARS = frozenset(
    {
        "Pbar=another",
        "Obar=another",
        "Lbar=another",
        "Pbar=life",
        "Pbar=host",
        "Pbar=past",
        "Obar=past",
        "Lbar=past",
        "Obar=whose",
        "Lbar=whose",
    }
)
_AWAY = frozenset(
    {"broken=True", "breaks", "other day", "ahead, broken", "Pbarred", "Obarred", "Lbarred", "meant=None"}
)
_HOLDS = re.compile("(?:还|也|又)?(?:组织|召开|举行|举办|开展)")
_BUSINESS = re.compile("(?:签订|签署|签下|签了|签约)|(?:出资|投资|发起|合资)[^，。；]{0,4}(?:成立|设立|组建|创办)")
_ON_SPOT = re.compile("现场|当场|当天|当日|随后|[会式]上|期间|仪式|活动")
_OPENED = re.compile("[“「]")
_DO = any_of(
    ("举行", "举办", "召开", "开展", "组织", "主办", "承办", "协办", "联合", "牵头", "启动", "指导", "发起", "策划", "共同", "邀请", "参加", "出席",
     "走进", "在", "来自", "由", "等", "代表", "为", "向", "的")
)  # fmt: skip


class Tie(NamedTuple):
    """A name where it stands (`number` of its sentence) and an event, with what speaks for and against ties of them."""

    number: int
    mark: Mark
    event: LocalEntity
    features: list[str]


class _News(NamedTuple):
    """Of an article: its events, in which sentences each stands, the number of each sentence's paragraph, what breaks a
    scene there, which begin an item of a list, and the day of the news."""

    events: tuple[LocalEntity, ...]
    stands: dict[str, list[int]]
    paragraphs: list[int]
    breaks: list[bool]
    items: list[bool]
    day: str | None
    times: dict[str, int]


def ties(views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]) -> Iterator[tuple[SentenceView, Draft]]:
    """Who takes part by the weights, of those of whom nothing is said: where it is likeliest, once for each event."""
    tied = {(one, other) for _, one, other in said}
    stops = {stop for predicate, _, stop in said if predicate == "visits"}
    best: dict[tuple[str, str], tuple[float, Tie]] = {}
    known = weights()
    bias = known[BIAS]
    for tie in candidates(views, lambda one, event: (one.id, event.id) in tied or (event.id, one.id) in tied):
        score = bias + sum(filter(None, map(known.get, tie.features)))
        pair = tie.mark.entity.id, tie.event.id
        better = score > _least(views[tie.number], tie) and (pair not in best or score > best[pair][0])
        visited = tie.mark.entity.id in stops and _come_to(views[tie.number], tie, said)
        if better and not visited and not _barred(views[tie.number], tie, tied):
            best[pair] = score, tie
    top: dict[tuple[int, int], float] = {}
    for score, tie in best.values():
        place = tie.number, tie.mark.start
        top[place] = max(score, top.get(place, score))
    for score, tie in best.values():
        if score < top[tie.number, tie.mark.start] - _MARGIN:
            continue  # one name where it stands is of the likeliest event, and of those about as likely
        view = views[tie.number]
        clause = view.clause_of(tie.mark.start)
        end = view.clauses[clause][1]
        kind = meant(view.lead(clause), view.plain[tie.mark.end : min(end, tie.mark.end + _VERB)])
        if kind in ("reported", "planned"):
            verb = _roles().search(view.plain, tie.mark.end, end)
            role = load("participation")["roles"][verb[0]] if verb else None
            surety = 0.4 + 0.3 / (1 + math.exp(-score))
            yield (
                view,
                relation(
                    "participatesIn",
                    tie.mark,
                    tie.event,
                    (tie.mark.start, end),
                    surety,
                    "ties: likely by the weights",
                    modality=kind,
                    role=role,
                ),
            )


def _come_to(view: SentenceView, tie: Tie, said: Set[tuple[str, str, str | None]]) -> bool:
    """Whether one is only whom those on a tour came to: in a tour's own event, or in a sentence that tells of the visit."""
    one = tie.mark.entity
    return is_round(tie.event) or any(("visits", mark.entity.id, one.id) in said for mark in view.marks)


def _least(view: SentenceView, tie: Tie) -> float:
    """From which score on one is said to take part: where nothing leads away from the event, sooner."""
    if not _SAYS.isdisjoint(tie.features):
        return _QUOTED
    if not _AWAY.isdisjoint(tie.features) or tie.mark.entity.kind == "PrivateResident":
        return _SCORE
    start, end = view.clauses[view.clause_of(tie.mark.start)]
    own = ONCE.search(view.plain, start, tie.mark.start) or _HOLDS.match(view.plain, tie.mark.end, end)
    return _SCORE if own else _NEAR_SCORE


def _barred(view: SentenceView, tie: Tie, tied: Set[tuple[str, str | None]]) -> bool:
    """Whether the words where a name stands bar the tie, whatever else speaks for it: they tell of another event in
    which it is, or of what someone says, or only whose someone is or where something is."""
    one, scene = tie.mark, view.scene
    if (
        tie.event.rule == _BARE
        and "活动" in view.text
        and view.about.first.get(tie.event.id, 0) > view.offset(one.start)
    ):
        return True  # 甲出席活动。在座谈会上，…: another than the meeting told of later
    if scene is not None and scene is not tie.event:
        main = scene in view.about.headline and tie.event not in view.about.headline
        if main or (one.entity.id, scene.id) in tied:
            return True
    if (
        off_stage(view, tie.event, one)
        or _business(view, tie)
        or told_by_one(view, one.start)
        or _MEETING_SAYS.match(view.text)
        or not _BARS.isdisjoint(tie.features)
    ):
        return True
    if is_round(tie.event) and _SEEN.match(view.text, one.end):
        return True
    if not is_round(tie.event) and _ON_TOUR.match(view.text, one.end):
        return True
    if (
        _OF_PAPERS.match(view.shape, one.end)
        or (one.entity.type != "Person" and _GIVEN_BY.search(view.plain, 0, one.start))
        or HIS_WORDS.match(view.plain, one.end)
        or _IN_DUTY.match(view.shape, one.end)
    ):
        return True
    if one.entity.type == "Person":
        if one.entity.kind == "PrivateResident" and CALLS.search(tie.event.name):
            return True  # 走访慰问: one who is called on
        called = tie.event.kind == "Meeting" and one.entity.kind == "PrivateResident"
        return (
            one.back or MADE.match(view.plain, one.end) is not None or (called and _called_on(view, one))
        )  # 走访了监测户|张三，并主持召开院坝会
    if one.entity.name.endswith(STANDING) or one.entity.kind == "Media" or _THEIR_CARE.match(view.text, one.end):
        return True
    return _INSIDE.match(view.text, one.end) is not None


def _called_on(view: SentenceView, one: Mark) -> bool:
    """Whether a verb of calling on someone stands before a name in its clause."""
    start = view.clauses[view.clause_of(one.start)][0]
    calls = load("tours")["calls"]
    return any(start <= deed.start < one.start and deed.verb.rstrip("了") in calls for deed in view.deeds)


def _business(view: SentenceView, tie: Tie) -> bool:
    """Whether a sentence away from an event tells of one's business, not of what is done there: 公司与5个村签订了收购协议."""
    end = view.clauses[view.clause_of(tie.mark.start)][1]
    away = all(one.entity is not tie.event for one in view.marks) and "签约" not in tie.event.name
    return away and _BUSINESS.search(view.text, tie.mark.end, end) is not None and _ON_SPOT.search(view.text) is None


@cache
def weights() -> dict[str, float]:
    """Feature -> weight (data/ties.tsv)."""
    return weights_in(DATA)


def candidates(views: Sequence[SentenceView], known: Callable[[LocalEntity, LocalEntity], bool]) -> Iterator[Tie]:
    """Every name of one that may take part with every event near it, but those pairs that are `known`."""
    news = _news(views)
    if not news.events:
        return
    for number, view in enumerate(views):
        near = [event for event in news.events if _is_near(news, event, number)]
        if not near:
            continue
        actors = {id(actor.mark): actor for actor in view.actors}
        of_sentence: list[str] = []
        for mark in view.marks:
            if not _may(mark.entity):
                continue
            open_ = [event for event in near if not known(mark.entity, event)]
            if not open_:
                continue
            of_sentence = of_sentence or _of_sentence(news, view, number)
            of_mark = [*of_sentence, *_of_mark(news, view, mark, actors.get(id(mark)))]
            for event in open_:
                yield Tie(number, mark, event, of_mark + _of_pair(news, view, number, mark, event, actors))


def _may(entity: LocalEntity) -> bool:
    """Whether one may take part: a person, an organisation, a town or village."""
    if entity.type == "Place":
        return entity.kind == "AdministrativeArea" and level(entity) >= TOWN
    return entity.type in _TYPES


def _news(views: Sequence[SentenceView]) -> _News:
    stands: dict[str, list[int]] = {}
    known: dict[str, LocalEntity] = {}
    times: dict[str, int] = {}
    paragraphs, breaks = [], []
    leaves = any_in("scenes", "leaves")
    day = next((t.edtf for v in views if not v.headline for t in v.times if t.edtf and len(t.edtf) == _DAY), None)
    items = [ITEM.match(view.text) is not None for view in views]
    paragraph = 0
    for number, view in enumerate(views):
        for mark in view.marks:
            times[mark.entity.id] = times.get(mark.entity.id, 0) + 1
            if (mark.entity.type == "Event" and not nobodys(mark.entity)) or held_again(mark.entity):
                known.setdefault(mark.entity.id, mark.entity)
                told = stands.setdefault(mark.entity.id, [])
                if not told or told[-1] != number:
                    told.append(number)
        paragraphs.append(paragraph)
        paragraph += view.text.rstrip(" 　").endswith("\n")
        own = [t for t in view.times if t.start <= 2 and t.edtf and len(t.edtf) == _DAY]
        over = OVER.match(views[number - 1].text) if number else None
        left = over is not None or leaves.match(view.text.lstrip(" 　“")) is not None
        breaks.append(left or any(t.edtf != day for t in own))
    return _News(tuple(known.values())[:_MOST], stands, paragraphs, breaks, items, day, times)


def _is_near(news: _News, event: LocalEntity, number: int) -> bool:
    told = news.stands[event.id]
    at = bisect_right(told, number)
    if not at:
        return told[0] - number <= _AHEAD
    if number - told[at - 1] > _NEAR:
        return False
    # ▲: the next piece of news
    return not news.items[told[at - 1]] or not any(news.items[told[at - 1] + 1 : number + 1])


def _of_sentence(news: _News, view: SentenceView, number: int) -> list[str]:
    found = [f"k={size_in(number, (0, 1, 2, 3, 4, 6, 9, 14, 20))}"]
    if view.headline:
        found.append("headline")
    if news.breaks[number]:
        found.append("breaks")
    days = {t.edtf for t in view.times if t.edtf and len(t.edtf) == _DAY}
    if days:
        found.append("day" if news.day in days else "other day")
    elif view.times:
        found.append("timed")
    if len(_COUNTED.findall(view.text)) > 1:
        found.append("counts")
    if _PRESENT.search(view.text):
        found.append("present")
    if _OPENED.search(view.text) and _SAID.search(view.text):
        found.append("speech")
    return found


def _of_mark(news: _News, view: SentenceView, mark: Mark, actor: Actor | None) -> list[str]:
    entity, sort = mark.entity, _TYPES[mark.entity.type]
    clause = view.clause_of(mark.start)
    begin, end = view.clauses[clause]
    kind = entity.kind if entity.type != "Place" else f"{entity.kind}{level(entity)}"
    found = [sort, f"kind={kind}", f"clause={size_in(clause, (0, 1, 2, 4))}"]
    last = mark.end
    if actor is None:
        found.append("no actor")
    else:
        group = [one for one in view.actors if one.group == actor.group and one.clause == actor.clause]
        found += [f"{sort}case={actor.case}", f"{sort}group={size_in(len(group), (1, 2, 4))}"]
        head = next((one for one in view.actors if one.clause == clause and one.case != "of"), None)
        if head is not None and head.group == actor.group:
            found.append(f"{sort}head")
        last = max(one.mark.end for one in group)
        if actor.case == "of":
            whose = next((one.mark for one in view.actors if one.mark.start >= mark.end), None)
            found.append(f"of={whose.entity.type if whose else ''}")
            found.append(f"of={whose.entity.type if whose else ''},{entity.kind}")
    if view.in_speech(mark.start):
        found.append("in speech")
    if mark.back:
        found.append("back")
    if any(_before(time.edtf, news.day) for time in view.times if time.end <= mark.start):
        found.append(f"{sort}bar=past")
    if view.plain[: mark.start].endswith(TITLE):
        found.append("titled")
    behind = view.plain[last : last + 12].lstrip(TITLE)
    stop = _STOP.search(behind)
    rest = behind[: stop.end()] if stop else behind
    found += [f"{sort}n1={behind[:1]}", f"n2={behind[:2]}", f"n3={behind[:3]}"]
    found += [f"b={rest[at : at + 2]}" for at in range(min(len(rest), 9) - 1)]
    before = view.plain[max(begin, mark.start - 6) : mark.start]
    found += [f"{sort}p1={before[-1:]}", f"p2={before[-2:]}"]
    role = _roles().search(view.plain, mark.end, end)
    if role is not None:
        found += [f"{sort}role={load('participation')['roles'][role[0]]}", "role"]
    elif clause + 1 < len(view.clauses) and _roles().search(view.plain, end, view.clauses[clause + 1][1]):
        found.append("role later")
    pattern, acts = scene_acts()
    act = pattern.search(view.plain, last, min(last + 14, end))
    if act is not None:
        found += [f"act={acts[act[0]]}", "act"]
    found.append(f"meant={meant(view.lead(clause), view.plain[mark.end : min(end, mark.end + 8)])}")
    found.append(f"{sort}times={size_in(news.times[entity.id], (1, 2, 4))}")
    if entity in view.about.headline:
        found.append(f"{sort}in headline")
    if entity is view.about.topic:
        found.append(f"{sort}topic")
    return found


@cache
def _roles() -> re.Pattern[str]:
    return any_in("participation", "roles")


def _before(edtf: str | None, day: str | None) -> bool:
    """Whether a month or a year is earlier than a day's."""
    return bool(edtf and day and len(edtf) < _DAY and PAST.fullmatch(edtf) and edtf < day[: len(edtf)])


def _of_pair(
    news: _News, view: SentenceView, number: int, mark: Mark, event: LocalEntity, actors: dict[int, Actor]
) -> list[str]:
    sort = _TYPES[mark.entity.type]
    found = [f"{sort}event={event.kind}", event.type, f"events={size_in(len(news.events), (1, 2, 3))}"]
    bars = list(against(view, mark, event))
    found += [f"{sort}bar={bar}" for bar in bars]
    if bars:
        found.append(f"{sort}barred")
    main = event in view.about.headline or len(news.events) == 1
    if main:
        found += ["main", f"{sort}main"]
    if event is news.events[0]:
        found.append("first")
    scene = "this" if view.scene is event else "none" if view.scene is None else "other"
    found += [f"scene={scene}", f"{sort}scene={scene},{event.kind in ('Meeting', 'Ceremony')}"]
    here = [one for one in view.marks if one.entity is event]
    if here:
        found += _beside(view, mark, min(here, key=lambda one: (abs(one.start - mark.start), one.start)), actors)
        return found
    told = news.stands[event.id]
    before = [at for at in told if at < number]
    if before:
        apart = number - before[-1]
        broken = any(news.breaks[before[-1] + 1 : number + 1])
        found += [f"{sort}apart={size_in(apart, (1, 2, 3, 5, 8))}", f"broken={broken}", f"{sort}broken={broken}"]
        found.append(f"paragraphs={size_in(news.paragraphs[number] - news.paragraphs[before[-1]], (0, 1, 2, 3))}")
        found.append(f"named={size_in(len(before), (1, 2, 3))}")
        other = any(before[-1] < at <= number for one in news.events if one is not event for at in news.stands[one.id])
        if other:
            found += ["other event since", f"{sort}other event since"]
    else:
        found += [f"{sort}ahead={size_in(told[0] - number, (1, 2, 3))}", f"ahead,{main}"]
        if any(news.breaks[number + 1 : told[0] + 1]):
            found.append("ahead, broken")
    return found


def _beside(view: SentenceView, mark: Mark, event: Mark, actors: dict[int, Actor]) -> list[str]:
    """What speaks of a name and an event in one sentence."""
    sort = _TYPES[mark.entity.type]
    order = "before" if mark.end <= event.start else "after"
    low, high = (mark.end, event.start) if order == "before" else (event.end, mark.start)
    between = view.plain[low:high]
    clauses = size_in(abs(view.clause_of(mark.start) - view.clause_of(event.start)), (0, 1, 2, 4))
    side = f"{sort}{order}"
    found = ["here", f"{sort}here", f"{side}{clauses}", f"{'back' if event.back else 'own'} name"]
    if len(between) < 60:
        found += [f"{side}w={word}" for word in sorted(set(_DO.findall(between)))]
    at = max(mark.end, event.end)
    found += [f"{side}z={word}" for word in sorted(set(_DO.findall(view.plain[at : at + 14])))]
    if not between.strip("，“" + TITLE):
        found.append(f"{side} adjoining")
    if between.endswith(("的", "的“")):
        found.append(f"{side} of")
    for one, role in ((event, "event"), (mark, "name")):
        actor = actors.get(id(one))
        if actor is not None:
            found.append(f"{side}{role}={actor.case},{clauses == '0'}")
    return found
