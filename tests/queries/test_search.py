"""Search by name, alias and text."""

from __future__ import annotations

import pytest

from ontology.errors import UsageError
from queries.search import Hits, search


def names(hits):
    return [row.name for row in hits.entities]


def test_an_entity_is_found_by_part_of_its_name_or_alias(reader):
    assert names(search(reader, "亓官")) == ["亓官远舟"]
    assert names(search(reader, "启动会")) == ["“红色管家”机制启动会"]
    assert names(search(reader, "红色管家机制")) == names(search(reader, "“红色管家”机制"))


def test_the_exact_name_comes_first_then_the_most_mentioned(reader):
    found = search(reader, "莒县").entities
    assert found[0].name == "莒县"
    articles = [row.articles for row in found[1:]]
    assert articles == sorted(articles, reverse=True)


def test_the_exact_name_is_not_cut_off_by_the_limit(reader):
    assert names(search(reader, "莒县", limit=1)) == ["莒县"]


def test_types_narrow_the_search(reader):
    assert {row.etype for row in search(reader, "莒县").entities} == {"Place", "Organization"}
    assert {row.etype for row in search(reader, "莒县", types=("Place",)).entities} == {"Place"}


def test_a_sentence_is_found_with_the_place_of_the_words(reader):
    hits = search(reader, "新增造林").sentences
    assert {hit.title for hit in hits} == {"浮来青山添新绿", "县林业局盘点春季造林"}
    for hit in hits:
        assert hit.text[hit.start : hit.start + 4] == "新增造林"


def test_newest_sentences_come_first(reader):
    published = [hit.published for hit in search(reader, "街道").sentences]
    assert len(published) > 3
    assert published == sorted(published, reverse=True)


def test_sentences_can_be_left_out_and_limited(reader):
    assert search(reader, "街道", sentences=False).sentences == ()
    assert len(search(reader, "街道", limit=2).sentences) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_is_found_by_no_text(reader, text):
    assert search(reader, text) == Hits(entities=(), sentences=())


def test_a_lone_quote_finds_only_what_holds_one(reader):
    hits = search(reader, "“")
    assert hits.entities
    assert all("“" in name for name in names(hits))
    assert all("“" in hit.text for hit in hits.sentences)


@pytest.mark.parametrize("text", ["'", '"x', "\\", "_", "$text", "{}", "//", "\x00", "🜁", ".*", "%%", "长" * 50_000])
def test_special_characters_stand_for_themselves(reader, text):
    assert search(reader, text) == Hits(entities=(), sentences=())


def test_a_per_cent_sign_is_no_wildcard(reader):
    assert [hit.text.count("%") for hit in search(reader, "%").sentences] == [1]


def test_text_that_is_no_utf8_is_refused(reader):
    with pytest.raises(UsageError, match="UTF-8"):
        search(reader, "\ud800")


@pytest.mark.parametrize("text", ["街道", "苗青", "“", "2"])
def test_the_answer_does_not_depend_on_the_order_of_reading(reader, reversed_reader, text):
    assert search(reader, text) == search(reversed_reader, text)
