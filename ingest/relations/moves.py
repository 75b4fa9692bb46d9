"""One who has an office before the name and is given another behind it: 县教育局副局长|张三|任某局局长."""

from __future__ import annotations

from ingest.relations.base import Mark, SentenceView, Title, with_times
from ingest.relations.tenure import meaning
from ingest.tables import words_in

_BEFORE = 14  # code points before the first office that may say what is decided


def takes_up(view: SentenceView, first: Title, holder: Mark) -> str:
    """The words behind a name with an office before it that give it another: 县教育局副局长|张三|任, 任命副县长|张三|为."""
    title = next((title for title in view.titles if title.start >= holder.end), None)
    if title is None or view.clause_of(title.start) != view.clause_of(holder.start):
        return ""
    between = with_times(view, holder.end, title.start - len(title.loose)).removesuffix("中共")
    lead = "任命" if view.decision is not None else with_times(view, max(0, first.start - _BEFORE), first.start)
    meant = meaning(lead, between, view.shape[title.end : title.end + 10]) if between.strip("，、, 　") else None
    return between if meant is not None and meant[0] in ("reported", "planned") else ""


def is_rank_alone(title: Title) -> bool:
    """Whether a title is a civil servant's rank without a house: 四级调研员|张三任…, which is not of the house named last."""
    return title.core in words_in("posts", "ranks") and not (title.chain or title.loose or title.body)
