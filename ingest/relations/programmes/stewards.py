"""Who carries out a programme, whatever the verb: who acts in its clause, whom it is 由 …, whose officer tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.modality import any_in, any_of
from ingest.relations.actors import acts
from ingest.relations.base import Actor, Draft, Mark, SentenceView, joined, relation
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.visits.rounds import is_round
from ingest.tables import load, words_in
from ontology.records import LocalEntity, Modality

_ACTING = ("Organization", "Place")
_TOLD = ("Document", "Regulation")
_TOO = re.compile(
    "(?:(?:也|随后|跟着|照着|学着|先后|相继|陆续|纷纷|接着|率先)(?!有|是|说|在|从|向|为|给|会|要|将))+[^，。；：“”\ue000-\ue007]{1,8}(?=[，。；])"
)
"""What those do who do the same, to the clause's end: 也办了起来, 随后效仿."""
_ORIGIN = re.compile("[”》]?(?:，)?(?:源自|源于|始于|起源于|发端于|发源于|脱胎于|首创于|诞生于|由来)(?:于)?")
_UNDER_WAY = re.compile("”?(?:主题|专项)?(?:活动|行动|工作)?(?:中|期间)")
"""在某活动|中走访: who does it in carrying it out."""
_OVERSEES = re.compile("(?:负责|全程|承担)?(?:监理|监管|监督)")
_COUNTED_OF = re.compile("[0-9]+(?:余|多)?(?:个|家|所|支)[^，。；]{0,6}的")  # 全县|161个村的村村响
_ON_IT = re.compile("(?:就|围绕|针对|聚焦)[^，。；]*\\Z")
_NO_ONE = ("NaturalFeature", "Road", "Venue")
_JOINS = ("联合", "会同", "携手", "协同", "联手")
_FREE = ("agent", "by")
_ENDS = ("", "了", "进来", "起来", "到位", "其中", "推行", "这一做法")
_CHILDREN = re.compile("的(?:孩子|学生|老人|居民|村民|群众|家长|游客)")  # 某社区的孩子也跑来听: not the community
_NEAR = 12  # code points between who takes a programme up and the verb
_FAR = 260  # code points back within which a programme is still spoken of
_SURE = {0: 0.75, 1: 0.65}


def stewards(view: SentenceView) -> Iterator[Draft]:
    for actor in view.actors if not view.headline else ():
        mark = actor.mark
        if mark.entity.type != "Programme" or mark.entity.kind == "Honour" or actor.case == "of":
            continue
        if any_in("stewards", "behind").match(view.shape.replace("”", ""), mark.end):
            continue
        lead = view.shape[view.clauses[actor.clause][0] : mark.start].rstrip("“《")
        if lead.endswith(words_in("stewards", "about")):
            continue
        given = [] if mark.entity.kind == "Document" else list(_given(view, actor))
        yield from given or _acted(view, actor)
    yield from _followed(view)
    yield from _from_there(view)
    yield from _spread(view)
    yield from _headed(view)


def _from_there(view: SentenceView) -> Iterator[Draft]:
    """这一制度源自乐群村: who is told to have been the first founded it, and carries it out."""
    for mark in view.marks_in(0, len(view.text), "Programme"):
        verb = _ORIGIN.match(view.shape, mark.end)
        after = next(iter(view.marks_in(verb.end(), verb.end() + _NEAR)), None) if verb else None
        if after is None or view.in_speech(mark.start) or after.entity.type not in _ACTING or view.headline:
            continue
        if verb is not None and not view.shape[verb.end() : after.start].strip("“于"):
            for predicate in ("establishes", "implements"):
                draft = _draft(after.entity, mark, after, "reported", 0.75, "origin")
                yield replace(draft, predicate=predicate)


def _spread(view: SentenceView) -> Iterator[Draft]:
    """把做法总结为P，在A、B推开: where what an earlier clause or sentence tells of is carried out too."""
    verbs = any_in("makers", "spread")
    groups: dict[int, list[Mark]] = {}
    for actor in view.actors if not view.headline else ():
        if actor.case == "in" and actor.mark.entity.type in _ACTING and not actor.mark.back:
            groups.setdefault(actor.group, []).append(actor.mark)
    for group in groups.values():
        last = group[-1]
        verb = verbs.search(view.shape, last.end, last.end + _NEAR + 4)
        clause = view.clause_of(last.start)
        start, stop = view.clauses[clause]
        if verb is None or verb.end() > stop or view.in_speech(last.start) or view.marks_in(verb.end(), stop):
            continue
        if view.shape[verb.end() : stop].strip("，。；了开来\n") or view.marks_in(start, group[0].start, "Programme"):
            continue
        before = view.marks_in(0, start, "Programme")
        told = before[-1].entity if before else _told(view, group[0].start)
        kind = how_meant(view, Doer(entity=last.entity, mark=None, carried=0), group[0].start)
        for mark in group if told is not None and kind in ("reported", "planned") else ():
            assert told is not None
            assert kind is not None
            thing = Mark(entity=told, start=verb.start(), end=verb.end(), back=True)
            yield _draft(mark.entity, thing, mark, kind, 0.7, f"spread: {verb[0]}")


def _headed(view: SentenceView) -> Iterator[Draft]:
    """红池坝镇：一碗“坝坝饭”吃出新风尚: whose news a headline's programme is, before a colon."""
    if not view.headline:
        return
    colon = next((at for at in (view.shape.find("："), view.shape.find(":")) if at > 0), -1)
    if colon < 0:
        return
    before = [m for m in view.marks_in(0, colon) if m.entity.type in _ACTING]
    if before and not view.shape[before[-1].end : colon].strip(" 　"):
        for mark in view.marks_in(colon, len(view.text), "Programme")[:1]:
            if mark.entity.kind != "Honour":
                yield _draft(before[-1].entity, mark, before[-1], "reported", 0.6, "headline")


def _followed(view: SentenceView) -> Iterator[Draft]:
    """去年，B、C纷纷跟进; B、C也办了起来; 扩展到D、E: those who take up the programme told of before."""
    table = load("stewards")
    if view.headline:
        return
    for verb in _follows().finditer(view.shape):
        stop = view.clauses[view.clause_of(verb.start())][1]
        rest = view.shape[verb.end() : stop].rstrip("，。；\n”")
        if verb[0] not in table["also"] or rest in _ENDS:
            yield from _taken_up(view, verb.start(), verb.end())
    for verb in _TOO.finditer(view.shape):
        if not any_in("stewards", "other").search(verb[0]) and not any_in("stewards", "apart").search(verb[0]):
            yield from _taken_up(view, verb.start(), verb.end())
    for verb in any_in("stewards", "onto").finditer(view.shape):
        yield from _reached(view, verb)


@cache
def _follows() -> re.Pattern[str]:
    return any_of((*load("stewards")["follows"], *load("stewards")["also"]))


def _taken_up(view: SentenceView, verb: int, end: int) -> Iterator[Draft]:
    clause = view.clause_of(verb)
    start, stop = view.clauses[clause]
    if view.in_speech(verb) or view.marks_in(end, stop, "Programme", "Event", "Organization"):
        return
    here = [a for a in view.actors if start <= a.mark.start and a.mark.end <= verb and a.case in _FREE]
    here = [a for a in here if not view.marks_in(a.mark.end, verb, "Programme", "Event")]
    group = [a.mark for a in here if a.group == here[-1].group and a.mark.entity.type in _ACTING]
    taken = bool(group) and view.shape.endswith(("以", "把", "将"), 0, group[0].start)
    if not group or taken or verb - group[-1].end > _NEAR or _CHILDREN.match(view.shape, group[-1].end):
        return
    told = _told(view, group[0].start)
    near = view.shape[group[-1].end : verb]
    kind = how_meant(view, Doer(entity=group[0].entity, mark=group[-1], carried=0), verb)
    if told is None or kind not in ("reported", "planned") or any_in("stewards", "other").search(near):
        return
    if told.kind == "Document" and not any_in("stewards", "rulings").search(view.shape, verb, end):
        return
    assert kind is not None
    for mark in group:
        if mark.entity is not told and not mark.back and mark.entity.kind not in _NO_ONE:
            thing = Mark(entity=told, start=verb, end=end, back=True)
            yield _draft(mark.entity, thing, mark, kind, 0.7, f"follows {view.shape[verb:end]}")


def _reached(view: SentenceView, verb: re.Match[str]) -> Iterator[Draft]:
    """去年扩展到D、E: where the programme told of before has been brought."""
    clause = view.clause_of(verb.start())
    start, stop = view.clauses[clause]
    after = [a for a in view.actors if verb.end() <= a.mark.start < stop and a.case != "of"]
    group = [a.mark for a in after if a.group == after[0].group and a.mark.entity.type in _ACTING]
    here = view.marks_in(start, verb.start(), "Programme")
    if not group or group[0].start - verb.end() > _NEAR or view.in_speech(verb.start()):
        return
    told = here[-1].entity if here else _told(view, verb.start())
    kind = how_meant(view, Doer(entity=group[0].entity, mark=None, carried=0), verb.start())
    if told is None or kind not in ("reported", "planned"):
        return
    assert kind is not None
    for mark in group:
        thing = Mark(entity=told, start=verb.start(), end=verb.end(), back=True)
        yield _draft(mark.entity, thing, mark, kind, 0.7, f"onto {verb[0]}")


def _told(view: SentenceView, position: int) -> LocalEntity | None:
    """The programme named last before a position, at most so many code points back and no team since."""
    at = view.offset(position)
    told = view.about.last(at, lambda entity: entity.type == "Programme" and entity.kind != "Honour")
    near = told is not None and (view.about.since(told, at) or _FAR + 1) <= _FAR
    team = view.about.last(at, lambda entity: entity.kind == "Team")
    if told is None or not near or (team is not None and followed(view, position, team, told)):
        return None
    return told


def followed(view: SentenceView, position: int, one: LocalEntity, other: LocalEntity | None = None) -> bool:
    """Whether a name stands nearer before a position than another's, or than any programme's."""
    at = view.offset(position)
    if other is None:
        other = view.about.last(at, lambda entity: entity.type == "Programme")
    ago = [view.about.since(entity, at) for entity in (one, other) if entity is not None]
    return len(ago) < 2 or ago[1] is None or (ago[0] is not None and ago[0] < ago[1])


def _given(view: SentenceView, told: Actor) -> Iterator[Draft]:
    """P由A出资改造，B负责运行: those behind 由 and those who share in it in a later clause."""
    by = [a for a in view.actors if a.case == "by" and a.mark.start >= told.mark.end and a.mark.entity.type in _ACTING]
    first = next((a for a in by if a.clause <= told.clause + 2), None)
    if first is None or told.case != "agent" or _between(view, told, first):
        return
    group = [a.mark for a in by if a.group == first.group]
    if any_in("stewards", "taken").search(view.shape, group[-1].end, _stop(view, first.clause)):
        return
    shares = any_in("stewards", "shares")
    for a in view.actors:  # in the clauses behind, each who begins one and does a part
        later = a.clause > first.clause and acts(a) and a.mark.entity.type in _ACTING
        if later and _OVERSEES.match(view.plain, a.mark.end):
            continue  # B负责监理
        if later and shares.match(view.plain, a.mark.end) and not _between(view, first, a):
            group.append(a.mark)
    near = view.shape[told.mark.end : first.mark.start]
    kind = how_meant(view, Doer(entity=first.mark.entity, mark=told.mark, carried=0), first.mark.start)
    for mark in group if kind in ("reported", "planned") and "组成" not in near else ():
        assert kind is not None
        yield _draft(mark.entity, told.mark, mark, kind, 0.75, "by")


def _between(view: SentenceView, first: Actor, last: Actor) -> bool:
    """Whether another programme or an event is told of between two names."""
    return bool(view.marks_in(first.mark.end, last.mark.start, "Programme", "Event"))


def _stop(view: SentenceView, clause: int) -> int:
    return view.clauses[clause][1]


def _acted(view: SentenceView, told: Actor) -> Iterator[Draft]:
    mark = told.mark
    lead = view.shape[view.clauses[told.clause][0] : mark.start].rstrip("“《")
    if told.case in ("from", "to") or (told.case == "in" and _UNDER_WAY.match(view.shape, mark.end) is None):
        return
    doers = doers_at(view, mark.start)
    alike = {a.mark.start for a in view.actors if a.group == told.group}
    if any(doer.mark is None or doer.mark.start in alike for doer in doers):
        return
    for doer in doers:
        assert doer.mark is not None
        words = view.shape[doer.mark.end : mark.start]
        if any_in("stewards", "other").search(words) or doer.entity is mark.entity:
            continue
        if view.shape.startswith("、", max(one.mark.end for one in doers if one.mark is not None)):
            continue  # 先后前往某园区、|幸福古村·某项目: in one list
        if view.marks_in(doer.mark.end, mark.start, "Event", "Programme") and doer.carried:
            continue
        if _toured(view, doer.mark.end, told) or _COUNTED_OF.match(view.shape, doer.mark.end):
            continue
        if mark.entity.kind == "Document" and doer.carried and "签" not in lead:
            continue
        if mark.entity.kind in _TOLD and not any_in("stewards", "rules").search(lead):
            continue
        kind = how_meant(view, doer, mark.start)
        if kind in ("reported", "planned"):
            assert kind is not None
            yield _draft(doer.entity, mark, doer.mark, kind, _SURE[doer.carried], f"acts {doer.carried}")
            for other in _with_them(view, doer.mark, told) if mark.entity.kind not in _TOLD else ():
                yield _draft(other.entity, mark, other, kind, _SURE[1], "with them")


def _toured(view: SentenceView, start: int, told: Actor) -> bool:
    """Whether a programme is what a tour sees or is about: 甲一行|考察|某工程, 甲到我县就某工作|开展调研."""
    mark, stop = told.mark, view.clauses[told.clause][1]
    tours = [one for one in view.marks_in(start, stop, "Event") if is_round(one.entity)]
    about = _ON_IT.search(view.shape, start, mark.start) is not None
    return any(one.end <= mark.start or about for one in tours)


def _with_them(view: SentenceView, doer: Mark, told: Actor) -> Iterator[Mark]:
    """派出所联合A、B办起P: those who are with who acts, in one clause with the programme."""
    for actor in view.actors:
        mark = actor.mark
        between = actor.clause == told.clause and doer.end <= mark.start and mark.end <= told.mark.start
        if not between or actor.case != "with" or mark.entity.type not in _ACTING:
            continue
        if any_of(_JOINS).search(view.shape, doer.end, mark.start):
            yield mark


def _draft(who: LocalEntity, thing: Mark, mark: Mark | None, kind: Modality, sure: float, entry: str) -> Draft:
    spans = [(thing.start, thing.end)] + ([(mark.start, mark.end)] if mark is not None else [])
    start, end = joined(spans)
    return relation("implements", who, thing, (start, end), sure, f"stewards.yaml {entry}", modality=kind)
