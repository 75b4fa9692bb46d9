"""One post, one body: what is said of an area (芦溪县|县长) is a post of its own body, where the store knows that.

Which body is of which area its name and the graph say (GOVERNS); of which of them a title is, the table of seats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology.keys import names_of_area, organization_area
from ontology.posts import post_of
from ontology.seats import is_own, may_be_own, own_body, seat, seat_in
from queries.said import End
from store.base import Reader, Row

_BODIES = (
    "MATCH (o:Organization) WHERE o.kind IN ['PartyOrganization', 'GovernmentBody', 'PeoplesCongress', "
    "'ConsultativeConference', 'SelfGoverningCommittee'] RETURN o.id AS id, o.name AS name, o.area AS area"
)
_GOVERNED = (
    "MATCH (o:Organization)-[:GOVERNS]->(p:Place) RETURN o.id AS id, p.id AS place, p.name AS place_name, "
    "p.aliases AS place_aliases, p.code AS code"
)
_AREAS = "MATCH (p:Place) WHERE p.code <> '' RETURN p.id AS id, p.name AS name, p.code AS code"
_PAIRS = (
    "MATCH (b:Organization|Place)<-[h:HOLDS_POST]-(p:Person)-[k:HOLDS_POST]->(c:Organization|Place) WHERE h.id < k.id "
    "RETURN h.id AS one, h.role AS role, b.id AS body, b.etype AS etype, b.name AS name, "
    "k.id AS two, k.role AS other_role, c.id AS other, c.etype AS other_type, c.name AS other_name"
)


@dataclass(frozen=True, slots=True)
class Seats:
    """The own bodies of areas. `bodies`: place, then the body's path -> who bears it; `home`: body -> place and path."""

    bodies: Mapping[str, Mapping[str, tuple[End, ...]]]
    places: Mapping[str, End]
    home: Mapping[str, tuple[str, str]]

    def held(self, role: str, body: End) -> tuple[End, str]:
        """The body and the post that a role said of a body or area is: 芦溪县|县长 is 芦溪县人民政府|县长."""
        place, path = self.home.get(body.id, (body.id, ""))
        found = seat_in(role, path) if path else seat(role, body.name) if body.etype == "Place" else None
        if found is None:
            return body, post_of(role, body.name)
        known = self.bodies.get(place, {})
        return next((known[one][0] for one in found.bodies if one in known), body), found.post

    def beside(self, body: End) -> Iterator[End]:
        """The other entities that posts of this body or area may be said of: the area, its own bodies."""
        place, _ = self.home.get(body.id, (body.id, ""))
        own = [one for bearers in self.bodies.get(place, {}).values() for one in bearers]
        around = [self.places[place]] if place in self.places else []
        yield from (one for one in (*around, *own) if one.id != body.id)


def seats(reader: Reader) -> Seats:
    """The own bodies of all areas that the store knows."""
    coded = {str(row["code"]): _end(row, "Place") for row in reader.rows(_AREAS)}
    places = {one.id: one for one in coded.values()}
    governed = {str(row["id"]): row for row in sorted(reader.rows(_GOVERNED), key=lambda row: str(row["place"]))}
    bodies: dict[str, dict[str, tuple[End, ...]]] = defaultdict(dict)
    home: dict[str, tuple[str, str]] = {}
    for row in sorted(reader.rows(_BODIES), key=lambda row: (str(row["name"]), str(row["id"]))):
        body, over = _end(row, "Organization"), governed.get(str(row["id"]))
        if over is not None:
            place, path = str(over["place"]), own_body(body.name, _names(over))
            places[place] = End(id=place, etype="Place", name=str(over["place_name"]))
        else:
            place, path = _by_name(body.name, str(row["area"] or ""), coded)
        if place and path:
            home[body.id] = place, path
            bodies[place][path] = (*bodies[place].get(path, ()), body)
    return Seats(bodies, places, home)


def same_posts(reader: Reader) -> list[str]:
    """Ids, one behind the other, of each two tenures of a person that are one post said of two: 芦溪县|县长 and its body's."""
    known = seats(reader)
    same = []
    for row in reader.stream(_PAIRS):
        one = known.held(str(row["role"]), End(id=str(row["body"]), etype=str(row["etype"]), name=str(row["name"])))
        other = End(id=str(row["other"]), etype=str(row["other_type"]), name=str(row["other_name"]))
        if one == known.held(str(row["other_role"]), other):
            same.append(f"{row['one']}{row['two']}")
    return sorted(same)


def _by_name(name: str, county: str, coded: Mapping[str, End]) -> tuple[str, str]:
    """The place and the path of a body that only its name and its county place: 芦溪县人大常委会."""
    code, path = organization_area(name, area=county) if county and may_be_own(name) else (None, ())
    known = code is not None and len(path) == 1 and is_own(path[0])
    return (coded[code].id if code in coded else code, path[0]) if known and code is not None else ("", "")


def _names(row: Row) -> list[str]:
    """The names of the place of a row, as its bodies' names may begin with them."""
    aliases = row["place_aliases"]
    names = {str(row["place_name"]), *(aliases if isinstance(aliases, list) else ())}
    return sorted({*names, *names_of_area(str(row["code"] or ""))})


def _end(row: Row, etype: str) -> End:
    return End(id=str(row["id"]), etype=etype, name=str(row["name"]))
