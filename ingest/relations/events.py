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

_ACTING = ("Place", "Organization")
_TAIL = 12
_OWN = re.compile(
    r"(?P<area>.*?)(?:第[一二三四五六七八九十百0-9]+届|[一二三四五六七八九十]+届)?"
    r"(?P<body>人民代表大会常务委员会|人大常委会|人大主席团|委员会|常委会|党组|党委|政府|理论学习中心组)(?:党组)?(?:理论学习中心组)?"
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


def _named_by(view: SentenceView) -> Iterator[Draft]:
    """某县第十五届人大常委会第三十五次会议: a body's own meeting, told by its name."""
    for mark in view.marks:
        if mark.entity.type != "Event" or mark.back or view.about.first.get(mark.entity.id) != view.offset(mark.start):
            continue
        for name in (mark.entity.name, view.text[mark.start : mark.end]):
            own = _OWN.fullmatch(normal_name(name))
            body = own["area"] + own["body"] if own else ""
            host = (
                view.about.names.get(body) or next(iter(view.about.tails.get(body[-_TAIL:], ())), None) if own else None
            )
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
        if other.entity.type not in _ACTING or (not invited and not ahead):
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
