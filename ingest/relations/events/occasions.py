"""Where and when events are held: said of the event, by the scene it stands in, or by the day of the news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.modality import any_in, meant
from ingest.relations.base import TIME, Actor, Deed, Draft, Mark, SentenceView, TimeSpan, bare, joined, relation
from ingest.relations.places.areas import TOWN, VILLAGE, level, parent_of
from ingest.tables import load
from ontology.records import LocalEntity, Modality, Span

_ACTING = ("Place", "Organization")
AROUND = re.compile("”?(?:期间|前夕|之前|之后|以来|组委会|筹备)")
_GOVERN = frozenset(("PartyOrganization", "GovernmentBody", "PeoplesCongress", "ConsultativeConference"))
_OVER = re.compile("”?(?:活动|工作)?(?:全部|刚刚?|一)?(?:结束|完毕|过|之)?(?:之?后|时)[，,]?")
_LASTS = re.compile("(?:持续|延续|延长|展出|进行|开放)(?:到|至)\\Z|直[到至]\\Z")  # 将持续到|10月24日: its end
_HOLDS = frozenset({"举行", "召开", "举办", "举行了", "召开了", "举办了"})
_FAR = 160  # code points between the scene at the news' head and the event told of in it
_INSIDE = re.compile("(?:文化)?(?:广场|操场|礼堂|会议室|大院|村口|校园|公园|院内|门口)")
_COMES = (
    *(
        "走进",
        "走入",
        "走到",
        "来到",
        "进驻",
        "移到",
        "移到了",
        "移至",
        "搬到",
        "搬到了",
        "搬进",
        "搬进了",
        "设在",
        "设到",
        "设到了",
        "放在",
        "放到",
    ),
    *(
        "定在",
        "转到",
        "转到了",
        "转至",
        "安排在",
        "选在",
        "办在",
        "办到",
        "办到了",
        "办进",
        "办进了",
        "开在",
        "开到",
        "开到了",
        "开进",
        "开进了",
        "送到",
        "送进",
    ),
)
_GREETS = re.compile("(?:又|也|再次|如期|热情)?迎来了?")
_SCENE = re.compile(r"[^，。；]{0,10}?(?:上|里|内|外|前|旁|边|中|现场|广场|操场)")
_GOES_ON = re.compile("”?(?:现场|活动)?[上中]")
_NOT_THEN = re.compile("获悉|了解到|因|受|自|起|以来|筹备|报名|备战|迎接")
_BETWEEN = re.compile("(?<=[\ue000\ue001\ue002\ue005])之间")
"""揭幕战在A队与B队|之间展开: no place."""
_DAY = len("2022-10-26")
_LUNAR = ("农历", "阴历", "旧历")
_ELSEWHERE = re.compile("在|随后|之后|而后|然后|下午")  # 并在联络站|召开, 随后召开
_EACH = re.compile("先后|分别|依次|逐一|相继")
_ROUND = frozenset({"Activity", "Campaign", "Donation"})
_NEAR = 2  # clauses between going somewhere and holding something there
_TAIL = 14  # code points after a name within which its verb stands


def occasions(view: SentenceView) -> Iterator[Draft]:
    """Every event that stands in a sentence, with what it says of where and when."""
    for actor in view.actors:
        if actor.mark.entity.type != "Event":
            continue
        if actor.case == "agent":
            yield from _itself(view, actor)
        yield from _on_site(view, actor)
        yield from _of_place(view, actor)
        yield from _dated(view, actor)
    yield from _greeted(view)
    yield from _undated(view)
    yield from _unplaced(view)


def _greeted(view: SentenceView) -> Iterator[Draft]:
    """某镇迎来了一年一度的庙会: a town, village or house to which an event comes."""
    for verb in _GREETS.finditer(view.shape) if "迎来" in view.text else ():
        host = next((a for a in view.actors if a.mark.end == verb.start() and a.case == "agent"), None)
        stop = view.clauses[view.clause_of(verb.start())][1]
        event = next(iter(view.marks_in(verb.end(), stop, "Event")), None)
        if host is None or event is None or view.in_speech(verb.start()) or view.marks_in(verb.end(), event.start):
            continue
        small = host.mark.entity.type == "Organization" or level(host.mark.entity) >= TOWN
        kind = _modality(view, host.clause, "")
        if small and host.mark.entity.type in _ACTING and kind is not None:
            yield from held_at(view, event, host.mark, event.end, kind, 0.75, "occasions: greeted there")


def _itself(view: SentenceView, actor: Actor) -> Iterator[Draft]:
    """An event that stands first: 升旗仪式10月24日在操场举行; 大赛，在产业园开锤."""
    thing = actor.mark
    clause_end = view.clauses[actor.clause][1]
    if _OVER.match(view.shape, thing.end) and view.marks_in(clause_end, len(view.text), "Event"):
        return  # 视察结束后，代表们在会议室召开座谈会
    held = any_in("participation", "held")
    place = _place_after(view, actor)
    if place is not None and view.shape[: place.mark.start].endswith(_COMES):
        if place.clause == actor.clause and not view.in_speech(place.mark.start):  # 义诊活动走进瑶山
            yield from held_at(view, thing, place.mark, place.mark.end, "reported", 0.8, "occasions: comes to a place")
        return
    if place is not None:
        last = _beside(view, place)[-1]
        stop = min(view.clauses[place.clause][1], last.end + _TAIL)
        verb = held.search(view.shape, last.end, stop)
        if verb is not None:
            modality = _modality(view, actor.clause, view.shape[thing.end : verb.start()])
            if modality is not None:
                for each in _beside(view, place):
                    yield from held_at(
                        view, thing, each, verb.end(), modality, 0.9, f"participation.yaml held: {verb[0]}"
                    )
                yield from when(view, thing, verb.start(), verb.span(), modality)
            return
    verb = held.search(view.shape, thing.end, min(clause_end, thing.end + _TAIL))
    if verb is not None:
        modality = _modality(view, actor.clause, view.shape[thing.end : verb.start()])
        if modality is not None:
            yield from when(view, thing, verb.start(), verb.span(), modality)
            yield from _at_scene(view, actor, verb.end(), modality)
    elif view.shape[: thing.start].endswith(TIME):  # （2023年9月27日…第十三次会议通过）
        yield from when(view, thing, thing.end, (thing.start, thing.end), "reported")


def _place_after(view: SentenceView, actor: Actor) -> Actor | None:
    """The place that an event's clause, or the next one, names with 在, before anyone acts there."""
    for other in view.actors:
        if other.mark.start < actor.mark.end or other.case == "of":
            continue
        if other.clause > actor.clause + 1 or other.case not in ("in", "to"):
            return None
        if other.mark.entity.type in _ACTING and other.case == "in":
            return None if _BETWEEN.search(view.shape, other.mark.end) else other
    return None


def _beside(view: SentenceView, place: Actor) -> list[Mark]:
    """A place with those joined to it by 、 or 和: 分别在前村、后村举行."""
    alike = [a.mark for a in view.actors if a.group == place.group and a.case == place.case]
    return [mark for mark in alike if mark.start >= place.mark.start and mark.entity.type in _ACTING]


def _at_scene(view: SentenceView, actor: Actor, end: int, modality: Modality) -> Iterator[Draft]:
    """村里的文化广场上热闹非凡，大赛开赛: the sentence's first place, told as a scene, is where."""
    start = view.clauses[0][0]
    for place in view.marks_in(start, view.clauses[actor.clause][0]):
        stop = view.clauses[view.clause_of(place.start)][1]
        if any(mark.start == place.end for mark in view.marks) or place.entity.type not in _ACTING:
            continue
        if _SCENE.match(view.shape, place.end, stop) is not None:
            yield from held_at(view, actor.mark, place, end, modality, 0.8, "occasions: the scene of the sentence")
        return


def _on_site(view: SentenceView, actor: Actor) -> Iterator[Draft]:
    """走进后寨村读书节现场: an event's site is in the place named before it."""
    thing = actor.mark
    if not view.shape.startswith("现场", thing.end):
        return
    for place in view.marks_in(view.clauses[actor.clause][0], thing.start)[-1:]:
        between = view.shape[place.end : thing.start].strip("的“")
        if place.entity.type in _ACTING and (not between or _INSIDE.fullmatch(between)):
            yield from held_at(view, thing, place, thing.end + 2, "reported", 0.85, "occasions: 现场")


def _of_place(view: SentenceView, actor: Actor) -> Iterator[Draft]:
    """在云台镇的|竞赛上: whose event is told of as where things happen."""
    thing = actor.mark
    if _GOES_ON.match(view.shape, thing.end) is None or view.in_speech(thing.start):
        return
    for place in view.marks_in(view.clauses[actor.clause][0], thing.start, *_ACTING)[-1:]:
        inside = view.shape[view.clauses[actor.clause][0] : place.start].lstrip(" 　").endswith("在")
        if inside and not place.back and view.shape[place.end : thing.start].strip("“") == "的":
            yield from held_at(view, thing, place, thing.end, "reported", 0.7, "occasions: an event of a place")


def held_at(
    view: SentenceView, thing: Mark, place: Mark, end: int, modality: Modality, surety: float, rule: str
) -> Iterator[Draft]:
    """An event at a place, and at the house or village that holds it: 实践所家长学校, 后寨村|文化广场."""
    around = [a.mark.entity for a in view.actors if a.case == "of" and a.mark.end == place.start]
    house = parent_of(view, place.entity)
    larger = [entity for entity in (*around, *([house] if house else [])) if _holds(entity)]
    for entity in (place.entity, *larger[:1]):
        if entity.type in _ACTING:
            yield relation(
                "heldAt",
                thing,
                entity,
                (min(place.start, thing.start), max(end, place.end, thing.end)),
                surety,
                rule,
                modality=modality,
            )


def held_on(
    view: SentenceView,
    event: LocalEntity,
    day: str,
    written: Span,
    surety: float,
    rule: str,
    *,
    modality: Modality = "reported",
    said: Span | None = None,
) -> Draft:
    """An event on a day (EDTF) as it is written there; `said`: the stretch that says so, where it is wider."""
    start, end = said or written
    return Draft(
        predicate="heldOn",
        subject=event,
        value=day,
        written=view.text[slice(*written)],
        time=day,
        modality=modality,
        rule=rule,
        start=start,
        end=end,
        confidence=surety,
    )


def _holds(entity: LocalEntity) -> bool:
    """Whether what is held within an entity's house or grounds is held there too: not a whole town, nor its government."""
    return (entity.type == "Organization" and entity.kind not in _GOVERN) or (
        entity.type == "Place" and level(entity) >= VILLAGE
    )


def _dated(view: SentenceView, actor: Actor) -> Iterator[Draft]:
    """3月5日，张三出席E: an event that a sentence tells of with a day before it was on that day."""
    thing = actor.mark
    if view.headline or view.about.told.get(thing.entity.id) != view.offset(thing.start):
        return
    days = [time for time in view.times if time.end <= thing.start and len(time.edtf or "") == _DAY]
    if not days or view.marks_in(days[-1].end, thing.start, "Event") or view.in_speech(thing.start):
        return
    if AROUND.match(view.shape, thing.end):
        return
    near = bare(view.shape[max(days[-1].end, view.clauses[actor.clause][0]) : thing.start])
    modality = _modality(view, actor.clause, near)
    if modality is not None and not _NOT_THEN.search(view.shape, days[-1].end, thing.start):
        yield from when(view, thing, thing.start, (thing.start, thing.end), modality)


def _undated(view: SentenceView) -> Iterator[Draft]:
    """3月5日，天气晴好。E在林场举行: the day of the news' head where no sentence dates its one event."""
    day, event = view.about.day, view.about.undated
    if day is None or event is None or not view.sentence.start <= day.start < view.sentence.end:
        return
    assert day.edtf is not None
    start, end = day.start - view.sentence.start, day.end - view.sentence.start
    if view.in_speech(start) or _modality(view, view.clause_of(start), view.shape[end : end + _TAIL]) != "reported":
        return
    yield held_on(view, event, day.edtf, (start, end), 0.6, "occasions: the day of the news")


def _unplaced(view: SentenceView) -> Iterator[Draft]:
    """3月5日，小学的操场上歌声阵阵。E举行，…: the scene of the news' head is where its event was, if none is told."""
    event, about = view.about.event, view.about
    if event is None or view.headline or event.kind == "Inspection":
        return
    told = about.told.get(event.id)
    for start, site in about.sites[:1]:
        if told is None or not (start < told <= start + _FAR) or not view.sentence.start <= start < view.sentence.end:
            return
        if view.sentence.start <= told < view.sentence.end or site.type not in _ACTING or site is event:
            return
        begin = start - view.sentence.start
        yield relation(
            "heldAt",
            event,
            site,
            (begin, min(len(view.text), begin + len(site.name))),
            0.55,
            "occasions: the scene of the news",
        )


def where(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """在小区书屋开展活动: where the deed's clause, or the one before, says."""
    assert deed.modality is not None
    places = [mark for mark in _joined(view, deed.places) if mark.entity is not thing.entity]
    if not places and deed.clause:
        inside = [a.mark for a in view.actors if a.case == "in" and a.clause == deed.clause - 1]
        places = _joined(view, inside) or _gone_to(view, deed)
    if not places and thing.entity.kind in _ROUND:
        places = _going_on(view, deed)
    for place in places:
        yield from held_at(view, thing, place, deed.end, deed.modality, 0.9, f"occasions: where they {deed.verb}")
    if not places and deed.verb in _HOLDS and not deed.carried and len(deed.agents) == 1:
        host = deed.agents[0].entity  # 后寨村举行E: a village's own is held there
        village = host.type == "Place" and host.kind == "AdministrativeArea" and level(host) >= VILLAGE
        if village or host.kind == "School":
            yield from held_at(
                view, thing, deed.agents[0], deed.end, deed.modality, 0.6, f"occasions: at home, {deed.verb}"
            )


def _joined(view: SentenceView, places: Sequence[Mark]) -> list[Mark]:
    """The last of some places with those joined to it: 在前村、后村|开展."""
    last = next((actor for actor in view.actors if places and actor.mark is places[-1]), None)
    return [
        mark
        for mark in places
        if last is not None and any(a.mark is mark and a.group == last.group for a in view.actors)
    ]


def _gone_to(view: SentenceView, deed: Deed) -> list[Mark]:
    """走进A社区、B社区，与居民一道，开展活动: where those who hold something went shortly before."""
    for other in reversed(view.deeds):
        near = other.end <= deed.start and deed.clause - other.clause <= _NEAR
        if near and other.verb.rstrip("了") in load("tours")["tour"] and other.objects:
            same = other.agents == deed.agents and other.modality == deed.modality and deed.verb != "拉开"
            same &= _ELSEWHERE.search(view.shape, other.objects[-1].end, deed.start) is None
            return [mark for mark in other.objects if same and mark.entity.type in _ACTING]
    return []


def _going_on(view: SentenceView, deed: Deed) -> list[Mark]:
    """开展送喜报活动，先后前往A镇、B镇: where those who hold it go one after the other."""
    for other in view.deeds:
        if other.clause == deed.clause + 1 and other.start > deed.end and other.objects:
            goes = other.verb.rstrip("了") in load("tours")["tour"] and other.modality == deed.modality
            each = _EACH.search(view.shape, view.clauses[other.clause][0], other.end) is not None
            return [mark for mark in other.objects if goes and each and mark.entity.type in _ACTING]
    return []


def when(view: SentenceView, thing: Mark, position: int, verb: Span, modality: Modality) -> Iterator[Draft]:
    days = [time for time in view.times if time.start < position and time.edtf and _a_day(time.edtf)]
    days = [time for time in days if not _LASTS.search(view.text, max(0, time.start - 8), time.start)]
    days = [time for time in days if not view.text.endswith(_LUNAR, 0, time.start)]
    if not days or view.in_speech(position):
        return
    whole = [time for time in days if len(time.edtf or "") == _DAY]  # 10月12日（农历九月初九）
    time = (whole or days)[-1]
    assert time.edtf is not None
    written = time.start, time.end
    surety = 0.95 if len(time.edtf) == len("2022-10-26") else 0.85
    said = joined([written, verb, (thing.start, thing.end)])
    yield held_on(
        view, thing.entity, time.edtf, written, surety, "occasions: a day before it", modality=modality, said=said
    )


def _a_day(edtf: str) -> bool:
    """A day, a month, or some days: not a year, not 前三季度."""
    first, _, last = edtf.partition("/")
    return len(first) == len("2022-10-26") or (not last and len(first) == len("2022-10"))


def time_for(view: SentenceView, position: int, *, from_clause: int = 0) -> TimeSpan | None:
    """The time that governs a place in a sentence: the nearest before it, none where it says no date."""
    start = view.clauses[from_clause][0]
    dated = [time for time in view.times if start <= time.start < position and time.edtf]
    return dated[-1] if dated else None


def _modality(view: SentenceView, clause: int, near: str) -> Modality | None:
    kind = meant(view.text[: view.clauses[clause][0]] or view.text, near)
    return None if kind == "unsaid" else kind
