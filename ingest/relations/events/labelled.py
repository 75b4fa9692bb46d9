"""Who takes part by the form of a notice or a report: 配合单位：A、B; 最佳教练：张三; 副局长李四在开班时强调."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.modality import any_of
from ingest.relations.base import INSIDE, ORG, PLACE, TITLE, Draft, Mark, SentenceView, relation
from ingest.tables import load
from ontology.records import LocalEntity

_AWARD = re.compile(
    "(?:\\A|[\\n；。　 ])(?:最佳[\u4e00-\u9fff]{1,6}|优秀[\u4e00-\u9fff]{1,6}|[冠亚季]军|[一二三特]等奖|[金银铜]奖|第[一二三]名)[：:]"
)
_END = re.compile("[；。\\n]")
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_JOINTS = f"、，和与及 　{TITLE}{ORG}{PLACE}{INSIDE}"
_OPENS = re.compile(
    "在(?:开班|开幕|启动|开营|闭幕|结业|开讲|揭牌|签约|开赛|开工|授牌)(?:仪式|式)?(?:时|上)[^，。；]{0,3}"
    "(?:说|强调|指出|要求|表示|介绍|致辞|讲话|勉励|动员)"
)


def labelled(view: SentenceView) -> Iterator[Draft]:
    """Those whom a label, a prize or the opening of what is told of names."""
    if view.headline or not view.about.events:
        return
    yield from _labels(view)
    yield from _awards(view)
    yield from _openings(view)


@cache
def _roles() -> dict[str, str]:
    return {label: role for role, labels in load("participation")["labels"].items() for label in labels}


def _labels(view: SentenceView) -> Iterator[Draft]:
    event = view.scene
    if event is None or not ("：" in view.text or ":" in view.text):
        return
    for label in any_of(tuple(_roles())).finditer(view.shape):
        if view.text[label.end() : label.end() + 1] in ("：", ":"):
            for mark in row(view, label.end() + 1):
                yield relation(
                    "participatesIn",
                    mark,
                    event,
                    (label.start(), mark.end),
                    0.75,
                    f"participation.yaml labels: {label[0]}",
                    role=_roles()[label[0]],
                )


def _awards(view: SentenceView) -> Iterator[Draft]:
    event = view.about.event if len(view.about.events) == 1 else view.scene
    for label in _AWARD.finditer(view.shape) if event is not None else ():
        for mark in row(view, label.end()):
            assert event is not None
            yield relation(
                "participatesIn",
                mark,
                event,
                (mark.start, mark.end),
                0.7,
                f"labelled: a list of awards, {label[0]}",
                role="参赛",
            )


def row(view: SentenceView, start: int, *types: str) -> Iterator[Mark]:
    """People and bodies (or those of other types) from a place on, joined by marks and titles, to the end of the line; not whose someone is."""
    stop = _END.search(view.text, start)
    at, end = start, stop.start() if stop is not None else len(view.text)
    marks = view.marks_in(start, end)
    for number, mark in enumerate(marks):
        if mark.start < at:  # within brackets
            continue
        if _ASIDE.sub("", view.plain[at : mark.start]).strip(_JOINTS) or mark.entity.type == "Event":
            return
        at = mark.end
        aside = _ASIDE.match(view.plain, at)
        at = aside.end() if aside is not None else at
        whose = (
            number + 1 < len(marks) and marks[number + 1].entity.type == "Person" and view.plain[at : at + 1] == TITLE
        )
        outer = number + 1 < len(marks) and marks[number + 1].start == mark.end  # 泉林镇|石舍村
        if mark.entity.type in (types or ("Person", "Organization")) and (
            mark.entity.type == "Person" or not (whose or outer)
        ):
            yield mark


def _openings(view: SentenceView) -> Iterator[Draft]:
    for mark in view.marks if "在" in view.text else ():
        said = _OPENS.match(view.plain, mark.end) if mark.entity.type == "Person" else None
        event = view.scene or view.about.last(view.offset(mark.start), _held)
        if said is not None and event is not None and not view.in_speech(mark.start):
            yield relation(
                "participatesIn",
                mark,
                event,
                (mark.start, said.end()),
                0.75,
                f"labelled: opens it, {said[0]}",
                role="讲话",
            )


def _held(entity: LocalEntity) -> bool:
    return entity.type == "Event" and entity.kind != "Inspection"
