"""Which names of places and of organisations mean one thing, and what those that lean on context are in full.

Every rule looks at the article and its context alone. A short name joins a full one only where exactly one fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.entities.coreference_short import short_for
from ingest.entities.drafts import MOST, Draft, grouped, merge
from ingest.entities.identity import body_key
from ingest.mentions.area_words import AREA_WORDS
from ingest.mentions.organizations.organization_forms import PARTIES
from ingest.mentions.organizations.organization_reach import POINTED
from ingest.mentions.places.gazetteer import areas_above
from ingest.times.calendar import known
from ontology.divisions import Division, ancestors, as_called, by_code, spoken_names
from ontology.former_names import formers_of
from ontology.ids import normal_name
from ontology.records import Context, Mention

_COUNTY_WORDS = ("自治区", "自治县", "自治州", "自治旗", "省", "市", "州", "盟", "县", "区", "旗")
_PARTS = (
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "社会工作部",
    "老干部局",
    "老干局",
    "党校",
    "编办",
    "网信办",
    "巡察办",
    "办公室",
)
"""Parts of a committee named in a list of offices: 县委常委、|宣传部|部长 is 县委宣传部."""
_CLASSES = ("小区", "景区", "风景区", "旅游区", "旅游景区", "风景名胜区")
"""What a place's name is said with or without: 江中花苑|小区, 龟峰山|风景区."""
_VILLAGES = ("AdministrativeArea", "NaturalVillage")
_NEIGHBOURS = frozenset("前后东西南北上下大小新老旧中里外左右")
"""What tells villages of one name apart, before it."""
_BELOW_COUNTY = ("镇", "乡", "街道", "苏木", "村", "社区")
"""Areas that have no police of their own."""
_SAID_FOR = {"村": ("村", "社区"), "社区": ("村", "社区"), "师市": ("师",)}
"""Words for an area that mean others too: 师市 is a division of the Corps with its city."""
_CORPS = "新疆生产建设兵团"
_ZONED, _OFFICE = ("区党工委", "园党工委", "区党委"), 8
"""Ends of committees of zones, and so many code points at most has an office in one before the next."""
_OF_ZONES, _ZONE = (*_ZONED, "区管委会", "园管委会"), 5
"""Ends of bodies of zones, which are told with and without their city, and the least that the rest then has."""
_LEANING = ("organization/short", "organization/listed")
"""Rules of names that an article's own area makes whole."""
_OFFICES = ("GovernmentBody", "PublicInstitution", "ServiceCentre")
"""Kinds that one body is told with by its names: 市花卉产业发展中心 and 市花卉中心."""


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
            if _of_street(context, name, whole):
                same[index] = other
                break
            if not draft.code and whole != name and (_is_tail(draft, name, full, whole) or _lacks_class(name, whole)):
                same[index] = other
                break
    merged = merge(drafts, same)
    for draft in merged:
        division = by_code(draft.code) if draft.code else None
        if division and (division.level != "village" or draft.rule == "place/listed"):
            draft.expanded = division.display_name
    return merged


def _is_tail(draft: Draft, name: str, full: Draft, whole: str) -> bool:
    """Whether a place's name is another's end, but no village's that is its neighbour: 王营村 is not 前王营村."""
    if len(name) < 2 or draft.kind != full.kind or not whole.endswith(name):
        return False
    return draft.kind not in _VILLAGES or not _NEIGHBOURS.issuperset(whole.removesuffix(name))


def _of_street(context: Context, name: str, whole: str) -> bool:
    """Whether a name is a subdistrict's as those of Guangdong are told without their last character: 棠景街 of 棠景街道."""
    return (context.area or "").startswith("44") and len(name) > 2 and name.endswith("街") and whole == f"{name}道"


def _lacks_class(name: str, whole: str) -> bool:
    """Whether a place's name is another's without its class: 江中花苑 of 江中花苑小区; a lake is not its scenic area."""
    return len(name) > 2 and whole.startswith(name) and whole[len(name) :] in _CLASSES and name[-1] not in "湖江河海"


def area_meant(context: Context, word: str) -> Division | None:
    """The context's county, or what it lies in, that a word for its level means (县, 市); None if there is none.

    The county under its name of then: 县 of a page of 2015 from 无为市 means 无为县.
    """
    return next(iter(_areas_meant(context, word)), None)


def _areas_meant(context: Context, word: str) -> list[Division]:
    """All of them that the word may mean, the lowest first."""
    own = by_code(context.area) if context.area else None
    if own is None:
        return []
    if day := known(context.published):
        own = as_called(own, day[0])
    areas = [own, *ancestors(own.code), *(replace(own, name=former.name) for former in formers_of(own.code))]
    return [area for area in areas if area.name.endswith(word)]


def organizations(context: Context, mentions: Sequence[Mention], away: frozenset[str] = frozenset()) -> list[Draft]:
    """The organisations among an article's mentions; without those whose area nothing tells.

    `away`: codes of the counties from which others come to us, so that no body without an area is theirs.
    """
    drafts = []
    places: dict[int, list[int]] = {}  # where places end, by where they start
    for mention in mentions:
        if mention.type == "Place":
            places.setdefault(mention.start, []).append(mention.end)
    wholes = {normal_name(m.text): m.full for m in mentions if m.type == "Organization" and m.full}
    for draft in grouped(m for m in mentions if m.type == "Organization"):
        draft.expanded = wholes.get(normal_name(next(iter(draft.written))), "")
        if draft.rule in _LEANING and not draft.expanded:
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
    return [
        draft
        for draft in _tied(_of_one_key(drafts, context), away)
        if draft.rule not in (*_LEANING, "organization/pointed")
        or draft.expanded
        or _county_like(draft.fullest())
        or draft.fullest().startswith(PARTIES)
    ]


def _of_one_key(drafts: list[Draft], context: Context) -> list[Draft]:
    """The drafts, those of one name joined, and those of one area and body to the fullest: 州委 to 黄南州委, 县妇联 to 县妇女联合会."""
    first: dict[str, int] = {}
    same = {at: to for at, draft in enumerate(drafts) if (to := first.setdefault(draft.fullest(), at)) != at}
    drafts = merge(drafts, same)
    named = {draft.fullest(): at for at, draft in enumerate(drafts)}
    drafts = merge(
        drafts, {named[name]: at for at, draft in enumerate(drafts) for name in draft.more if named.get(name, at) != at}
    )
    alike: dict[str, list[int]] = {}
    for at, draft in enumerate(drafts):
        key = body_key(draft.fullest(), context.area) if context.area and draft.rule != "organization/pointed" else None
        if key:
            alike.setdefault(key, []).append(at)
    same = {}
    for group in alike.values():
        fullest = max(group, key=lambda at: (len(drafts[at].fullest()), -at))
        same |= {at: fullest for at in group if at != fullest}
    return merge(drafts, same)


def _tied(drafts: list[Draft], away: frozenset[str]) -> list[Draft]:
    """The drafts, each short name joined to the whole one where one alone fits; of several that fit, to the one they are short for."""
    same: dict[int, int] = {}
    names = [draft.fullest() for draft in drafts[:MOST]]
    theirs = tuple({name for code in away if (one := by_code(code)) for name in spoken_names(one, bare=False)})
    for index, (draft, name) in enumerate(zip(drafts, names, strict=False)):
        fits = [
            other
            for other, (full, whole) in enumerate(zip(drafts, names, strict=False))
            if other != index
            and _of_one_sort(draft, full)
            and short_for(name, whole)
            # 县人大常委会, in news of those of another county who come to ours
            and not (_county_like(name) and any(area in whole for area in theirs))
        ]
        whole = [one for one in fits if not any(short_for(names[one], names[other]) for other in fits)]
        if len(whole) == 1:
            same[index] = whole[0]
    return merge(drafts, same)


def _of_one_sort(draft: Draft, other: Draft) -> bool:
    return draft.kind == other.kind or (draft.kind in _OFFICES and other.kind in _OFFICES)


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
    """A name without the province or prefecture before its county or zone: 郴州市汝城县委组织部 is 汝城县委组织部 too."""
    shorter: set[str] = set()
    at = 0
    while (area := areas_above().at(name, at)) and area.label[0].level in ("province", "prefecture"):
        at = area.end
        below = areas_above().at(name, at)
        zoned = name.endswith(_OF_ZONES) and len(name) > at + _ZONE
        if zoned or (below and below.end < len(name)):
            shorter.add(name[at:])
    return shorter


def _county_like(name: str) -> bool:
    return name.startswith(_COUNTY_WORDS)


def _expand(draft: Draft, context: Context, mentions: Sequence[Mention]) -> None:
    name = next(iter(draft.written))
    at = draft.written[name][0][0]
    if name[:1] == name[1:2] and name[0] in _COUNTY_WORDS:  # 我市|市委
        name = draft.expanded = name[1:]
    if draft.rule == "organization/listed":
        zone = _zone_listed(at, mentions) if name == "管委会" else None
        if zone is not None:
            draft.expanded = zone + name
            return
        area = _area_listed(at, mentions)
        if area is None or (name.startswith("公安") and area.endswith(_BELOW_COUNTY)):
            return
        if name in ("村委会", "居委会") and not area.endswith(("村", "社区", "居")):
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
    if rest.startswith("（"):  # 村（社区）“两委”换届工作领导小组: of all of them
        draft.expanded = name
        return
    if draft.rule == "organization/listed" and not context.area and not rest.startswith("委"):
        draft.expanded = name  # 县政协、|教育局: 县教育局, whatever county that is
        return
    if word in _COUNTY_WORDS:
        division = _area_of(rest, word, context, mentions)
        area = division.display_name if division else None
    elif word == "兵团":
        area = _CORPS
    else:
        area = _town_of(rest, word, at, context, mentions)
    if area:
        draft.expanded = ("共青团" if lead == "团" else lead) + area + rest


def _town_of(rest: str, word: str, at: int, context: Context, mentions: Sequence[Mention]) -> str | None:
    """The town or village that a word means before a body's name: whose body was named in full, else the one named last."""
    ends = _SAID_FOR.get(word, (word,))
    fits = [m for m in mentions if m.type == "Place" and m.kind == "AdministrativeArea" and _called(m).endswith(ends)]
    bodies = {mention.text for mention in mentions if mention.type == "Organization" and mention.end <= at}
    named = {called for m in fits if (called := _called(m)) + rest in bodies}
    if len(named) == 1:
        return named.pop()
    before = [m for m in fits if m.start < at]
    before = [m for m in before if not _of_others(m, context, mentions)] or before
    return _called(before[-1] if before else fits[0]) if fits else None


def _of_others(town: Mention, context: Context, mentions: Sequence[Mention]) -> bool:
    """Whether a town is another county's, which the text names right before it: 与广南县|八宝镇|交界."""
    counties = (m.code for m in mentions if m.type == "Place" and m.end == town.start and m.text[-1] in "县市区旗")
    return context.area is not None and any(code is not None and code != context.area for code in counties)


def _area_of(rest: str, word: str, context: Context, mentions: Sequence[Mention]) -> Division | None:
    """The area that a word means before a body's name: of a city in a city the one whose body the article names in full."""
    areas = _areas_meant(context, word)
    if len(areas) > 1:
        bodies = {mention.text for mention in mentions if mention.type == "Organization"}
        named = [area for area in areas if any(name + rest in bodies for name in spoken_names(area, bare=False))]
        areas = named if len(named) == 1 else areas
    return areas[0] if areas else None


def _zone_listed(at: int, mentions: Sequence[Mention]) -> str | None:
    """The zone of the committee that a list of offices begins with before `at`: 某开发区党工委书记、|管委会|主任."""
    committees = (m for m in mentions if m.type == "Organization" and m.end < at <= m.end + _OFFICE)
    last = next(reversed([m.text for m in committees if m.text.endswith(_ZONED)]), None)
    return last.removesuffix("党工委").removesuffix("党委") if last is not None else None


def _area_listed(at: int, mentions: Sequence[Mention]) -> str | None:
    """The area of the body that a list begins with before `at`, by its name or by its word (县); None if none."""
    for body in reversed([m for m in mentions if m.type == "Organization" and m.end < at]):
        if body.rule == "organization/listed":
            continue
        if body.full.endswith(body.text):
            return body.full.removesuffix(body.text)
        word = next((w for w in AREA_WORDS if body.text.removeprefix("团").startswith(w)), None)
        if word is not None:
            return word
        places = [m for m in mentions if m.type == "Place" and m.start == body.start and m.end < body.end]
        return _called(max(places, key=lambda m: m.end)) if places else None
    return None


def _called(place: Mention) -> str:
    division = by_code(place.code) if place.code else None
    return division.display_name if division else place.text
