"""Names that the tagger belies: it cuts the text so that a verb stands in them or a word runs over one of their ends.

The grammar takes what stands between a known word and a name's last word for the name, and a verb that no list has goes
with it (推出|社区, 具备|社区, 值|兴凯湖). The tagger has read far more text than the lists: where it sees a verb there,
that the lists know as one too, the name is none.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.mentions.lexicon import words
from ingest.mentions.tagger import Word, clause_words
from ingest.mentions.view import View
from ingest.mentions.words import known_word, verbs
from ingest.tables import words_in
from ontology.records import Mention

_RULES = ("place/grammar", "organization/own", "organization/area")
"""Rules that find a name by its last word alone."""
_OVER = ("v", "n", "vn")
"""Words, and no names, over whose end none begins: 同处|汾河, 中医正骨|医院."""
_NAMES = ("LOC", "ns", "ORG", "nt", "nz", "PER", "nr")
"""What the tagger calls names: behind a verb they stand alone, 命名|山东联兴集团."""
_FOUND = frozenset("成遍满")
"""What a verb ends in that tells what came of a deed: 燃遍, 修成."""


def borne_out(view: View, mention: Mention) -> Mention | None:
    """A mention as the tagger bears it out: whole, without a verb before the name in it, or None where it belies it."""
    if mention.rule not in _RULES or view.tagger == "none":
        return mention
    begin, end = view.clause_at(mention.start)
    own = _own_start(view, mention)
    if mention.end > end or own >= mention.end or "“" in mention.text:
        return mention
    said = [
        word._replace(start=word.start + begin, end=word.end + begin) for word in clause_words(view.text[begin:end])
    ]
    over = _OVER if mention.type == "Organization" else (*_OVER, "d")  # 由中远|融港公司, but 同饮|喀什河
    if own == mention.start and any(word.start < own < word.end and word.tag in over for word in said):
        return None
    if any(word.start == mention.end - 1 and _runs_on(view.text, word) for word in said):
        return None  # 原始村|落, 志愿队|伍
    within = [word for word in said if own <= word.start and word.end <= mention.end]
    for index, word in enumerate(within):
        # a verb right before the last word says what it is for: 排涝|泵站
        early = index == 0 or index < len(within) - 2
        if word.tag == "v" and _is_verb(view.text[word.start : word.end], early=early):
            behind = within[index + 1 :]
            named = word.start == mention.start and behind and behind[0].tag in _NAMES
            return replace(mention, start=word.end, text=mention.text[word.end - mention.start :]) if named else None
    return mention


def _runs_on(text: str, word: Word) -> bool:
    """Whether a word of two characters goes on over a name's last one; 中学|校长 and 镇|党委 are cut wrongly."""
    return word.tag == "n" and word.end == word.start + 2 and not text.startswith(("长", "委"), word.end)


def _is_verb(word: str, *, early: bool) -> bool:
    if len(word) != 2:
        return False
    return (
        word[1] in _FOUND
        or word in words_in("boundaries", "never_within")
        or (early and word not in words("boundaries", "in_names") and (known_word(word) or word in verbs()))
    )


def _own_start(view: View, mention: Mention) -> int:
    """Where the name's own words begin, behind the known places with which it begins."""
    own = mention.start
    while own < mention.end:
        token = view.tokens[view.token_at[own]]
        if token.sort != "place" or token.start != own or token.end > mention.end:
            break
        own = token.end
    return own
