"""Figures: numbers that an article reports, with what is counted, the unit, whom it is about, and as of when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.words import cut_units, tags
from ingest.modality import demand, meant
from ingest.relations.base import TIME, Draft, SentenceView, bare
from ingest.relations.bearer_model import bearer
from ingest.relations.counted import doing
from ingest.relations.occasions import time_for
from ingest.relations.reported import FEW
from ingest.relations.told import CORRECTION, GROWN, corrects, told
from ontology.records import Modality

_SURE = 0.58  # two of something are told only where it is plain whose they are
_OWN = 0.94  # the chance that a number is of the one whom its own words name
_SHORTEST, _LONGEST = 3, 9  # code points of a plain indicator
_QUOTES = re.compile("[“”‘’]")
_NOW = re.compile("现有|目前|如今|现已|现共有|眼下")  # what follows is of now, not of the date before it
_AGAINST = re.compile("[比较](?:上|去|前)?\\Z")
_WISHED = re.compile(
    "(?<![主重首需想只])要(?!求|点|素|闻)|(?<![反适响供对相])应(?!急|用|对|邀|到|出席|参加)|必须"
    "|可(?!支配|比|再|持续|见|谓|靠|是)|力争|确保|争取"
)
_PLANS = re.compile(
    "\\A[（(]?[一二三四五六七八九]?[）)、]?是?要(?!求)|承诺|限期|达产后|建成后|投产后|投用后|全部建成|项目建成|约定|力争|预计到|计划到|到20[0-9]{2}年底?，?(?:力争|将|要)"
)
_TO_DO = re.compile(f"，{TIME}*，?要(?!求|清醒|看到|正视)")  # 会议要求|，2024年要新建农田5.2万亩，培育农场50家
_DONE_SO = re.compile(
    "[^，。；]{0,10}的(?:做法|经验|成绩|成果|成效|基础|情况|现状|教训)"
)  # 全年关闭机井|42眼的做法要坚持下去
_DONE = re.compile("已|现有|目前|截至|累计")


def figures(view: SentenceView) -> Iterator[Draft]:
    """All figures of a sentence that are of someone."""
    corrected = corrects(view)
    for one in told(view):
        borne = (one.owner, _OWN) if one.owner is not None else bearer(view, one)
        number = one.amount.number
        if borne is None or (number.han and number.value < FEW and borne[1] < _SURE):
            continue
        time = time_for(view, number.start)
        if time is not None and (
            _NOW.search(view.shape, time.end, number.start)
            or _AGAINST.search(view.shape, 0, time.start)
            or GROWN.search(view.shape, 0, number.start)
        ):
            time = None
        modality = _modality(view, number.start)
        if corrected:  # “3200亩”有误，应为“2300亩”
            modality = _corrected(view, number.start) or modality
        value, unit = one.amount.value
        yield Draft(
            predicate="hasFigure",
            subject=borne[0],
            value=value,
            written=view.text[number.start : one.amount.end],
            unit=unit,
            indicator=_QUOTES.sub("", one.noun),
            time=time.edtf if time else None,
            modality=modality,
            approximate=number.approximate,
            change=view.text[slice(*one.change)] if one.change else None,
            rule=f"units.yaml {one.amount.kind}: {one.amount.unit}",
            start=min(one.span[0], number.start),
            end=max(one.span[1], one.amount.end),
            confidence=borne[1] * says_what(one.noun, view.text),
        )


def says_what(noun: str, text: str) -> float:
    """The chance that an indicator says what its number counts: best where its words stand so in the text and are
    neither few nor many. Shares of those right on halves that no rule was written with.

    >>> says_what("垃圾", "清理垃圾30吨") < says_what("清理垃圾", "清理垃圾30吨")
    True
    """
    if noun not in text:
        return 0.75
    return 0.93 if _SHORTEST <= len(noun) <= _LONGEST else 0.8


def _corrected(view: SentenceView, position: int) -> Modality | None:
    """Of a correction: what stands before 应为 is denied, what stands behind it is so; None where its part has none."""
    low, high = view.shape.rfind("；", 0, position) + 1, view.shape.find("；", position)
    high = high if high >= 0 else len(view.shape)
    if CORRECTION.search(view.shape, position, high):
        return "denied"
    return "reported" if CORRECTION.search(view.shape, low, position) else None


def _modality(view: SentenceView, position: int) -> Modality:
    """A number is planned where its clause or the sentence's head says so, or an earlier clause whose plan goes on."""
    start = view.clauses[view.clause_of(position)][0]
    near = bare(view.shape[start:position])
    said = meant(view.text[:start] or view.text, near)
    if said == "planned" or (said == "unsaid" and _WISHED.search(near) and not near.endswith("要")):  # 费用要9万元
        return "planned"
    low = view.shape.rfind("；", 0, position) + 1
    told = view.shape[low:position]
    if _wills(told) and not _DONE.search(told, told.rfind("将")):
        return "planned"
    if plan := _PLANS.search(told):
        return "reported" if _DONE.search(told, plan.end()) else "planned"
    demanded = demand(view.text, low, position)
    to_do = _TO_DO.match(view.shape, demanded.end(), position) if demanded else None
    if to_do is None or _DONE.search(view.shape, to_do.end(), position) or _DONE_SO.match(view.shape, position):
        return "reported"
    return "planned"


def _wills(words: str) -> bool:
    """Whether 将 stands before a verb, not before what is done something to: 将|安排资金, not 将氛围推向高潮."""
    at = words.rfind("将")
    if at < 0 or words.startswith(("将近", "将军"), at):
        return False
    first = next((words[at + 1 + low : at + 1 + high] for low, high in cut_units(words[at + 1 :])), "")
    return first in doing() or tags().get(first, "").startswith("v")
