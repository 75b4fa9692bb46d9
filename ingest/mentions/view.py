"""What the finders look at: an article cut into tokens once, with the names of its county known.

Tokens tile the text. A token is a known place, a boundary (a word at which no name goes on: verb,
preposition, pronoun …), a mark of punctuation, a figure, a word, or a single character of none of
these. Names in Chinese have their head at the end, so finders look for heads and walk left over tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from ingest.bylines.signers import names_office
from ingest.mentions.lexicon import Lexicon, word_kinds, words
from ingest.mentions.places import gazetteer
from ingest.mentions.words import boundaries, common_words, opening, tags
from ontology.divisions import Division, ancestors, by_code
from ontology.model import Model, model
from ontology.records import Article, Context, Sentence, Span

Sort = Literal["place", "boundary", "mark", "figure", "word", "other"]
_MARK = re.compile(r"[^\w%+＋\-]|_")
_FIGURE = re.compile(r"[0-9０-９A-Za-z.]+[年月日时点]?")
_PARENT_ENDS = (
    "大学",
    "银行",
    "集团",
    "公司",
    "科学院",
    "农科院",
    "研究院",
    "国网",
    "政协",
    "联合会",
    "总局",
    "农商行",
    "信用社",
    "电信",
    "移动",
    "联通",
    "保险",
    "人寿",
    "石化",
    "石油",
    "邮政",
    "烟草",
    "电网",
    "统计局",
    "财险",
    "农信",
    "储蓄银行",
    "林业局",
    "供电",
    "中石化",
)
_BODY_ENDS = (
    "小学",
    "中学",
    "学校",
    "大学",
    "学院",
    "公司",
    "医院",
    "合作社",
    "协会",
    "局",
    "幼儿园",
    "党委",
    "党支部",
    "党工委",
    "实践所",
    "实践站",
)
_PARENTS = 3
"""A branch's branch of a branch's branch: no name goes further."""
_IN_LIST = frozenset("正共为无最沿名派同向和有都位项条应且因太来朝未若非靠")
"""Characters of grammar that begin a name where they begin what a list names: 市中医院、正骨医院."""
_STREETS = tuple("路街巷桥")
_STOP = re.compile(r"[，。！？、；：]")
_CLAUSE = re.compile(r"[^，。！？；：]+[，。！？；：]?|[，。！？；：]")
_QUOTED = re.compile(
    r"“([^“”\n]{1,60})”|「([^「」\n]{1,60})」|‘([^‘’\n]{1,60})’|《([^《》\n]{1,80})》|\"([^\"\n]{1,60})\""
)


class Token(NamedTuple):
    """A stretch of the text; `divisions`: what a place may be, best first."""

    start: int
    end: int
    sort: Sort
    divisions: tuple[Division, ...] = ()


class Reach(NamedTuple):
    """Where a name begins, and the known place it begins with."""

    start: int
    place: Token | None


@dataclass(frozen=True, kw_only=True)
class View:
    """An article as the finders see it. `tagger`: "lac" or "none"."""

    article: Article
    sentences: tuple[Sentence, ...]
    context: Context
    tagger: str = "none"

    @cached_property
    def vocabulary(self) -> Model:
        return model()

    @cached_property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def sealed(self) -> tuple[Span, ...]:
        """Stretches that hold no names of the text: the byline's, and what stands behind the body."""
        head = self.article.body[0]
        spans = [
            name.span
            for name in self.article.byline
            if name.span and not (name.span[0] < head and names_office(name.role))  # 县委书记 甲, over a speech
        ]
        if self.article.dateline:
            at = self.text.find(self.article.dateline, len(self.article.title or ""))
            if 0 <= at <= self.article.body[0]:
                spans.append((at, at + len(self.article.dateline) + 1))
        return tuple(sorted(spans))

    @cached_property
    def _sealed_up_to(self) -> tuple[int, ...]:
        """How far each sealed stretch, or one before it, goes."""
        return tuple(accumulate((end for _, end in self.sealed), max))

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """Spans between quotation marks, marks left out, at most 80 code points long."""
        return tuple((m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(self.text))

    @cached_property
    def quote_ending(self) -> dict[int, Span]:
        """Quoted spans by the place right behind their closing mark."""
        return {end + 1: (start, end) for start, end in self.quoted}

    @cached_property
    def places(self) -> gazetteer.Places:
        return gazetteer.places_of(self.context.area)

    @cached_property
    def above(self) -> tuple[Division, ...]:
        """The article's county and what it lies in."""
        own = by_code(self.context.area) if self.context.area else None
        return (own, *ancestors(own.code)) if own else ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(_tokens(self.text, self.places))

    @cached_property
    def token_at(self) -> tuple[int, ...]:
        """For each code point, the index of its token."""
        index: list[int] = []
        for number, token in enumerate(self.tokens):
            index += [number] * (token.end - token.start)
        return tuple(index)

    def reach(self, head: int, *, most: int = 24, verbal: bool = False, parents: int = _PARENTS) -> Reach:
        """How far a name goes left from its head, which begins at `head`; at most so many code points.

        `parents`: over so many bodies that one is a branch of, each of the next.

        It stops at boundaries, marks and figures, goes over a short quoted group, and begins with the last
        of the places before it (圣城街道仓圣社区党委 begins with 仓圣社区), or with what that place is a
        branch's place of (中原银行兰考支行). Without `verbal` no verbal noun begins it.
        """
        start, place, index = head, None, self.token_at[head - 1] if head else -1
        while index >= 0 and head - self.tokens[index].start <= most:
            token = self.tokens[index]
            if token.sort == "place":
                start, place = self._whole_place(index, parents)
                break
            if token.sort == "mark":
                quoted = self.quote_ending.get(token.end)
                if not quoted or quoted[1] - quoted[0] > 10 or start != token.end or _STOP.search(self.text, *quoted):
                    break
                start = quoted[0] - 1
                index = self.token_at[start] - 1
                if self.text[max(0, start - 3) : start].endswith(_BODY_ENDS):
                    break
                continue
            written = self.text[token.start : token.end]
            if token.sort == "figure" or (token.sort == "boundary" and not (verbal and _passable(written))):
                if written in _IN_LIST and start < head and self.text[token.start - 1 : token.start] == "、":
                    start = token.start  # 、正|骨医院
                break
            if written.endswith("元") and index and self.tokens[index - 1].sort == "figure":
                break  # 投资300万元建设|冷链物流中心
            start = token.start
            index -= 1
        if place is None and not verbal:
            start = self._opened(start, head)
        return Reach(start, place)

    def _opened(self, start: int, head: int) -> int:
        while start < head:
            token = self.tokens[self.token_at[start]]
            if token.start != start or token.end > head or self.text[start : token.end] not in opening():
                break
            if self.text.startswith(("街", "路", "大街", "大道"), token.end) and token.end < head:
                break  # 建设|街农贸市场
            start = token.end
        return start

    def _whole_place(self, index: int, parents: int) -> tuple[int, Token | None]:
        """Where a name that reaches a place begins: with it, its prefecture, or the body it is a branch of."""
        place = self.tokens[index]
        start = place.start
        before = self.tokens[index - 1] if index else None
        if before and before.end == start:
            if before.sort == "place" and before.divisions[0].level in ("province", "prefecture"):
                if parents and self.text[max(0, before.start - 12) : before.start].endswith(_PARENT_ENDS):
                    return self.reach(before.start, parents=parents - 1).start, None
                return before.start, place
            short = next((n for n in (2, 3) if self.text[start - n : start] in gazetteer.bare_prefectures()), 0)
            if short:  # 成都安岳商会
                return start - short, place
            if parents and self.text.endswith("总局", 0, start):  # 国家税务总局建瓯市税务局
                return self.reach(start, parents=parents - 1).start, place
            if parents and self.text[max(0, start - 12) : start].endswith(_PARENT_ENDS):
                return self.reach(start, parents=parents - 1).start, None
        return start, place

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a position; they tile the text."""
        return self.sentences[bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1]

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The sentences cut behind their commas, colons and the like; they tile the text."""
        cut = (_CLAUSE.finditer(self.text, sentence.start, sentence.end) for sentence in self.sentences)
        return tuple(match.span() for matches in cut for match in matches)

    def clause_at(self, position: int) -> Span:
        """The clause that holds a position."""
        return self.clauses[bisect_right(self.clauses, position, key=lambda clause: clause[0]) - 1]

    def is_sealed(self, start: int, end: int) -> bool:
        before = bisect_left(self.sealed, (end, 0))
        return before > 0 and self._sealed_up_to[before - 1] > start

    def outermost(self, start: int) -> int:
        """Where the chain of known places begins that ends with the one that begins here."""
        while start:
            token = self.tokens[self.token_at[start - 1]]
            if token.sort != "place" or token.end != start:
                break
            start = token.start
        return start


@cache
def _passable(word: str) -> bool:
    """Boundaries that may stand within an event's or a programme's name."""
    return word in ("暨", "及", "进", "下") or word.endswith("季度") or word in words("titles", "posts")


@cache
def _long_words() -> Lexicon[None]:
    """Longer words that hold together what a dictionary would cut (林业和草原, 完全小学)."""
    known = set(words("organizations", "departments") | words("programmes", "known") | words("boundaries", "whole"))
    for table, name in (
        ("organizations", "bodies"),
        ("organizations", "named"),
        ("events", "heads"),
        ("places", "heads"),
    ):
        known |= {word for word in word_kinds(table, name) if len(word) > 2}
    return Lexicon((word, None) for word in sorted(known))


def _tokens(text: str, places: gazetteer.Places) -> Iterator[Token]:
    """Known places first, then longer words, then the dictionary's words between them.

    The short names of places that the text also names in full hold together too (疏附 beside 疏附县).
    """
    fixed = [Token(hit.start, hit.end, "place", hit.label) for hit in places.find(text)]
    shorts = sorted({short for token in fixed for d in token.divisions[:1] for short in gazetteer.short_names(d)})
    fixed = _filled(text, fixed, Lexicon((short, None) for short in shorts))
    fixed = _filled(text, fixed, _long_words(), careful=True)
    at = 0
    for token in fixed:
        if at < token.start:
            yield from _plain(text, at, token.start)
        yield token
        at = token.end
    yield from _plain(text, at, len(text))


def _filled(text: str, fixed: list[Token], lexicon: Lexicon[None], *, careful: bool = False) -> list[Token]:
    """The tokens with the lexicon's words put between them, from left to right.

    `careful`: none of two characters that cuts through two words of the dictionary (林草 in 森林草原).
    """
    found: list[Token] = []
    at = 0
    hits = lexicon.scan(text)
    hit = next(hits, None)
    for token in [*fixed, Token(len(text), len(text), "mark")]:
        while hit is not None and hit.start < token.start:
            if at <= hit.start and hit.end <= token.start:
                at = hit.end
                if not (careful and _cuts(text, hit.start, hit.end)):
                    found.append(Token(hit.start, hit.end, "word"))
            hit = next(hits, None)
        found.append(token)
        at = token.end
    return found[:-1]


def _cuts(text: str, start: int, end: int) -> bool:
    known = tags()
    return end - start == 2 and text[start - 1 : start + 1] in known and text[end - 1 : end + 1] in known


@cache
def _word_sorts() -> dict[str, Sort]:
    """The sort of each word of two characters or more."""
    sorts: dict[str, Sort] = dict.fromkeys(common_words(), "word")
    sorts.update(dict.fromkeys(boundaries(), "boundary"))
    return sorts


@cache
def _word_sizes() -> dict[str, tuple[int, ...]]:
    """Lengths of the words of two to four characters that end in these two, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in _word_sorts():
        if len(word) < 5:
            sizes.setdefault(word[-2:], set()).add(len(word))
    return {ending: tuple(sorted(found, reverse=True)) for ending, found in sizes.items()}


@lru_cache(maxsize=16384)
def _sort_of(character: str) -> Sort:
    if _FIGURE.match(character):
        return "figure"
    if character.isspace() or _MARK.match(character):
        return "mark"
    return "boundary" if character in words("boundaries", "single") else "other"


def _plain(text: str, at: int, end: int) -> list[Token]:
    """Longest words from right to left, which cuts Chinese better than from left to right."""
    figures = {match.end(): match.start() for match in _FIGURE.finditer(text, at, end)}
    sorts, sizes = _word_sorts(), _word_sizes()
    tokens: list[Token] = []
    while end > at:
        sort: Sort | None = None
        if end in figures:
            start, sort = figures[end], "figure"
        else:
            for size in sizes.get(text[end - 2 : end], ()) if end - at > 1 else ():
                start = end - size
                sort = sorts.get(text[start:end]) if start >= at else None
                if sort:
                    break
            else:
                start = end - 1
                sort = _sort_of(text[start])
        if sort == "boundary" and end - start > 1 and text[end : end + 1] in _STREETS and text[end : end + 2] != "街道":
            sort = "word"  # 解放街小学
        tokens.append(Token(start, end, sort))
        end = start
    tokens.reverse()
    return tokens
