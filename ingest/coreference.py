"""Which names of an article mean one thing: equal, short for another, or a headline's variant.

Every rule looks at the article and its context alone. A short name joins a full one only where exactly
one fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.calendar import known
from ingest.mentions.area_words import AREA_WORDS
from ingest.mentions.gazetteer import areas_above
from ingest.mentions.organization_reach import POINTED
from ontology.divisions import Division, ancestors, as_called, by_code
from ontology.former_names import formers_of
from ontology.ids import normal_name
from ontology.records import Article, Context, EntityType, Mention, Span

_MOST = 300
_LEAD = 250  # code points of the body within which the lead names its event
_ALIKE = 4  # code points that two names of one event have in common at their ends
_CASE = re.compile(".*?(?:审理|宣判)了?(?:一起|[0-9一二三四五六七八九十两]+起)?")
_THEMED = re.compile("”(?:为|作)(?:主题|主线|主旨)的")
_QUOTED = re.compile(r"[“‘]([^“”‘’]{3,})[”’]")
"""Names compared with each other: an article has fewer of a type, and a hostile text stays linear."""
_PUNCTUATION = re.compile(r"[\W_]")
_SLOGAN = re.compile(r"“([^“”]{4,})”")
_OPENING = frozenset(
    (
        "启动仪式",
        "开幕式",
        "开幕仪式",
        "闭幕式",
        "闭幕仪式",
        "开班仪式",
        "开班式",
        "结业式",
        "结业仪式",
        "开营仪式",
        "放流仪式",
    )
)
_TOUR_END = re.compile("(?:考察|调研|慰问|参观|观摩)(?=(?:学习|交流|访问)?$)")
_TOUR_VERB = re.compile(
    "(?:督导检查|检查指导|调研指导|调研检查|考察学习|专题调研|实地调研|现场调研|督导调研|调研督导|调研|考察|视察|检查|督导|督查|暗访|巡查)了?"
)
_EDITION = re.compile(r"第[一二三四五六七八九十百0-9]{1,4}届|首届")
_YEAR = re.compile(r"20[0-9]{2}年?度?")
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


@dataclass
class Draft:
    """A local entity in the making. `written`: its names as they stand, with their spans; `expanded`: its
    name with the area that context supplies, '' if none."""

    type: EntityType
    kind: str
    rule: str
    code: str | None = None
    expanded: str = ""
    written: dict[str, list[Span]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)

    def names(self) -> tuple[str, tuple[str, ...]]:
        """The fullest name and the others."""
        if len(self.written) == 1 and not self.more and not self.expanded:
            return next(iter(self.written)), ()
        every = {normal_name(n): n for n in (*self.written, *sorted(self.more), self.expanded) if n}
        best = normal_name(self.expanded) if self.expanded else max(every, key=lambda n: (len(n), n))
        return every[best], tuple(sorted(every[n] for n in every if n != best))

    def fullest(self) -> str:
        return normal_name(self.names()[0])

    def spans(self) -> tuple[Span, ...]:
        return tuple(sorted({span for spans in self.written.values() for span in spans}))

    def first_span(self) -> Span:
        """The first span of the fullest name that stands in the text."""
        name = max(self.written, key=lambda n: (len(normal_name(n)), n))
        return min(self.written[name])

    def take(self, other: Draft) -> None:
        for name, spans in other.written.items():
            self.written.setdefault(name, []).extend(spans)
        self.more |= other.more | ({other.expanded} if other.expanded else set())
        self.code = self.code or other.code
        if self.kind == self.type:
            self.kind = other.kind


def joined(article: Article, context: Context, mentions: Sequence[Mention]) -> list[Draft]:
    """The local entities in the making, of an article's chosen mentions."""
    drafts: list[Draft] = []
    drafts += _places(context, mentions)
    drafts += _organizations(context, mentions)
    events = _same_news(article, _openings(_one_tour(_alike([m for m in mentions if m.type == "Event"]))))
    areas = {m.text for m in mentions if m.type in ("Place", "Organization")}
    for event in events:
        event.more |= {_THEMED.sub("”", name) for name in event.written if _THEMED.search(name)}
        event.more |= {short for name in (*event.written, *event.more) for short in _plainer(name, areas)}
        event.more |= {
            slogan for name in event.written for slogan in _QUOTED.findall(name) if len(slogan) < len(name) - 2
        }
        if event.rule == "event/sitting":  # 公开审理一起竹林承包合同纠纷案: the case's own name
            event.more |= {case for name in event.written if (case := _CASE.sub("", name)) != name}
        if event.rule == "event/tour":
            event.more |= {short for name in event.written for short in _tour_names(name)}
            event.expanded = max(event.written, key=lambda name: (len(name), name))
    drafts += events
    programmes = _alike([m for m in mentions if m.type == "Programme"])
    for programme in programmes:  # “全科网格”制度 is 全科网格 too
        programme.more |= {
            short for name in programme.written for short in _QUOTED.findall(name) if len(short) < len(name) - 2
        }
    drafts += programmes
    drafts += _people([m for m in mentions if m.type == "Person"])
    return drafts


def signed_type(name: str, role: str) -> tuple[EntityType, str]:
    """Type and kind of a name in the byline."""
    if name.endswith(("镇", "乡", "街道", "社区", "村")) and len(name) > 2:
        return "Place", "AdministrativeArea"
    if (
        role == "宣"
        or (len(name) > 4 and "·" not in name)
        or (re.search(r"(?:委|局|中心|部|办|院|校|队|站|所)$", name) and len(name) > 3)
    ):
        return "Organization", "Organization"
    return "Person", "Person"


def _grouped(mentions: Iterable[Mention]) -> list[Draft]:
    groups: dict[str, Draft] = {}
    for mention in mentions:
        draft = groups.get(normal_name(mention.text))
        if draft is None:
            draft = Draft(type=mention.type, kind=mention.kind, rule=mention.rule, code=mention.code)
            groups[normal_name(mention.text)] = draft
        draft.written.setdefault(mention.text, []).append((mention.start, mention.end))
    return list(groups.values())


def _merge(drafts: list[Draft], same: dict[int, int]) -> list[Draft]:
    """Joins each draft to the one that `same` names for it."""
    for index in same:
        target = same[index]
        while target in same:
            target = same[target]
        drafts[target].take(drafts[index])
    return [draft for index, draft in enumerate(drafts) if index not in same]


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


def _places(context: Context, every: Sequence[Mention]) -> list[Draft]:
    mentions = [mention for mention in every if mention.type == "Place"]
    drafts = _grouped(mentions)
    _without_place(drafts, mentions)
    wholes = {normal_name(mention.text): mention.full for mention in mentions if mention.full}
    for draft in drafts:
        draft.expanded = wholes.get(normal_name(next(iter(draft.written))), "")
        if draft.rule in ("organization/short", "place/short"):  # a house: 县文化中心
            _expand(draft, context, every)
    same: dict[int, int] = {}
    names = [draft.fullest() for draft in drafts[:_MOST]]
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
    merged = _merge(drafts, same)
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


def _organizations(context: Context, mentions: Sequence[Mention]) -> list[Draft]:
    drafts = []
    places: dict[int, list[int]] = {}  # where places end, by where they start
    for mention in mentions:
        if mention.type == "Place":
            places.setdefault(mention.start, []).append(mention.end)
    for draft in _grouped(m for m in mentions if m.type == "Organization"):
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
    drafts = _merge(drafts, same)
    same = {}
    names = [draft.fullest() for draft in drafts[:_MOST]]
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
        for draft in _merge(drafts, same)
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
    lead = next((word for word in ("共青团", "团") if name.startswith(word)), "")
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
        draft.expanded = ("共青团" if lead else "") + area + rest


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


def _alike(mentions: list[Mention]) -> list[Draft]:
    """Events or programmes: joined where one's name holds the other's, or both hold one slogan."""
    drafts = _grouped(mentions)
    plain = [_PUNCTUATION.sub("", draft.fullest()) for draft in drafts]
    slogans = [{_PUNCTUATION.sub("", s) for n in draft.written for s in _SLOGAN.findall(n)} for draft in drafts]
    same: dict[int, int] = {}
    order = sorted(range(min(_MOST, len(drafts))), key=lambda i: (len(plain[i]), plain[i]))
    for place, index in enumerate(order):
        for other in reversed(order[place + 1 :]):
            if (
                plain[index] in plain[other]
                or slogans[index] & slogans[other]
                or _contracted(plain[index], plain[other])
            ):
                same[index] = other
                break
    return _merge(drafts, same)


def _openings(drafts: list[Draft]) -> list[Draft]:
    """Openings without a name (启动仪式, 开幕式) joined to the event named before them: they are a part of it."""
    named = sorted((draft.spans()[0], index) for index, draft in enumerate(drafts) if draft.kind != "Inspection")
    same = {}
    for place, (_, index) in enumerate(named):
        before = [i for _, i in named[:place] if i not in same]
        if before and drafts[index].fullest() in _OPENING:
            same[index] = before[-1]
    return _merge(drafts, same)


def _one_tour(drafts: list[Draft]) -> list[Draft]:
    """An article's tours by verb and object joined to the first: the lead tells what the headline names."""
    tours = [index for index, draft in enumerate(drafts) if draft.rule == "event/tour"]
    return _merge(drafts, dict.fromkeys(tours[1:], tours[0])) if tours else drafts


def _same_news(article: Article, drafts: list[Draft]) -> list[Draft]:
    """Events with the one that only the headline names joined to the one that the lead names, where both end alike."""
    title = len(article.title or "")
    heads = [i for i, draft in enumerate(drafts) if all(end <= title for _, end in draft.spans())]
    told = [(draft.spans()[0], i) for i, draft in enumerate(drafts) if draft.spans()[0][0] >= article.body[0]]
    if len(heads) != 1 or not told:
        return drafts
    (start, _), first = min(told)
    ends = {drafts[index].fullest()[-_ALIKE:] for index in (heads[0], first)}
    if start > article.body[0] + _LEAD or len(ends) > 1:
        return drafts
    return _merge(drafts, {heads[0]: first})


def _plainer(name: str, areas: set[str]) -> Iterator[str]:
    """An event's name without the place and the year before it: 沁源县2023年灭火演练 is 灭火演练 too."""
    for _ in range(4):
        lead = next((n for n in range(min(18, len(name) - 4), 1, -1) if name[:n] in areas), 0)
        year = _YEAR.match(name)
        edition = None if name.endswith("会议") else _EDITION.match(name)
        lead = lead or (year.end() if year else edition.end() if edition else 0)
        if not lead or len(name) - lead < 4 or name[lead] == "”":
            return
        name = name[lead:]
        yield name


def _tour_names(name: str) -> Iterator[str]:
    """Other names of an inspection named by verb and object: 检查防汛工作 is 防汛工作检查, 防汛检查 and 检查 too."""
    group = _TOUR_END.search(name)
    if group:
        yield group[0]
    verb = _TOUR_VERB.match(name)
    if verb:
        told, what = verb[0].rstrip("了"), name[verb.end() :]
        plain = re.sub(r"^(?:全[省市县区旗镇])|(?:工作|情况)$", "", what)
        yield from (told, what + told, plain + told, plain + "情况" + told, told + plain)


def _contracted(short: str, full: str) -> bool:
    """Whether a name is another's with words left out: its characters in order, and the same end."""
    rest = iter(full)
    return len(short) >= 6 and short[-4:] == full[-4:] and all(character in rest for character in short)


def _people(mentions: list[Mention]) -> list[Draft]:
    drafts = _grouped(mentions)
    kinds: dict[str, tuple[int, str]] = {}  # the first kind that each name is told with
    for at, mention in enumerate(mentions):
        if mention.kind != "Person":
            kinds.setdefault(mention.text, (at, mention.kind))
    for draft in drafts:
        if draft.kind == "Person" and not kinds.keys().isdisjoint(draft.written):
            draft.kind = min(kinds[name] for name in draft.written if name in kinds)[1]
    return drafts
