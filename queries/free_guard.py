"""The guard of free queries: which text may go to a store at all. Pure, and before any store parses it.

The idea: in Cypher a clause's word can only stand at the start or after something complete (a name, a
value, a closing bracket). There only the words of free_words.FOLLOWING are let through, so LOAD, CALL or
CREATE cannot begin anything, and yet are good as names, labels, properties, strings and in comments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ontology.errors import UsageError
from queries import free_words as words
from queries.free_tokens import Token, refusal, tokens, unified

MAX_BYTES = 10_000
MAX_NESTING = 100
MAX_CASES = 10
"""CASE within CASE: Ladybug's parser takes more than 20 s for 90."""
MAX_LITERALS = 10
"""Square brackets and braces within one another: Neo4j takes seconds to read 25, and cannot be stopped."""
MAX_SUBQUERIES = 4
MAX_HOPS = 6
MAX_RELATIONS = 20
"""Relations in the patterns of one query: Ladybug's planner takes minutes over 60, and fails at 100."""

_READS = "free queries read with " + ", ".join(sorted(words.STARTS)) + "; a name of yours that is such a word: `name`"
_CLOSES = {")": "(", "]": "[", "}": "{"}

State = Literal["start", "missing", "complete"]
"""A query must start here; a value or pattern is missing; what came before is complete."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word taken as a keyword, or a comma: its index in the tokens, and how many brackets are open."""

    index: int
    depth: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A text that the guard let through.

    `text` is what goes to the store: its comments are spaces, and it has no last semicolon. `parameters`
    are the names after $; `columns` what RETURN's items are called, None where it says `*`. `closings`
    leads from an opening bracket's index in `tokens` to its closing one's.
    """

    text: str
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    closings: dict[int, int]
    parameters: frozenset[str]
    columns: tuple[str, ...] | None


@dataclass(slots=True)
class _Frame:
    """What an open bracket holds; `hops`: a relation lies directly in it."""

    kind: Literal["query", "group", "list", "relation", "map", "subquery"]
    sign: str = ""
    index: int = -1
    hops: bool = False


def check(text: str) -> Checked:
    """Let a free query through, or say why not. UsageError names line and column.

    >>> check("MATCH (n:Person) RETURN n.name AS 姓名;").columns
    ('姓名',)
    >>> check("MATCH (n) DETACH DELETE n")
    Traceback (most recent call last):
    ontology.errors.UsageError: line 1, column 11: the word DETACH cannot stand here; free queries read with MATCH, \
OPTIONAL, RETURN, UNWIND, WITH; a name of yours that is such a word: `name`
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise UsageError(
            f"the query is longer than {MAX_BYTES:,} bytes", remedy="give long texts and lists as parameters"
        )
    text = unified(text)
    found = list(tokens(text))
    if found and found[-1][0].is_sign(";"):
        found.pop()
    if not found:
        raise UsageError("the query is empty", remedy="for example: MATCH (p:Person) RETURN p.name LIMIT 10")
    walk = _Walk(text, tuple(token for token, _ in found))
    for index in range(len(found)):
        walk.step(index)
    if len(walk.frames) > 1:
        raise refusal(f"a {walk.frame.sign} that is not closed", text, walk.tokens[walk.frame.index].start)
    sent = _without_comments(text, found)
    return Checked(
        text=sent,
        tokens=walk.tokens,
        marks=tuple(walk.marks),
        closings=walk.closings,
        parameters=frozenset(token.text for token in walk.tokens if token.kind == "parameter"),
        columns=_columns(sent, found, walk.marks),
    )


@dataclass(slots=True)
class _Walk:
    """The guard's way through the tokens."""

    text: str
    tokens: tuple[Token, ...]
    state: State = "start"
    expected: frozenset[str] = frozenset()
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("query")])
    closed: _Frame | None = None  # the bracket that the token before closed
    cases: int = 0
    relations: int = 0
    marks: list[Mark] = field(default_factory=list)
    closings: dict[int, int] = field(default_factory=dict)

    @property
    def frame(self) -> _Frame:
        return self.frames[-1]

    def step(self, index: int) -> None:
        """Take one token. UsageError where it cannot stand."""
        token = self.tokens[index]
        closed, self.closed = self.closed, None
        if self.expected:
            if token.upper not in self.expected:
                raise self.no(token, f"{' or '.join(sorted(self.expected))} must come before {token.text!r}")
            self.keyword(index)
        elif token.kind == "sign":
            self.sign(index, closed)
        elif self.is_name(index):
            self.operand(index)
        elif token.kind == "word" and self.is_keyword(index):
            self.keyword(index)
        elif self.state == "start":
            raise self.no(token, f"a query cannot begin with {token.text!r}", _READS)
        elif self.state == "complete" and token.kind == "word":
            raise self.no(token, f"the word {token.text} cannot stand here", _READS)
        elif self.state == "complete" and self.frame.kind != "relation":  # there, the bounds come after the star
            raise self.no(token, "a value right after another", "put an operator or a comma between them")
        elif token.upper in words.SUBQUERIES and self.follows(index, "{"):
            self.state = "missing"
        else:
            self.operand(index)

    def is_name(self, index: int) -> bool:
        """Is a word here a property, label, alias or key, whatever it is called?"""
        token, before = self.tokens[index], self.before(index)
        if self.frame.kind == "map" and before is not None and before.is_sign("{", ","):
            if not (token.is_name and self.follows(index, ":")):
                raise self.no(token, "braces here hold a map", "write {key: value}")
            return True
        if before is None or not token.is_name:
            return False
        if before.is_sign(".", ":"):
            value = self.frame.kind == "map" and self.tokens[index - 3].is_sign("{", ",")
            return before.text == "." or not value
        if before.is_sign("|", "&", "!"):
            return self.frame.kind == "relation"
        return bool(self.marks) and self.marks[-1] == Mark(index - 1, len(self.frames), "AS")

    def is_keyword(self, index: int) -> bool:
        word, before = self.tokens[index].upper, self.before(index)
        if self.state == "start":
            return word in words.STARTS
        if self.state == "complete":
            return word in words.FOLLOWING
        return word in words.OPENING or (word == "WHEN" and before is not None and before.upper == "CASE")

    def keyword(self, index: int) -> None:
        token = self.tokens[index]
        word, before = token.upper, self.before(index)
        again = before is not None and before.upper == "UNION" and word in ("ALL", "DISTINCT") and bool(self.expected)
        self.expected = words.EXPECTED.get(word, frozenset())
        self.state = "start" if again else "complete" if word in words.COMPLETE else "missing"
        self.marks.append(Mark(index, len(self.frames), word))
        self.cases += {"CASE": 1, "END": -1}.get(word, 0)
        if self.cases > MAX_CASES:
            raise self.no(token, f"CASE within CASE more than {MAX_CASES} deep", "ask in several queries")

    def operand(self, index: int) -> None:
        """A name or value; a name before a round bracket must be a function we know."""
        token = self.tokens[index]
        if token.is_name and self.follows(index, "("):
            start = index
            while start >= 2 and self.tokens[start - 1].is_sign(".") and self.tokens[start - 2].is_name:
                start -= 2
            name = "".join(part.text for part in self.tokens[start : index + 1])
            if name.lower() not in words.FUNCTIONS:
                raise self.no(token, f"the function {name} is not among those for free queries")
        self.state = "complete"

    def sign(self, index: int, closed: _Frame | None) -> None:
        token, before = self.tokens[index], self.before(index)
        sign = token.text
        if self.state == "start" and not (sign == "(" and self.frame.kind == "subquery"):
            raise self.no(token, f"a query cannot begin with {sign!r}", _READS)
        if sign == ";":
            raise self.no(token, "a free query is one statement", "ask one after the other")
        if sign in "+*{" and self.repeats(index, closed):
            raise self.no(token, "a repeated path without bounds", f"write -[:RELATION*1..{MAX_HOPS}]->")
        if self.frame.kind == "map" and before is not None and before.is_sign("{", ",") and sign != "}":
            raise self.no(token, "braces here hold a map", "write {key: value}")
        if sign in "([{":
            self.open(index)
        elif sign in ")]}":
            self.close(index)
        elif sign == "*":
            self.star(index)
        elif sign == "%" and before is not None and before.is_sign(":", "|", "&", "!", "("):
            raise self.no(token, "the label % is not taken", "leave the label out")
        else:
            if sign == ",":
                self.marks.append(Mark(index, len(self.frames), ","))
            if sign == "-" and before is not None and (before.is_sign("-") or (closed and closed.kind == "relation")):
                self.frame.hops = True
                self.relations += 1
                if self.relations > MAX_RELATIONS:
                    raise self.no(token, f"more than {MAX_RELATIONS} relations", "ask in several queries")
            self.state = "missing"

    def open(self, index: int) -> None:
        token, before = self.tokens[index], self.before(index)
        frame = _Frame("group", token.text, index)
        if token.text == "[":
            frame.kind = "relation" if before is not None and before.is_sign("-") else "list"
        elif token.text == "{":
            query = before is not None and before.upper in words.SUBQUERIES and self.state == "missing"
            frame.kind = "subquery" if query else "map"
            if not query and self.state == "complete" and self.frame.kind not in ("group", "relation"):
                raise self.no(
                    token, "braces cannot stand here", "only EXISTS, COUNT and COLLECT take a query in braces"
                )
        self.frames.append(frame)
        literals = sum(each.sign in ("[", "{") for each in self.frames)
        subqueries = sum(each.kind == "subquery" for each in self.frames)
        for kind, depth, most in (
            ("brackets", len(self.frames) - 1, MAX_NESTING),
            ("lists and maps", literals, MAX_LITERALS),
            ("subqueries", subqueries, MAX_SUBQUERIES),
        ):
            if depth > most:
                raise self.no(token, f"{kind} are nested more than {most} deep", "ask in several queries")
        self.state = "start" if frame.kind == "subquery" else "missing"

    def close(self, index: int) -> None:
        token = self.tokens[index]
        if self.frame.sign != _CLOSES[token.text]:
            raise self.no(token, f"a {token.text} without its {_CLOSES[token.text]}", "close every bracket in order")
        self.closed = self.frames.pop()
        self.closings[self.closed.index] = index
        self.state = "complete"

    def star(self, index: int) -> None:
        """`*` is all columns, all rows, the length of a path, or times."""
        token, before = self.tokens[index], self.before(index)
        if before is not None and before.is_sign("."):
            raise self.no(token, "a map of all properties is not taken", "name the properties")
        every = self.state == "missing" and before is not None and (before.is_sign("(") or before.kind == "word")
        self.state = "complete" if every or self.frame.kind == "relation" else "missing"
        if self.frame.kind == "relation" and self.hops(index) > MAX_HOPS:
            raise self.no(token, f"a path of more than {MAX_HOPS} relations", f"give bounds: *1..{MAX_HOPS}")

    def hops(self, index: int) -> float:
        """The upper bound of a path's length, infinity where there is none."""
        rest = list(self.tokens[index + 1 : index + 8])
        while rest and rest[0].upper in words.PATHS:
            rest.pop(0)
        least = rest.pop(0) if rest and rest[0].kind == "number" else None
        if not (rest and rest[0].is_sign("..")):
            return _whole(least)
        return _whole(rest[1] if len(rest) > 1 else None)

    def repeats(self, index: int, closed: _Frame | None) -> bool:
        """Does a sign here repeat a path: (…)+ or -[…]->* or -->{2,}?"""
        one, two = self.before(index), self.before(index - 1)
        if one is None or two is None:
            return False
        if closed is not None:
            return closed.sign == "(" and (closed.hops or self.tokens[index].text == "{")
        if one.is_sign(">"):
            return two.is_sign("-")
        return one.is_sign("-") and (two.is_sign("-") or (two.is_sign("]") and self.frame.hops))

    def before(self, index: int) -> Token | None:
        return self.tokens[index - 1] if index > 0 else None

    def follows(self, index: int, sign: str) -> bool:
        return index + 1 < len(self.tokens) and self.tokens[index + 1].is_sign(sign)

    def no(self, token: Token, problem: str, remedy: str = "") -> UsageError:
        return refusal(problem, self.text, token.start, remedy)


def _whole(token: Token | None) -> float:
    return int(token.text) if token is not None and token.kind == "number" and token.text.isdecimal() else float("inf")


def _without_comments(text: str, found: list[tuple[Token, int]]) -> str:
    """The text with spaces for all that is no token, so that errors keep their place."""
    pieces, position = [], 0
    for token, end in found:
        gap = text[position : token.start]
        pieces += ["".join(each if each == "\n" else " " for each in gap), text[token.start : end]]
        position = end
    return "".join(pieces).rstrip()


def _columns(text: str, found: list[tuple[Token, int]], marks: list[Mark]) -> tuple[str, ...] | None:
    """What the first RETURN's items are called: as they are written, or after AS."""
    outer = [mark for mark in marks if mark.depth == 1]
    begins = next((place for place, mark in enumerate(outer) if mark.word == "RETURN"), None)
    if begins is None:
        raise UsageError("the query returns nothing", remedy="end it with RETURN")
    first, cuts = outer[begins].index + 1, []
    for mark in outer[begins + 1 :]:
        if mark.word == "DISTINCT" and mark.index == first:
            first += 1
        elif mark.word == ",":
            cuts.append(mark.index)
        elif mark.word in ("ORDER", "SKIP", "LIMIT", "UNION"):
            cuts.append(mark.index)
            break
    else:
        cuts.append(len(found))
    named = {mark.index for mark in outer if mark.word == "AS"}
    columns: list[str] = []
    for cut in cuts:
        items = found[first:cut]
        if not items:
            raise UsageError("an item of RETURN is missing", remedy="take out the comma")
        if items[0][0].is_sign("*"):
            return None
        alias = cut - 2 in named and len(items) > 2
        columns.append(items[-1][0].text if alias else " ".join(text[items[0][0].start : items[-1][1]].split()))
        first = cut + 1
    for column in columns:
        if columns.count(column) > 1:
            raise UsageError(f"two columns are called {column!r}", remedy="name them with AS")
    return tuple(columns)
