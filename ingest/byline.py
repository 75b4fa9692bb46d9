"""Bylines: who wrote, photographed, edited or sent in an article, as newspapers print it.

A small grammar over words: roles, separators and runs of characters between them. A role stands
before its names (通讯员 甲 乙) or behind them (甲 摄, 某镇宣). What does not fit the grammar whole is
no byline: `parse` gives None, so that ordinary prose in brackets stays in the body. Every step looks
at a window of at most `LONGEST` characters, so a page is read in linear time.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ingest.beside import blanked
from ingest.mentions.words import common_words, cut_units
from ingest.roles import roles as _known
from ingest.signers import names_office, org_like, people_in, person_like
from ingest.tables import load
from ontology.records import Span

LONGEST = 160
"""No byline is longer, in code points."""

_MARKS = "□■●◎○◆◇★☆▲△▪•※⊙＊*▌▎❖✦#"
SEPARATORS = " \t\u3000\xa0，、,;；/／|｜丨:：\ufeff" + _MARKS
_COLONS = frozenset(":：/／|｜丨")
OPEN, _CLOSE = "（(［[【〔", "）)］]】〕"
_BRACKETS = frozenset("（([［")
FINAL = "。！？!?…”』」"
_TOLD = re.compile("[^。！？：:\n]{2,60}报道[：:]")
_PROSE = re.compile("[。！？…“”]")
_BEHIND = frozenset(["摄", "宣"])
_PICTURED = frozenset(["摄", "摄影", "供图", "图"])
_SENT = frozenset(["摄", "宣", "供稿", "供图", "投稿", "来稿"])
_SUPPLIED = re.compile(
    "(?:(?:本文|本版|本组|文中|所有|以上)?(?:图片|照片|图文|图|视频|资料图)?)(?:均|皆|都)?(?:由|为)"
    "(?P<name>[\u3400-\u9fff]{2,20}?)(?P<what>提供|供图|所摄|拍摄|摄|供稿)"
)
_CONTACT = re.compile(
    r"[ \u3000，,|｜]*(?:联系|咨询|投稿|新闻|报料)?(?:电话|热线|手机|邮箱|信箱|QQ|微信|[Ee]-?[Mm]ail)[：: ]*[-\w@.()（） ]{5,40}\Z"
)
_FROM = re.compile(r"[ \u3000，,]+(?:发自|写自)[\u3400-\u9fff]{2,12}(?=[）)\]］】]?\Z)")
_IS = re.compile(  # 甲，系某镇党政办主任; 作者甲系某校教师
    r"(?:[，, \u3000]+(?:作者)?|(?<=[\u3400-\u9fff]{2}))(?:系|现任|现为|为)(?P<office>[\u3400-\u9fff]{4,30})(?=[）)\]］】]?\Z)"
)
_CAPTION = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u3000]{1,4}(?:(?:本报)?(?:记者|通讯员)[ \u3000]*)?(?P<name>[\u3400-\u9fff]{2,4})[ \u3000]*[/／]?(?:摄|摄影|供图)\Z"
)
_BEGINS = re.compile(r"(?<=[ \u3000])(?:近日|日前|连日来|今年|昨日|昨天|今天|今日|\d{1,4}[年月日])")
_SENT_ON = re.compile(r"[ \u3000]*\d{1,2}月\d{1,2}日(?:[讯电]|消息)[ \u3000]*(?=[（(])")
_OFFICES = re.compile(r"(?P<offices>[\u3400-\u9fff、]{2,40}?)[ \u3000]+(?P<name>[\u3400-\u9fff·]{2,14})")
_KICKER = re.compile(r"\s*(?:——?|--)(?:访|记(?!者)|致|与)")
_BEGUN = re.compile(r"[ \u3000]*(?:近日|日前|连日来|为|\d{1,4}[年月日]|今年|昨|今[日天])")
_CLASS = re.compile(r"[（(][0-9一二三四五六七八九十]{1,2}[）)](?=班)")  # 某小学五（2）班
_LABEL = re.compile(r"[【［\[〔（(](?P<role>[\u3400-\u9fff]{2,6})[】］\]〕）)](?=[ \u3000]*[\u3400-\u9fff])")  # 【记者】甲
_DOTTED = re.compile("(?<=[\u3400-\u9fff])[•‧・∙⋅.．](?=[\u3400-\u9fff])")
_WIDE = re.compile("[\u3000\t]|  ")


@dataclass(frozen=True, slots=True)
class Signed:
    """A name of a byline: its role as written ('' if none) and its span in the text that was parsed."""

    name: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Byline:
    """A parsed byline: its names in order, and all role words met."""

    names: tuple[Signed, ...]
    roles: frozenset[str]

    @property
    def bare(self) -> bool:
        """Names without any role: could be something else where it stands."""
        return not self.roles

    @property
    def editorial(self) -> bool:
        """Only editors, proof-readers and sources: such a line may follow any article's end."""
        return bool(self.roles) and all(_known().is_editorial(r) or _known().is_source(r) for r in self.roles)

    @property
    def photo(self) -> bool:
        """Who took the picture: it ends a caption."""
        return not self.roles.isdisjoint(_known().photo) and len(self.names) == 1

    def moved(self, by: int) -> Byline:
        """The same byline with all spans moved by so many code points."""
        names = tuple(Signed(s.name, s.role, (s.span[0] + by, s.span[1] + by)) for s in self.names)
        return Byline(names, self.roles)


@lru_cache(maxsize=256)
def parse(text: str) -> Byline | None:
    """The byline that a text is, brackets and leading marks allowed; None where it is something else.

    >>> [(s.name, s.role) for s in parse("（融媒体 高远 通讯员 米禾 尹冬 摄）").names]
    [('高远', '融媒体'), ('米禾', '通讯员'), ('尹冬', '通讯员')]
    >>> parse("（详见第二版）") is None
    True
    """
    text = _DOTTED.sub("·", text)  # 艾力•买买提, 艾力.买买提
    text = _CLASS.sub(lambda match: "级" * len(match[0]), text)
    text = _LABEL.sub(lambda match: f" {match['role']}：" if _known().long.fullmatch(match["role"]) else match[0], text)
    alone = blanked(text) if len(text) <= LONGEST else text
    if alone != text:
        found = parse(alone) if len(alone.strip()) > 1 else None
        return None if found is None or found.bare else found
    contact = _CONTACT.search(text) if len(text) <= LONGEST else None
    if contact and contact.start() > 2:
        text = text[: contact.start()]
    text = _without_aside(text)
    start, end = inner(text)
    if end - start > LONGEST or end - start < 2 or _PROSE.search(text, start, end):
        return None
    supplied = _SUPPLIED.fullmatch(text, start, end)
    if supplied:
        return _supplied(supplied)
    if text[start:end] in load("bylines")["not_names"] or _KICKER.match(text) or text.startswith("图为", start):
        return None
    held = _OFFICES.fullmatch(text, start, end)
    if held and _is_name(held["name"]) and all(names_office(part) for part in held["offices"].split("、")):
        return Byline((Signed(held["name"], held["offices"], held.span("name")),), frozenset())
    free = start > 0 and (text[start - 1] in OPEN or text[:start].strip() != "")
    tokens = _joined([*_tokens(text, start, end)])
    found = _assembled(text, tokens, free=free)
    return None if text.rstrip().endswith((":", "：")) else found  # 任命：


def _without_aside(text: str) -> str:
    """The text, as long, without what it adds of the author: 发自某镇, 系某镇党政办主任."""
    aside = _FROM.search(text) or _IS.search(text) if len(text) <= LONGEST else None
    if aside is None or (aside.re is _IS and not (_is_office(aside["office"]) or org_like(aside["office"]))):
        return text
    return text[: aside.start()] + " " * len(aside[0]) + text[aside.end() :]


def _supplied(match: re.Match[str]) -> Byline | None:
    name = match["name"]
    if name in load("bylines")["not_names"] or not (org_like(name) or _is_name(name)):
        return None
    role = "供稿" if match["what"] == "供稿" else "供图"
    return Byline((Signed(name, role, match.span("name")),), frozenset([role]))


def inner(text: str) -> Span:
    """The span of `text` without surrounding space, marks and one or more pairs of brackets."""
    start, end = 0, min(len(text), LONGEST + 40)
    if end < len(text):
        return 0, len(text)
    while start < end:
        while start < end and (text[start].isspace() or text[start] in _MARKS):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "。"):
            end -= 1
        if end - start > 2 and text[start] in OPEN and text[end - 1] in _CLOSE:
            start, end = start + 1, end - 1
        elif text.startswith(("——", "--"), start):
            start += 2
        else:
            break
    return start, end


@dataclass(frozen=True, slots=True)
class _Token:
    """A role, or a run of characters between roles and separators; `gap`: the separators before it."""

    role: bool
    start: int
    end: int
    text: str
    gap: str


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    known = _known()
    tokens: list[_Token] = []
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
            tokens.append(_Token(True, at, role.end(), "".join(role.group().split()), gap))
            at, gap = role.end(), ""
            continue
        stop = _run_end(text, at, end, named=(bool(tokens) and tokens[-1].text in known.sources) or text[at] == "据")
        if stop == at:
            stop = end  # a bracket that holds no workplace: no byline's grammar has it
        tokens += _run(text, at, stop, gap, signed=any(token.role for token in tokens))
        at, gap = stop, ""
    return tokens


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
        if role is None:
            continue
        head = text[at:i]
        if role.group() not in _known().wordy or org_like(head) or people_in(head, strict=True, rows=True) or _glued(head):
            return i
    return stop


def _glued(run: str) -> int:
    """Where a name begins that stands right behind where its bearer works: 某镇党政办|高小远; 0 if none does."""
    if not 5 <= len(run) <= 24:
        return 0
    for at in (len(run) - 3, len(run) - 2):
        name = run[at:]
        if at > 2 and org_like(run[:at]) and _is_name(name) and not org_like(name) and name not in common_words():
            return at
    return 0


def _parted(token: _Token) -> list[_Token]:
    """A token cut before a name that is glued to a workplace."""
    at = 0 if _is_name(token.text) or org_like(token.text) else _glued(token.text)
    if not at or len(token.text) < token.end - token.start:
        return [token]
    middle = token.start + at
    return [
        replace(token, end=middle, text=token.text[:at]),
        _Token(False, middle, token.end, token.text[at:], " "),
    ]


def _workplace(text: str, at: int, end: int) -> int:
    """Where a name's workplace in brackets behind it ends (甲（县医院）); 0 if there is none at `at`."""
    if text[at] not in _BRACKETS:
        return 0
    close = next((i for i in range(at + 1, end) if text[i] in _CLOSE), 0)
    inner = text[at + 1 : close].strip()
    return close + 1 if close and (org_like(inner) or (_is_office(inner) and org_like(inner[:-2]))) else 0


def _run(text: str, at: int, stop: int, gap: str, *, signed: bool) -> list[_Token]:
    """The tokens of text[at:stop], which holds no separator: one, or a name with 摄 or 宣 right behind it."""
    run = text[at:stop]
    if run.startswith("据") and not signed:
        told = next((word for word in ("消息", "报道", "讯") if run.endswith(word)), "")
        name = run[1 : len(run) - len(told)]
        if org_like(name.strip("《》")):
            return [_Token(True, at, at + 1, "据", gap), _Token(False, at + 1, stop - len(told), name, "")]
    if len(run) == 1 and run in _known().short:
        return [_Token(True, at, stop, run, gap)]
    tail = run[-1]
    if len(run) > 2 and tail in _BEHIND:
        head = run[:-1]
        # 王文宣 after 通讯员 is a person; 某镇宣, 某应急宣, and 宣 behind a name that stands alone, is who sent it in.
        sent = org_like(head) or len(run) >= 4 or not signed
        if (tail == "摄" and (org_like(head) or people_in(head, strict=True, rows=True))) or (tail == "宣" and sent):
            return [_Token(False, at, stop - 1, head, gap), _Token(True, stop - 1, stop, tail, "")]
    return [_Token(False, at, stop, run, gap)]


def _joined(tokens: list[_Token]) -> list[_Token]:
    """张　军: two-character names are often padded with a space; join two neighbours of one character."""
    joined: list[_Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        single = not token.role and len(token.text) == 1 and not token.gap.strip() and token.gap != ""
        if single and before is not None and not before.role and len(before.text) == 1:
            joined[-1] = _Token(False, before.start, token.end, before.text + token.text, before.gap)
        else:
            joined.append(token)
    return joined


def _assembled(text: str, tokens: list[_Token], *, free: bool) -> Byline | None:
    """The byline of tokens, or None. `free`: in brackets or behind a mark, where rare surnames may stand."""
    tokens = _with_labels(tokens)
    if free and tokens and not tokens[0].role:
        tokens = [*_parted(tokens[0]), *tokens[1:]]
    if free and len(tokens) == 2 and not any(token.role for token in tokens):  # 甲 某镇, 甲/某镇
        named, works = tokens
        if _is_name(named.text) and not org_like(named.text) and _works(works.text):
            return Byline((Signed(named.text, works.text, (named.start, named.end)),), frozenset())
    roles = frozenset(token.text for token in tokens if token.role)
    names: list[Signed] = []
    employed = _is_employed(tokens) if not roles else len(tokens) > 1 and _is_employed(tokens[:2])
    row, behind_each = _is_desk_row(tokens) or _is_label_alone(tokens), _is_row_behind(tokens)
    pictured = bool(tokens) and tokens[-1].role and tokens[-1].text in _PICTURED and len(tokens) > 2
    beside = free and not roles and any(_is_name(t.text) and not org_like(t.text) for t in tokens)
    current = ""
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.role:
            before = tokens[index - 1] if index else None
            after_name = names and before is not None and not before.role
            if after_name and (behind_each or _is_behind(text, token, following)):
                names = _signed_back(names, token.text, close=token.gap in ("/", "／"))
                continue
            compound = before is not None and before.role and token.gap == ""  # 供稿整理
            labels = compound or (following is not None and _labels(token, following, in_row=row))
            if token.text in _known().wordy and not free and not labels:
                return None
            current = token.text
            continue
        if current in _known().workplaces:
            if not org_like(token.text):
                return None
            continue
        if current in _known().authors and following is not None and _is_workplace(token, following):
            continue  # 通讯员：某镇 甲
        if _known().is_source(current):
            if not any("\u3400" <= letter <= "\u9fff" for letter in token.text):
                continue  # 来源：团区委 2023-09-05
            if not org_like(token.text.strip("《》")):
                if not names or not _is_name(token.text):
                    return None
                names.append(Signed(token.text, "", (token.start, token.end)))  # 来源：某镇党政办 甲
                continue
            opens = len(token.text) - len(token.text.lstrip("《"))
            name = token.text.strip("《》")
            names.append(Signed(name, current, (token.start + opens, token.start + opens + len(name))))
            continue
        if (
            following is not None
            and following.text == "报道"
            and following.gap == ""
            and index
            and not tokens[index - 1].role
            and token.gap.strip() == ""
            and not (len(roles) == 1 and _is_name(token.text))
        ):
            continue  # 记者 甲 通讯员 乙 寿光报道: from where
        if following is not None and _says_where(token, following, free=free or employed):
            current = current if following.role else token.text
            continue
        # A wide gap does a colon's work behind an editor's label: 编辑　格列.
        wide = _known().is_desk(current) and _WIDE.search(token.gap) is not None
        colon = wide or not _COLONS.isdisjoint(token.gap)
        listed = bool(names) and names[-1].role == current and org_like(names[-1].name) and org_like(token.text)
        sure = bool(roles) and (colon or listed or (free and token.gap != "") or (free and index == 0))
        if index == 0 and pictured and _is_of_words(token.text):
            continue  # 演练现场 甲 摄
        people = people_in(token.text, strict=not sure, rows=bool(roles))
        if people is None and beside and token.text not in common_words() and person_like(token.text):
            people = [(0, len(token.text))]  # （甲 尔玛依娜）: who signs beside a name that is one for sure
        employed_as = _named_behind_office(token.text) if roles and people is None else None
        if employed_as:
            names.append(Signed(token.text[employed_as:], current, (token.start + employed_as, token.end)))
            continue
        behind = free and bool(names) and (following is None or not following.role) and not _known().is_desk(current)
        if behind and not person_like(token.text, strict=True) and (org_like(token.text) or _is_office(token.text)):
            continue  # 作者：甲 县委党校教师
        if people is None:
            if not (roles and org_like(token.text) and (sure or following is not None)):
                return None
            people = [(0, len(token.text))]
        if len(token.text) < token.end - token.start:  # a padded name: its span holds the space too
            names.append(Signed(token.text, current, (token.start, token.end)))
            continue
        names += [Signed(token.text[a:b], current, (token.start + a, token.start + b)) for a, b in people]
    if not names or (not roles and len(names) > 4):
        return None
    if not roles and not employed and any(not _COLONS.isdisjoint(token.gap) for token in tokens):
        return None  # 成员：甲 乙
    return Byline(tuple(names), roles)


def _with_labels(tokens: list[_Token]) -> list[_Token]:
    """The tokens, a label that no list has being a role where it stands with a colon beside one that is known."""
    if not any(token.role for token in tokens):
        return tokens
    found = list(tokens)
    for index, (token, following) in enumerate(itertools.pairwise(tokens)):
        if token.role or following.role or _COLONS.isdisjoint(following.gap) or not 2 <= len(token.text) <= 5:
            continue
        if _is_name(following.text) and not org_like(token.text) and not _is_name(token.text):
            found[index] = replace(token, role=True)
    return found


def _is_name(text: str) -> bool:
    return person_like(text, strict=True)


def _is_of_words(text: str) -> bool:
    """Is nothing but two words or more, and no name: 演练现场."""
    return len(text) > 3 and all(text[a:b] in common_words() for a, b in cut_units(text))


def _is_workplace(token: _Token, following: _Token) -> bool:
    """An organisation between an author's label and a name: 通讯员：某镇 甲, 文/图：县融媒体中心 甲."""
    named = not following.role and _is_name(following.text) and not org_like(following.text)
    return named and following.gap.strip() == "" and org_like(token.text) and not _is_name(token.text)


def _is_office(text: str) -> bool:
    """Ends as what a person is does: 县委党校教师, 第一书记."""
    titles = load("titles")
    return len(text) > 2 and text.endswith((*titles["posts"].split(), *titles["occupations"].split()))


def _named_behind_office(text: str) -> int | None:
    """Where the name begins in an office with a name behind it, without a gap: 系某镇党委书记|高远."""
    return next(
        (at for at in range(len(text) - 4, len(text) - 1) if at > 2 and _is_office(text[:at]) and _is_name(text[at:])),
        None,
    )


def _is_employed(tokens: list[_Token]) -> bool:
    """Where one works or what one is, and one to three names: 县法院 甲 乙."""
    if not 2 <= len(tokens) <= 4:
        return False
    first, *people = tokens
    if any({":", "："} & {*token.gap} for token in tokens) and not org_like(first.text):
        return False
    if first.role or any(token.role for token in people):
        return False
    works = _works(first.text)
    return works and all(_is_name(token.text) and not org_like(token.text) for token in people)


def _works(text: str) -> bool:
    """Is where one works or what one is: 县法院, 莘县, 柳林镇, 第一书记; not what may be a person's name too."""
    area = org_like(text) and text.endswith(("县", "市", "区", "镇", "乡", "街道"))
    return (area or (org_like(text) and len(text) > 2) or _is_office(text)) and (area or not _is_name(text))


def _is_desk_row(tokens: list[_Token]) -> bool:
    """Editors' labels and names by turns, spaces alone between them: 编辑 甲 校对 乙 审核 丙."""
    labels = [token for token in tokens if token.role]
    by_turns = len(labels) > 1 and tokens[0].role and not tokens[-1].role
    if not by_turns or not all(a.role != b.role or not a.role for a, b in itertools.pairwise(tokens)):
        return False
    named = all(token.role or _is_name(token.text) for token in tokens)
    if named and any(token.text not in _known().wordy for token in labels):  # 撰文 甲 摄影 乙
        return True
    if named and all(token.text in _known().crafted for token in labels):  # 图片 甲 文字 乙
        return True
    return any(_known().is_desk(token.text) for token in labels)


def _is_label_alone(tokens: list[_Token]) -> bool:
    """One editor's label or 文, 图 and a name that is no word: 编辑 甲."""
    if len(tokens) != 2 or not tokens[0].role or tokens[1].role or not _is_name(tokens[1].text):
        return False
    label = tokens[0].text in _known().short or _known().is_desk(tokens[0].text)
    return label and tokens[1].text not in common_words() and not org_like(tokens[1].text)


def _is_row_behind(tokens: list[_Token]) -> bool:
    """Names and crafts by turns, each craft behind its name: 甲 文　乙 摄."""
    by_turns = len(tokens) > 3 and not tokens[0].role and tokens[-1].role
    if not by_turns or any(a.role == b.role for a, b in itertools.pairwise(tokens)):
        return False
    known = _known()
    return all(
        (token.text in known.short or token.text in known.photo or token.text in known.behind)
        if token.role
        else _is_name(token.text)
        for token in tokens
    )


def _labels(role: _Token, following: _Token, *, in_row: bool) -> bool:
    """Does a role that is an ordinary word too label what follows, by a colon or by how the line is set?"""
    if following.role or in_row or _COLONS & {*following.gap}:
        return True
    return _known().is_desk(role.text) and _WIDE.search(following.gap) is not None and person_like(following.text)


def _says_where(token: _Token, following: _Token, *, free: bool) -> bool:
    """An organisation before a person or a role tells where the person works (某县融媒体中心记者 甲)."""
    place = org_like(token.text) and (len(token.text) > 2 or not _is_name(token.text))
    place = place or _works(token.text)
    if following.role:
        return following.gap == "" and following.text not in _SENT and (place or len(token.text) == 1)
    return free and place and person_like(following.text, strict=True)


def _is_behind(text: str, role: _Token, following: _Token | None) -> bool:
    """A role behind its names: 甲 摄, 某镇宣, 甲 供稿 at the end, or with another role right after."""
    if role.gap in ("/", "／"):
        return True  # 甲/文 乙/图
    if any(c in role.gap for c in ";；|｜丨") or text[role.end : role.end + 1] in _COLONS:
        return False
    return following is None or following.role or role.text in _BEHIND


def _signed_back(names: list[Signed], role: str, *, close: bool) -> list[Signed]:
    """The names with a role written behind them: it is theirs that have none.

    The last name takes it in any case where it alone took the picture (记者 甲 摄), was said before (记者 甲 乙 甲 摄),
    is who sent the piece in (通讯员 甲 某镇宣), or is joined to it by a stroke (`close`: 甲/文 乙/图).
    """
    signed = [s if s.role else Signed(s.name, role, s.span) for s in names]
    last = signed[-1]
    pictured = len(signed) == 1 and role in _PICTURED
    supplied = role in _SENT and _known().is_source(last.role)  # 据甲发布、某镇供稿
    if close or pictured or supplied or role == "宣" or any(other.name == last.name for other in signed[:-1]):
        signed[-1] = Signed(last.name, role, last.span)
    return signed


def at_lead(paragraph: str, *, sent: bool = False) -> tuple[int, Byline] | None:
    """The byline that a report begins with, and where the report goes on: （记者 甲）近日, 记者甲报道：近日.

    `sent`: behind a dateline, where names alone may stand (本报讯 甲 近日).

    >>> at_lead("（记者 高远）近日，某镇举行义诊。")[0]
    7
    """
    day = _SENT_ON.match(paragraph)  # 7月15日讯（记者 甲）
    start = day.end() if day else 0
    window = paragraph[start : start + LONGEST]
    if window[:1] and window[0] in "（(":
        end = min((at for at in map(window.find, "）)") if at > 0), default=-1) + 1
        if 0 < end < len(window) and window[end] in "（(":  # （记者 甲）（通讯员 乙）
            second = min((at for at in (window.find(mark, end) for mark in "）)") if at > 0), default=-1) + 1
            end = second if parse(window[:second].replace("）（", "， ").replace(")(", ", ")) else end
    else:
        told = _TOLD.match(window)
        end = told.end() if told else 0
    begins = _BEGINS.search(window, 4) if not end else None
    end = begins.start() if begins else end
    signature = window[:end].rstrip("：: ").replace("）（", "， ").replace(")(", ", ")
    found = parse(signature) if 0 < end < len(paragraph.rstrip()) - start else None
    if found is None or found.editorial:
        return None
    set_apart = sent or window[0] in _MARKS or window[0] in "（("
    signed = set_apart and all(_is_name(s.name) for s in found.names) and _BEGUN.match(window, end)
    return (start + end, found.moved(start)) if signed or not found.bare else None


def at_end(paragraph: str) -> tuple[int, Byline] | None:
    """The byline that ends a paragraph, and where it begins: 。（记者 甲）, 。 记者 甲, 。甲 摄.

    >>> at_end("活动受到居民欢迎。（记者 高远）")[0]
    9
    """
    text = paragraph[-LONGEST - 40 :].rstrip()
    before = len(paragraph) - len(paragraph[-LONGEST - 40 :])
    stripped = text.rstrip("。")
    if stripped and stripped[-1] in _CLOSE:
        last = _in_brackets(stripped, whole=not before)
        if last and last[0] and stripped[last[0] - 1] in _CLOSE:  # （记者 甲）（编辑 乙）
            first = _in_brackets(stripped[: last[0]], whole=not before)
            alone = first is not None and first[1].bare and stripped[: first[0]].endswith(tuple(FINAL))
            if first and (not first[1].bare or alone):
                last = first[0], Byline(first[1].names + last[1].names, first[1].roles | last[1].roles)
        return (before + last[0], last[1].moved(before)) if last else None
    cut = max(text.rfind(mark) for mark in FINAL)
    found = parse(text[cut + 1 :]) if 0 <= cut < len(text) - 1 else None
    pictured = _CAPTION.search(text, cut + 1) if found is None else None
    if pictured and _is_name(pictured["name"]):  # 图为演练现场 甲 摄
        found = parse(pictured[0])
        return (before + pictured.start(), found.moved(before + pictured.start())) if found else None
    if found is None or (
        found.bare and not (_WIDE.match(text, cut + 1) and all(_is_name(s.name) for s in found.names))
    ):
        return None
    return before + cut + 1, found.moved(before + cut + 1)


def _in_brackets(text: str, *, whole: bool) -> tuple[int, Byline] | None:
    """The byline in brackets that ends a text and where it begins; `whole`: the text is a whole paragraph."""
    start = max(text.rfind(mark) for mark in OPEN)
    found = parse(text[start:]) if start > 0 or (start == 0 and whole) else None
    if found is None or (found.bare and text[:start].rstrip()[-1:] not in FINAL):
        return None
    return start, found.moved(start)
