"""Notices in points: labels give who holds what is announced, its day and place; none without an event to announce."""

from __future__ import annotations

import pytest

from ingest.relations.events.notices import notices
from tests.ingest.marking import marked
from tests.ingest.test_held import views_of

LEAD = "决定举办[“春风”专场招聘会|Event:Activity]。\n"


def said(text: str) -> set[tuple[str, str | None, object]]:
    found = notices(views_of(marked(text), published="2024-02-18"), frozenset())
    return {
        (d.predicate, d.role, d.value or (d.object if d.predicate == "heldAt" else d.subject).name) for _, d in found
    }  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (
            "一、主办单位\n[莘县人社局|Organization:GovernmentBody]、[莘县总工会|Organization:MassOrganization]\n",
            {("organizes", "主办", "莘县人社局"), ("organizes", "主办", "莘县总工会")},
        ),
        ("承办单位：[柳林镇|Place:AdministrativeArea]。\n", {("organizes", "承办", "柳林镇")}),
        ("二、时间：2024年2月24日8:30\n", {("heldOn", None, "2024-02-24")}),
        ("（三）活动地点\n[柳林文化广场|Place:Venue]\n", {("heldAt", None, "柳林文化广场")}),
        ("四、咨询电话\n[莘县人社局|Organization:GovernmentBody]\n", set()),
    ],
)
def test_a_label_says_what_stands_behind_it_is(points: str, expected: set[tuple[str, str | None, object]]) -> None:
    assert said(LEAD + points) == expected


def test_without_an_event_labels_say_nothing() -> None:
    assert said("现将事项公告如下：\n一、主办单位\n[莘县人社局|Organization:GovernmentBody]\n") == set()
