"""Those who act together or for one another: cooperation and donations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.modality import any_of, meant
from ingest.relations.actors import acts
from ingest.relations.amounts import amount
from ingest.relations.base import TIME, Actor, Deed, Draft, Mark, SentenceView, joined
from ingest.relations.frames import doers, house, says
from ingest.tables import load
from ontology.records import LocalEntity, Modality, Span

_ACTING = ("Organization", "Place")
_WITH = re.compile("[与和同跟、]")
_BOTH = re.compile("[与同跟]")
_GIVES = frozenset({"捐赠", "捐款", "捐赠了", "捐出", "捐助", "赠送", "捐资", "捐"})
_TAKING = frozenset({"Team", "School", "SocialOrganization", "HealthInstitution"})
_FOR = re.compile("[为给向](?!了)|用于|帮|助力|支持")
_GIFT = re.compile(
    "了?(?:[0-9一二三四五六七八九十百千万余近约共][^，。；]|价值|(?!方|单位|者|人|企业|仪式|活动)[\u4e00-\u9fff]{2})"
)
_HANDS_OVER = re.compile("(?:并|全部|悉数|一并|统一|随后)?(?:交给|捐给|送给|转交|赠给|交到|捐赠给)")
_ELSE = re.compile("[与同跟]")
_DO = re.compile(
    "(?!的|之间|相|均|都|同|有关|无关|不|距|毗邻|交界|接壤|纠纷|因|在)[\u4e00-\u9fff]{2,8}(?=“|[\ue000-\ue004])"
)
_GOT = re.compile("接受|接过|收到|受赠|接收|获赠|领到")
_TWO = re.compile(
    "两(?:所|家|个|地)?(?P<of>校|学校|地|县|村|院|镇|社区|支部|馆|企业|公司)(?:还|将|共同|又|正式|联合)*(?:签|结|共建|缔结|达成|合作|联手|携手|商定|约定|互)"
)
_OF_TWO = {
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
    "企业": ("公司", "集团"),
    "公司": ("公司", "集团"),
}
_BEGINS = re.compile("(?:(?![的了是在由])[\u4e00-\u9fff]){1,3}?(?:与|和|同|跟|联合|携手|会同)")  # 正与, 去年又和
_PAYS = frozenset({"出资", "拨付", "拨款", "筹资", "拿出", "自掏腰包"})
_APART = re.compile("分别|也|共同")
_CLOSE = 4  # code points between who gave and the verb
_WHAT = 20  # code points that the name of a gift may have
_FEW = 4  # so many in a list each do it with each
_MANY = 6  # so many of a list each do it with those named after 与
_ON_BEHALF = re.compile("代表(?:企业|公司|集团|单位|商会|协会|合作社|学校|医院|全体(?:员工|职工|会员))")
_POST = re.compile("[\u3400-\u9fff、]{2,12}")
"""What stands between a body and who holds its post: 党支部书记、总经理."""
_REACH = 16  # code points after the second name within which a verb says that they act together


def cooperation(view: SentenceView) -> Iterator[Draft]:
    """A联合B, A积极对接B, A与B签订协议: they do it together; A与B结对: they are paired."""
    words = load("partners")
    for index in range(view.aims, len(view.clauses)):
        here = [actor for actor in view.actors if actor.clause == index and actor.case != "of"]
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
                else:
                    carried = _carried(view, index, first)
                    ones = [] if carried is None else [carried]
            elif any(a.case == "with" and a.mark.start > rest[-1].mark.end for a in acting) if rest else True:
                continue  # A、B分别与C签约: not the one with the other
            else:
                ones = [first]
            for one in ones:
                for other in rest:
                    yield from _pair(view, one, other, rest[-1], words)
            if first.case != "with" and len(rest) in range(2, _FEW) and _listed(view, joined_ones):
                for number, one in enumerate(rest[:-1], 1):
                    for other in rest[number:]:
                        yield from _pair(view, one, other, rest[-1], words)


def both(view: SentenceView) -> Iterator[Draft]:
    """甲校校长同乙校连线，两校签订协议: two of a kind that the sentence named."""
    for told in _TWO.finditer(view.shape):
        named = [a.mark for a in view.actors if a.mark.end <= told.start() and a.mark.entity.type in _ACTING]
        alike = [mark for mark in named if mark.entity.name.rstrip("”").endswith(_OF_TWO[told["of"]])]
        pair = list(dict.fromkeys(mark.entity for mark in alike))[-2:]
        if len(pair) == 2 and not view.headline and not view.in_speech(told.start()):
            kind = meant(view.lead(view.clause_of(told.start())), "")
            if kind in ("reported", "planned"):
                yield Draft(
                    predicate="cooperatesWith",
                    subject=pair[0],
                    object=pair[1],
                    modality=kind,
                    rule="partners.yaml: two of a kind",
                    start=alike[0].start,
                    end=told.end(),
                    confidence=0.8,
                )


def _listed(view: SentenceView, ones: list[Actor]) -> bool:
    """A、B和C联合设立, where B and C do so too; not A与B、C, where each does so with A."""
    between = [view.shape[one.mark.end : other.mark.start].strip() for one, other in pairwise(ones)]
    return not any(_BOTH.search(words) or "和" in words for words in between[:-1])


def _carried(view: SentenceView, clause: int, other: Actor) -> Actor | None:
    """Who acts where a clause begins with 与 or 联合: the actor of an earlier clause of the sentence."""
    lead = view.shape[view.clauses[clause][0] : other.mark.start].strip(" 　“")
    told = lead.lstrip(TIME + "，").removeprefix("又")
    if told not in load("partners")["begins"] and not _BEGINS.fullmatch(told):
        return None
    before = [a for a in view.actors if a.clause < clause and a.case in ("agent", "by")]
    earlier = [actor for actor in before if actor.mark.entity.type in _ACTING]
    people = [actor for actor in before if actor.mark.entity.type == "Person"]
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
    stop = min(view.clauses[last.clause][1], last.mark.end + _REACH)
    after = view.shape[last.mark.end : stop]
    pairs = any_of(tuple(words["pairs"])).search(after) if _WITH.search(between) else None
    if pairs is not None:  # those who are paired also work together
        for predicate, surety in (("pairsWith", 0.85), ("cooperatesWith", 0.8)):
            yield _together(one, other, predicate, (start, last.mark.end + pairs.end()), surety)
        return
    verb = any_of(tuple(words["between"])).search(between)
    follows = any_of(tuple(words["after"])).search(after)
    if follows is None and _BOTH.search(between):
        follows = any_of(tuple(words["together"])).search(after)
    later = None if verb or follows or pairs else _later(view, last, words)
    if later is not None and _WITH.search(between):
        modality = meant(view.lead(other.clause), between)
        if modality in ("reported", "planned"):
            yield _together(one, other, "cooperatesWith", (start, later), 0.75, modality)
        return
    if verb is None and follows is None:
        ends = one.mark.entity.type, other.mark.entity.type
        joint = view.shape[one.mark.end : one.mark.end + 1] in tuple("与同")  # A与B、C抽调民警成立专班
        if one.case == "agent" and joint and ends == ("Organization", "Organization"):
            follows = _DO.match(after)  # A与B实施远程会诊项目
        if follows is None:
            return
    if follows is not None and verb is None and between == "、" and _ELSE.search(after, 0, follows.start()):
        return  # A、B等与客商签下订单
    if other.case == "with" and verb is None and pairs is None and not follows:
        return
    if verb is None and follows is not None:
        end = last.mark.end + follows.end()
    modality = meant(view.lead(other.clause), between)
    if modality in ("reported", "planned"):
        yield _together(one, other, "cooperatesWith", (start, end), 0.9 if verb else 0.8, modality)


def _later(view: SentenceView, other: Actor, words: dict[str, list[str]]) -> int | None:
    """Where a later clause says what pairs of names do together: A与B，C与D分别签订协议; A与B在某地，联合开展某活动."""
    reach = view.clauses[other.clause][1]
    if view.shape[other.mark.end : reach].strip("，、 ") and not view.shape[other.mark.end : reach].startswith("在"):
        return None
    verb = any_of(tuple(words["after"]))
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
        if not any(a.case == "with" for a in view.actors if a.clause == clause):
            return None
    return None


def _together(
    one: Actor, other: Actor, predicate: str, span: Span, surety: float, modality: Modality = "reported"
) -> Draft:
    return Draft(
        predicate=predicate,
        subject=one.mark.entity,
        object=other.mark.entity,
        modality=modality,
        start=span[0],
        end=span[1],
        confidence=surety,
    )


def donations(view: SentenceView) -> Iterator[Draft]:
    """A向B捐赠图书100册, with what was given."""
    last: list[Mark] = []  # A向该校捐赠图书，B捐赠校服: the taker goes on
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "donatesTo") or view.in_speech(deed.start):
            continue
        givers = doers(view, deed, ["Organization", "Person", "Place"])
        if deed.verb.removesuffix("了") in _PAYS and not (deed.takers or _after_to(view, deed)):
            continue  # 出资成立, 拿出方案: only where it says for whom
        takers = [mark for mark in (*deed.takers, *_after_to(view, deed)) if mark.entity.type != "Event"]
        if not takers:
            takers = [mark for mark in deed.objects if mark.entity.type in ("Organization", "Place", "Person")]
        if not takers:
            named = deed.verb in _GIVES and _GIFT.match(view.shape, deed.end) is not None  # not 这次捐赠
            takers = _at(view, deed) or ((last or _for_whom(view, deed, givers)) if named else [])
        received = _received(view, deed)
        if received is None and _GOT.search(view.shape, view.clauses[deed.clause][0], deed.start):
            continue  # 校长接过捐赠的图书
        if received is not None:
            givers, takers = ((received[0].entity, received[0]),), [received[1]]
        last = takers or last
        for giver, mark in givers:
            giver, mark = _spoken_for(view, giver, mark)
            for taker in takers[:3]:
                if taker.entity is giver:
                    continue
                yield _gift(view, deed, giver, mark, taker)


def _spoken_for(view: SentenceView, giver: LocalEntity, mark: Mark | None) -> tuple[LocalEntity, Mark | None]:
    """某公司总经理甲代表企业捐款: the firm gives, whose post stands between it and the person."""
    if mark is None or giver.type != "Person" or not _ON_BEHALF.match(view.shape, mark.end):
        return giver, mark
    before = [m for m in view.marks if m.entity.type == "Organization" and m.end <= mark.start]
    if before and _POST.fullmatch(view.text, before[-1].end, mark.start):
        return before[-1].entity, before[-1]
    return giver, mark


def _received(view: SentenceView, deed: Deed) -> tuple[Mark, Mark] | None:
    """学校收到A捐赠的校服: (who gave, who got it)."""
    here = [a for a in view.actors if a.clause == deed.clause and a.mark.end <= deed.start and a.case != "of"]
    if len(here) < 2 or here[-1].case != "from" or not acts(here[-2]) or deed.start - here[-1].mark.end > _CLOSE:
        return None
    return here[-1].mark, here[-2].mark


def _after_to(view: SentenceView, deed: Deed) -> list[Mark]:
    stop = view.clauses[deed.clause][1]
    if deed.clause + 1 < len(view.clauses) and _HANDS_OVER.match(view.shape, stop):  # 捐出1万元，交给某基金
        stop = view.clauses[deed.clause + 1][1]
    return [
        a.mark for a in view.actors if a.case == "to" and deed.end <= a.mark.start < stop and a.mark not in deed.takers
    ]


def _at(view: SentenceView, deed: Deed) -> list[Mark]:
    """Where something is brought to children or residents without a name, the place stands for them."""
    words = view.shape[view.clauses[deed.clause][0] : deed.start]
    if not words.lstrip().startswith(("为", "给", "向")):
        return []
    return [a.mark for a in view.actors if a.case == "in" and a.clause <= deed.clause][-1:]


def _for_whom(view: SentenceView, deed: Deed, givers: Sequence[tuple[LocalEntity, Mark | None]]) -> list[Mark]:
    """仪式上，A捐款200万元: to whom the headline or the lead says that gifts are, else the team, school or society that
    the article is about, where the sentence names the giver and no one else."""
    taker, topic = view.about.taker, view.about.topic
    start, stop = view.clauses[deed.clause]
    if view.headline or not givers or any(mark is None for _, mark in givers):
        return []
    last = max(mark.end for _, mark in givers if mark is not None)
    if any(giver.type == "Place" for giver, _ in givers) and view.shape[last : deed.start]:
        return []  # 端芬镇海外乡亲|捐资: not the town itself
    whom = taker if taker is not None and deed.carried == 0 else None
    if whom is None and topic is not None and topic.kind in _TAKING and not _FOR.search(view.shape, start, stop):
        whom = topic
    if whom is None or any(giver is whom for giver, _ in givers):
        return []
    return [Mark(entity=whom, start=deed.start, end=deed.start, back=True)]


def _gift(view: SentenceView, deed: Deed, giver: LocalEntity, mark: Mark | None, taker: Mark) -> Draft:
    spans = [(deed.start, deed.end), (taker.start, taker.end)]
    if mark is not None:
        spans.append((mark.start, mark.end))
    start, end = joined(spans)
    stop = view.clauses[deed.clause][1]
    what = view.text[deed.end : stop].strip("，。；,;了的 \n")
    given = amount(what)
    noun = what if given is None else what[: given[0]]
    noun = noun.rstrip("共计约总价值、")
    named = any(deed.end <= mark.start < deed.end + len(noun) for mark in view.marks)
    if given is not None or not named:
        end = max(end, min(stop, deed.end + len(view.text[deed.end : stop].rstrip("，。；,; \n"))))
    assert deed.modality is not None
    return Draft(
        predicate="donatesTo",
        subject=giver,
        object=taker.entity,
        value=given[1] if given else None,
        unit=given[2] if given else None,
        modality=deed.modality,
        details=(("what", noun),) if 0 < len(noun) <= _WHAT and not named else (),
        rule=f"relations.yaml donatesTo: {deed.verb}",
        start=start,
        end=end,
        confidence=0.65 if taker.start == taker.end else 0.85 if mark is not None else 0.7,
    )
