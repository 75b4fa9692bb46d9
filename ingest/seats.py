"""The government that an office implies: 副县长 of an article that names neither its county nor the government.

A post needs something that it is of, and readers of a county's paper know which county is meant. The entity
bears the name that the context gives, and stands where the office's own word stands (县长).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.coreference import area_meant
from ontology.divisions import Division, spoken_names
from ontology.ids import local_id, normal_name
from ontology.records import Article, Context, LocalEntity

RULE = "organization/seat"
_OFFICE = re.compile(r"(?<![社小园片校辖])(?P<level>[县区市旗])长(?=[\u4e00-\u9fff　 ：:])(?!期|效|远|江|城|寿|大|途)")
_MOST = 400  # offices looked at in one article


def implied(article: Article, context: Context, entities: Sequence[LocalEntity]) -> Iterator[LocalEntity]:
    """The governments, one a level, that offices imply and no entity of the article is or lies in."""
    starts = {end: entity for entity in entities for _, end in entity.mentions}
    taken = sorted(span for entity in entities for span in entity.mentions)
    given: set[str] = set()
    for match in list(_OFFICE.finditer(article.text, *article.body))[:_MOST]:
        level, span = match["level"], match.span()
        if level in given or any(start < span[1] and span[0] < end for start, end in taken):
            continue
        before = article.text[max(0, span[0] - 3) : span[0]]
        lead = next(
            (size for size, word in ((3, "常务副"), (2, "代理"), (1, "副"), (1, "代")) if before.endswith(word)), 0
        )
        if span[0] - lead in starts:  # 于都县|副县长: another's
            continue
        area = area_meant(context, level)
        if area is None or any(_is_known(entity, area) for entity in entities):
            continue
        given.add(level)
        names = [f"{name}{body}" for body in ("人民政府", "政府") for name in spoken_names(area, bare=False)]
        yield LocalEntity(
            id=local_id(article.id, *span),
            article=article.id,
            type="Organization",
            kind="GovernmentBody",
            name=names[0],
            aliases=tuple(sorted(names[1:])),
            mentions=(span,),
            rule=RULE,
        )


def _is_known(entity: LocalEntity, area: Division) -> bool:
    """Whether an entity is an area or its government."""
    if entity.code == area.code:
        return True
    called = {normal_name(name) for name in (entity.name, *entity.aliases)}
    return any(
        f"{name}{body}" in called for name in spoken_names(area, bare=False) for body in ("", "政府", "人民政府")
    )
