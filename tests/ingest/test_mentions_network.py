"""The network's names: the same wherever a text is cut, and heard where the grammar is silent and the tagger asked."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ingest.evaluation.gold import GoldArticle, GoldEntity
from ingest.mentions import build_network, network
from ingest.mentions.organizations import unread
from ingest.mentions.view import View
from ingest.sentences import sentences
from ontology.records import Article, Context, Mention

TEXT = "潼阳县红十字会昨天来到柳河乡中心小学，为学生们上了一堂急救课。"
FAR = "这一天的天气很好，大家都说今年的收成不错，比往年来得早一些。" * 80


def view_of(text: str, tagger: str = "lac") -> View:
    article = Article(id="a" * 20, title=None, dateline=None, body=(0, len(text)), byline=(), text=text)
    return View(article=article, sentences=sentences(article), context=Context(area="371502"), tagger=tagger)


def mention(start: int, end: int, type_: str = "Place") -> Mention:
    return Mention(start=start, end=end, text=TEXT[start:end], type=type_, kind="Venue", rule="place/grammar")  # type: ignore[arg-type]


def seen(text: str) -> list[str]:
    return [text[name.start : name.end] for name in network.names(view_of(text), "Organization", 0.4)]


def test_names_lie_apart_and_are_as_likely_as_was_asked() -> None:
    found = network.names(view_of(TEXT * 3), "Organization", 0.4)
    assert found
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0.4 <= name.share <= 1 for name in found)


def test_a_long_text_read_in_blocks_has_the_names_of_the_same_text_read_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = FAR + TEXT + FAR + TEXT
    found = network.names(view_of(text), "Organization", 0.4)
    monkeypatch.setattr(network, "_BLOCK", 10 * len(text))
    assert network.names(view_of(text), "Organization", 0.4) == found


def test_far_away_text_changes_nothing() -> None:
    assert [name for name in seen(FAR + TEXT) if name in TEXT] == [
        name for name in seen(FAR + TEXT + FAR) if name in TEXT
    ]


def test_no_text_has_no_names() -> None:
    assert network.names(view_of(""), "Organization", 0.4) == ()


def test_it_is_heard_where_the_grammar_is_silent_or_read_a_part() -> None:
    (first, *_) = network.names(view_of(TEXT), "Organization", 0.4)
    part = mention(first.start, first.start + 2)
    for found in ((), (part,)):
        assert (first.start, first.end) in {(one.start, one.end) for one in unread.find(view_of(TEXT), found)}


def test_it_is_not_heard_where_the_grammar_read_the_same_or_more_nor_without_the_tagger() -> None:
    (first, *_) = network.names(view_of(TEXT), "Organization", 0.4)
    same, more = mention(first.start, first.end, "Organization"), mention(first.start, first.end + 2)
    crossing = mention(first.end - 1, first.end + 2)
    for found in ((same,), (more,), (crossing,)):
        assert (first.start, first.end) not in {(one.start, one.end) for one in unread.find(view_of(TEXT), found)}
    assert list(unread.find(view_of(TEXT, tagger="none"), ())) == []


def test_the_kind_is_that_of_the_longest_head_at_the_end() -> None:
    assert unread._head("某某县第二中学")[1] == "School"
    assert unread._head("某某社") == (2, unread._OTHER)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨天，部分市人大代表到场。", "市人大"),
        ("今年，中心还办了夜校。", "中心"),
        ("全县小学都来了。", "县小学"),
        ("县文旅局局长到场。", "县文旅局局"),
    ],
)
def test_a_head_alone_and_a_body_of_which_only_members_are_told_are_none(
    monkeypatch: pytest.MonkeyPatch, text: str, name: str
) -> None:
    start = text.index(name)
    monkeypatch.setattr(network, "names", lambda *_: (network.Name(start, start + len(name), 0.9),))
    assert list(unread.find(view_of(text), ())) == []


def test_what_is_spread_around_is_gathered_back() -> None:
    draw = np.random.default_rng(0)
    state, beside = draw.normal(size=(2, 9, 4)), draw.normal(size=(2, 9, 12))
    spread = build_network._around(state.astype(np.float32), 2)
    gathered = build_network._gathered(beside.astype(np.float32), 2)
    assert np.isclose((spread * beside).sum(), (state * gathered).sum(), atol=1e-4)


def test_annotated_names_are_found_longest_first_with_their_marks() -> None:
    gold = GoldArticle(
        key="a", title=None, area=None, byline=(), relations=(), posts=(), figures=(),
        entities=tuple(
            GoldEntity(types=frozenset({type_}), type=type_, names=names, optional=False)
            for type_, names in (("Place", ("柳河乡",)), ("Organization", ("柳河乡“春雨”合唱队", "合唱队")))
        ),
    )  # fmt: skip
    text = "柳河乡“春雨”合唱队到了，柳河乡的合唱队。"
    found = sorted(text[start:end] for start, end, _, _ in build_network._spans(text, gold))
    assert found == ["合唱队", "柳河乡", "柳河乡“春雨”合唱队"]
