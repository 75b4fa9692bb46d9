"""Names drawn apart by blanks, as lists and notices print them: 宋　韧, 齐 长 河, 欧阳  锋, columns of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.people.name_rules import HAN, is_title, name_rules
from ingest.mentions.words import known_word
from ingest.tables import load
from ontology.records import Span

_GAP = "[ 　]"
_APART = rf"(?:{HAN}{_GAP}{{1,3}}{HAN}(?:{_GAP}{{1,3}}{HAN})?|{HAN}{{2}}{_GAP}{{1,3}}{HAN})(?!{HAN}{_GAP}*\n)"
_BEHIND = r"(?:同志)?(?=[为的任、，；。]|不再|辞去|当选|等[0-9一二三四五六七八九十人]|[（(][^）)\n]{1,14}[）)])"
_SPACED = re.compile(
    rf"(?:^|(?<=[、，；：])|(?<=任命|免去|聘任|聘请|选举|补选|提名|接受|推选|增补|同志)){_GAP}*"
    rf"(?P<name>{_APART})(?:{_BEHIND}|(?={_GAP}+{HAN}{{2}}))",
    re.M,
)
_AT = re.compile(rf"{_GAP}*(?P<name>{_APART})")
_CELLS = re.compile(rf"{HAN}+|[0-9][0-9.,]*[万元]*")
_LINE = re.compile(rf"^[ 　]*{HAN}{{1,4}}(?:[ 　\t]+(?:{HAN}{{1,4}}|[0-9][0-9.,]*[万元]*)){{2,}}[ 　]*$", re.M)
_LEAST = 3
"""So many names at least make a line of names."""


def spaced(text: str) -> Iterator[Span]:
    """A name drawn apart to the width of three or four, where a list's place or a verb of appointing leads to it.

    >>> text = "免去齐 长 河的局长职务；乐 敏为局长。"
    >>> [text[slice(*span)] for span in spaced(text)]
    ['齐 长 河', '乐 敏']
    """
    for match in _SPACED.finditer(text):
        if _is_apart(match["name"]):
            yield match.span("name")
    for line in _LINE.finditer(text):
        yield from _columns(text, line)


def spaced_at(text: str, at: int) -> Span | None:
    """The name drawn apart that begins at `at` behind an office or in a list: 副县长|乐 敏出席."""
    match = _AT.match(text, at) if any(blank in text[at : at + 3] for blank in " 　") else None
    if match is None or not _is_apart(match["name"]):
        return None
    names, end = name_rules(), match.end()
    following = text[end : end + 1]
    goes_on = names.speech.at(text, end) or names.deeds.at(text, end)
    return (
        match.span("name")
        if not following or following in "、，；。：）\n同" or following in names.after or goes_on
        else None
    )


def _is_apart(name: str) -> bool:
    """Whether what is drawn apart begins with a surname and is no title, nor of two words: 主 任, 马 上 就."""
    names, joined = name_rules(), "".join(name.split())
    compound = joined[:2] in names.compound
    if not names.has_surname(joined) or is_title(joined) or joined in names.no_names:
        return False
    if " " not in name[:2] and "　" not in name[:2]:  # 欧阳 锋
        return compound
    return len(joined) == 2 or compound or not (joined[1:] in names.bounds or known_word(joined))  # 通 讯 员


def _columns(text: str, line: re.Match[str]) -> Iterator[Span]:
    """The names of a line that holds nothing else, or amounts beside them: 程  锋 2000  朱有才 500  汪 洋 300."""
    cells = [cell.span() for cell in _CELLS.finditer(text, *line.span())]
    found: list[Span] = []
    at = 0
    while at < len(cells):
        start, end = cells[at]
        at += 1
        if text[start].isdigit():
            continue
        if end - start == 1 or text[start:end] in name_rules().compound:
            if at == len(cells) or cells[at][1] - cells[at][0] != 1 or text[cells[at][0]].isdigit():
                return
            end, at = cells[at][1], at + 1
        name = "".join(text[start:end].split())
        if name in load("bylines")["roles"]:  # 通讯员 甲 乙
            return
        if (
            not name_rules().has_surname(name)
            or is_title(name)
            or (len(name) == 4) != (name[:2] in name_rules().compound and len(name) == 4)
        ):
            return
        found.append((start, end))
    plain = [span for span in found if not known_word("".join(text[slice(*span)].split()))]
    if len(found) >= _LEAST and 3 * len(plain) >= 2 * len(found):
        yield from found
