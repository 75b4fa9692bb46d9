"""What is looked over on a tour and has no name elsewhere: 察看了学校的织锦教室、大店村提灌站和综合保税区.

A word for a site names something only where someone goes to it; elsewhere it is a common noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.modality import any_of
from ingest.tables import load
from ontology.records import Mention, Span

_STOP = re.compile("[，。；：！？“”\n]")
_ITEM = re.compile("[^、和及与]+")
_OWN = re.compile("[\u3400-\u9fff]{1,8}")
_LIST = 90  # code points that a list of stops may have
_NOT_WITHIN = re.compile("[的了在到是有这那各每该本几]|正在|进行")


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Sites in the list behind a verb of coming or looking over, from their last 的 or from the name they begin with."""
    named = sorted({(m.start, m.end, m.type) for m in found if m.type in ("Place", "Organization")})
    begin, end = view.article.body
    given: set[Span] = set()
    for verb in _comes().finditer(view.text, begin, end):
        stop = _STOP.search(view.text, verb.end(), end)
        last = stop.start() if stop is not None else end
        if last - verb.end() > _LIST:
            continue
        for item in _ITEM.finditer(view.text, verb.end(), last):
            span = _site(view, item.span(), named)
            if span is not None and span not in given:
                given.add(span)
                yield mention_of(view, *span, "Venue", "stop/site")


@cache
def _comes() -> re.Pattern[str]:
    verbs = any_of(tuple(load("tours")["comes"])).pattern
    return re.compile(f"(?:{verbs})了?(?:位于)?(?![组团时中]|活动|情况)|(?<=[，先又再后冒行])到(?![了位场会底达])")


@cache
def _sites() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(tuple(load('tours')['sites'])).pattern})(?=的|等|\\Z)")


def _site(view: View, item: Span, named: Sequence[tuple[int, int, str]]) -> Span | None:
    """The site that one of a list is, without whose it is; None where a name known already ends with its word."""
    text = view.text
    head = _sites().search(text[item[0] : item[1]])
    if head is None:
        return None
    at, end = item[0] + head.start(), item[0] + head.end()
    low = bisect_left(named, (item[0], 0, ""))
    inner = [one for one in named[low:] if one[0] < end]
    if any(start <= at and end <= stop for start, stop, _ in inner) or view.is_sealed(at, end):
        return None
    before = max((one for one in inner if one[1] <= at), key=lambda one: (one[1], -one[0]), default=None)
    start = max(before[1] if before is not None else item[0], text.rfind("的", item[0], at) + 1)
    own = text[start:at]
    if not own:  # 大店村|提灌站, but not 大店村的|提灌站
        return (before[0], end) if before is not None and before[1] == at else None
    if text[at:end] in load("tours")["rooms"] and start == item[0]:
        return None  # 走进熔铜车间: nobody's
    common = own in words("places", "generic") or _NOT_WITHIN.search(own) is not None
    return (start, end) if not common and _OWN.fullmatch(own) else None
