"""Which of a page's first lines stand over its headline and are none of it: the site's name, its slogan, other papers'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import byline, furniture, heads
from ingest.furniture_parts import is_paper_name, is_trail
from ingest.leftovers import is_text
from ingest.lines import Line, title_like
from ontology import divisions

_QUOTED = re.compile("《(?P<name>[^》]{2,14})》")
_NUMBER = re.compile(
    r"《[^》]{2,12}》(?:杂志|月刊|季刊|双月刊|内刊|报)?[ \u3000]*(?:20\d{2}年|总?第\d)"
)  # 《某县》杂志 2021年冬季号
_HALVES = re.compile("(?P<first>[\u3400-\u9fff]{4,6})[，、 \u3000·](?P<second>[\u3400-\u9fff]{4,6})")
_PAPERS = ("日报", "晚报", "早报", "晨报", "时报", "周报", "都市报", "导报", "商报", "数字报", "电子报")


def over_headline(lines: Sequence[Line]) -> frozenset[int]:
    """The places among a page's lines of those that stand over its headline, besides what is furniture by itself.

    >>> lines = ["读一方报，念一方人", "某镇举行义诊", "某县报 2022-10-28 16:05", "近日，某镇举行义诊。"]
    >>> sorted(over_headline([Line(text, 1, False) for text in lines]))
    [0]
    """
    first = next((at for at, line in enumerate(lines) if is_text(line.text)), len(lines))
    kinds = [furniture.kind_of(line.text) for line in lines[:first]]
    found: set[int] = set()
    trail = next((at for at in range(first - 1, -1, -1) if _leads(lines[at].text, kinds[at])), 0)
    if any(kinds[at] is None and _may_be_headline(lines[at].text) for at in range(trail + 1, first)):
        found.update(range(trail))
    steps = lines[trail].text if trail or (kinds and _leads(lines[0].text, kinds[0])) else ""
    found |= {at for at in range(trail + 1, first - 1) if kinds[at] is None and _is_step(lines[at].text, steps)}
    home = next((at for at in range(first) if lines[at].text == "首页"), None)
    if home is not None:  # 首页, and the site's channels below it
        end = next((at for at in range(home, first) if len(lines[at].text) > 4 or lines[at].gap), first)
        found.update(range(home, end) if end - home > 2 and end < first else ())
    for at in range(first - 1):
        if kinds[at] is None and at not in found:
            account = at == 0 and (kinds[1] is not None or is_trail(lines[1].text)) and heads.is_account(lines[0].text)
            if not (account or _is_papers(lines[at].text) or (at == 0 and _is_slogan(lines, kinds))):
                break
            found.add(at)
    return frozenset(found)


def _leads(text: str, kind: furniture.FurnitureKind | None) -> bool:
    """The way to a page through its site, or its site's list of channels."""
    return is_trail(text) or (kind == "foot" and "首页" in text)


def _is_step(text: str, trail: str) -> bool:
    """A step of the way through the site, again over the headline."""
    return (
        len(text) <= 10
        and re.search(f"(?:[>＞»/：:]|^)[ \u3000]*{re.escape(text)}[ \u3000]*(?:[>＞»/]|$)", trail) is not None
    )


def _may_be_headline(text: str) -> bool:
    return len(text) > 6 and title_like(text) and byline.parse(text) is None and not heads.is_site_head(text)


def _is_papers(text: str) -> bool:
    """A paper's name alone, a magazine's with its number, or those of a publisher's papers: 《某日报》 《某晚报》."""
    if _NUMBER.match(text) and len(text) < 30:
        return True
    names = [match["name"] for match in _QUOTED.finditer(text)]
    if names:
        return not _QUOTED.sub("", text).strip() and all(is_paper_name(name) or "报" in name for name in names)
    return len(text) <= 10 and text.endswith(_PAPERS) and heads.is_paper(text)


def _is_slogan(lines: Sequence[Line], kinds: Sequence[furniture.FurnitureKind | None]) -> bool:
    """Two halves that sound alike (读一方报，念一方人), over a headline with its day below."""
    match = _HALVES.fullmatch(lines[0].text)
    if match is None or len(kinds) < 3 or kinds[1] is not None or kinds[2] not in ("meta", "masthead", "date"):
        return False
    first, second = match["first"], match["second"]
    alike = len(first) == len(second) and any(a == b for a, b in zip(first, second, strict=True))
    return alike and title_like(lines[1].text) and not divisions.counties_named(first[:2])
