"""Names by the office that stands behind them: 甲曾任某局局长, 甲（某村党支部书记）说, 他叫甲，是某厂厂长.

A clause that begins with a few characters, goes on with a verb of holding, a comma or a bracket, and then with a body
or an area and its office, is about a person: so names that are words too (成功, 米会) are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.mentions.people.name_rules import is_title, name_rules
from ingest.mentions.words import known_word
from ontology.records import Span

_NAME = "(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志|（[男女]）)?"
_HOLDS = "(?:现任|曾任|曾担任|曾兼任|担任|兼任|出任|当选为?|接任|就任|现为|任)"
_STARTS = "(?:^|(?<=[，。；！？“”）\n 　]))"
_HELD = re.compile(rf"{_STARTS}{_NAME}(?P<how>，?{_HOLDS}|，?是|系|，|（|从)", re.M)
_TASKED = re.compile("(?:^|(?<=[，。；》）：\n]))由(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?(?:担任|兼任|任)", re.M)
"""Who is charged with an office of what was told of before: ，由甲任主任."""
_CALLED = re.compile(r"[他她]叫(?P<name>[\u3400-\u9fff]{2,4}?)(?:，是|，|。)")
_AS = re.compile("(?:作为|身为)[^，。；]{0,30}\\Z")
_REACH = 16
_ENDS = frozenset("，。；）、：！”的\n 　从职岗一")
_UNSURE = ("，是", "是", "，", "系", "从")


def holders(text: str, houses: Mapping[int, int]) -> Iterator[Span]:
    """Names before an office with its house. `houses`: where bodies and areas begin -> where they end.

    >>> text = "成功曾任鼓楼社区居委会主任。"
    >>> [text[slice(*span)] for span in holders(text, {4: 8})]
    ['成功']
    """
    for match in _HELD.finditer(text) if houses else ():
        if match.end() in houses and _is_holder(match["name"], match["how"]) and _leads_office(text, match, houses):
            yield match.span("name")
    for match in _TASKED.finditer(text) if "由" in text else ():
        office = name_rules().titles.at(text, match.end())
        if office is not None and office.label == "posts" and _is_holder(match["name"], "任"):
            yield match.span("name")
    for match in _CALLED.finditer(text) if "叫" in text else ():
        if _is_holder(match["name"], "叫"):
            yield match.span("name")


def told_as(text: str, start: int) -> bool:
    """Whether a title that begins at `start` is said of whom the next clause names: 作为|村主任，甲….

    >>> told_as("作为张庄村村主任，米会每天巡河。", 5)
    True
    """
    return _AS.search(text, max(0, start - 34), start) is not None


def _is_holder(name: str, how: str) -> bool:
    names = name_rules()
    if not names.has_surname(name) or is_title(name) or name in names.no_names or name in names.solar:
        return False
    if len(name) == 4 and name[:2] not in names.compound:
        return False
    if len(name) > 2 and (name[1:] in names.bounds or name[1:] in names.common) and name[:2] not in names.compound:
        return names.is_given(name)
    if how not in _UNSURE:
        return name not in names.times and not (how == "（" and name[0] in names.wordy and known_word(name))
    plain = name[0] not in names.modal and name[0] not in names.wordy
    return plain and not known_word(name) and name not in names.bounds


def _leads_office(text: str, match: re.Match[str], houses: Mapping[int, int]) -> bool:
    """Whether the houses behind a name go on to an office, with which the clause or its bracket ends."""
    end = match.end()
    while end in houses:
        end = houses[end]
        end += text.startswith("的", end)
    for hit in name_rules().titles.scan(text, end, min(len(text), end + _REACH)):
        between = text[end : hit.start]
        if hit.label == "residents" or any(mark in between for mark in "，。；（）：\n"):
            return False
        if hit.end == len(text) or text[hit.end] in _ENDS:
            return match["how"] != "从" or text.startswith(("岗位", "位置", "职位", "任上", "的岗位"), hit.end)
    return False
