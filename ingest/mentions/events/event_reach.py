"""How far an event's name reaches: left of its head over the topic, right of it over a branch venue."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.view import Reach, View
from ingest.mentions.words import opening, tags
from ontology.records import Mention, Span

EDITION = re.compile(r"(?:第[一二三四五六七八九十百0-9]{1,4}[届期季个]|首届)\Z")
_YEAR = re.compile(r"(?<![0-9])(?:20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?:年度?)?\Z")
BRANCH = re.compile(r"[\u3400-\u9fff]{2,8}?分会场")
BRACKET = re.compile(r"[（(][\u3400-\u9fff]{2,4}[）)]\Z")
_HARD = frozenset(("d", "p", "c", "r", "u", "xc", "vd", "ad", "TIME", "t"))
_ALSO = re.compile("暨[^，。；和与及]*\\Z")
_PARTY = re.compile("(?:中国共产党|中共|中国共产主义青年团|共青团)\\Z")
MOST = 40
"""No event's name is longer, in code points."""


@cache
def verbs_beside() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What holds an event, before its name (举行, 参加), and what is said of one behind it."""
    verbs = sorted(words("events", "verbs"))
    return (*verbs, *(verb + "了" for verb in verbs)), tuple(sorted(words("events", "behind")))


@cache
def _is_bound(word: str, boundary: bool) -> bool:
    """Whether a word ends an event's name: what holds events, and all boundaries but verbs of two characters."""
    if word in verbs_beside()[0]:
        return True
    if not boundary or word in ("暨", "进", "下", "送"):
        return False
    outer = words("events", "outer") | words("titles", "posts") | words("titles", "speech")
    return len(word) < 2 or word in outer or tags().get(word) in _HARD


def topic_reach(view: View, head: int, *, of_people: bool = False) -> Reach:
    """How far a name of a topic goes left of its head, over years, editions and verbs of the topic.

    `of_people`: offices too, as in 村党组织书记培训班.
    """
    text, start, place = view.text, head, None
    while start and head - start < MOST:
        numbered = EDITION.search(text, max(0, start - 8), start) or _YEAR.search(text, max(0, start - 8), start)
        if numbered:
            start = numbered.start()
            continue
        bracket = BRACKET.search(text, max(0, start - 8), start)
        if bracket:
            start = bracket.start()
            continue
        token = view.tokens[view.token_at[start - 1]]
        if token.end != start or place is not None:
            break
        if token.sort == "place":
            whole = view.reach(token.end, most=12)
            start, place = (whole.start, token) if whole.place == token else (token.start, token)
        elif token.sort == "mark":
            quoted = view.quote_ending.get(token.end)
            if not quoted or quoted[1] - quoted[0] > 30 or re.search("[。！？]", text[quoted[0] : quoted[1]]):
                break
            start = quoted[0] - 1
        elif text[token.start : token.end] in "和与及" and _ALSO.search(text, max(0, token.start - 30), token.start):
            start = token.start  # 国际劳动节暨劳动模范和先进集体表彰大会
        elif of_people and text[token.start : token.end] in words("titles", "posts"):
            start = token.start
        elif token.sort == "figure" or _is_bound(text[token.start : token.end], token.sort == "boundary"):
            break
        else:
            start = token.start
    return Reach(start, place)


@cache
def _skipped() -> frozenset[str]:
    return opening() - words("events", "verbal")


def after_verb(view: View, start: int, head: int) -> int:
    """Where the name begins, without verbal nouns that do not belong to an event (加入乡村清洁行动)."""
    skipped = _skipped()
    while start < head:
        token = view.tokens[view.token_at[start]]
        if token.start != start or token.end > head or view.text[start : token.end] not in skipped:
            break
        start = token.end
    return start


def is_plain(view: View, start: int, head: int) -> bool:
    """Whether no word of a topic says what the event is about."""
    generic = words("events", "generic")
    if start >= head or view.text[start:head] in generic:
        return start < head
    first, last = view.token_at[start], view.token_at[head - 1]
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in view.tokens[first : last + 1]]
    return all(piece in generic for piece in pieces)


def event_of(view: View, start: int, end: int, kind: str, rule: str, case: str = "") -> Mention:
    """The event that a span names, whole."""
    return mention_of(view, *whole_span(view.text, start, end, kind), kind, rule, case)


def whole_span(text: str, start: int, end: int, kind: str) -> Span:
    """An event's name with its branch venue, a meeting's with the party before it."""
    branch = BRANCH.match(text, end)
    party = _PARTY.search(text, max(0, start - 6), start) if kind == "Meeting" else None
    return party.start() if party else start, branch.end() if branch else end
