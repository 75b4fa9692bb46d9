"""`wangge validate`: what conforms, what is said of what does not, and that nothing is fetched."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import socket
import subprocess
import sys
import threading
from itertools import count, repeat
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from app.cli import cli, main
from ontology.errors import InputError, UsageError
from queries.export import export
from queries.export.rdf import FORMATS
from queries.export.rdf_limits import Limited
from queries.export.validation import Finding, validate

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "invalid_rdf.yaml").read_text("utf-8"))
GOOD = CASES["prefixes"] + CASES["good"]
SUFFIXES = {"turtle": "ttl", "nt": "nt", "nquads": "nq", "trig": "trig", "jsonld": "jsonld", "xml": "rdf"}
DISAGREE = 'id:e wg:heldOn "2022-10-25"^^xsd:date .'


def by_name(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


@pytest.fixture
def turtle(tmp_path):
    """Writes a Turtle file and returns its path."""

    def written(text):
        path = tmp_path / "graph.ttl"
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize("form", FORMATS)
def test_an_export_conforms_in_every_format(form, private, reader, tmp_path):
    path = tmp_path / f"graph.{SUFFIXES[form]}"
    export(reader, "rdf", path, form=form, private=private)
    found = validate(path)
    assert found.conforms, found.findings
    assert found.triples > 1000


def test_hostile_text_conforms(hostile_reader, tmp_path):
    export(hostile_reader, "rdf", tmp_path / "graph.xml", form="xml")
    assert validate(tmp_path / "graph.xml").findings == ()


@pytest.mark.parametrize("case", by_name(CASES["faults"]))
def test_a_fault_is_told_with_its_node_and_property_and_what_to_do(case, turtle):
    found = validate(turtle(GOOD + case["adds"]))
    (fault,) = found.findings
    assert not found.conforms
    assert [fault.node, fault.property, fault.value] == case["finding"]
    assert fault.problem
    assert fault.remedy
    for words in case["says"]:
        assert words in f"{fault.problem}; {fault.remedy}"


def test_a_graph_within_the_vocabulary_has_no_findings(turtle):
    assert validate(turtle(GOOD)).findings == ()


def test_sources_that_disagree_are_a_warning(turtle):
    found = validate(turtle(GOOD + DISAGREE))
    assert found.conforms
    assert found.findings == (
        Finding(
            severity="warning",
            node="wgid:e",
            property="wg:heldOn",
            value="",
            problem="sources disagree on heldOn: 2022-10、2022-10-25",
            remedy="both may stay where both are reported",
        ),
    )


@pytest.fixture
def listener():
    """A port of this machine on which nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server.getsockname()[1]
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("case", by_name(CASES["unreadable"]))
def test_what_cannot_be_read_is_told_and_nothing_is_fetched(case, listener, tmp_path):
    path = tmp_path / case["file"]
    path.write_text(case["content"].replace("PORT", str(listener)), "utf-8")
    with pytest.raises(InputError) as raised:
        validate(path)
    for words in case["says"]:
        assert words in str(raised.value)


def test_imports_are_not_followed(listener, turtle):
    there = f"<http://127.0.0.1:{listener}/all.ttl>"
    imports = f"<a:o> a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> {there} ; "
    shapes = f"<http://www.w3.org/ns/shacl#shapesGraph> {there} ."
    assert validate(turtle(GOOD + imports + shapes)).findings == ()


def test_a_literal_of_xml_is_not_followed(listener, turtle):
    xml = f"<!DOCTYPE a [<!ENTITY e SYSTEM 'http://127.0.0.1:{listener}/'>]><a>&e;</a>"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert validate(turtle(GOOD + f'id:v <a:b> "{xml}"^^<{rdf}XMLLiteral> , "{xml}"^^<{rdf}HTML> .')).findings == ()


NESTED = {
    "page.jsonld": lambda deep: '{"a:p": ' * deep + '"\\"]}"' + "}" * deep,
    "page.rdf": lambda deep: (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
        + "<r:Description><a:p>" * deep
        + "</a:p></r:Description>" * deep
        + "</r:RDF>"
    ),
}


@pytest.mark.parametrize("name", NESTED)
@pytest.mark.parametrize(("deep", "words"), [(20, "uses the vocabulary"), (50_000, "nested more than 200 levels deep")])
def test_a_file_nested_without_end_is_read_no_further(name, deep, words, tmp_path):
    (tmp_path / name).write_text(NESTED[name](deep), "utf-8")
    with pytest.raises(InputError, match=words) as raised:
        validate(tmp_path / name)
    assert name in str(raised.value)


ENDLESS = {
    "triples": (lambda: (f"<a:{at}> <a:b> <a:c> .\n" for at in count()), "it holds more than 1,000 triples"),
    "one triple": (lambda: repeat("<a:a> <a:b> <a:c> .\n"), "it holds more than 1,000 triples"),
    "long values": (lambda: (f'<a:{at}> <a:b> "{"言" * 100_000}" .\n' for at in count()), "its values are long"),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_an_endless_graph_is_read_no_further_than_allowed(what, tmp_path):
    pipe = tmp_path / "pipe.nt"
    os.mkfifo(pipe)

    def write():
        with contextlib.suppress(BrokenPipeError), pipe.open("w", encoding="utf-8") as file:
            file.writelines(ENDLESS[what][0]())

    writer = threading.Thread(target=write)
    writer.start()
    with pytest.raises(InputError, match=ENDLESS[what][1]) as raised:
        validate(pipe, most=1000)
    assert "--most" in str(raised.value)
    del raised
    gc.collect()  # the parser, and with it the pipe, is closed: the writer ends
    writer.join(timeout=30)
    assert not writer.is_alive()


def test_as_many_triples_as_allowed_are_read(turtle):
    triples = validate(turtle(GOOD)).triples
    assert validate(turtle(GOOD), most=triples).conforms
    with pytest.raises(InputError):
        validate(turtle(GOOD), most=triples - 1)


@pytest.mark.parametrize(
    ("entity", "words"),
    [('"ha"', "uses the vocabulary"), ('"&x;&x;"', "stands for another"), (f'"{"ha" * 1000}"', "more than 300")],
)
def test_entities_that_grow_are_not_written_out(entity, words, tmp_path):
    (tmp_path / "page.rdf").write_text(
        f'<!DOCTYPE r [<!ENTITY x "ha"><!ENTITY y {entity}>]>' + NESTED["page.rdf"](1).replace("</a:p>", "&y;</a:p>"),
        "utf-8",
    )
    with pytest.raises(InputError, match=words):
        validate(tmp_path / "page.rdf")


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
@pytest.mark.parametrize("suffix", ["rdf", "jsonld", "ttl"])
def test_another_encoding_is_told(suffix, encoding, tmp_path):
    path = tmp_path / f"page.{suffix}"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?><字/>'.encode(encoding))
    with pytest.raises(InputError, match=r"page\.\w+(, line 1)?: not"):
        validate(path)


def test_brackets_within_strings_are_none_wherever_the_file_is_cut(tmp_path):
    path = tmp_path / "page.jsonld"
    path.write_text(json.dumps({f"a:{n}": "\\[" * n + '"{' for n in range(300)}), "utf-8")
    for size in (1, 7, 64):
        with path.open("rb") as file:
            limited = Limited(file, FORMATS["jsonld"], "page.jsonld")
            assert b"".join(iter(lambda limited=limited, size=size: limited.read(size), b"")) == path.read_bytes()


def test_values_are_told_briefly_and_without_what_a_terminal_obeys(turtle):
    many = "".join(f'id:x wg:name "{n}\\u001b[2J{"字" * 1000}" . ' for n in range(500))
    (fault,) = validate(turtle(GOOD + "id:x a wg:Place . " + many)).findings
    assert "has more than one wg:name" in fault.problem
    assert "\\u001b[2J" in fault.problem
    assert fault.problem.isprintable()
    assert len(fault.problem) < 20 * 210


def test_a_value_longer_than_the_parser_holds_is_told(turtle):
    with pytest.raises(InputError, match="a value in it is too long"):
        validate(turtle(GOOD + f'id:x wg:name "{"x" * 20_000_000}" .'))


def test_a_file_without_triples_conforms(turtle):
    assert validate(turtle("")).triples == 0


def test_the_format_is_told_where_the_suffix_does_not(tmp_path):
    path = tmp_path / "graph.rdf.part"
    path.write_text(GOOD, "utf-8")
    assert validate(path, "turtle").conforms
    for form, words in (("", "add --format"), ("n3", "unknown RDF format 'n3'")):
        with pytest.raises(UsageError, match=words):
            validate(path, form)


def test_the_command_tells_people_and_scripts(turtle):
    def run(*arguments):
        return CliRunner().invoke(cli, ["validate", *map(str, arguments)])

    path = turtle(GOOD + DISAGREE)
    conforming, listed = run(path), run(path, "--json")
    assert conforming.exit_code == listed.exit_code == 0
    assert f"{path} conforms: 13 triples, 0 violations, 1 warnings" in conforming.stdout
    assert [one["severity"] for one in json.loads(listed.stdout)] == ["warning"]

    path = turtle(GOOD + "id:x a wg:Place .")
    broken, listed = run(path), run(path, "--json")
    assert broken.exit_code == listed.exit_code == 1
    assert "violation: wgid:x wg:name\n    has no wg:name; give it one\n" in broken.stdout
    (fault,) = json.loads(listed.stdout)
    assert list(fault) == ["severity", "node", "property", "value", "problem", "remedy"]
    assert "Example: wangge validate" in run("--help").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["missing.ttl"], 1, "missing.ttl: cannot be read"),
        (["."], 2, "its suffix tells no RDF format"),
        ([".", "--format", "turtle"], 1, "cannot be read"),
        (["graph.ttl", "--format", "pdf"], 2, "unknown RDF format 'pdf'"),
    ],
)
def test_what_cannot_be_checked_ends_in_one_line(arguments, code, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["wangge", "validate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == code
    assert told.out == ""
    assert words in told.err
    assert told.err.count("\n") == 1


def test_only_this_command_loads_pyshacl(turtle):
    assert "pyshacl" not in _modules_after("['queries', '--help']")
    assert "pyshacl" in _modules_after(f"['validate', {str(turtle(GOOD))!r}]")


def _modules_after(arguments):
    code = f"import sys; from app.cli import cli; cli({arguments}, standalone_mode=False); print(*sys.modules)"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
