"""Houses that an article speaks of as places alone: 在|县文化艺术中心|举行, 在|歌风社区党群服务中心|开展 (an organisation, where it acts)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ingest.mentions.making import matched
from ingest.mentions.view import View
from ingest.modality import any_of
from ingest.tables import words_in
from ontology.records import Mention

_KINDS = frozenset(
    ("ServiceCentre", "CulturalInstitution", "PublicInstitution", "GovernmentBody", "Company", "HealthInstitution")
)
_IN = ("在", "于", "设在", "位于", "走进", "参观", "参观了", "观摩", "观摩了")
_STAGED = re.compile(
    "(?:[一二三四五六七八九十]楼)?(?:门前|门口|广场|院内|[里内])?[，]?(?:隆重|圆满|正式|如期|顺利|成功|热闹|共同|联合|同步|现场|集中|组织|主持|顺利)*"
    "(?:举[行办]|召开|开展|启动|开[幕赛班讲课展演锣场唱市席跑]|[闭落]幕|落下帷幕|揭[牌幕]|签约|签订|上演|演出|展出|授课|座谈|会见|发放|报名|集[合结中]|胜利|拉开|打响|连线|调度|进行|热烈)"
)
_FULL = re.compile(
    "(?:的会议室|的?大厅)?[里内中]?(?:就|早已|已|一片|一派|十分|分外|格外)*(?:热[气闹火]|座无|坐满|挤满|人头|人声|灯火|欢声|笑|暖意|锣|鼓|传[来出]|掌声|彩旗|张灯)"
)
"""What is said of a house full of people: 党群服务中心里|热气腾腾."""
_ACTS = re.compile(
    "(?:党(?:支部|总支|委))?(?:常务)?副?(?:主任|书记|站长|所长|馆长|院长|经理|总经理|董事长|负责人)|工作人员|讲解员|[社义]工|志愿|职工|干部|员工|医[生护]|教师"
    "|牵头|主办|承办|协办|联合(?!举|召|开)|会同|负责|介绍|表示|获|荣获|(?:共同)?组织(?!召开|开展|举[行办])|[和与、][^，。；]{0,24}(?:主办|承办|协办|联合|共同)"
)
_TOURED = re.compile("参观|走进|来到|(?:先后|分别|依次|实地)(?:到|赴)|[察查]看|前往|考察|观摩|看了")
_LISTED = ("、", "和")
_CLAUSE = 80
"""Code points before a stop in which its list may begin."""
_ACTS_BEFORE = ("由", "联合", "会同", "协同", "携手")


@cache
def _own() -> re.Pattern[str]:
    halls = any_of(words_in("places", "own_halls")).pattern
    return re.compile(
        f"(?:(?<![\u3400-\u9fff])|(?<=[在到于至和]))(?P<name>(?:村|社区|镇|乡|街道|县|市|区|旗)(?:{halls}))(?![\u3400-\u9fff]?(?:[员长]|建设|管理))"
    )


def own_halls(view: View) -> Iterator[Mention]:
    """Common venues by a word for whose they are: 在|社区文化广场|开展; `place/short`, for context says which community's."""
    yield from matched(view, _own(), "Venue", "place/short", group="name")


def housed(view: View, organizations: Sequence[Mention], found: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, those of halls, and of houses in which something is held, as places where none of the name acts."""
    named: dict[str, list[Mention]] = {}
    for mention in organizations:
        named.setdefault(mention.text, []).append(mention)
    before = {mention.end: mention.start for mention in found if mention.type == "Place"}
    places = {text for text, mentions in named.items() if _is_place(view.text, text, mentions, before)}
    for mention in organizations:
        yield replace(mention, type="Place", kind="Venue") if mention.text in places else mention


def _is_place(text: str, name: str, mentions: Sequence[Mention], before: Mapping[int, int]) -> bool:
    hall = name.endswith(words_in("places", "halls"))
    if mentions[0].kind not in _KINDS or not (hall or name.endswith(words_in("places", "houses"))):
        return False
    others = [mention for mention in mentions if not _is_held(text, mention, before)]
    return (hall or len(others) < len(mentions)) and not any(_acts(text, mention) for mention in others)


def _is_held(text: str, mention: Mention, before: Mapping[int, int]) -> bool:
    """Whether something is held in it: 在|龙山镇|白塔社区的|黄龙玉文化广场服务中心|召开."""
    start = mention.start
    for _ in range(4):
        outer = before.get(start - (text[start - 1 : start] == "的"))
        if outer is None:
            break
        start = outer
    if _FULL.match(text, mention.end) is not None or _is_stop(text, mention):
        return True
    return text.endswith(_IN, 0, start) and _STAGED.match(text, mention.end) is not None


def _is_stop(text: str, mention: Mention) -> bool:
    """Whether it is one of several stops of a tour: 参观了|崩江村党群服务中心|、豆豉作坊和石寨."""
    if text[mention.start - 1 : mention.start] not in _LISTED and text[mention.end : mention.end + 1] not in _LISTED:
        return False
    clause = text[max(0, mention.start - _CLAUSE) : mention.start]
    clause = clause[max(clause.rfind(mark) for mark in "，。；：\n") + 1 :]
    return _TOURED.search(clause) is not None


def staged_in(text: str, start: int, end: int) -> bool:
    """Whether something is said to be held in what stands there: 在|维新公园|举行."""
    return text.endswith(("在", "于"), 0, start) and _STAGED.match(text, end) is not None


def _acts(text: str, mention: Mention) -> bool:
    return _ACTS.match(text, mention.end) is not None or text.endswith(_ACTS_BEFORE, 0, mention.start)
