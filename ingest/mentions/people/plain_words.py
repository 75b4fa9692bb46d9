"""What reads like a name behind a title and is ordinary words: 企业家|爱心捐赠, 群众|路线, 第一书记|有关工作.

Most common words begin with what is a surname too, and the weights of `name_model`, learned from some hundred names,
leave some of them a fair chance. The tagger has read far more text: where it cuts a name that is not all but sure into
words that the lists know, it is none. A name that is a word (方向, 高兴) is so sure behind a county's office.
"""

from __future__ import annotations

from ingest.mentions.tagger import Word, clause_words
from ingest.mentions.view import View
from ingest.mentions.words import compounds, known_word
from ontology.records import Span

_NAMES = frozenset(("PER", "nr", "LOC", "ns", "ORG", "nt", "nz", "nw", "w", "O"))
"""What the tagger calls names, and what it cannot read."""
_JOINING = frozenset(("c", "p", "d", "ad", "r", "u", "v"))
"""Words of one character before another word, not before a given name: 和|文明, 要|进一步, but 于|登银."""
_HOW = frozenset(("v", "vn", "a", "ad", "an", "d"))
_SURE = {"posts": 0.35}
"""From this chance on a name that is one word is a name, by what stands before; `_ELSE` behind occupations and residents,
who are oftener nameless."""
_SURE_CUT = 0.9
"""The same for one that is no word: a word runs over its end, or two make it up."""
_ELSE = 0.97


def plain_words(view: View, span: Span, kind: str, chance: float) -> bool:
    """Whether what may be a name with this `chance` (0 to 1), behind a title of this `kind`, is words to the tagger.

    False without a tagger. UsageError where onnxruntime is not installed.
    """
    if view.tagger == "none" or chance >= max(_SURE_CUT, _SURE.get(kind, _ELSE)):
        return False
    name = view.text[slice(*span)]
    begin, end = view.clause_at(span[0])
    said = [(word, view.text[word.start + begin : word.end + begin]) for word in clause_words(view.text[begin:end])]
    own = [one for one in said if one[0].start + begin < span[1] and one[0].end + begin > span[0]]
    if not own or any(word.tag in _NAMES for word, _ in own):
        return False
    if _is_word(name):
        return chance < _SURE.get(kind, _ELSE)
    return chance < _SURE_CUT and _cut(own, name, span[0] - begin, span[1] - begin)


def _cut(own: list[tuple[Word, str]], name: str, start: int, end: int) -> bool:
    """Whether the words that lie in a name run over its ends, or make it up."""
    (first, text), (last, ending) = own[0], own[-1]
    if (first.start < start and _is_word(text)) or (last.end > end and _is_word(ending)):
        return True  # 居|民楼|临路, 项目推|进
    if len(own) < 2 or first.start != start:
        return False
    if last.tag == "u":
        return True  # 由衷|地
    if len(text) == 1:
        return first.tag in _JOINING and _is_word(name[1:])
    return first.tag in _HOW and _is_word(text)  # 有关|工


def _is_word(text: str) -> bool:
    return known_word(text) or text in compounds()
