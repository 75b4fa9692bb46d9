"""Checks an RDF file against the vocabulary and its SHACL shapes: what is wrong, in words for people.

The file is parsed by pyoxigraph, which fetches nothing: neither a context that JSON-LD names by its address nor an
entity that XML keeps elsewhere. owl:imports are not followed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
from pyshacl import validate as check_shapes
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.build_shapes import shapes
from ontology.errors import InputError, UsageError
from ontology.model import model
from ontology.terms import NAMESPACE, meaning
from queries.export.rdf import FORMATS
from queries.export.rdf_limits import Limited
from queries.export.rdf_terms import PREFIXES

_ENDS = ("Subject", "Object")
"""What build_shapes adds to a relation's name for the shapes of its two ends."""
_SHOWN = 20
"""So many of a property's values are told; of each at most `_LONGEST` characters."""
_LONGEST = 200
MOST = 1_000_000
"""So many triples are read unless more are asked for: about 2.5 GB of memory."""
_LENGTH = 500
"""Characters that a triple's terms may have, on the average of as many as may be read."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: `node` and `value` as the file names them, `property` by its short name.

    `severity` is "violation", or "warning" for what articles may report all the same (two dates of one event).
    """

    severity: str
    node: str
    property: str
    value: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found in a file of so many `triples`, violations first; it conforms where there is no violation."""

    triples: int
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        return not any(finding.severity == "violation" for finding in self.findings)


def validate(path: Path, form: str = "", *, most: int = MOST) -> Validation:
    """Check a file of one of rdf.FORMATS, told by its suffix where `form` is not given.

    All graphs of a file are checked as one. UsageError where no such format is known; InputError, with the line where
    the parser tells it, where the file cannot be read, holds more than `most` triples or says nothing in the vocabulary.
    """
    data = _read(path, _format(path, form), most)
    triples, terms = len(data), set(_unknown_terms(data))
    if triples and not any(_own(node) for triple in data for node in triple):
        raise InputError(
            f"none of its {triples} triples uses the vocabulary",
            where=str(path),
            remedy=f"its terms begin with {NAMESPACE}",
        )
    return Validation(triples=triples, findings=tuple(sorted(terms.union(_faults(data)))))


def _format(path: Path, form: str) -> ox.RdfFormat:
    if form and form not in FORMATS:
        raise UsageError(f"unknown RDF format {form!r}", remedy="use " + ", ".join(FORMATS))
    syntax = FORMATS[form] if form else ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if syntax is None or syntax not in FORMATS.values():
        raise UsageError(
            "its suffix tells no RDF format", where=str(path), remedy="add --format with one of " + ", ".join(FORMATS)
        )
    return syntax


def _read(path: Path, syntax: ox.RdfFormat, most: int) -> Graph:
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # an ill-typed value is a finding, not a trace
    graph = Graph()
    length = 0
    try:
        for number, quad in enumerate(_quads(path, syntax)):
            triple = _node(quad.subject), _node(quad.predicate), _node(quad.object)
            length += sum(map(len, map(str, triple)))
            if number >= most or length > most * _LENGTH:
                raise InputError(
                    f"it holds more than {most:,} triples"
                    if number >= most
                    else f"its values are long beyond {most:,} triples",
                    where=str(path),
                    remedy="check it in parts, or allow more with --most N (about 250 MB of memory for 100,000)",
                )
            graph.add(triple)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy="name a file that can be read"
        ) from error
    except MemoryError as error:  # the parser's own bound on one term, or the machine's
        raise InputError(
            "a value in it is too long, or it is too large for the memory there is",
            where=str(path),
            remedy="keep values under 16 MB, or check the file in parts",
        ) from error
    except SyntaxError as error:
        remedy = "mend that line"
        if "LoadDocumentCallback" in str(error):
            remedy = "nothing is fetched: write the @context itself into the file"
        elif error.lineno is None:
            remedy = "mend it, or name another --format"
        line = f", line {error.lineno}" if error.lineno else ""
        raise InputError(f"not {syntax.name}: {error.msg}", where=f"{path}{line}", remedy=remedy) from error
    return graph


def _quads(path: Path, syntax: ox.RdfFormat) -> Iterator[ox.Quad]:
    if syntax not in (ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML):
        yield from ox.parse(path=path, format=syntax)
        return
    with path.open("rb") as file:
        limited = Limited(file, syntax, str(path))
        try:
            yield from ox.parse(cast(IO[bytes], limited), format=syntax)  # of a file it asks for `read` alone
        except (OSError, SyntaxError):
            if limited.failure:
                raise limited.failure from None
            raise


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        # A text is of no datatype, as rdflib reads one in the shapes: it takes xsd:string for another.
        plain = term.language or term.datatype.value == str(XSD.string)
        datatype = None if plain else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise SyntaxError("a triple about a triple; the vocabulary has none")


def _unknown_terms(data: Graph) -> Iterator[Finding]:
    """Each use of a term in our namespace that the vocabulary does not have."""
    known = {term.name for term in model().terms}
    closest: dict[str, str] = {}
    for triple in data:
        subject, predicate, value = triple
        for node in triple:
            name = _own(node)
            if name and name not in known:
                if name not in closest:
                    closest[name] = meaning(name, known)
                yield Finding(
                    severity="violation",
                    node=short(subject),
                    property=short(predicate),
                    value=short(value),
                    problem=f"the vocabulary has no wg:{name}",
                    remedy=closest[name] or "use a term of ontology/governance.ttl",
                )


def _own(node: Node | None) -> str:
    """A term's name where it is of our namespace, else ''."""
    return str(node).removeprefix(NAMESPACE) if isinstance(node, URIRef) and node.startswith(NAMESPACE) else ""


def _faults(data: Graph) -> Iterator[Finding]:
    """What the shapes find, each fault at the node that has to be mended. The vocabulary is added to `data`."""
    shape_graph = Graph().parse(data=shapes(model()), format="turtle")
    vocabulary = Graph().parse(model().source, format="turtle")
    known = {term.name for term in model().terms}
    _, report, _ = check_shapes(data, shacl_graph=shape_graph, ont_graph=vocabulary, inplace=True)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
        path = report.value(result, SH.resultPath)
        severity = "warning" if report.value(result, SH.resultSeverity) == SH.Warning else "violation"
        if path is None:  # the shape of a relation's end
            name, end = next((_own(shape).removesuffix(end), end) for end in _ENDS if _own(shape).endswith(end))
            relation = URIRef(NAMESPACE + name)
            pairs = ((focus, one) for one in data.objects(focus, relation))
            if end == "Object":
                pairs = ((one, focus) for one in data.subjects(relation, focus))
            message = str(shape_graph.value(shape, SH.message))
            for node, value in pairs:
                problem = f"{message}; {short(focus)} is {_described(data, focus)}"
                remedy = "name another node there, or give this one its type"
                if isinstance(focus, Literal):
                    remedy = "write another value"
                yield Finding(severity, short(node), short(relation), short(value), problem, remedy)
        else:
            component = report.value(result, SH.sourceConstraintComponent)
            value = report.value(result, SH.value)
            if component == SH.InConstraintComponent and _own(value) and _own(value) not in known:
                continue  # told as a term that there is not
            problem, remedy = _wording(data, shape_graph, shape, component, focus, path, value)
            yield Finding(severity, short(focus), short(path), short(value), problem, remedy)


def _wording(
    data: Graph, shape_graph: Graph, shape: Node, component: Node, focus: Node, path: Node, value: Node | None
) -> tuple[str, str]:
    """Problem and remedy of a fault in a property of a record."""
    if component == SH.MinCountConstraintComponent:
        return f"has no {short(path)}", "give it one"
    if component == SH.MaxCountConstraintComponent:
        message = shape_graph.value(shape, SH.message)
        every = sorted(short(one) for one in data.objects(focus, path))
        values = "、".join(every[:_SHOWN]) + ("…" if len(every) > _SHOWN else "")
        remedy = "both may stay where both are reported" if message else "keep one"
        return f"{message or f'has more than one {short(path)}'}: {values}", remedy
    if component == SH.InConstraintComponent:
        choice = shape_graph.value(shape, SH["in"])
        allowed = [_own(one) or str(one) for one in Collection(shape_graph, choice)] if choice is not None else []
        problem = f"its {short(path)} is none of the vocabulary's"
        return problem, meaning(_own(value) or str(value), allowed) or f"use one of {', '.join(sorted(allowed))}"
    problem = f"its {short(path)} is {_described(data, value)}"
    if isinstance(value, Literal) and value.ill_typed:
        return problem, "write a valid value"
    return f"{problem}, not {' or '.join(_wanted(shape_graph, shape))}", "write another value, or give it its type"


def _wanted(shape_graph: Graph, shape: Node) -> Iterator[str]:
    """The classes and datatypes that a shape allows."""
    alternatives = shape_graph.value(shape, SH["or"])
    for one in Collection(shape_graph, alternatives) if alternatives is not None else (shape,):
        for predicate in (SH["class"], SH.datatype):
            yield from (short(wanted) for wanted in shape_graph.objects(one, predicate))


def _described(data: Graph, node: Node | None) -> str:
    """What a node is: its types, or a literal's."""
    if isinstance(node, Literal):
        valid = "no valid" if node.ill_typed else "of type"
        return f"in the language {node.language}" if node.language else f"{valid} {short(node.datatype or XSD.string)}"
    types = sorted(short(one) for one in data.objects(node, RDF.type))
    return "of type " + "、".join(types) if types else "of no type"


def short(node: object) -> str:
    """A node as people read it: with the prefix of its namespace, a literal's text alone, what a terminal obeys escaped.

    >>> short(URIRef("https://w3id.org/wangge/ontology#holdsPost"))
    'wg:holdsPost'
    """
    if node is None:
        return ""
    if isinstance(node, URIRef):
        for prefix, namespace in PREFIXES.items():
            if node.startswith(namespace):
                return f"{prefix}:{node.removeprefix(namespace)}"
    text = f"_:{node}" if isinstance(node, BNode) else str(node)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)
