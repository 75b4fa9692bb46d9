"""Venues by the slot that they fill: 在地三村|稻渔空间举行, 察看了四合屯|化石馆, 刘茂庄村的|文化大院坐满了人.

Halls, yards and grounds have more last words than a list can hold. Where something is said to be held, and where people
are said to come, what stands behind a known place up to the verb is the name of a venue, whatever its last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.lexicon import words
from ingest.mentions.view import View
from ingest.mentions.words import boundaries, known_word, tags, verbs
from ontology.records import Mention

_HAN = "[\u3400-\u9fff]"
_HELD = re.compile(
    f"(?<=在)(?P<name>{_HAN}{{4,22}}?)(?:[里内]|现场)?(?=(?:隆重|如期|正式|顺利|成功|热闹|火热|共同|联合|同步|再次)?"
    "(?:举行|举办|召开|启幕|开幕|启动|开锣|开赛|开班|开镰|开讲|开演|开唱|揭牌|签约|拉开|上演|落幕|闭幕|落成|启用))"
)
_COME = re.compile(
    f"(?:察看|查看|参观|走进|来到|深入|视察|观摩|前往|到访)了?(?P<name>{_HAN}{{4,16}}?)(?=[，、。；和]|及其|与|等[地处])"
)
_OF = re.compile(f"的(?P<own>{_HAN}{{0,3}}?)(?P<head>%s)(?![\u3400-\u9fff]{{0,1}}[员长们])")
_NEVER = frozenset(
    "的了是由和与及为被把向给从对于以让并在将各每全本该某此这那其等至到去来后前时起们年月日周天次家名位个"
)
_NOT_LAST = frozenset("段院上下中内外里东西南北侧旁边处县市区镇乡村组户人员民长")
_LEADING = frozenset("东西南北中前后上下内外各全本一二三四五六七八九十两几多")
_ADVERBS = frozenset(("d", "p", "c", "r", "u", "xc", "vd", "ad", "TIME", "t", "v", "m", "q"))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Venues that no last word told, each with the place before it."""
    text = view.text
    ends = {mention.end for mention in found}
    for pattern in (_HELD, _COME):
        for match in pattern.finditer(text):
            yield from _named(view, match.start("name"), match.end("name"), ends)
    yield from _possessed(view, found)


def _named(view: View, start: int, end: int, ends: set[int]) -> Iterator[Mention]:
    own = _behind_places(view, start, end)
    if own == start or not 2 <= end - own <= 8 or end in ends or view.is_sealed(start, end):
        return
    if _is_name(view, own, end):
        first = view.tokens[view.token_at[own - 1]].start
        yield _mention(view, first, end)


def _behind_places(view: View, start: int, end: int) -> int:
    """Where the known places that a stretch begins with end; its start, where it begins with none."""
    at = start
    while at < end:
        token = view.tokens[view.token_at[at]]
        if token.start != at or token.sort != "place" or token.end > end:
            break
        at = token.end
    return at


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether words between a place and a verb can name a venue: no verb, no function word, and a noun at the end."""
    text = view.text
    own = text[start:end]
    if set(own) & _NEVER or own[-1] in _NOT_LAST or own in words("places", "generic"):
        return False
    pieces = [own[at : at + 2] for at in range(len(own) - 1)]
    if any(piece in boundaries() or piece in verbs() for piece in pieces):
        return False
    tag = next((tags()[own[-size:]] for size in (4, 3, 2) if own[-size:] in tags()), None)
    return tag not in _ADVERBS and not (len(own) == 2 and tag in ("n", "vn"))


def _possessed(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """村|的文化大院, 社区的活动室: a common venue with the village that it is of, under both their names."""
    text = view.text
    pattern = _possessions()
    for mention in found:
        if mention.type != "Place" or not mention.text.endswith(("村", "社区", "小区", "镇", "街道", "嘎查", "屯")):
            continue
        match = pattern.match(text, mention.end)
        if match is None or view.is_sealed(match.start("own"), match.end()):
            continue
        own = match["own"]
        if set(own) & (_NEVER | _LEADING) or (own and not known_word(own)):
            continue
        yield _mention(view, match.start("own"), match.end(), full=f"{mention.text}{own}{match['head']}")


def _possessions() -> re.Pattern[str]:
    heads = words("places", "possessed")
    return re.compile(_OF.pattern % "|".join(sorted(heads, key=lambda head: (-len(head), head))))


def _mention(view: View, start: int, end: int, full: str = "") -> Mention:
    return Mention(
        start=start,
        end=end,
        text=view.text[start:end],
        type="Place",
        kind="Venue",
        rule="scene/slot",
        confidence=0.7,
        full=full,
    )
