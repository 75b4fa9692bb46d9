"""Posts told of in words before a name: 兼任某办主任的某局局长张三, 曾在某校当过12年校长的李四, 副局长、主持工作的王五."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.relations.actors import callings
from ingest.relations.base import PERSON, TIME, TITLE, Mark, SentenceView, Title
from ingest.relations.posts.tenure import turned, verbs
from ontology.records import Modality

_REACH = 60  # code points between a title and the name that its words stand before
_LEAD = 16
_MOST_WORDS = 10  # Han characters that no name, time or title explains between 的 and the name
_KIN = (
    "堂兄",
    "堂弟",
    "表哥",
    "表弟",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "父亲",
    "母亲",
    "丈夫",
    "妻子",
    "儿子",
    "女儿",
    "老伴",
)
"""Words for relatives between what one was and the name: 曾任某校校长的|堂兄|张三."""
_STOPS = re.compile("[，。；：！？“”\n]")
_HAN = re.compile("[\u3400-\u9fff]")
_TAIL = re.compile("[\u3400-\u9fff]*\\Z")
_HE = re.compile("的[他她](?!们)")
_THEN = "时任"
_LASTED = re.compile(rf"(?P<since>[了过]?)(?:{TIME}+|[0-9一二三四五六七八九十多几两半]{{1,4}}余?年)的?\Z")
_LEFT = re.compile(
    "的?(?:职务|职位|岗位|位置|位子|一职|任)上?(?:刚刚|刚|正式|光荣)?(?:退|卸|离|下来|调)[^，。；、]{0,6}?(?=的)"
)
_BEGINS = re.compile(
    r"(?:\A|[，。；：、！？“”\n\ue000-\ue007的]|曾经?|已经?|现在?|如今|又|还|也|并|一直|目前|同时|[年月日])\Z"
)


class Told(NamedTuple):
    """Who holds a run of titles, what the words make of the post, and whether it was held before."""

    holder: Mark
    modality: Modality
    former: bool


def told_before(view: SentenceView, run: Sequence[Title], lead: str) -> Told | None:
    """The one whose name stands behind a run of titles in words that end in 的; None where the run is in no such words.

    `lead`: the words before the run, times as they are written.
    """
    end = run[-1].end
    left = _LEFT.match(view.plain, end)
    at = left.end() if left is not None and "从" in lead[-_LEAD:] else end
    if view.plain[at : at + 1] == "的":
        holder = _named(view, at) or _meant(view, run, at)
        meant: tuple[Modality, bool] | None = ("ended", True) if at > end else _tenure(view, run, lead)
        return Told(holder, *meant) if holder is not None and meant is not None else None
    if view.plain[end : end + 1] != "、":
        return None
    last = view.plain.rfind("的", end, _next(view, end))
    holder = _named(view, last) if last > end and _HAN.search(view.plain, end, last) else None
    return Told(holder, *(_tenure(view, run, lead) or ("reported", False))) if holder is not None else None


def _next(view: SentenceView, at: int) -> int:
    """Where the next person's name begins in the same clause, -1 if there is none."""
    stop = _STOPS.search(view.plain, at, at + _REACH)
    return view.plain.find(PERSON, at, stop.start() if stop is not None else at + _REACH)


def _named(view: SentenceView, of: int) -> Mark | None:
    """The person behind 的: right there, or behind titles of his or her own or a word for what one is."""
    start = _next(view, of)
    between = view.plain[of + 1 : max(start, of + 1)]
    tail = _TAIL.search(between)
    if start < 0 or tail is None or (tail[0] and not tail[0].endswith((*callings(), *_KIN))):
        return None
    if tail[0] != between and (TITLE not in between or len(_HAN.findall(between)) > _MOST_WORDS):
        return None
    return next(iter(view.marks_in(start, start + _REACH, "Person")), None)


def _meant(view: SentenceView, run: Sequence[Title], at: int) -> Mark | None:
    """时任副局长的他: who was named last before."""
    if _HE.match(view.shape, at) is None:
        return None
    one = view.about.last(view.offset(run[0].start), lambda entity: entity.type == "Person")
    return None if one is None else Mark(entity=one, start=run[0].start, end=at + 2)


def _tenure(view: SentenceView, run: Sequence[Title], lead: str) -> tuple[Modality, bool] | None:
    """(modality, former) by the verb right before a run, a length of time between them left out (当过12年|校长)."""
    words = _LASTED.sub(lambda lasted: lasted["since"], lead)
    for word, modality, former in verbs():
        if words.endswith(word) and (len(word) > 1 or _BEGINS.search(words[: -len(word)])):
            return turned(words[: -len(word)][-_LEAD:], modality), former
    return ("ended", True) if view.text.startswith(_THEN, run[0].start) else None
