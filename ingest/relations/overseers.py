"""Who looks whom over: 对A开展检查, 责令A整改, 向A反馈巡察情况; who answers to whom for what was asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.modality import any_of, meant
from ingest.relations.base import INSIDE, ORG, PLACE, Actor, Deed, Draft, Mark, SentenceView, bare, relation
from ingest.relations.deeds import does
from ingest.relations.doers import Doer, doers_at, how_meant
from ingest.relations.frames import house
from ingest.relations.visits.rounds import AT_HEAD
from ingest.relations.visits.tours import OFFICIAL
from ingest.tables import load, words_in
from ontology.records import LocalEntity, Modality

_ACTING = ("Organization", "Place")
_OUT = "[^，。；\ue000-\ue007]"
_DOES = re.compile(f"{_OUT}{{0,12}}?(?:开展|进行|实施|展开|组织)了?{_OUT}{{0,4}}\\Z")
_FINES = re.compile(
    f"{_OUT}{{0,8}}?(?:罚款|行政处罚|立案|查封|下达整改|责令)"
    f"|{_OUT}{{0,4}}?(?:下发|下达|发出|制发|送达|印发)了?{_OUT}{{0,8}}?(?:督办|整改|建议|提示|通报|警示|问询)"
    f"|{_OUT}{{0,12}}?(?:跟踪|全程|专项|日常|定期|实时|联合)(?:监督|督办|督查|督导|监管|巡查)"
)
_MADE = re.compile("(?:责令|督促|敦促|勒令|要求)[^，。；\ue000-\ue007]{1,10}的\\Z")  # 责令越界投饵的|某社
_MENDS = re.compile(
    f"{_OUT}{{0,10}}?(?:整改|改正|停业|停产|关停|拆除|落实|履行|整治|退还|补缴|立行立改|下架|召回|停止|暂停|清理|消除|排查|抢修"
    "|作出(?:书面)?检查|书面检查|补办|修复|恢复|规范|停工|撤出|清退|追回|赔偿|抢通|抢险|查清|查明|查处|严查|核查|限期|立即|马上|尽快|抓紧"
    "|办结|销号|补齐|补上|装上|拿出|出具|答复|反馈|上报|[0-9一二三四五六七八九十两]+(?:天|日|周|个月|小时)[之以]?内|[]+[前底内]|底前|月前)"
)
_HANDED = re.compile("(?:交由|交给|转交|移交|交办给|批转|交)\\Z")
_HANDLES = re.compile("(?:限期|尽快|负责|抓紧|立即|限时){1,2}(?:办理|整改|处理|办结|核查|落实)(?!的)")
"""What a body is given to deal with: 交某镇城建办|限期办理."""
_TO = ("对", "进驻", "对标")
_WILL = ("将", "拟", "计划", "打算")
_ANSWERS = re.compile(
    "(?:书面|专题|专门|定期|及时)?(?:报告|汇报|反馈)[^，。；]{0,14}?(?:整改|办理|落实|处理|执行|贯彻)"
)
_WORKING = re.compile(
    "(?:施工|承办|建设|运营|责任|承包|监理|涉事|涉案|相关|有关|物业|经营|生产|主办|实施)(?:方|单位|企业|公司|部门)“?\\Z"
)  # 要求施工方|某公司
_COMES = re.compile("到|赴|来到|深入|前往|走进|率队到|带队到|先后到|实地到")
_WITH = re.compile("[与同跟]")
_ABOUT = re.compile(
    f"”?(?:的?{_OUT}{{0,8}}情况|的(?:(?![进开实展组])[\u4e00-\u9fff]){{1,6}}(?:[、和](?:(?![进开实展组])[\u4e00-\u9fff]){{1,6}})*(?=进行|开展|实施|展开|逐一|逐个|逐项|突击))"
)
_DOING = ("开展", "进行", "实施", "组织", "开展了", "进行了")
_OFFICES = ("局", "队", "院", "所", "中心", "站", "办公室")
_REPORT = re.compile(
    "(?:关于|就|负责人|主要负责人|有关负责人|相关负责人|\ue007?\ue001\ue005*|\ue007)?[^，。；、\ue000-\ue004]{0,24}?(?:报告|汇报)"
)
_SITS = re.compile("常务委员会\\Z|常委会\\Z|主席团\\Z|人大\\Z")
_NOT_UNDER = ("NaturalFeature", "Road", "Team")
_CHECKERS = ("PeoplesCongress", "DisciplineInspection", "Team", "GovernmentBody", "JudicialBody", "PartyOrganization")


def overseers(view: SentenceView) -> Iterator[Draft]:
    yield from _over(view)
    yield from _answers(view)
    yield from _reported_to(view)
    yield from _watched(view)
    yield from _heard(view)
    yield from _checks(view)
    yield from _blames(view)


@cache
def _words(name: str) -> re.Pattern[str]:
    return any_of(tuple(load("overseers")[name]))


@cache
def _orders() -> tuple[str, ...]:
    """The words of ordering, the longest first."""
    return tuple(sorted((*words_in("overseers", "makes"), *words_in("overseers", "asks")), key=lambda word: -len(word)))


@cache
def _looks() -> re.Pattern[str]:
    doing = "开展|进行|实施|展开|组织|逐一|逐个|逐项|突击"
    return re.compile(f"{_OUT}{{0,12}}?(?:{doing})了?{_OUT}{{0,12}}?(?:{_words('looks').pattern})")


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(f"(?:发出|制发|送达|下达|下发|印发|提出)了?{_OUT}{{0,6}}?(?:{_words('papers').pattern})")


def _groups(view: SentenceView) -> Iterator[list[Mark]]:
    """Names of bodies, places and programmes that 、 or 和 joins."""
    groups: dict[int, list[Mark]] = {}
    for actor in view.actors:
        if actor.mark.entity.type in (*_ACTING, "Programme") and actor.case != "of":
            groups.setdefault(actor.group, []).append(actor.mark)
    yield from groups.values()


def _over(view: SentenceView) -> Iterator[Draft]:
    """县纪委对某局开展专项督查; 责令某公司停业整改, 要求某局三天内抢通: who is looked over by whom."""
    for group in _groups(view):
        first, last = group[0], group[-1]
        lead = view.shape[: first.start].rstrip(f"{PLACE}{ORG}{INSIDE}")  # 对某镇|某广场
        if lead.endswith(("方", "单位", "企业", "公司", "部门", "“")):
            lead = _WORKING.sub("", lead)
        body = first.entity.type == "Organization" and lead.endswith("要求")
        made = body or lead.endswith(words_in("overseers", "makes"))
        attribute = _MADE.search(lead)
        asked = lead.endswith(words_in("overseers", "asks")) or attribute is not None
        handed = _HANDED.search(lead) is not None and _HANDLES.match(view.shape, last.end) is not None
        made = made or (handed and first.entity.type == "Organization")
        if not made and not asked and not lead.endswith(_TO):
            continue
        told = attribute.start() if attribute else len(lead)
        if made or asked:  # the order itself is no plan of theirs
            told -= next((len(word) for word in _orders() if lead.endswith(word)), 0)
        end = last.end if made else _mended(view, last) if asked else _looked_over(view, last)
        for over, mark in _doers(view, first) if end is not None else ():
            assert end is not None
            # An order is no less given where the clauses before it say what was not done.
            before = "" if made or asked else view.lead(view.clause_of(first.start))
            since = max(mark.end, view.clauses[view.clause_of(first.start)][0]) if made or asked else mark.end
            kind = meant(before, bare(view.shape[since:told]))
            if since == mark.end and view.shape.startswith(_WILL, mark.end):
                kind = "planned"
            if kind in ("reported", "planned"):
                for one in group:
                    joint = body and _WITH.search(view.shape, first.end, one.start) is not None  # 要求甲局与某校对接
                    if one.entity is not over and not joint and not (body and one.entity.type == "Place"):
                        entry = "made" if made or asked else "over"
                        yield _draft(over, one.entity, mark.start, max(end, one.end), 0.8, kind, entry)


def _mended(view: SentenceView, last: Mark) -> int | None:
    verb = _MENDS.match(view.shape, last.end, view.clauses[view.clause_of(last.start)][1])
    return verb.end() if verb else None


def _looked_over(view: SentenceView, last: Mark) -> int | None:
    """Where the words end that say that those before them are looked over, by a verb or by an event's name."""
    stop = view.clauses[view.clause_of(last.start)][1]
    about = _ABOUT.match(view.shape, last.end, stop)  # 对夜校的考勤、考试|进行督导, 对某项目完成情况|开展视察
    end = about.end() if about is not None else last.end
    verb = _looks().match(view.shape, end, stop) or _FINES.match(view.shape, end, stop)
    if verb is not None:
        return verb.end()
    event = next(iter(view.marks_in(last.end, stop, "Event")), None)
    if event is None or not _DOES.fullmatch(view.shape, last.end, event.start):
        return None
    return event.end if event.entity.name.rstrip("”活动工作").endswith(words_in("overseers", "looks")) else None


def _doers(view: SentenceView, first: Mark) -> Iterator[tuple[LocalEntity, Mark]]:
    """Who looks over: those who act in the clause, else in the nearest before it; for a person, whose he or she is."""
    clause = view.clause_of(first.start)
    acting = [a for a in view.actors if does(view, a) and a.mark.end <= first.start and _may_order(a.mark.entity)]
    here = [a for a in acting if a.clause == clause] or acting[-1:]
    for actor in acting:
        if actor.group != here[-1].group:
            continue
        over: LocalEntity | None = actor.mark.entity
        if over is not None and over.type == "Person":  # 局长甲到某画室检查，责令停业: the bureau, and who does it
            if over.kind == OFFICIAL:
                yield over, actor.mark
            home = view.homes.get(over.id)
            over = home if home is not None and home.name.endswith(_OFFICES) else house(view, actor.mark)
        if over is not None and over.kind in load("overseers")["bodies"]:
            yield over, actor.mark


def _may_order(entity: LocalEntity) -> bool:
    return entity.type == "Person" or entity.kind in load("overseers")["bodies"]


def _answers(view: SentenceView) -> Iterator[Draft]:
    """由区政府向区人大常委会报告整改情况: to whom one answers for what was asked of one, looks over one."""
    for actor in view.actors:
        upper = actor.mark
        if actor.case != "to" or upper.entity.type != "Organization" or not _ANSWERS.match(view.shape, upper.end):
            continue
        lower = [
            a.mark
            for a in view.actors
            if does(view, a) and a.mark.end <= upper.start and a.mark.entity.type != "Person"
        ]
        if upper.entity.kind == "ConsultativeConference":
            continue  # it proposes, and is told what came of it
        if lower and lower[-1].entity is not upper.entity and lower[-1].entity.type == "Organization":
            start = lower[-1].end
            kind = meant(view.lead(actor.clause), bare(view.shape[start : upper.start]))
            if kind not in ("denied", "ended"):
                modality: Modality = "reported" if kind == "reported" else "planned"
                yield _draft(upper.entity, lower[-1].entity, lower[-1].start, upper.end, 0.7, modality, "answers")


def _reported_to(view: SentenceView) -> Iterator[Draft]:
    """巡察组向A、B反馈巡察情况: who is told what was found was looked over."""
    groups: dict[int, list[Actor]] = {}
    for actor in view.actors:
        if actor.case == "to" and actor.mark.entity.type in _ACTING:
            groups.setdefault(actor.group, []).append(actor)
    for group in groups.values():
        verb = _words("report").match(view.shape, group[-1].mark.end) or _sent().match(view.shape, group[-1].mark.end)
        if verb is None:
            continue
        before = [m for m in view.marks_in(0, group[0].mark.start, "Organization") if _looks_over(m.entity)]
        for body in _joined(view, before):
            for actor in group:
                if body.entity is not actor.mark.entity:
                    entry = f"report: {verb[0]}"
                    yield _draft(body.entity, actor.mark.entity, body.start, verb.end(), 0.75, "reported", entry)


def _looks_over(entity: LocalEntity) -> bool:
    """Whether a body is one that looks others over: 巡察组, 督导组, 检察院, 审计局."""
    return entity.kind in _CHECKERS and _words("overseers").search(entity.name) is not None


def _joined(view: SentenceView, marks: Sequence[Mark]) -> list[Mark]:
    """The last mark and those that 、 joins to it."""
    found = list(marks[-1:])
    for mark in reversed(marks[:-1]):
        if view.shape[mark.end : found[0].start] not in ("、", "和"):
            break
        found.insert(0, mark)
    return found


def _watched(view: SentenceView) -> Iterator[Draft]:
    """笔试由A组织，B全程监督: what the sentence told of first is seen to by B."""
    if view.headline:
        return
    for verb in _words("watches").finditer(view.shape):
        clause = view.clause_of(verb.start())
        start, stop = view.clauses[clause]
        here = [a for a in view.actors if a.clause == clause and a.mark.end == verb.start() and does(view, a)]
        event = next((m for m in view.marks if m.end <= start and m.entity.type == "Event"), None)
        told = event or _handles(view, clause) or _built(view, clause)
        what = told.entity if told is not None else view.scene
        if "督办" in verb[0] and (told is None or told is event):
            continue  # what is followed up is in another's hands, who must be named
        may = here and (_may_order(here[0].mark.entity) or here[0].mark.entity.kind in (OFFICIAL, "Company"))
        if not may or what is None:
            continue
        if view.shape[verb.end() : stop].strip("，。；\n"):
            continue
        kind = meant(view.lead(clause), "")
        joined = [a.mark for a in view.actors if a.group == here[0].group and a.case != "of"]
        if kind not in ("reported", "planned"):
            continue
        for one in joined:
            begins = min(one.start, told.start if told is not None else one.start)
            yield _draft(one.entity, what, begins, verb.end(), 0.75, kind, f"watches: {verb[0]}")


def _built(view: SentenceView, clause: int) -> Mark | None:
    """某桥维修工程由A施工，|B监理: what the sentence begins with."""
    first = next((a for a in view.actors if a.case != "of"), None)
    works = first is not None and first.case == "agent" and first.mark.entity.type == "Programme"
    return first.mark if first is not None and works and first.clause < clause else None


def _heard(view: SentenceView) -> Iterator[Draft]:
    """县人大常委会听取和审议了|县水利局|关于…的报告、|县环保局|关于…的报告; 检查组听取|县住建局局长甲|的汇报."""
    verb = _words("hears").search(view.shape) if not view.headline else None
    if verb is None or view.in_speech(verb.start()):
        return
    doers = [d for d in doers_at(view, verb.start()) if d.entity.kind in load("overseers")["bodies"] and d.mark]
    if not doers and view.text.startswith(("会议", "会上")):  # whose meeting it is
        ones = [one for one in view.about.entities if one.kind == "PeoplesCongress" and _SITS.search(one.name)]
        doers = [Doer(entity=ones[0], mark=None, carried=2)] if len(ones) == 1 else []
    for mark in view.marks_in(verb.end(), len(view.text), "Organization"):
        start = view.clauses[view.clause_of(mark.start)][0]
        if start > verb.end() and not view.shape[start : mark.start].startswith("审议"):
            break  # another clause, of those who speak then
        told = _REPORT.match(view.plain, mark.end)
        for doer in doers if told is not None and not mark.back else ():
            kind = how_meant(view, doer, verb.start())
            if doer.entity is not mark.entity and kind in ("reported", "planned"):
                assert kind is not None
                begin = doer.mark.start if doer.mark is not None else verb.start()
                yield _draft(doer.entity, mark.entity, begin, mark.end, 0.7, kind, f"hears: {verb[0]}")


def _handles(view: SentenceView, clause: int) -> Mark | None:
    """由A负责兑付，|B全程监督; A办理，|B跟踪督办: who does, in the clause before, what is seen to."""
    doing = [a.mark for a in view.actors if a.clause == clause - 1 and a.case == "agent"]
    doing = [mark for mark in doing if mark.entity.type == "Organization"]
    done = view.clauses[clause - 1][1] if clause else 0
    if doing and view.shape[doing[-1].end : done].rstrip("，；").endswith(
        ("办理", "答复", "落实", "整改", "处理", "承办", "实施")
    ):
        return doing[-1]
    told = [a.mark for a in view.actors if a.clause == clause - 1 and a.case == "by"]
    return told[-1] if told and view.shape.startswith("负责", told[-1].end) else None


def _checks(view: SentenceView) -> Iterator[Draft]:
    """督查组到A、B检查, 县市场监管局抽查了C, 县长甲带领D到E督导: whom a body or an official comes to for looking them over."""
    for deed in view.deeds if not view.headline else ():
        if deed.modality is None or deed.carried > 1 or not _looks_round(view, deed):
            continue
        overs = [m for m in deed.agents if m.entity.type == "Organization" and _may_check(m.entity)]
        overs += [m for m in _leading(view, deed) if all(m is not over for over in overs)]
        there = [*deed.objects, *deed.places]
        for over in overs:
            for under in there:
                kind = under.entity.kind
                acting = under.entity.type in _ACTING and kind not in _NOT_UNDER
                if under.entity is not over.entity and acting:
                    span = min(over.start, under.start), max(deed.end, under.end)
                    yield _draft(over.entity, under.entity, *span, 0.7, deed.modality, f"checks: {deed.verb}")


def _looks_round(view: SentenceView, deed: Deed) -> bool:
    """Whether a deed is one of checking, or of coming to somewhere for an inspection told of as an event (到A镇|督导防火工作)."""
    checks = _words("checks")
    if checks.search(deed.verb) is not None:
        return True
    if deed.verb in _DOING and deed.places:  # 前往某仓库|开展|执法检查
        return any(m.entity.kind == "Inspection" and checks.search(m.entity.name) for m in deed.objects)
    if not deed.objects or _COMES.fullmatch(deed.verb) is None:
        return False
    event = next((m for m in view.marks if m.start == deed.objects[-1].end and m.entity.kind == "Inspection"), None)
    return event is not None and checks.match(view.text, event.start) is not None


def _leading(view: SentenceView, deed: Deed) -> list[Mark]:
    """Officials who look over, and the bodies that they lead or that go with them in the clause (县长甲带领D、E到…)."""
    clause = view.clause_of(deed.agents[0].start) if deed.agents else deed.clause
    here = [a for a in view.actors if a.clause in (clause, deed.clause) and a.mark.end <= deed.start]
    people = [m for m in deed.agents if m.entity.kind == OFFICIAL]
    heads = [a.mark for a in here if a.mark.entity.kind == OFFICIAL and AT_HEAD.match(view.plain, a.mark.end)]
    people += [m for m in heads if m not in people]
    if not people:
        return []
    with_them = [
        a.mark
        for a in view.actors
        if a.mark.start >= people[-1].end and a.mark.end <= deed.start and a.case in ("made", "with", "of")
    ]
    return [*people, *(m for m in with_them if m.entity.type == "Organization" and _may_check(m.entity))]


def _blames(view: SentenceView) -> Iterator[Draft]:
    """县应急管理局约谈了某公司|负责人: a body is called to account by its head."""
    for verb in _words("blames").finditer(view.shape) if not view.headline else ():
        under = next(iter(view.marks_in(verb.end(), verb.end() + 30, *_ACTING)), None)
        if under is None or under.start != verb.end() or view.in_speech(verb.start()):
            continue
        if _words("heads").match(view.shape, under.end + view.shape.startswith("的", under.end)) is None:
            continue
        for over, mark in _doers(view, under):
            kind = meant(view.lead(view.clause_of(verb.start())), bare(view.shape[mark.end : verb.start()]))
            if kind in ("reported", "planned") and over is not under.entity:
                yield _draft(over, under.entity, mark.start, under.end, 0.75, kind, f"blames: {verb[0]}")


def _may_check(entity: LocalEntity) -> bool:
    crew = entity.name.rstrip("”").endswith(tuple(load("overseers")["crews"]))
    return crew or (entity.kind in load("overseers")["bodies"] and entity.kind != "Team")


def _draft(
    over: LocalEntity, under: LocalEntity, start: int, end: int, surety: float, modality: Modality, entry: str
) -> Draft:
    return relation("supervises", over, under, (start, end), surety, f"overseers.yaml {entry}", modality=modality)
