"""Names of other peoples, told by their sounds and the words they are made of: 格日勒图, 次仁多吉, 乌云其木格."""

from __future__ import annotations

from ingest.mentions.people.name_rules import HAN_RUN, MARKS, is_title, name_rules
from ingest.mentions.words import tags
from ingest.tables import load

_LAST_SYLLABLES = frozenset("加杰吉才措太旦本宝毛姐扎次多")
ADVERBS = frozenset("正也都就还又将已即均皆再曾先便才刚")
_CLOSING = MARKS | {""}
SOUNDS = frozenset(load("surnames")["sounds"])
"""Characters that stand for sounds in names of other peoples."""


def sounds_to(text: str, start: int) -> int | None:
    """Where a name of five to seven sounds ends, before a mark or a verb of speech; None if there is none."""
    end = start
    while end < len(text) and end - start < 8 and text[end] in SOUNDS:
        end += 1
    closed = text[end : end + 1] in _CLOSING or name_rules().speech.at(text, end) is not None
    return end if 5 <= end - start <= 7 and closed else None


def sounded(text: str, start: int) -> int | None:
    """Where a name of four to seven sounds ends whatever follows, if it goes over no word: 牧民|额尔登巴特尔|早起."""
    if (whole := composed_at(text, start)) and whole - start > 3:
        return whole
    end = start
    while end < len(text) and end - start < 8 and text[end] in SOUNDS:
        end += 1
    if text[end - 1 : end] in tuple("和与") and text[end : end + 1] not in _CLOSING:
        end -= 1  # 代表|乌日娜和|旗级人大代表
    pieces = (text[at : at + size] for size in (2, 3) for at in range(start, end - size + 1))
    known = name_rules().composed
    worded = any(piece in tags() and not known.at(piece, 0) for piece in pieces)
    return end if 4 <= end - start <= 7 and not worded else None


def foreign(text: str, start: int) -> bool:
    """Whether four characters before a mark or a verb of speech are a name of another people: 格日勒图, 阿苦木果.

    Either all stand for sounds of such names, or no two beside each other make a word and no Han name fits.
    """
    names, four = name_rules(), text[start : start + 4]
    if len(four) < 4 or not HAN_RUN.fullmatch(four):
        return False
    said = names.speech.at(text, start + 4) is not None or text[start + 4 : start + 5] == "说"
    if (text[start + 4 : start + 5] in MARKS or said) and SOUNDS.issuperset(four):
        return True
    if four[3] in ADVERBS:
        return False
    if four[0] in names.single and four[0] not in names.wordy and four[0] not in SOUNDS:
        return False
    closed = text[start + 4 : start + 5] in MARKS or names.speech.at(text, start + 4) is not None
    closed = closed or text[start + 4 : start + 6] in names.bounds
    if (
        not closed
        or (names.is_given(four[:3]) and four[3] not in SOUNDS)
        or not names.after.isdisjoint(four)
        or is_title(four)
    ):
        return False
    pieces = (four[at : at + size] for size in (2, 3) for at in range(5 - size))
    return not any(piece in tags() for piece in pieces)


def composed_at(text: str, start: int, *, least: int = 1) -> int | None:
    """Where a name composed of whole words (次仁多吉, 图雅) ends, of `least` to three words; None if there is none."""
    end, parts = start, 0
    while parts < 3 and (hit := name_rules().composed.at(text, end)):
        end, parts = hit.end, parts + 1
    if parts and text[end : end + 1] in _LAST_SYLLABLES:
        after = end + 1  # 更登加，
        if text[after : after + 1] in _CLOSING or name_rules().speech.at(text, after):
            return after
    return end if parts >= least else None
