"""How a name stands in a figure's sentence: where, behind which words, and what it does in what the sentence tells.

开展专题视察8次，报送调研报告16篇: an event that is itself counted, and an object of what another does, is seldom the one that
the numbers behind it are of. What each cue says is learned (`build_bearers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ingest.modality import any_in
from ingest.relations.base import TIME, Actor, Mark, SentenceView
from ingest.relations.figures.told import Told

FAR = 3
"""Clauses from here on are all as far."""
REPORTS = re.compile(
    "[^，。；]{0,6}?(?:介绍|告诉|表示|汇报|坦言|透露|通报|说|解释|指着|扳着|算账|算了|翻出|感慨|回忆|统计|公布|发布|指出|强调|要求)"
)
_LEADS = re.compile(f"[{TIME}的有]|今年|去年|目前|现有|共有|已|现|共|全年|一季度|上半年|年末|累计|至今|以来|还有|约|近")
_HOSTS = re.compile("[、和\ue000-\ue007]{0,80}(?:分别|联合|共同|具体)*(?:主办|承办|协办|负责|冠名|牵头|指导)")
_SETTING = re.compile("[中上后前，]|现场|期间|当天|当日")
_TIMES = "[0-9一二两三四五六七八九十百]+余?多?(?:场次|场|次|期|届|轮|个|项|处|家|支|座|批)"
_COUNTED = re.compile(f"”?(?:共|累计)?{_TIMES}")
_COUNTED_BEFORE = re.compile(f"{_TIMES}[^，。；\ue000-\ue007]{{0,6}}“?\\Z")
_NAMES = "\ue000-\ue005"
_NAME = re.compile(f"[{_NAMES}]")
_GOVERNING = frozenset("是为把将对让占“")
_PLAIN = frozenset("的等是在与和有")
_AHEAD = 24  # code points before a name in which a number that counts it is looked for


def standing(view: SentenceView, told: Told, clause: int, actor: Actor, ended: Sequence[Actor]) -> Iterator[str]:
    """How a name stands in the sentence towards the figure. `ended`: the names before it."""
    mark, position, span = actor.mark, told.amount.number.start, told.span
    if mark.start >= position or (mark.start < span[1] and span[0] < mark.end):
        if mark.end <= span[1]:
            yield "within"
            return
        yield "behind"
        yield from _behind(view, told, clause, actor)
        return
    distance = min(clause - actor.clause, FAR)
    yield f"{actor.case}{distance}"
    others = [one for one in ended if one.clause == actor.clause]
    if others[0] is actor:
        yield f"first{distance}"
    if others[-1] is actor:
        yield f"last{distance}"
    group = [one for one in view.actors if one.group == actor.group and one.case != "of"]
    joined = actor.case != "of" and len(group) > 1
    if joined:
        yield f"joined{distance}"
    gap = view.shape[mark.end : min(span[0], position)]
    if not _LEADS.sub("", gap):
        yield "adjacent的" if gap[:1] == "的" else "adjacent joined" if joined else "adjacent"
    between = [one for one in ended if mark.end <= one.mark.start and one.case in ("agent", "by")]
    yield f"blocked{min(len(between), 2)}"
    if mark.back:
        yield f"back={view.text[mark.start]}" if mark.end - mark.start < 4 else "back"
    yield from _beside(view, mark, distance)
    if REPORTS.match(view.plain, mark.end):
        yield "reports"
    elif _HOSTS.match(view.plain, mark.end):
        yield "hosts"
    elif mark.entity.type == "Event" and _SETTING.match(view.plain, mark.end):
        yield "setting"
    since = _since(view, position)
    yield f"{actor.case}{distance}*{since}"
    for part in _parts(view, position).get(mark.start, ("no part",)):
        yield from (f"{part}{distance}", f"{part}{distance}*{since}")


_LISTS = re.compile("包括|分别[为是]|包含|涵盖|涉及|其中|如下|例如|比如|[：:]")


def _behind(view: SentenceView, told: Told, clause: int, actor: Actor) -> Iterator[str]:
    """How a name stands that follows the number."""
    mark, end = actor.mark, max(told.amount.end, told.span[1])
    gap = view.shape[min(end, mark.start) : mark.start]
    group = [one for one in view.actors if one.group == actor.group]
    one = "joined" if len(group) > 1 else "alone"
    distance = min(actor.clause - clause, FAR)
    between = any(end <= other.start < mark.start for other in view.marks)
    yield f"behind{distance}"
    yield f"behind {one}"
    yield f"behind{distance} {one} {'after' if between else 'next'}"
    if _LISTS.search(gap):
        yield "behind listed"
    if any(letter.isdigit() for letter in gap):
        yield "behind number"
    if gap[:1] == "的":
        yield "behind 的"


def _beside(view: SentenceView, mark: Mark, distance: int) -> Iterator[str]:
    """What stands right before and right behind a name, whether it is written whole, and whether a number counts it."""
    before, then = view.shape[max(0, mark.start - 1) : mark.start], view.plain[mark.end : mark.end + 1]
    yield f"prev={'#' if _NAME.match(before) else '0' if before.isdigit() else before}"
    if then.isdigit():
        then = "0"
    elif "一" <= then <= "鿿" and then not in _PLAIN:
        then = "word"
    yield from (f"then={then}{distance}", f"then={then}")
    if before in _GOVERNING:
        yield f"behind={before}"
    yield "whole name" if view.text[mark.start : mark.end] == mark.entity.name else "short name"
    if _COUNTED.match(view.shape, mark.end):
        yield "counted"
    if _COUNTED_BEFORE.search(view.shape, max(0, mark.start - _AHEAD), mark.start):
        yield "counted before"


@lru_cache(maxsize=4)  # each name of a sentence asks
def _since(view: SentenceView, position: int) -> str:
    """Whether a span of time is told of in the clause of a place, before it in the sentence, or nowhere."""
    said = any_in("bearers", "since")
    if said.search(view.text, view.clauses[view.clause_of(position)][0], position):
        return "since0"
    return "since1" if said.search(view.text, 0, position) else "since-"


@lru_cache(maxsize=4)
def _parts(view: SentenceView, position: int) -> Mapping[int, Sequence[str]]:
    """The parts that names have in what is told up to a place, by where they start: does, object …; `last` of the last deed."""
    found: dict[int, dict[str, None]] = {}

    def add(marks: Sequence[Mark], part: str) -> None:
        for mark in marks:
            found.setdefault(mark.start, {})[part] = None

    deeds = [deed for deed in view.deeds if deed.start < position]
    for deed in deeds:
        objects = [mark for mark in deed.objects if mark.start > deed.start]
        add(deed.agents, "does")
        add(objects, "object of one named" if deed.carried == 0 else "object")
        for part, marks in (("companion", deed.companions), ("place", deed.places), ("taker", deed.takers)):
            add(marks, part)
        if deed is deeds[-1]:
            add(deed.agents, "does last")
            add(objects, "object last")
    return {start: tuple(parts) for start, parts in found.items()}
