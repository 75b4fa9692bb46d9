"""Who honours whom: 授予甲（某校教师）、乙等10名同志“优秀教师”称号; 对A进行通报表扬; 为A、B颁发牌匾."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.modality import any_in
from ingest.relations.base import TITLE, Draft, Mark, SentenceView, joined
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.events.labelled import row
from ingest.relations.places.areas import COUNTY, level

_HONOURED = ("Person", "Organization", "Place")
_GIVERS = ("Organization", "Place")
_TO = re.compile("[为给向对](?:[^，。；\ue000-\ue007]{0,6})\\Z")
_OF_MANY = re.compile("(?:[^，。；\ue000-\ue007“]{0,12})")
_QUOTED = re.compile("[^，。；]{0,16}?“(?P<what>[^“”]{2,30})”")
_CALLED = re.compile(f"(?:(?!代表|主席团)[\u4e00-\u9fff{TITLE}]){{0,10}}")
_READ = re.compile("宣读|宣布|通报")
_OTHERS = ("PeoplesCongress", "Company", "Cooperative")


def honours(view: SentenceView) -> Iterator[Draft]:
    """The honour is kept with the statement where it is quoted behind those who get it."""
    if view.headline:
        return
    got: set[str] = set()
    givers: tuple[Doer, ...] = ()
    for verb in any_in("honours", "names").finditer(view.shape):
        first = next(iter(view.marks_in(verb.end(), _stop(view, verb.end()), *_HONOURED)), None)
        if first is not None and _CALLED.fullmatch(view.plain, verb.end(), first.start):
            takers = list(row(view, first.start, *_HONOURED))
            told = _doers(view, verb.start())
            if not told or told[0].entity.id in got:  # 授予A“…”称号，授予B“…”称号: A does not give it to B
                told = givers
            givers = told or _before_this(view)
            yield from _given(view, verb, takers, givers)
            got |= {mark.entity.id for mark in takers}
    for verb in any_in("honours", "hands").finditer(view.shape):
        takers = list(_before(view, verb.start()))
        if takers:
            yield from _given(view, verb, takers, _doers(view, takers[0].start))


def _stop(view: SentenceView, position: int) -> int:
    return view.clauses[view.clause_of(position)][1]


def _before(view: SentenceView, position: int) -> Iterator[Mark]:
    """Those behind 为, 给, 向 or 对 in the verb's clause: 为获奖歌手甲、乙|颁奖."""
    clause = view.clause_of(position)
    start = view.clauses[clause][0]
    here = [a for a in view.actors if a.clause == clause and a.mark.end <= position and a.case != "of"]
    if not here or not _OF_MANY.fullmatch(view.plain, here[-1].mark.end, position):
        return
    group = [a.mark for a in here if a.group == here[-1].group and a.mark.entity.type in _HONOURED]
    if group and (here[-1].case == "to" or _TO.search(view.plain, start, group[0].start)):
        yield from group


def _given(view: SentenceView, verb: re.Match[str], takers: Sequence[Mark], doers: Sequence[Doer]) -> Iterator[Draft]:
    if not takers or view.in_speech(verb.start()):
        return
    last = max(takers[-1].end, verb.end())
    quoted = _QUOTED.match(view.text, last, _stop(view, last))
    for doer in doers:
        kind = how_meant(view, doer, verb.start())
        if kind not in ("reported", "planned"):
            continue
        assert kind is not None
        mark = [(doer.mark.start, doer.mark.end)] if doer.mark is not None else []
        for taker in takers:
            if taker.entity is doer.entity:
                continue
            start, end = joined([verb.span(), (taker.start, taker.end), *mark])
            yield Draft(
                predicate="awards",
                subject=doer.entity,
                object=taker.entity,
                modality=kind,
                details=(("what", quoted["what"]),) if quoted else (),
                rule=f"honours.yaml {verb[0]}",
                start=start,
                end=max(end, quoted.end()) if quoted else end,
                confidence=0.8 if doer.carried < 2 else 0.65,
            )


def _doers(view: SentenceView, position: int) -> tuple[Doer, ...]:
    """Who gives it; whoever was told of before only where it is a body or an area that gives honours."""
    found = doers_at(view, position)
    read = any(d.mark is not None and _READ.search(view.shape, d.mark.end, position) for d in found)
    if read and (county := view.about.county) is not None:  # 组织部部长张三宣读决定: not his department's
        return (Doer(entity=county, mark=None, carried=2),)
    return tuple(d for d in found if d.entity.type in _GIVERS and (d.carried < 2 or _may(d)))


def _before_this(view: SentenceView) -> tuple[Doer, ...]:
    """会上还授予A…: who gave the honours that the sentence before tells of."""
    told = None if view.before is None else any_in("honours", "names").search(view.before.shape)
    found = doers_at(view.before, told.start()) if told is not None and view.before is not None else ()
    given = (d for d in found if d.entity.type in _GIVERS and d.mark is not None)
    return tuple(Doer(entity=d.entity, mark=None, carried=2) for d in given)


def _may(doer: Doer) -> bool:
    entity = doer.entity
    area = entity.kind == "AdministrativeArea" and level(entity) <= COUNTY
    return area or (entity.type == "Organization" and entity.kind not in _OTHERS)
