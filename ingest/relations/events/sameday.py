"""Meetings and ceremonies that the news tells of without a day: they were on its one day (调研结束后召开座谈会)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.modality import any_in, meant
from ingest.relations.base import Draft, Mark, SentenceView
from ingest.relations.events.occasions import held_on
from ingest.relations.events.scenes import ITEM

_DAY = len("2022-10-26")
_KINDS = frozenset({"Meeting", "Ceremony", "Donation"})
_REACH = 14  # so many sentences behind the day's an event may still be of that day
_TAIL = 12  # code points behind an event's name that tell how it is meant
_GOES_ON = re.compile(
    "随后|接着|紧接着|之后|其后|最后|末了|稍后|会后|会前|当天|当日|当晚|同日|(?<![每次])[上中下]午|晚上|傍晚|"
    "(?:调研|检查|视察|走访|考察|观摩|督导|督查|巡查|参观|签约|仪式|活动|会议|演出|比赛|座谈|看完|察看)[^，。；]{0,6}(?:结束|过|之|完)?(?:后|时|前|期间)"
)
_OTHER = re.compile(
    "次日|翌日|第二天|前一天|隔天|几天后|[前去]年|[上下]个?[月周]|此前|日前|近日|之前|早在|曾|往年|[0-9一二三四五六七八九十]+(?:天|周|个月|年)[后前]"
)


def same_day(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """The day of the news for each such event of which `said`, (predicate, subject's and object's ids), has no day."""
    dated = {subject for predicate, subject, _ in said if predicate == "heldOn"}
    first = next((n for n, view in enumerate(views) if not view.headline and _days(view)), None)
    days = _days(views[first]) if first is not None else set()
    day = min(days, default="")
    if first is None or len(days) != 1 or len(day) != _DAY:
        return
    for view in views[first + 1 : first + 1 + _REACH]:
        if _days(view) - {day} or ITEM.match(view.text):
            return
        for mark in view.marks:
            if mark.entity.id not in dated and _told(view, mark):
                dated.add(mark.entity.id)
                start = _GOES_ON.search(view.text, 0, mark.start)
                written = start.start() if start else mark.start, mark.end
                yield view, held_on(view, mark.entity, day, written, 0.6, "sameday: the day of the news")


def _days(view: SentenceView) -> set[str]:
    """The whole days, and stretches of days, that a sentence names outside of direct speech."""
    return {
        time.edtf
        for time in view.times
        if time.edtf and len(time.edtf.partition("/")[0]) == _DAY and not view.in_speech(time.start)
    }


def _told(view: SentenceView, mark: Mark) -> bool:
    """Whether an event is told of there for the first time, as one that the news goes on to."""
    event, about = mark.entity, view.about
    if event.type != "Event" or event.kind not in _KINDS or mark.back or event.id in about.ahead:
        return False
    if about.told.get(event.id) != view.offset(mark.start) or event in about.headline or view.in_speech(mark.start):
        return False
    if _OTHER.search(view.text, 0, mark.start) or any_in("scenes", "leaves").match(view.text.lstrip(" 　“")):
        return False
    clause = view.clause_of(mark.start)
    kind = meant(view.lead(clause), view.plain[max(view.clauses[clause][0], mark.start - 6) : mark.end + _TAIL])
    return kind == "reported" and (event.rule == "event/bare" or _GOES_ON.search(view.text, 0, mark.start) is not None)
