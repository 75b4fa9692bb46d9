"""Bodies by two characters, which the article's county and its other words make whole: 县局 (公安局), 市中院, 县院."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.tables import load
from ontology.divisions import Division
from ontology.records import Mention

_BUREAU = re.compile(
    "(?<![\u3400-\u9fff])(?P<area>[市县区旗])局(?![限级面势部域促长里网座])|(?<=[由与和向到经据])(?P<led>[市县区旗])局(?![限级面势部域促长里网座])"
)
_HOUSE = re.compile(
    "(?<![\u3400-\u9fff])(?P<area>[县区旗])院(?![内里子落坝士校线墙前区])|(?<=[由与和向到经据入])(?P<led>[县区旗])院(?![内里子落坝士校线墙前区])"
)
_HIGHER = re.compile("(?<![\u3400-\u9fff])(?:(?P<middle>[市州]?中院)|(?P<high>省?高院))(?![内里子落校区长])")
_LONGER = re.compile("[限级面势部域促里网座内子落坝士校线墙前区]")
"""What goes on a longer word: 县|局面, 市|院内."""


def short_bodies(view: View) -> Iterator[Mention]:
    """Such names, where the article's words speak of one sort of body alone."""
    text = view.text
    yield from _called(view, _BUREAU, "局", "GovernmentBody", "bureaus")
    yield from _called(view, _HOUSE, "院", "JudicialBody", "houses")
    yield from _named(view, "中院", "中级人民法院", "JudicialBody") if "中院" in text else ()
    for found in _HIGHER.finditer(text) if "院" in text else ():
        level, ends = ("prefecture", "中级人民法院") if found["middle"] else ("province", "高级人民法院")
        area = next((division for division in view.above if division.level == level), None)
        if area is not None:
            yield _whole(view, found.start(), found.end(), "JudicialBody", area, ends)


def _called(view: View, pattern: re.Pattern[str], head: str, kind: str, table: str) -> Iterator[Mention]:
    if not any(word + head in view.text for word in "市县区旗"):  # most articles
        return
    bodies = load("organizations")["called"][table]
    told = {body: sum(view.text.count(word) for word in cues) for body, cues in bodies.items()}
    most = max(told.values())
    sorts = [body for body, times in told.items() if times == most > 0]
    if len(sorts) == 1:
        yield from _named(view, head, sorts[0], kind)
    for found in pattern.finditer(view.text) if len(sorts) == 1 else ():
        start = found.start("area" if found["area"] else "led")
        area = next((division for division in view.above if division.name.endswith(view.text[start])), None)
        if area is not None:
            yield _whole(view, start, start + 2, kind, area, sorts[0])


def _named(view: View, head: str, body: str, kind: str) -> Iterator[Mention]:
    """The same behind an area's own name: 贞丰县|院, 黔西南州|中院."""
    for token in view.tokens:
        end = token.end + len(head)
        named = token.sort == "place" and view.text.startswith(head, token.end)
        if named and view.text[token.end - 1] in "县区旗市州" and not _LONGER.match(view.text, end):
            yield _whole(view, token.start, end, kind, token.divisions[0], body)


def _whole(view: View, start: int, end: int, kind: str, area: Division, body: str) -> Mention:
    return mention_of(view, start, end, kind, "organization/called", full=area.display_name + body)
