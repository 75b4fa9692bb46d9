"""Forms in which names stand: one after another, line by line, joined by dots, composed of words (次仁多吉)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.people.name_rules import HAN_RUN, MARKS, OPENS, is_title, name_rules
from ingest.mentions.people.name_sounds import SOUNDS, composed_at
from ingest.mentions.words import cut_units
from ontology.divisions import upper_named
from ontology.records import Span

_DOT = re.compile(r"(?<=[\u3400-\u9fff])[·•‧](?=[\u3400-\u9fff])")


_ITEM = re.compile(r"[\u3400-\u9fff]{2,7}?(?=[、，。；]|等(?:[0-9一二三四五六七八九十]|同志|人))")
BETWEEN = ("、", "和", "与", " ", "及", "　")
_CLOSES = frozenset("的和与、以凭从在把被将给对向为是由说")
_LINED = re.compile(
    r"^[ 　]*(?:[0-9]{1,3}[.、．])?[ 　]*(?P<name>[\u3400-\u9fff]{2,4})(?:[（(][男女][^）)\n]{0,8}[）)])?"
    r"[ 　\t]+(?=(?P<rest>[\u3400-\u9fff][^\n]{1,60}))",
    re.M,
)


def composed_item(text: str, start: int) -> Span | None:
    """What stands between two marks, if it is composed of whole words as names of other peoples are (图雅)."""
    run = _ITEM.match(text, start)
    return run.span() if run and composed_at(text, start) == run.end() else None


def lined(text: str) -> Iterator[Span]:
    """A list's line: a name, then what office the person holds (景连山　三屯营镇戏楼村党支部书记)."""
    names = name_rules()
    for match in _LINED.finditer(text):
        name = match["name"]
        held = any(names.titles.scan(match["rest"]))
        if not held or name in names.bounds or is_title(name):
            continue
        fits = len(name) < 4 and names.has_surname(name) and (name[0] not in names.wordy or name not in names.common)
        if fits or name[:2] in names.compound or composed_at(name, 0) == len(name):
            yield match.span("name")


def composed(text: str) -> Iterator[Span]:
    """Names of two or more words anywhere: 格桑卓嘎, 阿依古丽."""
    last = 0
    for hit in name_rules().composed.scan(text):
        end = composed_at(text, hit.start, least=2) if hit.start >= last else None
        if end:
            yield hit.start, end
            last = end


def dotted(text: str) -> Iterator[Span]:
    """买买提·吐尔逊: from the last title or boundary before the first dot to the first word after the last."""
    names = name_rules()
    last = 0
    for match in _DOT.finditer(text):
        if match.start() < last or _joins_places(text, match.start()):
            continue
        start = match.start()
        while start > last and start > match.start() - 6 and HAN_RUN.match(text[start - 1]):
            if any(
                hit.end == start
                for back in (2, 3, 4, 5)
                for hit in [names.titles.at(text, start - back)]
                if hit and start - back >= 0
            ):
                break
            if start < match.start() and (
                text[start - 1] in "的由和与向让请对，是" or text[start - 2 : start] in names.bounds
            ):
                break
            start -= 1
        start = _after_title(text, start, match.start())
        end = _dotted_end(text, match.end())
        while end < len(text) and _DOT.match(text, end):
            more = HAN_RUN.match(text, end + 1, end + 4)
            end = more.end() if more else end + 1
        if start < match.start() and _sounds_like_names(text[start : match.start()], text[match.end() : end]):
            yield start, end
        last = end


def _dotted_end(text: str, start: int) -> int:
    """Where the part of a name behind its dot ends: at whole words, else with the last sound before a word."""
    names = name_rules()
    known = composed_at(text, start)
    if known:
        while text[known : known + 1] in SOUNDS and not any(text[known : known + n] in names.bounds for n in (2, 3)):
            if text[known] in "和与来提合":
                break
            known += 1
        return known
    end = start + 1
    while end < len(text) and end < start + 8 and HAN_RUN.match(text[end]):
        sound = text[end] in SOUNDS and (text[end] not in "和与" or text[end + 1 : end + 2] in MARKS)
        closes = end - start > 1 or text[end] in _CLOSES
        if text[end] in names.after and closes and not sound and not _DOT.match(text, end):
            break
        word = next((text[end : end + more] for more in (4, 3, 2) if text[end : end + more] in names.common), "")
        verb = names.speech.at(text, end) is not None or any(text[end : end + n] in names.bounds for n in (2, 3))
        if end - start > 1 and text[end + 1 : end + 2] == "着" and text[end] not in "努合达":
            break  # 吐尔逊|开着拖拉机
        if end - start >= 1 and verb and not SOUNDS.issuperset(text[end : end + 2]):
            break
        if end - start >= 2 and word and not SOUNDS & set(word[:1]):
            break
        if end - start >= 2 and not sound and SOUNDS.issuperset(text[start:end]):
            break
        end += 1
    return end


def _sounds_like_names(before: str, behind: str) -> bool:
    """Whether what stands on both sides of a dot can be a name: 基层党建·新观察 is none."""
    names = name_rules()
    if SOUNDS.issuperset(before) or SOUNDS.issuperset(behind):
        return True
    if composed_at(before, 0) == len(before) or composed_at(behind, 0) == len(behind):
        return True
    pieces = (side[at : at + 2] for side in (before, behind) for at in range(len(side) - 1))
    return not any(piece in names.common or piece in names.bounds for piece in pieces)


def _joins_places(text: str, dot: int) -> bool:
    """三水·台江共建产业园: two counties or prefectures on either side."""
    before = any(upper_named(text[dot - n : dot]) for n in (2, 3, 4) if n <= dot)
    return before and any(upper_named(text[dot + 1 : dot + 1 + n]) for n in (2, 3, 4))


def _after_title(text: str, start: int, dot: int) -> int:
    """Where a name begins that a title of another kind stands before: 后银匠|李正云·往, 羊倌|多杰·才项."""
    names = name_rules()
    whole = next((at for at in range(start, dot - 1) if composed_at(text[:dot], at) == dot), None)
    if whole is not None:  # 热孜万|古丽: what stands before a word of names may be its beginning
        return start if dot - whole == 2 and SOUNDS.issuperset(text[start:whole]) else whole
    for begin, end in reversed(cut_units(text[start:dot])):  # 约旦商人|穆罕奈德·沙拉比
        word = text[start + begin : start + end]
        if end - begin > 1 and start + end < dot - 1 and word in names.common and not SOUNDS.issuperset(word):
            return start + end
    if dot - start <= 3:
        return start
    for at in range(dot - 2, start, -1):
        if text[at] in names.single and text.endswith(OPENS, 0, at):
            return at
    return start
