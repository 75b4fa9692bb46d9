"""Tables for people: dates, numbers and ids are whole at any width of the terminal, and nothing is left out."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from app.commands.common import print_table, short_path

ROW = {
    "person": "訾怀远",
    "body": "沂水县应急管理局",
    "from": "2023-05-18",
    "to": "",
    "id": "0a1b2c3d4e5f60718293",
    "reports": 12040,
}
UNCUT = ("2023-05-18", "0a1b2c3d4e5f60718293", "12040")


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(list(ROW), [ROW, ROW | {"person": "牟大川"}])
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [20, 40, 57, 58, 70, 80, 200])
def test_what_is_read_whole_is_not_cut(capsys, monkeypatch, width):
    text = "\n".join(printed(capsys, monkeypatch, width))
    for whole in (*UNCUT, "訾怀远", "牟大川"):
        assert whole in text
    assert text.endswith("2 rows")


def test_where_there_is_room_each_row_is_a_line_without_empty_columns(capsys, monkeypatch):
    out = printed(capsys, monkeypatch, 200)
    assert [part.strip() for part in out[1].strip("┃").split("┃")] == ["person", "body", "from", "id", "reports"]
    assert [part.strip() for part in out[3].strip("│").split("│")] == ["訾怀远", "沂水县应急管理局", *UNCUT]


def test_where_there_is_none_each_row_is_a_record(capsys, monkeypatch):
    assert printed(capsys, monkeypatch, 40)[:6] == [
        "person   訾怀远",
        "body     沂水县应急管理局",
        "from     2023-05-18",
        "id       0a1b2c3d4e5f60718293",
        "reports  12040",
        "",
    ]


def test_headings_of_any_letters_stand_whole(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "24")
    print_table(["指标数字", "first day", " "], [{"指标数字": 1, "first day": "2023", " ": "x"}])
    out = capsys.readouterr().out
    assert all(word in out for word in ("指标数字", "first day", "2023"))


def test_a_heading_has_its_chinese_name_over_it_or_before_it_in_a_record(capsys, monkeypatch):
    for width, line in ((200, "┃ 姓名 "), (20, "姓名 person  訾怀远")):
        monkeypatch.setenv("COLUMNS", str(width))
        print_table(list(ROW), [ROW], labels={"person": "姓名"})
        assert any(one.startswith(line) for one in capsys.readouterr().out.splitlines())


def test_a_sentence_of_two_lines_is_one_text(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_table(["sentence"], [{"sentence": "本报讯（记者 甲）\n6月10日，县委召开会议。"}])
    assert "本报讯（记者 甲） 6月10日，县委召开会议。" in capsys.readouterr().out


def test_no_row_is_said_with_all_columns(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_table(list(ROW), [])
    out = capsys.readouterr().out
    assert all(column in out for column in ROW)
    assert out.rstrip().endswith("0 rows")


SENTENCE = "沂水县应急管理局局长訾怀远到龙家圈街道走访检查防汛物资储备情况，并看望值守人员。"


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_a_long_text_is_folded_over_few_lines_or_stands_in_a_record(capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    row = {
        "subject": "訾怀远",
        "body": "沂水县应急管理局",
        "day": "2023-05-18",
        "modality": "reported",
        "evidence": SENTENCE,
    }
    print_table(list(row), [row])
    out = capsys.readouterr().out.splitlines()
    assert len(out) <= 3 + 5 + 2  # heading, a text's lines, the foot
    assert all(cell_len(line) <= width for line in out) or f"evidence  {SENTENCE}" in out


def test_short_texts_stand_whole_before_long_ones_get_more_room(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    row = {"subject": "沂水县应急管理局", "evidence": SENTENCE * 2}
    print_table(list(row), [row])
    assert "沂水县应急管理局" in capsys.readouterr().out


def test_a_path_is_shown_from_the_working_folder_on_or_by_its_last_part(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert short_path(str(tmp_path / "pages" / "a.txt")) == "pages/a.txt"
    assert short_path("/elsewhere/far/a.txt") == "a.txt"
    assert short_path("pages/a.txt") == "pages/a.txt"
