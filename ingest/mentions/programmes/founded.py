"""What is named where it is set up or signed, though its words are common ones: 组建|党员服务队14支, 签署|三方合作备忘录.

Grammar leaves out a name whose words name nothing (党员 + 服务队). Where the sentence says that this very thing is
founded, it is one, and meant wherever the article has the name again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.organizations.organization_reach import wanted
from ingest.mentions.view import View
from ingest.modality import any_of
from ingest.tables import load
from ontology.records import Mention

_COUNT = re.compile(
    "(?:[0-9.]+[余多]?万?余?元的?|[0-9一二三四五六七八九十两数多余几]{1,4}(?:个|支|家|处|所|座|间|条|项|批)(?![人月])|全[国省市州县区旗镇乡村](?:首|第一)[个家支批处座所]|首[个家支批处座所]|一[个支家处座所间])*(?:由[^，。；]{2,24}?组成的)?"
)
_RUN = re.compile(
    "[\u3400-\u9fff＋+]{2,20}?(?=[^\u3400-\u9fff＋+]|以来|以后|之后|后，|时，|等|[一二两三四五六七八九十]{1,3}[支个家处座所名间]|并|\\Z)"
)
_NEVER = frozenset("的了在是由与和及为被把向给从对于以让将各每这那该其此到过着们")
_MANY = re.compile("(?:[2-9]|[1-9][0-9]+|[两二三四五六七八九十]+)余?[个处座所家间条]")
_MANY_OF = ("ServiceCentre", "Venue", "FunctionalZone", "PublicInstitution", "School")
_EACH_OF = ("PartyOrganization", "SelfGoverningCommittee")
_LEAST = 2  # code points before a head
_LISTED = ("、", "和", "及", "与")
_LONGEST = 20


class _Head(NamedTuple):
    word: str
    kind: str


class _Section(NamedTuple):
    """Verbs, the heads of what they found, and whether only what is counted is named so."""

    verbs: re.Pattern[str]
    heads: tuple[_Head, ...]
    counted: bool


@cache
def _sections() -> tuple[_Section, ...]:
    """The tables of data/founded.yaml, the longest heads first."""
    found = []
    for name in ("founds", "sends", "signs", "rules"):
        table: dict[str, Any] = load("founded")[name]
        heads = {
            word: _Head(word, kind)
            for kinds in table["heads"].values()
            for kind, listed in kinds.items()
            for word in listed.split()
        }
        ordered = sorted(heads.values(), key=lambda head: (-len(head.word), head.word))
        found.append(_Section(any_of(tuple(table["verbs"].split())), tuple(ordered), bool(table.get("counted"))))
    return tuple(found)


@cache
def _plain_first() -> tuple[str, ...]:
    return tuple(sorted(words("founded", "plain_first")))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Each thing so founded, and its name again in the body; none where a longer name that is known ends."""
    text = view.text
    ends = {mention.end for mention in found if mention.type in ("Organization", "Place", "Programme")}
    begin, end = view.article.body
    for section in _sections():
        for verb in section.verbs.finditer(text, begin, end):
            at = verb.end()
            while True:
                start = _counted(text, at)
                named = None if section.counted and start == at else _named(view, start, section)
                if named is not None and named[1].kind in _EACH_OF and _MANY.match(text, at):
                    break  # 建起9个|网格党支部
                if named is None:
                    break
                stop, head = named
                if stop not in ends:
                    ends.add(stop)
                    yield mention_of(view, start, stop, head.kind, "founded/verb")
                if not text.startswith(_LISTED, stop):
                    break
                at = stop + 1


def _counted(text: str, at: int) -> int:
    count = _COUNT.match(text, at)
    return count.end() if count is not None else at


def _named(view: View, start: int, section: _Section) -> tuple[int, _Head] | None:
    """Where the name that begins here ends, and its head."""
    run = _RUN.match(view.text, start, min(len(view.text), start + _LONGEST))
    if run is None or view.is_sealed(*run.span()):
        return None
    written = run[0]
    head = next((head for head in section.heads if written.endswith(head.word)), None)
    if head is None:
        return None
    own = written[: len(written) - len(head.word)]
    if len(own) < _LEAST and (section.counted or written not in words("founded", "whole")):
        return None
    if len(own) < _LEAST and wanted(view, start):
        return None  # 会议强调，要成立|工作专班
    if head.kind in _MANY_OF and _MANY.match(view.text, run.end()):
        return None  # 建成农村污水处理站46个
    if (
        written.endswith("带队")
        or set(own) & _NEVER
        or own in words("founded", "plain")
        or own.startswith(_plain_first())
    ):
        return None
    return run.end(), head
