"""What stands around a figure, as cues that speak for one that it may be of and against another.

The same words speak for an event (当天, 现场) and against a county, for a county (全县, 今年以来) and against an event: each
cue counts with the sort of the one that it is a cue of. What it weighs is learned (`build_bearers`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.modality import any_in, any_of
from ingest.relations.base import SentenceView
from ingest.relations.figures.told import Told
from ingest.relations.places.areas import level
from ingest.tables import load
from ontology.records import LocalEntity

_GOVERNING = frozenset(
    {"GovernmentBody", "PartyOrganization", "PeoplesCongress", "ConsultativeConference", "SelfGoverningCommittee"}
)
_DISCOURSE = (
    *("theme", "topic", "scene", "event", "head0", "head1", "county", "town"),
    *("was first", "was last", "was agent", "was object"),
)
_MASKED = re.compile("[\ue000-\ue007]+")
_MANY = 2  # from so many names on a sentence has many
_FAR = 3
_PARTS = (5, 4, 3)  # code points of a name's part that may stand for it
_REACH = 100  # code points before a number in which a part of a name is looked for
_LEAD = 14  # code points of its clause that lead up to it
_END = 2  # code points of its end, or of an area's stem (石岩 of 石岩镇), that may do so too


class Around(NamedTuple):
    """What stands around a figure: `flags`, the area or house of which it is said of all (全县) and whether in its own
    clause, the noun that heads a clause, the clauses between, those whom it may mean, the last named first, and the
    words before it, with each two characters that stand together in them; `leads`: those that lead up to it in its clause.
    """

    flags: tuple[str, ...]
    whole: str
    near: bool
    head: str
    back: int
    meant: tuple[str, ...]
    names: str
    words: str
    pairs: frozenset[str]
    leads: tuple[str, ...]


_COMPARED = re.compile(
    "(?:超|超过|超出|高于|低于|高出|低出|快于|多于|少于|好于|优于|位居|位列|[居列占]|排名|排在|跃居|比)了?\\Z"
)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"[全我本该辖](?P<of>{any_of(tuple(load('bearers')['whole'])).pattern})")


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    kinds: dict[str, frozenset[str]] = {}
    for row in load("bearers")["heads"]:
        for word in row["words"]:
            kinds[word] = kinds.get(word, frozenset()) | frozenset(row["kinds"])
    start = "(?:\\A|(?<=[，。；：、“”！？\n 　\ue006这该此本])|(?<=这[个家支座项所场处套种一])|(?<=目前|如今|今年|去年|，由))"
    return re.compile(start + f"(?:{any_of(tuple(kinds)).pattern})"), kinds


@lru_cache(maxsize=1024)
def sort(entity: LocalEntity) -> str:
    """The sort of an entity: Area2 (a county), Gov (bodies that govern), an organisation's kind, else its type."""
    if entity.kind == "AdministrativeArea":
        return f"Area{level(entity)}"
    if entity.type == "Organization":
        return "Gov" if entity.kind in _GOVERNING else entity.kind
    return entity.type


def around(view: SentenceView, told: Told, entities: Sequence[LocalEntity]) -> Around:
    """What stands around a figure that may be of some entities."""
    position, text = told.amount.number.start, view.text
    clause = view.clause_of(position)
    start = view.clauses[clause][0]
    whole = None
    for found in _whole().finditer(text, 0, max(position, told.span[1])):
        whole = whole if _COMPARED.search(text, 0, found.start()) else found
    pattern, kinds = _heads()
    head = None
    for head in pattern.finditer(view.shape, 0, position):  # noqa: B007  the last
        pass
    fits = [one for one in entities if head is not None and _is_one(one, kinds[head[0]])]
    at = view.offset(position)
    fits.sort(key=lambda one: (-_named_at(one, at), one.id))
    words = _MASKED.sub("#", view.shape[max(0, position - _REACH) : position])
    lead = _MASKED.sub("#", view.shape[start:position])[-_LEAD:]
    return Around(
        flags=tuple(_flags(view, position, start)),
        whole=whole["of"] if whole is not None else "",
        near=whole is not None and whole.start() >= start,
        head=head[0] if head is not None else "",
        back=min(clause - view.clause_of(head.start()), _FAR) if head is not None else 0,
        meant=tuple(one.id for one in fits),
        names=str(min(sum(mark.end <= position and mark.entity.type != "Person" for mark in view.marks), _MANY)),
        words=words,
        pairs=frozenset([words[at : at + 2] for at in range(len(words) - 1)]),
        leads=tuple(sorted({f"leads={lead[at : at + 2]}" for at in range(len(lead) - 1)})),
    )


def _named_at(entity: LocalEntity, before: int) -> int:
    """Where an entity is named last before an offset of the article; -1 where it is not."""
    at = bisect_left(entity.mentions, (before, 0))
    return entity.mentions[at - 1][0] if at else -1


def _is_one(entity: LocalEntity, kinds: Collection[str]) -> bool:
    return entity.kind in kinds or sort(entity) in kinds


def _flags(view: SentenceView, position: int, start: int) -> Iterator[str]:
    text = view.text
    since, there = any_in("bearers", "since"), any_in("bearers", "there")
    timed = False
    for name, pattern in (("since", since), ("there", there)):
        if pattern.search(text, start, position):
            timed = True
            yield f"{name}0"
        elif pattern.search(text, 0, position):
            timed = True
            yield f"{name}1"
    if not timed:
        yield "timeless"
    if any_in("bearers", "heard").search(text, 0, position):
        yield "heard"
    if any_in("bearers", "planned").search(view.shape, start, position):
        yield "planned"
    if view.in_speech(position):
        yield "speech"
    named = [mark for mark in view.marks if mark.end <= position]
    yield f"names{min(sum(mark.entity.type != 'Person' for mark in named), _MANY)}"
    if any(mark.entity.type == "Person" for mark in named):
        yield "person"
    if view.before is None:
        yield "opening"
    elif view.before.text.endswith("\n"):
        yield "paragraph"


def cues_around(entity: LocalEntity, known: Set[str], here: Around) -> tuple[str, ...]:
    """The cues of one that a figure may be of; `known`: those that it has already."""
    found = () if known.isdisjoint(_DISCOURSE) else _crossed(here.flags, tuple(filter(known.__contains__, _DISCOURSE)))
    if here.whole:
        levels = load("bearers")["whole"][here.whole]
        of_all = (
            entity.kind == "AdministrativeArea" and level(entity) in levels
            if levels
            else entity.name.endswith(here.whole)
        )
        found += _of_all(of_all, here.near)
    if here.head:
        fit = "no" if entity.id not in here.meant else "last" if entity.id == here.meant[0] else "fit"
        found += _headed(here.head, here.back, fit, "some" if here.meant else "none", here.names)
    return found + _standing_for(entity, here)


# What the many that a figure may be of are asked again and again is kept.
@lru_cache(maxsize=4096)
def _crossed(flags: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{flag}*{cue}" for flag in flags for cue in told)


@lru_cache(maxsize=256)
def _of_all(of_all: bool, near: bool) -> tuple[str, ...]:
    if of_all:
        return ("whole", "whole0") if near else ("whole",)
    return ("not whole", "not whole0") if near else ("not whole",)


@lru_cache(maxsize=4096)
def _headed(head: str, back: int, fit: str, some: str, names: str) -> tuple[str, ...]:
    return f"that{back}={fit}", f"that={fit}", f"that={head}*{fit}", f"that{back}={fit}*{some}*{names}"


def _standing_for(entity: LocalEntity, here: Around) -> tuple[str, ...]:
    """A part of a name that stands before a figure as a common word: 课堂 for 四点半课堂, 系马桩 for 系马桩社区."""
    if _pairs(entity).isdisjoint(here.pairs):
        return ()
    words = here.words
    for size, (parts, tails) in _parts(entity).items():
        standing = [(words.find(part), part) for part in parts if part in words]
        if not standing:
            continue
        at, part = min(standing)
        headed = at == 0 or words[at - 1] == "，"
        cue = f"part{size}{'s' if part in tails else ''}"
        return (cue, "part at head") if headed else (cue,)
    return ()


def _names(entity: LocalEntity) -> list[str]:
    return sorted({name.strip("“”") for name in (entity.name, *entity.aliases)})


@lru_cache(maxsize=1024)
def _pairs(entity: LocalEntity) -> frozenset[str]:
    """Each two characters that stand together in an entity's names."""
    return frozenset([name[at : at + 2] for name in _names(entity) for at in range(len(name) - 1)])


@lru_cache(maxsize=1024)
def _parts(entity: LocalEntity) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Size -> (parts, those with which a name ends) of an entity's names, the longest first; only the ends of two."""
    names = _names(entity)
    found = {}
    for size in _PARTS:
        longer = [name for name in names if len(name) > size]
        tails = frozenset(name[-size:] for name in longer)
        found[size] = frozenset(name[at : at + size] for name in longer for at in range(len(name) - size + 1)), tails
    ends = frozenset(name[-_END:] for name in names if len(name) > _END)
    stems = frozenset(name[:_END] for name in names if len(name) == _END + 1 and entity.kind == "AdministrativeArea")
    found[_END] = ends | stems, ends
    return {size: parts for size, parts in found.items() if parts[0]}


def no_one(view: SentenceView, told: Told, here: Around) -> tuple[str, ...]:
    """The cues of a figure that is of no one whom the article names: of a person's own life, or of one not read."""
    return ("none", *sorted(_no_one(view, told, here)))


def _no_one(view: SentenceView, told: Told, here: Around) -> Iterator[str]:
    position = told.amount.number.start
    start = view.clauses[view.clause_of(position)][0]
    before = [mark for mark in view.marks if mark.end <= position]
    people = [mark for mark in before if mark.entity.type == "Person"]
    if view.in_speech(position):
        yield "none: speech"
    if people:
        yield "none: person"
        if len(people) == len(before):
            yield "none: people alone"
        if before[-1].entity.type == "Person":
            yield "none: person last"
        if any(mark.entity.id not in view.homes for mark in people):
            yield "none: person of nowhere"
        if all(mark.entity.kind == "PrivateResident" for mark in people):
            yield "none: private"
    if any_in("bearers", "own").search(view.text, start, position):
        yield "none: own0"
    if any_in("bearers", "own").search(view.text, 0, position):
        yield "none: own"
    if told.amount.number.han:
        yield "none: numeral"
    if told.amount.number.value < 10:
        yield "none: few"
    yield from (f"none: {told.amount.kind}", f"none: unit={told.amount.unit}", f"none: names{here.names}")
    yield f"none: of {told.noun[-2:]}"
    if here.head and not here.meant:
        yield "none: that unknown"
    if here.whole:
        yield "none: whole"
