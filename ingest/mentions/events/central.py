"""What an article is about, where it has no name but the noun of a deed: 神农架北坡大搜救, 参与搜救, 此次搜救.

Such a noun (`deeds` of data/events.yaml) is an event where words around it make one thing of it, and where the article
is about it: its headline ends a clause with it, or it is so told of again. None is, where an event's name holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.records import Mention

_ONE = re.compile(
    "(?:此次|本次|这次|该次|这场|那场|一场|整个|当[天日晚]的|参与|参加|加入|投入(?:到)?|展开|指挥|协助|组织|发起|主持)了?\\Z"
)
_GOES_ON = re.compile("(?:工作)?(?:结束|持续了|仍在|还在|已经?持续|正在进行|现场|过程中|中，|期间|当[天日晚])")
_CLOSES = re.compile("[，。；！？\n]|\\Z|的(?=[有人])")
_CLAUSE = re.compile("(?:\\A|(?<=[，：:！？!? \u3000\n]))[\u3400-\u9fff]{2,10}\\Z")
_NEVER = re.compile(
    "[一二两三四五六七八九十几数多各每]|[^\u3400-\u9fff]|[的了被在我你他她是为再不来去赴进上下与和]|成功|紧急|全力|开展|参与|展开|如何"
)
_BODIES = re.compile(
    "(?:大)?(?:队|站|员|组|中心|协会|基地|办|力量|能力|技能|知识|设备|装备|物资|器材|犬|证|费|款|法|箱|包)"
)
_LEAST = 4  # code points of a headline's clause that names it


_RETOLD = re.compile(
    "(?:用时|历时|持续(?:了|到|至)|结束|由[^，。；]{2,20}?(?:带队|主持|组织|牵头|承办|主办|发起|一起办|负责)|从[^，。；]{2,12}(?:开始|持续|到|至)"
    "|后[，召举]|现场|过程中|到[半深凌]|当[天日晚])"
)
"""How a deed that was told by a verb is told of again by its noun: 组织代表视察工程。…|视察|后召开了座谈会."""
_SAME = ("此次", "本次", "这次", "这场", "当天的", "当日的", "当晚的", "整个", "整场")


@cache
def _deeds() -> Lexicon[None]:
    return Lexicon([(deed, None) for deed in sorted(words("events", "deeds"))])


def find(view: View, named: tuple[Mention, ...]) -> Iterator[Mention]:
    """Nouns of deeds that the article is about, each where it stands for the one deed; none that `named` tells of."""
    text, headline = view.text, len(view.article.title or "")
    told: dict[str, list[Mention]] = {}
    for hit in _deeds().scan(text):
        start, end = hit.start, hit.end
        noun = text[start:end].removeprefix("大")
        if view.is_sealed(start, end) or _BODIES.match(text, end) or any(noun in one.text for one in named):
            continue
        if end <= headline:
            begin = _clause(text, start, end, headline)
        else:
            one = _ONE.search(text, max(0, start - 6), start) is not None and _CLOSES.match(text, end) is not None
            same = text.endswith(("此次", "本次", "这次", "这场"), 0, start)
            begin = start if one or same or (_GOES_ON.match(text, end) and text[start - 1] in "，。；\n") else None
        if begin is not None:
            told.setdefault(noun, []).append(mention_of(view, begin, end, "Campaign", "event/central"))
    for found in told.values():
        if len(found) > 1:
            yield from found
    yield from _retold(view, named)


@cache
def _nouns() -> Lexicon[None]:
    return Lexicon([(deed, None) for deed in sorted(words("events", "retold"))])


def _retold(view: View, named: tuple[Mention, ...]) -> Iterator[Mention]:
    """Nouns of deeds that a verb has told of before, where they open a clause or are told of as the same."""
    text = view.text
    for hit in _nouns().scan(text):
        start, end = hit.start, hit.end
        noun = text[start:end]
        same = text.endswith(_SAME, 0, start) and _CLOSES.match(text, end) is not None
        opens = text[start - 1 : start] in "。！？；\n" or (same or text.endswith(_SAME, 0, start))
        if not opens or not (same or _RETOLD.match(text, end)) or text.find(noun) >= start:
            continue
        if not view.is_sealed(start, end) and not any(noun in one.text for one in named):
            yield mention_of(view, start, end, "Activity", "event/central")


def _clause(text: str, start: int, end: int, headline: int) -> int | None:
    """Where a headline's clause begins that ends with the noun and names what was done: 27小时，|神农架北坡大搜救."""
    if end != headline and text[end] not in "，：:！？!? \u3000\n":
        return None
    clause = _CLAUSE.search(text, max(0, start - 12), start)
    if clause is None or end - clause.start() < _LEAST or _NEVER.search(clause[0]):
        return None
    return clause.start()
