"""Statements, and cells of tables, in words, the same in all that is printed for people, and lines that break where they may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.commands.common import area_told, plain

_PIECES = re.compile(r"[!-~]+|\s+|.[，。、；：？！”’》）】…]*", re.DOTALL)
"""Where a Chinese text may break: between any two characters, but for numbers and words in Latin letters, and never
before a mark that closes."""


def amount(*, value: Any, unit: str | None, change: str | None, approximate: bool) -> str:
    """A value with what makes it a rise, a fall or about so much.

    >>> amount(value=2.4, unit="%", change="下降", approximate=True)
    '下降约2.4%'
    """
    number = plain(value)
    return f"{change or ''}{'约' if approximate and number else ''}{number}{unit or ''}"


def amount_of(form: Mapping[str, Any]) -> str:
    """`amount` of a statement in the form of `extract`."""
    return amount(
        value=form.get("value"), unit=form["unit"], change=form["change"], approximate=bool(form["approximate"])
    )


def cell_told(value: Any, kind: str) -> Any:
    """A named query's value as a table for people says it; `kind`: its column's type. Others stay as they are.

    >>> cell_told("HOLDS_POST", "term"), cell_told("GovernmentBody", "term")
    ('任职于 holdsPost', '政府机关 GovernmentBody')
    >>> cell_told('[["what", "助学金"]]', "details"), cell_told("140725", "code")
    ('what: 助学金', '山西省晋中市寿阳县 140725')
    """
    if not value:
        return value
    if kind == "term":
        return term_told(str(value))
    if kind == "code":
        return area_told(str(value))
    if kind == "details":
        return "、".join(f"{name}: {words}" for name, words in json.loads(str(value)))
    return value


def term_told(name: str) -> str:
    """A name of the vocabulary (a relation's table: its relation) with its Chinese label before it; others as they are."""
    from ontology.model import model

    vocabulary = model()
    name = {one.table: one.name for one in vocabulary.relations}.get(name, name)
    for terms in (vocabulary.types, vocabulary.kinds, vocabulary.relations):
        if name in terms:
            return f"{terms[name].label('zh')} {name}"
    return name


def line_of(subject: str, predicate: str, thing: Sequence[str], about: Sequence[str]) -> list[str]:
    """A statement in pieces: the ends and values of `thing`, then what `about` says of it (post, time, modality).

    >>> "".join(line_of("海城市", "hasFigure", ["下降2.4%"], ["生猪出栏", ""]))
    '海城市 — hasFigure — 下降2.4%  生猪出栏'
    """
    pieces = [f"{subject} ", f"— {predicate} — ", *(f"{one} " for one in thing if one)]
    return [*pieces, *(f" {one}" for one in about if one)]


def text_pieces(text: str) -> list[str]:
    """Text in the pieces that a line may end after; what parts its lines becomes a space."""
    return _PIECES.findall(" ".join(text.split()))


def print_pieces(pieces: Iterable[str], *, indent: int = 0, width: int | None = None) -> None:
    """Pieces as lines of `width` cells (default: the terminal's), each whole, from the second line on indented more.

    A piece that is wider than a line stands in a line of its own.
    """
    from rich.cells import cell_len

    width = width or _terminal()
    line, used, bare = " " * indent, indent, True
    for piece in pieces:
        size = cell_len(piece.rstrip())
        if not bare and used + size > width:
            print(line.rstrip())
            piece = piece.lstrip()
            line, used, bare = " " * (indent + 2), indent + 2, True
        line += piece
        used += cell_len(piece)
        bare = bare and not piece.strip()
    print(line.rstrip())


def _terminal() -> int:
    from rich.console import Console

    return Console().width
