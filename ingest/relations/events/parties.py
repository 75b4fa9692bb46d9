"""For whom a ceremony is, and so who is at it: who gives at a giving, who signs at a signing, who swears at an oath.

News tells what was given, signed or decided first, and then that there was a ceremony, or the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.modality import meant
from ingest.relations.base import Draft, Mark, SentenceView, bare, joined, relation

_GIVING = re.compile("捐|赠(?!奖)|交接仪式|受赠")
_NEAR = 6  # so many sentences may lie between a gift and the ceremony where it is given
_SIGNS = re.compile("签约|签订|签署|签下|签了")
_SIGNING = re.compile("签约|签署|签字")
_OATH = re.compile("宣誓")
_SWORN = re.compile("新任|任命|受任|当选|被任")
_WITHIN = re.compile("在[^，。；、]{0,8}\\Z")
_PARTS = ("Organization", "Place")


def parties(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """Those who take part so, of whom `said`, (predicate, subject's and object's ids), does not say it yet."""
    told = {(one, event) for predicate, one, event in said if predicate in ("participatesIn", "organizes")}
    for view, draft in (*_givers(views, said), *_sworn(views, said), *_signers(views)):
        pair = draft.subject.id, draft.object.id if draft.object else None
        if pair not in told:
            told.add(pair)
            yield view, draft


def _events(views: Sequence[SentenceView], name: re.Pattern[str]) -> dict[str, tuple[int, Mark]]:
    """The events whose names say so, by id, each with where it stands first below the headline."""
    found: dict[str, tuple[int, Mark]] = {}
    for number, view in enumerate(views):
        for mark in view.marks if not view.headline else ():
            if mark.entity.type == "Event" and not mark.back and name.search(mark.entity.name):
                found.setdefault(mark.entity.id, (number, mark))
    return found


def _givers(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """某公司向村里捐了30万元。…捐赠仪式由张三主持: who gave near the only such ceremony of the article."""
    ceremonies = _events(views, _GIVING)
    if len(ceremonies) != 1:
        return
    at, event = next(iter(ceremonies.values()))
    gave = {(one, other) for predicate, one, other in said if predicate == "donatesTo"}
    for number in range(max(0, at - _NEAR), min(len(views), at + _NEAR + 1)):
        view = views[number]
        here = [mark for mark in view.marks if not view.headline and not view.in_speech(mark.start)]
        ids = {mark.entity.id for mark in here}
        if any(mark.entity.type == "Event" and mark.entity is not event.entity and not mark.back for mark in here):
            continue
        for mark in here:
            if (
                mark.entity.type != "Place"
                and not mark.back
                and any(one == mark.entity.id and other in ids for one, other in gave)
            ):
                span = (mark.start, view.clauses[view.clause_of(mark.start)][1])
                yield view, relation("participatesIn", mark, event, span, 0.65, "parties: who gives", role="捐赠")


def _sworn(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """任命张三为局长；…为新任命人员举行宪法宣誓仪式: whom a list appoints swears."""
    posted = {one for predicate, one, _ in said if predicate == "holdsPost"}
    for number, event in _events(views, _OATH).values():
        if not _SWORN.search(views[number].text):
            continue
        for view in views:
            if view.decision is None or view.decision.ended:
                continue
            for mark in view.marks_in(0, len(view.text), "Person"):
                if mark.entity.id in posted and view.text.startswith(("为", "同志为"), mark.end):
                    span = (mark.start, mark.end)
                    yield (
                        view,
                        relation("participatesIn", mark, event, span, 0.6, "parties: who is sworn in", role="宣誓"),
                    )


def _signers(views: Sequence[SentenceView]) -> Iterator[tuple[SentenceView, Draft]]:
    """签约仪式上，某区与A、B签约: those who sign there."""
    for view in views:
        event = next((m.entity for m in view.marks if m.entity.type == "Event" and not m.back), None) or view.scene
        if view.headline or event is None or event.type != "Event" or not _SIGNING.search(event.name):
            continue
        for verb in _SIGNS.finditer(view.plain):
            clause = view.clause_of(verb.start())
            here = [a for a in view.actors if a.clause == clause and a.mark.end <= verb.start()]
            signing = [a.mark for a in here if a.case in ("agent", "with", "by") and _signs(view, a.mark)]
            kind = meant(view.lead(clause), bare(view.shape[view.clauses[clause][0] : verb.start()]))
            if len(signing) < 2 or kind != "reported" or view.in_speech(verb.start()):
                continue
            for mark in signing:
                span = joined([(mark.start, mark.end), verb.span()])
                yield view, relation("participatesIn", mark, event, span, 0.65, "parties: who signs", role="签约")


def _signs(view: SentenceView, mark: Mark) -> bool:
    """Whether one may be a party to what is signed, and is not where it is: 在世界瓷都·|德化国际会展中心."""
    return mark.entity.type in _PARTS and _WITHIN.search(view.plain, max(0, mark.start - 10), mark.start) is None
