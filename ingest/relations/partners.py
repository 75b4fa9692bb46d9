"""Those who act together or for one another: cooperation, donations, honours, appointments, who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.modality import any_of, meant
from ingest.relations.base import TITLE, Actor, Deed, Draft, Mark, SentenceView, joined
from ingest.relations.events import roles
from ingest.relations.figures import amount
from ingest.relations.frames import doers, says
from ingest.tables import load
from ontology.records import LocalEntity, Modality, Span

_ACTING = ("Organization", "Place")
_WITH = re.compile("[与和同跟、]")
_WHAT = 20  # code points that the name of a gift may have
_STANDING = ("工作队", "工作组", "工作专班", "调解队", "专班")  # at work all year, whatever is held
_FEW = 1  # an article that tells of more events may mean another one
_REACH = 16  # code points after the second name within which a verb says that they act together

_JOINTS = "、，,和与及以及 　等领导同志单位负责人" + TITLE


def cooperation(view: SentenceView) -> Iterator[Draft]:
    """A联合B, A积极对接B, A与B签订协议: they do it together; A与B结对: they are paired."""
    words = load("partners")
    for index in range(view.aims, len(view.clauses)):
        here = [actor for actor in view.actors if actor.clause == index and actor.case != "of"]
        acting = [a for a in here if a.case in ("agent", "by", "with") and a.mark.entity.type in _ACTING]
        groups: dict[int, list[Actor]] = {}
        for actor in acting:
            groups.setdefault(actor.group, []).append(actor)
        for joined_ones in groups.values():
            first, rest = joined_ones[0], joined_ones[1:]
            if first.case == "with":
                rest, before = joined_ones, [a for a in acting if a.case != "with" and a.mark.end <= first.mark.start]
                if before:
                    first = before[-1]
                else:
                    first_mark = _carried(view, index, first)
                    if first_mark is None:
                        continue
                    first = first_mark
            for other in rest:
                yield from _pair(view, first, other, words)


def _carried(view: SentenceView, clause: int, other: Actor) -> Actor | None:
    """Who acts where a clause begins with 与 or 联合: the actor of an earlier clause of the sentence."""
    if view.shape[view.clauses[clause][0] : other.mark.start].strip(" 　“") not in load("partners")["begins"]:
        return None
    earlier = [
        actor
        for actor in view.actors
        if actor.clause < clause and actor.case in ("agent", "by") and actor.mark.entity.type in _ACTING
    ]
    return next((actor for actor in earlier if actor.group == earlier[-1].group), None)


def _pair(view: SentenceView, one: Actor, other: Actor, words: dict[str, list[str]]) -> Iterator[Draft]:
    if one.mark.entity is other.mark.entity:
        return
    between = view.shape[one.mark.end : other.mark.start]
    start, end = joined([(one.mark.start, one.mark.end), (other.mark.start, other.mark.end)])
    stop = min(view.clauses[other.clause][1], other.mark.end + _REACH)
    after = view.shape[other.mark.end : stop]
    pairs = any_of(tuple(words["pairs"])).search(after) if _WITH.search(between) else None
    if pairs is not None:
        yield _together(one, other, "pairsWith", (start, other.mark.end + pairs.end()), 0.85)
    verb = any_of(tuple(words["between"])).search(between)
    follows = any_of(tuple(words["after"])).search(after)
    if verb is None and follows is None:
        return
    if other.case == "with" and verb is None and pairs is None and not follows:
        return
    if verb is None and follows is not None:
        end = other.mark.end + follows.end()
    modality = meant(view.text[: view.clauses[other.clause][0]] or view.text, between)
    if modality in ("reported", "planned"):
        yield _together(one, other, "cooperatesWith", (start, end), 0.9 if verb else 0.8, modality)


def _together(
    one: Actor, other: Actor, predicate: str, span: Span, surety: float, modality: Modality = "reported"
) -> Draft:
    return Draft(
        predicate=predicate,
        subject=one.mark.entity,
        object=other.mark.entity,
        modality=modality,
        start=span[0],
        end=span[1],
        confidence=surety,
    )


def participants(view: SentenceView) -> Iterator[Draft]:
    """张三出席, 李四主持会议: with the role that the verb gives."""
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "participatesIn"):
            continue
        event = next((mark for mark in deed.objects if mark.entity.type == "Event"), None)
        thing = event.entity if event is not None else _event_here(view, deed)
        if thing is None:
            continue
        people = attendees(view, deed) or [m for m in deed.agents if m.entity.type in ("Person", "Organization")]
        for person in people:
            if person.entity is thing:
                continue
            spans = [(person.start, person.end), (deed.start, deed.end)]
            if event is not None:
                spans.append((event.start, event.end))
            start, end = joined(spans)
            yield Draft(
                predicate="participatesIn",
                subject=person.entity,
                object=thing,
                role=roles().get(deed.verb),
                modality=deed.modality,
                start=start,
                end=end,
                confidence=0.9 if event is not None else 0.8,
            )


def teams(view: SentenceView) -> Iterator[Draft]:
    """A team at work in an article about one event takes part in it: 志愿服务队来了十几个人."""
    event = view.about.event
    if view.headline or event is None or not event.mentions or len(view.about.events) > _FEW:
        return
    told = min(start for start, _ in event.mentions)
    for actor in view.actors:
        entity = actor.mark.entity
        first = min((start for start, _ in entity.mentions if start > told), default=-1)
        if (
            entity.kind != "Team"
            or entity.name.endswith(_STANDING)
            or actor.case not in ("agent", "of")
            or view.offset(actor.mark.start) != first
        ):
            continue
        if view.marks_in(0, len(view.text), "Event") or actor.clause < view.aims:
            continue
        yield Draft(
            predicate="participatesIn",
            subject=entity,
            object=event,
            start=actor.mark.start,
            end=actor.mark.end,
            confidence=0.55,
        )


def _event_here(view: SentenceView, deed: Deed) -> LocalEntity | None:
    """The event where the clause does not name it: named earlier in the sentence, else the last one told of."""
    before = view.marks_in(0, deed.start, "Event")
    if before:
        return before[-1].entity
    words = load("participation")
    stop = view.clauses[deed.clause][1]
    rest = view.shape[deed.end : stop].strip("，。；!！ 　了“”\n并")
    if rest and not any_of(tuple(words["same"])).match(rest):
        return None
    if _another(view, deed, words):
        return None
    event = view.about.last(view.offset(deed.start), lambda entity: entity.type == "Event")
    if event is None or (deed.verb in words["spoken"] and not event.name.endswith(tuple(words["meetings"]))):
        return None
    return event


def _another(view: SentenceView, deed: Deed, words: dict[str, list[str]]) -> bool:
    """Whether the sentence itself tells of an event without a name (组织了一场演练，镇长出席)."""
    for other in view.deeds:
        if other.start >= deed.start:
            break
        if says(other, "organizes") and not other.objects:
            stop = min(deed.start, other.end + _REACH)
            return any_of(tuple(words["nouns"])).search(view.shape, other.end, stop) is not None
    return False


def attendees(view: SentenceView, deed: Deed) -> list[Mark]:
    """The people and organisations joined by 、 and ， (and their titles) right before a verb."""
    found: list[Mark] = []
    fill = any_of(tuple(load("participation")["fill"]))
    at = deed.start
    for mark in reversed(view.marks_in(view.clauses[0][0], deed.start)):
        between = view.plain[mark.end : at]
        if found and between == "代表":  # 符秋月代表县政协常务委员会作报告
            found.pop()
        elif (found and between.strip(_JOINTS)) or (not found and fill.sub("", between).strip(_JOINTS)):
            break
        if view.shape[: mark.start].endswith("据") or mark.entity.type in ("Event", "Programme"):
            break
        stands = mark.entity.type == "Organization" and not between.startswith(TITLE) and (between or not found)
        if mark.entity.type == "Person" or stands:
            found.append(mark)
        at = mark.start
    return list(reversed(found))


def donations(view: SentenceView) -> Iterator[Draft]:
    """A向B捐赠图书100册, with what was given."""
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "donatesTo") or view.in_speech(deed.start):
            continue
        givers = doers(view, deed, ["Organization", "Person", "Place"])
        takers = [mark for mark in (*deed.takers, *_after_to(view, deed)) if mark.entity.type != "Event"]
        if not takers:
            takers = [mark for mark in deed.objects if mark.entity.type in ("Organization", "Place", "Person")]
        if not takers:
            takers = _at(view, deed)
        for giver, mark in givers:
            for taker in takers[:3]:
                if taker.entity is giver:
                    continue
                yield _gift(view, deed, giver, mark, taker)


def _after_to(view: SentenceView, deed: Deed) -> list[Mark]:
    stop = view.clauses[deed.clause][1]
    return [
        a.mark for a in view.actors if a.case == "to" and deed.end <= a.mark.start < stop and a.mark not in deed.takers
    ]


def _at(view: SentenceView, deed: Deed) -> list[Mark]:
    """Where something is brought to children or residents without a name, the place stands for them."""
    words = view.shape[view.clauses[deed.clause][0] : deed.start]
    if not words.lstrip().startswith(("为", "给", "向")):
        return []
    return [a.mark for a in view.actors if a.case == "in" and a.clause <= deed.clause][-1:]


def _gift(view: SentenceView, deed: Deed, giver: LocalEntity, mark: Mark | None, taker: Mark) -> Draft:
    spans = [(deed.start, deed.end), (taker.start, taker.end)]
    if mark is not None:
        spans.append((mark.start, mark.end))
    start, end = joined(spans)
    stop = view.clauses[deed.clause][1]
    what = view.text[deed.end : stop].strip("，。；,;了 \n")
    given = amount(what)
    noun = what if given is None else what[: given[0]]
    noun = noun.rstrip("共计约总价值、")
    named = any(deed.end <= mark.start < deed.end + len(noun) for mark in view.marks)
    if given is not None or not named:
        end = max(end, min(stop, deed.end + len(view.text[deed.end : stop].rstrip("，。；,; \n"))))
    assert deed.modality is not None
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        value=given[1] if given else None,
        unit=given[2] if given else None,
        modality=deed.modality,
        details=(("what", noun),) if 0 < len(noun) <= _WHAT and not named else (),
        start=start,
        end=end,
        confidence=0.85 if mark is not None else 0.7,
    )
