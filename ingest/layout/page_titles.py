"""A page's headlines that it says more than once: in a list over its articles, run together, in its title, behind the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.furniture_parts import DATE

LONG = 45
"""No headline is longer, in code points."""
AHEAD = 10
"""A page's headline stands at most so many lines below its title."""
_FEWEST = 2
"""So few headlines make a list of them."""
_LABELLED = 3
"""More parts than a page's label and value have (来源：某报 编辑：甲), so that a colon is a headline's."""
_SHORTEST = 4
"""A line that is shorter, in code points, may stand twice on a page by chance."""
_SUMMARY, _TAIL = 36, 24
"""So long is what a page says of its article at least, and so much of its end tells where it was taken from."""
_REPORTS = re.compile("[ \u3000]*(?:据|本报|本网|近日|日前|\\d{1,2}月|[（(]?(?:记者|通讯员))")
_BEHIND_TITLE = "-_—–|｜·>＞ \u3000"


def together(lines: Sequence[str], first: int) -> set[int]:
    """Lines over a headline that hold it among others: all headlines of a paper's page run together, the page's title."""
    over = [at for at in range(first) if lines[at].strip()]
    found: set[int] = set()
    for place, at in enumerate(over):
        below = [" ".join(lines[other].split()) for other in over[place + 1 : place + 1 + AHEAD]]
        whole = " ".join(lines[at].split())
        if any(_is_title_of(whole, title) for title in below):
            found.add(at)
            continue
        parts = whole.split()
        if len(parts) < 2 or not all(2 < len(part) <= LONG for part in parts) or DATE.search(lines[at]):
            continue
        if any(mark in whole for mark in (">＞|｜" if len(parts) > _LABELLED else "：:>＞|｜")):
            continue
        if any(len(title) > 5 and title != whole and f" {title} " in f" {whole} " for title in below):
            found.add(at)
    return found


def _is_title_of(whole: str, title: str) -> bool:
    """Whether a line is a headline with site and channel behind it: 某镇举行义诊 - 镇街动态 - 某县政府网."""
    rest = whole.removeprefix(title) if 5 < len(title) < len(whole) else ""
    return rest != "" and rest != whole and rest[0] in _BEHIND_TITLE and re.search("[-_—–|｜>＞]", rest) is not None


def behind(lines: Sequence[str], first: int) -> set[int]:
    """Lines under a text that say its headline again, alone as under each picture or with its day and its file's numbers."""
    over = lines[max(0, first - 2 * AHEAD) : first]
    titles = [title for line in over if 5 < len(title := line.strip()) <= LONG]
    below = range(first + 1, len(lines))
    own = next(
        (title for line in reversed(over) if 7 < len(title := line.strip()) <= LONG and not DATE.search(title)), ""
    )
    again = {at for at in below if own and lines[at].strip() == own}
    return again | {
        at
        for at in below
        if len(lines[at]) <= 2 * LONG
        and "。" not in lines[at]
        and DATE.search(lines[at])
        and any(title in lines[at] for title in titles)
    }


def without_headline(text: str, over: Sequence[str]) -> str:
    """A text's first line without its headline, which stands before the report's first words on it too.

    >>> without_headline("某镇举行义诊送健康据某报报道，近日，某镇义诊。", ["某镇举行义诊送健康"])
    '据某报报道，近日，某镇义诊。'
    """
    bare = text.strip()
    for line in over[-AHEAD:]:
        title = line.strip()
        if len(title) > 7 and bare.startswith(title) and _REPORTS.match(bare, len(title)):
            return bare[len(title) :].lstrip()
    return text


def cut_short(lines: Sequence[str]) -> set[int]:
    """Among a page's first lines what a page says of its article, the beginning of the text cut off in a sentence.

    >>> cut_short(["某镇举行义诊", "近日，某镇举行义诊，县医院来的12名医生为村民量血压、测血糖，讲解秋冬季", "",
    ...     "近日，某镇举行义诊，县医院来的12名医生为村民量血压、测血糖，讲解秋冬季养生知识。"])
    {1}
    >>> cut_short(["某县农业农村局驻村工作队举办孝善“饺子宴”暨“好媳妇”“好婆婆”“五好家庭”表彰活动",
    ...     "近日，某县农业农村局驻村工作队和村委会举办孝善“饺子宴”暨“好媳妇”“好婆婆”“五好家庭”表彰活动。"])
    set()
    """
    found: set[int] = set()
    for at, line in enumerate(lines[: 2 * AHEAD]):
        whole = "".join(line.split()).rstrip(".…")
        if len(whole) < _SUMMARY or whole[-1] in "。！？”":
            continue
        below = ["".join(other.split()) for other in lines[at + 1 : at + 1 + AHEAD]]
        if whole[-_TAIL:] in "".join(below) and any(other.startswith(whole[:_TAIL]) for other in below):
            found.add(at)
    return found


def listed(lines: Sequence[str], first: int) -> tuple[set[int], set[int]]:
    """A list of the page's headlines over its first article: where its lines are, and where each is a headline below.

    >>> lines = ["要闻", "某镇举行义诊", "某村修好便民桥", "某镇举行义诊", "近日，…。", "某村修好便民桥", "近日，…。"]
    >>> [sorted(places) for places in listed(lines, 4)]
    [[1, 2], [3, 5]]
    """
    above: dict[str, int] = {}
    for at in range(first):
        above.setdefault(lines[at].strip(), at)
    below = {
        line.strip(): at
        for at, line in enumerate(lines)
        if above.get(line.strip(), at) < at and len(line.strip()) >= _SHORTEST and not DATE.search(line)
    }
    if len(below) < _FEWEST or min(below.values()) >= first:
        return set(), set()
    entries = {above[line] for line in below}
    return (entries, set(below.values())) if max(entries) < min(below.values()) else (set(), set())
