"""The card of an entity, the card of an article, and the list of articles."""

from __future__ import annotations

import pytest

from ontology.errors import UsageError
from queries.cards import article, articles, card
from queries.counts import counts
from queries.find import find
from queries.neighbourhood import around, between, last_file, of, page


def one(reader, name):
    return next(row for row in find(reader, name))


def test_a_card_holds_every_statement_with_its_sentence(reader, pages):
    """As subject and as object, of any modality; the evidence cuts the words that say so out of the sentence."""
    entity = one(reader, "亓官远舟")
    shown = card(reader, entity.id)
    assert shown.entity == entity
    assert shown.total == len(shown.statements) == 8
    assert {(said.predicate, said.modality) for said in shown.statements} >= {
        ("holdsPost", "reported"),
        ("holdsPost", "denied"),
    }
    texts = {reading.article.id: reading.article.text for page_ in pages for reading in page_.readings}
    for said in shown.statements:
        assert entity.id in (said.subject.id, said.object.id if said.object else "")
        assert said.sentence in texts[said.article]
        assert said.sentence[said.start : said.end]
        assert 0 <= said.start < said.end <= len(said.sentence)
    assert {local.article for local in shown.read_as} == {said.article for said in shown.statements}
    assert all(local.title for local in shown.read_as)


def test_a_cards_statements_go_from_the_newest_article_to_the_oldest_and_in_each_as_its_text_goes(reader, pages):
    shown = card(reader, one(reader, "亓官远舟").id).statements
    days = [said.published for said in shown]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1
    texts = {reading.article.id: reading.article.text for page_ in pages for reading in page_.readings}
    for article_ in {said.article for said in shown}:
        places = [texts[article_].index(said.sentence) + said.start for said in shown if said.article == article_]
        assert places == sorted(places)


def test_a_card_tells_how_many_articles_a_body_publishes_or_signs(reader):
    """A newspaper of which nothing is stated is known as a publisher all the same."""
    told = reader.rows("MATCH (a:Article)-[:PUBLISHED_BY]->(o) RETURN o.id AS id, count(a.id) AS number ORDER BY id")
    assert told
    for row in told:
        assert card(reader, row["id"]).published == row["number"]
    signs = card(reader, one(reader, "苗采风").id)
    assert (signs.published, signs.signed > 0) == (0, True)


def test_a_limited_card_holds_the_newest_statements_and_tells_how_many_there_are(reader):
    entity = one(reader, "亓官远舟")
    whole, short = card(reader, entity.id), card(reader, entity.id, limit=3)
    assert short.total == whole.total
    assert set(short.statements) < set(whole.statements)
    assert [said.published for said in short.statements] == ["2024-04-10"] * 3
    assert short.named == whole.named == len(whole.read_as) > 3
    assert set(short.read_as) < set(whole.read_as)
    newest = {said.article for said in whole.statements if said.published == "2024-04-10"}
    assert {local.article for local in short.read_as} >= newest


def test_a_figure_has_its_number_and_a_date_its_words(reader):
    (figure,) = (said for said in card(reader, one(reader, "莒县").id).statements if said.number == 12000)
    assert (figure.unit, figure.indicator, figure.object, figure.value) == ("亩", "新增造林", None, "")
    (held,) = (said for said in card(reader, one(reader, "签约仪式").id).statements if said.predicate == "heldOn")
    assert (held.value, held.number) == ("2024-04-09", None)


def test_a_gift_tells_who_got_what_and_how_much(reader):
    (gift,) = (said for said in card(reader, one(reader, "围子社区").id).statements if said.predicate == "donatesTo")
    assert (gift.object.name, gift.number, gift.unit, gift.details) == ("围子社区", 200, "袋", (("what", "大米"),))


def test_an_unknown_id_is_refused(reader):
    with pytest.raises(UsageError, match="no entity has the id"):
        card(reader, "0" * 20)
    with pytest.raises(UsageError, match="no article has the id"):
        article(reader, "0" * 20)


def test_an_article_is_given_back_with_its_names_marked(reader, pages):
    for page_ in pages:
        for reading in page_.readings:
            shown = article(reader, reading.article.id)
            assert shown.text == reading.article.text
            assert shown.byline == tuple((name.name, name.role) for name in reading.article.byline)
            assert {(mark.start, mark.end) for mark in shown.marks} == {
                span for entity in reading.entities for span in entity.mentions
            }
            assert len(shown.statements) == len(reading.statements)
            firsts = [shown.text.index(said.sentence) + said.start for said in shown.statements]
            assert firsts == sorted(firsts)


def test_articles_are_listed_newest_first_with_their_number_of_statements(reader, pages):
    rows = articles(reader)
    assert [row.published for row in rows] == sorted((row.published for row in rows), reverse=True)
    assert {row.id: row.statements for row in rows} == {
        reading.article.id: len(reading.statements) for page_ in pages for reading in page_.readings
    }


def test_cards_do_not_depend_on_the_order_of_reading(reader, reversed_reader):
    entity = one(reader, "浮来山街道")
    assert card(reader, entity.id) == card(reversed_reader, entity.id)
    assert card(reader, entity.id, limit=4) == card(reversed_reader, entity.id, limit=4)
    assert articles(reader) == articles(reversed_reader)


def test_counts_are_those_of_the_pages(reader, pages):
    found = counts(reader)
    readings = [reading for page_ in pages for reading in page_.readings]
    assert found["File"] == len(pages)
    assert found["Article"] == len(readings)
    assert found["Statement"] == sum(len(reading.statements) for reading in readings)
    assert found["LocalEntity"] == sum(len(reading.entities) for reading in readings)
    assert found["relations"] > 40


def test_a_picture_is_capped_and_tells_how_much_there_was(reader):
    entity = one(reader, "亓官远舟")
    whole, small = around(reader, entity.id, limit=100), around(reader, entity.id, limit=3)
    assert whole.nodes[0].id == entity.id
    assert whole.total == small.total == len(whole.nodes)
    assert len(small.nodes) == 3
    drawn = {node.id for node in small.nodes}
    assert all({edge.source, edge.target} <= drawn for edge in small.edges)
    assert of(reader, [], limit=5).nodes == ()
    assert between(reader, [entity.id]) == ()


def test_a_page_is_drawn_from_what_its_articles_speak_of(reader, pages):
    picture = page(reader, pages[2].digest, limit=100)
    names = {node.name for node in picture.nodes}
    assert "陶村" in names
    assert "店子集街道" not in names
    assert picture.edges
    assert last_file(reader) == pages[-1].digest
