"""People: a name beside a title, a verb of speech or another name; nicknames; what the tagger adds.

A name is a surname and one or two characters (compound surnames: one or two more; names of other
peoples joined by a dot). How many characters it has is decided by what follows, and by how often the
longer and the shorter stand in the article. Beside an office a name may be a word too (成功, 康健).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.tagger import tag
from ingest.mentions.view import View
from ingest.mentions.words import boundaries, common_words, opening
from ontology.records import Mention, Sentence, Span

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_HAN_RUN = re.compile(rf"{_HAN}+")
_DOT = re.compile(r"(?<=[\u3400-\u9fff])[·•‧](?=[\u3400-\u9fff])")
_GIVEN = re.compile(r"[（(][男女][）)，,]|[，,][男女][，,]")
_APPOINTED = re.compile("(?:决定)?(?:任命(?!书)|免去|选举|推选|聘任|提名|补选)|决定|接受")
_MARKS = frozenset("，。；：、！？“”‘’（）()《》　 \n,;:!?…—-/")
_LOOSE = frozenset("上下来去了过起在着到出进有没也是的等和与们时后前中里说")
_SOUNDS = frozenset(
    "日勒格苏和宝音白乌云其木德敖包呼伦朝鲁满达额孟赛罕青胡拜孙贡仓旺洛桑丹增尔克提拉依古丽力买汗肯巴合木斯塔娜仁图吐逊江热孜姆帕夏迪瓦别里亚沙玛哈萨阿布都那提来西吉格桑达娃珠玛卓嘎次旺多央金曲措让泽扎顿"
)
_TAIL = frozenset("说等的就在也与和同从向对把将是并带来了着过称")
_QUOTES = frozenset("“”‘’（(")
_OPENS = (
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
)


class _Names:
    """The lists that say what a name looks like, loaded once."""

    def __init__(self) -> None:
        self.single = frozenset("".join(words("surnames", "single")))
        self.wordy = frozenset("".join(words("surnames", "wordy")))
        self.compound = words("surnames", "compound")
        labels = {w: name for name in ("residents", "occupations", "posts") for w in words("titles", name)}
        self.titles = Lexicon(sorted(labels.items()))
        self.nicknames = Lexicon((word, None) for word in sorted(words("titles", "nicknames")))
        self.speech = Lexicon((word, None) for word in sorted(words("titles", "speech")))
        self.after = words("titles", "after") | words("boundaries", "single")
        self.bounds = boundaries()
        self.common = common_words()
        self.whole = words("boundaries", "whole")
        self.verbs = self.bounds | opening()

    def has_surname(self, name: str) -> bool:
        return name[:2] in self.compound or name[0] in self.single


@cache
def _names() -> _Names:
    return _Names()


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Named people and nicknames outside of the byline."""
    text, names = view.text, _names()
    covered = bytearray(len(text) + 1)
    for mention in found:
        if mention.type in ("Place", "Organization") and (mention.confidence >= 0.75 or mention.type != "Place"):
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    people: dict[Span, Mention] = {}

    def add(span: Span | None, kind: str, rule: str, confidence: float) -> None:
        if span is None or view.is_sealed(*span) or any(covered[span[0] : span[1]]):
            return
        start, end = span
        mention = Mention(
            start=start, end=end, text=text[start:end], type="Person", kind=kind, rule=rule, confidence=confidence
        )
        people.setdefault(span, mention)
        covered[start:end] = b"\2" * (end - start)

    for dotted in _dotted(text):
        add(dotted, "Person", "person/dotted", 0.9)
    for match in _GIVEN.finditer(text):
        add(_name_before(text, match.start(), strong=True), "Person", "person/given", 0.9)
    for match in _APPOINTED.finditer(text):
        add(_name_at(text, match.end(), strong=True, ends="为的任"), "PublicPostHolder", "person/appointed", 0.9)
    for start, end, label in _titles(view):
        strong = label == "posts"
        kind = {"posts": "PublicPostHolder", "residents": "PrivateResident"}.get(label, "Person")
        span = _name_at(text, end, strong=strong)
        if span is None and strong and text[end : end + 1] == "”":  # “红领巾讲解员”何思雨
            span = _name_at(text, end + 1, strong=True)
        if span is None and strong and text[end : end + 1] == "的":
            span = _name_at(text, end + 1, strong=True) if text[end + 1 : end + 2] in names.single else None
        add(span, kind, "person/title", 0.9 if strong else 0.75)
        if span:
            for more in _listed(text, span[1]):
                add(more, kind, "person/list", 0.8)
        else:
            add(_name_before(text, start, titled=True), kind, "person/titled", 0.7)
    for hit in names.speech.scan(text):
        add(_name_before(text, hit.start), "Person", "person/speech", 0.75)
    for nickname in _nicknames(text):
        add(nickname, "NicknamedPerson", "person/nickname", 0.8)
    yield from people.values()
    yield from _again(view, people, covered)
    if view.tagger == "lac":
        known = dict(people)
        for tagged in _tagged(view, covered):
            add(tagged, "Person", "person/tagger", 0.65)
        later = {span: mention for span, mention in people.items() if span not in known}
        yield from later.values()
        yield from _again(view, later, covered)


def _titles(view: View) -> Iterator[tuple[int, int, str]]:
    """Titles as (start, end, label): the longest at each place, none within another or within a word."""
    last = 0
    for hit in _names().titles.scan(view.text):
        if hit.end <= last:
            continue
        last = hit.end
        if view.text[hit.start : hit.end + 1] in ("常委会", "委员会", "主席团", "主席台", "代表团", "代表队"):
            continue
        if not any(view.text[hit.start : hit.end + more] in _names().whole for more in (1, 2)):
            yield hit.start, hit.end, hit.label


def _name_at(text: str, start: int, *, strong: bool, ends: str = "") -> Span | None:
    """The name that begins at `start`, of 2 to 4 characters, by what follows; None if there is none."""
    names = _names()
    run = _HAN_RUN.match(text, start, start + 8)
    if not run or run.end() - start < 2:
        return None
    compound = text[start : start + 2] in names.compound
    surname = compound or text[start] in names.single
    if not surname and not strong:
        return None
    if not strong and not compound and text[start] in names.wordy:
        return None
    if not compound and text[start] in "的了等们在是就也都为对把被将不有这此各每其并与及":
        return None
    best: tuple[float, Span] | None = None
    if strong and (not surname or text[start] in names.wordy):  # names of other peoples without a dot (那木斯来说)
        for size in (3, 4) if not surname else (4,):
            spoken = names.speech.at(text, start + size)
            if spoken and spoken.end - spoken.start > 1 and start + size <= run.end():
                pairs = (text[at : at + 2] for at in range(start, start + size - 1))
                if not any(pair in names.common or pair in names.bounds for pair in pairs):
                    return start, start + size
    four = text[start : start + 4]
    if (
        strong
        and not compound
        and _SOUNDS.issuperset(four)
        and len(four) == 4
        and text[start + 4 : start + 5] in _MARKS
    ):
        return start, start + 4  # 格日勒图
    for size in (4, 3, 2) if compound else (3, 2):
        end = start + size
        if end > run.end():
            continue
        points = _fit(text, start, end, strong=strong, surname=surname, ends=ends)
        if points > 0 and (best is None or points > best[0]):
            best = points, (start, end)
    return best[1] if best else None


def _fit(text: str, start: int, end: int, *, strong: bool, surname: bool, ends: str) -> float:
    """How well a name ends at `end`: over 0 if it may. `strong`: an office stands before it.

    Points for how what follows closes the name, less those for a last character that rather belongs to
    the next word (成功没有: 没有) or a name that stands more often without it.
    """
    names = _names()
    name, following = text[start:end], text[end : end + 1]
    compound = name[:2] in names.compound
    closed = not following or following in _MARKS
    sure = strong and (closed or names.speech.at(text, end) is not None)
    word = name in names.common
    if _is_title(name) or _no_name(text, start, end, strong=strong, surname=surname, sure=sure):
        return 0
    if following and following in ends:
        return 3.0 + 0.1 * len(name)
    if closed:
        points = 3.0
    elif any(text[end : end + more] in names.bounds for more in (2, 3, 4)) or names.titles.at(text, end):
        points = 2.0
    elif following in names.after:
        points = 1.4 if surname else 0.0
    elif surname and strong and name[-1] not in _LOOSE and name[:2] not in names.common:
        points = 0.6 * any(text[end : end + more] in names.common for more in (2, 3, 4)) or 0.4 * (
            _count(text, name, start) > 1
        )
    else:
        points = 0.0
    if points == 0 or (not surname and points < 2) or (word and not (strong and surname and points >= 1)):
        return 0
    if word and points < 2:
        points -= 1.0
    if not closed and any(text[end - 1 : end + more] in names.common for more in (1, 2, 3)):
        points -= 1.5 if points < 2 else 0.5 if compound or len(name) > 2 else 1.5
    if len(name) > 2 and not (compound and len(name) == 3):
        points -= _overlong(text, name, start, sure=sure, closed=closed)
    return points + 0.1 * len(name)


def _no_name(text: str, start: int, end: int, *, strong: bool, surname: bool, sure: bool) -> bool:
    """Whether the words in it speak against a name."""
    names = _names()
    name, following = text[start:end], text[end : end + 1]
    compound = name[:2] in names.compound
    if len(name) == 2:
        if not compound and name in names.bounds and not strong:
            return True
    elif (
        (not sure and any(text[at : at + 2] in names.bounds for at in range(start + 1, end - 1)))
        or (not compound and not sure and name[:2] in names.common and _count(text, name, start) == 1)
        or (len(name) == 4 and name[2:] in names.bounds)
        or (name[-1] == "说" and following in _MARKS)
    ):
        return True
    if not surname and (name[-1] in _LOOSE or following in _QUOTES or name[:2] in names.common):
        return True
    loose = name[-1] in _LOOSE or name[1:] in names.bounds or (name[:2] in names.common and not compound)
    return not strong and loose


def _overlong(text: str, name: str, start: int, *, sure: bool, closed: bool) -> float:
    """Points against the last character of a name, which may be the next word's."""
    names, shorter = _names(), name[:-1]
    against = 0.0
    if name[-1] in names.after and not (
        closed and _count(text, name, start) > 1 and _count(text, name, start) == _count(text, shorter, start)
    ):
        against += 2.2 if name[-1] in _TAIL and name[1:] not in names.common else 0.3 if sure else 1.0
    if _count(text, shorter, start) > _count(text, name, start):
        against += 1.5
    return against


def _count(text: str, name: str, near: int) -> int:
    """How often a name stands within 4000 code points of a place (a bound, so that long texts stay linear)."""
    return text.count(name, max(0, near - 4000), near + 4000)


def _is_title(name: str) -> bool:
    return any(
        name.startswith(word) or name.endswith(word) for word in ("书记", "主任", "代表", "干部", "群众", "们")
    ) or any(_names().titles.at(name, at) for at in range(len(name) - 1))


def _name_before(text: str, end: int, *, strong: bool = False, titled: bool = False) -> Span | None:
    """The name that ends at `end`, where a clause or a title begins before it."""
    names = _names()
    for size in (4, 3, 2):
        start = end - size
        if start < 0 or not _HAN_RUN.fullmatch(text, start, end):
            continue
        name = text[start:end]
        opened = (
            start == 0
            or text[start - 1] in _MARKS
            or (
                not titled
                and any(
                    text.startswith(word, max(0, start - len(word))) and text[start - len(word) : start] == word
                    for word in _OPENS
                )
            )
        )
        if not opened or not names.has_surname(name) or (size == 4) != (name[:2] in names.compound and size == 4):
            continue
        if not strong and name[:2] not in names.compound and name[0] in names.wordy:
            continue
        if (name in names.common or name in names.bounds) and not strong:
            continue
        if size == 3 and ((name[-1] in _TAIL and not strong) or name[-1] in "在的了和与"):
            continue
        if (
            size == 3
            and not strong
            and name[:2] not in names.compound
            and (name[:2] in names.bounds or name[1:] in names.bounds)
        ):
            continue
        if not _is_title(name):
            return start, end
    return None


def _listed(text: str, at: int) -> Iterator[Span]:
    """Names after a name: 甲、乙、丙 and 甲和乙."""
    for _ in range(40):
        if text[at : at + 1] not in ("、", "和", "与", " ", "及", "　"):
            return
        span = _name_at(text, at + 1, strong=False)
        if not span:
            return
        yield span
        at = span[1]


def _dotted(text: str) -> Iterator[Span]:
    """买买提·吐尔逊: from the last title or boundary before the first dot to the first word after the last."""
    names = _names()
    last = 0
    for match in _DOT.finditer(text):
        if match.start() < last:
            continue
        start = match.start()
        while start > last and start > match.start() - 6 and _HAN_RUN.match(text[start - 1]):
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
        end = match.end() + 1
        while end < len(text) and end < match.end() + 7 and _HAN_RUN.match(text[end]):
            if text[end] in names.after and text[end] not in "尔提力依买" and not _DOT.match(text, end):
                break
            word = next((text[end : end + more] for more in (4, 3, 2) if text[end : end + more] in names.common), "")
            if end - match.end() >= 2 and word and not _SOUNDS.issuperset(word) and not _SOUNDS & set(word[:1]):
                break
            end += 1
        while end < len(text) and _DOT.match(text, end):
            more = _HAN_RUN.match(text, end + 1, end + 4)
            end = more.end() if more else end + 1
        if start < match.start():
            yield start, end
        last = end


def _nicknames(text: str) -> Iterator[Span]:
    names = _names()
    for hit in names.nicknames.scan(text):
        at = hit.start - 1
        if at < 0 or text[at] not in names.single or text[at] in names.wordy:
            continue
        before = text[at - 1 : at]
        if before and _HAN_RUN.match(before) and not text[:at].endswith(("居民", "村民", "请", "的", "和", "员", "铺")):
            continue
        yield at, hit.end


def _unexplained(view: View, sentence: Sentence, covered: bytearray) -> bool:
    """Whether a sentence holds a surname and a character after it that no word and no name explains."""
    names, text = _names(), view.text
    for at in range(sentence.start, sentence.end - 1):
        if covered[at] or covered[at + 1] or not names.has_surname(text[at : at + 2]):
            continue
        token, following = view.tokens[view.token_at[at]], view.tokens[view.token_at[at + 1]]
        if token.sort == "other" and following.sort in ("other", "word") and following.end - following.start < 3:
            return True
    return False


def _tagged(view: View, covered: bytearray) -> Iterator[Span]:
    """People that the tagger finds and that look like a name; a title or an opening before, or a surname."""
    names = _names()
    for sentence in view.sentences:
        if not _unexplained(view, sentence, covered):
            continue
        for word in tag(sentence.text):
            if word.tag != "PER":
                continue
            start, end = sentence.start + word.start, sentence.start + word.end
            name = view.text[start:end]
            if not 2 <= len(name) <= 4 or not _HAN_RUN.fullmatch(name) or name in names.common or _is_title(name):
                continue
            titled = view.text.endswith(_OPENS, 0, start)
            opened = (
                start == 0
                or view.text[start - 1] in _MARKS - _QUOTES
                or view.tokens[view.token_at[start - 1]].sort == "boundary"
            )
            if (not titled and not opened) or (name[1:] in names.common and not titled):
                continue
            if (
                names.has_surname(name)
                and (len(name) < 4 or name[:2] in names.compound)
                and (name[0] not in names.wordy or titled)
            ) or (titled and name[:2] not in names.common):
                yield start, end


def _again(view: View, people: dict[Span, Mention], covered: bytearray) -> Iterator[Mention]:
    """The same names elsewhere in the article; a name that is a word counts only where it was found."""
    text, names = view.text, _names()
    by_name: dict[str, Mention] = {}
    for mention in people.values():
        kept = by_name.get(mention.text)
        if kept is None or (kept.kind == "Person" and mention.kind != "Person"):
            by_name[mention.text] = mention
    named = ((name, one) for name, one in sorted(by_name.items()) if name not in names.common)
    for hit in Lexicon(named).scan(text):
        if any(covered[hit.start : hit.end]) or view.is_sealed(hit.start, hit.end):
            continue
        covered[hit.start : hit.end] = b"\2" * (hit.end - hit.start)
        yield replace(hit.label, start=hit.start, end=hit.end, rule="person/again", confidence=0.8)
