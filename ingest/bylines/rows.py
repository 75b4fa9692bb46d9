"""How names and labels of a byline stand beside each other: in rows, behind a workplace, before a role."""

from __future__ import annotations

import itertools
import re

from ingest.bylines.roles import roles
from ingest.bylines.signers import LONGEST_RUN, is_name, is_office, org_like, people_in, person_like
from ingest.bylines.tokens import BEHIND, Token
from ingest.mentions.words import common_words, cut_units
from ingest.tables import load
from ontology import divisions
from ontology.records import Span

COLONS = frozenset(":：/／|｜丨")
_AUTHORS = ("记者", "通讯员", "实习生")
SENT = frozenset(["摄", "宣", "供稿", "供图", "投稿", "来稿"])
_HAN = re.compile("[\u3400-\u9fff]+")
WIDE = re.compile("[\u3000\t]|  ")


def is_of_words(text: str) -> bool:
    """Is nothing but two words or more, and no name: 演练现场."""
    return len(text) > 3 and all(text[a:b] in common_words() for a, b in cut_units(text))


def is_gap(text: str) -> bool:
    return text != "" and text.strip() == ""


def without_words(text: str, *, longest: int) -> bool:
    """May be a name of any people: Han characters, of which no two or more are a word."""
    if not 2 <= len(text) <= longest or not _HAN.fullmatch(text) or org_like(text):
        return False
    return not any(b - a > 1 and text[a:b] in common_words() for a, b in cut_units(text))


def may_be_called(text: str) -> bool:
    """Two or three Han characters that are no body and no kind of article (记者 手记)."""
    kinds = load("bylines")["kinds_of_article"]
    return (
        2 <= len(text) <= 3 and _HAN.fullmatch(text) is not None and not (org_like(text) or text.endswith(tuple(kinds)))
    )


def is_workplace(token: Token, following: Token) -> bool:
    """An organisation between an author's label and a name: 通讯员：某镇 甲, 文/图：县融媒体中心 甲."""
    named = not following.role and is_name(following.text) and not org_like(following.text)
    return (
        named
        and following.gap.strip() == ""
        and org_like(token.text)
        and (not is_name(token.text) or token.text[-1] in "镇乡")
    )


def named_behind_office(text: str) -> int | None:
    """Where the name begins in an office with a name behind it, without a gap: 系某镇党委书记|高远."""
    return next(
        (at for at in range(len(text) - 4, len(text) - 1) if at > 2 and is_office(text[:at]) and is_name(text[at:])),
        None,
    )


def people_before_body(token: Token, following: Token) -> list[tuple[str, Span]]:
    """The people in a run that ends with where the one behind it works, nothing between: 甲乙|某市日报社|记者 丙."""
    text = token.text
    if not following.role or following.gap or not org_like(text) or len(text) != token.end - token.start:
        return []
    for at in range(2, min(len(text) - 2, LONGEST_RUN)):
        if not (org_like(text[at:]) and any(divisions.upper_named(text[at : at + size]) for size in (2, 3, 4))):
            continue
        people = people_in(text[:at], strict=True, rows=True)
        if people and not divisions.counties_named(text[:at]):  # 庆云|长安网
            return [(text[a:b], (token.start + a, token.start + b)) for a, b in people]
    return []


def is_employed(tokens: list[Token]) -> bool:
    """Where one works or what one is, and one to three names: 县法院 甲 乙."""
    if not 2 <= len(tokens) <= 4:
        return False
    first, *people = tokens
    if any({":", "："} & {*token.gap} for token in tokens) and not org_like(first.text):
        return False
    if first.role or any(token.role for token in people):
        return False
    return works(first.text) and all(is_name(token.text) and not org_like(token.text) for token in people)


def works(text: str) -> bool:
    """Is where one works or what one is: 县法院, 莘县, 柳林镇, 第一书记; not what may be a person's name too."""
    area = org_like(text) and text.endswith(("县", "市", "区", "镇", "乡", "街道"))
    return (area or (org_like(text) and len(text) > 2) or is_office(text)) and (area or not is_name(text))


def is_desk_row(tokens: list[Token]) -> bool:
    """Editors' labels and names by turns, spaces alone between them: 编辑 甲 校对 乙 审核 丙."""
    labels = [token for token in tokens if token.role]
    by_turns = len(labels) > 1 and tokens[0].role and not tokens[-1].role
    pairs = itertools.pairwise(tokens)
    if not by_turns or not all(a.role != b.role or not a.role or b.text.endswith(_AUTHORS) for a, b in pairs):
        return False
    named = all(token.role or is_name(token.text) for token in tokens)
    if named and any(token.text not in roles().wordy for token in labels):  # 撰文 甲 摄影 乙
        return True
    if named and all(token.text in roles().crafted for token in labels):  # 图片 甲 文字 乙
        return True
    people = [token.text for token in tokens if not token.role]
    crafts = all(token.text in roles().crafted or roles().is_editorial(token.text) for token in labels)
    if named and crafts and not any(name in common_words() for name in people):  # 统筹 甲 采写 乙
        return True
    return any(roles().is_desk(token.text) for token in labels)


def is_label_alone(tokens: list[Token]) -> bool:
    """One label and names that are no words: 编辑 甲, 执笔 甲小乙; of two characters behind an editor's or 文, 图 alone."""
    first, *people = tokens
    if not first.role or not 1 <= len(people) <= 3:
        return False
    if not all(not one.role and is_gap(one.gap) and _is_no_word(one.text) for one in people):
        return False
    known = roles()
    label = first.text in known.short | known.behind | known.photo | known.authors or known.is_desk(first.text)
    return (label and len(people) == 1) or all(one.end - one.start > 2 for one in people)  # 王　明 too


def _is_no_word(text: str) -> bool:
    return is_name(text) and text not in common_words() and not org_like(text)


def is_row_behind(tokens: list[Token]) -> bool:
    """Names and crafts by turns, each craft behind its name: 甲 文　乙 摄."""
    by_turns = len(tokens) > 3 and not tokens[0].role and tokens[-1].role
    if not by_turns or any(a.role == b.role for a, b in itertools.pairwise(tokens)):
        return False
    known = roles()
    return all(
        (token.text in known.short or token.text in known.photo or token.text in known.behind)
        if token.role
        else is_name(token.text)
        for token in tokens
    )


def labels_next(role: Token, following: Token, *, in_row: bool) -> bool:
    """Does a role that is an ordinary word too label what follows, by a colon or by how the line is set?"""
    if following.role or in_row or COLONS & {*following.gap}:
        return True
    return roles().is_desk(role.text) and WIDE.search(following.gap) is not None and person_like(following.text)


def says_from(text: str) -> bool:
    """Says from where it is reported, no name: 济宁报道."""
    return 4 <= len(text) <= 7 and text.endswith("报道") and divisions.upper_named(text[:-2]) is not None


def says_where(token: Token, following: Token, *, free: bool) -> bool:
    """An organisation before a person or a role tells where the person works (某县融媒体中心记者 甲)."""
    place = org_like(token.text) and (len(token.text) > 2 or not is_name(token.text))
    place = place or works(token.text)
    if following.role:
        labelled = roles().is_desk(following.text) and not COLONS.isdisjoint(token.gap)
        if labelled and is_name(token.text) and len(token.text) < 4:
            return False  # 责编：高小镇编辑：米禾
        return following.gap == "" and following.text not in SENT and (place or len(token.text) == 1)
    return free and place and person_like(following.text, strict=True)


def is_medium(index: int, tokens: list[Token]) -> bool:
    """What a byline begins with, right before its reporters: 掌上某县|特约通讯员 甲, 某海都|记者 乙; no person's name."""
    if index or len(tokens) < 3 or tokens[1].gap or not tokens[1].text.endswith(_AUTHORS):
        return False
    first, named = tokens[0].text, tokens[2]
    if named.role or not people_in(named.text, strict=True, rows=True) or org_like(named.text):
        return False
    body = any(map(org_like, first.split("·")))  # 某日报社·最某城
    body = body or (
        tokens[1].text.startswith(("融媒", "全媒")) and bool(divisions.counties_named(first))
    )  # 平原|融媒记者
    return 1 < len(first) < 13 and (body or people_in(first, strict=True, rows=True) is None)


def is_behind(text: str, role: Token, following: Token | None) -> bool:
    """A role behind its names: 甲 摄, 某镇宣, 甲 供稿 at the end, or with another role right after."""
    if role.gap in ("/", "／"):
        return True  # 甲/文 乙/图
    if any(c in role.gap for c in ";；|｜丨") or text[role.end : role.end + 1] in COLONS:
        return False
    return following is None or following.role or role.text in BEHIND
