"""Builds divisions.sqlite from the table of administrative divisions.

    python -m ontology.build_divisions divisions.tsv.xz

The same table gives the same rows; DIVISIONS.md says where the table is from. All below a county is one
compressed text, since it is always wanted together: the file stays small and a county opens at once.
"""

from __future__ import annotations

import hashlib
import lzma
import sqlite3
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from ontology.division_names import level_of, spoken

TARGET = Path(__file__).with_name("divisions.sqlite")

_CLASSES = ("镇", "乡", "街道", "苏木", "村委会", "村民委员会", "居委会", "居民委员会")
"""Last words of towns' and villages' names, of whatever name; 经济开发区 alone would name many."""
_SHORTEST = (2, 4)
"""So many code points a town's name, and a committee's, has more than."""
_TABLES = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- Provinces, prefectures and counties. below: zlib of lines "rest of the code<TAB>name", sorted by code.
CREATE TABLE area (code INTEGER PRIMARY KEY, name TEXT NOT NULL, below BLOB);
-- Barest spoken name of every division -> codes of the areas of up to six digits that bear it or hold one
-- that does, three bytes each (big-endian), sorted.
CREATE TABLE name (bare TEXT PRIMARY KEY, areas BLOB NOT NULL) WITHOUT ROWID;
"""


def build(rows: Iterable[tuple[str, str]], target: Path, *, source_sha256: str) -> None:
    """Write the SQLite file `target` (replaced if there) from (code, official name) rows."""
    areas: dict[str, str] = {}
    towns: dict[str, str] = {}
    below: dict[str, list[str]] = {}
    names: dict[str, set[int]] = {}
    for code, name in sorted(rows):
        if len(code) <= 6:
            areas[code] = name
        else:
            above = (areas.get(code[:4], ""), areas.get(code[:6], ""), towns.get(code[:9], ""))
            name = _within(name, above[: len(code) // 4])
            towns |= {code: name} if len(code) == 9 else {}
            below.setdefault(code[:6], []).append(f"{code[6:]}\t{name}")
        if in_use := spoken(name, level_of(code)):
            names.setdefault(in_use[-1], set()).add(int(code[:6]))
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as connection:
        connection.executescript(_TABLES)
        connection.executemany(
            "INSERT INTO area VALUES (?, ?, ?)",
            (
                (int(code), name, zlib.compress("\n".join(below[code]).encode(), 9) if code in below else None)
                for code, name in sorted(areas.items(), key=lambda item: int(item[0]))
            ),
        )
        connection.executemany(
            "INSERT INTO name VALUES (?, ?)",
            ((bare, b"".join(a.to_bytes(3, "big") for a in sorted(names[bare]))) for bare in sorted(names)),
        )
        connection.execute("INSERT INTO about VALUES ('source_sha256', ?)", (source_sha256,))
    connection.execute("VACUUM")
    connection.close()


def _within(name: str, above: Iterable[str]) -> str:
    """A town's or village's name without those of what it lies in, which some counties' tables put before each.

    >>> _within("濮阳县庆祖镇", ["濮阳市", "濮阳县"]), _within("三川镇新庄村村委会", ["洛阳市", "栾川县", "三川镇"])
    ('庆祖镇', '新庄村村委会')
    >>> _within("芒市镇", ["德宏州", "芒市"]), _within("如皋市经济开发区", ["南通市", "如皋市"])
    ('芒市镇', '如皋市经济开发区')
    """
    for area in above:
        rest = name.removeprefix(area) if area else name
        if rest.endswith(_CLASSES) and len(rest) > _SHORTEST[rest[-1] in "会"]:
            name = rest
    return name


def read_table(path: Path) -> list[tuple[str, str]]:
    """(code, name) rows of a `.tsv.xz` with one heading line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        return [(code, name) for code, _, name in (line.rstrip("\n").partition("\t") for line in lines)]


if __name__ == "__main__":
    source = Path(sys.argv[1])
    build(read_table(source), TARGET, source_sha256=hashlib.sha256(source.read_bytes()).hexdigest())
