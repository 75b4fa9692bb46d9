"""How a clause is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.modality import demand, meant, purpose_ends


@pytest.mark.parametrize(
    ("lead", "near", "expected"),
    [
        ("", "", "reported"),
        ("", "积极", "reported"),
        ("", "将", "planned"),
        ("", "将继续", "planned"),
        ("", "计划年底前", "planned"),
        ("下一步，", "", "planned"),
        ("", "将活动氛围", "reported"),
        ("", "准备了传单，", "reported"),
        ("", "按照三年计划，", "reported"),
        ("", "“领航”计划", "reported"),
        ("", "并未", "denied"),
        ("", "没有", "denied"),
        ("网传消息，", "", "denied"),
        ("", "要", "unsaid"),
        ("", "主要", "reported"),
        ("", "重要的是", "reported"),
        ("", "应急队伍", "reported"),
        ("", "必须", "unsaid"),
    ],
)
def test_words_before_a_verb_tell_how_it_is_meant(lead: str, near: str, expected: str) -> None:
    assert meant(lead, near) == expected


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("会议要求全镇新建农田", "会议要求"),
        ("推进会还强调，要新建农田", "推进会还强调"),
        ("大会号召，全县党员要带头", "大会号召"),
        ("会议提出要新建农田", "会议提出"),
        ("会议提出的三个问题", None),
        ("镇长高远要求，要新建农田", None),
        ("会议室里要求不高", None),
    ],
)
def test_what_a_meeting_demands_is_told_from_what_it_names_and_from_what_people_say(
    text: str, demanded: str | None
) -> None:
    found = demand(text, 0, len(text))
    assert (found[0] if found else None) == demanded


@pytest.mark.parametrize(
    ("clauses", "aims"),
    [
        (["后寨村开展活动，", "大家高兴。"], 0),
        (["为丰富生活，", "近日，", "后寨村开展活动。"], 1),
        (["为丰富生活，", "满足需要，", "\ue002\ue005\ue005开展活动。"], 2),
        (["为丰富生活，", "满足需要，", "他们开展了活动。"], 2),
        (["为民服务。"], 0),
    ],
)
def test_the_aim_ends_where_the_news_begins(clauses: list[str], aims: int) -> None:
    assert purpose_ends(clauses) == aims


@given(st.text(alphabet="将要应未没有计划拟准备主重的了，”x", max_size=40), st.text(max_size=40))
def test_any_words_mean_something(near: str, lead: str) -> None:
    assert meant(lead, near) in {"reported", "planned", "denied", "unsaid"}
