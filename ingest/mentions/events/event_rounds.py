"""Events named by what is done: inspections by rounds, elections by terms, what a court sits on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.events.event_reach import event_of
from ingest.mentions.view import Reach, View
from ontology.records import Mention

_ROUND = re.compile(
    r"(?P<term>)(?:[一二三四五六七八九十]{1,4}届)?[省市县区旗州]委第[一二三四五六七八九十]+轮(?:常规|专项|机动|提级)?巡[察视]"
    r"|(?<=[^\u3400-\u9fff取对展加在的])第[一二三四五六七八九十]+轮巡[察视]|(?<=听取)第[一二三四五六七八九十]+轮巡[察视]"
    r"|第[一二三四五六七八九十]+次全国(?:人口|经济|农业|国土)普查"
    r"|(?P<election>)第[一二三四五六七八九十]+届(?:居民|村民|社区居民|社区)委员会(?:换届)?选举(?!办法|法|委员会|工作)"
)
_SITTING = re.compile(
    "(?:(?:依法|集中)?公开(?:开庭)?(?:审理|宣判)|(?<!公开)(?:巡回|依法)?开庭审理|巡回审理)了?(?:一起|[0-9一二三四五六七八九十两]+起)?[\u3400-\u9fff]{2,20}?(?:案件|案(?!件)|纠纷(?!案))"
    "|(?<=一起)[\u3400-\u9fff]{2,16}?纠纷案(?:依法)?公开(?:开庭(?:审理)?|审理|宣判)"
    "|(?<=就)[\u3400-\u9fff]{4,20}?纠纷一案(?=(?:依法)?进行了?(?:公开)?(?:开庭)?(?:审理|宣判))"
)


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
