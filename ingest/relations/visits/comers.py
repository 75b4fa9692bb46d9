"""Those who come: to where a sentence, or the one before, tells of; and those who send someone to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.base import EVENT, ORG, PERSON, PLACE, Draft, Mark, SentenceView, relation
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.frames import house
from ingest.relations.places.areas import TOWN, VILLAGE, level
from ingest.relations.visits.rounds import led_along, titled
from ontology.ids import normal_name
from ontology.records import LocalEntity

"""Levels of a town and of a village."""
_AREA = "AdministrativeArea"
_SENDS = re.compile(
    "(?:也|都|还|先后|相继|纷纷|陆续|多次|组团|组队|派人|派员|派出[^，。；]{0,4}?|派了?人|专程|慕名|一起){0,4}(?:前来|赶来|来了?人|来)(?:这里|此|村里|村|镇|校|我[村镇校])?(?:学(?!校|生|院)|取经|取了经|参观|考察|观摩|求教|讨教|借鉴|看)"
)
_YOU = tuple("您你咱")  # 县委、县政府来看|您了: said to someone
_SENT = 8  # code points between who sends someone and these words
_ARRIVES = re.compile(
    "(?:先后|及时|连夜|闻讯|第一时间|迅速|立即|专程|冒雨|一同|也)*(?:赶到现场|赶到|赶来|赶赴现场|上门(?=指导|帮|服务|慰问|讲|教|送|看|走访|取证|采样|义诊)|(?:来到|到)现场(?=查看|察看|取证|勘查|踏勘|核实|调解|处置|[，。]))(?!了解到|的)"
    f"|(?<![年以近原从后未往])来(?:到|了)?(?=[{PLACE}{ORG}])"
)
_TO_DO = re.compile(
    f"(?:[，。]|[^，。；的{PERSON}{PLACE}{ORG}]{{0,6}}?(?:{EVENT}|调研|考察|视察|检查|参观|学习|观摩|指导|慰问|走访|督导|看望|看|投资|洽谈|对接|交流|演出|义诊|宣讲|支教|做客|取经|采风|验收|参加|出席|开展|宣讲|授课|讲课|上党课))"
)
_SENT_BY = re.compile("(?:紧急|连夜|火速|迅速)?(?:增援|增派|派出|派来|派遣|选派|支援|调来|调派)的")
_SHORTLY = 180  # code points back within which a place is still "here"


def arrived(view: SentenceView) -> Iterator[Draft]:
    """县消防大队大队长甲先后赶到; 所长乙上门指导: who comes to where the sentence, or the one before, tells of."""
    told = not view.headline and any(word in view.shape for word in ("赶", "上门", "到现场", "来"))
    for verb in _ARRIVES.finditer(view.shape) if told else ():
        clause = view.clause_of(verb.start())
        if view.in_speech(verb.start()) or view.shape[verb.end() : verb.end() + 1] == "的":
            continue
        stop = view.clauses[clause][1]
        named = view.marks_in(verb.end(), stop, "Place", "Organization")
        comes = "来" in verb[0][:1]
        if bool(named) != comes or (comes and not _is_here(view, named[0])):
            continue
        doers = doers_at(view, verb.start(), people=True)
        doers = doers or tuple(
            Doer(entity=one.entity, mark=one, carried=0) for one in _crews(view, clause, verb.start())
        )
        own = [d for d in doers if d.mark is not None and d.carried < 2 and d.entity.type in ("Person", "Organization")]
        if not own or own[0].mark is None:
            continue
        kind = how_meant(view, own[0], verb.start())
        place = named[0].entity if comes else _here(view, own[0].mark)
        along = led_along(view, own[0].mark, verb.start())
        people = [(d.entity, d.mark) for d in own] + [(mark.entity, mark) for mark in along]
        if own[0].mark.entity.type == "Person":
            people += [(mark.entity, mark) for mark in titled(view, own[0].mark)]
        for who, mark in dict(people).items() if place is not None and kind in ("reported", "planned") else ():
            assert place is not None
            assert kind is not None
            assert mark is not None
            home = None if who.type != "Person" else house(view, mark) or view.homes.get(who.id)
            if (
                who is place
                or home is place
                or (home is not None and normal_name(place.name) in normal_name(home.name))
            ):
                continue
            yield relation(
                "visits",
                who,
                place,
                (min(mark.start, verb.start()), verb.end()),
                0.6,
                f"tours.yaml arrives: {verb[0]}",
                modality=kind,
            )


def _crews(view: SentenceView, clause: int, end: int) -> list[Mark]:
    """县应急管理局|增派的30名队员: bodies whose people come."""
    bodies = view.marks_in(view.clauses[clause][0], end, "Organization")
    return [mark for mark in bodies if _SENT_BY.match(view.shape, mark.end)]


def _is_here(view: SentenceView, place: Mark) -> bool:
    """Whether what stands behind 来 is where one comes to, not whose people come: 来|村里|挂牌, 来|沐川县|调研; 来|某校|学生."""
    return place.entity.type == "Place" and (place.back or _TO_DO.match(view.shape, place.end) is not None)


def _here(view: SentenceView, who: Mark) -> LocalEntity | None:
    """The village, compound, school or site that is told of where someone arrives: in the sentence, else shortly before."""

    def fits(entity: LocalEntity) -> bool:
        return entity is not who.entity and entity.kind == _AREA and level(entity) >= VILLAGE

    here = [mark.entity for mark in view.marks_in(0, who.start, "Place", "Organization") if fits(mark.entity)]
    home = house(view, who) or view.homes.get(who.entity.id)
    here = [entity for entity in here if entity is not home]
    if here:
        return here[-1]
    at = view.offset(who.start)
    last = view.about.last(at, lambda entity: fits(entity) and entity is not home)
    near = last is not None and (view.about.since(last, at) or _SHORTLY + 1) <= _SHORTLY
    return last if near else None


def sent(view: SentenceView) -> Iterator[Draft]:
    """B、C也派人来学: those who send someone to see went to the place that the article is about."""
    topic = view.about.topic
    told = "来" in view.shape and not view.headline and not view.in_speech(0)
    for verb in _SENDS.finditer(view.shape) if told else ():
        clause = view.clause_of(verb.start())
        before = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case == "agent"]
        group = [a.mark for a in before if a.group == before[-1].group and not a.mark.back]
        if not group or verb.start() - group[-1].end > _SENT or group[-1].entity.type == "Person":
            continue
        place = topic if topic is not None and topic.kind == _AREA else None
        place = place or view.about.last(view.offset(group[0].start), lambda e: e.kind == _AREA and level(e) >= TOWN)
        for mark in group if view.text[verb.end() : verb.end() + 1] not in _YOU else ():
            inside = place is None or mark.entity is place or mark.entity.name in place.name
            if not inside and place is not None and mark.entity.type in ("Place", "Organization"):
                yield relation(
                    "visits", mark, place, (mark.start, verb.end()), 0.65, "tours.yaml: sends someone to see"
                )
