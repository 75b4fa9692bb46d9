"""The tagger: words that tile a text, the same alone and among others; a clear word where it cannot run."""

from __future__ import annotations

import sys

import pytest

from ingest.mentions import tagger
from ingest.mentions.words import cut_units
from ontology.errors import UsageError

TEXT = "居民李秀英说，安溪县图书馆明天开门。"


def test_words_tile_the_text_and_persons_are_tagged() -> None:
    words = tagger.tag(TEXT)
    assert [word.start for word in words] == [0, *(word.end for word in words[:-1])]
    assert words[-1].end == len(TEXT)
    assert "李秀英" in {TEXT[word.start : word.end] for word in words if word.tag == "PER"}


def test_a_text_is_tagged_alike_however_often_and_after_whatever() -> None:
    first = tagger.tag(TEXT)
    tagger.tag("另一句话，长一些也短一些。" * 7)
    assert tagger.tag(TEXT) == first


def test_no_text_has_no_words() -> None:
    assert tagger.tag("") == ()


def test_units_are_the_fewest_and_join_letters() -> None:
    text = "LED灯200盏送到幼儿园"
    units = [text[start:end] for start, end in cut_units(text)]
    assert "".join(units) == text
    assert {"LED", "200", "幼儿园"} <= set(units)


def test_a_missing_runtime_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    tagger._model.cache_clear()
    with pytest.raises(UsageError, match=r"onnxruntime.*--tagger none"):
        tagger.tag(TEXT)
    tagger._model.cache_clear()
