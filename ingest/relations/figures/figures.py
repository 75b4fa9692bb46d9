"""Figures: numbers that an article reports, with what is counted, the unit, whom it is about, and as of when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.words import cut_units, tags, verbs
from ingest.modality import demand, meant
from ingest.relations.base import EVENT, INSIDE, TIME, Draft, SentenceView, bare
from ingest.relations.events.occasions import time_for
from ingest.relations.figures.bearer_model import bearer
from ingest.relations.figures.indicators import indicator_set
from ingest.relations.figures.no_bearers import no_bearers
from ingest.relations.figures.noun_behind import doing
from ingest.relations.figures.reported import FEW
from ingest.relations.figures.subjects import outright
from ingest.relations.figures.told import CORRECTION, Told, corrects, told
from ingest.relations.figures.unsaid import GROWN
from ingest.tables import words_in
from ontology.records import LocalEntity, Modality

Borne = tuple[LocalEntity, float]
"""Whom a number is of, and the chance that it is."""
_OR_MORE = ("以上", "左右", "上下", "之多", "开外")
_SURE = 0.58  # two of something are told only where it is plain whose they are
_UNSURE = 0.8  # a chance below which a number is told of whom the number before it is of, where that is surer
_LEADS = 0.55  # so sure it must be whom the number before is of
_FOLLOWS = 0.66  # the chance that the two are of the same one
_PART = re.compile("[；;。！？]")
_OWN = 0.94  # the chance that a number is of the one whom its own words name
_SHORTEST, _LONGEST = 3, 9  # code points of a plain indicator
_QUOTES = re.compile("[“”‘’]")
_NOW = re.compile("现有|目前|如今|现已|现共有|眼下")  # what follows is of now, not of the date before it
_AGAINST = re.compile("[比较](?:上|去|前)?\\Z")
_BEGUN = re.compile(
    "成立|创办|创建|创立|建校|建馆|建院|始建|兴建|建成|落成|投产|投用|投运|动工|开工|注册|组建|开办|设立|投资兴|入职|入伍|入党|毕业|上任|接手|返乡"
)  # 合作社2018年成立，|社员136户: of now
_WISHED = re.compile(
    "(?<![主重首需想只])要(?!求|点|素|闻)|(?<![反适响供对相])应(?!急|用|对|邀|到|出席|参加)|必须"
    "|可(?!支配|比|再|持续|见|谓|靠|是)|力争|确保|争取"
)
_PLANS = re.compile(
    "目标(?:是|为|：)|\\A[（(]?[一二三四五六七八九]?[）)、]?是?要(?!求)|承诺|限期|(?:\\A|(?<=[，；：]))确保(?!了|全县安全)|达产后|建成后|投产后|投用后|(?:全部|项目)建成(?=，?(?:后|[可将预年]))|约定|力争|预计到|计划到|到20[0-9]{2}年底?，?(?:力争|将|要)"
    f"|(?:商定|议定)[：，]|(?:{TIME}|年内|年底前|下半年)(?:还|要)?再(?=[追增新投建添改修设办引招培])"
    "|(?<!意见)(?<!提出)(?<!合理化)(?<!检察)(?<!司法)(?<!收到)(?<!接到)建议(?![后时]|意见|书|案|类|条|已|采纳|办理|[、的，”0-9])(?=[\u4e00-\u9fff]{2})"
)
_TO_DO = re.compile(f"，{TIME}*，?要(?!求|清醒|看到|正视)")  # 会议要求|，2024年要新建农田5.2万亩，培育农场50家
_DONE_SO = re.compile(
    "[^，。；]{0,10}的(?:做法|经验|成绩|成果|成效|基础|情况|现状|教训)"
)  # 全年关闭机井|42眼的做法要坚持下去
# a plan that goes on in the clauses behind it: 计划新建桑园4500亩，改造民居|215户; no word of a name (培养计划, 规划局)
_PLANNED = re.compile(
    f"(?:\\A|(?<=[，。；：、{EVENT}{INSIDE}{TIME}年月季春夏秋冬底镇乡村县市区里上司社院校会其也还均都共])|(?<=项目)|(?<=公司))"
    "(?:规划(?=建|新|用地|面积|投)|(?:计划|预计|拟|打算)(?![的，。、：”了书表内外]|生育|单列|任职|完成率))"
)
_SUM_PLANNED = re.compile(
    "计划(?:总|完成)?投资额?(?:的|共|约|为|达)*[0-9.]+余?[万亿]*元?"
)  # 年度计划投资561.86亿元，…: that sum alone is planned
_OF_PLAN = re.compile("占[^，。；0-9]{0,6}(?:计划|规划|目标)[^，。；0-9]{0,8}\\Z")  # 占年计划投资的|64.49%
_ESTIMATED = re.compile(
    f"预计(?:全年|今年|上半年|下半年|[一二三四]季度|前[一二三]季度|年末|[0-9]{{1,2}}?[-—至]?[0-9]{{1,2}}月份?|{TIME})*，?[^，。；]{{0,6}}(?:完成|实现)(?=[^。；]*(?:同比|增长|占年计划|占全年))"
)  # 预计上半年完成产值5亿元，同比增长6%: as good as told
_MOVED_TO = re.compile(
    "将[^，。；将]{2,12}?(?:送|推|广|列|分|纳|改|交|发|转|移|划|调|降|升|提|压|缩|扩|追|返|用|投|卖|销|运|归|并|变|换|当|视|送达|覆盖|延伸|集中|整合|拓展)(?:到|至|给|为|成|入|进|往|向|作)"
)  # 将慰问金送到35户手中: what is done something to
_PLAN_WORDS = re.compile("计划|预计|拟|打算|规划")
_DONE = re.compile("已|现有|目前|截至|累计|眼下|如今|至今|此前|去年|上年|以来|当天|当场|当日")
_THERE = re.compile("[^，。；、]{1,8}?已(?:到位|完成|建成|落实|全部|拨付|交付|投用)")


def figures(view: SentenceView) -> Iterator[Draft]:
    """All figures of a sentence that are of someone."""
    for one, borne in _borne(view):
        number = one.amount.number
        modality = _in_section(view, _modality(view, number.start), number.start)
        if corrects(view):  # “3200亩”有误，应为“2300亩”
            modality = _corrected(view, number.start) or modality
        value, unit = one.amount.value
        yield Draft(
            predicate="hasFigure",
            subject=borne[0],
            value=value,
            written=view.text[number.start : one.amount.end],
            unit=unit,
            indicator=_QUOTES.sub("", one.noun),
            time=_as_of(view, number.start, modality),
            modality=modality,
            approximate=number.approximate or view.shape.startswith(_OR_MORE, one.amount.end),
            change=view.text[slice(*one.change)] if one.change else None,
            rule=f"units.yaml {one.amount.kind}: {one.amount.unit}",
            start=min(one.span[0], number.start),
            end=max(one.span[1], one.amount.end),
            confidence=borne[1] * says_what(one.noun, view.text),
        )


def _borne(view: SentenceView) -> Iterator[tuple[Told, Borne]]:
    """The numbers of a sentence, each with whom it is of, as far as one can tell."""
    last: tuple[Borne, int] | None = None
    for one in told(view):
        number = one.amount.number
        owner = one.owner or outright(view, number.start, one.amount.end)
        borne = (owner, _OWN) if owner is not None else bearer(view, one)
        if number.han and number.value < FEW and (borne is None or borne[1] < _SURE):
            continue
        if last is not None and owner is None and (borne is None or borne[1] < min(_UNSURE, last[0][1])):
            borne = _like_the_last(view, last, number.start) or borne
        last = (borne, one.amount.end) if borne is not None else None
        if borne is not None:
            yield one, borne


def _like_the_last(view: SentenceView, last: tuple[Borne, int], start: int) -> Borne | None:
    """Whom the number before is of, where no one is named between: 开工项目5个，总投资10.61亿元，年内计划投资|1.95亿元."""
    (entity, chance), end = last
    if chance < _LEADS or view.marks_in(end, start) or _PART.search(view.shape, end, start):
        return None
    return None if entity.id in no_bearers(view, start) else (entity, min(chance, _FOLLOWS))


def _as_of(view: SentenceView, position: int, modality: Modality) -> str | None:
    """As of when a number at a place is (EDTF): the time before it in its sentence, else the period of a report."""
    grown, time = GROWN.search(view.shape, 0, position), time_for(view, position)
    if time is None:
        if grown or _NOW.search(view.shape, 0, position):
            return None
        if view.section is not None:
            return view.section.year if view.section.planned == (modality == "planned") else None
        return view.about.period if modality == "reported" else None
    clause = view.clause_of(time.start)
    if clause != view.clause_of(position) and _BEGUN.search(view.shape, *view.clauses[clause]):
        return None
    if _AGAINST.search(view.shape, 0, time.start) or _NOW.search(view.shape, time.end, position):
        return None
    own = view.shape[time.end : position] in ("", "的")  # 由2019年的3万元增至去年的|41万元
    return None if grown and not own else time.edtf


def says_what(noun: str, text: str) -> float:
    """The chance that an indicator says what its number counts: best where its words stand so in the text and are
    neither few nor many. Shares of those right on halves that no rule was written with.

    >>> says_what("垃圾", "清理垃圾30吨") < says_what("清理垃圾", "清理垃圾30吨")
    True
    """
    if noun not in text:
        return 0.75
    return 0.91 if _SHORTEST <= len(noun) <= _LONGEST else 0.8


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
    near = bare(view.shape[start:position]).removesuffix("将")  # 当场将|17条意见交办: no plan
    if _OF_PLAN.search(near):
        return "reported"
    said = meant(view.text[:start] or view.text, near)
    if said == "planned" or (said == "unsaid" and _WISHED.search(near) and not near.endswith("要")):  # 费用要9万元
        return "planned"
    if _THERE.match(view.shape, position):  # 将再做石刻29处，经费|1900万元已到位
        return "reported"
    low = view.shape.rfind("；", 0, position) + 1
    told = _SUM_PLANNED.sub("", view.shape[low:position])
    if any(_wills(told, at) and not _DONE.search(told, at) for at in _all(told, "将")):
        return "planned"
    plans = (*_PLANS.finditer(told), *(_PLANNED.finditer(told) if _PLAN_WORDS.search(told) else ()))
    if plans:
        return "reported" if all(_DONE.search(told, plan.end()) for plan in plans) else "planned"
    demanded = demand(view.text, low, position)
    to_do = _TO_DO.match(view.shape, demanded.end(), position) if demanded else None
    if to_do is None or _DONE.search(view.shape, to_do.end(), position) or _DONE_SO.match(view.shape, position):
        return "planned" if low and _plan_goes_on(view, low, position) else "reported"
    return "planned"


def _in_section(view: SentenceView, modality: Modality, position: int) -> Modality:
    """How a number is meant in a part of a report: of a year gone by what was 预计 is reported, of one to come it is planned
    but for what is done already."""
    if view.section is None:
        estimated = _ESTIMATED.search(view.shape) if modality == "planned" else None
        return "reported" if estimated is not None and estimated.end() <= position else modality
    if view.section.planned:
        return modality if _DONE.search(view.shape, 0, position) else "planned"
    return "reported" if modality == "planned" and "预计" in view.shape[:position] else modality


def _plan_goes_on(view: SentenceView, low: int, position: int) -> bool:
    """Whether a part of a sentence that names no one and begins at `low` is under a plan of a part before it:
    计划新建幼儿园12所；招聘教师|300名."""
    if view.marks_in(low, position):
        return False
    before = _SUM_PLANNED.sub("", view.shape[:low])
    verb = view.shape[low : low + 2]
    if (
        view.clause_of(low) == view.clause_of(position)
        and f"将{verb}" in before
        and (verb in verbs() or verb in indicator_set("governs"))
        and not _DONE.search(before, before.rfind(f"将{verb}"))
    ):
        return True  # 将新建大棚10座；新建|冷库3座
    plans = list(_PLANNED.finditer(before)) if _PLAN_WORDS.search(before) else []
    return bool(plans) and not _DONE.search(before + view.shape[low:position], plans[-1].end())


def _all(words: str, one: str) -> Iterator[int]:
    """Where a character stands in words."""
    return (at for at, letter in enumerate(words) if letter == one)


def _wills(words: str, at: int) -> bool:
    """Whether the 将 at a place tells of what is to come, not what is done something to: 将|安排资金, not 将氛围推向高潮."""
    if words.startswith(("将近", "将军"), at) or words[at - 1 : at] == "即":
        return False
    rest = words[at + 1 : at + 5]
    first = next((rest[low:high] for low, high in cut_units(rest)), "")
    if not rest.startswith(words_in("modality", "after_jiang")) and _MOVED_TO.match(words, at):
        return False
    if rest.startswith("的", 2):  # 将追回的|86.4万元返还
        return False
    return (
        rest.startswith(words_in("modality", "after_jiang"))
        or (rest[:2] in verbs() and not (len(first) > 2 and tags().get(first) == "n"))  # 将|嫌疑人抓获
        or first in doing()
        or tags().get(first, "").startswith("v")
    )
