"""Look-ups in China's administrative divisions: by code, by name, by what lies within what.

The data is `divisions.sqlite` (DIVISIONS.md: origin, state, known flaws), opened on first use, read-only
and one connection a thread, so that every function may be called from any thread or forked process.
A code's parent is its prefix; prefecture rows that only hold counties (1101 市辖区) stand for their
province.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ontology.division_names import CONTAINERS, LEVELS, Level, level_of, spoken
from ontology.errors import UsageError
from ontology.former_names import formers_of, short_of
from ontology.records import Record

DATA = Path(__file__).with_name("divisions.sqlite")
_LENGTHS = (2, 4, 6, 9, 12)
_AT_ONCE = 500
"""So many names are looked up in one query."""
_SPOKEN_OTHERWISE = frozenset("居牧(（")
"""Second characters of names that may be spoken with another: 六居委会 is 六社区."""
_local = threading.local()


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Record):
    """An administrative division: official code (2, 4, 6, 9 or 12 digits), official name, level."""

    code: str
    name: str
    level: Level

    def __hash__(self) -> int:
        return hash(self.code)  # their names are asked for again and again

    @property
    def display_name(self) -> str:
        """The name a newspaper uses: 名人苑社区 for 名人苑社区居委会."""
        names = spoken_names(self, bare=False)
        return names[0] if names else self.name

    @property
    def county_code(self) -> str | None:
        """Code of the county it is or lies in; None above counties."""
        return self.code[:6] if len(self.code) >= 6 else None


@lru_cache(maxsize=16384)
def spoken_names(division: Division, *, bare: bool = True) -> tuple[str, ...]:
    """Names in use, best first, a county's former ones behind today's; with `bare` also the one without a class word, last.

    >>> spoken_names(Division(code="340281", name="无为市", level="county"))
    ('无为市', '无为县', '无为')
    """
    names = spoken(division.name, division.level, bare=bare)
    formers, short = formers_of(division.code), short_of(division.code)
    if not formers and not short:
        return names
    full = [*spoken(division.name, division.level, bare=False), *short]
    full += [name for one in formers for name in one.spoken]
    return tuple(dict.fromkeys([*full, *(name for name in names if name not in full)]))


def as_called(division: Division, year: int) -> Division:
    """The same division under the name that it bore in a year.

    >>> as_called(Division(code="340281", name="无为市", level="county"), 2015).name
    '无为县'
    """
    former = next((former for former in formers_of(division.code) if year < former.until), None)
    return replace(division, name=former.name) if former else division


def by_code(code: str) -> Division | None:
    """The division of an official code, None if there is none. 1101 gives 北京市 (11)."""
    if not (code.isascii() and code.isdigit()) or len(code) not in _LENGTHS:
        return None
    return _upper().get(code) if len(code) <= 6 else _one_below(code)


@lru_cache(maxsize=4096)
def ancestors(code: str) -> tuple[Division, ...]:
    """What a division lies in, nearest first: township, county, prefecture, province."""
    found = (by_code(code[:length]) for length in reversed(_LENGTHS) if length < len(code))
    own = by_code(code)
    return tuple(dict.fromkeys(d for d in found if d and d != own))


@lru_cache(maxsize=4096)
def children(code: str) -> tuple[Division, ...]:
    """The divisions directly below, by code: counties for a municipality, no containers between."""
    if len(code) >= 6:
        size, own = (3 if len(code) == 6 else 6), code[6:]
        lines = _below_text(code[:6]).split("\n") if len(code) < 12 else ()
        return tuple(_read_lines(code[:6], [one for one in lines if one.find("\t") == size and one.startswith(own)]))
    kids = [d for c, d in _upper().items() if c != code and c[: len(code)] == code and d.code == c]
    nearest = {c for c in (d.code for d in kids) if not any(c != k.code and c.startswith(k.code) for k in kids)}
    return tuple(d for d in kids if d.code in nearest)


def upper() -> tuple[Division, ...]:
    """All provinces, prefectures and counties, by code, each once."""
    return tuple(d for code, d in sorted(_upper().items()) if d.code == code)


def within(county_code: str) -> tuple[Division, ...]:
    """All townships and villages of a county, by code. UsageError where there is no such county."""
    if len(county_code) != 6 or county_code not in _upper():
        raise UsageError(f"no county has the code {county_code!r}", remedy="give six digits, such as 371502 (东昌府区)")
    return tuple(_read_lines(county_code, _below_text(county_code).split("\n")))


def by_name(name: str, *, within: str | None = None, levels: Collection[Level] | None = None) -> tuple[Division, ...]:
    """All divisions with this official or spoken name, by code; bare names (东昌府) count too.

    `within`: code of an area that they lie in. `levels`: only these.

    >>> [d.code for d in by_name("华府社区", within="371502")]
    ['371502003016']
    """
    wanted = frozenset(LEVELS if levels is None else levels)
    found: dict[str, Division] = {}
    for area in areas_with(name, within=within):
        for division in _candidates(area, name, wanted):
            if division.level in wanted and division.code.startswith(within or "") and _bears(division, name):
                found[division.code] = division
    return tuple(found[code] for code in sorted(found))


def areas_with(name: str, *, within: str | None = None) -> tuple[str, ...]:
    """Codes of the provinces, prefectures and counties that bear a name or hold a division that does.

    Cheap even for a common name: one look-up in the index, on the name without its class word, so that
    平安村 also gives the counties that only have a 平安社区. For voting on the area of a text.
    """
    found = areas_by_bare(_barest(name))
    codes = sorted(
        {code for areas in found.values() for code in areas} | {d.code for d in _upper_names().get(name, ())}
    )
    prefix = within or ""
    return tuple(c for c in codes if c.startswith(prefix[: len(c)]) and (len(c) >= 6 or c.startswith(prefix)))


def areas_by_bare(bare: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """As `areas_with`, for many names at once that stand without class word (平安, not 平安村); those borne nowhere left out.

    >>> areas_by_bare(["聊大", "无此名"])
    {'聊大': ('371502',)}
    """
    wanted = sorted(set(bare))
    found: dict[str, tuple[str, ...]] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        part = wanted[at : at + _AT_ONCE]
        marks = ",".join("?" * len(part))
        rows = _connection().execute(f"SELECT bare, areas FROM name WHERE bare IN ({marks})", part)
        for name, codes in rows:
            found[name] = _unpacked(codes)
    return found


@lru_cache(maxsize=4096)  # the commonest names, such as 和平, have the most
def _unpacked(codes: bytes) -> tuple[str, ...]:
    return tuple(str(int.from_bytes(codes[i : i + 3], "big")) for i in range(0, len(codes), 3))


@lru_cache(maxsize=16384)
def below_named(county_code: str, name: str) -> tuple[Division, ...]:
    """The townships and villages of a county that bear a name, by code; cheap for a county never looked into before.

    >>> [d.code for d in below_named("371502", "华府社区")]
    ['371502003016']
    """
    return tuple(d for d in _lines_with(county_code, _barest(name)) if _bears(d, name))


@lru_cache(maxsize=16384)
def below_beginning(county_code: str, pair: str) -> tuple[Division, ...]:
    """The townships and villages of a county of which a name may begin with these two characters, by code; cheap as `below_named`.

    >>> [d.name for d in below_beginning("371502", "华府")]
    ['华府社区居委会']
    """
    return tuple(_read_lines(county_code, _by_beginning(county_code).get(pair, ())))


def beginnings(county_code: str) -> Set[str]:
    """All two characters with which names of a county's townships and villages begin."""
    return _by_beginning(county_code).keys()


def counties_named(name: str) -> tuple[Division, ...]:
    """Counties by full name, without the class word, or with prefecture and province before it.

    >>> [d.code for n in ("东昌府", "东昌府区", "聊城市东昌府区", "山东省聊城市东昌府区") for d in counties_named(n)]
    ['371502', '371502', '371502', '371502']
    """
    return _named(name, "county")


def prefectures_named(name: str) -> tuple[Division, ...]:
    """Prefectures by full or short name, province before it or not: 聊城, 聊城市, 山东聊城."""
    return _named(name, "prefecture")


def provinces_named(name: str) -> tuple[Division, ...]:
    """Provinces by full or short name: 山东, 山东省."""
    return _named(name, "province")


def full_name(code: str) -> str:
    """All names from the province down, as newspapers use them; '' for an unknown code.

    >>> full_name("371502003016")
    '山东省聊城市东昌府区新区街道华府社区'
    """
    division = by_code(code)
    chain = [*reversed(ancestors(code)), division] if division else []
    return "".join(dict.fromkeys(d.display_name for d in chain if d))


@lru_cache(maxsize=4096)
def _named(name: str, level: Level) -> tuple[Division, ...]:
    found = (d for d in upper_named(name) if d.level == level)
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.code))


@lru_cache(maxsize=4096)
def upper_named(name: str) -> tuple[Division, ...]:
    """Provinces, prefectures and counties that bear a name, alone or after names of what they lie in."""
    found = list(_upper_names().get(name, ()))
    for cut in range(2, min(len(name), 40) - 1):  # no name is longer
        inner = _upper_names().get(name[cut:], ())
        outer = {d.code for d in upper_named(name[:cut])} if inner else set()
        found += [d for d in inner if any(a.code in outer for a in ancestors(d.code))]
    return tuple(found)


def _bears(division: Division, name: str) -> bool:
    return name == division.name or name in spoken_names(division)


@lru_cache(maxsize=4096)
def _barest(name: str) -> tuple[str, ...]:
    """The names under which the index may hold the divisions called so."""
    return tuple(sorted({name} | {names[-1] for level in LEVELS if (names := spoken(name, level))}))


def _candidates(area: str, name: str, levels: frozenset[Level]) -> Iterable[Division]:
    own = _upper().get(area)
    if own and own.code == area:
        yield own
    if len(area) == 6 and levels & {"township", "village"}:
        yield from _lines_with(area, _barest(name))


def _connection() -> sqlite3.Connection:
    held = getattr(_local, "held", None)
    if held is None or held[0] != os.getpid():  # a forked process must not share a connection
        connection = sqlite3.connect(f"{DATA.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        held = _local.held = (os.getpid(), connection)
    return held[1]


@lru_cache(maxsize=1)
def _upper() -> dict[str, Division]:
    """All codes of up to six digits; containers lead to their province."""
    rows = _connection().execute("SELECT code, name FROM area").fetchall()
    upper: dict[str, Division] = {}
    for code, name in sorted((str(number), name) for number, name in rows):
        container = len(code) == 4 and name in CONTAINERS
        upper[code] = upper[code[:2]] if container else Division(code=code, name=name, level=level_of(code))
    return upper


@lru_cache(maxsize=1)
def _upper_names() -> dict[str, list[Division]]:
    names: dict[str, list[Division]] = {}
    for division in dict.fromkeys(_upper().values()):
        for name in {division.name, *spoken_names(division)}:
            names.setdefault(name, []).append(division)
    return names


@lru_cache(maxsize=16384)
def _one_below(code: str) -> Division | None:
    text = _below_text(code[:6])
    at = f"\n{text}".find(f"\n{code[6:]}\t")
    return next(iter(_read_lines(code[:6], [text[at:].partition("\n")[0]]))) if at >= 0 else None


@lru_cache(maxsize=256)
def _by_beginning(county_code: str) -> dict[str, list[str]]:
    """The lines below a county by the two characters with which official and spoken names begin: the same, but for
    such as 六居委会, which is 六社区."""
    found: dict[str, list[str]] = {}
    for line in filter(None, _below_text(county_code).split("\n")):
        begins = line.index("\t") + 1
        pairs = {line[begins : begins + 2]}
        if line[begins + 1 : begins + 2] in _SPOKEN_OTHERWISE:
            (division,) = _read_lines(county_code, [line])
            pairs.update(name[:2] for name in spoken_names(division))
        for pair in pairs:
            found.setdefault(pair, []).append(line)
    return found


def _lines_with(county_code: str, beginnings: Iterable[str]) -> tuple[Division, ...]:
    """The divisions of a county, by code, whose official names begin so."""
    text = _below_text(county_code)
    starts: set[int] = set()
    for beginning in beginnings:
        at = text.find(f"\t{beginning}")
        while at >= 0:
            starts.add(text.rfind("\n", 0, at) + 1)
            at = text.find(f"\t{beginning}", at + 1)
    lines = (text[start : end if (end := text.find("\n", start)) >= 0 else len(text)] for start in sorted(starts))
    return tuple(_read_lines(county_code, lines))


@lru_cache(maxsize=4096)  # all counties' are 18 MB
def _below_text(county_code: str) -> str:
    """Lines "rest of the code<TAB>name" of all below a county, by code; '' where there is nothing."""
    row = _connection().execute("SELECT below FROM area WHERE code = ?", (int(county_code),)).fetchone()
    return zlib.decompress(row[0]).decode() if row and row[0] else ""


def _read_lines(county_code: str, lines: Iterable[str]) -> Iterable[Division]:
    for rest, _, name in (line.partition("\t") for line in lines if line):
        code = county_code + rest
        yield Division(code=code, name=name, level=level_of(code))
