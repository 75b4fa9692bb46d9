"""Makes ingest/data/verbs.txt from the dictionary of jieba: `python -m ingest.mentions.build_verbs dict.txt`.

Verbs of two characters that the tagger's dictionary lacks. Left out are those that several places are called
(跃进, 联合): they may stand in a name.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ingest.mentions.words import tags
from ontology.divisions import areas_by_bare

TARGET = Path(__file__).parent.parent / "data" / "verbs.txt"
_HAN = re.compile(r"[\u4e00-\u9fff]{2}\Z")
_RARE, _NAMING = 10, 3
_HEADER = "# Verbs of two characters from the dictionary of jieba 0.42.1 (MIT, copyright 2013 Sun Junyi). Made by build_verbs.py.\n"


def main(dictionary: Path) -> None:
    """Writes the list, sorted, ten words a line."""
    rows = (line.split() for line in dictionary.read_text("utf-8").split("\n"))
    verbs = {
        row[0]
        for row in rows
        if len(row) == 3 and row[2] in ("v", "vd", "vi") and int(row[1]) >= _RARE and _HAN.match(row[0])
    }
    named = {bare for bare, areas in areas_by_bare(verbs).items() if len(areas) >= _NAMING}
    words = sorted(verbs - named - tags().keys())
    lines = (" ".join(words[at : at + 10]) + "\n" for at in range(0, len(words), 10))
    TARGET.write_text(_HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
