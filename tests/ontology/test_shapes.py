"""shapes.ttl follows the vocabulary and catches what the vocabulary forbids."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import Graph

from ontology.build_shapes import TARGET, shapes
from ontology.model import DEFAULT, model

PREFIXES = """
@prefix wg: <https://w3id.org/wangge/ontology#> .
@prefix id: <https://w3id.org/wangge/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOOD = """
id:p a wg:Person ; wg:name "郝远舟" ; wg:holdsPost id:o .
id:o a wg:PartyOrganization ; wg:name "张南新村党支部" ; wg:locatedIn id:v .
id:v a wg:Place ; wg:name "张南新村" ; wg:hasFigure 3.5 .
id:e a wg:Event ; wg:name "剪纸活动" ; wg:heldOn "2022-10"^^xsd:gYearMonth .
"""


def test_the_shapes_are_those_of_the_vocabulary():
    assert TARGET.read_text(encoding="utf-8") == shapes(model()), "run python -m ontology.build_shapes"


@pytest.fixture(scope="module")
def report():
    shape_graph = Graph().parse(data=shapes(model()), format="turtle")
    vocabulary = Graph().parse(DEFAULT, format="turtle")

    def validated(data):
        graph = Graph().parse(data=PREFIXES + data, format="turtle")
        return validate(graph, shacl_graph=shape_graph, ont_graph=vocabulary, allow_warnings=True)

    return validated


def test_a_graph_within_the_vocabulary_conforms(report):
    conforms, _, text = report(GOOD)
    assert conforms, text


@pytest.mark.parametrize(
    ("triples", "message"),
    [
        ("id:v wg:holdsPost id:o .", "holdsPost starts at Person"),
        ("id:p wg:holdsPost id:e .", "holdsPost ends at Organization or Place"),
        ('id:e wg:heldOn "2022"^^xsd:date .', "heldOn ends at date"),
        ("id:x a wg:Place .", "MinCount"),
    ],
)
def test_what_the_vocabulary_forbids_is_a_violation(report, triples, message):
    conforms, _, text = report(GOOD + triples)
    assert not conforms
    assert message in text


def test_sources_that_disagree_are_only_a_warning(report):
    conforms, _, text = report(GOOD + 'id:e wg:heldOn "2022-10-25"^^xsd:date .')
    assert conforms
    assert "sources disagree on heldOn" in text
