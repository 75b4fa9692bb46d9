"""The graph's homes behind one contract (base.py), and resolve: source -> derived.

`open_store` is the only chooser: a home is one line in `_HOMES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from ontology.errors import UsageError

if TYPE_CHECKING:
    from store.home import HomeReader, HomeWriter


@overload
def open_store(url: str, *, write: Literal[False] = False) -> HomeReader: ...
@overload
def open_store(url: str, *, write: Literal[True]) -> HomeWriter: ...
def open_store(url: str, *, write: bool = False) -> HomeReader | HomeWriter:
    """Open a store: a path (data/wangge.lbug) or the address of a server (bolt://127.0.0.1:7687).

    A writer makes the store, its folder and its tables where they lack; a reader of a store that does
    not exist raises StoreError. UsageError for an address of another kind.
    """
    scheme, found, _ = url.partition("://")
    if not found:
        scheme = ""
    if scheme not in _HOMES:
        known = ", ".join(f"{one}://…" for one in SERVERS)
        raise UsageError(
            # Without what may be a password in it.
            f"no store can be opened at {f'{scheme}://' + url.rpartition('://')[2].rpartition('@')[2]!r}",
            remedy=f"give a path such as data/wangge.lbug, or {known}",
        )
    return _HOMES[scheme](url, write)


def _ladybug(url: str, write: bool) -> HomeReader | HomeWriter:
    from ontology.model import model
    from store.ladybug_store import LadybugReader, LadybugWriter

    home = LadybugWriter if write else LadybugReader
    return home(Path(url), model().relations)


def _neo4j(url: str, write: bool) -> HomeReader | HomeWriter:
    from ontology.model import model
    from store.neo4j_store import Neo4jReader, Neo4jWriter

    home = Neo4jWriter if write else Neo4jReader
    return home(url, model().relations)


SERVERS = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""Schemes of a server's address; +s: encrypted, +ssc: encrypted, by a certificate that nobody vouches for."""

# By the address's scheme; '' is a path. Imports wait until a home is chosen: they take most of the start.
_HOMES: Mapping[str, Callable[[str, bool], HomeReader | HomeWriter]] = {"": _ladybug} | dict.fromkeys(SERVERS, _neo4j)
