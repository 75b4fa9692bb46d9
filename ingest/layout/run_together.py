"""Pages whose lines were lost: headline, source and day on one line, with the text or without it, and the foot behind.

Such a line is cut where its metadata begins and ends; what each piece is, is told by what reads lines anyway.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.bylines import byline
from ingest.bylines.signers import is_name
from ingest.layout import channels, furniture, heads
from ingest.layout.furniture_fields import page_labels, page_words
from ingest.layout.furniture_parts import CLOCK, DATE, is_issuer, is_section
from ingest.layout.lines import starts_prose, title_like

_LONGEST = 120
"""Before so many code points a line's metadata begins,"""
_PIECES = 24
"""and it has at most so many pieces with spaces between."""
_HEADLINE = (8, 60)
_TEXT = 20
"""Behind the metadata stands nothing, or a text of so many code points at least."""
_HAN = re.compile("[\u3400-\u9fff]")
_STEP = re.compile(r".*(?:>|＞|»|&gt;)[ \u3000]*")
_PIECE = re.compile(r"[^ \u3000\xa0]+")
_GOES_ON = re.compile(rf"[\[【(（]?(?:\d|[大中小][ \]】]?\Z)|{CLOCK}")
_FOOT = re.compile(
    r"(?<=[。！？”）)\u3400-\u9fff])[ \u3000]+(?=(?:[上下]一[篇条]|分享到|分享至|【?打印|\[?关闭|相关(?:新闻|链接|阅读|报道|文章)|返回(?:首页|顶部|列表)|扫一扫)(?:[ \u3000：:】\]]|\Z))"
)


def apart(lines: Sequence[str]) -> list[str]:
    """The lines, those cut in which the first headline stands with its metadata, and a foot that stands behind text.

    >>> apart(["某镇清淤护航秋种 2023-09-05 来源：某县融媒 9月3日，某镇组织干部群众清理沟渠，共3公里。 上一篇：没有了"])
    ['某镇清淤护航秋种', '2023-09-05 来源：某县融媒', '9月3日，某镇组织干部群众清理沟渠，共3公里。', '上一篇：没有了']
    """
    found: list[str] = []
    headed = cut = False
    for line in lines:
        bare = line.strip()
        pieces = _pieces(bare) if bare and not cut else []
        if pieces and headed == _begins(bare, 0):
            found += pieces[:-1]
            line, headed, cut = pieces[-1], True, True
        cut = cut or "。" in bare
        headed = headed or "。" in bare or (len(bare) > 7 and title_like(bare) and furniture.kind_of(bare) is None)
        foot = _FOOT.search(line, line.rfind("。") + 1) if "。" in line else None
        found += [line[: foot.start()], line[foot.end() :]] if foot else [line]
    return found


def _pieces(line: str) -> list[str]:
    """What a line holds: the way through the site, the headline, the metadata, the text; [] where it is no such line."""
    begins = [match.start() for match in _PIECE.finditer(line, 0, _LONGEST) if _begins(line, match.start())]
    if not begins or (begins[0] == 0 and "。" not in line):
        return []
    kind = furniture.kind_of(line)
    if kind == "masthead" or (kind == "foot" and not _STEP.match(line)):
        return []
    start = begins[0]
    trail, headline = _headline(line[:start].strip())
    if start and not headline:
        return []
    end = _end(line, start)
    rest = line[end:].strip()
    if end == start or (rest and (len(rest) < _TEXT or "。" not in rest)):
        return []
    return [piece for piece in (trail, headline, line[start:end].strip(), rest) if piece]


def _begins(line: str, at: int) -> bool:
    """Whether metadata begins: a label of a page's, or a whole date with what stands apart behind it."""
    day = DATE.match(line, at)
    if day is not None:
        return day.end() == len(line) or line[day.end()] in " \u3000\xa0|｜来"
    label = page_words().label.match(line, at)
    return label is not None and not label["label"].endswith("位置")


def _end(line: str, start: int) -> int:
    """Where the metadata ends that begins at `start`; `start` if it is none."""
    if furniture.kind_of(line[start:]) == "meta":
        return len(line)
    end, person = start, False
    for piece in [*_PIECE.finditer(line, start)][:_PIECES]:
        text = piece.group()
        label = page_words().label.search(text)
        if not (label or _GOES_ON.match(text) or text in page_words().parts or (person and is_name(text))):
            break
        if furniture.kind_of(line[start : piece.end()]) in ("meta", "date", "masthead", "foot"):
            end = piece.end()
        elif "。" in text or starts_prose(text):
            break
        person = label is not None or (person and is_name(text))
    return end


def _headline(over: str) -> tuple[str, str]:
    """The way through the site and the headline that stand before the metadata; no headline where there is none."""
    step = _STEP.match(over)
    trail, headline = (step.group().strip(), over[step.end() :]) if step else ("", over)
    first, _, rest = headline.partition(" ")
    if rest and (first in page_words().parts or is_section(first)):
        trail, headline = f"{trail} {first}".strip(), rest.strip()  # 首页 > 乡镇动态 某镇…
    shortest, longest = _HEADLINE
    if len(headline) > longest or len(_HAN.findall(headline)) < shortest or not title_like(headline, longest=longest):
        return "", ""
    names = is_issuer(headline) or heads.is_account(headline) or heads.is_site_head(headline)
    names = names or heads.is_name_line(headline) or heads.is_column(headline) or channels.is_mark(headline)
    names = names or any(piece in page_labels() for piece in headline.split())  # 索引号 Q/20　发布机构 某乡
    if names or furniture.kind_of(headline) is not None or byline.parse(headline) is not None:
        return "", ""
    return trail, headline
