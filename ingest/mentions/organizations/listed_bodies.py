"""Bodies that lean on one before them: in a list (县交通运输局、应急管理局), or led beside an office (统战部部长、总工会主席)."""

from __future__ import annotations

import re

from ingest.mentions.area_words import known_bodies
from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.records import Mention

_JOINED = ("、", "和", "与", "及")
_BUREAU = range(2, 7)
"""Code points of what a bureau in a list is of: 公安局、|人劳保局."""
_TITLED = re.compile("(?:常务)?副?书记、\\Z")
_HEADED = re.compile("(?:常务|专职)?副(?:部长|主任|主席|秘书长|县长|区长|市长)、\\Z")
"""The office of a county's body, whose holder often leads a bureau too: 县委统战部副部长、|民宗局|局长."""
_LEADING = re.compile("(?:书记|部长|主任|主席|秘书长|县长|区长|市长|旗长|委员|常委)、\\Z")
_LED_BESIDE = (
    "总工会",
    "工商联",
    "社科联",
    "红十字会",
    "行政学院",
    "档案馆",
    "老干部局",
    "编办",
    "台办",
    "侨办",
    "外办",
)
"""What one who holds an office of a county often leads beside it: 区委统战部部长、|总工会|主席."""
_AFTER_TITLE = ("办事处", "居委会", "村委会", "管委会", "人大主席团")
"""What the head of a committee often leads too: 某街道党工委副书记、|办事处|主任."""
_LISTED_BODIES = (
    *("政府", "办事处", "人大", "人大主席团", "管委会", "村委会", "居委会", "党委", "党工委"),
    *("法院", "妇联", "科协", "残联", "文联", "侨联", "工会", "团委", "政协", "纪委", "监委"),
    *("组织部", "宣传部", "统战部", "政法委", "社会工作部", "编办"),
)


def listed(view: View, head: int, end: int, kind: str, named: set[tuple[int, int]]) -> Mention | None:
    """A body whose area stands before the one listed before it: 县交通运输局、应急管理局; 某乡党委、政府."""
    text = view.text
    start = view.reach(head).start
    name = text[start:end]
    behind = _TITLED if name in _AFTER_TITLE else _HEADED if name.endswith(("局", "办")) else None
    behind = _LEADING if name in _LED_BESIDE else behind
    titled = behind.search(text, max(0, start - 6), start) if behind is not None else None
    before = titled.start() if titled is not None else start - 1
    beside = name in _LED_BESIDE and titled is not None and text[before - 1] in "部委局会府办县市区旗"
    if text[start - 1 : start] not in _JOINED or not (beside or any(stop == before for _, stop in named)):
        return None
    listed = name in _LISTED_BODIES or (name in known_bodies() and len(name) > 2)
    unknown = text[head:end] == "局" and head - start in _BUREAU
    listed = listed or (unknown and not any(name[at:] in known_bodies() for at in range(1, len(name) - 2)))
    return mention_of(view, start, end, kind, "organization/listed") if listed else None
