"""Scenes: the event that goes on being told of after it was named (活动中, 会上, 仪式由…主持), sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from ingest.mentions.events.headlined import RULE as DEED
from ingest.mentions.events.tours import RULE as TOUR
from ingest.modality import any_in, any_of
from ingest.relations.base import About, Mark, SentenceView, TimeSpan
from ingest.tables import load, words_in
from ontology.records import LocalEntity, Sentence

_STOPS = "，,。；;！？!?：:\n"
_CLOSES = re.compile(r"(?:现场)?(?:并[^，。；]{0,8})?(?:[，。；！？”）)\n]|\Z|的)")
_DAY = len("2022-10-26")
PAST = re.compile("[0-9]{4}(?:-[0-9]{2})?")
"""A month or a year, as EDTF."""
_BACK = re.compile("[ 　“]*(?:当天|当日|活动当天|现场)")
_SINCE = re.compile("[ 　“]*(?:[一二三四五六七八九十两几半0-9]{1,3}多?个?(?:年|月|天)多?来|这几天|这些天|几天来)")
# 传达学习了…会议精神: a meeting that is only spoken of
_FILM = re.compile("”?的?(?:视频|短片|宣传片|专题片|纪录片|画册|图片展)")
_SPIRIT = re.compile("”?(?:[和、及与][^，。；]{0,24}?)?(?:会议|全会|大会)?(?:精神|部署要求|工作部署)")
_RESULT = re.compile("”?的?(?:活动)?(?:考核|评选|评比|比赛|竞赛|获奖|最终)*(?:结果|成绩|名单|战果|成效|先进)")
"""宣布E考核|结果: what came of an event that is over."""
# 召开新闻通报会，通报E: what is spoken about at another one
_TOPIC = re.compile("(?:通报|传达|介绍|总结|回顾|部署|安排|筹备|研究|讨论|商议|围绕|关于|就|针对)[^，。；的]{0,6}\\Z")
ITEM = re.compile(
    "[ 　\n]*(?:[▲●◆■★▼△○◎]|(?:周|星期)[一二三四五六日天](?![期末])|(?:0?[1-9]|1[0-2])月[0-9]{1,2}日[ 　：:])"
)
"""What begins an item of a list of news."""
_STUDIES = re.compile("(?:传达|学习|贯彻|落实|宣传)[^，。；]{0,8}\\Z")
_THEN = re.compile(".?(?:结束)?(?:之)?后")
_HOLDS_NEXT = re.compile("(?:举行|举办|召开|开展|组织|进行|参加|出席)了?[^，。；]{0,10}\\Z|[，。；]\\Z")
"""会后，…开展|演练; 活动当天还举行了|捐赠仪式: the later one is what is told of."""
_THIS = frozenset({"本次", "此次", "这次", "本届", "该"})
_SAID_THERE = re.compile("(?:要求|强调|指出|提出|希望|号召|认为|建议)(?:[，：]|[^，。；]{0,20}要)")
"""甲强调，…: what is named in what someone says at an event is no scene."""
_CALLED_TO = re.compile("(?:动员|鼓励|引导|倡导|号召|欢迎|激励)[^，。；]{0,12}(?:参加|参与|加入|投身)(?:到)?\\Z")
_BEGAN_IN = re.compile("中(?:正式|隆重|缓缓)?(?:拉开|开始|启动|开幕)")
OVER = re.compile("[ 　“]*(?:会议?|活动|仪式|演练|比赛|签约|庭审|培训)(?:一(?:结束|散|完)|结束[后，]|后，)")
"""What begins the last sentence of a scene."""
_NOBODYS = re.compile(
    "(?:[洪水火旱雪风雹虫冰涝]灾|灾害|灾情|疫情|地震|台风|暴雨|暴雪|洪水|洪涝|泥石流|滑坡|山洪|塌方|事故|火情|险情|汛期|溃坝)”?\\Z"
    "|\\A“?(?:三八|五一|五四|六一|八一|十一)?”?(?:国际|中国|传统)?(?:劳动)?"
    "(?:妇女|劳动|儿童|青年|建军|国庆|教师|医师|护士|记者|人民警察|春|元宵|清明|端午|中秋|重阳|元旦|七夕|腊八)节\\Z"
    "|\\A“?(?:国际|世界|全国|中国)[^“”]{2,8}日”?\\Z"
)
_LEAD = 6  # so many sentences of the scene may stand before the event's name
_FEW = 60  # events of an article looked through for the one meeting; news has a dozen
_HEAD = 2  # code points between a clause's beginning and such a noun: a quotation mark, a space


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    rules = {word: rule for rule in load("scenes")["back"] for word in rule["words"]}
    return any_of(tuple(rules)), rules


def event_marks(sentence: Sentence, marks: Sequence[Mark], times: Sequence[TimeSpan], about: About) -> tuple[Mark, ...]:
    """Marks for the words of a sentence that mean an event named before: 活动 in 活动由…主办, 会 in 会上."""
    if not about.events:
        return ()
    text, (pattern, _) = sentence.text, _rules()
    taken = sorted([(m.start, m.end) for m in marks] + [(t.start, t.end) for t in times])
    found = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if match[0] in ("会上", "会后", "会前", "会中"):
            end = start + 1
        lead = next((len(word) for word in load("scenes")["this"] if text.endswith(word, 0, start)), 0)
        at = bisect_left(taken, (start - lead, 0))
        if (at < len(taken) and taken[at][0] < end) or (at and taken[at - 1][1] > start - lead):
            continue
        if not (lead or _heads_clause(text, start, end, times) or _taken(text, start, end)):
            continue
        event = _meant(about, match[0], sentence.start + start)
        if event is not None:
            found.append(Mark(entity=event, start=start - lead, end=end, back=True))
    return tuple(found)


def _heads_clause(text: str, start: int, end: int, times: Sequence[TimeSpan]) -> bool:
    """Whether a noun stands at a clause's head, before a word that goes on about it."""
    before = text[max(0, start - _HEAD) : start].rstrip("“「 　")
    led = not before or before[-1] in _STOPS or before.endswith("在") or any(time.end == start for time in times)
    on_site = text[start:end] == "现场"
    if not led or (before.endswith("在") and not on_site and text[end : end + 1] not in "上中现"):
        return False
    return text[end : end + 1] in tuple("，,") or bool(any_in("scenes", "behind").match(text, end))


def _taken(text: str, start: int, end: int) -> bool:
    """Whether a noun is the object of a verb of taking part, and the clause ends with it."""
    return text.endswith(words_in("scenes", "taking"), 0, start) and _CLOSES.match(text, end) is not None


def known_noun(noun: str) -> bool:
    """Whether a common noun may mean an event named before: 会议, 活动."""
    return noun in _rules()[1]


def noun_event(about: About, noun: str, at: int) -> LocalEntity | None:
    """The event that such a noun means at an offset of the article."""
    return _meant(about, noun, at)


def _meant(about: About, noun: str, at: int) -> LocalEntity | None:
    rule = _rules()[1][noun]
    kinds, ends, never = tuple(rule["kinds"]), tuple(rule["ends"]), tuple(rule.get("not", ()))

    def fits(entity: LocalEntity) -> bool:
        if entity.type != "Event" or entity.name.endswith(never or "\0") or entity.id in about.ahead:
            return False
        return entity.kind in kinds or entity.name.endswith(ends)

    def any_other(entity: LocalEntity) -> bool:
        return entity.type == "Event" and entity.kind != "Inspection" and not entity.name.endswith(never or "\0")

    called = about.last(at, lambda entity: entity.type == "Event" and entity.name.endswith((noun, noun + "活动")))
    kind = about.last(at, lambda entity: fits(entity) and entity.kind in kinds)  # 会上: the meeting, not 博览会
    found = called or (kind if kinds == ("Meeting",) else None) or about.last(at, fits)
    if found is None and rule.get("any") and (tour := about.last(at, lambda one: _is_tour(about, one))) is not None:
        return tour  # 参加活动, of a tour on which people also met
    if found is None and kinds[:1] in (("Meeting",), ("Ceremony",)):  # 会议强调, of one that only the page's end names
        alike = [one for one in about.events[:_FEW] if one.kind == kinds[0] and one.id not in about.ahead]
        found = alike[0] if len(alike) == 1 else None
    if found is None and rule.get("any"):  # 活动 of what is called a fair, a meeting of readers or a talk
        found = about.last(at, any_other)
    if found is None and rule.get("part"):  # the opening of what was named: 启动仪式上
        found = about.last(at, lambda entity: entity.type == "Event" and entity.kind not in rule["part"])
    return found


def _is_tour(about: About, entity: LocalEntity) -> bool:
    """Whether the news is a tour: named by its verb, or first of all that the article names."""
    return entity.rule == TOUR or (entity.kind == "Inspection" and entity is about.event)


def going_on(views: Sequence[SentenceView]) -> Iterator[LocalEntity | None]:
    """For each sentence the event whose scene it tells of, None where it leaves that scene or there is none."""
    opening = _opening(views)
    for number, scene in enumerate(_after_named(views)):
        yield opening.get(number, scene)


def _opening(views: Sequence[SentenceView]) -> dict[int, LocalEntity]:
    """The sentences from the news' day to where its only event is named: 3月5日，张三挽起裤腿…。这是某村组织的E."""
    body = [number for number, view in enumerate(views) if not view.headline]
    names = (number for number in body if any(_told_of(mark) for mark in views[number].marks))
    named = next(names, None)
    if named is None or len({mark.entity.id for view in views for mark in view.marks if _told_of(mark)}) != 1:
        return {}
    begins = [number for number in body if number < named and _days(views[number])]
    if not begins or named - begins[0] > _LEAD:
        return {}
    day = _days(views[begins[0]])
    if not _days(views[named]) <= day or any(not _days(views[number]) <= day for number in range(begins[0], named)):
        return {}
    event = next(mark.entity for mark in views[named].marks if _told_of(mark))
    told = (views[number].text for number in range(begins[0], named))
    if event.kind == "Meeting" and event.rule == "event/bare" and any("活动" in text for text in told):
        return {}  # 在座谈会上, told of after the activity that has no name
    return dict.fromkeys(range(begins[0], named), event)


def held_again(entity: LocalEntity) -> bool:
    """Whether an entity is a programme that is held again and again, so that people take part in it (“法治夜校”)."""
    return entity.type == "Programme" and entity.name.rstrip("”》").endswith(words_in("participation", "sessions"))


def nobodys(entity: LocalEntity) -> bool:
    """Whether nobody takes part in an event: a disaster, a day of the calendar (“6·18”洪灾, 三八国际劳动妇女节)."""
    return entity.type == "Event" and _NOBODYS.search(entity.name) is not None


def _is_one(view: SentenceView, entity: LocalEntity) -> bool:
    """Whether a sentence may tell of a scene of an entity: an event; else what is held again and is the news itself."""
    if entity.type == "Event":
        return not nobodys(entity)
    return not view.about.events and entity in view.about.headline and held_again(entity)


def is_deed(entity: LocalEntity) -> bool:
    """Whether an entity is an event that people do, no stage that they are seen on: a rescue, a fire that is fought."""
    return entity.type == "Event" and entity.name.endswith(words_in("participation", "deeds"))


def _told_of(mark: Mark) -> bool:
    return mark.entity.type == "Event" and not mark.back


def _days(view: SentenceView) -> set[str]:
    """The whole days that a sentence names."""
    return {time.edtf for time in view.times if time.edtf and len(time.edtf) == _DAY}


def _after_named(views: Sequence[SentenceView]) -> Iterator[LocalEntity | None]:
    """The same for what stands behind an event's name."""
    current: LocalEntity | None = None
    last: LocalEntity | None = None
    in_item = False  # whether the scene's event was named in an item of a list
    day = next((min(_days(view)) for view in views if not view.headline and _days(view)), "")
    leaves = any_in("scenes", "leaves")
    quoted: LocalEntity | None = None  # “以前要跑到城里看书。”她翻着刚借到的书: who says so is there
    for view in views:
        before, quoted = quoted, None
        named = [mark for mark in view.marks if _is_one(view, mark.entity) and not view.in_speech(mark.start)]
        named = [mark for mark in named if not spoken_of(view, mark)]
        named = [mark for mark in named if not _topic(view, mark)] or named
        item = ITEM.match(view.text) is not None
        if item and in_item and not named:
            current = last = None  # ▲: the next piece of news
        in_item = item if named else in_item
        if current is not None:  # 期间还将举办马拉松: the scene goes on
            named = [mark for mark in named if mark.entity.id not in view.about.ahead]
            named = [mark for mark in named if not _SAID_THERE.search(view.shape, 0, mark.start)]
        named = [mark for mark in named if not _CALLED_TO.search(view.shape, 0, mark.start)] or named
        here = [mark.entity for mark in named]
        if view.headline:
            current = here[0] if len(set(here)) == 1 else None
            yield None
            continue
        if here:
            current = last = here[0] if _goes_on(view, named) else here[-1]
            yield here[0]
            continue
        elsewhen = _elsewhen(view, day) and not (current is not None and _next_day(view, current, day))
        if leaves.match(view.text.lstrip(" 　“")) or _SINCE.match(view.text) or elsewhen:
            quoted = current if view.in_speech(len(view.text) - len(view.text.lstrip(" 　\n"))) else None
            current = before = None
        if current is None and _BACK.match(view.text) and all((time.edtf or day) == day for time in view.times[:1]):
            current = last  # 如今，队伍壮大到58人。当天，队员们…
        yield None if _looks_back(view, day) else current or before
        if OVER.match(view.text):
            current = None


def _goes_on(view: SentenceView, named: Sequence[Mark]) -> bool:
    """Whether a sentence that names several events goes on about the first: 本次视察是对某活动开展的, 颁奖礼在升旗仪式中拉开帷幕."""
    first, last = named[0], named[-1]
    lead = view.shape[: first.start].strip(" \u3000")
    again = (first.back and not lead) or lead in _THIS
    again = again and not (
        _THEN.match(view.text, first.end - 1) or _HOLDS_NEXT.search(view.shape, first.end, last.start)
    )
    return again or _BEGAN_IN.match(view.shape, last.end) is not None


def spoken_of(view: SentenceView, event: Mark) -> bool:
    """Whether an event is not told of but studied or carried out: 学习贯彻市委全会精神; or what a film is about: 评选活动|视频."""
    return (_FILM.match(view.shape, event.end) or _RESULT.match(view.shape, event.end)) is not None or (
        _SPIRIT.match(view.shape, event.end) is not None
        and _STUDIES.search(view.shape, max(0, event.start - 24), event.start) is not None
    )


def _topic(view: SentenceView, event: Mark) -> bool:
    """Whether an event is what is spoken about at another one."""
    return _TOPIC.search(view.shape, view.clauses[view.clause_of(event.start)][0], event.start) is not None


def _elsewhen(view: SentenceView, day: str) -> bool:
    """Whether a sentence begins with a day of its own, other than the news' day; `day`: the first that is told."""
    day = view.about.day.edtf or day if view.about.day else day
    return any(time.start <= _HEAD and len(time.edtf or "") == _DAY and time.edtf != day for time in view.times)


def _next_day(view: SentenceView, event: LocalEntity, day: str) -> bool:
    """Whether a sentence goes on with a rescue or a repair over midnight: 4日凌晨2点，队员找到了老人."""
    if not day or len(day) != _DAY or not (event.rule == DEED or is_deed(event)):
        return False
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return all(time.edtf == after for time in view.times if len(time.edtf or "") == _DAY)


def _looks_back(view: SentenceView, day: str) -> bool:
    """Whether a sentence begins with a month or a year before a day: 2015年，他退休回乡."""
    heads = (time.edtf or "" for time in view.times if time.start <= _HEAD)
    return any(PAST.fullmatch(edtf) is not None and edtf < day[: len(edtf)] for edtf in heads)
