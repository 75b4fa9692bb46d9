"""Those whom a session appoints are at it, where the news tells that they swore or spoke there (新任命人员进行宪法宣誓)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.relations.base import INSIDE, PERSON, Draft, Mark, SentenceView, relation
from ontology.records import LocalEntity

_SWEAR = re.compile(
    "(?:新任命|被任命|拟任命?|新当选|新任)的?[^，。；]{0,10}(?:人员|干部|同志)[^。；]{0,24}?(?:宣誓|发言|表态|承诺)"
    "|(?:人员|干部|同志)[^，。；]{0,6}颁发了?任命书|宪法宣誓|供职发言|任职发言|任前发言"
)
_APPOINTS = re.compile(f"(?<!提请)(?:决定)?任命[：:]?\\s*(?=[{PERSON}])")
_NEXT = re.compile(f"[，、；](?=[{PERSON}]{INSIDE}*为)")
_OATH = "宣誓"


def sworn(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """P participatesIn E: the oath where it is named as an event, else the session (`said`: predicate and both ids)."""
    if not any(not view.headline and _SWEAR.search(view.text) for view in views):
        return
    event = _event(views)
    if event is None:
        return
    known = {one for predicate, one, thing in said if predicate == "participatesIn" and thing == event.id}
    for view in views:
        for mark in _appointed(view):
            if mark.entity.id not in known:
                known.add(mark.entity.id)
                yield (
                    view,
                    relation(
                        "participatesIn",
                        mark,
                        event,
                        (mark.start, view.clauses[view.clause_of(mark.start)][1]),
                        0.6,
                        "sworn: appointed, and swears or speaks there",
                        role="参加",
                    ),
                )


def _event(views: Sequence[SentenceView]) -> LocalEntity | None:
    """The oath, else the first sitting that is told of."""
    events = [mark.entity for view in views for mark in view.marks if mark.entity.type == "Event"]
    oaths = [one for one in events if _OATH in one.name]
    sittings = [one for one in events if one.kind == "Meeting" and one.name.endswith("会议")]
    return next(iter((*oaths, *sittings)), None)


def _appointed(view: SentenceView) -> Iterator[Mark]:
    """Those whom a sentence, or a line of a list, appoints: 任命甲为局长、乙为主任."""
    people = [mark for mark in view.marks if mark.entity.type == "Person" and not mark.back]
    if view.decision is not None and not view.decision.ended:
        yield from (mark for mark in people[:1] if not view.shape[: mark.start].strip(" 　"))
    starts = {told.end() for told in _APPOINTS.finditer(view.shape)}
    if starts:
        starts |= {told.end() for told in _NEXT.finditer(view.shape, min(starts))}
    yield from (mark for mark in people if mark.start in starts)
