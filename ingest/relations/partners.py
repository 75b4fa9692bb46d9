"""Those who act together or for one another: cooperation, donations, honours, appointments, who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.numbers import numbers
from ingest.relations.base import TITLE, Deed, Draft, Mark, SentenceView, joined
from ingest.relations.events import roles
from ingest.relations.frames import doers, says
from ontology.records import LocalEntity

_JOINTS = "、，,和与及以及 　等领导同志单位负责人" + TITLE


def cooperation(view: SentenceView) -> Iterator[Draft]:
    """A联合B, A积极对接B: both do it together."""
    for index in range(len(view.clauses)):
        here = [actor for actor in view.actors if actor.clause == index and actor.case != "of"]
        others = [a.mark for a in here if a.case == "with" and a.mark.entity.type == "Organization"]
        first = [a.mark for a in here if a.case in ("agent", "by") and a.mark.entity.type in ("Organization", "Place")]
        if not others or index < view.aims:
            continue
        own = [mark for mark in first if mark.end <= others[0].start]
        for one in own:
            between = view.shape[one.end : others[0].start]
            if not _together(view, between, others[0]):
                continue
            for other in others:
                if other.entity is not one.entity:
                    start, end = joined([(one.start, one.end), (other.start, other.end)])
                    yield Draft(
                        predicate="cooperatesWith",
                        subject=one.entity,
                        object=other.entity,
                        start=start,
                        end=end,
                        confidence=0.9,
                    )


def _together(view: SentenceView, between: str, other: Mark) -> bool:
    """Whether words between two names say that they work together, not only stand side by side."""
    if any(word in between for word in ("联合", "携手", "会同", "协同", "联手", "对接", "牵手")):
        return True
    after = view.shape[other.end : other.end + 12]
    return any(word in after for word in ("合作", "联合", "共同", "签约", "签订", "共建", "携手", "联手", "一起"))


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


def _event_here(view: SentenceView, deed: Deed) -> LocalEntity | None:
    before = view.marks_in(0, deed.start, "Event")
    if before:
        return before[-1].entity
    start = view.clauses[deed.clause][1]
    if view.shape[deed.end : start].strip("，。；!！ 　") not in ("", "活动", "会议", "仪式", "并讲话"):
        return None
    return view.about.last(view.offset(deed.start), lambda entity: entity.type == "Event") or None


def attendees(view: SentenceView, deed: Deed) -> list[Mark]:
    """The people and organisations joined by 、 and ， (and their titles) right before a verb."""
    found: list[Mark] = []
    at = deed.start
    for mark in reversed(view.marks_in(view.clauses[0][0], deed.start)):
        between = view.plain[mark.end : at]
        if found and between.strip(_JOINTS):
            break
        if not found and (len(between) > 6 or "，" in between):
            break
        if mark.entity.type == "Person" or (mark.entity.type == "Organization" and not between.startswith(TITLE)):
            if mark.entity.type == "Organization" and found and not between:
                at = mark.start
                continue
            found.append(mark)
        elif mark.entity.type in ("Event", "Programme"):
            break
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
    what = view.text[deed.end : stop].strip("，。；,;了 ")
    first = next(iter(numbers(what)), None)
    details: tuple[tuple[str, str], ...] = ()
    noun = what[: first.start] if first and first.start else what
    if 0 < len(noun) <= 20 and not any(m.start >= deed.end and m.start < deed.end + len(noun) for m in view.marks):
        details = (("what", noun.rstrip("共计等")),)
        end = max(end, deed.end + len(what))
    assert deed.modality is not None
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        modality=deed.modality,
        details=details,
        start=start,
        end=end,
        confidence=0.85 if mark is not None else 0.7,
    )
