"""What every home does alike: it holds what its source layer says, whatever is done to it, and nothing else."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ontology.errors import InputError, StoreError, UsageError
from ontology.records import FileReading
from store import ladybug_load
from store.backup import backup, opened, restore
from store.base import Graph, Reader, Writer
from store.check import check
from store.content import content
from store.derive import derive, source
from store.home import HomeReader
from tests.store import worlds
from tests.store.contract.conftest import Home
from tests.store.memory import MemoryHome, derived, differences
from tests.store.scripts import Decide, Player, Put, Step, scripts

GULOU, PINGAN, WANG, COMMITTEE = worlds.GUISES[2], worlds.GUISES[5], worlds.GUISES[11], worlds.GUISES[16]
DATED = worlds.Context(published="2022-10-26", area=worlds.COUNTY, publisher="今日东昌府")


def page(digest: str, *articles: int, reader: str = "0.1.0") -> FileReading:
    """A file with articles, in each of which a secretary of the committee visits a street."""
    readings = [
        worlds.reading(
            article,
            entities=[(WANG, (0,), None), (COMMITTEE, (1, 3), None), (GULOU, (2,), None)],
            statements=[
                worlds.said(article, 0, "holdsPost", 1, role="书记", evidence=1),
                worlds.said(article, 0, "visits", 2, time="2022-10-25", evidence=2),
                worlds.said(article, 2, "hasFigure", value=8.0, evidence=3),
            ],
            context=DATED,
        )
        for article in articles
    ]
    return worlds.file(digest, readings, reader=reader)


PAGES = (page("d0", 0, 1), page("d1", 1), page("d3", 2, 3, 2))


def expected(reader: HomeReader) -> Graph:
    """What the source layer of a home says it must hold."""
    return derive(reader.file_readings(), reader.decisions(), ends=reader.ends())


def test_writer_and_reader_keep_the_contract(home: Home) -> None:
    writer: Writer = home.writer()
    reader: Reader = home.reader()
    assert writer.generation() == reader.generation()


@pytest.mark.parametrize("examples", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_after_any_script_it_holds_what_its_source_says(fresh: Callable[[], Home], examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(scripts(most=5))
    def run(script: list[Step]) -> None:
        home, memory = fresh(), MemoryHome()
        writer = home.writer()
        for player in (Player(writer), Player(memory)):
            for step in script:
                player.play(step)
        assert not differences(content(writer), derive(*source(memory.graph), ends=writer.ends()))
        assert (list(writer.file_readings()), writer.decisions()) == source(memory.graph)
        home.restart()

    run()


def test_what_was_put_comes_back_whole_and_waiting_readings_with_it(home: Home) -> None:
    writer = home.writer()
    assert writer.put(PAGES) == ["read", "read", "read"]
    assert list(writer.file_readings()) == sorted(PAGES, key=lambda file: file.digest)
    assert [file.digest for file in writer.files()] == ["d0", "d1", "d3"]
    assert writer.files()[2].articles == tuple(worlds.id_of(article) for article in (2, 3, 2))
    assert writer.counted(worlds.id_of(3)) == PAGES[2].readings[1]
    assert writer.counted("nowhere") is None


def test_putting_twice_changes_nothing(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    before, generation = content(writer), writer.generation()
    assert writer.put(PAGES) == ["unchanged"] * 3
    assert not differences(content(writer), before)
    assert writer.generation() == generation


def test_files_at_once_or_one_by_one_with_restarts_between_are_the_same(fresh: Callable[[], Home]) -> None:
    once, again = fresh(), fresh()
    once.writer().put(PAGES)
    for file in reversed(PAGES):
        again.writer().put([file])
        again.restart()
    assert not differences(content(once.reader()), content(again.reader()))


def test_an_article_deleted_and_read_again_leaves_no_trace(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    before = content(writer)
    writer.delete_article(worlds.id_of(1))
    assert writer.counted(worlds.id_of(1)) is None
    assert [file.digest for file in writer.files()] == ["d0", "d3"]
    writer.put(PAGES)
    assert not differences(content(writer), before)


def test_to_delete_an_article_that_is_not_there_is_wrong_use(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    generation = writer.generation()
    with pytest.raises(UsageError, match="no article has the id 'nowhere'"):
        writer.delete_article("nowhere")
    assert writer.generation() == generation


def test_a_newer_reading_takes_the_place_of_the_older(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    newer = replace(page("d1", 1, reader="0.2.0"), readings=(worlds.reading(1, entities=[(PINGAN, (0,), None)]),))
    assert writer.put([newer]) == ["read"]
    assert list(writer.file_readings())[1] == newer
    assert not differences(content(writer), expected(writer))


def test_an_undone_decision_leaves_no_trace_but_itself(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    before = derived(content(writer))
    ends = worlds.local_at(0, 0), worlds.local_at(2, 0)
    apart = worlds.decision("different", ends[:1], ends[1:], at=0)
    writer.decide(apart)
    after = content(writer)
    assert len(after.nodes["Person"]) == 2
    writer.decide(worlds.decision("withdraw", [apart.id], at=1))
    assert derived(content(writer)) == before
    assert [one.kind for one in writer.decisions()] == ["different", "withdraw"]


def test_rebuild_gives_the_same_to_the_byte(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    writer.decide(worlds.decision("rename", [worlds.local_at(0, 0)], at=0, value="王方"))
    before, generation = content(writer), writer.generation()
    writer.rebuild()
    assert not differences(content(writer), before)
    assert writer.generation() > generation
    home.restart()
    assert not differences(content(home.reader()), before)


@pytest.mark.parametrize(
    "edges",
    [
        "(:Statement)-[r:EVIDENCE]->(:Sentence)",
        "(:Statement {predicate: 'visits'})-[r:EVIDENCE]->(:Sentence)",
        "(:Sentence {start_offset: 0})-[r:`IN`]->(:Article)",
        "(:LocalEntity {etype: 'Person'})-[r:`IN`]->(:Article)",
    ],
)
def test_rebuild_brings_back_what_has_lost_its_relations(home: Home, edges: str) -> None:
    writer = home.writer()
    writer.put(PAGES)
    before = content(writer)
    home.spoil(f"MATCH {edges} DELETE r")
    writer = home.writer()
    assert differences(content(writer), before)
    writer.rebuild()
    assert not differences(content(writer), before)


def test_a_reading_that_contradicts_itself_is_refused_and_nothing_of_its_batch_is_stored(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES[:1])
    before = content(writer)
    broken = worlds.file("d4", [replace(PAGES[0].readings[0], sentences=())])
    with pytest.raises(InputError, match="are not its text"):
        writer.put([PAGES[1], broken])
    assert not differences(content(writer), before)


def test_a_reader_sees_a_change_when_it_refreshes(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES[:1])
    reader = home.reader()
    assert not reader.refresh()
    writer.put(PAGES[1:])
    assert reader.refresh()
    assert reader.generation() == writer.generation()
    assert [file.digest for file in reader.files()] == ["d0", "d1", "d3"]
    assert not reader.refresh()


def test_a_writer_reads_what_it_wrote(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    rows = writer.rows(
        "MATCH (p:Person {name: $name})-[h:HOLDS_POST]->(o) RETURN o.name AS office, h.role AS role, type(h) AS relation",
        {"name": "王芳"},
    )
    assert rows == [{"office": "区委", "role": "书记", "relation": "HOLDS_POST"}]


def test_answers_are_plain(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    (row,) = writer.rows(
        "MATCH (s:Statement) RETURN count(*) AS n, sum(s.evidence_start) AS total, max(s.value_number) AS most, "
        "min(s.approximate) AS round, date('2022-10-26') AS day, collect(DISTINCT s.predicate) AS said"
    )
    assert isinstance(row["total"], int)
    assert (row["n"], row["most"], row["round"], row["day"]) == (12, 8.0, False, "2022-10-26")
    assert sorted(row["said"]) == ["hasFigure", "holdsPost", "visits"]  # type: ignore[arg-type]
    (node,) = writer.rows("MATCH (p:Person) RETURN p AS node")
    assert json.loads(str(node["node"]))["name"] == "王芳"


def test_what_is_read_together_is_of_one_state(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES[:1])
    reader = home.reader()
    change = threading.Thread(target=writer.put, args=(PAGES[1:],))
    with reader.still() as still:
        before = content(still)
        change.start()
        change.join(1.0)  # on one home it is done by now, on the other it waits
        assert not differences(content(still), before)
        assert list(still.file_readings()) == [PAGES[0]]
    change.join()
    reader.refresh()
    assert len(reader.files()) == 3


def test_questions_asked_together_are_answered_of_one_state(home: Home) -> None:
    """Also where a change comes between them; it need not wait."""
    writer = home.writer()
    writer.put(PAGES[:1])
    reader = home.reader()
    later = iter(PAGES[1:])

    def ask(one: Reader) -> tuple[int, int]:
        before = len(one.files())
        writer.put([page for page in (next(later, None),) if page])
        return before, len(one.files())

    before, after = reader.together(ask)
    assert before == after
    reader.refresh()
    assert len(reader.files()) > 1


STRINGS = (
    "",
    "A",
    "z",
    "é",
    "一",
    "！",
    "龥",
    "\ue000",
    "\ue000x",
    "\ufffd",
    "\U0001f600",
    "\U00020000",
    "\U00020000一",
)


def test_texts_are_in_order_of_code_points(home: Home) -> None:
    """Characters beyond the basic plane too, which a home that compares UTF-16 would put before U+E000."""
    said = [worlds.said(0, 0, "holdsPost", 1, role=role or None, evidence=1) for role in STRINGS]
    reading = worlds.reading(0, entities=[(WANG, (0,), None), (COMMITTEE, (1,), None)], statements=said)
    writer = home.writer()
    writer.put([worlds.file("d0", [reading])])
    for order in ("", "DESC"):
        for asked in (
            f"MATCH (s:Statement) RETURN s.role AS role ORDER BY role {order}",
            f"MATCH ()-[h:HOLDS_POST]->() RETURN DISTINCT h.role AS role ORDER BY role {order}",
        ):
            assert [row["role"] for row in writer.rows(asked)] == sorted(STRINGS, reverse=bool(order))


def test_a_stream_goes_on_while_the_store_changes(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    reader = home.reader()
    for asked in (reader, writer):
        stream = asked.stream("MATCH (s:Sentence) RETURN s.id AS id ORDER BY s.id")
        first = next(stream)
        writer.delete_article(worlds.id_of(1))
        reader.refresh()
        assert len({str(row["id"]) for row in (first, *stream)}) == 12
        writer.put(PAGES)


@pytest.mark.parametrize(
    "text", ["MATCH (n:Person RETURN n.id", "MATCH (n:Person) RETURN n.nothing", "RETURN 1; RETURN 2"]
)
def test_a_faulty_question_is_wrong_use(home: Home, text: str) -> None:
    with pytest.raises(UsageError):
        home.writer().rows(text)


def test_backup_and_restore_give_the_same_graph_and_the_same_bytes(fresh: Callable[[], Home], tmp_path: Path) -> None:
    first, second = fresh(), fresh()
    writer = first.writer()
    writer.put(PAGES)
    decided = worlds.decision("same", [worlds.local_at(0, 0)], [worlds.local_at(2, 2)], at=0)
    writer.decide(decided)
    manifest = backup(writer, tmp_path / "one")
    assert [manifest[name]["lines"] for name in ("files.jsonl", "decisions.jsonl")] == [3, 1]
    restore(second.writer(), opened(tmp_path / "one"))
    second.restart()
    reader = second.reader()
    assert not differences(content(reader), content(writer))
    backup(reader, tmp_path / "two")
    for name in ("files.jsonl", "decisions.jsonl", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_restore_into_a_store_that_holds_anything_is_refused(home: Home, tmp_path: Path) -> None:
    writer = home.writer()
    writer.put(PAGES[:1])
    backup(writer, tmp_path / "kept")
    before = content(writer)
    with pytest.raises(StoreError, match="not empty"):
        restore(writer, opened(tmp_path / "kept"))
    assert not differences(content(writer), before)


def test_restore_of_a_broken_backup_leaves_the_store_empty_and_names_the_line(
    fresh: Callable[[], Home], tmp_path: Path
) -> None:
    sound = fresh().writer()
    sound.put(PAGES)
    backup(sound, tmp_path / "kept")
    writer = fresh().writer()
    lines = (tmp_path / "kept" / "files.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for broken, problem in (
        (lines[0] + lines[1][:-20] + "\n" + lines[2], r"files.jsonl, line 2: no record of a backup"),
        (lines[0] + lines[1].replace("，", "。") + lines[2], "files.jsonl: not as it was written"),
    ):
        shutil.rmtree(tmp_path / "broken", ignore_errors=True)
        shutil.copytree(tmp_path / "kept", tmp_path / "broken")
        (tmp_path / "broken" / "files.jsonl").write_text(broken, encoding="utf-8")
        if "line 2" in problem:  # even where somebody has mended the manifest
            _sign(tmp_path / "broken", "files.jsonl")
        with pytest.raises(InputError, match=problem):
            restore(writer, opened(tmp_path / "broken"))
        assert writer.files() == []
        assert not writer.rows("MATCH (a:Article) RETURN a.id AS id")


def test_restore_of_wrong_decisions_leaves_the_store_empty_and_names_the_line(
    fresh: Callable[[], Home], tmp_path: Path
) -> None:
    sound = fresh().writer()
    sound.put(PAGES[:1])
    first, second = worlds.decision("unsure", ["a"], ["b"], at=1), worlds.decision("rename", ["a"], at=2, value="甲")
    sound.decide(first)
    backup(sound, tmp_path / "kept")
    writer = fresh().writer()
    whole, other = first.to_dict(), second.to_dict()
    for wrong, problem in (
        (b"{", "line 2: no record"),
        (b"[1]", "line 2: .* is not an object"),
        (b"\xff{}", "line 2: .* can't decode"),
        (b"[" * 100_000, "line 2: .* recursion"),
        (json.dumps(other | {"kind": "merge"}).encode(), "line 2: .*'merge' is not one of same, different"),
        (json.dumps(other | {"left": "a"}).encode(), "line 2: .*'a' is not a list"),
        (json.dumps(other | {"left": [["a"]]}).encode(), "line 2: .* is not str"),
        (json.dumps(other | {"who": None}).encode(), "line 2: .*'None' is not str"),
        (json.dumps(other | {"why": "\ud800"}).encode(), "line 2: .*surrogates not allowed"),
        (json.dumps(other | {"more": 1}).encode(), "line 2: .*no field is called 'more'"),
        (json.dumps(other | {"why": "于是"}).encode(), "line 2: .*is not that of what the decision says"),
    ):
        shutil.rmtree(tmp_path / "broken", ignore_errors=True)
        shutil.copytree(tmp_path / "kept", tmp_path / "broken")
        (tmp_path / "broken" / "decisions.jsonl").write_bytes(json.dumps(whole).encode() + b"\n" + wrong + b"\n")
        _sign(tmp_path / "broken", "decisions.jsonl")
        with pytest.raises(InputError, match=problem):
            restore(writer, opened(tmp_path / "broken"))
        assert writer.files() == []
        assert writer.decisions() == []


def _sign(folder: Path, name: str) -> None:
    """Somebody has mended the manifest."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest[name]["sha256"] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_check_finds_nothing_in_a_sound_store(home: Home) -> None:
    writer = home.writer()
    writer.put(PAGES)
    assert check(writer) == []


@pytest.mark.parametrize(
    ("spoilt", "about", "problem"),
    [
        ("MATCH (:Person)-[h:HOLDS_POST]->() DELETE h", "HOLDS_POST", "missing"),
        ("MATCH (p:Person)-[:HOLDS_POST]->(o:Organization) CREATE (p)-[:MEMBER_OF {id: 'x'}]->(o)", "MEMBER_OF",
         "not of any source"),
        ("MATCH (s:Sentence)-[i:`IN`]->(a:Article) CREATE (s)-[:`IN` {id: i.id}]->(a)", "IN", "doubled"),
        ("MATCH (p:Person) SET p.articles = 7", "Person", "other than the source says"),
        ("CREATE (:Place {id: 'x', name: '无'})", "Place", "not of any source"),
        ("MATCH (s:Statement) SET s.evidence_start = 0, s.evidence_end = 18", "article", "lies in no one sentence"),
        ("MATCH (l:LocalEntity) SET l.spans = '90-99'", "article", "outside of the text"),
        ("MATCH (s:Sentence {start_offset: 6}) SET s.start_offset = 7", "article", "not of its place"),
        ("MATCH (r:Reading) SET r.article = 'x'", "source", "is not there"),
        ("MATCH (s:Statement {predicate: 'hasFigure'}) DETACH DELETE s", "Reading", "other than the source says"),
        ("MATCH (s:Sentence {start_offset: 6}) SET s.text = '张三，李四。'", "article", "not of its text"),
        ("MATCH (s:Statement {predicate: 'visits'}) SET s.modality = 'planned'", "article", "not of what it says"),
        ("MATCH (s:Statement {predicate: 'visits'}) SET s.subject_local = 'x'", "article", "not of what it says"),
        ("MATCH (a:Article) SET a.title = '别的'", "article", "not of its text"),
        ("MATCH (l:LocalEntity {etype: 'Place'}) SET l.entity = 'x'", "LocalEntity", "other than the source says"),
        ("MATCH (r:Redirect) DELETE r", "Redirect", "missing"),
        ("MATCH (b:Block) DETACH DELETE b", "Block", "missing"),
        ("MATCH (f:File) DELETE f", "Article", "not of any source"),
        ("MATCH (s:Statement) SET s.predicate = NULL", "Statement", "without a value"),
    ],
)  # fmt: skip
def test_check_finds_what_was_spoilt(home: Home, spoilt: str, about: str, problem: str) -> None:
    home.writer().put(PAGES[:1])
    home.spoil(spoilt)
    findings = check(home.reader())
    assert any(one.about.startswith(about) and problem in one.problem for one in findings), findings


def test_many_ids_at_once_and_few_give_the_same(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that reaches many blocks is asked for in another way than one that reaches few."""
    monkeypatch.setattr(ladybug_load, "ALWAYS_ONE_BY_ONE", 0)
    monkeypatch.setattr(ladybug_load, "READ_FOR_ONE", 10**9)
    writer = home.writer()
    player = Player(writer)
    for step in (Put(PAGES), Decide("same", (0,), (5,)), Put([page("d1", 1, reader="0.2.0")]), Decide("withdraw")):
        player.play(step)
    writer.delete_article(worlds.id_of(3))
    assert not differences(content(writer), expected(writer))
