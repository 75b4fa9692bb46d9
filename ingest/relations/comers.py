"""Those who come: to where a sentence, or the one before, tells of; and those who send someone to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.areas import TOWN, VILLAGE, level
from ingest.relations.base import Draft, Mark, SentenceView, relation
from ingest.relations.doers import doers_at, how_meant
from ingest.relations.frames import house
from ingest.relations.rounds import led_along, titled
from ontology.ids import normal_name
from ontology.records import LocalEntity

"""Levels of a town and of a village."""
_AREA = "AdministrativeArea"
_SENDS = re.compile(
    "(?:也|都|还|先后|相继|纷纷|陆续|多次|组团|组队|派人|派员|派出[^，。；]{0,4}?|派了?人|专程|慕名|一起){0,4}(?:前来|赶来|来了?人|来)(?:这里|此|村里|村|镇|校|我[村镇校])?(?:学(?!校|生|院)|取经|取了经|参观|考察|观摩|求教|讨教|借鉴|看)"
)
_SENT = 8  # code points between who sends someone and these words
_ARRIVES = re.compile(
    "(?:先后|及时|连夜|闻讯|第一时间|迅速|立即|专程|冒雨|一同|也)*(?:赶到现场|赶到|赶来|赶赴现场|上门(?=指导|帮|服务|慰问|讲|教|送|看|走访|取证|采样|义诊)|(?:来到|到)现场(?=查看|察看|取证|勘查|踏勘|核实|调解|处置|[，。]))(?!了解到|的)"
)
_SHORTLY = 180  # code points back within which a place is still "here"


def arrived(view: SentenceView) -> Iterator[Draft]:
    """县消防大队大队长甲先后赶到; 所长乙上门指导: who comes to where the sentence, or the one before, tells of."""
    told = not view.headline and ("赶" in view.shape or "上门" in view.shape or "到现场" in view.shape)
    for verb in _ARRIVES.finditer(view.shape) if told else ():
        clause = view.clause_of(verb.start())
        if view.in_speech(verb.start()) or view.shape[verb.end() : verb.end() + 1] == "的":
            continue
        stop = view.clauses[clause][1]
        if view.marks_in(verb.end(), stop, "Place", "Organization"):
            continue
        doers = doers_at(view, verb.start(), people=True)
        own = [d for d in doers if d.mark is not None and d.carried < 2 and d.entity.type in ("Person", "Organization")]
        if not own or own[0].mark is None:
            continue
        kind = how_meant(view, own[0], verb.start())
        place = _here(view, own[0].mark)
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
        for mark in group:
            inside = place is None or mark.entity is place or mark.entity.name in place.name
            if not inside and place is not None and mark.entity.type in ("Place", "Organization"):
                yield relation(
                    "visits", mark, place, (mark.start, verb.end()), 0.65, "tours.yaml: sends someone to see"
                )
