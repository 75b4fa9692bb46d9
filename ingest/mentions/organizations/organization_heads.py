"""Heads of organisations' names: the words that say what kind of body it is (桃江县林业|局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ingest.mentions.lexicon import Lexicon, word_kinds, words

COMMITTEE = re.compile(r"(?:共青团|团)?[省市州盟县区旗]委(?![员托派屈任婉会])")
_OF_COMMITTEE = re.compile(
    "(?<=[县市区州旗、])(?:组织部|宣传部|统战部|政法委|政策研究室|政研室|党史研究室|督查室|老干部局|老干局)(?![分门署位队员])"
)
"""Departments of a county's committee that are named without it: 区|宣传部."""
_ONE_CHARACTER = re.compile(r"[局厅](?!长|面|部|势)")


class Head(NamedTuple):
    kind: str
    body: bool


@cache
def _listed() -> Lexicon[Head]:
    """Heads of organisations' names."""
    bodies = [(word, Head(kind, True)) for word, kind in word_kinds("organizations", "bodies").items()]
    named = [(word, Head(kind, False)) for word, kind in word_kinds("organizations", "named").items()]
    return Lexicon([*bodies, *named])


def heads_in(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Each head in a text: where it begins and ends, its kind, and whether an area alone may stand before it."""
    for hit in _listed().scan(text):
        yield hit.start, hit.end, hit.label.kind, hit.label.body
    for match in COMMITTEE.finditer(text):
        kind = "MassOrganization" if "团" in match.group() else "PartyOrganization"
        yield match.end() - 1, match.end(), kind, True
    for match in re.finditer("(?<![部带率领组列排整编长成结站归离入掉插])队(?![员长伍列友])", text):
        yield match.start(), match.end(), "Team", True
    for match in re.finditer("(?<=[\u3400-\u9fff])办(?![公理事法案学好起到结证了的件税班成])", text):
        if _department_before(text, match.start()):
            yield match.start(), match.end(), "GovernmentBody", True
    for match in re.finditer("(?<=[\u3400-\u9fff])委(?![员托派屈任婉会])", text):
        if _department_before(text, match.start()):
            yield match.start(), match.end(), "GovernmentBody", True
    for match in re.finditer("(?<=[\u3400-\u9fff]{2})所(?![有以谓属在需得长期获能见称作述想急盼忧愿求])", text):
        if _department_before(text, match.start()):
            yield match.start(), match.end(), "GovernmentBody", True
    for match in re.finditer("(?<=[\u3400-\u9fff]{2})站(?![长台点在立着岗起前])", text):
        if _department_before(text, match.start()):
            yield match.start(), match.end(), "PublicInstitution", True
    for match in _OF_COMMITTEE.finditer(text):
        yield match.start(), match.end(), "PartyOrganization", True
    for match in re.finditer("(?<=[\u3400-\u9fff]村)委(?![员会托派屈任婉班])", text):
        yield match.start(), match.end(), "SelfGoverningCommittee", True
    for match in _ONE_CHARACTER.finditer(text):
        yield match.start(), match.end(), "GovernmentBody", True
    for match in re.finditer("(?<=[\u3400-\u9fff]{3})厂(?![长房区家址里子矿商方牌])", text):
        yield match.start(), match.end(), "Company", False


def _department_before(text: str, at: int) -> bool:
    """Whether a department's name ends here: 交通运输|委, 综合行政执法|办."""
    known = words("organizations", "departments")
    return any(text[at - size : at] in known for size in range(2, min(10, at) + 1))
