"""Where an event is named, by weights learned from the project's own annotated articles.

The grammar of `events` and `staged` knows heads, verbs that hold events, and slogans; each list ends somewhere, and
news goes on (农民夜校, 侗歌课, “榕树下的戏讲堂”第60场). Here all that speaks for and against a name is added up: how it
ends and begins, what stands before and behind, what lies between, whether a day is told. Each place where a name may
end is one case, with every place where it may begin. The weights are data/events.tsv, made by `build_events`; no
name stands in them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.mentions.lexicon import word_kinds, words
from ingest.mentions.people.name_rules import count_near
from ingest.mentions.view import Token, View
from ingest.mentions.words import tags
from ingest.tables import FOLDER, NEW_LINE, size_in
from ontology.records import Mention, Span

DATA = FOLDER / "events.tsv"
BIAS = "bias"
"""A feature that every case has, and how the table writes a line's end."""
_MOST = 46  # code points of a name
_ENDS_LOOKED_AT = 24
"""Places in one sentence where a name may end; sentences of news have six at most, each with as many beginnings as words."""
_ENDS = frozenset(
    "会动式议节练日赛查研察班宴作课礼市月场诊审约誓案牌工问展训战控理演游座销导接学救彰走流馆集庆典坛堂营周"
    "春行选考试标水判赠捐助树诵读跑松舞秀巡习宣讲评武举免命祭扫险灾汛疫毒纷聘夜谈治剿检校"
)
_HEADS = frozenset("会节赛宴展课班礼营周月日市场")  # that end a name as words of their own
_SPEECH = re.compile("[。！？，]")
_CLOSING, _INNER_OPENING = "”’》", "“‘《（("
_OPENING = frozenset("“‘《")
_STOPS = frozenset("。！？；\n：:!?;，,、")
_PASSED = frozenset(" 　·—-")
# with which no name begins
_NO_NAME = re.compile(
    "(?:[一两三几多数首该此这那本每各](?:场|次|期|届|堂|项|个|类|种)|[场次期届堂项](?![馆部镇地站景院口])|该|各|每|其|多|系列|一系列|相关|有关|活动|会议|大会|仪式)"
)
_COUNT = re.compile("(?:一|两|三|首|该|此|这|本)(?:场|次|期|届|堂)\\Z")
_NUMBERED = re.compile("20[0-9]{2}|第[一二三四五六七八九十0-9]+[届次]|首届")
_EDITION = re.compile("第[一二三四五六七八九十0-9]+[届次场期]")
_ON_DAY = re.compile("[0-9]{1,2}日|当天|当日|当晚|[昨今][日天晚]|日前|近日")
_OFTEN = re.compile("每[周月年季]|定期|常态化|长期|近年来|持续")
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36)
_LEAD = 150  # code points of the body that tell what the news is


class Case(NamedTuple):
    """A place where an event's name may end: what speaks for any name there (`look`: at first sight), and for each that
    begins at a place."""

    end: int
    look: list[str]
    shared: list[str]
    starts: list[tuple[int, list[str]]]


class Named(NamedTuple):
    """A name and how likely it is."""

    span: Span
    chance: float


@cache
def _held() -> frozenset[str]:
    verbs = words("events", "verbs")
    return verbs | {verb + "了" for verb in verbs} | words("events", "stages")


@cache
def _behind() -> tuple[str, ...]:
    return tuple(sorted(words("events", "behind") | words("events", "staged")))


@cache
def _plain() -> frozenset[str]:
    return words("events", "blank") | words("events", "generic")


def kind_of(text: str, end: int) -> tuple[int, str]:
    """(length, kind) of the longest known head that ends there; (0, '') where there is none."""
    heads = word_kinds("events", "heads")
    for size in _head_sizes().get(text[end - 1 : end], ()):
        kind = heads.get(text[end - size : end])
        if kind is not None:
            return size, kind
    return 0, ""


@cache
def _head_sizes() -> dict[str, tuple[int, ...]]:
    """Lengths of the heads of up to ten characters that end in this one, the longest first."""
    sizes: dict[str, set[int]] = {}
    for head in word_kinds("events", "heads"):
        if len(head) <= 10:
            sizes.setdefault(head[-1], set()).add(len(head))
    return {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()}


class _Around(NamedTuple):
    """Of an article: the organisations' spans, by start and by end, the places within them, and quoted stretches."""

    begins: dict[int, int]
    ends: dict[int, int]
    within: bytearray
    quoted: bytearray


def _around(view: View, found: Sequence[Mention]) -> _Around:
    within, quoted = bytearray(len(view.text) + 1), bytearray(len(view.text) + 1)
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for mention in found:
        if mention.type == "Organization":
            begins[mention.start] = max(begins.get(mention.start, 0), mention.end)
            ends[mention.end] = min(ends.get(mention.end, mention.start), mention.start)
            for at in range(mention.start + 1, mention.end):
                within[at] = 1
    for start, end in view.quoted:
        for at in range(start, end + 1):
            quoted[at] = 1
    return _Around(begins, ends, within, quoted)


def cases(view: View, found: Sequence[Mention], likely: Callable[[Sequence[str]], bool]) -> Iterator[Case]:
    """Every place of the body and the headline where a name may end, if `likely` says so of what speaks of the end; of
    one sentence no more than the first `_ENDS_LOOKED_AT`."""
    around, text, last = _around(view, found), view.text, view.article.body[1]
    looked_at: Counter[int] = Counter()  # by where the sentence begins
    for number, token in enumerate(view.tokens):
        end = token.end
        core = end - 1 if text[end - 1] in "”’" and end in view.quote_ending else end
        if text[core - 1] not in _ENDS or core < 2 or end > last:
            continue
        if end - token.start == 1 and text[core - 1] not in _HEADS:
            continue
        look = _look(view, number, core)
        if not likely(look) or view.is_sealed(end - 1, end):
            continue
        sentence = view.sentence_at(end - 1).start
        looked_at[sentence] += 1
        if looked_at[sentence] > _ENDS_LOOKED_AT:
            continue
        shared = [*look, *_of_end(view, number, core, around)]
        starts = list(_starts(view, number, core, around))
        if starts:
            yield Case(end, look, shared, starts)


def _look(view: View, number: int, core: int) -> list[str]:
    """What speaks of an end at first sight."""
    text, end = view.text, view.tokens[number].end
    behind = view.tokens[number + 1] if number + 1 < len(view.tokens) else None
    return [
        f"l1={text[core - 1]}",
        f"l2={text[core - 2 : core]}",
        f"h={kind_of(text, core)[1]}",
        f"n1={text[end : end + 1]}",
        f"nw={text[behind.start : behind.end] if behind else ''}",
        f"ns={behind.sort if behind else ''}",
    ]


def _of_end(view: View, number: int, core: int, around: _Around) -> list[str]:
    """What else speaks of an end."""
    text, token = view.text, view.tokens[number]
    end, title, body = token.end, len(view.article.title or ""), view.article.body[0]
    size, kind = kind_of(text, core)
    sentence = view.sentence_at(end - 1)
    found = [
        f"l3={text[core - 3 : core]}",
        f"hs={size_in(size, (0, 1, 2, 3, 4))}",
        f"n2={text[end : end + 2]}",
        f"in={'title' if end <= title else 'lead' if end < body + _LEAD else 'body'}",
        f"tag={tags().get(text[token.start : end], '-')}",
    ]
    if core != end:
        found.append("closed")
    if text.startswith(_behind(), end):
        found.append("behind")
    if core in around.ends:
        found.append("house")
    if around.within[core]:
        found.append("cut")
    if text[end : end + 1] in tuple("，。；、！\n"):
        found.append("stop")
    if around.quoted[end]:
        found.append("quoted")
    if end > title:
        told = text[sentence.start : end]
        day = _ON_DAY.search(told) is not None
        found.append(f"day={day},{kind}")
        found.append(f"day={day},{text[core - 2 : core]}")
        if _OFTEN.search(told):
            found.append("often")
    return found


def _starts(view: View, number: int, core: int, around: _Around) -> Iterator[tuple[int, list[str]]]:
    """Where a name that ends there may begin, to the left: at tokens, over what stands in quotation marks, to a stop."""
    text, tokens = view.text, view.tokens
    end = tokens[number].end
    size, kind = kind_of(text, core)
    inner: list[str] = []  # what speaks of the words between, gathered on the way
    bound, plain, count, has_quote, has_of = 0, True, 0, False, False
    at = number
    while at >= 0:
        token = tokens[at]
        start, mark = token.start, text[token.start]
        if mark in _CLOSING and token.end in view.quote_ending and (at != number or core != end):
            quoted = view.quote_ending[token.end]
            if _SPEECH.search(text, *quoted):
                break
            start = quoted[0] - 1
            has_quote, plain = True, False
        elif mark in "）)" and (opened := _bracket(text, token.start)):
            start = opened
        elif mark in _STOPS or mark in _INNER_OPENING or (token.sort == "mark" and mark not in _PASSED):
            break
        if core - start > _MOST:
            break
        written = text[start : token.end]
        first = tokens[view.token_at[start]]
        count += 1
        if not has_quote or start != token.start:
            plain = plain and written in _plain()
        if end - start >= 2 and not _NO_NAME.match(text, start):
            found = [*inner, *_of_start(view, start, first, core, end, kind, around)]
            found.append(f"bound={size_in(bound, (0, 1, 2))}")
            found.append(f"words={size_in(count, (1, 2, 3, 4, 6, 9))}")
            found.append(f"plain={plain}")
            if plain:
                found.append(f"plain,{kind}")
            found.append(f"slogan={has_quote}")
            if has_of:
                found += ["of", f"of,{kind}"]
            topic = core - size - start
            found.append(f"topic={size_in(topic, (0, 1, 2, 3, 4, 6, 9, 14, 20))}")
            if topic <= 0:
                found.append(f"topic0,{text[core - 2 : core]}")
            yield start, found
        if token.sort == "boundary" and start == token.start:
            bound += 1
            inner.append(f"ib={written}")
        has_of = has_of or (start == token.start and "的" in written)
        at = view.token_at[start] - 1


def _bracket(text: str, close: int) -> int:
    """Where a short bracket that closes there opens; 0 where none does."""
    return max(0, text.rfind("（", max(0, close - 8), close), text.rfind("(", max(0, close - 8), close))


def _of_start(view: View, start: int, first: Token, core: int, end: int, kind: str, around: _Around) -> list[str]:
    text = view.text
    before = view.tokens[view.token_at[start - 1]] if start else None
    word = text[before.start : before.end] if before else "^"
    name = text[start:end]
    found = [
        f"pw={word}",
        f"ps={before.sort if before else '^'}",
        f"p1={text[start - 1 : start]}",
        f"p2={text[max(0, start - 2) : start]}",
        f"fw={text[first.start : first.end]}",
        f"fs={first.sort}",
        f"len={size_in(end - start, _LENGTHS)}",
    ]
    if text[start] in _OPENING:
        found.append("opens")
    verbs = _held()
    held = next((text[start - n : start] for n in (5, 4, 3, 2) if start >= n and text[start - n : start] in verbs), "")
    found.append(f"held={held}")
    if held:
        found += ["held", f"held,{kind}", f"held,{text[core - 2 : core]}"]
        if text[end : end + 1] in tuple("，。；、！\n"):
            found.append("held,stop")
    if _COUNT.search(text, max(0, start - 4), start):
        found.append("counted")
    if _NUMBERED.match(text, start, end):
        found.append("numbered")
    if _EDITION.search(text, start, end):
        found.append("edition")
    if around.begins.get(start, end) < end:
        found.append("house0")
    if around.within[start]:
        found.append("cuts")
    if start in around.ends:
        found.append("after house")
    if before and before.sort == "place":
        found.append("after place")
    if first.sort == "place":
        found.append(f"place0,{first.divisions[0].level if first.divisions else ''}")
    times = count_near(text, name, start)
    found.append(f"times={size_in(times, (1, 2, 3))}")
    if start and times > 1 and count_near(text, text[start - 1] + name, start) == times:
        found.append("longer")
    title = len(view.article.title or "")
    if title and end > title and name in text[:title]:
        found.append("headline")
    if not start or text[start - 1] in "，。；：\n　 ":
        found.append("opened")
        if text.startswith(_behind(), end):
            found.append("opened,behind")
    return found


@cache
def weights() -> tuple[dict[str, float], dict[str, float]]:
    """Feature -> weight (data/events.tsv): of whether any name ends there, and of each name."""
    rows = [line.split("\t") for line in DATA.read_text("utf-8").split("\n") if line and line[0] != "#"]
    ends, names = (
        {row[0].replace(NEW_LINE, "\n"): float(row[column]) for row in rows if row[column]} for column in (1, 2)
    )
    return ends, names


def likely_end(look: Sequence[str]) -> bool:
    """Whether a name may end there at all, at first sight; most places need no more."""
    known = weights()[0]
    return sum(filter(None, map(known.get, look))) + known[BIAS] > 0


def names(view: View, found: Sequence[Mention], least: float) -> Iterator[Named]:
    """The likeliest name at each end where any is at least so likely; of those that overlap the likelier end."""
    known = weights()[1]
    told = []
    for case in cases(view, found, likely_end):
        base = known[BIAS] + sum(filter(None, map(known.get, case.shared)))
        shares = [
            (math.exp(min(base + sum(filter(None, map(known.get, features))), 50.0)), start)
            for start, features in case.starts
        ]
        total = sum(share for share, _ in shares)
        chance = total / (1 + total)
        if chance >= least:
            told.append(Named((max(shares, key=lambda item: (item[0], -item[1]))[1], case.end), chance))
    kept, taken = [], bytearray(len(view.text))
    for name in sorted(told, key=lambda one: (-one.chance, one.span)):
        start, end = name.span
        if not any(taken[start:end]):
            kept.append(name)
            taken[start:end] = b"\x01" * (end - start)
    yield from sorted(kept)
