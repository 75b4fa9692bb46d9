"""Sentences tile an article's text, are never too long, and keep closing quotes with what they close."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import LONGEST, sentences, spans
from ontology.records import Article

TEXTS = st.text(alphabet="字甲，。！？”“』）…；、 \n\u3000A1", max_size=400)


def cut(text: str, *, headline: int = 0) -> list[str]:
    return [text[start:end] for start, end in spans(text, headline=headline)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲来了。乙走了！丙呢？", ["甲来了。", "乙走了！", "丙呢？"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("“水果来了。”“真甜！”居民说。", ["“水果来了。”", "“真甜！”", "居民说。"]),
        ("“真的吗？！”她问。", ["“真的吗？！”", "她问。"]),
        ("（甲来了。）乙走了。", ["（甲来了。）", "乙走了。"]),
        ("20分、50分……”每个积分对应不同物品。", ["20分、50分……”每个积分对应不同物品。"]),
        ("第一段。\n第二段。\n", ["第一段。\n", "第二段。\n"]),
        ("没有标点的小标题\n正文。", ["没有标点的小标题\n", "正文。"]),
        ("", []),
    ],
)
def test_a_text_is_cut_at_its_sentence_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_headline_is_one_sentence_whatever_marks_it_holds() -> None:
    title = "致敬！这些党员受表彰"
    assert cut(f"{title}\n正文。", headline=len(title)) == [f"{title}\n", "正文。"]


def test_an_overlong_sentence_is_cut_at_a_pause() -> None:
    text = "字" * 500 + "，" + "字" * 500 + "。"
    assert cut(text) == ["字" * 500 + "，", "字" * 500 + "。"]


@given(TEXTS, st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_sentences_tile_the_text(text: str, headline: int) -> None:
    assert "".join(cut(text, headline=headline)) == text
    assert all(0 < end - start <= LONGEST for start, end in spans(text, headline=headline))


@given(st.sampled_from(["字", "，", "“", "”", "（", "1", " "]), st.integers(1, 20_000))
@settings(max_examples=30, deadline=None)
def test_text_without_an_end_is_tiled_too(character: str, count: int) -> None:
    pieces = cut(character * count)
    assert "".join(pieces) == character * count
    assert max(map(len, pieces)) <= LONGEST


def test_ten_million_characters_without_punctuation_are_tiled() -> None:
    text = "字" * 10_000_000
    assert spans(text)[-1][1] == len(text)


def test_records_point_into_the_article() -> None:
    article = Article(id="a", title="标题", dateline=None, body=(3, 9), byline=(), text="标题\n甲。乙走了。")
    found = sentences(article)
    assert [sentence.text for sentence in found] == ["标题\n", "甲。", "乙走了。"]
    assert all(article.text[s.start : s.end] == s.text and s.article == "a" for s in found)
    assert len({sentence.id for sentence in found}) == 3
