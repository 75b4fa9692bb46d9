"""What a personal name looks like, and where it ends: the grammar behind ingest.mentions.people.people.

A name is a surname and one or two characters (compound surnames: one or two more). How many it has is
decided by what follows, by which characters stand in given names, and by how often the longer and the
shorter stand in the article. Beside an office a name may be a word too (成功, 康健).
"""

from __future__ import annotations

from ingest.mentions.people.name_rules import (
    HAN_RUN,
    MARKS,
    OPENS,
    QUOTES,
    acts_at,
    count_near,
    is_title,
    name_rules,
    units,
)
from ingest.mentions.people.name_sounds import ADVERBS, composed_at, foreign, sounds_to
from ingest.mentions.words import opening, tags
from ontology.records import Span

_HOUSE_ENDS = frozenset("科院局校部室站所馆镇乡县区市社司行厂队办委大协府心会联")
"""What a body's or an area's name ends with, behind which a name stands before its office: 针灸科|刁学勤主任."""
_LOOSE = frozenset("上下来去了过起在着到出进有没也是的等和与们时后前中里说")
_LAST_GIVEN = frozenset("子花妹仔娃英珍香兰梅女娣")
_TAIL = frozenset("说等的就在也与和同从向对把将是并带来了着过称")


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
    if strong and not compound and foreign(text, start):
        return start, start + 4  # 格日勒图
    if strong and (named := composed_at(text, start)):
        return start, named
    if strong and (not surname or text[start] in names.wordy):  # names of other peoples without a dot (那木斯来说)
        for size in (3, 4) if not surname else (4,):
            spoken = names.speech.at(text, start + size)
            adverb = text[start + size - 1 : start + size] in ADVERBS
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
    if name[-1] == "等" or (name[-1] in ADVERBS - names.given and not closed and count_near(text, name, start) < 2):
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
            or (titled and text[start - 1] in _HOUSE_ENDS and names.is_given(name))
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
