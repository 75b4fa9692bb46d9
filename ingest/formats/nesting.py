"""Web pages nested deeper than any parser's tree goes, made flat without losing a word.

libxml2 builds no tree deeper than 2,048 elements and drops what stands below. Programs that forget to close
what they open (a `<font>` for each paragraph) make such pages. Here whatever lies deeper than `DEEPEST` becomes
its neighbour instead of its part: words, their order and the breaks between blocks stay.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 500
"""Elements within one another that are left as they are; editors' pages have some fifty."""
_RAW = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<]*(?:<(?!/\1)[^<]*)*", re.I | re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z\d:-]{0,40})(?:[\s/][^<>]{0,10000})?>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
"""HTML's elements that have no end."""


def flattened(source: str) -> str:
    """The same page with no element deeper than `DEEPEST`, each closed where its own or an outer one's end stands.

    Ends that close nothing, comments and scripts go. One pass, whatever the source.

    >>> flattened("<div>甲<b>乙</div>丙</p>")
    '<div>甲<b>乙</b></div>丙'
    >>> flattened("<b>甲" * DEEPEST + "<i>乙<p>丙").removeprefix("<b>甲" * DEEPEST)
    '<i>乙</i><p>丙'
    """
    source = _RAW.sub(" ", source)
    pieces: list[str] = []
    opened: list[str] = []
    within: Counter[str] = Counter()
    beyond: str | None = None  # the one element beside what lies at `DEEPEST`, while open
    last = 0
    for tag in _TAG.finditer(source):
        pieces.append(source[last : tag.start()])
        last = tag.end()
        name = tag[2].lower()
        if name in _VOID:
            pieces.append(tag[0])
            continue
        ends = bool(tag[1])
        if ends and not within[name]:
            continue
        if beyond is not None and (not ends or len(opened) > DEEPEST):
            pieces.append(f"</{beyond}>")
            beyond = None
        if not ends:
            pieces.append(tag[0])
            opened.append(name)
            within[name] += 1
            beyond = name if len(opened) > DEEPEST else None
            continue
        while within[name]:
            closed = opened.pop()
            within[closed] -= 1
            if len(opened) < DEEPEST:
                pieces.append(f"</{closed}>")
            if closed == name:
                break
    return "".join([*pieces, source[last:]])
