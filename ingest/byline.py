"""Bylines: who wrote, photographed, edited or sent in an article, as newspapers print it.

A small grammar over words: roles, separators and runs of characters between them. A role stands
before its names (通讯员 甲 乙) or behind them (甲 摄, 某镇宣). What does not fit the grammar whole is
no byline: `parse` gives None, so that ordinary prose in brackets stays in the body. Every step looks
at a window of at most `LONGEST` characters, so a page is read in linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.tables import load
from ontology.records import Span

LONGEST = 160
"""No byline is longer, in code points."""

_SEPARATORS = " \t\u3000\xa0、，,;；/／|｜:：·\ufeff"
_OPEN, _CLOSE = "（(［[【〔", "）)］]】〕"
_MARKS = "□■●◎○◆◇★☆▲△▪•※"
_FINAL = "。！？!?…”』」"
_PROSE = re.compile("[。！？；…“”]")
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+(?:[·•‧・][\u3400-\u9fff]+)*\Z")


@dataclass(frozen=True, slots=True)
class Signed:
    """A name of a byline: its role as written ('' if none) and its span in the text that was parsed."""

    name: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Byline:
    """A parsed byline: its names in order. `roles`: all role words met; `bare` if there are none."""

    names: tuple[Signed, ...]
    roles: frozenset[str]

    @property
    def bare(self) -> bool:
        return not self.roles

    @property
    def editorial(self) -> bool:
        """Only editors and proof-readers: such a line may follow any article's end."""
        return bool(self.roles) and self.roles <= _words().editorial

    @property
    def photo(self) -> bool:
        """Only who took the picture: it ends a caption."""
        return bool(self.roles) and self.roles <= _words().photo

    def moved(self, by: int) -> Byline:
        """The same byline with all spans moved by so many code points."""
        names = tuple(Signed(s.name, s.role, (s.span[0] + by, s.span[1] + by)) for s in self.names)
        return Byline(names, self.roles)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of bylines.yaml in the forms that the grammar asks for."""

    long_roles: re.Pattern[str]
    roles: frozenset[str]
    short_roles: frozenset[str]
    editorial: frozenset[str]
    photo: frozenset[str]
    sources: frozenset[str]
    org_ends: tuple[str, ...]
    own_names: tuple[str, ...]
    not_datelines: frozenset[str]
    surnames: frozenset[str]
    surnames_two: frozenset[str]


@cache
def _words() -> Words:
    data = load("bylines")
    roles = sorted(data["roles"] + data["sources"], key=len, reverse=True)
    return Words(
        re.compile("|".join(re.escape(role) for role in roles if len(role) > 1)),
        frozenset(roles),
        frozenset(data["short_roles"]),
        frozenset(data["editorial"]),
        frozenset(data["photo"]),
        frozenset(data["sources"]),
        tuple(data["org_ends"]),
        tuple(data["own_names"]),
        frozenset(data["not_datelines"]),
        frozenset(data["surnames"].replace(" ", "")),
        frozenset(data["surnames_two"].split()),
    )


words = _words


def person_like(text: str, *, strict: bool = False) -> bool:
    """Could be a person's name: 2–4 Han characters (or with an inner dot); `strict` asks for a known surname.

    >>> person_like("全兴社"), person_like("新街道", strict=True), person_like("罗·次仁")
    (True, False, True)
    """
    if not _HAN_NAME.match(text):
        return False
    if "·" in text or "•" in text or "‧" in text or "・" in text:
        return len(text) <= 14
    known = _words()
    if text[:2] in known.surnames_two:
        return 3 <= len(text) <= 4
    if not 2 <= len(text) <= 4:
        return False
    return not strict or (text[0] in known.surnames and len(text) <= 3)


def org_like(text: str) -> bool:
    """Ends as names of organisations and places do (某镇, 县委宣传部), in at most 24 characters."""
    return 2 <= len(text) <= 24 and text.endswith(_words().org_ends) and not text.endswith(("，", "。"))


def parse(text: str) -> Byline | None:
    """The byline that a text is, brackets and leading marks allowed; None where it is something else.

    >>> [(s.name, s.role) for s in parse("（融媒体 高远 通讯员 米禾 尹冬 摄）").names]
    [('高远', '融媒体'), ('米禾', '通讯员'), ('尹冬', '通讯员')]
    >>> parse("（详见第二版）") is None
    True
    """
    start, end = _inner(text)
    if end - start > LONGEST or end <= start or _PROSE.search(text, start, end):
        return None
    bracketed = start > 0 and text[start - 1] in _OPEN
    tokens = _tokens(text, start, end)
    return _assemble(text, tokens, bracketed=bracketed)


def _inner(text: str) -> Span:
    """The span of `text` without surrounding space, marks and one or more pairs of brackets."""
    start, end = 0, len(text)
    while start < end:
        while start < end and (text[start].isspace() or text[start] in _MARKS):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "。"):
            end -= 1
        if end - start > 2 and text[start] in _OPEN and text[end - 1] in _CLOSE:
            start, end = start + 1, end - 1
            continue
        if text.startswith(("——", "--"), start):
            start += 2
            continue
        break
    return start, end


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # role, run, gap
    start: int
    end: int
    text: str


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    known = _words()
    tokens: list[_Token] = []
    at = start
    while at < end:
        if text[at] in _SEPARATORS:
            stop = at
            while stop < end and text[stop] in _SEPARATORS:
                stop += 1
            # 文/图, 图／文 are roles although the stroke is a separator: seen when the run before it is read.
            tokens.append(_Token("gap", at, stop, text[at:stop]))
            at = stop
            continue
        stop = at
        while stop < end and text[stop] not in _SEPARATORS:
            stop += 1
        at = _run_tokens(text, at, stop, end, known, tokens)
    return tokens


def _run_tokens(text: str, at: int, stop: int, end: int, known: Words, tokens: list[_Token]) -> int:
    """Tokens of text[at:stop], a stretch without separators; gives where to go on."""
    while at < stop:
        slash = known.long_roles.match(text, at, end)
        if slash:
            tokens.append(_Token("role", at, slash.end(), slash.group()))
            if slash.end() >= stop:
                return slash.end()
            at = slash.end()
            continue
        if stop - at == 1 and text[at] in known.short_roles:
            tokens.append(_Token("role", at, stop, text[at]))
            return stop
        found = known.long_roles.search(text, at + 1, stop)
        run_end = found.start() if found else stop
        run = text[at:run_end]
        tail = run[-1]
        splits = len(run) > 2 and tail in "摄宣" and (tail == "摄" or _sent_in(run[:-1], tokens))
        if splits:
            tokens.append(_Token("run", at, run_end - 1, run[:-1]))
            tokens.append(_Token("role", run_end - 1, run_end, tail))
        else:
            tokens.append(_Token("run", at, run_end, run))
        at = run_end
    return at


def _sent_in(run: str, before: list[_Token]) -> bool:
    """某镇宣: who sent the piece in, and not a person whose name ends in 宣."""
    if org_like(run):
        return True
    return not any(token.kind == "role" for token in before) and 2 <= len(run) <= 10


def _assemble(text: str, tokens: list[_Token], *, bracketed: bool) -> Byline | None:
    known = _words()
    solid = [token for token in _join_spaced_names(tokens) if token.kind != "gap"]
    roles = frozenset(token.text for token in solid if token.kind == "role")
    names: list[Signed] = []
    current = ""
    for index, token in enumerate(solid):
        before = solid[index - 1] if index else None
        following = solid[index + 1] if index + 1 < len(solid) else None
        if token.kind == "role":
            if names and before is not None and before.kind == "run" and _behind(token, before, following, text):
                _sign_back(names, token.text)
            else:
                current = token.text
            continue
        if current in known.sources:
            names.append(Signed(token.text, current, (token.start, token.end)))
            continue
        if _says_where(token, following, bracketed=bracketed):
            if following is not None and following.kind == "run":
                current = token.text
            continue
        people = _people(token, strict=not roles)
        if people is None and org_like(token.text) and roles:
            people = [token]
        if people is None:
            return None
        names += [Signed(part.text, current, (part.start, part.end)) for part in people]
    if not names or (not roles and len(names) > 4):
        return None
    return Byline(tuple(names), roles)


def _says_where(token: _Token, following: _Token | None, *, bracketed: bool) -> bool:
    """An organisation before a person or a role tells where the person works (某县融媒体中心记者 甲)."""
    if following is None or person_like(token.text, strict=True):
        return False
    if following.kind == "role":
        sent = following.text in ("摄", "宣", "供稿", "供图", "投稿", "来稿")
        return following.start == token.end and not sent and (org_like(token.text) or len(token.text) == 1)
    return bracketed and org_like(token.text) and person_like(following.text, strict=True)


def _behind(role: _Token, before: _Token, following: _Token | None, text: str) -> bool:
    """A role behind its names: 甲 摄, 某镇宣, 甲 供稿 at the end, or with another role right after."""
    gap = text[before.end : role.start]
    if any(c in gap for c in ";；|｜"):
        return False
    after = text[role.end : role.end + 1]
    if after in ("：", ":", "/", "／"):
        return False
    return following is None or following.kind == "role" or role.text in ("摄", "宣")


def _sign_back(names: list[Signed], role: str) -> None:
    """Give a role written behind to the names without one; a name said twice takes it the second time."""
    for index, signed in enumerate(names):
        if not signed.role:
            names[index] = Signed(signed.name, role, signed.span)
    last = names[-1]
    if any(other.name == last.name for other in names[:-1]) or role == "宣":
        names[-1] = Signed(last.name, role, last.span)


def _people(run: _Token, *, strict: bool) -> list[_Token] | None:
    """The people's names in a run: one, or several written without a gap; None if it is something else."""
    text = run.text
    if person_like(text, strict=strict) and not (len(text) == 4 and _halves(text)):
        return [run]
    if strict or not _HAN_NAME.match(text) or len(text) > 18:
        return None
    cuts = _cut(text)
    if cuts is None:
        return None
    return [_Token("run", run.start + a, run.start + b, text[a:b]) for a, b in cuts]


def _halves(text: str) -> bool:
    known = _words()
    return text[:2] not in known.surnames_two and text[0] in known.surnames and text[2] in known.surnames


def _cut(text: str) -> list[Span] | None:
    """Cut a run into names of two to four characters that begin with known surnames, as evenly as can be."""
    best: list[tuple[int, list[Span]] | None] = [None] * (len(text) + 1)
    best[0] = (0, [])
    for end in range(2, len(text) + 1):
        for length in (3, 2, 4):
            start = end - length
            if start < 0:
                continue
            so_far = best[start]
            if so_far is None or not person_like(text[start:end], strict=True):
                continue
            cost = so_far[0] + (0 if length == 3 else 1)
            current = best[end]
            if current is None or cost < current[0]:
                best[end] = (cost, [*so_far[1], (start, end)])
    found = best[len(text)]
    return found[1] if found else None


def _join_spaced_names(tokens: list[_Token]) -> list[_Token]:
    """张　军: two-character names are often padded with a space; join two neighbours of one character."""
    joined: list[_Token] = []
    for token in tokens:
        if (
            token.kind == "run"
            and len(token.text) == 1
            and len(joined) >= 2
            and joined[-1].kind == "gap"
            and joined[-1].text.strip(" \u3000\xa0") == ""
            and joined[-2].kind == "run"
            and len(joined[-2].text) == 1
        ):
            first = joined[-2]
            joined[-2:] = [_Token("run", first.start, token.end, first.text + token.text)]
        else:
            joined.append(token)
    return joined


def at_end(paragraph: str) -> tuple[int, Byline] | None:
    """The byline that ends a paragraph, and where it begins: 。（记者 甲）, 。 记者 甲, 。甲 摄.

    >>> at_end("活动受到居民欢迎。（记者 高远）")[0]
    9
    """
    text = paragraph.rstrip()
    stripped = text.rstrip("。")
    if stripped and stripped[-1] in _CLOSE:
        depth_start = max(stripped.rfind(mark, max(0, len(stripped) - LONGEST)) for mark in _OPEN)
        if depth_start > 0:
            found = parse(stripped[depth_start:])
            if found and (not found.bare or stripped[:depth_start].rstrip()[-1:] in _FINAL):
                return depth_start, found.moved(depth_start)
        return None
    window = max(0, len(text) - LONGEST)
    cut = max(text.rfind(mark, window) for mark in _FINAL)
    if cut < 0 or cut + 1 >= len(text):
        return None
    found = parse(text[cut + 1 :])
    if found and not found.bare:
        return cut + 1, found.moved(cut + 1)
    return None
