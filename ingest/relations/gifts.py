"""Gifts: who gives what to whom, whatever the verb; to those who were spoken of where the words do not say to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.modality import any_in, any_of
from ingest.numbers import numbers
from ingest.relations.actors import acts
from ingest.relations.amounts import measured
from ingest.relations.base import Draft, Mark, SentenceView, joined
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.frames import profiled
from ingest.relations.givers import acting_before, described, givers
from ingest.relations.takers import CLOSE, COUNTED, ELSE, takers_of, untold
from ingest.tables import load
from ontology.records import LocalEntity, Modality, Span

_NOUN = re.compile("仪式|活动|单位|企业|人士|方(?!便)|者(?!子)|箱|名单|证书|协议|善举|款物|现场|最多")
_WHAT = re.compile(
    "了?(?:[0-9一二三四五六七八九十百千万余近约共][^，。；]|价值|(?!方|单位|者|人|企业|仪式|活动)[\u4e00-\u9fff]{2})"
)
_GOT = re.compile("接受|接过|收下|接下|收到|受赠|接收|获赠|领到")
_EACH = ("分别", "依次")
_NOUN_SIZE = 20  # code points that the name of a gift may have
_MOST = 3  # takers of one gift
_NATIVES = re.compile(
    "[^，。；\ue000-\ue007]{0,2}(?:牧民|村民|农民|居民|渔民|社员|乡亲|乡贤|籍|农户|老人|青年|企业家|老板)"
)
_BOUGHT = ("买了", "购买了")
_SURE = 0.85  # where the words say to whom


class _Given(NamedTuple):
    """A number of things given: where the words that say of what begin in the sentence, where it does, value and unit."""

    since: int
    start: int
    value: float
    unit: str


@cache
def _verbs() -> re.Pattern[str]:
    return any_of((*load("gifts")["always"], *load("gifts")["moved"]))


def gifts(view: SentenceView) -> Iterator[Draft]:
    last: list[Mark] = []  # A向该校捐赠图书，B捐赠校服: the taker goes on
    for verb in _verbs().finditer(view.shape) if not view.headline else ():
        clause = view.clause_of(verb.start())
        start, stop = view.clauses[clause]
        always = verb[0] in load("gifts")["always"]
        if clause < view.aims or _NOUN.match(view.text, verb.end()) or view.in_speech(verb.start()):
            continue
        received = _received(view, verb)
        if received is None and _GOT.search(view.shape, start, verb.start()):
            continue  # 校长接过捐赠的图书
        what = _amounts(view, verb)
        if any_in("gifts", "owed").search(view.text, start, stop) and not verb[0].startswith(("捐", "拿出")):
            continue  # 送来赔付款, 把奖金送到A手里: what one has a right to
        if received is not None:
            giver, taker = received
            kind = how_meant(view, _doer(giver), verb.start())
            if kind is not None and kind in ("reported", "planned"):
                yield _gift(view, giver.entity, giver, taker, verb, kind, _SURE, what[0] if what else None)
            continue
        takers = takers_of(view, verb)
        bare = bool(takers) and _WHAT.match(view.shape, verb.end()) and not ELSE.search(view.shape, start, stop)
        if not (always or bare or what or COUNTED.search(view.text, start, stop)):
            continue
        beside = described(view, verb)
        doers = _doers(view, verb, takers, always) if beside is None else (_doer(beside),)
        for number, doer in enumerate(doers):
            kind = how_meant(view, doer, verb.start()) if beside is None else "reported"
            mark = doer.mark
            if kind is None or mark is None or kind not in ("reported", "planned") or not _gives(view, doer, verb):
                continue
            if beside is None and view.shape.startswith("的", verb.end()) and mark.end != verb.start():
                continue  # 代表团来到三水援建的|某校: another's
            given, sure = [taker for taker in takers if taker.entity is not doer.entity], _SURE
            if not given and not takers and _WHAT.match(view.shape, verb.end()):
                given, sure = untold(view, doer, verb, last, always, bool(what))
            own = _own(view, what, number, len(doers), verb)
            for one, counted, taker in _pairs(view, doer, given[:_MOST], always):
                yield _gift(view, one, mark, taker, verb, kind, sure, own, counted=counted)
        last = takers or last


def _doers(view: SentenceView, verb: re.Match[str], takers: Sequence[Mark], always: bool) -> tuple[Doer, ...]:
    """Who acts in the clause or an earlier one: not who gets it; else of whom the paragraph is a portrait."""
    doers = tuple(d for d in doers_at(view, verb.start(), people=True) if d.mark is not None and d.carried <= 1)
    if takers and doers and all(d.entity is takers[0].entity for d in doers):  # A得知某村缺音响，捐来…
        doers = acting_before(view, takers[0])
    who = profiled(view) if not doers and always and takers else None
    if who is not None:  # 2号　张三，男，…。今年7月向红十字会捐款
        back = Mark(entity=who, start=verb.start(), end=verb.start(), back=True)
        return (Doer(entity=who, mark=back, carried=1),)
    return doers


def _gives(view: SentenceView, doer: Doer, verb: re.Match[str]) -> bool:
    """Whether one who acts is one who gives, by what stands behind the name and by the verb."""
    assert doer.mark is not None
    if doer.entity.type == "Place" and _NATIVES.match(view.shape, doer.mark.end):
        return False  # 克尔古提乡|牧民…: whom no one has found
    return verb[0] not in _BOUGHT or doer.entity.type == "Organization"  # 给孩子买了…


def _pairs(
    view: SentenceView, doer: Doer, takers: Sequence[Mark], always: bool
) -> Iterator[tuple[LocalEntity, bool, Mark]]:
    """(who gives, whether what is counted is said of it, who gets it); between two people only by a verb of giving alone."""
    for giver, counted in givers(view, doer):
        for taker in takers:
            people = giver.type == taker.entity.type == "Person"
            if giver is not taker.entity and not (people and not always):
                yield giver, counted, taker


def _received(view: SentenceView, verb: re.Match[str]) -> tuple[Mark, Mark] | None:
    """学校收到A捐赠的校服: (who gave, who got it)."""
    clause = view.clause_of(verb.start())
    here = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start() and a.case != "of"]
    if (
        verb[0] not in load("gifts")["always"]
        or len(here) < 2
        or here[-1].case != "from"
        or not acts(here[-2])
        or verb.start() - here[-1].mark.end > CLOSE
    ):
        return None
    return here[-1].mark, here[-2].mark


def _doer(mark: Mark) -> Doer:
    return Doer(entity=mark.entity, mark=mark, carried=0)


@lru_cache(maxsize=64)  # each verb of a clause asks
def _has_number(clause: str) -> bool:
    return bool(numbers(clause))


def _amounts(view: SentenceView, verb: re.Match[str]) -> list[_Given]:
    """What is counted as given: behind the verb up to the clause's end, else before it (把10万元善款捐给)."""
    start, stop = view.clauses[view.clause_of(verb.start())]
    if not _has_number(view.shape[start:stop]):
        return []
    for low, high in ((verb.end(), stop), (start, verb.start())):
        counted = [one for one in measured(view.shape[low:high]) if one.unit not in load("gifts")["no_units"]]
        since = [0, *(one.end for one in counted)]
        if counted:
            return [
                _Given(low + at, low + one.number.start, *one.value) for at, one in zip(since, counted, strict=False)
            ]
    return []


def _own(view: SentenceView, given: Sequence[_Given], number: int, size: int, verb: re.Match[str]) -> _Given | None:
    """What one of several gives: A、B分别捐赠价值5万元的设备和200套冬装; what the first number counts where no one does so apart."""
    start = view.clauses[view.clause_of(verb.start())][0]
    apart = size > 1 and any_of(_EACH).search(view.shape, start, verb.start()) is not None
    if apart and len(given) > 1:
        return given[number] if len(given) == size else None
    return given[0] if given else None


def _gift(
    view: SentenceView,
    giver: LocalEntity,
    mark: Mark,
    taker: Mark,
    verb: re.Match[str],
    kind: Modality,
    sure: float,
    given: _Given | None,
    *,
    counted: bool = True,
) -> Draft:
    """`counted`: whether what is counted is said of this giver."""
    spans: list[Span] = [(mark.start, mark.end), (taker.start, taker.end), verb.span()]
    start, end = joined(spans)
    stop = view.clauses[view.clause_of(verb.start())][1]
    what = view.text[verb.end() : stop].rstrip("，。；,; \n")
    low, high = (verb.end(), verb.end() + len(what)) if given is None else (given.since, given.start)
    noun = view.text[low:high].strip("了的、和及 ").rstrip("共计约总价值") if low >= verb.end() else ""
    named = any(low <= mark.start < high for mark in view.marks)
    if given is not None or not named:
        end = max(end, verb.end() + len(what))
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        value=given.value if given and counted else None,
        unit=given.unit if given and counted else None,
        modality=kind,
        details=(("what", noun),) if 0 < len(noun) <= _NOUN_SIZE and not named else (),
        rule=f"gifts.yaml {verb[0]}",
        start=start,
        end=end,
        confidence=sure,
    )
