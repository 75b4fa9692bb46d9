"""Parts of a breakdown, which are told of less than they are: 第一产业增长3.1% of an investment, 总投资20亿元 of projects of one sort."""

from __future__ import annotations

import re
from functools import cache

from ingest.modality import any_of
from ingest.relations.figures.indicators import indicators
from ingest.relations.figures.noun_behind import only_done
from ingest.relations.figures.nouns import units
from ingest.relations.figures.number_case import Case
from ontology.records import Span

_SECTOR = re.compile(
    "第[一二三]产业|[一二三]产|[\u4e00-\u9fff、]{1,14}(?:业|领域|贸易|门类|类)|(?:国有|民营|外资|民间|基础设施|房地产|规上|限上|规模以上|限额以上|城镇|乡村)"
)
_GROUPED = re.compile("(?:分|按|从)[^，。；]{1,10}[看分]，|其中[，：]?")
_RESIDENTS = re.compile("(?:农村|城镇|城乡|牧区|农牧区)(?:常住)?(?:居民|农民|人口)?|农民|农牧民|居民")
_ALL_SORTS = re.compile(
    "(?:各类|开工|签约|集中|落地|重点|重大|建设|产业|投资|实施|安排|县级|市级|全县|全市|总)*(?:项目|工程)"
)
PROJECTS = ("项目", "工程")
_STATES = frozenset(
    {"在建", "续建", "新建", "开工", "新开工", "预备", "储备", "竣工", "投产", "前期", "拟建", "签约", "完工"}
)
_BACK = 3  # sentences back to which a breakdown may belong


def sector_begins(text: str, span: Span) -> int:
    """Where the name of a branch of industry begins that has 、 in it and goes on in what is counted (电力、热力、燃气及水生产和供应业)."""
    at = next((match.start() for match in _sectors().finditer(text, max(0, span[0] - 30), span[1])), span[1])
    found = _sectors().match(text, at)
    return at if found is not None and at < span[0] < found.end() else span[0]


def of_whole(case: Case, noun: str) -> str:
    """第一产业增加值 behind 地区生产总值, 制造业增加值 behind 采矿业增加值下降, 农村居民人均可支配收入 behind that of all: a part with
    what is measured of it; else the noun."""
    if not noun or case.found.kind not in ("money", "share"):
        return noun
    whole = case.before.noun
    if case.between.rstrip(noun) in ("、", "和") and _measures().fullmatch(noun):  # 工业产值6亿元、|增加值1.98亿元
        of = _measures().search(whole)
        return whole[: of.start()] + noun if of and of.start() > 1 else noun
    if _RESIDENTS.fullmatch(noun):
        return noun + whole[whole.index("人均") :] if case.same and "人均" in whole else noun
    if not _SECTOR.fullmatch(noun) or (case.found.kind == "share" and case.change is None):
        return noun
    return noun + _measure(case)


def of_projects(case: Case, noun: str) -> str:
    """亿元以上项目总投资 behind 其中亿元以上项目46个: a sum that only says of what kind it is, with the sort of projects counted
    right before it in its part of the sentence; else the noun."""
    before = case.before
    if noun.partition("占")[0] not in indicators()["sums_of_projects"] or before.joined:
        return noun
    sort = before.sort
    for low, high in units(sort) if sort else ():
        if not only_done(sort[low:high]) or sort[low:high] in _STATES:
            sort = sort[low:]
            break
    apart = "；" in case.view.shape[before.sorted_at : case.at] or case.view.shape.startswith("的", case.found.end)
    return noun if apart or not sort or _ALL_SORTS.fullmatch(sort) else sort + noun


def _measure(case: Case) -> str:
    """What is measured of the whole that a part belongs to: told before in its sentence, or in the sentences before; else ""."""
    told = next((found[0] for noun in reversed(case.before.told) if (found := _measures().search(noun))), "")
    if told:
        return _of_part(told)
    grouped = _GROUPED.search(case.view.shape, 0, case.at)
    if grouped is None:
        return ""
    if "零售" in grouped[0] or "消费" in grouped[0]:  # 从零售类值看，粮油类增长6%
        return "零售额"
    view = case.view.before
    for _ in range(_BACK):
        if view is None or view.headline:
            return ""
        if measures := _measured().findall(view.text):
            return _of_part(str(measures[-1]))
        view = view.before
    return ""


def _of_part(measure: str) -> str:
    """增加值 of 生产总值: the part of a whole is called otherwise."""
    return "增加值" if measure.endswith("生产总值") else measure


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(tuple(indicators()['of_sectors'])).pattern})\\Z")


@cache
def _measured() -> re.Pattern[str]:
    return any_of(tuple(indicators()["of_sectors"]))


@cache
def _sectors() -> re.Pattern[str]:
    return any_of(tuple(indicators()["sectors"]))
