"""The rule of events: one name in one county, by edition, day, place and organiser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ontology.cores import edition, event_core
from ontology.traits import Traits, traits_of
from store.kin import Kin
from store.rules.table import QUOTES, Evidence, Pair, spoken, weighed

_NEXT = 12
"""Each is compared with so many that follow it by day: what lies further off is another time's."""
_CLOSE, _FAR = 3, 10
_TELLING = 6
"""Characters of a name that only one event bears, or one that comes again each year."""


def same_event(block: Sequence[Kin]) -> Iterable[Pair]:
    """Events of one core: the same edition, or near in time at one place."""
    if block[0].type != "Event":
        return
    alike: dict[tuple[object, ...], list[Kin]] = {}
    for kin in block:
        alike.setdefault((kin.name, kin.keys, kin.traits, "" if kin.keys else kin.first), []).append(kin)
    held = sorted(alike.values(), key=lambda kin: (_day(traits_of(kin[0].traits)), kin[0].first))
    for at, one in enumerate(held):
        for other in held[at + 1 : at + 1 + _NEXT]:
            yield from weighed(one, other, _evidence(one[0], other[0]))


def _day(traits: Traits) -> str:
    return traits.day or traits.published


def _evidence(one: Kin, other: Kin) -> Iterable[Evidence]:
    traits, others = traits_of(one.traits), traits_of(other.traits)
    core = event_core(one.name, one.area or None)
    if core is None or core != event_core(other.name, other.area or None):
        return
    quoted = any(mark in kin.name for kin in (one, other) for mark in QUOTES)
    yield Evidence("Event", "telling_name" if quoted or len(core) >= _TELLING else "short_name", core)
    counted = edition(one.name), edition(other.name)
    same_edition = False
    if counted[0] and counted[1]:
        if counted[0] != counted[1]:
            yield Evidence("Event", "other_edition", " / ".join(counted))
        elif counted[0].isdecimal():
            yield Evidence("Event", "same_year", counted[0])
        else:
            same_edition = True
            yield Evidence("Event", "same_edition", counted[0])
    yield from _in_time(traits, others, edition_known=same_edition)
    yield from _shared("place", traits.places, others.places)
    yield from _shared("organizer", traits.organizers, others.organizers)


def _in_time(traits: Traits, others: Traits, *, edition_known: bool) -> Iterable[Evidence]:
    if traits.day and others.day:
        apart = _days_between(traits.day, others.day)
        if apart == 0:
            yield Evidence("Event", "same_day", traits.day)
        elif apart <= _CLOSE:
            yield Evidence("Event", "days_apart", f"{traits.day} / {others.day}")
        elif apart > _FAR and not edition_known:
            yield Evidence("Event", "far_apart", f"{traits.day} / {others.day}")
    elif traits.published and others.published:
        apart = _days_between(traits.published, others.published)
        if apart <= _CLOSE:
            yield Evidence("Event", "reported_close")
        elif apart > _FAR and not edition_known:
            yield Evidence("Event", "far_apart", f"{traits.published} / {others.published}")


def _days_between(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def _shared(what: str, ones: Sequence[str], others: Sequence[str]) -> Iterable[Evidence]:
    if not ones or not others:
        return
    both = sorted(min(one, other, key=len) for one in ones for other in others if _one_within(one, other))
    if both:
        yield Evidence("Event", f"same_{what}", spoken(both[0]))
    else:
        yield Evidence("Event", f"other_{what}")


def _one_within(one: str, other: str) -> bool:
    """Whether a place or body may be the other: the same, of one name, or a town and what lies in it."""
    names = [key.rpartition("|")[2] for key in (one, other)]
    named = not any(name.isdecimal() for name in names) and (names[0].endswith(names[1]) or names[1].endswith(names[0]))
    return named or one.startswith(other) or other.startswith(one)
