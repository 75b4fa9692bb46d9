"""Where a name ends behind a word that opens one, by weights learned from the project's own annotated articles.

The grammar of `names` decides by rules, each of which some name breaks (伍六一|连续, 白求是, 容易|也跑前跑后). Here all
that speaks for and against a name of two, three or four characters is added up: its surname, which
characters stand in given names, what word follows, which cut of the sentence has fewest words, how often the
longer and the shorter stand in the article, what the grammar says. The weights are data/names.tsv, made by
`build_names`; no name stands in them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.mentions.lexicon import word_kinds, words
from ingest.mentions.people.name_rules import (
    HAN_RUN,
    MARKS,
    NameRules,
    acts_at,
    count_near,
    is_title,
    name_rules,
    units,
)
from ingest.mentions.people.name_sounds import SOUNDS
from ingest.mentions.people.names import name_at
from ingest.mentions.tagger import clause_words
from ingest.mentions.words import compounds, cut_units, known_word, tags, verbs
from ingest.tables import FOLDER
from ontology.records import Span

DATA = FOLDER / "names.tsv"
SIZES = (2, 3, 4, 5)
_WINDOW = 8
_LIKELY = {"posts": 0.15}
"""How likely any name must be, by what stands before; 0.5 otherwise: an office is seldom named without its holder."""
_OFFICES = frozenset(("posts", "labelled", "next"))
_PLAIN = 0.94
"""The tagger is not asked where the weights alone are so sure, nor …"""
_UNLIKELY = dict.fromkeys(("posts", "labelled", "next", "occupations", "residents"), 0.05)
"""… where they leave no more for all names together, behind a title; 0.2 otherwise."""
_NEVER_FIRST = frozenset("的兼")
"""What stands between a title and a name or the next title, and begins no name: 副局长的张三, 副总经理兼工会主席."""
_MET = re.compile("(?:[见找看遇]到|遇见|采访|联系上|谈起|问起|提起|走访|拜访)[^，。；]{0,24}\\Z")
_NEVER_LAST = frozenset("将也向让对把被却便都跟就又还则且在从与的")
_FOLLOWS = _NEVER_LAST | frozenset("家时总曾被给一")
_ADVERBS = frozenset(
    (
        "时常",
        "时隔",
        "时刻",
        "时而",
        "时不",
        "常说",
        "常年",
        "常常",
        "常去",
        "多了",
        "多次",
        "多方",
        "中等",
        "原在",
        "原是",
        "原任",
        "原系",
        "原本",
        "原先",
    )
)
"""What begins the words behind a name of two characters, where more words follow."""
_UNLIKE = re.compile(
    ".[了着]|老.{3}|.(?:起来|下来|出来|上来|过来)\\Z|.[上下进出][车门山楼船岸水路床台]|占(?:[一二三四五六七八九十百千两几半近约总]|全[村镇乡县市区省校国体部]|比|到|据)"
)
"""What stands behind a word for people and is what they do or how many they are: 逮了个, 干起来, 村民|占六成."""
_STANDS_FOR = tuple(f"代表{whom}" for whom in "学全公企县市区镇乡村社所本我中大院该获家各组协商会")
"""校长胡又清|代表学校, but not 镇人大代表."""
_HOW = frozenset(("ad", "d", "m", "c", "p", "vd", "t", "TIME"))
"""What the tagger calls words for how, how often and when something is done."""
_STOPS = frozenset("，。；：、！？（）“”《》")
_TO, _WHOM = frozenset("向对给跟为让把"), ("n", "r")
_DONE = frozenset("了着过")
_MOVES, _GOES = frozenset("迎赶跑走跟"), frozenset("上到出进来了着")
_STILL = frozenset("还也都就又却才已曾再会要能")
_AND = frozenset("则连同逢均即")


def candidates(text: str, start: int, kind: str, word: str = "") -> Iterator[int]:
    """Ends of what may be a name at `start`, of two to five Han characters: no title, nor, but behind an office, a verb,
    a time or the like (妻子|凌晨), nor any word behind what all people are called (家长|树立)."""
    names = name_rules()
    run = HAN_RUN.match(text, start, start + _WINDOW)
    both = text[start : start + 1] == "边" and "边" in text[start + 2 : start + 5]  # 大户|边走边讲
    size = run.end() - start if run and text[start] not in _NEVER_FIRST and not both else 0
    for length in SIZES:
        name, following = text[start : start + length], text[start + length : start + length + 1]
        if length > size:
            return
        if is_title(name) or _UNLIKE.match(name):
            continue
        joins = length > 2 and name[-1] in "和与及"
        if joins and (name[:2] in names.no_names or following.isdigit() or _of_many(text, start + length)):
            continue  # 领导|班子及科室, 江玉琴|和6名志愿者, 应当|和村民代表
        if length > 2 and name[-1] == "家" and following and following in "的里中":
            continue  # 玉香|家的
        if length > 2 and name[-1] in "里上中下" and following == "的" and known_word(name[:-1]):
            continue  # 村民|田地里的活
        if length == 3 and name[-1] + following in words("titles", "manner"):
            continue  # 金贵|迅速到位
        if length > 2 and name[-1] == "则" and following and following not in MARKS:
            continue  # 索龙|则提出
        if (
            length == 3
            and following
            and following not in MARKS
            and name[1] in names.given
            and (name[-1] in _NEVER_LAST or name[-1] + following in _ADVERBS)
        ):
            continue  # 李雪|也赶来, 董杰|时常
        if length > 2 and name[-1] == "时" and following == "，" and _MET.search(text, max(0, start - 30), start):
            continue  # 见到村主任米禾|时，
        if length == 3 and _then(text, start, following):
            continue
        if name[0] == "问" and known_word(name[1:]):
            continue  # 法官|问土地
        if length == 3 and name[1] == "某" and name[2] not in "某甲乙丙丁":
            continue  # 被告王某|系
        spoken = not following or following in MARKS or names.speech.at(text, start + length) is not None
        if not spoken and name[0] in _TO and tags().get(text[start + 1 : start + 3]) in _WHOM:
            continue  # 队长|向大家挥手
        if name[0] in "和与及同任" and names.titles.at(text, start + 1) is not None:
            continue  # 书记|和护林员, 副镇长|任副主任
        if length == 4 and (name[2:] in _ADVERBS or name[:2] in names.no_names):
            continue  # 人大代表|应邀列席
        if length > 2 and _worded(name):
            continue
        if length == 2 and _goes_on(text, start):
            continue
        if length == 2 and _said_of(name, spoken=names.speech.at(text, start + length) is not None):
            continue
        if length > 2 and name in word_kinds("events", "heads"):
            continue  # 网格员|培训班
        if length > 2 and following and following not in MARKS and name[2] in _FOLLOWS and known_word(name[:2]):
            continue  # 骆驼|和同事, 茶叶|把奖金
        manner = words("titles", "manner")
        if name in manner or (length == 3 and name[:2] in manner):
            continue  # 网格长|一起, 书记|全部立
        acts = name[1:] in names.bounds or name[1:] in words("titles", "deeds")
        if acts and name[0] in names.modal and not names.given.issuperset(name[1:]):
            continue  # 教授|将到场
        if length == 3 and name[0] in "和与及同" and tags().get(name[1:]) in ("v", "vn"):
            continue  # 特派员|和种植能手
        if length == 3 and kind != "posts" and known_word(name[:2]) and known_word(name[2] + following):
            continue  # 网格员|常态工作
        if following in _DONE and (name in words("titles", "deeds") or name in words("titles", "speech")):
            continue  # 县长|宣读了
        if word == "代表" and tags().get(name) == "n":
            continue  # 作品将代表|学校参赛
        if kind not in _OFFICES and (
            name in names.bounds or name in words("titles", "deeds") or (kind == "residents" and name in names.common)
        ):
            continue
        yield start + length


def _of_many(text: str, at: int) -> bool:
    """Whether a word for what many people are stands here: 村民代表, no office."""
    title = name_rules().titles.at(text, at)
    return title is not None and title.label != "posts" and title.end - title.start > 2


def _then(text: str, start: int, following: str) -> bool:
    """Whether the third character is how or where the two before it go on: 曲明|迎到门口; 石艳|还办起, who is named alone."""
    name, names = text[start : start + 3], name_rules()
    if name[-1] in _MOVES and following and following in _GOES:
        return names.is_given(name[:2]) or names.composed.at(name[:2], 0) is not None
    if name[-1] not in _STILL or not following or following in MARKS:
        return False
    return count_near(text, name[:2], start) > count_near(text, name, start)


def _goes_on(text: str, start: int) -> bool:
    """Whether a name of two characters leaves one of given names before what people do, and makes no such word with it:
    檀四清|代表运动员, 符永贵|在, but not 周明|强调研."""
    names, end = name_rules(), start + 2
    if not names.is_given(text[start : end + 1]) or len(text) <= end + 1 or text[end] in _NEVER_LAST | {"正"}:
        return False
    if text.startswith("贵在", end):
        return True
    if names.speech.at(text, end) or names.deeds.at(text, end):
        return False
    if text[end + 1 : end + 3] in words("titles", "manner") and text[end + 1] == "一":
        return True  # 汪德高|一同参加
    does = names.speech.at(text, end + 1) or names.deeds.at(text, end + 1)
    return does is not None and does.end - does.start > 1 and text[end : end + 2] not in names.bounds


def _said_of(name: str, *, spoken: bool) -> bool:
    """Whether two characters are what people do, no name: 医生|都会; where no verb of speech stands behind, 骑手|久坐."""
    names = name_rules()
    if name[0] in names.modal and name[1] in names.modal:
        return True
    plain = not names.has_surname(name) and not names.composed.at(name, 0) and not SOUNDS.issuperset(name)
    return plain and not spoken and known_word(name) and tags().get(name, "") not in ("PER", "nr")


def _worded(name: str) -> bool:
    """Whether three characters or more are words whatever stands around: 开出的, 齐刷刷, 管一管, 用手机, 把牌子."""
    names = name_rules()
    if name[-1] == "的" or (name[1] == "一" and name[0] == name[2]):
        return True
    if len(name) == 3 and name[1] == name[2] and name[1] not in names.given and name[1] not in SOUNDS:
        return True
    if name[0] in "把被" and not names.given.issuperset(name[1:]):
        return True
    if len(name) == 3 and name[0] in "用拿" and known_word(name[1:]):
        return True
    return len(name) > 3 and name[0] in names.modal and name[:2] not in names.compound and not SOUNDS.issuperset(name)


def features(text: str, start: int, end: int, kind: str, word: str, ruled: int | None) -> list[str]:
    """What speaks for or against a name from `start` to `end` behind `word`, which opens a name as its `kind` does.

    `ruled`: where the grammar ends the name.
    """
    names, known = name_rules(), tags()
    name, size = text[start:end], end - start
    surname = _surname(name, names)
    behind = _behind(text, end, names)
    given = name[2 if surname == "compound" else 1 :]
    inner = "".join(["g" if c in names.given else "a" if c in names.after else "x" for c in given])
    found = [
        f"k={kind},{size}",
        f"s={surname},{size}",
        f"s={surname},{kind}",
        f"g={inner}",
        f"w={word},{behind[:1]}",
        f"w={word}",
        f"u={units(name)},{size}",
    ]
    found += ["r=d"] if behind == "d" else [f"r={behind},{size}", f"r={behind},{kind}"]
    sounds = len([letter for letter in name if letter in SOUNDS])
    if sounds > 1:
        found.append(f"S={sounds},{size}")
    if surname == "none":
        found.append(f"n0={behind}")
    if behind[:1] != "m":
        found.append(f"c={text[end]}")
    whole = known.get(name, "")
    if known_word(name):
        found.append(f"K={kind},{size}")
    if whole:
        found += [f"W={whole},{kind}", f"W={size}", f"W={behind[:4]}"]
    head, tail = name[:2], name[1:]
    if size > 2:
        if head in names.common:
            found.append(f"h={known.get(head)},{size}")
        if tail in names.common:
            found.append(f"t={known.get(tail)},{size}")
            found.append(f"t={behind[:4]}")
        if size == 4 and name[2:] in names.common:
            found.append("t2")
        if size == 4 and name[:3] in names.common:
            found.append("h3")
    if name in names.bounds:
        found.append(f"bound,{size}")
    if name in names.no_names:
        found.append("no")
    last = name[-1]
    if last in names.after or last in _AND:
        found += [f"l={last}", f"l,{size},{behind[:4]}"]
    if acts_at(text, end - 1):
        found.append(f"act,{inner[-1:]}")
    if acts_at(text, end):
        found.append("acts")
    across = text[end - 1 : end + 1]
    if behind[:1] != "m" and names.deeds.at(text, end - 1):
        found.append(f"xd,{inner[-1:]}")
    if behind[:1] != "m":
        if across in known:
            found.append(f"x={known[across]},{inner[-1:]}")
        if text[end - 1 : end + 2] in known or text[end - 2 : end + 1] in known:
            found.append("x3")
        found.append(f"cut={int(end - start - 1 in _cuts(text[start + 1 : start + 1 + _WINDOW]))},{size}")
    times = count_near(text, name, start)
    if times > 1:
        found.append(f"#{min(times, 3)}")
        longer = text[start : end + 1]
        if behind[:1] != "m" and count_near(text, longer, start) == times:
            found.append("#longer")
    if size > 2:
        shorter = count_near(text, name[:-1], start)
        if shorter > times:
            found.append(f"#shorter,{size}")
    found.append(f"rule={(ruled == end) - (ruled is not None and ruled != end)},{kind},{size}")
    if ruled == end:
        found.append(f"ruled,{surname}")
    return found


class Tagged(NamedTuple):
    """The tagger's words of a stretch of text that begins at `offset`, by where they begin and where they end."""

    begins: dict[int, tuple[int, str]]
    ends: frozenset[int]


@lru_cache(maxsize=256)
def tagged(text: str, offset: int) -> Tagged:
    """What the tagger says of a clause that begins at `offset`. UsageError where onnxruntime is not installed."""
    said = clause_words(text)
    return Tagged({offset + w.start: (offset + w.end, w.tag) for w in said}, frozenset(offset + w.end for w in said))


def tagger_features(start: int, end: int, kind: str, said: Tagged) -> Iterator[str]:
    """What the tagger's say of a clause speaks for or against a name."""
    stop, sort = said.begins.get(start, (0, "within"))
    same = "same" if stop == end else "longer" if stop > end else "shorter" if stop else "within"
    yield f"L={sort if sort in ('PER', 'nr', 'LOC', 'ORG', 'v', 'n') else 'other'},{same}"
    yield f"L={sort == 'PER'},{same},{kind}"
    behind = said.begins.get(end, (0, "cut" if end not in said.ends else "none"))[1]
    yield f"Lb={behind}"
    yield f"Lb={behind == 'cut'},{end - start}"


def _surname(name: str, names: NameRules) -> str:
    if name[:2] in names.compound:
        return "compound"
    if name[0] not in names.single:
        return "none"
    if name[0] in names.modal:
        return "modal"
    return "wordy" if name[0] in names.wordy else "plain"


def _behind(text: str, end: int, names: NameRules) -> str:
    """What stands behind: a mark by its character, else the sort of word."""
    following = text[end : end + 1]
    if not following or following in MARKS:
        return "m" + (following if following in _STOPS else "")
    if not HAN_RUN.match(following):
        return "d"
    known = tags()
    if names.speech.at(text, end) or (following == "说" and text[end + 1 : end + 2] in MARKS):
        return "say"
    if names.titles.at(text, end):
        return "deed" if text.startswith(_STANDS_FOR, end) else "title"
    for length in (4, 3, 2):
        piece = text[end : end + length]
        if piece in names.bounds:
            return f"bound{known.get(piece, '')}"
    if names.deeds.at(text, end):
        return "deed"
    for length in (4, 3, 2):
        piece = text[end : end + length]
        if piece in known:
            return f"word{known[piece]}"
    if known_word(text[end : end + 2]):
        return "known"
    if following in names.after:
        return "after"
    return "other"


@lru_cache(maxsize=256)
def _cuts(window: str) -> frozenset[int]:
    """Where the words of the best cut of a window's Han characters end; every name that may begin at a place asks."""
    run = HAN_RUN.match(window)
    return frozenset(end for _, end in cut_units(run.group())) if run else frozenset()


def rule_end(text: str, start: int, kind: str) -> int | None:
    span = name_at(text, start, strong=kind == "posts")
    return span[1] if span else None


@cache
def weights() -> tuple[dict[str, float], dict[str, float]]:
    """Feature -> weight (data/names.tsv): without the tagger, and with it."""
    rows = [line.split("\t") for line in DATA.read_text("utf-8").split("\n") if line and line[0] != "#"]
    alone, both = ({row[0]: float(row[column]) for row in rows if row[column]} for column in (1, 2))
    return alone, both


class Choice(NamedTuple):
    """The likeliest of all ends of a name at a place and of there being none; `span` None where that is it."""

    span: Span | None
    chance: float
    name: float
    """How likely any name is."""


def choose(text: str, start: int, kind: str, word: str, ask: Callable[[], Tagged] | None = None) -> Choice:
    """The likeliest name at `start`. `ask` gives what the tagger says of the clause: it is asked where the weights
    alone are not plain, and then others that know its say decide."""
    found = list(candidates(text, start, kind, word))
    if not found:
        return Choice(None, 1.0, 0.0)
    ruled = rule_end(text, start, kind)
    ends = [(end, features(text, start, end, kind, word, ruled)) for end in found]
    choice = _likeliest(start, kind, ends, weights()[0])
    said: Tagged | None = None
    if ask is not None and choice.chance <= _PLAIN and choice.name >= _UNLIKELY.get(kind, 0.2):
        said = ask()
        ends = [(end, [*known, *tagger_features(start, end, kind, said)]) for end, known in ends]
        choice = _likeliest(start, kind, ends, weights()[1])
    if choice.span is None or ask is None or not _may_be_words(text[slice(*choice.span)]):
        return choice
    if name_rules().speech.at(text, choice.span[1]) is None and _cut_as_words(text, choice.span, said or ask()):
        return Choice(None, 1 - choice.name, choice.name)
    return choice


def _may_be_words(name: str) -> bool:
    """Whether a name of two characters, or of three behind a modal verb, begins with a surname that is a word too."""
    names = name_rules()
    if len(name) == 3:
        return name[0] in names.modal and name[1:] in compounds()  # 主席|有来头
    return len(name) == 2 and (name[0] in names.wordy or not names.has_surname(name))


def _cut_as_words(text: str, span: Span, said: Tagged) -> bool:
    """Whether the tagger reads a name as how or what is done, in its clause: 民警|成功抓获, 书记|空缺，, 主席|有来头."""
    start, end = span
    stop, sort = said.begins.get(start, (end, ""))
    following = text[end : end + 1]
    if stop == end and sort in _HOW:
        return said.begins.get(end, (0, ""))[1] == "v"
    if stop == end:
        ends = not following or following in MARKS or following == "的"
        word = text[start:end]
        return sort == "v" and ends and word[1] not in name_rules().given and (known_word(word) or word in verbs())
    return sort == "v" and stop == start + 1 and end - start == 3


def _likeliest(start: int, kind: str, ends: list[tuple[int, list[str]]], known: dict[str, float]) -> Choice:
    shares = [(math.exp(min(sum(filter(None, map(known.get, found))), 50.0)), end) for end, found in ends]
    total = 1.0 + sum(share for share, _ in shares)
    most, end = max(shares, default=(0.0, start))
    likely = 1 - 1 / total
    if likely > _LIKELY.get(kind, 0.5):
        return Choice((start, end), most / total, likely)
    return Choice(None, 1 / total, likely)
