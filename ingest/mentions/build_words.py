"""Makes ingest/data/words.tsv from the tagger's own dictionaries: `python -m ingest.mentions.build_words`.

Each word of two to four characters with the tag that the tagger gives it when it stands alone, "mixed"
where it is cut. Run it again only when the tagger changes.
"""

from __future__ import annotations

import re

from ingest.mentions.tagger import DATA, tag
from ingest.tables import FOLDER

TARGET = FOLDER / "words.tsv"
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_RARE = 50
_HEADER = "# Words of the tagger LAC 2.1.2 (Baidu, Apache-2.0; data/lac) and how it tags each alone. Made by build_words.py.\n"


def main() -> None:
    """Writes the table, sorted by word."""
    rows = (line.split() for line in (DATA / "small_seg.dic").read_text("utf-8").split("\n"))
    counts = {row[0]: int(row[1]) for row in rows if len(row) > 1}
    known = {line.partition("\t")[2] for line in (DATA / "word.dic").read_text("utf-8").split("\n")}
    words = {word for word in known | counts.keys() if counts.get(word, _RARE) >= _RARE}
    lines = []
    for word in sorted(word for word in words if _HAN.match(word)):
        tags = {piece.tag for piece in tag(word)}
        lines.append(f"{word}\t{tags.pop() if len(tags) == 1 else 'mixed'}\n")
    TARGET.write_text(_HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
