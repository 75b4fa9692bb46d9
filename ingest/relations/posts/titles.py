"""Titles of posts in a sentence: where they stand, what they belong to, former or acting."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from ingest.mentions.lexicon import words
from ingest.mentions.people.behind_titles import COUNTED
from ingest.mentions.words import boundaries, common_words, cut_units, known_word
from ingest.modality import either
from ingest.relations.base import INSIDE, ORG, PERSON, PLACE, Mark, Title
from ingest.tables import load, words_in

# Where the words before a title that no name explains must end (never inside a name: marks are private-use).
_BOUNDARY = re.compile(
    r"来到|走进|走访|前往|看望|劳模|劳动模范|获得者|随后|最后|会后|之后|然后|其中|期间|(?:嘉宾|领导|人员|专家|代表|同志|名单|还|的)有|[\ue000-\ue009，。；：、“”‘’（）()！？\s兼的和与及由在为是请向给将随让把跟]|被(?!告)|对(?![外口])|[我咱你他她]们|其(?![他余它中])|了|请来|喊来|叫来|找来|邀来"
)
_LOOSE = 12
_TERM = re.compile(r"(?:新一届|上一届|第[一二三四五六七八九十]{1,3}届|上届|首届|本届)\Z")
_JOINED_BODY = re.compile("[\u4e00-\u9fff]{2,6}[与和及]\\Z")
_COMMITTEES = ("委员会", "工委", "办公室")
_WHICH = re.compile("^[这那]?(?:[一两二三四五六七八几][位名]|位)")
_DURATION = re.compile("^[0-9一二三四五六七八九十多几两半]{1,4}[余多]?(?:年(?!级)|个月|届)的?")
_HOUSES = tuple("院局站所队科股室处组")
_GAP = " 　"
_EARLIER = ("此前任", "之前任", "以前任", "退休前任", "生前任", "离休前任")  # 任 is the verb
_GAPS = re.compile(f"[{_GAP}]")
_HEAD = re.compile(f"长(?=[{PERSON}、兼])")
_CLASS = re.compile(
    "(?:[一二三四五六七八九0-9]年级|[高初大研][一二三四])(?:[0-9一二三四五六七八九十]{1,2}班)?|[一二三四五六七八九][0-9]{1,2}班"
)
_PUPIL = re.compile("年级|班|[高初大研][一二三四]|[0-9]{2,4}级")
_NUMBERED_CLASS = re.compile("[一二三四五六七八九](?:年级)?[（(][0-9一二三四五六七八九十]{1,2}[）)]班\\Z")
_ONE_OF = re.compile("的一[名位个](?:普通|年轻|优秀|老)?的?\\Z")
_SENT = re.compile("(?:(?:下派|选派|派驻|派出)的?|挂职)\\Z")
"""What leads from a house to one of its people: 县法院|的一名|法官, 省供销社|下派|干部, 某镇|挂职|党委副书记."""
_AT_VILLAGES = re.compile("驻村|驻点|第一书记|特派员|指导员|工作队|联络员")
"""Offices of those whom a house sends to a village, which are the village's."""
_CALLED = re.compile(
    rf"(?<=[{ORG}{PLACE}{INSIDE}])(?P<of>的?)(?P<title>(?![及和与或等在以并由向对将为])[\u3400-\u9fff]{{2,5}})(?={PERSON})"
)


class Rule(NamedTuple):
    """Who holds a title where the text leaves it out: kinds, endings of names; `named`: nobody; `former`: held before;
    `nearest`: the last one named, not whom the article is about.
    """

    of: frozenset[str]
    ends: tuple[str, ...]
    named: bool
    former: bool
    nearest: bool


@cache
def table() -> dict[str, Any]:
    """The words of posts (ingest/data/posts.yaml)."""
    posts: dict[str, Any] = load("posts")
    return posts


@cache
def rules() -> Mapping[str, Rule]:
    """Each title's last word with its rule; ends of titles that are not listed (歌师, 流调员) are words too.

    >>> rules()["镇长"].ends
    ('镇',)
    """
    return {
        word: Rule(
            frozenset(group["of"]),
            tuple(group.get("ends", ())),
            group.get("named", False),
            group.get("former", False),
            group.get("nearest", False),
        )
        for group in (*table()["core"], table()["open"])
        for word in group["words"]
    }


@cache
def _cores() -> tuple[str, ...]:
    return tuple(word for word in rules() if word not in table()["open"]["words"])


@cache
def _title() -> re.Pattern[str]:
    listed = table()
    never = _either(listed["never"])
    aside, former, acting, degree = (_either(listed[name]) for name in ("aside", "former", "acting", "degree"))
    core = either(_sorted(_cores()), _spaced)
    lists = [*(listed[name] for name in ("never", "aside", "former", "acting", "degree")), _cores()]
    first = "".join(sorted({word[0] for each in lists for word in each}))
    return re.compile(  # most positions fail at the first character, without a look at the words
        rf"(?=[{first}])(?:(?P<never>{never})|(?:{aside})?(?P<former>{former})?(?P<acting>{acting})?"
        rf"(?P<title>(?:{degree}){{0,2}}(?:{core}))(?![会团制级们]|期[^待望盼]|效[^率]|远|(?<=支书)记|(?<=师)傅|(?<=[博硕]士)生))"
    )


def _spaced(word: str) -> str:
    """A word behind its first character; one of two characters also as lists print it, with room between (局　长)."""
    return re.escape(word[1:]) if len(word) != 2 else f"[{_GAP}]{{0,3}}{word[1]}"


@cache
def _bodies() -> tuple[tuple[int, frozenset[str]], ...]:
    by_size: dict[int, set[str]] = {}
    for word in table()["body"]:
        by_size.setdefault(len(word), set()).add(word)
    return tuple((size, frozenset(by_size[size])) for size in sorted(by_size, reverse=True))


def _sorted(listed: Sequence[str] | Mapping[str, Any]) -> list[str]:
    return sorted(listed, key=lambda word: (-len(word), word))


def _either(listed: Sequence[str] | Mapping[str, Any]) -> str:
    return either(_sorted(listed))


def body_before(text: str, end: int) -> str:
    """The longest word of an organisation's body that ends at a position, '' if none.

    >>> body_before("明德小学党支部书记", 7)
    '党支部'
    """
    for size, bodies in _bodies():
        if text[max(0, end - size) : end] in bodies:
            return text[end - size : end]
    return ""


def body_of(name: str) -> str:
    """The word of a body with which a name ends: 党支部 of 张南新村党支部."""
    return body_before(name, len(name))


def titles_in(shape: str, marks: Sequence[Mark]) -> tuple[Title, ...]:
    """All titles of a sentence by place. `shape` has names masked, so a title inside a name is none."""
    ends = {mark.end: mark for mark in marks if mark.entity.type in ("Organization", "Place")}
    found = [_read(shape, match, ends) for match in _title().finditer(shape) if not match["never"]]
    found += _cut(shape, ends)
    found += _open(shape, {title.end for title in found}, ends)
    found = [title for title in found if not _is_counted(shape, title)]
    return tuple(sorted(found, key=lambda title: (title.end, title.start)))


def _is_counted(shape: str, title: Title) -> bool:
    """Whether a title is of a number of people of whom none is named behind it: 同27位|楼组长, 5名|博士."""
    if shape[title.end : title.end + 1] == PERSON:
        return False
    starts = {title.start, title.begins, title.begins - len(title.loose)}  # 3位|区|人大代表
    if title.core.endswith("代表"):
        starts |= {at - 1 for at in starts if shape[at - 1 : at] in tuple("省市州盟区县旗镇乡村")}  # 84名镇|党代表
    return any(COUNTED.search(shape, max(0, at - 8), at) for at in starts)


def _read(shape: str, match: re.Match[str], ends: Mapping[int, Mark]) -> Title:
    start, title = match.start(), _GAPS.sub("", match["title"])
    core = _core(title)
    former, acting = bool(match["former"]) or rules()[core].former, bool(match["acting"])
    body = ""
    while word := body_before(shape, start):
        body, start = word + body, start - len(word)
    if shape[start - 1 : start] == "委" and start - 1 in ends and ends[start - 1].entity.type == "Place":
        body, start = "委" + body, start - 1  # 三水区|委书记
    for word in table()["former"]:
        if body and shape.endswith(word, 0, start) and start - len(word) in ends:  # 廊下镇|原|党委书记
            former, start = True, start - len(word)
    term = _TERM.search(shape, max(0, start - 8), start)
    if term is not None:
        start = term.start()
    if start not in ends and shape[start - 1 : start] == "的" and start - 1 in ends:
        start -= 1  # 巡逻队的队长, 某社区的|居委会|主任
    elif start not in ends and (one := _one_of(shape, start, match.end())):
        inside = shape.endswith(tuple(table()["said"]), 0, one.start())  # 所里|的一名|村医
        start = one.start() if inside or one.start() in ends else start
    elif start not in ends and shape[start - 1 : start] == "“" and shape[match.end() : match.end() + 1] == "”":
        start -= start - 1 in ends  # 某小学“讲解员”甲
    begins = start
    chain, start = _chain(start, ends)
    if chain and chain[0].back and shape[start - 1 : start] in ("驻", "派"):  # 驻|村|工作队队长
        start -= 1
    loose = "" if chain else _loose(shape, start, body, ends)
    behind = start - len(loose)
    behind -= behind not in ends and shape[behind - 1 : behind] == "的"
    of = _part_of(shape, match.end(), body, loose, ends[behind]) if loose and behind in ends else None
    if of is not None:
        body, title = (loose + body, title) if of == "body" else (body, loose + title)
        loose, begins = "", behind
        chain, start = _chain(behind, ends)
    for word in table()["former"]:
        if shape.endswith(word, 0, start) and not (word == "前任" and shape.endswith(_EARLIER, 0, start)):
            former, start = True, start - len(word)
            loose = loose.removesuffix(word)
            break
    return Title(
        start=start,
        begins=begins,
        end=match.end(),
        chain=tuple(chain),
        body=body,
        title=title,
        core=core,
        loose=loose,
        former=former,
        acting=acting,
    )


def _one_of(shape: str, start: int, end: int) -> re.Match[str] | None:
    """What leads from a house to a title of one of its people; by whom one is sent only before a name or the next title."""
    one = _ONE_OF.search(shape, max(0, start - 8), start)
    if one is None and shape[end : end + 1] in (PERSON, "、") and not _AT_VILLAGES.search(shape, start, end):
        one = _SENT.search(shape, max(0, start - 4), start)
    return one


def _chain(start: int, ends: Mapping[int, Mark]) -> tuple[list[Mark], int]:
    """The names that stand right before a place one behind the other, outermost first, and where the first begins."""
    chain: list[Mark] = []
    while start in ends:
        chain.insert(0, ends[start])
        start = ends[start].start
    return chain, start


def _loose(shape: str, start: int, body: str, ends: Mapping[int, Mark]) -> str:
    """The words right before a title or its body that no name explains."""
    loose = _unbound(shape[max(0, start - _LOOSE) : start])
    if loose == "等":
        return ""  # 张三、李四等|县领导
    numbered = _NUMBERED_CLASS.search(shape, max(0, start - _LOOSE), start) if loose == "班" else None
    loose = numbered[0] if numbered is not None else loose
    joint = _JOINED_BODY.search(shape, max(0, start - len(loose) - 8), start - len(loose))
    if joint is not None and joint.start() in ends and (loose + body).endswith(_COMMITTEES):
        return joint[0] + loose  # 人大常委会|农业与农村工作委员会|主任
    return loose


def _part_of(shape: str, end: int, body: str, loose: str, house: Mark) -> Literal["body", "title"] | None:
    """Whether loose words behind a house are of the title's body or of the title itself, which goes to `end`; None: of neither."""
    if (loose + body).endswith(words_in("posts", "offices")):
        return "body"  # 县人社局|就业股|股长
    if body:
        return None
    which = _names_one_of(house, shape, end) and _says_which(loose)  # 农业农村局|蔬菜|专家|张三
    return "title" if _takes_up(shape, house, loose) or which else None  # 受聘为某镇|羊角脆产业|顾问


def _takes_up(shape: str, house: Mark, loose: str) -> bool:
    """Whether a verb of taking up stands right before a title's house, so that the words between are the title's."""
    verb = _tenures().search(shape, max(0, house.start - 6), house.start)
    return verb is not None and verb.end() == house.start and 2 <= len(loose) <= 8


def _names_one_of(house: Mark, shape: str, end: int) -> bool:
    """Whether a name stands behind a title that may be of a body or an area before it; not 西河|大鼓|传承人."""
    return shape.startswith(PERSON, end) and (
        house.entity.type == "Organization" or house.entity.kind == "AdministrativeArea"
    )


def of_class(loose: str) -> bool:
    """Whether words before a title name a class of a school: 四年级, 五（2）班."""
    return _CLASS.fullmatch(loose) is not None or _NUMBERED_CLASS.fullmatch(loose) is not None


def of_pupil(title: Title) -> bool:
    """Whether a title is no more than which class a pupil is in: 五年级学生, 高二（5）班学生."""
    return title.core.endswith("学生") and _PUPIL.search(f"{title.loose}{title.title}") is not None


def _says_which(loose: str) -> bool:
    """Whether ordinary words before a title say what it is for: 蔬菜|专家, 致富|带头人, 高三|学生, 五（2）班|学生."""
    if of_class(loose):
        return True
    units = [loose[begin:end] for begin, end in cut_units(loose)]
    return 2 <= len(loose) <= 6 and all(len(unit) > 1 and unit in common_words() for unit in units)


def _unbound(window: str) -> str:
    """The words at the end of a stretch that no stop, preposition or verb of tenure cuts off, without verbs that begin
    them (听取|合作社, but 派出所 whole)."""
    window = window[max((boundary.end() for boundary in _BOUNDARY.finditer(window)), default=0) :]
    window = window[max((match.end() for match in _tenures().finditer(window)), default=0) :]
    if window[:1] in ("任", "当") and len(window) > 2:  # 兼|任|医联体办公室主任, 兼|任|中心主任
        window = window[1:]
    window = _WHICH.sub("", window)  # 这两位|连队党支部委员
    window = _DURATION.sub("", window)  # 当过|9年|农技员
    if window[:1] in tuple("便就才又再还也则") and not known_word(window[:2]):
        window = window[1:]  # 便|派出所|民警, but 就业|股长
    if window.endswith(("任", "当")):  # 到某村任|第一书记
        return ""
    if window.endswith("庭") and len(window) < 5:
        return window  # 立案庭
    whole = next((window[-size:] for size in range(min(8, len(window)), 2, -1) if window[-size:] in _known()), "")
    stripped = True
    while stripped and len(window) > len(whole):
        first = cut_units(window)[0][1]
        size = next((size for size in (4, 3, 2) if size >= first and _acts(window[:size])), 0)
        stripped = 0 < size < len(window) and window[size:] not in _HOUSES  # 供水站, 普法股
        window = window[size:] if stripped else window
    if window in words("titles", "speech") or window in words("titles", "deeds"):
        return ""  # 带领|社区干部
    return window


@cache
def _known() -> frozenset[str]:
    """Kinds of bodies whose words hold a verb, which does not cut them: 驻村工作队."""
    bodies = {word for kinds in load("organizations")["bodies"].values() for word in kinds.split()}
    return frozenset(word for word in bodies if any(_acts(word[:size]) for size in (2, 3, 4)))


def _acts(word: str) -> bool:
    """Whether a word begins no body's name: 听取, 带着."""
    return word in boundaries() or word in words("titles", "deeds") or word in words("titles", "speech")


@cache
def _tenures() -> re.Pattern[str]:
    names = ("holds", "held", "takes", "plans", "ends", "denies", "appoints", "dismisses")
    return re.compile(_either([word for name in names for word in table()[name] if len(word) > 1]))


def _cut(shape: str, ends: Mapping[int, Mark]) -> Iterator[Title]:
    """县教育局|长张三, 县委组织部|长、…: a name that takes the first character of its head's title with it."""
    for head in _HEAD.finditer(shape):
        end, mark = head.start(), ends.get(head.start())
        core = mark.entity.name[-1] + "长" if mark is not None else ""
        if mark is None or core not in rules():
            continue
        yield Title(start=mark.start, begins=end, end=end + 1, chain=(mark,), body="", title=core, core=core, loose="")


def _open(shape: str, held: Collection[int], ends: Mapping[int, Mark]) -> Iterator[Title]:
    """Words for what people do, listed nowhere, between what they are of and a name: 宰荡村|的|歌师|张三.

    `held`: where titles end that are listed.
    """
    for match in _CALLED.finditer(shape):
        title, start = match["title"], match.start("title") - len(match["of"])
        core = next((word for word in table()["open"]["words"] if title.endswith(word)), "")
        if match.end() in held or not core or start not in ends:
            continue
        if core in table()["open"]["whole"] and title != core:
            continue  # 联点县|领导
        parts = [title[begin:end] for begin, end in cut_units(title)]
        parts = parts[: -1 if len(core) > 1 else None]  # 代表 is a verb too
        acts = bool(parts) and len(parts[-1]) > 1 and any(_acts(part) for part in parts)  # 看望|护工, but 理赔|员
        if title[-2:] in table()["open"]["never"] or acts:
            continue
        yield Title(
            start=ends[start].start,
            begins=match.start("title"),
            end=match.end(),
            chain=(ends[start],),
            body="",
            title=title,
            core=core,
        )


@cache
def _core(title: str) -> str:
    return max((core for core in rules() if title.endswith(core)), key=len)
