"""Where a person's name may begin: behind a title, a word for what people are, 的, a mark, a preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.mentions.people.name_rules import HAN, HAN_RUN, NameRules, name_rules
from ingest.mentions.view import View

_SUFFIXES = frozenset("员长师者户手匠民生家工人嫂属")
"""Last characters of words for what people are, where no list has the word: 瞭望员, 议事厅长."""
_GIVEN_TO = frozenset("由对向与和让请给跟被带叫为把找及")
ASIDE = re.compile(r"[（(][^（）()\n]{1,8}[）)]")
_HOMES = frozenset("村区组镇屯乡寨班")
_CARE = tuple("师生护院药疗学保务科")
"""What goes on behind 医 as one word."""
_LONG = tuple("年期效远久短")
"""What 长 is a word of its own with, no end of an office: 长年, 长期."""


def openings(view: View, covered: bytearray) -> Iterator[tuple[int, str, str]]:
    """(position, kind of what stands before, its word) from left to right, titles first where several fit."""
    text, names = view.text, name_rules()
    starts: dict[int, tuple[str, str]] = {}
    for start, end, label in titles_of(text):
        word = text[start:end]
        starts.setdefault(end, (label, word))
        if text[end : end + 1] == "”":  # “红领巾讲解员”何思雨
            starts.setdefault(end + 1, (label, word))
        elif text[end : end + 1] in ("：", ":", " ", "　"):
            starts.setdefault(end + 1, ("labelled", word))
        elif aside := ASIDE.match(text, end):
            starts.setdefault(aside.end(), (label, word))
    for match in _surname().finditer(text):
        at = match.start()
        if at in starts or covered[at]:
            continue
        compound, before = text[at : at + 2] in names.compound, text[at - 1 : at]
        if not compound and text[at] not in names.single:
            continue
        if not compound and text[at] in names.wordy and before not in _SUFFIXES:
            continue
        kind = ""
        if not HAN_RUN.match(before):
            kind = "list" if before == "、" else "mark"
        elif covered[at - 1]:
            kind = "covered"
        elif before == "的":
            kind = "of"
        elif before in _SUFFIXES:
            kind = "suffix"
        elif before in _HOMES:
            kind = "home"
        elif before in _GIVEN_TO:
            kind = "given"
        elif text[at - 2 : at] in names.bounds:
            kind = "bound"
        if kind and (compound or not _is_word(text, at, names)):
            starts[at] = kind, before.strip() if kind in ("given", "suffix", "mark", "home") else ""
    for at, (kind, word) in sorted(starts.items()):
        yield at, kind, word


@cache
def _surname() -> re.Pattern[str]:
    """The first character of a surname with another behind it."""
    return re.compile(f"[{re.escape(''.join(sorted(name_rules().surnames)))}](?={HAN})")


def _is_word(text: str, at: int, names: NameRules) -> bool:
    """Whether a word begins here that is no name: 高标准农田, 方便群众."""
    return any(text[at : at + size] in known for size in (2, 3) for known in (names.common, names.bounds))


@lru_cache(maxsize=8)  # three steps ask of the same article
def titles_of(text: str) -> tuple[tuple[int, int, str], ...]:
    """Titles as (start, end, label): the longest at each place, none within another or within a word."""
    last = 0
    found = []
    for hit in name_rules().titles.scan(text):
        if hit.end <= last:
            continue
        last = hit.end
        if text[hit.end - 1 : hit.end + 1] == "警察":
            continue  # 人民|警察
        if text[hit.end - 1 : hit.end + 1] == "师傅" and not hit.label.startswith("nick"):
            continue  # 制茶师|傅: 师傅 is the title
        if text[hit.end - 1] == "医" and text[hit.end : hit.end + 1] in _CARE:
            continue  # 乡村医|师培训
        if text[hit.end - 1] == "委" and text[hit.end : hit.end + 1] in ("员", "会"):
            continue  # 业主委员会
        aged = text.startswith("社区长者", hit.start - 1)
        if aged or (text[hit.end - 1] == "长" and text[hit.end : hit.end + 1] in _LONG):
            continue  # 社区|长者饭堂, 社区|长年坚持
        if text[hit.start : hit.end + 1] in ("常委会", "委员会", "主席团", "主席台", "代表团", "代表队"):
            continue
        if not any(text[hit.start : hit.end + more] in name_rules().whole for more in (1, 2)):
            found.append((hit.start, hit.end, hit.label))
    return tuple(found)
