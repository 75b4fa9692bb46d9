"""Streets named by an everyday word: 人民路, 建设街, 文化路与新华街交叉口; a wish (幸福路) only where one is or goes along it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.tables import words_in
from ontology.records import Mention

_HEAD = re.compile("[东西南北中前后内外一二三四五六七八九十]?(?:大街|大道|[路街巷])")
_SIDED = re.compile(
    "[东西南北中](?:路|大街|大道)(?=[0-9、，。；：（）与和至到的沿交—-]|[东西南北]段)|(?:路|街|大道|巷)(?=[0-9]{1,4}号)"
)
"""The end of a street's name that says which part of the street it is, or before a house's number: 桂圆|东路, 政和|路98号."""
_MOST = 4  # code points of such a name before its end
_GOES_ON = {
    "路": "线径程基费牌途况子网由人面",
    "街": "道坊区办舞心头市景",
    "巷": "道子口尾战",
}
"""What stands behind the last character of a common word: 文化|路线, 建设|街道."""
_LAID = tuple("面灯段口")
_ALONG = ("沿", "沿着", "在", "到", "至", "经", "与", "从", "往")
_BY = re.compile(
    "[东西南北两]侧|[东西南北中]段|[路街]口|交叉|交汇|沿[线街]|一带|附近|两?[边旁]|[0-9]+号|[上边]?的?(?:门[面店头]|店|商[铺户]|路灯)|小学|中学|社区|农贸|菜?市场|派出所|[与至到][^，。；、]{2,4}[路街巷]|改造|拓宽|整治"
)


def streets(view: View) -> Iterator[Mention]:
    """Such streets, where no longer name begins before the word and no longer word goes on behind."""
    text = view.text
    for found in _HEAD.finditer(text):
        last = text[found.end() - 1]
        if text[found.end() : found.end() + 1] in _GOES_ON.get(last, ""):
            continue
        start = _begin(view, found.start(), found.end())
        if start is not None and not view.is_sealed(start, found.end()):
            yield mention_of(view, start, found.end(), "Road", "place/street")
    for found in _SIDED.finditer(text):
        start = _named(view, found.start())
        if start is not None and not view.is_sealed(start, found.end()):
            yield mention_of(view, start, found.end(), "Road", "place/street")


def _named(view: View, head: int) -> int | None:
    """Where a street's own name begins before such an end, behind a known place; None where only common words stand there."""
    reach = view.reach(head, most=_MOST)
    if reach.place is None:
        start = reach.start
    else:  # 象山北路 of 南昌市, but 政和|路
        bare = reach.place.end == head and view.text[head - 1] not in "县区市镇乡村道"
        start = reach.place.start if bare else reach.place.end
    own = view.text[start:head]
    everyday = own in words_in("places", "streets") or own in words_in("places", "street_wishes")
    return start if len(own) > 1 and (everyday or own not in words("places", "generic")) else None


def _begin(view: View, head: int, end: int) -> int | None:
    """Where the street's name begins whose last word stands here."""
    text = view.text
    word = next((w for w in words_in("places", "streets") if text.endswith(w, 0, head)), "")
    wish = "" if word else next((w for w in words_in("places", "street_wishes") if text.endswith(w, 0, head)), "")
    start = head - len(word or wish)
    if start == head or view.tokens[view.token_at[start]].start != start:
        return None
    if word in words_in("places", "verbal") and text.startswith(_LAID, end) and end - head == 1:
        return None
    if wish and not (
        _BY.match(text, end) and (end - head > 1 or text.endswith(_ALONG, 0, start) or _placed(view, start))
    ):
        return None
    return start


def _placed(view: View, start: int) -> bool:
    """Whether a place stands right before."""
    before = view.tokens[view.token_at[start - 1]] if start else None
    return before is not None and before.sort == "place"
