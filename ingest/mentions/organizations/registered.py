"""Firms by their whole registered name: region, own name, trade, form (海南|信蟹和|实业|有限公司), whatever the own name cuts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon
from ingest.mentions.making import mention_of
from ingest.mentions.places.gazetteer import bare_prefectures
from ingest.mentions.view import View
from ingest.mentions.words import verbs
from ingest.tables import words_in
from ontology.records import Mention

_FORM = re.compile("(?:有限责任|股份有限|有限|集团|[支分])?公司|(?<!集)集团(?!公司|军)")
_LEGAL = "有限"
_RUN = re.compile("[\u3400-\u9fff（）]{3,22}\\Z")
_NEVER = frozenset("的了在是把给等及每各该由")
_INTRODUCED = ("方", "公司", "企业", "单位", "集团", "代表", "客商", "商家", "厂家", "老板", "会员")
"""What stands right before a firm's name in apposition: 施工方|四川雅州建工集团."""
_JOINTS = "和与向对从"
_JOINED = tuple("局厅院会校社站所委府司处队部办村镇乡县市区省等")
"""What ends a name of its own before a joint: 省农业厅|和|某有限公司."""


def registered(view: View) -> Iterator[Mention]:
    """Such firms, from the province, prefecture or country that their name begins with."""
    text = view.text
    for form in _FORM.finditer(text) if "公司" in text or "集团" in text else ():
        run = _RUN.search(text, max(0, form.start() - 22), form.start())
        if run is None or view.is_sealed(*form.span()):
            continue
        for region in regions().scan(text, run.start(), form.start()):
            own = text[region.end : form.start()]
            if _begins(view, region.start, run.start()) and _is_own(
                own, legal=_LEGAL in form[0], branch=form[0][0] in "支分"
            ):
                yield mention_of(view, region.start, form.end(), "Company", "organization/own", "registered")
                break


@cache
def regions() -> Lexicon[None]:
    """Provinces, prefectures and countries as firms' names begin with them: 海南, 湖州."""
    return Lexicon((name, None) for name in sorted({*bare_prefectures(), *words_in("organizations", "regions")}))


def _begins(view: View, start: int, run: int) -> bool:
    """Whether a name may begin at a region: at the run's beginning, or behind a word that no name goes on at."""
    sort = view.tokens[view.token_at[start - 1]].sort if start else "mark"
    return start == run or sort in ("boundary", "mark") or view.text.endswith(_INTRODUCED, 0, start)


def _is_own(own: str, *, legal: bool, branch: bool) -> bool:
    """Whether what stands between region and form is a firm's own name and trade; verbs stand only in legal names."""
    if not 2 <= len(own) <= 16 or set(own) & _NEVER or ("公司" in own and not branch):
        return False
    if any(mark in own[1:] and own[: own.index(mark, 1)].endswith(_JOINED) for mark in _JOINTS):
        return False
    if legal:
        return True
    known = verbs()
    return not {*_JOINTS, "被"} & set(own) and not any(own[at : at + 2] in known for at in range(len(own) - 1))
