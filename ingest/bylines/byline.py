"""Bylines: who wrote, photographed, edited or sent in an article, as newspapers print it.

A small grammar over words: roles, separators and runs of characters between them. A role stands
before its names (通讯员 甲 乙) or behind them (甲 摄, 某镇宣). What does not fit the grammar whole is
no byline: `parse` gives None, so that ordinary prose in brackets stays in the body. Every step looks
at a window of at most `LONGEST` characters, so a page is read in linear time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ingest.bylines.beside import blanked
from ingest.bylines.grammar import assembled
from ingest.bylines.roles import roles as _known
from ingest.bylines.signed import Byline, Signed
from ingest.bylines.signers import is_name, is_office, names_office, org_like
from ingest.bylines.tokens import CLOSE, MARKS, OPEN, joined, tokens_of
from ingest.tables import load, words_in
from ontology.records import Span

LONGEST = 160
"""No byline is longer, in code points."""
FINAL = "。！？!?…”』」"
_PROSE = re.compile("[。！？…“”]")
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
_POSTED = re.compile(
    "(?:本[报台网刊社]|新华社|中新社|[\u3400-\u9fff]{2,4}日报)?(?:特派|派驻|驻)(?![地站村县市区])[\u3400-\u9fff]{2,5}?(?=(?:特[派约])?记者(?!站))"
)  # 本报驻武威记者
_PICTURED_BY = re.compile(
    r"(?<=[摄图影])[ \u3000]*[（(](?:[\u3400-\u9fff]{2,8}(?:视觉|图片网|图片社|图片库|网|客户端)|视觉中国|影像中国|新华社发?|中新社发?|资料图片?|资料照片|图片来源网络)[）)](?=[）)。]?\s*\Z)"
)  # 甲摄（人民视觉）
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
_PAPER = re.compile(  # 《某报》记者 甲, 据《某报》 甲
    "(?:据|来源[：:])?[ \u3000]*《[\u3400-\u9fff]{2,12}》"
    "(?:[ \u3000]*(?=[\u3400-\u9fff]{0,8}(?:记者|通讯员|评论员|编辑部))|[ \u3000]+(?=[\u3400-\u9fff]{2,3}[）)]))"
)
_GROUPS = re.compile("(?<=[\u3400-\u9fff])[】］\\]〕）)][ \u3000]*[【［\\[〔（(](?=[\u3400-\u9fff]{2,6}[：:])")
_MASKED = re.compile("(?<=.)[*＊](?=[\u3400-\u9fff]{1,2}(?![\u3400-\u9fff]))")  # *小远
_GROUP_LAST = re.compile(r"[ \u3000]*[（(](?P<group>[\u3400-\u9fff]{2,6}[：:][^（()）]{2,30})[）)]\Z")
_SENT_BY = re.compile(
    "(?:\\A[ \u3000]*|(?<=[（(]))(?:新华社|中新社|[\u3400-\u9fff]{2,5}[社报网])发[ \u3000]+(?=[\u3400-\u9fff])"
)  # 中新社发 甲 摄
_LEARNER = re.compile("(?<=[\u3400-\u9fff])[（(](?:实习|见习|实习生)[）)]")  # 编辑：甲（实习）
_REPORTERS = (
    "记者",
    "通讯员",
    "特约记者",
    "见习记者",
    "实习记者",
    "本报记者",
    "本网记者",
    "本台记者",
    "全媒体记者",
    "融媒体记者",
)
_DOTTED = re.compile("(?<=[\u3400-\u9fff])[•‧・∙⋅.．](?=[\u3400-\u9fff])")


@lru_cache(maxsize=256)
def parse(text: str) -> Byline | None:
    """The byline that a text is, brackets and leading marks allowed; None where it is something else.

    >>> [(s.name, s.role) for s in parse("（融媒体 高远 通讯员 米禾 尹冬 摄）").names]
    [('高远', '融媒体'), ('米禾', '通讯员'), ('尹冬', '通讯员')]
    >>> parse("（详见第二版）") is None
    True
    """
    if "*" in text or "＊" in text:
        masked = _MASKED.sub("高", text)
        if masked != text:
            found = parse(masked)
            return _as_written(text, found) if found is not None and found.roles else None
    if text.endswith(("报道：", "报道:")) and text.startswith(_REPORTERS):
        text = text[:-3]  # 记者甲、通讯员乙报道：, alone over the text
    text = _DOTTED.sub("·", text)  # 艾力•买买提, 艾力.买买提
    if "习" in text:
        text = _LEARNER.sub(lambda match: " " * len(match[0]), text)
    text = _CLASS.sub(lambda match: "级" * len(match[0]), text)
    text = _PAPER.sub(lambda match: " " * len(match[0]), text) if "》" in text else text
    text = _LABEL.sub(lambda match: f" {match['role']}：" if _known().long.fullmatch(match["role"]) else match[0], text)
    alone = blanked(text) if len(text) <= LONGEST else text
    if alone != text:
        found = parse(alone) if len(alone.strip()) > 1 else None
        return None if found is None or found.bare else found
    if (
        text[:1] in OPEN
        and len(text) <= LONGEST
        and (":" in text or "：" in text)
        and not any(c in text for c in CLOSE)
    ):
        found = parse(" " + text[1:])  # （作者：甲　责任编辑：乙, never closed
        return found if found is not None and found.roles and not found.bare else None
    if text[:1] in OPEN and text[-1:] in CLOSE:
        text = _GROUPS.sub(lambda match: " " * len(match[0]), text)  # ［编辑：甲］　［审核：乙］
    elif text[-1:] in CLOSE and text[:1] not in OPEN and len(text) <= LONGEST:
        text = _GROUP_LAST.sub(lambda match: f" {match['group']} ".rjust(len(match[0])), text)  # 作者：甲 （编辑：乙）
    beside = _BESIDE.match(text) if text[:1] in OPEN and len(text) <= LONGEST else None
    if beside is not None:  # （甲）　编辑：乙
        signed, labelled = parse(beside["signed"]), parse(" " * beside.end() + text[beside.end() :])
        if signed is not None and labelled is not None and not labelled.bare:
            return Byline(signed.names + labelled.names, signed.roles | labelled.roles)
    if "发" in text[:8]:
        text = _SENT_BY.sub(lambda match: " " * len(match[0]), text)
    text = _CODE.sub(lambda match: " " * len(match[0]), text) if text[-1:] in CLOSE else text
    if "记者" in text[:LONGEST]:
        text = _POSTED.sub(lambda match: " " * len(match[0]), text)
    if text[-1:] in CLOSE and len(text) <= LONGEST:
        text = _PICTURED_BY.sub(lambda match: " " * len(match[0]), text)
    contact = _CONTACT.search(text) if len(text) <= LONGEST else None
    if contact and contact.start() > 2:
        closed = text[:1] in OPEN and text.rstrip()[-1:] in CLOSE  # （信息员：甲 联系电话：…）
        text = text[: contact.start()] + (text.rstrip()[-1] if closed else "")
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
    found = assembled(text, tokens, free=free)
    return None if text.rstrip().endswith((":", "：")) else found  # 任命：


def _as_written(text: str, found: Byline) -> Byline:
    """The byline with the names as the text has them, a character hidden by a star or not."""
    names = (replace(one, name="".join(text[slice(*one.span)].split())) for one in found.names)
    return Byline(tuple(names), found.roles)


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
