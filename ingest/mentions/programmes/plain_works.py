"""Works, plans and brands that are called only by what they are: 打造绿色有机蔬菜品牌, 制定文化规划, 开展光伏发电项目.

A name has something of its own: a quotation, a place or body, a firm before it, a number, or what no dictionary has (祥西钢帘线项目).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from ingest.mentions.lexicon import any_word, words
from ingest.mentions.view import View
from ontology.records import Mention, Span

_FIGURES = re.compile("20[0-9]{2}年(?:度)?|[0-9.]+[余多]?[万亿]?(?:元|千?瓦)")
"""A year, a sum or a power says when and how large, not which one: 2017年行动计划, 3000瓦光伏发电项目."""
_SIGNS = re.compile("[A-Za-z0-9+“‘《]")
_FIRM = re.compile(
    "(?:(?:公司|集团|合作社|厂)(?:(?:现场|集中|正式|成功)?[签实启投开建推][\u3400-\u9fff]{1,2})?了?的?|[亿万]元的)\\Z"
)
"""A firm, whose works those behind it are, or what they cost: 某有限公司签订了|葡萄深加工项目, 投资2亿元的|丙烷脱氢项目."""


def is_plain(view: View, mention: Mention, names: Sequence[Span]) -> bool:
    """Whether a name ends as works, plans or brands do and has nothing of its own; `names`: of bodies and places, in order."""
    text, start, end = view.text, mention.start, mention.end
    head = next((word for word in _heads() if text.endswith(word, start, end)), "")
    body = text[start : end - len(head)]
    if not head or _SIGNS.search(_FIGURES.sub("", body)) or _known().search(text, start, end):
        return False
    if text[start - 1 : start] in tuple("“‘《") or _FIRM.search(text, max(0, start - 14), start):
        return False
    within = names[bisect_left(names, (start, 0)) : bisect_left(names, (end, 0))]
    if any(at <= end - len(head) for _, at in within):
        return False
    tokens = view.tokens[view.token_at[start] : view.token_at[max(start, end - len(head) - 1)] + 1]
    if any(token.sort == "place" for token in tokens):
        return False
    unknown = "".join(
        text[max(token.start, start) : min(token.end, end - len(head))] if token.sort == "other" else " "
        for token in tokens
    )
    return max(map(len, _plain_words().sub(" ", unknown).split()), default=0) < 2


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "plain_heads"), key=lambda word: (-len(word), word)))


@cache
def _known() -> re.Pattern[str]:
    return any_word("programmes", "known")


@cache
def _plain_words() -> re.Pattern[str]:
    return any_word("programmes", "plain_words")
