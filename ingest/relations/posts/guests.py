"""Bare bodies in a list of a guest county's officials: 来凤县委书记甲，|县委|副书记、县长乙 are all of 来凤县.

The paper's own county is meant by 县委 elsewhere; behind a body with its county's name and a holder, the list goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.relations.base import About, Mark, SentenceView, Title
from ingest.relations.posts.leaning import FIRST
from ontology.ids import normal_name
from ontology.records import LocalEntity

_NAMED = re.compile(
    "(?:[\u3400-\u9fff]{2,8}?(?:省|自治区|自治州|盟))?(?P<county>[\u3400-\u9fff]{1,8}?[县市区旗])[县市区旗]?"
    "(?P<body>委|(?:人民)?政府|人大|政协|纪委|监委|$)"
)
_BARE = re.compile("(?P<level>[县市区旗]?)(?P<body>委|(?:人民)?政府|人大|政协|纪委|监委)")
_BETWEEN = ("，", "、", "；", "和", "及")


def with_guests(view: SentenceView, runs: Iterable[list[Title]]) -> Iterator[list[Title]]:
    """The runs of a sentence's titles, bare bodies that go on a list with a county's name taken for that county's."""
    county, last = "", -1
    for run in runs:
        first = run[0]
        if county and view.shape[last : first.start - len(first.loose)] not in _BETWEEN:
            county = ""
        moved = []
        for title in run:
            moved.append(_of(view, title, county) if county else title)
            county = next((name for mark in title.chain if (name := _county(view, mark))), county)
        holder = next(iter(view.marks_in(run[-1].end, len(view.text), "Person")[:1]), None)
        last = holder.end if holder is not None and holder.start == run[-1].end else -1
        yield moved


def _county(view: SentenceView, mark: Mark) -> str:
    """The county that a body's name in the text begins with, '' if it is bare or of no county."""
    named = _NAMED.match(view.text, mark.start, mark.end)
    return named["county"] if named is not None and not _BARE.match(view.text, mark.start, mark.end) else ""


def _of(view: SentenceView, title: Title, county: str) -> Title:
    """A title of a bare body of the same level as the county's, with the county's own body, or the county, for it."""
    if not title.chain and not title.loose and (bare := _BARE.match(title.body)) and not bare["level"]:
        own = _body(view.about, county, bare["body"])  # 某县政协某委主任甲，|政协办公室|主任乙
        at = title.begins
        return title if own is None else replace(title, chain=(Mark(entity=own, start=at, end=at),))
    if len(title.chain) != 1:
        return title
    mark = title.chain[0]
    bare = _BARE.match(view.text, mark.start, mark.end)
    if bare is None or not county.endswith(bare["level"]):
        return title
    own = _body(view.about, county, view.text[bare.start("body") : mark.end])
    return title if own is None else replace(title, chain=(replace(mark, entity=own),))


def _body(about: About, county: str, body: str) -> LocalEntity | None:
    names = (f"{county}{body}", f"{county}{county[-1]}{body}", county)  # 陕县委, as written 陕县县委
    own = next((about.names[name] for name in map(normal_name, names) if name in about.names), None)
    return own or next((one for one in about.entities[:FIRST] if one.name.endswith(names[0])), None)
