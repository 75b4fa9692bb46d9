"""The tagger: words that tile a text, the same alone and among others; a clear word where it cannot run."""

from __future__ import annotations

import sys

import pytest

from ingest import mentions
from ingest.mentions import tagger
from ingest.mentions.words import cut_units
from ingest.sentences import sentences
from ontology.errors import UsageError
from ontology.records import Article, Context

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


@pytest.mark.parametrize(
    ("text", "named", "belied"),
    [
        ("侨乡村具备社区老人活动中心和文艺广场。", "侨乡村", "具备社区"),
        ("南山街道推出社区公益集市。", "南山街道", "推出社区"),
        ("三阳村空地修成小广场，老街排涝泵站开机。", "老街排涝泵站", "空地修成小广场"),
        ("总工会决定命名山东明达建设集团为先进。", "山东明达建设集团", "命名山东明达建设集团"),
        ("他希望大埔县马坪镇加大投入，梅江区残联组织县新联会走访。", "马坪镇", "梅江区残联组织县新联会"),
        ("侨乡村关心下一代工作委员会到侨乡原始村落走访。", "侨乡村关心下一代工作委员会", "侨乡原始村"),
    ],
)
def test_a_name_in_which_the_tagger_sees_a_verb_or_a_word_over_its_end_is_none(
    text: str, named: str, belied: str
) -> None:
    article = Article(id="a" * 20, title=None, dateline=None, body=(0, len(text)), byline=(), text=text)
    found = {one.text for one in mentions.find(article, sentences(article), Context(area="441403"))}
    assert named in found
    assert belied not in found


@pytest.mark.parametrize(
    ("text", "named", "words"),
    [
        (
            "县政协委员和爱心企业家捐资，有关企业家爱心捐赠活动走进南山小学，副校长方向接受。",
            "方向",
            ["爱心", "和爱心"],
        ),
        ("专家就群众路线与社会治理调研，各级人大代表要进一步提高站位。", None, ["路线", "要进"]),
        ("镇长成钢介绍了第一书记有关工作情况，负责人由衷地点赞。", "成钢", ["有关工", "由衷地"]),
        ("小区居民楼临路的墙面挂满照片，及时解决相关负责人项目推进中的难题。", None, ["楼临路", "项目推"]),
        ("于秦望社区按照上级的部署认真防汛，涌现出一批党员和文明家庭。", None, ["部署", "和文明"]),
        ("村民于登银和居民折永刚、党员包幼芬帮着整地。", "于登银", []),
    ],
)
def test_words_behind_a_title_that_the_tagger_reads_as_words_name_nobody(
    text: str, named: str | None, words: list[str]
) -> None:
    article = Article(id="a" * 20, title=None, dateline=None, body=(0, len(text)), byline=(), text=text)
    found = {
        one.text for one in mentions.find(article, sentences(article), Context(area="441403")) if one.type == "Person"
    }
    assert named is None or named in found
    assert not found & set(words)
