"""What happened on a day and is called by it: “3·03”海上救援, “4·09”森林火灾, “11·12”专案."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.view import View
from ontology.records import Mention

_HEADS = "救援|火灾|事故|抢险|地震|洪灾|水灾|泥石流|扑救|突发事件|事件|专案|案件|大案|案"
_CALLED = re.compile(
    f'[“"‘](?:0?[1-9]|1[0-2])[·•.．](?:0?[1-9]|[12][0-9]|3[01])[”"’](?:(?![的在了是和与])[\u3400-\u9fff]){{0,8}}?(?:{_HEADS})'
    "(?:救援|扑救|抢险)?(?![件例组])"
)


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Events that a day in quotes begins and a word for what happened ends."""
    for match in _CALLED.finditer(view.text):
        if not view.is_sealed(*match.span()):
            yield Mention(
                start=match.start(),
                end=match.end(),
                text=match[0],
                type="Event",
                kind="Activity",
                rule="incident/day",
                confidence=0.8,
            )
