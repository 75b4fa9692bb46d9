"""Commands that weigh what articles say against each other: conflicts, tenure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from itertools import groupby
from typing import Annotated, Any

import typer

from app.commands.common import DEFAULT_STORE, JsonOption, StoreOption, plain, print_json, reader_of, say_several
from ontology.errors import OntologyError, UsageError


def register(cli: typer.Typer) -> None:
    for command in (conflicts, tenure):
        cli.command()(command)


def conflicts(
    kind: Annotated[
        str,
        typer.Option("--kind", help="Only contradictions of this relation: hasFigure, holdsPost …", metavar="RELATION"),
    ] = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List what articles contradict each other on, each value with its sentence. All of it stays in the store.

    Example: wangge conflicts --kind holdsPost
    """
    from ontology.model import model
    from queries.conflicts import conflicts as find_conflicts

    if kind:
        try:
            model().relations[kind]
        except OntologyError as error:  # a misspelt one is said, with close ones
            raise UsageError(error.problem, remedy=error.remedy) from error
    with reader_of(store) as reader:
        found = [one for one in find_conflicts(reader) if kind in ("", one.kind)]
    if as_json:
        print_json([_conflict(one) for one in found])
        return
    for one in found:
        label = model().relations[one.kind].label("zh")
        perhaps = "" if one.certain else "（可能：有一处没说时间 perhaps: one has no time of its own）"
        print(f"\n{one.about.name} — {label} {one.kind}" + "".join(f" · {word}" for word in one.under) + perhaps)
        for told in one.values:
            denied = "（否认 denied）" if told.modality == "denied" else ""
            print(f"  {plain(told.value)}{denied}  “{' '.join(told.sentence.split())}”")
            print(f"      {told.title or '(无标题)'}  {told.source}  {told.published}")
            if told.corrected_by:
                print(f"      已被更正 corrected by: {'、'.join(told.corrected_by)}")
    print(f"{len(found)} contradictions" if len(found) != 1 else "1 contradiction")


def tenure(
    entity: Annotated[str, typer.Argument(help="A person, organisation or area: id or name.")],
    as_of: Annotated[
        str, typer.Option("--as-of", help="Only those that held on this day, and how sure that is.", metavar="DATE")
    ] = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Who held which post from when to when: what is reported, first and last mention, and what follows from others.

    Example: wangge tenure 谭景岱
    """
    from queries.catalog import day
    from queries.find import find, unknown
    from queries.said import End
    from queries.tenures import tenures

    held = day("--as-of", as_of, last=True)
    with reader_of(store) as reader:
        entities = find(reader, entity)
        if not entities:
            raise unknown(reader, entity)
        if not as_json:
            say_several(entity, entities, reader)
        found = [one for row in entities for one in tenures(reader, End(id=row.id, etype=row.etype, name=row.name))]
    rows = [_tenure(one, held) for one in found if not held or one.certainty(held)]
    if as_json:
        print_json(rows)
        return
    if not rows:
        on = f"（截至 {as_of}） on {as_of}" if as_of else ""
        print(f"{entity}: 未见任职报道 no post is reported{on}")
    for (body, post), group in groupby(rows, key=lambda row: (row["organization"], row["post"])):
        print(f"\n{body} — {post}")
        for row in group:
            _print_tenure(row)


def _print_tenure(row: Mapping[str, Any]) -> None:
    known = f"{row['start'] or '?'} – {row['end'] or '?'}"
    held = row["held_from"], row["held_until"]
    seen = f"见报 seen {held[0] or '?'} – {held[1] or '?'}" if any(held) else ""
    acting = "代 acting" if row["acting"] else ""
    print("  " + "  ".join(filter(None, (row["person"], acting, known, seen, row.get("certainty")))))
    if row["starts"]:
        print(
            "      到任说法不一 starts disagree: "
            + ", ".join(f"{one['time']} ({one['statement']})" for one in row["starts"])
        )
    for one in row["inferred"]:
        print(f"      推断 inferred: {one['claim']} {one['day']} ({one['why']}; {', '.join(one['statements'])})")
    if row["vacant"]:
        print(f"      空缺 vacant: {row['vacant']}")
    if row["concurrent"]:
        print("      同时 also: " + "、".join(row["concurrent"]))


def _conflict(one: Any) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "about": one.about.name,
        "about_id": one.about.id,
        "under": list(one.under),
        "certain": one.certain,
        "values": [dataclasses.asdict(told) for told in one.values],
    }


def _tenure(one: Any, day: str) -> dict[str, Any]:
    row = {
        "person": one.person.name,
        "organization": one.body.name,
        "post": one.post,
        **{name: getattr(one, name) or None for name in ("start", "end", "held_from", "held_until")},
        "inferred": [dataclasses.asdict(each) for each in one.inferred],
        "statements": list(one.statements),
        "starts": [{"time": time, "statement": statement} for time, statement in one.starts],
        "acting": one.acting,
        **{name: getattr(one, name) or None for name in ("predecessor", "successor", "vacant")},
        "concurrent": list(one.concurrent),
        "person_id": one.person.id,
        "organization_id": one.body.id,
    }
    return row | ({"certainty": one.certainty(day)} if day else {})
