"""The county that an article speaks of as 全县, 我县 or 县内 and does not name: readers of its paper know which is meant.

Without it there would be no one of whom 全县's figures are told, and nothing that the towns lie in. The entity bears
the county's official name and code, which the context gives, and stands where the words for it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.entities.coreference_bodies import area_meant
from ingest.tables import load
from ontology.divisions import Division, ancestors, by_code, spoken_names
from ontology.ids import local_id
from ontology.records import Article, Context, LocalEntity, Span

RULE = "place/own"
_COUNTY_CODE = 6


def unnamed(article: Article, context: Context, entities: Sequence[LocalEntity]) -> Iterator[LocalEntity]:
    """The context's county, where no entity is that and the text has a word for it; `entities` are the others.

    A word counts where its class is the county's (县 of 肥西县, 区 of 东昌府区) and no province's: 全区 of a district in an
    autonomous region. 全市 is no city's in a city that the article names; 我市 is, for there the other is called by its name.
    """
    county = by_code(context.area) if context.area and len(context.area) == _COUNTY_CODE else None
    if county is None or any(entity.type == "Place" and entity.code == county.code for entity in entities):
        return
    spans = [*_words_for(article, context, county, entities)]
    if not spans:
        return
    yield area_entity(article, county, tuple(spans), RULE)


def area_entity(article: Article, area: Division, spans: tuple[Span, ...], rule: str) -> LocalEntity:
    """An area that an article means by the words at `spans`, by its official names and code; `rule`: by which it is meant."""
    name, *others = spoken_names(area, bare=False) or (area.name,)
    return LocalEntity(
        id=local_id(article.id, *spans[0]),
        article=article.id,
        type="Place",
        kind="AdministrativeArea",
        name=name,
        aliases=tuple(sorted(others)),
        code=area.code,
        mentions=spans,
        rule=rule,
    )


def _words_for(article: Article, context: Context, county: Division, entities: Sequence[LocalEntity]) -> Iterator[Span]:
    """Where the headline and the body speak of the county by its class, besides the names of others."""
    taken = sorted(span for entity in entities for span in entity.mentions)
    free, at = -1, 0  # up to where a name reaches, and the first that has not been passed
    for match in _pattern().finditer(article.text, 0, article.body[1]):
        while at < len(taken) and taken[at][0] < match.end():
            free, at = max(free, taken[at][1]), at + 1
        ours = match[0][0] in "我本"
        if free <= match.start() and _means(
            match["level"] or match["inner"], context, county, () if ours else entities
        ):
            yield match.span()


@cache
def _pattern() -> re.Pattern[str]:
    data = load("areas")["own"]
    inside, outside = ("|".join(data[key]) for key in ("not_before", "not_behind"))
    return re.compile(
        f"(?:(?<![{inside}])[全我本](?P<level>[县区市旗])(?!{outside})|(?<![\u3400-\u9fff])(?P<inner>[县旗])(?:域|境)?内(?!外))"
    )


def _means(word: str, context: Context, county: Division, entities: Sequence[LocalEntity]) -> bool:
    """Whether a word for a class of areas means the county and can mean none above it; `entities`: of the article, where
    those above it may be meant if it names them."""
    meant = area_meant(context, word)
    if meant is None or meant.code != county.code:
        return False
    upper = [division for division in ancestors(county.code) if division.name.endswith(word)]
    return not any(
        division.level == "province" or any(entity.code == division.code for entity in entities) for division in upper
    )
