"""Titles of a sentence that are told together: 县委常委、副县长张三 is one run, of one holder."""

from __future__ import annotations

import re
from functools import cache

from ingest.relations.base import PERSON, SentenceView, Title
from ingest.relations.posts.tenure import verbs
from ingest.tables import words_in

_JOINTS = "、，,兼 　及和与/；"
_STOPS = re.compile("[，。；：！？]")
_NOT_SURNAMES = frozenset("省市州盟区县旗镇乡村社院校局厂所站馆行会科股室部处组班队系连团营厅园店场委库办")
"""What may stand alone before a title as the short form of a house; another character is a surname that was not read."""
_REACHED = re.compile(f"[{PERSON}、]")
_FAR = 40
"""So many code points may the name of a group have that is set up for a task (、村“两委”换届选举工作领导小组|组长)."""
BESIDE = 10  # code points that a word for what else one is may have (、种粮大户)


def title_runs(view: SentenceView) -> list[list[Title]]:
    """Titles that follow each other with nothing but 、， and 兼 between: one holder's, or one list's."""
    runs: list[list[Title]] = []
    for title in view.titles:
        if runs and (
            _in_brackets(view, runs[-1][-1], title)
            or (
                view.shape[runs[-1][-1].end : title.start - len(title.loose)].strip(_JOINTS) == ""
                and _within(runs[-1], title, view)
            )
            or (_goes_on(runs[-1][-1], title, view) and not _taken_up_by_another(view, runs[-1][0], title))
        ):
            runs[-1].append(title)
        else:
            runs.append([title])
    return [part for run in runs for part in _apart(view, run)]


def _in_brackets(view: SentenceView, before: Title, title: Title) -> bool:
    """Whether a title stands in brackets behind another, before the name of whoever holds both: 武装部长|（副镇长）张三."""
    closed = view.shape.startswith(f"）{PERSON}", title.end)
    return closed and view.shape[before.end : title.start - len(title.loose)] == "（"


def _apart(view: SentenceView, run: list[Title]) -> list[list[Title]]:
    """A run in two where its first title stands right behind a name and its last right before the next: 甲教授、某校团委书记乙."""
    if len(run) > 1 and not run[0].chain and run[1].loose and behind_name(view, run[0]):
        return [run[:1], run[1:]]  # 政府张三|副县长、政协某某|副主席
    if len(run) == 1 or run[0].chain or view.shape[run[-1].end : run[-1].end + 1] != PERSON:
        return [run]
    return [run[:1], run[1:]] if behind_name(view, run[0]) else [run]


def behind_name(view: SentenceView, title: Title) -> bool:
    """Whether a title stands right behind a name, by which someone is called: 张三|教授."""
    return not title.chain and any(m.end == title.begins for m in view.marks_in(0, title.begins, "Person"))


def _goes_on(before: Title, title: Title, view: SentenceView) -> bool:
    """Whether a title behind 、 is the same holder's though its body is in words that nothing explains.

    副县长、黄河贵德段县级河长|张三: the one before is no one's, and the name stands right behind.
    """
    between = view.shape[before.end : title.start]
    most = _FAR if view.text.endswith(words_in("posts", "groups"), 0, title.begins) else BESIDE + len(title.loose)
    if between[:1] != "、" or len(between) > most or _STOPS.search(between):
        return False
    return view.shape[title.end : title.end + 1] == PERSON and not _REACHED.search(between[1:])


def _within(run: list[Title], title: Title, view: SentenceView) -> bool:
    """Whether a title goes on a run: not past a stop behind which the holder or the verb of the run already stood."""
    first, before = run[0], run[-1]
    between = view.shape[before.end : title.start - len(title.loose)]
    if between == "、" and _taken_up_by_another(view, first, title):
        return False
    if any(len(one.loose) == 1 and one.loose not in _NOT_SURNAMES for one in (before, title)):
        return False  # 张三局长、|乜|科长; 朱厅长与|某局局长
    if not between.strip("、兼 　和与及"):
        return not title.loose or between in ("、", "兼", "暨")
    if title.loose:
        return False
    start = view.clauses[view.clause_of(before.start)][0]
    led = view.shape[start : max(start, first.start)]
    if "；" in between and led and view.shape[title.end : title.end + 1] == PERSON:
        return False  # 甲是局里的科员；助理|乙
    if view.marks_in(start, before.start, "Person"):
        return False
    clause = view.clauses[view.clause_of(title.start)]
    return not (led.endswith(_held()) and view.marks_in(title.end, clause[1], "Person"))


def _taken_up_by_another(view: SentenceView, first: Title, title: Title) -> bool:
    """由甲任组长、教师|乙任副组长: the run is held by whom the clause names before it, the title by who stands behind."""
    return view.shape[title.end : title.end + 1] == PERSON and taken_up(view, first)


def taken_up(view: SentenceView, title: Title) -> bool:
    """Whether the clause names who holds a title before it, and says by a verb that it is held: 甲任|组长."""
    start = view.clauses[view.clause_of(title.start)][0]
    led = view.shape[start : max(start, title.start)]
    return led.endswith(_held()) and bool(view.marks_in(start, title.start, "Person"))


@cache
def _held() -> tuple[str, ...]:
    """Verbs behind which an office is of whoever stands before: 并出任|总商会会长；…."""
    return (*(word for word, _, _ in verbs() if len(word) > 1), "任")
