"""What stands in one line with a byline and is none of it: a time, the site's name and address, buttons, counts of readers."""

from __future__ import annotations

import re

_TIME = (
    r"(?:(?:发布|更新|发表|刊发)?(?:时间|日期)[：: \u3000]*)?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"(?:[ \u3000]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_ADDRESS = r"(?:https?://)?www\.[\w.\-/]+"
_BUTTONS = r"(?:[【\[](?:打印|关闭|返回|分享|收藏|大|中|小|字号|纠错|顶部|返回顶部|打印本页|关闭窗口)[】\]][ \u3000]*)+"
_WEEKDAY = "(?:星期|周)[一二三四五六日天](?=[ \u3000]|\\Z)"
_WIDGETS = r"(?<=[）)\]】])[ \u3000]*(?:(?:打印|关闭|返回|分享|收藏|转发|评论|纠错|返回顶部|打印本页|关闭窗口)[ \u3000]*){1,4}\Z"
_COUNTS = (
    r"(?:浏览|阅读|点击|访问|人气|评论|点赞|热度|查看|转发|分享|收藏)(?:次数|人数|量|数)?[：: \u3000]*"
    r"(?:[（(]\d+[)）]|\d+)[次人]?"
)
_SIZES = r"(?:字[体号][：: \u3000]*)?(?:(?:[AT][-+－＋][ \u3000]*){1,2}|[【\[（(]?大[ |｜\u3000]+中[ |｜\u3000]+小[】\]）)]?)(?=[ \u3000]|\Z)"
_PAPERS = r"[\u3400-\u9fff]{2,8}(?:报|网|台|刊|社|客户端|融媒|新闻)[/／][\u3400-\u9fff]{2,8}(?=(?:首席|见习|实习|全媒体?|融媒体?)?记者)"
"""Both papers that a reporter writes for: 某晨报/爱某城记者."""
_BESIDE = re.compile(
    rf"(?<![\w]){_TIME}(?!\w)|{_ADDRESS}|{_WEEKDAY}|{_BUTTONS}|{_WIDGETS}|{_COUNTS}|{_SIZES}|(?<![\w]){_PAPERS}"
)
_SITE = re.compile(
    r"[\s]*[\u4e00-\u9fff]{2,20}(?:网|网站|门户网站|客户端|融媒|日报|晚报)(?=[ \u3000]{1,6}\Z|[ \u3000]{2})"
)


_TAIL = re.compile(rf"[ \u3000]+(?:(?:{_COUNTS}|{_SIZES})[ \u3000]*)+\Z")


def uncounted(text: str) -> str:
    """A name or the like without the counts of readers and the buttons behind it.

    >>> uncounted("高远 评论(0) A- A+")
    '高远'
    """
    return _TAIL.sub("", text)


def blanked(text: str) -> str:
    """A line with such things turned into spaces, so that offsets stay; the line itself where there are none.

    >>> blanked("编辑：高远 【打印】【关闭】").rstrip()
    '编辑：高远'
    """
    found = _BESIDE.sub(lambda match: " " * len(match[0]), text)
    if found == text:
        return text
    return _SITE.sub(lambda match: " " * len(match[0]), found, count=1) if _SITE.match(found) else found
