"""Commands that measure reading: evaluate."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.common import JsonOption, print_json, print_table, say
from app.commands.reading import Area, Jobs, Published, Tagger
from ontology.errors import InputError
from ontology.records import FileReading


def register(cli: typer.Typer) -> None:
    cli.command()(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold.json, or the folder that has it beside texts/.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH…]", help="The pages; default: texts/ beside the gold.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and every spurious entity.")] = False,
    against: Annotated[Path | None, typer.Option("--against", help="An earlier run's --json, to compare with.")] = None,
    published: Published = None,
    area: Area = None,
    tagger: Tagger = "lac",
    jobs: Jobs = 1,
    as_json: JsonOption = False,
) -> None:
    """Measure reading against annotated articles: precision, recall, F1.

    Example: wangge evaluate tests/gold/dev --errors
    """
    from ingest import pipeline
    from ingest.evaluation.gold import load
    from ingest.evaluation.measure import measure
    from ontology.forms import extract_form

    annotated = load(gold)
    pages = paths or [(gold if gold.is_dir() else gold.parent) / "texts"]
    read: list[dict[str, Any]] = []
    for result in pipeline.read(pages, published=published, area=area, tagger=tagger, jobs=jobs):
        if isinstance(result, FileReading):
            read += [extract_form(reading, source=result.source) for reading in result.readings]
        elif isinstance(result, InputError):
            say(f"failed     {result}")
    found = measure(annotated, read)
    numbers = found.measures()
    before = _earlier(against)
    if as_json:
        report: dict[str, Any] = {
            "measures": numbers,
            "counts": {k: dataclasses.asdict(v) for k, v in found.counts.items()},
        }
        print_json(report | ({"faults": [dataclasses.asdict(one) for one in found.faults]} if errors else {}))
        return
    rows = []
    for name, number in numbers.items():
        count = found.counts.get(name)
        change = f"{number - before[name]:+.3f}" if name in before else ""
        cells = dataclasses.asdict(count) if count else dict.fromkeys(("right", "spurious", "missed", "said"))
        rows.append({"measure": name, "value": f"{number:.3f}", "change": change, **cells})
    print_table(list(rows[0]), rows)
    if errors:
        print_table(
            ("article", "measure", "fault", "what", "sentence"), [dataclasses.asdict(one) for one in found.faults]
        )


def _earlier(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    try:
        return dict(json.loads(path.read_text("utf-8"))["measures"])
    except (OSError, ValueError, KeyError) as error:
        raise InputError("not the --json output of an earlier evaluate", where=str(path)) from error
