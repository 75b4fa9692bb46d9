"""Whatever is put, deleted, decided and withdrawn, in whatever order, a home holds what its source says (DESIGN)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from ontology.errors import UsageError
from ontology.records import Context, Decision, FileReading
from store import update
from store.derive import derive, source
from tests.store import worlds
from tests.store.memory import MemoryHome, derived, differences
from tests.store.properties import PROPERTIES
from tests.store.scripts import Step, scripts

Property = Callable[[list[Step]], object]
EVERYDAY, LONG = 12, 120


def of_any_script(holds: Property, *, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(scripts())
    def run(script: list[Step]) -> None:
        holds(script)

    run()


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_of_any_script(holds: Property) -> None:
    of_any_script(holds, examples=EVERYDAY)


@pytest.mark.slow
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_of_many_scripts(holds: Property) -> None:
    of_any_script(holds, examples=LONG)


class TestWorkIsBounded:
    """A place that every article names must not make each batch read the whole store."""

    COUNTY, WANG = worlds.GUISES[0], worlds.GUISES[11]
    DATED = Context(published="2022-10-26", area=worlds.COUNTY, publisher="今日东昌府")

    def page(self, article: int, published: str = "2022-10-26") -> FileReading:
        read = worlds.reading(
            article,
            entities=[(self.COUNTY, (0,), None), (self.WANG, (1,), None)],
            statements=[worlds.said(article, 1, "visits", 0)],
            context=replace(self.DATED, published=published),
        )
        return worlds.file(f"page{article}", [read])

    def test_an_article_about_a_hub_reads_no_other_article(self) -> None:
        home = MemoryHome()
        home.put([self.page(article) for article in range(30)])
        home.asked.clear()
        home.put([self.page(30, "2021-01-05"), self.page(31, "2023-01-05")])
        assert home.asked == {"kin": 3}

    def test_taking_an_article_from_a_hub_reads_only_its_own_file(self) -> None:
        home = MemoryHome()
        home.put([self.page(article) for article in range(30)])
        home.asked.clear()
        home.delete_article(worlds.id_of(7))
        assert home.asked["readings"] <= 2
        assert not differences(home.graph, derive(*source(home.graph)))

    def test_reading_a_page_again_without_change_touches_nothing(self) -> None:
        home = MemoryHome()
        home.put([self.page(0)])
        change = update.put(home, [self.page(0)])
        assert change.outcomes == ("unchanged",)
        assert [*change.add.nodes, *change.add.edges, *change.remove.nodes, *change.remove.edges] == []

    def test_deciding_who_published_a_page_moves_what_it_published_and_reads_no_article_whole(self) -> None:
        home = MemoryHome()
        media = worlds.GUISES[19]
        centre = replace(media, name="东昌府区融媒体中心", keys=("Organization|371502|融媒体中心/今日东昌府编辑部",))
        named = [worlds.reading(40, entities=[(media, (0,), None), (centre, (1,), None)], context=self.DATED)]
        home.put([*(self.page(article) for article in range(30)), worlds.file("named", named)])
        publishers = {row["to_id"] for row in home.graph.edges["PUBLISHED_BY"].values()}
        assert len(publishers) == 1
        before = derived(home.graph)
        home.asked.clear()
        ends = worlds.local_at(40, 0), worlds.local_at(40, 1)
        home.decide(worlds.decision("same", ends[:1], ends[1:], at=0))
        assert {row["to_id"] for row in home.graph.edges["PUBLISHED_BY"].values()} - publishers
        home.decide(worlds.decision("delete", ends[1:], at=1))
        home.decide(worlds.decision("rename", ends[:1], at=2, value="今日"))
        assert home.asked["readings"] == 0
        assert not differences(home.graph, derive(*source(home.graph)))
        for at in range(3):
            home.decide(worlds.decision("withdraw", [source(home.graph)[1][at].id], at=at + 3))
            assert not differences(home.graph, derive(*source(home.graph)))
        assert derived(home.graph) == before

    def test_a_decision_reads_no_article_whole_but_those_that_people_added_to(self) -> None:
        home = MemoryHome()
        home.put([self.page(article) for article in range(6)])
        home.asked.clear()
        home.decide(worlds.decision("delete", [worlds.local_at(2, 1)], at=0))
        home.decide(worlds.decision("reject", [worlds.said(3, 1, "visits", 0).id], at=1))
        assert home.asked["readings"] == 0
        added = worlds.said(4, 0, "visits", 1)
        home.decide(worlds.decision("add", [], at=2, value=json.dumps(added.to_dict())))
        home.decide(worlds.decision("retype", [worlds.local_at(4, 1), worlds.local_at(5, 1)], at=3, value="Place"))
        assert home.asked["readings"] == 2
        assert not differences(home.graph, derive(*source(home.graph)))


SAID = worlds.said(0, 0, "hasFigure", value=3.5).to_dict()


def test_an_article_that_is_not_stored_cannot_be_deleted() -> None:
    with pytest.raises(UsageError, match="no article has the id"):
        MemoryHome().delete_article("x")


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        (worlds.decision("same", ["a"], at=1), "needs two sides"),
        (worlds.decision("delete", [], at=1), "names nothing"),
        (worlds.decision("rename", ["a"], at=1), "needs the new name"),
        (worlds.decision("retype", ["a"], at=1, value="Thing"), "no such type: 'Thing'"),
        (worlds.decision("add", [], at=1, value="{"), "the statement to add cannot be read"),
        (worlds.decision("add", [], at=1, value="[]"), "the statement to add cannot be read"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"time": "近日"})), "not an EDTF date"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"modality": "so"})), "'so' is not one of reported"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"evidence": [3]})), "not a list of 2"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"value": None})), "neither object nor value"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"value": float("inf")})), "Out of range float"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"value": 10**400})), "too large"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"confidence": 7})), "not between 0 and 1"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"role": ["书记"]})), "is not str"),
        (worlds.decision("add", [], at=1, value=json.dumps(SAID | {"role": "\ud800"})), "surrogates not allowed"),
        (worlds.decision("add", [], at=1, value="[" * 100_000), "recursion"),
        (replace(worlds.decision("delete", ["a"], at=1), when="yesterday"), "no moment of UTC"),
        (replace(worlds.decision("delete", ["a"], at=1), when="2022-11-02"), "no moment of UTC"),
        (replace(worlds.decision("delete", ["a"], at=1), when="2022-11-02T08:00:00+08:00"), "no moment of UTC"),
        (worlds.decision("unsure", ["a"], ["b"], at=0), "not later than the last one"),
    ],
)
def test_a_decision_that_says_nothing_is_refused_in_words(decision: Decision, problem: str) -> None:
    home = MemoryHome()
    home.decide(worlds.decision("unsure", ["a"], ["b"], at=0))
    with pytest.raises(UsageError, match=problem):
        home.decide(replace(decision, id="new"))
    assert len(home.graph.nodes["Decision"]) == 1
