"""The whole reader over files: options are checked, order and number of processes change nothing."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import read, read_page
from ontology.errors import InputError, UsageError
from ontology.records import FileReading, Page

PAGES = {
    "a.txt": "古楼街道 开展义诊\n\n东昌府讯 10月26日，古楼街道在铁塔社区开展义诊，服务居民260人次。\n\n（融媒体 高远）",
    "b.txt": "",
    "c.md": "# 柳园街道：夜校开课\n\n近日，柳园街道新时代文明实践所开办夜校，柳园街道党工委书记贺知远讲第一课。"
    "区文旅发展中心、区农业技术推广中心、区综合养老服务中心参加，区融媒体中心作了报道。",
    "d.txt": "2022年10月28日",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_file_ends_as_a_reading_or_an_error_in_the_order_given(folder: Path) -> None:
    found = list(read([folder], tagger="none", area="371502", published="2022-10-28"))
    assert [type(item) for item in found] == [FileReading, InputError, FileReading, InputError]
    first = found[0]
    assert isinstance(first, FileReading)
    assert (first.source, first.area_option, first.published_option) == (str(folder / "a.txt"), "371502", "2022-10-28")
    assert first.reader.endswith("+none")
    assert "".join(s.text for s in first.readings[0].sentences) == first.readings[0].article.text


def test_more_processes_give_the_same_readings(folder: Path) -> None:
    def told(jobs: int) -> list[object]:
        return [
            item.to_dict() if isinstance(item, FileReading) else str(item)
            for item in read([folder], tagger="none", jobs=jobs)
        ]

    assert told(2) == told(1)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"published": "gestern"}, "--published"),
        ({"published": "2022-13"}, "--published"),
        ({"area": "371599"}, "--area"),
        ({"area": "37"}, "--area"),
        ({"tagger": "magic"}, "no tagger"),
    ],
)
def test_a_wrong_option_is_a_usage_error_with_what_would_be_right(options: dict[str, str], problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as error:
        read_page(Page(source="a.txt", digest="", text=PAGES["a.txt"]), **options)  # type: ignore[arg-type]
    assert error.value.remedy


def test_the_collector_of_garbage_rests_while_a_page_is_read_and_would_find_nothing(folder: Path) -> None:
    pages = [folder / "a.txt", folder / "c.md"]
    first = list(read(pages, tagger="none"))  # the word lists are loaded
    assert gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        assert list(read(pages, tagger="none")) == first
        assert not gc.isenabled(), "what rested before goes on resting"
        assert gc.collect() == 0, "something that reading makes refers back to itself"
    finally:
        gc.enable()


def _names(count: int) -> list[str]:
    return [
        a + b + c
        for a in "王李张刘陈杨黄赵吴周徐孙朱马胡郭林何"
        for b in "建国文志海"
        for c in "伟芳娜敏静丽强磊军洋勇艳"
    ][:count]


TWICE_AS_LONG: dict[str, Callable[[int], str]] = {
    "known places one behind another": lambda n: "东昌府区" * 5 * n,
    "visitors and villages in a paragraph": lambda n: "".join(f"{name}一行来到{name[1:]}村，" for name in _names(n)),
    "events in one list": lambda n: "举办" + "、".join(f"“{name}”擂台赛" for name in _names(n)),
    "a house in which all is held": lambda n: "活动在歌风社区党群服务中心举行。" * n,
    "branches of branches of a bank": lambda n: "中原银行兰考县" * n,
    "one leader with others along in each sentence": lambda n: "".join(
        f"随后，县长费清远一行到{name[1:]}镇调研，副县长{name}陪同。" for name in _names(n // 2)
    ),
    "works of many villages": lambda n: "".join(f"{name}村实施{name}改造工程，投资9万元。" for name in _names(n // 2)),
    "people by their callings": lambda n: "".join(f"医生{name}、" for name in _names(n)),
}
"""Articles whose names have to be held against each other; each is of as many as names."""


def _calls(text: str, *, events: tuple[str, ...] = ("call",)) -> int:
    """How many functions are called to read an article of this text."""
    made = [0]

    def counted(_frame: object, event: str, _argument: object) -> None:
        made[0] += event in events

    sys.setprofile(counted)
    try:
        read_page(Page(source="a.txt", digest="", text=f"会议\n{text}。"), area="371502", tagger="none")
    finally:
        sys.setprofile(None)
    return made[0]


@pytest.mark.parametrize("name", TWICE_AS_LONG)
def test_an_article_twice_as_long_takes_twice_the_calls(name: str) -> None:
    _calls(TWICE_AS_LONG[name](20))  # the tables
    assert _calls(TWICE_AS_LONG[name](800)) < 2.3 * _calls(TWICE_AS_LONG[name](400))


@pytest.mark.parametrize("text", ["近日，活动举行，羊村、", "近日，活动举行。这里有茶村、", "、羊村近日举行活动。"])
def test_an_article_that_begins_or_ends_in_the_middle_of_a_list_is_read(text: str) -> None:
    page = Page(source="a.txt", digest="", text=f"某镇举行义诊\n{text}")
    assert read_page(page, tagger="none").readings[0].article.text.endswith(text)


def test_a_list_of_very_many_items_that_names_no_contest_is_read() -> None:
    text = f"近日，某镇推出{'惠农贷、' * 400}惠农贷。小麦{'和玉米' * 400}（吨）产量分别增长8.1%、9.2%。"
    page = Page(source="a.txt", digest="", text=f"某镇举行义诊\n{text}")
    assert read_page(page, tagger="none").readings[0].article.text.endswith(text)


_CALLS_OF_NEWS = 600
"""Functions that are called for a code point of news, Python's own among them."""


@pytest.mark.parametrize("word", ["会", "签约", "户", "五家", "观摩", "举行", "镇", "捐赠"])
def test_a_word_again_and_again_takes_no_more_calls_than_news(word: str) -> None:
    run = word * (6_000 // len(word))
    _calls(word)  # the tables
    assert _calls(run, events=("call", "c_call")) < _CALLS_OF_NEWS * len(run)


@pytest.mark.parametrize("table", ["relations.EXTRACTORS", "mentions.MENTION_FINDERS"])
def test_a_rule_that_fails_is_told_once_and_the_others_read_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    def broken(*_: object) -> list[object]:
        raise IndexError("list index out of range")

    package, name = table.split(".")
    rules = getattr(importlib.import_module(f"ingest.{package}"), name)
    monkeypatch.setattr(f"ingest.{table}", (("broken/1", broken), *rules))
    whole, failed = read([folder / "c.md"], tagger="none", area="371502")
    assert isinstance(whole, FileReading)
    assert isinstance(failed, InputError)
    assert str(failed).startswith(f"{folder / 'c.md'}: the rule broken/1 failed on “")
    assert "IndexError: list index out of range" in str(failed)
    (reading,) = whole.readings
    assert [one.predicate for one in reading.statements if one.predicate == "holdsPost"]
    assert any(entity.type == "Place" for entity in reading.entities)
    with pytest.raises(IndexError):  # a caller of one page who asks for no list of faults is not left unaware
        read_page(Page(source="c.md", digest="", text=PAGES["c.md"]), tagger="none")


def test_a_package_that_is_missing_is_no_fault_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> list[object]:
        raise UsageError("the tagger needs onnxruntime", remedy="install it, or use --tagger none")

    monkeypatch.setattr("ingest.mentions.MENTION_FINDERS", (("missing/1", missing),))
    with pytest.raises(UsageError, match="onnxruntime"):
        list(read([folder / "c.md"], tagger="lac", area="371502"))
