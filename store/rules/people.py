"""The rule of people: one name in one county, by post, body, place, time and how rare the name is."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from ontology.cores import organization_core
from ontology.posts import sole
from ontology.traits import Post, traits_of
from store.kin import Kin
from store.rules.table import MERGE, Evidence, Pair, spoken, weighed

_ALL_PAIRS = 16
"""Up to so many people of one name each is compared with each; more are compared where they share a body."""
_MANY = 4
"""From so many people of one name up the name itself says little."""
_LEADERS = frozenset(
    {"党委", "党工委", "人民政府", "人民代表大会常务委员会", "政协委员会", "纪律检查委员会", "监察委员会"}
)
_LEADER = re.compile("(?:书记|常委|[省市州县区旗盟]长|主席|主任)\\Z")
_ANY_TITLE = re.compile(
    "(?:党委|党支部|党总支|支部|党工委|党组)?(?:副|常务副)?(?:书记|主任|局长|部长|队长|站长|所长|科长|负责人|经理|总经理|董事长"
    "|校长|院长|会长|主席|委员|代表|工作人员|镇长|乡长|村民|居民|志愿者|党员|群众)"
)
"""Titles that so many bear that they say nothing."""
_BESIDE = re.compile(
    "指挥部|专班|领导小组|工作组|工作队|联席会议|安委|专项|协会|商会|学会|联谊会|志愿|服务队|宣讲团|人民代表大会|政协|理事会|网格"
)
"""Bodies that people serve beside their own: a post there does not speak against one elsewhere at the same time."""
_OFFICIAL = "PublicPostHolder"


@dataclass(slots=True)
class _Person:
    """Kin of one name that share affiliations: for this rule one person."""

    kin: list[Kin] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    grounds: set[str] = field(default_factory=set)
    leads: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    came_from: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    months: set[str] = field(default_factory=set)
    appointed: set[tuple[str, str]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    moves: bool = False
    namesake: bool = False
    author: bool = False


def same_person(block: Sequence[Kin]) -> Iterable[Pair]:
    """People of one name in one county. Those who share an affiliation are one already: they are taken together."""
    if block[0].type != "Person" or len({kin.name for kin in block}) != 1:
        return
    people = _people(block)
    if len(people) < 2:
        return
    namesake = any(one.namesake for one in people)
    found = {
        (one, other): tuple(_evidence(people[one], people[other], bearers=len(people), namesake=namesake))
        for one, other in _compared(people)
    }
    torn = _torn(found)
    for (one, other), evidence in found.items():
        third = (_found("third"),) if (one, other) in torn else ()
        yield from weighed(people[one].kin, people[other].kin, (*evidence, *third))


def _torn(found: Mapping[tuple[int, int], Sequence[Evidence]]) -> set[tuple[int, int]]:
    """Pairs that would make one of three of whom two speak against each other: the one between may be either."""
    score = {both: sum(one.points for one in evidence) for both, evidence in found.items()}
    joined: dict[int, set[int]] = {}
    for (one, other), points in score.items():
        if points >= MERGE:
            joined.setdefault(one, set()).add(other)
            joined.setdefault(other, set()).add(one)
    torn: set[tuple[int, int]] = set()
    for (one, other), points in score.items():
        if points < 0:
            for between in joined.get(one, set()) & joined.get(other, set()):
                torn |= {(min(one, between), max(one, between)), (min(other, between), max(other, between))}
    return torn


def _people(block: Sequence[Kin]) -> list[_Person]:
    """Kin that share a key, or a key of such, by their first."""
    parent = list(range(len(block)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    holder: dict[str, int] = {}
    for at, kin in enumerate(block):
        for key in kin.keys:
            other = find(holder.setdefault(key, at))
            mine = find(at)
            if other != mine:
                parent[max(mine, other)] = min(mine, other)
    people: dict[int, _Person] = {}
    for at, kin in enumerate(block):
        root = find(at)
        _add(people.setdefault(root, _Person()), kin)
    return [people[root] for root in sorted(people)]


def _add(person: _Person, kin: Kin) -> None:
    traits = traits_of(kin.traits)
    person.kin.append(kin)
    person.kinds.add(kin.kind)
    for key in kin.keys:
        body = affiliation(key)
        if body.startswith("author|"):
            person.author = True
        elif body:
            person.bodies.add(body)
    for post in traits.posts:
        person.bodies.add(post.key)
        if post.title:
            person.titles.add(post.title)
        if leads := _leads(post):
            person.leads.add(leads)
        if post.how == "appointed" and traits.month:
            person.appointed.add((traits.month, post.title))
        if post.how == "held" and sole(post.title):
            person.heads.add(post.key)
        person.moves |= post.how != "held"
    person.grounds.update(ground for body in person.bodies if (ground := ground_of(body)))
    person.titles.update(traits.titles)
    person.came_from.update(traits.came_from)
    person.near.update(traits.near)
    person.about.update(traits.about)
    if traits.month:
        person.months.add(traits.month)
    person.namesake |= traits.namesake
    if not kin.keys and not kin.traits:  # the byline's without a role that tells: it has neither
        person.author = True


def affiliation(key: str) -> str:
    """What a person's key says it belongs to: a body's or place's key.

    >>> affiliation("Person|371502|郝远舟|Organization|371502|党委")
    'Organization|371502|党委'
    """
    parts = key.split("|", 3)
    return parts[3] if len(parts) == 4 and parts[0] == "Person" else ""


def ground_of(body: str) -> str:
    """The town or village that a body or place is of: its code, or the key of a village without one; '' if it is wider.

    >>> ground_of("Organization|371502001|党工委"), ground_of("Place|371502001"), ground_of("Organization|371502|财政局")
    ('371502001', '371502001', '')
    """
    fields = body.split("|")
    if fields[0] == "Place" and len(fields) > 2:
        return body
    code = fields[1] if len(fields) > 1 else ""
    return code if code.isdecimal() and len(code) >= 9 else ""


def _leads(post: Post) -> str:
    """The county or larger area that a post helps to lead, '' if none: 县委常委, 副县长, 市政协主席."""
    fields = post.key.split("|")
    if ground_of(post.key) or not _LEADER.search(post.title):
        return ""
    body = fields[2] if len(fields) == 3 else ""
    if fields[0] == "Organization" and body not in _LEADERS:
        return ""
    if fields[0] == "Place" and not re.search("[省市州县区旗盟]长\\Z", post.title):
        return ""
    return fields[1]


def _compared(people: Sequence[_Person]) -> Iterable[tuple[int, int]]:
    """Pairs to compare, each once, the earlier first: all, or where the name is borne by many those that share a body or a ground."""
    if len(people) <= _ALL_PAIRS:
        yield from combinations(range(len(people)), 2)
        return
    homes: dict[str, list[int]] = {}
    for at, one in enumerate(people):
        for home in one.bodies | one.grounds | one.leads:
            homes.setdefault(home, []).append(at)
    found: set[tuple[int, int]] = set()
    for members in homes.values():
        found.update((members[0], at) for at in members[1:])
    for at, one in enumerate(people):
        named = one.came_from | one.near | one.about
        for home in named | set(map(ground_of, named)):
            found.update((min(at, other), max(at, other)) for other in homes.get(home, ())[:_ALL_PAIRS] if other != at)
    yield from sorted(found)


def _evidence(one: _Person, other: _Person, *, bearers: int, namesake: bool) -> Iterable[Evidence]:
    if one.author or other.author:
        yield _found("author")
    told, together = yield from _belonging(one, other)
    yield from _of_name(one.kin[0].name)
    if bearers >= _MANY:
        yield _found("many_bearers", str(bearers))
    titles = {title for title in one.titles & other.titles if not _ANY_TITLE.fullmatch(title)}
    if titles:
        yield _found("same_title", min(titles))
    officials = [_OFFICIAL in each.kinds for each in (one, other)]
    if all(officials):
        yield _found("both_officials")
    elif any(officials) and any(
        "PrivateResident" in each.kinds and _OFFICIAL not in each.kinds for each in (one, other)
    ):
        yield _found("official_resident")
    if not together:
        yield from _in_time(one, other)
    if namesake and not told:
        yield _found("namesake")


def _belonging(one: _Person, other: _Person) -> Generator[Evidence, None, tuple[bool, bool]]:
    """What they belong to; returns whether an article or the body itself says so, and whether their posts go together."""
    came = sorted(_meeting(one.came_from, other) | _meeting(other.came_from, one))
    if came:
        yield _found("came_from", spoken(came[0]))
        return True, True
    shared = sorted(one.bodies & other.bodies)
    if shared:
        yield _found("same_body", spoken(shared[0]))
        return True, True
    alike = sorted(_alike(one.bodies, other.bodies))
    if alike:
        yield _found("like_body", spoken(alike[0]))
        return False, True
    grounds = sorted(one.grounds & other.grounds)
    if grounds:
        yield _found("same_ground", spoken(grounds[0]))
        return False, True
    leads = sorted(one.leads & other.leads)
    if leads:
        yield _found("same_leadership", spoken(leads[0]))
        return False, True
    named = sorted(_meeting(one.near, other) | _meeting(other.near, one))
    if named:
        yield _found("named_nearby", spoken(named[0]))
    elif named := sorted(_around(one.near, other) | _around(other.near, one)):
        yield _found("town_nearby", spoken(named[0]))
    elif named := sorted(_meeting(one.about, other) | _meeting(other.about, one)):
        yield _found("named_elsewhere", spoken(named[0]))
    elif both := sorted(one.near & other.near, key=lambda key: (_town(key), key)):
        yield _found("both_in_town" if _town(both[0]) else "both_near", spoken(both[0]))
    return False, False


def _town(key: str) -> bool:
    fields = key.split("|")
    return fields[0] == "Place" and len(fields) == 2 and len(fields[1]) == 9


def _alike(ones: set[str], others: set[str]) -> Iterable[str]:
    """Bodies of an area of which one is within the other, or whose names have one core."""
    for one in ones:
        for other in others:
            fields, beside = one.split("|"), other.split("|")
            if fields[0] != "Organization" or beside[0] != "Organization" or fields[1] != beside[1]:
                continue
            shorter, longer = sorted((fields[-1], beside[-1]), key=len)
            if (longer.startswith(f"{shorter}/") and shorter not in _LEADERS) or (
                (core := body_core(longer, fields[1])) and core in (shorter, body_core(shorter, fields[1]))
            ):
                yield one


@lru_cache(maxsize=65536)
def body_core(name: str, area: str) -> str | None:
    """The core of a team's, firm's or society's name, whichever it is, in an area; None where it is none of them.

    >>> body_core("竹娃队", "430922"), body_core("竹娃志愿服务队", "430922"), body_core("财政局", "430922")
    ('竹娃', '竹娃', None)
    >>> body_core("安吉溪野茶业有限公司", "330523")
    '溪野茶业'
    """
    for kind in ("Company", "Cooperative", "Team", "SocialOrganization"):
        core = organization_core(name, kind, area)
        if core and core != name:
            return core
    return None


def _meeting(homes: set[str], other: _Person) -> set[str]:
    """Those of the keys that the other belongs to, as body or as the town or village of one."""
    return {home for home in homes if home in other.bodies or (ground_of(home) and ground_of(home) in other.grounds)}


def _around(homes: set[str], other: _Person) -> set[str]:
    """Those of the keys that are of the town of a village that the other belongs to."""
    towns = {ground[:9] for ground in other.grounds if len(ground) == 12 and ground.isdecimal()}
    return {home for home in homes if ground_of(home) in towns}


def _in_time(one: _Person, other: _Person) -> Iterable[Evidence]:
    """Whether one post may have followed the other, or both are held at once and none of them beside the other."""
    if not (one.bodies and other.bodies and one.months and other.months):
        return
    beside = any(all(_BESIDE.search(body) for body in each.bodies) for each in (one, other))
    first, last = sorted((one, other), key=lambda each: (min(each.months), max(each.months), each.kin[0].first))
    if min(last.months) <= max(first.months) and not (len(first.months) == len(last.months) == 1):
        if not beside:
            yield _found("at_once", f"{min(last.months)} – {max(first.months)}")
        return
    if one.months == other.months and one.heads and other.heads and not (one.moves or other.moves):
        # Within one month one may have moved on; but then somebody says so, and a head is not replaced unseen.
        if not beside:
            yield _found("heads_at_once", min(one.months))
        return
    for month, title in sorted(last.appointed):
        if max(first.months) <= month:
            yield _found("took_office", title)
            return


def _of_name(name: str) -> Iterable[Evidence]:
    return (_found(each) for each in name_evidence(name))


@lru_cache(maxsize=65536)
def name_evidence(name: str) -> tuple[str, ...]:
    """How rare a name is, as evidence of the table.

    >>> name_evidence("隋玉成"), name_evidence("张伟"), name_evidence("阿依古丽·托合塔尔")
    (('rare_surname', 'two_given'), (), ('rare_name',))
    """
    if "·" in name or len(name) > 4:
        return ("rare_name",)
    surname = name[:2] if name[:2] in _names()["compound"] else name[:1]
    given = name[len(surname) :]
    found = []
    if surname not in _names()["common"]:
        usual = "usual_surname" if surname in _names()["usual"] else "rare_surname"
        found.append("compound_surname" if len(surname) > 1 else usual)
    if len(given) >= 2:
        found.append("two_given")
        if given in _names()["given"]:
            found.append("common_given")
    return tuple(found)


@lru_cache(maxsize=1)
def _names() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(
        Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return {
        "common": frozenset(data["common"]),
        "usual": frozenset(data["usual"]),
        "compound": frozenset(data["compound"]),
        "given": frozenset(data["given"].split()),
    }


def _found(name: str, what: str = "") -> Evidence:
    return Evidence("Person", name, what)
