"""Deeds: each verb of a sentence that the table of relations knows, with who acts, on what, with whom, where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache

from ingest.modality import any_in, either, lies_ahead, meant
from ingest.relations.actors import acts
from ingest.relations.base import (
    INSIDE,
    ORG,
    PERSON,
    PLACE,
    TIME,
    TITLE,
    Actor,
    Case,
    Deed,
    Mark,
    SentenceView,
    bare,
    with_times,
)
from ingest.tables import load
from ontology.records import Modality

_GOVERNED = (
    *("为", "给", "向", "对", "组织", "引导", "带领", "让", "广大", "帮", "请", "教"),
    *("协调", "统筹", "联合", "动员", "发动", "号召", "整合", "会同", "督促", "指导"),
)
_PLACED = ("在", "于", "到", "赴", "深入", "走进", "覆盖", "面向")
_NUMBER = "0123456789一二三四五六七八九十百千万余多全各"
_COUNTED = re.compile(r"[0-9一二三四五六七八九十百千万余多](?:名|人|户|家|位|个|支)[^，]{0,6}\Z")  # 180人参演
# 组织60名少先|队员: those who are led, not who acts
_LED = re.compile("(?:组织|带领|率领|引导|带着)(?:[0-9一二三四五六七八九十百千余多]+(?:名|人|位|支|个))?[^，]{0,4}\\Z")
_ALSO_LED = re.compile("(?<=[向给为对])(?:[\u4e00-\u9fff]{1,4}[和与、及]){1,3}[\u4e00-\u9fff]{0,3}\\Z")
"""向师生和学生|家长: behind a preposition, those named before the last."""
# 发挥…、文明实践站等阵地作用: what is used, not who acts.
_INVITES = re.compile("的?(?:诚挚|盛情|热情)?(?:邀请|之邀|邀约|相邀|委托|请求)")  # 应某学会|邀请: not who acts
_INVITED = re.compile(f"应[{ORG}{PLACE}{PERSON}{INSIDE}{TITLE}]+{_INVITES.pattern}")
_MADE_OF = tuple(word + mark for word in ("组成的", "组建的") for mark in ("", "“"))
_MEANS = re.compile(r"等?[^，。；\ue000-\ue007]{0,5}?(?:作用|阵地|平台|载体|优势|渠道|契机|抓手)")
# A name is followed by the rest of another that no one has found: 青神县|安委会办公室.
_UNNAMED = re.compile(
    r"(?:(?!组织|深入|走进|进入|举办|举行|开展|联合(?!会)|携手|邀请|派出|率领|带领|捐赠|走访|看望|参观|前往|进驻|协助|帮助|指导|支持|积极|主动|依托|召集|安排)(?![又把将还从在与和向为对由也已先到给让请的被以])[\u4e00-\u9fff]){1,10}?(?:办公室|委员会|公司|协会|学会|学校|小学|中学|幼儿园|医院|卫生院|大队|支队|银行|支行|联合会)"
)
_PARTS = re.compile(
    "各(?:县|市|区|乡|镇|村|街|社区|部门|单位|级|行政村|支部|中小学|学校|地|族|[\u4e00-\u9fff]{1,3}(?:组织|团体|机构|企业|协会))"
)
_POLICE = ("警方", "公安", "交警", "消防", "检方", "税务")
"""Behind a place's name, its police: 开远|警方开展E, who are not the place."""
_LEFT = ("离开", "告别", "途经", "经过", "路过", "驶离")
"""Before one who is left behind and does not act."""
"""全州|各县市: a place's parts act, not the place."""
_ONE = re.compile("(?:\\A|[，\ue006])[，\ue006]*(?:他|她)(?![们的])")
_WISH = re.compile("(?:建议|提议|呼吁|倡议|号召|希望|要求|提出要求)[，：]")
_HEARS = re.compile("(?:听取|审议|讨论|审阅|传达|宣读|书面印发)[^，。；]{0,30}\\Z")
_REPORT = re.compile("[^，。；]{0,60}?(?:报告|汇报|情况|意见|说明|讲话|精神|介绍|发言)")
"""会议听取了|县住建局|关于某项目的汇报: whose words are heard, not who does what is told next."""
_SUM = re.compile(
    "[\ue006，]*(?P<number>[两二三四五六])(?:个|家|所|支)(?P<noun>法庭|支部|党支部|村|镇|乡|街道|社区|合作社|公司|学校|协会|法院|检察院|派出所|医院)(?![民委里])"
)
_MANY = re.compile("[两二三四五六](?:地|个|家)")
_SIGNED = re.compile("(?:正式|共同|联合)?(?:签|结对|结成|达成|对接|合作)")
_HOLDS = frozenset({"组织", "主办", "承办", "发起", "牵头组织", "组织开展"})
_BOTH = re.compile("双方|两家|两校|两村|两县|两地|两院|两支部|校企|村企|校地|两个单位")
_TWO = 2
_HOUSE = re.compile("公司|企业|合作社|协会|商会|集团|单位|全体|家族|学校|医院|[市县区镇乡村]委|两地|双方")
_NEAR = 4  # code points between a name and the verb it belongs to
_GAP = 26  # code points between a verb and the name it governs
_PAST = re.compile("[拉揭]开了?|的[\u4e00-\u9fff]{2,12}，?[是为]|，(?:是|作为)")
"""Behind a verb, before an event's name: the event is not what it governs (开展演练，拉开了|宣传月|的序幕)."""
# Words in which a verb's letters are a noun or another word.
_RANKS = frozenset({"巡视", "调研", "督导", "督查", "检查", "考察"})
"""Verbs that with 员 behind them are a rank or an office: 二级巡视员, 四级调研员, 督导员."""
_NOUNS = frozenset({"共建单位", "联合共建单位", "结对单位", "帮扶单位", "决策部署", "部署要求", "讲话精神", "讲话要求", "考察讲话", "党组织", "社会组织", "组织部", "组织生活", "群团组织", "组织委员", "办法", "办公", "办理", "主办方", "承办方", "到底", "到位", "感到", "得到",
          "达到", "受到", "直到", "看到", "听到", "遇到", "收到", "活动", "进行时", "检查站", "组织者", "组织起来", "合作社", "发展改革", "建设局", "建设者",
          "搞好", "推动力", "践行者", "实施意见", "实施方案", "实施办法", "开办费", "周到", "到来", "到期", "到家", "到户", "到人", "参与度", "参与者", "参与感",
          "落实到", "参加者", "发言人", "联系", "说到", "谈到", "提到", "想到", "做到", "找到", "学到", "意识到", "认识到", "了解到", "注意到", "办结", "办事", "创办人", "捐款箱", "安排部署", "工作报告", "工作汇报", "工作交流", "工作部署", "工作推介", "工作点评", "工作说明", "主办单位", "发起单位", "牵头单位", "建设单位", "监管单位", "施工单位", "运营单位", "实施单位", "监督单位", "承办单位", "协办单位", "指导单位", "结合起来", "考察团", "考察组", "调研组", "视察组", "检查组", "督导组", "督查组", "巡察组", "慰问团", "慰问组", "参观团", "观摩团", "观摩组", "巡察情况", "检查情况", "督查情况", "巡察工作", "巡察机构", "检查员", "督导员", "调研员", "考察报告", "调研报告", "视察报告"})  # fmt: skip


@cache
def verbs() -> re.Pattern[str]:
    """All verbs of the table, longest first, after the words that only look like them."""
    words = {verb for frame in load("relations")["frames"] for verb in frame["verbs"]}
    ordered = [word for each in (_NOUNS, words) for word in sorted(each, key=lambda word: (-len(word), word))]
    return re.compile(either(ordered))


def deeds(view: SentenceView) -> tuple[Deed, ...]:
    """All deeds of a sentence by place. Aims and quoted names hold none; direct speech only with its own actor."""
    found: list[Deed] = []
    earlier: tuple[Mark, ...] = ()
    crews = [stands_for(view, actor) for actor in view.actors]
    heads = [actor for actor in crews if actor.case != "of"]
    starts = [actor.mark.start for actor in heads]
    for index, (start, end) in enumerate(view.clauses):
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        mine = heads[low:high]
        matches = [match for match in verbs().finditer(view.shape, start, end) if match[0] not in _NOUNS]
        matches = [m for m in matches if not (m[0] in _RANKS and view.shape.startswith("员", m.end()))]
        edges = [match.start() for match in matches]
        ends = [match.start() for match in matches if view.shape[match.end() : match.end() + 1] != "的"]
        for number, match in enumerate(matches):
            if index < view.aims:
                break
            reach = [*ends, end][bisect_right(ends, match.start())]  # 成立了由32名牧民组成的|护队
            since = matches[number - 1].end() if number else start
            found.append(_deed(view, match, index, mine, reach, earlier, since))
        free = [actor.mark for actor in mine if does(view, actor) and (not edges or actor.mark.end <= edges[0])]
        if index >= view.aims and free:
            earlier = tuple(free)
        elif index >= view.aims:
            earlier = _summed(view, view.shape[start:end], start, start) or earlier
    return tuple(found)


def stands_for(view: SentenceView, actor: Actor) -> Actor:
    """县公安局|民警走进校园: where its people act without a name, the body does."""
    if actor.case != "of" or view.shape.endswith(("是", "为", "任"), 0, actor.mark.start):
        return actor
    people = load("cases")["people"]
    for title in view.titles:
        if title.chain and title.chain[-1] is actor.mark and title.title in people:
            alone = not view.marks_in(title.end, title.end + _NEAR, "Person")
            joined: Case = next((a.case for a in view.actors if a.group == actor.group and a.case != "of"), "agent")
            return replace(actor, case=joined) if alone else actor  # 率甲局、乙局|负责人: led like the first
    return actor


def _deed(
    view: SentenceView,
    match: re.Match[str],
    clause: int,
    mine: list[Actor],
    reach: int,
    earlier: tuple[Mark, ...],
    since: int,
) -> Deed:
    start, end = match.start(), match.end()
    before = [actor for actor in mine if actor.mark.end <= start]
    after = mine[bisect_right([actor.mark.start for actor in mine], end - 1) :]
    objects = _objects(view, after, end, reach)
    free = [actor for actor in before if does(view, actor)]
    owner = before[-1] if before and view.shape[end : end + 1] == "的" else None
    if (
        owner is not None
        and owner.case in ("from", "to", "made")
        and start - owner.mark.end <= (_NEAR if not free else 1)
    ):
        free = [before[-1]]  # 来自县茶业发展中心推行的…: what the words before it say ends with the verb
    elif not free and owner is not None and owner.case == "in" and start - owner.mark.end <= _NEAR:
        # 在村党支部组织的活动中: who holds it, not where
        free = [owner] if match[0] in _HOLDS and owner.mark.entity.type == "Organization" else []
    made = [actor for actor in free if view.shape.endswith(_MADE_OF, 0, actor.mark.start)]
    if made:
        free = made  # 由县医院12名医生组成的|医疗队来到…
    passive = any(actor.case == "by" for actor in free)
    if passive:
        later = [actor for actor in free if actor.mark.start >= since and match[0] in load("participation")["hosts"]]
        free = [actor for actor in free if actor.case == "by"]
        if later and later[-1].case != "by":  # 由A主办、B承办
            free = later
        if not objects:
            objects = tuple(actor.mark for actor in before if actor.case == "agent")[-1:]
    agents, carried = _last_group(free), 0
    if not agents:
        agents, carried = _carried(view, clause, start, earlier)
    if carried == 3 and (both := _both_sides(view, clause, start)):
        agents, carried = both, 1
    if passive and not objects:
        objects = _told_before(view, clause)
    begin = view.clauses[clause][0]
    here = [mark.end for mark in agents if begin <= mark.end <= start] if carried == 0 else []
    near = view.shape[max(here, default=begin) : start]
    if carried == 1:  # 该镇将以某村为样板，在全镇推广…: the plan stands right after who acts
        told = max(mark.end for mark in agents)
        near = _INVITED.sub("", view.shape[told:begin])[:_NEAR].rstrip("，") + near
    return Deed(
        verb=match[0],
        start=start,
        end=end,
        clause=clause,
        agents=agents,
        objects=objects,
        companions=tuple(actor.mark for actor in before if actor.case == "with"),
        places=tuple(actor.mark for actor in before if actor.case == "in"),
        takers=tuple(actor.mark for actor in (*before, *after) if actor.case == "to"),
        carried=carried,
        modality=_modality(view, begin, start, near, match[0]),
        passive=passive,
    )


def _told_before(view: SentenceView, clause: int) -> tuple[Mark, ...]:
    """What an earlier clause begins with, where 由A实施 does not say what: E是公益项目，由A具体实施."""
    for actor in view.actors:
        if actor.clause >= clause:
            break
        if actor.mark.entity.type in ("Programme", "Event") and actor.case == "agent":
            return (actor.mark,)
    return ()


def does(view: SentenceView, actor: Actor) -> bool:
    """Whether a name is of one that acts here: stands free, is whole, and is no means to something."""
    native = view.shape.startswith(
        ("籍", "人，", "人。", "人；"), actor.mark.end
    )  # 秦安籍企业家: only where someone is from
    native = native or (actor.mark.entity.type == "Place" and view.shape.startswith(_POLICE, actor.mark.end))
    native = native or _PARTS.match(view.shape, actor.mark.end) is not None
    return (
        acts(actor)
        and not native
        and not view.shape.endswith(_LEFT, 0, actor.mark.start)
        and not heard(view, actor.mark)
        and not _cut_short(view, actor.mark)
        and not _MEANS.match(view.shape, actor.mark.end)
        and not (view.shape.endswith(("应", "受"), 0, actor.mark.start) and _INVITES.match(view.shape, actor.mark.end))
    )


def heard(view: SentenceView, mark: Mark) -> bool:
    """Whether a name is only of one whose report or words others hear: 巡查组听取了|县委书记甲|的汇报，检查…."""
    start, end = view.clauses[view.clause_of(mark.start)]
    return (
        _HEARS.search(view.shape, start, mark.start) is not None
        and _REPORT.match(view.shape, mark.end, end) is not None
    )


def _cut_short(view: SentenceView, mark: Mark) -> bool:
    """Whether a name is only the beginning of another's that no one has found."""
    rest = None if mark.entity.type == "Person" else _UNNAMED.match(view.shape, mark.end)  # 张三|代表公司
    return rest is not None and view.text[mark.start : rest.end()] not in (mark.entity.name, *mark.entity.aliases)


def _objects(view: SentenceView, after: list[Actor], end: int, reach: int) -> tuple[Mark, ...]:
    """The names a verb governs: the first after it and those joined to that by 、 or 和."""
    objects: list[Mark] = []
    group = None
    for actor in after:
        mark = actor.mark
        if group is None:
            if mark.start >= reach or mark.start - end > _GAP:
                break
            if mark.entity.type == "Event" and _PAST.search(view.shape, end, mark.start):
                break
            group = actor.group
        if actor.group != group:
            break
        objects.append(mark)
    return tuple(objects)


def _last_group(free: list[Actor]) -> tuple[Mark, ...]:
    if not free:
        return ()
    group = free[-1].group
    return tuple(actor.mark for actor in free if actor.group == group)


def _carried(view: SentenceView, clause: int, start: int, earlier: tuple[Mark, ...]) -> tuple[tuple[Mark, ...], int]:
    """Who acts where the clause does not say: an earlier clause's actor, else none (the topic is the caller's)."""
    words = view.shape[view.clauses[clause][0] : start]
    if _ONE.search(words):  # 他牵头成立合作社
        person = view.about.person(view.offset(view.clauses[clause][0]))
        return ((Mark(entity=person, start=start, end=start, back=True),), 1) if person is not None else ((), 3)
    summed = _summed(view, words, view.clauses[clause][0], start)
    if summed:
        return summed, 1
    counted = _COUNTED.search(words)
    governed = (*_GOVERNED, *_PLACED)
    if counted is not None and not words[: counted.start()].rstrip(_NUMBER).endswith(
        governed
    ):  # 组织60名队员|到养老院, 在8个村|设立
        return (), 3
    if others_act(words):
        return (), 3
    if earlier:
        return _one_side(view, clause, earlier), 1
    return (), 2


def _summed(view: SentenceView, words: str, begin: int, start: int) -> tuple[Mark, ...]:
    """三个法庭签署备忘录: the three of the article whose names end so, told of before; () where they are not as many."""
    told = _SUM.match(words)
    if told is None:
        return ()
    at = view.offset(begin)
    ending = view.about.endings.get(told["noun"], ())
    known = [
        e for e in ending if e.mentions and e.mentions[0][0] < at and e.kind != "Venue" and not _MANY.search(e.name)
    ]
    if len(known) != "二三四五六".find(told["number"].replace("两", "二")) + _TWO:
        return ()
    return tuple(Mark(entity=entity, start=begin, end=start, back=True) for entity in known)


def _one_side(view: SentenceView, clause: int, earlier: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """A与B签订协议，…，还组建C: only A, where more than one clause lies between."""
    first, last = earlier[0], earlier[-1]
    pair = len(earlier) == _TWO and view.shape[first.end : last.start] in ("与", "和", "同")
    if pair and clause > view.clause_of(last.start) + 1 and _SIGNED.match(view.shape, last.end):
        return earlier[:1]
    return earlier


def _both_sides(view: SentenceView, clause: int, position: int) -> tuple[Mark, ...]:
    """甲与乙签约，双方将共建…: the two that an earlier clause joined; () where nothing says both."""
    told = _BOTH.search(view.shape, view.clauses[clause][0], position)
    if told is None:
        return ()
    before = [a for a in view.actors if a.clause < clause and a.mark.entity.type in ("Organization", "Place")]
    joined = [a for a in before if a.case == "with"]
    if joined:
        heads = [a for a in before if a.case == "agent" and a.mark.end <= joined[0].mark.start]
        pair = [*heads[-1:], *(a for a in joined if a.group == joined[0].group)]
    else:
        pair = [a for a in before if a.case == "agent" and a.group == before[0].group]
    return tuple(a.mark for a in pair) if len(pair) == _TWO else ()


def others_act(words: str) -> bool:
    """Whether words without a name tell of others who act themselves: 村民们, 志愿者; not 张三|代表公司."""
    return any(
        not led_by(words[: other.start()]) and not (other[0] == "代表" and _stands_in(words, other))
        for other in any_in("cases", "others").finditer(words)
    )


def _stands_in(words: str, told: re.Match[str]) -> bool:
    """Whether 代表 is what someone does: 张三|代表|公司, 并代表合作社."""
    return words[: told.start()].endswith((PERSON, "并")) or _HOUSE.match(words, told.end()) is not None


def led_by(words: str) -> bool:
    """Whether those told of behind some words are led or served, and do not act: 组织, 为."""
    words = _ALSO_LED.sub("", words.removesuffix("相关").removesuffix("有关"))
    return words.endswith(_GOVERNED) or _LED.search(words) is not None


def _modality(view: SentenceView, begin: int, start: int, near: str, verb: str) -> Modality | None:
    """How a deed is meant whose clause begins at `begin` and whose verb at `start`, with the words `near` before it."""
    lead = view.text[:begin]
    if _WISH.search(lead):
        return None
    kind = meant(lead or view.lead(0), bare(near))
    if kind == "reported" and verb == "将" and any_in("modality", "after_jiang").match(view.shape, start + len(verb)):
        return "planned"  # 将|帮助企业申报地理标志, not 将地理标志用到包装上
    if kind == "reported" and verb.startswith("筹") and near.endswith(("正", "正在")):
        return "planned"  # 正筹办护渔队
    if kind == "reported" and TIME in view.shape[begin:start] and lies_ahead(with_times(view, begin, start)):
        return "planned"
    return None if kind == "unsaid" else kind
