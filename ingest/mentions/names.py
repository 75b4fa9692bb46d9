"""What a personal name looks like, and where it ends: the grammar behind ingest.mentions.people.

A name is a surname and one or two characters (compound surnames: one or two more). How many it has is
decided by what follows, by which characters stand in given names, and by how often the longer and the
shorter stand in the article. Beside an office a name may be a word too (成功, 康健).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.words import boundaries, common_words, cut_units, opening, tags
from ingest.tables import load
from ontology.records import Span

HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
HAN_RUN = re.compile(rf"{HAN}+")
MARKS = frozenset("，。；：、！？“”‘’（）()《》　 \n,;:!?…—-/")
QUOTES = frozenset("“”‘’（(")
_LOOSE = frozenset("上下来去了过起在着到出进有没也是的等和与们时后前中里说")
_LAST_SYLLABLES = frozenset("加杰吉才措太旦本宝毛姐扎次多")
_LAST_GIVEN = frozenset("子花妹仔娃英珍香兰梅女娣")
_ADVERBS = frozenset("正也都就还又将已即均皆再曾先便才刚")
_TAIL = frozenset("说等的就在也与和同从向对把将是并带来了着过称")
_GOES_ON = frozenset("在着了过到起出开上住走来")
_CLOSING = MARKS | {""}
_FAR = 4000
"""Code points on each side of a place within which a name's other mentions count,"""
_BLOCK = 1000
"""and of a block for all places of which the same stretch is counted once."""
_AT_ENDS = ("书记", "主任", "代表", "干部", "群众", "们")
OPENS = (
    "书记",
    "主任",
    "主席",
    "长",
    "员",
    "民",
    "者",
    "师",
    "生",
    "经理",
    "常委",
    "党员",
    "群众",
    "总裁",
    "代表",
    "医生",
    "老板",
    "户",
    "匠",
    "手",
    "商",
)


class NameRules:
    """The lists that say what a name looks like, loaded once."""

    def __init__(self) -> None:
        self.single = frozenset("".join(words("surnames", "single")))
        self.wordy = frozenset("".join(words("surnames", "wordy")))
        self.compound = words("surnames", "compound")
        self.surnames = self.single | {surname[0] for surname in self.compound}
        labels = {w: name for name in ("residents", "occupations", "posts") for w in words("titles", name)}
        self.titles = Lexicon(sorted(labels.items()))
        self.nicknames = Lexicon((word, None) for word in sorted(words("titles", "nicknames")))
        self.speech = Lexicon((word, None) for word in sorted(words("titles", "speech")))
        self.deeds = Lexicon((word, None) for word in sorted(words("titles", "deeds")))
        self.after = words("titles", "after") | words("boundaries", "single")
        self.bounds = boundaries()
        self.common = common_words()
        self.whole = words("boundaries", "whole")
        self.verbs = self.bounds | opening()
        self.given = frozenset("".join(words("surnames", "given")))
        self.composed = Lexicon((word, None) for word in sorted(words("surnames", "composed")))
        self.no_names = words("titles", "no_names")
        self.solar = words("titles", "solar")
        self.times = words("titles", "times")
        self.modal = frozenset("".join(words("surnames", "modal")))
        self.never_first = frozenset("".join(words("titles", "never_first")))

    def is_given(self, name: str) -> bool:
        """Whether a surname in ordinary use stands before characters of given names only (杭建军)."""
        return name[0] in self.single and name[0] not in self.wordy and self.given.issuperset(name[1:])

    def has_surname(self, name: str) -> bool:
        return name[:2] in self.compound or name[0] in self.single


SOUNDS = frozenset(load("surnames")["sounds"])
"""Characters that stand for sounds in names of other peoples."""


@cache
def name_rules() -> NameRules:
    return NameRules()


def name_at(text: str, start: int, *, strong: bool, ends: str = "") -> Span | None:
    """The name that begins at `start`, of 2 to 4 characters, by what follows; None if there is none."""
    names = name_rules()
    run = HAN_RUN.match(text, start, start + 8)
    if not run or run.end() - start < 2:
        return None
    compound = text[start : start + 2] in names.compound
    surname = compound or text[start] in names.single
    if not surname and not strong:
        return None
    wordy = not compound and text[start] in names.wordy
    if not strong and wordy and not _plainly_given(text, start):
        return None
    if (not compound and text[start] in "的了等们在是就也为对把被将不有这此各每其并与及") or (
        text[start] == "都" and not strong
    ):
        return None
    best: tuple[float, Span] | None = None
    if strong and (sounds := sounds_to(text, start)):
        return start, sounds  # 乌云其木格
    if strong and not compound and _foreign(text, start):
        return start, start + 4  # 格日勒图
    if strong and (named := composed_at(text, start)):
        return start, named
    if strong and (not surname or text[start] in names.wordy):  # names of other peoples without a dot (那木斯来说)
        for size in (3, 4) if not surname else (4,):
            spoken = names.speech.at(text, start + size)
            adverb = text[start + size - 1 : start + size] in _ADVERBS
            if spoken and not adverb and spoken.end - spoken.start > 1 and start + size <= run.end():
                pairs = (text[at : at + 2] for at in range(start, start + size - 1))
                if not any(pair in names.common or pair in names.bounds for pair in pairs):
                    return start, start + size
    for size in (4, 3, 2) if compound or strong else (3, 2):
        end = start + size
        if end > run.end() or (size == 4 and not compound and not _long_given(text, start)):
            continue
        points = _fit(text, start, end, strong=strong, surname=surname, ends=ends)
        if points > 0 and (best is None or points > best[0]):
            best = points, (start, end)
    return best[1] if best else None


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
    pieces = (text[at : at + size] for size in (2, 3) for at in range(start, end - size + 1))
    known = name_rules().composed
    worded = any(piece in tags() and not known.at(piece, 0) for piece in pieces)
    return end if 4 <= end - start <= 7 and not worded else None


def _plainly_given(text: str, start: int) -> bool:
    """Whether a surname that is a word too stands before two characters of given names that are no words: 涂国平."""
    names, name = name_rules(), text[start : start + 3]
    if len(name) < 3 or name[0] in names.modal or name[0] in names.never_first or not names.given.issuperset(name[1:]):
        return False
    pieces = (name[:2], name[1:], name)
    return not any(piece in names.common or piece in names.bounds for piece in pieces) and not _runs_on(text, start + 3)


def _long_given(text: str, start: int) -> bool:
    """Whether a surname and three characters of given names stand before a mark or a verb: 杭天琪子, 刘王思齐."""
    names, name, end = name_rules(), text[start : start + 4], start + 4
    if name[0] not in names.single or name[0] in names.modal or not names.given.issuperset(name[1:]):
        return False
    if not (text[end : end + 1] in MARKS or names.speech.at(text, end)):
        return False
    two_surnames = name[1] in names.single and name[1] not in names.wordy and names.is_given(name[1:])
    if not two_surnames and name[3] not in _LAST_GIVEN:
        return False
    pieces = (name[at : at + 2] for at in range(3))
    return not any(piece in names.common or piece in names.bounds for piece in pieces) and not _runs_on(text, end)


def _foreign(text: str, start: int) -> bool:
    """Whether four characters before a mark or a verb of speech are a name of another people: 格日勒图, 阿苦木果.

    Either all stand for sounds of such names, or no two beside each other make a word and no Han name fits.
    """
    names, four = name_rules(), text[start : start + 4]
    if len(four) < 4 or not HAN_RUN.fullmatch(four):
        return False
    said = names.speech.at(text, start + 4) is not None or text[start + 4 : start + 5] == "说"
    if (text[start + 4 : start + 5] in MARKS or said) and SOUNDS.issuperset(four):
        return True
    if four[3] in _ADVERBS:
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


def _fit(text: str, start: int, end: int, *, strong: bool, surname: bool, ends: str) -> float:
    """How well a name ends at `end`: over 0 if it may. `strong`: an office stands before it.

    Points for how what follows closes the name, less those for a last character that rather belongs to
    the next word (成功没有: 没有) or a name that stands more often without it.
    """
    names = name_rules()
    name, following = text[start:end], text[end : end + 1]
    compound = name[:2] in names.compound
    closed = not following or (following in MARKS and following not in "“‘《")
    said = names.speech.at(text, end) is not None or (following == "说" and text[end + 1 : end + 2] in MARKS)
    sure = strong and (closed or said)
    word = name in names.common
    if len(name) == 2 and not surname and (not (closed or said) or name[0] in names.after or name in tags()):
        return 0
    if (name[1] == "是" and len(name) == 3) or (name[0] in "和与及同" and name[1:] in names.common):
        return 0
    modal = not compound and name[0] in names.modal
    stands = following in "，、；。（" if following else True
    stands = stands or (len(name) == 3 and names.speech.at(text, end) is not None)
    if modal and not stands and not names.given.issuperset(name[1:]) and count_near(text, name, start) < 2:
        return 0  # 书记要当好
    verb = names.speech.at(text, start)
    if (
        name in names.no_names
        or (verb is not None and verb.end >= end)
        or is_title(name)
        or _no_name(text, start, end, strong=strong, surname=surname, sure=sure)
    ):
        return 0
    if following and following in ends:
        return 3.0 + 0.1 * len(name)
    if closed:
        points = 3.0
    elif said or (following == "等" and _continues(text, end + 1)):
        points = 2.5
    elif (
        text[end : end + 2] != "来说" and any(text[end : end + more] in names.bounds for more in (2, 3, 4))
    ) or names.titles.at(text, end):
        points = 2.0
    elif following in names.after:
        points = 1.4 if surname else 0.0
    elif surname and strong and name[-1] not in _LOOSE and name[:2] not in names.common:
        following_words = (text[end : end + more] for more in (2, 3, 4))
        points = 0.6 * any(word in names.common or word in names.verbs for word in following_words) or 0.4 * (
            count_near(text, name, start) > 1
        )
    else:
        points = 0.0
    plain = strong or not (name[:2] in names.verbs or name[1:] in names.verbs or name[1:] in names.common)
    given = names.is_given(name) if not compound else names.given.issuperset(name[2:])
    if plain and points == 0 and len(name) == (4 if compound else 3) and given and not _runs_on(text, end):
        points = 0.8  # an office, a surname and two characters of given names: 王桂莲|教游客
    if strong and surname and len(name) == 2 and acts_at(text, end):
        points = max(points, 0.9)  # 李楠|跪在
    if points == 0 or (not surname and points < 2) or (word and not (strong and surname and points >= 1)):
        return 0
    if word and points < 2:
        points -= 1.0
    others = following == "等" and _continues(text, end + 1)
    if not closed and not others and _runs_on(text, end) and not (len(name) > 2 and _ends_in_given(text, name, start)):
        points -= 1.5 if points < 2 else 0.5 if compound or len(name) > 2 else 1.5
    if len(name) > 2 and not (compound and len(name) == 3):
        points -= _overlong(text, name, start, sure=sure, closed=closed)
    return points + 0.1 * len(name)


def _no_name(text: str, start: int, end: int, *, strong: bool, surname: bool, sure: bool) -> bool:
    """Whether the words in it speak against a name."""
    names = name_rules()
    name, following = text[start:end], text[end : end + 1]
    compound = name[:2] in names.compound
    if len(name) == 2:
        if name[0] in names.after and name[1] in names.after and name[1] not in names.given:
            return True  # 应为
        if not compound and name in names.bounds and not strong:
            return True
    elif (
        (
            not sure
            and not names.is_given(name)
            and any(text[at : at + 2] in names.bounds for at in range(start + 1, end - 1))
        )
        or (
            not compound
            and not (sure or (names.is_given(name) and (strong or _ends_in_given(text, name, start))))
            and name[:2] in names.common
            and count_near(text, name, start) == 1
        )
        or (len(name) == 4 and name[2:] in names.bounds)
        or (name[-1] == "说" and following in MARKS)
        or (
            not strong
            and name[1:] in names.common
            and not names.is_given(name)
            and not names.speech.at(text, end)
            and following != "说"
        )
    ):
        return True
    if not surname and (name[-1] in _LOOSE or following in QUOTES or name[:2] in names.common):
        return True
    loose = (
        name[-1] in _LOOSE
        or (name[1:] in names.bounds and not names.is_given(name))
        or (name[:2] in names.common and not compound)
    )
    return not strong and loose


def _overlong(text: str, name: str, start: int, *, sure: bool, closed: bool) -> float:
    """Points against the last character of a name, which may be the next word's."""
    names, shorter = name_rules(), name[:-1]
    against = 0.0
    if name[-1] == "等" or (name[-1] in _ADVERBS - names.given and not closed and count_near(text, name, start) < 2):
        return 3.0
    if name[-1] in "和与及跟同、" and not closed and not names.speech.at(text, start + len(name)):
        return 3.0  # 詹进|和辅警
    if text[start + len(name) : start + len(name) + 1] in tuple("了着"):
        return 3.0  # 苗苗|花了
    if _ends_in_given(text, name, start):
        return 1.5 if count_near(text, shorter, start) > count_near(text, name, start) else 0.0
    if acts_at(text, start + len(name) - 1):
        against += 1.0
    if name[-1] in names.after and not (
        closed
        and count_near(text, name, start) > 1
        and count_near(text, name, start) == count_near(text, shorter, start)
    ):
        against += 2.2 if name[-1] in _TAIL and name[1:] not in names.common else 0.3 if sure else 1.0
    if count_near(text, shorter, start) > count_near(text, name, start):
        against += 1.5
    return against


def _ends_in_given(text: str, name: str, start: int) -> bool:
    """Whether a name's last character is one of given names, closed by what follows, and part of no next word.

    郭贤才|任 and 田沃若|从 go on over 才 and 若; 李泽|会同 does not go on over 会, nor 李楠|跪.
    """
    names, end = name_rules(), start + len(name)
    if name[-1] not in names.given or name[-1] in "说的":
        return False
    following = text[end : end + 1]
    if following == "说" or names.speech.at(text, end):
        return True
    if _runs_on(text, end):
        return False
    closed = not following or following in MARKS or following in names.after
    return closed or any(text[end : end + more] in names.verbs for more in (2, 3))


def _runs_on(text: str, end: int) -> bool:
    """Whether the character before `end` makes a word with what follows, and the cut with it is no worse without.

    李泽|会同 goes on in 会同; 伍六一|连续手术 does not in 一连, which would leave 续 alone.
    """
    run = HAN_RUN.match(text, end, end + 6)
    if run is None:
        return False
    if text[end - 1 : end + 1] in opening():
        return True
    return units(text[end - 1 : run.end()]) <= units(run.group())


@lru_cache(maxsize=16384)
def units(text: str) -> int:
    """Of how many words the best cut of a few characters is."""
    return len(cut_units(text))


def _continues(text: str, at: int) -> bool:
    """Whether what stands behind 等 shows that people were listed: a verb, a figure, a mark, 人, 同志."""
    names, following = name_rules(), text[at : at + 1]
    if following in MARKS or following.isdigit() or following in "人一二三四五六七八九十":
        return True
    return names.speech.at(text, at) is not None or text[at : at + 2] in (
        "同志",
        "领导",
        "县领",
        "参与",
        "先后",
        "分别",
    )


def acts_at(text: str, at: int) -> bool:
    """Whether a verb of one character stands here: none of given names, and 在, 着, 了 … behind it (跪在)."""
    return text[at : at + 1] not in name_rules().given and text[at + 1 : at + 2] in _GOES_ON


def count_near(text: str, name: str, near: int) -> int:
    """How often a name stands near a place (within a bound, so that long texts stay linear)."""
    if len(text) <= _FAR:
        return _counted(text, name, 0, len(text))
    block = near - near % _BLOCK
    return _counted(text, name, max(0, block - _FAR), min(len(text), block + _BLOCK + _FAR))


@lru_cache(maxsize=4096)  # names are weighed at each place where they stand
def _counted(text: str, name: str, start: int, end: int) -> int:
    return text.count(name, start, end)


@lru_cache(maxsize=16384)
def is_title(name: str) -> bool:
    """Whether an office or a word for what people are stands in it."""
    return (
        name.startswith(_AT_ENDS) or name.endswith(_AT_ENDS) or next(name_rules().titles.scan(name), None) is not None
    )


def name_before(text: str, end: int, *, strong: bool = False, titled: bool = False) -> Span | None:
    """The name that ends at `end`, where a clause or a title begins before it."""
    names = name_rules()
    for size in (4, 3, 2):
        start = end - size
        if start < 0 or not HAN_RUN.fullmatch(text, start, end):
            continue
        name = text[start:end]
        opened = (
            start == 0
            or not HAN_RUN.match(text[start - 1])
            or (
                not titled
                and any(
                    text.startswith(word, max(0, start - len(word))) and text[start - len(word) : start] == word
                    for word in OPENS
                )
            )
        )
        if not opened or not names.has_surname(name) or (size == 4) != (name[:2] in names.compound and size == 4):
            continue
        if not strong and name[:2] not in names.compound and name[0] in names.wordy:
            continue
        if (name in names.common or name in names.bounds) and not strong:
            continue
        if size == 2 and not strong and name[-1] in "在的了和与是有从对把被说":
            continue
        if size == 3 and ((name[-1] in _TAIL and not strong) or name[-1] in "在的了和与"):
            continue
        if (
            size == 3
            and not strong
            and name[:2] not in names.compound
            and (name[:2] in names.bounds or (name[1:] in names.bounds and not names.is_given(name)))
        ):
            continue
        if not is_title(name):
            return start, end
    return None
