"""Every kind of decision from the command line: what it changes, what it says, and that it is taken back to the byte."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from ontology.ids import decision_id
from ontology.records import DECISION_KINDS
from store import open_store
from store.lock import FileLock
from tests.app.conftest import wangge
from tests.queries.world import world

PAGE = (
    "东昌府区人大常委会任免名单\n\n东昌府讯 10月20日，东昌府区第十八届人大常委会第八次会议决定任命赵启明为东昌府区司法局局长；"
    "免去钱卫东的东昌府区司法局局长职务。会后，赵启明到韩集镇调研，镇党委书记周德海陪同。\n"
)


@pytest.fixture(scope="module")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mending")
    (folder / "任免.txt").write_text(PAGE, "utf-8")
    path = folder / "graph.lbug"
    options = ("--area", "371502", "--published", "2022-10-21", "--tagger", "none")
    done = wangge("ingest", folder / "任免.txt", *options, store=path)
    assert done.returncode == 0, done.stderr
    return path


def told(*words: object, store: Path) -> Any:
    done = wangge(*words, "--json", store=store)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def exported(store: Path) -> bytes:
    assert wangge("export", "jsonl", "--output", store.with_suffix(".jsonl"), store=store).returncode == 0
    return store.with_suffix(".jsonl").read_bytes()


def article(store: Path) -> str:
    return str(told("articles", store=store)[0]["id"])


def said(store: Path, entity: str, predicate: str) -> dict[str, Any]:
    """The one statement of a relation about an entity."""
    (card,) = told("show", entity, store=store)
    (found,) = [one for one in card["statements"] if one["predicate"] == predicate]
    return dict(found)


def test_an_entity_renamed_keeps_its_other_names_and_is_found_by_both(store: Path) -> None:
    before = exported(store)
    made = told("rename", "东昌府区司法局", "聊城市东昌府区司法局", "--why", "全称", store=store)
    assert made["state"] == "applied"
    (card,) = told("show", "聊城市东昌府区司法局", store=store)
    assert "东昌府区司法局" in card["entity"]["aliases"]
    assert wangge("undo", made["id"], store=store).returncode == 0
    assert exported(store) == before


def test_an_entity_retyped_is_of_that_type(store: Path) -> None:
    before = exported(store)
    made = told("retype", "周德海", "Organization", store=store)
    assert told("show", "周德海", store=store)[0]["entity"]["etype"] == "Organization"
    assert wangge("undo", made["id"], store=store).returncode == 0
    assert exported(store) == before


def test_an_entity_removed_is_gone_until_that_is_undone(store: Path) -> None:
    before = exported(store)
    made = told("remove", "周德海", "--why", "读错", store=store)
    assert wangge("show", "周德海", store=store).returncode == 2
    assert wangge("undo", made["id"], store=store).returncode == 0
    assert exported(store) == before


def test_a_statement_rejected_stays_and_makes_no_relation_one_confirmed_is_shown_as_such(store: Path) -> None:
    before = exported(store)
    one = said(store, "周德海", "holdsPost")["id"]
    for command, status, posts in (("reject", "rejected", 0), ("confirm", "confirmed", 1), ("remove", "deleted", 0)):
        made = told(command, one, "--why", "核对", store=store)
        with open_store(str(store)) as reader:
            (row,) = reader.rows("MATCH (s:Statement {id: $id}) RETURN s.status AS status", {"id": one})
            held = reader.rows("MATCH (p:Person {name: '周德海'})-[h:HOLDS_POST]->() RETURN h.id AS id")
        assert (row["status"], len(held)) == (status, posts)
        assert wangge("undo", made["id"], store=store).returncode == 0
    assert exported(store) == before


def test_a_statement_that_the_reader_missed_is_added_with_its_words(store: Path) -> None:
    before = exported(store)
    words = (article(store), "周德海", "dispatchedTo", "韩集镇", "--evidence", "镇党委书记周德海陪同")
    made = told("add", *words, "--why", "下派", store=store)
    found = said(store, "周德海", "dispatchedTo")
    assert (found["object"]["name"], found["sentence"][found["start"] : found["end"]]) == (
        "韩集镇",
        "镇党委书记周德海陪同",
    )
    assert found["extractor"] == f"decision/{made['id']}"
    again = wangge("add", *words, store=store)
    assert (again.returncode, "says so already" in again.stderr) == (2, True)
    undone = wangge("undo", made["id"], store=store)
    assert undone.returncode == 0
    assert f"add 周德海 dispatchedTo 韩集镇 (decision {made['id']}) is withdrawn" in undone.stderr
    assert exported(store) == before


def test_a_figure_that_the_reader_missed_is_added_as_a_number(store: Path) -> None:
    words = ("韩集镇", "hasFigure", "18", "--unit", "届", "--indicator", "人大", "--evidence", "第十八届")
    told("add", article(store), *words, store=store)
    found = said(store, "韩集镇", "hasFigure")
    assert (found["number"], found["unit"], found["indicator"]) == (18.0, "届", "人大")


REFUSED = [
    (("rename", "周德海", "  "), "needs the new name"),
    (("rename", "周德海", "周\x07德海"), "the name holds the control character U+0007 at place 2"),
    (("rename", "周德海", "周\u202e德海"), "control character U+202E"),
    (("rename", "周德海", "周德海\u200b"), "the name holds the invisible character U+200B at place 4"),
    (("rename", "周德海", "\ufeff周德海"), "invisible character U+FEFF at place 1"),
    (("rename", "周德海", "\u3164"), "invisible character U+3164"),
    (("add", "A", "周德海", "visits", "韩集镇", "--evidence", "周德海陪同", "--role", "陪\u2060同"), "its role holds the invisible character U+2060"),
    (("rename", "周德海", "周德海", "--why", "一\n二"), "the reason holds the control character U+000A"),
    (("decide", "周德海", "赵启明", "same", "--why", "\x1b[2J"), "the reason holds the control character U+001B"),
    (("rename", "周德海", "名" * 201), "the name is 201 characters long"),
    (("rename", "周德海", "周德海", "--why", "因" * 501), "the reason is 501 characters long"),
    (("retype", "周德海", "Village"), "no such type: 'Village'"),
    (("remove", "无此人"), "nothing in the store is called '无此人'"),
    (("remove", "周德海", "0" * 20), "is no local entity of 周德海"),
    (("confirm", "0" * 20), "no statement has the id"),
    (("reject", "周德海"), "no statement has the id '周德海'"),
    (("add", "0" * 20, "周德海", "visits", "韩集镇", "--evidence", "周德海陪同"), "no article has the id"),
    (("add", "A", "周德海", "visit", "韩集镇", "--evidence", "周德海陪同"), "did you mean visits"),
    (("add", "A", "周德海", "mentions", "韩集镇", "--evidence", "周德海陪同"), "mentions is said of articles"),
    (("add", "A", "周德海", "organizes", "赵启明", "--evidence", "周德海陪同"), "organizes cannot lie between Person and Person"),
    (("add", "A", "周得海", "visits", "韩集镇", "--evidence", "周德海陪同"), "speaks of nothing called '周得海'; it names: 周德海"),
    (("add", "A", "周德海", "holdsPost", "韩集镇", "--evidence", "镇党委书记周德海陪同"), "a post has no name; give --role"),
    (("add", "A", "周德海", "visits", "韩集镇", "--evidence", "周德海到场"), "no sentence of the article says '周德海到场'"),
    (("add", "A", "周德海", "visits", "韩集镇", "--evidence", "周德海陪同", "--time", "昨天"), "the time: not an EDTF date"),
    (("add", "A", "周德海", "visits", "韩集镇", "--evidence", "周德海陪同", "--modality", "maybe"), "no modality 'maybe'"),
    (("add", "A", "韩集镇", "hasFigure", "许多", "--evidence", "韩集镇"), "the value is a number, not '许多'"),
    (("add", "A", "周德海", "visits", "韩集镇", "--evidence", "周德海陪同", "--role", "陪\x07同"), "its role holds the control character U+0007"),
    (("add", "A", "周德海", "visits", "韩集镇", "--evidence", "周德海陪同", "--role", "陪" * 201), "its role is 201 characters long"),
    (("add", "A", "周德海", "donatesTo", "韩集镇", "--evidence", "周德海陪同", "--what", "书\n本"), "its what holds the control character U+000A"),
    (("add", "A", "韩集镇", "hasFigure", "18", "--evidence", "韩集镇", "--unit", "届\u202e"), "its unit holds the control character U+202E"),
    (("add", "A", "韩集镇", "hasFigure", "18", "--evidence", "韩集镇", "--indicator", "人" * 201), "its indicator is 201 characters long"),
    (("log", "--state", "lost"), "no decision is 'lost'"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "says"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_cannot_be_decided_is_refused_in_one_line_and_leaves_nothing(
    read_store: Path, words: tuple[str, ...], says: str
) -> None:
    own = article(read_store)
    done = wangge(*(own if word == "A" else word for word in words), store=read_store)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert told("log", store=read_store) == []


def test_the_log_names_what_was_decided_and_lists_what_is_without_effect(store: Path) -> None:
    told("decide", "赵启明", "钱卫东", "different", "--why", "两人", store=store)
    assert wangge("decide", "赵启明", "钱卫东", "same", store=store).returncode == 1
    told("rename", "周德海", "周德海书记", store=store)
    listed = wangge("log", store=store, COLUMNS="400").stdout
    assert "赵启明 | 钱卫东" in listed
    (refused,) = told("log", "--state", "refused", "--state", "waiting", store=store)
    assert (refused["kind"], "decided 'different'" in refused["state_reason"]) == ("same", True)
    assert wangge("delete", article(store), "--yes", store=store).returncode == 0
    waiting = told("log", "--state", "waiting", store=store)
    assert [one["kind"] for one in waiting] == ["different", "same", "rename"]
    checked = wangge("check", store=store)
    assert checked.returncode == 0
    assert "decisions without effect: 3 waiting" in checked.stderr


def test_a_refused_decision_names_the_one_in_its_way_and_takes_effect_once_that_is_withdrawn(store: Path) -> None:
    apart = told("decide", "赵启明", "钱卫东", "different", store=store)["id"]
    done = wangge("decide", "赵启明", "钱卫东", "same", store=store)
    assert (done.returncode, apart in done.stderr, "it is kept" in done.stderr) == (1, True, True)
    told("undo", apart, store=store)
    assert [one["state"] for one in told("log", store=store)] == ["withdrawn", "applied", "applied"]


@pytest.mark.parametrize("by", ["name", "id"])
def test_different_beats_same_that_was_decided_before_it_and_what_is_refused_for_it_is_listed(
    store: Path, by: str
) -> None:
    names = ("赵启明", "钱卫东", "周德海")
    known = {name: name if by == "name" else told("show", name, store=store)[0]["entity"]["id"] for name in names}
    first, second, third = (known[name] for name in names)
    before = exported(store)
    told("decide", first, second, "same", store=store)
    joined = told("decide", second, third, "same", store=store)["id"]
    (whole,) = told("show", first, store=store)
    assert whole["entity"]["id"] == told("show", third, store=store)[0]["entity"]["id"]

    made = told("decide", first, third, "different", "--why", "两人", store=store)
    assert made["state"] == "applied"
    assert [(one["id"], one["state"]) for one in made["others"]] == [(joined, "refused")]
    ids = [told("show", one, store=store)[0]["entity"]["id"] for one in (first, second, third)]
    assert ids[0] == ids[1] != ids[2]
    (refused,) = told("log", "--state", "refused", store=store)
    assert (refused["id"], "decided 'different'" in refused["state_reason"]) == (joined, True)

    undone = told("undo", made["id"], store=store)
    assert {(one["id"], one["state"]) for one in undone["others"]} == {(joined, "applied"), (made["id"], "withdrawn")}
    for one in told("log", store=store)[:2]:
        told("undo", one["id"], store=store)
    assert exported(store) == before


def test_two_that_nobody_decided_to_be_one_are_not_called_different_but_split(store: Path) -> None:
    done = wangge("decide", "赵启明", "赵启明", "different", store=store)
    assert (done.returncode, "not because somebody decided so" in done.stderr) == (2, True)
    assert "`wangge split ENTITY LOCAL…`" in done.stderr
    assert told("log", store=store) == []


@pytest.mark.parametrize(
    "words", [("rename", "莒县报", "莒州日报"), ("decide", "莒县报", "莒县", "different"), ("remove", "莒县报")]
)
def test_of_a_publisher_that_no_article_speaks_of_it_says_why_nothing_is_decided(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "graph.lbug"
    with open_store(str(path), write=True) as writer:
        writer.put(world())
    done = wangge(*words, store=path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "莒县报 is known only as a publisher" in done.stderr
    assert told("log", store=path) == []


def test_the_log_and_what_is_said_of_a_decision_have_the_words_of_the_command_line(store: Path) -> None:
    removed = told("remove", "周德海", store=store)["id"]
    undone = wangge("undo", removed, store=store).stderr
    assert f"for it, remove 周德海 (decision {removed}) is withdrawn" in undone
    listed = wangge("log", store=store, COLUMNS="400").stdout
    assert (listed.count("remove"), listed.count("undo"), "delete" in listed, "withdraw " in listed) == (
        1,
        1,
        False,
        False,
    )
    assert [one["kind"] for one in told("log", store=store)] == ["delete", "withdraw"]


def test_the_beginning_of_a_statement_s_id_stands_for_it_where_no_other_begins_so(store: Path) -> None:
    one = said(store, "周德海", "holdsPost")["id"]
    for command in ("reject", "confirm", "remove"):
        assert told(command, one[:8], store=store)["state"] == "applied"
    assert [row["left"] for row in told("log", store=store)] == [[one]] * 3
    done = wangge("confirm", one[:5], store=store)
    assert (done.returncode, "no statement has the id" in done.stderr) == (2, True)


ON_NOTHING = [
    ("decide", "甲", "乙", "same"),
    ("split", "甲", "0" * 20),
    ("undo", "0" * 20),
    ("rename", "甲", "乙"),
    ("confirm", "0" * 20),
    ("delete", "0" * 20, "--yes"),
    ("rebuild",),
]


@pytest.mark.parametrize("words", ON_NOTHING, ids=lambda words: words[0])
def test_only_what_reads_restores_or_copies_makes_a_store(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = wangge(*words, store=tmp_path / "new" / "graph.lbug")
    assert (done.returncode, "there is no store here" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["", "  "])
def test_who_decides_is_the_user_s_number_where_it_has_no_name(
    store: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless(number: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nameless)
    assert wangge("rename", "周德海", "周德海书记", store=store, WANGGE_USER=given).returncode == 0
    assert [one["who"] for one in told("log", store=store)] == [str(os.getuid())]


@pytest.mark.parametrize("spoiled", [b"", b"foo bar", b"\xff\xfe \xff", b"-1 -1", b"1 2 3 " * 20])
def test_a_spoiled_file_of_the_generation_is_written_anew(store: Path, spoiled: bytes) -> None:
    numbers = store.with_name(store.name + ".generation")
    numbers.write_bytes(spoiled)
    assert wangge("stats", store=store).returncode == 0
    told("rename", "周德海", "周德海书记", store=store)
    with open_store(str(store)) as reader:
        assert int(numbers.read_bytes().split()[0]) == reader.generation()


def test_a_decision_while_another_program_writes_is_told_who_and_nothing_is_lost(store: Path) -> None:
    with FileLock(store):
        done = wangge("rename", "周德海", "周德海书记", store=store)
    assert (done.returncode, "is writing to this store" in done.stderr) == (1, True)
    assert told("log", store=store) == []
    told("rename", "周德海", "周德海书记", store=store)
    assert len(told("log", store=store)) == 1


def test_there_is_a_command_for_each_kind_of_decision() -> None:
    commands = {"withdraw": "undo", "delete": "remove"} | dict.fromkeys(("same", "different", "unsure"), "decide")
    for kind in DECISION_KINDS:
        shown = wangge(commands.get(kind, kind), "--help")
        assert shown.returncode == 0, kind
        assert "--why" in shown.stdout


def line(**changed: Any) -> str:
    one = {
        "kind": "rename", "left": ["0" * 20], "right": [], "value": "新名", "who": "编辑",
        "when": "2026-11-01T08:00:00.000000+00:00", "why": "",
    } | changed  # fmt: skip
    said = (one["kind"], one["left"], one["right"], one["value"], one["who"], one["when"], one["why"])
    return json.dumps({"id": decision_id(*said), **one}, ensure_ascii=False)  # type: ignore[arg-type]


def test_moments_of_a_backup_are_compared_as_moments_however_they_are_written(read_store: Path, tmp_path: Path) -> None:
    folder, new = tmp_path / "kept", tmp_path / "new.lbug"
    assert wangge("backup", folder, store=read_store).returncode == 0
    local = str(told("show", "周德海", "--why", store=read_store)[0]["why"][0]["local"])
    moments = ("2026-11-01T08:00:00Z", "2026-11-01T08:00:00.5+00:00", "2026-11-01T08:00:01.25Z")
    lines = [line(left=[local], when=when, value=f"名{at}") for at, when in enumerate(moments)]
    decisions, manifest = folder / "decisions.jsonl", folder / "manifest.json"
    decisions.write_text("\n".join(reversed(lines)) + "\n", "utf-8")
    kept = json.loads(manifest.read_text("utf-8"))
    kept["decisions.jsonl"] = {"lines": 3, "sha256": hashlib.sha256(decisions.read_bytes()).hexdigest()}
    manifest.write_text(json.dumps(kept), "utf-8")
    assert wangge("restore", folder, store=new).returncode == 0
    assert [one["when"] for one in told("log", store=new)] == list(moments)
    assert told("show", local, store=new)[0]["entity"]["name"] == "名2"
    told("rename", local, "名3", store=new)
    assert told("show", local, store=new)[0]["entity"]["name"] == "名3"


LATER = "2026-11-01T09:00:00.000000+00:00"
WRONG_LINES = [
    ("not json", "no record of a backup"),
    (line(when=LATER, kind="rename", value=""), "a decision 'rename' needs the new name"),
    (line(when=LATER, why="一\x07二"), "the reason holds the control character U+0007"),
    (line(when=LATER, kind="same"), "a decision 'same' needs two sides"),
    (line(when=LATER, kind="marry"), "'marry' is not one of same, different"),
    (json.dumps({"id": "x", "kind": "same", "left": ["a"], "right": ["b"]}), "the field 'when' is missing"),
    (line(when=LATER, who=" "), "nobody decides"),
    (line(when="yesterday"), "is no moment of UTC"),
    (line(when="2026-11-01T16:00:00+08:00"), "is no moment of UTC"),
    (line(when="9999-12-31T23:59:59.999999+00:00"), "is no moment of UTC"),
    (line(), "another decision is of the same moment"),
    (line(when="2026-11-01T08:00:00Z"), "another decision is of the same moment"),
    (line(when=LATER, value="新\u200b名"), "the name holds the invisible character U+200B at place 2"),
    (line(when=LATER, kind="add", left=[], value="{}"), "the statement to add cannot be read"),
    (line(when=LATER).replace("新名", "别名"), "is not that of what the decision says"),
]


@pytest.mark.parametrize(("wrong", "says"), WRONG_LINES, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("signed", [True, False], ids=["manifest agrees", "manifest disagrees"])
def test_a_wrong_decision_in_a_backup_is_named_with_its_file_and_line(
    read_store: Path, tmp_path: Path, wrong: str, says: str, signed: bool
) -> None:
    folder, new = tmp_path / "kept", tmp_path / "new.lbug"
    assert wangge("backup", folder, store=read_store).returncode == 0
    decisions, manifest = folder / "decisions.jsonl", folder / "manifest.json"
    decisions.write_text(line() + "\n" + wrong + "\n", "utf-8")
    if signed:
        kept = json.loads(manifest.read_text("utf-8"))
        kept["decisions.jsonl"] = {"lines": 2, "sha256": hashlib.sha256(decisions.read_bytes()).hexdigest()}
        manifest.write_text(json.dumps(kept), "utf-8")
    done = wangge("restore", folder, store=new)
    assert done.returncode == 1
    assert f"{decisions}, line 2: " in done.stderr.replace(os.sep, "/")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    if new.exists():
        with open_store(str(new)) as reader:
            assert (reader.files(), reader.decisions()) == ([], [])
