"""What is looked over on a tour and has no name elsewhere: 察看了学校的织锦教室、大店村提灌站和综合保税区.

A word for a site names something only where someone goes to it; elsewhere it is a common noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.view import View
from ingest.mentions.words import known_word, opening, verbs
from ingest.modality import any_of
from ingest.tables import load, words_in
from ontology.records import Mention, Span

_STOP = re.compile("[，。；：！？\n]")
_ITEM = re.compile(
    "(?:(?!以及)[^、，和及与]|(?<=[、，].)[和与](?=[^、，]{2})|(?<=[入到了察参观看].)[和与](?=[^、，]{2}、))+"
)
"""What stands between joints; 和 behind one character of an item is of its name: 、三|和锰业."""
_OWN_OF_PLACE = re.compile("(?=.{3,16}\\Z)(?:“[\u3400-\u9fff]{2,8}”)?[\u3400-\u9fff]{2,12}")
_DOING = frozenset(
    ("指挥", "指导", "督导", "调度", "部署", "主持", "出席", "参加", "召开", "举行", "带队", "带领", "走进", "深入")
)
_SMALL = re.compile("[\u3400-\u9fff]{1,6}[园馆寺祠塔桥坊潭洞阁亭坪池巷街]")
_AREAS = ("村", "社区", "镇", "乡", "街道", "嘎查", "苏木", "管区", "片区")
_OWN = re.compile("[\u3400-\u9fff]{1,8}")
_LIST = 160  # code points that a list of stops may have
_COINED = re.compile("[\u3400-\u9fff]{3,8}")
_FIRM = re.compile(
    "(?:[业钢电]|环保|物流|家居|家纺|服装|医药|光电|能源|材料|智能|装备|陶瓷|农牧|乳品|粮油|木器|玻璃|管业|水泥|科技|机械|电子|化工|股份|集团|生物|制造|实业|建材|食品|纺织|服饰|鞋服|电气|重工|新材料|新能源)\\Z"
)
"""Last words of what is a firm and no site: 三和锰|业."""
_BEHIND = re.compile(
    "等(?![级候待])|的|项目现场|施工现场|现场|实地|就|开展|进行|考察|调研|参观|察看|查看|观摩|走访|检查|督导|慰问|看望|了解|座谈|学习"
)
"""What goes on behind the last stop of a list."""
_NOT_WITHIN = re.compile(
    "[户民][^户民]{2,9}家\\Z|部分|受[损灾]|水毁|淹没|[的了在到是有这那各每该本几]|正在|进行|[一二三四五六七八九十两0-9]+(?:余|多)?[个处家座条]"
)


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Sites in the list behind a verb of coming or looking over, from their last 的 or from the name they begin with."""
    named = sorted({(m.start, m.end, m.type) for m in found if m.type in ("Place", "Organization")})
    areas = {m.start: m.end for m in found if m.type == "Place" and m.text.endswith(_AREAS)}
    begin, end = view.article.body
    given: set[Span] = set()
    for verb in _comes().finditer(view.text, begin, end):
        stop = _STOP.search(view.text, verb.end(), end)
        while stop is not None and stop[0] == "，" and stop.end() in areas:
            stop = _STOP.search(view.text, stop.end(), end)  # 三溪村、幸福村，永福镇佛儿村
        last = stop.start() if stop is not None else end
        if last - verb.end() > _LIST:
            continue
        items = [item.span() for item in _ITEM.finditer(view.text, verb.end(), last)]
        for item in items:
            span = _site(view, item, named)
            full = _with_places(view.text, item[0], span, areas) if span is not None else ""
            if span is None and len(items) > 1:
                span, full = _of_place(view, item, named, areas)
            if span is None and len(items) > 2:
                span = _by_last_word(view, item, named) or _beside_others(view, item, items, named)
            if span is not None and span not in given:
                given.add(span)
                firm = _FIRM.search(view.text, *span) is not None
                yield mention_of(view, *span, "Company" if firm else "Venue", "stop/site", full=full)


def _of_place(
    view: View, item: Span, named: Sequence[tuple[int, int, str]], areas: Mapping[int, int]
) -> tuple[Span | None, str]:
    """What one of a list is that begins with a village or a town, whatever its last word, and its full name:
    界集镇|稻虾共作示范园, 安乐镇|马家围村|烤烟水稻轮作示范片."""
    text, at = view.text, item[0]
    begin = at
    while token := areas.get(at):
        begin, at = at, token
    behind = _BEHIND.search(text, at, item[1])
    end = behind.start() if behind is not None else item[1]
    own = text[at:end]
    if at == item[0] or not _OWN_OF_PLACE.fullmatch(own) or _NOT_WITHIN.search(own) or view.is_sealed(at, end):
        return None, ""
    if any(start < end and at < stop for start, stop, _ in named[bisect_left(named, (item[0], 0, "")) :][:12]):
        return None, ""
    if next(name_rules().titles.scan(text, at, end), None) is not None:
        return None, ""  # 东涧村|老党员张三
    pieces = [own[i : i + 2] for i in range(len(own) - 1)]
    if own.endswith(words_in("tours", "no_sites")) or any(piece in verbs() or piece in _DOING for piece in pieces):
        return None, ""
    return (begin, end), text[item[0] : end]


def _by_last_word(view: View, item: Span, named: Sequence[tuple[int, int, str]]) -> Span | None:
    """What one of a list of three or more is that ends in a character for a site: 女书园, 龙塘便民桥."""
    at, own = item[0], view.text[item[0] : item[1]].removesuffix("等处").removesuffix("等地")
    end = at + len(own)
    if not _SMALL.fullmatch(own) or _NOT_WITHIN.search(own) or known_word(own) or view.is_sealed(at, end):
        return None
    if any(start < end and at < stop for start, stop, _ in named[bisect_left(named, (at - 20, 0, "")) :][:24]):
        return None
    pieces = (own[i : i + 2] for i in range(len(own) - 1))
    return None if any(piece in verbs() for piece in pieces) else (at, end)


def _beside_others(view: View, item: Span, items: Sequence[Span], named: Sequence[tuple[int, int, str]]) -> Span | None:
    """What one of a list of three or more is of which two others at least have names: 三和锰业, 武定府衙."""
    text, at = view.text, item[0]
    behind = _BEHIND.search(text, at, item[1])
    end = behind.start() if behind is not None else item[1]
    own = text[at:end]
    if not _COINED.fullmatch(own) or _NOT_WITHIN.search(own) or view.is_sealed(at, end):
        return None
    if known_word(own) or own in words("places", "generic") or own.endswith(words_in("tours", "no_sites")):
        return None
    spans = [(start, stop) for start, stop, _ in named[bisect_left(named, (items[0][0] - 20, 0, "")) :][:40]]
    if any(start < end and at < stop for start, stop in spans):
        return None
    others = [one for one in items if any(start < one[1] and one[0] < stop for start, stop in spans)]
    if len(others) < 2 or next(name_rules().titles.scan(text, at, end), None) is not None:
        return None
    pieces = (own[i : i + 2] for i in range(len(own) - 1))
    return None if any(piece in verbs() or piece in _DOING for piece in pieces) else (at, end)


def _with_places(text: str, start: int, span: Span, areas: Mapping[int, int]) -> str:
    """The full name of a site right behind the areas that one of a list begins with, '' where it stands alone."""
    at = start
    while token := areas.get(at):
        at = token
    return text[start : span[1]] if start < span[0] == at else ""


@cache
def _comes() -> re.Pattern[str]:
    verbs = any_of(tuple(load("tours")["comes"])).pattern
    return re.compile(f"(?:{verbs})了?(?:位于)?(?![组团时中]|活动|情况)|(?<=[，先又再后冒行])到(?![了位场会底达])")


@cache
def _sites() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(tuple(load('tours')['sites'])).pattern})(?=的|等|\\Z)")


def _site(view: View, item: Span, named: Sequence[tuple[int, int, str]]) -> Span | None:
    """The site that one of a list is, without whose it is; None where a name known already ends with its word."""
    text = view.text
    head = _sites().search(text[item[0] : item[1]])
    if head is None:
        return None
    at, end = item[0] + head.start(), item[0] + head.end()
    low = bisect_left(named, (item[0], 0, ""))
    inner = [one for one in named[low:] if one[0] < end]
    if any(start <= at and end <= stop for start, stop, _ in inner) or view.is_sealed(at, end):
        return None
    before = max((one for one in inner if one[1] <= at), key=lambda one: (one[1], -one[0]), default=None)
    start = max(before[1] if before is not None else item[0], text.rfind("的", item[0], at) + 1)
    start += 2 * (text[start : start + 2] in opening() and at - start > 3)  # 小河边村|检查|首家大院
    own = text[start:at]
    if not own:  # 大店村|提灌站, but not 大店村的|提灌站
        return (before[0], end) if before is not None and before[1] == at else None
    if text[at:end] in load("tours")["rooms"] and start == item[0]:
        return None  # 走进熔铜车间: nobody's
    common = own in words("places", "generic") or _NOT_WITHIN.search(own) is not None
    return (start, end) if not common and _OWN.fullmatch(own) else None
