"""Commands that ask: articles, show, search, stats, queries, query."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from app.commands.common import (
    DEFAULT_STORE,
    JsonOption,
    StoreOption,
    parameters,
    plain,
    print_json,
    print_table,
    reader_of,
    short_path,
)
from store.explain import Reason

_PLAIN_WORD = re.compile(r"[\w.-]+\Z")

Form = Annotated[str, typer.Option("--format", help="How the answer is printed.", metavar="table|csv|json")]
Param = Annotated[
    list[str] | None, typer.Option("--param", help="key=value; may be given several times.", metavar="KEY=VALUE")
]


def register(cli: typer.Typer) -> None:
    for command in (articles, show, search, stats, queries, query):
        cli.command()(command)


def articles(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """List the articles in the store.

    Example: wangge articles --json
    """
    from queries import cards

    with reader_of(store) as reader:
        rows = [dataclasses.asdict(row) for row in cards.articles(reader)]
    if not as_json:
        rows = [row | {"source": short_path(row["source"])} for row in rows]
    print_table(("id", "title", "published", "area", "source", "statements"), rows, form="json" if as_json else "table")


def show(
    entity: Annotated[str, typer.Argument(help="An id or a name.")],
    why: Annotated[bool, typer.Option("--why", help="How each article named it, and what joined them.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many statements, the newest.", show_default="all")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Show an entity: what is said of it, and the sentence behind each statement.

    Example: wangge show 寿光市
    """
    from queries import cards
    from queries.find import find, unknown
    from store import explain

    with reader_of(store) as reader:
        found = find(reader, entity)
        if not found:
            raise unknown(reader, entity)
        shown = [cards.card(reader, row.id, limit=limit) for row in found]
        reasons = [explain.why(reader, row.id) if why else () for row in found]
    if as_json:
        forms = [dataclasses.asdict(card) for card in shown]
        for form, of_one in zip(forms, reasons, strict=True):
            form |= {"why": [_reason(one) for one in of_one]} if why else {}
        print_json(forms)
        return
    for card, of_one in zip(shown, reasons, strict=True):
        _print_card(card, why=why)
        _print_reasons(of_one)


def search(
    text: Annotated[str, typer.Argument(help="A name, or words of the text.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most hits of each kind.")] = 20,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Search entities by name and alias, and sentences by their text.

    Example: wangge search 网格员
    """
    from queries import search as searching

    with reader_of(store) as reader:
        hits = searching.search(reader, text, limit=limit)
    if as_json:
        print_json(dataclasses.asdict(hits))
        return
    print_table(("name", "etype", "kind", "articles", "id"), [dataclasses.asdict(row) for row in hits.entities])
    print_table(("text", "title", "published"), [dataclasses.asdict(hit) for hit in hits.sentences])


def stats(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Count what the store holds.

    Example: wangge stats --json
    """
    from queries.counts import counts

    with reader_of(store) as reader:
        found = counts(reader)
    if as_json:
        print_json(found)
        return
    print_table(("what", "number"), [{"what": what, "number": number} for what, number in found.items()])


def queries(as_json: JsonOption = False) -> None:
    """List the named queries with their questions and parameters; NAME=… must be given.

    Example: wangge queries
    """
    from queries.catalog import catalog

    if as_json:
        print_json([dataclasses.asdict(query) for query in catalog()])
        return
    for query in catalog():
        takes = (f"{one.name}={'…' if one.default is None else one.default}" for one in query.parameters)
        print(" ".join([query.name, *takes]))
        print(f"  {query.question.zh}")
        print(f"  {query.question.en}")
        print(" ".join(["  wangge query", query.name, *_as_options(query.example)]))


def _as_options(example: Mapping[str, str]) -> Iterator[str]:
    """Parameters as they are typed: quoted where a shell needs it, Han characters as they are."""
    for name, value in example.items():
        if value:
            yield f"--param {name}={value}" if _PLAIN_WORD.match(value) else f"--param {name}={shlex.quote(value)}"


def query(
    name: Annotated[str, typer.Argument(help="A query's name; `wangge queries` lists them.")],
    param: Param = None,
    form: Form = "table",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Ask a named query.

    Example: wangge query posts-in-area --param area=寿光市
    """
    from queries.catalog import named, run

    asked = named(name)
    given = parameters(param or [])
    with reader_of(store) as reader:
        table = run(reader, name, given)
    form = "json" if as_json else form
    shown = table.columns
    if form == "table":  # ids are for scripts
        shown = tuple(column.name for column in asked.columns if column.type != "id")
    print_table(shown, table.rows, title=f"{asked.question.zh}  {asked.question.en}", form=form)


def _print_card(card: Any, *, why: bool) -> None:
    entity = card.entity
    print(f"\n{entity.name}  [{entity.etype} {entity.kind}]  {entity.id}")
    if entity.aliases:
        print("  又称 also: " + "、".join(entity.aliases))
    if entity.code or entity.area:
        print(f"  代码 code: {entity.code or '-'}  县区 area: {entity.area or '-'}")
    for said in card.statements:
        goods = " ".join(f"{name}: {detail}" for name, detail in said.details)
        number = f"{plain(said.number)}{said.value}{said.unit}"
        value = " ".join(filter(None, (said.object.name if said.object else "", number, goods)))
        words = " ".join(filter(None, (said.role or said.indicator, said.time)))
        mark = {"reported": ""}.get(said.modality, f" ({said.modality})") + (f" ({said.status})" if said.status else "")
        print(f"  {said.subject.name} — {said.predicate} — {value}  {words}{mark}")
        print(
            f"      “{said.sentence[: said.start]}【{said.sentence[said.start : said.end]}】{said.sentence[said.end :]}”".replace(
                "\n", " "
            )
        )
        print(f"      {said.title or '(无标题)'}  {said.source}  {said.published}  {said.id}")
    if len(card.statements) < card.total:
        print(f"  … {card.total - len(card.statements)} older statements are not shown")
    if why:
        for local in card.read_as:
            print(f"  {local.id}  {local.name}  {local.rule}  ({local.source}: {local.title})")
            print("      " + " ".join(local.keys))
        if len(card.read_as) < card.named:
            print(f"  … {card.named - len(card.read_as)} older articles' names are not shown")


def _reason(one: Reason) -> dict[str, Any]:
    """A reason as JSON: what joined some local entities to their entity, and both wordings."""
    form = {
        name: getattr(one, name) for name in ("local", "name", "count", "ground", "other", "key", "score", "decision")
    }
    return form | {"zh": one.words("zh"), "en": one.words("en")}


def _print_reasons(reasons: Sequence[Reason]) -> None:
    """What joined each to the one beside it; the first has nobody to be joined to."""
    if reasons:
        print("  为何是同一个 why they are one:")
    for one in reasons:
        number = f" ×{one.count}" if one.count > 1 else ""
        beside = f" ← {one.other}" if one.other else ""
        print(f"  {one.local} {one.name}{number}{beside}")
        print(f"      {one.words('zh')}")
        print(f"      {one.words('en')}")
