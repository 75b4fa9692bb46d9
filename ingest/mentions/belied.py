"""Names that the tagger belies: it cuts the text so that a verb stands in them or a word runs over their beginning.

The grammar takes what stands between a known word and a name's last word for the name, and a verb that no list has goes
with it (推出|社区, 具备|社区, 值|兴凯湖). The tagger has read far more text than the lists: where it sees a verb there,
that the lists know as one too, the name is none.
"""

from __future__ import annotations

from functools import lru_cache

from ingest.mentions.tagger import Word, tag
from ingest.mentions.view import View
from ingest.mentions.words import verbs
from ingest.tables import words_in
from ontology.records import Mention

_RULES = ("place/grammar", "organization/own", "organization/area")
"""Rules that find a name by its last word alone."""
_OVER = ("v", "n", "vn")
"""Words, and no names, over whose end none begins: 同处|汾河, 中医正骨|医院."""
_FOUND = frozenset("成遍满")
"""What a verb ends in that tells what came of a deed: 燃遍, 修成."""


def belied(view: View, mention: Mention) -> bool:
    """Whether the tagger sees a verb in a name that grammar found, or a word over its beginning."""
    if mention.rule not in _RULES or view.tagger == "none":
        return False
    begin, end = view.clause_at(mention.start)
    own = _own_start(view, mention)
    if mention.end > end or own >= mention.end or "“" in mention.text:
        return False
    words = _words(view.text[begin:end])
    over = _OVER if mention.type == "Organization" else (*_OVER, "d")  # 由中远|融港公司, but 同饮|喀什河
    if own == mention.start and any(word.start + begin < own < word.end + begin and word.tag in over for word in words):
        return True
    within = [word for word in words if own <= word.start + begin and word.end + begin <= mention.end]
    for index, word in enumerate(within):
        # a verb right before the last word says what it is for: 排涝|泵站
        early = index == 0 or index < len(within) - 2
        if word.tag == "v" and _is_verb(view.text[word.start + begin : word.end + begin], early=early):
            return True
    return False


def _is_verb(word: str, *, early: bool) -> bool:
    if len(word) != 2:
        return False
    return word[1] in _FOUND or word in words_in("boundaries", "never_within") or (early and word in verbs())


def _own_start(view: View, mention: Mention) -> int:
    """Where the name's own words begin, behind the known places with which it begins."""
    own = mention.start
    while own < mention.end:
        token = view.tokens[view.token_at[own]]
        if token.sort != "place" or token.start != own or token.end > mention.end:
            break
        own = token.end
    return own


@lru_cache(maxsize=64)  # several names of a clause ask
def _words(clause: str) -> tuple[Word, ...]:
    return tag(clause)
