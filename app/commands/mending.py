"""Commands that mend what was read: rename, retype, remove, confirm, reject, add. Each is a decision that `undo` takes back."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from app.commands.common import DEFAULT_STORE, JsonOption, StoreOption
from app.commands.deciding import Sides, Why, locals_of, made_of, one_entity, parts
from ontology.errors import UsageError
from ontology.records import ENTITY_TYPES, MODALITIES, DecisionKind
from store.base import Reader, Writer
from store.decisions import LEAST_OF_ID

Entity = Annotated[str, typer.Argument(metavar="ENTITY", help="An entity: id or name.")]
Statements = Annotated[
    list[str], typer.Argument(metavar="STATEMENT…", help="Statements' ids, or their beginnings; `show` lists them.")
]


def register(cli: typer.Typer) -> None:
    for command in (rename, retype, remove, confirm, reject, add):
        cli.command()(command)


def rename(
    entity: Entity,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Give an entity another name; those that articles use stay its aliases.

    Example: wangge rename 区委 中共东昌府区委员会 --why 全称
    """
    made_of(
        store, "rename", lambda writer: (_all_of(writer, entity), ()), why=why, as_json=as_json, value=lambda _: name
    )


def retype(
    entity: Entity,
    etype: Annotated[str, typer.Argument(metavar="|".join(ENTITY_TYPES))],
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Give an entity another type.

    Example: wangge retype 汇金社区 Organization --why 文中说的是居委会
    """
    made_of(
        store, "retype", lambda writer: (_all_of(writer, entity), ()), why=why, as_json=as_json, value=lambda _: etype
    )


def remove(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="ENTITY|STATEMENT", help="An entity's id or name, or a statement's id or its beginning."
        ),
    ],
    local: Annotated[
        list[str] | None, typer.Argument(metavar="[LOCAL…]", help="Only these local entities of the entity.")
    ] = None,
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Take out of the graph what is none: an entity (or some of its local entities), or a statement. `delete` is of articles.

    Example: wangge remove 本报讯 --why 不是人名
    """

    def sides(writer: Writer) -> Sides:
        from queries.find import find

        if not local and _is_statement(writer, thing):
            return (thing,), ()
        # A name may look like the beginning of an id: what is called so comes first.
        if not local and not find(writer, thing) and (meant := _beginning_with(writer, thing)):
            return (_one_statement(thing, meant),), ()
        return (parts(writer, thing, local)[0] if local else _all_of(writer, thing)), ()

    made_of(store, "delete", sides, why=why, as_json=as_json)


def confirm(
    statements: Statements, why: Why = "", store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False
) -> None:
    """Say that statements are right; they are shown as such.

    Example: wangge confirm 0a1b2c3d4e5f60718293 --why 县政府文件
    """
    _rule(statements, "confirm", why=why, store=store, as_json=as_json)


def reject(
    statements: Statements, why: Why = "", store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False
) -> None:
    """Say that statements are wrong: they stay, are shown as such, and make no relation.

    Example: wangge reject 0a1b2c3d4e5f60718293 --why 读错了主语
    """
    _rule(statements, "reject", why=why, store=store, as_json=as_json)


def add(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article that says so; `articles` lists them.")],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT", help="What the article speaks of: a name that the reader found there, or its id."
        ),
    ],
    predicate: Annotated[str, typer.Argument(metavar="RELATION", help="holdsPost, organizes, heldOn …")],
    object_: Annotated[
        str, typer.Argument(metavar="OBJECT|VALUE", help="As SUBJECT; of heldOn a date, of hasFigure a number.")
    ],
    evidence: Annotated[
        str, typer.Option("--evidence", help="Words of the article that say so, as they stand in one sentence.")
    ],
    role: Annotated[str, typer.Option("--role", help="The post or role.")] = "",
    time: Annotated[str, typer.Option("--time", help="2022-10-26, 2022-10, 2022, or two of them with /.")] = "",
    modality: Annotated[
        str, typer.Option("--modality", help="How it is said.", metavar="|".join(MODALITIES))
    ] = "reported",
    value: Annotated[str, typer.Option("--value", help="Of a gift: how many.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Of a figure or gift.")] = "",
    indicator: Annotated[str, typer.Option("--indicator", help="Of a figure: what it counts.")] = "",
    what: Annotated[str, typer.Option("--what", help="Of a gift: what was given.")] = "",
    why: Why = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Add a statement that an article makes and the reader missed, between what the reader found in that article.

    Whom it did not find there at all cannot be added by hand: `show` and `explain` say what it found.

    Example: wangge add 0a1b2c3d4e5f60718293 李明 holdsPost 县司法局 --role 局长 --evidence 县司法局局长李明
    """
    from store.adding import Said, statement

    said = Said(
        subject=subject, predicate=predicate, object=object_, evidence=evidence, role=role, time=time,
        modality=modality, value=value, unit=unit, indicator=indicator, what=what,
    )  # fmt: skip

    def text(writer: Writer) -> str:
        made = statement(writer, article, said)
        if _is_statement(writer, made.id):
            raise UsageError(f"the article says so already: {made.id}", remedy="`wangge confirm` says that it is right")
        return json.dumps(made.to_dict(), ensure_ascii=False)

    made_of(store, "add", lambda writer: ((), ()), why=why, as_json=as_json, value=text)


def _rule(statements: list[str], kind: DecisionKind, *, why: str, store: str, as_json: bool) -> None:
    def sides(writer: Writer) -> Sides:
        return tuple(dict.fromkeys(_one_statement(one, _beginning_with(writer, one)) for one in statements)), ()

    made_of(store, kind, sides, why=why, as_json=as_json)


def _all_of(reader: Reader, entity: str) -> tuple[str, ...]:
    return locals_of(reader, one_entity(reader, entity), entity)


def _beginning_with(reader: Reader, identity: str) -> list[str]:
    """The ids of statements that begin so; none for fewer than six characters."""
    if len(identity) < LEAST_OF_ID:
        return []
    beginning = "MATCH (s:Statement) WHERE s.id STARTS WITH $id RETURN s.id AS id ORDER BY id"
    return [str(row["id"]) for row in reader.rows(beginning, {"id": identity})]


def _one_statement(identity: str, meant: list[str]) -> str:
    if len(meant) != 1:
        many = "more than one" if meant else "no"
        raise UsageError(f"{many} statement has the id {identity!r}", remedy="`wangge show ENTITY` lists them")
    return meant[0]


def _is_statement(reader: Reader, identity: str) -> bool:
    return bool(reader.rows("MATCH (s:Statement {id: $id}) RETURN s.id AS id", {"id": identity}))
