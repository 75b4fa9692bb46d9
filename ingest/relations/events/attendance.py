"""Who takes part in an event, with the role that the words give: lists of those present, and speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.modality import any_in
from ingest.relations.actors import case_before
from ingest.relations.base import (
    EVENT,
    INSIDE,
    ORG,
    PERSON,
    PLACE,
    TITLE,
    Actor,
    Deed,
    Draft,
    Mark,
    SentenceView,
    joined,
    relation,
)
from ingest.relations.events.events import roles
from ingest.relations.events.occasions import where
from ingest.relations.events.scenes import known_noun, noun_event, spoken_of
from ingest.relations.frames import says
from ingest.tables import load, words_in
from ontology.records import LocalEntity

_PRESENT = ("Person", "Organization", "Place")
_PRESIDES = frozenset({"主持", "主持了", "主持召开"})
_TELLS = frozenset({"通报", "汇报", "汇报了", "部署"})
_HEARD = re.compile("听取|听了|的\\Z")
_BY_ORDER = re.compile("落实|贯彻|按照|根据|围绕|对照")
_JOINS = frozenset({"参加", "参与", "出席", "投身"})
_SOME_OTHERS = re.compile(
    "(?:领导|负责人|负责同志|班子|成员|人员|代表|干部|同志|师生|群众|党员|委员|职工|村民|居民|志愿者|各[^，。；]{1,8})等?(?:[0-9]+余?人)?[^，。；]{0,4}\\Z"
)
"""甲主持会议，县四大班子主要领导|参加: those of the clause itself, who have no name."""
_OTHERS_OF = re.compile("(?:的)?(?:其他|其余|各|(?![也均都将还派组来])[\u4e00-\u9fff]{4})")
"""安徽省|摄影创作基地授牌: of whom no name is read, a place's."""
_A_SPEECH = ("的", "的重要", "重要", "系列", "新年", "系列重要", "的系列", "一次")
_NOUNS = frozenset({"讲话", "致辞", "发言", "汇报", "通报"})
_OF_OTHERS = ("为", "给", "向", "对", "请", "让", "由", "与", "和", "组织", "邀请", "动员", "鼓励")
_GIVING = frozenset({"颁奖", "授牌", "授旗"})
_NOMINAL = ("进行", "开展", "进行了", "开展了")
_REACH = 16  # code points after a verb within which the event that it begins may stand

_JOINTS = "、，；,和与及以及暨 　等领导同志单位负责人" + TITLE
_ASIDE = re.compile(r"[（(][^（）()]{0,8}[）)]")
_LOOSE = re.compile(
    r"(?:(?![的由在向对为是将把被说])[\u4e00-\u9fff]){1,12}(?=\ue007)"
)  # 县工商联|主席: a title's words that no name explains
# 等18个成员单位负责人, 的40名学生: those who stand for the names before them
_CROWD = re.compile(
    r"的?(?:等)?(?:近|约|共)?(?:[0-9一二三四五六七八九十两余多]{1,5}(?:多|余)?(?:个|名|家|位|支|所))?"
    r"(?:相关|有关|成员|参赛|参演|县直|市直|区直|会员)?(?:单位|部门|乡镇|镇街|企业|社区|村|学校|代表队|队伍|机构)?的?"
    r"(?:主要|分管|相关|有关)?(?:负责人|负责同志|领导|代表|人员|选手|队员|师生|学生|职工|干部|志愿者|党员|村民|居民|青年|演员|民警)?等?"
)
# ，各镇镇长, 以及村民代表80余人: those without a name that a list ends with
_OTHERS = re.compile(
    r"[，、和及以与]{1,3}[^。；]{0,50}?(?:人|名|代表|委员|负责同志|群众|干部|党员|师生|家长|居民|村民|志愿者|学生|嘉宾|领导|职工|人员|单位|部门|"
    r"企业|家庭|乡镇|镇街|村|社区|学校|各镇|各乡镇|各村|各社区|同志|专家|客商|游客|市民|"
    f"{TITLE})"
    r"(?:等|共)?(?:[0-9一二三四五六七八九十百千余多约近]+人)?"
)
# 共同为联盟揭牌, 向学校赠书: for whom they do so
_HEADS = re.compile(f"(?:主要|分管|相关|有关|党政)?{TITLE}+(?:同志)?")
_ANYONE = ("负责人", "负责同志", "领导", "代表")
# 研究院首席专家|王昭明, 镇党委副书记、镇长|时光: what stands between a person and whose he or she is
_OWN = re.compile(f"(?:.*[{TITLE}]|的?(?:(?![的在由向对为是将把被说和与及])[\u4e00-\u9fff]){{1,10}})")
# 共同为联盟揭牌, 向学校赠书: for whom they do so
_FOR = re.compile(r"(?:共同|一起|联合|分别|现场|先后|上台|一同)?(?:为|给|向|就|对)[^，。；、]{1,24}")
# 围绕…谈了体会: what a speaker's words are about stands between the name and the verb
_ON = re.compile(r"(?:分别|依次|先后|还|也|首先|随后|最后)?(?:围绕|就|结合|从|代表|针对|以|紧扣|对照)")
_THOSE = re.compile(
    r"(?P<verb>出席|参加|列席|陪同|参与|授课|主讲|讲课|登台|表演|颁奖|致辞|发言|参赛)(?P<what>[^，。；、]{0,16}?)"
    r"(?:的|人员|领导|嘉宾|单位){1,3}(?:还|主要|分别)?(?:有|是|为)[：:]?(?:[\u4e00-\u9fff]{0,10}(?=[\ue000-\ue007]))?"
)
_THEIRS = re.compile("[他她]的[两三几]?[个位名]?[\u4e00-\u9fff]{1,4}\\Z")  # 黄亚英和她的两个徒弟|黎香兰
_PEOPLE = re.compile(
    f"\\A(?:{TITLE}+(?=(?:等|共计?|近|约)*[0-9])|的?(?!代表)(?:(?:部分|全体|各位|骨干|青年|优秀|一线|机关|在职|退休|党政|镇村|村组|“?两委”?)*"
    "(?:会员|盟员|社员|党员|团员|干部|职工|员工|志愿者|师生|教师|老师|学生|同学|队员|民警|辅警|干警|警员|官兵|指战员|医护人员|医务人员|医务工作者"
    "|工作人员|执法人员|技术人员|技术员|专家|医生|委员|成员(?!单位)|班子成员|村民|居民|群众|家长|讲解员|网格员|消防员|社工|文艺骨干|演员|乡贤|商户|农户|学员))+"
    f"(?:代表|{TITLE})*)(?:们)?(?:等)?(?:共计?|近|约|一行)?(?:[0-9一二三四五六七八九十百千两余多]+(?:人|名|位))?"
)
"""县医院|医护人员和|县一中|师生代表共100余人: the people who stand for their body."""
_FOLK = re.compile(f"的?(?:村民|居民|群众|农户|家长|商户|老师|学生|同学)(?!代表|{TITLE})")
_UNREAD = re.compile(f"{TITLE}+(?:(?![的由在向对为是将把被说和与及等])[\u4e00-\u9fff]){{2,4}}(?=[、，；])")
"""、县人大副主任|张新生|、: one of a list that no one has read as a name."""
_UNREAD_BODY = re.compile(
    "(?<=、)(?:(?![的由在向对为是将把被说和与及等，])[\u4e00-\u9fff]){1,10}?[局委办院站所队部会社厂镇乡校](?=[、和及与]|以及)"
)
"""、|草监局|、: a body of a list that no one has found."""
# 前来参加活动的, 应邀出席E的
_THERE = re.compile("[上中]，")
_SAYS = re.compile("指出|强调|要求|表示|说|讲话|致辞|发言|介绍")
_ATTENDING = re.compile(
    r"(?P<verb>参加|出席|列席|观摩|参与|参演|参赛)了?"
    f"(?:(?:本次|此次|这次)?(?:活动|会议|仪式|演练|比赛|培训|座谈|大赛|论坛|义诊|演出)|[{EVENT}]{INSIDE}*)?的(?=[{TITLE}{ORG}{PLACE}{PERSON}])"
)
# what was so at another time: 起初只有两村参加
ONCE = re.compile("(?:起初|最初|当初|以前|往年|去年|前年|历年|每年|每次|每逢|每月|每周)")
_WHOSE = re.compile(f"[{ORG}{PLACE}]{INSIDE}*[^，。；]{{0,4}}代表")
_ELSEWHERE = re.compile("了?(?:各[类种级项]|其他|历届|全国|全省|全市|省级|市级|国家级)")
_TOURS = re.compile("调研|考察|视察|检查|督导|督查|走访")
NOT_THEN = re.compile("(?:正式)?(?:开始|举行|召开)?之?前(?!夕)")
_OF_DAY = re.compile("\\A(?:当天|当日|当晚|整场|整个)的?")  # 主持了当天的|活动
_SPEAKS = re.compile(
    r"[上中](?:的)?(?:的讲话中|讲话时|致辞时)?[，,]?(?:指出|强调|要求|表示|说|讲话|致辞|发言|提出|介绍|作|发布|通报|推介|宣读|宣布|汇报|分享|解读|讲解|交流)"
)
_WINS = re.compile(
    r"[上中里][，,]?(?:[^，。；]{0,8}?)(?:夺得|夺冠|获得|荣获|斩获|获|摘得|夺|赢得|登台|亮相|表演|献上|展示)"
)


_FOR = re.compile("(?<![作因成认])[为给向][^，。；为]*\\Z")
"""What leads to those to whom something is given."""


@cache
def _fill() -> re.Pattern[str]:
    return any_in("participation", "fill")


def participants(view: SentenceView) -> Iterator[Draft]:
    """张三出席, 李四主持会议: with the role that the verb gives."""
    last: tuple[Deed, list[Mark]] | None = None
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "participatesIn"):
            continue
        if deed.verb in _NOUNS and view.shape.endswith(_A_SPEECH, 0, deed.start):
            continue  # 某某的重要|讲话
        people: list[Mark] | None = None
        for thing, event in _attended(view, deed):
            if people is None:
                people = attendees(view, deed) or _as_before(view, deed, last) or _agents(view, deed)
                people = [person for person in people if not _is_honoured(view, deed, person)]
                last = deed, people
            for person in people:
                if person.entity is not thing:
                    yield _attends(view, deed, person, thing, event)
            joins = deed.verb.rstrip("了") in _JOINS and deed.modality == "reported"
            if event is not None and joins and event.entity.kind != "Inspection":
                yield from where(view, deed, event)


def _is_honoured(view: SentenceView, deed: Deed, person: Mark) -> bool:
    """Whether a prize is given to one, not by one: 为“最美河长”甲、乙颁奖."""
    hands = deed.verb.startswith(("颁", "授")) and person.end <= deed.start
    return hands and _FOR.search(view.shape, view.clauses[deed.clause][0], person.start) is not None


def _agents(view: SentenceView, deed: Deed) -> list[Mark]:
    """Who acts at a deed; no one of one that tells of others: 社区为|参加活动的志愿者兑换积分."""
    if view.shape.endswith(_OF_OTHERS, 0, deed.start):
        return []
    if deed.carried and _SOME_OTHERS.search(view.shape, view.clauses[deed.clause][0], deed.start):
        return []
    return [
        m
        for m in deed.agents
        if _may(m) and not (m.entity.type == "Place" and _OTHERS_OF.match(view.shape, m.end, deed.start))
    ]


def _as_before(view: SentenceView, deed: Deed, last: tuple[Deed, list[Mark]] | None) -> list[Mark]:
    """甲、乙，县领导丙参加仪式|并为获奖者颁奖: those who did what the clause said before."""
    if last is None or last[0].clause != deed.clause or "并" not in view.shape[last[0].end : deed.start]:
        return []
    between = any(mark.entity.type == "Person" for mark in view.marks_in(last[0].end, deed.start))
    return [] if between else [mark for mark in last[1] if mark.entity.type == "Person"]


def _attended(view: SentenceView, deed: Deed) -> list[tuple[LocalEntity, Mark | None]]:
    """What a deed's people take part in, each with its mark where the deed governs it: 参加了此次观摩|和|点评会; else what is told of."""
    events = [mark for mark in deed.objects if mark.entity.type == "Event"]
    if any(spoken_of(view, mark) for mark in events):
        return []  # 宣布E考核结果
    if events and deed.verb not in _TELLS:
        joint = next((n for n in range(1, len(events)) if not _joint(view, *events[n - 1 : n + 1])), len(events))
        return [(mark.entity, mark) for mark in events[:joint]]
    if deed.verb in _TELLS and _HEARD.search(view.shape, view.clauses[deed.clause][0], deed.start):
        return []  # 听取甲市关于某事的|汇报
    if deed.verb in _TELLS and _BY_ORDER.search(view.shape, view.clauses[deed.clause][0], deed.start):
        return []  # 落实|全省推进会|部署: what was decided there
    if events and deed.carried:  # 召开会议，通报E: spoken about, not attended
        return []
    nominal = deed.carried and view.shape.endswith(_NOMINAL, 0, deed.start)  # 举行观摩活动，对全市工作进行|观摩
    thing = None if nominal else _event_here(view, deed)
    if thing is None or ONCE.match(view.text, view.clauses[deed.clause][0]):
        return []
    return [(thing, None)]


def _joint(view: SentenceView, before: Mark, after: Mark) -> bool:
    return view.shape[before.end : after.start] in ("、", "和", "及", "与", "以及", "暨")


def _attends(view: SentenceView, deed: Deed, person: Mark, thing: LocalEntity, event: Mark | None) -> Draft:
    spans = [(person.start, person.end), (deed.start, deed.end)]
    if event is not None:
        spans.append((event.start, event.end))
    assert deed.modality is not None  # of none that is not said to happen
    presides = deed.passive and deed.verb in _PRESIDES and person.entity.type == "Organization"
    return relation(
        "organizes" if presides else "participatesIn",
        person,
        thing,
        joined(spans),
        0.9 if event is not None else 0.8,
        f"relations.yaml participatesIn: {deed.verb}",
        modality=deed.modality,
        role="参加" if _receives(view, deed) else roles().get(deed.verb),
    )


def _may(mark: Mark) -> bool:
    """Whether one who acts may take part: not an area's people (全县206名书记参加)."""
    rooms = mark.entity.kind in ("Venue", "Site", "Road", "NaturalFeature")
    return mark.entity.type in _PRESENT and not rooms and not (mark.back and mark.entity.type == "Place")


def _receives(view: SentenceView, deed: Deed) -> bool:
    """Whether a prize is given to those told of, not by them: 接受颁奖."""
    return deed.verb in _GIVING and view.shape.endswith(("接受", "受", "被", "获"), 0, deed.start)


def _event_here(view: SentenceView, deed: Deed) -> LocalEntity | None:
    """The event where the clause does not name it: named earlier in the sentence, else the last one told of."""
    if _WHOSE.match(view.shape, deed.end) or _ELSEWHERE.match(view.shape, deed.end):
        return None  # 补选了出席|市人大的代表2名, 参加|各类竞赛获奖的
    tour = _TOURS.search(deed.verb)
    if tour is not None:  # 陪同|调研: the tour, not the meeting told of since
        told = view.about.last(view.offset(deed.start), lambda one: one.kind == "Inspection")
        if told is not None:
            return told
        later = [one for one in view.about.events if one.kind == "Inspection"]
        if len(later) == 1:
            return later[0]
    before = [mark for mark in view.marks_in(0, deed.start, "Event") if not spoken_of(view, mark)]
    if before and not before[-1].back and NOT_THEN.match(view.shape, before[-1].end):
        return None  # 签约仪式前，甲陪同乙一行考察了…
    if before:
        return before[-1].entity
    words = load("participation")
    stop = view.clauses[deed.clause][1]
    rest = _OF_DAY.sub("", view.shape[deed.end : stop].strip("，。；!！ 　了“”\n并"))
    if rest and not any_in("participation", "same").match(rest):
        return None
    if another_event(view, deed.start):
        return None
    noun = any_in("participation", "same").match(rest)
    if noun is not None and known_noun(noun[0]):
        event = noun_event(view.about, noun[0], view.offset(deed.start)) or view.scene
    else:
        event = (_told(view, deed.start, noun[0]) if noun else None) or view.scene or _told(view, deed.start)
    event = event or (_told_next(view, noun[0]) if noun else None)
    if event is None or (
        deed.verb in words["spoken"] and not event.name.endswith(words_in("participation", "meetings"))
    ):
        return None
    return event


def _told_next(view: SentenceView, noun: str) -> LocalEntity | None:
    """县长甲、总裁乙出席签约。签约仪式前，…: the article's only event with the noun in its name, named later."""
    named = [event for event in view.about.events if noun in event.name]
    return named[0] if len(named) == 1 else None


def another_event(view: SentenceView, position: int) -> bool:
    """Whether the sentence itself tells, before a position, of an event without a name (组织了一场演练，镇长出席)."""
    for other in view.deeds:
        if other.start >= position:
            break
        if says(other, "organizes") and not other.objects:
            stop = min(position, other.end + _REACH)
            return any_in("participation", "nouns").search(view.shape, other.end, stop) is not None
    return False


def attendees(view: SentenceView, deed: Deed) -> list[Mark]:
    """Those joined by 、 and ， (with their titles) right before a verb."""
    found: list[Mark] = []
    at, owner = _head(view, deed), -1
    given = _given(view, deed)
    gone_to = {a.mark.start for a in view.actors if a.case == "in" and a.clause == deed.clause - 1}
    for mark in reversed(view.marks_in(view.clauses[0][0], at)):
        between = view.plain[mark.end : at]
        if mark.start in given:
            at = mark.start - given[mark.start]
            continue
        person = found and found[-1].entity.type == "Person" and at == found[-1].start
        if person and mark.entity.type in ("Organization", "Place") and _OWN.fullmatch(between):
            at = owner = mark.start
            continue
        second = mark.entity.type != "Person" and at == owner and re.fullmatch(f"(?:{TITLE}+[、，兼])+", between)
        if second and not view.text[mark.end : at].rstrip("、，兼").endswith(_ANYONE):
            at = owner = mark.start  # 县政协副主席、县工商联主席|弓长岭
            continue
        if not found and between == "，" and mark.start in gone_to:
            break  # 书记张三来到|某林场，|参加E: whoever acts
        if not found and mark.entity.type == "Person" and between.startswith("，并"):
            break  # 走访了监测户张三，|并在村里主持会议: whoever acts goes on, which may be another
        if found and between == "代表":  # 符秋月代表县政协常务委员会作报告
            found.pop()
        elif (found and _listing(between)) or (not found and not _leads(between)):
            break
        if view.shape[: mark.start].endswith("据") or mark.entity.type in ("Event", "Programme"):
            break
        if mark.entity.type == "Person" or _stands(mark, between, found):
            found.append(mark)
        at = mark.start
    return list(reversed(found))


def _given(view: SentenceView, deed: Deed) -> dict[int, int]:
    """Names that a deed is done for (为县应急管理局揭牌), by start, with the length of the word before them."""
    given: dict[int, int] = {}
    for actor in view.actors:
        if actor.clause == deed.clause and actor.case in ("to", "in") and actor.mark.end <= deed.start:
            word = case_before(view.plain[: actor.mark.start])
            given[actor.mark.start] = word[1] if word else 0
        elif view.shape[: actor.mark.start].endswith("代表") and actor.mark.entity.type != "Person":
            given[actor.mark.start] = len("代表")
    return given


def _head(view: SentenceView, deed: Deed) -> int:
    """Where the words that end with a verb begin: 张三|围绕…谈了体会, else at the verb."""
    start = view.clauses[deed.clause][0]
    for mark in reversed(view.marks_in(start, deed.start, "Person")):
        if _ON.match(view.plain, mark.end):
            return mark.end
    return deed.start


def _listing(between: str) -> str:
    """What stands between two of a list besides joints, titles and remarks in brackets."""
    between = _UNREAD_BODY.sub("", _UNREAD.sub(TITLE, _THEIRS.sub("", _PEOPLE.sub("", between))))
    return _LOOSE.sub("", _ASIDE.sub("", between)).removesuffix("领导").strip(_JOINTS + "省市县区镇乡旗州级")


def _leads(between: str) -> bool:
    """Whether only words for how they take part stand between the last of a list and the verb."""
    between = _PEOPLE.sub("", _ASIDE.sub("", between))
    heads = _HEADS.match(between)
    if _OTHERS.fullmatch(between[heads.end() if heads else 0 :]):
        return True
    between = between.replace(TITLE, "")
    crowd = _CROWD.match(between)
    words = between[crowd.end() :] if crowd else between
    if _OTHERS.fullmatch(words) or _FOR.fullmatch(_fill().sub("", words).strip(_JOINTS)):
        return True
    return not _fill().sub("", words).strip(_JOINTS)


def _stands(mark: Mark, between: str, found: list[Mark]) -> bool:
    """Whether an organisation or place is among those present, or its head without a name; not whose someone is."""
    if mark.back and mark.entity.type == "Place":  # 全县206名书记参加
        return False
    if mark.entity.type == "Place" and _FOLK.match(between):
        return False  # 后寨村|村民参加: whom no one has found
    rest = _PEOPLE.sub("", between)
    heads = _HEADS.match(rest)
    if heads is not None and not _fill().sub("", rest[heads.end() :]):
        return not found  # 县财政局局长参加会议: the head without a name stands for the office
    if not (between or not found) or (heads is not None and rest[heads.end()] not in "、，,和与及以等"):
        return False
    if between.startswith(("其他", "其余")):
        return False  # 示范区|其他六市负责人
    if found and not set(between) & set("、，；和与及"):  # 江和村|村级河长张三: only whose he is
        return False
    return mark.entity.type == "Organization" or mark.entity.kind == "AdministrativeArea"


def present(view: SentenceView) -> Iterator[Draft]:
    """参加会议的有张三、李四: the list that follows."""
    for match in _THOSE.finditer(view.plain):
        event = view.marks_in(match.start(), match.end(), "Event")
        thing = event[0].entity if event else _told(view, match.start())
        if thing is None or view.in_speech(match.start()):
            continue
        at = match.end()
        for mark in view.marks_in(match.end(), len(view.text)):
            between = view.plain[at : mark.start]
            if _listing(between) or "。" in between:
                break
            at = mark.end
            if mark.entity.type not in _PRESENT or view.plain[mark.end : mark.end + 1] == TITLE:
                continue
            if mark.entity.type != "Person" and view.marks_in(mark.end, mark.end + 1):
                continue
            yield relation(
                "participatesIn",
                mark,
                thing,
                (match.start(), mark.end),
                0.85,
                f"attendance: the list of those who {match['verb']}",
                role=roles().get(match["verb"], "参加"),
            )


def attending(view: SentenceView) -> Iterator[Draft]:
    """参加活动的副县长张三说: whoever is told of as there."""
    for match in _ATTENDING.finditer(view.plain):
        person = next(iter(view.marks_in(match.end(), len(view.text), "Person")), None)
        events = view.marks_in(match.start(), match.end(), "Event")
        thing = events[0].entity if events else view.scene
        if person is None or thing is None or view.in_speech(match.start()):
            continue
        between = view.plain[match.end() : person.start]
        if not re.sub(f"[{TITLE}{INSIDE}{ORG}{PLACE}、]", "", between).strip() and not between.startswith("、"):
            role = roles().get(match["verb"], "参加")
            yield relation(
                "participatesIn",
                person,
                thing,
                (match.start(), person.end),
                0.85,
                f"attendance: whoever is told of as there, {match['verb']}",
                role=role,
            )


def speakers(view: SentenceView) -> Iterator[Draft]:
    """张三在E上强调, 在E上，张三指出, 某队在E中夺冠: who speaks or wins there is there."""
    for actor in view.actors:
        thing = actor.mark
        if thing.entity.type != "Event" or actor.case != "in":
            continue
        said, won = _SPEAKS.match(view.shape, thing.end), _WINS.match(view.shape, thing.end)
        here = [a for a in view.actors if a.clause == actor.clause and a.mark.end <= thing.start and _who(view, a)]
        if (said or won) and here:
            verb = said or won
            assert verb is not None
            group = [a for a in here if a.group == here[-1].group]
            for other in group:
                role = "讲话" if said and other.mark.entity.type == "Person" else None
                yield relation(
                    "participatesIn",
                    other.mark,
                    thing,
                    (other.mark.start, verb.end()),
                    0.8,
                    f"attendance: speaks or wins there, {verb[0]}",
                    role=role,
                )
        elif _THERE.match(view.shape, thing.end) is not None:
            after = [a for a in view.actors if a.clause == actor.clause + 1 and _who(view, a)][:1]
            for other in after:
                verb = _SAYS.match(view.shape, other.mark.end)
                if verb is not None and other.mark.entity.type == "Person":
                    yield relation(
                        "participatesIn",
                        other.mark,
                        thing,
                        (thing.start, verb.end()),
                        0.8,
                        f"attendance: speaks there, {verb[0]}",
                        role="讲话",
                    )


def _who(view: SentenceView, actor: Actor) -> bool:
    return actor.case == "agent" and actor.mark.entity.type in ("Person", "Organization")


def _told(view: SentenceView, position: int, noun: str = "") -> LocalEntity | None:
    """The event named last before a place of the sentence, with a name that ends with the noun."""
    return view.about.last(view.offset(position), lambda entity: entity.type == "Event" and entity.name.endswith(noun))
