"""Reading headers, and asking a named query with what people type."""

from __future__ import annotations

import pytest

from ontology.errors import OntologyError, UsageError
from queries.catalog import Parameter, Words, bind, named, parse, run

HEADER = """\
// title: 甲 | A
// question: 谁？ | Who?
// param entity: entities — 实体 | entity
// param least: int = 1 — 至少 | at least
// returns name: string — 名 | name
// order: name
// example: entity=莒县 least=2
MATCH (e:Place) WHERE e.id IN $entity AND e.articles >= $least
RETURN e.name AS name
"""


def parameter(kind, *, default=""):
    return Parameter(name="x", type=kind, default=default, meaning=Words(zh="某", en="some"))


def test_a_header_is_read_into_its_parts():
    query = parse("a", HEADER)
    assert query.title == Words(zh="甲", en="A")
    assert [(one.name, one.type, one.default) for one in query.parameters] == [
        ("entity", "entities", None),
        ("least", "int", "1"),
    ]
    assert [column.name for column in query.columns] == ["name"]
    assert query.order == ("name",)
    assert query.example == {"entity": "莒县", "least": "2"}
    assert query.cypher.startswith("MATCH")
    assert query.cypher.endswith("AS name")


def test_rows_asked_for_in_parts_are_sorted_as_the_header_says_the_greatest_first_where_it_has_a_minus():
    text = HEADER.replace("// order: name", "// returns count: int — 数 | number\n// order: -count name")
    rows = [{"name": name, "count": count} for name, count in (("b", 1), ("c", 2), ("a", 2), ("d", None))]
    assert [row["name"] for row in parse("a", text).sorted(rows)] == ["a", "c", "b", "d"]


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("// title: 甲 | A", "// title: 甲"),
        ("// param least: int", "// param least: number"),
        ("// returns name: string", "// returns name: text"),
        ("// returns name: string — 名 | name", "// returns name string"),
        ("// order: name", "// sort: name"),
        ("// question: 谁？ | Who?\n", ""),
    ],
)
def test_a_wrong_header_is_refused_with_its_file(line, broken):
    with pytest.raises(OntologyError, match=r"broken\.cypher"):
        parse("broken", HEADER.replace(line, broken))


def test_an_unknown_query_is_told_the_close_ones():
    with pytest.raises(UsageError, match="posts-in-area"):
        named("posts-in-aera")


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"entiti": "莒县"}, "has no parameter 'entiti'; it takes entity"),
        ({}, "needs the parameter 'entity'"),
        ({"entity": ""}, "needs the parameter 'entity'"),
        ({"entity": "查无此人"}, "nothing in the store is called '查无此人'"),
        ({"entity": "\udcff"}, "not UTF-8"),
    ],
)
def test_wrong_parameters_are_refused_in_one_line(reader, params, message):
    with pytest.raises(UsageError, match=message):
        run(reader, "about-entity", params)


@pytest.mark.parametrize("text", ["3月", "2024-13", "2024-02-30", "24-01-01", "2024-05/2024-04", "٢٠٢٤"])
@pytest.mark.parametrize("kind", ["since", "until"])
def test_a_date_that_is_none_is_refused(reader, kind, text):
    with pytest.raises(UsageError, match="is a date like"):
        bind(reader, parameter(kind), text)


@pytest.mark.parametrize("text", ["", "十", "1.5", "1_000", "99999999999", "-1", "--1"])
def test_a_number_that_is_none_is_refused(reader, text):
    with pytest.raises(UsageError, match="whole number"):
        bind(reader, parameter("int"), text)


def test_since_takes_the_first_and_until_the_last_day_of_a_partial_date(reader):
    assert bind(reader, parameter("since"), "2024-02") == {"x": "2024-02-01"}
    assert bind(reader, parameter("until"), "2024-02") == {"x": "2024-02-29"}
    assert bind(reader, parameter("until"), "") == {"x": ""}


def test_an_empty_entity_or_area_means_any(reader):
    assert bind(reader, parameter("entities"), "") == {"x": [""]}
    assert bind(reader, parameter("area"), "") == {"x": [""], "x_codes": [""]}


def test_a_name_of_several_binds_all_of_them(reader):
    assert len(bind(reader, parameter("entities"), "苗青")["x"]) == 4


def test_an_area_the_store_never_heard_of_is_one_by_its_code_only(reader):
    assert bind(reader, parameter("area"), "110101") == {"x": ["-"], "x_codes": ["110101"]}
    with pytest.raises(UsageError):
        bind(reader, parameter("area"), "东城区")


@pytest.mark.parametrize("hostile", ["'", '"', "\\", "%", "x' OR 1=1 //", "$entity", "{", "\x00", "长" * 20_000])
def test_hostile_text_is_only_text(reader, hostile):
    assert run(reader, "article-says", {"title": hostile}).rows == ()
