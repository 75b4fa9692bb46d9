"""Writes shapes.ttl, the SHACL shapes of an export, from the vocabulary; a test regenerates and compares.

    python -m ontology.build_shapes

What cannot be is a violation: an end of a wrong type, a record without what every record has. What may be
reported all the same (two dates for one event) is a warning: articles that disagree are both kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ontology.model import Attribute, Model, Relation, load
from ontology.terms import NAMESPACE

TARGET = Path(__file__).with_name("shapes.ttl")

_HEAD = f"""\
# Made by `python -m ontology.build_shapes` from governance.ttl; do not edit.

@prefix wg: <{NAMESPACE}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES = {
    "string": ("xsd:string",),
    "number": ("xsd:decimal", "xsd:integer", "xsd:double"),
    "date": ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "<http://id.loc.gov/datatypes/edtf/EDTF>"),
}


def shapes(model: Model) -> str:
    """The shapes as Turtle, the same text for the same vocabulary."""
    return "\n".join([_HEAD, *(_relation(r) for r in model.relations), *_records(model), *_closed(model)])


def closed(model: Model) -> dict[str, tuple[str, ...]]:
    """Properties whose values are a closed set -> those values as Turtle: names of relations, texts of all others."""
    kinds = (*model.types.names, *model.kinds.names)
    texts = {"kind": kinds} | {one.name: one.one_of for one in model.attributes if one.one_of}
    values = {name: tuple(f'"{text}"' for text in found) for name, found in texts.items()}
    relations = {"predicate": tuple(f"wg:{name}" for name in model.relations.names)}
    return {name: of for name, of in (values | relations).items() if name in model.attributes}


def _closed(model: Model) -> Iterator[str]:
    """Of whatever bears such a property: a record without a type is not to escape."""
    for name, values in closed(model).items():
        yield (
            f"wg:{name}Values a sh:NodeShape ;\n    sh:targetSubjectsOf wg:{name} ;\n"
            f"    sh:property [ sh:path wg:{name} ; sh:in ( {' '.join(values)} ) ] .\n"
        )


def _relation(relation: Relation) -> str:
    rows = [
        f"wg:{relation.name}Subject a sh:NodeShape ;",
        f"    sh:targetSubjectsOf wg:{relation.name} ;",
        f"    {_one_of([f'sh:class wg:{end}' for end in relation.domain])} ;",
        f'    sh:message "{relation.name} starts at {" or ".join(relation.domain)}" .',
        "",
        f"wg:{relation.name}Object a sh:NodeShape ;",
        f"    sh:targetObjectsOf wg:{relation.name} ;",
        f"    {_one_of(_object_constraints(relation))} ;",
        f'    sh:message "{relation.name} ends at {" or ".join(relation.range) or relation.literal}" .',
        "",
    ]
    if relation.functional:
        rows += [
            f"wg:{relation.name}Once a sh:NodeShape ;",
            f"    sh:targetSubjectsOf wg:{relation.name} ;",
            f"    sh:property [ sh:path wg:{relation.name} ; sh:maxCount 1 ; sh:severity sh:Warning ;",
            f'        sh:message "sources disagree on {relation.name}" ] .',
            "",
        ]
    return "\n".join(rows)


def _object_constraints(relation: Relation) -> list[str]:
    datatypes = [f"sh:datatype {datatype}" for datatype in _DATATYPES.get(relation.literal or "", ())]
    return [*(f"sh:class wg:{end}" for end in relation.range), *datatypes]


def _records(model: Model) -> Iterator[str]:
    for owner in ("Entity", *model.types.names, *model.classes.names):
        attributes = [a for a in model.attributes if owner in a.domain]
        if attributes:
            shut = closed(model)
            properties = " ;\n".join(f"    sh:property [ {_attribute(a, shut=a.name in shut)} ]" for a in attributes)
            yield f"wg:{owner}Shape a sh:NodeShape ;\n    sh:targetClass wg:{owner} ;\n{properties} .\n"


def _attribute(attribute: Attribute, *, shut: bool) -> str:
    """`shut`: its values are a closed set, whose own shape says what else they are."""
    count = " ; sh:minCount 1 ; sh:maxCount 1" if attribute.required else ""
    constraint = "" if shut else _one_of([c for end in attribute.range for c in _value_constraints(end)])
    return f"sh:path wg:{attribute.name}{count}" + (f" ; {constraint}" if constraint else "")


def _value_constraints(end: str) -> Iterable[str]:
    if end == "PartialDate":
        return [f"sh:datatype {datatype}" for datatype in _DATATYPES["date"]]
    if end.endswith("#Literal"):
        return []
    return [f"sh:datatype xsd:{end.removeprefix(_XSD)}" if end.startswith(_XSD) else f"sh:class wg:{end}"]


def _one_of(constraints: list[str]) -> str:
    if len(constraints) < 2:
        return "".join(constraints)
    return "sh:or ( " + " ".join(f"[ {constraint} ]" for constraint in constraints) + " )"


if __name__ == "__main__":
    TARGET.write_text(shapes(load()), encoding="utf-8")
