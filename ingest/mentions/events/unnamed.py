"""Events that have no name but their noun: 在镇会议室召开的反馈会上, 调解会由司法所所长主持, 两村一起开协调会.

Such a noun (`heads` of data/events.yaml, with what it does before it: 检查汇报会) is an event where the words around
it tell of one time: what holds it stands before, or it opens a clause and what goes on at it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Lexicon, word_kinds, words
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.modality import any_of
from ontology.records import Mention

_LEAST = 3  # code points of a noun that is an event by itself
_CLINICS = ("义诊", "巡诊")  # that are one where a place is told: 在村卫生室开展义诊
_AT = re.compile("(?:在|到|赴)[^，。；]*\\Z|(?:来到|走进|走入|深入|赶赴)[^。；]*\\Z")
_NEAR = 28  # code points before a noun within which what holds it stands
_TOPICS = 2  # so many words of what is done may stand before a noun
_HOLDS = "(?:主持召开|组织召开|联合召开|联合举行|开展|进行|召开|举行|举办|组织|召集|召集开|(?<![召公展离])开|主持|出席|参加|列席|旁听|参与|观摩|观看|结束)"
_ONE = "(?:(?:又)?[一首这那]|第一)(?:场|次|个|期|堂)"
_HELD = re.compile(
    f"(?:{_HOLDS}(?:了|过|起了|起)?(?:{_ONE})?(?:[^，。；、“”的]{{2,8}}的)?"
    "|(?:召开|举行|举办|开展|组织|组织召开|主持召开|主持|进行|主办|承办|发起)的(?:[^，。；、“”的]{2,8}的)?"
    "|在(?:[简隆热朴][^，。；、“”的]{1,5}的)?(?:随后|当天|当晚|当日|接着|最后|紧接着|此前|[上下]午)?的?)\\Z"
)
_OPENED = re.compile(
    "(?:[。！？；：，”\n　]|\\A|(?:随后|接着|当天|当日|当晚|上午|下午|晚上|[0-9]日)(?:，|的)?|"
    "(?:随后|当天|当日|当晚|[上下]午)(?:召开|举行|举办)的)\\Z"
)
_OFTEN = re.compile(
    "(?:[0-9两三四五六七八九十几多数各]+(?:场|次|轮|期)|每[年月周季逢天晚次]|定期|经常|不定期|坚持|常态化|轮流|分批|多次|通过|采取|采用|依托|可以?|应当?|都要|广泛|深入|积极"
    "|大力|持续|不断|往年|去年|不得|不再|未经?|借鉴)[^，。；！？\n]{0,10}\\Z"
)
_AT_IT = re.compile("上(?![级报岗市交月周年季传]|门)")
_GOES_ON = re.compile(
    "上，|上(?=[^，。；]{1,12}(?:说|表示|作|讲|发言|介绍|通报|宣读))|由[^，。；]{2,40}?(?:主持|主办|承办|组织|召集|举办|开展|发起)(?:召开)?(?=[，。；]|$)"
    "|(?:就|便|还|也)?在[^，。；]{2,24}?(?:召开|举行|举办|进行|开始|开了|开的|开)|是[0-9]{1,2}月[0-9]{1,2}日|移[到至]|开[到了]|结束后|期间，|持续了"
)
_GOES_INTO = ("议", "场", "员", "室", "桌", "厅", "制度", "机制")
_SAME = re.compile("[此本该这那][次届场]\\Z")
_CLOSED = re.compile("[，。；！？）\n”]|\\Z|[上中后时前](?![级报任心期])|期间|并|现场|的(?:有|人|代表|群众)")
_LISTED = re.compile("[、和及等]|[0-9一二三四五六七八九十百多余]+(?:期|场|次|余|多)")


@cache
def _heads() -> Lexicon[str]:
    return Lexicon(sorted(word_kinds("events", "heads").items()))


@cache
def _acts() -> re.Pattern[str]:
    """Words of two characters that say what is done at it: 检查|汇报会, 警示|教育会."""
    plain = words("events", "verbal") | words("events", "doings")
    return any_of(tuple(sorted(word for word in plain if len(word) == 2)))


def find(view: View) -> Iterator[Mention]:
    """Nouns of meetings, ceremonies, drills and the like that stand for one event, outside of names and quotations."""
    text = view.text
    for hit in _heads().scan(text):
        start, end, kind = hit.start, hit.end, hit.label
        clinic = text[start:end] in _CLINICS
        if (end - start < _LEAST and not clinic) or view.is_sealed(start, end):
            continue
        plain = text[start:end] in words("events", "bare") or text.endswith("活动", start, end)
        if plain or text.startswith(_GOES_INTO, end):
            continue
        found = _told(view, start, end)
        if found is not None:
            yield mention_of(view, found, end, kind, "event/bare")


def _told(view: View, start: int, end: int) -> int | None:
    """Where the noun begins that tells of one event, with the words for what is done before it; None if none is told."""
    text, begin = view.text, start
    for _ in range(_TOPICS + 1):
        low = max(0, begin - _NEAR)
        if _SAME.search(text, low, begin):
            return None
        if not _OFTEN.search(text, low, begin) and not _LISTED.match(text, end):
            held = _HELD.search(text, low, begin) if end - start >= _LEAST or _AT.search(text, low, begin) else None
            goes_on = _GOES_ON.match(text, end) is not None
            if held is not None and (goes_on or (_AT_IT if held[0].startswith("在") else _CLOSED).match(text, end)):
                return begin
            if goes_on and _OPENED.search(text, low, begin):
                return begin
        if _acts().fullmatch(text, begin - 2, begin) is None:
            return None
        begin -= 2
    return None
