"""Names by the place that a sentence holds for a person: in 甲的带领下, 今年62岁的甲, 由甲主持, 甲家里.

What stands before and behind decides, not the characters alone, so that names nobody has listed are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.people.name_rules import HAN_RUN, MARKS, OPENS, count_near, is_title, name_rules
from ingest.mentions.people.names import name_at
from ingest.mentions.words import known_word, tags
from ontology.records import Span

_AGE = re.compile(
    r"(?:，|,)?(?:今年|现年|时年|年仅|年近|年过|已?年逾|刚满|生前)?(?:已经|已|才|刚)?"
    r"(?:\d{1,3}|[一二三四五六七八九十]{2,3}|[六七八九]旬)(?:多|余)?岁?(?<=[岁旬])|（\d{1,3}岁）"
)
_AGED = re.compile(
    r"(?:(?<![百千万])岁|旬|年出生|届毕业|后|级|\d班|[一二三四五六]班)的(?=[\u3400-\u9fff])|(?<=[6-9]0后)”?(?=[\u3400-\u9fff])|(?<=0后”)(?=[\u3400-\u9fff])|(?<=来自)[\u3400-\u9fff]{2,12}的(?=[\u3400-\u9fff])|(?<![大喊直呼])(?:名叫|叫做|名为|叫作)(?=[\u3400-\u9fff])"
)
_CALLED = re.compile(
    "(?:(?<![大喊直呼号的])叫|(?:就|正|便|[冠亚季]军)是|还有)(?P<name>[\u3400-\u9fff]{3})(?=[，。、；！（]|的(?:老|小|女|男|村|居|青|姑|大|人)|[和与等])"
)
_OF = re.compile("(?P<home>(?<=[\u3400-\u9fff])[村屯寨组镇乡]|)的(?P<name>[\u3400-\u9fff]{3})")
OF_SEVERAL = re.compile("等(?:[0-9]+|[一二三四五六七八九十百两几]+)余?[名位]")
"""What stands behind one of several people: 王小河|等4名好邻居."""
_COUNTED_LIST = re.compile(
    r"(?<![\u3400-\u9fff])(?P<list>[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}?){1,12})等?(?:首批|共|以及其他)?[0-9]{1,3}余?[名位]"
)
"""People named one after another, and how many they are: 滑春雷、邹平安、仇志国3名委员."""
_AGES = ("今年", "现年", "也", "正", "一家", "家的", "就")
_ENDS_NONE = frozenset("正也就将已又在和与里村")
_HOMES = ("村", "社区", "镇", "街道", "组", "屯", "小区", "班", "年级")
"""Places people are named behind: 曙光社区王凤琴家庭."""
_GIVEN_TO = frozenset("的在由给向对把被让跟为是据从请找像陪随经以和与同及")
"""Words of one character before a person: 由甲主持, 对甲的帮助."""


@cache
def _behind() -> Lexicon[str]:
    """What follows a person: `held` after any word, `acting` where the person begins the clause."""
    held = [(word, "held") for word in sorted(words("titles", "held"))]
    acting = [(word, "acting") for word in sorted(words("titles", "acting"))]
    return Lexicon([*held, *acting])


_LISTED = re.compile(
    r"^[ 　]*(?P<name>[\u3400-\u9fff]{2,4}?|[\u3400-\u9fff][ 　]{1,3}[\u3400-\u9fff])[ 　]*(?:[（(][^）)\n]{1,14}[）)])?(?:同志)?"
    r"(?=当选|为[\u3400-\u9fff]|任[\u3400-\u9fff]|拟?[担兼现]?任[\u3400-\u9fff]|代理[\u3400-\u9fff]|不再|(?:的|辞去)[^。；，\n]{2,60}职务)",
    re.M,
)
_APPOINTED = re.compile(r"(?:任命|免去|聘任|决定)[：:](?P<list>[^。\n]{4,400})")
_COMRADES = re.compile(
    r"(?:任命|免去|聘任|提名|选举|补选|决定|接受|同意|推荐|增补|任免|关于|[；;：:]|^)[ \u3000]*"
    r"(?!关于|任免)(?P<names>[\u3400-\u9fff·]{2,8}?(?:[、和][\u3400-\u9fff·]{2,8}){0,5}?)"
    r"(?:等(?:[0-9]+|[一二三四五六七八九十]+)?[名位]?)?同志(?=[为任的担兼免]|不再|辞去|职务)",
    re.M,
)
_DECIDES = re.compile("任命|免去|聘任|提名|选举|补选|决定|接受|同意|推荐|增补")
_AS = re.compile("(?:任命|聘任|补选|增补)(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?为")
_REMOVED = re.compile("免去(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?的[^。；，\n]{2,60}职务")
_NAMES = ("PER", "nr", "LOC")
"""Sorts of words that may be someone's name between a verb of appointing and 为: 任命|丽江|为某局局长."""
_IN_LIST = re.compile(
    r"(?:^|[；;，,、：:])(?P<name>[\u3400-\u9fff]{2,4}?)(?=为[^，。；、]{4,30}|任[^，。；、]{4,30}|的[^。；，\n]{2,60}职务)"
)
_LABELLED = re.compile(
    r"(?:主[ 　]{0,3}任|委[ 　]{0,3}员|组[ 　]{0,3}长|成[ 　]{0,3}员|会[ 　]{0,3}长|书[ 　]{0,3}记|局[ 　]{0,3}长|队[ 　]{0,3}长|秘[ 　]?书[ 　]?长|理[ 　]?事[ 　]?长"
    r"|主[ 　]{0,3}席|联系人|负责人|姓[ 　]{0,3}名|当事人|申请人|候选人|代表|校[ 　]{0,3}长|院[ 　]{0,3}长|站[ 　]{0,3}长|所[ 　]{0,3}长)[：:][ 　]*"
    r"(?P<name>[\u3400-\u9fff]{2,4}(?=[（(，,；;、。\n 　]|\Z)|[\u3400-\u9fff][ 　]{1,3}[\u3400-\u9fff](?=[（(，,；;、。\n 　]|\Z))"
)


def framed(text: str) -> Iterator[Span]:
    """Names that a frame holds, from left to right by frame."""
    for pattern in (_LISTED, _LABELLED):
        for match in pattern.finditer(text):
            name = "".join(match["name"].split())
            names = name_rules()
            if (
                not is_title(text[match.end("name") - 1 : match.end("name") + 1])  # 文明办主|任周立业
                and names.has_surname(name)
                and not is_title(name)
                and name not in names.bounds
                and name[0] not in names.modal
            ):
                yield match.span("name")
    for match in _AGED.finditer(text):
        span = name_at(text, match.end(), strong=True)
        name = text[slice(*span)] if span else ""
        if span and name_rules().has_surname(name) and not (known_word(name) and len(name) > 2) and name[0] != "老":
            yield span
    for match in _AGE.finditer(text) if "岁" in text or "旬" in text else ():
        if match.group()[-1] in "岁旬）" and (span := name_to(text, match.start(), clause=True)):
            yield span
    for match in OF_SEVERAL.finditer(text) if "名" in text or "位" in text else ():
        start = match.start() - 3
        if (
            start >= 0
            and plainly(text[start : start + 3])
            and (text[start - 1 : start] == "了" or _opens(text, start, clause=False))
        ):
            yield start, start + 3
    yield from _called(text)
    yield from _of(text)
    yield from _counted(text)
    for hit in _behind().scan(text):
        span = name_to(text, hit.start, clause=hit.label == "acting")
        if span:
            yield span


def _counted(text: str) -> Iterator[Span]:
    """Those of a list with their number behind it, where most are plainly names."""
    names = name_rules()
    for match in _COUNTED_LIST.finditer(text) if "名" in text or "位" in text else ():
        items = [(match.start() + one.start(), one[0]) for one in re.finditer("[^、]+", match["list"])]
        named = [
            (start, name)
            for start, name in items
            if names.has_surname(name) and not is_title(name) and (len(name) < 4 or name[:2] in names.compound)
        ]
        if len(named) == len(items) and 2 * sum(plainly(name) for _, name in named) >= len(named):
            yield from ((start, start + len(name)) for start, name in named)


def _called(text: str) -> Iterator[Span]:
    """Whom a sentence says that someone is: 一位叫牛得草的老人, 这位老人就是关长河, 还有高远."""
    for match in _CALLED.finditer(text) if "叫" in text or "是" in text or "还有" in text else ():
        if plainly(match["name"]):
            yield match.span("name")


def _of(text: str) -> Iterator[Span]:
    """Whom words with 的 lead to, where what follows acts or tells the age: 张庄村的于小远今年, 前来办事的高小远说."""
    names = name_rules()
    for match in _OF.finditer(text):
        name, end = match["name"], match.end("name")
        home = match["home"] != ""
        if not home and (name[0] not in names.single or name[0] in names.wordy or name[0] in names.modal):
            continue
        if not plainly(name) or names.titles.at(text, match.start("name")):
            continue
        said = names.deeds.at(text, end) or names.speech.at(text, end) or names.titles.at(text, end)
        acts = (
            said is not None
            or text[end : end + 2] in ("说，", "说：")
            or any(text[end : end + size] in names.bounds for size in (2, 3))
        )
        if acts or text.startswith(_AGES, end) or (home and text[end : end + 1] in "，。、"):
            yield match.span("name")


def plainly(name: str) -> bool:
    """Is a surname and two characters of given names, of which no two are a word."""
    names = name_rules()
    if len(name) != 3 or not names.has_surname(name) or not names.given.issuperset(name[1:]) or name[-1] in _ENDS_NONE:
        return False
    words_in = name in names.common or name in names.bounds or name[:2] in names.common or name[:2] in names.bounds
    return not (words_in or known_word(name) or is_title(name) or name[1:] in names.bounds)


def appointed(text: str) -> Iterator[Span]:
    """Names in a list of those appointed and removed: 决定任命：甲为某局局长，乙为某局局长；决定免去：丙的某局局长职务.

    Between the verb and 同志 whatever stands is a name: 任命娘毛吉同志为某校校长.
    """
    for match in _COMRADES.finditer(text) if "同志" in text else ():
        for item in re.finditer("[^、和]{2,}", match["names"]):
            begins = max((verb.end() for verb in _DECIDES.finditer(item[0])), default=0)  # 会议接受|娘毛吉
            if len(item[0]) - begins > 1 and not is_title(item[0]) and not known_word(item[0]):
                yield match.start("names") + item.start() + begins, match.start("names") + item.end()
    for match in _AS.finditer(text) if "为" in text else ():
        if not is_title(match["name"]) and tags().get(match["name"], "PER") in _NAMES:
            yield match.span("name")
    for match in _REMOVED.finditer(text) if "免去" in text else ():
        if name_rules().has_surname(match["name"]) and not is_title(match["name"]) and not known_word(match["name"]):
            yield match.span("name")  # 免去党建峰的县交通运输局局长职务
    for match in _APPOINTED.finditer(text):
        for named in _IN_LIST.finditer(match["list"]):
            start = match.start("list") + named.start("name")
            if name_rules().has_surname(named["name"]) and not is_title(named["name"]):
                yield start, start + len(named["name"])


def appointed_as(text: str, start: int, end: int) -> bool:
    """Whether words between a verb of appointing and 为 are a name, be they a place's too: 任命|丽江|为某局局长.

    >>> appointed_as("任命丽江为某局局长", 2, 4), appointed_as("任命丽江市教育局局长", 2, 4)
    (True, False)
    """
    return text.endswith(("任命", "聘任", "补选", "选举"), 0, start) and text.startswith(("为", "同志为"), end)


def name_to_house(text: str, start: int, begins: frozenset[int]) -> Span | None:
    """The name that a house's or a place's name follows at once: 免去|张三|某县水利局局长职务. `begins`: where such stand."""
    names = name_rules()
    for size in (3, 2, 4):
        name, end = text[start : start + size], start + size
        if end not in begins or not HAN_RUN.fullmatch(name) or not names.has_surname(name) or name[-1] in "为的任":
            continue
        if (size == 4) == (name[:2] in names.compound) and name not in names.common and not is_title(name):
            return start, end
    return None


def listed_before(text: str, start: int) -> Iterator[Span]:
    """The names that a name which a frame holds goes on: 张三、李四|当选副镇长."""
    while text[start - 1 : start] in ("、", "和") and start > 1:
        span = name_to(text, start - 1, clause=False) or _between(text, start - 1)
        if span is None or not name_rules().has_surname(text[slice(*span)]) or span[1] - span[0] == 4:
            return
        yield span
        start = span[0]


def _between(text: str, end: int) -> Span | None:
    """A name of three characters that look like words, which another stands before and behind: 景红彬、|暴风雷|、耿爱菊."""
    start = end - 3
    if start < 4 or text[start - 1] != "、" or not HAN_RUN.fullmatch(text, start, end):
        return None
    before = name_to(text, start - 1, clause=False)
    own = name_rules().has_surname(text[start:end]) and not is_title(text[start:end])
    return (start, end) if own and before is not None and plainly(text[slice(*before)]) else None


def name_to(text: str, end: int, *, clause: bool) -> Span | None:
    """The name that ends at `end` with a word or a mark before it; `clause`: only where it begins a clause."""
    names = name_rules()
    for size in (4, 3, 2):
        start = end - size
        if start < 0 or not HAN_RUN.fullmatch(text, start, end):
            continue
        name = text[start:end]
        compound = name[:2] in names.compound
        if is_title(text[end - 1 : end + 1]):
            continue  # 文明办主|任周立业
        if (size == 4 and not compound) or (size == 2 and compound) or not names.has_surname(name):
            continue
        if not _opens(text, start, clause=clause) or not _is_name(text, start, name, compound=compound):
            continue
        return start, end
    return None


def _opens(text: str, start: int, *, clause: bool) -> bool:
    """Whether a name may begin here: behind a mark, or, unless it must begin the `clause`, a word that ends."""
    if start == 0 or text[start - 1] in MARKS:
        return True
    if text.endswith(OPENS, max(0, start - 3), start) or text.endswith(_HOMES, 0, start):
        return True
    names = name_rules()
    before = [text[start - more : start] for more in (4, 3, 2) if more <= start]
    if clause:
        return any(word in names.times for word in before)
    return text[start - 1] in _GIVEN_TO or any(word in names.bounds for word in before)


def _is_name(text: str, start: int, name: str, *, compound: bool) -> bool:
    """Whether its own characters allow a name: no word, no title, no preposition with a shorter name behind it."""
    names = name_rules()
    if name in names.common or name in names.bounds or name in names.no_names or is_title(name):
        return False
    if name in words("titles", "deeds") or (len(name) == 3 and known_word(name[:2]) and not names.is_given(name)):
        return False
    given = names.given.issuperset(name[2 if compound else 1 :])
    if compound:
        return name[2:] not in names.bounds or given
    if name[0] in "的了等们就也都将不有这此各每其并" or name[0] in names.never_first:
        return False
    if len(name) == 3:
        if name[0] in names.modal and text[start + 3 : start + 5] != "主持":
            return False
        preposition = name[0] in _GIVEN_TO and name[1] in names.single and name[1] not in names.wordy
        if preposition or name[:2] in names.common or name[:2] in names.bounds:
            return False
        return given or (name[1:] not in names.bounds and name[0] not in names.wordy)
    if name[0] in names.wordy:
        return given and count_near(text, name, start) > 1
    return name[1] not in "的了着过们等在也都就个家人员长里上下中不没"
