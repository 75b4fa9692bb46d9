"""The closed namespace: a term outside the vocabulary raises and lists those that look like it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from ontology.errors import OntologyError

NAMESPACE = "https://w3id.org/wangge/ontology#"
"""IRI of the vocabulary; its terms follow the #."""

ENTITIES = "https://w3id.org/wangge/id/"
"""Base of the IRIs of entities, articles, sentences, statements and decisions: the id follows."""


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


class Terms(Generic[T]):
    """A closed, ordered set of terms: iterates over the terms, like an Enum, and finds one by name.

    `what` says in an error what was asked for.

    >>> from ontology.model import model
    >>> model().relations["holdsPost"].table
    'HOLDS_POST'
    """

    __slots__ = ("_by_name", "_what")

    def __init__(self, what: str, terms: Iterable[T]) -> None:
        self._what = what
        self._by_name = {term.name: term for term in terms}

    def __getitem__(self, name: str) -> T:
        """The term of a name. OntologyError, with the names that look like it, where there is none."""
        if name not in self._by_name:
            raise unknown(self._what, name, self._by_name)
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[T]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in the order of the vocabulary."""
        return tuple(self._by_name)


def unknown(what: str, name: str, known: Iterable[str]) -> OntologyError:
    """The error for a term that is not in the vocabulary.

    >>> str(unknown("relation", "holdPost", ["holdsPost", "heldAt"]))
    "no relation is called 'holdPost'; did you mean holdsPost? All: holdsPost, heldAt"
    """
    names = list(known)
    meant = " ".join(filter(None, (meaning(name, names), f"All: {', '.join(names)}")))
    return OntologyError(f"no {what} is called {name!r}", remedy=meant)


def meaning(name: str, known: Iterable[str]) -> str:
    """Which terms a misspelt one may mean; "" where none is like it.

    >>> meaning("holdPost", ["holdsPost", "heldAt"])
    'did you mean holdsPost?'
    """
    close = difflib.get_close_matches(name[:100], list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else ""
