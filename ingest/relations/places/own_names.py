"""Where names say of themselves what their bearers lie in, are a part of or govern."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.relations.base import About, Draft, Mark, SentenceView, all_names, relation
from ingest.relations.places.areas import COUNTY_DIGITS, HOLDING, below, county_like, governing, parent_of, table
from ingest.tables import words_in
from ontology.ids import normal_name
from ontology.records import LocalEntity

_OUTLETS = ("支行", "分理处", "营业部", "储蓄所", "网点")
_SHORT = tuple("河街路桥湖溪")  # 泉吉|河 in 泉吉乡


def by_name(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """郑家镇镇东小学 lies in 郑家镇; 古楼街道党工委 governs 古楼街道."""
    entity = mark.entity
    if entity.type not in ("Place", "Organization"):
        return
    parent = parent_of(view, entity)
    if parent is None or parent.type == "Organization" or parent.kind in HOLDING or county_like(parent):
        yield from _by_stem(view, mark)
    if parent is None:
        return
    span = (mark.start, mark.end)
    if parent.type == "Organization":
        if entity.type == "Organization":
            yield relation("partOf", entity, parent, span, 0.85, "own_names: its name begins with the body's")
        return
    yield from _by_chain(view, mark, parent)
    rest = _rest(entity, parent)
    if entity.type == "Organization" and rest.endswith(words_in("areas", "governing")) and rest in table()["governing"]:
        yield relation("governs", entity, parent, span, 0.95, "areas.yaml governing: " + rest)
    elif entity.type == "Organization" or below(parent, entity) or (parent.kind in HOLDING and parent is not entity):
        yield relation("locatedIn", entity, parent, span, 0.95, "own_names: its name begins with the area's")


def _by_chain(view: SentenceView, mark: Mark, outer: LocalEntity) -> Iterator[Draft]:
    """深圳市|坪山区|企业家商会: the second place lies in the first, and what has the name lies in the second too."""
    inner = _second(view.about, mark.entity, outer)
    if inner is not None:
        span = (mark.start, mark.end)
        yield relation("locatedIn", inner, outer, span, 0.8, "own_names: the second area in a name")
        governs = mark.entity.type == "Organization" and _rest(mark.entity, outer)[-2:] in governing()
        if not governs:  # 林寨镇兴井村党总支 governs it
            yield relation("locatedIn", mark, inner, span, 0.9, "own_names: the second area in a name")


def _second(about: About, entity: LocalEntity, outer: LocalEntity) -> LocalEntity | None:
    """The place that stands right behind the outermost one in a name."""
    for name in all_names(entity):
        for head in all_names(outer):
            if not name.startswith(head):
                continue
            for cut in range(len(name) - 1, len(head) + 1, -1):
                inner = about.names.get(name[len(head) : cut])
                if (
                    inner is not None
                    and inner.kind == "AdministrativeArea"
                    and inner is not entity
                    and below(outer, inner)
                ):
                    return inner
    return None


def _by_stem(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """石羊小学 lies in 石羊镇, where the article names that town and the school's name begins with its stem."""
    entity = mark.entity
    if entity.type == "Place" and entity.kind == "AdministrativeArea":
        return
    for name in all_names(entity):
        for at in _after_bodies(name):
            for size in (4, 3, 2):
                told = len(name) > at + size + 1 or name[at + size :] in _SHORT
                town = view.about.stems.get(name[at : at + size]) if told else None
                if town is not None and town.name.startswith(name):  # 友谊路街 is 友谊路街道
                    continue
                if town is None or town is entity or name[at + size :].startswith(words_in("areas", "stems")):
                    continue
                yield relation(
                    "locatedIn",
                    entity,
                    town,
                    (mark.start, mark.end),
                    0.75,
                    "own_names: its name has the stem of the town's",
                )
                return


def by_house(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """恼里人民法庭 is a part of the one county court that the article names, a police station of its one bureau."""
    entity = mark.entity
    for end, house in table()["branches"].items():
        if (
            entity.type != "Organization"
            or not entity.name.endswith(end)
            or entity.name.endswith(words_in("areas", "apart"))
        ):
            continue
        if any(house in name for name in all_names(entity)):
            return
        bodies = (e for e in view.about.entities if e.type == "Organization" and e.name.endswith(house))
        uppers = [body for body in bodies if _of_county(view.about, body.name.removesuffix(house))]
        if len(uppers) == 1:
            yield relation("partOf", entity, uppers[0], (mark.start, mark.end), 0.6, f"areas.yaml branches: {end}")
        return


def by_bank(view: SentenceView, mark: Mark) -> Iterator[Draft]:
    """农商行南江支行 is a part of 平江农商行, where the article names one bank alone that ends as its name begins."""
    entity = mark.entity
    if entity.kind != "Bank" or not entity.name.endswith(_OUTLETS):
        return
    banks = [other for other in view.about.entities if other.kind == "Bank" and other is not entity]
    uppers = [
        bank
        for bank in banks
        if any(
            name.startswith(upper[-size:]) for name in all_names(entity) for upper in all_names(bank) for size in (3, 4)
        )
        and not bank.name.endswith(_OUTLETS)
    ]
    if len(uppers) == 1:
        yield relation(
            "partOf", entity, uppers[0], (mark.start, mark.end), 0.7, "own_names: a branch of the one such bank"
        )


def _of_county(about: About, area: str) -> bool:
    """Whether a body's area is a county: 长垣市|人民法院, not a prefecture's."""
    place = about.names.get(normal_name(area))
    wide = place is not None and place.code is not None and len(place.code) < COUNTY_DIGITS
    return area.endswith(("县", "区", "旗", "市")) and not wide


def _after_bodies(name: str) -> list[int]:
    """Where the stem of a place may stand in a name: at its head, or behind an area or a body it is a branch of."""
    ends = words_in("areas", "bodies")
    return [0, *(at for at in range(2, len(name) - 3) if name[:at].endswith(ends))]


def _rest(entity: LocalEntity, parent: LocalEntity) -> str:
    for name in all_names(entity):
        for head in all_names(parent):
            if name.startswith(head) and len(name) > len(head):
                return name[len(head) :]
    return normal_name(entity.name)
