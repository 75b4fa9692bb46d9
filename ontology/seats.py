"""Seats: of which of an area's own bodies a post is, whether it is said of the area or of the body.

芦溪县|县长, 芦溪县人民政府|县长 and 县政府|县长 are one post, as are 麻田村|村支书 and 麻田村党支部|书记. What the
text says stays as it was read; a seat says which posts are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, TypedDict

import yaml

from ontology.bodies import body_path

DATA = Path(__file__).with_name("seats.yaml")
_RANKS = ("常务副", "专职副", "科技副", "挂职副", "副", "第一", "代理", "代", "")
_SHORT = {"支书": "书记"}
_ENDS = ("政府", "办事处", "办", "委", "委员会", "委会", "支部", "总支", "人大", "大会", "主席团", "政协")


class Seat(NamedTuple):
    """A post within an area. `bodies` that it may be of, as body paths name them; `post`: without their names."""

    bodies: tuple[str, ...]
    post: str


class _Row(TypedDict, total=False):
    bodies: Mapping[str, Sequence[str]]
    any: Sequence[str]
    one: bool
    titles: Sequence[str]
    areas: Sequence[str]


@lru_cache(maxsize=4096)
def seat(role: str, area: str) -> Seat | None:
    """The seat of a role said of an area of this name, None where it is of none of the area's own bodies.

    >>> seat("县长", "芦溪县")
    Seat(bodies=('人民政府',), post='县长')
    >>> seat("村党总支副书记", "麻田村"), seat("主任", "芦溪县"), seat("纪委书记", "宣风镇")
    (Seat(bodies=('党总支',), post='副书记'), None, None)
    """
    for row in _table():
        for before, post in _parted(row, role) if area.endswith(tuple(row["areas"])) else ():
            said = [body for body, words in row["bodies"].items() if before in words]
            if said or before in row["any"]:
                return Seat(tuple(row["bodies"] if row.get("one") else said or row["bodies"]), post)
    return None


@lru_cache(maxsize=4096)
def seat_in(role: str, body: str) -> Seat | None:
    """The seat of a role said of one of an area's own bodies (`own_body`); None where it is none that areas have.

    >>> seat_in("村委会主任", "村民委员会"), seat_in("书记", "党支部")
    (Seat(bodies=('村民委员会',), post='主任'), Seat(bodies=('党支部',), post='书记'))
    """
    for row in _table():
        words = row["bodies"].get(body)
        for before, post in _parted(row, role) if words is not None else ():
            if before in ("", *row["any"], *(words or ())):
                return Seat(tuple(row["bodies"]) if row.get("one") else (body,), post)
    return None


def own_body(name: str, area_names: Collection[str]) -> str:
    """Which of its area's own bodies an organisation is, as body paths name it; '' if it is another.

    >>> own_body("麻田村委会", ["麻田村", "村"]), own_body("芦溪县水利局", ["芦溪县", "县"])
    ('村民委员会', '')
    """
    path = body_path(name, area_names)
    return path[0] if len(path) == 1 and is_own(path[0]) else ""


def may_be_own(name: str) -> bool:
    """Whether an organisation's name ends as one of an area's own bodies may: what is asked before its path is.

    >>> may_be_own("芦溪县人大常委会"), may_be_own("芦溪县水利局")
    (True, False)
    """
    return name.endswith(_ENDS)


def is_own(body: str) -> bool:
    """Whether a body, as body paths name it, is one that an area has of its own: 人民政府, 党支部."""
    return any(body in row["bodies"] for row in _table())


def _parted(row: _Row, role: str) -> Iterator[tuple[str, str]]:
    """What stands before a role's rank and title, and the two: (镇党委, 副书记); nothing for a title of other bodies."""
    for title in row["titles"]:
        if role.endswith(title):
            before = role.removesuffix(title)
            rank = next(rank for rank in _RANKS if before.endswith(rank))
            yield before.removesuffix(rank), rank + _SHORT.get(title, title)


@cache
def _table() -> tuple[_Row, ...]:
    rows: list[_Row] = yaml.safe_load(DATA.read_text("utf-8"))
    return tuple(rows)
