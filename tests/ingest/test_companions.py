"""Companions on a tour are where its leader goes, as far as the sentences show it."""

from __future__ import annotations

import pytest

from tests.ingest.marking import marked

LEAD = (
    "3月5日，县长[费清远|Person:Official]到[柳林镇|Place:AdministrativeArea]调研春耕工作。"
    "副县长[莫言清|Person:Official]，[县水利局|Organization:GovernmentBody]局长[祁大河|Person:Official]陪同。"
)


def visited(text: str) -> set[str]:
    return set(marked(LEAD + text).said("visits"))


@pytest.mark.parametrize(
    "text",
    [
        "随后，[费清远|Person:Official]一行来到[石桥村|Place:AdministrativeArea]，察看墒情。",
        "[费清远|Person:Official]首先来到[石桥村|Place:AdministrativeArea]，察看墒情。",
    ],
)
def test_companions_are_where_all_go_or_where_the_next_sentence_tells_of(text: str) -> None:
    assert {f"{name} visits 石桥村" for name in ("费清远", "莫言清", "祁大河")} <= visited(text)


@pytest.mark.parametrize(
    "text",
    [
        "村里今年种了小麦8000亩。[费清远|Person:Official]来到[石桥村|Place:AdministrativeArea]，察看墒情。",
        "“去年[石桥村|Place:AdministrativeArea]丰收了。”他说。",
    ],
)
def test_no_companion_is_where_the_sentence_tells_of_the_leader_alone_or_of_none(text: str) -> None:
    assert not {f"{name} visits 石桥村" for name in ("莫言清", "祁大河")} & visited(text)
