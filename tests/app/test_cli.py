"""The command line: forms of output, exit codes, and one clear line for each thing that goes wrong."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from queries.neighbourhood import last_file
from store import open_store
from tests.app.conftest import EXAMPLES, Done, wangge

COMMANDS = [
    "ingest",
    "extract",
    "explain",
    "articles",
    "show",
    "search",
    "stats",
    "delete",
    "queries",
    "query",
    "cypher",
    "export",
    "decide",
    "split",
    "rename",
    "retype",
    "remove",
    "confirm",
    "reject",
    "add",
    "undo",
    "log",
    "review",
    "conflicts",
    "tenure",
    "backup",
    "restore",
    "copy",
    "check",
    "rebuild",
    "evaluate",
    "serve",
]


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_version_gives_the_programs_and_the_readers() -> None:
    assert re.fullmatch(r"wangge [\d.]+ \(reader [\d.]+\)\n", wangge("--version").stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = wangge(command, "--help")
    assert done.returncode == 0
    assert "Example: wangge" in done.stdout


def test_ingest_says_of_each_file_how_it_ended_and_reads_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    good = next(EXAMPLES.glob("寿光*"))
    shutil.copy(good, folder / good.name)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "numbers.txt").write_text("1 2 3\n4 5 6\n", "utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    store = tmp_path / "new" / "graph.lbug"
    done = wangge("ingest", folder, "--json", store=store)
    assert done.returncode == 1
    outcomes = {Path(one["source"]).name: one["outcome"] for one in json.loads(done.stdout)}
    assert outcomes == {
        good.name: "read",
        "empty.txt": "failed",
        "numbers.txt": "failed",
        "picture.txt": "failed",
    }
    again = wangge("ingest", folder / good.name, "--json", store=store)
    assert again.returncode == 0
    assert [one["outcome"] for one in json.loads(again.stdout)] == ["unchanged"]
    told = wangge("ingest", folder, store=store)
    assert lines(told.stderr)[-1] == f"4 files for {store}: 0 read, 1 unchanged, 3 failed"


def test_a_county_given_once_is_remembered_and_can_be_corrected(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "卫生清洁日 清出好环境\n\n本报讯 近日，社区组织志愿者开展清洁活动，清理垃圾3车。\n\n（通讯员 令狐川）\n",
        "utf-8",
    )
    store = tmp_path / "graph.lbug"

    def area() -> str:
        return json.loads(wangge("articles", "--json", store=store).stdout)[0]["area"]

    assert wangge("ingest", page, "--area", "370783", store=store).returncode == 0
    assert wangge("ingest", page, "--tagger", "none", store=store).returncode == 0
    assert area() == "370783"
    assert wangge("ingest", page, "--area", "371502", store=store).returncode == 0
    assert area() == "371502"


def test_a_county_that_only_the_option_names_is_an_area_by_its_name_and_namesakes_are_told_apart(
    tmp_path: Path,
) -> None:
    store = tmp_path / "graph.lbug"
    for code, short in (("331083", "市"), ("320106", "区"), ("320302", "区")):
        page = tmp_path / f"{code}.txt"
        page.write_text(
            f"防汛在前 守好堤坝\n\n本报讯 3月5日，{short}政协主席令狐川走访{short}水利局，同看水库。\n\n编号{code}。\n",
            "utf-8",
        )
        assert wangge("ingest", page, "--area", code, "--tagger", "none", store=store).returncode == 0

    def visits(area: str) -> Done:
        return wangge("query", "visits", "--param", f"area={area}", "--json", store=store)

    by_code = visits("331083")
    assert json.loads(by_code.stdout)
    assert visits("玉环市") == visits("玉环") == by_code
    several = visits("鼓楼区")
    assert several.returncode == 2
    (line,) = lines(several.stderr)
    assert "'鼓楼区' is the name of several areas" in line
    assert "320106 (江苏省南京市鼓楼区)、320302 (江苏省徐州市鼓楼区)" in line


def test_extract_gives_one_article_a_line_whose_evidence_cuts_out_its_words() -> None:
    done = wangge("extract", "examples", "--format", "jsonl")
    assert done.returncode == 0
    articles = [json.loads(line) for line in lines(done.stdout)]
    assert len(articles) >= 20
    for article in articles:
        names = {entity["id"]: [entity["name"], *entity["aliases"]] for entity in article["entities"]}
        for entity in article["entities"]:
            for start, end in entity["mentions"]:
                assert 0 <= start < end <= len(article["text"])
        for statement in article["statements"]:
            assert statement["subject"] in names
            assert "object" in statement or statement["value"] is not None
            evidence = article["text"][statement["evidence"]["start"] : statement["evidence"]["end"]]
            assert evidence.strip()


def test_explain_gives_each_entity_and_statement_a_rule_with_its_version_and_the_sentence_that_it_stands_in() -> None:
    done = wangge("explain", "examples", "--json")
    assert done.returncode == 0
    articles = json.loads(done.stdout)
    assert len(articles) >= 20
    for article in articles:
        for one in article["entities"]:
            assert one["rule"] == "byline" or re.match(r"[a-z]+/\d+ [a-z]+$", one["rule"])
        for one in article["statements"]:
            assert one["rule"] == one["extractor"]
            assert one["sentence"]
    posts = [one for article in articles for one in article["statements"] if one["predicate"] == "holdsPost"]
    assert all(one["entry"].startswith("posts.yaml core: ") for one in posts)


def test_explain_prints_for_people_what_was_read_by_which_rule_from_which_sentence() -> None:
    shown = lines(wangge("explain", EXAMPLES / "安溪-2024-03-15.txt").stdout)
    at = shown.index("叶知秋 holdsPost 虎邱镇 副镇长  (reported, 0.95)")
    assert "posts.yaml core: 镇长" in shown[at + 1]
    assert shown[at + 2].strip().startswith("虎邱镇副镇长叶知秋介绍")


@pytest.mark.parametrize(
    "words",
    [
        ("articles",), ("stats",), ("search", "寿光"), ("show", "寿光市"), ("log",), ("check",),
        ("query", "posts-in-area", "--param", "area=寿光市"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_json_prints_one_value_and_nothing_else(read_store: Path, words: tuple[str, ...]) -> None:
    done = wangge(*words, "--json", store=read_store)
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)


def test_a_search_that_finds_only_sentences_shows_no_empty_table_over_them(read_store: Path) -> None:
    assert " id " not in wangge("search", "网格员", store=read_store).stdout
    assert " id " in wangge("search", "寿光市", store=read_store).stdout
    assert "0 rows" in wangge("search", "没有这样的词", store=read_store).stdout


def test_a_table_of_articles_gives_paths_from_the_working_folder_or_their_last_part(tmp_path: Path) -> None:
    store = tmp_path / "graph.lbug"
    far = tmp_path / "远处.txt"
    shutil.copy(EXAMPLES / "寿光-2023-04-12.txt", far)
    near = EXAMPLES / "安溪-2024-03-15.txt"
    assert wangge("ingest", far, near, "--tagger", "none", store=store).returncode == 0
    shown = wangge("articles", store=store).stdout
    assert str(near.parent) not in shown
    assert str(tmp_path) not in shown
    assert f"examples/{near.name}" in shown
    assert far.name in shown
    whole = {one["source"] for one in json.loads(wangge("articles", "--json", store=store).stdout)}
    assert whole == {str(far), str(near)}


@pytest.mark.parametrize(
    ("command", "choices"),
    [
        (("extract",), ("jsonl|table", "lac|none")),
        (("query",), ("table|csv|json",)),
        (("cypher",), ("table|csv|json",)),
        (("export", "rdf"), ("turtle, nt, nquads, trig, jsonld or xml",)),
        (("add",), ("reported|planned|ended|denied",)),
        (("log",), ("waiting", "refused")),
    ],
    ids=lambda value: " ".join(value),
)
def test_help_shows_what_an_option_may_be(command: tuple[str, ...], choices: tuple[str, ...]) -> None:
    shown = wangge(*command, "--help").stdout
    assert [one for one in choices if one not in shown] == []


WRONG_USES = [
    (("extract", "examples", "--format", "csv"), 2, "unknown format 'csv'"),
    (("extract", "examples", "--tagger", "hmm"), 2, "no tagger 'hmm'"),
    (("query", "figures", "--format", "xml"), 2, "unknown format 'xml'"),
    (("query", "nope"), 2, "there is no query 'nope'"),
    (("query", "figures", "--param", "colour=red"), 2, "no parameter 'colour'"),
    (("query", "figures", "--param", "indicator"), 2, "key=value"),
    (("query", "figures", "--param", "x" * 50_000), 2, "key=value"),
    (("query", "events-in-area", "--param", "since=yesterday"), 2, "is a date"),
    (("query", "posts-in-area", "--param", "area=没有这个地方"), 2, "没有这个地方"),
    (("show", "查无此人"), 2, "查无此人"),
    (("delete", "0" * 20, "--yes"), 2, "no article"),
    (("undo", "0" * 20), 2, "no decision"),
    (("decide", "寿光市", "查无此人", "same"), 2, "查无此人"),
    (("decide", "寿光市", "民勤县", "perhaps"), 2, "perhaps"),
    (("export", "rdf", "--format", "word", "--output", "x"), 2, "unknown RDF format"),
    (("ingest", "no-such-folder"), 1, "no-such-folder"),
    (("ingest", "examples", "--published", "yesterday"), 2, "'yesterday'"),
    (("ingest", "examples", "--area", "999999"), 2, "'999999'"),
    (("extract", "no-such-file.txt"), 1, "no-such-file.txt"),
    (("restore", "no-such-folder"), 1, "no-such-folder"),
    (("copy", "--from", "no-such.lbug", "--to", "other.lbug"), 1, "no-such.lbug"),
]


@pytest.mark.parametrize(("words", "code", "says"), WRONG_USES, ids=lambda value: str(value)[:40])
def test_wrong_use_is_one_clear_line_and_an_exit_code(
    store: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = wangge(*words, store=store)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(lines(done.stderr)) <= 2
    assert len(done.stderr) < 2000


def test_a_store_that_does_not_exist_is_said_with_what_to_do(tmp_path: Path) -> None:
    done = wangge("stats", store=tmp_path / "none.lbug")
    assert done.returncode == 1
    assert "none.lbug" in done.stderr
    assert "wangge ingest" in done.stderr


def exported(store: Path, folder: Path) -> bytes:
    file = folder / "out.jsonl"
    done = wangge("export", "jsonl", "--output", file, store=store)
    assert done.returncode == 0, done.stderr
    return file.read_bytes()


def test_deciding_and_undoing_leaves_the_export_as_it_was(store: Path, tmp_path: Path) -> None:
    before = exported(store, tmp_path)
    made = wangge("decide", "寿光市", "民勤县", "same", "--why", "试一试", "--json", store=store, WANGGE_USER="测试员")
    assert made.returncode == 1, made.stderr  # refused: two codes; it is kept
    identity = json.loads(made.stdout)["id"]
    logged = json.loads(wangge("log", "--json", store=store).stdout)
    assert [(one["kind"], one["who"], one["why"]) for one in logged] == [("same", "测试员", "试一试")]
    assert wangge("undo", identity, store=store).returncode == 0
    assert exported(store, tmp_path) == before


def test_deleting_an_article_and_reading_its_file_again_gives_the_same_export(store: Path, tmp_path: Path) -> None:
    before = exported(store, tmp_path)
    article = json.loads(wangge("articles", "--json", store=store).stdout)[0]["id"]
    assert wangge("delete", article, "--yes", store=store).returncode == 0
    assert exported(store, tmp_path) != before
    assert wangge("ingest", "examples", store=store).returncode == 0
    assert exported(store, tmp_path) == before


def test_backup_restore_copy_and_rebuild_give_the_same_export(store: Path, tmp_path: Path) -> None:
    before = exported(store, tmp_path)
    assert wangge("copy", "--from", store, "--to", tmp_path / "copy.lbug").returncode == 0
    assert exported(tmp_path / "copy.lbug", tmp_path) == before
    again = wangge("copy", "--from", store, "--to", tmp_path / "copy.lbug")
    assert (again.returncode, "not empty" in again.stderr) == (1, True)
    assert wangge("backup", tmp_path / "kept", store=store).returncode == 0
    assert wangge("restore", tmp_path / "kept", store=tmp_path / "new.lbug").returncode == 0
    assert exported(tmp_path / "new.lbug", tmp_path) == before
    assert wangge("rebuild", store=store).returncode == 0
    assert exported(store, tmp_path) == before
    assert wangge("check", store=store).returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ingest", "no-such-page.txt"), "no such file or folder"),
        (("ingest", ""), "no such file or folder"),
        (("restore", "examples"), "no backup here"),
        (("copy", "--from", "no-such.lbug", "--to", "STORE"), "there is no store here"),
    ],
)
def test_where_there_is_nothing_to_put_in_no_store_is_made(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    store = tmp_path / "new.lbug"
    done = wangge(*(str(store) if word == "STORE" else word for word in words), store=store)
    assert (done.returncode, says in done.stderr, list(tmp_path.iterdir())) == (1, True, [])


@pytest.mark.parametrize(
    ("folder", "code", "says"),
    [
        (".", 2, "is the folder you are in"),
        ("", 2, "is the folder you are in"),
        ("/", 2, "is the folder you are in, or holds it"),
        ("长" * 300, 1, "cannot be written (File name too long)"),
    ],
)
def test_a_backup_needs_a_folder_of_its_own(read_store: Path, folder: str, code: int, says: str) -> None:
    done = wangge("backup", folder, store=read_store)
    assert (done.returncode, done.stdout, says in done.stderr, done.stderr.count("\n")) == (code, "", True, 1)


@pytest.mark.parametrize("store", [".", "..", "/"])
@pytest.mark.parametrize("command", [("check",), ("rebuild",), ("export", "jsonl", "--output", "OUT")])
def test_a_folder_is_no_store(tmp_path: Path, command: tuple[str, ...], store: str) -> None:
    words = (str(tmp_path / "out") if word == "OUT" else word for word in command)
    done = wangge(*words, "--store", store)
    assert (done.returncode, done.stderr) == (
        1,
        f"wangge: {store}: a folder, not a store; name a file in it: wangge.lbug\n",
    )


def test_an_export_is_not_written_over_the_store(store: Path) -> None:
    before = store.read_bytes()
    done = wangge("export", "jsonl", "--output", store, store=store)
    assert (done.returncode, "would be lost" in done.stderr, store.read_bytes() == before) == (2, True, True)


@pytest.mark.parametrize("share", [0.0002, 0.3, 0.9])
def test_of_a_store_cut_short_it_says_how_to_bring_it_back(read_store: Path, tmp_path: Path, share: float) -> None:
    cut = tmp_path / "cut.lbug"
    whole = read_store.read_bytes()
    cut.write_bytes(whole[: int(len(whole) * share)])
    done = wangge("check", store=cut)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the store is damaged or cut short" in done.stderr
    assert "retry" not in done.stderr
    assert "wangge restore FOLDER --store NEWPATH, or read the pages again: wangge ingest PATH" in done.stderr


def test_a_store_is_not_copied_onto_itself_however_its_path_is_written(store: Path) -> None:
    done = wangge("copy", "--from", store, "--to", store.parent / "." / ".." / store.parent.name / store.name)
    assert (done.returncode, "onto itself" in done.stderr) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["民勤", "寿光"])
def test_the_page_read_last_is_known_also_after_a_rebuild(tmp_path: Path, name: str) -> None:
    store = tmp_path / "graph.lbug"
    last = next(file for file in EXAMPLES.iterdir() if name in file.name)
    others = [file for file in EXAMPLES.iterdir() if file != last]
    assert wangge("ingest", others[0], store=store).returncode == 0
    assert wangge("ingest", last, store=store).returncode == 0
    assert wangge("rebuild", store=store).returncode == 0
    with open_store(str(store)) as reader:
        file = last_file(reader)
        assert [one.source for one in reader.files() if one.digest == file] == [str(last)]


@pytest.mark.slow
def test_any_order_grouping_and_number_of_jobs_give_the_same_export(read_store: Path, tmp_path: Path) -> None:
    wanted = exported(read_store, tmp_path)
    files = sorted(EXAMPLES.iterdir(), reverse=True)
    for number, groups in enumerate([[[file] for file in files], [files], [files[:1], files]]):
        store = tmp_path / f"{number}.lbug"
        for group in groups:
            done = wangge(
                "ingest", *(file.relative_to(EXAMPLES.parent) for file in group), "--jobs", 1 + number % 2, store=store
            )
            assert done.returncode == 0, done.stderr
        assert exported(store, tmp_path) == wanted


def test_a_name_mistyped_is_told_the_close_ones_and_a_county_by_name_its_code(read_store: Path, tmp_path: Path) -> None:
    done = wangge("show", "谭景袋", store=read_store)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "wangge: nothing in the store is called '谭景袋'; close to it: 谭景岱\n"
    done = wangge("ingest", "examples", "--area", "沂水县", store=tmp_path / "graph.lbug")
    assert (done.returncode, done.stderr) == (
        2,
        "wangge: --area '沂水县' is no county's code; give 371323 (山东省临沂市沂水县)\n",
    )


def test_namesakes_are_told_apart_by_their_posts(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for day, body in ((12, "水利局"), (13, "民政局")):
        page = pages / f"沂水-2023-04-{day}.txt"
        page.write_text(f"座谈会召开\n\n沂水讯 4月{day}日，沂水县{body}局长张伟主持召开座谈会。\n", "utf-8")
    store = tmp_path / "graph.lbug"
    assert wangge("ingest", pages, "--tagger", "none", store=store).returncode == 0
    done = wangge("decide", "张伟", "沂水县", "same", store=store)
    assert done.returncode == 2
    assert "沂水县水利局 局长" in done.stderr
    assert "沂水县民政局 局长" in done.stderr


def test_what_is_withdrawn_is_not_withdrawn_again_but_its_withdrawal_is(store: Path) -> None:
    made = json.loads(wangge("decide", "寿光市", "民勤县", "same", "--json", store=store).stdout)
    withdrawal = json.loads(wangge("undo", made["id"], "--json", store=store).stdout)["id"]
    again = wangge("undo", made["id"], store=store)
    assert (again.returncode, "is withdrawn already" in again.stderr) == (2, True)
    assert wangge("undo", withdrawal, store=store).returncode == 0
    logged = json.loads(wangge("log", "--json", store=store).stdout)
    assert [one["state"] for one in logged if one["id"] == made["id"]] == [made["state"]]
