"""Which of a page's last lines stand under its text and are none of it: other articles' titles, buttons, slogans.

What tells them is where they stand: no sentence follows, and over them the page has already ended, with a button of its
foot, its editors or its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.bylines import byline
from ingest.layout import channels, furniture, heads
from ingest.layout.furniture_fields import page_words
from ingest.layout.furniture_parts import is_dated_link, is_issuer
from ingest.layout.leftovers import is_text
from ingest.layout.lines import Line
from ingest.layout.page_head import is_button

_ENDS = ("foot", "meta", "masthead")
_SIGNED = re.compile("[|｜丨 \u3000]*[\u3400-\u9fff]{2,4}[ \u3000]*[丨|｜/／：:][ \u3000]*[^，。]{2,20}")
"""A line of a block of signatures: 记者丨高远."""
_EMPTY = re.compile("[\\x00-\\x7f«»‹›]{1,12}|[\u3400-\u9fff]{2,4}[：:][A-Za-z\\d]{0,10}")
_EXCLAIMS = 30
"""A line that is longer and ends with such a mark is a sentence: …，感谢您的支持！"""
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
    found = {at for at in range(end + 1, len(lines)) if _may_be_foot(lines[at].text)}
    if end < len(lines) and furniture.kind_of(lines[end].text) is None and _may_be_foot(lines[end].text):
        found.add(end)
    at = len(lines) - 1
    while at > last and (furniture.kind_of(lines[at].text) or _is_last_button(lines[at].text)):
        if _may_be_foot(lines[at].text):
            found.add(at)
        at -= 1
    return frozenset(found | _among_signatures(lines, last))


def _among_signatures(lines: Sequence[Line], last: int) -> set[int]:
    """Labels with what they hold, between lines that sign the text: 内容丨某县住建局, over 记者丨高远."""
    rows = [at for at in range(last + 1, len(lines)) if len(lines[at].text) < 30 and _SIGNED.fullmatch(lines[at].text)]
    signed = {at for at in rows if byline.parse(lines[at].text) is not None}
    return {at for at in rows if at not in signed and at + 1 in signed and _may_be_foot(lines[at].text)}


def _is_last_button(text: str) -> bool:
    """A button, a mark, a label that holds nothing: 返 回, TOP, 附件：."""
    whole = "".join(text.split())
    return is_button(text) or _EMPTY.fullmatch(whole) is not None or whole in page_words().parts


def _is_sentence(text: str) -> bool:
    exclaims = len(text) > _EXCLAIMS and "，" in text and text[-1] in "！？”"
    return (is_text(text) or exclaims) and furniture.kind_of(text) is None and not is_dated_link(text)


def _ends_page(text: str) -> bool:
    if is_dated_link(text):
        return True
    if furniture.kind_of(text) in _ENDS or heads.is_account(text) or channels.heads_comments(text):
        return True
    if channels.heads_links(text):
        return True
    signed = byline.parse(text) if len(text) <= byline.LONGEST else None
    return signed is not None and signed.editorial and not signed.bare


def _may_be_foot(text: str) -> bool:
    if is_dated_link(text) or text.count("...") > 1:
        return True
    if len(text) > _LONGEST or furniture.kind_of(text) is not None or is_issuer(text):
        return False
    signed = byline.parse(text)
    return signed is None or signed.bare
