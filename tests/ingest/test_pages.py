"""Files of every kind and encoding become pages; what cannot be read ends as one clear error, and the rest goes on."""

from __future__ import annotations

import io
import os
import time
import zipfile
from copy import deepcopy
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest import pipeline
from ingest.formats import markdown, plain
from ingest.formats import pdf as pdf_format
from ingest.pages import Source, page_of, pages
from ontology.errors import InputError
from ontology.records import Page

TEXT = "张炉集镇 开展义诊活动\n\n东昌府讯 近日，张炉集镇开展义诊活动，受到群众好评。\n\n（融媒体 高远）\n"


def text_of(data: bytes, name: str = "page.txt") -> str:
    return page_of(Source(name, data=data)).text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_encoding_is_found_by_content(encoding: str) -> None:
    assert text_of(TEXT.encode(encoding)) == TEXT


@given(
    st.text(alphabet="的一是在了不和有大这主中人上为们地个用工时要动国产以我到他会，。：“”", min_size=40, max_size=200)
)
@settings(max_examples=100, deadline=None)
def test_ordinary_text_survives_every_encoding(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("⼤专家进⼭，⺠警和局⻓", "大专家进山，民警和局长"),
        ("近日，\u2003某镇\xa0举行\u200b义诊", "近日，\u3000某镇 举行义诊"),
        ("第一页\x0c第二页", "第一页\n第二页"),
    ],
    ids=["radicals for characters", "spaces of other widths", "a new page"],
)
def test_characters_that_only_look_alike_become_plain(raw: str, text: str) -> None:
    assert text_of(raw.encode()) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("4 月 24 日，签约率达 71.5% ，", "4月24日，签约率达71.5%，"),
        ("开展 “ 名医下乡 ” 义诊", "开展“名医下乡”义诊"),
        ("举行“铭记历史” 主题仪式", "举行“铭记历史” 主题仪式"),
        ("近 日 ， 某 镇 举 行 义 诊", "近日，某镇举行义诊"),
        ("记者 高远 通讯员 米禾", "记者 高远 通讯员 米禾"),
    ],
)
def test_spaces_that_a_pdf_puts_between_fonts_go_and_those_of_the_text_stay(raw: str, text: str) -> None:
    assert pdf_format.page_text(raw) == text


@pytest.mark.parametrize("steering", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u2066", "\x7f", "\uffff", "\ud800"])
def test_no_character_that_steers_a_terminal_or_breaks_an_export_is_kept_and_no_word_is_lost(steering: str) -> None:
    text = plain.checked(f"近日，{steering}县长费清远调研。", "a.txt")
    assert text == f"近日，{steering[1:]}县长费清远调研。"


def test_line_ends_become_newlines() -> None:
    assert text_of("近日，\r\n某镇\r举行".encode()) == "近日，\n某镇\n举行"


BAD = {
    "empty": (b"", "the file is empty"),
    "blank": ("　\n \n".encode(), "the file is empty"),
    "half a character, UTF-8": (TEXT.strip().encode()[:-1], "half a character"),
    "half a character, GB18030": (f"近日，{TEXT}好评".encode("gb18030")[:-1], "half a character"),
    "half a character, UTF-16": (TEXT.encode("utf-16-le")[:-1], "half a character"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(40), "a picture"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "old or encrypted Office file"),
    "bytes without meaning": (bytes(range(256)) * 20, "not text"),
    "a bad byte in the middle": (TEXT.encode()[:60] + b"\xff" + TEXT.encode()[60:], "unknown encoding"),
    "Big5": ("東昌府訊 近日，張爐集鎮開展義診活動，受到群眾好評。".encode("big5"), "unknown encoding"),
    "garbled before it was saved": ((TEXT * 4).encode().decode("gb18030", "replace").encode(), "garbled"),
    "a line of ten megabytes": (("字" * 3_500_000).encode(), "a line of 3,500,000 characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_text_says_what_is_wrong_and_what_to_do(name: str) -> None:
    data, problem = BAD[name]
    with pytest.raises(InputError) as error:
        text_of(data)
    assert problem in error.value.problem
    assert error.value.where == "page.txt"
    assert error.value.remedy
    assert "\n" not in str(error.value)


def word(build: str = "plain", *, password: bool = False) -> bytes:
    document = docx.Document()
    document.add_heading("张炉集镇开展义诊", 0)
    document.add_paragraph("东昌府讯 近日，张炉集镇开展义诊。")
    document.add_table(1, 2).cell(0, 1).text = "表中的话。"
    table = document.add_table(1, 3)
    for cell, text in zip(table.row_cells(0), ("高远", "第一网格", "网格长"), strict=True):
        cell.text = text
    document.add_paragraph("（融媒体 高远）")
    document.sections[0].header.paragraphs[0].text = "东昌府区报 2022年10月28日 第3版"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_gives_heading_paragraphs_tables_and_masthead_in_order() -> None:
    assert text_of(word(), "a.docx").split("\n") == [
        "东昌府区报 2022年10月28日 第3版",
        "# 张炉集镇开展义诊",
        "东昌府讯 近日，张炉集镇开展义诊。",
        "",
        "表中的话。",
        "高远\t第一网格\t网格长",
        "（融媒体 高远）",
    ]


def pdf(text: str | None, *, password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    if text is not None:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 10 200 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = stream
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_its_text_layer() -> None:
    assert "Wangge 2022" in text_of(pdf("Wangge 2022"), "a.pdf")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.pdf", b"%PDF-1.4\njunk", "the PDF is damaged"),
        ("a.pdf", pdf("Wangge")[:300], "the PDF is damaged"),
        ("a.pdf", pdf(None), "no text layer"),
        ("a.pdf", pdf("Wangge", password="secret"), "locked with a password"),
        ("a.docx", word()[:4000], "damaged"),
        ("a.docx", b"PK\x03\x04junk", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(64), "locked with a password"),
        ("a.html", b"<html><body><script>var a = 1;</script></body></html>", "no text of its own"),
    ],
)
def test_a_damaged_or_locked_file_says_so(name: str, data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as error:
        text_of(data, name)
    assert problem in error.value.problem
    assert error.value.where == name
    assert error.value.remedy


def test_what_a_file_is_counts_before_what_its_name_says() -> None:
    assert "Wangge" in text_of(pdf("Wangge"), "a.txt")
    assert (
        text_of(b"<!DOCTYPE html><body><p>" + "近日，某镇举行义诊。".encode() + b"</p></body>", "page")
        == "近日，某镇举行义诊。"
    )


def test_markdown_keeps_headings_and_drops_other_marks() -> None:
    source = "---\ntitle: 义诊\ndate: 2022-10-28\n---\n\n标题\n====\n> **近日**，[某镇](http://a.cn)`举行`义诊。\n- 第一项\n\n小标题\n---\n"
    assert markdown.text_of(source).split("\n") == [
        "# 义诊",
        "发布时间：2022-10-28",
        "",
        "# 标题",
        "近日，某镇举行义诊。",
        "第一项",
        "",
        "## 小标题",
        "",
    ]


def zipped(members: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def told(found: list[Page | InputError]) -> dict[str, str]:
    return {
        (item.where if isinstance(item, InputError) else item.source): (
            item.problem if isinstance(item, InputError) else "read"
        )
        for item in found
    }


def test_each_file_of_an_archive_ends_as_a_page_or_an_error(tmp_path: Path) -> None:
    path = zipped(
        {
            "b.txt": TEXT.encode(),
            "a/c.md": TEXT.encode(),
            "bomb.txt": b"0" * 30_000_000,
            "../evil.txt": TEXT.encode(),
            "/root.txt": TEXT.encode(),
            "inner.zip": b"PK",
            "pic.jpg": b"\xff\xd8\xff",
            "__MACOSX/x": b"x",
        },
        tmp_path / "x.zip",
    )
    found = list(pages([path]))
    assert {name.removeprefix(f"{path}/"): problem for name, problem in told(found).items()} == {
        "../evil.txt": "its name leads out of the archive",
        "/root.txt": "its name leads out of the archive",
        "a/c.md": "read",
        "b.txt": "read",
        "bomb.txt": "it unpacks from 29,175 to 30,000,000 bytes",
        "inner.zip": "an archive within an archive",
        "pic.jpg": "a picture (JPEG), not text",
    }
    assert sorted(tmp_path.parent.rglob("evil.txt")) == []


def test_names_in_gbk_within_an_archive_are_read(tmp_path: Path) -> None:
    path = zipped({"AAAA.txt": TEXT.encode()}, tmp_path / "x.zip")
    path.write_bytes(path.read_bytes().replace(b"AAAA.txt", "寿光".encode("gbk") + b".txt"))
    (page,) = pages([path])
    assert isinstance(page, Page)
    assert page.source == f"{path}/寿光.txt"


def test_a_damaged_or_locked_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04junk")
    (tmp_path / "none.zip").write_bytes(zipped({}, tmp_path / "y.zip").read_bytes())
    locked = zipped({"a.txt": TEXT.encode()}, tmp_path / "z.zip").read_bytes()
    # The flag of a password, in the member's own head and in the archive's list.
    locked = locked.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    (tmp_path / "locked.zip").write_bytes(locked)
    problems = [str(item) for name in ("bad", "none", "locked") for item in pages([tmp_path / f"{name}.zip"])]
    assert "damaged" in problems[0]
    assert "holds no file" in problems[1]
    assert "locked with a password" in problems[2]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.md", ".hidden.txt", ".git/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = [item.source for item in pages([tmp_path]) if isinstance(item, Page)]
    assert [name.removeprefix(f"{tmp_path}/") for name in found] == ["b.txt", "c.txt", "a/y.md", "a/z.txt"]


def test_what_a_folder_holds_besides_pages_is_told_and_left_out_unless_it_is_given_itself(tmp_path: Path) -> None:
    for name in ("read.py", "日报2023.04.12", "日报.第3版", "页.TXT"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "页.php").write_text(f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    found = told(list(pages([tmp_path])))
    assert [problem for problem in found.values() if problem != "read"] == ["a .py file is no page"]
    assert len(found) == 5
    assert list(told(list(pages([tmp_path / "read.py"]))).values()) == ["read"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    found = list(pages([tmp_path / "a.txt", tmp_path / "missing", "", tmp_path / "b.txt"]))
    assert list(told(found).values()) == ["the file is empty", "no such file or folder", "an empty path", "read"]


def test_the_same_bytes_have_the_same_digest_under_any_name() -> None:
    assert page_of(Source("a.txt", data=TEXT.encode())).digest == page_of(Source("b", data=TEXT.encode())).digest


def test_a_word_file_is_read_whatever_became_of_its_pictures(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("近日，某镇举行义诊活动。")
    document.save(str(tmp_path / "whole.docx"))
    with zipfile.ZipFile(tmp_path / "whole.docx") as whole, zipfile.ZipFile(tmp_path / "a.docx", "w") as other:
        for info in whole.infolist():
            other.writestr(info, whole.read(info))
        other.writestr("word/media/image1.png", b"picture" * 100, zipfile.ZIP_DEFLATED)
    damaged = bytearray((tmp_path / "a.docx").read_bytes())
    at = damaged.index(b"word/media/image1.png") + len(b"word/media/image1.png")
    damaged[at : at + 8] = b"\xff" * 8
    (tmp_path / "a.docx").write_bytes(damaged)
    assert list(told(list(pages([tmp_path / "a.docx"]))).values()) == ["read"]


def test_a_folder_that_cannot_be_listed_is_told_and_linked_ones_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "近日，某镇举行义诊活动。"
    for name in ("in/a.txt", "elsewhere/b.txt", "in/locked/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "in" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "back").symlink_to(tmp_path / "in")
    listed = os.scandir

    def refused(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refused)
    assert list(told(list(pages([tmp_path / "in"]))).values()) == [
        "read",
        "read",
        "the folder cannot be read (Permission denied)",
    ]


def test_a_name_in_gbk_is_read_and_a_fault_of_the_reader_is_told_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / os.fsdecode("版面.txt".encode("gb18030"))).write_text("近日，某镇举行义诊活动。", "utf-8")
    assert [Path(one.source).name for one in pages([tmp_path]) if isinstance(one, Page)] == ["版面.txt"]

    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(pipeline, "read_page", broken)
    (failed,) = pipeline.read([tmp_path])
    assert isinstance(failed, InputError)
    assert "the reader failed on it (KeyError" in str(failed)


def test_a_row_of_very_many_cells_and_very_many_hidden_parts_are_read_in_linear_time() -> None:
    document = docx.Document()
    row = document.add_table(1, 1)._tbl.tr_lst[0]
    row.tc_lst[0].p_lst[0].add_r().text = "高远"
    for _ in range(2_999):
        row.append(deepcopy(row.tc_lst[0]))
    packed = io.BytesIO()
    document.save(packed)
    hidden = "<p>近日，某镇举行义诊。</p><div>" + "<script>x</script>村民说好，" * 30_000 + "</div>"
    start = time.process_time()
    assert page_of(Source("a.docx", data=packed.getvalue())).text.count("高远") == 3_000
    assert page_of(Source("a.html", data=hidden.encode())).text.count("村民说好") == 30_000
    assert time.process_time() - start < 15  # it would be minutes
