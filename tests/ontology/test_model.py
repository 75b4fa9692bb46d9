"""The vocabulary: what it holds, that it is closed, that one edit of the file is enough to extend it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import st_link_analysis
from hypothesis import given
from hypothesis import strategies as st

from ontology import model as model_module
from ontology.dates import bounds
from ontology.errors import OntologyError
from ontology.lint import lint
from ontology.model import DEFAULT, load, model
from ontology.records import ENTITY_TYPES, MODALITIES
from ontology.terms import NAMESPACE
from store.ddl import wanted

ADDED = """
wg:RiverChief a owl:Class ;
    rdfs:subClassOf wg:PublicPostHolder ;
    rdfs:label "河长"@zh, "river chief"@en ;
    skos:definition "负责一段河流的人。"@zh, "Who answers for a stretch of a river."@en .

wg:patrols a wg:Relation, owl:ObjectProperty ;
    rdfs:label "巡查"@zh, "patrols"@en ;
    wg:inverseLabel "由其巡查"@zh, "is patrolled by"@en ;
    skos:definition "定期巡视一处地点。"@zh, "Goes round a place regularly."@en ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( wg:Person wg:Organization ) ] ;
    rdfs:range wg:Place .
"""


@pytest.fixture
def edited(tmp_path):
    """Load the vocabulary with some text replaced and some added."""

    def edit(*, add="", replace=("", "")):
        text = DEFAULT.read_text(encoding="utf-8")
        assert replace[0] in text
        path = tmp_path / "edited.ttl"
        path.write_text((text.replace(*replace, 1) if replace[0] else text) + add, encoding="utf-8")
        return load(path)

    return edit


def test_the_types_are_those_of_the_records():
    assert model().types.names == ENTITY_TYPES


def test_every_kind_hangs_under_the_type_that_lists_it():
    for type_ in model().types:
        assert all(model().kinds[kind].type == type_.name for kind in type_.kinds)
    assert sum(len(type_.kinds) for type_ in model().types) == len(model().kinds)
    assert model().type_of("PropertyManager") == "Organization"
    assert model().type_of("Place") == "Place"


def test_relations_know_their_table_readings_and_ends():
    holds = model().relations["holdsPost"]
    assert (holds.table, holds.domain, holds.range) == ("HOLDS_POST", ("Person",), ("Organization", "Place"))
    assert (holds.label("zh"), holds.inverse_label("en")) == ("任职于", "has as post holder")
    assert (holds.exclusive, holds.exclusive_by) == ("object", ("role",))
    assert model().relations["heldOn"].functional
    assert model().relations["pairsWith"].symmetric
    assert [r.name for r in model().relations if r.of_articles] == ["mentions", "writtenBy", "publishedBy", "corrects"]


@pytest.mark.parametrize(
    ("relation", "subject", "end", "allowed"),
    [
        ("holdsPost", "Person", "Organization", True),
        ("holdsPost", "Organization", "Person", False),
        ("heldOn", "Event", "date", True),
        ("heldOn", "Event", "Place", False),
        ("hasFigure", "Place", "number", True),
        ("hasFigure", "Place", "date", False),
        ("partOf", "Place", "Place", True),
        ("partOf", "Place", "Organization", False),
        ("mentions", "Article", "Programme", True),
    ],
)
def test_a_relation_allows_only_its_ends(relation, subject, end, allowed):
    found = model().relations[relation]
    assert found.allows(subject, end) is allowed
    if not allowed:
        with pytest.raises(OntologyError, match="cannot lie between"):
            found.check(subject, end)


def test_an_unknown_term_raises_and_names_those_that_look_like_it():
    with pytest.raises(OntologyError, match="did you mean holdsPost"):
        model().relations["holdPost"]
    with pytest.raises(OntologyError, match="did you mean HealthInstitution"):
        model().type_of("HealthInstitutions")
    with pytest.raises(OntologyError, match="no term is called"):
        model().term("nothing")


@given(st.text(max_size=20))
def test_a_name_is_in_the_vocabulary_or_raises(name):
    known = {term.name for term in model().terms}
    if name in known:
        assert model().term(name).iri == NAMESPACE + name
    else:
        with pytest.raises(OntologyError):
            model().term(name)


def test_every_icon_is_one_that_the_screen_has():
    icons = {path.stem for path in Path(st_link_analysis.__file__).parent.rglob("*.svg")}
    assert {term.icon for term in (*model().types, *model().kinds)} <= icons


def test_a_relation_and_a_kind_added_to_the_file_are_known_everywhere(edited):
    extended = edited(add=ADDED)
    assert lint(extended) == []
    assert extended.type_of("RiverChief") == "Person"
    assert "RiverChief" in extended.types["Person"].kinds
    assert extended.kinds["RiverChief"].icon == extended.types["Person"].icon
    patrols = extended.relations["patrols"]
    assert patrols.allows("Organization", "Place")
    assert not patrols.allows("Place", "Place")
    assert patrols.table in wanted(extended.relations).edges
    assert patrols.table not in wanted(model().relations).edges


def test_the_environment_names_another_vocabulary(tmp_path, monkeypatch):
    path = tmp_path / "other.ttl"
    path.write_text(DEFAULT.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    monkeypatch.setenv("WANGGE_ONTOLOGY", str(path))
    assert "patrols" in model_module.model().relations
    monkeypatch.delenv("WANGGE_ONTOLOGY")
    assert "patrols" not in model_module.model().relations


def test_a_missing_or_broken_file_says_which(tmp_path, edited):
    with pytest.raises(OntologyError, match=re.escape(str(tmp_path / "none.ttl"))):
        load(tmp_path / "none.ttl")
    with pytest.raises(OntologyError, match="not Turtle"):
        edited(add="wg:half a")


def test_the_vocabulary_has_no_faults():
    assert lint(model()) == []


@pytest.mark.parametrize(
    ("replace", "fault"),
    [
        (('"任职于"@zh, ', ""), "holdsPost: no label in zh"),
        (('"has as post holder"@en', '""@en'), "holdsPost: no inverse reading in en"),
        (('"任职于"@zh', '"位于"@zh'), "one zh reading for locatedIn and holdsPost: 位于"),
        (('"银行"@zh', '"学校"@zh'), "one zh label for School and Bank: 学校"),
        (("rdfs:domain wg:Person ;", ""), "holdsPost: no domain"),
        (("rdfs:range wg:PartialDate ;\n    rdfs:subPropertyOf sem", "rdfs:subPropertyOf sem"), "heldOn: no range"),
        (("rdfs:domain wg:Person ;", "rdfs:domain wg:School ;"), "domain and range are types; School is none"),
        (("#C8414B", "#2F6DB3"), "one colour for Organization and Person: #2F6DB3"),
        (("#C8414B", "red"), "Person: no colour of the form #RRGGBB"),
        (("rdfs:subClassOf wg:Company ;", "rdfs:subClassOf wg:Companies ;"), "Bank: a kind under no type"),
        (('wg:exclusive "object"', 'wg:exclusive "both"'), 'exclusive is "subject" or "object"'),
        (
            ('"与之合作"@zh, "cooperates with"@en ;\n    wg:inv', '"合作于"@zh ;\n    wg:inv'),
            "cooperatesWith: symmetric",
        ),
    ],
)
def test_each_fault_of_the_vocabulary_is_named(edited, replace, fault):
    assert any(fault in line for line in lint(edited(replace=replace)))


def test_the_closed_values_of_the_vocabulary_are_those_of_the_records():
    values = {one.name: set(one.one_of) for one in model().attributes if one.one_of}
    assert values["modality"] == set(MODALITIES)
    assert values["precision"] == {bounds(time).precision for time in ("2022", "2022-10", "2022-10-26", "2022/2023")}
