"""The words of a byline: roles, and the runs of characters between roles and separators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.bylines.roles import roles as _known
from ingest.bylines.signers import is_name, is_office, org_like, people_in
from ingest.mentions.words import common_words

MARKS = "□■●◎○◆◇★☆▲△▪•※⊙＊*▌▎❖✦#"
SEPARATORS = " \t\u3000\xa0，、,;；/／|｜丨:：\ufeff" + MARKS
OPEN, CLOSE = "（(［[【〔", "）)］]】〕"
_BRACKETS = frozenset("（([［")
BEHIND = frozenset(["摄", "宣"])


@dataclass(frozen=True, slots=True)
class Token:
    """A role, or a run of characters between roles and separators; `gap`: the separators before it."""

    role: bool
    start: int
    end: int
    text: str
    gap: str


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """What stands in text[start:end], in order."""
    known = _known()
    tokens: list[Token] = []
    at, gap = start, ""
    while at < end:
        if text[at] in SEPARATORS:
            gap += text[at]
            at += 1
            continue
        workplace = _workplace(text, at, end) if tokens and not tokens[-1].role else 0
        if workplace:
            at, gap = workplace, gap + " "
            continue
        # A role may hold a separator itself (文/图), so it is looked for before the run is cut off.
        role = known.long.match(text, at, end)
        if role:
            tokens.append(Token(True, at, role.end(), "".join(role.group().split()), gap))
            at, gap = role.end(), ""
            continue
        stop = _run_end(text, at, end, named=(bool(tokens) and tokens[-1].text in known.sources) or text[at] == "据")
        if stop == at:
            stop = end  # a bracket that holds no workplace: no byline's grammar has it
        tokens += _run(text, at, stop, gap, signed=any(token.role for token in tokens))
        at, gap = stop, ""
    return tokens


def _doubled(role: str) -> bool:
    """Whether what looks like two roles is one behind a name's last character: 曹亦|文/文."""
    first, _, second = "".join(role.split()).replace("／", "/").partition("/")
    return first == second


def _run_end(text: str, at: int, end: int, *, named: bool) -> int:
    """Where a run ends: at a separator, a bracket or a role; `named`: a source's name may hold a role (融媒体中心)."""
    stop = at
    while stop < end and text[stop] not in SEPARATORS and text[stop] not in _BRACKETS:
        stop += 1
    if named and org_like(text[at:stop].strip("据《》")):
        return stop
    roles = _known().within_runs
    for i in range(at + 1, stop):
        # 甲乙文/图 ends before 文/图, 李文/图 does not: no name has one character.
        role = roles.match(text, i, end if i > at + 1 else stop)
        if role is None or _doubled(role.group()):  # 曹亦文/文
            continue
        head = text[at:i]
        if (
            role.group() not in _known().wordy
            or org_like(head)
            or people_in(head, strict=True, rows=True)
            or glued(head)
        ):
            return i
    return stop


def glued(run: str) -> int:
    """Where a name begins that stands right behind where its bearer works: 某镇党政办|高小远; 0 if none does."""
    if not 5 <= len(run) <= 24:
        return 0
    for at in (len(run) - 3, len(run) - 2):
        name = run[at:]
        if at > 2 and org_like(run[:at]) and is_name(name) and not org_like(name) and name not in common_words():
            return at
    return 0


def parted(token: Token) -> list[Token]:
    """A token cut before a name that is glued to a workplace."""
    at = 0 if is_name(token.text) or org_like(token.text) else glued(token.text)
    if not at or len(token.text) < token.end - token.start:
        return [token]
    middle = token.start + at
    return [
        replace(token, end=middle, text=token.text[:at]),
        Token(False, middle, token.end, token.text[at:], " "),
    ]


def _workplace(text: str, at: int, end: int) -> int:
    """Where a name's workplace in brackets behind it ends (甲（县医院）); 0 if there is none at `at`."""
    if text[at] not in _BRACKETS:
        return 0
    close = next((i for i in range(at + 1, end) if text[i] in CLOSE), 0)
    inner = text[at + 1 : close].strip()
    return close + 1 if close and (org_like(inner) or (is_office(inner) and org_like(inner[:-2]))) else 0


def _run(text: str, at: int, stop: int, gap: str, *, signed: bool) -> list[Token]:
    """The tokens of text[at:stop], which holds no separator: one, or a name with 摄 or 宣 right behind it."""
    run = text[at:stop]
    if run.startswith("据") and not signed:
        told = next((word for word in ("消息", "报道", "讯") if run.endswith(word)), "")
        name = run[1 : len(run) - len(told)]
        if org_like(name.strip("《》")):
            return [Token(True, at, at + 1, "据", gap), Token(False, at + 1, stop - len(told), name, "")]
    if len(run) == 1 and run in _known().short:
        return [Token(True, at, stop, run, gap)]
    tail = run[-1]
    if len(run) > 2 and tail in BEHIND:
        head = run[:-1]
        # 王文宣 after 通讯员 is a person; 某镇宣, 某应急宣, and 宣 behind a name that stands alone, is who sent it in.
        sent = org_like(head) or len(run) >= 4 or not signed
        if (tail == "摄" and (org_like(head) or people_in(head, strict=True, rows=True))) or (tail == "宣" and sent):
            return [Token(False, at, stop - 1, head, gap), Token(True, stop - 1, stop, tail, "")]
    return [Token(False, at, stop, run, gap)]


def joined(tokens: list[Token]) -> list[Token]:
    """Names padded with spaces, put together: 张　军, 钱 俊 巧, 张 军 李 敏 (four characters are two names).

    Where some gaps are wider than others, a wide one parts two names.
    """
    found: list[Token] = []
    for run in _padded(tokens):
        size = len(run) if len(run) == 3 else 2
        for at in range(0, len(run), size):
            part = run[at : at + size]
            name = "".join(token.text for token in part)
            found.append(Token(part[0].role, part[0].start, part[-1].end, name, part[0].gap))
    return found


def _padded(tokens: list[Token]) -> Iterator[list[Token]]:
    """Runs of single characters with spaces between, as wide each; every other token is one by itself."""
    run: list[Token] = []
    for token in tokens:
        single = not token.role and len(token.text) == 1
        goes_on = bool(run) and single and token.gap != "" and not token.gap.strip()
        if goes_on and (len(run) == 1 or len(token.gap) <= len(run[1].gap)):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if single else []
        if not single:
            yield [token]
    if run:
        yield run
