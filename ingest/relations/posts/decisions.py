"""Lists of appointments and removals: a heading on a line of its own (免去：) says what each line below it decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.modality import any_in
from ingest.relations.base import INSIDE, ORG, PERSON, PLACE, TITLE, Decision, SentenceView

_HEADING = re.compile(
    "(?:决定|批准|同意|予以|[，,、 　\n]|\\A)(?P<verb>任命|聘任|免去|免除|撤销|罢免|接受)"
    "(?:下列|以下)?(?:人员|同志)?(?:的?职务)?[：:]\\s*\\Z"
)
_NUMBERED = re.compile(
    "\\s*[（(]?[一二三四五六七八九十]{1,2}[）)、.．]\\s*(?:决定)?(?P<verb>任命|聘任|免去|免职|免除|撤销|罢免)(?:人员|名单|事项)?(?:的?职务)?\\s*"
)
"""The same as a numbered line of its own, without a colon: 一、任命."""
_OWN_OFFICE = 40  # code points
_ITEM = re.compile(
    f"[\\s　]*(?:[（(]?[0-9一二三四五六七八九十]{{1,2}}[）)]?[.．、]?[\\s　]*)?[{ORG}{PLACE}{INSIDE}{TITLE}、]{{0,{_OWN_OFFICE}}}{PERSON}"
)
"""A line that begins with a person, who may have an office before the name: 县司法局副局长|张三|为县信访局局长."""
_CLOSES = re.compile("(?:职务|请求)[；;。，,]?\\s*\\Z")
_PASSED = re.compile("[（(][^（）()\n]{6,60}通过[）)]")
_DAY = len("2022-10-26")


def decisions(views: Sequence[SentenceView]) -> Iterator[Decision | None]:
    """What the heading over each sentence decides of those whom the sentence names; None where it is no line of such a list.

    A list goes on to the next heading, else to the first line that neither begins with a person nor ends as its lines do.
    """
    day: str | None = None
    held: Decision | None = None
    for view in views:
        if "通过" in view.text and _PASSED.search(view.text):
            days = [time.edtf for time in view.times if time.edtf and len(time.edtf) == _DAY]
            day = days[0] if days else day
        colon = view.text.rstrip().endswith(("：", ":"))
        heading = _HEADING.search(view.text) if colon else _NUMBERED.fullmatch(view.text)
        if heading is not None:
            met = view.about.day.edtf if view.about.day is not None and "会议" in view.text else None
            held = Decision(ended=any_in("posts", "dismisses").fullmatch(heading["verb"]) is not None, day=day or met)
            yield None
            continue
        if held is not None and not ((view.titles and _ITEM.match(view.plain)) or _CLOSES.search(view.text)):
            held = None
        yield held
