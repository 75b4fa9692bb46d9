"""Events in one list: “杨梅王”擂台赛、杨梅酒品鉴会等活动, and 皮具设计大赛、产业对接会同期举行."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.events import staged
from ingest.mentions.lexicon import Hit, words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.records import Mention

_ITEM = re.compile(
    "[、和及](?P<name>[“\u3400-\u9fff][^，。；、和及等\\n]{2,18}?)(?=[、和及]|等(?:系列)?(?:[0-9一二三四五六七八九十]+(?:余|多)?[项场个])?(?:活动|比赛|赛事|环节|[，。；]))"
)
_SEVERAL = re.compile(
    "(?:^|[，。；：\\n]|举[行办]了?|推出了?|安排了?|开展了?|设置了?|组织了?)(?P<list>[^，。；：\\n]{3,40}?、[^，。；：\\n]{3,40}?)"
    "(?:等(?:系列|多项|特色|主题|配套|[0-9一二三四五六七八九十]+(?:余|多)?[项场个])?(?:活动|赛事|比赛)|(?:同期|同时|先后|相继|陆续|轮番|接连)(?:举[行办]|上演|开展|登场|亮相))"
)
_SET = re.compile(
    "(?:设置|设有|设立|安排|推出|穿插|上演|举[行办]|开展|进行|同[日时期]举行的还有|同期举办的?还有)了?"
    "(?P<list>[^，。；：\\n“”]{2}[^，。；：\\n“”、和]{0,14}[、和](?:[^，。；：\\n“”、和]{0,16}[、和]){0,20}[^，。；：\\n“”、和]{2,14}[赛会展演])(?=[，。；])"
)
"""What a festival holds: 设置了|菇王称重赛、烤包子大赛. An item holds no mark of the list: else a list could be cut in very many ways."""
_ONE_OF = re.compile("(?P<name>[^、和及与]{4,18})(?=[、和及与]|\\Z)")
_JOINED = re.compile(
    "(?:开展|举行|举办|组织|进行)了?(?:一[次场])?(?P<name>(?P<acts>[\u3400-\u9fff]{2,5}(?:、[\u3400-\u9fff]{2,5}){0,3})、(?P<last>(?:(?![了的是在对把将被等])[\u3400-\u9fff]){2,16}?(?:活动|演练|行动|培训|检查)))(?=[，。；\n])"
)
"""One event that is named by several deeds: 开展|捐赠、义诊、送医送药活动."""
_ENDS = frozenset("会节赛展式松礼集市")
"""Last characters of what is held whole, and not a thing that is done there (体验, 表演)."""
_FRAMED = ("event/held", "event/staged", "event/slogan", "event/topic", "event/follows")


def listed(view: View, named: Sequence[Mention]) -> Iterator[Mention]:
    """What stands in one list behind an event that is named, what is one of several that are held together, and one event
    with the names of several deeds."""
    text = view.text
    passed: set[int] = set()  # where lists that begin with earlier names have come by
    for first in named:
        at = first.end if first.rule in _FRAMED else len(text)
        while at not in passed and (item := _ITEM.match(text, at)):
            passed.add(at)
            mention = _one(view, *item.span("name"), "behind")
            if mention is None:
                break
            yield mention
            at = item.end("name")
    deeds = words("events", "verbal") | words("events", "doings")
    for joined in _JOINED.finditer(text) if "、" in text else ():
        kind = "Drill" if joined["last"].endswith("演练") else "Activity"
        if deeds.issuperset(joined["acts"].split("、")) and not view.is_sealed(*joined.span("name")):
            yield mention_of(view, *joined.span("name"), kind, "event/listed", "behind")
    for several in (*_SEVERAL.finditer(text), *_SET.finditer(text)) if "、" in text else ():
        for item in _ONE_OF.finditer(text, *several.span("list")):
            mention = _one(view, *item.span("name"), "several") if text[item.end() - 1] in _ENDS else None
            if mention is not None:
                yield mention


def _one(view: View, start: int, end: int, case: str) -> Mention | None:
    """The event that a list's item names, None where its words say that something is done, or only what kind it is."""
    hits = (hit for hit in staged.heads().scan(view.text, max(start, end - 10), end) if hit.end == end)
    head = max(hits, default=None, key=_size)
    if head is None or head.start - start < 2 or view.is_sealed(start, end):
        return None
    if not staged.may_name(view, start, end, sure=False):
        return None
    return mention_of(view, start, end, head.label, "event/listed", case)


def _size(hit: Hit[str]) -> int:
    return hit.end - hit.start
