"""Those who act together or for one another: cooperation and donations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from ingest.modality import any_in, meant
from ingest.relations.base import INSIDE, ORG, PLACE, TIME, TITLE, Actor, Draft, Mark, SentenceView, joined, relation
from ingest.relations.deeds import stands_for
from ingest.relations.frames import house
from ingest.relations.places.areas import TOWN, level
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity

_ACTING = ("Organization", "Place")
_WITH = re.compile("[与和同跟、]")
_BOTH = re.compile("[与同跟]")
_MAKE_UP = re.compile("(?:等(?:单位|部门)?)?(?:共同|联合|抽调[^，。；]{1,8})?组成的?")
_JOINT = re.compile(f"[与和同跟](?:[{ORG}{PLACE}{INSIDE}{TITLE}、]|(?![在把对向将为是有])[\u4e00-\u9fff]){{1,30}}\\Z")
_FOR_HOUSE = re.compile(f"代表[{ORG}{PLACE}]{INSIDE}*")
_SIGN = re.compile(
    "(?:分别|共同|现场|当场|代表双方|代表各自单位|一起|进行了?|举行了?)*(?:签约|签署|签订|签下|签了|交换|互换|续签)"
)
_BODIES = f" 　\n、{ORG}{INSIDE}"
_ELSE = re.compile("[与同跟]")
_DO = re.compile(
    "(?!的|之间|相|均|都|同|有关|无关|不|距|毗邻|交界|接壤|纠纷|因|在)[\u4e00-\u9fff]{2,8}(?=“|[\ue000-\ue004])"
)
_SIDES = re.compile(
    "(?P<size>[双两三四五])(?:家|个|所|地)?(?P<of>单位|部门|方|学校|校|地|县|村|法院|法庭|医院|院|镇|乡|社区|支部|馆|企业|公司|协会|局|支队伍)(?:党总支|党支部|党委|两委|政府|负责人|代表)?"
    "(?:还|将|共同|又|正式|联合|已|随后|当场|现场|同时|一起|在[^，。；]{1,6})*(?P<does>签(?!收|字|到)|结成|结为|结对|共建|缔结|达成|合作|联手|携手|商定|约定|互|联合|协同|共同|建立|组建|组成|合力)"
)
_SIZES = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_TWO = 2
_OF_KIND = {
    "校": ("学校", "小学", "中学", "学院", "大学"),
    "学校": ("学校", "小学", "中学"),
    "地": ("县", "市", "区", "旗", "镇", "乡"),
    "县": ("县", "市", "区", "旗"),
    "村": ("村",),
    "院": ("医院", "卫生院", "法院", "检察院"),
    "镇": ("镇", "乡"),
    "社区": ("社区",),
    "支部": ("支部", "党总支"),
    "馆": ("馆",),
    "医院": ("医院", "卫生院"),
    "法院": ("法院",),
    "法庭": ("法庭",),
    "乡": ("乡", "镇"),
    "协会": ("协会", "商会"),
    "局": ("局",),
    "企业": ("公司", "集团"),
    "公司": ("公司", "集团"),
}
_BEGINS = re.compile("(?:(?![的了是在由])[\u4e00-\u9fff]){1,3}?(?:与|和|同|跟|联合|携手|会同)")  # 正与, 去年又和
_ABOUT = re.compile("(?:就|围绕)[^，。；]{1,40}?(?=签|达成|交换|正式签|共同签)")
_APART = re.compile("分别|也|共同")
_OWN_GROUND = (
    "ServiceCentre",
    "Venue",
    "Site",
    "AdministrativeArea",
    "FunctionalZone",
    "Team",
    "NaturalFeature",
    "Road",
)
_OF_MEN = (
    "Company",
    "Cooperative",
    "PoliceStation",
    "JudicialBody",
    "HealthInstitution",
    "School",
    "SocialOrganization",
)
"""Houses for which their people act without a title."""
_FEW = 4  # so many in a list each do it with each
_MANY = 6  # so many of a list each do it with those named after 与
_UNFOUND = re.compile("(联合|会同|携手|联手|与|和)[\u4e00-\u9fff]{2,12}、\\Z")  # 会同海关缉私分局、
_LEADS = re.compile("[^，。；\ue000-\ue007]{0,2}(?:牵头|负总责|抓总)(?:组织|负责|实施|推进)?(?=[，、。；])")
_HELPS = re.compile(
    "(?:等[^，。；\ue000-\ue007]{0,8})?(?:具体|共同|积极|协同|全程|就近|分别|密切|联合|轮流)*(?:配合|参与|参加|协助|协同|联动|加盟|支持|主办|承办|协办|组织|入股|出资|举办|实施|落实|派员|跟进)"
)
_ANOTHERS = re.compile("的“?(?!合作|协议|友谊|联合|共建|关系|交流|结对|签约)[\u4e00-\u9fff“”]{2,}")
_OUTER = re.compile("([^\ue000-\ue007]{1,6}?(?:与|和|同|跟))[\u4e00-\u9fff]{0,4}[\ue002\ue005]+的?")
_HOLDS = re.compile("[^，。；\ue000-\ue004]{0,12}(?:举行|举办|召开|开展)了?“?\\Z")
_NAMED = re.compile("[^，。；]{0,4}?[\ue000\ue003\ue004]")
_GUESTS = re.compile("[^，。；]{0,10}?(?:参加|出席|列席|观摩|观看|参观|到会|作客|作报告|授课|讲课|考察)")
"""邀请B|参加会议: B comes as a guest."""
_REACH = 16  # code points after the second name within which a verb says that they act together


def cooperation(view: SentenceView) -> Iterator[Draft]:
    """A联合B, A积极对接B, A与B签订协议: they do it together; A与B结对: they are paired."""
    words = load("partners")
    crews = [stands_for(view, actor) for actor in view.actors]  # 法庭|法官邀请B: the court
    for index in range(view.aims, len(view.clauses)):
        here = [actor for actor in crews if actor.clause == index and actor.case != "of"]
        acting = [a for a in here if a.case in ("agent", "by", "with") and a.mark.entity.type in _ACTING]
        groups: dict[int, list[Actor]] = {}
        for actor in acting:
            groups.setdefault(actor.group, []).append(actor)
        for joined_ones in groups.values():
            first, rest = joined_ones[0], joined_ones[1:]
            if first.case == "with":
                rest, before = joined_ones, [a for a in acting if a.case != "with" and a.mark.end <= first.mark.start]
                if before:
                    ones = groups[before[-1].group][:_MANY]
                elif (own := _housed(view, here, first)) is not None:
                    ones = [own]
                else:
                    carried = _carried(view, index, first)
                    ones = [] if carried is None else [carried]
            elif (own := _housed(view, [a for a in here if a.group == first.group], first)) is not None:
                ones, rest = [own], joined_ones  # 某乡党委书记张三与县人武部签署协议
            elif any(a.case == "with" and a.mark.start > rest[-1].mark.end for a in acting) if rest else True:
                continue  # A、B分别与C签约: not the one with the other
            else:
                ones = [first]
            if first.case == "with" and len(ones) == len(rest) > 1:
                apart = "分别" in view.shape[ones[-1].mark.end : first.mark.start]
                if apart:  # 甲村、乙村分别与丙镇、丁镇签订协议: each with the one at its place
                    for one, other in zip(ones, rest, strict=True):
                        yield from _pair(view, one, other, rest[-1], words)
                    continue
            beside = _one_side(view, joined_ones)
            for one in ones:
                for other in rest if first.case == "with" else rest[beside:]:
                    yield from _pair(view, one, other, rest[-1], words)
            for one, other in _across(view, joined_ones) if first.case != "with" else ():
                yield from _pair(view, one, other, rest[-1], words)
            if (
                first.case != "with"
                and first not in rest
                and len(rest) in range(2, _FEW)
                and _listed(view, joined_ones)
            ):
                for number, one in enumerate(rest[:-1], 1):
                    for other in rest[number:]:
                        yield from _pair(view, one, other, rest[-1], words)


def both(view: SentenceView) -> Iterator[Draft]:
    """甲校校长同乙校连线，两校签订协议; 甲局、乙局、丙局来到…。三家单位联合举办…: so many of a kind that were named do it together."""
    for told in _SIDES.finditer(view.shape) if any_in("partners", "sides").search(view.shape) else ():
        size = _SIZES[told["size"]]
        kind = meant(view.lead(view.clause_of(told.start())), view.shape[told.end("of") : told.start("does")])
        if view.headline or view.in_speech(told.start()) or kind not in ("reported", "planned"):
            continue
        before = [a.mark for a in view.actors if a.mark.end <= told.start()]
        ones = _of_kind(before, told["of"], size)
        start = min((mark.start for mark in before if mark.entity in ones), default=told.start())
        if len(ones) != size and view.before is not None and told["size"] != "双":
            ones, start = _of_kind(view.before.marks, told["of"], size), told.start()
        if len(ones) == size:
            for one, other in combinations(ones, 2):
                yield relation(
                    "cooperatesWith",
                    one,
                    other,
                    (start, told.end()),
                    0.75,
                    f"partners.yaml: so many of a kind, {told['size']}{told['of']}",
                    modality=kind,
                )


def _of_kind(marks: Sequence[Mark], kind: str, size: int) -> list[LocalEntity]:
    """Those named that a word for their kind means (校, 单位): two of a kind the last two, more only where there are so many."""
    ends = _OF_KIND.get(kind)
    acting = [
        m.entity
        for m in marks
        if m.entity.type in _ACTING and not (m.entity.type == "Place" and level(m.entity) < TOWN)
    ]
    if ends is None:
        bodies = [one for one in acting if one.type == "Organization"]
        alike = list(dict.fromkeys(bodies if len(set(bodies)) >= size else acting))
        return alike if len(alike) == size else []
    named = [m.entity for m in marks if m.entity.type in _ACTING and m.entity.name.rstrip("”").endswith(ends)]
    alike = list(dict.fromkeys(named))
    return alike[-size:] if size == _TWO else alike


def signing(view: SentenceView) -> Iterator[Draft]:
    """甲医院与乙卫生院医联体签约仪式: those whom the name of a ceremony of signing joins."""
    for event in view.marks_in(0, len(view.text), "Event"):
        left, joint, rest = normal_name(view.text[event.start : event.end]).partition("与")
        if not joint or any_in("partners", "ceremonies").search(rest) is None:
            continue
        names = view.about.names
        other = next((names[rest[:size]] for size in range(len(rest) - 1, 2, -1) if rest[:size] in names), None)
        one = names.get(left)
        if one is not None and other is not None and one is not other and {one.type, other.type} <= set(_ACTING):
            yield relation("cooperatesWith", one, other, (event.start, event.end), 0.75, "partners.yaml: ceremony")


def signers(view: SentenceView) -> Iterator[Draft]:
    """副县长甲与某公司董事长乙签署协议: those for whom two people sign; 甲局 乙局 关于…的通告: those who issue a notice together."""
    for one, other in pairwise(view.marks_in(0, len(view.shape), "Person")):
        spoken_for = _FOR_HOUSE.match(view.plain, one.end, other.start)
        joint = _JOINT.match(view.plain, one.end if spoken_for is None else spoken_for.end(), other.start)
        if joint is None or _SIGN.match(view.shape, other.end) is None or view.in_speech(one.start):
            continue
        ours, theirs = (house(view, mark) or view.homes.get(mark.entity.id) for mark in (one, other))
        if spoken_for is not None:
            ours = next((m.entity for m in view.marks_in(one.end, spoken_for.end())), None)
        kind = meant(view.lead(view.clause_of(one.start)), "")
        if ours is None or theirs is None or ours is theirs or kind not in ("reported", "planned"):
            continue
        if ours.type in _ACTING and theirs.type in _ACTING:
            yield relation(
                "cooperatesWith", ours, theirs, (one.start, other.end), 0.75, "partners.yaml: signers", modality=kind
            )
    if view.headline and "关于" in view.shape:
        bodies = view.marks_in(0, view.shape.index("关于"), "Organization")
        if len(bodies) > 1 and not view.shape[: view.shape.index("关于")].strip(_BODIES):
            for one, other in combinations(bodies[:_FEW], 2):
                if one.entity is not other.entity:
                    yield relation("cooperatesWith", one, other, (one.start, other.end), 0.75, "partners.yaml: signers")


def led(view: SentenceView) -> Iterator[Draft]:
    """由A牵头，B、C共同参加: A does it with each of them."""
    if "牵头" not in view.shape or view.headline:
        return
    acting = [a for a in view.actors if a.case in ("agent", "by") and a.mark.entity.type == "Organization"]
    for head in acting:
        verb = _LEADS.match(view.shape, head.mark.end)
        vague = head.mark.back and not view.text.startswith("该", head.mark.start)
        if verb is None or vague or view.in_speech(head.mark.start):
            continue
        kind = meant(view.lead(head.clause), "")
        for clause in (head.clause + 1, head.clause + 2):
            here = [a.mark for a in acting if a.clause == clause]
            helps = _HELPS.match(view.shape, here[-1].end) if here else None
            if helps is None or kind not in ("reported", "planned"):
                break
            for mark in here[:_MANY]:
                if mark.entity is not head.mark.entity:
                    yield relation(
                        "cooperatesWith",
                        head.mark,
                        mark,
                        (head.mark.start, max(mark.end, helps.end())),
                        0.75,
                        "partners.yaml: led",
                        modality=kind,
                    )


def _across(view: SentenceView, ones: Sequence[Actor]) -> Iterator[tuple[Actor, Actor]]:
    """A、B与C、D举行签约仪式: B with C and with D; the first is told of with each anyway."""
    joints = [
        number
        for number, (one, other) in enumerate(pairwise(ones), 1)
        if _BOTH.search(view.shape, one.mark.end, other.mark.start)
    ]
    if len(joints) == 1 and len(ones) <= _MANY:
        for one in ones[1 : joints[0]]:
            for other in ones[joints[0] :]:
                yield one, other


def _one_side(view: SentenceView, ones: Sequence[Actor]) -> int:
    """甲、乙与丙签订协议: how many behind the first stand on its side of 与, where two sides sign; else 0."""
    joints = [
        number
        for number, (one, other) in enumerate(pairwise(ones))
        if _BOTH.search(view.shape, one.mark.end, other.mark.start)
    ]
    if len(joints) != 1 or _SIGN.match(view.shape, _behind(view, ones[-1])) is None:
        return 0
    return joints[0]


def _behind(view: SentenceView, last: Actor) -> int:
    """Where what two do begins, behind what it is about: 甲与乙|就桑蚕产业项目|签署协议."""
    about = _ABOUT.match(view.shape, last.mark.end, view.clauses[last.clause][1])
    return about.end() if about else last.mark.end


def _listed(view: SentenceView, ones: list[Actor]) -> bool:
    """A、B和C联合设立, where B and C do so too; not A与B、C, where each does so with A."""
    between = [view.shape[one.mark.end : other.mark.start].strip() for one, other in pairwise(ones)]
    return not any(_BOTH.search(words) or "和" in words for words in between[:-1])


def _housed(view: SentenceView, here: Sequence[Actor], other: Actor) -> Actor | None:
    """某乡党委书记|张三|与县人武部签署协议: whom a person with an office stands for."""
    people = [a for a in here if a.case in ("agent", "made") and a.mark.end <= other.mark.start]
    if not people or people[-1].mark.entity.type != "Person" or people[-1].mark.back:
        return None
    home = view.homes.get(people[-1].mark.entity.id)
    own = house(view, people[-1].mark) or (home if home is not None and home.kind in _OF_MEN else None)
    if own is None or own.type not in _ACTING:
        return None
    return replace(people[-1], mark=replace(people[-1].mark, entity=own))


def _carried(view: SentenceView, clause: int, other: Actor) -> Actor | None:
    """Who acts where a clause begins with 与 or 联合: the actor of an earlier clause of the sentence."""
    lead = view.shape[view.clauses[clause][0] : other.mark.start].strip(" 　“")
    told = _UNFOUND.sub(r"\1", lead.lstrip(TIME + "，").removeprefix("又"))
    outer = _OUTER.fullmatch(told)  # 还与|内蒙古鄂托克前旗|上海庙镇
    told = outer[1] if outer else told
    if told not in load("partners")["begins"] and not _BEGINS.fullmatch(told):
        return None
    before = [a for a in view.actors if a.clause < clause and a.case in ("agent", "by")]
    done = {
        mark for deed in view.deeds if deed.agents for mark in deed.objects if mark.entity.kind not in _OF_MEN[:2]
    }  # 镇党委成立|联盟|，联合某局: not the alliance
    earlier = [actor for actor in before if actor.mark.entity.type in _ACTING and actor.mark not in done]
    people = [actor for actor in before if actor.mark.entity.type == "Person" and actor.case == "agent"]
    if people and (not earlier or people[-1].mark.start > earlier[-1].mark.start):  # 居委会副主任张三…，与某公司敲定
        own = house(view, people[-1].mark)
        if own is not None and own.type in _ACTING:
            return replace(people[-1], mark=replace(people[-1].mark, entity=own))
    return next((actor for actor in earlier if actor.group == earlier[-1].group), None)


def _pair(view: SentenceView, one: Actor, other: Actor, last: Actor, words: dict[str, list[str]]) -> Iterator[Draft]:
    """`last`: the last of those joined to the other one, behind whom the verb stands (A、B、C联合设立…)."""
    if one.mark.entity is other.mark.entity:
        return
    between = view.shape[one.mark.end : other.mark.start]
    start, end = joined([(one.mark.start, one.mark.end), (other.mark.start, other.mark.end)])
    begin = _behind(view, last)
    after = view.shape[begin : min(view.clauses[last.clause][1], begin + _REACH)]
    if _ANOTHERS.match(after):
        return  # 与七宝镇的|连锁店签约: another's
    pairs = any_in("partners", "pairs").search(after) if _WITH.search(between) else None
    if pairs is not None:  # those who are paired also work together
        for predicate, surety in (("pairsWith", 0.85), ("cooperatesWith", 0.8)):
            yield relation(
                predicate,
                one.mark,
                other.mark,
                (start, begin + pairs.end()),
                surety,
                f"partners.yaml pairs: {pairs[0]}",
            )
        return
    verb = any_in("partners", "between").search(between)
    if verb is not None and verb[0].endswith("对接") and "考察" in view.shape[one.mark.end : other.mark.start]:
        return  # 前往某地考察对接|某集团: where they went
    if verb is not None and verb[0].startswith("邀请") and _GUESTS.match(after):
        return
    follows = any_in("partners", "after").search(after)
    if follows is not None and view.shape.startswith("“", begin + follows.start() - 1):
        follows = None  # 要把|“共同缔造”: a name's words
    if follows is None and _BOTH.search(between):
        follows = any_in("partners", "together").search(after)
    later = None if verb or follows or pairs else _later(view, last, words)
    if later is not None and _WITH.search(between):
        modality = meant(view.lead(other.clause), between)
        if modality in ("reported", "planned"):
            yield relation(
                "cooperatesWith",
                one.mark,
                other.mark,
                (start, later),
                0.75,
                "partners.yaml after: in a later clause",
                modality=modality,
            )
        return
    if verb is None and follows is None:
        ends = one.mark.entity.type, other.mark.entity.type
        joint = view.shape[one.mark.end : one.mark.end + 1] in tuple("与同")  # A与B、C抽调民警成立专班
        towns = all(a.mark.entity.type == "Organization" or level(a.mark.entity) >= TOWN for a in (one, other))
        if one.case == "agent" and joint and "Organization" in ends and towns:
            follows = _DO.match(after)  # A与B实施远程会诊项目
        if follows is None and ends == ("Organization", "Organization"):
            follows = _MAKE_UP.match(after)  # 由甲局、乙局组成的|联合检查组
        if follows is None and _BOTH.search(between):
            follows = _signing(view, last)
        if follows is None and ends == ("Organization", "Organization"):
            follows = _making(after)
        if follows is None:
            return
    if follows is not None and verb is None and between == "、" and _ELSE.search(after, 0, follows.start()):
        return  # A、B等与客商签下订单
    if other.case == "with" and verb is None and pairs is None and not follows:
        return
    if verb is not None and verb[0] == "依托" and other.mark.entity.kind in _OWN_GROUND:
        return  # 依托新时代文明实践站: what is its own
    if verb is not None:
        surety, rule = 0.9, f"partners.yaml between: {verb[0]}"
    else:
        assert follows is not None
        end, surety, rule = begin + follows.end(), 0.8, f"partners: what they do, {follows[0]}"
    modality = meant(view.lead(other.clause), between)
    if modality in ("reported", "planned"):
        yield relation("cooperatesWith", one.mark, other.mark, (start, end), surety, rule, modality=modality)


def _making(after: str) -> re.Match[str] | None:
    """A、B和C建起|“三员巡防”: those who make one thing with a name."""
    verb = any_in("partners", "makes_one").match(after)
    return verb if verb is not None and _NAMED.match(after, verb.end()) else None


def _signing(view: SentenceView, last: Actor) -> re.Match[str] | None:
    """举行|结对共建签约仪式: what those who hold a ceremony of signing do, as a match behind the last of them."""
    stop = view.clauses[last.clause][1]
    event = next(iter(view.marks_in(last.mark.end, stop, "Event")), None)
    if event is None or not any_in("partners", "ceremonies").search(event.entity.name):
        return None
    return _HOLDS.match(view.shape[last.mark.end : event.start])


def _later(view: SentenceView, other: Actor, words: dict[str, list[str]]) -> int | None:
    """Where a later clause says what pairs of names do together: A与B，C与D分别签订协议; A与B在某地，联合开展某活动."""
    reach = view.clauses[other.clause][1]
    if view.shape[other.mark.end : reach].strip("，、 ") and not view.shape[other.mark.end : reach].startswith("在"):
        return None
    verb = any_in("partners", "after")
    for clause in range(other.clause + 1, min(other.clause + 5, len(view.clauses))):
        start, end = view.clauses[clause]
        if view.shape[start - 1 : start] not in ("，", ","):
            return None
        joint = verb.match(view.shape, start)
        if joint is not None and joint[0] in words["joint"]:
            return joint.end()
        apart = _APART.search(view.shape, start, end)
        if apart is not None and verb.match(view.shape, apart.end()):
            return apart.end()
        paired = _BOTH.search(view.shape, start, end) is not None
        if not paired and not any(a.case == "with" for a in view.actors if a.clause == clause):
            return None
    return None
