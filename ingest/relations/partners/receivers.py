"""Who gets what a clause tells of as given, where another clause or an earlier sentence says it: where those who give
have come to, who got gifts, before whom they were handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.modality import any_in
from ingest.relations.actors import acts
from ingest.relations.base import Actor, Mark, SentenceView
from ingest.relations.frames import house, says
from ingest.relations.places.areas import TOWN, level
from ingest.tables import load
from ontology.records import LocalEntity

_BACK = 2  # sentences back within which who gets it is still the same
_ITEMS = 16  # the same from an item of a list, whose heading says it
_GOT_GIFTS = re.compile(
    "(?:[^，。；\ue000-\ue006]|的){0,14}?(?:收到|接受|接收|迎来|获赠|领到|接过|收获)[^，。；]{0,24}?(?:捐|赠|善款|爱心|物资|礼物|慰问)"
)
_CEREMONY = re.compile("[^，。；]{0,10}?(?:举行|举办)[^，。；]{0,20}?(?:捐|赠|慰问|爱心|助学|帮扶)")
_HERE = re.compile("[^，。；]{0,8}?，|[^，。；]{0,12}?(?:举行|举办|开展)")
_OWNERS = re.compile(
    "的?[^，。；]{0,8}?(?:货车|卡车|车队|车辆|皮卡|物资|慰问品|棉被|帐篷|食品|[0-9一二两三四五六七八九十]+[辆台车箱吨件])"
)


_ITEM = re.compile("[0-9一二三四五六七八九十]{1,3}[.．、）]")
_TO_COME = re.compile("将|计划|下月|明年|准备")


@cache
def _handed() -> re.Pattern[str]:
    return re.compile(f"{any_in('gifts', 'always').pattern}|移交|交付|配发|发放|转交|送[来去上]")


@cache
def _came() -> re.Pattern[str]:
    return re.compile(f"(?:{any_in('gifts', 'comes').pattern})(?:[\u4e00-\u9fff]{{1,4}}的)?\\Z")


class Receiving(NamedTuple):
    """`takers`: who gets it, as they are named there (marked `back` where that is another sentence); `comers`: who came
    to them; `came`: whether the words only say that someone did; `here`: whether the same sentence does."""

    takers: tuple[Mark, ...]
    comers: tuple[Mark, ...] = ()
    came: bool = False
    here: bool = True


def receiving(view: SentenceView, position: int) -> Receiving:
    """Who was told of last, before a position of a sentence, as those to whom gifts come."""
    at, stop = view, position
    listed = _ITEM.match(view.text) is not None
    for number in range(_ITEMS if listed else _BACK + 1):
        found = _in_sentence(at, stop)
        if found.takers:
            if number == 0:
                return found
            takers = [mark for mark in found.takers if mark.entity.type != "Person"]
            return Receiving(_back(takers, position), _back(found.comers, position), found.came, here=False)
        if at.before is None or (number and at.text.endswith("\n") and not listed):
            break
        at = at.before
        stop = len(at.text)
    return Receiving(())


def _back(marks: Sequence[Mark], position: int) -> tuple[Mark, ...]:
    return tuple(Mark(entity=mark.entity, start=position, end=position, back=True) for mark in marks)


def _in_sentence(view: SentenceView, stop: int) -> Receiving:
    """The last of a sentence's cues before a position."""
    ones = [a for a in view.actors if a.mark.end <= stop and not view.in_speech(a.mark.start)]
    for actor in reversed(ones):
        if actor.case == "of":
            continue
        who = _whole(view, actor.mark)
        if actor.case == "to" and _gives(view, actor) and takes(who):
            return Receiving(_alike(view, ones, actor))
        if actor.case == "agent" and takes(who) and _GOT_GIFTS.match(view.shape, actor.mark.end, stop):
            return Receiving((actor.mark.standing_for(who),))
        if (
            actor.case in ("agent", "in")
            and takes(actor.mark.entity)
            and _CEREMONY.match(view.text, actor.mark.end, stop)
        ):
            return Receiving(_alike(view, ones, actor))
        if actor.case not in ("agent", "in") or not takes(actor.mark.entity):
            continue
        comers = _comers(view, actor)
        if comers is not None:
            return Receiving(_alike(view, ones, actor), comers, came=True)
    return Receiving(())


def _whole(view: SentenceView, mark: Mark) -> LocalEntity:
    """县慈善会会长|邓某: for whom a person takes it."""
    if mark.entity.type != "Person":
        return mark.entity
    return house(view, mark) or mark.entity


def _alike(view: SentenceView, ones: Sequence[Actor], actor: Actor) -> tuple[Mark, ...]:
    return tuple(a.mark for a in ones if a.group == actor.group and a.case == actor.case and takes(a.mark.entity))


def takes(entity: LocalEntity) -> bool:
    """Whether gifts may be brought to one: a house, a village or a town, someone at home; no county."""
    if entity.kind == "AdministrativeArea":
        return level(entity) >= TOWN
    return (
        entity.kind in load("gifts")["takers"] or entity.kind in load("gifts")["also_take"] or entity.type == "Person"
    )


def _gives(view: SentenceView, actor: Actor) -> bool:
    low, high = view.clauses[actor.clause]
    return _handed().search(view.shape, max(low, actor.mark.end), high) is not None


def _comers(view: SentenceView, actor: Actor) -> tuple[Mark, ...] | None:
    """Who came to one, () where no one is named; None where the words do not say that anyone came."""
    for deed in view.deeds:
        if (
            deed.clause == actor.clause
            and says(deed, "visits")
            and any(m.start == actor.mark.start for m in deed.objects)
        ):
            return deed.agents
    start = view.clauses[actor.clause][0]
    owners = [a.mark.start for a in view.actors if a.group == actor.group and a.clause == actor.clause]
    lead = view.shape[start : min(owners)].rstrip("“")
    came = _came().search(lead)
    if came is None or _TO_COME.search(lead):
        return None
    before = [a for a in view.actors if a.mark.end <= start + came.start() and acts(a)]
    return tuple(a.mark for a in before if a.group == before[-1].group) if before else ()


def convoys(view: SentenceView) -> Iterator[tuple[Mark, tuple[Mark, ...]]]:
    """(who sent it, to whom) of a load that comes: 某商会的三辆货车抵达某镇."""
    for actor in view.actors:
        owner = _OWNERS.match(view.shape, actor.mark.end) if actor.mark.entity.type == "Organization" else None
        if owner is None:
            continue
        later = [
            a for a in view.actors if a.mark.start >= owner.end() and a.clause <= actor.clause + 1 and a.case != "of"
        ]
        if later and takes(later[0].mark.entity):
            between = view.shape[owner.end() : later[0].mark.start]
            if any_in("gifts", "arrives").search(between):
                yield actor.mark, tuple(a.mark for a in later if a.group == later[0].group)
