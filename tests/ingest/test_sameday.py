"""Meetings that the news goes on to have its day; none where another day is told, or they only are to come."""

from __future__ import annotations

import dataclasses

import pytest

from ingest.relations.events.sameday import same_day
from ingest.relations.reading import views
from ingest.sentences import sentences
from ontology.records import Context
from tests.ingest.marking import marked

LEAD = "3月5日，县长[费清远|Person]到[柳林镇|Place]调研春耕工作。"


def days(text: str, said: frozenset[tuple[str, str, str | None]] = frozenset()) -> list[tuple[str, object]]:
    article = marked(text)
    entities = tuple(
        dataclasses.replace(one, rule="event/bare") if one.name == "汇报会" else one for one in article.entities
    )
    seen = views(article.article, sentences(article.article), Context(published="2023-03-08"), entities)
    return [(draft.subject.name, draft.value) for _, draft in same_day(seen, said)]


@pytest.mark.parametrize(
    "text",
    [
        "调研结束后，他主持召开[春耕座谈会|Event:Meeting]。",
        "随后，[春耕座谈会|Event:Meeting]在镇政府举行。",
        "他看了田里的墒情。在镇会议室召开的[汇报会|Event:Meeting]上，镇长[莫言清|Person]作了汇报。",
    ],
)
def test_a_meeting_that_the_news_goes_on_to_was_on_its_day(text: str) -> None:
    assert [day for _, day in days(LEAD + text)] == ["2023-03-05"]


@pytest.mark.parametrize(
    "text",
    [
        "次日，他又主持召开[春耕座谈会|Event:Meeting]。",
        "3月7日，调研组再到县城。随后，[春耕座谈会|Event:Meeting]举行。",
        "调研结束后，镇里将召开[春耕座谈会|Event:Meeting]。",
        "镇里有[春耕座谈会|Event:Meeting]的照片。",
    ],
)
def test_a_meeting_of_another_day_or_to_come_has_not_the_news_day(text: str) -> None:
    assert days(LEAD + text) == []
