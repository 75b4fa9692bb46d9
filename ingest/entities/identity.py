"""Keys and blocks of an article's local entities: what automatic identity may join them on.

From the article and its context alone (DESIGN, "Ids and identity", rule 3). Where a part is missing
there is no key, and the local id stands for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ingest.mentions.lexicon import words
from ingest.times.times import times
from ontology.divisions import Division, by_code, by_name, spoken_names
from ontology.keys import (
    author_key,
    event_key,
    organization_area,
    organization_key,
    person_key,
    place_key,
    programme_key,
)
from ontology.records import Article, Context, LocalEntity

_MOST = 300
"""Places of an article that may stand at the head of another's name."""
_BARE = 3
"""An event's name no longer says only what was done (调研, 座谈会): two of one day in a county may be two."""
_TITLE_GAP = 18
"""A title between an organisation and a person is no longer, in code points."""
_GIVEN_POST = re.compile(r"(?:[（(][男女][)）])?(?:为|任|的|担任|兼任)")
_CONTRIBUTORS = re.compile("通讯员|报道员")
_STAFF = re.compile("记者|融媒|全媒|编辑|责编|审核|校对|编审")
LEADERS = "(?:级|党政|四大家|[四几][大套]班子)?领导"
"""What stands behind the class word of an area for its leaders: 县|领导, 市|四大家领导."""
_LEADERS = re.compile(rf"(?P<area>[省市州盟县区旗]){LEADERS}(?:[\u3400-\u9fff]{{2,4}}、){{0,12}}\Z")
"""县领导|张三、|李四, who in the next article is 副县长."""
_SEATS = ("政府", "委", "人大常委会", "政协")
"""The bodies of an area whose heads are its leaders."""
_LED = 64  # code points before a name within which such a list begins
_CHIEFS = re.compile(r"(?:副|代|代理)?(?P<area>[省市州县区旗镇乡])长\Z")


def with_keys(article: Article, context: Context, entities: Sequence[LocalEntity]) -> list[LocalEntity]:
    """The entities with keys and blocks, in the order given; places get the code that the article leaves no doubt of."""
    towns: set[str | None] = {e.code for e in entities if e.type == "Place" and e.code and len(e.code) == 9}
    ends = {end: e.code for e in entities if e.type == "Place" and e.code and len(e.code) == 9 for _, end in e.mentions}
    coded = [
        _coded(e, context.area, towns, {ends[s] for s, _ in e.mentions if s in ends}) if e.type == "Place" else e
        for e in entities
    ]
    about = _About(article, context, coded)
    return [_keyed(entity, about) for entity in coded]


def _coded(entity: LocalEntity, area: str | None, towns: set[str | None], said: set[str]) -> LocalEntity:
    """A village's code where its name is borne once in the county, or once in the towns that the article names.

    `said`: the towns named right before it, in one of which it then lies.
    """
    if entity.code or not area or entity.kind != "AdministrativeArea":
        return entity
    found = _bearing(entity.name, area)
    if said:
        found = tuple(d for d in found if d.code[:9] in said)
    if len(found) > 1:
        found = tuple(d for d in found if d.code[:9] in towns)
    return replace(entity, code=found[0].code) if len(found) == 1 else entity


@lru_cache(maxsize=4096)
def _bearing(name: str, area: str) -> tuple[Division, ...]:
    return by_name(name, within=area, levels=("village", "township"))


@lru_cache(maxsize=16384)
def body_key(name: str, area: str) -> str | None:
    """An organisation's key, kept: a county's papers name the same few hundred bodies again and again."""
    code, path = organization_area(name, area=area)
    return organization_key(code, path)


class _About:
    """What the keys of one article's entities lean on."""

    def __init__(self, article: Article, context: Context, entities: Sequence[LocalEntity]) -> None:
        self.text, self.area = article.text, context.area
        self.published = context.published
        self.places = [e for e in entities if e.type == "Place"]
        bodies = [(span, e) for e in entities if e.type == "Organization" for span in e.mentions]
        self.body_ends = {end: e for (_, end), e in bodies}
        self.body_starts = {start: e for (start, _), e in bodies}
        towns = ((s, e) for e in self.places if e.name.endswith(("镇", "乡")) for s, _ in e.mentions)
        self.towns = sorted(towns, key=lambda town: town[0])
        self.place_ends = {end: e for e in self.places for _, end in e.mentions}
        self.dates = [t for t in times(article.text, context.published) if t.edtf]

    def organization(self, name: str) -> str | None:
        if not self.area:
            return None
        return body_key(name, self.area)

    def place(self, entity: LocalEntity) -> str | None:
        if entity.code:
            return place_key(code=entity.code)
        return place_key(parent=self.parent(entity), name=entity.name)

    def parent(self, entity: LocalEntity) -> str | None:
        """The place right before it (韩集镇古漯河新村), or that its name begins with, else the county."""
        for start, _ in entity.mentions:
            before = self.place_ends.get(start)
            if before and before.code and before is not entity:
                return place_key(code=before.code)
        heads = [p for p in self.places[:_MOST] if p.code and p is not entity and entity.name.startswith(p.name)]
        best = max(heads, key=lambda p: (len(p.name), p.id), default=None)
        return place_key(code=best.code if best else self.area)


def _keyed(entity: LocalEntity, about: _About) -> LocalEntity:
    if entity.type == "Place":
        return _with(entity, [about.place(entity)], _place_blocks(entity, about))
    if entity.type == "Organization":
        return _with(entity, [about.organization(entity.name)], ())
    if entity.type == "Programme":
        return _with(entity, [programme_key(about.area, entity.name)], ())
    if entity.type == "Event":
        name = entity.name if len(entity.name) > _BARE else None
        return _with(entity, [event_key(about.area, name, _date(entity, about))], ())
    if entity.byline_role is not None:
        keys = [author_key(about.area, entity.name, sort)] if (sort := _author(entity.byline_role)) else []
    else:
        keys = [person_key(about.area, entity.name, key) for key in _affiliations(entity, about)]
    return _with(entity, keys, [f"Person|{about.area}|{entity.name}"] if about.area else ())


def _with(entity: LocalEntity, keys: Sequence[str | None], blocks: Sequence[str]) -> LocalEntity:
    given = tuple(dict.fromkeys(key for key in keys if key))
    if not given and not blocks:
        return entity
    return replace(entity, keys=given, blocks=tuple(sorted(set(blocks) - set(given))))


def _place_blocks(entity: LocalEntity, about: _About) -> list[str]:
    """(parent, name) of a coded place, for its township and its county: where one without code may meet it."""
    division = by_code(entity.code) if entity.code else None
    if division is None or len(division.code) < 9:
        return []
    parents = {division.code[:6], division.code[:9]} - {division.code}
    keys = (place_key(parent=place_key(code=p), name=name) for p in parents for name in spoken_names(division))
    return sorted(key for key in keys if key)


def _date(entity: LocalEntity, about: _About) -> str | None:
    """The date of the sentence that first names an event, nearest before the name, else behind it."""
    start, end = entity.mentions[0]
    for start, end in entity.mentions:
        opens = max(about.text.rfind(mark, 0, start) for mark in "。！？\n")
        stop = next((i for i in range(end, min(end + 80, len(about.text))) if about.text[i] in "。！？\n"), end)
        low = bisect_left(about.dates, opens, key=lambda t: t.start)
        inside = [t for t in about.dates[low : low + 20] if opens < t.start and t.end <= stop]
        before = [t for t in inside if t.end <= start]
        if inside:
            return (before[-1] if before else inside[0]).edtf
    return None


def _author(role: str) -> str:
    """The sort of author that a byline's role tells of; '' if it tells of none."""
    if _CONTRIBUTORS.search(role):
        return "contributor"
    return "staff" if _STAFF.search(role) else ""


@cache
def _titles() -> frozenset[str]:
    return words("titles", "posts")


@cache
def _title_sizes() -> tuple[int, ...]:
    return tuple(sorted({len(title) for title in _titles()}))


def _affiliations(entity: LocalEntity, about: _About) -> list[str | None]:
    """Keys of what a person belongs to: the body or place before the title before the name."""
    found: list[str | None] = []
    for start, stop in entity.mentions:
        given = _GIVEN_POST.match(about.text, stop)  # 任命李楠为寿光市卫生健康局局长, 免去全安的县应急管理局局长
        if given and (body := about.body_starts.get(given.end())):
            found.append(about.organization(body.name))
        leaders = _LEADERS.search(about.text, max(0, start - _LED), start)
        if leaders is not None:
            found += [about.organization(leaders["area"] + seat) for seat in _SEATS]
        lead = about.text[max(0, start - _TITLE_GAP) : start]
        if not any(lead[-size:] in _titles() for size in _title_sizes()):
            continue
        opens = max((lead.rfind(mark) for mark in "，。；：！？\n"), default=-1) + 1 + start - len(lead)
        before = (about.body_ends.get(end) for end in range(start, opens, -1))
        if body := next((e for e in before if e), None):
            found.append(about.organization(body.name))
            continue
        chief = _CHIEFS.search(lead)
        if chief:
            found.append(
                about.organization(chief["area"] + "政府") if chief["area"] in "省市州县区旗" else _town(start, about)
            )
            continue
        near = (about.place_ends.get(end) for end in range(start, opens, -1))
        found += [about.place(place) for place in [next((p for p in near if p), None)] if place]
    return found


def _town(start: int, about: _About) -> str | None:
    """The government of the town named last before a 镇长."""
    at = bisect_left(about.towns, start, key=lambda town: town[0])
    return about.organization(about.towns[at - 1][1].name + "政府") if at else None
