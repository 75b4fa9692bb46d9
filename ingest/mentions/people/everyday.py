"""People whose name is an everyday word (高兴, 蓝天, 祝福), told by where it stands and not by how it looks.

Behind a closing quotation mark and before a verb of speech, whoever is called so has spoken; in a list with the
number of its people behind it, each is one; and what an office names once acts elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ingest.mentions.people.name_rules import HAN, HAN_RUN, MARKS, OPENS, is_title, name_rules
from ingest.mentions.words import tags
from ontology.records import Span

_NO_SPEAKERS = frozenset("人民户者员长家们众友师生工农商方队话语诗文件书报章声着地次后前时来去常都也还又就便才")
"""Last characters of words that stand before a verb of speech and are no names: 老乡, 古话, 高声, 随后."""
_NEVER = ("r", "t", "TIME", "c", "p", "u", "q", "m", "xc", "f", "s", "d", "vd", "ad")
"""Tags of words that are nobody's name before a verb: pronouns, times, conjunctions, adverbs …"""
_TELLS = re.compile(
    "(?:[笑乐哭红][着了呵]{1,2}|[激高自感][动兴豪慨]地|对(?:记者|笔者)|向(?:记者|笔者))?"
    "(?:(?:说|介绍|表示|告诉|回忆|感慨|感叹|坦言|解释|补充|讲|道|称|透露|反映)(?:道|说|着说|记者|笔者)?)(?=[，。：；！、\\n])"
)
_LAST = re.compile(rf"[、和](?P<last>{HAN}{{2,4}}?)(?P<count>[2-9]|10|[二两三四五六七八九十])(?:人|名|位)")
_AND_OTHERS = re.compile(
    rf"(?:^|(?<=[，。；：！？”]))(?P<list>{HAN}{{2,3}}(?:、{HAN}{{2,3}}){{2,9}})等"
    r"(?:[0-9]{1,3}|[二三四五六七八九十]{1,3})余?(?:[名位]|人(?![次家均]))",
    re.M,
)
_COUNTS = {"两": 2, **{character: value for value, character in enumerate("二三四五六七八九十", start=2)}}
_ITEM = re.compile(rf"[、和]({HAN}{{2,4}})\Z")
_LED_BY = frozenset("有由和是请叫让向带着及与到对给为了")
"""What a list of people may stand behind, besides a mark or a word for people."""
_ELECTED = re.compile(
    rf"(?:^|[，；。：])(?P<names>{HAN}{{2,4}}?(?:[、和]{HAN}{{2,4}}?){{0,9}})(?:同志)?"
    r"(?:(?:高票|全票|满票|成功|顺利|双双)?当选|被(?:推选|选举|任命|聘任|选|推举)为)",
    re.M,
)
_HOW = frozenset(("高票", "全票", "满票", "成功", "顺利", "双双", "连续", "连任", "同时", "先后", "相继"))
"""How one is elected, which is no name: ，高票|当选."""
_OFFICE_BEHIND = re.compile(
    rf"(?:^|[、，；：。])[ 　]*(?P<name>{HAN}{{2,4}})（(?P<office>{HAN}[^（）\n]{{1,24}})）", re.M
)
_TO_BE = re.compile(rf"(?P<names>{HAN}{{2,4}}?(?:[、和]{HAN}{{2,4}}?){{0,5}})(?:同志)?[为任]")
_SENTENCE = 400
"""Code points that a sentence of appointments is looked through at most."""
_HOMES = frozenset("村庄屯寨镇乡县区市沟岭坪湾")


def speakers(text: str) -> Iterator[Span]:
    """Everyday words behind a closing quotation mark, or a title there, and before a verb of speech that ends a clause.

    >>> text = "“多练了一个月。”蓝天说，“值得。”村民祝福说，“走。”大家说。"
    >>> [text[slice(*span)] for span in speakers(text)]
    ['蓝天', '祝福']
    """
    at = text.find("”") + 1
    while at:
        titled = name_rules().titles.at(text, at)
        for size in (2, 3):
            start = titled.end if titled is not None else at
            if _TELLS.match(text, start + size) and _may_be_called(text[start : start + size]):
                yield start, start + size
        at = text.find("”", at) + 1


def counted(text: str) -> Iterator[Span]:
    """Those of a list with just their number behind it: 蓝天、雷鸣、钟声三人.

    >>> text = "台上，蓝天、雷鸣和钟声三人唱罢。"
    >>> [text[slice(*span)] for span in counted(text)]
    ['蓝天', '雷鸣', '钟声']
    """
    for match in _AND_OTHERS.finditer(text) if "等" in text else ():  # 安宁、田野、谷雨等12名老党员
        items = list(re.finditer("[^、]+", match["list"]))
        plain = [item for item in items if item[0][0] not in name_rules().wordy]
        if all(_is_called(item[0]) for item in items) and 2 * len(plain) > len(items):
            yield from ((match.start("list") + item.start(), match.start("list") + item.end()) for item in items)
    for match in _LAST.finditer(text) if "、" in text else ():
        number = match["count"]
        count = _COUNTS.get(number) or int(number)
        spans, start = [match.span("last")], match.start()
        while len(spans) < count - 1 and (item := _ITEM.search(text, max(0, start - 5), start)):
            spans.insert(0, item.span(1))
            start = item.start()
        first = _first(text, start) if len(spans) == count - 1 else None
        if first is None:
            continue
        spans.insert(0, first)
        called = [text[slice(*span)] for span in spans]
        if all(map(_is_called, called)) and not all(name[-1] in _HOMES for name in called):
            yield from spans


def appointed_to(text: str, start: int, begins: Collection[int]) -> Iterator[Span]:
    """Names behind a verb of appointing that ends at `start`, each before 为 and a house or an office: 补选|康庄为某镇镇长.

    `begins`: where names of houses and places begin.

    >>> text = "会议补选康庄为某镇镇长，简单、舒畅为某镇副镇长。"
    >>> [text[slice(*span)] for span in appointed_to(text, 4, {7, 18})]
    ['康庄', '简单', '舒畅']
    """
    stop = text.find("。", start, start + _SENTENCE)
    for match in _TO_BE.finditer(text, start, stop if stop != -1 else start):
        office = match.end() in begins or name_rules().titles.at(text, match.end()) is not None
        if not office or (match.start() > start and text[match.start() - 1] not in "，；、"):
            continue
        for item in re.finditer("[^、和]+", match["names"]):
            if _is_called(item[0]):
                yield match.start("names") + item.start(), match.start("names") + item.end()


def elected(text: str) -> Iterator[Span]:
    """Those whom a clause begins with and who take up an office: 方向当选书记，马到成、谢天当选委员.

    >>> text = "方向当选书记，马到成、谢天高票当选委员，高票当选者发言。"
    >>> [text[slice(*span)] for span in elected(text)]
    ['方向', '马到成', '谢天']
    """
    for match in _ELECTED.finditer(text) if "当选" in text or "被" in text else ():
        items = list(re.finditer("[^、和]+", match["names"]))
        if all(_is_called(item[0]) and item[0] not in _HOW for item in items):
            for item in items:
                yield match.start("names") + item.start(), match.start("names") + item.end()


def with_office(text: str) -> Iterator[Span]:
    """Names of a list with their offices in brackets behind them: 江和平（党委书记）、占红霞（人大主席）.

    >>> text = "出席：平安（党委副书记、镇长）、占红霞（人大主席）、向阳（养老服务）"
    >>> [text[slice(*span)] for span in with_office(text)]
    ['平安', '占红霞']
    """
    for match in _OFFICE_BEHIND.finditer(text) if "（" in text else ():
        stop = match.end("office")
        ends = any(
            hit.end == stop for hit in name_rules().titles.scan(text, max(match.start("office"), stop - 8), stop)
        )
        if ends and _is_called(match["name"]):
            yield match.span("name")


def _first(text: str, end: int) -> Span | None:
    """The first name of a list, which ends at `end`, behind a mark or a word that leads to people."""
    for size in (3, 2, 4):
        start = end - size
        led = start >= 0 and (start == 0 or text[start - 1] in MARKS or text[start - 1] in _LED_BY)
        if (led or text.endswith(OPENS, 0, max(start, 0))) and _is_called(text[start:end]):
            return start, end
    return None


def _is_called(name: str) -> bool:
    """Whether a surname stands before one or two characters, and neither a title nor a word for people is made so."""
    names = name_rules()
    compound = name[:2] in names.compound
    if not HAN_RUN.fullmatch(name) or not names.has_surname(name) or (len(name) == 4) != (compound and len(name) == 4):
        return False
    return not is_title(name) and name not in names.no_names


def _may_be_called(word: str) -> bool:
    names = name_rules()
    if not HAN_RUN.fullmatch(word) or not names.has_surname(word) or word[-1] in _NO_SPEAKERS:
        return False
    return not (is_title(word) or word in names.no_names or word in names.solar or tags().get(word) in _NEVER)
