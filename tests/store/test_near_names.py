"""Names that differ in one character: whom a person is asked about, and whom nobody is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store import open_store
from store.near_names import near_names
from tests.queries.world import page

Post = tuple[str, str, str]
"""A person, a body and a role, as one sentence of its own tells it."""


def told(posts: list[list[Post]], path: Path) -> set[tuple[str, str, str]]:
    """The pairs (type, two names) found in a store of one article a list, a sentence a list of posts."""
    articles: list[dict[str, Any]] = []
    for at, sentence in enumerate(posts):
        words = [f"{body}{role}{person}" for person, body, role in sentence]
        people = [{"Person/PublicPostHolder": [person]} for person in dict.fromkeys(one[0] for one in sentence)]
        bodies = [{"Organization/GovernmentBody": [body]} for body in dict.fromkeys(one[1] for one in sentence)]
        says = [
            {"s": person, "p": "holdsPost", "o": body, "role": role, "in": said}
            for said, (person, body, role) in zip(words, sentence, strict=True)
        ]
        text = "、".join(words) + "到会。"
        articles.append(
            {
                "title": f"会议{at}",
                "dateline": None,
                "body": text,
                "byline": [],
                "entities": people + bodies,
                "says": says,
            }
        )
    made = {"source": "版面.txt", "published": "2024-05-20", "area": "140725", "publisher": "报", "articles": articles}
    with open_store(str(path / "graph.lbug"), write=True) as writer:
        writer.put([page(made)])
        found = list(near_names(writer))
        ids = sorted({one for near in found for one in (near.left, near.right)})
        names = (
            {
                str(row["id"]): str(row["name"])
                for etype in ("Person", "Organization")
                for row in writer.rows(
                    f"MATCH (e:{etype}) WHERE e.id IN $ids RETURN e.id AS id, e.name AS name", {"ids": ids}
                )
            }
            if ids
            else {}
        )
    return {(near.type, *sorted((names[near.left], names[near.right]))) for near in found}


BUREAU, OTHER = "寿阳县民政局", "寿阳县财政局"
CASES: dict[str, tuple[list[list[Post]], set[tuple[str, str, str]]]] = {
    "two names in one post, one character apart": (
        [[("张建军", BUREAU, "局长")], [("张建君", BUREAU, "局长")]],
        {("Person", "张建军", "张建君")},
    ),
    "two surnames in one post, one character apart": (
        [[("张建军", BUREAU, "局长")], [("章建军", BUREAU, "局长")]],
        {("Person", "张建军", "章建军")},
    ),
    "two names in one sentence are two people": (
        [[("张建军", BUREAU, "副局长"), ("张建君", BUREAU, "副局长")]],
        set(),
    ),
    "two names in posts of two bodies are not asked about": (
        [[("张建军", BUREAU, "局长")], [("张建君", OTHER, "局长")]],
        set(),
    ),
    "two names that differ in two characters are not asked about": (
        [[("张建军", BUREAU, "局长")], [("张剑君", BUREAU, "局长")]],
        set(),
    ),
    "a pupil's name beside another's is not asked about": (
        [[("张建军", "寿阳县实验小学", "学生")], [("张建君", "寿阳县实验小学", "学生")]],
        set(),
    ),
    "two bodies with one officer, one character apart": (
        [[("苗国栋", "寿阳县应急管理局", "局长")], [("苗国栋", "寿阳县应激管理局", "局长")]],
        {("Organization", "寿阳县应急管理局", "寿阳县应激管理局")},
    ),
    "two bodies that a number tells apart are two": (
        [[("苗国栋", "寿阳县第一小学", "校长")], [("苗国栋", "寿阳县第二小学", "校长")]],
        set(),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_near_homonyms(case: str, tmp_path: Path) -> None:
    posts, expected = CASES[case]
    assert told(posts, tmp_path) == expected
