"""The time that a report, or a part of one, says it is of: 2023年民政工作总结, 前三季度经济运行情况; 一、2023年工作回顾."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.relations.base import Section, SentenceView, TimeSpan
from ontology.records import Article

_REPORT = re.compile("总结|公报|年报|简报|统计|综述|回眸|盘点|成绩单|运行|情况|数据|大事记")
_HEADING = re.compile("[（(]?(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.．：: ）)])?[^，。；！？]{4,24}")
_DONE = re.compile("回顾|总结|完成情况|工作情况|主要工作|成绩|成效|执行情况")
_TO_DO = re.compile("安排|打算|计划|目标|展望|部署|任务|思路|重点工作")
_HELD = re.compile("召开|举行|举办|大会|会议|发布会|通报会|表彰|工作会")
_DAY = len("2022-10-26")


def period(article: Article, said: Sequence[TimeSpan]) -> str | None:
    """The year or months (EDTF) that a report's headline names; None where the page is no report, or the headline names a day,
    none or several. `said`: the article's times in order, offsets in the article."""
    title = article.title or ""
    if _REPORT.search(title) is None or _HELD.search(title):
        return None
    times = [time for time in said if time.end <= len(title)]
    return times[0].edtf if len(times) == 1 and len(times[0].edtf or "") != _DAY else None


def sections(views: Sequence[SentenceView]) -> Iterator[Section | None]:
    """For each sentence in order the part of a report it stands in, by the last heading that tells a year; None before."""
    section: Section | None = None
    for view in views:
        section = _section(view) or section
        yield section


def _section(view: SentenceView) -> Section | None:
    """What a heading tells of the part below it: 一、2023年工作回顾, 二、2024年主要目标."""
    words = view.text.strip()
    years = {time.edtf[:4] for time in view.times if time.edtf}
    if len(years) != 1 or not _HEADING.fullmatch(words):
        return None
    done, to_do = _DONE.search(words), _TO_DO.search(words)
    if (done is None) == (to_do is None):
        return None
    return Section(years.pop(), planned=to_do is not None)
