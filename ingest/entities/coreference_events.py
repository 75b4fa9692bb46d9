"""Which names of events and programmes mean one thing, and what else an event is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.entities.coreference_short import in_order
from ingest.entities.drafts import MOST, Draft, grouped, merge
from ingest.mentions.events.tours import VERBS
from ontology.records import Article, Mention

_LEAD = 250  # code points of the body within which the lead names its event
_ALIKE = 4  # code points that two names of one event have in common at their ends
_PUNCTUATION = re.compile(r"[\W_]")
_SLOGAN = re.compile(r"“([^“”]{4,})”")
_OPENING = frozenset(
    (
        "启动仪式",
        "开幕式",
        "开幕仪式",
        "闭幕式",
        "闭幕仪式",
        "开班仪式",
        "开班式",
        "结业式",
        "结业仪式",
        "开营仪式",
        "放流仪式",
    )
)
_CEREMONIES = (
    ("签约仪式", "签订仪式", "签署仪式", "签字仪式", "签约活动"),
    ("捐赠仪式", "捐助仪式", "捐资仪式", "捐款仪式", "赠送仪式", "捐献仪式", "捐赠活动", "发放仪式", "捐资助学仪式", "爱心捐赠活动"),
    ("开工仪式", "奠基仪式", "动工仪式", "开工奠基仪式", "开工活动"),
    ("揭牌仪式", "授牌仪式", "挂牌仪式", "揭牌活动"),
    ("颁奖仪式", "颁奖典礼", "表彰大会", "表彰会"),
    ("动员会", "动员大会", "启动会", "启动大会", "部署会", "部署会议"),
    ("走访慰问活动", "慰问活动", "慰问", "走访慰问", "送温暖活动"),
)  # fmt: skip
"""Last words of ceremonies and gatherings that tell of one kind, by which an article tells of the same again."""
_SESSION = re.compile("(?:第[一二三四五六七八九十]+次)?全体会议|[开闭]幕(?:大会|会议?)|预备会议?")
"""A sitting of a congress, told of as such: 在随后的全体会议上."""
_JOINED = ("参加", "参加了", "出席", "出席了", "列席", "陪同")
_BARE = ("event/bare", "event/tour")
_NEAR = 160  # code points before a meeting that people join, within which it is named
_TOUR_END = re.compile("(?:考察|调研|慰问|参观|观摩)(?=(?:学习|交流|访问)?$)")
_TOUR_VERB = re.compile(f"{VERBS}|.*(?P<of>{VERBS})\\Z")
_TOURED_SO = re.compile(f"(?:专题|集中|实地|现场|联合)?{VERBS}")
_TOURED = re.compile("考察|调研|视察|检查|督导|督查|观摩|参观")
_COURT = re.compile(
    "(?:现场|公开|这场|此次)?(?:庭审|开庭|审判|审理|巡回审判|巡回庭审|巡回审理|巡回法庭|公开审理|公开开庭|宣判)"
)
_EDITION = re.compile(r"第[一二三四五六七八九十百0-9]{1,4}届|首届")
_YEAR = re.compile(r"20[0-9]{2}年?度?")


def alike(mentions: list[Mention]) -> list[Draft]:
    """Events or programmes: joined where one's name holds the other's, or both hold one slogan."""
    drafts = grouped(mentions)
    plain = [_PUNCTUATION.sub("", draft.fullest()) for draft in drafts]
    slogans = [{_PUNCTUATION.sub("", s) for n in draft.written for s in _SLOGAN.findall(n)} for draft in drafts]
    same: dict[int, int] = {}
    order = sorted(range(min(MOST, len(drafts))), key=lambda i: (len(plain[i]), plain[i]))
    for place, index in enumerate(order):
        for other in reversed(order[place + 1 :]):
            if (
                plain[index] in plain[other]
                or slogans[index] & slogans[other]
                or _contracted(plain[index], plain[other])
            ):
                same[index] = other
                break
    return merge(drafts, same)


def openings(drafts: list[Draft]) -> list[Draft]:
    """Openings and sittings without a name (启动仪式, 全体会议) joined to the event named before them: they are a part of it."""
    named = sorted((draft.spans()[0], index) for index, draft in enumerate(drafts) if draft.kind != "Inspection")
    same: dict[int, int] = {}
    meeting = whole = last = None  # the meeting, the event that is no mere ceremony, and any event, named last so far
    for _, index in named:
        name = drafts[index].fullest()
        before = None
        if _SESSION.fullmatch(name):
            before = meeting
        elif name in _OPENING:  # of the festival, not of the signing (签约仪式) that was told of between
            before = last if whole is None else whole
        if before is not None:
            same[index] = before
            continue
        last = index
        meeting = index if drafts[index].kind == "Meeting" else meeting
        whole = whole if name.endswith("仪式") else index
    return merge(drafts, same)


def ceremonies(drafts: list[Draft]) -> list[Draft]:
    """A ceremony by its noun alone joined to the one told before it under a like noun: 某协议签订仪式举行，甲出席签约仪式."""
    named = sorted((draft.spans()[0], index) for index, draft in enumerate(drafts))
    same: dict[int, int] = {}
    for at, (_, index) in enumerate(named):
        nouns = next((alike for alike in _CEREMONIES if drafts[index].fullest() in alike), ())
        earlier = (named[place][1] for place in range(at - 1, -1, -1)) if nouns else ()
        before = next((one for one in earlier if one not in same and drafts[one].fullest().endswith(nouns)), None)
        if before is not None:
            same[index] = before
    return merge(drafts, same)


def met_again(article: Article, drafts: list[Draft]) -> list[Draft]:
    """A meeting by its noun alone that people are said to join, joined to the one named right before: 某现场会召开，甲参加观摩会."""
    meetings = [index for index, draft in enumerate(drafts) if draft.kind == "Meeting"]
    same = {}
    for index in meetings:
        start = drafts[index].first_span()[0]
        if drafts[index].rule not in _BARE or not article.text.endswith(_JOINED, 0, start):
            continue
        ends = ((end, other) for other in meetings if other != index for _, end in drafts[other].spans())
        before = [(end, other) for end, other in ends if start - _NEAR < end <= start and other not in same]
        if before:
            same[index] = max(before)[1]
    return merge(drafts, same)


def one_tour(drafts: list[Draft]) -> list[Draft]:
    """An article's tours by verb and object joined to the first: the lead tells what the headline names."""
    tours = [index for index, draft in enumerate(drafts) if draft.rule == "event/tour"]
    bare = [i for i, draft in enumerate(drafts) if draft.kind == "Inspection" and _TOURED_SO.fullmatch(draft.fullest())]
    return merge(drafts, dict.fromkeys(sorted({*tours[1:], *bare} - {tours[0]}), tours[0])) if tours else drafts


def one_sitting(drafts: list[Draft]) -> list[Draft]:
    """What an article's only court sits on joined to the words for its sitting (庭审, 巡回审判), and its deeds to the first."""
    same: dict[int, int] = {}
    for rule, again in (("event/sitting", _COURT), ("event/deed", None)):
        told = [index for index, draft in enumerate(drafts) if draft.rule == rule]
        if not told or (again and len(told) > 1):
            continue
        alike = told[1:] if again is None else [i for i, d in enumerate(drafts) if again.fullmatch(d.fullest())]
        same |= dict.fromkeys((index for index in alike if index not in told[:1]), told[0])
    return merge(drafts, same)


def same_news(article: Article, drafts: list[Draft]) -> list[Draft]:
    """Events with the one that only the headline names joined to the one that the lead names, where both end alike."""
    title = len(article.title or "")
    heads = [i for i, draft in enumerate(drafts) if all(end <= title for _, end in draft.spans())]
    told = [(draft.spans()[0], i) for i, draft in enumerate(drafts) if draft.spans()[0][0] >= article.body[0]]
    if len(heads) != 1 or not told:
        return drafts
    (start, _), first = min(told)
    ends = {drafts[index].fullest()[-_ALIKE:] for index in (heads[0], first)}
    if start > article.body[0] + _LEAD or len(ends) > 1:
        return drafts
    return merge(drafts, {heads[0]: first})


def plainer(name: str, areas: set[str]) -> Iterator[str]:
    """An event's name without the place and the year before it: 沁源县2023年灭火演练 is 灭火演练 too."""
    for _ in range(4):
        lead = next((n for n in range(min(18, len(name) - 4), 1, -1) if name[:n] in areas), 0)
        year = _YEAR.match(name)
        edition = None if name.endswith("会议") else _EDITION.match(name)
        lead = lead or (year.end() if year else edition.end() if edition else 0)
        if not lead or len(name) - lead < 4 or name[lead] == "”":
            return
        name = name[lead:]
        yield name


def tour_names(name: str) -> Iterator[str]:
    """Other names of a tour: 检查防汛工作 and 防汛工作检查 are 检查, 考察学习 is 考察 too."""
    group = _TOUR_END.search(name)
    if group:
        yield group[0]
    verb = _TOUR_VERB.match(name)
    if verb:
        told = verb["of"] or verb[0]
        yield told
        yield from _TOURED.findall(told)


def _contracted(short: str, full: str) -> bool:
    """Whether a name is another's with words left out: its characters in order, and the same end."""
    return len(short) >= 6 and short[-2:] == full[-2:] and in_order(short, full)
