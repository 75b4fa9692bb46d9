"""What ends as a programme does and names none: a clause (掀起全市项目|建设热潮), one of many (多个林产品加工项目), a notion (“项目为王”理念)."""

from __future__ import annotations

import re

from ingest.mentions.lexicon import any_word, words

_QUOTED = re.compile("[“‘《][^”’》]*[”’》]?")
_NOTION = re.compile(
    "”(?:的?[\u3400-\u9fff]{0,4})?(?:理念|主题|思路|思想|目标|精神|要求|战略|口号|原则|方针|单位|发展|(?:具体|实际|务实)行动)\\Z"
)
"""A quotation that says how one thinks or acts, or who is such."""
_NEW = re.compile("(?<![创革更])新(?:模式|平台|机制|品牌|体系|课堂)\\Z|(?<![第首])一批")
_TWO = re.compile("长制[和与及、][\u3400-\u9fff]{1,4}长制")
"""Two schemes by their last words, each read by itself."""
_MANY = re.compile("(?:[0-9]+|[二两三四五六七八九十]+)余?[家个处座]")
"""How many there are: 七家|茶企项目."""
_TO_BE = re.compile("新?(?:热潮|高潮|时间|时序|服务保障|立区|立市|立县|强区|强市|强县|为王)")
"""What goes on behind 项目 where a clause tells of all projects: 突出项目|立区战略."""


def is_told(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` tell what is done, wished or counted, and so name nothing.

    >>> is_told("践行“项目为王”理念", 2, 10), is_told("多个林产品加工项目", 0, 9), is_told("实施“清溪”行动", 2, 8)
    (True, True, False)
    """
    name = text[start:end]
    if name.endswith("”创建") and text.startswith(("全国", "省级", "市级", "文明", "国家"), end):
        return True  # 把“邻里一家”|创建全国文明城市结合起来
    if name.endswith("项目") and _TO_BE.match(text, end + 2 * text.startswith("建设", end)):
        return True
    own = _QUOTED.sub("", name)
    told = any(telling.search(own) for telling in (_NEW, _TWO, _clause()))
    return told or bool(_NOTION.search(name) or _MANY.match(name)) or name in words("programmes", "common")


def _clause() -> re.Pattern[str]:
    """Words that tell what is done with programmes, or how many there are; none stands in a name."""
    return any_word("programmes", "telling")
