"""Commands that ask: articles, show, search, stats, queries, query."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from app.commands.common import (
    DEFAULT_STORE,
    JsonOption,
    StoreOption,
    area_told,
    parameters,
    print_json,
    print_table,
    reader_of,
    say_several,
    short_path,
)
from app.commands.telling import amount, cell_told, line_of, print_pieces, term_told, text_pieces
from ontology.key_words import key_words
from store.explain import Reason

_PLAIN_WORD = re.compile(r"[\w.-]+\Z")

Form = Annotated[str, typer.Option("--format", help="How the answer is printed.", metavar="table|csv|json")]
Param = Annotated[
    list[str] | None, typer.Option("--param", help="key=value; may be given several times.", metavar="KEY=VALUE")
]


class QueryCommand(TyperCommand):
    """`wangge query`, whose help beside a query's name is that query's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        from queries.catalog import catalog

        if {"-h", "--help"} & {*args}:
            for asked in catalog():
                if asked.name in args:
                    print(_told(asked), end="")
                    raise typer.Exit
        return super().parse_args(ctx, args)


def register(cli: typer.Typer) -> None:
    for command in (articles, show, search, stats, queries):
        cli.command()(command)
    cli.command(cls=QueryCommand)(query)


def articles(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """List the articles in the store.

    Example: wangge articles --json
    """
    from queries import cards

    with reader_of(store) as reader:
        rows = [dataclasses.asdict(row) for row in cards.articles(reader)]
    if not as_json:
        rows = [row | {"source": short_path(row["source"]), "area": area_told(row["area"])} for row in rows]
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
        if not as_json:
            say_several(entity, found, reader)
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
    found = [dataclasses.asdict(row) for row in hits.entities]
    found = [row | {"kind": term_told(row["kind"]), "area": area_told(row["area"])} for row in found]
    if found or not hits.sentences:  # an empty table over sentences that were found looks like nothing
        print_table(("name", "kind", "area", "articles", "id"), found)
    if hits.sentences:
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
    """Ask a named query; after its name, --help gives its parameters and columns.

    Example: wangge query posts-in-area --param area=寿光市
    """
    from queries.catalog import named, run, several

    asked = named(name)
    given = parameters(param or [])
    with reader_of(store) as reader:
        table = run(reader, name, given)
        if form == "table" and not as_json:
            for reference, meant in several(reader, asked, given):
                say_several(reference, meant, reader)
    form = "json" if as_json else form
    rows: Sequence[Mapping[str, Any]] = table.rows
    shown = asked.columns
    if form == "table":  # ids are for scripts
        shown = tuple(column for column in shown if column.type != "id")
        rows = [{one.name: cell_told(row[one.name], one.type) for one in shown} for row in rows]
    print_table(
        [column.name for column in shown],
        rows,
        title=f"{asked.question.zh}  {asked.question.en}",
        form=form,
        labels={column.name: column.label for column in shown},
    )


def _told(asked: Any) -> str:
    """The help of a named query, from its header."""
    lines = [f"Usage: wangge query {asked.name} [--param KEY=VALUE]… [OPTIONS]", "", asked.title.zh, asked.title.en]
    lines += ["", asked.question.zh, asked.question.en, "", "参数 parameters:" + ("" if asked.parameters else " -")]
    for one in asked.parameters:
        given = "必填 required" if one.default is None else f"默认 default: {one.default or '空 empty'}"
        lines += [f"  {one.name} ({one.type}; {given})", f"      {one.meaning.zh}", f"      {one.meaning.en}"]
    lines += ["", "各列 columns:"]
    lines += [f"  {one.name} ({one.type}): {one.meaning.zh}  {one.meaning.en}" for one in asked.columns]
    lines += ["", "Options: --format table|csv|json, --json, --store STORE"]
    lines.append(" ".join(["Example: wangge query", asked.name, *_as_options(asked.example)]))
    return "\n".join(lines) + "\n"


def _print_card(card: Any, *, why: bool) -> None:
    entity = card.entity
    print(f"\n{entity.name}  [{entity.etype} {term_told(entity.kind)}]  {entity.id}")
    if entity.aliases:
        print("  又称 also: " + "、".join(entity.aliases))
    if entity.code or entity.area:
        print(f"  代码 code: {entity.code or '-'}  县区 area: {area_told(entity.area) or '-'}")
    if card.published or card.signed:
        print(f"  发表 publisher of: {card.published}  署名 signs: {card.signed}  (篇 articles)")
    if not card.statements:
        print("  没有关于它的陈述 nothing is stated of it")
    for said in card.statements:
        print_pieces(_said(said), indent=2)
        before, words, after = (
            said.sentence[: said.start],
            said.sentence[said.start : said.end],
            said.sentence[said.end :],
        )
        print_pieces(text_pieces(f"“{before.lstrip()}【{words}】{after.rstrip()}”"), indent=6)
        source = (f"  {one}" for one in (said.source, said.published, said.id))
        print_pieces([*text_pieces(said.title or "(无标题)"), *source], indent=6)
    if len(card.statements) < card.total:
        print(f"  … {card.total - len(card.statements)} older statements are not shown")
    if why:
        print("  各篇如何称它 how each article named it:")
        for local in card.read_as:
            print_pieces([local.name, f"  {local.id}", "  ", *text_pieces(local.title), f"  {local.source}"], indent=2)
            print(f"      规则 rule: {local.rule}")
            for key in local.keys:
                print_pieces(text_pieces(f"认作 {key_words(key, 'zh')}"), indent=6)
                print_pieces(text_pieces(f"known as {key_words(key, 'en')}"), indent=6)
        if len(card.read_as) < card.named:
            print(f"  … {card.named - len(card.read_as)} older articles' names are not shown")


def _said(said: Any) -> list[str]:
    """A statement in pieces of a line."""
    number = said.number if said.number is not None else said.value
    value = amount(value=number, unit=said.unit, change=said.change, approximate=said.approximate)
    thing = [said.object.name if said.object else "", value, *(f"{name}: {words}" for name, words in said.details)]
    modality = f"({said.modality})" if said.modality != "reported" else ""
    status = f"({said.status})" if said.status else ""
    time = said.time if said.time != said.value else ""  # of heldOn the day is its value
    about = [said.role or said.indicator, time, modality, status]
    return line_of(said.subject.name, term_told(said.predicate), thing, about)


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
