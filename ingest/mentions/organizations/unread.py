"""Organisations that the grammar does not read and the network sees: names of unknown form or with a beginning of their own.

The grammar walks left from a known head over known words; a body whose head no list has (某某客运站), or whose own name
holds a word at which the grammar stops, is lost or cut. The network (`ingest.mentions.network`) was not taught by the
grammar, so where the grammar is silent, or read only parts of what the network takes for one name, its opinion is heard.
It is right there four times in five; where the grammar read more than the network sees, the grammar is right as often.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from ingest.mentions import network
from ingest.mentions.making import mention_of
from ingest.mentions.organizations.organization_heads import heads_in
from ingest.mentions.organizations.organization_reach import is_generic
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.view import View
from ingest.tables import words_in
from ontology.records import Mention, Span

_LEAST = 0.4
"""A name that the network takes for less likely is not read."""
_MEMBERS = ("代表", "委员", "常委")
"""What stands behind a body that is only said to have such members: 市人大|代表."""
_IN_TITLE = 3
"""So many characters of an office may look like a body's last: 大队辅导员."""
_SCHOOLS = ("中学", "小学", "大学", "学院", "幼儿园")
_RULE = "unread/network"
_OTHER = "SocialOrganization"
"""The kind of a body whose head is not known."""


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Each such name that no mention found before goes over or out of, where the tagger may be asked."""
    if view.tagger == "none":
        return
    spans = {(mention.start, mention.end) for mention in found}
    read_bodies = {(mention.start, mention.end) for mention in found if mention.type == "Organization"}
    bodies = {start for start, _ in read_bodies}
    within = bytearray(len(view.text) + 1)  # places within a mention, where a name that begins or ends there cuts it
    for start, end in spans:
        within[start + 1 : end] = b"\1" * (end - start - 1)
    for start, end, share in network.names(view, "Organization", _LEAST):
        start += _before_name(view.text, start, end) or view.text.startswith("原中共", start)
        if _several(view.text, start, end, read_bodies) or view.text.startswith(
            words_in("organizations", "classes"), start
        ):
            continue
        read = within[start] or within[end] or (start, end) in spans
        if read or view.is_sealed(start, end) or view.text.startswith(_MEMBERS, end):
            continue
        if _cuts(view, end) or (start in bodies and name_rules().titles.at(view.text, end)):
            continue  # 某医院|护理部主任
        head, kind = _head(view.text[start:end])
        if head > 1 and not is_generic(view, start, start + head):
            yield replace(mention_of(view, start, end, kind, _RULE), confidence=share)


def _before_name(text: str, start: int, end: int) -> int:
    """The length of what only says whose or which body is meant: 辖区|芙蓉路小学."""
    led = next((word for word in words_in("organizations", "whereabouts") if text.startswith(word, start)), "")
    if not led and text.startswith("学校", start) and text.endswith(_SCHOOLS, start + 2, end):
        led = "学校"  # 结对|学校|江华第二中学
    return len(led) if start + len(led) + 2 < end else 0


def _several(text: str, start: int, end: int, bodies: Set[Span]) -> bool:
    """Whether two bodies of one area that the grammar read stand one behind another: 县委|县政府."""
    firsts = {stop for begin, stop in bodies if begin == start and stop < end and text[stop] == text[start]}
    return any((stop, end) in bodies for stop in firsts)


def _cuts(view: View, end: int) -> bool:
    """Whether a name would end within a word or an office: 县文旅局局|长, 镇政府办|理, 某校大队|辅导员."""
    token = view.tokens[view.token_at[end - 1]]
    titles = (name_rules().titles.at(view.text, at) for at in range(max(0, end - _IN_TITLE), end))
    return token.end > end or any(title is not None and title.end > end for title in titles)


def _head(name: str) -> tuple[int, str]:
    """Where the longest head with which a name ends begins, and its kind; the last character where none is known."""
    heads = [(start, kind) for start, end, kind, _ in heads_in(name) if end == len(name)]
    return min(heads, default=(len(name) - 1, _OTHER))
