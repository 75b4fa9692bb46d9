"""Commands that read pages: ingest, extract, explain."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from app.commands.common import DEFAULT_STORE, JsonOption, StoreOption, area_told, print_json, say, writer_of
from app.commands.telling import amount_of, line_of, print_pieces, text_pieces
from ontology.errors import InputError, UsageError
from ontology.records import Context, FileReading, LocalEntity, Reading

BATCH = 100
"""Files in one transaction: enough to load in bulk, few enough to lose little when interrupted."""

Paths = Annotated[
    list[str],  # not Path: of an empty one that makes the current folder
    typer.Argument(help="Pages: .txt .md .html .docx .pdf, a folder, or a .zip.", metavar="PATH…", show_default=False),
]
Published = Annotated[
    str | None, typer.Option("--published", help="Date of issue: 2022-10-28, 2022-10 or 2022.", metavar="DATE")
]
Area = Annotated[
    str | None, typer.Option("--area", help="The county it reports on: official code, e.g. 371502.", metavar="CODE")
]
Tagger = Annotated[
    str, typer.Option("--tagger", help="lac: a small tagger helps with unknown names.", metavar="lac|none")
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes that read.")]


def register(cli: typer.Typer) -> None:
    cli.command()(ingest)
    cli.command()(extract)
    cli.command()(explain)


def ingest(
    paths: Paths,
    published: Published = None,
    area: Area = None,
    tagger: Tagger = "lac",
    jobs: Jobs = 1,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Read pages into the store. Each file ends as read, unchanged, or failed with a reason.

    Example: wangge ingest examples --store data/wangge.lbug
    """
    from ingest import pipeline

    pipeline.check_options(published=published, area=area, tagger=tagger)
    if not any(map(os.path.exists, paths)):  # no store is made for nothing
        missing = ", ".join(path or "''" for path in paths)
        raise InputError("no such file or folder", where=missing, remedy="look at the path, and the folder you are in")
    outcomes: list[dict[str, Any]] = []
    with writer_of(store, make=True) as writer:
        batch: list[FileReading] = []
        remembered = {
            file.digest: pipeline.Options(file.published_option, file.area_option)
            for file in writer.files()
            if file.published_option or file.area_option
        }

        def keep() -> None:
            for file, outcome in zip(batch, writer.put(batch), strict=True):
                outcomes.append(_outcome(file, outcome))
                if not as_json:
                    _say_outcome(outcomes[-1], [reading.context for reading in file.readings])
            batch.clear()

        for result in pipeline.read(
            paths, published=published, area=area, tagger=tagger, jobs=jobs, remembered=remembered
        ):
            if isinstance(result, InputError):
                outcomes.append({"source": result.where, "outcome": "failed", "reason": str(result)})
                if not as_json:
                    say(f"failed     {result}")
            else:
                batch.append(result)
                if len(batch) >= BATCH:
                    keep()
        if batch:
            keep()
    ends = [outcome["outcome"] for outcome in outcomes]
    failed = ends.count("failed")
    if as_json:
        print_json(outcomes)
    else:
        if failed < len(ends):
            say("where a date or area is wrong, read the file again with --published DATE or --area CODE")
        read = [outcome for outcome in outcomes if outcome["outcome"] == "read"]
        articles, statements = sum(len(one["articles"]) for one in read), sum(one["statements"] for one in read)
        of_read = f" ({_counted(articles, 'article')}, {_counted(statements, 'statement')})" if read else ""
        say(
            f"{_counted(len({one['source'] for one in outcomes}), 'file')} for {store}: {len(read)} read{of_read}, "
            f"{ends.count('unchanged')} unchanged, {failed} failed"
        )
    if failed:
        raise typer.Exit(1)


def extract(
    paths: Paths,
    form: Annotated[str, typer.Option("--format", help="jsonl: an article a line.", metavar="jsonl|table")] = "table",
    published: Published = None,
    area: Area = None,
    tagger: Tagger = "lac",
    jobs: Jobs = 1,
) -> None:
    """Read pages and print what they say; stores nothing.

    Example: wangge extract examples --format jsonl
    """
    from ingest import pipeline
    from ontology.forms import extract_form

    if form not in ("jsonl", "table"):
        raise UsageError(f"unknown format {form!r}", remedy="use jsonl or table")
    failed = False
    for result in pipeline.read(paths, published=published, area=area, tagger=tagger, jobs=jobs):
        if isinstance(result, InputError):
            failed = True
            say(f"failed     {result}")
        else:
            for reading in result.readings:
                article = extract_form(reading, source=result.source)
                if form == "jsonl":
                    print(json.dumps(article, ensure_ascii=False))
                else:
                    _print_article(article)
    if failed:
        raise typer.Exit(1)


def explain(
    paths: Paths,
    published: Published = None,
    area: Area = None,
    tagger: Tagger = "lac",
    as_json: JsonOption = False,
) -> None:
    """Say of each entity and statement which rule made it, by which entry of its table, from which sentence.

    Example: wangge explain examples/安溪-2024-03-15.txt
    """
    from ingest import pipeline

    told: list[dict[str, Any]] = []
    failed = False
    for result in pipeline.read(paths, published=published, area=area, tagger=tagger):
        if isinstance(result, InputError):
            failed = True
            say(f"failed     {result}")
            continue
        for reading in result.readings:
            told.append(_explained(reading, result.source))
            if not as_json:
                _print_explained(told[-1])
    if as_json:
        print_json(told)
    if failed:
        raise typer.Exit(1)


def _explained(reading: Reading, source: str) -> dict[str, Any]:
    """One article with its entities and statements as `extract` has them, each with its rule, entry and sentence."""
    from ingest.explaining import reasons
    from ontology.forms import entity_form, statement_form

    article: dict[str, Any] = {"id": reading.article.id, "source": source, "title": reading.article.title}
    lists: dict[str, list[dict[str, Any]]] = {"entities": [], "statements": []}
    for reason in reasons(reading):
        of = reason.of
        form = entity_form(of) if isinstance(of, LocalEntity) else statement_form(of)
        lists["entities" if isinstance(of, LocalEntity) else "statements"].append(
            form | {"rule": reason.rule, "entry": reason.entry, "sentence": reason.sentence}
        )
    return article | lists


def _print_explained(article: dict[str, Any]) -> None:
    print(f"\n# {article['title'] or '(无标题)'}  {article['source']}")
    names = {entity["id"]: entity["name"] for entity in article["entities"]}
    for one in article["entities"]:
        _print_reason([f"{one['type']} ", one["name"]], one)
    for one in article["statements"]:
        thing = " ".join(filter(None, (names.get(one.get("object") or ""), amount_of(one))))
        said = (names[one["subject"]], one["predicate"], thing, one["role"] or one["indicator"] or "")
        told = [*(f"{part} " for part in said if part), f" ({one['modality']}, {one['confidence']:.2f})"]
        _print_reason(told, one)


def _print_reason(head: list[str], one: dict[str, Any]) -> None:
    print()
    print_pieces(head)
    print(f"    {one['rule']}" + (f" · {one['entry']}" if one["entry"] else ""))
    if one["sentence"]:
        print_pieces(text_pieces(one["sentence"]), indent=4)


def _outcome(file: FileReading, outcome: str) -> dict[str, Any]:
    contexts = [reading.context for reading in file.readings]
    return {
        "source": file.source,
        "outcome": outcome,
        "articles": [reading.article.id for reading in file.readings],
        "statements": sum(len(reading.statements) for reading in file.readings),
        "published": _common([context.published for context in contexts]),
        "published_reason": _common([context.published_reason for context in contexts]),
        "area": _common([context.area for context in contexts]),
        "area_from": _common([context.area_from for context in contexts]),
        "area_reason": _common([context.area_reason for context in contexts]),
    }


def _common(values: list[Any]) -> Any:
    """The value that all articles of a file share, else the commonest."""
    return max(sorted(set(values), key=str), key=values.count) if values else None


def _say_outcome(outcome: dict[str, Any], contexts: Sequence[Context]) -> None:
    """A file's end, and in the same line for all its articles what day and county they were read with, and why.

    Where its articles differ in that, a line for those of each.
    """
    said = f"{outcome['outcome']:9}  {outcome['source']}"
    if outcome["outcome"] == "read":
        said += f": {_counted(len(contexts), 'article')}, {_counted(outcome['statements'], 'statement')}"
    say(said)
    told = Counter(map(_context_told, contexts))
    for line, number in told.items():
        of = f"{_counted(number, 'article')}: " if len(told) > 1 else ""
        say(f"           {of}{line}")


def _context_told(context: Context) -> str:
    day = context.published or "open"
    area = area_told(context.area or "") or "open"
    reasons = (f" ({reason})" if reason else "" for reason in (context.published_reason, context.area_reason))
    return ", ".join(
        f"{what} {value}{reason}" for what, value, reason in zip(("date", "area"), (day, area), reasons, strict=True)
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")


def _print_article(article: dict[str, Any]) -> None:
    """What an article says, in one layout however wide it is: a statement with the words that say so under it."""
    names = {entity["id"]: entity["name"] for entity in article["entities"]}
    print()
    print_pieces(text_pieces(f"# {article['title'] or '(无标题)'}"))
    byline = [f"{name['role']} {name['name']} ".lstrip() for name in article["byline"]]
    print_pieces([f"{article[name] or '?'}  " for name in ("source", "published", "area")] + byline, indent=2)
    for kind in ("Organization", "Person", "Place", "Event", "Programme"):
        found = [entity["name"] for entity in article["entities"] if entity["type"] == kind]
        if found:
            print_pieces([f"{kind}: ", *(f"{name}、" for name in found[:-1]), found[-1]], indent=2)
    for one in article["statements"]:
        said = [*(f"{name}: {words}" for name, words in one["details"].items())]
        thing = [names.get(one.get("object") or "", ""), amount_of(one), *said]
        modality = f"({one['modality']})" if one["modality"] != "reported" else ""
        time = one["time"] if one["time"] != one.get("value") else ""  # of heldOn the day is its value
        about = [one["role"] or one["indicator"] or "", time or "", modality]
        print_pieces(line_of(names.get(one["subject"], ""), one["predicate"], thing, about), indent=2)
        evidence = article["text"][one["evidence"]["start"] : one["evidence"]["end"]]
        print_pieces(text_pieces(f"“{evidence}”"), indent=6)
    print(f"  {_counted(len(article['statements']), 'statement')}")
