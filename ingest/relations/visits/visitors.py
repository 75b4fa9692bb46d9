"""Who visits: the people and bodies that a deed of visiting is told of, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.modality import any_in
from ingest.relations.base import (
    INSIDE,
    ORG,
    PLACE,
    TITLE,
    Deed,
    Mark,
    SentenceView,
)
from ingest.relations.frames import house
from ingest.relations.visits.rounds import AT_HEAD, HEADS, goes_on_tours, led_along, titled
from ingest.relations.visits.tours import HOME, OFFICIAL, TELLS, WITH_ALL, party_of
from ingest.tables import load
from ontology.records import LocalEntity

_SENT_OUT = re.compile("派出?|组织|组团|选派|抽调")
_GOES_ROUND = (
    "Team",
    "GovernmentBody",
    "PeoplesCongress",
    "ConsultativeConference",
    "PartyOrganization",
    "MassOrganization",
    "SocialOrganization",
    "DisciplineInspection",
)
_SESSIONS = ("PeoplesCongress", "ConsultativeConference")
_SENT_GROUP = re.compile(
    "(?:工作|专家|督导|督查|检查|巡察|考察|调研|慰问|观摩|验收)[组团]"
)  # of others than the leader
_HEAD = ("组长", "副组长", "成员", "负责人")  # of a group: one of it, whom no one has found
_OF_THOSE = re.compile("[^，。；\ue000-\ue007]{1,8}的(?!村|社区)")  # 到某公园避暑的|游客
_FETCHED = re.compile("(?:请出|请来|请到|邀来|找来|叫来|接来)了?[^，。；、]{0,16}\\Z")
_PUBLIC = frozenset({"GovernmentBody", "PartyOrganization", "PeoplesCongress", "AdministrativeArea"})
_THEIR_COMING = re.compile(
    f"(?:一行|等人?|的?(?:专家|领导|同志|嘉宾|客人|代表)们?|{TITLE}|[0-9]+人)*(?:专程|再次|亲临|远道而来)?(?:(?:来到|到|来|赴|莅临)[{PLACE}{ORG}{INSIDE}]+(?:实地)?)?"
)
_WELCOMES = re.compile("表示|致以|表达|给予|报以")


def visitors_of(view: SentenceView, deed: Deed) -> list[tuple[LocalEntity, Mark | None, float]]:
    guests = spoken_of(view, deed)
    if guests:
        return [(mark.entity, mark, 0.75) for mark in guests]
    last = max((mark.end for mark in deed.agents if mark.end <= deed.start), default=deed.start)
    sent = _SENT_OUT.search(view.shape, last, deed.start) is not None  # 某镇派出考察组到某村
    own = [
        mark
        for mark in deed.agents
        if (mark.entity.type in ("Person", "Organization") or (sent and mark.entity.type == "Place"))
        and mark.end <= deed.start
        # 张三表示，“巴扎义诊”将走进…: who only speaks of it
        and not (deed.carried and TELLS.match(view.shape, mark.end))
    ]
    own = [mark for mark in own if mark.entity.type != "Person" or not HOME.match(view.shape, mark.end)]
    own = [mark for mark in own if not (deed.carried and _FETCHED.search(view.shape, 0, mark.start))]
    own = [*(mark for mark in _heading(view, deed) if mark not in own), *own]
    rounds, party = view.rounds, party_of(view)
    he = bool(own) and all(mark.back and mark.entity.type == "Person" for mark in own)
    if (
        he
        and rounds
        and not view.marks_in(0, own[0].start, "Person")
        and own[0].entity not in (*rounds, *view.about.tourers)
    ):
        return [(one, None, 0.75) for one in rounds]  # 随后，他到…: who went before, not whom they called on
    if own and rounds and all(goes_on_tours(mark.entity) or (mark.back and mark.entity.kind == "Team") for mark in own):
        return [(one, None, 0.7) for one in dict.fromkeys((*(mark.entity for mark in own), *party))]  # 代表团一行又来到
    if own and own[0].entity.type == "Person":
        own = [*(mark for mark in titled(view, own[0]) if mark not in own), *own]
    if own:
        own += [mark for mark in led_along(view, own[0], deed.start) if mark not in own]
        with_them = [
            (one, None, 0.7) for one in view.about.party if any(mark.entity in view.about.party for mark in own)
        ]
        if own[-1].entity in rounds and WITH_ALL.match(view.shape, own[-1].end):  # 苏某一行: with those who went before
            near = () if view.before is None else {mark.entity.id for mark in view.before.marks}
            with_them += [(one, None, 0.65) for one in rounds if one not in view.along or one.id in near]
        with_them += [(one, None, 0.7) for one in _teams(view, own)]  # 巡察组组长甲带着组员走访
        with_them += [(one, None, 0.7) for one in _led_bodies(view, deed, own)]
        here = [(mark.entity, mark, 0.9 if deed.carried == 0 else 0.75) for mark in own]
        with_them = [item for item in with_them if all(item[0] is not mark.entity for mark in own)]
        return [*here, *{item[0].id: item for item in with_them}.values()]
    words = view.shape[view.clauses[0][0] : deed.end]
    groups = any_in("tours", "groups").finditer(words)
    group = any(not words.startswith(_HEAD, match.end()) for match in groups)
    since = max((mark.end for mark in view.marks_in(0, deed.start, "Person", "Organization")), default=0)
    begins = min(view.clauses[deed.clause][0], since) if view.marks_in(0, deed.start, "Organization") else 0
    they = any_in("tours", "they").search(view.shape, begins, deed.end)  # 一行来到 is a verb of its own
    tour = deed.verb in load("tours")["tour"]
    if view.in_speech(deed.start):
        return []
    named = [a.mark for a in view.actors if a.case == "agent" and a.mark.end <= deed.start and not a.mark.back]
    if named and named[0].entity.type == "Person" and not group and not they:  # 甲没有急着开庭，而是和乙去了某村
        with_one = [named[0], *led_along(view, named[0], deed.start)]
        return (
            [(mark.entity, mark, 0.65) for mark in with_one]
            if tour and not TELLS.match(view.shape, named[0].end)
            else []
        )
    leader, topic = view.about.leader, view.about.topic
    if group:
        session = topic is not None and topic.kind in _SESSIONS and "会人员" in words
        body = (
            topic
            if topic is not None
            and topic.kind in _GOES_ROUND
            and leader not in view.about.headline
            and "会人员" not in words
            else leader
            if leader is not None
            and not _SENT_GROUP.search(words)
            and leader.kind == OFFICIAL
            and ("会人员" not in words or view.about.first.get(leader.id, 0) < view.offset(deed.start))
            and (leader in view.about.headline or _governs(view, leader))
            else None
        )
        going = party or (() if body is None else (body,))
        going = (*going, topic) if session and topic is not None and topic not in going else going
        if "会人员" in words and view.before is not None:  # those whom the sentence before says to be at the meeting
            at_meeting = [m.entity for m in view.before.marks if m.entity.kind == OFFICIAL]
            going = (*going, *at_meeting) if leader in at_meeting else going
        return [(one, None, 0.7) for one in going]
    if they:
        return [(one, None, 0.7) for one in party]
    if deed.carried == 2 and tour and not (deed.objects and _OF_THOSE.match(view.shape, deed.objects[-1].end)):
        if not party and leader is not None and leader in view.about.headline:
            party = (leader,)
        return [(one, None, 0.65) for one in party]
    return []


def spoken_of(view: SentenceView, deed: Deed) -> list[Mark]:
    """甲对|代表团、乙|一行到某县考察表示欢迎: who came, where another only speaks of it."""
    to = [a for a in view.actors if a.clause == deed.clause and a.case == "to" and a.mark.end <= deed.start]
    if not to or not _THEIR_COMING.fullmatch(view.plain, to[-1].mark.end, deed.start):
        return []
    group = [a.mark for a in to if a.group == to[-1].group]
    welcome = _WELCOMES.search(view.shape, deed.end, view.clauses[deed.clause][1])
    about = view.shape[: group[0].start].rstrip("“").endswith("对") or any(
        view.plain.endswith("对" + TITLE * n, 0, group[0].start) for n in (1, 2)
    )
    return group if welcome is not None and about else []


def _teams(view: SentenceView, own: Sequence[Mark]) -> Iterator[LocalEntity]:
    """Teams whose heads lead them somewhere."""
    for mark in own:
        team = house(view, mark) if mark.entity.type == "Person" and AT_HEAD.match(view.plain, mark.end) else None
        if team is not None and team.kind == "Team":
            yield team


def _led_bodies(view: SentenceView, deed: Deed, own: Sequence[Mark]) -> Iterator[LocalEntity]:
    """带领县农业农村局、县水利局主要负责同志深入…: the bodies whose heads go along with those who lead them."""
    for mark in own:
        if mark.entity.kind != OFFICIAL or AT_HEAD.match(view.plain, mark.end) is None:
            continue
        led = [a for a in view.actors if mark.end <= a.mark.start and a.mark.end <= deed.start]
        if led and HEADS.match(view.shape, led[-1].mark.end) and all(a.case in ("made", "with", "of") for a in led):
            yield from (a.mark.entity for a in led if a.mark.entity.type == "Organization")


def _governs(view: SentenceView, leader: LocalEntity) -> bool:
    """Whether the article's first person holds an office of an area, as those do whom others follow from a meeting."""
    home = view.homes.get(leader.id)
    return home is not None and home.kind in _PUBLIC


def _heading(view: SentenceView, deed: Deed) -> list[Mark]:
    """张三带领县委办、县民政局负责人深入…: who heads those that go, in the clause of the verb."""
    if view.in_speech(deed.start):
        return []
    people = view.marks_in(view.clauses[deed.clause][0], deed.start, "Person")
    return [mark for mark in people if AT_HEAD.match(view.plain, mark.end)][-1:]
