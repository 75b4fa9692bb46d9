"""Titles in what the same sentence sets up: 成立“护苗”专案组，由甲任组长; 领导小组下设办公室，由乙兼任主任."""

from __future__ import annotations

import re

from ingest.relations.base import SentenceView, Title, all_names
from ingest.relations.posts.leaning import Office, area_near
from ontology.records import LocalEntity

_FOUNDED = re.compile("(?:成立|组建|设立|组成)了?(?:由[^，。；]{1,20}的)?(?P<what>[^，。；]{2,24})[，,；]")
_BODY = re.compile(
    "(?:“[^”]{1,10}”)?[\u3400-\u9fff]{0,8}(?:专案组|领导小组|工作组|督查组|督导组|检查组|巡查组|考核组|评审组|专家组|小组|专班|工作队|指挥部|组委会|委员会|联盟|理事会|服务队|应急队|突击队|临时党支部|筹备组|调解组|工作室|办公室)\\Z"
)
_DOCUMENT = re.compile(
    "《(?:关于)?(?:成立|组建|设立|调整)?(?P<body>[^》“”]{2,20}?(?:委员会|领导小组|指挥部|理事会))[^》]{0,14}》"
    "[^。；]{0,20}?(?=由|委员会|领导小组|指挥部|理事会|，)"
)
_LED_BY = re.compile(
    "(?:^|(?<=[，。； \u3000]))(?P<body>[\u3400-\u9fff]{2,12}(?:委员会|领导小组|指挥部|理事会|组委会))由"
)
_OFFICE_MADE = re.compile("(?:内|下)?设(?:立|置)?办公室")


def founded(view: SentenceView, title: Title) -> Office | None:
    """成立“护苗”专案组，由副局长张三任组长: of what the sentence founds or names before, an entity or words."""
    match = next(reversed(list(_FOUNDED.finditer(view.shape, 0, title.start))), None)
    if match is None or "》" in match["what"]:
        return _documented(view, title)
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


def _documented(view: SentenceView, title: Title) -> Office | None:
    """印发《关于成立某镇水源地保护委员会的通知》，由甲任主任: of the body that a document's name tells of, in words."""
    named = [*_DOCUMENT.finditer(view.text, 0, title.start), *_LED_BY.finditer(view.shape, 0, title.start)]
    if not named:
        return None
    body = named[-1]["body"]
    for entity in view.about.entities:
        name = next((n for n in all_names(entity) if body.startswith(n) and len(body) > len(n) + 2), None)
        if name is not None:
            return Office(entity, 0.6, body.removeprefix(name))
    of = view.about.topic or area_near(view.about, view.offset(title.start), ())
    return None if of is None else Office(of, 0.55, body)


def with_office(view: SentenceView, title: Title) -> LocalEntity | None:
    """领导小组下设办公室，…由张三兼任|办公室主任: the group whose office the sentence sets up before."""
    made = _OFFICE_MADE.search(view.shape, 0, title.start)
    groups = view.marks_in(0, made.start() + 1, "Organization") if made is not None else []
    return groups[-1].entity if made is not None and groups and groups[-1].end >= made.start() else None
