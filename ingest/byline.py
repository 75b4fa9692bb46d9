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
from functools import lru_cache

from ingest.beside import blanked
from ingest.byline_tokens import CLOSE, MARKS, OPEN, Token, joined, parted, tokens_of
from ingest.mentions.words import common_words, cut_units
from ingest.roles import roles as _known
from ingest.signers import is_name, is_office, names_office, org_like, people_in, person_like, surely_org
from ingest.tables import load, words_in
from ontology.records import Span

LONGEST = 160
"""No byline is longer, in code points."""

_COLONS = frozenset(":：/／|｜丨")
FINAL = "。！？!?…”』」"
_PROSE = re.compile("[。！？…“”]")
_BEHIND = frozenset(["摄", "宣"])
_AUTHORS = ("记者", "通讯员", "实习生")
_PICTURED = frozenset(["摄", "摄影", "供图", "图"])
_SENT = frozenset(["摄", "宣", "供稿", "供图", "投稿", "来稿"])
_SUPPLIED = re.compile(
    "(?:(?:本文|本版|本组|文中|所有|以上)?(?:图片|照片|图文|图|视频|资料图|稿件|文稿|文字|文章|报道)?)(?:均|皆|都)?(?:由|为)"
    "(?P<name>[\u3400-\u9fff]{2,20}?)[ \u3000]?(?P<what>提供|供图|所摄|拍摄|摄|供稿|采写|撰写|整理)"
)
_BUT_SIGNED = re.compile("[（(]?除(?:有)?署名(?:者|图片)?外[）)]?[，,：: ]*")
"""What limits a signature to what no one else signs."""
_SUPPLIED_BY = re.compile(
    "(?:(?:本文|本版|本组|文中|所有|以上)(?:图片|照片|图文|稿件|文字|报道)?|图片|照片|稿件)(?:均|皆|都)?由"
    "(?P<who>(?:本报|本网)?(?:记者|通讯员).{2,40}?)[ \u3000]*(?:供稿|采写|撰写|整理)"
)
_SUPPLIED_TOO = re.compile(  # 记者 甲 图片由县医院提供
    rf"(?<=[\u3400-\u9fff])[ \u3000，,；;]+(?=本文|本版|图|照片|视频|资料){_SUPPLIED.pattern}(?=[）)\]］】]?\Z)"
)
_BESIDE = re.compile(r"(?P<signed>[（(][^（()）]{2,40}[）)])[ \u3000]*(?=[\u4e00-\u9fff]{2,6}[：:])")
_CODE = re.compile(r"[（(][A-Za-z]{1,4}[-_]?\d{1,6}[）)](?=[】\]]?\s*\Z)")  # 责任编辑：高远（EN042）
_CONTACT = re.compile(
    r"(?:[ \u3000，,|｜]*(?:联系|咨询|投稿|新闻|报料)?(?:电话|热线|手机|邮箱|信箱|QQ|微信|[Ee]-?[Mm]ail)[：: ]*[-0-9A-Za-z@.()（） ]{5,40}){1,3}\Z"
)
_FROM = re.compile(
    r"(?:[ \u3000，,]+|(?<=[\u3400-\u9fff]{2}))(?:发自|写自|摄于)[\u3400-\u9fff]{2,12}(?=[）)\]］】]?\Z)|[ \u3000，,]*根据[\u3400-\u9fff]{2,6}(?=整理)"
)
_IS = re.compile(  # 甲，系某镇党政办主任; 作者甲系某校教师
    r"(?:[，, \u3000]+(?:作者)?|(?<=[\u3400-\u9fff]{2}))(?:系|现任|现为|为)(?P<office>[\u3400-\u9fff]{4,30})(?=[）)\]］】]?\Z)"
)
_OFFICES = re.compile(r"(?P<offices>[\u3400-\u9fff、]{2,40}?)[ \u3000]+(?P<name>[\u3400-\u9fff·]{2,14})")
_KICKER = re.compile(r"\s*(?:——?|--)(?:访|记(?!者)|致|与)")
_CLASS = re.compile(r"[（(][0-9一二三四五六七八九十]{1,2}[）)](?=班)")  # 某小学五（2）班
_LABEL = re.compile(
    r"[【［\[〔（(](?P<role>[\u3400-\u9fff]{2,6})[】］\]〕）)](?=[ \u3000]*[\u3400-\u9fff])"
)  # 【记者】甲
_PAPER = re.compile("《[\u3400-\u9fff]{2,12}》(?=[\u3400-\u9fff]{0,8}(?:记者|通讯员|评论员|编辑部))")  # 《某报》记者 甲
_GROUPS = re.compile("(?<=[\u3400-\u9fff])[】］\\]〕）)][ \u3000]*[【［\\[〔（(](?=[\u3400-\u9fff]{2,6}[：:])")
_DOTTED = re.compile("(?<=[\u3400-\u9fff])[•‧・∙⋅.．](?=[\u3400-\u9fff])")
_HAN = re.compile("[\u3400-\u9fff]+")
WIDE = re.compile("[\u3000\t]|  ")


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
    text = _PAPER.sub(lambda match: " " * len(match[0]), text) if "》" in text else text
    text = _LABEL.sub(lambda match: f" {match['role']}：" if _known().long.fullmatch(match["role"]) else match[0], text)
    if text[:1] in OPEN and text[-1:] in CLOSE:
        text = _GROUPS.sub(lambda match: " " * len(match[0]), text)  # ［编辑：甲］　［审核：乙］
    beside = _BESIDE.match(text) if text[:1] in OPEN and len(text) <= LONGEST else None
    if beside is not None:  # （甲）　编辑：乙
        signed, labelled = parse(beside["signed"]), parse(" " * beside.end() + text[beside.end() :])
        if signed is not None and labelled is not None and not labelled.bare:
            return Byline(signed.names + labelled.names, signed.roles | labelled.roles)
    alone = blanked(text) if len(text) <= LONGEST else text
    if alone != text:
        found = parse(alone) if len(alone.strip()) > 1 else None
        return None if found is None or found.bare else found
    text = _CODE.sub(lambda match: " " * len(match[0]), text) if text[-1:] in CLOSE else text
    contact = _CONTACT.search(text) if len(text) <= LONGEST else None
    if contact and contact.start() > 2:
        text = text[: contact.start()]
    if "署名" in text and len(text) <= LONGEST:
        text = _BUT_SIGNED.sub(lambda match: " " * len(match[0]), text)
    text = _without_aside(text)
    too = _SUPPLIED_TOO.search(text) if "由" in text and len(text) <= LONGEST else None
    if too is not None:
        others = parse(text[: too.start()] + " " * len(too[0]) + text[too.end() :])
        supplier = _supplied(too) if others is not None and not others.bare else None
        return Byline(others.names + supplier.names, others.roles | supplier.roles) if others and supplier else others
    start, end = inner(text)
    if end - start > LONGEST or end - start < 2 or _PROSE.search(text, start, end):
        return None
    by = _SUPPLIED_BY.fullmatch(text, start, end) if "由" in text else None
    if by is not None and (written := parse(by["who"])) is not None:  # 本组稿件由记者甲 通讯员乙采写
        return written.moved(by.start("who"))
    supplied = _SUPPLIED.fullmatch(text, start, end)
    if supplied:
        return _supplied(supplied)
    if text[start:end] in load("bylines")["not_names"] or _KICKER.match(text) or text.startswith("图为", start):
        return None
    held = _OFFICES.fullmatch(text, start, end)
    if held and is_name(held["name"]) and all(names_office(part) for part in held["offices"].split("、")):
        return Byline((Signed(held["name"], held["offices"], held.span("name")),), frozenset())
    free = start > 0 and (text[start - 1] in OPEN or text[:start].strip() != "")
    tokens = joined([*tokens_of(text, start, end)])
    found = _assembled(text, tokens, free=free)
    return None if text.rstrip().endswith((":", "：")) else found  # 任命：


def _without_aside(text: str) -> str:
    """The text, as long, without what it adds of the author: 发自某镇, 系某镇党政办主任."""
    aside = _FROM.search(text) or _IS.search(text) if len(text) <= LONGEST else None
    if aside is None:
        return text
    if aside.re is _IS and not (
        is_office(aside["office"])
        or org_like(aside["office"])
        or aside["office"].endswith(words_in("bylines", "writers"))
    ):
        return text  # 甲，系县供电公司职工
    return text[: aside.start()] + " " * len(aside[0]) + text[aside.end() :]


def _supplied(match: re.Match[str]) -> Byline | None:
    name = match["name"]
    if name in load("bylines")["not_names"] or not (org_like(name) or is_name(name)):
        return None
    role = match["what"] if match["what"] in ("供稿", "采写", "撰写", "整理") else "供图"
    return Byline((Signed(name, role, match.span("name")),), frozenset([role]))


def inner(text: str) -> Span:
    """The span of `text` without surrounding space, marks and one or more pairs of brackets."""
    start, end = 0, min(len(text), LONGEST + 40)
    if end < len(text):
        return 0, len(text)
    while start < end:
        while start < end and (text[start].isspace() or text[start] in MARKS):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "。"):
            end -= 1
        if end - start > 2 and text[start] in OPEN and text[end - 1] in CLOSE:
            start, end = start + 1, end - 1
        elif text.startswith(("——", "--"), start):
            start += 2
        else:
            break
    return start, end


def _assembled(text: str, tokens: list[Token], *, free: bool) -> Byline | None:
    """The byline of tokens, or None. `free`: in brackets or behind a mark, where rare surnames may stand."""
    tokens = _with_labels(tokens)
    if free and tokens and not tokens[0].role:
        tokens = [*parted(tokens[0]), *tokens[1:]]
    if free and len(tokens) == 2 and not any(token.role for token in tokens):  # 甲 某镇, 甲/某镇
        named, works = tokens
        if is_name(named.text) and not org_like(named.text) and _works(works.text):
            return Byline((Signed(named.text, works.text, (named.start, named.end)),), frozenset())
    roles = frozenset(token.text for token in tokens if token.role)
    names: list[Signed] = []
    employed = _is_employed(tokens) if not roles else len(tokens) > 1 and _is_employed(tokens[:2])
    row, behind_each = _is_desk_row(tokens) or (bool(tokens) and _is_label_alone(tokens)), _is_row_behind(tokens)
    spaced = any(not a.role and not b.role and _is_gap(b.gap) for a, b in itertools.pairwise(tokens))
    pictured = len(tokens) > 2 and any(token.role and token.text in _PICTURED for token in tokens[1:])
    beside = free and not roles and any(is_name(t.text) and not org_like(t.text) for t in tokens)
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
            desk = before is not None and not before.role and token.gap == "" and org_like(before.text)  # 县委报道组 甲
            struck = following is not None and any(one.role and one.gap in ("/", "／") for one in tokens[index + 2 :])
            labels = compound or (following is not None and _labels(token, following, in_row=row))
            labels = labels or ((desk or struck) and following is not None and is_name(following.text))
            if token.text in _known().wordy and not free and not labels:
                return None
            current = token.text
            continue
        if current in _known().workplaces:
            if not org_like(token.text):
                return None
            continue
        if current and token.text in load("bylines")["nobody"]:
            continue  # 图/受访者
        if current in _known().authors and following is not None and _is_workplace(token, following):
            continue  # 通讯员：某镇 甲
        if _known().is_source(current):
            if not any("\u3400" <= letter <= "\u9fff" for letter in token.text):
                continue  # 来源：团区委 2023-09-05
            if not org_like(token.text.strip("《》")):
                if not is_name(token.text):
                    return None  # 来源：某镇党政办 甲, 素材：甲
                names.append(Signed(token.text, "" if names else current, (token.start, token.end)))
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
            and not (len(roles) == 1 and is_name(token.text))
        ):
            continue  # 记者 甲 通讯员 乙 寿光报道: from where
        if following is not None and _says_where(token, following, free=free or employed):
            current = current if following.role else token.text
            continue
        # A wide gap does a colon's work behind an editor's label: 编辑　格列.
        wide = _known().is_desk(current) and WIDE.search(token.gap) is not None
        colon = wide or not _COLONS.isdisjoint(token.gap)
        listed = bool(names) and names[-1].role == current and org_like(names[-1].name) and org_like(token.text)
        sure = bool(roles) and (colon or listed or (free and token.gap != "") or (free and index == 0))
        if index == 0 and pictured and _is_of_words(token.text):
            continue  # 演练现场 甲 摄
        people = people_in(token.text, strict=not sure, rows=bool(roles), apart=token.gap != "")
        if people is not None and len(people) == 2 and len(token.text) < 6 and spaced:
            people = [(0, len(token.text))]  # 吉克伍且 阿力么日牛: the others stand apart
        by_author = current != "" and current not in _known().wordy and not _known().is_source(current)
        apart = _is_gap(token.gap) and by_author
        if people is None and (beside or apart) and _without_words(token.text, longest=6 if free else 4):
            people = [(0, len(token.text))]  # 记者 那日苏; （甲 尔玛依娜）: beside a name that is one for sure
        if people is None and by_author and (apart or free or names) and _may_be_called(token.text):
            people = [(0, len(token.text))]  # 记者 光明: whatever stands alone behind such a role
        employed_as = _named_behind_office(token.text) if roles and (people is None or len(people) > 2) else None
        if employed_as:
            names.append(Signed(token.text[employed_as:], current, (token.start + employed_as, token.end)))
            continue
        last = following is None and by_author and _is_gap(token.gap)  # 通讯员 甲 县供电公司
        behind = bool(names) and (last or (free and (following is None or not following.role)))
        behind = behind and not _known().is_desk(current)
        if behind and not person_like(token.text, strict=True) and (org_like(token.text) or is_office(token.text)):
            continue  # 作者：甲 县委党校教师
        if people is None:
            sender = len(tokens) == 2 and surely_org(token.text)  # 文/图 某镇党政办
            if not (roles and org_like(token.text) and (sure or sender or following is not None)):
                return None
            people = [(0, len(token.text))]
        if len(token.text) < token.end - token.start:  # a padded name: its span holds the space too
            names.append(Signed(token.text, current, (token.start, token.end)))
            continue
        names += [Signed(token.text[a:b], current, (token.start + a, token.start + b)) for a, b in people]
    if not names or (not roles and len(names) > 4):
        return None
    colons = _COLONS - {"/", "／"} if free and all(is_name(token.text) for token in tokens) else _COLONS  # （甲/乙）
    if not roles and not employed and any(not colons.isdisjoint(token.gap) for token in tokens):
        return None  # 成员：甲 乙
    return Byline(tuple(names), roles)


def _with_labels(tokens: list[Token]) -> list[Token]:
    """The tokens, a label that no list has being a role where it stands with a colon beside one that is known."""
    if not any(token.role for token in tokens):
        return tokens
    found = list(tokens)
    for index, (token, following) in enumerate(itertools.pairwise(tokens)):
        if token.role or _COLONS.isdisjoint(following.gap) or not 2 <= len(token.text) <= 5:
            continue
        if following.role:
            if not index and not org_like(token.text) and not is_name(token.text):
                found[index] = replace(token, role=True)  # 主持：本报记者 甲
            continue
        if is_name(following.text) and not org_like(token.text) and not is_name(token.text):
            found[index] = replace(token, role=True)
    return found


def _is_of_words(text: str) -> bool:
    """Is nothing but two words or more, and no name: 演练现场."""
    return len(text) > 3 and all(text[a:b] in common_words() for a, b in cut_units(text))


def _is_gap(text: str) -> bool:
    return text != "" and text.strip() == ""


def _without_words(text: str, *, longest: int) -> bool:
    """May be a name of any people: Han characters, of which no two or more are a word."""
    if not 2 <= len(text) <= longest or not _HAN.fullmatch(text) or org_like(text):
        return False
    return not any(b - a > 1 and text[a:b] in common_words() for a, b in cut_units(text))


def _may_be_called(text: str) -> bool:
    """Two or three Han characters that are no body and no kind of article (记者 手记)."""
    kinds = load("bylines")["kinds_of_article"]
    return (
        2 <= len(text) <= 3 and _HAN.fullmatch(text) is not None and not (org_like(text) or text.endswith(tuple(kinds)))
    )


def _is_workplace(token: Token, following: Token) -> bool:
    """An organisation between an author's label and a name: 通讯员：某镇 甲, 文/图：县融媒体中心 甲."""
    named = not following.role and is_name(following.text) and not org_like(following.text)
    return named and following.gap.strip() == "" and org_like(token.text) and not is_name(token.text)


def _named_behind_office(text: str) -> int | None:
    """Where the name begins in an office with a name behind it, without a gap: 系某镇党委书记|高远."""
    return next(
        (at for at in range(len(text) - 4, len(text) - 1) if at > 2 and is_office(text[:at]) and is_name(text[at:])),
        None,
    )


def _is_employed(tokens: list[Token]) -> bool:
    """Where one works or what one is, and one to three names: 县法院 甲 乙."""
    if not 2 <= len(tokens) <= 4:
        return False
    first, *people = tokens
    if any({":", "："} & {*token.gap} for token in tokens) and not org_like(first.text):
        return False
    if first.role or any(token.role for token in people):
        return False
    works = _works(first.text)
    return works and all(is_name(token.text) and not org_like(token.text) for token in people)


def _works(text: str) -> bool:
    """Is where one works or what one is: 县法院, 莘县, 柳林镇, 第一书记; not what may be a person's name too."""
    area = org_like(text) and text.endswith(("县", "市", "区", "镇", "乡", "街道"))
    return (area or (org_like(text) and len(text) > 2) or is_office(text)) and (area or not is_name(text))


def _is_desk_row(tokens: list[Token]) -> bool:
    """Editors' labels and names by turns, spaces alone between them: 编辑 甲 校对 乙 审核 丙."""
    labels = [token for token in tokens if token.role]
    by_turns = len(labels) > 1 and tokens[0].role and not tokens[-1].role
    pairs = itertools.pairwise(tokens)
    if not by_turns or not all(a.role != b.role or not a.role or b.text.endswith(_AUTHORS) for a, b in pairs):
        return False
    named = all(token.role or is_name(token.text) for token in tokens)
    if named and any(token.text not in _known().wordy for token in labels):  # 撰文 甲 摄影 乙
        return True
    if named and all(token.text in _known().crafted for token in labels):  # 图片 甲 文字 乙
        return True
    people = [token.text for token in tokens if not token.role]
    crafts = all(token.text in _known().crafted or _known().is_editorial(token.text) for token in labels)
    if named and crafts and not any(name in common_words() for name in people):  # 统筹 甲 采写 乙
        return True
    return any(_known().is_desk(token.text) for token in labels)


def _is_label_alone(tokens: list[Token]) -> bool:
    """One label and names that are no words: 编辑 甲, 执笔 甲小乙; of two characters behind an editor's or 文, 图 alone."""
    first, *people = tokens
    if not first.role or not 1 <= len(people) <= 3:
        return False
    if not all(not one.role and _is_gap(one.gap) and _is_no_word(one.text) for one in people):
        return False
    known = _known()
    label = first.text in known.short | known.behind | known.photo | known.authors or known.is_desk(first.text)
    return (label and len(people) == 1) or all(one.end - one.start > 2 for one in people)  # 王　明 too


def _is_no_word(text: str) -> bool:
    return is_name(text) and text not in common_words() and not org_like(text)


def _is_row_behind(tokens: list[Token]) -> bool:
    """Names and crafts by turns, each craft behind its name: 甲 文　乙 摄."""
    by_turns = len(tokens) > 3 and not tokens[0].role and tokens[-1].role
    if not by_turns or any(a.role == b.role for a, b in itertools.pairwise(tokens)):
        return False
    known = _known()
    return all(
        (token.text in known.short or token.text in known.photo or token.text in known.behind)
        if token.role
        else is_name(token.text)
        for token in tokens
    )


def _labels(role: Token, following: Token, *, in_row: bool) -> bool:
    """Does a role that is an ordinary word too label what follows, by a colon or by how the line is set?"""
    if following.role or in_row or _COLONS & {*following.gap}:
        return True
    return _known().is_desk(role.text) and WIDE.search(following.gap) is not None and person_like(following.text)


def _says_where(token: Token, following: Token, *, free: bool) -> bool:
    """An organisation before a person or a role tells where the person works (某县融媒体中心记者 甲)."""
    place = org_like(token.text) and (len(token.text) > 2 or not is_name(token.text))
    place = place or _works(token.text)
    if following.role:
        return following.gap == "" and following.text not in _SENT and (place or len(token.text) == 1)
    return free and place and person_like(following.text, strict=True)


def _is_behind(text: str, role: Token, following: Token | None) -> bool:
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
