"""Quoted meetings that are held again and again: “马扎议事会” is a way of doing things, no event of one day."""

from __future__ import annotations

import re
from functools import lru_cache

_MEETS = ("议事会", "圆桌会", "恳谈会", "协商会", "夜话会", "屋场会", "坝坝会", "院坝会", "板凳会", "晒账节", "评理会")
_QUOTED = re.compile(f"“(?P<name>[^“”\n]+(?:{'|'.join(_MEETS)}))”")
_AGAIN = re.compile(
    r"的?第(?:[2-9]|[1-9][0-9]+|[二三四五六七八九十百]+)[次场期]|(?:又|再次)开|的?(?:做法|机制|制度|模式|形式)"
    r"|每[月周年季逢]|开了[0-9一二三四五六七八九十两]+[次趟场期]|是[^，。；“”\n]{0,24}(?:推行|首创|创立|创办|提出)"
)
_ALWAYS = re.compile(r"(?:每[月周年季][^，。；“”\n]{0,16}|推行|推广|首创|创立|建立)\Z")


def stands(text: str, name: str) -> bool:
    """Whether a quoted meeting's name is told of, anywhere in the article, as one that comes again.

    >>> stands("这是“马扎议事会”的第63次会议。", "马扎议事会"), stands("召开“茶桌议事会”。", "茶桌议事会")
    (True, False)
    """
    return name.endswith(_MEETS) and name in _standing(text)


@lru_cache(maxsize=8)  # each quotation of an article asks
def _standing(text: str) -> frozenset[str]:
    return frozenset(
        quoted["name"]
        for quoted in _QUOTED.finditer(text)
        if _AGAIN.match(text, quoted.end()) or _ALWAYS.search(text, max(0, quoted.start() - 24), quoted.start())
    )
