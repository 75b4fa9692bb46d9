"""The statements of the blind half that were judged one by one, and the table of it in docs/reading.md.

Where reading changed, draw anew; those that say the same keep their verdicts, the others stand with
`right: null` in tests/gold/test/judged.json until someone who writes no reading rules has judged them:

    python -m tests.ingest.test_judged
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest import pipeline
from ingest.evaluation.samples import KINDS, MARKS, Judged, Sample, carried, draw, rows
from ontology.records import FileReading

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
LIST = GOLD / "test" / "judged.json"
PAGE = ROOT / "docs" / "reading.md"
PLACE = re.compile(r"(?<=<!-- judged: python -m tests\.ingest\.test_judged -->\n).*?(?=<!-- /judged -->)", re.S)
SPACE = re.compile(r"\s+")
EACH = 50


def judged() -> tuple[Judged, ...]:
    return tuple(Judged.from_dict(one) for one in json.loads(LIST.read_text("utf-8")))


def table(ones: tuple[Judged, ...]) -> str:
    """The table of docs/reading.md, as the verdicts are now."""
    counted = rows(ones)
    head = list(counted[0])
    lines = (head, ["---"] * len(head), *(row.values() for row in counted))
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


@cache
def read(*names: str) -> tuple[FileReading, ...]:
    """Texts of the half to develop against, as they are read now."""
    paths = [GOLD / "dev" / "texts" / name for name in names]
    return tuple(one for one in pipeline.read(paths, tagger="none") if isinstance(one, FileReading))


def some() -> tuple[FileReading, ...]:
    return read(*sorted(path.name for path in (GOLD / "dev" / "texts").iterdir())[:4])


def sample(**changes: Any) -> Sample:
    """A post, with these changes."""
    return dataclasses.replace(next(one for one in draw(some()) if one.kind == "post"), **changes)


def test_the_list_is_whole_and_each_has_a_verdict() -> None:
    assert Counter(one.sample.kind for one in judged()) == dict.fromkeys(KINDS, EACH)
    assert len({one.sample.statement for one in judged()}) == EACH * len(KINDS)
    assert [one.sample.statement for one in judged() if one.right is None] == []


def test_what_is_wrong_has_a_reason_and_only_that() -> None:
    assert [one.sample.statement for one in judged() if bool(one.why) is one.right] == []


def test_the_sentences_stand_in_the_texts() -> None:
    for one in judged():
        text = SPACE.sub("", (GOLD / "test" / "texts" / f"{one.sample.article}.txt").read_text("utf-8"))
        before, _, rest = one.sample.sentence.partition(MARKS[0])
        evidence, _, after = rest.partition(MARKS[1])
        assert evidence, one.sample.statement
        assert SPACE.sub("", before + evidence + after) in text, one.sample.statement
        assert SPACE.sub("", one.sample.before) in text, one.sample.statement


def test_the_table_in_the_docs_is_what_was_judged() -> None:
    found = PLACE.search(PAGE.read_text("utf-8"))
    assert found is not None
    assert found[0] == table(judged()), "python -m tests.ingest.test_judged writes it anew"


def test_the_same_is_drawn_in_any_order_of_files_and_by_another_seed_others() -> None:
    drawn = draw(some(), each=5)
    assert Counter(one.kind for one in drawn) == dict.fromkeys(KINDS, 5)
    assert draw(tuple(reversed(some())), each=5) == drawn
    assert draw(some(), each=5, seed=1) != drawn


def test_more_drawn_hold_those_drawn_before() -> None:
    assert set(draw(some(), each=3)) < set(draw(some(), each=6))


def test_where_there_are_fewer_all_are_drawn() -> None:
    said = {statement.id for file in some() for one in file.readings for statement in one.statements}
    drawn = {one.statement for one in draw(some(), each=10_000)}
    assert drawn == said


def test_no_file_gives_no_sample() -> None:
    assert draw(()) == ()
    assert [row["share"] for row in rows(())] == [""] * (len(KINDS) + 2)


@pytest.mark.parametrize(
    ("changes", "right"),
    [({}, False), ({"confidence": 0.01}, False), ({"role": "船长"}, None), ({"modality": "denied"}, None)],
)
def test_a_verdict_stays_with_what_says_the_same(changes: dict[str, Any], right: bool | None) -> None:
    before = Judged(sample=sample(), right=False, why="another's post")
    (now,) = carried([sample(**changes)], [before])
    assert (now.right, now.why) == (right, "another's post" if right is False else "")
    assert now.sample == sample(**changes)


def test_shares_are_told_of_each_kind_of_all_and_of_the_sure() -> None:
    ones = (
        Judged(sample=sample(confidence=0.9), right=True),
        Judged(sample=sample(confidence=0.95), right=False, why="x"),
        Judged(sample=sample(confidence=0.89), right=True),
        Judged(sample=sample(kind="figure", confidence=0.5)),
    )
    assert [tuple(row.values()) for row in rows(ones)] == [
        ("post", "3", "2", "0.67"),
        ("relation", "0", "0", ""),
        ("figure", "1", "0", "0.00"),
        ("all", "4", "2", "0.50"),
        ("all of confidence 0.9 or more", "2", "1", "0.50"),
    ]


def _draw_anew() -> tuple[Judged, ...]:
    files = [one for one in pipeline.read([GOLD / "test" / "texts"]) if isinstance(one, FileReading)]
    return carried(draw(files, each=EACH), judged() if LIST.exists() else ())


if __name__ == "__main__":
    anew = _draw_anew()
    LIST.write_text(json.dumps([one.to_dict() for one in anew], ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(PLACE.sub(lambda _: table(anew), PAGE.read_text("utf-8")), "utf-8")
    print(f"written in {LIST} and {PAGE}; not judged yet: {sum(one.right is None for one in anew)}")
