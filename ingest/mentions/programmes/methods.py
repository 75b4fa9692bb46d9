"""Ways of doing things by the word behind a quotation: “三二一”工作法, “喇叭+板凳”的反诈宣传方式, “党支部+合作社”模式, “八里甜”商标.

Weights (`quoted_model`) tell most of them; these words leave no doubt, whatever stands around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import any_word, words
from ingest.mentions.making import mention_of
from ingest.mentions.programmes import quoted_model
from ingest.mentions.view import View
from ontology.records import Mention

_JOINED = re.compile("[+＋、—·]|[一二三四五六七八九十双百千两][^\\W\\d]")
"""What shows a quotation itself to be of several parts."""
_SUM = re.compile("[+＋]")
_NO_END = "[部组办款队员室站点中性化推签活会赛启培竞志区园人]|工作室|资金|负责"
_MORE = "(?:(?![了的是在为与和将把上中里等让使对给以用按从被到])[\u3400-\u9fff])"


@cache
def _named() -> re.Pattern[str]:
    methods, ways, marks = (any_word("programmes", name).pattern for name in ("methods", "ways", "marks"))
    return re.compile(
        f"“(?P<said>[^“”。！？；\n]{{2,30}})”(?:的{_MORE}{{2,6}}?|{_MORE}{{0,6}}?|的(?=办法|模式|方式|路子|做法|机制))(?:(?P<method>{methods})|(?P<mark>{marks})|(?P<way>{ways}))(?!化)"
    )


@cache
def _closed() -> re.Pattern[str]:
    closing = any_word("programmes", "closing").pattern
    return re.compile(f"“(?P<said>[^“”。！？；\n]{{3,20}})”{_MORE}{{0,6}}?(?P<head>{closing})(?!{_NO_END})")


def find(view: View) -> Iterator[Mention]:
    """Quotations with the word for a method behind them, outside of the byline."""
    text = view.text
    for match in _closed().finditer(text) if "”" in text else ():
        between = text[match.end("said") + 1 : match.start("head")]
        if quoted_model.goes_over(
            match["said"], text[match.end("said") + 1 : match.end("head")], text[match.end() : match.end() + 4]
        ):
            continue
        if not view.is_sealed(*match.span()) and between not in words("programmes", "verbs"):
            yield mention_of(view, *match.span(), "Mechanism", "programme/method")
    for match in _named().finditer(text) if "”" in text else ():
        between = text[match.end("said") + 1 : match.start(match.lastgroup or 0)]
        done = any(verb in between for verb in words("programmes", "verbs") if len(verb) > 1)
        several = _JOINED if between != "的" else _SUM  # “联合社+合作社+农户”的办法
        sure = match["method"] or match["mark"] or several.search(match["said"])
        if sure and not done and not view.is_sealed(*match.span()):
            yield mention_of(view, *match.span(), "Brand" if match["mark"] else "Mechanism", "programme/method")
