"""Traits: what the rules of identity look at besides a local entity's names and keys.

From one article and its context alone, as keys are. A trait is a text, so that a store keeps it as it is:
a word and what it says, parted by "|" ("post|appointed|局长|Organization|370783|农业农村局").

| word | of | says |
|---|---|---|
| month | Person | when the article was published, to the month: "2023-09" |
| post | Person | a post: held, appointed or former; its title; the key of the body or place |
| title | Person | the words of an office or calling before the name |
| from | Person | key of the body or place that the article says it came from |
| near | Person without key and post | key of a body, or of a town or village, that stands near the name |
| about | Person without key and post | the same, elsewhere in the article |
| namesake | Person | the article says that somebody else bears this name |
| day | Event | when it was held: an ISO day |
| out | Event | when the article was published: an ISO day |
| at, by | Event | key of the place it was held at; of who organised it |
| was | any | key of what it was called before a renaming |
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, cast

How: TypeAlias = Literal["held", "appointed", "former"]


@dataclass(frozen=True, slots=True)
class Post:
    """A post that one article gives a person: `key` is that of the body or place."""

    how: How
    title: str
    key: str

    @property
    def trait(self) -> str:
        return f"post|{self.how}|{self.title.replace('|', '')}|{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The traits of one local entity by word; what it has not is empty."""

    posts: tuple[Post, ...]
    titles: tuple[str, ...]
    came_from: tuple[str, ...]
    near: tuple[str, ...]
    about: tuple[str, ...]
    month: str
    namesake: bool
    day: str
    published: str
    places: tuple[str, ...]
    organizers: tuple[str, ...]
    renamed_from: tuple[str, ...]


@lru_cache(maxsize=65536)
def traits_of(traits: tuple[str, ...]) -> Traits:
    """The traits of a local entity, read.

    >>> traits_of(("month|2023-09", "post|appointed|局长|Organization|370783|农业农村局")).posts
    (Post(how='appointed', title='局长', key='Organization|370783|农业农村局'),)
    """
    said: dict[str, list[str]] = {}
    for trait in traits:
        word, _, what = trait.partition("|")
        said.setdefault(word, []).append(what)

    def all_of(word: str) -> tuple[str, ...]:
        return tuple(said.get(word, ()))

    def one_of(word: str) -> str:
        return min(said.get(word, ("",)))

    return Traits(
        posts=tuple(
            Post(cast(How, parts[0]), parts[1], parts[2])
            for parts in (what.split("|", 2) for what in all_of("post"))
            if len(parts) == 3
        ),
        titles=all_of("title"),
        came_from=all_of("from"),
        near=all_of("near"),
        about=all_of("about"),
        month=one_of("month"),
        namesake="namesake" in said,
        day=one_of("day"),
        published=one_of("out"),
        places=all_of("at"),
        organizers=all_of("by"),
        renamed_from=all_of("was"),
    )
