"""Who comes to a firm, a school or a site on an inspection looks it over; who comes for something else does not."""

from __future__ import annotations

import pytest

from ingest.relations.reading import views
from ingest.relations.visits.inspections import inspections
from ingest.sentences import sentences
from ontology.records import Context
from tests.ingest.marking import marked

LEADER = "[费清远|Person:PublicPostHolder]"
FIRM = "[瑞禾公司|Organization:Company]"


def looked_over(text: str) -> list[tuple[str, str]]:
    article = marked(text)
    seen = views(article.article, sentences(article.article), Context(), article.entities)
    named = {entity.name: entity.id for entity in article.entities}
    said = frozenset(("visits", named["费清远"], named[stop]) for stop in ("瑞禾公司", "柳林镇") if stop in named)
    return [(d.subject.name, d.object.name) for _, d in inspections(seen, said) if d.object is not None]


@pytest.mark.parametrize(
    "text",
    [
        f"县长{LEADER}带队开展安全检查，来到{FIRM}，查看消防设施。",
        f"由县长{LEADER}带队的检查组走进{FIRM}，逐一检查用电情况。",
        f"县长{LEADER}督导安全生产。{LEADER}一行来到{FIRM}，翻阅值班记录，督查隐患整改。",
    ],
)
def test_who_inspects_a_house_looks_it_over(text: str) -> None:
    assert looked_over(text) == [("费清远", "瑞禾公司")]


@pytest.mark.parametrize(
    "text",
    [
        f"县长{LEADER}调研春耕，来到{FIRM}，查看农资储备。",
        f"县长{LEADER}带队开展安全检查，看望慰问了{FIRM}的职工，查看食堂。",
        f"县长{LEADER}带队到[柳林镇|Place:AdministrativeArea]检查防汛，查看物资。",
        f"{FIRM}开展安全检查，查看设施。县长{LEADER}肯定了做法。",
    ],
)
def test_who_comes_for_something_else_or_to_a_town_does_not_by_that(text: str) -> None:
    assert looked_over(text) == []
