"""What a person means by ENTITY, and what lies in an area."""

from __future__ import annotations

import pytest

from ontology.errors import UsageError
from queries.areas import area
from queries.find import by_ids, find, redirects, unknown


def names(found):
    return [row.name for row in found]


@pytest.mark.parametrize("reference", ["“红色管家”机制", "红色管家机制", " “红色管家” 机制"])
def test_quotes_and_white_space_in_a_name_do_not_count(reader, reference):
    assert names(find(reader, reference)) == ["“红色管家”机制", "“红色管家”机制"]


def test_a_name_wins_over_an_alias_of_another(reader):
    assert names(find(reader, "经验交流会")) == ["经验交流会"]
    assert names(find(reader, "启动会")) == ["“红色管家”机制启动会"]


def test_an_id_an_older_id_and_a_code_lead_to_the_entity(reader):
    (county,) = find(reader, "莒县")
    assert find(reader, county.id) == (county,)
    assert find(reader, county.code) == (county,)
    locals_ = reader.rows("MATCH (l:LocalEntity) WHERE l.entity = $id RETURN l.id AS id", {"id": county.id})
    assert locals_
    for row in locals_:
        assert redirects(reader, row["id"]) == (county.id,)
        assert find(reader, row["id"]) == (county,)


def test_namesakes_are_all_found_in_one_order(reader, reversed_reader):
    found = find(reader, "苗青")
    assert len(found) == 4
    assert found == find(reversed_reader, "苗青")


@pytest.mark.parametrize("reference", ["", " ", "“”", "查无此人", "管家", "0" * 20, "999999", "'", "长" * 20_000])
def test_what_names_nothing_finds_nothing(reader, reference):
    assert find(reader, reference) == ()


@pytest.mark.parametrize("text", ["", "“”", "查无此人", "'", "长" * 2_000])
def test_what_nothing_comes_close_to_is_to_be_searched(reader, text):
    assert unknown(reader, text).remedy == f"try `wangge search {text!r}`"


@pytest.mark.parametrize("text", ["红色管事机制", "“红色管家”机置"])
def test_a_name_mistyped_is_told_the_close_ones(reader, text):
    assert unknown(reader, text).remedy.startswith("close to it: “红色管家”机制")


def test_text_that_is_no_utf8_is_refused(reader):
    with pytest.raises(UsageError, match="UTF-8"):
        find(reader, "\udcb0")


def test_by_ids_gives_those_that_exist(reader):
    (county,) = find(reader, "莒县")
    assert by_ids(reader, (county.id, "f" * 20)) == (county,)
    assert by_ids(reader, ()) == ()


def test_a_street_holds_the_places_without_code_that_lie_in_it(reader):
    (compound,) = find(reader, "围子社区阳光小区")
    assert compound.code == ""
    street, community, county = (area(reader, one) for one in ("店子集街道", "围子社区", "莒县"))
    assert street.codes == ("371122002",)
    assert compound.id in street.ids
    assert compound.id in community.ids
    assert compound.id not in area(reader, "浮来山街道").ids
    # What lies in a county bears its code; nothing has to be listed.
    assert county.codes == ("371122",)
    assert len(county.ids) == 1


def test_an_area_without_code_is_itself_and_what_lies_in_it(reader):
    compound = area(reader, "围子社区阳光小区")
    assert compound.codes == ()
    assert compound.ids == tuple(row.id for row in find(reader, "围子社区阳光小区"))
    assert area(reader, "查无此地") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("武义县", "330723"),
        ("武义", "330723"),
        ("金华市武义县", "330723"),
        ("浙江省", "33"),
        ("金华", "3307"),
        ("桃溪镇", "330723106"),
    ],
)
def test_an_area_that_no_article_names_is_found_by_a_divisions_name(reader, name, code):
    assert find(reader, name) == ()
    assert area(reader, name) == area(reader, code)


@pytest.mark.parametrize("name", ["玉环市", "平安村", "“”", "", "市辖区"])
def test_a_division_of_which_the_store_has_nothing_is_no_area(reader, name):
    assert area(reader, name) is None
