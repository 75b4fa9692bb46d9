"""Whether reading stays linear and small: processor time an article, and the most memory held, by how many are read.

python -m tests.bench.growth 1k [lac]: in a process of its own, as the most memory that one has held never goes down. The
articles are those of the development halves in turn, each time round with other people's names.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

from ingest.pipeline import read
from ontology.errors import InputError
from tests.bench.measure import Measure

GOLD = Path(__file__).resolve().parents[1] / "gold"
_STEP = 7
"""By so many places a name moves on in the list of names each time round."""


def growth(size: str, tagger: str = "none") -> list[Measure]:
    """Measures of reading so many articles (100, 1k, 10k), from files to statements, in this process."""
    number = int(size.replace("k", "000"))
    with tempfile.TemporaryDirectory() as folder:
        for at, text in zip(range(number), texts(), strict=False):
            (Path(folder) / f"{at:06}.txt").write_text(text, "utf-8")
        start, articles, characters = time.process_time(), 0, 0
        for file in read([folder], tagger=tagger):
            for reading in () if isinstance(file, InputError) else file.readings:
                articles += 1
                characters += len(reading.article.text)
        seconds = time.process_time() - start
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    name = f"{size} files, tagger {tagger}"
    return [
        Measure(name=name, value=seconds * 1000 / articles, unit="ms/article"),
        Measure(name=name, value=characters / 700 / seconds, unit="700 characters/s"),
        Measure(name=name, value=held, unit="MiB at most"),
    ]


def texts() -> Iterator[str]:
    """The development halves' texts again and again; the first time as they are."""
    halves = sorted(GOLD.glob("dev*"))
    files = [path for half in halves for path in sorted((half / "texts").iterdir())]
    held = [path.read_text("utf-8") for path in files]
    by_length: dict[int, list[str]] = {}
    for name in sorted({name for half in halves for name in _people(half)}):
        by_length.setdefault(len(name), []).append(name)
    place = {name: (names, at) for names in by_length.values() for at, name in enumerate(names)}
    named = re.compile("|".join(sorted(place, key=lambda name: (-len(name), name))))
    for number, text in enumerate(chain.from_iterable(repeat(held))):
        moved = number // len(held) * _STEP

        def other(match: re.Match[str], moved: int = moved) -> str:
            names, at = place[match[0]]
            return names[(at + moved) % len(names)]

        yield named.sub(other, text)


def _people(half: Path) -> Iterator[str]:
    for article in json.loads((half / "gold.json").read_text("utf-8"))["articles"]:
        for entity in article["entities"]:
            if entity["t"] == "PER":
                yield from (name for name in entity["n"] if name.isalpha())


if __name__ == "__main__":
    print(json.dumps([measure.to_dict() for measure in growth(*sys.argv[1:])]))
