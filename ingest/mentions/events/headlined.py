"""What the news is, where only its headline tells it and by a verb: 派出所化解一起十年宅基纠纷, 镇里开展秋季滴灌管网检修.

Such a deed (`headlined` of data/events.yaml, by kind) is an event where the headline's clause ends with it or with the
one thing that it is done to, where the lead tells of a day, and where neither headline nor lead names another event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.mentions.lexicon import Hit, Lexicon, word_kinds
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.records import Mention, Span

RULE = "event/deed"
_LEAD = 260  # code points of the body in which the news is told
_LEAST, _MOST = 4, 18  # code points of a name
_CLAUSE = re.compile("[^，。！？；：,!?;:— 　\n…｜|【】]+")
_DAY = re.compile("[0-9]日|[昨今当][日天晚晨]|日前|近日|凌晨|[0-9][时点]|[上下]午|连夜|这几天|连日")
_NOT_YET = re.compile(
    "将|拟|计划|如何|怎么|为何|争取|力争|累计|每[年月周天]|今年|去年|以来|年来|[0-9]+年|常态|持续|全年|上半年|告诫|提醒"
    "|办法|方案|通知|通告|公告|公示|意见|答复|条例|规定|“"
)
_NOT_DONE = re.compile(
    "推进|有序|进入|成效|显著|见效|见实效|出实招|成果|机制|制度|体系|长效|能力|水平|意识|氛围|力度|保障|助力|保安澜|保平安|护航|先行|进行时"
    "|[不没未](?!成年)[^，]{0,3}$|[忙好了上中曲歌关记]$|责任|任务|情况|经验|做法|的人$|行动$|活动$|会$|会议$|要求$|强调$|指出$"
)
_BODIES = re.compile(
    "(?:大)?(?:队|站|员|组|团|中心|协会|基地|办|所|室|车|力量|能力|技能|知识|设备|装备|物资|器材|费|款|法|箱|包|工作[会组站室者]|制度|机制|[的地得])"
)
_COUNT = re.compile(
    "[0-9一二三四五六七八九十两几多余半]+(?:余|多|个)*(?:小时|天|昼夜|分钟|公里|名|人|户|万元|元|处|起|家|次|里)\\Z"
)
_PURPOSE = re.compile("(?:保|促|护|助|迎)[\u3400-\u9fff]{1,4}\\Z")
_STAGES = re.compile("(?:开展|组织|进行|实施|启动|完成|打响)(?:了)?(?P<of>[^，。的]{2,12})\\Z")
_TOLD = re.compile("(?:开展|进行|参加|参与|组织|投入|展开|此次|这次|当天的|本次)(?:[^，。；的]{0,8})\\Z")
_FRAME = re.compile("”?(?:活动|行动)?(?:中(?![心旬])|期间|以来|的?要求|的?部署|背景下)")  # 在“…”活动中走访时了解到


@cache
def _deeds() -> Lexicon[str]:
    return Lexicon(sorted(word_kinds("events", "headlined").items()))


def find(view: View, named: tuple[Mention, ...]) -> Iterator[Mention]:
    """The headline's deed, and where the body tells it again; none where `named` has an event of the headline or lead."""
    article, text = view.article, view.text
    title, (body, end) = len(article.title or ""), article.body
    lead = min(end, body + _LEAD)
    if not title or any(one.start < lead and not _only_framed(view, one) for one in named):
        return
    if _DAY.search(text, body, lead) is None:
        return
    for clause in _CLAUSE.finditer(text, 0, title):
        found = _of_clause(view, *clause.span())
        if found is None:
            continue
        (start, stop), verb = found
        story = verb.end - verb.start > 3 and _COUNT.search(text, *clause.span())  # 某镇抗洪抢险|四十八小时
        words_ = (text[verb.start : verb.end], text[stop - 2 : stop])
        if not story and not any(text.find(word, body, lead) >= 0 for word in words_):
            continue
        yield mention_of(view, start, stop, verb.label, RULE)
        word = text[verb.start : verb.end]
        at = text.find(word, body, end)
        while at >= 0:
            if _TOLD.search(text, max(0, at - 14), at) and not _BODIES.match(text, at + len(word)):
                yield mention_of(view, at, at + len(word), verb.label, RULE)
            at = text.find(word, at + len(word), end)
        return


def _only_framed(view: View, one: Mention) -> bool:
    """Whether an event of the lead is only what the deed is part of."""
    return one.start >= view.article.body[0] and _FRAME.match(view.text, one.end) is not None


def _of_clause(view: View, start: int, end: int) -> tuple[Span, Hit[str]] | None:
    """The deed of a headline's clause: its verb with what it is done to, or what is said to be carried out."""
    text = view.text
    if _NOT_YET.search(text, start, end) or _NOT_DONE.search(text[start:end]):
        return None
    counted = _COUNT.search(text, start, end) or _PURPOSE.search(text, start, end)
    end = counted.start() if counted else end
    for verb in _deeds().scan(text, start, end):
        if _BODIES.match(text, verb.end) or view.is_sealed(verb.start, verb.end) or text[verb.start - 1] in "昼连日深":
            continue
        if verb.end == end:
            staged = _STAGES.search(text, start, verb.start)
            begin = staged.start("of") if staged else verb.start
            return (begin, end), verb
        if _LEAST <= end - verb.start <= _MOST and text[verb.start - 1 : verb.start] not in tuple("的、和与及"):
            return (verb.start, end), verb
    return None


def cut(view: View, mention: Mention, found: tuple[Mention, ...]) -> Mention:
    """A name by the weights that begins with whose deed it is, from the deed on: 县退役军人事务局|走访慰问."""
    verb = next((hit for hit in _deeds().scan(view.text, mention.start, mention.end) if hit.end == mention.end), None)
    if verb is None or verb.start == mention.start or mention.start > view.article.body[0] + _LEAD:
        return mention
    ended = any(one.end == verb.start and one.type in ("Organization", "Place") for one in found)
    if not ended:
        return mention
    return replace(mention, start=verb.start, text=view.text[verb.start : mention.end], rule=RULE)


def names(name: str) -> Iterator[str]:
    """What else a deed is called: by its verb alone, a case by its own name (化解|一起十年宅基纠纷, 破获一起|非法捕捞案)."""
    verb = next((hit for hit in _deeds().scan(name) if hit.start == 0 or hit.end == len(name)), None)
    if verb is not None:
        yield name[verb.start : verb.end]
        if name.endswith("案"):
            yield name[verb.end :].removeprefix("一起")
