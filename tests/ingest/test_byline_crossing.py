"""Bylines: every way to sign, crossed with names of many peoples, places on a page and kinds of files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ingest.layout.articles import articles
from ingest.pages import Source, page_of

CROSSING = yaml.safe_load((Path(__file__).parents[1] / "cases" / "crossing.yaml").read_text(encoding="utf-8"))
HEADLINE, REPORT, CLOSE = (
    "柿子园镇开展防汛应急演练",
    "7月15日，柿子园镇在张庄村举行防汛应急演练，镇村干部、民兵等120人参加。演练设4个科目。",
    "镇党委书记周立民要求，各村要紧盯薄弱环节，落实24小时值班制度，确保群众安全度汛。",
)


@pytest.mark.parametrize("place", CROSSING["pages"])
def test_no_way_to_sign_is_lost_at_a_place(place: str) -> None:
    assert _lost(*CROSSING["pages"][place], CROSSING["forms"]) == []


@pytest.mark.parametrize("place", CROSSING["datelines"])
def test_no_way_to_sign_is_lost_in_a_dateline(place: str) -> None:
    forms = [form for form in CROSSING["forms"] if form[0] not in "□■●◎◇"]  # no mark stands in its brackets
    assert _lost(*CROSSING["datelines"][place], forms) == []


def _lost(suffix: str, page: str, forms: list[str]) -> list[tuple[str, list[str], str | None]]:
    """Signatures whose names the article that they stand in has not all, with its byline and headline."""
    lost = []
    for turn, form in enumerate(forms):
        names = CROSSING["names"][(turn + len(page)) % len(CROSSING["names"])]
        wanted = {name for index, name in enumerate(names) if f"{{{index}}}" in form}
        text = page.format(h=HEADLINE, s=form.format(*names), r=REPORT, c=CLOSE)
        found = articles(page_of(Source(f"page.{suffix}", data=text.encode())))
        [article] = [one.article for one in found if REPORT in one.article.text]
        signed = [name.name for name in article.byline]
        if not wanted <= set(signed) or HEADLINE not in (article.title or ""):
            lost.append((form.format(*names), signed, article.title))
    return lost


@pytest.mark.parametrize("width", range(16, 34))
def test_a_signature_broken_over_a_columns_lines_ends_its_article(width: int) -> None:
    def column(text: str) -> str:
        return "\n".join(text[at : at + width] for at in range(0, len(text), width))

    signed = f"　　{CLOSE}（记者 高小远 通讯员 米小禾）"
    other = f"　　本报讯（记者 周大海）{REPORT.replace('防汛', '消防')}"
    page = f"{HEADLINE}\n{column('　　' + REPORT)}\n{column(signed)}\n\n消防演练进社区\n{column(other)}\n"
    found = articles(page_of(Source("page.txt", data=page.encode())))
    assert [one.article.title for one in found] == [HEADLINE, "消防演练进社区"]
    assert [name.name for name in found[0].article.byline] == ["高小远", "米小禾"]
