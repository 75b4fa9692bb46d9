"""Who is told of near an event and has no part in it by that: as away, as whom to ring up, as speaking of it."""

from __future__ import annotations

import re

from ingest.relations.base import TITLE, Mark, SentenceView
from ingest.relations.events.attendance import NOT_THEN
from ontology.records import LocalEntity

HIS_WORDS = re.compile(
    f"[{TITLE}]*(?:同志|书记|主席|总书记|县长|市长|省长)?(?:的(?:系列)?(?:重要)?(?:讲话|发言|致辞|报告|要求|指示|批示|论述|话)|为核心)"
    "|[^，。；]{0,16}(?:讲话|指示|批示)(?:指示)?精神"
)
"""某某书记的|讲话: what is thought of it, not that it is given."""
_TOLD_BY = re.compile("(?:说|要求|强调|指出|表示|介绍|提出|建议|希望)[，：]")
_WRITERS = ("记者", "通讯员", "作者")
_BYLINE = re.compile("[（(][^（）()，。]{0,20}(?:记者|通讯员|作者|摄影)[^（）()，。]{0,30}\\Z")
_CONTACT = re.compile("(?:联系|联络|咨询|报名|经办|监督)人(?:及电话)?[：:]?[ 　]*\\Z")
_TO_COME = re.compile("届时|将|拟|计划|预计|明年|下月|下周|定于|欢迎")
_ANOTHERS = re.compile(
    "(?:参加|出席|参与|征战|备战|角逐)了?(?:今年|明年|去年|下[个]?月|[0-9]{1,2}月)[^，。；]{0,4}的?[^，。；]{1,10}?(?:赛|会|展|节|活动)"
)
_AWAY = re.compile(
    "(?:同志|书记|县长|市长|主任)?(?:的)?(?:委托|指派|授权)|(?:因[^，。；]{1,6})?(?:已|均|都)?(?:请假|缺席|请了假)"
)
_LOOKED_UP_TO = re.compile(
    f"[{TITLE}]*(?:同志)?(?:式的?|精神|(?:曾经?)?(?:工作|战斗|生活|学习|居住)过|的?(?:故里|故居|故乡|家乡|塑像|铜像|雕像|纪念馆|纪念堂|墓|画像|遗像"
    "|(?:感人|先进|英雄|光荣|动人)?事迹|著作|名言|诗词?|遗志|后人|后代))"
)
"""焦某同志|工作过的县, 雷某|精神: after whom something is called, or whose example is told of."""
_LABELLED = re.compile("(?:人员?|领导|单位|[^记作]者)：")
_WORDS = re.compile("[\u3400-\u9fff]")
_TELLS_OF = re.compile("[^，。；]{0,6}(?:介绍说|表示|说|告诉[^，。；]{0,6}|坦言|透露|认为|指出|强调)[，：]")


def off_stage(view: SentenceView, event: LocalEntity, mark: Mark) -> bool:
    """Whether a name is told of apart from an event: as whom to ring up (联系人：张三); as away; by what is to be done at another one
    (代表学校参加8月的省赛); or what is done, where the event is first told of as still to come."""
    here = any(one.entity is event for one in view.marks)
    end = view.clauses[view.clause_of(mark.start)][1]
    named = [one for one in view.marks_in(0, mark.start, "Event") if one.entity is event]
    if named and not named[-1].back and NOT_THEN.match(view.shape, named[-1].end):
        return True  # 签约仪式前，甲陪同乙一行考察了…
    if not here and _alone(view, mark):
        return True
    if mark.entity.type == "Person" and _LOOKED_UP_TO.match(view.plain, mark.end):
        return True
    if _BYLINE.search(view.text, 0, mark.start):
        return True  # （通讯员 甲 乙|丙）
    if _AWAY.match(view.text, mark.end) or view.text[: mark.start].rstrip(" 　").endswith(_WRITERS):
        return True  # 副县长张三|请假; 记者|李四
    if _CONTACT.search(view.text, max(0, mark.start - 12), mark.start) or (
        not here and _ANOTHERS.search(view.text, mark.end, end)
    ):
        return True
    return not here and event.id in view.about.ahead and _TO_COME.search(view.text) is None


def _alone(view: SentenceView, mark: Mark) -> bool:
    """Whether a person stands alone on a line: in a caption, or as who wrote it (某协会会长|甲); not whose speech it is, under
    the headline, nor whom a label names (检查人：甲)."""
    if mark.entity.type != "Person" or _WORDS.search(view.text, mark.end) or _LABELLED.search(view.text, 0, mark.start):
        return False
    return view.before is not None and not view.before.headline


def told_by_one(view: SentenceView, position: int) -> bool:
    """Whether what stands at a position is not told by the news but by someone in it: 他说，…."""
    return _TOLD_BY.search(view.shape, max(view.shape.rfind("；", 0, position), 0), position) is not None


def spoken_about(view: SentenceView, event: LocalEntity, speaker: Mark) -> bool:
    """Whether someone speaks of an event that the sentence names only then: 甲介绍说，第二次党代会提出…."""
    named = [mark.start for mark in view.marks if mark.entity is event and not mark.back]
    return bool(named) and named[0] > speaker.end and _TELLS_OF.match(view.plain, speaker.end) is not None
