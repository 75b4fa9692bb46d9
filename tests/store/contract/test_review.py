"""What people are shown and decide: candidates, doubts, reasons, and decisions of every kind, on every home."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from ontology.errors import UsageError
from ontology.ids import statement_id
from ontology.records import DECISION_KINDS, Context, Decision, DecisionKind, FileReading
from store.backup import backup, opened, restore
from store.base import Reader
from store.candidates import Candidate, candidates, suspicions
from store.content import content
from store.decisions import decision, members, take, withdrawal
from store.derive import derive, source
from store.explain import why
from store.home import HomeWriter
from tests.queries.world import page
from tests.store import worlds
from tests.store.contract.conftest import Home
from tests.store.contract.exports import exports
from tests.store.memory import MemoryHome, derived, differences

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
TOWN, PARTY, FARMING = worlds.COMPARED[0], worlds.COMPARED[2], worlds.COMPARED[3]
FIRM, SHORT = worlds.COMPARED[16], worlds.COMPARED[17]
WANG = worlds.GUISES[11]
STRONG, STRONGER = worlds.COMPARED[20], worlds.COMPARED[22]
"""A programme's two names of which neither is the core: for a person to decide."""


def file(article: int, *guises: worlds.Guise, **context: str) -> FileReading:
    """A file with one article that speaks of these, in the order of its words."""
    said = [worlds.said(article, 0, "holdsPost", 1, role="书记")] if len(guises) > 1 else []
    dated = Context(**({"published": "2022-10-26", "area": worlds.COUNTY} | context))  # type: ignore[arg-type]
    entities = [(guise, (at,), None) for at, guise in enumerate(guises)]
    return worlds.file(f"d{article}", [worlds.reading(article, entities=entities, statements=said, context=dated)])


FILES = (file(0, TOWN, STRONG), file(1, PARTY, STRONGER), file(2, FARMING, FIRM), file(3, WANG, SHORT))


def entity_of(reader: Reader, article: int, slot: int) -> str:
    rows = reader.rows(
        "MATCH (l:LocalEntity {id: $id}) RETURN l.entity AS entity", {"id": worlds.local_at(article, slot)}
    )
    return str(rows[0]["entity"])


def decide(writer: HomeWriter, kind: DecisionKind, left: str, right: str) -> Decision:
    """Two entities are so, says somebody."""
    made = decision(writer, kind, members(writer, left), members(writer, right), who="编辑", now=NOW)
    writer.decide(made)
    return made


def programmes(reader: Reader) -> list[Candidate]:
    return [one for one in candidates(reader) if one.type == "Programme"]


@pytest.fixture
def writer(home: Home) -> HomeWriter:
    writer = home.writer()
    writer.put(FILES)
    return writer


class TestCandidates:
    def test_two_names_of_one_core_are_proposed_with_what_speaks_for_and_against(self, writer: HomeWriter) -> None:
        (found,) = programmes(writer)
        assert {found.left, found.right} == {entity_of(writer, 0, 1), entity_of(writer, 1, 1)}
        assert {found.left_name, found.right_name} == {STRONG.name, STRONGER.name}
        assert "核心名称相同：种业强芯" in found.spoken("zh", against=False)
        assert "the same core of the name: 种业强芯" in found.spoken("en", against=False)
        assert found.spoken("en", against=True) == ("with other words behind the core: 工程 / 行动",)

    @pytest.mark.parametrize("kind", ["same", "different", "unsure"])
    def test_what_was_decided_is_not_proposed_again_also_after_reading_again(
        self, writer: HomeWriter, kind: DecisionKind
    ) -> None:
        (found,) = programmes(writer)
        made = decide(writer, kind, found.left, found.right)
        assert programmes(writer) == []
        writer.put([replace(one, reader="0.2.0") for one in FILES])
        assert programmes(writer) == []
        writer.decide(withdrawal(writer, made.id, who="编辑", now=NOW))
        assert programmes(writer) == [found]

    def test_the_parts_of_a_split_are_not_proposed(self, writer: HomeWriter) -> None:
        one = entity_of(writer, 2, 1)
        assert one == entity_of(writer, 3, 1)
        taken, left = worlds.local_at(3, 1), worlds.local_at(2, 1)
        writer.decide(decision(writer, "split", (taken,), (left,), who="编辑", now=NOW))
        assert entity_of(writer, 2, 1) != entity_of(writer, 3, 1)
        assert [each for each in candidates(writer) if each.type == "Organization"] == []

    def test_best_first_and_no_more_than_asked_for(self, writer: HomeWriter) -> None:
        found = candidates(writer)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert candidates(writer, limit=1) == found[:1]

    def test_one_person_in_two_counties_on_one_day_is_doubted(self, home: Home) -> None:
        writer = home.writer()
        elsewhere = worlds.GUISES[14]
        writer.put([file(0, WANG), file(1, elsewhere, area="371581")])
        assert suspicions(writer) == ()
        decide(writer, "same", entity_of(writer, 0, 0), entity_of(writer, 1, 0))
        (doubt,) = suspicions(writer)
        assert (doubt.entity, doubt.doubt) == (entity_of(writer, 0, 0), "two_counties")
        assert doubt.words("en") == "in two counties on one day: 2022-10-26 371502 / 371581"

    def test_a_body_made_of_two_with_two_heads_at_a_time_is_doubted(self, home: Home) -> None:
        writer = home.writer()
        held = [
            ("韩集镇党委", "周德海", "2022-03-01"),
            ("沙镇镇党委", "孙立新", "2022-05-01"),
            ("韩集镇党委", "周德海", "2022-09-01"),
        ]
        writer.put([post(*one, number=number) for number, one in enumerate(held)])
        assert suspicions(writer) == ()
        ids = {
            str(row["name"]): str(row["id"])
            for row in writer.rows("MATCH (o:Organization) RETURN o.id AS id, o.name AS name")
        }
        decide(writer, "same", ids["韩集镇党委"], ids["沙镇镇党委"])
        (doubt,) = suspicions(writer)
        assert doubt.words("en") == (
            "two of one office at one time: 书记 周德海 2022-03-01 – 2022-09-01, 孙立新 2022-05-01 – 2022-05-01"
        )


def post(body: str, person: str, day: str, *, number: int) -> FileReading:
    """A page whose one article says that a person is secretary of a committee."""
    said = f"{body}书记{person}出席。"
    article = {
        "title": f"第{number}篇", "dateline": None, "body": said, "byline": [],
        "entities": [{"Organization/PartyOrganization": [body], "key": body}, {"Person/PublicPostHolder": [person], "key": person}],
        "says": [{"s": person, "p": "holdsPost", "o": body, "role": "书记", "in": said}],
    }  # fmt: skip
    return page(
        {"source": f"{number}.txt", "published": day, "area": "371502", "publisher": None, "articles": [article]}
    )


class TestReasons:
    def test_a_rule_says_its_evidence_and_score(self, writer: HomeWriter) -> None:
        first, *others = why(writer, entity_of(writer, 0, 0))
        assert [first.ground, *(one.ground for one in others)] == ["alone", "rule", "rule"]
        assert {first.local, *(one.local for one in others)} == {worlds.local_at(article, 0) for article in range(3)}
        assert all(one.score >= 60 and one.other for one in others)
        assert {"same_ground", "took_office"} & {each.name for one in others for each in one.evidence}
        assert all(one.words("en").startswith("rule, score ") for one in others)

    def test_a_key_is_named(self, home: Home) -> None:
        writer = home.writer()
        writer.put([file(0, WANG), file(1, WANG, TOWN)])
        (reason,) = why(writer, entity_of(writer, 0, 0))
        assert (reason.count, reason.ground) == (2, "alone")  # nothing tells them apart: they are kin
        writer.put([file(2, replace(WANG, name="王芳同志"))])
        assert [one.key for one in why(writer, entity_of(writer, 0, 0))[1:]] == [WANG.keys[0]]

    def test_a_decision_is_named(self, writer: HomeWriter) -> None:
        made = decide(writer, "same", entity_of(writer, 0, 1), entity_of(writer, 1, 1))
        assert [one.decision for one in why(writer, entity_of(writer, 0, 1))] == ["", made.id]

    def test_there_is_none_for_what_is_not_there(self, writer: HomeWriter) -> None:
        assert why(writer, "0" * 20) == ()


def one_of_each(writer: HomeWriter) -> list[Decision]:
    """A decision of each kind but withdraw, none of which meets another."""
    statement = worlds.said(0, 0, "holdsPost", 1, role="书记").id
    other = worlds.said(1, 0, "holdsPost", 1, role="书记").id
    added = worlds.said(2, 0, "visits", 1)
    assert added.id == statement_id(added.article, "visits", added.subject, added.object, None, "reported", (0, 2))
    at = worlds.local_at
    said: list[tuple[DecisionKind, tuple[str, ...], tuple[str, ...], str | None]] = [
        ("same", (at(0, 1),), (at(1, 1),), None),
        ("different", (at(0, 0),), (at(2, 0),), None),
        ("unsure", (at(0, 0),), (at(3, 0),), None),
        ("split", (at(3, 1),), (at(2, 1),), None),
        ("rename", (at(3, 1),), (), "青岚竹业集团"),
        ("retype", (at(2, 0),), (), "Organization"),
        ("confirm", (statement,), (), None),
        ("reject", (other,), (), None),
        ("delete", (at(3, 0),), (), None),
        ("add", (), (), json.dumps(added.to_dict())),
    ]
    made = []
    for kind, left, right, value in said:
        made.append(decision(writer, kind, left, right, who="编辑", now=NOW, value=value, why="核对"))
        writer.decide(made[-1])
    return made


class TestDecisions:
    def test_each_kind_applies_and_is_undone_to_the_byte(self, writer: HomeWriter) -> None:
        before = derived(content(writer))
        made = one_of_each(writer)
        assert {one.kind for one in made} == {*DECISION_KINDS} - {"withdraw"}
        states = {
            str(row["id"]): str(row["state"])
            for row in writer.rows("MATCH (d:Decision) RETURN d.id AS id, d.state AS state")
        }
        # What is deleted is gone: others that name it wait.
        assert {one.kind: states[one.id] for one in made} == {
            one.kind: "waiting" if one.kind == "unsure" else "applied" for one in made
        }
        chance = Random(6)
        for one in chance.sample(made, len(made)):
            writer.decide(withdrawal(writer, one.id, who="编辑", now=NOW))
        assert derived(content(writer)) == before

    def test_they_survive_reading_again_deleting_backup_and_rebuild(
        self, writer: HomeWriter, fresh_elsewhere: Callable[[], Home], tmp_path: Path
    ) -> None:
        made = one_of_each(writer)
        after = content(writer)
        writer.put([replace(one, reader="0.2.0") for one in FILES])
        writer.put(FILES)
        writer.delete_article(worlds.id_of(0))
        assert writer.decisions() == made
        writer.put([replace(FILES[0], reader="0.2.0")])
        writer.rebuild()
        assert derived(content(writer)).keys() == derived(after).keys()
        assert derived(content(writer))["nodes"]["Person"] == derived(after)["nodes"]["Person"]
        backup(writer, tmp_path / "kept")
        copy = fresh_elsewhere().writer()
        restore(copy, opened(tmp_path / "kept"))
        assert not differences(content(copy), content(writer))

    def test_two_who_decide_at_once_are_told_and_nothing_is_lost(self, writer: HomeWriter) -> None:
        one, other = entity_of(writer, 0, 1), entity_of(writer, 1, 1)
        sides = members(writer, one), members(writer, other)
        mine = decision(writer, "same", *sides, who="甲", now=NOW)
        theirs = decision(writer, "different", *sides, who="乙", now=NOW)
        writer.decide(theirs)
        with pytest.raises(UsageError, match="not later than the last one"):
            writer.decide(mine)
        assert writer.decisions() == [theirs]
        writer.decide(decision(writer, "same", *sides, who="甲", now=NOW))
        assert [one.kind for one in writer.decisions()] == ["different", "same"]
        states = {row["state"] for row in writer.rows("MATCH (d:Decision) RETURN d.state AS state")}
        assert states == {"applied", "refused"}

    def test_one_about_an_entity_that_is_gone_says_so(self, writer: HomeWriter) -> None:
        gone = members(writer, entity_of(writer, 1, 1))
        writer.delete_article(worlds.id_of(1))
        assert members(writer, "0" * 20) == ()
        with pytest.raises(UsageError, match="needs both sides"):
            decision(writer, "same", members(writer, entity_of(writer, 0, 1)), (), who="编辑", now=NOW)
        made = decision(writer, "same", members(writer, entity_of(writer, 0, 1)), gone, who="编辑", now=NOW)
        writer.decide(made)
        (row,) = writer.rows("MATCH (d:Decision) RETURN d.state AS state, d.state_reason AS reason")
        assert row == {"state": "waiting", "reason": "no local entity of its right side is in the store"}
        writer.put([FILES[1]])
        assert entity_of(writer, 0, 1) == entity_of(writer, 1, 1)

    @pytest.mark.parametrize(
        ("kind", "left", "right", "problem"),
        [
            ("split", ("a",), (), "must leave something"),
            ("same", ("a",), ("a",), "both sides of 'same' hold a"),
            ("rename", (), (), "needs something to be about"),
        ],
    )
    def test_one_that_says_nothing_is_refused(
        self, writer: HomeWriter, kind: DecisionKind, left: tuple[str, ...], right: tuple[str, ...], problem: str
    ) -> None:
        with pytest.raises(UsageError, match=problem):
            decision(writer, kind, left, right, who="编辑", now=NOW)

    def test_who_is_overtaken_decides_anew_and_sees_what_the_other_decided(self, writer: HomeWriter) -> None:
        one, other = entity_of(writer, 0, 1), entity_of(writer, 1, 1)
        asked: list[Decision] = []

        def make() -> Decision:
            sides = members(writer, entity_of(writer, 2, 0)), members(writer, entity_of(writer, 0, 1))
            asked.append(decision(writer, "different", *sides, who="甲", now=NOW))
            if len(asked) == 1:
                decide(writer, "same", one, other)
            return asked[-1]

        made = take(writer, make)
        assert made == asked[1]
        assert set(asked[0].right) < set(made.right) == {worlds.local_at(0, 1), worlds.local_at(1, 1)}
        assert [one.kind for one in writer.decisions()] == ["same", "different"]

    def test_a_merge_undone_leaves_every_export_as_it_was(self, writer: HomeWriter, tmp_path: Path) -> None:
        before = exports(writer, tmp_path / "before", decisions=False)
        made = decide(writer, "same", entity_of(writer, 0, 0), entity_of(writer, 3, 0))
        merged = exports(writer, tmp_path / "merged", decisions=False)
        assert {name for name in before if merged[name] == before[name]} == set()
        writer.decide(withdrawal(writer, made.id, who="编辑", now=NOW))
        assert exports(writer, tmp_path / "after", decisions=False) == before

    @pytest.mark.slow
    def test_two_hundred_taken_and_withdrawn_in_any_order_leave_no_trace(
        self, writer: HomeWriter, tmp_path: Path
    ) -> None:
        before = exports(writer, tmp_path / "before", decisions=False)
        two_hundred(writer, lambda: derived(content(writer)))
        assert exports(writer, tmp_path / "after", decisions=False) == before


def test_two_hundred_decisions_in_memory_leave_no_trace() -> None:
    home = MemoryHome()
    home.put(FILES)
    two_hundred(home, lambda: derived(home.graph))
    assert not differences(home.graph, derive(*source(home.graph)))


def two_hundred(home: HomeWriter | MemoryHome, state: Callable[[], object]) -> None:
    """Random decisions, each withdrawn at some time: at the end all is as it was."""
    chance, before = Random(200), state()
    standing: list[Decision] = []
    for at in range(400):
        when = (NOW + dt.timedelta(seconds=at)).isoformat(timespec="microseconds")
        if standing and (at >= 200 + len(standing) or chance.random() < 0.5 or 400 - at <= len(standing)):
            gone = standing.pop(chance.randrange(len(standing)))
            made = replace(worlds.decision("withdraw", [gone.id], at=0), id=f"w{at:019}", when=when)
        else:
            made = replace(any_decision(chance), id=f"d{at:019}", when=when)
            standing.append(made)
        home.decide(made)
    assert standing == []
    assert state() == before


def any_decision(chance: Random) -> Decision:
    kind = chance.choice(("same", "same", "different", "split", "unsure", "rename", "retype", "delete"))
    ends = chance.sample([worlds.local_at(article, slot) for article in range(4) for slot in range(2)], 4)
    if kind in ("rename", "retype", "delete"):
        value = {"rename": "新名", "retype": chance.choice(("Person", "Organization", "Place"))}.get(kind)
        return worlds.decision(kind, ends[:2], at=0, value=value)  # type: ignore[arg-type]
    return worlds.decision(kind, ends[:2], ends[2:], at=0)  # type: ignore[arg-type]
