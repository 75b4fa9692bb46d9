"""What those who go round together see, where a word for all of them stands and no verb of going: a stop, a list of stops, what is shown there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.base import Draft, Mark, SentenceView, relation
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.tours import party_of

_GROUP = "(?:(?:全体|部分|各位)?(?:省市县|市县|市、县|省、市|县乡|县|市|区|镇)?(?:[两三四五]级)?(?:人大|政协)?(?:委员|代表|与会人员|参会人员)(?:们|一行)?|(?:视察|调研|考察|督查|督导|检查|观摩|巡察|慰问)[组团](?:成员)?(?:一行人?)?|一行人)"
_THEY = re.compile(_GROUP)
_ROUND = re.compile(
    f"{_GROUP}(?:先后|分别|依次|首先|随后|还|又)*(?:实地|现场|集体)*(?:视察|观摩|察看|参观|考察|查看|走访|调研)了"
)
_NEXT = re.compile("(?:(?![，。；到在对向])[^，。；]){0,16}?[、和及]")
_MORE = re.compile("(?![的，。；、到在对向和及与])[^，。；、和及与]{2,14}")
_INNER = ("", "的")
_BODIES = ("Place", "Organization")
_SEES = re.compile("(?:了解|察看|查看|学习|观摩|参观|考察|感受|体验|询问)了?[^，。；\ue000-\ue007]{0,4}“?\\Z")
_OF_HERE = re.compile("这里的“?\\Z")
_SCHEMES = ("Document", "Honour")  # what is issued and given is not of the place where one hears of it


def gathered(view: SentenceView) -> Iterator[Draft]:
    """在某公司，视察组一行看样品; 委员们先后实地视察了甲村、某公司: those who go round were there."""
    if view.headline:
        return
    for index, (start, stop) in enumerate(view.clauses):
        if view.in_speech(start):
            continue
        head = start + len(view.shape[start:stop]) - len(view.shape[start:stop].lstrip(" 　\n"))
        round_ = _ROUND.match(view.text, head, stop)
        stops = _listed(view, round_.end(), stop) if round_ is not None else []
        if not stops and index and _THEY.match(view.text, head, stop):
            stops = _there(view, index - 1)
        for one in party_of(view) if stops else ():
            for place in stops:
                if place.entity is not one:
                    span = (min(place.start, head), max(place.end, head))
                    yield relation("visits", one, place, span, 0.7, "tours.yaml: all who go round")


def _listed(view: SentenceView, start: int, stop: int) -> list[Mark]:
    """The stops of a list: of names one within the other, the inner."""
    found: list[Mark] = []
    for mark in view.marks_in(start, stop):
        between = view.shape[found[-1].end if found else start : mark.start]
        if found and _MORE.fullmatch(between) and found[-1].entity.kind == "AdministrativeArea":
            found[-1] = mark  # 霍山县|城市道路更新工程|茶乡大道: whose it is, of one that is read in part
            continue
        if mark.entity.type not in _BODIES or (
            between.strip("“") not in _INNER and not (found and _NEXT.match(between))
        ):
            break
        if found and between.strip("“") in _INNER:
            found.pop()
        found.append(mark)
    return found


def _there(view: SentenceView, clause: int) -> list[Mark]:
    """The place of a clause that says only where: 在位于某镇某村的|某公司|，."""
    stop = view.clauses[clause][1]
    said = view.shape[slice(*view.clauses[clause])].lstrip(" 　\n").startswith("在")
    inside = [a.mark for a in view.actors if a.clause == clause and a.case == "in" and not a.mark.back]
    if not said or not inside or view.shape[inside[-1].end : stop].strip("”，, "):
        return []
    return [mark for mark in inside[-1:] if mark.entity.type in _BODIES]


def shown(view: SentenceView) -> Iterator[Draft]:
    """在某村，与会人员了解“五户联治”模式; 这里的“厕管家”项目…: what is seen at a stop is carried out there."""
    for thing in view.marks_in(0, len(view.text), "Programme"):
        clause = view.clause_of(thing.start)
        lead = view.shape[view.clauses[clause][0] : thing.start]
        here = _OF_HERE.search(lead) is not None
        if view.headline or view.in_speech(thing.start) or thing.entity.kind in _SCHEMES:
            continue
        if not here and not _SEES.search(lead):
            continue
        stop = _stop(view, thing, clause, far=here)
        named = [mark for mark in view.inner if mark.start == thing.start and mark.entity.type == "Place"]
        if stop is not None and all(mark.entity is stop.entity for mark in named):  # not 柳堡镇 of 迎湖村|“净美庭院”
            yield relation(
                "implements", stop, thing, (stop.start, thing.end), 0.7, "programmes: seen where it is carried out"
            )


def _stop(view: SentenceView, thing: Mark, clause: int, *, far: bool) -> Mark | None:
    """The one place that the thing's clause or the one before goes to or is in (`far`: the last of the sentence)."""
    reached = [mark for deed in view.deeds if deed.modality == "reported" for mark in deed.objects]
    there = [
        a
        for a in view.actors
        if a.mark.end <= thing.start
        and (far or a.clause >= clause - 1)
        and (a.case == "in" or (a.mark in reached and a.case != "of"))
        and a.mark.entity.type in _BODIES
    ]
    last = [a.mark for a in there if a.group == there[-1].group]
    if len(last) != 1 or last[0].back or (last[0].entity.type == "Place" and level(last[0].entity) < TOWN):
        return None
    return last[0]
