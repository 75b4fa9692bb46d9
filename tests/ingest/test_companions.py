"""Companions on a tour are where its leader goes, as far as the sentences show it."""

from __future__ import annotations

import pytest

from tests.ingest.marking import marked

LEAD = (
    "3月5日，县长[费清远|Person:PublicPostHolder]到[柳林镇|Place:AdministrativeArea]调研春耕工作。"
    "副县长[莫言清|Person:PublicPostHolder]，[县水利局|Organization:GovernmentBody]局长[祁大河|Person:PublicPostHolder]陪同。"
)


def visited(text: str) -> set[str]:
    return set(marked(LEAD + text).said("visits"))


@pytest.mark.parametrize(
    "text",
    [
        "随后，[费清远|Person:PublicPostHolder]一行来到[石桥村|Place:AdministrativeArea]，察看墒情。",
        "[费清远|Person:PublicPostHolder]首先来到[石桥村|Place:AdministrativeArea]，察看墒情。",
        "在位于镇西的[石桥村|Place:AdministrativeArea]，调研组一行走进大棚，看长势、问收成。",
    ],
)
def test_companions_are_where_all_go_or_where_the_next_sentence_tells_of(text: str) -> None:
    assert {f"{name} visits 石桥村" for name in ("费清远", "莫言清", "祁大河")} <= visited(text)


@pytest.mark.parametrize(
    "text",
    [
        "村里今年种了小麦8000亩。[费清远|Person:PublicPostHolder]来到[石桥村|Place:AdministrativeArea]，察看墒情。",
        "“去年[石桥村|Place:AdministrativeArea]丰收了。”他说。",
    ],
)
def test_no_companion_is_where_the_sentence_tells_of_the_leader_alone_or_of_none(text: str) -> None:
    assert not {f"{name} visits 石桥村" for name in ("莫言清", "祁大河")} & visited(text)


def test_an_inspection_is_held_where_its_sentence_says_that_they_went_and_the_bodies_led_there_take_part() -> None:
    text = (
        "3月5日，县长[费清远|Person:PublicPostHolder]率[县水利局|Organization:GovernmentBody]、[县应急管理局|Organization:GovernmentBody]"
        "负责人，到[柳林镇|Place:AdministrativeArea]、[石桥镇|Place:AdministrativeArea][督查防汛工作|Event:Inspection]。"
    )
    said = {line.removesuffix(" 参加") for line in marked(text).said("heldAt", "participatesIn")}
    assert {f"督查防汛工作 heldAt {town}" for town in ("柳林镇", "石桥镇")} <= said
    assert {f"{body} participatesIn 督查防汛工作" for body in ("县水利局", "县应急管理局")} <= said


def test_an_inspection_to_come_is_held_nowhere_yet() -> None:
    text = "县长[费清远|Person:PublicPostHolder]将于下周到[柳林镇|Place:AdministrativeArea][督查防汛工作|Event:Inspection]。"
    assert not [line for line in marked(text).said("heldAt") if not line.endswith("(planned)")]


def test_who_goes_along_is_on_the_inspection_that_the_sentence_before_names() -> None:
    text = (
        "1月24日，县长[费清远|Person:PublicPostHolder]带队到[柳林镇|Place:AdministrativeArea][走访慰问贫困户|Event:Inspection]。"
        "部长[殷伟|Person:PublicPostHolder]，[县扶贫办|Organization:GovernmentBody]主任[田归农|Person:PublicPostHolder]一同慰问。"
    )
    said = {" ".join(line.split()[:3]) for line in marked(text).said("participatesIn")}
    assert {f"{name} participatesIn 走访慰问贫困户" for name in ("费清远", "殷伟", "田归农")} <= said
