"""The labelled fields of a line of metadata: 发布时间：2022-10-28　来源：某区融媒体中心."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ingest.bylines.beside import uncounted
from ingest.bylines.roles import roles
from ingest.bylines.signers import is_name, org_like
from ingest.layout.furniture_parts import (
    CLOCK,
    DATE,
    EDGES,
    FULL_DATE,
    PROSE,
    SPACE,
    besides_date,
    is_section,
    is_trail,
)
from ingest.tables import load

LONGEST = 240
TO_THE_MINUTE = re.compile(rf"{FULL_DATE}\s*{CLOCK}")
_GAP = re.compile(r"[ \t\u3000\xa0]{2,}|\u3000|[|｜丨]|[】\]](?=[【\[])")
_AS_GAPS = str.maketrans(dict.fromkeys("【】[]", "\u3000"))
_WIDE_LABEL = re.compile(
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,2}(?=[ \u3000]*[：:])"
)  # 来　源：
_DAY_BEHIND = re.compile(
    r"(?<![\u3400-\u9fff])((?:发布|发表|更新|编辑|录入|归档)?(?:日期|时间))[ \u3000]+(?=(?:19|20)\d{2}[-年/.])"
)
_NAME_BEHIND = re.compile(
    "(?<![\u3400-\u9fff])((?:信息|文章)?来源|作者|(?:责任)?编辑|审核|浏览|阅读)[ \u3000]+(?=[\u3400-\u9fff\\d])"
)
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?")
_PADDED = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000]{1,2}([\u3400-\u9fff])(?:[ \u3000]([\u3400-\u9fff]))?(?![\u3400-\u9fff])"
    r"(?![ \u3000][\u3400-\u9fff](?![\u3400-\u9fff]))"
)  # 王　明, 钱 俊 巧


class PageWords(NamedTuple):
    """Words of data/furniture.yaml: labels of fields, those that say little by themselves (`weak`), whole parts, and
    signs of a page's foot."""

    label: re.Pattern[str]
    weak: frozenset[str]
    parts: frozenset[str]
    signs: tuple[str, ...]


@cache
def page_words() -> PageWords:
    data = load("furniture")
    weak = frozenset([*data["weak_date_labels"], *data["weak_labels"]])
    labels = sorted({*data["date_labels"], *data["source_labels"], *data["other_labels"], *weak}, key=len, reverse=True)
    people = sorted(data["person_labels"], key=len, reverse=True)
    known = "|".join(map(re.escape, labels + people))
    label = re.compile(
        rf"(?P<label>{known}|{roles().long.pattern})(?:[ \u3000]*[：:|｜丨]|(?<=于)(?=[ \u3000]*[0-9]{{4}}))"
    )
    return PageWords(label, weak, frozenset(data["words"]), tuple(data["signs"]))


@cache
def page_labels() -> frozenset[str]:
    """The labels that a page may set over what they ask for, without a colon: 发布时间, and below it 2022-10-28."""
    data = load("furniture")
    return frozenset([*data["date_labels"], *data["source_labels"], *data["other_labels"], *data["weak_labels"]])


_AFTER_LABEL = re.compile("[：:|｜丨]")


def fields(line: str) -> list[tuple[str, str]] | None:
    """The labelled fields of a line of metadata, ('', text) for a bare part; None if something else is in it.

    >>> fields("发布时间：2022-10-28　来源：某区融媒体中心　阅读：12")
    [('发布时间', '2022-10-28'), ('来源', '某区融媒体中心'), ('阅读', '12')]
    """
    if len(line) > LONGEST:
        return None
    words = page_words().parts
    line = _with_colons(_WIDE_LABEL.sub(lambda match: "".join(match[0].split()), line.translate(_AS_GAPS)))
    if _DAY_BEHIND.search(line):  # 发布日期 2015-07-02　来源 某县残联
        line = _NAME_BEHIND.sub(r"\1：", _DAY_BEHIND.sub(r"\1：", line))
    found = _labels(line)
    result: list[tuple[str, str]] = []
    head = line[: found[0].start()] if found else line
    # To the minute only a page's clock tells; who published it stands beside.
    dated = TO_THE_MINUTE.search(line) is not None or (bool(found) and DATE.search(line) is not None)
    stamped = any(match["label"] in stamps() and DATE.match(line[match.end() :].strip(SPACE)) for match in found)
    stamped = stamped or (bool(found) and all(match["label"] in load("furniture")["other_labels"] for match in found))
    sourced = dated and any(match["label"] in roles().sources for match in found)
    for part in _GAP.split(head):
        bare = part.strip(EDGES)
        if (
            bare
            and not _bare(bare, words)
            and not (dated and org_like(bare))
            and not (stamped and is_section(bare))
            and not (sourced and is_name(bare))
            and not (found and _ADDRESS.fullmatch(bare))
            and not is_trail(bare)
        ):
            return None
        if bare:
            result.append(("", bare))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line)
        value = uncounted(line[match.end() : end].strip(SPACE + "|｜丨"))
        if PROSE.search(value):
            return None
        value = _PADDED.sub(r"\1\2\3", value)
        if match["label"] in roles().sources and (day := DATE.search(value)):  # 来源：某报 2023-09-05 A3版
            source = value[: day.start()].strip(SPACE)
            others = besides_date(value[day.end() :])
            result += [("", part) for part in (day.group(), " ".join(others[not source :])) if part]
            value = source or " ".join(others[:1])
        first, *rest = _GAP.split(value) if value else [""]
        if len(first) > 60:
            return None
        result.append((match["label"], first.strip()))
        for part in rest:
            bare = part.strip(EDGES)
            if bare:
                result.append(("", bare))
    return result


def _with_colons(line: str) -> str:
    """A row of a page's data whose cells have their labels without a colon, as one with them: 文号 无　浏览量 73."""
    cells = [cell.strip() for cell in _GAP.split(line)] if "：" not in line and ":" not in line else []
    parted = [cell.split(maxsplit=1) for cell in cells if cell]
    if len(parted) < 2 or not all(len(cell) == 2 and cell[0] in page_labels() for cell in parted):
        return line
    return "\u3000".join("：".join(cell) for cell in parted)


def _labels(line: str) -> list[re.Match[str]]:
    """The labels in a line: set apart, or right behind the name that the one before asks for (来源：某县在线编辑：高远)."""
    found: list[re.Match[str]] = []
    if not _AFTER_LABEL.search(line):
        return found
    for match in page_words().label.finditer(line):
        apart = (
            match.start() == 0
            or line[match.start() - 1] in EDGES
            or line[match.start() - 1].isdigit()
            or line[match.start() - 1] == "日"
        )
        value = line[found[-1].end() : match.start()].strip(SPACE) if found and not apart else ""
        stuck = len(match["label"]) > 1 and match.group()[-1] in "：:"
        stuck = stuck and match["label"] not in load("bylines")["never_in_names"]
        if apart or (stuck and value and (org_like(value) or is_name(value))):
            found.append(match)
    return found


@cache
def stamps() -> frozenset[str]:
    """The labels of a page's date."""
    data = load("furniture")
    return frozenset([*data["date_labels"], *data["weak_date_labels"]])


def _bare(text: str, words: frozenset[str]) -> bool:
    if DATE.fullmatch(text) or text in words or re.fullmatch(CLOCK, text):
        return True
    if text.startswith("据") and text.endswith(("网", "报", "中心", "社", "报》")) and len(text) <= 24:
        return True
    parts = text.split()
    return len(parts) > 1 and all(_bare(part.strip(EDGES), words) for part in parts)


def is_person_label(label: str) -> bool:
    """A label whose value names a person (作者, 责任编辑)."""
    if label in load("furniture")["person_labels"]:
        return True
    named = any(roles().long.fullmatch(one) for one in (label, label.removesuffix("人")))
    return named and label not in roles().sources and label not in roles().workplaces
