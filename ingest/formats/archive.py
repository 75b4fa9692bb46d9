"""Zip archives, read in memory and never unpacked: sizes, ratios and names are checked before a byte is taken."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from ontology.errors import InputError

MOST_FILES = 20_000
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_TOTAL = 1024 * 1024 * 1024
HIGHEST_RATIO = 200
"""Limits: files in an archive, bytes of one and of all unpacked, and how many times a file may grow."""
_DRIVE = re.compile("[A-Za-z]:")


def opened(data: bytes, where: str) -> zipfile.ZipFile:
    """The archive in `data`; InputError where it is damaged or more than the limits allow."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise InputError(f"the archive is damaged ({error})", where=where, remedy="get the whole file") from None
    infos = archive.infolist()
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST_TOTAL:
        raise InputError(
            f"the archive unpacks to {len(infos):,} files of {sum(i.file_size for i in infos):,} bytes",
            where=where,
            remedy=f"give at most {MOST_FILES:,} files and {LARGEST_TOTAL:,} bytes",
        )
    return archive


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> bytes:
    """The bytes of one file of an archive; InputError where it is locked, damaged or grows beyond measure."""
    if info.flag_bits & 0x1:
        raise InputError("it is locked with a password", where=where, remedy="unlock it and add it again")
    grown = info.file_size > 1024 * 1024 and info.file_size > HIGHEST_RATIO * max(1, info.compress_size)
    if info.file_size > LARGEST_FILE or grown:
        raise InputError(
            f"it unpacks from {info.compress_size:,} to {info.file_size:,} bytes",
            where=where,
            remedy=f"give files of at most {LARGEST_FILE:,} bytes that are no packing bombs",
        )
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise InputError(f"it is damaged in its archive ({error})", where=where, remedy="get the whole file") from None
    if len(data) > info.file_size:
        raise InputError("it is larger than its archive says", where=where, remedy="pack it again")
    return data


def members(data: bytes, where: str) -> Iterator[tuple[str, bytes | InputError]]:
    """The files of an archive by name as "archive.zip/inner.txt", sorted; what cannot be read is its error."""
    archive = opened(data, where)
    named = sorted((name_of(info), index) for index, info in enumerate(archive.infolist()) if not info.is_dir())
    infos = archive.infolist()
    for name, index in named:
        full = f"{where}/{name}"
        parts = name.split("/")
        if any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts):
            continue  # what systems leave behind: .DS_Store, __MACOSX
        if ".." in parts or name.startswith("/") or _DRIVE.match(name):
            yield full, InputError("its name leads out of the archive", where=full, remedy="pack it under a plain name")
            continue
        try:
            yield full, member(archive, infos[index], full)
        except InputError as error:
            yield full, error


def name_of(info: zipfile.ZipInfo) -> str:
    """A member's name; old Chinese archives write GBK and do not say so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode("utf-8")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return printable(name.replace("\\", "/"))


def printable(name: str) -> str:
    """A file's name without characters that steer a terminal.

    >>> printable("a\x1b[31m.txt")
    'a\ufffd[31m.txt'
    """
    return "".join(character if character.isprintable() or character == "\u3000" else "\ufffd" for character in name)
