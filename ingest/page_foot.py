"""Which of a page's last lines stand under its text and are none of it: other articles' titles, buttons, slogans.

What tells them is where they stand: no sentence follows, and over them the page has already ended, with a button of its
foot, its editors or its source.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest import byline, furniture
from ingest.furniture_parts import is_issuer
from ingest.leftovers import is_text
from ingest.lines import Line

_ENDS = ("foot", "meta")
_LONGEST = 45
"""A line that is longer, in code points, is no title and no button."""


def under_text(lines: Sequence[Line]) -> frozenset[int]:
    """The places among a page's lines of those that stand under its text, besides what is furniture by itself.

    >>> lines = ["近日，某镇举行义诊。", "打印", "某镇修好便民桥", "回到顶端"]
    >>> sorted(under_text([Line(text, 1, False) for text in lines]))
    [2, 3]
    """
    last = next((at for at in range(len(lines) - 1, -1, -1) if _is_sentence(lines[at].text)), len(lines))
    end = next((at for at in range(last + 1, len(lines)) if _ends_page(lines[at].text)), len(lines))
    return frozenset(at for at in range(end + 1, len(lines)) if _may_be_foot(lines[at].text))


def _is_sentence(text: str) -> bool:
    return is_text(text) and furniture.kind_of(text) is None


def _ends_page(text: str) -> bool:
    if furniture.kind_of(text) in _ENDS:
        return True
    signed = byline.parse(text) if len(text) <= byline.LONGEST else None
    return signed is not None and signed.editorial and not signed.bare


def _may_be_foot(text: str) -> bool:
    if len(text) > _LONGEST or furniture.kind_of(text) is not None or is_issuer(text):
        return False
    signed = byline.parse(text)
    return signed is None or signed.bare
