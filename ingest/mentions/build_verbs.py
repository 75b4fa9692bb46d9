"""Makes ingest/data/verbs.txt and compounds.txt from the dictionary of jieba: `python -m ingest.mentions.build_verbs dict.txt`.

Verbs of two characters, and other words of two to four, that the tagger's dictionary lacks. Left out of the verbs are
those that several places are called (跃进, 联合): they may stand in a name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from ingest.mentions.words import known_word, tags
from ingest.tables import FOLDER
from ontology.divisions import areas_by_bare

TARGET = FOLDER / "verbs.txt"
COMPOUNDS = TARGET.with_name("compounds.txt")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_RARE, _NAMING = 10, 3
_KINDS = ("n", "vn", "a", "an", "nz")
_HEADER = "# {} from the dictionary of jieba 0.42.1 (MIT, copyright 2013 Sun Junyi). Made by build_verbs.py.\n"


def main(dictionary: Path) -> None:
    """Writes the lists, sorted, ten words a line."""
    rows = [line.split() for line in dictionary.read_text("utf-8").split("\n")]
    known = [(row[0], int(row[1]), row[2]) for row in rows if len(row) == 3 and _HAN.match(row[0])]
    verbs = {word for word, often, tag in known if tag in ("v", "vd", "vi") and often >= _RARE and len(word) == 2}
    named = {bare for bare, areas in areas_by_bare(verbs).items() if len(areas) >= _NAMING}
    _write(TARGET, "Verbs of two characters", verbs - named - tags().keys())
    others = {word for word, often, tag in known if tag in _KINDS and often >= _RARE * (len(word) > 2) + _RARE}
    _write(COMPOUNDS, "Nouns and adjectives", {word for word in others if word[0] != word[1] and not known_word(word)})


def _write(target: Path, what: str, words: Iterable[str]) -> None:
    ordered = sorted(words)
    lines = (" ".join(ordered[at : at + 10]) + "\n" for at in range(0, len(ordered), 10))
    target.write_text(_HEADER.format(what) + "".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
