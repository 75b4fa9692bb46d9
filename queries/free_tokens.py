"""Cypher text to tokens, so exactly that no store can read a text otherwise than its guard did.

Whatever two readers may read differently is refused here: escapes that Neo4j resolves before it
parses, letters that look like others or become others when folded, strange spaces, strings with
escapes of one store only. What stays is the subset on which both stores agree. Linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ontology.errors import UsageError

Kind = Literal["word", "backticks", "string", "number", "parameter", "sign"]

MAX_NAME = 200
"""Characters of a name: what the graph and people call things is far shorter, and errors say it again."""

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\n]+)
  | (?P<comment>//[^\n]*|/\*)
  | (?P<string>['"])
  | (?P<backticks>`)
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
  | (?P<parameter>\$)
  | (?P<word>[A-Za-z_〇㐀-䶿一-鿿\U00020000-\U0003FFFF][A-Za-z0-9_〇㐀-䶿一-鿿\U00020000-\U0003FFFF]*)
  | (?P<sign><=|>=|<>|=~|\|\||\.\.|[-+*/%^=<>()\[\]{},.:|&!;])
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d]\w*", re.ASCII)
_STRING = {quote: re.compile(rf"""((?:[^\\{quote}]|\\[\\'"nrtbf])*){quote}""") for quote in "'\""}
_BACKTICKS = re.compile(r"((?:[^`\\]|``)+)`(?!`)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_FULL_WIDTH = dict(
    zip("，：；（）［］｛｝＝＜＞＋－＊／％｜．！＄“”‘’｀　", ",:;()[]{}=<>+-*/%|.!$\"\"''` ", strict=True)
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: `text` is the name, the sign, or what a string stands for; `start` its place."""

    kind: Kind
    text: str
    start: int

    @property
    def upper(self) -> str:
        """A bare word as a keyword is compared; '' for anything else: only bare words are keywords."""
        return self.text.upper() if self.kind == "word" and self.text.isascii() else ""

    def is_sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.text in signs

    @property
    def is_name(self) -> bool:
        return self.kind in ("word", "backticks")


def refusal(problem: str, text: str, position: int, remedy: str = "") -> UsageError:
    """The error that says what a query may not hold, and where, by line and column from 1."""
    before = text[:position]
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    return UsageError(problem, where=f"line {line}, column {column}", remedy=remedy)


def unified(text: str) -> str:
    """The text with line ends as \\n. UsageError for characters no query needs, and for unicode escapes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        raise refusal(
            f"the query holds the control character U+{ord(found[0]):04X}", text, found.start(), "take it out"
        )
    for position, character in enumerate(text):
        if "\ud800" <= character <= "\udfff":
            raise refusal("the query holds half a character", text, position, "take it out")
        if character == "\\" and text[position + 1 : position + 2] in ("u", "U"):
            raise refusal("unicode escapes are not taken", text, position, "write the character itself")
    return text


def tokens(text: str) -> Iterator[tuple[Token, int]]:
    """The tokens of a `unified` text, comments left out, each with its end. UsageError where it has anything else.

    >>> [token.text for token, _ in tokens("RETURN n.name /* CREATE */ AS `x y`")]
    ['RETURN', 'n', '.', 'name', 'AS', 'x y']
    """
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _strange(text, position)
        start, kind = position, match.lastgroup
        position = match.end()
        if kind == "space":
            continue
        if kind == "comment":
            if match[0] == "/*":
                end = text.find("*/", position)
                if end < 0:
                    raise refusal("a comment that does not end", text, start, "end it with */")
                position = end + 2
            continue
        if kind == "string":
            position, content = _string(text, start, match[0])
            yield Token("string", content, start), position
        elif kind == "backticks":
            position, content = _backticks(text, start)
            yield Token("backticks", content, start), position
        elif kind == "parameter":
            position, content = _parameter(text, start)
            yield Token("parameter", content, start), position
        elif kind == "number":
            if text[position : position + 1].isalnum() or text[position : position + 1] in ("_", "$"):
                raise refusal("a number that runs into what follows", text, start, "put a space between them")
            yield Token("number", match[0], start), position
        elif kind == "word":
            _check_length(text, start, match[0])
            yield Token("word", match[0], start), position
        else:
            yield Token("sign", match[0], start), position


def _check_length(text: str, start: int, name: str) -> None:
    if len(name) > MAX_NAME:
        raise refusal(f"a name of more than {MAX_NAME} characters", text, start, "give it a shorter one")


def _string(text: str, start: int, quote: str) -> tuple[int, str]:
    found = _STRING[quote].match(text, start + 1)
    if found is None:
        raise refusal(
            "a string that does not end, or an unknown escape in it",
            text,
            start,
            "escapes are \\\\ \\' \\\" \\n \\r \\t",
        )
    return found.end(), _ESCAPED.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), found[1])


def _backticks(text: str, start: int) -> tuple[int, str]:
    found = _BACKTICKS.match(text, start + 1)
    if found is None:
        raise refusal("a name in backticks that does not end, or holds a backslash", text, start)
    _check_length(text, start, found[1])
    return found.end(), found[1].replace("``", "`")


def _parameter(text: str, start: int) -> tuple[int, str]:
    found = _WORD.match(text, start + 1)
    if found is None:
        raise refusal("'$' without the name of a parameter", text, start, "names are of Latin letters, digits and _")
    _check_length(text, start, found[0])
    return found.end(), found[0]


def _strange(text: str, position: int) -> UsageError:
    character = text[position]
    meant = _FULL_WIDTH.get(character)
    if meant is None and "！" <= character <= "～":
        meant = chr(ord(character) - 0xFEE0)
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    if meant is not None:
        return refusal(f"the full-width character {shown!r} outside a string", text, position, f"write {meant!r}")
    return refusal(
        f"the character {shown!r} outside a string",
        text,
        position,
        "words are of Latin letters and Chinese characters; put another name in backticks",
    )
