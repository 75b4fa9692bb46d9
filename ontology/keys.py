"""Keys: what automatic identity joins local entities on (DESIGN, "Ids and identity", rule 3).

Pure functions of what one article and its context say. A key begins with the type; its fields are
parted by "|" and a path by "/", which within a field are written %7C and %2F, so that no two lists of
fields give one key. Where a part is missing there is no key: None, and the local id stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontology.bodies import BodyPath, body_path
from ontology.body_area import names_of_area, organization_area
from ontology.ids import normal_name

__all__ = [
    "BodyPath",
    "author_key",
    "body_path",
    "event_key",
    "has_code",
    "names_of_area",
    "organization_area",
    "organization_key",
    "person_key",
    "place_key",
    "programme_key",
]


def place_key(*, code: str | None = None, parent: str | None = None, name: str | None = None) -> str | None:
    """Key of a place: its official code, else its parent's key and its name.

    >>> place_key(code="371502001")
    'Place|371502001'
    >>> place_key(parent=place_key(code="371502001"), name="月亮湾 小区")
    'Place|371502001|月亮湾小区'
    """
    if code:
        return f"Place|{code}"
    if not parent or not (field := _field(name)):
        return None
    return f"{parent}|{field}"


def organization_key(area: str | None, path: BodyPath) -> str | None:
    """Key of an organisation: the code of its area and its body path (`organization_area` gives both).

    >>> organization_key("371502", ("人民政府", "办公室"))
    'Organization|371502|人民政府/办公室'
    """
    segments = [_field(segment) for segment in path]
    return _key("Organization", area, "/".join(segments)) if segments and all(segments) else None


def author_key(county: str | None, name: str | None, sort: str) -> str | None:
    """Key of who signs articles: county, name and the sort of author, "staff" or "contributor".

    >>> author_key("371502", "郭龙君", "staff")
    'Person|371502|郭龙君|author|staff'
    """
    key = _key("Person", county, _field(name))
    return f"{key}|author|{sort}" if key else None


def person_key(county: str | None, name: str | None, affiliation: str | None) -> str | None:
    """Key of a person: county, name, and the key of an organisation or place it belongs to (one key each).

    >>> person_key("371502", "郝远舟", organization_key("371502", ("党委",)))
    'Person|371502|郝远舟|Organization|371502|党委'
    """
    key = _key("Person", county, _field(name))
    return f"{key}|{affiliation}" if key and affiliation else None


def event_key(area: str | None, name: str | None, date: str | None) -> str | None:
    """Key of an event: code of its area, its name, its date (EDTF).

    >>> event_key("371502", "“纸为传承”剪纸活动", "2022-10-25")
    'Event|371502|纸为传承剪纸活动|2022-10-25'
    """
    return _key("Event", area, _field(name), _field(date))


def programme_key(area: str | None, name: str | None) -> str | None:
    """Key of a programme: code of its area and its name.

    >>> programme_key("371502", "信义积分兑换制度")
    'Programme|371502|信义积分兑换制度'
    """
    return _key("Programme", area, _field(name))


def has_code(key: str) -> bool:
    """Whether a key is a place's official code.

    >>> has_code("Place|371502001"), has_code("Place|371502001|月亮湾小区")
    (True, False)
    """
    fields = key.split("|")
    return len(fields) == 2 and fields[0] == "Place" and fields[1].isdecimal()


def _key(type_: str, *fields: str | None) -> str | None:
    present: Sequence[str] = [field for field in fields if field]
    return "|".join([type_, *present]) if len(present) == len(fields) else None


def _field(text: str | None) -> str:
    """A name as a field: normal, with the separators (and the sign that escapes them) written as %XX."""
    name = normal_name(text or "").replace("%", "%25")
    return name.replace("|", "%7C").replace("/", "%2F")
