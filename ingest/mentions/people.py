"""People: a name beside a title, a verb of speech or another name; nicknames; what the tagger adds.

A name is a surname and one or two characters (compound surnames: one or two more, names of other
peoples joined by a dot). Beside an office's title the surname may be any, as 党, 铁 or 和 are; elsewhere
a name that is also a word (成功, 康健) does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.tagger import tag
from ingest.mentions.view import View
from ingest.mentions.words import common_words
from ontology.records import Mention, Span

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_DOTTED = re.compile(rf"{_HAN}{{1,6}}(?:[·•‧]{_HAN}{{1,6}}){{1,3}}")
_HAN_RUN = re.compile(rf"{_HAN}+")
_GIVEN = re.compile(r"[（(](?:[男女]|[男女][，,]|代)")
_BIOGRAPHY = re.compile(r"[，,][男女][，,]")
_APPOINT = re.compile(r"(?:任命|免去|决定|选举|接受|推选|补选|聘任|增补|提名)$")
_ENDS = "，。；：、！？“”（）()《》　 \n,;:!?"


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    single = frozenset("".join(words("surnames", "single")))
    return single, frozenset("".join(words("surnames", "wordy"))), words("surnames", "compound")


@cache
def _titles() -> Lexicon[str]:
    labels = {word: "resident" for word in words("titles", "residents")}
    labels |= {word: "post" for word in words("titles", "posts")}
    return Lexicon(sorted(labels.items()))


@cache
def _after() -> frozenset[str]:
    return words("titles", "after")


@cache
def _speech() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("titles", "speech")))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Named people and nicknames outside of the byline."""
    text = view.text
    people: dict[Span, Mention] = {}
    taken = [(m.start, m.end) for m in found if m.type in ("Place", "Organization")]
    covered = bytearray(len(text) + 1)
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)

    def add(start: int, end: int, kind: str, rule: str, confidence: float) -> None:
        if view.is_sealed(start, end) or any(covered[start:end]) or (start, end) in people:
            return
        people[start, end] = Mention(
            start=start, end=end, text=text[start:end], type="Person", kind=kind, rule=rule, confidence=confidence
        )

    for span in _dotted(text):
        add(*span, "Person", "person/dotted", 0.9)
    for hit in _titles().scan(text):
        before = view.tokens[view.token_at[hit.start]]
        if before.sort == "boundary" and before.start < hit.start:
            continue
        if text[hit.start - 1 : hit.start] and _titles().at(text, hit.start - 1):
            continue  # part of a longer title: 副县长
        span = _name_at(text, hit.end, strong=hit.label == "post")
        if span:
            kind = "PublicPostHolder" if hit.label == "post" else "PrivateResident"
            add(*span, kind, "person/title", 0.9 if hit.label == "post" else 0.75)
            for more in _listed(text, span[1]):
                add(*more, kind, "person/list", 0.8)
    for hit in _speech().scan(text):
        span = _name_before(text, hit.start)
        if span:
            add(*span, "Person", "person/speech", 0.75)
    for match in _GIVEN.finditer(text):
        span = _name_before(text, match.start(), strong=True)
        if span:
            add(*span, "Person", "person/given", 0.9)
    for match in _BIOGRAPHY.finditer(text):
        span = _name_before(text, match.start(), strong=True)
        if span:
            add(*span, "Person", "person/given", 0.9)
    for match in re.finditer("任命|免去|决定|选举|推选|聘任|提名", text):
        span = _name_at(text, match.end(), strong=True, ends="为的任")
        if span:
            add(*span, "PublicPostHolder", "person/appointed", 0.9)
    for span in _nicknames(text):
        add(*span, "NicknamedPerson", "person/nickname", 0.8)
    if view.tagger == "lac":
        for span in _tagged(view, people):
            add(*span, "Person", "person/tagger", 0.65)
    yield from people.values()


def _dotted(text: str) -> Iterator[Span]:
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        first = text[start:].split("·", 1)[0]
        for hit in _titles().scan(text, start, start + len(first)):
            start = hit.end
        if start < end and "·" in text[start + 1 : end]:
            yield start, end


def _name_at(text: str, start: int, *, strong: bool, ends: str = "") -> Span | None:
    """The name that begins at `start`: the longest of 4 to 2 characters that what follows allows."""
    single, wordy, compound = _surnames()
    run = _HAN_RUN.match(text, start, start + 8)
    if not run:
        return None
    length = run.end() - start
    sizes = (4, 3) if text[start : start + 2] in compound else (3, 2)
    has_surname = text[start : start + 2] in compound or text[start] in single
    if text[start : start + 2] in compound:
        sizes = (4, 3, 2) if strong else (4, 3)
    elif not (has_surname or (strong and text[start] not in "的了和与及等是在为在对向从")):
        return None
    if not strong and text[start] in wordy:
        return None
    for size in sizes:
        end = start + size
        if size > length:
            continue
        name = text[start:end]
        following = text[end : end + 1]
        if name in common_words() and not (strong and (not following or following in _ENDS or following in _after())):
            continue
        if _is_title(name):
            return None
        closed = not following or following in _ENDS or following in ends
        if closed or (has_surname and (following in _after() or _speech().at(text, end) or _titles().at(text, end))):
            if size == 2 and name in common_words() and not strong:
                continue
            return start, end
    return None


def _is_title(name: str) -> bool:
    return any(name.startswith(word) or name.endswith(word) for word in ("书记", "主任", "代表", "干部", "群众", "们")) or any(
        _titles().at(name, at) for at in range(len(name) - 1)
    )


def _name_before(text: str, end: int, *, strong: bool = False) -> Span | None:
    """The name that ends at `end`, where a clause or a title begins before it."""
    single, wordy, compound = _surnames()
    for size in (4, 3, 2):
        start = end - size
        if start < 0:
            continue
        name = text[start:end]
        if not _HAN_RUN.fullmatch(name):
            continue
        before = text[start - 1 : start]
        opened = not before or before in _ENDS or any(
            text.endswith(word, max(0, start - len(word)), start) for word in ("书记", "主任", "长", "员", "民", "者", "师", "生")
        )
        if not opened:
            continue
        if name[:2] in compound and size >= 3 or (name[0] in single and size < 4 and (strong or name[0] not in wordy)):
            if (name in common_words() or name[1:] in common_words() and name[:2] in common_words()) and not strong:
                continue
            if not _is_title(name):
                return start, end
    return None


def _listed(text: str, at: int) -> Iterator[Span]:
    """Names after a name: 甲、乙、丙 and 甲和乙."""
    for _ in range(40):
        if text[at : at + 1] not in ("、", "和", "与", " ", "及", "　"):
            return
        span = _name_at(text, at + 1, strong=False)
        if not span:
            return
        yield span
        at = span[1]


@cache
def _nickname_words() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("titles", "nicknames")))


def _nicknames(text: str) -> Iterator[Span]:
    single, wordy, _ = _surnames()
    for hit in _nickname_words().scan(text):
        at = hit.start - 1
        if at < 0 or text[at] not in single or text[at] in wordy:
            continue
        before = text[at - 1 : at]
        if before and _HAN_RUN.match(before) and not any(text.endswith(w, 0, at) for w in ("居民", "村民", "请", "的", "和", "员", "铺")):
            continue
        yield at, hit.end


def _tagged(view: View, people: dict[Span, Mention]) -> Iterator[Span]:
    single, _, compound = _surnames()
    known = list(people)
    for sentence in view.sentences:
        for word in tag(sentence.text):
            if word.tag != "PER":
                continue
            start, end = sentence.start + word.start, sentence.start + word.end
            name = view.text[start:end]
            if not 2 <= len(name) <= 4 or name in common_words() or not _HAN_RUN.fullmatch(name):
                continue
            if any(a < end and start < b for a, b in known):
                continue
            if name[:2] in compound or (name[0] in single and len(name) < 4):
                yield start, end
