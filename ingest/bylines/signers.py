"""What a name in a byline can look like: a person's (with a known surname, or by its length) or an organisation's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.tables import load
from ontology.records import Span

_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+(?:[·•‧・][\u3400-\u9fff]+)*\Z")
_IN_AREA = re.compile("[县市区旗镇乡]")
_DOTS = frozenset("·•‧・")
_NO_GIVEN_ENDS = tuple("局部办厅科处室所站馆队委")  # what ends bodies' names and no person's
_IN_GIVEN_NAMES = "会社园台站组班联队馆院科"
_COMMON = 300
"""So many surnames of the list, which begins with the most frequent, are common ones."""
_LONGEST_ORG = 32
"""No body's name is longer, in code points (乌鲁木齐海关驻某地区某县某镇某村工作队)."""
LONGEST_RUN = 18
"""No row of names written without a gap is longer, in characters."""


@dataclass(frozen=True)
class _Lists:
    surnames: frozenset[str]
    common: frozenset[str]
    wordy: frozenset[str]
    surnames_two: frozenset[str]
    composed: frozenset[str]
    sounds: frozenset[str]
    not_names: frozenset[str]
    body_words: frozenset[str]
    org_ends: tuple[str, ...]
    sure_org_ends: tuple[str, ...]


@cache
def _lists() -> _Lists:
    data, people = load("bylines"), load("surnames")
    return _Lists(
        frozenset(people["single"].replace(" ", "")),
        frozenset(people["single"].replace(" ", "")[:_COMMON]),
        frozenset(people["wordy"].replace(" ", "")),
        frozenset(people["compound"].split()),
        frozenset(people["composed"].split()),
        frozenset(people["sounds"]),
        frozenset(data["not_names"]),
        frozenset(data["body_words"]),
        tuple(data["org_ends"]),
        tuple(end for end in data["org_ends"] if len(end) > 1),
    )


def person_like(text: str, *, strict: bool = False) -> bool:
    """Could be a person's name: 2–4 Han characters, or longer with an inner dot; `strict` asks for a known surname.

    >>> person_like("全兴社"), person_like("某街道", strict=True), person_like("罗·次仁")
    (True, False, True)
    >>> person_like("普布次仁", strict=True)
    True
    """
    known = _lists()
    if not _HAN_NAME.match(text) or text in known.not_names:
        return False
    if not _DOTS.isdisjoint(text):
        return len(text) <= 14
    if text[:2] in known.surnames_two and 2 < len(text) <= 4:
        return True
    if _is_composed(text) or (4 <= len(text) <= 7 and known.sounds.issuperset(text)):
        return True
    if 4 <= len(text) <= 5 and text[0] in known.surnames and _ends_composed(text):
        return True  # 马文才让
    if not 2 <= len(text) <= 4:
        return False
    return not strict or (text[0] in known.surnames and len(text) <= 3)


def _is_composed(text: str) -> bool:
    """One or two whole names of a people whose names are words (次仁多吉, 艾合买提), without a dot between."""
    words = _lists().composed
    return text in words or any(text[:cut] in words and text[cut:] in words for cut in range(2, min(len(text), 6)))


def _ends_composed(text: str) -> bool:
    return any(text[-size:] in _lists().composed for size in (2, 3))


def surely_org(text: str) -> bool:
    """Is no row of people, though surnames begin its parts: 嘉定镇街道, 曹县住建局."""
    if not 4 <= len(text) <= _LONGEST_ORG or not org_like(text):
        return False
    return (
        text.endswith((*_lists().sure_org_ends, *_NO_GIVEN_ENDS)) or _IN_AREA.search(text, 1, len(text) - 1) is not None
    )


def org_like(text: str) -> bool:
    """Ends as names of organisations, places and papers do (某镇, 县委宣传部), in no more characters than such names have."""
    known = _lists()
    if text[-1:] in _IN_GIVEN_NAMES and 2 <= len(text) <= 3 and text not in known.org_ends:
        rare = text[0] in known.surnames and text[:2] not in known.body_words
        if (text[0] in known.common) if len(text) == 2 else (rare and text[-1] in "会社园台"):
            return False  # 张会, 李园, 全兴社 are people's names
    return 2 <= len(text) <= _LONGEST_ORG and text.endswith(known.org_ends)


def is_name(text: str) -> bool:
    """Is a person's by its look and its surname."""
    return person_like(text, strict=True)


def is_office(text: str) -> bool:
    """Ends as what a person is does: 县委党校教师, 第一书记; not 县长 alone."""
    return len(text) > 2 and text.endswith(_callings())


@cache
def _callings() -> tuple[str, ...]:
    titles = load("titles")
    return (*titles["posts"].split(), *titles["occupations"].split())


def names_office(text: str) -> bool:
    """Is an office, with whose it is or without: 县长, 柿子园镇党委书记."""
    return text.endswith(_offices())


@cache
def _offices() -> tuple[str, ...]:
    return tuple(load("titles")["posts"].split())


def people_in(text: str, *, strict: bool, rows: bool, apart: bool = False) -> list[Span] | None:
    """Where people's names stand in a run without gaps: one, or, with `rows`, several (甲乙丙丁).

    None if it is something else; without `rows`, also for what may be a place (张庄村). `apart`: the run stands apart
    from what is before it, as single names do.

    >>> people_in("张三李四", strict=False, rows=True)
    [(0, 2), (2, 4)]
    """
    if not rows and len(text) > 2 and org_like(text):
        return None
    if _is_composed(text) or (5 <= len(text) <= 7 and _lists().sounds.issuperset(text)):
        return [(0, len(text))]
    if surely_org(text):
        return None
    if person_like(text, strict=strict) and not (len(text) == 4 and _two_of_two(text)):
        return [(0, len(text))]
    if not rows or len(text) > LONGEST_RUN or not _HAN_NAME.match(text) or not _DOTS.isdisjoint(text):
        return None
    row = _cut(text)
    return [(0, len(text))] if row and _is_one(text, row, apart=apart) else row


def _is_one(text: str, row: list[Span], *, apart: bool) -> bool:
    """Whether what could be cut in two names is one of a people with longer ones (巴音才次克): a second surname is no
    common one."""
    if len(row) != 2 or len(text) > 5:
        return False
    known = _lists()
    first, second = (text[start] for start, _ in row)
    if second in known.wordy or text[: row[0][1]] in known.composed:
        return True
    return apart and not (first in known.common and second in known.common)


def _two_of_two(text: str) -> bool:
    known = _lists()
    if known.sounds.issuperset(text):  # 格日乐图
        return False
    return text[:2] not in known.surnames_two and text[0] in known.surnames and text[2] in known.surnames - known.wordy


def _cut(text: str) -> list[Span] | None:
    """Names of two to four characters that begin with known surnames, with as many of three as can be."""
    known = _lists()
    best: list[tuple[int, list[Span]] | None] = [None] * (len(text) + 1)
    best[0] = (0, [])
    for end in range(2, len(text) + 1):
        for length in (3, 2, 4):
            before = best[end - length] if end >= length else None
            if before is None or not person_like(text[end - length : end], strict=True):
                continue
            start = end - length
            compound = length > 2 and text[start : start + 2] in known.surnames_two
            wordy = start > 0 and text[start] in known.wordy  # 李国强|王磊, not 李国|强王磊
            cost = before[0] + (-1 if compound else (length != 3) + wordy)
            current = best[end]
            if current is None or cost < current[0]:
                best[end] = (cost, [*before[1], (end - length, end)])
    found = best[len(text)]
    return found[1] if found else None
