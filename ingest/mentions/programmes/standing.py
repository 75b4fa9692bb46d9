"""What is quoted and goes on: “马扎议事会” is a way of doing things, “断卡”行动 and 立足“老兵永远跟党走”实践活动 last; no events of one day."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.mentions.events.event_guards import sentence_of
from ontology.records import Span

_MEETS = ("议事会", "圆桌会", "恳谈会", "协商会", "夜话会", "屋场会", "坝坝会", "院坝会", "板凳会", "晒账节", "评理会")
_QUOTED = re.compile(f"“(?P<name>[^“”\n]+(?:{'|'.join(_MEETS)}))”")
_AGAIN = re.compile(
    r"的?第(?:[2-9]|[1-9][0-9]+|[二三四五六七八九十百]+)[次场期]|(?:又|再次)开|的?(?:做法|机制|制度|模式|形式|由来)|开出|议出|聊出"
    r"|每[月周年季逢]|开了[0-9一二三四五六七八九十两]+[次趟场期]|是[^，。；“”\n]{0,24}(?:推行|首创|创立|创办|提出)"
)
_ALWAYS = re.compile(r"(?:每[月周年季][^，。；“”\n]{0,16}|推行|推广|首创|创立|建立|试点|试行|探索)\Z")
_ACTIVITY = re.compile("“(?P<name>[^“”。！？\n]{2,24})”(?:[\u3400-\u9fff]{0,6}?)(?:活动|行动)")
_CARRIED_ON = re.compile(
    "(?:立足|依托|结合|深化|持续开展|常态化开展|扎实推进|持续深化|持续推进|长期开展|连续[^，。；“”]{1,6}开展|按照[^，。；“”]{0,16}"
    "|围绕|借助|深入开展|深入推进|全面推进|广泛开展|全面开展|响应)了?\\Z"
)
_GOES_ON = re.compile(
    "(?:是[^，。；]{0,24})?旨在|(?:开展|实施|启动|开办)?以来|的(?:统一)?(?:安排|部署)|(?:当成|当作|作为)|(?:为|作为)(?:重要)?(?:抓手|载体|切入点)|已(?:经)?(?:连续|持续)|每[周月年]"
)
_HELD = re.compile("(?:开展|举行|举办|组织|启动|召开|参加|进行|迎来|发起)(?:了|的)?(?:一场|一次|此次)?\\Z")
_ON_DAY = re.compile("[0-9][日号]|当[天日晚]|[昨今][日天晚]|日前|近日|[上下]午")


def stands(text: str, name: str) -> bool:
    """Whether a quoted meeting's name is told of, anywhere in the article, as one that comes again.

    >>> stands("这是“马扎议事会”的第63次会议。", "马扎议事会"), stands("召开“茶桌议事会”。", "茶桌议事会")
    (True, False)
    """
    return name.endswith(_MEETS) and name in _standing(text)


@lru_cache(maxsize=8)  # each quotation of an article asks
def _standing(text: str) -> frozenset[str]:
    return frozenset(
        quoted["name"]
        for quoted in _QUOTED.finditer(text)
        if _AGAIN.match(text, quoted.end()) or _ALWAYS.search(text, max(0, quoted.start() - 24), quoted.start())
    )


@lru_cache(maxsize=8)  # events and programmes ask of the same article
def lasting(text: str, headline: int) -> tuple[Span, ...]:
    """Where quoted activities stand that go on for months and are nowhere told of as held on a day or in the headline.

    `headline`: its length. Each span holds the quotation and its head.

    >>> lasting("该局立足“老兵永远跟党走”实践活动，组建分队。", 0)
    ((4, 17),)
    >>> lasting("5月1日，该局开展“老兵永远跟党走”实践活动。", 0)
    ()
    """
    if "活动" not in text and "行动" not in text:
        return ()
    matches = list(_ACTIVITY.finditer(text))
    goes_on, held = set(), set()
    for match in matches:
        sentence = sentence_of(text, match.start())
        if _CARRIED_ON.search(text, sentence, match.start()) or _GOES_ON.match(text, match.end()):
            goes_on.add(match["name"])
        told = match.start() < headline or _ON_DAY.search(text, sentence, match.start())
        if told and _HELD.search(text, sentence, match.start()):
            held.add(match["name"])
    return tuple(match.span() for match in matches if match["name"] in goes_on - held)
