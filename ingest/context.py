"""What is known of an article from around it: date of issue, area, publisher, the dateline's place."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.articles import Found
from ontology.records import Context, Page


def contexts(
    page: Page, found: Sequence[Found], *, published: str | None = None, area: str | None = None
) -> tuple[Context, ...]:
    """The context of each article of a page; `published` (EDTF) and `area` (code) are options."""
    return tuple(
        Context(
            published=published,
            published_from="option" if published else "open",
            area=area,
            area_from="option" if area else "open",
            dateline_name=item.article.dateline,
        )
        for item in found
    )
