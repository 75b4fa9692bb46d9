"""Whose programmes are and who carries them out, by other words than the verbs of the table of relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.modality import meant
from ingest.relations.actors import acts
from ingest.relations.base import Draft, Mark, SentenceView, bare, relation

_RUNS = re.compile(
    "”?(?:自[\u4e00-\u9fff\ue006]{1,12}?)?(?:[\u4e00-\u9fff]{0,4})?(?:推行|实施|运行|施行|启用|上线|落地|启动|推开|开展)(?:以来|后|[一两二三四五六七八九十0-9几多]{1,4}(?:年|个月|月)|至今|之后)"
)
_BY = ("以", "把", "将", "借助", "通过")
_ROUND = ("围绕", "紧扣", "聚焦")
_STRIVES = re.compile("”?(?:真抓实干|狠抓|攻坚|持续发力|精准发力|全面发力|集中攻坚|下功夫|做文章|抓落实|苦干实干)")
_WORKS_BY = re.compile("”?(?:培养|培育|带动|推动|助推|破解|撬动|引领|促进|提升|赋能|推进|助力|盘活|激活|串起|打通)")
_LEVER = re.compile(
    "”?(?:[\u4e00-\u9fff]{0,4}?)(?:作)?为(?:抓手|载体|契机|引领|牵引|突破口|切入点|主线|核心|重点|平台|总抓手|纽带)"
)
_OF = ("的", "的“")
_BODIES = ("Organization", "Place")
_PILOT = re.compile(
    "”?(?:工作|建设|行动)?(?:首批|首个|省级|市级|县级|第一批)?(?:试点|示范)(?:村|社区|镇|乡|街道|县|单位)?"
)
_AS = ("是", "作为", "成为", "被列为", "被确定为", "被选为", "入选")
_TRIED = (
    "试点",
    "试行",
    "先行先试",
    "试点推行",
    "试点推进",
    "试点开展",
    "试点实施",
    "率先推行",
    "推广",
    "开展",
    "实施",
    "推行",
)
_SPREADS = re.compile("(?:等)?[^，。；]{0,12}?(?:推开|推广|推行|试点|落地|实施|运行|应用|铺开|上线|开展|启动)")
_DOING = frozenset({"实施", "推行", "开展", "打造", "推进", "运营", "组织实施"})
_LAUNCHES = frozenset(
    {"发起", "推出", "启动", "倡导", "试水", "摸索", "探索", "搞", "办", "开办", "开设", "办起来", "搞起来"}
)  # who begins a scheme so also carries it out
_BY_OTHERS = re.compile("由[^，。；]{1,20}?(?:实施|承办|运营|落实|组织)")
_IS = re.compile("”?(?:，)?(?:也|便|就|正)?是")
_BEGUN = re.compile(
    "(试水|摸索|探索|想出|想出来|提出|提出来|开创|开办|开设|创出|首推|搞|办|发起|推出|创办|创立|设立|首创|倡导|发动|创建|成立|启动|组建|建立|建起来|办起来|搞起来|开发|研发|编写|策划|共建|实施|推行|开展|打造|推进|运营|组织实施)的"
)


def owners(view: SentenceView) -> Iterator[Draft]:
    """社区的“五点半课堂”: whose programme it is, runs it."""
    if view.headline:
        yield from _announced(view)
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start]
        works = before.entity.type == "Place" and after.entity.name.endswith(("项目", "工程"))
        quoted = not between.strip("“") and view.text[after.start - 1 : after.start + 1].count("“") == 1
        whose = before.entity.type in ("Organization", "Place")
        held = after.entity.type == "Event" and before.entity.type == "Organization" and not before.back
        if held and (between in _OF or quoted):
            yield relation("organizes", before, after, (before.start, after.end), 0.65, "programmes: whose event it is")
        if between.rstrip("“").endswith("其") and after.entity.type == "Programme" and after.entity.kind != "Honour":
            yield from _its(view, after)
        if (
            after.entity.type == "Programme"
            and whose
            and not works
            and (between in _OF or (quoted and not before.back and after.entity.kind != "Document"))
        ):
            yield relation(
                "implements", before, after, (before.start, after.end), 0.65, "programmes: whose programme it is"
            )


def _its(view: SentenceView, thing: Mark) -> Iterator[Draft]:
    """六坝镇参保率最高，…，其|“红马甲代办”制度由网格员上门: of whom the clauses before tell, where it is only one."""
    before = [a for a in view.actors if a.mark.end <= thing.start and a.case == "agent"]
    owners_ = {a.mark.entity.id: a.mark for a in before if a.mark.entity.type in _BODIES}
    if len(owners_) == 1 and not view.in_speech(thing.start):
        mark = next(iter(owners_.values()))
        yield relation("implements", mark, thing, (mark.start, thing.end), 0.7, "programmes: 其")


def pilots(view: SentenceView) -> Iterator[Draft]:
    """里仁村是全县“信用村”首批试点: where a programme is tried out it is carried out; and 在P试点E."""
    for mark in view.marks_in(0, len(view.text), "Programme"):
        clause = view.clause_of(mark.start)
        start = view.clauses[clause][0]
        if view.in_speech(mark.start):
            continue
        if _PILOT.match(view.shape, mark.end):
            for actor in view.actors:
                who = actor.mark
                said = actor.clause == clause and actor.case == "agent" and who.end <= mark.start
                if said and who.entity.type in ("Place", "Organization") and view.shape.startswith(_AS, who.end):
                    yield relation("implements", who, mark, (who.start, mark.end), 0.75, "programmes: a pilot of it")
        before = view.shape[start : mark.start].rstrip("“")
        if before.endswith(_TRIED):
            for actor in view.actors:
                who = actor.mark
                where = actor.clause == clause and actor.case == "in" and who.end <= mark.start and not who.back
                kind = meant(view.lead(clause), bare(view.shape[start : mark.start]))
                if where and kind in ("reported", "planned") and who.entity.kind == "AdministrativeArea":
                    yield relation(
                        "implements",
                        who,
                        mark,
                        (who.start, mark.end),
                        0.6,
                        "programmes: tried out there",
                        modality=kind,
                    )


def spread(view: SentenceView) -> Iterator[Draft]:
    """“护学四分钟”工作法已在A、B等27所学校推开: those where it runs carry it out."""
    for actor in view.actors:
        mark = actor.mark
        if mark.entity.type != "Programme" or actor.case != "agent" or view.in_speech(mark.start):
            continue
        there = [a for a in view.actors if a.clause == actor.clause and a.case == "in" and a.mark.start >= mark.end]
        verb = _SPREADS.match(view.plain, there[-1].mark.end) if there else None
        if verb is None:
            continue
        kind = meant(view.lead(actor.clause), bare(view.shape[mark.end : there[0].mark.start]))
        for a in there if kind in ("reported", "planned") else ():
            if a.mark.entity.type in ("Organization", "Place") and not a.mark.back:
                assert kind != "unsaid"
                yield relation(
                    "implements",
                    a.mark,
                    mark,
                    (mark.start, verb.end()),
                    0.75,
                    f"programmes: spread over them, {verb[0]}",
                    modality=kind,
                )


def told_of(view: SentenceView) -> Iterator[Draft]:
    """“暖冬”行动是团县委2019年发起的公益项目: who began it, or carries it out."""
    for actor in view.actors:
        mark = actor.mark
        if mark.entity.type != "Programme" or actor.case != "agent" or not _IS.match(view.shape, mark.end):
            continue
        stop = view.clauses[min(actor.clause + 1, len(view.clauses) - 1)][1]
        verb = _BEGUN.search(view.shape, mark.end, stop)
        for who in _begun_by(view, mark.end, verb.start()) if verb else ():
            assert verb is not None
            if verb[1] not in _DOING:
                yield relation(
                    "establishes",
                    who,
                    mark,
                    (mark.start, verb.end()),
                    0.8,
                    f"programmes: told of as begun by them, {verb[1]}",
                )
            others = _BY_OTHERS.search(view.shape, verb.end()) is not None  # …，由某协会具体实施
            if who.entity.type != "Person" and verb[1] in (_DOING if others else _DOING | _LAUNCHES):
                yield relation(
                    "implements",
                    who,
                    mark,
                    (mark.start, verb.end()),
                    0.8,
                    f"programmes: told of as begun by them, {verb[1]}",
                )


def _begun_by(view: SentenceView, start: int, end: int) -> list[Mark]:
    """Who began what is told of, by the names between it and the verb: 县检察院会同县河长办于去年9月|启动的.

    The last of them with those that it is joined to or with; not where it was (某法庭2019年在某村|试水的).
    """
    acting = ("Organization", "Place", "Person")
    here = [a for a in view.actors if start <= a.mark.start and a.mark.end <= end and a.mark.entity.type in acting]
    here = [a for a in here if a.case not in ("in", "of")]
    last = [a for a in here if a.group == here[-1].group]
    if last and last[0].case == "with":
        last = [a for a in here if a.case in ("agent", "by", "with")]
    return [a.mark for a in last]


def _announced(view: SentenceView) -> Iterator[Draft]:
    """来游关社区：“红岩管家”亮堂了: a headline that puts a programme behind whose news it is."""
    for before, after in pairwise(view.marks):
        between = view.shape[before.end : after.start].strip("“ 　\n")
        if (
            after.entity.type == "Programme"
            and before.entity.type in ("Organization", "Place")
            and between in ("：", ":", "")
        ):
            yield relation(
                "implements",
                before,
                after,
                (before.start, after.end),
                0.55,
                "programmes: whose news the headline says it is",
            )


def running(view: SentenceView) -> Iterator[Draft]:
    """积分制推行两年来: by whom the sentence, else the headline, says."""
    for actor in view.actors:
        mark = actor.mark
        if mark.entity.type != "Programme" or actor.case != "agent" or view.headline or view.in_speech(mark.start):
            continue
        verb = _RUNS.match(view.shape, mark.end)
        if verb is None:
            continue
        earlier = [
            a.mark for a in view.actors if acts(a) and a.clause < actor.clause and a.mark.entity.type != "Person"
        ]
        who = earlier[-1].entity if earlier else view.about.topic
        if who is not None and who.type in ("Organization", "Place"):
            start = earlier[-1].start if earlier else mark.start
            yield relation(
                "implements", who, mark, (start, verb.end()), 0.7 if earlier else 0.6, f"programmes: has run, {verb[0]}"
            )


def levers(view: SentenceView) -> Iterator[Draft]:
    """某镇以“强村富民”工程为抓手: what one works by is carried out."""
    for actor in view.actors:
        mark = actor.mark
        lead = view.shape[: mark.start].rstrip("“")
        if mark.entity.type != "Programme" or not lead.endswith((*_BY, *_ROUND)):
            continue
        verb = (_STRIVES if lead.endswith(_ROUND) else _LEVER).match(view.shape, mark.end)
        if (
            verb is None
            and lead.endswith("以")
            and meant(view.lead(actor.clause), lead[view.clauses[actor.clause][0] :]) == "reported"
        ):
            verb = _WORKS_BY.match(view.shape, mark.end)
        if verb is None:
            continue
        here = [a for a in view.actors if acts(a) and a.mark.end <= mark.start and a.mark.entity.type != "Person"]
        group = [a.mark for a in here if a.group == here[-1].group and a.clause >= actor.clause - 1]
        for doer in group:
            yield relation(
                "implements", doer, mark, (doer.start, verb.end()), 0.75, f"programmes: what they work by, {verb[0]}"
            )
