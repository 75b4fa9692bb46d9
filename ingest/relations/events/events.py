"""Events: who organises them, with where and when the same words say (the rest in occasions)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.modality import any_in, meant
from ingest.relations.base import TITLE, Deed, Draft, Mark, SentenceView, bare, joined, relation
from ingest.relations.events.leading import GONE_TO
from ingest.relations.events.occasions import when, where
from ingest.relations.frames import says
from ingest.tables import load
from ontology.ids import normal_name
from ontology.records import LocalEntity

_ACTING = ("Place", "Organization")
_NO_ACTORS = frozenset({"Road", "NaturalFeature", "Site", "Venue"})
_TAIL = 12
_BEHIND = frozenset({"主办", "承办", "协办", "联合主办", "共同主办", "联合承办"})
_PARTY, _OFFICES = ("委", "党工委"), ("政府", "办事处")
_LEAST_BODY = 8  # code points of a body's name that a longer one ends in
_CALLS = re.compile("(?:主持|组织|召集|牵头)召开了?|召集了?")
_MANY = 6  # more in a list are only named side by side
_SETS_UP = frozenset(
    {
        "组织",
        "举办",
        "举行",
        "发起",
        "组织开展",
        "联合举办",
        "共同举办",
        "组织举办",
        "开展",
        "联合开展",
        "共同开展",
        "共同组织",
    }
    | {"联合举行", "集中开展", "筹办", "策划", "推出", "组织召开", "召开"}
)
_CLOSED = re.compile("[，。；、]|\\Z")
_HOSTS_ARE = re.compile(
    "(?P<verb>主办|承办|协办|指导)(?:方|单位|机构)(?:分别)?(?:(?:为|是|有|：|:)“?|(?=[\ue000\ue002]))"
)
_UNDER = re.compile("的?(?:精心|统一|牵头)?(?:组织|牵头|策划|发起|倡议|号召)下")
_LED = re.compile("(?:同志)?的?(?:亲自)?(?:带领|率领)下")
_GUIDED = re.compile(
    "(?:[、和与及]+[\ue000\ue005]+){0,6}的?(?:业务|精心|现场|全程|具体|悉心)?(?:指导|协助|配合)下[，,]?"
)
_APART = re.compile("[，。；到赴为在、来对向给]")
_YEARLY = re.compile(
    "(?:20[0-9]{2}年(?:度)?|第[一二三四五六七八九十0-9]+[届次])?(?:年终|年度)?(?:分红大会|年会|社员大会|成员大会|股东大会|会员大会|(?:会员|社员|成员|股东|职工|团员|妇女|工会|党员)?代表大会|党员大会|理事会|总结会|家长会)\\Z"
)
_JOINT = re.compile("[与和同及、]")
_NAMED_AFTER = re.compile(
    "“|20|第|(?:节[前后]|春节[前后]?)?(?:开展|组织|集中|专题|联合)?(?:走访|慰问|义诊|演练|宣讲|捐赠|招聘|培训|年会|运动会|开放日|主题)"
)
_OF_BOTH = (
    "签约仪式",
    "签约授牌仪式",
    "签字仪式",
    "联席会议",
    "揭牌仪式",
    "结对仪式",
    "共建仪式",
    "合作仪式",
    "对接会",
    "座谈会",
    "联谊会",
    "交流会",
    "恳谈会",
    "友谊赛",
)
_OWN = re.compile(
    r"(?P<area>.*?)(?:第[一二三四五六七八九十百0-9]+届|[一二三四五六七八九十]+届)?"
    r"(?P<body>人民代表大会常务委员会|人民代表大会|人大常委会|人大主席团|委员会|常委会|党组|党委|政府|理论学习中心组)(?:党组)?(?:理论学习中心组)?"
    r"(?:[（(]扩大[)）]|全体|常务|常委|专题|学习|集体|第?[一二三四五六七八九十百0-9]+次|党组|工作|[0-9]{4}年(?:度)?){0,5}(?:[（(]?扩大[)）]?)?(?:会议|学习会|全会|学习会议|学习)"
)


def events(view: SentenceView) -> Iterator[Draft]:
    for deed in view.deeds:
        if deed.modality is None or not says(deed, "organizes"):
            continue
        objects = [thing for thing in deed.objects if thing.entity.type == "Event"]
        for thing in objects or _hosted(view, deed):
            yield from _hosts(view, deed, thing)
            yield from _companions(view, deed, thing)
            yield from _together(deed, thing)
            yield from _sent(view, deed, thing)
            yield from when(view, thing, max(deed.start, thing.end), (deed.start, deed.end), deed.modality)
            yield from where(view, deed, thing)
    yield from _named_by(view)
    yield from _stand_behind(view)
    yield from _asks_in(view)
    yield from _called_by(view)
    yield from _sittings(view)
    if view.headline:
        yield from _announced(view)
    yield from _of_name(view)


def _together(deed: Deed, thing: Mark) -> Iterator[Draft]:
    """A、B、C开展E: the first of those who hold it works with each of the others."""
    bodies = [mark for mark in deed.agents if mark.entity.type == "Organization"]
    if len(bodies) not in range(2, _MANY) or deed.modality is None or deed.start < bodies[-1].end:
        return
    for other in bodies[1:]:
        if bodies[0].entity.name.endswith(_PARTY) and other.entity.name.endswith(_OFFICES):
            continue  # 镇党委、政府: one town's
        yield relation(
            "cooperatesWith",
            bodies[0],
            other,
            (bodies[0].start, max(deed.end, thing.end)),
            0.65,
            f"relations.yaml organizes: {deed.verb}",
            modality=deed.modality,
        )


def _called_by(view: SentenceView) -> Iterator[Draft]:
    """镇党委书记张三主持召开部署会: the body that the one who calls a meeting heads."""
    for verb in _CALLS.finditer(view.shape) if "召" in view.shape and not view.headline else ():
        begin, end = view.clauses[view.clause_of(verb.start())]
        before = [a.mark for a in view.actors if a.case == "agent" and begin <= a.mark.start < verb.start()]
        thing = next(iter(view.marks_in(verb.end(), end, "Event")), None)
        if not before or thing is None or before[0].entity.type != "Person" or view.in_speech(verb.start()):
            continue
        body = _headed(view, before[0])
        kind = meant(view.lead(view.clause_of(verb.start())), bare(view.shape[before[-1].end : verb.start()]))
        if body is not None and kind in ("reported", "planned"):
            mark = Mark(entity=body, start=before[0].start, end=before[0].end)
            yield relation(
                "organizes",
                mark,
                thing,
                (mark.start, thing.end),
                0.7,
                f"events: the body whose head calls it, {verb[0]}",
                modality=kind,
            )


def _headed(view: SentenceView, person: Mark) -> LocalEntity | None:
    """The body that the title right before a person's name is of: 和乐镇党委|书记卓家瑞."""
    for title in view.titles:
        if title.chain and title.end <= person.start and not view.plain[title.end : person.start].strip(TITLE):
            body = title.chain[-1].entity
            return body if body.type == "Organization" and title.end == person.start else None
    return None


def _sent(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """某镇组织A、B开展E: those it sends take part."""
    assert deed.modality is not None
    for actor in view.actors:
        other = actor.mark
        if (
            actor.case != "made"
            or actor.clause != deed.clause
            or other.end > deed.start
            or other.entity is thing.entity
        ):
            continue
        if other.entity.type in ("Organization", "Person"):
            yield relation(
                "participatesIn",
                other,
                thing,
                (other.start, max(deed.end, thing.end)),
                0.8,
                f"relations.yaml organizes: {deed.verb}, sent by them",
                modality=deed.modality,
                role="参加",
            )


def _sittings(view: SentenceView) -> Iterator[Draft]:
    for mark in view.marks:
        if mark.entity.rule == "event/sitting" and not mark.back:
            yield from _sits(view, mark, view.clause_of(mark.start))


def _sits(view: SentenceView, thing: Mark, clause: int) -> Iterator[Draft]:
    """某法庭把审判点设在晒坪上，公开审理一起纠纷: the court that acts there, or in the clause before."""
    courts = [
        a.mark
        for a in view.actors
        if a.case == "agent" and a.clause in (clause - 1, clause) and a.mark.entity.kind == "JudicialBody"
    ]
    if not courts:  # 县法院院长张三担任审判长，公开审理一起纠纷
        judges = [a.mark for a in view.actors if a.clause in (clause - 1, clause) and a.mark.entity.type == "Person"]
        heads = ((judge, _headed(view, judge)) for judge in judges if judge.end <= thing.start)
        courts = [replace(judge, entity=body) for judge, body in heads if body and body.kind == "JudicialBody"]
    for court in courts[-1:]:
        if court.end <= thing.start:
            yield relation("organizes", court, thing, (court.start, thing.end), 0.75, "events: the court that sits")


def _named_by(view: SentenceView) -> Iterator[Draft]:
    """某县第十五届人大常委会第三十五次会议: a body's own meeting, told by its name."""
    for mark in view.marks:
        if mark.entity.type != "Event" or mark.back or view.about.first.get(mark.entity.id) != view.offset(mark.start):
            continue
        for each in _both(view, mark.entity.name):
            yield relation("organizes", each, mark, (mark.start, mark.end), 0.7, "events: both in its name")
        for name in (mark.entity.name, view.text[mark.start : mark.end]):
            own = _OWN.fullmatch(normal_name(name))
            host = _body(view, own["area"] + own["body"]) if own else _owner(view, name)
            if host is not None and host.type == "Organization":
                yield relation("organizes", host, mark, (mark.start, mark.end), 0.75, "events: the body in its name")
                break


def _both(view: SentenceView, name: str) -> list[LocalEntity]:
    """The two whose names an event of both begins with: 县人民医院|与|卓里镇卫生院|医联体签约仪式."""
    whole = normal_name(name)
    joint = _JOINT.search(whole) if whole.endswith(_OF_BOTH) else None
    while joint is not None:
        one = view.about.names.get(whole[: joint.start()])
        others = (view.about.names.get(whole[joint.end() : at]) for at in range(len(whole) - 2, joint.end() + 2, -1))
        other = next((entity for entity in others if entity is not None and entity.type in _ACTING), None)
        if one is not None and one.type in _ACTING and other is not None:
            return [one, other]
        joint = _JOINT.search(whole, joint.end())
    return []


def _stand_behind(view: SentenceView) -> Iterator[Draft]:
    """活动主办单位为A、B; 在A的组织下，志愿者开展E: of the event named there, else the one told of."""
    for match in _HOSTS_ARE.finditer(view.shape):
        thing = _event_for(view, match.start())
        at = match.end()
        for mark in view.marks_in(at, len(view.text)) if thing is not None else ():
            assert thing is not None
            if view.plain[at : mark.start].strip("、和及与" + TITLE) or mark.entity.type not in _ACTING:
                break
            at = mark.end
            yield relation(
                "organizes",
                mark,
                thing,
                (match.start(), mark.end),
                0.85,
                f"events: hosts listed, {match['verb']}",
                role=load("participation")["hosts"].get(match["verb"]),
            )
    for mark in view.marks:
        if mark.entity.type == "Person" and _LED.match(view.shape, mark.end) and not view.in_speech(mark.start):
            for held in view.marks_in(mark.end, len(view.text), "Event")[:1]:
                span, rule = (mark.start, held.end), "events: under whose lead it is held"
                yield relation("participatesIn", mark, held, span, 0.8, rule, role="带队")
        if (
            mark.entity.type == "Organization"
            and _GUIDED.match(view.shape, mark.end)
            and not view.in_speech(mark.start)
        ):
            for held in view.marks_in(mark.end, len(view.text), "Event")[:1]:
                span, rule = (mark.start, held.end), "events: under whose guidance it is held"
                yield relation("participatesIn", mark, held, span, 0.65, rule, role="指导")
        under = _UNDER.match(view.shape, mark.end)
        if under is None or mark.entity.type not in _ACTING or not view.shape[: mark.start].endswith("在"):
            continue
        for held in view.marks_in(under.end(), len(view.text), "Event")[:1]:
            yield relation("organizes", mark, held, (mark.start, held.end), 0.85, "events: held under it")


def _asks_in(view: SentenceView) -> Iterator[Draft]:
    """A邀请专家张三到某村开展E: A holds it, and whom it asks in takes part."""
    for verb in any_in("participation", "invites").finditer(view.plain):
        clause = view.clause_of(verb.start())
        before = [a for a in view.actors if a.clause == clause and a.case == "agent" and a.mark.end <= verb.start()]
        guest = next(iter(view.marks_in(verb.end(), min(len(view.text), verb.end() + _TAIL * 2), "Person")), None)
        stop = view.clauses[min(clause + 1, len(view.clauses) - 1)][1]
        thing = next(iter(view.marks_in(guest.end, stop, "Event")), None) if guest and before else None
        if guest is None or thing is None or not _invited(view, guest) or view.in_speech(verb.start()):
            continue
        kind = meant(view.text[: view.clauses[clause][0]] or view.text, view.shape[before[-1].mark.end : verb.start()])
        if kind not in ("reported", "planned"):
            continue
        for who in (a.mark for a in before if a.group == before[-1].group):
            if who.entity.type in _ACTING:
                yield relation(
                    "organizes",
                    who,
                    thing,
                    (who.start, thing.end),
                    0.85,
                    f"participation.yaml invites: {verb[0]}, the host",
                    modality=kind,
                )
        yield relation(
            "participatesIn",
            guest,
            thing,
            (verb.start(), max(guest.end, thing.end)),
            0.8,
            f"participation.yaml invites: {verb[0]}, the guest",
            modality=kind,
        )


def _event_for(view: SentenceView, position: int) -> LocalEntity | None:
    """The event named last before a position of the sentence, else the one whose scene it tells of."""
    before = view.marks_in(0, position, "Event")
    return before[-1].entity if before else view.scene


def _of_name(view: SentenceView) -> Iterator[Draft]:
    """县政协“协商在基层”协商会: the body that an event's name begins with, where the rest is a name of its own."""
    for event in view.marks_in(0, len(view.text), "Event"):
        if event.back or view.in_speech(event.start):
            continue
        for body in view.inner:
            named = body.start == event.start and _NAMED_AFTER.match(view.text, body.end)
            if named and body.entity.type == "Organization" and body.end < event.end:
                span = (event.start, event.end)
                yield relation("organizes", body, event, span, 0.6, "events: whose name the event's begins with")


def _announced(view: SentenceView) -> Iterator[Draft]:
    """柳林镇：义务植树活动添新绿, 某中心|2022年公开招聘公告: whose news the headline says it is."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start].strip("“ 　")
        own = before.entity.type == "Organization" and not between and before.end == after.start
        own = own and not GONE_TO.search(view.shape, 0, before.start)
        if after.entity.type == "Event" and before.entity.type in _ACTING and (between in ("：", ":") or own):
            yield relation(
                "organizes", before, after, (before.start, after.end), 0.6, "events: whose news the headline says it is"
            )


def _body(view: SentenceView, body: str) -> LocalEntity | None:
    """The organisation of the article that has a body's full name, or its usual short one."""
    short = body.replace("人民代表大会常务委员会", "人大常委会").removesuffix("人民代表大会")
    full = body.replace("人大常委会", "人民代表大会常务委员会")
    for name in dict.fromkeys((body, full, short, short + "人大")):
        found = view.about.names.get(name) or next(iter(view.about.tails.get(name[-_TAIL:], ())), None)
        if found is not None and found.type == "Organization":  # not the town that the assembly is of
            return found
    inner = (view.about.names.get(body[at:]) for at in range(1, len(body) - _LEAST_BODY))  # 正安县|庙塘镇人民代表大会
    return next((one for one in inner if one is not None and one.type == "Organization"), None)


def _owner(view: SentenceView, name: str) -> LocalEntity | None:
    """The organisation that a name of its own yearly meeting begins with: 某合作社2021年度分红大会."""
    yearly = _YEARLY.search(normal_name(name))
    return view.about.names.get(normal_name(name)[: yearly.start()]) if yearly else None


def _hosted(view: SentenceView, deed: Deed) -> tuple[Mark, ...]:
    """由A主办，B承办的E: the event that follows a host's clause; 大赛由A主办，B承办: the one that stood before."""
    hosts = deed.verb in load("participation")["hosts"] or (
        deed.passive and deed.verb in _SETS_UP
    )  # 由A联合组织，B演出的E
    if not hosts or not deed.agents or deed.carried:
        return ()
    stop = view.clauses[min(deed.clause + 2, len(view.clauses) - 1)][1]
    follows = view.marks_in(deed.end, stop, "Event")[:1]
    told = follows or view.marks_in(view.clauses[0][0], deed.start, "Event")[-1:]
    if told or view.scene is None or deed.verb not in _BEHIND or _CLOSED.match(view.shape, deed.end) is None:
        return told
    return (Mark(entity=view.scene, start=deed.start, end=deed.end, back=True),)  # A、B主办，C承办。


def _hosts(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """Those before 主办 in a clause of its own organise the event that follows."""
    assert deed.modality is not None
    for host in deed.agents:
        if thing in deed.objects or host.entity.type not in _ACTING:
            continue
        yield relation(
            "organizes",
            host,
            thing,
            (min(host.start, thing.start), max(deed.end, thing.end)),
            0.85,
            f"relations.yaml organizes: {deed.verb}",
            modality=deed.modality,
            role=load("participation")["hosts"].get(deed.verb),
        )


def _companions(view: SentenceView, deed: Deed, thing: Mark) -> Iterator[Draft]:
    """A联合B举办E: B organises too; 请来B: B takes part."""
    assert deed.modality is not None
    for actor in view.actors:
        near = (deed.clause - 1, deed.clause, deed.clause + 1)
        beside = deed.carried == 1 and any(view.clause_of(mark.start) == actor.clause for mark in deed.agents)
        if actor.case != "with" or (actor.clause not in near and not beside):  # A携手B，走进某地，开展E
            continue
        other = actor.mark
        invited = _invited(view, other)
        ahead = other.end <= deed.start
        road = other.entity.type == "Place" and other.entity.kind in _NO_ACTORS
        person = other.entity.type == "Person" and invited
        if not (other.entity.type in _ACTING or person) or road or (not invited and not ahead):
            continue
        if view.shape[: other.start].rstrip("“").endswith("依托"):
            continue  # 依托|实践站: by whose means, not with whom
        start, end = joined([(other.start, other.end), (deed.start, deed.end), (thing.start, thing.end)])
        yield relation(
            "participatesIn" if invited else "organizes",
            other,
            thing,
            (start, end),
            0.8 if invited else 0.85,
            f"relations.yaml organizes: {deed.verb}, along with them",
            modality=deed.modality,
        )


def _invited(view: SentenceView, mark: Mark) -> bool:
    """邀请了A, 请来省林科院专家张三: what stands between is whose or what they are."""
    for verb in load("participation")["invites"]:
        at = view.plain.rfind(verb, max(0, mark.start - _TAIL), mark.start)
        if at >= 0 and not _APART.search(view.plain, at + len(verb), mark.start):
            return True
    return False


def roles() -> dict[str, str]:
    """Verb -> the role it gives to who takes part."""
    table: dict[str, str] = load("participation")["roles"]
    return table
