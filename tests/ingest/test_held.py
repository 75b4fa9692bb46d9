"""Days and sites of events that the news sets before it names them; none where the event's own sentence says."""

from __future__ import annotations

import pytest

from ingest.relations.base import SentenceView
from ingest.relations.events.held import held
from ingest.relations.reading import views
from ingest.sentences import sentences
from ontology.records import Context
from tests.ingest.marking import Marked, marked

NEWS = "3月5日，[柳林体育馆|Place:Venue]门前锣鼓喧天。简短的[出征仪式|Event:Ceremony]上，[费清远|Person]授旗。"


def views_of(article: Marked, *, published: str = "2023-03-08") -> tuple[SentenceView, ...]:
    return views(article.article, sentences(article.article), Context(published=published), article.entities)


def test_the_lead_s_day_and_site_are_the_event_s() -> None:
    said = {(d.predicate, d.object.name if d.object else d.value) for _, d in held(views_of(marked(NEWS)), frozenset())}
    assert said == {("heldOn", "2023-03-05"), ("heldAt", "柳林体育馆")}


@pytest.mark.parametrize("predicate", ["heldOn", "heldAt"])
def test_what_is_said_already_is_not_said_again(predicate: str) -> None:
    article = marked(NEWS)
    event = next(entity for entity in article.entities if entity.type == "Event")
    said = frozenset({(predicate, event.id, None)})
    assert predicate not in {draft.predicate for _, draft in held(views_of(article), said)}


def test_an_article_without_a_body_has_none() -> None:
    assert not list(held((), frozenset()))
