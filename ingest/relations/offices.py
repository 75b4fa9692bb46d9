"""Which organisation or place a title is of: named before it, meant by its body (县委), or by the article."""

from __future__ import annotations

from ingest.modality import any_of
from ingest.relations.base import About, SentenceView, Title, all_names
from ingest.relations.titles import body_before, table
from ontology.ids import normal_name
from ontology.records import LocalEntity

_LEVELS = ("省", "市", "区", "县", "旗", "州", "镇", "乡", "街道", "社区", "村")
_INSIDE = ("部", "科", "股", "室", "组", "处")  # 生产部|经理: of the house named before
_FIRST = 200  # so many of an article's entities are asked where nothing nearer fits
_COUNTY = ("区", "县", "旗", "市")


def office(view: SentenceView, title: Title, before: LocalEntity | None) -> tuple[LocalEntity, float] | None:
    """(organisation or place, confidence) of a title; `before`: that of the title before it in its run."""
    about, at = view.about, view.offset(title.start)
    if title.chain:
        named = _holder(title)
        return _with_body(about, named, title.body), 0.95
    if title.body:
        found = _by_body(about, title.body, before, at)
        if found is not None:
            return found
    if title.loose or title.body:
        suffix = _by_suffix(about, title.loose + title.body, at)
        if suffix is not None:
            return suffix, 0.85
        if any_of(tuple(table()["private"])).search(title.loose):
            return None
        whole = title.loose + title.body
        if before is not None and title.loose.endswith(_INSIDE):
            return before, 0.75
        if title.loose and len(whole) > 2 and whole.endswith((title.body or " ", *table()["offices"])):
            return None  # of an organisation that the article does not otherwise name
    rule = table()["core"][title.core]
    if rule.get("named"):
        if before is not None and title.loose in ("", *_LEVELS) and title.loose in before.name:
            return before, 0.85
        return None
    if not title.body and title.core == "书记" and before is not None:
        return before, 0.8
    same = _same_core(view, title) if not title.body else None
    if same is not None:
        return same
    meant = _by_core(about, title, at, before)
    if meant is not None:
        return meant, 0.75
    if before is not None and not title.loose and before.type == "Organization" and "Area" not in rule["of"]:
        return before, 0.7
    seat = _seat(about, tuple(rule.get("ends", ()))) if not title.loose else None
    if seat is not None:
        return seat, 0.55
    if rule["of"] == ["Area"]:  # 副县长 without a county: no one else's
        return None
    if about.topic is not None and about.topic.type in ("Organization", "Place"):
        return about.topic, 0.6
    county = _area(about, at, _COUNTY)
    return None if county is None else (county, 0.5)


def _holder(title: Title) -> LocalEntity:
    """The last of the names before a title; 瑞禾公司|桃园|项目经理 is the company's, wherever it works."""
    named = title.chain[-1].entity
    rule = table()["core"][title.core]
    if len(title.chain) > 1 and named.type == "Place" and not title.body and "Area" not in rule["of"]:
        house = title.chain[-2].entity
        if house.kind in rule["of"]:
            return house
    return named


def _seat(about: About, ends: tuple[str, ...]) -> LocalEntity | None:
    """县长 where the county itself is not named: its government, else its party committee."""
    for kind, tails in (("GovernmentBody", ("政府",)), ("PartyOrganization", ("委",))):
        for end in ends if set(ends) <= set(_COUNTY) else ():
            for entity in about.entities[:_FIRST]:
                if entity.kind == kind and any(_ends(name, end, tails) for name in all_names(entity)):
                    return entity
    return None


def _ends(name: str, end: str, tails: tuple[str, ...]) -> bool:
    """Whether a name is of the area's own body: 莘县人民政府, 莘县委, not 莘县林业局党委."""
    return name.endswith(tuple(end + middle + tail for middle in ("", "人民") for tail in tails)) and len(name) > 2


def _same_core(view: SentenceView, title: Title) -> tuple[LocalEntity, float] | None:
    """当选居委会主任，原主任…: a bare title is of the same office as the same title before it in the sentence."""
    for earlier in reversed(view.titles):
        if earlier.start < title.start and earlier.core == title.core and (earlier.chain or earlier.body):
            return office(view, earlier, None)
    return None


def body_of(name: str) -> str:
    """The word of a body with which a name ends: 党支部 of 张南新村党支部."""
    return body_before(name, len(name))


def _with_body(about: About, named: LocalEntity, body: str) -> LocalEntity:
    """张南新村|党支部 -> 张南新村党支部 where the article speaks of it, else 张南新村."""
    if not body:
        return named
    for name in all_names(named):
        whole = about.names.get(name + normal_name(body))
        if whole is not None:
            return whole
    heads = all_names(named)
    return next(
        (entity for entity in about.tails.get(body, ()) if any(n.startswith(heads) for n in all_names(entity))), named
    )


def _by_body(about: About, body: str, before: LocalEntity | None, at: int) -> tuple[LocalEntity, float] | None:
    named = about.names.get(body)
    if named is not None:
        return named, 0.9
    level = next((level for level in _LEVELS if body.startswith(level)), "")
    if not level and before is not None:
        return _with_body(about, before, body), 0.85
    if level:
        area = _area(about, at, (level,))
        if area is not None:
            return _with_body(about, area, body.removeprefix(level)), 0.85
        if level in _COUNTY:
            area = _area(about, at, _COUNTY)
            if area is not None:
                return area, 0.7
    found = _by_suffix(about, body, at)
    if found is not None:
        return found, 0.75
    ends = next((tuple(ends) for word, ends in table()["body_of"].items() if body.endswith(word)), ())
    area = _area(about, at, ends) if ends else None
    return None if area is None else (area, 0.75)


def _by_suffix(about: About, words: str, at: int) -> LocalEntity | None:
    """The organisation whose name ends with the words, or with the most of them (镇文化站 -> 沙溪镇综合文化站)."""
    words = normal_name(words)
    for cut in range(max(0, len(words) - 1)):
        tail = words[cut:]
        if len(tail) < 2:
            break
        fitting = about.tails.get(tail, ())
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return about.last(at, fitting.__contains__) or fitting[0]
    return None


def _base(about: About, body: LocalEntity) -> LocalEntity | None:
    """县应急管理局党委 -> 县应急管理局: whose the body is."""
    for name in all_names(body):
        tail = body_of(name)
        found = about.names.get(name.removesuffix(tail)) if tail else None
        if found is not None:
            return found
    return None


def _by_core(about: About, title: Title, at: int, before: LocalEntity | None) -> LocalEntity | None:
    rule = table()["core"][title.core]
    kinds, ends = frozenset(rule["of"]), tuple(rule.get("ends", ()))

    def fits(entity: LocalEntity) -> bool:
        if entity.type not in ("Organization", "Place"):
            return False
        if entity.kind in kinds or (entity.type == "Place" and "Area" in kinds and not ends):
            return True
        return bool(ends) and any(name.endswith(ends) for name in all_names(entity))

    if before is not None and fits(before):
        return before
    base = _base(about, before) if before is not None else None
    if base is not None and fits(base):
        return base

    def named_so(entity: LocalEntity) -> bool:
        return fits(entity) and any(name.endswith(ends) for name in all_names(entity))

    if about.topic is not None and fits(about.topic):
        return about.topic
    so = about.last(at, named_so) if ends else None
    return so or about.last(at, fits) or next((entity for entity in about.entities[:_FIRST] if fits(entity)), None)


def _area(about: About, at: int, ends: tuple[str, ...]) -> LocalEntity | None:
    def fits(entity: LocalEntity) -> bool:
        return entity.type == "Place" and (not ends or any(name.endswith(ends) for name in all_names(entity)))

    if about.topic is not None and fits(about.topic):
        return about.topic
    return about.last(at, fits) or next((entity for entity in about.entities[:_FIRST] if fits(entity)), None)
