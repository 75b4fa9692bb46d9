"""The command `export`, with one sub-command for each of queries.export.EXPORTERS, and `validate`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.common import DEFAULT_STORE, JsonOption, StoreOption, print_json, reader_of, say

Output = Annotated[
    Path, typer.Option("--output", "-o", help="Where to write; replaced whole, or not at all.", metavar="FILE")
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", help="Folder for the tables; other files in it stay.", metavar="FOLDER")
]
Private = Annotated[
    bool, typer.Option("--private", help="With residents without a public post, telephone and ID numbers.")
]


def register(cli: typer.Typer) -> None:
    group = typer.Typer(
        name="export",
        help="Write the graph to a file. Without --private, residents who hold no public post are left out, and "
        "telephone and ID numbers; jsonl has residents too, and with --decisions what was decided.\n\n"
        "Example: wangge export csv --output tables",
        no_args_is_help=True,
    )
    for command in (rdf, graphml, gexf, csv, jsonl, parquet):
        group.command(command.__name__)(command)
    cli.add_typer(group)
    cli.command()(validate)


def rdf(
    output: Output,
    form: Annotated[
        str, typer.Option("--format", help="turtle, nt, nquads, trig, jsonld or xml.", metavar="FORM")
    ] = "turtle",
    private: Private = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write RDF with the sentence behind each statement.

    Example: wangge export rdf --format turtle --output graph.ttl
    """
    _export("rdf", "triples", output, store, form=form, private=private)


def graphml(output: Output, private: Private = False, store: StoreOption = DEFAULT_STORE) -> None:
    """Write entities and relations as GraphML, for yEd, Cytoscape and igraph.

    Example: wangge export graphml --output graph.graphml
    """
    _export("graphml", "entities and relations", output, store, private=private)


def gexf(output: Output, private: Private = False, store: StoreOption = DEFAULT_STORE) -> None:
    """Write entities and relations as GEXF, for Gephi.

    Example: wangge export gexf --output graph.gexf
    """
    _export("gexf", "entities and relations", output, store, private=private)


def csv(output: Folder, private: Private = False, store: StoreOption = DEFAULT_STORE) -> None:
    """Write entities.csv, relations.csv and statements.csv (UTF-8), for spreadsheets and R.

    Example: wangge export csv --output tables
    """
    _export("csv", "rows", output, store, private=private)


def jsonl(
    output: Output,
    decisions: Annotated[bool, typer.Option("--decisions", help="With the decisions.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write all articles, entities and statements, one record a line, sorted by id; residents too.

    Example: wangge export jsonl --output graph.jsonl
    """
    _export("jsonl", "records", output, store, decisions=decisions)


def parquet(output: Folder, private: Private = False, store: StoreOption = DEFAULT_STORE) -> None:
    """Write entities.parquet, relations.parquet and statements.parquet, for pandas, DuckDB and R.

    Example: wangge export parquet --output tables
    """
    _export("parquet", "rows", output, store, private=private)


def validate(
    file: Annotated[Path, typer.Argument(help="An RDF file, as `export rdf` writes it.", metavar="FILE")],
    form: Annotated[
        str,
        typer.Option(
            "--format", help="turtle, nt, nquads, trig, jsonld or xml; else by the suffix of FILE.", metavar="FORM"
        ),
    ] = "",
    most: Annotated[
        int, typer.Option("--most", min=1, help="Read no more triples than this.", metavar="N")
    ] = 1_000_000,
    as_json: JsonOption = False,
) -> None:
    """Check an RDF file against the vocabulary and its SHACL shapes: which node, which property, what to do.

    Fetches nothing, and reads no more triples than --most. Takes about 10 seconds and 250 MB for 100,000 triples. Ends with 1 where there is a violation; a
    warning (articles that disagree) is none.

    Example: wangge validate graph.ttl
    """
    from queries.export.validation import validate as validation

    found = validation(file, form, most=most)
    if as_json:
        print_json([asdict(finding) for finding in found.findings])
    else:
        for finding in found.findings:
            print(f"{finding.severity}: {finding.node} {finding.property} {finding.value}".rstrip())
            print(f"    {finding.problem}; {finding.remedy}")
        warnings = sum(finding.severity == "warning" for finding in found.findings)
        verdict = "conforms" if found.conforms else "does not conform"
        print(
            f"{file} {verdict}: {found.triples} triples, {len(found.findings) - warnings} violations, "
            f"{warnings} warnings"
        )
    if not found.conforms:
        raise typer.Exit(1)


def _export(name: str, records: str, output: Path, store: str, **options: Any) -> None:
    from queries.export import export

    with reader_of(store) as reader:
        missing = [folder for folder in (output, *output.parents) if not folder.exists()]
        count = export(reader, name, output, **options)
    for folder in missing:
        if folder.is_dir():
            say(f"made the folder {folder}")
            break
    say(f"{count} {records} written to {output}")
