"""What lies in an area: how a query's parameter of type `area` is bound.

An official code says by itself what lies in it: codes of parts begin with it. What has no code (a compound, a
grid, a venue) lies in an area because a statement says so, here followed upwards through LOCATED_IN and PART_OF.
An area that no article names is known all the same where articles report on it or places lie in it: its name is
that of a division of China, and so leads to its code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology import divisions
from ontology.divisions import Division
from ontology.errors import UsageError
from ontology.ids import normal_name
from queries.find import find
from store.base import Reader

COUNTY_DIGITS = 6
STEPS = 4
"""How many places without a code may lie in one another, the outermost in the area: building, compound, grid."""

_WITHIN_CODE = (
    "MATCH (p:Place)-[:LOCATED_IN|PART_OF]->(l:Place) WHERE p.code = '' AND any(code IN $codes WHERE l.code STARTS WITH code) "
    "RETURN DISTINCT p.id AS id"
)
_WITHIN_ID = (
    "UNWIND $ids AS outer_id MATCH (l:Place {id: outer_id})<-[:LOCATED_IN|PART_OF]-(p:Place) WHERE p.code = '' "
    "RETURN DISTINCT p.id AS id"
)

_SPOKEN_OF = (
    "MATCH (a:Article) WHERE any(code IN $codes WHERE a.area STARTS WITH code) RETURN DISTINCT a.area AS code "
    "UNION MATCH (p:Place) WHERE any(code IN $codes WHERE p.code STARTS WITH code) RETURN DISTINCT p.code AS code"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area as a query needs it: `codes` with which those of its parts begin, `ids` of what has no such code.

    `ids` holds the named places themselves and, below a county, the places without code that lie in them.
    """

    ids: tuple[str, ...]
    codes: tuple[str, ...]


def area(reader: Reader, reference: str) -> Area | None:
    """The area that a name, id or official code means; None where the store knows no such name or id.

    A code is one whether or not the store speaks of the place itself. Several places of one name count
    together. What no entity is called may be the full or short name of a division that articles report on or
    that has places; UsageError with the codes where it is that of several such divisions.
    """
    found = find(reader, reference)
    is_code = reference.isdigit() and len(reference) <= 12
    if not found and not is_code:
        code = _code_of(reader, reference)
        return Area(ids=(), codes=(code,)) if code else None
    codes = {row.code for row in found if row.code} or ({reference} if is_code else set())
    # All that lies in a county bears the county's code as its `area`: nothing has to be followed.
    small = {code for code in codes if len(code) > COUNTY_DIGITS}
    uncoded = [row.id for row in found if not row.code]
    ids = {row.id for row in found} | _places_within(reader, small, uncoded)
    return Area(ids=tuple(sorted(ids)), codes=tuple(sorted(codes)))


def _code_of(reader: Reader, reference: str) -> str:
    """The code of the one division of a name that the store speaks of, counties and above first; '' for none."""
    name = normal_name(reference)
    spoken_of = _spoken_of(reader, divisions.upper_named(name)) or _spoken_of(
        reader, divisions.by_name(name, levels=("township", "village"))
    )
    if len(spoken_of) > 1:
        which = "、".join(f"{code} ({divisions.full_name(code)})" for code in spoken_of)
        raise UsageError(f"{reference!r} is the name of several areas", remedy=f"give the code of one: {which}")
    return spoken_of[0] if spoken_of else ""


def _spoken_of(reader: Reader, named: Iterable[Division]) -> tuple[str, ...]:
    """The codes of those divisions that an article reports on or in which a place lies."""
    codes = sorted({one.code for one in named})
    if not codes:
        return ()
    within = [str(row["code"]) for row in reader.rows(_SPOKEN_OF, {"codes": codes})]
    return tuple(code for code in codes if any(one.startswith(code) for one in within))


def _places_within(reader: Reader, codes: Iterable[str], ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    new = set(ids)
    if codes := sorted(codes):
        new |= {str(row["id"]) for row in reader.rows(_WITHIN_CODE, {"codes": codes})}
    for _ in range(STEPS):
        found |= new
        if not new:
            break
        new = {str(row["id"]) for row in reader.rows(_WITHIN_ID, {"ids": sorted(new)})} - found
    return found
