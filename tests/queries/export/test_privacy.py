"""What a public export leaves out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.export.privacy import Names, Privacy, _holds, without_numbers
from queries.find import find


def ids(reader, name):
    return [row.id for row in find(reader, name)]


def test_residents_are_hidden_and_nobody_else(reader):
    hidden = Privacy.public(reader).hidden
    assert hidden == {*ids(reader, "牧小禾"), *ids(reader, "乐正平")}
    assert Privacy.all().hidden == frozenset()


@pytest.mark.parametrize(
    "name", ["尉迟衡", "诸葛慎", "公冶闻", "苗青"], ids=["held a post", "is dispatched", "writes", "holds posts"]
)
def test_who_holds_or_held_a_post_or_writes_is_shown(reader, name):
    assert not Privacy.public(reader).hides(*ids(reader, name))


def said_of(kind, role, body_type, body):
    return {"id": "0", "kind": kind, "role": role, "body_type": body_type, "body": body}


@pytest.mark.parametrize(
    ("kind", "role", "body_type", "body", "shown"),
    [
        ("Person", "五年级学生", "Organization", "School", False),
        ("Person", "志愿者", "Organization", "ServiceCentre", False),
        ("Person", "脱贫户", "Place", "AdministrativeArea", False),
        ("PrivateResident", "技师", "Organization", "Company", False),
        ("PrivateResident", "理事长", "Organization", "Cooperative", False),
        ("PrivateResident", "村民代表", "Place", "AdministrativeArea", True),
        ("PrivateResident", "居民代表", "Place", "AdministrativeArea", False),
        ("PrivateResident", "支部书记", "Organization", "PartyOrganization", True),
        ("Person", "总经理", "Organization", "Company", True),
    ],
)
def test_a_resident_is_shown_for_a_public_post_and_nobody_for_a_title_that_is_none(kind, role, body_type, body, shown):
    assert _holds(said_of(kind, role, body_type, body)) is shown


def test_a_hidden_name_is_masked_in_the_article_that_names_them_only(reader):
    privacy = Privacy.public(reader)
    (entity,) = find(reader, "牧小禾")
    (row,) = reader.rows("MATCH (l:LocalEntity) WHERE l.entity = $id RETURN l.article AS article", {"id": entity.id})
    assert privacy.words("居民牧小禾说", article=row["article"]) == "居民某某说"
    assert privacy.words("居民牧小禾说", article="0" * 20) == "居民牧小禾说"
    assert Privacy.all().words("居民牧小禾说", article=row["article"]) == "居民牧小禾说"
    assert privacy.summed("赠牧小禾、乐正平") == "赠某某、某某"


def test_a_longer_name_of_somebody_shown_stays_whole():
    names = Names.of(["梁芳", "梁"], but=["梁芳菲"])
    assert names.masked("梁芳对梁芳菲说，梁家") == "某某对梁芳菲说，某某家"
    assert Names.of(["梁芳"], but=["梁芳"]).masked("梁芳") == "梁芳"
    assert Names.of([]).masked("梁芳") == "梁芳"


@pytest.mark.parametrize(
    "number",
    [
        "13800001111",
        "138-0000-1111",
        "138 0000 1111",
        "138．0000．1111",
        "+8613800001111",
        "１３８００００１１１１",
        "0633-6222333",
        "06336222333",
        "(0633)6222333",
        "010 62223333",
        "400-812-3456",
        "37112219400307452X",
        "371122194003074526",
        "371122400307452",
    ],
)
def test_telephone_and_id_numbers_are_masked(number):
    assert without_numbers(f"请拨{number}，谢谢") == "请拨＊，谢谢"


@pytest.mark.parametrize(
    "text",
    [
        "2024年新增36名",
        "1.2万亩",
        "12345热线",
        "2022-10-26",
        "投资1380000元",
        "139000111111111111111",
        "3712万元",
        "鲁L12345",
        "120、110、119",
    ],
)
def test_other_numbers_stay(text):
    assert without_numbers(text) == text


def test_masking_is_linear_on_hostile_text():
    assert without_numbers("1380000111" * 20_000)
    assert Names.of(["甲" * n for n in range(1, 50)]).masked("甲" * 100_000)


han = st.text(st.sampled_from("梁芳菲王明远甲乙"), min_size=1, max_size=4)


@given(
    hidden=st.sets(han, min_size=1),
    shown=st.sets(han),
    text=st.text(st.sampled_from("梁芳菲王明远甲乙，的"), max_size=40),
)
def test_what_is_left_of_a_text_names_nobody_hidden(hidden, shown, text):
    """Outside of the longer names of others, no hidden name is left; without others, none at all."""
    masked = Names.of(hidden).masked(text)
    parts = masked.split("某某")
    assert not any(name in part for name in hidden for part in parts)
    kept = Names.of(hidden, but=shown).masked(text)
    rest = re.split("|".join(map(re.escape, sorted({*shown, "某某"}, key=len, reverse=True))), kept)
    assert not any(name in part for name in hidden - shown for part in rest)


@given(st.text(st.sampled_from("0123456789-+ Xx年元１３８"), max_size=60))
def test_masking_numbers_twice_is_masking_them_once(text):
    assert without_numbers(without_numbers(text)) == without_numbers(text)
