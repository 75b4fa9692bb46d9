"""How finders make mentions: the kind tells the type, the rule how sure it is (data/sureness.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ingest.mentions.view import View
from ingest.tables import load
from ontology.records import EntityType, Mention


def sureness(rule: str, case: str = "") -> float:
    """How sure a mention is that a rule made, from 0 to 1; by the case where the rule has several.

    >>> sureness("place/away"), sureness("place/gazetteer", "official")
    (0.8, 0.95)
    """
    finder, _, name = rule.partition("/")
    found = load("sureness")[finder][name]
    return cast("float", found[case] if case else found)


def mention_of(
    view: View, start: int, end: int, kind: str, rule: str, case: str = "", *, code: str | None = None, full: str = ""
) -> Mention:
    """A span of the text as a mention."""
    return Mention(
        start=start,
        end=end,
        text=view.text[start:end],
        type=cast("EntityType", view.vocabulary.type_of(kind)),
        kind=kind,
        rule=rule,
        code=code,
        confidence=sureness(rule, case),
        full=full,
    )


def matched(view: View, pattern: re.Pattern[str], kind: str, rule: str, *, group: str | int = 0) -> Iterator[Mention]:
    """All that a pattern matches outside of the byline, or a `group` of it."""
    for match in pattern.finditer(view.text):
        if not view.is_sealed(*match.span(group)):
            yield mention_of(view, *match.span(group), kind, rule)
