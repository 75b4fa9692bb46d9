"""Names behind a title, over what may stand between, and the names listed behind a name: 副县长张三、李四和王五."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.people.addressed import called_by
from ingest.mentions.people.framed import plainly
from ingest.mentions.people.holders import told_as
from ingest.mentions.people.name_forms import BETWEEN, composed_item
from ingest.mentions.people.name_model import Choice, Tagged, choose, tagged
from ingest.mentions.people.name_rules import MARKS, is_title, name_rules
from ingest.mentions.people.name_sounds import SOUNDS, composed_at, sounded, sounds_to
from ingest.mentions.people.name_spaced import spaced_at
from ingest.mentions.people.names import name_at
from ingest.mentions.people.openings import ASIDE
from ingest.mentions.people.plain_words import plain_words
from ingest.mentions.view import View
from ingest.mentions.words import known_word
from ontology.records import Span

_TOLD = 0.8
"""So likely is a name behind a comma, of whom the words before it tell the office: 作为村主任，甲."""
_MOST_LISTED = 60
COUNTED = re.compile("(?:[0-9]{2,}|[2-9NＮn]|[二三四五六七八九十百千两几数多])[多余]?[名位个]\\Z")
"""What stands before a word for people of whom there are several: 16名民警."""
_PUT_FORWARD = re.compile("(?:候选人?|人选)(?=[\u3400-\u9fff])")
"""Words between an office and who is to hold it: 主任人选张三."""
_HAS = re.compile("(?:主要|还|分别)?(?:有|包括|是|为)(?=[\u3400-\u9fff]{2,4}、)")
"""What leads from a word for people to a list of them: 队员|有甲、乙."""
_OFFICES_BEHIND = re.compile("[（(][^（）()\n]{1,24}[）)]")
"""What stands behind a name of a list: 甲（党委副书记、镇长）、乙."""
_ITEM = re.compile("(?<=、)[\u3400-\u9fff]{2,3}(?=[、，,。])")
"""An item of a list between marks."""
_PLANNED = re.compile("拟(?:担?任|提[名拔任]|转任|聘|推荐)")
_BY_DEPUTY = ("由副", "由常", "由代", "由原")
_TAKES = ("担任", "兼任", "出任", "接任", "任")


def named_behind(view: View, start: int, end: int, label: str) -> Span | None:
    """The name behind a title, over a comma too where the title is told as someone's."""
    text = view.text
    span = _behind_title(view, end, label, text[start:end])
    if span is not None or label != "posts" or not text.startswith("，", end) or not told_as(text, start):
        return span
    choice = chosen(view, end + 1, "occupations", text[start:end])
    return choice.span if choice.chance > _TOLD and not known_word(text[end + 1 : end + 3]) else None


def chosen(view: View, start: int, kind: str, word: str) -> Choice:
    """The likeliest name at a place; the tagger, where it may be asked, is asked where that is not plain."""
    if view.is_sealed(start, start + 1):
        return Choice(None, 1.0, 0.0)

    def ask() -> Tagged:
        begin, end = view.clause_at(start)
        return tagged(view.text[begin:end], begin)

    choice = choose(view.text, start, kind, word, None if view.tagger == "none" else ask)
    if choice.span is not None and plain_words(view, choice.span, kind, choice.chance):
        return Choice(None, 1 - choice.chance, choice.name)
    return choice


def _behind_title(view: View, end: int, label: str, word: str) -> Span | None:
    """The name behind a title, or behind what closes the title (“红领巾讲解员”, 村民代表：)."""
    text, strong = view.text, label == "posts"
    if strong and called_by(text, end - len(word)):
        return None  # 耿书记|到我镇
    if (strong and (long := sounds_to(text, end))) or (long := sounded(text, end)):
        return end, long  # 乌云其木格
    if apart := spaced_at(text, end):
        return apart  # 副县长|乐 敏出席
    one = composed_at(text, end) or end
    if one - end == 2 and text[one : one + 1] in MARKS:
        return end, one  # 反诈专员|索南、
    if one - end > 2 and (text[one : one + 1] not in SOUNDS or known_word(text[one : one + 2])):
        return end, one  # 牧民|萨如拉|高兴地
    if (led := _HAS.match(text, end)) and (first := chosen(view, led.end(), "labelled", word).span):
        return first if text[first[1] : first[1] + 1] == "、" else None  # 队员有|余庆、向阳
    found = chosen(view, end, label, word).span
    start = end - len(word)
    if found is not None and COUNTED.search(text, max(0, start - 8), start) and not text.startswith(BETWEEN, found[1]):
        return None  # 16名民警|成立专班
    if strong and start > 1 and text[start - 2] in "“" and text[start - 1] in name_rules().single - name_rules().wordy:
        return None  # “李书记|那本账
    spoken = name_rules().speech.at(text, end)
    if spoken is not None and (spoken.start, spoken.end) == found:
        return None  # 欧书记|强调
    if found is not None and found[1] - found[0] > 2 and _PLANNED.match(text, found[1] - 1):
        return found[0], found[1] - 1  # 教导员|吴畏|拟任副局长
    if found is not None and text.startswith(_BY_DEPUTY, found[0]):
        return None  # 组长|由副|县长张三担任
    if found is not None and text[end] == "由" and found[0] == end and text.startswith(_TAKES, found[1]):
        return (end + 1, found[1]) if found[1] - end > 2 else None  # 会长|由|张三|担任
    if found is not None and not (text[found[1] : found[1] + 1] in tuple("了着过") and known_word(text[slice(*found)])):
        return found  # but 民警|展示了
    following, aside = text[end : end + 1], ASIDE.match(text, end)
    if text[end : end + 1] == "于" and plainly(text[end : end + 3]):
        return end, end + 3  # 队员|于桂珍|赢了比赛
    if put := _PUT_FORWARD.match(text, end):
        return chosen(view, put.end(), label, word).span
    if following == "”":
        return chosen(view, end + 1, label, word).span
    if following and following in "：: 　":
        return chosen(view, end + 1, "labelled", word).span
    if aside:
        return chosen(view, aside.end(), label, word).span
    if strong and following == "的" and text[end + 1 : end + 2] in name_rules().single:
        own = name_at(text, end + 1, strong=True)
        return None if own is None or known_word(text[slice(*own)]) else own  # 书记的|资助
    named = composed_at(text, end) if strong else None
    if named is not None and (text[named : named + 1] in name_rules().after or text[named : named + 1] in MARKS):
        return end, named  # 书记|旺堆|要赶到
    return None


def listed_behind(view: View, at: int) -> Iterator[Span]:
    """Names after a name: 甲、乙（女）、丙 and 甲和乙. Where marks stand on both sides the form alone decides."""
    text = view.text
    for _ in range(_MOST_LISTED):
        aside = _OFFICES_BEHIND.match(text, at)
        at = aside.end() if aside else at
        if not text.startswith(BETWEEN, at) or at + 1 >= len(text):
            return
        span = (
            composed_item(text, at + 1)
            or spaced_at(text, at + 1)
            or chosen(view, at + 1, "next", text[at].strip()).span
            or enclosed_item(text, at + 1)
        )
        if span is None:
            return
        yield span
        at = span[1]


def enclosed_item(text: str, at: int) -> Span | None:
    """The item of a list of names that marks alone close, where it has a surname and is no word: 、|占卓夫、."""
    names, item = name_rules(), _ITEM.match(text, at)
    if item is None or not names.has_surname(item.group()):
        return None
    word = known_word(item.group()) or item.group() in names.common or is_title(item.group())
    return None if word or item.group() in names.no_names else item.span()
