"""An RDF file handed to its parser piece by piece, stopped before what would take all memory.

JSON-LD and RDF/XML hold the state of every level that is open, and XML's entities grow each time one names another;
a small file can so ask for more memory than there is. Turtle, N-Triples and their kin keep nothing of the kind.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Protocol
from xml.parsers import expat

import pyoxigraph as ox

from ontology.errors import InputError

DEEPEST = 200
"""So many levels may be open; an export has 4."""
_LONGEST_ENTITY = 300
_MARK = re.compile(rb'["\[\]{}]|\\.', re.DOTALL)


class _Check(Protocol):
    def feed(self, data: bytes) -> None:
        """Raises InputError, without `where`, or expat.ExpatError for what may not be read on; b"" at the end."""


class Limited:
    """A file of JSON-LD or RDF/XML to read from, at most once. InputError where it asks for too much."""

    def __init__(self, file: BinaryIO, syntax: ox.RdfFormat, where: str) -> None:
        self._file, self._where = file, where
        self._check: _Check = _Elements() if syntax == ox.RdfFormat.RDF_XML else _Brackets()
        self.failure: InputError | None = None
        """Why reading ended; a parser may tell it in other words."""

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes."""
        data = self._file.read(size)
        try:
            self._check.feed(data)
        except InputError as error:
            self.failure = InputError(error.problem, where=self._where, remedy=error.remedy)
            raise self.failure from None
        except expat.ExpatError as error:
            self.failure = InputError(
                f"not RDF/XML: {expat.ErrorString(error.code)}",
                where=f"{self._where}, line {error.lineno}",
                remedy="mend that line",
            )
            raise self.failure from None
        return data


class _Brackets:
    """How many objects and arrays of JSON are open."""

    def __init__(self) -> None:
        self._depth, self._quoted, self._escape = 0, False, b""

    def feed(self, data: bytes) -> None:
        data = self._escape + data
        self._escape = b""
        for match in _MARK.finditer(data):
            mark = match[0]
            if mark == b'"':
                self._quoted = not self._quoted
            elif not self._quoted and len(mark) == 1:
                self._depth += 1 if mark in b"[{" else -1
                _bound(self._depth)
        if (len(data) - len(data.rstrip(b"\\"))) % 2:  # what it escapes comes with the next piece
            self._escape = b"\\"


class _Elements:
    """How many elements of XML are open, and what its entities stand for."""

    def __init__(self) -> None:
        self._depth = 0
        self._parser = expat.ParserCreate("UTF-8")  # the one encoding that pyoxigraph reads
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.EntityDeclHandler = self._declared

    def feed(self, data: bytes) -> None:
        self._parser.Parse(data, not data)

    def _opened(self, _name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        _bound(self._depth)

    def _closed(self, _name: str) -> None:
        self._depth -= 1

    def _declared(self, name: str, _parameter: int, value: str | None, *_elsewhere: str | None) -> None:
        if value is not None and ("&" in value or len(value) > _LONGEST_ENTITY):
            raise InputError(
                f"the entity {name} stands for another, or for more than {_LONGEST_ENTITY} characters",
                remedy="write out what it stands for",
            )


def _bound(depth: int) -> None:
    if depth > DEEPEST:
        raise InputError(f"nested more than {DEEPEST} levels deep", remedy="name nodes, and tell of each on its own")
