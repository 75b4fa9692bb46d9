"""Quotations by weights: each short one is a case that may end behind it, and the article's quotations of a name agree."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions.programmes.quoted_model import cases, names
from tests.ingest.test_mentions import view_of

TEXTS = st.text(alphabet="县推行了“”“”《》夜课机制，。、的\n12日", min_size=1, max_size=60)


@settings(deadline=None)  # the first asks for the tables
@given(TEXTS)
def test_a_name_is_a_quotation_alone_or_with_its_marks_and_words_behind(text: str) -> None:
    view = view_of(text)
    for name in names(view, ()):
        start, end = name.span
        assert 0 <= name.chance <= 1
        assert (start, end) in view.quoted or (text[start] in '“‘「"' and any(start + 1 == a for a, _ in view.quoted))


@settings(deadline=None)
@given(TEXTS)
def test_all_quotations_of_a_name_are_as_likely(text: str) -> None:
    view = view_of(text)
    chances = defaultdict(set)
    for name in names(view, ()):
        start = name.span[0] if name.span in view.quoted else name.span[0] + 1
        quoted = next(text[a:b] for a, b in view.quoted if a == start)
        chances[quoted].add(name.chance)
    assert all(len(found) == 1 for found in chances.values())


@pytest.mark.parametrize("text", ["罗长庚说：“路修好了。”", "他读完了《夜课》。"])
def test_speech_and_titles_are_no_cases(text: str) -> None:
    assert not list(cases(view_of(text), ()))


def test_a_name_may_end_behind_each_of_the_next_words_up_to_a_mark() -> None:
    text = "镇里推行“夜课”管理机制，人人夸。"
    (case,) = cases(view_of(text), ())
    ends = [text[slice(case.span[0], end)] for end, _ in case.ends]
    assert ends[0] == "夜课"
    assert "夜课”管理机制" in ends
    assert not any("，" in end for end in ends)
