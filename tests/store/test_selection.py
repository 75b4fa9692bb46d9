"""Which reading counts, and what a reading must satisfy to be stored (DESIGN, rule 1)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

import pytest

from ontology.errors import InputError
from ontology.records import Context, FileReading, Reading
from store.selection import canonical, chosen, counted, reader_order
from tests.store.worlds import COUNTY, GUISES, file, id_of, local_at, reading, said

PLAIN = reading(0, entities=[(GUISES[2], (0,), None), (GUISES[16], (1,), None)], statements=[said(0, 1, "governs", 0)])
OTHER = reading(0, entities=[(GUISES[2], (0,), None)])
GIVEN = Context(area=COUNTY, area_from="option", published="2022-10-26", published_from="name")
INFERRED = Context(area=COUNTY, area_from="inferred", published="2022-10-26", published_from="name")


def test_versions_are_compared_as_numbers() -> None:
    versions = ["1.0.0", "0.10.0+lac", "0.9.3+lac", "0.10.0", "0.2.0"]
    assert sorted(versions, key=reader_order) == ["0.2.0", "0.9.3+lac", "0.10.0", "0.10.0+lac", "1.0.0"]


class TestOfOneArticleInSeveralFiles:
    def test_the_best_context_counts_though_the_reader_be_older(self) -> None:
        given, inferred = (replace(PLAIN, context=context) for context in (GIVEN, INFERRED))
        assert counted([(inferred, "0.2.0", "a", 0), (given, "0.1.0", "b", 0)]) == 1

    def test_then_the_newest_reader(self) -> None:
        assert counted([(PLAIN, "0.9.0", "a", 0), (OTHER, "0.10.0", "b", 0)]) == 1

    def test_then_the_smallest_content_whatever_the_order(self) -> None:
        readings = [(PLAIN, "0.1.0", "a", 0), (OTHER, "0.1.0", "b", 0), (PLAIN, "0.1.0", "c", 1)]
        winners = {one[counted(one)][2] for one in map(list, permutations(readings))}
        assert len(winners) == 1


class TestOfOneFileReadTwice:
    STORED = file("d", [PLAIN], source="b.txt", reader="0.2.0")

    def test_the_same_is_unchanged(self) -> None:
        assert chosen(self.STORED, self.STORED) == (self.STORED, "unchanged")

    def test_a_newer_reader_replaces_and_an_older_one_never(self) -> None:
        newer = replace(self.STORED, reader="0.10.0", readings=(OTHER,))
        assert chosen(self.STORED, newer) == (newer, "read")
        assert chosen(newer, self.STORED) == (newer, "unchanged")

    def test_options_replace_what_was_found_and_stay_when_none_are_given(self) -> None:
        told = replace(self.STORED, area_option=COUNTY)
        assert chosen(self.STORED, told) == (told, "read")
        assert chosen(told, self.STORED) == (told, "unchanged")
        other = replace(self.STORED, area_option="371581")
        assert chosen(told, other) == (other, "read")

    def test_another_name_stays_only_where_it_says_more(self) -> None:
        dated = file("d", [replace(PLAIN, context=GIVEN)], source="2022-10-26.txt", reader="0.2.0")
        assert chosen(self.STORED, dated)[0] == chosen(dated, self.STORED)[0] == dated

    def test_of_equally_good_names_the_smaller_stays(self) -> None:
        first = replace(self.STORED, source="a.txt")
        assert chosen(self.STORED, first)[0] == chosen(first, self.STORED)[0] == first

    def test_an_article_that_was_deleted_comes_back(self) -> None:
        less = replace(self.STORED, readings=())
        assert chosen(less, self.STORED) == (self.STORED, "read")


class TestWhatAReadingMustSatisfy:
    def test_it_comes_in_one_order_and_without_empty_texts(self) -> None:
        loose = replace(
            PLAIN,
            article=replace(PLAIN.article, dateline=""),
            sentences=PLAIN.sentences[::-1],
            entities=PLAIN.entities[::-1],
            statements=(replace(PLAIN.statements[0], role="", value=3),),
        )
        (neat,) = canonical(file("d", [loose])).readings
        assert neat.article.dateline is None
        assert neat.statements[0].role is None
        assert neat.statements[0].value == 3.0
        assert (neat.sentences, neat.entities) == (PLAIN.sentences, PLAIN.entities)

    @pytest.mark.parametrize(
        ("broken", "problem"),
        [
            (replace(PLAIN, sentences=PLAIN.sentences[1:]), "its sentences do not tile the text at 0"),
            (replace(PLAIN, article=replace(PLAIN.article, text="别的")), "its sentences are not its text"),
            (replace(PLAIN, entities=PLAIN.entities[:1]), "names what is no local entity of its article"),
            (replace(PLAIN, entities=(*PLAIN.entities, PLAIN.entities[0])), f"'{local_at(0, 0)}' stands twice"),
            (replace(PLAIN, statements=(replace(PLAIN.statements[0], object=None),)), "neither object nor value"),
            (replace(PLAIN, statements=(replace(PLAIN.statements[0], evidence=(0, 99)),)), "outside of the text"),
            (replace(PLAIN, statements=(replace(PLAIN.statements[0], article=id_of(1)),)), "is of another article"),
            (replace(PLAIN, entities=(replace(PLAIN.entities[0], article=id_of(1)),)), "is of another article"),
            (replace(PLAIN, context=Context(published="2022-13")), "no such month: 2022-13"),
        ],
    )
    def test_one_that_contradicts_itself_is_refused_in_words(self, broken: Reading, problem: str) -> None:
        with pytest.raises(InputError, match=re.escape(problem)) as caught:
            canonical(FileReading(digest="d", source="a.txt", reader="0.1.0", readings=(broken,)))
        assert caught.value.where == "a.txt"
