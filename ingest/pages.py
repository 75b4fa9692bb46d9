"""Files -> pages: every input ends as a Page or as the InputError that says why not; the others go on.

Paths are files, folders (walked in order, hidden files left out) and zip archives (read in memory).
The order is that of the paths given, and within a folder or archive by name, so that it is the same on
any machine.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.formats import archive, format_of
from ontology.errors import InputError
from ontology.records import Page

LARGEST = 64 * 1024 * 1024
"""No file is read beyond so many bytes."""
_OTHER = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}\Z")
"""The suffix of a kind of file: .py, but not that of 日报2023.04.12 or 日报.第3版."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its name as given, and its bytes or where they are. `named`: a person gave it itself, it was not
    found in a folder or archive."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    named: bool = False

    def bytes(self) -> bytes:
        """The file's bytes; InputError where they cannot be had."""
        if self.data is not None:
            return self.data
        assert self.path is not None
        return _bytes_of(self.path, self.name)


def pages(paths: Iterable[str | Path]) -> Iterator[Page | InputError]:
    """Each input file as a page, or as the error that says what is wrong with it and what to do."""
    for source in sources(paths):
        if isinstance(source, InputError):
            yield source
            continue
        try:
            yield page_of(source)
        except InputError as error:
            yield error


def page_of(source: Source) -> Page:
    """The page of one file; InputError where it cannot be read, or is no page by its name and no one gave it itself."""
    data = source.bytes()
    kind = format_of(source.name, data)
    text = kind.read(data, source.name)
    other = None if source.named or kind.name != "plain" else _OTHER.search(source.name)
    if other is not None and other[0].lower() not in kind.suffixes:
        raise InputError(
            f"a {other[0]} file is no page", where=source.name, remedy="to read it all the same, give the file itself"
        )
    return Page(source=source.name, digest=hashlib.sha256(data).hexdigest(), text=text)


def sources(paths: Iterable[str | Path]) -> Iterator[Source | InputError]:
    """The files behind paths, archives opened, nothing read yet of the others."""
    for given in paths:
        path = Path(given)
        name = shown(str(given))
        if not str(given).strip():  # Path("") is the current folder
            yield InputError("an empty path", where="''", remedy="name a file or a folder; . is the current one")
        elif os.path.isdir(path):  # False of what cannot be a path, too
            found = False
            for inner in _walk(path):
                found = True
                if isinstance(inner, InputError):
                    yield inner
                else:
                    yield from _one(inner, os.path.join(name, shown(os.path.relpath(inner, path))))
            if not found:
                yield InputError("the folder holds no file", where=name, remedy="give a folder with pages")
        elif os.path.exists(path):
            yield from _one(path, name, named=True)
        else:
            yield InputError("no such file or folder", where=name, remedy="check the path")


def shown(name: str) -> str:
    """A file's name as text that can be kept and printed: GBK names, which old archives leave behind, are read.

    >>> shown(os.fsdecode("版.txt".encode("gb18030"))), shown("a\x1b[31m.txt")
    ('版.txt', 'a\ufffd[31m.txt')
    """
    if any("\udc80" <= character <= "\udcff" for character in name):
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return archive.printable(name)


def _walk(folder: Path) -> Iterator[Path | InputError]:
    """The files of a folder in order, linked folders once; a folder that cannot be listed as its error."""
    refused: list[OSError] = []
    seen: set[str] = set()
    for parent, folders, files in os.walk(folder, followlinks=True, onerror=refused.append):
        real = os.path.realpath(parent)
        if real in seen:  # a link that leads back
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                yield Path(parent, name)
    for error in refused:
        yield InputError(
            f"the folder cannot be read ({error.strerror})",
            where=shown(str(error.filename)),
            remedy="check its permissions",
        )


def _one(path: Path, name: str, *, named: bool = False) -> Iterator[Source | InputError]:
    if path.suffix.lower() != ".zip":
        yield Source(name, path=path, named=named)
        return
    try:
        found = False
        for full, data in archive.members(_bytes_of(path, name), name):
            found = True
            if isinstance(data, InputError):
                yield data
            elif full.lower().endswith(".zip"):
                yield InputError("an archive within an archive", where=full, remedy="unpack it first")
            else:
                yield Source(full, data=data)
        if not found:
            yield InputError("the archive holds no file", where=name, remedy="give an archive with pages")
    except InputError as error:
        yield error


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise InputError("it is no file", where=name, remedy="give a file, a folder or a .zip")
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"a file of {size:,} bytes", where=name, remedy=f"give files of at most {LARGEST:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=name, remedy="check its permissions") from None
