"""Events named by what is done: inspections by rounds, elections by terms, tours, what a court sits on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.event_reach import event_of
from ingest.mentions.view import Reach, View
from ontology.records import Mention

_ROUND = re.compile(
    r"(?P<term>)(?:[一二三四五六七八九十]{1,4}届)?[省市县区旗州]委第[一二三四五六七八九十]+轮(?:常规|专项|机动|提级)?巡[察视]"
    r"|第[一二三四五六七八九十]+次全国(?:人口|经济|农业|国土)普查"
    r"|(?P<election>)第[一二三四五六七八九十]+届(?:居民|村民|社区居民|社区)委员会(?:换届)?选举(?!办法|法|委员会|工作)"
)
_TOUR = re.compile(
    r"(?:督导检查|检查指导|调研指导|调研检查|考察学习|专题调研|实地调研|现场调研|督导调研|调研督导|调研|考察|视察|检查|督导|督查|暗访|巡查)了?"
    r"(?![组团队站后时的员和与并])(?![^，。；]{0,12}开展)[^，。；、：“”！？\n]{1,20}(?:[和、“”][^，。；、：“”！？\n]{1,14}){0,4}?(?:工作|情况|建设|生产|产业|发展)(?=[，。；\n时要强指]|并|座谈)"
)
_SITTING = re.compile(
    "(?:依法|集中)?公开(?:开庭)?(?:审理|宣判)了?(?:一起|[0-9一二三四五六七八九十两]+起)?[\u3400-\u9fff]{2,20}?(?:案件|案(?!件)|纠纷(?!案))"
    "|(?<=一起)[\u3400-\u9fff]{2,16}?纠纷案(?:依法)?公开(?:开庭(?:审理)?|审理|宣判)"
)
_GROUP = re.compile(
    r"[\u3400-\u9fff·]{2,14}(?:考察团|代表团|调研组|慰问团|观摩团|考察组)(?:一行)?(?:来|到|赴)[\u3400-\u9fff]{1,8}?"
    r"(?:考察|调研|慰问|参观|观摩)(?:学习|交流|访问)?(?=[\s，。\n]|\Z)"
)
_WENT = re.compile(
    "(?:赴|到|来|走进)[^，。；\n]{2,24}?(?P<name>考察学习|学习考察|考察交流|交流考察|参观考察|考察参观|观摩学习|学习观摩|交流学习|学习交流|参观学习|调研考察|考察调研|考察访问|调研指导)(?=[\\s，。]|\\Z)"
)
_GOES = re.compile("率|带队|带领|深入|前往|先后到|赴|一行|来到|到|走进|[书记县市区镇长主任主席]")
_PLAN = re.compile("就|对|要|将|听取|关于|开展|加强|负责")
_STOP_LEAD = re.compile("[。！？]")


def rounds(view: View) -> Iterator[Mention]:
    """Inspections by rounds and elections by terms: 十二届县委第九轮巡察, 第八届居民委员会选举."""
    for match in _ROUND.finditer(view.text):
        if not view.is_sealed(*match.span()):
            reach = view.reach(match.start(), most=12) if match["term"] else Reach(match.start(), None)
            start = reach.start if reach.place else match.start()
            yield event_of(view, start, match.end(), "Inspection", "event/round")


def sittings(view: View) -> Iterator[Mention]:
    """What a court sits on before people: 公开开庭审理一起赡养纠纷案."""
    for match in _SITTING.finditer(view.text):
        if not view.is_sealed(*match.span()):
            yield event_of(view, *match.span(), "Activity", "event/sitting")


def tours(view: View) -> Iterator[Mention]:
    """What officials go to see, named by verb and object in a headline or lead: 检查防汛工作, 考察红色旅游工作.

    A headline's 某县党政考察团来我市考察 is one by its whole; of 赴来凤、咸丰考察学习 the verb alone is.
    """
    article, text = view.article, view.text
    for match in _GROUP.finditer(text, 0, len(article.title or "")):
        if not view.is_sealed(*match.span()):
            yield event_of(view, match.start(), match.end(), "Inspection", "event/tour")
    for match in _WENT.finditer(text, 0, len(article.title or "")):
        if not view.is_sealed(*match.span("name")):
            yield event_of(view, *match.span("name"), "Inspection", "event/tour")
    lead = _STOP_LEAD.search(text, article.body[0], min(len(text), article.body[0] + 400))
    stop = lead.end() if lead else article.body[0]
    for match in _TOUR.finditer(text, 0, stop):
        start = match.start()
        told = start < len(article.title or "") or _GOES.search(text, max(article.body[0], start - 60), start)
        if told and not view.is_sealed(*match.span()) and not _PLAN.search(text, max(0, start - 6), start):
            yield event_of(view, start, match.end(), "Inspection", "event/tour")
