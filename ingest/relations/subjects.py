"""Whom a sentence is about where it does not name them: 该镇, 全村, 学校; the actor before, the article's topic."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ingest.modality import any_in, any_of
from ingest.relations.base import About, Mark, TimeSpan, all_names
from ingest.relations.places.areas import COUNTY, COUNTY_DIGITS, is_section, level, own_rather
from ingest.tables import load, words_in
from ontology.ids import normal_name
from ontology.records import LocalEntity, Sentence, Span

_HEADS = "，,。；;：:“\n \u3000"
_GIVEN = "与和同向给为由"  # 公司与学校, 向学校
_THIS = re.compile(r"(?:这[个家支座项所场处套种一]|该|此次|本次|这次|本届|该届|本场)(?P<noun>[\u4e00-\u9fff]{2,6})")
_ACTING = ("Place", "Organization")
# 由社区党组织牵头, 为学校师生: a word that is a part of another
_PEOPLE = re.compile(
    "党组织|党支部|党员|党委|居民|群众|干部|网格|志愿|老|“?两委|工作|医|民警|书记|主任|负责|师生|学生|家长"
)
_TO_ONE = re.compile("(?<![\u4e00-\u9fff][参赠供授])[向给与同为](?=[\u4e00-\u9fff]{3})")
_TO_ONE_LEAST, _SHORTENED = 3, 10  # code points of a shortened name
_HELD = re.compile(
    "(?:隆重|正式|如期|盛大|精彩|火热|热闹|顺利|圆满|成功|集中)*(?:举行|举办|启动|开展|召开|开幕|闭幕|落幕|开赛|开跑|开讲|开班|开课|开营|上演|进行|拉开|揭幕|启幕|鸣枪|开工|开业)"
)
_AGAIN = re.compile(
    "(?:\\A|(?<=[，。；：\n 　]))(?P<noun>活动|大赛|比赛|赛事|仪式|会议|大会|论坛|培训班|培训|演练|展览|演出|晚会|竞赛|讲座)"
    "(?=(?:将|拟|定|计划|现场)?(?:于|在(?!中|上)|由|自[0-9]|从[0-9]))"
)
_ITS_NOUN = re.compile(
    "[\u4e00-\u9fff]{0,4}?(?P<noun>培训|演练|行动|比赛|大赛|竞赛|会议|仪式|论坛|展览|演出|宣讲|义诊|调研|视察|检查|捐赠|慰问|招聘|整治)(?:活动)?"
)
_JUST = 16  # code points back to the city whose news goes on with 全市
_FEW = 200  # entities of an article looked through for what 我县 means
_SHORT = 2  # code points of a county's name without its class word
_BODY = 7  # code points of a body's own name behind its area's
_HOST = re.compile("(?:[、和与][^，。；]{2,20})?(?:主办|承办|协办|联合|组织|牵头|举办|指导|共同)")
_NO_SCHEMES = ("Honour", "Document")
_HOUSES = ("School", "HealthInstitution", "CulturalInstitution", "ServiceCentre")
_SITE = 160  # code points back within which a scene is still "here"
_COMES = re.compile(
    "(?P<where>[校村镇乡])(?=[，。、；]|督|调|慰问|走访|看望|开展|指导|授课|检查|检视|宣讲|讲课|巡|参观|考察|视察|义诊|了解|查看|座谈|观摩|学习|帮扶|工作|采访|任职)"
)
_COMES_TO = re.compile(
    "(?<![年月近原从历将未])来(?P<where>(?![到自我我们我此这])[\u4e00-\u9fff])(?=(?:实地|专题)?(?:考察|调研|投资|指导|参观|交流|视察|检查|访问|洽谈))"
)
_GOES_ON = re.compile(
    "(?:一行)?(?:又|还|首先|先后|随后|接着|再次|实地|现场|详细|仔细|认真|一一|逐一|深入|先|再|并|亲自|来|走|驱车|步行|沿途|边走边)*"
    "(?:来到|走进|走到|走访|深入|察看|查看|前往|赶到|抵达|到达|视察|考察|调研|检查|督导|督查|看望|慰问|听取|询问|了解|边[走看]边|(?P<says>强调|要求|指出|叮嘱))"
)
_PRONOUN = re.compile(
    "(?:\\A|(?<=[，。；\n 　])|(?<=\\A[但可而])|(?<=[，。；\n][但可而])|(?<=早年|当年|后来|此后|如今|随后|那年|当时|于是|不过|眼下|起初|平时))(?P<he>[他她])(?![们人乡日国山方]|的(?:学生|徒弟|女儿|儿子|妻子|丈夫|同事|队员|家人|母亲|父亲))"
)


@cache
def _back() -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    rules = {word: rule for rule in load("cases")["back"] for word in rule["words"]}
    return any_of(tuple(rules)), rules


def back_marks(sentence: Sentence, marks: Sequence[Mark], times: Sequence[TimeSpan], about: About) -> list[Mark]:
    """The marks of a sentence with those words added that stand for a place or organisation named before."""
    pattern, rules = _back()
    text = sentence.text
    taken = sorted([(m.start, m.end) for m in marks] + [(t.start, t.end) for t in times])
    found = list(marks)
    at = 0
    for match in pattern.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        rule = rules[match[0]]
        if rule.get("alone") and not _alone(text, match.span(), taken, times):
            continue
        other = _besides(text, match, found) if match[0].startswith("该") else frozenset[str]()
        entity = _meant(about, rule, match[0], sentence.start + match.start(), other)
        if entity is None and other and text.endswith("在", 0, match.start()):  # 某校“…”仪式在该校举行
            entity = _meant(about, rule, match[0], sentence.start + match.start(), frozenset())
        if entity is not None:
            free = taken[at][0] if at < len(taken) else len(text)
            entity, end = _its_body(about, entity, text[:free], match.end())
            found.append(Mark(entity=entity, start=match.start(), end=end, back=True))
    taken = sorted((mark.start, mark.end) for mark in found)
    for match in _THIS.finditer(text):
        entity, size = _this(about, match["noun"], sentence.start + match.start())
        if entity is None and match[0].startswith(("此次", "本次", "这次")):
            entity, size = _this_time(about, match["noun"], sentence.start + match.start())
        end = match.start("noun") + size
        at = bisect_left(taken, (match.start(), 0))
        free = (at == len(taken) or taken[at][0] >= end) and (at == 0 or taken[at - 1][1] <= match.start())
        if entity is not None and free:
            found.append(Mark(entity=entity, start=match.start(), end=end, back=True))
    found += _arrivals(sentence, found, about)
    found += _programmes(sentence, found, about)
    taken = sorted((mark.start, mark.end) for mark in found)
    for match in any_in("cases", "here").finditer(text):
        if not text.endswith(words_in("cases", "led"), 0, match.start()):
            continue
        if match[0] == "此" and not _HELD.match(text, match.end()):
            continue
        at = bisect_left(taken, (match.start(), 0))
        if at < len(taken) and taken[at][0] < match.end():
            continue
        named = [
            m.entity
            for m in found
            if m.end <= match.start() and not m.back and _is_where(m.entity) and not _hosts(text, m)
        ]
        site = about.site(sentence.start + match.start(), _SITE)  # 实践站里墨香扑鼻，…活动在这里举行
        entity = site or (named[-1] if named else about.last(sentence.start, _is_where))
        if entity is not None:
            found.append(Mark(entity=entity, start=match.start(), end=match.end(), back=True))
    found += _echoes(sentence, found, about)
    found += _same_event(sentence, found, about)
    found += _pronouns(sentence, found, about)
    return sorted(found, key=lambda mark: mark.start)


def _its_body(about: About, area: LocalEntity, text: str, end: int) -> tuple[LocalEntity, int]:
    """该村|妇联: the body of an area that the article names (圣人堂村妇联) and where its name ends; else the area itself."""
    if area.type == "Place" and text[end : end + 1] not in _HEADS:
        name = normal_name(area.name)
        for size in range(_BODY, 1, -1):
            body = about.names.get(name + text[end : end + size])
            if body is not None and body.type == "Organization":
                return body, end + size
    return area, end


def _echoes(sentence: Sentence, marks: Sequence[Mark], about: About) -> list[Mark]:
    """代表团 for the delegation named before, 法庭 for the court: what a name ends with stands for it."""
    text, found, heads = sentence.text, [], words_in("cases", "led_to")
    taken = sorted((mark.start, mark.end) for mark in marks)
    for match in any_in("cases", "echo").finditer(text):
        start, end = match.span()
        if text.startswith("长", end):  # 大队长
            continue
        if start and text[start - 1] not in _HEADS and not text.endswith(heads, 0, start):
            continue
        at = bisect_left(taken, (start, 0))
        if (at < len(taken) and taken[at][0] < end) or (at and taken[at - 1][1] > start):
            continue
        known = about.endings.get(match[0], ())
        entity = about.last(sentence.start + start, known.__contains__) if known else None
        if entity is not None and entity.type != "Event" and entity.name != match[0]:
            found.append(Mark(entity=entity, start=start, end=end, back=True))
    return found + _shortened(sentence, [*marks, *found], about)


def _same_event(sentence: Sentence, marks: Sequence[Mark], about: About) -> list[Mark]:
    """大赛|将于9月17日在某校开幕, 活动|由县妇联主办: at a clause's head, the event told of last whose name ends so."""
    text, found = sentence.text, []
    for match in _AGAIN.finditer(text) if about.events else ():
        start, end = match.span("noun")
        if any(mark.start < end and start < mark.end for mark in marks):
            continue
        entity = about.last(sentence.start + start, lambda one: one.type == "Event")
        if entity is not None and entity.name.rstrip("”").endswith(match["noun"]):
            found.append(Mark(entity=entity, start=start, end=end, back=True))
    return found


def _shortened(sentence: Sentence, marks: Sequence[Mark], about: About) -> list[Mark]:
    """给|清道夫队, 向|看护点: behind a preposition, the longest words with which the name of one told of before ends."""
    text, found = sentence.text, []
    taken = sorted((mark.start, mark.end) for mark in marks)
    for match in _TO_ONE.finditer(text):
        start = match.end()
        at = bisect_left(taken, (start, 0))
        stop = min(start + _SHORTENED, taken[at][0] if at < len(taken) else len(text))
        if at and taken[at - 1][1] > match.start():
            continue
        for end in range(stop, start + _TO_ONE_LEAST - 1, -1):
            known = about.endings.get(text[start:end], ())
            fit = [one for one in known if one.type in ("Organization", "Programme") and text[start:end] != one.name]
            entity = about.last(sentence.start + start, fit.__contains__) if fit else None
            if entity is not None:
                found.append(Mark(entity=entity, start=start, end=end, back=True))
                break
    return found


def _arrivals(sentence: Sentence, marks: Sequence[Mark], about: About) -> list[Mark]:
    """来校, 到镇督导: the school or the town that the article is about, else the one named last; 来|蒲|考察: 蒲城县."""
    text, found = sentence.text, []
    comes = load("cases")["comes"]
    for match in _COMES.finditer(text):
        start = match.start("where")
        if match["where"] not in comes or not text.endswith(words_in("cases", "coming"), 0, start):
            continue
        word = comes[match["where"]]
        entity = _meant(about, _back()[1][word], word, sentence.start + start, frozenset())
        free = not any(mark.start < match.end() and start < mark.end for mark in marks)
        if entity is not None and free:
            found.append(Mark(entity=entity, start=start, end=match.end("where"), back=True))
    for match in _COMES_TO.finditer(text):
        start, end = match.span("where")
        areas = (
            one for names, one in about.areas if one.code and any(_short_for(match["where"], name) for name in names)
        )
        entity = max(areas, key=lambda one: (one is about.own, level(one) == COUNTY), default=None)
        if entity is not None and not any(mark.start < end and start < mark.end for mark in marks):
            found.append(Mark(entity=entity, start=start, end=end, back=True))
    return found


def _short_for(letter: str, name: str) -> bool:
    """Whether one character stands for an area: its first, or the second of two (来|足|考察: 大足)."""
    stem = name.rstrip("县市区旗")
    return name.startswith(letter) or (len(stem) == _SHORT and stem.endswith(letter))


def _pronouns(sentence: Sentence, marks: Sequence[Mark], about: About) -> list[Mark]:
    """他 and 她 at the head of a clause outside of speech: the person named last; before a word of a tour, who is on it."""
    text, found = sentence.text, []
    spoken, at = sentence.text.find("”") < sentence.text.find("“") and "”" in text, 0
    for match in _PRONOUN.finditer(text):
        while at < match.start():
            spoken = text[at] == "“" or (spoken and text[at] != "”")
            at += 1
        person = None if spoken else _he(sentence, match, about)
        free = not any(mark.start < match.end() and match.start() < mark.end for mark in marks)
        if person is not None and free:
            found.append(Mark(entity=person, start=match.start("he"), end=match.end(), back=True))
    return found


def _he(sentence: Sentence, match: re.Match[str], about: About) -> LocalEntity | None:
    """The person named last; of 她又来到, 他强调 the one named last of those on a tour, not a companion or whom they met."""
    at = sentence.start + match.start()
    tour = about.tourers and _GOES_ON.match(sentence.text, match.end())
    last = about.last(at, lambda entity: entity.type == "Person")
    if not tour or last is None:
        return last
    here = about.since(last, at)
    if tour["says"] and here is not None and here <= match.start():
        return last  # 书记甲到场，他要求: whom the same sentence names
    return about.last(at, about.tourers.__contains__) or last


def _programmes(sentence: Sentence, marks: Sequence[Mark], about: About) -> list[Mark]:
    """课堂由区妇联出资: the programme named before, with a name that ends so."""
    text, found = sentence.text, []
    for match in any_in("cases", "nouns").finditer(text):
        start, end = match.span()
        led = not start or text[start - 1] in _HEADS
        if not led or not text.startswith(words_in("cases", "goes"), end):
            continue
        if any(mark.start <= start < mark.end for mark in marks):
            continue
        known = [e for e in about.endings.get(match[0], ()) if e.type == "Programme"]
        entity = about.last(sentence.start + start, known.__contains__) if known else None
        if entity is not None:
            found.append(Mark(entity=entity, start=start, end=end, back=True))
    return found


def _is_where(entity: LocalEntity) -> bool:
    return entity.type == "Place" or entity.kind in _HOUSES


def _hosts(text: str, mark: Mark) -> bool:
    """Whether a name is of one that acts, or a whole county: 由某村承办的活动在这里开场, 某医院联合某队在这里举行义诊."""
    code = mark.entity.code
    return (code is not None and len(code) <= COUNTY_DIGITS) or _HOST.match(text, mark.end) is not None


def _this(about: About, words: str, at: int) -> tuple[LocalEntity | None, int]:
    """(entity, length) that 这个服务站 or 该项目 means: named before, with a name that ends so."""
    for size in range(len(words), 1, -1):
        known = about.endings.get(words[:size], ())
        if known and known[0].type == "Event":  # 此次观摩, of 集中观摩活动 too
            known += about.endings.get(words[:size] + "活动", ())
        if known:
            return about.last(at, known.__contains__), size
    noun = next((noun for noun in load("cases")["schemes"] if words.startswith(noun)), None)
    if noun is not None:  # 这一做法: the programme told of last
        return about.last(at, lambda entity: entity.type == "Programme" and entity.kind not in _NO_SCHEMES), len(noun)
    return None, 0


def _this_time(about: About, words: str, at: int) -> tuple[LocalEntity | None, int]:
    """(event, length) that 此次专项培训 means: the one told of last, where its name has the noun (技能培训专项行动)."""
    noun = _ITS_NOUN.match(words)
    event = about.last(at, lambda one: one.type == "Event") if noun is not None else None
    if noun is None or event is None or noun["noun"] not in event.name:
        return None, 0
    return event, noun.end()


def _alone(text: str, span: Span, taken: Sequence[Span], times: Sequence[TimeSpan]) -> bool:
    """Whether a common word (社区, 学校) stands by itself: at a clause's head, before a word of doing or a time."""
    start, end = span
    if text[start - 1 : start] in _GIVEN and text[start - 1 : start]:
        return _PEOPLE.match(text, end) is None
    if start and text[start - 1] not in _HEADS and not any(time.end == start for time in times):
        return False
    return bool(any_in("cases", "then").match(text, end)) or any(low == end for low, _ in taken)


def _besides(text: str, match: re.Match[str], marks: Sequence[Mark]) -> frozenset[str]:
    """Who acts in the clause before 该院: 县医院向该院捐赠 is to another hospital."""
    start = max((text.rfind(stop, 0, match.start()) for stop in "，。；"), default=-1) + 1
    return frozenset(mark.entity.id for mark in marks if start <= mark.start and mark.end <= match.start())


def _meant(about: About, rule: dict[str, Any], word: str, at: int, other: frozenset[str]) -> LocalEntity | None:
    kinds, ends = tuple(rule.get("kinds", ())), tuple(rule.get("ends", ()))

    def fits(entity: LocalEntity) -> bool:
        if entity.id in other or is_section(entity):
            return False
        if word.startswith("我") and (entity.id in about.hosts or entity.code in about.away):
            return False  # 我院…赴某医院
        if rule.get("named"):
            return entity.type in _ACTING and any(name.endswith(ends) for name in all_names(entity))
        if kinds:
            called = entity.kind in kinds and not entity.name.endswith(tuple(rule.get("never", ())))
            return entity.type in _ACTING and (called or entity.name.endswith(ends))
        if rule.get("area") and (entity.kind != "AdministrativeArea" or level(entity) > COUNTY):
            return False
        return entity.type == "Place" and any(name.endswith(ends) for name in all_names(entity))

    if word.startswith("贵"):  # a letter's reader stands first
        return next((entity for entity in about.entities if fits(entity)), None)
    if word.startswith("我") and rule.get("kinds"):  # 我局, 我公司: who writes, signed below or named first
        if about.ours is not None and fits(about.ours):
            return about.ours
        signer = about.standing[-1][1] if about.standing else None
        if signer is not None and fits(signer):
            return signer
        if word not in about.meant:  # it is the same wherever the word stands
            about.meant[word] = next(filter(fits, about.entities), None)
        return about.meant[word]
    if rule.get("area") and word.startswith("我") and about.own is not None and fits(about.own):
        return about.own
    named = before(about, at, fits)
    since = about.since(named, at) if rule.get("area") and named is not None else None
    if since is not None and since > _JUST:
        named = own_rather(about, named)
    if named is None and word.startswith("我"):  # 来我县考察, whose name only stands below
        below = [entity for entity in about.entities[:_FEW] if fits(entity)]
        return below[0] if len(below) == 1 else None
    return named


def before(about: About, at: int, fits: Callable[[LocalEntity], bool]) -> LocalEntity | None:
    """The article's topic where it fits, else the last name before an offset that does."""
    if about.topic is not None and fits(about.topic):
        return about.topic
    return about.last(at, fits)
