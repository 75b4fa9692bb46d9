"""Commands that measure reading: evaluate."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import JsonOption, print_json, print_table, say
from app.commands.reading import Area, Jobs, Published, Tagger
from ontology.errors import InputError
from ontology.records import FileReading

if TYPE_CHECKING:
    from ingest.evaluation.gold import GoldArticle
    from ingest.evaluation.measure import Fault


COUNTED = ("right", "spurious", "missed", "said")
Annotation = Annotated[
    Path | None,
    typer.Option("--second", help="A second annotation: how far it agrees with the first; nothing is read."),
]


def register(cli: typer.Typer) -> None:
    cli.command()(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold.json, or the folder that has it beside texts/.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH…]", help="The pages; default: texts/ beside the gold.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and every spurious entity.")] = False,
    against: Annotated[Path | None, typer.Option("--against", help="An earlier run's --json, to compare with.")] = None,
    second: Annotation = None,
    published: Published = None,
    area: Area = None,
    tagger: Tagger = "lac",
    jobs: Jobs = 1,
    as_json: JsonOption = False,
) -> None:
    """Measure reading against annotated articles; identity and figures by identity.json, figures.json.

    F1: Person, Organization, Place, Event, Programme, core (the first three), entities (all five), identity of each type.
    Recall alone, with `spurious` empty because nobody counts it: post, post+org, relation, figure, byline, title, area,
    figure said. Precision alone, with `missed` empty: figure bearer, figure indicator, figure right.

    Example: wangge evaluate tests/gold/dev --errors
    """
    from ingest import pipeline
    from ingest.evaluation.bearing import MEASURES as FIGURES
    from ingest.evaluation.bearing import bearing_file, load_bearing, measure_bearing
    from ingest.evaluation.gold import load
    from ingest.evaluation.identity import identity_file, load_identity, measure_identity
    from ingest.evaluation.measure import RECALL_MEASURES, measure
    from ontology.forms import extract_form

    annotated = load(gold)
    if second:
        _compare(annotated, load(second), errors=errors, as_json=as_json)
        return
    pages = paths or [(gold if gold.is_dir() else gold.parent) / "texts"]
    read: list[dict[str, Any]] = []
    files: list[FileReading] = []
    for result in pipeline.read(pages, published=published, area=area, tagger=tagger, jobs=jobs):
        if isinstance(result, FileReading):
            files.append(result)
            read += [extract_form(reading, source=result.source) for reading in result.readings]
        elif isinstance(result, InputError):
            say(f"failed     {result}")
    found = measure(annotated, read)
    numbers, counts, faults = found.measures(), dict(found.counts), found.faults
    if (file := identity_file(gold)) is not None:
        identity = measure_identity(load_identity(file, annotated), files)
        numbers |= identity.measures()
        counts["identity F1"] = identity.pairs
        by_type = {f"identity of {kind}": count for kind, count in sorted(identity.of_type.items())}
        counts |= by_type
        numbers |= {name: round(count.f1, 3) for name, count in by_type.items()}
        faults = faults + identity.faults
    if (file := bearing_file(gold)) is not None:
        bearing = measure_bearing(load_bearing(file, annotated), read)
        numbers, counts = numbers | bearing.measures(), counts | bearing.counts
        faults = faults + bearing.faults
    before = _earlier(against)
    if as_json:
        report: dict[str, Any] = {
            "measures": numbers,
            "counts": {k: dataclasses.asdict(v) for k, v in counts.items()},
        }
        print_json(report | ({"faults": [dataclasses.asdict(one) for one in faults]} if errors else {}))
        return
    # What nobody counts is no 0: of recall what was said too much, of precision what was missed.
    uncounted = dict.fromkeys((*RECALL_MEASURES, FIGURES[0]), "spurious") | dict.fromkeys(FIGURES[1:], "missed")
    rows = []
    for name, number in numbers.items():
        count = counts.get(name)
        change = f"{number - before[name]:+.3f}" if name in before else ""
        cells: dict[str, Any] = dataclasses.asdict(count) if count else dict.fromkeys(COUNTED)
        if name in uncounted:
            cells[uncounted[name]] = None
        rows.append({"measure": name, "value": f"{number:.3f}", "change": change, **cells})
    print_table(list(rows[0]), rows)
    if errors:
        _list(faults)


def _compare(first: Sequence[GoldArticle], second: Sequence[GoldArticle], *, errors: bool, as_json: bool) -> None:
    from ingest.evaluation.agreement import agreement, rows

    measures, faults = agreement(first, second)
    if as_json:
        report: dict[str, Any] = {
            "measures": {name: round(one.f1, 3) for name, one in measures.items()},
            "counts": {name: dataclasses.asdict(one) for name, one in measures.items()},
        }
        print_json(report | ({"faults": [dataclasses.asdict(one) for one in faults]} if errors else {}))
        return
    table = rows(measures)
    print_table(list(table[0]), table)
    if errors:
        _list(faults)


def _list(faults: Sequence[Fault]) -> None:
    print_table(("article", "measure", "fault", "what", "sentence"), [dataclasses.asdict(one) for one in faults])


def _earlier(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    try:
        return dict(json.loads(path.read_text("utf-8"))["measures"])
    except (OSError, ValueError, KeyError) as error:
        raise InputError("not the --json output of an earlier evaluate", where=str(path)) from error
