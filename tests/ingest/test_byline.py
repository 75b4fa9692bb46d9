"""Bylines and datelines: the table of cases, and that names lie where their spans say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.bylines import byline, signing
from ingest.context import dateline
from ingest.layout.articles import articles
from ontology.records import Page

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "bylines.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "names"), CASES["bylines"].items())
def test_a_byline_has_these_names_and_roles(text: str, names: list[list[str]]) -> None:
    found = byline.parse(text)
    assert found is not None
    assert [[signed.name, signed.role] for signed in found.names] == names
    for signed in found.names:
        written = "".join(text[slice(*signed.span)].split())
        assert written.replace("•", "·").replace(".", "·") == signed.name  # an inner dot as it should be


@pytest.mark.parametrize("text", CASES["none"])
def test_what_only_looks_like_a_byline_is_none(text: str) -> None:
    assert byline.parse(text) is None


@pytest.mark.parametrize(("paragraph", "ending"), CASES["ends"])
def test_a_paragraphs_last_words_are_a_byline_only_if_they_read_as_one(paragraph: str, ending: str | None) -> None:
    found = signing.at_end(paragraph)
    assert (paragraph[found[0] :] if found else None) == ending


@pytest.mark.parametrize(("paragraph", "expected"), CASES["datelines"])
def test_a_dateline_has_this_name_and_ends_here(paragraph: str, expected: list[str] | None) -> None:
    found = dateline.at_start(paragraph)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert [found.name, paragraph[found.end :]] == expected
    assert paragraph[slice(*found.span)] == found.name


def test_a_byline_at_the_end_of_a_very_long_paragraph_has_its_place_in_it() -> None:
    paragraph = "字" * 50_000 + "。（记者 高远）"
    found = signing.at_end(paragraph)
    assert found is not None
    assert paragraph[slice(*found[1].names[0].span)] == "高远"


@settings(deadline=None)
@given(st.text(alphabet="（）记者通讯员摄宣高远米禾镇 、：/文图。", max_size=60))
def test_names_lie_within_the_text_that_was_parsed(text: str) -> None:
    for found in (byline.parse(text), (signing.at_end(text) or (0, None))[1]):
        for signed in found.names if found else ():
            assert "".join(text[slice(*signed.span)].split()) == signed.name


HEADLINE, REPORT = (
    "柿子园镇开展防汛应急演练",
    "7月15日，柿子园镇在张庄村举行防汛应急演练，镇村干部、民兵等120人参加。演练设4个科目。",
)
CLOSE = "镇党委书记周立民要求，各村要紧盯薄弱环节，落实24小时值班制度，确保群众安全度汛。"
PAGES = {
    "over": "{signature}\n\n{headline}\n\n{report}\n\n{close}\n",
    "under": "{headline}\n\n{signature}\n\n{report}\n\n{close}\n",
    "lead": "{headline}\n\n{signature}{report}\n\n{close}\n",
    "caption": "{headline}\n\n{report}\n\n{signature}\n\n{close}\n",
    "tail": "{headline}\n\n{report}\n\n{close}{signature}\n",
    "end": "{headline}\n\n{report}\n\n{close}\n\n{signature}\n",
}
SIGNATURES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "signatures.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("place", "signature", "names"), [(place, *case) for place in PAGES for case in SIGNATURES[place].items()]
)
def test_a_page_is_signed_wherever_its_signature_stands(place: str, signature: str, names: list[list[str]]) -> None:
    text = PAGES[place].format(signature=signature, headline=HEADLINE, report=REPORT, close=CLOSE)
    found = articles(Page(source="page.txt", digest="", text=text))
    assert len(found) == 1
    assert found[0].article.title == HEADLINE
    assert sorted([name.name, name.role] for name in found[0].article.byline) == sorted(names)
