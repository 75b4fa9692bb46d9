"""The content of a home as rows, and the source given back from them."""

from __future__ import annotations

import json
from dataclasses import replace

from ontology.ids import entity_id
from ontology.model import model
from ontology.records import Context
from store.base import Graph, Row
from store.derive import derive, source
from store.rows import PART, reading_id
from store.schema import EDGE_TABLES, ENTITY_PROPERTIES, NODE_TABLES, RELATION_PROPERTIES
from store.selection import canonical
from store.writing import ends_of, relation_table
from tests.store.worlds import COUNTY, GUISES, decision, file, id_of, local_at, reading, said

COUNTY_, GULOU, WANG, COMMITTEE, MEETING = (GUISES[at] for at in (0, 2, 11, 17, 20))
DATED = Context(published="2022-10", published_from="page", area=COUNTY, area_from="name", publisher="今日东昌府")
PAGE = reading(
    0,
    entities=[(GULOU, (0, 3), None), (WANG, (1,), None), (COMMITTEE, (2,), None), (GUISES[15], (5,), "通讯员")],
    statements=[
        said(0, 1, "holdsPost", 2, role="书记", evidence=2),
        said(0, 1, "holdsPost", 2, role="书记", time="2021", evidence=3),
        said(0, 1, "holdsPost", 2, role="主任", modality="planned"),
        said(0, 2, "donatesTo", 0, value=3.5),
        said(0, 0, "hasFigure", value=91.0),
    ],
    context=DATED,
)


def rows(graph: Graph, table: str) -> list[Row]:
    return list((graph.nodes.get(table) or graph.edges.get(table) or {}).values())


def test_every_column_is_one_of_the_schema_and_every_edge_has_its_ends() -> None:
    graph = derive([file("d0", [PAGE]), file("d1", [PAGE], reader="0.2.0")], [decision("unsure", ["a"], ["b"], at=1)])
    for table, nodes in graph.nodes.items():
        expected = NODE_TABLES.get(table, ENTITY_PROPERTIES).keys() - {"id"}
        assert all(row.keys() == expected for row in nodes.values()), table
    for table, edges in graph.edges.items():
        properties = EDGE_TABLES[table][0] if table in EDGE_TABLES else RELATION_PROPERTIES
        for row in edges.values():
            assert row.keys() - {"from_table", "from_id", "to_table", "to_id"} == properties.keys() - {"id"}, table
            for end in ("from", "to"):
                assert row[f"{end}_id"] in graph.nodes[str(row[f"{end}_table"])]


def test_reported_statements_of_one_post_are_one_relation_with_their_number_and_days() -> None:
    (held,) = rows(derive([file("d0", [PAGE])], []), "HOLDS_POST")
    assert (held["role"], held["statements"]) == ("书记", 2)
    assert (held["first_date"], held["last_date"]) == ("2021-01-01", "2022-10-31")


def test_a_gift_keeps_what_was_given() -> None:
    (gift,) = rows(derive([file("d0", [PAGE])], []), "DONATES_TO")
    assert (gift["value_number"], gift["unit"], gift["what"]) == (3.5, "元", "图书")


def test_a_rejected_statement_stays_but_makes_no_relation_and_a_deleted_one_has_no_ends() -> None:
    first, second = PAGE.statements[0].id, PAGE.statements[1].id
    graph = derive([file("d0", [PAGE])], [decision("reject", [first], at=1), decision("delete", [second], at=2)])
    assert not rows(graph, "HOLDS_POST")
    assert graph.nodes["Statement"][first]["status"] == "rejected"
    assert first in graph.edges["SUBJECT"]
    assert graph.nodes["Statement"][second]["status"] == "deleted"
    assert second not in graph.edges["SUBJECT"]


def test_an_added_statement_is_in_the_graph_but_not_in_the_reading() -> None:
    added = said(0, 0, "locatedIn", 2, evidence=1)
    one = decision("add", [], at=1, value=json.dumps(added.to_dict()))
    graph = derive([file("d0", [PAGE])], [one])
    assert graph.nodes["Statement"][added.id]["extractor"] == f"decision/{one.id}"
    assert len(rows(graph, "LOCATED_IN")) == 1
    assert source(graph) == ([canonical(file("d0", [PAGE]))], [one])


def test_a_relation_lies_only_between_types_that_the_ontology_allows() -> None:
    ends = ends_of(model().relations)
    wrong = reading(0, entities=[(GULOU, (0,), None), (WANG, (1,), None)], statements=[said(0, 0, "holdsPost", 1)])
    graph = derive([file("d0", [wrong])], [], ends=ends)
    assert not rows(graph, "HOLDS_POST")
    assert len(rows(graph, "SUBJECT")) == len(rows(graph, "OBJECT")) == 1


def test_a_relation_has_the_table_that_the_ontology_gives_it() -> None:
    for relation in model().relations:
        assert relation_table(relation.name) == relation.table


def test_the_byline_is_written_by_and_the_text_mentions() -> None:
    graph = derive([file("d0", [PAGE])], [])
    (by,) = rows(graph, "WRITTEN_BY")
    assert (by["role"], by["to_table"]) == ("通讯员", "Person")
    counts = {str(row["to_table"]): row["count"] for row in rows(graph, "MENTIONS")}
    assert counts == {"Place": 2, "Person": 1, "Organization": 1}


def test_a_publisher_is_the_organisation_of_its_name() -> None:
    named = reading(1, entities=[(GUISES[19], (0,), None)], context=DATED)
    graph = derive([file("d0", [PAGE]), file("d1", [named])], [])
    (entity,) = {row["to_id"] for row in rows(graph, "PUBLISHED_BY")}
    assert graph.nodes["LocalEntity"][local_at(1, 0)]["entity"] == entity
    assert graph.nodes["Organization"][str(entity)]["articles"] == 2


def test_a_place_has_its_official_name_level_and_county() -> None:
    old = replace(GULOU, name="古楼街道办", aliases=("古楼",))
    graph = derive([file("d0", [reading(0, entities=[(old, (0,), None)])])], [])
    place = graph.nodes["Place"][entity_id("Place|371502001")]
    assert (place["name"], place["level"], place["area"]) == ("古楼街道", "township", COUNTY)
    assert place["aliases"] == ["古楼", "古楼街道办"]
    assert place["search"] == "古楼街道\n古楼\n古楼街道办"


def test_one_word_of_a_public_post_outweighs_many_of_none() -> None:
    resident = replace(WANG, kind="PrivateResident")
    pages = [reading(at, entities=[(WANG if at == 1 else resident, (0,), None)]) for at in range(4)]
    (person,) = rows(derive([file("d0", pages)], []), "Person")
    assert person["kind"] == "PublicPostHolder"


def test_a_waiting_reading_is_kept_in_short_parts_and_given_back() -> None:
    long = replace(PAGE, context=replace(DATED, area_reason="长" * 4000, area_from="inferred"))
    files = [file("d0", [long]), file("d1", [PAGE])]
    graph = derive(files, [])
    assert not graph.nodes["Reading"][reading_id("d0", id_of(0), 0)]["counted"]
    assert all(len(str(part["text"])) <= PART < 1500 for part in rows(graph, "ReadingPart"))
    assert source(graph) == ([canonical(one) for one in files], [])


def test_a_meeting_without_a_date_of_issue_has_no_days() -> None:
    (event,) = rows(derive([file("d0", [reading(0, entities=[(MEETING, (0,), None)])])], []), "Event")
    assert (event["first_day"], event["last_day"], event["articles"]) == ("", "", 1)


def test_a_name_too_long_for_an_index_is_cut() -> None:
    long = replace(MEETING, name="长" * 300)
    (event,) = rows(derive([file("d0", [reading(0, entities=[(long, (0,), None)])])], []), "Event")
    assert event["name"] == "长" * 200
