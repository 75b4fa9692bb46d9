"""Events by the form that announces them: the one of a series (“X”第60场, 第三次“月也”), what a notice opens (公开招聘)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.events.staged import generic
from ingest.mentions.making import matched, mention_of
from ingest.mentions.view import View
from ontology.records import Mention

_NUMBER = "第[0-9一二三四五六七八九十百]{1,4}"
_TOLD = "(?=，?(?:在|于|将|如期|准时|走进|正式|举[行办]|开[演讲班课锣场赛]|上演|落幕|收官|启动))"
_SERIES = re.compile(
    f"“[^“”，。！？\n]{{2,20}}”{_NUMBER}(?:场|期|次|讲|课|集|站){_TOLD}"
    f"|(?:今年|本年度)?{_NUMBER}[次场期]“[^“”，。！？\n]{{2,20}}”(?:活动)?{_TOLD}"
)
_IT_IS = re.compile(
    "这(?:就|正)?是一[场次](?:[^，。；！？\n]{2,24}的)?(?P<name>(?:(?![的了是在有])[\u3400-\u9fff“”]){2,14}(?:演练|演习|拉练|比赛|大赛|活动|培训|仪式|座谈会|庭审|审判|义诊))(?=[，。])"
)
"""What is told first and named behind: 这是一场没有打招呼的|夜间消防疏散演练."""
_NOTICE = "(?:的?(?:通告|公告|通知|公示|简章|通报|启事))"
_YEAR = "(?:20[0-9]{2}年(?:度|春季|秋季|[上下]半年)?)?"
_HIRING = re.compile(
    f"{_YEAR}(?:面向[\u3400-\u9fff]{{2,8}})?(?:公开|集中)(?:招聘|选聘|招录|遴选|选调|招考|选拔|招募)[\u3400-\u9fff（）0-9]{{2,24}}?(?={_NOTICE})"
)


def find(view: View) -> Iterator[Mention]:
    """Those of the body and the headline outside of the byline."""
    text, title = view.text, len(view.article.title or "")
    if "”第" in text or "次“" in text or "场“" in text or "期“" in text:
        yield from matched(view, _SERIES, "Activity", "event/announced")
    for match in _IT_IS.finditer(text) if "是一" in text else ():
        start, end = match.span("name")
        if not view.is_sealed(start, end) and not generic(view, start, end):
            yield mention_of(view, start, end, "Drill" if "演" in match["name"] else "Activity", "event/announced")
    for match in _HIRING.finditer(text, 0, title) if "公开" in text[:title] or "集中" in text[:title] else ():
        before = view.tokens[view.token_at[match.start() - 1]] if match.start() else None
        start = before.start if before and before.sort == "place" else match.start()
        if not view.is_sealed(start, match.end()):
            yield mention_of(view, start, match.end(), "Activity", "event/announced")
