"""Events: who organises them, with where and when the same words say (the rest in occasions)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.relations.base import Deed, Draft, Mark, SentenceView, joined
from ingest.relations.frames import says
from ingest.relations.occasions import when, where
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity

_ACTING = ("Place", "Organization")
_NO_ACTORS = frozenset({"Road", "NaturalFeature", "Site", "Venue"})
_TAIL = 12
_SEES = re.compile(
    "(?:督导检查|检查指导|调研指导|调研检查|考察学习|专题调研|实地调研|现场调研|督导调研|调研督导|调研|考察|视察|检查|督导|督查|暗访|巡查)"
)
_YEARLY = re.compile(
    "(?:20[0-9]{2}年(?:度)?|第[一二三四五六七八九十0-9]+[届次])?(?:年终|年度)?(?:分红大会|年会|社员大会|成员大会|股东大会|会员大会|代表大会|理事会|总结会|家长会)\\Z"
)
_OWN = re.compile(
    r"(?P<area>.*?)(?:第[一二三四五六七八九十百0-9]+届|[一二三四五六七八九十]+届)?"
    r"(?P<body>人民代表大会常务委员会|人民代表大会|人大常委会|人大主席团|委员会|常委会|党组|党委|政府|理论学习中心组)(?:党组)?(?:理论学习中心组)?"
    r"(?:[（(]扩大[)）]|全体|常务|常委|专题|学习|集体|第?[一二三四五六七八九十百0-9]+次|党组|工作|[0-9]{4}年(?:度)?){0,5}(?:[（(]?扩大[)）]?)?(?:会议|学习会|全会|学习会议|学习)"
)


def events(view: SentenceView) -> Iterator[Draft]:
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "organizes"):
            continue
        objects = [thing for thing in deed.objects if thing.entity.type == "Event"]
        for thing in objects or _hosted(view, deed):
            yield from _hosts(view, deed, thing)
            yield from _companions(view, deed, thing)
            yield from _sent(view, deed, thing)
            yield from when(view, thing, max(deed.start, thing.end), (deed.start, deed.end), deed.modality)
            yield from where(view, deed, thing)
    yield from _named_by(view)
    yield from _tours(view)
    if view.headline:
        yield from _announced(view)


def _sent(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """某镇组织A、B开展E: those it sends take part."""
    assert deed.modality is not None
    for actor in view.actors:
        other = actor.mark
        if (
            actor.case != "made"
            or actor.clause != deed.clause
            or other.end > deed.start
            or other.entity is thing.entity
        ):
            continue
        if other.entity.type in ("Organization", "Person"):
            yield Draft(
                predicate="participatesIn",
                subject=other.entity,
                object=thing.entity,
                role="参加",
                modality=deed.modality,
                start=other.start,
                end=max(deed.end, thing.end),
                confidence=0.8,
            )


def _tours(view: SentenceView) -> Iterator[Draft]:
    """县人大常委会视察古城保护工作, 市长李某带队检查防汛工作: who does what the event's own verb says."""
    for mark in view.marks:
        if mark.entity.kind != "Inspection" or mark.back or not _SEES.match(view.text, mark.start):
            continue
        clause = view.clause_of(mark.start)
        here = [a for a in view.actors if a.clause == clause and a.mark.end <= mark.start]
        if here and here[-1].mark.entity.type == "Organization" and here[-1].mark.end == mark.start:
            yield _by("organizes", here[-1].mark, mark, None, 0.75)
        here = [a for a in here if a.case == "agent"]
        for other in [a.mark for a in here if a.group == here[0].group] if here else ():
            if other.entity.type == "Person":
                yield _by("participatesIn", other, mark, "带队", 0.8)


def _by(predicate: str, who: Mark, thing: Mark, role: str | None, surety: float) -> Draft:
    return Draft(
        predicate=predicate,
        subject=who.entity,
        object=thing.entity,
        role=role,
        start=who.start,
        end=thing.end,
        confidence=surety,
    )


def _named_by(view: SentenceView) -> Iterator[Draft]:
    """某县第十五届人大常委会第三十五次会议: a body's own meeting, told by its name."""
    for mark in view.marks:
        if mark.entity.type != "Event" or mark.back or view.about.first.get(mark.entity.id) != view.offset(mark.start):
            continue
        for name in (mark.entity.name, view.text[mark.start : mark.end]):
            own = _OWN.fullmatch(normal_name(name))
            host = _body(view, own["area"] + own["body"]) if own else _owner(view, name)
            if host is not None and host.type == "Organization":
                yield Draft(
                    predicate="organizes",
                    subject=host,
                    object=mark.entity,
                    start=mark.start,
                    end=mark.end,
                    confidence=0.75,
                )
                break


def _announced(view: SentenceView) -> Iterator[Draft]:
    """柳林镇：义务植树活动添新绿: whose news the headline says it is."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start].strip("“ 　")
        if after.entity.type == "Event" and before.entity.type in _ACTING and between in ("：", ":"):
            yield Draft(
                predicate="organizes",
                subject=before.entity,
                object=after.entity,
                start=before.start,
                end=after.end,
                confidence=0.6,
            )


def _body(view: SentenceView, body: str) -> LocalEntity | None:
    """The organisation of the article that has a body's full name, or its usual short one."""
    short = body.replace("人民代表大会常务委员会", "人大常委会").removesuffix("人民代表大会")
    for name in (body, short, short + "人大"):
        found = view.about.names.get(name) or next(iter(view.about.tails.get(name[-_TAIL:], ())), None)
        if found is not None:
            return found
    return None


def _owner(view: SentenceView, name: str) -> LocalEntity | None:
    """The organisation that a name of its own yearly meeting begins with: 某合作社2021年度分红大会."""
    yearly = _YEARLY.search(normal_name(name))
    return view.about.names.get(normal_name(name)[: yearly.start()]) if yearly else None


def _hosted(view: SentenceView, deed: Deed) -> tuple[Mark, ...]:
    """由A主办，B承办的E: the event that follows a host's clause; 大赛由A主办，B承办: the one that stood before."""
    if deed.verb not in load("participation")["hosts"] or not deed.agents or deed.carried:
        return ()
    stop = view.clauses[min(deed.clause + 2, len(view.clauses) - 1)][1]
    follows = view.marks_in(deed.end, stop, "Event")[:1]
    return follows or view.marks_in(view.clauses[0][0], deed.start, "Event")[-1:]


def _hosts(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """Those before 主办 in a clause of its own organise the event that follows."""
    assert deed.modality is not None
    for host in deed.agents:
        if thing in deed.objects or host.entity.type not in _ACTING:
            continue
        yield Draft(
            predicate="organizes",
            subject=host.entity,
            object=thing.entity,
            role=load("participation")["hosts"][deed.verb],
            modality=deed.modality,
            start=min(host.start, thing.start),
            end=max(deed.end, thing.end),
            confidence=0.85,
        )


def _companions(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """A联合B举办E: B organises too; 请来B: B takes part."""
    assert deed.modality is not None
    for actor in view.actors:
        if actor.case != "with" or actor.clause not in (deed.clause - 1, deed.clause, deed.clause + 1):
            continue
        other = actor.mark
        invited = view.shape[: other.start].endswith(tuple(load("participation")["invites"]))
        ahead = other.end <= deed.start
        road = other.entity.type == "Place" and other.entity.kind in _NO_ACTORS
        if other.entity.type not in _ACTING or road or (not invited and not ahead):
            continue
        start, end = joined([(other.start, other.end), (deed.start, deed.end), (thing.start, thing.end)])
        yield Draft(
            predicate="participatesIn" if invited else "organizes",
            subject=other.entity,
            object=thing.entity,
            modality=deed.modality,
            start=start,
            end=end,
            confidence=0.8 if invited else 0.85,
        )


def roles() -> dict[str, str]:
    """Verb -> the role it gives to who takes part."""
    table: dict[str, str] = load("participation")["roles"]
    return table
