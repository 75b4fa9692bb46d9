"""Tours: what officials and delegations go to see, in a headline or lead: 到我镇实地调研, 督查今冬供暖工作.

A tour is named by its verb with one short object (检查防汛工作); by its verb alone where it has none, or a list that is the
round's purpose and no name (调研产业发展、园区建设等工作 is 调研). A headline's 某县党政考察团来我市考察 is one by its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.records import Mention, Span

KIND, RULE = "Inspection", "event/tour"
VERBS = (
    "(?:督导检查|督查检查|检查督导|检查指导|督导调研|调研督导|调研指导|调研检查|检查调研|视察调研|视察指导|走访调研|专题调研|实地调研|现场调研|考察学习|学习考察|考察调研|考察交流|交流考察"
    "|考察指导|考察访问|考察洽谈|参观考察|参观学习|观摩学习|学习观摩|观摩交流|观摩考察|调研|考察|视察|检查|督导|督查|暗访|巡查|观摩)"
)
_NO_TOUR = "(?![组团队站点表时的员会后前室所班])(?!调研|考察|检查|督导|督查|指导|交流|学习|报告|成果|显示|发现|结果|人员|座谈|课题|数据|对象|单位|部门|问题|整改|反馈|活动|行动|制度|机制|方案|工作会)"
_VERB = re.compile(f"(?<![经需再自被受])(?P<verb>{VERBS})了?{_NO_TOUR}")
_OBJECT = re.compile(
    "了?(?P<what>(?!我)[^，。；、：“”！？\n和与及]{1,16}(?:和[^，。；、：“”！？\n和与及]{2,14})?(?:工作|(?=情况)|建设|生产|产业|发展))(?:情况)?(?=[，。；\n时要强指]|并|座谈|\\Z)"
)
# 副县长张三, 一行, 考察团: who leads it; 到, 率: that they went
_LEADER = re.compile(
    "(?:书记|[县市区镇乡州旗省厅局院校处科部]长|主任|主席|常委|委员|巡视员|调研员|苏木达|会长|总经理|董事长)(?:[\u4e00-\u9fff·]{2,4}(?=[一率带到赴深来在前走、，]|实地|先后|专程|亲自|分[别头]|现场|连夜|冒雨|顶|对|就|调研|考察|视察|检查|督[导查]|暗访|巡查|观摩)|(?=到|来|深入|赴))"
    "|组织[^，。；]{0,10}(?:代表|委员)|一行|率(?!先)|带队|带领|领导|(?:考察|代表|调研|观摩|视察|督导|督查|检查|参观|慰问)[团组]"
)
_WENT = re.compile(
    "(?<![达得直遇受见收])到(?!位|底|会|场|了?[0-9])|赴|(?<![将未原往近])来(?![自年])|深入(?!推进|实施|贯彻|开展)|前往|走进|一行|率(?!先)|带队|带领|在|对"
)
_HEADED = re.compile("到|赴|来|深入|前往|走进|领导|书记|长|主任|主席|一行|团|组|委|代表|在|政协|人大|[局院部]")
_NOT_SO = re.compile(
    "(?:就|要|将|听取|关于|加强|负责|接受|做好|配合|迎接|到场|应邀|受邀|参加|通过|经|开展了?多[次轮]|每[次到]|进一步|及时|定期|不定期|经常|多次|日常|全面)[^，。；]{0,4}\\Z"
)
_WHOLE = re.compile(
    r"[\u3400-\u9fff·]{2,14}(?:考察团|代表团|调研组|慰问团|观摩团|考察组)(?:一行)?(?:来|到|赴)[\u3400-\u9fff]{1,8}?"
    r"(?:考察|调研|慰问|参观|观摩)(?:学习|交流|访问)?(?=[\s，。\n]|\Z)"
)
_HELD = re.compile(
    "(?:开展|进行|组织|作|做)了?(?P<of>(?:(?!进行|开展|专题|实地|集中|现场|联合|代表|委员|干部|党员|部分)[^，。；、：“”的]){2,14}?)\\Z"
)  # 开展|秸秆禁烧工作|督导
_STOP, _STOPS = re.compile("[。！？\n]"), re.compile("[，；：、]")
_HEADLINE = 60  # code points before a headline's verb within which it tells who goes
_DATED = re.compile("\n[ \u3000]*(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:凌晨|清晨|早上|上午|中午|下午|晚上?|当天)?，")
_JOINED = re.compile("(?:参加|陪同|随同|一同)了?(?:此次|这次)?(?:调研|检查|考察|督导|督查|视察|巡查|活动)")
_AHEAD = 2  # code points of the verb itself, before which a leader's name ends: 书记张三|调研
_LEAD, _SENTENCES, _SHORT = 320, 3, 12
"""Code points and sentences below the headline within which a tour is named; a line so short is no sentence."""


def find(view: View) -> Iterator[Mention]:
    """Tours of the headline, and the first of the lead."""
    article, text = view.article, view.text
    head = len(article.title or "")
    for match in _WHOLE.finditer(text, 0, head):
        if not view.is_sealed(*match.span()):
            yield mention_of(view, match.start(), match.end(), KIND, RULE)
    for verb in _VERB.finditer(text, 0, head):
        low = max(0, verb.start() - _HEADLINE)
        if _HEADED.search(text, low, verb.start()) and not _NOT_SO.search(text, low, verb.start()):
            yield from _named(view, verb, head)
    lead = _sentences(view)
    for ahead in (
        0,
        _AHEAD,
    ):  # who leads it right before its verb only where it has an object, and no other is said to go
        for start, stop in lead:
            for verb in _VERB.finditer(text, start, stop):
                if _led(text, start, verb.start(), ahead) and (
                    not ahead or _OBJECT.match(text, verb.end("verb"), stop)
                ):
                    yield from _named(view, verb, stop)
                    return
    yield from _later(view, lead[-1][1] if lead else article.body[0])


def _sentences(view: View) -> list[Span]:
    """The sentences of the lead."""
    text, start = view.text, view.article.body[0]
    end, found, counted = min(len(text), start + _LEAD), [], 0
    while counted < _SENTENCES and (stop := _STOP.search(text, start, end)) is not None:
        found.append((start, stop.end()))
        counted += stop.end() - start > _SHORT
        start = stop.end()
    return found


def _later(view: View, start: int) -> Iterator[Mention]:
    """The first tour that a paragraph below the lead begins with, told of with its day: 9日上午，县长张三到某镇检查防汛工作; one without
    an object only where those who went along are named behind it."""
    text, end = view.text, view.article.body[1]
    for line in _DATED.finditer(text, start, end):
        stop = _STOP.search(text, line.end(), end)
        close = stop.end() if stop else end
        for verb in _VERB.finditer(text, line.end(), close):
            told = _OBJECT.match(text, verb.end("verb"), close) or _JOINED.search(text, close, close + _LEAD)
            if told and _led(text, line.end(), verb.start(), _AHEAD) and _WENT.search(text, line.end(), verb.start()):
                yield from _named(view, verb, close)
                return


def _led(text: str, start: int, at: int, ahead: int) -> bool:
    """Whether a sentence tells, before a verb, of someone who leads and that they went; `ahead`: code points of the verb
    that may be what a leader's name stands before."""
    told = () if _NOT_SO.search(text, start, at) else _LEADER.finditer(text, start, at + ahead)
    leaders = [one for one in told if one.end() <= at]
    if not leaders:
        return False
    went = _WENT.search(text, leaders[0].start(), at) is not None
    return went or _STOPS.search(text, leaders[-1].end(), at) is None


def _named(view: View, verb: re.Match[str], stop: int) -> Iterator[Mention]:
    """The tour of a verb: with its object where that is one and short."""
    what = _OBJECT.match(view.text, verb.end("verb"), stop)
    held = _HELD.search(view.text, max(0, verb.start() - 18), verb.start())
    start = held.start("of") if held else verb.start()
    end = what.end("what") if what and not held else verb.end("verb")
    if not view.is_sealed(start, end):
        yield mention_of(view, start, end, KIND, RULE)
