"""What a number counts where its own words do not say it: what grew to it, what its list gives, what the clause before told."""

from __future__ import annotations

import re

from ingest.relations.base import TIME, SentenceView, bare
from ingest.relations.figures.amounts import Amount
from ingest.relations.figures.beside import NUMBERED
from ingest.relations.figures.indicators import indicators
from ingest.relations.figures.nouns import named_before
from ingest.relations.figures.number_case import Case
from ingest.relations.figures.phrases import thing
from ontology.records import LocalEntity, Span

EACH = re.compile("每[百千万]?(?:公斤|公里|公顷|平方米|[人户亩名个家位斤棚栋]{1,2}|[吨棵株只头瓶箱筐车])")
GROWN = re.compile(
    "(?:提|加|压|拉|恢复|壮大|扩充|增长|增加|提高|提升|上升|扩大|扩|发展|下降|减少|降低|增|升|降|涨|跌)(?:到了?|至)"
    f"(?:现在的?|如今的?|目前的?|{TIME}+的?|每[天月年])?\\Z"
)
GROWS = re.compile(
    "[左右多余]?(?:[提加压拉扩](?=[到至])|恢复|壮大|扩充|扩大|增加|增长|提高|提升|上升|发展|减少|下降|降低|降|增|涨|跌|扩展|缩短|压缩|上涨|变为|变成)(?:到|至|为)?"
)
_AMONG = re.compile("(?:其中|其余|余下|剩余|剩下)的?\\Z")
_MOVED = re.compile(
    "[、，]?(?:[0-9]+[余多]?人)?(?:已|均|都|全部|安全|紧急|及时|连夜|成功|顺利|直接)*(?P<deed>转移|撤离|撤出|安置|搬迁|搬出|入住|受灾|受益|受影响|脱贫|获救|脱险|恢复供[水电]|断电|停电|被困)"
)
_ONLY = re.compile(
    "(?:目前|现|已|共|共有|共计|总计|合计|累计|就|还|仅|约|近|达|有|已有|现有|超过|达到|足足|足有|的)*(?P<verb>找出|查出|清出|揪出|发现|抓获|查获|整改|收回)?"
)
_REACHED = re.compile("[，,](?:已|实际|共|累计|具体)*(?:达到?了?|为|至)")
_GIVEN_EACH = re.compile("(?:[助奖慰救补]学?[\u4e00-\u9fff]金|慰问金|补助款?|补贴款?|救助款|奖励|红包)[，,]\\Z")
_PORTION = re.compile("(?<=..)占(?:比|[^占]*比[重例])\\Z")
_AREAS = ("村", "社区", "镇", "乡", "街道", "县", "区", "市", "屯", "寨")
_NUMBERS = re.compile("(?<=..)(?:户数|人数|人次)\\Z")
RAIN = "毫米"


def unsaid(case: Case, noun: str, span: Span, *, corrected: bool) -> tuple[str, Span]:
    """(noun, its span) of a number by the number before it, where its own words only tell of a growth, a part or a
    correction, or by the label it stands behind; else as they are. `corrected`: the sentence mends a number."""
    view, before, at = case.view, case.before, case.at
    if before.noun and GROWS.fullmatch(noun):  # …扩大到|1860亩: still of the area
        noun, span = before.noun, (at, case.found.number.end)
    if before.told and not noun and case.same and _AMONG.search(view.shape, case.start, at):
        noun = before.noun  # 收到诉求142件，其中|131件已办结
    grown = GROWN.search(view.shape, 0, at)  # 由43起降到|去年的5起
    exact = case.same and _REACHED.fullmatch(case.between)  # 突破百亿元，达到|103.7亿元
    if not noun and case.change and "同比" in case.change["change"] and (whole := _PORTION.sub("", before.noun)):
        return whole, span  # 增加值占比达96%，同比下降|15.6%: the value
    if not noun and (case.change or case.adjacent or corrected or grown or exact):
        counted = case.change and case.found.kind == "count"
        noun = before.by_unit.get(case.found.unit, before.noun) if counted else before.noun
        if case.found.kind == "money" and not case.change:  # 发放3956户|1.56亿元
            noun = _NUMBERS.sub("金额", noun)
    if not noun and view.shape.endswith("：", 0, at):  # 年转诊能力：|6000人次
        low, high = named_before(view, view.clauses[max(0, case.clause - 1)][0], at - 1)
        noun, span = view.text[low:high], (low, high) if high > low else span
    return noun, span


def elsewhere(case: Case, span: Span, *, listed: bool) -> tuple[str, Span]:
    """(noun, its span) of a number that has none: of the list it stands in (`listed`: right behind a name), of the clause
    before or of what was done with those counted; "" where no one can tell."""
    noun = (case.before.noun.removeprefix("平均") or _sum_of(case)) if listed else ""
    if noun:  # 甲公司捐款20万元、乙公司10万元
        return noun, span
    unit = NUMBERED.get(case.found.unit, "")
    return _told_before(case) or (_moved(case.view, case.found.end) + unit if unit else "", span)


def listed_before(view: SentenceView, found: Amount) -> LocalEntity | None:
    """The one whose name stands right before a number, as lists of givers, of votes and of rain (昌坪村达312.5毫米) have it."""
    start = found.number.start
    led = view.shape[max(0, start - 2) : start]
    if found.unit == RAIN and led.endswith(("达", "达到", "为")):
        start -= 2 if led == "达到" else 1
    for mark in view.marks_in(max(0, start - 40), start):
        if mark.end == start and not mark.back and mark.entity.type in ("Organization", "Place", "Person"):
            return mark.entity
    return None


def _sum_of(case: Case) -> str:
    """What a number right behind a name is where nothing says it."""
    view, found = case.view, case.found
    if found.unit == "票":
        return "得票"
    if found.unit == RAIN and "雨" in view.text:
        return "降雨量"
    if found.kind == "money":
        return "捐款" if "捐" in view.text else "金额"
    return ""


def _told_before(case: Case) -> tuple[str, Span] | None:
    """What is counted where its clause has only 共有 or 每人: that of the clause before, or of the number before."""
    view, found, clause = case.view, case.found, case.clause
    indicator, earlier = case.before.noun, case.before.end
    begin = view.clauses[clause][0]
    words = bare(view.shape[begin : case.at])
    if each := EACH.fullmatch(words):  # 资助20名学生，每人5000元
        given = _GIVEN_EACH.search(view.text, 0, begin) if found.kind == "money" else None
        if given is not None:  # 8名学生领到助学金，每人|1000元
            return each[0] + given[0][:-1], (begin, found.end)
        return (indicator + each[0], (begin, found.end)) if indicator else None
    only = _ONLY.fullmatch(words)
    if clause == 0 or not words or only is None or found.kind == "share":
        return None
    counted_too = view.shape.endswith("个", 0, earlier) and indicator.endswith(view.text[earlier : begin - 1])
    if found.unit in ("户", "人") and counted_too and not only["verb"]:
        return NUMBERED[found.unit], (begin, found.end)  # 下辖14个村民组，共有|412户
    low, high = view.clauses[clause - 1]  # 送上慰问金，共计1.2万元
    told = named_before(view, max(low, earlier), high - 1)
    noun = view.text[slice(*told)].rstrip("多")
    if found.unit in ("户", "人") and noun.endswith(_AREAS) and not only["verb"]:  # 原是贫困村，共|98户
        return NUMBERED[found.unit], (begin, found.end)
    if only["verb"]:  # 在教学楼里找隐患，共找出7处
        noun = only["verb"] + (thing(noun) or str(indicators()["nominal"]["count"]))
    return (noun, told) if len(noun) > 1 and not any(letter.isdigit() for letter in noun) else None


def _moved(view: SentenceView, end: int) -> str:
    """转移 of 41户158人|全部转移到学校: what was done with those counted, where the next number stands between; else ""."""
    match = _MOVED.match(view.shape, end)
    return match["deed"] if match else ""
