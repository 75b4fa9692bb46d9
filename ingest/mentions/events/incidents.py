"""What happened on a day and is called by it: “3·03”海上救援, “4·09”森林火灾, “11·12”专案."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.making import matched
from ingest.mentions.view import View
from ontology.records import Mention

_HEADS = "救援|火灾|事故|抢险|地震|洪灾|水灾|泥石流|扑救|突发事件|事件|专案|案件|大案|案"
_CALLED = re.compile(
    f'[“"‘](?:0?[1-9]|1[0-2])[·•.．](?:0?[1-9]|[12][0-9]|3[01])[”"’](?:(?![的在了是和与])[\u3400-\u9fff]){{0,8}}?(?:{_HEADS})'
    "(?:救援|扑救|抢险)?(?![件例组])"
)

_DISASTER = re.compile(
    "(?:此次|这次|本次|这场|此轮|本轮|该次|这轮)(?:特大|重大|严重|罕见|突发)?(?P<name>(?:暴雪|特大)?(?:雪灾|洪灾|水灾|旱灾|火灾|雹灾|风灾|震灾|冰雹|山洪|洪涝|泥石流|山体滑坡|滑坡|塌方|地震|暴雪|暴雨|冻雨|寒潮|台风|龙卷风|沙尘暴|冰冻)(?:灾害)?)"
    "(?![期预防救重应演])"
)
"""Disasters told of as one: 此次|雪灾|造成."""


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Events that a day in quotes begins and a word for what happened ends, and disasters that the text speaks of as one."""
    yield from matched(view, _CALLED, "Activity", "incident/day")
    yield from matched(view, _DISASTER, "Activity", "incident/disaster", group="name")
