"""Backup, and copying from home to home: the source layer alone, from which either home builds the same graph.

A backup is a folder with files.jsonl (a FileReading a line, by digest), decisions.jsonl (by time) and manifest.json
(format, counts, SHA-256 of both). No date and no path enters: the same store gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ontology.dates import moment
from ontology.errors import InputError, StoreError, UsageError
from ontology.ids import decision_id
from ontology.records import Decision, FileReading, Record
from store.admissible import check_words
from store.base import Reader, Writer
from store.selection import canonical

FORMAT = 1
FILES, DECISIONS, MANIFEST = "files.jsonl", "decisions.jsonl", "manifest.json"

R = TypeVar("R", bound=Record)


def backup(reader: Reader, folder: Path) -> dict[str, Any]:
    """Write the source layer into a folder; an earlier backup there is replaced when this one is whole.

    A link stays, and the folder that it leads to is filled. Returns the manifest. UsageError where the folder
    holds anything else, StoreError where it cannot be written or the store changes meanwhile.
    """
    place = Path(os.path.realpath(folder))
    try:
        _check_place(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".wangge-backup-") as made:
            fresh, earlier = Path(made) / "new", Path(made) / "earlier"
            fresh.mkdir()
            decisions, files = _source(reader)
            manifest = {
                "format": FORMAT,
                FILES: _write(fresh / FILES, files),
                DECISIONS: _write(fresh / DECISIONS, decisions),
            }
            (fresh / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
            _check_place(place)  # what was put there meanwhile stays
            if place.exists():
                place.rename(earlier)
            try:
                fresh.rename(place)
            except BaseException:
                if earlier.exists():
                    earlier.rename(place)
                raise
    except OSError as error:
        raise StoreError(
            f"the backup cannot be written ({error.strerror})", where=str(folder), remedy="make room, or give another"
        ) from error
    return manifest


def _check_place(place: Path) -> None:
    """UsageError unless a backup may take this place: nothing is there, an empty folder, or an earlier backup alone."""
    if Path.cwd().is_relative_to(place):
        raise UsageError(f"{place} is the folder you are in, or holds it", remedy="give a new folder: backup-1")
    try:
        place.stat()
    except FileNotFoundError:
        return
    held = {one.name for one in place.iterdir()} if place.is_dir() else None
    if held is None or (held and not (held <= {FILES, DECISIONS, MANIFEST} and _is_backup(place))):
        raise UsageError(f"{place} holds something other than a backup", remedy="give an empty or new folder")


def _is_backup(folder: Path) -> bool:
    try:
        return _manifest(folder).keys() == {"format", FILES, DECISIONS}
    except InputError:
        return False


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup found whole: its folder, and the decisions in it, by time."""

    folder: Path
    decisions: tuple[Decision, ...]


def opened(folder: Path) -> Backup:
    """The backup in a folder. InputError, with file and line, unless it is as it was written and can be kept."""
    manifest = _manifest(folder)
    decisions: tuple[Decision, ...] = ()
    for name in (FILES, DECISIONS):
        whole = _as_written(folder / name, manifest.get(name))
        if name == DECISIONS:  # a line that is wrong is named, whatever the manifest says
            decisions = tuple(_read_decisions(folder / name))
        elif not whole:
            for _ in _read_files(folder / name):
                pass
        if not whole:
            raise InputError(
                "not as it was written: cut short or changed (its SHA-256 is not that of the manifest)",
                where=str(folder / name),
                remedy="take another backup, or copy this one again",
            )
    return Backup(folder, decisions)


def restore(writer: Writer, backup: Backup) -> None:
    """Fill an empty store from a backup: all of it or nothing.

    InputError, with file and line, where a line is none of a backup; StoreError where the store is not empty.
    """
    writer.restore(_read_files(backup.folder / FILES), backup.decisions)


def copy(reader: Reader, writer: Writer) -> None:
    """Fill an empty store of either home with what another holds: all of it or nothing.

    Only what was read and decided goes over; the rest is computed there. StoreError where the store is
    not empty, or the other changes meanwhile.
    """
    decisions, files = _source(reader)
    writer.restore(files, decisions)


def _source(reader: Reader) -> tuple[list[Decision], Iterator[FileReading]]:
    """The source layer of one state of a store."""
    generation = reader.generation()

    def files() -> Iterator[FileReading]:
        yield from reader.file_readings()
        if reader.generation() != generation:
            raise StoreError("the store changed while it was read", remedy="try again when nothing writes to it")

    return reader.decisions(), files()


def _write(path: Path, records: Iterable[Record]) -> dict[str, Any]:
    digest, lines = hashlib.sha256(), 0
    with path.open("wb") as file:
        for record in records:
            line = json.dumps(record.to_dict(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            lines += 1
            file.write(line)
    return {"lines": lines, "sha256": digest.hexdigest()}


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        remedy = "give a folder that `wangge backup` wrote"
        raise InputError(f"no backup here: {MANIFEST} is missing", where=str(folder), remedy=remedy) from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path), remedy="take another backup") from error
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if found != FORMAT:
        raise InputError(
            f"a backup of format {found!r}; this wangge reads {FORMAT}",
            where=str(path),
            remedy="restore it with the version that wrote it, or update wangge",
        )
    return dict(manifest)


def _as_written(path: Path, expected: Any) -> bool:
    """Whether a file is the one that the manifest tells of."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="take another backup") from error
    return isinstance(expected, dict) and digest == expected.get("sha256")


def _read_files(path: Path) -> Iterator[FileReading]:
    return _read(path, lambda data: canonical(FileReading.from_dict(data)))


def _read_decisions(path: Path) -> Iterator[Decision]:
    """The decisions of a backup, each of another moment. InputError names the line of one that could not be stored."""
    moments: set[dt.datetime] = set()

    def decision(data: dict[str, Any]) -> Decision:
        one = Decision.from_dict(data)
        if one.id != decision_id(one.kind, one.left, one.right, one.value, one.who, one.when, one.why):
            raise ValueError(f"the id {one.id[:20]!r} is not that of what the decision says")
        check_words(one)
        if moment(one.when) in moments:
            raise ValueError(f"another decision is of the same moment, {one.when}")
        moments.add(moment(one.when))
        return one

    return _read(path, decision)


def _read(path: Path, record: Callable[[dict[str, Any]], R]) -> Iterator[R]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            where = f"{path}, line {number}"
            try:
                data = json.loads(line.decode("utf-8"))
                if b"\\u" in line:  # half a character, which no home can keep, hides in an escape
                    json.dumps(data, ensure_ascii=False).encode("utf-8")
                yield record(data)
            except (InputError, UsageError) as error:
                raise InputError(error.problem, where=where, remedy="take another backup") from error
            except (ValueError, TypeError, RecursionError) as error:
                raise InputError(
                    f"no record of a backup: {error}", where=where, remedy="take another backup"
                ) from error
