"""What XML 1.0 cannot hold: control characters from broken pages. One sign for one, so that offsets stay true."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold, or would change (a carriage return).

    >>> xml_text("甲\\x0b乙\\r") == "甲\\ufffd乙\\ufffd"
    True
    """
    return _NOT_IN_XML.sub(REPLACEMENT, text)
