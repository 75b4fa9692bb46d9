"""A person's death, where a sentence says who died and on what day (ingest/data/deaths.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.modality import any_in
from ingest.relations.base import PERSON, Draft, SentenceView
from ingest.relations.events.occasions import time_for
from ingest.tables import words_in

_REACH = 40
"""Code points between a name and the word: 同志因病医治无效，于10月3日在县人民医院."""


def deaths(view: SentenceView) -> Iterator[Draft]:
    for word in any_in("deaths", "words").finditer(view.shape):
        person = next((mark for mark in reversed(view.marks_in(0, word.start(), "Person"))), None)
        if person is None or view.in_speech(word.start()):
            continue
        between, after = view.shape[person.end : word.start()], view.shape[word.end() :]
        if len(between) > _REACH or PERSON in between or re.search("[。；\n]", between):
            continue
        if any_in("deaths", "not_between").search(between) or after.startswith(words_in("deaths", "not_after")):
            continue
        day = time_for(view, word.start())
        if day is None or day.edtf is None or "/" in day.edtf:
            continue
        yield Draft(
            predicate="diedOn",
            subject=person.entity,
            value=day.edtf,
            written=view.text[day.start : day.end],
            time=day.edtf,
            rule=f"deaths.yaml words: {word[0]}",
            start=min(day.start, person.start),
            end=word.end(),
            confidence=0.85,
        )
