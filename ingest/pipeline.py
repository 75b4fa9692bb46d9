"""The reader: file -> page -> articles -> sentences and context -> local entities -> statements.

Only the order of the arrows stands here; each is a pure function of a module of its own.
"""

from __future__ import annotations

from ingest.articles import articles
from ingest.context import contexts
from ingest.sentences import sentences
from ontology.records import FileReading, Page, Reading

VERSION = "0.1.0"
"""Version of the reader: raised whenever the same page may be read differently."""


def read_page(page: Page, *, published: str | None = None, area: str | None = None, tagger: str = "lac") -> FileReading:
    """All articles of a page with what was read in them. InputError where there is no article.

    `published`: EDTF date of issue, `area`: official code of the county, both over what the page says.
    `tagger`: "lac" or "none".
    """
    found = articles(page)
    readings = []
    for item, context in zip(found, contexts(page, found, published=published, area=area), strict=True):
        tiled = sentences(item.article)
        # ingest.local.local_entities(article, tiled, context) and ingest.relations.statements(...) come here.
        readings.append(Reading(article=item.article, context=context, sentences=tiled, entities=(), statements=()))
    return FileReading(
        digest=page.digest,
        source=page.source,
        reader=f"{VERSION}+{tagger}",
        published_option=published,
        area_option=area,
        readings=tuple(readings),
    )
