"""Who takes part in an event by what they do there: guests from elsewhere, winners, crews and teams at work."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.modality import any_in, any_of
from ingest.relations.base import INSIDE, ORG, PLACE, TITLE, Draft, Mark, SentenceView, relation
from ingest.tables import load
from ontology.records import LocalEntity

STANDING = ("工作队", "工作组", "工作专班", "调解队", "专班")
"""Ends of teams that are at work all year, whatever is held."""
_NEAR = 14  # code points that a calling may take between a body and its person
_FEW = 1  # an article that tells of more events may mean another one
_FROM = re.compile(
    r"(?:[\u4e00-\u9fff“”]{1,8}(?=等[^，。；、的]{0,10}的))?(?:等[^，。；、的]{0,10})?的?(?:近|约)?(?:[0-9一二三四五六七八九十余多]{1,5}(?:名|位|支|组|多名|余名)?)?(?:优秀|青年|党员|参赛)?"
    r"“?(?:小河长|志愿者|村民|居民|群众|家长|乡亲|老人|干部|职工|员工|农户|商户|市民|手艺人|爱好者|社工|律师|教师|老师|医生|学子|青年|医护人员|医务人员|专家|代表|师生|学生|少先队员|民警|党员|嘉宾|客商|企业家|艺人|匠人|选手|运动员|队员|代表队|参赛队|参赛选手|参赛队员|演员|学员|队伍|小选手)"
)
_WINS = re.compile(
    "夺冠|折桂|夺魁|(?:分获|分别获得|分别夺得|分别摘得|夺得|夺取|荣获|获得|斩获|摘得|捧得|拿下|赢得|勇夺|获|夺)[^，。；]{0,14}?"
    "(?:冠军|亚军|季军|[一二三特]等奖|[金银铜]奖|最佳[\u4e00-\u9fff]{1,6}奖|团体奖|大奖|奖项|头名|第一|[金银铜]牌|第[一二三四五六]名|优秀组织奖|优胜奖|优秀奖|桂冠|冠亚军)"
)
_WINNERS = ("agent", "by")  # 甲队夺冠, 由甲队夺冠
_TEAM = re.compile("的?[\u4e00-\u9fff]{0,4}(?:代表队|队|选手|代表团|[，。；]|夺|获|斩|荣|摘|勇)")
_CREW = re.compile(
    "的?(?:等)?(?:近|约)?(?:[0-9一二三四五六七八九十百千两余多]{1,5}(?:余|多)?(?:名|位|支))?(?:大学生|青年|党员|巾帼|退役军人)?"
    "(?:女工|工人|职工|员工|志愿者|队员|医护人员|医生|医务人员|演员|消防员|民警|师生|选手|教练员|裁判员|业务骨干|技术骨干|技术人员|农技员|律师|专家|法官|检察官|干警|护士|理发师|宣讲员|社工|团员|会员|学生|工作人员|执法人员|干部)(?!(?:们)?(?:说|表示|介绍|告诉))"
)
_HELPS = re.compile(
    "(?:等[^，。；]{0,8}?)?(?:共同|协同|具体|大力|特别|全程|联合)?(?P<verb>指导|支持|参与|授课|赞助|协助|配合|演出|表演|提供[^，。；的]{1,8})(?=[，。；、]|的|举办|主办)"
)
_CALLED = re.compile(
    "(?:参训学员|学员代表|学员|骑手代表|企业代表|家长代表|学生代表|青年代表|选手代表|志愿者代表|受助学生代表|受助学生|师生代表|获奖代表|参会代表|业主代表|商户代表|客商代表|用工企业代表|求职者|参赛选手|选手|领唱|领舞|评委|裁判长|裁判|总指挥|参赛者|参赛队员|主讲人|主讲嘉宾|嘉宾代表|新人代表|获奖者|获奖选手)\\Z"
)
_PARTIES = re.compile(
    "(?:原告|被告|被告人|上诉人|申请人|被申请人|审判长|主审法官|承办法官|书记员|人民陪审员|公诉人)\\Z"
)
_TRIALS = ("审判", "审理", "庭审", "开庭", "听证", "听证会", "调解")
# 组建了…队, 看望了…队员, 还有…队: told of, not at work there
_NO_DEED = re.compile("组建|成立|建立|设立|看望|慰问|听|有|派|由|试点|请|打造|拉起|组织|发展|升级|获得|缺")
_TO_IT = re.compile(
    "(?:担任|任|当)(?:现场|救援|搜救|前线|前方)?总?指挥(?:长)?|(?:接[到警报]{1,2}后)?(?:迅速|立即|第一时间|火速|连夜|随即|紧急|立刻|马上)*"
    "(?:赶赴|赶到|赶往|奔赴|抵达|出动|驰援)[^，。；、的]{0,8}?(?:现场|火场|山[里上脚]|一线|救援|搜救|[0-9]+(?:人|名|辆|台))"
)
_CHAIN = re.compile(f"、[{ORG}{PLACE}{INSIDE}{TITLE}、]+\\Z")
_MATCH = re.compile(
    "(?:[^，。；\ue000-\ue007]{0,10}?(?:力克|战胜|击败|险胜|迎战|对阵|逼平|完胜|大胜|胜|负于|不敌)|(?P<joint>与|和|同))了?“?"
)
_BETWEEN_THEM = re.compile(
    "(?:之间|的(?:比赛|较量|对决|决赛)|(?:展开|狭路|相遇|争夺|对决|交锋|战成|打成|在决赛)|[^，。；]{0,6}(?:展开|争夺|角逐))"
)
_CAME = re.compile(
    "(?:来了|参会|参展|参加|参与|进场|到场|入驻|前来)[^，。；\ue000-\ue007]{0,10}(?:企业|单位|公司|合作社|商家|商户|厂家)[^，。；\ue000-\ue007]{0,6}[，,]?(?:包括|分别是|其中有|有|如)“?"
)
_WORKING = frozenset({"Activity", "Drill", "Campaign", "Ceremony", "Donation", "Training"})


def _occasion(view: SentenceView) -> LocalEntity | None:
    """The event that a sentence is about: the one it names, else the only one that the article tells of."""
    here = view.marks_in(0, len(view.text), "Event")
    if here:
        return here[0].entity
    if view.scene is not None:
        return view.scene
    return view.about.event if len(view.about.events) == _FEW else None


def _contests(view: SentenceView) -> list[LocalEntity]:
    """What is won: the contest that is told of, not the ceremony where prizes are given; and the one that the headline
    names, of which it is a part (运动会 with its 挑担赛)."""
    thing, contests = _occasion(view), view.about.contests
    if thing is None or not contests:
        return [thing] if thing else []
    last = view.about.last(view.sentence.start, contests.__contains__) or next(iter(contests))
    won, main = thing if thing in contests else last, view.about.main
    return [won] if main is None or main is won else [won, main]


def _told_of(view: SentenceView) -> LocalEntity | None:
    """The only event of an article, else the one whose scene a sentence tells of."""
    return view.about.event if len(view.about.events) <= _FEW else view.scene


def guests(view: SentenceView) -> Iterator[Draft]:
    """来自A、B的选手同场竞技: those from there take part in what the article tells of."""
    for actor in view.actors:
        if actor.case != "from" or actor.mark.entity.type not in ("Organization", "Place"):
            continue
        last = [a.mark for a in view.actors if a.group == actor.group][-1]
        crowd = _FROM.match(view.shape, last.end)
        thing = _occasion(view)
        if crowd is None or thing is None or view.in_speech(actor.mark.start):
            continue
        yield relation(
            "participatesIn",
            actor.mark,
            thing,
            (actor.mark.start, crowd.end()),
            0.75,
            "crews: those from there",
            role="参加",
        )


@cache
def _hosting() -> re.Pattern[str]:
    return any_of((*load("participation")["hosts"], "联合组织", "联合举办", "共同组织", "共同举办"))


def helpers(view: SentenceView) -> Iterator[Draft]:
    """由A指导，B主办，C支持的E: those who help whoever holds an event take part in it."""
    things = view.marks_in(0, len(view.text), "Event")
    hosts = _hosting().search(view.shape) if things and not view.headline else None
    if hosts is None:
        return
    groups: dict[int, list[Mark]] = {}
    for actor in view.actors:
        if actor.case in ("agent", "by") and actor.mark.entity.type in ("Organization", "Place"):
            groups.setdefault(actor.group, []).append(actor.mark)
    for group in groups.values():
        helps = _HELPS.match(view.plain, group[-1].end)
        if helps is None or view.in_speech(group[0].start):
            continue
        for mark in group:
            yield relation(
                "participatesIn",
                mark,
                things[0],
                (mark.start, helps.end()),
                0.8,
                f"crews: helps whoever holds it, {helps['verb']}",
                role=helps["verb"][:2],
            )


def named_so(view: SentenceView) -> Iterator[Draft]:
    """学员张三说, 评委李四, 总指挥王五: what someone is called says that he or she takes part in what is told of."""
    event = _told_of(view)
    if event is None or view.headline or event.kind == "Inspection" or view.about.ahead.intersection({event.id}):
        return
    if view.sentence.start < view.about.told.get(event.id, len(view.text) + view.sentence.end):
        return
    for mark in view.marks:
        if mark.entity.type != "Person" or mark.back or view.in_speech(mark.start):
            continue
        chain = _CHAIN.search(view.plain, 0, mark.start)  # 总指挥、某支队支队长|杜江
        at = chain.start() if chain and view.text[chain.start()] == "、" else mark.start
        trial = event.name.rstrip("”").endswith(_TRIALS)
        pattern = _PARTIES if trial else _CALLED
        called = pattern.search(view.text, max(0, at - 12), at) or pattern.search(
            view.text, max(0, mark.start - 12), mark.start
        )
        if called is not None:
            yield relation(
                "participatesIn", mark, event, (called.start(), mark.end), 0.65, f"crews: called so, {called[0]}"
            )


def winners(view: SentenceView) -> Iterator[Draft]:
    """某队夺得冠军: who wins took part."""
    won = _contests(view)
    if not won or view.headline:
        return
    for verb in _WINS.finditer(view.shape):
        clause = view.clause_of(verb.start())
        here = [a for a in view.actors if a.clause == clause and a.case in _WINNERS and a.mark.end <= verb.start()]
        told = any(a.case == "in" and a.mark.entity.type == "Event" and a.clause == clause for a in view.actors)
        if told or view.in_speech(verb.start()):  # 在大赛中夺得冠军: attendance.speakers
            continue
        for actor in here:
            entity = actor.mark.entity
            if entity.type in ("Person", "Organization") or _TEAM.match(view.shape, actor.mark.end):
                for thing in won:
                    yield relation(
                        "participatesIn",
                        entity,
                        thing,
                        (actor.mark.start, verb.end()),
                        0.7,
                        f"crews: wins, {verb[0]}",
                        role="参赛",
                    )


def rivals(view: SentenceView) -> Iterator[Draft]:
    """甲队力克乙队, 揭幕战在甲队与乙队之间展开: both sides of a match play in the contest."""
    played = _contests(view) if not view.headline and view.about.contests else []
    for one, other in pairwise(view.marks) if played else ():
        both = one.entity.name.endswith("队") and other.entity.name.endswith("队") and one.entity is not other.entity
        match = _MATCH.fullmatch(view.shape, one.end, other.start) if both else None
        if match is None or view.in_speech(one.start):
            continue
        if match["joint"] and not _BETWEEN_THEM.match(view.shape, other.end):
            continue
        for side in (one, other):
            for thing in played:
                yield relation(
                    "participatesIn", side, thing, (one.start, other.end), 0.7, "crews: play a match", role="参加"
                )


def firms(view: SentenceView) -> Iterator[Draft]:
    """当天来了13家企业，包括甲、乙: those named of the firms that came to what is told of."""
    event = view.scene or _told_of(view)
    told = _CAME.search(view.shape) if event is not None and not view.headline else None
    if event is None or told is None or view.in_speech(told.start()):
        return
    last = told.end()
    for mark in view.marks_in(told.end(), view.clauses[-1][1], "Organization"):
        if view.shape[last : mark.start].strip("、和及与"):
            break
        last = mark.end
        yield relation(
            "participatesIn", mark, event, (told.start(), mark.end), 0.7, "crews: among those that came", role="参加"
        )


def crews(view: SentenceView) -> Iterator[Draft]:
    """医院的24名志愿者为村民量血压: an organisation whose people are at work where one event is told of."""
    event = _told_of(view)
    if view.headline or event is None or event.kind not in _WORKING:
        return
    before = view.scene is not event and view.sentence.start < view.about.first[event.id]
    if view.marks_in(0, len(view.text), "Event") or before:
        return
    for actor in view.actors:
        last = [a.mark for a in view.actors if a.group == actor.group][-1]
        mark = actor.mark
        crew = _CREW.match(view.shape, mark.end) or _CREW.match(view.shape, last.end)  # A、B的干部
        with_them = actor.case == "with" or (actor.case == "of" and not _followed(view, mark))
        along = actor.case == "agent" or (with_them and view.scene is event)
        if crew is None or mark.entity.type != "Organization" or not along or actor.clause < view.aims:
            continue
        if not view.in_speech(mark.start):
            yield relation(
                "participatesIn", mark, event, (mark.start, crew.end()), 0.6, "crews: whose people are at work"
            )


def mustered(view: SentenceView) -> Iterator[Draft]:
    """调集县消防救援大队、民兵连进山, 张三任现场总指挥: who is called to the one rescue that the article tells of, and
    who goes to where it is or commands it."""
    rescue = view.about.rescue
    if rescue is None or view.headline:
        return
    for verb in any_in("participation", "musters").finditer(view.plain):
        end = verb.end()
        for mark in view.marks_in(verb.end(), len(view.plain), "Organization"):
            if view.plain[end : mark.start] not in ("", "、", "和", "及", "与", "以及") or view.in_speech(mark.start):
                break
            yield relation(
                "participatesIn",
                mark,
                rescue,
                (verb.start(), mark.end),
                0.75,
                f"participation.yaml musters: {verb[0]}",
            )
            end = mark.end
    for mark in view.marks:
        there = _TO_IT.match(view.shape, mark.end) if mark.entity.type in ("Organization", "Person") else None
        if there is not None and not mark.back and not view.in_speech(mark.start):
            yield relation(
                "participatesIn",
                mark,
                rescue,
                (mark.start, there.end()),
                0.7,
                f"crews: goes to where it is or commands it, {there[0]}",
            )


def _followed(view: SentenceView, mark: Mark) -> bool:
    """Whether a person stands behind whose name this is: then he or she acts, not the body."""
    return bool(view.marks_in(mark.end, mark.end + _NEAR, "Person"))


def teams(view: SentenceView) -> Iterator[Draft]:
    """A team at work in an article about one event takes part in it: 志愿服务队来了十几个人."""
    event = _told_of(view)
    if view.headline or event is None or not event.mentions or view.text.startswith(("起初", "最初", "当初")):
        return
    told = view.about.first[event.id]
    for actor in view.actors:
        entity = actor.mark.entity
        if entity.kind != "Team" or entity.name.endswith(STANDING) or actor.case not in ("agent", "of"):
            continue
        later = bisect_right(entity.mentions, (told, len(view.text) + view.sentence.end))
        if later == len(entity.mentions) or view.offset(actor.mark.start) != entity.mentions[later][0]:
            continue
        if view.marks_in(0, len(view.text), "Event") or actor.clause < view.aims:
            continue
        if view.scene is not event or _NO_DEED.search(view.shape[view.clauses[actor.clause][0] : actor.mark.start]):
            continue
        yield relation(
            "participatesIn", entity, event, (actor.mark.start, actor.mark.end), 0.55, "crews: a team at work"
        )
