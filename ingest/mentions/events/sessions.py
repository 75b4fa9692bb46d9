"""Sittings that have no name but their number: 县十八届人大常委会举行|第二十四次会议, which the body that sits names in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.records import Mention

_SITTING = re.compile(
    "(?:举行|召开)了?(?P<name>第[0-9一二三四五六七八九十百]+次(?:全体)?(?:（扩大）)?(?:代表|常务|主任|主席|党组)?会议?)(?=[，。；！\\n 　]|并|审议|听取|学习|研究|传达|\\Z)"
)
_SITTERS = (
    "人大常委会",
    "常务委员会",
    "常委会",
    "人大",
    "政协",
    "委员会",
    "政府",
    "党组",
    "代表大会",
    "指挥部",
    "领导小组",
)


def find(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """Sittings by number right behind the body of `found` that holds them."""
    text = view.text
    if "次" not in text:
        return
    bodies = {mention.end: mention for mention in found if mention.type == "Organization"}
    for match in _SITTING.finditer(text):
        body = bodies.get(match.start())
        if body is None or not body.text.endswith(_SITTERS) or view.is_sealed(*match.span("name")):
            continue
        full = f"{body.text}{match['name']}"
        yield mention_of(view, *match.span("name"), "Meeting", "event/numbered", full=full)
