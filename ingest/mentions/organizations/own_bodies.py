"""Bodies by their kind alone, in a list or beside their staff: 派出所、司法所 of the town told of last, 法院、检察院 of the county."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.mentions.lexicon import Hit, Lexicon, word_kinds, words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.tables import load
from ontology.records import Mention

_JOINTS = "、和与及"
_TOWNS = ("镇", "乡", "街道", "苏木")
_STAFF = re.compile("的?(?:全体|值班|所有)?(?:民警|辅警|医生|医护|医务|工作人员|所长|院长|教导员|执法人员)")
"""Whose body stands before them alone: 派出所|民警."""
_MANY = re.compile("(?:各|全[国省市县区镇乡]|各[级地镇乡]|基层|级|有关|相关|等|个|家|所|新建|建设|建立|像|是|比)\\Z")
"""What stands before kinds of bodies, no body: 基层|派出所."""
_COUNTED = re.compile("等?(?:[0-9]|[两三四五六七八九十]+[个家所]|工作(?!人员)|系统|建设|规范化|力量)")


def own_bodies(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """Such bodies, each with the name of its town or county before it as its full name."""
    text = view.text
    for chain in _chains(text):
        start, end = chain[0].start, chain[-1].end
        if not _begins(view, start) or _COUNTED.match(text, end):
            continue
        if len(chain) == 1 and not (chain[0].label == "town" and _STAFF.match(text, end)):
            continue
        level = _level(chain)
        area = _area(view, found, level, start, alone=len(chain) == 1) if level else None
        for hit in chain if area else ():
            kind = _kinds()[text[hit.start : hit.end]]
            full = f"{area}{text[hit.start : hit.end]}"
            yield mention_of(view, hit.start, hit.end, kind, "organization/called", full=full)


@cache
def _kinds() -> dict[str, str]:
    """The kinds of all such bodies."""
    kinds = word_kinds("organizations", "bodies")
    return {name: kinds.get(name, "GovernmentBody") for name in _levels()}


@cache
def _levels() -> dict[str, str]:
    """Which bodies a town has, which a county, and which both."""
    own = load("organizations")["own"]
    levels = {f"{name}局": "county" for name in words("organizations", "departments")}
    return levels | {name: level for level in ("town", "county", "both") for name in own[level].split()}


@cache
def _lexicon() -> Lexicon[str]:
    return Lexicon(sorted(_levels().items()))


def _chains(text: str) -> Iterator[list[Hit[str]]]:
    """Bodies that follow one another, joined by a comma of lists or a word for and."""
    chain: list[Hit[str]] = []
    for hit in _lexicon().cover(text):
        if chain and not (hit.start == chain[-1].end + 1 and text[hit.start - 1] in _JOINTS):
            yield chain
            chain = []
        chain.append(hit)
    if chain:
        yield chain


def _level(chain: Sequence[Hit[str]]) -> str:
    """The level that all bodies of a chain are of, empty where they are of two or might be of any."""
    levels = {hit.label for hit in chain} - {"both"}
    return levels.pop() if len(levels) == 1 else ""


def _begins(view: View, start: int) -> bool:
    """Whether no part of a name stands before the first of a chain: 由|派出所, but not 三标乡|派出所."""
    text = view.text
    if not start or text[start - 1] in "、的“" or _MANY.search(text, max(0, start - 2), start):
        return False
    token = view.tokens[view.token_at[start - 1]]
    written = text[token.start : token.end]
    return token.sort in ("mark", "boundary") or written in words("boundaries", "sending") | words(
        "boundaries", "opening"
    )


def _area(view: View, found: Sequence[Mention], level: str, start: int, *, alone: bool) -> str | None:
    """The name of the county, or of the town told of last before `start`; one body `alone` is of a town that alone is told of."""
    if level == "county":
        county = next((division for division in view.above if division.level == "county"), None)
        return county.display_name if county is not None else None
    towns = [m for m in found if m.type == "Place" and m.text.endswith(_TOWNS)]
    if alone and len({town.text for town in towns}) > 1:
        return None
    last = max((town for town in towns if town.end <= start), key=lambda town: town.end, default=None)
    return last.text if last is not None else None
