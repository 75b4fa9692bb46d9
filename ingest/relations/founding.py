"""Titles in what the same sentence sets up: 成立“护苗”专案组，由甲任组长; 领导小组下设办公室，由乙兼任主任."""

from __future__ import annotations

import re

from ingest.relations.base import SentenceView, Title
from ingest.relations.leaning import Office, area_near
from ontology.records import LocalEntity

_FOUNDED = re.compile("(?:成立|组建|设立|组成)了?(?:由[^，。；]{1,20}的)?(?P<what>[^，。；]{2,24})[，,；]")
_BODY = re.compile(
    "(?:“[^”]{1,10}”)?[\u3400-\u9fff]{0,8}(?:专案组|领导小组|工作组|小组|专班|指挥部|组委会|委员会|联盟|理事会|服务队|应急队|突击队|临时党支部|筹备组|调解组|工作室|办公室)\\Z"
)
_OFFICE_MADE = re.compile("(?:内|下)?设(?:立|置)?办公室")


def founded(view: SentenceView, title: Title) -> Office | None:
    """成立“护苗”专案组，由副局长张三任组长: of what the sentence founds or names before, an entity or words."""
    match = next(reversed(list(_FOUNDED.finditer(view.shape, 0, title.start))), None)
    if match is None:
        return None
    start, end = match.span("what")
    named = view.marks_in(start, end, "Organization")
    if named and named[-1].end == end:
        return Office(named[-1].entity, 0.75)
    body = _BODY.search(view.text[start:end])
    if body is None or named:
        return None
    houses = [m.entity for m in view.marks_in(0, match.start(), "Organization")]
    of = houses[-1] if houses else view.about.topic or area_near(view.about, view.offset(title.start), ())
    return None if of is None else Office(of, 0.6, body[0].strip("“”"))


def with_office(view: SentenceView, title: Title) -> LocalEntity | None:
    """领导小组下设办公室，…由张三兼任|办公室主任: the group whose office the sentence sets up before."""
    made = _OFFICE_MADE.search(view.shape, 0, title.start)
    groups = view.marks_in(0, made.start() + 1, "Organization") if made is not None else []
    return groups[-1].entity if made is not None and groups and groups[-1].end >= made.start() else None
