"""The span of time that a report's headline says it is of: 2023年民政工作总结, 前三季度经济运行情况."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.relations.base import TimeSpan
from ontology.records import Article

_REPORT = re.compile("总结|公报|年报|简报|统计|综述|回眸|盘点|成绩单|运行|情况|工作报告|数据|大事记")
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
