"""Police, fire brigades, procuratorates and tax offices as their own news call them: 莘县公安：雨夜搜寻, 莘县消防走进校园."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ontology.divisions import by_code, spoken_names
from ontology.records import Mention

_FULL = {
    "公安": ("公安局", "GovernmentBody"),
    "消防": ("消防救援大队", "GovernmentBody"),
    "税务": ("税务局", "GovernmentBody"),
    "检察": ("人民检察院", "JudicialBody"),
}
"""What a short name stands for, and its kind."""
_POLICE = "公安(?![局厅部分机大支干民警系队派边政法工特宣基信厅院、和与及])"
_OTHERS = "(?:消防|税务|检察)(?=[：“，！ 　\\n]|走进|开展|组织|举[行办]|联合|启动|推出|深入|提醒|到|赴|为(?!民)|多措|全力|紧急|成功|快速|就|对|获|连夜|送)"
_FORCE = re.compile(f"{_POLICE}|{_OTHERS}")


def find(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """Those of the article's own county, under its name or without its last word, where no longer name goes on."""
    own = view.context.area
    county = by_code(own) if own else None
    if county is None or len(county.code) != 6 or not any(word in view.text for word in _FULL):
        return
    names = sorted(spoken_names(county), key=len, reverse=True)
    starts = {mention.start for mention in found if mention.type == "Organization"}
    for match in _FORCE.finditer(view.text):
        start = next((match.start() - len(name) for name in names if view.text.endswith(name, 0, match.start())), None)
        if start is None or start in starts or view.is_sealed(start, match.end()):
            continue
        body, kind = _FULL[match[0]]
        full = f"{county.display_name}{body}"
        yield mention_of(view, start, match.end(), kind, "force/called", full=full)
