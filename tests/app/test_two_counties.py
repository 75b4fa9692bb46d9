"""Two counties whose papers both write 县政府, 张建军 and 村民: what a first user asks of them, and is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import wangge

PAGES = {
    "寿阳-2024-05-20": """县政府召开春季防火工作推进会

本报讯（记者 尹佳禾） 5月17日，县政府召开春季森林草原防火工作推进会。县长武承恩主持会议，副县长郗志远作安排部署。

会议指出，截至4月底，全县共排查火灾隐患126处。


宗艾镇开展志愿服务活动

本报讯（通讯员 祁文博） 5月14日，宗艾镇党委副书记郝俊生参加志愿服务活动。原宗艾镇党委书记甄国梁也到场。

“理发的手艺好。”宗艾村村民郭秀莲笑着说。宗艾镇中心小学五年级学生尚雨桐给老人表演了节目。


寿阳县人民代表大会常务委员会任免名单

（2024年5月16日寿阳县第十七届人民代表大会常务委员会第二十一次会议通过）

任命：

张建军为寿阳县民政局局长；

免去：

宋来福的寿阳县民政局局长职务。
""",
    "寿阳-2024-06-12": """县民政局走访慰问困难群众

本报讯（通讯员 祁文博） 6月8日，县民政局局长张建君一行到平头镇走访慰问困难老人。平头镇副镇长贾小龙陪同。
""",
    "盱眙-2024-05-22": """县政府部署夏粮收购工作

盱眙讯 5月20日，县政府召开夏粮收购工作会议，县长邵明哲出席会议并讲话，副县长殷世勋主持。今年全县计划收购小麦18万吨。


马坝镇举行助学金发放仪式

盱眙讯 5月18日上午，马坝镇助学金发放仪式在马坝中学举行，副镇长张建军出席仪式。
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counties")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def told(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The store, and what `ingest` said."""
    store = tmp_path_factory.mktemp("store") / "graph.lbug"
    done = wangge("ingest", folder, "--tagger", "none", store=store)
    assert done.returncode == 0, done.stderr
    return store, done.stderr


@pytest.fixture(scope="module")
def store(told: tuple[Path, str]) -> Path:
    return told[0]


def rows(store: Path, name: str, *words: object) -> list[dict[str, str]]:
    done = wangge("query", name, "--format", "csv", *words, store=store)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def listed(store: Path, *words: object) -> Any:
    done = wangge(*words, "--json", store=store)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_ingest_says_of_every_file_in_one_line_its_date_and_area_and_what_they_rest_on(
    told: tuple[Path, str], folder: Path
) -> None:
    said = [line for line in told[1].splitlines() if line.startswith("  ")]
    assert [line.split(" (")[0].strip() for line in said] == [
        f"date {name.partition('-')[2]}" for name in sorted(PAGES)
    ]
    assert all(" area " in line and line.count("文件名") == 2 for line in said)
    again = wangge("ingest", folder, "--tagger", "none", store=told[0]).stderr
    assert [line for line in again.splitlines() if line.startswith("  ")] == said


def test_ingest_ends_with_the_sum_of_files_articles_and_statements(told: tuple[Path, str]) -> None:
    store, said = told
    made = listed(store, "stats")
    last = said.splitlines()[-1]
    assert last.startswith(f"3 files for {store}: 3 read ({made['Article']} articles, {made['Statement']} statements)")


def test_articles_of_one_file_that_differ_in_their_county_have_a_line_for_each_county(tmp_path: Path) -> None:
    page = tmp_path / "版面.txt"
    page.write_text(
        "寿阳县召开防火会议\n\n寿阳讯 2024年5月17日，寿阳县应急管理局召开防火会议。\n\n\n"
        "盱眙县召开夏收会议\n\n盱眙讯 2024年5月18日，盱眙县农业农村局召开夏收会议。\n",
        "utf-8",
    )
    said = wangge("ingest", page, "--tagger", "none", store=tmp_path / "graph.lbug").stderr.splitlines()
    of = [line.strip() for line in said if line.startswith("  ")]
    assert all(line.startswith("1 article: date ") for line in of)
    assert ["140725" in line for line in of] == [True, False]
    assert ["320830" in line for line in of] == [False, True]


def test_a_tenure_of_somebody_without_a_reported_post_says_so_in_one_line_and_is_an_empty_list_in_json(
    store: Path,
) -> None:
    done = wangge("tenure", "郭秀莲", store=store)
    assert (done.returncode, done.stdout) == (0, "郭秀莲: 未见任职报道 no post is reported\n")
    assert listed(store, "tenure", "郭秀莲") == []
    before = wangge("tenure", "宋来福", "--as-of", "2001-01-01", store=store)
    assert before.stdout.rstrip().endswith("on 2001-01-01")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "县政府"),
        ("tenure", "县政府"),
        ("query", "tenures", "--param", "organization=县政府"),
        ("query", "neighbours", "--param", "entity=县政府"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_name_of_several_is_answered_for_all_and_they_are_listed_with_county_and_id(
    store: Path, words: tuple[str, ...]
) -> None:
    done = wangge(*words, store=store)
    assert done.returncode == 0, done.stderr
    first, *others = done.stderr.splitlines()
    assert "2 are called so" in first
    assert "give its id" in first
    assert ["寿阳县 140725" in line for line in others] == [True, False]
    assert ["盱眙县 320830" in line for line in others] == [False, True]
    one = others[0].split()[0]
    again = wangge("show", one, store=store)
    assert (again.returncode, again.stderr) == (0, "")
    assert "盱眙" not in again.stdout
    asked = wangge(*words, "--json", store=store)
    assert asked.stderr == ""


def test_a_decision_about_a_name_of_several_lists_them_with_county_and_posts_and_takes_none(store: Path) -> None:
    done = wangge("rename", "张建军", "张建君", store=store)
    assert done.returncode == 2
    assert "山西省晋中市寿阳县 140725, 寿阳县民政局 局长" in done.stderr
    assert "江苏省淮安市盱眙县 320830, 马坝镇 副镇长" in done.stderr
    assert listed(store, "log") == []


def test_a_resident_or_a_pupil_holds_no_post_in_any_table_and_is_exported_only_when_asked_for(
    store: Path, tmp_path: Path
) -> None:
    private = {"郭秀莲", "尚雨桐"}
    said = listed(store, "show", "尚雨桐")[0]["statements"]
    assert said
    assert "五年级学生" not in {one["role"] for one in said}
    for name in ("posts-in-area", "tenures", "appointments", "concurrent-posts", "namesakes"):
        assert private.isdisjoint({value for row in rows(store, name) for value in row.values()}), name
    assert listed(store, "tenure", "宗艾镇中心小学") == []
    for path, more in ((tmp_path / "public.ttl", ()), (tmp_path / "private.ttl", ("--private",))):
        assert wangge("export", "rdf", "--output", path, *more, store=store).returncode == 0
    public, everything = ((tmp_path / name).read_text("utf-8") for name in ("public.ttl", "private.ttl"))
    assert not [name for name in private if name in public]
    assert all(name in everything for name in private)
    assert "五年级学生" not in {row["role"] for row in memberships(everything)}


def memberships(turtle: str) -> list[dict[str, str]]:
    """The holders and roles of all org:Membership."""
    import pyoxigraph as ox

    graph = ox.Store()
    graph.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    found = graph.query(
        "PREFIX org: <http://www.w3.org/ns/org#> PREFIX wg: <https://w3id.org/wangge/ontology#> "
        "SELECT ?holder ?role WHERE { ?m a org:Membership ; org:member/wg:name ?holder ; wg:role ?role }"
    )
    assert isinstance(found, ox.QuerySolutions)
    return [{"holder": str(one["holder"].value), "role": str(one["role"].value)} for one in found]


def test_only_an_end_that_the_text_says_is_one_and_the_last_report_is_none(store: Path) -> None:
    of = {row["person"]: row for row in rows(store, "posts-in-area")}
    ends = ("start_date", "end_date", "ended_by", "first_seen", "last_seen")
    assert [of["郝俊生"][name] for name in ends] == ["", "", "", "2024-05-20", "2024-05-20"]
    assert [of["宋来福"][name] for name in ends] == ["", "2024-05-16", "", "", ""]
    assert [of["甄国梁"][name] for name in ends] == ["", "", "2024-05-20", "", ""]


def test_a_figure_has_a_column_for_what_it_is_as_of_beside_the_day_of_issue(store: Path) -> None:
    found = {(row["value"], row["unit"]): (row["as_of"], row["published"]) for row in rows(store, "figures")}
    assert found["126", "处"] == ("2024-04", "2024-05-20")
    assert found["180000", "吨"] == ("2024", "2024-05-22")


def test_review_offers_two_names_of_one_post_that_differ_in_one_character_until_somebody_decides(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "graph.lbug"
    assert wangge("ingest", folder, "--tagger", "none", store=own).returncode == 0

    def offered() -> list[set[str]]:
        return [{one["left_name"], one["right_name"]} for one in listed(own, "review")["candidates"]]

    pair = {"张建军", "张建君"}
    (one,) = [one for one in listed(own, "review")["candidates"] if {one["left_name"], one["right_name"]} == pair]
    assert "寿阳县民政局 局长" in one["for"][0]["zh"]
    made = listed(own, "decide", one["left"], one["right"], "different")
    assert pair not in offered()
    assert wangge("undo", made["id"], store=own).returncode == 0
    assert pair in offered()
    listed(own, "decide", one["left"], one["right"], "same")
    assert pair not in offered()
    held = {row["person"] for row in rows(own, "posts-in-area", "--param", "area=寿阳县", "--param", "role=局长")}
    assert len(held & pair) == 1


def test_tables_for_people_say_vocabulary_codes_and_details_in_words_and_scripts_get_them_as_they_are(
    store: Path,
) -> None:
    people = wangge("query", "neighbours", "--param", "entity=寿阳县民政局", store=store).stdout
    assert "任职于 holdsPost" in people
    assert "关系" in people
    scripts = listed(store, "query", "neighbours", "--param", "entity=寿阳县民政局")
    assert "HOLDS_POST" in {one["relation"] for one in scripts}
    assert "山西省晋中市寿阳县 140725" in wangge("query", "coverage", store=store).stdout
    assert {one["area"] for one in listed(store, "query", "coverage")} == {"140725", "320830"}


@pytest.fixture(scope="module")
def removed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A removal with its day, and an article that calls the man former ten weeks later."""
    folder = tmp_path_factory.mktemp("removed")
    pages = {
        "磐安-2023-09-08": "王忠民任磐安县水务局局长\n\n9月6日，磐安县第十七届人民代表大会常务委员会第十三次会议决定："
        "任命王忠民为磐安县水务局局长；免去孔令华的磐安县水务局局长职务。\n",
        "磐安-2023-11-20": "原县水务局局长孔令华接受审查\n\n磐安讯 11月16日，据县纪委监委消息，原县水务局局长孔令华涉嫌严重违纪，"
        "目前正接受审查。\n",
    }
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    store = folder / "graph.lbug"
    assert wangge("ingest", *folder.glob("*.txt"), "--tagger", "none", store=store).returncode == 0
    return store


def test_who_is_called_former_later_does_not_hold_the_post_after_the_reported_end(removed: Path) -> None:
    (told,) = [one for one in listed(removed, "tenure", "磐安县水务局") if one["person"] == "孔令华"]
    assert (told["end"], told["inferred"]) == ("2023-09-06", [])
    assert "seen ? – ?" not in wangge("tenure", "孔令华", store=removed).stdout

    def holders(day: str) -> set[str]:
        words = ("--param", "organization=磐安县水务局", "--param", f"as_of={day}")
        return {row["person"] for row in rows(removed, "tenures", *words)}

    assert holders("2023-10-01") == {"王忠民"}
    assert "孔令华" in holders("2023-09-01")


def test_an_appointment_is_listed_whatever_the_headline_is_called(removed: Path) -> None:
    assert {(row["person"], row["change"]) for row in rows(removed, "appointments")} >= {
        ("王忠民", "appoints"),
        ("孔令华", "ended"),
    }
