"""How a clause is meant: reported, planned, ended or denied, or not said at all (wishes, orders, aims)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from ingest.tables import words_in
from ontology.records import Modality

Meant: TypeAlias = Modality | Literal["unsaid"]

_NEAR: tuple[Meant, ...] = ("denied", "unsaid", "planned")
_LEADS: tuple[Meant, ...] = ("denied", "planned", "unsaid")
_PAST = tuple("了，、的”。期书")  # 准备了, 计划的: told, or a noun
_NOUN = tuple("年”动程模虚")  # 三年计划, “…”计划, 模拟
_GOT = (
    "资金",
    "到",
    "了",
    "上级",
    "各级",
    "财政",
    "扶持",
    "帮扶",
    "补助",
    "项目",
    "专项",
    "各类",
    "社会",
    "省",
    "市",
    "中央",
)
"""What one has got: 争取|资金230万元."""
_TO_COME = re.compile("(?<![为对比到])(?:明年|明春|下个?月|下个?(?:周|星期)|明[天日])(?!的)[^了过的]*\\Z")
_WHEN = re.compile("(?:[0-9]{4}年|今年|明年|下半年|今后)要(?!求)")
_STOP = re.compile("[，,；;：:。]")
_REACH = 16  # code points before a verb within which a word still governs it


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of fixed words, the longest first, so that a match never has to be taken back."""
    return re.compile(either(sorted(words, key=lambda word: (-len(word), word))))


def either(words: Iterable[str], rest: Callable[[str], str] = lambda word: re.escape(word[1:])) -> str:
    """The alternation of words, tried in this order, those of one first character together: a place where none begins
    fails at once. `rest`: the pattern of a word behind its first character.

    >>> either(["会议", "活动", "会"])
    '会(?:议|)|活(?:动)'
    """
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(rest(word))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())


@cache
def any_in(table: str, *path: str) -> re.Pattern[str]:
    """The pattern of the words that a table of ingest/data lists at a path: any_in("modality", "lead", "denied")."""
    return any_of(words_in(table, *path))


@cache
def _near() -> re.Pattern[str]:
    return any_of(tuple(word for kind in _NEAR for word in words_in("modality", "near", kind)))


def meant(lead: str, near: str) -> Meant:
    """What a verb's clause means. `lead`: the sentence up to the clause; `near`: the words right before the verb.

    >>> meant("", "将于下周"), meant("下一步，", ""), meant("", "将气氛"), meant("", "并未")
    ('planned', 'planned', 'reported', 'denied')
    """
    near = near[-_REACH:].rpartition("而是")[2]  # 没有急着开庭，而是|去了村里
    for kind in _NEAR if _near().search(near) else ():
        found = list(any_in("modality", "near", kind).finditer(near))
        if kind == "planned":
            found = [match for match in found if _plans(near, match)]
        elif kind == "unsaid":
            found = [match for match in found if len(match[0]) > 1 or _alone(near, match)]
        if found:
            return kind
    return _led(lead)


@lru_cache(maxsize=64)  # each verb of a clause asks
def _led(lead: str) -> Meant:
    head = lead.lstrip(" “\n　")
    for kind in _LEADS:
        if any_in("modality", "lead", kind).match(head):
            return kind
    return "unsaid" if _ordered(lead) else "reported"


def _ordered(lead: str) -> bool:
    """Whether what stands before a clause is an order that goes on: 县长强调，要压实责任，…

    >>> _ordered("他强调，要压实责任，"), _ordered("会议要求，2024年要新建农田，"), _ordered("他强调了安全，")
    (True, True, False)
    """
    said = any_in("modality", "orders", "said").search(lead)
    if said is None:
        return False
    then = words_in("modality", "orders", "then")
    clauses = (clause.lstrip("“ 　") for clause in _STOP.split(lead[said.end() :])[1:])
    return any(clause.startswith(then) or _WHEN.match(clause) for clause in clauses)


@cache
def _demand() -> re.Pattern[str]:
    by, also, said, others = (
        any_in("modality", "orders", key).pattern for key in ("by", "also", "said", "only_of_clauses")
    )
    return re.compile(f"(?:{by})(?:{also})?(?:(?:{others})(?=[，：要])|(?!{others})(?:{said}))")


def demand(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where a meeting demands something, first between two places of a text; None where none does.

    >>> demand("会议还要求，2024年要新建农田5万亩", 0, 15)[0], demand("会议提出的问题", 0, 7)
    ('会议还要求', None)
    """
    return _demand().search(text, start, end) if "会" in text else None


def lies_ahead(words: str) -> bool:
    """Whether a time still to come stands in a clause before its verb.

    >>> lies_ahead("明年春天"), lies_ahead("为明年"), lies_ahead("定下了明年的目标并")
    (True, False, False)
    """
    return _TO_COME.search(words) is not None


def _plans(near: str, match: re.Match[str]) -> bool:
    before, letter = near[: match.start()], near[match.end() : match.end() + 1]
    if match[0] == "争取" and near.startswith(_GOT, match.end()):
        return False
    if not match[0].startswith("将"):
        return not letter.startswith(_PAST) and not before.endswith(_NOUN)
    after = near[match.end() :]
    return not after or match[0] != "将" or bool(any_in("modality", "after_jiang").match(after))


def _alone(near: str, match: re.Match[str]) -> bool:
    """A one-letter word that is a word: 要 but not 主要, 重要, 需要's 要; 应 but not 应急, 响应; 能 not 职能."""
    before, after = near[match.start() - 1 : match.start()], near[match.end() : match.end() + 1]
    letter = match[0]
    if letter == "要":
        return before not in tuple("主重首纪概摘只需想") and after not in tuple("点素闻求")
    if letter == "应":
        return before not in tuple("响反适供对相顺回") and after not in tuple("急邀用对届")
    if letter in "能可":
        return not before.strip() and not after.strip()
    return letter != "若" or not before


def purpose_ends(clauses: list[str]) -> int:
    """How many leading clauses only tell the aim (为引导居民自治，…); 0 where the sentence does not begin so.

    The aim ends at the first clause that begins with a time, a name (a private-use letter) or a word of news.
    """
    if not clauses or not any_in("modality", "purpose").match(clauses[0].lstrip()):
        return 0
    news = any_in("modality", "news")
    for index, clause in enumerate(clauses[1:], start=1):
        head = clause.strip()
        if news.match(head) or "\ue000" <= head[:1] <= "\ue009":
            return index
    return 0 if len(clauses) == 1 else len(clauses) - 1
