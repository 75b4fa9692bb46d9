"""The command review: pairs that may be one, one key a pair; and entities that may be two."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from app.commands.common import DEFAULT_STORE, JsonOption, StoreOption, print_json, reader_of, say, writer_of
from app.commands.deciding import two_sides, user
from ontology.errors import UsageError
from ontology.records import Decision
from store.base import Reader

KEYS = {"s": "same", "d": "different", "u": "unsure"}
_PROMPT = "[s]ame 同 · [d]ifferent 异 · [u]nsure 存疑 · [n]ext 跳过 · [q]uit 结束"


def register(cli: typer.Typer) -> None:
    cli.command()(review)


def review(
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many pairs, the likeliest first.")] = 50,
    etype: Annotated[str, typer.Option("--type", help="Only this type: Person, Organization …", metavar="TYPE")] = "",
    why: Annotated[str, typer.Option("--why", help="The reason, kept with each decision.")] = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Go through pairs that may be one: s same, d different, u unsure, n next, q quit. `undo` takes any of it back.

    With --json the pairs, and entities that may be two, are only listed.

    Example: wangge review --type Person
    """
    from ontology.model import model
    from store.candidates import candidates, suspicions

    if etype and etype not in model().types:
        raise UsageError(f"no type {etype!r}", remedy="there are: " + ", ".join(model().types.names))
    with reader_of(store) as reader:
        pairs = [one for one in candidates(reader) if etype in ("", one.type)][:limit]
        doubts = [one for one in suspicions(reader) if etype in ("", one.type)]
        if as_json:
            print_json({"candidates": [_pair(one) for one in pairs], "doubts": [_doubt(one) for one in doubts]})
            return
        shown = [(one, [_sentence(reader, local) for local in _locals(one)]) for one in pairs]
    made = 0
    for number, (one, sentences) in enumerate(shown, 1):
        _print_pair(one, sentences, number=number, of=len(shown))
        key = _key()
        if key == "q":
            break
        if key in KEYS:
            made += _decide(one, KEYS[key], why=why, store=store)
    for doubt in doubts:
        print(f"\n{doubt.name}  [{doubt.type}]  {doubt.entity}\n  {doubt.words('zh')}  {doubt.words('en')}")
    say(f"{len(shown)} pairs, {made} decided; {len(doubts)} entities that may be two (wangge split takes one apart)")


def _decide(pair: Any, kind: Any, *, why: str, store: str) -> int:
    """One decision, its own transaction; a pair that is one already, or gone, is said and passed over."""
    from store.decisions import decision, take

    with writer_of(store) as writer:

        def make() -> Decision:
            # Each is what its local entity belongs to by now: decisions on pairs before may have moved it.
            sides = two_sides(writer, kind, pair.left_locals[0], pair.right_locals[0])
            return decision(writer, kind, *sides, who=user(), now=dt.datetime.now(dt.UTC), why=why)

        try:
            made = take(writer, make)
        except UsageError as error:
            say(f"  not decided: {error}")
            return 0
        print(f"  {kind}: {made.id}")
    return 1


def _key() -> str:
    """One key of a terminal; of a file or pipe the first letter of a line, at its end q."""
    print(f"  {_PROMPT}", flush=True)
    known = {*KEYS, "n", "q"}
    while True:
        if sys.stdin.isatty():
            key = typer.getchar().lower()
        else:
            line = sys.stdin.readline()
            key = line.strip()[:1].lower() if line else "q"
        if key in known:
            return key
        if key in ("\x03", "\x04"):
            return "q"


def _print_pair(pair: Any, sentences: Sequence[str], *, number: int, of: int) -> None:
    print(f"\n{number}/{of}  {pair.left_name}  ?  {pair.right_name}  [{pair.type}]  {pair.score}")
    for sentence in sentences:
        print(f"  “{sentence}”")
    for sign, against in (("+", False), ("-", True)):
        for zh, en in zip(pair.spoken("zh", against=against), pair.spoken("en", against=against), strict=True):
            print(f"  {sign} {zh}  {en}")


def _locals(pair: Any) -> Iterable[str]:
    return pair.left_locals[0], pair.right_locals[0]


def _sentence(reader: Reader, local: str) -> str:
    """The sentence in which an article first speaks of a local entity."""
    rows = reader.rows("MATCH (l:LocalEntity {id: $id}) RETURN l.article AS article, l.spans AS spans", {"id": local})
    if not rows:
        return ""
    first = int(str(rows[0]["spans"]).partition("-")[0] or 0)
    found = reader.rows(
        "MATCH (a:Article {id: $id})<-[:`IN`]-(t:Sentence) WHERE t.start_offset <= $at AND $at < t.end_offset "
        "RETURN t.text AS text, a.published AS published",
        {"id": str(rows[0]["article"]), "at": first},
    )
    return " ".join(f"{row['published'] or ''} {' '.join(str(row['text']).split())}".strip() for row in found)


def _pair(pair: Any) -> dict[str, Any]:
    row = dataclasses.asdict(pair)
    del row["evidence"]
    sides = {"for": False, "against": True}
    return row | {
        name: [
            {"zh": zh, "en": en}
            for zh, en in zip(pair.spoken("zh", against=against), pair.spoken("en", against=against), strict=True)
        ]
        for name, against in sides.items()
    }


def _doubt(doubt: Any) -> dict[str, Any]:
    return dataclasses.asdict(doubt) | {"zh": doubt.words("zh"), "en": doubt.words("en")}
