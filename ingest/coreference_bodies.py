"""Which names of places and of organisations mean one thing, and what those that lean on context are in full.

Every rule looks at the article and its context alone. A short name joins a full one only where exactly one fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.calendar import known
from ingest.drafts import MOST, Draft, grouped, merge
from ingest.mentions.area_words import AREA_WORDS
from ingest.mentions.gazetteer import areas_above
from ingest.mentions.organization_forms import PARTIES
from ingest.mentions.organization_reach import POINTED
from ontology.divisions import Division, ancestors, as_called, by_code
from ontology.former_names import formers_of
from ontology.ids import normal_name
from ontology.records import Context, Mention

_COUNTY_WORDS = ("自治区", "自治县", "自治州", "自治旗", "省", "市", "州", "县", "区", "旗")
_PARTS = ("组织部", "宣传部", "统战部", "政法委", "社会工作部")
"""Parts of a committee named in a list of offices: 县委常委、|宣传部|部长 is 县委宣传部."""
_STANDING = ("常务委员会", "常委会")
"""Ends of what a congress or a conference is between its meetings: 县政协常务委员会 is 县政协."""
_WHOLE = (
    "院",
    "局",
    "委",
    "部",
    "所",
    "站",
    "学",
    "校",
    "公司",
    "集团",
    "银行",
    "支行",
    "大队",
    "支队",
    "会",
    "中心",
    "政府",
    "政协",
    "人大",
)


def _without_place(drafts: list[Draft], mentions: list[Mention]) -> None:
    """A venue is also called without the place its name begins with: 堰下村花木大市场 is 花木大市场 too."""
    ends: dict[int, list[int]] = {}
    for mention in mentions:
        ends.setdefault(mention.start, []).append(mention.end)
    for draft in drafts:
        if draft.code or draft.kind in ("AdministrativeArea", "NaturalVillage", "ManagementArea"):
            continue
        for name, spans in draft.written.items():
            start, end = spans[0]
            upper = areas_above().at(name, 0)
            inner = max((stop for stop in ends[start] if stop < end), default=upper.end + start if upper else start)
            if inner > start and end - inner > 2:
                draft.more.add(name[inner - start :])


def places(context: Context, every: Sequence[Mention]) -> list[Draft]:
    """The places among an article's mentions, each with its other names."""
    mentions = [mention for mention in every if mention.type == "Place"]
    drafts = grouped(mentions)
    _without_place(drafts, mentions)
    wholes = {normal_name(mention.text): mention.full for mention in mentions if mention.full}
    for draft in drafts:
        draft.expanded = wholes.get(normal_name(next(iter(draft.written))), "")
        if draft.rule in ("organization/short", "place/short"):  # a house: 县文化中心
            _expand(draft, context, every)
    same: dict[int, int] = {}
    names = [draft.fullest() for draft in drafts[:MOST]]
    for index, (draft, name) in enumerate(zip(drafts, names, strict=False)):
        for other, (full, whole) in enumerate(zip(drafts, names, strict=False)):
            if other == index or other in same:
                continue
            if draft.expanded and name == whole and not full.expanded:
                same[index] = other
                break
            if draft.code and draft.code == full.code and (len(whole), whole) > (len(name), name):
                same[index] = other
                break
            if len(name) >= 2 and whole != name and whole.endswith(name) and not draft.code and draft.kind == full.kind:
                same[index] = other
                break
    merged = merge(drafts, same)
    for draft in merged:
        division = by_code(draft.code) if draft.code else None
        if division and (division.level != "village" or draft.rule == "place/listed"):
            draft.expanded = division.display_name
    return merged


def area_meant(context: Context, word: str) -> Division | None:
    """The context's county, or what it lies in, that a word for its level means (县, 市); None if there is none.

    The county under its name of then: 县 of a page of 2015 from 无为市 means 无为县.
    """
    own = by_code(context.area) if context.area else None
    if own is None:
        return None
    if day := known(context.published):
        own = as_called(own, day[0])
    areas = [own, *ancestors(own.code), *(replace(own, name=former.name) for former in formers_of(own.code))]
    return next((d for d in areas if d.name.endswith(word)), None)


def organizations(context: Context, mentions: Sequence[Mention]) -> list[Draft]:
    """The organisations among an article's mentions; without those whose area nothing tells."""
    drafts = []
    places: dict[int, list[int]] = {}  # where places end, by where they start
    for mention in mentions:
        if mention.type == "Place":
            places.setdefault(mention.start, []).append(mention.end)
    wholes = {normal_name(m.text): m.full for m in mentions if m.type == "Organization" and m.full}
    for draft in grouped(m for m in mentions if m.type == "Organization"):
        draft.expanded = wholes.get(normal_name(next(iter(draft.written))), "")
        if draft.rule in ("organization/short", "organization/listed"):
            _expand(draft, context, mentions)
        name = next(iter(draft.written))
        draft.more |= _without_upper(name)
        if draft.kind == "Cooperative":  # of a town and a village: the village alone, too
            start, end = draft.written[name][0]
            towns = (town for town in places.get(start, ()) if town < end - 4)
            draft.more |= {name[town - start :] for town in towns if "村" in name[town - start :]}
        if "“" in name[1:]:  # 东光村“金达莱”艺术团
            draft.more.add(name[name.index("“") :])
        drafts.append(draft)
    for draft in drafts:
        if draft.rule == "organization/pointed":
            _expand_pointed(draft, drafts)
    by_name: dict[str, int] = {}
    same: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        first = by_name.setdefault(draft.fullest(), index)
        if first != index:
            same[index] = first
    drafts = merge(drafts, same)
    same = {}
    names = [draft.fullest() for draft in drafts[:MOST]]
    for index, (draft, name) in enumerate(zip(drafts, names, strict=False)):
        fits = [
            other
            for other, (full, whole) in enumerate(zip(drafts, names, strict=False))
            if other != index and full.kind == draft.kind and _short_for(name, whole)
        ]
        if len(fits) == 1 and fits[0] not in same:
            same[index] = fits[0]
    return [
        draft
        for draft in merge(drafts, same)
        if draft.rule not in ("organization/short", "organization/listed", "organization/pointed")
        or draft.expanded
        or _county_like(draft.fullest())
    ]


def _expand_pointed(draft: Draft, drafts: Sequence[Draft]) -> None:
    """该局|农村公路管理站: the station of the bureau named last before it."""
    name = next(iter(draft.written))
    at = draft.first_span()[0]
    word = next(word for word in POINTED if name.startswith(word))
    before = [
        (end, other.fullest())
        for other in drafts
        if other.rule != draft.rule and other.fullest().endswith(POINTED[word])
        for _, end in other.spans()
        if end < at
    ]
    if before:
        draft.expanded = max(before)[1] + name[len(word) :]


def _without_upper(name: str) -> set[str]:
    """A name without the province or prefecture before its county: 郴州市汝城县委组织部 is 汝城县委组织部 too."""
    shorter: set[str] = set()
    at = 0
    while (area := areas_above().at(name, at)) and area.label[0].level in ("province", "prefecture"):
        at = area.end
        below = areas_above().at(name, at)
        if below and below.end < len(name):
            shorter.add(name[at:])
    return shorter


def _county_like(name: str) -> bool:
    return name.startswith(_COUNTY_WORDS)


def _expand(draft: Draft, context: Context, mentions: Sequence[Mention]) -> None:
    name = next(iter(draft.written))
    at = draft.written[name][0][0]
    if draft.rule == "organization/listed":
        area = _area_listed(at, mentions)
        if area is None:
            return
        name = f"委{name}" if name in _PARTS else name
        if area not in AREA_WORDS:
            draft.expanded = area + name
            return
        name = area + name
    lead = next((word for word in ("共青团", "团", *PARTIES) if name.startswith(word)), "")
    word = next((w for w in AREA_WORDS if name.startswith(w, len(lead))), None)
    if word is None:
        return
    rest = name[len(lead) + len(word) :]
    if word in _COUNTY_WORDS:
        division = area_meant(context, word)
        area = division.display_name if division else None
    else:
        ends = (word,) if word not in ("村", "社区") else ("村", "社区")
        fits = [
            m for m in mentions if m.type == "Place" and m.kind == "AdministrativeArea" and _called(m).endswith(ends)
        ]
        before = [m for m in fits if m.start < at]
        best = (before[-1] if before else fits[0]) if fits else None
        division = by_code(best.code) if best and best.code else None
        area = division.display_name if division else best.text if best else None
    if area:
        draft.expanded = ("共青团" if lead == "团" else lead) + area + rest


def _area_listed(at: int, mentions: Sequence[Mention]) -> str | None:
    """The area of the body that a list begins with before `at`, by its name or by its word (县); None if none."""
    for body in reversed([m for m in mentions if m.type == "Organization" and m.end < at]):
        if body.rule == "organization/listed":
            continue
        word = next((w for w in AREA_WORDS if body.text.startswith(w)), None)
        if word is not None:
            return word
        places = [m for m in mentions if m.type == "Place" and m.start == body.start and m.end < body.end]
        return _called(max(places, key=lambda m: m.end)) if places else None
    return None


def _called(place: Mention) -> str:
    division = by_code(place.code) if place.code else None
    return division.display_name if division else place.text


def _short_for(short: str, full: str) -> bool:
    """Whether a name is short for another: its end, a part of it, or its characters in order.

    >>> _short_for("民勤一中", "民勤县第一中学"), _short_for("桃江县委", "桃江县政府")
    (True, False)
    """
    if len(short) >= len(full) or len(short) < 3 or short.endswith(("委", "部", "党支部")):
        return False
    if short in full:  # 连州市人民法院 is not 连州市人民法院星子人民法庭, which is a branch of it
        return not (full.startswith(short) and short.endswith(_WHOLE)) or (
            short.endswith("政协") and full.endswith(_STANDING)
        )
    if short[0] != full[0] or short[-1] not in (full[-1], "中") or len(short) < 4:
        return False
    rest = iter(full)
    return all(character in rest for character in short)
