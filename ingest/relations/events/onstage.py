"""Who does something in an event's scene takes part in it: 活动中，孟某为孩子们讲解; 会上，邓某解读了办法."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.mentions.events.headlined import RULE as DEED
from ingest.modality import any_of
from ingest.relations.actors import whose
from ingest.relations.base import ORG, PERSON, PLACE, TITLE, Actor, Draft, Mark, SentenceView, relation
from ingest.relations.events.attendance import another_event
from ingest.relations.events.offstage import HIS_WORDS, off_stage, spoken_about, told_by_one
from ingest.relations.places.areas import TOWN, level
from ingest.relations.visits.tours import OWN
from ingest.tables import load
from ontology.records import LocalEntity

_PLAIN = "参加"
_REACH = 30  # code points after a name within which its verb stands
_TOLD = re.compile(r"[，,。：:说道]|\Z")  # 某某介绍，…: whom the reporter quotes
_QUOTED = frozenset({"发言", "介绍", "讲话", "参加"})
_CROWD = re.compile(
    r"(?:等[^，。；]{0,8}?)?(?:的)?(?:[0-9一二三四五六七八九十百两几余多]{0,5}[名位支])?"
    r"(?:专家|医生|医护人员|志愿者|队员|干警|民警|法官|检察官|律师|老师|教师|学生|师生|代表|演员|工作人员|党员|青年|团队|技术员|技术人员|农技员|宣讲员|讲解员|负责人|相关负责人|志愿者们|同学|孩子们|职工|员工|消防员|医务人员|社工|选手|干部)*"
)
_ASIDE = re.compile("[（(](?:图)?(?:[左右前后]?[一二三四五六]?|[左右]起第?[一二三四]|中|中间)[）)]")
_BODIES = re.compile(
    "等(?:[0-9一二三四五六七八九十百余多]{1,5}(?:个|家|支|所))?(?:社区|村|镇|街道|乡镇|镇街|单位|部门|企业|学校|代表队|队伍)?"
)
_HEAD = re.compile(f"(?:主要|分管|相关|有关)?(?:{TITLE}+|负责人)(?:同志)?(?![{PERSON}{ORG}{PLACE}、兼的 　{TITLE}])")
_LOOSE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”、]{0,14}")
_VERBAL = re.compile(
    "[的在由对向将把被让请邀和与给到从因说据听]|邀请|随着|走进|组织|为|听取|讨论|审议|通过|任命|免去|决定|补选|选举|当选|推荐|提名|接受|评选|表彰|授予|了解"
)
_OBJECT = re.compile(
    "(?:参加|出席|列席)了?(?![^，。；]{0,4}(?:活动|会议|仪式|培训|演练|比赛|会|[，。；并]))[\u4e00-\u9fff]{2}"
)
MADE = re.compile(
    "(?:为|(?:同志)?(?:不再|拟)?(?:担任|兼任|任))(?:[\ue000\ue002]\ue005*)*[^，。；]{0,8}?\ue007+(?![\ue007\ue001])"
)  # 曾国安为副县长, 宣布：张三同志任某县委书记: what one is made, not what one does
_THERE = re.compile(
    "(?:也|还|现场)?(?:参加|参与|到场|来到|出席|观摩|派(?:人|员|代表))"
    "|(?:也|还)?(?:到)?现场(?:讲|教|演示|示范|指导|服务|解答|宣传|发放|展示|展销|义诊|咨询|推介|招聘|办理)"
)
_SENT = re.compile("(?:也|还|现场)?(?:参加|参与|到场|来到|出席|派出|出动|观摩)")
# 市医院负责医疗保障: what bodies do for what is held
_SERVES = re.compile(
    "(?:全程|现场|分别|共同)?(?:负责|承担|派出|出动|投入|抽调|提供)[^，。；]{0,10}(?:保障|救护|服务|安保|秩序|[0-9]+(?:名|人|余))"
)
_ACCORDING = re.compile("据[^，。；]*\\Z")
_SERVED = frozenset({"Activity", "Drill", "Ceremony"})
# 镇卫生院为61名老人量了血压: what bodies do for those who come
_CARES = re.compile(
    "(?:免费|现场|一上午|当场|还|也)*(?:(?:为|给|帮)[^，。；]{0,14}?(?:量|测|看|体检|检查|理|剪|诊|讲|修|发|送|换|配)|(?:义诊|接诊|坐诊|体检)[0-9])"
)
_CARED = frozenset({"Activity", "Donation", "Campaign", "Training"})
_DOES = re.compile("[\u4e00-\u9fff]{3}")
# what one is or was, has or thinks: no deed in a scene
_BEING = re.compile(
    "(?:今年|现年)?(?:[0-9]{1,3}岁|[（(：:]|是|曾|家|有|原|住|来自|今年|去年|从小|一家|患|因|已|自|每|名叫|的(?!(?:[0-9一二三四五六七八九十余多]|专家|志愿者|医生|师生|民警|队员|学生|党员|干部|工作人员|人员))|。|说的|和(?![他她0-9一二三四五六七八九十两余多数百千]|大家|同学|队员|志愿者|村民|乡亲|孩子|渔民|居民|群众|代表|同事|工友|师生|学生)|与(?![他她0-9一二三四五六七八九十两余多数百千]|大家|同学|村民|群众|居民|代表)|在外|练就|带出|累计|连续|多年|曾经|一直|也是|就是|退休|毕业|当选|获得|荣获|被|任|担任)"
)
_SAYS = re.compile(
    "(?:[^，。；]{0,2}?(?:高兴|激动|感慨|自豪|笑|坦言|笑着|由衷|深有感触|动情|开心|欣慰|表示)?地?)(?:说|告诉|表示|介绍|坦言|感慨|感叹|认为|觉得|道|回忆|笑|称|记得|直言|透露|解释|反映|看来|竖起|点头|连连|提醒|一遍遍地说)"
)
_NOT_YET = re.compile("也?(?:将|拟|计划|打算|准备|并未|没有|未|不|若|如果|假如|应(?!邀|约|急|声)当?|必须)")
_LATER = re.compile("[^，]{0,2}(?:第二天|次日|翌日)")
_AGED = re.compile("(?:今年)?[0-9]{1,3}岁的|来自[^，。；]{1,12}的|随着(?=[^，]{0,4}\\Z)|听完[^，]{0,6}，")
_SOON = 8  # code points behind a body's name within which its deed stands
_ATTENDS = re.compile("参加|出席|列席|陪同|到会|参与|观摩|见证|讲话|致辞|主持|揭牌|颁奖|宣读|发言|强调|指出")
_RECEIVES = re.compile("(?:被|获得?|荣获|接受|受到?|予以)[^，。；]{0,8}\\Z|(?:领奖|领取|接过)")
_AFTERWARDS = re.compile(
    "[ 　]*(?:会|[^，。；]{0,10}(?:会议|座谈|座谈会|仪式|活动|考察|调研))(?:结束)?之?后(?![台续期])"
)
_THANKED = re.compile("(?:之举|善举|行为)?(?:表达|表示|致以)")
_GETS = re.compile("[为给向](?:[^，。；\ue000-\ue007]{0,8})\\Z")
"""为获奖歌手|甲颁奖: before one to whom it is given."""
_HANDS = re.compile("授旗|授牌|颁奖|颁发|授予")
_SPOT = re.compile("在[^，。；]{1,6}?(?:上|下|旁|边|里|前|内|外|口|现场|间)")
_AND = re.compile(f"[、和与及](?:(?![的由在向对为是将把被说])[\u4e00-\u9fff]){{0,8}}{TITLE}*")
_LED_BY = re.compile("由[^，。；]{0,24}\\Z")
_LEADS = re.compile("领衔|带队|主讲|授课|主持|领誓|领唱|主演|讲授|担任")
_HEARS = re.compile("(?:听取|听取和审议|听取并审议|审议)了?[^，。；]{0,24}\\Z")
_REPORTS = re.compile("关于|[所]?作的?|代表|的(?:工作|情况|专题)?(?:汇报|报告|介绍|说明)")
_HOME = ("家住", "来自", "住在")
_HANDED = re.compile("(?:交|递|送|颁|赠|发|献|捧|授)(?:到|给)[^，。；]*\\Z")
_STAGE = re.compile(
    "(?:分别|共同|依次|轮流)?(?:带队|带领|领衔|主讲|讲解|指导|示范|负责|担任|领|牵头|上台|登台|现场|到场|为大家|讲|说|发言|分享|介绍|授课|带队|参加|前来|开讲|领誓|致辞|示范|演示)"
)
# what someone is for the time of an event: a deed in it, though said as an office
_OFFICE = re.compile(
    "(?:担任|任|作为|出任|受聘担任)[^，。；]{0,6}?(?:总指挥|指挥长|评委|裁判|主讲|主持|领队|教练|导师)"
)
_AT_WORK = frozenset({"Drill", "Campaign"})
_ENFORCES = re.compile("执法|联合|整治|清理|专项检查|巡查行动|检查行动")
CALLS = re.compile("走访|慰问|看望|回访|探访|调研|考察|视察|观摩")
_HANDS_ON = frozenset(
    {"GovernmentBody", "PoliceStation", "JudicialBody", "Team", "HealthInstitution", "SocialOrganization", "School"}
    | {"PublicInstitution", "ServiceCentre", "Company", "MassOrganization", "CulturalInstitution"}
)
_BRINGS = re.compile(
    "(?:带着|带领|率领|率|组织|带)[^，。；]{0,10}(?:会员|队员|志愿者|党员|师生|医护人员|医生|专家|干警|民警|团队|学员|学生|职工|演员)"
)
_FOR_HOUSE = re.compile("[^，。；]{0,4}?代表(?:该?(?:公司|企业|集团|单位|商会|协会|合作社|学校|医院|银行|基金会))")
_TOURS = re.compile("[^，。；]{0,8}?(?:参加|陪同|随同|带队|率队|指出|强调|要求|带领|率|先后|深入|实地|主持|一行)")
_PRIVATE = frozenset({"PrivateResident", "NicknamedPerson"})
_OPEN = frozenset({"Activity", "Training", "Ceremony", "Donation"})
_LIFE = re.compile(
    "(?:这样|一样)|[^，。；]{0,16}?(?:靠|种了|养了|去年|前年|以前|打工|就业|录取|搬|嫁|退休|收入|去世|患|生病|困难|不肯|抱怨|住在)"
)
_SAID = re.compile("(?:说|道|告诉记者|表示)[，：。]?\\Z")
_CLEFT = re.compile(
    "(?:授课|讲课|主讲|开讲|宣讲|领唱|领舞|领誓|领读|主持|打头阵|主审|带队|掌勺|登台|上台|上场|出场|亮相|压轴|坐诊|示范|演示|发言|举手|担纲|掌镜|执裁|担任[^，。；]{1,8}|当“[^，。；”]{1,8}”|(?:拿|举|接过|抢过|拿过|握)(?:着|起)?(?:话筒|小?喇叭|麦克风)|第一个[^，。；]{0,6}|(?:讲|唱|演|跳)得最[^，。；]{1,4})的是(?!：|“)"
)
_STOP = re.compile("[，。；：]")
_NAMING = re.compile(
    "(?:[园片带田镇乡村县校户区点线厅馆台]|基地|社区|中心|工程|项目|企业|单位|仪式|平台|团队|大厅|人员|员(?!工)|会(?=[，。、]))"
)
"""Behind a verb of a scene that so is part of a name: 示范|园区, 展示|中心, 启动|仪式."""
_ITSELF = ("现场", "当天")
_ALONG = re.compile(
    "(?:分别|全程|一道|一起)?(?:陪同|随同|一同)(?:了)?(?:调研|考察|检查|督导|督查|视察|巡查|暗访|走访|慰问|参观)(?!.{0,4}(?:或|及|和|并|、))"
)
_OF_WHAT = {
    "捐赠": re.compile("捐|赠|慈善|公益|助学|爱心|义卖|暖|关爱"),
    "签约": re.compile("签|合作|洽谈|推介|招商|共建|对接|协作|会|节|展|仪式"),
    "慰问": re.compile("慰问|走访|关爱|暖|送|发放|志愿"),
    "颁奖": re.compile("奖|表彰|赛|授|总结|运动会|节|仪式|典礼"),
    "启动": re.compile("启动|开幕|仪式|开[工赛班营]|会"),
}
"""By the role that a verb gives: what events a body does so at, where nothing but the scene says that it was there."""


@cache
def scene_acts() -> tuple[re.Pattern[str], dict[str, str]]:
    roles = {verb: role for role, verbs in load("scenes")["acts"].items() for verb in verbs}
    return any_of(tuple(roles)), roles


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(f"”?(?:的)?(?:{any_of(tuple(load('scenes')['frame'])).pattern})")


def onstage(view: SentenceView) -> Iterator[Draft]:
    event = view.scene
    if event is None or view.headline or view.decision is not None:  # those listed as appointed need not be there
        return
    yield from _it_is(view, event)
    frame = _framed(view, event)
    begin = 0 if frame is None else frame
    for index, (start, end) in enumerate(view.clauses):
        if end <= begin or index < view.aims or view.in_speech(start) or told_by_one(view, start):
            continue
        if frame is None and another_event(view, end):
            return
        yield from _given(view, index, event)
        group = _subjects(view, index, max(start, begin))
        if group and frame is None and spoken_about(view, event, group[-1]):
            continue
        role = _role(view, index, group, event, frame is not None) if group else None
        if role is None or (role == _PLAIN and _in_another(view, event, group[-1].end, end)):
            continue
        for mark in _houses(view, index, group, event) if role != "介绍" else ():
            yield relation(
                "participatesIn",
                mark,
                event,
                (mark.start, end),
                0.55,
                "onstage: the house of someone there",
                role=_PLAIN,
            )
        for mark in group:
            if (
                mark.entity is event
                or off_stage(view, event, mark)
                or (event.kind == "Inspection" and _host(view, mark))
            ):
                continue
            surety = (0.85 if mark.entity.type == "Person" else 0.75) - (0.0 if frame is not None else 0.15)
            yield relation(
                "participatesIn", mark, event, (mark.start, end), surety, f"scenes.yaml acts: {role}", role=role
            )


def _in_another(view: SentenceView, event: LocalEntity, start: int, end: int) -> bool:
    """甲参加小学组比赛，乙参加|中学组比赛: whether a clause names behind who acts another event, and not the one told of."""
    named = [one.entity for one in view.marks_in(start, end, "Event") if not one.back]
    return bool(named) and event not in named


def _it_is(view: SentenceView, event: LocalEntity) -> Iterator[Draft]:
    """授课的是省级非遗传承人张三: who does the event's work, where the sentence puts the work first."""
    for verb in _CLEFT.finditer(view.shape) if "的是" in view.shape else ():
        stop = view.clauses[view.clause_of(verb.end() - 1)][1]
        people = [m for m in view.marks_in(verb.end(), stop, "Person") if not m.back]
        bodies = view.plain[verb.end() : people[0].start] if people else "，"
        if people and not view.in_speech(verb.start()) and not _STOP.search(bodies):
            yield relation(
                "participatesIn",
                people[0],
                event,
                (verb.start(), people[0].end),
                0.7,
                f"onstage: {verb[0]}",
                role=_PLAIN,
            )


def _host(view: SentenceView, mark: Mark) -> bool:
    """Whether one is of the house where those who inspect are: 在明德小学，校长|张三翻出记录本."""
    place = next((a.mark for a in view.actors if a.clause == 0 and a.case == "in" and a.mark.end < mark.start), None)
    if place is None or mark.entity.type != "Person" or view.shape[: place.start].strip() != "在":
        return False
    home = view.homes.get(mark.entity.id)
    return home is place.entity or (home is None and view.text.startswith(OWN, view.clauses[0][1]))


def _given(view: SentenceView, index: int, event: LocalEntity) -> Iterator[Draft]:
    """向A、B授旗, 为张三颁奖, 请李四上台: to whom that is done is there."""
    start, end = view.clauses[index]
    handed = _HANDS.search(view.plain, start, end)
    here = [one for one in view.actors if one.clause == index]
    takers = (
        {after.group for before, after in pairwise(here) if before.case == "to" and whose(view.plain, before, after)}
        if handed
        else set()
    )
    for actor in here:
        mark = actor.mark
        if mark.entity.type not in ("Person", "Organization") or mark.entity is event:
            continue
        taker = actor.case == "to" or (mark.entity.type == "Person" and actor.group in takers)
        if handed and taker and mark.end <= handed.start():
            span, rule = (mark.start, handed.end()), f"onstage: to whom it is done, {handed[0]}"
            yield relation("participatesIn", mark, event, span, 0.65, rule, role=_PLAIN)
        elif _reports(view, mark, start, meeting := _meeting(view, mark, event)) and not _handed_to(view, actor, start):
            yield relation("participatesIn", mark, meeting, (start, mark.end), 0.75, "onstage: reports", role="汇报")
        elif mark.entity.type == "Person":
            yield from _one_called_up(view, actor, event)


def _handed_to(view: SentenceView, actor: Actor, start: int) -> bool:
    """把奖状递给|张三."""
    person = actor.case == "to" and actor.mark.entity.type == "Person"
    return person and _HANDED.search(view.text, start, actor.mark.start) is not None


def _one_called_up(view: SentenceView, actor: Actor, event: LocalEntity) -> Iterator[Draft]:
    """把奖状递给张三, 由张三领衔, 请李四上台, 由张三、李四带队: a person to whom something is handed, who leads, or who is brought on."""
    mark, (start, end) = actor.mark, view.clauses[actor.clause]
    if _handed_to(view, actor, start):
        rule, surety, span = "to whom it is handed", 0.65, (start, mark.end)
    elif _leads(view, mark, start):
        rule, surety, span = "leads", 0.75, (start, mark.end)
    else:
        last = [a.mark for a in view.actors if a.group == actor.group][-1]
        brought = actor.case in ("with", "made", "by") and not _ACCORDING.search(view.plain, start, mark.start)
        if not brought or not _STAGE.match(view.plain, last.end) or "电话" in view.text:
            return
        rule, surety, span = "brought on", 0.7, (mark.start, max(end, last.end))
    yield relation("participatesIn", mark, event, span, surety, f"onstage: {rule}", role=_PLAIN)


def _meeting(view: SentenceView, mark: Mark, event: LocalEntity) -> LocalEntity:
    """The meeting that a sentence names before someone, else what is told of: 代表们召开座谈会，听取了主任张三的汇报."""
    named = [one.entity for one in view.marks if one.entity.kind == "Meeting" and one.end <= mark.start]
    return named[-1] if named else event


def _reports(view: SentenceView, mark: Mark, start: int, event: LocalEntity) -> bool:
    """会议听取了局长张三关于…的报告: who reports to a meeting; on a tour it is one met on the way."""
    told = (
        mark.entity.type in ("Person", "Organization")
        and event.kind == "Meeting"
        and _REPORTS.match(view.text, mark.end)
    )
    return bool(told) and _HEARS.search(view.text, start, mark.start) is not None


def _leads(view: SentenceView, mark: Mark, start: int) -> bool:
    """开场戏由剧社社长、省级传承人张三领衔: who leads, with more words between 由 and the name."""
    return _LEADS.match(view.text, mark.end) is not None and _LED_BY.search(view.text, start, mark.start) is not None


def _houses(view: SentenceView, index: int, group: list[Mark], event: LocalEntity) -> Iterator[Mark]:
    """Whose people act in a drill, an inspection or a campaign: 消防救援大队监督员韩某当场演示."""
    stop = view.clauses[min(index + 1, len(view.clauses) - 1)][1]
    attends = _ATTENDS.search(view.plain, group[-1].end, stop) is not None
    for before, after in pairwise(view.actors):
        leads = _BRINGS.match(view.plain, after.mark.end) or _FOR_HOUSE.match(view.plain, after.mark.end)
        if attends and not leads:
            continue
        owned = before.case == "of" or whose(view.plain, before, after)
        if after.clause == index and after.mark in group and after.mark.entity.type == "Person" and owned:
            works = event.kind in _AT_WORK or _enforces(event)
            if before.mark.entity.kind in (*_HANDS_ON, "Bank") and (leads or works):
                yield before.mark


def _framed(view: SentenceView, event: LocalEntity) -> int | None:
    """Where a sentence's scene begins: behind 活动中 or 在座谈会上; None where it has no such words."""
    for mark in view.marks:
        if mark.entity is event:
            if mark.back and view.text[mark.start : mark.end] in _ITSELF:
                return mark.end
            frame = _frame().match(view.shape, mark.end)
            if frame is not None and not _LATER.match(view.text, frame.end()):
                return frame.end()
    return None


def _behind(view: SentenceView, mark: Mark) -> int:
    """Where the words behind those who act begin: after 等28名医护人员, after 等10个社区, after （右二）."""
    aside = _ASIDE.match(view.plain, mark.end)
    if aside is not None:
        return aside.end()
    head = _HEAD.match(view.plain, mark.end) if mark.entity.type == "Organization" else None
    if head is not None:
        return head.end()
    crowd, bodies = _CROWD.match(view.plain, mark.end), _BODIES.match(view.plain, mark.end)
    return max(mark.end, crowd.end() if crowd else 0, bodies.end() if bodies and mark.entity.type != "Person" else 0)


def _subjects(view: SentenceView, index: int, start: int) -> list[Mark]:
    """The names that a clause begins with, joined by 、 or 和; none where other words come first."""
    here = [a for a in view.actors if a.clause == index and a.mark.start >= start]
    while here and view.shape.endswith(_HOME, 0, here[0].mark.start) and view.shape.startswith("的", here[0].mark.end):
        start, here = here[0].mark.end + 1, here[1:]  # 家住西陈村的村民张三
    here = [replace(a, case="agent") if _headless(view, a) else a for a in here]
    free = [a for a in here if a.case == "agent"]
    if not free or free[0].mark.entity.type in ("Event", "Programme"):
        return []
    first = here[0]
    lead = _AGED.sub("", view.plain[start : first.mark.start].lstrip("，, 　\n"))
    if _VERBAL.search(lead) or not _LOOSE.fullmatch(lead.replace(TITLE, "")):
        return []
    if any(a.case not in ("agent", "of") for a in here if a.mark.start < free[0].mark.start):
        return []
    if len(free) > 1 and whose(view.plain, free[0], free[1]):
        free = free[1:]  # 消防救援大队监督员|费某: a calling that is no title
    group = [a for a in here if a.group == free[0].group and a.case == "agent"]
    for actor in here:  # 骆某和邻居张某, 县长苏某与瓷联董事长欧阳某
        between = view.plain[group[-1].mark.end : actor.mark.start] if actor.mark.start >= group[-1].mark.end else ""
        if actor.case == "agent" and actor.mark.entity.type == "Person" and _AND.fullmatch(between):
            group.append(actor)
    return [a.mark for a in group if _can(a)]


def _headless(view: SentenceView, actor: Actor) -> bool:
    """Whether a body stands with its head's title and no name: 县财政局负责人当场答复."""
    head = _HEAD.match(view.plain, actor.mark.end)
    return actor.case == "of" and actor.mark.entity.type == "Organization" and head is not None


def _posted(view: SentenceView, mark: Mark) -> bool:
    """Whether a person stands with a title, or with whose he or she is: those at work, not those they come to."""
    if view.plain[: mark.start].endswith(TITLE):
        return True
    return any(
        whose(view.plain, before, after) or (before.case == "of" and before.mark.end == mark.start)
        for before, after in pairwise(view.actors)
        if after.mark is mark
    )


def against(view: SentenceView, mark: Mark, event: LocalEntity) -> Iterator[str]:
    """What the words around a name say against its part in an event: what one is, has or plans, or whose someone is, or
    another event, or one met on a tour."""
    here = any(one.entity is event for one in view.marks)
    own = next((actor for actor in view.actors if actor.mark is mark), None)
    group = [one.mark for one in view.actors if own and (one.group, one.clause) == (own.group, own.clause)] or [mark]
    last = max(group, key=lambda one: one.end)
    at = _behind(view, last)
    if _BEING.match(view.plain, last.end):
        yield "being"
    if _NOT_YET.match(view.plain, at):
        yield "not yet"
    if not here and another_event(view, at):
        yield "another"
    if event.kind == "Inspection" and not _enforces(event) and not _TOURS.match(view.plain, at, at + _REACH):
        yield "tour"
    says, private = _SAYS.match(view.plain, at), mark.entity.kind in _PRIVATE
    begins = view.clauses[view.clause_of(mark.start)][0]
    if says or _ACCORDING.search(view.plain, begins, mark.start):
        yield "says"
    if event.kind == "Inspection" and _host(view, mark):
        yield "host"
    if mark.entity.type == "Person":
        if private:
            yield "private"
        if private and says:
            yield "says, private"
        if private and _LIFE.match(view.plain, at):
            yield "life"
        return
    if any(
        before.mark is mark and (before.case == "of" or whose(view.plain, before, after))
        for before, after in pairwise(view.actors)
    ):
        yield "whose"
    if not here and scene_acts()[0].search(view.plain, at, at + _SOON) is None:
        yield "no act"


def _can(actor: Actor) -> bool:
    entity = actor.mark.entity
    if entity.type == "Place":
        return entity.kind == "AdministrativeArea" and level(entity) >= TOWN
    return entity.type in ("Person", "Organization")


def _enforces(event: LocalEntity) -> bool:
    """Whether an inspection is one where many act, and not a tour (考察环境整治工作)."""
    if event.rule == DEED:
        return CALLS.search(event.name) is None
    return event.rule != "event/tour" and _ENFORCES.search(event.name) is not None


def _joins(view: SentenceView, event: LocalEntity, at: int) -> bool:
    """Whether a private person acts in the only event told of, where all may act: 种粮大户谷满仓借走了两本书."""
    return event.kind in _OPEN and len(view.about.events) == 1 and _LIFE.match(view.plain, at) is None


def _role(view: SentenceView, index: int, group: list[Mark], event: LocalEntity, framed: bool) -> str | None:
    """What those do, by the verb behind their names: a telling verb, else one that only says that they are there."""
    if _OFFICE.match(view.text, group[-1].end):
        return _PLAIN
    at = _behind(view, group[-1])
    if CALLS.search(event.name) and all(mark.entity.kind in _PRIVATE for mark in group):
        return None  # 走访慰问: those who are called on
    if event.kind != "Inspection" and _ALONG.match(view.plain, at):
        return None  # 甲陪同调研, told behind a meeting: on the tour
    if HIS_WORDS.match(view.plain, group[-1].end):
        return None
    if _BEING.match(view.plain, at if _ASIDE.match(view.plain, group[-1].end) else group[-1].end):
        return None
    end = view.clauses[index][1]
    if at >= end - 1 and view.plain[end - 1 : end] == "，" and index + 1 < len(view.clauses):
        at, end = view.clauses[index + 1]  # 容某、金某等28名医护人员，为群众看病
    stop = min(at + _REACH, end)
    if _NOT_YET.match(view.plain, at):
        return None
    if MADE.match(view.plain, at) or _OBJECT.match(view.plain, at) or _BEING.match(view.plain, at):
        return None
    person = group[-1].entity.type == "Person"
    if not person and view.plain[at : at + 1] in tuple(" 　\n"):
        return None  # who wrote it
    pattern, roles = scene_acts()
    if not person and (spot := _SPOT.match(view.plain, at, stop)):
        at = spot.end()  # 卫生院在台下支起咨询台
    if not person and not (pattern.match(view.plain, at) or pattern.match(view.plain, at + 1)):
        does = event.kind == "Drill" and _DOES.match(view.plain, at)
        return _PLAIN if does or (event.kind in _CARED and _CARES.match(view.plain, at, stop)) else None
    talks = event.kind == "Meeting" or (framed and event.kind == "Ceremony")
    found = None
    for match in pattern.finditer(view.plain, at, stop):
        role = roles[match[0]]
        if role in ("颁奖", "授牌", "捐赠") and (
            _RECEIVES.search(view.plain, at, match.start())
            or _GETS.search(view.plain, view.clauses[index][0], group[0].start)
        ):  # 被授予, 接受颁奖, 上台领奖
            role = _PLAIN
        if role in _QUOTED and _TOLD.match(view.plain, match.end()) and not talks:
            continue
        if _NAMING.match(view.plain, match.end()):
            continue  # 视察了某|示范|园区
        if role in ("介绍", "汇报", "讲话", "发言", "报告") and "听取" in view.plain[at : match.start()]:
            continue  # 听取了工作情况|汇报
        if role == "签约" and _AFTERWARDS.match(view.text, view.clauses[0][0]):
            return None  # 会后，甲与乙签署协议
        if role == "捐赠" and _THANKED.match(view.plain, match.end()):
            role = _PLAIN
        if role == _PLAIN and match.start() > at + 2:
            continue
        found = role if found in (None, _PLAIN) else found
    if event.kind == "Inspection" and not _enforces(event) and not _TOURS.match(view.plain, at, stop):
        return None  # those met on the way take no part in the tour
    if found == _PLAIN and not framed and not person and _HEAD.match(view.plain, group[-1].end) is None:
        serves = event.kind in _SERVED and _SERVES.match(view.plain, at, stop)
        serves = serves or (event.kind in _CARED and _CARES.match(view.plain, at, stop))
        sent = _SENT if event.kind in _SERVED else _THERE
        return found if serves or sent.match(view.plain, at, stop) or _THERE.match(view.plain, at, stop) else None
    if not framed and not person and found in _OF_WHAT and not _OF_WHAT[found].search(event.name):
        return None  # 公司与农户签订订单, in the story of a meeting
    says = _SAYS.match(view.plain, at, stop) or _SAID.search(view.plain, at, end)
    if found is None and person and says is None:
        official = event.kind not in ("Campaign", "Inspection", "Drill") or any(_posted(view, mark) for mark in group)
        private = any(mark.entity.kind in _PRIVATE for mark in group)
        return _PLAIN if official and (not private or _joins(view, event, at)) else None
    if found is None and person and talks and says and view.plain[says.end() : says.end() + 1] not in "。”":
        return "发言" if framed or not view.plain.startswith("记者", says.end()) else None
    return found
