"""What is still to come when a page is published: its organizers, its guests, its place and its day are plans.

A notice, a programme of the week or a preview tells of them like of what has been (办事处承办，院长到场义诊). Only the
days say otherwise, so this looks at all that was said of an event at once, against the date of issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from ingest.relations.base import Draft
from ontology.dates import bounds
from ontology.records import Context

_OF_EVENTS = frozenset(("organizes", "participatesIn", "heldAt", "heldOn"))
_AHEAD = re.compile("(?:公告|通告|预告|通知|安排|日程|日程表|启事|邀请函|招募令|海报|预报)(?:[（(][^（）()]*[）)])?\\Z")
"""Headlines of pages that speak of what is to be done."""
_MAY_TELL = ("公告", "通告", "通知")
"""Those that may as well make known what was done that day (大会公告)."""


def to_come(context: Context, title: str | None, drafts: Sequence[Draft], ahead: Set[str]) -> tuple[Draft, ...]:
    """The same drafts, in order; what is reported of an event whose days all lie after the day of issue is planned.

    On a page that announces (通告, 一周工作安排) so is what stands without a day, and on one that plans a day or a week the day of issue. `ahead`:
    ids of events that the text itself first tells of as to come (将于…举行); where the day of issue is not known, its word holds.
    """
    announces = title is not None and _AHEAD.search(title.strip()) is not None
    known = context.published is not None and bounds(context.published).precision == "day"
    issue = bounds(context.published).end_date if known and context.published else ""
    days = _days(drafts)
    same_day = announces and not (title or "").endswith(_MAY_TELL)
    coming = {event for event, first in days.items() if issue and (first > issue or (same_day and first == issue))}
    past = {event for event, first in days.items() if issue and event not in coming}
    waiting = coming | (ahead - past)
    if announces:
        waiting |= {event for draft in drafts for event in _events(draft) if event not in past}
    return tuple(
        replace(draft, modality="planned")
        if draft.modality == "reported" and (waiting.intersection(_events(draft)) or _later(draft, issue))
        else draft
        for draft in drafts
    )


def _days(drafts: Iterable[Draft]) -> dict[str, str]:
    """By event's id the first day on which it may have been, of all the days that are said of it."""
    found: dict[str, str] = {}
    for draft in drafts:
        if draft.predicate == "heldOn" and isinstance(draft.value, str):
            first = bounds(draft.value).start_date
            found[draft.subject.id] = min(first, found.get(draft.subject.id, first))
    return found


def _events(draft: Draft) -> tuple[str, ...]:
    if draft.predicate not in _OF_EVENTS:
        return ()
    ends = (draft.subject,) if draft.object is None else (draft.subject, draft.object)
    return tuple(end.id for end in ends if end.type == "Event")


def _later(draft: Draft, issue: str) -> bool:
    """Whether the draft's own time lies wholly after the day of issue."""
    return bool(
        issue
        and draft.time
        and draft.predicate not in ("holdsPost", "hasFigure")
        and bounds(draft.time).start_date > issue
    )
