"""Look-ups in the administrative divisions and the names that newspapers use for them."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology import divisions
from ontology.build_divisions import build
from ontology.division_names import LEVELS, spoken
from ontology.divisions import Division
from ontology.errors import UsageError

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "divisions.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "level", "expected"), CASES["spoken"])
def test_spoken_names_come_best_first_and_barest_last(name, level, expected):
    assert spoken(name, level) == tuple(expected)


@pytest.mark.parametrize(("name", "codes"), CASES["counties"])
def test_a_county_is_found_by_full_short_and_prefixed_name(name, codes):
    assert [d.code for d in divisions.counties_named(name)] == codes


def test_prefectures_and_provinces_are_found_by_full_and_short_name():
    assert {d.code for n in ("聊城", "聊城市", "山东聊城", "山东省聊城市") for d in divisions.prefectures_named(n)} == {
        "3715"
    }
    assert {d.code for n in ("山东", "山东省") for d in divisions.provinces_named(n)} == {"37"}
    assert divisions.prefectures_named("北京") == ()


def test_every_level_is_found_by_its_code():
    found = [divisions.by_code(code) for code in ("37", "3715", "371502", "371502003", "371502003016")]
    assert [d and d.name for d in found] == ["山东省", "聊城市", "东昌府区", "新区街道", "华府社区居委会"]
    assert [d and d.level for d in found] == list(LEVELS)


@pytest.mark.parametrize("code", ["", "3", "99", "3715029", "371502999999", "37150a", "３７", "-37150"])
def test_an_unknown_or_malformed_code_gives_none(code):
    assert divisions.by_code(code) is None


def test_a_container_row_stands_for_its_province():
    assert divisions.by_code("1101") == divisions.by_code("11")
    assert [d.name for d in divisions.ancestors("110101")] == ["北京市"]
    assert [d.name for d in divisions.ancestors("429004")] == ["湖北省"]
    assert divisions.by_name("市辖区") == ()
    assert {d.level for d in divisions.children("11")} == {"county"}
    assert "429004" in {d.code for d in divisions.children("42")}


def test_ancestors_come_nearest_first():
    names = [d.name for d in divisions.ancestors("371502003016")]
    assert names == ["新区街道", "东昌府区", "聊城市", "山东省"]
    assert divisions.full_name("371502003016") == "山东省聊城市东昌府区新区街道华府社区"
    assert divisions.full_name("441900003") == "广东省东莞市东城街道"
    assert divisions.full_name("99") == ""


def test_within_gives_all_townships_and_villages_of_a_county():
    below = divisions.within("371502")
    assert {d.level for d in below} == {"township", "village"}
    assert len(below) == 362
    assert all(d.county_code == "371502" for d in below)


def test_within_refuses_what_is_no_county():
    for code in ("3715", "371599", "371502003"):
        with pytest.raises(UsageError, match="no county has the code"):
            divisions.within(code)


@settings(deadline=None)
@given(st.sampled_from(["371502", "110101", "441900", "621026", "659001", "150421"]))
def test_children_at_all_depths_are_exactly_what_lies_within(county):
    townships = divisions.children(county)
    villages = [v for t in townships for v in divisions.children(t.code)]
    assert sorted((*townships, *villages), key=lambda d: d.code) == list(divisions.within(county))


@settings(deadline=None)
@given(st.data())
def test_every_division_is_found_by_each_of_its_names(data):
    county = data.draw(
        st.sampled_from(["371502", "110105", "150525", "330483", "331121", "530925", "632801", "429004"])
    )
    division = data.draw(st.sampled_from(divisions.within(county)))
    for name in {division.name, division.display_name, *divisions.spoken_names(division)}:
        assert division in divisions.by_name(name, within=county)
        assert county in divisions.areas_with(name)
        assert name[:2] in divisions.beginnings(county)
        assert division in divisions.below_beginning(county, name[:2])
    assert divisions.by_code(division.code) == division


def test_names_are_narrowed_by_area_and_level():
    assert [d.code for d in divisions.by_name("华府社区", within="3715")] == ["371502003016"]
    assert [d.level for d in divisions.by_name("侯营", within="371502")] == ["township", "village"]
    assert [d.code for d in divisions.by_name("侯营", within="371502", levels=["township"])] == ["371502100"]
    assert [d.code for d in divisions.by_name("华府社区", within="371502003016")] == ["371502003016"]
    assert divisions.by_name("华府社区", within="371521") == ()


@given(st.text(max_size=30))
def test_any_text_is_a_harmless_name(text):
    assert all(text == d.name or text in divisions.spoken_names(d) for d in divisions.by_name(text, within="371502"))
    assert all(isinstance(d, Division) for d in divisions.counties_named(text))


def test_look_ups_work_from_several_threads():
    counties = [d.code for d in divisions.children("3715")]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(divisions.within, counties)) == [divisions.within(c) for c in counties]


def test_building_from_the_same_rows_in_any_order_gives_the_same_file(tmp_path):
    rows = [(d.code, d.name) for c in ("37", "3715", "371502") if (d := divisions.by_code(c))]
    rows += [(d.code, d.name) for d in divisions.within("371502")]
    build(rows, tmp_path / "a.sqlite", source_sha256="x")
    build(reversed(rows), tmp_path / "b.sqlite", source_sha256="x")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_the_file_holds_the_whole_country():
    with sqlite3.connect(f"{divisions.DATA.as_uri()}?mode=ro", uri=True) as connection:
        lengths = connection.execute("SELECT length(code), count(*) FROM area GROUP BY 1").fetchall()
    assert lengths == [(2, 31), (4, 342), (6, 2978)]


def test_upper_lists_every_province_prefecture_and_county_once_by_code() -> None:
    listed = divisions.upper()
    codes = [division.code for division in listed]
    assert codes == sorted(set(codes))
    assert {division.level for division in listed} == {"province", "prefecture", "county"}
    assert {"37", "3715", "371502"} <= set(codes)


def test_a_former_name_is_of_one_county_there_is_today_and_no_other_area_bears_it() -> None:
    rows = yaml.safe_load((Path(divisions.__file__).parent / "former_names.yaml").read_text(encoding="utf-8"))
    assert [(code, year) for code, _, _, year in rows] == sorted((code, year) for code, _, _, year in rows)
    assert len({name for _, name, _, _ in rows}) == len(rows)
    today = {name for division in divisions.upper() for name in spoken(division.name, division.level)}
    for code, name, prefecture, year in rows:
        county = divisions.by_code(code)
        assert county is not None, name
        assert county.level == "county", name
        assert prefecture in {above.name for above in divisions.ancestors(code)}, name
        assert not today & set(spoken(name, "county", bare=False)) - set(spoken(county.name, "county")), name
        assert 2000 <= year <= 2023
        assert divisions.counties_named(name) == (county,)
        assert county in divisions.by_name(name)
        assert name in divisions.spoken_names(county, bare=False)
        assert county.display_name == spoken(county.name, "county")[0]


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("340281", 2015, "无为县"),
        ("340281", 2019, "无为市"),
        ("533401", 2000, "中甸县"),
        ("533401", 2010, "香格里拉县"),
        ("371502", 2010, "东昌府区"),
    ],
)
def test_a_county_is_called_as_it_was_in_a_year(code: str, year: int, name: str) -> None:
    county = divisions.by_code(code)
    assert county is not None
    assert divisions.as_called(county, year).name == name


def test_a_short_name_is_its_countys_alone() -> None:
    rows = yaml.safe_load((Path(divisions.__file__).parent / "short_names.yaml").read_text(encoding="utf-8"))
    for code, name in rows.items():
        assert [county.code for county in divisions.counties_named(name)] == [code], name
        assert divisions.spoken_names(divisions.by_code(code))[-1] != name, name
