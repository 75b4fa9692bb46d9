"""Events: a quoted slogan with its head (“…”主题升旗仪式), or what was held (举行 … 签约仪式)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon, word_kinds, words
from ingest.mentions.view import View
from ontology.records import Mention

_TO_HEAD = re.compile(r"[\u3400-\u9fff]{0,8}")
_SPACE = " 　\n"


@cache
def _heads() -> Lexicon[str]:
    return Lexicon(sorted(word_kinds("events", "heads").items()))


@cache
def _verbs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(words("events", "verbs"))), tuple(sorted(words("events", "behind")))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Events outside of the byline."""
    text = view.text
    for start, end in view.quoted:
        if text[start - 1] != "《" and not view.is_sealed(start, end):
            found = _slogan(view, start, end)
            if found:
                yield found
    for hit in _heads().scan(text):
        mention = _held(view, hit.start, hit.end, hit.label)
        if mention:
            yield mention


def _slogan(view: View, start: int, end: int) -> Mention | None:
    """A quoted slogan and the head that follows it, spaces between allowed: the longest head that fits."""
    text = view.text
    at = end + 1
    while text[at : at + 1] in tuple(" 　") and at < end + 3:
        at += 1
    run = _TO_HEAD.match(text, at)
    best = None
    for hit in _heads().scan(text, at, run.end() if run else at):
        if any(view.tokens[i].sort == "boundary" for i in range(view.token_at[at], view.token_at[hit.start])):
            break
        best = hit if best is None or hit.end > best.end else best
    if best:
        return _mention(view, start - 1, best.end, best.label, "event/slogan", 0.9)
    for hit in _heads().scan(text, start, end):  # a head within the quotes, with more before them: 人居环境整治百人“大会战”
        if hit.end == end and hit.start == start:
            reach = view.reach(start - 1, most=16)
            if reach.start < start - 1:
                return _mention(view, reach.start, end + 1, hit.label, "event/slogan", 0.8)
    return None


def _held(view: View, head: int, end: int, kind: str) -> Mention | None:
    text = view.text
    if view.is_sealed(head, end) or text[head - 1 : head] in ("”",):
        return None
    reach = view.reach(head, most=24)
    start = reach.place.end if reach.place else reach.start
    start = _after_verb(view, start, head)
    if start >= head and end - head < 4:
        return None
    if _generic(view, start, head) or end - start < 4:
        return None
    before, behind = _verbs()
    held = any(text.endswith(verb, max(0, start - len(verb) - 1), start) or text.endswith(verb + "了", 0, start) for verb in before)
    after = text[end : end + 2]
    follows = any(after.startswith(verb) for verb in behind)
    placed = reach.place is not None and reach.place.end == start
    strong = kind not in ("Activity", "Training", "Inspection") or end - head > 2
    if held or (follows and strong):
        return _mention(view, start, end, kind, "event/held", 0.75 if held else 0.65)
    if placed and held:
        return _mention(view, start, end, kind, "event/held", 0.6)
    return None


def _after_verb(view: View, start: int, head: int) -> int:
    """Where the name begins after a verb that the tokens took for a part of it (组织, 启动)."""
    for verb in ("组织开展", "组织", "启动", "开展"):
        if view.text.startswith(verb, start) and start + len(verb) < head:
            return start + len(verb)
    return start


def _generic(view: View, start: int, head: int) -> bool:
    generic = words("events", "generic")
    if start >= head or view.text[start:head] in generic:
        return start < head
    first, last = view.token_at[start], view.token_at[head - 1]
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in view.tokens[first : last + 1]]
    return all(piece in generic for piece in pieces)


def _mention(view: View, start: int, end: int, kind: str, rule: str, confidence: float) -> Mention:
    return Mention(
        start=start, end=end, text=view.text[start:end], type="Event", kind=kind, rule=rule, confidence=confidence
    )
