"""Tenures: from what articles say of a post to who held it from when to when (cases/tenures.yaml)."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from ontology.posts import post_of
from queries.find import find
from queries.said import End
from queries.tenures import Report, Tenure, of_reports, tenures, with_concurrent

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "tenures.yaml").read_text("utf-8"))
KINDS = {"is": "mention", "appointed": "start", "removed": "end", "former": "former", "held": "interval"}
BODY = End(id="body", etype="Organization", name="河口镇党委")


def reports(case: dict[str, Any]) -> list[Report]:
    return [
        Report(
            statement=f"s{number}",
            person=End(id=f"id of {person}", etype="Person", name=person),
            body=BODY,
            post=case.get("post", "书记"),
            kind=KINDS[words],
            time=str(time),
            acting=False,
        )
        for number, (person, words, time) in enumerate(case["says"])
    ]


def told(tenure: Tenure) -> dict[str, Any]:
    """A tenure as the cases write it."""
    shown = {
        "person": tenure.person.name,
        "start": tenure.start,
        "end": tenure.end,
        "seen": [tenure.held_from, tenure.held_until] if tenure.held_from else "",
        **{
            claim.replace(" ", "_"): next((one.day for one in tenure.inferred if one.claim == claim), "")
            for claim in ("ended by", "began after")
        },
        "predecessor": tenure.predecessor,
        "successor": tenure.successor,
        "vacant": tenure.vacant,
    }
    return {name: value for name, value in shown.items() if value}


def plain(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tenures_follow_from_what_is_reported(case: dict[str, Any]) -> None:
    wanted = [{name: plain(value) for name, value in one.items()} for one in case["tenures"]]
    assert [told(one) for one in of_reports(reports(case))] == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_of_reports_is_nothing(case: dict[str, Any]) -> None:
    given = reports(case)
    for seed in range(5):
        assert of_reports(random.Random(seed).sample(given, len(given))) == of_reports(given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_report_stands_behind_one_tenure(case: dict[str, Any]) -> None:
    behind = [id_ for one in of_reports(reports(case)) for id_ in one.statements]
    assert sorted(behind) == sorted(one.statement for one in reports(case))


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2018-12-31", ""),  # before all that is reported
        ("2019-06-01", "known"),  # inside a reported interval
        ("2022-10-20", "known"),
        ("2022-10-21", ""),  # after a reported end
    ],
)
def test_a_reported_interval_is_known(day: str, certainty: str) -> None:
    (tenure,) = of_reports(reports({"says": [["张三", "appointed", "2019-06-01"], ["张三", "removed", "2022-10-20"]]}))
    assert tenure.certainty(day) == certainty


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2021-03-04", ""),
        ("2021-06-01", "likely"),  # between first and last mention
        ("2022-11-30", "last known"),
        ("2022-12-09", ""),  # a successor is seen
    ],
)
def test_between_mentions_is_likely_and_after_them_last_known(day: str, certainty: str) -> None:
    says = [["张三", "is", "2021-03-05"], ["张三", "is", "2022-11-01"], ["李四", "is", "2022-12-09"]]
    tenure = next(one for one in of_reports(reports({"says": says})) if one.person.name == "张三")
    assert tenure.certainty(day) == certainty


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2017-10-19", ""),  # a term before the end
        ("2017-10-20", "likely"),  # who was removed had held it
        ("2019-03-05", ""),  # another is seen in it
        ("2019-03-06", "likely"),
        ("2022-10-20", "likely"),
        ("2022-10-21", ""),
    ],
)
def test_whose_removal_alone_is_reported_held_it_before(day: str, certainty: str) -> None:
    says = [["李四", "removed", "2022-10-20"], *([["张三", "is", "2019-03-05"]] if day > "2019" else [])]
    tenure = next(one for one in of_reports(reports({"says": says})) if one.person.name == "李四")
    assert tenure.certainty(day) == certainty


def test_a_deputy_who_is_seen_as_head_of_the_same_body_is_no_longer_last_known_as_deputy() -> None:
    says = [["张三", "is", "2021-03-05"], ["张三", "is", "2022-12-09"]]
    deputy, head = reports({"says": says})
    found = of_reports([replace(deputy, post="副书记"), head])
    held = {one.post: one for one in found}
    assert [held["副书记"].certainty(day) for day in ("2021-03-05", "2022-12-08", "2022-12-09")] == [
        "likely",
        "last known",
        "",
    ]
    (seen,) = held["副书记"].inferred
    assert (seen.claim, seen.day, seen.why) == ("ended by", "2022-12-09", "holds 书记 there")
    elsewhere = replace(head, body=End(id="other", etype="Organization", name="河口镇人大"))
    assert [one.inferred for one in of_reports([replace(deputy, post="副书记"), elsewhere])] == [(), ()]


def test_who_moves_on_does_not_hold_two_posts_at_once() -> None:
    """One left and another taken up on one day are no posts held at one time."""
    left, taken = reports({"says": [["张三", "removed", "2022-10-20"], ["张三", "appointed", "2022-10-20"]]})
    other = End(id="other", etype="Organization", name="河口镇人大")
    found = of_reports([left, replace(taken, body=other, post="主席")])
    assert all(not one.concurrent for one in with_concurrent(found, found))
    both = of_reports([replace(left, kind="mention"), replace(taken, body=other, post="主席")])
    assert [one.concurrent for one in with_concurrent(both, both)] == [("河口镇党委 书记",), ("河口镇人大 主席",)]


@pytest.mark.parametrize(
    ("role", "body", "post"),
    [
        ("党委书记", "河口镇党委", "书记"),
        ("党委副书记", "中共河口镇党委", "副书记"),
        ("书记", "河口镇党委", "书记"),
        ("局长", "县司法局", "局长"),
        ("组织部部长", "区委组织部", "部长"),
        ("镇长", "河口镇", "镇长"),
        ("网格员", "二十里堡新村", "网格员"),
    ],
)
def test_one_post_is_one_whether_its_body_is_named_again_or_not(role: str, body: str, post: str) -> None:
    assert post_of(role, body) == post


def test_tenures_of_a_body_and_of_its_people_are_the_same(reader) -> None:
    (body,) = find(reader, "浮来山街道党工委")
    held = tenures(reader, End(id=body.id, etype=body.etype, name=body.name))
    assert {one.post for one in held} >= {"书记", "副书记"}
    for one in held:
        assert one in tenures(reader, one.person)
