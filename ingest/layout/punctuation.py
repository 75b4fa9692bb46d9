"""Punctuation typed half wide in Chinese text -> as it is printed.

Web editors type `,` for ，, `"` for both quotation marks and `.` for 。, and a blank behind a comma; 「」 stand for “”
in traditional print. What reads an article looks for the printed marks alone, so they are put right once, here. Marks
within numbers, times, addresses and Latin words are left as they are (1,234 人; 9:30; https://…; No.1).
"""

from __future__ import annotations

import re

from ingest.mentions.people.name_sounds import SOUNDS

_HAN = "\u3400-\u9fff"
_NEAR = f"{_HAN}“”‘’（）《》〈〉【】、。，；：？！…"
_WIDE = str.maketrans(",;:?!", "，；：？！")
_CORNERS = str.maketrans("「」『』", "“”‘’")
_ANY = re.compile('[,;:?!"(「『]|[\u3400-\u9fff0-9A-Za-z%％”）》]\\.(?![0-9A-Za-z])|[，、；] ')

# A comma has Chinese text on either side; the others close what stands before them, perhaps a number or a Latin word.
_COMMA = re.compile(f',(?=[ \u3000]*[{_NEAR}"])|(?<=[{_NEAR}"]),|(?<=[{_NEAR}] ),')
_CLOSING = re.compile(
    f'(?<=[{_NEAR}")])[;:?!]|(?<=[0-9%％)"])[;?!](?=[ \u3000]*[{_HAN}“])|(?<=[{_HAN}] )[:](?= )|(?<=[!?])[!?]'
)
_BRACKETS = re.compile(f"\\((?=[^()\n]{{0,200}}\\))(?:(?<=[{_NEAR}]\\()|(?=[^()\n]*[{_HAN}]))([^()\n]{{0,200}})\\)")
_QUOTED = re.compile(f'"(?=[^"\n]{{0,200}}")(?:(?<=[{_NEAR}]")|(?=[^"\n]*[{_HAN}]))([^"\n]{{0,200}})"')
_STOP = re.compile(f'(?<=[{_HAN}”’）》％%])\\.(?=[ \u3000]*(?:\n|\\Z|[”’"）)])|[ \u3000]+[{_HAN}“])')
_STOP_WITHIN = re.compile(f"(?<=[{_HAN}0-9]{{2}}[{_HAN}]|[{_HAN}]{{2}}[”’）》%％])\\.(?=[{_HAN}“《])")
_BLANKS = re.compile(f"(?<=[，、；]) +(?=[{_HAN}0-9“《])")


def full_wide(text: str) -> str:
    """The same text, its half-wide marks as they are printed, without blanks behind a comma.

    >>> full_wide('县领导张三, 李四参加(记者 王五):共1,234人,上午9:30开始.')
    '县领导张三，李四参加（记者 王五）：共1,234人，上午9:30开始。'
    """
    if not _ANY.search(text):
        return text
    text = _QUOTED.sub(r"“\1”", text.translate(_CORNERS))
    text = _BRACKETS.sub(r"（\1）", text)
    text = _COMMA.sub("，", text)
    text = _CLOSING.sub(lambda match: match[0].translate(_WIDE), text)
    text = _STOP.sub("。", text)
    return _BLANKS.sub("", _STOP_WITHIN.sub(_stop_within, text))


def _stop_within(stop: re.Match[str]) -> str:
    """A stop between clauses ends the one; one in a name of another people (吾斯曼.艾力) joins its words."""
    text, at = stop.string, stop.start()
    return stop[0] if SOUNDS.issuperset(text[at - 2 : at] + text[at + 1 : at + 3]) else "。"
