"""Events of a larger one: 文化节|期间还举办了|乌饭制作大赛、推介会; 开园活动|的重头戏|社区拔河赛; 演练|拉开了|宣传月活动|的序幕."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.modality import any_of, meant
from ingest.relations.base import Draft, Mark, SentenceView, relation
from ingest.tables import words_in
from ontology.records import LocalEntity

_DURING = re.compile("(?P<what>[\u3400-\u9fff]{0,3}[节会赛展周月季]|(?<=[，；。]))期间[，,]?")
_HOLDS = re.compile("(?P<near>[^，。；]{0,6}?)(?:举办|举行|开展|推出|安排|设有|设置|穿插|组织|进行)了?")
_REACH = 60  # code points in which the parts are listed
_OPENS = re.compile("拉开了?(?P<near>[^，。；]{0,40}?)的?(?:序幕|帷幕|大幕)")
_BELONGS = re.compile(
    "(?P<lead>是|为|作为|系)(?P<near>[^，。；]{0,40}?)的?(?:(?:一项|重要|主要|系列|配套|子|首场|首个|特色|品牌|核心|压轴|第[一二三四五六七八九十]+[场站项])+"
    "(?:活动|内容|环节|赛事|项目|组成部分|板块|部分)?(?:之一)?|活动之一|内容之一|环节之一|赛事之一|一部分|一环|组成部分)(?=[，。；])"
)
_CONSISTS = re.compile(
    "(?:共|还|主要|内容)?(?:分为|包括|包含|涵盖|设有|设置了?|设|囊括)(?:了|有)?(?:[0-9一二三四五六七八九十]+(?:大|个|项)(?:活动|板块|环节|内容|项目|部分|赛事)*(?:内容)?[：:，]?)?"
)
_OF_THEM = re.compile("(?:[^，。；\ue000-\ue005]{0,10})组成")
_UNIONS = ("教联体", "医共体", "医联体", "教育集团", "共同体", "联合体", "学区", "联盟", "联合党委")
_AFTER = re.compile("[前后]")
_HOLDING = frozenset({"举行", "举办", "召开", "举行了", "举办了", "召开了"})
_OPENING = {
    re.compile("(?:开|结)(?:班|业|营|训)(?:仪式|典礼|式|礼)?"): ("班", "营", "培训", "研修", "研学"),
    re.compile("(?:揭幕|首|半决|总?决|冠亚军决)[战赛]|揭幕战"): ("赛", "杯", "杯”", "比武"),
    re.compile("(?:颁奖|开幕|闭幕|开赛|闭赛)(?:仪式|典礼|式|礼|晚会|大会)"): (
        "赛",
        "节",
        "展",
        "周",
        "月",
        "季",
        "运动会",
        "博览会",
        "大会",
    ),
    re.compile("[^，。；]{0,8}(?:推介会|签约仪式|开幕式)"): ("节", "博览会", "交易会", "洽谈会", "展销会"),
}
"""What opens, closes or belongs to an event with a name of its own, by how that ends: 开班仪式 of a 培训班."""
_GAP = 8  # code points between a whole and the verb
_SHORT = (4, 3, 2)  # code points by which a whole is called again: 文化节


def wholes(view: SentenceView) -> Iterator[Draft]:
    """What is held during a festival, a conference or a season is a part of it, as is what is called its chief matter."""
    if "期间" in view.text:
        yield from _during(view)
    yield from _chief(view)
    if "拉开" in view.text:
        yield from _opened(view)
    yield from _belonging(view)
    yield from _consists(view)
    yield from _made_up(view)
    yield from _own_parts(view)
    yield from _opening(view)


def _consists(view: SentenceView) -> Iterator[Draft]:
    """本届文化节包括开幕式、厨艺大赛和垂钓比赛; 节庆设有三大板块：…."""
    for match in _CONSISTS.finditer(view.text) if not view.headline else ():
        clause = view.clause_of(match.start())
        before = [a for a in view.actors if a.mark.end <= match.start() and a.clause == clause and a.case == "agent"]
        whole = [a.mark for a in before if a.mark.entity.type == "Event"][-1:]
        parts = list(_listed(view, match.end()))
        if whole and parts and match.start() - whole[0].end <= _GAP:
            yield from _part(view, parts, whole, match)


def _made_up(view: SentenceView) -> Iterator[Draft]:
    """某教联体由甲校、乙校组成: each of them is a part of it."""
    for match in _OF_THEM.finditer(view.shape):
        clause = view.clause_of(match.start())
        here = [a for a in view.actors if a.clause == clause and a.mark.end <= match.start()]
        parts = [a.mark for a in here if a.case == "by" and a.mark.entity.type in ("Organization", "Place")]
        whole = [a.mark for a in here if a.case == "agent" and a.mark.entity.name.rstrip("”").endswith(_UNIONS)]
        for part in parts if whole and not view.in_speech(match.start()) else ():
            if part.entity.type == whole[-1].entity.type:
                span = whole[-1].start, match.end()
                yield relation("partOf", part, whole[-1], span, 0.8, "wholes: made up of")


def _own_parts(view: SentenceView) -> Iterator[Draft]:
    """第三次会议举行第二次全体会议; 该班的开班典礼: what is held within an event, or called its own."""
    rule = "wholes: held within it"
    for deed in view.deeds if not view.headline else ():
        parts = [mark for mark in deed.objects if mark.entity.type == "Event"]
        if deed.verb not in _HOLDING or not parts or deed.modality is None or view.in_speech(deed.start):
            continue
        here = [a.mark for a in view.actors if a.clause == deed.clause and a.mark.end <= deed.start]
        whole = [mark for mark in here if mark.entity.type == "Event"][:1]
        free = (
            whole
            and not _AFTER.search(view.shape, whole[0].end, deed.start)
            and not any(mark.entity.type in ("Organization", "Person") and mark.start < whole[0].start for mark in here)
        )
        for part in parts if free else ():
            if part.entity is not whole[0].entity:
                yield relation("partOf", part, whole[0], (whole[0].start, part.end), 0.75, rule, modality=deed.modality)
    for whole_, part in pairwise(view.marks):
        both = whole_.entity.type == part.entity.type == "Event" and whole_.entity is not part.entity
        if both and view.shape[whole_.end : part.start] in ("的", "的“") and not view.in_speech(part.start):
            yield relation("partOf", part, whole_, (whole_.start, part.end), 0.75, rule)


def _opening(view: SentenceView) -> Iterator[Draft]:
    """揭幕战, 开班仪式, told of with no more: a part of the one league, course or festival that the article names."""
    for part in view.marks:
        if part.entity.type != "Event" or view.about.first.get(part.entity.id) != view.offset(part.start):
            continue
        name = part.entity.name.strip("“”")
        for opens, ends in _OPENING.items():
            if opens.fullmatch(name) is None:
                continue
            wide = [one for one in view.about.events if one is not part.entity and one.name.rstrip("”").endswith(ends)]
            if len(wide) == 1 and wide[0].id not in view.about.ahead:
                yield relation("partOf", part, wide[0], (part.start, part.end), 0.7, "wholes: what opens or closes it")
            break


def _opened(view: SentenceView) -> Iterator[Draft]:
    """某队举行演练，拉开了“119”宣传月活动的序幕: what opens an event is a part of it."""
    for match in _OPENS.finditer(view.text):
        whole = view.marks_in(match.start("near"), match.end("near"), "Event")[-1:]
        parts = [mark for mark in view.marks_in(0, match.start(), "Event") if not mark.back]
        yield from _part(view, parts[-1:], whole, match)


def _belonging(view: SentenceView) -> Iterator[Draft]:
    """作为文化节的重要活动之一，百家宴…; 百家宴是文化节的系列活动之一."""
    for match in _BELONGS.finditer(view.text):
        whole = view.marks_in(match.start("near"), match.end("near"), "Event")[-1:]
        before, after = view.marks_in(0, match.start(), "Event"), view.marks_in(match.end(), len(view.text), "Event")
        parts = after[:1] if match["lead"] == "作为" and not before else before[-1:]
        yield from _part(view, parts, whole, match)


def _part(view: SentenceView, parts: Sequence[Mark], whole: Sequence[Mark], match: re.Match[str]) -> Iterator[Draft]:
    """One event as part of another, where a stretch tells so of both."""
    modality = meant(view.lead(view.clause_of(match.start())), match[0][:2])
    for part in parts if whole and not view.in_speech(match.start()) else ():
        if part.entity is not whole[0].entity and modality != "unsaid":
            span = min(part.start, match.start()), max(part.end, match.end())
            yield relation("partOf", part, whole[0], span, 0.75, f"wholes: {match[0][:2]}", modality=modality)


def _during(view: SentenceView) -> Iterator[Draft]:
    for match in _DURING.finditer(view.text):
        whole = _whole(view, match["what"], match.end("what"))
        held = _HOLDS.match(view.text, match.end())
        if whole is None or held is None:
            continue
        modality = meant(view.lead(view.clause_of(match.start())), held["near"])
        for part in _listed(view, held.end()):
            if modality != "unsaid" and part.entity is not whole:
                yield relation("partOf", part, whole, (match.start(), part.end), 0.8, "wholes: 期间", modality=modality)


def _whole(view: SentenceView, what: str, end: int) -> LocalEntity | None:
    """The event named right before 期间, or where nothing is, the one that the sentence begins with; else the only one of
    the article whose name ends with the same words."""
    if not what:
        first = next((a for a in view.actors if a.mark.end <= end and a.case != "of"), None)
        return first.mark.entity if first is not None and first.mark.entity.type == "Event" else None
    named = [mark.entity for mark in view.marks_in(0, end, "Event") if mark.end == end]
    if named:
        return named[-1]
    for size in _SHORT:
        if len(what) >= size:
            fits = [e for e in view.about.entities if e.type == "Event" and e.name.rstrip("”").endswith(what[-size:])]
            if fits:
                return fits[0] if len(fits) == 1 else None
    return None


def _listed(view: SentenceView, start: int) -> Iterator[Mark]:
    """The events of a list that begins here, joined by 、 and 和."""
    last = start
    for mark in view.marks_in(start, start + _REACH, "Event"):
        if set(view.text[last : mark.start]) & set("，。；"):
            return
        yield mark
        last = mark.end


def _chief(view: SentenceView) -> Iterator[Draft]:
    """A的重头戏B, A的重头戏是B."""
    chief = words_in("areas", "chief")
    if not any(word in view.text for word in chief):
        return
    for match in re.finditer(f"的(?:{any_of(chief).pattern})(?:是|——|之一的)?", view.text):
        before = [mark for mark in view.marks_in(0, match.start(), "Event") if mark.end == match.start()]
        after = [
            mark for mark in view.marks_in(match.end(), match.end() + _REACH, "Event") if mark.start == match.end()
        ]
        if before and after:
            yield relation(
                "partOf", after[0], before[0], (before[0].start, after[0].end), 0.8, f"areas.yaml chief: {match[0]}"
            )
