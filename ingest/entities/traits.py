"""Traits and blocks of an article's local entities: what the rules of identity may compare (ontology/traits.py).

The last arrow of reading, as posts, dates and renamings come from the article's statements.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice

from ingest.mentions.lexicon import words
from ontology.cores import event_core, organization_core, programme_core
from ontology.dates import bounds
from ontology.keys import place_key
from ontology.records import Article, Context, LocalEntity, Span, Statement
from ontology.traits import Post

_NEAR = 8
"""Bodies and places of an article that may stand for what a person without post belongs to."""
_POSTS = frozenset({"holdsPost", "memberOf", "dispatchedTo"})
_ENDS = "。！？\n"
_BEFORE = 24
"""Code points between the words that say where somebody came from and the name, at most."""
_REACH = 600
"""Code points on each side of a name in which its sentence lies, as long as a stored sentence may be."""
_CAME = re.compile(
    "[从由](?P<where>[^，。；！？从由]{2,20}?)"
    "(?:平?调任?|转任|升任|来(?:到|的|，)|调来|交流|选派|下派|到[^，。；]{2,16}(?:任职|工作|任|上任)|下来的)"
)
_NAMESAKE = re.compile("同名|重名|同姓")
_TOLD = re.compile("(?:此|[那哪]一?[位个名]|另一?[位个名]|不是)[^，。]{0,8}\\Z")


def with_traits(
    article: Article, context: Context, entities: Sequence[LocalEntity], statements: Iterable[Statement]
) -> tuple[LocalEntity, ...]:
    """The entities, in the order given, with traits and with the blocks of their names' cores."""
    about = _About(article, context, entities, statements)
    return tuple(_with(one, about) for one in entities)


class _About:
    def __init__(
        self, article: Article, context: Context, entities: Sequence[LocalEntity], statements: Iterable[Statement]
    ) -> None:
        self.text, self.area = article.text, context.area
        self.tells_whence = _CAME.search(article.text) is not None
        self.tells_of_namesakes = _NAMESAKE.search(article.text) is not None
        self.key = {one.id: one.keys[0] for one in entities if one.keys}
        self.of: dict[str, list[Statement]] = {}
        self.to: dict[str, list[Statement]] = {}
        for one in statements:
            self.of.setdefault(one.subject, []).append(one)
            if one.object:
                self.to.setdefault(one.object, []).append(one)
        self.month = self.day = ""
        if context.published:
            days = bounds(context.published)
            self.month = days.start_date[:7] if days.start_date[:7] == days.end_date[:7] else ""
            self.day = days.start_date if days.start_date == days.end_date else ""
        named = [one for one in entities if one.keys and one.byline_role is None]
        self.grounds = [
            (start, end, one.keys[0])
            for one in named
            if one.type == "Organization" or (one.type == "Place" and not _wide(one))
            for start, end in one.mentions
        ]
        self.grounds.sort()
        self.starts = [start for start, _, _ in self.grounds]
        self.starts_of: dict[str, list[int]] = {}
        for start, _, key in self.grounds:
            self.starts_of.setdefault(key, []).append(start)
        self.firsts: list[tuple[tuple[int, int, str], ...]] = [()]  # from each of the grounds on, turned round
        for ground in reversed(self.grounds):
            self.firsts.append((ground, *[one for one in self.firsts[-1] if one[2] != ground[2]][: _NEAR - 1]))
        self.towns = {one.name for one in entities if one.type == "Place" and one.code and len(one.code) == 9}

    def first(self, low: int, high: int) -> Iterator[tuple[int, int, str]]:
        """The first few grounds of a stretch, each key once."""
        from_there = self.firsts[len(self.starts) - bisect_left(self.starts, low)]
        return (one for one in from_there if one[0] < high)

    def stands(self, key: str, stretches: Iterable[Span]) -> bool:
        """Whether a ground stands in one of some stretches."""
        starts = self.starts_of[key]
        return any(bisect_left(starts, low) < bisect_left(starts, high) for low, high in stretches)


def _wide(place: LocalEntity) -> bool:
    return bool(place.code) and len(place.code or "") < 9


def _with(one: LocalEntity, about: _About) -> LocalEntity:
    traits, core, county = _of_any(one, about), None, None
    if one.type == "Person":
        traits |= _of_person(one, about)
    elif one.type == "Place":
        county = _county_key(one, about)
    elif one.type == "Event":
        traits |= _of_event(one, about)
        core = event_core(one.name, about.area)
    elif one.type == "Programme":
        core = programme_core(one.name, about.area)
    elif one.type == "Organization":
        core = organization_core(one.name, one.kind, about.area)
    blocks = {county} if county else set()
    blocks |= {trait.partition("|")[2] for trait in traits if trait.startswith("was|")}
    if core and about.area:
        blocks.add(f"{one.type}|{about.area}|~{core}")
    if not traits and not blocks:
        return one
    return replace(one, traits=tuple(sorted(traits)), blocks=tuple(sorted({*one.blocks, *blocks} - set(one.keys))))


def _county_key(place: LocalEntity, about: _About) -> str | None:
    """The key that a place in a town would have if its article placed it in the county only."""
    fields = place.keys[0].split("|") if place.keys and not place.code else ()
    if len(fields) != 3 or not about.area:
        return None
    heads = [town for town in about.towns if place.name.startswith(town) and len(place.name) - len(town) >= 3]
    name = place.name[len(max(heads, key=len, default="")) :]
    return place_key(parent=place_key(code=about.area), name=name)


def _of_any(one: LocalEntity, about: _About) -> set[str]:
    """What it was called before: of two of one type, in this article's words."""
    return {
        f"was|{about.key[said.object]}"
        for said in about.of.get(one.id, ())
        if said.predicate == "succeeds"
        and said.modality == "reported"
        and said.object in about.key
        and dict(said.details).get("how") == "更名"
        and about.key[said.object].startswith(f"{one.type}|")
        and about.key[said.object] not in one.keys
    }


def _of_person(one: LocalEntity, about: _About) -> set[str]:
    if one.byline_role is not None:
        return set()
    traits = {post.trait for post in _posts(one, about)}
    if not traits and not one.keys:
        traits |= set(_near(one, about))
    traits |= {f"title|{title}" for title in _titles_before(one, about)}
    traits |= {f"from|{key}" for key in _came_from(one, about)}
    if about.month:
        traits.add(f"month|{about.month}")
    if _has_namesake(one, about):
        traits.add("namesake")
    return traits


def _near(one: LocalEntity, about: _About) -> Iterable[str]:
    """Bodies, towns and villages in the headline and in the paragraphs of a name, and those elsewhere, as traits."""
    stretches = [(0, about.text.find("\n") + 1)]
    for start, end in one.mentions:
        stop = about.text.find("\n", end)
        stretches.append((about.text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(about.text)))
    stretches = sorted(set(stretches))
    near = dict.fromkeys(key for *_, key in sorted(set(chain.from_iterable(about.first(*one) for one in stretches))))
    elsewhere = dict.fromkeys(key for low, high in _outside(stretches) for *_, key in about.first(low, high))
    yield from (f"near|{key}" for key in list(near)[:_NEAR])
    yield from (f"about|{key}" for key in list(elsewhere)[:_NEAR] if not about.stands(key, stretches))


def _outside(stretches: Sequence[Span]) -> Iterator[Span]:
    """What lies between some stretches, sorted, of a text."""
    low = 0
    for start, end in stretches:
        if low < start:
            yield low, start
        low = max(low, end)
    yield low, sys.maxsize


@cache
def _titles() -> frozenset[str]:
    return words("titles", "posts") | words("titles", "occupations")


def _titles_before(one: LocalEntity, about: _About) -> Iterable[str]:
    for start, _ in one.mentions:
        lead = about.text[max(0, start - 8) : start]
        if title := next((lead[at:] for at in range(len(lead) - 1) if lead[at:] in _titles()), None):
            yield title


def _posts(one: LocalEntity, about: _About) -> Iterable[Post]:
    for said in about.of.get(one.id, ()):
        key = about.key.get(said.object or "")
        if said.predicate not in _POSTS or not key or said.modality not in ("reported", "ended"):
            continue
        details = dict(said.details)
        if said.modality == "ended" or details.get("former"):
            yield Post("former", said.role or "", key)
        elif details.get("change") == "appointed":
            yield Post("appointed", said.role or "", key)
        else:
            yield Post("held", said.role or "", key)


def _came_from(one: LocalEntity, about: _About) -> Iterable[str]:
    """Keys of where a person came from: 从堌阳镇调来 in a sentence with the name, or in the next, of 他 or 她."""
    for start, end in one.mentions if about.tells_whence else ():
        opens, stop = _sentence(about.text, start, end)
        yield from _left(about, opens, stop, (start, end))
        after = about.text[stop : stop + 4].lstrip("”\n ")
        if after.startswith(("他", "她", "其")):
            next_stop = _sentence(about.text, stop, stop + 1)[1]
            yield from _left(about, stop, next_stop, (stop, stop + 1))


def _left(about: _About, opens: int, stop: int, name: tuple[int, int]) -> Iterable[str]:
    for said in _CAME.finditer(about.text, opens, stop):
        gap = name[0] - said.end() if said.end() <= name[0] else said.start() - name[1]
        if gap > _BEFORE:
            continue
        start, end = said.span("where")
        within = range(bisect_left(about.starts, start), bisect_left(about.starts, end + 1))
        yield from islice(
            (key for _, ground_end, key in map(about.grounds.__getitem__, within) if ground_end <= end + 1), 1
        )


def _has_namesake(one: LocalEntity, about: _About) -> bool:
    """Whether a sentence with the name says that another bears it: 同名, 此江山, 那位江山."""
    for start, end in one.mentions:
        if not about.tells_of_namesakes and not _TOLD.search(about.text, max(0, start - 12), start):
            continue
        opens, stop = _sentence(about.text, start, end)
        if _NAMESAKE.search(about.text, opens, stop):
            return True
        if about.text[start:end] == one.name and _TOLD.search(about.text[max(opens, start - 12) : start]):
            return True
    return False


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, at most `_REACH` to each side: a text may have no full stop, and many names."""
    low, high = max(0, start - _REACH), min(end + _REACH, len(text))
    opens = max(text.rfind(mark, low, start) for mark in _ENDS) + 1
    stops = [at for mark in _ENDS if (at := text.find(mark, end, high)) >= 0]
    return max(opens, low), min(stops, default=high - 1) + 1


def _of_event(one: LocalEntity, about: _About) -> set[str]:
    traits = {f"out|{about.day}"} if about.day else set()
    for said in about.of.get(one.id, ()):
        if said.predicate == "heldAt" and said.object in about.key:
            traits.add(f"at|{about.key[said.object]}")
        if said.predicate == "heldOn" and isinstance(said.value, str) and len(said.value) == 10:
            traits.add(f"day|{said.value}")
    traits |= {
        f"by|{about.key[said.subject]}"
        for said in about.to.get(one.id, ())
        if said.predicate == "organizes" and said.subject in about.key
    }
    for key in one.keys:
        date = key.rpartition("|")[2]
        if len(date) == 10 and date[4] == date[7] == "-" and not any(each.startswith("day|") for each in traits):
            traits.add(f"day|{date}")
    return traits
